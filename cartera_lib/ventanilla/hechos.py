"""The window of the facts: capture what a document proves, let another confirm it, ask the gate."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.examen_hecho import faltas
from cartera_lib.cartera.hecho import SIN_EFECTO, Confirmacion, Hecho
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.depuracion import pagados_vivos
from cartera_lib.oficina.semaforo import Semaforo, semaforo
from cartera_lib.oficina.veredicto import Veredicto, puede
from cartera_lib.reglas.compuerta import compuerta
from cartera_lib.reglas.decision import Acto
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base, huella_de


class Hechos(Base):
    """Acts about the facts of the expedientes, and what follows from them."""

    def capturar_hechos(self, hechos: Iterable[Hecho], *, al: date) -> AcuseDeActo:
        """Keep facts, all or none; their folios are given here."""
        dados = list(hechos)
        mal = [f"{h.codigo} {h.registro}: {f}" for h in dados for f in faltas(h, al=al)]
        if mal or not dados:
            raise DatoInvalido(" ".join(mal) or "No hay hechos que capturar.")
        folios = self.folios("H", al)
        partes = [replace(hecho, folio=next(folios)) for hecho in dados]
        llave = f"hechos {partes[0].folio} {huella_de(self.quien, *partes)}"
        return self.asentar(ClaseDeActo.HECHOS, llave, al=al, partes=partes)

    def dejar_sin_efecto(self, folio: str, motivo: Soporte, *, al: date) -> AcuseDeActo:
        """Undo a fact that was wrong, on the strength of a document."""
        hallado = [h for h in self.libro.hechos().to_pylist() if h["folio"] == folio]
        if not hallado:
            raise DatoInvalido(f"No hay hecho «{folio}» en el libro. Revise el folio.")
        fila = hallado[0]
        llave = Llave(**{c: fila[c] for c in Llave._fields}) if fila["credito"] else None
        hecho = Hecho("", SIN_EFECTO, fila["registro"], llave, al, motivo, anula=folio)
        return self.capturar_hechos([hecho], al=al)

    def por_confirmar(self) -> list[dict[str, object]]:
        """Return the facts that another person captured and nobody has confirmed."""
        return [
            hecho
            for hecho in self.libro.hechos().to_pylist()
            if not hecho["confirmo"] and hecho["quien"].casefold() != self.quien.casefold()
        ]

    def confirmar_hechos(self, folios: Iterable[str], *, al: date) -> AcuseDeActo:
        """Say that the documents of some facts were read and say what was captured."""
        dados = sorted(set(folios))
        if not dados:
            raise DatoInvalido("Elija al menos un hecho por confirmar.")
        ajenos = set(dados) - set(self.libro.hechos()["folio"].to_pylist())
        if ajenos:
            raise DatoInvalido(f"No hay hecho «{min(ajenos)}» en el libro. Revise el folio.")
        partes = [Confirmacion(folio) for folio in dados]
        llave = f"confirmar {dados[0]} {huella_de(self.quien, *dados)}"
        return self.asentar(ClaseDeActo.CONFIRMACION, llave, al=al, partes=partes)

    def semaforo(self, al: date, corte: date | str | None = None) -> Semaforo:
        """Return what may be done on a day with each credit of a cut."""
        cartera = self.mesa.cartera(corte)
        pagados = pagados_vivos(cartera, self.mesa.pagos(cartera.corte))
        return semaforo(cartera, self.libro.hechos(), al=al, por_afectar=pagados)

    def puede(self, acto: Acto, llave: Llave, *, al: date) -> Veredicto:
        """Answer whether an act may be done with one credit of the last cut, with all reasons."""
        credito = self.credito(llave)
        pagado = pagados_vivos(credito, self.mesa.pagos(credito.corte))
        return puede(
            acto,
            credito,
            hechos=self.libro.hechos(llave.registro),
            al=al,
            por_afectar=bool(pagado[0]),
        )

    def impedimentos(self, acto: Acto, llaves: Collection[Llave], *, al: date) -> dict[Llave, str]:
        """Return, of some credits of one cut, those for which an act is not lawful, and why."""
        cortes = [dia for dia in self.mesa.cortes() if dia <= al]
        registros = {llave.registro for llave in llaves}
        if not cortes or not registros:
            return {}
        impedidos: dict[Llave, str] = {}
        for registro in sorted(registros):
            suyos = self.mesa.de_patron(registro, self.mesa.cartera(cortes[-1]))
            pagados = pagados_vivos(suyos, self.mesa.pagos(suyos.corte))
            puertas = compuerta(suyos, self.libro.hechos(registro), al=al, por_afectar=pagados)
            filas = suyos.tabla.select(list(Llave._fields)).to_pylist()
            dichos = zip(filas, puertas.motivos(acto), strict=True)
            impedidos |= {Llave(**fila): str(motivo) for fila, motivo in dichos if motivo}
        return {llave: motivo for llave, motivo in impedidos.items() if llave in llaves}

    def credito(self, llave: Llave) -> Cartera:
        """Return one credit of the last cut as a cartera of one row."""
        cartera = self.mesa.de_patron(llave.registro, self.mesa.cartera())
        filas = cartera.tabla.select(list(Llave._fields)).to_pylist()
        suyo = np.array([Llave(**fila) == llave for fila in filas], dtype=bool)
        if not suyo.any():
            raise DatoInvalido(f"El crédito {llave} no está en el corte. Revise su número.")
        return cartera.filtrar(suyo)
