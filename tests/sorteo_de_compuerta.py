"""Credits and facts drawn on and around the days on which the law changes its mind."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from independiente import aniversario
from segunda_lectura import Credito, Suceso
from segunda_lectura_hechos import DICE, PONE, SUPONE_NOTIFICADO
from segunda_lectura_plazos import (
    ANULAN,
    INTERRUMPEN,
    UN_DIA,
    deshechos,
    dia_de_aviso,
    habiles,
    para_pagar,
    plazo_de_pago,
)

DEL_PATRON = {"huelga", "concurso", "localizacion", "baja", "sustitucion", "gasto_publico"} | {
    "laboral"
}
SE_NOTIFICAN = {
    "NOTIFICACION", "REQUERIMIENTO_DE_PAGO", "EMBARGO", "AVALUO_NOTIFICADO", "SALDO_REQUERIDO",
    "INCONFORMIDAD_CONFIRMADA", "SUSTITUTO_NOTIFICADO", "SOLIDARIA_NOTIFICADA",
    "ACLARACION_IMPROCEDENTE",
}  # fmt: skip
INICIO_DEL_BUZON = date(2024, 8, 6)
CAMBIO_DE_ESTRADOS = date(2022, 1, 1)
INCIDENCIAS = sorted({*DICE, *SUPONE_NOTIFICADO, "01", "20", "04", "99"})
# Natural days about the terms of the law: working days, 180, a year, five and ten years.
LARGOS = (
    0, 1, 2, 3, 4, 6, 8, 9, 10, 12, 14, 15, 16, 17, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 37,
    40, 44, 179, 180, 181, 182, 365, 366, 367, 1_826, 1_827, 1_850, 3_652, 3_653,
)  # fmt: skip


@cache
def codigos_de(asunto: str) -> tuple[str, ...]:
    return tuple(codigo for codigo, puesto in PONE.items() if asunto in puesto[::2])


ASUNTOS = sorted({asunto for puesto in PONE.values() for asunto in puesto[::2]})
# What the law reads together; empty: whatever comes.
JUNTOS = [*[()] * 8, ("aclaracion", "inconformidad"), ("juicio", "garantia"), ("convenio", "etapa")]
JUNTOS += [("revocacion", "garantia"), ("sin_efectos", "garantia"), ("huelga", "garantia")]
JUNTOS += [("validez", "etapa", "inconformidad"), ("aclaracion", "aclaracion")]


class Caso(NamedTuple):
    """A credit with its own facts and those of its employer, which others may share."""

    credito: Credito
    suyos: tuple[Suceso, ...]
    del_patron: tuple[Suceso, ...] = ()
    patron: str = ""

    @property
    def sucesos(self) -> list[Suceso]:
        return [*self.suyos, *self.del_patron]


def lote(azar: random.Random, al: date, cuantos: int) -> list[Caso]:
    """Draw many credits of a day; some share their employer, and some say the same debt twice."""
    casos: list[Caso] = []
    while len(casos) < cuantos:
        caso = sortear(azar, al)._replace(patron=f"R{len(casos):08d}")
        suerte = azar.random()
        if suerte > 0.06:
            casos.append(caso)
            continue
        hermano = _hermano(caso, sortear(azar, al))
        if suerte < 0.03:
            repetido = caso.credito._replace(repetido=True)
            caso, hermano = (c._replace(credito=repetido) for c in (caso, hermano))
        casos += [caso, hermano]
    return casos


def _hermano(caso: Caso, otro: Caso) -> Caso:
    """Return another credit of the same employer, reached by what was not undone."""
    fuera = deshechos(caso.sucesos)
    vivos = tuple(s._replace(folio="") for s in caso.del_patron if s.folio not in fuera)
    suyo = otro.credito._replace(importe=caso.credito.importe + 1)
    return Caso(suyo, otro.suyos, vivos, caso.patron)


def sortear(azar: random.Random, al: date) -> Caso:
    """Draw a credit whose days fall where the law changes its mind."""
    anclas = [al]

    def dia() -> date:
        cual = azar.choice(anclas) - timedelta(days=azar.choice(LARGOS) + azar.randint(-1, 1))
        if azar.random() < 0.2:
            cual = azar.choice(anclas) + timedelta(days=azar.choice(LARGOS))
        elegido = max(min(cual, al + timedelta(days=30)), date(2000, 1, 3))
        anclas.append(elegido)
        return elegido

    credito, sucesos = _credito(azar, al, dia), list[Suceso]()
    codigos = ["NOTIFICACION"] * azar.choice((0, 1, 1, 1, 2))
    for asunto in azar.choice(JUNTOS) or azar.sample(ASUNTOS, azar.choice((0, 1, 1, 2, 3))):
        codigos += azar.choices(codigos_de(asunto), k=azar.choice((1, 1, 2, 3)))
    if azar.random() < 0.3:
        codigos.append(azar.choice(("RECONOCIMIENTO", "INVITACION")))
    for codigo in codigos:
        al_filo = filos(al, codigo) + _filos_del_caso(codigo, credito, sucesos)
        cual = azar.choice(al_filo) if al_filo and azar.random() < 0.4 else dia()
        sucesos.append(_suceso(azar, codigo, cual))
    azar.shuffle(sucesos)
    sucesos = [s._replace(folio=f"F{n}") for n, s in enumerate(sucesos)]
    if sucesos and azar.random() < 0.1:
        sucesos.append(Suceso("SIN_EFECTO", dia(), folio="U", anula=azar.choice(sucesos).folio))
        if azar.random() < 0.3:
            sucesos.append(Suceso("SIN_EFECTO", dia(), folio="V", anula="U"))
    suyos = tuple(s for s in sucesos if not _de_patron(s))
    return Caso(credito, suyos, tuple(s for s in sucesos if _de_patron(s)))


Regla = Callable[[date], date]


def _tras_efectos(cuantos: int) -> Regla:
    return lambda dia: para_pagar(habiles(habiles(dia, 1), cuantos))


def _vence(dia: date) -> date:
    return plazo_de_pago(dia, []).vence


CINCO = (lambda dia: aniversario(dia, 60), 1_826)
ULTIMO_DIA: dict[str, tuple[tuple[Regla, int], ...]] = {
    "NOTIFICACION": (
        (_vence, 25),
        (lambda dia: aniversario(_vence(dia) + UN_DIA, 60), 1_851),
        (lambda dia: aniversario(_vence(dia) + UN_DIA, 120), 3_677),
    ),
    "ACLARACION": ((lambda dia: habiles(dia, 20), 29),),
    "INCONFORMIDAD_CONFIRMADA": ((_tras_efectos(10), 16),),
    "SUSTITUTO_NOTIFICADO": ((_tras_efectos(15), 24),),
    "SOLIDARIA_NOTIFICADA": ((_tras_efectos(15), 24),),
    "SALDO_REQUERIDO": ((_tras_efectos(6), 10), CINCO),
    "GARANTIA": ((lambda dia: aniversario(dia, 12), 365),),
    "HUELGA_ESTALLADA": ((lambda dia: dia + timedelta(days=180), 180),),
    **dict.fromkeys(sorted(INTERRUMPEN - {"SALDO_REQUERIDO"}), (CINCO,)),
    "AVALUO_NOTIFICADO": ((lambda dia: aniversario(dia, 12), 365), CINCO),
}
"""For each fact, the last day of what it starts, and how many natural days away that is."""


@cache
def filos(al: date, codigo: str) -> tuple[date, ...]:
    """Return the days of a fact whose term ends on a day or on its eve."""
    return tuple(
        dia
        for regla, lejos in ULTIMO_DIA.get(codigo, ())
        for dia in (al - timedelta(days=lejos + n) for n in range(-9, 12))
        if regla(dia) in (al, al - UN_DIA)
    )


def _filos_del_caso(codigo: str, credito: Credito, antes: list[Suceso]) -> tuple[date, ...]:
    """A recourse, about its last day; a strike, about the end of what was caused."""
    if codigo == "HUELGA_ESTALLADA":
        causado = (credito.periodo + timedelta(days=31)).replace(day=1) - UN_DIA
        causado = causado if credito.de_cuota else credito.alta
        return causado, causado + UN_DIA
    avisos = [s for s in antes if s.codigo in ("NOTIFICACION", "ACLARACION_IMPROCEDENTE")]
    if codigo != "INCONFORMIDAD" or not avisos:
        return ()
    dado = dia_de_aviso(avisos[-1].dia, avisos[-1].medio)
    limites = [habiles(habiles(dado, 1), cuantos) for cuantos in (15, 30)]
    return tuple(limite + n * UN_DIA for limite in limites for n in (0, 1))


def _de_patron(suceso: Suceso) -> bool:
    puesto = PONE.get(suceso.codigo, ("",))
    return puesto[0] in DEL_PATRON


def _suceso(azar: random.Random, codigo: str, dia: date) -> Suceso:
    medio, defectos = "", ()
    if codigo == "NOTIFICACION" or (codigo in SE_NOTIFICAN and azar.random() < 0.3):
        medios = ["PERSONAL", "PERSONAL", "ESTRADOS", "EDICTOS", "CORREO"]
        medio = azar.choice(
            [*medios, "BUZON", "BUZON_SIN_ABRIR"] if dia >= INICIO_DEL_BUZON else medios
        )
        if azar.random() < 0.2:
            defectos = (azar.choice([*sorted(ANULAN), "SIN_VINCULO", "SIN_RECURSO"]),)
    emitido = None
    if codigo == "AVALUO_NOTIFICADO" and azar.random() < 0.5:
        emitido = dia - timedelta(days=azar.choice((-1, 0, 1, 30, 300, 364, 365, 366)))
    return Suceso(codigo, dia, medio, defectos, emitido=emitido)


def _credito(azar: random.Random, al: date, dia: Callable[[], date]) -> Credito:
    caduca_hoy = azar.random() < 0.08
    alta = al.replace(year=al.year - 5, day=min(al.day, 28)) if caduca_hoy else dia()
    con_aviso = azar.random() < 0.4
    con_baja, de_cuota = azar.random() < 0.05, azar.random() < 0.7
    return Credito(
        periodo=(alta - timedelta(days=azar.choice((20, 31, 45, 60, 400, 1_826)))).replace(day=1),
        alta=alta,
        de_cuota=de_cuota,
        aviso=azar.choice((dia(), dia(), dia(), date(1990, 1, 8))) if con_aviso else None,
        incidencia=azar.choice(INCIDENCIAS) if azar.random() < 0.5 else "01",
        dia_incidencia=dia() if azar.random() < 0.9 else None,
        importe=0 if azar.random() < 0.01 else azar.randrange(1, 10**9),
        baja=dia() if con_baja else None,
        por_afectar=azar.random() < 0.03,
        de_capital=not de_cuota and azar.random() < 0.3,
    )
