"""Change, shorten, extend or remove an assignment, or take it over to another provider; the provider gets a WMO301."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import iwmo
from berichtenverkeer.post import volgend_nummer, volgende_identificatie
from chassis.identifiers import new_id
from chassis.work import Work
from iwmo.codes import RedenWijziging
from toewijzing import store
from toewijzing.domain.toewijzing import Status
from toewijzing.domain.wijziging import Afspraak, NietMogelijk, beeindig_op, niet_toegewezen, pas_toe, verdeel
from toewijzing.store import gesprek
from toewijzing.store.van_client import van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import waarom_niet
from toewijzing.usecases.verstuur_toewijzing import GEEN_VERZOEK, Zending, verstuur_toewijzing
from toewijzing.usecases.vertel_toewijzing import vertel_toewijzing

HETZELFDE: Mapping[str, object] = {}


def afspraak_van(toewijzing: Toewijzing) -> Afspraak:
    """How much is assigned now."""
    return Afspraak(
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        toewijzing.volume,
        toewijzing.eenheid,
        toewijzing.frequentie,
        toewijzing.budget,
    )


async def wacht_op_beurt(work: Work, gemeente: str) -> None:
    """One at a time in a municipality: else two at once could overlap (TR302), or each miss the other (OP087)."""
    await work.wait_for_turn(f"toewijzen {gemeente}")


async def wijzig_toewijzing(work: Work, toewijzing: Toewijzing, wens: Afspraak, reden: RedenWijziging) -> Toewijzing:
    """Carry out a wish and tell the provider; gives the assignment that holds from then on.

    Raises NietMogelijk, and httpx.HTTPError when toegang does not answer.
    """
    gewijzigd = await voer_uit(work, toewijzing, wens, reden)
    await stuur(work, gewijzigd)
    return gewijzigd[-1]


async def verwijder_toewijzing(work: Work, toewijzing: Toewijzing) -> None:
    """Take an assignment back as if it was never given (RedenWijziging 13). Raises NietMogelijk (TR385)."""
    await _verwijder(work, toewijzing)
    await stuur(work, [toewijzing])


async def verstuur_opnieuw(work: Work, toewijzing: Toewijzing) -> None:
    """Tell the provider again, also of a removal. Raises NietMogelijk."""
    if toewijzing.agb is None:
        raise niet_toegewezen()
    await stuur(work, [toewijzing])


async def stap_over(work: Work, toewijzing: Toewijzing, agb: str, vanaf: date, deel: int | None) -> Toewijzing:
    """The client goes on with provider `agb` from a day on (M54): no gap, no overlap, both are told.

    `deel` is what goes along of a total for the term: a volume, or eurocents of a budget; the rest stays where it is.
    Raises NietMogelijk, and httpx.HTTPError when toegang does not answer.
    """
    _moet_lopen(toewijzing)
    huidig = afspraak_van(toewijzing)
    if agb == toewijzing.agb:
        raise NietMogelijk("aanbieder", "De cliënt is al bij deze aanbieder.")
    if vanaf < huidig.ingangsdatum or (huidig.einddatum is not None and vanaf > huidig.einddatum):
        raise NietMogelijk("vanaf", "Kies een dag binnen de looptijd van de toewijzing.")
    blijft, gaat = verdeel(huidig, vanaf, deel)
    if blijft is None:
        await _verwijder(work, toewijzing)
    else:
        await _zet(work, toewijzing, blijft, RedenWijziging.ANDERE_AANBIEDER)
    nieuw = await begin(work, toewijzing, gaat, agb)
    await toets_aanbieder(work, nieuw, agb)
    await stuur(work, [toewijzing])
    await stuur(work, [nieuw])
    return nieuw


async def voer_uit(work: Work, toewijzing: Toewijzing, wens: Afspraak, reden: RedenWijziging) -> list[Toewijzing]:
    """Carry out a wish without telling the provider yet: what changed, and what began. Raises NietMogelijk."""
    _moet_lopen(toewijzing)
    assert toewijzing.agb is not None  # it runs
    wijziging = pas_toe(afspraak_van(toewijzing), wens)
    if wijziging.lopend is None:
        await _verwijder(work, toewijzing)
    else:
        await _zet(work, toewijzing, wijziging.lopend, reden)
    if wijziging.nieuw is None:
        return [toewijzing]
    return [toewijzing, await begin(work, toewijzing, wijziging.nieuw, toewijzing.agb)]


async def beeindig(work: Work, toewijzing: Toewijzing, laatste_dag: date, reden: RedenWijziging) -> bool:
    """End an assignment no later than a day, without telling the provider yet; False when it ended by then already.

    What would not have begun is removed; where it was billed already it keeps its first day (TR385).
    """
    huidig = afspraak_van(toewijzing)
    rest = beeindig_op(huidig, laatste_dag)
    if rest == huidig:
        return False
    if rest is None and await gesprek.toegekende_regels(work.session, toewijzing.id) == 0:
        await _verwijder(work, toewijzing)
    else:
        await _zet(work, toewijzing, rest or replace(huidig, einddatum=huidig.ingangsdatum), reden)
    return True


def _moet_lopen(toewijzing: Toewijzing) -> None:
    if toewijzing.agb is None or toewijzing.status == Status.VERWIJDERD:
        raise niet_toegewezen()


async def _zet(work: Work, toewijzing: Toewijzing, afspraak: Afspraak, reden: RedenWijziging) -> None:
    """The assignment goes on like this, as a new version under the same number."""
    for name, value in vars(afspraak).items():
        setattr(toewijzing, name, value)
    toewijzing.reden_wijziging = reden.value
    toewijzing.toegewezen_op = work.now
    await work.session.flush()
    await vertel_toewijzing(work, toewijzing)


async def _verwijder(work: Work, toewijzing: Toewijzing) -> None:
    _moet_lopen(toewijzing)
    if await gesprek.toegekende_regels(work.session, toewijzing.id) > 0:
        detail = "Op deze toewijzing zijn al prestaties toegekend. Ze kan niet meer worden verwijderd (TR385)."
        raise NietMogelijk("gedeclareerd", detail, "TR385")
    toewijzing.status = Status.VERWIJDERD
    weg = replace(afspraak_van(toewijzing), einddatum=toewijzing.ingangsdatum)
    await _zet(work, toewijzing, weg, RedenWijziging.VERWIJDERD)


async def begin(
    work: Work, voorbeeld: Toewijzing, afspraak: Afspraak, agb: str, anders: Mapping[str, object] = HETZELFDE
) -> Toewijzing:
    """A new assignment under a number of its own (TR332), on the decision and for the client of another one.

    `anders` are the columns in which it differs, beside its amount.
    """
    columns = {column.key: getattr(voorbeeld, column.key) for column in Toewijzing.__table__.columns}
    nieuw = Toewijzing(
        **columns
        | vars(afspraak)
        | dict(anders)
        | {
            "id": new_id(),
            "product_id": voorbeeld.product_id or voorbeeld.id,
            "agb": agb,
            "nummer": await volgend_nummer(work, f"toewijzing {voorbeeld.gemeente}"),
            "status": Status.TOEGEWEZEN,
            "toegewezen_op": work.now,
            "reden_wijziging": None,
            "retour": None,
            "verbruikt_procent": None,
        }
    )
    await store.add(work.session, nieuw)
    await vertel_toewijzing(work, nieuw)
    return nieuw


async def toets_aanbieder(work: Work, nieuw: Toewijzing, agb: str) -> None:
    """Raises NietMogelijk when this provider cannot get the assignment that began."""
    alles = await van_client(work.session, nieuw.gemeente, nieuw.client_id)
    bezwaar = await waarom_niet(work, nieuw, agb, alles)
    if bezwaar is not None:
        raise NietMogelijk("aanbieder", bezwaar)


async def stuur(work: Work, gewijzigd: Sequence[Toewijzing], referenties: Mapping[str, str] = GEEN_VERZOEK) -> None:
    """Send the WMO301 to the provider of these assignments. Raises NietMogelijk when it would break a rule."""
    gemeente, client_id = gewijzigd[0].gemeente, gewijzigd[0].client_id
    zending = Zending(
        agb=str(gewijzigd[0].agb),
        identificatie=await volgende_identificatie(work, "WMO301", gemeente),
        gewijzigd=gewijzigd,
        alles=await van_client(work.session, gemeente, client_id),
    )
    bericht = await verstuur_toewijzing(work, zending, referenties)
    bevindingen = iwmo.controleer(bericht)
    if bevindingen:
        raise NietMogelijk("regel", f"{bevindingen[0].melding} ({bevindingen[0].regel})", bevindingen[0].regel)
