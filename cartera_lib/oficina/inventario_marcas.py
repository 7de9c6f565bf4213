"""Función 9: por qué una marca del inventario no se admite, dicho de una vez y por su crédito."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.inventario import ClaseDeMarca, Cuaderno, Marca
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.inventario import PRIMERO, SEGUNDO
from cartera_lib.valores.identificadores import numero_credito, periodo, registro_patronal
from cartera_lib.valores.texto import llano

RAMOS = ("COP", "RCV")


@dataclass(frozen=True, eq=False)
class Conteos:
    """An inventory as it goes: its base, its books, and the marks already kept."""

    base: pd.DataFrame
    cuadernos: Sequence[Cuaderno]
    marcas: pa.Table

    @cached_property
    def numeros(self) -> dict[Llave, int]:
        """Return the number of each credit of the base."""
        filas = self.base[LLAVE].itertuples(name=None)
        return {Llave(*llave): int(numero) for numero, *llave in filas}

    @cached_property
    def hechas(self) -> dict[tuple[int, Llave], tuple[ClaseDeMarca, str]]:
        """Return what each count said of each credit, and who said it."""
        return {
            (fila["conteo"], Llave(**{c: fila[c] for c in LLAVE})): (
                ClaseDeMarca[fila["marca"]],
                fila["quien"],
            )
            for fila in self.marcas.to_pylist()
        }

    def de(self, creditos: set[str]) -> "Conteos":
        """Return what concerns some numbers of credit, so that one mark asks for little."""
        pedidos = pa.array(sorted(creditos), pa.string())
        marcas = self.marcas.filter(pc.is_in(self.marcas["credito"], value_set=pedidos))
        return Conteos(self.base[self.base["credito"].isin(creditos)], self.cuadernos, marcas)

    def cuaderno(self, numero: int) -> Cuaderno | None:
        """Return the book that carries a number of the base."""
        return next((c for c in self.cuadernos if c.desde <= numero <= c.hasta), None)


def rechazos(nuevas: Sequence[Marca], conteos: Conteos, *, quien: str) -> list[str]:
    """Return why some marks cannot be kept; nothing when all can."""
    suyos = conteos.de({marca.llave.credito for marca in nuevas})
    vistas: set[tuple[int, Llave]] = set()
    faltas: list[str] = []
    for marca in nuevas:
        clave = (marca.conteo, marca.llave)
        dichas = ["está dos veces entre estas marcas."] if clave in vistas else []
        dichas += [*_de_lugar(marca, suyos), *_de_conteo(marca, suyos, quien)]
        faltas += [f"Crédito {marca.llave}: {falta}" for falta in dichas]
        vistas.add(clave)
    return faltas


def _de_lugar(marca: Marca, conteos: Conteos) -> Iterator[str]:
    """Yield what is wrong with where a mark is put: its book, and the base."""
    numero = conteos.numeros.get(marca.llave)
    if marca.cuaderno not in {libro.numero for libro in conteos.cuadernos}:
        yield f"no hay libro {marca.cuaderno} en este inventario. Elija uno de los suyos."
    elif numero is None:
        yield from _fuera_de_base(marca, conteos)
    else:
        libro = conteos.cuaderno(numero)
        donde = f"libro {libro.numero}, de {libro.responsable}" if libro else "ningún libro"
        if marca.marca is ClaseDeMarca.SOBRANTE:
            yield f"no sobra: es el {numero:,} de la base ({donde}). Márquelo ahí."
        elif libro is None or libro.numero != marca.cuaderno:
            yield f"es el {numero:,} de la base y va en el {donde}. Márquelo ahí."


def _fuera_de_base(marca: Marca, conteos: Conteos) -> Iterator[str]:
    antes = conteos.hechas.get((PRIMERO, marca.llave))
    if marca.marca is ClaseDeMarca.SOBRANTE:
        yield from _mal_escrita(marca.llave)
    elif not (marca.conteo == SEGUNDO and antes and marca.marca is ClaseDeMarca.SIN_DOCUMENTO):
        yield (
            "no está en la base del inventario. Revise el número; si el documento existe, "
            "agréguelo como sobrante."
        )


def _mal_escrita(llave: Llave) -> Iterator[str]:
    """Yield what is wrong with the key of a paper that somebody typed."""
    for leer, texto in (
        (lambda t: registro_patronal(t).registro, llave.registro),
        (numero_credito, llave.credito),
        (lambda t: periodo(t).mes, llave.periodo),
    ):
        try:
            leido = leer(texto)
        except DatoInvalido as motivo:
            yield str(motivo)
        else:
            if leido != texto:
                yield f"«{texto}» se escribe {leido}."
    if llave.ramo not in RAMOS:
        yield f"el ramo es COP o RCV, no «{llave.ramo}»."
    if llave.tipo_documento not in tipos_documento():
        yield f"no hay tipo de documento «{llave.tipo_documento}». Elija uno del catálogo."


def _de_conteo(marca: Marca, conteos: Conteos, quien: str) -> Iterator[str]:
    """Yield what is wrong with the count of a mark: done already, not asked, or by the same."""
    hechas = conteos.hechas
    if marca.conteo not in (PRIMERO, SEGUNDO):
        yield f"no hay conteo {marca.conteo}: son el primero y el segundo."
    elif previa := hechas.get((marca.conteo, marca.llave)):
        yield f"ya está contado por {previa[1]} ({previa[0].value}). Siga con otro."
    elif marca.conteo == PRIMERO and (SEGUNDO, marca.llave) in hechas:
        yield "ya pasó al segundo conteo: no se cuenta otra vez por primera."
    elif marca.conteo == SEGUNDO and (antes := hechas.get((PRIMERO, marca.llave))):
        if antes[0] is ClaseDeMarca.TOTAL:
            yield "coincidió en el primer conteo; el segundo no lo pide."
        if llano(antes[1]) == llano(quien):
            yield f"{antes[1]} lo contó primero; el segundo conteo lo hace otra persona."
