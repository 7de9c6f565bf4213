"""The window of direct collection: requests of ficha, fichas, Treasury's deposits."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cartera_lib.cartera.acto import ClaseDeActo, Parte
from cartera_lib.cartera.confronta import Confronta
from cartera_lib.cartera.examen_ficha import Contexto
from cartera_lib.cartera.ficha import (
    Aplicacion,
    Deposito,
    Desenlace,
    Destino,
    Ficha,
    Fin,
    Solicitud,
    SolicitudDevuelta,
)
from cartera_lib.cartera.movimiento import Cuenta, Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.fichas import fichas as fichas_de
from cartera_lib.importers.lectura import Lectura
from cartera_lib.importers.solicitudes import solicitudes as solicitudes_de
from cartera_lib.importers.tesoreria import depositos as depositos_de
from cartera_lib.importers.tesoreria import tabla as tabla_de_depositos
from cartera_lib.oficina.cotejo import confrontar
from cartera_lib.oficina.fichas import (
    AvisoDeNoPago,
    Serie,
    avisos_de_no_pago,
    revisar,
    vencer,
)
from cartera_lib.oficina.recaudacion import (
    aclarar,
    aclarar_en_credito,
    asentar,
    cubiertos,
    sin_sobrantes,
)
from cartera_lib.reglas.decision import Acto
from cartera_lib.store import AcuseDeActo
from cartera_lib.valores.identificadores import referencia_valida
from cartera_lib.ventanilla.base import recepcion
from cartera_lib.ventanilla.hechos import Hechos

PENDIENTE = "PENDIENTE"


IDENTIDAD = ("fecha", "importe", "banco", "referencia", "folio", "registro")
"""What tells a deposit from another one, whatever the file that brings it."""
ADMITEN = (PENDIENTE, "PAGADA", "PAGADA_CON_DIFERENCIA")


class Recaudacion(Hechos):
    """Acts about what is collected by ficha de depósito."""

    def recibir_solicitudes(self, lectura: Lectura, *, al: date) -> AcuseDeActo:
        """Receive the requests of ficha of a file; the same file again changes nothing."""
        pedidas = solicitudes_de(lectura, self.folios("S", al))
        total = sum(c.importe for p in pedidas for c in p.conceptos)
        return self._de_archivo(ClaseDeActo.RECEPCION, lectura, al, (total, pedidas))

    def registrar_fichas(self, lectura: Lectura, *, al: date) -> AcuseDeActo:
        """Bring in the fichas that the office had issued before this ledger."""
        previas = fichas_de(lectura)
        total = sum(ficha.importe for ficha in previas)
        return self._de_archivo(ClaseDeActo.FICHAS, lectura, al, (total, previas))

    def solicitudes_pendientes(self) -> list[str]:
        """Return our folios of the requests without an answer."""
        filas = self.libro.solicitudes().to_pylist()
        return [fila["folio"] for fila in filas if fila["estado"] == PENDIENTE]

    def dictaminar_solicitud(self, folio: str, *, al: date) -> Ficha | SolicitudDevuelta:
        """Rule on a request of ficha with the ledger as it is now, without keeping anything."""
        solicitud = self.libro.solicitud(folio)
        oficina = self.mesa.oficina()
        siguiente = self.libro.siguiente_folio("F", al.year)
        prefijo = f"{''.join(oficina)}{al.year % 100:02d}"
        serie = Serie(*oficina, siguiente, self._consecutivo(prefijo))
        return revisar(solicitud, self._contexto(solicitud, al), al=al, serie=serie)

    def emitir(self, folio: str, *, al: date) -> tuple[AcuseDeActo, Ficha | SolicitudDevuelta]:
        """Answer a request: issue its ficha, or return it with its causes."""
        resultado = self.dictaminar_solicitud(folio, al=al)
        llave = f"solicitud {folio}"
        acuse = self.asentar(ClaseDeActo.FICHAS, llave, al=al, partes=(resultado,))
        return acuse, self._respuesta(folio) if acuse.repetido else resultado

    def _respuesta(self, folio: str) -> Ficha | SolicitudDevuelta:
        """Return how a request was answered, as the book keeps it."""
        fila = next(f for f in self.libro.solicitudes().to_pylist() if f["folio"] == folio)
        if fila["ficha"]:
            return self.libro.ficha(fila["ficha"])
        return SolicitudDevuelta(folio, self.libro.causas(folio))

    def cancelar_ficha(self, folio: str, motivo: str, *, al: date) -> AcuseDeActo:
        """Cancel a pending ficha, with its reason."""
        if not motivo.strip():
            raise DatoInvalido("Diga por qué se cancela la ficha: queda en el libro.")
        fin = Desenlace(folio, Fin.CANCELADA, al, motivo.strip())
        return self.asentar(ClaseDeActo.FICHAS, f"fin {folio}", al=al, partes=(fin,))

    def vencer_fichas(self, *, al: date) -> tuple[AvisoDeNoPago, ...]:
        """End the pending fichas whose term is over; return the notices to the areas."""
        fines = vencer(self.libro.fichas_pendientes(), al=al)
        if fines:
            llave = f"vencimiento {al} {fines[0].ficha}"
            self.asentar(ClaseDeActo.FICHAS, llave, al=al, partes=fines)
        return self.avisos_de_no_pago()

    def avisos_de_no_pago(self) -> tuple[AvisoDeNoPago, ...]:
        """Return the notice of each ficha that expired without payment."""
        filas = self.libro.fichas().to_pylist()
        sin_pago = [f["folio"] for f in filas if f["estado"] == "VENCIDA" and not f["cobrado"]]
        return avisos_de_no_pago(self._fichas(sin_pago).values())

    def asentar_tesoreria(self, lectura: Lectura, *, al: date) -> AcuseDeActo:
        """Post a file of Treasury: what is applied, what is to be cleared up, what is rejected."""
        self._exigir_fechas(lectura, al)
        depositos = depositos_de(lectura)
        repetidos = self._ya_reportados(depositos)
        confronta = self._confrontar(lectura, sin=repetidos)
        cobrado = confronta.cobrado()
        fichas = self._fichas(cobrado)
        cuentas = self._cuentas(fichas.values())
        movimientos, sobra = asentar(cobrado, fichas, cuentas=cuentas, antes=confronta.antes())
        fines = confronta.desenlaces()
        partes: tuple[Parte, ...] = (
            *depositos,
            *sin_sobrantes(confronta, sobra).aplicaciones,
            *(_reportado(d) for d in depositos if d.clave in repetidos),
            *(_con_diferencia(fin) if fin.ficha in sobra else fin for fin in fines),
            *movimientos,
        )
        total = sum(deposito.importe for deposito in depositos)
        return self._de_archivo(ClaseDeActo.TESORERIA, lectura, al, (total, partes))

    def _confrontar(self, lectura: Lectura, sin: Collection[str]) -> Confronta:
        tabla = tabla_de_depositos(lectura)
        nuevos = [clave not in sin for clave in tabla["clave"].to_pylist()]
        return confrontar(tabla.filter(nuevos), self.libro.fichas())

    def _ya_reportados(self, depositos: Iterable[Deposito]) -> frozenset[str]:
        """Return the keys of the deposits that another file had already reported, one for one."""
        filas = self.libro.depositos().select(list(IDENTIDAD)).to_pylist()
        conocidos = Counter(tuple(fila.values()) for fila in filas)
        repetidos = set()
        for deposito in depositos:
            identidad = tuple(getattr(deposito, campo) for campo in IDENTIDAD)
            if conocidos[identidad]:
                conocidos[identidad] -= 1
                repetidos.add(deposito.clave)
        return frozenset(repetidos)

    def _exigir_fechas(self, lectura: Lectura, al: date) -> None:
        """Refuse deposits of the future, and those that the first cut had already discounted."""
        aperturas = [a for a in self.libro.actos().to_pylist() if a["clase"] == "APERTURA"]
        abierto = aperturas[0]["al"] if aperturas else date.max
        viejos = sum(dia <= abierto for dia in lectura.tabla["fecha"].to_pylist())
        futuros = sum(dia > al for dia in lectura.tabla["fecha"].to_pylist())
        if futuros:
            raise DatoInvalido(
                f"«{lectura.archivo}» trae {futuros:,} depósitos de después del {al:%d/%m/%Y}. "
                "Revise sus fechas, o recíbalo con la fecha que corresponde."
            )
        if viejos:
            desde = f"el {abierto:%d/%m/%Y}" if aperturas else "que se abra"
            raise DatoInvalido(
                f"«{lectura.archivo}» trae {viejos:,} depósitos anteriores al libro, que empieza "
                f"{desde}: su corte ya los descontó. Quítelos del archivo y recíbalo de nuevo."
            )

    def aclarar_deposito(self, clave: str, destino: str, *, al: date) -> AcuseDeActo:
        """Apply what a deposit has to clear up: to a ficha by folio, or to a credit by number."""
        depositos = {d["clave"]: d for d in self.libro.depositos().to_pylist()}
        if clave not in depositos:
            raise DatoInvalido(f"No hay depósito «{clave}». Elija uno de la relación.")
        deposito = depositos[clave]
        pendiente = self._por_aclarar(clave, deposito["por_aclarar"])
        fichas = {f["folio"]: f for f in self.libro.fichas().to_pylist()}
        if destino in fichas and deposito["registro"] not in ("", fichas[destino]["registro"]):
            raise DatoInvalido(
                f"La ficha {destino} es de {fichas[destino]['registro']} y el depósito, de "
                f"{deposito['registro']}. Busque una ficha o un crédito de ese patrón."
            )
        if destino in fichas:
            partes = self._a_ficha(pendiente, fichas[destino], deposito["fecha"])
        else:
            cuenta = self._cuenta_de(deposito["registro"], destino)
            pagado = cubiertos(self.libro.movimientos(registro=deposito["registro"]))
            aplicaciones, movimientos = aclarar_en_credito(
                pendiente, cuenta, cubierto=pagado.get(cuenta.llave, 0), dia=deposito["fecha"]
            )
            partes = (*aplicaciones, *movimientos)
        llave = f"aclaracion {clave} {destino} {deposito['por_aclarar']}"
        return self.asentar(ClaseDeActo.ACLARACION, llave, al=al, partes=partes)

    def _a_ficha(
        self, pendiente: Aplicacion, estado: Mapping[str, Any], dia: date
    ) -> tuple[Parte, ...]:
        folio, cobrado = estado["folio"], estado["cobrado"]
        if estado["estado"] not in ADMITEN or dia > estado["vence"]:
            raise DatoInvalido(
                f"La ficha {folio} está vencida o cancelada: sus importes ya no valen. Aplique el "
                "depósito al crédito, por su número."
            )
        ficha = self.libro.ficha(folio)
        aplicaciones, fin = aclarar(pendiente, ficha, cobrado=cobrado, dia=dia)
        pagado, antes = {folio: (aplicaciones[1].importe, dia)}, {folio: cobrado}
        cuentas = self._cuentas([ficha])
        movimientos, sobra = asentar(pagado, {folio: ficha}, cuentas=cuentas, antes=antes)
        if sobra:
            raise DatoInvalido(
                f"Los créditos de la ficha {folio} ya no deben tanto. Busque otra ficha."
            )
        fines = (fin,) if estado["estado"] == PENDIENTE else ()
        return *aplicaciones, *fines, *movimientos

    def _cuenta_de(self, registro: str, credito: str) -> Cuenta:
        cuentas = self.libro.cuentas([registro]) if registro else {}
        suyas = [cuenta for llave, cuenta in cuentas.items() if llave.credito == credito]
        if len(suyas) != 1:
            raise DatoInvalido(
                f"No hay ficha ni crédito «{credito}» del registro {registro or 'que deposita'}. "
                "Escriba el folio de la ficha o las nueve cifras del crédito."
            )
        return suyas[0]

    def _por_aclarar(self, clave: str, importe: int) -> Aplicacion:
        """Return what a deposit has to clear up, with the ramo under which it was left."""
        partes = self.libro.aplicaciones().to_pylist()
        suyas = [p for p in partes if (p["clave"], p["destino"]) == (clave, "POR_ACLARAR")]
        ramo = suyas[-1]["ramo"] if suyas else ""
        return Aplicacion(clave, Destino.POR_ACLARAR, importe, "ACLARADO", "", ramo=ramo)

    def _de_archivo(
        self, clase: ClaseDeActo, lectura: Lectura, al: date, trae: tuple[int, Iterable[Parte]]
    ) -> AcuseDeActo:
        aceptado, partes = trae
        cuenta = recepcion(lectura, importe_aceptado=aceptado)
        llave = f"recepcion {lectura.sha256}"
        return self.asentar(clase, llave, al=al, partes=(*cuenta, *partes), nota=lectura.archivo)

    def _contexto(self, solicitud: Solicitud, al: date) -> Contexto:
        pendientes = self._fichas(self._folios_en(PENDIENTE))
        de_pendientes = frozenset(c.llave for f in pendientes.values() for c in f.conceptos)
        atendidos = frozenset(
            fila["folio_area"]
            for fila in self.libro.solicitudes().to_pylist()
            if fila["area"] == solicitud.area and fila["estado"] == "EMITIDA"
        )
        cuentas = self.libro.cuentas([solicitud.registro])
        pedidas = {c.llave for c in solicitud.conceptos} & set(cuentas)
        return Contexto(
            cuentas,
            de_pendientes,
            atendidos,
            cubiertos(self.libro.movimientos(registro=solicitud.registro)),
            self.impedimentos(Acto.FICHA, pedidas, al=al),
        )

    def _consecutivo(self, prefijo: str) -> int:
        """Return the number after those that the references of an office and year have taken."""
        referencias = self.libro.fichas()["referencia"].to_pylist()
        suyas = [r for r in referencias if r.startswith(prefijo) and referencia_valida(r)]
        return max((int(r[len(prefijo) : -1]) for r in suyas), default=0) + 1

    def _folios_en(self, estado: str) -> list[str]:
        filas = self.libro.fichas().to_pylist()
        return [fila["folio"] for fila in filas if fila["estado"] == estado]

    def _fichas(self, folios: Iterable[str]) -> dict[str, Ficha]:
        return {folio: self.libro.ficha(folio) for folio in folios}

    def _cuentas(self, fichas: Iterable[Ficha]) -> dict[Llave, Cuenta]:
        return dict(self.libro.cuentas({c.llave.registro for f in fichas for c in f.conceptos}))


def _con_diferencia(fin: Desenlace) -> Desenlace:
    """Return the end of a ficha that was paid for more than its credits owed."""
    return replace(fin, fin=Fin.PAGADA_CON_DIFERENCIA, motivo="Sus créditos ya no debían tanto.")


def _reportado(deposito: Deposito) -> Aplicacion:
    """Leave to clear up a deposit that another file had reported: the bank may have it once."""
    motivo = "No se aplica: ya lo había reportado otro archivo de Tesorería."
    return Aplicacion(deposito.clave, Destino.POR_ACLARAR, deposito.importe, "REPORTADO", motivo)
