"""Take somebody out of the messages: what is about nobody else goes, from a declaration his part is cut."""

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from sqlalchemy import delete, select, update

from berichtenverkeer.betrokkenen import bsns_in
from berichtenverkeer.post import inhoud_van, verzegeld
from berichtenverkeer.tables import VINGERAFDRUK, berichten
from chassis.sealed import BSN
from chassis.work import Work

BATCH = 200
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


Genoemd = Mapping[str, Collection[str]]
"""Messages by id, each with the BSNs in it that have to go."""


async def berichten_over(work: Work, wie: Mapping[str, Collection[str]]) -> Genoemd:
    """In which messages of each municipality stands whoever has one of these hashes of a BSN.

    A BSN stands in a message and nowhere else, so every message of the municipality is opened once. That takes long
    and changes nothing: who asks it first keeps no row from others meanwhile.
    """
    found: dict[str, Collection[str]] = {}
    for gemeente, bsn_hashes in wie.items():
        hashes, last = {work.vault.compared(BSN, each) for each in bsn_hashes}, ""
        while hashes and (ids := await _next(work, gemeente, last)):
            for bericht_id in ids:
                bsns = bsns_in(await inhoud_van(work, bericht_id))
                if hun := {each for each in bsns if work.vault.hash(BSN, each.encode()).compared in hashes}:
                    found[bericht_id] = hun
            last = ids[-1]
    return found


async def wis_uit_berichten(work: Work, genoemd: Genoemd) -> int:
    """Cut these BSNs out of these messages; how many were changed or removed."""
    for bericht_id, bsns in genoemd.items():
        await _wis(work, bericht_id, zonder(await inhoud_van(work, bericht_id), bsns))
    return len(genoemd)


async def _next(work: Work, gemeente: str, last: str) -> list[str]:
    query = select(berichten.c.id).where(berichten.c.gemeente == gemeente, berichten.c.id > last)
    return list((await work.session.execute(query.order_by(berichten.c.id).limit(BATCH))).scalars())


async def _wis(work: Work, bericht_id: str, rest: bytes | None) -> None:
    if rest is None:
        await work.session.execute(delete(berichten).where(berichten.c.id == bericht_id))
        return
    values = verzegeld(work, bericht_id, rest, work.vault.hash(VINGERAFDRUK.purpose, rest).current)
    await work.session.execute(update(berichten).where(berichten.c.id == bericht_id).values(values))


def zonder(inhoud: bytes, bsns: Collection[str]) -> bytes | None:
    """A message without its clients with these BSNs; nothing when it is about nobody else."""
    root = etree.fromstring(inhoud, _PARSER)
    clienten = list(_clienten(root))
    weg = [client for client, bsn in clienten if bsn in bsns]
    if len(weg) == len(clienten):
        return None
    for client in weg:
        parent = client.getparent()
        if parent is not None:
            parent.remove(client)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _clienten(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each client in a message with his BSN."""
    for bsn in root.iter("{*}Bsn"):
        parent = bsn.getparent()
        if parent is not None:
            yield parent, (bsn.text or "").strip()
