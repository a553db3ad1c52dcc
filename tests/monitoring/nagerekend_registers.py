"""The tables of what people record, reckoned again from what was posted."""

from collections import Counter
from collections.abc import Callable

from tests.monitoring.kijk import Kijk, Rij
from tests.monitoring.streek import Streek

from inkoop import laad

STAPPEN = {"gesprek": "Gesprek met hoor en wederhoor", "verbeterplan": "Verbeterplan"}


def vastgelegd(kijk: Kijk, pad: str) -> list[Rij]:
    """What was recorded within the choice; of no product."""
    alle = [body for path, body in kijk.streek.vastgelegd if path == pad]
    return [body for body in alle if kijk.past(body, body.get("op") or body.get("ontvangenOp"))]


def risicos(kijk: Kijk) -> list[Rij]:
    """All but the one that was closed: that is the last that was recorded before it was. Months play no part."""
    open_: list[Rij] = []
    for path, body in kijk.streek.vastgelegd:
        if path == "risicos":
            open_.append({**body, "zwaarte": body["kans"] * body["gevolg"]})  # type: ignore[operator]
        if path == "risicos/{id}/_sluit":
            open_.pop()
    zwaarste = sorted((each for each in open_ if kijk.past(each)), key=lambda each: -each["zwaarte"])
    return [
        {
            "aanbieder": e["agb"],
            "gemeente": e["gemeente"],
            "soort": e["soort"],
            "zwaarte": e["zwaarte"],
            "sinds": e["op"],
        }
        for e in zwaarste
    ]


def alle_maatregelen(streek: Streek) -> list[Rij]:
    gezet = [(path.split("/")[1], body) for path, body in streek.vastgelegd if path.endswith("/maatregelen")]
    nieuwste = sorted(gezet, key=lambda each: str(each[1]["per"]), reverse=True)
    return [
        {"aanbieder": agb, "stap": STAPPEN[str(e["stap"])], "per": e["per"], "regio": e["inkoopmodel"]}
        for agb, e in nieuwste
    ]


def maatregelen(kijk: Kijk) -> list[Rij]:
    """Steps are of a region and a provider; months play no part."""
    return [
        each
        for each in alle_maatregelen(kijk.streek)
        if kijk.product is None
        and kijk.aanbieder in (None, each["aanbieder"])
        and kijk.gemeente in (None, *(gemeente.code for gemeente in laad(each["regio"]).gemeenten))
    ]


def clientervaringen(kijk: Kijk) -> list[Rij]:
    rijen = []
    for agb in sorted({e["agb"] for e in vastgelegd(kijk, "clientervaringen")}):
        cijfers = [e["cijfer"] for e in vastgelegd(kijk, "clientervaringen") if e["agb"] == agb]
        genoeg = len(cijfers) >= 10
        gemiddeld = round(sum(cijfers) / (10 * len(cijfers)), 2) if genoeg else None
        rijen.append({"aanbieder": agb, "antwoorden": len(cijfers) if genoeg else None, "cijfer": gemiddeld})
    return rijen


def planningssignalen(kijk: Kijk) -> list[Rij]:
    aantal = Counter((e["agb"], e["soort"]) for e in vastgelegd(kijk, "planningssignalen"))
    return [{"aanbieder": a, "soort": s, "aantal": n if n >= 10 else None} for (a, s), n in sorted(aantal.items())]


def klachten(kijk: Kijk) -> list[Rij]:
    stand: list[Rij] = []
    for path, body in kijk.streek.vastgelegd:
        if path == "klachten":
            stand.append({**body, "stap": "aanbieder-en-consulent"})
        if path == "klachten/{id}/stappen":
            stand[-1]["stap"] = body["stap"]
    stand = [each for each in stand if kijk.past(each, each["ontvangenOp"])]
    kolommen = {
        "aanbiederEnConsulent": "aanbieder-en-consulent",
        "onafhankelijk": "onafhankelijk",
        "afgehandeld": "afgehandeld",
    }
    rijen = []
    for agb, onderwerp in sorted({(e["agb"], e["onderwerp"]) for e in stand}):
        eigen = Counter(e["stap"] for e in stand if (e["agb"], e["onderwerp"]) == (agb, onderwerp))
        aantallen = {naam: eigen[stap] if eigen.total() >= 10 else None for naam, stap in kolommen.items()}
        rijen.append({"aanbieder": agb, "onderwerp": onderwerp, **aantallen})
    return rijen


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
    "risicos": risicos,
    "maatregelen": maatregelen,
    "clientervaringen": clientervaringen,
    "planningssignalen": planningssignalen,
    "klachten": klachten,
}
