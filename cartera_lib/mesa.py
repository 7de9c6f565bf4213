"""Floor 6: the desk of an analyst: a book of cuts, opened, and what the office asks of it."""

import json
import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from cartera_lib import ejemplo, exports, store
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.informe_mensual import InformeMensual

VARIABLE = "CARTERA_URL"


@dataclass(frozen=True, eq=False)
class Mesa:
    """A book open for reading; each call returns values of the office."""

    libro: store.Almacen

    def cortes(self) -> list[date]:
        """Return the days of the cuts held, oldest first."""
        return sorted(set(self.libro.cortes()["al"].to_pylist()))

    def cartera(self, corte: date | str | None = None, subdelegacion: str = "") -> Cartera:
        """Return the cartera of a cut, the last one unless another is named.

        ``subdelegacion``: four digits, OOAD and subdelegación, when the book holds several.
        """
        dia = self._dia(corte)
        ooad, propia = self._de_quien(dia, subdelegacion)
        tabla = self.libro.cartera(dia, ooad, subdelegacion=propia)
        cargas = self.libro.cargas().to_pylist()
        del_corte = (c for c in cargas if (c["al"], c["ooad"]) == (dia, ooad))
        rechazados = sum(c["rechazados"] for c in del_corte if c["subdelegacion"] == propia)
        return Cartera(dia, ooad, propia, tabla, rechazados)

    def anterior(self, cartera: Cartera) -> Cartera | None:
        """Return the cut before of the same subdelegación, or None for the first one."""
        propia = cartera.ooad + cartera.subdelegacion
        previos = [
            c["al"]
            for c in self.libro.cortes().to_pylist()
            if c["ooad"] + c["subdelegacion"] == propia and c["al"] < cartera.corte
        ]
        return self.cartera(max(previos), propia) if previos else None

    def de_patron(self, registro: str, cartera: Cartera) -> Cartera:
        """Return only the credits of one employer in a cut."""
        suyos = self.libro.creditos_de(registro, cartera.corte)
        return replace(cartera, tabla=suyos)

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

    def entradas(self, cartera: Cartera) -> list[dict[str, Any]]:
        """Return the files that a cut came from, with their hashes."""
        return [
            {campo: carga[campo] for campo in ("archivo", "sha256", "aceptados", "rechazados")}
            for carga in self.libro.cargas().to_pylist()
            if carga["al"] == cartera.corte or carga["clase"] != "rale"
        ]

    def entregar(self, informe: InformeMensual, salida: str) -> str:
        """Write the workbook, the figures and the list of inputs; without a folder, nothing."""
        if not salida:
            return "Sin carpeta de salida: no se escribió ningún archivo."
        carpeta = Path(salida)
        hojas = informe.hojas()
        (carpeta / "situacion.xlsx").write_bytes(exports.workbook(hojas, informe.portada()))
        cifras = {nombre: tabla for nombre, tabla in hojas.items() if "Detalle" not in nombre}
        sin_calculo = informe.situacion.sin_calculo
        portada: dict[str, str | int] = {**informe.portada(), "unidad": "centavos"}
        texto = exports.figures(cifras, **portada, sin_calculo=sin_calculo)
        (carpeta / "cifras.json").write_text(texto, encoding="utf-8")
        entradas = self.entradas(informe.situacion.cartera)
        (carpeta / "entradas.json").write_text(json.dumps(entradas, indent=1), encoding="utf-8")
        return f"{len(hojas)} hojas en situacion.xlsx y sus cifras en cifras.json."

    def _dia(self, corte: date | str | None) -> date:
        cortes = self.cortes()
        if not cortes:
            raise DatoInvalido("El libro no tiene cortes. Cargue uno con «cartera importar rale».")
        if not corte:
            return cortes[-1]
        dia = date.fromisoformat(corte) if isinstance(corte, str) else corte
        if dia not in cortes:
            conocidos = ", ".join(str(c) for c in cortes)
            raise DatoInvalido(f"No hay corte al {dia}. Los cargados son: {conocidos}.")
        return dia

    def _de_quien(self, dia: date, subdelegacion: str) -> tuple[str, str]:
        del_dia = [c for c in self.libro.cortes().to_pylist() if c["al"] == dia]
        claves = sorted({c["ooad"] + c["subdelegacion"] for c in del_dia})
        if subdelegacion not in claves and (subdelegacion or len(claves) > 1):
            raise DatoInvalido(f"Diga de qué subdelegación; al {dia} hay: {', '.join(claves)}.")
        clave = subdelegacion or claves[0]
        return clave[:2], clave[2:]


def abrir(libro: str = "") -> Mesa:
    """Open a book by path or URL; without one, that of ``CARTERA_URL`` or the invented example."""
    return Mesa(store.open(libro or os.environ.get(VARIABLE) or ejemplo.libro()))
