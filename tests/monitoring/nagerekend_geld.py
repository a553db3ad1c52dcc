"""The tables of money and use, reckoned again from raw events in the plainest way; to the cent."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from math import floor, sqrt
from statistics import stdev

from tests.monitoring.nagerekend import (
    JAAR,
    MODEL,
    Rij,
    binnen,
    dag,
    deel,
    hier,
    maand,
    maanden_van,
    na_werkdagen,
    nu,
)
from tests.monitoring.streek import Streek

MAANDEN = [f"{JAAR}-{nummer:02}-01" for nummer in range(1, 13)]
UREN_PER_DAG = {"01": 24 * 60, "04": 24, "14": 1, "16": 6}
"""What fits in a day: minutes, hours, nights, parts of a day."""


def beantwoord(streek: Streek, jaar: str = JAAR) -> list[Rij]:
    return [e for e in streek.soort("declaraties.beantwoord") if str(e["declaratieperiode"]).startswith(jaar)]


def producten(streek: Streek, jaar: str = JAAR) -> list[Rij]:
    """Every product of every declaration, with where, when and by whom."""
    return [
        {**e, **each, "maand": maand(e["declaratieperiode"])}
        for e in beantwoord(streek, jaar)
        for each in e["producten"]
    ]


@cache
def toegewezen(streek: Streek) -> list[Rij]:
    """Every month of every assignment as it stands: the volume that fits in it, day by day, and its eurocents."""
    gevonden = []
    for e in nu(streek):
        begin, eind, per_maand = dag(e["ingangsdatum"]), e["einddatum"] and dag(e["einddatum"]), Counter[str]()
        loop = begin
        maanden = set(maanden_van(e))
        while maand(loop) in maanden and (eind is None or loop <= eind):
            per_maand[maand(loop)] += 1
            loop += timedelta(days=1)
        geweest = gegeven = 0
        for naam, aantal in per_maand.items():
            geweest += aantal
            if e["frequentie"] == "4":
                volume = e["volume"]
            else:
                keer = {"1": geweest, "2": geweest / 7, "6": geweest / per_maand.total()}[str(e["frequentie"])]
                volume = floor(e["volume"] * keer + 1e-9) - gegeven
                gegeven += volume
            eurocent = volume * MODEL.tarief_op(str(e["code"]), dag(naam))
            gevonden.append({**e, "maand": naam, "verwacht": volume, "eurocent": eurocent})
    return gevonden


@cache
def gebruikt(streek: Streek) -> list[Rij]:
    """What was granted per assignment, month and unit."""
    som: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for e in streek.soort("toewijzingen.gedeclareerd"):
        for regel in e["toegekend"]:
            plek = (
                regel["toewijzingId"],
                e["gemeente"],
                e["agb"],
                regel["code"],
                maand(regel["maand"]),
                regel["eenheid"],
            )
            som[plek].update(volume=regel["volume"], bedrag=regel["bedrag"])
    namen = ("toewijzingId", "gemeente", "agb", "code", "maand", "eenheid")
    return [{**dict(zip(namen, plek, strict=True)), **stand} for plek, stand in som.items()]


@cache
def benut(streek: Streek) -> list[Rij]:
    """The same with what was expected in that month, and the most that was allowed; None where that is not known."""
    toewijzingen = {e["toewijzingId"]: e for e in nu(streek)}
    verwacht = {(e["toewijzingId"], e["maand"]): e["verwacht"] for e in toegewezen(streek)}
    gevonden = []
    for each in gebruikt(streek):
        e = toewijzingen.get(each["toewijzingId"])
        past = e is not None and e["eenheid"] == each["eenheid"]
        plafond = e["volume"] if e and e["frequentie"] == "4" and each["maand"] in maanden_van(e) else None
        keer = verwacht.get((each["toewijzingId"], each["maand"])) if past else None
        gevonden.append({**each, "verwacht": keer, "plafond": plafond if keer else None})
    return gevonden


def declaraties_per(kolom: str, veld: str) -> Callable[[Streek], list[Rij]]:
    def reken(streek: Streek) -> list[Rij]:
        rijen = []
        sleutels = {each: maand(each) if kolom == "maand" else each for each in (e[veld] for e in beantwoord(streek))}
        for sleutel in sorted(set(sleutels.values())):
            eigen = [e for e in beantwoord(streek) if sleutels[e[veld]] == sleutel]
            som = {naam: sum(e[naam] for e in eigen) for naam in ("prestatiesIngediend", "prestatiesAfgewezen")}
            tijdig = sum(hier(e["beantwoordOp"]) <= na_werkdagen(hier(e["ontvangenOp"]), 10) for e in eigen)
            rijen.append({
                kolom: sleutel, "declaraties": len(eigen), "opTijd": deel(tijdig, len(eigen)),
                "ingediend": som["prestatiesIngediend"], "afgewezen": som["prestatiesAfgewezen"],
                "deelAfgewezen": deel(som["prestatiesAfgewezen"], som["prestatiesIngediend"]),
                **{naam: sum(e[naam] for e in eigen) for naam in ("bedragIngediend", "bedragToegekend")},
            })  # fmt: skip
        return rijen

    return reken


def per_budgethouder(streek: Streek) -> list[Rij]:
    """Almere pays for its own clients."""
    velden = {"ingediend": "bedragIngediend", "toegekend": "bedragToegekend"}
    som = {naam: sum(each[veld] for each in producten(streek)) for naam, veld in velden.items()}
    return [{"budgethouder": "0034", "gemeente": "0034", **som}]


def afwijzingen(streek: Streek) -> list[Rij]:
    """Every return code of every declaration; one that was rejected whole gives its own."""
    gevonden = []
    for e in beantwoord(streek):
        heel = {"retourcode": e["retourcode"], "aantal": e["prestatiesAfgewezen"]}
        heel["bedrag"] = e["bedragIngediend"] - e["bedragToegekend"]
        codes = e["afkeuringen"] or ([heel] if e["prestatiesAfgewezen"] else [])
        gevonden += [{**each, "aanbieder": e["agb"]} for each in codes]
    return gevonden


def afkeuringen(streek: Streek) -> list[Rij]:
    alle, totaal = afwijzingen(streek), sum(e["prestatiesIngediend"] for e in beantwoord(streek))
    regels, bedrag = Counter[str](), Counter[str]()
    for each in alle:
        regels[each["retourcode"]] += each["aantal"]
        bedrag[each["retourcode"]] += each["bedrag"]
    codes = sorted(regels, key=lambda code: (-regels[code], code))
    return [{"code": c, "regels": regels[c], "bedrag": bedrag[c], "deel": deel(regels[c], totaal)} for c in codes]


def afkeuringen_per_aanbieder(streek: Streek) -> list[Rij]:
    regels, ingediend = Counter[tuple[str, str]](), Counter[str]()
    for each in afwijzingen(streek):
        regels[each["aanbieder"], each["retourcode"]] += each["aantal"]
    for e in beantwoord(streek):
        ingediend[str(e["agb"])] += e["prestatiesIngediend"]
    return [
        {"aanbieder": agb, "code": code, "regels": n, "deel": deel(n, ingediend[agb])}
        for (agb, code), n in sorted(regels.items())
    ]


def aandachtspunten(streek: Streek) -> list[Rij]:
    som: dict[str, Counter[str]] = defaultdict(Counter)
    getoond = {e["declaratieId"] for e in beantwoord(streek)}
    for e in streek.soort("aandachtspunten.vastgelegd"):
        for punt in e["punten"] if e["declaratieId"] in getoond else ():
            som[punt["mNummer"]].update(regels=punt["aantal"], bedrag=punt["bedrag"])
    return [{"regel": nummer, **stand} for nummer, stand in sorted(som.items())]


def geld_per(kolom: str, veld: str) -> Callable[[Streek], list[Rij]]:
    def reken(streek: Streek) -> list[Rij]:
        som: dict[str, Counter[str]] = defaultdict(Counter)
        for each in producten(streek):
            som[each[veld]].update(ingediend=each["bedragIngediend"], toegekend=each["bedragToegekend"])
        for each in toegewezen(streek):
            if binnen(each["maand"]):
                som[each[veld]].update(toegewezen=each["eurocent"])
        return [
            {
                kolom: sleutel, **{naam: stand[naam] for naam in ("ingediend", "toegekend", "toegewezen")},
                "nogTeKomen": max(0, stand["toegewezen"] - stand["toegekend"]),
                "benut": deel(stand["toegekend"], stand["toegewezen"]),
            }
            for sleutel, stand in sorted(som.items())
        ]  # fmt: skip

    return reken


def budget(streek: Streek) -> list[Rij]:
    """Per product against the newest budget; the band only roughly, see `GLOBAAL`."""
    rijen = []
    for product in dict.fromkeys(each.product for each in MODEL.budgetten):
        geldig = [each for each in MODEL.budgetten if each.product == product and each.jaar <= int(JAAR)]
        eurocent = max(geldig, key=lambda each: each.jaar).eurocent
        per_maand = Counter[str]()
        for each in producten(streek):
            if each["code"] == product:
                per_maand[each["maand"]] += each["bedragToegekend"]
        assigned = sum(e["eurocent"] for e in toegewezen(streek) if e["code"] == product and binnen(e["maand"]))
        rijen.append({
            "product": product, "jaar": JAAR, "budget": eurocent, "toegekend": per_maand.total(),
            "gebruikt": deel(per_maand.total(), eurocent), "toegewezen": assigned,
            **_vooruit(per_maand, eurocent, streek.vandaag),
        })  # fmt: skip
    return rijen


def _vooruit(per_maand: Counter[str], eurocent: int, vandaag: date) -> Rij:
    """The months that are over, their average for the rest of the year, and how far they differ."""
    som = per_maand.total()
    if vandaag.year > int(JAAR):
        return {"prognose": som, "laagste": som, "hoogste": som}
    gevuld = [naam for naam in MAANDEN if per_maand[naam] and naam < maand(vandaag)]
    if not gevuld:
        return {"prognose": None, "laagste": None, "hoogste": None, "opIn": None, "oordeel": None}
    bekend = [per_maand[naam] for naam in MAANDEN[: MAANDEN.index(gevuld[-1]) + 1]]
    rest = 12 - len(bekend)
    verwacht = sum(bekend) + sum(bekend) // len(bekend) * rest
    marge = 1.28 * sqrt(rest) * (stdev(bekend) if len(bekend) > 1 else 0)
    licht = "rood" if verwacht > eurocent else "oranje" if verwacht + marge > eurocent else "groen"
    band = {"laagste": max(som, verwacht - marge), "hoogste": verwacht + marge}
    return {"prognose": verwacht, **band, "oordeel": licht}


GLOBAAL = {"laagste", "hoogste"}
"""A spread is no sum of cents: these agree to a thousandth."""


def gebruik(streek: Streek) -> list[Rij]:
    som: dict[str, Counter[str]] = defaultdict(Counter)

    def voorbij(naam: str) -> bool:
        return binnen(naam) and naam < maand(streek.vandaag)

    for e in toegewezen(streek):
        if voorbij(e["maand"]):
            som[e["code"]].update(maanden=1, toegewezen=e["eurocent"])
    for e in benut(streek):
        if voorbij(e["maand"]):
            keer = e["verwacht"]
            onder, boven = (keer and e["volume"] < 0.8 * keer), (keer and e["volume"] > keer)
            som[e["code"]].update(declared=e["volume"] > 0, onder=bool(onder), boven=bool(boven), gebruikt=e["bedrag"])
    return [
        {
            "product": code, "maanden": stand["maanden"], "niet": stand["maanden"] - stand["declared"],
            **{naam: stand[naam] for naam in ("onder", "boven", "toegewezen", "gebruikt")},
            "deel": deel(stand["gebruikt"], stand["toegewezen"]),
        }
        for code, stand in sorted(som.items())
    ]  # fmt: skip


def individueel_en_groep(streek: Streek) -> list[Rij]:
    groep = {product.code for product in MODEL.producten if product.categorie in {"07", "09"}}
    som: dict[str, Counter[bool]] = defaultdict(Counter)
    for each in producten(streek):
        som[each["maand"]][each["code"] in groep] += each["bedragToegekend"]
    return [
        {"maand": naam, "individueel": s[False], "groep": s[True], "deelGroep": deel(s[True], s.total())}
        for naam, s in sorted(som.items())
    ]


TABELLEN: dict[str, Callable[[Streek], list[Rij]]] = {
    "declaraties": declaraties_per("maand", "declaratieperiode"),
    "declaraties-per-aanbieder": declaraties_per("aanbieder", "agb"),
    "declaraties-per-gemeente": declaraties_per("gemeente", "gemeente"),
    "declaraties-per-budgethouder": per_budgethouder,
    "afkeuringen": afkeuringen,
    "afkeuringen-per-aanbieder": afkeuringen_per_aanbieder,
    "aandachtspunten": aandachtspunten,
    "geld-per-maand": geld_per("maand", "maand"),
    "geld-per-product": geld_per("product", "code"),
    "geld-per-gemeente": geld_per("gemeente", "gemeente"),
    "geld-per-aanbieder": geld_per("aanbieder", "agb"),
    "budget": budget,
    "gebruik": gebruik,
    "individueel-en-groep": individueel_en_groep,
}
