"""The rules for a request for a change (VOW, WMO317) that look outside the message; each is one small function."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from istandaard.berichten.bericht317 import Bericht317, TeWijzigenProduct
from istandaard.cdt import Product
from istandaard.codes import Frequentie
from istandaard.regels.condities import loopt_na_2020
from istandaard.regels.rekenen import gestapeld
from toewijzing.domain.productlijst import is_bekend
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering

CLIENT = "/Bericht/Client"
VERZOEK = f"{CLIENT}/Verzoek"
ONGEWIJZIGD = f"{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct"
TE_WIJZIGEN = f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct"
NIEUW = f"{VERZOEK}/NieuweProducten/NieuwProduct"


@dataclass(frozen=True)
class Lopend:
    """An assignment that runs today or begins later."""

    product: Product | None
    afspraak: Afspraak


@dataclass(frozen=True)
class Bekend:
    """What is known of the client and of earlier requests of this provider."""

    client_bekend: bool
    lopend: Mapping[int, Lopend]
    """By ToewijzingNummer, at this provider."""
    referentie_gebruikt: bool
    heeft_open_verzoek: bool


Paden = Iterator[str]


def tr304(_bericht: Bericht317, bekend: Bekend) -> Paden:
    """The Bsn is that of a client."""
    if not bekend.client_bekend:
        yield CLIENT


def tr347(_bericht: Bericht317, bekend: Bekend) -> Paden:
    """A ReferentieAanbieder is used once."""
    if bekend.referentie_gebruikt:
        yield VERZOEK


def tr349(bericht: Bericht317, bekend: Bekend) -> Paden:
    """Every running assignment is named."""
    verzoek = bericht.client.verzoek
    genoemd = {each.toewijzing_nummer for each in verzoek.ongewijzigde_producten}
    genoemd |= {each.toewijzing_nummer for each in verzoek.te_wijzigen_producten}
    if bekend.lopend.keys() - genoemd:
        yield VERZOEK


def tr350(bericht: Bericht317, bekend: Bekend) -> Paden:
    """An unchanged product is a running assignment."""
    for index, product in enumerate(bericht.client.verzoek.ongewijzigde_producten, 1):
        if product.toewijzing_nummer not in bekend.lopend:
            yield f"{ONGEWIJZIGD}[{index}]"


def tr351(bericht: Bericht317, bekend: Bekend) -> Paden:
    """A product to change is a running assignment."""
    for index, product in enumerate(bericht.client.verzoek.te_wijzigen_producten, 1):
        if product.toewijzing_nummer not in bekend.lopend:
            yield f"{TE_WIJZIGEN}[{index}]"


def _te_wijzigen(bericht: Bericht317, bekend: Bekend) -> Iterator[tuple[str, TeWijzigenProduct, Lopend]]:
    """The products to change that run, with their path."""
    for index, product in enumerate(bericht.client.verzoek.te_wijzigen_producten, 1):
        lopend = bekend.lopend.get(product.toewijzing_nummer)
        if lopend is not None:
            yield f"{TE_WIJZIGEN}[{index}]", product, lopend


def tr357(bericht: Bericht317, bekend: Bekend) -> Paden:
    """A change that does not begin later holds for the whole term."""
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    for pad, product, lopend in _te_wijzigen(bericht, bekend):
        if product.gewenste_ingangsdatum <= dagtekening and not _hele_termijn(product, lopend):
            yield pad


def _hele_termijn(product: TeWijzigenProduct, lopend: Lopend) -> bool:
    return product.gewenste_ingangsdatum == lopend.afspraak.ingangsdatum


def tr361(bericht: Bericht317, bekend: Bekend) -> Paden:
    """The same product is not wanted twice at the same time."""
    verzoek = bericht.client.verzoek
    termijnen: list[tuple[str, Product | None, date, date | None]] = []
    for index, each in enumerate(verzoek.ongewijzigde_producten, 1):
        blijft = bekend.lopend.get(each.toewijzing_nummer)
        if blijft is not None:
            afspraak = blijft.afspraak
            termijnen.append((f"{ONGEWIJZIGD}[{index}]", blijft.product, afspraak.ingangsdatum, afspraak.einddatum))
    for pad, wens, lopend in _te_wijzigen(bericht, bekend):
        termijnen.append((pad, lopend.product, wens.gewenste_ingangsdatum, wens.einddatum))
    for index, nieuw in enumerate(verzoek.nieuwe_producten, 1):
        termijnen.append((f"{NIEUW}[{index}]", nieuw.product, nieuw.gewenste_ingangsdatum, nieuw.einddatum))
    for plaats in gestapeld([each[1:] for each in termijnen]):
        yield termijnen[plaats][0]


def tr373(bericht: Bericht317, bekend: Bekend) -> Paden:
    """Another budget, or another total, holds for the whole term."""
    for pad, product, lopend in _te_wijzigen(bericht, bekend):
        if _wijzigt_totaal(product, lopend.afspraak) and not _hele_termijn(product, lopend):
            yield pad


def _wijzigt_totaal(product: TeWijzigenProduct, afspraak: Afspraak) -> bool:
    if product.budget != afspraak.budget:
        return True
    omvang = product.omvang
    is_totaal = afspraak.frequentie == Frequentie.TOTAAL
    return is_totaal and omvang is not None and omvang.volume != afspraak.volume


def tr374(_bericht: Bericht317, bekend: Bekend) -> Paden:
    """No other request for the client is open."""
    if bekend.heeft_open_verzoek:
        yield VERZOEK


def tr375(bericht: Bericht317, bekend: Bekend) -> Paden:
    """A generic assignment gets no Omvang."""
    for pad, product, lopend in _te_wijzigen(bericht, bekend):
        if lopend.product is None and product.omvang is not None and loopt_na_2020(product.einddatum):
            yield pad


def tr381(bericht: Bericht317, _bekend: Bekend) -> Paden:
    """The code of a new product is on the list of the region, under its category."""
    for index, product in enumerate(bericht.client.verzoek.nieuwe_producten, 1):
        if not is_bekend(bericht.header.ontvanger, product.product, product.gewenste_ingangsdatum):
            yield f"{NIEUW}[{index}]"


def tr411(bericht: Bericht317, bekend: Bekend) -> Paden:
    """A specific assignment keeps an Omvang."""
    for pad, product, lopend in _te_wijzigen(bericht, bekend):
        if lopend.product is not None and lopend.product.code is not None and product.omvang is None:
            yield pad


def tr412(bericht: Bericht317, bekend: Bekend) -> Paden:
    """An aspecific assignment gets no Omvang."""
    for pad, product, lopend in _te_wijzigen(bericht, bekend):
        is_aspecifiek = lopend.product is not None and lopend.product.code is None
        if is_aspecifiek and product.omvang is not None and loopt_na_2020(product.einddatum):
            yield pad


REGELS: dict[str, Callable[[Bericht317, Bekend], Paden]] = {
    "TR347": tr347,
    "TR349": tr349,
    "TR350": tr350,
    "TR351": tr351,
    "TR357": tr357,
    "TR361": tr361,
    "TR373": tr373,
    "TR374": tr374,
    "TR375": tr375,
    "TR381": tr381,
    "TR411": tr411,
    "TR412": tr412,
}
"""By rule number: the paths of the parts that break it. They hold of a client that is known (TR304)."""

ZOLANG_OPEN: Collection[str] = ("TR349", "TR350", "TR351", "TR361", "TR373")
"""Rules on what runs, which may have changed by the time that somebody decides."""


def gebroken(bericht: Bericht317, bekend: Bekend, nummers: Collection[str]) -> list[tuple[str, str]]:
    """Which of these rules are broken, each with the path of the part that does."""
    onbekend = [("TR304", pad) for pad in tr304(bericht, bekend)]
    return onbekend or [(nummer, pad) for nummer in nummers for pad in REGELS[nummer](bericht, bekend)]


def check_wijzigbaar(bericht: Bericht317, lopend: Mapping[int, Lopend]) -> None:
    """Raises Weigering when it is about what a certified institution carries out: a ruling stands (SAP GI 1.3).

    `lopend`: what runs, by ToewijzingNummer; every product to change is among it.
    """
    verzoek = bericht.client.verzoek
    producten = [each.product for each in verzoek.nieuwe_producten]
    producten += [lopend[each.toewijzing_nummer].product for each in verzoek.te_wijzigen_producten]
    if any(each is not None and each.categorie.door_gecertificeerde_instelling for each in producten):
        detail = (
            "Jeugdbescherming en jeugdreclassering worden niet gewijzigd op een verzoek om wijziging. Wijs het af. "
            "Voor iets anders stuurt de instelling een nieuw verzoek om toewijzing."
        )
        raise Weigering(detail, soort="gecertificeerde-instelling", regel="SAP GI 1.3")
