"""Payments applied through SIPARE: one CSV a month, by the day of payment.

UTF-8, commas, 19 columns with heading. Amounts are pesos with two decimals and no commas;
``Fecha Límite de Pago`` is AAAAMMDD, the other dates AAAAMMDDhhmmss.
"""

from collections import defaultdict
from datetime import date, timedelta

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.modelo import OOAD, SUBDELEGACION, Mundo, Pago
from cartera_lib.sintetica.tiempo import Ventana, limite_de_pago, primero

COLUMNAS = (
    "Entidad Receptora", "Sucursal", "LC", "Registro Patronal", "Razón Social", "Delegación",
    "SubDelegación", "Periodo Pago", "Origen", "Fecha Límite de Pago", "Fecha Pago",
    "Fecha Envío", "Importe IMSS", "Importe RCV", "Importe Vivienda", "Importe ACV", "Total",
    "Medio de Pago", "No Pagos",
)  # fmt: skip
BANCOS = ("002", "012", "014", "021", "030", "036", "044", "062", "072")
CIFRAS, LETRAS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LARGO_DE_LINEA = 53
PARTE_EN_VENTANILLA = 0.62


def pagos_por_mes(
    mundo: Mundo, ventana: Ventana, *, azar: Azar
) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each month, AAAA-MM, in the order of ``COLUMNAS``."""
    meses: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for corte in ventana.cortes:
        meses[f"{corte:%Y-%m}"] = []
    for pago in mundo.pagos:
        meses[f"{pago.fecha:%Y-%m}"].append(_renglon(azar, pago))
    return dict(meses)


def _renglon(azar: Azar, pago: Pago) -> tuple[str, ...]:
    ventanilla = azar.sucede(PARTE_EN_VENTANILLA)
    envio = pago.fecha + timedelta(hours=azar.entre(12, 40))
    limite: date = limite_de_pago(pago.periodo)
    importes = (pago.imss, pago.rcv, pago.vivienda, pago.amortizacion, pago.total)
    return (
        azar.elegir(BANCOS),
        f"{azar.entre(1, 9999):04d}",
        linea_de_captura(azar, pago.patron.registro),
        pago.patron.registro + pago.patron.digito,
        pago.patron.nombre,
        OOAD,
        SUBDELEGACION,
        f"{primero(pago.periodo):%Y%m}",
        "Emisión" if pago.emision else "Archivo de pago",
        f"{limite:%Y%m%d}",
        f"{pago.fecha:%Y%m%d%H%M%S}",
        f"{envio:%Y%m%d%H%M%S}",
        *(decimal(importe) for importe in importes),
        "Ventanilla" if ventanilla else "Portal bancario (Línea de captura)",
        "1",
    )


def linea_de_captura(azar: Azar, registro: str) -> str:
    """Return 53 characters: the letter of the registro first, ninth a digit, tenth a letter."""
    signos = [azar.elegir(CIFRAS + LETRAS) for _ in range(LARGO_DE_LINEA)]
    signos[0], signos[8], signos[9] = registro[0], azar.elegir(CIFRAS), azar.elegir(LETRAS)
    return "".join(signos)


def decimal(centavos: int) -> str:
    """Write centavos as pesos with a point and no commas."""
    return f"{centavos // 100}.{centavos % 100:02d}"
