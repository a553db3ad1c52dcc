"""Assignments that may not go together in one WMO301 (TR302, OP259), however they came to stand there."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from istandaard.berichten.bericht301 import ToegewezenProduct
from istandaard.regels.rekenen import Termijn, stapelen
from istandaard.regels.technisch import is_vervallen
from toewijzing.domain.toewijzing import Levering

Paar = tuple[Levering, Levering]


def nieuwe_stapeling(voor: Mapping[str, Levering], na: Mapping[str, Levering]) -> Paar | None:
    """Two assignments of one client at one provider that clash after a change, and did not before; by their id.

    What clashed before stands: it can still be shortened, ended or taken back.
    """
    for een, ander in combinations(na, 2):
        if stapelen(na[een].termijn, na[ander].termijn) and not _stapelden(voor, een, ander):
            return na[een], na[ander]
    return None


def _stapelden(voor: Mapping[str, Levering], een: str, ander: str) -> bool:
    return een in voor and ander in voor and stapelen(voor[een].termijn, voor[ander].termijn)


def in_berichten(producten: Sequence[ToegewezenProduct]) -> list[list[ToegewezenProduct]]:
    """Divide what a provider must be told over as few messages as it takes for each to keep TR302: one, as a rule.

    Only what stood together already when it should not is divided; without this it could never be ended.
    """
    berichten: list[list[ToegewezenProduct]] = []
    for product in producten:
        for bericht in berichten:
            if not any(_botsen(product, each) for each in bericht):
                bericht.append(product)
                break
        else:
            berichten.append([product])
    return berichten


def _botsen(een: ToegewezenProduct, ander: ToegewezenProduct) -> bool:
    return not (is_vervallen(een) or is_vervallen(ander)) and stapelen(_termijn(een), _termijn(ander))


def _termijn(product: ToegewezenProduct) -> Termijn:
    return product.product, product.ingangsdatum, product.einddatum
