"""The *memoria de cálculo* of one credit: each step with its article, data and rounding.

It adds up month by month on its own; a property test holds it equal to ``liquidar``.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from cartera_lib.cartera.creditos import Creditos
from cartera_lib.cartera.tipo_documento import TipoDocumento, tipo_documento
from cartera_lib.norma.articulos import CFF, RCFF
from cartera_lib.registry import fundamento_de
from cartera_lib.reglas.actualizacion import actualizado
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.derecho import Derecho, Mes, Renglon, derecho
from cartera_lib.reglas.gastos_ejecucion import gastos_ejecucion, limites_de_gastos
from cartera_lib.reglas.ley import vencimientos_cubiertos
from cartera_lib.reglas.recargos import recargos, tasa_acumulada
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import dias, fecha
from cartera_lib.valores.dinero import DIEZMILESIMAS, Redondeo, pesos, redondear

CUOTA = "02"
_DE_MULTA = tuple(str(a) for a in (CFF["70"], CFF["17-A"], RCFF["73"]))
_SIN_RECARGOS = (str(CFF["21"]),)


@dataclass(frozen=True)
class Paso:
    """One step: what, how it was worked out, the result in centavos, and by what right."""

    concepto: str
    operacion: str
    importe: int
    fundamento: tuple[str, ...]


@dataclass(frozen=True)
class Memoria:
    """How one credit came to be worth its total on a day; amounts in centavos."""

    importe: int
    tipo: str
    derecho: Derecho
    pasos: tuple[Paso, ...]

    @property
    def total(self) -> int:
        """Total in centavos: the sum of its steps."""
        return sum(paso.importe for paso in self.pasos)

    @property
    def provisional(self) -> bool:
        """Tell whether it rests on an index that another will replace."""
        return self.derecho.provisional and tipo_documento(self.tipo).actualiza

    @property
    def meses(self) -> tuple[Mes, ...]:
        """Months that bear recargos: none for a fine, however late."""
        return self.derecho.meses if tipo_documento(self.tipo).recargos else ()

    @property
    def indices(self) -> tuple[Renglon, Renglon] | None:
        """The two indices, None where nothing is updated."""
        return self.derecho.indices if tipo_documento(self.tipo).actualiza else None

    def paso(self, concepto: str) -> int:
        """Return the amount of one step in centavos, 0 when the memoria has no such step."""
        return sum(paso.importe for paso in self.pasos if paso.concepto == concepto)

    def como_dict(self) -> dict[str, Any]:
        """Return plain values fit for JSON: dates as ISO text, amounts in centavos."""
        return {**_plano(asdict(self)), "total": self.total, "provisional": self.provisional}

    def texto(self) -> str:
        """Write the memoria as lines of text."""
        lineas = [
            f"{paso.concepto}: {pesos(paso.importe)}\n    {paso.operacion}\n"
            f"    Fundamento: {'; '.join(paso.fundamento)}"
            for paso in self.pasos
        ]
        aviso = " (provisional: el último INPC no se ha publicado)"
        final = f"Total al {self.derecho.al:%d/%m/%Y}: {pesos(self.total)}"
        return "\n".join([*lineas, final + aviso * self.provisional])


def explicar(
    credito: Creditos, *, al: date, diligencia: bool = False, criterios: Criterios = CRITERIOS
) -> Memoria:
    """Explain what one credit is worth on a day; FueraDeVigencia when a table does not reach.

    ``credito``: columns of one row; ``diligencia``: charge the expenses of one act of execution
    on that day. Each figure names its table rows and its rounding.
    """
    (importe,), (vencimiento,) = credito.importe.tolist(), credito.vencimiento.tolist()
    tipo = tipo_documento(CUOTA if credito.tipo is None else f"{int(credito.tipo[0]):02d}")
    aplicable = derecho(vencimiento, int(dias(al)), criterios=criterios)
    pasos = [
        _historico(importe, aplicable),
        _actualizacion(importe, tipo, aplicable, criterios),
        _recargos(importe, tipo, aplicable),
    ]
    if diligencia:
        vencido = sum(paso.importe for paso in pasos) if aplicable.transcurridos else 0
        pasos.append(_gastos(vencido, al))
    return Memoria(importe, tipo.codigo, aplicable, tuple(pasos))


def _historico(importe: int, aplicable: Derecho) -> Paso:
    movido = aplicable.vence != aplicable.vencimiento
    dia = _por_que_se_mueve(aplicable.vencimiento)
    nota = f", {dia}: pasa al {aplicable.vence:%d/%m/%Y}" if movido else ""
    debe = "Debió" if aplicable.al > aplicable.vence else "Debe"
    operacion = f"{debe} pagarse el {aplicable.vencimiento:%d/%m/%Y}{nota}."
    if aplicable.vencimiento == fecha(vencimientos_cubiertos()[1]):
        operacion = "Sin fecha de notificación: todavía no corre su plazo de pago."
    return Paso("Importe histórico", operacion, importe, _citas(vencimiento_efectivo))


def _por_que_se_mueve(vencimiento: date) -> str:
    return {4: "viernes", 5: "sábado", 6: "domingo"}.get(vencimiento.weekday(), "día inhábil")


def _actualizacion(
    importe: int, tipo: TipoDocumento, aplicable: Derecho, criterios: Criterios
) -> Paso:
    exacto = Fraction(importe * _factor(tipo, aplicable), DIEZMILESIMAS)
    if not tipo.actualiza:
        operacion = f"{tipo.nombre}: no se actualiza."
    elif aplicable.indices is None:
        operacion = "No ha vencido: no se actualiza."
    else:
        factor = _decimales(Fraction(aplicable.factor, DIEZMILESIMAS), 4)
        operacion = (
            f"{_cociente(*aplicable.indices, aplicable.serie_inpc, criterios)} = {factor}. "
            f"{pesos(importe)} × {factor} = {_en_pesos(exacto)}; menos {pesos(importe)}."
        )
    citas = _DE_MULTA if tipo.clase == "multa" else _citas(actualizado)
    return Paso("Actualización", operacion, redondear(exacto) - importe, citas)


def _recargos(importe: int, tipo: TipoDocumento, aplicable: Derecho) -> Paso:
    base = Fraction(importe * _factor(tipo, aplicable), DIEZMILESIMAS)
    exacto = base * Fraction(aplicable.tasa, DIEZMILESIMAS) if tipo.recargos else Fraction(0)
    if not tipo.recargos:
        operacion = f"{tipo.nombre}: no causa recargos."
    elif not aplicable.meses:
        operacion = "No ha vencido: no causa recargos."
    else:
        tasa = _decimales(Fraction(aplicable.tasa, 100), 2)
        operacion = (
            f"{_meses(aplicable)}: {tasa} %. {_en_pesos(base)} × {tasa} % = {_en_pesos(exacto)}."
        )
    citas = _citas(recargos, tasa_acumulada) if tipo.recargos else _SIN_RECARGOS
    return Paso("Recargos", operacion, redondear(exacto), citas)


def _gastos(demandado: int, al: date) -> Paso:
    limites = limites_de_gastos(dias(al))
    citas = _citas(gastos_ejecucion)
    if not demandado:
        return Paso("Gastos de ejecución", "Nada vencido se demanda: no hay gastos.", 0, citas)
    por_acto = int(gastos_ejecucion(np.array(demandado), limites))
    operacion = (
        f"{limites.porcentaje} % de {pesos(demandado)}, entre {pesos(int(limites.minimo))} y "
        f"{pesos(int(limites.maximo))}: {pesos(por_acto)}."
    )
    return Paso("Gastos de ejecución", operacion, por_acto, citas)


def _factor(tipo: TipoDocumento, aplicable: Derecho) -> int:
    return aplicable.factor if tipo.actualiza else DIEZMILESIMAS


def _cociente(reciente: Renglon, antiguo: Renglon, serie: str, criterios: Criterios) -> str:
    exacto = Fraction(reciente.valor) / Fraction(antiguo.valor)
    corte = "truncado" if criterios.redondeo_factor is Redondeo.TRUNCAR else "redondeado"
    minimo = ", menor que uno, se toma uno" if exacto < 1 else f", {corte} a diezmilésimas"
    return (
        f"INPC {reciente.vigencia} {reciente.valor} ÷ INPC {antiguo.vigencia} {antiguo.valor} "
        f"(base {serie}) = {_decimales(exacto, 8)}…{minimo}"
    )


def _meses(aplicable: Derecho) -> str:
    cuantos = len(aplicable.meses)
    if cuantos < aplicable.transcurridos:
        de = f"de {aplicable.transcurridos} meses o fracciones, tope de ley"
        return f"Los primeros {cuantos} {de}"
    return f"{cuantos} {'mes o fracción' if cuantos == 1 else 'meses o fracciones'}"


def _citas(*reglas: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(a) for regla in reglas for a in fundamento_de(regla)))


def _decimales(valor: Fraction, cuantos: int) -> str:
    enteros, resto = divmod(valor.numerator * 10**cuantos // valor.denominator, 10**cuantos)
    return f"{enteros}.{resto:0{cuantos}d}"


def _en_pesos(exacto: Fraction) -> str:
    """Write an exact amount of centavos as pesos, with every decimal that it has."""
    enteros, _, decimales = _decimales(exacto / 100, 10).rstrip("0").partition(".")
    return f"{int(enteros):,}.{decimales.ljust(2, '0')}"


def _plano(valor: Any) -> Any:
    if isinstance(valor, dict):
        return {clave: _plano(v) for clave, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [_plano(v) for v in valor]
    return valor.isoformat() if isinstance(valor, date) else valor
