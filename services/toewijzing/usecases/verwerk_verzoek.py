"""Work through requests of providers, WMO315s (VOT) and WMO317s (VOW), and answer each with a WMO316 or WMO318."""

from collections.abc import Sequence

import wetten
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.verwerking import Binnengekomen
from chassis.identifiers import new_id
from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.toewijzing import VERZOEK_ONTVANGEN, VerzoekOntvangen
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317
from toewijzing.domain import vot, vow
from toewijzing.domain.termijn import Ketentermijnsoort, Periode, Wie, voor_verzoek
from toewijzing.domain.toewijzing import product_van
from toewijzing.domain.verzoek import VOT, VOW, Verzoekstatus
from toewijzing.store import termijnen
from toewijzing.store.van_client import actueel, afspraak_van
from toewijzing.tables import Toewijzing, Verzoek
from toewijzing.usecases.aanvraag import Aanvraag, Stand, Verzoekbericht, vind_aanvragen, vind_stand
from toewijzing.usecases.retour import stuur_retouren

VERZOEKBERICHTEN: tuple[type[Verzoekbericht], ...] = (Bericht315, Bericht317)


async def verwerk_verzoeken(work: Work, binnen: Sequence[Binnengekomen[Verzoekbericht]]) -> None:
    """Each product of a VOT becomes a request, a VOW is one whole; an error in one part rejects the whole message.

    Each message is judged in what those before it leave behind.
    """
    bevindingen = await controleer_aankomst(work, *((each.stuk, each.bericht) for each in binnen))
    goed = [plek for plek, found in enumerate(bevindingen) if not found]
    if goed:
        aanvragen = await vind_aanvragen(work, [binnen[plek] for plek in goed])
        stand = await vind_stand(work, aanvragen)
        verzoeken = list[Verzoek]()
        for plek, aanvraag in zip(goed, aanvragen, strict=True):
            bevindingen[plek] = _beoordeel(work, aanvraag, stand)
            if not bevindingen[plek]:
                stand.neem_op(aanvraag)
                verzoeken += await _registreer(work, aanvraag)
        await _bewaar(work, verzoeken)
    await stuur_retouren(work, list(zip(binnen, bevindingen, strict=True)))


def _beoordeel(work: Work, aanvraag: Aanvraag, stand: Stand) -> list[wetten.Bevinding]:
    bericht = aanvraag.binnen.bericht
    gebruikt = {each.referentie for each in aanvraag.referenties if each in stand.referenties}
    heeft_open_verzoek = not stand.in_gesprek.isdisjoint(aanvraag.partijen)
    if isinstance(bericht, Bericht315):
        bekend = vot.Bekend(gebruikt, heeft_open_verzoek)
        gebroken = [(nummer, pad) for nummer, regel in vot.REGELS.items() for pad in regel(bericht, bekend)]
    else:
        lopend = per_nummer(_lopend(work, aanvraag, stand))
        van_client = vow.Bekend(aanvraag.client_id is not None, lopend, bool(gebruikt), heeft_open_verzoek)
        gebroken = vow.gebroken(bericht, van_client, vow.REGELS)
    return [wetten.bevinding(nummer, pad) for nummer, pad in gebroken]


def _lopend(work: Work, aanvraag: Aanvraag, stand: Stand) -> list[Toewijzing]:
    if aanvraag.client_id is None:
        return []
    stuk = aanvraag.stuk
    return actueel(stand.alles[stuk.gemeente, aanvraag.client_id], stuk.wet, stuk.agb, work.today)


def per_nummer(lopend: Sequence[Toewijzing]) -> dict[int, vow.Lopend]:
    """Assignments that run or begin later by ToewijzingNummer, as the rules look at them (TR349)."""
    return {
        int(each.toewijzing_nummer or 0): vow.Lopend(product_van(each.categorie, each.code), afspraak_van(each))
        for each in lopend
    }


async def _registreer(work: Work, aanvraag: Aanvraag) -> list[Verzoek]:
    """The requests in it, which are told and not written yet."""
    stuk, termijn = aanvraag.stuk, voor_verzoek(work.today)
    soort = VOT if isinstance(aanvraag.binnen.bericht, Bericht315) else VOW
    verzoeken = [
        Verzoek(
            id=new_id(),
            soort=soort,
            bericht_id=stuk.id,
            positie=positie,
            gemeente=stuk.gemeente,
            wet=stuk.wet,
            agb=stuk.agb,
            bsn_hash=aanvraag.gehasht.current,
            client_id=aanvraag.client_id,
            referentie=each.referentie,
            status=Verzoekstatus.OPEN,
            ontvangen_op=termijn.vanaf,
            uiterlijk=termijn.uiterlijk,
            besloten_op=None,
            reden=None,
        )
        for positie, each in enumerate(aanvraag.referenties)
    ]
    with going_on_from(aanvraag.binnen.traceparent):
        for each in verzoeken:
            await _vertel(work, each)
    return verzoeken


async def _bewaar(work: Work, verzoeken: Sequence[Verzoek]) -> None:
    work.session.add_all(verzoeken)
    await work.session.flush()
    soort, wie = Ketentermijnsoort.VERZOEK, Wie.GEMEENTE
    te_openen = [
        termijnen.Open(soort, each.id, each.gemeente, each.agb, Periode(each.ontvangen_op, each.uiterlijk), wie)
        for each in verzoeken
    ]
    await termijnen.zet(work.session, te_openen)


async def _vertel(work: Work, verzoek: Verzoek) -> None:
    data = VerzoekOntvangen.model_validate(
        {
            "verzoek_id": verzoek.id,
            "soort": verzoek.soort,
            "bericht_id": verzoek.bericht_id,
            "client_id": verzoek.client_id,
            "gemeente": verzoek.gemeente,
            "wet": verzoek.wet,
            "agb": verzoek.agb,
            "ontvangen_op": verzoek.ontvangen_op,
            "uiterlijk": verzoek.uiterlijk,
        }
    )
    await work.tell(VERZOEK_ONTVANGEN, verzoek.id, data)
