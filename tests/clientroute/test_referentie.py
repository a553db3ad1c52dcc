"""What got slower is said, and noise is not."""

from pathlib import Path

import pytest

from clientroute.bench.__main__ import FIGURES
from clientroute.bench.referentie import Reference, load, reference_of, save, slower


@pytest.mark.parametrize(
    ("now", "was", "worse"),
    [
        (Reference(2.3, 0.01), Reference(2.0, 0.01), 0.15),
        (Reference(2.19, 0.0), Reference(2.0, 0.0), None),
        (Reference(2.3, 0.1), Reference(2.0, 0.06), None),
        (Reference(1.0, 0.0), Reference(2.0, 0.0), None),
    ],
    ids=["worse", "a tenth", "noise", "better"],
)
def test_a_figure_is_worse_beyond_a_tenth_and_beyond_the_noise(
    now: Reference, was: Reference, worse: float | None
) -> None:
    assert slower({"x": now}, {"x": was}) == ({} if worse is None else {"x": worse})


def test_a_new_figure_has_nothing_to_be_worse_than() -> None:
    assert slower({"x": Reference(9, 0)}, {}) == {}


def test_the_noise_is_how_far_rounds_lie_apart_whatever_the_machine() -> None:
    assert reference_of([2.0, 4.0, 8.0], [1.0, 2.0, 4.0]) == Reference(2.0, 0.0)
    assert reference_of([1.0, 2.0, 3.0], [1.0, 1.0, 1.0]) == Reference(2.0, 0.5)


def test_figures_that_were_not_measured_keep_their_reference(tmp_path: Path) -> None:
    file = tmp_path / "referentie.json"
    save({"a": Reference(1.0, 0.1), "b": Reference(2.0, 0.1)}, file)
    save({"b": Reference(3.0, 0.2)}, file)
    assert load(file) == {"a": Reference(1.0, 0.1), "b": Reference(3.0, 0.2)}


def test_every_figure_has_its_reference_and_nothing_else_has() -> None:
    assert sorted(load()) == sorted(each.name for each in FIGURES)
