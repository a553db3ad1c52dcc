"""From a figure to its cases: every number that counts them leads to a list that counts as often, and to the one."""

import asyncio
import html
import re
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from tests.monitoring.conftest import Monitoring, running
from tests.monitoring.pagina import Pagina
from tests.monitoring.verhaal import (
    AGB,
    ALKMAAR,
    ALMERE,
    gedeclareerd,
    gestart,
    melding,
    onderzoek,
    toegewezen,
    verhaal,
)
from tests.monitoring.wereld import GREPEN, NU, ZONDER_KRIMPEN, Voorval, keuze, streek_van, werelden
from tests.services import migrated
from tests.toeval import zo_vaak

from chassis.consumer import Consumer, read_message
from chassis.events import encode
from chassis.service import load_secrets
from chassis.settings import Settings
from monitoring.dashboard.paginas import PAGINAS
from monitoring.domain import maten
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.herkomst import VINDBAAR, WAAROM_NIET, Bron
from monitoring.domain.maanden import maandnummer
from monitoring.domain.maten import Maat, MaatMetTermijn
from monitoring.domain.selectie import Selectie
from monitoring.domain.verhaal import TITELS, VERTELLERS
from monitoring.store import dossiers, zaken
from monitoring.usecases.herbouw import herbouw

CEL = re.compile(r'<td class="getal"><a href="([^"]*)">([^<]*)</a></td>')
TABEL = re.compile(r'<table id="tabel-([a-z-]+)">(.*?)</table>', re.DOTALL)
PER_KEER = 7
"""So few at a time, that a list has several pages."""


async def telt(monitoring: Monitoring, link: str) -> int:
    """How often the cases behind a link count together: read over the API, page after page."""
    delen = urlsplit(link)
    vraag = {naam: waarde for naam, waarde in parse_qsl(delen.query) if naam != "terug"} | {"limit": str(PER_KEER)}
    pad = delen.path.partition("/dashboard/")[2]
    adres, som, gezien = f"/v1/{pad}", 0, set[tuple[str, str]]()
    while True:
        antwoord = (await monitoring.client.get(adres, params=vraag, headers=monitoring.token())).raise_for_status()
        for each in antwoord.json()["items"]:
            sleutel = (each.get("soort", ""), each["sleutel"])
            assert sleutel not in gezien, link
            gezien.add(sleutel)
            som += each.get("aantal", 1)
        if (verder := antwoord.json()["volgende"]) is None:
            return som
        vraag["cursor"] = verder


def getallen(pagina: str) -> list[tuple[str, str, int]]:
    """Of every table of a page the numbers that lead on: the table, where to, and the number."""
    gevonden = []
    for naam, tabel in TABEL.findall(pagina):
        for link, tekst in CEL.findall(tabel):
            gevonden.append((naam, html.unescape(link), int(tekst.replace(".", ""))))
    return gevonden


@pytest.mark.lang
@given(greep=GREPEN, voorvallen=werelden())
@settings(
    max_examples=zo_vaak(8),
    phases=ZONDER_KRIMPEN,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_whatever_happens_a_number_leads_to_cases_that_count_as_often(
    greep: list[int], voorvallen: list[Voorval]
) -> None:
    kijk = keuze(streek_van(voorvallen), greep, van="2027-01", tot="2028-03")
    gehoord = [read_message(encode(each.event())) for each in voorvallen]

    async def volg(data_dir: Path) -> None:
        instellingen = Settings(data_dir=data_dir, database_url=migrated("monitoring").sqlite(data_dir / "wereld.db"))
        async with running(instellingen, load_secrets(instellingen), NU) as monitoring:
            await Consumer(monitoring.room).deliver(gehoord)
            for pagina in PAGINAS:
                antwoord = await monitoring.client.get(f"/dashboard/{pagina}{kijk.query}")
                for tabel, link, getal in getallen(antwoord.raise_for_status().text):
                    assert await telt(monitoring, link) == getal, (tabel, link)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(volg(Path(folder)))


def test_every_figure_leads_to_cases_or_says_why_not() -> None:
    alle = [each for each in vars(maten).values() if isinstance(each, Maat)]
    alle += [each.op_tijd for each in alle if isinstance(each, MaatMetTermijn)]
    assert set(alle) == VINDBAAR.keys() | WAAROM_NIET.keys()
    assert VINDBAAR.keys() & WAAROM_NIET.keys() == set()
    assert {soort for telt in VINDBAAR.values() for soort in telt.soorten} == VERTELLERS.keys() == TITELS.keys()
    assert len(VINDBAAR) < 63  # a bit each, in a whole number of the database


async def test_the_numbers_of_the_chain_lead_to_their_cases(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    for pagina in PAGINAS:
        antwoord = await monitoring.client.get(f"/dashboard/{pagina}?van=2023-01&tot=2023-02")
        for tabel, link, getal in getallen(antwoord.text):
            assert await telt(monitoring, link) == getal, (tabel, link)
    keten = (await monitoring.client.get("/dashboard/keten?van=2023-01&tot=2023-02")).text
    assert {"stappen", "doorlooptijden", "openstaand"} <= {tabel for tabel, _, _ in getallen(keten)}


async def test_a_rebuild_finds_the_same_cases(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    vraag = "/v1/zaken?maat=start&van=2023-02&tot=2023-02"
    voor = (await op_sqlite.client.get(vraag, headers=op_sqlite.token())).json()
    await herbouw(op_sqlite.room, lambda _: None)
    assert (await op_sqlite.client.get(vraag, headers=op_sqlite.token())).json() == voor
    assert [each["sleutel"] for each in voor["items"]] == ["t1"]


async def test_what_is_late_is_what_is_there_without_what_is_in_time(op_sqlite: Monitoring) -> None:
    januari = date(2023, 1, 2)
    await op_sqlite.hoor(
        melding("op tijd", januari), onderzoek("op tijd", januari, date(2023, 2, 10)),
        melding("te laat", januari), onderzoek("te laat", januari, date(2023, 2, 20)),
    )  # fmt: skip
    vraag = "/v1/zaken?maat=onderzoek&zonder=onderzoek:op-tijd&van=2023-02"
    antwoord = await op_sqlite.client.get(vraag, headers=op_sqlite.token())
    assert [each["sleutel"] for each in antwoord.json()["items"]] == ["te laat"]


async def test_a_list_shows_the_municipalities_of_the_caller_only(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(melding("m1", date(2023, 1, 2)), melding("m2", date(2023, 1, 3), ALKMAAR))
    for gemeente, sleutel in ((ALMERE, "m1"), (ALKMAAR, "m2")):
        headers = op_sqlite.token(gemeente)
        lijst = (await op_sqlite.client.get("/v1/zaken?maat=melding", headers=headers)).json()["items"]
        assert [each["sleutel"] for each in lijst] == [sleutel]
        ander = "m1" if sleutel == "m2" else "m2"
        assert (await op_sqlite.client.get(f"/v1/zaken/melding/{ander}", headers=headers)).status_code == 404
        assert (await op_sqlite.client.get(f"/v1/zaken/melding/{sleutel}", headers=headers)).status_code == 200
    verboden = await op_sqlite.client.get(f"/v1/zaken?maat=melding&gemeente={ALKMAAR}", headers=op_sqlite.token(ALMERE))
    assert verboden.status_code == 403
    assert (
        await op_sqlite.client.get("/v1/zaken?maat=melding", headers=op_sqlite.token(scope="toegang"))
    ).status_code == 403


async def test_a_figure_without_a_list_says_why(op_sqlite: Monitoring) -> None:
    for maat, reden in (("bedrag-toegekend", "Een bedrag is van regels"), ("regievraag", "alleen in groepen")):
        antwoord = await op_sqlite.client.get(f"/v1/zaken?maat={maat}", headers=op_sqlite.token())
        assert antwoord.status_code == 400
        assert reden in antwoord.json()["detail"]


async def test_a_cursor_that_is_not_ours_is_refused(op_sqlite: Monitoring) -> None:
    for cursor in ("x", "bWVsZGluZy94L2E=", "a2xldXIvMS9h"):
        antwoord = await op_sqlite.client.get(f"/v1/zaken?maat=melding&cursor={cursor}", headers=op_sqlite.token())
        assert antwoord.status_code == 400, cursor


async def test_a_page_leads_from_a_number_to_a_case_and_back(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(*verhaal())
    begin = f"/dashboard/keten?gemeente={ALMERE}&van=2023-01&tot=2023-02"
    keten = await op_sqlite.client.get(begin)
    (link,) = [link for tabel, link, getal in getallen(keten.text) if "maat=melding&" in link and getal == 2]
    lijst = Pagina((await op_sqlite.client.get(link)).text)
    assert "U ziet Almere, in jan 2023." in lijst.text("p")
    terug, *_ = [each["href"] or "" for each in lijst.all("a") if "#stappen" in (each["href"] or "")]
    assert terug == f"{begin}#stappen"
    (eerste, *_) = [each["href"] or "" for each in lijst.all("a") if "/zaak/melding/" in (each["href"] or "")]
    zaak = Pagina((await op_sqlite.client.get(eerste)).text)
    assert {"02-01-2023 Gemeld Almere", "10-01-2023 Gemeld Almere"} & set(zaak.text("tr"))
    naar_lijst = [each["href"] or "" for each in zaak.all("a") if "/dashboard/zaken?" in (each["href"] or "")]
    assert (await op_sqlite.client.get(naar_lijst[0])).text == (await op_sqlite.client.get(link)).text


@pytest.mark.parametrize("terug", ["//boos.example", "javascript:alert(1)", "http://boos.example", "../x", "a?b=<i>"])
async def test_back_never_leads_away_from_the_pages(op_sqlite: Monitoring, terug: str) -> None:
    antwoord = await op_sqlite.client.get("/dashboard/zaken", params={"maat": "melding", "terug": terug})
    assert 'href="/dashboard/"' in antwoord.text
    assert terug not in html.unescape(antwoord.text)


async def test_an_assignment_tells_its_story_and_leads_to_the_other_help_of_its_client(op_sqlite: Monitoring) -> None:
    client = "01890a5d-ac96-774b-bcce-b302099a8057"
    januari = date(2023, 1, 2)
    await op_sqlite.hoor(
        toegewezen("t1", januari, date(2023, 1, 9)).met(clientId=client),
        gestart("t1", date(2023, 1, 9), date(2023, 1, 20)).met(clientId=client),
    )
    zaak = Pagina((await op_sqlite.client.get("/dashboard/zaak/toewijzing/t1")).text)
    rijen = zaak.text("tr")
    assert (
        f"20-01-2023 De hulp is gestart, 11 dagen na de toewijzing Huishoudelijke ondersteuning (HO), {AGB}, Almere"
        in rijen
    )
    (naar_client,) = [each["href"] or "" for each in zaak.all("a") if "/zaak/client/" in (each["href"] or "")]
    assert "toewijzing t1" in (await op_sqlite.client.get(naar_client)).text
    await op_sqlite.room.written()
    logboek = await op_sqlite.client.get(
        f"/v1/clienten/{client}/logboek", headers=op_sqlite.token(scope="logboek:lezen")
    )
    assert [each["wat"] for each in logboek.json()["items"]] == ["Wat er van één zaak bekend is."] * 2


async def test_who_looks_at_a_list_with_clients_is_noted(op_sqlite: Monitoring) -> None:
    client = "01890a5d-ac96-774b-bcce-b302099a8057"
    await op_sqlite.hoor(toegewezen("t1", date(2023, 1, 2), date(2023, 1, 9)).met(clientId=client))
    await op_sqlite.client.get("/v1/zaken?maat=toewijzing", headers=op_sqlite.token())
    await op_sqlite.client.get("/dashboard/zaken?maat=client&van=2023-01&tot=2023-01")
    await op_sqlite.room.written()
    logboek = await op_sqlite.client.get(
        f"/v1/clienten/{client}/logboek", headers=op_sqlite.token(scope="logboek:lezen")
    )
    assert [each["wat"] for each in logboek.json()["items"]] == ["De zaken achter een cijfer, de nieuwste eerst."] * 2


async def test_what_is_late_is_listed_with_how_late_it_is(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(melding("oud", date(2023, 3, 1)), melding("nieuw", date(2023, 5, 20)))
    lijst = Pagina((await op_sqlite.client.get("/dashboard/openstaand/onderzoek?teLaat=true")).text)
    assert [rij for rij in lijst.text("tr") if "oud" in rij or "nieuw" in rij] == [
        "Melding oud Almere – – 01-03-2023 12-04-2023 50"
    ]


async def test_help_that_is_billed_for_years_is_still_looked_for_where_it_began(op_sqlite: Monitoring) -> None:
    """Else every list of starts reads all help that ever ran long."""
    begin = date(2022, 1, 3)
    await op_sqlite.hoor(toegewezen("t1", begin, begin), gestart("t1", begin, begin))
    for maand in range(1, 17):
        await op_sqlite.hoor(gedeclareerd("t1", date(2022 + (maand - 1) // 12, (maand - 1) % 12 + 1, 1), 1))
    async with op_sqlite.room.work(writes=False) as work:
        gevonden = await dossiers.dossiers(work.session, 1, [(Dossiersoort.TOEWIJZING, "t1")])
    plaats = gevonden[Dossiersoort.TOEWIJZING, "t1"].plaats
    assert plaats is not None
    assert (plaats.van, plaats.tot) == (maandnummer(date(2022, 1, 1)), maandnummer(date(2022, 1, 1)))
    for maat, aantal in (("start", 1), ("maand-gebruikt", 16)):
        vraag = f"/v1/zaken?maat={maat}&van=2022-01&tot=2023-04"
        (zaak,) = (await op_sqlite.client.get(vraag, headers=op_sqlite.token())).json()["items"]
        assert (zaak["sleutel"], zaak["aantal"]) == ("t1", aantal)


async def test_help_that_ended_is_not_read_for_a_list_of_later_months(op_sqlite: Monitoring) -> None:
    """Else every list of what counts month after month reads all help that ever was."""
    for sleutel, begin, eind in (("voorbij", "2022-01-03", "2022-06-30"), ("loopt", "2022-02-01", "2023-02-28")):
        toegewezen_op = date.fromisoformat(begin)
        await op_sqlite.hoor(toegewezen(sleutel, toegewezen_op, toegewezen_op).met(einddatum=eind))
    for maand, sleutels in (("2022-06", ["loopt", "voorbij"]), ("2022-07", ["loopt"]), ("2023-03", [])):
        dag = date.fromisoformat(f"{maand}-01")
        bron = Bron(maten.TOEGEWEZEN_MAAND, Selectie(van=dag, tot=dag))
        async with op_sqlite.room.work(writes=False) as work:
            gelezen = await zaken.kandidaten(work.session, Dossiersoort.TOEWIJZING, bron, None, 10)
        assert [each.sleutel for each in gelezen] == sleutels
        vraag = f"/v1/zaken?maat=toegewezen-maand&van={maand}&tot={maand}"
        lijst = (await op_sqlite.client.get(vraag, headers=op_sqlite.token())).json()["items"]
        assert [each["sleutel"] for each in lijst] == sleutels
