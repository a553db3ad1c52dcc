"""Who looks at what: a choice of months, municipality, product and provider, and plain ways to reckon within it.

Nothing of monitoring is used here; of the house only the inkoopmodel (norms, prices) and which days are working days.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.monitoring.streek import Streek

from inkoop import Inkoopmodel
from istandaard.termijnen import is_werkdag

Rij = dict[str, Any]  # type: ignore[explicit-any]  # rows hold texts, numbers and dates


@dataclass(frozen=True)
class Kijk:
    """A choice within a region; months as 2026-01, both included."""

    streek: Streek
    van: str = "2026-01"
    tot: str = "2026-12"
    gemeente: str | None = None
    product: str | None = None
    aanbieder: str | None = None

    @property
    def query(self) -> str:
        velden = {naam: getattr(self, naam) for naam in ("van", "tot", "gemeente", "product", "aanbieder")}
        return "?" + "&".join(f"{naam}={waarde}" for naam, waarde in velden.items() if waarde)

    @property
    def model(self) -> Inkoopmodel:
        return self.streek.model

    def soort(self, soort: str) -> list[Rij]:
        return self.streek.soort(soort)

    def in_tijd(self, tekst: object) -> bool:
        return self.van <= str(tekst)[:7] <= self.tot

    def past(self, e: Rij, op: object = None) -> bool:
        """Whether it is in the choice. What has no product or provider is not in a choice of one."""
        waar = self.gemeente in (None, e["gemeente"]) and self.product in (None, e.get("code"))
        return waar and self.aanbieder in (None, e.get("agb")) and (op is None or self.in_tijd(op))

    def maanden(self) -> list[str]:
        """Every month that is asked for."""
        gevonden, loop = list[str](), self.van
        while loop <= self.tot:
            gevonden.append(f"{loop}-01")
            loop = maand_erbij(loop, 1)
        return gevonden

    def compleet(self, maand: str, wacht: int = 1) -> bool:
        """Whether a month and `wacht` months after it are over: then all declarations about it are in."""
        return maand_erbij(maand[:7], wacht) < self.streek.vandaag.isoformat()[:7]


def maand_erbij(maand: str, aantal: int) -> str:
    index = int(maand[:4]) * 12 + int(maand[5:7]) - 1 + aantal
    return f"{index // 12:04}-{index % 12 + 1:02}"


def stand(kijk: Kijk, maand: str, wacht: int) -> str:
    deze = kijk.streek.vandaag.isoformat()[:7]
    if maand[:7] >= deze:
        return "loopt nog" if maand[:7] == deze else "moet nog komen"
    return "compleet" if kijk.compleet(maand, wacht) else "nog niet alles binnen"


def maandrijen(
    kijk: Kijk, som: Mapping[str, Counter[str]], rij: Callable[[Counter[str]], Rij], *, wacht: int
) -> list[Rij]:
    """A row for every month that is asked for, also without anything in it; none without anything at all.

    `wacht` is how many months after it a month is complete. Of a month to come 0 says nothing.
    """
    if not any(waarde for each in som.values() for waarde in each.values()):
        return []
    rijen = []
    for naam in kijk.maanden():
        hoe = stand(kijk, naam, wacht)
        waarden = rij(som.get(naam, Counter()))
        if hoe == "moet nog komen":
            waarden = {kolom: waarde or None for kolom, waarde in waarden.items()}
        rijen.append({"maand": naam, **waarden, "stand": hoe})
    return rijen


def per(kijk: Kijk, kolom: str, som: Mapping[str, Counter[str]], rij: Callable[[Counter[str]], Rij]) -> list[Rij]:
    """A row for every month, or for each key of which there is something."""
    if kolom == "maand":
        return maandrijen(kijk, som, rij, wacht=1)
    return [{kolom: sleutel, **rij(each)} for sleutel, each in sorted(som.items()) if any(each.values())]


def zonder(rij: Rij, *kolommen: str) -> Rij:
    """With these columns empty."""
    return {kolom: None if kolom in kolommen else waarde for kolom, waarde in rij.items()}


def dag(tekst: object) -> date:
    return date.fromisoformat(str(tekst)[:10])


def hier(moment: object) -> date:
    """The day in the Netherlands."""
    return datetime.fromisoformat(str(moment)).astimezone(ZoneInfo("Europe/Amsterdam")).date()


def maand(tekst: object) -> str:
    return f"{str(tekst)[:7]}-01"


def deel(teller: int, noemer: int, decimalen: int = 4) -> float | None:
    return round(teller / noemer, decimalen) if noemer else None


def na_werkdagen(begin: date, aantal: int) -> date:
    while aantal:
        begin += timedelta(days=1)
        aantal -= is_werkdag(begin)
    return begin


def eerste(events: Iterable[Rij], sleutel: str) -> list[Rij]:
    """The first event per key."""
    gevonden: dict[object, Rij] = {}
    for each in events:
        gevonden.setdefault(each[sleutel], each)
    return list(gevonden.values())


def laatste(events: Iterable[Rij], sleutel: str) -> list[Rij]:
    """The last event per key."""
    return list({each[sleutel]: each for each in events}.values())


def maanden_van(toewijzing: Rij) -> list[str]:
    """The months of an assignment; without an end five years ahead."""
    loop, gevonden = dag(toewijzing["ingangsdatum"]).replace(day=1), list[str]()
    while len(gevonden) < 60 if toewijzing["einddatum"] is None else loop <= dag(toewijzing["einddatum"]):
        gevonden.append(loop.isoformat())
        loop = (loop + timedelta(days=32)).replace(day=1)
    return gevonden
