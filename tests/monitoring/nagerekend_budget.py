"""The table of budgets with its forecast and verdict, reckoned again from raw events in the plainest way."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from functools import cache
from math import floor, sqrt

from tests.monitoring.kijk import Kijk, Rij, dag, deel, hier, maand, maand_erbij
from tests.monitoring.nagerekend_geld import alle_producten, toegewezen
from tests.monitoring.streek import Streek


@dataclass
class Beurs:
    """What one municipality pays for one product (M83), by month: granted, before this month, assigned."""

    toegekend: Counter[str] = field(default_factory=Counter)
    eerder: Counter[str] = field(default_factory=Counter)
    beloofd: Counter[str] = field(default_factory=Counter)
    jaren: set[int] = field(default_factory=set)


def nummer(naam: str) -> int:
    return int(naam[:4]) * 12 + int(naam[5:7])


def ouderdom(streek: Streek, naam: str) -> int:
    """Whole months since; negative of a month that is not over."""
    return nummer(streek.vandaag.isoformat()) - nummer(naam) - 1


def later(each: Rij) -> int:
    """So many months after the help it was answered; from six on it is all the same."""
    return min(max(nummer(hier(each["beantwoordOp"]).isoformat()) - nummer(each["geleverd"]), 0), 6)


def pgbs(streek: Streek) -> Iterator[tuple[str, tuple[str, str], str, int]]:
    """What was paid from PGBs, and what each may cost by month, day by day: which, whose, when and how much."""
    houder = {each.code: each.budgethouder for each in streek.model.producten}
    for e in streek.soort("pgbs.besteed"):
        for each in e["bestedingen"]:
            yield (
                "betaald",
                (houder.get(each["code"]) or e["gemeente"], each["code"]),
                maand(each["maand"]),
                each["bedrag"],
            )
    nu = {e["productId"]: e for e in streek.soort("pgbs.toegekend")}
    for e in nu.values():
        if e["budget"] is None or e["einde"] is None or e["einde"] < e["begin"]:
            continue
        dagen = [dag(e["begin"]) + timedelta(days=nr) for nr in range((dag(e["einde"]) - dag(e["begin"])).days + 1)]
        gegeven = 0
        for nr, deze in enumerate(dagen, 1):
            tot_nu = e["budget"] * nr // len(dagen)
            yield "beloofd", (houder.get(e["code"]) or e["gemeente"], e["code"]), maand(deze), tot_nu - gegeven
            gegeven = tot_nu


@cache
def beurzen(streek: Streek) -> dict[tuple[str, str], Beurs]:
    houder = {each.code: each.budgethouder for each in streek.model.producten}
    gevonden: dict[tuple[str, str], Beurs] = defaultdict(Beurs)
    for each in alle_producten(streek):
        beurs = gevonden[houder.get(each["code"]) or each["gemeente"], each["code"] or ""]
        beurs.toegekend[each["geleverd"]] += each["bedragToegekend"]
        if later(each) <= ouderdom(streek, each["geleverd"]):
            beurs.eerder[each["geleverd"]] += each["bedragToegekend"]
        if each["bedragIngediend"] or each["bedragToegekend"]:
            beurs.jaren.add(int(each["geleverd"][:4]))
    for maat, pot, naam, bedrag in pgbs(streek):
        beurs = gevonden[pot]
        (beurs.toegekend if maat == "betaald" else beurs.beloofd)[naam] += bedrag
        if maat == "betaald":
            beurs.eerder[naam] += bedrag
        if bedrag:
            beurs.jaren.add(int(naam[:4]))
    for each in toegewezen(streek):
        beurs = gevonden[houder.get(each["code"]) or each["gemeente"], each["code"] or ""]
        beurs.beloofd[each["maand"]] += each["eurocent"]
        if each["eurocent"]:
            beurs.jaren.add(int(each["maand"][:4]))
    return gevonden


@cache
def tempo(streek: Streek, code: str | None) -> list[Fraction] | None:
    """What share was in after so many whole months; of a product without enough months that of all, else none."""
    per_maand: dict[str, Counter[int]] = defaultdict(Counter)
    for each in alle_producten(streek):
        if code in (None, each["code"]) and 6 <= ouderdom(streek, each["geleverd"]) < 30:
            per_maand[each["geleverd"]][later(each)] += each["bedragToegekend"]
    rijp = [each for each in per_maand.values() if each.total() > 0]
    if len(rijp) < 6:
        return tempo(streek, None) if code else None
    totaal, delen = sum(each.total() for each in rijp), [Fraction(0)]
    for maanden in range(6):
        binnen = sum(bedrag for each in rijp for na, bedrag in each.items() if na <= maanden)
        delen.append(max(delen[-1], min(Fraction(binnen, totaal), Fraction(1))))
    return [*delen[1:], Fraction(1)]


class Product:
    """One product of a budget in a year, with what every month of it will be."""

    def __init__(self, streek: Streek, jaar: int, code: str, delen: list[Beurs]) -> None:
        self.streek, self.jaar = streek, jaar
        self.delen = tempo(streek, code) or [Fraction(0), Fraction(1)]
        self.binnen_na = next(na for na, deel in enumerate(self.delen) if deel >= Fraction(9, 10))
        self.toegekend = _samen([each.toegekend for each in delen])
        self.eerder = _samen([each.eerder for each in delen])
        self.beloofd = _samen([each.beloofd for each in delen])
        self.maanden = [f"{jaar}-{maand:02}-01" for maand in range(1, 13)]
        self.voorbij = ouderdom(streek, self.maanden[-1]) >= self.binnen_na
        gevuld = [naam for naam in self.maanden if self.toegekend[naam]]
        gaat_door = self.toegekend[f"{jaar - 1}-12-01"]
        self.echt = self.maanden if gaat_door else [each for each in self.maanden if gevuld and each >= gevuld[0]]
        self.bekend = {naam: self.schatting(naam) for naam in self.echt}
        schattingen = [each for each in self.bekend.values() if each is not None]
        self.gemiddeld = gemiddeld(schattingen)
        zeker = [each for naam, each in self.bekend.items() if each is not None and self.vast(naam)]
        vast = gemiddeld(zeker)
        self.niveau = max((each for each in (self.gemiddeld, vast) if each is not None), default=None)
        self.verwacht = {naam: self._verwacht(naam) for naam in self.maanden}

    def vast(self, naam: str) -> bool:
        later_iets = any(bedrag for each, bedrag in self.toegekend.items() if each > naam)
        is_voorbij = ouderdom(self.streek, f"{naam[:4]}-12-01") >= self.binnen_na
        return is_voorbij or ouderdom(self.streek, naam) > (1 if later_iets else self.binnen_na + 2)

    def schatting(self, naam: str) -> Fraction | None:
        oud = ouderdom(self.streek, naam)
        deel = Fraction(0) if oud < 0 else self.delen[min(oud, len(self.delen) - 1)]
        is_leeg = not any(bedrag for each, bedrag in self.toegekend.items() if each >= naam)
        if deel < Fraction(1, 2) or (is_leeg and not self.vast(naam)):
            return None
        nu = self.toegekend[naam]
        return max(Fraction(nu), min(nu, self.eerder[naam]) / deel)

    def minst(self, naam: str) -> Fraction:
        schatting = self.schatting(naam)
        return Fraction(self.toegekend[naam]) if schatting is None else schatting

    def _verwacht(self, naam: str) -> Fraction:
        if naam not in self.echt or self.vast(naam):
            return self.minst(naam)
        return self.minst(naam) if self.niveau is None else max(self.minst(naam), self.niveau)

    @property
    def gebruik(self) -> Fraction:
        """Of the last twelve months that may be sure, those in which something was assigned."""
        deze = self.streek.vandaag.isoformat()[:7]
        namen = [f"{maand_erbij(deze, -self.binnen_na - 2 - terug)}-01" for terug in range(12)]
        met = [naam for naam in namen if self.beloofd[naam] > 0 and self.vast(naam)]
        if len(met) < 3:
            return Fraction(1)
        gebruikt = sum((self.schatting(naam) or Fraction(0)) for naam in met)
        return min(max(Fraction(gebruikt, sum(self.beloofd[naam] for naam in met)), Fraction(0)), Fraction(1))

    @property
    def verplicht(self) -> Fraction:
        som = Fraction(0)
        for naam in self.maanden:
            gezien = self.minst(naam)
            som += gezien if self.vast(naam) else max(gezien, self.beloofd[naam] * self.gebruik)
        return som


def _samen(delen: list[Counter[str]]) -> Counter[str]:
    som = Counter[str]()
    for each in delen:
        som.update(each)
    return som


def gemiddeld(bedragen: list[Fraction]) -> Fraction | None:
    laatste = bedragen[-6:]
    return max(sum(laatste, Fraction(0)) / len(laatste), Fraction(0)) if laatste else None


def budget(kijk: Kijk) -> list[Rij]:
    """Every budget of the years that are asked for, paid by whom it is for; then what has none. The band: `GLOBAAL`.

    A choice of a provider is none of budgets, and a product chooses among them.
    """
    if kijk.aanbieder:
        return []
    eigen = {plek: each for plek, each in beurzen(kijk.streek).items() if kijk.gemeente in (None, plek[0])}
    gevraagd = range(int(kijk.van[:4]), int(kijk.tot[:4]) + 1)
    keys = {(jaar, *plek) for plek, each in eigen.items() for jaar in each.jaren if jaar in gevraagd}
    rijen, gedekt = list[Rij](), set[tuple[int, str, str]]()
    for jaar in sorted({key[0] for key in keys}):
        oud_naar_nieuw = sorted(kijk.model.budgetten, key=lambda each: each.jaar)
        geldig = {(each.product, each.gemeente): each for each in oud_naar_nieuw if each.jaar <= jaar}
        for (product, gemeente), each in geldig.items():
            deze = {key for key in keys if key[0] == jaar and gemeente in (None, key[1]) and product in (None, key[2])}
            gedekt |= deze
            heel = set(kijk.model.gemeentecodes) if gemeente is None else {gemeente}
            gekozen = kijk.product is None or product in (None, kijk.product)
            if gekozen and (kijk.gemeente is None or heel == {kijk.gemeente}):
                rijen.append(_rij(kijk, (jaar, product, gemeente), each.eurocent, eigen, deze))
    for jaar, gemeente, code in sorted(keys - gedekt):
        if kijk.product in (None, code):
            rijen.append(_rij(kijk, (jaar, code, gemeente), None, eigen, {(jaar, gemeente, code)}))
    return rijen


def _rij(
    kijk: Kijk,
    plek: tuple[int, str | None, str | None],
    eurocent: int | None,
    eigen: dict[tuple[str, str], Beurs],
    keys: set[tuple[int, str, str]],
) -> Rij:
    """A product counts with what every municipality of the budget paid for it, in other years too."""
    jaar, product, gemeente = plek
    codes = sorted({code for _, _, code in keys})
    regio = set(kijk.model.gemeentecodes) if gemeente is None else {gemeente}
    producten = [
        Product(kijk.streek, jaar, code, [each for (van, wat), each in eigen.items() if wat == code and van in regio])
        for code in codes
    ]
    toegekend = sum(each.toegekend[naam] for each in producten for naam in each.maanden)
    beloofd = sum(each.beloofd[naam] for each in producten for naam in each.maanden)
    december = f"{jaar}-12-01"
    voorbij = all(each.voorbij for each in producten) and (producten or ouderdom(kijk.streek, december) > 0)
    vooruit = _vooruit(jaar, producten, eurocent, bool(voorbij))
    return {
        "product": product or "alle", "gemeente": gemeente or "", "jaar": str(jaar), "budget": eurocent,
        "toegekend": toegekend, "gebruikt": deel(toegekend, eurocent) if eurocent else None, "toegewezen": beloofd,
        **vooruit, **_oordeel(eurocent, toegekend, beloofd, vooruit, bool(voorbij)),
    }  # fmt: skip


def _vooruit(jaar: int, producten: list[Product], eurocent: int | None, voorbij: bool) -> Rij:
    verplicht = {"uitToewijzingen": floor(sum(each.verplicht for each in producten))}
    if not voorbij and all(each.gemiddeld is None for each in producten):
        return {**verplicht, "prognose": None, "laagste": None, "hoogste": None, "opIn": None}
    maanden = [f"{jaar}-{maand:02}-01" for maand in range(1, 13)]
    verwacht = [sum(each.verwacht[naam] for each in producten) for naam in maanden]
    marge, toegekend = (
        0 if voorbij else _marge(producten),
        sum(each.toegekend[naam] for each in producten for naam in maanden),
    )
    midden = floor(sum(verwacht))
    op = next((naam for plaats, naam in enumerate(maanden, 1) if eurocent and sum(verwacht[:plaats]) >= eurocent), None)
    laagste, hoogste = (None, None) if marge is None else (max(toegekend, midden - marge), midden + marge)
    return {**verplicht, "prognose": midden, "laagste": laagste, "hoogste": hoogste, "opIn": op}


def _marge(producten: list[Product]) -> float | None:
    anders, komt = dict[str, Fraction](), set[str]()
    for each in producten:
        for naam, schatting in each.bekend.items():
            if each.gemiddeld is not None and schatting is not None:
                anders[naam] = anders.get(naam, Fraction(0)) + schatting - each.gemiddeld
            elif each.gemiddeld is not None:
                komt.add(naam)
    if len(anders) < 2:
        return None
    kwadraat = sum(float(each) ** 2 for each in anders.values()) / (len(anders) - 1)
    return 1.28 * sqrt(kwadraat * (len(komt) + len(komt) ** 2 / len(anders)))


def _oordeel(eurocent: int | None, toegekend: int, beloofd: int, vooruit: Rij, voorbij: bool) -> Rij:
    if eurocent is None:
        return {"oordeel": None, "reden": "Voor deze uitgaven is geen budget."}
    if voorbij:
        if vooruit["prognose"] > eurocent:
            return {"oordeel": "rood", "reden": "Er is meer toegekend dan het budget."}
        return {"oordeel": "groen", "reden": "Alle declaraties over dit jaar zijn binnen, en het budget was genoeg."}
    rood = {
        "Er is al meer toegekend dan het budget.": toegekend,
        "De prognose is hoger dan het budget.": vooruit["prognose"] or 0,
        "Wat is toegewezen, kost bij het verwachte gebruik meer dan het budget.": vooruit["uitToewijzingen"],
    }
    oranje = {
        "Er is meer toegewezen dan het budget.": beloofd,
        "De hoogste prognose is hoger dan het budget.": floor(vooruit["hoogste"] or 0),
    }
    for licht, bedragen in {"rood": rood, "oranje": oranje}.items():
        if redenen := [zin for zin, bedrag in bedragen.items() if bedrag > eurocent]:
            return {"oordeel": licht, "reden": " ".join(redenen)}
    if vooruit["prognose"] is None:
        return {"oordeel": None, "reden": "Er is nog geen maand waarvan de meeste declaraties binnen zijn."}
    return {"oordeel": "groen", "reden": "De prognose en wat is toegewezen passen in het budget."}


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {"budget": budget}
