"""The gate: what the law answers to each act, over all that is known and over what is confirmed.

What one person captured and nobody else confirmed may stop an act, never allow it.
"""

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

    ``dudosos``: places of the credits with facts that only one person has seen; ``sin_dudas``:
    what those would be answered without such facts.
    """

    juridica: Juridica
    dictamen: Dictamen
    dudosos: Columna
    sin_dudas: Dictamen | None

    def respuesta(self, acto: Acto) -> Columna:
        """Return the answer to an act, by credit, as numbers of ``Respuesta``."""
        respuesta = self.dictamen.respuesta(acto)
        if self.sin_dudas is not None:
            otra = self.sin_dudas.respuesta(acto)
            respuesta[self.dudosos] = np.maximum(respuesta[self.dudosos], otra)
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
    if not dudosos.size:
        return Compuerta(juridica, dictamen, dudosos, None)
    suyos = np.zeros(len(cartera), dtype=bool)
    suyos[dudosos] = True
    pocos = cartera.filtrar(suyos)
    de_ellos = pc.is_in(hechos["registro"], value_set=pocos.tabla["registro"].unique())
    confirmados = hechos.filter(pc.and_(de_ellos, _confirmados(hechos)))
    pagos = None if por_afectar is None else por_afectar[dudosos]
    otra = situacion_juridica(pocos, hechos_de(pocos, confirmados, al=al), al=al, por_afectar=pagos)
    return Compuerta(juridica, dictamen, dudosos, decidir(otra.estados, al=al))


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
