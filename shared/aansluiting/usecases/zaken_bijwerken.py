"""Make in the zaaksysteem what is to be made, case by case and step by step, by one process at a time.

That a step is tried is kept before it goes out: when we fall over, or the answer gets lost, it is looked for there
before it is made again. So nothing is made twice, and after an outage everything is caught up with in its order.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx

from aansluiting.domain.zaken import EINDSTATUS, Stap, opnieuw_vanaf
from aansluiting.instellingen import instellingen_van
from aansluiting.instellingen_zaken import ZakenInstellingen
from aansluiting.store import zaken as store
from aansluiting.store.koppelstanden import geef_beurt_terug, neem_beurt, pauzeer, pauzeert
from aansluiting.tables.zaken import Zaak
from aansluiting.usecases.zaken_stap import Opdracht, ToegangWeigert, Vernietigd, verzoek_van
from chassis.clock import local_date
from chassis.identifiers import new_id
from chassis.log import COUPLING_FAULT, log
from chassis.service import Room
from chassis.waiting import Wait, Waiting
from chassis.work import Work
from koppelvlakken import zgw
from koppelvlakken.zgw.verbinding import is_weg
from wetten import Wet

PER_KEER = 100
BEURT = "zaken"
BEURTSECONDEN = 120.0
"""For how long nobody else makes anything after the last step: longer than one can take."""

LANG, VAAK = timedelta(hours=1), 7
"""Within which, and in how many turns, a zaaksysteem makes what is to be made: seven take an hour and more."""


class ZaaksysteemWeg(Exception):
    """The zaaksysteem is away: all of its municipality wait for the next turn."""


@dataclass(frozen=True)
class _Lijn:
    """The zaaksysteem of one municipality while we work."""

    room: Room
    ik: str
    gemeente: str
    instellingen: ZakenInstellingen
    systeem: zgw.Zaaksysteem
    http: httpx.AsyncClient
    typen: Mapping[str, zgw.Typen]
    """By law: of what becomes a zaak today."""
    van_zaken: dict[str, zgw.Typen] = field(default_factory=dict)
    """By case: of the version of the zaaktype under which its zaak was made."""


async def werk_bij(room: Room, transport: httpx.AsyncBaseTransport | None = None) -> None:
    """For each municipality with a zaaksysteem. `transport` replaces the network in tests.

    Raises httpx.HTTPError when toegang does not answer.
    """
    ik = new_id()
    try:
        for gemeente, instellingen in instellingen_van(room.settings).zaken.items():
            try:
                await _van_gemeente(room, ik, gemeente, instellingen, transport)
            except ZaaksysteemWeg as weg:
                _meld(gemeente, "weg")
                await _laat_met_rust(room, gemeente, weg.__cause__)
            except zgw.Ontbreekt:
                _meld(gemeente, "catalogus")
            except zgw.ZgwFout as fout:
                _meld(gemeente, "geweigerd", fout)
    finally:
        async with room.work() as work:
            await geef_beurt_terug(work, BEURT, ik)


async def _laat_met_rust(room: Room, gemeente: str, waarom: BaseException | None) -> None:
    """For as long as a zaaksysteem asks it."""
    if isinstance(waarom, zgw.ZgwFout) and waarom.wacht is not None:
        async with room.work() as work:
            await pauzeer(work, f"zaken {gemeente}", waarom.wacht)


async def _van_gemeente(
    room: Room, ik: str, gemeente: str, instellingen: ZakenInstellingen, transport: httpx.AsyncBaseTransport | None
) -> None:
    async with room.work() as work:
        mag = not await pauzeert(work, f"zaken {gemeente}") and await _aan_de_beurt(work, ik)
        te_doen = await store.met_werk(work, gemeente, PER_KEER) if mag else []
    if not te_doen:
        return
    try:
        systeem = instellingen.systeem()
    except OSError:
        _meld(gemeente, "bestand")  # its own; the others go on
        return
    async with zgw.open_zaaksysteem(systeem, room.clock, transport) as http:
        typen = await typen_van(http, systeem, instellingen, local_date(room.clock()))
        lijn = _Lijn(room, ik, gemeente, instellingen, systeem, http, typen)
        for melding_id in te_doen:
            while not room.stopping.is_set() and await _stap(lijn, melding_id):
                pass


async def typen_van(
    http: httpx.AsyncClient, systeem: zgw.Zaaksysteem, instellingen: ZakenInstellingen, op: date
) -> dict[str, zgw.Typen]:
    """The types of each law, as the catalogue has them on a day. Raises as `vind_typen`, and ZaaksysteemWeg."""
    gevonden = {}
    for wet in Wet:
        if (zaaktype := instellingen.zaaktype_van(wet)) is None:
            continue
        with _weg_of_geweigerd():
            gevonden[wet.value] = await zgw.vind_typen(http, systeem, zaaktype.gezocht, op, EINDSTATUS)
    return gevonden


async def _stap(lijn: _Lijn, melding_id: str) -> bool:
    """Do the next step of a case; whether the one after it can follow at once."""
    async with lijn.room.work() as work:
        rij = await store.volgende_stap(work, melding_id) if await _aan_de_beurt(work, lijn.ik) else None
        zaak = await store.zaak(work, melding_id)
        if rij is None or zaak is None or zaak.wet not in lijn.typen:
            return False
        eerder = rij.pogingen > 0
        rij.pogingen += 1
        rij.opnieuw_vanaf = opnieuw_vanaf(rij.pogingen, work.now)
        urls = await store.urls_van(work, melding_id, rij.onderwerp)
    try:
        with _weg_of_geweigerd():
            typen = await _typen_voor(lijn, zaak)
        toegang = lijn.room.peers["toegang"]
        opdracht = Opdracht(Stap(rij.soort), rij, zaak, lijn.instellingen, typen, toegang, lijn.room.clock(), urls)
        verzoek = await verzoek_van(opdracht)
        with _weg_of_geweigerd():
            url = await zgw.maak(lijn.http, lijn.systeem, verzoek, eerder=eerder)
            einde = opdracht.stap is Stap.AFGEHANDELD
            stand = await zgw.lees_zaak(lijn.http, lijn.systeem, opdracht.zaak_url) if einde else None
    except Vernietigd:
        async with lijn.room.work() as work:
            await store.meld_vervallen(work, rij.id)
        return True
    except (ToegangWeigert, LookupError, zgw.Ontbreekt, zgw.ZgwFout) as fout:
        return await _bewaar_fout(lijn, rij.id, str(fout))
    async with lijn.room.work() as work:
        await store.meld_gedaan(work, rij.id, url, stand)
    return True


async def _typen_voor(lijn: _Lijn, zaak: Zaak) -> zgw.Typen:
    """The types for the next step of a case: a zaak that is there keeps the version of the zaaktype that it began
    with. Raises as `vind_typen`."""
    nieuwste = lijn.typen[zaak.wet]
    if zaak.zaak_url is None:
        return nieuwste
    if zaak.melding_id not in lijn.van_zaken:
        van = (await zgw.lees_zaak(lijn.http, lijn.systeem, zaak.zaak_url)).zaaktype
        zaaktype = lijn.instellingen.zaaktype_van(zaak.wet)
        assert zaaktype is not None  # its types were found
        lijn.van_zaken[zaak.melding_id] = (
            nieuwste
            if van in {None, nieuwste.zaaktype}
            else await zgw.vind_typen(
                lijn.http, lijn.systeem, zaaktype.gezocht, local_date(lijn.room.clock()), EINDSTATUS, van=van
            )
        )
    return lijn.van_zaken[zaak.melding_id]


@contextmanager
def _weg_of_geweigerd() -> Iterator[None]:
    """What a zaaksysteem refuses stays what it is; when it is away, that is ZaaksysteemWeg."""
    try:
        yield
    except (zgw.ZgwFout, httpx.RequestError) as fout:
        if is_weg(fout):
            raise ZaaksysteemWeg from fout
        raise


async def _bewaar_fout(lijn: _Lijn, stap_id: str, fout: str) -> bool:
    """Keep why a step did not go well, for who looks at it; the steps after it wait."""
    async with lijn.room.work() as work:
        rij = await store.stap(work, stap_id)
        assert rij is not None  # steps stay
        rij.fout, rij.gefaald_sinds = fout[:300], rij.gefaald_sinds or work.now
    _meld(lijn.gemeente, "geweigerd")
    return False


async def _aan_de_beurt(work: Work, ik: str) -> bool:
    return await neem_beurt(work, BEURT, ik, BEURTSECONDEN)


def _meld(gemeente: str, kind: str, fout: zgw.ZgwFout | None = None) -> None:
    status, code = (fout.status, fout.code) if fout else (None, None)
    log(COUPLING_FAULT, service="koppelvlak", coupling="zaken", gemeente=gemeente, kind=kind, status=status, code=code)


async def wachtende_zaken(work: Work) -> Sequence[Waiting]:
    """What a zaaksysteem refuses, per municipality and kind of step."""
    return [
        Waiting(
            id=f"{each.gemeente}-{each.soort}",
            since=each.sinds,
            waits_for=f"Het zaaksysteem neemt {each.soort} niet aan: {each.fout}. De zaak gaat daarna verder.",
            count=each.aantal,
            gemeente=each.gemeente,
        )
        for each in await store.met_fout(work)
    ]


async def liggende_zaken(work: Work) -> Sequence[Waiting]:
    """What is not refused and is not made either: the zaaksysteem is away, lets us in no longer, or misses a type."""
    waarop = (
        "Het zaaksysteem antwoordt niet, laat ons niet toe of mist een type; clientroute koppelvlak controleer zegt "
        "wat. Daarna gaat dit vanzelf."
    )
    return [
        Waiting(id=each.gemeente, since=each.sinds, waits_for=waarop, count=each.aantal, gemeente=each.gemeente)
        for each in await store.te_lang_open(work, work.now - LANG, VAAK)
    ]


async def nog_eens(work: Work, id_: str) -> int:
    """Try at once what was refused, of a municipality and a kind."""
    gemeente, _, soort = id_.partition("-")
    return await store.nog_eens(work, gemeente, soort)


ZAKEN = (Wait("zaken", wachtende_zaken, nog_eens), Wait("zaken-liggen", liggende_zaken))
