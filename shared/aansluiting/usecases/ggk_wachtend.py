"""What of the GGk waits for something that does not come, so that somebody has to look."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aansluiting.domain.ggk import dienst_van
from aansluiting.domain.kalender import stilstand
from aansluiting.instellingen import instellingen_van
from aansluiting.store import ggk as store
from aansluiting.store.ggk import Achterstand
from aansluiting.usecases.ggk_versturen import HUB
from chassis.waiting import Wait, Waiting
from chassis.work import Work

LANG = timedelta(minutes=15)
"""Within which an adapter takes what is ready, and a service what came in."""


async def niet_verstuurd(work: Work) -> Sequence[Waiting]:
    """Messages that the adapter does not take; in a planned stop it is known until when."""
    stop = stilstand(instellingen_van(work.settings).kalender, HUB, work.now)
    waarop = "De adapter van het GGk neemt niets aan."
    if stop is not None:
        waarop = f"Het GGk staat stil zoals gepland: {stop.reden} Daarna gaat dit vanzelf."
    gevonden = await store.te_lang_klaar(work, work.now - LANG)
    return [_wacht(each, waarop, tot=None if stop is None else stop.tot) for each in gevonden]


async def zonder_antwoord(work: Work) -> Sequence[Waiting]:
    """Messages whose answer should have been there (OP090)."""
    waarop = "Van aanbieder {agb} kwam geen antwoord op {functie} binnen de termijn. Vraag ernaar."
    return [_wacht(each, waarop) for each in await store.zonder_antwoord(work)]


async def geweigerd(work: Work) -> Sequence[Waiting]:
    """Messages that the chain refused: the work list says what to do."""
    waarop = "{functie} aan aanbieder {agb} is geweigerd. De werklijst van het koppelvlak zegt wat u kunt doen."
    return [_wacht(each, waarop) for each in await store.met_fout(work)]


async def apart(work: Work) -> Sequence[Waiting]:
    """What came in and cannot be passed on."""
    waarop = "Een bericht van {agb} kan niet verder. De werklijst van het koppelvlak zegt waarom."
    return [_wacht(each, waarop) for each in await store.apart_gezet(work)]


async def niet_doorgegeven(work: Work) -> Sequence[Waiting]:
    """What came in, and that its service does not take."""
    return [
        _wacht(each, f"{{functie}} van {{agb}} is binnen, en {dienst_van(each.functie)} neemt het niet aan. "
                     "Kijk of die dienst werkt; daarna gaat dit vanzelf.")
        for each in await store.te_lang_ontvangen(work, work.now - LANG)
    ]  # fmt: skip


def _wacht(each: Achterstand, waarop: str, tot: datetime | None = None) -> Waiting:
    return Waiting(
        id=f"{each.gemeente}-{each.agb}-{each.functie}",
        since=each.sinds,
        waits_for=waarop.format(agb=each.agb, functie=each.functie or "Een bericht"),
        count=each.aantal,
        until=tot,
        gemeente=each.gemeente,
    )


WACHT = (
    Wait("ggk-niet-verstuurd", niet_verstuurd),
    Wait("ggk-zonder-antwoord", zonder_antwoord),
    Wait("ggk-geweigerd", geweigerd),
    Wait("ggk-apart", apart),
    Wait("ggk-niet-doorgegeven", niet_doorgegeven),
)
