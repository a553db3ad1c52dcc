"""What somebody types: a region, a municipality, a provider, a day. What is wrong is said in one line."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import typer

from chassis.settings import Settings
from chassis.tokens import AGB
from clientroute.services import KOPPELVLAK, SERVICES, running_names
from clientroute.tokens import ROLLEN
from inkoop import Inkoopmodel, laad, namen
from istandaard.gemeenten import Gemeente

GEMEENTEN = frozenset(each.value for each in Gemeente)


def keuze(waarde: str, uit: Sequence[str], optie: str) -> str:
    """The value, when it is one of these. Raises BadParameter with what was meant, and what there is."""
    if waarde in uit:
        return waarde
    bedoeld = get_close_matches(waarde, uit, n=1)
    lijkt_op = f" Bedoelde u {bedoeld[0]}?" if bedoeld else ""
    raise typer.BadParameter(f"{waarde} is er niet.{lijkt_op} Kies uit: {', '.join(uit)}.", param_hint=optie)


def regio(naam: str, optie: str = "--regio") -> Inkoopmodel:
    """The inkoopmodel of a region. Raises BadParameter for a name that is not there."""
    return laad(keuze(naam, namen(), optie))


def dienst(naam: str) -> str:
    """The name of a service. Raises BadParameter."""
    return keuze(naam, tuple(SERVICES), "DIENST")


def proces(naam: str) -> str:
    """The name of a service, or the koppelvlak: what has dead letters and things that wait. Raises BadParameter."""
    return keuze(naam, (*SERVICES, KOPPELVLAK), "DIENST")


def diensten(namen: Sequence[str], settings: Settings) -> list[str]:
    """The names of services, or the koppelvlak; without one all that this installation has.

    Raises BadParameter, also when the settings are those of one service.
    """
    if not namen and "{service}" not in (settings.database_url or "{service}"):
        melding = "noem de dienst: zonder {service} in CLIENTROUTE_DATABASE_URL is dat de database van één dienst."
        raise typer.BadParameter(melding, param_hint="DIENST")
    return gekozen(namen, settings)


def gekozen(namen: Sequence[str], settings: Settings) -> list[str]:
    """The names of services, or the koppelvlak; without one all that this installation has. Raises BadParameter."""
    return [proces(each) for each in namen or running_names(settings)]


def rol(naam: str) -> str:
    """The name of a role. Raises BadParameter."""
    return keuze(naam, tuple(ROLLEN), "--rol")


def gemeenten(codes: Sequence[str]) -> Sequence[str]:
    """CBS codes of municipalities that exist. Raises BadParameter."""
    for code in codes:
        if code not in GEMEENTEN:
            aangevuld = code.zfill(4)
            bedoeld = f" Bedoelde u {aangevuld}?" if aangevuld in GEMEENTEN else ""
            melding = f"{code} is geen gemeente.{bedoeld} Geef een CBS-code van vier cijfers, zoals 0034."
            raise typer.BadParameter(melding, param_hint="--gemeente")
    return codes


def agb(code: str | None) -> str | None:
    """An AGB code. Raises BadParameter."""
    if code is not None and not AGB.fullmatch(code):
        raise typer.BadParameter(f"{code} is geen AGB-code. Geef acht cijfers, zoals 99990001.", param_hint="--agb")
    return code


def dag(tekst: str, optie: str = "--datum") -> date:
    """A calendar day. Raises BadParameter."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        melding = f"{tekst} is geen dag. Schrijf hem als jjjj-mm-dd, zoals 2026-02-01."
        raise typer.BadParameter(melding, param_hint=optie) from None
