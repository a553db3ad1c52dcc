"""Kwesties over HTTP: complaints, risks, talks and signals, each to its last effect (M95, M105, M106, M110, M112)."""

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import lees, post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE, contract

from clientroute.tokens import caller_for

OP = "2023-05-01"
PLEK = {"gemeente": ALMERE, "agb": AGB, "op": OP}
KLACHT = {**PLEK, "soort": "klacht", "onderwerp": "planning", "tekst": "De hulp komt vaak te laat."}
MAATREGEL = {
    "partij": "gemeente",
    "eigenaar": "contractmanager",
    "tekst": "Elke maand de jaarcijfers bekijken.",
    "uiterlijk": "2023-06-15",
}
RISICO = {
    **PLEK,
    "soort": "risico",
    "onderwerp": "financieel",
    "tekst": "De bank stelt vragen.",
    "eigenaar": "hoofd inkoop",
    "kans": 3,
    "gevolg": 5,
    "afspraken": [MAATREGEL],
}
GESPREK = {
    **PLEK,
    "soort": "gesprek",
    "onderwerp": "kwartaalgesprek",
    "tekst": "De wachttijd loopt op.",
    "afspraken": [
        {"partij": "aanbieder", "eigenaar": "teamleiding", "tekst": "Twee mensen erbij.", "uiterlijk": "2023-05-31"},
        {"partij": "gemeente", "eigenaar": "beleid", "tekst": "Cijfers per wijk sturen.", "uiterlijk": "2023-06-01"},
    ],
}
SIGNAAL = {
    "gemeente": ALMERE,
    "op": OP,
    "soort": "signaal",
    "onderwerp": "vervoer",
    "tekst": "Er rijdt geen bus naar de dagbesteding.",
}
PIJLERS = ("kwaliteit", "kosten", "continuiteit", "werkafspraken")
Body = dict[str, object]


@pytest.fixture
async def bekend(monitoring: Monitoring) -> Monitoring:
    """The provider has a contract in Almere."""
    await monitoring.hoor(contract(AGB, 10))
    return monitoring


def stap(naam: str, op: str = OP, **anders: object) -> Body:
    return {"stap": naam, "op": op, "tekst": "Gedaan.", **anders}


async def test_m110_a_complaint_goes_in_steps_with_a_term_each_and_ends_in_an_outcome(bekend: Monitoring) -> None:
    klacht = await post(bekend, "kwesties", KLACHT, ALMERE, scope="toegang")
    assert (klacht["stap"], klacht["uiterlijk"]) == ("aanbieder-en-consulent", "2023-06-12")  # six weeks
    assert (klacht["eigenaar"], klacht["teLaat"]) == ("consulent", False)
    pad = f"kwesties/{klacht['id']}/stappen"
    await post(bekend, pad, stap("onafhankelijk", "2023-04-30"), scope="toegang", status=400)
    verder = await post(bekend, pad, stap("onafhankelijk", "2023-05-08"), scope="toegang")
    assert verder["uiterlijk"] == "2023-07-10"  # ten weeks after its receipt
    await post(bekend, pad, stap("afgehandeld", "2023-05-20"), scope="toegang", status=400)  # no outcome
    await post(bekend, pad, stap("afgehandeld", "2023-05-20", uitkomst="goed"), scope="toegang", status=400)
    klaar = await post(bekend, pad, stap("afgehandeld", "2023-05-20", uitkomst="gegrond"), scope="toegang")
    assert (klaar["geslotenOp"], klaar["uiterlijk"]) == ("2023-05-20", None)
    assert [(each["stap"], each["uitkomst"]) for each in klaar["stappen"]] == [
        ("aanbieder-en-consulent", None),
        ("onafhankelijk", None),
        ("afgehandeld", "gegrond"),
    ]
    terug = await post(bekend, pad, stap("onafhankelijk", "2023-05-21"), scope="toegang", status=409)
    assert terug["rule"] == "M110"


async def test_m110_a_complaint_is_seen_by_who_handles_it(bekend: Monitoring) -> None:
    pad = f"kwesties/{(await post(bekend, 'kwesties', KLACHT))['id']}"
    for wie in ({"scope": "toegang"}, {"scope": "contracten"}, {"agb": AGB}):
        assert (await lees(bekend, pad, ALMERE, **wie))["stappen"][0]["tekst"] == KLACHT["tekst"]
        assert len((await lees(bekend, "kwesties?soort=klacht", ALMERE, **wie))["items"]) == 1
    for wie in ({"scope": "toegang"}, {"scope": "contracten"}):
        await lees(bekend, pad, ALKMAAR, **wie, status=404)
        assert (await lees(bekend, "kwesties", ALKMAAR, **wie))["items"] == []
    await lees(bekend, pad, agb="99990002", status=404)
    assert (await lees(bekend, "kwesties", agb="99990002"))["items"] == []
    await lees(bekend, pad, scope="toezicht", status=404)
    await lees(bekend, pad, scope="monitoring", status=403)
    await post(bekend, f"{pad}/stappen", stap("onafhankelijk"), agb=AGB, status=403)


async def test_m110_complaints_past_their_term_are_counted_from_ten_on(bekend: Monitoring) -> None:
    for nummer in range(10):
        await post(bekend, "kwesties", KLACHT | {"op": "2023-04-03" if nummer < 3 else OP})
    assert await rapport(bekend, "klachten") == [[AGB, "planning", 10, 0, 0, 3]]
    assert await rapport(bekend, "klachten", "?van=2023-05") == [[AGB, "planning", None, None, None, None]]
    te_laat = await lees(bekend, "kwesties?teLaat=true", scope="toegang")
    assert [each["op"] for each in te_laat["items"]] == ["2023-04-03"] * 3


async def test_m106_a_risk_has_an_owner_a_measure_and_a_day_to_look_again_worst_first(bekend: Monitoring) -> None:
    await post(bekend, "kwesties", RISICO | {"kans": 1})
    zwaar = await post(bekend, "kwesties", RISICO)
    wat = [OP, "hoofd inkoop", MAATREGEL["tekst"], MAATREGEL["uiterlijk"]]
    assert await rapport(bekend, "risicos") == [
        [AGB, ALMERE, "financieel", 15, *wat],
        [AGB, ALMERE, "financieel", 5, *wat],
    ]
    pad = f"kwesties/{zwaar['id']}"
    await post(bekend, f"{pad}/stappen", stap("gesloten"), status=409)  # its measure is still open
    await post(bekend, f"{pad}/afspraken/1/_gedaan", {"op": OP}, status=200)
    await post(bekend, f"{pad}/stappen", stap("gesloten"))
    assert [rij[3] for rij in await rapport(bekend, "risicos")] == [5]
    await lees(bekend, pad, agb=AGB, status=404)  # what is feared of a provider is not for the provider


@pytest.mark.parametrize("weg", ["afspraken", "kans", "gevolg"])
async def test_m106_a_risk_without_measure_or_weight_is_refused(bekend: Monitoring, weg: str) -> None:
    assert await post(bekend, "kwesties", {naam: waarde for naam, waarde in RISICO.items() if naam != weg}, status=400)
    assert await rapport(bekend, "risicos") == []


async def test_m138_what_was_agreed_in_a_talk_is_followed_until_it_is_done(bekend: Monitoring) -> None:
    gesprek = await post(bekend, "kwesties", GESPREK)
    rijen = await rapport(bekend, "afspraken")
    assert [(rij[2], rij[3], rij[5], rij[7]) for rij in rijen] == [
        ("kwartaalgesprek", "Twee mensen erbij.", "teamleiding", "te laat"),
        ("kwartaalgesprek", "Cijfers per wijk sturen.", "beleid", "op tijd"),  # today is its last day
    ]
    pagina = await bekend.client.get("/dashboard/sturing")
    blad = await bekend.client.get(f"/dashboard/aanbieder/{AGB}/gespreksblad?kwartaal=2023-2")
    for tekst in (pagina.text, blad.text):
        assert "Twee mensen erbij." in tekst
        assert "te laat" in tekst
    pad = f"kwesties/{gesprek['id']}"
    await post(bekend, f"{pad}/afspraken/2/_gedaan", {"op": OP}, agb=AGB, status=404)  # of the municipality
    gedaan = await post(bekend, f"{pad}/afspraken/1/_gedaan", {"op": "2023-06-01"}, agb=AGB, status=200)
    assert (gedaan["gedaanOp"], gedaan["teLaat"]) == ("2023-06-01", False)
    await post(bekend, f"{pad}/afspraken/1/_gedaan", {"op": "2023-06-01"}, status=409)
    assert [rij[3] for rij in await rapport(bekend, "afspraken")] == ["Cijfers per wijk sturen."]
    assert (await post(bekend, f"{pad}/stappen", stap("afgerond"), status=409))["rule"] == "M95"


async def test_m95_a_talk_of_the_quarter_takes_more_agreements_later(bekend: Monitoring) -> None:
    pad = f"kwesties/{(await post(bekend, 'kwesties', GESPREK | {'afspraken': []}))['id']}"
    erbij = await post(bekend, f"{pad}/afspraken", MAATREGEL)
    assert (erbij["volgnummer"], erbij["gedaanOp"]) == (1, None)
    await post(bekend, f"{pad}/afspraken", MAATREGEL | {"uiterlijk": "2023-04-30"}, status=400)
    await post(bekend, f"{pad}/afspraken", MAATREGEL, agb=AGB, status=403)
    assert (await lees(bekend, pad, agb=AGB))["afspraken"][0]["tekst"] == MAATREGEL["tekst"]
    await post(bekend, f"{pad}/afspraken/1/_gedaan", {"op": "2023-04-30"}, status=400)
    await post(bekend, f"{pad}/afspraken/1/_gedaan", {"op": OP}, status=200)
    await post(bekend, f"{pad}/stappen", stap("afgerond"))
    await post(bekend, f"{pad}/afspraken", MAATREGEL, status=409)  # it is closed


async def test_m105_an_evaluation_talk_goes_by_each_pillar(bekend: Monitoring) -> None:
    besproken = [{"pijler": pijler, "tekst": f"Over {pijler}."} for pijler in PIJLERS]
    gesprek = GESPREK | {"onderwerp": "evaluatiegesprek"}
    for te_weinig in ([], besproken[1:], [*besproken, besproken[0]]):
        geweigerd = await post(bekend, "kwesties", gesprek | {"besproken": te_weinig}, status=400)
        assert "body.besproken" in str(geweigerd)
    gehouden = await post(bekend, "kwesties", gesprek | {"besproken": besproken})
    assert (await lees(bekend, f"kwesties/{gehouden['id']}", agb=AGB))["besproken"] == besproken
    assert {rij[2] for rij in await rapport(bekend, "afspraken")} == {"evaluatiegesprek"}
    await post(bekend, "kwesties", GESPREK | {"besproken": besproken}, status=400)  # of another talk there is no format


async def test_m112_a_provider_tells_what_is_missing_and_reads_what_was_done(bekend: Monitoring) -> None:
    signaal = await post(bekend, "kwesties", SIGNAAL, agb=AGB)
    assert signaal["agb"] == AGB
    assert await rapport(bekend, "signalen-over-aanbod") == [
        [AGB, ALMERE, "vervoer", OP, "Ontvangen", None, None],
    ]
    pad = f"kwesties/{signaal['id']}"
    await post(bekend, f"{pad}/stappen", stap("opgepakt"), agb=AGB, status=403)
    await post(bekend, f"{pad}/stappen", stap("opgepakt", uiterlijk="2023-05-30") | {"tekst": "De vervoerder belde."})
    assert (await rapport(bekend, "signalen-over-aanbod"))[0][4:] == ["Opgepakt", "2023-05-30", "te laat"]
    gelezen = await lees(bekend, pad, agb=AGB)
    assert [(each["tekst"], each["op"]) for each in gelezen["stappen"]][1:] == [("De vervoerder belde.", OP)]
    await post(bekend, f"{pad}/stappen", stap("afgesloten", uitkomst="opgelost"))
    assert await rapport(bekend, "signalen-over-aanbod") == []


async def test_m112_a_signal_may_be_about_no_provider(bekend: Monitoring) -> None:
    assert (await post(bekend, "kwesties", SIGNAAL, scope="toegang"))["agb"] is None
    assert (await rapport(bekend, "signalen-over-aanbod"))[0][0] is None
    await post(bekend, "kwesties", KLACHT | {"agb": None}, status=400)


@pytest.mark.parametrize(
    "anders",
    [
        {"onderwerp": "mevrouw Jansen"},
        {"op": "2024-01-01"},
        {"tekst": ""},
        {"tekst": "x" * 2001},
        {"agb": "1"},
        {"naam": "Jansen"},
        {"kans": 3, "gevolg": 3},
        {"soort": "roddel"},
    ],
)
async def test_what_makes_no_sense_is_refused(bekend: Monitoring, anders: Body) -> None:
    await post(bekend, "kwesties", KLACHT | anders, status=400)


async def test_every_kwestie_comes_once_over_the_pages(bekend: Monitoring) -> None:
    for dag in ("2023-05-03", "2023-05-01", "2023-05-02"):
        await post(bekend, "kwesties", KLACHT | {"op": dag})
    gezien, cursor = [], ""
    while items := (page := await lees(bekend, f"kwesties?limit=2{cursor}"))["items"]:
        gezien += [each["op"] for each in items]
        if page["volgende"] is None:
            break
        cursor = f"&cursor={page['volgende']}"
    assert gezien == ["2023-05-01", "2023-05-02", "2023-05-03"]


async def test_m104_who_records_reads_the_lights_and_the_lists(bekend: Monitoring) -> None:
    """What the role of contract management holds is what its work asks."""
    rol = " ".join(caller_for("contractbeheer").scopes)
    await post(bekend, "kwesties", RISICO, ALMERE, scope=rol)
    assert len((await lees(bekend, "kwesties?soort=risico", ALMERE, scope=rol))["items"]) == 1
    for naam in ("stoplichten", "risicos", "maatregelen", "afspraken"):
        await lees(bekend, f"rapporten/{naam}", ALMERE, scope=rol)
    assert await lees(bekend, f"aanbieders/{AGB}/maatregelen", ALMERE, scope="contracten") == []
