"""Closing a year: the figures of a provider (its productieverantwoording) held against what was granted (M82, M136).

The words are those of the Landelijk accountantsprotocol financiële productieverantwoording Wmo en Jeugdwet.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weigering import Weigering


class Afsluitingstand(StrEnum):
    """How far the closing of a year is."""

    OPGEGEVEN = "opgegeven"
    """The provider gave its figures."""
    VOORGESTELD = "voorgesteld"
    """Somebody of the municipality proposes to close: nothing may change until a colleague looked at it."""
    GESLOTEN = "gesloten"


class Oordeel(StrEnum):
    """What an accountant says of the figures of a provider (controleverklaring)."""

    GOEDKEUREND = "goedkeurend"
    MET_BEPERKING = "met-beperking"
    OORDEELONTHOUDING = "oordeelonthouding"
    AFKEUREND = "afkeurend"


class Kant(StrEnum):
    """Who explains a difference."""

    AANBIEDER = "aanbieder"
    GEMEENTE = "gemeente"


@dataclass(frozen=True, order=True)
class Jaarproduct:
    """What figures of a year are about: a product, counted in one unit."""

    categorie: str
    code: str
    eenheid: str


@dataclass(frozen=True)
class Cijfer:
    """A volume in its unit, and an amount in eurocents; credits are taken off."""

    volume: int = 0
    bedrag: int = 0

    def min(self, ander: "Cijfer") -> "Cijfer":
        """This less the other."""
        return Cijfer(self.volume - ander.volume, self.bedrag - ander.bedrag)


NIETS = Cijfer()
Cijfers = Mapping[Jaarproduct, Cijfer]


@dataclass(frozen=True)
class Uitleg:
    """Why there is a difference, and which one: of another difference it says nothing."""

    over: Cijfer
    tekst: str


@dataclass(frozen=True)
class Vergelijking:
    """One product: what was granted, what the provider says, and what either side explains of the difference."""

    product: Jaarproduct
    toegekend: Cijfer
    opgegeven: Cijfer
    aanbieder: str | None
    gemeente: str | None

    @property
    def verschil(self) -> Cijfer:
        """What the provider says less what was granted."""
        return self.opgegeven.min(self.toegekend)

    @property
    def is_verklaard(self) -> bool:
        """No difference, or one that somebody explained."""
        return self.verschil == NIETS or self.aanbieder is not None or self.gemeente is not None


def vergelijk(
    toegekend: Cijfers, opgegeven: Cijfers, uitleg: Mapping[tuple[Jaarproduct, Kant], Uitleg]
) -> list[Vergelijking]:
    """Every product that either names, in order. An explanation of a difference that is no more counts no more."""
    gevonden = []
    for product in sorted({*toegekend, *opgegeven}):
        wel, zegt = toegekend.get(product, NIETS), opgegeven.get(product, NIETS)
        teksten = {
            kant: gegeven.tekst
            for kant in Kant
            if (gegeven := uitleg.get((product, kant))) is not None and gegeven.over == zegt.min(wel)
        }
        gevonden.append(Vergelijking(product, wel, zegt, teksten.get(Kant.AANBIEDER), teksten.get(Kant.GEMEENTE)))
    return gevonden


def verschillen(nu: Cijfers, toen: Cijfers) -> dict[Jaarproduct, Cijfer]:
    """What came after: per product that changed what there is now less what there was."""
    alle = {product: nu.get(product, NIETS).min(toen.get(product, NIETS)) for product in sorted({*nu, *toen})}
    return {product: cijfer for product, cijfer in alle.items() if cijfer != NIETS}


def moet_voorbij_zijn(jaar: int, vandaag: date) -> None:
    """Raises Weigering for a year that has not ended: its figures are not there yet."""
    if jaar >= vandaag.year:
        raise Weigering(f"Het jaar {jaar} is nog niet voorbij. Geef de cijfers daarna op.", soort="jaar-loopt")


def mag_veranderen(stand: Afsluitingstand) -> None:
    """Raises Weigering once a municipality proposes to close, and for good once it did."""
    if stand is Afsluitingstand.GESLOTEN:
        raise Weigering("Dit jaar is gesloten. Er verandert niets meer aan.", soort="gesloten")
    if stand is Afsluitingstand.VOORGESTELD:
        reden = "Er is voorgesteld dit jaar te sluiten. Wijzigen kan pas als de gemeente het heropent."
        raise Weigering(reden, soort="voorgesteld")


def mag_opgeven(producten: Sequence[Jaarproduct], ingekocht: Collection[tuple[str, str]], toegekend: Cijfers) -> None:
    """Raises Weigering for a product that is there twice, one that nobody bought or granted, and for nothing at all.

    `ingekocht` holds category and code of what the region bought in that year.
    """
    if not producten and not toegekend:
        raise Weigering("Over dit jaar is u niets toegekend, en u geeft niets op.", veld="body.producten")
    bekend = {*ingekocht, *((each.categorie, each.code) for each in toegekend)}
    gezien: set[Jaarproduct] = set()
    for plek, each in enumerate(producten):
        veld = f"body.producten.{plek}.code"
        if each in gezien:
            raise Weigering("Dit product staat er met deze eenheid al. Tel de cijfers bij elkaar op.", veld=veld)
        if (each.categorie, each.code) not in bekend:
            reden = (
                "Dit product kent deze gemeente niet: zij heeft het dat jaar niet ingekocht, en er is niets van "
                "toegekend."
            )
            raise Weigering(reden, veld=veld)
        gezien.add(each)


def mag_voorstellen(vergelijkingen: Sequence[Vergelijking], oordeel: Oordeel | None, toelichting: str | None) -> None:
    """Raises Weigering while a difference is unexplained, and without an approving declaration when nobody says why.

    `oordeel` is that of a declaration whose file is there.
    """
    open_ = [each.product.code for each in vergelijkingen if not each.is_verklaard]
    if open_:
        codes = ", ".join(sorted(set(open_))[:10])
        reden = f"Leg eerst het verschil uit bij product {codes}, of laat de aanbieder dat doen."
        raise Weigering(reden, soort="niet-verklaard")
    if oordeel is not Oordeel.GOEDKEUREND and not toelichting:
        wat = "Er is geen controleverklaring" if oordeel is None else f"De controleverklaring is {NAMEN[oordeel]}"
        raise Weigering(f"{wat}. Zeg bij toelichting waarom u toch sluit.", soort="geen-goedkeuring")


NAMEN = {
    Oordeel.GOEDKEUREND: "goedkeurend",
    Oordeel.MET_BEPERKING: "met beperking",
    Oordeel.OORDEELONTHOUDING: "een oordeelonthouding",
    Oordeel.AFKEUREND: "afkeurend",
}


def mag_sluiten(stand: Afsluitingstand, door: str, voorgesteld_door: str | None, *, is_veranderd: bool) -> None:
    """Raises Weigering without a proposal, for who proposed, and when what was granted changed since the proposal."""
    moet_voorgesteld_zijn(stand)
    if voorgesteld_door == door:
        raise Weigering(
            "U heeft zelf voorgesteld dit jaar te sluiten. Laat een collega het sluiten.", soort="zelfde-persoon"
        )
    if is_veranderd:
        reden = "Na het voorstel is er over dit jaar iets toegekend. Heropen het, en kijk opnieuw naar de verschillen."
        raise Weigering(reden, soort="veranderd")


def moet_voorgesteld_zijn(stand: Afsluitingstand) -> None:
    """Raises Weigering for a year that nobody proposes to close, or that is closed."""
    if stand is Afsluitingstand.GESLOTEN:
        mag_veranderen(stand)
    if stand is not Afsluitingstand.VOORGESTELD:
        raise Weigering("Stel eerst voor dit jaar te sluiten.", soort="stand")
