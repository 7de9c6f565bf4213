"""Identifiers of employers, insured and credits: shape, check digit, and period.

What cannot be read is refused with DatoInvalido; a wrong check digit is only told, in
``digito_valido``, because the institute's own documents print some that do not comply.
"""

import re
from dataclasses import dataclass

import numpy as np
from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.mx import curp as stdnum_curp
from stdnum.mx import rfc as stdnum_rfc

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

REGISTRO = re.compile(r"[A-Z0-9]\d{9}\d?", re.ASCII)
CREDITO = re.compile(r"\d{9}", re.ASCII)
NSS = re.compile(r"\d{11}", re.ASCII)
PERIODO = re.compile(
    r"(?P<mes>\d\d)[/-](?P<ejercicio>\d{4})|(?P<ejercicio_>\d{4})-?(?P<mes_>\d\d)", re.ASCII
)
DE_REFERENCIA = 15
EJERCICIOS = range(1943, 2100)
"""Years believed in a period: from the first Ley del Seguro Social."""


@dataclass(frozen=True)
class RegistroPatronal:
    """An employer's registration: ten positions and, where it was written, the check digit."""

    registro: str
    digito: str | None

    @property
    def digito_valido(self) -> bool | None:
        """Tell whether the check digit complies; None when it was not written."""
        return None if self.digito is None else self.digito == digito_verificador(self.registro)

    @property
    def municipio(self) -> str:
        """Return the three positions of the institute's municipality."""
        return self.registro[:3]

    @property
    def modalidad(self) -> str:
        """Return the two digits of the kind of insurance."""
        return self.registro[8:10]

    def __str__(self) -> str:
        """Write it as printed lists do, without check digit: ``A12-34567-10``."""
        return f"{self.registro[:3]}-{self.registro[3:8]}-{self.registro[8:]}"


@dataclass(frozen=True)
class Periodo:
    """A month of contributions, ``AAAA-MM``, and whether it was written as month 13."""

    mes: str
    trece: bool = False

    @property
    def bimestre(self) -> str:
        """Return the even month that closes its bimester, by which RCV is known."""
        ejercicio, mes = self.mes.split("-")
        return f"{ejercicio}-{int(mes) + int(mes) % 2:02d}"


@dataclass(frozen=True)
class Clave:
    """A person's key (RFC, CURP or NSS) and whether its check digit complies."""

    valor: str
    digito_valido: bool


def registro_patronal(texto: str) -> RegistroPatronal:
    """Read an employer's registration of ten or eleven positions, dashes and spaces forgiven."""
    limpio = re.sub(r"[\s-]", "", texto).upper()
    if not REGISTRO.fullmatch(limpio):
        raise DatoInvalido(
            f"«{texto}» no es un registro patronal. Escriba once posiciones, por ejemplo "
            "A12-34567-10-1, o diez si no conoce el dígito verificador."
        )
    return RegistroPatronal(limpio[:10], limpio[10:] or None)


def digito_verificador(registro: str) -> str:
    """Return the check digit of the ten positions of a registration.

    A first letter counts as its number (A is 10, Z is 35); then Luhn from the right.
    """
    return luhn.calc_check_digit(f"{int(registro[0], 36)}{registro[1:10]}")


def digitos_verificadores(registros: Columna) -> Columna:
    """Return the check digit of each registration of a column, as whole numbers."""
    cifras = np.array(registros, dtype="S10").reshape(-1, 1).view(np.uint8).astype(np.int64)
    valores = np.where(cifras >= ord("A"), cifras - ord("A") + 10, cifras - ord("0"))
    inicial = valores[:, :1]
    columnas = np.hstack([inicial // 10, inicial % 10, valores[:, 1:10]])
    dobles = 2 * columnas[:, ::-2]
    suma = (dobles - 9 * (dobles > 9)).sum(axis=1) + columnas[:, -2::-2].sum(axis=1)
    return np.asarray(-suma % 10)


def numero_credito(texto: str) -> str:
    """Read a credit number: nine digits."""
    limpio = texto.strip()
    if not CREDITO.fullmatch(limpio):
        raise DatoInvalido(
            f"«{texto}» no es un número de crédito. "
            "Escriba sus nueve cifras, por ejemplo 241000123."
        )
    return limpio


def periodo(texto: str) -> Periodo:
    """Read a period as ``mm/aaaa``, ``aaaamm``, ``mm-aaaa`` or ``aaaa-mm``; month 13 is 12."""
    partes = PERIODO.fullmatch(texto.strip())
    ejercicio = int(partes["ejercicio"] or partes["ejercicio_"]) if partes else 0
    mes = int(partes["mes"] or partes["mes_"]) if partes else 0
    if ejercicio not in EJERCICIOS or not 1 <= mes <= 13:
        raise DatoInvalido(
            f"«{texto}» no es un periodo. Escriba mes y ejercicio, por ejemplo 03/2026 o 202603."
        )
    return Periodo(f"{ejercicio}-{min(mes, 12):02d}", trece=mes == 13)


def rfc(texto: str) -> Clave:
    """Read an RFC of twelve or thirteen positions.

    The generic ones (XAXX010101000) have a right shape and a check digit that never complies.
    """
    try:
        valor = stdnum_rfc.validate(texto)
    except ValidationError:
        valor = ""
    if len(valor) not in (12, 13):
        raise DatoInvalido(
            f"«{texto}» no es un RFC. Escriba doce posiciones de una persona moral "
            "o trece de una física."
        )
    return Clave(valor, stdnum_rfc.is_valid(valor, validate_check_digits=True))


def curp(texto: str) -> Clave:
    """Read a CURP of eighteen positions."""
    try:
        valor = stdnum_curp.validate(texto, validate_check_digits=False)
    except ValidationError as causa:
        raise DatoInvalido(
            f"«{texto}» no es una CURP. Revise sus dieciocho posiciones, fecha y entidad."
        ) from causa
    return Clave(valor, stdnum_curp.is_valid(valor))


def nss(texto: str) -> Clave:
    """Read a social security number of eleven digits, dashes and spaces forgiven."""
    limpio = re.sub(r"[\s-]", "", texto)
    if not NSS.fullmatch(limpio):
        raise DatoInvalido(f"«{texto}» no es un número de seguridad social. Escriba once cifras.")
    return Clave(limpio, luhn.is_valid(limpio))


def referencia(oficina: str, *, ejercicio: int, consecutivo: int) -> str:
    """Return the fifteen digits of a ficha: office of four, year, number of eight, and Luhn's."""
    base = f"{oficina}{ejercicio % 100:02d}{consecutivo:08d}"
    return base + str(luhn.calc_check_digit(base))


def referencia_valida(texto: str) -> bool:
    """Tell whether a reference has fifteen digits and its check digit is right."""
    return len(texto) == DE_REFERENCIA and texto.isdigit() and luhn.is_valid(texto)
