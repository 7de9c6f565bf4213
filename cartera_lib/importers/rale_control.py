"""What must be true of a RALE as a whole before any of its lines is believed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np

from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.archivo import Esperado
from cartera_lib.importers.lectura import CargaRechazada, Corte, Totales
from cartera_lib.importers.rale_campos import importe
from cartera_lib.importers.rale_impresion import Impresion, Vistos, disposiciones, patron
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.dinero import pesos

ESPERADO = Esperado(
    "NO_ES_RALE",
    "un listado RALE: programa EEAMX… o EEBMX…, COBRddss, título «PATRONES CON CREDITOS EN "
    "R.A.L.E. AL dd/mm/aaaa» y «CREDITOS PROPIOS» o «NO PROPIOS», en texto o en un zip",
)
OTRA_COPIA = "Pida otra copia del listado; no lo corrija a mano."
MOSTRADOS = 5


@dataclass
class Renglones:
    """Every line of data of a file, and the lines that may explain why it does not tie."""

    datos: Columna
    registros_ilegibles: set[str] = field(default_factory=set)
    cortados: list[int] = field(default_factory=list)
    desconocidos: list[int] = field(default_factory=list)

    @property
    def ultimo_desconocido(self) -> bool:
        """Tell whether the file ends in a line that is not known."""
        ultimo = int(self.datos["renglon"][-1]) if len(self.datos) else 0
        return bool(self.desconocidos) and self.desconocidos[-1] > ultimo

    @property
    def totales(self) -> Totales:
        """Add up accepted and rejected lines, as the foot does."""
        legibles = self.datos["con_patron"] & ~self.datos["sin_registro"]
        registros = np.unique(self.datos["registro"][legibles], sorted=False)
        patrones = len(registros) + len(self.registros_ilegibles)
        return Totales(patrones, len(self.datos), int(self.datos["importe"].sum()))

    @property
    def sospechosos(self) -> list[int]:
        """Return the lines whose amount is not known."""
        sin_importe = self.datos["renglon"][self.datos["sin_importe"]].tolist()
        return sorted({*sin_importe, *self.desconocidos})


def corte(nombre: str, impresion: Impresion) -> Corte:
    """Return which cartera the headings say this is; CargaRechazada if they do not say it."""
    _exigir_encabezado(nombre, impresion)
    _exigir_un_corte(nombre, impresion)
    programa, oficina = next(iter(impresion.programas)), next(iter(impresion.oficinas))
    hallado = patron("encabezado", "programa").search(programa)
    assert hallado
    ramo = _ramo(nombre, impresion, hallado[1])
    propios = _propios(nombre, impresion, hallado[2], hallado[3])
    al = _fecha_del_corte(nombre, next(iter(impresion.fechas)))
    return Corte(programa, ramo, propios, oficina[:2], oficina[2:], al)  # type: ignore[arg-type]


def exigir_hojas(nombre: str, impresion: Impresion, *, paginado: bool) -> None:
    """Refuse pages that are missing or repeated, and a second foot."""
    if len(impresion.cierres) > 1:
        lugares = _lista(impresion.cierres)
        raise _copia(nombre, f"Trae más de un total de la subdelegación: renglones {lugares}.")
    if not paginado and not impresion.hojas:
        return
    vistas: set[int] = set()
    for esperada, (hoja, renglon) in enumerate(impresion.hojas, start=1):
        if hoja in vistas:
            raise _copia(nombre, f"La hoja {hoja} aparece otra vez en el renglón {renglon}.")
        if hoja != esperada:
            raise _falta_hoja(
                nombre, f"Se esperaba la hoja {esperada} y el renglón {renglon} dice {hoja}."
            )
        vistas.add(hoja)
    if not vistas:
        raise _falta_hoja(nombre, "Ninguna hoja trae su número.")


def exigir_final(nombre: str, impresion: Impresion, *, renglones: Renglones) -> None:
    """Refuse lines cut in half, a file without its foot, and data after it."""
    cortados = renglones.cortados
    if not impresion.cierres and renglones.ultimo_desconocido:
        cortados = [*cortados, renglones.desconocidos[-1]]
    if cortados:
        raise CargaRechazada(
            "RENGLON_CORTADO",
            nombre,
            que=f"Hay renglones cortados antes de su importe: {_lista(cortados)}.",
            remedio=OTRA_COPIA,
        )
    if not impresion.cierres:
        raise _falta_hoja(nombre, "Termina sin el TOTAL DE LA SUBDELEGACION: le falta el final.")
    datos = renglones.datos["renglon"]
    if len(datos) and datos[-1] > impresion.cierres[0]:
        primero = int(datos[datos > impresion.cierres[0]][0])
        raise _copia(nombre, f"Después del total sigue con créditos en el renglón {primero}.")


def exigir_totales(nombre: str, impresion: Impresion, *, renglones: Renglones) -> Totales:
    """Return the printed totals once they tie with the lines read; CargaRechazada if not."""
    leidos = renglones.totales
    impresos, fallas = {}, {}
    for figura, lector, escritor in FIGURAS:
        vistos = [(v, r) for f, v, r in impresion.totales if f == figura]
        suma = getattr(leidos, figura)
        falla = _falla(vistos, suma, lector, escritor)
        if falla:
            fallas[f"TOTAL_{figura.upper()}"] = f"{ROTULOS[figura]}: {falla}."
        else:
            impresos[figura] = suma
    if not fallas:
        return Totales(**impresos)
    que = "El total impreso no coincide con los renglones leídos. " + " ".join(fallas.values())
    if renglones.sospechosos:
        que += f" Renglones sin importe legible: {_lista(renglones.sospechosos)}."
    raise CargaRechazada(tuple(fallas), nombre, que=que, remedio=OTRA_COPIA)


def _falla(
    vistos: list[tuple[str, int]],
    suma: int,
    lector: Callable[[str], int],
    escritor: Callable[[int], str],
) -> str:
    if len(vistos) != 1:
        return "el pie no trae ese total" if not vistos else "el pie trae ese total dos veces"
    texto, renglon = vistos[0]
    try:
        impreso = lector(texto)
    except DatoInvalido:
        return f"el renglón {renglon} dice «{texto}», que no se puede leer"
    if impreso == suma:
        return ""
    diferencia = escritor(impreso - suma)
    return (
        f"el renglón {renglon} dice {escritor(impreso)}, se leyeron {escritor(suma)}, "
        f"diferencia {diferencia}"
    )


def _cuantos(texto: str) -> int:
    """Read a count with thousands or without."""
    centavos = importe(f"{texto}.00")
    return centavos // 100


ROTULOS = {"importe": "Importe", "creditos": "Créditos", "patrones": "Patrones"}
FIGURAS: tuple[tuple[str, Callable[[str], int], Callable[[int], str]], ...] = (
    ("importe", importe, pesos),
    ("creditos", _cuantos, lambda cuantos: f"{cuantos:,}"),
    ("patrones", _cuantos, lambda cuantos: f"{cuantos:,}"),
)


def _exigir_encabezado(nombre: str, impresion: Impresion) -> None:
    faltas = {
        "el programa EEAMX… o EEBMX…": impresion.programas,
        "COBR con la delegación y la subdelegación": impresion.oficinas,
        "el título con «R.A.L.E.» y la fecha del corte": impresion.fechas,
    }
    ausentes = [que for que, vistos in faltas.items() if not vistos]
    if ausentes:
        raise ESPERADO.no_es(nombre, f"No se encontró {'; ni '.join(ausentes)}.")


def _exigir_un_corte(nombre: str, impresion: Impresion) -> None:
    encabezados: Sequence[tuple[str, Vistos]] = (
        ("programa", impresion.programas),
        ("oficina", impresion.oficinas),
        ("fecha de corte", impresion.fechas),
        ("clase de créditos", impresion.propiedades),
        ("ramo", impresion.rcv),
    )
    for que, vistos in encabezados:
        if len(vistos) > 1:
            detalle = ", ".join(f"«{v}» en el renglón {r}" for v, r in vistos.items())
            raise _copia(nombre, f"Los encabezados no son de un solo corte: {que} {detalle}.")


def _ramo(nombre: str, impresion: Impresion, letra: str) -> str:
    ramo = {"A": "COP", "B": "RCV"}[letra]
    if ramo not in impresion.rcv:
        programa = next(iter(impresion.programas))
        que = f"El programa {programa} es de {ramo} y el título dice {next(iter(impresion.rcv))}."
        raise ESPERADO.no_es(nombre, que)
    return ramo


def _fecha_del_corte(nombre: str, impresa: str) -> date:
    try:
        return datetime.strptime(impresa, "%d/%m/%Y").date()
    except ValueError as causa:
        que = f"La fecha del corte, {impresa}, no existe en el calendario."
        raise ESPERADO.no_es(nombre, que) from causa


def _propios(nombre: str, impresion: Impresion, numero: str, letra: str) -> bool:
    por_letra = disposiciones()["programas"].get(numero, {}).get("propios", {}).get(letra)
    impresos = {"si": True, "no": False}
    dichos = {impresos[v] for v in impresion.propiedades} | ({por_letra} - {None})
    if len(dichos) != 1:
        que = "no dicen si los créditos son propios" if not dichos else "se contradicen"
        raise ESPERADO.no_es(nombre, f"Los encabezados {que}: «PROPIOS» o «NO PROPIOS».")
    return bool(dichos.pop())


def _copia(nombre: str, que: str) -> CargaRechazada:
    remedio = "Cargue cada listado en su propio archivo, una sola vez."
    return CargaRechazada("COPIA_ANEXADA", nombre, que=que, remedio=remedio)


def _falta_hoja(nombre: str, que: str) -> CargaRechazada:
    return CargaRechazada("PAGINA_FALTANTE", nombre, que=que, remedio=OTRA_COPIA)


def _lista(lugares: Sequence[int]) -> str:
    primeros = ", ".join(f"{lugar}" for lugar in lugares[:MOSTRADOS])
    resto = len(lugares) - MOSTRADOS
    return f"{primeros} y {resto:,} más" if resto > 0 else primeros
