"""Candidates and a question as the tests of the ranking make them."""

from datetime import date

from inkoop.beleid import Matchcriterium
from toewijzing.domain.matching import Kandidaat, Plaats, Vraag, rangschik
from toewijzing.domain.resultaten import Gemeten

ALLE = tuple(
    Matchcriterium(kenmerk=kenmerk, gewicht=gewicht, bron=("M55",))
    for kenmerk, gewicht in (
        ("doelgroep", 30),
        ("specialisme", 20),
        ("leveringsgebied", 20),
        ("leversnelheid", 15),
        ("resultaten", 15),
    )
)


def vraag(
    specialisme: str | None = None, doelgroep: str | None = None, *, spoed: bool = False, wens: str | None = None
) -> Vraag:
    return Vraag(specialisme, doelgroep, spoed, wens, norm=20)


def kandidaat(agb: str = "1", **anders: object) -> Kandidaat:
    standaard = Kandidaat(agb, f"Aanbieder {agb}")
    return Kandidaat(**{**vars(standaard), **anders})  # type: ignore[arg-type]


def gemeten(**anders: int) -> Gemeten:
    """What monitoring counted from June 2023 up to May 2024."""
    return Gemeten(date(2023, 6, 1), date(2024, 5, 1), **anders)


def op_tijd(procent: int) -> Gemeten:
    """Of a provider of which only the starts say something."""
    return gemeten(starts=100, starts_op_tijd=procent)


def volgorde(plaatsen: list[Plaats]) -> list[str]:
    return [each.agb for each in plaatsen]


def punten(gevraagd: Vraag, wie: Kandidaat) -> dict[str, int]:
    """The points of one provider by kenmerk."""
    (plaats,) = rangschik(gevraagd, [wie], ALLE)
    return {each.kenmerk: each.punten for each in plaats.redenen}
