"""The window of the papers: what the other windows did, as a document with its folio."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from cartera_lib.cartera.borrador import Borrador, Negativa, causas_de_emision
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.adeudo import Variante
from cartera_lib.oficina.documentos_de_cuenta import (
    cedula_de_conciliacion,
    documento_de_adeudo,
    relacion_de_movimientos,
)
from cartera_lib.oficina.documentos_de_tramite import (
    Mensaje,
    aviso_de_no_pago,
    ficha_de_deposito,
    oficio,
    volante_de_devolucion,
)
from cartera_lib.oficina.emision import cedula
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.emision import Preparacion
from cartera_lib.ventanilla.informes import Informe, Informes
from cartera_lib.ventanilla.tramite import Tramite


class Papeles(Tramite, Informes):
    """Drafts of documents from what the book holds; ``emitir_documento`` gives them their folio."""

    def papel_de_adeudo(
        self, registro: str, ramo: str, *, al: date, variante: Variante = Variante.SITUACION
    ) -> Borrador | Negativa:
        """Return the statement of what an employer owes in one ramo."""
        cartera = self.mesa.de_patron(registro, self.mesa.cartera())
        llaves = [Llave.de(f) for f in cartera.tabla.to_pylist() if f["ramo"] == ramo]
        if not llaves:
            raise DatoInvalido(f"El patrón {registro} no tiene créditos de {ramo} en el corte.")
        asunto = self.asunto("ESTADO_DE_ADEUDO", llaves, al=al)
        return documento_de_adeudo(asunto, self.sede(al), al=al, variante=variante)

    def papel_de_cedula(
        self, llave: Llave, *, al: date, motivo: str, detalle: Sequence[Sequence[Any]]
    ) -> Borrador | Negativa:
        """Return a manual cédula de liquidación of one credit."""
        asunto = self.asunto("CEDULA", [llave], al=al)
        return cedula(asunto, self.sede(al), al=al, motivo=motivo, detalle=detalle)

    def papel_de_ficha(self, folio: str) -> Borrador | Negativa:
        """Return the paper of an issued ficha."""
        ficha = self.libro.ficha(folio)
        return ficha_de_deposito(
            ficha, self.sede(ficha.fecha), patron=self.mesa.patron(ficha.registro)
        )

    def papel_de_no_pago(self, folio: str, *, al: date) -> Borrador | Negativa:
        """Return the notice that nobody paid a ficha."""
        estados = {f["folio"]: f["estado"] for f in self.libro.fichas().to_pylist()}
        if estados.get(folio) != "VENCIDA":
            raise DatoInvalido(f"La ficha «{folio}» no está vencida sin pago: no hay qué avisar.")
        ficha = self.libro.ficha(folio)
        return aviso_de_no_pago(
            ficha, self.sede(al), al=al, patron=self.mesa.patron(ficha.registro)
        )

    def papel_de_devolucion(self, folio: str, *, al: date) -> Borrador | Negativa:
        """Return the paper with which a requirement (R…) or a request of ficha (S…) goes back."""
        de_ficha = folio.startswith("S")
        pedido = self.libro.solicitud(folio) if de_ficha else self.libro.requerimiento(folio)
        causas = self.libro.causas(folio)
        if not causas:
            raise DatoInvalido(f"«{folio}» no se devolvió: no tiene causas que decir.")
        return volante_de_devolucion(pedido, self.sede(al), al=al, causas=causas)

    def papel_de_relacion(self, mes: date, *, al: date) -> Borrador | Negativa:
        """Return the list with which Accounting is given what a month posted."""
        return relacion_de_movimientos(self.relacion(mes), self.sede(al), al=al, mes=mes)

    def papel_de_conciliacion(self, *, al: date) -> Borrador | Negativa:
        """Return the sheet of the conciliation of a day."""
        return cedula_de_conciliacion(self.conciliar(al=al), self.sede(al))

    def papel_de_oficio(self, mensaje: Mensaje, *, al: date) -> Borrador | Negativa:
        """Return an oficio."""
        return oficio(mensaje, self.sede(al), al=al)

    def informe_de_emision(self, al: date) -> Informe:
        """Return what may be issued on a day, what not and why, and what became of the rest."""
        hecha = self.preparar("MANDAMIENTO", Filtro(), al=al)
        creditos = sum(len(borrador.creditos) for borrador in hecha.borradores)
        emitidos = self.documentos()
        por_estado = emitidos.groupby(["documento", "estado"]).agg(
            documentos=("folio", "size"), creditos=("creditos", "sum"), total=("importe", "sum")
        )
        tablas = {"Por causa": _por_causa(hecha)}
        if len(por_estado):
            tablas["Documentos por estado"] = por_estado
        cifras = (
            f"Mandamientos que saldrían: {len(hecha.borradores):,}, con {creditos:,} créditos por "
            f"{pesos(hecha.importe)}.",
            f"Créditos que no salen: {sum(len(n.creditos) for n in hecha.negativas):,}.",
            f"Documentos emitidos: {len(emitidos):,}.",
        )
        return Informe("emision", "Emisión de documentos", al, tablas, cifras)


def _por_causa(hecha: Preparacion) -> pd.DataFrame:
    """Count the credits refused by each cause; one credit may have several."""
    causas = [
        (causa.codigo, causas_de_emision()[causa.codigo]["nombre"])
        for negativa in hecha.negativas
        for causa in {c.codigo: c for c in negativa.causas}.values()
        for _ in negativa.creditos
    ]
    tabla = pd.DataFrame(causas, columns=["codigo", "causa"])
    return tabla.groupby(["codigo", "causa"]).size().rename("creditos").to_frame()
