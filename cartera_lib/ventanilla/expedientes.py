"""The window of the archive: file a paper, move it, lend it, get it back, look at its image."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cartera_lib.cartera.acto import ClaseDeActo, Parte
from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.examen_expediente import faltas
from cartera_lib.cartera.expediente import ClaseDeTraslado, Pieza, Traslado
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requisito import clases_de_pieza
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.expediente import fijeza
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import Base, huella_de
from cartera_lib.ventanilla.expedientes_informe import Archivo, informe_de
from cartera_lib.ventanilla.informes import Informe


@dataclass(frozen=True)
class Revision:
    """What a look at a folder of images found; ``sobrantes``: files of no paper of the index."""

    integras: tuple[str, ...]
    cambiadas: tuple[str, ...]
    perdidas: tuple[str, ...]
    sobrantes: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line, as a person reads it."""
        partes = [
            f"{len(self.integras):,} imágenes íntegras",
            f"{len(self.cambiadas):,} cambiaron{_lista(self.cambiadas)}",
            f"{len(self.perdidas):,} no se hallaron{_lista(self.perdidas)}",
            f"{len(self.sobrantes):,} archivos no son de ningún documento{_lista(self.sobrantes)}",
        ]
        return "; ".join(partes) + "."


class Expedientes(Base):
    """Acts about the papers of the archive, and what the archive lacks."""

    def archivar(self, piezas: Iterable[Pieza], *, al: date) -> AcuseDeActo:
        """File papers, all or none; their folios are given here."""
        dadas = [replace(p, numero=p.numero.strip(), ubicacion=p.ubicacion.strip()) for p in piezas]
        mal = [f"{p.numero or p.clase}: {f}" for p in dadas for f in faltas(p, al=al)]
        if mal or not dadas:
            raise DatoInvalido(" ".join(mal) or "No hay documentos que archivar.")
        self._exigir_nuevas(dadas)
        folios = self.folios("P", al)
        partes = [replace(pieza, folio=next(folios)) for pieza in dadas]
        llave = f"archivar {partes[0].folio} {huella_de(self.quien, *partes)}"
        return self.asentar(ClaseDeActo.ARCHIVO, llave, al=al, partes=partes)

    def mover(self, folio: str, a: str, *, al: date) -> AcuseDeActo:
        """Change the place of a paper that is in the archive."""
        fila, lugar = self.pieza(folio), a.strip()
        if not lugar:
            raise DatoInvalido(f"Diga a dónde pasa {folio}: archivero, caja o libro.")
        if fila["prestada_a"]:
            raise DatoInvalido(f"{folio} lo tiene {_quien(fila)}. Registre antes su devolución.")
        if lugar == fila["ubicacion"]:
            raise DatoInvalido(f"{folio} ya está en {lugar}. Escriba otro lugar.")
        return self._trasladar(fila, [(ClaseDeTraslado.UBICACION, lugar, None)], al=al)

    def prestar(self, folio: str, a: str, *, vence: date | None, al: date) -> AcuseDeActo:
        """Lend a paper to somebody until a day."""
        fila, quien = self.pieza(folio), " ".join(a.split())
        if fila["prestada_a"]:
            raise DatoInvalido(f"{folio} ya está prestado: lo tiene {_quien(fila)}.")
        if not quien:
            raise DatoInvalido(f"Diga a quién se presta {folio}.")
        if vence is None or vence < al:
            raise DatoInvalido(f"Diga qué día devuelve {folio}, el {al:%d/%m/%Y} o después.")
        return self._trasladar(fila, [(ClaseDeTraslado.PRESTAMO, quien, vence)], al=al)

    def devolver(self, folio: str, a: str = "", *, al: date) -> AcuseDeActo:
        """Receive a paper back, at its place or at another."""
        fila = self.pieza(folio)
        if not fila["prestada_a"]:
            raise DatoInvalido(f"{folio} no está prestado: está en {fila['ubicacion']}.")
        lugar = a.strip() or fila["ubicacion"]
        pasos: list[_Paso] = [(ClaseDeTraslado.DEVOLUCION, lugar, None)]
        if lugar != fila["ubicacion"]:
            pasos.append((ClaseDeTraslado.UBICACION, lugar, None))
        return self._trasladar(fila, pasos, al=al)

    def pieza(self, folio: str) -> dict[str, Any]:
        """Return one paper as the index has it; DatoInvalido when it has none with that folio."""
        filas = self.libro.piezas(folio=folio.strip().upper()).to_pylist()
        if not filas:
            raise DatoInvalido(f"No hay documento «{folio}» en el archivo. Revise el folio.")
        return filas[0]

    def revisar_fijeza(self, carpeta: Path | str, *, al: date) -> tuple[AcuseDeActo, Revision]:
        """Look at the images of a folder, named by folio or by hash, and keep how each one is."""
        piezas = self.libro.piezas()
        conocidas = set(piezas["sha256"].to_pylist()) - {""}
        if not conocidas:
            raise DatoInvalido("Ningún documento se archivó con imagen: no hay qué revisar.")
        hallados = _huellas(Path(carpeta), conocidas)
        suyos = {*piezas["folio"].to_pylist(), *conocidas}
        if suyos.isdisjoint(hallados):
            raise DatoInvalido(
                f"En «{carpeta}» no hay ninguna imagen de este archivo. No se guardó nada; revise "
                "que sea la carpeta de las imágenes."
            )
        partes = fijeza(piezas, hallados)
        revision = Revision(
            tuple(p.pieza for p in partes if p.igual),
            tuple(p.pieza for p in partes if p.hallado and not p.igual),
            tuple(p.pieza for p in partes if not p.hallado),
            tuple(sorted(set(hallados) - suyos)),
        )
        llave = f"fijeza {al} {self.reloj().isoformat()} {huella_de(self.quien, *partes)}"
        return self.asentar(ClaseDeActo.ARCHIVO, llave, al=al, partes=partes), revision

    def archivo(self, al: date, registro: str | None = None) -> Archivo:
        """Return the papers, facts and credits of a day, of an employer or of all."""
        cortes = [corte for corte in self.mesa.cortes() if corte <= al]
        if not cortes:
            raise DatoInvalido(f"No hay corte al {al:%d/%m/%Y} ni antes. Elija otra fecha.")
        if registro:  # only hers are read, not the whole cut
            vacia = Cartera(cortes[-1], *self.mesa.oficina(), ESQUEMA.empty_table())
            cartera = self.mesa.de_patron(registro, vacia)
        else:
            cartera = self.mesa.cartera(cortes[-1])
        return Archivo(self.libro.piezas(registro), self.libro.hechos(registro), cartera, al)

    def informe_de_expediente(self, al: date) -> Informe:
        """Return how the archive is on a day: complete, lent, intact, and as the system says."""
        return informe_de(self.archivo(al))

    def _exigir_nuevas(self, piezas: list[Pieza]) -> None:
        """Refuse a paper that is already in the index, or twice in what is being filed."""
        vistas: dict[tuple[Any, ...], str] = {}
        for registro in sorted({p.registro for p in piezas}):
            for fila in self.libro.piezas(registro).to_pylist():
                llave = Llave(**{c: fila[c] for c in Llave._fields}) if fila["credito"] else None
                cual = (registro, llave, fila["clase"], _numero(fila["numero"]), fila["fecha"])
                vistas[cual] = f"ya está archivado con el folio {fila['folio']}"
        for pieza in piezas:
            cual = (pieza.registro, pieza.llave, pieza.clase, _numero(pieza.numero), pieza.fecha)
            if cual in vistas:
                nombre = clases_de_pieza()[pieza.clase]
                raise DatoInvalido(f"{nombre} {pieza.numero} {vistas[cual]}. No se guardó nada.")
            vistas[cual] = "viene dos veces"

    def _trasladar(
        self, fila: Mapping[str, Any], pasos: Iterable["_Paso"], *, al: date
    ) -> AcuseDeActo:
        folio = fila["folio"]
        ultimos = self.libro.traslados(folio)["fecha"].to_pylist()
        if ultimos and ultimos[-1] > al:
            raise DatoInvalido(
                f"{folio} se movió el {ultimos[-1]:%d/%m/%Y}. Use esa fecha o una posterior."
            )
        partes: list[Parte] = [
            Traslado(folio, numero, clase, al, a, vence)
            for numero, (clase, a, vence) in enumerate(pasos, start=fila["traslados"] + 1)
        ]
        llave = f"traslado {folio}/{fila['traslados'] + 1} {huella_de(self.quien, *partes)}"
        return self.asentar(ClaseDeActo.ARCHIVO, llave, al=al, partes=partes)


_Paso = tuple[ClaseDeTraslado, str, date | None]


def _huellas(carpeta: Path, conocidas: set[str]) -> dict[str, str]:
    """Return the hash of every file by its name without extension, reading a piece at a time.

    Of two files with one name, the one that the index knows is kept.
    """
    if not carpeta.is_dir():
        raise DatoInvalido(f"No existe la carpeta «{carpeta}». Escriba la de las imágenes.")
    hallados: dict[str, str] = {}
    for ruta, huella in _leidos(carpeta):
        nombre = ruta.stem.lower() if ruta.stem.lower() in conocidas else ruta.stem.upper()
        if huella in conocidas or nombre not in hallados:
            hallados[nombre] = huella
    return hallados


def _leidos(carpeta: Path) -> Iterator[tuple[Path, str]]:
    for ruta in sorted(r for r in carpeta.rglob("*") if r.is_file()):
        try:
            with ruta.open("rb") as archivo:
                yield ruta, hashlib.file_digest(archivo, "sha256").hexdigest()
        except OSError as falla:
            raise DatoInvalido(
                f"No se pudo leer «{ruta.name}»: {falla.strerror}. No se guardó nada; revise la "
                "carpeta y repita."
            ) from falla


def _numero(texto: str) -> str:
    return " ".join(texto.upper().split())


def _quien(fila: Mapping[str, Any]) -> str:
    return f"{fila['prestada_a']}, que lo devuelve el {fila['vence']:%d/%m/%Y}"


def _lista(nombres: tuple[str, ...], cuantos: int = 5) -> str:
    """Name the first few."""
    if not nombres:
        return ""
    return f" ({', '.join(nombres[:cuantos])}{'…' if len(nombres) > cuantos else ''})"
