"""The facts of a credit: what is known, what another must confirm, and the form for a new one."""

from collections.abc import Callable
from datetime import date

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hecho import Hecho, clases_de_hecho, medios
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import renglones
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.marco import ANCHO, Marco, boton

CAMPO = w.Layout(width="30rem")
NOTICIA = "NOTIFICACION"


class HechosDelCredito:
    """The facts of one credit; ``hecho`` is called with what was done."""

    def __init__(self, marco: Marco, hecho: Callable[[str], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.llave: Llave | None = None
        self.lista = w.HTML()
        self.clase = _lista("Hecho", [(c.nombre, c.codigo) for c in clases_de_hecho().values()])
        self.fecha = w.DatePicker(description="Ocurrió el", style=ANCHO)
        self.medio = _lista("Medio", [("—", ""), *((n, c) for c, n in medios().items())])
        defectos = [(f["nombre"], f["codigo"]) for f in renglones("defectos_notificacion")]
        self.defecto = _lista("Defecto", [("Ninguno", ""), *defectos])
        self.soporte = _lista("Lo prueba", [])
        self.folio = w.Text(description="Folio del documento", style=ANCHO, layout=CAMPO)
        self.fecha_soporte = w.DatePicker(description="Su fecha", style=ANCHO)
        self.registrar = boton("Registrar el hecho", principal=True)
        self.confirmar = boton("Confirmar los de otra persona")
        self.respuesta = w.HTML()
        self.formulario = w.VBox([])
        self.clase.observe(lambda _: self._ofrecer(), "value")
        marco.al_pulsar(self.registrar, self._registrar)
        marco.al_pulsar(self.confirmar, self._confirmar)
        self._ofrecer()

    def vista(self) -> w.VBox:
        """Return the list and the form."""
        return w.VBox([self.lista, w.HBox([self.confirmar]), self.formulario, self.respuesta])

    def mostrar(self, llave: Llave) -> None:
        """Show what is known of a credit and of its employer."""
        self.llave = llave
        self.respuesta.value = ""
        suyos = [
            h
            for h in self.marco.ventanilla.libro.hechos(llave.registro).to_pylist()
            if not h["credito"] or Llave(**{c: h[c] for c in Llave._fields}) == llave
        ]
        self._pendientes = [h["folio"] for h in suyos if not h["confirmo"]]
        self.confirmar.layout.display = "" if self._pendientes else "none"
        if not suyos:
            self.lista.value = "<p>El expediente no tiene hechos: rige lo que dice el corte.</p>"
            return
        filas = pd.DataFrame([_fila(h) for h in suyos]).set_index("folio")
        self.lista.value = tabla_html(filas, "Hechos del expediente")

    def _ofrecer(self) -> None:
        clase = clases_de_hecho()[self.clase.value]
        nombres = documentos()
        self.soporte.options = [(nombres[c].nombre, c) for c in clase.soportes]
        self.soporte.value = clase.soportes[0]
        noticia = [self.medio, self.defecto] if clase.codigo == NOTICIA or clase.interrumpe else []
        self.formulario.children = [
            w.HTML("<h3>Registrar un hecho</h3>"),
            *(self.clase, self.fecha, *noticia, self.soporte, self.folio, self.fecha_soporte),
            w.HBox([self.registrar]),
        ]

    def _registrar(self) -> None:
        acuse = self.marco.ventanilla.capturar_hechos([self._hecho()], al=self.marco.dia)
        self.folio.value = ""
        self._hecho_esta(f"Hecho registrado. Otra persona debe confirmarlo. {acuse}")

    def _hecho(self) -> Hecho:
        if self.llave is None:
            raise DatoInvalido("Elija primero un crédito.")
        fecha, del_papel = self._fechas()
        clase = clases_de_hecho()[self.clase.value]
        return Hecho(
            folio="",
            codigo=clase.codigo,
            registro=self.llave.registro,
            llave=self.llave if clase.alcance == "credito" else None,
            fecha=fecha,
            soporte=Soporte(self.soporte.value, self.folio.value.strip(), del_papel),
            medio=self.medio.value if self.medio in self.formulario.children else "",
            defectos=(self.defecto.value,) if self._con_defecto() else (),
        )

    def _fechas(self) -> tuple[date, date]:
        if self.fecha.value is None:
            raise DatoInvalido("Elija el día en que ocurrió.")
        return self.fecha.value, self.fecha_soporte.value or self.fecha.value

    def _con_defecto(self) -> bool:
        return bool(self.defecto.value) and self.defecto in self.formulario.children

    def _confirmar(self) -> None:
        ventanilla = self.marco.ventanilla
        ajenos = {str(h["folio"]) for h in ventanilla.por_confirmar()}
        folios = [folio for folio in self._pendientes if folio in ajenos]
        if not folios:
            raise DatoInvalido(
                "Los hechos sin confirmar los capturó usted: los confirma otra persona."
            )
        acuse = ventanilla.confirmar_hechos(folios, al=self.marco.dia)
        self._hecho_esta(f"Hechos confirmados: {', '.join(folios)}. {acuse}")

    def _hecho_esta(self, texto: str) -> None:
        if self.llave is not None:
            self.mostrar(self.llave)
        self.hecho(texto)


def _fila(hecho: dict[str, object]) -> dict[str, object]:
    clase = clases_de_hecho().get(str(hecho["codigo"]))
    nombre = clase.nombre if clase else f"Sin efecto el hecho {hecho['anula']}"
    return {
        "folio": hecho["folio"],
        "hecho": nombre,
        "fecha": hecho["fecha"],
        "medio": medios().get(str(hecho["medio"]), "—"),
        "documento": f"{documentos()[str(hecho['soporte'])].nombre} {hecho['soporte_folio']}",
        "capturó": hecho["quien"],
        "confirmó": hecho["confirmo"] or "nadie todavía",
    }


def _lista(titulo: str, opciones: list[tuple[str, str]]) -> w.Dropdown:
    return w.Dropdown(description=titulo, options=opciones, style=ANCHO, layout=CAMPO)
