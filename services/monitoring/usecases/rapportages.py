"""Ask providers what their region wants to know, remind them, take in what they say, and judge it (M115)."""

import json
from collections.abc import Sequence
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.monitoring import RAPPORTAGE_GEWIJZIGD, RapportageGewijzigd, Rapportagewijziging
from inkoop import Inkoopmodel, laad, model_van, namen
from inkoop.uitvraag import Uitvraag
from monitoring.domain import rapportages as domain
from monitoring.domain.feiten.toewijzing import Contract
from monitoring.domain.rapportages import IN_TE_VULLEN, Antwoord, Periode, Rapportagestatus, check_antwoorden
from monitoring.store import contracten as store_contracten
from monitoring.store import rapportages, registers
from monitoring.tables import Rapportage, Rapportagestap
from weigering import Weigering


async def vraag_uit(work: Work) -> None:
    """Ask every rapportage of a period that is over, once, and remind of what is not in."""
    await work.wait_for_turn("rapportages")
    contracten = await store_contracten.contracten(work.session)
    for model in (laad(naam) for naam in namen()):
        if not model.uitvragen:
            continue
        gevraagd = await rapportages.gevraagd(work.session, model.naam)
        for uitvraag in model.uitvragen:
            for periode in domain.voorbij(uitvraag, work.today):
                for agb in sorted(_wie(model, periode, contracten)):
                    if (uitvraag.naam, periode.naam, agb) not in gevraagd:
                        await _vraag(work, model, uitvraag, periode, agb)
    for rapportage in await rapportages.bijna_of_te_laat(work.session, work.today + domain.VOORAF):
        nodig = domain.herinneringen(rapportage.uiterlijk, work.today)
        if rapportage.herinnerd < nodig:
            rapportage.herinnerd = nodig
            await _vertel(work, rapportage, Rapportagewijziging.HERINNERD)


def _wie(model: Inkoopmodel, periode: Periode, contracten: Sequence[Contract]) -> set[str]:
    """The providers that a form of this model is for; none when another model held at the end of the period."""
    gemeenten = model.gemeentecodes
    van_toen = model_van(gemeenten, periode.laatste)
    if van_toen is None or van_toen.naam != model.naam:
        return set()
    return {each.agb for each in contracten if domain.had_contract(each, gemeenten, periode)}


async def _vraag(work: Work, model: Inkoopmodel, uitvraag: Uitvraag, periode: Periode, agb: str) -> None:
    rapportage = Rapportage(
        id=new_id(),
        inkoopmodel=model.naam,
        uitvraag=uitvraag.naam,
        agb=agb,
        verslagperiode=periode.naam,
        status=Rapportagestatus.GEVRAAGD,
        gevraagd_op=work.today,
        uiterlijk=domain.uiterlijk(uitvraag, periode, work.today),
        herinnerd=0,
        ingediend_op=None,
        antwoorden=None,
    )
    await registers.add(work.session, rapportage)
    await _vertel(work, rapportage, Rapportagewijziging.GEVRAAGD)


def uitvraag_van(rapportage: Rapportage) -> Uitvraag:
    """The form of a rapportage. Raises Weigering when it is no longer in the inkoopmodel."""
    for each in laad(rapportage.inkoopmodel).uitvragen:
        if each.naam == rapportage.uitvraag:
            return each
    raise Weigering("De regio vraagt dit niet meer.", soort="rapportage", regel="M115")


async def dien_in(work: Work, rapportage: Rapportage, antwoorden: Sequence[Antwoord], door: str) -> None:
    """Take in what a provider says. Raises Weigering for a second time, and with all that is wrong in the answers."""
    if rapportage.status not in IN_TE_VULLEN:
        reden = "Deze rapportage is al ingediend. Vraag de gemeente om haar terug te geven als er iets niet klopt."
        raise Weigering(reden, soort="al-ingediend", regel="M115")
    check_antwoorden(uitvraag_van(rapportage).vragen, antwoorden)
    rapportage.status, rapportage.ingediend_op = Rapportagestatus.INGEDIEND, work.today
    rapportage.antwoorden = json.dumps({each.vraag: _waarde(each) for each in antwoorden}, ensure_ascii=False)
    await _schrijf_stap(work, rapportage, door)
    await _vertel(work, rapportage, Rapportagewijziging.INGEDIEND)


async def beoordeel(work: Work, rapportage: Rapportage, reden: str | None, uiterlijk: date | None, door: str) -> None:
    """Agree, or give it back with a reason and a last day. Raises Weigering for what was not handed in."""
    if rapportage.status != Rapportagestatus.INGEDIEND:
        raise Weigering("Er is nu niets te beoordelen.", soort="rapportage", regel="M115")
    if (reden is None) != (uiterlijk is None):
        veld = "body.reden" if reden is None else "body.uiterlijk"
        raise Weigering("Noem bij teruggeven de reden en een laatste dag.", veld=veld, regel="M115")
    if uiterlijk is not None and uiterlijk <= work.today:
        raise Weigering("Kies een dag na vandaag.", veld="body.uiterlijk", regel="M115")
    rapportage.status = Rapportagestatus.AKKOORD if uiterlijk is None else Rapportagestatus.TERUGGEGEVEN
    if uiterlijk is not None:
        rapportage.uiterlijk, rapportage.herinnerd = uiterlijk, 0
    await _schrijf_stap(work, rapportage, door, reden)
    await _vertel(work, rapportage, Rapportagewijziging(rapportage.status))


def _waarde(antwoord: Antwoord) -> str | int | bool | None:
    return next(each for each in (antwoord.tekst, antwoord.getal, antwoord.klopt) if each is not None)


async def _schrijf_stap(work: Work, rapportage: Rapportage, door: str, reden: str | None = None) -> None:
    row = Rapportagestap(
        rapportage_id=rapportage.id,
        volgnummer=await rapportages.volgnummer(work.session, rapportage.id),
        status=rapportage.status,
        reden=reden,
        antwoorden=rapportage.antwoorden,
        op=work.today,
        door=door,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)


async def _vertel(work: Work, rapportage: Rapportage, wijziging: Rapportagewijziging) -> None:
    data = RapportageGewijzigd(
        rapportage_id=rapportage.id,
        agb=rapportage.agb,
        gemeenten=laad(rapportage.inkoopmodel).gemeentecodes,
        inkoopmodel=rapportage.inkoopmodel,
        uitvraag=rapportage.uitvraag,
        verslagperiode=rapportage.verslagperiode,
        wijziging=wijziging,
        uiterlijk=rapportage.uiterlijk,
    )
    await work.tell(RAPPORTAGE_GEWIJZIGD, rapportage.id, data)
