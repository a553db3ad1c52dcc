"""`clientroute proef-aanbieder`: the provider of the demo as the software under test, once right and with mistakes."""

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tests.keten.processen import in_a_thread

import iwmo
from chassis.clock import local_date, system_clock
from clientroute.cli import main
from clientroute.demo.aanbieder import Aanbieder, sleutel
from clientroute.demo.draaiboek import maand_later
from clientroute.demo.fouten import verkeerd_tarief
from istandaard.berichten import Bericht301, Bericht302, Bericht323, bericht305
from iwmo import codes

pytestmark = [pytest.mark.lang, pytest.mark.processen]

AGB = "99990001"
Software = Callable[[bytes], list[iwmo.Bericht]]


def goede_software(prijzen: list[tuple[date, int]], volgnummer: int = 0) -> Software:
    """What the provider of the demo sends on a WMO301."""
    # It makes messages, and never sends them: the client only stands there.
    stil = httpx.AsyncClient()
    aanbieder = Aanbieder(AGB, stil, stil, {"HO": prijzen}, seed=2, foutkans=0, volgnummer=volgnummer)

    def doe(xml: bytes) -> list[iwmo.Bericht]:
        dag = local_date(system_clock())
        bericht = iwmo.lees(xml)
        assert isinstance(bericht, Bericht301)
        fouten = iwmo.controleer(bericht)
        retour = iwmo.retour(bericht, fouten, identificatie=aanbieder.nummer(), dagtekening=dag)
        if fouten:
            return [retour]
        gemeente, client = bericht.header.afzender, bericht.client
        (product,) = client.toegewezen_producten
        aanbieder.lopend[sleutel(product)] = (gemeente, client, product)
        prestatie = aanbieder.prestatie(client.bsn, product, maand_later(dag, -1))
        assert prestatie is not None
        declaratie = aanbieder.declaratie_van(gemeente, {client.bsn: [prestatie]}, maand_later(dag, -1), dag)
        gestuurd = [retour, aanbieder.start(gemeente, client, [product], dag), declaratie]
        if product.einddatum is not None and product.einddatum < dag:
            reden = codes.RedenBeeindiging.VOLGENS_PLAN
            gestuurd.append(aanbieder.stop(sleutel(product), dag, product.einddatum, reden))
        return gestuurd

    return doe


def met_fouten(goed: Software) -> Software:
    """The same with mistakes: a start on another assignment, a wrong price, no stop, and a retour that accepts all."""

    def doe(xml: bytes) -> list[iwmo.Bericht]:
        try:
            berichten = goed(xml)
        except iwmo.Formaatfout:
            return []
        return [_met_fout(each, xml) for each in berichten if each.soort() != "WMO307"]

    return doe


def _met_fout(bericht: iwmo.Bericht, xml: bytes) -> iwmo.Bericht:
    if isinstance(bericht, Bericht302):
        header = bericht.header
        nummer, dag = header.identificatie_retour, header.dagtekening_retour
        return iwmo.retour(iwmo.lees(xml), [], identificatie=nummer, dagtekening=dag)
    if isinstance(bericht, bericht305.Bericht305):
        starts = tuple(replace(each, toewijzing_nummer=999) for each in bericht.client.start_producten)
        return replace(bericht, client=replace(bericht.client, start_producten=starts))
    if isinstance(bericht, Bericht323):
        (client,) = bericht.declaratie.clienten
        duur = tuple(verkeerd_tarief(each) for each in client.prestaties)
        som = replace(
            bericht.declaratie.totaal_ingediend_bedrag, totaal_bedrag=sum(each.ingediend_bedrag.bedrag for each in duur)
        )
        clienten = (replace(client, prestaties=duur),)
        return replace(bericht, declaratie=replace(bericht.declaratie, clienten=clienten, totaal_ingediend_bedrag=som))
    return bericht


Proef = Callable[[str | Path], tuple[int, str]]
"""Carries out `clientroute proef-aanbieder`: the exit code, and what was said."""


@pytest.fixture
def proef(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Proef:
    """The command in this process, which spares its start."""

    def doe(doel: str | Path) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["clientroute", "proef-aanbieder", str(doel), "--agb", AGB])
        with logboek_als_voorheen(), pytest.raises(SystemExit) as einde:
            main()
        assert isinstance(einde.value.code, int)
        return einde.value.code, capsys.readouterr().out

    return doe


@contextmanager
def logboek_als_voorheen() -> Iterator[None]:
    """Logging as it was, afterwards."""
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], logging.raiseExceptions = handlers, raising
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def begonnen(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """A folder in which the command ran once, in a process of its own, and its exit code."""
    folder = tmp_path_factory.mktemp("proef") / "map"
    command = [sys.executable, "-m", "clientroute", "proef-aanbieder", str(folder), "--agb", AGB]
    gedaan = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in gedaan.stderr, gedaan.stderr
    return gedaan.returncode, folder


@pytest.fixture
def folder(begonnen: tuple[int, Path], tmp_path: Path) -> Path:
    """A copy of that folder, to go on with."""
    return Path(shutil.copytree(begonnen[1], tmp_path / "map"))


def prijzen_in(folder: Path) -> list[tuple[date, int]]:
    rijen = [each.split(",") for each in (folder / "uit" / "prijzen.csv").read_text().splitlines()[1:]]
    return [(date.fromisoformat(vanaf), int(eurocent)) for _, vanaf, eurocent in rijen]


def beantwoord(folder: Path, software: Software) -> None:
    """Let the software read what lies in `uit`, and lay in `in` what it sends."""
    for pad in sorted((folder / "uit").glob("*.wmo301.xml")):
        try:
            berichten = software(pad.read_bytes())
        except iwmo.Formaatfout:
            continue
        for each in berichten:
            naam = f"{pad.name.partition('.')[0]}-{each.soort()}.xml"
            (folder / "in" / naam).write_bytes(iwmo.schrijf(each))


def oordeel(folder: Path) -> dict[str, tuple[bool, set[tuple[str, str]]]]:
    """Per scenario whether it was good, and in which kind which rule was broken."""
    gelezen = json.loads((folder / "oordeel.json").read_text())
    assert gelezen["losse"] == []
    return {
        each["scenario"]: (each["goed"], {(fout["soort"], fout["regel"]) for fout in each["fouten"]})
        for each in gelezen["scenarios"]
    }


def test_good_software_passes_by_folder(begonnen: tuple[int, Path], folder: Path, proef: Proef) -> None:
    assert begonnen[0] == 1
    assert oordeel(folder)["gewoon"] == (
        False,
        {(soort, "ontbreekt") for soort in ("WMO302", "WMO305", "WMO323")},
    )
    beantwoord(folder, goede_software(prijzen_in(folder)))
    for _ in ("first", "and the same files again"):
        code, gezegd = proef(folder)
        assert oordeel(folder) == dict.fromkeys(("gewoon", "afgelopen", "dubbel", "onleesbaar"), (True, set()))
        assert (code, gezegd.count("goed ")) == (0, 4)
    antwoorden = {pad.name.partition(".")[2] for pad in (folder / "uit").glob("afgelopen.*.xml")}
    assert antwoorden == {"wmo301.xml", "wmo306.xml", "wmo308.xml", "wmo325.xml"}


def test_software_with_mistakes_hears_which_rule_each_breaks(folder: Path, proef: Proef) -> None:
    beantwoord(folder, met_fouten(goede_software(prijzen_in(folder))))
    (folder / "in" / "kapot.xml").write_text("<Bericht/>")
    code, _ = proef(folder)
    assert code == 1
    gelezen = json.loads((folder / "oordeel.json").read_text())
    assert [each["regel"] for each in gelezen["losse"]] == ["XSD"]
    (folder / "in" / "kapot.xml").unlink()
    proef(folder)
    gevonden = oordeel(folder)
    fout = {("WMO305", "TR019/9019"), ("WMO323", "TR418/0611")}
    assert gevonden == {
        "gewoon": (False, fout),
        "afgelopen": (False, fout | {("WMO307", "ontbreekt")}),
        "dubbel": (False, {("WMO302", "TR302")}),
        "onleesbaar": (True, set()),
    }


def test_examples_of_a_323_break_the_rule_that_they_name(begonnen: tuple[int, Path]) -> None:
    _, folder = begonnen
    bewaard = json.loads((folder / ".proef" / "proef.json").read_text())
    assert len(bewaard["voorbeelden"]) == 6
    for each in bewaard["voorbeelden"]:
        antwoord = iwmo.lees((folder / "uit" / "voorbeelden" / f"{each['naam']}.wmo325.xml").read_bytes())
        gegeven = {
            str(code.value) for _, deel in iwmo.klassen(antwoord) for code in getattr(deel, "retour_codes", ())
        } - {"0200", "8001"}
        verwacht = {iwmo.REGELS[regel].retourcode for regel in iwmo.REGELS if regel in each["over"]}
        assert gegeven == verwacht, each["naam"]


@contextmanager
def draait(software: Software) -> Iterator[str]:
    """The address of software that takes messages over HTTP."""

    async def neem_aan(request: Request) -> Response:
        xml = await request.body()
        try:
            soort = iwmo.lees(xml).soort()
            berichten = software(xml) if soort == "WMO301" else []
        except iwmo.Formaatfout:
            return JSONResponse({"fout": "geen iWmo"}, 400)
        return JSONResponse({"berichten": [iwmo.schrijf(each).decode() for each in berichten]})

    with in_a_thread(Starlette(routes=[Route("/berichten", neem_aan, methods=["POST"])])) as url:
        yield f"{url}/berichten"


HO = [(date(2023, 1, 1), 31250), (date(2024, 1, 1), 33034), (date(2025, 1, 1), 34306), (date(2026, 1, 1), 35472)]


def test_good_software_passes_over_http_and_software_with_mistakes_does_not(proef: Proef) -> None:
    with draait(goede_software(HO)) as url:
        code, gezegd = proef(url)
    assert (code, gezegd.count("goed ")) == (0, 4), gezegd
    with draait(met_fouten(goede_software(HO))) as url:
        code, gezegd = proef(url)
    assert code == 1
    for fout in ("WMO305  TR019/9019", "WMO323  TR418/0611", "WMO307  ontbreekt", "WMO302  TR302"):
        assert fout in gezegd


def test_where_nothing_answers_it_says_so(proef: Proef) -> None:
    code, uit = proef("http://127.0.0.1:9/berichten")
    assert (code, uit) == (1, "")
