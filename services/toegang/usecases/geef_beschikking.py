"""Decide on a melding (Wmo 2015, 2.3.5): products, volumes and periods from the inkoopmodel."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import BESCHIKKING_AFGEGEVEN, BeschikkingAfgegeven
from gebeurtenissen import BeschiktProduct as ProductInEvent
from inkoop import Product, model_van
from toegang import store
from toegang.bodies.route import NieuweBeschikking
from toegang.domain.beschikking import Gevraagd, check_producten
from toegang.domain.route import Status, Weigering, check_besluit
from toegang.tables import Beschikking, BeschiktProduct, Client, Melding


async def geef_beschikking(
    work: Work, melding: Melding, client: Client, nieuw: NieuweBeschikking
) -> tuple[Beschikking, list[BeschiktProduct]]:
    """Store the decision and its products. Raises Weigering when the law or the inkoopmodel stands in the way."""
    onderzoek = await store.onderzoek(work.session, melding.id)
    afgerond_op = onderzoek.afgerond_op if onderzoek else None
    check_besluit(melding.status, afgerond_op, nieuw.besluitdatum, work.today)
    assert afgerond_op is not None  # check_besluit refuses a decision without an investigation
    model = model_van([melding.gemeente], nieuw.besluitdatum)
    if model is None:
        raise Weigering("body.besluitdatum", "Voor deze gemeente is op de besluitdatum geen inkoopmodel.")
    gevraagd = [Gevraagd(**each.model_dump()) for each in nieuw.producten]
    gekozen = check_producten(model, gevraagd, nieuw.besluitdatum)

    beschikking = Beschikking(
        id=new_id(),
        melding_id=melding.id,
        client_id=client.id,
        gemeente=melding.gemeente,
        besluitdatum=nieuw.besluitdatum,
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        motivering=work.vault.seal(nieuw.motivering.encode()),
    )
    producten = [
        _product(beschikking.id, index, *each) for index, each in enumerate(zip(gevraagd, gekozen, strict=True))
    ]
    melding.status = Status.BESCHIKT
    await store.add(work.session, beschikking, *producten)
    data = _event_data(beschikking, producten, melding, client, afgerond_op)
    await work.tell(BESCHIKKING_AFGEGEVEN, beschikking.id, data)
    return beschikking, producten


def _product(beschikking_id: str, volgnummer: int, gevraagd: Gevraagd, product: Product) -> BeschiktProduct:
    return BeschiktProduct(
        id=new_id(),
        beschikking_id=beschikking_id,
        volgnummer=volgnummer,
        categorie=product.categorie,
        code=product.code,
        volume=gevraagd.volume,
        eenheid=product.eenheid,
        frequentie=str(product.frequentie),
        ingangsdatum=gevraagd.ingangsdatum,
        einddatum=gevraagd.einddatum,
        aanbieder=gevraagd.aanbieder,
    )


def _event_data(
    beschikking: Beschikking, producten: list[BeschiktProduct], melding: Melding, client: Client, afgerond_op: date
) -> BeschikkingAfgegeven:
    return BeschikkingAfgegeven(
        beschikking_id=beschikking.id,
        melding_id=melding.id,
        client_id=client.id,
        bsn_hash=client.bsn_hash,
        gemeente=beschikking.gemeente,
        meldingsdatum=melding.meldingsdatum,
        onderzoek_afgerond_op=afgerond_op,
        besluitdatum=beschikking.besluitdatum,
        inkoopmodel=beschikking.inkoopmodel,
        inkoopmodel_versie=beschikking.inkoopmodel_versie,
        producten=tuple(ProductInEvent.model_validate(each, from_attributes=True) for each in producten),
    )
