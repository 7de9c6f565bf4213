"""One good draft of each kind of paper, from the invented subdelegation on 30 June 2026."""

from datetime import date
from functools import cache

from cartera_lib import ejemplo
from cartera_lib.cartera.borrador import sellados
from cartera_lib.cartera.ficha import Ficha
from cartera_lib.cartera.sede import sede
from cartera_lib.documents.render import edicion
from cartera_lib.oficina.adeudo import Variante
from cartera_lib.oficina.documentos_de_cuenta import (
    cedula_de_conciliacion,
    documento_de_adeudo,
    relacion_de_movimientos,
)
from cartera_lib.oficina.documentos_de_tramite import (
    Mensaje,
    aviso_de_no_pago,
    factura_de_entrega,
    ficha_de_deposito,
    oficio,
    volante_de_devolucion,
)
from cartera_lib.oficina.emision import Asunto, cedula
from cartera_lib.puertas import atender

AL, MES = date(2026, 6, 30), date(2026, 6, 1)
EN = sede("16", "01", al=AL)
DEUDOR = "Y000001210"
"""An employer with nine credits of COP and two of RCV, in several situations."""
DETERMINADO = ("Y000002710", "251000023")
ENTREGADOS = (
    {"folio": "ME26-000001", "clase": "MANDAMIENTO", "registro": "W000001810", "creditos": 1,
     "importe": 12_436_95},
    {"folio": "CL26-000001", "clase": "CEDULA", "registro": "Y000002710", "creditos": 2,
     "importe": 3_480_10},
)  # fmt: skip
MENSAJE = Mensaje(
    nombre="Lic. Aurelia Montes Rivas",
    cargo="Jefa del Departamento de Auditoría a Patrones",
    asunto="Se remiten antecedentes de una presunta sustitución patronal",
    cuerpo=(
        "En la revisión de la cartera al 30 de junio de 2026 se halló que dos registros patronales "
        "declaran el mismo domicilio y la misma actividad, y que los trabajadores del primero "
        "pasaron al segundo en un plazo de cinco días.",
        "Se remiten los antecedentes con que cuenta esta oficina para que, de ser procedente, se "
        "determine si hay sustitución patronal. Los créditos siguen mientras tanto a cargo de "
        "quien hoy los debe.",
        "Se pide comunicar el resultado a esta oficina.",
    ),
    copias=("Titular de la Subdelegación.", "Expediente."),
)


@cache
def ventanilla():
    """Return the counter of the example, with Luis at it."""
    return atender(str(ejemplo.libro()), "Luis")


def asunto(registro, ramo="", credito=""):
    """Return some credits of an employer of the last cut, and what is known of it."""
    mesa = ventanilla().mesa
    suyos = mesa.de_patron(registro, mesa.cartera())
    elige = (suyos.columna("ramo") == ramo) | (ramo == "")
    elige &= (suyos.columna("credito") == credito) | (credito == "")
    return Asunto(suyos.filtrar(elige), mesa.patron(registro))


def variantes():
    """Return the statement of one employer in its four variants."""
    return [
        documento_de_adeudo(asunto(DEUDOR, ramo), EN, al=AL, variante=variante)
        for variante in Variante
        for ramo in ("COP", "RCV")
    ]


def patron(registro):
    """Return what the example knows of an employer."""
    return ventanilla().mesa.patron(registro)


@cache
def papeles():
    """Return one draft of each kind."""
    v = ventanilla()
    pagar, vencida = v.dictaminar_solicitud("S26-000015", al=AL), v.libro.ficha("F26-000003")
    assert isinstance(pagar, Ficha)
    devuelto = v.libro.requerimiento("R26-000047")
    return {
        "CEDULA": _cedula(),
        "FACTURA_DE_ENTREGA": factura_de_entrega(ENTREGADOS, EN, al=AL, area="Oficina para Cobros"),
        "ESTADO_DE_ADEUDO": variantes()[0],
        "FICHA_DE_DEPOSITO": ficha_de_deposito(pagar, EN, patron=patron(pagar.registro)),
        "VOLANTE_DE_DEVOLUCION": volante_de_devolucion(
            devuelto, EN, al=AL, causas=v.libro.causas(devuelto.folio)
        ),
        "AVISO_DE_NO_PAGO": aviso_de_no_pago(vencida, EN, al=AL, patron=patron(vencida.registro)),
        "RELACION_DE_MOVIMIENTOS": relacion_de_movimientos(v.relacion(MES), EN, al=AL, mes=MES),
        "CEDULA_DE_CONCILIACION": cedula_de_conciliacion(v.conciliar(al=AL), EN),
        "OFICIO": oficio(MENSAJE, EN, al=AL),
    }


def sellado(borrador, numero=1):
    """Return the data of a draft as if it had been issued."""
    return sellados(borrador.datos, folio=f"X26-{numero:06d}", plantilla=edicion())


def _cedula():
    registro, credito = DETERMINADO
    determinado = asunto(registro, "COP", credito)
    ((debido,),) = [determinado.creditos.columna("importe").tolist()]
    detalle = [
        ("Trabajador 1: cuotas no enteradas", "31", 315_04, debido // 2),
        ("Trabajador 2: cuotas no enteradas", "28", 402_60, debido - debido // 2),
    ]
    motivo = "La determinación viene de una aclaración resuelta, que el sistema no imprime."
    return cedula(determinado, EN, al=AL, motivo=motivo, detalle=detalle)
