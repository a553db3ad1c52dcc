"""Everything that can break while people are helped, at random: each accepted request has each effect once."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from tests.storing.keten import DEADLINE_SECONDS, TEGELIJK, Keten, tot
from tests.storing.storingen import LANG_WEG, STORINGEN, database_lang_weg, dood, even
from tests.storing.vergelijk import Stand, vergelijk
from tests.storing.zaken import Zaken, speel

from chassis.parts import wait_for_any
from clientroute.demo import totalen

DOOD = "proces dood"
KIJK_SECONDS = 2.0


@dataclass(frozen=True)
class Vorm:
    """How much breaks."""

    doden: int
    elk: int
    """Of every other fault."""
    lang: float
    """Seconds that a database is away when it is away for long."""
    duur: float
    """Seconds over which it is spread; what breaks takes longer now and then."""


@dataclass(frozen=True)
class Uitkomst:
    """What came of it; `seconden` is how long it took to come right when nothing was broken any more."""

    storingen: Counter[str]
    stand: Stand
    rond: int
    verzoeken: int
    herhaald: int
    genoemd: int
    """Events that a service lost with its database, and that `clientroute herstel` named with who has to act."""
    afgebroken: int
    """Citizens who could not go on because a backup was put back: what they had told was lost and named."""
    geweigerd: list[str]
    """What was refused for no such reason."""
    seconden: float
    duur: float

    @property
    def goed(self) -> bool:
        """Whether every accepted request had every effect once, without anybody coming in."""
        return self.stand.goed and not self.geweigerd

    def __str__(self) -> str:
        wat = ", ".join(f"{aantal} keer {naam}" for naam, aantal in sorted(self.storingen.items()))
        stand = self.stand
        regels = [
            f"{wat}.",
            f"{self.verzoeken} verzoeken, waarvan {self.herhaald} keer opnieuw gevraagd; {self.rond} inwoners de hele "
            f"route, {self.afgebroken} afgebroken door een teruggezette back-up; {stand.effecten} gevolgen nagezocht.",
            f"{len(stand.kwijt)} kwijt, {len(stand.dubbel)} dubbel, {len(stand.blijft_staan)} blijven staan, "
            f"{len(stand.niet_verwerkt)} niet verwerkt, {len(self.geweigerd)} ten onrechte geweigerd; "
            f"{self.genoemd} door herstel genoemd.",
            f"Bij na {self.seconden:.1f} s; alles duurde {self.duur / 60:.0f} minuten.",
        ]
        mis = (*stand.kwijt, *stand.dubbel, *stand.blijft_staan, *stand.niet_verwerkt, *self.geweigerd)
        return "\n".join((*regels, *mis[:40]))


async def breek(keten: Keten, zaken: Zaken, vorm: Vorm) -> Uitkomst:
    """Break what the form asks while citizens come, until one goes the whole route again; then see what came of it.

    Raises TimeoutError when none does.
    """
    begin, gebeurd = time.monotonic(), Counter[str]()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(TEGELIJK):
            tasks.create_task(speel(zaken))
        async with asyncio.TaskGroup() as lopend:
            for baan in (_doden, _de_rest, _lang):
                lopend.create_task(baan(keten, vorm, gebeurd))
        einde, rond = time.monotonic(), len(zaken.rond)
        # However slow the machine is: without one there is little to compare.
        await tot(lambda: _is_meer(zaken, rond), "geen inwoner gaat de hele route")
        zaken.klaar.set()
    stand = await _kom_bij(keten, zaken)
    van_herstel = [each for each in zaken.afgebroken if _door_herstel(keten, each.begin, each.einde)]
    return Uitkomst(
        storingen=gebeurd,
        stand=stand,
        rond=len(zaken.rond),
        verzoeken=keten.aangenomen.verzoeken,
        herhaald=keten.aangenomen.herhaald,
        genoemd=len(keten.genoemd),
        afgebroken=len(van_herstel),
        geweigerd=[each.reden for each in zaken.afgebroken if each not in van_herstel],
        seconden=time.monotonic() - einde,
        duur=time.monotonic() - begin,
    )


async def _is_meer(zaken: Zaken, dan: int) -> bool:
    return len(zaken.rond) > dan


def _door_herstel(keten: Keten, begin: float, einde: float) -> bool:
    return any(begin < moment < einde for moment in keten.hersteld)


async def _doden(keten: Keten, vorm: Vorm, gebeurd: Counter[str]) -> None:
    while gebeurd[DOOD] < vorm.doden:
        gebeurd[DOOD] += dood(keten)
        await even(keten, 4 * vorm.duur / vorm.doden)  # two at once, on average


async def _de_rest(keten: Keten, vorm: Vorm, gebeurd: Counter[str]) -> None:
    namen = list(STORINGEN) * vorm.elk
    keten.toeval.shuffle(namen)
    begin = time.monotonic()
    for plek, naam in enumerate(namen):
        await wait_for_any(max(0.0, begin + vorm.duur * plek / len(namen) - time.monotonic()), asyncio.Event())
        await STORINGEN[naam](keten)
        gebeurd[naam] += 1


async def _lang(keten: Keten, vorm: Vorm, gebeurd: Counter[str]) -> None:
    for _ in range(vorm.elk):
        await even(keten, 2 * max(0.0, vorm.duur / vorm.elk - vorm.lang))
        await database_lang_weg(keten, vorm.lang)
        gebeurd[LANG_WEG] += 1


async def _kom_bij(keten: Keten, zaken: Zaken) -> Stand:
    """Compare until all is right, or it takes too long: then what is not right."""
    einde = time.monotonic() + DEADLINE_SECONDS
    while True:
        cijfers = await totalen(zaken.spel.monitoring, zaken.spel.speler.model)
        stand = await asyncio.to_thread(vergelijk, keten, zaken, cijfers)
        if stand.goed or time.monotonic() > einde:
            return stand
        await wait_for_any(KIJK_SECONDS, asyncio.Event())
