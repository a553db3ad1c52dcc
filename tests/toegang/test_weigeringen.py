"""What toegang refuses, where it says the fault lies, and that it stores and tells nothing then."""

from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    BSN,
    HOUTEN,
    ONDERZOEK,
    Json,
    Toegang,
    afweging,
    beschikking,
    melding,
    met,
    product,
)

from chassis.bsn import CIJFERS, ELFPROEF

GEEN_BSN = "999900007"
VOOR_HET_BESLUIT = {
    "afwegingen",
    "bevestigingen",
    "clienten",
    "gewogen_producten",
    "logregels",
    "meldingen",
    "onderzoeken",
    "termijnen",
}


async def _weigering(toegang: Toegang, path: str, body: Json) -> tuple[str, str, str | None]:
    """The field, the reason and the rule of a refused request."""
    answer = await toegang.post(path, body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), answer.text
    problem = answer.json()
    (param,) = problem["invalidParams"]
    return param["name"], param["reason"], problem.get("rule")


async def test_a_melding_that_cannot_be(toegang: Toegang) -> None:
    lang, regels = "Gebruik hoogstens 24 tekens.", "Vul meer in dan spaties en gebruik geen regeleinden."
    geen_teken = "De tekst bevat een teken dat in XML niet kan."
    geboren = "Kies een dag van 03-06-1904 tot en met 06-05-2024."
    onbekend = "Is de datum niet bekend? Geef dan 1900-01-01 met datumGebruik 3."
    cases = {
        ("persoon.bsn", GEEN_BSN): ELFPROEF,
        ("persoon.bsn", "99990000"): CIJFERS,
        ("meldingsdatum", "2024-06-04"): "De meldingsdatum ligt in de toekomst.",
        ("meldingsdatum", "2024-02-30"): "Geef een datum als 2026-01-31.",
        ("gemeente", "9999"): "Voor deze gemeente is er geen inkoopmodel.",
        ("gemeente", "34"): r"Deze waarde heeft niet de juiste vorm: ^[0-9]{4}$.",
        ("persoon.geboortedatum", "2024-05-07"): f"De geboortedatum ligt na de meldingsdatum. {geboren}",
        (
            "persoon.geboortedatum",
            "1904-06-02",
        ): f"De geboortedatum ligt meer dan 120 jaar voor vandaag. {geboren} {onbekend}",
        ("persoon.naam.geslachtsnaam", "  "): regels,
        ("persoon.naam.geslachtsnaam", "Groot\nkerk"): regels,
        ("persoon.naam.voornamen", "Wil\x01"): geen_teken,
        ("persoon.naam.voorvoegsel", ""): "Gebruik minstens 1 tekens.",
        ("persoon.naam.voorletters", "W.A."): "Gebruik alleen letters, zonder punten of spaties.",
        ("persoon.adres.straatnaam", "x" * 25): lang,
        ("persoon.adres.huisnummerToevoeging", " "): regels,
        ("persoon.adres.plaatsnaam", "Al\x00mere"): geen_teken,
        ("persoon.geslacht", "9"): "Deze waarde kennen we niet. Toegestaan: '0', '1' of '2'.",
        ("hulpvraag", ""): "Gebruik minstens 1 tekens.",
    }
    found = {
        (pad, waarde): await _weigering(toegang, "/v1/meldingen", met(melding(), pad, waarde)) for pad, waarde in cases
    }
    assert {key: name for key, (name, _, _) in found.items()} == {key: f"body.{key[0]}" for key in cases}
    assert {key: reason for key, (_, reason, _) in found.items()} == cases
    assert {waarde: rule for (_, waarde), (_, _, rule) in found.items() if rule not in {None, "XSD"}} == {
        GEEN_BSN: "CS002",
        "99990000": "RS037",
        "2024-05-07": "TR134",
        "1904-06-02": "TR002",
        "  ": "RS033",
        "Groot\nkerk": "RS033",
        "W.A.": "RS045",
        " ": "RS033",
    }
    assert await _stored(toegang) == {"logregels"}, "who tried is kept"


async def test_a_wrong_bsn_is_nowhere_repeated(toegang: Toegang) -> None:
    cases = {
        "wrong": met(melding(), "persoon.bsn", GEEN_BSN),
        "as a number": met(melding(), "persoon.bsn", int(BSN)),
        "in an unknown field": met(melding(), "persoon.sofinummer", BSN),
        "as the name of a field": met(melding(), BSN, "x"),
        "as a date": met(melding(), "meldingsdatum", BSN),
        "as a municipality": met(melding(), "gemeente", BSN),
    }
    answers = {name: await toegang.post("/v1/meldingen", body) for name, body in cases.items()}
    assert {name: each.status_code for name, each in answers.items()} == dict.fromkeys(cases, 400)
    assert [name for name, each in answers.items() if BSN in each.text or GEEN_BSN in each.text] == []
    search = await toegang.post("/v1/meldingen/_zoek", {"bsn": GEEN_BSN})
    assert (search.status_code, GEEN_BSN in search.text) == (400, False)


async def test_an_onderzoek_that_cannot_be(toegang: Toegang) -> None:
    pad = f"{await toegang.bevestigd()}/onderzoek"
    reden = "Kies een datum vanaf de meldingsdatum en tot en met vandaag."
    assert {
        dag: await _weigering(toegang, pad, met(ONDERZOEK, "afgerondOp", dag)) for dag in ("2024-05-05", "2024-06-04")
    } == dict.fromkeys(("2024-05-05", "2024-06-04"), ("body.afgerondOp", reden, None))
    grenzen = [await toegang.post(pad, met(ONDERZOEK, "afgerondOp", dag)) for dag in ("2024-06-03", "2024-06-03")]
    assert [each.status_code for each in grenzen] == [201, 409]
    assert grenzen[1].json()["rule"] == "Wmo 2015, 2.3.2"


async def test_a_beschikking_out_of_turn(toegang: Toegang) -> None:
    pad = await toegang.bevestigd()
    too_soon = await toegang.post(f"{pad}/beschikkingen", beschikking())
    assert (too_soon.status_code, too_soon.json()["rule"]) == (409, "Wmo 2015, 2.3.2")
    assert too_soon.json()["detail"] == "Leg eerst het onderzoek vast, dan de beschikking."
    await toegang.post(f"{pad}/onderzoek", ONDERZOEK)
    unasked = await toegang.post(f"{pad}/beschikkingen", beschikking())
    assert (unasked.status_code, unasked.json()["rule"]) == (409, "Wmo 2015, 2.3.5")
    assert unasked.json()["detail"] == "Leg eerst de aanvraag vast, dan de beschikking."
    await toegang.post(f"{pad}/aanvraag", AANVRAAG)
    await toegang.post(f"{pad}/afwegingen", afweging())
    assert (await toegang.post(f"{pad}/beschikkingen", beschikking())).status_code == 201
    twice = await toegang.post(f"{pad}/beschikkingen", beschikking())
    assert (twice.status_code, twice.json()["rule"]) == (409, "Wmo 2015, 2.3.5")
    assert len(await toegang.events()) == 6


async def test_a_beschikking_that_cannot_be(toegang: Toegang) -> None:
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    goed = product()
    datum = "Kies een datum vanaf de aanvraag en tot en met vandaag."
    einde = "Dit product wordt per week of in totaal voor de looptijd toegewezen."
    cases: list[tuple[Json, tuple[str, str, str | None]]] = [
        (beschikking(besluitdatum="2024-05-20"), ("body.besluitdatum", datum, None)),
        (beschikking(besluitdatum="2024-06-04"), ("body.besluitdatum", datum, None)),
        (
            beschikking(goed, product("OIL2")),
            ("body.producten.1.code", "Dit product staat niet in almere-2023.", "M67"),
        ),
        (beschikking(product("IB2B", einddatum=None)), ("body.producten.0.einddatum", einde, "M46")),
        (
            beschikking(product(einddatum="2024-05-31")),
            ("body.producten.0.einddatum", "De einddatum ligt voor de ingangsdatum.", "CS003"),
        ),
        (beschikking(product(volume=0)), ("body.producten.0.volume", "Geef een waarde van 1 of meer.", None)),
        (
            beschikking(product(volume=100_000_000)),
            ("body.producten.0.volume", "Geef een waarde van 99999999 of minder.", None),
        ),
        (
            beschikking(product(aanbieder="9999000")),
            ("body.producten.0.aanbieder", r"Deze waarde heeft niet de juiste vorm: ^[0-9]{8}$.", None),
        ),
        (
            met(beschikking(), "producten", []),
            ("body.producten", "Noem minstens één product, of wijs de aanvraag af.", "Wmo 2015, 2.3.5"),
        ),
        (
            met(beschikking(), "uitkomst", "afgewezen"),
            ("body.producten", "Een afwijzing heeft geen producten.", "Wmo 2015, 2.3.5"),
        ),
    ]
    assert [await _weigering(toegang, pad, body) for body, _ in cases] == [expected for _, expected in cases]
    assert await _stored(toegang) == VOOR_HET_BESLUIT
    open_ended = product(einddatum=None)
    one_day = product("IB2B", einddatum="2024-06-01")
    assert (await toegang.post(pad, beschikking(open_ended, one_day))).status_code == 201


async def test_household_help_is_decided_on_after_weighing_only(toegang: Toegang) -> None:
    """M3, M10: no scenario and no huishoudplan, no decision; the refusal says what would do."""
    pad = await toegang.onderzocht()
    await toegang.post(f"{pad}/aanvraag", AANVRAAG)
    for anders, verwacht in (
        ({}, [("body.producten.0.scenario", "M10"), ("body.producten.0.code", "M3")]),
        ({"scenario": "langdurig"}, [("body.producten.0.code", "M3")]),
        ({"scenario": "tijdelijk"}, [("body.producten.0.einddatum", "M10"), ("body.producten.0.code", "M3")]),
    ):
        answer = await toegang.post(f"{pad}/beschikkingen", beschikking(product(**anders)))
        problem = answer.json()
        gevonden = [(each["name"], each["rule"]) for each in problem["invalidParams"]]
        assert (answer.status_code, problem["rule"], gevonden) == (400, verwacht[0][1], verwacht)
        assert all(each["allowed"] for each in problem["invalidParams"])
    assert await _stored(toegang) == VOOR_HET_BESLUIT - {"afwegingen", "gewogen_producten"}
    await toegang.post(f"{pad}/afwegingen", afweging())
    meer = await _weigering(toegang, f"{pad}/beschikkingen", beschikking(product(minutenPerWeek=180)))
    assert meer == ("body.producten.0.minutenPerWeek", "Het huishoudplan telt op tot 150 minuten per week.", "M3")
    assert (await toegang.post(f"{pad}/beschikkingen", beschikking())).status_code == 201


async def test_a_decision_names_the_time_also_of_what_is_paid_by_the_month(toegang: Toegang) -> None:
    """M1: group support of Noord-Veluwe says nothing of hours, so the caseworker does."""
    pad = f"{await toegang.aangevraagd(melding('0243'))}/beschikkingen"
    reden = "Noem hoeveel minuten per week dit is: de beschikking zegt dat altijd."
    weigering = await _weigering(toegang, pad, beschikking(product("BG")))
    assert weigering == ("body.producten.0.minutenPerWeek", reden, "M1")
    assert (await toegang.post(pad, beschikking(product("BG", minutenPerWeek=480)))).status_code == 201


async def test_everything_that_the_model_forbids_is_said_at_once(toegang: Toegang) -> None:
    """Traject 2 and 3 together (M7), what is out of scope (M15), an end that is missing (M46)."""
    pad = f"{await toegang.aangevraagd()}/beschikkingen"
    producten = [product("IB2B"), product("IB3"), product("Rolstoelen"), product("DB2B", einddatum=None)]
    answer = await toegang.post(pad, beschikking(*producten))
    assert answer.status_code == 400
    gevonden = {(each["name"], each["rule"]) for each in answer.json()["invalidParams"]}
    assert {
        ("body.producten.0.code", "M7"),
        ("body.producten.2.code", "M15"),
        ("body.producten.3.einddatum", "M46"),
    } <= gevonden
    assert all(each["allowed"] for each in answer.json()["invalidParams"])


async def test_a_product_that_is_phased_out(toegang: Toegang) -> None:
    """M45, on 3 June 2024. OZR1 of Lekstroom: no new decisions from 2022 on. OIL1 of Almelo has no such day: a mark."""
    houten = f"{await toegang.aangevraagd(melding(HOUTEN))}/beschikkingen"
    verwacht = ("body.producten.0.code", "Dit product loopt af.", "M45")
    assert await _weigering(toegang, houten, beschikking(product("OZR1"))) == verwacht
    almelo = f"{await toegang.aangevraagd(melding(ALMELO))}/beschikkingen"
    gegeven = await toegang.post(almelo, beschikking(product("OIL1", einddatum="2029-05-31")))
    assert gegeven.status_code == 201, gegeven.text
    (regels,) = [each["regels"] for each in gegeven.json()["producten"]]
    assert "M45: De gemeente stopt op den duur met dit product. Daarna komt: een algemene voorziening." in regels


async def test_a_week_product_needs_an_end(toegang: Toegang) -> None:
    pad = f"{await toegang.aangevraagd(melding(ALMELO))}/beschikkingen"
    answer = await toegang.post(pad, beschikking(product("OIL2", einddatum=None)))
    assert ("body.producten.0.einddatum", "CD076") in {
        (each["name"], each["rule"]) for each in answer.json()["invalidParams"]
    }


async def _stored(toegang: Toegang) -> set[str]:
    """The tables that hold something, those of the chassis for what was told included."""
    filled = {name for name, rows in (await toegang.rows()).items() if rows}
    return filled - ({"outbox", "sequences"} if "meldingen" in filled else set())
