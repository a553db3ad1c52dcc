"""How events come to a service: all that were told in one delivery, or each in one of its own."""

from collections.abc import Awaitable, Callable, Collection, Sequence

from sqlalchemy import update

from berichtenverkeer.tables import INHOUD, berichten
from chassis.consumer import Consumer, read_message
from chassis.relay import Outgoing, relay_once
from chassis.service import Room

Bezorg = Callable[[Consumer, Sequence[Outgoing]], Awaitable[None]]


async def samen(door: Consumer, batch: Sequence[Outgoing]) -> None:
    """All in one delivery."""
    await door.deliver([read_message(each.body) for each in batch])


async def een_voor_een(door: Consumer, batch: Sequence[Outgoing]) -> None:
    """Each in a delivery of its own."""
    for each in batch:
        await door.deliver([read_message(each.body)])


async def bezorg_alles(room: Room, bezorg: Bezorg) -> None:
    """What a service told itself, and whatever follows from that."""

    async def publish(batch: Sequence[Outgoing]) -> None:
        await bezorg(Consumer(room), batch)

    while await relay_once(room, publish):
        pass


async def breek(room: Room, bericht_ids: Collection[str]) -> None:
    """What is kept of these messages cannot be read: they are poison for all that came with them."""
    async with room.work() as work:
        for each in bericht_ids:
            stuk = {"inhoud": work.vault.seal(INHOUD, each, b"<stuk/>")}
            await work.session.execute(update(berichten).where(berichten.c.id == each).values(stuk))
