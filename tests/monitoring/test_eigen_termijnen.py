"""M130: what a municipality agreed to do itself, in working days, and whether it did."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.feit import AGB, ALKMAAR, ALMERE, BEANTWOORD, cijfers, enig, kenmerken, tel
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import Verteld, declaratie, product, toegewezen, vertel, voorbereid

from gebeurtenissen.aanbod import WACHTENDE_GESPROKEN, WachtendeGesproken
from gebeurtenissen.declaratie import OVERBOEKING_GEMELD, OverboekingGemeld
from inkoop import laad
from inkoop.sturing import EigenTermijn
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.eigen_termijnen import afgesproken, werkdagen_nodig
from monitoring.domain.feiten.berichten import VERZOEK_BESLOTEN, VerzoekBesloten
from monitoring.domain.feiten.declaratie import ANTWOORD
from monitoring.domain.feiten.toegang import BEVESTIGD, MELDING, Bevestigd, Gemeld
from monitoring.domain.feiten.toewijzing import EERSTE, EerstToegewezen
from monitoring.domain.maten import Maat

DONDERDAG, MAART = date(2023, 3, 2), date(2023, 3, 1)


def op_tijd(verschil: Verschil) -> dict[tuple[str, Maat], int]:
    """Done and done in time, by kenmerk."""
    eigen = (maten.EIGEN_TERMIJN, maten.EIGEN_TERMIJN.op_tijd)
    return {(key.kenmerk, key.maat): n for key, n in cijfers(verschil).items() if key.maat in eigen}


@pytest.mark.parametrize(
    ("eind", "nodig"),
    [
        (date(2023, 3, 1), 0), (DONDERDAG, 0), (date(2023, 3, 3), 1), (date(2023, 3, 4), 2), (date(2023, 3, 5), 2),
        (date(2023, 3, 6), 2), (date(2023, 3, 7), 3),
    ],
)  # fmt: skip
def test_m130_a_term_is_in_working_days_and_a_day_off_needs_the_next_one(eind: date, nodig: int) -> None:
    assert werkdagen_nodig(DONDERDAG, eind) == nodig


def test_m130_a_holiday_is_no_working_day() -> None:
    """Good Friday and Easter Monday of 2023 lie around that weekend."""
    assert werkdagen_nodig(date(2023, 4, 6), date(2023, 4, 11)) == 1
    assert werkdagen_nodig(date(2023, 4, 6), date(2023, 4, 10)) == 1


@pytest.mark.parametrize(("dag", "nodig", "tijdig"), [(9, 5, 1), (10, 6, 0)])
def test_m130_an_assignment_is_sent_within_the_agreed_days_of_the_decision(dag: int, nodig: int, tijdig: int) -> None:
    """Almere agreed five; the last of them is in time, and the next is not."""
    assert afgesproken(ALMERE, MAART, "toewijzing-verzonden") == 5
    verschil = tel(enig(EERSTE, EerstToegewezen(ALMERE, AGB, "HO", date(2023, 3, dag), DONDERDAG)))
    assert op_tijd(verschil) == {
        (f"toewijzing-verzonden:{nodig}", maten.EIGEN_TERMIJN): 1,
        **({("toewijzing-verzonden", maten.EIGEN_TERMIJN.op_tijd): 1} if tijdig else {}),
    }


@pytest.mark.parametrize(("dag", "nodig", "tijdig"), [(7, 3, 1), (8, 4, 0)])
def test_m130_a_melding_is_confirmed_and_a_correction_says_the_day_anew(dag: int, nodig: int, tijdig: int) -> None:
    eerst = enig(BEVESTIGD, Bevestigd(ALMERE, date(2023, 3, 20)))
    daarna = enig(BEVESTIGD, Bevestigd(ALMERE, date(2023, 3, dag)), 2)
    verschil = tel(enig(MELDING, Gemeld(ALMERE, DONDERDAG)), eerst, daarna)
    assert kenmerken(verschil, maten.EIGEN_TERMIJN) == {f"melding-bevestigd:{nodig}": 1}
    assert sum(kenmerken(verschil, maten.EIGEN_TERMIJN.op_tijd).values()) == tijdig
    assert op_tijd(tel(eerst)) == {}


@pytest.mark.parametrize(("dag", "tijdig"), [(9, 1), (10, 0)])
@pytest.mark.parametrize("soort", ["VOT", "VOW"])
def test_m130_a_request_is_answered_and_being_looked_at_is_no_answer(soort: str, dag: int, tijdig: int) -> None:
    besloten = VerzoekBesloten(ALMERE, AGB, soort, DONDERDAG, date(2023, 3, 9), date(2023, 3, dag), "toegewezen")
    verschil = tel(enig(VERZOEK_BESLOTEN, besloten))
    assert sum(kenmerken(verschil, maten.EIGEN_TERMIJN.op_tijd).values()) == tijdig
    assert len(kenmerken(verschil, maten.EIGEN_TERMIJN)) == 1
    bezig = VerzoekBesloten(ALMERE, AGB, soort, DONDERDAG, date(2023, 3, 9), date(2023, 3, dag), "in-onderzoek")
    assert op_tijd(tel(enig(VERZOEK_BESLOTEN, bezig))) == {}


def test_m130_a_declaration_is_answered_sooner_than_the_standard_asks() -> None:
    """In the month in which that was done: two working days, where Almere agreed eight."""
    verschil = tel(enig(ANTWOORD, BEANTWOORD))
    (geteld,) = [key for key in cijfers(verschil) if key.maat is maten.EIGEN_TERMIJN]
    assert (geteld.maand, geteld.kenmerk, geteld.agb) == (MAART, "declaratie-beantwoord:2", AGB)


def test_m130_what_nobody_agreed_is_not_measured() -> None:
    verschil = tel(enig(EERSTE, EerstToegewezen(ALKMAAR, AGB, "BI", date(2027, 3, 9), date(2027, 3, 2))))
    assert op_tijd(verschil) == {}


async def test_m130_the_table_shows_norm_median_and_share(monitoring: Monitoring) -> None:
    """Of three assignments two came within five working days; the middle one took five."""
    dagen = (date(2023, 3, 3), date(2023, 3, 9), date(2023, 3, 10))
    await monitoring.hoor(*(toegewezen(f"t{nummer}", DONDERDAG, dag) for nummer, dag in enumerate(dagen)))
    (rij,) = await rapport(monitoring, "eigen-termijnen")
    assert rij == [ALMERE, "Een toewijzing sturen na het besluit", 5, 3, 5, 0.6667]


@pytest.fixture
def ook_betalen_en_spreken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Almere with two agreements that no region of ours has: paid within ten days, spoken to within three."""
    model = laad("almere-2023")
    afspraken = (
        EigenTermijn(wat="declaratie-betaald", werkdagen=10, bron=("M130",)),
        EigenTermijn(wat="wachtende-gesproken", werkdagen=3, bron=("M130",)),
    )
    anders = model.model_copy(update={"eigen_termijnen": afspraken})
    monkeypatch.setattr(
        "monitoring.domain.eigen_termijnen.inkoopmodel", lambda gemeente, _: anders if gemeente == ALMERE else None
    )
    afgesproken.cache_clear()
    yield
    afgesproken.cache_clear()


def _overboeking(
    nummer: int, dag: date, uitkomst: Literal["betaald", "geweigerd", "teruggeboekt"] = "betaald", sequence: int = 1
) -> Verteld:
    data = OverboekingGemeld(
        overboeking_id=f"o{nummer}", betaalrun_id=f"r{nummer}", budgethouder=ALMERE, agb=AGB, kenmerk=f"k{nummer}",
        bedrag=100, uitkomst=uitkomst, dag=dag, declaratie_ids=("d1", "d2"),
    )  # fmt: skip
    return vertel(OVERBOEKING_GEMELD, f"o{nummer}", data, sequence)


def _declaraties() -> list[Verteld]:
    """Two, received and answered on Monday 6 March."""
    ontvangen = datetime(2023, 3, 6, 9, 0, tzinfo=UTC).isoformat()
    moment = {"ontvangenOp": ontvangen, "beantwoordOp": ontvangen}
    return [declaratie(key, MAART, (product("HO", 1, 1, 100, 100),)).met(**moment) for key in ("d1", "d2")]


@pytest.mark.usefixtures("ook_betalen_en_spreken")
@pytest.mark.parametrize(("dag", "nodig", "tijdig"), [(20, 10, 1.0), (21, 11, 0.0)])
async def test_m130_a_declaration_is_paid_within_the_agreed_days_of_receipt(
    op_sqlite: Monitoring, dag: int, nodig: int, tijdig: float
) -> None:
    """Both declarations in the transfer; also when the bank is heard before the answer."""
    await op_sqlite.hoor(_overboeking(1, date(2023, 3, dag)))
    assert await rapport(op_sqlite, "eigen-termijnen") == []
    await op_sqlite.hoor(*_declaraties())
    verwacht = [ALMERE, "Een declaratie betalen na ontvangst", 10, 2, nodig, tijdig]
    assert await rapport(op_sqlite, "eigen-termijnen") == [verwacht]
    assert await rapport(op_sqlite, "eigen-termijnen", f"?aanbieder={AGB}") == [verwacht]


@pytest.mark.usefixtures("ook_betalen_en_spreken")
async def test_m130_what_was_sent_back_is_paid_when_it_is_paid_again(op_sqlite: Monitoring) -> None:
    """Refused is not paid at all; sent back after paid is not either, until the next transfer."""
    await op_sqlite.hoor(*_declaraties(), _overboeking(1, date(2023, 3, 8), "geweigerd"))
    assert await rapport(op_sqlite, "eigen-termijnen") == []
    await op_sqlite.hoor(_overboeking(2, date(2023, 3, 9)), _overboeking(2, date(2023, 3, 10), "teruggeboekt", 2))
    assert await rapport(op_sqlite, "eigen-termijnen") == []
    await op_sqlite.hoor(_overboeking(3, date(2023, 3, 27)))
    (rij,) = await rapport(op_sqlite, "eigen-termijnen")
    assert rij[3:] == [2, 15, 0.0]


def _gesproken(op: date, sequence: int) -> Verteld:
    data = WachtendeGesproken(toewijzing_id="t1", client_id="client-1", gemeente=ALMERE, op=op)
    return vertel(WACHTENDE_GESPROKEN, "t1", data, sequence)


@pytest.mark.usefixtures("ook_betalen_en_spreken")
@pytest.mark.parametrize(("dag", "nodig", "tijdig"), [(7, 3, 1.0), (8, 4, 0.0)])
async def test_m130_who_waits_is_spoken_to_within_the_agreed_days_of_the_decision(
    op_sqlite: Monitoring, dag: int, nodig: int, tijdig: float
) -> None:
    """The first contact counts, in whatever order they are heard; who has a provider by now counts too."""
    await op_sqlite.hoor(_gesproken(date(2023, 3, 20), 2), voorbereid("t1", DONDERDAG))
    await op_sqlite.hoor(_gesproken(date(2023, 3, dag), 3), toegewezen("t1", DONDERDAG, date(2023, 3, 21), sequence=4))
    verwacht = [ALMERE, "Contact opnemen met een cliënt die wacht, na het besluit", 3, 1, nodig, tijdig]
    assert await rapport(op_sqlite, "eigen-termijnen") == [verwacht]


async def test_m130_where_nobody_agreed_to_pay_or_speak_in_time_nothing_is_measured(op_sqlite: Monitoring) -> None:
    await op_sqlite.hoor(voorbereid("t1", DONDERDAG), _gesproken(DONDERDAG, 2), _overboeking(1, date(2023, 3, 8)))
    assert await rapport(op_sqlite, "eigen-termijnen") == []
