"""What comes in about a year that is closed: judged and paid as always, shown apart, and never in the statement."""

import asyncio

from tests.declaratie.boekjaar import DECEMBER, PAD, UREN, Boekjaar, boekjaar
from tests.declaratie.kas import DAG, Json
from tests.declaratie.maker import AGB, ALMERE, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

__all__ = ["boekjaar"]

VORMEN = ("pdf", "csv", "xlsx")


async def open_posten(boekjaar: Boekjaar) -> list[Json]:
    return await boekjaar.kas.lijst("/v1/betaalposten?open=true")


async def test_a_323_about_a_closed_year_is_granted_and_shown_apart(boekjaar: Boekjaar) -> None:
    gesloten = await boekjaar.sluit()
    await boekjaar.declareer_later(3)
    gezien = await boekjaar.kas.doe("GET", PAD)
    assert gezien["producten"] == gesloten["producten"]
    eigen = {"categorie": "02", "code": "IB2B", "eenheid": "04"}
    assert gezien["naAfsluiting"] == [{**eigen, "volume": 3, "bedrag": 3 * UURTARIEF}]


async def test_a_credit_about_a_closed_year_is_shown_apart_as_well(boekjaar: Boekjaar) -> None:
    await boekjaar.sluit()
    await boekjaar.declaratie.declareer(bericht_met(client(prestatie(UREN, vorig="DEC", periode=DECEMBER))))
    (na,) = (await boekjaar.als_aanbieder("GET", PAD)).json()["naAfsluiting"]
    assert (na["volume"], na["bedrag"]) == (-UREN, -UREN * UURTARIEF)


async def test_the_statement_of_a_closed_year_stays_as_it_was(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    concept = {vorm: await boekjaar.staat(vorm) for vorm in VORMEN}
    await boekjaar.stap("voorstellen", {})
    await boekjaar.stap("sluiten", door="bart")
    voor = {vorm: await boekjaar.staat(vorm) for vorm in VORMEN}
    assert all(concept[vorm] != voor[vorm] for vorm in VORMEN), "a draft says that it is one"
    await boekjaar.declareer_later()
    assert {vorm: await boekjaar.staat(vorm) for vorm in VORMEN} == voor
    jaarstaat = await boekjaar.declaratie.get(f"/v1/jaarstaten/2022/{AGB}")
    assert jaarstaat["totaal"]["bedrag"] == (UREN + 3) * UURTARIEF, "what is granted until now is there too"  # type: ignore[index]


async def test_what_is_granted_after_closing_is_paid_in_the_next_run(boekjaar: Boekjaar) -> None:
    """A run is of what is to be paid, not of a year: so there is one way to pay it, and it says that it was closed."""
    await boekjaar.sluit()
    voor = await boekjaar.staat("csv")
    (oud,) = await open_posten(boekjaar)
    assert oud["geslotenJaren"] == [], "this one was answered before"
    await boekjaar.declareer_later(3)
    nieuw = [each for each in await open_posten(boekjaar) if each["id"] != oud["id"]]
    assert [(each["bedrag"], each["geslotenJaren"]) for each in nieuw] == [(3 * UURTARIEF, [2022])]
    await boekjaar.kas.open_rekeningen(AGB)
    run = await boekjaar.kas.betaal()
    assert run["bedrag"] == (UREN + 3) * UURTARIEF
    assert await boekjaar.staat("csv") == voor
    assert await open_posten(boekjaar) == []


async def test_no_run_pays_in_a_year_that_is_closed(boekjaar: Boekjaar) -> None:
    await boekjaar.sluit()
    await boekjaar.kas.open_rekeningen(AGB)
    problem = await boekjaar.kas.weiger("POST", "/v1/betaalruns", {"budgethouder": ALMERE, "dag": "2022-12-31"})
    fouten = problem["invalidParams"]
    assert isinstance(fouten, list)
    assert [each["name"] for each in fouten] == ["body.dag"]
    assert (await boekjaar.kas.stel_voor(DAG))["stand"] == "voorgesteld"


async def test_a_claim_on_a_closed_year_leaves_its_statement_alone(boekjaar: Boekjaar) -> None:
    """What the closing showed to be too much comes back by a claim."""
    await boekjaar.sluit()
    voor = await boekjaar.staat("csv")
    eigen = {"budgethouder": ALMERE, "gemeente": ALMERE, "wet": "wmo", "agb": AGB, "naam": "Zorg aan Zee"}
    wat = {"grond": "jaarafsluiting", "toelichting": "Eén uur te veel.", "uiterlijk": "2023-07-01", "bedrag": UURTARIEF}
    await boekjaar.kas.doe("POST", "/v1/vorderingen", {**eigen, **wat})
    assert await boekjaar.staat("csv") == voor
    assert (await boekjaar.kas.doe("GET", PAD))["naAfsluiting"] == []


async def test_a_323_is_judged_before_a_year_is_closed_or_after_it(boekjaar: Boekjaar) -> None:
    """At the same moment too: what is granted is in the statement that was looked at, or it is shown apart."""
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    await boekjaar.stap("voorstellen", {})
    sluiten = boekjaar.kas.vraag("POST", f"{PAD}/_sluiten", door="bart")
    antwoord, _ = await asyncio.gather(sluiten, boekjaar.declareer_later(3))
    gezien = await boekjaar.kas.doe("GET", PAD)
    (post,) = [each for each in await open_posten(boekjaar) if each["bedrag"] == 3 * UURTARIEF]
    if antwoord.status_code == 200:
        assert (post["geslotenJaren"], len(gezien["naAfsluiting"])) == ([2022], 1)  # type: ignore[arg-type]
    else:
        assert antwoord.json()["type"].endswith("veranderd")
        assert (post["geslotenJaren"], gezien["stand"]) == ([], "voorgesteld")
