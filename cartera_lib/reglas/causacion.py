"""When each credit was caused, and which are the cuotas."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.materia import lugar
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import primer_dia

MULTA = "multa"


@fundamento(LSS["39"])
def de_cuota(cartera: Cartera) -> Columna:
    """Tell which credits are cuotas, due on the 17th. Fundamento: LSS 39."""
    vencen = np.array([tipo.vence_dia_17 for tipo in tipos_documento().values()] + [False])
    return vencen[_tipo(cartera)]


@fundamento(LSS["287"], CFF["26"])
def concepto(cartera: Cartera) -> Columna:
    """Return what each credit is, as a state of «concepto»: cuota, fine, or the rest.

    Fundamento: LSS 287; CFF 26.
    """
    multas = np.array([tipo.clase == MULTA for tipo in tipos_documento().values()] + [False])
    casos = [multas[_tipo(cartera)], de_cuota(cartera)]
    estados = [lugar("concepto", "MULTA"), lugar("concepto", "CUOTA")]
    return np.select(casos, estados, lugar("concepto", "OTRO"))


def _tipo(cartera: Cartera) -> Columna:
    """Return the place of each kind of document in the catalogue, the last one if unknown."""
    tipos = tipos_documento()
    lugar_ = pc.index_in(cartera.tabla["tipo_documento"].combine_chunks(), pa.array(tipos))
    return np.asarray(pc.fill_null(lugar_, len(tipos)))


@fundamento(LSS["39"])
def fin_de_causacion(cartera: Cartera) -> Columna:
    """Return the day on which each credit was wholly caused.

    A cuota, at the end of its period; the rest, on the day they entered. Fundamento: LSS 39.
    """
    fin_de_periodo = primer_dia(cartera.meses_de_periodo() + 1) - 1
    return np.where(de_cuota(cartera), fin_de_periodo, cartera.columna("fecha_alta"))
