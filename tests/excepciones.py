"""The exceptions to the rules of the house, each with its reason."""

SIN_LEY = {
    "actualizacion": {"serie_inpc"},  # opens a table
    "antiguedad": {"nombres_de_antiguedad"},  # labels
    "decision": {"condicion", "tablero"},  # rows of a table
    "derecho": set(),
    "exigibilidad": {"sin_vencer"},  # what creditos_de leaves without a day
    "ley": {"exigir_ley", "vencimientos_cubiertos"},  # what the tables reach
    "lineas": {"con_plazo"},  # rows of a table
    "liquidacion": {"ley_del_dia"},  # a cache
    "memoria": {"explicar"},  # puts in words what others rule
    "memoria_de_documento": {"diferencias", "memoria_de", "recalculado"},  # the same, as data
    "notificacion": {"por_dia"},  # asks a rule once a day
    "recargos": {"desglose", "limites_de_mora", "periodos_cubiertos"},  # rows of a table
    "segun_corte": {"lugar_de_incidencia"},  # place in a catalogue
    "tramos": {"contienen", "cruzar", "dentro", "lugar_en_su_credito", "tramos", "unir"},
}
COMPONEN = {"ley", "derecho"}
"""They only compose other rules; tests/propiedades holds them equal to a Decimal program."""
EN_COLUMNAS = {
    "causacion": "huelga, caducidad",
    "compuerta": "situacion_juridica",
    "estados": "situacion_juridica",
    "etapas": "situacion_juridica",
    "eventos": "situacion_juridica",
    "lineas": "situacion_juridica",
    "prescripcion_en_columnas": "prescripcion",
    "segun_corte": "notificados, situacion_juridica",
}
"""Steps of other rules: whose golden cases reach each one."""
SIN_CASOS = COMPONEN | set(EN_COLUMNAS)
ESPEJADOS = ("norma", "valores", "cartera", "reglas", "oficina", "calculo", "importers", "store")
PROBADOS_EN = {
    "store/test_append": ("acuse", "almacen", "carga", "columnas", "guardado", "volumen"),
    "store/test_candados": ("errores", "esquema", "esquema_expediente", "esquema_libro", "tablas"),
    "store/test_libro": ("asientos", "conflictos"),
    "store/test_migraciones": ("conexion",),
    "store/test_busqueda": ("expresiones", "texto"),
    "store/test_huellas": ("verificacion",),
    "importers/test_leer": ("archivo", "clases", "lectura"),
    "importers/test_patrones": ("fechas", "hoja"),
}
"""Modules that no one calls by themselves, by the test of what is called."""
