"""The numbers on the pages, reckoned again from the raw events of a demo region in the plainest way; to the cent."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from tests.monitoring.streek import Streek, streek

from inkoop import laad
from iwmo.termijnen import is_werkdag

__all__ = ["streek"]

MODEL = laad("almere-2023")


def dag(tekst: object) -> date:
    return date.fromisoformat(str(tekst)[:10])


def maand(tekst: object) -> str:
    return f"{str(tekst)[:7]}-01"


def eerste(events: list[dict[str, object]], sleutel: str) -> dict[str, dict[str, object]]:
    """The first event per key."""
    gevonden: dict[str, dict[str, object]] = {}
    for each in events:
        gevonden.setdefault(str(each[sleutel]), each)
    return gevonden


def laatste(events: list[dict[str, object]], sleutel: str) -> dict[str, dict[str, object]]:
    """The last event per key."""
    return {str(each[sleutel]): each for each in events}


def rang(dagen: list[int], procent: int) -> int | None:
    """Nearest rank in the sorted list."""
    if not dagen:
        return None
    return sorted(dagen)[max(0, -(-len(dagen) * procent // 100) - 1)]


def starts(streek: Streek) -> list[dict[str, object]]:
    """Reported starts that were not removed."""
    verwijderd = {(e["toewijzingId"], e["begindatum"]) for e in streek.soort("leveringen.verwijderd")}
    gestart = {(e["toewijzingId"], e["begindatum"]): e for e in streek.soort("leveringen.gestart")}
    return [each for key, each in gestart.items() if key not in verwijderd]


def test_there_is_something_to_reckon(streek: Streek) -> None:
    assert len(streek.soort("meldingen.geregistreerd")) == 60
    assert len(streek.soort("declaraties.beantwoord")) > 5
    assert sum(len(each["toegekend"]) for each in streek.soort("toewijzingen.gedeclareerd")) > 10


def test_no_event_of_the_demo_is_parked(streek: Streek) -> None:
    assert {each["type"]: each["reden"] for each in streek.gebeurtenissen if each["reden"]} == {}


def test_steps_per_month(streek: Streek) -> None:
    verwacht: dict[str, Counter[str]] = defaultdict(Counter)
    for event in streek.soort("meldingen.geregistreerd"):
        verwacht[maand(event["meldingsdatum"])]["meldingen"] += 1
    for event in streek.soort("onderzoeken.afgerond"):
        verwacht[maand(event["afgerondOp"])]["onderzoeken"] += 1
    for event in streek.soort("aanvragen.ingediend"):
        verwacht[maand(event["aanvraagdatum"])]["aanvragen"] += 1
    for event in streek.soort("beschikkingen.afgegeven"):
        verwacht[maand(event["besluitdatum"])]["beschikkingen"] += 1
    for event in eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId").values():
        verwacht[maand(event["toewijzingsdatum"])]["toewijzingen"] += 1
    for event in starts(streek):
        verwacht[maand(event["begindatum"])]["starts"] += 1
    for event in streek.soort("declaraties.beantwoord"):
        verwacht[maand(event["declaratieperiode"])]["declaraties"] += 1
    gevonden = {
        rij["maand"]: Counter({k: v for k, v in rij.items() if k != "maand" and v}) for rij in streek.rijen("stappen")
    }
    assert gevonden == dict(verwacht)


def test_lead_times(streek: Streek) -> None:
    dagen: dict[str, list[int]] = defaultdict(list)
    for e in streek.soort("onderzoeken.afgerond"):
        dagen["Van melding tot het onderzoek klaar is"].append((dag(e["afgerondOp"]) - dag(e["meldingsdatum"])).days)
    for e in streek.soort("beschikkingen.afgegeven"):
        if e["onderzoekAfgerondOp"]:
            dagen["Van onderzoek tot beschikking"].append((dag(e["besluitdatum"]) - dag(e["onderzoekAfgerondOp"])).days)
        if e["aanvraagdatum"] and e["soort"] == "besluit":
            dagen["Van aanvraag tot beschikking"].append((dag(e["besluitdatum"]) - dag(e["aanvraagdatum"])).days)
    for e in eerste(streek.soort("toewijzingen.toegewezen"), "toewijzingId").values():
        gewacht = (dag(e["toewijzingsdatum"]) - dag(e["besluitdatum"])).days
        dagen["Van beschikking tot toewijzing (301)"].append(max(0, gewacht))
    for e in starts(streek):
        gewacht = (dag(e["begindatum"]) - dag(e["toewijzingsdatum"])).days
        dagen["Van toewijzing (301) tot start van de hulp"].append(max(0, gewacht))
    gevonden = {rij["deel"]: (rij["aantal"], rij["mediaan"], rij["p90"]) for rij in streek.rijen("doorlooptijden")}
    for deel, lijst in dagen.items():
        assert gevonden[deel] == (len(lijst), rang(lijst, 50), rang(lijst, 90)), deel


def test_m65_starts_within_the_norm_for_waiting(streek: Streek) -> None:
    def werkdagen(van: date, tot: date) -> int:
        return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))

    alle = starts(streek)
    norm = MODEL.levering.wachttijd_werkdagen
    tijdig = sum(werkdagen(dag(e["toewijzingsdatum"]), dag(e["begindatum"])) <= norm for e in alle)
    (rij,) = [rij for rij in streek.rijen("doorlooptijden") if "start van de hulp" in str(rij["deel"])]
    assert rij["opTijd"] == round(tijdig / len(alle), 4)


@pytest.mark.parametrize(
    ("tabel", "kolom", "veld"),
    [
        ("declaraties", "maand", "declaratieperiode"),
        ("declaraties-per-aanbieder", "aanbieder", "agb"),
        ("declaraties-per-gemeente", "gemeente", "gemeente"),
    ],
)
def test_declarations_to_the_cent(streek: Streek, tabel: str, kolom: str, veld: str) -> None:
    verwacht: dict[object, Counter[str]] = defaultdict(Counter)
    for event in streek.soort("declaraties.beantwoord"):
        sleutel = maand(event[veld]) if kolom == "maand" else event[veld]
        verwacht[sleutel].update(
            declaraties=1,
            ingediend=event["regelsIngediend"],
            afgewezen=event["regelsAfgewezen"],
            bedragIngediend=event["bedragIngediend"],
            bedragToegekend=event["bedragToegekend"],
        )
    for rij in streek.rijen(tabel):
        assert {naam: rij[naam] for naam in verwacht[rij[kolom]]} == dict(verwacht[rij[kolom]])
    assert {rij[kolom] for rij in streek.rijen(tabel)} == set(verwacht)


def test_rejections_per_code(streek: Streek) -> None:
    regels, bedrag = Counter[str](), Counter[str]()
    for event in streek.soort("declaraties.beantwoord"):
        for afkeuring in event["afkeuringen"]:
            regels[afkeuring["retourcode"]] += afkeuring["aantal"]
            bedrag[afkeuring["retourcode"]] += afkeuring["bedrag"]
        if not event["afkeuringen"] and event["regelsAfgewezen"]:
            regels[event["retourcode"]] += event["regelsAfgewezen"]
            bedrag[event["retourcode"]] += event["bedragIngediend"] - event["bedragToegekend"]
    assert regels.total() > 0
    assert {rij["code"]: rij["regels"] for rij in streek.rijen("afkeuringen")} == dict(regels)
    assert {rij["code"]: rij["bedrag"] for rij in streek.rijen("afkeuringen")} == dict(bedrag)


def toegewezen(streek: Streek) -> list[tuple[dict[str, object], str, int]]:
    """Every month of every assignment as it stands, with what fits in it in eurocents, day by day."""
    gevonden = []
    for event in laatste(streek.soort("toewijzingen.toegewezen"), "toewijzingId").values():
        if event["redenWijziging"] == "13" or event["volume"] is None:
            continue
        begin, eind = dag(event["ingangsdatum"]), event["einddatum"] and dag(event["einddatum"])
        per_maand: dict[str, int] = Counter()
        loop = begin
        while (eind is None or loop <= eind) and len({*per_maand, maand(loop)}) <= 60:
            per_maand[maand(loop)] += 1
            loop += timedelta(days=1)
        tarief = MODEL.tarief_op(str(event["code"]), begin)
        geweest = gegeven = 0
        for naam, aantal in per_maand.items():
            geweest += aantal
            heel = {"1": geweest, "2": geweest / 7, "6": geweest / (per_maand.total())}.get(str(event["frequentie"]))
            volume = event["volume"] if heel is None else int(event["volume"] * heel + 1e-9) - gegeven
            gegeven += volume
            tarief = MODEL.tarief_op(str(event["code"]), dag(naam))
            gevonden.append((event, naam, volume * tarief))
    return gevonden


@pytest.mark.parametrize(
    ("tabel", "kolom", "veld"),
    [
        ("geld-per-product", "product", "code"),
        ("geld-per-aanbieder", "aanbieder", "agb"),
        ("geld-per-gemeente", "gemeente", "gemeente"),
        ("geld-per-maand", "maand", "maand"),
    ],
)
def test_money_to_the_cent(streek: Streek, tabel: str, kolom: str, veld: str) -> None:
    verwacht: dict[object, Counter[str]] = defaultdict(Counter)
    for event in streek.soort("declaraties.beantwoord"):
        for product in event["producten"]:
            plek = {**event, **product, "maand": maand(event["declaratieperiode"])}
            verwacht[plek[veld]].update(ingediend=product["bedragIngediend"], toegekend=product["bedragToegekend"])
    for event, naam, eurocent in toegewezen(streek):
        if "2026-01-01" <= naam <= "2027-12-01":
            verwacht[{**event, "maand": naam}[veld]].update(toegewezen=eurocent)
    for rij in streek.rijen(tabel):
        stand = verwacht.pop(rij[kolom])
        assert (rij["ingediend"], rij["toegekend"], rij["toegewezen"]) == (
            stand["ingediend"], stand["toegekend"], stand["toegewezen"],
        ), rij  # fmt: skip
        assert rij["nogTeKomen"] == max(0, stand["toegewezen"] - stand["toegekend"])
    assert {key for key, stand in verwacht.items() if any(stand.values())} == set()


def test_m73_the_budget_holds_what_was_granted_in_its_year(streek: Streek) -> None:
    per_jaar = Counter[tuple[str, str]]()
    for event in streek.soort("declaraties.beantwoord"):
        for product in event["producten"]:
            per_jaar[str(event["declaratieperiode"])[:4], product["code"]] += product["bedragToegekend"]
    rijen = streek.rijen("budget")
    assert sum(rij["toegekend"] for rij in rijen) == sum(per_jaar.values()) > 0
    for rij in rijen:
        assert rij["toegekend"] == per_jaar[rij["jaar"], rij["product"]], rij


def test_m97_turnover_from_large_to_small(streek: Streek) -> None:
    omzet = Counter[str]()
    for event in streek.soort("declaraties.beantwoord"):
        omzet[str(event["agb"])] += event["bedragToegekend"]
    totaal, som = sum(omzet.values()), 0
    rijen = streek.rijen("concentratie")
    assert [rij["bedrag"] for rij in rijen] == sorted((each for each in omzet.values() if each), reverse=True)
    for rij in rijen:
        som += omzet[rij["aanbieder"]]
        assert (rij["bedrag"], rij["samen"]) == (omzet[rij["aanbieder"]], round(som / totaal, 4))


def test_clients_count_once_a_month(streek: Streek) -> None:
    clienten: dict[str, set[object]] = defaultdict(set)
    for event in laatste(streek.soort("toewijzingen.toegewezen"), "toewijzingId").values():
        if event["redenWijziging"] == "13":
            continue
        loop, maanden = dag(event["ingangsdatum"]), 0
        while maanden < 60 and (event["einddatum"] is None or loop.replace(day=1) <= dag(event["einddatum"])):
            clienten[maand(loop)].add(event["clientId"])
            loop, maanden = (loop.replace(day=1) + timedelta(days=32)).replace(day=1), maanden + 1
    binnen = {naam: len(wie) for naam, wie in clienten.items() if "2026-01-01" <= naam <= "2027-12-01"}
    assert {rij["maand"]: rij["clienten"] for rij in streek.rijen("clienten")} == binnen


def test_messages_by_kind(streek: Streek) -> None:
    aantal = Counter[tuple[str, str]]()
    for richting, soort in (("ontvangen", "berichten.ontvangen"), ("verzonden", "berichten.verzonden")):
        aantal.update((str(e["soort"]), richting) for e in eerste(streek.soort(soort), "berichtId").values())
    assert {(rij["soort"], rij["richting"]): rij["aantal"] for rij in streek.rijen("berichten")} == dict(aantal)


def test_what_waits_now(streek: Streek) -> None:
    toegewezen_ids = {e["toewijzingId"] for e in streek.soort("toewijzingen.toegewezen")}
    vervallen = {e["toewijzingId"] for e in streek.soort("toewijzingen.vervallen")}
    wacht = {e["toewijzingId"] for e in streek.soort("toewijzingen.voorbereid")} - toegewezen_ids - vervallen
    begonnen = {e["toewijzingId"] for e in starts(streek)}
    nu = laatste(streek.soort("toewijzingen.toegewezen"), "toewijzingId")
    niet = [key for key, e in nu.items() if e["redenWijziging"] != "13" and key not in begonnen]
    stand = {rij["wat"]: rij["aantal"] for rij in streek.rijen("openstaand")}
    assert stand["Product zonder aanbieder (M65)"] == len(wacht)
    assert stand["Toegewezen, maar hulp niet gestart"] == len(niet)


def test_decisions_by_outcome_and_product(streek: Streek) -> None:
    besluiten = streek.soort("beschikkingen.afgegeven")
    assert sum(rij["aantal"] for rij in streek.rijen("uitkomsten")) == len(besluiten)
    producten = Counter(str(p["code"]) for e in besluiten for p in e["producten"])
    assert {rij["product"]: rij["aantal"] for rij in streek.rijen("beschikt")} == dict(producten)


def test_what_was_granted_per_assignment_is_what_was_granted(streek: Streek) -> None:
    """Two ways to the same euros: per assignment and per declaration."""
    per_toewijzing = sum(r["bedrag"] for e in streek.soort("toewijzingen.gedeclareerd") for r in e["toegekend"])
    per_declaratie = sum(e["bedragToegekend"] for e in streek.soort("declaraties.beantwoord"))
    assert per_toewijzing == per_declaratie
    assert sum(rij["gebruikt"] for rij in streek.rijen("gebruik")) <= per_toewijzing
