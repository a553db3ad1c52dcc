"""Write a case to the archive: the metadata of the dossier, and of each decision its letter with the metadata of both.

A dossier is a folder. It is made beside its place and then put there whole, so that nobody finds half of one; written
again it replaces what was there.
"""

import asyncio
import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import httpx

from aansluiting.domain.archief import PRONOM, bewaartermijn, pdf_versie
from aansluiting.domain.zaken import identificatie_van, opnieuw_vanaf
from aansluiting.instellingen import instellingen_van
from aansluiting.instellingen_archief import ArchiefInstellingen
from aansluiting.store import archief as store
from aansluiting.store.koppelstanden import geef_beurt_terug, neem_beurt
from aansluiting.tables.archief import Archiefstuk, Dossier
from aansluiting.vervoer.map import bewaar_map, schrijf_heel
from chassis.away import is_away
from chassis.identifiers import new_id
from chassis.log import COUPLING_FAULT, log
from chassis.service import Room
from chassis.waiting import Wait, Waiting
from chassis.work import Work
from koppelvlakken.mdto import CATEGORIEEN, Bestand, Gebeurtenis, Informatieobject, Verwijzing, schrijf
from verwerkingen import bewaarjaren
from wetten import Wet

BRON = "clientroute"
"""Whose numbers ours are."""
WETNAAM = {Wet.WMO: "Wmo", Wet.JEUGDWET: "Jeugdwet"}
PER_KEER = 50
BEURT = "archief"
BEURTSECONDEN = 120.0
"""For how long nobody else writes after the last dossier: longer than one takes."""


@dataclass(frozen=True)
class _Pakket:
    """A dossier with all that is written of it."""

    dossier: Dossier
    stukken: Sequence[Archiefstuk]
    instellingen: ArchiefInstellingen
    nu: datetime

    @property
    def nummer(self) -> str:
        return identificatie_van(self.dossier.wet, self.dossier.zaaknummer, self.dossier.melding_id)

    @property
    def verwijzing(self) -> Verwijzing:
        return Verwijzing(f"Zaakdossier {self.nummer}", self.nummer, BRON)


async def archiveer(room: Room) -> None:
    """For each municipality with an archive, by one process at a time.

    Raises httpx.HTTPError when toegang does not answer.
    """
    ik = new_id()
    try:
        for gemeente, instellingen in instellingen_van(room.settings).archief.items():
            async with room.work() as work:
                dossiers = await store.te_schrijven(work, gemeente, PER_KEER) if await _aan_de_beurt(work, ik) else []
            for each in dossiers:
                async with room.work() as work:
                    if room.stopping.is_set() or not await _aan_de_beurt(work, ik):
                        return
                await _archiveer_een(room, instellingen, each.melding_id)
    finally:
        async with room.work() as work:
            await geef_beurt_terug(work, BEURT, ik)


async def _aan_de_beurt(work: Work, ik: str) -> bool:
    return await neem_beurt(work, BEURT, ik, BEURTSECONDEN)


async def _archiveer_een(room: Room, instellingen: ArchiefInstellingen, melding_id: str) -> None:
    async with room.work() as work:
        dossier = await store.dossier(work, melding_id)
        assert dossier is not None  # it stays
        dossier.pogingen += 1
        pakket = _Pakket(dossier, await store.stukken(work, melding_id), instellingen, work.now)
    try:
        brieven = {each.beschikking_id: await _brief(room, each.beschikking_id) for each in pakket.stukken}
        map_ = instellingen.map / dossier.gemeente
        await asyncio.to_thread(_schrijf_map, map_, pakket.nummer, _bestanden(pakket, brieven))
    except (httpx.HTTPError, OSError, ValueError) as fout:
        await _nog_eens(room, melding_id, fout)
        if isinstance(fout, httpx.HTTPError) and is_away(fout):
            raise
        return
    async with room.work() as work:
        gedaan = await store.dossier(work, melding_id)
        assert gedaan is not None  # it stays
        gedaan.geschreven_versie = dossier.versie  # what changed meanwhile is written once more
        gedaan.geschreven_op, gedaan.fout, gedaan.pogingen = work.now, None, 0


async def _nog_eens(room: Room, melding_id: str, fout: Exception) -> None:
    """Try later; what is more than somebody being away is seen. The text of an error can hold a path, and no person."""
    async with room.work() as work:
        dossier = await store.dossier(work, melding_id)
        assert dossier is not None  # it stays
        dossier.opnieuw_vanaf = opnieuw_vanaf(dossier.pogingen, work.now)
        if not is_away(fout):
            dossier.fout = type(fout).__name__
            log(COUPLING_FAULT, service="koppelvlak", coupling="archief", gemeente=dossier.gemeente,
                kind=type(fout).__name__, status=None, code=None)  # fmt: skip


async def _brief(room: Room, beschikking_id: str) -> bytes:
    answer = await room.peers["toegang"].post(f"/v1/beschikkingen/{beschikking_id}/_brief", params={"vorm": "pdf"})
    return answer.raise_for_status().content


def _bestanden(pakket: _Pakket, brieven: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the dossier, by its name."""
    bestanden = {"dossier.mdto.xml": schrijf(_dossier(pakket))}
    for stuk in pakket.stukken:
        brief, naam = brieven[stuk.beschikking_id], _pdf(stuk)
        bestanden[naam] = brief
        bestanden[f"{naam}.mdto.xml"] = schrijf(_bestand(pakket, stuk, brief))
        bestanden[f"beschikking-{stuk.beschikking_id}.mdto.xml"] = schrijf(_archiefstuk(pakket, stuk))
    return bestanden


def _pdf(stuk: Archiefstuk) -> str:
    return f"beschikking-{stuk.beschikking_id}.pdf"


def _dossier(pakket: _Pakket) -> Informatieobject:
    dossier = pakket.dossier
    assert dossier.gesloten_op is not None  # only then it is written
    begin = min([dossier.startdatum, *(each.begin for each in pakket.stukken if each.begin)])
    einden = _wijzigingen(pakket, pakket.stukken)
    eind = None if None in einden else max(each for each in einden if each is not None)
    return _object(
        pakket,
        kenmerk=pakket.nummer,
        naam=f"Zaakdossier {WETNAAM[Wet(dossier.wet)]} {pakket.nummer}",
        niveau_is_dossier=True,
        stukken=pakket.stukken,
        gebeurtenissen=(Gebeurtenis("Creatie", dossier.startdatum, pakket.instellingen.naam),),
        periode=(begin, eind),
    )


def _archiefstuk(pakket: _Pakket, stuk: Archiefstuk) -> Informatieobject:
    naam = pakket.instellingen.naam
    gebeurtenissen = (
        Gebeurtenis("Accordering", stuk.besluitdatum, naam),
        Gebeurtenis("Verzending", stuk.besluitdatum, naam),  # a decision is taken on the day on which it is sent
    )
    return _object(
        pakket,
        kenmerk=stuk.beschikking_id,
        naam=f"Beschikking {WETNAAM[Wet(pakket.dossier.wet)]}, zaak {pakket.nummer}",
        niveau_is_dossier=False,
        stukken=[stuk],
        gebeurtenissen=gebeurtenissen,
        periode=None,
    )


def _object(
    pakket: _Pakket,
    *,
    kenmerk: str,
    naam: str,
    niveau_is_dossier: bool,
    stukken: Sequence[Archiefstuk],
    gebeurtenissen: Sequence[Gebeurtenis],
    periode: tuple[date, date | None] | None,
) -> Informatieobject:
    dossier, instellingen = pakket.dossier, pakket.instellingen
    assert dossier.resultaat is not None  # only then it is written
    categorie = CATEGORIEEN[instellingen.categorie_voor(dossier.wet, dossier.resultaat)]
    jaren = bewaarjaren(dossier.gemeente, jeugd=dossier.wet == Wet.JEUGDWET)
    onderdelen = [Verwijzing(f"Beschikking van {each.besluitdatum}", each.beschikking_id, BRON) for each in stukken]
    return Informatieobject(
        kenmerk=kenmerk,
        bron=BRON,
        naam=naam,
        niveau="Dossier" if niveau_is_dossier else "Archiefstuk",
        archiefvormer=Verwijzing(instellingen.naam, instellingen.kenmerk, instellingen.bron),
        categorie=categorie,
        bewaartermijn=bewaartermijn(categorie, jaren, _wijzigingen(pakket, pakket.stukken)),
        gebeurtenissen=gebeurtenissen,
        periode=periode,
        onderdeel_van=None if niveau_is_dossier else pakket.verwijzing,
        onderdelen=onderdelen if niveau_is_dossier else (),
        representatie=None if niveau_is_dossier else _verwijzing_bestand(stukken[0]),
        belanghebbende=f"Inwoner {dossier.client_id}",
    )


def _wijzigingen(pakket: _Pakket, stukken: Sequence[Archiefstuk]) -> list[date | None]:
    """The last days of what belongs to the case: support goes on after the decision, and with it what is recorded."""
    dagen: list[date | None] = [pakket.dossier.gesloten_op or pakket.dossier.startdatum]
    for each in stukken:
        dagen.append(each.besluitdatum)
        dagen += [date.fromisoformat(eind) if eind else None for eind in each.einden.values()]
    return dagen


def _verwijzing_bestand(stuk: Archiefstuk) -> Verwijzing:
    return Verwijzing(_pdf(stuk), _pdf(stuk), BRON)


def _bestand(pakket: _Pakket, stuk: Archiefstuk, brief: bytes) -> Bestand:
    versie = pdf_versie(brief)
    return Bestand(
        kenmerk=_pdf(stuk),
        bron=BRON,
        naam=_pdf(stuk),
        omvang=len(brief),
        pronom=PRONOM[versie],
        vorm=f"PDF {versie}",
        sha256=hashlib.sha256(brief).hexdigest(),
        berekend_op=pakket.nu,
        van=Verwijzing(f"Beschikking, zaak {pakket.nummer}", stuk.beschikking_id, BRON),
    )


def _schrijf_map(map_: Path, naam: str, bestanden: Mapping[str, bytes]) -> None:
    """Put a whole folder in its place, where it lasts also after the power went.

    Raises OSError, also when the archive itself is not there: it may be a disk that is not mounted.
    """
    if not map_.parent.is_dir():
        raise FileNotFoundError("the folder of the archive is not there")
    map_.mkdir(mode=0o700, exist_ok=True)
    nieuw, oud = map_ / f".{naam}.nieuw", map_ / f".{naam}.oud"
    for weg in (nieuw, oud):
        shutil.rmtree(weg, ignore_errors=True)
    nieuw.mkdir(mode=0o700)
    for bestand, inhoud in bestanden.items():
        schrijf_heel(nieuw / bestand, inhoud)
    plek = map_ / naam
    if plek.exists():
        plek.rename(oud)
    nieuw.rename(plek)
    bewaar_map(map_)
    bewaar_map(map_.parent)
    shutil.rmtree(oud, ignore_errors=True)


async def niet_geschreven(work: Work) -> Sequence[Waiting]:
    """Cases that cannot be written to the archive."""
    return [
        Waiting(
            id=each.melding_id,
            since=each.opnieuw_vanaf,
            waits_for=f"Een dossier kan niet naar het archief ({each.fout}). Is de map er, en mag u erin schrijven?",
            gemeente=each.gemeente,
        )
        for each in await store.met_fout(work)
    ]


async def schrijf_weer(work: Work, id_: str) -> int:
    """Try at once; how many."""
    if await store.dossier(work, id_) is None:
        return 0
    await store.schrijf_opnieuw(work, id_)
    return 1


ARCHIEF = Wait("archief", niet_geschreven, schrijf_weer)
