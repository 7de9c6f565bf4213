"""The panel that tells whether a paper is what the office issued."""

from html import escape
from typing import Any

import ipywidgets as w

from cartera_lib.cartera.emision import EMITIDO, ClaseDeSuceso
from cartera_lib.documents.comprobar import Comprobacion
from cartera_lib.store import Almacen
from cartera_lib.widgets.marco import Marco

EXPLICA = (
    "<p>Suba el PDF que le presentan. Se prueba que es, byte por byte, el que se emitió; se "
    "vuelven a calcular sus cifras y se dice cómo va su trámite.</p>"
)
ANULADO = f"«{ClaseDeSuceso.ANULADO}»"
ROJO = "color: #a3262a; font-weight: 600"


class Comprobador:
    """A file chosen by the person, and what was proved of it."""

    def __init__(self, marco: Marco) -> None:
        self.marco, self.respuesta = marco, w.HTML()
        self.archivo = w.FileUpload(
            accept=".pdf", description="Elegir el PDF…", layout=w.Layout(width="auto")
        )
        self.archivo.observe(lambda _: marco.intentar(self.comprobar, en=self.respuesta), "value")

    def panel(self) -> list[w.Widget]:
        """Return the panel."""
        self.respuesta.value = ""
        return [w.HTML(EXPLICA), w.HBox([self.archivo]), self.respuesta]

    def comprobar(self) -> None:
        """Prove the file that was chosen."""
        dichos = []
        for archivo in self.archivo.value:
            hecha = self.marco.ventanilla.comprobar_documento(bytes(archivo["content"]))
            libro = self.marco.ventanilla.libro
            dichos.append(comprobacion_html(archivo["name"], hecha, hoy=_hoy(libro, hecha)))
        if dichos:
            self.archivo.value = ()
            self.respuesta.value = "".join(dichos)


def comprobacion_html(archivo: str, hecha: Comprobacion, *, hoy: str) -> str:
    """Write what was proved of a file and what was not; ``hoy``: how its paperwork goes."""
    if hecha.fallas:
        color, papel = "rojo", "alert"
        titulo = f'<h2 style="{ROJO}">NO es lo que se emitió</h2>'
        cuerpo = _lista([f'<span style="{ROJO}">{escape(f)}</span>' for f in hecha.fallas])
    else:
        color, papel = ("ambar", "alert") if ANULADO in hoy else ("verde", "status")
        pero = ", pero se anuló" if ANULADO in hoy else ""
        titulo = f"<h2>Es lo que se emitió{pero}</h2>"
        cuerpo = f"<p>{hecha.cifras:,} cifras comprobadas. {escape(hoy)}</p>"
    nombre = f"{hecha.nombre} {hecha.folio}".strip()
    dice = f" dice ser {nombre}" if hecha.fallas and nombre else f": {nombre}" if nombre else ""
    firmas = [f"Firma electrónica de {escape(firma.quien)}." for firma in hecha.firmas]
    sin_probar = [f"Sin probar: {escape(dicho)}" for dicho in hecha.sin_probar]
    return (
        f'<div role="{papel}" class="ct-veredicto ct-{color}">{titulo}'
        f"<p>«{escape(archivo)}»{escape(dice)}.</p>{cuerpo}{_lista(firmas + sin_probar)}"
        f"<p>SHA-256 {hecha.sha256}</p></div>"
    )


def _hoy(libro: Almacen, hecha: Comprobacion) -> str:
    """Say how the paperwork of a document goes: a good paper may have been voided."""
    if hecha.fallas:
        return ""
    (fila,) = libro.emitidos(folio=hecha.folio).to_pylist()
    esta = f"En el libro está «{_estado(fila)}» desde el {fila['desde']:%d/%m/%Y}."
    return f"{esta} {fila['detalle']}".strip()


def _estado(fila: dict[str, Any]) -> str:
    return ClaseDeSuceso[fila["estado"]].value if fila["estado"] else EMITIDO


def _lista(partes: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{parte}</li>' for parte in partes)}</ul>" if partes else ""
