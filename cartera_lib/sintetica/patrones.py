"""The employers of the synthetic subdelegación, and their master file ``patrones.csv``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from faker import Faker

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.identidad import padron, persona, registro
from cartera_lib.sintetica.modelo import MovimientoPatronal, Patron
from cartera_lib.sintetica.tiempo import DIA, Ventana
from cartera_lib.valores.identificadores import digito_verificador

BAJAS, MOROSOS = 0.205, 0.15  # of each hundred, calibrated on a listing of 2015
MOROSIDAD = {  # least share of months left unpaid, how much more at most, and how few reach it
    "cumplido": (0.0, 0.0, 1.0),
    "moroso": (0.05, 0.93, 1.6),
    "baja": (0.03, 0.60, 1.8),
    "ajeno": (0.04, 0.10, 1.0),
}
MOVIMIENTOS = (("1", 77.7), ("3", 20.0), ("6", 2.3))
SECTORES = 57
JORNAL = 190_000  # centavos a month that one worker costs its employer, to size the staff
CLASES = (  # class of risk and mean premium, in %
    ("I", "0.54355"),
    ("II", "1.13065"),
    ("III", "2.59840"),
    ("IV", "4.65325"),
    ("V", "7.58875"),
)
ACTIVIDADES = (
    "Comercio al por menor", "Construcción", "Preparación de alimentos", "Autotransporte de carga",
    "Servicios profesionales", "Fabricación de muebles", "Talleres de reparación",
    "Servicios de limpieza", "Agricultura", "Enseñanza",
)  # fmt: skip
COLUMNAS = (
    "registro", "nombre", "rfc", "actividad", "domicilio", "codigo_postal", "municipio", "sector",
    "trabajadores", "clase_riesgo", "prima_rt", "fecha_alta", "fecha_baja", "situacion",
    "representante",
)  # fmt: skip


def patrones(semilla: int, cuantos: int, *, ventana: Ventana) -> tuple[Patron, ...]:
    """Invent so many employers: those in good order, those in arrears, bajas and received ones."""
    azar, faker = Azar(semilla, "patrones"), padron(semilla)
    ajenos = max(3, round(0.007 * cuantos))
    bajas, morosos = round(BAJAS * cuantos), round(MOROSOS * cuantos)
    perfiles = ["ajeno"] * ajenos + ["baja"] * bajas + ["moroso"] * morosos
    perfiles += ["cumplido"] * (cuantos - len(perfiles))
    todos = []
    for numero, perfil in enumerate(azar.barajar(perfiles), start=1):
        todos.append(_patron(azar, faker, numero, perfil, ventana))
    return tuple(sorted(_sucesos(azar, todos, ventana), key=lambda p: p.registro))


def _patron(azar: Azar, faker: Faker, numero: int, perfil: str, ventana: Ventana) -> Patron:
    clave = registro(azar, numero, propio=perfil != "ajeno")
    alta, movimientos = _afiliacion(azar, ventana.inicio, de_baja=perfil == "baja")
    cuota = _cuota(azar, perfil)
    clase, prima = azar.elegir(CLASES)
    quien = persona(azar, faker, constituida=alta - timedelta(days=azar.entre(30, 6000)))
    return Patron(
        registro=clave,
        digito=digito_verificador(clave),
        actividad=azar.elegir(ACTIVIDADES),
        sector=f"{azar.entre(1, SECTORES):02d}",
        trabajadores=max(1, cuota // JORNAL),
        clase_riesgo=clase,
        prima_rt=prima,
        fecha_alta=alta,
        movimientos=movimientos,
        cuota=cuota,
        morosidad=_morosidad(azar, perfil),
        propio=perfil != "ajeno",
        **quien._asdict(),
    )


def _cuota(azar: Azar, perfil: str) -> int:
    mediana = 400_000 if perfil == "cumplido" else 280_000
    return min(max(int(azar.lognormal(mediana, 1.85)), 20_000), 600_000_000)


def _morosidad(azar: Azar, perfil: str) -> float:
    """Share of its months that the employer leaves unpaid: few are chronic, most are not."""
    base, hasta, potencia = MOROSIDAD[perfil]
    return base + hasta * azar.uno() ** potencia


def _afiliacion(
    azar: Azar, inicio: date, *, de_baja: bool
) -> tuple[date, tuple[MovimientoPatronal, ...]]:
    cese = inicio - timedelta(days=int(min(40 + azar.exponencial(1100), 5500)))
    antes = cese if de_baja else inicio
    alta = antes - timedelta(days=azar.entre(700, 7300))
    clave = "2" if de_baja else azar.ponderado(MOVIMIENTOS)
    if clave == "1":
        return alta, (MovimientoPatronal(alta, "1"),)
    fecha = cese if de_baja else azar.dia(alta + 300 * DIA, inicio - 120 * DIA)
    return alta, (MovimientoPatronal(fecha, clave),)


def _sucesos(azar: Azar, todos: list[Patron], ventana: Ventana) -> list[Patron]:
    """Let a few employers close, reopen, strike, leave or arrive between the cuts."""
    vivos = azar.barajar([n for n, p in enumerate(todos) if p.morosidad and _activo(p)])
    cerrados = azar.barajar([n for n, p in enumerate(todos) if p.propio and not _activo(p)])
    ajenos = [n for n, p in enumerate(todos) if not p.propio]
    pocos = max(1, round(0.003 * len(todos)))
    huelgas = max(2, pocos)
    suertes = (
        (vivos[: 3 * pocos], _cierra), (vivos[3 * pocos : 4 * pocos], _se_va),
        (vivos[4 * pocos : 4 * pocos + huelgas], _huelga), (cerrados[:pocos], _reanuda),
        (ajenos[:: 3], _llega),
    )  # fmt: skip
    for lugares, suerte in suertes:
        for lugar in lugares:
            todos[lugar] = suerte(azar, todos[lugar], ventana)
    return todos


def _activo(patron: Patron) -> bool:
    return patron.propio and patron.movimientos[-1].clave != "2"


def _cierra(azar: Azar, patron: Patron, ventana: Ventana) -> Patron:
    return _con_movimiento(patron, MovimientoPatronal(_durante(azar, ventana), "2"))


def _reanuda(azar: Azar, patron: Patron, ventana: Ventana) -> Patron:
    return _con_movimiento(patron, MovimientoPatronal(_durante(azar, ventana), "3"))


def _con_movimiento(patron: Patron, movimiento: MovimientoPatronal) -> Patron:
    return replace(patron, movimientos=(*patron.movimientos, movimiento))


def _se_va(azar: Azar, patron: Patron, ventana: Ventana) -> Patron:
    return replace(patron, salida=_durante(azar, ventana))


def _llega(azar: Azar, patron: Patron, ventana: Ventana) -> Patron:
    return replace(patron, entrada=_durante(azar, ventana))


def _huelga(azar: Azar, patron: Patron, ventana: Ventana) -> Patron:
    """Half of the strikes are past the 180 days at the last cut, half are not."""
    dias = azar.entre(190, 420) if azar.sucede(0.5) else azar.entre(40, 170)
    return replace(patron, huelga=ventana.fin - timedelta(days=dias))


def _durante(azar: Azar, ventana: Ventana) -> date:
    return azar.dia(ventana.inicio + 5 * DIA, ventana.fin - 5 * DIA)


def renglones(todos: Iterable[Patron], al: date) -> list[tuple[str, ...]]:
    """Return the rows of the employer master on a day, in the order of ``COLUMNAS``."""
    return [_renglon(patron, al) for patron in todos]


def _renglon(patron: Patron, al: date) -> tuple[str, ...]:
    ultimo = patron.movimiento(al)
    baja = ultimo.fecha.isoformat() if ultimo.clave == "2" else ""
    en_huelga = patron.huelga is not None and not baja
    situacion = "baja" if baja else "huelga" if en_huelga else "vigente"
    return (
        patron.registro + patron.digito, patron.nombre, patron.rfc, patron.actividad,
        patron.domicilio, patron.codigo_postal, patron.municipio, patron.sector,
        str(patron.trabajadores), patron.clase_riesgo, patron.prima_rt,
        patron.fecha_alta.isoformat(), baja, situacion, patron.representante,
    )  # fmt: skip
