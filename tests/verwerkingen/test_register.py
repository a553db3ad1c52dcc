"""The register of processing activities is whole: every operation of the contracts is in it, or handles no persons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract import operaties

from verwerkingen import TermijnenFout, bewaarjaren, gebruik_termijnen, register, verwerkingen

BEHEER = {
    "get_werkvoorraad",
    "get_dead_letters",  # which, and why; what is in one is `post_dead_letters_bekijk`
    "post_dead_letters_verwijder",
    "post_dead_letters_herspeel",
    "post_dead_letters_opnieuw",
    "get_gehoord_dienst",
    "get_verteld",
    "post_verteld_opnieuw",
    "get_client_logboek",  # the log does not log itself (LDV)
}
WACHTEND = {"get_wachtend", "post_wachtend_hervat"}
POST = {
    "get_berichten",
    "get_bericht",
    "post_bericht_opgehaald",
    "put_webhooks",
    "get_webhooks",
    "delete_webhooks",
    "get_webhooks_bezorgingen",
    "post_webhooks_bericht_opnieuw",
}
BETALEN = {
    "put_betaalrekeningen_budgethouder",
    "get_betaalrekeningen_budgethouder",
    "post_rekeningen",
    "get_rekeningen",
    "post_rekening_beoordelen",
    "post_betaalruns",
    "get_betaalruns",
    "get_betaalrun",
    "post_betaalrun_controleren",
    "post_betaalrun_goedkeuren",
    "post_betaalrun_sluiten",
    "post_betaalrun_intrekken",
    "get_betaalrun_bankopdracht",
    "get_betaalrun_journaal",
    "get_overboekingen",
    "get_betaalposten",
    "post_betaalpost_aanhouden",
    "post_betaalpost_vrijgeven",
    "post_bankmeldingen",
    "post_vorderingen",
    "get_vorderingen",
    "get_vordering",
    "get_vordering_brief",
    "post_vordering_betwisten",
    "post_vordering_besluit",
    "post_vordering_ontvangsten",
    "post_lumpsums",
    "get_lumpsums",
    "get_lumpsum",
    "post_lumpsum_beoordelen",
    "post_lumpsum_beeindigen",
    "put_lumpsum_verantwoordingen_volgnummer",
    "post_lumpsum_verantwoordingen_volgnummer_beoordelen",
    "get_jaarafsluitingen",
    "get_jaarafsluitingen_jaar_agb_budgethouder",
    "put_jaarafsluitingen_jaar_agb_budgethouder_productieverantwoording",
    "put_jaarafsluitingen_jaar_agb_budgethouder_toelichting",
    "post_jaarafsluitingen_jaar_agb_budgethouder_voorstellen",
    "post_jaarafsluitingen_jaar_agb_budgethouder_heropenen",
    "post_jaarafsluitingen_jaar_agb_budgethouder_sluiten",
    "get_jaarafsluitingen_jaar_agb_budgethouder_staat",
    "put_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring",
    "put_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring_bestand",
    "get_jaarafsluitingen_jaar_agb_budgethouder_controleverklaring_bestand",
}
"""Amounts between municipalities and providers: a line stands there by its reference, and is of nobody's name."""
ZONDER_PERSONEN = {
    "toegang": BEHEER
    | {"get_vernietigingen", "get_vernietiging"}
    | {
        "get_producten",
        "get_voorzieningen",
        "post_voorzieningen_importeer",
        "get_signalen_telling",
        "get_weegregels",
        "get_indicatievergelijkingen",
        "get_inkoopmodellen",
        "get_inkoopmodellen_naam",
        "get_inkoopmodellen_naam_uitleg",
    },
    "toewijzing": BEHEER
    | POST
    | WACHTEND
    | {
        "get_aanbieders",
        "get_aanbieders_agb",
        "get_berichtwegen",
        "post_berichtwegen",
        "put_aanbieders_agb",
        "post_aanbieders_agb_pauzeer",
        "post_aanbieders_agb_hervat",
        "get_contracten_export",
        "post_contracten_import",
        "post_contracten",
        "get_contracten",
        "get_contract",
        "put_contract",
        "post_contract_verleng",
        "post_contract_beeindig",
        "get_tekorten",
        "get_termijnen",
    },
    "declaratie": BEHEER
    | POST
    | WACHTEND
    | {
        "get_declaraties",
        "get_declaratie",
        "get_afwijzingen_totalen",
        "get_totalen",
        "get_betaalstaten",
        "get_betaalstaten_export",
        "get_jaarstaten_jaar_agb",
        "get_verrekeningen",
    }
    | BETALEN,
    "monitoring": BEHEER
    | WACHTEND
    | {
        "get_keten",
        "get_kwaliteit",  # of providers, never of a client
        "get_diensten",
        "post_gebeurtenissen_opnieuw",
        "get_leesmodel",
        "get_rapporten",
        "get_rapporten_naam",
        "get_rapporten_naam_csv",
        "get_rapporten_naam_xlsx",
        "get_openstaand_soort",
        "post_clientervaringen",
        "post_clientervaringen_importeer",
        "post_planningssignalen",
        "get_rapportages",  # what a provider says of itself, not of anybody
        "get_rapportage",
        "post_rapportage_indienen",
        "post_rapportage_beoordeel",
        "get_kwesties",  # how far each is; what was written is `get_kwestie`
    },
}


def test_every_operation_is_an_activity_or_handles_no_persons() -> None:
    for dienst, zonder in ZONDER_PERSONEN.items():
        alle = sorted(str(operatie["operationId"]) for _, _, operatie in operaties(dienst))
        assert sorted([*verwerkingen(dienst), *zonder]) == alle


def test_an_operation_is_one_activity() -> None:
    for dienst in ZONDER_PERSONEN:
        genoemd = [naam for each in register().values() for naam in each.operaties.get(dienst, "").split()]
        assert sorted(genoemd) == sorted(set(genoemd))


def test_an_activity_names_services_that_are_there() -> None:
    assert {dienst for each in register().values() for dienst in each.operaties} == set(ZONDER_PERSONEN)


@pytest.fixture
def termijnen(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "termijnen.yaml"
    gebruik_termijnen(None)


def test_a_municipality_keeps_longer_and_never_shorter(termijnen: Path) -> None:
    termijnen.write_text('"0034": {beschikking: 20, melding: 16}')
    gebruik_termijnen(termijnen)
    assert [bewaarjaren(each, jeugd=False) for each in ("0034", "0141")] == [20, 15]
    assert [bewaarjaren(each, jeugd=True) for each in ("0034", "0141")] == [20, 20]
    for fout in ('"0034": {beschikking: 14}', '"0034": {verzonnen: 20}', "0034: 20", "[", '"0034": {melding: "16"}'):
        termijnen.write_text(fout)
        with pytest.raises(TermijnenFout):
            gebruik_termijnen(termijnen)
    termijnen.write_bytes(b'"0034": {}  # \xe9')
    with pytest.raises(TermijnenFout):
        gebruik_termijnen(termijnen)
    with pytest.raises(TermijnenFout):
        gebruik_termijnen(termijnen.with_name("weg.yaml"))
