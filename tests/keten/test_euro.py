"""An invented region that buys in euros (eenheid 83), from decision to payment: IV042, IV076, IV077 and a lump sum."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import httpx
import pytest
from tests.declaratie.uitkomst import codes
from tests.keten.berichten import WIE_ALLES_LEEST, every_message

import iwmo
from chassis.settings import Settings
from clientroute.demo import Speler, speel
from clientroute.demo.aanbieder import verstuur
from clientroute.demo.draaiboek import maand_later
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.run import client_factory
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import MODELLEN, Inkoopmodel, gebruik_map, laad
from istandaard import cdt
from istandaard.berichten import Bericht301, Bericht323, Bericht325, bericht323
from istandaard.berichten.bericht301 import ToegewezenProduct
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.codes import DebetCredit, Eenheid, Frequentie
from iwmo.codes import BerichtCode

pytestmark = pytest.mark.lang

GEMEENTE, AGB, BSN = "0166", "99990001", "999900006"
WEEK, MAAND, TRAJECT = "WK", "MB", "TR"
"""So much a week, a fixed amount a month, a lump sum for a traject."""
GOED = (["0200"], ["8001"])

PRODUCTEN = """
producten:
  - code: HBH
    naam: Hulp bij het huishouden
    perceel: huishouden
    categorie: "01"
    bekostiging: uur
    uitvoeringsvariant: inspanning
    eenheid: "04"
    frequentie: 2
    tarieven: [{ vanaf: 2021-01-01, eurocent: 2965 }]
    voorbeeld: true
  - code: WK
    naam: Begeleiding naar resultaat
    perceel: ambulant
    categorie: "02"
    bekostiging: resultaat
    uitvoeringsvariant: output
    eenheid: "83"
    frequentie: 2
    tarieven: [{ vanaf: 2021-01-01, eurocent: 30000 }]
    voorbeeld: true
  - code: MB
    naam: Groep voor een vast bedrag
    perceel: groep
    categorie: "07"
    bekostiging: maandbedrag
    uitvoeringsvariant: output
    eenheid: "83"
    frequentie: 4
    tarieven: [{ vanaf: 2021-01-01, eurocent: 20000 }]
    voorbeeld: true
  - code: TR
    naam: Traject voor een bedrag ineens
    perceel: ambulant
    categorie: "06"
    bekostiging: traject
    uitvoeringsvariant: traject
    eenheid: "83"
    frequentie: 6
    tarieven: [{ vanaf: 2021-01-01, eurocent: 185000 }]
    voorbeeld: true

"""
"""Three products in euros beside one in hours."""
IN_PAKKET = {"AB, volume: 1": "WK, volume: 30000", "BG, volume: 1": "MB, volume: 20000"}


@pytest.fixture
def euroregio(tmp_path: Path) -> Iterator[Inkoopmodel]:
    """A region of one municipality, in a file of its own."""
    tekst = (MODELLEN / "noord-veluwe-2021.yaml").read_text(encoding="utf-8")
    for oud, nieuw in {"noord-veluwe-2021": "euroregio-2025", "versie: 2021": "versie: 2025", "0230": GEMEENTE}.items():
        tekst = tekst.replace(oud, nieuw)
    tekst = re.sub(r'.*"(0269|0273|0233|0243|0050|0302)".*\n', "", tekst)
    tekst = re.sub(r"\nproducten:.*?\n\n", PRODUCTEN, tekst, count=1, flags=re.DOTALL)
    for oud, nieuw in IN_PAKKET.items():
        tekst = tekst.replace(oud, nieuw)
    tekst = tekst.replace("AB, BG]", "WK, MB, TR]").replace("[AB]", "[WK, TR]").replace("[BG]", "[MB]")
    folder = tmp_path / "modellen"
    folder.mkdir()
    (folder / "euroregio-2025.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(folder)
    yield laad("euroregio-2025")
    gebruik_map(None)


@dataclass
class Keten:
    """The chain under way: a case worker, one provider, and the clock."""

    klok: SpeelKlok
    toegang: httpx.AsyncClient
    contracten: httpx.AsyncClient
    toewijzing: httpx.AsyncClient
    declaratie: httpx.AsyncClient
    backoffice: httpx.AsyncClient
    monitoring: httpx.AsyncClient
    nummer: Iterator[int] = field(default_factory=lambda: count(1))

    async def sluit_contract(self) -> None:
        producten = [{"code": code} for code in (WEEK, MAAND, TRAJECT)]
        body = {"agb": AGB, "naam": "Proef", "gemeenten": [GEMEENTE], "geldigVan": "2025-01-01", "producten": producten}
        (await self.contracten.post("/v1/contracten", json=body)).raise_for_status()

    async def beschik(self, code: str, volume: int, begin: date, einde: date) -> ToegewezenProduct:
        """Decide on one product; what the provider reads in its WMO301."""
        self.klok.set_to(begin - timedelta(days=1))
        dag = (begin - timedelta(days=2)).isoformat()
        persoon = {
            "bsn": BSN,
            "geboortedatum": "1950-01-01",
            "geslacht": "2",
            "naam": {"geslachtsnaam": "Proef"},
            "adres": {"straatnaam": "Dorpsstraat", "huisnummer": 1, "postcode": "8261AA", "plaatsnaam": "Kampen"},
        }
        melding = {"gemeente": GEMEENTE, "meldingsdatum": dag, "hulpvraag": "Hulp", "persoon": persoon}
        zaak = f"/v1/meldingen/{(await self._post('/v1/meldingen', melding))['id']}"
        bevestigd: dict[str, object] = {"clientondersteuningGekozen": False, "persoonlijkPlanGewenst": False}
        bevestigd |= dict.fromkeys(
            ("bevestigdOp", "clientondersteuningAangebodenOp", "persoonlijkPlanAangebodenOp"), dag
        )
        answer = await self.toegang.put(f"{zaak}/bevestiging", json=bevestigd, headers={"If-Match": "*"})
        answer.raise_for_status()
        model = laad("euroregio-2025").voor(GEMEENTE)
        onderzoek = {
            "afgerondOp": dag,
            "gesprek": {"datum": dag, "vorm": "huisbezoek"},
            "voorliggend": [{"titel": each.titel, "uitkomst": "onvoldoende"} for each in model.voorliggend],
        } | dict.fromkeys(("eigenKracht", "gebruikelijkeHulp", "netwerk", "verslag"), "Besproken.")
        await self._post(f"{zaak}/onderzoek", onderzoek)
        await self._post(f"{zaak}/aanvraag", {"ingediendOp": dag})
        product = {"code": code, "volume": volume, "ingangsdatum": begin.isoformat(), "einddatum": einde.isoformat()}
        product |= {"aanbieder": AGB, "minutenPerWeek": 120}
        besluit = {"besluitdatum": dag, "motivering": "Past.", "producten": [product]}
        await self._post(f"{zaak}/beschikkingen", besluit)
        return await self._toegewezen(code)

    async def _post(self, pad: str, body: object) -> dict[str, object]:
        answer = (await self.toegang.post(pad, json=body)).raise_for_status()
        found: dict[str, object] = answer.json()
        return found

    async def _toegewezen(self, code: str) -> ToegewezenProduct:
        async def gevonden() -> list[ToegewezenProduct]:
            berichten = await every_message(self.toewijzing, soort="WMO301")
            producten = [p for _, m in berichten if isinstance(m, Bericht301) for p in m.client.toegewezen_producten]
            assert all(iwmo.controleer(each) == [] for _, each in berichten)
            return [each for each in producten if each.product is not None and each.product.code == code]

        return (await until(gevonden, bool))[-1]

    async def declareer(self, van: ToegewezenProduct, maand: date, bedrag: int, vorig: str | None = None) -> Bericht325:
        """Bill an amount over a month, as soon as it is over; with `vorig` take that line back."""
        assert van.product is not None
        assert van.product.code is not None
        einde_maand = maand_later(maand, 1) - timedelta(days=1)
        begin, einde = max(maand, van.ingangsdatum), min(einde_maand, van.einddatum or einde_maand)
        dag = max(einde_maand + timedelta(days=3), date(2025, 1, 1))
        self.klok.set_to(dag)
        nummer = next(self.nummer)
        kant = DebetCredit.DEBET if vorig is None else DebetCredit.CREDIT
        regel = bericht323.Prestatie(
            product_referentie=cdt.Referentie(referentie_nummer=f"R{nummer}", vorig_referentie_nummer=vorig),
            toewijzing_nummer=van.toewijzing_nummer,
            product_categorie=van.product.categorie,
            product_code=van.product.code,
            product_periode=cdt.GeslotenPeriode(begindatum=begin, einddatum=einde),
            geleverd_volume=bedrag,
            eenheid=Eenheid.EUROS,
            product_tarief=None,
            ingediend_bedrag=cdt.BedragMetDC(bedrag=bedrag, debet_credit=kant),
        )
        bericht = bericht323.Bericht323(
            header=HeaderVanAanbieder(
                bericht_code=BerichtCode.WMO323,
                afzender=AGB,
                ontvanger=GEMEENTE,
                bericht_identificatie=cdt.BerichtIdentificatie(identificatie=f"B{nummer}", dagtekening=dag),
            ),
            declaratie=bericht323.Declaratie(
                declaratie_nummer=f"D{nummer}",
                declaratie_periode=cdt.GeslotenPeriode(begindatum=maand, einddatum=einde_maand),
                declaratie_dagtekening=dag,
                totaal_ingediend_bedrag=cdt.TotaalBedragMetDC(totaal_bedrag=bedrag, debet_credit=kant),
                clienten=(bericht323.Client(bsn=BSN, prestaties=(regel,)),),
            ),
        )
        antwoord = await verstuur(self.declaratie, bericht)
        assert isinstance(antwoord, Bericht325)
        return antwoord


@pytest.fixture
async def keten(euroregio: Inkoopmodel, tmp_path: Path) -> AsyncIterator[Keten]:
    async with _keten(tmp_path) as found:
        await found.sluit_contract()
        yield found


@asynccontextmanager
async def _keten(folder: Path) -> AsyncIterator[Keten]:
    klok = SpeelKlok()
    klok.set_to(date(2025, 2, 1))
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        open_als = client_factory(suite)
        aanbieder, backoffice = caller_for("aanbieder", agb=AGB), caller_for("backoffice")
        found = Keten(
            klok,
            open_als("toegang", caller_for("front-office")),
            open_als("toewijzing", caller_for("contractbeheer")),
            open_als("toewijzing", aanbieder),
            open_als("declaratie", aanbieder),
            open_als("declaratie", backoffice),
            open_als("monitoring", backoffice),
        )
        yield found
        for each in vars(found).values():
            if isinstance(each, httpx.AsyncClient):
                await each.aclose()


def afgekeurd(antwoord: Bericht325) -> set[str]:
    """The codes of the rejected lines."""
    assert antwoord.declaratie_antwoord is not None
    regels = [each for client in antwoord.declaratie_antwoord.clienten for each in client.prestaties]
    return {code for each in regels for code in each.retour_codes}


async def test_iv042_a_fixed_amount_a_month(keten: Keten) -> None:
    """2A: € 200 a month is volume 20000, eenheid 83, frequentie 4; 2B: it is billed as 20000, without a price."""
    van = await keten.beschik(MAAND, 20_000, date(2025, 3, 10), date(2025, 5, 20))
    assert van.omvang == cdt.Omvang(volume=20_000, eenheid=Eenheid.EUROS, frequentie=Frequentie.PER_MAAND)
    assert van.budget is None
    for maand in (3, 4):
        assert codes(await keten.declareer(van, date(2025, maand, 1), 20_000)) == GOED
    assert afgekeurd(await keten.declareer(van, date(2025, 5, 1), 20_001)) == {"9321", "9322"}
    assert codes(await keten.declareer(van, date(2025, 5, 1), 20_000)) == GOED


async def test_iv077_output_a_week_counts_its_sundays(keten: Keten) -> None:
    """€ 300 a week from 7 July to 5 September: € 900 in July, € 1,800 in August with the broken week, then nothing."""
    van = await keten.beschik(WEEK, 30_000, date(2025, 7, 7), date(2025, 9, 5))
    assert van.omvang == cdt.Omvang(volume=30_000, eenheid=Eenheid.EUROS, frequentie=Frequentie.PER_WEEK)
    assert afgekeurd(await keten.declareer(van, date(2025, 7, 1), 90_001)) == {"9321"}
    assert codes(await keten.declareer(van, date(2025, 7, 1), 90_000)) == GOED
    assert codes(await keten.declareer(van, date(2025, 8, 1), 180_000)) == GOED
    assert afgekeurd(await keten.declareer(van, date(2025, 9, 1), 1)) == {"9321", "9322"}
    await _is_overal_gelijk(keten, 270_000)


async def test_iv076_output_a_week_that_ends_on_a_sunday(keten: Keten) -> None:
    """€ 300 a week from 7 July to 7 September: € 900, € 1,500 and € 300."""
    van = await keten.beschik(WEEK, 30_000, date(2025, 7, 7), date(2025, 9, 7))
    for maand, bedrag in ((7, 90_000), (8, 150_000), (9, 30_000)):
        assert "9321" in afgekeurd(await keten.declareer(van, date(2025, maand, 1), bedrag + 1))
        assert codes(await keten.declareer(van, date(2025, maand, 1), bedrag)) == GOED


async def test_a_lump_sum_for_a_traject(keten: Keten) -> None:
    """The total over the term, in one line or in parts; what is credited may be billed again."""
    van = await keten.beschik(TRAJECT, 185_000, date(2025, 3, 1), date(2025, 6, 30))
    assert van.omvang == cdt.Omvang(volume=185_000, eenheid=Eenheid.EUROS, frequentie=Frequentie.TOTAAL)
    assert codes(await keten.declareer(van, date(2025, 3, 1), 100_000)) == GOED
    assert afgekeurd(await keten.declareer(van, date(2025, 4, 1), 85_001)) == {"9322"}
    assert codes(await keten.declareer(van, date(2025, 4, 1), 85_000)) == GOED
    assert codes(await keten.declareer(van, date(2025, 4, 1), 85_000, vorig="R3")) == GOED
    assert codes(await keten.declareer(van, date(2025, 5, 1), 85_000)) == GOED
    await _is_overal_gelijk(keten, 185_000)


async def _is_overal_gelijk(keten: Keten, eurocent: int) -> None:
    """The same sum in the totals of declaratie and in those of the chain: what was granted is worth its volume."""
    (totaal,) = (await keten.backoffice.get("/v1/totalen")).raise_for_status().json()["items"]
    assert totaal["bedragToegekend"] == eurocent

    async def bedrag() -> object:
        answer = (await keten.monitoring.get("/v1/keten")).raise_for_status()
        return answer.json()["bedragen"]["toegekend"]

    assert await until(bedrag, lambda found: found == eurocent) == eurocent
    # Nothing that the policy of the region points at: units, prices, packages.
    assert (await keten.backoffice.get("/v1/aandachtspunten")).raise_for_status().json()["items"] == []


async def test_the_demo_plays_a_region_that_buys_in_euros(euroregio: Inkoopmodel, tmp_path: Path) -> None:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=tmp_path), klok) as suite:
        totalen = await speel(Speler(euroregio, client_factory(suite), klok), 2, 12, date(2026, 11, 21))
        async with client_factory(suite)("declaratie", WIE_ALLES_LEEST) as declaratie:
            berichten = [each for _, each in await every_message(declaratie)]
    regels = [
        p for each in berichten if isinstance(each, Bericht323) for c in each.declaratie.clienten for p in c.prestaties
    ]
    euros = [each for each in regels if each.eenheid is Eenheid.EUROS]
    assert {each.product_code for each in euros} == {WEEK, MAAND}
    assert all(each.ingediend_bedrag.bedrag == each.geleverd_volume for each in euros)
    assert {each.product_tarief for each in euros} == {None}
    antwoorden = [each for each in berichten if isinstance(each, Bericht325)]
    assert all(each.declaratie_antwoord is not None for each in antwoorden)
    assert totalen["prestatieaantallen"]["toegekend"] > len(euros) / 2  # type: ignore[index]
