"""The ledger in a database that only grows: SQLite by default, PostgreSQL by URL."""

from cartera_lib.store.acuse import Acuse, AcuseDeActo
from cartera_lib.store.almacen import Almacen, open  # noqa: A004  store.open
from cartera_lib.store.instantaneas import Respuesta
from cartera_lib.store.paginas import Filtros, Pagina

__all__ = ["Acuse", "AcuseDeActo", "Almacen", "Filtros", "Pagina", "Respuesta", "open"]
