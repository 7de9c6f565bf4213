"""Text as it is compared: capitals, without accents, one space between words."""

import unicodedata


def llano(texto: str) -> str:
    """Return a text so that two ways of writing the same words are equal."""
    sin_acentos = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    return " ".join(sin_acentos.upper().replace("_", " ").split())
