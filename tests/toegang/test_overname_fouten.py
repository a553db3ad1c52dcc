"""A file with running indications that is not right: each mistake is named by row, column and rule (M134)."""

import pytest
from tests.toegang.conftest import ALMERE, ANDER_BSN, BSN, Toegang, gelukt, melding
from tests.toegang.overname import bestand, fouten, neem_over, rij, stuur

ANDER = {"kenmerk": "K-2", "toewijzingnummer": "400124"}


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({"kenmerk": ""}, ("kenmerk", "M134")),
        ({"kenmerk": BSN}, ("kenmerk", "M134")),
        ({"beschikkingnummer": f"B{BSN}"}, ("beschikkingnummer", "M134")),
        ({"bsn": "123456789"}, ("bsn", "CS002")),
        ({"bsn": "12"}, ("bsn", "RS037")),
        ({"geslachtsnaam": ""}, ("geslachtsnaam", "M134")),
        ({"geboortedatum": "29-02-1948"}, ("geboortedatum", "M134")),
        ({"huisnummer": "twaalf"}, ("huisnummer", "M134")),
        ({"wet": "wlz"}, ("wet", "M134")),
        ({"wet": "jeugdwet"}, ("wet", "M134")),
        ({"product": "XX"}, ("product", "M134")),
        ({"volume": "0"}, ("volume", "M134")),
        ({"eenheid": "99"}, ("eenheid", "M134")),
        ({"einddatum": "2023-12-31"}, ("einddatum", "CS003")),
        ({"einddatum": "2024-06-02"}, ("einddatum", "M134")),
        ({"besluitdatum": "2024-06-04"}, ("besluitdatum", "M134")),
        ({"begindatum_levering": "2023-12-31"}, ("begindatum_levering", "M134")),
        ({"begindatum_levering": "2024-06-04"}, ("begindatum_levering", "M134")),
        ({"aanbieder": ""}, ("aanbieder", "M134")),
        ({"toewijzingnummer": ""}, ("toewijzingnummer", "M134")),
        ({"geboortedatum": "2015-01-01"}, ("product", "Jeugdwet 1.1")),
    ],
    ids=lambda each: "-".join(each) if isinstance(each, dict) else "",
)
async def test_m134_a_row_that_is_wrong_in_one_thing_says_which(
    toegang: Toegang, anders: dict[str, str], verwacht: tuple[str, str]
) -> None:
    uitkomst = await neem_over(toegang, rij(**anders))
    assert fouten(uitkomst) == [(2, *verwacht)]
    assert uitkomst["overgenomen"] == 0
    assert BSN not in str(uitkomst)
    assert (await toegang.rows())["clienten"] == []


@pytest.mark.parametrize(
    "anders", [{"einddatum": "2024-06-03"}, {"besluitdatum": "2024-06-03"}, {"begindatum_levering": "2024-01-01"}]
)
async def test_m134_the_last_day_that_is_right(toegang: Toegang, anders: dict[str, str]) -> None:
    assert (await neem_over(toegang, rij(**anders)))["overgenomen"] == 1


async def test_m134_a_trial_names_every_mistake_of_every_row(toegang: Toegang) -> None:
    uitkomst = await neem_over(
        toegang, rij(bsn="123456789", volume="0", geslachtsnaam=""), rij(**ANDER, product="XX"), proef=True
    )
    assert [each[:2] for each in fouten(uitkomst)] == [(2, "bsn"), (2, "geslachtsnaam"), (2, "volume"), (3, "product")]


async def test_m134_a_row_that_stands_twice(toegang: Toegang) -> None:
    uitkomst = await neem_over(toegang, rij(), rij())
    assert (uitkomst["overgenomen"], fouten(uitkomst)) == (1, [(3, "kenmerk", "M134")])


async def test_m134_a_number_is_of_one_indication(toegang: Toegang) -> None:
    ander = rij(kenmerk="K-2", bsn=ANDER_BSN)
    assert fouten(await neem_over(toegang, rij(), ander)) == [(3, "toewijzingnummer", "TR332")]
    assert fouten(await neem_over(toegang, ander)) == [(2, "toewijzingnummer", "TR332")]


async def test_m134_the_same_help_of_the_same_provider_runs_once(toegang: Toegang) -> None:
    """Within a file, and beside what was there; with another provider, or after it, it may be."""
    overlapt = rij(**ANDER, ingangsdatum="2025-05-31", einddatum="", begindatum_levering="")
    assert fouten(await neem_over(toegang, rij(), overlapt)) == [(3, "product", "TR302")]
    assert fouten(await neem_over(toegang, overlapt)) == [(2, "product", "TR302")]
    elders = overlapt | {"aanbieder": "99990002"}
    erna = rij(kenmerk="K-3", toewijzingnummer="3", ingangsdatum="2025-06-01", einddatum="", begindatum_levering="")
    assert fouten(await neem_over(toegang, elders, erna)) == []


async def test_m134_a_bsn_of_somebody_who_was_born_on_another_day(toegang: Toegang) -> None:
    """The number is well formed and of another person: it is not given to who has it."""
    await toegang.meld(melding(bsn=BSN))
    assert fouten(await neem_over(toegang, rij(geboortedatum="1950-01-01"))) == [(2, "geboortedatum", "M134")]
    ander = {"bsn": ANDER_BSN, "kenmerk": "K-3", "toewijzingnummer": "3"}
    uitkomst = await neem_over(toegang, rij(**ander), rij(**ANDER, bsn=ANDER_BSN, geboortedatum="1950-01-01"))
    assert (3, "geboortedatum", "M134") in fouten(uitkomst)


async def test_m134_one_decision_has_one_date(toegang: Toegang) -> None:
    ander = rij(**ANDER, product="IB2B", volume="9", eenheid="04", frequentie="6", besluitdatum="2023-12-12")
    assert fouten(await neem_over(toegang, rij(), ander)) == [(3, "besluitdatum", "M134")]
    assert fouten(await neem_over(toegang, ander)) == [(2, "besluitdatum", "M134")]


async def test_m134_who_has_died_or_moved_gets_nothing(toegang: Toegang) -> None:
    for bsn, reden, dag in ((BSN, "overleden", "2024-06-01"), (ANDER_BSN, "verhuisd", "2024-06-01")):
        zaak = await toegang.meld(melding(bsn=bsn))
        pad = f"/v1/clienten/{zaak['clientId']}/_vertrek"
        gelukt(await toegang.post(pad, {"reden": reden, "laatsteDag": dag}, **{"If-Match": "*"}), 200)
    uitkomst = await neem_over(toegang, rij(), rij(**ANDER, bsn=ANDER_BSN))
    assert fouten(uitkomst) == [(2, "bsn", "M134"), (3, "bsn", "Wmo 2015, 1.2.1")]


async def test_m134_what_toewijzing_refuses_stands_with_its_row(toegang: Toegang) -> None:
    toegang.toewijzing.bezwaren = [{"plek": 1, "veld": "aanbieder", "regel": "M134", "reden": "Die kennen we niet."}]
    uitkomst = await neem_over(toegang, rij(), rij(**ANDER, bsn=ANDER_BSN))
    assert (uitkomst["overgenomen"], fouten(uitkomst)) == (1, [(3, "aanbieder", "M134")])
    (gevraagd,) = toegang.toewijzing.gevraagd
    assert BSN not in str(gevraagd)


async def test_m134_while_toewijzing_is_away_nothing_is_kept(toegang: Toegang) -> None:
    toegang.toewijzing.storingen = 1
    away = await stuur(toegang, bestand(rij()))
    assert (away.status_code, (await toegang.rows())["clienten"]) == (503, [])


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (b"PK\x03\x04\xff\xfe", "bestand"),
        (b"", "bestand"),
        (b"kenmerk;bsn\nK;1\n", "bestand"),
    ],
)
async def test_m134_what_is_no_such_file(toegang: Toegang, inhoud: bytes, soort: str) -> None:
    answer = await stuur(toegang, inhoud)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1].rsplit(":", 1)[-1]) == (400, soort)


async def test_m134_a_file_that_is_too_large_or_of_another_form(toegang: Toegang) -> None:
    veel = bestand(*(rij(kenmerk=f"K-{each}") for each in range(1001)))
    te_veel = await stuur(toegang, veel)
    assert (te_veel.status_code, te_veel.json()["rule"]) == (409, "M134")
    assert (await stuur(toegang, b" " * (1024 * 1024 + 1))).status_code == 413
    assert (await stuur(toegang, bestand(rij()), **{"Content-Type": "application/json"})).status_code == 415


async def test_m134_only_who_works_for_the_municipality(toegang: Toegang) -> None:
    for headers, status in ((toegang.token("0141"), 403), (toegang.token(ALMERE, scope="monitoring"), 403)):
        assert (await stuur(toegang, bestand(rij()), **headers)).status_code == status
    assert (await toegang.rows())["clienten"] == []


async def test_m134_before_the_model_begins_only_a_trial(toegang: Toegang) -> None:
    """On 3 June 2024 the region of Alkmaar has not begun."""
    te_vroeg = await stuur(toegang, bestand(rij()), "0361")
    assert (te_vroeg.status_code, te_vroeg.json()["rule"]) == (409, "M134")
    assert (await stuur(toegang, bestand(rij()), "0361", proef=True)).status_code == 200
    assert (await stuur(toegang, bestand(rij()), "9999")).status_code in {400, 403}
