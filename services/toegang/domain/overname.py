"""A file with indications that run already: its columns, and what can be wrong in a row of it (M134)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import wetten
from inkoop import Inkoopmodel
from istandaard.cdt import Product
from istandaard.regels.rekenen import Termijn, stapelen
from toegang.domain.jeugd import JEUGDIGE, Verlengingsgrond, check_product, jeugdwet_tot
from toegang.domain.persoon import Geboren
from weigering import Weigering
from wetten import Wet

REGEL = "M134"
PER_KEER = 1000
"""Rows in one request: more would hold up others for too long."""

DAG = "Schrijf de dag als jjjj-mm-dd."
KOLOMMEN: Mapping[str, str] = {
    "kenmerk": "Geef elke rij een eigen kenmerk: 1 tot 40 letters, cijfers of tekens, zonder spatie of BSN.",
    "bsn": "Geef het burgerservicenummer: negen cijfers.",
    "geslachtsnaam": "Geef de achternaam zoals die in de BRP staat.",
    "voorvoegsel": "Hoogstens 10 tekens.",
    "voornamen": "Hoogstens 200 tekens.",
    "voorletters": "Hoogstens 6 letters.",
    "geboortedatum": DAG,
    "geslacht": "Kies 0 (onbekend), 1 (man) of 2 (vrouw).",
    "straatnaam": "Geef de straat: hoogstens 24 tekens.",
    "huisnummer": "Geef het huisnummer: een getal tot en met 99999.",
    "huisletter": "Eén letter.",
    "toevoeging": "Hoogstens 4 tekens.",
    "postcode": "Geef de postcode, zoals 1234AB.",
    "plaatsnaam": "Geef de plaats.",
    "telefoonnummer": "Hoogstens 15 tekens.",
    "wet": "Kies wmo of jeugdwet.",
    "product": "Geef de productcode van het inkoopmodel.",
    "volume": "Geef een heel getal vanaf 1.",
    "eenheid": "Kies een code van de standaard (WJ756), zoals 01 voor minuten.",
    "frequentie": "Kies een code van de standaard (WMO757), zoals 2 voor per week.",
    "ingangsdatum": DAG,
    "einddatum": f"{DAG} Laat leeg wat geen einde heeft.",
    "besluitdatum": DAG,
    "beschikkingnummer": "Geef het nummer van het besluit: 1 tot 40 tekens, zonder spatie of BSN.",
    "aanbieder": (
        "Geef de AGB-code van de aanbieder: acht cijfers. Levert nog niemand? Laat de rij weg, en neem in clientroute "
        "een besluit."
    ),
    "toewijzingnummer": (
        "Geef het nummer dat de aanbieder al heeft. Heeft hij er geen? Laat de rij weg, en neem in clientroute een "
        "besluit."
    ),
    "begindatum_levering": f"{DAG} Laat leeg wat nog niet begonnen is.",
}
"""By name of the column: what has to stand in it, in plain Dutch."""
MAG_ONTBREKEN = frozenset(
    (
        "voorvoegsel",
        "voornamen",
        "voorletters",
        "huisletter",
        "toevoeging",
        "telefoonnummer",
        "einddatum",
        "begindatum_levering",
    )
)
VERPLICHT = tuple(each for each in KOLOMMEN if each not in MAG_ONTBREKEN)


@dataclass(frozen=True)
class Overnamefout:
    """What is wrong in a row, by which rule, and what to do; the row with the names of the columns is row 1."""

    rij: int
    kolom: str
    regel: str
    reden: str


@dataclass(frozen=True)
class Lopend:
    """An indication as the rules look at it, with its product of the inkoopmodel, of a citizen."""

    wet: Wet
    product: str
    ingangsdatum: date
    einddatum: date | None
    besluitdatum: date
    begindatum_levering: date | None


@dataclass(frozen=True)
class Bestaand:
    """A product that a client has, or gets in the same file; `aanbieder` as far as the decision named one."""

    wet: Wet
    categorie: str
    code: str
    ingangsdatum: date
    einddatum: date | None
    aanbieder: str | None
    is_pgb: bool
    beschikking: str

    @property
    def termijn(self) -> Termijn:
        """As the standard looks at what may go together."""
        return Product(categorie=wetten.categorie(self.categorie), code=self.code), self.ingangsdatum, self.einddatum


Kolomfout = tuple[str, str, str]
"""The column, the rule, and what to do."""


def datumfouten(lopend: Lopend, vandaag: date) -> Iterator[Kolomfout]:
    """Days that cannot be of an indication that runs, or is going to."""
    if lopend.einddatum is not None and lopend.einddatum < lopend.ingangsdatum:
        yield "einddatum", "CS003", "De einddatum ligt voor de ingangsdatum. Verbeter een van beide."
    elif lopend.einddatum is not None and lopend.einddatum < vandaag:
        yield "einddatum", REGEL, "Deze indicatie is al afgelopen. Laat de rij weg."
    if lopend.besluitdatum > vandaag:
        yield "besluitdatum", REGEL, "Het besluit ligt in de toekomst. Geef de dag waarop het genomen is."
    begin, einde = lopend.begindatum_levering, lopend.einddatum
    # Of a term that is wrong itself the last day says nothing.
    laatste = vandaag if einde is None or einde < lopend.ingangsdatum else min(vandaag, einde)
    if begin is not None and not lopend.ingangsdatum <= begin <= laatste:
        yield (
            "begindatum_levering",
            REGEL,
            "De levering begint vanaf de ingangsdatum, en niet na vandaag of de einddatum. Laat leeg wat nog niet "
            "begonnen is.",
        )


def productfouten(lopend: Lopend, model: Inkoopmodel, geboren: Geboren) -> Iterator[Kolomfout]:
    """A product that the region does not have, has under another law, or not for somebody of this age."""
    product = next((each for each in model.producten if each.code == lopend.product), None)
    if product is None:
        yield "product", REGEL, f"Dit product staat niet in {model.naam}. Geef de code die het daar heeft."
    elif product.wet is not lopend.wet:
        yield "wet", REGEL, f"Dit product valt in {model.naam} onder de {product.wet.titel}. Verbeter de wet."
    elif lopend.wet is Wet.WMO:
        try:
            check_product(lopend.wet, geboren, None, product.categorie, lopend.ingangsdatum, lopend.einddatum, "")
        except Weigering as weigering:
            yield "product", weigering.regel or REGEL, weigering.reden
    else:
        yield from _te_oud(lopend, jeugdwet_tot(geboren, [Verlengingsgrond.BEGONNEN]))


def _te_oud(lopend: Lopend, laatste: date | None) -> Iterator[Kolomfout]:
    """A file says not why help goes on after 18: what no reason but criminal law allows is wrong."""
    if laatste is None:
        return
    geldt = f"De Jeugdwet geldt voor deze inwoner hooguit tot en met {laatste:%d-%m-%Y}."
    if lopend.ingangsdatum > laatste:
        yield "wet", JEUGDIGE, f"{geldt} Neem dit over onder de Wmo, of neem bij jeugdstrafrecht een besluit."
    elif lopend.einddatum is not None and lopend.einddatum > laatste:
        yield "einddatum", JEUGDIGE, f"{geldt} Kies een einddatum tot en met die dag."


def overlapfout(nieuw: Bestaand, ander: Bestaand) -> Kolomfout | None:
    """The same help of the same provider on the same day (TR302), or beside a PGB for it (OP043)."""
    if nieuw.wet is not ander.wet or not _overlapt(nieuw, ander):
        return None
    if ander.is_pgb and (nieuw.categorie, nieuw.code) == (ander.categorie, ander.code):
        return "product", "OP043", f"De cliënt heeft hiervoor in deze periode een pgb: {ander.beschikking}."
    if not ander.is_pgb and nieuw.aanbieder == ander.aanbieder and stapelen(nieuw.termijn, ander.termijn):
        reden = f"Dit product loopt in deze periode al bij deze aanbieder: {ander.beschikking}. Verbeter de periode."
        return "product", "TR302", reden
    return None


def _overlapt(een: Bestaand, ander: Bestaand) -> bool:
    return een.ingangsdatum <= (ander.einddatum or date.max) and ander.ingangsdatum <= (een.einddatum or date.max)
