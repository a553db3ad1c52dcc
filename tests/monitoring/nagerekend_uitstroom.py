"""Whose help ended and what followed, reckoned again from raw events, client by client."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from tests.monitoring.kijk import Kijk, Rij, dag, deel, laatste
from tests.monitoring.nagerekend import nu
from tests.monitoring.nagerekend_sturing import gangen
from tests.monitoring.streek import Streek

KOLOMMEN = {
    "nietsNodig": "geen", "socialeBasis": "algemeen", "lichter": "lichter", "zwaarder": "zwaarder", "elders": "elders",
    "nietBekend": "onbekend", "vertrokken": "weg",
}  # fmt: skip


def _stop(streek: Streek, key: str) -> Rij | None:
    """The last stop for good that was not removed."""
    weg = {(e["toewijzingId"], e["einddatum"]) for e in streek.soort("beeindigingen.verwijderd")}
    stops = [
        e
        for e in streek.soort("leveringen.beeindigd")
        if e["toewijzingId"] == key and not e["tijdelijk"] and (key, e["einddatum"]) not in weg
    ]
    return max(stops, key=lambda e: str(e["einddatum"]), default=None)


@cache
def einden(streek: Streek) -> list[Rij]:
    """Per client and provider the last day, and what followed."""
    gevonden = []
    for client in sorted({e["clientId"] for e in nu(streek)}):
        eigen = [e for e in nu(streek) if e["clientId"] == client]
        stops = {e["toewijzingId"]: _stop(streek, e["toewijzingId"]) for e in eigen}
        tot = {
            e["toewijzingId"]: dag(stop["einddatum"]) if (stop := stops[e["toewijzingId"]]) else _dag(e["einddatum"])
            for e in eigen
        }
        for agb in sorted({e["agb"] for e in eigen}):
            van_agb = sorted((e for e in eigen if e["agb"] == agb), key=lambda e: str(e["toewijzingId"]))
            dagen = [tot[e["toewijzingId"]] for e in van_agb]
            if None in dagen:
                continue
            op = max(each for each in dagen if each is not None)
            laatst = [e for e in van_agb if tot[e["toewijzingId"]] == op and stops[e["toewijzingId"]]]
            if laatst:
                wat = _gevolg(streek, eigen, tot, [stops[e["toewijzingId"]] for e in laatst], op)
                plek = {"client": client, "agb": agb, "gemeente": laatst[0]["gemeente"]}
                gevonden.append({**plek, "op": op, "wat": wat})
    return gevonden


def _dag(tekst: object) -> date | None:
    return None if tekst is None else dag(tekst)


def _gevolg(streek: Streek, eigen: list[Rij], tot: dict[str, date | None], stops: list[Rij | None], op: date) -> str:
    redenen = {each["reden"] for each in stops if each}
    vertrokken = [
        dag(e["laatsteDag"]) for e in streek.soort("clienten.vertrokken") if e["clientId"] == eigen[0]["clientId"]
    ]
    if redenen & {"02", "31"} or any(each <= op for each in vertrokken):
        return "weg"

    def lopend(wanneer: date) -> list[Rij]:
        return [
            e
            for e in eigen
            if dag(e["ingangsdatum"]) <= wanneer and ((t := tot[e["toewijzingId"]]) is None or wanneer <= t)
        ]

    if erna := lopend(op + timedelta(days=31)):
        voor, na = (sum(_per_jaar(streek, e, op) for e in lijst) for lijst in (lopend(op), erna))
        return "elders" if not voor or not na or voor == na else "lichter" if na < voor else "zwaarder"
    besloten = {e["productId"]: e["vervolg"] for e in streek.soort("vervolgen.bepaald")}
    gevolgen = set()
    for stop in stops:
        assert stop is not None
        verlengd = [e for e in streek.soort("toewijzingen.verlengd") if e["verlengt"] == stop["toewijzingId"]]
        product = max((str(e["toewijzingsdatum"]), str(e["toewijzingId"])) for e in verlengd)[1] if verlengd else None
        gevolgen.add(besloten.get(product or stop["toewijzingId"]))
    for vervolg, wat in (
        ("andere-wet", "elders"), ("algemene-voorziening", "algemeen"), ("eigen-netwerk", "algemeen"), ("geen", "geen"),
    ):  # fmt: skip
        if vervolg in gevolgen:
            return wat
    return "elders" if redenen & {"38", "39"} else "onbekend"


def _per_jaar(streek: Streek, e: Rij, op: date) -> int:
    dagen = (dag(e["einddatum"]) - dag(e["ingangsdatum"])).days + 1 if e["einddatum"] else None
    if e["volume"] is None:
        return int(e["budget"]) * 365 // dagen if e["budget"] and dagen else 0
    if e["frequentie"] == "6" and not dagen:
        return 0
    volume = (
        e["volume"] * 365 // dagen
        if e["frequentie"] == "6"
        else e["volume"] * {"1": 365, "2": 52, "4": 12}[e["frequentie"]]
    )
    return int(volume * streek.model.tarief_op(e["code"], op.replace(day=1)))


def uitstroom(kijk: Kijk) -> list[Rij]:
    if kijk.product is not None:
        return []
    alle = einden(kijk.streek)
    gekozen = [e for e in alle if kijk.past({**e, "code": None}, e["op"])]
    rijen = [
        {"aanbieder": agb, **_rij(kijk, agb, [e for e in gekozen if e["agb"] == agb])}
        for agb in sorted({e["agb"] for e in gekozen})
    ]
    if rijen:
        samen = laatste(sorted(alle, key=lambda e: (e["op"], e["agb"])), "client")
        breed = Kijk(kijk.streek, kijk.van, kijk.tot, kijk.gemeente)
        rijen.append({"aanbieder": "alle", **_rij(kijk, None, [e for e in samen if breed.past(e, e["op"])])})
    return rijen


def _rij(kijk: Kijk, agb: str | None, eigen: list[Rij]) -> Rij:
    telling = Counter(str(e["wat"]) for e in eigen)
    weg = telling["weg"]
    rij: Rij = {"beeindigd": len(eigen), **{kolom: telling[wat] for kolom, wat in KOLOMMEN.items()}}
    rij["deelUitstroom"] = deel(telling["geen"] + telling["algemeen"], len(eigen) - weg)
    keus = Kijk(kijk.streek, kijk.van, kijk.tot, kijk.gemeente, None, agb)
    som = Counter[str]()
    for soort, e, op, aantal in gangen(kijk.streek):
        som[soort] += aantal if keus.past(e, op) else 0
    getoond = rij if len(eigen) >= 10 else dict.fromkeys(rij)
    return {**getoond, "afgeschaald": deel(som["minder"], som["nieuw"])}


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {"uitstroom": uitstroom}
