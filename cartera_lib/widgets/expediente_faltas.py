"""The panel of what lacks: how complete each credit is for a procedure, and paper by paper."""

from html import escape

import ipywidgets as w
import numpy as np
import pandas as pd

from cartera_lib import exports
from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.requisito import procedimientos
from cartera_lib.oficina.expediente import Integracion
from cartera_lib.ventanilla.expedientes_informe import Archivo, titulada
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.descarga import enlace
from cartera_lib.widgets.marco import ANCHO, Marco
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("situacion", "Incidencia"),
    Columna("requeridos", "Se piden", "entero"),
    Columna("presentes", "Hay", "entero"),
    Columna("avance", "Avance"),
    Columna("faltan", "Le falta"),
]


class Faltas:
    """What each credit of the open employer lacks for the procedure that is chosen."""

    def __init__(self, marco: Marco) -> None:
        self.marco = marco
        opciones = [(t.nombre, codigo) for codigo, t in procedimientos().items()]
        self.tramite = w.Dropdown(
            description="Trámite", options=opciones, style=ANCHO, layout=w.Layout(width="32rem")
        )
        self.tabla = Tabla(COLUMNAS, accion="Ver", vacio="Este patrón no tiene créditos vivos.")
        self.detalle, self.descarga = w.HTML(), w.HTML()
        self.detalle.add_class("ct-memoria")  # the table brings it into view
        self.integracion: Integracion | None = None
        self.archivo: Archivo | None = None
        self.registro = ""
        self.tramite.observe(lambda _: self.marco.intentar(self.listar), "value")
        self.tabla.al_pulsar(lambda fila: self.marco.intentar(lambda: self.ver(fila)))

    def cerrar(self) -> None:
        """Forget what was shown of one credit."""
        self.detalle.value, self.archivo = "", None

    def panel(self, archivo: Archivo) -> list[w.Widget]:
        """Return the panel over the papers as they are now."""
        nuevo, self.archivo = self.archivo is None, archivo
        if nuevo and (tramite := _propio(archivo)) != self.tramite.value:
            self.tramite.value = tramite  # lists by itself
        else:
            self.listar()
        aviso = self.marco.aviso
        return [self.tramite, aviso, self.tabla, self.descarga, self.detalle]

    def listar(self) -> None:
        """Show every credit with what it lacks."""
        if self.archivo is None:
            return
        self.detalle.value = ""
        tramite = procedimientos()[str(self.tramite.value)]
        self.integracion = self.archivo.integracion(tramite, todos=True)
        nombres = nombres_de_incidencia()
        tabla = self.integracion.tabla
        tabla = tabla.assign(
            situacion=[f"{c} {nombres.get(c, '')}" for c in tabla["incidencia"]],
            avance=[f"{n} %" for n in tabla["por_ciento"]],
        )
        corta = tabla.assign(faltan=[_corto(texto) for texto in tabla["faltan"]])
        self.tabla.mostrar(FuenteDeTabla(corta, COLUMNAS), f"Para {tramite.nombre.lower()}")
        visible = titulada(tabla[[c.clave for c in COLUMNAS]].set_index("credito"))
        hoja = {"Lo que falta": visible}
        libro = exports.workbook(
            hoja, {"Trámite": tramite.nombre, "Atiende": self.marco.quien.value}
        )
        self.descarga.value = enlace(
            "Lo que falta, en Excel", nombre="expediente-falta.xlsx", contenido=libro
        )

    def ver(self, fila: int) -> None:
        """Show paper by paper what one credit has and lacks."""
        if self.integracion is None or self.archivo is None:
            return
        integracion, credito = self.integracion, self.integracion.tabla.iloc[fila]
        suyas = self.archivo.piezas.to_pandas()
        filas = []
        for n, requisito in enumerate(integracion.requisitos):
            hay, pide = integracion.presentes[fila, n], integracion.exigidos[fila, n]
            de_clase = suyas[suyas["clase"].isin(requisito.pruebas)]
            if not requisito.del_patron:
                de_clase = de_clase[(de_clase[LLAVE] == credito[LLAVE]).all(axis=1)]
            donde = "; ".join(f"{p.folio}, {p.ubicacion}" for p in de_clase.itertuples())
            filas.append((requisito.nombre, _estado(hay, pide and requisito.obligatorio), donde))
        tabla = pd.DataFrame(filas, columns=["Documento", "Estado", "Dónde está"])
        tabla = tabla.set_index("Documento")
        faltan = escape(str(credito["faltan"]) or "nada: está completo")
        titulo = f"Crédito {escape(str(credito['credito']))}"
        completo = f"<p><strong>Le falta:</strong> {faltan}.</p>"
        self.detalle.value = completo + tabla_html(tabla, titulo)


def _corto(faltan: str, cuantos: int = 3) -> str:
    """Name the first few things that lack, and count the rest."""
    if not faltan:
        return "Nada: está completo"
    nombres = faltan.split("; ")
    resto = len(nombres) - cuantos
    return "; ".join(nombres[:cuantos]) + (
        f"; y {resto} más, que se leen en «Ver»" if resto > 0 else ""
    )


def _estado(hay: bool, pide: bool) -> str:
    if hay:
        return "Está"
    return "Falta" if pide else "No se pide ahora"


def _propio(archivo: Archivo) -> str:
    """Return the procedure in which most credits of the file are."""
    incidencias = archivo.cartera.columna("incidencia")
    cuantos = {
        c: int(np.isin(incidencias, t.incidencias).sum()) for c, t in procedimientos().items()
    }
    return max(cuantos, key=lambda codigo: cuantos[codigo])
