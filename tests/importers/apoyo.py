"""Read from memory, and check in every reading that no line was lost."""

import hashlib

from cartera_lib.importers import fichas, patrones, rale, sipare, solicitudes, tesoreria
from cartera_lib.importers.archivo import Archivo

CLASES = {"rale": rale, "patrones": patrones, "sipare": sipare}
CLASES |= {"tesoreria": tesoreria, "fichas": fichas, "solicitudes": solicitudes}


def leer(texto, clase="rale", codificacion="cp1252"):
    datos = texto if isinstance(texto, bytes) else texto.encode(codificacion)
    archivo = Archivo("prueba.txt", datos, hashlib.sha256(datos).hexdigest())
    return conservado(CLASES[clase].leer_archivo(archivo), datos)


def conservado(lectura, datos):
    """Each physical line is one thing and only one: accepted, rejected, print or blank."""
    aceptados = lectura.tabla.column("renglon").to_pylist()
    rechazados = [rechazo.renglon for rechazo in lectura.rechazos]
    fisicos = datos.count(b"\n") + (not datos.endswith(b"\n"))
    assert len({*aceptados, *rechazados}) == lectura.renglones_leidos
    assert len(aceptados) + len(rechazados) == lectura.renglones_leidos
    assert lectura.renglones_fisicos == fisicos
    assert aceptados == sorted(aceptados)
    assert {aviso.renglon for aviso in lectura.avisos} <= set(aceptados)
    assert all(rechazo.causas and rechazo.codigos for rechazo in lectura.rechazos)
    return lectura


def codigos(lectura):
    return {rechazo.renglon: rechazo.codigos for rechazo in lectura.rechazos}


def avisos(lectura):
    return [(aviso.renglon, aviso.codigo) for aviso in lectura.avisos]
