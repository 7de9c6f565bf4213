"""Fichas and the deposits that pay them, with faults planted whose truth is known."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from cartera_lib.norma.tablas import Columna

SEED = 20261124
FIRST, DAYS, TERM = np.datetime64("2026-01-05"), 280, 15
FICHAS_EACH = 5  # of an employer, on average
MEDIAN, SPREAD = 500_000, 1.5
KINDS = {  # part of the fichas that end in each way
    "EXACTO": 0.830,
    "folio ajeno": 0.025,
    "referencia traspuesta": 0.025,
    "sin folio ni referencia": 0.015,
    "DIVIDIDO": 0.020,
    "PARCIAL": 0.020,
    "EXCEDENTE": 0.010,
    "DUPLICADO": 0.015,
    "EXTEMPORANEO": 0.010,
    "impagada": 0.030,
}
JOINED = 0.030  # of the employers, that pay all their fichas together
STRAYS = 0.010  # deposits that no ficha asked for


class Planted(NamedTuple):
    """Both files, and of each deposit its kind and the fichas that it really pays."""

    fichas: pd.DataFrame
    depositos: pd.DataFrame
    kind: Columna
    pays: Columna


def planted(rows: int, seed: int = SEED) -> Planted:
    chance = np.random.default_rng(seed)
    fichas = _fichas(chance, rows)
    kind = chance.choice(np.array(list(KINDS), object), rows, p=list(KINDS.values()))
    employers = fichas["registro"].str[1:].astype(int).to_numpy()
    kind[(chance.random(rows) < JOINED)[employers]] = "CONJUNTO"
    pieces = [*_one_by_one(chance, fichas, kind), *_joined(chance, fichas, kind)]
    pieces += [_strays(chance, fichas, int(rows * STRAYS))]
    todos = pd.concat(pieces, ignore_index=True)
    todos = todos.iloc[chance.permutation(len(todos))].sort_values("fecha", kind="stable")
    todos = todos.reset_index(drop=True)
    todos.insert(0, "clave", "t-" + pd.Series(np.arange(len(todos))).astype(str).str.zfill(7))
    todos.insert(1, "renglon", np.arange(2, len(todos) + 2))
    truth = todos.pop("kind").to_numpy(object), todos.pop("pays").to_numpy(object)
    return Planted(fichas.drop(columns="lugar"), todos, *truth)


def luhn(base: Columna) -> Columna:
    """Append their check digit to numbers of fourteen digits, as text."""
    digits = base[:, None] // 10 ** np.arange(13, -1, -1) % 10
    doubled = digits[:, ::-2] * 2
    total = (doubled - 9 * (doubled > 9)).sum(1) + digits[:, -2::-2].sum(1)
    return (base * 10 + -total % 10).astype(str).astype(object)


def _fichas(chance: np.random.Generator, rows: int) -> pd.DataFrame:
    employer = np.sort(chance.integers(0, max(1, rows // FICHAS_EACH), rows))
    order = chance.permutation(rows)  # so that folios do not follow employers
    fecha = FIRST + chance.integers(0, DAYS, rows)
    number = pd.Series(order + 1).astype(str).str.zfill(7)
    importe = np.exp(chance.normal(np.log(MEDIAN), SPREAD, rows)).astype(np.int64) + 4_000
    fines = chance.random(rows) < 0.05  # of amounts that many share
    importe[fines] = chance.choice([217_140, 108_570, 379_995], int(fines.sum()))
    return pd.DataFrame({
        "folio": "F26-" + number,
        "referencia": luhn(16_012_600_000_000 + order + 1),
        "registro": "A" + pd.Series(employer).astype(str).str.zfill(9),
        "ramo": np.where(chance.random(rows) < 0.8, "COP", "RCV"),
        "fecha": fecha.astype("datetime64[s]"),
        "vence": (fecha + TERM).astype("datetime64[s]"),
        "importe": importe,
        "area": "OC",
        "solicitud": "",
        "estado": "PENDIENTE",
        "cobrado": 0,
        "lugar": np.arange(rows),
    })  # fmt: skip


def _deposits(chance: np.random.Generator, fichas: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return one good deposit for each ficha."""
    return pd.DataFrame({
        "folio": fichas["folio"],
        "fecha": fichas["fecha"] + pd.to_timedelta(chance.integers(0, TERM, len(fichas)), "D"),
        "referencia": fichas["referencia"],
        "registro": fichas["registro"],
        "importe": fichas["importe"],
        "kind": kind,
        "pays": fichas["folio"],
    })  # fmt: skip


def _one_by_one(
    chance: np.random.Generator, fichas: pd.DataFrame, kinds: Columna
) -> Iterator[pd.DataFrame]:
    for kind in KINDS:
        if kind == "impagada":
            continue
        suyos = _deposits(chance, fichas[kinds == kind], kind)
        yield FAULTS.get(kind, _as_it_is)(chance, suyos, fichas)


def _as_it_is(_: np.random.Generator, suyos: pd.DataFrame, __: pd.DataFrame) -> pd.DataFrame:
    return suyos


def _wrong_folio(
    chance: np.random.Generator, suyos: pd.DataFrame, fichas: pd.DataFrame
) -> pd.DataFrame:
    """Half name the folio of another ficha, half one that does not exist."""
    ajenos = fichas["folio"].to_numpy(object)[chance.integers(0, len(fichas), len(suyos))]
    no_hay = chance.random(len(suyos)) < 0.5
    return suyos.assign(folio=np.where(no_hay, "F25-" + suyos["folio"].str[4:], ajenos))


def _transposed(chance: np.random.Generator, suyos: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    """Two neighbouring digits change places, and no folio comes."""
    lugar = chance.integers(6, 13, len(suyos))
    pares = zip(suyos["referencia"], lugar, strict=True)
    malas = [t[:i] + t[i + 1] + t[i] + t[i + 2 :] for t, i in pares]
    return suyos.assign(folio="", referencia=malas)


def _nameless(_: np.random.Generator, suyos: pd.DataFrame, __: pd.DataFrame) -> pd.DataFrame:
    return suyos.assign(folio="", referencia="")


def _split(chance: np.random.Generator, suyos: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    """Two to four deposits; of half, only the first names the ficha."""
    partes = chance.integers(2, 5, len(suyos))
    muchos = suyos.loc[suyos.index.repeat(partes)].reset_index(drop=True)
    orden = np.concatenate([np.arange(n) for n in partes]) if len(partes) else partes
    de = np.repeat(partes, partes)
    base = muchos["importe"].to_numpy() // de
    corte = base + (chance.random(len(muchos)) * base * 0.4).astype(np.int64) - base // 5
    suma = pd.Series(np.where(orden < de - 1, corte, 0)).groupby(np.repeat(suyos.index, partes))
    resto = muchos["importe"].to_numpy() - suma.transform("sum").to_numpy()
    muchos["importe"] = np.where(orden < de - 1, corte, resto)
    calla = (orden > 0) & np.repeat(chance.random(len(suyos)) < 0.5, partes)
    return muchos.assign(
        folio=muchos["folio"].mask(calla, ""), referencia=muchos["referencia"].mask(calla, "")
    )


def _partial(chance: np.random.Generator, suyos: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    parte = (suyos["importe"] * chance.uniform(0.3, 0.99, len(suyos))).astype("int64")
    return suyos.assign(importe=parte)


def _surplus(chance: np.random.Generator, suyos: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    return suyos.assign(importe=suyos["importe"] + chance.integers(1, 500_000, len(suyos)))


def _twice(_: np.random.Generator, suyos: pd.DataFrame, __: pd.DataFrame) -> pd.DataFrame:
    otra = suyos.assign(fecha=suyos["fecha"] + pd.Timedelta(days=1), pays="")
    return pd.concat([suyos.assign(kind="EXACTO"), otra], ignore_index=True)


def _late(chance: np.random.Generator, suyos: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    demora = pd.to_timedelta(chance.integers(TERM + 1, 60, len(suyos)), "D")
    return suyos.assign(fecha=suyos["fecha"] + demora, pays="")


Fault = Callable[[np.random.Generator, pd.DataFrame, pd.DataFrame], pd.DataFrame]
FAULTS: dict[str, Fault] = {
    "folio ajeno": _wrong_folio,
    "referencia traspuesta": _transposed,
    "sin folio ni referencia": _nameless,
    "DIVIDIDO": _split,
    "PARCIAL": _partial,
    "EXCEDENTE": _surplus,
    "DUPLICADO": _twice,
    "EXTEMPORANEO": _late,
}


def _joined(
    chance: np.random.Generator, fichas: pd.DataFrame, kinds: Columna
) -> Iterator[pd.DataFrame]:
    """One deposit pays two to four fichas of an employer and ramo; half name the first."""
    suyas = fichas[kinds == "CONJUNTO"].copy()
    por = suyas.groupby(["registro", "ramo"], sort=False)
    suyas["grupo"] = por.ngroup() * 1000 + por.cumcount() // 4
    cuantas = suyas.groupby("grupo")["folio"].transform("size")
    solas, juntas = suyas[cuantas == 1], suyas[cuantas > 1].copy()
    yield _deposits(chance, solas, "EXACTO")
    fecha = juntas.groupby("grupo")["fecha"].transform("max")
    fichas.loc[juntas.index, "fecha"] = fecha  # issued together, as they are paid
    fichas.loc[juntas.index, "vence"] = fecha + pd.Timedelta(days=TERM)
    de_cada = juntas.groupby("grupo", sort=False)
    uno = _deposits(chance, juntas.assign(fecha=fecha)[~juntas["grupo"].duplicated()], "CONJUNTO")
    uno["importe"] = de_cada["importe"].sum().to_numpy()
    uno["pays"] = de_cada["folio"].agg(lambda f: "|".join(sorted(f))).to_numpy()
    calla = chance.random(len(uno)) < 0.5
    yield uno.assign(
        folio=uno["folio"].mask(calla, ""), referencia=uno["referencia"].mask(calla, "")
    )


def _strays(chance: np.random.Generator, fichas: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Deposits of employers of ours, with a good reference of another office."""
    de_quien = fichas.iloc[chance.integers(0, len(fichas), rows)]
    suyos = _deposits(chance, de_quien, "SIN_FICHA")
    importe = chance.integers(10_000, 3_000_000, rows)
    numero = luhn(17_022_600_000_000 + chance.integers(1, 10**8, rows))
    return suyos.assign(folio="", referencia=numero, importe=importe, pays="")
