"""Which providers can get an assignment, and in which order they stand (M55)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import wetten
from chassis.batches import in_batches
from chassis.work import Work
from gebeurtenissen.aanbod import AANBOD_TEKORT, AanbodTekort
from inkoop import Inkoopmodel, model_van
from inkoop.integriteit import GEEN_EIS, Toetseis
from toewijzing.domain.matching import MINIMUM, Kandidaat, Plaats, Vraag, rangschik, te_kiezen
from toewijzing.domain.melding import ONGEWIJZIGD
from toewijzing.domain.omvang import verkeerde_omvang
from toewijzing.domain.resultaten import Gemeten, samen
from toewijzing.domain.toewijzing import Aanbod, Bezwaar, bezwaar
from toewijzing.store import aanbod as bron
from toewijzing.store import kandidaten as zoek
from toewijzing.store.van_client import hulp_naast, levering_van
from toewijzing.tables import Toewijzing
from toewijzing.usecases.in_bericht import toegewezen_product


def model_voor(toewijzing: Toewijzing) -> Inkoopmodel | None:
    """The inkoopmodel of the first day of the help, or of the decision when that came later; None without one."""
    return model_van([toewijzing.gemeente], max(toewijzing.besluitdatum, toewijzing.ingangsdatum))


async def aanbod_voor(work: Work, gevraagd: Iterable[tuple[Toewijzing, str | None]]) -> bron.Aanbodlijst:
    """What providers offer for these assignments, each by the provider that is named for it."""
    met_naam = {(agb, levering_van(each)) for each, agb in gevraagd if agb is not None}
    return await bron.aanbod_van(work.session, met_naam, work.today) if met_naam else bron.NIETS


def waarom_niet(
    work: Work, toewijzing: Toewijzing, agb: str, alles: Iterable[Toewijzing], aanbod: bron.Aanbodlijst
) -> Bezwaar | None:
    """Why this provider cannot get the assignment; None when it can. `alles` the client has, or had."""
    levering, model = levering_van(toewijzing), model_voor(toewijzing)
    hulp = hulp_naast(toewijzing, alles)
    een, eis = model is not None and model.levering.een_aanbieder, toetseis_van(model, work.today)
    tegen = bezwaar(agb, levering, aanbod.van(agb, levering), hulp, een_aanbieder=een, toetseis=eis)
    bezwaar_tegen = tegen or onverzendbaar(toewijzing, work.now)
    if bezwaar_tegen is None and model is not None:
        reden = verkeerde_omvang(model, toewijzing.code, toewijzing.eenheid, toewijzing.frequentie)
        return Bezwaar(reden) if reden else None
    return bezwaar_tegen


def toetseis_van(model: Inkoopmodel | None, op: date) -> Toetseis:
    """The integrity test that the inkoopmodel asks, as on a day (M108)."""
    return GEEN_EIS if model is None else Toetseis(model.levering.integriteitstoets_maanden, op)


def onverzendbaar(toewijzing: Toewijzing, nu: datetime) -> Bezwaar | None:
    """Why an assignment cannot stand in a WMO301, by the rules that look at it alone; None when it can."""
    try:
        product = toegewezen_product(toewijzing, ONGEWIJZIGD, nummer=toewijzing.toewijzing_nummer or 1, moment=nu)
    except wetten.OngeldigeWaarde as fout:
        return Bezwaar(f"{fout.melding} ({fout.regel})", fout.regel)
    gevonden = wetten.controleer_deel(toewijzing.wet, product, "ToegewezenProduct")
    return Bezwaar(f"{gevonden[0].melding} ({gevonden[0].regel})", gevonden[0].regel) if gevonden else None


@dataclass(frozen=True)
class NietMogelijk:
    """A provider with a contract for the product that cannot get it now, and why."""

    agb: str
    naam: str
    reden: str


@dataclass(frozen=True)
class Aanbieders:
    """Who can deliver an assignment, from best to least with the reasons (M55), and who cannot although contracted."""

    mogelijk: list[Plaats]
    niet_mogelijk: list[NietMogelijk]


Wachtend = tuple[Toewijzing, Iterable[Toewijzing]]
"""An assignment that waits for a provider, and all that its client has, or had."""
SAMEN = 20
"""Assignments of which the choice is in memory together: each may have hundreds of providers."""


async def aanbieders_voor(work: Work, toewijzing: Toewijzing, alles: Iterable[Toewijzing]) -> Aanbieders:
    """The choice for an assignment; nobody without an inkoopmodel. `alles` the client has, or had."""
    [keuze] = await _keuzes(work, [(toewijzing, alles)])
    return keuze


async def aantal_te_kiezen(work: Work, wachtend: Iterable[Wachtend]) -> dict[str, int]:
    """By id of an assignment, from how many providers that fit and have room its client can choose."""
    aantallen = dict[str, int]()
    for deel in in_batches(wachtend, lambda _: 1, SAMEN):
        for (each, _), keuze in zip(deel, await _keuzes(work, deel), strict=True):
            aantallen[each.id] = te_kiezen(keuze.mogelijk)
    return aantallen


async def _keuzes(work: Work, wachtend: Sequence[Wachtend]) -> list[Aanbieders]:
    """The choice for each."""
    gezocht = [_gezocht(work, each) for each, _ in wachtend]
    met_model = [each for each in gezocht if each is not None]
    if not met_model:
        return [Aanbieders([], []) for _ in wachtend]
    gemeten = await zoek.gemeten_in(work.session, {each.regio.naam for each in met_model})
    kandidaten = await zoek.kandidaten(work.session, met_model, work.today, gemeten)
    return [
        Aanbieders([], [])
        if vraag is None
        else _keuze(work, each, kandidaten[vraag], gemeten[vraag.regio.naam].values())
        for each, vraag in zip(wachtend, gezocht, strict=True)
    ]


def _gezocht(work: Work, toewijzing: Toewijzing) -> zoek.Gezocht | None:
    model = model_voor(toewijzing)
    if model is None:
        return None
    # How well a provider works is told for the model that holds now, of the same municipalities.
    nu = model_van([toewijzing.gemeente], work.today) or model
    regio = zoek.Regio(nu.naam, model.gemeentecodes)
    return zoek.Gezocht(toewijzing.gemeente, toewijzing.categorie, toewijzing.code, toewijzing.ingangsdatum, regio)


def _keuze(
    work: Work, wachtend: Wachtend, kandidaten: Iterable[tuple[Aanbod, Kandidaat]], gemeten: Iterable[Gemeten]
) -> Aanbieders:
    toewijzing, alles = wachtend
    model = model_voor(toewijzing)
    assert model is not None  # without one nobody is looked for
    levering, hulp, beleid = levering_van(toewijzing), hulp_naast(toewijzing, alles), model.levering
    eis = toetseis_van(model, work.today)
    mogelijk: dict[str, Kandidaat] = {}
    niet: dict[str, NietMogelijk] = {}
    for aanbod, kandidaat in kandidaten:
        tegen = bezwaar(aanbod.agb, levering, [aanbod], hulp, een_aanbieder=beleid.een_aanbieder, toetseis=eis)
        if tegen is None:
            mogelijk.setdefault(aanbod.agb, kandidaat)
        else:
            niet.setdefault(aanbod.agb, NietMogelijk(aanbod.agb, kandidaat.naam, tegen.reden))
    vraag = Vraag(
        specialisme=toewijzing.specialisme,
        doelgroep=toewijzing.doelgroep,
        spoed=toewijzing.spoed,
        wens=toewijzing.wens,
        norm=beleid.wachttijd_werkdagen,
        regio=samen(gemeten),
        toets_maanden=beleid.integriteitstoets_maanden,
    )
    plaatsen = rangschik(vraag, mogelijk.values(), model.matching)
    return Aanbieders(plaatsen, [each for agb, each in niet.items() if agb not in mogelijk])


async def meld_tekort(work: Work, toewijzing: Toewijzing, aantal: int) -> None:
    """Tell it when a client has fewer than two providers to choose from that fit and have room (M53, M101)."""
    if aantal >= MINIMUM:
        return
    data = AanbodTekort(
        toewijzing_id=toewijzing.id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        specialisme=toewijzing.specialisme,
        doelgroep=toewijzing.doelgroep,
        minimum=MINIMUM,
        te_kiezen=aantal,
    )
    await work.tell(AANBOD_TEKORT, toewijzing.id, data)
