"""The roles: what the page for operators prints is what they open, and who reads figures opens no more."""

import re
from pathlib import Path

from tests.keten.wie_mag import WIE_MAG

from clientroute.tokens import ROLLEN

BLADZIJDE = (Path(__file__).parents[2] / "docs/productie.md").read_text(encoding="utf-8")


def test_the_roles_are_those_that_the_page_prints() -> None:
    rijen = re.findall(r"^\| ([a-z-]+) \| [^|]+ \| ((?:`[^`]+` ?)+) \|$", BLADZIJDE, flags=re.MULTILINE)
    assert {rol: frozenset(re.findall("`([^`]+)`", scopes)) for rol, scopes in rijen} == ROLLEN


def test_every_scope_of_a_role_opens_something() -> None:
    bekend = {scope for tabel in WIE_MAG.values() for scopes in tabel for scope in scopes.replace("+", " ").split()}
    assert {scope for scopes in ROLLEN.values() for scope in scopes} <= bekend


def test_a_policy_officer_reads_figures_and_changes_nothing() -> None:
    """What a scope opens is held by `test_one_scope_opens_only_what_it_is_for`."""
    mag = {
        operatie
        for tabel in WIE_MAG.values()
        for scopes, namen in tabel.items()
        if "monitoring" in scopes.split()
        for operatie in namen.split()
    }
    assert {each.partition("_")[0] for each in mag} == {"get"}
    assert not [each for each in mag if "client" in each or "melding" in each]
