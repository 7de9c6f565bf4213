"""A CSV with exact columns: each physical line becomes a row or a rejection, none is lost.

Columns are arrow text; a reader turns one into values and reproves the rows it cannot read,
so that a bad row is rejected with all its causes.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.importers.archivo import Archivo, texto
from cartera_lib.importers.fechas import NULA, columna_de_fechas, dia_de
from cartera_lib.importers.lectura import Aviso, CargaRechazada, Clase, Lectura, Rechazo
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.identificadores import digitos_verificadores

SEPARADORES = ",;|\t"
REGISTRO = r"^[A-Z0-9][0-9]{9}[0-9]?$"
IMPORTE = r"^(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\.[0-9]{1,2})?$"
FECHAS = {  # how a date may be written, and where its year, month and day are
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": (0, 5, 8),
    r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$": (6, 3, 0),
    r"^[0-9]{8}(?:[0-9]{6})?$": (0, 4, 6),
}


@dataclass
class Hoja:
    """The rows of a CSV: their columns by name, their lines, and what is wrong with each."""

    columnas: Mapping[str, pa.Array]
    renglones: Columna
    textos: Sequence[str]
    sueltos: Sequence[Rechazo]
    en_blanco: int
    causas: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def reprobar(self, malos: Columna, codigo: str, *, causa: str, campo: str) -> None:
        """Add a cause to some rows; the name of the column and its text are told with it."""
        for fila in np.flatnonzero(malos).tolist():
            self.reprobar_fila(fila, codigo, causa=causa, campo=campo)

    def reprobar_fila(self, fila: int, codigo: str, *, causa: str, campo: str) -> None:
        """Add a cause to one row."""
        dice = self.columnas[campo][fila].as_py()
        self.causas.setdefault(fila, []).append((codigo, f"{causa}: «{dice}»."))

    def libres_de(self, codigo: str = "") -> Columna:
        """Tell which rows have nothing wrong, or nothing of that code."""
        libres = np.ones(len(self.renglones), dtype=bool)
        malas = [f for f, c in self.causas.items() if not codigo or codigo in dict(c)]
        libres[malas] = False
        return libres

    @property
    def leidos(self) -> int:
        """Count the rows, accepted or not."""
        return len(self.renglones) + len(self.sueltos)

    def rechazos(self) -> tuple[Rechazo, ...]:
        """Return the rejected rows in the order of the file."""
        por_fila = [
            Rechazo(
                int(self.renglones[fila]),
                self.textos[int(self.renglones[fila]) - 1],
                tuple(causa for _, causa in causas),
                tuple(dict.fromkeys(codigo for codigo, _ in causas)),
            )
            for fila, causas in self.causas.items()
        ]
        return tuple(sorted([*por_fila, *self.sueltos], key=lambda r: r.renglon))


def abrir_hoja(archivo: Archivo, columnas: Mapping[str, str]) -> Hoja:
    """Open a CSV whose heading must be exactly these columns (name used → name printed)."""
    lineas = re.split(r"\r\n|\n|\r", texto(archivo.datos))
    if not lineas[-1]:
        lineas.pop()
    separador = max(SEPARADORES, key=lineas[0].count)
    orden = _encabezado(archivo.nombre, next(_campos([lineas[0]], separador), []), columnas)
    filas, lugares, sueltos, en_blanco = [], [], [], 0
    for numero, campos in enumerate(_campos(lineas[1:], separador), start=2):
        if not "".join(campos).strip() and separador not in lineas[numero - 1]:
            en_blanco += 1
        elif len(campos) == len(orden):
            filas.append(campos)
            lugares.append(numero)
        else:
            sueltos.append(_mal_cortado(numero, lineas[numero - 1], len(campos), len(orden)))
    por_columna = list(zip(*filas, strict=True)) or [()] * len(orden)
    tabla = {
        n: _recortar(pa.array(v, pa.string())) for n, v in zip(orden, por_columna, strict=True)
    }
    return Hoja(tabla, np.array(lugares, dtype=np.int64), lineas, sueltos, en_blanco)


def registros(hoja: Hoja, campo: str) -> tuple[pa.Array, pa.Array, list[Aviso]]:
    """Read a column of registrations: ten positions, check digit, and a note where it fails."""
    limpios = pc.utf8_upper(pc.replace_substring_regex(hoja.columnas[campo], r"[\s-]", ""))
    legibles = pc.match_substring_regex(limpios, REGISTRO)
    causa = "El registro patronal no se lee"
    hoja.reprobar(~a_numpy(legibles), "REGISTRO_ILEGIBLE", causa=causa, campo=campo)
    diez = pc.if_else(legibles, pc.utf8_slice_codeunits(limpios, 0, 10), "0" * 10)
    digito = pc.utf8_slice_codeunits(limpios, 10, 11)
    digito = pc.if_else(pc.and_(legibles, pc.not_equal(digito, "")), digito, None)
    correctos = pa.array(digitos_verificadores(a_numpy(diez)).astype(str))
    malos = a_numpy(pc.fill_null(pc.not_equal(digito, correctos), False))
    detalle = "El dígito verificador del registro {} es {} y dice {}."
    avisos = [
        Aviso(
            int(hoja.renglones[fila]),
            "DV_INVALIDO",
            detalle.format(diez[fila], correctos[fila], digito[fila]),
        )
        for fila in np.flatnonzero(malos).tolist()
    ]
    return diez, digito, avisos


def importes(hoja: Hoja, campo: str, *, nombre: str) -> Columna:
    """Read a column of pesos as centavos, by its text."""
    textos = hoja.columnas[campo]
    legibles = pc.match_substring_regex(textos, IMPORTE)
    causa = f"El importe {nombre} no se lee como pesos y centavos"
    hoja.reprobar(~a_numpy(legibles), "IMPORTE_ILEGIBLE", causa=causa, campo=campo)
    limpios = pc.if_else(legibles, pc.replace_substring(textos, ",", ""), "0")
    partes = pc.extract_regex(limpios, r"^(?P<enteros>[0-9]+)\.?(?P<centavos>[0-9]*)$")
    centavos = pc.utf8_rpad(pc.struct_field(partes, "centavos"), 2, "0")
    unidos = pc.binary_join_element_wise(pc.struct_field(partes, "enteros"), centavos, "")
    return a_numpy(pc.cast(unidos, pa.int64()))


def fechas(hoja: Hoja, campo: str, *, nombre: str, puede_faltar: bool = False) -> pa.Array:
    """Read a column of dates written in any of the known ways."""
    textos = hoja.columnas[campo]
    dias = np.full(len(textos), NULA, dtype=np.int32)
    for forma, lugares in FECHAS.items():
        asi = a_numpy(pc.match_substring_regex(textos, forma))
        if asi.any():
            escritas = textos.filter(pa.array(asi))
            cifras = [_cifras(escritas, lugar, 2 if i else 4) for i, lugar in enumerate(lugares)]
            dias[asi] = dia_de(*cifras[:2], dia=cifras[2])
    falta = a_numpy(pc.equal(textos, "")) & puede_faltar
    causa = f"La fecha {nombre} no existe o no se lee"
    hoja.reprobar((dias == NULA) & ~falta, "FECHA_IMPOSIBLE", causa=causa, campo=campo)
    return columna_de_fechas(dias)


def exigir(hoja: Hoja, campo: str, *, forma: str, causa: str) -> pa.Array:
    """Return a column of text, reproving the rows that have not the form."""
    textos = hoja.columnas[campo]
    malos = ~a_numpy(pc.match_substring_regex(textos, forma))
    hoja.reprobar(malos, "RENGLON_INCOMPLETO", causa=causa, campo=campo)
    return textos


def exigir_formas(hoja: Hoja, formas: Mapping[str, tuple[str, str]]) -> dict[str, pa.Array]:
    """Return several columns of text, each with its form and the cause when it has not it."""
    return {
        campo: exigir(hoja, campo, forma=forma, causa=causa)
        for campo, (forma, causa) in formas.items()
    }


def opcional(hoja: Hoja, campo: str) -> pa.Array:
    """Return a column of text, null where it is blank."""
    textos = hoja.columnas[campo]
    return pc.if_else(pc.equal(textos, ""), None, textos)


def a_numpy(columna: pa.Array) -> Columna:
    """Return an arrow column as numpy."""
    return np.asarray(columna.to_numpy(zero_copy_only=False))


def llave(nombre: str) -> str:
    """Return a heading without accents, capitals, nor signs, to compare it."""
    simple = unicodedata.normalize("NFKD", nombre).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]", "", simple.lower())


def _recortar(textos: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(textos)


def _cifras(textos: pa.Array, desde: int, largo: int) -> Columna:
    return a_numpy(pc.cast(pc.utf8_slice_codeunits(textos, desde, desde + largo), pa.int32()))


def _campos(lineas: Sequence[str], separador: str) -> Iterator[list[str]]:
    """Split each line by itself: an open quote never swallows the lines below it."""
    for linea in lineas:
        if '"' not in linea:
            yield linea.split(separador)
            continue
        try:
            yield next(csv.reader((linea,), delimiter=separador, strict=True))
        except csv.Error:
            yield []


def _encabezado(nombre: str, impreso: Sequence[str], columnas: Mapping[str, str]) -> list[str]:
    por_llave = {llave(titulo): campo for campo, titulo in columnas.items()}
    hallados = [llave(titulo) for titulo in impreso]
    faltan = [t for t in columnas.values() if llave(t) not in hallados]
    sobran = [t for t, k in zip(impreso, hallados, strict=True) if k not in por_llave]
    repetidas = sorted({k for k in hallados if hallados.count(k) > 1 and k in por_llave})
    quejas = (("Faltan", faltan), ("Sobran", sobran), ("Están repetidas", repetidas))
    que = " ".join(f"{queja} las columnas: {', '.join(t)}." for queja, t in quejas if t)
    if que:
        codigo = "COLUMNA_FALTANTE" if faltan else "COLUMNA_SOBRANTE"
        remedio = f"El encabezado debe ser: {', '.join(columnas.values())}."
        raise CargaRechazada(codigo, nombre, que=que, remedio=remedio)
    return [por_llave[k] for k in hallados]


def _mal_cortado(numero: int, linea: str, trae: int, debe: int) -> Rechazo:
    causa = f"Trae {trae} campos y deben ser {debe}."
    if not trae:
        causa = "Tiene comillas sin cerrar o un salto de renglón dentro de un campo."
    return Rechazo(numero, linea, (causa,), ("RENGLON_INCOMPLETO",))


def lectura_de(
    archivo: Archivo,
    hoja: Hoja,
    *,
    clase: Clase,
    columnas: dict[str, pa.Array],
    avisos: Iterable[Aviso],
) -> Lectura:
    """Return the reading of a sheet: the rows free of causes, and those that are not."""
    rechazos = hoja.rechazos()
    malos = {rechazo.renglon for rechazo in rechazos}
    todas = pa.table({**columnas, "renglon": pa.array(hoja.renglones)})
    return Lectura(
        clase=clase,
        archivo=archivo.nombre,
        sha256=archivo.sha256,
        corte=None,
        tabla=todas.filter(pa.array(hoja.libres_de())),
        rechazos=rechazos,
        avisos=tuple(aviso for aviso in avisos if aviso.renglon not in malos),
        totales=None,
        renglones_leidos=hoja.leidos,
        renglones_de_impresion=1,
        renglones_en_blanco=hoja.en_blanco,
    )
