import pytest

from cartera_lib.cartera.tipo_documento import CLAVES, por_clave, tipo_documento, tipos_documento
from cartera_lib.errors import DatoInvalido


@pytest.mark.parametrize(
    ("codigo", "clase", "dia_17", "actualiza", "recargos"),
    [
        ("02", "cuota", True, True, True),
        ("06", "cuota", True, True, True),
        ("00", "capital", False, True, True),
        ("80", "multa", False, True, False),
        ("89", "multa", False, True, False),
        ("08", "recargos", True, False, False),
    ],
)
def test_cada_tipo_dice_cuando_vence_y_que_causa(codigo, clase, dia_17, actualiza, recargos):
    tipo = tipo_documento(codigo)
    assert (tipo.codigo, tipo.clase) == (codigo, clase)
    assert (tipo.vence_dia_17, tipo.actualiza, tipo.recargos) == (dia_17, actualiza, recargos)


def test_ninguna_multa_causa_recargos_y_toda_cuota_si():
    for tipo in tipos_documento().values():
        if tipo.clase in ("multa", "recargos"):
            assert not tipo.recargos, tipo.codigo
        if tipo.clase == "cuota":
            assert tipo.recargos, tipo.codigo
            assert tipo.vence_dia_17, tipo.codigo


@pytest.mark.parametrize(("escrito", "codigo"), [("2", "02"), (" 06 ", "06"), ("0", "00")])
def test_el_cero_que_se_perdio_se_repone(escrito, codigo):
    assert tipo_documento(escrito).codigo == codigo


@pytest.mark.parametrize("codigo", ["", "  ", "7", "99", "002", "XX", "-2"])
def test_un_tipo_desconocido_se_rechaza_y_dice_cuales_hay(codigo):
    with pytest.raises(DatoInvalido) as motivo:
        tipo_documento(codigo)
    assert f"«{codigo}» no está en el catálogo" in str(motivo.value)
    assert "02 (omisión COP), 06 (RCV) u 80 (multa)" in str(motivo.value)


@pytest.mark.parametrize("atributo", ["vence_dia_17", "actualiza", "recargos"])
def test_la_tabla_de_cien_dice_lo_mismo_que_cada_tipo(atributo):
    tabla = por_clave(atributo)
    assert len(tabla) == CLAVES
    for numero in range(CLAVES):
        tipo = tipos_documento().get(f"{numero:02d}")
        assert tabla[numero] == (tipo is not None and getattr(tipo, atributo))
