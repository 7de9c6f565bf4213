"""The app of the archive (function 9): papers by employer, where each is and what lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ipywidgets as w
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requisito import clases_de_pieza
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.expediente import Imagen, imagenes, prestamos
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.expedientes_informe import Archivo
from cartera_lib.vistas import ESTILO
from cartera_lib.widgets.expediente_captura import Captura
from cartera_lib.widgets.expediente_faltas import Faltas
from cartera_lib.widgets.expediente_papel import Papel
from cartera_lib.widgets.marco import ANCHO, Marco, boton, cuantos
from cartera_lib.widgets.patrones import COLUMNAS_DE_PATRON, ficha_html, hallados
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

PAPELES = [
    Columna("folio", "Folio"),
    Columna("de", "De"),
    Columna("documento", "Documento"),
    Columna("numero", "Número"),
    Columna("fecha", "Fecha"),
    Columna("ubicacion", "Lugar"),
    Columna("prestada_a", "Lo tiene"),
    Columna("hasta", "Hasta"),
    Columna("imagen", "Imagen"),
]
PRESTADOS = [
    Columna("folio", "Folio"),
    Columna("registro", "Registro patronal"),
    Columna("documento", "Documento"),
    Columna("prestada_a", "Lo tiene"),
    Columna("vence", "Hasta"),
    Columna("atraso", "Días de atraso", "entero"),
]
DIFERENCIAS = [
    Columna("de", "De"),
    Columna("diferencia", "Qué pasa"),
    Columna("detalle", "Documento"),
]
SOLAPAS = ("Documentos", "Qué falta", "Archivar", "Sistema y papel")
MAL = (Imagen.CAMBIADA, Imagen.PERDIDA)


class Expediente(Marco):
    """The archive at the counter: first what is out of it, then the file of one employer."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.registro = ""
        self.busqueda = w.Text(
            placeholder="Registro patronal, RFC o nombre…",
            description="Patrón",
            continuous_update=False,
            style=ANCHO,
            layout=w.Layout(width="36rem"),
        )
        self.patrones = Tabla(COLUMNAS_DE_PATRON, accion="Ver", con_filtro=False, por_pagina=8)
        self.fuera = Tabla(PRESTADOS, accion="Abrir", vacio="No hay documentos prestados.")
        self.carpeta = w.Text(description="Carpeta", style=ANCHO, layout=w.Layout(width="30rem"))
        self.revisar = boton("Revisar las imágenes")
        self.volver = boton("‹ Volver al archivo")
        self.solapa = w.ToggleButtons(options=SOLAPAS, style={"button_width": "11rem"})
        self.papeles = Tabla(PAPELES, accion="Elegir", vacio="Este patrón no tiene documentos.")
        self.diferencias = Tabla(DIFERENCIAS, vacio="El papel y el sistema dicen lo mismo.")
        self.vistazo, self.ficha = w.HTML(), w.HTML()
        self.papel, self.faltas = Papel(self, self.escoger), Faltas(self)
        self.captura = Captura(self, self.mostrar)
        self._escuchar()
        self.mostrar()

    def _escuchar(self) -> None:
        self.busqueda.observe(lambda _: self.intentar(self.buscar), "value")
        self.solapa.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al.observe(lambda _: self.intentar(self.mostrar), "value")
        self.patrones.al_pulsar(lambda registro: self.intentar(lambda: self.elegir(registro)))
        self.fuera.al_pulsar(lambda folio: self.intentar(lambda: self.abrir(folio)))
        self.papeles.al_pulsar(lambda folio: self.intentar(lambda: self.escoger(folio)))
        self.al_pulsar(self.volver, lambda: self.elegir(""))
        self.al_pulsar(self.revisar, self.revisar_imagenes)

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app; what it answers is told beside the button that was pressed."""
        encabezado = w.HBox([self.quien, self.al])
        fijas = [w.HTML(ESTILO), encabezado, self.busqueda, *partes, self.vistazo, self.cuerpo]
        return w.VBox(fijas)

    def buscar(self) -> None:
        """List the employers that resemble what was written; one alone is opened at once."""
        if not self.busqueda.value.strip():
            self.elegir("")
            return
        self.patrones.mostrar(*hallados(self.ventanilla.mesa, self.busqueda.value))
        if self.patrones.total == 1:
            self.elegir(self.patrones.filas[0]["id"])
        else:
            self.cuerpo.children = [self.patrones]

    def elegir(self, registro: str) -> None:
        """Open the file of one employer, or go back to the archive."""
        self.registro = registro
        self.papel.cerrar()
        self.faltas.cerrar()
        self.mostrar()

    def abrir(self, folio: str) -> None:
        """Open the file of an employer at one of its papers."""
        self.solapa.value = SOLAPAS[0]
        self.elegir(str(self.ventanilla.pieza(folio)["registro"]))
        self.escoger(folio)

    def escoger(self, folio: str) -> None:
        """Show one paper and what may be done with it."""
        self.papel.abrir(folio)
        self.mostrar()

    def mostrar(self) -> None:
        """Show the archive, or the chosen part of the file of an employer."""
        piezas = self.ventanilla.libro.piezas(self.registro or None)
        self.vistazo.value = _vistazo(piezas, self.dia, de_todos=not self.registro)
        if not self.registro:
            self.cuerpo.children = self._archivo(piezas)
            return
        archivo = self.ventanilla.archivo(self.dia, self.registro)
        self.ficha.value = ficha_html(self.ventanilla.mesa.patron(self.registro), self.registro)
        paneles = {
            SOLAPAS[0]: self._documentos,
            SOLAPAS[1]: self.faltas.panel,
            SOLAPAS[2]: lambda archivo: self.captura.panel(archivo, self.registro),
            SOLAPAS[3]: self._diferencias,
        }
        panel = paneles[str(self.solapa.value)](archivo)
        self.cuerpo.children = [w.HBox([self.volver]), self.ficha, self.solapa, *panel]

    def _archivo(self, piezas: pa.Table) -> list[w.Widget]:
        tabla = prestamos(piezas, al=self.dia).set_index("folio", drop=False)
        self.fuera.mostrar(FuenteDeTabla(tabla, PRESTADOS), "Documentos prestados")
        explica = (
            "<h2>Imágenes</h2><p>Compara cada imagen con la huella del día en que se archivó. "
            "El archivo se llama como el folio del documento (por ejemplo P26-000001.pdf) "
            "o como su huella.</p>"
        )
        barra = w.HBox([self.carpeta, self.revisar])
        return [self.fuera, w.HTML(explica), barra, self.aviso]

    def _documentos(self, archivo: Archivo) -> list[w.Widget]:
        tabla = _papeles(archivo).set_index("folio", drop=False)
        self.papeles.mostrar(FuenteDeTabla(tabla, PAPELES), "Documentos del expediente")
        return [self.papeles, *self.papel.panel(), self.aviso]

    def _diferencias(self, archivo: Archivo) -> list[w.Widget]:
        malas = archivo.diferencias()
        tabla = malas.assign(de=[_de(fila) for fila in malas.to_dict("records")])
        self.diferencias.mostrar(FuenteDeTabla(tabla, DIFERENCIAS), "Lo que no coincide")
        return [self.diferencias, self.aviso]

    def revisar_imagenes(self) -> None:
        """Look at the images of the folder that was written."""
        carpeta = self.carpeta.value.strip()
        if not carpeta:
            raise DatoInvalido("Escriba la carpeta de las imágenes.")
        _, revision = self.ventanilla.revisar_fijeza(carpeta, al=self.dia)
        self.mostrar()
        (self.advertir if revision.cambiadas or revision.perdidas else self.decir)(str(revision))


def expediente(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of the archive, with a day (AAAA-MM-DD) or that of the last cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    return Expediente(ventanilla, dia).vista()


def _papeles(archivo: Archivo) -> pd.DataFrame:
    tabla = archivo.piezas.to_pandas(date_as_object=True)
    prestada = tabla["prestada_a"] != ""
    return tabla.assign(
        de=[_de(fila) for fila in tabla.to_dict("records")],
        documento=[clases_de_pieza().get(c, c) for c in tabla["clase"]],
        hasta=tabla["vence"].where(prestada, None),
        imagen=[str(estado) for estado in imagenes(archivo.piezas)],
    )


def _de(fila: Mapping[Any, Any]) -> str:
    """Say of which credit a row is, or that it is of the employer."""
    return str(Llave(*(fila[c] for c in Llave._fields))) if fila["credito"] else "El patrón"


def _vistazo(piezas: pa.Table, al: date, *, de_todos: bool) -> str:
    """Say in one line what another person must know of these papers."""
    fuera = prestamos(piezas, al=al)
    estados = imagenes(piezas)
    vencidos, malas = int((fuera["atraso"] > 0).sum()), sum(e in MAL for e in estados)
    partes = [
        cuantos(piezas.num_rows, "documento", de_varios="documentos"),
        cuantos(len(fuera), "prestado", de_varios="prestados"),
    ]
    partes += [f"{vencidos:,} con plazo vencido"] if vencidos else []
    partes += [f"{malas:,} con imagen que cambió o no se halló"] if malas else []
    partes += [f"{sum(e is Imagen.NINGUNA for e in estados):,} sin imagen"]
    clase = "ct-aviso" if vencidos or malas else "ct-hecho"
    cual = "En el archivo" if de_todos else "En este expediente"
    return f'<p class="{clase}">{cual}: {" · ".join(partes)}.</p>'
