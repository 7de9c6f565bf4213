"""Floor 6: the desk of an analyst: a book of cuts, opened, and what the office asks of it."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib import exports, store
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.errors import DatoInvalido


class Informe(Protocol):
    """What can be delivered: sheets in centavos, of what they are, and what is unresolved."""

    @property
    def nombre(self) -> str:  # noqa: D102
        ...

    @property
    def corte(self) -> date:  # noqa: D102
        ...

    @property
    def incompleto(self) -> int:  # noqa: D102
        ...

    def hojas(self) -> dict[str, pd.DataFrame]:  # noqa: D102
        ...

    def portada(self) -> dict[str, str]:  # noqa: D102
        ...


@dataclass(frozen=True, eq=False)
class Mesa:
    """A book open for reading; each call returns values of the office.

    ``subdelegacion``: four digits, OOAD and subdelegación, when the book holds several.
    """

    libro: store.Almacen
    subdelegacion: str = ""

    def oficina(self) -> tuple[str, str]:
        """Return the OOAD and the subdelegación at this desk, two digits each."""
        claves = sorted({c["ooad"] + c["subdelegacion"] for c in self.libro.cortes().to_pylist()})
        if not claves:
            raise DatoInvalido("El libro no tiene cortes. Cargue uno con «cartera importar rale».")
        if self.subdelegacion not in claves and (self.subdelegacion or len(claves) > 1):
            raise DatoInvalido(f"Diga de qué subdelegación; el libro tiene: {', '.join(claves)}.")
        clave = self.subdelegacion or claves[0]
        return clave[:2], clave[2:]

    def cortes(self) -> list[date]:
        """Return the days of the cuts held, oldest first."""
        oficina = self.oficina()
        cortes = self.libro.cortes().to_pylist()
        return [c["al"] for c in cortes if (c["ooad"], c["subdelegacion"]) == oficina]

    def cartera(self, corte: date | str | None = None) -> Cartera:
        """Return the cartera of a cut, the last one unless another is named."""
        dia = self._dia(corte)
        ooad, subdelegacion = self.oficina()
        tabla = self.libro.cartera(dia, ooad, subdelegacion=subdelegacion)
        rechazados = sum(carga["rechazados"] for carga in self._cargas(dia))
        return Cartera(dia, ooad, subdelegacion, tabla, rechazados)

    def cargas(self, cartera: Cartera) -> list[dict[str, Any]]:
        """Return the loads that a cut came from."""
        return self._cargas(cartera.corte)

    def anterior(self, cartera: Cartera) -> Cartera | None:
        """Return the cut before, or None for the first one."""
        previos = [dia for dia in self.cortes() if dia < cartera.corte]
        return self.cartera(previos[-1]) if previos else None

    def de_patron(self, registro: str, cartera: Cartera) -> Cartera:
        """Return only the credits of one employer in a cut."""
        suyos = self.libro.creditos_de(registro, cartera.corte)
        aqui = pc.and_(
            pc.equal(suyos["ooad"], cartera.ooad),
            pc.equal(suyos["subdelegacion"], cartera.subdelegacion),
        )
        return replace(cartera, tabla=suyos.filter(aqui))

    def patron(self, registro: str) -> dict[str, Any] | None:
        """Return what the employer master says of one registro, or None."""
        return self.libro.patron(registro)

    def buscar(self, texto: str, limite: int = 200) -> pd.DataFrame:
        """Return the employers that a registro, an RFC or a name may mean, most alike first."""
        return self.libro.buscar_patron(texto, limite=limite).to_pandas()

    def con_nombre(self, tabla: pd.DataFrame) -> pd.DataFrame:
        """Return a table that has a registro with the employer's name beside it."""
        patrones = [self.libro.patron(registro) for registro in tabla["registro"]]
        nombres = [patron["nombre"] if patron else "" for patron in patrones]
        con = tabla.copy()
        con.insert(1, "nombre", nombres)
        return con

    def pagos(self, hasta: date | None = None) -> pa.Table:
        """Return the SIPARE payments held, up to a day."""
        return self.libro.pagos(hasta=hasta)

    def entradas(self, corte: date) -> list[dict[str, Any]]:
        """Return the files that what is known of a cut came from, with their hashes."""
        return [
            {campo: carga[campo] for campo in ("archivo", "sha256", "aceptados", "rechazados")}
            for carga in self.libro.cargas().to_pylist()
            if carga["al"] == corte or carga["clase"] != "rale"
        ]

    def entregar(self, informe: Informe, salida: str) -> str:
        """Write the workbook, the figures and the list of inputs; without a folder, nothing."""
        if not salida:
            return "Sin carpeta de salida: no se escribió ningún archivo."
        carpeta, hojas = Path(salida), informe.hojas()
        libro = f"{informe.nombre}.xlsx"
        (carpeta / libro).write_bytes(exports.workbook(hojas, informe.portada()))
        cifras = {nombre: tabla for nombre, tabla in hojas.items() if "Detalle" not in nombre}
        portada: dict[str, str | int] = {**informe.portada(), "unidad": "centavos"}
        texto = exports.figures(cifras, **portada, incompleto=informe.incompleto)
        (carpeta / "cifras.json").write_text(texto, encoding="utf-8")
        entradas = json.dumps(self.entradas(informe.corte), indent=1)
        (carpeta / "entradas.json").write_text(entradas, encoding="utf-8")
        return f"{len(hojas)} hojas en {libro} y sus cifras en cifras.json."

    def _cargas(self, dia: date) -> list[dict[str, Any]]:
        suyas = (dia, *self.oficina())
        cargas = self.libro.cargas().to_pylist()
        return [c for c in cargas if (c["al"], c["ooad"], c["subdelegacion"]) == suyas]

    def _dia(self, corte: date | str | None) -> date:
        cortes = self.cortes()
        if not corte:
            return cortes[-1]
        dia = date.fromisoformat(corte) if isinstance(corte, str) else corte
        if dia not in cortes:
            conocidos = ", ".join(str(c) for c in cortes)
            raise DatoInvalido(f"No hay corte al {dia}. Los cargados son: {conocidos}.")
        return dia
