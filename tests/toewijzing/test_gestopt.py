"""Help that the provider stopped, or interrupted, while it was decided for longer."""

from datetime import date

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.gesprek import TIJDELIJK, VOLGENS_PLAN, bericht_307, stop
from tests.toewijzing.knelpunten import haal, knelt, knelt_op
from tests.toewijzing.verhaal import ALMELO, HET_ANKER, bericht_305, contract, product, start

from iwmo.codes import RedenBeeindiging
from toewijzing.domain.gestopt import wat_bij_stop


async def stopt(
    toewijzing: Toewijzing, nummer: int, code: str, reden: RedenBeeindiging, dag: date = date(2024, 6, 2)
) -> None:
    """The provider begins on 1 June, and says that it delivers until a day."""
    await toewijzing.lever_aan(bericht_305(start(nummer, code), identificatie=f"A{nummer}"))
    await toewijzing.lever_aan(bericht_307(stop(nummer, dag, reden, code=code), identificatie=f"B{nummer}"))


async def uitleg(toewijzing: Toewijzing) -> str:
    (found,) = (await haal(toewijzing, "/v1/knelpunten?soort=gestopt"))["items"]  # type: ignore[misc]
    return str(found["toelichting"])


async def test_what_a_provider_stopped_before_its_end_shows(toewijzing: Toewijzing) -> None:
    """Until it goes on elsewhere or the decision ends: on 30 June, on the last day that was decided, and no more."""
    weg, loopt = product("HO", einddatum=date(2024, 6, 30)), product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(toewijzing.beschikt(weg, loopt))
    await toewijzing.lever_aan(bericht_305(start(2, "IB2B"), identificatie="1"))
    await stopt(toewijzing, 1, "HO", RedenBeeindiging.EENZIJDIG_DOOR_AANBIEDER)
    assert await knelt(toewijzing, "gestopt") == [weg.id]
    assert await knelt(toewijzing, "gestopt", toewijzing.token("toewijzing", gemeenten=(ALMELO,))) == []
    assert await uitleg(toewijzing) == (
        "De aanbieder meldde dat hij tot en met 02-06-2024 levert "
        "(22: Levering is eenzijdig door aanbieder beeindigd), maar er is hulp toegewezen tot en met 30-06-2024. "
        "Bespreek met de cliënt en de aanbieder wat er nodig is. Kies met de cliënt een andere aanbieder "
        "(`_overstap`), of beëindig het besluit als er geen hulp meer nodig is."
    )
    assert await knelt_op(toewijzing, "gestopt", date(2024, 6, 30)) == [weg.id]
    assert await knelt_op(toewijzing, "gestopt", date(2024, 7, 1)) == []
    body = {"agb": HET_ANKER, "vanaf": "2024-06-03"}
    gelukt(await toewijzing.client.post(f"/v1/toewijzingen/{weg.id}/_overstap", json=body, headers=toewijzing.gemeente))
    assert await knelt(toewijzing, "gestopt") == []


async def test_what_is_interrupted_shows_after_the_norm_and_until_it_goes_on(toewijzing: Toewijzing) -> None:
    """Twenty working days in Almere, after 3 June as the last day; a stop that is taken back never was."""
    stil, terug, open_einde = product("DB2B"), product("IB2B"), product("HO", einddatum=None)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(stil, terug, open_einde))
    laatste = date(2024, 6, 3)
    await stopt(toewijzing, 1, "DB2B", TIJDELIJK, laatste)
    await stopt(toewijzing, 2, "IB2B", TIJDELIJK, laatste)
    await stopt(toewijzing, 3, "HO", VOLGENS_PLAN, laatste)
    assert await knelt_op(toewijzing, "gestopt", date(2024, 7, 1)) == [open_einde.id]
    assert "zonder einddatum" in await uitleg(toewijzing)
    assert await knelt_op(toewijzing, "gestopt", date(2024, 7, 2)) == sorted([stil.id, terug.id, open_einde.id])
    await toewijzing.lever_aan(bericht_305(start(2, "IB2B", laatste), identificatie="C"))
    weg = stop(3, laatste, VOLGENS_PLAN, verwijder=True)
    await toewijzing.lever_aan(bericht_307(weg, identificatie="D"))
    assert await knelt_op(toewijzing, "gestopt", date(2024, 7, 2)) == [stil.id]


async def test_a_stop_on_the_last_day_leaves_nothing_to_do(toewijzing: Toewijzing) -> None:
    af = product("HO", einddatum=date(2024, 6, 4))
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(af))
    await stopt(toewijzing, 1, "HO", VOLGENS_PLAN, date(2024, 6, 4))
    assert await knelt(toewijzing, "gestopt") == []


def test_of_who_died_nobody_is_asked_what_is_needed() -> None:
    assert wat_bij_stop("02") == "Kijk na of dat klopt, en beëindig dan het besluit."
    assert "weer begint" in wat_bij_stop("20")
