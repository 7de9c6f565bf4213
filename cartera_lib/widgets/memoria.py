"""The memoria de cálculo of a credit as HTML: steps, months with their rates, and sources."""

from html import escape

from cartera_lib.reglas.derecho import Mes, Renglon
from cartera_lib.reglas.memoria import Memoria, Paso
from cartera_lib.valores.dinero import pesos


def memoria_html(memoria: Memoria, titulo: str) -> str:
    """Write a memoria as a table of steps and, folded, the table of months and its sources."""
    pasos = "".join(_paso(paso) for paso in memoria.pasos)
    provisional = " (provisional: el último INPC no se ha publicado)"
    nota = provisional if memoria.provisional else ""
    return (
        f'<section class="ct-memoria" aria-label="{escape(titulo)}"><table class="cartera">'
        f"<caption>{escape(titulo)}</caption>"
        '<thead><tr><th scope="col" class="texto" style="width:15%">Concepto</th>'
        '<th scope="col" class="texto">Operación</th>'
        '<th scope="col" style="width:14%">Importe</th>'
        '<th scope="col" class="texto" style="width:12%">Fundamento</th></tr></thead>'
        f"<tbody>{pasos}"
        f'<tr class="suma"><th scope="row">Total al {memoria.derecho.al:%d/%m/%Y}{nota}</th>'
        f"<td></td><td>{pesos(memoria.total)}</td><td></td></tr></tbody></table>"
        f"{_meses(memoria)}{_indices(memoria.indices)}</section>"
    )


def _paso(paso: Paso) -> str:
    return (
        f'<tr><th scope="row">{escape(paso.concepto)}</th>'
        f'<td class="texto">{escape(paso.operacion)}</td>'
        f'<td>{pesos(paso.importe)}</td><td class="texto">{"<br>".join(paso.fundamento)}</td></tr>'
    )


def _meses(memoria: Memoria) -> str:
    meses: tuple[Mes, ...] = memoria.meses
    if not meses:
        return ""
    filas = "".join(
        f'<tr><th scope="row">{mes.numero}</th><td>{mes.desde:%d/%m/%Y}</td>'
        f"<td>{mes.hasta:%d/%m/%Y}</td><td>{mes.tasa.valor} %</td>"
        f'<td class="texto">{mes.tasa.vigencia} · {escape(mes.tasa.fuente)} · {mes.tasa.marca}</td>'
        "</tr>"
        for mes in meses
    )
    return (
        f"<details><summary>Los {len(meses)} meses o fracciones con su tasa</summary>"
        '<table class="cartera"><thead><tr><th scope="col">Mes</th><th scope="col">Desde</th>'
        '<th scope="col">Hasta</th><th scope="col">Tasa</th>'
        '<th scope="col" class="texto">Renglón y fuente</th>'
        f"</tr></thead><tbody>{filas}{_suma(memoria.derecho.tasa)}</tbody></table></details>"
    )


def _suma(tasa: int) -> str:
    suma = f"{tasa // 100}.{tasa % 100:02d} %"
    return (
        f'<tr class="suma"><th scope="row">Suma</th><td></td><td></td><td>{suma}</td><td></td></tr>'
    )


def _indices(indices: tuple[Renglon, Renglon] | None) -> str:
    if indices is None:
        return ""
    filas = "".join(
        f"<li>INPC {i.vigencia}: {i.valor} · {escape(i.fuente)} · {i.marca}</li>" for i in indices
    )
    return f"<details><summary>Los dos índices y su fuente</summary><ul>{filas}</ul></details>"
