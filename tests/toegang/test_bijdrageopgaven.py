"""What the CAK is told: start, pauze, hervatting and stop, each once, and corrections (Wmo 2015, 2.1.4b; M142)."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.toegang.bijdrage import APRIL, BW, DAG, MAART, MEI, OUD, hulp, inwoner, verteld

from toegang.domain.bijdrageopgaven import (
    NIETS,
    Levering,
    Stand,
    Verteld,
    aaneen,
    gebruik_van,
    opgaven_tot,
    stand_na,
    verschil,
    volgende_dag,
)
from toegang.domain.eigen_bijdrage import Bijdrage, Bijdragereden, Looptijd, Omstandigheid, Voorziening
from toegang.domain.persoon import Geboren
from wetten import Wet


def met_pauze(van: date = MAART, stil: date = APRIL, verder: date | None = MEI) -> Voorziening:
    """Help that stood still for a while."""
    gebruik = (Looptijd(van, stil - DAG), *([Looptijd(verder)] if verder else []))
    return Voorziening("HO", Wet.WMO, (BW,), gebruik, (Looptijd(stil, verder - DAG if verder else None),))


def test_a_contribution_starts_and_stops_with_the_help() -> None:
    wie = inwoner(hulp(tot=APRIL - DAG))
    assert verteld(wie) == ["a start 2026-03-01", "a stop 2026-04-01"]
    assert verteld(wie, tot=MAART - DAG) == []
    assert verteld(wie, tot=APRIL - DAG) == ["a start 2026-03-01"], "what is to come is told when it comes"
    assert verteld(wie, tot=APRIL) == ["a start 2026-03-01", "a stop 2026-04-01"]


def test_a_pause_is_told_and_its_end() -> None:
    begin = ["a start 2026-03-01", "a pauze 2026-04-01"]
    assert verteld(inwoner(met_pauze())) == [*begin, "a hervatting 2026-05-01"]
    assert verteld(inwoner(met_pauze(verder=None))) == begin


def test_who_still_gets_other_help_pays_on() -> None:
    """One contribution for all help: two products begin one, and one that stops or stands still ends none."""
    anders = hulp(MAART + DAG, code="IB2B")
    assert verteld(inwoner(hulp(tot=APRIL), anders)) == ["a start 2026-03-01"]
    assert verteld(inwoner(met_pauze(), anders)) == ["a start 2026-03-01"]


def test_what_ends_during_a_pause_is_a_stop() -> None:
    eindigt = Voorziening("HO", Wet.WMO, (BW,), (Looptijd(MAART, APRIL - DAG),), (Looptijd(APRIL, MEI - DAG),))
    assert verteld(inwoner(eindigt)) == ["a start 2026-03-01", "a pauze 2026-04-01", "a stop 2026-05-01"]


def test_who_becomes_exempt_or_liable_during_a_pause() -> None:
    minima = Omstandigheid(APRIL + DAG, vrijstellingen=frozenset({"minima"}))
    begin = ["a start 2026-03-01", "a pauze 2026-04-01", "a stop 2026-04-02"]
    assert verteld(inwoner(met_pauze(), zo=(minima,))) == begin
    zonder = Omstandigheid(APRIL + 2 * DAG)
    assert verteld(inwoner(met_pauze(), zo=(minima, zonder))) == [*begin, "a start 2026-05-01"]


def test_another_kind_of_contribution_is_a_stop_and_a_start() -> None:
    opgaven = opgaven_tot([inwoner(hulp(), hulp(APRIL, MEI - DAG, "BWI"))], MEI)
    assert [(each.soort, each.per, each.bijdrage) for each in opgaven] == [
        ("start", MAART, Bijdrage.VAST),
        ("stop", APRIL, Bijdrage.VAST),
        ("start", APRIL, Bijdrage.INKOMEN),
        ("stop", MEI, Bijdrage.INKOMEN),
        ("start", MEI, Bijdrage.VAST),
    ]
    assert [each.bedrag_per_maand for each in opgaven] == [2180, None, None, None, 2180]


def test_a_birthday_starts_it() -> None:
    jong = Geboren(date(2008, 3, 15))
    assert verteld(inwoner(hulp(), geboren=jong)) == ["a start 2026-03-15"]
    assert volgende_dag(inwoner(hulp(), geboren=jong), MAART) == date(2026, 3, 15)


def test_while_help_lasts_it_is_looked_at_each_month() -> None:
    """The region may have got another rule meanwhile."""
    assert volgende_dag(inwoner(hulp()), MAART) == APRIL
    assert volgende_dag(inwoner(hulp()), date(2026, 12, 31)) == date(2027, 1, 1)
    assert volgende_dag(inwoner(hulp(tot=MAART + DAG)), MAART) == MAART + 2 * DAG
    assert volgende_dag(inwoner(hulp(tot=MAART)), MAART) == MAART + DAG
    assert volgende_dag(inwoner(hulp(tot=MAART)), MAART + DAG) is None
    assert volgende_dag(inwoner(), MAART) is None


def test_of_a_couple_who_pays_already_goes_on_paying() -> None:
    zo = {each: (Omstandigheid(date(2020, 1, 1), gehuwd=True, partner=each),) for each in "ab"}
    een, ander = inwoner(hulp(APRIL), zo=zo["b"]), inwoner(hulp(tot=MEI - DAG), wie="b", zo=zo["a"])
    assert verteld(een, ander) == ["b start 2026-03-01", "b stop 2026-05-01", "a start 2026-05-01"]
    samen = inwoner(hulp(MAART), zo=zo["b"]), inwoner(hulp(MAART), wie="b", zo=zo["a"])
    assert verteld(*samen) == verteld(*reversed(samen)) == ["a start 2026-03-01"]


def test_a_partner_pays_while_the_other_has_a_pause() -> None:
    zo = {each: (Omstandigheid(date(2020, 1, 1), gehuwd=True, partner=each),) for each in "ab"}
    een, ander = inwoner(met_pauze(), zo=zo["b"]), inwoner(hulp(), wie="b", zo=zo["a"])
    assert verteld(een, ander) == [
        "a start 2026-03-01",
        "a pauze 2026-04-01",
        "b start 2026-04-01",
        "a stop 2026-05-01",
    ]


def test_who_dies_leaves_the_contribution_to_the_partner() -> None:
    zo = Omstandigheid(date(2020, 1, 1), gehuwd=True, partner="a", partner_overleden_op=APRIL)
    weg = Omstandigheid(date(2020, 1, 1), gehuwd=True, partner="b")
    overleden, ander = inwoner(hulp(tot=APRIL), zo=(weg,)), inwoner(hulp(MAART + DAG), wie="b", zo=(zo,))
    assert verteld(overleden, ander) == ["a start 2026-03-01", "a stop 2026-04-02", "b start 2026-04-02"]


def test_who_divorces_pays_alone() -> None:
    samen = {each: Omstandigheid(date(2020, 1, 1), gehuwd=True, partner=each) for each in "ab"}
    los = Omstandigheid(APRIL)
    een, ander = inwoner(hulp(), zo=(samen["b"], los)), inwoner(hulp(), wie="b", zo=(samen["a"], los))
    assert verteld(een, ander) == ["a start 2026-03-01", "b start 2026-04-01"]


def test_two_who_get_beschermd_wonen_each_have_a_contribution() -> None:
    zo = {each: (Omstandigheid(date(2020, 1, 1), gehuwd=True, partner=each),) for each in "ab"}
    samen = [inwoner(hulp(code="BWI"), wie=wie, zo=zo[ander]) for wie, ander in ("ab", "ba")]
    assert verteld(*samen) == ["a start 2026-03-01", "b start 2026-03-01"]


def _vertel(*opgaven: str) -> list[Verteld]:
    """Lines that were told, under a number."""
    alle = {
        f"{each.soort} {each.per}": each
        for wie in (inwoner(met_pauze()), inwoner(hulp(tot=APRIL)), inwoner(hulp(APRIL)))
        for each in opgaven_tot([wie], MEI)
    }
    return [Verteld(str(nr), alle[each]) for nr, each in enumerate(opgaven)]


def test_what_was_told_is_not_told_again() -> None:
    verder = verschil(_vertel("start 2026-03-01"), opgaven_tot([inwoner(met_pauze())], MEI))
    assert verder.terug == ()
    assert [(each.soort, each.per) for each in verder.nieuw] == [("pauze", APRIL), ("hervatting", MEI)]
    alles = _vertel("start 2026-03-01", "pauze 2026-04-01", "hervatting 2026-05-01")
    assert verschil(alles, opgaven_tot([inwoner(met_pauze())], MEI)) == verschil([], [])


def test_a_correction_backwards_takes_back_the_newest_first() -> None:
    """The help began a month later than was told, and did not stand still."""
    staat = _vertel("start 2026-03-01", "pauze 2026-04-01", "hervatting 2026-05-01")
    correctie = verschil(staat, opgaven_tot([inwoner(hulp(APRIL))], MEI))
    assert [each.id for each in correctie.terug] == ["2", "1", "0"]
    assert [(each.soort, each.per) for each in correctie.nieuw] == [("start", APRIL)]


def test_another_reason_is_no_other_line() -> None:
    (start,) = _vertel("start 2026-03-01")
    anders = replace(start.opgave, reden=Bijdragereden.PARTNER, bedrag_per_maand=1)
    assert verschil([start], [anders]) == verschil([], [])


def test_where_somebody_stands() -> None:
    opgaven = [each.opgave for each in _vertel("start 2026-03-01", "pauze 2026-04-01", "hervatting 2026-05-01")]
    vast = Stand(Bijdrage.VAST)
    assert stand_na([]) == (NIETS, None)
    assert [stand_na(opgaven[:aantal]) for aantal in (1, 2, 3)] == [
        (vast, MAART),
        (Stand(Bijdrage.VAST, gepauzeerd=True), APRIL),
        (vast, MEI),
    ]
    assert stand_na([each.opgave for each in _vertel("start 2026-03-01", "stop 2026-04-02")]) == (NIETS, APRIL + DAG)


def levering(van: date = MAART, tot: date | None = None, *, tijdelijk: bool = False) -> Levering:
    """What a provider told."""
    return Levering("HO", van, tot, tijdelijk)


def test_help_lasts_until_its_stop_or_the_end_of_the_indication() -> None:
    indicatie = [Looptijd(MAART, MEI)]
    assert gebruik_van(indicatie, []) == ([], [])
    assert gebruik_van(indicatie, [levering()]) == ([Looptijd(MAART, MEI)], [])
    assert gebruik_van(indicatie, [levering(APRIL, MEI + DAG)]) == ([Looptijd(APRIL, MEI)], [])
    assert gebruik_van(indicatie, [levering(APRIL, MEI - DAG)]) == ([Looptijd(APRIL, MEI - DAG)], [])
    assert gebruik_van([Looptijd(MAART)], [levering()]) == ([Looptijd(MAART, None)], [])
    assert gebruik_van(indicatie, [levering(MAART - DAG)]) == ([], []), "outside an indication nothing counts"


def test_a_decision_that_follows_needs_no_new_start() -> None:
    """The assignment was stretched, so no provider tells one; after a gap one does."""
    volgt = [Looptijd(MAART, APRIL - DAG), Looptijd(APRIL, MEI)]
    assert gebruik_van(volgt, [levering()]) == ([Looptijd(MAART, MEI)], [])
    gat = [Looptijd(MAART, APRIL - DAG), Looptijd(APRIL + DAG, MEI)]
    assert gebruik_van(gat, [levering()]) == ([Looptijd(MAART, APRIL - DAG)], [])


def test_a_stop_for_a_while_is_a_pause_until_the_next_start() -> None:
    indicatie = [Looptijd(MAART, MEI)]
    stil = levering(MAART, APRIL - DAG, tijdelijk=True)
    assert gebruik_van(indicatie, [stil])[1] == [Looptijd(APRIL, MEI)]
    assert gebruik_van(indicatie, [stil, levering(APRIL + DAG)])[1] == [Looptijd(APRIL, APRIL)]
    assert gebruik_van([Looptijd(MAART)], [stil])[1] == [Looptijd(APRIL, None)]
    assert gebruik_van(indicatie, [levering(MAART, APRIL - DAG)])[1] == []
    assert gebruik_van(indicatie, [levering(MAART, MEI, tijdelijk=True)])[1] == [], "it ends with the indication"


def test_periods_that_touch_are_one() -> None:
    assert aaneen([Looptijd(APRIL, MEI), Looptijd(MAART, APRIL - DAG)]) == [Looptijd(MAART, MEI)]
    assert aaneen([Looptijd(MAART), Looptijd(APRIL, MEI)]) == [Looptijd(MAART, None)]
    assert aaneen([Looptijd(MAART, MEI), Looptijd(MAART, APRIL)]) == [Looptijd(MAART, MEI)]
    assert aaneen([Looptijd(MAART, APRIL - DAG), Looptijd(APRIL + DAG)]) == [
        Looptijd(MAART, APRIL - DAG),
        Looptijd(APRIL + DAG),
    ]


DAGEN = st.integers(0, 60).map(lambda dagen: MAART + dagen * DAG)
PERIODEN = st.tuples(DAGEN, st.integers(0, 30)).map(lambda paar: Looptijd(paar[0], paar[0] + paar[1] * DAG))
VOORZIENINGEN = st.builds(
    Voorziening,
    st.sampled_from(["HO", "BWI", "ROL"]),
    st.just(Wet.WMO),
    st.just((BW,)),
    st.lists(PERIODEN, max_size=3).map(tuple),
    st.lists(PERIODEN, max_size=2).map(tuple),
)


@given(st.lists(VOORZIENINGEN, max_size=3), st.lists(VOORZIENINGEN, max_size=3), DAGEN)
def test_a_couple_never_owes_twice_and_every_line_follows_on_the_one_before(
    een: list[Voorziening], ander: list[Voorziening], tot: date
) -> None:
    zo = {each: (Omstandigheid(date(2020, 1, 1), gehuwd=True, partner=each),) for each in "ab"}
    samen = [inwoner(*een, geboren=OUD, zo=zo["b"]), inwoner(*ander, wie="b", zo=zo["a"])]
    opgaven = opgaven_tot(samen, tot)
    na = {"start": {"stop", None}, "pauze": {"start", "hervatting"}, "hervatting": {"pauze"}}
    na["stop"] = {"start", "hervatting", "pauze"}
    laatste: dict[str, str | None] = {"a": None, "b": None}
    vast: set[str] = set()
    for nr, each in enumerate(opgaven):
        assert laatste[each.client_id] in na[each.soort]
        laatste[each.client_id] = each.soort
        if each.bijdrage is Bijdrage.VAST:
            (vast.add if each.soort in {"start", "hervatting"} else vast.discard)(each.client_id)
        if nr + 1 == len(opgaven) or opgaven[nr + 1].per > each.per:
            assert len(vast) <= 1, "at the end of a day one of them pays"
    assert opgaven == [each for each in opgaven_tot(samen, date(2026, 12, 1)) if each.per <= tot], "nothing is foreseen"
