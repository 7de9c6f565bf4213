"""The capture form: one requirement typed at the counter, line by line."""

from collections.abc import Callable
from datetime import date

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.requerimiento import Cedula, Renglon, Requerimiento
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import renglones
from cartera_lib.valores.dinero import centavos
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.marco import ANCHO, Marco, boton

CAMPO = w.Layout(width="24rem")


class Captura:
    """The form while it is filled in; nothing is kept until it is received."""

    def __init__(self, marco: Marco, hecho: Callable[[str], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.lineas: list[Renglon] = []
        self.area = _lista("Área", [(f["nombre"], f["codigo"]) for f in renglones("areas")])
        self.folio_area, self.firmante = _texto("Folio del área"), _texto("Firma")
        self.fecha = _dia("Fecha", marco.al.value)
        self.cedula = _lista("Cédula", [(str(c), c.value) for c in Cedula])
        self.autorizo, self.reingreso = _texto("Autoriza"), _texto("Reingresa al folio")
        self.registro, self.credito = _texto("Registro patronal"), _texto("Crédito")
        self.periodo = _texto("Periodo", "AAAA-MM")
        self.tipo = _lista("Tipo", [(f"{c} {t.nombre}", c) for c, t in tipos_documento().items()])
        self.ramo = _lista("Ramo", [("COP", "COP"), ("RCV", "RCV")])
        self.transaccion = _lista("Se pide", [])
        self.importe = _texto("Importe", "pesos, por ejemplo 1,234.56")
        self.incidencia = _lista(
            "Incidencia",
            [("—", ""), *((f"{c} {n}", c) for c, n in nombres_de_incidencia().items())],
        )
        self.efecto, self.notificacion = _dia("Con efecto"), _dia("Notificado el")
        self.soporte = _lista("Soporte", [("—", "")])
        self.soporte_folio, self.soporte_fecha = _texto("Folio del soporte"), _dia("Su fecha")
        self.soporte_importe = _texto("Su importe")
        self.resumen = w.HTML()
        self.agregar, self.quitar = boton("Agregar renglón"), boton("Quitar el último")
        self.recibir = boton("Recibir la cédula", principal=True)
        self._escuchar()
        self._ofrecer()

    def _escuchar(self) -> None:
        self.cedula.observe(lambda _: self._ofrecer(), "value")
        self.transaccion.observe(lambda _: self._soportes(), "value")
        self.marco.al_pulsar(self.agregar, self._agregar)
        self.marco.al_pulsar(self.quitar, self._quitar)
        self.marco.al_pulsar(self.recibir, self._recibir)

    def vista(self) -> w.VBox:
        """Return the form."""
        cedula = w.VBox([w.HTML("<h2>La cédula</h2>"), *self._en_filas(
            self.area, self.folio_area, self.fecha, self.firmante, self.cedula, self.autorizo,
            self.reingreso,
        )])  # fmt: skip
        renglon = w.VBox([w.HTML("<h2>Un renglón</h2>"), *self._en_filas(
            self.registro, self.credito, self.periodo, self.tipo, self.ramo, self.transaccion,
            self.importe, self.incidencia, self.efecto, self.notificacion, self.soporte,
            self.soporte_folio, self.soporte_fecha, self.soporte_importe,
        )])  # fmt: skip
        botones = w.HBox([self.agregar, self.quitar, self.recibir])
        return w.VBox([cedula, renglon, self.resumen, botones])

    @staticmethod
    def _en_filas(*campos: w.Widget) -> list[w.HBox]:
        return [w.HBox(list(campos[i : i + 2])) for i in range(0, len(campos), 2)]

    def _ofrecer(self) -> None:
        self.transaccion.options = [
            (t.nombre, t.codigo) for t in transacciones().values() if t.cedula == self.cedula.value
        ]
        self._soportes()

    def _soportes(self) -> None:
        """Offer first the papers that the office accepts for what is asked."""
        papeles = [(f["nombre"], f["codigo"]) for f in renglones("soportes")]
        suyos = {
            f["codigo"]
            for f in renglones("soportes")
            if str(self.transaccion.value) in f["transacciones"].split("|")
        }
        papeles.sort(key=lambda papel: papel[1] not in suyos)
        self.soporte.options = [("—", ""), *papeles]

    def _agregar(self) -> None:
        faltan = [campo.description for campo in self._obligatorios() if not campo.value]
        if faltan:
            raise DatoInvalido(f"Al renglón le falta: {', '.join(faltan)}.")
        self.lineas.append(self._renglon())
        self._mostrar()

    def _obligatorios(self) -> tuple[w.Widget, ...]:
        return self.registro, self.credito, self.periodo, self.transaccion

    def _quitar(self) -> None:
        if self.lineas:
            self.lineas.pop()
        self._mostrar()

    def _renglon(self) -> Renglon:
        return Renglon(
            orden=len(self.lineas) + 1,
            registro=self.registro.value.replace("-", "").replace(" ", "").upper(),
            credito=self.credito.value.strip(),
            periodo=self.periodo.value.strip(),
            tipo_documento=self.tipo.value,
            ramo=self.ramo.value,
            transaccion=self.transaccion.value,
            importe=_pesos(self.importe),
            incidencia=self.incidencia.value,
            fecha_efecto=self.efecto.value,
            fecha_notificacion=self.notificacion.value,
            soporte=self.soporte.value,
            soporte_folio=self.soporte_folio.value.strip(),
            soporte_fecha=self.soporte_fecha.value,
            soporte_importe=_pesos(self.soporte_importe),
        )

    def _mostrar(self) -> None:
        filas = [
            {"renglón": r.orden, "crédito": r.credito, "se pide": r.transaccion,
             "importe": r.importe or 0}
            for r in self.lineas
        ]  # fmt: skip
        tabla = tabla_html(pd.DataFrame(filas).set_index("renglón"), "Renglones") if filas else ""
        self.resumen.value = tabla

    def _recibir(self) -> None:
        if not self.lineas:
            raise DatoInvalido("La cédula no tiene renglones. Llene uno y pulse «Agregar renglón».")
        pedido = Requerimiento(
            folio="",
            area=self.area.value,
            folio_area=self.folio_area.value.strip(),
            fecha=self.fecha.value,
            cedula=self.cedula.value,
            firmante=self.firmante.value.strip(),
            creditos=len(self.lineas),
            importe=sum(r.importe or 0 for r in self.lineas),
            renglones=tuple(self.lineas),
            reingreso_de=self.reingreso.value.strip(),
            autorizo=self.autorizo.value.strip(),
        )
        acuse = self.marco.ventanilla.capturar(pedido, al=self.marco.dia)
        self.hecho(f"Cédula {pedido.folio_area} recibida. {acuse}")


def _texto(titulo: str, ejemplo: str = "") -> w.Text:
    return w.Text(description=titulo, placeholder=ejemplo, style=ANCHO, layout=CAMPO)


def _dia(titulo: str, valor: date | None = None) -> w.DatePicker:
    return w.DatePicker(description=titulo, value=valor, style=ANCHO, layout=CAMPO)


def _lista(titulo: str, opciones: list[tuple[str, str]]) -> w.Dropdown:
    return w.Dropdown(description=titulo, options=opciones, style=ANCHO, layout=CAMPO)


def _pesos(campo: w.Text) -> int | None:
    return centavos(campo.value) if campo.value.strip() else None
