"""Links that give a file to the person without leaving it on the server."""

from base64 import b64encode
from html import escape

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXTO = "text/plain;charset=utf-8"


def enlace(texto: str, *, nombre: str, contenido: bytes, tipo: str = XLSX) -> str:
    """Write a link that downloads some bytes under a name."""
    datos = b64encode(contenido).decode("ascii")
    return (
        f'<a class="ct-descarga" download="{escape(nombre)}" href="data:{tipo};base64,{datos}">'
        f"{escape(texto)}</a>"
    )
