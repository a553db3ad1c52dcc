"""What may not go together at one provider (TR302): one notion for choice, decision, message and ending."""

from dataclasses import replace
from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_315, gevraagd
from tests.toewijzing.handelingen import besluit, doe, verzoeken
from tests.toewijzing.van_anderen import beeindigd
from tests.toewijzing.verhaal import DE_BRUG, HET_ANKER, contract, product

import iwmo
from berichtenverkeer.post import Uitgaand, verzend
from berichtenverkeer.uitgaand import NietTeVerzenden
from istandaard.berichten import Bericht301
from istandaard.berichten.bericht315 import AangevraagdProduct
from istandaard.cdt import Product
from iwmo.codes import ProductCategorie
from toewijzing.tables import Toewijzing as Rij

BEGIN, EINDE = date(2024, 7, 1), date(2024, 12, 31)
ASPECIFIEK = Product(categorie=ProductCategorie.BEGELEIDING)


def met_budget(product_: Product | None) -> AangevraagdProduct:
    """A request for a budget: aspecific with a category, generic without."""
    deel = gevraagd("VOT-1", "IB2B", vanaf=BEGIN, tot=EINDE)
    return replace(deel, product=product_, omvang=None, budget=900_00)


async def budget_toegekend(toewijzing: Toewijzing, product_: Product | None) -> None:
    """The client has a budget at De Brug, by a VOT that was granted; Het Anker has a contract too."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    elders = product("HO", HET_ANKER)
    await toewijzing.hoor(toewijzing.beschikt(elders))
    await toewijzing.lever_aan(bericht_315(met_budget(product_), identificatie="V1"))
    (een,) = await verzoeken(toewijzing)
    gelukt(await besluit(toewijzing, een, "toekennen"))


@pytest.mark.parametrize(
    ("budget_voor", "code", "mag"),
    [(ASPECIFIEK, "IB2B", False), (ASPECIFIEK, "DB2B", True), (None, "DB2B", False)],
    ids=["its category", "another category", "generic"],
)
async def test_beside_a_budget(toewijzing: Toewijzing, budget_voor: Product | None, code: str, mag: bool) -> None:
    """A decision for a product of the category waits and says why; the choice does not offer the provider."""
    await budget_toegekend(toewijzing, budget_voor)
    nieuw = product(code, ingangsdatum=date(2024, 8, 1), einddatum=date(2024, 9, 30))
    await toewijzing.hoor(toewijzing.beschikt(nieuw))
    (een,) = [each for each in await toewijzing.toewijzingen() if each["id"] == nieuw.id]
    assert (een["status"] == "toegewezen") is mag
    if not mag:
        assert "TR302" in str(een["wachtOp"])
        assert "toewijzing 2" in str(een["wachtOp"])
        assert await toewijzing.keuze(nieuw.id) == [HET_ANKER]
        assert "toewijzing 2" in (await toewijzing.niet_mogelijk(nieuw.id))[DE_BRUG]
        refused = await toewijzing.kies(nieuw.id)
        assert (refused.status_code, refused.json()["rule"]) == (409, "TR302")


@pytest.mark.parametrize("stap", ["extend", "end", "remove", "death"])
async def test_after_a_refusal_nothing_is_stuck(toewijzing: Toewijzing, stap: str) -> None:
    await budget_toegekend(toewijzing, ASPECIFIEK)
    elders, budget = await toewijzing.toewijzingen()
    nieuw = product("IB2B", ingangsdatum=date(2024, 8, 1), einddatum=date(2024, 9, 30))
    await toewijzing.hoor(toewijzing.beschikt(nieuw))
    if stap == "extend":
        gelukt(await doe(toewijzing, budget, "wijzig", redenWijziging="04", einddatum="2025-03-31"))
    elif stap == "end":
        gelukt(await doe(toewijzing, budget, "wijzig", redenWijziging="05", einddatum="2024-07-31"))
    elif stap == "remove":
        gelukt(await doe(toewijzing, budget, "verwijder"))
    else:
        await toewijzing.hoor(beeindigd(elders, date(2024, 6, 3)))
    for agb in (DE_BRUG, HET_ANKER):
        assert [iwmo.controleer(iwmo.lees(xml)) for _, xml in await toewijzing.post("WMO301", agb)] != []
        assert all(iwmo.controleer(iwmo.lees(xml)) == [] for _, xml in await toewijzing.post("WMO301", agb))


async def staan_gestapeld(toewijzing: Toewijzing) -> list[dict[str, object]]:
    """Two assignments at De Brug that clash, as an older version could leave them, and one beside them."""
    await toewijzing.leg_vast()
    een, ander, los = product("IB2B"), product("DB2B"), product("HO")
    await toewijzing.hoor(toewijzing.beschikt(een, ander, los))
    async with toewijzing.room.work() as work:
        rij = await work.session.get(Rij, ander.id)
        assert rij is not None
        rij.categorie, rij.code = "02", "IB2B"
    return await toewijzing.toewijzingen()


@met_standaard
async def test_what_stands_on_top_of_each_other_can_still_be_ended(toewijzing: Toewijzing) -> None:
    """The provider gets as few messages as keep the standard, each complete with the rest; together they tell all."""
    found = {str(each["code"]) + str(each["toewijzingNummer"]): each for each in await staan_gestapeld(toewijzing)}
    assert sorted(found) == ["HO3", "IB2B1", "IB2B2"]
    voor = len(await toewijzing.post("WMO301"))
    event = beeindigd(found["IB2B1"], date(2024, 6, 10))
    event.data["producten"] = [each["id"] for each in found.values()]
    await toewijzing.hoor(event)
    sent = [xml for _, xml in (await toewijzing.post("WMO301"))[voor:]]
    berichten = [iwmo.lees(xml) for xml in sent]
    assert [xsd_aanvaardt("WMO301", xml) for xml in sent] == [True, True]
    assert [iwmo.controleer(each) for each in berichten] == [[], []]
    genoemd = [
        (each.toewijzing_nummer, each.einddatum, each.reden_wijziging)
        for bericht in berichten
        if isinstance(bericht, Bericht301)
        for each in bericht.client.toegewezen_producten
    ]
    assert sorted(genoemd) == [(nummer, date(2024, 6, 10), "02") for nummer in (1, 2, 3)]
    assert {each["einddatum"] for each in await toewijzing.toewijzingen()} == {"2024-06-10"}


async def test_what_clashes_already_can_be_shortened_but_not_made_worse(toewijzing: Toewijzing) -> None:
    """Only a clash that was not there before is refused, and the other assignment is named."""
    een, ander, los = await staan_gestapeld(toewijzing)
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="05", einddatum="2024-08-31"))
    gelukt(await doe(toewijzing, ander, "wijzig", redenWijziging="05", vanaf=None, einddatum="2024-07-31"))
    gelukt(await doe(toewijzing, los, "wijzig", redenWijziging="04", einddatum="2025-08-31"))
    gelukt(await doe(toewijzing, ander, "verwijder"))
    erna = product("IB2B", ingangsdatum=date(2024, 10, 1), einddatum=date(2024, 12, 31))
    await toewijzing.hoor(toewijzing.beschikt(erna))
    refused = await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2024-10-01")
    assert (refused.status_code, refused.json()["rule"]) == (409, "TR302")
    assert "toewijzing 4" in refused.json()["detail"]
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2024-09-30"))


async def test_nothing_is_stored_that_the_receiver_must_refuse(toewijzing: Toewijzing) -> None:
    """The gate holds whichever use case writes the message."""
    een, _, _ = await staan_gestapeld(toewijzing)
    assert een["agb"] == DE_BRUG
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[0][1])
    assert isinstance(bericht, Bericht301)
    eerste = bericht.client.toegewezen_producten[0]
    dubbel = replace(bericht.client, toegewezen_producten=(eerste, replace(eerste, toewijzing_nummer=99)))
    fout = Bericht301(header=bericht.header, client=dubbel)
    with pytest.raises(NietTeVerzenden) as geweigerd:
        async with toewijzing.room.work() as work:
            await verzend(work, Uitgaand(fout, "0034", DE_BRUG, "X"))
    assert [each.regel for each in geweigerd.value.bevindingen] == ["TR302"]
    assert str(geweigerd.value) == "WMO301: TR302"
    assert len(await toewijzing.post("WMO301")) == 1
