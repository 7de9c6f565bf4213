"""The bridge between two states of the ledger: every centavo has its line, and it can fail."""

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import independiente
import numpy as np
import pytest

from cartera_lib.cartera.historia import Momento
from cartera_lib.cartera.historia_extendida import VACIA
from cartera_lib.cartera.incidencia import Esquema
from cartera_lib.cartera.transaccion import transaccion
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina import puente_del_libro
from cartera_lib.oficina.puente_del_libro import entre, fotografia, puente
from tests.cartera import historias
from tests.cartera.historias import Dicho

SEPTIEMBRE, OCTUBRE = date(2025, 9, 17), date(2025, 10, 17)
DESDE, HASTA = Momento(SEPTIEMBRE, SEPTIEMBRE), Momento(OCTUBRE, OCTUBRE)
EXTREMOS = ["Saldo inicial", "Saldo final"]
PARES = 10_000


def dicho(lugar, cuenta, numero, *, que, importe, mes, dia, **otros):
    """Return a movement of 2025 that took effect on the day on which it was known."""
    hoy = date(2025, mes, dia)
    otros = {"periodo": "2025-10"} | otros
    return Dicho(lugar, cuenta, numero, que, importe, otros.pop("efecto", hoy), hoy, **otros)


A_MANO = [
    dicho(1, 1, 1, que="ALTA_EMISION", importe=12_000_00, mes=9, dia=1, periodo="2025-08"),
    dicho(2, 2, 1, que="ALTA_MANUAL", importe=500_00, mes=9, dia=1),
    dicho(3, 3, 1, que="ALTA_MANUAL", importe=900_00, mes=9, dia=1),
    dicho(4, 4, 1, que="APERTURA", importe=1_000_00, mes=9, dia=1),
    dicho(5, 5, 1, que="APERTURA", importe=2_000_00, mes=9, dia=1),
    # Of the very day of the first picture, known three days after it.
    dicho(6, 6, 1, que="ALTA_MANUAL", importe=300_00, mes=9, dia=20, efecto=SEPTIEMBRE),
    dicho(7, 7, 1, que="ALTA_EMISION", importe=700_00, mes=10, dia=1),
    dicho(8, 5, 2, que="CAMBIO_INCIDENCIA", importe=0, mes=10, dia=1, incidencia="09"),
    dicho(9, 5, 3, que="AJUSTE_BAJA", importe=-150_00, mes=10, dia=2, incidencia="09"),
    dicho(10, 3, 2, que="CANCELACION_469", importe=-900_00, mes=10, dia=2, incidencia=""),
    dicho(11, 2, 2, que="PAGO", importe=-500_00, mes=10, dia=3, incidencia=""),
    dicho(12, 3, 3, que="REACTIVACION", importe=400_00, mes=10, dia=5),
    dicho(13, 4, 2, que="ENVIO_CAMBIO", importe=-1_000_00, mes=10, dia=6, incidencia=""),
    dicho(14, 2, 3, que="PAGO", importe=500_00, mes=10, dia=8, corrige=11),
    dicho(15, 1, 2, que="PAGO", importe=-2_000_00, mes=10, dia=10),
    # Known after the second picture.
    dicho(16, 7, 2, que="PAGO", importe=-700_00, mes=10, dia=20, efecto=date(2025, 10, 2)),
]
# At the end one credit of 10,000.00 was due on 17 September: 23.00 of actualización and 147.34
# of recargos, as calculated by hand for tests/casos/liquidacion.yaml. The others are not due.
HECHO = {
    "Saldo inicial": (5, 16_400_00),
    "Altas": (1, 700_00),
    "Pagos": (1, -2_000_00),
    "Actualización": (1, 23_00),
    "Recargos": (1, 147_34),
    "Reclasificación": (1, 0),
    "Registro tardío": (1, 300_00),
    "Corrección": (2, 0),
    "Cancelación": (1, -900_00),
    "Reactivación": (1, 400_00),
    "Traslado": (1, -1_000_00),
    "Ajustes": (1, -150_00),
    "Saldo final": (6, 13_920_34),
}


def lineas(hecho, columna="importe"):
    return hecho.renglones[columna].to_dict()


def test_cada_centavo_tiene_su_linea():
    hecho = puente(historias.de(A_MANO), desde=DESDE, hasta=HASTA)
    dicho = {n: (f.partidas, f.importe) for n, f in hecho.renglones.iterrows()}
    assert dicho == HECHO
    assert list(dicho) == list(HECHO)
    assert hecho.residual == 0
    assert lineas(hecho, "accesorios")["Saldo final"] == 170_34
    assert lineas(hecho, "historico")["Saldo final"] == 13_750_00


def test_lo_reclasificado_suma_cero_y_dice_cuanto_paso_de_un_grupo_a_otro():
    historia = historias.de(A_MANO)
    hecho = puente(historia, desde=DESDE, hasta=HASTA)
    (fila,) = hecho.reclasificaciones.itertuples(index=False)
    assert tuple(fila) == ("Dinámica", "Impedimento", 1, 2_000_00)
    assert lineas(hecho, "movido")["Reclasificación"] == 2_000_00
    otro = puente(historia, desde=DESDE, hasta=HASTA, esquema=Esquema.PAE)
    assert otro.reclasificaciones["a"].tolist() == ["Sin grupo"]


def test_lo_corregido_se_va_a_correccion_aunque_sume_cero():
    hecho = puente(historias.de(A_MANO), desde=DESDE, hasta=HASTA)
    assert lineas(hecho, "movido")["Corrección"] == 1_000_00


def test_un_pago_que_aun_no_se_sabia_deshecho_cuenta_como_pago():
    antes = Momento(OCTUBRE, date(2025, 10, 7))
    hecho = puente(historias.de(A_MANO), desde=DESDE, hasta=antes)
    assert (lineas(hecho)["Pagos"], lineas(hecho)["Corrección"]) == (-500_00, 0)
    assert hecho.residual == 0


def test_lo_que_cambia_sin_que_pasen_los_dias_es_registro_tardio():
    hecho = puente(historias.de(A_MANO), desde=HASTA, hasta=Momento(OCTUBRE, date(2025, 10, 31)))
    cambios = {n: v for n, v in lineas(hecho).items() if v and n not in EXTREMOS}
    assert cambios == {"Registro tardío": -700_00}
    assert hecho.residual == 0


def test_un_puente_de_un_estado_a_si_mismo_no_mueve_nada():
    hecho = puente(historias.de(A_MANO), desde=HASTA, hasta=HASTA)
    assert not hecho.renglones.drop(EXTREMOS).any(axis=None)
    assert lineas(hecho)["Saldo inicial"] == lineas(hecho)["Saldo final"] == 13_920_34


def test_de_regreso_cada_linea_cambia_de_signo():
    historia = historias.de(A_MANO)
    ida = puente(historia, desde=DESDE, hasta=HASTA).renglones.drop(EXTREMOS)
    vuelta = puente(historia, desde=HASTA, hasta=DESDE)
    assert (vuelta.renglones.drop(EXTREMOS)["importe"] == -ida["importe"]).all()
    assert vuelta.residual == 0


def test_un_libro_vacio_tiene_un_puente_de_ceros():
    hecho = puente(VACIA, desde=DESDE, hasta=HASTA)
    assert not hecho.renglones.any(axis=None)
    assert (hecho.residual, hecho.sin_valuar) == (0, (0, 0))


def test_lo_que_las_tablas_no_alcanzan_se_dice_y_no_trae_accesorios():
    lejos = Momento(date(2030, 1, 1), date(2030, 1, 1))
    hecho = puente(historias.de(A_MANO), desde=HASTA, hasta=lejos)
    assert hecho.sin_valuar == (0, 5)
    assert lineas(hecho, "accesorios")["Saldo final"] == 0
    assert hecho.residual == 0


def test_una_transaccion_que_nadie_conoce_es_un_ajuste():
    raro = dicho(17, 7, 2, que="CLAVE_NUEVA", importe=-1, mes=10, dia=2)
    hecho = puente(historias.de([*A_MANO[:15], raro]), desde=DESDE, hasta=HASTA)
    assert lineas(hecho)["Ajustes"] == -150_01


def test_dos_fotografias_de_historias_distintas_no_se_comparan():
    una, otra = (fotografia(historias.de(A_MANO), HASTA) for _ in range(2))
    with pytest.raises(DatoInvalido, match="misma historia"):
        entre(una, otra)


@pytest.mark.parametrize("linea", sorted(set(HECHO) - {"Saldo inicial", "Saldo final"}))
def test_un_centavo_mal_puesto_deja_residual(linea):
    hecho = puente(historias.de(A_MANO), desde=DESDE, hasta=HASTA)
    malos = hecho.renglones.copy()
    malos.loc[linea, "importe"] += 1
    assert replace(hecho, renglones=malos).residual == -1


def test_un_movimiento_que_se_pierde_deja_residual():
    historia = historias.de(A_MANO)
    inicial, final = fotografia(historia, DESDE), fotografia(historia, HASTA)
    efecto = np.where(historia.movimiento == 15, 0, historia.efecto)
    object.__setattr__(historia, "efecto", efecto)
    assert entre(inicial, final).residual == -2_000_00


@pytest.fixture(scope="module")
def azar():
    """A ledger by chance, and what it was at many moments, each pictured once."""
    dichos = historias.azar(20260331)
    historia, suerte = historias.de(dichos), random.Random(7)
    efectos = [historias.PRIMERO + timedelta(days=d) for d in suerte.sample(range(-300, 800), 24)]
    momentos = [
        Momento(efecto, historias.PRIMERO + timedelta(days=suerte.randint(-10, 830)))
        for efecto in efectos
        for _ in range(14)
    ]
    return dichos, {momento: fotografia(historia, momento) for momento in momentos}


def test_diez_mil_puentes_al_azar_no_dejan_residual(azar):
    _, fotos = azar
    suerte, momentos = random.Random(11), list(fotos)
    movido = np.zeros(len(HECHO), np.int64)
    for _ in range(PARES):
        desde, hasta = suerte.choices(momentos, k=2)
        hecho = entre(fotos[desde], fotos[hasta])
        assert hecho.residual == 0, (desde, hasta)
        movido += hecho.renglones["movido"].to_numpy() > 0
    sin_mover = {nombre for nombre, veces in zip(HECHO, movido, strict=True) if veces < 100}
    assert sin_mover == set(EXTREMOS)


def test_los_puentes_al_azar_son_los_de_una_cuenta_lenta(azar):
    dichos, fotos = azar
    suerte, momentos = random.Random(13), list(fotos)
    for _ in range(40):
        desde, hasta = suerte.choices(momentos, k=2)
        hecho = entre(fotos[desde], fotos[hasta])
        assert lineas(hecho) == _lento(dichos, desde, hasta), (desde, hasta)


def _lento(dichos, desde, hasta):
    """Return the lines added up one movement at a time, accessories by a program apart."""
    suma = dict.fromkeys(HECHO, 0)
    for extremo, momento in zip(EXTREMOS, (desde, hasta), strict=True):
        signo = 1 if momento is hasta else -1
        for cuenta, cuadro in historias.lento(dichos, *momento).items():
            actualizacion, recargos = _accesorios(cuenta, cuadro, momento.efecto)
            suma[extremo] += cuadro.saldo + actualizacion + recargos
            suma["Actualización"] += signo * actualizacion if desde != hasta else 0
            suma["Recargos"] += signo * recargos if desde != hasta else 0
    contrarios = {d.corrige: d for d in dichos if d.corrige}
    for uno in dichos:
        veces = _cuenta(uno, hasta) - _cuenta(uno, desde)
        suma[_linea(uno, contrarios.get(uno.id), desde, hasta)] += veces * uno.efecto
    return suma


def _cuenta(uno, momento):
    return uno.dia <= momento.efecto and uno.conocido <= momento.conocido


def _linea(uno, contrario, desde, hasta):
    if uno.corrige or (contrario and (_cuenta(contrario, desde) or _cuenta(contrario, hasta))):
        return "Corrección"
    if uno.dia <= min(desde.efecto, hasta.efecto):
        return "Registro tardío"
    return transaccion(uno.transaccion).puente.value


@cache
def _accesorios(cuenta, cuadro, al):
    """Return what a balance bears on a day; a fine is due fifteen days after its notice."""
    *_, periodo, tipo = historias.llave(cuenta)
    if cuadro.saldo <= 0 or (tipo == "80" and cuadro.aviso is None):
        return 0, 0
    anual, mes = divmod(int(periodo[:4]) * 12 + int(periodo[5:]), 12)
    vence = date(anual, mes + 1, 17)
    if tipo == "80":
        vence = independiente.plazo_15(cuadro.aviso)["dia_15"]
    vale = independiente.liquidar(cuadro.saldo, vence, al, recargos=tipo != "80")
    return vale["actualizacion"], vale["recargos"]


def test_el_puente_es_de_la_funcion_diez():
    assert puente_del_libro.__doc__.startswith("Función 10:")
