"""Floor 5: the figures of the reports, in Spanish and readable in black and white."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from cartera_lib.oficina.conciliacion import Puente, cambios_frecuentes, tabla_del_puente
from cartera_lib.vistas import Vista

MILLON = 100_000_000  # centavos
TINTAS = {"COP": ("#35505e", ""), "RCV": ("#b9c7ce", "///")}
ANCHO, ALTO = 9.0, 4.2


@dataclass(frozen=True, eq=False)
class Figura:
    """A chart with the sentence that says what it shows, for those who cannot see it."""

    figura: Figure
    titulo: str
    lectura: str

    def png(self) -> bytes:
        """Return the chart as PNG, the same bytes for the same figures."""
        salida = BytesIO()
        self.figura.savefig(salida, format="png", dpi=144, metadata={"Software": None})
        return salida.getvalue()

    def _repr_html_(self) -> str:
        imagen = b64encode(self.png()).decode("ascii")
        return (
            f'<figure style="margin:1rem 0"><img src="data:image/png;base64,{imagen}" '
            f'alt="{escape(self.titulo)}. {escape(self.lectura)}" style="max-width:100%">'
            f"<figcaption>{escape(self.lectura)}</figcaption></figure>"
        )

    def __repr__(self) -> str:
        """Return the title and the reading of the chart."""
        return f"{self.titulo}. {self.lectura}"


def por_categoria(resumen: pd.DataFrame, titulo: str) -> Figura:
    """Draw the total of each category, COP and RCV one after the other on one bar."""
    figura, ejes = _lienzo(titulo)
    categorias = [_etiqueta(i) for i in resumen.index]
    izquierda = [0.0] * len(categorias)
    for ramo, (color, trama) in TINTAS.items():
        if (ramo, "total") in resumen.columns:
            valores = [v / MILLON for v in resumen[(ramo, "total")]]
            ejes.barh(
                categorias, valores, left=izquierda, color=color, hatch=trama,
                edgecolor="white", label=ramo,
            )  # fmt: skip
            izquierda = [a + b for a, b in zip(izquierda, valores, strict=True)]
    _anotar(ejes, izquierda)
    ejes.invert_yaxis()
    ejes.legend(frameon=False, loc="lower right")
    mayor = max(range(len(categorias)), key=izquierda.__getitem__, default=0)
    lectura = f"La mayor parte está en «{categorias[mayor]}», con {_millones(izquierda[mayor])}."
    return Figura(figura, titulo, lectura)


def puente(renglones: pd.DataFrame, titulo: str) -> Figura:
    """Draw the bridge between two cuts as falling and rising steps."""
    figura, ejes = _lienzo(titulo)
    sumas = renglones.groupby("concepto", sort=False)["importe"].sum() / MILLON
    base = 0.0
    for lugar, (concepto, valor) in enumerate(sumas.items()):
        extremo = str(concepto).startswith("Cartera")
        desde = 0.0 if extremo else base
        color, trama = ("#35505e", "") if extremo else _de_signo(valor)
        ejes.bar(lugar, valor, bottom=desde, color=color, hatch=trama, edgecolor="white")
        base = valor if extremo else base + valor
        ejes.annotate(
            f"{valor:,.2f}" if extremo or not valor else f"{valor:+,.2f}",
            (lugar, max(desde, desde + valor)), ha="center", va="bottom", fontsize=9,
        )  # fmt: skip
    ejes.set_xticks(range(len(sumas)), [_partido(str(c)) for c in sumas.index], fontsize=9)
    ejes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,.0f}"))
    ejes.set_ylabel("Millones de pesos")
    ejes.set_ylim(0, ejes.get_ylim()[1] * 1.08)
    primero, ultimo = sumas.iloc[0], sumas.iloc[-1]
    lectura = f"La cartera pasó de {_millones(primero)} a {_millones(ultimo)}."
    return Figura(figura, titulo, lectura)


def vistas_del_puente(hecho: Puente | None) -> list[Vista | Figura]:
    """Return what is shown of a bridge: its table, its chart, and the changes of incidencia."""
    if hecho is None:
        nota = pd.DataFrame({"": ["Es el primer corte cargado."]}, index=["Sin corte anterior"])
        return [Vista(nota, "Puente con el corte anterior")]
    titulo = f"Del {hecho.anterior:%d/%m/%Y} al {hecho.actual:%d/%m/%Y}"
    return [
        Vista(tabla_del_puente(hecho), f"{titulo}, residual {hecho.residual} centavos"),
        puente(hecho.renglones, titulo),
        Vista(cambios_frecuentes(hecho), "Los cambios de incidencia más frecuentes"),
    ]


def mayores(deudores: pd.DataFrame, titulo: str) -> Figura:
    """Draw what the largest debtors owe."""
    figura, ejes = _lienzo(titulo, alto=max(ALTO, 0.32 * len(deudores)))
    valores = [v / MILLON for v in deudores["total"]]
    ejes.barh(list(deudores["registro"]), valores, color="#35505e")
    _anotar(ejes, valores)
    ejes.invert_yaxis()
    suma = sum(valores)
    return Figura(figura, titulo, f"Los {len(valores)} mayores deben {_millones(suma)}.")


def _lienzo(titulo: str, alto: float = ALTO) -> tuple[Figure, Axes]:
    figura = Figure(figsize=(ANCHO, alto), layout="constrained")
    ejes = figura.add_subplot()
    ejes.set_title(titulo, loc="left", fontsize=12, fontweight="bold", pad=12)
    ejes.spines[["top", "right"]].set_visible(False)
    return figura, ejes


def _anotar(ejes: Axes, valores: Sequence[float]) -> None:
    for lugar, valor in enumerate(valores):
        ejes.annotate(
            f" {valor:,.2f}", (valor, lugar), va="center", ha="left", fontsize=9, color="#1b2a33"
        )
    ejes.margins(x=0.12)
    ejes.set_xlabel("Millones de pesos")
    ejes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,.0f}"))


def _de_signo(valor: float) -> tuple[str, str]:
    return ("#7d8f99", "") if valor >= 0 else ("#e3e8eb", "///")


def _millones(valor: float) -> str:
    return f"{valor:,.2f} millones de pesos"


def _etiqueta(indice: object) -> str:
    partes = indice if isinstance(indice, tuple) else (indice,)
    texto = " · ".join(str(p) for p in partes)
    return texto if len(texto) <= 42 else texto[:41] + "…"


def _partido(texto: str) -> str:
    return texto.replace(" a ", "\na ").replace("Cartera ", "Cartera\n")
