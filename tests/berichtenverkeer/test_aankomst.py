"""The header of a message that comes in: its number, its day, its municipality (TR056, TR135, TR378)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.berichtenverkeer.berichten import ANDER_AGB, start

import iwmo
from berichtenverkeer import post
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.lezen import kop_van
from chassis.service import Room
from inkoop import MODELLEN, gebruik_map
from istandaard.gemeenten import Gemeente

AMSTERDAM, BEEMSTER, NERGENS = "0363", "0370", "9999"


@pytest.fixture
def gefuseerd(tmp_path: Path) -> Iterator[str]:
    """A municipality that exists no longer, and that an inkoopmodel still has."""
    tekst = (MODELLEN / "almelo-2024.yaml").read_text(encoding="utf-8")
    eigen = tekst.replace("naam: almelo-2024", "naam: beemster-2024", 1).replace('"0141"', f'"{BEEMSTER}"')
    (tmp_path / "beemster-2024.yaml").write_text(eigen, encoding="utf-8")
    gebruik_map(tmp_path)
    yield BEEMSTER
    gebruik_map(None)


async def gebroken(room: Room, *berichten: post.VanAanbieder, dagen_later: int | None = None) -> list[str]:
    """The rules that the last of these messages breaks; its day so many days after today when that is given."""
    async with room.work() as work:
        stukken = [await post.neem_aan(work, kop_van(each), iwmo.schrijf(each)) for each in berichten]
        stuk = stukken[-1]
        if dagen_later is not None:
            stuk = replace(stuk, dagtekening=work.today + timedelta(days=dagen_later))
        return [each.regel for each in (await controleer_aankomst(work, (stuk, berichten[-1])))[0]]


async def test_tr378_a_municipality_exists_now_or_in_an_inkoopmodel(room: Room, gefuseerd: str) -> None:
    assert {AMSTERDAM, gefuseerd, NERGENS} & set(Gemeente) == {AMSTERDAM}
    for gemeente, regels in ((AMSTERDAM, []), (gefuseerd, []), (NERGENS, ["TR378"])):
        assert await gebroken(room, start(gemeente, gemeente=gemeente)) == regels, gemeente


async def test_tr378_a_merged_municipality_of_no_inkoopmodel_is_refused(room: Room) -> None:
    assert await gebroken(room, start(gemeente=BEEMSTER)) == ["TR378"]


@pytest.mark.parametrize(("dagen_later", "regels"), [(-1, []), (0, []), (1, ["TR135"])])
async def test_tr135_a_message_is_of_today_at_the_latest(room: Room, dagen_later: int, regels: list[str]) -> None:
    assert await gebroken(room, start(), dagen_later=dagen_later) == regels


async def test_tr056_a_number_is_used_once_by_one_sender(room: Room) -> None:
    eerste, zelfde_nummer = start("S1"), replace(start("S1"), client=replace(start().client, bsn="999990019"))
    assert await gebroken(room, eerste, zelfde_nummer) == ["TR056"]
    assert await gebroken(room, start("S2"), start("S2", agb=ANDER_AGB)) == []
