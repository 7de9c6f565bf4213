"""Invented identities: registro patronal, RFC, names and addresses; none of a real employer.

Registro: the municipality part of every one is a letter and ``00``. The published samples number
a letter's municipalities from 01 and none shows 00, so no employer is read into these keys; it is
our reading, since no public table of municipalities exists. RFC: every one begins with ``XX``,
which a person gets only from a surname in X without vowels and a company only from two words in
X. Names and addresses come from Faker (es_MX).
"""

from datetime import date
from typing import NamedTuple

from faker import Faker
from stdnum.mx import rfc as sat

from cartera_lib.sintetica.azar import Azar

PREFIJOS_PROPIOS = ("X00", "Y00", "Z00")
PREFIJO_AJENO = "W00"
MODALIDADES = (("10", 98.7), ("13", 1.2), ("17", 0.1))
LETRAS = "BCDFGHJKLMNPQRSTVWXYZ"
ALFABETO = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"


class Persona(NamedTuple):
    """Name, RFC and address of one employer."""

    nombre: str
    rfc: str
    domicilio: str
    codigo_postal: str
    municipio: str
    representante: str


def registro(azar: Azar, numero: int, *, propio: bool) -> str:
    """Return the ten characters of one registro patronal, check digit apart."""
    prefijo = azar.elegir(PREFIJOS_PROPIOS) if propio else PREFIJO_AJENO
    return f"{prefijo}{numero:05d}{azar.ponderado(MODALIDADES)}"


def padron(semilla: int) -> Faker:
    """Return a Faker of its own, seeded."""
    faker = Faker("es_MX")
    faker.seed_instance(semilla)
    return faker


def persona(azar: Azar, faker: Faker, *, constituida: date) -> Persona:
    """Invent a person or a company, half and half."""
    fisica = azar.sucede(0.5)
    titular = f"{faker.first_name()} {faker.last_name()} {faker.last_name()}"
    nombre = titular if fisica else faker.company()
    calle = f"{faker.street_name()} {faker.building_number()}"
    codigo = f"{azar.entre(50000, 52999)}"
    otro = f"{faker.first_name()} {faker.last_name()} {faker.last_name()}"
    clave = rfc(azar, constituida, fisica=fisica)
    return Persona(nombre, clave, calle, codigo, faker.city(), titular if fisica else otro)


def rfc(azar: Azar, constituida: date, *, fisica: bool) -> str:
    """Return an RFC that begins with XX and whose last character checks."""
    siglas = "XX" + "".join(azar.elegir(LETRAS) for _ in range(2 if fisica else 1))
    homoclave = azar.elegir(ALFABETO) + azar.elegir(ALFABETO)
    clave = f"{siglas}{constituida:%y%m%d}{homoclave}"
    return clave + str(sat.calc_check_digit(clave))
