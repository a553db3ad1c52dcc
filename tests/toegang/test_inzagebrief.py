"""The letter to a citizen about who looked at or changed what of him (AVG, article 15)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import httpx
import pytest
from tests.toegang.brieven import ONTVANGER, hoofd
from tests.toegang.conftest import ALMELO, ALMERE, Json, Toegang, melding
from tests.toegankelijk import bevindingen, voorgelezen

from chassis.tokens import Caller
from toegang.domain.inzagebrief import Inzage, schrijf_inzagebrief

AGB, NAAM = "99999901", "Zorggroep De Linde"
EEN = Inzage(date(2024, 6, 3), "Gemeente Almere", "brief gelezen", "Op een aanvraag beslissen.")


def _regel(**anders: object) -> Json:
    """A line as another service tells it."""
    attributes = {"dpl.core.processing_activity_id": "urn:nld:oin:0:verwerking:berichtenverkeer:v1"}
    attributes |= {"dpl.core.data_subject_id": "x", "dpl.core.data_subject_id_type": "y"}
    ldv = {"trace_id": "1", "span_id": "2", "status": "Unset", "name": "n", "start_time": 1, "end_time": 2}
    regel: Json = {"id": "01900000-0000-7000-8000-000000000000", "dienst": "toewijzing", "op": "2024-05-31T22:30:00Z"}
    regel |= {"wie": "J. Jansen", "rol": "aanbieder", "agb": AGB, "recht": "berichten", "wat": "Lever een bericht aan."}
    regel |= {"operatie": "post_berichten", "onderwerp": None, "doel": "Berichten uitwisselen.", "uitkomst": "gelukt"}
    return regel | {"logregel": ldv | {"attributes": attributes}} | anders


@pytest.fixture
def elders(toegang: Toegang) -> Iterator[list[Json]]:
    """What the log of toewijzing has of everybody; the register of contracts knows one provider."""
    regels: list[Json] = []

    async def antwoord(request: httpx.Request) -> httpx.Response:
        if request.url.path == f"/v1/aanbieders/{AGB}":
            return httpx.Response(200, json={"agb": AGB, "naam": NAAM})
        if request.url.path.startswith("/v1/aanbieders/"):
            return httpx.Response(404)
        return httpx.Response(200, json={"items": regels, "volgende": None})

    eerst = toegang.room.peers["toewijzing"]
    peers = dict(toegang.room.peers)
    peers["toewijzing"] = httpx.AsyncClient(transport=httpx.MockTransport(antwoord), base_url="http://toewijzing.test")
    toegang.room.peers = peers
    yield regels
    toegang.room.peers = peers | {"toewijzing": eerst}


async def _brief(toegang: Toegang, client_id: object, vorm: str = "html") -> httpx.Response:
    headers = toegang.token(scope="personen:lezen")
    return await toegang.client.post(f"/v1/clienten/{client_id}/_inzagebrief?vorm={vorm}", headers=headers)


async def test_the_letter_says_which_organisation_did_what_when_and_why(toegang: Toegang, elders: list[Json]) -> None:
    issuer = toegang.room.secrets.issuer
    assert issuer is not None
    consulent = Caller("J. Jansen", frozenset({"toegang"}), gemeenten=frozenset({ALMERE}))
    headers = {"Authorization": f"Bearer {issuer.issue(consulent)}"}
    zaak = (await toegang.client.post("/v1/meldingen", json=melding(), headers=headers)).json()
    elders += [_regel(), _regel(agb="99999902", operatie="get_berichten"), _regel(agb=None, uitkomst="geweigerd")]
    page = (await _brief(toegang, zaak["clientId"])).text
    for tekst in (
        "Wie uw gegevens zag of veranderde",
        "Wilhelmina van der Grootkerk",
        f"Noem het zaaknummer van deze brief: {zaak['zaaknummer']}.",
        f"<dt>1 juni 2024</dt><dd>{NAAM} (AGB-code {AGB}): veranderd (berichten met aanbieders).",
        "Een aanbieder van hulp (AGB-code 99999902): gelezen (berichten met aanbieders).",
        "Een aanbieder van hulp: veranderd (berichten met aanbieders). Waarom: berichten uitwisselen. Dat mocht niet.",
        "<dt>3 juni 2024</dt><dd>Gemeente Almere: melding geregistreerd. Waarom: de vraag van een inwoner onderzoeken.",
    ):
        assert tekst in page
    assert "Jansen" not in page, "which organisation, and not who works there"


async def test_as_a_pdf_it_can_be_listened_to(toegang: Toegang, elders: list[Json]) -> None:
    zaak = await toegang.meld()
    elders += [_regel(op=f"2024-05-{dag:02}T10:00:00Z") for dag in range(1, 31) for _ in range(3)]
    answer = await _brief(toegang, zaak["clientId"], "pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert bevindingen(answer.content) == []
    assert f"Zaaknummer {zaak['zaaknummer']}, bladzijde 1 van" in voorgelezen(answer.content)
    assert voorgelezen(answer.content).count("Dit gebeurde 3 keer.") == 30
    assert "Uw recht" in voorgelezen(answer.content)


async def test_making_the_letter_is_a_read_that_the_next_one_tells(toegang: Toegang, elders: list[Json]) -> None:
    zaak = await toegang.meld()
    assert elders == []
    assert "brief gelezen" not in (await _brief(toegang, zaak["clientId"])).text
    assert "brief gelezen" in (await _brief(toegang, zaak["clientId"])).text


async def test_who_may_not_see_persons_or_is_elsewhere_gets_no_letter(toegang: Toegang) -> None:
    pad = f"/v1/clienten/{(await toegang.meld())['clientId']}/_inzagebrief"
    assert (await toegang.post(pad)).status_code == 403
    elders = toegang.token(ALMELO, scope="personen:lezen")
    assert (await toegang.client.post(pad, headers=elders)).status_code == 404


def test_the_same_on_one_day_stands_there_once_and_two_days_do_not_mix() -> None:
    morgen = replace(EEN, dag=date(2024, 6, 4))
    regels = schrijf_inzagebrief(hoofd(), date(2024, 6, 5), [EEN, EEN, replace(EEN, wie="B"), EEN, morgen]).inzagen
    assert regels == (
        ("3 juni 2024", "Gemeente Almere: brief gelezen. Waarom: op een aanvraag beslissen. Dit gebeurde 3 keer."),
        ("3 juni 2024", "B: brief gelezen. Waarom: op een aanvraag beslissen."),
        ("4 juni 2024", "Gemeente Almere: brief gelezen. Waarom: op een aanvraag beslissen."),
    )


def test_the_parents_read_about_a_youth_and_nobody_is_said_when_nobody_looked() -> None:
    ouders = hoofd(replace(ONTVANGER, kind="Anna X"))
    brief = schrijf_inzagebrief(ouders, date(2024, 6, 5), [])
    assert brief.titel == "Wie de gegevens van Anna X zag of veranderde"
    assert brief.inzagen == ()
    assert brief.inleiding[1].startswith("Niemand keek naar de gegevens")
