"""The steps with a provider after a traffic light that turned red (M89): talk, improvement plan, check, pause, end."""

from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.monitoring import AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, AanbiederMaatregel
from inkoop import Inkoopmodel
from monitoring.domain.maatregelen import BIJ_ROOD, HERSTELD, STAPPEN, mag_volgen, norm_van, overgeslagen_stappen
from monitoring.domain.selectie import Selectie
from monitoring.rapporten.aanbieders import lichten_van
from monitoring.rapporten.vraag import Vraag
from monitoring.store import kwesties, registers
from monitoring.tables import Maatregel
from monitoring.usecases.lees_rapport import afgelopen_jaar
from weigering import Weigering


@dataclass(frozen=True)
class Stapkeuze:
    """The next step, and what it rests on: a light (`kpi`) or a norm that somebody names."""

    stap: str
    per: date
    reden: str
    kpi: str | None
    norm: str | None
    reden_overgeslagen: str | None
    uiterlijk: date | None


async def neem_maatregel(work: Work, agb: str, model: Inkoopmodel, keuze: Stapkeuze, door: str) -> Maatregel:
    """Take the next step. A pause stops new assignments (M64, toewijzing obeys), recovery lets them begin again.

    Raises Weigering for a provider that is not known in the region, a step that may not follow, one left out without a
    reason, a light that is not red, an improvement plan without a last day, and a day before the step before.
    """
    await work.wait_for_turn(f"maatregelen/{agb}/{model.naam}")
    if not await kwesties.is_bekend(work.session, agb, model.gemeentecodes, work.today):
        raise Weigering(
            "Deze aanbieder heeft in deze gemeenten geen contract en geen cliënten.", soort="aanbieder", regel="M89"
        )
    eerder = [each for each in await registers.maatregelen(work.session, [agb]) if each.inkoopmodel == model.naam]
    vorige = eerder[-1] if eerder else None
    _mag(vorige, keuze)
    norm = await _norm(work, agb, model, keuze)
    row = Maatregel(
        id=new_id(),
        agb=agb,
        inkoopmodel=model.naam,
        volgnummer=len(eerder) + 1,
        stap=keuze.stap,
        per=keuze.per,
        kpi=keuze.kpi,
        norm=norm,
        reden=keuze.reden,
        reden_overgeslagen=keuze.reden_overgeslagen,
        uiterlijk=keuze.uiterlijk,
        wederhoor=None,
        wederhoor_op=None,
        door=door,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)
    await _vertel(work, model, row, vorige)
    return row


async def geef_wederhoor(work: Work, maatregel: Maatregel, tekst: str) -> None:
    """What the provider says of a step; it is said once. Raises Weigering when it was said before."""
    if maatregel.wederhoor is not None:
        raise Weigering("Op deze stap is al geantwoord. Dat antwoord blijft staan.", soort="wederhoor", regel="M89")
    maatregel.wederhoor, maatregel.wederhoor_op = tekst, work.today


def _mag(vorige: Maatregel | None, keuze: Stapkeuze) -> None:
    stap = vorige.stap if vorige else None
    if not mag_volgen(stap, keuze.stap):
        reden = f"Na '{stap or 'niets'}' kan '{keuze.stap}' niet: de stappen staan vast (M89)."
        raise Weigering(reden, soort="maatregel", regel="M89")
    gehoord = vorige is None or vorige.wederhoor is not None
    overgeslagen = overgeslagen_stappen(stap, keuze.stap, is_gehoord=gehoord)
    if overgeslagen and keuze.reden_overgeslagen is None:
        reden = f"U slaat over: {', '.join(overgeslagen)}. Zeg waarom, in redenOvergeslagen (M89)."
        raise Weigering(reden, soort="maatregel", regel="M89")
    if vorige is not None and keuze.per < vorige.per:
        raise Weigering("Deze stap ligt voor de vorige stap.", veld="body.per")
    is_plan = keuze.stap == STAPPEN[1]
    if is_plan != (keuze.uiterlijk is not None):
        reden = (
            "Een verbeterplan heeft een laatste dag." if is_plan else "Alleen een verbeterplan heeft een laatste dag."
        )
        raise Weigering(reden, veld="body.uiterlijk", regel="M89")
    if keuze.uiterlijk is not None and keuze.uiterlijk < keuze.per:
        raise Weigering("Deze dag ligt voor het begin van het verbeterplan.", veld="body.uiterlijk", regel="M89")


async def _norm(work: Work, agb: str, model: Inkoopmodel, keuze: Stapkeuze) -> str:
    """The norm in words: of the light, or as somebody names it. Raises Weigering without one, or if it is not red."""
    if keuze.kpi is None or keuze.norm is not None:
        if keuze.norm is None or keuze.kpi is not None:
            raise Weigering("Noem een kpi of een norm: een van de twee.", veld="body.kpi", regel="M89")
        return keuze.norm
    kpis = {each.naam: each for each in model.contractsturing.kpis}
    if keuze.kpi not in kpis:
        raise Weigering("Deze kpi heeft dit inkoopmodel niet.", veld="body.kpi", regel="M89", toegestaan=sorted(kpis))
    if keuze.stap in BIJ_ROOD:
        gemeenten = frozenset(model.gemeentecodes)
        selectie = afgelopen_jaar(Selectie(gemeenten, aanbieders=frozenset({agb})), work.today)
        lichten = await lichten_van(Vraag(work, selectie), model)
        if lichten.get(agb, {}).get(keuze.kpi) != "rood":
            reden = "Dit stoplicht staat voor deze aanbieder niet op rood. Noem een norm, en waarom u ingrijpt (M89)."
            raise Weigering(reden, soort="stoplicht", regel="M89")
    return norm_van(kpis[keuze.kpi])


async def _vertel(work: Work, model: Inkoopmodel, row: Maatregel, vorige: Maatregel | None) -> None:
    """Toewijzing has to know when a pause begins, and when it is over."""
    gepauzeerd = row.stap == "pauze"
    hervat = row.stap == HERSTELD and vorige is not None and vorige.stap == "pauze"
    if gepauzeerd or hervat:
        data = AanbiederMaatregel(agb=row.agb, gemeenten=model.gemeentecodes, per=row.per)
        await work.tell(AANBIEDER_GEPAUZEERD if gepauzeerd else AANBIEDER_HERVAT, f"{row.agb}/{model.naam}", data)
