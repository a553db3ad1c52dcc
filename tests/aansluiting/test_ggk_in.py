"""What comes over the GGk: kept before anybody hears that it came, once, and brought on to where it belongs."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text
from tests.aansluiting.conftest import AGB, ALMERE, ANDERE_AGB, NU, Koppeling, bericht
from tests.koppelvlakken.knooppunt import VECOZO, van_aanbieder

import wetten
from aansluiting.usecases.ggk_verwerken import verwerk
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import Envelop, Fout, Foutbericht, Ontvangstbevestiging, Plek, Soort, Systeem, Weigering
from koppelvlakken.ggk.maken import nieuw_nummer


async def bied_aan(koppeling: Koppeling, *berichten: Envelop | Foutbericht) -> list[str]:
    """The answers on these: 'Bv03', or the code of the refusal."""
    uitkomsten = []
    for each in berichten:
        answer = await koppeling.adapter.post("/ggk", content=soap.pak_in(each))
        gelezen = soap.pak_uit(answer.content)
        assert isinstance(gelezen, Ontvangstbevestiging | Weigering)
        assert gelezen.cross_referentienummer == each.referentienummer
        assert answer.status_code == (200 if isinstance(gelezen, Ontvangstbevestiging) else 500)
        uitkomsten.append("Bv03" if isinstance(gelezen, Ontvangstbevestiging) else gelezen.fout.code)
    return uitkomsten


async def heen(koppeling: Koppeling) -> Envelop:
    """A WMO301 that a provider got."""
    koppeling.langs_ggk()
    koppeling.wijs_toe()
    await koppeling.rond()
    (envelop,) = koppeling.hub.voor(AGB, "WMO301")
    return envelop


@pytest.mark.parametrize(
    ("soort", "dienst"), [("WMO305", "toewijzing"), ("JW307", "toewijzing"), ("JW323", "declaratie")]
)
async def test_a_message_reaches_its_service_as_it_is(koppeling: Koppeling, soort: str, dienst: str) -> None:
    vraag = koppeling.begint(soort)
    assert await bied_aan(koppeling, vraag) == ["Bv03"]
    await verwerk(koppeling.room)
    assert list(getattr(koppeling, dienst).genomen) == [vraag.inhoud]
    (rij,) = await koppeling.lijst("inkomend")
    assert (rij["status"], rij["dienst"], rij["functie"]) == ("doorgegeven", dienst, soort)


async def test_the_same_once_more_is_taken_and_processed_once(koppeling: Koppeling) -> None:
    vraag = koppeling.begint()
    assert await bied_aan(koppeling, vraag, vraag) == ["Bv03", "Bv03"]
    await verwerk(koppeling.room)
    assert await bied_aan(koppeling, vraag) == ["Bv03"]
    await verwerk(koppeling.room)
    assert koppeling.toewijzing.aangeboden == 1
    assert len(await koppeling.binnen()) == 1


@pytest.mark.parametrize(
    "anders",
    [{"inhoud": b"<anders/>"}, {"tijdstip": "20270101"}, {"functie": "WMO307"}],
    ids=["inhoud", "tijdstip", "functie"],
)
async def test_the_same_number_with_other_bytes_is_refused(koppeling: Koppeling, anders: dict[str, object]) -> None:
    vraag = koppeling.begint()
    assert await bied_aan(koppeling, vraag, replace(vraag, **anders)) == ["Bv03", "StUF016"]  # type: ignore[arg-type]
    await verwerk(koppeling.room)
    assert list(koppeling.toewijzing.genomen) == [vraag.inhoud], "the first stands"


async def test_two_senders_may_use_one_number(koppeling: Koppeling) -> None:
    een, ander = koppeling.begint(), koppeling.begint(agb=ANDERE_AGB)
    assert await bied_aan(koppeling, een, replace(ander, referentienummer=een.referentienummer)) == ["Bv03", "Bv03"]


async def test_an_envelope_for_another_municipality_is_refused_and_not_kept(koppeling: Koppeling) -> None:
    assert await bied_aan(koppeling, koppeling.begint(gemeente="0141")) == ["StUF010"]
    assert await koppeling.binnen() == []


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"functie": "WMO301"}, "StUF037"),
        ({"functie": "WMO399"}, "StUF034"),
        ({"zender": Systeem("0141", "x y")}, "StUF013"),
        ({"soort": Soort.DU01, "cross_referentienummer": nieuw_nummer()}, "StUF040"),
    ],
)
async def test_what_cannot_be_meant_for_us_is_refused(
    koppeling: Koppeling, anders: dict[str, object], code: str
) -> None:
    assert await bied_aan(koppeling, replace(koppeling.begint(), **anders)) == [code]  # type: ignore[arg-type]


async def test_a_payload_of_another_sender_than_its_envelope_goes_to_no_service(koppeling: Koppeling) -> None:
    van_een_ander = wetten.schrijf(bericht("WMO305", ANDERE_AGB))
    assert await bied_aan(koppeling, koppeling.begint(inhoud=van_een_ander)) == ["Bv03"]
    await verwerk(koppeling.room)
    (rij,) = await koppeling.lijst("inkomend", "?status=apart")
    assert "afzender" in str(rij["reden"])
    assert koppeling.toewijzing.aangeboden == 0
    assert await koppeling.uit() == [], "that is no error of a schema, so no Fo01"


@pytest.mark.parametrize(
    ("inhoud", "bestandsnaam"),
    [(b"", None), (b"<a/>", None), (b"geen xml", None), (b"a;b", "lijst.csv")],
    ids=["niets", "andere xml", "tekst", "tekstbestand"],
)
async def test_what_has_not_the_form_of_its_schema_is_answered_with_an_error(
    koppeling: Koppeling, inhoud: bytes, bestandsnaam: str | None
) -> None:
    vraag = replace(koppeling.begint(inhoud=inhoud), bestandsnaam=bestandsnaam)
    assert await bied_aan(koppeling, vraag) == ["Bv03"]
    await verwerk(koppeling.room)
    await verwerk(koppeling.room)
    await koppeling.verstuur()
    (fout,) = koppeling.hub.bezorgd[AGB]
    assert isinstance(fout, Foutbericht)
    assert (fout.fout.code, fout.cross_referentienummer) == ("StUF055", vraag.referentienummer)
    (rij,) = await koppeling.lijst("inkomend")
    assert rij["status"] == "afgekeurd"
    assert koppeling.toewijzing.aangeboden == 0


async def test_an_error_of_ours_names_the_line_and_nobody(koppeling: Koppeling) -> None:
    inhoud = wetten.schrijf(bericht("WMO305")).replace(b"Bsn>", b"Bsnr>")
    await bied_aan(koppeling, koppeling.begint(inhoud=inhoud))
    await verwerk(koppeling.room)
    await koppeling.verstuur()
    (fout,) = koppeling.hub.bezorgd[AGB]
    assert isinstance(fout, Foutbericht)
    assert "egel " in fout.fout.omschrijving
    assert "9999" not in fout.fout.omschrijving


async def test_an_error_on_an_error_is_shown_and_never_answered(koppeling: Koppeling) -> None:
    await bied_aan(koppeling, koppeling.begint(inhoud=b""))
    await verwerk(koppeling.room)
    await koppeling.verstuur()
    (fo01,) = koppeling.hub.bezorgd[AGB]
    koppeling.hub.wijs_af(fo01, "IB001", VECOZO, "Bericht voldoet niet aan XSD")
    await koppeling.bezorg()
    await koppeling.verstuur()
    assert len(koppeling.hub.bezorgd[AGB]) == 1
    (rij,) = await koppeling.lijst("uitgaand")
    assert (rij["envelop"], rij["status"], rij["foutcode"], rij["functie"]) == ("Fo01", "fout", "IB001", "WMO305")


async def test_a_retour_closes_what_it_answers(koppeling: Koppeling) -> None:
    envelop = await heen(koppeling)
    koppeling.hub.stuur(koppeling.antwoordt(envelop, "WMO302"))
    await koppeling.bezorg()
    (rij,) = await koppeling.uit()
    assert rij.status == "beantwoord"
    (inhoud,) = koppeling.toewijzing.genomen
    assert wetten.lees(inhoud).soort() == "WMO302"


async def test_vecozo_may_answer_in_the_place_of_the_provider(koppeling: Koppeling) -> None:
    envelop = await heen(koppeling)
    koppeling.hub.stuur(replace(koppeling.antwoordt(envelop, "WMO302"), zender=VECOZO))
    await koppeling.bezorg()
    assert [each.status for each in await koppeling.uit()] == ["beantwoord"]
    assert len(koppeling.toewijzing.genomen) == 1


async def test_a_du01_of_another_provider_does_not_close_it(koppeling: Koppeling) -> None:
    envelop = await heen(koppeling)
    retour = wetten.retour(bericht("WMO301", ANDERE_AGB), [], identificatie="R1", dagtekening=NU.date())
    van_ander = wetten.schrijf(retour)
    antwoord = van_aanbieder(
        envelop, "WMO302", van_ander, agb=ANDERE_AGB, gemeente=ALMERE, tijdstip=koppeling.tijdstip()
    )
    koppeling.hub.stuur(antwoord)
    await koppeling.bezorg()
    assert [each.status for each in await koppeling.uit()] == ["verstuurd"]
    (rij,) = await koppeling.lijst("inkomend")
    assert rij["status"] == "apart"
    assert koppeling.toewijzing.aangeboden == 0


async def test_a_du01_before_its_di01_was_stored_waits_and_goes_on_by_itself(koppeling: Koppeling) -> None:
    envelop = await heen(koppeling)
    async with koppeling.room.work() as work:
        await work.session.execute(text("UPDATE ggk_uitgaand SET referentienummer = 'nog niet bewaard'"))
    assert await bied_aan(koppeling, koppeling.antwoordt(envelop, "WMO302")) == ["Bv03"]
    await verwerk(koppeling.room)
    await verwerk(koppeling.room)
    (rij,) = await koppeling.lijst("inkomend", "?status=onbekend")
    assert rij["antwoordOp"] == envelop.referentienummer
    wachtend = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).json()["items"]
    assert "ggk-apart" in {each["soort"] for each in wachtend}
    async with koppeling.room.work() as work:
        await work.session.execute(
            text("UPDATE ggk_uitgaand SET referentienummer = :nummer"), {"nummer": envelop.referentienummer}
        )
    await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.uit()] == ["beantwoord"]
    assert await koppeling.lijst("inkomend", "?status=onbekend") == []


async def test_an_error_about_nothing_we_know_is_set_apart(koppeling: Koppeling) -> None:
    fout = Foutbericht(
        VECOZO, Systeem(ALMERE, "GGk"), nieuw_nummer(), "20260302", nieuw_nummer(),
        Fout("IB014", Plek.CLIENT, "Payload voldoet niet aan de XSD"),
    )  # fmt: skip
    assert await bied_aan(koppeling, fout, fout) == ["Bv03", "Bv03"]
    await verwerk(koppeling.room)
    (rij,) = await koppeling.lijst("inkomend", "?status=onbekend")
    assert rij["zender"] == "VECOZO"
    assert await koppeling.uit() == []


async def test_a_service_that_is_away_gets_it_later_once(koppeling: Koppeling) -> None:
    koppeling.toewijzing.weg = True
    await bied_aan(koppeling, koppeling.begint())
    with pytest.raises(httpx.ConnectError):
        await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["ontvangen"]
    koppeling.toewijzing.weg = False
    await verwerk(koppeling.room)
    await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["doorgegeven"]
    assert koppeling.toewijzing.aangeboden == 1


async def test_a_service_that_is_away_holds_up_no_other(koppeling: Koppeling) -> None:
    koppeling.declaratie.weg = True
    await bied_aan(koppeling, *(koppeling.begint("WMO323") for _ in range(4)), koppeling.begint("WMO305"))
    with pytest.raises(httpx.ConnectError):
        await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["ontvangen"] * 4 + ["doorgegeven"]
    koppeling.declaratie.weg = False
    await verwerk(koppeling.room)
    assert {each.status for each in await koppeling.binnen()} == {"doorgegeven"}


async def test_a_message_over_which_a_service_stumbles_holds_up_its_own_sender_only(koppeling: Koppeling) -> None:
    eerste, tweede = koppeling.begint("WMO305"), koppeling.begint("WMO307")
    koppeling.toewijzing.struikelt_over = eerste.inhoud
    await bied_aan(koppeling, eerste, tweede, koppeling.begint("WMO305", ANDERE_AGB))
    for _ in range(2):
        with pytest.raises(httpx.HTTPStatusError):
            await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["ontvangen", "ontvangen", "doorgegeven"]
    assert await niet_doorgegeven(koppeling) == []
    koppeling.later(minutes=16)
    assert await niet_doorgegeven(koppeling) == ["WMO305", "WMO307"]
    koppeling.toewijzing.struikelt_over = None
    await verwerk(koppeling.room)
    assert list(koppeling.toewijzing.genomen)[1:] == [eerste.inhoud, tweede.inhoud], "in their order"
    assert await niet_doorgegeven(koppeling) == []


async def niet_doorgegeven(koppeling: Koppeling) -> list[str]:
    """The messages that wait for their service, on the list of what waits."""
    wachtend = (await koppeling.api.get("/v1/wachtend", headers=koppeling.kop())).raise_for_status().json()["items"]
    return [str(each["waarop"]).partition(" ")[0] for each in wachtend if each["soort"] == "ggk-niet-doorgegeven"]


async def test_what_a_service_refuses_is_shown_with_its_reason(koppeling: Koppeling) -> None:
    koppeling.toewijzing.weigert = (409, "al-beantwoord", "Op dit bericht stuurde u al een ander retourbericht.")
    await bied_aan(koppeling, koppeling.begint())
    await verwerk(koppeling.room)
    (rij,) = await koppeling.lijst("inkomend", "?status=apart")
    assert rij["reden"] == "Op dit bericht stuurde u al een ander retourbericht."


@pytest.mark.parametrize("status", [401, 429, 503])
async def test_a_service_that_says_later_is_asked_later(koppeling: Koppeling, status: int) -> None:
    koppeling.toewijzing.weigert = (status, "later", "Later.")
    await bied_aan(koppeling, koppeling.begint())
    with pytest.raises(httpx.HTTPStatusError):
        await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["ontvangen"]


async def test_without_its_right_nothing_is_refused(koppeling: Koppeling) -> None:
    koppeling.toewijzing.weigert = (403, "scope", "Uw token heeft hiervoor het recht berichten nodig.")
    await bied_aan(koppeling, koppeling.begint())
    with pytest.raises(httpx.HTTPStatusError):
        await verwerk(koppeling.room)
    assert [each.status for each in await koppeling.binnen()] == ["ontvangen"]


@pytest.mark.parametrize(
    ("inhoud", "headers", "status"),
    [
        (b"", {}, 500),
        (b"geen soap", {}, 500),
        (b"x" * (26 * 1000 * 1000), {}, 413),
        (b"x", {"Content-Encoding": "gzip"}, 415),
    ],
    ids=["leeg", "tekst", "26 MB", "gezipt"],
)
async def test_what_is_no_envelope_is_refused_at_the_door(
    koppeling: Koppeling, inhoud: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await koppeling.adapter.post("/ggk", content=inhoud, headers=headers)
    assert answer.status_code == status
    assert await koppeling.binnen() == []


async def test_an_action_of_another_envelope_is_refused(koppeling: Koppeling) -> None:
    vraag = koppeling.begint()
    for actie, status in ((soap.FO01_ACTIE, 500), (soap.actie(vraag), 200), ("", 200)):
        answer = await koppeling.adapter.post("/ggk", content=soap.pak_in(vraag), headers={"SOAPAction": f'"{actie}"'})
        assert answer.status_code == status, actie


async def test_what_cannot_be_kept_is_not_acknowledged(koppeling: Koppeling) -> None:
    async with koppeling.room.work() as work:
        await work.session.execute(text("ALTER TABLE ggk_inkomend RENAME TO elders"))
    assert await bied_aan(koppeling, koppeling.begint()) == ["StUF046"]
    async with koppeling.room.work() as work:
        await work.session.execute(text("ALTER TABLE elders RENAME TO ggk_inkomend"))
