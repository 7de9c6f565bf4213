from datetime import date

import pyarrow as pa

from cartera_lib.cartera.confronta import CASOS, PARTES, Confronta
from cartera_lib.cartera.ficha import Aplicacion, Desenlace, Destino, Fin
from tests.oficina.depositos import FICHA, ficha

UNO, DOS = date(2026, 3, 3), date(2026, 3, 4)
HECHA = Confronta(
    pa.Table.from_pylist(
        [
            dict(zip(PARTES.names, fila, strict=True))
            for fila in (
                ["d1", UNO, "APLICADO", 60_00, "DIVIDIDO", "Así.", "F26-000001", "COP"],
                ["d2", DOS, "APLICADO", 40_00, "DIVIDIDO", "Así.", "F26-000001", "COP"],
                ["d3", UNO, "APLICADO", 10_00, "PARCIAL", "Así.", "F26-000002", "COP"],
                ["d4", UNO, "APLICADO", 5_00, "DIVIDIDO", "Así.", "F26-000003", "COP"],
                ["d5", UNO, "POR_ACLARAR", 9_00, "SIN_FICHA", "Así.", "", ""],
            )
        ],
        schema=PARTES,
    ),
    pa.Table.from_pylist(
        [
            ficha(1, 100_00),
            ficha(2, 70_00),
            ficha(3, 70_00, cobrado=65_00, estado="PAGADA_CON_DIFERENCIA"),
            ficha(4, 1_00),
        ],
        schema=FICHA,
    ),
)


def test_cada_ficha_pendiente_termina_el_dia_de_su_ultimo_deposito():
    assert HECHA.desenlaces() == (
        Desenlace("F26-000001", Fin.PAGADA, DOS),
        Desenlace("F26-000002", Fin.PAGADA_CON_DIFERENCIA, UNO),
    )


def test_se_sabe_cuanto_se_cobro_de_cada_ficha_ahora_y_antes():
    assert HECHA.cobrado() == {
        "F26-000001": (100_00, DOS),
        "F26-000002": (10_00, UNO),
        "F26-000003": (5_00, UNO),
    }
    assert HECHA.antes() == {"F26-000003": 65_00}


def test_las_partes_se_guardan_como_aplicaciones_y_se_suman_por_destino_y_por_caso():
    ultima = Aplicacion("d5", Destino.POR_ACLARAR, 9_00, "SIN_FICHA", "Así.")
    assert (len(HECHA.aplicaciones), HECHA.aplicaciones[-1]) == (5, ultima)
    assert (HECHA.suma(Destino.APLICADO), HECHA.suma(Destino.POR_ACLARAR)) == (115_00, 9_00)
    assert HECHA.por_caso().to_pylist()[0] == {
        "caso": "DIVIDIDO", "destino": "APLICADO", "partes": 3, "importe": 105_00,
    }  # fmt: skip
    assert set(HECHA.por_caso()["caso"].to_pylist()) <= set(CASOS)
