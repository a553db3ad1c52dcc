"""The tables of money and use, reckoned again from raw events in the plainest way; to the cent."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from functools import cache

from tests.monitoring.kijk import Kijk, Rij, dag, deel, hier, maand, maanden_van, na_werkdagen, per, zonder
from tests.monitoring.nagerekend import nu
from tests.monitoring.streek import Streek


@cache
def alle_producten(streek: Streek) -> list[Rij]:
    """Every product of every declaration, with where, when and by whom."""
    return [
        {**e, **each, "maand": maand(e["declaratieperiode"]), "geleverd": _geleverd(e, each)}
        for e in streek.soort("declaraties.beantwoord")
        for each in e["producten"]
    ]


def _geleverd(e: Rij, product: Rij) -> str:
    """The month of the help, by which budgets count; of before it was told, and of one that is to come, of the bill."""
    return min(maand(product.get("maand") or e["declaratieperiode"]), maand(e["declaratieperiode"]))


def producten(kijk: Kijk) -> list[Rij]:
    return [each for each in alle_producten(kijk.streek) if kijk.past(each, each["maand"])]


def beantwoord(kijk: Kijk) -> list[Rij]:
    """Declarations; they are of no single product."""
    return [e for e in kijk.soort("declaraties.beantwoord") if kijk.past(e, e["declaratieperiode"])]


@cache
def toegewezen(streek: Streek) -> list[Rij]:
    """Every month of every assignment as it stands: the volume that fits in it, day by day, and its eurocents."""
    gevonden = []
    for e in nu(streek):
        begin, eind, per_maand = dag(e["ingangsdatum"]), e["einddatum"] and dag(e["einddatum"]), Counter[str]()
        if eind is None and e["frequentie"] in {"6", None}:
            continue  # a total or a budget without an end cannot be spread
        loop = begin
        maanden = set(maanden_van(e))
        while maand(loop) in maanden and (eind is None or loop <= eind):
            per_maand[maand(loop)] += 1
            loop += timedelta(days=1)
        geweest = gegeven = 0
        for naam, aantal in per_maand.items():
            geweest += aantal
            geheel = e["budget"] if e["volume"] is None else e["volume"]
            tot_nu = {"1": geheel * geweest, "2": geheel * geweest // 7}
            volume = tot_nu.get(str(e["frequentie"]), geheel * geweest // per_maand.total()) - gegeven
            gegeven += volume
            if e["frequentie"] == "4":
                volume = geheel
            eurocent = volume if e["volume"] is None else volume * streek.model.tarief_op(str(e["code"]), dag(naam))
            verwacht = None if e["volume"] is None else volume
            gevonden.append({**e, "maand": naam, "verwacht": verwacht, "eurocent": eurocent})
    return gevonden


PLEK = ("gemeente", "agb", "code")


@cache
def gebruikt(streek: Streek) -> list[Rij]:
    """What was granted per assignment and month, by unit; where the assignment is, or where it was billed."""
    toewijzingen = {e["toewijzingId"]: e for e in nu(streek)}
    som: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bedrag, plek = Counter[tuple[str, str]](), dict[tuple[str, str], tuple[str, str, str]]()
    for e in streek.soort("toewijzingen.gedeclareerd"):
        for prestatie in e["toegekend"]:
            key = prestatie["toewijzingId"], maand(prestatie["maand"])
            som[key][prestatie["eenheid"]] += prestatie["volume"]
            bedrag[key] += prestatie["bedrag"]
            bron = toewijzingen.get(key[0]) or {**e, "code": prestatie["code"]}
            waar = bron["gemeente"], bron["agb"], bron["code"]
            plek[key] = min(plek.get(key, waar), waar)  # billed in two places, it counts at the first by name
    return [
        {"toewijzingId": key[0], "maand": key[1], "volumes": som[key], "bedrag": bedrag[key]}
        | dict(zip(PLEK, plek[key], strict=True))
        for key in som
    ]  # fmt: skip


@cache
def benut(streek: Streek) -> list[Rij]:
    """The same with what was expected in that month, and the most that was allowed; None where that is not known."""
    toewijzingen = {e["toewijzingId"]: e for e in nu(streek)}
    verwacht = {(e["toewijzingId"], e["maand"]): e["verwacht"] for e in toegewezen(streek)}
    gevonden = []
    for each in gebruikt(streek):
        e = toewijzingen.get(each["toewijzingId"])
        volume = _volume(each["volumes"], e["eenheid"]) if e else None
        keer = verwacht.get((each["toewijzingId"], each["maand"])) if volume is not None else None
        plafond = e["volume"] if e and e["frequentie"] == "4" and each["maand"] in maanden_van(e) else None
        is_gebruikt = any(aantal > 0 for aantal in each["volumes"].values())
        anders = {"volume": volume, "verwacht": keer, "plafond": plafond if keer else None, "isGebruikt": is_gebruikt}
        gevonden.append({**each, **anders})
    return gevonden


def _volume(volumes: Counter[str], eenheid: str | None) -> Fraction | None:
    """What was billed in the unit of the assignment: minutes are parts of hours (TR341), else the same unit only."""
    minuten = volumes["01"] if eenheid == "04" else 0
    anders = {each for each in volumes if each != eenheid and not (eenheid == "04" and each == "01")}
    return None if anders else volumes[str(eenheid)] + Fraction(minuten, 60)


def declaraties_per(kolom: str, veld: str) -> Callable[[Kijk], list[Rij]]:
    def reken(kijk: Kijk) -> list[Rij]:
        som: dict[str, Counter[str]] = defaultdict(Counter)

        def sleutel(e: Rij) -> str:
            return maand(e[veld]) if kolom == "maand" else e[veld]

        for e in beantwoord(kijk):
            tijdig = hier(e["beantwoordOp"]) <= na_werkdagen(hier(e["ontvangenOp"]), 10)
            som[sleutel(e)].update(declaraties=1, tijdig=tijdig, ingediend=e["regelsIngediend"])
            som[sleutel(e)].update(afgewezen=e["regelsAfgewezen"], **_bedragen(e))
        for e in producten(kijk) if kijk.product else ():
            som[sleutel(e)].update(ingediend=e["ingediend"], afgewezen=e["ingediend"] - e["toegekend"], **_bedragen(e))

        def rij(stand: Counter[str]) -> Rij:
            getallen = ("declaraties", "ingediend", "afgewezen", "bedragIngediend", "bedragToegekend")
            delen = {"opTijd": ("tijdig", "declaraties"), "deelAfgewezen": ("afgewezen", "ingediend")}
            alles = {naam: stand[naam] for naam in getallen}
            alles |= {naam: deel(stand[teller], stand[noemer]) for naam, (teller, noemer) in delen.items()}
            return zonder(alles, *(("declaraties", "opTijd") if kijk.product else ()))

        return per(kijk, kolom, som, rij)

    return reken


def per_budgethouder(kijk: Kijk) -> list[Rij]:
    """Who pays, and for clients of which municipality: the purse the event names, else that of the inkoopmodel."""
    houder = {each.code: each.budgethouder for each in kijk.model.producten}
    som: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in alle_producten(kijk.streek):
        betaler = each.get("budgethouder") or houder[each["code"]] or each["gemeente"]
        if kijk.past({**each, "gemeente": betaler}, each["geleverd"]):
            som[betaler, each["gemeente"]].update(**_bedragen(each))
    velden = {"ingediend": "bedragIngediend", "toegekend": "bedragToegekend"}
    return [
        {"budgethouder": betaler, "gemeente": gemeente, **{naam: stand[veld] for naam, veld in velden.items()}}
        for (betaler, gemeente), stand in sorted(som.items())
    ]


def _bedragen(e: Rij) -> dict[str, int]:
    return {naam: e[naam] for naam in ("bedragIngediend", "bedragToegekend")}


def afwijzingen(kijk: Kijk) -> list[Rij]:
    """Every return code of every declaration; one that was rejected whole gives its own."""
    gevonden = []
    for e in beantwoord(kijk):
        heel = {"retourcode": e["retourcode"], "aantal": e["regelsAfgewezen"]}
        heel["bedrag"] = e["bedragIngediend"] - e["bedragToegekend"]
        codes = e["afkeuringen"] or ([heel] if e["regelsAfgewezen"] else [])
        gevonden += [{**each, "aanbieder": e["agb"]} for each in codes]
    return gevonden


def afkeuringen(kijk: Kijk) -> list[Rij]:
    totaal = sum(e["regelsIngediend"] for e in beantwoord(kijk))
    prestaties, bedrag = Counter[str](), Counter[str]()
    for each in afwijzingen(kijk):
        prestaties[each["retourcode"]] += each["aantal"]
        bedrag[each["retourcode"]] += each["bedrag"]
    codes = sorted(prestaties, key=lambda code: (-prestaties[code], code))
    return [
        {"code": c, "prestaties": prestaties[c], "bedrag": bedrag[c], "deel": deel(prestaties[c], totaal)}
        for c in codes
    ]


def afkeuringen_per_aanbieder(kijk: Kijk) -> list[Rij]:
    prestaties, ingediend = Counter[tuple[str, str]](), Counter[str]()
    for each in afwijzingen(kijk):
        prestaties[each["aanbieder"], each["retourcode"]] += each["aantal"]
    for e in beantwoord(kijk):
        ingediend[str(e["agb"])] += e["regelsIngediend"]
    return [
        {"aanbieder": agb, "code": code, "prestaties": n, "deel": deel(n, ingediend[agb])}
        for (agb, code), n in sorted(prestaties.items())
    ]


def aandacht(kijk: Kijk) -> list[Rij]:
    """Every point of policy at a granted line, and each that is agreed to."""
    getoond = {e["declaratieId"] for e in beantwoord(kijk)}
    punten = [
        {"agb": e["agb"], "regel": punt["mNummer"], "prestaties": punt["aantal"], "bedrag": punt["bedrag"]}
        for e in kijk.soort("aandachtspunten.vastgelegd")
        if e["declaratieId"] in getoond
        for punt in e["punten"]
    ]
    return punten + [
        {"agb": e["agb"], "regel": e["mNummer"], "akkoord": 1}
        for e in kijk.soort("aandachtspunten.afgehandeld")
        if e["declaratieId"] in getoond and e["besluit"] == "akkoord"
    ]


def aandachtspunten(kijk: Kijk) -> list[Rij]:
    som: dict[str, Counter[str]] = defaultdict(Counter)
    for punt in aandacht(kijk):
        som[punt["regel"]].update({naam: punt.get(naam, 0) for naam in ("prestaties", "bedrag", "akkoord")})
    return [{"regel": nummer, **stand} for nummer, stand in sorted(som.items())]


def geld_per(kolom: str, veld: str) -> Callable[[Kijk], list[Rij]]:
    def reken(kijk: Kijk) -> list[Rij]:
        som: dict[str, Counter[str]] = defaultdict(Counter)
        for each in gebruikt(kijk.streek):
            if kijk.past(each, each["maand"]):
                som[each[veld]].update(toegekend=each["bedrag"])
        for each in toegewezen(kijk.streek):
            if kijk.past(each, each["maand"]):
                som[each[veld]].update(toegewezen=each["eurocent"])

        def rij(stand: Counter[str]) -> Rij:
            return {
                **{naam: stand[naam] for naam in ("toegekend", "toegewezen")},
                "nogTeKomen": max(0, stand["toegewezen"] - stand["toegekend"]),
                "benut": deel(stand["toegekend"], stand["toegewezen"]),
            }

        return per(kijk, kolom, som, rij)

    return reken


GLOBAAL = {"laagste", "hoogste"}
"""A spread has a square root: these agree to a cent."""


def gebruik(kijk: Kijk) -> list[Rij]:
    """Only months of which all declarations are in."""
    som: dict[str, Counter[str]] = defaultdict(Counter)
    for e in toegewezen(kijk.streek):
        if kijk.past(e, e["maand"]) and kijk.compleet(e["maand"]):
            som[e["code"]].update(maanden=1, toegewezen=e["eurocent"])
    for e in benut(kijk.streek):
        if kijk.past(e, e["maand"]) and kijk.compleet(e["maand"]):
            keer = e["verwacht"] if e["isGebruikt"] else None
            onder, boven = (keer and e["volume"] * 5 < keer * 4), (keer and e["volume"] > keer)
            som[e["code"]].update(declared=e["isGebruikt"], onder=bool(onder), boven=bool(boven), gebruikt=e["bedrag"])
    return [
        {
            "product": code, "maanden": stand["maanden"], "niet": stand["maanden"] - stand["declared"],
            **{naam: stand[naam] for naam in ("onder", "boven", "toegewezen", "gebruikt")},
            "deel": deel(stand["gebruikt"], stand["toegewezen"]),
        }
        for code, stand in sorted(som.items()) if any(stand.values())
    ]  # fmt: skip


def individueel_en_groep(kijk: Kijk) -> list[Rij]:
    groep = {product.code for product in kijk.model.producten if product.categorie in {"07", "09"}}
    som: dict[str, Counter[str]] = defaultdict(Counter)
    for each in producten(kijk):
        som[each["maand"]]["groep" if each["code"] in groep else "individueel"] += each["bedragToegekend"]

    def rij(s: Counter[str]) -> Rij:
        return {"individueel": s["individueel"], "groep": s["groep"], "deelGroep": deel(s["groep"], s.total())}

    return per(kijk, "maand", som, rij)


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
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
    "gebruik": gebruik,
    "individueel-en-groep": individueel_en_groep,
}
