"""The tables of route and assignments, reckoned again from raw events in the plainest way.

Each function gives the rows of the table by its name: per row the columns that hold numbers, dates and codes. Nothing
of monitoring is used here; of the house only the inkoopmodel (norms, prices) and which days are working days.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.monitoring.streek import Streek

from inkoop import laad
from iwmo.termijnen import is_werkdag

Rij = dict[str, Any]  # type: ignore[explicit-any]  # rows hold texts, numbers and dates
MODEL = laad("almere-2023")
JAAR = "2026"


def dag(tekst: object) -> date:
    return date.fromisoformat(str(tekst)[:10])


def hier(moment: object) -> date:
    """The day in the Netherlands."""
    return datetime.fromisoformat(str(moment)).astimezone(ZoneInfo("Europe/Amsterdam")).date()


def maand(tekst: object) -> str:
    return f"{str(tekst)[:7]}-01"


def binnen(tekst: object) -> bool:
    """Within the months that are asked for."""
    return str(tekst).startswith(JAAR)


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


@cache
def starts(streek: Streek) -> list[Rij]:
    """Reported starts that were not removed."""
    verwijderd = {(e["toewijzingId"], e["begindatum"]) for e in streek.soort("leveringen.verwijderd")}
    gestart = {(e["toewijzingId"], e["begindatum"]): e for e in streek.soort("leveringen.gestart")}
    return [each for key, each in gestart.items() if key not in verwijderd]


@cache
def nu(streek: Streek) -> list[Rij]:
    """Every assignment as it stands, but for those that were removed."""
    alle = laatste(streek.soort("toewijzingen.toegewezen"), "toewijzingId")
    return [each for each in alle if each["redenWijziging"] != "13"]


def maanden_van(toewijzing: Rij) -> list[str]:
    """The months of an assignment; without an end five years ahead."""
    loop, gevonden = dag(toewijzing["ingangsdatum"]).replace(day=1), list[str]()
    while len(gevonden) < 60 if toewijzing["einddatum"] is None else loop <= dag(toewijzing["einddatum"]):
        gevonden.append(loop.isoformat())
        loop = (loop + timedelta(days=32)).replace(day=1)
    return gevonden


def stil(streek: Streek, termijn: str) -> Counter[object]:
    """Days that a clock stood still, per melding."""
    dagen = Counter[object]()
    for e in streek.soort("termijnen.hervat"):
        if e["termijn"] == termijn:
            dagen[e["meldingId"]] += (dag(e["tot"]) - dag(e["vanaf"])).days
    return dagen


def besluiten(streek: Streek) -> list[Rij]:
    """Decisions on an application."""
    return [e for e in streek.soort("beschikkingen.afgegeven") if e["soort"] == "besluit" and e["aanvraagdatum"]]


@cache
def trajecten(streek: Streek) -> list[Rij]:
    """Every lead time: of what, when, for which product, how many days and whether that was in time."""
    gevonden: list[Rij] = []

    def reis(
        naam: str, e: Rij, van: date, tot: date, uiterlijk: date | None, code: str = "", op: object = None
    ) -> None:
        op_tijd = None if uiterlijk is None else tot <= uiterlijk
        dagen = max(0, (tot - van).days)
        gevonden.append(
            {"deel": naam, "maand": maand(op or tot), "gemeente": e["gemeente"], "product": code, "dagen": dagen,
             "opTijd": op_tijd}
        )  # fmt: skip

    onderzoek, besluit = stil(streek, "onderzoek"), stil(streek, "besluit")
    for e in streek.soort("onderzoeken.afgerond"):
        van = dag(e["meldingsdatum"])
        termijn = van + timedelta(days=42 + onderzoek[e["meldingId"]])
        reis("Van melding tot het onderzoek klaar is", e, van, dag(e["afgerondOp"]), termijn)
    for e in streek.soort("beschikkingen.afgegeven"):
        if e["onderzoekAfgerondOp"]:
            reis("Van onderzoek tot beschikking", e, dag(e["onderzoekAfgerondOp"]), dag(e["besluitdatum"]), None)
    for e in besluiten(streek):
        van = dag(e["aanvraagdatum"])
        termijn = van + timedelta(days=14 + besluit[e["meldingId"]])
        reis("Van aanvraag tot beschikking", e, van, dag(e["besluitdatum"]), termijn)
    for e in eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId"):
        dagen = dag(e["besluitdatum"]), dag(e["toewijzingsdatum"])
        reis("Van beschikking tot toewijzing (301)", e, *dagen, None, e["code"])
    for e in starts(streek):
        van = dag(e["toewijzingsdatum"])
        termijn = na_werkdagen(van, MODEL.levering.wachttijd_werkdagen)
        reis("Van toewijzing (301) tot start van de hulp", e, van, dag(e["begindatum"]), termijn, e["code"])
    for e in streek.soort("declaraties.beantwoord"):
        van, tot = hier(e["ontvangenOp"]), hier(e["beantwoordOp"])
        reis("Van declaratie tot antwoord", e, van, tot, na_werkdagen(van, 10), op=e["declaratieperiode"])
    return [each for each in gevonden if binnen(each["maand"])]


DELEN = (
    "Van melding tot het onderzoek klaar is", "Van onderzoek tot beschikking", "Van aanvraag tot beschikking",
    "Van beschikking tot toewijzing (301)", "Van toewijzing (301) tot start van de hulp", "Van declaratie tot antwoord",
)  # fmt: skip


def _tijd(reizen: list[Rij]) -> Rij:
    dagen = sorted(each["dagen"] for each in reizen)
    op_tijd = [each["opTijd"] for each in reizen if each["opTijd"] is not None]
    rangen = {naam: dagen[-(-len(dagen) * procent // 100) - 1] for naam, procent in (("mediaan", 50), ("p90", 90))}
    return {"aantal": len(dagen), **rangen, "opTijd": deel(sum(op_tijd), len(op_tijd))}


def doorlooptijden(streek: Streek) -> list[Rij]:
    alle = trajecten(streek)
    return [{"deel": naam, **_tijd([each for each in alle if each["deel"] == naam])} for naam in DELEN]


def doorlooptijden_per(kolom: str) -> Callable[[Streek], list[Rij]]:
    def reken(streek: Streek) -> list[Rij]:
        alle = trajecten(streek)
        rijen = []
        for sleutel in sorted({each[kolom] for each in alle if each[kolom]}):
            for naam in DELEN:
                if reizen := [each for each in alle if (each[kolom], each["deel"]) == (sleutel, naam)]:
                    rijen.append({kolom: sleutel, "deel": naam, **_tijd(reizen)})
        return rijen

    return reken


def stappen(streek: Streek) -> list[Rij]:
    per_maand: dict[str, Counter[str]] = defaultdict(Counter)
    for kolom, events, veld in (
        ("meldingen", streek.soort("meldingen.geregistreerd"), "meldingsdatum"),
        ("onderzoeken", streek.soort("onderzoeken.afgerond"), "afgerondOp"),
        ("aanvragen", streek.soort("aanvragen.ingediend"), "aanvraagdatum"),
        ("beschikkingen", streek.soort("beschikkingen.afgegeven"), "besluitdatum"),
        ("toewijzingen", eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId"), "toewijzingsdatum"),
        ("starts", starts(streek), "begindatum"),
        ("declaraties", streek.soort("declaraties.beantwoord"), "declaratieperiode"),
    ):
        for e in events:
            if binnen(e[veld]):
                per_maand[maand(e[veld])][kolom] += 1
    kolommen = ("meldingen", "onderzoeken", "aanvragen", "beschikkingen", "toewijzingen", "starts", "declaraties")
    return [{"maand": naam, **{each: per_maand[naam][each] for each in kolommen}} for naam in sorted(per_maand)]


def toegang(streek: Streek) -> list[Rij]:
    per_maand: dict[str, Counter[str]] = defaultdict(Counter)
    for kolom, soort, veld in (
        ("meldingen", "meldingen.geregistreerd", "meldingsdatum"),
        ("onderzoeken", "onderzoeken.afgerond", "afgerondOp"),
        ("aanvragen", "aanvragen.ingediend", "aanvraagdatum"), ("gesloten", "zaken.gesloten", "op"),
    ):  # fmt: skip
        for e in streek.soort(soort):
            per_maand[maand(e[veld])][kolom] += 1
    for reis in trajecten(streek):
        if reis["deel"] == DELEN[0]:
            per_maand[reis["maand"]]["onderzocht op tijd"] += reis["opTijd"]
        if reis["deel"] == DELEN[2]:
            per_maand[reis["maand"]]["besluiten"] += 1
            per_maand[reis["maand"]]["besloten op tijd"] += reis["opTijd"]
    return [
        {
            "maand": naam, **{each: stand[each] for each in ("meldingen", "onderzoeken", "aanvragen", "besluiten")},
            "onderzoekOpTijd": deel(stand["onderzocht op tijd"], stand["onderzoeken"]),
            "besluitOpTijd": deel(stand["besloten op tijd"], stand["besluiten"]), "gesloten": stand["gesloten"],
        }
        for naam, stand in sorted(per_maand.items())
    ]  # fmt: skip


@cache
def open_zaken(streek: Streek) -> dict[str, list[tuple[date, date | None, str]]]:
    """What waits now, by kind: since when, until when at the latest, and for which product."""
    toegewezen = {e["toewijzingId"] for e in streek.soort("toewijzingen.toegewezen")}
    weg = toegewezen | {e["toewijzingId"] for e in streek.soort("toewijzingen.vervallen")}
    gesloten = {e["meldingId"] for e in streek.soort("zaken.gesloten")}
    onderzocht = gesloten | {e["meldingId"] for e in streek.soort("onderzoeken.afgerond")}
    besloten = gesloten | {e["meldingId"] for e in streek.soort("beschikkingen.afgegeven") if e["soort"] == "besluit"}
    begonnen = {e["toewijzingId"] for e in starts(streek)}
    antwoord = {e["verzoekId"] for e in streek.soort("verzoeken.besloten") if e["besluit"] != "in-onderzoek"}
    berichten = [*streek.soort("berichten.ontvangen"), *streek.soort("berichten.verzonden")]
    beantwoord = {e["antwoordOp"] for e in berichten}
    tekort = {
        e["toewijzingId"]
        for e in laatste(streek.soort("tekorten.gesignaleerd"), "toewijzingId")
        if e["teKiezen"] < e["minimum"]
    }
    norm = MODEL.levering.wachttijd_werkdagen
    wacht = [e for e in streek.soort("toewijzingen.voorbereid") if e["toewijzingId"] not in weg]
    klokken = {termijn: stil(streek, termijn) for termijn in ("onderzoek", "besluit")}

    def termijn(e: Rij, veld: str, naam: str, dagen: int) -> tuple[date, date, str]:
        return dag(e[veld]), dag(e[veld]) + timedelta(days=dagen + klokken[naam][e["meldingId"]]), ""

    return {
        "Onderzoek dat nog loopt": [
            termijn(e, "meldingsdatum", "onderzoek", 42)
            for e in streek.soort("meldingen.geregistreerd")
            if e["meldingId"] not in onderzocht
        ],
        "Aanvraag zonder besluit": [
            termijn(e, "aanvraagdatum", "besluit", 14)
            for e in streek.soort("aanvragen.ingediend")
            if e["meldingId"] not in besloten
        ],
        "Product zonder aanbieder (M65)": [
            (dag(e["besluitdatum"]), na_werkdagen(dag(e["besluitdatum"]), norm), e["code"]) for e in wacht
        ],
        "Te weinig aanbieders om uit te kiezen (M101, M102)": [
            (dag(e["besluitdatum"]), None, e["code"]) for e in wacht if e["toewijzingId"] in tekort
        ],
        "Toegewezen, maar hulp niet gestart": [
            (dag(e["toewijzingsdatum"]), na_werkdagen(dag(e["toewijzingsdatum"]), norm), e["code"])
            for e in nu(streek)
            if e["toewijzingId"] not in begonnen
        ],
        "Verzoek van een aanbieder (VOT of VOW)": [
            (dag(e["ontvangenOp"]), dag(e["uiterlijk"]), "")
            for e in streek.soort("verzoeken.ontvangen")
            if e["verzoekId"] not in antwoord
        ],
        "Bericht zonder retour of antwoord": [
            (hier(e["op"]), na_werkdagen(hier(e["op"]), 10 if e["soort"] == "WMO323" else 3), e["soort"])
            for e in berichten
            if e["antwoordOp"] is None and e["berichtId"] not in beantwoord
        ],
    }  # fmt: skip


def _laat(zaken: list[tuple[date, date | None, str]], vandaag: date) -> int:
    return sum(uiterlijk is not None and uiterlijk < vandaag for _, uiterlijk, _ in zaken)


def openstaand(streek: Streek) -> list[Rij]:
    return [
        {
            "wat": wat, "aantal": len(zaken), "teLaat": _laat(zaken, streek.vandaag),
            "oudste": min(sinds for sinds, _, _ in zaken).isoformat() if zaken else None,
        }
        for wat, zaken in open_zaken(streek).items()
    ]  # fmt: skip


def wachtend(streek: Streek) -> list[Rij]:
    rijen = []
    for wat, titel in (
        ("Product zonder aanbieder (M65)", "Wacht op een aanbieder"),
        ("Toegewezen, maar hulp niet gestart", "Wacht op de start"),
    ):
        alle = open_zaken(streek)[wat]
        for code in sorted({code for _, _, code in alle}):
            zaken = [each for each in alle if each[2] == code]
            rijen.append({"wat": titel, "product": code, "aantal": len(zaken), "teLaat": _laat(zaken, streek.vandaag)})
    return rijen


def berichten(streek: Streek) -> list[Rij]:
    alle = {"ontvangen": streek.soort("berichten.ontvangen"), "verzonden": streek.soort("berichten.verzonden")}
    antwoorden: dict[object, date] = {}
    for e in sorted([*alle["ontvangen"], *alle["verzonden"]], key=lambda each: hier(each["op"]), reverse=True):
        antwoorden[e["antwoordOp"]] = hier(e["op"])
    afgekeurd = {e["berichtId"] for e in streek.soort("berichten.afgekeurd")}
    rijen = []
    for richting, events in alle.items():
        for soort in sorted({str(e["soort"]) for e in events}):
            eigen = [e for e in events if e["soort"] == soort]
            vragen = [e for e in eigen if e["antwoordOp"] is None]
            termijn = 10 if soort == "WMO323" else 3
            gedaan = [e for e in vragen if e["berichtId"] in antwoorden]
            tijdig = sum(antwoorden[e["berichtId"]] <= na_werkdagen(hier(e["op"]), termijn) for e in gedaan)
            open_ = [(hier(e["op"]), na_werkdagen(hier(e["op"]), termijn), "") for e in vragen if e not in gedaan]
            rijen.append({
                "soort": soort, "richting": richting, "aantal": len(eigen), "beantwoord": len(gedaan),
                "opTijd": deel(tijdig, len(gedaan)), "afgekeurd": sum(e["berichtId"] in afgekeurd for e in eigen),
                "open": len(open_), "teLaat": _laat(list(open_), streek.vandaag),
            })  # fmt: skip
    return rijen


def _aantallen(kolom: str, gevonden: Counter[str]) -> list[Rij]:
    return [{kolom: naam, "aantal": aantal} for naam, aantal in sorted(gevonden.items())]


def uitkomsten(streek: Streek) -> list[Rij]:
    aantal = Counter((str(e["soort"]), str(e["uitkomst"])) for e in streek.soort("beschikkingen.afgegeven"))
    return [{"uitkomst": uitkomst, "aantal": n} for (_, uitkomst), n in sorted(aantal.items())]


def bezwaren(streek: Streek) -> list[Rij]:
    uitkomst = {e["bezwaarId"]: str(e["uitkomst"]) for e in streek.soort("bezwaren.besloten")}
    return _aantallen("wat", Counter(uitkomst.get(e["bezwaarId"], "loopt") for e in streek.soort("bezwaren.ingediend")))


def sociale_basis(streek: Streek) -> list[Rij]:
    return _aantallen("wat", Counter(str(e["onderwerp"]) for e in streek.soort("signalen.geregistreerd")))


def beschikt(streek: Streek) -> list[Rij]:
    codes = Counter(str(product["code"]) for e in streek.soort("beschikkingen.afgegeven") for product in e["producten"])
    return _aantallen("product", codes)


@cache
def evaluaties(streek: Streek) -> list[Rij]:
    return [e for e in laatste(streek.soort("evaluaties.vastgelegd"), "evaluatieId") if binnen(e["gehoudenOp"])]


def effecten(streek: Streek) -> list[Rij]:
    metingen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for e in evaluaties(streek):
        for zrm in e["zrm"]:
            metingen[zrm["domein"]].append((zrm["start"], zrm["nu"]))
    rijen = []
    for domein, gemeten in sorted(metingen.items()):
        aantal, start, laatst = len(gemeten), sum(s for s, _ in gemeten), sum(n for _, n in gemeten)
        waarden = (aantal, deel(start, aantal, 2), deel(laatst, aantal, 2), deel(laatst - start, aantal, 2))
        getoond = waarden if aantal >= 10 else (None,) * 4
        rijen.append({"domein": domein, **dict(zip(("aantal", "start", "nu", "verschil"), getoond, strict=True))})
    return rijen


def doelen(streek: Streek) -> list[Rij]:
    rijen = []
    for agb in sorted({agb for e in evaluaties(streek) for agb in e["aanbieders"]}):
        eigen = [e for e in evaluaties(streek) if agb in e["aanbieders"]]
        totaal, behaald = (sum(e[veld] for e in eigen) for veld in ("doelenTotaal", "doelenBehaald"))
        waarden = (len(eigen), totaal, behaald, deel(behaald, totaal)) if len(eigen) >= 10 else (None,) * 4
        rijen.append({"aanbieder": agb, **dict(zip(("evaluaties", "doelen", "behaald", "deel"), waarden, strict=True))})
    return rijen


TABELLEN: dict[str, Callable[[Streek], list[Rij]]] = {
    "stappen": stappen,
    "doorlooptijden": doorlooptijden,
    "doorlooptijden-per-gemeente": doorlooptijden_per("gemeente"),
    "doorlooptijden-per-code": doorlooptijden_per("product"),
    "doorlooptijden-per-maand": doorlooptijden_per("maand"),
    "openstaand": openstaand,
    "berichten": berichten,
    "toegang": toegang,
    "uitkomsten": uitkomsten,
    "bezwaren": bezwaren,
    "sociale-basis": sociale_basis,
    "beschikt": beschikt,
    "effecten": effecten,
    "doelen": doelen,
    "wachtend": wachtend,
}
