"""Assigning under both laws beside each other: messages, numbers, requests, and the woonplaatsbeginsel (issue 18)."""

from dataclasses import replace
from datetime import date

import pytest
from tests.jeugdwet import als_jw
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.gesprek import bericht_307, bericht_315, bericht_317, gevraagd, nieuw, wens
from tests.toewijzing.handelingen import besluit, doe, verzoeken
from tests.toewijzing.verhaal import ALMELO, BSN, DE_BRUG, Json, bericht_305, contract, persoon, start

import wetten
from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.toegang import BeschiktProduct
from ijw.codes import ProductCategorie, RedenBeeindiging
from inkoop import Product, laad
from istandaard import cdt
from istandaard.berichten import Bericht301, Bericht319, bericht307, bericht315
from istandaard.codes import Eenheid, Frequentie, JaNee, SoortRelatie, StatusAanlevering
from toewijzing.domain.vow import Lopend, check_wijzigbaar
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering
from wetten import Wet

MODEL = laad("almelo-2024")


def van_wet(wet: Wet) -> Product:
    """A product of Almelo that is counted in minutes."""
    return next(each for each in MODEL.producten if each.wet is wet and each.eenheid == "01" and not each.uitloop)


def product(wet: Wet, **anders: object) -> BeschiktProduct:
    """The same product as it was decided on, for a year from June 2024."""
    gekozen = van_wet(wet)
    standaard: Json = {
        "id": new_id(),
        "categorie": gekozen.categorie,
        "code": gekozen.code,
        "volume": 60,
        "eenheid": gekozen.eenheid.value,
        "frequentie": str(gekozen.frequentie),
        "ingangsdatum": date(2024, 6, 1),
        "einddatum": date(2025, 5, 31),
        "aanbieder": DE_BRUG,
    }
    return BeschiktProduct.model_validate(standaard | anders)


def beschikt(toewijzing: Toewijzing, wet: Wet, *producten: BeschiktProduct) -> Event:
    """A decision under a law for the client of these tests."""
    event = toewijzing.beschikt(*(producten or (product(wet),)), gemeente=ALMELO)
    return replace(event, data={**event.data, "wet": wet.value})


async def beide(toewijzing: Toewijzing) -> None:
    """The same client has one product under each law, from the same provider."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, *(van_wet(wet).code for wet in Wet), gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    for wet in Wet:
        await toewijzing.hoor(beschikt(toewijzing, wet))


async def in_301(toewijzing: Toewijzing, soort: str) -> list[list[tuple[int, str]]]:
    """Number and product code of all assignments in each 301 of a law, in order."""
    gelezen = [wetten.lees(xml) for _, xml in await toewijzing.post(soort)]
    found = []
    for each in gelezen:
        assert isinstance(each, Bericht301)
        assert wetten.controleer(each) == []
        producten = [(p.toewijzing_nummer, p.product) for p in each.client.toegewezen_producten]
        found.append([(nummer, product.code or "") for nummer, product in producten if product is not None])
    return found


def stop(nummer: int, reden: RedenBeeindiging) -> bericht307.StopProduct:
    """A stop of the youth product on 2 June."""
    gekozen = van_wet(Wet.JEUGDWET)
    return bericht307.StopProduct(
        toewijzing_nummer=nummer,
        product=cdt.Product(categorie=wetten.categorie(gekozen.categorie), code=gekozen.code),
        begindatum=date(2024, 6, 1),
        reden_beeindiging=reden,
        einddatum=date(2024, 6, 2),
        status_aanlevering=StatusAanlevering.EERSTE,
    )


def gemeld(nummer: int, wet: Wet) -> object:
    """A start of the product of a law on 1 June."""
    gekozen = van_wet(wet)
    soort = cdt.Product(categorie=wetten.categorie(gekozen.categorie), code=gekozen.code)
    return replace(start(nummer, None), product=soort)


async def status(toewijzing: Toewijzing) -> dict[object, object]:
    """Where the assignment under each law is."""
    return {each["wet"]: each["status"] for each in await toewijzing.toewijzingen()}


async def test_each_law_has_its_own_messages_and_its_own_numbers(toewijzing: Toewijzing) -> None:
    """A 301 holds all that the client has here of its own law (OP087), and number 1 exists twice (TR332)."""
    await beide(toewijzing)
    assert await in_301(toewijzing, "WMO301") == [[(1, van_wet(Wet.WMO).code)]]
    assert await in_301(toewijzing, "JW301") == [[(1, van_wet(Wet.JEUGDWET).code)]]
    verteld = [each["data"] for each in await toewijzing.events("toewijzingen.toegewezen")]
    assert [(each["wet"], each["toewijzingNummer"]) for each in verteld if isinstance(each, dict)] == [
        ("wmo", 1),
        ("jeugdwet", 1),
    ]
    for wet in Wet:
        (een,) = await toewijzing.toewijzingen(f"?wet={wet}")
        assert een["wet"] == wet


async def test_start_and_stop_find_the_assignment_of_their_own_law(toewijzing: Toewijzing) -> None:
    await beide(toewijzing)
    jw = als_jw(bericht_305(gemeld(1, Wet.JEUGDWET), identificatie="A"), ALMELO)  # type: ignore[arg-type]
    _, xml = await toewijzing.lever_aan(jw)
    assert wetten.lees(xml).soort() == "JW306"
    assert await status(toewijzing) == {"wmo": "toegewezen", "jeugdwet": "gestart"}
    wmo = bericht_305(gemeld(1, Wet.WMO), identificatie="A", gemeente=ALMELO)  # type: ignore[arg-type]
    await toewijzing.lever_aan(wmo)
    assert await status(toewijzing) == {"wmo": "gestart", "jeugdwet": "gestart"}
    voor_een_tijd = als_jw(bericht_307(stop(1, RedenBeeindiging.TIJDELIJK), identificatie="B"), ALMELO)
    await toewijzing.lever_aan(voor_een_tijd)
    assert await status(toewijzing) == {"wmo": "gestart", "jeugdwet": "onderbroken"}
    # 31 is the end as planned under the Jeugdwet, and moving house under the Wmo.
    voorgoed = als_jw(bericht_307(stop(1, RedenBeeindiging.VOLGENS_PLAN), identificatie="C"), ALMELO)
    await toewijzing.lever_aan(voorgoed)
    assert await status(toewijzing) == {"wmo": "gestart", "jeugdwet": "gestopt"}


async def test_a_budget_under_one_law_does_not_stand_in_the_way_of_the_other(toewijzing: Toewijzing) -> None:
    """A generic assignment may not go with any other (TR302), of its own law."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, *(van_wet(wet).code for wet in Wet), gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    leeg = dict.fromkeys(("categorie", "code", "volume", "eenheid", "frequentie"))
    await toewijzing.hoor(beschikt(toewijzing, Wet.WMO, product(Wet.WMO, **leeg, budget=100_000)))
    await toewijzing.hoor(beschikt(toewijzing, Wet.JEUGDWET))
    assert (await status(toewijzing))["jeugdwet"] == "toegewezen"
    await toewijzing.hoor(beschikt(toewijzing, Wet.WMO))
    wachtend = await toewijzing.toewijzingen("?wet=wmo&status=voorbereid")
    assert len(wachtend) >= 1


async def test_a_decision_of_one_law_has_no_product_of_the_other(toewijzing: Toewijzing) -> None:
    data = {**beschikt(toewijzing, Wet.WMO, product(Wet.JEUGDWET)).data}
    answer = await toewijzing.client.post(
        "/v1/toewijzingen/_toets", json={"beschikking": data}, headers=toewijzing.gemeente
    )
    assert answer.status_code == 400
    assert "andere wet" in answer.text


def vot(
    referentie: str, identificatie: str, wet: Wet = Wet.JEUGDWET, gezag_bekend: JaNee | None = None
) -> bericht315.Bericht315:
    """A request for the product of a law."""
    gekozen = van_wet(wet)
    gevraagde = replace(
        gevraagd(referentie),
        product=cdt.Product(categorie=wetten.categorie(gekozen.categorie), code=gekozen.code),
        omvang=cdt.Omvang(volume=60, eenheid=Eenheid.MINUUT, frequentie=Frequentie.PER_WEEK),
    )
    bericht = als_jw(bericht_315(gevraagde, identificatie=identificatie), ALMELO)
    bericht = replace(bericht, client=replace(bericht.client, gezagsdrager_bekend=gezag_bekend))
    if wet is Wet.WMO:
        kop = replace(bericht.header, bericht_code=wetten.STANDAARD[wet].code("315"))
        return replace(bericht, header=kop)
    return bericht


async def geregistreerd(
    toewijzing: Toewijzing, wet: Wet = Wet.JEUGDWET, referentie: str = "V1", gezag_bekend: JaNee | None = None
) -> Json:
    """A request that was taken in, as a caseworker sees it."""
    _, xml = await toewijzing.lever_aan(vot(referentie, f"{wet}-{referentie}"[-12:], wet, gezag_bekend))
    gelezen = wetten.lees(xml)
    assert gelezen.soort() == wetten.soort_van(wet, "316")
    (found,) = [each for each in await verzoeken(toewijzing) if each["wet"] == wet]
    return dict(found)


async def test_a_provider_may_have_an_open_request_under_each_law_with_one_reference(toewijzing: Toewijzing) -> None:
    """TR347 and TR374 hold within the law."""
    for wet in Wet:
        await geregistreerd(toewijzing, wet)
    assert sorted(str(each["wet"]) for each in await verzoeken(toewijzing)) == ["jeugdwet", "wmo"]
    answer = await toewijzing.client.get("/v1/verzoeken?wet=jeugdwet", headers=toewijzing.gemeente)
    assert [each["wet"] for each in gelukt(answer)["items"]] == ["jeugdwet"]  # type: ignore[union-attr,index]


async def test_a_wrong_municipality_answers_with_reason_8_and_the_right_one(toewijzing: Toewijzing) -> None:
    verzoek = await geregistreerd(toewijzing)
    gelukt(await besluit(toewijzing, verzoek, "afwijzen", reden="8", woonplaats="0034"))
    ((_, xml),) = await toewijzing.post("JW319")
    bericht = wetten.lees(xml)
    assert isinstance(bericht, Bericht319)
    assert bericht.antwoord.woonplaatsbeginsel is not None
    assert bericht.antwoord.woonplaatsbeginsel.gemeente == "0034"
    assert wetten.controleer(bericht) == []


@pytest.mark.parametrize(
    ("wet", "body", "regel"),
    [
        (Wet.JEUGDWET, {"reden": "8"}, "TR377"),
        (Wet.JEUGDWET, {"reden": "5", "woonplaats": "0034"}, "TR409"),
        (Wet.WMO, {"reden": "8", "woonplaats": "0034"}, "OP359"),
    ],
)
async def test_reason_8_goes_with_a_municipality_under_the_jeugdwet_alone(
    toewijzing: Toewijzing, wet: Wet, body: Json, regel: str
) -> None:
    verzoek = await geregistreerd(toewijzing, wet)
    answer = await besluit(toewijzing, verzoek, "afwijzen", **body)
    assert (answer.status_code, answer.json()["rule"]) == (400, regel)
    assert await toewijzing.post(wetten.soort_van(wet, "319")) == []


def om_de_jeugdige(plek: int, soort: SoortRelatie, naam: str) -> Json:
    """Somebody around the youth, as toegang tells."""
    return {
        "nummer": f"R{plek}",
        "volgorde": plek,
        "soort": soort.value,
        "naam": {"geslachtsnaam": naam, "voorvoegsel": None, "voornamen": None, "voorletters": None},
        "geboortedatum": None,
        "datumGebruik": None,
        "geslacht": None,
        "adres": None,
        "telefoonnummers": [{"telefoonnummer": "0600000123", "landnummer": "+31"}],
        "emailadres": None,
    }


OUDER = om_de_jeugdige(1, SoortRelatie.OUDER, "Grootkerk")


async def test_who_was_referred_is_assigned_without_a_decision_of_the_municipality(toewijzing: Toewijzing) -> None:
    """A VOT is an ordinary way in (OP307): the 301 carries its reference (TR379)."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, van_wet(Wet.JEUGDWET).code, gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    verzoek = await geregistreerd(toewijzing)
    onbekend = await besluit(toewijzing, verzoek, "toekennen")
    assert (onbekend.status_code, onbekend.json()["type"].rpartition(":")[2]) == (409, "client")
    toewijzing.toegang.personen["ander"] = persoon("999900031")
    for verkeerd in ("ander", "niemand"):
        answer = await besluit(toewijzing, verzoek, "toekennen", clientId=verkeerd)
        assert answer.status_code == 400, answer.text
    assert toewijzing.toegang.personen[CLIENT]["bsn"] == BSN
    toewijzing.toegang.personen[CLIENT] |= {"geboortedatum": "2010-02-28", "relaties": [OUDER]}
    gelukt(await besluit(toewijzing, verzoek, "toekennen", clientId=CLIENT))
    ((_, xml),) = await toewijzing.post("JW301")
    bericht = wetten.lees(xml)
    assert isinstance(bericht, Bericht301)
    (toegewezen,) = bericht.client.toegewezen_producten
    assert toegewezen.referentie_aanbieder == "V1"
    (een,) = await toewijzing.toewijzingen()
    assert (een["clientId"], een["wet"], een["status"]) == (CLIENT, "jeugdwet", "toegewezen")


async def test_help_of_a_youth_goes_on_for_no_longer_than_the_law_holds(toewijzing: Toewijzing) -> None:
    """Jeugdwet 1.1, also without a new decision: what a provider asks for, and what is changed."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, van_wet(Wet.JEUGDWET).code, gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    verzoek = await geregistreerd(toewijzing)
    toewijzing.toegang.personen[CLIENT] |= {"geboortedatum": "2007-03-01", "relaties": [OUDER]}
    toewijzing.toegang.jeugdwet_tot[CLIENT] = "2024-06-30"
    te_lang = await besluit(toewijzing, verzoek, "toekennen", clientId=CLIENT)
    assert (te_lang.status_code, te_lang.json()["rule"]) == (409, "Jeugdwet 1.1")
    assert "30-06-2024" in te_lang.json()["detail"]
    toewijzing.toegang.jeugdwet_tot[CLIENT] = "2025-12-31"
    gelukt(await besluit(toewijzing, verzoek, "toekennen", clientId=CLIENT))
    (een,) = await toewijzing.toewijzingen()
    over = await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2026-01-01")
    assert (over.status_code, over.json()["rule"]) == (409, "Jeugdwet 1.1")
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2025-12-31"))
    toewijzing.toegang.jeugdwet_tot[CLIENT] = "2025-01-31"
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="05", einddatum="2025-06-30"))


RELATIES = ((SoortRelatie.OUDER, "Grootkerk"), (SoortRelatie.VOOGD, "Vermeer"), (SoortRelatie.HULPVERLENER, "Smit"))
"""Around the youth: two who may have authority, and one who has not."""


@pytest.mark.parametrize("gezag_bekend", [None, JaNee.NEE, JaNee.JA])
async def test_who_has_authority_is_told_unless_the_provider_knows(
    toewijzing: Toewijzing, gezag_bekend: JaNee | None
) -> None:
    """OP002 and OP002x1; other people around the youth are told of in any case."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, van_wet(Wet.JEUGDWET).code, gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    toewijzing.toegang.personen[CLIENT]["relaties"] = [
        om_de_jeugdige(plek, soort, naam) for plek, (soort, naam) in enumerate(RELATIES, 1)
    ]
    verzoek = await geregistreerd(toewijzing, gezag_bekend=gezag_bekend)
    gelukt(await besluit(toewijzing, verzoek, "toekennen", clientId=CLIENT))
    ((_, xml),) = await toewijzing.post("JW301")
    bericht = wetten.lees(xml)
    assert isinstance(bericht, Bericht301)
    assert wetten.controleer(bericht) == []
    verwacht = [soort for soort, _ in RELATIES]
    assert [each.soort for each in bericht.client.relaties] == (verwacht[2:] if gezag_bekend is JaNee.JA else verwacht)


@pytest.mark.parametrize(
    ("categorie", "mag"), [(ProductCategorie.JEUGDBESCHERMING, False), (ProductCategorie.AMBULANT, True)]
)
@pytest.mark.parametrize("is_nieuw", [True, False], ids=["new", "to change"])
def test_no_change_is_asked_of_what_a_certified_institution_carries_out(
    categorie: ProductCategorie, mag: bool, is_nieuw: bool
) -> None:
    """A ruling stands: another one is a new VOT (SAP GI 1.3)."""
    product = cdt.Product(categorie=categorie, code="48001")
    bericht = bericht_317(
        "V1",
        identificatie="V1",
        te_wijzigen=() if is_nieuw else (wens(1, date(2024, 7, 1)),),
        nieuwe=(replace(nieuw(), product=product),) if is_nieuw else (),
    )
    afspraak = Afspraak(date(2024, 6, 1), None, 1, "82", "4", None)
    lopend = {1: Lopend(product, afspraak)}
    if mag:
        check_wijzigbaar(bericht, lopend)
        return
    with pytest.raises(Weigering) as fout:
        check_wijzigbaar(bericht, lopend)
    assert (fout.value.soort, fout.value.regel) == ("gecertificeerde-instelling", "SAP GI 1.3")


async def test_a_message_of_one_law_finds_nothing_of_the_other(toewijzing: Toewijzing) -> None:
    """Only the youth product is assigned: number 1 does not exist under the Wmo (TR019)."""
    await toewijzing.leg_vast(
        contract(DE_BRUG, van_wet(Wet.JEUGDWET).code, gemeenten=(ALMELO,), geldigVan="2024-01-01")
    )
    await toewijzing.hoor(beschikt(toewijzing, Wet.JEUGDWET))
    wmo = bericht_305(gemeld(1, Wet.WMO), identificatie="A", gemeente=ALMELO)  # type: ignore[arg-type]
    _, xml = await toewijzing.lever_aan(wmo)
    retour = wetten.lees(xml)
    assert retour.soort() == "WMO306"
    codes = {each.value for _, deel in wetten.klassen(retour) for each in getattr(deel, "retour_codes", ())}
    assert "9019" in codes
    assert await status(toewijzing) == {"jeugdwet": "toegewezen"}


async def test_a_retour_of_one_law_answers_no_message_of_the_other(toewijzing: Toewijzing) -> None:
    await beide(toewijzing)
    ((_, heen),) = await toewijzing.post("WMO301")
    wmo302 = wetten.retour(wetten.lees(heen), [], identificatie="R1", dagtekening=date(2024, 6, 3))
    jw302 = replace(wmo302, header=replace(wmo302.header, bericht_code=wetten.STANDAARD[Wet.JEUGDWET].code("302")))
    headers = toewijzing.aanbieder() | {"Content-Type": "application/xml"}
    # The first JW301 of the municipality has the same Identificatie and day as the first WMO301.
    ((jw_stuk, _),) = await toewijzing.post("JW301")
    taken = await toewijzing.client.post("/v1/berichten", content=wetten.schrijf(jw302), headers=headers)
    assert taken.status_code == 202, taken.text
    await toewijzing.settle()
    gezien = {soort: (await toewijzing.post(soort))[0][0]["status"] for soort in ("WMO301", "JW301")}
    assert gezien == {"WMO301": "klaar", "JW301": "beantwoord"}
    assert jw_stuk["soort"] == "JW301"


@pytest.mark.parametrize("wet", Wet)
async def test_a_323_is_no_message_for_this_door(toewijzing: Toewijzing, wet: Wet) -> None:
    soort = wetten.soort_van(wet, "323")
    headers = toewijzing.aanbieder() | {"Content-Type": "application/xml"}
    inhoud = wetten.schrijf(wetten.voorbeeld(soort))
    answer = await toewijzing.client.post("/v1/berichten", content=inhoud, headers=headers)
    assert answer.status_code == 400
    assert soort in answer.json()["detail"]
