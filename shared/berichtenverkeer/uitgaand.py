"""The gate: no message is offered for collection that its receiver must refuse."""

import wetten
from weigering import Weigering


class NietTeVerzenden(Weigering):
    """A message of the municipality breaks rules of the standard; `bevindingen` says which, and where."""

    def __init__(self, bericht: wetten.Bericht, bevindingen: list[wetten.Bevinding]) -> None:
        eerste = bevindingen[0]
        super().__init__(f"{eerste.melding} ({eerste.regel})", soort="regel", regel=eerste.regel)
        # Without the content of the message: an exception text may end in a log.
        self.args = (f"{bericht.soort()}: {', '.join(sorted({each.regel for each in bevindingen}))}",)
        self.bevindingen = bevindingen


def keur_uitgaand(bericht: wetten.Bericht) -> None:
    """Raises NietTeVerzenden for what breaks level 2; what breaks the format cannot be built or written."""
    bevindingen = wetten.controleer(bericht)
    if bevindingen:
        raise NietTeVerzenden(bericht, bevindingen)
