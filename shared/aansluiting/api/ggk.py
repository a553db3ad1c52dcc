"""The work list of the GGk: what went out, what came in, and the one action on it."""

from datetime import date
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query

from aansluiting.bodies.ggk import GgkInkomendView, GgkUitgaandView, Instatus, Uitstatus
from aansluiting.domain.ggk import hoe_opnieuw
from aansluiting.instellingen import Ggk, instellingen_van
from aansluiting.store import ggk as store
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand, Uitstand
from aansluiting.usecases.ggk_opnieuw import NIET_BEWAARD, stuur_opnieuw
from chassis.door import Door, InWork
from chassis.log import RECORD_CHANGED, log
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import Problem
from chassis.security import found_for, needs
from chassis.tokens import Caller
from chassis.work import Work
from koppelvlakken.ggk.foutcodes import advies_bij, herstel_van

router = APIRouter(prefix="/v1/ggk", route_class=Door, tags=["GGk"])
Kijker = Annotated[Caller, Depends(needs("beheer", "berichten:lezen"))]
Beheerder = Annotated[Caller, Depends(needs("beheer"))]


@router.get("/uitgaand")
async def get_uitgaand(
    work: InWork,
    caller: Kijker,
    status: Annotated[Uitstatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[GgkUitgaandView]:
    """Wat langs het GGk naar aanbieders gaat, oudste eerst.

    Gebruik dit met `status=fout` als werklijst: bij elk geweigerd bericht staat wat de keten schreef en wat u kunt
    doen. Wat in een bericht staat ziet u bij de dienst zelf. Er verandert niets.
    """
    selectie = store.Selectie(caller.gemeenten, [status] if status else get_args(Uitstatus))
    rijen = await store.uitgaande(work, selectie, read_cursor(cursor), limit + 1)
    leeg = await store.leeggemaakt(work, [each.id for each in rijen if each.status is Uitstand.FOUT])
    views = [_uitgaand(each, _ggk(work), work.today, is_leeg=each.id in leeg) for each in rijen]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/inkomend")
async def get_inkomend(
    work: InWork,
    caller: Kijker,
    status: Annotated[Instatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[GgkInkomendView]:
    """Wat langs het GGk van aanbieders en de keten kwam, oudste eerst.

    Gebruik dit met `status=apart` of `status=onbekend` om te zien wat niet verder kan, en waarom. Er verandert niets.
    """
    selectie = store.Selectie(caller.gemeenten, [status] if status else get_args(Instatus))
    rijen = await store.inkomende(work, selectie, read_cursor(cursor), limit + 1)
    return page_of([_inkomend(each) for each in rijen], limit, key=lambda each: each.id)


@router.post("/uitgaand/{uitgaand_id}/_opnieuw")
async def post_opnieuw(work: InWork, caller: Beheerder, uitgaand_id: str) -> GgkUitgaandView:
    """Stuur een geweigerd bericht opnieuw, zoals bij zijn foutcode hoort.

    Gebruik dit nadat is hersteld wat het advies noemt. Lag het aan de andere kant, dan gaat dezelfde envelop nog eens;
    anders gaat er een nieuwe in de plaats, met een nieuw nummer, en krijgt u die terug. Wat niet opnieuw mag geeft 409,
    en wat hier niet meer bewaard is ook.
    """
    rij = found_for(work, caller, await store.uitgaand(work, uitgaand_id), "dit bericht")
    ggk = _ggk(work)
    if ggk is None:
        raise Problem(409, "geen-ggk", "Er is nu geen koppeling met het GGk ingesteld.")
    nieuw = await stuur_opnieuw(work, ggk, rij)
    log(RECORD_CHANGED, service="koppelvlak", kind="ggk opnieuw", id=uitgaand_id, caller=caller.name)
    return _uitgaand(nieuw, ggk, work.today)


def _ggk(work: Work) -> Ggk | None:
    return instellingen_van(work.settings).ggk


def _uitgaand(rij: GgkUitgaand, ggk: Ggk | None, vandaag: date, *, is_leeg: bool = False) -> GgkUitgaandView:
    is_fout, code = rij.status is Uitstand.FOUT, rij.foutcode or ""
    mag = is_fout and ggk is not None and hoe_opnieuw(herstel_van(code), ggk.na_storing) is not None
    advies = NIET_BEWAARD if mag and is_leeg else advies_bij(code)
    te_laat = rij.status is Uitstand.VERSTUURD and rij.antwoord_voor is not None and rij.antwoord_voor < vandaag
    return GgkUitgaandView(
        id=rij.id,
        envelop=rij.soort,
        functie=rij.functie,
        gemeente=rij.gemeente,
        agb=rij.agb,
        status=rij.status.value,
        gemaakt_op=rij.gemaakt_op,
        verstuurd_op=rij.verstuurd_op,
        antwoord_voor=rij.antwoord_voor,
        te_laat=te_laat,
        referentienummer=rij.referentienummer,
        antwoord_op=rij.cross_referentienummer,
        dienst=rij.dienst,
        bericht_id=rij.bericht_id,
        poging=rij.poging,
        foutcode=rij.foutcode,
        fout=rij.fout,
        fout_van=rij.fout_van,
        advies=advies if is_fout else None,
        kan_opnieuw=mag and not is_leeg,
    )


def _inkomend(rij: GgkInkomend) -> GgkInkomendView:
    return GgkInkomendView(
        id=rij.id,
        envelop=rij.soort,
        functie=rij.functie,
        zender=rij.zender,
        gemeente=rij.gemeente,
        status=rij.status.value,
        ontvangen_op=rij.ontvangen_op,
        referentienummer=rij.referentienummer,
        antwoord_op=rij.cross_referentienummer,
        dienst=rij.dienst,
        bericht_id=rij.bericht_id,
        reden=rij.reden,
    )
