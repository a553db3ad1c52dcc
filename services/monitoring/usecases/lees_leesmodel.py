"""How far the read models are."""

from chassis.work import Work
from monitoring.bodies.gebeurtenissen import GeneratieView, LeesmodelView
from monitoring.store import leesmodel, logboek


async def lees_leesmodel(work: Work) -> LeesmodelView:
    """How far each generation is, and how many events are parked."""
    laatste = await logboek.laatste_positie(work.session)
    return LeesmodelView(
        generaties=[
            GeneratieView(
                generatie=each.nummer,
                actief=each.actief,
                positie=each.positie,
                laatste=laatste,
                begonnen_op=each.begonnen_op,
            )
            for each in await leesmodel.generaties(work.session)
        ],
        aantal_geparkeerd=await logboek.aantal_geparkeerd(work.session),
        verouderd=await leesmodel.verouderd(work.session),
    )
