"""What was granted and would now be judged otherwise, as an assignment or a tariff changed with effect in the past.

What was granted stays granted. Whoever pays settles it with the provider: by a credit line, and a new debit line for
what still holds. The rules are those of judging, but for doubles, references and the month of the declaration, which
cannot change afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from declaratie.domain.regels import ALTIJD, DEBET, IngediendePrestatie
from declaratie.domain.stand import MINUUT, UUR, BekendeToewijzing, Stand, tellend_van
from istandaard.berichten.bericht323 import Prestatie
from istandaard.volume import bedrag_van_minuten
from wetten import Wet

BLIJFT_GELIJK = {"TR304", "TR314", "TR319", "TR389"}
"""Rules about what stands in the messages themselves."""
REGELS = {nummer: houdt for nummer, houdt in (ALTIJD | DEBET).items() if nummer not in BLIJFT_GELIJK}
OVER_DE_PRIJS = {"TR346", "TR418"}
ZONDER_TOEWIJZING = {"TR338", "TR384"}

TERUG = "Er is geen toewijzing meer voor deze periode. Vraag de aanbieder om de prestatie te crediteren."
NIEUWE_PRIJS = "Het tarief is veranderd. Vraag de aanbieder om de prestatie te crediteren en opnieuw in te dienen."
TE_VEEL_TERUG = (
    "Van deze prestatie kwam geld terug, en dat hoeft nu niet meer. "
    "Vraag de aanbieder om de prestatie te crediteren en opnieuw in te dienen."
)
NIEUWE_REGEL = (
    "De toewijzing of het contract is veranderd. "
    "Vraag de aanbieder om de prestatie te crediteren en opnieuw in te dienen "
    "voor wat er nog bij past."
)


@dataclass(frozen=True, slots=True)
class Toegekend:
    """A granted debit line that was not credited: the id of its declaration, its place, who pays, and the line."""

    declaratie_id: str
    volgnummer: int
    budgethouder: str
    prestatie: Prestatie
    vereffend: int = 0
    """What claims that have ended took back of it already, in eurocents."""


@dataclass(frozen=True, slots=True)
class Verrekening:
    """A line to settle, under which law, the rules that it breaks now, the difference in eurocents, and what to do.

    `verschil` is what is left of it after claims that have ended; it breaks no rule when those took back what still
    holds. It is negative when money comes back, and None when it hangs on what was delivered when.
    """

    wet: Wet
    toegekend: Toegekend
    regels: tuple[str, ...]
    verschil: int | None
    advies: str

    @property
    def plek(self) -> tuple[str, int]:
        """The line: the id of its declaration, and its place in it."""
        return self.toegekend.declaratie_id, self.toegekend.volgnummer


def verrekeningen(wet: Wet, toegekend: Sequence[Toegekend], stand: Stand) -> list[Verrekening]:
    """Judge granted lines again, in the order in which they were granted, against `stand`, which counts along."""
    gevonden = []
    for each in toegekend:
        tellend = tellend_van(each.prestatie)
        ingediend = IngediendePrestatie(
            each.prestatie, tellend, stand.toewijzingen.get(tellend.toewijzing_nummer), False, False
        )
        gebroken = tuple(nummer for nummer, houdt in REGELS.items() if not houdt(ingediend, stand))
        if gebroken:
            verschil, advies = _vereffening(ingediend, gebroken, stand)
        else:
            stand.tel(tellend)
            verschil, advies = 0, TE_VEEL_TERUG
        if verschil is not None:
            verschil += each.vereffend
        if verschil != 0 or (gebroken and not each.vereffend):
            gevonden.append(Verrekening(wet, each, gebroken, verschil, advies))
    return gevonden


def _vereffening(ingediend: IngediendePrestatie, gebroken: Sequence[str], stand: Stand) -> tuple[int | None, str]:
    bedrag = ingediend.prestatie.ingediend_bedrag.bedrag
    if ZONDER_TOEWIJZING & set(gebroken) or _ligt_buiten(ingediend.prestatie, ingediend.toewijzing):
        return -bedrag, TERUG
    nieuw = _nieuw_bedrag(ingediend.prestatie, stand)
    if set(gebroken) <= OVER_DE_PRIJS and nieuw is not None:
        return nieuw - bedrag, NIEUWE_PRIJS
    return None, NIEUWE_REGEL


def _ligt_buiten(prestatie: Prestatie, toewijzing: BekendeToewijzing | None) -> bool:
    periode = prestatie.product_periode
    if toewijzing is None or periode.einddatum < toewijzing.ingangsdatum:
        return True
    return toewijzing.einddatum is not None and toewijzing.einddatum < periode.begindatum


def _nieuw_bedrag(prestatie: Prestatie, stand: Stand) -> int | None:
    """The amount at the present price of the contract; None when there is no price for this unit."""
    tarief = stand.tarief(prestatie.product_code, prestatie.product_periode.begindatum)
    if tarief is None:
        return None
    if prestatie.eenheid == MINUUT and tarief.eenheid == UUR:
        return bedrag_van_minuten(tarief.bedrag, prestatie.geleverd_volume)
    return prestatie.geleverd_volume * tarief.bedrag if prestatie.eenheid == tarief.eenheid else None
