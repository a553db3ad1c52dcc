"""What the inkoopmodel of a municipality says, looked up once per month: it changes only with a new version."""

from datetime import date
from functools import cache
from hashlib import sha256

from inkoop import Inkoopmodel, laad, model_van, namen
from istandaard.codes import Eenheid
from istandaard.termijnen import werkdagen_na
from istandaard.volume import bedrag_van_minuten

DAGEN_ONDERZOEK = 42
"""Six weeks from the melding (Wmo 2015, 2.3.2)."""
DAGEN_BESLUIT = 14
"""Two weeks from the aanvraag (Wmo 2015, 2.3.5)."""
WERKDAGEN_RETOUR = 3
"""OP090."""
WERKDAGEN_ANTWOORD = 10
"""A WMO325 after its WMO323 (OP090x4)."""


@cache
def kenmerk_van_modellen() -> str:
    """Stands for what all inkoopmodellen say: figures that were made with another one have to be made again."""
    alles = "".join(laad(naam).model_dump_json() for naam in namen())
    return sha256(alles.encode()).hexdigest()


@cache
def inkoopmodel(gemeente: str, maand: date) -> Inkoopmodel | None:
    """The newest inkoopmodel that holds the municipality and is in force in the month."""
    return model_van([gemeente], maand)


def uiterste_start(gemeente: str, toewijzingsdatum: date) -> date | None:
    """The last day on which support may start by the norm for waiting (M65); None without an inkoopmodel."""
    model = inkoopmodel(gemeente, toewijzingsdatum.replace(day=1))
    return werkdagen_na(toewijzingsdatum, model.levering.wachttijd_werkdagen) if model else None


@cache
def gebruikelijke_maanden(gemeente: str, maand: date, code: str) -> int | None:
    """How long a decision on a product may usually last: the longest of its trajecten (M98); None when it has none."""
    model = inkoopmodel(gemeente, maand)
    trajecten = [each for each in (model.trajecten if model else ()) if code in each.producten]
    return max((each.maximaal_maanden or each.standaard_maanden for each in trajecten), default=None)


@cache
def budgethouder_van(gemeente: str, maand: date, code: str) -> str:
    """The municipality that pays for a product: the budgethouder of the region, else the client's own (M83)."""
    model = inkoopmodel(gemeente, maand)
    producten = [each for each in (model.producten if model else ()) if each.code == code]
    return next((each.budgethouder for each in producten if each.budgethouder), gemeente)


@cache
def _prijs(gemeente: str, maand: date, code: str) -> tuple[int, str] | None:
    """Eurocents per eenheid of a product in the region (M67, M79) and its eenheid; None when nobody knows it."""
    model = inkoopmodel(gemeente, maand)
    try:
        return (model.tarief_op(code, maand), model.product(code).eenheid) if model else None
    except (KeyError, ValueError):
        return None


def waarde_van(gemeente: str, maand: date, code: str, eenheid: str, volume: int) -> int:
    """Eurocents that a volume is worth at the price of the region (M67); 0 where there is no price for it."""
    if eenheid == Eenheid.EUROS:
        return volume
    prijs = _prijs(gemeente, maand, code)
    if prijs is None:
        return 0
    eurocent, per_eenheid = prijs
    if eenheid == per_eenheid:
        return volume * eurocent
    if (eenheid, per_eenheid) == (Eenheid.MINUUT, Eenheid.UUR):
        return bedrag_van_minuten(eurocent, volume)
    if (eenheid, per_eenheid) == (Eenheid.UUR, Eenheid.MINUUT):
        return volume * 60 * eurocent
    return 0
