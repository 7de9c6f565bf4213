"""A thousand mandamientos in one order, composed, hashed and kept; and the same content elsewhere.

``python -m bench.documentos``: documents a second from the order to the last act, and milliseconds
a document of Typst (as issued: tagged, archivable), of WeasyPrint and of ReportLab (untagged).
"""

import argparse
import io
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from cartera_lib import ejemplo, store
from cartera_lib.cartera.borrador import Borrador, sellados
from cartera_lib.documents.render import edicion, render
from cartera_lib.mesa import Mesa
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.sintetica import generar
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla import Ventanilla

TARGET = 100.0
EMPLOYERS, PER_PEER = 2_600, 30


def issue(folder: Path, size: int, employers: int) -> dict[str, float]:
    """Build a subdelegation, order so many mandamientos and issue them; seconds of each part."""
    generar(folder / "archivos", semilla=7, patrones=employers, cortes=1)
    ejemplo.cargar(folder / "archivos", folder / "c.sqlite")
    with store.open(folder / "c.sqlite") as book:
        desk = Ventanilla(Mesa(book), "Ana")
        day = desk.mesa.cortes()[-1]
        desk.abrir_libro(day)
        start = time.perf_counter()
        ready = desk.preparar("MANDAMIENTO", Filtro(), al=day)
        prepared = time.perf_counter()
        ready = replace(ready, borradores=ready.borradores[:size])
        _, order = desk.ordenar(ready, al=day)
        ordered = time.perf_counter()
        issued, _ = desk.emitir_orden(order.folio, al=day)
        ended = time.perf_counter()
        total = int(book.emitidos()["importe"].to_pandas().sum())
        assert len(issued) == len(ready.borradores), "some were refused"
        assert total == order.importe, "what was issued is not what was ordered"
    return {
        "documents": len(issued),
        "prepare": prepared - start,
        "freeze": ordered - prepared,
        "issue": ended - ordered,
    }


def peers(drafts: Sequence[Borrador]) -> dict[str, float]:
    """Return the median milliseconds a document of each composer, one at a time."""
    makers: dict[str, Callable[[dict[str, Any]], object]] = {
        "typst": render,
        "weasyprint": _weasyprint,
        "reportlab": _reportlab,
    }
    data = [
        sellados(draft.datos, folio=f"ME26-{n:06d}", plantilla=edicion())
        for n, draft in enumerate(drafts)
    ]
    spent = {}
    for name, make in makers.items():
        make(data[0])
        times = []
        for n in range(PER_PEER):
            start = time.perf_counter()
            make(data[n % len(data)])
            times.append(1_000 * (time.perf_counter() - start))
        spent[name] = median(times)
    return spent


def _blocks(data: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the content of a document as headings, paragraphs and tables."""
    table = data["cuadros"]["creditos"]
    who = data["destinatario"]
    blocks: list[tuple[str, Any]] = [
        ("h", f"{data['nombre']} {data['folio']}"),
        ("p", f"{data['lugar_y_fecha']}. {data['objeto']}"),
        ("p", "; ".join(f"{field}: {value}" for field, value in who.items())),
        ("t", [[t for t, _ in table["columnas"]], *_written(table["filas"])]),
        ("p", f"{pesos(data['importe'])} ({data['importe_en_letra']})"),
        *(
            ("p", text)
            for field in ("fundamento", "competencia", "defensa")
            for text in data[field]
        ),
        *(("p", f"{line} ____________________") for line in range(30)),
    ]
    for credit in data["memoria"]["creditos"]:
        steps = [[s["concepto"], s["operacion"], pesos(s["importe"])] for s in credit["pasos"]]
        blocks += [("h", credit["llave"][2]), ("t", steps)]
    return [*blocks, ("p", data["huella"])]


def _written(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[pesos(v) if isinstance(v, int) else str(v) for v in row] for row in rows]


def _weasyprint(data: dict[str, Any]) -> bytes:
    from weasyprint import HTML

    html = []
    for kind, value in _blocks(data):
        if kind == "t":
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in value
            )
            html.append(f"<table>{rows}</table>")
        else:
            html.append(
                f"<{'h1' if kind == 'h' else 'p'}>{escape(value)}</{'h1' if kind == 'h' else 'p'}>"
            )
    return bytes(HTML(string=f"<html lang='es'><body>{''.join(html)}</body></html>").write_pdf())


def _reportlab(data: dict[str, Any]) -> bytes:
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    styles, out = getSampleStyleSheet(), io.BytesIO()
    small = styles["BodyText"]
    story = [
        Table([[Paragraph(escape(c), small) for c in row] for row in value])
        if kind == "t"
        else Paragraph(escape(value), styles["Heading1"] if kind == "h" else small)
        for kind, value in _blocks(data)
    ]
    SimpleDocTemplate(out, pagesize=letter).build(story)
    return out.getvalue()


def main() -> int:
    """Print the figures; 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documentos", type=int, default=1_000)
    parser.add_argument("--patrones", type=int, default=EMPLOYERS)
    parser.add_argument("--veces", type=int, default=3)
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, edition {edicion()}")
    rates = []
    for _ in range(options.veces):
        with TemporaryDirectory() as folder:
            spent = issue(Path(folder), options.documentos, options.patrones)
        rates.append(spent["documents"] / spent["issue"])
        print(
            f"{spent['documents']:.0f} documents: prepare {spent['prepare']:.2f} s, "
            f"freeze {spent['freeze']:.2f} s, issue {spent['issue']:.2f} s, "
            f"{rates[-1]:.1f} a second"
        )
    desk = Ventanilla(Mesa(store.open(ejemplo.libro())), "Ana")
    drafts = desk.preparar("MANDAMIENTO", Filtro(), al=desk.mesa.cortes()[-1]).borradores
    for name, spent_ms in peers(drafts).items():
        print(f"{name}: {spent_ms:.1f} ms a document (median of {PER_PEER}, one at a time)")
    print(f"median {median(rates):.1f} documents a second; target {TARGET:.0f}")
    return int(median(rates) < TARGET)


if __name__ == "__main__":
    sys.exit(main())
