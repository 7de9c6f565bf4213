"""The window of the issued documents: reviewed, signed, handed over, and to their end."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.emision import (
    ANTES,
    CERRADOS,
    EMITIDO,
    ClaseDeSuceso,
    Suceso,
    clases_de_documento,
)
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.documents.comprobar import Comprobacion, comprobar
from cartera_lib.documents.firma import firmar, sello
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.documentos_de_tramite import factura_de_entrega
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import huella_de
from cartera_lib.ventanilla.emision import Emision

AUTOGRAFA = "Firma autógrafa"
FUERA_DEL_CORTE = "Ya no está en el último corte."
_CERRADOS = {estado.name for estado in (*CERRADOS, ClaseDeSuceso.POR_RECOGER)}


class Tramite(Emision):
    """Acts about documents that were issued."""

    def revisar_documentos(self, folios: Iterable[str], *, al: date) -> AcuseDeActo:
        """Say that what was issued is right; whoever issued it may not."""
        return self._suceder(folios, ClaseDeSuceso.REVISADO, "Revisado contra su lista.", al=al)

    def firmar_documentos(self, folios: Iterable[str], *, al: date) -> AcuseDeActo:
        """Sign: with the office's certificate if it has one; otherwise, that it was by hand."""
        con = sello()
        if con is None:
            return self._suceder(folios, ClaseDeSuceso.FIRMADO, AUTOGRAFA, al=al)
        detalle = f"Firma electrónica. {con.acuerdo}"
        sucesos = [
            _con_papel(suceso, firmar(self.libro.papel_de(suceso.folio), con))
            for suceso in self._sucesos(folios, ClaseDeSuceso.FIRMADO, detalle, al)
        ]
        return self._asentar_sucesos(sucesos, al)

    def entregar_documentos(self, folios: Iterable[str], area: str, *, al: date) -> str:
        """Hand documents over with their list; return the folio of that list."""
        sucesos = self._sucesos(folios, ClaseDeSuceso.ENTREGADO, f"Entregado a {area}.", al)
        documentos = [self._documento(suceso.folio) for suceso in sucesos]
        factura = self.emitir_documento(
            factura_de_entrega(documentos, self.sede(al), al=al, area=area)
        )
        con_folio = [replace(s, detalle=f"{s.detalle} Factura {factura}.") for s in sucesos]
        self._asentar_sucesos(con_folio, al)
        return factura

    def diligenciar_documento(self, folio: str, resultado: str, *, al: date) -> AcuseDeActo:
        """Record what came of a document that was carried out."""
        return self._suceder([folio], ClaseDeSuceso.DILIGENCIADO, _dicho(resultado), al=al)

    def devolver_documento(self, folio: str, causa: str, *, al: date) -> AcuseDeActo:
        """Record that a document came back without having been carried out, and why."""
        return self._suceder([folio], ClaseDeSuceso.DEVUELTO, _dicho(causa), al=al)

    def anular_documento(self, folio: str, causa: str, *, al: date) -> AcuseDeActo:
        """Void a document; its folio and its paper are kept, with the cause."""
        return self._suceder([folio], ClaseDeSuceso.ANULADO, _dicho(causa), al=al)

    def por_recoger(self, *, al: date) -> dict[str, str]:
        """Return the documents under way that the law no longer allows, and why."""
        abiertos = {estado.name for estado in ClaseDeSuceso} - _CERRADOS | {""}
        recogidos: dict[str, str] = {}
        for clase in (c for c in clases_de_documento().values() if c.acto):
            filas = self.libro.emitidos(clase=clase.codigo).to_pylist()
            vivos = {fila["folio"] for fila in filas if fila["estado"] in abiertos}
            if vivos:
                recogidos |= self._impedidos(clase.codigo, vivos, al)
        return recogidos

    def _impedidos(self, clase: str, folios: set[str], al: date) -> dict[str, str]:
        """Say why the law no longer allows some documents, by folio."""
        corte = self._corte(clase, al, None)
        dichos: dict[str, list[str]] = {}
        for fila in self.libro.creditos_emitidos(clase=clase).to_pylist():
            llave = Llave.de(fila)
            lugar = corte.lugares.get(llave)
            motivo = FUERA_DEL_CORTE if lugar is None else corte.motivos[lugar]
            if fila["folio"] in folios and motivo:
                dichos.setdefault(fila["folio"], []).append(f"El crédito {llave}: {motivo}")
        return {folio: " ".join(motivos) for folio, motivos in dichos.items()}

    def recoger_documentos(self, *, al: date) -> dict[str, str]:
        """Call back what the law no longer allows; return the folios and why."""
        recogidos = self.por_recoger(al=al)
        for folio, motivo in recogidos.items():
            self._suceder([folio], ClaseDeSuceso.POR_RECOGER, motivo, al=al)
        return recogidos

    def documentos(self, *, orden: str | None = None, clase: str | None = None) -> pd.DataFrame:
        """Return the issued documents, each with its state as people read it."""
        tabla = self.libro.emitidos(orden=orden, clase=clase).to_pandas()
        estados = {c.name: c.value for c in ClaseDeSuceso} | {"": EMITIDO}
        nombres = {codigo: c.nombre for codigo, c in clases_de_documento().items()}
        return tabla.assign(
            estado=tabla["estado"].map(estados), documento=tabla["clase"].map(nombres)
        )

    def comprobar_documento(self, contenido: bytes) -> Comprobacion:
        """Prove a file by itself and against this book."""
        hecha = comprobar(contenido)
        folio = self.libro.de_sha256(hecha.sha256)
        if not folio:
            falla = "El libro no tiene este archivo: no es el que se emitió, o es de otro libro."
            return replace(hecha, fallas=(*hecha.fallas, falla), sin_probar=())
        return replace(hecha, sin_probar=tuple(s for s in hecha.sin_probar if "--libro" not in s))

    def _suceder(
        self, folios: Iterable[str], clase: ClaseDeSuceso, detalle: str, *, al: date
    ) -> AcuseDeActo:
        return self._asentar_sucesos(self._sucesos(folios, clase, detalle, al), al)

    def _asentar_sucesos(self, sucesos: list[Suceso], al: date) -> AcuseDeActo:
        claves = [(s.folio, s.numero, s.clase, s.detalle) for s in sucesos]
        llave = f"tramite {sucesos[0].folio} {huella_de(self.quien, *claves)}"
        return self.asentar(ClaseDeActo.TRAMITE, llave, al=al, partes=sucesos)

    def _sucesos(
        self, folios: Iterable[str], clase: ClaseDeSuceso, detalle: str, al: date
    ) -> list[Suceso]:
        """Return the next event of each document; DatoInvalido where it cannot come now."""
        dados = sorted(set(folios))
        if not dados:
            raise DatoInvalido("Elija al menos un documento.")
        return [self._suceso(folio, clase, detalle, al) for folio in dados]

    def _suceso(self, folio: str, clase: ClaseDeSuceso, detalle: str, al: date) -> Suceso:
        fila = self._documento(folio)
        if al < fila["desde"]:
            raise DatoInvalido(
                f"El documento {folio} está así desde el {fila['desde']:%d/%m/%Y}: use esa fecha "
                "o una posterior."
            )
        if fila["estado"] not in ANTES[clase]:
            esta = ClaseDeSuceso[fila["estado"]] if fila["estado"] else EMITIDO
            raise DatoInvalido(f"El documento {folio} está «{esta}»: no puede pasar a «{clase}».")
        numero = self.libro.sucesos(folio).num_rows + 1
        return Suceso(folio, numero, clase, al, detalle)

    def _documento(self, folio: str) -> dict[str, Any]:
        hallados = self.libro.emitidos(folio=folio).to_pylist()
        if not hallados:
            raise DatoInvalido(f"No hay documento «{folio}» en el libro. Revise el folio.")
        return dict(hallados[0])


def _con_papel(suceso: Suceso, papel: bytes) -> Suceso:
    sha256, texto = hashlib.sha256(papel).hexdigest(), base64.b64encode(papel).decode("ascii")
    return replace(suceso, sha256=sha256, contenido=texto)


def _dicho(texto: str) -> str:
    """Return what somebody wrote; DatoInvalido when it is nothing."""
    if not texto.strip():
        raise DatoInvalido("Escriba el resultado o la causa: sin ella el documento no se cierra.")
    return texto.strip()
