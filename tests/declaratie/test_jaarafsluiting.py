"""A year is closed by two people once every difference is explained (M82, M136), and then never changes."""

import asyncio
import hashlib
from datetime import UTC, datetime

import pytest
from tests.declaratie.boekjaar import DECEMBER, JAAR, PAD, PDF, UREN, Boekjaar, boekjaar, product, verantwoording
from tests.declaratie.kas import Json
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from declaratie.domain.jaarafsluiting import Cijfer, Jaarproduct, Kant, Uitleg, vergelijk, verschillen
from gebeurtenissen.declaratie import JAARAFSLUITING_GEWIJZIGD

__all__ = ["boekjaar"]

UITLEG = {"categorie": "02", "code": "IB2B", "eenheid": "04", "tekst": "Twee uren stonden op een andere cliënt."}


def soort(problem: Json) -> str:
    return str(problem["type"]).rsplit(":", 1)[-1].rsplit("/", 1)[-1]


def enige(gezien: Json) -> Json:
    producten = gezien["producten"]
    assert isinstance(producten, list)
    (each,) = producten
    assert isinstance(each, dict)
    return each


async def test_m82_a_year_is_closed_by_two_people_and_told(boekjaar: Boekjaar) -> None:
    gezien = await boekjaar.sluit()
    assert (gezien["stand"], gezien["voorgesteldDoor"], gezien["geslotenDoor"]) == ("gesloten", "anna", "bart")
    assert enige(gezien)["verschilBedrag"] == 0
    assert gezien["naAfsluiting"] == []
    await boekjaar.declaratie.werk()
    verteld = boekjaar.kas.verteld(JAARAFSLUITING_GEWIJZIGD)
    assert [each["stand"] for each in verteld] == ["opgegeven"] * 3 + ["voorgesteld", "gesloten"]
    laatste = verteld[-1]
    assert (laatste["bedragToegekend"], laatste["bedragOpgegeven"]) == (UREN * UURTARIEF, UREN * UURTARIEF)
    assert (laatste["jaar"], laatste["agb"], laatste["budgethouder"]) == (JAAR, AGB, ALMERE)
    assert laatste["oordeel"] == "goedkeurend"


async def test_m136_the_figures_of_the_provider_stand_beside_ours(boekjaar: Boekjaar) -> None:
    gezien = enige(await boekjaar.geef_op(product(12, toelichting="Twee uren declareren wij nog.")))
    assert (gezien["toegekendVolume"], gezien["toegekendBedrag"]) == (10, 61500)
    assert (gezien["opgegevenVolume"], gezien["opgegevenBedrag"]) == (12, 73800)
    assert (gezien["verschilVolume"], gezien["verschilBedrag"]) == (2, 12300)
    assert (gezien["toelichtingAanbieder"], gezien["toelichtingGemeente"]) == ("Twee uren declareren wij nog.", None)
    assert gezien["isVerklaard"] is True
    van_gemeente = enige(await boekjaar.kas.doe("GET", PAD))
    assert van_gemeente == gezien


async def test_what_the_provider_does_not_name_is_a_difference_too(boekjaar: Boekjaar) -> None:
    antwoord = await boekjaar.probeer_op_te_geven({**verantwoording(), "producten": []})
    assert antwoord.status_code == 200, antwoord.text
    assert (enige(antwoord.json())["verschilBedrag"], enige(antwoord.json())["isVerklaard"]) == (-61500, False)


async def test_a_difference_that_nobody_explained_stops_closing(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op(product(12))
    await boekjaar.stuur_verklaring()
    problem = await boekjaar.kas.weiger("POST", f"{PAD}/_voorstellen", {})
    assert soort(problem) == "niet-verklaard"
    assert "IB2B" in str(problem["detail"])
    gezien = await boekjaar.kas.doe("PUT", f"{PAD}/toelichting", UITLEG)
    assert enige(gezien)["toelichtingGemeente"] == UITLEG["tekst"]
    assert (await boekjaar.stap("voorstellen", {}))["stand"] == "voorgesteld"


async def test_only_money_or_only_hours_is_a_difference_as_well(boekjaar: Boekjaar) -> None:
    for anders in (product(UREN, 61501), product(11, 61500)):
        assert enige(await boekjaar.geef_op(anders))["isVerklaard"] is False


async def test_an_explanation_is_about_one_difference(boekjaar: Boekjaar) -> None:
    """Of another difference it says nothing: when the provider gives other figures, and when more is granted."""
    await boekjaar.geef_op(product(12))
    await boekjaar.kas.doe("PUT", f"{PAD}/toelichting", UITLEG)
    assert enige(await boekjaar.geef_op(product(13)))["isVerklaard"] is False
    assert enige(await boekjaar.geef_op(product(12, toelichting="Komt nog.")))["isVerklaard"] is True
    await boekjaar.declareer_later(1)
    assert enige(await boekjaar.kas.doe("GET", PAD))["isVerklaard"] is False


async def test_where_there_is_no_difference_nothing_is_explained(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    problem = await boekjaar.kas.weiger("PUT", f"{PAD}/toelichting", UITLEG)
    assert "geen verschil" in str(problem["detail"])


async def test_a_product_twice_in_one_opgave_is_refused(boekjaar: Boekjaar) -> None:
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(product(4), product(6)))
    assert antwoord.status_code == 400
    assert antwoord.json()["invalidParams"][0]["name"] == "body.producten.1.code"
    minuten = product(60, 6150, eenheid="01")
    assert (await boekjaar.probeer_op_te_geven(verantwoording(product(9), minuten))).status_code == 200


async def test_figures_given_twice_replace_each_other_and_never_add_up(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op(product(12))
    assert enige(await boekjaar.geef_op(product(12)))["opgegevenVolume"] == 12
    assert enige(await boekjaar.geef_op(product(10)))["opgegevenVolume"] == 10


async def test_who_gives_figures_over_others_says_what_he_saw(boekjaar: Boekjaar) -> None:
    pad = f"{PAD}/productieverantwoording"
    eerste = await boekjaar.als_aanbieder("PUT", pad, verantwoording())
    assert eerste.status_code == 200, "what is new asks for no If-Match"
    assert (await boekjaar.als_aanbieder("PUT", pad, verantwoording())).status_code == 428
    met = {"If-Match": eerste.headers["ETag"]}
    assert (await boekjaar.als_aanbieder("PUT", pad, verantwoording(), **met)).status_code == 200
    assert (await boekjaar.als_aanbieder("PUT", pad, verantwoording(), **met)).status_code == 412


async def test_a_product_that_nobody_knows_is_refused(boekjaar: Boekjaar) -> None:
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(product(), product(code="XX99X")))
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["invalidParams"]
    assert fout["name"] == "body.producten.1.code"
    assert "kent deze gemeente niet" in fout["reason"]
    assert (await boekjaar.als_aanbieder("GET", PAD)).status_code == 404, "nothing of it is kept"


async def test_a_product_that_was_bought_but_never_granted_is_a_difference(boekjaar: Boekjaar) -> None:
    """The region of Almere buys IB2S from 2023 on; of that year nothing was granted to this provider."""
    boekjaar.declaratie.room.clock = lambda: datetime(2024, 1, 1, 9, tzinfo=UTC)
    pad = f"/v1/jaarafsluitingen/2023/{AGB}/{ALMERE}"
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(product(2, 12000, code="IB2S")), pad)
    assert antwoord.status_code == 200, antwoord.text
    gezien = enige(antwoord.json())
    assert (gezien["toegekendBedrag"], gezien["verschilBedrag"], gezien["isVerklaard"]) == (0, 12000, False)
    problem = (await boekjaar.probeer_op_te_geven(verantwoording(product(2, code="IB2S")))).json()
    assert problem["invalidParams"][0]["name"] == "body.producten.0.code", "in 2022 nobody bought it"


@pytest.mark.parametrize("jaar", [2023, 2024])
async def test_a_year_that_has_not_ended_cannot_be_accounted_for(boekjaar: Boekjaar, jaar: int) -> None:
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(), f"/v1/jaarafsluitingen/{jaar}/{AGB}/{ALMERE}")
    assert antwoord.status_code == 409
    assert antwoord.json()["detail"] == f"Het jaar {jaar} is nog niet voorbij. Geef de cijfers daarna op."


@pytest.mark.parametrize("veld", ["naam", "adresregel", "postcode", "plaatsnaam"])
@pytest.mark.parametrize("waarde", ["", "   ", None])
async def test_a_provider_without_name_or_address_cannot_account(
    boekjaar: Boekjaar, veld: str, waarde: str | None
) -> None:
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(**{veld: waarde}))
    assert antwoord.status_code == 400
    assert [each["name"] for each in antwoord.json()["invalidParams"]] == [f"body.{veld}"]


async def test_the_same_person_does_not_propose_and_close(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_sluiten", door="bart")) == "stand"
    await boekjaar.stap("voorstellen", {})
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_sluiten", door="anna")) == "zelfde-persoon"
    assert (await boekjaar.kas.doe("GET", PAD))["stand"] == "voorgesteld"
    assert (await boekjaar.stap("sluiten", door="bart"))["stand"] == "gesloten"


async def test_what_is_granted_between_proposal_and_closing_asks_for_another_look(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    await boekjaar.stap("voorstellen", {})
    await boekjaar.declareer_later()
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_sluiten", door="bart")) == "veranderd"
    assert (await boekjaar.stap("heropenen"))["voorgesteldDoor"] is None
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_voorstellen", {})) == "niet-verklaard"


async def test_nothing_changes_while_closing_is_proposed_nor_after(boekjaar: Boekjaar) -> None:
    async def pogingen() -> list[tuple[int, str]]:
        antwoorden = [
            await boekjaar.probeer_op_te_geven(verantwoording(product(12))),
            await boekjaar.als_aanbieder(
                "PUT",
                f"{PAD}/controleverklaring",
                {"oordeel": "afkeurend", "accountant": "A", "afgegevenOp": "2023-03-20"},
            ),
            await boekjaar.stuur_bestand(PDF),
            await boekjaar.kas.vraag("PUT", f"{PAD}/toelichting", UITLEG),
            await boekjaar.kas.vraag("POST", f"{PAD}/_voorstellen", {}),
        ]
        return [(each.status_code, soort(each.json())) for each in antwoorden]

    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    await boekjaar.stap("voorstellen", {})
    assert await pogingen() == [(409, "voorgesteld")] * 5
    await boekjaar.stap("sluiten", door="bart")
    voor = await boekjaar.kas.doe("GET", PAD)
    assert await pogingen() == [(409, "gesloten")] * 5
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_heropenen")) == "gesloten"
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_sluiten", door="bart")) == "gesloten"
    assert await boekjaar.kas.doe("GET", PAD) == voor


@pytest.mark.parametrize("oordeel", ["met-beperking", "oordeelonthouding", "afkeurend"])
async def test_without_an_approving_declaration_somebody_says_why(boekjaar: Boekjaar, oordeel: str) -> None:
    await boekjaar.geef_op()
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_voorstellen", {})) == "geen-goedkeuring"
    await boekjaar.stuur_verklaring(oordeel)
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_voorstellen", {})) == "geen-goedkeuring"
    gezien = await boekjaar.stap("voorstellen", {"toelichting": "Wij hebben het zelf nagegaan."})
    assert gezien["toelichting"] == "Wij hebben het zelf nagegaan."


async def test_a_declaration_counts_once_its_file_is_there(boekjaar: Boekjaar) -> None:
    assert (await boekjaar.stuur_bestand(PDF)).status_code == 404, "there are no figures yet"
    await boekjaar.geef_op()
    assert soort((await boekjaar.stuur_bestand(PDF)).json()) == "geen-verklaring"
    body = {"oordeel": "goedkeurend", "accountant": "Accountants aan Zee", "afgegevenOp": "2023-03-20"}
    assert (await boekjaar.als_aanbieder("PUT", f"{PAD}/controleverklaring", body)).status_code == 200
    assert soort(await boekjaar.kas.weiger("POST", f"{PAD}/_voorstellen", {})) == "geen-goedkeuring"
    gezien = (await boekjaar.stuur_bestand(PDF)).json()
    assert gezien["controleverklaring"] == {**body, "hash": hashlib.sha256(PDF).hexdigest()}
    bewaard = await boekjaar.kas.vraag("GET", f"{PAD}/controleverklaring/bestand")
    assert bewaard.content == PDF
    assert bewaard.headers["Content-Disposition"].startswith("attachment")
    assert bewaard.headers["X-Content-Type-Options"] == "nosniff"
    opnieuw = await boekjaar.als_aanbieder("PUT", f"{PAD}/controleverklaring", body)
    assert opnieuw.json()["controleverklaring"]["hash"] is None, "another declaration has another file"


async def test_what_is_no_pdf_is_no_declaration(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    assert (await boekjaar.stuur_bestand(PDF, "image/png")).status_code == 415
    assert (await boekjaar.stuur_bestand(b"MZ" + PDF)).status_code == 400
    assert (await boekjaar.stuur_bestand(b"%PDF-" + b"0" * (25 * 1024 * 1024))).status_code == 413
    assert (await boekjaar.kas.vraag("GET", f"{PAD}/controleverklaring/bestand")).content == PDF


async def test_a_declaration_may_be_a_large_file(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    groot = PDF + b"0" * (3 * 1024 * 1024)
    assert (await boekjaar.stuur_bestand(groot)).status_code == 200
    assert (await boekjaar.kas.vraag("GET", f"{PAD}/controleverklaring/bestand")).content == groot


async def test_nothing_over_nothing_is_no_account(boekjaar: Boekjaar) -> None:
    pad = f"/v1/jaarafsluitingen/{JAAR}/{AGB}/{ALKMAAR}"
    antwoord = await boekjaar.probeer_op_te_geven({**verantwoording(), "producten": []}, pad)
    assert [each["name"] for each in antwoord.json()["invalidParams"]] == ["body.producten"]
    assert (await boekjaar.als_aanbieder("GET", pad)).status_code == 404


@pytest.mark.parametrize("dag", ["2022-12-31", "2023-06-13"])
async def test_a_declaration_is_of_after_the_year_and_not_of_tomorrow(boekjaar: Boekjaar, dag: str) -> None:
    await boekjaar.geef_op()
    body = {"oordeel": "goedkeurend", "accountant": "Accountants aan Zee", "afgegevenOp": dag}
    antwoord = await boekjaar.als_aanbieder("PUT", f"{PAD}/controleverklaring", body)
    assert [each["name"] for each in antwoord.json()["invalidParams"]] == ["body.afgegevenOp"]


async def test_each_sees_its_own_and_a_provider_no_names_of_the_municipality(boekjaar: Boekjaar) -> None:
    await boekjaar.sluit()
    mijn = (await boekjaar.als_aanbieder("GET", PAD)).json()
    assert (mijn["voorgesteldDoor"], mijn["geslotenDoor"], mijn["stand"]) == (None, None, "gesloten")
    ander = boekjaar.declaratie.aanbieder(ANDERE_AGB)
    vreemd = boekjaar.kas.als("carla", ALKMAAR)
    for wie in (ander, vreemd):
        for pad in (PAD, f"{PAD}/staat", f"{PAD}/controleverklaring/bestand"):
            assert (await boekjaar.declaratie.client.get(pad, headers=wie)).status_code == 404
        lijst = await boekjaar.declaratie.client.get("/v1/jaarafsluitingen", headers=wie)
        assert lijst.json()["items"] == []
    antwoord = await boekjaar.declaratie.client.put(
        f"{PAD}/productieverantwoording", json=verantwoording(), headers=ander
    )
    assert antwoord.status_code == 404, "nobody accounts for another"
    assert (await boekjaar.declaratie.client.post(f"{PAD}/_sluiten", headers=vreemd)).status_code == 404
    (in_lijst,) = await boekjaar.kas.lijst(f"/v1/jaarafsluitingen?jaar={JAAR}&stand=gesloten&budgethouder={ALMERE}")
    assert (in_lijst["naam"], in_lijst["geslotenDoor"]) == ("Zorg aan Zee", "bart")
    assert await boekjaar.kas.lijst("/v1/jaarafsluitingen?jaar=2021") == []


async def test_a_credit_in_the_year_is_taken_off(boekjaar: Boekjaar) -> None:
    await boekjaar.declaratie.declareer(bericht_met(client(prestatie(UREN, vorig="DEC", periode=DECEMBER))))
    gezien = enige(await boekjaar.geef_op(product(0)))
    assert (gezien["toegekendVolume"], gezien["toegekendBedrag"], gezien["isVerklaard"]) == (0, 0, True)


async def test_a_year_is_of_one_municipality_that_pays(boekjaar: Boekjaar) -> None:
    await boekjaar.declaratie.sluit_contract(
        gemeente=ALKMAAR, termijn=("2022-01-01", None), prijzen=[("2022-01-01", UURTARIEF)]
    )
    await boekjaar.declaratie.wijs_toe(4004, gemeente=ALKMAAR, termijn=("2022-11-01", "12-31"))
    regel = prestatie(5, nummer=4004, periode=DECEMBER)
    await boekjaar.declaratie.declareer(bericht_met(client(regel), gemeente=ALKMAAR))
    assert enige(await boekjaar.geef_op())["toegekendVolume"] == UREN
    pad = f"/v1/jaarafsluitingen/{JAAR}/{AGB}/{ALKMAAR}"
    antwoord = await boekjaar.probeer_op_te_geven(verantwoording(product(5)), pad)
    assert enige(antwoord.json())["toegekendVolume"] == 5
    per_gemeente = [
        each["budgethouder"] for each in (await boekjaar.als_aanbieder("GET", "/v1/jaarafsluitingen")).json()["items"]
    ]
    assert per_gemeente == [ALMERE, ALKMAAR]
    assert "0361" not in (await boekjaar.staat("csv")).decode()


async def test_two_who_close_at_once_close_it_once(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    await boekjaar.stuur_verklaring()
    await boekjaar.stap("voorstellen", {})
    antwoorden = await asyncio.gather(
        *(boekjaar.kas.vraag("POST", f"{PAD}/_sluiten", door=naam) for naam in ("bart", "carla", "dirk"))
    )
    assert sorted(each.status_code for each in antwoorden) == [200, 409, 409]
    await boekjaar.declaratie.werk()
    stappen = [each["stand"] for each in boekjaar.kas.verteld(JAARAFSLUITING_GEWIJZIGD)]
    assert stappen.count("gesloten") == 1


async def test_two_first_figures_at_once_do_not_write_over_each_other(boekjaar: Boekjaar) -> None:
    pad = f"{PAD}/productieverantwoording"
    antwoorden = await asyncio.gather(
        *(boekjaar.als_aanbieder("PUT", pad, verantwoording(product(uren))) for uren in (11, 12))
    )
    assert sorted(each.status_code for each in antwoorden) == [200, 428]


def test_differences_are_compared_per_product_and_unit() -> None:
    uur, minuut, ander = (Jaarproduct(*each) for each in (("02", "A", "04"), ("02", "A", "01"), ("07", "B", "04")))
    uitleg = {
        (uur, Kant.GEMEENTE): Uitleg(Cijfer(-1, -100), "oud"),
        (minuut, Kant.AANBIEDER): Uitleg(Cijfer(60, 100), "nu"),
    }
    gevonden = vergelijk(
        {uur: Cijfer(1, 100), ander: Cijfer(2, 5)}, {minuut: Cijfer(60, 100), ander: Cijfer(2, 5)}, uitleg
    )
    assert [(each.product, each.verschil, each.is_verklaard) for each in gevonden] == [
        (minuut, Cijfer(60, 100), True),
        (uur, Cijfer(-1, -100), True),
        (ander, Cijfer(0, 0), True),
    ]
    assert (gevonden[0].aanbieder, gevonden[1].gemeente) == ("nu", "oud")
    assert verschillen({uur: Cijfer(3, 300)}, {uur: Cijfer(1, 100), ander: Cijfer(0, 0)}) == {uur: Cijfer(2, 200)}
    assert verschillen({}, {uur: Cijfer(1, 100)}) == {uur: Cijfer(-1, -100)}
