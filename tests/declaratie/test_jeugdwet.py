"""Bills of both laws beside each other: each is judged by its own assignments, and numbers live per law (issue 18)."""

from sqlalchemy import select
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, BSN, UUR, client, d, prestatie, volgende
from tests.declaratie.maker import declaratie as bericht_met
from tests.jeugdwet import als_jw

import wetten
from declaratie.tables import Saldo
from gebeurtenissen.toewijzing import TOEWIJZING_TOEGEWEZEN, ToewijzingToegewezen
from istandaard.berichten import Bericht323, Bericht325
from wetten import Wet

ALMELO, NUMMER, TARIEF = "0141", 7, 5000
"""A municipality without an inkoopmodel in 2023: the product list does not count here."""
CATEGORIE = {Wet.WMO: ("02", "OIL2"), Wet.JEUGDWET: ("45", "JAB1")}


def lijn(wet: Wet, volume: int = 10, **anders: object) -> object:
    """A line on the assignment with this number under a law."""
    return prestatie(volume, nummer=NUMMER, product=CATEGORIE[wet], tarief=TARIEF, **anders)  # type: ignore[arg-type]


def bericht(wet: Wet, *lijnen: object, nummer: str | None = None) -> Bericht323:
    """A 323 of a law over May 2023."""
    gemaakt = bericht_met(client(*lijnen), gemeente=ALMELO, nummer=nummer)  # type: ignore[arg-type]
    return als_jw(gemaakt, ALMELO) if wet is Wet.JEUGDWET else gemaakt


async def beide(leeg: Declaratie, volume: int = 100) -> None:
    """The same ToewijzingNummer under both laws, with a contract for either product."""
    for wet, (categorie, code) in CATEGORIE.items():
        await leeg.sluit_contract(gemeente=ALMELO, product=(categorie, code, UUR), prijzen=(("01-01", TARIEF),))
        data = ToewijzingToegewezen(
            toewijzing_id=f"t-{wet}",
            toewijzing_nummer=NUMMER,
            client_id="client",
            bsn_hash=leeg.room.vault.bsn_hash(BSN),
            gemeente=ALMELO,
            wet=wet,
            agb=AGB,
            categorie=categorie,
            code=code,
            volume=volume if wet is Wet.WMO else volume // 2,
            eenheid=UUR,
            frequentie="6",
            budget=None,
            ingangsdatum=d("01-01"),
            einddatum=d("12-31"),
            reden_wijziging=None,
            toewijzingsdatum=d("01-01"),
            besluitdatum=d("01-01"),
        )
        await leeg.hoor(TOEWIJZING_TOEGEWEZEN, data.toewijzing_id, data, 1)


async def antwoord(leeg: Declaratie, gestuurd: Bericht323) -> tuple[str, set[str]]:
    """The kind of the 325 on it, and the return codes in it but for "nothing to say" (0200)."""
    xml = await leeg.antwoord_xml(await _geleverd(leeg, gestuurd))
    gelezen = wetten.lees(xml)
    assert isinstance(gelezen, Bericht325)
    codes = [code for _, deel in wetten.klassen(gelezen) for code in getattr(deel, "retour_codes", ())]
    return gelezen.soort(), {each.value for each in (*codes, *gelezen.header.retour_codes)} - {"0200"}


async def saldi(leeg: Declaratie) -> set[tuple[Wet, int]]:
    """What was granted on the assignments under each law."""
    async with leeg.room.work(writes=False) as work:
        rows = await work.session.execute(select(Saldo.wet, Saldo.volume))
        return {(wet, volume) for wet, volume in rows}


async def _geleverd(leeg: Declaratie, gestuurd: Bericht323) -> str:
    bericht_id = await leeg.lever_aan(gestuurd)
    await leeg.werk()
    return bericht_id


async def test_a_line_counts_on_the_assignment_of_its_own_law(leeg: Declaratie) -> None:
    await beide(leeg)
    assert await antwoord(leeg, bericht(Wet.WMO, lijn(Wet.WMO, 100))) == ("WMO325", {"8001"})
    assert await antwoord(leeg, bericht(Wet.JEUGDWET, lijn(Wet.JEUGDWET, 50))) == ("JW325", {"8001"})
    assert await saldi(leeg) == {(Wet.WMO, 100), (Wet.JEUGDWET, 50)}
    verteld = [each.data["wet"] for each in leeg.told if each.type == "nl.wmo.toewijzingen.gedeclareerd.v1"]
    assert verteld == ["wmo", "jeugdwet"]
    betaald = [each.data["wet"] for each in leeg.told if each.type == "nl.wmo.betalingen.vastgesteld.v1"]
    assert betaald == ["wmo", "jeugdwet"]


async def test_the_ceiling_is_that_of_the_assignment_of_its_own_law(leeg: Declaratie) -> None:
    """Fifty hours were assigned under the Jeugdwet and a hundred under the Wmo, under one number."""
    await beide(leeg)
    assert await antwoord(leeg, bericht(Wet.JEUGDWET, lijn(Wet.JEUGDWET, 51))) == ("JW325", {"9321", "9322"})
    assert await antwoord(leeg, bericht(Wet.WMO, lijn(Wet.WMO, 51))) == ("WMO325", {"8001"})


async def test_a_product_of_one_law_is_not_billed_under_the_other(leeg: Declaratie) -> None:
    """A category of youth cannot stand in a WMO323: the standard has no such code, and the door says so."""
    await beide(leeg)
    jw = bericht(Wet.JEUGDWET, lijn(Wet.JEUGDWET))
    xml = wetten.schrijf(jw).decode()
    als_wmo = wetten.schrijf(bericht(Wet.WMO, lijn(Wet.WMO))).decode().replace(">02<", ">45<")
    for inhoud, status in ((xml, 202), (als_wmo, 400)):
        answer = await leeg.client.post(
            "/v1/berichten", content=inhoud, headers=leeg.aanbieder() | {"Content-Type": "application/xml"}
        )
        assert answer.status_code == status, answer.text


async def test_numbers_are_unique_within_the_law(leeg: Declaratie) -> None:
    """DeclaratieNummer (TR333), ReferentieNummer (TR314): the same once more under the other law is no double."""
    await beide(leeg)
    ref, nummer = volgende("R"), volgende("D")
    for wet in Wet:
        assert await antwoord(leeg, bericht(wet, lijn(wet, ref=ref), nummer=nummer)) == (
            wetten.soort_van(wet, "325"),
            {"8001"},
        )
    for wet in Wet:
        dubbel = bericht(wet, lijn(wet, ref=ref), nummer=volgende("D"))
        soort, codes = await antwoord(leeg, dubbel)
        assert (soort, codes & {"8021"}) == (wetten.soort_van(wet, "325"), {"8021"})
        opnieuw = bericht(wet, lijn(wet), nummer=nummer)
        assert "9333" in (await antwoord(leeg, opnieuw))[1]


async def test_a_credit_takes_back_a_line_of_its_own_law(leeg: Declaratie) -> None:
    await beide(leeg)
    ref = volgende("R")
    for wet in Wet:
        await antwoord(leeg, bericht(wet, lijn(wet, ref=ref)))
    terug = bericht(Wet.JEUGDWET, lijn(Wet.JEUGDWET, vorig=ref))
    assert await antwoord(leeg, terug) == ("JW325", {"8001"})
    assert await saldi(leeg) == {(Wet.WMO, 10), (Wet.JEUGDWET, 0)}


async def test_declarations_are_listed_by_law(leeg: Declaratie) -> None:
    await beide(leeg)
    for wet in Wet:
        await antwoord(leeg, bericht(wet, lijn(wet)))
    for query, gezien in (("", {"wmo", "jeugdwet"}), ("?wet=wmo", {"wmo"}), ("?wet=jeugdwet", {"jeugdwet"})):
        items = (await leeg.get(f"/v1/declaraties{query}"))["items"]
        assert isinstance(items, list)
        assert {each["wet"] for each in items} == gezien
