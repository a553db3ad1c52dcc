"""Ask providers what their region wants to know, remind them, take in what they say, and judge it (M115)."""

import json
from collections.abc import Sequence
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.monitoring import OPGAVE_GEWIJZIGD, OpgaveGewijzigd, Opgavewijziging
from inkoop import Inkoopmodel, laad, model_van, namen
from inkoop.uitvraag import Uitvraag
from monitoring.domain import opgaven as domain
from monitoring.domain.feiten.toewijzing import Contract
from monitoring.domain.opgaven import IN_TE_VULLEN, Antwoord, Opgavestatus, Periode, check_antwoorden
from monitoring.store import contracten as store_contracten
from monitoring.store import opgaven, registers
from monitoring.tables import Opgave, Opgavestap
from weigering import Weigering


async def vraag_uit(work: Work) -> None:
    """Ask every opgave of a period that is over, once, and remind of what is not in."""
    await work.wait_for_turn("opgaven")
    contracten = await store_contracten.contracten(work.session)
    for model in (laad(naam) for naam in namen()):
        if not model.uitvragen:
            continue
        gevraagd = await opgaven.gevraagd(work.session, model.naam)
        for uitvraag in model.uitvragen:
            for periode in domain.voorbij(uitvraag, work.today):
                for agb in sorted(_wie(model, periode, contracten)):
                    if (uitvraag.naam, periode.naam, agb) not in gevraagd:
                        await _vraag(work, model, uitvraag, periode, agb)
    for opgave in await opgaven.te_herinneren(work.session, work.today):
        opgave.herinnerd = domain.herinneringen(opgave.uiterlijk, work.today)
        await _vertel(work, opgave, Opgavewijziging.HERINNERD)


def _wie(model: Inkoopmodel, periode: Periode, contracten: Sequence[Contract]) -> set[str]:
    """The providers that a form of this model is for; none when another model held at the end of the period."""
    gemeenten = [each.code for each in model.gemeenten]
    if model_van(gemeenten, periode.laatste) != model:
        return set()
    return {each.agb for each in contracten if domain.had_contract(each, gemeenten, periode)}


async def _vraag(work: Work, model: Inkoopmodel, uitvraag: Uitvraag, periode: Periode, agb: str) -> None:
    opgave = Opgave(
        id=new_id(),
        inkoopmodel=model.naam,
        uitvraag=uitvraag.naam,
        agb=agb,
        verslagperiode=periode.naam,
        status=Opgavestatus.GEVRAAGD,
        gevraagd_op=work.today,
        uiterlijk=domain.uiterlijk(uitvraag, periode, work.today),
        herinnerd=0,
        ingediend_op=None,
        antwoorden=None,
    )
    await registers.add(work.session, opgave)
    await _vertel(work, opgave, Opgavewijziging.GEVRAAGD)


def uitvraag_van(opgave: Opgave) -> Uitvraag:
    """The form of an opgave. Raises Weigering when it is no longer in the inkoopmodel."""
    for each in laad(opgave.inkoopmodel).uitvragen:
        if each.naam == opgave.uitvraag:
            return each
    raise Weigering("De regio vraagt dit niet meer.", soort="opgave", regel="M115")


async def dien_in(work: Work, opgave: Opgave, antwoorden: Sequence[Antwoord], door: str) -> None:
    """Take in what a provider says. Raises Weigering for a second time, and with all that is wrong in the answers."""
    if opgave.status not in IN_TE_VULLEN:
        reden = "Deze opgave is al ingediend. Vraag de gemeente om haar terug te geven als er iets niet klopt."
        raise Weigering(reden, soort="al-ingediend", regel="M115")
    check_antwoorden(uitvraag_van(opgave).vragen, antwoorden)
    opgave.status, opgave.ingediend_op = Opgavestatus.INGEDIEND, work.today
    opgave.antwoorden = json.dumps({each.vraag: _waarde(each) for each in antwoorden}, ensure_ascii=False)
    await _schrijf_stap(work, opgave, door)
    await _vertel(work, opgave, Opgavewijziging.INGEDIEND)


async def beoordeel(work: Work, opgave: Opgave, reden: str | None, uiterlijk: date | None, door: str) -> None:
    """Agree, or give it back with a reason and a last day. Raises Weigering for what was not handed in."""
    if opgave.status != Opgavestatus.INGEDIEND:
        raise Weigering("Er is nu niets te beoordelen.", soort="opgave", regel="M115")
    if (reden is None) != (uiterlijk is None):
        veld = "body.reden" if reden is None else "body.uiterlijk"
        raise Weigering("Noem bij teruggeven de reden en een laatste dag.", veld=veld, regel="M115")
    if uiterlijk is not None and uiterlijk <= work.today:
        raise Weigering("Kies een dag na vandaag.", veld="body.uiterlijk", regel="M115")
    opgave.status = Opgavestatus.AKKOORD if uiterlijk is None else Opgavestatus.TERUGGEGEVEN
    if uiterlijk is not None:
        opgave.uiterlijk, opgave.herinnerd = uiterlijk, 0
    await _schrijf_stap(work, opgave, door, reden)
    await _vertel(work, opgave, Opgavewijziging(opgave.status))


def _waarde(antwoord: Antwoord) -> str | int | bool | None:
    return next(each for each in (antwoord.tekst, antwoord.getal, antwoord.klopt) if each is not None)


async def _schrijf_stap(work: Work, opgave: Opgave, door: str, reden: str | None = None) -> None:
    row = Opgavestap(
        opgave_id=opgave.id,
        volgnummer=await opgaven.volgnummer(work.session, opgave.id),
        status=opgave.status,
        reden=reden,
        antwoorden=opgave.antwoorden,
        op=work.today,
        door=door,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)


async def _vertel(work: Work, opgave: Opgave, wijziging: Opgavewijziging) -> None:
    data = OpgaveGewijzigd(
        opgave_id=opgave.id,
        agb=opgave.agb,
        gemeenten=tuple(each.code for each in laad(opgave.inkoopmodel).gemeenten),
        inkoopmodel=opgave.inkoopmodel,
        uitvraag=opgave.uitvraag,
        verslagperiode=opgave.verslagperiode,
        wijziging=wijziging,
        uiterlijk=opgave.uiterlijk,
    )
    await work.tell(OPGAVE_GEWIJZIGD, opgave.id, data)
