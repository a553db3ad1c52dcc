"""The tables of assignments, providers and signals, reckoned again from raw events."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor

from tests.monitoring.kijk import (
    Kijk,
    Rij,
    dag,
    deel,
    maand,
    maand_erbij,
    maanden_van,
    maandrijen,
    na_werkdagen,
)
from tests.monitoring.nagerekend import nieuw, nu, starts
from tests.monitoring.nagerekend_dekking import clienten_in, dekking
from tests.monitoring.nagerekend_geld import aandacht, beantwoord, benut, gebruikt, producten
from tests.monitoring.nagerekend_registers import alle_maatregelen, vastgelegd
from tests.monitoring.nagerekend_toegang import evaluaties
from tests.monitoring.streek import Streek

PER_DAG = {"01": 24 * 60, "04": 24, "14": 1, "16": 6}
"""What fits in a day: minutes, hours, nights, parts of a day."""


def gang_per(kolom: str) -> Callable[[Kijk], list[Rij]]:
    def reken(kijk: Kijk) -> list[Rij]:
        som: dict[str, Counter[str]] = defaultdict(Counter)
        for soort, e, op, aantal in gangen(kijk.streek):
            if kijk.past(e, op):
                som[maand(op) if kolom == "maand" else e["code"]][soort] += aantal

        def rij(stand: Counter[str]) -> Rij:
            return {
                "toewijzingen": stand["nieuw"], "starts": stand["start"],
                "opTijd": deel(stand["op tijd"], stand["start"]), "opgeschaald": stand["meer"],
                "afgeschaald": stand["minder"], "looptijd": deel(stand["looptijd"], stand["met einde"], 1),
                "teLang": stand["te lang"],
            }  # fmt: skip

        if kolom == "maand":
            return maandrijen(kijk, som, rij, wacht=0)
        return [{kolom: sleutel, **rij(stand)} for sleutel, stand in sorted(som.items()) if any(stand.values())]

    return reken


@cache
def gangen(streek: Streek) -> list[tuple[str, Rij, str, int]]:
    """What happened to assignments: what, to which, on which day, how much."""
    gevonden: list[tuple[str, Rij, str, int]] = [("nieuw", e, e["toewijzingsdatum"], 1) for e in nieuw(streek)]
    for e in starts(streek):
        uiterlijk = na_werkdagen(dag(e["toewijzingsdatum"]), streek.model.levering.wachttijd_werkdagen)
        gevonden.append(("start", e, e["begindatum"], 1))
        gevonden.append(("op tijd", e, e["begindatum"], int(dag(e["begindatum"]) <= uiterlijk)))
    versies: dict[str, list[Rij]] = defaultdict(list)
    for e in streek.soort("toewijzingen.toegewezen"):
        versies[e["toewijzingId"]].append({**e, "code": e["code"] or ""})
    for voor, na in (paar for lijst in versies.values() for paar in pairwise(lijst)):
        verschil = (na["volume"] or 0) - (voor["volume"] or 0)
        if (voor["eenheid"], voor["frequentie"]) == (na["eenheid"], na["frequentie"]) and verschil:
            gevonden.append(("minder" if verschil < 0 else "meer", na, na["toewijzingsdatum"], 1))
    trajecten = streek.model.trajecten
    for e in nu(streek):
        if e["einddatum"]:
            gewoon = [t.maximaal_maanden or t.standaard_maanden for t in trajecten if e["code"] in t.producten]
            duur = len(maanden_van(e))
            lang = bool(gewoon) and duur > max(gewoon)
            for soort, aantal in (("looptijd", duur), ("met einde", 1), ("te lang", int(lang))):
                gevonden.append((soort, e, e["ingangsdatum"], aantal))
    return gevonden


def clienten(kijk: Kijk) -> list[Rij]:
    wie = {(e["maand"], e["clientId"]) for e in clienten_in(kijk.streek) if kijk.past(e, e["maand"])}
    som = {naam: Counter({"clienten": n}) for naam, n in Counter(naam for naam, _ in wie).items()}
    return maandrijen(kijk, som, lambda stand: {"clienten": stand["clienten"]}, wacht=0)


def alles_van(kijk: Kijk, agb: str | None) -> Counter[str]:
    """Everything that lights and benchmark are made of: of one provider, or of all together, each person once."""
    eigen = Kijk(kijk.streek, kijk.van, kijk.tot, kijk.gemeente, kijk.product, agb)
    som = Counter[str]()
    for soort, e, op, aantal in gangen(kijk.streek):
        som[soort] += aantal if eigen.past(e, op) else 0
    for e in beantwoord(eigen):
        som.update(prestaties=e["regelsIngediend"], afgewezen=e["regelsAfgewezen"])
    for e in producten(eigen) if eigen.product else ():
        som.update(prestaties=e["ingediend"], afgewezen=e["ingediend"] - e["toegekend"])
    for e in gebruikt(kijk.streek):
        som.update(bedrag=e["bedrag"] if eigen.past(e, e["maand"]) else 0)
    for e in evaluaties(eigen):
        som.update(evaluaties=1, doelen=e["doelenTotaal"], behaald=e["doelenBehaald"])
    deze = maand(kijk.streek.vandaag)
    som["clientmaanden"] = len({
        (e["maand"], e["clientId"])
        for e in clienten_in(kijk.streek)
        if eigen.past(e, e["maand"]) and e["maand"] <= deze
    })  # fmt: skip
    return som


def per_aanbieder(kijk: Kijk) -> dict[str, Counter[str]]:
    """The same of every provider of which there is something."""
    alle = {e["agb"] for soort in ("toewijzingen.toegewezen", "declaraties.beantwoord") for e in kijk.soort(soort)}
    alle |= {agb for e in kijk.soort("evaluaties.vastgelegd") for agb in e["aanbieders"]}
    gekozen = sorted(agb for agb in alle if kijk.aanbieder in (None, agb))
    gevonden = {agb: alles_van(kijk, agb) for agb in gekozen}
    return {agb: som for agb, som in gevonden.items() if any(aantal for naam, aantal in som.items() if naam != "meer")}


def met_registers(kijk: Kijk) -> dict[str, Counter[str]]:
    """With what people recorded about them; that is of no product."""
    som = defaultdict(Counter[str], per_aanbieder(kijk))
    for pad in ("clientervaringen", "planningssignalen"):
        for body in vastgelegd(kijk, pad):
            som[str(body["agb"])].update({pad: 1, "cijfers": body.get("cijfer", 0)})
    return dict(sorted(som.items()))


def _metingen(stand: Counter[str]) -> dict[str, Fraction | None]:
    """In percents, or in tenths; exactly."""
    doelen = stand["doelen"] if stand["evaluaties"] >= 10 else 0
    antwoorden = stand["clientervaringen"] if stand["clientervaringen"] >= 10 else 0
    gemeten = {
        "tijdig-gestart": (100 * stand["op tijd"], stand["start"]),
        "afgekeurd": (100 * stand["afgewezen"], stand["prestaties"]),
        "doelen-behaald": (100 * stand["behaald"], doelen),
        "clientervaring": (stand["cijfers"], antwoorden),
    }
    return {naam: Fraction(teller, noemer) if noemer else None for naam, (teller, noemer) in gemeten.items()}


def _getoond(naam: str, waarde: Fraction | None) -> float | None:
    if waarde is None:
        return None
    return round(float(waarde / 10), 2) if naam == "clientervaring" else round(float(waarde / 100), 4)


def _lichten(kijk: Kijk, stand: Counter[str]) -> dict[str, str | None]:
    gevonden: dict[str, str | None] = {}
    for kpi in kijk.model.contractsturing.kpis:
        waarde = _metingen(stand)[kpi.naam]
        if waarde is None:
            gevonden[kpi.naam] = None
            continue
        teken = 1 if kpi.beter == "hoger" else -1
        groen, oranje = (teken * waarde >= teken * grens for grens in (kpi.groen, kpi.oranje))
        gevonden[kpi.naam] = "groen" if groen else "oranje" if oranje else "rood"
    return gevonden


def _heeft_cijfers(kijk: Kijk) -> bool:
    """Norms are of a region: one that has clients, starts or declarations in the choice."""
    is_client = any(kijk.past(e, e["maand"]) for e in clienten_in(kijk.streek))
    return is_client or bool(beantwoord(kijk)) or any(kijk.past(e, e["begindatum"]) for e in starts(kijk.streek))


def stoplichten(kijk: Kijk) -> list[Rij]:
    if not _heeft_cijfers(kijk):
        return []
    stap = {row["aanbieder"]: row["stap"] for row in reversed(alle_maatregelen(kijk.streek))}
    namen = [kpi.naam for kpi in kijk.model.contractsturing.kpis]
    return [
        {
            "aanbieder": agb, **{naam: _getoond(naam, _metingen(stand)[naam]) for naam in namen},
            **{f"{naam}-licht": licht for naam, licht in _lichten(kijk, stand).items()}, "stap": stap.get(agb, "geen"),
        }
        for agb, stand in met_registers(kijk).items()
    ]  # fmt: skip


def pijlers(kijk: Kijk) -> list[Rij]:
    """Cost is red where more was used than the region allows, and nobody agreed to it."""

    def slechtste(*lichten: str | None) -> str | None:
        return next((each for each in ("rood", "oranje", "groen") if each in lichten), None)

    te_veel = Counter[str]()
    for punt in aandacht(kijk):
        te_veel[punt["agb"]] += (punt.get("prestaties", 0) - punt.get("akkoord", 0)) * (punt["regel"] == "M48")
    rijen = []
    for agb, stand in met_registers(kijk).items() if _heeft_cijfers(kijk) else ():
        licht = defaultdict(lambda: None, _lichten(kijk, stand))
        toegekend = stand["prestaties"] - stand["afgewezen"] if kijk.product is None else 0
        rijen.append({
            "aanbieder": agb, "kwaliteit": slechtste(licht["doelen-behaald"], licht["clientervaring"]),
            "kosten": ("rood" if te_veel[agb] > 0 else "groen") if toegekend else None,
            "continuiteit": licht["tijdig-gestart"], "werkafspraken": licht["afgekeurd"],
        })  # fmt: skip
    return rijen


def benchmark(kijk: Kijk) -> list[Rij]:
    standen = per_aanbieder(kijk)
    samen = [("alle", alles_van(kijk, None))] if standen else []
    return [
        {
            "aanbieder": agb, "bedrag": s["bedrag"], "clientmaanden": s["clientmaanden"],
            "perClient": s["bedrag"] // s["clientmaanden"] if s["clientmaanden"] else None,
            "looptijd": deel(s["looptijd"], s["met einde"], 1), "afgeschaald": deel(s["minder"], s["nieuw"]),
            "afgewezen": deel(s["afgewezen"], s["prestaties"]), "opTijd": deel(s["op tijd"], s["start"]),
            "doelen": deel(s["behaald"], s["doelen"]) if s["evaluaties"] >= 10 else None,
        }
        for agb, s in [*standen.items(), *samen]
    ]  # fmt: skip


def omzet(kijk: Kijk) -> Counter[str]:
    """Eurocents granted by provider; of all of them, also when one is chosen."""
    alle = Kijk(kijk.streek, kijk.van, kijk.tot, kijk.gemeente, kijk.product)
    som = Counter[str]()
    for e in producten(alle) if alle.product else beantwoord(alle):
        som[e["agb"]] += e["bedragToegekend"]
    return Counter({agb: bedrag for agb, bedrag in som.items() if bedrag})


def concentratie(kijk: Kijk) -> list[Rij]:
    bedragen, som, rijen = omzet(kijk), 0, []
    for plaats, (agb, bedrag) in enumerate(sorted(bedragen.items(), key=lambda each: (-each[1], each[0])), 1):
        som += bedrag
        aandeel, samen = deel(bedrag, bedragen.total()), deel(som, bedragen.total())
        rijen.append({"plaats": plaats, "aanbieder": agb, "bedrag": bedrag, "deel": aandeel, "samen": samen})
    return [rij for rij in rijen if kijk.aanbieder in (None, rij["aanbieder"])]


def onrechtmatig(kijk: Kijk) -> list[Rij]:
    """Growth beside that of all, always the ceiling, after the end, more than days hold."""
    rijen: list[tuple[str, str, str, int | None]] = [*_groei(kijk)]
    prestaties = [e for e in benut(kijk.streek) if kijk.past(e, e["maand"]) and e["isGebruikt"]]
    for agb in {e["agb"] for e in prestaties}:
        eigen = [e for e in prestaties if e["agb"] == agb]
        precies = sum(e["plafond"] is not None and e["volume"] == e["plafond"] for e in eigen)
        if len(eigen) >= 12 and precies >= 0.9 * len(eigen):
            zin = f"In {precies} van {len(eigen)} maanden precies het hoogste volume dat mag"
            rijen.append((agb, "Bijna altijd precies het plafond", zin, None))
        te_veel = sum(
            any(volume > PER_DAG.get(eenheid, 1e9) * _dagen(e["maand"]) for eenheid, volume in e["volumes"].items())
            for e in eigen
        )
        if te_veel:
            zin = f"In {te_veel} maanden meer volume op één toewijzing dan er in die maand past"
            rijen.append((agb, "Meer uren dan er in een maand zijn", zin, None))
        laat: dict[str, list[int]] = defaultdict(list)
        for e in eigen:
            if (einde := _einde(kijk.streek, e["toewijzingId"])) and dag(e["maand"]) > einde[0]:
                laat[einde[1]].append(e["bedrag"])
        for reden, bedragen in laat.items():
            rijen.append((agb, "Hulp na het einde", f"In {len(bedragen)} maanden na: {reden}", sum(bedragen)))
    namen = ("aanbieder", "signaal", "feiten", "bedrag")
    return [dict(zip(namen, rij, strict=True)) for rij in sorted(rijen, key=lambda rij: rij[:3])]


def _groei(kijk: Kijk) -> list[tuple[str, str, str, int | None]]:
    """Months that are complete beside the same months a year before."""
    maanden = [naam for naam in kijk.maanden() if kijk.compleet(naam)]
    if not maanden:
        return []
    van, tot = maanden[0][:7], maanden[-1][:7]
    toen, nu_ = (
        omzet(Kijk(kijk.streek, maand_erbij(van, verder), maand_erbij(tot, verder), kijk.gemeente, kijk.product))
        for verder in (-12, 0)
    )
    if toen.total() <= 0:
        return []
    samen, rijen = Fraction(100 * (nu_.total() - toen.total()), toen.total()), list[tuple[str, str, str, int | None]]()
    for agb, bedrag in toen.items():
        groei, verschil = Fraction(100 * (nu_[agb] - bedrag), bedrag), nu_[agb] - bedrag
        if bedrag > 0 and nu_[agb] and groei - samen >= 50 and verschil >= 1_000_000 and kijk.aanbieder in (None, agb):
            heel = [floor(each + Fraction(1, 2)) for each in (groei, samen)]
            zin = f"Groei {heel[0]}%, alle aanbieders samen {heel[1]}%, naast dezelfde maanden een jaar eerder"
            rijen.append((agb, "Groei wijkt af", zin, verschil))
    return rijen


def _dagen(naam: str) -> int:
    return (dag(naam) + timedelta(days=32)).replace(day=1).toordinal() - dag(naam).toordinal()


def _einde(streek: Streek, key: str) -> tuple[date, str] | None:
    """The first end of an assignment, and why."""
    eindes = [
        (dag(e["einddatum"]), str(e["reden"])) for e in streek.soort("beschikkingen.beeindigd") if key in e["producten"]
    ]
    stops = [e for e in streek.soort("leveringen.beeindigd") if e["toewijzingId"] == key and not e["tijdelijk"]]
    eindes += [(dag(e["einddatum"]), "gestopt") for e in stops]
    eindes += [(dag(e["einddatum"]), "einddatum") for e in nu(streek) if e["toewijzingId"] == key and e["einddatum"]]
    return min(eindes, default=None)


def verschuiving(kijk: Kijk) -> list[Rij]:
    som = Counter[tuple[str, str]]()
    for each in producten(kijk):
        som[each["maand"], each["code"]] += each["bedragToegekend"]
    alle = {key: bedrag for key, bedrag in som.items() if bedrag}
    maanden = sorted({naam for naam, _ in alle})
    helft: dict[str, Counter[bool]] = defaultdict(Counter)
    for (naam, code), bedrag in alle.items():
        helft[code][naam >= maanden[len(maanden) // 2]] += bedrag
    eerst, laatst = (sum(stand[kant] for stand in helft.values()) for kant in (False, True))
    lang, einde = Counter[str](), Counter[str]()
    for soort, e, op, aantal in gangen(kijk.streek):
        if kijk.past(e, op):
            lang[e["code"]] += aantal if soort == "te lang" else 0
            einde[e["code"]] += aantal if soort == "met einde" else 0
    rijen = []
    for code, stand in sorted(helft.items()):
        voor, na = deel(stand[False], eerst), deel(stand[True], laatst)
        verschil = None if voor is None or na is None else round(na - voor, 4)
        rijen.append({
            "product": code, "eerst": voor, "laatst": na, "verschil": verschil, "teLang": lang[code],
            "deelTeLang": deel(lang[code], einde[code]),
        })  # fmt: skip
    return rijen


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
    "gang": gang_per("maand"),
    "gang-per-product": gang_per("product"),
    "clienten": clienten,
    "dekking": dekking,
    "stoplichten": stoplichten,
    "pijlers": pijlers,
    "benchmark": benchmark,
    "concentratie": concentratie,
    "onrechtmatig": onrechtmatig,
    "verschuiving": verschuiving,
}
