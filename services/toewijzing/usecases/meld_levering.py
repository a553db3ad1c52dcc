"""Write the 305 and the 307 of a provider without software of its own; they come in as any other message."""

from dataclasses import dataclass
from datetime import date

import wetten
from berichtenverkeer.opstellen import header_van, neem_opgesteld_aan, nieuwe_identificatie
from berichtenverkeer.post import Poststuk
from chassis.work import Work
from istandaard import cdt
from istandaard.berichten import bericht305, bericht307
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.codes import RedenBeeindiging, StatusAanlevering
from toewijzing.bodies.persoon import Persoon
from toewijzing.domain.levering import Sleutel
from toewijzing.domain.toewijzing import product_van
from toewijzing.tables import Toewijzing
from toewijzing.usecases.levering import standen_van
from toewijzing.usecases.persoon import vraag_persoon
from weigering import Weigering


@dataclass(frozen=True)
class Stopmelding:
    """That a delivery ends: the last day, and why by a code of the standard."""

    einddatum: date
    reden: str


async def meld_start(work: Work, toewijzing: Toewijzing, begindatum: date, *, trek_in: bool) -> Poststuk:
    """Tell that a delivery began, or with `trek_in` that it did not. Raises httpx.HTTPError while toegang is away."""
    persoon = await vraag_persoon(work, toewijzing.client_id)
    start = bericht305.StartProduct(
        toewijzing_nummer=toewijzing.toewijzing_nummer,
        product=product_van(toewijzing.categorie, toewijzing.code),
        toewijzing_ingangsdatum=toewijzing.ingangsdatum,
        begindatum=begindatum,
        status_aanlevering=_status(trek_in=trek_in),
    )
    client = bericht305.Client(
        bsn=persoon.bsn,
        geboortedatum=_geboren(persoon),
        geslacht=persoon.geslacht,
        naam=_naam(persoon),
        start_producten=(start,),
    )
    bericht = bericht305.Bericht305(header=await _header(work, toewijzing, "305"), client=client)
    return await neem_opgesteld_aan(work, bericht)


async def meld_stop(work: Work, toewijzing: Toewijzing, stop: Stopmelding, *, trek_in: bool) -> Poststuk:
    """Tell that the delivery since the last start ends, or with `trek_in` that it does not.

    Raises Weigering without a start, or for a reason that the standard of this law does not know; httpx.HTTPError while
    toegang is away.
    """
    begonnen = await _laatste_start(work, toewijzing)
    persoon = await vraag_persoon(work, toewijzing.client_id)
    product = bericht307.StopProduct(
        toewijzing_nummer=toewijzing.toewijzing_nummer,
        product=begonnen.product,
        toewijzing_ingangsdatum=toewijzing.ingangsdatum,
        begindatum=begonnen.begindatum,
        reden_beeindiging=_reden(toewijzing.wet, stop.reden),
        einddatum=stop.einddatum,
        status_aanlevering=_status(trek_in=trek_in),
    )
    client = bericht307.Client(
        bsn=persoon.bsn,
        geboortedatum=_geboren(persoon),
        geslacht=persoon.geslacht,
        naam=_naam(persoon),
        stop_producten=(product,),
    )
    bericht = bericht307.Bericht307(header=await _header(work, toewijzing, "307"), client=client)
    return await neem_opgesteld_aan(work, bericht)


async def _laatste_start(work: Work, toewijzing: Toewijzing) -> Sleutel:
    [stand] = await standen_van(work, [toewijzing])
    starts = stand.sleutels
    if not starts:
        raise Weigering("Meld eerst dat de hulp is begonnen.", soort="geen-start", regel="TR063")
    return max(starts, key=lambda each: each.begindatum)


def _reden(wet: wetten.Wet, code: str) -> RedenBeeindiging:
    try:
        return wetten.reden_beeindiging(wet, code)
    except ValueError:
        raise Weigering("Deze reden kent de standaard niet.", veld="body.reden") from None


async def _header(work: Work, toewijzing: Toewijzing, nummer: str) -> HeaderVanAanbieder:
    assert toewijzing.agb is not None  # who asks is the provider of it
    identificatie = await nieuwe_identificatie(work, toewijzing.agb)
    return header_van(toewijzing.wet, nummer, toewijzing.agb, toewijzing.gemeente, identificatie, work.today)


def _status(*, trek_in: bool) -> StatusAanlevering:
    return StatusAanlevering.VERWIJDEREN if trek_in else StatusAanlevering.EERSTE


def _geboren(persoon: Persoon) -> cdt.Geboortedatum:
    return cdt.Geboortedatum(datum=persoon.geboortedatum, datum_gebruik=persoon.datum_gebruik)


def _naam(persoon: Persoon) -> cdt.VerkorteNaam:
    naam = persoon.naam
    achternaam = cdt.Achternaam(achternaam=naam.geslachtsnaam, voorvoegsel=naam.voorvoegsel)
    return cdt.VerkorteNaam(geslachtsnaam=achternaam, voornamen=naam.voornamen, voorletters=naam.voorletters)
