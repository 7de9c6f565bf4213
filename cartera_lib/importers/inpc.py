"""Monthly INPC as INEGI and Banxico export it (CSV or JSON), added to the table of the index.

The file must share some month with the table, which proves that it has the same base. What
it repeats must agree; what it adds must follow the last month. Nothing is ever removed, and
months older than the table are nobody's business.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import CARPETA, carpeta_agregados, olvidar, tabla

MESES = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
FORMAS = (
    re.compile(r"(?P<dia>\d{2})/(?P<mes>\d{2})/(?P<anual>\d{4})"),
    re.compile(r"(?P<anual>\d{4})[/-](?P<mes>\d{2})"),
    re.compile(r"(?P<nombre>[a-záéíóú]{3,10})[ /-]+(?P<anual>\d{4})", re.IGNORECASE),
)
SALTO = Decimal("0.10")
"""More than any month since 1995: a lost decimal point or another base."""
VALOR = re.compile(r"\d{1,4}(\.\d{1,14})?", re.ASCII)
RELLENO = re.compile(r"(?<=\.\d{3})(\d*?)0+$")
"""Zeros after the third decimal: exports print up to twenty decimals of which few are figures."""

DECIMALES = 3
"""Those with which the index is published; with fewer, a factor would not be exact."""


@dataclass(frozen=True)
class Diferencia:
    """What a file says against the table: months that agree, that differ, and that are new.

    ``anteriores``: how many are older than the table; ``decimales``: the most that it prints.
    """

    iguales: tuple[str, ...]
    distintos: tuple[str, ...]
    nuevos: tuple[tuple[str, str], ...]
    anteriores: int = 0
    decimales: int = DECIMALES


def read(archivo: Path) -> list[tuple[str, str]]:
    """Return (AAAA-MM, index as printed) in order; DatoInvalido when the file holds none."""
    texto = _texto(archivo)
    pares = _pares_json(texto) if texto.lstrip()[:1] in ("{", "[") else _pares_csv(texto)
    leidos: dict[str, str] = {}
    for periodo, valor in (p for par in pares if (p := _leer(*par)) is not None):
        if leidos.setdefault(periodo, valor) != valor:
            raise DatoInvalido(
                f"«{archivo.name}» da dos valores a {periodo}: {leidos[periodo]} y {valor}. "
                "Exporte sólo la serie del INPC general."
            )
    if not leidos:
        raise DatoInvalido(
            f"«{archivo.name}» no trae índices mensuales. Exporte la serie INPC general del INEGI "
            "o SP1 del Banco de México, en CSV o JSON."
        )
    return sorted(leidos.items())


def compare(leidos: Iterable[tuple[str, str]], serie: str | None = None) -> Diferencia:
    """Compare a file with the table, to the decimals that both print."""
    actuales = {fila["periodo"]: fila["valor"] for fila in tabla("inpc", serie).renglones}
    leidos, primero = list(leidos), min(actuales)
    iguales, distintos, nuevos = [], [], []
    for periodo, valor in (par for par in leidos if par[0] >= primero):
        if periodo not in actuales:
            nuevos.append((periodo, valor))
        elif _coinciden(actuales[periodo], valor):
            iguales.append(periodo)
        else:
            distintos.append(f"{periodo}: la tabla dice {actuales[periodo]}, el archivo {valor}")
    return Diferencia(
        tuple(iguales),
        tuple(distintos),
        tuple(nuevos),
        anteriores=sum(periodo < primero for periodo, _ in leidos),
        decimales=max((_decimales(valor) for _, valor in leidos), default=0),
    )


def append(diferencia: Diferencia, fuente: str) -> Path:
    """Add the new months to the table, in the office's folder if it has one; return the file."""
    _exigir(diferencia)
    serie = tabla("inpc").renglones[0]["serie"]
    archivo = Path(str(carpeta_agregados() or CARPETA)) / "inpc.csv"
    archivo.parent.mkdir(exist_ok=True)
    actual = archivo.read_text(encoding="utf-8-sig") if archivo.exists() else ""
    texto = io.StringIO()
    escritor = csv.writer(texto, lineterminator="\n")
    if not actual:
        escritor.writerow(["serie", "periodo", "valor", "fuente", "marca"])
    elif not actual.endswith("\n"):
        texto.write("\n")
    escritor.writerows([serie, p, v, fuente, "S"] for p, v in diferencia.nuevos)
    with archivo.open("a", encoding="utf-8", newline="") as salida:
        salida.write(texto.getvalue())
    olvidar()
    return archivo


def _exigir(diferencia: Diferencia) -> None:
    if diferencia.distintos:
        raise DatoInvalido(
            "No se incorporó nada: el archivo contradice la tabla en "
            f"{'; '.join(diferencia.distintos)}. Revise que sea la misma base."
        )
    if not diferencia.iguales:
        raise DatoInvalido(
            "No se incorporó nada: el archivo no repite ningún mes de la tabla y no se puede "
            "comprobar su base. Expórtelo desde algún mes anterior."
        )
    if diferencia.decimales < DECIMALES:
        raise DatoInvalido(
            f"No se incorporó nada: el archivo trae índices con {diferencia.decimales} decimales y "
            f"se publican con {DECIMALES}. Expórtelo sin redondear."
        )
    ultimo = tabla("inpc").renglones[-1]
    siguiente, previo = _siguiente(ultimo["periodo"]), Decimal(ultimo["valor"])
    for periodo, valor in diferencia.nuevos:
        if periodo != siguiente:
            raise DatoInvalido(
                f"No se incorporó nada: después de la tabla sigue {siguiente} y el archivo trae "
                f"{periodo}. Expórtelo completo."
            )
        if abs(Decimal(valor) / previo - 1) > SALTO:
            raise DatoInvalido(
                f"No se incorporó nada: de {previo} a {valor} en {periodo} hay más de 10 % en un "
                "mes. Revise que el índice no haya perdido su punto decimal ni cambiado de base."
            )
        siguiente, previo = _siguiente(siguiente), Decimal(valor)


def _texto(archivo: Path) -> str:
    if not archivo.is_file():
        raise DatoInvalido(f"No existe el archivo «{archivo}». Revise la ruta.")
    crudo = archivo.read_bytes()
    try:
        return crudo.decode("utf-8-sig")
    except UnicodeDecodeError:
        return crudo.decode("cp1252", errors="replace")


def _pares_csv(texto: str) -> Iterator[tuple[str, str]]:
    separador = max(",;\t", key=texto.count)
    try:
        filas = list(csv.reader(io.StringIO(texto, newline=""), delimiter=separador))
    except csv.Error as error:
        raise DatoInvalido(
            "El archivo no es un CSV de texto; si es de Excel, guárdelo como «CSV UTF-8»."
        ) from error
    for campos in filas:
        if len(campos) >= 2:
            yield campos[0].strip(), campos[1].strip()


def _pares_json(texto: str) -> Iterator[tuple[str, str]]:
    try:
        raiz = json.loads(texto, parse_float=str)
    except json.JSONDecodeError as error:
        raise DatoInvalido(f"El JSON está incompleto o dañado: {error}.") from error
    for observacion in _observaciones(raiz):
        fecha = observacion.get("fecha", observacion.get("TIME_PERIOD"))
        valor = observacion.get("dato", observacion.get("OBS_VALUE"))
        yield str(fecha), str(valor)


def _observaciones(nodo: Any) -> Iterator[dict[str, Any]]:
    """Find the observations of either export, however deep they hang."""
    if isinstance(nodo, list):
        for hijo in nodo:
            yield from _observaciones(hijo)
    elif isinstance(nodo, dict):
        if {"fecha", "dato"} <= nodo.keys() or {"TIME_PERIOD", "OBS_VALUE"} <= nodo.keys():
            yield nodo
        for hijo in nodo.values():
            yield from _observaciones(hijo)


def _leer(fecha: str, valor: str) -> tuple[str, str] | None:
    """Read one observation; headings and months without a figure are nobody's data."""
    forma = next((f for patron in FORMAS if (f := patron.fullmatch(fecha))), None)
    valor = RELLENO.sub(r"\1", valor)
    if forma is None or not VALOR.fullmatch(valor) or not valor.strip("0."):
        return None
    partes = forma.groupdict()
    if partes.get("dia", "01") != "01":
        raise DatoInvalido(f"«{fecha}» no es un mes: exporte la serie mensual, no la quincenal.")
    mes = partes.get("mes") or _mes_de_nombre(partes["nombre"])
    return (f"{partes['anual']}-{mes}", valor) if "01" <= mes <= "12" else None


def _mes_de_nombre(nombre: str) -> str:
    """Return the month by its name, whole or in three letters; 00 when it is not one."""
    corto = nombre[:3].lower()
    return f"{MESES.index(corto) + 1:02d}" if corto in MESES else "00"


def _coinciden(uno: str, otro: str) -> bool:
    """Tell whether two figures are the same to the decimals that both print."""
    decimales = min(_decimales(uno), _decimales(otro))
    return abs(Decimal(uno) - Decimal(otro)) * 10**decimales <= Decimal("0.5")


def _decimales(valor: str) -> int:
    return len(valor.partition(".")[2])


def _siguiente(periodo: str) -> str:
    anual, mes = (int(parte) for parte in periodo.split("-"))
    return f"{anual + mes // 12}-{mes % 12 + 1:02d}"
