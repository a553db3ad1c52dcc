"""What is made in a zaaksysteem is what it takes, in its order; what was made already is found, and not made twice."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from jsonschema import Draft202012Validator
from pydantic import SecretStr
from tests.koppelvlakken.gegevens import met_koppelvlakken
from tests.koppelvlakken.zgw.dubbel import (
    BESLUITEN,
    CATALOGI,
    CLIENT_ID,
    DOCUMENTEN,
    GEHEIM,
    RSIN,
    ZAKEN,
    ZaakDubbel,
    openapi,
)

from koppelvlakken.zgw import (
    Betrokkene,
    Gezocht,
    Ontbreekt,
    Typen,
    Verzoek,
    Zaaksysteem,
    ZgwFout,
    behandelaar,
    besluit,
    besluitdocument,
    document,
    initiator,
    lees_zaak,
    maak,
    open_zaaksysteem,
    resultaat,
    status,
    vind_typen,
    zaak,
    zaakdocument,
)
from koppelvlakken.zgw.verbinding import is_weg
from koppelvlakken.zgw.verzoek import moment_van

pytestmark = met_koppelvlakken
NU = datetime(2024, 6, 3, 8, 30, tzinfo=UTC)
VANDAAG = NU.date()
SYSTEEM = Zaaksysteem(ZAKEN, DOCUMENTEN, BESLUITEN, CATALOGI, CLIENT_ID, SecretStr(GEHEIM))
WIE = Betrokkene("999900006", "Grootkerk", "van der", "W", "Wilhelmina")
GEZOCHT = Gezocht(
    zaaktype="WMO",
    initiator="Initiator",
    behandelaar="behandelaar",
    statussen={each: each.capitalize() for each in ("ontvangen", "onderzocht", "aangevraagd", "afgehandeld")},
    resultaten={"toegekend": "Verstrekt", "afgewezen": "Geweigerd", "gesloten": "Afgebroken"},
    documenttype="Beschikking",
    besluittype="Besluit Wmo",
)


@pytest.fixture
def dubbel() -> ZaakDubbel:
    return ZaakDubbel(lambda: NU)


@pytest.fixture
async def http(dubbel: ZaakDubbel) -> AsyncIterator[httpx.AsyncClient]:
    async with open_zaaksysteem(SYSTEEM, lambda: NU, dubbel.transport()) as client:
        yield client


@pytest.fixture
async def typen(http: httpx.AsyncClient) -> Typen:
    return await vind_typen(http, SYSTEEM, GEZOCHT, VANDAAG, "afgehandeld")


def een_zaak(typen: Typen, identificatie: str = "WMO-K7PM-3RXC") -> Verzoek:
    return zaak(
        rsin=RSIN,
        zaaktype=typen.zaaktype,
        identificatie=identificatie,
        omschrijving="Melding en aanvraag Wmo",
        startdatum=date(2024, 5, 6),
        uiterlijk=date(2024, 7, 1),
        kenmerk="K7PM-3RXC",
        vertrouwelijkheid="zaakvertrouwelijk",
    )


def een_brief(typen: Typen) -> Verzoek:
    return document(
        rsin=RSIN,
        documenttype=typen.documenttype,
        identificatie="brief-1",
        titel="Beschikking K7PM-3RXC",
        auteur="Gemeente Almere",
        op=VANDAAG,
        bestandsnaam="beschikking.pdf",
        inhoud=b"%PDF-1.7 ...",
        vertrouwelijkheid=None,
    )


def een_besluit(typen: Typen, zaak_url: str) -> Verzoek:
    return besluit(
        rsin=RSIN,
        besluittype=typen.besluittype,
        identificatie="besluit-1",
        zaak_url=zaak_url,
        op=VANDAAG,
        ingang=VANDAAG,
        reageren_tot=VANDAAG + timedelta(weeks=6),
    )


async def alles(http: httpx.AsyncClient, typen: Typen, *, eerder: bool = False) -> str:
    """The minimal flow, in its order."""

    async def doe(verzoek: Verzoek) -> str:
        return await maak(http, SYSTEEM, verzoek, eerder=eerder)

    zaak_url = await doe(een_zaak(typen))
    await doe(initiator(zaak_url, typen.initiator, WIE))
    assert typen.behandelaar is not None
    await doe(behandelaar(zaak_url, typen.behandelaar, "Team Wmo"))
    await doe(status(zaak_url, typen.statussen["ontvangen"], moment_van(date(2024, 5, 6), 1, NU)))
    brief = await doe(een_brief(typen))
    await doe(zaakdocument(zaak_url, brief))
    besluit_url = await doe(een_besluit(typen, zaak_url))
    await doe(besluitdocument(besluit_url, brief))
    await doe(resultaat(zaak_url, typen.resultaten["toegekend"]))
    await doe(status(zaak_url, typen.statussen["afgehandeld"], moment_van(VANDAAG, 4, NU)))
    return zaak_url


async def test_the_minimal_flow_ends_with_the_archive_date(
    http: httpx.AsyncClient, dubbel: ZaakDubbel, typen: Typen
) -> None:
    zaak_url = await alles(http, typen)
    stand = await lees_zaak(http, SYSTEEM, zaak_url)
    assert (stand.einddatum, stand.archiefnominatie, stand.archiefactiedatum) == (
        VANDAAG, "vernietigen", date(2039, 6, 3),
    )  # fmt: skip
    assert {soort: len(rijen) for soort, rijen in dubbel.gemaakt.items()} == {
        "zaken": 1, "rollen": 2, "statussen": 2, "resultaten": 1, "zaakinformatieobjecten": 1,
        "enkelvoudiginformatieobjecten": 1, "besluiten": 1, "besluitinformatieobjecten": 1,
    }  # fmt: skip


async def test_what_was_made_already_is_found_and_not_made_twice(
    http: httpx.AsyncClient, dubbel: ZaakDubbel, typen: Typen
) -> None:
    eerst = await alles(http, typen)
    dubbel.gevraagd.clear()
    assert await alles(http, typen, eerder=True) == eerst
    assert [each for each in dubbel.gevraagd if each.startswith("POST")] == []


async def test_without_looking_first_the_second_is_refused(http: httpx.AsyncClient, typen: Typen) -> None:
    await maak(http, SYSTEEM, een_zaak(typen), eerder=False)
    with pytest.raises(ZgwFout) as fout:
        await maak(http, SYSTEEM, een_zaak(typen), eerder=False)
    assert fout.value.kort == "400 invalid (identificatie identificatie-niet-uniek)"


async def test_the_end_without_a_result_is_refused(http: httpx.AsyncClient, typen: Typen) -> None:
    zaak_url = await maak(http, SYSTEEM, een_zaak(typen), eerder=False)
    with pytest.raises(ZgwFout) as fout:
        await maak(http, SYSTEEM, status(zaak_url, typen.statussen["afgehandeld"], NU), eerder=False)
    assert "resultaat-does-not-exist" in fout.value.kort


async def test_what_is_sent_is_as_the_published_documents_say(
    typen: Typen, dubbel: ZaakDubbel, http: httpx.AsyncClient
) -> None:
    await alles(http, typen)
    for api, soort, schema in (
        ("zaken", "zaken", "ZaakRequest"),
        ("zaken", "statussen", "StatusRequest"),
        ("zaken", "resultaten", "ResultaatRequest"),
        ("besluiten", "besluiten", "BesluitRequest"),
        ("documenten", "enkelvoudiginformatieobjecten", "EnkelvoudigInformatieObjectCreateLockRequest"),
    ):
        gehele = openapi(api)
        vorm = gehele | {"$ref": f"#/components/schemas/{schema}"}
        velden = gehele["components"]["schemas"][schema]["properties"]
        for row in dubbel.gemaakt[soort]:
            verstuurd = {naam: waarde for naam, waarde in row.items() if naam in velden}
            assert set(row) - set(velden) <= {"url", "einddatum", "archiefnominatie", "archiefactiedatum"}
            Draft202012Validator(vorm).validate(verstuurd)


async def test_no_care_and_no_address_goes_along(http: httpx.AsyncClient, dubbel: ZaakDubbel, typen: Typen) -> None:
    await alles(http, typen)
    (rol,) = (each for each in dubbel.gemaakt["rollen"] if each["betrokkeneType"] == "natuurlijk_persoon")
    gegevens = rol["betrokkeneIdentificatie"]
    assert isinstance(gegevens, dict)
    assert set(gegevens) == {"inpBsn", "geslachtsnaam", "voorvoegselGeslachtsnaam", "voorletters", "voornamen"}
    assert not any("999900006" in each for each in dubbel.gevraagd)
    assert "999900006" not in repr(initiator("z", "r", WIE))


@pytest.mark.parametrize(
    ("klok", "code"),
    [(NU - timedelta(hours=2), "jwt-expired"), (NU + timedelta(minutes=5), "jwt-expired"), (NU, None)],
)
async def test_every_call_is_signed_by_the_clock(dubbel: ZaakDubbel, klok: datetime, code: str | None) -> None:
    async with open_zaaksysteem(SYSTEEM, lambda: klok, dubbel.transport()) as http:
        if code is None:
            await vind_typen(http, SYSTEEM, GEZOCHT, VANDAAG, "afgehandeld")
            return
        with pytest.raises(ZgwFout) as fout:
            await vind_typen(http, SYSTEEM, GEZOCHT, VANDAAG, "afgehandeld")
    assert (fout.value.status, fout.value.code) == (403, code)


async def test_another_secret_is_refused(dubbel: ZaakDubbel) -> None:
    anders = replace(SYSTEEM, geheim=SecretStr("een-ander-geheim-van-32-tekens!!"))
    async with open_zaaksysteem(anders, lambda: NU, dubbel.transport()) as http:
        with pytest.raises(ZgwFout, match="403 not-authenticated"):
            await vind_typen(http, anders, GEZOCHT, VANDAAG, "afgehandeld")


async def test_types_are_found_by_name_and_by_address(http: httpx.AsyncClient, typen: Typen) -> None:
    assert typen.zaaktype == f"{CATALOGI}/zaaktypen/WMO", "the published one of today"
    met_adres = replace(GEZOCHT, zaaktype=typen.zaaktype, initiator=typen.initiator, documenttype=typen.documenttype)
    assert await vind_typen(http, SYSTEEM, met_adres, VANDAAG, "afgehandeld") == typen


async def test_all_that_is_missing_in_the_catalogue_is_said_at_once(http: httpx.AsyncClient) -> None:
    fout_ = replace(GEZOCHT, initiator="Aanvrager", resultaten={"toegekend": "Toegekend"}, besluittype="Besluit")
    with pytest.raises(Ontbreekt) as fout:
        await vind_typen(http, SYSTEEM, fout_, VANDAAG, "onderzocht")
    assert fout.value.regels == (
        "resultaten.toegekend: 'Toegekend' staat niet in de catalogus; wel: Afgebroken, Geweigerd, Verstrekt",
        "initiator: 'Aanvrager' staat niet in de catalogus; wel: Behandelaar, Initiator",
        "besluittype: 'Besluit' staat niet in de catalogus; wel: Besluit Wmo",
        "statussen.onderzocht: 'Onderzocht' is niet de eindstatus van dit zaaktype",
    )


@pytest.mark.parametrize("naam", ["WMO-oud", f"{CATALOGI}/zaaktypen/WMO-oud", f"{CATALOGI}/zaaktypen/WMO-nieuw"])
async def test_a_zaaktype_that_is_a_concept_or_over_is_not_found(http: httpx.AsyncClient, naam: str) -> None:
    with pytest.raises(Ontbreekt, match="zaaktype"):
        await vind_typen(http, SYSTEEM, replace(GEZOCHT, zaaktype=naam), VANDAAG, "afgehandeld")


async def test_two_types_of_one_name_are_not_guessed_between(http: httpx.AsyncClient, dubbel: ZaakDubbel) -> None:
    dubbel.catalogus["besluittypen"].append(dubbel.catalogus["besluittypen"][0] | {"url": f"{CATALOGI}/besluittypen/2"})
    with pytest.raises(Ontbreekt, match="er zijn er 2 die 'Besluit Wmo' heten"):
        await vind_typen(http, SYSTEEM, GEZOCHT, VANDAAG, "afgehandeld")


async def test_what_a_fault_says_is_never_a_value() -> None:
    velden = [
        {"name": "betrokkeneIdentificatie.inpBsn", "code": "invalid", "reason": "999900006"},
        {"name": "999900006", "code": "x"},
    ]
    body = {"code": "999900006", "invalidParams": velden}
    transport = httpx.MockTransport(lambda _request: httpx.Response(400, json=body))
    async with open_zaaksysteem(SYSTEEM, lambda: NU, transport) as http:
        with pytest.raises(ZgwFout) as fout:
            await maak(http, SYSTEEM, resultaat("z", "r"), eerder=False)
    assert str(fout.value) == "400 (betrokkeneIdentificatie.inpBsn invalid)"


@pytest.mark.parametrize(
    ("fout", "weg"),
    [(ZgwFout(503, None, ()), True), (ZgwFout(429, None, ()), True), (ZgwFout(400, "invalid", ()), False),
     (ZgwFout(403, None, ()), False), (httpx.ConnectError("x"), True),
     (httpx.DecodingError("x"), True), (ValueError("x"), False)],
)  # fmt: skip
def test_what_is_away_goes_well_later(fout: Exception, weg: bool) -> None:
    assert is_weg(fout) is weg


async def test_an_address_outside_the_api_is_not_followed(
    http: httpx.AsyncClient, dubbel: ZaakDubbel, typen: Typen
) -> None:
    await alles(http, typen)
    dubbel.gevraagd.clear()
    stand = await lees_zaak(http, SYSTEEM, "https://achter-een-poort.example/zaken/api/v1/zaken/1")
    assert (stand.zaaktype, str(stand.einddatum)) == (typen.zaaktype, str(VANDAAG))
    assert dubbel.gevraagd == ["GET /zaken/api/v1/zaken/1"], "at the address that the operator named"
    for elders in ("https://elders.example/", "https://elders.example/?zaak=1", "https://elders.example/%2e%2e"):
        with pytest.raises(ZgwFout, match="onleesbaar"):
            await lees_zaak(http, SYSTEEM, elders)
    assert len(dubbel.gevraagd) == 1


def test_statuses_of_one_day_have_moments_of_their_own_and_none_lies_ahead() -> None:
    gisteren = VANDAAG - timedelta(days=1)
    assert moment_van(gisteren, 1, NU) < moment_van(gisteren, 2, NU) < NU
    assert NU - timedelta(minutes=1) < moment_van(VANDAAG, 3, NU) < moment_van(VANDAAG, 4, NU) < NU
