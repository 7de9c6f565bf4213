"""Read a RALE, the list of the credits of the cartera: every physical line is accounted for.

Lines at their columns are read in blocks; the rest one by one: out-of-place data, headings,
and what must be rejected. Nothing is returned unless pages, cut and printed totals tie.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from cartera_lib.importers.archivo import Archivo, abrir, texto
from cartera_lib.importers.fechas import NULA
from cartera_lib.importers.lectura import Aviso, Lectura, Rechazo
from cartera_lib.importers.rale_bloques import Cortes, Lineas
from cartera_lib.importers.rale_campos import RENGLON
from cartera_lib.importers.rale_control import (
    ESPERADO,
    Renglones,
    corte,
    exigir_final,
    exigir_hojas,
    exigir_totales,
)
from cartera_lib.importers.rale_impresion import Impresion, columnas
from cartera_lib.importers.rale_renglones import ORDEN, Renglon, leer_incompleto, leer_renglon
from cartera_lib.importers.rale_tabla import Herencia, arrastrar, hacer_tabla
from cartera_lib.norma.tablas import Columna

RUIDO = b" \t\f\r\x1a"
MARGEN = 4
"""Columns before an employer's registration: eight in the paged list, none in the compact."""

POR_OMISION: dict[str, Any] = {
    campo: NULA if campo.startswith("fecha_") else 0 for campo in RENGLON.names or ()
}
POR_OMISION |= {campo: b"" for campo in POR_OMISION if RENGLON[campo].kind == "S"}
IRRECONOCIBLE = ("RENGLON_INCOMPLETO", "No es un crédito ni un renglón conocido del listado.")


def read(ruta: Path | str) -> Lectura:
    """Return a RALE as accepted and rejected lines; CargaRechazada when it does not tie."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read a RALE that is already open."""
    lector = _Lector(Lineas(archivo.datos))
    lector.leer()
    cual = corte(archivo.nombre, lector.impresion)
    renglones = lector.renglones()
    exigir_hojas(archivo.nombre, lector.impresion, paginado=lector.cortes is not None)
    exigir_final(archivo.nombre, lector.impresion, renglones=renglones)
    totales = exigir_totales(archivo.nombre, lector.impresion, renglones=renglones)
    rechazos = lector.rechazos(arrastrar(renglones.datos), renglones.datos)
    return Lectura(
        clase="rale",
        archivo=archivo.nombre,
        sha256=archivo.sha256,
        corte=cual,
        tabla=hacer_tabla(renglones.datos),
        rechazos=rechazos,
        avisos=lector.avisos(rechazos),
        totales=totales,
        renglones_leidos=len(renglones.datos) + len(lector.desconocidos),
        renglones_de_impresion=lector.impresion.renglones,
        renglones_en_blanco=lector.en_blanco,
    )


class _Lector:
    """Goes once through the lines and sorts each into data, print, blank or unknown."""

    def __init__(self, lineas: Lineas) -> None:
        self.lineas = lineas
        self.cortes = _elegir(lineas)
        self.impresion = Impresion()
        self.repetidos: set[bytes] = set()
        self.datos: list[Columna] = []
        self.causas: dict[int, list[tuple[str, str]]] = {}
        self.notas: list[Aviso] = []
        self.ilegibles: set[str] = set()
        self.cortados: list[int] = []
        self.desconocidos: list[int] = []
        self.en_blanco = 0

    def leer(self) -> None:
        for desde, bloque in self.lineas.bloques():
            valido, datos = bloque.leer(self.cortes)
            datos["renglon"] = np.arange(desde + 1, desde + 1 + len(datos))
            sueltas = np.flatnonzero(~valido)
            for lugar, linea in zip(sueltas, self.lineas.tomar(desde + sueltas), strict=True):
                renglon = self._leer_suelta(desde + int(lugar) + 1, linea.strip(RUIDO))
                if renglon:
                    datos[lugar], valido[lugar] = _registro(renglon.valores), True
            self.datos.append(datos[valido])

    def _leer_suelta(self, numero: int, linea: bytes) -> Renglon | None:
        """Read a line by itself: return it if it is of data, account for it if it is not."""
        if not linea:
            self.en_blanco += 1
            return None
        if linea in self.repetidos:
            self.impresion.renglones += 1
            return None
        impreso = self.texto(numero)
        renglon = leer_renglon(impreso, numero, cortes=self.cortes)
        if not renglon and self.impresion.anotar(impreso, numero):
            if self.impresion.repetible(impreso):
                self.repetidos.add(linea)
            return None
        renglon = renglon or leer_incompleto(impreso, numero, cortes=self.cortes)
        if renglon:
            self._guardar(numero, renglon)
        else:
            self.desconocidos.append(numero)
        return renglon

    def _guardar(self, numero: int, renglon: Renglon) -> None:
        """Keep what a line of data leaves behind besides its values."""
        self.notas += renglon.avisos
        if renglon.causas:
            self.causas[numero] = renglon.causas
        if renglon.registro_impreso:
            self.ilegibles.add(renglon.registro_impreso)
        if renglon.cortado:
            self.cortados.append(numero)

    def texto(self, numero: int) -> str:
        """Return a line as people read it."""
        return texto(self.lineas[numero - 1].rstrip(RUIDO))

    def renglones(self) -> Renglones:
        """Return every line of data in the order of the file."""
        return Renglones(
            np.concatenate([*self.datos, np.empty(0, dtype=RENGLON)]),
            self.ilegibles,
            self.cortados,
            self.desconocidos,
        )

    def rechazos(self, herencias: Mapping[int, Herencia], datos: Columna) -> tuple[Rechazo, ...]:
        """Return every rejected line with all its causes, in the order of the file."""
        causas = self.causas | {numero: [IRRECONOCIBLE] for numero in self.desconocidos}
        for lugar, herencia in herencias.items():
            numero = int(datos["renglon"][lugar])
            causas.setdefault(numero, []).append((herencia.codigo, herencia.causa))
        return tuple(self._rechazo(numero, causas[numero]) for numero in sorted(causas))

    def _rechazo(self, numero: int, causas: list[tuple[str, str]]) -> Rechazo:
        codigos = tuple(dict.fromkeys(codigo for codigo, _ in causas))
        return Rechazo(numero, self.texto(numero), tuple(c for _, c in causas), codigos)

    def avisos(self, rechazos: tuple[Rechazo, ...]) -> tuple[Aviso, ...]:
        """Return the notes of the lines that were accepted."""
        malos = {rechazo.renglon for rechazo in rechazos}
        return tuple(aviso for aviso in self.notas if aviso.renglon not in malos)


def _registro(valores: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(valores.get(campo, POR_OMISION[campo]) for campo in POR_OMISION)


def _elegir(lineas: Lineas) -> Cortes | None:
    """Return the columns that most of the first lines comply with; None in a compact list.

    When no line complies, the margin before the first employer tells the compact one.
    """
    _, bloque = next(lineas.bloques())
    aciertos = {lugar: int(bloque.leer(c)[0].sum()) for lugar, c in enumerate(columnas())}
    mejor = max(aciertos, key=aciertos.__getitem__)
    if not aciertos[mejor]:
        for lugar in range(len(bloque)):
            partes = ORDEN.fullmatch(texto(lineas[lugar]))
            if partes and partes["registro"]:
                return columnas()[mejor] if partes.start("registro") > MARGEN else None
    return columnas()[mejor]
