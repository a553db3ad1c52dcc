"""Messages that are written here for a provider without software of its own: they come in as any other."""

from datetime import date

import wetten
from berichtenverkeer.lezen import kop_van
from berichtenverkeer.nummers import volgend_nummer
from berichtenverkeer.post import Poststuk, neem_aan
from chassis.work import Work
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.cdt import BerichtIdentificatie

PROEF = "PROEF"
"""The Identificatie of what is only tried: a word where real ones have a number, so that no number is used up."""


async def nieuwe_identificatie(work: Work, agb: str) -> str:
    """The Identificatie of the next message that is written for a provider: no software of its own begins with a W."""
    return f"W{await volgend_nummer(work, f'opgesteld {agb}'):011d}"


def header_van(
    wet: wetten.Wet, nummer: str, agb: str, gemeente: str, identificatie: str, op: date
) -> HeaderVanAanbieder:
    """The header of a message of this kind ("323") of a provider to a municipality, made on a day."""
    standaard = wetten.STANDAARD[wet]
    return HeaderVanAanbieder(
        bericht_code=standaard.code(nummer),
        afzender=agb,
        ontvanger=gemeente,
        bericht_identificatie=BerichtIdentificatie(identificatie=identificatie, dagtekening=op),
        xsd_versie=standaard.xsd,
    )


async def neem_opgesteld_aan(work: Work, bericht: wetten.Bericht) -> Poststuk:
    """Register it as if its provider had sent it: the same rules judge it, and the same answer comes."""
    return await neem_aan(work, kop_van(bericht), wetten.schrijf(bericht))
