"""The window of the cuts: open the ledger, follow the system, prove what was posted."""

from datetime import date

from cartera_lib.cartera.acto import Acto, ClaseDeActo
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.afectacion import comprobar
from cartera_lib.oficina.corte import Posicion, Seguimiento, seguir
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base


class Cortes(Base):
    """Acts whose evidence is a cut of the system."""

    def abrir_libro(self, corte: date | str | None = None) -> AcuseDeActo:
        """Open an account for each credit of a cut, the first one held unless another is named."""
        dia = corte or self.mesa.cortes()[0]
        cartera = self.mesa.cartera(dia)
        llave = f"apertura {cartera.ooad}{cartera.subdelegacion}"
        cargas = [carga["id"] for carga in self.mesa.cargas(cartera)]
        return self.guardar(
            Acto(ClaseDeActo.APERTURA, self.quien, llave, cartera.corte, aperturas=tuple(cargas))
        )

    def cortes_seguidos(self) -> list[date]:
        """Return the days of the cuts that the ledger has opened with or followed."""
        actos = self.libro.actos().to_pylist()
        return sorted(a["al"] for a in actos if a["clase"] in {"APERTURA", "CORTE"})

    def por_seguir(self) -> list[date]:
        """Return the days of the cuts held that the ledger has not followed yet."""
        seguidos = self.cortes_seguidos()
        return [dia for dia in self.mesa.cortes() if not seguidos or dia > seguidos[-1]]

    def confrontar_corte(self, corte: date | str | None = None) -> tuple[Cartera, Seguimiento]:
        """Compare the ledger with a cut, without posting anything."""
        cartera = self.mesa.cartera(corte)
        seguidos = self.cortes_seguidos()
        if not seguidos:
            raise DatoInvalido("El libro no se ha abierto. Ábralo con «cartera abrir».")
        if cartera.corte <= seguidos[-1]:
            raise DatoInvalido(
                f"El libro ya siguió el corte al {seguidos[-1]:%d/%m/%Y}. Siga uno posterior."
            )
        pendientes = self.libro.por_verificar().select(list(Llave._fields)).to_pylist()
        partidas = self.libro.partidas().to_pylist()
        abiertas = {p["clave"]: p["importe"] for p in partidas if not p["cerrada"]}
        posicion = Posicion(
            self.libro.saldos(),
            seguidos[-1],
            frozenset(Llave(**fila) for fila in pendientes),
            abiertas,
        )
        return cartera, seguir(posicion, cartera, pagos=self.mesa.pagos(cartera.corte))

    def seguir_corte(self, corte: date | str | None = None) -> tuple[AcuseDeActo, Seguimiento]:
        """Post what a cut brings that the ledger had not, and open what is to be cleared up."""
        cartera, hecho = self.confrontar_corte(corte)
        acuse = self.asentar(
            ClaseDeActo.CORTE,
            f"corte {cartera.ooad}{cartera.subdelegacion} {cartera.corte}",
            al=cartera.corte,
            partes=(*hecho.partes, *hecho.partidas, *hecho.cierres),
        )
        return acuse, hecho

    def comprobar_corte(self, corte: date | str | None = None) -> AcuseDeActo:
        """Prove the movements posted by others against a cut: adequate and complete, or why not."""
        cartera = self.mesa.cartera(corte)
        movimientos = self.libro.por_verificar().to_pandas(date_as_object=True)
        ajenos = movimientos["quien"].str.strip().str.lower() != self.quien.lower()
        vistos = movimientos["fecha_efecto"] <= cartera.corte
        elegidos = self.libro.por_verificar().filter((ajenos & vistos).tolist())
        folios = {o.partition("/")[0] for o in elegidos["origen"].to_pylist() if o.startswith("R")}
        pedidos = {folio: self.libro.requerimiento(folio) for folio in sorted(folios)}
        nombre = f"corte al {cartera.corte:%d/%m/%Y}"
        hallado = comprobar(elegidos, cartera, nombre=nombre, pedidos=pedidos)
        if not hallado:
            raise DatoInvalido(
                f"No hay movimientos de otra persona por comprobar con el {nombre}. "
                "Quien captura no verifica: si los suyos esperan, los comprueba alguien más."
            )
        llave = f"verificacion {cartera.corte} {min(v.movimiento for v in hallado)}"
        llave += f"-{max(v.movimiento for v in hallado)} {self.quien.lower()}"
        return self.asentar(ClaseDeActo.VERIFICACION, llave, al=cartera.corte, partes=hallado)
