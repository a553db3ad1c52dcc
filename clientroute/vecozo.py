"""`clientroute vecozo`: send, fetch and follow messages over VECOZO, as a provider does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar
from uuid import UUID, uuid4

import httpx
import typer

import wetten
from aansluiting.vervoer.map import schrijf_heel
from berichtenverkeer.lezen import kop_van
from clientroute import invoer
from clientroute.run import CommandError
from koppelvlakken.ggk.functies import FUNCTIES
from koppelvlakken.tls import tls_met
from koppelvlakken.vecozo import foutcodes
from koppelvlakken.vecozo.bericht import Berichtstatus, Referentiegegevens, metadata_voor
from koppelvlakken.vecozo.client import MEESTE, OMGEVINGEN, Beschadigd, Geweigerd, Vsp, maak_client

app = typer.Typer(no_args_is_help=True, help="Berichten van een aanbieder, langs VECOZO.")
T = TypeVar("T")


@dataclass(frozen=True)
class Toegang:
    """Which environment, and by which certificate."""

    omgeving: str
    certificaat: Path
    sleutel: Path


Omgeving = Annotated[str, typer.Option(metavar="NAAM", help=f"Een van: {', '.join(OMGEVINGEN)}.")]
Certificaat = Annotated[Path, typer.Option(metavar="PEM", help="Uw certificaat van VECOZO.")]
Sleutel = Annotated[Path, typer.Option(metavar="PEM", help="De sleutel daarbij.")]
Nummer = Annotated[str, typer.Argument(metavar="TRACEERID", help="Het nummer waaronder u het bericht stuurde.")]


def client_voor(toegang: Toegang) -> httpx.AsyncClient:
    """The connection with VECOZO. Raises CommandError for a certificate that cannot be used."""
    try:
        context = tls_met(toegang.certificaat, toegang.sleutel)
    except OSError:
        raise CommandError("Het certificaat of de sleutel is niet te gebruiken. Geef twee PEM-bestanden.") from None
    return maak_client(OMGEVINGEN[invoer.keuze(toegang.omgeving, tuple(OMGEVINGEN), "--omgeving")], context)


def _doe(toegang: Toegang, wat: Callable[[Vsp], Awaitable[T]]) -> T:
    """Do something at VECOZO. Raises CommandError with what somebody can do when it does not go."""

    async def met() -> T:
        async with client_voor(toegang) as http:
            return await wat(Vsp(http))

    try:
        return asyncio.run(met())
    except Geweigerd as fout:
        raise CommandError(f"VECOZO weigert dit: {fout}. Herstel het en stuur het onder een nieuw nummer.") from None
    except Beschadigd as fout:
        raise CommandError(f"Een bericht kwam niet heel aan, en is niet bevestigd: {fout}") from None
    except httpx.HTTPError as fout:
        naam = type(fout).__name__
        raise CommandError(f"VECOZO antwoordt niet goed ({naam}). Probeer het later opnieuw.") from None


@app.command()
def stuur(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bericht van iWmo of iJw in XML.")],
    certificaat: Certificaat,
    sleutel: Sleutel,
    omgeving: Omgeving = "test",
    antwoord_op: Annotated[
        str | None, typer.Option(metavar="TRACEERID", help="Van het bericht waarop dit antwoordt.")
    ] = None,
    nummer: Annotated[
        str | None, typer.Option(metavar="TRACEERID", help="Van een eerdere poging, om niets dubbel te sturen.")
    ] = None,
) -> None:
    """Stuur een bericht, en zeg onder welk nummer. Ging het mis, geef dan dat nummer mee: zo gaat niets dubbel."""
    inhoud = bestand.read_bytes() if bestand.is_file() else b""
    try:
        kop = kop_van(wetten.lees_kop(inhoud))
    except wetten.Formaatfout as fout:
        raise CommandError(f"{bestand} is geen goed bericht: {fout}") from None
    if FUNCTIES[kop.soort].verzender != "aanbieder":
        raise CommandError(f"Een {kop.soort} stuurt een gemeente, niet een aanbieder.")
    eigen = uuid4() if nummer is None else _nummer(nummer)
    op = None if antwoord_op is None else _op(antwoord_op)
    metadata = metadata_voor(kop.soort, agb=kop.agb, gemeente=kop.gemeente, op=op, traceer_id=eigen)
    typer.echo(str(eigen))  # first: it is needed when nobody answers
    _doe(Toegang(omgeving, certificaat, sleutel), lambda vsp: vsp.dien_zeker_in(metadata, inhoud))


def _nummer(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError:
        raise CommandError(f"{tekst} is geen nummer van VECOZO. Dat is een UUID.") from None


def _op(tekst: str) -> Referentiegegevens:
    nummer = _nummer(tekst)
    return Referentiegegevens(conversatie_id=nummer, traceer_id=nummer)


@app.command()
def haal(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Waar de berichten komen.")],
    certificaat: Certificaat,
    sleutel: Sleutel,
    omgeving: Omgeving = "test",
) -> None:
    """Haal alles op wat klaarstaat. Pas als een bericht in de map staat, is het bij VECOZO bevestigd."""
    _doe(Toegang(omgeving, certificaat, sleutel), lambda vsp: _haal_alles(vsp, map_))


async def _haal_alles(vsp: Vsp, map_: Path) -> None:
    gereed = await vsp.gereed()
    while gereed:
        for each in gereed:
            nummer, soort = each.referentiegegevens.traceer_id, each.routeringgegevens.berichtstroom.berichttype
            pad = map_ / f"{''.join(filter(str.isalnum, soort))}-{nummer}.xml"
            await asyncio.to_thread(schrijf_heel, pad, await vsp.haal(each))
            await vsp.bevestig(nummer)
            typer.echo(pad.name)
        gereed = await vsp.gereed() if len(gereed) == MEESTE else []


@app.command()
def status(nummer: Nummer, certificaat: Certificaat, sleutel: Sleutel, omgeving: Omgeving = "test") -> None:
    """Toon hoe ver een bericht is, en bij een afkeuring wat u kunt doen."""
    gevonden = _doe(Toegang(omgeving, certificaat, sleutel), lambda vsp: vsp.statussen(_nummer(nummer)))
    if not gevonden:
        raise CommandError("VECOZO kent dit nummer niet.")
    for each in gevonden:
        _toon(each)


def _toon(status: Berichtstatus) -> None:
    soort = status.berichtstroom.berichttype
    typer.echo(f"{soort}: {status.berichtstatus.value}. {foutcodes.UITLEG[status.berichtstatus]}")
    for melding in status.meldingen or ():
        typer.echo(f"  {melding.code}: {melding.omschrijving}")
        typer.echo(f"  {foutcodes.advies_bij(melding.code)}")
