"""A reading made ready to be stored: its rows, its control figures, and what must add up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from cartera_lib.store import columnas, huellas
from cartera_lib.store.errores import LecturaIncompleta
from cartera_lib.store.texto import legible
from cartera_lib.valores.dinero import pesos

if TYPE_CHECKING:
    from cartera_lib.importers.lectura import Aviso, Lectura, Rechazo

DESTINOS = {"rale": "credito", "patrones": "patron", "sipare": "pago"}
SUMAS = {"rale": "importe", "sipare": "total"}


@dataclass(frozen=True, eq=False)
class Carga:
    """The row of a load, still without number or chain, and the rows that it brings by table."""

    fila: Mapping[str, Any]
    partes: Mapping[str, pa.Table]


def preparar(lectura: "Lectura") -> Carga:
    """Check a reading and lay it out by table; LecturaIncompleta when it does not add up."""
    if lectura.clase not in DESTINOS:
        raise LecturaIncompleta(f"{lectura.archivo}: no se guardan lecturas de «{lectura.clase}».")
    filas = columnas.exigir(
        lectura.tabla, columnas.ESQUEMAS[lectura.clase], archivo=lectura.archivo
    )
    if lectura.clase == "rale":
        filas = _por_renglon(filas, lectura.archivo)
    else:
        filas = columnas.legibles(filas)
    partes = {
        DESTINOS[lectura.clase]: filas,
        "rechazo": _rechazos(lectura.rechazos),
        "aviso": _avisos(lectura.avisos),
    }
    _exigir_conservacion(lectura, filas)
    fila = _fila(lectura, filas) | {"contenido": huellas.de_contenido(partes.values())}
    _exigir_totales(lectura, fila)
    return Carga(fila, partes)


def exigir_guardado(conexion: sa.Connection, fila: Mapping[str, Any]) -> None:
    """Count again in the database, before the commit, what the load says that it brought."""
    destino = DESTINOS[fila["clase"]]
    suma = f"COALESCE(SUM({SUMAS.get(fila['clase'], '0')}), 0)"
    consulta = (
        f"SELECT (SELECT COUNT(*) FROM {destino} WHERE carga_id = :id),"
        f" (SELECT {suma} FROM {destino} WHERE carga_id = :id),"
        " (SELECT COUNT(*) FROM rechazo WHERE carga_id = :id),"
        " (SELECT COUNT(*) FROM aviso WHERE carga_id = :id)"
    )
    guardado = tuple(map(int, conexion.execute(sa.text(consulta), {"id": fila["id"]}).one()))
    esperado = tuple(fila[c] for c in ("aceptados", "importe", "rechazados", "avisos"))
    if guardado != esperado:
        raise LecturaIncompleta(
            f"{fila['archivo']}: la base recibió {guardado} (filas, centavos, rechazos, avisos) "
            f"y la lectura trae {esperado}. No se guardó nada; repita la carga."
        )


def _fila(lectura: "Lectura", filas: pa.Table) -> dict[str, Any]:
    corte, suma = lectura.corte, SUMAS.get(lectura.clase)
    if lectura.clase == "rale" and corte is None:
        raise LecturaIncompleta(f"{lectura.archivo}: la lectura no dice de qué corte es.")
    return {
        "clase": lectura.clase,
        "archivo": lectura.archivo,
        "sha256": lectura.sha256,
        "programa": corte and corte.programa,
        "ramo": corte and corte.ramo,
        "propios": corte and int(corte.propios),
        "ooad": corte and corte.ooad,
        "subdelegacion": corte and corte.subdelegacion,
        "al": corte and corte.al.isoformat(),
        "renglones": lectura.renglones_leidos,
        "aceptados": filas.num_rows,
        "rechazados": len(lectura.rechazos),
        "avisos": len(lectura.avisos),
        "patrones": pc.count_distinct(filas["registro"]).as_py(),
        "creditos": filas.num_rows if lectura.clase == "rale" else 0,
        "importe": pc.sum(filas[suma], min_count=0).as_py() if suma else 0,
    }


def _exigir_conservacion(lectura: "Lectura", filas: pa.Table) -> None:
    aceptados, rechazados = filas.num_rows, len(lectura.rechazos)
    if lectura.renglones_leidos != aceptados + rechazados:
        raise LecturaIncompleta(
            f"{lectura.archivo}: se leyeron {lectura.renglones_leidos} renglones y sólo hay "
            f"{aceptados} aceptados y {rechazados} rechazados. No se guardó nada; "
            "revise el importador."
        )


def _exigir_totales(lectura: "Lectura", fila: Mapping[str, Any]) -> None:
    """Tie the rows to the printed totals; those of rejected rows are in the print alone."""
    impresos = lectura.totales
    if impresos is None:
        return
    hay_rechazos = bool(lectura.rechazos)
    cuadran = {
        "créditos": impresos.creditos == lectura.renglones_leidos,
        "patrones": _cabe(fila["patrones"], impresos.patrones, hay_rechazos),
        "importe": _cabe(fila["importe"], impresos.importe, hay_rechazos),
    }
    if not all(cuadran.values()):
        fallas = ", ".join(nombre for nombre, cuadra in cuadran.items() if not cuadra)
        raise LecturaIncompleta(
            f"{lectura.archivo} no cuadra con sus totales impresos ({fallas}): imprime "
            f"{impresos.patrones} patrones, {impresos.creditos} créditos y "
            f"{pesos(impresos.importe)}; se leyeron {fila['patrones']}, "
            f"{lectura.renglones_leidos} y {pesos(fila['importe'])}. Pida de nuevo el archivo."
        )


def _cabe(aceptado: int, impreso: int, hay_rechazos: bool) -> bool:
    return aceptado <= impreso if hay_rechazos else aceptado == impreso


def _por_renglon(filas: pa.Table, archivo: str) -> pa.Table:
    """Put the rows in the order of the print, and refuse two rows of one printed line."""
    renglones = filas["renglon"]
    if filas.num_rows > 1 and not _crecen(renglones):
        filas = filas.sort_by("renglon")
        if not _crecen(filas["renglon"]):
            raise LecturaIncompleta(
                f"{archivo}: dos créditos dicen venir del mismo renglón. Revise el importador."
            )
    return filas


def _crecen(numeros: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.greater(numeros[1:], numeros[:-1])).as_py())


def _rechazos(rechazos: "Sequence[Rechazo]") -> pa.Table:
    return _numeradas(
        [(r.renglon, legible(r.texto), _lista(r.codigos), _lista(r.causas)) for r in rechazos],
        columnas.RECHAZO,
    )


def _avisos(avisos: "Sequence[Aviso]") -> pa.Table:
    return _numeradas([(a.renglon, a.codigo, legible(a.detalle)) for a in avisos], columnas.AVISO)


def _numeradas(filas: Sequence[tuple[Any, ...]], esquema: pa.Schema) -> pa.Table:
    numeradas = [(orden, *fila) for orden, fila in enumerate(filas, start=1)]
    valores = list(zip(*numeradas, strict=True)) or [()] * len(esquema)
    return pa.table(
        [pa.array(v, campo.type) for v, campo in zip(valores, esquema, strict=True)],
        schema=esquema,
    )


def _lista(textos: Sequence[str]) -> str:
    return json.dumps([legible(texto) for texto in textos], ensure_ascii=False)
