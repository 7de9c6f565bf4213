"""Arrow columns of what the ledger answers."""

import pyarrow as pa

LLAVE = ("ramo", "registro", "credito", "periodo", "tipo_documento")


def _de(tipo: pa.DataType, *nombres: str, falta: bool = False) -> list[pa.Field]:
    return [pa.field(nombre, tipo, nullable=falta) for nombre in nombres]


def _t(*nombres: str, falta: bool = False) -> list[pa.Field]:
    return _de(pa.string(), *nombres, falta=falta)


def _n(*nombres: str) -> list[pa.Field]:
    return _de(pa.int64(), *nombres)


def _d(*nombres: str, falta: bool = False) -> list[pa.Field]:
    return _de(pa.date32(), *nombres, falta=falta)


def _b(*nombres: str) -> list[pa.Field]:
    return _de(pa.bool_(), *nombres)


SALDOS = pa.schema(
    [
        *_t(*LLAVE),
        *_b("propios"),
        *_t("ooad", "subdelegacion"),
        *_d("fecha_alta"),
        *_n("numero", "saldo"),
        *_t("incidencia"),
        *_d("fecha_incidencia", "fecha_notificacion", falta=True),
    ]
)
MOVIMIENTOS = pa.schema(
    [
        *_n("id", "acto_id"),
        *_t("clase", "quien", "registrado_en", *LLAVE),
        *_n("numero"),
        *_t("transaccion", "rubro"),
        *_n("importe", "efecto", "saldo_antes", "saldo_despues"),
        *_t("incidencia_antes", "incidencia_despues"),
        *_d("fecha_efecto"),
        *_d("fecha_notificacion", falta=True),
        *_t("origen"),
        *_de(pa.int64(), "corrige", falta=True),
        *_t("soporte", "soporte_folio", falta=True),
        *_d("soporte_fecha", falta=True),
    ]
)
VERIFICACIONES = pa.schema(
    [
        *_n("acto_id"),
        *_t("quien", "registrado_en"),
        *_n("movimiento_id"),
        *_t(*LLAVE, "transaccion", "producto"),
        *_b("adecuada", "completa"),
        *_t("causa", "origen"),
    ]
)
REQUERIMIENTOS = pa.schema(
    [
        *_t("folio", "area", "folio_area"),
        *_d("fecha", falta=True),
        *_t("cedula", "firmante"),
        *_n("creditos", "importe"),
        *_t("reingreso_de", "recibido_por", "recibido_en", "estado"),
        *_t("revisado_por", "afectado_por", "verificado_por"),
        *_n("causas"),
    ]
)
CAUSAS_POR_CODIGO = pa.schema([*_t("codigo"), *_n("requerimientos", "veces")])
FICHAS = pa.schema(
    [
        *_t("folio", "referencia", "registro", "ramo"),
        *_d("fecha", "vence"),
        *_n("importe"),
        *_t("area", "solicitud", "estado"),
        *_d("fecha_fin", falta=True),
        *_n("cobrado"),
    ]
)
SOLICITUDES = pa.schema(
    [
        *_t("folio", "area", "folio_area"),
        *_d("fecha", "al"),
        *_t("firmante", "registro"),
        *_n("total"),
        *_t("convenio", "reingreso_de", "recibido_por", "recibido_en", "estado", "ficha"),
    ]
)
DEPOSITO = pa.schema(
    [
        *_t("clave"),
        *_n("acto_id", "renglon"),
        *_t("folio"),
        *_d("fecha"),
        *_t("referencia", "registro", "concepto"),
        *_n("importe"),
        *_t("banco"),
        *_n("aplicado", "por_aclarar"),
    ]
)
DEPOSITOS = pa.schema([*DEPOSITO, *_t("casos")])
APLICACIONES = pa.schema(
    [
        *_t("clave"),
        *_n("numero", "acto_id"),
        *_t("destino"),
        *_n("importe"),
        *_t("caso", "motivo", "ficha", "ramo"),
    ]
)
ASIENTOS = pa.schema(
    [
        *_n("acto_id"),
        *_t("clase"),
        *_d("al"),
        *_n("orden"),
        *_t("transaccion", "rubro", "ramo", "tipo_documento"),
        *_n("ejercicio"),
        *_t("cuenta"),
        *_n("debe", "haber"),
    ]
)
POLIZAS = pa.schema(
    [*_t("mes", "numero"), *_d("fecha"), *_n("acto_id"), *_t("quien", "registrado_en")]
)
PARTIDAS = pa.schema(
    [
        *_t("clave", "clase", "detalle"),
        *_n("importe"),
        *_d("fecha"),
        *_t("dueno", "accion"),
        *_n("acto_id"),
        *_b("cerrada"),
        *_t("explicacion"),
        *_d("fecha_cierre", falta=True),
    ]
)
ACTOS = pa.schema(
    [
        *_n("id"),
        *_t("clase", "quien", "llave"),
        *_d("al"),
        *_t("nota", "registrado_en", "huella"),
    ]
)
RECEPCIONES = pa.schema(
    [
        *_n("acto_id"),
        *_t("archivo", "sha256", "clase"),
        *_n("renglones", "aceptados", "rechazados", "importe_aceptado", "importe_rechazado"),
        *_t("quien", "registrado_en"),
    ]
)
RECHAZADOS = pa.schema([*_n("renglon"), *_t("texto", "codigos", "causas")])
HECHOS = pa.schema(
    [
        *_t("folio", "codigo", *LLAVE),
        *_d("fecha"),
        *_t("medio", "defectos"),
        *_n("importe"),
        *_t("detalle", "soporte", "soporte_folio"),
        *_d("soporte_fecha"),
        *_t("soporte_sha256"),
        *_t("anula", falta=True),
        *_n("acto_id"),
        *_t("quien", "registrado", "confirmo"),
        *_t("confirmado", falta=True),
    ]
)
PIEZAS = pa.schema(
    [
        *_t("folio", *LLAVE, "clase", "numero"),
        *_d("fecha"),
        *_n("fojas"),
        *_t("ubicacion", "sha256"),
        *_n("traslados"),
        *_t("prestada_a"),
        *_d("prestada_el", "vence", falta=True),
        *_de(pa.int64(), "igual", falta=True),
        *_t("hallado"),
    ]
)
TRASLADOS = pa.schema(
    [
        *_t("pieza"),
        *_n("numero"),
        *_t("clase"),
        *_d("fecha"),
        *_t("a"),
        *_d("vence", falta=True),
        *_t("quien"),
    ]
)
INVENTARIOS = pa.schema(
    [
        *_t("folio"),
        *_d("corte", "fecha"),
        *_t("lugar", "participantes", "quien"),
        *_d("cierre", falta=True),
        *_t("acta"),
    ]
)
CUADERNOS = pa.schema([*_t("inventario"), *_n("numero"), *_t("responsable"), *_n("desde", "hasta")])
MARCAS = pa.schema(
    [
        *_n("conteo"),
        *_t(*LLAVE),
        *_n("cuaderno"),
        *_t("marca"),
        *_de(pa.int64(), "importe", falta=True),
        *_t("dice", "observacion", "quien"),
        *_d("al"),
    ]
)
ORDENES = pa.schema(
    [
        *_t("folio", "clase"),
        *_d("corte"),
        *_t("filtro"),
        *_n("documentos", "creditos", "importe"),
        *_t("quien"),
        *_d("al"),
        *_n("emitidos"),
    ]
)
EMITIDOS = pa.schema(
    [
        *_t("folio", "orden", "clase", "ramo", "registro"),
        *_d("fecha"),
        *_n("importe", "creditos"),
        *_b("unico"),
        *_t("huella", "sha256", "quien", "estado"),
        *_d("desde"),
        *_t("detalle"),
    ]
)
CREDITOS_EMITIDOS = pa.schema([*_t("folio", "clase", *LLAVE), *_n("importe")])
SUCESOS = pa.schema([*_n("numero"), *_t("clase"), *_d("fecha"), *_t("detalle", "sha256", "quien")])
