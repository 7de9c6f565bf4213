"""A second reading of the law of amounts, written apart from the package it checks.

Exact fractions; nothing of the package is imported, only its tables are read.
Amounts are centavos, rates are hundredths of a percent, months are "2026-01".
"""

import csv
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path

TABLAS = Path(__file__).resolve().parent.parent / "cartera_lib" / "norma" / "tablas"
PRIMER_DIA, ULTIMO_DIA = date(1997, 1, 1), date(2040, 12, 31)
CAMBIOS_DE_GOBIERNO = {(anio, 12, 1) for anio in range(1994, 2019, 6)} | {
    (anio, 10, 1) for anio in range(2024, 2041, 6)
}
SERIE = "2018-07-2Q"
ORDEN = ("gastos", "recargos", "multas", "indemnizacion", "principal")
UN_DIA = timedelta(days=1)


class NoCubre(LookupError):
    """A table or the calendar does not reach what was asked."""


class Serie(dict):
    """A monthly table: a month it lacks is an error, never a default."""

    def __missing__(self, mes):
        raise NoCubre(f"La tabla no tiene {mes}.")


@cache
def filas(tabla):
    with (TABLAS / f"{tabla}.csv").open(encoding="utf-8", newline="") as archivo:
        return tuple(csv.DictReader(archivo))


@cache
def por_mes(tabla, columna, lee=Decimal):
    propias = [f for f in filas(tabla) if f[columna] and f.get("serie", SERIE) == SERIE]
    return Serie({f["periodo"]: lee(f[columna]) for f in propias})


def vigente(tabla, dia, **llave):
    """Return the row in force on a day."""
    for fila in filas(tabla):
        if llave.items() <= fila.items() and fila["desde"] <= dia.isoformat() <= fila["hasta"]:
            return fila
    raise NoCubre(f"La tabla {tabla} no cubre el {dia}.")


def centesimas(texto):
    return int(Decimal(texto) * 100)


def redondear(exacto):
    return int(exacto + Fraction(1 if exacto >= 0 else -1, 2))


def pascua(anio):
    """Return Easter Sunday of the Gregorian calendar (Gauss, with Lichtenberg's correction)."""
    siglo = anio // 100
    epacta = (19 * (anio % 19) + 15 + siglo - siglo // 4 - (8 * siglo + 13) // 25) % 30
    epacta -= epacta == 29 or (epacta == 28 and anio % 19 >= 11)
    luna_llena = date(anio, 3, 21) + timedelta(days=epacta)
    return luna_llena + timedelta(days=6 - luna_llena.weekday() or 7)


@cache
def inhabil(dia):
    """Say whether a day is no working day, of the national ones. Fundamento: CFF 12; LFT 74."""
    fecha = (dia.month, dia.day)
    if dia.weekday() >= 5 or (dia.year, *fecha) in CAMBIOS_DE_GOBIERNO:
        return True
    if fecha in {(1, 1), (5, 1), (5, 5), (9, 16), (12, 25)}:
        return True
    if dia - pascua(dia.year) in (-3 * UN_DIA, -2 * UN_DIA):
        return True
    if dia.year < 2006:
        return fecha in {(2, 5), (3, 21), (11, 20)}
    tercero = dia.month in (3, 11) and 15 <= dia.day <= 21
    return dia.weekday() == 0 and (tercero or (dia.month == 2 and dia.day <= 7))


def habiles_despues(dia, cuantos):
    for _ in range(cuantos):
        dia += UN_DIA
        while inhabil(dia):
            dia += UN_DIA
    return dia


@cache
def vencimiento_efectivo(dia):
    """Return the day a payment term really ends. Fundamento: RACERF 3; CFF 12."""
    if not PRIMER_DIA <= dia <= ULTIMO_DIA:
        raise NoCubre(f"El calendario no cubre el {dia}.")
    while inhabil(dia) or dia.weekday() == 4:
        dia = habiles_despues(dia, 1)
    return dia


@lru_cache(maxsize=2**18)
def aniversario(dia, meses):
    """Return the same day-number some months later. Fundamento: CFF 12, fourth paragraph."""
    anio, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    try:
        return date(anio, mes + 1, dia.day)
    except ValueError:
        # No short month is December.
        return habiles_despues(date(anio, mes + 2, 1) - UN_DIA, 1)


def meses_o_fraccion(vence, al):
    """Count the months or fractions elapsed. Fundamento: CFF 21, fifth paragraph."""
    cuantos = max(0, (al.year - vence.year) * 12 + al.month - vence.month - 2)
    while aniversario(vence, cuantos) < al:
        cuantos += 1
    return cuantos


def plazo_15(notificada):
    """Return the ends of the fifteen working days by both readings.

    Fundamento: CFF 135; RCFF 7; RACERF 3, 127, 189.
    """
    surte = habiles_despues(notificada, 1)
    quince, desde_notificacion = habiles_despues(surte, 15), habiles_despues(notificada, 15)
    return {
        "surte_efectos": surte,
        "dia_15": quince,
        "vence": vencimiento_efectivo(quince),
        "dia_15_desde_notificacion": desde_notificacion,
        "vence_desde_notificacion": vencimiento_efectivo(desde_notificacion),
    }


def mes_anterior(dia):
    return (dia.replace(day=1) - UN_DIA).isoformat()[:7]


@cache
def ultimo_publicado(al):
    """Return the last month published: each on the 10th that follows or the working day before."""
    publicacion, mes = al.replace(day=10), mes_anterior(al)
    while inhabil(publicacion):
        publicacion -= UN_DIA
    return mes if publicacion <= al else mes_anterior(date.fromisoformat(mes + "-01"))


def indices(vence, al):
    """Return the recent month, the old month, and whether the recent one is provisional.

    Fundamento: CFF 17-A, 20, 21.
    """
    reciente = ultimo_publicado(al)
    return reciente, min(mes_anterior(vence), reciente), reciente != mes_anterior(al)


@lru_cache(maxsize=2**16)
def factor(indice_reciente, indice_antiguo, redondeo="truncar"):
    """Return the factor to the ten-thousandth, never below one. Fundamento: CFF 17-A."""
    if redondeo not in ("truncar", "medio_arriba"):
        raise ValueError(redondeo)
    exacto = Fraction(Decimal(indice_reciente)) / Fraction(Decimal(indice_antiguo)) * 10_000
    entero = redondear(exacto) if redondeo == "medio_arriba" else int(exacto)
    return Decimal(max(entero, 10_000)).scaleb(-4)


def tasas(vence, al, tope):
    """Return the first day and the rate of each period late. Fundamento: CFF 21; RCFF 16."""
    cuantos = meses_o_fraccion(vence, al)
    primeros = cuantos if tope is None else min(cuantos, tope)
    inicios = [aniversario(vence, k) + UN_DIA for k in range(primeros)]
    mora = por_mes("recargos", "mora", centesimas)
    return [(dia, mora[dia.isoformat()[:7]]) for dia in inicios]


def liquidar(
    importe_centavos, vencimiento, al, tope=60, redondeo="truncar", actualiza=True, recargos=True
):
    """Return what a credit is worth on a day, component by component. Fundamento: CFF 17-A, 21."""
    vence = vencimiento_efectivo(vencimiento)
    veces, tasa, provisional = Decimal("1.0000"), 0, False
    if al > vence and actualiza:
        reciente, antiguo, provisional = indices(vence, al)
        indice = por_mes("inpc", "valor")
        veces = factor(indice[reciente], indice[antiguo], redondeo)
    if al > vence and recargos:
        tasa = sum(de_periodo for _, de_periodo in tasas(vence, al, tope))
    exacto = importe_centavos * int(veces * 10_000)
    actualizado = redondear(Fraction(exacto, 10_000))
    mora = redondear(Fraction(exacto * tasa, 10**8))
    return {
        "vencimiento_efectivo": vence,
        "factor": veces,
        "actualizacion": actualizado - importe_centavos,
        "meses": meses_o_fraccion(vence, al),
        "tasa": tasa,
        "recargos": mora,
        "total": actualizado + mora,
        "provisional": provisional,
    }


def gastos(importe_centavos, dia):
    """Return the charge of one diligence. Fundamento: CFF 150."""
    fila = vigente("gastos_ejecucion", dia)
    cargo = redondear(Fraction(importe_centavos * int(fila["porcentaje"]), 100))
    return min(max(cargo, centesimas(fila["minimo"])), centesimas(fila["maximo"]))


def multa(veces, dia):
    """Return a fine of so many units of account of the day. Fundamento: LSS 304-B; LDVUMA 3."""
    if dia >= date(2016, 1, 28):
        return veces * centesimas(vigente("uma", dia)["diaria"])
    return veces * centesimas(vigente("salario_minimo", dia)["general"])


def sancion(infraccion, dia):
    """Return the least and the greatest fine of an infraction. Fundamento: LSS 304-A, 304-B."""
    serie = next(f["sancion"] for f in filas("infracciones") if f["infraccion"] == infraccion)
    fila = vigente("multas", dia, serie=serie)
    return multa(int(fila["minimo"]), dia), multa(int(fila["maximo"]), dia)


def multa_a_pagar(multa_centavos, surte_efectos, pago):
    """Return the fine less a fifth while its term runs. Fundamento: RACERF 3, 127, 189."""
    limite = vencimiento_efectivo(habiles_despues(surte_efectos, 15))
    return redondear(Fraction(multa_centavos * 8, 10)) if pago <= limite else multa_centavos


def dia_con_suspension(inicio, meses, suspendidos):
    """Return the end of a term, later by each suspended day that falls inside it."""
    base = fin = aniversario(inicio, meses)
    while True:
        movido = base + sum(inicio <= dia < fin for dia in suspendidos) * UN_DIA
        if movido == fin:
            return fin
        fin = movido


def prescripcion(exigible, interrupciones=(), suspensiones=()):
    """Return when a credit prescribes. Fundamento: LSS 298; CFF 146."""
    suspendidos = {
        desde + n * UN_DIA for desde, hasta in suspensiones for n in range((hasta - desde).days + 1)
    }
    reinicio, tope = exigible, dia_con_suspension(exigible, 120, suspendidos)
    cinco = dia_con_suspension(reinicio, 60, suspendidos)
    for acto in sorted(interrupciones):
        if reinicio <= acto <= min(cinco, tope):
            reinicio, cinco = acto, dia_con_suspension(acto, 60, suspendidos)
    return {
        "restart": reinicio,
        "five_year_end": cinco,
        "ten_year_ceiling": tope,
        "consummated": min(cinco, tope),
    }


def anualidad(pagos, tasa_centesimas):
    """Return the present value of so many payments of one peso, the first a month from now."""
    k = Fraction(tasa_centesimas, 10_000)
    return (1 - (1 + k) ** -pagos) / k if k else Fraction(pagos)


def parcialidades(saldo_centavos, tasa_centesimas, n):
    """Return equal instalments, the last one clearing the balance. Fundamento: CFF 66-A-I."""
    parcialidad = redondear(saldo_centavos / anualidad(n, tasa_centesimas))
    saldo = saldo_centavos
    for _ in range(n - 1):
        saldo += redondear(Fraction(saldo * tasa_centesimas, 10_000)) - parcialidad
    return [parcialidad] * (n - 1) + [saldo + redondear(Fraction(saldo * tasa_centesimas, 10_000))]


def diferido(saldo_centavos, tasa_centesimas, meses):
    """Return the single deferred payment, at simple rate. Fundamento: CFF 66-A-II."""
    return redondear(saldo_centavos * (1 + Fraction(tasa_centesimas * meses, 10_000)))


def tasa_de_convenio(plazo, dia):
    """Return the monthly rate of a term in months, in hundredths. Fundamento: LIF 11; CFF 66-A."""
    tramo = "hasta_12" if plazo <= 12 else "de_13_a_24" if plazo <= 24 else "mas_de_24_y_diferido"
    return centesimas(vigente("plazos_lif", dia)[tramo])


def imputar(pago, adeudos):
    """Apply a payment outside a convenio: oldest first, accessories first. Fundamento: CFF 20."""
    aplicado = []
    for adeudo in sorted(adeudos, key=lambda adeudo: adeudo["vencimiento"]):
        for concepto in ORDEN:
            importe = min(pago, adeudo.get(concepto, 0))
            if importe > 0:
                parte = {"credito": adeudo["credito"], "concepto": concepto, "importe": importe}
                aplicado.append(parte)
                pago -= importe
    return {"aplicado": aplicado, "sobrante": pago}
