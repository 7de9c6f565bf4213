"""Read the payments applied through SIPARE, as the consultation exports them in CSV."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.hoja import (
    Hoja,
    a_numpy,
    abrir_hoja,
    exigir,
    fechas,
    importes,
    lectura_de,
    opcional,
    registros,
)
from cartera_lib.importers.lectura import Lectura
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.dinero import pesos

COLUMNAS = {
    "entidad": "Entidad Receptora",
    "sucursal": "Sucursal",
    "linea_captura": "LC",
    "registro": "Registro Patronal",
    "razon_social": "Razón Social",
    "ooad": "Delegación",
    "subdelegacion": "SubDelegación",
    "periodo": "Periodo Pago",
    "origen": "Origen",
    "fecha_limite": "Fecha Límite de Pago",
    "fecha_pago": "Fecha Pago",
    "fecha_envio": "Fecha Envío",
    "importe_imss": "Importe IMSS",
    "importe_rcv": "Importe RCV",
    "importe_vivienda": "Importe Vivienda",
    "importe_acv": "Importe ACV",
    "total": "Total",
    "medio": "Medio de Pago",
    "pagos": "No Pagos",
}
PARTES = {"importe_imss": "IMSS", "importe_rcv": "RCV", "importe_vivienda": "Vivienda"}
PARTES |= {"importe_acv": "ACV"}
SEGUNDOS = 86_400
ESPERADO = Esperado(
    "NO_ES_SIPARE",
    "la consulta de pagos aplicados de SIPARE en CSV con las columnas "
    + ", ".join(COLUMNAS.values()),
)


def read(ruta: Path | str) -> Lectura:
    """Return the payments as accepted and rejected lines."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read a consultation of payments that is already open."""
    hoja = abrir_hoja(archivo, COLUMNAS)
    registro, digito, avisos = registros(hoja, "registro")
    columnas = {"registro": registro, "digito": digito}
    columnas |= _importes(hoja) | _fechas(hoja) | _textos(hoja, registro)
    return lectura_de(archivo, hoja, clase="sipare", columnas=columnas, avisos=avisos)


def _importes(hoja: Hoja) -> dict[str, pa.Array]:
    """Read the five amounts; the total must be the sum of the other four."""
    valores = {campo: importes(hoja, campo, nombre=nombre) for campo, nombre in PARTES.items()}
    total = importes(hoja, "total", nombre="total")
    suma = sum(valores.values(), start=np.zeros(len(total), dtype=np.int64))
    legibles = hoja.libres_de("IMPORTE_ILEGIBLE")
    for fila in np.flatnonzero((suma != total) & legibles).tolist():
        causa = f"Los importes suman {pesos(int(suma[fila]))} y el total dice otra cosa"
        hoja.reprobar_fila(fila, "IMPORTE_ILEGIBLE", causa=causa, campo="total")
    return {campo: pa.array(valor) for campo, valor in (valores | {"total": total}).items()}


def _fechas(hoja: Hoja) -> dict[str, pa.Array]:
    pago = _solo_cifras(hoja, "fecha_pago")
    return {
        "periodo": _periodos(hoja),
        "fecha_limite": fechas(hoja, "fecha_limite", nombre="límite de pago"),
        "fecha_pago": _momentos(hoja, pago),
    }


def _periodos(hoja: Hoja) -> pa.Array:
    textos = hoja.columnas["periodo"]
    legibles = pc.match_substring_regex(textos, "^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])$")
    causa = "El periodo no tiene la forma AAAAMM"
    hoja.reprobar(~a_numpy(legibles), "PERIODO_ILEGIBLE", causa=causa, campo="periodo")
    ejercicio, mes = (pc.utf8_slice_codeunits(textos, a, b) for a, b in ((0, 4), (4, 6)))
    return pc.binary_join_element_wise(ejercicio, mes, "-")


def _momentos(hoja: Hoja, cifras: pa.Array) -> pa.Array:
    """Read AAAAMMDDhhmmss as an instant."""
    dias = fechas(hoja, "fecha_pago", nombre="de pago")
    horas, minutos, segundos = (_par(cifras, lugar) for lugar in (8, 10, 12))
    imposible = (horas > 23) | (minutos > 59) | (segundos > 59)
    completas = a_numpy(pc.match_substring_regex(cifras, "^[0-9]{14}$"))
    causa = "La hora de la fecha de pago no existe"
    malos = (imposible | ~completas) & ~a_numpy(pc.is_null(dias))
    hoja.reprobar(malos, "FECHA_IMPOSIBLE", causa=causa, campo="fecha_pago")
    instante = a_numpy(pc.fill_null(dias.view(pa.int32()), 0)).astype(np.int64) * SEGUNDOS
    instante += horas * 3600 + minutos * 60 + segundos
    return pa.array(instante).view(pa.timestamp("s"))


def _solo_cifras(hoja: Hoja, campo: str) -> pa.Array:
    return pc.replace_substring_regex(hoja.columnas[campo], "[^0-9]", "")


def _par(cifras: pa.Array, lugar: int) -> Columna:
    par = pc.utf8_slice_codeunits(cifras, lugar, lugar + 2)
    completo = pc.match_substring_regex(par, "^[0-9]{2}$")
    return a_numpy(pc.cast(pc.if_else(completo, par, "0"), pa.int64()))


def _textos(hoja: Hoja, registro: pa.Array) -> dict[str, pa.Array]:
    forma = "^[A-Z0-9]{53}$"
    causa = "La línea de captura no son 53 letras y cifras"
    linea = exigir(hoja, "linea_captura", forma=forma, causa=causa)
    primera, letra = (pc.utf8_slice_codeunits(textos, 0, 1) for textos in (linea, registro))
    ajena = pc.and_(pc.not_equal(primera, letra), pc.match_substring_regex(letra, "[A-Z]"))
    malos = a_numpy(pc.and_(ajena, pc.match_substring_regex(linea, forma)))
    causa = "La línea de captura no empieza con la letra del registro patronal"
    hoja.reprobar(malos, "RENGLON_INCOMPLETO", causa=causa, campo="linea_captura")
    return {
        "linea_captura": linea,
        **{campo: opcional(hoja, campo) for campo in ("entidad", "medio", "origen")},
        **{campo: _clave(hoja, campo) for campo in ("ooad", "subdelegacion")},
        "razon_social": opcional(hoja, "razon_social"),
    }


def _clave(hoja: Hoja, campo: str) -> pa.Array:
    """Read the two digits of an office, with its name beside or not."""
    causa = f"{COLUMNAS[campo]} sin su clave de dos cifras"
    exigir(hoja, campo, forma=r"^[0-9]{1,2}(?:\D|$)", causa=causa)
    clave = pc.struct_field(pc.extract_regex(hoja.columnas[campo], r"^(?P<c>[0-9]{1,2})"), "c")
    return pc.utf8_lpad(clave, 2, "0")
