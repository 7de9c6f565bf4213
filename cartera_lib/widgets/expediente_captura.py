"""The form that files one paper: of a credit or of the employer, its place and its image."""

import hashlib
from collections.abc import Callable

import ipywidgets as w

from cartera_lib.cartera.expediente import Pieza
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requisito import clases_de_pieza
from cartera_lib.errors import DatoInvalido
from cartera_lib.ventanilla.expedientes_informe import Archivo
from cartera_lib.widgets.marco import ANCHO, Marco, boton

CAMPO = w.Layout(width="36rem")
ELIJA, PATRON = ("Elija un crédito, o el patrón", ""), ("El patrón", "patron")
EXPLICA = (
    "<p>La imagen es opcional: se guarda su huella, con la que se sabrá si cambia; "
    "no la imagen misma.</p>"
)


class Captura:
    """The form while it is filled in; after each paper its place and kind stay for the next."""

    def __init__(self, marco: Marco, hecho: Callable[[], None]) -> None:
        self.marco, self.hecho, self.registro = marco, hecho, ""
        clases = sorted((nombre, codigo) for codigo, nombre in clases_de_pieza().items())
        self.de = w.Dropdown(description="Es de", options=[ELIJA], style=ANCHO, layout=CAMPO)
        self.clase = w.Dropdown(description="Documento", options=clases, style=ANCHO, layout=CAMPO)
        self.numero = w.Text(description="Número o folio", style=ANCHO, layout=CAMPO)
        self.fecha = w.DatePicker(description="Fecha", style=ANCHO, layout=CAMPO)
        self.fojas = w.BoundedIntText(
            description="Fojas", value=1, min=1, max=10_000, style=ANCHO, layout=CAMPO
        )
        self.lugar = w.Text(
            description="Lugar", placeholder="Archivero, caja, libro", style=ANCHO, layout=CAMPO
        )
        self.imagen = w.FileUpload(
            accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff",
            description="Elegir la imagen…",
            layout=w.Layout(width="auto"),
        )
        self.elegida = w.HTML()
        self.archivar = boton("Archivar", principal=True)
        self.imagen.observe(lambda _: self._decir_imagen(), "value")
        marco.al_pulsar(self.archivar, self._archivar)

    def panel(self, archivo: Archivo, registro: str) -> list[w.Widget]:
        """Return the form for the employer whose file is open."""
        suyas = [
            Llave(*(fila[c] for c in Llave._fields))
            for fila in archivo.cartera.tabla.select(Llave._fields).to_pylist()
        ]
        if registro != self.registro:
            self.registro = registro
            self.de.options = [ELIJA, PATRON, *((str(llave), llave) for llave in suyas)]
        imagen = w.HBox([self.imagen, self.elegida])
        campos = [self.de, self.clase, self.numero, self.fecha, self.fojas, self.lugar]
        return [
            w.VBox([*campos, w.HTML(EXPLICA), imagen, w.HBox([self.archivar])]),
            self.marco.aviso,
        ]

    def _decir_imagen(self) -> None:
        nombres = [archivo["name"] for archivo in self.imagen.value]
        self.elegida.value = f"Imagen elegida: {nombres[0]}" if nombres else ""

    def _archivar(self) -> None:
        if not self.de.value:
            raise DatoInvalido("Diga de qué crédito es el documento, o que es del patrón.")
        if self.fecha.value is None:
            raise DatoInvalido("Diga la fecha del documento.")
        contenido = [bytes(archivo["content"]) for archivo in self.imagen.value]
        pieza = Pieza(
            folio="",
            registro=self.registro,
            llave=self.de.value if isinstance(self.de.value, Llave) else None,
            clase=str(self.clase.value),
            numero=self.numero.value,
            fecha=self.fecha.value,
            fojas=int(self.fojas.value),
            ubicacion=self.lugar.value,
            sha256=hashlib.sha256(contenido[0]).hexdigest() if contenido else "",
        )
        antes = self._lugares()
        acuse = self.marco.ventanilla.archivar([pieza], al=self.marco.dia)
        self.numero.value, self.fojas.value, self.imagen.value = "", 1, ()
        self.hecho()
        nuevas = [
            f"folio {f}, en {lugar}" for f, lugar in self._lugares().items() if f not in antes
        ]
        self.marco.decir(f"Se archivó «{self.clase.label}»: {'; '.join(nuevas)}. Acuse: {acuse}")

    def _lugares(self) -> dict[str, str]:
        """Return where each paper of the open file is, by folio."""
        piezas = self.marco.ventanilla.libro.piezas(self.registro)
        return dict(zip(*(piezas[c].to_pylist() for c in ("folio", "ubicacion")), strict=True))
