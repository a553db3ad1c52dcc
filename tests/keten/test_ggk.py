"""A region of which half of the providers are reached by the GGk comes out as the plain play, to the cent."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.keten.langs_het_ggk import LangsHetGgk

import aansluiting.app
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand
from chassis.settings import Settings
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.spel import Uitkomst
from clientroute.run import client_factory
from clientroute.serve import bind
from clientroute.services import KOPPELVLAK
from clientroute.suite import running_suite
from inkoop import laad
from koppelvlakken.ggk.envelop import Foutbericht

pytestmark = pytest.mark.lang
VANDAAG, BURGERS, MAANDEN = date(2026, 11, 25), 16, 2
BESTAND = """
gemeenten: ["0034"]
ggk:
  soap: {adapter: "http://127.0.0.1:9/ggk", ontvangst: {poort: POORT}}
"""


def vrije_poort() -> int:
    """A port on which nothing listens now."""
    listening = bind("127.0.0.1", 0)
    poort = int(listening.getsockname()[1])
    listening.close()
    return poort


async def plat(folder: Path) -> Uitkomst:
    """The totals of the plain play."""
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        return await speel(Speler(laad("almere-2023"), client_factory(suite), klok), MAANDEN, BURGERS, VANDAAG)


async def test_half_by_the_ggk_is_the_same_to_the_cent_with_the_hub_killed_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The play says when the koppelvlak works, so that nothing waits for a tick.
    monkeypatch.setattr(aansluiting.app, "KOPPELVLAK", replace(aansluiting.app.KOPPELVLAK, ticks=()))
    verwacht = await plat(tmp_path / "plat")
    pad = tmp_path / "koppelvlak.yaml"
    pad.write_text(BESTAND.replace("POORT", str(vrije_poort())))
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=tmp_path / "ggk", koppelvlak=pad), klok) as suite:
        room = suite.rooms[KOPPELVLAK]
        langs = LangsHetGgk(room, client_factory(suite))
        gevonden = await speel(Speler(laad("almere-2023"), langs.client, klok), MAANDEN, BURGERS, VANDAAG)
        await langs.ronde()
        async with room.work(writes=False) as work:
            uit = (await work.session.execute(select(GgkUitgaand))).scalars().all()
            binnen = (await work.session.execute(select(GgkInkomend))).scalars().all()
    assert gevonden == verwacht
    assert gevonden["bedragen"]["toegekend"] > 0  # type: ignore[index,call-overload]
    bezorgd = [each for agb in langs.gekozen for each in langs.hub.bezorgd[agb]]
    assert langs.gestorven >= 5, "the hub was killed"
    assert langs.zonder_antwoord >= 5, "and VECOZO did not answer"
    assert not [each for each in bezorgd if isinstance(each, Foutbericht)]
    assert {each.functie for each in bezorgd if not isinstance(each, Foutbericht)} >= {"WMO301", "WMO306", "WMO325"}
    assert max(Counter(each.referentienummer for each in bezorgd).values()) == 1, "nothing twice"
    assert len(bezorgd) == len(uit), "nothing lost"
    assert Counter(each.status.value for each in uit).keys() <= {"verstuurd", "beantwoord"}
    assert {each.status.value for each in binnen} == {"doorgegeven"}
