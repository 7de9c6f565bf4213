"""Función 1: lo que todo documento lleva, y las causas por las que uno no se emite.

Data in, data out: what it looks like is a matter of the templates.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from cartera_lib.cartera.borrador import Borrador, Datos, Impedimento, Negativa
from cartera_lib.cartera.contenido import faltas
from cartera_lib.cartera.emision import clases_de_documento
from cartera_lib.cartera.fundamentacion import competencia, defensas, fundamentos
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import INSTITUTO, Sede, cargos, firmantes
from cartera_lib.registry import funcion
from cartera_lib.valores.letras import fecha_en_letra, importe_en_letra

FIRMA_UNA = {"TS", "JDC", "JORC", "JOC"}
"""Posts that one person holds: the last one named signs."""


def comunes(clase: str, en: Sede, *, al: date, objeto: str) -> Datos:
    """Return what every document of a kind carries on a day, whoever it is for."""
    de_clase = clases_de_documento()[clase]
    propias, ley, contra = (
        competencia(de_clase.unidad, en, al=al),
        fundamentos(clase, al=al),
        defensas(clase, al=al),
    )
    dudas = (*en.por_confirmar, *propias.por_confirmar, *ley.por_confirmar, *contra.por_confirmar)
    lugar = f"{en.lugar}, a {fecha_en_letra(al)}" if en.lugar else ""
    return {
        "clase": clase,
        "nombre": de_clase.nombre,
        "fecha": al.isoformat(),
        "lugar_y_fecha": lugar,
        "objeto": objeto,
        "unidad": _unidad(en, de_clase.firma),
        "competencia": list(propias.textos),
        "fundamento": list(ley.textos),
        "defensa": list(contra.textos),
        "firmas": _firmas(de_clase.firma, en, al),
        "por_confirmar": list(dict.fromkeys(dudas)),
        "memoria": {"al": al.isoformat(), "creditos": [], "total": 0},
    }


def destinatario(registro: str, patron: Mapping[str, Any] | None) -> Datos:
    """Return who a document is for, as the employer master says; what it lacks is empty."""
    campos = (
        *("nombre", "rfc", "domicilio", "codigo_postal", "municipio"),
        *("actividad", "sector", "representante"),
    )
    conocido = patron or {}
    return {"registro": registro, **{c: str(conocido.get(c) or "") for c in campos}}


def importe(centavos: int) -> Datos:
    """Return an amount in figures and in words."""
    return {"importe": centavos, "importe_en_letra": importe_en_letra(centavos)}


@funcion(1)
def dictamen(
    borrador: Borrador, previas: Iterable[Impedimento] = (), *, creditos: Iterable[Llave] = ()
) -> Borrador | Negativa:
    """Return the draft if nothing stops it; otherwise all the reasons, those given first."""
    causas = [*previas, *_impedimentos(borrador)]
    if not causas:
        return borrador
    llaves = tuple(creditos) or tuple(credito.llave for credito in borrador.creditos)
    unicas = tuple(dict.fromkeys(causas))
    return Negativa(borrador.clase, borrador.registro, llaves, unicas)


def mezclas(llaves: Iterable[Llave]) -> Iterator[Impedimento]:
    """Yield what stops credits that do not go in one document: of two employers, of two ramos."""
    juntas = list(llaves)
    if len({llave.registro for llave in juntas}) > 1:
        yield Impedimento("E10", "El documento tiene créditos de varios patrones.")
    if len({llave.ramo for llave in juntas}) > 1:
        yield Impedimento("E04", "El documento mezcla créditos de COP y de RCV.")


def _impedimentos(borrador: Borrador) -> Iterable[Impedimento]:
    clase, datos, al = borrador.clase, borrador.datos, borrador.fecha
    nombre = clases_de_documento()[clase].nombre
    if not datos["competencia"]:
        yield Impedimento("E06", f"{nombre}: no hay competencia vigente el {al:%d/%m/%Y}.")
    if not datos["firmas"]:
        cargo = cargos()[clases_de_documento()[clase].firma]["nombre"]
        yield Impedimento("E07", f"{nombre}: no hay {cargo} registrado el {al:%d/%m/%Y}.")
    yield from faltas(clase, datos, al=al)


def _unidad(en: Sede, firma: str) -> Datos:
    return {
        "instituto": INSTITUTO,
        "ooad": en.nombre_ooad,
        "subdelegacion": en.nombre,
        "oficina": cargos()[firma]["oficina"] or "Subdelegación",
        "domicilio": en.domicilio,
    }


def _firmas(cargo: str, en: Sede, al: date) -> list[Datos]:
    suyas = firmantes(cargo, en, al=al)
    quienes = suyas[-1:] if cargo in FIRMA_UNA else suyas[:1]
    return [{"nombre": f.nombre, "cargo": f.cargo, "clave": f.clave} for f in quienes]
