"""A second reading of the gate, its facts: what each one says of a credit, and what a cut says."""

# Which fact puts which asunto how. One fact may move several.
PONE = {
    "CEDULA_EMITIDA": ("cedula", "EMITIDA"),
    "ACLARACION": ("aclaracion", "EN_TRAMITE"),
    "ACLARACION_IMPROCEDENTE": ("aclaracion", "IMPROCEDENTE"),
    "ACLARACION_PROCEDENTE": ("aclaracion", "PROCEDENTE"),
    "ACLARACION_AJUSTADA": ("aclaracion", "AJUSTADA"),
    "INCONFORMIDAD": ("inconformidad", "EN_TIEMPO"),  # or late: the reading of days says
    "INCONFORMIDAD_CONFIRMADA": ("inconformidad", "DIEZ_DIAS"),
    "INCONFORMIDAD_REVOCADA": ("inconformidad", "RESUELTA", "validez", "NULO"),
    "INCONFORMIDAD_PARA_EFECTOS": ("inconformidad", "RESUELTA", "validez", "PARA_EFECTOS"),
    "INCONFORMIDAD_DESECHADA": ("inconformidad", "RESUELTA"),
    "DEMANDA": ("juicio", "EN_TRAMITE"),
    "DEMANDA_PARCIAL": ("juicio", "PARCIAL"),
    "SUSPENSION": ("juicio", "SUSPENDIDO"),
    "SUSPENSION_SIN_GARANTIA": ("juicio", "SUSPENSION_SIN_GARANTIA"),
    "SUSPENSION_REVOCADA": ("juicio", "EN_TRAMITE"),
    "SENTENCIA_CONTRARIA": ("juicio", "CONTRARIA"),
    "SENTENCIA_VALIDEZ": ("juicio", "VALIDEZ_FIRME"),
    "SENTENCIA_NULIDAD": ("juicio", "TERMINADO", "validez", "NULO"),
    "SENTENCIA_PARA_EFECTOS": ("juicio", "TERMINADO", "validez", "PARA_EFECTOS"),
    "JUICIO_TERMINADO": ("juicio", "TERMINADO"),
    # Annex D: with the notice falls every later act of the procedure; a new act begins again.
    "NUEVO_ACTO": ("validez", "VALIDO", "etapa", "SIN_INICIAR"),
    "NOTIFICACION_ANULADA": ("etapa", "SIN_INICIAR"),
    "REVOCACION": ("revocacion", "EN_TRAMITE"),
    "REVOCACION_RESUELTA": ("revocacion", "RESUELTA"),
    "CONVENIO_SOLICITADO": ("convenio", "SOLICITADO"),
    "CONVENIO_VIGENTE": ("convenio", "VIGENTE"),
    "CONVENIO_NEGADO": ("convenio", "NINGUNO"),
    "CONVENIO_CAIDO": ("convenio", "CAIDO"),
    "SALDO_REQUERIDO": ("convenio", "SEIS_DIAS"),
    "CONVENIO_REHABILITADO": ("convenio", "REHABILITADO"),
    "GARANTIA": ("garantia", "SUFICIENTE"),
    "GARANTIA_INSUFICIENTE": ("garantia", "INSUFICIENTE"),
    "FIANZA_REQUERIDA": ("garantia", "FIANZA_REQUERIDA"),
    "GARANTIA_AMPLIADA": ("garantia", "SUFICIENTE"),
    "GARANTIA_CANCELADA": ("garantia", "NINGUNA"),
    "HUELGA_EMPLAZADA": ("huelga", "EMPLAZADA"),
    "HUELGA_ESTALLADA": ("huelga", "ESTALLADA"),
    "HUELGA_TERMINADA": ("huelga", "TERMINADA"),
    "HUELGA_CONJURADA": ("huelga", "NINGUNA"),
    "CONCURSO_ADMITIDO": ("concurso", "ADMITIDO"),
    "CONCURSO_CONCILIACION": ("concurso", "CONCILIACION"),
    "CONCURSO_INCUMPLIDO": ("concurso", "INCUMPLIDO"),
    "QUIEBRA": ("concurso", "QUIEBRA"),
    "CONCURSO_TERMINADO": ("concurso", "NINGUNO"),
    "NO_LOCALIZADO": ("localizacion", "NO_LOCALIZADO"),
    "DESOCUPO": ("localizacion", "DESOCUPO"),
    "LOCALIZADO": ("localizacion", "LOCALIZADO"),
    "FALLECIDO": ("localizacion", "FALLECIDO"),
    "BAJA_OPERADA": ("baja", "OPERADA"),
    "BAJA_REVERTIDA": ("baja", "VIGENTE"),
    "SUSTITUCION_SOLICITADA": ("sustitucion", "INVESTIGACION"),
    "SUSTITUTO_NOTIFICADO": ("sustitucion", "QUINCE_DIAS"),
    "SUSTITUCION_DESCARTADA": ("sustitucion", "NINGUNA"),
    "SOLIDARIA_INICIADA": ("solidaria", "EN_TRAMITE"),
    "SOLIDARIA_NOTIFICADA": ("solidaria", "QUINCE_DIAS"),
    "SOLIDARIA_ARCHIVADA": ("solidaria", "NINGUNA"),
    "ENVIADO": ("envio", "ENVIADO"),
    "ENVIO_ACEPTADO": ("envio", "ACEPTADO"),
    "ENVIO_DEVUELTO": ("envio", "NINGUNO"),
    "PROCURACION": ("envio", "PROCURACION"),
    "PROCURACION_DEVUELTA": ("envio", "NINGUNO"),
    "COMPROBANTE": ("pago", "POR_AFECTAR"),
    "COMPROBANTE_RECHAZADO": ("pago", "SIN_PAGO"),
    "PAGO_PARCIAL": ("pago", "PARCIAL"),
    "PAGO_TOTAL": ("pago", "TOTAL"),
    "MANDAMIENTO": ("etapa", "MANDAMIENTO"),
    "MANDAMIENTO_CANCELADO": ("etapa", "SIN_INICIAR"),
    "REQUERIMIENTO_DE_PAGO": ("etapa", "REQUERIDO"),
    "EMBARGO": ("etapa", "EMBARGADO"),
    "AVALUO_NOTIFICADO": ("etapa", "VALUADO"),
    "CONVOCATORIA": ("etapa", "CONVOCADO"),
    "PRESCRIPCION_DECLARADA": ("prescripcion", "DECLARADA"),
    "CADUCIDAD_DECLARADA": ("caducidad", "DECLARADA"),
    "CANCELADO": ("cancelacion", "CANCELADO"),
    "REACTIVADO": ("cancelacion", "NINGUNA"),
    "MULTA_SIN_EFECTOS": ("sin_efectos", "SOLICITADA"),
    "MULTA_RESUELTA": ("sin_efectos", "RESUELTA"),
    "DEFENSA_GASTO_PUBLICO": ("gasto_publico", "CON_DEFENSA"),
    "DEFENSA_RESUELTA": ("gasto_publico", "NO"),
    "OFICIO_LABORAL": ("laboral", "POR_NOTIFICAR"),
    "TRABAJADOR_NOTIFICADO": ("laboral", "ATENDIDO"),
    "INCIDENCIA_ACLARADA": ("incidencia", "CONOCIDA"),
}
# No act of the gate is asked of these (solvency and the steps to clean the portfolio).
SIN_ASUNTO = (
    "INVITACION", "RECONOCIMIENTO", "INSOLVENCIA", "BIEN_HALLADO", "DEPURACION_PROPUESTA",
    "DEPURACION_SUPERVISION", "DEPURACION_JSAC", "DEPURACION_DELEGADO", "DEPURACION_CONSEJO",
    "DEPURACION_AUTORIZADA", "DEPURACION_DEVUELTA",
)  # fmt: skip

# Reading of the office (hechos_que_ceden.csv): what does not undo what weighs more.
PAGADO = {"TOTAL"}
CEDE = {
    "INCONFORMIDAD": {"EN_TIEMPO", "EXTEMPORANEA"},  # the first one is still to be resolved
    "DEMANDA": {"SUSPENDIDO", "CONTRARIA"},  # a suspension lasts until it is revoked
    "DEMANDA_PARCIAL": {"EN_TRAMITE", "SUSPENDIDO", "CONTRARIA"},
    "SUSPENSION_SIN_GARANTIA": {"SUSPENDIDO", "CONTRARIA"},
    "CONVENIO_SOLICITADO": {"VIGENTE", "REHABILITADO", "CAIDO", "SEIS_DIAS"},
    "CONVENIO_NEGADO": {"VIGENTE", "REHABILITADO", "CAIDO", "SEIS_DIAS"},
    "HUELGA_EMPLAZADA": {"ESTALLADA"},  # a strike lasts until it ends
    "HUELGA_CONJURADA": {"ESTALLADA"},
    "CONCURSO_ADMITIDO": {"CONCILIACION", "QUIEBRA"},
    "ENVIADO": {"ACEPTADO"},  # it belongs to the other office
    "PROCURACION_DEVUELTA": {"ENVIADO", "ACEPTADO"},
    "COMPROBANTE": PAGADO,
    "COMPROBANTE_RECHAZADO": PAGADO,
    "PAGO_PARCIAL": PAGADO,
    "SUSPENSION_REVOCADA": {"CONTRARIA"},  # the sentence stays
    "NUEVO_ACTO": {"NULO"},  # LFPCA 57: no second act on what was wholly annulled
    "INCONFORMIDAD_PARA_EFECTOS": {"NULO"},
    "SENTENCIA_PARA_EFECTOS": {"NULO"},
    "PROCURACION": {"ENVIADO", "ACEPTADO"},
    "SALDO_REQUERIDO": {"VIGENTE", "REHABILITADO", "SOLICITADO"},  # only of what fell
    "GARANTIA_AMPLIADA": {"FIANZA_REQUERIDA"},
    "NO_LOCALIZADO": {"DESOCUPO"},  # CFF 146: until the debtor is found
}

# What the incidencia of a cut says where the file is silent (design: incidencias_materia.csv).
DICE = {
    "00": ("cedula", "PROPUESTA"),
    "03": ("aclaracion", "EN_TRAMITE"),
    "21": ("aclaracion", "EN_TRAMITE"),
    "05": ("convenio", "SOLICITADO"),
    "06": ("inconformidad", "SIN_ACUSE"),
    "07": ("garantia", "FIANZA_REQUERIDA"),
    "09": ("localizacion", "EN_BUSQUEDA"),
    "10": ("sustitucion", "INVESTIGACION"),
    "12": ("huelga", "ESTALLADA"),
    "13": ("envio", "PROCURACION"),
    "14": ("juicio", "SIN_EXPEDIENTE"),
    "15": ("revocacion", "SIN_EXPEDIENTE"),
    "18": ("pago", "POR_AFECTAR"),
    "25": ("pago", "POR_AFECTAR"),
    "19": ("concurso", "SIN_EXPEDIENTE"),
    "23": ("sin_efectos", "SIN_EXPEDIENTE"),
    "26": ("solidaria", "EN_TRAMITE"),
    "31": ("etapa", "REQUERIDO"),
    **dict.fromkeys(("32", "33", "34", "35", "36", "43"), ("etapa", "EMBARGADO")),
    # Annex A: on the word of the cut alone nothing is auctioned.
    **dict.fromkeys(("37", "38", "39", "40", "41"), ("etapa", "POR_ACREDITAR")),
    # No public procedure says what these let the office do.
    **dict.fromkeys(("04", "08", "11", "17", "22", "27"), ("incidencia", "POR_ACLARAR")),
    "42": ("garantia", "SIN_EXPEDIENTE"),
    **dict.fromkeys(("51", "52", "53", "54"), ("convenio", "VIGENTE")),
    "55": ("convenio", "REHABILITADO"),
}
DICE_SIN_NOTIFICAR = {"00", "01", "20"}
SUPONE_NOTIFICADO = {"02", "06", "14", "15", "42", "43", "55", *map(str, range(51, 55))} | {
    str(n) for n in range(31, 42)
}
# Design (interrupciones.csv): what a cut suggests, to be confirmed by an acta.
SUGIERE_GESTION = {str(n) for n in range(31, 42)} | {"43"}
SUGIERE_RECONOCIMIENTO = {"05", "51", "52", "53", "54", "55"}
SUGIERE_SUSPENSION = {"06", "14", "15"}

# Nothing is pending in these: what a later cut says rules. The rest last until a fact ends them.
CERRADOS = {
    "EMITIDA", "IMPROCEDENTE", "AJUSTADA", "RESUELTA", "VALIDEZ_FIRME", "TERMINADO", "VALIDO",
    "NINGUNO", "NINGUNA", "CAIDO", "TERMINADA", "INCUMPLIDO", "LOCALIZADO", "VIGENTE_EL_PATRON",
    "SIN_PAGO", "NO", "ATENDIDO", "SIN_INICIAR", "CONOCIDA",
    "SOLICITADO", "EMPLAZADA", "INSUFICIENTE", "ADMITIDO",  # what comes later may be stricter
}  # fmt: skip


def cerrado(asunto: str, estado: str) -> bool:
    """A partial payment and an active employer leave nothing open either."""
    return estado in CERRADOS or (asunto, estado) in {("pago", "PARCIAL"), ("baja", "VIGENTE")}
