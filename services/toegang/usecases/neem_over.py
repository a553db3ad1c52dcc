"""Take running indications in from a file, when a municipality or a region begins here (M134).

Nothing is decided: there is no letter, no clock of the law runs, and the CAK hears nothing that it knows already.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bladen import Rij
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import INDICATIE_OVERGENOMEN, IndicatieOvergenomen
from gebeurtenissen.toegang import BeschiktProduct as ProductInEvent
from inkoop import Inkoopmodel, komend_model
from toegang.bodies.overname import OvernamefoutView, OvernameUitkomst
from toegang.bodies.persoon import Persoon
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.bijdrageopgaven import Levering
from toegang.domain.evaluatie import contactmomenten
from toegang.domain.logboek import Wat
from toegang.domain.overname import PER_KEER, REGEL
from toegang.domain.route import Meldingstatus
from toegang.domain.weging import Keuze
from toegang.store import overname as bron
from toegang.tables import (
    Base,
    Beschikking,
    BeschiktProduct,
    Client,
    GehoordeLevering,
    Melding,
    OvergenomenIndicatie,
)
from toegang.tables.beschermd import HULPVRAAG, MOTIVERING, OVERGENOMEN
from toegang.usecases.eigen_bijdrage import groepen_van, herbereken, overgenomen_bijdrage, wacht_op_beurt
from toegang.usecases.personen import bewaar_persoon
from toegang.usecases.toets_overname import TeNemen, toets_rijen
from toegang.usecases.zaaknummers import geef_zaaknummers
from weigering import Weigering

VAN_ELDERS = "Overgenomen uit een ander systeem (M134). Wat de inwoner vroeg en waarom zo is besloten, staat daar."


async def neem_over(work: Work, gemeente: str, rijen: Sequence[Rij], *, proef: bool) -> OvernameUitkomst:
    """Take in what is right and list what is wrong; with `proef` nothing is kept.

    Raises Weigering for a municipality without an inkoopmodel, or one that has not begun, and for too many rows;
    httpx.HTTPError when toewijzing does not answer.
    """
    if len(rijen) > PER_KEER:
        reden = f"Stuur hoogstens {PER_KEER} rijen per keer. De opdracht clientroute inname deelt een bestand op."
        raise Weigering(reden, soort="te-veel-rijen", regel=REGEL)
    model = komend_model([gemeente], work.today)
    if model is None:
        raise Weigering("Voor deze gemeente is er geen inkoopmodel.", veld="gemeente", regel=REGEL)
    if model.versie > work.today and not proef:
        reden = f"Het inkoopmodel begint op {model.versie:%d-%m-%Y}. Proef nu (proef=true), en lees dan in."
        raise Weigering(reden, soort="te-vroeg", regel=REGEL)
    await work.wait_for_turn(f"overname {gemeente}")
    getoetst = await toets_rijen(work, gemeente, rijen, model)
    if not proef and getoetst.goed:
        await _bewaar(work, gemeente, getoetst.goed, model)
    return OvernameUitkomst(
        proef=proef,
        overgenomen=len(getoetst.goed),
        al_overgenomen=getoetst.al_overgenomen,
        nieuwe_clienten=len({each.wie for each in getoetst.goed if each.client is None}),
        fouten=[OvernamefoutView.model_validate(each, from_attributes=True) for each in getoetst.fouten],
    )


@dataclass
class _Dossier:
    """A citizen of the file, with what is taken in of him."""

    client: Client
    persoon: Persoon
    is_nieuw: bool
    beschikt: list[tuple[Beschikking, BeschiktProduct]] = field(default_factory=list)
    leveringen: list[GehoordeLevering] = field(default_factory=list)


@dataclass
class _Bewaard:
    """New rows by table, in the order in which they can be written."""

    clienten: list[Client] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    beschikkingen: list[Beschikking] = field(default_factory=list)
    producten: list[BeschiktProduct] = field(default_factory=list)
    overgenomen: list[OvergenomenIndicatie] = field(default_factory=list)
    leveringen: list[GehoordeLevering] = field(default_factory=list)

    async def schrijf(self, work: Work) -> None:
        """Thousands of rows take a few statements."""
        for rows in vars(self).values():
            await _schrijf(work, rows)


async def _schrijf(work: Work, rows: Iterable[Base]) -> None:
    work.session.add_all(rows)
    await work.session.flush()


async def _bewaar(work: Work, gemeente: str, goed: Sequence[TeNemen], model: Inkoopmodel) -> None:
    bewaard = _Bewaard()
    dossiers = _dossiers(work, gemeente, goed, bewaard)
    besluiten, aantal = await _bekende_besluiten(work, dossiers)
    for each in goed:
        dossier = dossiers[each.wie]
        if each.besluit not in besluiten:
            besluiten[each.besluit] = _besluit(work, dossier.client, each, model, bewaard)
        beschikking = besluiten[each.besluit]
        aantal[beschikking.id] = aantal.get(beschikking.id, -1) + 1
        product = _product(work, each, beschikking, aantal[beschikking.id], model)
        bewaard.producten.append(product)
        bewaard.overgenomen.append(_overgenomen(work, each, beschikking))
        dossier.beschikt.append((beschikking, product))
        if (levering := _levering(each, dossier.client.id)) is not None:
            dossier.leveringen.append(levering)
            bewaard.leveringen.append(levering)
        await _vertel(work, each, beschikking, dossier.client, product)
        work.note([dossier.client.id], Wat.INDICATIE_OVERGENOMEN, product.id)
    await _nummer(work, gemeente, bewaard)
    await bewaard.schrijf(work)
    await _bijdragen(work, gemeente, dossiers.values())


async def _nummer(work: Work, gemeente: str, bewaard: _Bewaard) -> None:
    """Give the new cases and their decisions a number."""
    nummers = await geef_zaaknummers(work, gemeente, [each.id for each in bewaard.meldingen])
    for melding, beschikking, nummer in zip(bewaard.meldingen, bewaard.beschikkingen, nummers, strict=True):
        melding.zaaknummer = beschikking.zaaknummer = nummer


def _dossiers(work: Work, gemeente: str, goed: Sequence[TeNemen], bewaard: _Bewaard) -> dict[str, _Dossier]:
    """Every citizen once; of who is known the personal data stay as they are."""
    gevonden: dict[str, _Dossier] = {}
    for each in goed:
        if each.wie not in gevonden:
            persoon = each.gelezen.indicatie.persoon
            client = each.client
            if client is None:
                bsn_hash = work.vault.bsn_hash(persoon.bsn)
                client = Client(id=new_id(), gemeente=gemeente, bsn_hash=bsn_hash, laatste_relatienummer=0, versie=1)
                bewaar_persoon(work, client, persoon, None)
                bewaard.clienten.append(client)
            gevonden[each.wie] = _Dossier(client, persoon, each.client is None)
    return gevonden


async def _bekende_besluiten(
    work: Work, dossiers: dict[str, _Dossier]
) -> tuple[dict[tuple[str, object, str], Beschikking], dict[str, int]]:
    """What was taken in before: the decision of each number, and the last place of a product in it."""
    wie = {each.client.id: naam for naam, each in dossiers.items() if not each.is_nieuw}
    besluiten: dict[tuple[str, object, str], Beschikking] = {}
    aantal: dict[str, int] = {}
    for rij, beschikking, product in await bron.besluiten_van(work.session, wie.keys()):
        besluiten[wie[rij.client_id], rij.wet, rij.beschikkingnummer] = beschikking
        aantal[beschikking.id] = max(aantal.get(beschikking.id, -1), product.volgnummer)
    return besluiten, aantal


def _besluit(work: Work, client: Client, each: TeNemen, model: Inkoopmodel, bewaard: _Bewaard) -> Beschikking:
    """A decision as it was taken elsewhere, with the case that it ended. Its melding has the day of the decision.

    The inkoopmodel is the one by which it goes on.
    """
    indicatie, melding_id, beschikking_id = each.gelezen.indicatie, new_id(), new_id()
    melding = Melding(
        id=melding_id,
        client_id=client.id,
        gemeente=client.gemeente,
        wet=indicatie.wet,
        meldingsdatum=indicatie.besluitdatum,
        hulpvraag=work.vault.seal(HULPVRAAG, melding_id, VAN_ELDERS.encode()),
        status=Meldingstatus.BESCHIKT,
        spoed=False,
        versie=1,
    )
    beschikking = Beschikking(
        id=beschikking_id,
        melding_id=melding_id,
        client_id=client.id,
        gemeente=client.gemeente,
        wet=indicatie.wet,
        besluitdatum=indicatie.besluitdatum,
        soort=Beschikkingsoort.BESLUIT,
        uitkomst=Besluituitkomst.TOEGEKEND,
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        motivering=work.vault.seal(MOTIVERING, beschikking_id, VAN_ELDERS.encode()),
        versie=1,
    )
    bewaard.meldingen.append(melding)
    bewaard.beschikkingen.append(beschikking)
    return beschikking


def _product(
    work: Work, each: TeNemen, beschikking: Beschikking, volgnummer: int, model: Inkoopmodel
) -> BeschiktProduct:
    indicatie = each.gelezen.indicatie
    keuze = Keuze(product=indicatie.product, ingangsdatum=indicatie.ingangsdatum, einddatum=indicatie.einddatum)
    return BeschiktProduct(
        id=each.product_id,
        beschikking_id=beschikking.id,
        volgnummer=volgnummer,
        categorie=each.product.categorie,
        code=indicatie.product,
        volume=indicatie.volume,
        eenheid=indicatie.eenheid.value,
        frequentie=indicatie.frequentie.value,
        ingangsdatum=indicatie.ingangsdatum,
        einddatum=indicatie.einddatum,
        aanbieder=indicatie.aanbieder,
        vorm=Vorm.NATURA,
        spoed=False,
        afschaalmomenten=[],
        # What was to be evaluated before, was or was not: elsewhere.
        contactmomenten=[dag.isoformat() for dag in contactmomenten(model, keuze) if dag >= work.today],
        vervoer=False,
        netwerkmogelijkheden=[],
        regels=[],
    )


def _overgenomen(work: Work, each: TeNemen, beschikking: Beschikking) -> OvergenomenIndicatie:
    indicatie = each.gelezen.indicatie
    return OvergenomenIndicatie(
        product_id=each.product_id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        wet=indicatie.wet,
        kenmerk=indicatie.kenmerk,
        inhoud_hash=work.vault.hash(OVERGENOMEN.purpose, each.gelezen.inhoud).current,
        beschikkingnummer=indicatie.beschikkingnummer,
        toewijzing_nummer=indicatie.toewijzingnummer,
        overgenomen_op=work.today,
    )


def _levering(each: TeNemen, client_id: str) -> GehoordeLevering | None:
    """Delivery as the file tells it; toewijzing will tell the same once more."""
    begin = each.gelezen.indicatie.begindatum_levering
    if begin is None:
        return None
    return GehoordeLevering(
        toewijzing_id=each.product_id,
        begindatum=begin,
        client_id=client_id,
        code=each.product.code,
        telt=True,
        sequence=0,
        einddatum=None,
        tijdelijk=False,
        stop_sequence=0,
    )


async def _vertel(
    work: Work, each: TeNemen, beschikking: Beschikking, client: Client, product: BeschiktProduct
) -> None:
    data = IndicatieOvergenomen(
        beschikking_id=beschikking.id,
        client_id=client.id,
        bsn_hash=client.bsn_hash,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        besluitdatum=beschikking.besluitdatum,
        product=ProductInEvent.model_validate(product, from_attributes=True),
        toewijzing_nummer=each.gelezen.indicatie.toewijzingnummer,
        begindatum=each.gelezen.indicatie.begindatum_levering,
    )
    await work.tell(INDICATIE_OVERGENOMEN, product.id, data)


async def _bijdragen(work: Work, gemeente: str, dossiers: Collection[_Dossier]) -> None:
    """Help that runs has its contribution already: the CAK was told of it from elsewhere, and hears its end from here.

    Of who is new that is worked out together; of who is known beside all else that is known.
    """
    await wacht_op_beurt(work, gemeente)
    bekend = await groepen_van(work, {each.client.id: None for each in dossiers if not each.is_nieuw})
    await herbereken(work, bekend, bekend_bij_cak=True)
    rows: list[Base] = []
    for each in dossiers:
        if not each.is_nieuw:
            continue
        leveringen = [
            Levering(levering.code, levering.begindatum, levering.einddatum, levering.tijdelijk)
            for levering in each.leveringen
        ]
        rows += overgenomen_bijdrage(work, each.client, each.persoon.geboren, each.beschikt, leveringen)
    await _schrijf(work, rows)
