"""Writes the whole synthetic subdelegación to a folder; the same seed writes the same bytes.

``rale/<AAAA-MM>/`` four listings a cut; ``compacto/`` and ``zip/`` other forms of the last COP
listing; ``patrones.csv``; ``sipare/`` and ``tesoreria/`` one file a month; ``fichas.csv``;
``requerimientos/`` and ``solicitudes/`` what the other areas ask each month; ``rotos/`` listings
that must be refused; ``verdad*.csv`` and ``movimientos.csv``, the truth of it all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cartera_lib.errors import DatoInvalido
from cartera_lib.sintetica import (
    cedulas,
    fichas,
    patrones,
    requerimientos,
    sipare,
    solicitudes,
    verdad,
)
from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.carpeta import Carpeta
from cartera_lib.sintetica.compacto import compactar, empaquetar, nombre
from cartera_lib.sintetica.creditos import mundo
from cartera_lib.sintetica.defectos import sembrar
from cartera_lib.sintetica.fabrica import Fabrica
from cartera_lib.sintetica.modelo import Credito, Mundo, Ramo, Resumen
from cartera_lib.sintetica.rale import CODIFICACION, Impresion, Listado, imprimir
from cartera_lib.sintetica.rotos import rotos
from cartera_lib.sintetica.tiempo import Ventana, ventana
from cartera_lib.sintetica.verdad import Condicion

HASTA = date(2026, 6, 30)
PATRONES, CORTES = range(60, 50_001), range(1, 61)
PRIMER_EJERCICIO, ULTIMO_EJERCICIO = 2018, 2049
DV_MALOS = 0.005  # of the employers
CORRIDOS = 0.001  # of the lines
RENGLONES_PARA_CORRER = 20
CORRIMIENTOS = (-2, -1, 1, 2)


@dataclass
class Obra:
    """What is being written: the invented world, the folder and the truth so far."""

    semilla: int
    mundo: Mundo
    ventana: Ventana
    carpeta: Carpeta
    verdad: list[Condicion] = field(default_factory=list)
    renglones: int = 0

    def azar(self, nombre: str) -> Azar:
        """Return a stream of chance of this seed."""
        return Azar(self.semilla, nombre)


def generar(
    salida: Path,
    *,
    semilla: int = 7,
    patrones: int = 1000,
    cortes: int = 13,
    hasta: date = HASTA,
) -> Resumen:
    """Write a synthetic subdelegación with its planted defects, and say what was written."""
    _exigir(patrones, cortes, hasta)
    carpeta = Carpeta(salida)
    marco = ventana(hasta, cortes)
    fabrica = Fabrica(Azar(semilla, "rezago"), marco)
    limpio = mundo(semilla, patrones, fabrica=fabrica)
    sembrado = sembrar(limpio, replace(fabrica, azar=Azar(semilla, "defectos")))
    obra = Obra(semilla, sembrado, marco, carpeta)
    ultimo = _listados(obra)
    _otras_formas(obra, *ultimo)
    _padron(obra)
    caja = _pagos(obra)
    _requerimientos(obra)
    _solicitudes(obra, caja)
    _verdad(obra)
    return _resumen(obra, len(caja.fichas))


def _exigir(patrones: int, cortes: int, hasta: date) -> None:
    if patrones not in PATRONES or cortes not in CORTES:
        raise DatoInvalido(
            f"Se pidieron {patrones} patrones y {cortes} cortes. "
            f"Pida de {PATRONES[0]} a {PATRONES[-1]} patrones "
            f"y de {CORTES[0]} a {CORTES[-1]} cortes."
        )
    if not PRIMER_EJERCICIO <= hasta.year <= ULTIMO_EJERCICIO:
        raise DatoInvalido(
            f"El último corte ({hasta}) está fuera de {PRIMER_EJERCICIO}–{ULTIMO_EJERCICIO}. "
            "Dé otra fecha en «hasta»."
        )


def _listados(obra: Obra) -> tuple[Listado, Impresion]:
    """Print the four listings of each cut; return the last one of COP, own."""
    ultimo = None
    for listado in _por_imprimir(obra):
        archivo, impresion = f"rale/{listado.corte:%Y-%m}/{listado.archivo}", imprimir(listado)
        obra.carpeta.escribir(archivo, impresion.texto.encode(CODIFICACION))
        obra.verdad += verdad.condiciones(archivo, listado, impresion=impresion)
        obra.renglones += len(impresion.lugares)
        if listado.ramo is Ramo.COP and listado.propios:
            ultimo = listado, impresion
    assert ultimo is not None
    return ultimo


def _por_imprimir(obra: Obra) -> Iterator[Listado]:
    azar = obra.azar("corridos")
    for corte in obra.ventana.cortes:
        vivos = [c for c in obra.mundo.creditos if c.vivo(corte)]
        for ramo in Ramo:
            for propios in (True, False):
                suyos = [c for c in vivos if c.ramo is ramo and c.patron.propio is propios]
                corridos = _corridos(azar, suyos)
                yield Listado(corte, ramo, propios, tuple(suyos), corridos)


def _corridos(azar: Azar, creditos: list[Credito]) -> dict[int, int]:
    """Choose which clean lines come out shifted, and how."""
    limpios = [lugar for lugar, credito in enumerate(creditos) if credito.siembra is None]
    if len(limpios) < RENGLONES_PARA_CORRER:
        return {}
    cuantos = max(1, round(len(creditos) * CORRIDOS))
    return {lugar: azar.elegir(CORRIMIENTOS) for lugar in azar.barajar(limpios)[:cuantos]}


def _otras_formas(obra: Obra, listado: Listado, impresion: Impresion) -> None:
    """Write the compact form, the zip and the broken copies of one listing."""
    contenido = impresion.texto.encode(CODIFICACION)
    paquete = f"zip/{listado.archivo.removesuffix('.txt')}.zip"
    obra.carpeta.escribir(paquete, empaquetar(listado.archivo, contenido))
    obra.verdad += verdad.condiciones(paquete, listado, impresion=impresion)
    compacto, otra = f"compacto/{nombre(listado)}", compactar(listado)
    obra.carpeta.escribir(compacto, otra.texto.encode(CODIFICACION))
    obra.verdad += verdad.condiciones(compacto, listado, impresion=otra, corridos=False)
    for roto in rotos(impresion):
        archivo = f"rotos/{roto.clase}.txt"
        obra.carpeta.escribir(archivo, roto.contenido)
        obra.verdad.append(
            verdad.carga_rechazada(archivo, roto.renglon, clase=roto.clase, detalle=roto.detalle)
        )


def _padron(obra: Obra) -> None:
    """Write the employer master, with a few wrong check digits."""
    lista, azar = obra.mundo.patrones, obra.azar("padron")
    filas = patrones.renglones(lista, obra.ventana.fin)
    cuantos = max(1, round(len(lista) * DV_MALOS))
    for lugar in sorted(azar.barajar(range(len(lista)))[:cuantos]):
        registro = filas[lugar][0]
        malo = f"{registro[:-1]}{(int(registro[-1]) + azar.entre(1, 9)) % 10}"
        filas[lugar] = (malo, *filas[lugar][1:])
        obra.verdad.append(verdad.digito_invalido("patrones.csv", lugar + 2, registro=malo))
    obra.carpeta.csv("patrones.csv", patrones.COLUMNAS, renglones=filas)


def _pagos(obra: Obra) -> fichas.Caja:
    """Write payments through SIPARE, fichas and Treasury's deposits, and how each ended."""
    pagos = sipare.pagos_por_mes(obra.mundo, obra.ventana, azar=obra.azar("sipare"))
    for mes, filas in sorted(pagos.items()):
        obra.carpeta.csv(f"sipare/{mes}.csv", sipare.COLUMNAS, renglones=filas)
    caja = fichas.depositar(obra.mundo, obra.ventana, azar=obra.azar("fichas"))
    obra.carpeta.csv("fichas.csv", fichas.COLUMNAS, renglones=caja.fichas)
    for mes, filas in sorted(caja.tesoreria.items()):
        obra.carpeta.csv(f"tesoreria/{mes}.csv", fichas.COLUMNAS_TESORERIA, renglones=filas)
    obra.carpeta.csv("verdad_fichas.csv", fichas.COLUMNAS_VERDAD, renglones=caja.verdad)
    return caja


def _requerimientos(obra: Obra) -> None:
    """Write the forms of the other areas and how each must be answered."""
    envios = requerimientos.requerir(obra.mundo, obra.ventana, azar=obra.azar("requerimientos"))
    for envio in envios:
        if envio.archivo.endswith(".xlsx"):
            obra.carpeta.escribir(envio.archivo, requerimientos.contenido(envio))
        else:
            obra.carpeta.csv(envio.archivo, cedulas.COLUMNAS, renglones=envio.cedula.renglones())
    obra.carpeta.csv(
        "verdad_requerimientos.csv",
        requerimientos.COLUMNAS_VERDAD,
        renglones=requerimientos.verdad(envios),
    )


def _solicitudes(obra: Obra, caja: fichas.Caja) -> None:
    """Write the requests of ficha and how each must be answered."""
    con_ficha = {(renglon[4][:10], renglon[5]) for renglon in caja.fichas}
    meses = solicitudes.solicitar(
        obra.mundo, obra.ventana, con_ficha=con_ficha, azar=obra.azar("solicitudes")
    )
    for mes, peticiones in meses.items():
        filas = (renglon for peticion in peticiones for renglon in peticion.renglones())
        obra.carpeta.csv(f"solicitudes/{mes}.csv", solicitudes.COLUMNAS, renglones=filas)
    obra.carpeta.csv(
        "verdad_solicitudes.csv",
        solicitudes.COLUMNAS_VERDAD,
        renglones=solicitudes.verdad(meses),
    )


def _verdad(obra: Obra) -> None:
    obra.verdad.sort()
    obra.carpeta.csv("verdad.csv", verdad.COLUMNAS, renglones=obra.verdad)
    cambios = verdad.movimientos(obra.mundo, obra.ventana)
    obra.carpeta.csv("movimientos.csv", verdad.COLUMNAS_MOVIMIENTOS, renglones=cambios)


def _resumen(obra: Obra, cuantas_fichas: int) -> Resumen:
    cortes = obra.ventana.cortes
    impresos = sum(any(c.vivo(corte) for corte in cortes) for c in obra.mundo.creditos)
    return Resumen(
        salida=obra.carpeta.raiz,
        semilla=obra.semilla,
        cortes=cortes,
        patrones=len(obra.mundo.patrones),
        creditos=impresos,
        renglones=obra.renglones,
        pagos=len(obra.mundo.pagos),
        fichas=cuantas_fichas,
        defectos=verdad.conteo(obra.verdad),
        archivos=tuple(sorted(obra.carpeta.archivos)),
    )
