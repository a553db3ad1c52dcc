"""Objections: recorded, put off, decided on (Awb chapters 6 and 7)."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import (
    BEZWAAR_BESLOTEN,
    BEZWAAR_INGEDIEND,
    BEZWAAR_VERDAAGD,
    BezwaarBesloten,
    BezwaarIngediend,
    BezwaarVerdaagd,
)
from inkoop import laad
from toegang import store
from toegang.bodies.besluit import BesluitOpBezwaar, NieuwBezwaar
from toegang.domain.beschikking import Beschikkingsoort, check_inhoud, dag_voor
from toegang.domain.bezwaar import (
    COMMISSIE_WEKEN,
    VERDAGING_WEKEN,
    Bezwaaruitkomst,
    bezwaar_tot,
    check_besluit_op_bezwaar,
    check_bezwaar,
    check_verdaging,
    laatste_besluit,
)
from toegang.domain.logboek import Wat
from toegang.domain.termijn import Termijnsoort, laatste_dag
from toegang.store import besluit as store_besluit
from toegang.store import termijnen as store_termijnen
from toegang.tables import Beschikking, Bezwaar, Melding
from toegang.tables.beschermd import GRONDEN, MOTIVERING_OP_BEZWAAR
from toegang.usecases.beeindig import stop_producten
from toegang.usecases.geef_beschikking import Opdracht, als_gevraagd, leg_besluit_vast
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.termijnen import pauzes, start_termijn, stop_termijnen
from toegang.usecases.weeg_af import toets_besluit


async def maak_bezwaar(work: Work, beschikking: Beschikking, melding: Melding, nieuw: NieuwBezwaar) -> Bezwaar:
    """Record an objection; its clock starts when the term for objections is over, and not before it came (Awb 7:10).

    Raises Weigering for a day that cannot be, or when one is in progress.
    """
    eerder = await store_besluit.bezwaren(work.session, beschikking.id)
    loopt_al = any(each.uitkomst is None for each in eerder)
    soort = Beschikkingsoort(beschikking.soort)
    check_bezwaar(soort, beschikking.besluitdatum, nieuw.ingediend_op, loopt_al, work.today)
    tot = bezwaar_tot(await besluit_waartegen(work, beschikking, nieuw.ingediend_op))
    bezwaar_id = new_id()
    bezwaar = Bezwaar(
        id=bezwaar_id,
        beschikking_id=beschikking.id,
        melding_id=melding.id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        ingediend_op=nieuw.ingediend_op,
        op_tijd=nieuw.ingediend_op <= tot,
        gronden=work.vault.seal(GRONDEN, bezwaar_id, nieuw.gronden.encode()),
        verdaagd=False,
        versie=1,
    )
    await store.add(work.session, bezwaar)
    begin, weken = max(tot, nieuw.ingediend_op), COMMISSIE_WEKEN if nieuw.commissie else None
    await start_termijn(work, melding, Termijnsoort.BEZWAAR, begin, onderwerp=bezwaar.id, weken=weken)
    noteer_wijziging(work, melding, Wat.BEZWAAR_INGEDIEND, bezwaar.id)
    data = BezwaarIngediend(
        bezwaar_id=bezwaar.id,
        beschikking_id=beschikking.id,
        melding_id=melding.id,
        client_id=bezwaar.client_id,
        gemeente=bezwaar.gemeente,
        wet=bezwaar.wet,
        ingediend_op=bezwaar.ingediend_op,
        op_tijd=bezwaar.op_tijd,
    )
    await work.tell(BEZWAAR_INGEDIEND, bezwaar.id, data)
    return bezwaar


async def besluit_waartegen(work: Work, beschikking: Beschikking, ingediend_op: date) -> date:
    """The day of the decision that an objection is against: this one, or that what it granted stops."""
    beeindigd = await store_besluit.beeindigingen(work.session, beschikking.id)
    besloten = [beschikking.besluitdatum, *(each.besluitdatum for each in beeindigd)]
    return laatste_besluit(besloten, ingediend_op)


async def verdaag(work: Work, bezwaar: Bezwaar) -> None:
    """Put the decision on an objection off by six weeks.

    Raises Weigering when it is taken, was put off before, or is late already.
    """
    termijn = next(iter(await store_termijnen.open_termijnen(work.session, bezwaar.id)), None)
    check_verdaging(bezwaar.uitkomst, bezwaar.verdaagd, termijn.uiterlijk if termijn else None, work.today)
    assert termijn is not None  # it runs until the decision
    bezwaar.verdaagd = True
    termijn.weken += VERDAGING_WEKEN
    termijn.uiterlijk = laatste_dag(termijn.begin, termijn.weken, await pauzes(work, termijn))
    noteer_wijziging(work, bezwaar, Wat.BEZWAAR_VERDAAGD)
    data = BezwaarVerdaagd(
        bezwaar_id=bezwaar.id,
        beschikking_id=bezwaar.beschikking_id,
        melding_id=bezwaar.melding_id,
        client_id=bezwaar.client_id,
        gemeente=bezwaar.gemeente,
        wet=bezwaar.wet,
        uiterlijk=termijn.uiterlijk,
    )
    await work.tell(BEZWAAR_VERDAAGD, bezwaar.id, data)


async def besluit_op_bezwaar(
    work: Work, bezwaar: Bezwaar, beschikking: Beschikking, melding: Melding, nieuw: BesluitOpBezwaar
) -> None:
    """Decide on an objection; a new decision replaces the old one when it is gegrond.

    Raises Weigering for what cannot be, Geweigerd when the inkoopmodel of the first decision forbids the new one.
    """
    uitkomst = Bezwaaruitkomst(nieuw.uitkomst)
    al_besloten = bezwaar.uitkomst is not None
    check_besluit_op_bezwaar(
        al_besloten,
        uitkomst,
        nieuw.nieuwe_uitkomst,
        len(nieuw.producten),
        bezwaar.ingediend_op,
        nieuw.besluitdatum,
        work.today,
    )
    bezwaar.uitkomst = uitkomst
    bezwaar.besluitdatum = nieuw.besluitdatum
    bezwaar.motivering = work.vault.seal(MOTIVERING_OP_BEZWAAR, bezwaar.id, nieuw.motivering.encode())
    if uitkomst == Bezwaaruitkomst.GEGROND:
        bezwaar.nieuwe_beschikking_id = await _beslis_opnieuw(work, beschikking, melding, nieuw)
    await stop_termijnen(work, bezwaar.id, nieuw.besluitdatum)
    noteer_wijziging(work, bezwaar, Wat.BEZWAAR_BESLOTEN)
    data = BezwaarBesloten(
        bezwaar_id=bezwaar.id,
        beschikking_id=beschikking.id,
        melding_id=melding.id,
        client_id=bezwaar.client_id,
        gemeente=bezwaar.gemeente,
        wet=bezwaar.wet,
        ingediend_op=bezwaar.ingediend_op,
        besluitdatum=nieuw.besluitdatum,
        uitkomst=uitkomst.value,
    )
    await work.tell(BEZWAAR_BESLOTEN, bezwaar.id, data)


async def _beslis_opnieuw(work: Work, beschikking: Beschikking, melding: Melding, nieuw: BesluitOpBezwaar) -> str:
    """The id of the decision that replaces the first one, under the same inkoopmodel."""
    assert nieuw.nieuwe_uitkomst is not None  # check_besluit_op_bezwaar asks for it
    gevraagd = [als_gevraagd(each) for each in nieuw.producten]
    check_inhoud(nieuw.nieuwe_uitkomst, gevraagd, ())
    tot = dag_voor(gevraagd, nieuw.besluitdatum)
    await stop_producten(work, beschikking, None, tot, "bezwaar")
    model = laad(beschikking.inkoopmodel)
    gekozen = [each.keuze for each in gevraagd]
    spoed = beschikking.soort == Beschikkingsoort.TIJDELIJK
    keuzes, gezegd = await toets_besluit(work, melding, model, gekozen, nieuw.besluitdatum, spoed=spoed)
    client = await store.client(work.session, beschikking.client_id)
    assert client is not None  # a foreign key holds it
    onderzoek = await store.onderzoek(work.session, melding.id)
    opdracht = Opdracht(melding, client, onderzoek, nieuw, Beschikkingsoort.BEZWAAR, nieuw.nieuwe_uitkomst)
    besluit, _ = await leg_besluit_vast(work, opdracht, model, keuzes, gezegd)
    return besluit.id
