"""Clients and cost by traits of the decision, reckoned again from raw events."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

from tests.monitoring.kijk import Kijk, Rij, maand
from tests.monitoring.nagerekend_geld import benut
from tests.monitoring.nagerekend_sturing import clienten_in
from tests.monitoring.streek import Streek

Rekenaar = Callable[[Kijk], list[Rij]]


@cache
def trekken(streek: Streek) -> dict[str, Rij]:
    """What a decision told, by product; what is not there is unknown."""
    return {
        product["id"]: {
            "profiel": product.get("profiel"), "leeftijdsgroep": e.get("leeftijdsgroep"), "wijk": e.get("wijk"),
        }
        for e in streek.soort("beschikkingen.afgegeven")
        for product in e["producten"]
    }  # fmt: skip


def per(*kolommen: str) -> Rekenaar:
    def reken(kijk: Kijk) -> list[Rij]:
        bekend, deze = trekken(kijk.streek), maand(kijk.streek.vandaag)

        def plek(e: Rij) -> tuple[str, ...]:
            trek = bekend.get(e["toewijzingId"], {})
            return tuple(e[each] if each in {"gemeente", "code"} else trek.get(each) or "" for each in kolommen)

        wie: dict[tuple[str, ...], set[str]] = defaultdict(set)
        kosten = Counter[tuple[str, ...]]()
        for e in clienten_in(kijk.streek):
            if e["maand"] <= deze and kijk.past(e, e["maand"]):
                wie[plek(e)].add(e["clientId"])
        for e in benut(kijk.streek):
            if e["maand"] <= deze and kijk.past(e, e["maand"]):
                kosten[plek(e)] += e["bedrag"]
        return [
            {**_waar(kolommen, each), **_rij(len(wie[each]), kosten[each])}
            for each in sorted(wie.keys() | {each for each, bedrag in kosten.items() if bedrag})
        ]

    return reken


def _waar(kolommen: tuple[str, ...], plek: tuple[str, ...]) -> Rij:
    namen = {"code": "product"}
    return {
        namen.get(kolom, kolom): waarde if kolom in {"gemeente", "code"} else waarde or "onbekend"
        for kolom, waarde in zip(kolommen, plek, strict=True)
    }


def _rij(clienten: int, kosten: int) -> Rij:
    if clienten < 10:
        return {"clienten": None, "klein": "minder dan 10", "kosten": None, "perClient": None}
    return {"clienten": clienten, "klein": None, "kosten": kosten, "perClient": round(kosten / clienten)}


RAPPORTEN: dict[str, Rekenaar] = {
    "clienten-en-kosten": per("profiel", "code"),
    "clienten-en-kosten-per-profiel": per("profiel"),
    "clienten-en-kosten-per-leeftijd": per("leeftijdsgroep"),
    "clienten-en-kosten-per-wijk": per("gemeente", "wijk"),
    "clienten-en-kosten-per-gemeente": per("gemeente"),
}
