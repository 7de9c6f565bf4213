"""What the database proves of each movement as it comes in and of each act as it is sealed.

It binds whoever writes. The same condition is asked on both engines; SQLite cannot put the
account in the message.
"""

from collections.abc import Iterator

AJENO = "quien captura no verifica"
DESCUADRADO = "debe y haber no suman lo mismo"

SELLO = {
    "cuadra": (
        "(SELECT coalesce(sum(debe) - sum(haber), 0) FROM asiento WHERE acto_id = NEW.id) <> 0",
        f"El acto no cuadra: {DESCUADRADO}. Revise el mapa de cuentas.",
    ),
    "separa": (
        "EXISTS (SELECT 1 FROM verificacion v JOIN movimiento m ON m.id = v.movimiento_id"
        " LEFT JOIN acto a ON a.id = m.acto_id WHERE v.acto_id = NEW.id"
        " AND (m.acto_id = NEW.id OR lower(trim(a.quien)) = lower(trim(NEW.quien))))",
        f"El acto verifica un movimiento propio: {AJENO}. Que lo verifique otra persona.",
    ),
    "reparte": (
        "EXISTS (SELECT 1 FROM (SELECT clave FROM deposito WHERE acto_id = NEW.id"
        " UNION SELECT clave FROM aplicacion WHERE acto_id = NEW.id) t"
        " JOIN deposito d ON d.clave = t.clave WHERE d.importe <>"
        " (SELECT coalesce(sum(a.importe), 0) FROM aplicacion a WHERE a.clave = d.clave))",
        "Las aplicaciones de un depósito no suman su importe. Reparta el depósito completo.",
    ),
    "alcanza": (
        "EXISTS (SELECT 1 FROM aplicacion n JOIN aplicacion a ON a.clave = n.clave"
        " AND a.destino = n.destino WHERE n.acto_id = NEW.id"
        " GROUP BY n.acto_id, n.numero, a.clave, a.destino HAVING sum(a.importe) < 0)",
        "El acto saca de un depósito más de lo que le queda. Vuelva a revisarlo.",
    ),
}
"""What cannot be true of an act, and how it is said."""

EXPEDIENTE = {
    "confirma": (
        "EXISTS (SELECT 1 FROM confirmacion c JOIN hecho h ON h.folio = c.folio"
        " LEFT JOIN acto a ON a.id = h.acto_id WHERE c.acto_id = NEW.id"
        " AND (h.acto_id = NEW.id OR lower(trim(a.quien)) = lower(trim(NEW.quien))))",
        f"El acto confirma un hecho propio: {AJENO}. Que lo confirme otra persona.",
    ),
}
"""The same of the facts of the expediente, which came after."""

# CROSS JOIN: SQLite goes through them in this order, from the few of an act to their equals.
DOCUMENTOS = {
    "serie": (
        "EXISTS (SELECT 1 FROM emitido e WHERE e.acto_id = NEW.id AND e.numero > 1"
        " AND NOT EXISTS (SELECT 1 FROM emitido p WHERE p.serie = e.serie"
        " AND p.ejercicio = e.ejercicio AND p.numero = e.numero - 1))",
        "La serie de folios no puede tener huecos. Numere a partir del último folio.",
    ),
    "unico": (
        "EXISTS (SELECT 1 FROM emitido e CROSS JOIN emitido_credito c"
        " CROSS JOIN emitido_credito d CROSS JOIN emitido o"
        " WHERE e.acto_id = NEW.id AND e.unico = 1 AND c.folio = e.folio"
        " AND d.registro = c.registro AND d.credito = c.credito AND d.periodo = c.periodo"
        " AND d.tipo_documento = c.tipo_documento AND d.ramo = c.ramo AND d.folio <> e.folio"
        " AND o.folio = d.folio AND o.unico = 1 AND o.clase = e.clase AND NOT EXISTS"
        " (SELECT 1 FROM suceso s WHERE s.folio = o.folio AND s.clase IN ('ANULADO', 'DEVUELTO')))",
        "Un crédito del acto ya tiene un documento vivo de esa clase."
        " Anúlelo antes de emitir otro.",
    ),
    "suyos": (
        "EXISTS (SELECT 1 FROM emitido_credito c JOIN emitido e ON e.folio = c.folio"
        " WHERE c.acto_id = NEW.id AND e.acto_id <> NEW.id)",
        "El acto agrega créditos a un documento ya emitido. Emita otro documento.",
    ),
    "suma": (
        "EXISTS (SELECT 1 FROM emitido e WHERE e.acto_id = NEW.id AND e.importe <>"
        " (SELECT sum(c.importe) FROM emitido_credito c WHERE c.folio = e.folio))",
        "Los créditos de un documento no suman su importe. Vuelva a prepararlo.",
    ),
    "papel": (
        "EXISTS (SELECT 1 FROM (SELECT sha256 FROM emitido WHERE acto_id = NEW.id"
        " UNION SELECT sha256 FROM suceso WHERE acto_id = NEW.id AND sha256 <> '') t"
        " WHERE NOT EXISTS (SELECT 1 FROM papel p WHERE p.sha256 = t.sha256))",
        "Un documento del acto no trae su papel. Vuelva a prepararlo.",
    ),
    "revisa": (
        "EXISTS (SELECT 1 FROM suceso s JOIN emitido e ON e.folio = s.folio"
        " LEFT JOIN acto a ON a.id = e.acto_id WHERE s.acto_id = NEW.id AND s.clase = 'REVISADO'"
        " AND (e.acto_id = NEW.id OR lower(trim(a.quien)) = lower(trim(NEW.quien))))",
        f"El acto revisa un documento propio: {AJENO}. Que lo revise otra persona.",
    ),
    "cerrado": (
        "EXISTS (SELECT 1 FROM suceso s JOIN suceso p ON p.folio = s.folio"
        " AND p.numero < s.numero WHERE s.acto_id = NEW.id"
        " AND p.clase IN ('ANULADO', 'DEVUELTO', 'DILIGENCIADO'))",
        "El documento ya terminó su trámite: no admite más sucesos.",
    ),
    "sigue_suceso": (
        "EXISTS (SELECT 1 FROM suceso s WHERE s.acto_id = NEW.id AND s.numero > 1"
        " AND NOT EXISTS (SELECT 1 FROM suceso p WHERE p.folio = s.folio"
        " AND p.numero = s.numero - 1))",
        "Un suceso no sigue al anterior de su documento. Vuelva a revisar el documento.",
    ),
}
"""The same of the issued documents and of what becomes of them."""

SIGUE = (
    "Un movimiento no sigue al anterior de su cuenta: cambiaron su saldo o su incidencia. "
    "Vuelva a revisar la cuenta."
)
SUYO = "Un movimiento corrige a otro que no es de su cuenta. Indique el de la misma cuenta."
ANTERIOR = (
    "SELECT 1 FROM movimiento p WHERE p.cuenta_id = {nuevo}.cuenta_id"
    " AND p.numero = {nuevo}.numero - 1 AND p.saldo_despues = {nuevo}.saldo_antes"
    " AND p.incidencia_despues = {nuevo}.incidencia_antes"
)
CORREGIDO = (
    "SELECT 1 FROM movimiento p WHERE p.id = {nuevo}.corrige AND p.cuenta_id = {nuevo}.cuenta_id"
)
MOVIMIENTO = {
    "sigue": (f"{{nuevo}}.numero > 1 AND NOT EXISTS ({ANTERIOR})", SIGUE),
    "corrige": (f"{{nuevo}}.corrige IS NOT NULL AND NOT EXISTS ({CORREGIDO})", SUYO),
}


def pruebas(dialecto: str) -> Iterator[str]:
    """Yield the statements that put every proof in its place."""
    yield from _postgresql() if dialecto == "postgresql" else _sqlite()


def pruebas_de_expediente(dialecto: str) -> Iterator[str]:
    """Yield the statements that prove who confirms a fact."""
    yield from _de_acto(dialecto, "expediente", EXPEDIENTE)


def pruebas_de_documentos(dialecto: str) -> Iterator[str]:
    """Yield the statements that prove the issued documents and what becomes of them."""
    yield from _de_acto(dialecto, "documentos", DOCUMENTOS)


def _de_acto(dialecto: str, nombre: str, dichas: dict[str, tuple[str, str]]) -> Iterator[str]:
    if dialecto != "postgresql":
        yield from _de_sqlite("acto", dichas)
        return
    yield _funcion(f"cartera_acto_{nombre}", dichas, "NEW")
    yield (
        f"CREATE TRIGGER acto_{nombre} BEFORE INSERT ON acto "
        f"FOR EACH ROW EXECUTE FUNCTION cartera_acto_{nombre}()"
    )


def _sqlite() -> Iterator[str]:
    de_movimiento = {n: (c.format(nuevo="NEW"), texto) for n, (c, texto) in MOVIMIENTO.items()}
    yield from _de_sqlite("movimiento", de_movimiento)
    yield from _de_sqlite("acto", SELLO)


def _de_sqlite(tabla: str, dichas: dict[str, tuple[str, str]]) -> Iterator[str]:
    for nombre, (condicion, texto) in dichas.items():
        yield (
            f"CREATE TRIGGER {tabla}_{nombre} BEFORE INSERT ON {tabla} WHEN {condicion} "
            f"BEGIN SELECT RAISE(ROLLBACK, '{texto}'); END"
        )


def _postgresql() -> Iterator[str]:
    de_movimiento = {
        nombre: (f"EXISTS (SELECT 1 FROM nuevas n WHERE {condicion.format(nuevo='n')})", texto)
        for nombre, (condicion, texto) in MOVIMIENTO.items()
    }
    yield _funcion("cartera_movimiento_prueba", de_movimiento, "NULL")
    yield _funcion("cartera_acto_prueba", SELLO, "NEW")
    yield (
        "CREATE TRIGGER movimiento_prueba AFTER INSERT ON movimiento REFERENCING NEW TABLE AS "
        "nuevas FOR EACH STATEMENT EXECUTE FUNCTION cartera_movimiento_prueba()"
    )
    yield (
        "CREATE TRIGGER acto_prueba BEFORE INSERT ON acto "
        "FOR EACH ROW EXECUTE FUNCTION cartera_acto_prueba()"
    )


def _funcion(nombre: str, dichas: dict[str, tuple[str, str]], devuelve: str) -> str:
    # The plan of a session lasts: one made while a table was empty must use the keys all the same.
    planes = " ".join(f"SET enable_{plan} = off" for plan in ("seqscan", "hashjoin", "mergejoin"))
    preguntas = "".join(
        f"  IF {condicion} THEN\n    RAISE EXCEPTION '{texto}' USING ERRCODE = "
        "'restrict_violation';\n  END IF;\n"
        for condicion, texto in dichas.values()
    )
    return (
        f"CREATE FUNCTION {nombre}() RETURNS trigger LANGUAGE plpgsql {planes} AS $$\n"
        f"BEGIN\n{preguntas}  RETURN {devuelve};\nEND $$"
    )
