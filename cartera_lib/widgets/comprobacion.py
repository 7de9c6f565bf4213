"""The second person's panel: what others posted, against the next cut of the system."""

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.marco import Marco, boton
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("registro", "Registro patronal"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("que", "Movimiento"),
    Columna("importe", "Importe", "pesos"),
    Columna("incidencia_despues", "Queda en"),
    Columna("fecha_efecto", "Con efecto"),
    Columna("quien", "Lo capturó"),
]
HALLADO = [
    Columna("registro", "Registro patronal"),
    Columna("credito", "Crédito"),
    Columna("que", "Movimiento"),
    Columna("producto", "Comparado con"),
    Columna("resultado", "Resultado"),
    Columna("causa", "Por qué no"),
]


class Comprobacion:
    """What waits for a second person, and what she found."""

    def __init__(self, marco: Marco) -> None:
        self.marco = marco
        cortes = marco.ventanilla.mesa.cortes()
        self.corte = w.Dropdown(
            options=[(f"{dia:%d/%m/%Y}", dia) for dia in reversed(cortes)], description="Corte al"
        )
        self.boton = boton("Comprobar con este corte", principal=True)
        self.pendientes = Tabla(COLUMNAS, vacio="No hay movimientos por comprobar.")
        self.hallado = Tabla(HALLADO, vacio="Todavía no se comprueba ningún movimiento.")
        self.resumen = w.HTML()
        marco.al_pulsar(self.boton, self.comprobar)
        self.listar()

    def vista(self) -> w.VBox:
        """Return the panel."""
        explica = (
            "<p>Quien captura no verifica: aquí comprueba otra persona, con el corte del "
            "sistema, que cada movimiento quedó <b>adecuado</b> y <b>completo</b>.</p>"
        )
        barra = w.HBox([self.corte, self.boton])
        return w.VBox([w.HTML(explica), barra, self.resumen, self.pendientes, self.hallado])

    def listar(self) -> None:
        """Show what waits and what was found."""
        libro = self.marco.ventanilla.libro
        pendientes = libro.por_verificar().to_pandas(date_as_object=True).set_index("id")
        pendientes["que"] = _nombres(pendientes["transaccion"])
        self.pendientes.mostrar(FuenteDeTabla(pendientes, COLUMNAS), "Movimientos por comprobar")
        hechas = libro.verificaciones().to_pandas(date_as_object=True)
        hechas["que"] = _nombres(hechas["transaccion"])
        bien = (hechas["adecuada"] & hechas["completa"]).astype(bool)
        hechas["resultado"] = bien.map({True: "Adecuado y completo", False: "Con diferencia"})
        titulo = "Con diferencia" if (~bien).any() else "Comprobados"
        vistas = hechas[~bien] if (~bien).any() else hechas
        self.hallado.mostrar(FuenteDeTabla(vistas.reset_index(drop=True), HALLADO), titulo)
        cuentas = hechas["resultado"].value_counts().rename("movimientos").to_frame()
        self.resumen.value = tabla_html(cuentas, "Comprobaciones hechas") if len(cuentas) else ""

    def comprobar(self) -> None:
        """Prove what others posted."""
        acuse = self.marco.ventanilla.comprobar_corte(self.corte.value)
        self.listar()
        self.marco.decir(f"Comprobación registrada. {acuse}")


def _nombres(codigos: pd.Series) -> pd.Series:
    nombres = {codigo: t.nombre for codigo, t in transacciones().items()}
    return codigos.map(nombres).fillna(codigos)
