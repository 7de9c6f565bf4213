import zipfile
from datetime import date

import pytest
from listados import leer

PROGRAMAS = {"APCOP": "EEAMX14A", "ANPCOP": "EEAMX14B", "APRCV": "EEBMX14A", "ANPRCV": "EEBMX14B"}
CORTES = (
    (0, 21, "rp"), (21, 23, "mov"), (23, 34, "fmov"), (34, 38, "sector"), (38, 50, "credito"),
    (50, 52, "ce"), (52, 62, "periodo"), (62, 65, "td"), (65, 78, "alta"), (78, 89, "notif"),
    (91, 94, "inc"), (94, 106, "finc"), (106, 112, "dias"), (112, 127, "importe"),
    (127, 130, "dc"), (130, 140, "sc"),
)  # fmt: skip


def test_cada_corte_trae_cuatro_listados_con_su_nombre(listados):
    nombres = [archivo for archivo in listados if archivo.startswith("rale/2026-06/")]
    assert nombres == [
        f"rale/2026-06/1601{clase}300626.txt" for clase in ("ANPCOP", "ANPRCV", "APCOP", "APRCV")
    ]
    assert len(listados) == 12


def test_los_totales_impresos_son_la_suma_de_los_renglones_impresos(listados):
    for archivo, listado in listados.items():
        registros = {renglon.columnas["rp"] for renglon in listado.renglones}
        importe = sum(renglon.centavos for renglon in listado.renglones)
        assert listado.totales == (len(registros), len(listado.renglones), importe), archivo
        assert listado.renglones, archivo


def test_el_encabezado_dice_programa_oficina_ramo_y_fecha(listados):
    for archivo, listado in listados.items():
        clase, dia = archivo[17:].removesuffix(".txt")[:-6], archivo[-10:-4]
        assert listado.texto[0][8:16] == PROGRAMAS[clase]
        assert listado.texto[2][8:16] == "COBR1601"
        assert ("R.C.V." in listado.texto[3]) is clase.endswith("RCV")
        assert f"{listado.corte:%d%m%y}" == dia
        propios = "CREDITOS PROPIOS" if clase.startswith("AP") else "CREDITOS NO PROPIOS"
        assert listado.texto[4].strip() == propios


def test_cada_hoja_repite_el_encabezado_y_las_hojas_van_seguidas(listados):
    for archivo, listado in listados.items():
        hojas = [int(t.rsplit("HOJA", 1)[1]) for t in listado.texto if "HOJA" in t]
        renglones = len(listado.renglones)
        assert hojas == list(range(1, -(-renglones // 55) + 1)), archivo
        assert sum("PATRONES CON CREDITOS" in t for t in listado.texto) == len(hojas)


def test_los_renglones_se_cortan_por_las_posiciones_publicadas(listados):
    for listado in listados.values():
        anterior = None
        for renglon in listado.renglones:
            if (renglon.lugar_credito, renglon.fin_importe) == (40, 127):
                columnas = renglon.columnas | {"rp": _guiones(renglon.columnas["rp"])}
                repite = columnas["rp"] == anterior
                for desde, hasta, columna in CORTES:
                    impreso = listado.texto[renglon.numero - 1][desde:hasta].strip()
                    vacio = repite and columna in ("rp", "mov", "fmov", "sector")
                    assert impreso == ("" if vacio else columnas[columna] or "")
            anterior = _guiones(renglon.columnas["rp"])


def _guiones(registro):
    return f"{registro[:3]}-{registro[3:8]}-{registro[8:]}"


def test_los_dias_son_los_que_lleva_en_la_incidencia(listados):
    for listado in listados.values():
        for renglon in listado.renglones:
            lleva = (listado.corte - renglon.fecha("finc")).days
            assert int(renglon.columnas["dias"]) == min(lleva, 9999)


def test_solo_el_encabezado_lleva_letras_que_no_son_ascii(carpeta):
    for ruta in carpeta.glob("rale/*/*.txt"):
        contenido = ruta.read_bytes()
        assert "LA PEÑA".encode("cp1252") in contenido
        with pytest.raises(UnicodeDecodeError):
            contenido.decode("utf-8")


def test_el_compacto_trae_los_mismos_creditos_que_el_listado(carpeta, listados):
    (ruta,) = carpeta.glob("compacto/*")
    compacto = leer(ruta.read_bytes().decode("cp1252"))
    listado = listados["rale/2026-06/1601APCOP300626.txt"]
    assert ruta.name == "RM164A30.T69"
    assert compacto.totales == listado.totales
    assert [_dato(r) for r in compacto.renglones] == [_dato(r) for r in listado.renglones]


def _dato(renglon):
    return {**renglon.columnas, "importe": renglon.centavos}


def test_el_zip_trae_el_mismo_listado_byte_por_byte(carpeta):
    (ruta,) = carpeta.glob("zip/*")
    with zipfile.ZipFile(ruta) as paquete:
        (nombre,) = paquete.namelist()
        contenido = paquete.read(nombre)
    assert contenido == (carpeta / "rale/2026-06" / nombre).read_bytes()


def test_la_rcv_es_bimestral_y_su_periodo_es_el_mes_par(listados):
    meses = {
        r.periodo % 12 + 1
        for archivo, listado in listados.items()
        if "RCV" in archivo
        for r in listado.renglones
    }
    assert meses <= {2, 4, 6, 8, 10, 12}


def test_el_corte_es_fin_de_mes(listados):
    dias = {date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)}
    assert {listado.corte for listado in listados.values()} == dias
