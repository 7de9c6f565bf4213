"""The panel of one count: find a credit, put it beside its paper, mark it, and on to the next."""

from functools import partial
from typing import Any

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.inventario import LARGO_DE_OBSERVACION, ClaseDeMarca, Marca
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.oficina import inventario as fisico
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.inventarios import Toma
from cartera_lib.widgets.inventario_sobrante import Sobrante
from cartera_lib.widgets.inventario_toma import Mostrador, importe_de
from cartera_lib.widgets.marco import boton, datos_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("numero", "Número", "entero"),
    Columna("registro", "Registro patronal"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("tipo", "Tipo"),
    Columna("importe", "Importe", "pesos"),
]
ANCHO_GRANDE = "15rem"
TARJETA = w.Layout(width="17rem", margin="0 1rem 0 0")
CAMPO = w.Layout(width="16rem")
DE_CONTEO = {fisico.PRIMERO: "primer conteo", fisico.SEGUNDO: "segundo conteo"}


class Conteo:
    """One book in one count; what is marked is hidden, and the cursor goes back to the search."""

    def __init__(self, marco: Mostrador, conteo: int) -> None:
        self.marco, self.conteo = marco, conteo
        self.abierto: dict[str, Any] | None = None
        self.de: tuple[str, tuple[tuple[str, int], ...]] = ("", ())
        self.libro = w.Dropdown(description="Libro", layout=w.Layout(width="24rem"))
        self.busqueda = w.Text(
            description="Buscar",
            placeholder="Registro, crédito o los dos; Entrar",
            continuous_update=False,
            layout=w.Layout(width="30rem"),
        )
        self.avance, self.ficha, self.cuenta = w.HTML(), w.HTML(), w.HTML()
        self.tabla = Tabla(COLUMNAS, accion="Contar", con_filtro=False, por_pagina=8)
        self.total = _grande("Total: todo es igual")
        self.parcial, self.otro = _grande("Parcial: algo difiere"), _grande("Otro: véase la nota")
        self.falta = boton("No está el documento")
        self.falta.layout = w.Layout(width=ANCHO_GRANDE, margin="1rem 0 0 0")
        self.importe = w.Text(placeholder="Importe que dice, en pesos", layout=CAMPO)
        self.dice = w.Text(placeholder="Otro dato que dice el papel", layout=CAMPO)
        self.observacion = w.Textarea(placeholder="Qué se encontró", rows=3, layout=CAMPO)
        self.botones = w.HBox(layout=w.Layout(flex_flow="row wrap"))
        self.sobra = boton("Agregar un sobrante…")
        self.sobrante = Sobrante(marco, self)
        self.panel = w.VBox([])
        self._escuchar()

    def _escuchar(self) -> None:
        self.botones.children = [
            w.VBox([self.total, self.falta], layout=TARJETA),
            w.VBox([self.parcial, self.importe, self.dice], layout=TARJETA),
            w.VBox([self.otro, self.observacion, self.cuenta], layout=TARJETA),
        ]
        for clase, suyo in (
            (ClaseDeMarca.TOTAL, self.total),
            (ClaseDeMarca.PARCIAL, self.parcial),
            (ClaseDeMarca.OTRO, self.otro),
            (ClaseDeMarca.SIN_DOCUMENTO, self.falta),
        ):
            self.marco.al_pulsar(suyo, partial(self.marcar, clase))
        self.marco.al_pulsar(self.sobra, lambda: self.abrir_sobrante(""))
        self.busqueda.observe(lambda _: self.marco.intentar(self.buscar), "value")
        self.libro.observe(lambda _: self.marco.intentar(self._cambiar_de_libro), "value")
        self.observacion.observe(lambda _: self._contar_letras(), "value")
        self.tabla.al_pulsar(lambda n: self.marco.intentar(lambda: self.abrir(int(n))))
        self._contar_letras()

    def vista(self) -> list[w.Widget]:
        """Return the panel, with what the book has now."""
        self._ofrecer_libros()
        self.listar()
        barra = w.HBox([self.busqueda, self.sobra])
        return [self.libro, self.avance, barra, self.marco.aviso, self.panel, self.tabla]

    @property
    def toma(self) -> Toma:
        """Return the inventory at hand."""
        return self.marco.toma

    def _ofrecer_libros(self) -> None:
        """Offer the books of the inventory; hers first when another person, or another one."""
        quien = self.marco.quien.value
        opciones = tuple(
            (f"{c.numero} · {c.responsable} (del {c.desde:,} al {c.hasta:,})", c.numero)
            for c in self.toma.cuadernos
        )
        if self.de != (quien, opciones):
            self.de = (quien, opciones)
            self.libro.options = opciones
            self.libro.value = self.marco.libro_de(quien, self.conteo)

    def _cambiar_de_libro(self) -> None:
        self.cerrar()
        self.listar()

    def pendientes(self) -> pd.DataFrame:
        """Return what this person may still count of the chosen book, by number."""
        pedido = fisico.pedidos(
            self.toma.base, self.toma.marcas, cuadernos=self.toma.cuadernos, conteo=self.conteo
        )
        suyo = pedido[pedido["cuaderno"] == self.libro.value]
        quien = self.marco.quien.value
        return fisico.por_contar(suyo, self.toma.marcas, conteo=self.conteo, quien=quien)

    def listar(self, filas: pd.DataFrame | None = None) -> None:
        """Show what is left to count, or some of it."""
        tablero = fisico.avance(
            self.toma.base, self.toma.marcas, cuadernos=self.toma.cuadernos, conteo=self.conteo
        )
        suyo = tablero.loc[self.libro.value]
        pendientes = self.pendientes()
        ajenos = int(suyo["faltan"]) - len(pendientes)
        texto = (
            f"<b>{suyo['contados']:,} de {suyo['asignados']:,}</b> contados en este libro "
            f"({suyo['por_ciento_individual']} %); faltan {suyo['faltan']:,}."
        )
        if ajenos:
            texto += f" {ajenos:,} los contó usted primero: los cuenta otra persona."
        self.avance.value = f'<p class="ct-avance">{texto}</p>'
        vista = pendientes if filas is None else filas
        nombres = {codigo: f"{codigo} {t.nombre}" for codigo, t in tipos_documento().items()}
        numero = vista["numero"].astype("Int64")
        vista = vista.assign(
            tipo=vista["tipo_documento"].map(nombres), numero=numero.where(numero > 0)
        )
        titulo = "Falta contar" if filas is None else "Coinciden con la búsqueda"
        self.tabla.vacio = f"No queda nada por contar en el {DE_CONTEO[self.conteo]}."
        self.tabla.mostrar(FuenteDeTabla(vista, COLUMNAS), titulo)

    def buscar(self) -> None:
        """Open the only credit that matches, list those that do, or say where it is."""
        palabras = self.busqueda.value.replace("-", "").upper().split()
        self.cerrar()
        if not palabras:
            self.listar()
            return
        pendientes = self.pendientes()
        halladas = pendientes[fisico.coinciden(pendientes, palabras)]
        if len(halladas) == 1:
            self.abrir(int(halladas.index[0]))
        elif len(halladas):
            self.listar(halladas)
            self.marco.decir(f"{len(halladas):,} créditos coinciden: elija uno con «Contar».")
        else:
            self._no_hallado(palabras)

    def _no_hallado(self, palabras: list[str]) -> None:
        """Say where a credit is when this book does not ask for it."""
        base = fisico.resultado(self.toma.base, self.toma.marcas, conteo=self.conteo)
        halladas = base[fisico.coinciden(base, palabras)]
        if halladas.empty:
            self.abrir_sobrante(" ".join(palabras))
            self.marco.advertir(
                "No está en la base. Revise el número; si tiene el documento, agréguelo abajo "
                "como sobrante."
            )
            return
        numero, fila = int(halladas.index[0]), fisico.filas_de(halladas)[0]
        libro = self.toma.conteos.cuaderno(numero)
        if fila["marca"]:
            texto = f"ya está contado por {fila['quien']} ({ClaseDeMarca[fila['marca']].value})"
        elif libro is not None and libro.numero != self.libro.value:
            texto = f"está en el libro {libro.numero}, de {libro.responsable}"
        else:
            texto = "no se pide aquí: coincidió en el primer conteo o lo contó usted primero"
        self.marco.advertir(f"El crédito {fila['credito']} {texto}. Busque otro.")

    def abrir(self, lugar: int) -> None:
        """Show one credit beside the buttons, the first of them ready to be pressed."""
        self.abierto = fisico.filas_de(self.pendientes())[lugar]
        patron = self.marco.ventanilla.mesa.patron(self.abierto["registro"]) or {}
        self.ficha.value = _ficha(self.abierto, patron.get("nombre", ""), self.conteo)
        en_base = bool(self.abierto["numero"])
        self.total.description = "Total: todo es igual" if en_base else "Sí está y sobra"
        for tarjeta in self.botones.children[1:]:
            tarjeta.layout.display = "" if en_base else "none"
        self.panel.children = [self.ficha, self.botones]
        self.total.focus()

    def cerrar(self) -> None:
        """Put away what was open."""
        self.abierto, self.panel.children = None, []
        self.importe.value = self.dice.value = self.observacion.value = ""

    def abrir_sobrante(self, texto: str) -> None:
        """Show the form of a paper that the base does not have."""
        self.cerrar()
        self.panel.children = [self.sobrante.vista(texto)]

    def marcar(self, clase: ClaseDeMarca) -> None:
        """Keep what the paper said of the open credit."""
        if self.abierto is None:
            return
        llave = Llave(**{campo: self.abierto[campo] for campo in LLAVE})
        if not self.abierto["numero"] and clase is ClaseDeMarca.TOTAL:
            clase = ClaseDeMarca.SOBRANTE
        papel: dict[str, Any] = {}
        if clase is ClaseDeMarca.PARCIAL:
            papel = {"importe": importe_de(self.importe.value), "dice": self.dice.value}
        elif clase is ClaseDeMarca.OTRO:
            papel = {"observacion": self.observacion.value}
        elif clase is ClaseDeMarca.SOBRANTE:
            dicho = self.abierto["importe_papel"]
            papel = {"importe": None if pd.isna(dicho) else dicho, "dice": self.abierto["dice"]}
        self.guardar(llave, clase, **papel)

    def guardar(self, llave: Llave, clase: ClaseDeMarca, **papel: Any) -> None:
        """Keep a mark, say what is left, and go back to the search."""
        folio, libro = self.toma.inventario.folio, int(self.libro.value)
        marca = Marca(folio, self.conteo, libro, llave, clase, **papel)
        base = self.toma.base
        self.marco.ventanilla.marcar([marca], al=self.marco.dia, base=base)
        self.marco.releer()
        self.cerrar()
        self.busqueda.value = ""
        self.listar()
        self.marco.decir(f"Crédito {llave.credito} guardado como {clase.value}.")
        self.busqueda.focus()

    def _contar_letras(self) -> None:
        letras = len(self.observacion.value.strip())
        self.otro.disabled = letras < LARGO_DE_OBSERVACION
        self.cuenta.value = f'<span role="status">{_faltan(LARGO_DE_OBSERVACION - letras)}</span>'


def _faltan(letras: int) -> str:
    if letras <= 0:
        return ""
    return "Falta 1 letra" if letras == 1 else f"Faltan {letras} letras"


def _grande(texto: str) -> w.Button:
    suyo = boton(texto, principal=True)
    suyo.layout = w.Layout(width=ANCHO_GRANDE, height="3.2rem")
    return suyo


def _ficha(fila: dict[str, Any], nombre: str, conteo: int) -> str:
    """Write what the system says of a credit; a second count does not see what the first said."""
    tipo, incidencia = fila["tipo_documento"], fila["incidencia"]
    dia = fila["fecha_notificacion"]
    datos = {
        "Número": f"{fila['numero']:,}" if fila["numero"] else "fuera de la base",
        "Registro patronal": fila["registro"],
        "Nombre": nombre,
        "Crédito": fila["credito"],
        "Ramo": fila["ramo"],
        "Periodo": fila["periodo"],
        "Tipo de documento": f"{tipo} {tipos_documento()[tipo].nombre}",
        "Importe": pesos(fila["importe"]),
        "Incidencia": f"{incidencia} {nombres_de_incidencia().get(incidencia, '')}".strip(),
        "Notificado": f"{dia:%d/%m/%Y}" if dia is not None and not pd.isna(dia) else "",
    }
    return f"<h2>Crédito {fila['credito']}, {DE_CONTEO[conteo]}</h2>{datos_html(datos)}"
