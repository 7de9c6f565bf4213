"""The same on openfisca-core: one entity, a variable for each result, its default float32."""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.law import Day, Law
from bench.peers import MONEY, RESULTS, Columns, Peer, centavos
from bench.portfolio import FIRST_DUE, Portfolio

NAME = "openfisca-core (float32)"
PERIOD = "2026-06"
Credito = build_entity(key="credito", plural="creditos", label="Crédito", is_person=True)


class Tables:
    """The law as arrays by position, made ready for the formulas."""

    dia: Day

    def __init__(self, tables: Law) -> None:
        self.dia = tables.dia
        self.calendario = {
            n: tables.calendario[n].to_numpy() for n in tables.calendario.schema.names
        }
        self.inpc = tables.inpc["valor"].to_numpy()
        self.primer_inpc = tables.inpc["mes"][0].as_py()
        sums = tables.acumuladas["suma"].to_numpy() / 100
        self.sumas = sums.reshape(31, -1)
        self.primer_mes = tables.acumuladas["mes"][0].as_py()


def peers(cartera: Portfolio, tables: Law) -> list[Peer]:
    system = TaxBenefitSystem([Credito])
    system.add_variables(*VARIABLES)
    system.ley = Tables(tables)
    pesos = cartera.importe / 100
    lugar = cartera.vencimiento - FIRST_DUE
    return [Peer(NAME, len(cartera), lambda: _value(system, pesos, lugar), _columns, exact=False)]


def _value(system: TaxBenefitSystem, pesos: Any, lugar: Any) -> dict[str, Any]:
    simulation: Simulation = SimulationBuilder().build_default_simulation(system, len(pesos))
    simulation.set_input("importe", PERIOD, pesos)
    simulation.set_input("lugar", PERIOD, lugar)
    return {name: simulation.calculate(name, PERIOD) for name in RESULTS}


def _columns(answer: dict[str, Any]) -> Columns:
    factor = np.rint(answer["factor"].astype(np.float64) * 10_000).astype(np.int64)
    return answer | {"factor": factor} | {name: centavos(answer[name]) for name in MONEY}


def _ley(creditos: Any) -> Tables:
    return creditos.simulation.tax_benefit_system.ley


def _meses(creditos: Any, period: Any) -> Any:
    dia, calendario = _ley(creditos).dia, _ley(creditos).calendario
    place = creditos("lugar", period)
    number, elapsed = calendario["numero"][place], dia.mes - calendario["mes"][place]
    open_still = (number > dia.largo_anterior) & (elapsed >= 1) & (dia.al <= dia.primer_habil)
    months = elapsed + (number < dia.numero) - open_still
    return np.where(calendario["vence"][place] < dia.al, months, 0)


def _factor(creditos: Any, period: Any) -> Any:
    ley, place = _ley(creditos), creditos("lugar", period)
    old = np.minimum(ley.calendario["mes"][place] - 1, ley.dia.publicado)
    quotient = ley.dia.inpc / ley.inpc[old - ley.primer_inpc]
    rounded = np.maximum(np.floor(quotient * 10_000) / 10_000, 1)
    return np.where(creditos("meses", period) > 0, rounded, 1)


def _tasa(creditos: Any, period: Any) -> Any:
    ley, place = _ley(creditos), creditos("lugar", period)
    number = ley.calendario["numero"][place] - 1
    month = ley.calendario["mes"][place] - ley.primer_mes
    last = month + np.minimum(creditos("meses", period), ley.dia.tope)
    return ley.sumas[number, last] - ley.sumas[number, month]


def _actualizado(creditos: Any, period: Any) -> Any:
    return np.round(creditos("importe", period) * creditos("factor", period), 2)


def _actualizacion(creditos: Any, period: Any) -> Any:
    return creditos("actualizado", period) - creditos("importe", period)


def _recargos(creditos: Any, period: Any) -> Any:
    updated = creditos("importe", period) * creditos("factor", period)
    return np.round(updated * creditos("tasa", period) / 100, 2)


def _gastos(creditos: Any, period: Any) -> Any:
    dia, owed = _ley(creditos).dia, _owed(creditos, period)
    charge = np.round(owed * dia.porcentaje / 100, 2)
    overdue = (owed > 0) & (creditos("meses", period) > 0)
    return np.where(overdue, np.clip(charge, dia.minimo / 100, dia.maximo / 100), 0)


def _total(creditos: Any, period: Any) -> Any:
    return _owed(creditos, period) + creditos("gastos", period)


def _owed(creditos: Any, period: Any) -> Any:
    return creditos("actualizado", period) + creditos("recargos", period)


def _banda(creditos: Any, period: Any) -> Any:
    bands = np.array(_ley(creditos).dia.bandas)
    return np.searchsorted(bands, creditos("meses", period), side="right") - 1


def _prescribe(creditos: Any, period: Any) -> Any:
    return _ley(creditos).calendario["prescribe"][creditos("lugar", period)]


def _variable(name: str, value_type: type, formula: Any = None) -> type[Variable]:
    traits = {"value_type": value_type, "entity": Credito, "definition_period": MONTH}
    return type(name, (Variable,), traits | ({"formula": formula} if formula else {}))


VARIABLES = (
    _variable("importe", float),
    _variable("lugar", int),
    _variable("meses", int, _meses),
    _variable("factor", float, _factor),
    _variable("tasa", float, _tasa),
    _variable("actualizado", float, _actualizado),
    _variable("actualizacion", float, _actualizacion),
    _variable("recargos", float, _recargos),
    _variable("gastos", float, _gastos),
    _variable("total", float, _total),
    _variable("banda", int, _banda),
    _variable("prescribe", int, _prescribe),
)
