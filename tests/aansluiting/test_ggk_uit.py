"""What goes to providers over the GGk: once, in order, in the right envelope, and never lost."""

import httpx
import pytest
from tests.aansluiting.conftest import AGB, ANDERE_AGB, NU, Koppeling, bericht
from tests.koppelvlakken.bron import is_geldig
from tests.koppelvlakken.knooppunt import Gestorven

import wetten
from aansluiting.instellingen import lees_instellingen
from koppelvlakken.ggk.envelop import Soort
from koppelvlakken.ggk.lezen import UUID4


async def test_what_is_ready_for_who_the_ggk_reaches_goes_out_and_nothing_else(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    stuk, ander = koppeling.wijs_toe(), koppeling.wijs_toe(ANDERE_AGB)
    await koppeling.rond()
    (envelop,) = koppeling.hub.voor(AGB, "WMO301")
    assert envelop.inhoud == stuk.inhoud
    assert (envelop.zender.organisatie, envelop.ontvanger.organisatie) == ("0034", AGB)
    assert (envelop.functie_versie.versie, envelop.functie_versie.subversie) == ("0003", "0002")
    assert UUID4.fullmatch(envelop.referentienummer)
    assert len(envelop.tijdstip) == 17
    assert koppeling.hub.bezorgd[ANDERE_AGB] == []
    assert (stuk.status, ander.status) == ("opgehaald", "klaar")
    (rij,) = await koppeling.uit()
    assert (rij.status, str(rij.antwoord_voor)) == ("verstuurd", "2026-03-05")


@pytest.mark.parametrize(
    ("weg", "wet", "vanaf", "gaat"),
    [
        ("ggk", "wmo", "2026-03-02", True),
        ("ggk", "wmo", "2026-03-03", False),
        ("beide", "wmo", "2026-01-01", True),
        ("api", "wmo", "2026-01-01", False),
        ("ggk", "jeugdwet", "2026-01-01", False),
    ],
)
async def test_the_way_is_that_of_the_law_and_the_day(
    koppeling: Koppeling, weg: str, wet: str, vanaf: str, gaat: bool
) -> None:
    koppeling.langs_ggk(weg=weg, wet=wet, vanaf=vanaf)
    stuk = koppeling.wijs_toe()
    stuk.dagtekening = "2026-03-02"
    await koppeling.rond()
    assert len(koppeling.hub.voor(AGB, "WMO301")) == gaat


async def test_a_later_way_takes_the_place_of_an_earlier_one(koppeling: Koppeling) -> None:
    koppeling.langs_ggk(vanaf="2026-01-01")
    koppeling.langs_ggk(weg="api", vanaf="2026-02-01")
    koppeling.wijs_toe().dagtekening = "2026-03-02"
    koppeling.wijs_toe(identificatie="T2").dagtekening = "2026-01-31"
    await koppeling.rond()
    assert len(koppeling.hub.voor(AGB, "WMO301")) == 1


async def test_messages_for_a_municipality_that_is_not_ours_stay(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    stuk = koppeling.toewijzing.klaar(bericht("WMO301", gemeente="0141"))
    await koppeling.rond()
    assert (stuk.status, await koppeling.uit()) == ("klaar", [])


async def test_moments_rise_and_arrive_as_they_rise_also_when_the_clock_goes_back(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(5):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
        await koppeling.haal()
        koppeling.later(hours=-1)
    await koppeling.verstuur()
    tijdstippen = [each.tijdstip for each in koppeling.hub.voor(AGB, "WMO301")]
    assert len(set(tijdstippen)) == 5
    assert tijdstippen == sorted(tijdstippen)


async def test_the_hub_away_for_a_day_loses_nothing_and_sends_nothing_twice(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    koppeling.hub.weg = True
    for uur in range(24):
        koppeling.wijs_toe(identificatie=f"T{uur}")
        await koppeling.haal()
        with pytest.raises(httpx.HTTPStatusError):
            await koppeling.verstuur()
        koppeling.later(hours=1)
    assert {each.status for each in await koppeling.uit()} == {"klaar"}
    wachtend = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).json()["items"]
    assert [(each["soort"], each["aantal"]) for each in wachtend] == [("ggk-niet-verstuurd", 24)]
    koppeling.hub.weg = False
    await koppeling.verstuur()
    await koppeling.verstuur()
    gekregen = [each.inhoud for each in koppeling.hub.voor(AGB, "WMO301")]
    assert gekregen == [each.inhoud for each in koppeling.toewijzing.stukken]
    assert {each.status for each in await koppeling.uit()} == {"verstuurd"}


async def test_a_message_that_a_service_cannot_give_holds_up_its_own_provider_only(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    koppeling.langs_ggk(ANDERE_AGB)
    eerste, tweede = koppeling.wijs_toe(), koppeling.wijs_toe(identificatie="T2")
    ander = koppeling.wijs_toe(ANDERE_AGB)
    koppeling.toewijzing.struikelt_over = eerste.inhoud
    with pytest.raises(httpx.HTTPStatusError):
        await koppeling.haal()
    await koppeling.verstuur()
    assert [each.inhoud for each in koppeling.hub.voor(ANDERE_AGB, "WMO301")] == [ander.inhoud]
    assert koppeling.hub.voor(AGB, "WMO301") == []
    koppeling.toewijzing.struikelt_over = None
    await koppeling.haal()
    await koppeling.verstuur()
    assert [each.inhoud for each in koppeling.hub.voor(AGB, "WMO301")] == [eerste.inhoud, tweede.inhoud], "in order"


async def test_a_hub_that_is_killed_after_it_took_a_message_gets_the_same_bytes_again(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(3):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
    await koppeling.haal()
    koppeling.hub.sterft_na = 1
    with pytest.raises(Gestorven):
        await koppeling.verstuur()
    assert [each.status for each in await koppeling.uit()] == ["verstuurd", "klaar", "klaar"]
    koppeling.hub.weg = False
    await koppeling.verstuur()
    assert koppeling.hub.aangeboden == 4, "one was brought twice"
    assert len(koppeling.hub.voor(AGB, "WMO301")) == 3, "and delivered once"


async def test_what_was_kept_and_not_taken_off_the_post_is_not_kept_again(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    stuk = koppeling.wijs_toe()
    koppeling.toewijzing.valt_om_na_ophalen = True
    with pytest.raises(httpx.ReadError):
        await koppeling.haal()
    assert stuk.status == "klaar"
    koppeling.toewijzing.valt_om_na_ophalen = False
    await koppeling.haal()
    assert stuk.status == "opgehaald"
    assert len(await koppeling.uit()) == 1


async def test_exactly_the_same_bytes_stay_kept_and_are_valid(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.haal()
    (rij,) = await koppeling.uit()
    voor = await koppeling.envelop(rij)
    await koppeling.verstuur()
    (rij,) = await koppeling.uit()
    assert await koppeling.envelop(rij) == voor == koppeling.hub.genomen["0034", rij.referentienummer]
    assert is_geldig(voor)


async def test_an_answer_goes_back_as_its_question_came(koppeling: Koppeling) -> None:
    vraag = koppeling.begint()
    koppeling.hub.stuur(vraag)
    await koppeling.bezorg()
    (binnen,) = await koppeling.binnen()
    assert (binnen.status, binnen.dienst) == ("doorgegeven", "toewijzing")
    langs_ggk = koppeling.toewijzing.klaar(_retour(vraag.inhoud), binnen.bericht_id)
    langs_api = koppeling.toewijzing.klaar(_retour(vraag.inhoud), "een ander bericht")
    await koppeling.rond()
    (antwoord,) = koppeling.hub.voor(AGB, "WMO306")
    assert (antwoord.soort, antwoord.cross_referentienummer) == (Soort.DU01, vraag.referentienummer)
    assert (langs_ggk.status, langs_api.status) == ("opgehaald", "klaar")
    (rij,) = await koppeling.uit()
    assert rij.antwoord_voor is None, "nothing answers an answer"


def _retour(inhoud: bytes) -> wetten.Bericht:
    return wetten.retour(wetten.lees(inhoud), [], identificatie="R1", dagtekening=NU.date())


@pytest.mark.parametrize("bestand", ["Du01", "Di01"], indirect=True)
async def test_a_325_travels_in_the_envelope_of_the_setting(koppeling: Koppeling, bestand: str) -> None:
    wil = Soort(bestand.rpartition("envelop_325: ")[2][:4])
    koppeling.hub.envelop_325 = wil
    vraag = koppeling.begint("WMO323")
    koppeling.hub.stuur(vraag)
    await koppeling.bezorg()
    (binnen,) = await koppeling.binnen()
    assert binnen.dienst == "declaratie"
    koppeling.declaratie.klaar(bericht("WMO325"), binnen.bericht_id)
    await koppeling.rond()
    (antwoord,) = koppeling.hub.voor(AGB, "WMO325")
    assert (antwoord.soort, antwoord.cross_referentienummer is None) == (wil, wil is Soort.DI01)


@pytest.fixture
def bestand(request: pytest.FixtureRequest) -> str:
    """As usual, with the envelope of a 325 as a test asks it."""
    wil = getattr(request, "param", "Du01")
    soap = '{adapter: "http://127.0.0.1:9999/ggk", ontvangst: {poort: 9998}}'
    return f'gemeenten: ["0034"]\nggk:\n  soap: {soap}\n  envelop_325: {wil}\n'


async def test_26_mb_is_not_sent_and_says_what_to_do(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    groot = b"<a>" + b"x" * (26 * 1000 * 1000 // 4 * 3) + b"</a>"
    koppeling.toewijzing.klaar(bericht("WMO301"), inhoud=groot)
    koppeling.wijs_toe(identificatie="T2")
    await koppeling.rond()
    assert koppeling.hub.aangeboden == 1, "only the other one was brought"
    (rij,) = await koppeling.lijst("uitgaand", "?status=fout")
    assert (rij["foutcode"], rij["kanOpnieuw"]) == ("IB003", True)
    assert "25 MB" in str(rij["advies"])
    assert (await koppeling.opnieuw(rij["id"])).status_code == 409, "it is still too large"


async def test_a_planned_stop_holds_what_leaves_and_terms_go_on(koppeling: Koppeling, bestand: str) -> None:
    pad = koppeling.room.settings.koppelvlak
    assert pad is not None
    stop = 'kalender: [{hub: ggk, van: "2026-03-02T09:00:00Z", tot: "2026-03-07T09:00:00Z", reden: "Nieuwe versie."}]'
    pad.write_text(f"{bestand}{stop}\n")
    lees_instellingen.cache_clear()
    koppeling.langs_ggk()
    koppeling.wijs_toe().dagtekening = "2026-03-02"
    await koppeling.rond()
    assert koppeling.hub.aangeboden == 0
    koppeling.later(hours=1)
    (wachtend,) = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).json()["items"]
    assert (wachtend["tot"], "Nieuwe versie." in wachtend["waarop"]) == ("2026-03-07T09:00:00Z", True)
    koppeling.later(days=5)
    await koppeling.rond()
    assert len(koppeling.hub.voor(AGB, "WMO301")) == 1
    (rij,) = await koppeling.lijst("uitgaand")
    assert (rij["antwoordVoor"], rij["teLaat"]) == ("2026-03-05", True), "the term of the law went on"
