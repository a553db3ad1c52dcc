"""The small modules: clock, identifiers, model."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

import pytest
from pydantic import ValidationError
from tests.chassis.proef import TEST_BSN

from chassis.clock import local_date, system_clock
from chassis.files import binary
from chassis.identifiers import id_within, new_id
from chassis.model import ApiModel


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


def test_a_file_stands_in_the_contract_under_its_type_without_what_comes_after_it() -> None:
    assert list(binary("text/csv; charset=utf-8", "application/xml")) == ["text/csv", "application/xml"]


def test_ids_sort_by_the_order_in_which_they_were_made() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000
    assert {(len(each), each[14]) for each in made} == {(36, "7")}


def test_the_id_of_a_part_follows_from_the_whole_and_has_its_moment() -> None:
    whole = new_id()
    parts = [id_within(whole, each) for each in ("a", "b", "a")]
    assert parts[0] == parts[2] != parts[1]
    assert {each[:15] for each in parts} == {whole[:15]}
    assert {(len(each), UUID(each).variant, UUID(each).version) for each in parts} == {(36, RFC_4122, 7)}


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
