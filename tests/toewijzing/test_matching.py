"""The ranked list of providers: which points, in which order, and why (M55)."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.toewijzing.kandidaten import ALLE, kandidaat, op_tijd, punten, volgorde, vraag

from inkoop import laad
from toewijzing.domain.matching import CRITERIA, Ervaring, Kandidaat, rangschik, te_kiezen


def test_every_kenmerk_of_an_inkoopmodel_has_a_criterion() -> None:
    """M55: the weights live in the inkoopmodel."""
    for naam in ("almere-2023", "lekstroom-2022", "almelo-2024", "noord-veluwe-2021", "regio-alkmaar-2027"):
        assert {each.kenmerk for each in laad(naam).matching} <= CRITERIA.keys()


def test_specialism_and_target_group() -> None:
    met = kandidaat(specialismen=frozenset({"lvb"}), doelgroepen=frozenset({"nah"}))
    gevonden = {
        "asked and there": punten(vraag("lvb"), met)["specialisme"],
        "asked, another there": punten(vraag("nah"), met)["specialisme"],
        "asked, none named": punten(vraag("lvb"), kandidaat())["specialisme"],
        "not asked": punten(vraag(), met)["specialisme"],
        "group there": punten(vraag(doelgroep="nah"), met)["doelgroep"],
        "another group": punten(vraag(doelgroep="complex"), met)["doelgroep"],
    }
    assert list(gevonden.values()) == [100, 0, 50, 100, 100, 0]


def test_area() -> None:
    assert punten(vraag(), kandidaat(actief_in_gemeente=True))["leveringsgebied"] == 100
    assert punten(vraag(), kandidaat())["leveringsgebied"] == 50


def test_speed_is_what_is_promised_or_what_clients_really_wait() -> None:
    """The norm is 20 working days: half the points at the norm, none from twice the norm on (M55, M65)."""
    cases = {
        "at once": kandidaat(leversnelheid=0),
        "ten days": kandidaat(leversnelheid=10),
        "the norm": kandidaat(leversnelheid=20),
        "nothing promised": kandidaat(),
        "forty": kandidaat(leversnelheid=40),
        "a year": kandidaat(leversnelheid=260),
        "promised at once, 28 days in fact": kandidaat(leversnelheid=0, ervaring=Ervaring(3, 28)),
    }
    found = [punten(vraag(), each)["leversnelheid"] for each in cases.values()]
    assert found == [100, 75, 50, 50, 0, 0, 50]


def test_the_score_is_the_weighted_mean_and_the_reasons_tell_it() -> None:
    wie = kandidaat(
        specialismen=frozenset({"lvb"}),
        doelgroepen=frozenset({"nah"}),
        actief_in_gemeente=True,
        leversnelheid=10,
        gemeten=op_tijd(60),
        vrij=3,
    )
    (plaats,) = rangschik(vraag("lvb", "complex", wens="1"), [wie], ALLE)
    assert plaats.punten == (0 * 30 + 100 * 20 + 100 * 20 + 75 * 15 + 60 * 15) // 100
    assert [each.toelichting for each in plaats.redenen] == [
        "Heeft doelgroep complex niet in het contract.",
        "Heeft specialisme lvb in het contract.",
        "Levert al in deze gemeente.",
        "Begint binnen 10 werkdagen.",
        "Van 06-2023 tot en met 05-2024: 60 procent van 100 starts was op tijd. "
        "Te weinig gemeten om te tellen: afschalen, declareren.",
        "Heeft plek voor nog 3 cliënten.",
        "De cliënt wil deze aanbieder.",
    ]
    assert (plaats.past, plaats.heeft_plek) == (False, True)


def test_the_wish_of_the_client_comes_first_then_room_then_points() -> None:
    """M54."""
    wie = [
        kandidaat("1", gemeten=op_tijd(10)),
        kandidaat("2", gemeten=op_tijd(100), vrij=0),
        kandidaat("3", gemeten=op_tijd(90)),
        kandidaat("4", gemeten=op_tijd(0), vrij=0),
    ]
    assert volgorde(rangschik(vraag(), wie, ALLE)) == ["3", "1", "2", "4"]
    assert volgorde(rangschik(vraag(wens="4"), wie, ALLE)) == ["4", "3", "1", "2"]


def test_in_an_urgent_need_speed_counts_double() -> None:
    snel, goed = kandidaat("2", leversnelheid=0), kandidaat("1", leversnelheid=20, gemeten=op_tijd(100))
    assert volgorde(rangschik(vraag(), [snel, goed], ALLE)) == ["1", "2"]
    assert volgorde(rangschik(vraag(spoed=True), [snel, goed], ALLE)) == ["2", "1"]


def test_who_fits_and_has_room_can_be_chosen() -> None:
    """M53: two to choose from."""
    anders = frozenset({"nah"})
    wie = [kandidaat("1"), kandidaat("2", vrij=0), kandidaat("3", specialismen=anders), kandidaat("4", vrij=1)]
    assert te_kiezen(rangschik(vraag("lvb"), wie, ALLE)) == 2


KANDIDATEN = st.lists(
    st.builds(
        Kandidaat,
        agb=st.text("0123456789", min_size=8, max_size=8),
        naam=st.just("x"),
        leversnelheid=st.none() | st.integers(0, 260),
        vrij=st.none() | st.integers(0, 3),
        actief_in_gemeente=st.booleans(),
        gemeten=st.none() | st.integers(0, 100).map(op_tijd),
    ),
    unique_by=lambda each: each.agb,
)


@given(kandidaten=KANDIDATEN, rng=st.randoms(use_true_random=False))
def test_the_same_providers_in_any_order_give_the_same_list(kandidaten: list[Kandidaat], rng: Random) -> None:
    """Deterministic: ties stand by AGB code."""
    anders = list(kandidaten)
    rng.shuffle(anders)
    eerst = rangschik(vraag(), kandidaten, ALLE)
    assert rangschik(vraag(), anders, ALLE) == eerst
    assert [each.plaats for each in eerst] == list(range(1, len(kandidaten) + 1))
    assert all(0 <= each.punten <= 100 for each in eerst)
