"""What one act leaves in the ledger, and why another one is refused."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cartera_lib.cartera.acto import Asiento
from cartera_lib.cartera.ficha import Desenlace, Destino, Fin
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.cartera.requerimiento import Afectacion, Revision, Verificacion
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina import documentos_por_cobrar
from cartera_lib.store.errores import (
    AsientoDescuadrado,
    Conflicto,
    EscrituraFallida,
    SeparacionDeFunciones,
)
from tests.store.actos import (
    AL,
    acto,
    alta,
    aplicacion,
    cuantas,
    deposito,
    ficha,
    llave,
    mov,
    movimiento_id,
    preguntar,
    requerimiento,
)

SALDOS = """
SELECT numero, importe, efecto, saldo_antes, saldo_despues, incidencia_antes, incidencia_despues
FROM movimiento ORDER BY id
"""


@pytest.fixture
def abierto(almacen):
    """A ledger with one account of $1,000.00 (its act is the first one)."""
    almacen.asentar(acto("AFECTACION", *alta()))
    return almacen


def rechaza(almacen, error, motivo: str, *partes, clase: str = "AFECTACION", **otros):
    """Check that an act is refused for a reason and leaves nothing behind."""
    antes = cuantas(almacen)
    with pytest.raises(error, match=motivo):
        almacen.asentar(acto(clase, *partes, **otros))
    assert cuantas(almacen) == antes


def test_cada_movimiento_dice_el_saldo_y_la_incidencia_de_antes_y_despues(abierto):
    abierto.asentar(acto("AFECTACION", mov(1, 2, -30_000), mov(1, 3, -70_000, incidencia="")))
    assert preguntar(abierto, SALDOS) == [
        (1, 100_000, 100_000, 0, 100_000, "", "01"),
        (2, -30_000, -30_000, 100_000, 70_000, "01", "01"),
        (3, -70_000, -70_000, 70_000, 0, "01", ""),
    ]


def test_los_accesorios_no_mueven_el_saldo(abierto):
    cobro = mov(1, 2, -30_000), mov(1, 3, -1_250, rubro=Rubro.RECARGOS)
    abierto.asentar(acto("AFECTACION", *cobro))
    assert preguntar(abierto, SALDOS)[2] == (3, -1_250, 0, 70_000, 70_000, "01", "01")


def test_la_fecha_de_incidencia_es_la_del_cambio_y_la_de_notificacion_se_conserva(abierto):
    notificado, cambio = date(2026, 11, 2), date(2026, 11, 9)
    abierto.asentar(
        acto(
            "AFECTACION",
            mov(1, 2, 0, fecha_notificacion=notificado),
            mov(1, 3, 0, incidencia="02", fecha_efecto=cambio),
            mov(1, 4, -1, incidencia="02"),
        )
    )
    consulta = "SELECT fecha_incidencia, fecha_notificacion FROM movimiento ORDER BY numero"
    assert [tuple(str(d) for d in fila) for fila in preguntar(abierto, consulta)] == [
        (str(AL), "None"),
        (str(AL), str(notificado)),
        (str(cambio), str(notificado)),
        (str(cambio), str(notificado)),
    ]


def test_el_acuse_dice_que_trajo_el_acto(almacen):
    acuse = almacen.asentar(acto("AFECTACION", *alta(1), *alta(2), quien="  Ana Ruiz "))
    assert (acuse.acto_id, acuse.repetido, acuse.quien, acuse.al) == (1, False, "Ana Ruiz", AL)
    assert (acuse.partes["cuenta"], acuse.partes["movimiento"]) == (2, 2)
    assert str(acuse).startswith(
        "afectación, Ana Ruiz, al 24/11/2026 (acto 1). Cuentas: 2; movimientos: 2; asientos: "
    )


def test_la_misma_llave_otra_vez_da_el_mismo_acuse_y_no_cambia_nada(abierto):
    pago = acto("AFECTACION", mov(1, 2, -100), llave="k")
    primero, antes = abierto.asentar(pago), cuantas(abierto)
    segundo = abierto.asentar(pago)
    assert segundo == replace(primero, repetido=True)
    assert str(segundo) == "ya estaba asentado (acto 2); no cambió nada."
    assert cuantas(abierto) == antes


def test_la_hora_se_guarda_en_tiempo_universal_y_los_actos_se_encadenan(abierto):
    hora = datetime(2026, 11, 24, 9, 5, tzinfo=UTC).astimezone()
    abierto.asentar(acto("AFECTACION", mov(1, 2, -100)), registrado_en=hora)
    primero, segundo = preguntar(
        abierto, "SELECT registrado_en, huella_anterior, huella FROM acto ORDER BY id"
    )
    assert segundo[0] == "2026-11-24T09:05:00+00:00"
    assert (primero[1], segundo[1]) == ("0" * 64, primero[2])


def test_un_numero_viejo_se_rechaza_y_nombra_la_cuenta(abierto):
    motivo = r"A000000001, crédito 261000001 .*es el 1, y se pidió asentar el 3.*vuelva a revisar"
    rechaza(abierto, Conflicto, motivo, mov(1, 3, -100))
    rechaza(abierto, Conflicto, "es el 1, y se pidió asentar el 1", mov(1, 1, -100))


def test_nada_se_quita_de_donde_no_hay(abierto):
    motivo = r"tiene 1,000.00 y se le quieren quitar 1,000.01.*vuelva a revisar"
    rechaza(abierto, Conflicto, motivo, mov(1, 2, -100_001))


def test_una_cuenta_que_no_existe_o_que_ya_existe_se_rechaza(abierto):
    rechaza(abierto, Conflicto, "A000000009.*no tiene cuenta en el libro", mov(9, 1, 100))
    rechaza(abierto, Conflicto, "A000000001.*ya tiene cuenta", *alta(1), llave="otra")
    rechaza(abierto, DatoInvalido, "A000000002.*no trae movimiento", alta(2)[0])


def test_si_una_parte_no_procede_no_se_guarda_ninguna(abierto):
    rechaza(abierto, Conflicto, "A000000009", *alta(2), mov(1, 2, -5), mov(9, 1, 5))


def test_los_folios_se_siguen_por_serie_y_ejercicio(almacen):
    assert almacen.siguiente_folio("R", 2026) == "R26-000001"
    almacen.asentar(acto("RECEPCION", requerimiento("R26-000009"), requerimiento("R25-000123")))
    assert almacen.siguiente_folio("R", 2026) == "R26-000010"
    assert almacen.siguiente_folio("R", 2025) == "R25-000124"
    assert almacen.siguiente_folio("F", 2026) == "F26-000001"
    almacen.asentar(acto("RECEPCION", requerimiento("R26-1000000"), requerimiento("R26-999999")))
    assert almacen.siguiente_folio("R", 2026) == "R26-1000001"


@pytest.mark.parametrize("veces", [1, 2])
def test_lo_que_ocurre_una_vez_no_ocurre_dos(abierto, veces):
    fin = Desenlace("F26-000001", Fin.PAGADA, AL)
    casos = (
        ("RECEPCION", requerimiento("R26-000001"), "R26-000001 ya es de otro requerimiento"),
        ("REVISION", Revision("R26-000001"), "R26-000001 ya tiene respuesta"),
        ("AFECTACION", Afectacion("R26-000001"), "R26-000001 ya está afectado"),
        ("FICHAS", ficha("F26-000001", "160126000000018"), "F26-000001 ya es de otra ficha"),
        ("FICHAS", fin, "F26-000001 ya tiene desenlace"),
    )
    for clase, parte, motivo in casos:
        if veces == 2:  # in one act
            rechaza(abierto, Conflicto, motivo, parte, parte, clase=clase, llave="doble")
        abierto.asentar(acto(clase, parte))
        rechaza(abierto, Conflicto, motivo, parte, clase=clase, llave="otra vez")


def test_dos_fichas_no_comparten_referencia(almacen):
    almacen.asentar(acto("FICHAS", ficha("F26-000001", "160126000000018")))
    otra = ficha("F26-000002", "160126000000018")
    rechaza(almacen, Conflicto, "referencia 160126000000018 ya es", otra, clase="FICHAS")


def test_un_movimiento_se_corrige_una_vez_y_en_su_cuenta(abierto):
    abierto.asentar(acto("AFECTACION", mov(1, 2, -100), *alta(2)))
    de_la_1 = preguntar(abierto, "SELECT id FROM movimiento WHERE importe = -100")[0][0]
    rechaza(abierto, Conflicto, "no es de la cuenta que corrige", mov(2, 2, 100, corrige=de_la_1))
    rechaza(abierto, Conflicto, "no es de la cuenta que corrige", mov(1, 3, 100, corrige=99))
    contra = acto("CORRECCION", mov(1, 3, 100, corrige=de_la_1))
    abierto.asentar(contra)
    rechaza(abierto, Conflicto, "ya lo corrigió el 4", mov(1, 4, 100, corrige=de_la_1))
    assert preguntar(abierto, SALDOS)[-1][4] == 100_000


@pytest.mark.parametrize("quien", ["Ana Ruiz", " ana  RUIZ ", "ANA RUIZ"])
def test_quien_captura_no_verifica(abierto, quien):
    visto = Verificacion(movimiento_id(abierto), "corte", adecuada=True, completa=True)
    motivo = "lo capturó Ana Ruiz: quien captura no verifica"
    rechaza(abierto, SeparacionDeFunciones, motivo, visto, clase="VERIFICACION", quien=quien)
    assert abierto.asentar(acto("VERIFICACION", visto, quien="Luis")).partes == {"verificacion": 1}


def test_el_acento_no_hace_otra_persona(almacen):
    almacen.asentar(acto("AFECTACION", *alta(), quien="José Ávila"))
    visto = Verificacion(movimiento_id(almacen), "corte", adecuada=True, completa=True)
    rechaza(almacen, SeparacionDeFunciones, "José", visto, clase="VERIFICACION", quien="JOSÉ ÁVILA")


def test_un_asiento_que_no_cuadra_no_deja_nada(abierto, monkeypatch):
    def cojo(efectos, *, al):
        return (Asiento(*next(iter(efectos))[:5], "1", 100, 0),)

    monkeypatch.setattr(documentos_por_cobrar, "asientos", cojo)
    rechaza(abierto, AsientoDescuadrado, "no cuadra: debe y haber", mov(1, 2, -100))


def test_lo_que_sube_y_lo_que_baja_llega_por_separado_a_la_poliza(abierto, monkeypatch):
    vistos = []
    monkeypatch.setattr(
        documentos_por_cobrar, "asientos", lambda efectos, *, al: vistos.extend(efectos) or ()
    )
    partes = mov(1, 2, -300), mov(1, 3, 100), mov(1, 4, -200), mov(1, 5, 0)
    abierto.asentar(acto("AFECTACION", *partes, mov(1, 6, -7, rubro=Rubro.RECARGOS)))
    comun = ("COP", "02", 2026)
    assert [tuple(e) for e in vistos] == [
        ("PAGO", "HISTORICO", *comun, -500),
        ("PAGO", "HISTORICO", *comun, 100),
        ("PAGO", "RECARGOS", *comun, -7),
    ]


def test_lo_que_queda_por_aclarar_llega_a_la_poliza(almacen, monkeypatch):
    vistos = []
    monkeypatch.setattr(
        documentos_por_cobrar, "asientos", lambda efectos, *, al: vistos.extend(efectos) or ()
    )
    pendiente = aplicacion("t/1", Destino.POR_ACLARAR, 30_000)
    almacen.asentar(acto("TESORERIA", deposito("t/1"), pendiente))
    aclarar = replace(pendiente, importe=-30_000), aplicacion("t/1", Destino.APLICADO, 30_000)
    almacen.asentar(acto("ACLARACION", *aclarar))
    llaves = ("DEPOSITO_POR_ACLARAR", "HISTORICO", "COP", "", 2026)
    assert [tuple(e) for e in vistos] == [(*llaves, 30_000), (*llaves, -30_000)]
    consulta = "SELECT numero, destino, importe FROM aplicacion ORDER BY numero"
    assert preguntar(almacen, consulta) == [
        (1, "POR_ACLARAR", 30_000),
        (2, "POR_ACLARAR", -30_000),
        (3, "APLICADO", 30_000),
    ]


def test_un_deposito_que_no_se_reparte_completo_se_rechaza(almacen):
    incompleto = deposito("t/1"), aplicacion("t/1", Destino.APLICADO, 29_999)
    rechaza(almacen, Conflicto, "no suman su importe", *incompleto, clase="TESORERIA")
    rechaza(almacen, Conflicto, "no suman su importe", deposito("t/1"), clase="TESORERIA")


def test_un_requerimiento_guarda_lo_escrito_y_lo_que_no_se_lee(almacen):
    roto = replace(requerimiento("R26-000001"), firmante="A\0B", fecha=None)
    almacen.asentar(acto("RECEPCION", roto))
    fila = preguntar(almacen, "SELECT cedula, firmante, fecha, importe FROM requerimiento")
    assert fila == [("CAP-3", "A␀B", None, 30_000)]
    [(ilegibles, importe)] = preguntar(almacen, "SELECT ilegibles, importe FROM renglon")
    assert json.loads(ilegibles) == [["fecha_efecto", "31/02/26"]]
    assert importe == 30_000


def test_un_texto_que_la_base_no_admite_se_dice_en_espanol(abierto):
    rara = replace(alta(2)[0], llave=Llave("XYZ", *llave(2)[1:]))
    suyo = replace(alta(2)[1], llave=rara.llave)
    rechaza(abierto, Conflicto, "La base no admite el acto: .*ck_cuenta_ramo", rara, suyo)


def test_la_base_que_no_responde_no_es_un_conflicto(abierto, monkeypatch):
    def sin_disco(conexion, destino, *, filas):
        raise conexion.dialect.loaded_dbapi.OperationalError("disk I/O error")

    monkeypatch.setattr("cartera_lib.store.libro.insertar_filas", sin_disco)
    rechaza(abierto, EscrituraFallida, "no guardó nada: disk I/O error", mov(1, 2, -100))


def test_la_huella_de_un_acto_se_repite_desde_lo_guardado(abierto):
    abierto.asentar(acto("AFECTACION", mov(1, 2, -100, origen="Ñandú/1")))
    suma = hashlib.sha256()
    for tabla, clave in (("movimiento", "id"), ("asiento", "orden")):
        for fila in preguntar(abierto, f"SELECT * FROM {tabla} WHERE acto_id = 2 ORDER BY {clave}"):
            texto = json.dumps([tabla, *fila], separators=(",", ":"), default=str)
            suma.update(f"{texto}\n".encode())
    [(contenido,)] = preguntar(abierto, "SELECT contenido FROM acto WHERE id = 2")
    assert contenido == suma.hexdigest()
