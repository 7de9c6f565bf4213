"""Planted traps: credits that look collectable by their dates, whose truth is known by design.

Beside them, healthy credits that resemble them. What is lawful comes from how each was built,
with working days walked by the generator; the gate under test is never asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import TABLA
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.decision import ACTOS, Acto
from cartera_lib.sintetica import (
    sanos_plazo,
    sanos_vida,
    trampas_actos,
    trampas_defensa,
    trampas_encimadas,
    trampas_extincion,
    trampas_patron,
    trampas_plazo,
)
from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.caso import (
    COBRO,
    INCIDENCIAS,
    LICITOS,
    NINGUNO,
    PREMATUROS,
    SANOS,
    TRAMPAS,
    Caso,
    Clase,
)
from cartera_lib.sintetica.identidad import PREFIJOS_PROPIOS
from cartera_lib.sintetica.modelo import OOAD, SUBDELEGACION
from cartera_lib.sintetica.reloj import Reloj

CATALOGOS = (
    trampas_plazo, trampas_defensa, trampas_patron, trampas_extincion, trampas_encimadas,
    trampas_actos, sanos_plazo, sanos_vida,
)  # fmt: skip
"""Where the kinds are; their order, whatever is imported first, is the order of the credits."""
RAMOS = ((("COP", "02"), 55.0), (("RCV", "06"), 25.0), (("COP", "80"), 12.0), (("RCV", "81"), 8.0))
LLANO = "exigible"
"""The kind of healthy credit that has nothing at all."""
TERCEROS = frozenset({Acto.SUSTITUTO, Acto.RESPONSABLE})
VENCIDO_PARA_TERCEROS = (18, 90)
"""Working days since the substitute and the one jointly liable were notified: their term is over,
and what cannot be collected from the employer is not to be collected from them."""
PARTE_LLANA = 0.4
"""Of the healthy ones, how many are such."""


@dataclass(frozen=True, eq=False)
class Trampas:
    """A cartera with its facts and its truth, credit by credit.

    ``clase``: the kind of trap, "" for a healthy credit; ``variante``: the kind of either;
    ``permitidos`` and ``prohibidos``: one row an act of ``ACTOS``, one column a credit, and what
    is in neither the truth does not decide; ``por_afectar``: its payment is known, not posted.
    """

    al: date
    cartera: Cartera
    hechos: pa.Table
    clase: Columna
    variante: Columna
    permitidos: Columna
    prohibidos: Columna
    por_afectar: Columna

    def porque(self, credito: int) -> str:
        """Return why the law says so of one credit, in one sentence."""
        variante = str(self.variante[credito])
        return (TRAMPAS.get(variante) or SANOS[variante]).porque

    def de(self, acto: Acto, *, prohibido: bool = True) -> Columna:
        """Tell for which credits the law forbids an act, or admits it."""
        return (self.prohibidos if prohibido else self.permitidos)[ACTOS.index(acto)]


def trampas(*, semilla: int, por_clase: int = 200, sanos: int = 20_000, al: date) -> Trampas:
    """Plant so many traps of each kind among healthy credits; the same seed, the same credits.

    ``por_clase``: even, because some are pairs. DatoInvalido when ``al`` is not a working Monday
    after a working Friday.
    """
    reloj = Reloj(al)
    casos = [*_plantados(semilla, por_clase + por_clase % 2, reloj)]
    casos += _sanos(semilla, sanos, reloj, desde=len(casos))
    clases = [clase for _, clase in casos]
    return Trampas(
        al,
        Cartera(al, OOAD, SUBDELEGACION, _cartera([caso for caso, _ in casos])),
        _hechos([caso for caso, _ in casos]),
        np.array([clase.nombre if clase.prohibe else "" for clase in clases], dtype=object),
        np.array([clase.nombre for clase in clases], dtype=object),
        _verdad([_permitidos(caso, clase) for caso, clase in casos]),
        _verdad([_prohibidos(caso, clase) for caso, clase in casos]),
        np.array([caso.por_afectar for caso, _ in casos]),
    )


def _plantados(semilla: int, por_clase: int, reloj: Reloj) -> Iterator[tuple[Caso, Clase]]:
    numero = 0
    for clase in _en_orden(TRAMPAS):
        azar = Azar(semilla, f"trampa {clase.nombre}")
        for _ in range(por_clase):
            yield _caso(azar, reloj, numero, clase), clase
            numero += 1


def _sanos(semilla: int, cuantos: int, reloj: Reloj, *, desde: int) -> Iterator[tuple[Caso, Clase]]:
    """Make the plain ones, and then each kind of near miss in turn, in pairs."""
    llanos = int(cuantos * PARTE_LLANA)
    parecidas = [clase for clase in _en_orden(SANOS) if clase.nombre != LLANO]
    azar = Azar(semilla, "sanos")
    for n in range(cuantos):
        otra = parecidas[(n - llanos) // 2 % len(parecidas)]
        clase = SANOS[LLANO] if n < llanos else otra
        yield _caso(azar, reloj, desde + n, clase), clase


def _en_orden(clases: dict[str, Clase]) -> list[Clase]:
    nombres = [catalogo.__name__ for catalogo in CATALOGOS]
    return sorted(clases.values(), key=lambda clase: nombres.index(clase.plantar.__module__))


def _caso(azar: Azar, reloj: Reloj, numero: int, clase: Clase) -> Caso:
    ramo, tipo = azar.ponderado(RAMOS)
    importe = int(azar.lognormal(900_000, 1.4)) + 1_000
    caso = Caso(azar, reloj, numero, azar.ponderado(INCIDENCIAS), ramo, tipo, importe)
    clase.plantar(caso)
    if not clase.prohibe:
        caso.valuar()
    if clase.prohibe >= COBRO and numero % 4 < 2:
        dia = reloj.menos(reloj.al, azar.entre(*VENCIDO_PARA_TERCEROS))
        caso.hecho("SUSTITUTO_NOTIFICADO", dia)
        caso.hecho("SOLIDARIA_NOTIFICADA", dia)
        caso.con_terceros = True
    return caso


def _permitidos(caso: Caso, clase: Clase) -> frozenset[Acto]:
    if clase.prohibe:
        return clase.permite
    return LICITOS[caso.etapa] - clase.calla | clase.permite


def _prohibidos(caso: Caso, clase: Clase) -> frozenset[Acto]:
    terceros = TERCEROS if caso.con_terceros else NINGUNO
    return (clase.prohibe | terceros) or PREMATUROS[caso.etapa]


def _verdad(actos: list[frozenset[Acto]]) -> Columna:
    return np.array([[acto in suyos for suyos in actos] for acto in ACTOS])


def _registro(caso: Caso) -> str:
    numero = caso.numero if caso.registro < 0 else caso.registro
    return f"{PREFIJOS_PROPIOS[numero % len(PREFIJOS_PROPIOS)]}{numero // 3:05d}10"


def _llave(caso: Caso) -> dict[str, str]:
    return {
        "ramo": caso.ramo,
        "registro": _registro(caso),
        "credito": f"{caso.alta.year % 100:02d}1{caso.numero:06d}",
        "periodo": caso.periodo.isoformat()[:7],
        "tipo_documento": caso.tipo,
    }


def _cartera(casos: list[Caso]) -> pa.Table:
    filas = [
        {
            **_llave(caso),
            "propios": True,
            "movimiento": caso.movimiento[0],
            "fecha_movimiento": caso.movimiento[1],
            "sector": "01",
            "ce": "",
            "fecha_alta": caso.alta,
            "fecha_notificacion": caso.notificado,
            "incidencia": caso.incidencia,
            "fecha_incidencia": caso.fecha_incidencia,
            "dias": (caso.reloj.al - caso.fecha_incidencia).days,
            "importe": caso.importe,
            "ooad_control": "",
            "subdelegacion_control": "",
            "renglon": caso.numero,
        }
        for caso in casos
    ]
    return pa.Table.from_pylist(filas, ESQUEMA)


def _hechos(casos: list[Caso]) -> pa.Table:
    filas = [fila for caso in casos for fila in _de_un_caso(caso)]
    columnas = zip(*filas, strict=True) if filas else ((),) * len(TABLA)
    arreglos = [pa.array(c, campo.type) for c, campo in zip(columnas, TABLA, strict=True)]
    return pa.Table.from_arrays(arreglos, schema=TABLA)


def _de_un_caso(caso: Caso) -> Iterator[tuple[object, ...]]:
    """Give the facts of a case as the ledger does: those of an employer, by its registro alone."""
    clases, llave, numero = clases_de_hecho(), _llave(caso), f"{caso.numero:06d}"
    del_patron = dict.fromkeys(llave, "") | {"registro": llave["registro"]}
    for lugar, suceso in enumerate(caso.hechos):
        clase = clases.get(suceso.codigo)
        suya = del_patron if clase is not None and clase.alcance == "patron" else llave
        fila = {
            **suya,
            "folio": f"H{numero}-{lugar}",
            "codigo": suceso.codigo,
            "fecha": suceso.fecha,
            "medio": suceso.medio,
            "defectos": suceso.defectos,
            "importe": 0,
            "detalle": "",
            "soporte": clase.soportes[0] if clase else "OFICIO_CORRECCION",
            "soporte_folio": f"S{numero}-{lugar}",
            "soporte_fecha": suceso.fecha,
            "soporte_sha256": "",
            "anula": None if suceso.anula is None else f"H{numero}-{suceso.anula}",
            "acto_id": caso.numero,
            "quien": "Quien captura",
            "registrado": suceso.fecha,
            "confirmo": "Quien confirma" if suceso.confirmado else None,
            "confirmado": suceso.fecha if suceso.confirmado else None,
        }
        yield tuple(fila.get(nombre) for nombre in TABLA.names)
