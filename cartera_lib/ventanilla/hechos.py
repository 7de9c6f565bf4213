"""The window of the facts: capture what a document proves, let another confirm it, ask the gate."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.examen_hecho import faltas
from cartera_lib.cartera.hecho import SIN_EFECTO, Confirmacion, Hecho, clases_de_hecho
from cartera_lib.cartera.movimiento import Cuenta, Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.depuracion import pagados_vivos
from cartera_lib.oficina.semaforo import Semaforo, semaforo
from cartera_lib.oficina.veredicto import Veredicto, puede
from cartera_lib.reglas.compuerta import Compuerta, compuerta
from cartera_lib.reglas.decision import Acto
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base, huella_de


class Hechos(Base):
    """Acts about the facts of the expedientes, and what follows from them."""

    def capturar_hechos(self, hechos: Iterable[Hecho], *, al: date) -> AcuseDeActo:
        """Keep facts, all or none; their folios are given here."""
        dados = list(hechos)
        mal = [f"{_cual(h)}: {' '.join(suyas)}" for h in dados if (suyas := [*faltas(h, al=al)])]
        mal += [] if mal else list(self._desconocidos(dados))
        if mal or not dados:
            raise DatoInvalido(" ".join(mal) or "No hay hechos que capturar.")
        folios = self.folios("H", al)
        partes = [replace(hecho, folio=next(folios)) for hecho in dados]
        llave = f"hechos {partes[0].folio} {huella_de(self.quien, *partes)}"
        return self.asentar(ClaseDeActo.HECHOS, llave, al=al, partes=partes)

    def _desconocidos(self, hechos: Sequence[Hecho]) -> Iterator[str]:
        """Say which employers and credits are neither in the last cut nor in the ledger."""
        cartera = self.mesa.cartera()
        for registro in sorted({hecho.registro for hecho in hechos}):
            suyos = self.mesa.de_patron(registro, cartera).tabla.select(list(Llave._fields))
            llaves = {Llave(**fila) for fila in suyos.to_pylist()}
            llaves |= set(self.libro.cuentas([registro]))
            if not any(llave.registro == registro for llave in llaves):
                yield f"No hay créditos del patrón «{registro}». Escriba sus diez posiciones."
                continue
            for hecho in hechos:
                if hecho.registro == registro and hecho.llave not in {None, *llaves}:
                    yield f"El patrón {registro} no tiene el crédito {hecho.llave}."

    def dejar_sin_efecto(self, folio: str, motivo: Soporte, *, al: date) -> AcuseDeActo:
        """Undo a fact that was wrong, on the strength of a document."""
        hallado = [h for h in self.libro.hechos().to_pylist() if h["folio"] == folio]
        if not hallado:
            raise DatoInvalido(f"No hay hecho «{folio}» en el libro. Revise el folio.")
        fila = hallado[0]
        if al < fila["fecha"]:
            raise DatoInvalido(
                f"El hecho {folio} es del {fila['fecha']:%d/%m/%Y}: no se deja sin efecto antes."
            )
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
        suyos = self.mesa.de_patron(llave.registro, self.mesa.cartera())
        return puede(acto, self._puertas(suyos, al), credito=_lugar(llave, suyos))

    def impedimentos(self, acto: Acto, llaves: Collection[Llave], *, al: date) -> dict[Llave, str]:
        """Return, of some credits of one cut, those for which an act is not lawful, and why."""
        cortes = [dia for dia in self.mesa.cortes() if dia <= al]
        registros = {llave.registro for llave in llaves}
        if not cortes or not registros:
            return {}
        impedidos: dict[Llave, str] = {}
        for registro in sorted(registros):
            suyos = self._con_las_del_libro(registro, self.mesa.cartera(cortes[-1]))
            filas = suyos.tabla.select(list(Llave._fields)).to_pylist()
            dichos = zip(filas, self._puertas(suyos, al).motivos(acto), strict=True)
            impedidos |= {Llave(**fila): str(motivo) for fila, motivo in dichos if motivo}
        return {llave: motivo for llave, motivo in impedidos.items() if llave in llaves}

    def _puertas(self, suyos: Cartera, al: date) -> Compuerta:
        """Ask the gate for all the credits of one employer: some are judged beside the others."""
        registros = suyos.tabla["registro"].unique().to_pylist()
        hechos = self.libro.hechos(registros[0] if registros else None)
        pagados = pagados_vivos(suyos, self.mesa.pagos(suyos.corte))
        return compuerta(suyos, hechos, al=al, por_afectar=pagados)

    def _con_las_del_libro(self, registro: str, cartera: Cartera) -> Cartera:
        """Return the credits of an employer in a cut, and those that only the ledger has yet."""
        suyos = self.mesa.de_patron(registro, cartera)
        estan = {Llave(**f) for f in suyos.tabla.select(list(Llave._fields)).to_pylist()}
        cuentas = self.libro.cuentas([registro]).values()
        nuevas = [_fila(c) for c in cuentas if c.viva and c.llave not in estan]
        if not nuevas:
            return suyos
        tabla = suyos.tabla.select(ESQUEMA.names).cast(ESQUEMA)
        return replace(
            suyos, tabla=pa.concat_tables([tabla, pa.Table.from_pylist(nuevas, schema=ESQUEMA)])
        )


def _cual(hecho: Hecho) -> str:
    """Say which fact of which credit or employer, as people do."""
    clase = clases_de_hecho().get(hecho.codigo)
    de = f"Crédito {hecho.llave.credito}" if hecho.llave else f"Patrón {hecho.registro}"
    return f"{de}, «{clase.nombre.lower() if clase else hecho.codigo}»"


def _fila(cuenta: Cuenta) -> dict[str, object]:
    """Return an account of the ledger as a row of a cut."""
    return {
        **dict.fromkeys(ESQUEMA.names),
        **cuenta.llave._asdict(),
        "propios": cuenta.propios,
        "fecha_alta": cuenta.fecha_alta,
        "fecha_notificacion": cuenta.fecha_notificacion,
        "incidencia": cuenta.incidencia,
        "fecha_incidencia": cuenta.fecha_incidencia,
        "importe": cuenta.saldo,
    }


def _lugar(llave: Llave, suyos: Cartera) -> int:
    """Return the place of a credit among those of its employer; DatoInvalido if it is not there."""
    filas = suyos.tabla.select(list(Llave._fields)).to_pylist()
    lugares = [n for n, fila in enumerate(filas) if Llave(**fila) == llave]
    if not lugares:
        raise DatoInvalido(f"El crédito {llave} no está en el corte. Revise su número.")
    return lugares[0]
