"""The steps of a payment run: propose, check, approve, close, or withdraw."""

import hashlib
import io
from collections.abc import Sequence
from datetime import date

from chassis.clock import NEDERLAND
from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.betaalrun import (
    Overboekingstand,
    Overgeslagen,
    Runstand,
    Te,
    Waarvoor,
    mag_stap,
    omschrijving,
    verdeel,
)
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import betaalruns as store_betaalruns
from declaratie.store import rekeningen as store_rekeningen
from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import Bankopdracht, Betaalrekening, Betaalrun, Betaalrunstap, Overboeking, Rekening
from declaratie.usecases.vorderingen import saldeer, sluit_verrekende
from gebeurtenissen.declaratie import BETAALRUN_GESLOTEN, BetaalrunGesloten
from sepa import MEEST, Opdracht, schrijf_pain001
from sepa import Overboeking as Overboekingsopdracht
from sepa import Rekening as Bankrekening
from weigering import Weigering


async def stel_voor(work: Work, budgethouder: str, dag: date, door: str) -> Betaalrun:
    """Take all that this municipality has to pay on `dag` in one run; what is left out stays open.

    Raises Weigering without an account to pay from, while another run of it is open, and when there is nothing to pay.
    """
    await work.wait_for_turn(f"betaalrun {budgethouder}")
    van = await _betaalrekening(work, budgethouder)
    if await store_betaalruns.open_run(work.session, budgethouder) is not None:
        raise Weigering("Er is nog een betaalrun van deze gemeente open. Sluit die, of trek hem in.", soort="loopt-al")
    if dag < work.today:
        raise Weigering("De bank kan niet betalen op een dag die voorbij is.", veld="body.dag")
    run = Betaalrun(
        id=new_id(),
        budgethouder=budgethouder,
        stand=Runstand.VOORGESTELD,
        dag=dag,
        naam=van.naam,
        iban=van.iban,
        bic=van.bic,
        aantal=0,
        bedrag=0,
        overgeslagen=[],
    )
    await store.add(work.session, run)
    await store_betaalposten.neem_mee(work.session, run.id, budgethouder, van.betaalt_vanaf, dag, work.today)
    await _vul(work, run)
    await _noteer(work, run, Runstand.VOORGESTELD, door)
    return run


async def _betaalrekening(work: Work, budgethouder: str) -> Betaalrekening:
    van = await store_rekeningen.betaalrekening(work.session, budgethouder, lock=True)
    if van is None:
        raise Weigering("Leg eerst vast van welke rekening deze gemeente betaalt.", soort="geen-betaalrekening")
    return van


async def _vul(work: Work, run: Betaalrun) -> None:
    """Make the transfers, and let go of what is not paid now."""
    sommen = await store_betaalposten.sommen(work.session, run.id)
    rekeningen = await store_rekeningen.goedgekeurd(work.session, run.budgethouder, {each.agb for each in sommen})
    te = [Te(each.agb, each.bedrag, rekeningen.get(each.agb)) for each in sommen]
    mee, over = verdeel(te, MEEST)
    if not mee:
        raise Weigering(_niets(over), soort="niets-te-betalen")
    if over:
        await store_betaalposten.laat_los(work.session, run.id, [each.agb for each in over])
    run.overgeslagen = [{"agb": each.agb, "bedrag": each.bedrag, "reden": each.reden} for each in over]
    run.bedrag = sum(each.bedrag for each in mee)
    run.aantal = sum(each.bedrag > 0 for each in mee)
    await store_betaalruns.add_overboekingen(work.session, [_overboeking(run, each) for each in mee])


def _niets(over: Sequence[Overgeslagen]) -> str:
    if not over:
        return "Er is niets te betalen."
    return f"Er is nu niets te betalen: bij {len(over)} aanbieders is er geen rekening, of komt het uit onder nul."


def _overboeking(run: Betaalrun, te: Te) -> dict[str, object]:
    overboeking_id = new_id()
    return {
        "id": overboeking_id,
        "betaalrun_id": run.id,
        "budgethouder": run.budgethouder,
        "agb": te.agb,
        "kenmerk": overboeking_id.replace("-", ""),
        "bedrag": te.bedrag,
        "rekening_id": te.rekening_id if te.bedrag else None,
        "stand": Overboekingstand.VOORGESTELD,
    }


async def controleer(work: Work, run: Betaalrun, door: str) -> None:
    """Somebody looked at it. Raises Weigering when this step does not come now."""
    await _zet(work, run, Runstand.GECONTROLEERD, door)


async def keur_goed(work: Work, run: Betaalrun, door: str) -> None:
    """Somebody else agrees. Raises Weigering as `mag_stap`, and when an account changed since the proposal."""
    await _zet(work, run, Runstand.GOEDGEKEURD, door)
    overboekingen = await store_betaalruns.overboekingen_in(work.session, run.id)
    await _zelfde_rekeningen(work, run, [each for each, _ in overboekingen])


async def trek_in(work: Work, run: Betaalrun, door: str) -> None:
    """Nothing of it is paid: all is open again, for a next run."""
    await _zet(work, run, Runstand.INGETROKKEN, door)
    geraakt = await store_vorderingen.geraakt_door(work.session, run.id)
    await store_betaalposten.laat_los(work.session, run.id)
    await store_betaalruns.verwijder_overboekingen(work.session, run.id)
    await saldeer(work, geraakt)


async def sluit(work: Work, run: Betaalrun, door: str) -> None:
    """Make the file for the bank, once and for all; where nothing is left to transfer there is none.

    Raises Weigering as `keur_goed`, and when its day has passed.
    """
    await _zet(work, run, Runstand.GESLOTEN, door)
    if run.dag < work.today:
        reden = "De dag van betalen is voorbij. Trek deze betaalrun in, en stel hem opnieuw voor."
        raise Weigering(reden, soort="dag-voorbij")
    overboekingen = await store_betaalruns.overboekingen_in(work.session, run.id)
    await _zelfde_rekeningen(work, run, [each for each, _ in overboekingen])
    if run.aantal:
        inhoud = _bestand(work, run, overboekingen, await store_betaalposten.waarvoor(work.session, run.id))
        run.hash = hashlib.sha256(inhoud).hexdigest()
        await store.add(work.session, Bankopdracht(betaalrun_id=run.id, inhoud=inhoud.decode()))
    for overboeking, _ in overboekingen:
        overboeking.stand = Overboekingstand.OPGEDRAGEN if overboeking.bedrag else Overboekingstand.VERREKEND
    await sluit_verrekende(work, run.id)
    data = BetaalrunGesloten(
        betaalrun_id=run.id,
        budgethouder=run.budgethouder,
        dag=run.dag,
        overboekingen=run.aantal,
        bedrag=run.bedrag,
    )
    await work.tell(BETAALRUN_GESLOTEN, run.id, data)


async def _zet(work: Work, run: Betaalrun, stap: Runstand, door: str) -> None:
    mag_stap(run.stand, stap, door, await store_betaalruns.gedaan(work.session, run.id))
    await _noteer(work, run, stap, door)


async def _noteer(work: Work, run: Betaalrun, stap: Runstand, door: str) -> None:
    run.stand = stap
    await store.add(work.session, Betaalrunstap(betaalrun_id=run.id, stand=stap, door=door, op=work.now))


async def _zelfde_rekeningen(work: Work, run: Betaalrun, overboekingen: Sequence[Overboeking]) -> None:
    """Raises Weigering when an account is another than the one that was proposed: nobody has checked that one."""
    van = await _betaalrekening(work, run.budgethouder)
    anders = ["van de gemeente"] if (van.naam, van.iban, van.bic) != (run.naam, run.iban, run.bic) else []
    met_geld = [each for each in overboekingen if each.bedrag]
    nu = await store_rekeningen.goedgekeurd(work.session, run.budgethouder, {each.agb for each in met_geld})
    anders += [f"van {each.agb}" for each in met_geld if nu.get(each.agb) != each.rekening_id]
    if anders:
        reden = f"Een rekening is na het voorstel veranderd: {', '.join(anders[:5])}. Trek de run in en begin opnieuw."
        raise Weigering(reden, soort="rekening-veranderd")


def _bestand(
    work: Work,
    run: Betaalrun,
    overboekingen: Sequence[tuple[Overboeking, Rekening | None]],
    waarvoor: dict[str, Waarvoor],
) -> bytes:
    opdracht = Opdracht(
        kenmerk=run.id.replace("-", ""),
        gemaakt_op=work.now.astimezone(NEDERLAND),
        dag=run.dag,
        van=Bankrekening(run.naam, run.iban, run.bic),
        aantal=run.aantal,
        bedrag=run.bedrag,
    )
    bestand = io.BytesIO()
    te_doen = (
        Overboekingsopdracht(
            kenmerk=each.kenmerk,
            bedrag=each.bedrag,
            aan=Bankrekening(rekening.naam, rekening.iban),
            omschrijving=omschrijving(waarvoor[each.agb]),
        )
        for each, rekening in overboekingen
        if rekening is not None
    )
    schrijf_pain001(opdracht, te_doen, bestand)
    return bestand.getvalue()
