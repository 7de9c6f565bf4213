"""Funciones 1, 5, 12 y 18: la factura de entrega, la ficha, su aviso, la devolución y el oficio.

What the office answers to other areas, and to whoever pays, as documents, or all the reasons why
not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.borrador import ENTERO, PESOS, TEXTO, Borrador, Datos, Negativa, cuadro
from cartera_lib.cartera.emision import CreditoEmitido, clases_de_documento
from cartera_lib.cartera.ficha import Concepto, Ficha, Solicitud
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requerimiento import Causa, Requerimiento
from cartera_lib.cartera.sede import Sede
from cartera_lib.cartera.tipo_documento import tipo_documento
from cartera_lib.norma.tablas import Renglon, recordar, renglones
from cartera_lib.oficina.documentos import comunes, destinatario, dictamen, importe, mezclas
from cartera_lib.oficina.fichas import avisos_de_no_pago
from cartera_lib.registry import funcion
from cartera_lib.valores.letras import fecha_en_letra

CONCEPTOS = [
    *((t, TEXTO) for t in ("Crédito", "Periodo", "Tipo de documento", "Concepto")),
    ("Importe", PESOS),
]
CAUSAS = [
    (t, TEXTO) for t in ("Renglón", "Crédito", "Causa", "Qué se halló", "Qué se corrige", "Norma")
]
TODO, NINGUNO = "Todo", "—"
"""Where a cause of the whole form is, and what credit it is of."""


ENTREGADOS = [
    ("Folio", TEXTO),
    ("Documento", TEXTO),
    ("Patrón", TEXTO),
    ("Créditos", ENTERO),
    ("Importe", PESOS),
]


@dataclass(frozen=True)
class Mensaje:
    """What an oficio says: to whom and in what post, about what, its paragraphs, who has copies."""

    nombre: str
    cargo: str
    asunto: str
    cuerpo: Sequence[str]
    copias: Sequence[str] = ()


@funcion(18)
def ficha_de_deposito(
    ficha: Ficha, en: Sede, *, patron: Mapping[str, Any] | None
) -> Borrador | Negativa:
    """Return the paper of an issued ficha, dated when it was issued, or why not.

    Its amounts were asked by an area and verified before it was issued: it has no memoria.
    """
    objeto = "Se recibe en el banco, con esta referencia y hasta el día que se indica, su importe."
    datos = _de_ficha("FICHA_DE_DEPOSITO", ficha, en, al=ficha.fecha, objeto=objeto) | {
        "destinatario": destinatario(ficha.registro, patron),
        "vence": fecha_en_letra(ficha.vence),
        "solicitud": ficha.solicitud,
    }
    return _dictaminada("FICHA_DE_DEPOSITO", ficha, datos, al=ficha.fecha)


@funcion(5)
def aviso_de_no_pago(
    ficha: Ficha, en: Sede, *, al: date, patron: Mapping[str, Any] | None
) -> Borrador | Negativa:
    """Return the notice to the area that asked for a ficha that nobody paid, or why not."""
    (aviso,) = avisos_de_no_pago([ficha])
    objeto = "Se avisa que la ficha de depósito que se detalla venció sin que se pagara."
    datos = _de_ficha("AVISO_DE_NO_PAGO", ficha, en, al=al, objeto=objeto) | {
        "destinatario": destinatario(aviso.registro, patron),
        # While it may still be paid it has not expired: there is nothing to give notice of.
        "vencio": fecha_en_letra(aviso.vencio) if aviso.vencio < al else "",
        "siguiente": aviso.siguiente,
    }
    return _dictaminada("AVISO_DE_NO_PAGO", ficha, datos, al=al)


@funcion(12, 18)
def volante_de_devolucion(
    pedido: Requerimiento | Solicitud, en: Sede, *, al: date, causas: Sequence[Causa]
) -> Borrador | Negativa:
    """Return the paper with which a requirement or a request of ficha goes back, or why not."""
    clase, creditos = "VOLANTE_DE_DEVOLUCION", _creditos_pedidos(pedido)
    filas = [_de_causa(causa, creditos) for causa in causas]
    objeto = "Se devuelve, sin afectar nada, lo que se pidió; se dice por qué y qué se corrige."
    datos = comunes(clase, en, al=al, objeto=objeto) | {
        "requerimiento": pedido.folio,
        "folio_area": pedido.folio_area,
        "area": _area(pedido.area),
        "firmante": pedido.firmante,
        "presentado": f"{pedido.fecha:%d/%m/%Y}" if pedido.fecha else "",
        "creditos": ", ".join(dict.fromkeys(creditos)),
        "cuadros": {"causas": cuadro("", CAUSAS, filas=filas)},
    }
    return dictamen(Borrador(clase, _registro_de(pedido), "", al, datos))


@funcion(1)
def factura_de_entrega(
    documentos: Sequence[Mapping[str, Any]], en: Sede, *, al: date, area: str
) -> Borrador | Negativa:
    """Return the list with which issued documents are handed over: how many, and their sum."""
    nombres = {codigo: clase.nombre for codigo, clase in clases_de_documento().items()}
    filas = [
        (d["folio"], nombres[d["clase"]], d["registro"], d["creditos"], d["importe"])
        for d in documentos
    ]
    suma = sum(d["importe"] for d in documentos)
    datos = comunes(
        "FACTURA_DE_ENTREGA", en, al=al, objeto="Se entregan los documentos que siguen."
    )
    datos |= {
        "area": area,
        "cuantos": len(filas),
        **importe(suma),
        "cuadros": {"documentos": cuadro("", ENTREGADOS, filas=filas)},
    }
    return dictamen(Borrador("FACTURA_DE_ENTREGA", "", "", al, datos))


@funcion(10)
def oficio(mensaje: Mensaje, en: Sede, *, al: date) -> Borrador | Negativa:
    """Return an oficio, or why not."""
    datos = comunes("OFICIO", en, al=al, objeto=f"Asunto: {mensaje.asunto}.") | {
        "dirigido": {"nombre": mensaje.nombre, "cargo": mensaje.cargo},
        "asunto": mensaje.asunto,
        "cuerpo": list(mensaje.cuerpo),
        "copias": list(mensaje.copias),
    }
    return dictamen(Borrador("OFICIO", "", "", al, datos))


def _de_ficha(clase: str, ficha: Ficha, en: Sede, *, al: date, objeto: str) -> Datos:
    filas = [
        (
            concepto.llave.credito,
            concepto.llave.periodo,
            tipo_documento(concepto.llave.tipo_documento).nombre,
            str(concepto.rubro).capitalize(),
            concepto.importe,
        )
        for concepto in ficha.conceptos
    ]
    return comunes(clase, en, al=al, objeto=objeto) | {
        "ficha": ficha.folio,
        "referencia": ficha.referencia,
        "ramo": ficha.ramo,
        "area": _area(ficha.area),
        "cuadros": {"conceptos": cuadro("", CONCEPTOS, filas=filas)},
        **importe(ficha.importe),
    }


def _dictaminada(clase: str, ficha: Ficha, datos: Datos, *, al: date) -> Borrador | Negativa:
    def de(concepto: Concepto) -> Llave:
        return concepto.llave

    creditos = tuple(
        CreditoEmitido(llave, sum(concepto.importe for concepto in suyos))
        for llave, suyos in groupby(sorted(ficha.conceptos, key=de), key=de)
    )
    borrador = Borrador(clase, ficha.registro, ficha.ramo, al, datos, creditos)
    return dictamen(borrador, mezclas(credito.llave for credito in creditos))


def _creditos_pedidos(pedido: Requerimiento | Solicitud) -> list[str]:
    """Return the credit of each line of what was asked, in its place."""
    if isinstance(pedido, Solicitud):
        return [concepto.llave.credito for concepto in pedido.conceptos]
    return [renglon.credito for renglon in pedido.renglones]


def _registro_de(pedido: Requerimiento | Solicitud) -> str:
    """Return the employer of what was asked; nothing if it is of several."""
    if isinstance(pedido, Solicitud):
        return pedido.registro
    registros = {renglon.registro[:10] for renglon in pedido.renglones}
    return registros.pop() if len(registros) == 1 else ""


def _de_causa(causa: Causa, creditos: Sequence[str]) -> tuple[str, ...]:
    """Tell what happens apart from what is to be done: the text of a cause says both."""
    propia = _catalogo()[causa.codigo]
    remedio = causa.correccion or propia["remedio"]
    lugar, credito = TODO, NINGUNO
    if causa.orden:
        lugar, credito = str(causa.orden), creditos[causa.orden - 1]
    donde = f"Renglón {lugar}, crédito {credito}: "
    hallado = causa.texto.removesuffix(remedio).rstrip().removeprefix(donde)
    hallado = hallado[:1].upper() + hallado[1:]
    nombre = f"{causa.codigo} {propia['nombre']}"
    return lugar, credito, nombre, hallado, remedio, propia.get("norma", NINGUNO)


@recordar()
def _catalogo() -> dict[str, Renglon]:
    tablas = ("causas_devolucion", "causas_ficha")
    return {fila["codigo"]: fila for tabla in tablas for fila in renglones(tabla)}


def _area(codigo: str) -> str:
    """Return the name of an area; as it was written, if there is none with that code."""
    conocida = areas().get(codigo)
    return conocida.nombre if conocida else codigo
