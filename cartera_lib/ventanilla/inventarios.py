"""The window of the physical inventory: open it, mark what each paper says, close it with acta."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.acto import ClaseDeActo, Parte
from cartera_lib.cartera.inventario import CierreDeInventario, Cuaderno, Inventario, Marca
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina import inventario as fisico
from cartera_lib.oficina.inventario_acta import Acta, acta, cuadros
from cartera_lib.oficina.inventario_diferencias import (
    CON_DINERO,
    aclaradas,
    conserva,
    diferencias,
    indicadores,
)
from cartera_lib.oficina.inventario_marcas import Conteos, rechazos
from cartera_lib.store import AcuseDeActo
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.base import Base
from cartera_lib.ventanilla.informes import Informe

TITULO = "Inventario físico de créditos en mora"
SIN_INVENTARIO = "No hay inventario en el libro. Abra uno en «Abrir un inventario»."


@dataclass(frozen=True, eq=False)
class Toma:
    """An inventory as the book has it: what it is of, its books, its marks, and its acta."""

    inventario: Inventario
    conteos: Conteos
    cierre: date | None
    acta: str

    @property
    def base(self) -> pd.DataFrame:
        """Return the numbered credits of its base."""
        return self.conteos.base

    @property
    def cuadernos(self) -> Sequence[Cuaderno]:
        """Return its books, by number."""
        return self.conteos.cuadernos

    @property
    def marcas(self) -> pa.Table:
        """Return the marks kept."""
        return self.conteos.marcas

    def sin_contar(self) -> int:
        """Count the credits of the base that nobody has marked."""
        return int((fisico.resultado(self.base, self.marcas)["marca"] == fisico.SIN_CONTAR).sum())

    def por_recontar(self) -> int:
        """Count what the first count marked, did not find equal, and waits for the second."""
        pedido = fisico.pedidos(
            self.base, self.marcas, cuadernos=self.cuadernos, conteo=fisico.SEGUNDO
        )
        marcado = pedido[pedido["antes"] != fisico.SIN_CONTAR]
        return len(fisico.por_contar(marcado, self.marcas, conteo=fisico.SEGUNDO, quien=""))


class Inventarios(Base):
    """Acts and questions about the physical inventory."""

    def abrir_inventario(
        self,
        corte: date,
        *,
        lugar: str,
        participantes: str,
        responsables: Sequence[str] | Sequence[Cuaderno],
        al: date,
    ) -> tuple[str, AcuseDeActo]:
        """Open an inventory over a cut: in equal books for people, or in the books given.

        Return its folio and the receipt.
        """
        self._exigir_apertura(corte, lugar, al)
        base = fisico.base(self.mesa.cartera(corte))
        folio = next(self.folios("I", al))
        libros = _libros(len(base), responsables, folio)
        fisico.revisar_cuadernos(libros, len(base))
        inventario = Inventario(folio, corte, al, lugar.strip(), participantes.strip())
        partes: tuple[Parte, ...] = (inventario, *libros)
        acuse = self.asentar(ClaseDeActo.INVENTARIO, f"inventario {folio}", al=al, partes=partes)
        return folio, acuse

    def _exigir_apertura(self, corte: date, lugar: str, al: date) -> None:
        if not lugar.strip():
            raise DatoInvalido("Escriba el lugar donde se levanta el inventario: va en el acta.")
        if al < corte:
            raise DatoInvalido(
                f"El corte es del {corte:%d/%m/%Y}: el inventario se abre ese día o después."
            )
        for fila in self.libro.inventarios().to_pylist():
            if fila["corte"] == corte and fila["cierre"] is None:
                raise DatoInvalido(
                    f"El inventario {fila['folio']} de ese corte sigue abierto. "
                    "Ciérrelo antes de abrir otro."
                )

    def toma(
        self, folio: str = "", *, al: date | None = None, base: pd.DataFrame | None = None
    ) -> Toma:
        """Return an inventory, the last one unless a folio is given, with its marks up to a day.

        ``base``: its own, when it has been read before; a cut does not change.
        """
        filas = self.libro.inventarios().to_pylist()
        suya = next((f for f in reversed(filas) if f["folio"] == folio or not folio), None)
        if suya is None:
            raise DatoInvalido(
                f"No hay inventario «{folio}» en el libro." if folio else SIN_INVENTARIO
            )
        campos = {c: suya[c] for c in ("folio", "corte", "fecha", "lugar", "participantes")}
        libros = self.libro.cuadernos(suya["folio"]).to_pylist()
        marcas = self.libro.marcas(suya["folio"])
        if al is not None:
            marcas = marcas.filter(pc.less_equal(marcas["al"], pa.scalar(al, pa.date32())))
        if base is None:
            base = fisico.base(self.mesa.cartera(suya["corte"]))
        conteos = Conteos(base, tuple(Cuaderno(**libro) for libro in libros), marcas)
        return Toma(Inventario(**campos), conteos, suya["cierre"], suya["acta"])

    def marcar(
        self, marcas: Iterable[Marca], *, al: date, base: pd.DataFrame | None = None
    ) -> AcuseDeActo:
        """Keep what a count found, all or none; ``base``: as in ``toma``."""
        dadas = list(marcas)
        folios = {marca.inventario for marca in dadas}
        if len(folios) != 1:
            raise DatoInvalido("Dé marcas de un solo inventario, al menos una.")
        folio = folios.pop()
        leida = self.toma(folio, base=base)
        _exigir_abierto(leida, al)
        if mal := rechazos(dadas, leida.conteos, quien=self.quien):
            raise DatoInvalido(" ".join(mal))
        primera = dadas[0]
        llave = f"marca {folio} {primera.conteo} {'|'.join(primera.llave)} {len(dadas)}"
        return self.asentar(ClaseDeActo.INVENTARIO, llave, al=al, partes=dadas)

    def acta_de_inventario(self, folio: str = "", *, al: date) -> Acta:
        """Write the acta that an inventory would have if it ended on a day; nothing is kept."""
        leida = self.toma(folio)
        return acta(
            leida.inventario, leida.base, cuadernos=leida.cuadernos, marcas=leida.marcas, al=al
        )

    def cerrar_inventario(self, folio: str, *, al: date) -> tuple[AcuseDeActo, Acta]:
        """End an inventory with its acta; what nobody counted is left in it as missing."""
        leida = self.toma(folio)
        _exigir_abierto(leida, al)
        if not leida.marcas.num_rows:
            raise DatoInvalido(f"En el inventario {folio} nadie ha contado: no hay qué cerrar.")
        hecha = self.acta_de_inventario(folio, al=al)
        parte = CierreDeInventario(folio, al, hecha.texto)
        llave = f"cierre {folio}"
        acuse = self.asentar(ClaseDeActo.INVENTARIO, llave, al=al, partes=(parte,))
        return acuse, hecha

    def informe_de_inventario(self, folio: str = "", *, al: date) -> Informe:
        """Return the progress, the differences and the measures of an inventory, up to a day."""
        if not folio and not self.libro.inventarios().num_rows:
            return Informe("inventario", TITULO, al, {}, (SIN_INVENTARIO,))
        leida = self.toma(folio, al=al)
        cerrado = leida.cierre is not None and leida.cierre <= al
        tablas = cuadros(leida.base, leida.marcas, cuadernos=leida.cuadernos, cerrado=cerrado)
        abiertas = leida.sin_contar()
        if leida.cierre is not None and cerrado:
            halladas = diferencias(leida.base, leida.marcas)
            hechas = aclaradas(halladas, self._posteriores(leida), cierre=leida.cierre)
            tablas["Indicadores"] = indicadores(
                leida.base, leida.marcas, aclaradas=int(hechas.sum())
            )
            abiertas = int(halladas["clase"].isin(CON_DINERO).sum() - hechas.sum())
        _nombrar(tablas)
        titulo = f"{TITULO} {leida.inventario.folio}"
        corte, cifras = leida.inventario.corte, _cifras(leida, tablas)
        return Informe("inventario", titulo, corte, tablas, cifras, abiertas)

    def _posteriores(self, toma: Toma) -> pd.DataFrame:
        """Return the movements of the acts that came after the end of an inventory."""
        actos = self.libro.actos().to_pandas(date_as_object=True).set_index("id")
        ultimo = actos.index[actos["llave"] == f"cierre {toma.inventario.folio}"].max()
        movimientos = self.libro.movimientos().to_pandas()
        despues = movimientos[movimientos["acto_id"] > ultimo]
        return despues.assign(al=despues["acto_id"].map(actos["al"]))


def _libros(
    n: int, responsables: Sequence[str] | Sequence[Cuaderno], folio: str
) -> tuple[Cuaderno, ...]:
    """Return the books of an inventory: those given, or equal ones for the people named."""
    dados = [replace(r, inventario=folio) for r in responsables if isinstance(r, Cuaderno)]
    personas = [r for r in responsables if isinstance(r, str)]
    return tuple(dados) if dados else fisico.repartir(n, personas, inventario=folio)


def _exigir_abierto(toma: Toma, al: date) -> None:
    folio = toma.inventario.folio
    if toma.cierre is not None:
        raise DatoInvalido(
            f"El inventario {folio} se cerró el {toma.cierre:%d/%m/%Y}: ya no admite cambios. "
            "Abra otro inventario."
        )
    if al < toma.inventario.fecha:
        raise DatoInvalido(
            f"El inventario {folio} se abrió el {toma.inventario.fecha:%d/%m/%Y}. "
            "Use esa fecha o una posterior."
        )


def _nombrar(tablas: dict[str, pd.DataFrame]) -> None:
    """Put beside each code of a kind of document its name."""
    nombres = {codigo: f"{codigo} {tipo.nombre}" for codigo, tipo in tipos_documento().items()}
    por_tipo, halladas = (tablas[nombre] for nombre in ("Por tipo de documento", "Diferencias"))
    tablas["Por tipo de documento"] = por_tipo.rename(index=nombres, level="tipo_documento")
    de_cada_una = halladas["tipo_documento"].map(nombres)
    tablas["Diferencias"] = halladas.assign(tipo_documento=de_cada_una)


def _cifras(toma: Toma, tablas: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    estado = f"cerrado el {toma.cierre:%d/%m/%Y}" if toma.cierre else "abierto"
    medidas: dict[Any, Any] = tablas["Indicadores"]["valor"].to_dict()
    return (
        f"Inventario {toma.inventario.folio}, {estado}, sobre el corte al "
        f"{toma.inventario.corte:%d/%m/%Y}.",
        f"Base: {len(toma.base):,} créditos por {pesos(int(toma.base['importe'].sum()))}.",
        conserva(toma.base, toma.marcas),
        f"Diferencias: {len(tablas['Diferencias']):,}.",
        *(f"{nombre}: {valor}" for nombre, valor in medidas.items()),
    )
