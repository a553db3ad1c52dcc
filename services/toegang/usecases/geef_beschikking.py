"""Decide: on an application (Wmo 2015, 2.3.5), in an urgent need (2.3.3), or anew on an objection (Awb 7:11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import BESCHIKKING_AFGEGEVEN, BeschikkingAfgegeven
from gebeurtenissen.toegang import BeschiktProduct as ProductInEvent
from inkoop import Inkoopmodel, model_van
from toegang import store
from toegang.bodies.besluit import Besluit, GevraagdProduct, NieuweBeschikking
from toegang.domain.beschikking import (
    Beschikkingsoort,
    Besluituitkomst,
    Gevraagd,
    Pgb,
    check_inhoud,
    check_product,
    check_vertrek,
    dag_voor,
    pgb_budget,
    tijd_per_week,
)
from toegang.domain.evaluatie import contactmomenten
from toegang.domain.jeugd import Jeugdzaak
from toegang.domain.logboek import Wat
from toegang.domain.route import Meldingstatus, check_besluit, check_tijdelijk, check_verwezen
from toegang.domain.termijn import Termijnsoort
from toegang.domain.trekken import Trekken, profiel, trekken_van
from toegang.domain.weging import Geweigerd, Keuze, Uitspraak, Zaak, uitspraken
from toegang.store import besluit as store_besluit
from toegang.tables import Beschikking, BeschiktProduct, Client, Melding, Onderzoek
from toegang.tables.beschermd import MOTIVERING, PGB, TOELICHTING
from toegang.usecases.beeindig import stop_producten
from toegang.usecases.eigen_bijdrage import besluit_bijdrage
from toegang.usecases.jeugdzaak import toets_wet, zaak_van
from toegang.usecases.keur_persoon import toets_bereikbaar
from toegang.usecases.leg_onderzoek_vast import pgb_uitgelegd, voorliggend
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.ontslagen import toets_ontslag
from toegang.usecases.personen import open_persoon
from toegang.usecases.termijnen import stop_termijnen
from toegang.usecases.toets_toewijzing import toets_toewijzing
from toegang.usecases.weeg_af import lopende_keuzes, toets_besluit
from weigering import Weigering

Beschikt = tuple[Beschikking, Sequence[BeschiktProduct]]


@dataclass(frozen=True)
class Opdracht:
    """What to decide, on whose case, and after which onderzoek."""

    melding: Melding
    client: Client
    onderzoek: Onderzoek | None
    besluit: Besluit
    soort: Beschikkingsoort
    uitkomst: Besluituitkomst


async def geef_beschikking(work: Work, melding: Melding, client: Client, nieuw: NieuweBeschikking) -> Beschikt:
    """Store the decision on the application and its products; the two weeks stop, a temporary measure too.

    Raises Weigering when the law stands in the way, Geweigerd when the inkoopmodel does.
    """
    onderzoek = await store.onderzoek(work.session, melding.id)
    afgerond_op = onderzoek.afgerond_op if onderzoek else None
    zaak = await zaak_van(work, melding)
    if zaak is not None and zaak.zonder_onderzoek:
        check_verwezen(melding.status, melding.meldingsdatum, nieuw.besluitdatum, work.today)
    else:
        check_besluit(melding.status, afgerond_op, melding.aanvraagdatum, nieuw.besluitdatum, work.today)
    gevraagd = [als_gevraagd(each) for each in nieuw.producten]
    check_inhoud(nieuw.uitkomst, gevraagd, voorliggend(work, melding, onderzoek) if onderzoek else ())
    model = _model(melding, nieuw.besluitdatum, gevraagd)
    await toets_ontslag(work, melding, model, [each.keuze for each in gevraagd])
    for tijdelijk in await store_besluit.tijdelijke(work.session, melding.id):
        await stop_producten(work, tijdelijk, None, dag_voor(gevraagd, nieuw.besluitdatum), "vervangen")
    keuzes, gezegd = await toets_besluit(work, melding, model, [each.keuze for each in gevraagd], nieuw.besluitdatum)
    melding.status = Meldingstatus.BESCHIKT
    await stop_termijnen(work, melding.id, nieuw.besluitdatum, Termijnsoort.ONDERZOEK, Termijnsoort.BESLUIT)
    opdracht = Opdracht(melding, client, onderzoek, nieuw, Beschikkingsoort.BESLUIT, nieuw.uitkomst)
    return await leg_besluit_vast(work, opdracht, model, keuzes, gezegd)


async def geef_tijdelijk(work: Work, melding: Melding, client: Client, nieuw: Besluit) -> Beschikt:
    """Store a temporary measure in an urgent need, before the onderzoek is done (Wmo 2015, 2.3.3).

    Raises Weigering when the case is done or there is one already, Geweigerd when the inkoopmodel forbids it.
    """
    gegeven = await store_besluit.tijdelijke(work.session, melding.id)
    check_tijdelijk(melding.status, melding.meldingsdatum, nieuw.besluitdatum, bool(gegeven), work.today)
    gevraagd = [als_gevraagd(each) for each in nieuw.producten]
    check_inhoud(Besluituitkomst.TOEGEKEND, gevraagd, ())
    model = _model(melding, nieuw.besluitdatum, gevraagd)
    keuzes = tuple(each.keuze for each in gevraagd)
    eerste = min(each.ingangsdatum for each in keuzes)
    lopend = await lopende_keuzes(work, client.id, eerste)
    gezegd = list(uitspraken(Zaak(model, nieuw.besluitdatum, None, keuzes, lopend, spoed=True, wet=melding.wet)))
    if geweigerd := [each for each in gezegd if not each.mag]:
        raise Geweigerd(geweigerd)
    melding.spoed = True
    opdracht = Opdracht(melding, client, None, nieuw, Beschikkingsoort.TIJDELIJK, Besluituitkomst.TOEGEKEND)
    return await leg_besluit_vast(work, opdracht, model, keuzes, gezegd)


async def leg_besluit_vast(
    work: Work,
    opdracht: Opdracht,
    model: Inkoopmodel,
    keuzes: Sequence[Keuze],
    gezegd: Sequence[Uitspraak],
) -> Beschikt:
    """Store a decision that may be taken, with its products, and tell it.

    Raises Weigering for what cannot be, also what toewijzing could never tell a provider; httpx.HTTPError when
    toewijzing does not answer.
    """
    melding, besluit = opdracht.melding, opdracht.besluit
    beschikking = _beschikking(work, opdracht, model)
    gevraagd = [als_gevraagd(each, keuze) for each, keuze in zip(besluit.producten, keuzes, strict=True)]
    uitgelegd = opdracht.onderzoek is not None and pgb_uitgelegd(work, opdracht.onderzoek)
    for plek, each in enumerate(gevraagd):
        check_product(each, plek, besluit.besluitdatum, pgb_uitgelegd=uitgelegd)
    producten = [
        _product(work, opdracht, model, beschikking.id, plek, each, gezegd) for plek, each in enumerate(gevraagd)
    ]
    zaak, persoon = await zaak_van(work, melding), open_persoon(work, opdracht.client)
    client = opdracht.client
    check_vertrek([each.keuze.einddatum for each in gevraagd], client.overleden_op, client.verhuisd_op, melding.wet)
    toets_bereikbaar(persoon, gevraagd)
    toets_wet(melding.wet, zaak, persoon, producten, besluit.besluitdatum)
    bijdrage = await besluit_bijdrage(work, opdracht.client, beschikking, producten)
    beschikking.eigen_bijdrage = bijdrage.model_dump(mode="json") if bijdrage else None
    trekken = trekken_van(model, melding.gemeente, persoon.geboren, persoon.adres.plek, besluit.besluitdatum)
    verteld = [_verteld(model, each, keuze) for each, keuze in zip(producten, keuzes, strict=True)]
    data = _event_data(beschikking, verteld, opdracht, zaak, trekken)
    await toets_toewijzing(work, data)
    await store.add(work.session, beschikking, *producten)
    noteer_wijziging(work, melding, Wat.BESCHIKT, beschikking.id)
    await work.tell(BESCHIKKING_AFGEGEVEN, beschikking.id, data)
    return beschikking, producten


def _beschikking(work: Work, opdracht: Opdracht, model: Inkoopmodel) -> Beschikking:
    melding, besluit = opdracht.melding, opdracht.besluit
    beschikking_id = new_id()
    return Beschikking(
        id=beschikking_id,
        melding_id=melding.id,
        client_id=opdracht.client.id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        zaaknummer=melding.zaaknummer,
        besluitdatum=besluit.besluitdatum,
        soort=opdracht.soort,
        uitkomst=opdracht.uitkomst,
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        motivering=work.vault.seal(MOTIVERING, beschikking_id, besluit.motivering.encode()),
        versie=1,
    )


def _model(melding: Melding, besluitdatum: date, gevraagd: Sequence[Gevraagd]) -> Inkoopmodel:
    """The inkoopmodel under which the help begins: of January also when it is decided on in December.

    Raises Weigering when there is none, and when products begin under different ones.
    """
    dagen = [max(besluitdatum, each.keuze.ingangsdatum) for each in gevraagd] or [besluitdatum]
    modellen = [model_van([melding.gemeente], dag) for dag in dagen]
    eerste = modellen[0]
    if eerste is None:
        raise Weigering("Voor deze gemeente is er dan nog geen inkoopmodel.", veld="body.besluitdatum")
    for plek, model in enumerate(modellen):
        if model is not eerste:
            reden = "Dit product begint onder een ander inkoopmodel. Neem daar een eigen besluit over."
            raise Weigering(reden, veld=f"body.producten.{plek}.ingangsdatum")
    return eerste


def als_gevraagd(body: GevraagdProduct, keuze: Keuze | None = None) -> Gevraagd:
    """As the rules see it; `keuze` is what weighing made of it."""
    gelijk = ("traject", "scenario", "minuten_per_week", "reden_afwijking", "vervoer", "aanbieder")
    velden = {name: getattr(body, name) for name in (*gelijk, "ingangsdatum", "einddatum", "specialisme", "doelgroep")}
    return Gevraagd(
        keuze=keuze or Keuze(product=body.code, **velden),
        volume=body.volume,
        vorm=body.vorm,
        pgb=Pgb(body.pgb.bekwaam, body.pgb.beoordeeld_op, body.pgb.uitgelegd_op) if body.pgb else None,
        afschaalmomenten=tuple(body.afschaalmomenten),
        contactmomenten=tuple(body.contactmomenten),
    )


def _product(
    work: Work,
    opdracht: Opdracht,
    model: Inkoopmodel,
    beschikking_id: str,
    plek: int,
    gevraagd: Gevraagd,
    gezegd: Sequence[Uitspraak],
) -> BeschiktProduct:
    keuze, body = gevraagd.keuze, opdracht.besluit.producten[plek]
    product = model.product(keuze.product)
    redenen = "\n".join(filter(None, (body.toelichting, keuze.reden_afwijking)))
    product_id = new_id()
    return BeschiktProduct(
        id=product_id,
        beschikking_id=beschikking_id,
        volgnummer=plek,
        categorie=product.categorie,
        code=product.code,
        volume=gevraagd.volume,
        eenheid=product.eenheid,
        frequentie=str(product.frequentie),
        ingangsdatum=keuze.ingangsdatum,
        einddatum=keuze.einddatum,
        aanbieder=keuze.aanbieder,
        vorm=gevraagd.vorm,
        budget=pgb_budget(model, product, gevraagd),
        specialisme=keuze.specialisme,
        doelgroep=keuze.doelgroep,
        spoed=opdracht.soort == Beschikkingsoort.TIJDELIJK,
        afschaalmomenten=[each.isoformat() for each in gevraagd.afschaalmomenten],
        contactmomenten=[each.isoformat() for each in gevraagd.contactmomenten or contactmomenten(model, keuze)],
        vervoer=keuze.vervoer,
        netwerkmogelijkheden=list(dict.fromkeys(body.netwerkmogelijkheden)),
        minuten_per_week=tijd_per_week(model, product, gevraagd, plek),
        scenario=keuze.scenario,
        toelichting=work.vault.seal(TOELICHTING, product_id, redenen.encode()) if redenen else None,
        pgb=work.vault.seal(PGB, product_id, body.pgb.model_dump_json().encode()) if body.pgb else None,
        regels=[f"{each.regel}: {each.reden}" for each in gezegd if each.plek in {None, plek}],
    )


def _verteld(model: Inkoopmodel, product: BeschiktProduct, keuze: Keuze) -> ProductInEvent:
    """With how the region weighs it: only figures need that, so that it is told and not kept."""
    data = ProductInEvent.model_validate(product, from_attributes=True)
    return data.model_copy(update={"profiel": profiel(model, keuze)})


def _event_data(
    beschikking: Beschikking,
    producten: Sequence[ProductInEvent],
    opdracht: Opdracht,
    zaak: Jeugdzaak | None,
    trekken: Trekken,
) -> BeschikkingAfgegeven:
    melding, client, onderzoek = opdracht.melding, opdracht.client, opdracht.onderzoek
    return BeschikkingAfgegeven(
        beschikking_id=beschikking.id,
        melding_id=melding.id,
        client_id=client.id,
        bsn_hash=client.bsn_hash,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        meldingsdatum=melding.meldingsdatum,
        onderzoek_afgerond_op=onderzoek.afgerond_op if onderzoek else None,
        besluitdatum=beschikking.besluitdatum,
        inkoopmodel=beschikking.inkoopmodel,
        inkoopmodel_versie=beschikking.inkoopmodel_versie,
        producten=tuple(producten),
        soort=Beschikkingsoort(beschikking.soort).value,
        uitkomst=Besluituitkomst(beschikking.uitkomst).value,
        aanvraagdatum=melding.aanvraagdatum,
        verwijzer=zaak.verwijzer.value if zaak else None,
        verlengingsgrond=zaak.verlengingsgrond.value if zaak and zaak.verlengingsgrond else None,
        leeftijdsgroep=trekken.leeftijdsgroep.value if trekken.leeftijdsgroep else None,
        wijk=trekken.wijk,
        zaaknummer=beschikking.zaaknummer,
    )
