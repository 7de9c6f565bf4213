"""Faults of a form that take another credit: one too many, or one that should be there."""

from collections import defaultdict
from dataclasses import replace

from cartera_lib.sintetica.cedulas import Cedula, Linea, Papel, cedulas, liga
from cartera_lib.sintetica.modelo import Credito, Ramo
from cartera_lib.sintetica.taller import BLOQUEADOS, Taller, alguna, dicho, sin_bloqueo
from cartera_lib.sintetica.tiempo import DIA, laborable

A_COBRO = {"31", "32", "34", "35", "43"}
LOCALIZABLES = {"01", "02", "31"}


def bloqueado(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Add to a form of collection a credit that cannot be collected."""
    de_cobro = (x for x in cedula.lineas if x.incidencia in A_COBRO and sin_bloqueo(x))
    modelo = next(de_cobro, None)
    if modelo is None or cedula.area != "OC" or modelo.papel.clase == "OFICIO_FIN_CONVENIO":
        return None
    return _con_otro(cedula, modelo, _quietos(cedula, taller, BLOQUEADOS), taller=taller)


def sin_multa(cedula: Cedula, taller: Taller) -> Cedula | None:
    """Take the fine or its origin out of a form that sends both to 09."""
    de_acta = [x for x in cedula.lineas if x.cedula == "CAP-4" and x.incidencia == "09"]
    ligas = [x.liga for x in de_acta if x.credito.ramo is Ramo.COP]
    linea = alguna(cedula, taller, sirve=lambda x: ligas.count(x.liga) > 1)
    if linea is None:
        return None
    lineas = tuple(x for x in cedula.lineas if x is not linea)
    return replace(cedula, lineas=lineas, detalle=dicho(linea, "falta en la cédula."))


def multa_suelta(taller: Taller) -> Cedula | None:
    """Send to 09 half of a pair at rest: a form that nobody corrects, if none could be cut."""
    parejas: dict[tuple[str, int, str], list[Credito]] = defaultdict(list)
    dia = laborable(taller.corte - 9 * DIA)
    for credito in taller.quietos:
        localizable = credito.tramo(dia).incidencia in LOCALIZABLES
        if credito.ramo is Ramo.COP and localizable and credito.alta < dia:
            parejas[liga(credito)].append(credito)
    completas = [pareja for pareja in parejas.values() if len(pareja) > 1]
    if not completas:
        return None
    elegido, otro = taller.azar.barajar(taller.azar.elegir(completas))[:2]
    folio = f"ANL-{taller.azar.entre(1, 9999):04d}/{dia:%Y}"
    papel = Papel("ACTA_NO_LOCALIZACION", folio, dia)
    linea = Linea(elegido, dia, "OC", "CAMBIO_INCIDENCIA", papel, incidencia="09")
    detalle = f"Crédito {otro.numero}: falta en la cédula."
    return replace(cedulas([linea])[0], codigo="D12", detalle=detalle)


def _quietos(cedula: Cedula, taller: Taller, incidencias: set[str]) -> list[Credito]:
    primera = cedula.lineas[0]
    return [
        c
        for c in taller.quietos
        if c.ramo is primera.credito.ramo
        and c.tramo(cedula.fecha).incidencia in incidencias
        and c.alta <= min(x.papel.fecha or x.fecha for x in cedula.lineas)
    ]


def _con_otro(
    cedula: Cedula, modelo: Linea, creditos: list[Credito], *, taller: Taller
) -> Cedula | None:
    if not creditos:
        return None
    credito = taller.azar.elegir(creditos)
    incidencia = credito.tramo(cedula.fecha).incidencia
    importe = None if modelo.importe is None else credito.importe(cedula.fecha)
    nueva = replace(modelo, credito=credito, de=incidencia, importe=importe)
    detalle = dicho(nueva, f"está en {incidencia}.")
    return replace(cedula, lineas=(*cedula.lineas, nueva), detalle=detalle)
