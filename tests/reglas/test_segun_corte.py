"""What the incidencia of a cut says of each credit."""

import pytest

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.segun_corte import CALLA, estados_del_corte, lugar_de_incidencia
from tests.reglas.carteras import cartera, de_ninguno

SIN_AVISO = {"notificacion": "SIN_NOTIFICAR"}
CON_AVISO = {"notificacion": "SIN_FECHA"}
POR_ACLARAR = {"incidencia": "POR_ACLARAR"}
DICEN = {
    # leídas del nombre de cada incidencia en el catálogo
    "00": {"cedula": "PROPUESTA"} | SIN_AVISO,
    "01": SIN_AVISO,
    "02": CON_AVISO,
    "03": {"aclaracion": "EN_TRAMITE"},
    "05": {"convenio": "SOLICITADO"},
    "06": {"inconformidad": "SIN_ACUSE"} | CON_AVISO,
    "08": POR_ACLARAR,
    "09": {"localizacion": "EN_BUSQUEDA"},
    "10": {"sustitucion": "INVESTIGACION"},
    "12": {"huelga": "ESTALLADA"},
    "13": {"envio": "PROCURACION"},
    "14": {"juicio": "SIN_EXPEDIENTE"} | CON_AVISO,
    "15": {"revocacion": "SIN_EXPEDIENTE"} | CON_AVISO,
    "18": {"pago": "POR_AFECTAR"},
    "19": {"concurso": "SIN_EXPEDIENTE"},
    "20": SIN_AVISO,
    "23": {"sin_efectos": "SIN_EXPEDIENTE"},
    "26": {"solidaria": "EN_TRAMITE"},
    "31": {"etapa": "REQUERIDO"} | CON_AVISO,
    "33": {"etapa": "EMBARGADO"} | CON_AVISO,
    "38": {"etapa": "POR_ACREDITAR"} | CON_AVISO,
    "39": {"etapa": "POR_ACREDITAR"} | CON_AVISO,
    "42": {"garantia": "SIN_EXPEDIENTE"} | CON_AVISO,
    "43": {"etapa": "EMBARGADO"} | CON_AVISO,
    "52": {"convenio": "VIGENTE"} | CON_AVISO,
    "55": {"convenio": "REHABILITADO"} | CON_AVISO,
    "99": POR_ACLARAR,
    "": POR_ACLARAR,
}


@pytest.mark.parametrize("incidencia", DICEN)
def test_cada_incidencia_dice_lo_que_su_nombre_y_calla_lo_demas(incidencia):
    columna = estados_del_corte(cartera({"incidencia": incidencia}))[:, 0]
    dicho = {
        materia: estados[lugar].estado
        for (materia, estados), lugar in zip(materias().items(), columna, strict=True)
        if lugar != CALLA
    }
    assert dicho == DICEN[incidencia]


def test_cada_credito_lleva_la_suya_y_la_desconocida_el_ultimo_lugar():
    tres = cartera({"incidencia": "02"}, {"incidencia": "99"}, {"incidencia": "00"})
    codigos = list(nombres_de_incidencia())
    esperado = [codigos.index("02"), len(codigos), codigos.index("00")]
    assert lugar_de_incidencia(tres).tolist() == esperado
    assert estados_del_corte(tres).shape == (len(materias()), 3)
    assert estados_del_corte(de_ninguno()).shape == (len(materias()), 0)
