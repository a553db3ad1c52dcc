"""Move running help to the products of a new contract: the citizen keeps what was granted (M134)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass as checked

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import INDICATIE_OMGEZET, IndicatieOmgezet
from gebeurtenissen.toegang import BeschiktProduct as ProductInEvent
from inkoop import Inkoopmodel, model_van
from inkoop.producten import Product
from istandaard.codes import Eenheid
from toegang import store
from toegang.bodies.omzetting import Omzetting, OmzettingfoutView, OmzettingUitkomst
from toegang.domain.beschikking import loopt_tot
from toegang.domain.logboek import Wat
from toegang.domain.omzetting import (
    OMGEZET,
    PER_KEER,
    REGEL,
    Omvang,
    check_tabel,
    check_wet,
    dagen,
    nieuwe_omvang,
)
from toegang.domain.trekken import profiel, trekken_van
from toegang.domain.weging import Keuze
from toegang.store import omzetting as bron
from toegang.tables import Beschikking, BeschiktProduct, Client, GedeeldDoel
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.personen import open_persoon
from weigering import Weigering


@dataclass(frozen=True)
class NieuwContract:
    """The inkoopmodel that comes, by the code of an old product the one that it goes on as, and the first day."""

    model: Inkoopmodel
    naar: Mapping[str, Product]
    vanaf: date


@dataclass(frozen=True)
class TeZetten:
    """A product that runs, what it goes on as, and the last day of the old one."""

    beschikking: Beschikking
    oud: BeschiktProduct
    nieuw: BeschiktProduct
    laatste_dag: date


@checked(frozen=True, config={"alias_generator": to_camel, "extra": "ignore"})
class Bezwaar:
    """Why an assignment cannot go on so, as toewijzing tells it."""

    product_id: str
    regel: str
    reden: str


_BEZWAREN = TypeAdapter(tuple[Bezwaar, ...])


async def zet_om(work: Work, opdracht: Omzetting, na: str | None, *, proef: bool) -> OmzettingUitkomst:
    """Move what can be moved and list what cannot, from after the product `na`; with `proef` nothing is kept.

    Its `volgende` is the product after which the next part begins. Raises Weigering for a municipality
    without an inkoopmodel on that day, or a product that it does not have; httpx.HTTPError when toewijzing does not
    answer.
    """
    model = model_van([opdracht.gemeente], opdracht.vanaf)
    if model is None:
        reden = f"Op {opdracht.vanaf:%d-%m-%Y} geldt voor deze gemeente geen inkoopmodel."
        raise Weigering(reden, veld="body.vanaf", regel=REGEL)
    contract = NieuwContract(model, check_tabel(model, opdracht.tabel, opdracht.vanaf), opdracht.vanaf)
    await work.wait_for_turn(f"omzetting {opdracht.gemeente}")
    rijen = await bron.om_te_zetten(
        work.session, opdracht.gemeente, contract.naar.keys(), opdracht.vanaf, na, PER_KEER + 1
    )
    deel = rijen[:PER_KEER]
    clienten = await bron.clienten(work.session, {beschikking.client_id for beschikking, _ in deel})
    await bron.besluiten(work.session, {beschikking.id for beschikking, _ in deel})
    te_zetten, fouten = await _getoetst(work, deel, clienten, contract)
    if not proef:
        await _bewaar(work, te_zetten, clienten, model)
    volgende = deel[-1][1].id if len(rijen) > PER_KEER else None
    return OmzettingUitkomst(proef=proef, omgezet=len(te_zetten), fouten=fouten, volgende=volgende)


async def _getoetst(
    work: Work,
    rijen: Sequence[tuple[Beschikking, BeschiktProduct]],
    clienten: Mapping[str, Client],
    contract: NieuwContract,
) -> tuple[list[TeZetten], list[OmzettingfoutView]]:
    """What can go on, and the rest with the reason: by what was decided, and by what its provider has."""
    fouten: list[OmzettingfoutView] = []
    mogelijk: list[TeZetten] = []
    for beschikking, oud in rijen:
        try:
            mogelijk.append(_als(beschikking, oud, contract))
        except Weigering as weigering:
            fouten.append(_fout(beschikking, oud, weigering.regel or REGEL, weigering.reden))
    bezwaren = {each.product_id: each for each in await _vraag_toewijzing(work, mogelijk, clienten)}
    for each in mogelijk:
        if each.oud.id in bezwaren:
            bezwaar = bezwaren[each.oud.id]
            fouten.append(_fout(each.beschikking, each.oud, bezwaar.regel, bezwaar.reden))
    fouten.sort(key=lambda each: each.product_id)
    return [each for each in mogelijk if each.oud.id not in bezwaren], fouten


def _fout(beschikking: Beschikking, oud: BeschiktProduct, regel: str, reden: str) -> OmzettingfoutView:
    return OmzettingfoutView(beschikking_id=beschikking.id, product_id=oud.id, code=oud.code, regel=regel, reden=reden)


def _als(beschikking: Beschikking, oud: BeschiktProduct, contract: NieuwContract) -> TeZetten:
    """The product as it goes on. Raises Weigering."""
    naar = contract.naar[oud.code]
    check_wet(beschikking.wet, naar)
    omvang = nieuwe_omvang(Omvang(oud.volume, Eenheid(oud.eenheid), oud.frequentie), naar)
    laatste_dag, ingangsdatum = dagen(oud.ingangsdatum, contract.vanaf)
    gelijk = (
        "beschikking_id", "aanbieder", "vorm", "budget", "specialisme", "doelgroep", "spoed", "vervoer",
        "netwerkmogelijkheden", "minuten_per_week", "scenario", "laatste_dag", "eindreden",
    )  # fmt: skip
    nieuw = BeschiktProduct(
        id=new_id(),
        **{naam: getattr(oud, naam) for naam in gelijk},
        categorie=naar.categorie,
        code=naar.code,
        volume=omvang.volume,
        eenheid=omvang.eenheid.value,
        frequentie=omvang.frequentie,
        ingangsdatum=ingangsdatum,
        einddatum=loopt_tot(oud.einddatum, oud.laatste_dag),
        afschaalmomenten=[dag for dag in oud.afschaalmomenten if dag >= ingangsdatum.isoformat()],
        contactmomenten=[dag for dag in oud.contactmomenten if dag >= ingangsdatum.isoformat()],
        regels=[],
        omgezet_uit=oud.id,
        inkoopmodel=contract.model.naam,
    )
    return TeZetten(beschikking, oud, nieuw, laatste_dag)


async def _vraag_toewijzing(
    work: Work, te_zetten: Sequence[TeZetten], clienten: Mapping[str, Client]
) -> Sequence[Bezwaar]:
    if not te_zetten:
        return ()
    omzettingen = [_event_data(each, clienten).model_dump(mode="json", by_alias=True) for each in te_zetten]
    path = "/v1/toewijzingen/omzetting/_toets"
    answer = await work.peers["toewijzing"].post(path, json={"omzettingen": omzettingen})
    return _BEZWAREN.validate_json(answer.raise_for_status().content)


async def _bewaar(
    work: Work, te_zetten: Sequence[TeZetten], clienten: Mapping[str, Client], model: Inkoopmodel
) -> None:
    plaats = await bron.aantal_producten(work.session, {each.beschikking.id for each in te_zetten})
    for each in te_zetten:
        each.oud.laatste_dag, each.oud.eindreden = each.laatste_dag, OMGEZET
        each.nieuw.volgnummer = plaats[each.beschikking.id]
        plaats[each.beschikking.id] += 1
        noteer_wijziging(work, each.beschikking, Wat.INDICATIE_OMGEZET, each.nieuw.id)
        await _vertel(work, each, clienten, model)
    work.session.add_all(each.nieuw for each in te_zetten)
    await work.session.flush()
    wordt = {each.oud.id: each.nieuw.id for each in te_zetten}
    await store.add(work.session, *_gedeeld(work, await bron.delingen(work.session, wordt.keys()), wordt))


def _gedeeld(work: Work, delingen: Iterable[GedeeldDoel], wordt: Mapping[str, str]) -> Iterator[GedeeldDoel]:
    """The provider goes on seeing the goals that it saw (M122)."""
    for each in delingen:
        yield GedeeldDoel(
            id=new_id(),
            doel_id=each.doel_id,
            product_id=wordt[each.product_id],
            client_id=each.client_id,
            gedeeld_op=work.today,
        )


def _event_data(each: TeZetten, clienten: Mapping[str, Client]) -> IndicatieOmgezet:
    client = clienten[each.beschikking.client_id]
    return IndicatieOmgezet(
        beschikking_id=each.beschikking.id,
        client_id=client.id,
        bsn_hash=client.bsn_hash,
        gemeente=client.gemeente,
        wet=each.beschikking.wet,
        besluitdatum=each.beschikking.besluitdatum,
        omgezet_uit=each.oud.id,
        laatste_dag=each.laatste_dag,
        beschikt_product=ProductInEvent.model_validate(each.nieuw, from_attributes=True),
    )


async def _vertel(work: Work, each: TeZetten, clienten: Mapping[str, Client], model: Inkoopmodel) -> None:
    """With how the region weighs it, and what figures need to know of the client (M96)."""
    data, nieuw = _event_data(each, clienten), each.nieuw
    persoon = open_persoon(work, clienten[data.client_id])
    keuze = Keuze(nieuw.code, nieuw.ingangsdatum, nieuw.einddatum, specialisme=nieuw.specialisme)
    trekken = trekken_van(model, data.gemeente, persoon.geboren, persoon.adres.plek, nieuw.ingangsdatum)
    anders = {
        "beschikt_product": data.beschikt_product.model_copy(update={"profiel": profiel(model, keuze)}),
        "leeftijdsgroep": trekken.leeftijdsgroep,
        "wijk": trekken.wijk,
    }
    await work.tell(INDICATIE_OMGEZET, nieuw.id, data.model_copy(update=anders))
