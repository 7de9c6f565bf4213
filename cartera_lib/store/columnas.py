"""Arrow columns of what the store receives and gives back, checked at its door."""

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.store.errores import LecturaIncompleta


def _campo(nombre: str, tipo: pa.DataType, *, falta: bool = False) -> pa.Field:
    return pa.field(nombre, tipo, nullable=falta)


def _textos(*nombres: str, falta: bool = False) -> list[pa.Field]:
    return [_campo(nombre, pa.string(), falta=falta) for nombre in nombres]


RALE = pa.schema(
    [
        _campo("renglon", pa.int64()),
        *_textos("registro"),
        *_textos("movimiento", falta=True),
        _campo("fecha_movimiento", pa.date32(), falta=True),
        *_textos("sector", falta=True),
        *_textos("credito"),
        *_textos("ce", falta=True),
        *_textos("periodo", "tipo_documento"),
        _campo("fecha_alta", pa.date32()),
        _campo("fecha_notificacion", pa.date32(), falta=True),
        *_textos("incidencia"),
        _campo("fecha_incidencia", pa.date32(), falta=True),
        _campo("dias", pa.int32()),
        _campo("importe", pa.int64()),
        *_textos("ooad_control", "subdelegacion_control", falta=True),
    ]
)
PATRONES = pa.schema(
    [
        *_textos("registro"),
        *_textos("digito", falta=True),
        *_textos("nombre"),
        *_textos("rfc", "actividad", "domicilio", "codigo_postal", falta=True),
        *_textos("municipio", "sector", falta=True),
        _campo("trabajadores", pa.int64(), falta=True),
        *_textos("clase_riesgo", "prima_rt", falta=True),
        _campo("fecha_alta", pa.date32(), falta=True),
        _campo("fecha_baja", pa.date32(), falta=True),
        *_textos("situacion", "representante", falta=True),
    ]
)
SIPARE = pa.schema(
    [
        *_textos("registro"),
        *_textos("digito", falta=True),
        *_textos("periodo"),
        *(
            _campo(nombre, pa.int64())
            for nombre in ("importe_imss", "importe_rcv", "importe_vivienda", "importe_acv")
        ),
        _campo("total", pa.int64()),
        _campo("fecha_limite", pa.date32(), falta=True),
        _campo("fecha_pago", pa.timestamp("s")),
        *_textos("linea_captura", "entidad", "medio", "origen", falta=True),
        *_textos("ooad", "subdelegacion", "razon_social", falta=True),
    ]
)
EN_ORDEN = (_campo("orden", pa.int64()), _campo("renglon", pa.int64()))
RECHAZO = pa.schema([*EN_ORDEN, *_textos("texto", "codigos", "causas")])
AVISO = pa.schema([*EN_ORDEN, *_textos("codigo", "detalle")])
CARGA = pa.schema(
    [
        _campo("id", pa.int64()),
        *_textos("clase", "archivo", "sha256"),
        *_textos("programa", "ramo", falta=True),
        _campo("propios", pa.bool_(), falta=True),
        *_textos("ooad", "subdelegacion", falta=True),
        _campo("al", pa.date32(), falta=True),
        *(
            _campo(nombre, pa.int64())
            for nombre in ("renglones", "aceptados", "rechazados", "avisos")
        ),
        *(_campo(nombre, pa.int64()) for nombre in ("patrones", "creditos", "importe")),
        *_textos("contenido", "registrada_en", "huella_anterior", "huella"),
    ]
)
CARTERA = pa.schema(
    [
        *_textos("ooad", "subdelegacion"),
        _campo("al", pa.date32()),
        *_textos("ramo"),
        _campo("propios", pa.bool_()),
        _campo("carga_id", pa.int64()),
        *RALE,
    ]
)
PATRON = pa.schema([_campo("carga_id", pa.int64()), *PATRONES])
ENCONTRADO = pa.schema([*PATRON, _campo("parecido", pa.int64())])
PAGO = pa.schema([_campo("carga_id", pa.int64()), *SIPARE])
CORTE = pa.schema(
    [
        *_textos("ooad", "subdelegacion"),
        _campo("al", pa.date32()),
        _campo("archivos", pa.list_(pa.string())),
        _campo("creditos", pa.int64()),
        _campo("importe", pa.int64()),
    ]
)
ESQUEMAS = {"rale": RALE, "patrones": PATRONES, "sipare": SIPARE}


def exigir(tabla: pa.Table, esquema: pa.Schema, *, archivo: str) -> pa.Table:
    """Return the columns of the schema, in its order and types; refuse what does not fit."""
    faltan = [nombre for nombre in esquema.names if nombre not in tabla.column_names]
    if faltan:
        raise LecturaIncompleta(
            f"La lectura de {archivo} no trae las columnas {', '.join(faltan)}. "
            "Léalo con el importador de su clase."
        )
    return pa.table([_columna(tabla, campo, archivo) for campo in esquema], schema=esquema)


def legibles(tabla: pa.Table) -> pa.Table:
    """Show the NUL characters of a damaged file as «␀»: PostgreSQL keeps none."""
    return pa.table(
        [
            pc.replace_substring(c, "\0", "␀") if pa.types.is_string(c.type) else c
            for c in tabla.columns
        ],
        schema=tabla.schema,
    )


def _columna(tabla: pa.Table, campo: pa.Field, archivo: str) -> pa.ChunkedArray:
    try:
        columna = tabla[campo.name].cast(campo.type)
    except pa.ArrowInvalid as falla:
        raise LecturaIncompleta(
            f"La columna {campo.name} de {archivo} no es del tipo {campo.type}: {falla}"
        ) from falla
    if columna.null_count and not campo.nullable:
        lugar = pc.index(columna.is_null(), True).as_py() + 1
        raise LecturaIncompleta(
            f"La columna {campo.name} de {archivo} está vacía en la fila aceptada {lugar}. "
            "Una fila sin ese dato debe ser un rechazo."
        )
    return columna
