"""The lines for the books of who pays."""

from collections.abc import Sequence

from bladen import Blad, Cel, Euro, Maand
from declaratie.store.journaal import Geboekt
from declaratie.tables import Betaalrun
from inkoop import model_van

KOP = (
    "Betaalrun",
    "Betaaldag",
    "Budgethouder",
    "Gemeente",
    "Wet",
    "Grootboekrekening",
    "Kostenplaats",
    "Waarvoor",
    "Categorie",
    "Product",
    "Maand",
    "Bedrag",
)


def journaal(run: Betaalrun, geboekt: Sequence[Geboekt]) -> Blad:
    """One row per account, product and month of delivery; what the policy of the region has no account for is empty."""
    return Blad("Journaal", KOP, [_rij(run, each) for each in geboekt])


def _rij(run: Betaalrun, each: Geboekt) -> Sequence[Cel]:
    model = None if each.maand is None else model_van([each.gemeente], each.maand)
    boeking = None if model is None or each.code is None else model.boeking(each.code, run.budgethouder)
    rekening, kostenplaats = (None, None) if boeking is None else (boeking.grootboekrekening, boeking.kostenplaats)
    return (
        run.id,
        run.dag,
        run.budgethouder,
        each.gemeente,
        each.wet.value,
        rekening,
        kostenplaats,
        each.soort.value,
        each.categorie,
        each.code,
        None if each.maand is None else Maand(each.maand),
        Euro(each.bedrag),
    )
