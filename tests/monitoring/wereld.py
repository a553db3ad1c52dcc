"""Worlds of events that hypothesis makes up: a few clients, providers and municipalities of Regio Alkmaar in 2027.

Clients have help of several providers, for several products, in several municipalities at once; assignments of a whole
category are billed under products, and assignments in hours in minutes too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import Phase
from hypothesis import strategies as st
from tests.monitoring.kijk import Kijk, Rij, maand_erbij
from tests.monitoring.streek import Streek

from chassis.events import Event

REGIO, NU = "regio-alkmaar-2027", datetime(2027, 11, 21, 9, 0, tzinfo=UTC)
GEMEENTEN = ("0361", "0450", "1980")
AANBIEDERS = ("99990001", "99990002", "99990003")
PRODUCTEN = {"BI": ("02", "04", "6"), "BT": ("18", "04", "6"), "DBG": ("07", "16", "6"), "KV": ("04", "14", "4")}
"""Category, unit and frequency. Of Beschermd Thuis (BT) Alkmaar is the one that pays."""
MAANDEN = [f"2027-{nummer:02}" for nummer in range(1, 13)]

ZONDER_KRIMPEN = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example is a service with a database: making a failing one smaller takes minutes, and the message says where."""


@dataclass(frozen=True)
class Voorval:
    """An event to come: type, subject, sequence and data."""

    soort: str
    subject: str
    sequence: int
    data: Rij

    def event(self) -> Event:
        naam = f"{self.soort}/{self.subject}/{self.sequence}"
        return Event(naam, "urn:wereld", f"nl.wmo.{self.soort}.v1", self.subject, self.sequence, NU, self.data)


def streek_van(voorvallen: Sequence[Voorval]) -> Streek:
    """As the recount looks at it."""
    gebeurtenissen: list[dict[str, object]] = [
        {"type": f"nl.wmo.{each.soort}.v1", "data": each.data} for each in voorvallen
    ]
    return Streek(Path(), NU.date(), gebeurtenissen, [], {}, {}, REGIO)


@st.composite
def werelden(draw: st.DrawFn) -> list[Voorval]:
    """Everything that happened, in the order in which it happened to each."""
    voorvallen: list[Voorval] = []
    per_plek: dict[tuple[str, str, str], list[Rij]] = defaultdict(list)
    for nummer in range(draw(st.integers(1, 7))):
        toewijzing = draw(_toewijzingen(f"t{nummer}"))
        voorvallen += draw(_loop(toewijzing))
        for prestatie in draw(_prestaties(toewijzing)):
            gedeclareerd = maand_erbij(prestatie["maand"][:7], draw(st.sampled_from([0, 0, 1, 7])))
            per_plek[toewijzing["gemeente"], toewijzing["agb"], f"{gedeclareerd}-01"].append(prestatie)
    for plek, prestaties in per_plek.items():
        voorvallen += draw(_declaraties(plek, prestaties))
    for nummer in range(draw(st.sampled_from([0, 2, 12]))):
        voorvallen.append(draw(_evaluaties(f"e{nummer}")))
    for nummer in range(draw(st.integers(0, 2))):
        voorvallen += draw(_route(f"m{nummer}"))
    return voorvallen


@st.composite
def _toewijzingen(draw: st.DrawFn, key: str) -> Rij:
    begin = date(2027, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    code = draw(st.sampled_from([*PRODUCTEN, None]))
    categorie, eenheid, frequentie = PRODUCTEN[code] if code else ("02", None, None)
    eind = begin + timedelta(draw(st.integers(0, 500)))
    zonder_einde = frequentie == "4" and draw(st.booleans())
    return {
        "toewijzingId": key, "toewijzingNummer": 1, "clientId": draw(st.sampled_from(["c1", "c2", "c3"])),
        "bsnHash": "0" * 64, "gemeente": draw(st.sampled_from(GEMEENTEN)), "agb": draw(st.sampled_from(AANBIEDERS)),
        "categorie": categorie, "code": code, "volume": draw(st.integers(1, 200)) if code else None,
        "eenheid": eenheid, "frequentie": frequentie, "budget": None if code else draw(st.integers(1, 10**7)),
        "ingangsdatum": str(begin), "einddatum": None if zonder_einde else str(eind),
        "redenWijziging": None, "toewijzingsdatum": str(begin), "besluitdatum": str(begin - timedelta(3)),
    }  # fmt: skip


@st.composite
def _loop(draw: st.DrawFn, toewijzing: Rij) -> list[Voorval]:
    """From assignment to start, change and end."""
    key, sequence = toewijzing["toewijzingId"], 1
    voorvallen = [Voorval("toewijzingen.toegewezen", key, sequence, dict(toewijzing))]
    start = {
        naam: toewijzing[naam] for naam in ("toewijzingId", "toewijzingNummer", "clientId", "gemeente", "agb", "code")
    }
    begonnen = date.fromisoformat(toewijzing["ingangsdatum"]) + timedelta(draw(st.integers(0, 40)))
    start |= {"toewijzingsdatum": toewijzing["toewijzingsdatum"], "begindatum": str(begonnen)}
    for soort in draw(st.sampled_from([(), ("gestart",), ("gestart", "verwijderd")])):
        sequence += 1
        voorvallen.append(Voorval(f"leveringen.{soort}", key, sequence, start))
    anders = draw(st.sampled_from([None, "volume", "weg"]))
    if anders == "volume" and toewijzing["volume"]:
        toewijzing["volume"] += draw(st.sampled_from([-1, 1, 30])) if toewijzing["volume"] > 1 else 1
    if anders:
        toewijzing["redenWijziging"] = "13" if anders == "weg" else "05"
        voorvallen.append(Voorval("toewijzingen.toegewezen", key, sequence + 1, dict(toewijzing)))
    if draw(st.integers(0, 4)) == 0:
        einde = {"beschikkingId": f"b-{key}", "clientId": toewijzing["clientId"], "gemeente": toewijzing["gemeente"]}
        einde |= {"producten": [key], "einddatum": str(begonnen + timedelta(20)), "reden": "overleden"}
        voorvallen.append(Voorval("beschikkingen.beeindigd", f"b-{key}", 1, einde))
    return [*voorvallen, *draw(_stop(start))]


@st.composite
def _stop(draw: st.DrawFn, start: Rij) -> list[Voorval]:
    """The provider stops, perhaps for a while only, and what follows is decided."""
    key, reden = start["toewijzingId"], draw(st.sampled_from([None, "02", "19", "20", "38"]))
    if reden is None:
        return []
    einde = date.fromisoformat(start["begindatum"]) + timedelta(draw(st.integers(0, 300)))
    stop = {**start, "einddatum": str(einde), "reden": reden, "tijdelijk": reden == "20"}
    vervolg = draw(st.sampled_from(["nieuw-onderzoek", "algemene-voorziening", "andere-wet", "geen"]))
    plek = {naam: start[naam] for naam in ("clientId", "gemeente")}
    bepaald = {**plek, "productId": key, "beschikkingId": f"b-{key}", "vervolg": vervolg}
    return [Voorval("leveringen.beeindigd", key, 9, stop), Voorval("vervolgen.bepaald", f"v-{key}", 1, bepaald)]


@st.composite
def _prestaties(draw: st.DrawFn, toewijzing: Rij) -> list[Rij]:
    """What is granted on an assignment: of a whole category under products, of hours in minutes too."""
    prestaties = []
    for maand in draw(st.lists(st.sampled_from(MAANDEN), max_size=4)):
        code, eenheid = toewijzing["code"] or draw(st.sampled_from(["BI", "DBG"])), toewijzing["eenheid"] or "04"
        if eenheid == "04" and draw(st.booleans()):
            eenheid = "01"
        prestaties.append({
            "toewijzingId": toewijzing["toewijzingId"], "toewijzingNummer": 1, "categorie": "02", "code": code,
            "maand": f"{maand}-01", "eenheid": eenheid, "volume": draw(st.sampled_from([1, 30, 60, 120, 800])),
            "bedrag": draw(st.integers(1, 3_000_000)), "regels": 1,
        })  # fmt: skip
    return prestaties


@st.composite
def _declaraties(draw: st.DrawFn, plek: tuple[str, str, str], prestaties: list[Rij]) -> list[Voorval]:
    """The answer on one declaration, what was granted per assignment, and what policy says of it.

    Some of it is late (TR318); an answer of before that was told has totals of all months together.
    """
    gemeente, agb, maand = plek
    key = f"d-{gemeente}-{agb}-{maand}"
    ontvangen = datetime.fromisoformat(f"{maand_erbij(maand[:7], 1)}-03T09:00:00+00:00")
    basis = {"declaratieId": key, "gemeente": gemeente, "agb": agb}
    af, is_oud = draw(st.integers(0, 2)), draw(st.booleans())
    producten = []
    for code, geleverd in sorted({(each["code"], "" if is_oud else each["maand"]) for each in prestaties}):
        eigen = [each for each in prestaties if each["code"] == code and geleverd in ("", each["maand"])]
        bedrag, extra = sum(each["bedrag"] for each in eigen), af if not producten else 0
        producten.append({
            "code": code, "ingediend": len(eigen) + extra, "toegekend": len(eigen),
            "bedragIngediend": bedrag + 99 * extra, "bedragToegekend": bedrag,
        } | ({} if is_oud else {"maand": geleverd}))  # fmt: skip
    som = {
        naam: sum(each[naam] for each in producten)
        for naam in ("ingediend", "toegekend", "bedragIngediend", "bedragToegekend")
    }
    antwoord = {
        **basis, "berichtId": f"b-{key}", "declaratieperiode": maand, "ontvangenOp": ontvangen.isoformat(),
        "beantwoordOp": (ontvangen + timedelta(draw(st.integers(0, 99)))).isoformat(), "retourcode": "0200",
        "regelsIngediend": som["ingediend"], "regelsToegekend": som["toegekend"], "regelsAfgewezen": af,
        "bedragIngediend": som["bedragIngediend"], "bedragToegekend": som["bedragToegekend"],
        "afkeuringen": [{"retourcode": "9321", "aantal": af, "bedrag": 99 * af}] if af else [], "producten": producten,
    }  # fmt: skip
    voorvallen = [
        Voorval("toewijzingen.gedeclareerd", key, 1, {**basis, "deel": 1, "toegekend": prestaties}),
        Voorval("declaraties.beantwoord", key, 2, antwoord),
    ]
    if draw(st.booleans()):
        punten = [{"mNummer": draw(st.sampled_from(["M48", "M79"])), "aantal": 1, "bedrag": 350}]
        voorvallen.append(Voorval("aandachtspunten.vastgelegd", key, 3, {**basis, "punten": punten}))
        if draw(st.booleans()):
            besluit = draw(st.sampled_from(["akkoord", "verrekenen"]))
            punt = {**basis, "aandachtspuntId": f"p-{key}", "regel": 1, "mNummer": punten[0]["mNummer"]}
            punt |= {"bedrag": 350, "besluit": besluit}
            voorvallen.append(Voorval("aandachtspunten.afgehandeld", f"p-{key}", 1, punt))
    return voorvallen


@st.composite
def _evaluaties(draw: st.DrawFn, key: str) -> Voorval:
    dag = f"2027-{draw(st.integers(1, 11)):02}-15"
    data = {
        "evaluatieId": key, "planId": key, "clientId": "c1", "gemeente": draw(st.sampled_from(GEMEENTEN)),
        "traject": "herstel", "geplandOp": dag, "gehoudenOp": dag, "uitkomst": "voortzetten", "doelenTotaal": 4,
        "doelenBehaald": draw(st.integers(0, 4)), "doelenDeels": 0, "zrm": [{"domein": "wonen", "start": 2, "nu": 3}],
        "aanbieders": draw(st.lists(st.sampled_from(AANBIEDERS), min_size=1, max_size=3, unique=True)),
    }  # fmt: skip
    return Voorval("evaluaties.vastgelegd", key, 1, data)


@st.composite
def _route(draw: st.DrawFn, zaak: str) -> list[Voorval]:
    """A melding, and perhaps what followed on it."""
    dag = date(2027, draw(st.integers(1, 11)), draw(st.integers(1, 28)))
    basis = {"meldingId": zaak, "clientId": "c1", "gemeente": draw(st.sampled_from(GEMEENTEN))}
    klaar, besloten = dag + timedelta(draw(st.integers(1, 60))), dag + timedelta(draw(st.integers(61, 90)))
    alles = [
        Voorval("meldingen.geregistreerd", zaak, 1, {**basis, "meldingsdatum": str(dag)}),
        Voorval("onderzoeken.afgerond", zaak, 2, {**basis, "meldingsdatum": str(dag), "afgerondOp": str(klaar)}),
        Voorval("aanvragen.ingediend", zaak, 3, {**basis, "aanvraagdatum": str(klaar)}),
        Voorval("beschikkingen.afgegeven", f"besluit-{zaak}", 1, {
            **basis, "beschikkingId": f"besluit-{zaak}", "bsnHash": "0" * 64, "meldingsdatum": str(dag),
            "onderzoekAfgerondOp": str(klaar), "besluitdatum": str(besloten), "inkoopmodel": REGIO,
            "inkoopmodelVersie": "2027-01-01", "producten": [], "soort": "besluit", "uitkomst": "afgewezen",
            "aanvraagdatum": str(klaar),
        }),
    ]  # fmt: skip
    return alles[: draw(st.integers(1, 4))]


GREPEN = st.lists(st.integers(0, 9_999), min_size=6, max_size=6)
"""What somebody picks: numbers, so that what is drawn never depends on what there is to choose from."""


def keuze(streek: Streek, greep: Sequence[int], *, van: str, tot: str) -> Kijk:
    """A choice that somebody can make, with months between these; the last of the numbers is not used."""
    aantal = (int(tot[:4]) - int(van[:4])) * 12 + int(tot[5:]) - int(van[5:])
    agbs = {str(each["agb"]) for each in streek.soort("declaraties.beantwoord")} | {AANBIEDERS[0]}
    een, ander, gemeente, product, aanbieder, _ = greep
    return Kijk(
        streek,
        *sorted(maand_erbij(van, each % (aantal + 1)) for each in (een, ander)),
        _of_geen(streek.model.gemeentecodes, gemeente),
        _of_geen([each.code for each in streek.model.producten], product),
        _of_geen(sorted(agbs), aanbieder),
    )


def _of_geen(mogelijk: Sequence[str], greep: int) -> str | None:
    """One of these, or none half of the times."""
    return None if greep % 2 else mogelijk[greep // 2 % len(mogelijk)]
