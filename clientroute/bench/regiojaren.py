"""Years of events of a region of 300,000 inhabitants, a million a year, written straight into the log of monitoring.

5,000 clients, 100 providers, seven municipalities. What clients and providers do follows from a fixed seed; the rest of
the million a year are messages and their retours. All years end with December 2025.
"""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

import psycopg

from inkoop import laad

PER_JAAR = 1_000_000
"""Events."""
CLIENTEN, AANBIEDERS, MAANDEN = 5_000, 100, 60
EERSTE = date(2021, 1, 1)
GEMEENTEN = laad("noord-veluwe-2021").gemeentecodes
PRODUCTEN = [(each.code, each.categorie, each.eenheid, each.frequentie) for each in laad("noord-veluwe-2021").producten]
LATER = {1: 85, 2: 10, 3: 4, 4: 1}
"""How many months after it a month is billed, and of how many declarations in a hundred."""
KOLOMMEN = "id, source, type, subject, sequence, time, gemeente, client_id, data"

Gebeurtenis = tuple[str, str, int, date, str, dict[str, object]]
"""Type, subject, sequence, day, gemeente, data."""


def maand(nummer: int) -> date:
    """The first day of month `nummer`: 0 is January 2021, and before it they count on below nought."""
    return date(EERSTE.year + nummer // 12, nummer % 12 + 1, 1)


def gebeurtenissen(aantal: int, maanden: int = MAANDEN) -> Iterator[Gebeurtenis]:
    """So many events of so many months, about in the order of time; the share of each kind does not depend on them."""
    deel, toeval = aantal / (PER_JAAR * maanden / 12), random.Random(11)
    groot = max(1, round(CLIENTEN * deel)), max(2, round(AANBIEDERS * min(1.0, deel * 10)))
    regio = sum(1 for _ in islice(_region(random.Random(7), *groot, maanden), aantal))
    paren, nummer = (aantal - regio + 1) // 2, 0
    for plaats, each in enumerate(islice(_region(random.Random(7), *groot, maanden), regio), 1):
        yield each
        while nummer < paren * plaats // regio:
            dag = maand(MAANDEN - maanden) + timedelta(days=nummer * maanden * 30 // paren)
            yield from _berichten(toeval, nummer, dag)[: aantal - regio - 2 * nummer]
            nummer += 1


def laatste_jaar(alle: Iterable[Gebeurtenis]) -> Iterator[Gebeurtenis]:
    """What a region knows that began a year before the end: the events since, and the help and contracts that ran."""
    begin = maand(MAANDEN - 12)
    for each in alle:
        soort, _, _, dag, _, data = each
        loopt = soort == "toewijzingen.toegewezen" and str(data["einddatum"]) >= begin.isoformat()
        if dag >= begin or loopt or soort in {"aanbieders.vastgelegd", "contracten.vastgelegd"}:
            yield each


def beantwoord(clienten: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """Every answer on a declaration of a region with so many clients; with 5,000 and this seed, of the five years."""
    for soort, _, _, _, _, data in _region(random.Random(seed), clienten, AANBIEDERS, MAANDEN):
        if soort == "declaraties.beantwoord":
            yield data


def _region(toeval: random.Random, clienten: int, aanbieders: int, maanden: int) -> Iterator[Gebeurtenis]:
    lopend: list[dict[str, object]] = []
    nummer, begin = 0, MAANDEN - maanden
    for agb in range(aanbieders):
        yield from _aanbieder(f"9999{agb:04}", maand(begin))
    for index in range(begin, MAANDEN):
        eerste = maand(index)
        nieuw = clienten if index == begin else max(1, clienten // 36)
        for client in range(nieuw):
            nummer += 1
            key = client if index == begin else toeval.randrange(clienten)
            toewijzing = _toewijzing(toeval, key, nummer, eerste, aanbieders)
            lopend.append(toewijzing)
            yield from _route(toeval, toewijzing)
        lopend = [each for each in lopend if str(each["einddatum"]) >= eerste.isoformat()]
        yield from _declaraties(toeval, index, lopend)


def _aanbieder(agb: str, begin: date) -> Iterator[Gebeurtenis]:
    """A provider by name, with a contract for every product in each municipality of the region."""
    naam: dict[str, object] = {
        "agb": agb, "integriteitGetoetstOp": None, "resultaat": None, "resultaatOp": None,
        "aanbiedernaam": f"Zorg {agb[-2:]}",
    }  # fmt: skip
    yield ("aanbieders.vastgelegd", agb, 1, begin, GEMEENTEN[0], naam)
    producten = [
        {"categorie": soort, "code": code, "eenheid": eenheid, "tarieven": []} for code, soort, eenheid, _ in PRODUCTEN
    ]
    contract: dict[str, object] = {
        "contractId": f"contract-{agb}", "agb": agb, "gemeenten": GEMEENTEN, "geldigVan": begin.isoformat(),
        "geldigTot": None, "producten": producten, "capaciteit": 60,
    }  # fmt: skip
    yield ("contracten.vastgelegd", f"contract-{agb}", 1, begin, GEMEENTEN[0], contract)


def _trekken(toewijzing: dict[str, object]) -> dict[str, object]:
    """What figures know of a client and a product: of the same client always the same."""
    client = int(str(toewijzing["clientId"])[-5:])
    product = {name: toewijzing[name] for name in ("categorie", "code", "volume", "eenheid", "frequentie")}
    product |= {"id": toewijzing["toewijzingId"], "profiel": f"profiel {client % 6}", "aanbieder": None}
    product |= {name: toewijzing[name] for name in ("ingangsdatum", "einddatum")}
    groep = ("0-17", "18-19", "20-39", "40-59", "60-69", "70-79", "80+")[client % 7]
    return {"producten": [product], "leeftijdsgroep": groep, "wijk": f"Wijk {client % 9}"}


def _toewijzing(toeval: random.Random, client: int, nummer: int, eerste: date, aanbieders: int) -> dict[str, object]:
    code, categorie, eenheid, frequentie = toeval.choice(PRODUCTEN)
    dag = eerste + timedelta(days=toeval.randrange(28))
    return {
        "toewijzingId": f"toewijzing-{nummer:07}", "toewijzingNummer": nummer, "clientId": f"client-{client:05}",
        "bsnHash": "0" * 64, "gemeente": GEMEENTEN[client % len(GEMEENTEN)],
        "agb": f"9999{toeval.randrange(aanbieders):04}", "categorie": categorie, "code": code,
        "volume": toeval.randrange(1, 9), "eenheid": eenheid, "frequentie": str(frequentie), "budget": None,
        "ingangsdatum": dag.isoformat(), "redenWijziging": None,
        "einddatum": (dag + timedelta(days=toeval.choice((182, 365, 730, 1095)))).isoformat(),
        "toewijzingsdatum": dag.isoformat(), "besluitdatum": (dag - timedelta(days=toeval.randrange(9))).isoformat(),
    }  # fmt: skip


def _route(toeval: random.Random, toewijzing: dict[str, object]) -> Iterator[Gebeurtenis]:
    """From melding to start, for one product."""
    key, gemeente, client = str(toewijzing["toewijzingId"]), str(toewijzing["gemeente"]), toewijzing["clientId"]
    besluit = date.fromisoformat(str(toewijzing["besluitdatum"]))
    onderzocht = besluit - timedelta(days=toeval.randrange(12))
    gemeld = onderzocht - timedelta(days=toeval.randrange(50))
    zaak = f"melding-{key[-7:]}"
    basis = {"meldingId": zaak, "clientId": client, "gemeente": gemeente}
    plaats = {name: toewijzing[name] for name in ("toewijzingId", "clientId", "gemeente", "categorie", "code")}
    yield ("meldingen.geregistreerd", zaak, 1, gemeld, gemeente, basis | {"meldingsdatum": str(gemeld)})
    yield (
        "onderzoeken.afgerond", zaak, 2, onderzocht, gemeente,
        basis | {"meldingsdatum": str(gemeld), "afgerondOp": str(onderzocht)},
    )  # fmt: skip
    yield ("aanvragen.ingediend", zaak, 3, onderzocht, gemeente, basis | {"aanvraagdatum": str(onderzocht)})
    yield (
        "beschikkingen.afgegeven", f"besluit-{key[-7:]}", 1, besluit, gemeente,
        basis | {
            "beschikkingId": f"besluit-{key[-7:]}", "bsnHash": "0" * 64, "meldingsdatum": str(gemeld),
            "onderzoekAfgerondOp": str(onderzocht), "besluitdatum": str(besluit), "inkoopmodel": "noord-veluwe-2021",
            "inkoopmodelVersie": "2021-01-01", "aanvraagdatum": str(onderzocht),
        } | _trekken(toewijzing),
    )  # fmt: skip
    yield ("toewijzingen.voorbereid", key, 1, besluit, gemeente, plaats | {"besluitdatum": str(besluit)})
    if toeval.random() < 0.02:
        return
    dag = date.fromisoformat(str(toewijzing["toewijzingsdatum"]))
    yield ("toewijzingen.toegewezen", key, 2, dag, gemeente, toewijzing)
    start = dag + timedelta(days=toeval.randrange(30))
    gestart = {
        name: toewijzing[name] for name in ("toewijzingId", "toewijzingNummer", "clientId", "gemeente", "agb", "code")
    }
    gestart |= {"toewijzingsdatum": str(dag), "begindatum": str(start)}
    yield ("leveringen.gestart", key, 3, start, gemeente, gestart)
    if toeval.random() < 0.3:
        minder = toewijzing | {"volume": max(1, int(str(toewijzing["volume"])) - 1), "redenWijziging": "05"}
        yield ("toewijzingen.toegewezen", key, 4, dag, gemeente, minder)
    yield _evaluatie(toeval, toewijzing, start)


def _evaluatie(toeval: random.Random, toewijzing: dict[str, object], start: date) -> Gebeurtenis:
    key, dag, doelen = (
        f"evaluatie-{toewijzing['toewijzingNummer']}",
        start + timedelta(days=120),
        toeval.randrange(1, 5),
    )
    data = {
        "evaluatieId": key, "planId": key, "clientId": toewijzing["clientId"], "gemeente": toewijzing["gemeente"],
        "traject": "thuis", "geplandOp": str(dag), "gehoudenOp": str(dag), "uitkomst": "voortzetten",
        "doelenTotaal": doelen, "doelenBehaald": toeval.randrange(doelen + 1), "doelenDeels": 0,
        "zrm": [{"domein": "huisvesting", "start": 2, "nu": toeval.randrange(2, 5)}], "aanbieders": [toewijzing["agb"]],
    }  # fmt: skip
    return ("evaluaties.vastgelegd", key, 1, dag, str(toewijzing["gemeente"]), data)


def _declaraties(toeval: random.Random, index: int, lopend: list[dict[str, object]]) -> Iterator[Gebeurtenis]:
    """One declaration per provider and municipality, with what it says per assignment in parts of one line."""
    per_plek: dict[tuple[str, str], list[dict[str, object]]] = {}
    for each in lopend:
        per_plek.setdefault((str(each["gemeente"]), str(each["agb"])), []).append(each)
    eerste = maand(index)
    for (gemeente, agb), toewijzingen in per_plek.items():
        key = f"declaratie-{index:02}-{gemeente}-{agb}"
        (later,) = random.Random(key).choices(tuple(LATER), tuple(LATER.values()))
        dag = maand(index + later) + timedelta(days=9)
        regels = [_regel(toeval, each, eerste) for each in toewijzingen]
        for deel, regel in enumerate(regels, 1):
            data = {"declaratieId": key, "deel": deel, "gemeente": gemeente, "agb": agb, "toegekend": [regel]}
            yield ("toewijzingen.gedeclareerd", key, deel, dag, gemeente, data)
        yield (
            "declaraties.beantwoord",
            key,
            len(regels) + 1,
            dag,
            gemeente,
            _antwoord(key, gemeente, agb, eerste, dag, regels),
        )


def _regel(toeval: random.Random, toewijzing: dict[str, object], eerste: date) -> dict[str, object]:
    volume = toeval.randrange(1, int(str(toewijzing["volume"])) * 5 + 1)
    return {
        **{name: toewijzing[name] for name in ("toewijzingId", "toewijzingNummer", "categorie", "code", "eenheid")},
        "maand": eerste.isoformat(), "volume": volume, "bedrag": volume * 3_150, "regels": 1,
    }  # fmt: skip


def _antwoord(
    key: str, gemeente: str, agb: str, eerste: date, dag: date, regels: list[dict[str, object]]
) -> dict[str, object]:
    per_product: dict[str, dict[str, object]] = {}
    for regel in regels:
        code, bedrag = str(regel["code"]), int(str(regel["bedrag"]))
        nul = dict.fromkeys(("ingediend", "toegekend", "bedragIngediend", "bedragToegekend"), 0)
        product = per_product.setdefault(code, {"code": code, **nul, "maand": eerste.isoformat()})
        for name, waarde in (
            ("ingediend", 1),
            ("toegekend", 1),
            ("bedragIngediend", bedrag),
            ("bedragToegekend", bedrag),
        ):
            product[name] = int(str(product[name])) + waarde
    totaal, bedrag = len(regels), sum(int(str(each["bedrag"])) for each in regels)
    return {
        "declaratieId": key, "berichtId": f"bericht-{key}", "gemeente": gemeente, "agb": agb,
        "declaratieperiode": eerste.isoformat(), "ontvangenOp": f"{dag}T09:00:00Z",
        "beantwoordOp": f"{dag}T10:00:00Z",
        "retourcode": "8001", "regelsIngediend": totaal + 1, "regelsToegekend": totaal, "regelsAfgewezen": 1,
        "bedragIngediend": bedrag + 5_000, "bedragToegekend": bedrag,
        "afkeuringen": [{"retourcode": "9321", "aantal": 1, "bedrag": 5_000}], "producten": list(per_product.values()),
    }  # fmt: skip


def _berichten(toeval: random.Random, nummer: int, dag: date) -> list[Gebeurtenis]:
    """A message and its retour, of one day."""
    gemeente, agb = toeval.choice(GEMEENTEN), f"9999{toeval.randrange(AANBIEDERS):04}"
    plaats: dict[str, object] = {"gemeente": gemeente, "agb": agb, "op": f"{dag}T12:00:00Z"}
    heen, terug = f"bericht-{nummer:07}", f"retour-{nummer:07}"
    gestuurd = plaats | {"berichtId": heen, "soort": "WMO301", "antwoordOp": None}
    retour = plaats | {"berichtId": terug, "soort": "WMO302", "antwoordOp": heen}
    return [
        ("berichten.verzonden", heen, 1, dag, gemeente, gestuurd),
        ("berichten.ontvangen", terug, 1, dag, gemeente, retour),
    ]


def vul_logboek(database: str, geschied: Iterable[Gebeurtenis]) -> None:
    """Write these events into the log at this `postgresql://` URL."""
    with psycopg.connect(database) as connection:
        with connection.cursor().copy(f"COPY gebeurtenissen ({KOLOMMEN}) FROM STDIN") as copy:
            for nummer, (soort, subject, sequence, dag, gemeente, data) in enumerate(geschied):
                inhoud = json.dumps(data, separators=(",", ":"))
                row = (
                    f"e-{nummer:08}",
                    "urn:nld:oin:bench",
                    f"nl.wmo.{soort}.v1",
                    subject,
                    sequence,
                    f"{dag}T12:00:00Z",
                    gemeente,
                    data.get("clientId"),
                    inhoud,
                )
                copy.write_row(row)
        connection.commit()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE gebeurtenissen")
