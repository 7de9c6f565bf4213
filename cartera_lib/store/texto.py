"""Names as they are looked for: no accents, one case, no punctuation; and how they sound."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

PARECIDO = 0.75
"""Least likeness (twice the letters in common over all the letters) of two spellings."""

COMUNES = {
    *("A", "AC", "CV", "DE", "DEL", "EL", "EN", "LA", "LAS", "LOS"),
    *("RL", "S", "SA", "SAB", "SAPI", "SC", "SPR", "Y"),
}
SONIDOS = tuple(
    (re.compile(patron), cambio)
    for patron, cambio in (
        ("PH", "F"),
        ("CH", "X"),
        ("SH", "X"),
        ("H", ""),
        ("QU(?=[EI])|Q", "K"),
        ("GU(?=[EI])", "G"),
        ("G(?=[EI])", "J"),
        ("C(?=[EI])|Z", "S"),
        ("C", "K"),
        ("V|W", "B"),
        ("LL", "Y"),
        ("Y$|Y(?=[^AEIOU])", "I"),
        (r"(.)\1+", r"\1"),
    )
)


def normalizar(nombres: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return names in upper case, without accents, and with one space between words.

    The dots of initials join them: «S.A. de C.V.» is written «SA DE CV».
    """
    sin_marcas = pc.replace_substring_regex(pc.utf8_normalize(nombres, "NFKD"), r"\p{M}+", "")
    mayusculas = pc.utf8_upper(sin_marcas)
    unidas = pc.replace_substring_regex(mayusculas, r"\b([A-Z])\.", r"\1")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(unidas, "[^A-Z0-9]+", " "))


def normalizado(texto: str) -> str:
    """Normalise one name."""
    return str(normalizar(pa.array([texto], pa.string()))[0].as_py())


@lru_cache(maxsize=65_536)
def sonido(palabra: str) -> str:
    """Return a normalised word as Mexican Spanish says it: VAZQUEZ and BASQUES sound the same."""
    for patron, cambio in SONIDOS:
        palabra = patron.sub(cambio, palabra)
    return palabra


def parecidas(palabra: str, candidatas: list[str]) -> list[str]:
    """Return, best first, the candidates spelled almost like a word."""
    comparador = SequenceMatcher(autojunk=False)
    comparador.set_seq2(palabra)
    notas = []
    for candidata in candidatas:
        comparador.set_seq1(candidata)
        if comparador.quick_ratio() >= PARECIDO and comparador.ratio() >= PARECIDO:
            notas.append((-comparador.ratio(), candidata))
    return [candidata for _, candidata in sorted(notas)]


def propias(nombre: str) -> list[str]:
    """Return the words of a normalised name that tell it from others, or all if there is none."""
    palabras = nombre.split()
    return [p for p in palabras if p not in COMUNES and len(p) > 1] or palabras


def parecido(buscadas: Sequence[str], nombre: str) -> int:
    """Return how much of the words looked for is in a normalised name, from 0 to 100."""
    palabras = propias(nombre)
    notas = [max((_nota(b, p) for p in palabras), default=0.0) for b in buscadas]
    return round(100 * sum(notas) / len(notas)) if notas else 0


@lru_cache(maxsize=65_536)
def _nota(buscada: str, palabra: str) -> float:
    if palabra.startswith(buscada) or sonido(buscada) == sonido(palabra):
        return 1.0 if palabra == buscada else 0.95
    return SequenceMatcher(None, buscada, palabra, autojunk=False).ratio()


def legible(texto: str) -> str:
    """Keep a damaged line readable: marks instead of NUL and of bytes that are not text."""
    return texto.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "␀")


def persona(quien: str) -> str:
    """Return a name so that two ways of writing it, seen or unseen, are one person."""
    visible = (c for c in unicodedata.normalize("NFKC", quien) if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split()).casefold()
