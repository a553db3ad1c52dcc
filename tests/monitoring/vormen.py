"""A table in each form in which people get it, and whether it says the same in all of them."""

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

import httpx
import pytest
from openpyxl import load_workbook
from tests.monitoring import (
    nagerekend,
    nagerekend_budget,
    nagerekend_eigen,
    nagerekend_geld,
    nagerekend_producten,
    nagerekend_registers,
    nagerekend_sturing,
    nagerekend_toegang,
    nagerekend_trekken,
    nagerekend_uitstroom,
)
from tests.monitoring.kijk import Kijk, Rij

from monitoring.bronnen import beleidsregel

NAGEREKEND = {
    **nagerekend.RAPPORTEN,
    **nagerekend_toegang.RAPPORTEN,
    **nagerekend_geld.RAPPORTEN,
    **nagerekend_budget.RAPPORTEN,
    **nagerekend_sturing.RAPPORTEN,
    **nagerekend_registers.RAPPORTEN,
    **nagerekend_uitstroom.RAPPORTEN,
    **nagerekend_eigen.RAPPORTEN,
    **nagerekend_trekken.RAPPORTEN,
    **nagerekend_producten.RAPPORTEN,
}
NUMMER = r" \((?:M|OP)[\dMOPx, ]+\)"
"""By which a list or a standard calls it: nobody reads that on a page or in a file."""
T = TypeVar("T")
MAANDNAMEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WOORDEN = {
    "tekst", "aanbieder", "gemeente", "product", "producten", "bericht", "beleidsregel", "licht", "maandstand",
}  # fmt: skip


def op_de_pagina(soort: str, waarde: object) -> str | None:
    """A number as it must stand on a page; None for words."""
    if waarde is None:
        return "–"
    if soort in WOORDEN:
        return None
    if soort == "maand":
        jaar, nummer = str(waarde).split("-")[:2]
        return f"{MAANDNAMEN[int(nummer) - 1]} {jaar}"
    if soort == "datum":
        return f"{date.fromisoformat(str(waarde)):%d-%m-%Y}"
    getal = float(str(waarde))
    if soort == "procent":
        return f"{getal * 100:.1f}%".replace(".", ",")
    decimalen = 2 if soort == "euro" else 0 if getal.is_integer() and isinstance(waarde, int) else None
    if decimalen is None:
        return f"{getal:g}".replace(".", ",")
    heel = f"{getal / (100 if soort == 'euro' else 1):,.{decimalen}f}"
    heel = heel.replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€ {heel}" if soort == "euro" else heel


def cellen(pagina: str, tabel: str) -> list[list[str]]:
    """The cells of a table on a page; nothing when the page says that there are no figures."""
    gevonden = re.findall(rf'<table id="tabel-{tabel}">.*?<tbody>(.*?)</tbody>', pagina, re.DOTALL)
    rijen = re.findall(r"<tr>(.*?)</tr>", gevonden[0], re.DOTALL) if gevonden else []
    delen = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij, re.DOTALL) for rij in rijen]
    return [[" ".join(html.unescape(re.sub(r"<[^>]*>", "", cel)).split()) for cel in rij] for rij in delen]


def _in_csv(soort: str, waarde: object) -> str:
    if waarde is None:
        return ""
    if soort == "euro":
        return f"{int(str(waarde)) / 100:.2f}".replace(".", ",")
    if soort == "maand":
        return str(waarde)[:7]
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)


def _in_xlsx(soort: str, waarde: object) -> object:
    if soort in {"maand", "datum"} and waarde is not None:
        return datetime.fromisoformat(str(waarde))
    return int(str(waarde)) / 100 if soort == "euro" and waarde is not None else waarde


def is_overal_gelijk_csv(inhoud: bytes, rapport: Rij) -> None:
    kop, *rijen = _zonder_namen(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"), rapport)
    assert kop == [kolom["titel"] for kolom in rapport["kolommen"]]
    assert rijen == _cellen_van(rapport, _in_csv)


def is_overal_gelijk_xlsx(inhoud: bytes, rapport: Rij) -> None:
    blad = load_workbook(io.BytesIO(inhoud)).worksheets[0]
    kop, *rijen = _zonder_namen(map(list, blad.iter_rows(values_only=True)), rapport)
    assert kop == [kolom["titel"] for kolom in rapport["kolommen"]]
    assert rijen == _cellen_van(rapport, _in_xlsx)


def _zonder_namen(rijen: Iterable[list[T]], rapport: Rij) -> Iterator[list[T]]:
    """A file has the name of a provider, a municipality or a product after its code."""
    namen = {"aanbieder": "van de aanbieder", "gemeente": "van de gemeente", "product": "van het product"}
    soorten = [kolom["soort"] for kolom in rapport["kolommen"]]
    for nummer, rij in enumerate(rijen):
        for plaats, soort in enumerate(soorten, 1):
            if soort in namen:
                assert nummer or rij[plaats] == f"Naam {namen[soort]}"
                del rij[plaats]
        yield rij


def _cellen_van(rapport: Rij, vorm: object) -> list[list[object]]:
    soorten = [kolom["soort"] for kolom in rapport["kolommen"]]
    return [
        [vorm(soort, _in_woorden(soort, waarde)) for soort, waarde in zip(soorten, rij, strict=True)]
        for rij in rapport["rijen"]
    ]


def _in_woorden(soort: str, waarde: object) -> object:
    """A file says in words what the API says by a number."""
    if soort == "beleidsregel":
        return beleidsregel(str(waarde))
    return re.sub(NUMMER, "", waarde) if isinstance(waarde, str) else waarde


def is_gelijk_op_pagina(pagina: str, rapport: Rij) -> None:
    """Every number; words that are no name of a code too."""
    soorten = [kolom["soort"] for kolom in rapport["kolommen"]]
    gevonden = cellen(pagina, rapport["naam"])
    assert len(gevonden) == len(rapport["rijen"]), rapport["naam"]
    for rij, juist in zip(gevonden, rapport["rijen"], strict=True):
        for soort, cel, waarde in zip(soorten, rij, juist, strict=True):
            verwacht = op_de_pagina(soort, waarde)
            if verwacht is not None:
                assert cel == verwacht, rapport["naam"]
            elif soort in {"licht", "tekst", "maandstand"}:
                # By which number a region asked for it stands behind a sign.
                zonder_nummer = re.sub(NUMMER, "", waarde)
                assert cel.removeprefix("● ").removeprefix("▲ ").removeprefix("■ ") == zonder_nummer, rapport["naam"]


def is_nagerekend(rapport: Rij, kijk: Kijk) -> None:
    """Every number agrees with the raw events, to the cent; a spread within one."""
    naam = rapport["naam"]
    namen = [kolom["naam"] for kolom in rapport["kolommen"]]
    gevonden = [dict(zip(namen, rij, strict=True)) for rij in rapport["rijen"]]
    if naam == "dekking":
        normen = {norm.titel for norm in kijk.model.dekking}
        elders = [rij for rij in gevonden if rij["norm"] not in normen]
        leeg = {(rij["aanbieders"], rij["clienten"], rij["capaciteit"], rij["oordeel"]) for rij in elders}
        assert leeg <= {(0, 0, None, "rood")}
        gevonden = [rij for rij in gevonden if rij["norm"] in normen]
    verwacht = NAGEREKEND[naam](kijk)
    assert len(gevonden) == len(verwacht), (naam, kijk.query, gevonden, verwacht)
    for rij, juist in zip(gevonden, verwacht, strict=True):
        precies = {kolom: waarde for kolom, waarde in juist.items() if kolom not in nagerekend_geld.GLOBAAL}
        assert {kolom: rij[kolom] for kolom in precies} == precies, (naam, kijk.query, rij, juist)
        for kolom in nagerekend_geld.GLOBAAL & juist.keys():
            assert rij[kolom] == (juist[kolom] and pytest.approx(juist[kolom], abs=1)), (naam, kijk.query)


async def is_overal_gelijk(client: httpx.AsyncClient, headers: dict[str, str], rapport: Rij, query: str) -> None:
    """The files over the API and of the pages hold what the API says."""
    for begin in ("/v1/rapporten/", "/dashboard/tabel/"):
        for vorm, klopt in (("csv", is_overal_gelijk_csv), ("xlsx", is_overal_gelijk_xlsx)):
            antwoord = await client.get(f"{begin}{rapport['naam']}/{vorm}{query}", headers=headers)
            klopt(antwoord.raise_for_status().content, rapport)
