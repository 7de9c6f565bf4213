"""The faults of a capture form: one of each cause of return, planted in a copy of a good one.

Each cause is told by what the office must not accept, not by how the office finds it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cartera_lib.sintetica.cedulas import FIRMAN, Cedula, Linea, Papel
from cartera_lib.sintetica.faltas_de_otro import bloqueado, sin_multa
from cartera_lib.sintetica.modelo import Ramo
from cartera_lib.sintetica.pedidos import vence_plazo
from cartera_lib.sintetica.sipare import decimal
from cartera_lib.sintetica.taller import (
    Falta,
    Taller,
    alguna,
    cambiada,
    conocida,
    dicho,
    sin_bloqueo,
)
from cartera_lib.sintetica.tiempo import DIA, mes_de, primero

SIN_BLOQUEO = {"01", "02", "20", "21", "31", "09", "32", "34", "43"}
SIN_SALIDA = "41"
"""An incidencia to which nothing goes but from a second auction."""


def plantar(cedula: Cedula, codigo: str, *, taller: Taller) -> Cedula | None:
    """Return a copy of a good form with one fault, or None if it cannot have that one."""
    mala = FALTAS[codigo](cedula, taller)
    return None if mala is None else replace(mala, codigo=codigo)


def _duplicado(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Repeat a line that moves no money; the folio used twice is set when folios are given."""
    linea = alguna(cedula, taller, sirve=lambda x: x.cedula == "CAP-4")
    if linea is None:
        return None
    detalle = dicho(linea, "el renglón está dos veces.")
    return replace(cedula, lineas=(*cedula.lineas, linea), detalle=detalle)


def _registro(cedula: Cedula, taller: Taller) -> Cedula | None:
    linea = taller.azar.elegir(cedula.lineas)
    patron = linea.credito.patron
    digito = (int(patron.digito) + taller.azar.entre(1, 9)) % 10
    nueva = linea.con(registro=f"{patron.registro}{digito}")
    detalle = f"el dígito verificador es {patron.digito} y dice {digito}."
    return cambiada(cedula, linea, nueva=nueva, detalle=detalle)


def _inexistente(cedula: Cedula, taller: Taller) -> Cedula | None:
    linea = alguna(cedula, taller, sirve=conocida)
    if linea is None:
        return None
    numero, usados = linea.credito.numero, taller.numeros[linea.credito.patron.registro]
    otros = [f"{numero[:-1]}{(int(numero[-1]) + n) % 10}" for n in range(1, 10)]
    libre = next((otro for otro in otros if otro not in usados), None)
    if libre is None:
        return None
    return cambiada(cedula, linea, nueva=linea.con(credito=libre), detalle=f"se escribió {libre}.")


def _otro_periodo(cedula: Cedula, taller: Taller) -> Cedula | None:
    linea = alguna(cedula, taller, sirve=conocida)
    if linea is None:
        return None
    credito = linea.credito
    otro = f"{primero(credito.periodo + taller.azar.entre(1, 6)):%Y-%m}"
    tipo = "88" if credito.tipo != "88" else "89"
    ramo = Ramo.COP if credito.ramo is Ramo.RCV else Ramo.RCV
    campo, dice = taller.azar.elegir(
        [("periodo", otro), ("tipo_documento", tipo), ("ramo", ramo.value)]
    )
    return cambiada(
        cedula, linea, nueva=linea.con(**{campo: dice}), detalle=f"{campo} dice {dice}."
    )


def _importe(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Ask for less than the document says, or write an amount that cannot be read."""
    linea = alguna(cedula, taller, sirve=lambda x: x.cedula == "CAP-3" and (x.importe or 0) > 1)
    if linea is None or linea.importe is None:
        return None
    if taller.azar.sucede(0.4):
        texto = decimal(linea.importe).replace(".", ",")
        nueva = linea.con(importe=texto + "O")
        return cambiada(cedula, linea, nueva=nueva, detalle=f"el importe dice «{texto}O».")
    menos = taller.azar.entre(1, min(linea.importe - 1, 99_999))
    nueva = replace(linea, importe=linea.importe - menos)
    detalle = f"el importe y el soporte difieren en {decimal(menos)}."
    return cambiada(cedula, linea, nueva=nueva, detalle=detalle)


def _sin_soporte(cedula: Cedula, taller: Taller) -> Cedula | None:
    linea = alguna(cedula, taller, sirve=sin_bloqueo)
    if linea is None:
        return None
    return cambiada(
        cedula, linea, nueva=replace(linea, papel=Papel("")), detalle="no trae soporte."
    )


def _soporte(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Leave out the folio of the document, or bring another one."""
    linea = alguna(cedula, taller, sirve=lambda x: sin_bloqueo(x) and x.incidencia != "37")
    if linea is None:
        return None
    if taller.azar.sucede(0.5):
        nueva = replace(linea, papel=linea.papel._replace(folio=""))
        return cambiada(cedula, linea, nueva=nueva, detalle="el soporte no trae folio.")
    nueva = replace(linea, papel=linea.papel._replace(clase="AVALUO"))
    return cambiada(cedula, linea, nueva=nueva, detalle=f"trae AVALUO por {linea.papel.clase}.")


def _firmante(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Have it signed by the chief of another area, or leave a large amount without who said so."""
    if cedula.autorizo and cedula.area != "JDC":
        detalle = f"nadie autoriza {decimal(cedula.suma)}."
        return replace(cedula, autorizo="", detalle=detalle)
    ajenas = [area for area in FIRMAN if area not in (cedula.area, "JDC", "TS")]
    otra = taller.azar.elegir(ajenas)
    detalle = f"por {cedula.area} firma {otra}."
    return replace(cedula, firmante=FIRMAN[otra], detalle=detalle)


def _incompatible(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Ask for what the matrix has not, or for collection before the term to pay is over."""
    temprana = alguna(cedula, taller, sirve=_vencio_en_el_mes)
    if temprana is not None:
        vence = vence_plazo(temprana.credito)
        nueva = replace(temprana, fecha=vence or temprana.fecha)
        detalle = f"pasa a cobro el {vence}, y ese día todavía puede pagar."
        return cambiada(cedula, temprana, nueva=nueva, detalle=detalle)
    linea = alguna(cedula, taller, sirve=lambda x: x.cedula == "CAP-4" and x.de in SIN_BLOQUEO)
    if linea is None:
        return None
    nueva = linea.con(incidencia=SIN_SALIDA)
    return cambiada(cedula, linea, nueva=nueva, detalle=f"pide de {linea.de} a {SIN_SALIDA}.")


def _vencio_en_el_mes(linea: Linea) -> bool:
    """Tell whether the term to pay of a credit that goes to collection ended this month."""
    vence = vence_plazo(linea.credito) if linea.de + linea.incidencia == "0231" else None
    return vence is not None and mes_de(vence) == mes_de(linea.fecha) and vence < linea.fecha


def _sin_cuadre(cedula: Cedula, taller: Taller) -> Cedula | None:
    if taller.azar.sucede(0.5) or not cedula.suma:
        hay = len(cedula.lineas)
        return replace(cedula, creditos=hay + 1, detalle=f"dice {hay + 1} créditos y trae {hay}.")
    total = cedula.suma + taller.azar.entre(1, 99_999)
    detalle = f"dice {decimal(total)} y suma {decimal(cedula.suma)}."
    return replace(cedula, total=total, detalle=detalle)


def _fecha(cedula: Cedula, taller: Taller) -> Cedula | None:
    linea = alguna(cedula, taller, sirve=conocida)
    if linea is None:
        return None
    nueva, detalle = taller.azar.elegir(list(_malas_fechas(linea, taller.corte)))
    return cambiada(cedula, linea, nueva=nueva, detalle=detalle)


def _malas_fechas(linea: Linea, corte: date) -> Iterator[tuple[Linea, str]]:
    futura = (corte + timedelta(days=40)).isoformat()
    yield linea.con(fecha_efecto=futura), f"surte efecto el {futura}, que no ha llegado."
    imposible = f"31/02/{linea.fecha:%Y}"
    yield linea.con(soporte_fecha=imposible), f"la fecha del soporte dice {imposible}."
    if linea.notificado:
        antes = linea.credito.alta - DIA
        yield replace(linea, notificado=antes), f"se notificó el {antes}, antes del alta."


def _sin_efecto(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Send again, under another folio, what was already posted."""
    if any(x.cedula == "CAP-3" or x.turno for x in cedula.lineas):
        return None
    return replace(cedula, detalle="ya se afectó: se mandó otra vez con otro folio.")


FALTAS: dict[str, Falta] = {
    "D01": _duplicado,
    "D02": _registro,
    "D03": _inexistente,
    "D04": _otro_periodo,
    "D05": _importe,
    "D06": _sin_soporte,
    "D07": _soporte,
    "D08": _firmante,
    "D09": _incompatible,
    "D10": bloqueado,
    "D11": _sin_cuadre,
    "D12": sin_multa,
    "D13": _fecha,
    "D15": _sin_efecto,
}
