"""When a case closes its metadata stand beside its letter, and what is kept until when is what toegang says too."""

import hashlib
import os
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import select
from tests.aansluiting.kamers import Kamers, Opener, open_kamers
from tests.koppelvlakken.gegevens import MAP, met_koppelvlakken
from tests.toegang.conftest import ALMELO, ALMERE, PERSOONSGEGEVENS, gelukt, log_text, melding, product

from aansluiting.domain.archief import PRONOM, bewaartermijn, pdf_versie
from aansluiting.instellingen import lees_instellingen
from aansluiting.usecases.archief_schrijven import archiveer
from chassis import tables
from chassis.consumer import Message, handle_all, read_message
from chassis.settings import SettingsError
from koppelvlakken.mdto import CATEGORIEEN, Bewaartermijn
from koppelvlakken.mdto.schrijven import NAMESPACE
from toegang.domain.bewaren import vernietigen_per
from verwerkingen import bewaarjaren

__all__ = ["log_text", "open_kamers"]
pytestmark = met_koppelvlakken


@pytest.fixture
def archief(tmp_path: Path) -> Path:
    (tmp_path / "archief").mkdir()
    return tmp_path / "archief"


def bestand(archief: Path, meer: str = "") -> str:
    return f"""
gemeenten: ["{ALMERE}", "{ALMELO}"]
archief:
  "{ALMERE}":
    map: {archief}
    naam: Gemeente Almere
    kenmerk: gm0034
    bron: TOOI
{meer}
"""


@pytest.fixture
def kamers(open_kamers: Opener, archief: Path) -> Kamers:
    return open_kamers(bestand(archief))


async def verteld(kamers: Kamers) -> list[Message]:
    async with kamers.toegang.room.work(writes=False) as work:
        query = select(tables.outbox.c.body).order_by(tables.outbox.c.position)
        return [read_message(each.encode()) for each in (await work.session.execute(query)).scalars()]


async def hoor(kamers: Kamers, berichten: Sequence[Message] | None = None) -> None:
    async with kamers.room.work() as work:
        await handle_all(work, kamers.room, await verteld(kamers) if berichten is None else berichten)


async def werk(kamers: Kamers, minuten: int = 0) -> None:
    kamers.tijd.nu += timedelta(minutes=minuten)
    await hoor(kamers)
    await archiveer(kamers.room)


def inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir()}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(MAP / "mdto" / "MDTO-XML1.0.1.xsd"))


def lees(document: bytes) -> etree._Element:
    gelezen = etree.fromstring(document)
    schema().assertValid(gelezen)
    return gelezen


def veld(document: etree._Element, naam: str) -> str | None:
    return document.findtext(f".//{{{NAMESPACE}}}{naam}")


def termijn(document: etree._Element) -> tuple[str | None, ...]:
    """How long, from when, until when."""
    return tuple(veld(document, f"termijn{each}") for each in ("Looptijd", "StartdatumLooptijd", "Einddatum"))


def alle(archief: Path, einde: str) -> list[Path]:
    return sorted(archief.rglob(f"*{einde}"))


def verplaats(van: Path, naar: Path) -> None:
    van.rename(naar)


class Omgevallen(BaseException):
    """As when the process is killed."""


def categorie(document: etree._Element) -> str | None:
    return document.findtext(f".//{{{NAMESPACE}}}informatiecategorie/{{{NAMESPACE}}}begripCode")


async def test_a_decided_case_stands_in_the_archive_with_letter_and_metadata(kamers: Kamers, archief: Path) -> None:
    besluit = await kamers.toegang.beschikt()
    await werk(kamers)
    map_ = archief / ALMERE / f"WMO-{besluit['zaaknummer']}"
    gevonden, naam = inhoud(map_), f"beschikking-{besluit['id']}"
    assert set(gevonden) == {"dossier.mdto.xml", f"{naam}.pdf", f"{naam}.pdf.mdto.xml", f"{naam}.mdto.xml"}
    dossier, stuk, file = (lees(gevonden[each]) for each in
                           ("dossier.mdto.xml", f"{naam}.mdto.xml", f"{naam}.pdf.mdto.xml"))  # fmt: skip
    brief = gevonden[f"{naam}.pdf"]
    assert brief.startswith(b"%PDF-")
    assert (veld(file, "omvang"), veld(file, "checksumWaarde")) == (
        str(len(brief)), hashlib.sha256(brief).hexdigest(),
    )  # fmt: skip
    for each in (dossier, stuk):
        assert termijn(each) == ("P15Y", "2025-05-31", "2040-05-31")
        assert categorie(each) == "8.1.1"
    assert veld(dossier, "naam") == f"Zaakdossier Wmo WMO-{besluit['zaaknummer']}"


async def test_metadata_name_nobody_and_no_care(kamers: Kamers, archief: Path) -> None:
    await kamers.toegang.beschikt()
    await werk(kamers)
    for pad in alle(archief, ".xml"):
        tekst = pad.read_text(encoding="utf-8")
        assert not [each for each in PERSOONSGEGEVENS if each in tekst], pad.name
    assert oct((archief / ALMERE).stat().st_mode)[-3:] == "700"


async def test_support_without_an_end_has_no_end_of_its_term_until_it_stops(kamers: Kamers, archief: Path) -> None:
    besluit = await kamers.toegang.beschikt(product(einddatum=None))
    await werk(kamers)
    dossier = archief / ALMERE / f"WMO-{besluit['zaaknummer']}" / "dossier.mdto.xml"
    assert termijn(lees(dossier.read_bytes())) == ("P15Y", None, None)
    stop = {"reden": "wens client", "laatsteDag": "2024-07-31"}
    pad = f"/v1/beschikkingen/{besluit['id']}/_beeindig"
    gelukt(await kamers.toegang.post(pad, stop, **{"If-Match": "*"}), 200)
    await werk(kamers)
    assert termijn(lees(dossier.read_bytes())) == ("P15Y", "2024-07-31", "2039-07-31")


async def test_a_case_without_a_decision_has_a_dossier_of_its_own(kamers: Kamers, archief: Path) -> None:
    zaak = await kamers.toegang.meld()
    await kamers.toegang.sluit(f"/v1/meldingen/{zaak['id']}")
    await werk(kamers)
    (map_,) = (archief / ALMERE).iterdir()
    assert set(inhoud(map_)) == {"dossier.mdto.xml"}
    document = lees(inhoud(map_)["dossier.mdto.xml"])
    # The list says 42 days, the law fifteen years: what is kept of somebody is not destroyed earlier.
    assert (categorie(document), veld(document, "termijnEinddatum")) == ("8.4.1", "2039-06-03")


async def test_an_archivist_chooses_the_category(open_kamers: Opener, archief: Path) -> None:
    kamers = open_kamers(bestand(archief, '    categorieen: {wmo: {gesloten: "8.2"}}'))
    zaak = await kamers.toegang.meld()
    await kamers.toegang.sluit(f"/v1/meldingen/{zaak['id']}")
    await werk(kamers)
    (map_,) = (archief / ALMERE).iterdir()
    assert categorie(lees(inhoud(map_)["dossier.mdto.xml"])) == "8.2"


async def test_a_case_that_runs_and_one_elsewhere_are_not_there(kamers: Kamers, archief: Path) -> None:
    await kamers.toegang.aangevraagd()
    await kamers.toegang.meld(melding(ALMELO, bsn="999900018"))
    await werk(kamers)
    assert alle(archief, ".xml") == []


async def test_heard_and_written_again_it_is_the_same(kamers: Kamers, archief: Path) -> None:
    besluit = await kamers.toegang.beschikt()
    await werk(kamers)
    map_ = archief / ALMERE / f"WMO-{besluit['zaaknummer']}"
    eerst = inhoud(map_)["dossier.mdto.xml"]
    sinds = map_.stat().st_ino
    await werk(kamers, 60)
    assert (inhoud(map_)["dossier.mdto.xml"], map_.stat().st_ino) == (eerst, sinds)
    assert [each.name for each in (archief / ALMERE).iterdir()] == [map_.name]


async def test_while_the_disk_or_toegang_is_away_it_waits_and_is_seen(
    kamers: Kamers, archief: Path, log_text: Callable[[], str]
) -> None:
    await kamers.toegang.beschikt()
    verplaats(archief, archief.with_name("weg"))
    await werk(kamers)
    (wacht,) = (each for each in kamers.room.service.waits if each.name == "archief")
    async with kamers.room.work() as work:
        (gezien,) = await wacht.find(work)
        assert "FileNotFoundError" in gezien.waits_for
    assert "coupling.fault" in log_text()
    verplaats(archief.with_name("weg"), archief)
    kamers.weg.add("toegang")
    with pytest.raises(Exception, match="away"):
        await werk(kamers, 5)
    kamers.weg.clear()
    await werk(kamers, 5)
    assert len(alle(archief, ".pdf")) == 1
    async with kamers.room.work() as work:
        assert list(await wacht.find(work)) == []


async def test_who_falls_over_halfway_writes_it_once_more(
    kamers: Kamers, archief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kamers.toegang.beschikt()
    echt = Path.rename

    def valt_om(pad: Path, naar: Path) -> Path:
        if pad.name.endswith(".nieuw"):
            raise Omgevallen
        return echt(pad, naar)

    monkeypatch.setattr(Path, "rename", valt_om)
    with pytest.raises(Omgevallen):
        await werk(kamers)
    monkeypatch.undo()
    await werk(kamers, 5)
    assert [each.name[:4] for each in (archief / ALMERE).iterdir()] == ["WMO-"]
    assert len(alle(archief, ".pdf")) == 1


@given(st.dates(date(2020, 1, 1), date(2080, 12, 31)), st.sampled_from(sorted(CATEGORIEEN)), st.booleans())
def test_a_dossier_goes_no_earlier_than_its_client_in_toegang(dag: date, nummer: str, jeugd: bool) -> None:
    jaren = bewaarjaren(ALMERE, jeugd=jeugd)
    termijn = bewaartermijn(CATEGORIEEN[nummer], jaren, [dag])
    in_toegang = vernietigen_per([dag], jaren)
    assert termijn.eind is not None
    assert in_toegang is not None
    assert termijn.eind >= in_toegang
    if CATEGORIEEN[nummer].jaren <= jaren:
        assert termijn.eind == in_toegang


@pytest.mark.parametrize(
    ("wijzigingen", "verwacht"),
    [
        ([date(2024, 5, 27), date(2025, 5, 31)], Bewaartermijn("P15Y", date(2025, 5, 31), date(2040, 5, 31))),
        ([date(2024, 2, 29)], Bewaartermijn("P15Y", date(2024, 2, 29), date(2039, 3, 1))),
        ([date(2024, 5, 27), None], Bewaartermijn("P15Y")),
        ([], Bewaartermijn("P15Y")),
    ],
)
def test_a_term_runs_from_the_last_change(wijzigingen: list[date | None], verwacht: Bewaartermijn) -> None:
    assert bewaartermijn(CATEGORIEEN["8.1.1"], 15, wijzigingen) == verwacht


async def test_a_dossier_counts_as_written_once_it_lasts_when_the_power_goes(
    kamers: Kamers, archief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    besluit = await kamers.toegang.beschikt()
    vast, fsync = set[int](), os.fsync

    def stroom_weg(_descriptor: int) -> None:
        raise OSError("the disk is full")

    def schrijf_vast(descriptor: int) -> None:
        vast.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", stroom_weg)
    await werk(kamers)
    assert alle(archief, "dossier.mdto.xml") == []
    monkeypatch.setattr(os, "fsync", schrijf_vast)
    await werk(kamers, 5)
    map_ = archief / ALMERE / f"WMO-{besluit['zaaknummer']}"
    moet = {archief, archief / ALMERE, map_, *map_.iterdir()}
    assert len(moet) == 7
    assert [each for each in moet if each.stat().st_ino not in vast] == []


def test_of_a_pdf_the_version_says_its_code() -> None:
    assert PRONOM[pdf_versie(b"%PDF-1.7\n")] == "fmt/276"
    for geen in (b"", b"<html>", b"%PDF-9.9\n", b"%PDF-\xff\xff\xff"):
        with pytest.raises(ValueError, match="PDF"):
            pdf_versie(geen)


@pytest.mark.parametrize(
    ("meer", "melding_"),
    [
        ('    categorieen: {wmo: {gesloten: "9.9"}}', "9.9 is geen categorie"),
        ('    categorieen: {wmo: {weg: "8.2"}}', "weg is geen resultaat"),
        ("    bron: TOOI", "horen bij elkaar"),
    ],
)
def test_what_is_wrong_in_the_part_of_the_archive_is_said(tmp_path: Path, meer: str, melding_: str) -> None:
    pad = tmp_path / "koppelvlak.yaml"
    pad.write_text(f'gemeenten: ["0034"]\narchief:\n  "0034":\n    map: {os.devnull}\n    naam: Almere\n{meer}\n')
    with pytest.raises(SettingsError) as fout:
        lees_instellingen(pad)
    assert melding_ in str(fout.value)
