"""The folder, for adapters that work with files and for the portal: nothing half, nothing lost, nothing twice."""

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.aansluiting.conftest import AGB, Koppeling

from aansluiting.instellingen import instellingen_van
from aansluiting.usecases.ggk_map import lees_map
from aansluiting.usecases.ggk_versturen import verstuur
from aansluiting.usecases.ggk_verwerken import verwerk
from aansluiting.vervoer import map as mappen
from koppelvlakken.ggk.schrijven import schrijf


@pytest.fixture
def bestand(tmp_path: Path) -> str:
    return f'gemeenten: ["0034"]\nggk:\n  map: {tmp_path / "ggk"}\n'


def map_van(koppeling: Koppeling) -> Path:
    ggk = instellingen_van(koppeling.room.settings).ggk
    assert ggk is not None
    assert ggk.map is not None
    return ggk.map


def inhoud(map_: Path, plek: str) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((map_ / plek).glob("*"))}


def leg(map_: Path, naam: str, wat: bytes) -> None:
    (map_ / "in").mkdir(parents=True, exist_ok=True)
    (map_ / "in" / naam).write_bytes(wat)


async def test_what_goes_out_lies_there_whole_in_the_order_of_its_moments(koppeling: Koppeling) -> None:
    koppeling.langs_ggk()
    for nummer in range(3):
        koppeling.wijs_toe(identificatie=f"T{nummer}")
    await koppeling.haal()
    await verstuur(koppeling.room)
    await verstuur(koppeling.room)
    gelegd = inhoud(map_van(koppeling), "uit")
    assert list(gelegd.values()) == [await koppeling.envelop(each) for each in await koppeling.uit()]
    assert [each[:17] for each in gelegd] == sorted(each.tijdstip for each in await koppeling.uit())
    assert {each.status for each in await koppeling.uit()} == {"verstuurd"}


async def test_what_came_is_kept_and_then_moved(koppeling: Koppeling) -> None:
    map_ = map_van(koppeling)
    vraag = koppeling.begint()
    leg(map_, "b.xml", schrijf(vraag))
    leg(map_, "a.xml", schrijf(vraag))
    leg(map_, ".half.xml", schrijf(vraag)[:100])
    await lees_map(koppeling.room)
    await lees_map(koppeling.room)
    await verwerk(koppeling.room)
    assert list(inhoud(map_, "ontvangen")) == ["a.xml", "b.xml"]
    assert list(inhoud(map_, "in")) == [".half.xml"], "what is not whole yet stays"
    assert koppeling.toewijzing.aangeboden == 1
    leg(map_, "a.xml", schrijf(koppeling.begint()))
    await lees_map(koppeling.room)
    assert list(inhoud(map_, "ontvangen")) == ["2-a.xml", "a.xml", "b.xml"], "nothing is replaced"


async def test_a_file_that_cannot_be_moved_holds_up_no_other(koppeling: Koppeling) -> None:
    map_, lang = map_van(koppeling), "a" * 250
    leg(map_, lang, b"geen envelop")  # beside it there is no room for a name with the reason
    leg(map_, "b.xml", schrijf(koppeling.begint()))
    with pytest.raises(OSError, match="too long"):
        await lees_map(koppeling.room)
    assert list(inhoud(map_, "ontvangen")) == ["b.xml"]
    assert list(inhoud(map_, "in")) == [lang]


async def test_what_is_refused_lies_apart_with_its_reason(koppeling: Koppeling) -> None:
    map_ = map_van(koppeling)
    leg(map_, "elders.xml", schrijf(koppeling.begint(gemeente="0141")))
    leg(map_, "geen.xml", b"geen envelop")
    leg(map_, "groot.xml", b"x" * 25_000_001)
    await lees_map(koppeling.room)
    lagen = inhoud(map_, "geweigerd")
    assert list(lagen) == [
        naam + eind for naam in ("elders.xml", "geen.xml", "groot.xml") for eind in ("", ".reden.txt")
    ]
    assert lagen["elders.xml.reden.txt"].startswith(b"StUF010")
    assert b"25 MB" in lagen["groot.xml.reden.txt"]
    assert await koppeling.binnen() == []


async def test_what_cannot_be_kept_stays_where_it_lies(koppeling: Koppeling) -> None:
    map_ = map_van(koppeling)
    leg(map_, "a.xml", schrijf(koppeling.begint()))
    async with koppeling.room.work() as work:
        await work.session.execute(text("ALTER TABLE ggk_inkomend RENAME TO elders"))
    with pytest.raises(Exception, match="ggk_inkomend"):
        await lees_map(koppeling.room)
    assert list(inhoud(map_, "in")) == ["a.xml"]
    async with koppeling.room.work() as work:
        await work.session.execute(text("ALTER TABLE elders RENAME TO ggk_inkomend"))
    await lees_map(koppeling.room)
    assert list(inhoud(map_, "in")) == []
    assert [each.zender for each in await koppeling.binnen()] == [AGB]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stroom_weg(_self: Path, _target: Path) -> Path:
        raise OSError("the power went")

    monkeypatch.setattr(Path, "replace", stroom_weg)
    with pytest.raises(OSError, match="power"):
        mappen.schrijf_heel(tmp_path / "uit" / "a.xml", b"<a/>")
    assert [each.name for each in (tmp_path / "uit").iterdir()] == [".a.xml.half"]
