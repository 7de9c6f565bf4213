"""What the areas ask of each credit in a month, so that the ledger arrives at the next cut.

One line for each step of the credit's own history, in its order. Left to the system: credits
that it issues, the pass from proposal to «por notificar» when nothing follows it in the month,
and payments. Left without a form, as it happens: the month of a credit with a planted defect, or
with a step that the office could not post (before the term to pay is over, twice in two months,
a fine that stays behind its origin).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from cartera_lib.reglas.vencimiento import plazo_de_pago
from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.cedulas import Linea, Papel, liga
from cartera_lib.sintetica.modelo import Credito, Ramo
from cartera_lib.sintetica.tiempo import DIA, laborable
from cartera_lib.valores.calendario import cubierto, dias, fecha

PASOS = {  # from and to: document and who asks
    "0001": ("CEDULA_LIQUIDACION", "OEPO"),
    "0102": ("ACTA_NOTIFICACION", "OEPO"),
    "2002": ("ACTA_NOTIFICACION", "DAP"),
    "2102": ("ACTA_NOTIFICACION", "DAP"),
    "2021": ("ESCRITO_ACLARACION", "DAP"),
    "0231": ("CONSTANCIA_PLAZO", "OC"),
    "0109": ("ACTA_NO_LOCALIZACION", "OC"),
    "0209": ("ACTA_NO_LOCALIZACION", "OC"),
    "3109": ("ACTA_NO_LOCALIZACION", "OC"),
    "0901": ("INFORME_LOCALIZACION", "OC"),
    "0931": ("INFORME_LOCALIZACION", "OC"),
    "0103": ("ESCRITO_ACLARACION", "OEPO"),
    "0203": ("ESCRITO_ACLARACION", "OEPO"),
    "0301": ("RESOLUCION_ACLARACION", "OEPO"),
    "0302": ("RESOLUCION_ACLARACION", "OEPO"),
    "0206": ("ACUSE_RECURSO", "JUR"),
    "0214": ("ACUSE_RECURSO", "JUR"),
    "0631": ("RESOLUCION_RECURSO", "JUR"),
    "3132": ("ACTA_EMBARGO", "OC"),
    "3134": ("ACTA_EMBARGO", "OC"),
    "3135": ("ACTA_EMBARGO", "OC"),
    "3143": ("ACTA_EMBARGO", "OC"),
    "3237": ("AVALUO", "OC"),
    "3437": ("AVALUO", "OC"),
    "3738": ("AUTORIZACION_REMATE", "OC"),
    "3839": ("CONVOCATORIA", "OC"),
    "3940": ("ACTA_ALMONEDA", "OC"),
    "0205": ("SOLICITUD_CONVENIO", "OC"),
    "3105": ("SOLICITUD_CONVENIO", "OC"),
    "0552": ("CONVENIO", "OC"),
    "0531": ("OFICIO_FIN_CONVENIO", "OC"),
    "3113": ("OFICIO_PROCURACION", "JDC"),
    "3116": ("CONSTANCIA_INSOLVENCIA", "OC"),
    "0926": ("DICTAMEN_SOLIDARIA", "JUR"),
    "0223": ("SOLICITUD_CONDONACION", "OEPO"),
    "0225": ("COMPROBANTE_PAGO", "OEPO"),
}
ESCALAS = {"3239": ("32", "37", "38", "39"), "3439": ("34", "37", "38", "39")}
"""What the world tells as one step and the office asks for one by one."""
HUELGA = ("AVISO_HUELGA", "DAV")
BAJAS = {  # why a credit leaves: transaction, document and who asks
    "IMPROCEDENCIA": ("BAJA_IMPROCEDENCIA", "RESOLUCION_ACLARACION", "OEPO"),
    "CONDONACION": ("CONDONACION", "RESOLUCION_CONDONACION", "JUR"),
    "INCOBRABLE": ("CANCELACION_469", "AUTORIZACION_469", "JDC"),
    "PRESCRITO": ("CANCELACION_470", "RESOLUCION_470", "JUR"),
    "RESOLUCION": ("CANCELACION_RESOLUCION", "RESOLUCION_RECURSO", "JUR"),
    "TRASLADO": ("ENVIO_CAMBIO", "OFICIO_CAMBIO", "JDC"),
    "AJUSTE": ("AJUSTE_BAJA", "RESOLUCION_ACLARACION", "OEPO"),
    "ENTRADA": ("RECEPCION_CAMBIO", "OFICIO_CAMBIO", "JDC"),
}
DE_AUDITORIA = ("57", "60")
EN_PROCURACION = "13"  # another subdelegación collects it: nothing is asked here
LOCALIZABLES = {"01", "02", "31"}
CINCO = timedelta(days=5 * 366)
DOS_MESES = timedelta(days=62)
ATRASO = 4  # most days from a document to its capture


def del_mes(creditos: Iterable[Credito], desde: date, *, hasta: date, azar: Azar) -> list[Linea]:
    """Return every line that the areas ask for between two cuts."""
    todos = list(creditos)
    planes = {id(c): plan for c in todos if (plan := _plan(c, desde, hasta))}
    _sin_multas_sueltas(planes, todos, desde)
    papeles: dict[tuple[object, ...], Papel] = {}
    pisos: dict[tuple[object, ...], date] = defaultdict(lambda: date.min)
    lineas = [linea for c in todos for linea in planes.get(id(c), ())]
    for linea in lineas:
        pisos[_expediente(linea)] = max(pisos[_expediente(linea)], linea.piso)
    return [_con_papel(linea, papeles, pisos[_expediente(linea)], azar=azar) for linea in lineas]


def quieto(credito: Credito, desde: date, *, hasta: date) -> bool:
    """Tell whether a clean live credit stays as it was from one cut to the next."""
    fechas = [t.desde for t in credito.tramos] + [i.desde for i in credito.importes]
    vivo = credito.vivo(desde) and credito.vivo(hasta) and credito.siembra is None
    return vivo and not any(desde < dia <= hasta for dia in fechas)


def _plan(credito: Credito, desde: date, hasta: date) -> list[Linea]:
    """Return what is asked of one credit, nothing if some step could not be posted."""
    llega = credito.entrada == credito.patron.entrada is not None and _dentro(
        credito.entrada, desde, hasta
    )
    pasa = llega and credito.baja is not None and credito.baja <= hasta  # no cut shows it
    if credito.siembra is not None or pasa or not (credito.vivo(desde) or llega):
        return []
    inicio = credito.entrada if llega and credito.entrada else desde
    lineas = [*_entrada(credito, inicio)] if llega else []
    lineas += [*_de_estado(credito, inicio, hasta), *_de_dinero(credito, inicio, hasta)]
    lineas.sort(key=lambda linea: (linea.fecha, linea.turno))
    if [linea.de + linea.incidencia for linea in lineas] == ["0001"]:
        return []
    plan = [p for p in (_en_plazo(x, y, hasta) for x, y in _con_siguiente(lineas)) if p]
    return plan if len(plan) == len(lineas) and _se_puede(credito, plan, (inicio, hasta)) else []


def _dentro(dia: date | None, desde: date, hasta: date) -> bool:
    return dia is not None and desde < dia <= hasta


def _piso(credito: Credito) -> date:
    return max(credito.alta, credito.entrada or credito.alta)


def _entrada(credito: Credito, dia: date) -> Iterator[Linea]:
    linea = _de_importe(credito, dia, "ENTRADA", credito.importe(dia))
    yield replace(
        linea, incidencia=credito.tramo(dia).incidencia, notificado=credito.notificacion(dia)
    )


def _de_estado(credito: Credito, desde: date, hasta: date) -> Iterator[Linea]:
    fin = min(hasta, credito.baja - DIA) if credito.baja else hasta
    paga = any(_dentro(i.desde, desde, hasta) for i in credito.importes if "PAGO" in i.causa)
    for antes, tramo in pairwise(credito.tramos):
        if not _dentro(tramo.desde, desde, fin):
            continue
        escala = ESCALAS.get(antes.incidencia + tramo.incidencia)
        for turno, paso in enumerate(pairwise(escala or (antes.incidencia, tramo.incidencia))):
            linea = _cambio(credito, tramo.desde, *paso)
            yield replace(
                linea,
                piso=max(_piso(credito), antes.desde),
                turno=turno,
                importe=None if paga else linea.importe,
            )


def _cambio(credito: Credito, dia: date, de: str, a: str) -> Linea:
    clase, area = HUELGA if a == "12" else PASOS.get(de + a, ("", ""))
    notifica = a == "02" and credito.notificado_desde == dia
    return Linea(
        credito=credito,
        fecha=dia,
        area=area,
        transaccion="FECHA_NOTIFICACION" if notifica else "CAMBIO_INCIDENCIA",
        papel=Papel(clase, fecha=credito.notificado if notifica else None),
        de=de,
        incidencia=a,
        importe=credito.importe(dia - DIA),
        notificado=credito.notificado if notifica else None,
    )


def _de_dinero(credito: Credito, desde: date, hasta: date) -> Iterator[Linea]:
    for antes, importe in pairwise(credito.importes):
        if importe.causa == "AJUSTE" and _dentro(importe.desde, desde, hasta):
            yield _de_importe(credito, importe.desde, "AJUSTE", antes.centavos - importe.centavos)
    baja, causa = credito.baja, credito.causa_baja
    if baja is not None and causa in BAJAS and _dentro(baja, desde, hasta):
        if causa == "INCOBRABLE" and baja - credito.alta > CINCO:
            causa = "PRESCRITO"
        yield _de_importe(credito, baja, causa, credito.importe(baja))


def _de_importe(credito: Credito, dia: date, causa: str, importe: int) -> Linea:
    transaccion, clase, area = BAJAS[causa]
    if credito.tipo in DE_AUDITORIA and causa in ("IMPROCEDENCIA", "AJUSTE"):
        clase, area = "RESOLUCION_AUDITORIA", "DAP"
    return Linea(
        credito=credito,
        fecha=dia,
        area=area,
        transaccion=transaccion,
        papel=Papel(clase, importe=importe),
        de=credito.tramo(dia).incidencia,
        importe=importe,
        piso=max(_piso(credito), credito.tramo(dia).desde),
    )


def _con_siguiente(lineas: list[Linea]) -> Iterator[tuple[Linea, Linea | None]]:
    return zip_longest(lineas, lineas[1:])


def _en_plazo(linea: Linea, siguiente: Linea | None, hasta: date) -> Linea | None:
    """Put off the pass to collection until the term to pay is over, if it still can be."""
    vence = vence_plazo(linea.credito) if linea.de + linea.incidencia == "0231" else None
    if vence is None:
        return linea
    dia = max(linea.fecha, laborable(vence + DIA))
    antes = siguiente.fecha if siguiente else linea.credito.baja or hasta + DIA
    if dia != linea.fecha and (dia > hasta or dia >= antes):
        return None
    return replace(linea, fecha=dia, papel=linea.papel._replace(fecha=dia))


def vence_plazo(credito: Credito) -> date | None:
    """Return the last day to pay what was notified; None where no calendar reaches it."""
    if credito.notificado is None or not cubierto(dias(credito.notificado)):
        return None
    return fecha(int(plazo_de_pago(dias(credito.notificado)).vence))


def _se_puede(credito: Credito, plan: list[Linea], mes: tuple[date, date]) -> bool:
    pagos = [i for i in credito.importes if "PAGO" in i.causa and _dentro(i.desde, *mes)]
    sale = any(linea.transaccion != "AJUSTE_BAJA" for linea in plan if linea.cedula == "CAP-3")
    conocidos = all(linea.area and linea.de != EN_PROCURACION for linea in plan)
    a_tiempo = all(
        linea.notificado is None or linea.notificado >= linea.piso
        for linea in plan
        if linea.cedula == "CAP-4"
    )
    return conocidos and a_tiempo and not (pagos and sale) and not any(map(_repetida, plan))


def _repetida(linea: Linea) -> bool:
    """Tell whether the credit had entered the same incidencia in the last two months."""
    dia = _dia_de(linea)
    return linea.cedula == "CAP-4" and any(
        t.incidencia == linea.incidencia and dia - DOS_MESES < t.desde < dia
        for t in linea.credito.tramos
    )


def _dia_de(linea: Linea) -> date:
    """Return the day of the history that a line tells, though it was put off."""
    tramos = linea.credito.tramos
    return max((t.desde for t in tramos if t.desde <= linea.fecha), default=linea.fecha)


def _sin_multas_sueltas(
    planes: dict[int, list[Linea]], creditos: list[Credito], desde: date
) -> None:
    """Take away, until none is left, the plans that would send to 09 half of a pair."""
    ligas: dict[tuple[str, int, str], list[Credito]] = defaultdict(list)
    for credito in creditos:
        if credito.ramo is Ramo.COP and credito.vivo(desde):
            ligas[liga(credito)].append(credito)
    while sueltos := [
        clave
        for clave, plan in planes.items()
        if any(_suelta(x, ligas[liga(x.credito)], planes, desde) for x in plan)
    ]:
        for clave in sueltos:
            del planes[clave]


def _suelta(
    linea: Linea, ligados: list[Credito], planes: dict[int, list[Linea]], desde: date
) -> bool:
    if linea.incidencia != "09" or linea.credito.ramo is not Ramo.COP:
        return False
    for otro in ligados:
        juntas = any(
            x.incidencia == "09" and x.fecha == linea.fecha for x in planes.get(id(otro), ())
        )
        pasados = {t.incidencia for t in otro.tramos if desde < t.desde < linea.fecha}
        pudo = LOCALIZABLES & {otro.tramo(desde).incidencia, *pasados}
        if otro is not linea.credito and pudo and not juntas:
            return True
    return False


def _expediente(linea: Linea) -> tuple[object, ...]:
    """What lines with the same document share: an origin and its fine, the same day."""
    return linea.liga, linea.credito.ramo, linea.fecha, linea.papel.clase, linea.turno


def _con_papel(
    linea: Linea, papeles: dict[tuple[object, ...], Papel], piso: date, *, azar: Azar
) -> Linea:
    """Give the line its document, dated from a few days before to the day of the capture."""
    expediente = _expediente(linea)
    if expediente not in papeles:
        primera = max(piso, linea.fecha - ATRASO * DIA)
        dia = linea.papel.fecha or azar.dia(min(primera, linea.fecha), linea.fecha)
        siglas = "".join(palabra[0] for palabra in linea.papel.clase.split("_"))
        folio = f"{siglas}-{azar.entre(1, 9999):04d}/{dia:%Y}"
        papeles[expediente] = Papel(linea.papel.clase, folio, dia)
    comun = papeles[expediente]
    dia_propio = linea.papel.fecha or comun.fecha
    return replace(linea, papel=linea.papel._replace(folio=comun.folio, fecha=dia_propio))
