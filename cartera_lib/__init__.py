"""cartera_lib: keep, prove and collect the fiscal credits of an IMSS subdelegation.

The names an analyst imports, each loaded the first time it is asked for.
"""

from importlib import import_module
from typing import Any

ORIGEN = {
    "Creditos": "cartera.creditos",
    "Criterios": "reglas.criterios",
    "Variante": "oficina.adeudo",
    "Vista": "vistas",
    "abrir": "puertas",
    "atender": "puertas",
    "con_suma": "vistas",
    "conciliacion": "widgets.conciliacion",
    "consulta": "widgets.consulta",
    "contabilidad": "widgets.contabilidad",
    "depuracion": "widgets.depuracion",
    "emision_documentos": "widgets.emision",
    "recaudacion": "widgets.recaudacion",
    "requerimientos": "widgets.requerimientos",
    "esquema_de": "cartera.incidencia",
    "estado_de_adeudo": "oficina.adeudo",
    "expediente": "widgets.expediente",
    "explicar": "reglas.memoria",
    "fecha_de": "valores.calendario",
    "informe_mensual": "oficina.informe_mensual",
    "inventario": "widgets.inventario",
    "liquidar": "reglas.liquidacion",
    "puente": "oficina.conciliacion",
    "semaforo": "widgets.semaforo",
    "situacion": "oficina.informes",
    "vistas_de": "vistas",
    "vistas_del_puente": "charts",
    "vistazo": "oficina.informes",
}
MODULOS = ("charts",)

__all__ = sorted([*ORIGEN, *MODULOS])


def __getattr__(nombre: str) -> Any:
    """Load a public name, or one of the modules meant to be used whole."""
    if nombre in MODULOS:
        return import_module(f"{__name__}.{nombre}")
    if nombre not in ORIGEN:
        raise AttributeError(f"cartera_lib no tiene «{nombre}»")
    return getattr(import_module(f"{__name__}.{ORIGEN[nombre]}"), nombre)


def __dir__() -> list[str]:
    """List the public names, for completion."""
    return list(__all__)
