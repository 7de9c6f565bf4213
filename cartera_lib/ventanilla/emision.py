"""The window of issuing: choose, freeze, recompute, and issue in series without gaps."""

import base64
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.borrador import Borrador, Datos, Negativa, sellados, texto_de_datos
from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.emision import Emitido, Orden, canonico, clases_de_documento
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import Sede, sede
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.documents.render import edicion, render_por_tandas
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.emision import Asunto, agrupar, mandamiento, separar
from cartera_lib.oficina.seleccion import Filtro, seleccionar
from cartera_lib.reglas.decision import Acto
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import huella_de
from cartera_lib.ventanilla.hechos import Hechos

TANDA = 40
"""Documents that one act keeps: what a death in the middle may cost to do again."""
DE_LISTA = ("MANDAMIENTO",)
"""Kinds that are issued from a list of credits, with nothing else to be said of each."""
MOVIMIENTO = ("id", "transaccion", "efecto")
Avance = Callable[[int, int], None]
"""Told how many documents are done, of how many."""


@dataclass(frozen=True, eq=False)
class Preparacion:
    """What a list of credits would become: drafts, and refusals with all their reasons."""

    clase: str
    corte: date
    filtro: str
    borradores: tuple[Borrador, ...]
    negativas: tuple[Negativa, ...]

    @property
    def importe(self) -> int:
        """Return what the drafts ask for, in centavos."""
        return sum(borrador.importe for borrador in self.borradores)


@dataclass(frozen=True, eq=False)
class _Corte:
    """A cut on a day as a kind of document sees it: what stops each credit, by its place."""

    clase: str
    al: date
    sede: Sede
    cartera: Cartera
    motivos: Sequence[str]
    vivos: Mapping[Llave, str]
    lugares: Mapping[Llave, int]
    saldos: Mapping[Llave, int] = field(default_factory=dict)


class Emision(Hechos):
    """Acts about issuing documents."""

    def sede(self, al: date) -> Sede:
        """Return the seat of the office at this desk."""
        ooad, subdelegacion = self.mesa.oficina()
        return sede(ooad, subdelegacion, al=al)

    def preparar(self, clase: str, filtro: Filtro, *, al: date) -> Preparacion:
        """Return what the credits that a filter chooses would become; nothing is kept.

        A credit that admits no document is refused by itself; the others go on.
        """
        _exigir_de_lista(clase)
        corte = self._corte(clase, al, None)
        elegidos = _llaves(seleccionar(corte.cartera, filtro, al=al))
        corte = self._con_saldos(corte, {llave.registro for llave in elegidos})
        hechos: list[Borrador | Negativa] = []
        for grupo in agrupar(elegidos):
            libres, negadas = separar(clase, self._conocido(corte, grupo), al=al)
            hechos += negadas
            if libres:
                suyos = self._asunto(corte, [grupo[lugar] for lugar in libres])
                hechos.append(mandamiento(suyos, corte.sede, al=al))
        return _preparacion(corte, str(filtro), hechos)

    def ordenar(self, preparacion: Preparacion, *, al: date) -> tuple[AcuseDeActo, Orden]:
        """Freeze a list with its cut: what is to be issued, and what is refused and why."""
        if not preparacion.borradores:
            raise DatoInvalido(
                "Ningún crédito de los elegidos admite el documento: no hay lista que congelar. "
                "Vea las causas de cada uno."
            )
        orden = Orden(
            next(self.folios("L", al)),
            preparacion.clase,
            preparacion.corte,
            preparacion.filtro,
            len(preparacion.borradores),
            sum(len(b.creditos) for b in preparacion.borradores),
            preparacion.importe,
            _lista(preparacion),
        )
        llave = f"orden {orden.folio} {huella_de(self.quien, orden.lista)}"
        acuse = self.asentar(ClaseDeActo.EMISION, llave, al=al, partes=(orden,))
        return acuse, orden

    def emitir_orden(
        self, folio: str, *, al: date, avance: Avance | None = None
    ) -> tuple[list[str], tuple[Negativa, ...]]:
        """Issue what is left of an order; after a death, call it again and it goes on.

        Everything is worked out again on the day: a document of which the law no longer allows
        a credit is refused whole, for its list was frozen with it.
        """
        orden, negativas = self.libro.orden(folio), list[Negativa]()
        corte, grupos = self._por_emitir(orden, al)
        borradores = self._borradores(corte, grupos, negativas)
        emitidos: list[str] = []
        for tanda in self._emitir(borradores, orden=folio):
            emitidos += tanda
            if avance is not None:
                avance(len(emitidos), len(grupos) - len(negativas))
        return emitidos, tuple(negativas)

    def emitir_documento(self, borrador: Borrador | Negativa) -> str:
        """Issue one document of any kind; DatoInvalido, with all the reasons, if it is refused."""
        if isinstance(borrador, Negativa):
            raise DatoInvalido(str(borrador))
        ((folio,),) = self._emitir([borrador], orden="")
        return folio

    def asunto(self, clase: str, llaves: Iterable[Llave], *, al: date) -> Asunto:
        """Return what the office knows of some credits of the last cut, for one document."""
        pedidas = list(llaves)
        corte = self._corte(clase, al, None)
        ajenas = [llave for llave in pedidas if llave not in corte.lugares]
        if ajenas or not pedidas:
            cual = f"El crédito {ajenas[0]} no está" if ajenas else "No se eligió ningún crédito"
            raise DatoInvalido(f"{cual} en el corte. Revise su número.")
        return self._asunto(self._con_saldos(corte, {ll.registro for ll in pedidas}), pedidas)

    def _por_emitir(self, orden: Orden, al: date) -> tuple[_Corte, list[list[Llave]]]:
        """Return the groups of an order that have no document yet, and how its cut is today."""
        propios = set(self.libro.emitidos(orden=orden.folio)["folio"].to_pylist())
        emitidos = self.libro.creditos_emitidos(clase=orden.clase).to_pylist()
        hechas = {Llave.de(fila) for fila in emitidos if fila["folio"] in propios}
        grupos = [[Llave(*ll) for ll in grupo] for grupo in json.loads(orden.lista)["grupos"]]
        faltan = [grupo for grupo in grupos if grupo[0] not in hechas]
        corte = self._corte(orden.clase, al, orden.corte)
        return self._con_saldos(corte, {grupo[0].registro for grupo in faltan}), faltan

    def _borradores(
        self, corte: _Corte, grupos: Iterable[Sequence[Llave]], negativas: list[Negativa]
    ) -> Iterator[Borrador]:
        """Yield the draft of each group, one at a time; what is refused goes to ``negativas``."""
        for grupo in grupos:
            hecho = mandamiento(self._asunto(corte, grupo), corte.sede, al=corte.al)
            if isinstance(hecho, Borrador):
                yield hecho
            else:
                negativas.append(hecho)

    def _emitir(self, borradores: Iterable[Borrador], *, orden: str) -> Iterator[list[str]]:
        """Number, compose and keep documents of one kind; yield the folios of each act."""
        en_curso: deque[tuple[Borrador, Datos]] = deque()
        for papeles in render_por_tandas(self._numerados(borradores, en_curso), de=TANDA):
            suyos = [(papel, *en_curso.popleft()) for papel in papeles]
            partes = [_emitido(b, datos, papel=papel, orden=orden) for papel, b, datos in suyos]
            huellas = (parte.huella for parte in partes)
            llave = f"emision {partes[0].folio} {huella_de(self.quien, *huellas)}"
            self.asentar(ClaseDeActo.EMISION, llave, al=partes[0].fecha, partes=partes)
            yield [parte.folio for parte in partes]

    def _numerados(
        self, borradores: Iterable[Borrador], en_curso: deque[tuple[Borrador, Datos]]
    ) -> Iterator[Datos]:
        """Yield the sealed data of each draft, in the folios that follow the last one kept."""
        folios: Iterator[str] | None = None
        for borrador in borradores:
            if folios is None:
                serie = clases_de_documento()[borrador.clase].serie
                folios = self.folios(serie, borrador.fecha)
            datos = sellados(borrador.datos, folio=next(folios), plantilla=edicion())
            en_curso.append((borrador, datos))
            yield datos

    def _corte(self, clase: str, al: date, corte: date | None) -> _Corte:
        """Look at a cut on a day, for one kind of document."""
        visto = self.semaforo(al, corte)
        cartera = visto.compuerta.juridica.cartera
        de_clase = clases_de_documento()[clase]
        motivos: Sequence[str] = [""] * len(cartera)
        if de_clase.acto:
            motivos = visto.compuerta.motivos(Acto[de_clase.acto]).tolist()
        vivos = {}
        if de_clase.unico:
            filas = self.libro.creditos_emitidos(clase=clase, vivos=True).to_pylist()
            vivos = {Llave.de(fila): fila["folio"] for fila in filas}
        lugares = {llave: lugar for lugar, llave in enumerate(_llaves(cartera))}
        return _Corte(clase, al, self.sede(al), cartera, motivos, vivos, lugares)

    def _con_saldos(self, corte: _Corte, registros: set[str]) -> _Corte:
        """Return a cut with what the ledger says that some employers owe."""
        saldos = {ll: cuenta.saldo for ll, cuenta in self.libro.cuentas(registros).items()}
        return replace(corte, saldos=saldos)

    def _conocido(self, corte: _Corte, llaves: Sequence[Llave]) -> Asunto:
        """Return what a cut knows of some credits, and nothing of who owes them."""
        lugares = [corte.lugares[llave] for llave in llaves]
        motivos = {ll: corte.motivos[n] for ll, n in zip(llaves, lugares, strict=True)}
        return Asunto(
            replace(corte.cartera, tabla=corte.cartera.tabla.take(lugares)),
            None,
            {llave: motivo for llave, motivo in motivos.items() if motivo},
            {llave: corte.vivos[llave] for llave in llaves if llave in corte.vivos},
            {llave: corte.saldos[llave] for llave in llaves if llave in corte.saldos},
        )

    def _asunto(self, corte: _Corte, llaves: Sequence[Llave]) -> Asunto:
        registro = llaves[0].registro
        return replace(
            self._conocido(corte, llaves),
            patron=self.mesa.patron(registro),
            movimientos=self._movimientos(registro),
        )

    def _movimientos(self, registro: str) -> dict[Llave, list[Datos]]:
        """Return the movements of an employer's balances, by credit."""
        suyos: dict[Llave, list[Datos]] = {}
        nombres = {codigo: t.nombre for codigo, t in transacciones().items()}
        for fila in self.libro.movimientos(registro=registro).to_pylist():
            dicho = {campo: fila[campo] for campo in MOVIMIENTO}
            dicho["fecha"] = fila["fecha_efecto"].isoformat()
            dicho["transaccion"] = nombres.get(fila["transaccion"], fila["transaccion"])
            suyos.setdefault(Llave.de(fila), []).append(dicho)
        return suyos


def _exigir_de_lista(clase: str) -> None:
    if clase not in DE_LISTA:
        nombre = clases_de_documento()[clase].nombre if clase in clases_de_documento() else clase
        raise DatoInvalido(
            f"«{nombre}» no se emite por lista: pide datos propios de cada crédito. "
            "Emítalo uno por uno."
        )


def _preparacion(corte: _Corte, filtro: str, hechos: Iterable[Borrador | Negativa]) -> Preparacion:
    dados = list(hechos)
    borradores = tuple(h for h in dados if isinstance(h, Borrador))
    negativas = tuple(h for h in dados if isinstance(h, Negativa))
    return Preparacion(corte.clase, corte.cartera.corte, filtro, borradores, negativas)


def _lista(preparacion: Preparacion) -> str:
    return canonico(
        {
            "grupos": [[list(c.llave) for c in b.creditos] for b in preparacion.borradores],
            "negados": [
                {"creditos": [list(ll) for ll in n.creditos], "causas": [str(c) for c in n.causas]}
                for n in preparacion.negativas
            ],
        }
    )


def _emitido(borrador: Borrador, datos: Datos, *, papel: bytes, orden: str) -> Emitido:
    """Return a document as the ledger keeps it."""
    clase, folio = clases_de_documento()[borrador.clase], str(datos["folio"])
    return Emitido(
        folio=folio,
        orden=orden,
        clase=borrador.clase,
        serie=clase.serie,
        ejercicio=borrador.fecha.year,
        numero=int(folio.partition("-")[2]),
        registro=borrador.registro,
        ramo=borrador.ramo,
        fecha=borrador.fecha,
        importe=borrador.importe,
        unico=clase.unico,
        creditos=borrador.creditos,
        datos=texto_de_datos(datos),
        huella=str(datos["huella"]),
        sha256=hashlib.sha256(papel).hexdigest(),
        contenido=base64.b64encode(papel).decode("ascii"),
    )


def _llaves(cartera: Cartera) -> list[Llave]:
    columnas = (cartera.tabla[campo].cast(pa.string()).to_pylist() for campo in LLAVE)
    return [Llave(*fila) for fila in zip(*columnas, strict=True)]
