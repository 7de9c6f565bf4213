"""The window of the books: relation of the month, journal, póliza number, conciliation."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.acto import Cierre, ClaseDeActo, Parte, Poliza
from cartera_lib.cartera.documento import documento
from cartera_lib.cartera.movimiento import Soporte
from cartera_lib.cartera.partida import PENDIENTE, llave
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.diario import diario
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina import documentos_por_cobrar
from cartera_lib.oficina.conciliacion_contable import Conciliacion, Fuentes, conciliar
from cartera_lib.oficina.corte import DIFERENCIA, reclasificar
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base


class Contabilidad(Base):
    """Acts and questions about the books."""

    def relacion(self, mes: date) -> pd.DataFrame:
        """Return what a month posted, to be handed to Accounting."""
        primero, ultimo = _mes(mes)
        return documentos_por_cobrar.relacion(self.libro.asientos(primero, ultimo), mes=mes)

    def balanza(self, al: date | None = None) -> pd.DataFrame:
        """Return the trial balance up to a day."""
        return documentos_por_cobrar.balanza(self.libro.asientos(hasta=al))

    def diario(self, formato: str, *, hasta: date | None = None) -> str:
        """Return the whole journal, for hledger or for Beancount."""
        return diario(self.libro.asientos(hasta=hasta), formato)

    def registrar_poliza(self, mes: date, numero: str, *, al: date) -> AcuseDeActo:
        """Keep the number that Accounting gave to what a month posted."""
        if not numero.strip():
            raise DatoInvalido("Escriba el número de póliza que devolvió Contabilidad.")
        clave = f"{mes:%Y-%m}"
        if clave in self.libro.polizas()["mes"].to_pylist():
            raise DatoInvalido(f"El mes {clave} ya tiene su póliza. Consúltela en la relación.")
        if _mes(mes)[1] > al:
            raise DatoInvalido(f"El mes {clave} no ha terminado. Registre su póliza al cerrarlo.")
        poliza = Poliza(clave, numero.strip(), al)
        return self.asentar(ClaseDeActo.POLIZA, f"poliza {clave}", al=al, partes=(poliza,))

    def conciliar(self, *, al: date) -> Conciliacion:
        """Tie cartera, books, system and Treasury at the last cut that the ledger followed."""
        actos = self.libro.actos().to_pylist()
        seguidos = [a for a in actos if a["clase"] in {"APERTURA", "CORTE"}]
        if not seguidos:
            raise DatoInvalido("El libro no se ha abierto. Ábralo con «cartera abrir».")
        ultimo = seguidos[-1]
        movimientos = self.libro.movimientos()
        posteriores = movimientos.filter(pc.greater(movimientos["acto_id"], ultimo["id"]))
        fuentes = Fuentes(
            asientos=self.libro.asientos(),
            saldos=self.libro.saldos(),
            cartera=self.mesa.cartera(ultimo["al"]),
            posteriores=posteriores,
            partidas=self.libro.partidas(),
            movimientos=movimientos,
            depositos=self.libro.depositos(),
            fichas=self.libro.fichas(),
            recepciones=self.libro.recepciones(),
            por_verificar=self.libro.por_verificar(),
        )
        return conciliar(fuentes, al=al)

    def explicar_partida(
        self, clave: str, explicacion: str, *, transaccion: str, soporte: Soporte, al: date
    ) -> AcuseDeActo:
        """Close a partida: say what it was and, if it moved money, post it as what it was."""
        partida = self.partida(clave)
        if not explicacion.strip():
            raise DatoInvalido("Diga qué explica la partida: queda en el libro.")
        if soporte.fecha > al or not soporte.folio.strip() or documento(soporte.tipo) is None:
            raise DatoInvalido(
                "El documento que explica la partida lleva tipo conocido, folio y fecha, "
                "de hoy o de antes."
            )
        partes: tuple[Parte, ...] = (Cierre(clave, explicacion.strip(), al),)
        if partida["importe"] and partida["clase"] != PENDIENTE:
            _exigir_signo(transaccion, partida["importe"])
            cuenta = self.libro.cuentas([llave(clave).registro])[llave(clave)]
            diferencia = self._diferencia(clave, partida["fecha"])
            partes += reclasificar(diferencia, cuenta, transaccion=transaccion, soporte=soporte)
        return self.asentar(ClaseDeActo.PARTIDAS, f"cierre {clave}", al=al, partes=partes)

    def partida(self, clave: str) -> dict[str, Any]:
        """Return one open partida."""
        for partida in self.libro.partidas().to_pylist():
            if partida["clave"] == clave and not partida["cerrada"]:
                return dict(partida)
        raise DatoInvalido(f"No hay partida abierta «{clave}».")

    def _diferencia(self, clave: str, corte: object) -> dict[str, Any]:
        credito = llave(clave)
        movimientos: pa.Table = self.libro.movimientos(registro=credito.registro)
        for fila in movimientos.to_pylist():
            suya = all(fila[campo] == getattr(credito, campo) for campo in credito._fields)
            if suya and fila["transaccion"] == DIFERENCIA and fila["origen"] == f"corte {corte}":
                return dict(fila)
        raise DatoInvalido(f"La partida «{clave}» no tiene su movimiento en el libro.")


def _exigir_signo(codigo: str, importe: int) -> None:
    """Refuse to explain a difference with what moves money the other way, or not at all."""
    elegida = transacciones().get(codigo)
    if elegida is None or not elegida.cedula or elegida.signo * importe <= 0:
        que = "sube" if importe > 0 else "baja"
        raise DatoInvalido(
            f"Una partida que {que} el saldo se explica con una transacción que lo {que}. "
            "Elija otra."
        )


def _mes(mes: date) -> tuple[date, date]:
    primero = mes.replace(day=1)
    siguiente = (primero + timedelta(days=32)).replace(day=1)
    return primero, siguiente - timedelta(days=1)
