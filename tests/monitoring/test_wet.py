"""Figures, what waits and who has help by law: of each dossier its own, and of a person of none (issue 18)."""

from collections.abc import Mapping
from datetime import date

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import Verteld, vertel

from gebeurtenissen.toegang import (
    MELDING_GEREGISTREERD,
    BeschikkingAfgegeven,
    BeschiktProduct,
    MeldingGeregistreerd,
)
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.dossier import Dossiersoort, Notitie, volg
from monitoring.domain.feiten.wet import NAAM, VanWet, wet_van
from monitoring.noteren import SOORTEN
from wetten import Wet

DAG = date(2026, 1, 5)


def gehoord(type_: str, data: str) -> list[Notitie]:
    """What an event adds."""
    return SOORTEN[type_].noteer(data, 1)


def test_the_law_is_noted_with_every_dossier_that_is_under_one() -> None:
    melding = '{"meldingId": "m", "clientId": "c", "gemeente": "0141", "meldingsdatum": "2026-01-05", "wet": "%s"}'
    jeugd = gehoord("nl.wmo.meldingen.geregistreerd.v1", melding % "jeugdwet")
    assert [(each.naam, each.als(VanWet).wet) for each in jeugd if each.naam == NAAM] == [(NAAM, "jeugdwet")]
    # What was noted before the second law stays as it was.
    assert [each.naam for each in gehoord("nl.wmo.meldingen.geregistreerd.v1", melding % "wmo")] == ["melding"]


def test_of_a_message_its_kind_tells_the_law() -> None:
    bericht = '{"berichtId": "b", "soort": "%s", "gemeente": "0141", "agb": "99990001", "op": "2026-01-05T10:00:00Z", '
    for soort, wet in (("JW305", "jeugdwet"), ("WMO305", "wmo")):
        notities = gehoord("nl.wmo.berichten.ontvangen.v1", bericht % soort + '"antwoordOp": null}')
        inhoud = volg({}, notities)
        assert wet_van(Dossiersoort.BERICHT, inhoud) == wet
        verschil = Verschil()
        verschil.noteer(Dossiersoort.BERICHT, "b", {}, inhoud)
        assert {each.wet for each in verschil.geteld} == {wet}
        assert {each.wet for each in verschil.open.values()} == {wet}


def test_under_the_jeugdwet_an_onderzoek_has_no_last_day() -> None:
    melding = '{"meldingId": "m", "clientId": "c", "gemeente": "0141", "meldingsdatum": "2026-01-05", "wet": "%s"}'
    for wet, heeft in ((Wet.WMO, True), (Wet.JEUGDWET, False)):
        verschil = Verschil()
        inhoud = volg({}, gehoord("nl.wmo.meldingen.geregistreerd.v1", melding % wet.value))
        verschil.noteer(Dossiersoort.MELDING, "m", {}, inhoud)
        (wacht,) = verschil.open.values()
        assert (wacht.uiterlijk is not None) is heeft


@pytest.mark.parametrize(
    ("wet", "geteld"),
    [(Wet.WMO, set()), (Wet.JEUGDWET, {"weg:01", "na18:voortzetting", "verblijf:met", "verblijf:zonder"})],
)
def test_only_of_a_youth_is_counted_by_which_way_and_whether_with_a_stay(wet: Wet, geteld: set[str]) -> None:
    producten = [
        BeschiktProduct(
            id=f"p{categorie}",
            categorie=categorie,
            code=None,
            volume=None,
            eenheid=None,
            frequentie=None,
            ingangsdatum=DAG,
            einddatum=None,
            aanbieder=None,
        )
        for categorie in ("43", "45")  # with a stay, and ambulant
    ]
    data = BeschikkingAfgegeven(
        beschikking_id="b",
        melding_id="m",
        client_id="c",
        bsn_hash="h",
        gemeente="0141",
        wet=wet,
        meldingsdatum=DAG,
        onderzoek_afgerond_op=DAG,
        besluitdatum=DAG,
        inkoopmodel="almelo-2024",
        inkoopmodel_versie=DAG,
        producten=tuple(producten),
        aanvraagdatum=DAG,
        verwijzer="01",
        verlengingsgrond="voortzetting",
    )
    verschil = Verschil()
    inhoud = volg({}, gehoord("nl.wmo.beschikkingen.afgegeven.v1", data.model_dump_json(by_alias=True)))
    verschil.noteer(Dossiersoort.MELDING, "m", {}, inhoud)
    assert {each.kenmerk for each in verschil.geteld if each.maat == maten.JEUGD} == geteld


def test_what_turns_out_to_be_of_another_law_is_counted_anew() -> None:
    """The first that was heard of it said nothing of a law; the figures of before are taken off."""
    melding = '{"meldingId": "m", "clientId": "c", "gemeente": "0141", "meldingsdatum": "2026-01-05"}'
    oud = volg({}, gehoord("nl.wmo.meldingen.geregistreerd.v1", melding))
    nieuw = volg(oud, [Notitie(Dossiersoort.MELDING, "m", NAAM, 0, VanWet("jeugdwet"))])
    verschil = Verschil()
    verschil.noteer(Dossiersoort.MELDING, "m", oud, nieuw)
    per_wet: Mapping[str, int] = {each.wet: aantal for each, aantal in verschil.geteld.items() if aantal}
    assert per_wet == {"wmo": -1, "jeugdwet": 1}


def melding(nummer: int, wet: Wet) -> Verteld:
    """A case under a law."""
    data = MeldingGeregistreerd(
        melding_id=f"m{nummer}", client_id="c", gemeente="0141", wet=wet, meldingsdatum=date(2023, 1, 5)
    )
    return vertel(MELDING_GEREGISTREERD, data.melding_id, data)


@pytest.mark.parametrize(("query", "aantal"), [("", 3), ("?wet=wmo", 1), ("?wet=jeugdwet", 2)])
async def test_every_figure_can_be_asked_by_law(monitoring: Monitoring, query: str, aantal: int) -> None:
    await monitoring.hoor(melding(1, Wet.WMO), melding(2, Wet.JEUGDWET), melding(3, Wet.JEUGDWET))
    answer = await monitoring.client.get(f"/v1/keten{query}", headers=monitoring.token())
    assert answer.raise_for_status().json()["aantalMeldingen"] == aantal
    pagina = (await monitoring.client.get(f"/dashboard/toegang{query}")).text
    assert ('<option value="jeugdwet" selected>Jeugdwet</option>' in pagina) is (query == "?wet=jeugdwet")
