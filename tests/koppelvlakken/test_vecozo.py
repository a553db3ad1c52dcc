"""VECOZO from the side of a provider: sent once, fetched whole, confirmed after it is safe, and followed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
from tests.aansluiting.conftest import AGB, ALMERE, ANDERE_AGB, bericht, retour_op
from tests.koppelvlakken.bron import KOPPELVLAKKEN, rijen
from tests.koppelvlakken.knooppunt import Knooppunt, van_aanbieder
from tests.koppelvlakken.vsp import DOCUMENTEN, PULL, PUSH, STATUS, Vecozo, document, keur

import wetten
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import Envelop, Soort
from koppelvlakken.ggk.functies import FUNCTIES
from koppelvlakken.vecozo import foutcodes
from koppelvlakken.vecozo.bericht import Metadata, Status, meldingen_van, metadata_voor
from koppelvlakken.vecozo.client import MEESTE, OMGEVINGEN, Beschadigd, Geweigerd, Vsp, maak_client

START = wetten.schrijf(bericht("WMO305"))


@dataclass
class Aanbieder:
    """A provider with VECOZO before it."""

    vecozo: Vecozo
    vsp: Vsp

    @property
    def op_de_hub(self) -> list[Envelop]:
        gelezen = [soap.pak_uit(each) for each in self.vecozo.hub.uit]
        return [each for each in gelezen if isinstance(each, Envelop)]

    def krijgt(self, soort: str = "WMO301", aantal: int = 1) -> list[Envelop]:
        """The hub has messages for this provider."""
        inhoud = wetten.schrijf(bericht(soort))
        berichten = [
            van_aanbieder(None, "WMO305", inhoud, agb=ALMERE, gemeente=AGB, tijdstip="20260302") for _ in range(aantal)
        ]
        self.vecozo.hub.bezorgd[AGB] += berichten
        return berichten


@pytest_asyncio.fixture
async def aanbieder() -> AsyncIterator[Aanbieder]:
    vecozo = Vecozo(Knooppunt([AGB]))
    async with maak_client("https://vsp.example", transport=httpx.ASGITransport(app=vecozo.app(AGB))) as http:
        yield Aanbieder(vecozo, Vsp(http))


def van(functie: str = "WMO305", agb: str = AGB) -> Metadata:
    return metadata_voor(functie, agb=agb, gemeente=ALMERE)


def test_paths_and_environments_are_those_of_the_documents() -> None:
    for deel in DOCUMENTEN:
        servers = {each["url"] for each in document(deel)["servers"]}
        assert servers == {f"{basis}{deel}" for basis in OMGEVINGEN.values()}
    assert {"/berichten"} == document(PUSH)["paths"].keys()
    assert document(PULL)["paths"]["/berichten"]["get"]["parameters"][0]["schema"]["maximum"] == MEESTE


@pytest.mark.parametrize("functie", sorted(each.naam for each in FUNCTIES.values() if each.verzender == "aanbieder"))
def test_what_goes_along_is_valid_by_the_published_schema(functie: str) -> None:
    heen = van()
    for op in (None, heen.referentiegegevens):
        metadata = metadata_voor(functie, agb=AGB, gemeente=ALMERE, op=op)
        waarde = metadata.model_dump(mode="json", by_alias=True, exclude_none=True)
        assert keur(PUSH, "BerichtMetadata", waarde) == []
        assert Metadata.model_validate(waarde) == metadata
        nummers = metadata.referentiegegevens
        assert (nummers.als_antwoord_op, nummers.conversatie_id) == (
            (None, nummers.traceer_id) if op is None else (op.traceer_id, op.conversatie_id)
        )
        assert nummers.traceer_id.version == 4


def test_statuses_and_codes_are_those_that_are_published_each_with_what_to_do() -> None:
    assert [each.value for each in Status] == document(STATUS)["components"]["schemas"]["Berichtstatus"]["enum"]
    assert foutcodes.UITLEG.keys() == set(Status)
    bron = {each["code"]: each["herstel"] for each in rijen(KOPPELVLAKKEN / "vecozo" / "foutcodes.csv")}
    assert {code: each.herstel.value for code, each in foutcodes.CODES.items()} == bron
    assert all(foutcodes.advies_bij(code).endswith(".") for code in bron)
    assert foutcodes.advies_bij("BRS999") == foutcodes.ONBEKEND


async def test_a_message_that_is_sent_travels_on_under_its_own_number(aanbieder: Aanbieder) -> None:
    metadata = van()
    await aanbieder.vsp.dien_in(metadata, START)
    (envelop,) = aanbieder.op_de_hub
    assert envelop.inhoud == START
    assert envelop.referentienummer == str(metadata.referentiegegevens.traceer_id)
    assert (envelop.soort, envelop.functie, envelop.functie_versie.versie) == (Soort.DI01, "WMO305", "0003")
    (status,) = await aanbieder.vsp.statussen(metadata.referentiegegevens.traceer_id)
    assert status.berichtstatus is Status.WORDT_AANGEBODEN
    assert await aanbieder.vsp.statussen(uuid4()) == []


async def test_an_answer_names_what_it_answers(aanbieder: Aanbieder) -> None:
    aanbieder.krijgt()
    (gereed,) = await aanbieder.vsp.gereed()
    retour = wetten.schrijf(retour_op(await aanbieder.vsp.haal(gereed)))
    op = gereed.referentiegegevens
    await aanbieder.vsp.dien_in(metadata_voor("WMO302", agb=AGB, gemeente=ALMERE, op=op), retour)
    (envelop,) = aanbieder.op_de_hub
    assert (envelop.soort, envelop.cross_referentienummer) == (Soort.DU01, str(op.traceer_id))


async def test_nobody_answers_and_it_is_sent_once_all_the_same(aanbieder: Aanbieder) -> None:
    aanbieder.vecozo.weg_na_ontvangst = 1
    metadata = van()
    with pytest.raises(httpx.HTTPStatusError):
        await aanbieder.vsp.dien_zeker_in(metadata, START)
    await aanbieder.vsp.dien_zeker_in(metadata, START)
    assert (aanbieder.vecozo.aangeboden, len(aanbieder.op_de_hub)) == (1, 1)


async def test_who_sends_a_number_again_blindly_hears_that_it_is_there(aanbieder: Aanbieder) -> None:
    metadata = van()
    await aanbieder.vsp.dien_in(metadata, START)
    await aanbieder.vsp.dien_in(metadata, START)
    (melding,) = meldingen_van(await aanbieder.vsp.statussen(metadata.referentiegegevens.traceer_id))
    assert melding.code == foutcodes.NIET_UNIEK
    assert len(aanbieder.op_de_hub) == 1


@pytest.mark.parametrize(
    ("metadata", "inhoud", "code"),
    [(van(), b"<a/>", "BRS13"), (van(), b"", "BRS13"), (van(agb=ANDERE_AGB), START, "BRS03")],
    ids=["geen 305", "niets", "een ander"],
)
async def test_what_is_refused_later_says_why_and_goes_nowhere(
    aanbieder: Aanbieder, metadata: Metadata, inhoud: bytes, code: str
) -> None:
    await aanbieder.vsp.dien_in(metadata, inhoud)
    gevonden = await aanbieder.vsp.statussen(metadata.referentiegegevens.traceer_id)
    assert [each.berichtstatus for each in gevonden] == [Status.AFGEKEURD]
    assert [each.code for each in meldingen_van(gevonden)] == [code]
    assert aanbieder.op_de_hub == []


@pytest.mark.parametrize("status", [400, 413, 422])
async def test_what_may_not_be_sent_again_is_refused_and_tells_nothing_of_the_message(status: int) -> None:
    def weiger(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"title": "Ongeldig", "detail": "999900006", "errors": {"rol": ["x"]}})

    async with maak_client("https://vsp.example", transport=httpx.MockTransport(weiger)) as http:
        with pytest.raises(Geweigerd, match=r"^Ongeldig; velden: rol$"):
            await Vsp(http).dien_in(van(), START)


async def test_what_is_fetched_comes_again_until_it_is_confirmed(aanbieder: Aanbieder) -> None:
    eerste, tweede = aanbieder.krijgt(aantal=2)
    assert len(await aanbieder.vsp.gereed(meeste=1)) == 1
    gereed = await aanbieder.vsp.gereed()
    assert [await aanbieder.vsp.haal(each) for each in gereed] == [eerste.inhoud, tweede.inhoud]
    for _ in range(2):
        await aanbieder.vsp.bevestig(UUID(eerste.referentienummer))
    assert [str(each.referentiegegevens.traceer_id) for each in await aanbieder.vsp.gereed()] == [
        tweede.referentienummer
    ]


async def test_a_payload_that_is_not_what_was_announced_is_no_message(aanbieder: Aanbieder) -> None:
    aanbieder.krijgt()
    (gereed,) = await aanbieder.vsp.gereed()
    aanbieder.vecozo.beschadigt = 1
    with pytest.raises(Beschadigd, match="checksum"):
        await aanbieder.vsp.haal(gereed)
    assert await aanbieder.vsp.haal(gereed)
    download = gereed.basisgegevens.payload
    te_kort = download.model_copy(update={"grootte": download.grootte + 1})
    anders = download.model_copy(update={"checksum": download.checksum.model_copy(update={"algoritme": "MD17"})})
    for each in (te_kort, anders):
        basis = gereed.basisgegevens.model_copy(update={"payload": each})
        with pytest.raises(Beschadigd):
            await aanbieder.vsp.haal(gereed.model_copy(update={"basisgegevens": basis}))


async def test_answers_are_found_by_what_they_answer_and_by_their_conversation(aanbieder: Aanbieder) -> None:
    (heen,) = aanbieder.krijgt()
    terug = van_aanbieder(heen, "WMO302", b"<a/>", agb=ALMERE, gemeente=AGB, tijdstip="20260302")
    aanbieder.vecozo.hub.bezorgd[AGB].append(terug)
    (gevonden,) = await aanbieder.vsp.zoek("ZoekpadOpAlsAntwoordOp", UUID(heen.referentienummer))
    assert str(gevonden.referentiegegevens.traceer_id) == terug.referentienummer
    assert len(await aanbieder.vsp.zoek("ZoekpadOpConversatieId", UUID(heen.referentienummer))) == 2
    assert await aanbieder.vsp.zoek("ZoekpadOpAlsAntwoordOp", uuid4()) == []
