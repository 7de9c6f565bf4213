"""The decision tables, explored whole: each combination has its row, and a broken table is refused.

Each group asks a few materias and the strictest answer wins.
"""

from itertools import combinations, product

import numpy as np
import pytest
from combinaciones import AL, explorar

from cartera_lib.cartera.materia import lugar, materias, numeros_de_materia
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma import tablas
from cartera_lib.reglas import decision
from cartera_lib.reglas.decision import ACTOS, Devenga, Respuesta, decidir, tablero
from tests.conftest import comprobar

REGLA = "decision"
EJEMPLO = {"notificacion": "VALIDA", "plazo": "VENCIDO"}


def test_caso(caso):
    estados = np.zeros((len(materias()), 1), dtype=np.int8)
    for materia, estado in (EJEMPLO | caso["entrada"]).items():
        estados[numeros_de_materia()[materia]] = lugar(materia, estado)
    dictamen = decidir(estados, al=AL)
    respuesta = {a.name.lower(): Respuesta(dictamen.respuesta(a)[0]).name for a in ACTOS}
    comprobar(caso, respuesta | {"devenga": Devenga(dictamen.devenga[0]).name})


def test_cada_grupo_decide_cada_combinacion_de_estados_una_sola_vez():
    vistas = set()
    for grupo in tablero(AL).grupos:
        nombres = [[e.estado for e in materias()[m]] for m in grupo.materias]
        assert len(grupo.filas) == np.prod([len(n) for n in nombres])
        for combinacion, fila in zip(product(*nombres), grupo.filas, strict=True):
            caso = dict(zip(grupo.materias, combinacion, strict=True))
            suyas = [
                n
                for n, regla in enumerate(tablero(AL).reglas)
                if regla.grupo == grupo.nombre
                and all(caso[m] in estados for m, estados in regla.cuando.items())
            ]
            assert suyas == [fila]
            vistas.add(int(fila))
    assert vistas == set(range(len(tablero(AL).reglas)))  # ningún renglón sobra


def test_toda_materia_decide_salvo_las_que_solo_sirven_para_depurar():
    preguntadas = {m for grupo in tablero(AL).grupos for m in grupo.materias}
    assert set(materias()) - preguntadas == {"solvencia", "depuracion"}


def test_cada_renglon_vale_en_todo_par_de_renglones_de_otros_grupos():
    # La respuesta es la más estricta de todos los grupos, sin que un renglón tape a otro.
    reglas, columnas = tablero(AL).reglas, []
    for una, otra in combinations(range(len(reglas)), 2):
        juntas = [reglas[una].cuando, reglas[otra].cuando]
        caso = {
            m: set.intersection(*(set(c[m]) for c in juntas if m in c)) for c in juntas for m in c
        }
        if reglas[una].grupo != reglas[otra].grupo and all(caso.values()):
            columnas.append({m: min(e) for m, e in caso.items()})
    estados = np.zeros((len(materias()), len(columnas)), dtype=np.int8)
    for n, caso in enumerate(columnas):
        for materia, estado in caso.items():
            estados[numeros_de_materia()[materia], n] = lugar(materia, estado)
    dictamen = decidir(estados, al=AL)
    for acto in ACTOS:
        una_por_grupo = np.array([regla.respuestas[acto] for regla in reglas])[dictamen.filas]
        assert (dictamen.respuesta(acto) == una_por_grupo.max(axis=0)).all()
    devengan = np.array([regla.devenga for regla in reglas])[dictamen.filas]
    assert (dictamen.devenga == devengan.max(axis=0)).all()
    assert len(columnas) > 5_000


def test_un_no_de_cualquier_grupo_es_no_en_el_todo():
    for grupo in tablero(AL).grupos:
        estados = explorar(grupo.materias[0])
        dictamen = decidir(estados, al=AL)
        for acto in ACTOS:
            prohibe = np.array([r.respuestas[acto] == Respuesta.NO for r in tablero(AL).reglas])
            prohibido = prohibe[dictamen.filas].any(axis=0)
            assert (dictamen.respuesta(acto)[prohibido] == Respuesta.NO).all()
            assert not dictamen.permite(acto)[prohibido].any()


ENCABEZADO = (
    "codigo,materia,cuando,precedencia,mandamiento,notificar,embargo,remate,ficha,envio,"
    "sustituto,responsable,devenga,accion,salida,articulos,desde,hasta,fuente,marca\n"
)
RENGLON = "{},{},{},90,SI,SI,SI,SI,SI,SI,SI,SI,SI,,,LSS 287,1997-07-01,,oficina,D\n"


def _agregar(carpeta, tabla, texto):
    carpeta.mkdir(exist_ok=True)
    (carpeta / f"{tabla}.csv").write_text(texto, encoding="utf-8")
    tablas.olvidar()


def test_un_renglon_de_la_oficina_que_se_encima_se_rechaza_y_dice_con_cual(tablas_de_oficina):
    tablero(AL)
    _agregar(
        tablas_de_oficina, "decisiones", ENCABEZADO + RENGLON.format("X1", "pago", "pago=TOTAL")
    )
    with pytest.raises(DatoInvalido) as error:
        tablero(AL)
    assert "grupo «pago», no decide {'pago': 'TOTAL'}: le toca 53, X1." in str(error.value)
    assert "Cada combinación lleva un renglón, y sólo uno." in str(error.value)


def test_un_estado_que_la_oficina_agrega_sin_decidirlo_se_rechaza(tablas_de_oficina):
    _agregar(
        tablas_de_oficina,
        "materias",
        "materia,estado,nombre,abierto,plazo,unidad,sigue,suspende,llega_por,articulos,desde,"
        "hasta,fuente,marca\n"
        "pago,EN_DISPUTA,el pago está en disputa,1,,,,0,,CFF 151,1997-07-01,,oficina,D\n",
    )
    with pytest.raises(DatoInvalido) as error:
        tablero(AL)
    assert "no decide {'pago': 'EN_DISPUTA'}: le toca ninguno." in str(error.value)


def test_un_renglon_que_pide_un_estado_que_no_existe_se_rechaza_y_lo_nombra(tablas_de_oficina):
    texto = ENCABEZADO + RENGLON.format("X2", "pago", "pago=PAGADISIMO")
    _agregar(tablas_de_oficina, "decisiones", texto)
    with pytest.raises(DatoInvalido, match=r"X2.*«pago=PAGADISIMO».*Corrija el renglón"):
        tablero(AL)


@pytest.mark.parametrize("codigo", [f["codigo"] for f in tablas.renglones("decisiones")])
def test_ningun_renglon_se_puede_quitar_ni_repetir(codigo, monkeypatch):
    filas = tablas.en_vigor("decisiones", AL)
    sin_el = tuple(f for f in filas if f["codigo"] != codigo)
    dos_veces = (*filas, *(f for f in filas if f["codigo"] == codigo))
    sin_recordar = tablero.__wrapped__
    for rotas in (sin_el, dos_veces):
        monkeypatch.setattr(decision, "en_vigor", lambda _tabla, _al, rotas=rotas: rotas)
        if rotas is sin_el and _era_todo_el_grupo(filas, codigo):
            continue
        with pytest.raises(DatoInvalido, match="Cada combinación lleva un renglón, y sólo uno"):
            sin_recordar(AL)


def _era_todo_el_grupo(filas, codigo):
    grupo = next(f["materia"] for f in filas if f["codigo"] == codigo)
    return [f["codigo"] for f in filas if f["materia"] == grupo] == [codigo]
