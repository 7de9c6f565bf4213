"""The rules of the house: what review would otherwise have to remember."""

import ast
import inspect
import json
import re
from datetime import date, timedelta
from importlib import import_module

import edificio
import yaml
from edificio import OFICINA, PAQUETE, RAIZ, REGLAS, nombre
from excepciones import ESPEJADOS, PROBADOS_EN, SIN_CASOS, SIN_LEY
from importlinter.cli import lint_imports

from cartera_lib import registry
from cartera_lib.norma.tablas import MARCAS, fichas
from cartera_lib.norma.verificacion import problemas
from scripts.index import con_tabla
from scripts.notebooks import escrito, normalizado

CON_RUTAS = ["norma/tablas: importa pathlib"]
"""The one look outside of the floors of the law: the folder of rows that the office added."""
DE_FUERA = {"pathlib", "sqlalchemy", "matplotlib", "ipywidgets", "openpyxl", "duckdb", "typst"}
DE_ARCHIVO = re.compile(r"(read|to)_(csv|excel|parquet|sql|sql_query|json|feather|pickle|html)")
AJENOS = re.compile(r"[^\x00-\x7f]|Manager|^process_|^(utils|helpers|common|misc)$")
FALSOS_AMIGOS = re.compile(
    r"(^|_)(credits?|expires?d?|notifications?|prescription|df\d*|data|records?)(_|$)"
)
PENDIENTE = re.compile(
    r"#.*\b(TO[D]O|FI[X]ME|XX[X])\b|\bTO[D]O =|mark\.(ski[p]|xfai[l])\b|\.ski[p]\("
)
ASEVERAN = {"raises", "warns", "expect"}
RUTA = re.compile(r"(?<![\w.])/(work|farm|root|home|Users|tmp/bash_jobs)/")
SERVIDOR = re.compile(
    r"\b(pypi|pythonhosted|npmjs|debian|ubuntu|anaconda|jsdelivr|unpkg)\.(org|com|net)"
)


def test_los_pisos_solo_importan_hacia_abajo():
    assert lint_imports(str(RAIZ / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def test_toda_funcion_publica_de_reglas_dice_su_fundamento():
    sin_ley = {}
    for ruta in PAQUETE.joinpath("reglas").glob("*.py"):
        modulo = import_module(f"cartera_lib.reglas.{ruta.stem}")
        reglas = {f: inspect.unwrap(getattr(modulo, f)) for f in edificio.publicas(ruta)}
        sin_ley[ruta.stem] = {f for f, regla in reglas.items() if regla not in registry.REGLAS}
    assert {m: f for m, f in sin_ley.items() if f} == {m: f for m, f in SIN_LEY.items() if f}


def test_la_docstring_y_el_registro_citan_los_mismos_articulos():
    for regla, articulos in registry.REGLAS.items():
        registrados = {(a.ley, a.numero) for a in articulos}
        assert edificio.fundamentos(regla.__doc__) == registrados, regla.__qualname__


def test_todo_articulo_citado_esta_en_la_tabla_de_articulos():
    existen = {(f["ley"], f["articulo"]) for f in edificio.renglones("articulos")}
    for ruta in edificio.modulos():
        for objeto, texto in edificio.docstrings(edificio.arbol(ruta)):
            assert edificio.fundamentos(texto) <= existen, f"{nombre(ruta)} {objeto}"
    for tabla, ficha in fichas().items():
        assert edificio.citados(ficha["articulo"]), tabla
        assert edificio.citados(ficha["articulo"]) <= existen, tabla
    for regla, caso in _casos():
        assert edificio.citados(caso["fundamento"]) <= existen, f"{regla}: {caso['caso']}"


def test_cada_regla_tiene_tres_casos_y_cada_caso_su_fuente_y_su_fundamento():
    reglas = {r.__module__.rpartition(".")[2] for r in registry.REGLAS if _es_de_reglas(r)}
    contados = dict.fromkeys(reglas - SIN_CASOS, 0)
    for regla, caso in _casos():
        contados[regla] += 1
        assert caso["fuente"].strip(), f"{regla}: {caso['caso']}"
        assert edificio.citados(caso["fundamento"]), f"{regla}: {caso['caso']}"
        assert caso["esperado"] or caso["no_esperado"], f"{regla}: {caso['caso']}"
    assert {regla: n for regla, n in contados.items() if n < 3} == {}


def test_cada_modulo_tiene_su_prueba_en_el_mismo_lugar():
    faltan = []
    for paquete in ESPEJADOS:
        for ruta in sorted(PAQUETE.joinpath(paquete).glob("*.py")):
            if not ruta.stem.startswith("__") and not any(p.is_file() for p in _pruebas(ruta)):
                faltan.append(nombre(ruta))
    assert not faltan, "\n".join(faltan)


def test_cada_renglon_de_tabla_dice_su_fuente_y_su_marca():
    carpeta = PAQUETE / "norma" / "tablas"
    assert {archivo.stem for archivo in carpeta.glob("*.csv")} == set(fichas())
    for tabla in fichas():
        for linea, fila in enumerate(edificio.renglones(tabla), start=2):
            assert fila["fuente"].strip(), f"{tabla}, renglón {linea}"
            assert fila["marca"] in MARCAS, f"{tabla}, renglón {linea}"
    assert problemas(max(ficha["verificado"] for ficha in fichas().values())) == []


def test_cada_tabla_se_verifico_hace_menos_de_un_ano():
    hace_un_ano = date.today() - timedelta(days=366)
    assert [tabla for tabla, ficha in fichas().items() if ficha["verificado"] < hace_un_ano] == []


def test_el_readme_trae_la_tabla_de_las_veinte_funciones():
    texto = (RAIZ / "README.md").read_text(encoding="utf-8")
    assert texto == con_tabla(texto)
    assert all(f"\n| {numeral} | " in texto for numeral in range(1, 21))


def test_los_cuadernos_preguntan_y_el_paquete_responde():
    faltas = []
    for archivo in sorted(RAIZ.glob("notebooks/*.ipynb")):
        texto = archivo.read_text(encoding="utf-8")
        cuaderno = json.loads(texto)
        faltas += [f"{archivo.name}: {f}" for f in edificio.faltas_de_cuaderno(cuaderno)]
        if texto != escrito(normalizado(cuaderno)):
            faltas.append(f"{archivo.name}: corra «make notebooks»")
    assert not faltas, "\n".join(faltas)


def test_ningun_modulo_ni_funcion_crece_de_mas():
    crecidos = []
    for ruta in _python():
        lineas = ruta.read_text(encoding="utf-8").splitlines()
        crecidos += [nombre(ruta)] if len(lineas) > 300 else []
        crecidos += [f"{nombre(ruta)}:{n}" for n, x in enumerate(lineas, start=1) if len(x) > 100]
        for funcion in edificio.funciones(edificio.arbol(ruta)):
            if funcion.end_lineno - funcion.lineno >= 40:
                crecidos.append(f"{nombre(ruta)}: {funcion.name}")
    assert not crecidos, "\n".join(crecidos)
    assert {len(r.relative_to(PAQUETE).parts) for r in edificio.modulos()} <= {1, 2, 3}


def test_ninguna_funcion_pide_mas_de_cinco_cosas_ni_mas_de_dos_por_su_lugar():
    muchas = []
    for ruta in edificio.modulos():
        for funcion in edificio.funciones(edificio.arbol(ruta)):
            por_lugar, por_nombre = edificio.parametros(funcion)
            publica = not funcion.name.startswith("_")
            if len(por_lugar) + len(por_nombre) > 5 or (publica and len(por_lugar) > 2):
                muchas.append(f"{nombre(ruta)}: {funcion.name}")
    assert not muchas, "\n".join(muchas)


def test_los_pisos_de_la_ley_no_miran_el_reloj_ni_imprimen_ni_usan_punto_flotante():
    faltas = []
    for ruta in edificio.bajo(OFICINA):
        raiz = edificio.arbol(ruta)
        ajenos = DE_FUERA | ({"pandas"} if edificio.piso(ruta) <= REGLAS else set())
        faltas += [f"{nombre(ruta)}:{falta}" for falta in edificio.palabras_prohibidas(raiz)]
        faltas += [f"{nombre(ruta)}: importa {i}" for i in ajenos & set(edificio.importados(raiz))]
        faltas += [f"{nombre(ruta)}: {c}()" for c in edificio.llamadas(raiz) if DE_ARCHIVO.match(c)]
    assert sorted(set(faltas)) == CON_RUTAS


def test_los_nombres_son_los_de_la_oficina():
    malos = []
    for ruta in _python():
        de_la_ley = ruta.is_relative_to(PAQUETE) and 1 <= edificio.piso(ruta) <= OFICINA
        for dado in {ruta.stem, *edificio.definidos(edificio.arbol(ruta))}:
            if AJENOS.search(dado) or (de_la_ley and FALSOS_AMIGOS.search(dado)):
                malos.append(f"{nombre(ruta)}: {dado}")
    assert not malos, "\n".join(malos)


def test_nada_queda_pendiente_ni_se_omite_ni_se_traga_un_error():
    faltas = []
    for ruta in _python():
        for linea, texto in enumerate(ruta.read_text(encoding="utf-8").splitlines(), start=1):
            if PENDIENTE.search(texto):
                faltas.append(f"{nombre(ruta)}:{linea}: {texto.strip()}")
    for ruta in edificio.modulos():
        dichas = edificio.palabras_prohibidas(edificio.arbol(ruta))
        faltas += [f"{nombre(ruta)}:{falta}" for falta in dichas if "excepción" in falta]
    assert not faltas, "\n".join(faltas)


def test_ningun_archivo_nombra_esta_maquina_ni_un_servidor_de_paquetes():
    nombrados = [
        f"{archivo}: {hallado.group()}"
        for archivo, texto in edificio.rastreados()
        for patron in (RUTA, SERVIDOR)
        if (hallado := patron.search(texto))
    ]
    assert not nombrados, "\n".join(nombrados)


def test_ninguna_prueba_deja_de_comprobar_algo():
    propias = [
        f for r in edificio.modulos(RAIZ / "tests") for f in edificio.funciones(edificio.arbol(r))
    ]
    aseveran = ASEVERAN | {f.name for f in propias if "assert " in ast.unparse(f)}
    for _ in range(3):  # helpers that call helpers that assert
        aseveran |= {f.name for f in propias if aseveran & set(edificio.llamadas(f))}
    vacias = []
    for ruta in edificio.modulos(RAIZ / "tests"):
        for prueba in edificio.funciones(edificio.arbol(ruta)):
            comprueba = aseveran & {prueba.name, *edificio.llamadas(prueba)}
            if prueba.name.startswith("test_") and not comprueba:
                vacias.append(f"{nombre(ruta)}: {prueba.name}")
    assert not vacias, "\n".join(vacias)


def test_la_orden_de_integracion_es_la_del_readme():
    assert "\nmake test\n" in (RAIZ / "README.md").read_text(encoding="utf-8")
    assert "make test" in (RAIZ / ".ci" / "run").read_text(encoding="utf-8")


def test_un_modulo_malo_se_delata():
    malo = "x = float(a) + 1.5\nprint(date.today())\ny.f(inplace=True)\ntry: z\nexcept: w"
    faltas = edificio.palabras_prohibidas(ast.parse(malo))
    assert sorted(f[0] for f in faltas) == ["1", "1", "2", "2", "3", "5"]
    assert FALSOS_AMIGOS.search("open_credit")
    assert not FALSOS_AMIGOS.search("creditos")
    assert edificio.fundamentos("Suma.\n\nFundamento: CFF 17-A,\n21 (nota); LSS 39. CFF 12.") == {
        ("CFF", "17-A"),
        ("LSS", "39"),
    }


def test_un_cuaderno_con_logica_se_delata():
    celda = {"cell_type": "code", "metadata": {}, "source": "import os\nfor x in y:\n    pass"}
    faltas = edificio.faltas_de_cuaderno({"cells": [celda] * 13})
    assert len(faltas) == 3 + 2 * 13
    titulo = {"cell_type": "markdown", "metadata": {}, "source": "# Consulta · función 10"}
    parametros = {
        "cell_type": "code",
        "metadata": {"tags": ["parameters"]},
        "source": 'al: str = "2026-11-24"  # día del cálculo',
    }
    assert edificio.faltas_de_cuaderno({"cells": [titulo, parametros]}) == []


def _casos():
    for archivo in sorted((RAIZ / "tests" / "casos").glob("*.yaml")):
        for caso in yaml.safe_load(archivo.read_text(encoding="utf-8")):
            yield archivo.stem, caso


def _es_de_reglas(regla):
    return regla.__module__.startswith("cartera_lib.reglas.")


def _pruebas(ruta):
    """Where a module may be tested: its mirror, that of the module it is a part of, or as said."""
    carpeta = RAIZ / "tests" / ruta.parent.name
    partes = ruta.stem.split("_")
    yield from (
        carpeta / f"test_{'_'.join(partes[:n])}.py"
        for n in range(len(partes), 0, -1)
        if n == len(partes) or ruta.with_stem("_".join(partes[:n])).is_file()
    )
    for prueba, partes in PROBADOS_EN.items():
        if prueba.startswith(f"{ruta.parent.name}/") and ruta.stem in partes:
            yield RAIZ / "tests" / f"{prueba}.py"


def _python():
    carpetas = (PAQUETE, RAIZ / "tests", RAIZ / "scripts", RAIZ / "bench")
    return [ruta for carpeta in carpetas for ruta in edificio.modulos(carpeta)]
