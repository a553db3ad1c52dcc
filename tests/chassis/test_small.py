"""The small modules: vault, clock, identifiers, model."""

import base64
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.chassis.proef import BSN_KEY, TEST_BSN

from chassis.clock import local_date, system_clock
from chassis.identifiers import new_id
from chassis.model import ApiModel
from chassis.vault import open_vault

VAULT = open_vault(BSN_KEY)
OTHER = open_vault(base64.b64encode(bytes(32)).decode())


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_again_and_never_looks_the_same(plain: bytes) -> None:
    first, second = VAULT.seal(plain), VAULT.seal(plain)
    assert VAULT.open(first) == VAULT.open(second) == plain
    assert first != second


def test_sealed_text_cannot_be_read() -> None:
    assert TEST_BSN.encode() not in VAULT.seal(TEST_BSN.encode())


@pytest.mark.parametrize("place", [0, 11, 12, 20, -17, -1])
def test_one_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(VAULT.seal(TEST_BSN.encode()))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        VAULT.open(bytes(sealed))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        OTHER.open(VAULT.seal(b"x"))


def test_the_hash_of_a_bsn_is_the_same_in_every_process_and_depends_on_the_key() -> None:
    # A fixed value: a change of the derivation would make every stored BSN unfindable.
    assert VAULT.bsn_hash(TEST_BSN) == "87a42b17e81fe176e33f5424a889a1cfd77b737bb13cd683be751bfd44494f60"
    assert open_vault(BSN_KEY).bsn_hash(TEST_BSN) == VAULT.bsn_hash(TEST_BSN)
    assert OTHER.bsn_hash(TEST_BSN) != VAULT.bsn_hash(TEST_BSN)
    assert VAULT.bsn_hash("999900018") != VAULT.bsn_hash(TEST_BSN)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 2, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 6, 30)),
    ],
)
def test_dates_are_dutch_dates(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


def test_the_clock_gives_aware_moments_in_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)


def test_ids_sort_by_the_order_in_which_they_were_made() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000
    assert {(len(each), each[14]) for each in made} == {(36, "7")}


class Voorbeeld(ApiModel):
    geleverd_volume: int


def test_bodies_are_camel_case_outside_and_closed() -> None:
    made = Voorbeeld.model_validate({"geleverdVolume": 2})
    assert made == Voorbeeld(geleverd_volume=2)
    assert made.model_dump(by_alias=True) == {"geleverdVolume": 2}
    with pytest.raises(ValidationError) as caught:
        Voorbeeld.model_validate({"geleverdVolume": 2, "bsn": TEST_BSN})
    assert TEST_BSN not in str(caught.value)
    with pytest.raises(ValidationError, match="frozen"):
        made.geleverd_volume = 3  # type: ignore[misc]  # that is the point
