"""Weighing over the API: proposed, refused by rule, recorded, and asked back when a decision is taken."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stdnum.nl import bsn as elfproef
from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    ANDER_BSN,
    HOUTEN,
    Json,
    Toegang,
    beschikking,
    gelukt,
    melding,
    met,
    product,
)

from inkoop import MODELLEN, gebruik_map, laad
from toegang import store
from toegang.domain.weging import REGELS, Geweigerd, Keuze
from toegang.usecases.weeg_af import toets_besluit

PLAN = [{"naam": "stofzuigen", "minutenPerWeek": 90, "door": "aanbieder"}]
HO: Json = {
    "situatie": {"huishoudplan": PLAN},
    "keuzes": [
        {
            "product": "HO",
            "ingangsdatum": "2024-06-10",
            "einddatum": "2029-06-09",
            "scenario": "langdurig",
            "minutenPerWeek": 90,
        }
    ],
}
LEKSTROOM: Json = {
    "situatie": {
        "gebieden": ["zelfzorg-gezondheid", "regelvermogen-structuur", "administratie-financien"],
        "omstandigheden": ["gevaar"],
    },
    "keuzes": [{"product": "B2O1", "ingangsdatum": "2024-06-10", "einddatum": "2025-06-09"}],
}


async def pad(toegang: Toegang, gemeente: str = ALMERE) -> str:
    return f"/v1/meldingen/{(await toegang.meld(melding(gemeente)))['id']}/afwegingen"


async def weigering(toegang: Toegang, path: str, body: Json) -> list[Json]:
    answer = await toegang.post(path, body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), answer.text
    problem = answer.json()
    assert problem["rule"] == problem["invalidParams"][0]["rule"]
    found: list[Json] = problem["invalidParams"]
    return found


async def test_m22_what_is_weighed_is_recorded_and_told(toegang: Toegang) -> None:
    path = await pad(toegang, HOUTEN)
    afweging = gelukt(await toegang.post(path, LEKSTROOM))
    assert (afweging["inkoopmodel"], afweging["inkoopmodelVersie"]) == ("lekstroom-2022", "2022-01-01")
    assert afweging["keuzes"] == [
        {
            "product": "B2O1",
            "traject": "ontwikkelen",
            "intensiteit": "plus",
            "scenario": None,
            "aantalGebieden": 3,
            "duurMaanden": 12,
            "minutenPerWeek": None,
            "afgeweken": False,
        }
    ]
    assert [each["regel"] for each in afweging["onderbouwing"]] == ["M25", "M26", "M27"]  # type: ignore[index, union-attr]
    assert (await toegang.get(f"/v1/afwegingen/{afweging['id']}")).json() == afweging
    assert (await toegang.get(path)).json() == [afweging]
    event = (await toegang.events())[-1]
    assert event["type"] == "nl.wmo.afwegingen.vastgelegd.v1"
    assert event["data"]["producten"][0]["intensiteit"] == "plus"  # type: ignore[index]


async def test_a_proposal_says_what_may_be_and_what_not_and_keeps_nothing(toegang: Toegang) -> None:
    path = await pad(toegang, HOUTEN)
    vraag = {"situatie": LEKSTROOM["situatie"], "ingangsdatum": "2024-06-10"}
    voorstel = gelukt(await toegang.post(f"{path}/_voorstel", vraag), 200)
    mogelijk = {each["product"]: each for each in voorstel["mogelijk"]}  # type: ignore[union-attr, index]
    assert set(mogelijk) == {"B2B0", "B2B1", "B2O0", "B2O1"}
    assert mogelijk["B2O1"]["maanden"] == [6, 12, 24]
    niet = {each["product"]: [w["regel"] for w in each["weigeringen"]] for each in voorstel["nietMogelijk"]}  # type: ignore[union-attr, index]
    assert (niet["B1O0"], niet["B2O2"], niet["OZR1"]) == (["M25"], ["M26"], ["M45"])
    assert (await toegang.get(path)).json() == []
    assert len(await toegang.events()) == 1


async def test_what_the_situation_lacks_is_said_once(toegang: Toegang) -> None:
    path = await pad(toegang, HOUTEN)
    vraag = {"situatie": {"gebieden": ["administratie-financien"]}, "ingangsdatum": "2024-06-10"}
    voorstel = gelukt(await toegang.post(f"{path}/_voorstel", vraag), 200)
    assert voorstel["mogelijk"] == []
    assert [each["regel"] for each in voorstel["overig"]] == ["M24"]  # type: ignore[index, union-attr]


@pytest.mark.parametrize(
    ("gemeente", "body", "verwacht"),
    [
        (
            HOUTEN,
            met(LEKSTROOM, "situatie", {"gebieden": ["administratie-financien"]}),
            [("M24", "body.situatie.gebieden"), ("M25", "body.keuzes.0.product"), ("M26", "body.keuzes.0.product")],
        ),
        (HOUTEN, met(LEKSTROOM, "situatie.omstandigheden", []), [("M26", "body.keuzes.0.product")]),
        (HOUTEN, met(LEKSTROOM, "keuzes.0.einddatum", "2027-06-09"), [("M27", "body.keuzes.0.einddatum")]),
        (ALMERE, met(HO, "keuzes.0.product", "Rolstoelen"), [("M15", "body.keuzes.0.product")]),
        (ALMERE, met(HO, "keuzes.0.product", "OIL2"), [("M67", "body.keuzes.0.product")]),
        (ALMERE, met(HO, "keuzes.0.scenario", "tijdelijk"), [("M10", "body.keuzes.0.einddatum")]),
        (ALMERE, met(HO, "situatie.huishoudplan", []), [("M3", "body.keuzes.0.product")]),
        (ALMERE, met(HO, "situatie.huidigTraject", "traject-9"), [("M8", "body.situatie.huidigTraject")]),
        (
            ALMELO,
            {
                "situatie": {"verwijzing": {"route": "gecertificeerde-instelling"}},
                "keuzes": [
                    {
                        "product": "OIL2",
                        "ingangsdatum": "2024-06-10",
                        "einddatum": "2024-12-09",
                        "traject": "ontwikkelen",
                        "minutenPerWeek": 90,
                    }
                ],
            },
            [("M41", "body.situatie.verwijzing.route")],
        ),
    ],
    ids=["M24", "M26", "M27", "M15", "M67", "M10", "M3", "M8", "M41"],
)
async def test_what_the_model_forbids_is_refused_by_rule(
    toegang: Toegang, gemeente: str, body: Json, verwacht: list[tuple[str, str]]
) -> None:
    """Every refusal names the rule, the field, and what would be allowed (M15, M24, M26, M27, M41)."""
    path = await pad(toegang, gemeente)
    gevonden = await weigering(toegang, path, body)
    assert [(each["rule"], each["name"]) for each in gevonden] == verwacht
    assert all(each["allowed"] and each["reason"] for each in gevonden)
    assert (await toegang.get(path)).json() == []


async def test_m7_traject_2_and_3_at_once(toegang: Toegang) -> None:
    keuze = {"ingangsdatum": "2024-06-10", "einddatum": "2025-06-09", "minutenPerWeek": 120}
    keuzes = [{**keuze, "product": "IB2B", "traject": "traject-2"}, {**keuze, "product": "IB3", "traject": "traject-3"}]
    (een,) = await weigering(toegang, await pad(toegang), {"situatie": {}, "keuzes": keuzes})
    assert een["rule"] == "M7"
    assert een["allowed"] == "Kies IB2B of IB3, of laat ze na elkaar lopen."


async def test_reasons_are_sealed_and_in_no_event(toegang: Toegang) -> None:
    reden = "haar man is overleden"
    body = met(met(HO, "keuzes.0.minutenPerWeek", 300), "keuzes.0.redenAfwijking", reden)
    body = met(body, "situatie.huishoudplan.0.minutenPerWeek", 300)
    afweging = gelukt(await toegang.post(await pad(toegang), body))
    assert afweging["keuzes"][0]["afgeweken"] is True  # type: ignore[index]
    assert reden not in json.dumps(afweging)
    assert reden not in json.dumps(await toegang.events())
    assert reden not in str(await toegang.rows())
    lezen = f"/v1/afwegingen/{afweging['id']}/_inzage"
    assert (await toegang.post(lezen)).status_code == 403
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    assert (await toegang.post(lezen)).json()["keuzes"][0]["redenAfwijking"] == reden
    assert "zaak gelezen" in [each["naam"] for each in await toegang.logboek()]


async def test_another_municipality_sees_nothing(toegang: Toegang) -> None:
    path = await pad(toegang)
    afweging = gelukt(await toegang.post(path, HO))
    toegang.headers = toegang.token(HOUTEN)
    assert (await toegang.post(path, HO)).status_code == 404
    assert (await toegang.post(f"{path}/_voorstel", {"situatie": {}, "ingangsdatum": "2024-06-10"})).status_code == 404
    assert (await toegang.get(path)).status_code == 404
    assert (await toegang.get(f"/v1/afwegingen/{afweging['id']}")).status_code == 404
    assert (
        await toegang.get("/v1/indicatievergelijkingen?gemeente=0034&van=2024-01-01&tot=2024-12-31")
    ).status_code == 403


async def test_the_rules_can_be_listed(toegang: Toegang) -> None:
    gevonden = (await toegang.get("/v1/weegregels")).json()
    assert [each["nummers"] for each in gevonden] == [list(each.nummers) for each in REGELS]
    assert all(each["uitleg"] for each in gevonden)


async def test_m31_indications_compared(toegang: Toegang) -> None:
    """Ten or more of the same product and situation: nearly all the same shows, and so does arbitrariness."""
    bsns = [each for each in map(str, range(999900006, 999900200)) if elfproef.is_valid(each)][:11]
    vraag = "/v1/indicatievergelijkingen?gemeente=0034&van=2024-06-01&tot=2024-06-30"
    for plek, bsn in enumerate(bsns):
        if plek == 9:
            assert (await toegang.get(vraag)).json() == []
        minuten = 120 if plek < 9 else 240
        keuze = {
            "product": "IB2B",
            "traject": "traject-2",
            "ingangsdatum": "2024-06-10",
            "einddatum": "2026-06-09",
            "minutenPerWeek": minuten,
        }
        zaak = await toegang.meld(melding(bsn=bsn))
        gelukt(await toegang.post(f"/v1/meldingen/{zaak['id']}/afwegingen", {"situatie": {}, "keuzes": [keuze]}))
    (gevonden,) = (await toegang.get(vraag)).json()
    assert gevonden["aantal"] == len(bsns)
    assert (gevonden["mediaan"], gevonden["meestGekozen"], gevonden["aandeelMeestGekozen"]) == (120, 120, 82)
    assert (gevonden["standaard"], gevonden["spreiding"]) == (True, False)


@pytest.fixture
def later_model(tmp_path: Path) -> Iterator[None]:
    """A newer version of Almere from 1 June 2024 on, in which household help has another price."""
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    tekst = tekst.replace("naam: almere-2023", "naam: almere-2024").replace("versie: 2023-01-01", "versie: 2024-06-01")
    folder = tmp_path / "modellen"
    folder.mkdir()
    for veld in ("naam", "scenario"):
        tekst = tekst.replace(f"{veld}: licht,", f"{veld}: lichter,")
    (folder / "almere-2024.yaml").write_text(tekst, encoding="utf-8")
    yield None
    gebruik_map(None)


async def test_a_later_model_leaves_what_was_weighed_as_it_was(
    toegang: Toegang, later_model: None, tmp_path: Path
) -> None:
    path = await pad(toegang)
    oud = gelukt(await toegang.post(path, met(HO, "keuzes.0.scenario", "licht")))
    gebruik_map(tmp_path / "modellen")
    assert (await toegang.get(f"/v1/afwegingen/{oud['id']}")).json() == oud
    (weg,) = await weigering(toegang, path, met(HO, "keuzes.0.scenario", "licht"))
    assert weg["rule"] == "M10"
    nieuw = gelukt(await toegang.post(path, met(HO, "keuzes.0.scenario", "lichter")))
    assert (oud["inkoopmodel"], nieuw["inkoopmodel"]) == ("almere-2023", "almere-2024")


async def test_a_decision_takes_over_what_was_weighed(toegang: Toegang) -> None:
    """toets_besluit fills in scenario and minutes, and names the rules on which the decision rests (M1, M10)."""
    zaak = await toegang.meld()
    gelukt(await toegang.post(f"/v1/meldingen/{zaak['id']}/afwegingen", HO))
    async with toegang.room.work() as work:
        gevonden = await store.melding(work.session, str(zaak["id"]))
        assert gevonden is not None
        kaal = Keuze("HO", date(2024, 6, 10), date(2025, 6, 9))
        (keuze,), gezegd = await toets_besluit(work, gevonden, laad("almere-2023"), [kaal], date(2024, 6, 3))
        assert (keuze.scenario, keuze.minuten_per_week) == ("langdurig", 90)
        assert [each.regel for each in gezegd] == ["M9", "M10", "M3"]
        samen = [Keuze(code, date(2024, 6, 10), date(2025, 6, 9)) for code in ("IB2B", "IB3")]
        with pytest.raises(Geweigerd, match="M7"):
            await toets_besluit(work, gevonden, laad("almere-2023"), samen, date(2024, 6, 3))


async def test_m22_lekstroom_decides_only_after_weighing(toegang: Toegang) -> None:
    zaak = await toegang.meld(melding(HOUTEN))
    kaal = [Keuze("B2O1", date(2024, 6, 10), date(2025, 6, 9))]
    async with toegang.room.work() as work:
        gevonden = await store.melding(work.session, str(zaak["id"]))
        assert gevonden is not None
        with pytest.raises(Geweigerd, match="M22"):
            await toets_besluit(work, gevonden, laad("lekstroom-2022"), kaal, date(2024, 6, 3))
    gelukt(await toegang.post(f"/v1/meldingen/{zaak['id']}/afwegingen", LEKSTROOM))
    async with toegang.room.work() as work:
        gevonden = await store.melding(work.session, str(zaak["id"]))
        assert gevonden is not None
        (keuze,), _ = await toets_besluit(work, gevonden, laad("lekstroom-2022"), kaal, date(2024, 6, 3))
    assert keuze.product == "B2O1"


async def test_an_objection_is_weighed_under_the_model_of_the_decision(
    toegang: Toegang, later_model: None, tmp_path: Path
) -> None:
    """Also what was not weighed before (M10), when another model is in force; a new case has the new one."""
    pad_van = await toegang.onderzocht()
    gelukt(await toegang.post(f"{pad_van}/aanvraag", AANVRAAG))
    gegeven = gelukt(await toegang.post(f"{pad_van}/beschikkingen", beschikking(product("IB2B", volume=104))))
    gebruik_map(tmp_path / "modellen")
    bezwaar = {"ingediendOp": "2024-06-03", "gronden": "Ik wil hulp in huis."}
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", bezwaar))
    thuis = product(scenario="licht", minutenPerWeek=90, ingangsdatum="2024-06-10")
    besluit = beschikking(thuis, besluitdatum="2024-06-03")
    besluit |= {"uitkomst": "gegrond", "nieuweUitkomst": "toegekend"}
    pad = f"/v1/bezwaren/{bezwaar['id']}/_besluit"
    ongewogen = await toegang.post(pad, besluit, **{"If-Match": "*"})
    assert (ongewogen.status_code, ongewogen.json()["rule"]) == (400, "M3")
    wens = met(HO, "keuzes.0.scenario", "licht")
    voorstel = {"situatie": HO["situatie"], "ingangsdatum": "2024-06-10"}
    voorgesteld = gelukt(await toegang.post(f"{pad_van}/afwegingen/_voorstel", voorstel), 200)
    assert voorgesteld["inkoopmodel"] == "almere-2023"
    gewogen = gelukt(await toegang.post(f"{pad_van}/afwegingen", wens))
    klaar = gelukt(await toegang.post(pad, besluit, **{"If-Match": "*"}), 200)
    nieuw = (await toegang.get(f"/v1/beschikkingen/{klaar['nieuweBeschikkingId']}")).json()
    assert (gewogen["inkoopmodel"], nieuw["inkoopmodel"]) == ("almere-2023", "almere-2023")
    ander = f"/v1/meldingen/{(await toegang.meld(melding(bsn=ANDER_BSN)))['id']}/afwegingen"
    assert [each["rule"] for each in await weigering(toegang, ander, wens)] == ["M10"]


async def test_an_objection_on_a_temporary_measure_waits_for_no_weighing(toegang: Toegang) -> None:
    """Wmo 2015, 2.3.3: as the measure itself; what replaces it ends when the decision comes."""
    zaak = await toegang.meld()
    pad_van = f"/v1/meldingen/{zaak['id']}"
    spoed = beschikking(product(scenario="licht", ingangsdatum="2024-05-07"), besluitdatum="2024-05-07")
    gegeven = gelukt(await toegang.post(f"{pad_van}/tijdelijke-voorziening", spoed))
    bezwaar = {"ingediendOp": "2024-06-03", "gronden": "Ik wil meer hulp."}
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", bezwaar))
    besluit = beschikking(product(scenario="langdurig", ingangsdatum="2024-06-04"), besluitdatum="2024-06-03")
    besluit |= {"uitkomst": "gegrond", "nieuweUitkomst": "toegekend"}
    klaar = await toegang.post(f"/v1/bezwaren/{bezwaar['id']}/_besluit", besluit, **{"If-Match": "*"})
    vervanger = gelukt(klaar, 200)["nieuweBeschikkingId"]
    await toegang.sluit(pad_van)
    (gestopt,) = (await toegang.get(f"/v1/beschikkingen/{vervanger}")).json()["producten"]
    assert gestopt["eindreden"] == "ingetrokken"
