"""The one way to refuse: what it says to people, and what may end in a log."""

import pytest

from weigering import Weigering, samen


@pytest.mark.parametrize(
    ("weigering", "tekst"),
    [
        (Weigering("Van der Grootkerk woont hier niet.", veld="body.naam"), "body.naam"),
        (Weigering("Van der Grootkerk woont hier niet."), "volgorde"),
        (Weigering("Van der Grootkerk woont hier niet.", soort="al-besloten"), "al-besloten"),
    ],
)
def test_the_text_of_the_exception_is_not_the_reason(weigering: Weigering, tekst: str) -> None:
    """A reason may name what stands in a register."""
    assert str(weigering) == tekst
    assert "Grootkerk" not in repr(weigering)
    assert weigering.reden == "Van der Grootkerk woont hier niet."


def test_all_that_stands_in_the_way_is_told_at_once() -> None:
    eerste = Weigering("Kies een dag.", soort="dag", regel="M36", veld="body.op", toegestaan=["morgen"])
    tweede, derde = Weigering("Noem een product.", regel="M1"), Weigering("Zeg waarom.")
    geheel = samen([eerste, tweede, derde])
    assert (geheel.reden, geheel.soort, geheel.regel, geheel.veld) == ("Kies een dag.", "dag", "M36", "body.op")
    assert geheel.ook == (tweede, derde)
    assert samen([eerste]).ook == ()
    assert eerste.toegestaan == ("morgen",)
