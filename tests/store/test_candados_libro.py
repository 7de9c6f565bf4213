"""The database itself proves the ledger: what is tried here goes around the package."""

import pytest
import sqlalchemy as sa

from cartera_lib import store
from cartera_lib.store import esquema
from cartera_lib.store import esquema_libro as libro
from tests.store.actos import (
    AL,
    acto,
    alta,
    cuantas,
    emitido,
    ficha,
    llave,
    mov,
    preguntar,
    requerimiento,
    suceso,
)

HUECO, VIVO = "no puede tener huecos", "ya tiene un documento vivo de esa clase"


@pytest.fixture
def abierto(almacen):
    """Accounts 1 and 2 of $1,000.00 each, and a payment of $100.00 in the first."""
    almacen.asentar(acto("AFECTACION", *alta(1), *alta(2), mov(1, 2, -10_000)))
    almacen.asentar(acto("FICHAS", ficha("F26-000001", "160126000000018")))
    almacen.asentar(acto("RECEPCION", requerimiento("R26-000001")))
    return almacen


def escribir(almacen, *filas, quien: str = "Luis Gil", sellado: bool = True):
    """Write rows by hand and, unless told otherwise, the act that seals them."""
    with almacen.motor.connect() as conexion, conexion.begin():
        for tabla, valores in filas:
            conexion.execute(sa.insert(esquema.METADATOS.tables[tabla]), [{"acto_id": 9} | valores])
        if sellado:
            conexion.execute(sa.insert(libro.acto), [sello(quien)])


def rechaza(almacen, motivo: str, *filas, **otros):
    """Check that rows written by hand are refused whole."""
    antes = cuantas(almacen)
    with pytest.raises(sa.exc.IntegrityError, match=motivo):
        escribir(almacen, *filas, **otros)
    assert cuantas(almacen) == antes


def sello(quien: str) -> dict:
    textos = ("nota", "contenido", "registrado_en", "huella_anterior", "huella")
    return {"id": 9, "clase": "CORRECCION", "quien": quien, "llave": "a mano", "al": AL} | {
        nombre: nombre for nombre in textos
    }


def movimiento(**cambios) -> tuple[str, dict]:
    """Return the row of a payment of $1.00 that would be right: the third of account 1."""
    base = {"id": 99, "cuenta_id": 1, "numero": 3, "transaccion": "PAGO", "rubro": "HISTORICO"}
    base |= {"importe": -100, "efecto": -100, "saldo_antes": 90_000, "saldo_despues": 89_900}
    base |= {"incidencia_antes": "01", "incidencia_despues": "01", "fecha_efecto": AL}
    return "movimiento", base | {"origen": "a mano"} | cambios


def verificacion(movimiento_id: int) -> tuple[str, dict]:
    visto = {"movimiento_id": movimiento_id, "producto": "corte", "causa": ""}
    return "verificacion", visto | {"adecuada": 1, "completa": 1}


def asiento(orden: int, **lado) -> tuple[str, dict]:
    clave = {"transaccion": "PAGO", "rubro": "HISTORICO", "ramo": "COP", "tipo_documento": "02"}
    return "asiento", clave | {"orden": orden, "ejercicio": 2026, "cuenta": "1"} | lado


def test_lo_escrito_a_mano_que_esta_bien_se_admite(abierto):
    lineas = asiento(1, debe=100, haber=0), asiento(2, debe=0, haber=100)
    escribir(abierto, movimiento(), verificacion(1), *lineas)
    assert preguntar(abierto, "SELECT max(numero) FROM movimiento") == [(3,)]


@pytest.mark.parametrize("quien", ["Ana Ruiz", "ANA RUIZ", "ana ruiz"])
def test_quien_captura_no_verifica(abierto, quien):
    rechaza(abierto, "quien captura no verifica", verificacion(1), quien=quien)


def test_nadie_verifica_lo_que_captura_en_el_mismo_acto(abierto):
    rechaza(abierto, "quien captura no verifica", movimiento(), verificacion(99))


def test_un_acto_no_se_sella_sin_cuadrar(abierto):
    rechaza(abierto, "debe y haber no suman lo mismo", asiento(1, debe=100, haber=0))
    lineas = asiento(1, debe=100, haber=0), asiento(2, debe=0, haber=101)
    rechaza(abierto, "debe y haber no suman lo mismo", *lineas)
    rechaza(abierto, "ck_asiento_un_lado", asiento(1, debe=100, haber=100))


@pytest.mark.parametrize("parte", [29_999, 30_001])
def test_un_deposito_no_se_sella_sin_repartirse_completo(abierto, parte):
    textos = dict.fromkeys(("folio", "referencia", "registro", "concepto", "banco"), "x")
    clave = {"clave": "t/1"}
    deposito = {"renglon": 2, "fecha": AL, "importe": 30_000} | textos | clave
    aplicado = {"numero": 1, "destino": "APLICADO", "importe": parte, "ficha": "", "ramo": ""}
    aplicado |= {"caso": "EXACTO", "motivo": "x"} | clave
    rechaza(abierto, "no suman su importe", ("deposito", deposito), ("aplicacion", aplicado))


@pytest.mark.parametrize(
    "cambios",
    [
        {"numero": 4},
        {"saldo_antes": 90_001, "saldo_despues": 89_901},
        {"incidencia_antes": "02"},
        {"cuenta_id": 2},
    ],
)
def test_un_movimiento_sigue_al_anterior_de_su_cuenta(abierto, cambios):
    rechaza(abierto, "no sigue al anterior de su cuenta", movimiento(**cambios))


def test_un_saldo_no_baja_de_cero_ni_deja_de_sumar(abierto):
    quita = {"importe": -90_001, "efecto": -90_001, "saldo_despues": -1}
    rechaza(abierto, "ck_movimiento_sin_negativos", movimiento(**quita))
    rechaza(abierto, "ck_movimiento_saldo", movimiento(saldo_despues=90_000))
    rechaza(abierto, "ck_movimiento_efecto", movimiento(rubro="RECARGOS"))


def test_un_movimiento_no_corrige_al_de_otra_cuenta_ni_dos_veces_al_mismo(abierto):
    de_la_1, de_la_2 = (
        preguntar(abierto, f"SELECT max(id) FROM movimiento WHERE cuenta_id = {n}")[0][0]
        for n in (1, 2)
    )
    rechaza(abierto, "no es de su cuenta", movimiento(corrige=de_la_2))
    abierto.asentar(acto("CORRECCION", mov(1, 3, 10_000, corrige=de_la_1)))
    suyo = {"numero": 4, "saldo_antes": 100_000, "saldo_despues": 99_900, "corrige": de_la_1}
    rechaza(abierto, r"(?i)unique.*corrige|ya existe", movimiento(**suyo))


def test_una_ficha_no_termina_dos_veces_ni_un_requerimiento_se_afecta_dos(abierto):
    fin = ("desenlace", {"folio": "F26-000001", "fin": "PAGADA", "fecha": AL, "motivo": ""})
    hecho = ("afectacion", {"folio": "R26-000001"})
    for fila, tabla in ((fin, "desenlace"), (hecho, "afectacion")):
        rechaza(abierto, rf"(?i){tabla}.*(ya existe|folio)|pk_{tabla}", fila, fila)


def test_lo_que_no_se_sella_no_se_guarda(abierto):
    rechaza(abierto, r"(?i)foreign key", movimiento(), sellado=False)


def test_en_sqlite_ninguna_tabla_tiene_un_numero_oculto_por_donde_cambiar_un_renglon(base_nueva):
    sin_numero = [tabla.name for tabla in libro.PARTES if "id" not in tabla.c]
    assert len(sin_numero) > 10
    with store.open(base_nueva("sqlite")) as almacen, almacen.motor.connect() as conexion:
        for tabla in sin_numero:
            with pytest.raises(sa.exc.OperationalError, match="rowid"):
                conexion.exec_driver_sql(f"SELECT rowid FROM {tabla}")


@pytest.fixture
def emitidos(abierto):
    """Ana issued mandamientos 1 and 2; Luis annulled the second."""
    abierto.asentar(acto("EMISION", emitido(1), emitido(2)))
    abierto.asentar(acto("TRAMITE", suceso(1, "ANULADO", 2), quien="Luis Gil"))
    return abierto


def documento(n: int = 3, de: int = 3, **cambios) -> tuple[tuple[str, dict], ...]:
    """Return the rows of a document that would be right: the third mandamiento, of its credit."""
    folio = {"folio": f"ME26-{n:06d}"}
    fila = {"clase": "MANDAMIENTO", "serie": "ME", "ejercicio": 2026, "numero": n, "fecha": AL}
    fila |= {"registro": "x", "ramo": "COP", "importe": 1_000, "unico": 1, "datos": "{}"}
    fila |= {"orden": None, "huella": "x", "sha256": f"papel {n}", **folio}
    suyo = {"orden": 1, "importe": 1_000, **llave(de)._asdict(), **folio}
    papel = {"sha256": f"papel {n}", "contenido": ""}
    suyo |= {c: v for c, v in cambios.items() if c in llave()._fields}
    fila |= {c: v for c, v in cambios.items() if c not in llave()._fields}
    return ("emitido", fila), ("emitido_credito", suyo), ("papel", papel)


def paso(numero: int, clase: str, n: int = 1, sha256: str = "") -> tuple[str, dict]:
    fila = {"folio": f"ME26-{n:06d}", "numero": numero, "clase": clase, "fecha": AL}
    return "suceso", fila | {"detalle": "", "sha256": sha256}


def test_un_documento_bien_escrito_a_mano_se_admite_con_sus_sucesos(emitidos):
    papel = ("papel", {"sha256": "firmado", "contenido": ""})
    pasos = paso(1, "REVISADO"), paso(2, "FIRMADO", sha256="firmado"), paso(3, "DILIGENCIADO")
    escribir(emitidos, *documento(4, 4), *documento(), papel, *pasos)
    assert preguntar(emitidos, "SELECT max(folio) FROM emitido") == [("ME26-000004",)]


@pytest.mark.parametrize(
    "cambios", [{"n": 4}, {"ejercicio": 2027}, {"serie": "CI"}, {"n": 3, "numero": 5}]
)
def test_una_serie_de_folios_no_tiene_huecos(emitidos, cambios):
    rechaza(emitidos, HUECO, *documento(**cambios))


@pytest.mark.parametrize("clase", ["REVISADO", "FIRMADO", "DILIGENCIADO", "POR_RECOGER"])
def test_un_credito_no_tiene_dos_documentos_vivos_de_una_clase(emitidos, clase):
    rechaza(emitidos, VIVO, *documento(de=1))
    rechaza(emitidos, VIVO, paso(1, clase), *documento(de=1))
    rechaza(emitidos, VIVO, *documento(), *documento(4, 3))


@pytest.mark.parametrize(
    ("pasos", "cambios"),
    [
        ((), {"de": 2}),
        ((paso(1, "ANULADO"),), {"de": 1}),
        ((paso(1, "FIRMADO"), paso(2, "DEVUELTO")), {"de": 1}),
        ((), {"de": 1, "unico": 0}),
        ((), {"de": 1, "clase": "CEDULA"}),
        (documento(4, 3, unico=0), {}),
        *(((), {"de": 1, columna: "otro"}) for columna in llave()._fields),
    ],
)
def test_un_credito_tiene_otro_documento_si_el_primero_no_vive_o_no_es_de_su_clase(
    emitidos, pasos, cambios
):
    escribir(emitidos, *pasos, *documento(**cambios))
    assert preguntar(emitidos, "SELECT max(acto_id) FROM emitido") == [(9,)]


def test_un_documento_no_recibe_creditos_despues_ni_deja_de_sumar_los_suyos(emitidos):
    mas = {"folio": "ME26-000001", "orden": 2, "importe": 0, **llave(8)._asdict()}
    rechaza(emitidos, "agrega créditos a un documento ya emitido", ("emitido_credito", mas))
    rechaza(emitidos, "no suman su importe", *documento(importe=1_001))
    de_patron, _, papel = documento(importe=0)
    escribir(emitidos, de_patron, papel)
    assert preguntar(emitidos, "SELECT count(*) FROM emitido_credito") == [(2,)]


def test_ni_un_documento_ni_lo_que_se_firmo_se_guarda_sin_su_papel(emitidos):
    rechaza(emitidos, "no trae su papel", *documento()[:2])
    rechaza(emitidos, "no trae su papel", paso(1, "FIRMADO", sha256="otro"))


@pytest.mark.parametrize("quien", ["Ana Ruiz", "ANA RUIZ"])
def test_quien_emite_no_revisa(emitidos, quien):
    rechaza(emitidos, "quien captura no verifica", paso(1, "REVISADO"), quien=quien)
    rechaza(emitidos, "quien captura no verifica", *documento(), paso(1, "REVISADO", 3))
    escribir(emitidos, paso(1, "FIRMADO"), quien=quien)


def test_a_un_documento_cerrado_no_le_ocurre_nada_mas(emitidos):
    cerrado = "ya terminó su trámite"
    rechaza(emitidos, cerrado, paso(2, "ENTREGADO", 2))
    for clase in ("ANULADO", "DEVUELTO", "DILIGENCIADO"):
        rechaza(emitidos, cerrado, paso(1, clase), paso(2, "ENTREGADO"))


def test_los_sucesos_se_siguen_desde_el_primero(emitidos):
    rechaza(emitidos, "no sigue al anterior de su documento", paso(2, "FIRMADO"))
    rechaza(emitidos, "ck_suceso_numero", paso(0, "FIRMADO"))
    rechaza(emitidos, "ck_suceso_clase", paso(1, "PERDIDO"))
