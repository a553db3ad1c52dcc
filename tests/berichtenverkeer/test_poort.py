"""The gate: what must not go out, and which messages are for another door."""

import pytest
from tests.istandaard.wijzig import gewijzigd

from berichtenverkeer.controle import is_van_elders
from berichtenverkeer.uitgaand import NietTeVerzenden, keur_uitgaand
from inkoop import gemeentecodes
from istandaard.gemeenten import Gemeente
from iwmo import voorbeeld


def test_a_sound_message_goes_out() -> None:
    keur_uitgaand(voorbeeld("WMO301"))


def test_the_first_thing_that_is_wrong_is_the_reason_and_all_rules_are_named() -> None:
    """The text of the exception may end in a log: kind and rules only."""
    fout = {
        "client.communicatie.taal": None,
        "client.contactgegevens.0.adres.landCode": None,
        "client.contactgegevens.1.adres.huis": None,
    }
    with pytest.raises(NietTeVerzenden) as geweigerd:
        keur_uitgaand(gewijzigd("WMO301", fout))
    gevonden = geweigerd.value
    regels = [each.regel for each in gevonden.bevindingen]
    assert set(regels) == {"CD005", "CD007", "CD025"}
    assert gevonden.reden == f"{gevonden.bevindingen[0].melding} ({regels[0]})"
    assert (gevonden.regel, gevonden.soort, gevonden.veld) == (regels[0], "regel", None)
    assert str(gevonden) == "WMO301: CD005, CD007, CD025"


def test_one_thing_that_is_wrong_is_enough() -> None:
    with pytest.raises(NietTeVerzenden) as geweigerd:
        keur_uitgaand(gewijzigd("WMO301", {"client.communicatie.taal": None}))
    assert str(geweigerd.value) == "WMO301: CD007"


def test_a_message_for_another_door() -> None:
    """A municipality that exists and is not ours; one of ours and one that never was are looked at here."""
    ergens = next(each for each in Gemeente if each not in gemeentecodes())
    assert is_van_elders(ergens)
    assert not is_van_elders(sorted(gemeentecodes())[0])
    assert not is_van_elders("9999")
