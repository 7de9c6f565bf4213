"""The tables of the issued documents say the same as the values that they keep."""

import re
from dataclasses import fields

from cartera_lib.cartera.emision import ClaseDeSuceso, Emitido, Orden, Suceso
from cartera_lib.store import esquema_documentos as documentos
from cartera_lib.store import esquema_libro as libro


def columnas(tabla) -> set[str]:
    return set(tabla.columns.keys()) - {"acto_id"}


def test_la_base_admite_las_clases_de_suceso_y_ninguna_otra():
    (regla,) = (c for c in documentos.suceso.constraints if str(c.name).endswith("clase"))
    assert set(re.findall(r"'(\w+)'", str(regla.sqltext))) == set(ClaseDeSuceso.__members__)


def test_cada_valor_se_guarda_completo_y_sus_bytes_aparte():
    aparte = {Orden: set(), Emitido: {"creditos", "contenido"}, Suceso: {"contenido"}}
    tablas = (documentos.orden_de_emision, documentos.emitido, documentos.suceso)
    for (valor, otra), tabla in zip(aparte.items(), tablas, strict=True):
        assert columnas(tabla) == {campo.name for campo in fields(valor)} - otra
    assert columnas(documentos.papel) == {"sha256", "contenido"}


def test_los_documentos_son_lo_ultimo_de_un_acto_y_lo_largo_lo_ultimo_de_un_renglon():
    assert libro.PARTES[-len(documentos.PARTES) :] == documentos.PARTES
    largas = {"orden_de_emision": "lista", "emitido": "datos", "papel": "contenido"}
    for tabla, larga in largas.items():
        assert documentos.emitido.metadata.tables[tabla].columns.keys()[-1] == larga
