"""The rules for a request for an assignment (VOT, WMO315) that look outside the message."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from istandaard.berichten.bericht315 import Bericht315
from toewijzing.domain.productlijst import is_bekend

PRODUCT = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct"


@dataclass(frozen=True)
class Bekend:
    """What is known of earlier requests of this provider."""

    referenties: Collection[str]
    """Those in the message that were used before."""
    heeft_open_verzoek: bool
    """For this client."""


def tr347(bericht: Bericht315, bekend: Bekend) -> Iterator[str]:
    """A ReferentieAanbieder is used once."""
    for index, product in enumerate(bericht.client.aangevraagde_producten, 1):
        if product.referentie_aanbieder in bekend.referenties:
            yield f"{PRODUCT}[{index}]"


def tr374(bericht: Bericht315, bekend: Bekend) -> Iterator[str]:
    """No other request for the client is open."""
    if bekend.heeft_open_verzoek:
        for index, _ in enumerate(bericht.client.aangevraagde_producten, 1):
            yield f"{PRODUCT}[{index}]"


def tr381(bericht: Bericht315, _bekend: Bekend) -> Iterator[str]:
    """A product code is on the list of the region, under its category."""
    for index, product in enumerate(bericht.client.aangevraagde_producten, 1):
        if not is_bekend(bericht.header.ontvanger, product.product, product.toewijzing_ingangsdatum):
            yield f"{PRODUCT}[{index}]"


REGELS: dict[str, Callable[[Bericht315, Bekend], Iterator[str]]] = {"TR347": tr347, "TR374": tr374, "TR381": tr381}
"""By rule number: the paths of the parts that break it."""
