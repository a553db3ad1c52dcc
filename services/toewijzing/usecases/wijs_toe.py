"""Assign the products of a beschikking to a provider, and tell that provider with a WMO301."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from chassis.clock import NEDERLAND
from chassis.events import Heard
from chassis.sealed import BSN
from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.toegang import BeschikkingAfgegeven, BeschiktProduct
from gebeurtenissen.toewijzing import TOEWIJZING_VOORBEREID, ToewijzingVoorbereid
from istandaard.codes import RedenWijziging
from toewijzing.domain.moment import volgend_moment
from toewijzing.domain.toewijzing import LOPEND, Bezwaar, Toewijzingstatus
from toewijzing.domain.wijziging import verlengt
from toewijzing.store.aanbod import Aanbodlijst
from toewijzing.store.van_client import afspraak_van, alles_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import wacht_op_beurt, zet
from toewijzing.usecases.keuze import aanbod_voor, aantal_te_kiezen, meld_tekort, waarom_niet
from toewijzing.usecases.nummering import toewijzingnummers
from toewijzing.usecases.verstuur_toewijzing import Zending, verstuur_toewijzingen
from toewijzing.usecases.vertel_toewijzing import vertel_toewijzing, vertel_verlenging
from weigering import Weigering
from wetten import Wet

PGB = "pgb"
GEEN_KEUZE = "De beschikking noemt geen aanbieder. Kies er een met de cliënt."


async def hoor_beschikkingen(work: Work, heard: Sequence[Heard[BeschikkingAfgegeven]]) -> None:
    """Each product becomes an assignment: at once where the named provider can deliver, else when one is chosen.

    What follows on the same help of the same provider stretches the assignment that runs (OP380). Raises
    httpx.HTTPError when toegang does not answer; the events are then tried again.
    """
    await wacht_op_beurt(work, *{each.data.gemeente for each in heard})
    for ronde in _zonder_herhaling(heard):
        await _wijs_toe(work, ronde)


def _zonder_herhaling(heard: Iterable[Heard[BeschikkingAfgegeven]]) -> Iterator[list[Heard[BeschikkingAfgegeven]]]:
    """In order, cut where a client comes again: what was decided before counts for it."""
    ronde, clienten = list[Heard[BeschikkingAfgegeven]](), set[str]()
    for each in heard:
        if each.data.client_id in clienten:
            yield ronde
            ronde, clienten = [], set()
        ronde.append(each)
        clienten.add(each.data.client_id)
    yield ronde


async def _wijs_toe(work: Work, heard: Sequence[Heard[BeschikkingAfgegeven]]) -> None:
    """Carry out decisions on as many clients together."""
    alles = await alles_van(work.session, [_wie(each.data) for each in heard])
    besluiten = [_te_doen(work, each, alles[_wie(each.data)]) for each in heard]
    aanbod = await aanbod_voor(work, [(rij, rij.wens) for each in besluiten for rij in each.nieuw])
    deel: list[_Uitvoering] = []
    for each in besluiten:
        if each.kan_geven and any(eerder.wachtend for eerder in deel):
            # Who can deliver what waits depends on what others were given before it, and not on what came later.
            await _leg_vast(work, deel)
            deel = []
        with going_on_from(each.gegeven.traceparent):
            for toewijzing in each.nieuw:
                if toewijzing.status == Toewijzingstatus.VOORBEREID:
                    await _beslis(work, toewijzing, each.gegeven, aanbod)
                each.gegeven.alles.append(toewijzing)
        deel.append(each)
    await _leg_vast(work, deel)


def _wie(beschikking: BeschikkingAfgegeven) -> tuple[str, str]:
    return beschikking.gemeente, beschikking.client_id


def _te_doen(work: Work, heard: Heard[BeschikkingAfgegeven], alles: list[Toewijzing]) -> "_Uitvoering":
    beschikking, bekend = heard.data, {each.id for each in alles}
    # Told under a key of before, or kept under a newer one: it is the same person.
    bsn_hash = work.vault.lifted(BSN, beschikking.bsn_hash)
    producten = [each for each in op_volgorde(beschikking.producten) if each.id not in bekend]
    return _Uitvoering(
        [nieuw_van(beschikking, each, bsn_hash) for each in producten], Gegeven(alles, heard.traceparent)
    )


async def _leg_vast(work: Work, besluiten: Sequence["_Uitvoering"]) -> None:
    """Write what was decided, and tell it."""
    await _geef(work, [each.gegeven for each in besluiten])
    nieuw = [rij for each in besluiten for rij in each.nieuw]
    work.session.add_all(each for each in nieuw if each.status != Toewijzingstatus.TOEGEWEZEN)
    await work.session.flush()
    wachtend = [(each, besluit.gegeven.alles) for besluit in besluiten for each in besluit.wachtend]
    aantallen = await aantal_te_kiezen(work, wachtend)
    for besluit in besluiten:
        with going_on_from(besluit.gegeven.traceparent):
            for each in besluit.wachtend:
                await vertel_voorbereid(work, each, aantallen[each.id])


def op_volgorde(producten: Iterable[BeschiktProduct]) -> list[BeschiktProduct]:
    """The products of a decision in the order in which they are looked at.

    What comes in PGB first: it decides on what may come in natura (OP043); then by first day, as they follow on."""
    return sorted(producten, key=lambda each: (each.vorm != PGB, each.ingangsdatum))


@dataclass
class Gegeven:
    """What providers are going to be told of a client."""

    alles: list[Toewijzing]
    """All that the client has, or had, with what is decided now."""
    traceparent: str | None = None
    nieuw: list[Toewijzing] = field(default_factory=list)
    """Under a number of its own."""
    verlengd: dict[str, Toewijzing] = field(default_factory=dict)
    """What ran already and was stretched, by id."""


@dataclass(frozen=True)
class _Uitvoering:
    """A decision that is carried out."""

    nieuw: Sequence[Toewijzing]
    """Its products that are not known yet, in the order in which they are looked at."""
    gegeven: Gegeven

    @property
    def kan_geven(self) -> bool:
        """Whether it names a provider that may get something."""
        return any(each.wens is not None for each in self.nieuw)

    @property
    def wachtend(self) -> list[Toewijzing]:
        """What of it waits for a provider, once that was decided."""
        return [each for each in self.nieuw if each.status == Toewijzingstatus.VOORBEREID]


async def _beslis(work: Work, toewijzing: Toewijzing, gegeven: Gegeven, aanbod: Aanbodlijst) -> None:
    """Assign it to the provider that the decision names, or say what it waits for."""
    if toewijzing.wens is None:
        toewijzing.wacht_op = GEEN_KEUZE
    else:
        bezwaar = await _neem_op(work, toewijzing, toewijzing.wens, gegeven, aanbod)
        toewijzing.wacht_op = bezwaar.reden if bezwaar else None


async def kies_aanbieder(work: Work, toewijzing: Toewijzing, agb: str) -> None:
    """Assign to the provider that the client chose (M54); who has the turn of the municipality calls it.

    Raises Weigering when that cannot be, and httpx.HTTPError when toegang does not answer.
    """
    if toewijzing.status == Toewijzingstatus.PGB:
        reden = "De cliënt koopt dit zelf in met een pgb: er is niets toe te wijzen."
        raise Weigering(reden, soort="pgb", regel="OP043")
    if toewijzing.status != Toewijzingstatus.VOORBEREID:
        raise Weigering("Dit product is al toegewezen.", soort="al-toegewezen")
    gegeven = Gegeven(await van_client(work.session, toewijzing.gemeente, toewijzing.client_id))
    bezwaar = await _neem_op(work, toewijzing, agb, gegeven, await aanbod_voor(work, [(toewijzing, agb)]))
    if bezwaar is not None:
        raise Weigering(bezwaar.reden, soort="aanbieder", regel=bezwaar.regel or bezwaar.beleid)
    toewijzing.wacht_op = None
    await _geef(work, [gegeven])


async def _neem_op(
    work: Work, toewijzing: Toewijzing, agb: str, gegeven: Gegeven, aanbod: Aanbodlijst
) -> Bezwaar | None:
    """Give it to this provider, or add its days to what the provider delivers already; why not, when it cannot."""
    bezwaar = waarom_niet(work, toewijzing, agb, gegeven.alles, aanbod)
    if bezwaar is not None:
        return bezwaar
    toewijzing.agb = agb
    lopend = _te_verlengen(toewijzing, gegeven.alles, work.today)
    if lopend is None:
        toewijzing.status = Toewijzingstatus.TOEGEWEZEN
        toewijzing.toegewezen_op = volgend_moment(None, work.now, NEDERLAND)
        gegeven.nieuw.append(toewijzing)
    else:
        await _verleng(work, lopend, toewijzing)
        gegeven.verlengd[lopend.id] = lopend
    return None


def _te_verlengen(toewijzing: Toewijzing, alles: Iterable[Toewijzing], vandaag: date) -> Toewijzing | None:
    """The assignment of the same product at the same provider that this one must stretch (OP380).

    Not one that was stopped for good: under its number nobody expects that help begins again.
    """
    for each in alles:
        zelfde = _wat(each) == _wat(toewijzing)
        is_verteld = each.status in LOPEND and each.toewijzing_nummer is not None
        if zelfde and is_verteld and verlengt(afspraak_van(each), afspraak_van(toewijzing), vandaag):
            return each
    return None


def _wat(toewijzing: Toewijzing) -> tuple[Wet, str | None, str | None, str | None]:
    return toewijzing.wet, toewijzing.agb, toewijzing.categorie, toewijzing.code


async def _verleng(work: Work, lopend: Toewijzing, toewijzing: Toewijzing) -> None:
    """The running assignment gets the days of this product, under its own number (RedenWijziging 04)."""
    toewijzing.status = Toewijzingstatus.VERLENGD
    toewijzing.verlengt = lopend.product_id or lopend.id
    lopend.afschaalmomenten = [*lopend.afschaalmomenten, *toewijzing.afschaalmomenten]
    lopend.contactmomenten = [*lopend.contactmomenten, *toewijzing.contactmomenten]
    lopend.vervoer = lopend.vervoer or toewijzing.vervoer
    lopend.netwerkmogelijkheden = sorted({*lopend.netwerkmogelijkheden, *toewijzing.netwerkmogelijkheden})
    afspraak = replace(afspraak_van(lopend), einddatum=toewijzing.einddatum)
    await zet(work, lopend, afspraak, RedenWijziging.VERLENGING)
    await vertel_verlenging(work, lopend, toewijzing)


class Besluit(Protocol):
    """What an assignment takes from the decision that it carries out."""

    @property
    def beschikking_id(self) -> str:
        """Of the decision."""

    @property
    def client_id(self) -> str:
        """Of whom it is."""

    @property
    def gemeente(self) -> str:
        """Of the citizen."""

    @property
    def wet(self) -> Wet:
        """Under which it was decided."""

    @property
    def besluitdatum(self) -> date:
        """When."""


def nieuw_van(beschikking: Besluit, product: BeschiktProduct, bsn_hash: str) -> Toewijzing:
    """A decided product as it begins here: waiting for a provider, or in PGB."""
    return Toewijzing(
        id=product.id,
        beschikking_id=beschikking.beschikking_id,
        client_id=beschikking.client_id,
        bsn_hash=bsn_hash,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        categorie=product.categorie,
        code=product.code,
        volume=product.volume,
        eenheid=product.eenheid,
        frequentie=product.frequentie,
        budget=product.budget,
        vorm=product.vorm,
        specialisme=product.specialisme,
        doelgroep=product.doelgroep,
        spoed=product.spoed,
        afschaalmomenten=[each.isoformat() for each in product.afschaalmomenten],
        contactmomenten=[each.isoformat() for each in product.contactmomenten],
        vervoer=product.vervoer,
        netwerkmogelijkheden=list(product.netwerkmogelijkheden),
        wens=product.aanbieder,
        verbruikt_procent=None,
        ingangsdatum=product.ingangsdatum,
        einddatum=product.einddatum,
        besluitdatum=beschikking.besluitdatum,
        status=Toewijzingstatus.PGB if product.vorm == PGB else Toewijzingstatus.VOORBEREID,
        wacht_op=None,
        agb=None,
        toewijzing_nummer=None,
        toegewezen_op=None,
        product_id=None,
        verlengt=None,
        reden_wijziging=None,
        retour=None,
        overgenomen=False,
    )


async def vertel_voorbereid(work: Work, toewijzing: Toewijzing, aantal: int) -> None:
    """It waits for a provider; `aantal` is from how many the client can choose, which is told too where it is small."""
    data = ToewijzingVoorbereid(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        besluitdatum=toewijzing.besluitdatum,
    )
    await work.tell(TOEWIJZING_VOORBEREID, toewijzing.id, data)
    await meld_tekort(work, toewijzing, aantal)


async def _geef(work: Work, gegevens: Sequence[Gegeven]) -> None:
    """Write what is new, each with a number of its own in municipality and law (TR332), and tell the providers.

    One WMO301 per client and provider: it holds all that the client has there (OP087).
    """
    met_nieuw = [each for each in gegevens if each.nieuw]
    plekken = [((each.nieuw[0].gemeente, each.nieuw[0].wet), len(each.nieuw)) for each in met_nieuw]
    for gegeven, nummers in zip(met_nieuw, await toewijzingnummers(work, plekken), strict=True):
        for each, nummer in zip(gegeven.nieuw, nummers, strict=True):
            each.toewijzing_nummer = nummer
            work.session.add(each)
    await work.session.flush()
    for gegeven in met_nieuw:
        with going_on_from(gegeven.traceparent):
            for each in gegeven.nieuw:
                await vertel_toewijzing(work, each)
    zendingen = [zending for each in gegevens for zending in _zendingen(each)]
    if zendingen:
        await verstuur_toewijzingen(work, zendingen)


def _zendingen(gegeven: Gegeven) -> list[Zending]:
    per_aanbieder: dict[str, list[Toewijzing]] = {}
    for each in (*gegeven.nieuw, *gegeven.verlengd.values()):
        per_aanbieder.setdefault(str(each.agb), []).append(each)
    return [
        Zending(
            agb,
            gewijzigd,
            gegeven.alles,
            is_nieuw=gegeven.verlengd.keys().isdisjoint(each.id for each in gewijzigd),
            traceparent=gegeven.traceparent,
        )
        for agb, gewijzigd in per_aanbieder.items()
    ]
