"""One fault a row, planted by hand in a good capture form: cause, form, ledger, words, correction.

The correction is the field and what it should hold, None where nobody can know it.
"""

from dataclasses import replace
from datetime import date

from cartera_lib.cartera.requerimiento import Previo
from tests.oficina.cedulas import (
    ACTA,
    CUOTA,
    DE_RCV,
    MULTA,
    NOTIFICADA,
    a_cobro,
    cedula,
    con,
    cuenta,
    entorno,
    improcedente,
    no_localizado,
    notificado,
    pagado,
    renglon,
)

LIBRO = entorno()
ANTES, MANANA = date(2024, 5, 19), date(2024, 9, 11)
ACEPTADA = Previo("R24-000003", "OEPO", "OEPO/77", "ACEPTADO", True)
SIN_RESPUESTA = Previo("R24-000004", "OEPO", "OEPO/77", "", False)
DEVUELTA = Previo("R24-000005", "OEPO", "OEPO/77", "DEVUELTO", False)
HUELGA = cuenta(
    NOTIFICADA, 250_000, incidencia="12", fecha_incidencia=date(2024, 8, 1),
    fecha_notificacion=date(2024, 7, 1),
)  # fmt: skip
GRANDE = cuenta(NOTIFICADA, 60_000_00, incidencia="02", fecha_incidencia=date(2024, 7, 2))
DE_MUCHO = con(improcedente(importe=60_000_00), 1, importe=60_000_00, soporte_importe=60_000_00)


def de_baja(**cambio):
    return con(improcedente(), 1, **cambio)


def de_acta(**cambio):
    return con(notificado(), 1, **cambio)


DEFECTOS = [
    # D01: folio already used, unknown resubmission, repeated line
    ("D01", improcedente(), entorno(previos=(ACEPTADA,)), "R24-000003, aceptado", None),
    ("D01", improcedente(), entorno(previos=(SIN_RESPUESTA,)), "sin respuesta", None),
    ("D01", improcedente(), entorno(previos=(DEVUELTA,)), "no dice que lo reingresa",
     ("reingreso_de", "R24-000005")),
    ("D01", improcedente(reingreso_de="R24-000001"), LIBRO, "no es una cédula devuelta", None),
    ("D01", improcedente(folio_area=" "), LIBRO, "no trae el folio", None),
    ("D01", cedula(renglon(DE_RCV, 1, **ACTA), renglon(DE_RCV, 2, **ACTA)), LIBRO,
     "repite el renglón 1", None),
    # D02: check digit of A123456710 is 1
    ("D02", de_baja(registro="A1234567107"), LIBRO, "es 1, no 7",
     ("registro", "A1234567101")),
    # D03: a slip in the number, and a number that is nobody's
    ("D03", de_baja(credito="242000717"), LIBRO, "no tiene ese crédito",
     ("credito", "242000777")),
    ("D03", de_baja(credito="242999999"), LIBRO, "no tiene ese crédito", None),
    # D04
    ("D04", de_baja(periodo="2024-05"), LIBRO, "2024-04",
     ("periodo", "2024-04")),
    ("D04", de_baja(tipo_documento="03"), LIBRO, "es 02",
     ("tipo_documento", "02")),
    ("D04", de_baja(ramo="RCV"), LIBRO, "es COP", ("ramo", "COP")),
    ("D04", cedula(renglon(CUOTA, 1, **ACTA), renglon(MULTA, 2, **ACTA), renglon(DE_RCV, 3,
     **ACTA)),
     LIBRO, "mezcla", None),
    # D05: more than it owes, less than all, not what the support says
    ("D05", con(pagado(importe=300_000), 1, importe=300_000, soporte_importe=400_000), LIBRO,
     "debe 2,500.00", ("importe", "250000")),
    ("D05", con(improcedente(importe=200_000), 1, importe=200_000), LIBRO, "da de baja 2,000.00",
     ("importe", "250000")),
    ("D05", de_baja(soporte_importe=240_000), LIBRO, "el soporte dice 2,400.00",
     None),
    ("D05", con(pagado(importe=95_000), 1, importe=95_000), LIBRO, "el soporte dice 900.00",
     ("importe", "90000")),
    ("D05", con(no_localizado(importe=141_000), 2, importe=41_000), LIBRO, "debe 400.00",
     ("importe", "40000")),
    # D06, D07
    ("D06", de_baja(soporte="", soporte_folio=""), LIBRO, "no trae soporte", None),
    ("D07", de_baja(soporte="AVALUO"), LIBRO, "resolución de la aclaración", None),
    ("D07", de_baja(soporte_folio=""), LIBRO, "folio", None),
    ("D07", de_baja(soporte_fecha=None), LIBRO, "fecha", None),
    ("D07", de_baja(soporte_fecha=ANTES), LIBRO, "nació el 20/05/2024",
     None),
    # D08: area, signer, transaction, form, authorisation by amount
    ("D08", improcedente(area="XYZ"), LIBRO, "No hay área «XYZ»", None),
    ("D08", improcedente(firmante=""), LIBRO, "Nadie firma", None),
    ("D08", improcedente(firmante="Luis Peña, Oficina para Cobros"), LIBRO, "Oficina para Cobros",
     None),
    ("D08", improcedente(area="OC", firmante="Luis Peña, OC"), LIBRO, "no pide", None),
    ("D08", a_cobro(area="DAP", firmante="DAP"), LIBRO, "lo pide", None),
    ("D08", de_baja(transaccion="REGALO"), LIBRO, "«REGALO»", None),
    ("D08", replace(improcedente(), cedula="CAP-4"), LIBRO, "se pide con la CAP-3",
     ("cedula", "CAP-3")),
    ("D08", DE_MUCHO, entorno(GRANDE), "Departamento de Cobranza", None),
    # D09: outside the matrix, before the fifteen days, out of the cartera
    ("D09", con(no_localizado(), 1, incidencia="32"), LIBRO, "de 01 no se pasa a 32", None),
    ("D09", a_cobro(), entorno(cuenta(NOTIFICADA, 250_000, incidencia="02",
     fecha_incidencia=date(2024, 8, 20), fecha_notificacion=date(2024, 8, 19))),
     "10/09/2024", None),
    ("D09", a_cobro(), entorno(cuenta(NOTIFICADA, 0, incidencia="")), "ya salió", None),
    ("D09", de_acta(incidencia=""), LIBRO, "no dice a cuál pasa", None),
    # D10: a strike stops collection whatever the matrix says
    ("D10", a_cobro(), entorno(HUELGA), "hay huelga estallada", None),
    # D11
    ("D11", no_localizado(creditos=3), LIBRO, "3 créditos y trae 2", ("creditos", "2")),
    ("D11", no_localizado(importe=150_000), LIBRO, "suman 1,400.00", ("importe", "140000")),
    ("D11", cedula(), LIBRO, "ningún renglón", None),
    # D12
    ("D12", cedula(renglon(CUOTA, importe=100_000, **ACTA)), LIBRO, "248000123",
     ("renglon", "COP/A123456710/248000123/2024-03/80/40000")),
    ("D12", cedula(renglon(MULTA, **ACTA)), LIBRO, "242000123",
     ("renglon", "COP/A123456710/242000123/2024-03/02/")),
    # D13
    ("D13", improcedente(fecha=None), LIBRO, "no trae su fecha", None),
    ("D13", improcedente(fecha=MANANA), LIBRO, "después de hoy", None),
    ("D13", de_acta(fecha_notificacion=None), LIBRO, "falta la fecha",
     ("fecha_notificacion", "2024-09-02")),
    ("D13", de_acta(fecha_notificacion=ANTES), LIBRO, "se notificó",
     ("fecha_notificacion", "2024-09-02")),
    ("D13", de_acta(fecha_notificacion=MANANA), LIBRO, "se notificó",
     ("fecha_notificacion", "2024-09-02")),
    ("D13", de_acta(soporte_fecha=ANTES), LIBRO, "el soporte es del",
     None),
    ("D13", de_acta(soporte_fecha=MANANA), LIBRO, "después de hoy", None),
    ("D13", de_baja(fecha_efecto=MANANA), LIBRO, "surte efecto", None),
    ("D13", de_baja(fecha_efecto=ANTES), LIBRO, "antes de su alta",
     None),
    ("D13", con(a_cobro(), 1, fecha_efecto=date(2024, 7, 1)),
     entorno(cuenta(NOTIFICADA, 250_000, incidencia="02", fecha_incidencia=date(2024, 7, 2),
     fecha_notificacion=date(2024, 5, 21))), "desde el 02/07/2024", None),
    # D14, D15
    ("D14", improcedente(), entorno(cuenta(NOTIFICADA, 250_000, subdelegacion="05")),
     "16-05", None),
    ("D15", improcedente(), entorno(cuenta(NOTIFICADA, 250_000, incidencia="")), "ya salió", None),
    ("D15", con(a_cobro(), 1, incidencia="02", soporte="ACTA_NOTIFICACION"), LIBRO, "ya está en 02",
     None),
    ("D15", a_cobro(), entorno(recientes=frozenset({(NOTIFICADA, "CAMBIO_INCIDENCIA", "31")})),
     "treinta días", None),
]  # fmt: skip
