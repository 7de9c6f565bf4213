"""The making of one credit: number, incidencias, amounts and end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.modelo import Credito, Importe, Patron, Ramo, Tramo, ultimo_de
from cartera_lib.sintetica.recorrido import causa_de_baja, con_huelga, notificacion
from cartera_lib.sintetica.tiempo import DIA, Ventana, laborable, mas

MINIMO, MAXIMO = 5_000, 650_000_000  # centavos
CLASES = {"02": 1, "03": 3, "06": 7, "80": 8, "81": 6, "82": 8, "08": 8}  # third digit of a number
CLASE_MANUAL = 9
PRIMERO_SIN_ORIGEN = 900_000  # class 8 shares its sequence with class 1; the rest starts here
OTRAS = ("0501", "0903", "1406", "1505", "1580", "1605", "2201", "3906")  # ooad + subdelegación
PARTE_CON_AJUSTE = 0.05
PARTE_CE = 0.028
HUECOS = (("", 78.0), ("0//", 14.0), ("0/ /", 8.0))

VIDAS: dict[str, tuple[tuple[float, float], ...]] = {  # mean days of a life, and its weight
    "02": ((50, 0.52), (270, 0.45), (1200, 0.03)),
    "06": ((50, 0.52), (270, 0.44), (1400, 0.04)),
    "80": ((60, 0.30), (360, 0.67), (1300, 0.03)),
    "81": ((60, 0.16), (430, 0.81), (1300, 0.03)),
    "82": ((50, 0.64), (330, 0.34), (1300, 0.02)),
    "": ((50, 0.62), (340, 0.36), (1300, 0.02)),
}


class Hecho(NamedTuple):
    """What gives rise to a credit: employer, ledger, period, kind, day and amount."""

    patron: Patron
    ramo: Ramo
    periodo: int
    tipo: str
    alta: date
    centavos: int


class Vida(NamedTuple):
    """The day on which a credit ends, or None past the last cut, and the cause when imposed."""

    baja: date | None
    causa: str = ""


@dataclass
class Fabrica:
    """Makes the credits of one stream of chance and numbers them."""

    azar: Azar
    ventana: Ventana
    folios: Counter[tuple[int, int]] = field(default_factory=Counter)

    def numero(self, tipo: str, alta: date) -> str:
        """Return the next number: two digits of the year, the class, and six of sequence."""
        clase = CLASES.get(tipo, CLASE_MANUAL)
        llave = (alta.year, clase)
        self.folios[llave] += 1
        base = PRIMERO_SIN_ORIGEN if clase == 8 else 0
        return f"{alta:%y}{clase}{base + self.folios[llave]:06d}"

    def duracion(self, tipo: str) -> int:
        """Draw how many days a credit lives once it is in arrears."""
        media = self.azar.ponderado(VIDAS.get(tipo, VIDAS[""]))
        return 8 + int(self.azar.exponencial(media))

    def vida(self, tipo: str, desde: date) -> Vida:
        """Draw the end of a credit that is in arrears since a day."""
        baja = mas(desde, self.duracion(tipo))
        return Vida(baja if baja <= self.ventana.fin else None)

    def credito(
        self, hecho: Hecho, tramos: Sequence[Tramo], *, vida: Vida, numero: str = ""
    ) -> Credito:
        """Make a credit with its incidencias and its end."""
        patron, azar = hecho.patron, self.azar
        vida = self._vida_con_traslado(patron, vida)
        detenidos = con_huelga(tuple(tramos), patron.huelga)
        dia, capturada = notificacion(azar, detenidos)
        baja, causa = vida
        en_13 = any(t.incidencia == "13" for t in detenidos)
        return Credito(
            patron=patron,
            numero=numero or self.numero(hecho.tipo, hecho.alta),
            ramo=hecho.ramo,
            periodo=hecho.periodo,
            tipo=hecho.tipo,
            alta=hecho.alta,
            importes=self._importes(hecho, detenidos, baja),
            tramos=detenidos,
            notificado=dia,
            notificado_desde=capturada,
            entrada=self._entrada(patron, hecho.alta),
            baja=baja,
            causa_baja=(causa or self._causa(detenidos, baja)) if baja else "",
            ce="C" if azar.sucede(PARTE_CE) else "",
            control=azar.elegir(OTRAS) if en_13 or not patron.propio else "",
            hueco=azar.ponderado(HUECOS),
        )

    def _vida_con_traslado(self, patron: Patron, vida: Vida) -> Vida:
        salida = patron.salida
        if salida is not None and (vida.baja is None or vida.baja > salida):
            return Vida(salida, "TRASLADO")
        return vida

    def _entrada(self, patron: Patron, alta: date) -> date | None:
        return max(patron.entrada, alta) if patron.entrada else None

    def _causa(self, tramos: Sequence[Tramo], baja: date) -> str:
        return causa_de_baja(self.azar, ultimo_de(tuple(tramos), baja).incidencia)

    def _importes(
        self, hecho: Hecho, tramos: Sequence[Tramo], baja: date | None
    ) -> tuple[Importe, ...]:
        """Set the amount, and for a few credits in arrears the day on which it was reduced."""
        centavos = min(max(hecho.centavos, MINIMO), MAXIMO)
        inicial = Importe(hecho.alta, centavos, "ALTA")
        hasta = min(baja or self.ventana.fin, self.ventana.fin)
        desde = tramos[-1].desde + 15 * DIA
        if tramos[-1].incidencia == "00" or not self.azar.sucede(PARTE_CON_AJUSTE):
            return (inicial,)
        dia = laborable(self.azar.dia(max(desde, self.ventana.inicio + DIA), hasta))
        resto = max(centavos * self.azar.entre(30, 95) // 100, MINIMO)
        if dia >= hasta or dia < desde or resto >= centavos:
            return (inicial,)
        notificado = any(t.incidencia == "02" for t in tramos)
        causa = "PAGO_PARCIAL" if notificado and self.azar.sucede(0.6) else "AJUSTE"
        return inicial, Importe(dia, resto, causa)
