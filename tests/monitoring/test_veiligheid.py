"""Safety and calamities (M123), and supervision in a role of its own (M124)."""

from datetime import date

import pytest
from sqlalchemy import func, select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import lees, post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE, contract, toegewezen

from chassis import tables
from clientroute.tokens import ROLLEN, caller_for
from monitoring.domain.kwesties import REGELS, Kwestiesoort, Partij, te_melden_uiterlijk
from monitoring.tables import Kwestiestap

GISTEREN, LAAT = "2023-05-31", "2023-05-26"  # today is Thursday 2023-06-01
CALAMITEIT = {
    "soort": "veiligheid",
    "gemeente": ALMERE,
    "onderwerp": "calamiteit",
    "op": GISTEREN,
    "tekst": "Iemand viel van de trap en ligt in het ziekenhuis.",
}
BEZOEK = {
    "soort": "toezicht",
    "gemeente": ALMERE,
    "agb": AGB,
    "onderwerp": "kwaliteit",
    "op": GISTEREN,
    "tekst": "Onaangekondigd bezoek aan de locatie.",
}
Body = dict[str, object]


@pytest.fixture
async def bekend(monitoring: Monitoring) -> Monitoring:
    """The provider has a contract in Almere."""
    await monitoring.hoor(contract(AGB, 10))
    return monitoring


def stap(naam: str, op: str = "2023-06-01", **anders: object) -> Body:
    return {"stap": naam, "op": op, "tekst": "Gedaan.", **anders}


async def test_m123_a_provider_reports_a_calamity_at_once_and_the_supervisor_follows_it(bekend: Monitoring) -> None:
    melding = await post(bekend, "kwesties", CALAMITEIT, agb=AGB)
    assert (melding["agb"], melding["eigenaar"], melding["teLaatGemeld"]) == (AGB, "toezicht", False)
    assert melding["uiterlijk"] == "2023-06-02"  # the working day after it came in somebody looks at it
    assert await rapport(bekend, "veiligheid") == [
        [AGB, ALMERE, "calamiteit", GISTEREN, "op tijd", "Gemeld", "2023-06-02", "op tijd"]
    ]
    pad = f"kwesties/{melding['id']}"
    assert (await lees(bekend, pad, ALMERE, scope="toezicht"))["stappen"][0]["tekst"] == CALAMITEIT["tekst"]
    await post(bekend, f"{pad}/stappen", stap("onderzoek"), agb=AGB, status=403)
    onderzoek = await post(bekend, f"{pad}/stappen", stap("onderzoek"), scope="toezicht")
    assert onderzoek["uiterlijk"] == "2023-07-26"  # eight weeks after it happened
    await post(bekend, f"{pad}/stappen", stap("rapport"), agb=AGB)
    await post(bekend, f"{pad}/stappen", stap("afgesloten"), scope="toezicht", status=400)  # no outcome
    klaar = await post(bekend, f"{pad}/stappen", stap("afgesloten", uitkomst="verbeterd"), scope="toezicht")
    assert klaar["geslotenOp"] == "2023-06-01"
    assert await rapport(bekend, "veiligheid") == []


async def test_m123_a_calamity_reported_after_the_next_working_day_is_late(bekend: Monitoring) -> None:
    op_tijd = await post(bekend, "kwesties", CALAMITEIT | {"op": GISTEREN}, agb=AGB)
    laat = await post(bekend, "kwesties", CALAMITEIT | {"op": LAAT}, agb=AGB)
    assert (op_tijd["teLaatGemeld"], laat["teLaatGemeld"]) == (False, True)
    await post(bekend, "kwesties", CALAMITEIT | {"op": LAAT, "onderwerp": "verwaarlozing"}, scope="toegang", status=400)
    signaal = CALAMITEIT | {"op": LAAT, "onderwerp": "verwaarlozing", "agb": AGB}
    assert (await post(bekend, "kwesties", signaal, scope="toegang"))["teLaatGemeld"] is False
    assert [(rij[2], rij[4], rij[7]) for rij in await rapport(bekend, "veiligheid")] == [
        ("calamiteit", "te laat", "op tijd"),  # late first, and what is urgent before all else
        ("calamiteit", "op tijd", "op tijd"),
        ("verwaarlozing", None, "op tijd"),
    ]


def test_m123_over_a_weekend_the_next_working_day_is_on_time() -> None:
    veiligheid, vrijdag = REGELS[Kwestiesoort.VEILIGHEID], date(2023, 6, 2)
    assert te_melden_uiterlijk(veiligheid, "geweld", vrijdag) == date(2023, 6, 5)
    assert te_melden_uiterlijk(veiligheid, "onveilig", vrijdag) is None


async def test_m123_who_has_no_contract_and_no_client_there_reports_nothing(monitoring: Monitoring) -> None:
    geweigerd = await post(monitoring, "kwesties", CALAMITEIT, agb=AGB, status=409)
    assert geweigerd["rule"] == "M123"
    await monitoring.hoor(toegewezen("t1", date(2023, 1, 2), date(2023, 1, 2)))
    await post(monitoring, "kwesties", CALAMITEIT, agb=AGB)
    await post(monitoring, "kwesties", CALAMITEIT | {"gemeente": ALKMAAR}, agb=AGB, status=409)
    await post(monitoring, "kwesties", CALAMITEIT | {"op": "2022-12-31"}, agb=AGB, status=409)  # too early
    await post(monitoring, "kwesties", CALAMITEIT | {"agb": "99990002"}, agb=AGB, status=403)
    await post(monitoring, "kwesties", CALAMITEIT | {"agb": AGB}, ALKMAAR, scope="toegang", status=403)


async def test_m123_what_was_written_stays_with_who_follows_it(bekend: Monitoring) -> None:
    pad = f"kwesties/{(await post(bekend, 'kwesties', CALAMITEIT, agb=AGB))['id']}"
    for scope in ("toezicht", "contracten", "toegang"):
        await lees(bekend, pad, ALMERE, scope=scope)
        await lees(bekend, pad, ALKMAAR, scope=scope, status=404)
    await lees(bekend, pad, scope="monitoring", status=403)
    await lees(bekend, pad, agb="99990002", status=404)
    pagina = await bekend.client.get("/dashboard/sturing")
    assert "calamiteit" in pagina.text
    assert "ziekenhuis" not in pagina.text
    async with bekend.room.work(writes=False) as work:
        assert await work.session.scalar(select(func.count()).select_from(tables.outbox)) == 0
        (stap_,) = (await work.session.execute(select(Kwestiestap))).scalars()
        assert b"ziekenhuis" not in (stap_.tekst or b"")


async def test_m124_only_the_supervisor_writes_what_supervision_finds(bekend: Monitoring) -> None:
    for wie in ({"scope": "contracten"}, {"scope": "toegang"}, {"agb": AGB}):
        await post(bekend, "kwesties", BEZOEK, **wie, status=403)
    zaak = await post(bekend, "kwesties", BEZOEK, ALMERE, scope="toezicht")
    pad = f"kwesties/{zaak['id']}"
    gevonden = stap("bevinding", uitkomst="voldoet-niet")
    await post(bekend, f"{pad}/stappen", gevonden, scope="contracten", status=403)
    await post(bekend, f"{pad}/stappen", gevonden, scope="toezicht")
    await post(bekend, f"{pad}/stappen", stap("handhaving", uiterlijk="2023-06-30"), scope="toezicht")
    assert await rapport(bekend, "toezicht") == [
        [AGB, ALMERE, "kwaliteit", GISTEREN, "Handhaving", "2023-06-30", "op tijd"]
    ]
    await post(bekend, f"{pad}/stappen", stap("terugvordering"), scope="toezicht")
    gelezen = await lees(bekend, pad, ALMERE, scope="contracten")
    assert [each["titel"] for each in gelezen["stappen"]] == ["Bezoek", "Bevinding", "Handhaving", "Terugvordering"]
    await lees(bekend, pad, agb=AGB, status=404)
    await lees(bekend, pad, scope="toegang", status=404)
    await lees(bekend, pad, ALKMAAR, scope="toezicht", status=404)
    await post(bekend, f"{pad}/stappen", stap("afgesloten"), scope="toezicht")
    assert await rapport(bekend, "toezicht") == []


async def test_m124_a_finding_says_whether_it_is_in_order_and_comes_after_a_visit(bekend: Monitoring) -> None:
    pad = f"kwesties/{(await post(bekend, 'kwesties', BEZOEK, scope='toezicht'))['id']}/stappen"
    assert (await post(bekend, pad, stap("handhaving"), scope="toezicht", status=409))["rule"] == "M124"
    await post(bekend, pad, stap("bevinding"), scope="toezicht", status=400)
    await post(bekend, pad, stap("bevinding", uitkomst="voldoet"), scope="toezicht")


async def test_m124_the_sheet_of_a_talk_shows_no_supervision_and_no_risk(bekend: Monitoring) -> None:
    await post(bekend, "kwesties", BEZOEK, scope="toezicht")
    blad = await bekend.client.get(f"/dashboard/aanbieder/{AGB}/gespreksblad?kwartaal=2023-2")
    pagina = await bekend.client.get(f"/dashboard/aanbieder/{AGB}")
    for titel in (">Toezicht</h2>", ">Risico&#39;s</h2>"):
        assert titel in pagina.text
        assert titel not in blad.text
    assert "Veiligheid en calamiteiten</h2>" in blad.text


def test_m124_the_role_of_the_supervisor_is_its_own() -> None:
    assert [rol for rol, scopes in ROLLEN.items() if "toezicht" in scopes] == ["toezicht"]
    assert caller_for("toezicht", [ALMERE]).rights == {"toezicht", "monitoring"}
    alleen = {Partij.TOEZICHT}
    assert all(each.zet == alleen for each in REGELS[Kwestiesoort.TOEZICHT].stappen.values())
