"""The app of functions 12 and 2: the tray of requirements, their answer, and their proof."""

from datetime import date
from html import escape

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.movimiento import Movimiento
from cartera_lib.cartera.requerimiento import EstadoDeRequerimiento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.requerimientos import Dictamen
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.archivo import Recepcion
from cartera_lib.widgets.captura import Captura
from cartera_lib.widgets.causas import causas_html
from cartera_lib.widgets.comprobacion import Comprobacion
from cartera_lib.widgets.marco import Marco, boton, datos_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("folio", "Folio"),
    Columna("area", "Área"),
    Columna("folio_area", "Folio del área"),
    Columna("fecha", "Fecha"),
    Columna("cedula", "Cédula"),
    Columna("creditos", "Créditos", "entero"),
    Columna("importe", "Importe", "pesos"),
    Columna("situacion", "Estado"),
]
ESTADOS = {e.name: e.value for e in EstadoDeRequerimiento}
SOLAPAS = ("Bandeja", "Capturar una cédula", "Comprobar con un corte")


class Bandeja(Marco):
    """The tray: what came in, what would be answered, and the two buttons that answer it."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.abierto: str | None = None
        self.estado = w.Dropdown(
            options=[("Todos", ""), *((nombre, clave) for clave, nombre in ESTADOS.items())],
            value="RECIBIDO",
            description="Mostrar",
        )
        self.archivo = Recepcion(self, "Recibir cédulas (CSV o Excel)…", self._recibido)
        self.todos = boton("Atender todos los recibidos")
        self.avance = w.IntProgress(description="Avance", layout=w.Layout(visibility="hidden"))
        self.tabla = Tabla(COLUMNAS, accion="Abrir", vacio="No hay requerimientos en este estado.")
        self.detalle, self.dictamen = w.HTML(), w.HTML()
        self.responder = boton("Afectar", principal=True)
        self.pie = w.HBox([])
        self.solapa = w.ToggleButtons(options=SOLAPAS, style={"button_width": "14rem"})
        self._escuchar()
        self.listar()

    def _escuchar(self) -> None:
        self.solapa.observe(lambda _: self._cambiar(), "value")
        self.estado.observe(lambda _: self.listar(), "value")
        self.al.observe(lambda _: self.intentar(self._reabrir), "value")
        self.tabla.al_pulsar(lambda folio: self.intentar(lambda: self.abrir(folio)))
        self.al_pulsar(self.responder, self.resolver)
        self.al_pulsar(self.todos, self.resolver_todos)

    def listar(self) -> None:
        """Show the requirements in the chosen state, oldest first."""
        tabla = self.ventanilla.libro.requerimientos().to_pandas(date_as_object=True)
        cuentas = tabla["estado"].value_counts()
        if self.estado.value:
            tabla = tabla[tabla["estado"] == self.estado.value]
        tabla = tabla.assign(situacion=tabla["estado"].map(ESTADOS)).set_index("folio", drop=False)
        por_estado = ", ".join(
            f"{nombre.lower()}: {cuentas[clave]:,}"
            for clave, nombre in ESTADOS.items()
            if clave in cuentas
        )
        titulo = f"Requerimientos ({por_estado})" if por_estado else "Requerimientos"
        self.tabla.mostrar(FuenteDeTabla(tabla, COLUMNAS), titulo)
        self.todos.disabled = not cuentas.get("RECIBIDO", 0)
        self._cambiar()

    def _cambiar(self) -> None:
        if self.solapa.value == SOLAPAS[1]:
            self.cuerpo.children = [Captura(self, hecho=self._recibido).vista()]
        elif self.solapa.value == SOLAPAS[2]:
            self.cuerpo.children = [Comprobacion(self).vista()]
        else:
            self.cuerpo.children = self._bandeja()

    def _bandeja(self) -> list[w.Widget]:
        barra = w.HBox([self.archivo.vista(), self.estado, self.todos, self.avance])
        abierto = [self.detalle, self.dictamen, self.pie] if self.abierto else []
        return [barra, self.tabla, *abierto]

    def _recibido(self, texto: str) -> None:
        self.solapa.value = SOLAPAS[0]
        self.listar()
        self.decir(texto)

    def abrir(self, folio: str) -> None:
        """Show one requirement and, if it waits, what the office would answer."""
        self.abierto = folio
        fila = next(
            f for f in self.ventanilla.libro.requerimientos().to_pylist() if f["folio"] == folio
        )
        dictamen = self.ventanilla.dictaminar(folio, al=self.dia)
        self.detalle.value = _detalle_html(dictamen, ESTADOS[fila["estado"]])
        espera = fila["estado"] == "RECIBIDO"
        if espera:
            self.dictamen.value = _dictamen_html(dictamen)
            self.responder.description = (
                "Devolver con su volante" if dictamen.revision.causas else "Afectar"
            )
        else:
            self.dictamen.value = causas_html(
                self.ventanilla.libro.causas(folio), "Volante de devolución"
            )
        self.pie.children = [self.responder] if espera else []
        self._cambiar()

    def _reabrir(self) -> None:
        if self.abierto:
            self.abrir(self.abierto)

    def resolver(self) -> None:
        """Answer the open requirement as was shown."""
        folio = str(self.abierto)
        acuse, dictamen = self.ventanilla.resolver(folio, al=self.dia)
        self.listar()
        self.abrir(folio)
        que = "devuelto" if dictamen.revision.causas else "afectado"
        self.decir(f"{folio} {que}. {acuse}")

    def resolver_todos(self) -> None:
        """Answer every requirement that waits, in the order of their dates."""
        pendientes = self.ventanilla.por_resolver()
        self.avance.max, self.avance.layout.visibility = len(pendientes), "visible"
        devueltos = 0
        for self.avance.value, folio in enumerate(pendientes, start=1):
            _, dictamen = self.ventanilla.resolver(folio, al=self.dia)
            devueltos += bool(dictamen.revision.causas)
        self.avance.layout.visibility = "hidden"
        self.abierto = None
        self.listar()
        self.decir(
            f"{len(pendientes) - devueltos} requerimientos afectados y {devueltos} devueltos. "
            "Otra persona debe comprobarlos con el siguiente corte."
        )


def requerimientos(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of requirements over a book, with a day (AAAA-MM-DD) or that of its cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Bandeja(ventanilla, dia)
    return app.vista(app.solapa)


def _detalle_html(dictamen: Dictamen, estado: str) -> str:
    pedido = dictamen.requerimiento
    datos = {
        "Estado": estado,
        "Área": pedido.area,
        "Folio del área": pedido.folio_area,
        "Fecha": f"{pedido.fecha:%d/%m/%Y}" if pedido.fecha else "no se lee",
        "Cédula": pedido.cedula,
        "Firma": pedido.firmante,
        "Autoriza": pedido.autorizo,
        "Reingresa a": pedido.reingreso_de,
        "Créditos que dice": pedido.creditos,
        "Importe que dice": pesos(pedido.importe),
    }
    filas = [
        {
            "renglón": r.orden,
            "registro": r.registro,
            "crédito": f"{r.credito} {r.ramo} {r.periodo} tipo {r.tipo_documento}",
            "se pide": _pedido(r.transaccion, r.incidencia),
            "importe": r.importe if r.importe is not None else 0,
            "soporte": f"{r.soporte} {r.soporte_folio}",
        }
        for r in pedido.renglones
    ]
    tabla = pd.DataFrame(filas).set_index("renglón")
    return (
        f"<h2>{escape(pedido.folio)}</h2>{datos_html(datos)}{tabla_html(tabla, 'Lo que se pide')}"
    )


def _pedido(codigo: str, incidencia: str) -> str:
    conocida = transacciones().get(codigo)
    nombre = conocida.nombre if conocida else codigo
    return f"{nombre} a {incidencia}" if incidencia else nombre


def _dictamen_html(dictamen: Dictamen) -> str:
    if dictamen.revision.causas:
        return causas_html(dictamen.revision.causas, "Se devuelve por estas causas")
    filas = [
        {
            "crédito": str(parte.llave),
            "movimiento": transacciones()[parte.transaccion].nombre,
            "importe": parte.importe,
            "queda en": parte.incidencia if parte.incidencia else "—",
            "con efecto": parte.fecha_efecto,
        }
        for parte in dictamen.partes
        if isinstance(parte, Movimiento)
    ]
    return tabla_html(pd.DataFrame(filas), "Se puede afectar: estos son los movimientos")
