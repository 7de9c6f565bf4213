import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cartera_lib.cartera.expediente import Pieza
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.expediente import imagenes
from cartera_lib.store.errores import Conflicto
from tests.ventanilla.conftest import JUNIO, MAYO

JULIO = date(2026, 7, 15)
IMAGEN = b"la imagen de un acta"


@pytest.fixture
def pieza(ana):
    """A paper of the first credit of the cut that the archive does not have yet."""
    fila = ana.mesa.cartera(JUNIO).tabla.slice(0, 1).to_pylist()[0]
    llave = Llave(**{campo: fila[campo] for campo in Llave._fields})
    huella = hashlib.sha256(IMAGEN).hexdigest()
    return Pieza("", llave.registro, llave, "ESTRADOS", "E-1", MAYO, 3, "Caja 7", huella)


@pytest.fixture
def folio(ana, pieza):
    """The folio of that paper, once filed."""
    ana.archivar([pieza], al=JUNIO)
    return _folio(ana, pieza.numero)


def _folio(ana, numero):
    return next(p["folio"] for p in ana.libro.piezas().to_pylist() if p["numero"] == numero)


def _estado(ana, folio):
    piezas = ana.libro.piezas(folio=folio)
    return str(imagenes(piezas)[0])


def test_lo_que_se_archiva_queda_con_folio_lugar_y_huella(ana, pieza):
    antes = ana.libro.siguiente_folio("P", 2026)
    ana.archivar([pieza, replace(pieza, numero="E-2", llave=None)], al=JUNIO)
    fila = ana.pieza(antes)
    assert (fila["numero"], fila["ubicacion"], fila["sha256"]) == ("E-1", "Caja 7", pieza.sha256)
    assert fila["credito"] == pieza.llave.credito
    otra = ana.pieza(_folio(ana, "E-2"))
    assert (otra["credito"], otra["registro"]) == ("", pieza.registro)
    assert otra["folio"] == f"P26-{int(antes[4:]) + 1:06d}"


def test_se_presta_no_se_presta_otra_vez_y_se_devuelve(ana, luis, folio):
    ana.prestar(folio, "Servicios  Jurídicos ", vence=JULIO, al=JUNIO)
    fila = ana.pieza(folio)
    assert (fila["prestada_a"], fila["vence"]) == ("Servicios Jurídicos", JULIO)
    for hacer in (
        lambda: luis.prestar(folio, "Cobros", vence=JULIO, al=JUNIO),
        lambda: luis.mover(folio, "Caja 9", al=JUNIO),
    ):
        with pytest.raises(DatoInvalido, match=r"Servicios Jurídicos.* 15/07/2026"):
            hacer()
    luis.devolver(folio, al=JUNIO)
    assert (ana.pieza(folio)["prestada_a"], ana.pieza(folio)["ubicacion"]) == ("", "Caja 7")
    quienes = [(t["clase"], t["quien"]) for t in ana.libro.traslados(folio).to_pylist()]
    assert quienes == [("PRESTAMO", "Ana"), ("DEVOLUCION", "Luis")]
    with pytest.raises(DatoInvalido, match="no está prestado: está en Caja 7"):
        luis.devolver(folio, al=JUNIO)


def test_lo_devuelto_a_otro_lugar_queda_en_el(ana, folio):
    ana.prestar(folio, "Cobros", vence=JULIO, al=JUNIO)
    ana.devolver(folio, "Caja 8", al=JUNIO)
    assert ana.pieza(folio)["ubicacion"] == "Caja 8"
    ana.mover(folio, "Caja 9", al=JUNIO)
    assert ana.pieza(folio)["ubicacion"] == "Caja 9"
    ana.prestar(folio, "Cobros", vence=JULIO, al=JUNIO)
    assert ana.pieza(folio)["ubicacion"] == "Caja 9"


@pytest.mark.parametrize(
    ("hacer", "dice"),
    [
        (lambda v, f: v.prestar("P26-999999", "X", vence=JULIO, al=JUNIO), "No hay documento"),
        (lambda v, f: v.prestar(f, "  ", vence=JULIO, al=JUNIO), "a quién se presta"),
        (lambda v, f: v.prestar(f, "X", vence=None, al=JUNIO), "qué día devuelve"),
        (lambda v, f: v.prestar(f, "X", vence=MAYO, al=JUNIO), "el 30/06/2026 o después"),
        (lambda v, f: v.mover(f, "", al=JUNIO), "a dónde pasa"),
        (lambda v, f: v.mover(f, "Caja 7", al=JUNIO), "ya está en Caja 7"),
        (lambda v, f: v.devolver(f, al=JUNIO), "no está prestado"),
    ],
)
def test_lo_que_no_se_puede_se_dice_y_no_deja_huella(ana, folio, hacer, dice):
    with pytest.raises(DatoInvalido, match=dice):
        hacer(ana, folio)
    assert ana.libro.traslados(folio).num_rows == 0


def test_nada_se_mueve_antes_de_su_ultimo_traslado(ana, folio):
    ana.prestar(folio, "Cobros", vence=JULIO, al=JUNIO)
    with pytest.raises(DatoInvalido, match="se movió el 30/06/2026"):
        ana.devolver(folio, al=JUNIO - timedelta(1))


def test_el_mismo_documento_no_se_archiva_dos_veces(ana, pieza, folio):
    with pytest.raises(DatoInvalido, match=f"e-1 ya está archivado con el folio {folio}"):
        ana.archivar([replace(pieza, numero=" e-1 ")], al=JUNIO)
    nueva = replace(pieza, numero="E-9")
    with pytest.raises(DatoInvalido, match="E-9 viene dos veces"):
        ana.archivar([nueva, nueva], al=JUNIO)


def test_si_un_documento_esta_mal_no_se_archiva_ninguno(ana, pieza):
    antes = ana.libro.piezas().num_rows
    with pytest.raises(DatoInvalido, match="E-2: Diga dónde queda"):
        ana.archivar([pieza, replace(pieza, numero="E-2", ubicacion="")], al=JUNIO)
    with pytest.raises(DatoInvalido, match="No hay documentos"):
        ana.archivar([], al=JUNIO)
    assert ana.libro.piezas().num_rows == antes


def test_de_dos_que_prestan_a_la_vez_el_segundo_lo_sabe(ana, luis, folio):
    vista = ana.pieza(folio)
    luis.prestar(folio, "Cobros", vence=JULIO, al=JUNIO)
    ana.pieza = lambda _: vista  # what Ana read before Luis
    with pytest.raises(Conflicto):
        ana.prestar(folio, "Jurídico", vence=JULIO, al=JUNIO)
    assert [t["a"] for t in luis.libro.traslados(folio).to_pylist()] == ["Cobros"]


def test_la_imagen_cambiada_y_la_perdida_se_delatan(ana, pieza, folio, tmp_path):
    carpeta = tmp_path / "imagenes" / "2026"
    carpeta.mkdir(parents=True)
    ana.archivar([replace(pieza, numero="E-2"), replace(pieza, numero="E-3", sha256="")], al=JUNIO)
    otra, sin_imagen = _folio(ana, "E-2"), _folio(ana, "E-3")
    (carpeta / f"{folio.lower()}.PDF").write_bytes(IMAGEN)
    (carpeta / f"{otra}.pdf").write_bytes(IMAGEN + b".")
    (carpeta / "ajena.pdf").write_bytes(b"otra cosa")
    _, revision = ana.revisar_fijeza(carpeta.parent, al=JUNIO)
    assert revision.integras == (folio,)
    assert revision.cambiadas == (otra,)
    assert otra not in revision.perdidas
    assert sin_imagen not in (*revision.integras, *revision.cambiadas, *revision.perdidas)
    assert revision.sobrantes == ("AJENA",)
    assert f"1 cambiaron ({otra})" in str(revision)
    assert [_estado(ana, f) for f in (folio, otra, sin_imagen)] == [
        "íntegra",
        "cambió",
        "sin imagen",
    ]


def test_la_ultima_mirada_es_la_que_vale(ana, folio, tmp_path):
    imagen = tmp_path / f"{folio}.pdf"
    for contenido, estado in ((IMAGEN, "íntegra"), (b"x", "cambió"), (IMAGEN, "íntegra")):
        imagen.write_bytes(contenido)
        acuse, _ = ana.revisar_fijeza(tmp_path, al=JUNIO)
        assert not acuse.repetido
        assert _estado(ana, folio) == estado


def test_la_carpeta_equivocada_no_da_por_perdido_todo_el_archivo(ana, folio, tmp_path):
    (tmp_path / "nota.txt").write_text("nada")
    with pytest.raises(DatoInvalido, match="no hay ninguna imagen de este archivo"):
        ana.revisar_fijeza(tmp_path, al=JUNIO)
    with pytest.raises(DatoInvalido, match="No existe la carpeta"):
        ana.revisar_fijeza(tmp_path / "no", al=JUNIO)
    assert _estado(ana, folio) == "sin revisar"


def test_el_informe_dice_lo_vencido_y_cuadra_con_el_archivo(ana, folio):
    ana.prestar(folio, "Cobros", vence=JUNIO, al=JUNIO)
    hoy, despues = (ana.informe_de_expediente(dia) for dia in (JUNIO, JUNIO + timedelta(3)))
    assert hoy.tablas["Préstamos"].loc[folio, "Días de atraso"] == 0
    assert despues.tablas["Préstamos"].loc[folio, "Días de atraso"] == 3
    total = ana.libro.piezas().num_rows
    assert f"Documentos archivados: {total}." in hoy.cifras
    assert hoy.tablas["Imágenes"]["Documentos"].sum() == total
    casos = hoy.tablas["Sistema y papel"]["Casos"].sum()
    assert casos == len(hoy.tablas["Detalle de diferencias"])


def test_archivar_la_constancia_quita_la_diferencia(ana, pieza):
    cartera = ana.mesa.cartera(JUNIO).tabla.to_pylist()
    con_papel = {p["credito"] for p in ana.libro.piezas().to_pylist()}
    fila = next(f for f in cartera if f["fecha_notificacion"] and f["credito"] not in con_papel)
    llave = Llave(**{campo: fila[campo] for campo in Llave._fields})
    texto = "El sistema lo da por notificado y falta la constancia de notificación"

    def faltan():
        malas = ana.archivo(JUNIO, llave.registro).diferencias()
        return set(malas["credito"][malas["diferencia"] == texto])

    assert llave.credito in faltan()
    ana.archivar([replace(pieza, registro=llave.registro, llave=llave)], al=JUNIO)
    assert llave.credito not in faltan()


def test_antes_del_primer_corte_no_hay_archivo_que_comparar(ana):
    with pytest.raises(DatoInvalido, match="No hay corte al 01/01/2020"):
        ana.informe_de_expediente(date(2020, 1, 1))
