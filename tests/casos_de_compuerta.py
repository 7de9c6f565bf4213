"""Fixed cases for the gate: each fact and incidencia over settings where it alone decides."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from segunda_lectura import Credito, Suceso
from segunda_lectura_hechos import DICE, PONE, SIN_ASUNTO
from segunda_lectura_plazos import ANULAN, INTERRUMPEN
from sorteo_de_compuerta import DEL_PATRON, INCIDENCIAS, Caso, codigos_de, filos, lote

AL = date(2026, 11, 24)
TRAS_LOS_CAMBIOS = date(2022, 3, 8)
"""The day of nearly all; and one from which the change of estrados is seen, a term away."""

CREDITO = Credito(periodo=date(2025, 12, 1), alta=date(2026, 2, 2))
VIEJO = Credito(periodo=date(2018, 11, 1), alta=date(2019, 1, 2))
DE_2024 = Credito(periodo=date(2024, 1, 1), alta=date(2024, 3, 4))
NOTIFICADO = Suceso("NOTIFICACION", date(2026, 3, 2), "PERSONAL")
CON_OBLIGADOS = (
    Suceso("SUSTITUTO_NOTIFICADO", date(2026, 6, 1)),
    Suceso("SOLIDARIA_NOTIFICADA", date(2026, 6, 1)),
)
VALUADO = Suceso("AVALUO_NOTIFICADO", date(2026, 5, 4))
BASES = (
    (NOTIFICADO, *CON_OBLIGADOS),
    (NOTIFICADO, *CON_OBLIGADOS, VALUADO),
    (*CON_OBLIGADOS, VALUADO),
)
"""What allows the most: the mandamiento, the auction; and the auction, but for the notice."""
DIA, VISPERA = date(2026, 10, 1), date(2026, 9, 30)
GARANTIAS = (
    (),
    (Suceso("GARANTIA", date(2026, 9, 1)),),
    (Suceso("GARANTIA", date(2025, 9, 1)),),  # twelve months are over
    (Suceso("GARANTIA_INSUFICIENTE", date(2026, 9, 1)),),
    (Suceso("FIANZA_REQUERIDA", date(2026, 9, 1)),),
)
CON_GARANTIA = ("juicio", "revocacion", "huelga", "sin_efectos")
ANTES = ((), (Suceso("ACLARACION", date(2026, 3, 9)),))


def caso(credito: Credito, *sucesos: Suceso) -> Caso:
    con_folio = [s._replace(folio=f"F{n}") for n, s in enumerate(sucesos)]
    del_patron = [s for s in con_folio if PONE.get(s.codigo, ("",))[0] in DEL_PATRON]
    return Caso(credito, tuple(s for s in con_folio if s not in del_patron), tuple(del_patron))


def _cada_hecho() -> Iterator[Caso]:
    for codigo in (*PONE, *SIN_ASUNTO):
        garantias = GARANTIAS if PONE.get(codigo, ("",))[0] in CON_GARANTIA else GARANTIAS[:1]
        for base in BASES:
            for garantia in garantias:
                yield caso(CREDITO, *base, *garantia, Suceso(codigo, DIA))
        yield caso(CREDITO._replace(incidencia="42"), *BASES[0], Suceso(codigo, DIA))
        yield caso(CREDITO._replace(incidencia="42"), *BASES[1], Suceso(codigo, DIA))


def _cada_incidencia() -> Iterator[Caso]:
    for incidencia in INCIDENCIAS:
        con_garantia = DICE.get(incidencia, ("",))[0] in (*CON_GARANTIA, "garantia")
        for dia in (None, DIA, date(2026, 10, 26), date(2026, 10, 27)):
            credito = CREDITO._replace(incidencia=incidencia, dia_incidencia=dia)
            for base in (*BASES, (), CON_OBLIGADOS) if dia in (None, DIA) else BASES[:1]:
                for garantia in GARANTIAS if con_garantia else GARANTIAS[:1]:
                    yield caso(credito, *base, *garantia)
            yield caso(credito._replace(aviso=date(2026, 3, 2)), *CON_OBLIGADOS)
            yield caso(credito._replace(aviso=date(2026, 3, 2)), *CON_OBLIGADOS, VALUADO)


def _cada_hecho_ante_el_corte() -> Iterator[Caso]:
    """What a later cut says rules only over what a fact left closed."""
    for incidencia, (asunto, _) in DICE.items():
        for codigo in codigos_de(asunto):
            for dia in (VISPERA, DIA, DIA + timedelta(days=1)):
                credito = CREDITO._replace(incidencia=incidencia, dia_incidencia=dia)
                for base in BASES[:2]:
                    yield caso(credito, *base, Suceso(codigo, DIA))


def _cada_dos_hechos() -> Iterator[Caso]:
    """A fact after another of its asunto: some do not undo what weighs more."""
    for asunto in sorted({asunto for puesto in PONE.values() for asunto in puesto[::2]}):
        for antes in codigos_de(asunto):
            for despues in codigos_de(asunto):
                dos = Suceso(antes, VISPERA), Suceso(despues, DIA)
                for base in BASES[:2]:
                    yield caso(CREDITO, *base, *dos)


def _cada_plazo() -> Iterator[Caso]:
    """Facts whose terms end today, ended yesterday, and end tomorrow."""
    for codigo in PONE:
        for al in (AL, AL + timedelta(days=1)):
            for dia in filos(al, codigo):
                if dia > date(2026, 3, 2):
                    for base in BASES[:2]:
                        yield caso(CREDITO, *base, Suceso(codigo, dia))
    for dia in filos(AL, "NOTIFICACION") + filos(AL + timedelta(days=1), "NOTIFICACION"):
        credito = Credito(periodo=dia.replace(day=1), alta=dia)
        yield caso(credito, Suceso("NOTIFICACION", dia), *CON_OBLIGADOS)
    for estallo in (179, 180, 181):
        hecho = Suceso("HUELGA_ESTALLADA", AL - timedelta(days=estallo))
        for garantia in GARANTIAS:
            yield caso(CREDITO, NOTIFICADO, hecho, *garantia)


def _cada_avaluo() -> Iterator[Caso]:
    """An appraisal lasts a year; these end about today."""
    notificada = Suceso("NOTIFICACION", date(2024, 5, 6))
    for dia in filos(AL, "AVALUO_NOTIFICADO") + filos(AL + timedelta(days=1), "AVALUO_NOTIFICADO"):
        if dia.year > 2024:
            de_ese_dia = VALUADO._replace(dia=dia)
            de_antes = VALUADO._replace(emitido=dia)
            for avaluo in (de_ese_dia, de_antes):
                yield caso(DE_2024, notificada, *CON_OBLIGADOS, avaluo)
                convocado = Suceso("CONVOCATORIA", VISPERA)
                yield caso(DE_2024, notificada, *CON_OBLIGADOS, avaluo, convocado)
    sin_avaluo = Suceso("MANDAMIENTO_CANCELADO", date(2026, 6, 1))
    yield caso(DE_2024, notificada, VALUADO, sin_avaluo, Suceso("CONVOCATORIA", VISPERA))


def _cada_suspension() -> Iterator[Caso]:
    """Old debts: what interrupts or suspends moves the day of prescription, and of caducity."""
    notificada = Suceso("NOTIFICACION", date(2019, 1, 10))
    for codigo in (*PONE, *SIN_ASUNTO):
        for medio in ("", *(("ESTRADOS", "BUZON_SIN_ABRIR") if codigo in INTERRUMPEN else ())):
            dia = date(2025, 3, 3) if medio == "BUZON_SIN_ABRIR" else date(2021, 3, 1)
            recuerdo = Suceso("RECONOCIMIENTO", date(2023, 8, 7))
            hecho = Suceso(codigo, dia, medio)
            yield caso(VIEJO, notificada, hecho)
            yield caso(VIEJO, notificada, recuerdo, hecho)
            yield caso(VIEJO, notificada, Suceso("GARANTIA", date(2020, 6, 1)), hecho)
            yield caso(VIEJO, notificada, Suceso("DEMANDA", date(2021, 1, 4)), hecho)
            yield caso(
                VIEJO._replace(de_cuota=False), hecho, Suceso("NOTIFICACION", date(2024, 2, 5))
            )


def _cada_medio() -> Iterator[Caso]:
    medios = ("PERSONAL", "CORREO", "COMPARECENCIA", "ELECTRONICA", "EDICTOS", "ESTRADOS")
    for medio in (*medios, "BUZON", "BUZON_SIN_ABRIR"):
        for dia in (date(2024, 8, 6), date(2026, 3, 2), date(2026, 10, 30), date(2026, 11, 3)):
            yield caso(CREDITO, Suceso("NOTIFICACION", dia, medio), *CON_OBLIGADOS)
    for defecto in (*sorted(ANULAN), "SIN_VINCULO", "SIN_RECURSO", "CITATORIO_INOCUO",
                    "DOMICILIO_INOCUO"):  # fmt: skip
        con_defecto = NOTIFICADO._replace(defectos=(defecto,))
        for recurso in (date(2026, 3, 25), date(2026, 3, 26), date(2026, 4, 20)):
            yield caso(CREDITO, con_defecto, *CON_OBLIGADOS, Suceso("INCONFORMIDAD", recurso))


def _cada_aclaracion() -> Iterator[Caso]:
    """An aclaración stops the fifteen days and interrupts the term of the recourse."""
    for pedida in (date(2026, 3, 2), date(2026, 3, 25), date(2026, 3, 26), date(2026, 10, 26)):
        for resuelta in (None, date(2026, 4, 6), date(2026, 11, 3), date(2026, 11, 4)):
            for recurso in (None, date(2026, 4, 28), date(2026, 11, 23)):
                sucesos = [NOTIFICADO, Suceso("ACLARACION", pedida)]
                sucesos += [Suceso("ACLARACION_IMPROCEDENTE", resuelta)] if resuelta else []
                sucesos += [Suceso("INCONFORMIDAD", recurso)] if recurso else []
                yield caso(CREDITO, *sucesos)


def _cada_nulidad() -> Iterator[Caso]:
    """With a notice fall the acts that rested on it; a new act is notified anew."""
    de_nuevo = Suceso("NOTIFICACION", date(2026, 9, 1), "PERSONAL")
    for codigo in ("NOTIFICACION_ANULADA", "NUEVO_ACTO"):
        for despues in ((), (de_nuevo,), (de_nuevo, VALUADO._replace(dia=date(2026, 10, 26)))):
            yield caso(CREDITO, *BASES[1], Suceso(codigo, date(2026, 7, 1)), *despues)
    for segundo in (date(2026, 3, 25), date(2026, 4, 20)):
        recursos = (Suceso("INCONFORMIDAD", dia) for dia in (date(2026, 3, 25), segundo))
        yield caso(CREDITO, NOTIFICADO, *recursos)
    impugnado = CREDITO._replace(incidencia="06", dia_incidencia=date(2026, 5, 4))
    yield caso(impugnado, NOTIFICADO, Suceso("INCONFORMIDAD", date(2026, 3, 25)))
    larga = Suceso("HUELGA_ESTALLADA", date(2026, 5, 4))
    for incidencia in ("12", "42"):
        credito = CREDITO._replace(incidencia=incidencia, dia_incidencia=date(2026, 11, 2))
        yield caso(credito, NOTIFICADO, larga)
    sin_vale = NOTIFICADO._replace(defectos=("SIN_COPIA",))
    yield caso(CREDITO, sin_vale, *CON_OBLIGADOS, VALUADO)


def _por_confirmar() -> Iterator[Caso]:
    """Prescribed by its file, and not if what the cut suggests were proved."""
    viejo = VIEJO._replace(incidencia="31", dia_incidencia=date(2022, 5, 2))
    notificada = Suceso("NOTIFICACION", date(2019, 1, 10))
    yield caso(viejo, notificada, *CON_OBLIGADOS, VALUADO)
    yield caso(viejo, notificada, *CON_OBLIGADOS, Suceso("MANDAMIENTO_CANCELADO", DIA))


def _repetidos() -> list[Caso]:
    """Two credits that say the same debt; the facts are of the first."""
    credito, casos = CREDITO._replace(repetido=True), []
    for n, base in enumerate(BASES):
        con_hechos = caso(credito._replace(importe=100 + n), *base)._replace(patron=f"D{n}")
        otro = Caso(con_hechos.credito, (), con_hechos.del_patron, f"D{n}")
        casos += [con_hechos, otro]
    return casos


def _sin_cedula() -> Iterator[Caso]:
    for credito in (
        CREDITO._replace(importe=0),
        CREDITO._replace(baja=date(2025, 11, 30)),
        CREDITO._replace(baja=date(2025, 12, 1)),
        CREDITO._replace(por_afectar=True),
        CREDITO._replace(aviso=date(2026, 2, 1)),
        CREDITO._replace(aviso=date(2026, 2, 1), incidencia="02"),
        CREDITO._replace(aviso=date(2026, 11, 25)),
        CREDITO._replace(periodo=date(2021, 9, 1)),
        CREDITO._replace(periodo=date(2021, 10, 1), incidencia="00"),
        CREDITO._replace(de_cuota=False, alta=date(2021, 11, 23)),
        CREDITO._replace(de_cuota=False, alta=date(2021, 11, 24)),
        CREDITO._replace(de_cuota=False, de_capital=True),
        Credito(periodo=date(2015, 1, 1), alta=date(2015, 3, 2)),
    ):
        for base in (*BASES, (), CON_OBLIGADOS):
            yield caso(credito, *base)
            yield caso(credito._replace(incidencia="31", dia_incidencia=date(2024, 5, 2)), *base)


@cache
def casos_fijos() -> dict[date, list[Caso]]:
    """Return the cases of each day, each with its own employer."""
    azar = random.Random(99)
    partes = (
        _cada_hecho, _cada_incidencia, _cada_hecho_ante_el_corte, _cada_dos_hechos, _cada_plazo,
        _cada_avaluo, _cada_suspension, _cada_medio, _cada_aclaracion, _cada_nulidad,
        _por_confirmar, _sin_cedula,
    )  # fmt: skip
    fijos = list(dict.fromkeys(c for parte in partes for c in parte()))
    fijos = [c._replace(patron=f"P{n:08d}") for n, c in enumerate(fijos)]
    por_estrados = [
        caso(VIEJO, Suceso("NOTIFICACION", date(2021, 12, 31) + timedelta(days=n), "ESTRADOS"))
        for n in range(-26, 24)
    ]
    otros = [c._replace(patron=f"Q{n:08d}") for n, c in enumerate(por_estrados)]
    return {AL: fijos + _repetidos() + lote(azar, AL, 300), TRAS_LOS_CAMBIOS: otros}
