"""Working days and legal terms, counted by numpy over the rest days of ``norma``.

A day is a whole number since 1970-01-01; a month, a whole number since 1970-01.
Fundamento: CFF 12, 135; RACERF 3; RCFF 7.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.norma.descansos import cobertura, dias_de_descanso
from cartera_lib.norma.tablas import Columna, fichas, recordar

VIERNES = 1  # 1970-01-02 was a Friday: whole days since 1970 leave 1 when divided by 7
LARGO_DE_FECHA = len("AAAA-MM-DD")
TIPO_DIA = np.dtype("datetime64[D]")


Fechas: TypeAlias = npt.ArrayLike | date


def dias(fechas: Fechas) -> Columna:
    """Return dates, text AAAA-MM-DD or datetime64 as whole days (int64); whole days pass."""
    columna: Columna = np.asarray(fechas)
    if columna.dtype.kind in "iu":
        return columna.astype(np.int64, copy=False)
    try:
        en_dias = _completas(columna).astype(TIPO_DIA)
    except (ValueError, TypeError) as error:
        raise DatoInvalido(
            f"«{_la_que_no_existe(columna)}» no es una fecha del calendario. Escríbala como "
            "AAAA-MM-DD, por ejemplo 2026-03-17."
        ) from error

    if np.isnat(en_dias).any():
        raise DatoInvalido("Falta una fecha: cada crédito y cada cálculo llevan su día.")
    return en_dias.astype(np.int64)


def _completas(columna: Columna) -> Columna:
    """Return the column when its kind says whole days; ValueError for what would be a guess."""
    if not columna.size:
        return columna.astype(TIPO_DIA)
    if columna.dtype.kind in "fbc":
        raise ValueError
    if columna.dtype.kind == "U" and (np.strings.str_len(columna) != LARGO_DE_FECHA).any():
        raise ValueError
    return columna


def _la_que_no_existe(columna: Columna) -> str:
    for valor in columna.flat:
        try:
            np.datetime64(valor, "D")
        except (ValueError, TypeError):
            return str(valor)
        if len(str(valor)) < LARGO_DE_FECHA:
            return str(valor)
    return str(columna.flat[0])


def fecha(dia: int) -> date:
    """Return one whole day as a date."""
    return date.fromordinal(int(dia) + 719_163)


def fecha_de(texto: str) -> date | None:
    """Return the date that a text AAAA-MM-DD says, or None for an empty one."""
    if not texto:
        return None
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise DatoInvalido(f"«{texto}» no es una fecha AAAA-MM-DD, como 2026-03-17.") from error


def mes(dia: Columna) -> Columna:
    """Return the month of each day, counted from 1970-01."""
    return dia.astype(TIPO_DIA).astype("datetime64[M]").astype(np.int64)


def primer_dia(meses: Columna) -> Columna:
    """Return the first day of each month."""
    return np.asarray(meses).astype("datetime64[M]").astype(TIPO_DIA).astype(np.int64)


def dia_del_mes(dia: Columna) -> Columna:
    """Return the day-number, 1 to 31."""
    return dia - primer_dia(mes(dia)) + 1


def largo_del_mes(meses: Columna) -> Columna:
    """Return how many days each month has."""
    return primer_dia(meses + 1) - primer_dia(meses)


def cubierto(dia: Columna) -> Columna:
    """Tell which days lie inside the calendar of working days."""
    desde, hasta = limites()
    return (dia >= desde) & (dia <= hasta)


@recordar()
def limites() -> tuple[int, int]:
    """First and last day of the calendar of working days."""
    desde, hasta = cobertura()
    return int(dias(desde)), int(dias(hasta))


@recordar()
def _calendario(ambito: str, suspendidos: tuple[date, ...]) -> np.busdaycalendar:
    inhabiles = np.array(dias_de_descanso(ambito) + suspendidos, dtype=TIPO_DIA)
    return np.busdaycalendar(holidays=inhabiles)


def habil(dia: Columna, ambito: str = "nacional") -> Columna:
    """Tell which days are working days."""
    return np.is_busday(_exigir(dia), busdaycal=_calendario(ambito, ()))


def sumar_habiles(
    dia: Columna, cuantos: int, *, suspensiones: Iterable[tuple[date, date]] = ()
) -> Columna:
    """Return the working day that is ``cuantos`` after each day; 0 rolls to a working one.

    Days inside a suspension of terms do not count. Counting starts on the next working day.
    """
    calendario = _calendario("nacional", _suspendidos(suspensiones))
    sentido: Literal["backward", "forward"] = "backward" if cuantos > 0 else "forward"
    final = np.busday_offset(_exigir(dia), cuantos, sentido, busdaycal=calendario)
    return _exigir(np.asarray(final).astype(np.int64)).astype(np.int64)


def habiles_entre(desde: npt.ArrayLike, hasta: npt.ArrayLike) -> Columna:
    """Count the working days after each first day, up to the second one included; never below 0."""
    primeros, ultimos = _exigir(np.asarray(desde) + 1), _exigir(np.asarray(hasta) + 1)
    cuenta = np.busday_count(primeros, ultimos, busdaycal=_calendario("nacional", ()))
    return np.maximum(cuenta, 0)


def anterior_habil(dia: Columna) -> Columna:
    """Return each day, or the working day before it when it is not one."""
    nacional = _calendario("nacional", ())
    final = np.busday_offset(_exigir(dia), 0, "backward", busdaycal=nacional)
    return _exigir(np.asarray(final).astype(np.int64)).astype(np.int64)


def aplazar_viernes(dia: Columna) -> Columna:
    """Move each last day of payment off Fridays and non-working days.

    Fundamento: RACERF 3; CFF 12. Moved again if it falls on a Friday by being moved.
    """
    final = sumar_habiles(dia, 0)
    for _ in range(2):
        final = np.where(final % 7 == VIERNES, sumar_habiles(final, 1), final)
    return final


def aniversario(dia: Columna, meses: npt.ArrayLike) -> Columna:
    """Return the same day-number so many months later.

    When that month lacks the day, the first working day of the following month.
    Fundamento: CFF 12.
    """
    destino, numero = np.broadcast_arrays(mes(dia) + meses, dia_del_mes(dia))
    final = primer_dia(destino) + numero - 1
    falta = numero > largo_del_mes(destino)
    final[falta] = primer_habil(destino[falta] + 1)
    return final


def primer_habil(meses: Columna) -> Columna:
    """Return the first working day of each month."""
    return sumar_habiles(primer_dia(meses), 0)


def _suspendidos(suspensiones: Iterable[tuple[date, date]]) -> tuple[date, ...]:
    tramos = (range(int(dias(desde)), int(dias(hasta)) + 1) for desde, hasta in suspensiones)
    return tuple(fecha(d) for tramo in tramos for d in tramo)


def _exigir(dia: Columna) -> Columna:
    dia = np.asarray(dia)
    dentro = cubierto(dia)
    if not dentro.all():
        desde, hasta = (fecha(d) for d in limites())
        fuera = fecha(int(dia[~dentro].flat[0] if dia.ndim else dia))
        remedio = fichas()["descansos"]["remedio"]
        raise FueraDeVigencia("descansos", str(fuera), f"cubre de {desde} a {hasta}", remedio)
    return dia.astype(TIPO_DIA)
