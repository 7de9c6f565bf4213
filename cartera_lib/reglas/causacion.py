"""When each credit was caused, and which are the cuotas."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.norma.articulos import LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import primer_dia


@fundamento(LSS["39"])
def de_cuota(cartera: Cartera) -> Columna:
    """Tell which credits are cuotas, due on the 17th. Fundamento: LSS 39."""
    tipos = tipos_documento()
    lugar = pc.index_in(cartera.tabla["tipo_documento"].combine_chunks(), pa.array(tipos))
    vencen = np.array([tipo.vence_dia_17 for tipo in tipos.values()] + [False])
    return vencen[np.asarray(pc.fill_null(lugar, len(tipos)))]


@fundamento(LSS["39"])
def fin_de_causacion(cartera: Cartera) -> Columna:
    """Return the day on which each credit was wholly caused.

    A cuota, at the end of its period; the rest, on the day they entered. Fundamento: LSS 39.
    """
    fin_de_periodo = primer_dia(cartera.meses_de_periodo() + 1) - 1
    return np.where(de_cuota(cartera), fin_de_periodo, cartera.columna("fecha_alta"))
