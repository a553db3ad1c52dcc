"""The number of a case: it can be read out, a slip is noticed, and the case is found by it."""

from itertools import pairwise

import pytest
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, BSN, Json, Toegang, beschikking, gelukt, melding

from toegang.domain.zaaknummer import TEKENS, lees_zaaknummer, zaaknummer_van
from weigering import Weigering

VOORBEELDEN = [zaaknummer_van(f"zaak {each}") for each in range(200)]


async def _gezocht(toegang: Toegang, zaaknummer: str, *gemeenten: str) -> list[Json]:
    headers = toegang.token(*gemeenten)
    answer = await toegang.client.get("/v1/meldingen", params={"zaaknummer": zaaknummer}, headers=headers)
    items: list[Json] = gelukt(answer, 200)["items"]  # type: ignore[assignment]
    return items


def test_no_sign_looks_like_another_and_no_number_is_a_word() -> None:
    assert set("".join(VOORBEELDEN)) - {"-"} <= set(TEKENS)
    assert set(TEKENS) & set("01OQIL5S8B6G2ZUAEIOU") == {"2", "5", "6", "8"}, "of each pair one"


@pytest.mark.parametrize("nummer", VOORBEELDEN[:20])
def test_one_wrong_sign_or_two_that_changed_places_are_noticed(nummer: str) -> None:
    kaal = nummer.replace("-", "")
    fout = {kaal[:plek] + teken + kaal[plek + 1 :] for plek in range(8) for teken in TEKENS} - {kaal}
    for plek, (een, ander) in enumerate(pairwise(kaal)):
        if een != ander:
            fout.add(kaal[:plek] + ander + een + kaal[plek + 2 :])
    for each in fout:
        with pytest.raises(Weigering):
            lees_zaaknummer(each)


@pytest.mark.parametrize("schrijf", [str.lower, lambda nummer: nummer.replace("-", " "), lambda nummer: f" {nummer} "])
def test_it_may_be_typed_in_any_way(schrijf: object) -> None:
    assert callable(schrijf)
    assert lees_zaaknummer(schrijf(VOORBEELDEN[0])) == VOORBEELDEN[0]


async def test_a_case_is_found_by_its_number_by_who_may_see_it(toegang: Toegang) -> None:
    een = await toegang.meld()
    ander = await toegang.meld(melding(bsn=ANDER_BSN))
    assert een["zaaknummer"] != ander["zaaknummer"]
    nummer = str(een["zaaknummer"])
    assert [each["id"] for each in await _gezocht(toegang, nummer.lower().replace("-", ""), ALMERE)] == [een["id"]]
    assert await _gezocht(toegang, nummer, ALMELO) == []


async def test_what_is_no_number_is_refused_and_not_just_not_found(toegang: Toegang) -> None:
    nummer = str((await toegang.meld())["zaaknummer"])
    fout = nummer[:-1] + ("C" if nummer[-1] != "C" else "D")
    for each in (fout, "K7PN", "123456782"):
        answer = await toegang.get(f"/v1/meldingen?zaaknummer={each}")
        assert answer.status_code == 400
        assert "Dit is geen zaaknummer." in answer.text
        assert each not in answer.text


async def test_a_decision_has_the_number_of_its_case(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking()))
    zaak = gelukt(await toegang.get(pad), 200)
    assert gegeven["zaaknummer"] == zaak["zaaknummer"]
    assert gelukt(await toegang.get(f"/v1/beschikkingen/{gegeven['id']}"), 200)["zaaknummer"] == zaak["zaaknummer"]


async def test_a_number_that_is_taken_is_given_to_nobody_else(
    toegang: Toegang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With so few numbers that each case draws the one of the first."""
    monkeypatch.setattr(
        "toegang.usecases.zaaknummers.zaaknummer_van", lambda _zaak, poging=0: zaaknummer_van("zelfde", poging)
    )
    gegeven = [(await toegang.meld(melding(bsn=bsn)))["zaaknummer"] for bsn in (BSN, ANDER_BSN)]
    elders = (await toegang.meld(melding(ALMELO, bsn="999900031")))["zaaknummer"]
    assert gegeven == [zaaknummer_van("zelfde"), zaaknummer_van("zelfde", 1)]
    assert elders == gegeven[0], "each municipality has its own"
