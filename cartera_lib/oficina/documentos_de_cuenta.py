"""Función 10: estado de adeudo y cédula de conciliación; función 13: relación de movimientos.

What is owed, posted or reconciled comes ready from the office: here it becomes a document, or all
the reasons why not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.borrador import (
    ENTERO,
    PESOS,
    TEXTO,
    Borrador,
    Datos,
    Impedimento,
    Negativa,
    cuadro,
)
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.cuenta_contable import cuentas
from cartera_lib.cartera.emision import CreditoEmitido
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.cartera.sede import Sede
from cartera_lib.cartera.tipo_documento import tipo_documento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.oficina.adeudo import EstadoDeAdeudo, Variante, estado_de_adeudo
from cartera_lib.oficina.conciliacion_contable import Conciliacion
from cartera_lib.oficina.documentos import comunes, destinatario, dictamen, importe, mezclas
from cartera_lib.oficina.documentos_por_cobrar import ORDEN, POR_ACLARAR
from cartera_lib.oficina.emision import Asunto, memoria_del_asunto
from cartera_lib.oficina.informes import IMPORTES, Situacion, situacion
from cartera_lib.registry import funcion
from cartera_lib.reglas.exigibilidad import creditos_de, sin_vencer
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.dinero import pesos
from cartera_lib.valores.letras import MESES, fecha_en_letra

SITUACION, MOTIVO = "Situación de cobro", "Motivo de cobro"
GRUPO = {Variante.SITUACION: (SITUACION, MOTIVO), Variante.MOTIVO: (MOTIVO, SITUACION)}
"""What the credits of each variant are grouped by, and what is said of each one."""
VALOR = [(t, PESOS) for t in ("Histórico", "Actualización", "Recargos", "Total")]
FUERA = [
    *((t, TEXTO) for t in ("Crédito", "Periodo", MOTIVO, "Por qué no se valúa")),
    ("Histórico", PESOS),
]
LADOS = [("Debe", PESOS), ("Haber", PESOS)]
RELACION = [
    *((t, TEXTO) for t in ("Transacción", "Tipo", "Ramo", "Concepto", "Origen", "Cuenta")),
    *LADOS,
]
DE_HOJA = {
    "contable": "Contabilidad",
    "libro": "Libro",
    "sistema": "Sistema",
    "explicado": "Explicado",
    "residual": "Sin explicar",
    "inventario": "Inventario",
    "faltante": "Falta en inventario",
}
DE_CRUCES = {
    "importe_contable": "En contabilidad",
    "importe_origen": "En su origen",
    "importe_explicado": "Explicado",
    "residual": "Sin explicar",
}
DE_PARTIDAS = [
    *((t, TEXTO) for t in ("Explica", "Partida", "A cargo de", "Acción")),
    *(("Días", ENTERO), ("Importe", PESOS)),
]
POR_HACER = "Por hacer, sin diferencia que explique"


@funcion(10)
def documento_de_adeudo(
    asunto: Asunto, en: Sede, *, al: date, variante: Variante
) -> Borrador | Negativa:
    """Return the statement of what an employer owes in one ramo, or why not.

    It informs, and asks for nothing. What the legal tables do not reach is told apart, with its
    reason, and is not added.
    """
    llaves = [Llave.de(fila) for fila in asunto.filas]
    alcanza = situacion(asunto.creditos, al=al).tabla["calculado"].to_numpy(bool)
    fuera = _sin_valuar(asunto.creditos.filtrar(~alcanza), al)
    if not alcanza.any():
        return _sin_adeudo(asunto, llaves, fuera=fuera)
    suyos = replace(asunto.creditos.filtrar(alcanza), rechazados=0)  # those are of all the cut
    valuados = replace(asunto, creditos=suyos)
    memoria = memoria_del_asunto(valuados, al=al)
    valor = situacion(valuados.creditos, al=al)
    estado = estado_de_adeudo(valor, llaves[0].registro, ramo=llaves[0].ramo, variante=variante)
    datos = _de_adeudo(valuados, en, memoria=memoria, al=al) | {
        "ramo": estado.ramo,
        "variante": str(variante),
        "notas": [*_notas(valor, fuera), *_del_libro(valuados)],
        "cuadros": {**_cuadros(estado), "sin_valuar": fuera},
    }
    creditos = tuple(CreditoEmitido(Llave(*c["llave"]), c["total"]) for c in memoria["creditos"])
    borrador = Borrador("ESTADO_DE_ADEUDO", estado.registro, estado.ramo, al, datos, creditos)
    return dictamen(borrador, mezclas(llaves), creditos=llaves)


@funcion(13)
def relacion_de_movimientos(
    relacion: pd.DataFrame, en: Sede, *, al: date, mes: date
) -> Borrador | Negativa:
    """Return the paper with which Accounting is given what a month posted, or why not.

    ``relacion``: that of ``documentos_por_cobrar``, one row an account, in centavos.
    """
    nombre = f"{MESES[mes.month - 1]} de {mes.year}"
    filas = sorted(_movido(fila) for fila in _filas(relacion))
    por_cuenta = relacion.groupby("cuenta")[["debe", "haber"]].sum()
    de_cuentas = [(_cuenta(c), int(d), int(h)) for c, d, h in por_cuenta.itertuples()]
    debe, haber = (int(relacion[lado].sum()) for lado in ("debe", "haber"))
    objeto = f"Se informan, para su asiento, los movimientos de cartera de {nombre}."
    datos = comunes("RELACION_DE_MOVIMIENTOS", en, al=al, objeto=objeto) | {
        "mes": nombre,
        "area": areas()["CON"].nombre,
        "cuadros": {
            "relacion": cuadro("", RELACION, filas=filas),
            "cuentas": cuadro("", [("Cuenta", TEXTO), *LADOS], filas=de_cuentas),
        },
        **importe(debe),
    }
    dicho = f"La relación no cuadra: su debe es {pesos(debe)} y su haber, {pesos(haber)}."
    causas = [Impedimento("E08", dicho)] if debe != haber else []
    return dictamen(Borrador("RELACION_DE_MOVIMIENTOS", "", "", al, datos), causas)


@funcion(10, 13)
def cedula_de_conciliacion(conciliacion: Conciliacion, en: Sede) -> Borrador | Negativa:
    """Return the sheet that ties cartera, books, system and Treasury, dated on its day.

    What nobody explains does not stop it: it says so at its top.
    """
    clase, al = "CEDULA_DE_CONCILIACION", conciliacion.al
    hoja = _de_indice("Cuenta", conciliacion.hoja, titulos=DE_HOJA)
    cruces = _de_indice("Cruce", conciliacion.cruces, titulos=DE_CRUCES)
    filas = sorted(_partida(fila) for fila in _filas(conciliacion.partidas))
    partidas = cuadro("", DE_PARTIDAS, filas=filas)
    objeto = "Se concilia la cartera con la contabilidad, con Tesorería y con sus otras fuentes."
    datos = comunes(clase, en, al=al, objeto=objeto) | {
        "al_en_letra": fecha_en_letra(al),
        "corte": conciliacion.corte.isoformat(),
        "rechazados": conciliacion.rechazados,
        "residual": _residual(conciliacion),
        "cuadros": {"hoja": hoja, "cruces": cruces, "partidas": partidas},
    }
    return dictamen(Borrador(clase, "", "", al, datos))


def _de_adeudo(asunto: Asunto, en: Sede, *, memoria: Datos, al: date) -> Datos:
    fecha = fecha_en_letra(al)
    objeto = f"Se informa lo que el patrón adeuda al {fecha}, con su actualización y recargos."
    return comunes("ESTADO_DE_ADEUDO", en, al=al, objeto=objeto) | {
        "destinatario": destinatario(asunto.registro, asunto.patron),
        "al_en_letra": fecha,
        "corte": asunto.creditos.corte.isoformat(),
        "memoria": memoria,
        **importe(memoria["total"]),
    }


def _sin_adeudo(asunto: Asunto, llaves: Sequence[Llave], *, fuera: Datos) -> Negativa:
    registro = llaves[0].registro if llaves else str((asunto.patron or {}).get("registro", ""))
    causas = [
        Impedimento("E09", f"El crédito {credito} no se puede valuar: {razon}.")
        for credito, _, _, razon, _ in fuera["filas"]
    ] or [Impedimento("E01", "El patrón no tiene créditos de ese ramo en el corte.")]
    return Negativa("ESTADO_DE_ADEUDO", registro, tuple(llaves), tuple(causas))


def _cuadros(estado: EstadoDeAdeudo) -> Datos:
    grupo, otro = GRUPO[estado.variante]
    grupos = [
        (nombre, int(fila["creditos"]), *(int(fila[c]) for c in IMPORTES))
        for nombre, fila in estado.grupos.iterrows()
    ]
    creditos = sorted(_credito(fila, estado.variante) for fila in _filas(estado.creditos))
    de_credito = [(t, TEXTO) for t in (grupo, "Crédito", "Periodo", otro, "Notificado")]
    return {
        "grupos": cuadro("", [(grupo, TEXTO), ("Créditos", ENTERO), *VALOR], filas=grupos),
        "creditos": cuadro("", [*de_credito, *VALOR], filas=creditos),
    }


def _credito(fila: Mapping[str, Any], variante: Variante) -> tuple[Any, ...]:
    incidencia, notificado = fila["incidencia"], fila["fecha_notificacion"]
    de_situacion = f"{incidencia} {nombres_de_incidencia().get(incidencia, '')}".rstrip()
    dichos = (de_situacion, _tipo(fila["tipo_documento"]))
    grupo, otro = dichos if variante is Variante.SITUACION else dichos[::-1]
    dia = "—" if pd.isna(notificado) else f"{notificado:%d/%m/%Y}"
    return (grupo, fila["credito"], fila["periodo"], otro, dia, *(int(fila[c]) for c in IMPORTES))


def _sin_valuar(cartera: Cartera, al: date) -> Datos:
    """Return the table of what the law of the day does not reach, each with its reason."""
    creditos, filas = creditos_de(cartera), []
    for lugar, fila in enumerate(cartera.tabla.to_pylist()):
        try:
            explicar(creditos.en(slice(lugar, lugar + 1)), al=al)
        except FueraDeVigencia as falta:
            razon = f"la tabla «{falta.tabla}» no cubre {falta.fecha}"
            tipo = _tipo(fila["tipo_documento"])
            filas.append((fila["credito"], fila["periodo"], tipo, razon, fila["importe"]))
    return cuadro("", FUERA, filas=filas)


def _notas(valor: Situacion, fuera: Datos) -> Iterator[str]:
    """Yield what a reader must know of the amounts before he trusts them."""
    if sin_plazo := int(sin_vencer(valor.creditos).sum()):
        yield (
            f"{_cuantos(sin_plazo)} sin fecha de notificación: su plazo de pago todavía no corre y "
            "se informa sólo su importe histórico."
        )
    if fuera["filas"]:
        yield (
            f"{_cuantos(len(fuera['filas']))} por ${pesos(fuera['total'][-1])} sin valuar: no se "
            "suman, y se enumeran aparte con la razón."
        )
    yield from valor.advertencias()


def _del_libro(asunto: Asunto) -> Iterator[str]:
    """Yield what the ledger says otherwise."""
    if distintos := len(asunto.distintos):
        yield (
            f"{_cuantos(distintos)} cuyo saldo en el libro no es el del corte: se informa el del "
            "corte, hasta que se aclare."
        )


def _movido(fila: Mapping[str, Any]) -> tuple[Any, ...]:
    conocida = transacciones().get(fila["transaccion"])
    aclarar = "Depósito por aclarar" if fila["transaccion"] == POR_ACLARAR else fila["transaccion"]
    rubro = "cuentas de orden" if fila["rubro"] == ORDEN else str(Rubro[fila["rubro"]])
    de = (fila["tipo_documento"] or "—", fila["ramo"] or "—", rubro.capitalize(), fila["origen"])
    nombre = conocida.nombre if conocida else aclarar
    return (nombre, *de, _cuenta(fila["cuenta"]), int(fila["debe"]), int(fila["haber"]))


def _partida(fila: Mapping[str, Any]) -> tuple[Any, ...]:
    area = areas().get(fila["dueno"])
    explica, edad, suma = fila["explica"] or POR_HACER, int(fila["edad"]), int(fila["importe"])
    dueno = area.nombre if area else fila["dueno"]
    return explica, fila["detalle"], dueno, fila["accion"], edad, suma


def _de_indice(nombre: str, tabla: pd.DataFrame, *, titulos: Mapping[str, str]) -> Datos:
    presentes = [columna for columna in titulos if columna in tabla.columns]
    filas = [
        (str(fila["_"]), *(int(fila[c]) for c in presentes))
        for fila in _filas(tabla.rename_axis("_").reset_index())
    ]
    return cuadro("", [(nombre, TEXTO), *((titulos[c], PESOS) for c in presentes)], filas=filas)


def _residual(conciliacion: Conciliacion) -> str:
    if not conciliacion.residual:
        abiertas = len(conciliacion.partidas)
        averiguar = f" Quedan {abiertas:,} partidas por averiguar." if abiertas else ""
        return f"No hay residual.{averiguar}"
    tablas = (conciliacion.hoja, conciliacion.cruces)
    donde = [str(n) for tabla in tablas for n, r in tabla["residual"].items() if r]
    return f"Quedan sin explicar ${pesos(conciliacion.residual)} en {'; '.join(donde)}."


def _cuantos(creditos: int) -> str:
    return "1 crédito" if creditos == 1 else f"{creditos:,} créditos"


def _cuenta(codigo: str) -> str:
    return f"{codigo} {cuentas()[codigo].nombre}"


def _tipo(codigo: str) -> str:
    tipo = tipo_documento(codigo)
    return f"{tipo.codigo} {tipo.nombre}"


def _filas(tabla: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(c): v for c, v in fila.items()} for fila in tabla.to_dict("records")]
