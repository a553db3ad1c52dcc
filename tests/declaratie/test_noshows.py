"""Somebody who does not show up: paid in part, billed where the region has that, never twice and not to the dead."""

from datetime import UTC, date, datetime

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.kas import REKENING_GEMEENTE, Json, Kas
from tests.declaratie.maker import AGB, ANDERE_AGB, INSPANNING, MINUUT, NUMMER, UUR, WEEK

from declaratie.domain.noshow import GemisteAfspraak, vergoeding
from declaratie.domain.stand import Tarief
from gebeurtenissen.declaratie import NOSHOW_GEWIJZIGD
from gebeurtenissen.toegang import CLIENT_VERTROKKEN, ClientVertrokken
from gebeurtenissen.toewijzing import LEVERING_BEEINDIGD, LEVERING_GESTART, LeveringBeeindigd, LeveringGestart
from inkoop import laad
from istandaard.codes import RedenWijziging
from weigering import Weigering

ALMELO = "0141"
PRODUCT = ("02", "OIL2")
PRIJS = 113
"""Eurocents a minute; the region pays half for a no-show, and asks € 15 of the resident."""
DAG = "2024-03-05"


@pytest.fixture
async def kas(leeg: Declaratie) -> Kas:
    """Almelo, in which a client gets 120 minutes a week in 2024."""
    await leeg.sluit_contract(gemeente=ALMELO, product=(*PRODUCT, MINUUT), prijzen=[("2024-01-01", PRIJS)])
    kas = Kas(leeg, budgethouder=ALMELO)
    kas.declaratie.room.clock = lambda: datetime(2024, 3, 6, 9, tzinfo=UTC)
    await wijs_toe(kas)
    await kas.doe("PUT", f"/v1/betaalrekeningen/{ALMELO}", REKENING_GEMEENTE)
    await kas.keur_rekening_goed(AGB)
    return kas


async def wijs_toe(kas: Kas, **anders: object) -> None:
    standaard: dict[str, object] = {
        "gemeente": ALMELO,
        "product": PRODUCT,
        "omvang": (120, MINUUT, WEEK),
        "termijn": ("2024-01-01", "2024-12-31"),
    }
    await kas.declaratie.wijs_toe(**{**standaard, **anders})  # type: ignore[arg-type]


def melding(**anders: object) -> Json:
    return {
        "gemeente": ALMELO,
        "wet": "wmo",
        "agb": AGB,
        "toewijzingNummer": NUMMER,
        "soort": "niet-verschenen",
        "dag": DAG,
        "volume": 75,
        "eenheid": MINUUT,
        **anders,
    }


async def meld(kas: Kas, agb: str = AGB, **anders: object) -> Json:
    antwoord = await kas.declaratie.client.post(
        "/v1/noshows", json=melding(**anders), headers=kas.declaratie.aanbieder(agb)
    )
    return {"status": antwoord.status_code, **antwoord.json()}


async def test_m77_m135_the_region_pays_its_part_and_asks_the_resident(kas: Kas) -> None:
    """75 minutes at € 1.13 are € 84.75; half of it, rounded up, is € 42.38."""
    gemeld = await meld(kas)
    assert (gemeld["status"], gemeld["bedrag"], gemeld["voorInwoner"]) == (201, 4238, 1500)
    assert gemeld["clientId"] is None, "the provider knows the client by the number of the assignment"
    again = await meld(kas)
    assert again["id"] == gemeld["id"]
    run = await kas.betaal("2024-03-06")
    assert (run["bedrag"], len(kas.verteld(NOSHOW_GEWIJZIGD))) == (4238, 0)
    await kas.declaratie.werk()
    assert [(each["bedrag"], each["stand"]) for each in kas.verteld(NOSHOW_GEWIJZIGD)] == [(4238, "vastgesteld")]
    journaal = (await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/journaal")).text
    assert "noshow;02;OIL2;2024-03;42,38" in journaal
    bestand = await kas.vraag("GET", f"/v1/betaalruns/{run['id']}/bankopdracht")
    assert "<Ustrd>No-shows</Ustrd>" in bestand.text


async def test_m135_the_municipality_has_a_list_to_bill_from(kas: Kas) -> None:
    await meld(kas)
    await meld(kas, dag="2024-02-06", soort="te-laat-afgezegd")
    gemeente = kas.declaratie.backoffice(ALMELO)
    (een,) = await kas.lijst(f"/v1/noshows?gemeente={ALMELO}&van={DAG}&tot={DAG}", **gemeente)
    assert (een["clientId"], een["voorInwoner"]) == ("client-0006", 1500)
    bestand = await kas.declaratie.client.get("/v1/noshows/export", headers=gemeente)
    assert bestand.text.splitlines()[1].endswith(
        f"{NUMMER};{AGB};OIL2;2024-03-05;niet-verschenen;vastgesteld;42,38;15,00"
    )
    assert len(bestand.text.splitlines()) == 3
    assert (await kas.declaratie.client.get("/v1/noshows", headers=kas.declaratie.aanbieder(ANDERE_AGB))).json()[
        "items"
    ] == []


async def test_m135_who_died_is_not_billed(kas: Kas) -> None:
    """Reported before the death it is paid to the provider, and the resident owes nothing; after it, it is refused."""
    await meld(kas)
    await wijs_toe(kas, termijn=("2024-01-01", DAG), reden=RedenWijziging.OVERLEDEN.value, sequence=2)
    (een,) = await kas.lijst("/v1/noshows", **kas.declaratie.backoffice(ALMELO))
    assert (een["bedrag"], een["voorInwoner"]) == (4238, 0)
    erna = await meld(kas, dag="2024-03-06")
    assert (erna["status"], erna["rule"]) == (400, "TR307")


async def voor_inwoner(kas: Kas) -> list[object]:
    gemeente = kas.declaratie.backoffice(ALMELO)
    gelezen = [each["voorInwoner"] for each in await kas.lijst("/v1/noshows", **gemeente)]
    bestand = await kas.declaratie.client.get("/v1/noshows/export", headers=gemeente)
    bedragen = [regel.rpartition(";")[2] for regel in bestand.text.splitlines()[1:]]
    assert bedragen == [f"{bedrag // 100},{bedrag % 100:02}" for bedrag in gelezen]
    return gelezen


async def vertrokken(kas: Kas, reden: str, client_id: str = "client-0006") -> None:
    data = ClientVertrokken(client_id=client_id, gemeente=ALMELO, reden=reden, laatste_dag=date(2024, 3, 20))
    await kas.declaratie.hoor(CLIENT_VERTROKKEN, client_id, data, 1)


async def test_m135_who_died_after_the_help_had_ended_is_not_billed(kas: Kas) -> None:
    """The assignment says nothing of it, and goes on saying so; what is reported afterwards is paid and not billed."""
    await meld(kas)
    await wijs_toe(kas, termijn=("2024-01-01", DAG), reden=RedenWijziging.DOOR_AANBIEDER.value, sequence=2)
    await vertrokken(kas, "verhuisd")
    await vertrokken(kas, "overleden", "client-0007")
    assert await voor_inwoner(kas) == [1500]
    for _ in range(2):
        await vertrokken(kas, "overleden")
        assert await voor_inwoner(kas) == [0]
    await wijs_toe(kas, termijn=("2024-01-01", DAG), sequence=3)
    gemeld = await meld(kas, dag="2024-02-06")
    assert (gemeld["status"], gemeld["bedrag"], gemeld["voorInwoner"]) == (201, 4238, 0)
    assert await voor_inwoner(kas) == [0, 0]


async def test_m135_that_a_client_died_is_known_of_all_his_help(kas: Kas) -> None:
    """As one assignment that ended by it says, or heard before another of his was."""
    await meld(kas)
    await wijs_toe(kas, nummer=NUMMER + 1, reden=RedenWijziging.OVERLEDEN.value)
    assert await voor_inwoner(kas) == [0]


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"dag": "2024-03-07"}, None),
        ({"dag": "2023-12-31"}, "TR307"),
        ({"toewijzingNummer": NUMMER + 1}, "TR338"),
        ({"eenheid": UUR, "volume": 1}, "TR418"),
        ({"volume": 601}, "TR321"),
    ],
    ids=str,
)
async def test_m77_what_cannot_have_been_is_refused(kas: Kas, anders: Json, regel: str | None) -> None:
    """March touches five weeks: 600 minutes may be billed."""
    geweigerd = await meld(kas, **anders)
    assert geweigerd["status"] == 400
    assert geweigerd.get("rule") == regel
    assert await kas.lijst("/v1/betaalposten?open=true") == []


async def test_m77_after_the_stop_nobody_was_expected(kas: Kas) -> None:
    gestart = LeveringGestart(
        toewijzing_id=f"{ALMELO}-{NUMMER}",
        toewijzing_nummer=NUMMER,
        client_id="client-0006",
        gemeente=ALMELO,
        agb=AGB,
        code=PRODUCT[1],
        begindatum=date(2024, 1, 8),
        toewijzingsdatum=date(2024, 1, 1),
    )
    await kas.declaratie.hoor(LEVERING_GESTART, gestart.toewijzing_id, gestart, 1)
    assert (await meld(kas, dag="2024-02-29"))["status"] == 201
    gestopt = LeveringBeeindigd(
        **gestart.model_dump(exclude={"toewijzingsdatum"}), einddatum=date(2024, 3, 4), reden="02", tijdelijk=False
    )
    await kas.declaratie.hoor(LEVERING_BEEINDIGD, gestart.toewijzing_id, gestopt, 2)
    geweigerd = await meld(kas)
    assert (geweigerd["status"], geweigerd["rule"]) == (400, "M76")
    assert (await meld(kas, dag="2024-03-04"))["status"] == 201


async def test_m77_where_the_region_pays_nothing_it_says_so(kas: Kas) -> None:
    """Almere pays nothing."""
    almere = "0034"
    await kas.declaratie.sluit_contract(gemeente=almere)
    await kas.declaratie.wijs_toe(termijn=("2024-01-01", "2024-12-31"))
    geweigerd = await meld(kas, gemeente=almere, eenheid=UUR, volume=1)
    assert (geweigerd["status"], geweigerd["rule"]) == (409, "M77")


def test_m77_what_is_paid_per_month_is_paid_all_the_same() -> None:
    model = laad("lekstroom-2022")
    betaalt = model.declaratieregels.model_copy(update={"no_show_procent": 50})
    prijs = Tarief(["0356"], "B1B0", INSPANNING, date(2024, 1, 1), date(2024, 1, 1), None, 42_000)
    with pytest.raises(Weigering) as geweigerd:
        vergoeding(
            model.model_copy(update={"declaratieregels": betaalt}),
            model.product("B1B0"),
            prijs,
            GemisteAfspraak(date(2024, 3, 5), 1, INSPANNING),
        )
    assert "per maandbedrag" in geweigerd.value.reden


async def test_m77_a_withdrawn_report_pays_and_bills_nothing(kas: Kas) -> None:
    gemeld = await meld(kas)
    pad = f"/v1/noshows/{gemeld['id']}/_intrekken"
    gemeente = kas.declaratie.backoffice(ALMELO)
    reden = {"reden": "De cliënt lag in het ziekenhuis."}
    assert (
        await kas.declaratie.client.post(pad, json=reden, headers=kas.declaratie.backoffice("0034"))
    ).status_code == 404
    ingetrokken = await kas.declaratie.client.post(pad, json=reden, headers=gemeente)
    assert (ingetrokken.json()["stand"], ingetrokken.json()["voorInwoner"]) == ("ingetrokken", 0)
    assert (await kas.declaratie.client.post(pad, json=reden, headers=gemeente)).status_code == 409
    assert await kas.lijst("/v1/betaalposten?open=true") == []
    weer = await meld(kas)
    assert (weer["status"], str(weer["type"]).endswith("ingetrokken")) == (409, True), "it does not come back"
    assert await kas.lijst("/v1/betaalposten?open=true") == []


async def test_m77_what_was_withdrawn_may_be_reported_as_it_was(kas: Kas) -> None:
    """60 minutes and not 75: € 33.90 in its place, until that is withdrawn too, and then the first may come again."""
    gemeente = kas.declaratie.backoffice(ALMELO)
    verteld = []
    for volume in (75, 60, 75):
        gemeld = await meld(kas, volume=volume)
        assert (gemeld["status"], gemeld["volume"], gemeld["stand"], gemeld["reden"]) == (
            201, volume, "vastgesteld", None,
        )  # fmt: skip
        assert (await meld(kas, volume=volume))["id"] == gemeld["id"]
        assert (await meld(kas, volume=volume + 1))["status"] == 409, "one report a day"
        (post,) = await kas.lijst("/v1/betaalposten?open=true")
        assert post["bedrag"] == gemeld["bedrag"]
        pad = f"/v1/noshows/{gemeld['id']}/_intrekken"
        if len(verteld) < 4:
            await kas.declaratie.client.post(pad, json={"reden": "Niet zo lang."}, headers=gemeente)
        await kas.declaratie.werk()
        verteld = [(each["bedrag"], each["stand"]) for each in kas.verteld(NOSHOW_GEWIJZIGD)]
    assert verteld == [
        (4238, "vastgesteld"), (4238, "ingetrokken"), (3390, "vastgesteld"), (3390, "ingetrokken"),
        (4238, "vastgesteld"),
    ]  # fmt: skip
    assert len(await kas.lijst("/v1/noshows", **gemeente)) == 1
    assert (await kas.betaal("2024-03-06"))["bedrag"] == 4238


async def test_m77_what_the_bank_sent_back_may_be_withdrawn_and_reported_as_it_was(kas: Kas) -> None:
    gemeld = await meld(kas)
    run = await kas.betaal("2024-03-06")
    (overboeking,) = await kas.overboekingen(run)
    await kas.bank((overboeking["kenmerk"], "geweigerd", overboeking["bedrag"], "AM04"))
    weg = await kas.declaratie.client.post(
        f"/v1/noshows/{gemeld['id']}/_intrekken",
        json={"reden": "Niet zo lang."},
        headers=kas.declaratie.backoffice(ALMELO),
    )
    assert weg.json()["stand"] == "ingetrokken"
    assert (await meld(kas, volume=60))["status"] == 201
    assert (await kas.betaal("2024-03-06"))["bedrag"] == 3390


async def test_m77_once_paid_it_is_claimed_back(kas: Kas) -> None:
    gemeld = await meld(kas)
    await kas.betaal("2024-03-06")
    antwoord = await kas.declaratie.client.post(
        f"/v1/noshows/{gemeld['id']}/_intrekken",
        json={"reden": "Hij was er."},
        headers=kas.declaratie.backoffice(ALMELO),
    )
    assert (antwoord.status_code, antwoord.json()["type"].endswith("in-betaalrun")) == (409, True)
    anders = await meld(kas, volume=60)
    assert (anders["status"], str(anders["type"]).endswith("bestaat-al")) == (409, True)
