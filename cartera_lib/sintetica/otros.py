"""Credits born of something else than a proposal: differences, audits, capital, other fines."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.fabrica import Fabrica, Hecho
from cartera_lib.sintetica.modelo import Credito, Patron, Ramo, Tramo
from cartera_lib.sintetica.recorrido import recorrido
from cartera_lib.sintetica.tiempo import DIA, cierra_bimestre, laborable, mes_de, primero

MESES_ATRAS = 216
INTENTOS = 8


class Clase(NamedTuple):
    """One kind of act: how many a month per employer, amounts, first incidencia and its fine."""

    tipo: str
    ramo: Ramo
    ritmo: float
    mediana: int
    sigma: float
    inicio: str = "01"
    multa: str = ""


CLASES = (
    Clase("03", Ramo.COP, 0.0380, 262_500, 2.2, multa="82"),
    Clase("82", Ramo.COP, 0.0340, 90_000, 1.6),
    Clase("88", Ramo.COP, 0.0300, 415_100, 1.9),
    Clase("60", Ramo.COP, 0.0075, 900_000, 2.0, inicio="20"),
    Clase("57", Ramo.COP, 0.0042, 730_700, 2.1, inicio="20"),
    Clase("89", Ramo.COP, 0.0016, 200_000, 1.5),
    Clase("08", Ramo.COP, 0.0010, 80_000, 1.5),
    Clase("00", Ramo.COP, 0.0006, 1_997_800, 2.0),
    Clase("03", Ramo.RCV, 0.0400, 180_000, 2.2),
)


class Llaves:
    """What is taken: periods with a proposal, and one credit per employer, period, kind, ledger."""

    def __init__(self, emitidos: set[tuple[str, int]]) -> None:
        self.emitidos = emitidos
        self.usadas: set[tuple[str, int, str, Ramo]] = set()

    def tomar(self, hecho: Hecho) -> bool:
        """Take the key of a credit; False when it was taken."""
        registro = hecho.patron.registro
        llave = (registro, hecho.periodo, hecho.tipo, hecho.ramo)
        if (registro, hecho.periodo) in self.emitidos or llave in self.usadas:
            return False
        self.usadas.add(llave)
        return True


class Sorteo:
    """Draws employers by weight: those in arrears get most of the acts."""

    def __init__(self, azar: Azar, patrones: tuple[Patron, ...]) -> None:
        self.azar, self.patrones = azar, patrones
        pesos = [self._peso(patron) for patron in patrones]
        self.acumulado = list(accumulate(pesos))

    def _peso(self, patron: Patron) -> float:
        if not patron.morosidad:
            return 0.04
        return (0.15 + patron.morosidad) * self.azar.lognormal(1, 1.6)

    def patron(self) -> Patron:
        """Draw one employer."""
        lugar = bisect_right(self.acumulado, self.azar.uno() * self.acumulado[-1])
        return self.patrones[min(lugar, len(self.patrones) - 1)]


def otros(fabrica: Fabrica, patrones: tuple[Patron, ...], *, llaves: Llaves) -> Iterator[Credito]:
    """Make the acts of every month from long before the first cut to the last one."""
    sorteo = Sorteo(fabrica.azar, patrones)
    ultimo = mes_de(fabrica.ventana.fin)
    for mes in range(mes_de(fabrica.ventana.inicio) - MESES_ATRAS, ultimo + 1):
        for clase in CLASES:
            for _ in range(_cuantos(fabrica.azar, clase.ritmo * len(patrones))):
                yield from _acto(fabrica, sorteo, clase, mes, llaves)


def _hecho(
    fabrica: Fabrica, patron: Patron, clase: Clase, alta: date, llaves: Llaves
) -> Hecho | None:
    """Find an old period of the employer that the act may determine, or None."""
    for _ in range(INTENTOS):
        mes = _periodo(fabrica, patron, clase.ramo, alta)
        monto = int(fabrica.azar.lognormal(clase.mediana, clase.sigma))
        hecho = Hecho(patron, clase.ramo, mes, clase.tipo, alta, monto)
        if mes >= mes_de(patron.fecha_alta) and llaves.tomar(hecho):
            return hecho
    return None


def _acto(
    fabrica: Fabrica, sorteo: Sorteo, clase: Clase, mes: int, llaves: Llaves
) -> Iterator[Credito]:
    alta = laborable(primero(mes) + DIA * fabrica.azar.entre(1, 25))
    vida = fabrica.vida(clase.tipo, alta)
    vida_multa = fabrica.vida(clase.multa, alta) if clase.multa else vida
    visible = [v.baja is None or v.baja >= fabrica.ventana.desde for v in (vida, vida_multa)]
    patron = sorteo.patron()
    if not any(visible) or not _admite(patron, alta):
        return
    hecho = _hecho(fabrica, patron, clase, alta, llaves)
    if hecho is None:
        return
    inicio = (Tramo(alta, clase.inicio),)
    pasos = recorrido(fabrica.azar, inicio, hasta=fabrica.ventana.fin, multa=clase.tipo >= "80")
    if visible[0]:
        yield fabrica.credito(hecho, pasos, vida=vida)
    multa = hecho._replace(tipo=clase.multa, centavos=hecho.centavos * 40 // 100)
    if clase.multa and visible[1] and llaves.tomar(multa):
        yield fabrica.credito(multa, pasos, vida=vida_multa)


def _admite(patron: Patron, alta: date) -> bool:
    detenido = any(dia and dia <= alta for dia in (patron.huelga, patron.salida))
    return not detenido and patron.fecha_alta < alta


def _periodo(fabrica: Fabrica, patron: Patron, ramo: Ramo, alta: date) -> int:
    """Draw a period before those followed payment by payment, and not after a baja."""
    ultimo = min(fabrica.ventana.primer_emitido - 1, mes_de(alta) - 4)
    if patron.movimientos[0].clave == "2":
        ultimo = min(ultimo, mes_de(patron.movimientos[0].fecha))
    mes = ultimo - fabrica.azar.entre(0, 30)
    return mes if ramo is Ramo.COP or cierra_bimestre(mes) else mes - 1


def _cuantos(azar: Azar, media: float) -> int:
    entero = int(media)
    return entero + azar.sucede(media - entero)
