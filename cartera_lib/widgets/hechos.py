"""The facts of a credit: what is known, what another must confirm, and the form for a new one."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hecho import ClaseDeHecho, Hecho, clases_de_hecho, medios
from cartera_lib.cartera.materia import abiertos_por_estado, lugar, numeros_de_materia
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import renglones
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.marco import ANCHO, Marco, boton, hecho_html

CAMPO = w.Layout(width="30rem")
NOTICIA = "NOTIFICACION"
DEL_PATRON = '<p class="ct-aviso">Alcanza a todos los créditos del patrón.</p>'


class HechosDelCredito:
    """The facts of one credit; ``hecho`` is called after one is kept or confirmed."""

    def __init__(self, marco: Marco, hecho: Callable[[], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.llave: Llave | None = None
        self.lista = w.HTML()
        self.clase = _lista("Hecho", _en_orden(()))
        self.fecha = w.DatePicker(description="Ocurrió el", style=ANCHO)
        self.medio = _lista("Medio", [("—", ""), *((n, c) for c, n in medios().items())])
        defectos = [(f["nombre"], f["codigo"]) for f in renglones("defectos_notificacion")]
        self.defecto = _lista("Defecto", [("Ninguno", ""), *defectos])
        self.soporte = _lista("Lo prueba", [])
        self.folio = w.Text(description="Folio del documento", style=ANCHO, layout=CAMPO)
        self.fecha_soporte = w.DatePicker(description="Su fecha", style=ANCHO)
        self.registrar = boton("Registrar el hecho", principal=True)
        self.por_confirmar, self.formulario = w.VBox([]), w.VBox([])
        self.confirmado, self.respuesta = w.HTML(), w.HTML()
        self.vista = w.VBox(
            [self.lista, self.por_confirmar, self.confirmado, self.formulario, self.respuesta]
        )
        self.clase.observe(lambda _: self._ofrecer(), "value")
        marco.al_pulsar(self.registrar, self._registrar, en=self.respuesta)
        self._ofrecer()

    def mostrar(self, llave: Llave, abiertas: Collection[str] = ()) -> None:
        """Show what is known of a credit; ``abiertas``: the materias that a fact has to end."""
        self.llave = llave
        self.respuesta.value = self.confirmado.value = ""
        self.clase.options = _en_orden(abiertas)
        suyos = [
            h
            for h in self.marco.ventanilla.libro.hechos(llave.registro).to_pylist()
            if not h["credito"] or Llave(**{c: h[c] for c in Llave._fields}) == llave
        ]
        self._ofrecer_confirmar([h for h in suyos if not h["confirmo"]])
        if not suyos:
            self.lista.value = "<p>El expediente no tiene hechos: rige lo que dice el corte.</p>"
            return
        filas = pd.DataFrame([_fila(h) for h in suyos]).set_index("Folio")
        self.lista.value = tabla_html(filas, "Hechos del expediente")

    def _ofrecer_confirmar(self, pendientes: list[dict[str, object]]) -> None:
        """Offer a button for each fact that somebody else captured and nobody has confirmed."""
        ajenos = set()
        if pendientes:
            ajenos = {h["folio"] for h in self.marco.ventanilla.por_confirmar()}
        botones = []
        for hecho in pendientes:
            if hecho["folio"] in ajenos:
                folio = str(hecho["folio"])
                suyo = boton(f"Confirmar {folio}: {_nombre(hecho)}")
                confirmar = partial(self._confirmar, folio)
                self.marco.al_pulsar(suyo, confirmar, en=self.confirmado)
                botones.append(suyo)
        self.por_confirmar.children = botones

    def _ofrecer(self) -> None:
        clase = clases_de_hecho()[self.clase.value]
        nombres = documentos()
        self.soporte.options = [(nombres[c].nombre, c) for c in clase.soportes]
        self.soporte.value = clase.soportes[0]
        noticia = [self.medio, self.defecto] if clase.codigo == NOTICIA or clase.interrumpe else []
        self.formulario.children = [
            w.HTML("<h3>Registrar un hecho</h3>"),
            self.clase,
            *([w.HTML(DEL_PATRON)] if clase.alcance == "patron" else []),
            *(self.fecha, *noticia, self.soporte, self.folio, self.fecha_soporte),
            w.HBox([self.registrar]),
        ]

    def _registrar(self) -> None:
        acuse = self.marco.ventanilla.capturar_hechos([self._hecho()], al=self.marco.dia)
        self.folio.value = ""
        self.hecho()
        dicho = f"Hecho registrado. Otra persona debe confirmarlo. {acuse}"
        self.respuesta.value = hecho_html(dicho)

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

    def _confirmar(self, folio: str) -> None:
        acuse = self.marco.ventanilla.confirmar_hechos([folio], al=self.marco.dia)
        self.hecho()
        self.confirmado.value = hecho_html(f"Hecho {folio} confirmado. {acuse}")


def _fila(hecho: dict[str, object]) -> dict[str, object]:
    return {
        "Folio": hecho["folio"],
        "Hecho": _nombre(hecho),
        "Fecha": f"{hecho['fecha']:%d/%m/%Y}",
        "Medio": medios().get(str(hecho["medio"]), "—"),
        "Documento": f"{documentos()[str(hecho['soporte'])].nombre} {hecho['soporte_folio']}",
        "Capturó": hecho["quien"],
        "Confirmó": hecho["confirmo"] or "Nadie todavía",
    }


def _nombre(hecho: dict[str, object]) -> str:
    clase = clases_de_hecho().get(str(hecho["codigo"]))
    return clase.nombre if clase else f"Sin efecto el hecho {hecho['anula']}"


def _en_orden(abiertas: Collection[str]) -> list[tuple[str, str]]:
    """Return the kinds of facts, those that end an open materia first."""
    clases = sorted(clases_de_hecho().values(), key=lambda c: not _cierra(c, abiertas))
    return [(clase.nombre, clase.codigo) for clase in clases]


def _cierra(clase: ClaseDeHecho, abiertas: Collection[str]) -> bool:
    numeros, abiertos = numeros_de_materia(), abiertos_por_estado()
    return any(
        materia in abiertas and not abiertos[numeros[materia], lugar(materia, estado)]
        for materia, estado in clase.pone
    )


def _lista(titulo: str, opciones: list[tuple[str, str]]) -> w.Dropdown:
    return w.Dropdown(description=titulo, options=opciones, style=ANCHO, layout=CAMPO)
