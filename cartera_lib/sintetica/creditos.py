"""The life of the portfolio: arrears from before the first cut, and then month by month."""

from collections.abc import Iterable
from dataclasses import replace

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.fabrica import Fabrica, Hecho, Vida
from cartera_lib.sintetica.modelo import Credito, Mundo, Pago, Patron, Ramo, Tramo, ordenados
from cartera_lib.sintetica.omision import omitir, pagar
from cartera_lib.sintetica.otros import MESES_ATRAS, Llaves, otros
from cartera_lib.sintetica.patrones import patrones
from cartera_lib.sintetica.recorrido import recorrido
from cartera_lib.sintetica.tiempo import (
    Ventana,
    cierra_bimestre,
    dia_de_emision,
    limite_de_pago,
    mas,
    mes_de,
)


def mundo(semilla: int, cuantos: int, *, fabrica: Fabrica) -> Mundo:
    """Invent the employers and everything that happens to their credits up to the last cut."""
    ventana = fabrica.ventana
    lista = patrones(semilla, cuantos, ventana=ventana)
    creditos, pagos = _rezago(fabrica, lista)
    fabrica = replace(fabrica, azar=Azar(semilla, "emision"))
    for mes in range(ventana.primer_emitido, mes_de(ventana.fin) + 1):
        for nuevos, pagados in (_emision(fabrica, p, mes) for p in lista):
            creditos += nuevos
            pagos += pagados
    llaves = Llaves({(c.patron.registro, c.periodo) for c in creditos})
    creditos += otros(replace(fabrica, azar=Azar(semilla, "otros")), lista, llaves=llaves)
    return Mundo(lista, tuple(ordenados(creditos)), _pagos_visibles(pagos, ventana))


def _emision(fabrica: Fabrica, patron: Patron, mes: int) -> tuple[list[Credito], list[Pago]]:
    if not patron.emite(dia_de_emision(mes)):
        return [], []
    omite = fabrica.azar.sucede(patron.morosidad)
    return omitir(fabrica, patron, mes=mes) if omite else pagar(fabrica, patron, mes=mes)


def _rezago(fabrica: Fabrica, lista: tuple[Patron, ...]) -> tuple[list[Credito], list[Pago]]:
    creditos: list[Credito] = []
    pagos: list[Pago] = []
    for patron in lista:
        if not patron.morosidad:
            continue
        propios: list[Credito] = []
        for mes in _omitidos(fabrica, patron):
            nuevos, pagados = omitir(fabrica, patron, mes=mes)
            propios += nuevos
            pagos += pagados
        creditos += [*propios, *_minimo(fabrica, patron, propios)]
    return creditos, pagos


def _omitidos(fabrica: Fabrica, patron: Patron) -> list[int]:
    """Draw the old periods left unpaid, while the employer was active."""
    ultimo = _ultimo_mes(fabrica.ventana, patron)
    primero_visto = fabrica.ventana.primer_emitido - MESES_ATRAS
    desde = max(primero_visto, mes_de(patron.fecha_alta) + 1)
    suertes = fabrica.azar.generador.random(max(ultimo - desde + 1, 0))
    return [desde + n for n, suerte in enumerate(suertes) if suerte < patron.morosidad]


def _ultimo_mes(ventana: Ventana, patron: Patron) -> int:
    movimiento = patron.movimientos[0]
    ultimo = ventana.primer_emitido - 1
    if movimiento.clave == "2":
        ultimo = min(ultimo, mes_de(movimiento.fecha) - 1)
    if patron.huelga:
        ultimo = min(ultimo, mes_de(patron.huelga) - 1)
    return ultimo


def _minimo(fabrica: Fabrica, patron: Patron, propios: list[Credito]) -> list[Credito]:
    """Give a credit to a closed employer without any, and one of each ledger to a received one."""
    cerrado = patron.movimientos[0].clave == "2"
    if patron.propio:
        return [_viejo(fabrica, patron, Ramo.COP, [])] if cerrado and not propios else []
    duraderos = {c.ramo for c in propios if c.baja is None}
    return [_viejo(fabrica, patron, ramo, propios) for ramo in Ramo if ramo not in duraderos]


def _viejo(fabrica: Fabrica, patron: Patron, ramo: Ramo, propios: list[Credito]) -> Credito:
    """Make one more unpaid cuota, of a period without one, that is alive at the last cut."""
    ocupados = {c.periodo for c in propios if c.ramo is ramo}
    mes = max(_ultimo_mes(fabrica.ventana, patron), mes_de(patron.fecha_alta) + 2)
    while mes in ocupados or (ramo is Ramo.RCV and not cierra_bimestre(mes)):
        mes -= 1
    tipo = "02" if ramo is Ramo.COP else "06"
    hecho = Hecho(patron, ramo, mes, tipo, dia_de_emision(mes), patron.cuota)
    cedula = mas(limite_de_pago(mes), 6)
    inicio = (Tramo(hecho.alta, "00"), Tramo(cedula, "01"))
    pasos = recorrido(fabrica.azar, inicio, hasta=fabrica.ventana.fin, multa=False)
    return fabrica.credito(hecho, pasos, vida=Vida(None))


def _pagos_visibles(pagos: Iterable[Pago], ventana: Ventana) -> tuple[Pago, ...]:
    """Keep the payments made in the months that are printed, in the order of the bank."""
    visibles = [p for p in pagos if ventana.desde <= p.fecha.date() <= ventana.fin]
    return tuple(sorted(visibles, key=lambda p: (p.fecha, p.patron.registro, p.periodo)))
