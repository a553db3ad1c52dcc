"""Find what was granted and would now be judged otherwise."""

import asyncio

from chassis.work import Work
from declaratie.domain.stand import Stand
from declaratie.domain.verrekeningen import Verrekening, verrekeningen
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.store import verrekeningen as store_verrekeningen
from declaratie.store.bulk import Waar
from inkoop import model_van
from wetten import Wet


async def zoek_verrekeningen(work: Work, gemeente: str, agb: str) -> list[Verrekening]:
    """The lines of a provider in a municipality to settle, judged by the present state; in order of declaration."""
    gevonden = [each for wet in Wet for each in await _onder(work, gemeente, agb, wet)]
    return sorted(gevonden, key=lambda each: each.plek)


async def _onder(work: Work, gemeente: str, agb: str, wet: Wet) -> list[Verrekening]:
    toegekend = await store_verrekeningen.toegekend(work.session, gemeente, agb, wet)
    dagen = {each.prestatie.product_periode.begindatum for each in toegekend}
    modellen = {dag: model for dag in dagen if (model := model_van([gemeente], dag)) is not None}
    waar = Waar(gemeente, agb, wet)
    nummers = {each.prestatie.toewijzing_nummer for each in toegekend}
    stand = Stand(
        gemeente=gemeente,
        declaratieperiode_einde=work.today,
        toewijzingen=(await store_toewijzingen.toewijzingen(work.session, [(waar, nummers)], [(waar, ())]))[0],
        productlijsten={
            dag: frozenset((each.categorie, each.code) for each in model.producten) for dag, model in modellen.items()
        },
        tarieven=(await store_toewijzingen.tarieven(work.session, {agb}))[agb],
        gebruikte_referenties=(),
    )
    # In a thread: years of lines take a while, and other callers should not wait for it.
    return await asyncio.to_thread(verrekeningen, wet, toegekend, stand)
