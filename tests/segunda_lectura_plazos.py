"""A second reading of the gate, its days: notices, terms, prescription and caducity.

Written from the articles, one credit at a time, with dates and loops; nothing of the package.
Fundamento: CFF 12, 134-140, 144, 146; RCFF 7; LSS 39-C, 39-D, 40, 294, 297, 298; RACERF 3, 151.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import independiente

UN_DIA = timedelta(days=1)
PRIMERO, ULTIMO = date(1997, 1, 1), date(2050, 12, 31)
PAGO_DE_CEDULA = INCONFORMARSE = 15
TOPE_DESDE = date(2005, 1, 1)

# CFF 134, 135, 137, 139; C2.2 and T3: what voids a notice, and what doubles the term (LFDC 23).
ANULAN = {
    "SIN_CITATORIO", "HORA_DEL_CITATORIO", "SIN_REQUERIR_PRESENCIA", "SIN_CERCIORARSE",
    "FUERA_DE_HORARIO", "SIN_COPIA", "OTRO_DESTINATARIO", "NOTIFICADOR_SIN_IDENTIFICAR",
    "ESTRADOS_SIN_CAUSA", "ESTRADOS_SIN_DIAS", "ESTRADOS_ANTES_DEL_ACTA",
}  # fmt: skip
# T3-08 (link of the third party) is «high risk», in litigation: it does not void by itself.
DUPLICA = "SIN_RECURSO"

# CFF 146; T9: collection acts made known to the debtor, and what recognises the debt.
INTERRUMPEN = {
    "REQUERIMIENTO_DE_PAGO", "EMBARGO", "AVALUO_NOTIFICADO", "SALDO_REQUERIDO",
    "CONVENIO_SOLICITADO", "RECONOCIMIENTO", "PAGO_PARCIAL",
    "CONVENIO_CAIDO",  # AMB-15: restart on breach
}  # fmt: skip
RESUELVEN_ACLARACION = {"ACLARACION_IMPROCEDENTE", "ACLARACION_PROCEDENTE", "ACLARACION_AJUSTADA"}


class Suceso(NamedTuple):
    """A fact as captured; ``anula``: folio of the one it undoes; ``emitido``: day of its paper."""

    codigo: str
    dia: date
    medio: str = ""
    defectos: tuple[str, ...] = ()
    folio: str = ""
    anula: str = ""
    emitido: date | None = None


class Aviso(NamedTuple):
    """A notice: what can be said of it, the day it was given, and whether terms are double."""

    estado: str
    dado: date | None = None
    doble: bool = False


class Plazo(NamedTuple):
    """Of a valid notice: in effect, day to pay, and from when it can be enforced, if it can."""

    surte: date
    vence: date
    exigible: date | None


@lru_cache(maxsize=2**18)
def habiles(dia: date, cuantos: int) -> date:
    return independiente.habiles_despues(dia, cuantos)


def habiles_entre(desde: date, hasta: date) -> int:
    cuantos = 0
    while desde < hasta:
        desde += UN_DIA
        cuantos += not independiente.inhabil(desde)
    return cuantos


def para_pagar(dia: date) -> date:
    """Move a last day to pay off Fridays (CFF 12, RACERF 3; AMB-17: only of payments)."""
    return independiente.vencimiento_efectivo(dia)


@lru_cache(maxsize=2**16)
def dia_de_aviso(dia: date, medio: str) -> date:
    """CFF 134 (buzón: the fourth day), 139 (estrados: the eleventh; sixteenth before 2022)."""
    if medio == "ESTRADOS":
        return habiles(dia, 11 if dia >= date(2022, 1, 1) else 16)
    return habiles(dia, 4) if medio == "BUZON_SIN_ABRIR" else dia


def nula(suceso: Suceso) -> bool:
    return not ANULAN.isdisjoint(suceso.defectos)


def constan(sucesos: list[Suceso], al: date) -> list[Suceso]:
    """Return what had happened by a day and counts, each on the day it was made known.

    C2.2: a void notice starts no term and moves nothing; that of the cédula is kept, to say so.
    """
    fuera = deshechos(sucesos)
    dados = []
    for s in sucesos:
        if s.folio in fuera or s.codigo == "SIN_EFECTO" or s.dia > al:
            continue
        s = s._replace(dia=dia_de_aviso(s.dia, s.medio))
        if s.dia <= al and (s.codigo == "NOTIFICACION" or not nula(s)):
            dados.append(s)
    return _sin_aclarar_de_nuevo(sorted(dados, key=lambda s: s.dia))


def _sin_aclarar_de_nuevo(hechos: list[Suceso]) -> list[Suceso]:
    """Reading of the office: what was granted is adjusted, and not by asking for it again."""
    quedan, concedida = [], False
    for s in hechos:
        if s.codigo in ("ACLARACION_PROCEDENTE", "ACLARACION_AJUSTADA"):
            concedida = s.codigo == "ACLARACION_PROCEDENTE"
        elif s.codigo in ("ACLARACION", "ACLARACION_IMPROCEDENTE") and concedida:
            continue
        quedan.append(s)
    return quedan


def actos_nulos(sucesos: list[Suceso], al: date) -> list[Suceso]:
    """Return the void acts that the file has, on the day on which each would have counted."""
    fuera = deshechos(sucesos)
    nulos = [s for s in sucesos if nula(s) and s.dia <= al and s.folio not in fuera]
    return [s._replace(dia=dia_de_aviso(s.dia, s.medio)) for s in nulos]


def deshechos(sucesos: list[Suceso]) -> set[str]:
    """What a correction undid, unless that correction was undone by one captured later."""
    fuera = set[str]()
    for s in reversed(sucesos):
        if s.anula and s.folio not in fuera:
            fuera.add(s.anula)
    return fuera


def aviso_del_expediente(hechos: list[Suceso]) -> Aviso | None:
    """Return the first valid notice that nothing annulled since; else why there is none.

    CFF 138. A new act has to be notified anew (T1-11, T1-18: until the new act is notified).
    """
    vigente, ultimo = None, None
    for s in hechos:
        if s.codigo in ("NOTIFICACION_ANULADA", "NUEVO_ACTO"):
            vigente, ultimo = None, Aviso("ANULADA", s.dia)
        elif s.codigo == "NOTIFICACION" and nula(s):
            ultimo = ultimo or Aviso("NULA", s.dia)  # an annulment weighs more: same answers
        elif s.codigo == "NOTIFICACION" and vigente is None:
            vigente = Aviso("VALIDA", s.dia, DUPLICA in s.defectos)
    return vigente or ultimo


def plazo_de_pago(dado: date, hechos: list[Suceso]) -> Plazo:
    """The fifteen working days (LSS 39-C), stopped by an aclaración (LSS 39-D; T1-05: «plazo
    restante»): what was left goes on when its resolution takes effect."""
    surte = habiles(dado, 1)
    ultimo = habiles(surte, PAGO_DE_CEDULA)
    vence, faltan = para_pagar(ultimo), None
    for s in hechos:
        if s.codigo == "ACLARACION" and faltan is None and s.dia <= vence:
            faltan = habiles_entre(max(s.dia, surte), ultimo)
        elif s.codigo in RESUELVEN_ACLARACION and faltan is not None:
            ultimo = habiles(max(habiles(s.dia, 1), surte), faltan)
            vence, faltan = max(vence, para_pagar(ultimo)), None
    return Plazo(surte, vence, vence + UN_DIA if faltan is None else None)


def en_tiempo(recurso: Suceso, aviso: Aviso, hechos: list[Suceso]) -> bool:
    """LSS 294: fifteen days after effects, double if the act did not say how (LFDC 23).

    RACERF 151 VII: the aclaración filed in the term interrupts it. With no notice it cannot run.
    """
    if aviso.estado != "VALIDA" or aviso.dado is None:
        return True
    surte, cuantos = habiles(aviso.dado, 1), INCONFORMARSE * (2 if aviso.doble else 1)
    limite, parado = habiles(surte, cuantos), False
    for s in hechos[: hechos.index(recurso)]:
        if s.codigo == "ACLARACION" and s.dia <= limite:
            parado = True
        elif s.codigo in RESUELVEN_ACLARACION and parado:
            limite, parado = habiles(max(habiles(s.dia, 1), surte), cuantos), False
    return parado or recurso.dia <= limite


# --- Prescription and caducity (Annex D) -------------------------------------------------------

Tramos = list[tuple[date, date]]


def unidos(tramos: Tramos) -> Tramos:
    """Join stretches, both days included, so that no day counts twice."""
    juntos: Tramos = []
    for desde, hasta in sorted(t for t in tramos if t[0] <= t[1]):
        if juntos and desde <= juntos[-1][1] + UN_DIA:
            juntos[-1] = (juntos[-1][0], max(hasta, juntos[-1][1]))
        else:
            juntos.append((desde, hasta))
    return juntos


def comunes(unos: Tramos, otros: Tramos) -> Tramos:
    return unidos([(max(a, c), min(b, d)) for a, b in unos for c, d in otros])


def corre_hasta(inicio: date, meses: int, suspendido: Tramos) -> date:
    """Return the last day of a term: each suspended day before it ends makes it a day longer."""
    final = independiente.aniversario(inicio, meses)
    for desde, hasta in suspendido:
        desde = max(desde, inicio)
        if desde <= hasta and desde < final:
            final += hasta - desde + UN_DIA
    return final


def prescribe(exigible: date, interrupciones: list[date], suspendido: Tramos) -> date:
    """CFF 146: five years from each restart, never over ten from when it could be enforced."""
    tope = corre_hasta(exigible, 120, suspendido) if exigible >= TOPE_DESDE else date.max
    corriendo = exigible
    for dia in sorted(interrupciones):
        if dia > min(corre_hasta(corriendo, 60, suspendido), tope):
            break  # it was complete already
        corriendo = max(corriendo, dia)  # before it can be enforced there is nothing to restart
    return min(corre_hasta(corriendo, 60, suspendido), tope)


def interrupciones(hechos: list[Suceso]) -> list[date]:
    """T9-03: what is served by estrados interrupts when it takes effect; the rest when known."""
    return [
        habiles(s.dia, 1) if s.medio == "ESTRADOS" else s.dia
        for s in hechos
        if s.codigo in INTERRUMPEN
    ]


class Etapa(NamedTuple):
    """How an asunto was since a day until another, both included."""

    estado: str
    desde: date
    hasta: date
    emitido: date | None = None


Reloj = Callable[[str, str, date], date]
"""Last day that a state with a term lasts, ``date.max`` for the rest."""


def suspension_de_prescripcion(historia: dict[str, list[Etapa]], ultimo_dia: Reloj) -> Tramos:
    """CFF 146 by 144: the days on which the law kept the office from collecting."""

    def en(asunto: str, *estados: str) -> Tramos:
        return [
            (e.desde, min(e.hasta, ultimo_dia(asunto, e.estado, e.desde)))
            for e in historia.get(asunto, ())
            if e.estado in estados
        ]

    solos = (
        en("inconformidad", "EN_TIEMPO", "DIEZ_DIAS")  # AMB-25; T1-09: until the ten days end
        + en("juicio", "SUSPENDIDO", "CONTRARIA")  # T1-14, T1-20
        + en("concurso", "CONCILIACION")  # T1-36
        + en("localizacion", "DESOCUPO")  # T9-11
        + en("gasto_publico", "CON_DEFENSA")  # T1-60
        + en("convenio", "VIGENTE", "REHABILITADO")  # AMB-15: not enforceable meanwhile
    )
    # T1-12, T1-21: a challenge stops it only while the debt is guaranteed (LFPCA 28: and so does
    # the suspension whose guarantee came later).
    impugnado = en("juicio", "EN_TRAMITE", "PARCIAL", "SUSPENSION_SIN_GARANTIA")
    impugnado += en("revocacion", "EN_TRAMITE")
    return unidos(solos + comunes(unidos(impugnado), unidos(en("garantia", "SUFICIENTE"))))


def suspension_de_caducidad(historia: dict[str, list[Etapa]]) -> Tramos:
    """LSS 297: only the recourse (in time, T1-08) and the trial."""
    abiertos = {"EN_TRAMITE", "PARCIAL", "SUSPENDIDO", "SUSPENSION_SIN_GARANTIA", "CONTRARIA"}
    recurso = [e for e in historia.get("inconformidad", ()) if e.estado == "EN_TIEMPO"]
    juicio = [e for e in historia.get("juicio", ()) if e.estado in abiertos]
    return unidos([(e.desde, e.hasta) for e in recurso + juicio])


def dentro(tramos: Tramos, dia: date) -> bool:
    lugar = bisect_left(tramos, (dia + UN_DIA, date.min)) - 1
    return lugar >= 0 and tramos[lugar][1] >= dia


def caduca(periodo: date, alta: date, *, de_cuota: bool, suspendido: Tramos) -> date:
    """LSS 297: five years since the cuota was due (the 17th), or since the fact was known."""
    siguiente = (periodo + timedelta(days=31)).replace(day=1)
    return corre_hasta(siguiente.replace(day=18) if de_cuota else alta, 60, suspendido)
