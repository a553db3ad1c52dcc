"""Work through a request of a provider, a WMO315 (VOT) or WMO317 (VOW), and answer it with a WMO316 or WMO318."""

from collections.abc import Sequence
from datetime import date

import wetten
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk
from berichtenverkeer.verwerking import Binnengekomen
from chassis.identifiers import new_id
from chassis.sealed import BSN
from chassis.vault import Hash
from chassis.work import Work
from gebeurtenissen.toewijzing import VERZOEK_ONTVANGEN, VerzoekOntvangen
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317
from toewijzing import store
from toewijzing.domain import vot, vow
from toewijzing.domain.termijn import Ketentermijnsoort, Wie, voor_verzoek
from toewijzing.domain.toewijzing import product_van
from toewijzing.domain.verzoek import VOT, VOW, Verzoekstatus
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import actueel, afspraak_van, van_client
from toewijzing.tables import Toewijzing, Verzoek
from toewijzing.usecases.retour import stuur_retouren
from wetten import Wet


async def verwerk_vot(work: Work, stuk: Poststuk, bericht: Bericht315) -> None:
    """Each requested product becomes a request of its own; an error in one rejects the whole message."""
    [bevindingen] = await controleer_aankomst(work, (stuk, bericht))
    if not bevindingen:
        gehasht = await _neem_beurt(work, stuk, bericht.client.bsn)
        referenties = [each.referentie_aanbieder for each in bericht.client.aangevraagde_producten]
        bekend = vot.Bekend(
            referenties=await gesprek.gebruikte_referenties(work.session, stuk.wet, stuk.agb, referenties),
            heeft_open_verzoek=await _heeft_open_verzoek(work, stuk, gehasht),
        )
        gebroken = [(nummer, pad) for nummer, regel in vot.REGELS.items() for pad in regel(bericht, bekend)]
        bevindingen = [wetten.bevinding(nummer, pad) for nummer, pad in gebroken]
        if not bevindingen:
            await _registreer(work, stuk, VOT, referenties, gehasht)
    await stuur_retouren(work, [(Binnengekomen(stuk, bericht), bevindingen)])


async def verwerk_vow(work: Work, stuk: Poststuk, bericht: Bericht317) -> None:
    """The request is one whole: the situation that the provider wants."""
    [bevindingen] = await controleer_aankomst(work, (stuk, bericht))
    if not bevindingen:
        gehasht = await _neem_beurt(work, stuk, bericht.client.bsn)
        referentie = bericht.client.verzoek.referentie_aanbieder
        client_id = await gesprek.client_met(work.session, stuk.gemeente, gehasht.forms)
        bekend = vow.Bekend(
            client_bekend=client_id is not None,
            lopend=per_nummer(await lopende_toewijzingen(work, stuk.wet, stuk.gemeente, client_id, stuk.agb)),
            referentie_gebruikt=bool(
                await gesprek.gebruikte_referenties(work.session, stuk.wet, stuk.agb, [referentie])
            ),
            heeft_open_verzoek=await _heeft_open_verzoek(work, stuk, gehasht),
        )
        gebroken = vow.gebroken(bericht, bekend, vow.REGELS)
        bevindingen = [wetten.bevinding(nummer, pad) for nummer, pad in gebroken]
        if not bevindingen:
            await _registreer(work, stuk, VOW, [referentie], gehasht)
    await stuur_retouren(work, [(Binnengekomen(stuk, bericht), bevindingen)])


async def lopende_toewijzingen(
    work: Work, wet: Wet, gemeente: str, client_id: str | None, agb: str, op: date | None = None
) -> list[Toewijzing]:
    """The assignments of a client at a provider under a law that run on a day (today) or begin later (TR349)."""
    if client_id is None:
        return []
    return actueel(await van_client(work.session, gemeente, client_id), wet, agb, op or work.today)


def per_nummer(lopend: Sequence[Toewijzing]) -> dict[int, vow.Lopend]:
    """The same, by ToewijzingNummer, as the rules look at them."""
    return {
        int(each.toewijzing_nummer or 0): vow.Lopend(product_van(each.categorie, each.code), afspraak_van(each))
        for each in lopend
    }


async def _neem_beurt(work: Work, stuk: Poststuk, bsn: str) -> Hash:
    """One request of a provider for a client at a time (TR374); the hash of its BSN."""
    gehasht = work.vault.hash(BSN, bsn.encode())
    # By the form that stays, whichever key this process uses by now.
    await work.wait_for_turn(f"verzoek {stuk.agb} {gehasht.forms[0]}")
    return gehasht


async def _heeft_open_verzoek(work: Work, stuk: Poststuk, gehasht: Hash) -> bool:
    return bool(await gesprek.open_verzoeken(work.session, stuk.wet, stuk.gemeente, stuk.agb, gehasht.forms))


async def _registreer(work: Work, stuk: Poststuk, soort: str, referenties: Sequence[str], gehasht: Hash) -> None:
    client_id = await gesprek.client_met(work.session, stuk.gemeente, gehasht.forms)
    termijn = voor_verzoek(work.today)
    te_openen = []
    for positie, referentie in enumerate(referenties):
        verzoek = Verzoek(
            id=new_id(),
            soort=soort,
            bericht_id=stuk.id,
            positie=positie,
            gemeente=stuk.gemeente,
            wet=stuk.wet,
            agb=stuk.agb,
            bsn_hash=gehasht.current,
            client_id=client_id,
            referentie=referentie,
            status=Verzoekstatus.OPEN,
            ontvangen_op=termijn.vanaf,
            uiterlijk=termijn.uiterlijk,
            besloten_op=None,
            reden=None,
        )
        await store.add(work.session, verzoek)
        te_openen.append(
            termijnen.Open(Ketentermijnsoort.VERZOEK, verzoek.id, stuk.gemeente, stuk.agb, termijn, Wie.GEMEENTE)
        )
        await _vertel(work, verzoek)
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
