"""`clientroute bericht`: check an iWmo message, or write an example of one."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from lxml import etree

import iwmo
from iwmo.voorbeelden import voorbeeld

app = typer.Typer(no_args_is_help=True, help="Controleer een iWmo-bericht, of maak een voorbeeld.")

GOED, AFGEKEURD, ONLEESBAAR = 0, 1, 2
AsJson = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als JSON.")]


@app.command()
def controleer(bestand: Path, *, as_json: AsJson = False) -> None:
    """Zeg wat er mis is met een bericht: op welke regel, en volgens welke regel van iWmo.

    De exitcode is 0 (goed), 1 (afgekeurd) of 2 (niet te lezen: geen bestand, geen XML of geen iWmo 3.2).
    """
    soort, bevindingen = _judge(bestand)
    if as_json:
        uitkomst = {"bericht": soort, "geldig": not bevindingen, "bevindingen": [asdict(each) for each in bevindingen]}
        typer.echo(json.dumps(uitkomst, ensure_ascii=False, indent=2))
    else:
        _tell(bestand, soort, bevindingen)
    raise typer.Exit(GOED if not bevindingen else ONLEESBAAR if soort is None else AFGEKEURD)


def _judge(bestand: Path) -> tuple[str | None, list[iwmo.Bevinding]]:
    """The kind of message, None when it cannot be told, and what is wrong at level 1 or 2."""
    try:
        with bestand.open("rb") as stroom:
            document = stroom.read(iwmo.MAXIMALE_GROOTTE + 1)
        bericht = iwmo.lees(document)
    except OSError:
        return None, [iwmo.Bevinding(1, "XSD", None, "/", None, "Dit bestand kunnen wij niet openen.")]
    except iwmo.Formaatfout as fout:
        return fout.bericht, list(fout.bevindingen)
    return bericht.soort(), iwmo.met_regelnummers(document, iwmo.controleer(bericht))


def _tell(bestand: Path, soort: str | None, bevindingen: list[iwmo.Bevinding]) -> None:
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


@app.command()
def maak(
    soort: Annotated[str, typer.Argument(help="De soort, bijvoorbeeld WMO323.")],
    *,
    als_voorbeeld: Annotated[bool, typer.Option("--voorbeeld", help="Vul het bericht met verzonnen gegevens.")] = False,
) -> None:
    """Schrijf een bericht naar de uitvoer."""
    if not als_voorbeeld:
        raise typer.BadParameter("Geef --voorbeeld: iets anders kan dit commando nog niet.")
    try:
        bericht = voorbeeld(soort.upper())
    except KeyError:
        raise typer.BadParameter(f"Deze soort kennen wij niet. Kies uit {', '.join(iwmo.BERICHTEN)}.") from None
    boom = etree.fromstring(iwmo.schrijf(bericht))
    etree.indent(boom)
    sys.stdout.buffer.write(etree.tostring(boom, encoding="UTF-8", xml_declaration=True) + b"\n")
