"""The tables of route and assignments, reckoned again from raw events in the plainest way.

Each function gives the rows of the table by its name, within a choice: per row the columns that hold numbers, dates and
codes. Nothing of monitoring is used here (`kijk`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from tests.monitoring.kijk import (
    Kijk,
    Rij,
    dag,
    deel,
    eerste,
    hier,
    laatste,
    maand,
    maandrijen,
    na_werkdagen,
    stand,
    zonder,
)
from tests.monitoring.streek import Streek


@cache
def starts(streek: Streek) -> list[Rij]:
    """Reported starts that were not removed."""
    verwijderd = {(e["toewijzingId"], e["begindatum"]) for e in streek.soort("leveringen.verwijderd")}
    gestart = {(e["toewijzingId"], e["begindatum"]): e for e in streek.soort("leveringen.gestart")}
    return [{**each, "code": each["code"] or ""} for key, each in gestart.items() if key not in verwijderd]


@cache
def nu(streek: Streek) -> list[Rij]:
    """Every assignment as it stands, but for those that were removed. One of a whole category has no product."""
    alle = laatste(streek.soort("toewijzingen.toegewezen"), "toewijzingId")
    return [{**each, "code": each["code"] or ""} for each in alle if each["redenWijziging"] != "13"]


@cache
def nieuw(streek: Streek) -> list[Rij]:
    """Every assignment as it was at first."""
    alle = eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId")
    return [{**each, "code": each["code"] or ""} for each in alle]


@cache
def stil(streek: Streek, termijn: str) -> Counter[object]:
    """Days that a clock stood still, per melding."""
    dagen = Counter[object]()
    for e in streek.soort("termijnen.hervat"):
        if e["termijn"] == termijn:
            dagen[e["meldingId"]] += (dag(e["tot"]) - dag(e["vanaf"])).days
    return dagen


DELEN = (
    "Van melding tot het onderzoek klaar is", "Van onderzoek tot beschikking", "Van aanvraag tot beschikking",
    "Van beschikking tot toewijzing (301)", "Van toewijzing (301) tot start van de hulp", "Van declaratie tot antwoord",
)  # fmt: skip
PER_PRODUCT, PER_AANBIEDER = set(DELEN[3:5]), set(DELEN[3:])
"""Parts of the route that are known per product, and per provider."""


@cache
def alle_trajecten(streek: Streek) -> list[Rij]:
    """Every lead time: of what, when, where, of which product and provider, how many days and whether in time."""
    gevonden: list[Rij] = []

    def reis(naam: str, e: Rij, van: date, tot: date, uiterlijk: date | None, op: object = None) -> None:
        op_tijd = None if uiterlijk is None else tot <= uiterlijk
        plek = {"gemeente": e["gemeente"], "product": e.get("code", ""), "agb": e.get("agb", "")}
        dagen = max(0, (tot - van).days)
        gevonden.append({"deel": naam, "maand": maand(op or tot), **plek, "dagen": dagen, "opTijd": op_tijd})

    onderzoek, besluit = stil(streek, "onderzoek"), stil(streek, "besluit")
    for e in streek.soort("onderzoeken.afgerond"):
        van = dag(e["meldingsdatum"])
        termijn = van + timedelta(days=42 + onderzoek[e["meldingId"]])
        reis(DELEN[0], e, van, dag(e["afgerondOp"]), termijn)
    for e in streek.soort("beschikkingen.afgegeven"):
        if e["onderzoekAfgerondOp"]:
            reis(DELEN[1], e, dag(e["onderzoekAfgerondOp"]), dag(e["besluitdatum"]), None)
        if e["soort"] == "besluit" and e["aanvraagdatum"]:
            van = dag(e["aanvraagdatum"])
            termijn = van + timedelta(days=14 + besluit[e["meldingId"]])
            reis(DELEN[2], e, van, dag(e["besluitdatum"]), termijn)
    for e in nieuw(streek):
        reis(DELEN[3], e, dag(e["besluitdatum"]), dag(e["toewijzingsdatum"]), None)
    for e in starts(streek):
        van = dag(e["toewijzingsdatum"])
        termijn = na_werkdagen(van, streek.model.levering.wachttijd_werkdagen)
        reis(DELEN[4], e, van, dag(e["begindatum"]), termijn)
    for e in streek.soort("declaraties.beantwoord"):
        van, tot = hier(e["ontvangenOp"]), hier(e["beantwoordOp"])
        reis(DELEN[5], {**e, "code": ""}, van, tot, na_werkdagen(van, 10), op=e["declaratieperiode"])
    return gevonden


def delen(kijk: Kijk) -> list[str]:
    """The parts of the route that are known within the choice."""
    per_product = [naam for naam in DELEN if kijk.product is None or naam in PER_PRODUCT]
    return [naam for naam in per_product if kijk.aanbieder is None or naam in PER_AANBIEDER]


def trajecten(kijk: Kijk) -> list[Rij]:
    bekend = delen(kijk)
    alle = [each for each in alle_trajecten(kijk.streek) if each["deel"] in bekend]
    return [each for each in alle if kijk.past({**each, "code": each["product"]}, each["maand"])]


def _tijd(reizen: list[Rij]) -> Rij:
    if not reizen:
        return {"aantal": 0, "mediaan": None, "p90": None, "opTijd": None}
    dagen = sorted(each["dagen"] for each in reizen)
    op_tijd = [each["opTijd"] for each in reizen if each["opTijd"] is not None]
    rangen = {naam: dagen[-(-len(dagen) * procent // 100) - 1] for naam, procent in (("mediaan", 50), ("p90", 90))}
    return {"aantal": len(dagen), **rangen, "opTijd": deel(sum(op_tijd), len(op_tijd))}


def doorlooptijden(kijk: Kijk) -> list[Rij]:
    alle = trajecten(kijk)
    return [{"deel": naam, **_tijd([each for each in alle if each["deel"] == naam])} for naam in delen(kijk)]


def doorlooptijden_per(kolom: str) -> Callable[[Kijk], list[Rij]]:
    def reken(kijk: Kijk) -> list[Rij]:
        alle = trajecten(kijk)
        rijen = []
        for sleutel in sorted({each[kolom] for each in alle if each[kolom]}):
            for naam in DELEN:
                if reizen := [each for each in alle if (each[kolom], each["deel"]) == (sleutel, naam)]:
                    hoe = {"stand": stand(kijk, sleutel, 1)} if kolom == "maand" else {}
                    rijen.append({kolom: sleutel, "deel": naam, **_tijd(reizen), **hoe})
        return rijen

    return reken


def stappen(kijk: Kijk) -> list[Rij]:
    per_maand: dict[str, Counter[str]] = defaultdict(Counter)
    for kolom, events, veld in (
        ("meldingen", kijk.soort("meldingen.geregistreerd"), "meldingsdatum"),
        ("onderzoeken", kijk.soort("onderzoeken.afgerond"), "afgerondOp"),
        ("aanvragen", kijk.soort("aanvragen.ingediend"), "aanvraagdatum"),
        ("beschikkingen", kijk.soort("beschikkingen.afgegeven"), "besluitdatum"),
        ("toewijzingen", nieuw(kijk.streek), "toewijzingsdatum"),
        ("starts", starts(kijk.streek), "begindatum"),
        ("declaraties", kijk.soort("declaraties.beantwoord"), "declaratieperiode"),
    ):
        for e in events:
            if kijk.past(e, e[veld]):
                per_maand[maand(e[veld])][kolom] += 1
    kolommen = ("meldingen", "onderzoeken", "aanvragen", "beschikkingen", "toewijzingen", "starts", "declaraties")
    onbekend = set(kolommen[:4]) if kijk.product or kijk.aanbieder else set()
    onbekend |= {"declaraties"} if kijk.product else set()
    return maandrijen(kijk, per_maand, lambda som: zonder({naam: som[naam] for naam in kolommen}, *onbekend), wacht=1)


def toegang(kijk: Kijk) -> list[Rij]:
    per_maand: dict[str, Counter[str]] = defaultdict(Counter)
    for kolom, soort, veld in (
        ("meldingen", "meldingen.geregistreerd", "meldingsdatum"),
        ("onderzoeken", "onderzoeken.afgerond", "afgerondOp"),
        ("aanvragen", "aanvragen.ingediend", "aanvraagdatum"), ("gesloten", "zaken.gesloten", "op"),
    ):  # fmt: skip
        for e in kijk.soort(soort):
            per_maand[maand(e[veld])][kolom] += kijk.past(e, e[veld])
    for reis in trajecten(kijk):
        if reis["deel"] == DELEN[0]:
            per_maand[reis["maand"]]["onderzocht op tijd"] += reis["opTijd"]
        if reis["deel"] == DELEN[2]:
            per_maand[reis["maand"]]["besluiten"] += 1
            per_maand[reis["maand"]]["besloten op tijd"] += reis["opTijd"]

    def rij(som: Counter[str]) -> Rij:
        return {
            **{each: som[each] for each in ("meldingen", "onderzoeken", "aanvragen", "besluiten", "gesloten")},
            "onderzoekOpTijd": deel(som["onderzocht op tijd"], som["onderzoeken"]),
            "besluitOpTijd": deel(som["besloten op tijd"], som["besluiten"]),
        }

    return maandrijen(kijk, per_maand, rij, wacht=0)


def _wacht(e: Rij, sinds: date, uiterlijk: date | None) -> Rij:
    plek = {naam: e[naam] for naam in ("gemeente", "code", "agb") if naam in e}
    return {**plek, "soort": e.get("soort"), "sinds": sinds, "uiterlijk": uiterlijk}


def _open_tot_de_norm(streek: Streek, e: Rij, veld: str) -> Rij:
    """What waits no longer than the norm for waiting of the region."""
    return _wacht(e, dag(e[veld]), na_werkdagen(dag(e[veld]), streek.model.levering.wachttijd_werkdagen))


def _open_in_de_toegang(streek: Streek) -> dict[str, list[Rij]]:
    """What waits for the municipality; each day on which the clock stood still comes on top."""
    gesloten = {e["meldingId"] for e in streek.soort("zaken.gesloten")}
    onderzocht = gesloten | {e["meldingId"] for e in streek.soort("onderzoeken.afgerond")}
    besluiten = [e for e in streek.soort("beschikkingen.afgegeven") if e["soort"] == "besluit"]
    besloten = gesloten | {e["meldingId"] for e in besluiten}
    onderzocht |= {e["meldingId"] for e in besluiten if e["onderzoekAfgerondOp"] is None}  # a youth who was referred

    def klok(e: Rij, veld: str, naam: str, dagen: int) -> Rij:
        return _wacht(e, dag(e[veld]), dag(e[veld]) + timedelta(days=dagen + stil(streek, naam)[e["meldingId"]]))

    meldingen, aanvragen = streek.soort("meldingen.geregistreerd"), streek.soort("aanvragen.ingediend")
    return {
        "Onderzoek dat nog loopt": [
            klok(e, "meldingsdatum", "onderzoek", 42) for e in meldingen if e["meldingId"] not in onderzocht
        ],
        "Aanvraag zonder besluit": [
            klok(e, "aanvraagdatum", "besluit", 14) for e in aanvragen if e["meldingId"] not in besloten
        ],
    }


def _wachtend(streek: Streek) -> list[Rij]:
    toegewezen = {e["toewijzingId"] for e in streek.soort("toewijzingen.toegewezen")}
    weg = toegewezen | {e["toewijzingId"] for e in streek.soort("toewijzingen.vervallen")}
    return [e for e in streek.soort("toewijzingen.voorbereid") if e["toewijzingId"] not in weg]


def _open_toewijzingen(streek: Streek) -> dict[str, list[Rij]]:
    """A product without a provider, without enough of them to choose from, and help that did not start."""
    begonnen = {e["toewijzingId"] for e in starts(streek)}
    tekorten = laatste(streek.soort("tekorten.gesignaleerd"), "toewijzingId")
    tekort = {e["toewijzingId"] for e in tekorten if e["teKiezen"] < e["minimum"]}
    wacht = _wachtend(streek)
    return {
        "Product zonder aanbieder (M65)": [_open_tot_de_norm(streek, e, "besluitdatum") for e in wacht],
        "Te weinig aanbieders om uit te kiezen (M101, M102)": [
            _wacht(e, dag(e["besluitdatum"]), None) for e in wacht if e["toewijzingId"] in tekort
        ],
        "Toegewezen, maar hulp niet gestart": [
            _open_tot_de_norm(streek, e, "toewijzingsdatum")
            for e in nu(streek)
            if e["toewijzingId"] not in begonnen and (e["einddatum"] is None or dag(e["einddatum"]) >= streek.vandaag)
        ],
    }


def _open_antwoorden(streek: Streek) -> dict[str, list[Rij]]:
    """A request of a provider, and a message without retour."""
    antwoord = {e["verzoekId"] for e in streek.soort("verzoeken.besloten") if e["besluit"] != "in-onderzoek"}
    berichten = [*streek.soort("berichten.ontvangen"), *streek.soort("berichten.verzonden")]
    beantwoord = {e["antwoordOp"] for e in berichten}
    return {
        "Verzoek van een aanbieder (VOT of VOW)": [
            _wacht(e, dag(e["ontvangenOp"]), dag(e["uiterlijk"]))
            for e in streek.soort("verzoeken.ontvangen")
            if e["verzoekId"] not in antwoord
        ],
        "Bericht zonder retour of antwoord": [
            _wacht(e, hier(e["op"]), na_werkdagen(hier(e["op"]), 10 if e["soort"] == "WMO323" else 3))
            for e in berichten
            if e["antwoordOp"] is None and e["berichtId"] not in beantwoord
        ],
    }


ONOVERBRUGD = "Overbrugging van het wachten ontbreekt of loopt af (M65)"


def _open_overbruggingen(streek: Streek) -> list[Rij]:
    """Who waits, until the day on which the norm has passed and no bridge that is known helps: day by day."""
    rijen = []
    for wacht in _wachtend(streek):
        each = _open_tot_de_norm(streek, wacht, "besluitdatum")
        bruggen = [e for e in streek.soort("overbruggingen.vastgelegd") if e["toewijzingId"] == wacht["toewijzingId"]]
        laatste = each["uiterlijk"]
        while laatste is not None and laatste < date(2100, 1, 1):
            morgen = laatste + timedelta(days=1)
            if not any(dag(e["vanaf"]) <= morgen and (e["tot"] is None or morgen <= dag(e["tot"])) for e in bruggen):
                break
            laatste = morgen
        if laatste is not None and laatste < date(2100, 1, 1):
            rijen.append(each | {"uiterlijk": laatste})
    return rijen


@cache
def alle_open_zaken(streek: Streek) -> dict[str, list[Rij]]:
    """What waits now, by kind: since when, until when at the latest, and where."""
    alle = _open_in_de_toegang(streek) | _open_toewijzingen(streek) | _open_antwoorden(streek)
    return alle | {ONOVERBRUGD: _open_overbruggingen(streek)}


OPEN_PER_PRODUCT = {2, 3, 4, 7}
OPEN_PER_AANBIEDER = {4, 5, 6}
"""Which kinds of what waits are known per product, and per provider: by their place."""


def open_zaken(kijk: Kijk) -> dict[str, list[Rij]]:
    """What waits now within the choice, whatever months are chosen; only kinds that are known within it."""
    gevonden = {}
    for plaats, (wat, zaken) in enumerate(alle_open_zaken(kijk.streek).items()):
        bekend = kijk.product is None or plaats in OPEN_PER_PRODUCT
        if bekend and (kijk.aanbieder is None or plaats in OPEN_PER_AANBIEDER):
            gevonden[wat] = [each for each in zaken if kijk.past(each)]
    return gevonden


def _laat(zaken: list[Rij], vandaag: date) -> int:
    return sum(each["uiterlijk"] is not None and each["uiterlijk"] < vandaag for each in zaken)


def openstaand(kijk: Kijk) -> list[Rij]:
    return [
        {
            "wat": wat, "aantal": len(zaken), "teLaat": _laat(zaken, kijk.streek.vandaag),
            "oudste": min(each["sinds"] for each in zaken).isoformat() if zaken else None,
        }
        for wat, zaken in open_zaken(kijk).items()
    ]  # fmt: skip


def wachtend(kijk: Kijk) -> list[Rij]:
    rijen = []
    for wat, titel in (
        ("Product zonder aanbieder (M65)", "Wacht op een aanbieder"),
        (ONOVERBRUGD, "Overbrugging ontbreekt of loopt af"),
        ("Toegewezen, maar hulp niet gestart", "Wacht op de start"),
    ):
        alle = open_zaken(kijk).get(wat, [])
        for code in sorted({each["code"] for each in alle}):
            zaken = [each for each in alle if each["code"] == code]
            laat = _laat(zaken, kijk.streek.vandaag)
            rijen.append({"wat": titel, "product": code, "aantal": len(zaken), "teLaat": laat})
    return rijen


def berichten(kijk: Kijk) -> list[Rij]:
    alle = {"ontvangen": kijk.soort("berichten.ontvangen"), "verzonden": kijk.soort("berichten.verzonden")}
    antwoorden: dict[object, date] = {}
    for e in sorted([*alle["ontvangen"], *alle["verzonden"]], key=lambda each: hier(each["op"]), reverse=True):
        antwoorden[e["antwoordOp"]] = hier(e["op"])
    afgekeurd = {e["berichtId"] for e in kijk.soort("berichten.afgekeurd")}
    rijen = []
    for richting, events in alle.items() if kijk.product is None else ():
        for soort in sorted({str(e["soort"]) for e in events}):
            eigen = [e for e in events if e["soort"] == soort and kijk.past(e, hier(e["op"]))]
            vragen = [e for e in eigen if e["antwoordOp"] is None]
            termijn = 10 if soort == "WMO323" else 3
            gedaan = [e for e in vragen if e["berichtId"] in antwoorden]
            tijdig = sum(antwoorden[e["berichtId"]] <= na_werkdagen(hier(e["op"]), termijn) for e in gedaan)
            open_ = [
                {"uiterlijk": na_werkdagen(hier(e["op"]), termijn)}
                for e in events
                if e["soort"] == soort and kijk.past(e) and e["antwoordOp"] is None and e["berichtId"] not in antwoorden
            ]
            if eigen or open_:
                rijen.append({
                    "soort": soort, "richting": richting, "aantal": len(eigen), "beantwoord": len(gedaan),
                    "opTijd": deel(tijdig, len(gedaan)), "afgekeurd": sum(e["berichtId"] in afgekeurd for e in eigen),
                    "open": len(open_), "teLaat": _laat(open_, kijk.streek.vandaag),
                })  # fmt: skip
    return rijen


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {
    "stappen": stappen,
    "doorlooptijden": doorlooptijden,
    "doorlooptijden-per-gemeente": doorlooptijden_per("gemeente"),
    "doorlooptijden-per-code": doorlooptijden_per("product"),
    "doorlooptijden-per-maand": doorlooptijden_per("maand"),
    "openstaand": openstaand,
    "berichten": berichten,
    "toegang": toegang,
    "wachtend": wachtend,
}
