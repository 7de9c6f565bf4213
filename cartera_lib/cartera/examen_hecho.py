"""A fact to be captured beside what the catalogue admits: all that is wrong is told at once."""

from collections.abc import Iterator
from datetime import date

from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hecho import (
    SIN_EFECTO,
    ClaseDeHecho,
    Hecho,
    clases_de_hecho,
    efecto_de_defectos,
    medios,
)
from cartera_lib.norma.tablas import en_vigor

DE_NOTICIA = "NOTIFICACION"
PRIMER_DIA = date(1997, 7, 1)
"""The day of the law that the tables hold: no term can be counted from before it."""


def faltas(hecho: Hecho, *, al: date) -> Iterator[str]:
    """Yield what is wrong with a fact, as a person reads it; nothing when it may be kept."""
    clase = clases_de_hecho().get(hecho.codigo)
    if clase is None:
        if hecho.codigo != SIN_EFECTO or not hecho.anula:
            yield f"No hay hecho «{hecho.codigo}». Elija uno del catálogo."
            return
    else:
        yield from _de_su_clase(hecho, clase)
    yield from _de_su_llave(hecho)
    yield from _de_su_dia(hecho, al)
    if not hecho.soporte.folio.strip():
        yield "Falta el folio del documento que lo prueba."


def _de_su_llave(hecho: Hecho) -> Iterator[str]:
    if not hecho.registro.strip():
        yield "Falta el registro patronal."
    if hecho.llave is not None and hecho.llave.registro != hecho.registro:
        yield f"El crédito es del patrón {hecho.llave.registro}, no del {hecho.registro}."
    if hecho.llave is not None and not hecho.llave.credito.strip():
        yield "Falta el número del crédito."


def _de_su_dia(hecho: Hecho, al: date) -> Iterator[str]:
    dia = f"{hecho.fecha:%d/%m/%Y}"
    if hecho.llave is not None and f"{hecho.fecha:%Y-%m}" < hecho.llave.periodo:
        periodo = hecho.llave.periodo
        yield f"El hecho es del {dia} y el crédito, del periodo {periodo}. Corrija la fecha."
    if hecho.fecha < PRIMER_DIA:
        yield f"El hecho es anterior al {PRIMER_DIA:%d/%m/%Y}: el calendario no lo cuenta."
    if hecho.fecha > al:
        yield f"El hecho es del {dia}, posterior al {al:%d/%m/%Y}. Corrija la fecha."
    if hecho.soporte.fecha > al:
        yield f"El documento es posterior al {al:%d/%m/%Y}. Corrija su fecha."


def _de_su_clase(hecho: Hecho, clase: ClaseDeHecho) -> Iterator[str]:
    nombre = clase.nombre.lower()
    if clase.alcance == "credito" and hecho.llave is None:
        yield f"«{nombre}» es de un crédito. Diga de cuál."
    if clase.alcance == "patron" and hecho.llave is not None:
        yield f"«{nombre}» es del patrón y alcanza a todos sus créditos. Deje vacío el crédito."
    if hecho.soporte.tipo not in clase.soportes:
        admite = ", ".join(documentos()[codigo].nombre.lower() for codigo in clase.soportes)
        yield f"Lo que prueba que {nombre} es: {admite}. Elija ese documento."
    if hecho.medio and hecho.medio not in medios():
        yield f"No hay medio de notificación «{hecho.medio}». Elija uno del catálogo."
    elif hecho.medio and not any(
        f["codigo"] == hecho.medio for f in en_vigor("medios_notificacion", hecho.fecha)
    ):
        medio, dia = medios()[hecho.medio], f"{hecho.fecha:%d/%m/%Y}"
        yield f"El {dia} no se notificaba por «{medio}». Corrija la fecha o el medio."
    if hecho.codigo == DE_NOTICIA and not hecho.medio:
        yield "Diga por qué medio se notificó."
    for defecto in hecho.defectos:
        if defecto not in efecto_de_defectos():
            yield f"No hay defecto «{defecto}». Elija uno del catálogo."
    if hecho.anula:
        yield "Lo que deja sin efecto a otro hecho se captura como tal, no con otra clase."
