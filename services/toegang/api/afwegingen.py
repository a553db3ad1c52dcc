"""Weighing: what the inkoopmodel allows, what was chosen, and how indications compare."""

from fastapi import APIRouter

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, check_match
from chassis.problems import not_found
from chassis.security import found_for, must_serve
from chassis.strict import IsoDate
from chassis.tokens import Caller
from chassis.work import Work
from inkoop import laad, model_van
from toegang.api.gedeeld import FrontOffice, Lezer, VanGemeente, find_melding
from toegang.api.uitspraken import weigeringen
from toegang.bodies.weging import (
    AfwegingView,
    KeuzeView,
    NieuweAfweging,
    OptieView,
    UitspraakView,
    VergelijkingView,
    Voorstel,
    Voorstelvraag,
    WeegregelView,
)
from toegang.domain.logboek import Wat
from toegang.domain.vergelijking import Indicatie, vergelijk
from toegang.domain.weging import REGELS, Optie
from toegang.store import plan as planstore
from toegang.tables import Afweging
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.weeg_af import lees_inhoud, onderbouwing_van, stel_voor, weeg_af

router = APIRouter(prefix="/v1", route_class=Door, tags=["Afwegingen"])


@router.post("/meldingen/{melding_id}/afwegingen/_voorstel")
async def post_voorstel(work: InWork, caller: FrontOffice, melding_id: str, body: Voorstelvraag) -> Voorstel:
    """Wat het inkoopmodel in deze situatie toelaat, en wat niet en waarom. Er wordt niets vastgelegd.

    Gebruik dit tijdens het gesprek, om te zien wat er bij deze situatie kan. Bij elk product staan de regels en hun
    M-nummers. Daarna legt u de keuze vast als afweging. Er volgt geen gebeurtenis.
    """
    melding = await find_melding(work, caller, melding_id)
    with weigeringen("clienten"):
        model, gevonden, overig = await stel_voor(work, melding, body.situatie.situatie(), body.ingangsdatum)
    return Voorstel(
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        mogelijk=[_optie(each) for each in gevonden if not each.weigeringen],
        niet_mogelijk=[_optie(each) for each in gevonden if each.weigeringen],
        overig=[UitspraakView.van(each) for each in overig],
    )


@router.post("/meldingen/{melding_id}/afwegingen", status_code=201)
async def post_afweging(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: NieuweAfweging,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> AfwegingView:
    """Leg vast wat u heeft gewogen en gekozen. Wat het inkoopmodel niet toelaat, wordt geweigerd met de regel.

    De ETag is die van de melding. Gebruik dit voordat u beschikt. Wat u bij een product koos (traject, minuten, reden)
    geldt ook in de beschikking, als u het daar weglaat. U kunt meer afwegingen vastleggen; de laatste telt. Er volgt
    `nl.wmo.afwegingen.vastgelegd.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    check_match(if_match, melding.versie)
    with weigeringen("keuzes", "body.situatie"):
        afweging, _ = await weeg_af(work, melding, body)
    noteer_wijziging(work, melding, Wat.AFGEWOGEN, afweging.id)
    etag(melding.versie)
    location(f"/v1/meldingen/{melding.id}/afwegingen")
    return await _view(work, afweging)


@router.get("/meldingen/{melding_id}/afwegingen")
async def get_afwegingen(work: InWork, caller: FrontOffice, melding_id: str) -> list[AfwegingView]:
    """De afwegingen bij een melding, de nieuwste eerst.

    Gebruik dit om te zien hoe in deze zaak is gekozen. De redenen in woorden staan er niet bij: die leest u met
    `_inzage`. Er verandert niets.
    """
    melding = await find_melding(work, caller, melding_id)
    return [await _view(work, each) for each in await planstore.afwegingen(work.session, melding.id)]


@router.get("/afwegingen/{afweging_id}")
async def get_afweging(work: InWork, caller: FrontOffice, afweging_id: str) -> AfwegingView:
    """Eén afweging, met de regels waarop zij rust.

    Gebruik dit om een keuze uit te leggen: de regels zijn die van het inkoopmodel van toen. Er verandert niets.
    """
    return await _view(work, await _afweging(work, caller, afweging_id))


@router.post("/afwegingen/{afweging_id}/_inzage", dependencies=[NO_KEY])
async def inzage_afweging(work: InWork, caller: Lezer, afweging_id: str) -> NieuweAfweging:
    """Een afweging met alle redenen in woorden. Elke inzage wordt vastgelegd.

    Gebruik dit om terug te lezen wat over de situatie van de cliënt is opgeschreven. De inzage komt in het logboek van
    de cliënt. Er volgt geen gebeurtenis.
    """
    afweging = await _afweging(work, caller, afweging_id)
    work.note([afweging.client_id], Wat.ZAAK_GELEZEN, afweging.id)
    return lees_inhoud(work, afweging)


@router.get("/weegregels")
async def get_weegregels(_caller: FrontOffice) -> list[WeegregelView]:
    """Alle regels waarmee we wegen, met hun M-nummers.

    Gebruik dit om te laten zien waarop een weigering of een onderbouwing rust. De lijst is voor elke gemeente gelijk.
    Er verandert niets.
    """
    return [WeegregelView(nummers=list(each.nummers), naam=each.naam, uitleg=each.uitleg) for each in REGELS]


@router.get("/indicatievergelijkingen", responses={404: {}})
async def get_vergelijkingen(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    van: IsoDate,
    tot: IsoDate,
) -> list[VergelijkingView]:
    """Vergelijk indicaties per product en situatie: standaardinzet en willekeur worden zichtbaar (M31).

    Gebruik dit als kwaliteitsmedewerker: kies een gemeente en een periode. Er staat niet in om welke cliënten het gaat.
    Er verandert niets.
    """
    must_serve(caller, gemeente)
    model = model_van([gemeente], tot)
    if model is None:
        raise not_found("een inkoopmodel van deze gemeente")
    gevonden = await planstore.gewogen_in(work.session, gemeente, model.naam, van, tot)
    indicaties = [
        Indicatie(each.product, each.traject, each.aantal_gebieden, each.minuten_per_week)
        for each in gevonden
        if each.minuten_per_week is not None
    ]
    return [VergelijkingView.model_validate(each, from_attributes=True) for each in vergelijk(indicaties)]


async def _afweging(work: Work, caller: Caller, afweging_id: str) -> Afweging:
    return found_for(work, caller, await planstore.afweging(work.session, afweging_id), "deze afweging")


async def _view(work: Work, afweging: Afweging) -> AfwegingView:
    producten = await planstore.gewogen_producten(work.session, afweging.id)
    onderbouwing = await onderbouwing_van(work, afweging, laad(afweging.inkoopmodel))
    return AfwegingView(
        id=afweging.id,
        melding_id=afweging.melding_id,
        client_id=afweging.client_id,
        gemeente=afweging.gemeente,
        op=afweging.op,
        inkoopmodel=afweging.inkoopmodel,
        inkoopmodel_versie=afweging.inkoopmodel_versie,
        keuzes=[KeuzeView.model_validate(each, from_attributes=True) for each in producten],
        onderbouwing=[UitspraakView.van(each) for each in onderbouwing],
    )


def _optie(optie: Optie) -> OptieView:
    band, traject = optie.product.normband, optie.traject
    return OptieView(
        product=optie.product.code,
        naam=optie.product.naam,
        traject=traject.naam if traject else None,
        scenario=optie.scenario.naam if optie.scenario else None,
        intensiteit=optie.intensiteit,
        maanden=list(optie.maanden),
        langste_maanden=traject.maximaal_maanden if traject else None,
        minuten_van=band.van if band else None,
        minuten_tot=band.tot if band else None,
        vervoer=optie.vervoer,
        evaluatie_maanden=traject.evaluatie.maanden if traject else None,
        regie_door=traject.regie.door if traject else None,
        regie=traject.regie.intensiteit if traject else None,
        onderbouwing=[UitspraakView.van(each) for each in optie.onderbouwing],
        weigeringen=[UitspraakView.van(each) for each in optie.weigeringen],
    )
