"""Tell the class of a file by its content, and read it with the importer of that class."""

from pathlib import Path

from cartera_lib.importers import patrones, rale, sipare
from cartera_lib.importers.archivo import Archivo, Esperado, abrir, texto
from cartera_lib.importers.hoja import llave
from cartera_lib.importers.lectura import Lectura
from cartera_lib.importers.rale_impresion import patron, plano

MUESTRA = 64 * 1024
ESPERADO = Esperado(
    "NO_ES_RALE",
    "un RALE (texto o zip), el padrón de patrones (CSV) o la consulta de pagos de SIPARE (CSV)",
)


def leer(ruta: Path | str) -> Lectura:
    """Read a file of any known class, told by its content and not by its name."""
    archivo = abrir(ruta, ESPERADO)
    comienzo = texto(archivo.datos[:MUESTRA])
    encabezado = llave(comienzo.partition("\n")[0])
    if all(llave(titulo) in encabezado for titulo in ("Registro Patronal", "LC", "Fecha Pago")):
        return sipare.leer_archivo(archivo)
    if all(campo in encabezado for campo in ("registro", "situacion", "nombre")):
        return patrones.leer_archivo(archivo)
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
