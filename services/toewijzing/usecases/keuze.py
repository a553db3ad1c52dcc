"""Which providers can get an assignment, and in which order they stand (M55)."""

from collections.abc import Iterable

from chassis.work import Work
from gebeurtenissen import AANBOD_TEKORT, AanbodTekort
from inkoop import Inkoopmodel, model_van
from toewijzing.domain.matching import MINIMUM, Kandidaat, Plaats, Vraag, rangschik, te_kiezen
from toewijzing.domain.omvang import verkeerde_omvang
from toewijzing.domain.toewijzing import bezwaar
from toewijzing.store import aanbod as bron
from toewijzing.store.van_client import hulp_naast, levering_van, van_client
from toewijzing.tables import Toewijzing


def model_voor(toewijzing: Toewijzing) -> Inkoopmodel | None:
    """The inkoopmodel under which an assignment was decided on; None when the municipality had none."""
    return model_van([toewijzing.gemeente], toewijzing.besluitdatum)


async def waarom_niet(work: Work, toewijzing: Toewijzing, agb: str, alles: Iterable[Toewijzing]) -> str | None:
    """Why this provider cannot get the assignment, in plain Dutch; None when it can. `alles` the client has, or had."""
    levering, model = levering_van(toewijzing), model_voor(toewijzing)
    aanbod = await bron.aanbod_van(work.session, levering, work.today, agb)
    hulp = hulp_naast(toewijzing, alles)
    een = model is not None and model.levering.een_aanbieder
    reden = bezwaar(agb, levering, aanbod, hulp, een_aanbieder=een)
    if reden is None and model is not None:
        reden = verkeerde_omvang(model, toewijzing.code, toewijzing.eenheid, toewijzing.frequentie)
    return reden


async def rangorde(work: Work, toewijzing: Toewijzing) -> list[Plaats]:
    """The providers that can get an assignment, from best to least with the reasons; none without an inkoopmodel."""
    model = model_voor(toewijzing)
    if model is None:
        return []
    levering = levering_van(toewijzing)
    hulp = hulp_naast(toewijzing, await van_client(work.session, toewijzing.gemeente, toewijzing.client_id))
    norm = model.levering.wachttijd_werkdagen
    regio = bron.Regio([each.code for each in model.gemeenten], norm * 7 // 5)
    mogelijk: dict[str, Kandidaat] = {}
    for aanbod, kandidaat in await bron.kandidaten(work.session, levering, work.today, regio):
        if bezwaar(aanbod.agb, levering, [aanbod], hulp, een_aanbieder=model.levering.een_aanbieder) is None:
            mogelijk.setdefault(aanbod.agb, kandidaat)
    vraag = Vraag(toewijzing.specialisme, toewijzing.doelgroep, toewijzing.spoed, toewijzing.wens, norm)
    return rangschik(vraag, mogelijk.values(), model.matching)


async def meld_tekort(work: Work, toewijzing: Toewijzing) -> None:
    """Tell it when a client has fewer than two providers to choose from that fit and have room (M53, M101)."""
    aantal = te_kiezen(await rangorde(work, toewijzing))
    if aantal >= MINIMUM:
        return
    data = AanbodTekort(
        toewijzing_id=toewijzing.id,
        gemeente=toewijzing.gemeente,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        specialisme=toewijzing.specialisme,
        doelgroep=toewijzing.doelgroep,
        minimum=MINIMUM,
        te_kiezen=aantal,
    )
    await work.tell(AANBOD_TEKORT, toewijzing.id, data)
