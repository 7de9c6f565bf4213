"""A second reading of the gate, asunto by asunto: what each one lets the office do.

Eight letters an answer, in the order of ACTOS: Sí, Cautela, Pendiente, No. Written from T1 of
the decision tables and their articles; what the law leaves to design says so.
"""

from typing import NamedTuple

ACTOS = (
    "MANDAMIENTO", "NOTIFICAR", "EMBARGO", "REMATE", "FICHA", "ENVIO", "SUSTITUTO", "RESPONSABLE",
)  # fmt: skip
LIBRE = "SSSSSSSS"
ALTO = "NNNNSNNN"  # nothing of the procedure; who wants to pay, pays (LSS 39: design for ENVIO on)
NADA = "NNNNNNNN"  # there is no debt, or it must not be collected
FALTA = "PPPPSPPP"  # Annex A: a missing fact is never taken for false
FALTA_TODO = "PPPPPPPP"
CUIDADO = "CCCCSNCC"  # lawful, and risky: Jurídico is asked first
SIN_REMATE = "SSSNSNSS"  # T1-13, 22, 23: «NO recomendado» is read as no; not sent away (design)


class Dicho(NamedTuple):
    """What an asunto answers: eight letters, and whether accessories go on."""

    actos: str
    devenga: str = "SI"


def fase(cedula: str, aviso: str, plazo: str) -> Dicho:
    """T1-01, 02, 06, 59: no collection before the fifteen days are over (CFF 144)."""
    if cedula == "PROPUESTA":
        return Dicho(ALTO)
    if aviso == "SIN_FECHA":
        return Dicho(FALTA)
    if aviso != "VALIDA":
        return Dicho(ALTO)
    return Dicho(LIBRE if plazo == "VENCIDO" else ALTO)


def defensa(e: dict[str, str]) -> list[Dicho]:
    """T1-03 to 22: aclaración, recourses, trial, and what a resolution left."""
    dichos = [Dicho({"EN_TRAMITE": ALTO, "EXCEDIDA": ALTO, "PROCEDENTE": NADA}.get(
        e["aclaracion"], LIBRE))]  # fmt: skip
    if e["inconformidad"] in ("EN_TIEMPO", "SIN_ACUSE", "DIEZ_DIAS"):
        dichos.append(Dicho(ALTO))  # CFF 144, third and fourth paragraphs; SIN_ACUSE: design
    if e["validez"] == "NULO":
        dichos.append(Dicho(NADA, "NO"))
    if e["validez"] == "PARA_EFECTOS":
        dichos.append(Dicho(NADA, "SEGUN"))
    dichos.append(Dicho(juicio(e["juicio"], e["garantia"])))
    if e["revocacion"] == "SIN_EXPEDIENTE":
        dichos.append(Dicho(FALTA))
    if e["revocacion"] == "EN_TRAMITE":
        dichos.append(Dicho(impugnado(e["garantia"])))
    return dichos


def juicio(estado: str, garantia: str) -> str:
    if estado == "EN_TRAMITE":
        return impugnado(garantia)
    if estado in ("SUSPENDIDO", "CONTRARIA"):
        return ALTO
    if estado in ("SUSPENSION_SIN_GARANTIA", "PARCIAL"):
        return CUIDADO
    return FALTA if estado == "SIN_EXPEDIENTE" else LIBRE


def impugnado(garantia: str) -> str:
    """CFF 144: a challenge stops the procedure only if the debt is guaranteed."""
    if garantia == "SUFICIENTE":
        return ALTO
    return SIN_REMATE if garantia in ("NINGUNA", "INSUFICIENTE") else FALTA


def aseguramiento(e: dict[str, str]) -> list[Dicho]:
    """T1-23 to 28, 58: convenio and guarantee."""
    caido = "SSNNSSSS"  # T1-25: the balance is required; six days before seizing (CFF 151)
    convenio = {
        "SOLICITADO": Dicho(SIN_REMATE),
        "VIGENTE": Dicho("NNNNCNNN", "PRORROGA"),  # a ficha with care: design
        "REHABILITADO": Dicho("NNNNCNNN", "PRORROGA"),
        "CAIDO": Dicho(caido),
        "SEIS_DIAS": Dicho(caido),
    }
    firme = e["juicio"] == "VALIDEZ_FIRME"  # T1-19: the guarantee is made effective
    garantia = {
        "SUFICIENTE": CUIDADO if firme else ALTO,
        "POR_RENOVAR": FALTA,
        "SIN_EXPEDIENTE": FALTA,
        "INSUFICIENTE": CUIDADO,
        "FIANZA_REQUERIDA": ALTO,
    }
    return [
        convenio.get(e["convenio"], Dicho(LIBRE)),
        Dicho(garantia.get(e["garantia"], LIBRE)),
        sin_efectos(e["sin_efectos"], e["garantia"]),
    ]


def sin_efectos(estado: str, garantia: str) -> Dicho:
    """T1-57: asked of a fine, it stops the procedure only if guaranteed (LSS 304-D)."""
    if estado == "SIN_EXPEDIENTE":
        return Dicho(FALTA)
    if estado != "SOLICITADA":
        return Dicho(LIBRE)
    if garantia in ("POR_RENOVAR", "SIN_EXPEDIENTE"):
        return Dicho(FALTA, "NO")
    return Dicho(ALTO if garantia == "SUFICIENTE" else LIBRE, "NO")


def del_patron(e: dict[str, str]) -> list[Dicho]:
    """T1-29 to 45, 56, 60, 61: what reaches every credit of the employer."""
    return [
        huelga(e["huelga"], e["garantia"]),
        Dicho({
            "ADMITIDO": "CSSNSSSS",  # T1-35: unless the judge orders otherwise
            "CONCILIACION": ALTO, "SIN_EXPEDIENTE": FALTA, "QUIEBRA": "SSSSSNSS",
        }.get(e["concurso"], LIBRE)),
        Dicho({
            "NO_LOCALIZADO": "CCCSSNSS", "DESOCUPO": "CCCSSNSS",  # T1-39: CFF 151-Bis, estrados
            "EN_BUSQUEDA": "SNNNSNSS",  # design: without the actas nothing can be served
            "FALLECIDO": "CCSSSNSS",  # T1-56: against the estate
        }.get(e["localizacion"], LIBRE)),
        Dicho(LIBRE if e["sustitucion"] == "EXIGIBLE" else "SSSSSSNS"),
        Dicho(LIBRE if e["solidaria"] == "EXIGIBLE" else "SSSSSSSN"),
        Dicho(ALTO if e["gasto_publico"] == "CON_DEFENSA" else LIBRE),
        Dicho("SSSNSSSS" if e["laboral"] == "POR_NOTIFICAR" else LIBRE),
    ]  # fmt: skip


def huelga(estado: str, garantia: str) -> Dicho:
    """LFT 924: after the breakout no execution at all; before it, without affecting the strike."""
    if estado == "EMPLAZADA":
        return Dicho("CCCNSSCC")
    if estado == "DURANTE":
        return Dicho(ALTO, "SEGUN")  # RACERF 124-II
    if estado == "LARGA":  # manual, function 19: those guaranteed are kept out of cancellation
        return Dicho(ALTO, "SI" if garantia in ("SUFICIENTE", "FIANZA_REQUERIDA") else "SEGUN")
    return Dicho(ALTO if estado == "ANTERIOR" else LIBRE)


def del_credito(e: dict[str, str]) -> list[Dicho]:
    """T1-46 to 55: sent away, extinguished, cancelled, paid; then the stage and the data."""
    agotados = {
        ("prescripcion", "DECLARADA"): Dicho(NADA, "NO"),
        ("prescripcion", "CONSUMADA"): Dicho(NADA),
        ("prescripcion", "POR_CONFIRMAR"): Dicho(FALTA_TODO),
        ("caducidad", "DECLARADA"): Dicho(NADA, "NO"),
        ("caducidad", "CONSUMADA"): Dicho(NADA),  # T1-51 says NO accessories: read as declared
        ("cancelacion", "CANCELADO"): Dicho(ALTO),
        ("pago", "TOTAL"): Dicho(NADA, "NO"),
        ("pago", "POR_AFECTAR"): Dicho(NADA, "REVISION"),
        ("envio", "ENVIADO"): Dicho(ALTO),
        ("envio", "ACEPTADO"): Dicho(NADA),
        ("envio", "PROCURACION"): Dicho("CNNNNNCC"),
        ("etapa", "SIN_INICIAR"): Dicho("SNNNSSSS"),  # CFF 145, 151: first the mandamiento
        ("etapa", "MANDAMIENTO"): Dicho("NSSNSNSS"),  # one live mandamiento a credit: design
        ("etapa", "REQUERIDO"): Dicho("CSSNSNSS"),
        ("etapa", "EMBARGADO"): Dicho("CSSNSNSS"),
        ("etapa", "VALUADO"): Dicho("CSSSSNSS"),  # CFF 175: no auction before the appraisal
        ("etapa", "CONVOCADO"): Dicho("CSSSSNSS"),
        ("etapa", "POR_ACREDITAR"): Dicho("CSSPSNSS"),  # Annex A
        ("incidencia", "POR_ACLARAR"): Dicho(FALTA),  # Annex A
        ("concepto", "MULTA"): Dicho("SSSSSSSN"),  # CFF 26, last paragraph
        ("datos", "SIN_IMPORTE"): Dicho(NADA),
        ("datos", "DUPLICADO"): Dicho(FALTA_TODO),
        ("datos", "FECHAS_IMPOSIBLES"): Dicho(FALTA),
        ("datos", "POSTERIOR_A_BAJA"): Dicho(FALTA_TODO),
    }
    return [agotados[par] for par in e.items() if par in agotados]
