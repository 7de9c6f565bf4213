"""Prints invented RALE lists for the tests: what is printed is what must be read back."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

POR_HOJA = 50
COLUMNAS = (
    "        REG. PATRONAL MOV. PATRONAL SECT NUM.CRED. CE  PERIODO TD FECHA ALTA  FEC. NOTIF. "
    "INC. FEC. INCID. DIAS       IMPORTE DC SC"
)


@dataclass(frozen=True)
class Fila:
    """One credit as a person would write it down."""

    registro: str = "A123456710"
    movimiento: str | None = "1"
    fecha_movimiento: date | None = date(2010, 2, 1)
    sector: str | None = "57"
    credito: str = "241000123"
    ce: str | None = None
    periodo: str = "2024-02"
    tipo_documento: str = "02"
    fecha_alta: date = date(2024, 3, 15)
    fecha_notificacion: date | None = date(2024, 4, 1)
    incidencia: str = "02"
    fecha_incidencia: date | None = date(2024, 4, 2)
    dias: int = 21
    importe: int = 1_234_50
    ooad_control: str | None = None
    subdelegacion_control: str | None = None


con = partial(replace, Fila())


def fecha(dia, vacia=""):
    return vacia if dia is None else f"{dia:%d/%m/%Y}"


def patron(fila):
    return (
        f"        {fila.registro[:3]}-{fila.registro[3:8]}-{fila.registro[8:]} "
        f"{fila.movimiento or '':1} {fecha(fila.fecha_movimiento):10}  {fila.sector or '':2}   "
    )


def pesos(centavos):
    return f"{centavos // 100:,}.{centavos % 100:02d}"


def renglon(fila, anterior=None, vacia=""):
    """Print one line; the employer only when it is not the one of the line above."""
    ejercicio, mes = fila.periodo.split("-")
    arrastra = anterior is not None and patron(anterior) == patron(fila)
    return (
        (" " * 40 if arrastra else patron(fila))
        + f"{fila.credito} {fila.ce or '':1}   {mes}/{ejercicio} {fila.tipo_documento}  "
        + f"{fecha(fila.fecha_alta)}  {fecha(fila.fecha_notificacion, vacia):10}  "
        + f"0{fila.incidencia}  {fecha(fila.fecha_incidencia, vacia):10}  {fila.dias:04d}  "
        + f"{pesos(fila.importe):>14} "
        + f"{fila.ooad_control or '':2} {fila.subdelegacion_control or '':2}"
    ).rstrip()


def encabezado(hoja, programa="EEAMX14A", titulo="", propios="CREDITOS PROPIOS", al="20/11/2026"):
    return [
        f"        {programa}            COORDINACION DE COBRANZA            HOJA  {hoja:5d}",
        f"        DELEGACION 16 EJEMPLO DE OOAD                        FECHA  {al}",
        "        COBR1601  SUBDELEGACION 01 EJEMPLO",
        f"                     PATRONES CON CREDITOS EN R.A.L.E. {titulo}AL {al}",
        f"                                  {propios}",
        "        ACT.ECO: TODAS  MODALIDAD: TODAS  TIPO DOCTO: TODOS  INCIDENCIA: TODAS",
        COLUMNAS,
        "",
    ]


def pie(patrones, creditos, importe):
    return [
        "",
        f"        TOTAL DE LA SUBDELEGACION     PATRONES {patrones:>9,}   "
        f"CREDITOS {creditos:>9,}   IMPORTE {pesos(importe):>18}",
    ]


def lineas(filas, por_hoja=POR_HOJA, vacia="", **cabeza):
    """Print a whole list as lines, paged, with its foot."""
    salida, anterior = [], None
    for lugar, fila in enumerate(filas):
        if lugar % por_hoja == 0:
            salida += encabezado(lugar // por_hoja + 1, **cabeza)
        salida.append(renglon(fila, anterior, vacia))
        anterior = fila
    if not filas:
        salida += encabezado(1, **cabeza)
    patrones = len({fila.registro for fila in filas})
    return salida + pie(patrones, len(filas), sum(fila.importe for fila in filas))


def rale(filas, **opciones):
    return "\n".join(lineas(filas, **opciones)) + "\n"
