"""Tell the class of a file by its content, and read it with the importer of that class."""

import re
from collections.abc import Callable
from pathlib import Path

from cartera_lib.importers import (
    fichas,
    patrones,
    rale,
    requerimientos,
    sipare,
    solicitudes,
    tesoreria,
)
from cartera_lib.importers.archivo import Archivo, Esperado, abrir, texto
from cartera_lib.importers.excel import es_excel
from cartera_lib.importers.hoja import llave
from cartera_lib.importers.lectura import Lectura
from cartera_lib.importers.rale_impresion import patron, plano

MUESTRA = 64 * 1024
HOJAS: dict[tuple[str, ...], Callable[[Archivo], Lectura]] = {
    ("Registro Patronal", "LC", "Fecha Pago"): sipare.leer_archivo,
    ("registro", "situacion", "nombre"): patrones.leer_archivo,
    ("cedula", "firmante", "transaccion"): requerimientos.leer_archivo,
    ("rubro", "total", "convenio"): solicitudes.leer_archivo,
    ("referencia", "vence", "credito"): fichas.leer_archivo,
    ("referencia", "banco", "importe"): tesoreria.leer_archivo,
}
"""What the heading of each sheet has and no other has, and who reads it."""
ESPERADO = Esperado(
    "NO_ES_RALE",
    "un RALE (texto o zip), el padrón de patrones, la consulta de pagos de SIPARE, una cédula de "
    "captura (también en Excel), las solicitudes o el registro de fichas, o la recaudación directa",
)


def leer(ruta: Path | str) -> Lectura:
    """Read a file of any known class, told by its content and not by its name."""
    if es_excel(ruta):
        return requerimientos.read(ruta)
    archivo = abrir(ruta, ESPERADO)
    comienzo = texto(archivo.datos[:MUESTRA])
    titulos = {llave(titulo) for titulo in re.split(r"[,;|\t]", comienzo.partition("\n")[0])}
    for propios, lector in HOJAS.items():
        if titulos.issuperset(map(llave, propios)):
            return lector(archivo)
    if _parece_rale(comienzo):
        return rale.leer_archivo(archivo)
    raise _desconocido(archivo)


def _parece_rale(comienzo: str) -> bool:
    impreso = plano(comienzo)
    return any(patron("encabezado", c).search(impreso) for c in ("programa", "titulo", "oficina"))


def _desconocido(archivo: Archivo) -> Exception:
    primero = next((r for r in texto(archivo.datos[:MUESTRA]).splitlines() if r.strip()), "")
    que = f"No se reconoce qué archivo es; empieza con «{primero.strip()[:60]}»."
    return ESPERADO.no_es(archivo.nombre, que)
