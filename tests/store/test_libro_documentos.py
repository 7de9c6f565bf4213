"""What the ledger keeps of issued documents, answers of them, and refuses."""

from dataclasses import replace

import pytest

from cartera_lib.cartera.emision import CreditoEmitido, canonico, clases_de_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.store.errores import Conflicto, SeparacionDeFunciones
from tests.store.actos import (
    AL,
    acto,
    cuantas,
    documentos,
    emitido,
    en_papel,
    llave,
    orden,
    preguntar,
    suceso,
)

UNO, DOS = "ME26-000001", "ME26-000002"
NADIE = "ME26-000099"


@pytest.fixture
def lleno(almacen):
    """A list of two mandamientos: the first one reviewed, signed and delivered."""
    for uno in documentos():
        almacen.asentar(uno)
    return almacen


def filas(tabla, *columnas: str) -> list[tuple]:
    return [tuple(fila[c] for c in columnas) for fila in tabla.to_pylist()]


def rechaza(almacen, error, motivo: str, *partes, clase: str = "EMISION", **otros):
    """Check that an act is refused for a reason and leaves nothing behind."""
    antes = cuantas(almacen)
    with pytest.raises(error, match=motivo):
        almacen.asentar(acto(clase, *partes, **otros))
    assert cuantas(almacen) == antes


def test_una_orden_dice_quien_la_hizo_y_cuanto_se_ha_emitido_de_ella(lleno):
    lleno.asentar(acto("EMISION", orden("L26-000002")))
    primera, segunda = lleno.ordenes().to_pylist()
    assert primera == {
        "folio": "L26-000001",
        "clase": "MANDAMIENTO",
        "corte": AL,
        "filtro": "incidencia 31",
        "documentos": 2,
        "creditos": 2,
        "importe": 2_000,
        "quien": "Ana Ruiz",
        "al": AL,
        "emitidos": 2,
    }
    assert (segunda["folio"], segunda["emitidos"]) == ("L26-000002", 0)


def test_una_orden_se_lee_como_se_congelo(lleno):
    assert lleno.orden("L26-000001") == orden()
    with pytest.raises(DatoInvalido, match="No hay orden de emisión «L26-000009»"):
        lleno.orden("L26-000009")


def test_un_documento_dice_lo_que_es_y_lo_ultimo_que_le_ocurrio(lleno):
    primero, segundo = lleno.emitidos().to_pylist()
    assert primero == {
        "folio": UNO,
        "orden": "L26-000001",
        "clase": "MANDAMIENTO",
        "ramo": "COP",
        "registro": llave().registro,
        "fecha": AL,
        "importe": 1_000,
        "creditos": 1,
        "unico": True,
        "huella": emitido(1).huella,
        "sha256": emitido(1).sha256,
        "quien": "Ana Ruiz",
        "estado": "ENTREGADO",
        "desde": AL,
        "detalle": "Jorge Paz",
    }
    assert [segundo[c] for c in ("folio", "estado", "desde", "detalle")] == [DOS, "", AL, ""]


def test_lo_ultimo_es_lo_de_mayor_numero_y_trae_su_dia(lleno):
    despues = AL.replace(month=12)
    lleno.asentar(acto("TRAMITE", replace(suceso(4, "DILIGENCIADO"), fecha=despues)))
    columnas = "estado", "fecha", "desde", "detalle"
    assert filas(lleno.emitidos(folio=UNO), *columnas) == [("DILIGENCIADO", AL, despues, "")]


def test_los_documentos_se_eligen_por_orden_clase_registro_o_folio(lleno):
    lleno.asentar(acto("EMISION", emitido(1, "CITATORIO")))
    for elige, folios in (
        ({}, ["CI26-000001", UNO, DOS]),
        ({"orden": "L26-000001"}, [UNO, DOS]),
        ({"clase": "CITATORIO"}, ["CI26-000001"]),
        ({"registro": "A00-00000-01"}, ["CI26-000001", UNO]),
        ({"registro": llave().registro, "clase": "MANDAMIENTO"}, [UNO]),
        ({"folio": DOS}, [DOS]),
        ({"folio": NADIE}, []),
    ):
        assert lleno.emitidos(**elige)["folio"].to_pylist() == folios
    assert filas(lleno.emitidos(clase="CITATORIO"), "orden", "unico") == [("", False)]


def test_los_creditos_de_un_documento_vienen_en_su_orden(lleno):
    varios = CreditoEmitido(llave(9), 70), CreditoEmitido(llave(8), 30)
    lleno.asentar(acto("EMISION", emitido(3, creditos=varios)))
    assert lleno.creditos_emitidos(folio="ME26-000003").to_pylist() == [
        {"folio": "ME26-000003", "clase": "MANDAMIENTO", **c.llave._asdict(), "importe": c.importe}
        for c in varios
    ]
    assert filas(lleno.emitidos(folio="ME26-000003"), "importe", "creditos") == [(100, 2)]
    assert lleno.creditos_emitidos(clase="MANDAMIENTO").num_rows == 4
    assert lleno.creditos_emitidos(clase="CEDULA").num_rows == 0


def test_los_creditos_vivos_son_los_de_documentos_que_ni_se_anularon_ni_se_devolvieron(lleno):
    tercero = emitido(3)
    lleno.asentar(acto("EMISION", tercero))
    fin = suceso(4, "DILIGENCIADO"), suceso(1, "DEVUELTO", 2), suceso(1, "ANULADO", 3)
    lleno.asentar(acto("TRAMITE", *fin))
    assert lleno.creditos_emitidos(vivos=True)["folio"].to_pylist() == [UNO]
    assert lleno.creditos_emitidos(folio=DOS, vivos=True).num_rows == 0
    assert lleno.creditos_emitidos().num_rows == 3


def test_los_sucesos_vienen_del_primero_al_ultimo_con_quien_los_asento(lleno):
    firmado = en_papel("firmado")["sha256"]
    assert filas(lleno.sucesos(UNO), "numero", "clase", "fecha", "sha256", "quien") == [
        (1, "REVISADO", AL, "", "Luis Gil"),
        (2, "FIRMADO", AL, firmado, "Ana Ruiz"),
        (3, "ENTREGADO", AL, "", "Ana Ruiz"),
    ]
    assert lleno.sucesos(UNO)["detalle"].to_pylist() == ["", "", "Jorge Paz"]
    assert lleno.sucesos(DOS).num_rows == 0


def test_los_datos_y_los_bytes_son_los_que_se_emitieron(lleno):
    assert lleno.datos_de(DOS) == canonico({"n": 2})
    assert lleno.papel_de(UNO) == b"MANDAMIENTO 1"
    assert lleno.firmado_de(UNO) == b"firmado"
    assert lleno.firmado_de(DOS) == lleno.papel_de(DOS) == b"MANDAMIENTO 2"
    lleno.asentar(acto("TRAMITE", suceso(4, "DILIGENCIADO", **en_papel("con acuse"))))
    assert lleno.firmado_de(UNO) == b"con acuse"
    for pedir in (lleno.datos_de, lleno.papel_de, lleno.firmado_de):
        with pytest.raises(DatoInvalido, match=f"No hay documento emitido «{NADIE}»"):
            pedir(NADIE)


def test_un_documento_se_conoce_por_los_bytes_emitidos_o_por_los_firmados(lleno):
    assert lleno.de_sha256(emitido(2).sha256) == DOS
    assert lleno.de_sha256(f" {en_papel('firmado')['sha256'].upper()}\n") == UNO
    assert lleno.de_sha256("f" * 64) == lleno.de_sha256("") == ""


def test_los_folios_de_ordenes_y_documentos_siguen_cada_uno_su_serie(lleno):
    assert lleno.siguiente_folio("L", 2026) == "L26-000002"
    assert lleno.siguiente_folio("ME", 2026) == "ME26-000003"
    assert lleno.siguiente_folio("ME", 2027) == "ME27-000001"
    for clase in clases_de_documento().values():
        if clase.serie != "ME":
            assert lleno.siguiente_folio(clase.serie, 2026) == f"{clase.serie}26-000001"


def test_un_folio_es_de_un_documento_y_de_una_orden(lleno):
    otro = replace(emitido(3), folio=UNO)
    rechaza(lleno, Conflicto, f"El folio {UNO} ya es de otro documento", otro)
    rechaza(lleno, Conflicto, "L26-000001 ya es de otra orden de emisión", orden(), llave="otra")


@pytest.mark.parametrize("quien", ["Ana Ruiz", "ANA  ruiz", "A\u200bna Ruiz"])
def test_quien_emite_un_documento_no_lo_revisa(lleno, quien):
    motivo = (
        rf"^El documento {DOS} lo emitió Ana Ruiz: quien captura no verifica\. "
        r"No se guardó nada; que lo revise otra persona\.$"
    )
    revisa = suceso(1, "REVISADO", 2)
    rechaza(lleno, SeparacionDeFunciones, motivo, revisa, clase="TRAMITE", quien=quien)
    lleno.asentar(acto("TRAMITE", suceso(1, "FIRMADO", 2), quien=quien))


def test_nadie_revisa_lo_que_emite_en_el_mismo_acto(lleno):
    partes = emitido(3), suceso(1, "REVISADO", 3)
    rechaza(lleno, SeparacionDeFunciones, "revisa un documento propio", *partes, quien="Eva Paz")


def test_un_documento_que_no_es_el_de_sus_huellas_no_entra_al_libro(lleno):
    rechaza(lleno, DatoInvalido, "ME26-000003 no son", replace(emitido(3), contenido="YWJj"))
    rechaza(lleno, Conflicto, "no trae su papel", replace(emitido(3), contenido=""))


def test_los_mismos_bytes_se_guardan_una_vez_aunque_sean_de_dos_documentos(lleno):
    junto = en_papel("los dos firmados")
    firmados = suceso(4, "POR_RECOGER", **junto), suceso(1, "FIRMADO", 2, **junto)
    lleno.asentar(acto("TRAMITE", *firmados))
    lleno.asentar(acto("TRAMITE", suceso(5, "DILIGENCIADO", **junto)))
    lleno.asentar(acto("TRAMITE", suceso(2, "ENTREGADO", 2, sha256=junto["sha256"])))
    consulta = f"SELECT acto_id FROM papel WHERE sha256 = '{junto['sha256']}'"
    assert preguntar(lleno, consulta) == [(5,)]
    assert lleno.firmado_de(UNO) == lleno.firmado_de(DOS) == b"los dos firmados"
    assert lleno.de_sha256(junto["sha256"]) == UNO
    assert lleno.verificar() == ()


def test_un_libro_sin_documentos_responde_tablas_vacias_con_sus_columnas(almacen):
    tablas = (almacen.ordenes(), almacen.emitidos(), almacen.creditos_emitidos())
    assert [tabla.num_rows for tabla in tablas] == [0, 0, 0]
    assert tablas[1].column_names[-4:] == ["quien", "estado", "desde", "detalle"]
