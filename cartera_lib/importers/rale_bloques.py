"""Read lines of a RALE that stand at known columns, thousands at a time, with numpy.

A block is a matrix of bytes, one row a printed column: what a line must have at each position
is a comparison of whole rows. A line that does not comply in everything is not read here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import numpy as np

from cartera_lib.importers.fechas import NULA, dia_de
from cartera_lib.importers.rale_campos import RENGLON, claves_validas
from cartera_lib.norma.tablas import Columna, recordar
from cartera_lib.valores import identificadores

Cortes: TypeAlias = Mapping[str, tuple[int, int]]

TAMANIO = 8192
ANCHO = 200
"""Longest line read in blocks: beyond the last column only blanks are left to be."""

BLANCO, CERO, DIAGONAL, GUION, COMA, PUNTO = (ord(signo) for signo in " 0/-,.")
RETORNO, AVANCE, SALTO = (ord(signo) for signo in "\r\f\n")


class Lineas:
    """The physical lines of a text, without their ends: line ``i`` is numbered ``i + 1``."""

    def __init__(self, datos: bytes) -> None:
        self._datos = datos
        self._letras = np.frombuffer(datos + b" " * ANCHO, dtype=np.uint8)
        saltos = np.flatnonzero(self._letras == SALTO)
        self.inicio = np.concatenate([[0], saltos + 1])
        self.fin = np.concatenate([saltos, [len(datos)]])
        if self.inicio[-1] == len(datos):  # nothing after the last end of line
            self.inicio, self.fin = self.inicio[:-1], self.fin[:-1]
        con_avance = (self._letras[self.inicio] == AVANCE) & (self.fin > self.inicio)
        self.inicio += con_avance
        self.fin -= (self.fin > self.inicio) & (self._letras[self.fin - 1] == RETORNO)

    def __len__(self) -> int:
        return len(self.inicio)

    def __getitem__(self, i: int) -> bytes:
        return self._datos[self.inicio[i] : self.fin[i]]

    def tomar(self, lugares: Columna) -> Iterator[bytes]:
        """Go through some of the lines."""
        limites = zip(self.inicio[lugares].tolist(), self.fin[lugares].tolist(), strict=True)
        for desde, hasta in limites:
            yield self._datos[desde:hasta]

    def bloques(self) -> Iterator[tuple[int, "Bloque"]]:
        """Go through the lines in blocks, each with the place of its first line."""
        ventanas = np.lib.stride_tricks.sliding_window_view(self._letras, ANCHO)
        for desde in range(0, len(self), TAMANIO):
            inicio = self.inicio[desde : desde + TAMANIO]
            largo = self.fin[desde : desde + TAMANIO] - inicio
            ancho = int(min(max(largo.max(), 1), ANCHO))
            letras = np.ascontiguousarray(ventanas[inicio, :ancho].T)
            np.putmask(letras, np.arange(ancho)[:, None] >= largo, BLANCO)
            yield desde, Bloque(letras, largo <= ANCHO)


class Bloque:
    """Lines side by side: row ``j`` has the byte that each one prints in column ``j``."""

    def __init__(self, letras: Columna, completos: Columna) -> None:
        self.letras = letras
        self.completos = completos
        self.cifras = letras - CERO
        self.es_cifra = self.cifras <= 9
        self.es_blanco = letras == BLANCO

    def __len__(self) -> int:
        return int(self.letras.shape[1])

    def leer(self, cortes: Cortes | None) -> tuple[Columna, Columna]:
        """Return which lines comply with the columns in everything, and a record of each line."""
        datos = np.zeros(len(self), dtype=RENGLON)
        if cortes is None or self.letras.shape[0] < cortes["importe"][1]:
            return np.zeros(len(self), dtype=bool), datos
        valido = self.completos & self._huecos(cortes)
        valido &= self._patron(cortes, datos) & self._credito(cortes, datos)
        for campo in ("fecha_alta", "fecha_notificacion", "fecha_incidencia"):
            valido &= self._fecha(cortes[campo][0], datos[campo])
        valido &= datos["fecha_alta"] != NULA
        valido &= self._importe(cortes["importe"], datos["importe"])
        control = ("ooad_control", "subdelegacion_control")  # both are printed, or none
        for campo in control:
            valido &= self._opcional(campo, cortes[campo], datos)
        valido &= (datos[control[0]] == b"") == (datos[control[1]] == b"")
        return valido, datos

    def _huecos(self, cortes: Cortes) -> Columna:
        huecos = np.ones(self.letras.shape[0], dtype=bool)
        for desde, hasta in cortes.values():
            huecos[desde:hasta] = False
        return _todos(self.es_blanco[huecos])

    def _patron(self, cortes: Cortes, datos: Columna) -> Columna:
        lugar = cortes["registro"][0]
        posiciones = [lugar + k for k in (0, 1, 2, 4, 5, 6, 7, 8, 10, 11)]
        inicial = self.letras[lugar]
        valido = self.es_cifra[lugar] | ((inicial >= ord("A")) & (inicial <= ord("Z")))
        valido &= self._todas(self.es_cifra, posiciones[1:])
        valido &= (self.letras[lugar + 3] == GUION) & (self.letras[lugar + 9] == GUION)
        datos["registro"] = self._texto(posiciones)
        valido &= self._opcional("movimiento", cortes["movimiento"], datos)
        valido &= self._fecha(cortes["fecha_movimiento"][0], datos["fecha_movimiento"])
        valido &= self._opcional("sector", cortes["sector"], datos)
        datos["con_patron"] = valido
        sin_patron = _todos(self.es_blanco[: cortes["credito"][0]])
        return np.asarray(valido | sin_patron)

    def _credito(self, cortes: Cortes, datos: Columna) -> Columna:
        valido = self._numero(cortes["credito"], datos, "credito")
        ce = cortes["ce"][0]
        letra = self.letras[ce]
        valido &= self.es_blanco[ce] | ((letra >= ord("A")) & (letra <= ord("Z")))
        datos["ce"] = np.where(self.es_blanco[ce], b"", self._texto([ce]))
        valido &= self._periodo(cortes["periodo"][0], datos)
        valido &= self._numero(cortes["tipo_documento"], datos, "tipo_documento")
        valido &= self._en_catalogo(cortes["tipo_documento"][0], "tipos_documento")
        incd, _ = cortes["incidencia"]
        valido &= self.es_cifra[incd]
        valido &= self._numero((incd + 1, incd + 3), datos, "incidencia")
        valido &= self._en_catalogo(incd + 1, "incidencias")
        datos["dias"] = self._entero(range(*cortes["dias"]))
        valido &= self._todas(self.es_cifra, range(*cortes["dias"]))
        return valido

    def _periodo(self, lugar: int, datos: Columna) -> Columna:
        mes, ejercicio = range(lugar, lugar + 2), range(lugar + 3, lugar + 7)
        numero, cual = self._entero(mes), self._entero(ejercicio)
        valido = self._todas(self.es_cifra, [*mes, *ejercicio])
        valido &= self.letras[lugar + 2] == DIAGONAL
        ejercicios = identificadores.EJERCICIOS
        letras = np.empty((7, len(datos)), dtype=np.uint8)
        letras[:4], letras[4], letras[5:] = self.letras[ejercicio], GUION, self.letras[mes]
        datos["periodo"] = _cadenas(letras)
        valido &= (numero >= 1) & (numero <= 12)
        valido &= (cual >= ejercicios[0]) & (cual <= ejercicios[-1])
        return valido

    def _fecha(self, lugar: int, destino: Columna) -> Columna:
        """Write the day of each date, NULA where it is blank or ``0//``; tell which are right."""
        campo = self.letras[lugar : lugar + 10]
        dia, mes, ejercicio = (self._entero(range(lugar + a, lugar + b)) for a, b in PARTES)
        valido = self._todas(self.es_cifra, [lugar + k for k in (0, 1, 3, 4, 6, 7, 8, 9)])
        valido &= (campo[2] == DIAGONAL) & (campo[5] == DIAGONAL)
        destino[:] = np.where(valido, dia_de(ejercicio, mes, dia=dia), NULA)
        existe: Columna = destino != NULA
        if existe.all():
            return existe
        diagonal = campo == DIAGONAL
        blanco = self.es_blanco[lugar : lugar + 10]
        existe |= _todos(blanco)
        existe |= _todos((campo == CERO) | diagonal | blanco) & (
            np.add.reduce(diagonal, dtype=np.uint8) == 2
        )
        return existe

    def _importe(self, corte: tuple[int, int], destino: Columna) -> Columna:
        """Write the centavos of a right-aligned amount, with commas or without; tell which are."""
        desde, hasta = corte
        punto = hasta - 3
        comas = range(punto - 4, desde - 1, -4)
        impreso = ~self.es_blanco[desde:punto]
        valido = (self.letras[punto] == PUNTO) & self.es_cifra[punto - 1]
        valido &= self._todas(self.es_cifra, [punto + 1, punto + 2])
        valido &= ~np.logical_or.reduce(impreso[:-1] & ~impreso[1:])
        con_coma = np.zeros(len(destino), dtype=bool)
        sin_coma = np.zeros(len(destino), dtype=bool)
        for lugar in range(desde, punto):
            signo = self.es_blanco[lugar] | self.es_cifra[lugar]
            if lugar in comas:
                coma = (self.letras[lugar] == COMA) & self.es_cifra[lugar - 1]
                con_coma, sin_coma = con_coma | coma, sin_coma | self.es_cifra[lugar]
                signo = signo | coma
            valido &= signo
        destino[:] = self._pesos(desde, punto)
        return np.asarray(valido & ~(con_coma & sin_coma))

    def _pesos(self, desde: int, punto: int) -> Columna:
        suma = np.zeros(len(self), dtype=np.int64)
        for lugar in (*range(desde, punto), punto + 1, punto + 2):
            suma = np.where(self.es_cifra[lugar], suma * 10 + self.cifras[lugar], suma)
        return suma

    def _numero(self, corte: tuple[int, int], datos: Columna, campo: str) -> Columna:
        datos[campo] = self._texto(range(*corte))
        return self._todas(self.es_cifra, range(*corte))

    def _opcional(self, campo: str, corte: tuple[int, int], datos: Columna) -> Columna:
        vacio = _todos(self.es_blanco[corte[0] : corte[1]])
        if corte[1] > self.letras.shape[0]:  # lines end before this column
            return vacio
        datos[campo] = np.where(vacio, b"", self._texto(range(*corte)))
        return np.asarray(vacio | self._todas(self.es_cifra, range(*corte)))

    def _en_catalogo(self, lugar: int, tabla: str) -> Columna:
        clave = self._entero(range(lugar, lugar + 2))
        return _catalogo(tabla)[np.where(clave < 100, clave, 100)]

    def _entero(self, posiciones: Iterable[int]) -> Columna:
        suma = np.zeros(len(self), dtype=np.int32)
        for lugar in posiciones:
            suma = suma * 10 + self.cifras[lugar]
        return suma

    def _texto(self, posiciones: Iterable[int]) -> Columna:
        return _cadenas(self.letras[list(posiciones)])

    def _todas(self, que: Columna, posiciones: Iterable[int]) -> Columna:
        return _todos(que[list(posiciones)])


PARTES = ((0, 2), (3, 5), (6, 10))


@recordar()
def _catalogo(tabla: str) -> Columna:
    valido = np.zeros(101, dtype=bool)  # the last place is «not a code»
    valido[[int(clave) for clave in claves_validas(tabla)]] = True
    return valido


def _todos(que: Columna) -> Columna:
    """Tell which lines comply in all the rows."""
    return np.asarray(np.logical_and.reduce(que))


def _cadenas(letras: Columna) -> Columna:
    return np.ascontiguousarray(letras.T).view(f"S{letras.shape[0]}").ravel()
