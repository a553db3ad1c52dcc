"""Meldingen, from registration to application, and their end."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, MustMatch, ShowEtag, check_match, must_match
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.sealed import Sealed
from chassis.security import must_serve
from chassis.work import Work
from toegang import store
from toegang.api.gedeeld import FrontOffice, Lezer, client_of, find_melding
from toegang.bodies.jeugd import JeugdzaakBody, JeugdzaakView
from toegang.bodies.route import (
    BevestigingView,
    BsnVraag,
    MeldingInhoud,
    MeldingView,
    NieuweAanvraag,
    NieuweBevestiging,
    NieuweMelding,
    NieuwOnderzoek,
    OnderzoekView,
    Sluiting,
)
from toegang.domain.logboek import Wat
from toegang.domain.route import PLAN_DAGEN
from toegang.domain.zaaknummer import lees_zaaknummer
from toegang.tables import Bevestiging, Melding
from toegang.tables.beschermd import HULPVRAAG, ONDERZOEKSVERSLAG, PERSOONLIJK_PLAN
from toegang.usecases.beeindig import sluit_zaak
from toegang.usecases.jeugdzaak import leg_jeugdzaak_vast
from toegang.usecases.leg_onderzoek_vast import bevestig, dien_aanvraag_in, lees_bevindingen, leg_onderzoek_vast
from toegang.usecases.personen import bsn_hashes, open_persoon
from toegang.usecases.registreer_melding import registreer_melding

Zaaknummer = Annotated[
    str | None,
    Query(max_length=20, description="Zoals het op een brief staat; hoofdletters, spaties en streepje maken niet uit."),
]
router = APIRouter(prefix="/v1/meldingen", route_class=Door, tags=["Meldingen"])


@router.post("", status_code=201)
async def post_melding(
    work: InWork, caller: FrontOffice, body: NieuweMelding, etag: Etag, location: Location
) -> MeldingView:
    """Registreer een melding van een inwoner.

    Gebruik dit als een inwoner vertelt dat hij hulp nodig heeft. De inwoner wordt een cliënt; was hij dat al, dan
    worden zijn persoonsgegevens bijgewerkt. De zes weken voor het onderzoek beginnen. Loopt er al een zaak van deze
    inwoner, dan weigeren wij de melding. De volgende stap is de bevestiging. Er volgt
    `nl.wmo.meldingen.geregistreerd.v1`.
    """
    must_serve(caller, body.gemeente)
    melding = await registreer_melding(work, body)
    location(f"/v1/meldingen/{melding.id}")
    return _shown(melding, etag)


@router.get("")
async def get_meldingen(
    work: InWork,
    caller: FrontOffice,
    zaaknummer: Zaaknummer = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MeldingView]:
    """De meldingen van uw gemeenten, of die met een zaaknummer.

    Gebruik dit om de zaken van uw gemeenten te tonen, in de volgorde waarin ze zijn geregistreerd. Belt iemand over een
    brief, dan vindt u de zaak met `zaaknummer`: zo staat het op elke brief. Wat de inwoner vertelde staat er niet bij:
    dat leest u per zaak met `_inzage`. Er verandert niets.
    """
    if zaaknummer is not None:
        gezocht = await store.meldingen_met(work.session, caller.gemeenten, lees_zaaknummer(zaaknummer))
        return page_of([melding_view(each) for each in gezocht], len(gezocht), key=lambda each: each.id)
    found = await store.meldingen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    return page_of([melding_view(each) for each in found], limit, key=lambda each: each.id)


@router.post("/_zoek", dependencies=[NO_KEY])
async def zoek_meldingen(work: InWork, caller: FrontOffice, body: BsnVraag) -> list[MeldingView]:
    """Zoek de meldingen van een inwoner op burgerservicenummer. Het zoeken wordt vastgelegd.

    Gebruik dit als een inwoner zich meldt en u wilt weten of er al een zaak is. Het burgerservicenummer staat in de
    body en nooit in het adres. Bij elke gevonden cliënt komt een regel in het logboek. Er volgt geen gebeurtenis.
    """
    found = await store.meldingen_of_bsn(work.session, caller.gemeenten, bsn_hashes(work, body.bsn))
    work.note({each.client_id for each in found}, Wat.GEZOCHT)
    return [melding_view(each) for each in found]


@router.get("/{melding_id}")
async def get_melding(work: InWork, caller: FrontOffice, melding_id: str, etag: Etag) -> MeldingView:
    """Eén melding.

    Gebruik dit om te zien hoe ver een zaak is. De ETag uit het antwoord stuurt u mee in `If-Match` als u de zaak
    wijzigt. Er verandert niets.
    """
    return _shown(await find_melding(work, caller, melding_id), etag)


@router.post("/{melding_id}/_inzage", dependencies=[NO_KEY])
async def inzage_melding(work: InWork, caller: Lezer, melding_id: str) -> MeldingInhoud:
    """Wat er over een zaak is verteld en opgeschreven. Elke inzage wordt vastgelegd.

    Gebruik dit als u voor uw werk moet lezen wat de inwoner vroeg, wat zijn persoonlijk plan is en wat het onderzoek
    liet zien. De inzage komt in het logboek van de cliënt. Er volgt geen gebeurtenis.
    """
    melding = await find_melding(work, caller, melding_id)
    work.note([melding.client_id], Wat.ZAAK_GELEZEN, melding.id)
    onderzoek = await store.onderzoek(work.session, melding.id)
    bevestiging = await store.bevestiging(work.session, melding.id)
    plan = bevestiging.persoonlijk_plan if bevestiging else None
    return MeldingInhoud(
        hulpvraag=work.vault.open(HULPVRAAG, melding.id, melding.hulpvraag).decode(),
        persoonlijk_plan=_opened(work, PERSOONLIJK_PLAN, melding, plan),
        verslag=_opened(work, ONDERZOEKSVERSLAG, melding, onderzoek.verslag if onderzoek else None),
        bevindingen=lees_bevindingen(work, onderzoek) if onderzoek else None,
    )


@router.put("/{melding_id}/bevestiging")
async def put_bevestiging(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: NieuweBevestiging,
    etag: Etag,
    if_match: MustMatch = None,
) -> BevestigingView:
    """Leg vast dat de melding is bevestigd, wat is aangeboden en wat de inwoner koos (M36).

    Gebruik dit nadat de inwoner bericht heeft gekregen dat zijn melding er is. Zonder bevestiging kunt u het onderzoek
    niet afronden. Wil de inwoner een persoonlijk plan maken, dan heeft hij daar zeven dagen voor. Stuurt u dit later
    nog eens, dan vervangt het wat er stond. Er volgt `nl.wmo.meldingen.bevestigd.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    must_match(if_match, melding.versie)
    bevestiging = await bevestig(work, melding, body)
    etag(melding.versie)
    return _bevestiging_view(melding, bevestiging)


@router.put("/{melding_id}/jeugdzaak")
async def put_jeugdzaak(
    work: InWork, caller: FrontOffice, melding_id: str, body: JeugdzaakBody, etag: Etag, if_match: MustMatch = None
) -> JeugdzaakView:
    """Leg vast hoe een jeugdige binnenkwam, welke gemeente verantwoordelijk is en wie instemde.

    Gebruik dit bij een zaak onder de Jeugdwet, voor het besluit. Verwees een arts, een gecertificeerde instelling of de
    rechter, dan kunt u daarna besluiten zonder eigen onderzoek. Wij weigeren een zaak waarvoor een andere gemeente
    verantwoordelijk is, of waarin niemand met gezag bekend is. Stuurt u dit later nog eens, dan vervangt het wat er
    stond. Er volgt `nl.wmo.jeugdzaken.vastgelegd.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    must_match(if_match, melding.versie)
    client = await client_of(work, melding)
    zaak = await leg_jeugdzaak_vast(work, melding, open_persoon(work, client), body)
    etag(melding.versie)
    return JeugdzaakView.model_validate(zaak, from_attributes=True)


@router.post("/{melding_id}/onderzoek", status_code=201)
async def post_onderzoek(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: NieuwOnderzoek,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> OnderzoekView:
    """Leg vast dat het onderzoek is afgerond, en wat het liet zien.

    Gebruik dit als het gesprek is gevoerd en het verslag klaar is. De termijn van zes weken stopt en de inwoner kan een
    aanvraag indienen. Wij weigeren een onderzoek dat iets overslaat wat in uw regio voorgaat (M19, M21), of een pgb dat
    niet is uitgelegd. Er volgt `nl.wmo.onderzoeken.afgerond.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    check_match(if_match, melding.versie)
    onderzoek = await leg_onderzoek_vast(work, melding, body)
    etag(melding.versie)
    location(f"/v1/meldingen/{melding.id}")
    return OnderzoekView(melding_id=melding.id, afgerond_op=onderzoek.afgerond_op)


@router.post("/{melding_id}/aanvraag", status_code=201)
async def post_aanvraag(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: NieuweAanvraag,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> MeldingView:
    """Leg vast dat de inwoner een aanvraag indient. Een ondertekend verslag telt als aanvraag.

    Gebruik dit na het onderzoek. Is er na zes weken nog geen onderzoek, dan mag de inwoner ook aanvragen. De twee weken
    voor het besluit beginnen. De volgende stap is de beschikking. Er volgt `nl.wmo.aanvragen.ingediend.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    check_match(if_match, melding.versie)
    await dien_aanvraag_in(work, melding, body)
    location(f"/v1/meldingen/{melding.id}")
    return _shown(melding, etag)


@router.post("/{melding_id}/_sluit")
async def sluit_melding(
    work: InWork, caller: FrontOffice, melding_id: str, body: Sluiting, etag: Etag, if_match: MustMatch = None
) -> MeldingView:
    """Sluit een zaak zonder besluit, bijvoorbeeld omdat de inwoner de melding intrekt.

    Gebruik dit zolang er nog niet op de melding is beschikt; daarna beëindigt u de beschikking. Deed de inwoner een
    aanvraag, dan kan dat alleen als hij die intrekt: anders besluit u. De termijnen van de zaak stoppen, en een
    tijdelijke voorziening eindigt op dezelfde dag. Er volgt `nl.wmo.zaken.gesloten.v1`, en bij een lopende tijdelijke
    voorziening ook `nl.wmo.beschikkingen.beeindigd.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    must_match(if_match, melding.versie)
    await sluit_zaak(work, melding, body)
    return _shown(melding, etag)


def melding_view(melding: Melding) -> MeldingView:
    """A case without what was told."""
    return MeldingView.model_validate(melding, from_attributes=True)


def _shown(melding: Melding, etag: ShowEtag) -> MeldingView:
    etag(melding.versie)
    return melding_view(melding)


def _bevestiging_view(melding: Melding, bevestiging: Bevestiging) -> BevestigingView:
    fields = {
        name: getattr(bevestiging, name) for name in BevestigingView.model_fields if name != "persoonlijk_plan_tot"
    }
    return BevestigingView(**fields, persoonlijk_plan_tot=melding.meldingsdatum + PLAN_DAGEN)


def _opened(work: Work, place: Sealed, melding: Melding, sealed: bytes | None) -> str | None:
    return work.vault.open(place, melding.id, sealed).decode() if sealed else None
