"""Each of the five regions assigns according to its own policy."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date

import pytest
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe
from tests.toewijzing.verhaal import DE_BOOM, DE_BRUG, HET_ANKER, Json

import iwmo
from chassis.identifiers import new_id
from gebeurtenissen.toegang import BeschiktProduct
from inkoop import Inkoopmodel, laad
from istandaard.berichten import Bericht301


@dataclass(frozen=True)
class Regio:
    """A region and one of its products, as its document wants it assigned."""

    model: str
    code: str
    eenheid: str
    frequentie: str
    regel: str

    @property
    def inkoopmodel(self) -> Inkoopmodel:
        return laad(self.model)

    @property
    def gemeente(self) -> str:
        return self.inkoopmodel.gemeenten[0].code

    @property
    def begin(self) -> date:
        return max(date(2024, 6, 1), self.inkoopmodel.versie)


ALMERE = Regio("almere-2023", "IB2B", "04", "6", "M46")
LEKSTROOM = Regio("lekstroom-2022", "B2O1", "84", "4", "M50")
ALMELO = Regio("almelo-2024", "OIL2", "01", "2", "M30")
ALKMAAR = Regio("regio-alkmaar-2027", "BI", "04", "6", "M46")
NOORD_VELUWE = Regio("noord-veluwe-2021", "HBH", "04", "2", "M30")
REGIOS = pytest.mark.parametrize(
    "regio", [ALMERE, LEKSTROOM, ALMELO, ALKMAAR, NOORD_VELUWE], ids=lambda each: each.model
)


def beschikt(regio: Regio, code: str | None = None, **anders: object) -> BeschiktProduct:
    """A product for half a year, in the form of the region."""
    product = regio.inkoopmodel.product(code or regio.code)
    standaard: Json = {
        "id": new_id(),
        "categorie": product.categorie,
        "code": product.code,
        "volume": 52,
        "eenheid": product.eenheid,
        "frequentie": str(product.frequentie),
        "ingangsdatum": regio.begin,
        "einddatum": regio.begin.replace(month=12, day=31),
        "aanbieder": DE_BRUG,
    }
    return BeschiktProduct.model_validate(standaard | anders)


async def hoor(toewijzing: Toewijzing, regio: Regio, *producten: BeschiktProduct, client_id: str = CLIENT) -> None:
    event = toewijzing.beschikt(*producten, client_id=client_id, gemeente=regio.gemeente)
    await toewijzing.hoor(replace(event, data={**event.data, "besluitdatum": regio.begin.isoformat()}))


async def sluit_contract(toewijzing: Toewijzing, regio: Regio, agb: str = DE_BRUG, **anders: object) -> Json:
    """A contract for all products that the region still buys."""
    producten = [{"code": each.code} for each in regio.inkoopmodel.producten if each.uitloop is None]
    body: Json = {
        "agb": agb,
        "naam": f"Aanbieder {agb}",
        "gemeenten": [regio.gemeente],
        "geldigVan": regio.inkoopmodel.versie.isoformat(),
        "producten": producten,
    }
    return await toewijzing.leg_vast(body | anders)


async def stand(toewijzing: Toewijzing) -> dict[object, tuple[object, object]]:
    """Provider and reason to wait, by id."""
    return {each["id"]: (each["agb"], each["wachtOp"]) for each in await toewijzing.toewijzingen()}


@REGIOS
async def test_m30_m46_m50_a_region_assigns_in_its_own_form(toewijzing: Toewijzing, regio: Regio) -> None:
    """M46 a total for the term, M50 a month product, M30 so much a week; another form waits with the rule."""
    await sluit_contract(toewijzing, regio)
    goed = beschikt(regio)
    fout = beschikt(
        regio, frequentie="4" if regio.frequentie != "4" else "6", ingangsdatum=regio.begin.replace(month=11)
    )
    await hoor(toewijzing, regio, goed)
    await hoor(toewijzing, regio, fout, client_id=ANDERE_CLIENT)
    found = await stand(toewijzing)
    assert found[goed.id] == (DE_BRUG, None)
    agb, reden = found[fout.id]
    assert agb is None
    assert str(reden).startswith(f"In {regio.model} wordt {regio.code} toegewezen ")
    assert str(reden).endswith(f"({regio.regel}).")
    ((_, xml),) = await toewijzing.post("WMO301")
    bericht = iwmo.lees(xml)
    assert isinstance(bericht, Bericht301)
    omvang = bericht.client.toegewezen_producten[0].omvang
    assert omvang is not None
    assert (omvang.volume, omvang.eenheid, omvang.frequentie) == (52, regio.eenheid, regio.frequentie)


@REGIOS
async def test_m55_a_region_ranks_by_its_own_weights(toewijzing: Toewijzing, regio: Regio) -> None:
    """M55: the reasons are those of the inkoopmodel, with its weights."""
    await sluit_contract(toewijzing, regio, leversnelheid=30)
    await sluit_contract(toewijzing, regio, HET_ANKER, leversnelheid=5)
    keuze = beschikt(regio, aanbieder=None)
    await hoor(toewijzing, regio, keuze)
    found = await toewijzing.plaatsen(keuze.id)
    assert [each["agb"] for each in found] == [HET_ANKER, DE_BRUG]
    assert [(each["kenmerk"], each["gewicht"]) for each in found[0]["redenen"] if each["gewicht"]] == [
        (each.kenmerk, each.gewicht) for each in regio.inkoopmodel.matching
    ]
    assert found[0]["punten"] > found[1]["punten"]


EEN_AANBIEDER = "In deze regio levert één aanbieder alle hulp, en dat is 99990001 (M57)."


@REGIOS
async def test_one_provider_for_all_help_where_the_model_says_so(toewijzing: Toewijzing, regio: Regio) -> None:
    """M57: Lekstroom only."""
    for agb in (DE_BRUG, HET_ANKER):
        await sluit_contract(toewijzing, regio, agb)
    andere = next(each.code for each in regio.inkoopmodel.producten if each.code != regio.code and each.uitloop is None)
    tweede = beschikt(regio, andere, aanbieder=HET_ANKER)
    await hoor(toewijzing, regio, beschikt(regio))
    await hoor(toewijzing, regio, tweede)
    verwacht = (None, EEN_AANBIEDER) if regio == LEKSTROOM else (HET_ANKER, None)
    assert (await stand(toewijzing))[tweede.id] == verwacht
    if regio == LEKSTROOM:
        assert await toewijzing.keuze(tweede.id) == [DE_BRUG]


async def test_m57_a_client_with_more_products_can_change_provider(toewijzing: Toewijzing) -> None:
    """One after the other: what still stands with the provider that is left is in nobody's way."""
    for agb in (DE_BRUG, HET_ANKER):
        await sluit_contract(toewijzing, LEKSTROOM, agb)
    andere = next(
        each.code for each in LEKSTROOM.inkoopmodel.producten if each.code != LEKSTROOM.code and each.uitloop is None
    )
    await hoor(toewijzing, LEKSTROOM, beschikt(LEKSTROOM))
    await hoor(toewijzing, LEKSTROOM, beschikt(LEKSTROOM, andere))
    for each in await toewijzing.toewijzingen():
        assert each["agb"] == DE_BRUG
        gelukt(await doe(toewijzing, each, "overstap", agb=HET_ANKER, vanaf="2024-07-01"))
    verder = [each["agb"] for each in await toewijzing.toewijzingen() if each["ingangsdatum"] == "2024-07-01"]
    assert verder == [HET_ANKER, HET_ANKER]


@REGIOS
async def test_m58_who_coordinates_several_providers(toewijzing: Toewijzing, regio: Regio) -> None:
    """M58: in Almere who gives begeleiding or dagbesteding coordinates household help; elsewhere nobody is named."""
    for agb in (DE_BRUG, HET_ANKER, DE_BOOM):
        await sluit_contract(toewijzing, regio, agb)
    codes = [each.code for each in regio.inkoopmodel.producten if each.uitloop is None]
    volgorde = ["HO", "IB2B", "DB2B"] if regio == ALMERE else codes[:1]
    for code, agb in zip(volgorde, (HET_ANKER, DE_BRUG, DE_BOOM), strict=False):
        await hoor(toewijzing, regio, beschikt(regio, code, aanbieder=agb))
    told = [each["data"] for each in await toewijzing.events("coordinatoren.aangewezen")]
    pad = f"/v1/clienten/{CLIENT}/hulp"
    hulp = gelukt(await toewijzing.client.get(pad, headers=toewijzing.gemeente))
    if regio == ALMERE:
        assert told == [{"clientId": CLIENT, "gemeente": regio.gemeente, "agb": DE_BRUG}]
        assert hulp["coordinator"] == DE_BRUG
        eigen = gelukt(await toewijzing.client.get(pad, headers=toewijzing.aanbieder(HET_ANKER)))
        assert (eigen["coordinator"], [each["code"] for each in eigen["toewijzingen"]]) == (DE_BRUG, ["HO"])  # type: ignore[attr-defined]
    else:
        assert (told, hulp["coordinator"]) == ([], None)


@REGIOS
async def test_m63_a_leaving_provider_keeps_clients_as_long_as_the_region_says(
    toewijzing: Toewijzing, regio: Regio
) -> None:
    """M63: twelve months in Almere, six elsewhere."""
    made = await sluit_contract(toewijzing, regio)
    jaar = regio.begin.year
    pad = f"/v1/contracten/{made['id']}/_beeindig"
    body = {"geenNieuweVanaf": f"{jaar}-07-01"}
    answer = gelukt(await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente))
    assert answer["geldigTot"] == (f"{jaar + 1}-06-30" if regio == ALMERE else f"{jaar}-12-31")


@REGIOS
async def test_no_natura_beside_a_pgb(toewijzing: Toewijzing, regio: Regio) -> None:
    """OP043: a PGB is registered and never assigned, and the same product does not come in natura meanwhile."""
    await sluit_contract(toewijzing, regio)
    pgb = beschikt(regio, vorm="pgb", aanbieder=None)
    naast, erna = (
        beschikt(regio),
        beschikt(regio, ingangsdatum=date(regio.begin.year + 1, 1, 1), einddatum=date(regio.begin.year + 1, 6, 30)),
    )
    await hoor(toewijzing, regio, naast, pgb)
    await hoor(toewijzing, regio, erna)
    found = await stand(toewijzing)
    assert found[pgb.id] == (None, None)
    assert found[naast.id] == (None, "De cliënt heeft voor dit product in deze periode een pgb (OP043).")
    assert found[erna.id] == (DE_BRUG, None)
    refused = await toewijzing.kies(pgb.id)
    assert (refused.status_code, refused.json()["rule"]) == (409, "OP043")
    assert [each["id"] for each in await toewijzing.toewijzingen("?status=pgb")] == [pgb.id]


async def test_two_front_office_users_assign_the_same_client_at_once(toewijzing: Toewijzing) -> None:
    """One of them wins, and the other is told; in Lekstroom all help stays with one provider (M57)."""
    for agb in (DE_BRUG, HET_ANKER):
        await sluit_contract(toewijzing, LEKSTROOM, agb)
    een, ander = beschikt(LEKSTROOM, aanbieder=None), beschikt(LEKSTROOM, "B1B0", aanbieder=None)
    await hoor(toewijzing, LEKSTROOM, een, ander)
    answers = await asyncio.gather(toewijzing.kies(een.id, DE_BRUG), toewijzing.kies(ander.id, HET_ANKER))
    assert sorted(each.status_code for each in answers) == [200, 409]
    bij = {each["agb"] for each in await toewijzing.toewijzingen("?status=toegewezen")}
    assert len(bij) == 1


async def test_aspecific_and_generic(toewijzing: Toewijzing) -> None:
    """Only a categorie, or only a budget: whoever has a contract for any of it can get it."""
    await sluit_contract(toewijzing, ALMELO, producten=[{"code": "OIL2"}])
    await sluit_contract(toewijzing, ALMELO, HET_ANKER, producten=[{"code": "OMD2"}])
    leeg: Json = {"code": None, "volume": None, "eenheid": None, "frequentie": None, "budget": 250_000}
    aspecifiek = beschikt(ALMELO).model_copy(update=leeg)
    generiek = beschikt(ALMELO, aanbieder=HET_ANKER).model_copy(update=leeg | {"categorie": None})
    andere_categorie = beschikt(ALMELO, aanbieder=HET_ANKER).model_copy(update=leeg)
    await hoor(toewijzing, ALMELO, aspecifiek, generiek, andere_categorie)
    found = await stand(toewijzing)
    assert (found[aspecifiek.id], found[generiek.id]) == ((DE_BRUG, None), (HET_ANKER, None))
    assert "geen contract" in str(found[andere_categorie.id][1])
    for agb, product in ((DE_BRUG, "02"), (HET_ANKER, None)):
        ((_, xml),) = await toewijzing.post("WMO301", agb)
        bericht = iwmo.lees(xml)
        assert isinstance(bericht, Bericht301)
        assert iwmo.controleer(bericht) == []
        (toegewezen,) = bericht.client.toegewezen_producten
        assert (toegewezen.budget, toegewezen.omvang) == (250_000, None)
        assert (toegewezen.product.categorie if toegewezen.product else None) == product
    told = {each["subject"]: each["data"] for each in await toewijzing.events("toewijzingen.toegewezen")}
    assert isinstance(told[generiek.id], dict)
    assert told[generiek.id]["budget"] == 250_000  # type: ignore[index]
