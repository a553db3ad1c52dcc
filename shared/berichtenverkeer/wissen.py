"""Take somebody out of the messages: what is about nobody else goes, from a declaration his part is cut."""

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from sqlalchemy import delete, select, update

from berichtenverkeer.betrokkenen import bsns_in
from berichtenverkeer.post import inhoud_van, verzegeld
from berichtenverkeer.tables import VINGERAFDRUK, berichten
from chassis.sealed import BSN
from chassis.work import Work
from istandaard.codes import DebetCredit

BATCH = 200
ANTWOORD, DEBET_CREDIT = "{*}DeclaratieAntwoord", "{*}DebetCredit"
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
    """A message without its clients with these BSNs; nothing when it is about nobody else.

    What is left is a message still: the total that was billed is that of its lines (TR358), and less what was rejected
    of it is what was granted (TR342). A 325 stays, also when it names nobody any more: what was granted in it is of
    others, or of nobody by now.
    """
    root = etree.fromstring(inhoud, _PARSER)
    clienten = list(_clienten(root))
    weg = [client for client, bsn in clienten if bsn in bsns]
    if len(weg) == len(clienten) and root.find(ANTWOORD) is None:
        return None
    eraf = sum(_met_teken(bedrag, "Bedrag") for client in weg for bedrag in client.iter("{*}IngediendBedrag"))
    for client in weg:
        _verwijder(client)
    for lijst in list(root.iter("{*}Clienten")):
        if len(lijst) == 0:
            _verwijder(lijst)
    for totaal in root.iter("{*}TotaalIngediendBedrag"):
        _zet_totaal(totaal, _met_teken(totaal, "TotaalBedrag") - eraf)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _met_teken(bedrag: etree._Element, naam: str) -> int:
    """An amount in eurocents, negative when it is credit."""
    eurocenten = int(bedrag.findtext(f"{{*}}{naam}", "0"))
    return -eurocenten if bedrag.findtext(DEBET_CREDIT) == DebetCredit.CREDIT.value else eurocenten


def _zet_totaal(totaal: etree._Element, eurocenten: int) -> None:
    kant = DebetCredit.DEBET if eurocenten >= 0 else DebetCredit.CREDIT
    for naam, tekst in (("{*}TotaalBedrag", str(abs(eurocenten))), (DEBET_CREDIT, kant.value)):
        element = totaal.find(naam)
        if element is not None:
            element.text = tekst


def _verwijder(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clienten(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each client in a message with his BSN."""
    for bsn in root.iter("{*}Bsn"):
        parent = bsn.getparent()
        if parent is not None:
            yield parent, (bsn.text or "").strip()
