"""Fines: their range, their amount, and the discount for paying in time. They bear no recargos."""

from datetime import date

import numpy as np

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.articulos import LDVUMA, LSS, RACERF
from cartera_lib.norma.tablas import Columna, renglones, tabla
from cartera_lib.registry import fundamento
from cartera_lib.reglas.vencimiento import DIAS_PARA_PAGAR
from cartera_lib.valores.calendario import aplazar_viernes, dias, sumar_habiles
from cartera_lib.valores.dinero import producto

OMISION_MINIMA, OMISION_MAXIMA = 40, 100  # LSS 304
REDUCCION = 20  # RACERF 189


@fundamento(LDVUMA["3"], LSS["304-B"])
def unidad_de_cuenta(dia: Columna) -> Columna:
    """Return the daily unit in which fines are counted, in centavos.

    The UMA of the day the fine is imposed; before the UMA existed, the minimum wage.
    Fundamento: LDVUMA 3; LSS 304-B. Tables: ``uma``, ``salario_minimo``.
    """
    dia = np.atleast_1d(dia)
    anterior = dia < tabla("uma").limites[0]
    valor = np.empty(dia.shape, dtype=np.int64)
    valor[anterior] = tabla("salario_minimo").vigente(dia[anterior], "general")
    valor[~anterior] = tabla("uma").vigente(dia[~anterior], "diaria")
    return valor


@fundamento(LSS["304-A"], LSS["304-B"])
def rango_de_multa(infraccion: str, impuesta: date) -> tuple[int, int]:
    """Return the least and the greatest fine for one infraction, in centavos.

    ``infraccion``: fraction of LSS 304-A in roman numerals. Fundamento: LSS 304-A; LSS 304-B.
    """
    sanciones = {f["infraccion"]: f["sancion"] for f in renglones("infracciones")}
    if infraccion not in sanciones:
        raise DatoInvalido(
            f"«{infraccion}» no es una fracción del artículo 304-A. Use de I a XXII, en romanos."
        )
    veces, dia = tabla("multas", sanciones[infraccion]), dias(impuesta)
    unidad = int(unidad_de_cuenta(dia)[0])
    return int(veces.vigente(dia, "minimo")) * unidad, int(veces.vigente(dia, "maximo")) * unidad


@fundamento(LSS["304-B"], LDVUMA["3"])
def multa(veces: int, impuesta: date) -> int:
    """Return a fine of so many daily units, in centavos. Fundamento: LSS 304-B; LDVUMA 3."""
    return veces * int(unidad_de_cuenta(dias(impuesta))[0])


@fundamento(LSS["304"])
def multa_por_omision(cuota: int, porcentaje: int) -> int:
    """Return the fine for not paying, 40 to 100 per cent of what was omitted, in centavos.

    Fundamento: LSS 304.
    """
    if not OMISION_MINIMA <= porcentaje <= OMISION_MAXIMA:
        raise DatoInvalido(
            f"La multa por omisión va de 40 a 100 por ciento (LSS 304), no {porcentaje}."
        )
    return int(producto(np.array(cuota), np.array(porcentaje), denominador=100))


@fundamento(RACERF["189"], RACERF["127"], LSS["39-C"], RACERF["3"])
def multa_a_pagar(multa: int, surte_efectos: date, *, pago: date) -> int:
    """Return what is paid for a fine on a day: 20 per cent less inside its fifteen days.

    The days are counted from when notice takes effect, the reading that never cuts the
    discount short. Fundamento: RACERF 189; RACERF 127; LSS 39-C; RACERF 3.
    """
    ultimo = aplazar_viernes(sumar_habiles(dias(surte_efectos), DIAS_PARA_PAGAR))
    porcentaje = 100 - REDUCCION if dias(pago) <= ultimo else 100
    return int(producto(np.array(multa), np.array(porcentaje), denominador=100))
