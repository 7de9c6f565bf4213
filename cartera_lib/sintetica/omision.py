"""Proposals, their payment, and the cédulas of those who leave them unpaid.

Fundamento: LSS 39 (due on the 17th), LSS 39-C (cédula), LSS 304 (fine of 40 to 100 %).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from cartera_lib.sintetica.fabrica import Fabrica, Hecho, Vida
from cartera_lib.sintetica.modelo import Credito, Pago, Patron, Ramo, Tramo
from cartera_lib.sintetica.recorrido import recorrido
from cartera_lib.sintetica.tiempo import (
    DIA,
    cierra_bimestre,
    dia_de_emision,
    laborable,
    limite_de_pago,
    mas,
    primero,
)

PARTE_RCV = 42  # hundredths of the monthly cuota of the insurances that a bimester of RCV costs
PARTE_CON_MULTA = 0.94
MULTA = (40, 100)  # hundredths of the omitted amount
PAGA_TARDE = (0.035, 0.26)  # of those in good order, of those in arrears that do not omit
PAGA_SIN_MULTA = 0.6


class Acto(NamedTuple):
    """One period left unpaid: the cédula's day and whether fines were set with it."""

    patron: Patron
    mes: int
    cedula: date
    con_multa: bool


def cuota(fabrica: Fabrica, patron: Patron, *, mes: int) -> dict[Ramo, int]:
    """Return what the employer owes of a period in each ledger, in centavos."""
    variado = patron.cuota * fabrica.azar.entre(94, 106) // 100
    montos = {Ramo.COP: variado}
    if cierra_bimestre(mes):
        montos[Ramo.RCV] = variado * PARTE_RCV // 100
    return montos


def pagar(fabrica: Fabrica, patron: Patron, *, mes: int) -> tuple[list[Credito], list[Pago]]:
    """Issue the proposals of a period and pay them, in term or some weeks late."""
    montos = cuota(fabrica, patron, mes=mes)
    dia = _dia_de_pago(fabrica, patron, mes)
    impedido = any(d and d <= dia for d in (patron.huelga, patron.salida))
    pagado = dia <= fabrica.ventana.fin and not impedido
    vida = Vida(dia, "PAGO_SIPARE") if pagado else Vida(None)
    propuesta = (Tramo(dia_de_emision(mes), "00"),)
    creditos = [fabrica.credito(h, propuesta, vida=vida) for h in _hechos(patron, mes, montos)]
    return creditos, [_pago(fabrica, patron, mes, dia, montos)] if pagado else []


def omitir(fabrica: Fabrica, patron: Patron, *, mes: int) -> tuple[list[Credito], list[Pago]]:
    """Leave a period unpaid: proposal, cédula, and most times the fines, each with its life."""
    azar, visible = fabrica.azar, fabrica.ventana.desde
    acto = Acto(patron, mes, _cedula(fabrica, mes), azar.sucede(PARTE_CON_MULTA))
    tipos = ("02", "80", "06", "81") if cierra_bimestre(mes) else ("02", "80")
    vidas = {tipo: fabrica.vida(tipo, acto.cedula) for tipo in tipos}
    pagos: list[Pago] = []
    montos = cuota(fabrica, patron, mes=mes)
    if not acto.con_multa:
        vidas, pagos = _espontaneo(fabrica, acto, vidas["02"], montos)
    if not any(v.baja is None or v.baja >= visible for v in vidas.values()):
        return [], pagos
    creditos = [c for h in _hechos(patron, mes, montos) for c in _actos(fabrica, acto, h, vidas)]
    return [c for c in creditos if _se_ve(fabrica, c)], pagos


def _actos(fabrica: Fabrica, acto: Acto, hecho: Hecho, vidas: dict[str, Vida]) -> Iterator[Credito]:
    """Make a cuota and the fine that follows it step by step."""
    inicio = (Tramo(hecho.alta, "00"), Tramo(acto.cedula, "01"))
    pasos = recorrido(fabrica.azar, inicio, hasta=fabrica.ventana.fin, multa=False)
    origen = fabrica.credito(hecho, pasos, vida=vidas[hecho.tipo])
    yield origen
    tipo = "80" if hecho.tipo == "02" else "81"
    if tipo not in vidas or (hecho.patron.huelga and hecho.patron.huelga <= acto.cedula):
        return
    multa = hecho._replace(
        ramo=Ramo.COP,
        tipo=tipo,
        alta=acto.cedula,
        centavos=hecho.centavos * fabrica.azar.entre(*MULTA) // 100,
    )
    numero = f"{origen.numero[:2]}8{origen.numero[3:]}" if tipo == "80" else ""
    yield fabrica.credito(multa, _de_multa(fabrica, pasos), vida=vidas[tipo], numero=numero)


def _de_multa(fabrica: Fabrica, pasos: tuple[Tramo, ...]) -> tuple[Tramo, ...]:
    """Follow the cuota (origin and fine together), or ask for the fine to be forgiven."""
    lugar = next((n for n, t in enumerate(pasos) if t.incidencia == "02"), None)
    if lugar is None:
        return pasos[1:]
    propios = recorrido(fabrica.azar, pasos[1 : lugar + 1], hasta=fabrica.ventana.fin, multa=True)
    condonada = len(propios) > lugar and propios[lugar].incidencia == "23"
    return propios if condonada else pasos[1:]


def _se_ve(fabrica: Fabrica, credito: Credito) -> bool:
    ventana = fabrica.ventana
    return credito.alta <= ventana.fin and (credito.baja is None or credito.baja >= ventana.desde)


def _espontaneo(
    fabrica: Fabrica, acto: Acto, vida: Vida, montos: dict[Ramo, int]
) -> tuple[dict[str, Vida], list[Pago]]:
    """Pay late what had no fine, both ledgers at once; or let both end on the same day."""
    sale = acto.patron.salida
    paga = acto.patron.propio and vida.baja and not (sale and sale <= vida.baja)
    if not paga or vida.baja is None or not fabrica.azar.sucede(PAGA_SIN_MULTA):
        return {"02": vida, "06": vida}, []
    fin = Vida(vida.baja, "PAGO_SIPARE")
    return {"02": fin, "06": fin}, [_pago(fabrica, acto.patron, acto.mes, vida.baja, montos)]


def _hechos(patron: Patron, mes: int, montos: dict[Ramo, int]) -> list[Hecho]:
    alta, tipos = dia_de_emision(mes), {Ramo.COP: "02", Ramo.RCV: "06"}
    return [Hecho(patron, r, mes, tipos[r], alta, monto) for r, monto in montos.items()]


def _cedula(fabrica: Fabrica, mes: int) -> date:
    """Return the day of the cédula: most in the month that is due, the rest in the next."""
    if fabrica.azar.sucede(0.85):
        return laborable(limite_de_pago(mes) + 6 * DIA)
    return laborable(primero(mes + 2) + 8 * DIA)


def _dia_de_pago(fabrica: Fabrica, patron: Patron, mes: int) -> date:
    limite = limite_de_pago(mes)
    if fabrica.azar.sucede(PAGA_TARDE[patron.morosidad > 0]):
        return mas(primero(mes + 2), fabrica.azar.entre(0, 5))
    antes = limite - timedelta(days=int(fabrica.azar.exponencial(2.5)))
    return max(antes - DIA * max(antes.weekday() - 4, 0), primero(mes + 1))


def _pago(fabrica: Fabrica, patron: Patron, mes: int, dia: date, montos: dict[Ramo, int]) -> Pago:
    azar = fabrica.azar
    emision = azar.sucede(0.72)
    mas_que = 100 if emision else azar.entre(100, 107)
    imss = max(montos[Ramo.COP], 5_000) * mas_que // 100
    rcv = max(montos[Ramo.RCV], 5_000) * mas_que // 100 if Ramo.RCV in montos else 0
    vivienda = rcv * 95 // 100
    amortiza = vivienda * azar.entre(0, 80) // 100 if azar.sucede(0.4) else 0
    hora = datetime.combine(dia, time(azar.entre(8, 17), azar.entre(0, 59), azar.entre(0, 59)))
    return Pago(patron, mes, hora, imss, rcv, vivienda, amortiza, emision)
