"""The tables of decisions, objections, evaluations and the social base, reckoned again from raw events."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from tests.monitoring.kijk import Kijk, Rij, deel, laatste


def per_gemeente(kijk: Kijk, soort: str, veld: str) -> list[Rij]:
    """Events that belong to no product and no provider: with such a choice there are none."""
    return [e for e in kijk.soort(soort) if kijk.past({"gemeente": e["gemeente"]}, e[veld])]


def _aantallen(kolom: str, gevonden: Iterable[str]) -> list[Rij]:
    return [{kolom: naam, "aantal": aantal} for naam, aantal in sorted(Counter(gevonden).items())]


def uitkomsten(kijk: Kijk) -> list[Rij]:
    besloten = per_gemeente(kijk, "beschikkingen.afgegeven", "besluitdatum")
    aantal = Counter((str(e["soort"]), str(e["uitkomst"])) for e in besloten)
    return [{"uitkomst": uitkomst, "aantal": n} for (_, uitkomst), n in sorted(aantal.items())]


def bezwaren(kijk: Kijk) -> list[Rij]:
    uitkomst = {e["bezwaarId"]: str(e["uitkomst"]) for e in kijk.soort("bezwaren.besloten")}
    ingediend = per_gemeente(kijk, "bezwaren.ingediend", "ingediendOp")
    return _aantallen("wat", (uitkomst.get(e["bezwaarId"], "loopt") for e in ingediend))


def sociale_basis(kijk: Kijk) -> list[Rij]:
    return _aantallen("wat", (str(e["onderwerp"]) for e in per_gemeente(kijk, "signalen.geregistreerd", "op")))


def raadplegingen(kijk: Kijk) -> list[Rij]:
    gevraagd = per_gemeente(kijk, "raadplegingen.vastgelegd", "op")
    in_groep = Counter(str(e["deskundigheid"]) for e in gevraagd if e["inGroep"])
    aantallen = _aantallen("wat", (str(e["deskundigheid"]) for e in gevraagd))
    return [{**each, "inGroep": in_groep[str(each["wat"])]} for each in aantallen]


def beschikt(kijk: Kijk) -> list[Rij]:
    producten = [
        {"gemeente": e["gemeente"], "code": each["code"], "op": e["besluitdatum"]}
        for e in kijk.soort("beschikkingen.afgegeven")
        for each in e["producten"]
    ]
    return _aantallen("product", (each["code"] for each in producten if kijk.past(each, each["op"])))


def evaluaties(kijk: Kijk) -> list[Rij]:
    """Evaluations that were held; of no product, and of every provider that is named in them."""
    alle = laatste(kijk.soort("evaluaties.vastgelegd"), "evaluatieId")
    return [
        e
        for e in alle
        if kijk.aanbieder in (None, *e["aanbieders"])
        and kijk.past({"gemeente": e["gemeente"], "agb": kijk.aanbieder}, e["gehoudenOp"])
    ]


def effecten(kijk: Kijk) -> list[Rij]:
    metingen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for e in evaluaties(kijk):
        for zrm in e["zrm"]:
            metingen[zrm["domein"]].append((zrm["start"], zrm["nu"]))
    rijen = []
    for domein, gemeten in sorted(metingen.items()):
        aantal, start, laatst = len(gemeten), sum(s for s, _ in gemeten), sum(n for _, n in gemeten)
        waarden = (aantal, deel(start, aantal, 2), deel(laatst, aantal, 2), deel(laatst - start, aantal, 2))
        getoond = waarden if aantal >= 10 else (None,) * 4
        rijen.append({"domein": domein, **dict(zip(("aantal", "start", "nu", "verschil"), getoond, strict=True))})
    return rijen


def doelen(kijk: Kijk) -> list[Rij]:
    rijen = []
    for agb in sorted({agb for e in evaluaties(kijk) for agb in e["aanbieders"] if kijk.aanbieder in (None, agb)}):
        eigen = [e for e in evaluaties(kijk) if agb in e["aanbieders"]]
        totaal, behaald = (sum(e[veld] for e in eigen) for veld in ("doelenTotaal", "doelenBehaald"))
        zonder = sum(
            0 < e["doelenTotaal"] == e["doelenBehaald"]
            and e["zrm"] != []
            and sum(zrm["nu"] for zrm in e["zrm"]) <= sum(zrm["start"] for zrm in e["zrm"])
            for e in eigen
        )
        zorg = [sum(e.get(veld, 0) for e in eigen) for veld in ("doelenMantelzorger", "behaaldMantelzorger")]
        waarden = (len(eigen), totaal, behaald, deel(behaald, totaal), zonder, *zorg)
        namen = ("evaluaties", "doelen", "behaald", "deel", "zonderZrm", "mantelzorger", "mantelzorgerBehaald")
        getoond = waarden if len(eigen) >= 10 else (None,) * len(namen)
        rijen.append({"aanbieder": agb, **dict(zip(namen, getoond, strict=True))})
    return rijen


def _geantwoord(plek: str, gegeven: Iterable[tuple[str, int, str]]) -> list[Rij]:
    """Per place and question of direction how often each answer was given (M87)."""
    per: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for waar, nummer, antwoord in gegeven:
        per[waar, nummer][antwoord] += 1
    rijen = []
    for (waar, nummer), geteld in sorted(per.items()):
        alle = sum(geteld.values())
        waarden = (alle, geteld["ja"], geteld["deels"], geteld["nee"], deel(geteld["ja"], alle))
        getoond = waarden if alle >= 10 else (None,) * 5
        namen = ("antwoorden", "ja", "deels", "nee", "deelJa")
        rijen.append({plek: waar, "vraag": f"Vraag {nummer}", **dict(zip(namen, getoond, strict=True))})
    return rijen


def regievragen(kijk: Kijk) -> list[Rij]:
    gegeven = (
        (e["gemeente"], nummer, a) for e in evaluaties(kijk) for nummer, a in enumerate(e.get("antwoorden", []), 1)
    )
    return _geantwoord("gemeente", gegeven)


def regievragen_per_product(kijk: Kijk) -> list[Rij]:
    gegeven = [
        (code, nummer, a)
        for e in laatste(kijk.soort("evaluaties.vastgelegd"), "evaluatieId")
        for code in e.get("producten", [])
        if kijk.past({"gemeente": e["gemeente"], "code": code}, e["gehoudenOp"])
        for nummer, a in enumerate(e.get("antwoorden", []), 1)
    ]
    return _geantwoord("product", gegeven)


def jeugdhulp(kijk: Kijk) -> list[Rij]:
    """What is told of youth, in the order of its kenmerk."""
    geteld: Counter[str] = Counter()
    for e in kijk.soort("beschikkingen.afgegeven"):
        if e.get("wet") != "jeugdwet" or not kijk.past(e, e["besluitdatum"]):
            continue
        geteld[f"weg:{e['verwijzer']}"] += 1
        if e["verlengingsgrond"]:
            geteld[f"na18:{e['verlengingsgrond']}"] += 1
        for each in e["producten"]:
            geteld[f"verblijf:{'met' if each['categorie'] in {'35', '36', '37', '38', '43', '44'} else 'zonder'}"] += 1
    return [{"aantal": aantal} for _, aantal in sorted(geteld.items())]


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
    "uitkomsten": uitkomsten,
    "bezwaren": bezwaren,
    "sociale-basis": sociale_basis,
    "raadplegingen": raadplegingen,
    "beschikt": beschikt,
    "jeugdhulp": jeugdhulp,
    "effecten": effecten,
    "doelen": doelen,
    "regievragen": regievragen,
    "regievragen-per-product": regievragen_per_product,
}
