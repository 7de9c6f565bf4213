"""Plants defects in the portfolio: each one on a credit that was clean, and on one only."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.fabrica import Fabrica, Hecho, Vida
from cartera_lib.sintetica.modelo import (
    Credito,
    Importe,
    Mundo,
    Patron,
    Ramo,
    Siembra,
    Tramo,
    ordenados,
)
from cartera_lib.sintetica.presencia import VIEJA
from cartera_lib.sintetica.tiempo import (
    DIA,
    dia_de_emision,
    laborable,
    limite_de_pago,
    mes_de,
    primero,
)

POR_CORTE, AL_MENOS = 0.001, 0.34  # of each class: per employer and cut, and per cut
DESCONOCIDOS = ("97", "98", "66", "19")
DICIEMBRE = 11
RECIENTE, ATRASADA = timedelta(days=150), timedelta(days=900)


def sembrar(mundo: Mundo, fabrica: Fabrica) -> Mundo:
    """Return the portfolio with defects planted in its cuts, every class in the last one."""
    parcela = Parcela(mundo, fabrica)
    anterior = fabrica.ventana.desde - DIA
    for corte in fabrica.ventana.cortes:
        parcela.abrir(anterior, corte)
        minimo = 1 if corte == fabrica.ventana.fin else 0
        for defecto in DEFECTOS:
            for _ in range(max(minimo, _cuantos(fabrica.azar, len(mundo.patrones)))):
                defecto(parcela)
        anterior = corte
    return replace(mundo, creditos=tuple(ordenados(parcela.creditos)))


class Parcela:
    """The credits on which to plant, as they stand at one cut after the other."""

    def __init__(self, mundo: Mundo, fabrica: Fabrica) -> None:
        self.azar: Azar = fabrica.azar
        self.fabrica = fabrica
        self.patrones = mundo.patrones
        self.creditos = list(mundo.creditos)
        self.llaves = {c.llave for c in mundo.creditos}
        self.anterior = self.corte = fabrica.ventana.inicio
        self.vistos: list[int] = []

    def abrir(self, anterior: date, corte: date) -> None:
        """Stand at a cut: the credits alive in it or ended since the cut before, shuffled."""
        self.anterior, self.corte = anterior, corte
        visibles = [n for n, c in enumerate(self.creditos) if self._reciente(c)]
        self.vistos = self.azar.barajar(visibles)

    def _reciente(self, credito: Credito) -> bool:
        llegado = (credito.entrada or credito.alta) <= self.corte
        return llegado and (credito.baja is None or credito.baja > self.anterior)

    def limpio(self, sirve: Callable[[Credito], bool], *, vivo: bool = True) -> int | None:
        """Find a credit with no defect that serves, or None."""
        for lugar in self.vistos:
            credito = self.creditos[lugar]
            libre = credito.siembra is None and credito.vivo(self.corte) is vivo
            if libre and sirve(credito):
                return lugar
        return None

    def plantar(self, lugar: int | None, cambio: Callable[[Credito], Credito]) -> None:
        """Put the changed credit in place of the clean one, when one was found."""
        if lugar is not None:
            self.creditos[lugar] = cambio(self.creditos[lugar])

    def agregar(self, credito: Credito) -> None:
        """Add a credit that should not exist."""
        self.creditos.append(credito)
        self.llaves.add(credito.llave)

    def cerrados(self, meses: int) -> Iterator[Patron]:
        """Go through employers closed for so many months and for good, shuffled."""
        fin = self.fabrica.ventana.fin
        for patron in self.azar.barajar(self.patrones):
            baja = patron.movimiento(self.corte)
            firme = baja.clave == "2" and baja == patron.movimiento(fin)
            if firme and mes_de(baja.fecha) <= mes_de(self.corte) - meses:
                yield patron


def notificado_sin_fecha(parcela: Parcela) -> None:
    """Print a 02 without its date of notification."""
    lugar = parcela.limpio(lambda c: c.tramo(parcela.corte).incidencia == "02")
    sin_fecha = Siembra("NOTIFICADO_SIN_FECHA", "", "notificacion")
    parcela.plantar(lugar, lambda c: replace(c, siembra=sin_fecha))


def periodo_13(parcela: Parcela) -> None:
    """Print a December as month 13."""
    lugar = parcela.limpio(lambda c: c.periodo % 12 == DICIEMBRE)
    parcela.plantar(
        lugar,
        lambda c: replace(c, siembra=Siembra("PERIODO_13", f"13/{c.periodo // 12}", "periodo")),
    )


def tipo_desconocido(parcela: Parcela) -> None:
    """Print a kind of document that is in no catalogue."""
    lugar = parcela.limpio(lambda c: c.tramo(parcela.corte).incidencia != "00")
    clave = Siembra("TIPO_DESCONOCIDO", parcela.azar.elegir(DESCONOCIDOS), "tipo")
    parcela.plantar(lugar, lambda c: replace(c, siembra=clave))


def fecha_imposible(parcela: Parcela) -> None:
    """Print February 31st as notification or as alta."""
    corte = parcela.corte
    texto = f"31/02/{corte.year if corte.month > 2 else corte.year - 1}"
    columna = parcela.azar.elegir(("notificacion", "notificacion", "alta"))
    lugar = parcela.limpio(lambda c: c.notificacion(corte) is not None)
    siembra = Siembra("FECHA_IMPOSIBLE", texto, columna)
    parcela.plantar(lugar, lambda c: replace(c, siembra=siembra))


def importe_cero(parcela: Parcela) -> None:
    """Leave a credit alive with nothing owed."""
    desde = primero(mes_de(parcela.corte))

    def vaciar(credito: Credito) -> Credito:
        antes = tuple(i for i in credito.importes if i.desde < desde)
        cero = Importe(max(desde, credito.alta), 0, "AJUSTE")
        return replace(credito, importes=(*antes, cero), siembra=Siembra("IMPORTE_CERO"))

    lugar = parcela.limpio(lambda c: c.tramo(parcela.corte).incidencia != "00")
    parcela.plantar(lugar, vaciar)


def notificacion_antes_de_alta(parcela: Parcela) -> None:
    """Date the notification before the credit existed."""
    antes = DIA * parcela.azar.entre(1, 40)
    lugar = parcela.limpio(lambda c: c.notificacion(parcela.corte) is not None)
    siembra = Siembra("NOTIFICACION_ANTES_DE_ALTA")
    parcela.plantar(lugar, lambda c: replace(c, notificado=c.alta - antes, siembra=siembra))


def notificacion_futura(parcela: Parcela) -> None:
    """Date the notification after the cut that prints it: some days, or a year by mistake."""
    futura = parcela.corte + DIA * parcela.azar.elegir((3, 6, 12, 20, 365))
    lugar = parcela.limpio(lambda c: bool(c.notificacion(parcela.corte)) and _nueva(parcela, c))
    siembra = Siembra("NOTIFICACION_FUTURA")
    parcela.plantar(lugar, lambda c: replace(c, notificado=futura, siembra=siembra))


def duplicado(parcela: Parcela) -> None:
    """Load the same credit twice, under another number."""
    lugar = parcela.limpio(lambda c: c.tramo(parcela.corte).incidencia != "00")
    if lugar is None:
        return
    original = parcela.creditos[lugar]
    numero = parcela.fabrica.numero(original.tipo, original.alta)
    termina = original.baja or _dentro(parcela, laborable(parcela.corte + 75 * DIA))
    parcela.creditos[lugar] = replace(original, siembra=Siembra("DUPLICADO", numero))
    doble = replace(
        original,
        numero=numero,
        entrada=primero(mes_de(parcela.corte)),
        baja=termina,
        causa_baja="IMPROCEDENCIA" if termina else "",
        siembra=Siembra("DUPLICADO", original.numero),
    )
    parcela.agregar(doble)


def pagado_vivo(parcela: Parcela) -> None:
    """Keep alive for one more cut a proposal that was paid in time."""

    def sirve(credito: Credito) -> bool:
        fresca = credito.alta >= parcela.corte - VIEJA
        return credito.causa_baja == "PAGO_SIPARE" and len(credito.tramos) == 1 and fresca

    def revivir(credito: Credito) -> Credito:
        pagado = credito.baja.isoformat() if credito.baja else ""
        despues = _dentro(parcela, laborable(parcela.corte + 9 * DIA))
        return replace(credito, baja=despues, siembra=Siembra("PAGADO_VIVO", pagado))

    parcela.plantar(parcela.limpio(sirve, vivo=False), revivir)


def propuesta_vieja(parcela: Parcela) -> None:
    """Leave an unpaid proposal in 00 past its sixty days."""
    corte = parcela.corte

    def sirve(credito: Credito, atras: timedelta) -> bool:
        propuesta = credito.tramos[0].incidencia == "00" and len(credito.tramos) > 1
        en_edad = corte - atras <= credito.alta < corte - VIEJA
        mora = credito.causa_baja != "PAGO_SIPARE" and credito.patron.huelga is None
        return propuesta and en_edad and mora and credito.patron.propio

    def detener(credito: Credito) -> Credito:
        tramos = (credito.tramos[0], Tramo(laborable(corte + 12 * DIA), "01"))
        limpia = replace(credito, notificado=None, notificado_desde=None, control="")
        return replace(limpia, tramos=tramos, siembra=Siembra("PROPUESTA_VIEJA"))

    lugar = parcela.limpio(lambda c: sirve(c, RECIENTE))
    if lugar is None:
        lugar = parcela.limpio(lambda c: sirve(c, ATRASADA))
    parcela.plantar(lugar, detener)


def baja_con_emision(parcela: Parcela) -> None:
    """Issue the proposal of the month to an employer that is closed."""
    mes = mes_de(parcela.corte)
    emitida = dia_de_emision(mes)
    for patron in parcela.cerrados(meses=1):
        hecho = Hecho(patron, Ramo.COP, mes, "02", emitida, patron.cuota)
        if _llave(hecho) in parcela.llaves:
            continue
        vida = Vida(_dentro(parcela, laborable(parcela.corte + 15 * DIA)), "IMPROCEDENCIA")
        credito = parcela.fabrica.credito(hecho, (Tramo(emitida, "00"),), vida=vida)
        parcela.agregar(replace(credito, siembra=Siembra("BAJA_CON_EMISION")))
        return


def periodo_posterior_a_baja(parcela: Parcela) -> None:
    """Charge a closed employer a period after its baja."""
    for patron in parcela.cerrados(meses=3):
        desde = mes_de(patron.movimiento(parcela.corte).fecha) + 1
        mes = min(desde + parcela.azar.entre(0, 4), mes_de(parcela.corte) - 2)
        hecho = Hecho(patron, Ramo.COP, mes, "02", dia_de_emision(mes), patron.cuota)
        if _llave(hecho) in parcela.llaves:
            continue
        tramos = (Tramo(hecho.alta, "00"), Tramo(laborable(limite_de_pago(mes) + 6 * DIA), "01"))
        vida = Vida(_dentro(parcela, laborable(parcela.corte + 70 * DIA)), "IMPROCEDENCIA")
        credito = parcela.fabrica.credito(hecho, tramos, vida=vida)
        entrada, siembra = primero(mes_de(parcela.corte)), Siembra("PERIODO_POSTERIOR_A_BAJA")
        parcela.agregar(replace(credito, entrada=entrada, siembra=siembra))
        return


DEFECTOS: tuple[Callable[[Parcela], None], ...] = (
    propuesta_vieja, notificacion_futura, notificado_sin_fecha, pagado_vivo, periodo_13,
    baja_con_emision, periodo_posterior_a_baja, fecha_imposible, notificacion_antes_de_alta,
    tipo_desconocido, importe_cero, duplicado,
)  # fmt: skip


def _llave(hecho: Hecho) -> tuple[str, int, str, Ramo]:
    """Return the key that no two clean credits share."""
    return hecho.patron.registro, hecho.periodo, hecho.tipo, hecho.ramo


def _cuantos(azar: Azar, patrones: int) -> int:
    media = max(patrones * POR_CORTE, AL_MENOS)
    return int(media) + azar.sucede(media - int(media))


def _nueva(parcela: Parcela, credito: Credito) -> bool:
    capturada = credito.notificado_desde
    return capturada is not None and capturada > parcela.anterior


def _dentro(parcela: Parcela, dia: date) -> date | None:
    return dia if dia <= parcela.fabrica.ventana.fin else None
