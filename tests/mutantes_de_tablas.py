"""Wrong tables, one change each, and whether the fixed cases of the second reading notice."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from casos_de_compuerta import casos_fijos
from compuerta_en_letras import AJENAS, LETRAS, cartera_de, estados_de, tabla_de
from segunda_lectura import ACTOS, DEVENGA, leer

from cartera_lib.cartera.hechos import hechos_de
from cartera_lib.errors import CarteraError
from cartera_lib.norma import tablas
from cartera_lib.reglas.decision import Acto, decidir
from cartera_lib.reglas.situacion_juridica import situacion_juridica

Fila = dict[str, str]
MUERTO, RECHAZADO, VIVO = "muerto", "rechazado", "vivo"
RESPUESTAS = ("SI", "CAUTELA", "PENDIENTE", "NO")


class Mutante(NamedTuple):
    """A table with one change; ``nombre`` says which."""

    nombre: str
    tabla: str
    filas: tuple[Fila, ...]

    @property
    def solo_decide(self) -> bool:
        """The states stay as they were: only the answers are read again."""
        return self.tabla == "decisiones"


@contextmanager
def en_vez_de(mutante: Mutante) -> Iterator[None]:
    """Let the package read other rows of a table, in memory, and forget them at the end."""
    propios = tablas.renglones

    def otros(nombre: str) -> tuple[Fila, ...]:
        return mutante.filas if nombre == mutante.tabla else propios(nombre)

    modulos = [m for n, m in sys.modules.items() if n.startswith("cartera_lib")]
    leen = [m for m in modulos if getattr(m, "renglones", None) is propios]
    _poner(leen, otros)
    try:
        yield
    finally:
        _poner(leen, propios)


def _poner(modulos: list[object], lector: Callable[[str], object]) -> None:
    for modulo in modulos:
        modulo.renglones = lector
    tablas.olvidar()


# --- What the fixed cases notice ----------------------------------------------------------------


@cache
def _preparados():
    """Return, by day, what the gate is asked, and what the law answers."""
    return [
        (al, cartera_de(casos), tabla_de(casos, cartera_de(casos)), _por_afectar(casos),
         _segun_la_ley(casos, al))
        for al, casos in casos_fijos().items()
    ]  # fmt: skip


def _por_afectar(casos):
    return np.array([caso.credito.por_afectar for caso in casos])


def _segun_la_ley(casos, al):
    lecturas = [leer(c.credito, c.sucesos, al) for c in casos]
    numeros = {letra: int(r) for r, letra in LETRAS.items()}
    actos = np.array([[numeros[x] for x in lectura.actos] for lectura in lecturas]).T
    devenga = np.array([DEVENGA.index(lectura.devenga) for lectura in lecturas])
    prescriben = (np.array([_en_dias(x[n]) for x in lecturas]) for n in (2, 3))
    return actos, devenga, *prescriben, [lectura.estados for lectura in lecturas]


def _en_dias(dia):
    return -1 if dia is None else (dia - date(1970, 1, 1)).days


def _juridica(preparado):
    al, cartera, tabla, por_afectar, _ = preparado
    hechos = hechos_de(cartera, tabla, al=al)
    return situacion_juridica(cartera, hechos, al=al, por_afectar=por_afectar)


@cache
def _estados():
    return [_juridica(preparado).estados for preparado in _preparados()]


def _responde(estados, al):
    dictamen = decidir(estados, al=al)
    return np.array([dictamen.respuesta(Acto[acto]) for acto in ACTOS]), dictamen.devenga


def probar(mutante: Mutante) -> str:
    """Say whether a wrong table is noticed by some fixed case, refused when read, or neither."""
    propios = _estados() if mutante.solo_decide else None
    with en_vez_de(mutante):
        try:
            igual = all(
                _igual(preparado, propios[n] if propios else None)
                for n, preparado in enumerate(_preparados())
            )
        except CarteraError:
            return RECHAZADO
    return VIVO if igual else MUERTO


def _igual(preparado, estados) -> bool:
    al, _, _, _, (actos, devenga, prescribe, segun_corte, suyos) = preparado
    if estados is None:
        juridica = _juridica(preparado)
        estados = juridica.estados
        if estados_de(estados) != suyos:
            return False
        if (juridica.prescripcion.consumada != prescribe).any():
            return False
        if (juridica.segun_corte.consumada != segun_corte).any():
            return False
    suyas, suyo = _responde(estados, al)
    return bool((suyas == actos).all() and (suyo == devenga).all())


def sin_cambios() -> bool:
    """Tell whether the tables as they are answer the fixed cases as the law does."""
    return all(_igual(preparado, None) for preparado in _preparados())


# --- The mutants --------------------------------------------------------------------------------


def _con(tabla: str, numero: int, **cambios: str) -> Mutante:
    filas = tablas.renglones(tabla)
    llave = next(filas[numero][c] for c in ("codigo", "estado", "hecho") if c in filas[numero])
    nueva = {**filas[numero], **cambios}
    nombre = f"{tabla} {filas[numero].get('materia', '')} {llave}: {cambios}"
    return Mutante(nombre, tabla, (*filas[:numero], nueva, *filas[numero + 1 :]))


def de_respuestas() -> Iterator[Mutante]:
    """Each answer of each row, changed to each other one; and whether accessories go on."""
    for numero, fila in enumerate(tablas.renglones("decisiones")):
        for acto in (a.lower() for a in ACTOS):
            for otra in (r for r in RESPUESTAS if r != fila[acto]):
                yield _con("decisiones", numero, **{acto: otra})
        for otra in (d for d in DEVENGA if d != fila["devenga"]):
            yield _con("decisiones", numero, devenga=otra)


def de_condiciones() -> Iterator[Mutante]:
    """A state that passes from a row to another of its group that answers otherwise."""
    filas = tablas.renglones("decisiones")
    for n, una in enumerate(filas):
        for m, otra in enumerate(filas):
            if n != m and una["materia"] == otra["materia"] and _distinta(una, otra):
                yield from _pasar(filas, n, m)


def _distinta(una: Fila, otra: Fila) -> bool:
    return any(una[c] != otra[c] for c in (*(a.lower() for a in ACTOS), "devenga"))


def _pasar(filas: tuple[Fila, ...], de: int, a: int) -> Iterator[Mutante]:
    origen, destino = (_leer(filas[n]["cuando"]) for n in (de, a))
    for materia, estados in origen.items():
        for estado in estados if materia in destino else ():
            quedan = [e for e in estados if e != estado]
            nuevas = list(filas)
            nuevas[a] = {**filas[a], "cuando": _escribir(
                {**destino, materia: [*destino[materia], estado]})}  # fmt: skip
            if quedan:
                nuevas[de] = {**filas[de], "cuando": _escribir({**origen, materia: quedan})}
            else:
                del nuevas[de]
            nombre = f"{materia}={estado} pasa de {filas[de]['codigo']} a {filas[a]['codigo']}"
            yield Mutante(nombre, "decisiones", tuple(nuevas))


def _leer(cuando: str) -> dict[str, list[str]]:
    partes = (parte.split("=") for parte in cuando.split())
    return {materia: estados.split("|") for materia, estados in partes}


def _escribir(condicion: dict[str, list[str]]) -> str:
    return " ".join(f"{materia}={'|'.join(estados)}" for materia, estados in condicion.items())


UNIDADES = ("HABILES", "HABILES_TRAS_EFECTOS", "MESES")


def de_materias() -> Iterator[Mutante]:
    """Terms a day longer or shorter or in other days; flags that somebody reads, the other way."""
    for numero, fila in enumerate(tablas.renglones("materias")):
        for bandera in _banderas_que_se_leen(fila["materia"], fila["estado"]):
            yield _con("materias", numero, **{bandera: "0" if fila[bandera] == "1" else "1"})
        if fila["plazo"]:
            for otro in (int(fila["plazo"]) - 1, int(fila["plazo"]) + 1):
                yield _con("materias", numero, plazo=str(otro))
            for unidad in (u for u in UNIDADES if u != fila["unidad"]):
                yield _con("materias", numero, unidad=unidad)


def _banderas_que_se_leen(materia: str, estado: str) -> list[str]:
    """Only a state put by a fact suspends; or stays open, if a cut may say another thing.

    Of the notice neither is read (its own rule decides), nor of a recourse before it is judged.
    """
    puestos = {p for f in tablas.renglones("hechos") for p in f["pone"].split("|")}
    puestos |= {f"inconformidad={e}" for e in ("EN_TIEMPO", "EXTEMPORANEA")}
    dichos = {f["pone"] for f in tablas.renglones("incidencias_materia")}
    del_corte = {p for p in dichos if p.startswith(f"{materia}=") and p != f"{materia}={estado}"}
    if f"{materia}={estado}" not in puestos or materia in (*AJENAS, "notificacion"):
        return []
    if estado == "INTERPUESTA":
        return []
    return ["suspende", "abierto"] if del_corte else ["suspende"]


def de_hechos() -> Iterator[Mutante]:
    """What interrupts and does not, and what interrupts and should not; a fact that moves less."""
    for numero, fila in enumerate(tablas.renglones("hechos")):
        yield _con("hechos", numero, interrumpe="0" if fila["interrumpe"] == "1" else "1")
        partes = fila["pone"].split("|")
        for parte in partes if len(partes) > 1 else ():
            yield _con("hechos", numero, pone="|".join(p for p in partes if p != parte))


def de_cesiones() -> Iterator[Mutante]:
    for numero, fila in enumerate(tablas.renglones("hechos_que_ceden")):
        estados = fila["no_quita"].split("|")
        for estado in estados if len(estados) > 1 else ():
            yield _con("hechos_que_ceden", numero, no_quita="|".join({*estados} - {estado}))
        filas = tablas.renglones("hechos_que_ceden")
        sin_ella = (*filas[:numero], *filas[numero + 1 :])
        yield Mutante(f"ceden: sin {fila['hecho']}", "hechos_que_ceden", sin_ella)


def de_avisos() -> Iterator[Mutante]:
    """Means of notice a day sooner or later, their changes of rule, and what a defect does."""
    for numero, fila in enumerate(tablas.renglones("medios_notificacion")):
        for mas in (-1, 1):
            if int(fila["habiles"]) + mas >= 0:
                yield _con("medios_notificacion", numero, habiles=str(int(fila["habiles"]) + mas))
    for numero, fila in enumerate(tablas.renglones("defectos_notificacion")):
        for efecto in {"nula", "inocua", "riesgo", "plazo_doble"} - {fila["efecto"]}:
            yield _con("defectos_notificacion", numero, efecto=efecto)


def de_incidencias() -> Iterator[Mutante]:
    for tabla in ("incidencias_materia", "interrupciones"):
        filas = tablas.renglones(tabla)
        for n, fila in enumerate(filas):
            codigos = fila["incidencias"].split("|")
            for codigo in codigos:
                nueva = {**fila, "incidencias": "|".join(c for c in codigos if c != codigo)}
                suyas = (nueva,) if nueva["incidencias"] else ()
                nombre = f"{tabla}: {codigo} ya no es {fila.get('pone') or fila['efecto']}"
                yield Mutante(nombre, tabla, (*filas[:n], *suyas, *filas[n + 1 :]))


def mutantes() -> Iterator[Mutante]:
    """Return every mutant, in an order that does not change."""
    for familia in FAMILIAS:
        yield from familia()


FAMILIAS: tuple[Callable[[], Iterable[Mutante]], ...] = (
    de_respuestas, de_condiciones, de_materias, de_hechos, de_cesiones, de_avisos, de_incidencias,
)  # fmt: skip
