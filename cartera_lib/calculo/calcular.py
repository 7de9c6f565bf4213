"""Value every credit of a file and write it back, each row in its place.

Fundamento: LSS 40-A; CFF 17-A, 21.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cartera_lib.calculo.entrada import abrir
from cartera_lib.calculo.renglones import Revisor, Valuado
from cartera_lib.calculo.salida import crear
from cartera_lib.errors import DatoInvalido
from cartera_lib.registry import funcion
from cartera_lib.reglas.criterios import CRITERIOS, Criterios

EJEMPLOS = 5


@dataclass
class Resumen:
    """What happened to the rows of one file: leidas = computadas + sin_calculo."""

    leidas: int = 0
    sin_calculo: int = 0
    ejemplos: list[str] = field(default_factory=list)

    @property
    def computadas(self) -> int:
        """Rows that got their amounts."""
        return self.leidas - self.sin_calculo


@funcion(10)
def calcular(entrada: Path, salida: Path, *, al: date, criterios: Criterios = CRITERIOS) -> Resumen:
    """Value the credits of ``entrada`` on a day and write them with their amounts.

    A row that cannot be computed keeps its place with its ``causa``. The output appears whole
    or not at all. DatoInvalido when the file itself cannot be read.
    """
    origen = abrir(entrada)
    if salida.exists() and salida.samefile(entrada):
        raise DatoInvalido(
            f"La salida «{salida}» es el mismo archivo que la entrada y la borraría. Dele otro "
            "nombre."
        )
    revisor = Revisor(al, criterios)
    resumen = Resumen()
    with crear(salida, origen.esquema) as destino:
        for bloque in origen.bloques:
            valuado = revisor.valuar(bloque)
            destino.escribir(valuado)
            _sumar(resumen, valuado)
    return resumen


def _sumar(resumen: Resumen, valuado: Valuado) -> None:
    filas, rotos = valuado.bloque.filas.num_rows, valuado.bloque.rotos
    resumen.leidas += filas + len(rotos)
    resumen.sin_calculo += len(valuado.causas) + len(rotos)
    faltan = EJEMPLOS - len(resumen.ejemplos)
    avisos = {renglon: roto.motivo for renglon, roto in rotos.items()}
    for fila in sorted(valuado.causas)[:faltan]:
        avisos[int(valuado.bloque.renglones[fila])] = " ".join(valuado.causas[fila])
    resumen.ejemplos += [avisos[renglon] for renglon in sorted(avisos)[:faltan]]
