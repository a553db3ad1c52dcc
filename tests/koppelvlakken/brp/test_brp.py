"""The BRP is asked with only what is needed, and every answer of it is a value."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import SecretStr
from tests.koppelvlakken.brp.dubbel import ADRES, TOKEN, BrpDubbel, bekende_velden, datum, persoon
from tests.koppelvlakken.gegevens import MAP, met_koppelvlakken

from koppelvlakken.brp import (
    DOELEN,
    Adres,
    Buitenland,
    Datum,
    Doel,
    Fout,
    Foutsoort,
    Gevonden,
    Locatie,
    Onbekend,
    Persoon,
    Plaatsonbekend,
    Verbinding,
    open_verbinding,
    raadpleeg,
    velden_voor,
)

pytestmark = met_koppelvlakken
BSN, ANDER = "999900006", "999900018"
VERBINDING = Verbinding(ADRES, token=SecretStr(TOKEN))


@pytest.fixture
def brp() -> BrpDubbel:
    return BrpDubbel({BSN: persoon(BSN)})


@pytest.fixture
async def http(brp: BrpDubbel) -> AsyncIterator[httpx.AsyncClient]:
    async with open_verbinding(VERBINDING, brp.transport()) as client:
        yield client


async def vraag(http: httpx.AsyncClient, doel: Doel = Doel.MELDING, verbinding: Verbinding = VERBINDING) -> object:
    return await raadpleeg(http, verbinding, BSN, doel)


async def gevonden(http: httpx.AsyncClient, doel: Doel = Doel.MELDING) -> Persoon:
    antwoord = await raadpleeg(http, VERBINDING, BSN, doel)
    assert isinstance(antwoord, Gevonden)
    return antwoord.persoon


@pytest.mark.parametrize("doel", Doel)
async def test_a_question_is_one_that_the_brp_takes(http: httpx.AsyncClient, brp: BrpDubbel, doel: Doel) -> None:
    assert isinstance(await vraag(http, doel), Gevonden)
    document = yaml.load((MAP / "brp" / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    schema = document | {"$ref": "#/components/schemas/RaadpleegMetBurgerservicenummer"}
    Draft202012Validator(schema).validate(brp.gevraagd[0])
    assert brp.gevraagd[0]["fields"] == velden_voor(doel)


@pytest.mark.parametrize("doel", Doel)
@pytest.mark.parametrize("alleen_binnenland", [True, False])
def test_only_published_fields_are_asked(doel: Doel, alleen_binnenland: bool) -> None:
    velden = velden_voor(doel, alleen_binnenland=alleen_binnenland)
    assert set(velden) <= bekende_velden()
    assert len(set(velden)) == len(velden)
    assert any(each.startswith("verblijfplaatsBinnenland.") for each in velden) is alleen_binnenland


def test_what_a_purpose_does_not_need_is_not_asked() -> None:
    assert "gezag" not in DOELEN[Doel.MELDING]
    assert "gezag" in DOELEN[Doel.JEUGD]
    assert not any(each.startswith(("naam", "geboorte", "gezag")) for each in DOELEN[Doel.WIJZIGING])


async def test_who_lives_here_is_read_whole(http: httpx.AsyncClient) -> None:
    wie = await gevonden(http)
    assert (wie.naam.voorvoegsel, wie.naam.geslachtsnaam, wie.gemeente) == ("van der", "Grootkerk", "0034")
    assert wie.geboren is not None
    assert wie.geboren.volledig == date(1948, 2, 29)
    assert wie.verblijfplaats == Adres("Populierendreef", 12, "a", "bis", "1327AB", "Almere", False)
    assert wie.woont_sinds is not None
    assert wie.woont_sinds.volledig == date(2010, 5, 1)
    assert (wie.geheim, wie.overleden, wie.in_onderzoek, wie.niet_op_adres, wie.onder_curatele) == (
        False,
        False,
        (),
        False,
        False,
    )


async def test_of_whom_almost_nothing_is_given_is_found_too(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    brp.personen[BSN] = {"burgerservicenummer": BSN, "geheimhoudingPersoonsgegevens": True}
    wie = await gevonden(http)
    assert (wie.geheim, wie.verblijfplaats, wie.gemeente, wie.geboren) == (True, None, None, None)


async def test_death_comes_unasked_and_with_its_day(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    opschorting = {"reden": {"code": "O", "omschrijving": "overlijden"}, "datum": datum("2024-05-02")}
    brp.personen[BSN] = persoon(BSN, opschortingBijhouding=opschorting, overlijden={"datum": datum("2024-05-01")})
    wie = await gevonden(http, Doel.WIJZIGING)
    assert wie.overleden
    assert wie.overleden_op is not None
    assert wie.overleden_op.volledig == date(2024, 5, 1)


async def test_who_went_abroad_is_not_dead(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    opschorting = {"reden": {"code": "E", "omschrijving": "emigratie"}, "datum": datum("2024-05-02")}
    plaats = {"type": "VerblijfplaatsBuitenland", "verblijfadres": {"regel1": "Rue 1"}}
    brp.personen[BSN] = persoon(BSN, opschortingBijhouding=opschorting, verblijfplaats=plaats)
    wie = await gevonden(http)
    assert (wie.overleden, wie.opgeschort, wie.verblijfplaats) == (False, "E", Buitenland())


@pytest.mark.parametrize(
    ("plaats", "waarde"),
    [
        ({"type": "Locatie", "verblijfadres": {"locatiebeschrijving": "Woonboot"}}, Locatie()),
        ({"type": "VerblijfplaatsOnbekend"}, Plaatsonbekend()),
        ({"type": "Adres"}, Adres(None, None, None, None, None, None, False)),
        ({"type": "Adres", "functieAdres": {"code": "B"}}, Adres(None, None, None, None, None, None, True)),
    ],
)
async def test_every_kind_of_place_is_read(
    http: httpx.AsyncClient, brp: BrpDubbel, plaats: dict[str, object], waarde: object
) -> None:
    brp.personen[BSN] = persoon(BSN, verblijfplaats=plaats)
    assert (await gevonden(http)).verblijfplaats == waarde


@pytest.mark.parametrize(
    ("gestuurd", "waarde", "uiterlijk"),
    [
        ({"type": "Datum", "datum": "2024-02-03", "langFormaat": "x"}, Datum("x", 2024, 2, 3), date(2024, 2, 3)),
        ({"type": "JaarMaandDatum", "jaar": 2024, "maand": 2, "langFormaat": "x"}, Datum("x", 2024, 2),
         date(2024, 2, 29)),
        ({"type": "JaarDatum", "jaar": 2023, "langFormaat": "x"}, Datum("x", 2023), date(2023, 12, 31)),
        ({"type": "JaarDatum", "jaar": 2024, "langFormaat": "x"}, Datum("x", 2024), date(2024, 6, 3)),
        ({"type": "DatumOnbekend", "onbekend": True, "langFormaat": "x"}, Datum("x"), date(2024, 6, 3)),
    ],
)  # fmt: skip
async def test_a_date_of_which_a_part_is_unknown_is_no_whole_date(
    http: httpx.AsyncClient, brp: BrpDubbel, gestuurd: dict[str, object], waarde: Datum, uiterlijk: date
) -> None:
    brp.personen[BSN] = persoon(BSN, overlijden={"datum": gestuurd})
    wie = await gevonden(http)
    assert wie.overleden_op == waarde
    assert (waarde.volledig is None) is (waarde.dag is None)
    assert waarde.uiterlijk(date(2024, 6, 3)) == uiterlijk


async def test_what_is_under_investigation_is_named_by_its_group(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    gewoon = persoon(BSN)
    plaats = gewoon["verblijfplaats"]
    assert isinstance(plaats, dict)
    adres = plaats["verblijfadres"] | {"inOnderzoek": {"huisnummer": True}}
    brp.personen[BSN] = gewoon | {
        "inOnderzoek": {"burgerservicenummer": True},
        "verblijfplaats": plaats | {"verblijfadres": adres, "indicatieVastgesteldVerblijftNietOpAdres": True},
    }
    wie = await gevonden(http)
    assert (wie.in_onderzoek, wie.niet_op_adres) == (("persoon", "verblijfplaats"), True)


async def test_curatele_and_gezag_are_read_where_they_are_asked(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    gezag = [{"type": "Voogdij", "minderjarige": {"burgerservicenummer": BSN}, "derden": []}]
    brp.personen[BSN] = persoon(BSN, indicatieCurateleRegister=True, gezag=gezag)
    assert (await gevonden(http, Doel.MELDING)).onder_curatele
    assert (await gevonden(http, Doel.MELDING)).gezag == ()
    assert (await gevonden(http, Doel.JEUGD)).gezag == ("Voogdij",)


async def test_a_bsn_that_the_brp_does_not_know_is_no_fault(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    brp.personen.clear()
    assert await vraag(http) == Onbekend()


async def test_an_answer_for_somebody_else_is_refused(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    brp.personen[ANDER] = persoon(ANDER)
    brp.verwisseld[BSN] = ANDER
    assert await vraag(http) == Fout(Foutsoort.IEMAND_ANDERS, 200)


@pytest.mark.parametrize(
    "personen",
    [[persoon(BSN), persoon(ANDER)], [persoon(BSN), persoon(BSN)], [{"naam": {"geslachtsnaam": "Grootkerk"}}]],
)
async def test_more_than_one_or_somebody_without_a_number_is_refused(personen: list[object]) -> None:
    body = {"type": "RaadpleegMetBurgerservicenummer", "personen": personen}
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=body))
    async with open_verbinding(VERBINDING, transport) as http:
        assert await vraag(http) == Fout(Foutsoort.IEMAND_ANDERS, 200)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>onderhoud</html>",
        b"{}",
        b'{"type":"ZoekMetPostcodeEnHuisnummer","personen":[]}',
        b'{"type":"RaadpleegMetBurgerservicenummer","personen":[{"burgerservicenummer":"999900006","overlijden":'
        b'{"datum":{"type":"Datum","datum":"2024-02-30","langFormaat":"x"}}}]}',
        b'{"type":"RaadpleegMetBurgerservicenummer","personen":["x"]}',
    ],
)
async def test_what_is_no_answer_of_the_brp_is_not_used(body: bytes) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=body))
    async with open_verbinding(VERBINDING, transport) as http:
        assert await vraag(http) == Fout(Foutsoort.ONLEESBAAR, 200)


@pytest.mark.parametrize(
    ("status", "code", "soort"),
    [
        (401, "authentication", Foutsoort.AANMELDEN),
        (403, "autorisation", Foutsoort.RECHT),
        (406, "notAcceptable", Foutsoort.VRAAG),
        (415, "unsupported", Foutsoort.VRAAG),
        (429, "tooManyRequests", Foutsoort.WEG),
        (500, "serverError", Foutsoort.WEG),
        (503, "notAvailable", Foutsoort.WEG),
    ],
)
async def test_every_error_says_what_to_do(
    http: httpx.AsyncClient, brp: BrpDubbel, status: int, code: str, soort: Foutsoort
) -> None:
    brp.fout, brp.koppen = (status, code), {"Retry-After": "30"}
    assert await vraag(http) == Fout(soort, status, code, (), 30.0)


async def test_a_code_that_we_do_not_know_is_not_repeated(http: httpx.AsyncClient, brp: BrpDubbel) -> None:
    brp.fout = (400, BSN)
    assert await vraag(http) == Fout(Foutsoort.VRAAG, 400)


async def test_which_parameters_are_wrong_is_said(http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOELEN, Doel.MELDING, ("burgerservicenummer", "schoenmaat"))
    assert await vraag(http) == Fout(Foutsoort.VRAAG, 400, "paramsValidation", ("fields[1]",))


async def test_without_a_token_that_holds_the_connection_is_to_be_looked_at(brp: BrpDubbel) -> None:
    zonder = Verbinding(ADRES)
    async with open_verbinding(zonder, brp.transport()) as http:
        assert await vraag(http, verbinding=zonder) == Fout(Foutsoort.AANMELDEN, 401, "authentication")


async def test_no_connection_is_a_fault_and_no_exception() -> None:
    def weg(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    async with open_verbinding(VERBINDING, httpx.MockTransport(weg)) as http:
        assert await vraag(http) == Fout(Foutsoort.WEG)


async def test_headers_of_a_gateway_are_as_configured_and_an_empty_one_is_off(brp: BrpDubbel) -> None:
    verbinding = Verbinding(
        ADRES,
        token=SecretStr(TOKEN),
        koppen={"x-gebruiker": "clientroute", "x-origin-oin": ""},
        koppen_per_doel={Doel.MELDING: {"x-doelbinding": "BRPACT-Wmo"}, Doel.JEUGD: {"x-doelbinding": "BRPACT-Jeugd"}},
    )
    async with open_verbinding(verbinding, brp.transport()) as http:
        for doel in Doel:
            await vraag(http, doel, verbinding)
    koppen = [(each.headers.get("x-doelbinding"), each.headers.get("x-gebruiker")) for each in brp.vragen]
    assert koppen == [("BRPACT-Wmo", "clientroute"), ("BRPACT-Jeugd", "clientroute"), (None, "clientroute")]
    assert "x-origin-oin" not in brp.vragen[0].headers


async def test_a_token_is_asked_for_once_and_anew_when_it_is_refused(brp: BrpDubbel) -> None:
    gegeven: list[str] = []
    geldig = "2"

    async def netwerk(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            assert b"grant_type=client_credentials" in request.content
            gegeven.append(str(len(gegeven) + 1))
            return httpx.Response(200, json={"access_token": gegeven[-1], "expires_in": 3600})
        if request.headers["Authorization"] != f"Bearer {geldig}":
            return httpx.Response(401, json={"code": "authentication"})
        return httpx.Response(200, json={"type": "RaadpleegMetBurgerservicenummer", "personen": []})

    verbinding = Verbinding(
        ADRES, token_adres="https://brp.example/token", client_id="wij", client_geheim=SecretStr("geheim")
    )
    async with open_verbinding(verbinding, httpx.MockTransport(netwerk)) as http:
        assert await vraag(http, verbinding=verbinding) == Onbekend()  # the first is refused, the second taken
        assert await vraag(http, verbinding=verbinding) == Onbekend()
        assert gegeven == ["1", "2"]
        geldig = "nooit"
        assert await vraag(http, verbinding=verbinding) == Fout(Foutsoort.AANMELDEN, 401, "authentication")


async def test_an_issuer_that_gives_no_token_is_away() -> None:
    verbinding = Verbinding(ADRES, token_adres="https://brp.example/token")
    transport = httpx.MockTransport(lambda _request: httpx.Response(500))
    async with open_verbinding(verbinding, transport) as http:
        assert await vraag(http, verbinding=verbinding) == Fout(Foutsoort.WEG)


async def test_a_bsn_is_in_the_body_only(
    http: httpx.AsyncClient, brp: BrpDubbel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for fout in (None, (400, "paramsValidation"), (503, "notAvailable")):
        brp.fout = fout
        assert BSN not in repr(await vraag(http)) or fout is None
    assert brp.gevraagd[0]["burgerservicenummer"] == [BSN]
    for request in brp.vragen:
        assert BSN not in str(request.url)
        assert BSN not in json.dumps(dict(request.headers))
    assert BSN not in caplog.text
