"""The answer of the gate as HTML: yes or no, every reason with its proof, and what would do."""

from html import escape

from cartera_lib.oficina.semaforo import COLORES
from cartera_lib.oficina.veredicto import Razon, Veredicto
from cartera_lib.reglas.decision import Respuesta

DICHOS = {
    Respuesta.SI: "Sí se puede",
    Respuesta.CAUTELA: "Sí se puede, con cuidado",
    Respuesta.PENDIENTE: "No todavía: falta saber algo",
    Respuesta.NO: "No se puede",
}


def veredicto_html(veredicto: Veredicto, titulo: str) -> str:
    """Write the answer to one act on one credit."""
    color = COLORES[veredicto.respuesta].lower().replace("á", "a")
    return (
        f'<section class="ct-veredicto ct-{color}" aria-label="{escape(titulo)}">'
        f"<h2>{escape(titulo)}</h2>"
        f"<p><strong>{DICHOS[veredicto.respuesta]}</strong>: {escape(veredicto.acto.value)}."
        f"{_cuando(veredicto)}</p>{_razones(veredicto.razones, 'Por qué no')}"
        f"{_bastaria(veredicto)}"
        f"{_razones(veredicto.advertencias, 'Con qué cuidado')}</section>"
    )


def _cuando(veredicto: Veredicto) -> str:
    if veredicto.puede:
        return ""
    if veredicto.desde is not None:
        return f" Si nada cambia, se podrá desde el {veredicto.desde:%d/%m/%Y}."
    return " El solo paso del tiempo no lo permite."


def _bastaria(veredicto: Veredicto) -> str:
    if veredicto.puede:
        return ""
    if not veredicto.bastaria:
        return "<p>Ningún hecho lo permitiría: lo que sigue es cerrar el crédito.</p>"
    dicho = "Bastaría" if len(veredicto.bastaria) == 1 else "Hace falta todo"
    hechos = "; ".join(veredicto.bastaria)
    return f"<p><strong>{dicho}:</strong> {escape(hechos)}.</p>"


def _razones(razones: tuple[Razon, ...], titulo: str) -> str:
    if not razones:
        return ""
    filas = "".join(
        f'<tr><th scope="row" class="texto">{escape(_frase(r))}</th>'
        f'<td class="texto">{escape(r.evidencia or "no consta documento")}</td>'
        f'<td class="texto">{escape(r.articulos)}</td>'
        f'<td class="texto">{escape(r.accion or r.salida)}</td></tr>'
        for r in razones
    )
    cabeza = "".join(
        f'<th scope="col" class="texto">{columna}</th>'
        for columna in (titulo, "Prueba", "Fundamento", "Qué hacer")
    )
    return f'<table class="cartera"><thead><tr>{cabeza}</tr></thead><tbody>{filas}</tbody></table>'


def _frase(razon: Razon) -> str:
    duda = " (criterio por confirmar)" if razon.por_confirmar else ""
    return razon.texto[:1].upper() + razon.texto[1:] + duda
