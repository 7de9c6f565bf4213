"""The panel of the documents under way that the law no longer allows."""

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.emision import ClaseDeSuceso
from cartera_lib.errors import DatoInvalido
from cartera_lib.widgets.marco import Marco, boton, cuantos, hecho_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("folio", "Folio"),
    Columna("documento", "Documento"),
    Columna("registro", "Patrón"),
    Columna("importe", "Importe", "pesos"),
    Columna("estado", "Estado"),
    Columna("motivo", "Por qué ya no procede"),
]
EXPLICA = (
    "<p>Estos documentos están en trámite y la ley ya no permite lo que ordenan: hubo un pago, una "
    "suspensión, un convenio u otro hecho posterior. Recójalos antes de que se diligencien.</p>"
)


class Recogida:
    """What has to be called back, and what was and has not come back yet."""

    def __init__(self, marco: Marco) -> None:
        self.marco = marco
        self.tabla = Tabla(
            COLUMNAS,
            vacio="No hay documentos en trámite que la ley haya dejado de permitir.",
            busca="Folio, patrón o motivo",
        )
        self.recoger, self.respuesta = boton("Recogerlos todos", principal=True), w.HTML()
        self.llamados = w.HTML()
        marco.al_pulsar(self.recoger, self._recoger, en=self.respuesta)

    def panel(self) -> list[w.Widget]:
        """Return the panel with what the law says on the day of the heading."""
        self.respuesta.value = ""
        return [w.HTML(EXPLICA), self.tabla, *self._mostrar()]

    def _mostrar(self) -> list[w.Widget]:
        motivos = self.marco.ventanilla.por_recoger(al=self.marco.dia)
        documentos = self.marco.ventanilla.documentos()
        suyos = documentos[documentos["folio"].isin(list(motivos))]
        tabla = suyos.assign(motivo=suyos["folio"].map(motivos)).set_index("folio", drop=False)
        self.tabla.mostrar(FuenteDeTabla(tabla, COLUMNAS), "Por recoger")
        self.recoger.layout.display = None if motivos else "none"
        self.llamados.value = _llamados_html(documentos)
        return [w.HBox([self.recoger]), self.respuesta, self.llamados]

    def _recoger(self) -> None:
        recogidos = self.marco.ventanilla.recoger_documentos(al=self.marco.dia)
        self._mostrar()
        if not recogidos:
            raise DatoInvalido("Ya no hay nada que recoger.")
        dicho = cuantos(len(recogidos), "documento", de_varios="documentos")
        self.respuesta.value = hecho_html(f"{dicho} por recoger: {', '.join(recogidos)}.")


def _llamados_html(documentos: pd.DataFrame) -> str:
    """Say which were called back and have not come."""
    llamados = documentos.loc[documentos["estado"] == ClaseDeSuceso.POR_RECOGER.value, "folio"]
    if llamados.empty:
        return ""
    ya = cuantos(len(llamados), "documento se mandó", de_varios="documentos se mandaron")
    return (
        f"<p>{ya} recoger, sin que conste su vuelta: {', '.join(llamados)}. Cuando los tenga a la "
        "vista, ábralos en «Documentos» y pulse «Devolver».</p>"
    )
