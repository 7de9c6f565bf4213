"""The report of the archive: complete or not, lent, intact, and as the system says."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.requisito import Procedimiento, procedimientos, rangos
from cartera_lib.oficina.expediente import (
    Imagen,
    Integracion,
    completitud,
    confronta,
    imagenes,
    prestamos,
)
from cartera_lib.ventanilla.informes import Informe

TITULOS = {
    "folio": "Folio",
    "documento": "Documento",
    "numero": "Número",
    "prestada_a": "Lo tiene",
    "prestada_el": "Desde",
    "vence": "Vence",
    "atraso": "Días de atraso",
    "lo_piden": "Créditos que lo piden",
    "les_falta": "Les falta",
    "requeridos": "Se piden",
    "presentes": "Hay",
    "avance": "Avance",
    "faltan": "Le falta",
    "diferencia": "Diferencia",
    "tramite": "Trámite",
    "casos": "Casos",
    "imagen": "Imagen",
    "documentos": "Documentos",
}


@dataclass(frozen=True, eq=False)
class Archivo:
    """The papers and facts as the ledger gives them, and the credits that they are of."""

    piezas: pa.Table
    hechos: pa.Table
    cartera: Cartera
    al: date

    def integracion(self, tramite: Procedimiento, *, todos: bool = False) -> Integracion:
        """Return how complete the credits of a procedure are, or ``todos`` as if they were."""
        cartera = self.cartera
        if not todos:
            en_curso = np.isin(cartera.columna("incidencia"), tramite.incidencias)
            cartera = cartera.filtrar(en_curso)
        return completitud(
            self.piezas, self.hechos, cartera=cartera, procedimiento=tramite.codigo, al=self.al
        )

    def diferencias(self) -> pd.DataFrame:
        """Return where the system and the papers do not say the same."""
        return confronta(self.piezas, self.hechos, cartera=self.cartera, al=self.al)


def informe_de(archivo: Archivo) -> Informe:
    """Return the report of an archive: five short sheets, and two with a row a credit."""
    integradas = {t.nombre: archivo.integracion(t) for t in procedimientos().values()}
    integradas = {nombre: i for nombre, i in integradas.items() if len(i.tabla)}
    fuera, malas = prestamos(archivo.piezas, al=archivo.al), archivo.diferencias()
    estados = Counter(imagenes(archivo.piezas))
    vencidos = int((fuera["atraso"] > 0).sum())
    por_clase = malas.groupby("diferencia", sort=False).size().rename("casos").reset_index()
    tablas = {
        "Integración": _por_avance(integradas),
        "Lo que falta": _lo_que_falta(integradas),
        "Préstamos": fuera.set_index("folio"),
        "Imágenes": _imagenes(estados),
        "Sistema y papel": por_clase.set_index("diferencia"),
        "Detalle de lo que falta": _detalle(integradas),
        "Detalle de diferencias": malas.set_index("diferencia"),
    }
    cifras = (
        f"Documentos archivados: {archivo.piezas.num_rows:,}.",
        f"Prestados: {len(fuera):,}; con plazo vencido: {vencidos:,}.",
        f"Imágenes: {', '.join(f'{estado} {estados[estado]:,}' for estado in Imagen)}.",
        *(f"{n}: {i.completos:,} de {len(i.tabla):,} completos." for n, i in integradas.items()),
        f"Diferencias entre sistema y papel: {len(malas):,}.",
    )
    alertas = vencidos + estados[Imagen.CAMBIADA] + estados[Imagen.PERDIDA]
    tablas = {nombre: titulada(tabla) for nombre, tabla in tablas.items()}
    return Informe("expediente", "Archivo de expedientes", archivo.al, tablas, cifras, alertas)


def titulada(tabla: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the titles that people read."""
    nombres = [TITULOS.get(str(nombre), str(nombre)) for nombre in tabla.index.names]
    return tabla.rename(columns=TITULOS).rename_axis(index=nombres)


def _por_avance(integradas: dict[str, Integracion]) -> pd.DataFrame:
    orden = [nombre for _, nombre in rangos()]
    filas = [
        (tramite, avance, len(suyos), int(suyos["importe"].sum()))
        for tramite, i in integradas.items()
        for avance in orden
        if len(suyos := i.tabla[i.tabla["avance"] == avance])
    ]
    columnas = ["tramite", "avance", "creditos", "importe"]
    return pd.DataFrame(filas, columns=columnas).set_index(["tramite", "avance"])


def _lo_que_falta(integradas: dict[str, Integracion]) -> pd.DataFrame:
    columnas = ["tramite", "documento", "lo_piden", "les_falta"]
    partes = [i.faltan().assign(tramite=nombre) for nombre, i in integradas.items()]
    junta = pd.concat(partes) if partes else pd.DataFrame(columns=columnas)
    junta = junta[junta["les_falta"] > 0]
    return junta[columnas].set_index(["tramite", "documento"])


def _imagenes(estados: Counter[Imagen]) -> pd.DataFrame:
    filas = [(str(estado).capitalize(), estados[estado]) for estado in Imagen]
    return pd.DataFrame(filas, columns=["imagen", "documentos"]).set_index("imagen")


def _detalle(integradas: dict[str, Integracion]) -> pd.DataFrame:
    columnas = ["tramite", "registro", "credito", "ramo", "periodo", "tipo_documento"]
    columnas += ["incidencia", "importe", "requeridos", "presentes", "avance", "faltan"]
    partes = [
        i.tabla[i.tabla["faltan"] != ""].assign(tramite=nombre) for nombre, i in integradas.items()
    ]
    junta = pd.concat(partes) if partes else pd.DataFrame(columns=columnas)
    return junta[columnas].set_index("tramite")
