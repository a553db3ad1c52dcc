"""The command line speaks Dutch: what typer says by itself, help and errors, is said here."""

import re
from collections.abc import Mapping
from datetime import datetime

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from chassis.clock import NEDERLAND

Opdracht = TyperCommand | TyperGroup
KOPPEN = {
    "ARGUMENTS_PANEL_TITLE": "Gegevens",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "REQUIRED_LONG_STRING": "[verplicht]",
    "DEFAULT_STRING": "[anders: {}]",
}
WAARDE: Mapping[re.Pattern[str], str] = {
    re.compile(
        r"(\S+) is not in the range (\S+)<=x<=(\S+?)\.?"
    ): "{0} kan niet: geef een getal van {1} tot en met {2}.",
    re.compile(r"'(.*)' is not a valid int(?:eger)?( range)?\.?"): "{0} kan niet: geef een heel getal.",
    re.compile(r"'(.*)' is not a valid float( range)?\.?"): "{0} kan niet: geef een getal, met een punt.",
}
"""What typer says of a value, and how we say it."""
ONBEKEND = re.compile(r"No such command '(.*?)'")
TE_VEEL = re.compile(r"unexpected extra argument\(s\) \((.*)\)")


def in_het_nederlands(opdracht: Opdracht) -> Opdracht:
    """The same command, and what is under it, with its help in Dutch."""
    for naam, tekst in KOPPEN.items():
        setattr(rich_utils, naam, tekst)
    opdracht.options_metavar = "[OPTIES]"
    vraag = opdracht.get_help_option(typer.Context(opdracht))
    assert vraag is not None
    vraag.help = "Toon deze uitleg."
    gewoon = opdracht.get_usage
    opdracht.get_usage = lambda ctx: gewoon(ctx).replace("Usage:", "Gebruik:", 1)  # type: ignore[method-assign]
    if isinstance(opdracht, TyperGroup):
        opdracht.subcommand_metavar = "OPDRACHT [...]"
        for each in opdracht.commands.values():
            assert isinstance(each, Opdracht)
            in_het_nederlands(each)
    return opdracht


def melding(fout: typer.TyperException) -> str:
    """One line on what is wrong with what was typed; empty when the help was shown instead."""
    soort = type(fout).__name__
    waar = _waar(fout)
    if soort == "NoArgsIsHelpError":
        return ""
    if soort == "MissingParameter":
        return f"{waar} ontbreekt."
    if soort == "NoSuchOption":
        naam = getattr(fout, "option_name", "")
        lijkt_op = getattr(fout, "possibilities", None)
        return f"De optie {naam} is er niet." + (f" Bedoelde u {' of '.join(sorted(lijkt_op))}?" if lijkt_op else "")
    if soort == "BadOptionUsage":
        naam = getattr(fout, "option_name", "")
        return f"{naam}: " + (
            "geef er een waarde bij." if "requires" in fout.message else "hier hoort geen waarde bij."
        )
    if found := ONBEKEND.search(fout.message):
        return f"De opdracht {found[1]} is er niet. Kijk met --help wat er wel is."
    if found := TE_VEEL.search(fout.message):
        return f"Te veel: {found[1]}. Kijk met --help wat er hoort te staan."
    return f"{waar}: {_reden(fout)}" if waar else _reden(fout)


def moment(wanneer: datetime) -> str:
    """A moment as people read it, on the clock of the Netherlands."""
    return f"{wanneer.astimezone(NEDERLAND):%d-%m-%Y %H:%M}"


def aantal(hoeveel: int, een: str, meer: str) -> str:
    """How many there are of something: 1 worker, 2 workers."""
    return f"{hoeveel} {een if hoeveel == 1 else meer}"


def _waar(fout: typer.TyperException) -> str:
    """The option or the argument that it is about."""
    param = getattr(fout, "param", None)
    if hint := getattr(fout, "param_hint", None):
        return str(hint)
    if param is None:
        return ""
    return str(param.opts[0]) if param.param_type_name == "option" else str(param.name).upper()


def _reden(fout: typer.TyperException) -> str:
    for patroon, tekst in WAARDE.items():
        if found := patroon.fullmatch(fout.message):
            return tekst.format(*found.groups())
    return fout.message
