"""Forgetting what stood in envelopes that are done with: services keep the messages themselves, as the law asks."""

from datetime import timedelta

from aansluiting.store.ggk import maak_leeg
from chassis.service import Room

PER_KEER = 200


async def ruim_op(room: Room) -> None:
    """Empty envelopes that are done with, after the days that events are kept.

    Numbers and moments stay: by them a double is known, and an answer finds what it answers. What asks for somebody
    stays whole.
    """
    while not room.stopping.is_set():
        async with room.work() as work:
            gedaan = await maak_leeg(work, work.now - timedelta(days=work.settings.kept_days), PER_KEER)
        if gedaan < PER_KEER:
            return
