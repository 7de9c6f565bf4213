"""Acts made by hand: what the office would put into the ledger, one small thing at a time."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from cartera_lib.cartera.acto import (
    Acto,
    Cierre,
    ClaseDeActo,
    Partida,
    Poliza,
    Recepcion,
    Rechazado,
)
from cartera_lib.cartera.emision import (
    ClaseDeSuceso,
    CreditoEmitido,
    Emitido,
    Orden,
    Suceso,
    canonico,
    clases_de_documento,
)
from cartera_lib.cartera.expediente import ClaseDeTraslado, Fijeza, Pieza, Traslado
from cartera_lib.cartera.ficha import (
    Aplicacion,
    Concepto,
    Deposito,
    Desenlace,
    Destino,
    Ficha,
    Fin,
    Solicitud,
    SolicitudDevuelta,
)
from cartera_lib.cartera.hecho import Confirmacion, Hecho
from cartera_lib.cartera.inventario import (
    CierreDeInventario,
    ClaseDeMarca,
    Cuaderno,
    Inventario,
    Marca,
)
from cartera_lib.cartera.movimiento import CuentaNueva, Llave, Movimiento, Rubro, Soporte
from cartera_lib.cartera.requerimiento import (
    Afectacion,
    Causa,
    Cedula,
    Renglon,
    Requerimiento,
    Revision,
    Verificacion,
)
from cartera_lib.store import esquema_libro as libro

AL = date(2026, 11, 24)


def acto(clase: str, *partes, llave: str = "", quien: str = "Ana Ruiz", **otros) -> Acto:
    """Return an act of Ana's; its key says what it brings unless another is given."""
    return Acto(ClaseDeActo[clase], quien, llave or repr(partes), AL, tuple(partes), **otros)


def llave(n: int = 1) -> Llave:
    return Llave("COP", f"A{n:09d}", f"{261_000_000 + n}", "2026-03", "02")


def alta(n: int = 1, importe: int = 100_000, **otros) -> tuple[CuentaNueva, Movimiento]:
    """Return the opening of account ``n`` with its first movement."""
    cuenta = CuentaNueva(llave(n), True, "16", "01", date(2026, 5, 4))
    return cuenta, mov(n, 1, importe, transaccion="ALTA_MANUAL", incidencia="01", **otros)


def mov(n: int, numero: int, importe: int, **otros) -> Movimiento:
    """Return a movement of account ``n``; a payment unless another transaction is given."""
    transaccion = otros.pop("transaccion", "PAGO")
    dia = otros.pop("fecha_efecto", AL)
    return Movimiento(llave(n), numero, transaccion, dia, importe, **otros)


def requerimiento(folio: str, **otros) -> Requerimiento:
    renglon = Renglon(
        *(1, "A000000001", "261000001", "2026-03", "02", "COP", "PAGO", 30_000),
        soporte="SUA",
        ilegibles=(("fecha_efecto", "31/02/26"),),
    )
    base = {
        "area": "OEPO",
        "folio_area": f"de {folio}",
        "fecha": AL,
        "cedula": Cedula.AJUSTE,
        "firmante": "J. Peña",
        "creditos": 1,
        "importe": 30_000,
        "renglones": (renglon,),
    }
    return Requerimiento(folio, **(base | otros))


def solicitud(folio: str) -> Solicitud:
    concepto = Concepto(llave(), Rubro.HISTORICO, 30_000)
    return Solicitud(folio, "OC", "of. 7", AL, AL, "J. Peña", llave().registro, (concepto,), 30_000)


def ficha(folio: str, referencia: str, de_solicitud: str = "", importe: int = 30_000) -> Ficha:
    conceptos = (Concepto(llave(), Rubro.HISTORICO, importe),)
    registro, vence = llave().registro, date(2026, 11, 30)
    return Ficha(folio, referencia, registro, "COP", AL, vence, conceptos, "OC", de_solicitud)


def deposito(clave: str, importe: int = 30_000) -> Deposito:
    return Deposito(clave, 2, "", AL, "160126000000018", llave().registro, "x", importe, "BANCO")


def aplicacion(clave: str, destino: Destino, importe: int) -> Aplicacion:
    return Aplicacion(clave, destino, importe, "EXACTO", "Coincide.", ramo="COP")


def completo(almacen, *, carga_id: int) -> None:
    """Fill every table of the ledger; the ledger opens with a load."""
    recibido = Recepcion("r.csv", "0" * 64, "requerimientos", 4, 3, 1, 90_000, 0)
    rechazado = Rechazado(4, "no se lee", ("ILEGIBLE",), ("No se lee el crédito.",))
    pedidos = [requerimiento(f"R26-00000{n}") for n in (1, 2, 3)]
    causa = Causa("D04", "El crédito no está en la cartera.", 1)
    soporte = Soporte("SUA", "77", AL)
    partida = Partida("P1", "IMPORTE_DISTINTO", "Difiere.", -5, AL, "ORCC", "Averigüe.")
    for uno in (
        acto("APERTURA", llave="abrir", aperturas=(carga_id,)),
        acto("RECEPCION", recibido, rechazado, *pedidos),
        acto("REVISION", Revision("R26-000002", (causa,))),
        acto("AFECTACION", Revision("R26-000001"), Afectacion("R26-000001"), *alta()),
        acto("AFECTACION", mov(1, 2, -30_000, origen="R26-000001/1", soporte=soporte)),
        acto("RECEPCION", solicitud("S26-000001"), solicitud("S26-000002")),
        acto("FICHAS", ficha("F26-000001", "160126000000018", "S26-000001")),
        acto("FICHAS", SolicitudDevuelta("S26-000002", (causa,))),
        acto(
            "TESORERIA",
            deposito("t/1"),
            aplicacion("t/1", Destino.APLICADO, 20_000),
            aplicacion("t/1", Destino.POR_ACLARAR, 10_000),
            Desenlace("F26-000001", Fin.PAGADA, AL),
        ),
        acto("POLIZA", Poliza("2026-11", "D-31", AL)),
        acto("FICHAS", ficha("F26-000002", "160126000000026")),
        acto("PARTIDAS", partida, replace(partida, clave="P2")),
        acto("PARTIDAS", Cierre("P1", "Era un ajuste.", AL)),
    ):
        almacen.asentar(uno)
    ultimo = movimiento_id(almacen)
    visto = Verificacion(ultimo, "corte", adecuada=True, completa=True)
    almacen.asentar(acto("VERIFICACION", visto, quien="Luis Gil"))
    for uno in (*expediente(), *documentos()):
        almacen.asentar(uno)


def hecho(folio: str, **otros) -> Hecho:
    """Return the notice of account 1, on the day of the acts."""
    base = {"codigo": "NOTIFICACION", "registro": llave().registro, "llave": llave(), "fecha": AL}
    base |= {"soporte": Soporte("ACTA_NOTIFICACION", "77", AL, "7" * 64), "medio": "PERSONAL"}
    return Hecho(folio, **(base | otros))


def pieza(folio: str, **otros) -> Pieza:
    base = {"registro": llave().registro, "llave": llave(), "clase": "ACTA_NOTIFICACION"}
    base |= {"numero": "77", "fecha": AL, "fojas": 2, "ubicacion": "A-3", "sha256": "7" * 64}
    return Pieza(folio, **(base | otros))


def marca(conteo: int, **otros) -> Marca:
    return Marca("I26-000001", conteo, 1, llave(), **(otros or {"marca": ClaseDeMarca.TOTAL}))


def expediente() -> Iterator[Acto]:
    """Yield facts seen by another person, papers moved and looked at, and an inventory closed."""
    de_patron = {"codigo": "HUELGA_ESTALLADA", "llave": None, "medio": "", "detalle": "Sección 1"}
    defectos = {"defectos": ("SIN_COPIA", "SIN_RAZON"), "importe": 1}
    sin_efecto = {"codigo": "SIN_EFECTO", "anula": "H26-000003", "medio": ""}
    difiere = {"marca": ClaseDeMarca.PARCIAL, "importe": 99_999, "dice": "Otro periodo."}
    yield acto("HECHOS", hecho("H26-000001"), hecho("H26-000002", **de_patron))
    yield acto("HECHOS", hecho("H26-000003", **defectos), hecho("H26-000004", **sin_efecto))
    yield acto("CONFIRMACION", Confirmacion("H26-000001"), quien="Luis Gil")
    yield acto("ARCHIVO", pieza("P26-000001"), pieza("P26-000002", llave=None, sha256=""))
    prestamo = Traslado("P26-000001", 1, ClaseDeTraslado.PRESTAMO, AL, "Jurídico", AL)
    yield acto("ARCHIVO", prestamo)
    yield acto("ARCHIVO", Traslado("P26-000001", 2, ClaseDeTraslado.DEVOLUCION, AL, "Jurídico"))
    yield acto("ARCHIVO", Fijeza("P26-000001", "7" * 64, True), Fijeza("P26-000002", "", False))
    yield acto("INVENTARIO", Inventario("I26-000001", AL, AL, "Archivo", "Ana y Luis"),
               Cuaderno("I26-000001", 1, "Ana Ruiz", 1, 5))  # fmt: skip
    yield acto("INVENTARIO", marca(1))
    yield acto("INVENTARIO", marca(2, **difiere), quien="Luis Gil")
    yield acto("INVENTARIO", Inventario("I26-000002", AL, AL, "Bodega", "Ana"))
    yield acto("INVENTARIO", CierreDeInventario("I26-000001", AL, "Se cotejó un crédito."))


def en_papel(texto: str) -> dict[str, str]:
    """Return what is kept of a document whose bytes are those of a text."""
    contenido = base64.b64encode(texto.encode()).decode()
    return {"sha256": hashlib.sha256(texto.encode()).hexdigest(), "contenido": contenido}


def orden(folio: str = "L26-000001") -> Orden:
    return Orden(folio, "MANDAMIENTO", AL, "incidencia 31", 2, 2, 2_000, canonico([[1], [2]]))


def emitido(n: int, codigo: str = "MANDAMIENTO", **otros) -> Emitido:
    """Return the ``n``-th document of its kind, which asks $10.00 of credit ``n``."""
    clase, datos = clases_de_documento()[codigo], otros.pop("datos", canonico({"n": n}))
    creditos = otros.pop("creditos", (CreditoEmitido(llave(n), 1_000),))
    base = {"folio": f"{clase.serie}26-{n:06d}", "orden": "", "clase": codigo}
    base |= {"serie": clase.serie, "ejercicio": 2026, "numero": n, "fecha": AL, "ramo": "COP"}
    base |= {"registro": llave(n).registro, "unico": clase.unico, "creditos": creditos}
    base |= {"importe": sum(c.importe for c in creditos), "datos": datos}
    base |= {"huella": hashlib.sha256(datos.encode()).hexdigest(), **en_papel(f"{codigo} {n}")}
    return Emitido(**(base | otros))


def suceso(numero: int, clase: str, n: int = 1, **otros) -> Suceso:
    """Return what happened to the ``n``-th mandamiento."""
    return Suceso(f"ME26-{n:06d}", numero, ClaseDeSuceso[clase], AL, **({"detalle": ""} | otros))


def documentos() -> Iterator[Acto]:
    """Yield a list and its documents, one of them seen by another person, signed and delivered."""
    de_lista = {"orden": "L26-000001"}
    yield acto("EMISION", orden(), emitido(1, **de_lista), emitido(2, **de_lista))
    yield acto("TRAMITE", suceso(1, "REVISADO"), quien="Luis Gil")
    yield acto("TRAMITE", suceso(2, "FIRMADO", **en_papel("firmado")))
    yield acto("TRAMITE", suceso(3, "ENTREGADO", detalle="Jorge Paz"))


def movimiento_id(almacen) -> int:
    """Return the number of the last movement of the ledger."""
    return preguntar(almacen, "SELECT max(id) FROM movimiento")[0][0]


def preguntar(almacen, consulta: str) -> list[tuple]:
    with almacen.motor.connect() as conexion:
        return [tuple(fila) for fila in conexion.exec_driver_sql(consulta)]


def cuantas(almacen) -> dict[str, int]:
    """Count the rows of each table of the ledger, the acts included."""
    with almacen.motor.connect() as conexion:
        tablas = (libro.acto, *libro.PARTES)
        return {t.name: conexion.scalar(sa.select(sa.func.count()).select_from(t)) for t in tablas}
