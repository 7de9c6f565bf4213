"""A small archive written by hand: a test files only the papers that it is about."""

from datetime import date

import pyarrow as pa

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.store.libro_columnas import PIEZAS

PIEZA = {
    "numero": "A-1",
    "fecha": date(2026, 3, 2),
    "fojas": 1,
    "ubicacion": "Archivero 1",
    "sha256": "",
    "traslados": 0,
    "prestada_a": "",
    "prestada_el": None,
    "vence": None,
    "igual": None,
    "hallado": "",
}


def piezas(cartera_, *dadas):
    """Return papers, each ``(clase, credito, cambios)``: the place of its credit in the cartera.

    With None for the credit it is of the employer of the first one. Folios are P26-000001…
    """
    llaves = cartera_.tabla.select(LLAVE).to_pylist()
    filas = []
    for n, (clase, credito, *cambios) in enumerate(dadas, start=1):
        de_patron = dict.fromkeys(LLAVE, "") | {"registro": llaves[0]["registro"]}
        llave = de_patron if credito is None else llaves[credito]
        folio = {"folio": f"P26-{n:06d}", "clase": clase}
        filas.append(PIEZA | llave | folio | (cambios[0] if cambios else {}))
    return pa.Table.from_pylist(filas, schema=PIEZAS)
