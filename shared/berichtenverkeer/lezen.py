"""Reading a message that somebody sent: bytes in, bytes out, so that a process of its own can do it.

See `chassis.readers`. Nothing is imported here but the standard: a child has to begin quickly.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice

import wetten
from berichtenverkeer.woorden import delen
from istandaard.berichten.gedeeld import RetourHeaderVanGemeente

TE_VEEL = 5_000
"""Parts of a message that nobody reads any more: software fetches it."""
KOP, FORMAATFOUT, GEEN_JSON = b"kop", b"formaatfout", b"geen json"
"""What an answer begins with: the Kop follows as JSON, or the findings as JSON, or the reason."""


@dataclass(frozen=True)
class Kop:
    """What the post has to know of a message that an aanbieder sends."""

    soort: str
    agb: str
    """Of who delivers it: in a retour the header is still that of the message that it answers."""
    gemeente: str
    """The municipality that it is for."""
    identificatie: str
    dagtekening: date
    op_identificatie: str
    op_dagtekening: date
    """Of the message that a retour answers; of any other message its own."""


def kop_van(bericht: wetten.Bericht) -> Kop:
    """The Kop of a message."""
    header, kenmerk = bericht.header, bericht.header.bericht_identificatie
    if isinstance(header, RetourHeaderVanGemeente):
        agb, gemeente = header.ontvanger, header.afzender
        eigen = header.identificatie_retour, header.dagtekening_retour
    else:
        agb, gemeente = header.afzender, header.ontvanger
        eigen = kenmerk.identificatie, kenmerk.dagtekening
    return Kop(bericht.soort(), agb, gemeente, *eigen, kenmerk.identificatie, kenmerk.dagtekening)


def lees_xml(inhoud: bytes) -> list[bytes]:
    """KOP and the Kop of a message in XML; or FORMAATFOUT and what is wrong with it."""
    return _of_fout(lambda: [KOP, _json(wetten.lees_kop(inhoud))])


def lees_json(inhoud: bytes) -> list[bytes]:
    """KOP, the Kop of a message in JSON and the message as XML; or FORMAATFOUT or GEEN_JSON and what is wrong."""
    try:
        mirror = json.loads(inhoud)
    except (ValueError, RecursionError):
        return [GEEN_JSON, b"Dit is geen geldige JSON."]
    if not isinstance(mirror, dict):
        return [GEEN_JSON, b"Geef een iWmo-bericht als JSON-object."]

    def lees() -> list[bytes]:
        bericht = wetten.uit_json(mirror)
        return [KOP, _json(bericht), wetten.schrijf(bericht)]

    return _of_fout(lees)


def als_json(inhoud: bytes) -> list[bytes]:
    """The JSON mirror of a message that lies in the post."""
    return [json.dumps(wetten.naar_json(wetten.lees(inhoud)), ensure_ascii=False).encode()]


def als_woorden(inhoud: bytes) -> list[bytes]:
    """The parts of a message that lies in the post, as people read them; nothing when there are too many."""
    bericht = wetten.lees(inhoud)
    gevonden = list(islice(delen(f"Bericht {bericht.soort()}", bericht), TE_VEEL + 1))
    return [] if len(gevonden) > TE_VEEL else [json.dumps(list(map(asdict, gevonden)), ensure_ascii=False).encode()]


def zegt_hetzelfde(een: bytes, ander: bytes) -> list[bytes]:
    """One part when two messages in XML say the same, else none."""
    return [b"ja"] if wetten.lees(een) == wetten.lees(ander) else []


def _json(bericht: wetten.Bericht) -> bytes:
    return json.dumps(asdict(kop_van(bericht)), default=date.isoformat).encode()


def _of_fout(lees: Callable[[], list[bytes]]) -> list[bytes]:
    try:
        return lees()
    except wetten.Formaatfout as fout:
        findings = [
            {"path": each.pad, "line": each.regelnummer, "rule": each.regel, "reason": each.melding}
            for each in fout.bevindingen
        ]
        return [FORMAATFOUT, json.dumps(findings).encode()]
