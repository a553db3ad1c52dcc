"""The tables of assignments, providers, signals and registers, reckoned again from raw events."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import floor

from tests.monitoring.nagerekend import (
    JAAR,
    MODEL,
    Rij,
    binnen,
    dag,
    deel,
    eerste,
    evaluaties,
    laatste,
    maand,
    maanden_van,
    na_werkdagen,
    nu,
    starts,
)
from tests.monitoring.nagerekend_geld import UREN_PER_DAG, beantwoord, benut, producten, toegewezen
from tests.monitoring.streek import Streek


def gang_per(kolom: str) -> Callable[[Streek], list[Rij]]:
    def reken(streek: Streek) -> list[Rij]:
        som: dict[str, Counter[str]] = defaultdict(Counter)
        for soort, e, op, aantal in gangen(streek):
            if binnen(op):
                som[maand(op) if kolom == "maand" else e["code"]][soort] += aantal
        return [
            {
                kolom: sleutel, "toewijzingen": stand["nieuw"], "starts": stand["start"],
                "opTijd": deel(stand["op tijd"], stand["start"]), "opgeschaald": stand["meer"],
                "afgeschaald": stand["minder"], "looptijd": deel(stand["looptijd"], stand["met einde"], 1),
                "teLang": stand["te lang"],
            }
            for sleutel, stand in sorted(som.items())
        ]  # fmt: skip

    return reken


@cache
def gangen(streek: Streek) -> list[tuple[str, Rij, str, int]]:
    """What happened to assignments: what, to which, on which day, how much."""
    gevonden: list[tuple[str, Rij, str, int]] = []
    for e in eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId"):
        gevonden.append(("nieuw", e, e["toewijzingsdatum"], 1))
    for e in starts(streek):
        uiterlijk = na_werkdagen(dag(e["toewijzingsdatum"]), MODEL.levering.wachttijd_werkdagen)
        gevonden.append(("start", e, e["begindatum"], 1))
        gevonden.append(("op tijd", e, e["begindatum"], int(dag(e["begindatum"]) <= uiterlijk)))
    versies: dict[str, list[Rij]] = defaultdict(list)
    for e in streek.soort("toewijzingen.toegewezen"):
        versies[e["toewijzingId"]].append(e)
    for voor, na in (paar for lijst in versies.values() for paar in pairwise(lijst)):
        if (voor["eenheid"], voor["frequentie"]) == (na["eenheid"], na["frequentie"]) and voor["volume"] != na[
            "volume"
        ]:
            gevonden.append(("minder" if na["volume"] < voor["volume"] else "meer", na, na["toewijzingsdatum"], 1))
    for e in nu(streek):
        if e["einddatum"]:
            gewoon = [t.maximaal_maanden or t.standaard_maanden for t in MODEL.trajecten if e["code"] in t.producten]
            duur = len(maanden_van(e))
            lang = bool(gewoon) and duur > max(gewoon)
            for soort, aantal in (("looptijd", duur), ("met einde", 1), ("te lang", int(lang))):
                gevonden.append((soort, e, e["ingangsdatum"], aantal))
    return gevonden


@cache
def clienten_in(streek: Streek) -> list[tuple[str, str, str, str, str]]:
    """Month, municipality, provider, product and client of every assignment."""
    return sorted({
        (naam, e["gemeente"], e["agb"], e["code"], e["clientId"]) for e in nu(streek) for naam in maanden_van(e)
    })  # fmt: skip


def clienten(streek: Streek) -> list[Rij]:
    per_maand = Counter(naam for naam, _ in {(naam, wie) for naam, _, _, _, wie in clienten_in(streek)})
    return [{"maand": naam, "clienten": n} for naam, n in sorted(per_maand.items()) if binnen(naam)]


def dekking(streek: Streek) -> list[Rij]:
    """Of the municipality of the demo; the others have no contracts at all."""
    nu_ = [e for e in laatste(streek.soort("contracten.vastgelegd"), "contractId") if not e["geldigTot"]]
    deze = maand(streek.vandaag)
    rijen = []
    for norm in MODEL.dekking:
        codes = set(norm.producten)
        passend = [e for e in nu_ if codes & {product["code"] for product in e["producten"]}]
        wie = {(code, client) for naam, _, _, code, client in clienten_in(streek) if naam == deze and code in codes}
        plaatsen = [e["capaciteit"] for e in passend if e["capaciteit"] is not None]
        past = deel(sum(plaatsen), len(wie)) if plaatsen else None
        krap = past is not None and norm.van_procent is not None and past * 100 < norm.van_procent
        aanbieders = len({e["agb"] for e in passend})
        rijen.append({
            "norm": norm.titel, "gemeente": "0034", "aanbieders": aanbieders, "minimum": norm.minimum_aanbieders,
            "clienten": len(wie), "capaciteit": sum(plaatsen) if plaatsen else None, "deel": past,
            "oordeel": "rood" if krap or aanbieders < norm.minimum_aanbieders else "groen",
        })  # fmt: skip
    return rijen


@cache
def per_aanbieder(streek: Streek) -> dict[str, Counter[str]]:
    """Everything that lights and benchmark are made of."""
    som: dict[str, Counter[str]] = defaultdict(Counter)
    for soort, e, op, aantal in gangen(streek):
        if binnen(op):
            som[e["agb"]][soort] += aantal
    for e in beantwoord(streek):
        ingediend, afgewezen = e["prestatiesIngediend"], e["prestatiesAfgewezen"]
        som[e["agb"]].update(regels=ingediend, afgewezen=afgewezen, bedrag=e["bedragToegekend"])
    for e in evaluaties(streek):
        for agb in set(e["aanbieders"]):
            som[agb].update(evaluaties=1, doelen=e["doelenTotaal"], behaald=e["doelenBehaald"])
    for naam, _, agb, wie in {(naam, gem, agb, wie) for naam, gem, agb, _, wie in clienten_in(streek)}:
        som[agb]["clientmaanden"] += binnen(naam) and bool(wie)
    for e in toegewezen(streek):
        som[e["agb"]]["toegewezen"] += e["eurocent"] if binnen(e["maand"]) else 0
    for path, body in streek.vastgelegd:
        if path in {"clientervaringen", "planningssignalen"}:
            som[str(body["agb"])].update({path: 1, "cijfers": body.get("cijfer", 0)})
    return dict(sorted(som.items()))


def _half_omhoog(teller: int, noemer: int) -> int | None:
    return floor(teller / noemer + 0.5) if noemer else None


def _metingen(stand: Counter[str]) -> dict[str, int | None]:
    doelen = stand["doelen"] if stand["evaluaties"] >= 10 else 0
    antwoorden = stand["clientervaringen"] if stand["clientervaringen"] >= 10 else 0
    return {
        "tijdig-gestart": _half_omhoog(100 * stand["op tijd"], stand["start"]),
        "afgekeurd": _half_omhoog(100 * stand["afgewezen"], stand["regels"]),
        "doelen-behaald": _half_omhoog(100 * stand["behaald"], doelen),
        "clientervaring": _half_omhoog(stand["cijfers"], antwoorden),
    }


def _lichten(stand: Counter[str]) -> dict[str, str | None]:
    gevonden: dict[str, str | None] = {}
    for kpi in MODEL.contractsturing.kpis:
        waarde = _metingen(stand)[kpi.naam]
        if waarde is None:
            gevonden[kpi.naam] = None
            continue
        teken = 1 if kpi.beter == "hoger" else -1
        groen, oranje = (teken * waarde >= teken * grens for grens in (kpi.groen, kpi.oranje))
        gevonden[kpi.naam] = "groen" if groen else "oranje" if oranje else "rood"
    return gevonden


STAPPEN = {"gesprek": "Gesprek met hoor en wederhoor", "verbeterplan": "Verbeterplan"}


def stoplichten(streek: Streek) -> list[Rij]:
    stap = {row["aanbieder"]: row["stap"] for row in reversed(maatregelen(streek))}
    return [
        {
            "aanbieder": agb, **_metingen(stand), **{f"{naam}-licht": licht for naam, licht in _lichten(stand).items()},
            "stap": stap.get(agb, "geen"),
        }
        for agb, stand in per_aanbieder(streek).items()
    ]  # fmt: skip


def pijlers(streek: Streek) -> list[Rij]:
    def slechtste(*lichten: str | None) -> str | None:
        return next((each for each in ("rood", "oranje", "groen") if each in lichten), None)

    rijen = []
    for agb, stand in per_aanbieder(streek).items():
        licht = _lichten(stand)
        te_veel = "rood" if stand["bedrag"] > stand["toegewezen"] else "groen"
        rijen.append({
            "aanbieder": agb, "kwaliteit": slechtste(licht["doelen-behaald"], licht["clientervaring"]),
            "kosten": te_veel if stand["toegewezen"] else None, "continuiteit": licht["tijdig-gestart"],
            "werkafspraken": licht["afgekeurd"],
        })  # fmt: skip
    return rijen


def benchmark(streek: Streek) -> list[Rij]:
    standen = per_aanbieder(streek)
    samen = Counter[str]()
    for stand in standen.values():
        samen.update(stand)
    return [
        {
            "aanbieder": agb, "bedrag": s["bedrag"], "clientmaanden": s["clientmaanden"],
            "perClient": s["bedrag"] // s["clientmaanden"] if s["clientmaanden"] else None,
            "looptijd": deel(s["looptijd"], s["met einde"], 1), "afgeschaald": deel(s["minder"], s["nieuw"]),
            "afgewezen": deel(s["afgewezen"], s["regels"]), "opTijd": deel(s["op tijd"], s["start"]),
            "doelen": deel(s["behaald"], s["doelen"]) if s["evaluaties"] >= 10 else None,
        }
        for agb, s in [*standen.items(), ("alle", samen)]
    ]  # fmt: skip


def omzet(streek: Streek, jaar: str = JAAR) -> Counter[str]:
    return Counter({agb: sum(e["bedragToegekend"] for e in beantwoord(streek, jaar) if e["agb"] == agb)
                    for agb in {str(e["agb"]) for e in beantwoord(streek, jaar)}})  # fmt: skip


def concentratie(streek: Streek) -> list[Rij]:
    bedragen, som, rijen = omzet(streek), 0, []
    for plaats, (agb, bedrag) in enumerate(sorted(bedragen.items(), key=lambda each: (-each[1], each[0])), 1):
        som += bedrag
        aandeel, samen = deel(bedrag, bedragen.total()), deel(som, bedragen.total())
        rijen.append({"plaats": plaats, "aanbieder": agb, "bedrag": bedrag, "deel": aandeel, "samen": samen})
    return rijen


def onrechtmatig(streek: Streek) -> list[Rij]:
    """Growth beside that of all, always the ceiling, after the end, more than days hold."""
    rijen: list[tuple[str, str, str, int | None]] = []
    toen, nu_ = omzet(streek, str(int(JAAR) - 1)), omzet(streek)
    samen = floor((nu_.total() - toen.total()) * 100 / toen.total())
    for agb, bedrag in toen.items():
        groei, verschil = floor((nu_[agb] - bedrag) * 100 / bedrag), nu_[agb] - bedrag
        if groei - samen >= 50 and verschil >= 1_000_000:
            zin = f"Groei {groei}%, alle aanbieders samen {samen}%, naast dezelfde maanden een jaar eerder"
            rijen.append((agb, "Groei wijkt af", zin, verschil))
    regels = [e for e in benut(streek) if binnen(e["maand"]) and e["volume"] > 0]
    for agb in {e["agb"] for e in regels}:
        eigen = [e for e in regels if e["agb"] == agb]
        precies = sum(e["volume"] == e["plafond"] for e in eigen)
        if len(eigen) >= 12 and precies >= 0.9 * len(eigen):
            zin = f"In {precies} van {len(eigen)} maanden precies het hoogste volume dat mag"
            rijen.append((agb, "Bijna altijd precies het plafond", zin, None))
        te_veel = sum(e["volume"] > UREN_PER_DAG.get(e["eenheid"], 1e9) * _dagen(e["maand"]) for e in eigen)
        if te_veel:
            zin = f"In {te_veel} maanden meer volume op één toewijzing dan er in die maand past"
            rijen.append((agb, "Meer uren dan er in een maand zijn", zin, None))
        laat: dict[str, list[int]] = defaultdict(list)
        for e in eigen:
            if (einde := _einde(streek, e["toewijzingId"])) and dag(e["maand"]) > einde[0]:
                laat[einde[1]].append(e["bedrag"])
        for reden, bedragen in laat.items():
            rijen.append((agb, "Hulp na het einde", f"In {len(bedragen)} maanden na: {reden}", sum(bedragen)))
    namen = ("aanbieder", "signaal", "feiten", "bedrag")
    return [dict(zip(namen, rij, strict=True)) for rij in sorted(rijen, key=lambda rij: rij[:3])]


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


def verschuiving(streek: Streek) -> list[Rij]:
    alle = [each for each in producten(streek) if each["bedragToegekend"]]
    maanden = sorted({each["maand"] for each in alle})
    midden = maanden[len(maanden) // 2]
    helft: dict[str, Counter[bool]] = defaultdict(Counter)
    for each in alle:
        helft[each["code"]][each["maand"] >= midden] += each["bedragToegekend"]
    eerst, laatst = (sum(stand[kant] for stand in helft.values()) for kant in (False, True))
    lang, einde = Counter[str](), Counter[str]()
    for soort, e, op, aantal in gangen(streek):
        if binnen(op):
            lang[e["code"]] += aantal if soort == "te lang" else 0
            einde[e["code"]] += aantal if soort == "met einde" else 0
    rijen = []
    for code, stand in sorted(helft.items()):
        voor, na = deel(stand[False], eerst), deel(stand[True], laatst)
        assert voor is not None
        assert na is not None
        rijen.append({
            "product": code, "eerst": voor, "laatst": na, "verschil": round(na - voor, 4), "teLang": lang[code],
            "deelTeLang": deel(lang[code], einde[code]),
        })  # fmt: skip
    return rijen


def vastgelegd(streek: Streek, pad: str) -> list[Rij]:
    return [body for path, body in streek.vastgelegd if path == pad]


def risicos(streek: Streek) -> list[Rij]:
    """All but the one that was closed: that is the last that was recorded before it was."""
    open_: list[Rij] = []
    for path, body in streek.vastgelegd:
        if path == "risicos":
            open_.append({**body, "zwaarte": body["kans"] * body["gevolg"]})  # type: ignore[operator]
        if path == "risicos/{id}/_sluit":
            open_.pop()
    zwaarste = sorted(open_, key=lambda each: -each["zwaarte"])
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


def maatregelen(streek: Streek) -> list[Rij]:
    gezet = [(path.split("/")[1], body) for path, body in streek.vastgelegd if path.endswith("/maatregelen")]
    nieuwste = sorted(gezet, key=lambda each: str(each[1]["per"]), reverse=True)
    return [
        {"aanbieder": agb, "stap": STAPPEN[str(e["stap"])], "per": e["per"], "regio": e["inkoopmodel"]}
        for agb, e in nieuwste
    ]


def clientervaringen(streek: Streek) -> list[Rij]:
    rijen = []
    for agb in sorted({e["agb"] for e in vastgelegd(streek, "clientervaringen")}):
        cijfers = [e["cijfer"] for e in vastgelegd(streek, "clientervaringen") if e["agb"] == agb]
        genoeg = len(cijfers) >= 10
        gemiddeld = round(sum(cijfers) / len(cijfers) / 10, 1) if genoeg else None
        rijen.append({"aanbieder": agb, "antwoorden": len(cijfers) if genoeg else None, "cijfer": gemiddeld})
    return rijen


def planningssignalen(streek: Streek) -> list[Rij]:
    aantal = Counter((e["agb"], e["soort"]) for e in vastgelegd(streek, "planningssignalen"))
    return [{"aanbieder": a, "soort": s, "aantal": n if n >= 10 else None} for (a, s), n in sorted(aantal.items())]


def klachten(streek: Streek) -> list[Rij]:
    stand: list[Rij] = []
    for path, body in streek.vastgelegd:
        if path == "klachten":
            stand.append({**body, "stap": "aanbieder-en-consulent"})
        if path == "klachten/{id}/stappen":
            stand[-1]["stap"] = body["stap"]
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


TABELLEN: dict[str, Callable[[Streek], list[Rij]]] = {
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
    "risicos": risicos,
    "maatregelen": maatregelen,
    "clientervaringen": clientervaringen,
    "planningssignalen": planningssignalen,
    "klachten": klachten,
}
