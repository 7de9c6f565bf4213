"""Función 9: la cola de depuración y los derechos reales de cobro.

Why each credit should leave the cartera, by which path and with whose word, and how much of the
total the Institute may really collect. To cancel in the accounts does not free the debtor.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.materia import materias
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import MARCAS, Columna, Renglon, en_vigor, renglones, tabla
from cartera_lib.registry import funcion, fundamento
from cartera_lib.reglas.compuerta import Compuerta
from cartera_lib.reglas.decision import Acto, Respuesta, condicion
from cartera_lib.valores.calendario import dias

NINGUNA = -1
INCOSTEABLE = "INCOSTEABLE"
SI, NO, DUDA, ORDEN = "si", "no", "duda", "orden"
"""What a cause makes of the right to collect: it stands, there is none, who knows, order books."""
MILLONESIMAS = 1_000_000
DIAS_DEL_SALARIO = 365
RESPUESTAS = {
    "Exigible hoy": (Respuesta.SI, Respuesta.CAUTELA),
    "Exigible si se confirma un dato": (Respuesta.PENDIENTE,),
    "Todavía no exigible o impedido": (Respuesta.NO,),
}


@dataclass(frozen=True, eq=False)
class Depuracion:
    """The queue by cause, and what is left as a right to collect; amounts in centavos.

    ``cola``: a row a credit with a cause; ``derechos``: from the total to the rights, step by
    step; ``residual``: what the steps leave unexplained, 0 or the sheet says so on top.
    """

    al: date
    cola: pd.DataFrame
    por_causa: pd.DataFrame
    derechos: pd.DataFrame
    por_juntar: pd.DataFrame
    residual: int


@funcion(9)
@fundamento(CFF["146"], CFF["146-A"], LSS["251"])
def depurar(puertas: Compuerta, total: Columna) -> Depuracion:
    """Return the queue of what should leave the cartera, and the rights that remain.

    ``total``: what each credit comes to on the day, accessories included, in centavos.
    Fundamento: CFF 146; CFF 146-A; LSS 251.
    """
    al = puertas.juridica.al
    filas = list(en_vigor("causas_depuracion", al))
    incosteable = filas.pop(next(n for n, f in enumerate(filas) if f["codigo"] == INCOSTEABLE))
    causa = _primera_causa(puertas, filas)
    del_patron = _suma_del_patron(puertas, total, causa, filas)
    filas.append(incosteable)
    poco = (del_patron <= umbral(INCOSTEABLE, al)) & (total > 0) & _cumple(puertas, incosteable)
    causa[(causa == NINGUNA) & poco] = len(filas) - 1
    cola = _cola(puertas, total, causa, filas)
    derechos, residual = _derechos(puertas, total, causa, filas)
    por_causa = cola.groupby(["causa", "que_sigue"], sort=False).agg(
        creditos=("importe", "size"), importe=("importe", "sum"), total=("total", "sum")
    )
    juntar = _por_juntar(puertas, total, causa)
    return Depuracion(al, cola, por_causa, derechos, juntar, residual)


@fundamento(CFF["146-A"])
def umbral(codigo: str, al: date) -> int:
    """Return in centavos an amount set in UDI, on a day. Fundamento: CFF 146-A."""
    fila = next(f for f in en_vigor("umbrales_depuracion", al) if f["codigo"] == codigo)
    udi = int(tabla("udi").vigente(dias(al), "valor"))
    return int(fila["valor"]) * udi * 100 // MILLONESIMAS


@funcion(9)
@fundamento(LSS["251"])
def rango(importe: Columna, al: date) -> Columna:
    """Return the range, I to V, of each amount, by the minimum wage of a year.

    Fundamento: LSS 251.
    """
    salario = int(tabla("salario_minimo").vigente(dias(al), "general")) * DIAS_DEL_SALARIO
    filas = renglones("rangos_469")
    topes = np.array([int(f["hasta_veces"]) * salario for f in filas if f["hasta_veces"]])
    nombres = np.array([f["rango"] for f in filas], dtype=object)
    return nombres[np.searchsorted(topes, importe, side="left")]


def _primera_causa(puertas: Compuerta, filas: list[Renglon]) -> Columna:
    """Return the place of the first cause of each credit, in the order of the table."""
    causa = np.full(len(puertas.juridica.cartera), NINGUNA, dtype=np.int64)
    for lugar, fila in enumerate(filas):
        causa[(causa == NINGUNA) & _cumple(puertas, fila)] = lugar
    return causa


def _cumple(puertas: Compuerta, fila: Renglon) -> Columna:
    pedida = condicion(fila["cuando"], f"«causas_depuracion», renglón {fila['codigo']}")
    return puertas.juridica.cumple(pedida)


def _suma_del_patron(
    puertas: Compuerta, total: Columna, causa: Columna, filas: list[Renglon]
) -> Columna:
    """Return, for each credit, all that its employer owes: credits are added up before judging."""
    debe = np.array([fila["derecho"] != NO for fila in filas] + [True])[causa]
    registro = puertas.juridica.cartera.columna("registro")
    suyo = pd.Series(np.where(debe, total, 0)).groupby(registro).transform("sum")
    return np.asarray(suyo, dtype=np.int64)


def _cola(puertas: Compuerta, total: Columna, causa: Columna, filas: list[Renglon]) -> pd.DataFrame:
    juridica = puertas.juridica
    con_causa = np.flatnonzero(causa != NINGUNA)
    tabla_ = juridica.cartera.tabla.select([*LLAVE, "incidencia", "importe"]).to_pandas()
    cola = tabla_.iloc[con_causa].assign(total=total[con_causa])
    suyas = [filas[lugar] for lugar in causa[con_causa]]
    camino = np.array([estado.nombre for estado in materias()["depuracion"]], dtype=object)
    return cola.assign(
        causa=[fila["nombre"] for fila in suyas],
        rango=rango(np.maximum(cola["importe"].to_numpy(), 0), juridica.al),
        que_sigue=[fila["accion"] for fila in suyas],
        de_quien=[areas()[fila["area"]].nombre for fila in suyas],
        libera=["sí" if fila["libera"] == SI else "no: la deuda sigue viva" for fila in suyas],
        camino=camino[juridica.en("depuracion")[con_causa]],
        articulos=[fila["articulos"] for fila in suyas],
        dato=[MARCAS[fila["marca"]] for fila in suyas],
    )


def _derechos(
    puertas: Compuerta, total: Columna, causa: Columna, filas: list[Renglon]
) -> tuple[pd.DataFrame, int]:
    """Return the way from the total to the real rights, and what it leaves unexplained."""
    importe = puertas.juridica.cartera.columna("importe")
    unos = np.ones(len(importe), dtype=np.int64)
    quitan = [lugar for lugar, fila in enumerate(filas) if fila["derecho"] != SI]
    quedan = ~np.isin(causa, quitan)
    respuesta = puertas.respuesta(Acto.MANDAMIENTO)
    partes = [
        ("Total de la cartera", np.ones(len(importe), dtype=bool), 1),
        *((f"Menos: {filas[n]['nombre'].lower()}", causa == n, -1) for n in quitan),
        ("Derechos reales de cobro", quedan, 1),
        *(
            (f"De ellos: {nombre.lower()}", quedan & np.isin(respuesta, cuales), 1)
            for nombre, cuales in RESPUESTAS.items()
        ),
    ]
    pasos = [
        (nombre, *(int(c[suyos].sum()) * signo for c in (unos, importe, total)))
        for nombre, suyos, signo in partes
    ]
    columnas = ["paso", "creditos", "importe", "total"]
    derechos = pd.DataFrame(pasos, columns=columnas).set_index("paso")
    corte = 1 + len(quitan)
    baja = int(derechos["total"].iloc[:corte].sum()) - int(derechos["total"].iloc[corte])
    reparto = int(derechos["total"].iloc[corte] - derechos["total"].iloc[corte + 1 :].sum())
    dichos = (derechos["creditos"] != 0) | ~derechos.index.str.startswith("Menos")
    return derechos[dichos], abs(baja) + abs(reparto)


def _por_juntar(puertas: Compuerta, total: Columna, causa: Columna) -> pd.DataFrame:
    """Return the employers whose small credits are, together, worth pursuing."""
    al, cartera = puertas.juridica.al, puertas.juridica.cartera
    chicos = (total > 0) & (total <= umbral("PEQUENO", al)) & (causa == NINGUNA)
    chicos &= puertas.puede(Acto.MANDAMIENTO)
    suyos = pd.DataFrame({"registro": cartera.columna("registro"), "ramo": cartera.columna("ramo")})
    por = suyos.assign(total=total)[chicos].groupby(["registro", "ramo"])["total"]
    juntos = por.agg(["size", "sum"]).rename(columns={"size": "creditos", "sum": "total"})
    conviene = (juntos["creditos"] > 1) & (juntos["total"] > umbral("JUNTOS", al))
    return juntos[conviene].sort_values("total", ascending=False)
