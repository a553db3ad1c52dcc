"""Report an appointment that nobody came to, and withdraw it (M77, M135)."""

from dataclasses import dataclass

from chassis.clock import local_date
from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.beleid import m83, product_van
from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.noshow import (
    GemisteAfspraak,
    Noshowsoort,
    Noshowstand,
    is_al_gemeld,
    mag_intrekken,
    moet_kunnen,
    vergoeding,
)
from declaratie.domain.stand import BekendeToewijzing, tarief_op
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import noshows as store_noshows
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.store.bulk import Waar
from declaratie.tables import Betaalpost, GehoordeToewijzing, Noshow
from gebeurtenissen.declaratie import NOSHOW_GEWIJZIGD, NoshowGewijzigd
from inkoop import Inkoopmodel, model_van
from weigering import Weigering
from wetten import Wet


@dataclass(frozen=True)
class NieuweNoshow:
    """What a provider reports on an assignment of its own."""

    gemeente: str
    wet: Wet
    agb: str
    toewijzing_nummer: int
    soort: Noshowsoort
    afspraak: GemisteAfspraak


async def meld(work: Work, nieuw: NieuweNoshow) -> Noshow:
    """Record it, with an amount for the next run. The same once more changes nothing.

    It takes the place of one on that day that was withdrawn. Raises Weigering without such an assignment, as
    `moet_kunnen` and `vergoeding`, for another report on that day, and for the very one that was withdrawn.
    """
    await store.lock_aanbieders(work.session, {nieuw.agb})
    toewijzing = await store_toewijzingen.op_nummer(
        work.session, nieuw.gemeente, nieuw.agb, nieuw.wet, nieuw.toewijzing_nummer
    )
    if toewijzing is None or toewijzing.code is None or toewijzing.categorie is None:
        reden = "U heeft in deze gemeente geen toewijzing van een product met dit nummer."
        raise Weigering(reden, regel="TR338", veld="body.toewijzingNummer")
    bekend = await store_noshows.op_dag(work.session, toewijzing.id, nieuw.afspraak.dag)
    if bekend is not None and is_al_gemeld(bekend.stand, is_zelfde=_zelfde(bekend, nieuw)):
        return bekend
    waar = Waar(nieuw.gemeente, nieuw.agb, nieuw.wet)
    [geleverd] = await store_toewijzingen.geleverd(work.session, [(waar, [toewijzing.client_id])])
    moet_kunnen(nieuw.afspraak, _bekend(toewijzing), geleverd.get(toewijzing.nummer, ()), work.today)
    model = model_van([nieuw.gemeente], nieuw.afspraak.dag)
    noshow = await work.session.merge(await _noshow(work, nieuw, toewijzing, model, bekend.id if bekend else new_id()))
    eerder = await store_betaalposten.pogingen(work.session, Postsoort.NOSHOW, noshow.id)
    await store.add(work.session, _post(noshow, eerder + 1))
    await _vertel(work, noshow)
    return noshow


def _zelfde(bekend: Noshow, nieuw: NieuweNoshow) -> bool:
    afspraak = nieuw.afspraak
    return (bekend.soort, bekend.volume, bekend.eenheid) == (nieuw.soort, afspraak.volume, afspraak.eenheid)


def _bekend(toewijzing: GehoordeToewijzing) -> BekendeToewijzing:
    return BekendeToewijzing(*(getattr(toewijzing, naam) for naam in BekendeToewijzing._fields))


async def _noshow(
    work: Work, nieuw: NieuweNoshow, toewijzing: GehoordeToewijzing, model: Inkoopmodel | None, noshow_id: str
) -> Noshow:
    code, afspraak = toewijzing.code or "", nieuw.afspraak
    tarieven = (await store_toewijzingen.tarieven(work.session, {nieuw.agb}))[nieuw.agb]
    prijs = tarief_op(tarieven, nieuw.gemeente, code, afspraak.dag)
    betaald = vergoeding(model, product_van(model, code), prijs, afspraak)
    return Noshow(
        id=noshow_id,
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.nummer,
        gemeente=nieuw.gemeente,
        budgethouder=m83(model, code, nieuw.gemeente),
        wet=nieuw.wet,
        agb=nieuw.agb,
        categorie=toewijzing.categorie or "",
        code=code,
        soort=nieuw.soort,
        dag=afspraak.dag,
        volume=afspraak.volume,
        eenheid=afspraak.eenheid,
        bedrag=betaald.bedrag,
        voor_inwoner=betaald.voor_inwoner,
        stand=Noshowstand.VASTGESTELD,
        gemeld_op=work.now,
        reden=None,
    )


def _post(noshow: Noshow, poging: int) -> Betaalpost:
    return Betaalpost(
        id=new_id(),
        soort=Postsoort.NOSHOW,
        bron_id=noshow.id,
        poging=poging,
        budgethouder=noshow.budgethouder,
        gemeente=noshow.gemeente,
        wet=noshow.wet,
        agb=noshow.agb,
        bedrag=noshow.bedrag,
        vanaf=local_date(noshow.gemeld_op),
    )


async def trek_in(work: Work, noshow: Noshow, reden: str) -> None:
    """It does not count: nothing is paid or billed. Raises Weigering once a run has it, and the second time."""
    mag_intrekken(noshow.stand)
    post = await store_betaalposten.open_post(work.session, Postsoort.NOSHOW, noshow.id)
    if post is None:
        raise Weigering("Dit is al betaald, of zit in een betaalrun. Vorder het bedrag terug.", soort="in-betaalrun")
    noshow.stand, noshow.reden = Noshowstand.INGETROKKEN, reden
    await store_betaalposten.verwijder(work.session, post.id)
    await _vertel(work, noshow)


async def _vertel(work: Work, noshow: Noshow) -> None:
    await work.session.flush()
    data = NoshowGewijzigd(
        noshow_id=noshow.id,
        toewijzing_id=noshow.toewijzing_id,
        gemeente=noshow.gemeente,
        budgethouder=noshow.budgethouder,
        wet=noshow.wet,
        agb=noshow.agb,
        code=noshow.code,
        dag=noshow.dag,
        gemeld_op=local_date(noshow.gemeld_op),
        bedrag=noshow.bedrag,
        voor_inwoner=noshow.voor_inwoner,
        stand=noshow.stand.value,
    )
    await work.tell(NOSHOW_GEWIJZIGD, noshow.id, data)
