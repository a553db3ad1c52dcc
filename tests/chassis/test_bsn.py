import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from stdnum.nl import bsn as elfproef

from chassis.bsn import MASK, Bsn, mask_bsn

ADAPTER = TypeAdapter[str](Bsn)
VALID = [str(number) for number in range(999900006, 999901000) if elfproef.is_valid(str(number))]
INVALID = [str(number) for number in range(999900006, 999900100) if not elfproef.is_valid(str(number))]


@pytest.mark.parametrize("bsn", VALID[:20])
def test_a_bsn_that_passes_the_11_proef_is_taken(bsn: str) -> None:
    assert sum(int(digit) * weight for digit, weight in zip(bsn, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
    assert ADAPTER.validate_python(bsn) == bsn


@pytest.mark.parametrize(
    "text",
    [
        *INVALID[:20],
        "",
        "99990000",
        "9999000060",
        "9999.00.006",
        " 999900006",
        "999900006\n",
        "٩٩٩٩٠٠٠٠٦",  # the same digits in another script: would hash to another citizen
        "９９９９００００６",
    ],
)
def test_anything_else_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(text)
    assert caught.value.error_count() == 1
    fout = caught.value.errors()[0]
    assert (fout["type"], fout["ctx"]["regel"]) == ("regel", "CS002" if text in INVALID else "RS037")
    assert not text or text not in fout["msg"]


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "bsn {} van",
        "/v1/clienten/{}?bsn={}",
        '{{"bsn": "{}"}}',
        "BSN={}.",
        "({}),[{}]",
        "_{}_",
        "a{}b",
        "-{}",
        "1.{}",
        "\n{}\t",
        "é{}é",
    ],
)
@pytest.mark.parametrize("bsn", VALID[:3])
def test_a_bsn_is_masked_in_any_text(frame: str, bsn: str) -> None:
    text = frame.format(bsn, bsn)
    assert mask_bsn(text) == frame.format(MASK, MASK)


@pytest.mark.parametrize("text", ["", "Geen nummer", INVALID[0], "1" + VALID[0], VALID[0] + "1", "2026-03-02", "0363"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert mask_bsn(text) == text


@given(st.text(), st.sampled_from(VALID), st.text())
def test_no_text_around_it_hides_a_bsn(before: str, bsn: str, after: str) -> None:
    glued = before[-1:].isdigit() or after[:1].isdigit()
    assert glued or bsn not in mask_bsn(before + bsn + after)
