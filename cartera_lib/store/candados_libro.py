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
    if dialecto != "postgresql":
        yield from _de_sqlite("acto", EXPEDIENTE)
        return
    yield _funcion("cartera_acto_expediente", EXPEDIENTE, "NEW")
    yield (
        "CREATE TRIGGER acto_expediente BEFORE INSERT ON acto "
        "FOR EACH ROW EXECUTE FUNCTION cartera_acto_expediente()"
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
