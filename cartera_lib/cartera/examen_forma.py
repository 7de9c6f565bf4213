"""First and last checks of a requirement: its form, who signs it, and who authorises it."""

from collections.abc import Iterator

from cartera_lib.cartera.area import TODAS, Area, areas, nivel, nombres, unidades
from cartera_lib.cartera.causa import Arreglo, arreglo, causa
from cartera_lib.cartera.estados import Transicion
from cartera_lib.cartera.examen import Examen, Pedido
from cartera_lib.cartera.examen_estado import impedido
from cartera_lib.cartera.requerimiento import Causa, Cedula, Previo, Requerimiento
from cartera_lib.cartera.transaccion import Transaccion
from cartera_lib.valores.dinero import pesos

CAUSA_DE_ILEGIBLE = {
    "folio": "D01",
    "registro": "D02",
    "credito": "D03",
    "periodo": "D04",
    "tipo_documento": "D04",
    "ramo": "D04",
    "importe": "D05",
    "soporte_importe": "D05",
    "transaccion": "D08",
    "area": "D08",
    "firmante": "D08",
    "incidencia": "D09",
    "creditos": "D11",
    "importe_total": "D11",
    "fecha": "D13",
    "fecha_efecto": "D13",
    "fecha_notificacion": "D13",
    "soporte_fecha": "D13",
}
SIN_CAUSA_PROPIA = "D07"
CON_AUTORIZACION = {"baja", "ajuste"}


def forma(examen: Examen) -> Iterator[Causa]:
    """Check the folio, the area and its signer, the date, and the control sums."""
    yield from _folio(examen.requerimiento, examen.entorno.previos)
    yield from _repetidos(examen)
    yield from _area(examen)
    yield from _cedula(examen)
    yield from _fecha(examen)
    yield from _sumas(examen)
    for pedido in examen.pedidos:
        for campo, texto in pedido.renglon.ilegibles:
            codigo = CAUSA_DE_ILEGIBLE.get(campo, SIN_CAUSA_PROPIA)
            yield pedido.causa(codigo, f"no se lee {campo.replace('_', ' ')}: dice «{texto}».")


def autorizacion(examen: Examen) -> Iterator[Causa]:
    """Check that who authorises may, for the amount that the form takes off or changes."""
    importe = sum(
        p.renglon.importe or 0
        for p in examen.pedidos
        if p.transaccion and p.transaccion.clase in CON_AUTORIZACION
    )
    exigido = nivel(importe, examen.al).autorizan
    pedido = examen.requerimiento
    firmas = unidades(pedido.autorizo or pedido.firmante)
    if importe and exigido and not firmas & set(exigido):
        quien = f"lo autoriza «{pedido.autorizo}»" if pedido.autorizo else "nadie lo autoriza"
        hecho = f"Por {pesos(importe)} debe autorizar {nombres(exigido)}, y {quien}."
        yield causa("D08", hecho)


def _folio(pedido: Requerimiento, previos: tuple[Previo, ...]) -> Iterator[Causa]:
    if not pedido.folio_area.strip():
        yield causa("D01", "La cédula no trae el folio de su área.")
    propios = [p for p in previos if p.area == pedido.area and _anterior(p, pedido)]
    iguales = [p for p in propios if p.folio_area == pedido.folio_area]
    usado = next((p for p in iguales if p.resultado != "DEVUELTO"), None)
    devueltos = [p for p in propios if p.resultado == "DEVUELTO"]
    if usado is not None and pedido.folio_area.strip():
        como = "aceptado" if usado.resultado else "todavía sin respuesta"
        yield causa(
            "D01", f"El folio {pedido.folio_area} ya se presentó: es {usado.folio}, {como}."
        )
    elif pedido.reingreso_de and pedido.reingreso_de not in {p.folio for p in devueltos}:
        hecho = (
            f"Dice que reingresa {pedido.reingreso_de}, que no es una cédula devuelta a su área."
        )
        yield causa("D01", hecho, arreglo=_reingreso(iguales))
    elif iguales and not pedido.reingreso_de:
        hecho = f"El folio {pedido.folio_area} se devolvió y no dice que lo reingresa."
        yield causa("D01", hecho, arreglo=_reingreso(iguales))


def _anterior(previo: Previo, pedido: Requerimiento) -> bool:
    return not pedido.folio or previo.folio < pedido.folio


def _reingreso(iguales: list[Previo]) -> Arreglo | None:
    return arreglo("reingreso_de", max(p.folio for p in iguales)) if iguales else None


def _repetidos(examen: Examen) -> Iterator[Causa]:
    vistos: dict[tuple[object, str], int] = {}
    for pedido in examen.pedidos:
        if pedido.ilegible("registro", "credito", "periodo", "tipo_documento", "ramo"):
            continue
        primero = vistos.setdefault(
            (pedido.llave, pedido.renglon.transaccion), pedido.renglon.orden
        )
        if primero != pedido.renglon.orden:
            yield pedido.causa("D01", f"repite el renglón {primero}.")


def _area(examen: Examen) -> Iterator[Causa]:
    pedido = examen.requerimiento
    area = areas().get(pedido.area)
    if area is None:
        existen = ", ".join(areas())
        yield causa("D08", f"No hay área «{pedido.area}»; las que piden son: {existen}.")
        return
    if not pedido.firmante.strip():
        yield causa("D08", "Nadie firma la cédula.")
    ajenas = unidades(pedido.firmante)
    if ajenas and not ajenas & area.firman:
        hecho = f"Por {area.nombre} firma {nombres(area.firman)}, no «{pedido.firmante}»."
        yield causa("D08", hecho)
    for linea in examen.pedidos:
        if linea.transaccion is None:
            continue
        if not linea.transaccion.cedula or not area.pide(linea.transaccion.codigo):
            nombre = linea.transaccion.nombre.lower()
            yield linea.causa("D08", f"{area.nombre} no pide «{nombre}».")
        elif (paso := _paso_ajeno(examen, linea, area)) is not None:
            quien = nombres(paso.areas)
            yield linea.causa("D08", f"el paso de {paso.de} a {paso.a} lo pide {quien}.")


def _paso_ajeno(examen: Examen, linea: Pedido, area: Area) -> Transicion | None:
    """Return the change asked for if it is for others to ask; a blocked one is told as such."""
    paso, cuenta = linea.paso, linea.cuenta
    if paso is None or cuenta is None or not linea.cambia:
        return None
    suyo = area.codigo in paso.areas or TODAS in area.transacciones
    return None if suyo or impedido(examen, linea) else paso


def _cedula(examen: Examen) -> Iterator[Causa]:
    escrita, tipos = examen.requerimiento.cedula, [p.transaccion for p in examen.pedidos]
    for pedido in examen.pedidos:
        if pedido.transaccion is None and not pedido.ilegible("transaccion"):
            yield pedido.causa("D08", f"no hay transacción «{pedido.renglon.transaccion}».")
    debidas = {tipo.cedula for tipo in tipos if tipo is not None and tipo.cedula}
    if debidas and debidas != {escrita}:
        yield causa("D08", _otra_cedula(escrita, tipos), arreglo=_unica(debidas))


def _otra_cedula(escrita: str, tipos: list[Transaccion | None]) -> str:
    ajenas = {t.nombre.lower(): t.cedula for t in tipos if t and t.cedula not in ("", escrita)}
    pares = "; ".join(f"«{nombre}» se pide con la {debida}" for nombre, debida in ajenas.items())
    if escrita not in set(Cedula):
        return f"No hay cédula «{escrita}»: {pares}."
    return f"La cédula es {escrita}: {pares}."


def _unica(debidas: set[str]) -> Arreglo | None:
    return arreglo("cedula", next(iter(debidas))) if len(debidas) == 1 else None


def _fecha(examen: Examen) -> Iterator[Causa]:
    dia = examen.requerimiento.fecha
    if dia is None:
        if not any(p.ilegible("fecha") for p in examen.pedidos):
            yield causa("D13", "La cédula no trae su fecha.")
    elif dia > examen.al:
        yield causa("D13", f"La cédula es del {dia:%d/%m/%Y}, después de hoy.")


def _sumas(examen: Examen) -> Iterator[Causa]:
    pedido, hay = examen.requerimiento, len(examen.pedidos)
    if not hay:
        yield causa("D11", "La cédula no trae ningún renglón.")
        return
    if pedido.creditos != hay:
        hecho = f"Dice {pedido.creditos} créditos y trae {hay}."
        yield causa("D11", hecho, arreglo=arreglo("creditos", hay))
    suma = sum(p.renglon.importe or 0 for p in examen.pedidos)
    legibles = not any(p.ilegible("importe", "importe_total") for p in examen.pedidos)
    if suma != pedido.importe and legibles:
        yield _suma(examen, suma)


def _suma(examen: Examen, suma: int) -> Causa:
    """Say that the total is another; the least change is a line if its support explains all."""
    total = examen.requerimiento.importe
    hecho = f"El total dice {pesos(total)} y los renglones suman {pesos(suma)}."
    for pedido in examen.pedidos:
        escrito = pedido.renglon.importe or 0
        debido = escrito + total - suma
        if debido > 0 and debido != escrito and debido in _probados(pedido):
            return pedido.causa("D11", _minuscula(hecho), arreglo=arreglo("importe", debido))
    return causa("D11", hecho, arreglo=arreglo("importe", suma))


def _probados(pedido: Pedido) -> set[int]:
    """Return the amounts that the file of the line proves: its support, or the whole balance."""
    probados = {pedido.renglon.soporte_importe or 0}
    total = pedido.transaccion is not None and pedido.transaccion.clase in ("baja", "estado")
    if pedido.cuenta is not None and total:
        probados.add(pedido.cuenta.saldo)
    return probados


def _minuscula(hecho: str) -> str:
    return hecho[0].lower() + hecho[1:]
