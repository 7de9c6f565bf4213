"""The window of the requirements: receive, rule, post or return."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cartera_lib.cartera.acto import ClaseDeActo, Parte
from cartera_lib.cartera.ficha import Aplicacion, Destino
from cartera_lib.cartera.movimiento import CuentaNueva, Llave, Movimiento
from cartera_lib.cartera.requerimiento import Afectacion, Requerimiento, Revision
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers import requerimientos as cedulas
from cartera_lib.importers.lectura import Lectura
from cartera_lib.oficina.afectacion import afectar, contramovimiento
from cartera_lib.oficina.requerimientos import Entorno, verificar
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base, recepcion

DE_DEPOSITO = ("TESORERIA", "ACLARACION")
CORREGIBLES = ("AFECTACION", *DE_DEPOSITO)
"""Acts whose movements a person may undo: what a cut brought is not hers to undo."""


@dataclass(frozen=True)
class Dictamen:
    """What the office answers to one requirement, and what it would post; nothing kept yet."""

    requerimiento: Requerimiento
    revision: Revision
    partes: tuple[CuentaNueva | Movimiento, ...]


class Requerimientos(Base):
    """Acts about the requirements of other areas."""

    def recibir_requerimientos(self, lectura: Lectura, *, al: date) -> AcuseDeActo:
        """Receive the capture forms of a file; the same file again changes nothing."""
        leidos = cedulas.requerimientos(lectura, self.folios("R", al))
        pedidos = [self._ligado(pedido) for pedido in leidos]
        importe = sum(r.importe or 0 for p in pedidos for r in p.renglones)
        return self.asentar(
            ClaseDeActo.RECEPCION,
            f"recepcion {lectura.sha256}",
            al=al,
            partes=(*recepcion(lectura, importe_aceptado=importe), *pedidos),
            nota=lectura.archivo,
        )

    def capturar(self, requerimiento: Requerimiento, *, al: date) -> AcuseDeActo:
        """Receive one requirement typed at the counter; its folio is given here."""
        folio = next(self.folios("R", al))
        pedido = self._ligado(replace(requerimiento, folio=folio))
        llave = f"captura {pedido.area} {pedido.folio_area} {folio}"
        return self.asentar(ClaseDeActo.RECEPCION, llave, al=al, partes=(pedido,))

    def dictaminar(self, folio: str, *, al: date) -> Dictamen:
        """Rule on a requirement with the ledger as it is now, without keeping anything."""
        pedido = self.libro.requerimiento(folio)
        entorno = self._entorno(pedido, al)
        revision = verificar(pedido, entorno, al=al)
        partes = (
            ()
            if revision.causas
            else afectar(pedido, entorno.cuentas, al=al, oficina=self.mesa.oficina())
        )
        return Dictamen(pedido, revision, tuple(partes))

    def resolver(self, folio: str, *, al: date) -> tuple[AcuseDeActo, Dictamen]:
        """Answer a requirement: post all of it, or return it with its causes, in one act."""
        dictamen = self.dictaminar(folio, al=al)
        partes: tuple[Parte, ...] = (dictamen.revision,)
        clase = ClaseDeActo.REVISION
        if not dictamen.revision.causas:
            partes += (Afectacion(folio), *dictamen.partes)
            clase = ClaseDeActo.AFECTACION
        acuse = self.asentar(clase, f"resolver {folio}", al=al, partes=partes)
        if acuse.repetido:  # it was answered already: what counts is what the book keeps
            guardada = Revision(folio, self.libro.causas(folio))
            dictamen = Dictamen(dictamen.requerimiento, guardada, ())
        return acuse, dictamen

    def por_resolver(self) -> list[str]:
        """Return our folios of the requirements without an answer, by their date and folio."""
        filas = self.libro.requerimientos().to_pylist()
        pendientes = [fila for fila in filas if fila["estado"] == "RECIBIDO"]
        pendientes.sort(key=lambda fila: (fila["fecha"] or date.max, fila["folio"]))
        return [fila["folio"] for fila in pendientes]

    def _entorno(self, pedido: Requerimiento, al: date) -> Entorno:
        ooad, subdelegacion = self.mesa.oficina()
        registros = {renglon.registro[:10] for renglon in pedido.renglones}
        return Entorno(
            ooad=ooad,
            subdelegacion=subdelegacion,
            cuentas=self.libro.cuentas(registros),
            previos=self.libro.previos(pedido.area),
            recientes=self.libro.recientes(al),
        )

    def _ligado(self, pedido: Requerimiento) -> Requerimiento:
        """Turn the area's folio of the form that it presents again into ours."""
        nuestros = {previo.folio_area: previo.folio for previo in self.libro.previos(pedido.area)}
        return replace(pedido, reingreso_de=nuestros.get(pedido.reingreso_de, pedido.reingreso_de))

    def corregir(self, movimiento: int, motivo: str, *, al: date) -> AcuseDeActo:
        """Undo a movement with another one that says which it undoes, and why."""
        if not motivo.strip():
            raise DatoInvalido("Diga por qué se corrige el movimiento: queda en el libro.")
        fila = self._corregible(movimiento)
        llave = Llave(*(fila[campo] for campo in Llave._fields))
        cuenta = self.libro.cuentas([llave.registro])[llave]
        contrario = contramovimiento(fila, cuenta, al=al)
        return self.asentar(
            ClaseDeActo.CORRECCION,
            f"correccion {movimiento}",
            al=al,
            partes=(contrario, *self._devuelto(fila)),
            nota=motivo.strip(),
        )

    def _corregible(self, movimiento: int) -> dict[str, Any]:
        filas = self.libro.movimientos().to_pylist()
        fila = next((f for f in filas if f["id"] == movimiento), None)
        if fila is None:
            raise DatoInvalido(f"No hay movimiento {movimiento}. Búsquelo en el libro.")
        contrarios = [f["id"] for f in filas if f["corrige"] == movimiento]
        if contrarios:
            raise DatoInvalido(f"El movimiento {movimiento} ya se deshizo con el {contrarios[0]}.")
        if fila["clase"] not in CORREGIBLES:
            raise DatoInvalido(
                f"El movimiento {movimiento} lo trajo el sistema: no se deshace aquí. "
                "Pida la cédula que lo corrige, o explique su partida."
            )
        return dict(fila)

    def _devuelto(self, fila: Mapping[str, Any]) -> tuple[Aplicacion, ...]:
        """Return to «por aclarar» the part of its deposits that a payment had taken."""
        de, _, _ = fila["origen"].partition("/")
        falta, partes = -fila["importe"], []
        aplicadas = self.libro.aplicaciones().to_pandas()
        suyas = aplicadas[(aplicadas["ficha"] == de) | (aplicadas["clave"] == de)]
        netas = suyas[suyas["destino"] == "APLICADO"].groupby(["clave", "ramo"])["importe"].sum()
        for (clave, ramo), puesto in netas[::-1].items() if fila["clase"] in DE_DEPOSITO else ():
            importe = min(falta, int(puesto))
            if importe > 0:
                ficha = de if de != clave else ""
                motivo = f"Se deshizo el movimiento {fila['id']}."
                datos = {"caso": "ACLARADO", "motivo": motivo, "ramo": ramo}
                partes += [
                    Aplicacion(clave, Destino.APLICADO, -importe, ficha=ficha, **datos),
                    Aplicacion(clave, Destino.POR_ACLARAR, importe, **datos),
                ]
                falta -= importe
        return tuple(partes)
