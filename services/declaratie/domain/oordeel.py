"""Judge a declaration: line by line, in a fixed order, each granted or rejected whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaratie.domain.regels import ALTIJD, CREDIT, DEBET, IngediendePrestatie
from declaratie.domain.stand import Stand, tellend_van
from istandaard.berichten.bericht323 import Client

ONBEKENDE_CLIENT = "TR304"
_VAN_DEBET, _VAN_CREDIT = tuple((ALTIJD | DEBET).items()), tuple((ALTIJD | CREDIT).items())


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
    ingediende = _ingediend(clienten, bsn_hashes, stand)
    gebroken: dict[tuple[int, int], tuple[str, ...]] = {}
    for is_credit in (True, False):
        for c, van_client in enumerate(ingediende):
            if bsn_hashes[c] in bekend:
                for p, ingediend in enumerate(van_client):
                    if ingediend.tellend.is_credit == is_credit:
                        gebroken[c, p] = _beoordeel_prestatie(ingediend, stand)
    return [
        ClientOordeel(
            () if bsn_hashes[c] in bekend else (ONBEKENDE_CLIENT,),
            tuple(gebroken.get((c, p), ()) for p in range(len(van_client))),
        )
        for c, van_client in enumerate(ingediende)
    ]


def _ingediend(clienten: Sequence[Client], bsn_hashes: Sequence[str], stand: Stand) -> list[list[IngediendePrestatie]]:
    """The lines per client, in the order of the message: of two with one ReferentieNummer the second repeats it."""
    genoemd: set[str] = set()
    ingediende = []
    for client, bsn_hash in zip(clienten, bsn_hashes, strict=True):
        van_client = []
        for prestatie in client.prestaties:
            toewijzing = stand.toewijzingen.get(prestatie.toewijzing_nummer)
            is_van_ander = toewijzing is not None and toewijzing.bsn_hash != bsn_hash
            tellend = tellend_van(prestatie)
            is_herhaald = tellend.referentie in genoemd
            van_client.append(
                IngediendePrestatie(prestatie, tellend, None if is_van_ander else toewijzing, is_van_ander, is_herhaald)
            )
            genoemd.add(tellend.referentie)
        ingediende.append(van_client)
    return ingediende


def _beoordeel_prestatie(ingediend: IngediendePrestatie, stand: Stand) -> tuple[str, ...]:
    regels = _VAN_CREDIT if ingediend.tellend.is_credit else _VAN_DEBET
    gebroken = tuple([nummer for nummer, houdt in regels if not houdt(ingediend, stand)])
    if not gebroken:
        stand.tel(ingediend.tellend)
    return gebroken
