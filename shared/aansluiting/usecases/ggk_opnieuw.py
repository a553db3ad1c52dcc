"""Sending once more what was refused, as its code says; and no more than that."""

from dataclasses import replace

from aansluiting.domain.ggk import Opnieuw, hoe_opnieuw
from aansluiting.instellingen import Ggk
from aansluiting.store import ggk as store
from aansluiting.store.koppelstanden import geef_tijdstip
from aansluiting.tables.ggk import GgkUitgaand, Uitstand
from chassis.work import Work
from koppelvlakken.ggk import controle, maken
from koppelvlakken.ggk.envelop import Bericht, Envelop
from koppelvlakken.ggk.foutcodes import advies_bij, herstel_van
from koppelvlakken.ggk.lezen import lees
from weigering import Weigering

NIET_BEWAARD = (
    "Wat in dit bericht stond is hier niet meer bewaard: het is te lang geleden verstuurd. Opnieuw sturen kan niet. "
    "Vraag na bij wie het weigerde wat nu nog nodig is."
)


async def stuur_opnieuw(work: Work, ggk: Ggk, rij: GgkUitgaand) -> GgkUitgaand:
    """Send a refused message once more: the same envelope, or a new one in its place, as its code says.

    Raises Weigering when it was not refused, must never go again, is no longer kept, or cannot go as it is.
    """
    if rij.status is not Uitstand.FOUT:
        raise Weigering("Dit bericht is niet geweigerd. Alleen dan kan het opnieuw.", soort="niet-geweigerd")
    code = rij.foutcode or ""
    hoe = hoe_opnieuw(herstel_van(code), ggk.na_storing)
    if hoe is None:
        raise Weigering(advies_bij(code), soort="niet-opnieuw", regel=code)
    if not (inhoud := store.envelop_van(work, rij)):
        raise Weigering(NIET_BEWAARD, soort="niet-bewaard")
    bericht = lees(inhoud)
    assert isinstance(bericht, Bericht)  # nothing else goes out
    if isinstance(bericht, Envelop) and (te_groot := controle.keur_grootte(bericht.inhoud)) is not None:
        raise Weigering(te_groot.reden, soort="te-groot", regel=te_groot.code)
    if hoe is Opnieuw.ZELFDE:
        rij.status, rij.foutcode, rij.fout, rij.fout_van = Uitstand.KLAAR, None, None, None
        return rij
    nieuw = replace(bericht, referentienummer=maken.nieuw_nummer(), tijdstip=await geef_tijdstip(work))
    herkomst = store.Herkomst(rij.dienst, rij.bericht_id, rij.poging + 1)
    vervanger = await store.bewaar_uitgaand(work, nieuw, herkomst, rij.functie, rij.antwoord_voor)
    assert vervanger is not None  # the row above is locked
    rij.status = Uitstand.VERVANGEN
    return vervanger
