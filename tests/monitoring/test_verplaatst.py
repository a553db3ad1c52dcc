"""An upgrade moves complaints and risks into the kwesties, with their steps and the terms of today."""

import sqlalchemy as sa
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import lees, post, rapport
from tests.monitoring.verhaal import AGB, ALMERE
from tests.monitoring.voor_de_kwesties import terug_naar_0013

KLACHTEN = (
    ("k1", "2023-05-01", "aanbieder-en-consulent", (("aanbieder-en-consulent", "2023-05-01"),)),
    ("k2", "2023-05-02", "afgehandeld", (("aanbieder-en-consulent", "2023-05-02"), ("afgehandeld", "2023-05-09"))),
)
AANTEKENING = (
    "INSERT INTO aantekeningen (id, soort, gemeente, agb, op, kenmerk, waarde, gesloten_op, door, vastgelegd_op) VALUES"
    " (:id, :soort, :gemeente, :agb, '2023-05-01', 'financieel', :waarde, {}, 'anna', '2023-05-01 10:00:00')"
)


async def _leg_vast(monitoring: Monitoring) -> None:
    plek = {"gemeente": ALMERE, "agb": AGB}
    async with monitoring.room.work() as work:
        await terug_naar_0013(work)
        for key, op, stap, stappen in KLACHTEN:
            klacht = f"INSERT INTO klachten VALUES ('{key}', :gemeente, :agb, 'planning', '{op}', '{stap}')"
            await work.session.execute(sa.text(klacht), plek)
            for volgnummer, (naam, dag) in enumerate(stappen, 1):
                rij = f"INSERT INTO klachtstappen VALUES ('{key}', {volgnummer}, '{naam}', '{dag}', 'anna')"
                await work.session.execute(sa.text(rij))
        for key, soort, waarde, gesloten in (
            ("r1", "risico", 15, "NULL"),
            ("r2", "risico", 25, "'2023-05-09'"),
            ("e1", "ervaring", 80, "NULL"),
        ):
            rij = {**plek, "id": key, "soort": soort, "waarde": waarde}
            await work.session.execute(sa.text(AANTEKENING.format(gesloten)), rij)


async def test_what_was_recorded_before_goes_on_as_kwesties(monitoring: Monitoring) -> None:
    await _leg_vast(monitoring)
    await monitoring.room.migrate()
    open_klacht = await lees(monitoring, "kwesties/k1", scope="toegang")
    assert (open_klacht["uiterlijk"], open_klacht["stappen"][0]["tekst"]) == ("2023-06-12", None)
    klaar = await lees(monitoring, "kwesties/k2", scope="toegang")
    assert (klaar["geslotenOp"], [each["stap"] for each in klaar["stappen"]]) == (
        "2023-05-09",
        ["aanbieder-en-consulent", "afgehandeld"],
    )
    assert await rapport(monitoring, "risicos") == [
        [AGB, ALMERE, "financieel", 15, "2023-05-01", "contractbeheer", None, None]
    ]
    gesloten = await lees(monitoring, "kwesties/r2")
    assert [each["op"] for each in gesloten["stappen"]] == ["2023-05-01", "2023-05-09"]
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 1, None]]
    verder = {"stap": "onafhankelijk", "op": "2023-05-10", "tekst": "De ombudsman kijkt mee."}
    await post(monitoring, "kwesties/k1/stappen", verder, scope="toegang")
    await post(monitoring, "kwesties/r1/stappen", verder | {"stap": "gesloten"})
