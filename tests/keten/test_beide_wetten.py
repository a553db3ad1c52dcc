"""Almelo plays youth beside adults, from the way in to the line that is paid, seen through the public doors only."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from tests.eenmaal import eenmaal
from tests.keten.berichten import WIE_ALLES_LEEST, every_message

import wetten
from chassis.settings import Settings
from clientroute.demo import Speler, Uitkomst, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory, euros, show_totals
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import laad
from istandaard import cdt
from istandaard.berichten import Bericht301, Bericht323
from istandaard.codes import SoortRelatie
from istandaard.regels.rekenen import jaren_later
from wetten import Bericht, Wet

pytestmark = pytest.mark.lang

BURGERS, VANDAAG = 22, date(2026, 11, 21)
HULPMIDDELEN = {"11", "12", "13", "14"}
"""Product categories that a child may have of the Wmo."""
Json = dict[str, object]


@dataclass(frozen=True)
class Gespeeld:
    """What the play said of itself, and what everybody can see after it: messages, decisions, granted lines, totals."""

    uitkomst: Uitkomst
    berichten: list[Bericht]
    besluiten: list[Json]
    toegekend: dict[Wet, list[Json]]
    totalen: dict[Wet, Json]

    def soort(self, soort: str) -> list[Bericht]:
        """The messages of a kind ("JW301")."""
        return [each for each in self.berichten if each.soort() == soort]


@pytest.fixture(scope="module")
def almelo(tmp_path_factory: pytest.TempPathFactory) -> Gespeeld:
    """A month of Almelo, played once."""
    return eenmaal(tmp_path_factory, "beide-wetten", lambda folder: asyncio.run(_speel(folder)))


async def _speel(folder: Path) -> Gespeeld:
    klok, berichten = SpeelKlok(), list[Bericht]()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        maak = client_factory(suite)
        speler = Speler(laad("almelo-2024"), maak, klok)
        uitkomst = await speel(speler, maanden=1, burgers=BURGERS, vandaag=VANDAAG)
        for service in ("toewijzing", "declaratie"):
            async with maak(service, WIE_ALLES_LEEST) as client:
                berichten += [bericht for _, bericht in await every_message(client)]
        async with maak("declaratie", caller_for("backoffice")) as declaratie:
            toegekend = {
                wet: (await declaratie.post("/v1/prestaties/_zoek", json={"wet": wet, "isToegekend": True})).json()
                for wet in Wet
            }
        async with maak("monitoring", caller_for("backoffice")) as monitoring:
            totalen = {wet: (await monitoring.get("/v1/keten", params={"wet": wet})).json() for wet in Wet}
            vraag = {"type": "nl.wmo.beschikkingen.afgegeven.v1", "limit": "500"}
            besluiten = (await monitoring.get("/v1/gebeurtenissen", params=vraag)).json()["items"]
    return Gespeeld(
        uitkomst,
        berichten,
        [each["data"] for each in besluiten],
        {wet: each["items"] for wet, each in toegekend.items()},
        totalen,
    )


def codes(bericht: Bericht) -> set[str]:
    """Every retour code in an answer, at whatever level."""
    return set(re.findall(r"etourCode>(\w+)<", wetten.schrijf(bericht).decode()))


def onder_de_verkeerde_wet(berichten: Iterable[Bericht]) -> list[str]:
    """What is assigned of an adult to who is a child on its first day, or of a child to who is none on its last."""
    gevonden = []
    for each in berichten:
        if not isinstance(each, Bericht301) or each.client.geboortedatum.datum_gebruik is not None:
            continue
        achttien = jaren_later(each.client.geboortedatum.datum, 18)
        for deel in each.client.toegewezen_producten:
            assert deel.product is not None
            categorie = deel.product.categorie.value
            if wetten.wet_van(each.soort()) is Wet.JEUGDWET:
                verkeerd = deel.einddatum is None or deel.einddatum >= achttien
            else:
                verkeerd = deel.ingangsdatum < achttien and categorie not in HULPMIDDELEN
            gevonden += [categorie] if verkeerd else []
    return gevonden


def test_m121_youth_come_in_by_several_ways_and_are_decided_on_beside_adults(almelo: Gespeeld) -> None:
    wegen = Counter((each["wet"], each["verwijzer"]) for each in almelo.besluiten)
    assert wegen.total() == BURGERS
    assert {wet for wet, _ in wegen} == {"wmo", "jeugdwet"}
    assert {verwijzer for wet, verwijzer in wegen if wet == "jeugdwet"} == {"01", "02", "04", "08"}
    onderzocht = {each["verwijzer"] for each in almelo.besluiten if each["onderzoekAfgerondOp"] is not None}
    assert onderzocht == {None, "01"}, "who was referred is decided on without an onderzoek"


@pytest.mark.parametrize("wet", Wet)
def test_m121_providers_take_in_and_send_messages_of_each_law(almelo: Gespeeld, wet: Wet) -> None:
    soort = {nummer: wetten.soort_van(wet, nummer) for nummer in ("301", "302", "305", "306", "323", "325")}
    for heen, terug in (("301", "302"), ("305", "306")):
        antwoorden = almelo.soort(soort[terug])
        assert len(antwoorden) == len(almelo.soort(soort[heen])) > 0
        assert [codes(each) for each in antwoorden] == [set()] * len(antwoorden)
        assert codes(wetten.voorbeeld(soort[terug])), "where there are codes they are found"
    declaraties = [each for each in almelo.soort(soort["323"]) if isinstance(each, Bericht323)]
    assert len(almelo.soort(soort["325"])) == len(declaraties) > 0
    assert almelo.totalen[wet]["aantalStarts"] == sum(
        len(each.client.start_producten)  # type: ignore[attr-defined]
        for each in almelo.soort(soort["305"])
    )


def test_support_that_ends_is_reported_with_the_codes_of_its_law(almelo: Gespeeld) -> None:
    """Help in a crisis takes a month: 31 is "according to plan" of youth, and moving away of an adult."""
    redenen = {
        each.reden_beeindiging.value
        for stop in almelo.soort("JW307")
        for each in stop.client.stop_producten  # type: ignore[attr-defined]
    }
    assert "31" in redenen
    assert [codes(each) for each in almelo.soort("JW308")] == [set()] * len(almelo.soort("JW307"))


def test_euros_of_youth_stand_beside_those_of_adults(almelo: Gespeeld) -> None:
    for wet, lijnen in almelo.toegekend.items():
        assert lijnen
        assert {each["wet"] for each in lijnen} == {wet}
        assert almelo.totalen[wet]["prestatieaantallen"]["toegekend"] == len(lijnen)  # type: ignore[index]
        assert almelo.totalen[wet]["bedragen"]["toegekend"] > 0  # type: ignore[index]
    per_wet = almelo.uitkomst["bedragenPerWet"]
    assert per_wet == {wet: totalen["bedragen"] for wet, totalen in almelo.totalen.items()}
    som = sum(each["toegekend"] for each in per_wet.values())  # type: ignore[attr-defined]
    assert som == almelo.uitkomst["bedragen"]["toegekend"]  # type: ignore[index]


def test_what_is_printed_has_the_euros_of_each_law(almelo: Gespeeld, capsys: pytest.CaptureFixture[str]) -> None:
    show_totals(almelo.uitkomst, laad("almelo-2024"))
    gedrukt = capsys.readouterr().out
    for wet, totalen in almelo.totalen.items():
        bedrag = euros(totalen["bedragen"]["toegekend"])  # type: ignore[index]
        assert re.search(rf"toegekend onder de {wet.titel}\W+{re.escape(bedrag)}", gedrukt)
    show_totals({each: wat for each, wat in almelo.uitkomst.items() if each != "bedragenPerWet"}, laad("almere-2023"))
    assert "onder de" not in capsys.readouterr().out


def test_nobody_has_what_the_other_law_is_for(almelo: Gespeeld) -> None:
    assert onder_de_verkeerde_wet(almelo.berichten) == []
    ouders = [
        {each.soort for each in bericht.client.relaties}
        for bericht in almelo.soort("JW301")
        if isinstance(bericht, Bericht301)
    ]
    assert ouders == [{SoortRelatie.OUDER}] * len(ouders) != []


@pytest.mark.parametrize(("soort", "geboren"), [("WMO301", date(2016, 1, 1)), ("JW301", date(1980, 1, 1))])
def test_somebody_under_the_wrong_law_would_be_found(almelo: Gespeeld, soort: str, geboren: date) -> None:
    """A child born in 2016 got the product of an adult once."""
    bericht = next(each for each in almelo.soort(soort) if isinstance(each, Bericht301))
    client = replace(bericht.client, geboortedatum=cdt.Geboortedatum(datum=geboren))
    assert len(onder_de_verkeerde_wet([replace(bericht, client=client)])) == len(client.toegewezen_producten)
