"""Judged declarations and their lines."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends

import wetten
from berichtenverkeer.api import BerichtView
from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from declaratie.api.vragen import Lezer, cursor_van, lees_cursor, zicht_van
from declaratie.bodies.declaraties import DeclaratieView
from declaratie.bodies.opstellen import NieuweDeclaratie, ProefprestatieView, ProefView
from declaratie.bodies.prestaties import AfwijzingsredenView, PrestatieView
from declaratie.domain.advies import ADVIES
from declaratie.store import declaraties as store_declaraties
from declaratie.store import prestaties as store_prestaties
from declaratie.tables import Declaratie, Prestatie
from declaratie.usecases.betrokkenen import noteer_clienten
from declaratie.usecases.stel_declaratie_op import Geleverd, Geproefd, Opdracht, lever_aan, proef
from wetten import Wet

Indiener = Annotated[Caller, Depends(needs("berichten"))]
GEEN_ADVIES = "Controleer de declaratie als geheel."
"""For a rule on which a declaration is refused whole."""
router = APIRouter(prefix="/v1/declaraties", route_class=Door, tags=["Declaraties"])


@router.get("")
async def get_declaraties(
    work: InWork, caller: Lezer, wet: Wet | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeclaratieView]:
    """De beoordeelde declaraties van uw gemeenten, of die van u als aanbieder.

    Gebruik dit voor een overzicht van de rekeningen. Een declaratie komt binnen als 323. Is zij beoordeeld, dan
    staat zij hier en volgt `nl.wmo.declaraties.beantwoord.v1`. Wacht zij nog op een toewijzing, dan volgt bij het
    verdergaan `nl.wmo.declaraties.hervat.v1`. Dit lezen verandert niets.
    """
    found = await store_declaraties.declaraties(work.session, zicht_van(caller), wet, read_cursor(cursor), limit + 1)
    views = [DeclaratieView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("", status_code=202)
async def post_declaratie(work: InWork, caller: Indiener, body: NieuweDeclaratie, location: Location) -> BerichtView:
    """Stel een declaratie op uit een paar regels en lever haar aan, zonder zelf een bericht te schrijven.

    Gebruik dit als u geen eigen software heeft. Noem per toewijzing hoeveel u leverde, in de eenheid van de toewijzing;
    tarief, periode en cliënt volgen daaruit. Wij schrijven er een 323 van, die binnenkomt als elk ander bericht: het
    antwoord leest u daarna bij de prestaties van deze declaratie, met hetzelfde id. Er volgt
    `nl.wmo.berichten.ontvangen.v1` en daarna `nl.wmo.declaraties.beantwoord.v1`. Proef eerst met `_proef`.
    """
    stuk = await lever_aan(work, _opdracht(caller, body))
    location(f"/v1/berichten/{stuk.id}")
    return BerichtView.model_validate(stuk, from_attributes=True)


@router.post("/_proef", dependencies=[NO_KEY])
async def proef_declaratie(work: InWork, caller: Indiener, body: NieuweDeclaratie) -> ProefView:
    """Wat het antwoord op een declaratie zou zijn, per regel en in woorden. Er wordt niets bewaard of geboekt.

    Gebruik dit voordat u aanlevert: u ziet wat er in de declaratie komt te staan, wat wordt toegekend, en waarom iets
    niet. Er volgt geen gebeurtenis.
    """
    uitkomst = await proef(work, _opdracht(caller, body))
    regels = [_geproefd(each, is_geheel_goed=not uitkomst.gebroken) for each in uitkomst.regels]
    return ProefView(
        bedrag_ingediend=sum(map(_getekend, regels)),
        bedrag_toegekend=sum(_getekend(each) for each in regels if each.is_toegekend),
        redenen=[_reden(each) for each in uitkomst.gebroken],
        prestaties=regels,
    )


@router.get("/{declaratie_id}")
async def get_declaratie(work: InWork, caller: Lezer, declaratie_id: str) -> DeclaratieView:
    """Eén beoordeelde declaratie.

    Gebruik dit om te zien hoeveel er van een rekening is toegekend. Waarom iets is afgewezen ziet u bij de prestaties.
    Er verandert niets.
    """
    declaratie = await store_declaraties.declaratie(work.session, declaratie_id)
    if declaratie is None or not _mag_zien(caller, declaratie):
        raise not_found("deze declaratie")
    return DeclaratieView.model_validate(declaratie, from_attributes=True)


@router.get("/{declaratie_id}/prestaties")
async def get_prestaties(
    work: InWork, caller: Lezer, declaratie_id: str, limit: Limit = 100, cursor: Cursor = None
) -> Page[PrestatieView]:
    """Alle prestaties van een declaratie: toegekend, of afgewezen met elke reden.

    Wie alleen een deel betaalt, ziet alleen die prestaties. Gebruik dit om een rekening na te lopen. Wat is toegekend
    telt op de toewijzing; dan volgt `nl.wmo.toewijzingen.gedeclareerd.v1`. Dit lezen verandert niets.
    """
    na = lees_cursor(cursor, (int,))
    declaratie = await store_declaraties.declaratie(work.session, declaratie_id)
    found = await store_prestaties.prestaties(work.session, declaratie_id, zicht_van(caller), na, limit + 1)
    if declaratie is None or not (found or _mag_zien(caller, declaratie)):
        raise not_found("deze declaratie")
    await noteer_clienten(work, found[:limit])
    return page_of([prestatie_view(each) for each in found], limit, key=lambda each: cursor_van(each.volgnummer))


def _mag_zien(caller: Caller, declaratie: Declaratie) -> bool:
    return caller.may_see(declaratie.gemeente, declaratie.agb)


def prestatie_view(row: Prestatie) -> PrestatieView:
    """A judged line as it goes out."""
    fields = {name: getattr(row, name) for name in PrestatieView.model_fields if name != "redenen"}
    return PrestatieView(**fields, redenen=[_reden(nummer) for nummer in row.codes])


def _reden(nummer: str) -> AfwijzingsredenView:
    regel = wetten.REGELS[nummer]
    return AfwijzingsredenView(
        regel=nummer, retourcode=regel.retourcode or "", tekst=regel.tekst, advies=ADVIES.get(nummer, GEEN_ADVIES)
    )


def _opdracht(caller: Caller, body: NieuweDeclaratie) -> Opdracht:
    assert caller.agb is not None  # the scope counts only with one
    maand = _eerste(body.maand)
    geleverd = [
        Geleverd(each.toewijzing_nummer, _eerste(each.maand) if each.maand else maand, each.volume)
        for each in body.prestaties
    ]
    return Opdracht(caller.agb, body.gemeente, body.wet, maand, geleverd, body.crediteert)


def _eerste(maand: str) -> date:
    return date.fromisoformat(f"{maand}-01")


def _geproefd(each: Geproefd, *, is_geheel_goed: bool) -> ProefprestatieView:
    regel = each.regel
    return ProefprestatieView(
        toewijzing_nummer=regel.toewijzing_nummer,
        vorige_referentie=regel.vorige,
        categorie=regel.categorie,
        code=regel.code,
        begindatum=regel.begin,
        einddatum=regel.einde,
        volume=regel.volume,
        eenheid=regel.eenheid,
        tarief=regel.tarief,
        bedrag=regel.bedrag,
        is_credit=regel.vorige is not None,
        is_toegekend=is_geheel_goed and not each.gebroken,
        redenen=[_reden(nummer) for nummer in each.gebroken],
    )


def _getekend(view: ProefprestatieView) -> int:
    """Credit negative."""
    return -view.bedrag if view.is_credit else view.bedrag
