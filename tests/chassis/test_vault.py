"""Sealing, hashing and finding again: bound to a place, under keys that change."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from tests.chassis.proef import BSN_KEY, TEST_BSN, sealed_before

from chassis.keys import Beginning, Key, Keys, first_keys, with_next
from chassis.sealed import BSN, Sealed
from chassis.vault import UnknownKey, Vault

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PERSOON, ANDERS = Sealed("clienten", "persoon"), Sealed("clienten", "anders")
GEDEELD = Beginning(bytes(range(32)))
EERST = first_keys(GEDEELD, bsn=True)
VAN_VOOR = first_keys(Beginning(base64.b64decode(BSN_KEY), old=True), bsn=True)
HASH_VAN_VOOR = "87a42b17e81fe176e33f5424a889a1cfd77b737bb13cd683be751bfd44494f60"
"""Of TEST_BSN under BSN_KEY. A change of the derivation would make every stored BSN unfindable."""


def volgende(keys: Keys, na: timedelta = timedelta()) -> Keys:
    """The same with a key more in each ring."""
    return with_next(keys, (*keys.bsn, Key(bytes([len(keys.bsn)] * 32), NOW + na)), NOW + na)


def vault(keys: Keys, service: str = "toegang", now: datetime = NOW) -> Vault:
    return Vault(service, keys, now)


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_again_and_never_looks_the_same(plain: bytes) -> None:
    kluis = vault(EERST)
    first, second = kluis.seal(PERSOON, "1", plain), kluis.seal(PERSOON, "1", plain)
    assert kluis.open(PERSOON, "1", first) == kluis.open(PERSOON, "1", second) == plain
    assert first != second
    assert len(plain) < 9 or plain not in first


@pytest.mark.parametrize("place", [7, 18, 19, 20, -17, -1])
def test_one_changed_byte_is_noticed(place: int) -> None:
    kluis = vault(EERST)
    sealed = bytearray(kluis.seal(PERSOON, "1", TEST_BSN.encode()))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        kluis.open(PERSOON, "1", bytes(sealed))


@pytest.mark.parametrize(
    ("service", "place", "row"), [("toegang", PERSOON, "2"), ("toegang", ANDERS, "1"), ("toewijzing", PERSOON, "1")]
)
def test_what_is_sealed_opens_in_its_own_place_only(service: str, place: Sealed, row: str) -> None:
    sealed = vault(EERST).seal(PERSOON, "1", b"x")
    with pytest.raises(InvalidTag):
        vault(EERST, service).open(place, row, sealed)


@pytest.mark.parametrize("keys", [first_keys(GEDEELD, bsn=True), VAN_VOOR])
def test_a_key_that_is_not_here_is_told_from_content_that_is_wrong(keys: Keys) -> None:
    with pytest.raises(UnknownKey):
        vault(keys).open(PERSOON, "1", vault(EERST).seal(PERSOON, "1", b"x"))
    with pytest.raises(UnknownKey):
        vault(keys).open_fixed("betrokkene", vault(EERST).seal_fixed("betrokkene", "c"))


def test_a_new_key_seals_from_its_moment_on_and_the_old_one_still_opens() -> None:
    straks = volgende(EERST, timedelta(minutes=15))
    voor, na = vault(straks), vault(straks, now=NOW + timedelta(minutes=15))
    assert voor.mark == vault(EERST).mark != na.mark
    assert na.open(PERSOON, "1", voor.seal(PERSOON, "1", b"x")) == b"x"
    assert voor.open(PERSOON, "1", na.seal(PERSOON, "1", b"x")) == b"x", "who knows it opens it before that moment"


def test_what_was_sealed_before_keys_had_names_opens_as_long_as_that_key_is_there() -> None:
    sealed = sealed_before(b"x")
    assert vault(VAN_VOOR).open(PERSOON, "1", sealed) == b"x"
    assert vault(VAN_VOOR).seal(PERSOON, "1", b"x")[:1] == vault(VAN_VOOR).mark[:1]
    zonder = replace(VAN_VOOR, seal=VAN_VOOR.seal[1:])
    with pytest.raises(UnknownKey):
        vault(zonder).open(PERSOON, "1", sealed)
    with pytest.raises(InvalidTag):
        vault(VAN_VOOR).open(PERSOON, "1", b"\x00" + sealed)


def test_who_matches_no_bsns_gets_neither_that_key_nor_the_one_of_before() -> None:
    for beginning in (GEDEELD, Beginning(base64.b64decode(BSN_KEY), old=True)):
        keys = first_keys(beginning, bsn=False)
        assert [key.secret for ring in keys.rings().values() for key in ring].count(beginning.secret) == 0
        assert not vault(keys, "monitoring").matches_bsn
        with pytest.raises(LookupError, match="no key for BSNs"):
            vault(keys, "monitoring").bsn_hash(TEST_BSN)
        assert vault(keys, "monitoring").hash("request", b"x").current
        assert with_next(keys, EERST.bsn, NOW).bsn == ()


def test_the_hash_of_a_bsn_is_the_same_in_every_service_and_depends_on_the_key() -> None:
    assert vault(VAN_VOOR).bsn_hash(TEST_BSN) == HASH_VAN_VOOR
    elders = first_keys(GEDEELD, bsn=True)
    assert vault(elders, "declaratie").bsn_hash(TEST_BSN) == vault(EERST).bsn_hash(TEST_BSN) != HASH_VAN_VOOR
    assert vault(EERST).bsn_hash("999900018") != vault(EERST).bsn_hash(TEST_BSN)


@pytest.mark.parametrize("keys", [EERST, VAN_VOOR])
def test_content_that_is_a_bsn_has_another_hash_than_the_bsn(keys: Keys) -> None:
    kluis = vault(keys)
    purposes = ("request", "bericht", "adres")
    hashes = {kluis.hash(each, TEST_BSN.encode()).current for each in purposes} | {kluis.bsn_hash(TEST_BSN)}
    assert len(hashes) == 4


@pytest.mark.parametrize("keys", [EERST, VAN_VOOR])
def test_a_hash_goes_to_every_next_key_without_its_content(keys: Keys) -> None:
    oud, nieuw = vault(keys), vault(volgende(volgende(keys)))
    gehasht = nieuw.hash(BSN, TEST_BSN.encode())
    assert nieuw.lifted(BSN, oud.bsn_hash(TEST_BSN)) == gehasht.current
    assert [nieuw.lifted(BSN, each) for each in gehasht.forms] == [gehasht.current] * 3
    assert gehasht.forms[0] == oud.bsn_hash(TEST_BSN)
    assert max(map(len, gehasht.forms)) <= 64
    with pytest.raises(UnknownKey):
        oud.lifted(BSN, gehasht.current)


def test_before_its_moment_a_new_key_hashes_nothing_and_is_recognised() -> None:
    straks = volgende(EERST, timedelta(minutes=15))
    voor, na = vault(straks), vault(straks, now=NOW + timedelta(minutes=15))
    gehasht = voor.hash(BSN, TEST_BSN.encode())
    assert gehasht.current == vault(EERST).bsn_hash(TEST_BSN) != na.bsn_hash(TEST_BSN)
    assert na.bsn_hash(TEST_BSN) in gehasht.forms
    assert voor.compared(BSN, gehasht.current) == gehasht.compared == voor.compared(BSN, na.bsn_hash(TEST_BSN))
    assert voor.lifted(BSN, na.bsn_hash(TEST_BSN)) == na.bsn_hash(TEST_BSN)
    assert voor.lifted(BSN, gehasht.current) == gehasht.current


def test_hashes_are_compared_under_the_newest_of_all_keys() -> None:
    oud, nieuw = vault(EERST), vault(volgende(volgende(EERST)))
    gehasht = nieuw.hash(BSN, TEST_BSN.encode())
    assert gehasht.compared == gehasht.forms[2] == nieuw.compared(BSN, oud.bsn_hash(TEST_BSN))


def test_a_leaked_key_makes_nothing_that_is_kept_after_the_change() -> None:
    keys = volgende(VAN_VOOR)
    bewaard = vault(keys).bsn_hash(TEST_BSN)
    gelekt = vault(replace(keys, bsn=keys.bsn[:1])).hash(BSN, TEST_BSN.encode()).forms
    nieuw_alleen = vault(replace(keys, bsn=keys.bsn[1:])).hash(BSN, TEST_BSN.encode()).forms
    assert bewaard not in (*gelekt, *nieuw_alleen)


def test_a_hash_that_no_key_of_ours_made_stays_as_it_is() -> None:
    assert vault(EERST).lifted(BSN, "0" * 64) == "0" * 64


@given(st.text(max_size=20))
def test_a_fixed_form_of_any_length_opens_again_and_has_nothing_after_it(text: str) -> None:
    form = vault(EERST).seal_fixed("betrokkene", text)
    assert vault(EERST).open_fixed("betrokkene", form) == text
    assert re.fullmatch(r"[0-9a-f]{12}\.[\w-]+", form)


def test_a_fixed_form_is_found_again_opens_and_is_bound_to_purpose_and_service() -> None:
    kluis, nieuw = vault(EERST), vault(volgende(EERST))
    form = kluis.seal_fixed("betrokkene", "client-1")
    assert form == kluis.seal_fixed("betrokkene", "client-1")
    assert "client-1" not in form
    assert kluis.open_fixed("betrokkene", form) == nieuw.open_fixed("betrokkene", form) == "client-1"
    assert nieuw.fixed("betrokkene", "client-1") == (form, nieuw.seal_fixed("betrokkene", "client-1"))
    assert kluis.seal_fixed("anders", "client-1") != form != kluis.seal_fixed("betrokkene", "client-2")
    for other, purpose in ((kluis, "anders"), (vault(EERST, "declaratie"), "betrokkene")):
        with pytest.raises(InvalidTag):
            other.open_fixed(purpose, form)
