"""Función 5: asentar la recaudación directa en el orden de ley, y aclarar lo que quedó pendiente.

What a ficha was paid goes to its credits oldest first and, in each, to expenses, surcharges and
then principal with its update (CFF 20); inside a convenio, in its own order (CFF 66-A). A payment
of part of the principal lowers the historic balance by what it is worth without its update
(CFF 21: surcharges go on over the difference only).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.confronta import CASOS, Confronta
from cartera_lib.cartera.ficha import Aplicacion, Desenlace, Destino, Ficha, Fin
from cartera_lib.cartera.ficha import Concepto as ConceptoDeCobro
from cartera_lib.cartera.movimiento import FUERA, Cuenta, Llave, Movimiento, Rubro, Soporte
from cartera_lib.cartera.tipo_documento import tipo_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import en_vigor
from cartera_lib.registry import funcion
from cartera_lib.reglas.exigibilidad import creditos_de
from cartera_lib.reglas.imputacion import (
    ORDEN,
    ORDEN_EN_CONVENIO,
    Adeudo,
    Concepto,
    historico_pendiente,
    imputar,
    recargos_cubiertos,
)
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.dinero import DIEZMILESIMAS, pesos, redondear

PAGO, DE_CONVENIO = "PAGO", "convenio"
COMPROBANTE = "COMPROBANTE_PAGO"
SIN_SALDO, ACLARADO = "SIN_SALDO", "ACLARADO"
EN_ORDEN = (Rubro.GASTOS, Rubro.RECARGOS, Rubro.ACTUALIZACION, Rubro.HISTORICO)
Reparto: TypeAlias = dict[tuple[Llave, Rubro], int]


def cubiertos(movimientos: pa.Table) -> dict[Llave, int]:
    """Return the recargos already paid of what each credit still owes; what was undone is not."""
    pagos: dict[Llave, list[tuple[int, int, int]]] = {}
    filas = movimientos.to_pylist()
    deshechos = {fila["corrige"] for fila in filas}
    for fila in filas:
        if fila["transaccion"] != PAGO or fila["corrige"] or fila["id"] in deshechos:
            continue
        recargos = -fila["importe"] if fila["rubro"] == Rubro.RECARGOS.name else 0
        llave = Llave(*(fila[campo] for campo in Llave._fields))
        paso = (recargos, fila["saldo_antes"], fila["saldo_despues"])
        pagos.setdefault(llave, []).append(paso)
    return {llave: recargos_cubiertos(suyos) for llave, suyos in pagos.items()}


@funcion(5)
def asentar(
    cobrado: Mapping[str, tuple[int, date]],
    fichas: Mapping[str, Ficha],
    *,
    cuentas: Mapping[Llave, Cuenta],
    antes: Mapping[str, int] | None = None,
) -> tuple[tuple[Movimiento, ...], dict[str, int]]:
    """Return the payments that some fichas brought, and what of each could not be applied.

    ``cobrado``: centavos and day of the last deposit, by folio; ``antes``: what the same fichas
    had been paid before. A credit is never charged more than its balance.
    """
    vivas, movimientos, sobra = dict(cuentas), list[Movimiento](), dict[str, int]()
    for folio, (importe, dia) in sorted(cobrado.items(), key=lambda par: (par[1][1], par[0])):
        ficha, previo = fichas[folio], (antes or {}).get(folio, 0)
        convenio = _en_convenio(ficha, vivas, dia)
        pagado, ya = (repartir(ficha, p, convenio=convenio) for p in (previo + importe, previo))
        soporte = Soporte(COMPROBANTE, ficha.referencia, dia)
        for orden, llave in enumerate(_creditos(ficha), start=1):
            suyo = {rubro: pagado.get((llave, rubro), 0) - ya.get((llave, rubro), 0)
                    for rubro in EN_ORDEN}  # fmt: skip
            hechos, exceso = _de_un_credito(vivas.get(llave), suyo, dia)
            origen = f"{folio}/{orden}"
            movimientos += [replace(m, origen=origen, soporte=soporte) for m in hechos]
            vivas |= {llave: _tras(vivas[llave], hechos)} if hechos else {}
            sobra[folio] = sobra.get(folio, 0) + exceso
    return tuple(movimientos), {folio: exceso for folio, exceso in sobra.items() if exceso}


def repartir(ficha: Ficha, importe: int, *, convenio: bool = False) -> Reparto:
    """Return how an amount paid to a ficha goes to its concepts, in centavos.

    Fundamento: CFF 20; CFF 21; CFF 66-A.
    """
    pedido: Reparto = {}
    for concepto in ficha.conceptos:
        llave = (concepto.llave, concepto.rubro)
        pedido[llave] = pedido.get(llave, 0) + concepto.importe
    if importe >= ficha.importe:
        return pedido
    orden = ORDEN_EN_CONVENIO if convenio else ORDEN
    aplicado, _ = imputar(importe, _adeudos(pedido, convenio), orden=orden)
    de_quien = {"/".join(llave): llave for llave, _ in pedido}
    return {
        (de_quien[parte.credito], rubro): monto
        for parte in aplicado
        for rubro, monto in _rubros(parte.concepto, parte.importe, de_quien[parte.credito], pedido)
    }


def _creditos(ficha: Ficha) -> list[Llave]:
    return list(dict.fromkeys(concepto.llave for concepto in ficha.conceptos))


def _en_convenio(ficha: Ficha, cuentas: Mapping[Llave, Cuenta], al: date) -> bool:
    """Tell whether every credit of a ficha is inside a convenio: all are paid by its order."""
    suyas = [cuentas.get(llave) for llave in _creditos(ficha)]
    return all(cuenta is not None and _es_de_convenio(cuenta, al) for cuenta in suyas)


def _es_de_convenio(cuenta: Cuenta, al: date) -> bool:
    filas = (fila for fila in en_vigor("incidencias_ficha", al) if fila["admite"] == DE_CONVENIO)
    return any(cuenta.incidencia in fila["incidencias"].split("|") for fila in filas)


def _adeudos(pedido: Reparto, convenio: bool) -> Iterable[Adeudo]:
    de_recargos = Concepto.RECARGOS_PRORROGA if convenio else Concepto.RECARGOS
    for llave in dict.fromkeys(llave for llave, _ in pedido):
        de = {rubro: pedido.get((llave, rubro), 0) for rubro in Rubro}
        conceptos = {
            Concepto.GASTOS: de[Rubro.GASTOS],
            de_recargos: de[Rubro.RECARGOS],
            _concepto(llave): de[Rubro.HISTORICO] + de[Rubro.ACTUALIZACION],
        }
        nace = date.fromisoformat(f"{llave.periodo}-01")
        yield Adeudo("/".join(llave), nace, llave.ramo, conceptos)


def _concepto(llave: Llave) -> Concepto:
    es_multa = tipo_documento(llave.tipo_documento).clase == "multa"
    return Concepto.MULTAS if es_multa else Concepto.PRINCIPAL


def _rubros(
    concepto: Concepto, importe: int, llave: Llave, pedido: Reparto
) -> list[tuple[Rubro, int]]:
    """Return the rubros of one part; of an updated principal, its historic part and its update."""
    if concepto is Concepto.GASTOS:
        return [(Rubro.GASTOS, importe)]
    if concepto in (Concepto.RECARGOS, Concepto.RECARGOS_PRORROGA):
        return [(Rubro.RECARGOS, importe)]
    historico = pedido.get((llave, Rubro.HISTORICO), 0)
    actualizado = historico + pedido.get((llave, Rubro.ACTUALIZACION), 0)
    pagado = historico - _pendiente(historico, actualizado, importe)
    return [(Rubro.HISTORICO, pagado), (Rubro.ACTUALIZACION, importe - pagado)]


def _pendiente(historico: int, actualizado: int, pagado: int) -> int:
    """Return the historic amount still owed: what is not paid, over the factor of the ficha."""
    if not historico:
        return 0
    factor = redondear(Fraction(actualizado * DIEZMILESIMAS, historico))
    pendiente = historico_pendiente(actualizado - pagado, factor)
    # The factor that its amounts show is rounded: neither part may go beyond what was asked.
    return max(historico - pagado, 0, min(pendiente, historico, actualizado - pagado))


def _de_un_credito(
    cuenta: Cuenta | None, montos: Mapping[Rubro, int], dia: date
) -> tuple[list[Movimiento], int]:
    """Return the movements of one credit, and what it does not owe."""
    if cuenta is None or not cuenta.viva:
        return [], sum(montos.values())
    exceso = max(0, montos.get(Rubro.HISTORICO, 0) - cuenta.saldo)
    debidos = [
        (rubro, montos.get(rubro, 0) - (exceso if rubro is Rubro.HISTORICO else 0))
        for rubro in EN_ORDEN
    ]
    movimientos = list[Movimiento]()
    for rubro, monto in debidos:
        if monto > 0:
            salda = rubro is Rubro.HISTORICO and monto == cuenta.saldo
            numero = cuenta.numero + len(movimientos) + 1
            movimientos.append(
                Movimiento(cuenta.llave, numero, PAGO, dia, -monto, rubro, FUERA if salda else None)
            )
    return movimientos, exceso


def _tras(cuenta: Cuenta, movimientos: list[Movimiento]) -> Cuenta:
    dichas = [m.incidencia for m in movimientos if m.incidencia is not None]
    return replace(
        cuenta,
        numero=movimientos[-1].numero,
        saldo=cuenta.saldo + sum(m.efecto for m in movimientos),
        incidencia=dichas[-1] if dichas else cuenta.incidencia,
    )


def sin_sobrantes(confronta: Confronta, sobra: Mapping[str, int]) -> Confronta:
    """Return the same deposits with what their credits do not owe left to clear up."""
    if not sobra:
        return confronta
    filas = list[dict[str, Any]]()
    ultimas = [("fecha", "descending"), ("clave", "descending")]
    for fila in confronta.partes.sort_by(ultimas).to_pylist():
        exceso = min(sobra.get(fila["ficha"], 0), fila["importe"])
        if fila["destino"] == Destino.APLICADO.name and exceso:
            sobra = {**sobra, fila["ficha"]: sobra[fila["ficha"]] - exceso}
            motivo = f"{pesos(exceso)} por aclarar: {CASOS[SIN_SALDO]} ({fila['ficha']})."
            filas.append(fila | {"destino": Destino.POR_ACLARAR.name, "importe": exceso,
                                 "caso": SIN_SALDO, "motivo": motivo})  # fmt: skip
            fila = fila | {"importe": fila["importe"] - exceso}
        if fila["importe"]:
            filas.append(fila)
    partes = pa.Table.from_pylist(filas[::-1], schema=confronta.partes.schema)
    return Confronta(partes, confronta.fichas)


@funcion(5)
def aclarar(
    pendiente: Aplicacion, ficha: Ficha, *, cobrado: int, dia: date
) -> tuple[tuple[Aplicacion, Aplicacion], Desenlace]:
    """Return what moves a deposit from «por aclarar» to a ficha, and how the ficha ends by it.

    ``pendiente``: what the deposit still has without place; ``cobrado``: what the ficha had been
    paid; ``dia``: that of the deposit. The end counts only while the ficha has none.
    """
    falta = ficha.importe - cobrado
    importe = min(pendiente.importe, falta)
    if importe <= 0:
        raise DatoInvalido(
            f"La ficha {ficha.folio} ya está pagada, o el depósito ya no tiene nada por aclarar "
            f"({pesos(pendiente.importe)}). Revise el folio."
        )
    motivo = f"Se aclaró: paga la ficha {ficha.folio}."
    quitada = replace(pendiente, importe=-importe, caso=ACLARADO, motivo=motivo)
    aplicada = replace(
        quitada,
        destino=Destino.APLICADO,
        importe=importe,
        ficha=ficha.folio,
        ramo=ficha.ramo,
    )
    fin = Fin.PAGADA if importe == falta else Fin.PAGADA_CON_DIFERENCIA
    return (quitada, aplicada), Desenlace(ficha.folio, fin, dia)


@funcion(5)
def aclarar_en_credito(
    pendiente: Aplicacion, cuenta: Cuenta, *, cubierto: int, dia: date
) -> tuple[tuple[Aplicacion, Aplicacion], tuple[Movimiento, ...]]:
    """Return what moves a deposit from «por aclarar» to a credit, and the payments it makes.

    It pays what the balance was worth on the day of the deposit: surcharges but for those that
    were paid already (``cubierto``), and then principal with its update. Expenses are not
    known here: they are collected by ficha.
    """
    if not cuenta.viva or _es_de_convenio(cuenta, dia):
        donde = "está en convenio" if cuenta.viva else "ya no está en la cartera"
        raise DatoInvalido(f"El crédito {cuenta.llave} {donde}. Aplique el depósito a una ficha.")
    clave = pendiente.deposito
    adeudo = _adeudo(cuenta, clave, cubierto=cubierto, dia=dia)
    (quitada, aplicada), _ = aclarar(pendiente, adeudo, cobrado=0, dia=dia)
    motivo = f"Se aclaró: paga el crédito {cuenta.llave}."
    cuentas, pagado = {cuenta.llave: cuenta}, {clave: (aplicada.importe, dia)}
    movimientos, _ = asentar(pagado, {clave: adeudo}, cuentas=cuentas)
    partes = replace(quitada, motivo=motivo), replace(aplicada, motivo=motivo, ficha="")
    return partes, movimientos


def _adeudo(cuenta: Cuenta, clave: str, *, cubierto: int, dia: date) -> Ficha:
    """Return what one credit owes on a day, as a ficha that nobody issued."""
    fila = {**cuenta.llave._asdict(), "fecha_notificacion": cuenta.fecha_notificacion}
    tabla = pa.Table.from_pylist([fila | {"importe": cuenta.saldo}], schema=ESQUEMA)
    valor = explicar(creditos_de(Cartera(dia, cuenta.ooad, cuenta.subdelegacion, tabla)), al=dia)
    montos = {
        Rubro.RECARGOS: max(0, valor.paso("Recargos") - cubierto),
        Rubro.ACTUALIZACION: valor.paso("Actualización"),
        Rubro.HISTORICO: cuenta.saldo,
    }
    conceptos = tuple(
        ConceptoDeCobro(cuenta.llave, rubro, monto) for rubro, monto in montos.items()
    )
    return Ficha(clave, clave, cuenta.llave.registro, cuenta.llave.ramo, dia, dia, conceptos)
