"""The importer against the truth file of the invented subdelegación: neither more nor less."""

import csv
from collections import defaultdict

import pytest

from cartera_lib.importers import leer
from cartera_lib.importers.lectura import CargaRechazada
from cartera_lib.sintetica import generar
from tests.importers.apoyo import conservado

CLASES = ("aviso", "rechazo")


@pytest.fixture(scope="module")
def subdelegacion(tmp_path_factory):
    carpeta = tmp_path_factory.mktemp("subdelegacion") / "datos"
    generar(carpeta, patrones=200, cortes=2)
    with (carpeta / "verdad.csv").open(encoding="utf-8", newline="") as archivo:
        return carpeta, tuple(csv.DictReader(archivo))


def test_every_planted_note_and_rejection_is_found_and_nothing_else(subdelegacion):
    carpeta, verdad = subdelegacion
    esperado = defaultdict(set)
    for fila in verdad:
        if fila["esperado"] in CLASES:
            esperado[fila["archivo"]].add((int(fila["renglon"]), fila["clase"]))
    vistos = set()
    for patron in ("rale/*/*.txt", "compacto/*", "sipare/*", "patrones.csv"):
        for ruta in carpeta.glob(patron):
            lectura = conservado(leer(ruta), ruta.read_bytes())
            hallado = {(a.renglon, a.codigo) for a in lectura.avisos}
            hallado |= {(r.renglon, codigo) for r in lectura.rechazos for codigo in r.codigos}
            assert hallado == esperado[ruta.relative_to(carpeta).as_posix()]
            vistos |= {codigo for _, codigo in hallado}
    assert {"PERIODO_13", "TIPO_DESCONOCIDO", "FECHA_IMPOSIBLE", "DV_INVALIDO"} <= vistos


def test_the_zip_brings_what_its_listing_does(subdelegacion):
    carpeta, _ = subdelegacion
    (comprimido,) = carpeta.glob("zip/*.zip")
    (suelto,) = carpeta.glob(f"rale/*/{comprimido.stem}.txt")
    assert leer(comprimido).tabla.equals(leer(suelto).tabla)


def test_every_broken_listing_is_refused_for_what_was_done_to_it(subdelegacion):
    carpeta, verdad = subdelegacion
    rotos = {f["archivo"]: f["clase"] for f in verdad if f["esperado"] == "carga_rechazada"}
    assert len(rotos) >= 8
    for archivo, clase in rotos.items():
        with pytest.raises(CargaRechazada) as error:
            leer(carpeta / archivo)
        assert error.value.codigo == clase
