"""What the demo region lacks: objections, gaps, what waits, signals about billing, and what people record."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.monitoring.toevoegsel_uitstroom import uitstroom

from chassis.events import Event

GEMEENTE, A, B = "0034", "99990001", "99990002"
"""The municipality of the demo region, and two providers that are not in it."""
PLEK = {"gemeente": GEMEENTE, "clientId": "client-extra"}
MAANDEN = [f"2026-{nummer:02}-01" for nummer in range(1, 13)]


def gebeurtenissen() -> list[Event]:
    """All of them, as they would come off the bus."""
    alle = [*_route(), *_wachten(), *_toewijzingen(), *_declaraties(), *_evaluaties(), *_pgbs()]
    alle += uitstroom(GEMEENTE, A, B)
    return [_event(nummer, *each) for nummer, each in enumerate(alle)]


Deel = tuple[str, str, int, dict[str, object]]
"""Type, subject, sequence, data."""
Verhaal = Iterator[Deel]


def _event(nummer: int, soort: str, subject: str, sequence: int, data: dict[str, object]) -> Event:
    moment = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    return Event(f"extra-{nummer}", "urn:extra", f"nl.wmo.{soort}.v1", subject, sequence, moment, data)


def _route() -> Verhaal:
    for zaak, dag in (("x1", "2026-02-02"), ("x2", "2026-10-01"), ("x3", "2026-03-02"), ("x4", "2026-04-01")):
        yield "meldingen.geregistreerd", zaak, 1, {**PLEK, "meldingId": zaak, "meldingsdatum": dag}
    gesloten = {**PLEK, "meldingId": "x1", "reden": "ingetrokken", "op": "2026-02-20"}
    yield "zaken.gesloten", "x1", 2, gesloten
    stil = {**PLEK, "meldingId": "x3", "opschortingId": "o1", "termijn": "onderzoek", "reden": "herstel"}
    yield "termijnen.hervat", "x3", 2, stil | {"vanaf": "2026-03-10", "tot": "2026-03-30"}
    klaar = {**PLEK, "meldingId": "x3", "meldingsdatum": "2026-03-02", "afgerondOp": "2026-05-01"}  # 60 days, 20 still
    yield "onderzoeken.afgerond", "x3", 3, klaar
    yield "aanvragen.ingediend", "x3", 4, {**PLEK, "meldingId": "x3", "aanvraagdatum": "2026-05-04"}
    for nummer, uitkomst in enumerate((None, "gegrond", "ongegrond"), 1):
        bezwaar = {
            **PLEK, "meldingId": "x4", "bezwaarId": f"bezwaar-{nummer}", "beschikkingId": "b-x4",
            "ingediendOp": f"2026-06-0{nummer}",
        }  # fmt: skip
        yield "bezwaren.ingediend", f"bezwaar-{nummer}", 1, bezwaar | {"opTijd": True}
        if uitkomst:
            besloten = bezwaar | {"besluitdatum": "2026-07-01", "uitkomst": uitkomst}
            yield "bezwaren.besloten", f"bezwaar-{nummer}", 2, besloten
    yield from _jeugd()
    for nummer, onderwerp in enumerate(("vervoer", "vervoer", "eenzaamheid")):
        signaal = {"signaalId": f"s{nummer}", "gemeente": GEMEENTE, "onderwerp": onderwerp, "op": "2026-08-03"}
        yield "signalen.geregistreerd", f"s{nummer}", 1, signaal
    for nummer, (wat, in_groep) in enumerate((("schulden", True), ("psychiatrie", False), ("schulden", False))):
        gevraagd = {"raadplegingId": f"r{nummer}", "gemeente": GEMEENTE, "deskundigheid": wat, "op": "2026-08-04"}
        yield "raadplegingen.vastgelegd", f"r{nummer}", 1, gevraagd | {"inGroep": in_groep}


def _jeugd() -> Verhaal:
    """Two youths: one referred by a doctor, one of the municipality's own access whose help goes on after 18."""
    producten = [("45", "natura"), ("43", "natura")]
    for nummer, (weg, grond) in enumerate((("02", None), ("01", "begonnen-voor-18")), 1):
        zaak = {**PLEK, "meldingId": f"j{nummer}", "wet": "jeugdwet", "meldingsdatum": "2026-03-02"}
        yield "meldingen.geregistreerd", f"j{nummer}", 1, zaak
        besluit = {
            **zaak, "beschikkingId": f"bj{nummer}", "bsnHash": "", "onderzoekAfgerondOp": None,
            "besluitdatum": "2026-03-16", "inkoopmodel": "almere-2023", "inkoopmodelVersie": "2023-01-01",
            "soort": "besluit", "uitkomst": "toegekend", "aanvraagdatum": None, "verwijzer": weg,
            "verlengingsgrond": grond,
        }  # fmt: skip
        gegeven = [
            {
                "id": f"pj{nummer}{plek}", "categorie": categorie, "code": "JEUGD", "volume": 60, "eenheid": "01",
                "frequentie": "2", "ingangsdatum": "2026-03-16", "einddatum": "2026-12-31", "aanbieder": None,
                "vorm": vorm,
            }
            for plek, (categorie, vorm) in enumerate(producten[:nummer])
        ]  # fmt: skip
        yield "beschikkingen.afgegeven", f"bj{nummer}", 1, besluit | {"producten": gegeven}


def _pgbs() -> Verhaal:
    """One that was cut short after it was told, one that was withdrawn, one without an end; and what was paid."""
    for nummer, verloop in enumerate(
        (
            [("2026-03-10", "2027-03-09", 1_000_001), ("2026-03-10", "2026-09-30", 561_643)],
            [("2026-04-01", "2026-12-31", 300_000), ("2026-04-01", "2026-03-31", 0)],
            [("2026-04-01", None, None)],
        )
    ):
        for keer, (begin, einde, budget) in enumerate(verloop, 1):
            pgb = {**PLEK, "toekenningId": f"t{nummer}{keer}", "productId": f"pgb{nummer}", "beschikkingId": "b-pgb"}
            pgb |= {"code": "HO", "soort": "toekenning" if keer == 1 else "wijziging", "begin": begin, "einde": einde}
            yield "pgbs.toegekend", f"pgb{nummer}", keer, pgb | {"budget": budget, "perJaar": [], "tarief": None}
    for deel, betalingen in enumerate(([("2026-03-01", 41_250), ("2026-04-01", 90_000)], [("2026-04-01", -1_250)]), 1):
        regels = [
            {"productId": "pgb0", "code": "HO", "maand": maand, "bedrag": bedrag, "betaaldOp": "2026-06-10"}
            for maand, bedrag in betalingen
        ]
        bestand = {"bestandId": "bestand", "deel": deel, "gemeente": GEMEENTE, "bestedingen": regels}
        yield "pgbs.besteed", "bestand", deel, bestand


def _wachten() -> Verhaal:
    plek = {**PLEK, "categorie": "01", "code": "HO"}
    for key, dag in (("w1", "2026-05-01"), ("w2", "2026-11-20"), ("w3", "2026-05-04"), ("w4", "2026-05-04")):
        yield "toewijzingen.voorbereid", key, 1, {**plek, "toewijzingId": key, "besluitdatum": dag}
    brug = {**PLEK, "maatregel": "vrijwilliger", "vanaf": "2026-05-11"}
    yield "overbruggingen.vastgelegd", "w3", 2, brug | {"toewijzingId": "w3", "tot": "2026-08-31"}
    yield "overbruggingen.vastgelegd", "w4", 2, brug | {"toewijzingId": "w4", "tot": None}
    tekort = {"toewijzingId": "w1", "gemeente": GEMEENTE, "categorie": "01", "code": "HO", "minimum": 2, "teKiezen": 1}
    yield "tekorten.gesignaleerd", "w1", 2, tekort | {"specialisme": None, "doelgroep": None}
    verzoek = {
        **PLEK, "verzoekId": "v1", "soort": "VOT", "berichtId": "315-1", "agb": A, "ontvangenOp": "2026-10-01",
        "uiterlijk": "2026-10-08",
    }  # fmt: skip
    yield "verzoeken.ontvangen", "v1", 1, verzoek
    bericht = {"gemeente": GEMEENTE, "agb": A, "antwoordOp": None}
    for key, soort, dag in (
        ("b1", "WMO301", "2026-10-05"),
        ("b2", "WMO301", "2026-11-20"),
        ("b3", "WMO323", "2026-11-13"),
    ):
        verzonden = {**bericht, "berichtId": key, "soort": soort, "op": f"{dag}T23:30:00Z"}  # the next day here
        yield "berichten.ontvangen" if soort == "WMO323" else "berichten.verzonden", key, 1, verzonden
    afgekeurd = {"berichtId": "b1", "soort": "WMO301", "gemeente": GEMEENTE, "agb": A, "retourcodes": ["0001"]}
    yield "berichten.afgekeurd", "b1", 2, afgekeurd


def _toegewezen(key: str, agb: str, product: dict[str, object], sequence: int = 1, client: str | None = None) -> Deel:
    """An assignment for 2026; `sequence` says which of its versions."""
    data = {
        **PLEK, **product, "toewijzingId": key, "toewijzingNummer": 9, "bsnHash": "0" * 64, "agb": agb, "budget": None,
        "ingangsdatum": "2026-01-01", "einddatum": "2026-12-31", "redenWijziging": None,
        "toewijzingsdatum": f"2026-0{sequence}-05", "besluitdatum": "2026-01-02",
        "clientId": client or f"client-{key}",
    }  # fmt: skip
    return "toewijzingen.toegewezen", key, sequence, data


def _toewijzingen() -> Verhaal:
    for key, agb, versies in (("x1", A, (2,)), ("x2", B, (1,)), ("x4", B, (3, 2, 2, 5))):
        for sequence, volume in enumerate(versies, 1):
            product = {"categorie": "01", "code": "HO", "volume": volume, "eenheid": "82", "frequentie": "4"}
            yield _toegewezen(key, agb, product, sequence)
    # The client of x1 has a second provider and two products under one norm for coverage: one person all the same.
    for key, code in (("x5", "IB2B"), ("x6", "IB2S")):
        product = {"categorie": "02", "code": code, "volume": 104, "eenheid": "04", "frequentie": "6"}
        soort, _, sequence, data = _toegewezen(key, B, product, client="client-x1")
        dagen = {"ingangsdatum": "2026-03-10", "einddatum": "2027-03-09"}
        dagen |= {"toewijzingsdatum": "2026-03-05", "besluitdatum": "2026-03-02"}
        yield soort, key, sequence, data | dagen
    einde = {**PLEK, "beschikkingId": "b-x2", "producten": ["x2"], "einddatum": "2026-02-10", "reden": "overleden"}
    yield "beschikkingen.beeindigd", "b-x2", 2, einde


def _gegeven(key: str, maand: str, eenheid: str, volume: int, bedrag: int) -> dict[str, object]:
    """What was granted for a month; events call a prestatie by its old name."""
    return {
        "toewijzingId": key, "toewijzingNummer": 9, "categorie": "01", "code": "HO", "maand": maand,
        "eenheid": eenheid, "volume": volume, "bedrag": bedrag, "regels": 1,
    }  # fmt: skip


def _declaraties() -> Verhaal:
    prestaties = {
        A: [("x1", maand, "82", 2, 70_000) for maand in MAANDEN] + [("x3", "2026-01-01", "04", 745, 3_000)],
        B: [("x2", maand, "82", 1, 35_000) for maand in MAANDEN[:4]] + [("x4", "2026-02-01", "82", 1, 35_000)],
    }
    for agb, gegeven in prestaties.items():
        naam, toegekend = f"d-{agb}-2026-03-01", [_gegeven(*each) for each in gegeven]
        data = {"declaratieId": naam, "deel": 1, "gemeente": GEMEENTE, "agb": agb, "toegekend": toegekend}
        yield "toewijzingen.gedeclareerd", naam, 1, data
    for agb, periode, bedrag in (
        (A, "2025-03-01", 2_000_000), (A, "2026-03-01", 5_000_000), (B, "2025-03-01", 20_000_000),
        (B, "2026-03-01", 20_000_000),
    ):  # fmt: skip
        yield "declaraties.beantwoord", f"d-{agb}-{periode}", 2, _antwoord(agb, periode, bedrag)
    punten = [{"mNummer": "M48", "aantal": 3, "bedrag": 1_050}, {"mNummer": "M83", "aantal": 1, "bedrag": 70}]
    aandacht = {"declaratieId": f"d-{A}-2026-03-01", "gemeente": GEMEENTE, "agb": A, "punten": punten}
    yield "aandachtspunten.vastgelegd", f"d-{A}-2026-03-01", 3, aandacht
    anders = {**aandacht, "declaratieId": f"d-{B}-2026-03-01", "agb": B, "punten": punten[:1]}
    yield "aandachtspunten.vastgelegd", f"d-{B}-2026-03-01", 3, anders | {"punten": [{**punten[0], "aantal": 1}]}
    for agb in (A, B):  # of A two lines stay open, of B none
        akkoord = {
            "aandachtspuntId": f"punt-{agb}", "declaratieId": f"d-{agb}-2026-03-01", "regel": 1, "gemeente": GEMEENTE,
            "agb": agb, "mNummer": "M48", "bedrag": 350, "besluit": "akkoord",
        }  # fmt: skip
        yield "aandachtspunten.afgehandeld", f"punt-{agb}", 1, akkoord


def _antwoord(agb: str, periode: str, bedrag: int) -> dict[str, object]:
    product = {
        "code": "HO",
        "ingediend": 11,
        "toegekend": 10,
        "bedragIngediend": bedrag + 99,
        "bedragToegekend": bedrag,
    }
    return {
        "declaratieId": f"d-{agb}-{periode}", "berichtId": f"b-{agb}-{periode}", "gemeente": GEMEENTE, "agb": agb,
        "declaratieperiode": periode, "ontvangenOp": "2026-04-01T09:00:00Z", "beantwoordOp": "2026-04-20T09:00:00Z",
        "retourcode": "8001", "regelsIngediend": 11, "regelsToegekend": 10, "regelsAfgewezen": 1,
        "bedragIngediend": bedrag + 99, "bedragToegekend": bedrag,
        "afkeuringen": [{"retourcode": "9321", "aantal": 1, "bedrag": 99}], "producten": [product],
    }  # fmt: skip


def _evaluaties() -> Verhaal:
    for nummer in range(11):
        data = {
            **PLEK, "evaluatieId": f"e{nummer}", "planId": f"p{nummer}", "traject": "traject-1",
            "geplandOp": "2026-09-01", "gehoudenOp": "2026-09-01", "uitkomst": "voortzetten", "doelenTotaal": 4,
            "doelenBehaald": nummer % 4, "doelenDeels": 0, "zrm": [{"domein": "financien", "start": 1, "nu": 2}],
            "aanbieders": [A, B] if nummer else [A], "producten": ["IB3", "HO"] if nummer else ["IB3"],
            "antwoorden": ["ja", "deels" if nummer % 2 else "nee"],
        }  # fmt: skip
        yield "evaluaties.vastgelegd", f"e{nummer}", 1, data


INDIENINGEN: dict[str, dict[str, object]] = {
    "bestuurdersverklaring": {
        "gegevenAntwoorden": [
            {"vraag": "bevoegd", "klopt": True},
            {"vraag": "geleverd", "klopt": False},
            {"vraag": "onderaannemers", "klopt": True},
            {"vraag": "afwijking", "tekst": "Twee keer te veel uren; dat is teruggedraaid."},
        ]
    },
    "social-return": {
        "gegevenAntwoorden": [{"vraag": "plaatsen", "getal": 6}, {"vraag": "besteed", "getal": 1_850_000}]
    },
}
"""What a provider of the region answers, by form (M92, M119)."""


def vastleggingen() -> list[tuple[str, dict[str, object]]]:
    """What people record: address and body of each POST, in order. `{id}` is that of what was recorded before."""
    plek = {"gemeente": GEMEENTE, "op": "2026-06-01"}
    alle: list[tuple[str, dict[str, object]]] = []
    for agb, aantal in ((A, 12), (B, 9)):
        alle += [("clientervaringen", {**plek, "agb": agb, "cijfer": 60 + 3 * nummer}) for nummer in range(aantal)]
        alle += [("planningssignalen", {**plek, "agb": agb, "soort": "te-laat"}) for _ in range(aantal)]
    alle += _kwesties(plek)
    stap = {"inkoopmodel": "almere-2023", "reden": "Het blijft zo.", "norm": "Eis 12"}
    for agb, naam, per in (
        (A, "gesprek", "2026-06-01"),
        (B, "gesprek", "2026-07-01"),
        (A, "verbeterplan", "2026-08-01"),
    ):
        plan = {"uiterlijk": "2026-11-01", "redenOvergeslagen": "Er kwam geen antwoord."} if "plan" in naam else {}
        alle.append((f"aanbieders/{agb}/maatregelen", {**stap, "stap": naam, "per": per, **plan}))
    return alle


def _kwesties(plek: dict[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Complaints in every step, risks of which one is closed, a talk, a signal, a report about safety."""

    def open_(soort: str, onderwerp: str, agb: str = A, **anders: object) -> tuple[str, dict[str, object]]:
        velden = {"agb": agb, "soort": soort, "onderwerp": onderwerp, "tekst": "Zo ging het."}
        return "kwesties", {**plek, **velden, **anders}

    def stap(naam: str, op: str, **anders: object) -> tuple[str, dict[str, object]]:
        return "kwesties/{id}/stappen", {"stap": naam, "op": op, "tekst": "Zo ging het.", **anders}

    def afspraak(wat: str, uiterlijk: str) -> list[dict[str, str]]:
        return [{"partij": "aanbieder", "eigenaar": "teamleiding", "tekst": wat, "uiterlijk": uiterlijk}]

    for nummer in range(11):
        yield open_("klacht", "planning")
        if nummer % 3:
            uitkomst = {} if nummer % 3 == 1 else {"uitkomst": "gegrond"}
            yield stap(("onafhankelijk", "afgehandeld")[nummer % 3 - 1], "2026-06-09", **uitkomst)
    yield open_("klacht", "overig", B)
    for kans, gevolg in ((2, 3), (5, 5), (4, 4)):
        wat = afspraak(f"Kijken naar {kans}.", "2026-12-01")
        yield open_("risico", "financieel", kans=kans, gevolg=gevolg, afspraken=wat)
    yield "kwesties/{id}/afspraken/1/_gedaan", {"op": "2026-07-01"}
    yield stap("gesloten", "2026-07-01")
    yield open_("gesprek", "kwartaalgesprek", B, afspraken=afspraak("Twee mensen erbij.", "2026-10-01"))
    yield open_("signaal", "vervoer")
    yield stap("opgepakt", "2026-06-09", uiterlijk="2026-12-24")
    yield open_("veiligheid", "onveilig")
    yield open_("veiligheid", "calamiteit")
    yield stap("onderzoek", "2026-06-09")
    yield open_("toezicht", "kwaliteit", B)
    yield stap("bevinding", "2026-06-09", uitkomst="voldoet-niet", uiterlijk="2026-09-01")
