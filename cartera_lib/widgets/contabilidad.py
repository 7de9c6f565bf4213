"""The app of function 13: what a month posted, the balances, and the journal to take away."""

from datetime import date

import ipywidgets as w
import pandas as pd

from cartera_lib import exports
from cartera_lib.cartera.cuenta_contable import cuentas
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.diario import FORMATOS
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.informes import RUBROS
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.descarga import TEXTO, enlace
from cartera_lib.widgets.marco import ANCHO, Marco, boton
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

RELACION = [
    Columna("que", "Transacción"),
    Columna("tipo_documento", "Tipo"),
    Columna("ramo", "Ramo"),
    Columna("rubro", "Rubro"),
    Columna("origen", "Origen"),
    Columna("cuenta_con_nombre", "Cuenta"),
    Columna("debe", "Debe", "pesos"),
    Columna("haber", "Haber", "pesos"),
]
EXTENSIONES = {"hledger": "journal", "beancount": "beancount"}


class Libros(Marco):
    """The books of one month; everything shown can be taken away as a file."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.mes = w.Dropdown(description="Mes", options=self._meses(), style=ANCHO)
        self.numero = w.Text(description="Número de póliza", style=ANCHO)
        self.registrar = boton("Registrar la póliza", principal=True)
        self.tabla = Tabla(RELACION, vacio="El libro no asentó nada en este mes.")
        self.resumen, self.descargas, self.balanza = w.HTML(), w.HTML(), w.HTML()
        self.mes.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al_pulsar(self.registrar, self.registrar_poliza)
        self.cuerpo.children = [
            self.mes, self.resumen, self.descargas, self.tabla,
            w.HBox([self.numero, self.registrar]), self.balanza,
        ]  # fmt: skip
        self.mostrar()

    def _meses(self) -> list[tuple[str, date]]:
        dias = self.ventanilla.libro.asientos()["al"].unique().to_pylist()
        meses = sorted({dia.replace(day=1) for dia in dias}, reverse=True)
        return [(f"{mes:%m/%Y}", mes) for mes in meses]

    def mostrar(self) -> None:
        """Show the chosen month."""
        if self.mes.value is None:
            self.resumen.value = "<p>El libro todavía no asienta nada.</p>"
            return
        relacion = self.ventanilla.relacion(self.mes.value)
        nombres = {codigo: t.nombre for codigo, t in transacciones().items()}
        vista = relacion.assign(
            que=relacion["transaccion"].map(nombres).fillna("Depósito por aclarar"),
            rubro=[RUBROS.get(rubro, rubro) for rubro in relacion["rubro"]],
            cuenta_con_nombre=[f"{c} {cuentas()[c].nombre}" for c in relacion["cuenta"]],
        )
        self.tabla.mostrar(FuenteDeTabla(vista, RELACION), f"Relación de {self.mes.label}")
        por_que = vista.groupby("que")[["debe", "haber"]].sum()
        self.resumen.value = tabla_html(por_que, "Lo que asentó el mes") + self._poliza()
        balanza = self.ventanilla.balanza(self.dia).set_index(["cuenta", "nombre", "ramo"])
        self.balanza.value = tabla_html(balanza, f"Balanza al {self.dia:%d/%m/%Y}")
        self._ofrecer(vista[[c.clave for c in RELACION]].set_index("que"))

    def _poliza(self) -> str:
        clave = f"{self.mes.value:%Y-%m}"
        numeros = {p["mes"]: p["numero"] for p in self.ventanilla.libro.polizas().to_pylist()}
        dice = f"póliza {numeros[clave]}" if clave in numeros else "sin número de póliza todavía"
        return f"<p>Contabilidad: {dice}.</p>"

    def _ofrecer(self, relacion: pd.DataFrame) -> None:
        mes = f"{self.mes.value:%Y-%m}"
        portada = {"Relación de movimientos": mes, "Hecha por": self.quien.value}
        libro = exports.workbook({"Relación": relacion}, portada)
        partes = [enlace("Relación en Excel", nombre=f"relacion-{mes}.xlsx", contenido=libro)]
        for formato in FORMATOS:
            texto = self.ventanilla.diario(formato).encode("utf-8")
            nombre = f"diario.{EXTENSIONES[formato]}"
            partes.append(
                enlace(f"Diario para {formato}", nombre=nombre, contenido=texto, tipo=TEXTO)
            )
        self.descargas.value = " ".join(partes)

    def registrar_poliza(self) -> None:
        """Keep the number that Accounting gave back."""
        acuse = self.ventanilla.registrar_poliza(self.mes.value, self.numero.value, al=self.dia)
        self.numero.value = ""
        self.mostrar()
        self.decir(f"Póliza registrada. {acuse}")


def contabilidad(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of the books, with a day (AAAA-MM-DD) or that of the last cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    return Libros(ventanilla, dia).vista()
