"""What a coupling remembers: the last moment that it gave out, and whose turn it is."""

from datetime import timedelta

from sqlalchemy import delete, or_, select

from aansluiting.tables.ggk import Koppelstand
from chassis.database import upsert
from chassis.work import Work
from koppelvlakken.ggk.maken import tijdstip_na

TIJDSTIP = "ggk tijdstip"


async def geef_tijdstip(work: Work) -> str:
    """A moment for an envelope, later than each that was given before, also by other processes.

    Whoever asks keeps its turn until its unit of work ends: envelopes get their moments in the order of their rows.
    """
    await work.wait_for_turn(TIJDSTIP)
    query = select(Koppelstand.waarde).where(Koppelstand.naam == TIJDSTIP)
    laatste = (await work.session.execute(query)).scalar_one_or_none()
    nieuw = tijdstip_na(work.now, laatste)
    row = {"naam": TIJDSTIP, "waarde": nieuw, "tot": None}
    insert = upsert(work.session, Koppelstand).values(row)
    await work.session.execute(insert.on_conflict_do_update(index_elements=["naam"], set_={"waarde": nieuw}))
    return nieuw


async def neem_beurt(work: Work, naam: str, houder: str, seconden: float) -> bool:
    """Whether it is the turn of this process, for so long; of several processes one has it at a time."""
    row = {"naam": naam, "waarde": houder, "tot": work.now + timedelta(seconds=seconden)}
    insert = upsert(work.session, Koppelstand).values(row)
    mag = or_(Koppelstand.waarde == houder, Koppelstand.tot < work.now)
    genomen = insert.on_conflict_do_update(
        index_elements=["naam"], set_={"waarde": houder, "tot": row["tot"]}, where=mag
    )
    return (await work.session.execute(genomen.returning(Koppelstand.naam))).first() is not None


async def geef_beurt_terug(work: Work, naam: str, houder: str) -> None:
    """Let others have their turn, if it is still this one's."""
    mine = delete(Koppelstand).where(Koppelstand.naam == naam, Koppelstand.waarde == houder)
    await work.session.execute(mine)


async def pauzeer(work: Work, naam: str, seconden: float) -> None:
    """Leave a coupling alone for so long: the other side asks it."""
    row = {"naam": _pauze(naam), "waarde": "", "tot": work.now + timedelta(seconds=seconden)}
    insert = upsert(work.session, Koppelstand).values(row)
    await work.session.execute(insert.on_conflict_do_update(index_elements=["naam"], set_={"tot": row["tot"]}))


async def pauzeert(work: Work, naam: str) -> bool:
    """Whether a coupling is to be left alone now."""
    query = select(Koppelstand.naam).where(Koppelstand.naam == _pauze(naam), Koppelstand.tot > work.now)
    return (await work.session.execute(query)).first() is not None


def _pauze(naam: str) -> str:
    return f"pauze {naam}"
