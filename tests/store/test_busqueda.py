"""An employer is found by registro, RFC or name, though his name be misspelled."""

import pytest

from cartera_lib.store import expresiones
from cartera_lib.store.texto import normalizado, sonido
from tests.store import lecturas

NOMBRES = [
    "Construcciones Peña y Vázquez, S.A. de C.V.",
    "GONZÁLEZ HERNÁNDEZ JOSÉ",
    "GONZALES RUIZ MARÍA",
    "TRANSPORTES DEL NORTE, S. DE R.L.",
    "TRANSPORTES DEL PACIFICO SA",
    "3M Servicios Industriales",
    "PANIFICADORA LA ESPIGA",
    "FERRETERÍA GÜERO",
    *(f"COMERCIAL NUMERO {i:02d}" for i in range(40)),
]
RFC = [f"AAA0101{i:02d}AB1" for i in range(len(NOMBRES))]


@pytest.fixture(scope="module")
def lleno(almacen_comun):
    padron = lecturas.tabla_patrones(NOMBRES, rfc=RFC)
    almacen_comun.append(lecturas.patrones(padron))
    return almacen_comun


def nombres(almacen, texto: str, **pagina) -> list[str]:
    return almacen.buscar_patron(texto, **pagina)["nombre"].to_pylist()


@pytest.mark.parametrize(
    "texto",
    [
        "Construcciones Peña y Vázquez, S.A. de C.V.",
        "construcciones pena vazquez",
        "CONSTRUCSIONES PEÑA BASQUES",
        "constuccciones pena",
        "vasques peña",
        "Peña Vázqeuz",
        "peña construc",
    ],
)
def test_un_nombre_se_encuentra_con_acentos_sin_ellos_y_con_faltas(lleno, texto):
    assert nombres(lleno, texto)[0] == NOMBRES[0]


@pytest.mark.parametrize(
    ("texto", "lugar"),
    [("TRANPORTES NORTE", 3), ("ferreteria guero", 7), ("3m servisios", 5), ("PANIFICADRA", 6)],
)
def test_una_letra_de_menos_o_de_mas_se_perdona(lleno, texto, lugar):
    assert nombres(lleno, texto)[0] == NOMBRES[lugar]


def test_primero_viene_lo_escrito_igual_y_despues_lo_que_suena_igual(lleno):
    assert nombres(lleno, "gonzales") == [NOMBRES[2], NOMBRES[1]]
    assert nombres(lleno, "gonzález") == [NOMBRES[1], NOMBRES[2]]
    hallados = lleno.buscar_patron("gonzalez")
    assert hallados["parecido"].to_pylist() == [100, 95]


def test_una_palabra_con_dos_faltas_de_ortografia_se_encuentra_por_como_suena(lleno):
    assert nombres(lleno, "basques") == [NOMBRES[0]]
    assert nombres(lleno, "ernandes") == [NOMBRES[1]]


def test_si_sobra_una_palabra_se_encuentra_por_las_demas(lleno):
    assert nombres(lleno, "transportes norte monterrey")[0] == NOMBRES[3]


def test_lo_que_no_se_parece_a_nada_no_encuentra_nada(lleno):
    assert nombres(lleno, "zxqwk") == []
    assert nombres(lleno, "") == []
    assert nombres(lleno, "***") == []


@pytest.mark.parametrize("texto", ["'; DROP TABLE patron; --", 'a" OR "b', "peña & | ! ( ) : * '"])
def test_los_signos_de_una_busqueda_no_son_ordenes_para_la_base(lleno, texto):
    lleno.buscar_patron(texto)
    assert nombres(lleno, "espiga") == [NOMBRES[6]]


def test_un_registro_se_encuentra_entero_con_digito_o_por_su_principio(lleno):
    registro = lecturas.registros(len(NOMBRES))[7]
    con_guiones = f"{registro[:3]}-{registro[3:8]}-{registro[8:]}"
    for texto in (registro, con_guiones, f"{con_guiones}-9", registro.lower(), registro[:8]):
        assert nombres(lleno, texto) == [NOMBRES[7]]
    assert len(nombres(lleno, registro[:3], limite=100)) == len(NOMBRES)


def test_un_rfc_se_encuentra_entero_o_por_su_principio(lleno):
    assert nombres(lleno, RFC[4].lower()) == [NOMBRES[4]]
    assert nombres(lleno, "AAA010104") == [NOMBRES[4]]
    assert nombres(lleno, "BBB010104") == []


def test_las_paginas_de_una_busqueda_no_repiten_ni_pierden_a_nadie(lleno):
    todos = nombres(lleno, "comercial numero", limite=100)
    assert todos == [f"COMERCIAL NUMERO {i:02d}" for i in range(40)]
    paginas = [
        nombre
        for desde in range(0, 48, 7)
        for nombre in nombres(lleno, "comercial numero", limite=7, desplazamiento=desde)
    ]
    assert paginas == todos


def test_las_paginas_siguen_de_lo_exacto_a_lo_aproximado_sin_saltos(lleno):
    juntos = nombres(lleno, "gonzales", limite=10)
    assert len(juntos) == 2
    sueltos = [nombres(lleno, "gonzales", limite=1, desplazamiento=i) for i in range(4)]
    assert sueltos == [[juntos[0]], [juntos[1]], [], []]


def test_un_padron_nuevo_reemplaza_el_nombre_por_el_que_se_busca(almacen):
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["ZAPATOS EL LEON"]), "1.csv"))
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["CALZADO EL TIGRE"]), "2.csv"))
    assert nombres(almacen, "zapatos") == []
    assert nombres(almacen, "tigre") == ["CALZADO EL TIGRE"]


def test_sin_indice_de_texto_se_encuentra_lo_mismo_leyendo_todos_los_nombres(lleno, monkeypatch):
    textos = ("vasques peña", "gonzales", "transportes norte monterrey", "comercial numero")
    con_indice = [nombres(lleno, texto) for texto in textos]
    monkeypatch.setattr(
        "cartera_lib.store.busqueda.condicion", lambda _, buscado: expresiones._like(buscado)
    )
    assert [nombres(lleno, texto) for texto in textos] == con_indice


def test_un_nombre_se_normaliza_sin_acentos_signos_ni_puntos_de_siglas():
    assert normalizado("  Peña & Hnos., S.A. de C.V. ") == "PENA HNOS SA DE CV"
    assert normalizado("Juan A. Pérez-Güemes") == "JUAN A PEREZ GUEMES"


@pytest.mark.parametrize(
    ("una", "otra"),
    [
        ("VAZQUEZ", "BASQUES"),
        ("HERNANDEZ", "ERNANDES"),
        ("JIMENEZ", "GIMENES"),
        ("GUERRERO", "GERERO"),
        ("CASTILLO", "KASTIYO"),
    ],
)
def test_dos_palabras_que_se_dicen_igual_suenan_igual(una, otra):
    assert sonido(una) == sonido(otra)


def test_dos_palabras_que_se_dicen_distinto_no_suenan_igual():
    assert len({sonido(p) for p in ("GARZA", "GARCIA", "CASA", "QUESO", "CHAVEZ", "GATO")}) == 6
