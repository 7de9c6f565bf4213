"""The panel that chooses credits, shows what would come out, freezes the list and issues it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import ipywidgets as w
import pandas as pd

from cartera_lib import exports
from cartera_lib.cartera.borrador import Negativa
from cartera_lib.cartera.emision import clases_de_documento
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.emision import DE_LISTA, Preparacion
from cartera_lib.widgets.descarga import enlace
from cartera_lib.widgets.emision_filtro import CAMPO, FormaDeFiltro
from cartera_lib.widgets.marco import ANCHO, Marco, aviso_html, boton, cuantos, hecho_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

SALDRIAN = [
    Columna("registro", "Patrón"),
    Columna("nombre", "Nombre"),
    Columna("ramo", "Ramo"),
    Columna("cuantos", "Créditos", "entero"),
    Columna("creditos", "Cuáles"),
    Columna("importe", "Importe", "pesos"),
]
NEGADOS = [
    Columna("registro", "Patrón"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("causas", "Por qué no"),
]
A_LA_VISTA = 6
"""Credits of a document that its row names; the rest are counted."""


class Eleccion:
    """What is asked for, what would come of it, and the lists that were left half done."""

    def __init__(self, marco: Marco, ver: Callable[[str], None]) -> None:
        self.marco, self.ver, self.orden = marco, ver, ""
        self.preparacion: Preparacion | None = None
        clases = [(clases_de_documento()[clase].nombre, clase) for clase in DE_LISTA]
        self.clase = w.Dropdown(description="Documento", options=clases, style=ANCHO, layout=CAMPO)
        self.forma = FormaDeFiltro(self.olvidar)
        self.previa = boton("Ver qué saldría", principal=True)
        self.congelar = boton("Congelar la lista y emitir", principal=True)
        self.pendiente = w.Dropdown(description="Quedó a medias", style=ANCHO, layout=CAMPO)
        self.seguir = boton("Seguir donde quedó")
        self.ir = boton("Ver los documentos de la lista")
        self.barra = w.IntProgress(description="Emitiendo", style=ANCHO, layout=CAMPO)
        self.avance, self.dicho, self.resumen = w.HTML(), w.HTML(), w.HTML()
        self.saldrian = Tabla(SALDRIAN, busca="Patrón, nombre o crédito")
        self.negados = Tabla(NEGADOS, busca="Patrón, crédito o causa")
        self.a_medias, self.emision, self.hallado = w.VBox([]), w.VBox([]), w.VBox([])
        self._escuchar()

    def _escuchar(self) -> None:
        self.clase.observe(lambda _: self.olvidar(), "value")
        self.marco.al_pulsar(self.previa, self.preparar, en=self.dicho)
        self.marco.al_pulsar(self.congelar, self.emitir, en=self.dicho)
        self.marco.al_pulsar(self.seguir, self.continuar, en=self.dicho)
        self.marco.al_pulsar(self.ir, lambda: self.ver(self.orden), en=self.dicho)

    def panel(self) -> list[w.Widget]:
        """Return the panel with the lists that are half done now."""
        self._ofrecer_a_medias()
        explica = w.HTML(
            "<p>Elija los créditos del último corte; lo que deje en blanco no se pide. "
            "Nada se guarda hasta que congele la lista.</p>"
        )
        campos = [explica, self.clase, self.forma.vista()]
        return [self.a_medias, *campos, w.HBox([self.previa]), self.emision, self.hallado]

    def olvidar(self) -> None:
        """Forget what was shown: something else is asked for, or on another day."""
        self.preparacion, self.orden, self.dicho.value = None, "", ""
        self.emision.children, self.hallado.children = [self.dicho], []

    def preparar(self) -> None:
        """Show what would come out, and what would not and why."""
        self.olvidar()
        hecha = self.marco.ventanilla.preparar(
            self.clase.value, self.forma.filtro(), al=self.marco.dia
        )
        if not hecha.borradores and not hecha.negativas:
            raise DatoInvalido(
                f"Ningún crédito del corte al {hecha.corte:%d/%m/%Y} es como se pide. "
                "Quite o cambie algún campo."
            )
        self.preparacion = hecha
        self.resumen.value = f'<p role="status" class="ct-total">{que_saldria(hecha)}</p>'
        partes: list[w.Widget] = [self.resumen]
        if hecha.borradores:
            fuente = FuenteDeTabla(_saldrian(hecha), SALDRIAN)
            self.saldrian.mostrar(fuente, "Documentos que saldrían")
            partes += [w.HBox([self.congelar]), self.dicho, self.saldrian]
        self.emision.children = [] if hecha.borradores else [self.dicho]
        self.hallado.children = [*partes, *self._de_negados(hecha.negativas)]

    def emitir(self) -> None:
        """Freeze the list that is shown and issue it."""
        if self.preparacion is None:
            raise DatoInvalido("Pulse antes «Ver qué saldría»: se emite lo que se vio.")
        _, orden = self.marco.ventanilla.ordenar(self.preparacion, al=self.marco.dia)
        self.preparacion = None  # what was frozen is not frozen again
        self._emitir(orden.folio, orden.documentos)

    def continuar(self) -> None:
        """Issue what is left of the list that somebody chose."""
        folio, faltan = self.pendiente.value
        self.olvidar()
        self._emitir(folio, faltan)

    def _emitir(self, folio: str, cuantos_van: int) -> None:
        self.barra.max, self.barra.value = cuantos_van, 0
        self._avanzar(0, cuantos_van)
        self.emision.children = [w.HBox([self.barra, self.avance])]
        self.hallado.children = []
        try:
            emitidos, negativas = self.marco.ventanilla.emitir_orden(
                folio, al=self.marco.dia, avance=self._avanzar
            )
        finally:
            self.emision.children = [self.dicho]
            self._ofrecer_a_medias()
        self.orden = folio
        self.dicho.value = _emitidos_html(folio, emitidos, negativas)
        ir = [w.HBox([self.ir])] if emitidos else []
        self.hallado.children = [*ir, *self._de_negados(negativas)]

    def _avanzar(self, van: int, de: int) -> None:
        self.barra.max, self.barra.value = max(de, 1), van
        self.avance.value = f'<span role="status">{van:,} de {de:,} documentos</span>'

    def _ofrecer_a_medias(self) -> None:
        """Offer the lists that have more documents than were issued."""
        a_medias = [
            (f"{o['folio']}: {o['emitidos']:,} de {o['documentos']:,}", (o["folio"], faltan))
            for o in self.marco.ventanilla.libro.ordenes().to_pylist()
            if (faltan := o["documentos"] - o["emitidos"]) > 0
        ]
        self.pendiente.options = a_medias
        self.pendiente.index = 0 if a_medias else None
        hay = cuantos(len(a_medias), "lista quedó", de_varios="listas quedaron")
        aviso = w.HTML(aviso_html(f"{hay} a medias: faltan documentos por emitir."))
        ofrecidas = [aviso, w.HBox([self.pendiente, self.seguir])]
        self.a_medias.children = ofrecidas if a_medias else []

    def _de_negados(self, negativas: Sequence[Negativa]) -> list[w.Widget]:
        if not negativas:
            return []
        tabla = _negados(negativas)
        self.negados.mostrar(FuenteDeTabla(tabla, NEGADOS), "Créditos que no proceden, y por qué")
        return [self.negados, w.HTML(_excel(tabla, self.marco.dia))]


def que_saldria(preparacion: Preparacion) -> str:
    """Say in one sentence what a list would become."""
    n, negados = len(preparacion.borradores), sum(len(x.creditos) for x in preparacion.negativas)
    creditos = sum(len(borrador.creditos) for borrador in preparacion.borradores)
    salen = (
        f"{'Saldría' if n == 1 else 'Saldrían'} "
        f"{cuantos(n, 'documento', de_varios='documentos')} "
        f"({clases_de_documento()[preparacion.clase].nombre}) de "
        f"{cuantos(creditos, 'crédito', de_varios='créditos')}, por {pesos(preparacion.importe)}"
    )
    no = cuantos(negados, "crédito no procede", de_varios="créditos no proceden")
    corte = f"Corte al {preparacion.corte:%d/%m/%Y}."
    return f"{salen if n else 'No saldría ningún documento'}; {no}. {corte}"


def _emitidos_html(folio: str, emitidos: Sequence[str], negativas: Sequence[Negativa]) -> str:
    n = len(emitidos)
    hechos = cuantos(n, "documento emitido", de_varios="documentos emitidos")
    rango = f", del {emitidos[0]} al {emitidos[-1]}" if n > 1 else "".join(emitidos[:1])
    dicho = f"Lista {folio}: {hechos}{rango if n > 1 else f', {rango}' if n else ''}."
    if not negativas:
        return hecho_html(dicho)
    faltan = cuantos(len(negativas), "documento", de_varios="documentos")
    return aviso_html(f"{dicho} De {faltan} la ley ya no permite algún crédito: vea las causas.")


def _saldrian(preparacion: Preparacion) -> pd.DataFrame:
    filas = [
        {
            "registro": b.registro,
            "nombre": b.datos["destinatario"]["nombre"],
            "ramo": b.ramo,
            "cuantos": len(b.creditos),
            "creditos": _enumerados(c.llave for c in b.creditos),
            "importe": b.importe,
        }
        for b in preparacion.borradores
    ]
    return pd.DataFrame(filas)


def _enumerados(llaves: Iterable[Llave]) -> str:
    numeros = [llave.credito for llave in llaves]
    resto = len(numeros) - A_LA_VISTA
    return ", ".join(numeros[:A_LA_VISTA]) + (f" y {resto:,} más" if resto > 0 else "")


def _negados(negativas: Sequence[Negativa]) -> pd.DataFrame:
    filas = [
        {
            "registro": llave.registro,
            "credito": llave.credito,
            "ramo": llave.ramo,
            "periodo": llave.periodo,
            "causas": str(negativa),
        }
        for negativa in negativas
        for llave in negativa.creditos
    ]
    return pd.DataFrame(filas)


def _excel(negados: pd.DataFrame, dia: date) -> str:
    portada = {"Lista": "créditos que no proceden", "Día": f"{dia:%d/%m/%Y}"}
    libro = exports.workbook({"No proceden": negados}, portada)
    return enlace(
        "Los que no proceden, en Excel", nombre=f"no-proceden-{dia}.xlsx", contenido=libro
    )
