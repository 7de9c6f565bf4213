"""The gate: what the law answers to each act, over all that is known and over what is confirmed.

What one person captured and nobody else confirmed may stop an act, never allow it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hechos import Hechos, hechos_de
from cartera_lib.cartera.materia import materias, numeros_de_materia
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, recordar
from cartera_lib.registry import fundamento
from cartera_lib.reglas.decision import Acto, Dictamen, Respuesta, decidir
from cartera_lib.reglas.situacion_juridica import Juridica, situacion_juridica


@dataclass(frozen=True, eq=False)
class Compuerta:
    """What is answered for each credit of a cartera on a day.

    ``hechos`` and ``por_afectar``: what it was asked with; ``dudosos``: places of the credits
    with facts that only one person has seen; ``sin_dudas``: what some credits would be answered
    without the unconfirmed facts, and with those of each earlier moment.
    """

    juridica: Juridica
    dictamen: Dictamen
    hechos: pa.Table
    por_afectar: Columna | None
    dudosos: Columna
    sin_dudas: tuple[tuple[Columna, Dictamen], ...]

    def respuesta(self, acto: Acto) -> Columna:
        """Return the answer to an act, by credit, as numbers of ``Respuesta``."""
        respuesta = self.dictamen.respuesta(acto)
        for lugares, otro in self.sin_dudas:
            respuesta[lugares] = np.maximum(respuesta[lugares], otro.respuesta(acto))
        return respuesta

    def puede(self, acto: Acto) -> Columna:
        """Tell which credits an act is lawful for."""
        return self.respuesta(acto) <= Respuesta.CAUTELA

    def motivos(self, acto: Acto) -> Columna:
        """Return what most strongly stops an act, as people read it; empty where nothing does."""
        causa = self.dictamen.causa(acto)
        principales = [regla.principal for regla in self.dictamen.tablero.reglas]
        materia = np.array([numeros_de_materia()[m] for m in principales])[causa]
        estado = self.juridica.estados[materia, np.arange(causa.size)]
        motivos = _nombres()[materia, estado]
        motivos[causa < 0] = ""
        motivos[(causa < 0) & ~self.puede(acto)] = SIN_CONFIRMAR
        return motivos


def _confirmados(hechos: pa.Table) -> pa.ChunkedArray:
    return pc.fill_null(pc.not_equal(hechos["confirmo"], ""), False)


SIN_CONFIRMAR = "el hecho que lo permitiría no lo ha confirmado otra persona"


@recordar()
def _nombres() -> Columna:
    ancho = max(len(estados) for estados in materias().values())
    nombres = np.full((len(materias()), ancho), "", dtype=object)
    for numero, estados in enumerate(materias().values()):
        nombres[numero, : len(estados)] = [e.nombre for e in estados]
    return nombres


@fundamento(CFF["144"], CFF["145"], LSS["287"])
def compuerta(
    cartera: Cartera, hechos: pa.Table, *, al: date, por_afectar: Columna | None = None
) -> Compuerta:
    """Answer every act for every credit of a cartera on a day.

    ``hechos``: facts as the ledger gives them; ``por_afectar``: credits whose payment is known
    and nobody has posted. Fundamento: CFF 144; CFF 145; LSS 287.
    """
    alcanzados = hechos_de(cartera, hechos, al=al)
    juridica = situacion_juridica(cartera, alcanzados, al=al, por_afectar=por_afectar)
    dictamen = decidir(juridica.estados, al=al)
    dudosos = _dudosos(cartera, hechos, alcanzados, al=al)
    otros = tuple(_sin_dudas(cartera, hechos, al=al, por_afectar=por_afectar))
    return Compuerta(juridica, dictamen, hechos, por_afectar, dudosos, otros)


def _sin_dudas(
    cartera: Cartera, hechos: pa.Table, *, al: date, por_afectar: Columna | None
) -> Iterator[tuple[Columna, Dictamen]]:
    """Yield what is answered without the unconfirmed facts, and with those of each moment.

    So what one person captured stops an act until another says otherwise: she cannot lift it
    herself by a later fact, nor by undoing her own.
    """
    turno = _turnos(hechos)
    for vez in range(int(turno.max(initial=0))):
        suyos = hechos["registro"].filter(pa.array(turno > vez)).unique()
        dentro = pc.is_in(cartera.tabla["registro"], value_set=suyos)
        lugares = np.flatnonzero(np.asarray(dentro.combine_chunks()))
        if not lugares.size:
            continue
        pocos = cartera.filtrar(np.isin(np.arange(len(cartera)), lugares))
        de_ellos = np.asarray(pc.is_in(hechos["registro"], value_set=suyos))
        sabidos = hechos.filter(pa.array(de_ellos & (turno <= vez)))
        pagos = None if por_afectar is None else por_afectar[lugares]
        otra = situacion_juridica(pocos, hechos_de(pocos, sabidos, al=al), al=al, por_afectar=pagos)
        yield lugares, decidir(otra.estados, al=al)


def _turnos(hechos: pa.Table) -> Columna:
    """Number the unconfirmed acts of each employer from 1, in order; 0 for what is confirmed."""
    turno = np.zeros(hechos.num_rows, dtype=np.int64)
    dudosas = np.flatnonzero(~np.asarray(_confirmados(hechos)))
    registros = hechos["registro"].take(pa.array(dudosas)).to_pylist()
    actos = hechos["acto_id"].take(pa.array(dudosas)).to_pylist()
    vistos: dict[str, list[int]] = {}
    for registro, acto in zip(registros, actos, strict=True):
        vistos.setdefault(registro, []).append(acto)
    orden = {registro: sorted(set(suyos)) for registro, suyos in vistos.items()}
    for lugar, registro, acto in zip(dudosas, registros, actos, strict=True):
        turno[lugar] = orden[registro].index(acto) + 1
    return turno


def _dudosos(cartera: Cartera, hechos: pa.Table, alcanzados: Hechos, *, al: date) -> Columna:
    """Return the credits with a fact, or the undoing of one, that only one person has seen."""
    firme = np.asarray(_confirmados(alcanzados.tabla))
    de_hechos = alcanzados.credito[~firme[alcanzados.fila]]
    return np.unique(np.concatenate([de_hechos, _de_correcciones(cartera, hechos, al=al)]))


def _de_correcciones(cartera: Cartera, hechos: pa.Table, *, al: date) -> Columna:
    """Return the credits of what unconfirmed facts undo, however many undo one another."""
    deshechos = hechos.filter(pc.is_valid(hechos["anula"]))
    por_folio = dict(zip(*deshechos.select(["folio", "anula"]).to_pydict().values(), strict=True))
    sin_ver = deshechos.filter(pc.invert(_confirmados(deshechos)))["anula"].to_pylist()
    ultimos = []
    for folio in sin_ver:
        while folio in por_folio:
            folio = por_folio[folio]
        ultimos.append(folio)
    tocados = hechos.filter(pc.is_in(hechos["folio"], value_set=pa.array(ultimos, pa.string())))
    return hechos_de(cartera, tocados, al=al).credito
