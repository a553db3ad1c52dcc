"""Write the letter about a decision; whoever reads it leaves a trace."""

from datetime import date

from chassis.work import Work
from inkoop import Inkoopmodel, laad, logo_van
from inkoop.beleid import Declaratieregels
from inkoop.eigen_bijdrage import Vrijstelling
from inkoop.sturing import Gemeente
from istandaard.codes import AanduidingWoonadres, AdresSoort, TypeVerwijzer
from istandaard.landen import LandCode
from toegang import store
from toegang.bodies.eigen_bijdrage import BijdragebesluitView
from toegang.bodies.persoon import Adres, Naam, Persoon
from toegang.domain.afzender import Afzender
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.bezwaar import Bezwaaruitkomst, check_brief
from toegang.domain.brief import (
    Afgehandeld,
    Brief,
    Hoofd,
    Ontvanger,
    Resultaat,
    Zaak,
    achternaam,
    schrijf,
    schrijf_op_bezwaar,
)
from toegang.domain.brief import schrijf_waarschuwing as brief_van_waarschuwing
from toegang.domain.eigen_bijdrage import Bijdragebesluit
from toegang.domain.indicatie import check_brief as check_waarschuwing
from toegang.domain.indicatie import wat_stopt
from toegang.domain.jeugd import BESLIST_ZELF, ZONDER_ONDERZOEK
from toegang.domain.logboek import Wat
from toegang.domain.toekenning_in_woorden import Toegekend
from toegang.domain.woorden import met_hoofdletter
from toegang.store import besluit as store_besluit
from toegang.store import ontslag as store_ontslag
from toegang.store import overname
from toegang.store import plan as planstore
from toegang.tables import AflopendeIndicatie, Beschikking, BeschiktProduct, Bezwaar, Doel, Melding
from toegang.tables.beschermd import MOTIVERING, MOTIVERING_OP_BEZWAAR, TOELICHTING
from toegang.usecases.bezwaren import besluit_waartegen
from toegang.usecases.kondig_einde_aan import bericht_van
from toegang.usecases.personen import open_persoon
from toegang.usecases.pgb import pgb_tarief_van
from toegang.usecases.plannen import lees_doel
from weigering import Weigering
from wetten import Wet


async def schrijf_brief(work: Work, beschikking: Beschikking) -> Brief:
    """The letter, under the inkoopmodel of the decision, to the address that is known now.

    Raises Weigering for a decision that was taken in another system (M134).
    """
    if await overname.is_overgenomen(work.session, beschikking.id):
        reden = "Dit besluit is overgenomen uit een ander systeem. De brief staat daar."
        raise Weigering(reden, soort="overgenomen", regel="M134")
    melding = await store.melding(work.session, beschikking.melding_id)
    assert melding is not None  # a foreign key holds it
    onderzoek = await store.onderzoek(work.session, melding.id)
    work.note([beschikking.client_id], Wat.BRIEF_GELEZEN, beschikking.id)
    model = laad(beschikking.inkoopmodel)
    soort = Beschikkingsoort(beschikking.soort)
    bijdrage = _bijdrage(beschikking)
    zaak = Zaak(
        verordening=verordening_van(beschikking),
        meldingsdatum=melding.meldingsdatum,
        afgerond_op=onderzoek.afgerond_op if onderzoek and soort != Beschikkingsoort.TIJDELIJK else None,
        aanvraagdatum=melding.aanvraagdatum if soort != Beschikkingsoort.TIJDELIJK else None,
        besluitdatum=beschikking.besluitdatum,
        soort=soort,
        uitkomst=Besluituitkomst(beschikking.uitkomst),
        wet=beschikking.wet,
        verwijzer=await _verwijzer(work, melding),
        bijdrage=bijdrage,
        vrijstelling=_vrijstelling(model, bijdrage.vrijstelling if bijdrage else None),
        time_out=await _time_out(work, melding),
    )
    producten = await store_besluit.producten(work.session, beschikking.id)
    motivering = work.vault.open(MOTIVERING, beschikking.id, beschikking.motivering).decode()
    hoofd = await hoofd_van(work, model, beschikking, beschikking.besluitdatum)
    # What was moved to a new contract later was not decided here (M134).
    toegekend = [_toegekend(work, model, each) for each in producten if each.omgezet_uit is None]
    doelen = await planstore.doelen_bij(work.session, beschikking.client_id, beschikking.besluitdatum)
    return schrijf(zaak, hoofd, motivering, toegekend, [_resultaat(work, each) for each in doelen])


def _resultaat(work: Work, doel: Doel) -> Resultaat:
    inhoud = lees_doel(work, doel)
    return Resultaat(inhoud.doel, inhoud.meetbaar, doel.streefdatum, doel.voor_mantelzorger)


async def _time_out(work: Work, melding: Melding) -> str | None:
    """Where somebody who left an institution can go for a while, and how to reach it."""
    ontslag = await store_ontslag.ontslag(work.session, melding.id)
    if ontslag is None or ontslag.time_out_id is None:
        return None
    plek = await store_ontslag.voorziening(work.session, ontslag.time_out_id)
    assert plek is not None  # a foreign key holds it
    return f"{plek.naam} ({plek.contact})" if plek.contact else plek.naam


def _bijdrage(beschikking: Beschikking) -> Bijdragebesluit | None:
    """What was decided on the own contribution, when it was."""
    if beschikking.eigen_bijdrage is None:
        return None
    view = BijdragebesluitView.model_validate(beschikking.eigen_bijdrage)
    return Bijdragebesluit(view.bijdrage, view.reden, view.vanaf, view.bedrag_per_maand, view.vrijstelling)


def _vrijstelling(model: Inkoopmodel, naam: str | None) -> Vrijstelling | None:
    """The exemption with this name, as the last policy says it."""
    bekend = {each.naam: each for beleid in model.eigen_bijdrage for each in beleid.vrijstellingen}
    return bekend[naam] if naam else None


async def _verwijzer(work: Work, melding: Melding) -> TypeVerwijzer | None:
    """Who referred a youth, where that stands in the place of an investigation."""
    zaak = await store.jeugdzaak(work.session, melding.id)
    verwijzer = TypeVerwijzer(zaak.verwijzer) if zaak else None
    return verwijzer if verwijzer in ZONDER_ONDERZOEK else None


async def schrijf_brief_op_bezwaar(work: Work, bezwaar: Bezwaar, beschikking: Beschikking) -> Brief:
    """The letter about an objection. Raises Weigering while there is none, or when another letter says it all."""
    check_brief(bezwaar.uitkomst)
    assert bezwaar.besluitdatum is not None  # with the outcome come its day and its reasons
    assert bezwaar.motivering is not None
    assert bezwaar.uitkomst is not None
    work.note([bezwaar.client_id], Wat.BRIEF_GELEZEN, bezwaar.id)
    afgehandeld = Afgehandeld(
        eerste_besluit=await besluit_waartegen(work, beschikking, bezwaar.ingediend_op),
        ingediend_op=bezwaar.ingediend_op,
        besluitdatum=bezwaar.besluitdatum,
        uitkomst=Bezwaaruitkomst(bezwaar.uitkomst),
    )
    motivering = work.vault.open(MOTIVERING_OP_BEZWAAR, bezwaar.id, bezwaar.motivering).decode()
    hoofd = await hoofd_van(work, laad(beschikking.inkoopmodel), beschikking, bezwaar.besluitdatum)
    return schrijf_op_bezwaar(afgehandeld, hoofd, motivering)


async def schrijf_waarschuwing(work: Work, indicatie: AflopendeIndicatie) -> Brief:
    """The letter that warns of the end of support, to the address that is known now (M38).

    Raises Weigering where it goes on after all, or has stopped before.
    """
    check_waarschuwing(stopt_dan=await planstore.stopt_dan(work.session, indicatie.product_id))
    work.note([indicatie.client_id], Wat.BRIEF_GELEZEN, indicatie.product_id)
    beschikking = await store_besluit.beschikking(work.session, indicatie.beschikking_id)
    assert beschikking is not None  # a foreign key holds it
    hoofd = await hoofd_van(work, laad(indicatie.inkoopmodel), beschikking, work.today)
    kind = hoofd.ontvanger.kind
    return brief_van_waarschuwing(hoofd, work.today, wat_stopt(indicatie.wet, kind), bericht_van(indicatie, kind))


async def hoofd_van(work: Work, model: Inkoopmodel, zaak: Beschikking | Melding, op: date) -> Hoofd:
    """Who writes to whom on a day; the parents get the letter of who is too young to decide (Jeugdwet, 7.3.4).

    A child under the Wmo, of a wheelchair or a rejection, is no other child. After a death the relatives get it; what
    was written before stays as it was.
    """
    client = await store.client(work.session, zaak.client_id)
    assert client is not None  # a foreign key holds it
    persoon = open_persoon(work, client)
    achternaam = _achternaam(persoon.naam)
    naam = " ".join(filter(None, (persoon.naam.voornamen or persoon.naam.voorletters, achternaam)))
    kind = naam if _beslist_niet_zelf(persoon, zaak.wet, op) else None
    overleden = client.overleden_op is not None and client.overleden_op < op
    overledene = naam if overleden and kind is None else None
    lezer = "De ouders of verzorgers van " if kind else "De nabestaanden van " if overledene else ""
    regels = (f"{lezer}{naam}", *_adres(_postadres(persoon)))
    aan = Ontvanger(met_hoofdletter(achternaam), persoon.geslacht, persoon.geboren, regels, kind, overledene)
    gemeente = _gemeente(model, zaak.gemeente)
    van = Afzender(gemeente.naam, gemeente.adres, gemeente.telefoon, logo_van(model.naam, gemeente.code))
    return Hoofd(van, zaak.zaaknummer, aan)


def _beslist_niet_zelf(persoon: Persoon, wet: Wet, op: date) -> bool:
    """Of whom no age is known the law says whether it is a child."""
    leeftijden = persoon.geboren.leeftijden_op(op)
    return min(leeftijden) < BESLIST_ZELF if leeftijden else wet is Wet.JEUGDWET


def _gemeente(model: Inkoopmodel, code: str) -> Gemeente:
    return next(each for each in model.gemeenten if each.code == code)


def verordening_van(beschikking: Beschikking) -> str:
    """The name of the ordinance behind a decision, or what it is about where the policy does not name it."""
    gemeente, wet = _gemeente(laad(beschikking.inkoopmodel), beschikking.gemeente), beschikking.wet
    gewoon = {Wet.WMO: "verordening maatschappelijke ondersteuning", Wet.JEUGDWET: "verordening jeugdhulp"}
    naam = {Wet.WMO: gemeente.verordening, Wet.JEUGDWET: gemeente.jeugdverordening}[wet]
    return naam or f"{gewoon[wet]} van de gemeente {gemeente.naam}"


def _toegekend(work: Work, model: Inkoopmodel, row: BeschiktProduct) -> Toegekend:
    scenario = next((each.titel for each in model.scenarios if each.naam == row.scenario), None)
    return Toegekend(
        product=model.product(row.code),
        volume=row.volume,
        minuten_per_week=row.minuten_per_week,
        ingangsdatum=row.ingangsdatum,
        einddatum=row.einddatum,
        vorm=Vorm(row.vorm),
        budget=row.budget,
        scenario=scenario,
        toelichting=work.vault.open(TOELICHTING, row.id, row.toelichting).decode() if row.toelichting else None,
        regels=row.regels,
        in_tarief=_in_tarief(model.declaratieregels),
        pgb_tarief=pgb_tarief_van(model, row) if row.vorm == Vorm.PGB else None,
    )


def _in_tarief(regels: Declaratieregels) -> list[str]:
    """What a price holds beside the time with the citizen, in words (M78)."""
    delen = (("reistijd", regels.reistijd_procent), ("administratie en overleg", regels.indirecte_tijd_procent))
    return [naam for naam, procent in delen if procent]


def _achternaam(naam: Naam) -> str:
    partner = naam.partnernaam
    eigen = _met_voorvoegsel(naam.voorvoegsel, naam.geslachtsnaam)
    return achternaam(
        naam.naam_gebruik, eigen, _met_voorvoegsel(partner.voorvoegsel, partner.achternaam) if partner else None
    )


def _met_voorvoegsel(voorvoegsel: str | None, naam: str) -> str:
    return f"{voorvoegsel} {naam}" if voorvoegsel else naam


def _postadres(persoon: Persoon) -> Adres:
    """Where post goes: the correspondence address of who has one, else where somebody lives; a stay is for a while."""
    voor_post = [each for each in persoon.andere_adressen if each.soort == AdresSoort.CORRESPONDENTIE_ADRES]
    return next(iter(voor_post), persoon.adres)


AANDUIDINGEN = {
    AanduidingWoonadres.AAN_BOORD: "aan boord",
    AanduidingWoonadres.BIJ: "bij",
    AanduidingWoonadres.TEGENOVER: "tegenover",
    AanduidingWoonadres.WOONWAGEN: "woonwagen",
}
"""How the codes of NUM061 are written before a house number."""


def _adres(adres: Adres) -> tuple[str, ...]:
    """The lines of an address, as far as it has them; abroad with the country."""
    nummer = "" if adres.huisnummer is None else f"{adres.huisnummer}{adres.huisletter or ''}"
    toevoeging = f"-{adres.huisnummer_toevoeging}" if adres.huisnummer_toevoeging else ""
    aanduiding = AANDUIDINGEN[adres.aanduiding_woonadres] if adres.aanduiding_woonadres else ""
    nederlands = adres.land_code == LandCode.NL
    postcode = adres.postcode or ""
    regels = (
        adres.organisatie or "",
        " ".join(filter(None, (adres.straatnaam, aanduiding, f"{nummer}{toevoeging}"))),
        " ".join(filter(None, (f"{postcode[:4]} {postcode[4:]}" if nederlands else postcode, adres.plaatsnaam))),
        "" if nederlands else adres.land_code.betekenis.upper(),
    )
    return tuple(filter(None, regels))
