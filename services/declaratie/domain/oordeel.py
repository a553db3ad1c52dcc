"""Judge a declaration: line by line, in a fixed order, each granted or rejected whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaratie.domain.regels import ALTIJD, CREDIT, DEBET, Lijn
from declaratie.domain.stand import Stand, telling_van
from iwmo.berichten.wmo323 import Client

ONBEKENDE_CLIENT = "TR304"


@dataclass(frozen=True, slots=True)
class ClientOordeel:
    """What is wrong with a client, and with each line: the numbers of the rules that were broken."""

    regels: tuple[str, ...]
    prestaties: tuple[tuple[str, ...], ...]
    """Per line, in order; all empty means granted, unless the client itself is rejected."""

    def is_toegekend(self, index: int) -> bool:
        """Whether the line at `index` is granted."""
        return not self.regels and not self.prestaties[index]


def beoordeel(clienten: Sequence[Client], bsn_hashes: Sequence[str], stand: Stand) -> list[ClientOordeel]:
    """Judge all lines of a message against `stand`, which counts along.

    Credit lines go first, so that a correction fits whatever its place in the message; the rest goes in the order of
    the message. The same message and the same state give the same answer.
    """
    bekend = {each.bsn_hash for each in stand.toewijzingen.values()}
    lijnen = [
        [
            Lijn(prestatie, bsn_hash, stand.toewijzingen.get(prestatie.toewijzing_nummer))
            for prestatie in client.prestaties
        ]
        for client, bsn_hash in zip(clienten, bsn_hashes, strict=True)
    ]
    gebroken: dict[tuple[int, int], tuple[str, ...]] = {}
    for credit in (True, False):
        for c, van_client in enumerate(lijnen):
            if bsn_hashes[c] in bekend:
                for p, lijn in enumerate(van_client):
                    if lijn.is_credit == credit:
                        gebroken[c, p] = _beoordeel_lijn(lijn, stand)
    return [
        ClientOordeel(
            () if bsn_hashes[c] in bekend else (ONBEKENDE_CLIENT,),
            tuple(gebroken.get((c, p), ()) for p in range(len(van_client))),
        )
        for c, van_client in enumerate(lijnen)
    ]


def _beoordeel_lijn(lijn: Lijn, stand: Stand) -> tuple[str, ...]:
    regels = ALTIJD | (CREDIT if lijn.is_credit else DEBET)
    gebroken = tuple(nummer for nummer, houdt in regels.items() if not houdt(lijn, stand))
    stand.gebruikte_referenties.add(lijn.prestatie.product_referentie.referentie_nummer)
    if not gebroken:
        stand.tel(telling_van(lijn.prestatie))
    return gebroken
