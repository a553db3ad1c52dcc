"""A provider without software: start and stop without writing a message, and messages that a person can read."""

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMERE, BSN, DE_BRUG, HET_ANKER, Json, contract, product

import wetten


@pytest.fixture
async def nummer(toewijzing: Toewijzing) -> str:
    """The id of an assignment of HO to De Brug."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    huis = product()
    await toewijzing.hoor(toewijzing.beschikt(huis))
    return huis.id


async def _meld(toewijzing: Toewijzing, pad: str, body: Json) -> Json:
    """Tell it, let it be worked through, and the answer in words."""
    answer = await toewijzing.client.post(f"/v1/toewijzingen/{pad}", json=body, headers=toewijzing.aanbieder())
    bericht = gelukt(answer, 202)
    assert answer.headers["Location"] == f"/v1/berichten/{bericht['id']}"
    assert BSN not in answer.text
    await toewijzing.settle()
    pad = f"/v1/berichten/{bericht['id']}/antwoord/woorden"
    return gelukt(await toewijzing.client.get(pad, headers=toewijzing.aanbieder()))


async def _leveringen(toewijzing: Toewijzing, nummer: str) -> list[Json]:
    answer = await toewijzing.client.get(f"/v1/toewijzingen/{nummer}/leveringen", headers=toewijzing.aanbieder())
    items: list[Json] = gelukt(answer)["items"]  # type: ignore[assignment]
    return items


def _codes(woorden: Json) -> dict[str, str | None]:
    """Each code that an answer names, with its meaning."""
    delen: list[Json] = woorden["delen"]  # type: ignore[assignment]
    return {
        each["tekst"]: each["betekenis"]
        for deel in delen
        for each in deel["waarden"]  # type: ignore[attr-defined]
        if each["naam"] == "Retour codes"
    }


async def test_a_start_and_a_stop_are_told_without_writing_a_message(toewijzing: Toewijzing, nummer: str) -> None:
    antwoord = await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    assert (antwoord["soort"], _codes(antwoord)) == ("WMO306", {})
    assert await _leveringen(toewijzing, nummer) == [{"begindatum": "2024-06-01", "stops": []}]
    antwoord = await _meld(toewijzing, f"{nummer}/_stop", {"einddatum": "2024-06-02", "reden": "19"})
    assert (antwoord["soort"], _codes(antwoord)) == ("WMO308", {})
    (levering,) = await _leveringen(toewijzing, nummer)
    assert levering["stops"] == [{"einddatum": "2024-06-02", "reden": "19", "tijdelijk": False}]


async def test_what_was_told_wrongly_is_taken_back(toewijzing: Toewijzing, nummer: str) -> None:
    await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    stop: Json = {"einddatum": "2024-06-02", "reden": "19"}
    await _meld(toewijzing, f"{nummer}/_stop", stop)
    await _meld(toewijzing, f"{nummer}/_stop", stop | {"trekIn": True})
    (levering,) = await _leveringen(toewijzing, nummer)
    assert levering["stops"] == []
    await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01", "trekIn": True})
    assert await _leveringen(toewijzing, nummer) == []


async def test_what_is_refused_says_why_in_words(toewijzing: Toewijzing, nummer: str) -> None:
    """The same rules hold as for any message: it began already."""
    await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    antwoord = await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    gevonden = _codes(antwoord)
    assert "9074" in gevonden
    assert gevonden["9074"] == "Er is al een eerder bericht ontvangen met dezelfde sleutel."


async def test_a_stop_needs_a_start_and_a_reason_of_the_standard(toewijzing: Toewijzing, nummer: str) -> None:
    pad = f"/v1/toewijzingen/{nummer}"
    stop = {"einddatum": "2024-06-02", "reden": "19"}
    te_vroeg = await toewijzing.client.post(f"{pad}/_stop", json=stop, headers=toewijzing.aanbieder())
    assert (te_vroeg.status_code, te_vroeg.json()["detail"]) == (409, "Meld eerst dat de hulp is begonnen.")
    await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    jeugd = await toewijzing.client.post(f"{pad}/_stop", json=stop | {"reden": "33"}, headers=toewijzing.aanbieder())
    assert jeugd.status_code == 400, "that is a reason of the Jeugdwet"


async def test_somebody_elses_assignment_is_not_there(toewijzing: Toewijzing, nummer: str) -> None:
    body = {"begindatum": "2024-06-01"}
    for pad, inhoud in ((f"{nummer}/_start", body), ("_clienten", {"ids": [nummer]})):
        ander = await toewijzing.client.post(
            f"/v1/toewijzingen/{pad}", json=inhoud, headers=toewijzing.aanbieder(HET_ANKER)
        )
        assert ander.status_code == 404
    assert await _leveringen(toewijzing, nummer) == []


async def test_a_provider_sees_of_whom_its_assignments_are_without_a_bsn(toewijzing: Toewijzing, nummer: str) -> None:
    answer = await toewijzing.client.post(
        "/v1/toewijzingen/_clienten", json={"ids": [nummer]}, headers=toewijzing.aanbieder()
    )
    (gevonden,) = answer.raise_for_status().json()
    assert (gevonden["toewijzingId"], gevonden["clientId"]) == (nummer, CLIENT)
    assert gevonden["naam"]
    assert BSN not in answer.text
    gemeente = toewijzing.token("toewijzing", gemeenten=(ALMERE,))
    assert (
        await toewijzing.client.post("/v1/toewijzingen/_clienten", json={"ids": [nummer]}, headers=gemeente)
    ).status_code == 403


async def test_a_301_can_be_read_and_printed(toewijzing: Toewijzing, nummer: str) -> None:
    (stuk, inhoud), *_ = await toewijzing.post("WMO301", DE_BRUG)
    pad = f"/v1/berichten/{stuk['id']}/woorden"
    woorden = gelukt(await toewijzing.client.get(pad, headers=toewijzing.aanbieder()))
    delen: list[Json] = woorden["delen"]  # type: ignore[assignment]
    assert [(each["naam"], each["niveau"]) for each in delen if each["naam"] in {"Client", "Toegewezen product"}] == [
        ("Client", 1),
        ("Toegewezen product", 2),
    ]
    waarden = [each for deel in delen for each in deel["waarden"]]  # type: ignore[attr-defined]
    assert {"naam": "Bsn", "tekst": BSN, "betekenis": None} in waarden
    assert {"naam": "Product categorie", "tekst": "01", "betekenis": wetten.categorie("01").betekenis} in waarden
    assert {"naam": "Ingangsdatum", "tekst": "01-06-2024", "betekenis": None} in waarden
    assert b"Xsd" in inhoud
    assert not [each for each in waarden if each["naam"].startswith("Xsd")]
    vreemd = await toewijzing.client.get(pad, headers=toewijzing.aanbieder(HET_ANKER))
    assert vreemd.status_code == 404


@met_standaard
async def test_what_is_written_is_valid_by_the_standard(toewijzing: Toewijzing, nummer: str) -> None:
    await _meld(toewijzing, f"{nummer}/_start", {"begindatum": "2024-06-01"})
    await _meld(toewijzing, f"{nummer}/_stop", {"einddatum": "2024-06-02", "reden": "20"})
    for soort in ("WMO305", "WMO307"):
        answer = await toewijzing.client.get(f"/v1/berichten?soort={soort}", headers=toewijzing.aanbieder())
        (stuk,) = answer.json()["items"]
        headers = toewijzing.aanbieder() | {"Accept": "application/xml"}
        inhoud = await toewijzing.client.get(f"/v1/berichten/{stuk['id']}/inhoud", headers=headers)
        assert xsd_aanvaardt(soort, inhoud.content)
        assert list(wetten.controleer(wetten.lees(inhoud.content))) == []
