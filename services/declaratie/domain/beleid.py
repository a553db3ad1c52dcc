"""The policy of the region for a granted line; each rule is one small function, named after its M number.

A function gives the reason, in plain Dutch, why somebody should look at the line, or None when all is well. The
standard has no code for these, so the line stays granted. What a rule asks stands in the inkoopmodel; which M numbers
have no function, and why, stands in the README of this service.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.stand import EURO, MINUUT, UUR, BekendeToewijzing, Tarief, in_tel_eenheid
from inkoop import EENHEDEN, Inkoopmodel, Product
from inkoop.producten import EENHEDEN_PER_VARIANT, TOEGESTANE_EENHEDEN
from istandaard.codes import Eenheid, Frequentie
from istandaard.volume import bedrag_van_minuten, dagen

PRIJS_MAAL_HOEVEELHEID = {"minuut", "uur", "dagdeel", "etmaal"}
VAST_BEDRAG = {"maandbedrag", "traject"}


@dataclass(frozen=True, slots=True)
class ToegekendePrestatie:
    """A granted debit line. Amounts in eurocents, the volume in `eenheid`."""

    volgorde: tuple[datetime, str, int]
    """When it was judged, the id of its declaration, its place in it: of two lines the later one is looked at."""
    toewijzing_nummer: int
    client: str
    """By the id that toegang gave."""
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int


Geleverd = tuple[date, date | None]
"""First and last day of delivery, by its reported start and stop; no last day as long as it goes on."""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What a line is held against."""

    model: Inkoopmodel
    product: Product
    toewijzing: BekendeToewijzing
    contractprijs: Tarief | None
    geleverd: Sequence[Geleverd]
    """What was reported, in order of time; empty when no start was reported (yet)."""
    van_client: Sequence[ToegekendePrestatie]
    """Granted, uncredited debit lines of this client in this municipality, of every provider."""


Beleidstoets = Callable[[ToegekendePrestatie, Omgeving], str | None]


def m71(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """Price times quantity: a product per hour, minute, dagdeel or etmaal has no fixed amount (M71)."""
    if om.product.bekostiging not in PRIJS_MAAL_HOEVEELHEID:
        return None
    if prestatie.eenheid == EURO or prestatie.tarief is None:
        return f"Dit product gaat per {om.product.bekostiging}. De prestatie noemt een bedrag, zonder volume en tarief."
    if prestatie.bedrag in (prestatie.volume * prestatie.tarief, _minuten_op_uurprijs(prestatie, om)):
        return None
    return "Het bedrag is niet het volume maal het tarief."


def _minuten_op_uurprijs(prestatie: ToegekendePrestatie, om: Omgeving) -> int | None:
    prijs = om.contractprijs
    if prestatie.eenheid != MINUUT or prijs is None or prijs.eenheid != UUR:
        return None
    return bedrag_van_minuten(prijs.bedrag, prestatie.volume)


def m72(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """A package per month: one per client per calendar month, whoever delivers it (M72, M50).

    In euros its amount stands in the assignment, which is the ceiling (TR321).
    """
    if om.product.bekostiging != "maandbedrag":
        return None
    if prestatie.eenheid not in TOEGESTANE_EENHEDEN["maandbedrag"]:
        return "Dit product heeft een vast bedrag per maand. De prestatie heeft een andere eenheid."
    if prestatie.eenheid != EURO and prestatie.volume != 1:
        return f"Dit product heeft één vast bedrag per maand. De prestatie telt er {prestatie.volume}."
    maand = eerste_van_maand(prestatie.begindatum)
    eerder = (
        each
        for each in om.van_client
        if each.code == prestatie.code
        and eerste_van_maand(each.begindatum) == maand
        and each.volgorde < prestatie.volgorde
    )
    if any(eerder):
        return "Voor deze cliënt is in deze maand al een keer het vaste bedrag van dit product toegekend."
    return None


def m74(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """The unit fits how the product is paid: per minute, per hour (M74). Minutes on a price per hour are right."""
    bekostiging = om.product.bekostiging
    if bekostiging not in PRIJS_MAAL_HOEVEELHEID or prestatie.eenheid == EURO:
        return None
    if prestatie.eenheid in TOEGESTANE_EENHEDEN[bekostiging] or (bekostiging == "uur" and prestatie.eenheid == MINUUT):
        return None
    return f"Dit product gaat per {bekostiging}. De prestatie is per {EENHEDEN[Eenheid(prestatie.eenheid)]}."


def m75(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """No price for a whole traject, also not as a total in euros that is billed at once (M75)."""
    if om.model.declaratieregels.trajectprijzen:
        return None
    if om.product.bekostiging == "traject" or om.product.uitvoeringsvariant == "traject":
        return "Deze regio betaalt geen prijs voor een heel traject."
    toewijzing = om.toewijzing
    in_een_keer = (
        prestatie.eenheid == EURO
        and toewijzing.frequentie == Frequentie.TOTAAL
        and prestatie.volume == toewijzing.volume
        and (toewijzing.einddatum is None or toewijzing.einddatum > laatste_van_maand(toewijzing.ingangsdatum))
    )
    return (
        "Het hele bedrag van de toewijzing staat in één prestatie. Deze regio kent geen trajectprijs."
        if in_een_keer
        else None
    )


def m76(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """Only what was delivered is paid: not a period outside of the reported starts and stops (M76).

    A start is no condition for paying (OP364), so without a reported start there is nothing to say.
    """
    if not om.model.declaratieregels.alleen_geleverd or not om.geleverd:
        return None
    if any(
        begin <= prestatie.einddatum and (einde is None or einde >= prestatie.begindatum)
        for begin, einde in om.geleverd
    ):
        return None
    eerste = om.geleverd[0][0]
    if prestatie.einddatum < eerste:
        return f"De periode ligt voor de gemelde start van {_dag(eerste)}."
    gestopt = max(einde for _, einde in om.geleverd if einde is not None and einde < prestatie.begindatum)
    return f"De periode ligt na de gemelde stop van {_dag(gestopt)}."


def m79(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """The contract has the price of the region on that day, index included (M79)."""
    prijs = om.contractprijs
    if prijs is None or prestatie.eenheid == EURO or prijs.eenheid != om.product.eenheid:
        return None
    try:
        regionaal = om.model.tarief_op(om.product.code, prestatie.begindatum)
    except ValueError:
        return "De regio heeft voor deze dag nog geen tarief voor dit product. Het contract wel."
    if prijs.bedrag == regionaal:
        return None
    return (
        f"Het tarief in het contract is {euro(prijs.bedrag)}. "
        f"In de regio is het {euro(regionaal)} op {_dag(prestatie.begindatum)}."
    )


def m80(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """The unit fits the uitvoeringsvariant of the contract: effort, output, traject or task (M80)."""
    variant = om.product.uitvoeringsvariant
    if prestatie.eenheid in EENHEDEN_PER_VARIANT[variant]:
        return None
    return f"Dit product is ingekocht op {variant}. Daar hoort de eenheid van deze prestatie niet bij."


def m140(_prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """What is paid by a lump sum, apart from clients, is not billed by client as well (M140)."""
    if om.product.bekostiging != "lumpsum":
        return None
    return "De regio betaalt dit product met een lumpsum, los van cliënten. Deze prestatie komt daar nog bij."


def m48(prestatie: ToegekendePrestatie, om: Omgeving) -> str | None:
    """Within the agreed window no more is used than its even share of the assigned total (M47, M48, M49).

    Over the whole term the total itself is the ceiling (TR322), so a window of the whole term asks nothing here. A
    line is a month, so a window of weeks is taken as the months that it touches, and no window at all as one month.
    A package per month is used up evenly by itself (M50), and a price for a traject is not used up over time.
    """
    toewijzing, venster = om.toewijzing, om.model.uitnutten.venster
    if venster == "looptijd" or toewijzing.frequentie != Frequentie.TOTAAL or om.product.bekostiging in VAST_BEDRAG:
        return None
    if toewijzing.volume is None or toewijzing.einddatum is None:
        return None
    begin, einde = _venster(prestatie, om)
    looptijd = dagen(toewijzing.ingangsdatum, toewijzing.einddatum)
    deel = dagen(max(begin, toewijzing.ingangsdatum), min(einde, toewijzing.einddatum))
    totaal = in_tel_eenheid(toewijzing.volume, toewijzing.eenheid or "", toewijzing.eenheid)
    # Rounded up: a share of half a piece cannot be delivered.
    evenredig = -(-totaal * deel // looptijd)
    if _gebruikt(prestatie, om, begin) <= evenredig:
        return None
    return (
        f"Van {_dag(begin)} tot en met {_dag(einde)} is meer gebruikt dan het gelijke deel van de toewijzing. "
        "Is dat afgesproken?"
    )


def _venster(prestatie: ToegekendePrestatie, om: Omgeving) -> tuple[date, date]:
    begin = prestatie.begindatum
    if om.model.uitnutten.weken is not None:
        begin = prestatie.einddatum - timedelta(weeks=om.model.uitnutten.weken) + timedelta(days=1)
    return eerste_van_maand(min(begin, prestatie.begindatum)), laatste_van_maand(prestatie.einddatum)


def _gebruikt(prestatie: ToegekendePrestatie, om: Omgeving, begin: date) -> int:
    """What was granted on the assignment within the window, this line included, later judged lines not."""
    return sum(
        in_tel_eenheid(each.volume, each.eenheid, om.toewijzing.eenheid)
        for each in om.van_client
        if each.toewijzing_nummer == prestatie.toewijzing_nummer
        and begin <= each.begindatum <= prestatie.einddatum
        and each.volgorde <= prestatie.volgorde
    )


BELEID: dict[str, Beleidstoets] = {
    "M48": m48,
    "M71": m71,
    "M72": m72,
    "M74": m74,
    "M75": m75,
    "M76": m76,
    "M79": m79,
    "M80": m80,
    "M140": m140,
}
"""Every rule of policy for one line."""


def product_van(model: Inkoopmodel | None, code: str) -> Product | None:
    """The product with this code, if the region has it."""
    return next((each for each in model.producten if each.code == code), None) if model else None


def m83(model: Inkoopmodel | None, code: str, gemeente: str) -> str:
    """The municipality that pays for a product: the budgethouder of the region, else the client's own (M83)."""
    product = product_van(model, code)
    return (product.budgethouder if product else None) or gemeente


def euro(eurocent: int) -> str:
    """An amount as people read it: € 1.234,56."""
    return "€ " + f"{eurocent / 100:,.2f}".translate(str.maketrans(",.", ".,"))


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
