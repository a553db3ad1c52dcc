"""Somebody is cut out of a message: what is left is a message that says the same of the others."""

import itertools

import pytest
from tests.declaratie.maker import ANDERE_BSN, BSN, VREEMDE_BSN, client, declaratie, prestatie

import wetten
from berichtenverkeer.betrokkenen import bsns_in
from berichtenverkeer.wissen import zonder
from istandaard.berichten import Bericht323, Bericht325
from istandaard.regels.rekenen import totaal_met_teken
from wetten import declaratie_antwoord

BSNS = (BSN, ANDERE_BSN, VREEMDE_BSN)


def met_credits() -> Bericht323:
    """Three clients: of the first more is credited than billed, so that without the others the total is credit."""
    return declaratie(
        client(prestatie(bedrag=100), prestatie(bedrag=900, vorig="OUD")),
        client(prestatie(bedrag=5000), prestatie(bedrag=7, nummer=2002), bsn=ANDERE_BSN),
        client(prestatie(bedrag=30), bsn=VREEMDE_BSN),
    )


def antwoord(*afgewezen: str) -> Bericht325:
    """An answer in which these lines, by their place, are rejected."""
    gevonden = [wetten.bevinding("TR338", f"/Bericht/Declaratie/Clienten/{each}") for each in afgewezen]
    bericht = met_credits()
    return declaratie_antwoord(
        bericht, gevonden, identificatie="A1", dagtekening=bericht.header.bericht_identificatie.dagtekening
    )


@pytest.mark.parametrize("weg", [each for n in (1, 2) for each in itertools.combinations(BSNS, n)])
def test_what_is_left_of_a_declaration_keeps_every_rule(weg: tuple[str, ...]) -> None:
    rest = zonder(wetten.schrijf(met_credits()), weg)
    assert rest is not None
    gelezen = wetten.lees(rest)
    assert isinstance(gelezen, Bericht323)
    assert wetten.controleer(gelezen) == []
    assert [each.bsn for each in gelezen.declaratie.clienten] == [each for each in BSNS if each not in weg]


def test_a_declaration_about_nobody_else_goes() -> None:
    assert zonder(wetten.schrijf(met_credits()), BSNS) is None


@pytest.mark.parametrize("weg", [each for n in (1, 2) for each in itertools.combinations(BSNS[:2], n)])
def test_an_answer_stays_and_grants_the_same(weg: tuple[str, ...]) -> None:
    heel = antwoord("Client[1]/Prestaties/Prestatie[2]", "Client[2]/Prestaties/Prestatie[1]")
    rest = zonder(wetten.schrijf(heel), weg)
    assert rest is not None, "what was granted in it is of others"
    gelezen = wetten.lees(rest)
    assert isinstance(gelezen, Bericht325)
    assert wetten.controleer(gelezen) == []
    assert bsns_in(rest) == set(BSNS[:2]) - set(weg)
    assert gelezen.declaratie_antwoord is not None
    assert heel.declaratie_antwoord is not None
    toegekend = gelezen.declaratie_antwoord.totaal_toegekend_bedrag
    assert toegekend == heel.declaratie_antwoord.totaal_toegekend_bedrag
    if len(weg) == 2:
        assert totaal_met_teken(gelezen.declaratie_antwoord.totaal_ingediend_bedrag) == totaal_met_teken(toegekend)


def test_a_message_about_one_client_goes() -> None:
    (bsn,) = bsns_in(wetten.schrijf(wetten.voorbeeld("WMO301")))
    assert zonder(wetten.schrijf(wetten.voorbeeld("WMO301")), [bsn]) is None
