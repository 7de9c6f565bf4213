"""Second check of a requirement: employer, credit, period, kind, ledger and territory."""

from collections.abc import Iterator

from cartera_lib.cartera.causa import Arreglo, arreglo, causa
from cartera_lib.cartera.examen import Examen, Pedido
from cartera_lib.cartera.movimiento import Cuenta
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.identificadores import (
    digito_verificador,
    numero_credito,
    periodo,
    registro_patronal,
)

RAMOS = ("COP", "RCV")
PARECIDO = 2
"""A mistyped number differs in one digit, or in two that changed places."""


def identidad(examen: Examen) -> Iterator[Causa]:
    """Check that each credit is one of ours."""
    for pedido in examen.pedidos:
        yield from _registro(examen, pedido)
        if pedido.nuevo:
            yield from _nuevo(pedido)
        elif pedido.registro:
            yield from _credito(examen, pedido)
    ramos = {p.cuenta.llave.ramo if p.cuenta else p.renglon.ramo for p in examen.pedidos}
    if set(RAMOS) <= ramos:
        yield causa("D04", "La cédula mezcla créditos de COP y de RCV.")


def _registro(examen: Examen, pedido: Pedido) -> Iterator[Causa]:
    if pedido.ilegible("registro"):
        return
    escrito = pedido.renglon.registro
    if not pedido.registro:
        yield pedido.causa("D02", f"«{escrito}» no es un registro patronal.")
        return
    leido = registro_patronal(escrito)
    if leido.digito_valido is False:
        debido = digito_verificador(pedido.registro)
        hecho = f"el dígito verificador de {leido} es {debido}, no {leido.digito}."
        conocido = any(c.registro == pedido.registro for c in examen.entorno.cuentas)
        # Unknown employer: any of the eleven positions may be the wrong one.
        valor = arreglo("registro", pedido.registro + debido) if conocido else None
        yield pedido.causa("D02", hecho, arreglo=valor)


def _nuevo(pedido: Pedido) -> Iterator[Causa]:
    r = pedido.renglon
    for campo, codigo, leer in (("credito", "D03", numero_credito), ("periodo", "D04", periodo)):
        try:
            leer(getattr(r, campo))
        except DatoInvalido as motivo:
            if not pedido.ilegible(campo):
                yield pedido.causa(codigo, str(motivo))
    if r.tipo_documento not in tipos_documento() and not pedido.ilegible("tipo_documento"):
        yield pedido.causa("D04", f"no hay tipo de documento «{r.tipo_documento}».")
    if r.ramo not in RAMOS and not pedido.ilegible("ramo"):
        yield pedido.causa("D04", f"el ramo dice «{r.ramo}»; es COP o RCV.")


def _credito(examen: Examen, pedido: Pedido) -> Iterator[Causa]:
    if not pedido.candidatas:
        if not pedido.ilegible("credito"):
            hecho = f"el registro {pedido.registro} no tiene ese crédito."
            yield pedido.causa("D03", hecho, arreglo=_parecido(examen, pedido))
        return
    if pedido.cuenta is None:
        existen = "; ".join(str(cuenta.llave) for cuenta in pedido.candidatas)
        hecho = f"con ese número existe {existen}."
        yield pedido.causa("D04", hecho, arreglo=_parecido(examen, pedido))
        return
    yield from _desacuerdos(pedido, pedido.cuenta)
    oficina = (examen.entorno.ooad, examen.entorno.subdelegacion)
    if (pedido.cuenta.ooad, pedido.cuenta.subdelegacion) != oficina:
        control = f"{pedido.cuenta.ooad}-{pedido.cuenta.subdelegacion}"
        yield pedido.causa("D14", f"lo controla la subdelegación {control}, no la nuestra.")


def _desacuerdos(pedido: Pedido, cuenta: Cuenta) -> Iterator[Causa]:
    for campo in ("periodo", "tipo_documento", "ramo"):
        escrito, debido = getattr(pedido.renglon, campo), getattr(cuenta.llave, campo)
        if escrito != debido and not pedido.ilegible(campo):
            nombre = campo.replace("_", " de ")
            hecho = f"el {nombre} dice «{escrito}» y el del crédito es {debido}."
            yield pedido.causa("D04", hecho, arreglo=arreglo(campo, debido))


def _parecido(examen: Examen, pedido: Pedido) -> Arreglo | None:
    """Find the one credit of the employer that is the same but for a slip in its number."""
    pedidas = {otro.llave for otro in examen.pedidos}
    iguales = [
        llave.credito
        for llave in examen.entorno.cuentas
        if llave._replace(credito="") == pedido.llave._replace(credito="") and llave not in pedidas
    ]
    if len(iguales) != 1 or _distancia(iguales[0], pedido.renglon.credito) > PARECIDO:
        return None
    return arreglo("credito", iguales[0])


def _distancia(uno: str, otro: str) -> int:
    if len(uno) != len(otro):
        return len(uno)
    return sum(a != b for a, b in zip(uno, otro, strict=True))
