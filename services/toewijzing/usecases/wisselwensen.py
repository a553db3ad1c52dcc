"""A client wants another professional at the same provider, and the provider answers (M54)."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.aanbod import WISSELWENS_VASTGELEGD, Wisselantwoord, Wisselreden, WisselwensVastgelegd
from toewijzing import store
from toewijzing.domain.wisselwens import check_antwoord, check_wens
from toewijzing.store import wisselwensen as bron
from toewijzing.tables import Toewijzing, Wisselwens


async def leg_wens_vast(work: Work, toewijzing: Toewijzing, reden: Wisselreden, gevraagd_op: date) -> Wisselwens:
    """Record the wish; the provider sees it. Raises Weigering when nobody delivers, or one is not answered yet."""
    staat_open = bool(await bron.gevraagd_op(work.session, [toewijzing.id]))
    check_wens(toewijzing.status, gevraagd_op, work.today, staat_open=staat_open)
    wens = Wisselwens(
        id=new_id(),
        toewijzing_id=toewijzing.id,
        gemeente=toewijzing.gemeente,
        agb=str(toewijzing.agb),
        reden=reden,
        gevraagd_op=gevraagd_op,
        antwoord=None,
        per=None,
        beantwoord_op=None,
    )
    await store.add(work.session, wens)
    await _vertel(work, toewijzing, wens)
    return wens


async def beantwoord_wens(
    work: Work, toewijzing: Toewijzing, wens: Wisselwens, antwoord: Wisselantwoord, per: date | None
) -> None:
    """Record what the provider did with the wish. Raises Weigering for a second answer, or without a day."""
    check_antwoord(antwoord, per, wens.gevraagd_op, is_beantwoord=wens.beantwoord_op is not None)
    wens.antwoord, wens.per, wens.beantwoord_op = antwoord, per, work.today
    await _vertel(work, toewijzing, wens)


async def _vertel(work: Work, toewijzing: Toewijzing, wens: Wisselwens) -> None:
    velden = {
        naam: getattr(wens, naam)
        for naam in ("toewijzing_id", "gemeente", "agb", "reden", "gevraagd_op", "antwoord", "per", "beantwoord_op")
    }
    anders = {"wisselwens_id": wens.id, "client_id": toewijzing.client_id, "wet": toewijzing.wet}
    await work.tell(WISSELWENS_VASTGELEGD, wens.id, WisselwensVastgelegd.model_validate(velden | anders))
