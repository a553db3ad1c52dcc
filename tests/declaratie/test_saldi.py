"""The running totals are the sums of the granted lines, whatever happened."""

from sqlalchemy import case, func, select
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import MINUUT, NUMMER, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from declaratie.tables import Prestatie, Saldo

Som = tuple[str, int, str, str, int, int]


async def saldi(van: Declaratie) -> list[Som]:
    query = select(Saldo.gemeente, Saldo.toewijzing_nummer, Saldo.agb, Saldo.eenheid, Saldo.volume, Saldo.bedrag)
    async with van.room.work(writes=False) as work:
        return sorted(tuple(row) for row in await work.session.execute(query))


async def sommen(van: Declaratie) -> list[Som]:
    """The same, from the lines themselves."""
    keys = (Prestatie.gemeente, Prestatie.toewijzing_nummer, Prestatie.agb, Prestatie.eenheid)
    sign = case((Prestatie.is_credit, -1), else_=1)
    query = select(*keys, func.sum(sign * Prestatie.volume), func.sum(sign * Prestatie.bedrag))
    async with van.room.work(writes=False) as work:
        rows = await work.session.execute(query.where(Prestatie.is_toegekend.is_(True)).group_by(*keys))
        return sorted(tuple(row) for row in rows)


async def test_saldi_are_the_sums_of_the_lines(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002)
    mei, april = prestatie(40), prestatie(20, periode=("04-01", "04-30"))
    minuten = prestatie(90, periode=("03-01", "03-31"), eenheid=MINUUT, tarief=103, bedrag=9225)
    ander, te_veel = prestatie(30, nummer=2002), prestatie(200, nummer=2002, periode=("04-01", "04-30"))
    await declaratie.declareer(bericht_met(client(mei, april, minuten, ander, te_veel)))
    terug = prestatie(40, vorig=mei.product_referentie.referentie_nummer)
    await declaratie.declareer(bericht_met(client(terug, prestatie(35), prestatie(500, periode=("02-01", "02-28")))))
    found = await saldi(declaratie)
    assert found == await sommen(declaratie)
    assert [(nummer, eenheid, volume) for _, nummer, _, eenheid, volume, _ in found] == [
        (NUMMER, "01", 90),
        (NUMMER, "04", 55),
        (2002, "04", 30),
    ]


async def test_the_same_message_again_counts_once(declaratie: Declaratie) -> None:
    bericht = bericht_met(client(prestatie(40)))
    for _ in range(2):
        await declaratie.lever_aan(bericht)
        await declaratie.werk()
    assert [each[4:] for each in await saldi(declaratie)] == [(40, 40 * 6150)]
    assert await saldi(declaratie) == await sommen(declaratie)
