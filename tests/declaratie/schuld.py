"""A provider that has to pay something back, in a test."""

from datetime import timedelta

import pytest
from tests.declaratie.conftest import NU, Declaratie
from tests.declaratie.kas import Json, Kas
from tests.declaratie.maker import AGB, ALMERE, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import codes

TERMIJN, ERNA = "2023-06-30", "2023-07-01"
TIEN = 10 * UURTARIEF


@pytest.fixture
async def kas(declaratie: Declaratie) -> Kas:
    """10 hours of May and 10 of April were granted and paid."""
    april = prestatie(10, ref="APR", periode=("04-01", "04-30"))
    await declaratie.declareer(bericht_met(client(april, prestatie(10, ref="MEI"))))
    kas = Kas(declaratie)
    await kas.open_rekeningen(AGB)
    await kas.betaal()
    return kas


def vordering(**anders: object) -> Json:
    """What is claimed: 50 euros, unless said otherwise."""
    return {
        "budgethouder": ALMERE,
        "gemeente": ALMERE,
        "wet": "wmo",
        "agb": AGB,
        "naam": "Zorg aan Zee",
        "grond": "controle",
        "toelichting": "Er is niemand geweest op 3 mei.",
        "uiterlijk": TERMIJN,
        "bedrag": 5000,
        **anders,
    }


async def vorder(kas: Kas, **anders: object) -> Json:
    """A claim, recorded."""
    return await kas.doe("POST", "/v1/vorderingen", vordering(**anders))


async def nu(kas: Kas, gevorderd: Json) -> tuple[object, object]:
    """How far a claim is, and what of it is open."""
    gezien = await kas.doe("GET", f"/v1/vorderingen/{gevorderd['id']}")
    return gezien["stand"], gezien["openstaand"]


def na_de_termijn(kas: Kas, dagen: int = 0) -> None:
    """From now on it is so many days after the term."""
    kas.declaratie.room.clock = lambda: NU + timedelta(days=19 + dagen)


async def declareer(kas: Kas, uren: int, maand: str) -> None:
    """So many hours of a month that was not billed yet."""
    einde = {"01": "31", "02": "28", "03": "31"}[maand]
    antwoord = await kas.declaratie.declareer(
        bericht_met(client(prestatie(uren, periode=(f"{maand}-01", f"{maand}-{einde}"))))
    )
    assert codes(antwoord) == (["0200"], ["8001"])


async def crediteer_mei(kas: Kas) -> None:
    """The provider takes the line of May back."""
    await kas.declaratie.declareer(bericht_met(client(prestatie(10, vorig="MEI"))))


async def plekken_te_verrekenen(kas: Kas) -> list[Json]:
    """What would be judged otherwise now."""
    waar = f"/v1/verrekeningen?gemeente={ALMERE}&agb={AGB}"
    items = (await kas.declaratie.get(waar, kas.declaratie.backoffice(ALMERE)))["items"]
    assert isinstance(items, list)
    return items


async def op_mei(kas: Kas) -> Json:
    """A claim on the line of May, which the assignment no longer covers."""
    await kas.declaratie.wijs_toe(termijn=("01-01", "04-30"), sequence=2)
    return await op_prestaties(kas)


async def op_prestaties(kas: Kas) -> Json:
    """A claim on all lines that would be judged otherwise now."""
    gevonden = await plekken_te_verrekenen(kas)
    plekken = [{naam: each[naam] for naam in ("declaratieId", "volgnummer")} for each in gevonden]
    return await vorder(kas, grond="verrekening", bedrag=None, prestaties=plekken)
