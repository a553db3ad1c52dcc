"""Weigh what support fits (M22): propose what the inkoopmodel allows, and record what the caseworker chose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.plan import AFWEGING_VASTGELEGD, AfwegingVastgelegd
from gebeurtenissen.plan import GewogenProduct as ProductInEvent
from inkoop import Inkoopmodel, laad, model_van
from toegang import store
from toegang.bodies.weging import NieuweAfweging
from toegang.domain.beschikking import loopt_tot
from toegang.domain.route import Meldingstatus
from toegang.domain.weging import Geweigerd, Keuze, Optie, Situatie, Uitspraak, Zaak, opties, uitspraken
from toegang.store import besluit as store_besluit
from toegang.store import plan as planstore
from toegang.tables import Afweging, BeschiktProduct, GewogenProduct, Melding
from toegang.tables.beschermd import AFWEGING
from weigering import Weigering


async def stel_voor(
    work: Work, melding: Melding, situatie: Situatie, ingangsdatum: date
) -> tuple[Inkoopmodel, list[Optie], list[Uitspraak]]:
    """The model of the case, every option with what the rules say, and what the situation itself lacks."""
    model = await _model(work, melding, ingangsdatum)
    lopend = await lopende_keuzes(work, melding.client_id, ingangsdatum)
    overig = [each for each in uitspraken(Zaak(model, work.today, situatie, (), wet=melding.wet)) if not each.mag]
    return model, opties(model, situatie, work.today, ingangsdatum, lopend, melding.wet), overig


async def weeg_af(work: Work, melding: Melding, nieuw: NieuweAfweging) -> tuple[Afweging, list[GewogenProduct]]:
    """Store what was weighed and chosen. Raises Weigering when the case is closed, Geweigerd with every rule of the
    model that stands in the way.
    """
    if melding.status == Meldingstatus.GESLOTEN:
        raise Weigering("Deze zaak is gesloten.", regel="Wmo 2015, 2.3.2")
    situatie = nieuw.situatie.situatie()
    keuzes = tuple(each.keuze() for each in nieuw.keuzes)
    eerste = min(each.ingangsdatum for each in keuzes)
    model = await _model(work, melding, eerste)
    lopend = await lopende_keuzes(work, melding.client_id, eerste)
    zaak = Zaak(model, work.today, situatie, keuzes, lopend, wet=melding.wet)
    if gevonden := [each for each in uitspraken(zaak) if not each.mag]:
        raise Geweigerd(gevonden)
    afweging_id = new_id()
    afweging = Afweging(
        id=afweging_id,
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        op=work.today,
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        inhoud=work.vault.seal(AFWEGING, afweging_id, nieuw.model_dump_json().encode()),
    )
    producten = [_gewogen(afweging, zaak, each) for each in keuzes]
    await store.add(work.session, afweging, *producten)
    await work.tell(AFWEGING_VASTGELEGD, afweging.id, _event_data(melding, afweging, producten))
    return afweging, producten


async def toets_besluit(
    work: Work,
    melding: Melding,
    model: Inkoopmodel,
    keuzes: Sequence[Keuze],
    besluitdatum: date,
    *,
    spoed: bool = False,
) -> tuple[tuple[Keuze, ...], list[Uitspraak]]:
    """The products of a decision as they were weighed, and the rules on which they rest.

    What the last afweging under this model says of a product (traject, scenario, minutes, reasons) is filled in where
    the decision does not say it. With `spoed` nothing has to be weighed first. Raises Geweigerd with every rule that
    stands in the way.
    """
    gewogen = await _laatste(work, melding, model)
    situatie = gewogen.situatie.situatie() if gewogen else None
    aangevuld = tuple(_aangevuld(each, gewogen) for each in keuzes)
    eerste = min((each.ingangsdatum for each in aangevuld), default=besluitdatum)
    lopend = await lopende_keuzes(work, melding.client_id, eerste)
    gezegd = list(uitspraken(Zaak(model, besluitdatum, situatie, aangevuld, lopend, spoed, melding.wet)))
    if gevonden := [each for each in gezegd if not each.mag]:
        raise Geweigerd(gevonden)
    return aangevuld, gezegd


async def onderbouwing_van(work: Work, afweging: Afweging, model: Inkoopmodel) -> list[Uitspraak]:
    """The rules on which a stored afweging rests, under the model of that day."""
    inhoud = lees_inhoud(work, afweging)
    keuzes = tuple(each.keuze() for each in inhoud.keuzes)
    melding = await store.melding(work.session, afweging.melding_id)
    assert melding is not None  # a foreign key holds it
    zaak = Zaak(model, afweging.op, inhoud.situatie.situatie(), keuzes, wet=melding.wet)
    return [each for each in uitspraken(zaak) if each.mag]


def lees_inhoud(work: Work, afweging: Afweging) -> NieuweAfweging:
    """What was weighed, with the reasons in words."""
    return NieuweAfweging.model_validate_json(work.vault.open(AFWEGING, afweging.id, afweging.inhoud))


async def lopende_keuzes(work: Work, client_id: str, vanaf: date) -> tuple[Keuze, ...]:
    """What the client has from a day on, as the rules see it."""
    return tuple(_lopend(each) for each in await planstore.lopende_producten(work.session, client_id, vanaf))


def _lopend(product: BeschiktProduct) -> Keuze:
    einde = loopt_tot(product.einddatum, product.laatste_dag)
    return Keuze(product.code, product.ingangsdatum, einde, aanbieder=product.aanbieder)


async def _laatste(work: Work, melding: Melding, model: Inkoopmodel) -> NieuweAfweging | None:
    """The last afweging of a melding, when it was made under this model."""
    gevonden = await planstore.afwegingen(work.session, melding.id)
    laatste = next((each for each in gevonden if each.inkoopmodel == model.naam), None)
    return lees_inhoud(work, laatste) if laatste else None


def _aangevuld(keuze: Keuze, gewogen: NieuweAfweging | None) -> Keuze:
    zelfde = next((each for each in gewogen.keuzes if each.product == keuze.product), None) if gewogen else None
    if zelfde is None:
        return keuze
    return replace(
        keuze,
        traject=keuze.traject or zelfde.traject,
        scenario=keuze.scenario or zelfde.scenario,
        minuten_per_week=keuze.minuten_per_week or zelfde.minuten_per_week,
        reden_afwijking=keuze.reden_afwijking or zelfde.reden_afwijking,
        vervoer=keuze.vervoer or zelfde.vervoer,
        specialisme=keuze.specialisme or zelfde.specialisme,
        doelgroep=keuze.doelgroep or zelfde.doelgroep,
    )


async def _model(work: Work, melding: Melding, eerste: date) -> Inkoopmodel:
    """The inkoopmodel of the first day of help, so that January can be prepared in December.

    After the decision that of the decision, since an objection is judged under it.
    """
    if melding.status == Meldingstatus.BESCHIKT:
        return laad((await store_besluit.besluit(work.session, melding.id)).inkoopmodel)
    model = model_van([melding.gemeente], max(work.today, eerste))
    if model is None:
        raise Weigering("Voor deze gemeente is er dan nog geen inkoopmodel.")
    return model


def _gewogen(afweging: Afweging, zaak: Zaak, keuze: Keuze) -> GewogenProduct:
    cel = zaak.cel_van(keuze)
    assert zaak.situatie is not None  # weeg_af gives one
    band = zaak.model.product(keuze.product).normband
    minuten = keuze.minuten_per_week
    return GewogenProduct(
        id=new_id(),
        afweging_id=afweging.id,
        gemeente=afweging.gemeente,
        op=afweging.op,
        inkoopmodel=afweging.inkoopmodel,
        product=keuze.product,
        traject=keuze.traject or (cel.traject if cel else None),
        intensiteit=cel.intensiteit if cel else None,
        scenario=keuze.scenario,
        aantal_gebieden=len(zaak.situatie.gebieden),
        duur_maanden=keuze.maanden,
        minuten_per_week=minuten,
        afgeweken=bool(band and minuten and not band.van <= minuten <= band.tot),
    )


def _event_data(melding: Melding, afweging: Afweging, producten: list[GewogenProduct]) -> AfwegingVastgelegd:
    return AfwegingVastgelegd(
        afweging_id=afweging.id,
        melding_id=afweging.melding_id,
        client_id=afweging.client_id,
        gemeente=afweging.gemeente,
        wet=melding.wet,
        op=afweging.op,
        inkoopmodel=afweging.inkoopmodel,
        inkoopmodel_versie=afweging.inkoopmodel_versie,
        gebieden=producten[0].aantal_gebieden,
        producten=tuple(map(_in_event, producten)),
    )


def _in_event(product: GewogenProduct) -> ProductInEvent:
    return ProductInEvent(
        product=product.product,
        traject=product.traject,
        intensiteit=product.intensiteit,
        scenario=product.scenario,
        maanden=product.duur_maanden,
        minuten_per_week=product.minuten_per_week,
        afgeweken=product.afgeweken,
    )
