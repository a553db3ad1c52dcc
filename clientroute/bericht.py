"""`clientroute bericht`: check a message of iWmo or iJw, or write an example of one."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import httpx
import typer
from lxml import etree

import wetten
from chassis.clock import local_date, system_clock
from clientroute import invoer, run
from clientroute.demo.een_zaak import MAAKT, Niet, maak_bericht
from clientroute.instellingen import load_settings

app = typer.Typer(no_args_is_help=True, help="Controleer een bericht van iWmo of iJw, of maak een voorbeeld.")

GOED, AFGEKEURD, ONLEESBAAR = 0, 1, 2
DEMO = "demo"
VOOR = "Maak er een die een draaiende demo aanneemt: demo voor die op deze computer, of een adres met {service}."
AsJson = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als JSON.")]


@app.command()
def controleer(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bericht van iWmo of iJw in XML.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Zeg wat er mis is met een bericht: op welke regel, en volgens welke regel van de standaard.

    De exitcode is 0 (goed), 1 (afgekeurd) of 2 (niet te lezen: geen bestand, geen XML, geen iWmo 3.2 of iJw 3.2).
    """
    soort, bevindingen = _judge(bestand)
    if as_json:
        uitkomst = {"bericht": soort, "geldig": not bevindingen, "bevindingen": [asdict(each) for each in bevindingen]}
        typer.echo(json.dumps(uitkomst, ensure_ascii=False, indent=2))
    else:
        _tell(bestand, soort, bevindingen)
    raise typer.Exit(GOED if not bevindingen else ONLEESBAAR if soort is None else AFGEKEURD)


def _judge(bestand: Path) -> tuple[str | None, list[wetten.Bevinding]]:
    """The kind of message, None when it cannot be told, and what is wrong at level 1 or 2."""
    try:
        with bestand.open("rb") as stroom:
            document = stroom.read(wetten.MAXIMALE_GROOTTE + 1)
        bericht = wetten.lees(document)
    except OSError:
        return None, [wetten.Bevinding(1, "XSD", None, "/", None, "Dit bestand kunnen wij niet openen.")]
    except wetten.Formaatfout as fout:
        return fout.bericht, list(fout.bevindingen)
    soort = bericht.soort()
    return soort, wetten.met_regelnummers(document, wetten.controleer(bericht))


def _tell(bestand: Path, soort: str | None, bevindingen: list[wetten.Bevinding]) -> None:
    if not bevindingen:
        typer.echo(f"{bestand.name} is een goed {soort}-bericht.")
        return
    if soort is None:
        typer.echo(f"{bestand.name} kunnen wij niet lezen:")
    else:
        aantal = "1 fout" if len(bevindingen) == 1 else f"{len(bevindingen)} fouten"
        typer.echo(f"{bestand.name} is een {soort}-bericht met {aantal}:")
    for each in bevindingen:
        plek = "" if each.regelnummer is None else f"regel {each.regelnummer}, "
        typer.echo(f"- {plek}{each.pad}\n  {each.melding} ({each.regel})")


def _voor_demo(soort: str, waar: str) -> wetten.Bericht:
    """A message that the running demo accepts. Raises CommandError when it cannot be had."""
    settings = load_settings()
    url = settings.service_url or f"http://{settings.host}:{settings.port}/{{service}}" if waar == DEMO else waar
    vandaag = local_date(system_clock())
    try:
        return asyncio.run(maak_bericht(run.speler_op(settings, url, vandaag), soort, vandaag))
    except Niet as error:
        raise run.CommandError(str(error)) from None
    except httpx.ConnectError:
        raise run.nothing_answers(url) from None


@app.command()
def maak(
    soort: Annotated[str, typer.Argument(metavar="SOORT", help="De soort, bijvoorbeeld WMO323 of JW323.")],
    *,
    als_voorbeeld: Annotated[bool, typer.Option("--voorbeeld", help="Vul het bericht met verzonnen gegevens.")] = False,
    voor: Annotated[str, typer.Option(metavar="DEMO", help=VOOR)] = "",
) -> None:
    """Schrijf een bericht naar de uitvoer."""
    if not als_voorbeeld:
        raise typer.BadParameter("Geef --voorbeeld: iets anders kan dit commando nog niet.")
    if voor:
        bericht = _voor_demo(invoer.keuze(soort.upper(), tuple(MAAKT), "SOORT"), voor)
    else:
        gekozen = invoer.keuze(soort.upper(), wetten.SOORTEN, "SOORT")
        bericht = wetten.voorbeeld(gekozen)
    boom = etree.fromstring(wetten.schrijf(bericht))
    etree.indent(boom)
    sys.stdout.buffer.write(etree.tostring(boom, encoding="UTF-8", xml_declaration=True) + b"\n")
