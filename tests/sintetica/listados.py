"""A reader of its own for the written files: it shares nothing with the package's importers."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

FECHA = r"\d\d/\d\d/\d{4}"
RENGLON = re.compile(
    rf"^\s*(?:(?P<rp>[A-Z]\d\d-\d{{5}}-\d\d) (?P<mov>\d) (?P<fmov>{FECHA})\s+(?P<sector>\d\d);?)?"
    rf"\s*(?P<credito>\d{{9}})\s+(?:(?P<ce>[A-Z])\s+)?(?P<periodo>\d\d/\d{{4}})\s+(?P<td>\d\d)\s+"
    rf"(?P<alta>{FECHA})\s+(?:(?P<notif>{FECHA}|0//|0/ /)\s+)?0(?P<inc>\d\d)\s+"
    rf"(?P<finc>{FECHA})\s+(?P<dias>\d{{4}})\s+(?P<importe>[\d,]+\.\d\d)"
    r"(?:\s+(?P<dc>\d\d) (?P<sc>\d\d))?;?$"
)
PIE = re.compile(
    r"TOTAL DE LA SUBDELEGACION\s+PATRONES\s+([\d,]+)\s+CREDITOS\s+([\d,]+)"
    r"\s+IMPORTE\s+([\d,]+\.\d\d)"
)
TIPOS = {
    "00", "01", "02", "03", "04", "05", "06", "08", "50", "51", "52", "53", "54", "55", "56", "57",
    "58", "59", "60", "61", "70", "71", "80", "81", "82", "83", "84", "85", "86", "87", "88", "89",
}  # fmt: skip


class Renglon(NamedTuple):
    """One printed line: its number, its columns as text and where credit and amount stand."""

    numero: int
    columnas: dict
    lugar_credito: int
    fin_importe: int

    @property
    def clave(self):
        return f"{self.columnas['rp']}-{self.columnas['credito']}"

    @property
    def centavos(self):
        return int(Decimal(self.columnas["importe"].replace(",", "")) * 100)

    @property
    def periodo(self):
        mes, ejercicio = self.columnas["periodo"].split("/")
        return int(ejercicio) * 12 + min(int(mes), 12) - 1

    def fecha(self, columna):
        return dia(self.columnas[columna])

    @property
    def rechazado(self):
        fechas = (self.columnas["alta"], self.columnas["notif"] or "")
        return self.columnas["td"] not in TIPOS or any(f.startswith("31/02") for f in fechas)


class Listado(NamedTuple):
    """One printed listing: its lines of text, its data lines, its day and its ledger."""

    texto: list
    renglones: list
    corte: date
    ramo: str

    @property
    def totales(self):
        patrones, creditos, importe = PIE.search(self.texto[-1]).groups()
        importe = int(Decimal(importe.replace(",", "")) * 100)
        return int(patrones.replace(",", "")), int(creditos.replace(",", "")), importe


def dia(texto):
    """Return a printed date, or None when it is empty."""
    if texto is None or texto.startswith("0/"):
        return None
    numeros = [int(parte) for parte in texto.split("/")]
    return date(numeros[2], numeros[1], numeros[0])


def leer(texto):
    """Read a listing: data lines are those with four slashes or more."""
    lineas = texto.split("\r\n")[:-1]
    renglones, patron = [], {}
    for numero, linea in enumerate(lineas, start=1):
        if linea.count("/") < 4:
            continue
        partes = RENGLON.match(linea)
        columnas = partes.groupdict()
        if columnas["rp"]:
            columnas["rp"] = columnas["rp"].replace("-", "")
            patron = {c: columnas[c] for c in ("rp", "mov", "fmov", "sector")}
        donde = partes.start("credito"), partes.end("importe")
        renglones.append(Renglon(numero, columnas | patron, *donde))
    titulo = lineas[3].split()
    return Listado(lineas, renglones, dia(titulo[-1]), "RCV" if "R.C.V." in lineas[3] else "COP")


def tabla(ruta):
    """Read a CSV as dicts."""
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def pagados(carpeta):
    """Return the SIPARE payments by registro, period and ledger: day and centavos."""
    pagos = {}
    for archivo in sorted(carpeta.glob("sipare/*.csv")):
        for fila in tabla(archivo):
            texto = fila["Fecha Pago"]
            cuando = date(int(texto[:4]), int(texto[4:6]), int(texto[6:8]))
            periodo = int(fila["Periodo Pago"][:4]) * 12 + int(fila["Periodo Pago"][4:]) - 1
            for ramo, columna in (("COP", "Importe IMSS"), ("RCV", "Importe RCV")):
                llave = fila["Registro Patronal"][:10], periodo, ramo
                pagos.setdefault(llave, []).append((cuando, int(Decimal(fila[columna]) * 100)))
    return pagos


def condiciones(listado, pagos, *, compacto=False):
    """Find every condition of a listing by its definition: pairs of line and class."""
    halladas = set()
    vistos = {}
    for renglon in listado.renglones:
        halladas |= {(renglon.numero, clase) for clase in _de_impresion(renglon, compacto)}
        if renglon.rechazado:
            continue
        halladas |= {(renglon.numero, c) for c in _de_fechas(renglon, listado.corte)}
        halladas |= {(renglon.numero, c) for c in _de_patron(renglon)}
        if _pagado(renglon, listado, pagos):
            halladas.add((renglon.numero, "PAGADO_VIVO"))
        llave = renglon.columnas["rp"], renglon.periodo, renglon.columnas["td"]
        vistos.setdefault(llave, []).append(renglon.numero)
    repetidos = [numeros for numeros in vistos.values() if len(numeros) > 1]
    return halladas | {(n, "DUPLICADO") for numeros in repetidos for n in numeros}


def _de_impresion(renglon, compacto):
    columnas = renglon.columnas
    if columnas["td"] not in TIPOS:
        yield "TIPO_DESCONOCIDO"
    if any((columnas[c] or "").startswith("31/02") for c in ("alta", "notif")):
        yield "FECHA_IMPOSIBLE"
    if columnas["periodo"].startswith("13"):
        yield "PERIODO_13"
    if not compacto and (renglon.lugar_credito, renglon.fin_importe) != (40, 127):
        yield "COLUMNAS_CORRIDAS"


def _de_fechas(renglon, corte):
    alta, notificado, incidencia = renglon.fecha("alta"), renglon.fecha("notif"), renglon[1]["inc"]
    if incidencia == "02" and notificado is None:
        yield "NOTIFICADO_SIN_FECHA"
    if notificado and notificado < alta:
        yield "NOTIFICACION_ANTES_DE_ALTA"
    if notificado and notificado > corte:
        yield "NOTIFICACION_FUTURA"
    if incidencia == "00" and corte - alta > timedelta(days=60):
        yield "PROPUESTA_VIEJA"
    if renglon.centavos == 0:
        yield "IMPORTE_CERO"


def _de_patron(renglon):
    movimiento = renglon.fecha("fmov")
    posterior = renglon.periodo > movimiento.year * 12 + movimiento.month - 1
    if renglon.columnas["mov"] == "2" and posterior:
        yield "PERIODO_POSTERIOR_A_BAJA"
        if renglon.columnas["inc"] == "00":
            yield "BAJA_CON_EMISION"


def _pagado(renglon, listado, pagos):
    """Any credit counts here, whatever its kind: the widest reading of the definition."""
    suyos = pagos.get((renglon.columnas["rp"], renglon.periodo, listado.ramo), [])
    vale = renglon.centavos > 0
    return vale and any(c <= listado.corte and p >= renglon.centavos for c, p in suyos)
