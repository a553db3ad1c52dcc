"""Retours and 325 for every level of control."""

from dataclasses import fields
from datetime import date

import pytest
from tests.istandaard.wijzig import gewijzigd

import iwmo
from istandaard.berichten import Bericht302, Bericht306, Bericht318, Bericht323, Bericht325
from istandaard.retourcodes import RetourCode
from iwmo import RETOUR_OP, codes, voorbeeld

VANDAAG = date(2026, 2, 9)
PRESTATIE = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[{}]"


def retour(soort: str, *bevindingen: iwmo.Bevinding) -> iwmo.Bericht:
    return iwmo.retour(voorbeeld(soort), bevindingen, identificatie="R7", dagtekening=VANDAAG)


def antwoord_325(*bevindingen: iwmo.Bevinding, bericht: iwmo.Bericht | None = None) -> Bericht325:
    bericht = bericht or voorbeeld("WMO323")
    assert isinstance(bericht, Bericht323)
    antwoord = iwmo.declaratie_antwoord(bericht, bevindingen, identificatie="A7", dagtekening=VANDAAG)
    assert iwmo.controleer(antwoord) == []
    return antwoord


@pytest.mark.parametrize(("heen", "terug"), RETOUR_OP.items())
def test_all_right_is_a_header_without_codes(heen: str, terug: str) -> None:
    bericht, antwoord = voorbeeld(heen), retour(heen)
    assert antwoord.soort() == terug
    json = iwmo.naar_json(antwoord)
    assert set(json) == {"header"}
    verwacht = {
        **iwmo.naar_json(bericht)["header"],
        "berichtCode": antwoord.header.bericht_code.value,
        "identificatieRetour": "R7",
        "dagtekeningRetour": "2026-02-09",
        "xsdVersieRetour": {"basisschemaXsdVersie": "1.0.0", "berichtXsdVersie": "1.0.0"},
    }
    assert json["header"] == verwacht


@pytest.mark.parametrize("heen", RETOUR_OP)
def test_level_2_is_a_header_with_0001(heen: str) -> None:
    romp = "Antwoord" if heen == "WMO319" else "Client"
    fouten = [iwmo.bevinding("TR056", "/Bericht/Header"), iwmo.bevinding("CS002", f"/Bericht/{romp}/Bsn")]
    json = iwmo.naar_json(retour(heen, *fouten))
    assert set(json) == {"header"}
    assert json["header"]["retourCodes"] == ["0001"]


@pytest.mark.parametrize("heen", RETOUR_OP)
def test_an_error_in_the_header_is_a_header_with_its_code(heen: str) -> None:
    fout = iwmo.bevinding("TR056", "/Bericht/Header/BerichtIdentificatie/Identificatie")
    romp = "/Bericht/Antwoord" if heen == "WMO319" else "/Bericht/Client"
    json = iwmo.naar_json(retour(heen, fout, iwmo.bevinding("TR304", romp)))
    assert set(json) == {"header"}
    assert json["header"]["retourCodes"] == ["9056"]


def test_an_error_below_the_header_repeats_the_message_with_a_code_in_every_class() -> None:
    antwoord = retour("WMO301", iwmo.bevinding("TR332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"))
    assert isinstance(antwoord, Bericht302)
    assert antwoord.client is not None
    akkoord = (RetourCode.AKKOORD,)
    assert antwoord.header.retour_codes == akkoord
    assert antwoord.client.retour_codes == akkoord
    assert [c.retour_codes for c in antwoord.client.contactgegevens] == [akkoord, akkoord]
    assert antwoord.client.relaties[0].retour_codes == akkoord
    assert antwoord.client.relaties[0].contact.retour_codes == akkoord
    assert antwoord.client.toegewezen_producten[0].retour_codes == (RetourCode.R9332,)
    assert zonder_codes(iwmo.naar_json(antwoord)["client"]) == iwmo.naar_json(voorbeeld("WMO301"))["client"]


def zonder_codes(json: object) -> object:
    if isinstance(json, dict):
        return {sleutel: zonder_codes(waarde) for sleutel, waarde in json.items() if sleutel != "retourCodes"}
    return [zonder_codes(lid) for lid in json] if isinstance(json, list) else json


def test_several_codes_on_one_class_stand_together_and_once() -> None:
    start = "/Bericht/Client/StartProducten/StartProduct[1]"
    fouten = [
        iwmo.bevinding("TR019", start),
        iwmo.bevinding("TR326", f"{start}/Begindatum"),
        iwmo.bevinding("TR019", start),
    ]
    antwoord = retour("WMO305", *fouten)
    assert isinstance(antwoord, Bericht306)
    assert antwoord.client is not None
    assert antwoord.client.start_producten[0].retour_codes == (RetourCode.R9019, RetourCode.R9326)


def test_a_class_that_was_not_looked_at_carries_0233() -> None:
    verzoek = "/Bericht/Client/Verzoek"
    ongezien = iwmo.Bevinding(3, "TR350", "0233", f"{verzoek}/OngewijzigdeProducten/OngewijzigdProduct[1]", None, "")
    antwoord = retour("WMO317", iwmo.bevinding("TR374", verzoek), ongezien)
    assert isinstance(antwoord, Bericht318)
    assert antwoord.client is not None
    assert antwoord.client.verzoek.retour_codes == (RetourCode.R9374,)
    assert antwoord.client.verzoek.ongewijzigde_producten[0].retour_codes == (RetourCode.NIET_BEOORDEELD,)
    assert antwoord.client.verzoek.nieuwe_producten[0].retour_codes == (RetourCode.AKKOORD,)


def test_what_is_not_answered() -> None:
    format_fout = iwmo.Bevinding(1, "RS037", None, "/Bericht/Client/Bsn", 3, "")
    with pytest.raises(ValueError, match="level 1"):
        retour("WMO305", format_fout)
    with pytest.raises(ValueError, match="WMO323 has no retour"):
        retour("WMO323")
    with pytest.raises(ValueError, match="no class"):
        retour("WMO305", iwmo.bevinding("TR019", "/Client"))


def test_325_all_right() -> None:
    bericht, antwoord = voorbeeld("WMO323"), antwoord_325()
    assert isinstance(bericht, Bericht323)
    assert (antwoord.header.afzender, antwoord.header.ontvanger) == (bericht.header.ontvanger, bericht.header.afzender)
    assert antwoord.header.declaratie_identificatie == bericht.header.bericht_identificatie
    assert antwoord.header.bericht_identificatie.identificatie == "A7"
    assert antwoord.header.bericht_identificatie.dagtekening == VANDAAG
    assert antwoord.header.retour_codes == (RetourCode.AKKOORD,)
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    assert deel.retour_codes == (RetourCode.VOLLEDIG_TOEGEWEZEN,)
    assert deel.totaal_toegekend_bedrag == deel.totaal_ingediend_bedrag == bericht.declaratie.totaal_ingediend_bedrag
    assert deel.clienten == ()


def test_325_level_2_and_errors_in_the_header() -> None:
    for fout, code in (
        (iwmo.bevinding("TR358", "/Bericht/Declaratie/TotaalIngediendBedrag"), "0001"),
        (iwmo.bevinding("TR056", "/Bericht/Header"), "9056"),
    ):
        antwoord = antwoord_325(fout, iwmo.bevinding("TR321", PRESTATIE.format(1)))
        assert antwoord.declaratie_antwoord is None
        assert antwoord.header.retour_codes == (RetourCode(code),)


def test_325_an_error_in_the_declaratie_grants_nothing() -> None:
    fout = iwmo.bevinding("TR333", "/Bericht/Declaratie/DeclaratieNummer")
    deel = antwoord_325(fout, iwmo.bevinding("TR321", PRESTATIE.format(1))).declaratie_antwoord
    assert deel is not None
    assert deel.retour_codes == (RetourCode.R9333,)
    assert (deel.totaal_toegekend_bedrag.totaal_bedrag, deel.clienten) == (0, ())


def test_325_lists_only_the_rejected_lines() -> None:
    fouten = [
        iwmo.bevinding("TR321", PRESTATIE.format(1)),
        iwmo.bevinding("TR418", f"{PRESTATIE.format(1)}/ProductTarief"),
    ]
    antwoord = antwoord_325(*fouten)
    assert antwoord.header.retour_codes == (RetourCode.AKKOORD,)
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    assert deel.retour_codes == (RetourCode.AKKOORD,)
    # 720 euros rejected, the credit of 180 euros granted.
    assert deel.totaal_toegekend_bedrag.totaal_bedrag == 18000
    assert deel.totaal_toegekend_bedrag.debet_credit == codes.DebetCredit.CREDIT
    (client,) = deel.clienten
    assert client.retour_codes == (RetourCode.AKKOORD,)
    (prestatie,) = client.prestaties
    assert prestatie.retour_codes == (RetourCode.R9321, RetourCode.R0611)
    assert prestatie.product_referentie.referentie_nummer == "P3"


def test_325_a_wrong_client_rejects_all_lines_of_that_client_only() -> None:
    tweede = {"bsn": "999900018"}
    bericht = gewijzigd(
        "WMO323",
        {"declaratie.clienten.+": tweede, "declaratie.totaalIngediendBedrag.totaalBedrag": 108000},
    )
    antwoord = antwoord_325(
        iwmo.bevinding("TR304", "/Bericht/Declaratie/Clienten/Client[2]/Bsn"),
        iwmo.bevinding("TR321", "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]"),
        bericht=bericht,
    )
    deel = antwoord.declaratie_antwoord
    assert deel is not None
    (client,) = deel.clienten
    assert (client.bsn, client.retour_codes) == ("999900018", (RetourCode.R8187,))
    assert [p.retour_codes for p in client.prestaties] == [(RetourCode.NIET_BEOORDEELD,)] * 2
    assert deel.totaal_toegekend_bedrag.totaal_bedrag == 54000


def test_325_everything_rejected_grants_zero_debit() -> None:
    deel = antwoord_325(*(iwmo.bevinding("TR338", PRESTATIE.format(n)) for n in (1, 2))).declaratie_antwoord
    assert deel is not None
    assert deel.totaal_toegekend_bedrag.totaal_bedrag == 0
    assert deel.totaal_toegekend_bedrag.debet_credit == codes.DebetCredit.DEBET


def test_325_names_and_repeats_what_it_answers() -> None:
    """TR337, TR371 and TR376: the message and the bill by their numbers and versions; TR366 and TR367: of each rejected
    line the line itself."""
    declaratie = voorbeeld("WMO323")
    assert isinstance(declaratie, Bericht323)
    antwoord = antwoord_325(iwmo.bevinding("TR338", PRESTATIE.format(1)), bericht=declaratie)
    assert antwoord.header.declaratie_identificatie == declaratie.header.bericht_identificatie
    assert antwoord.header.xsd_versie_declaratie == declaratie.header.xsd_versie
    assert antwoord.declaratie_antwoord is not None
    assert antwoord.declaratie_antwoord.declaratie_nummer == declaratie.declaratie.declaratie_nummer
    (regel,) = antwoord.declaratie_antwoord.clienten[0].prestaties
    ingediend = declaratie.declaratie.clienten[0].prestaties[0]
    velden = [each.name for each in fields(ingediend)]
    assert {each: getattr(regel, each) for each in velden} == {each: getattr(ingediend, each) for each in velden}


def test_nothing_of_an_unknown_client_is_judged() -> None:
    """TR304: 8187 at the client, 0233 in all classes below it (IV028)."""
    antwoord = retour("WMO317", iwmo.bevinding("TR304", "/Bericht/Client"))
    per_klasse = {
        pad: [code.value for code in deel.retour_codes]
        for pad, deel in iwmo.klassen(antwoord)
        if hasattr(deel, "retour_codes")
    }
    assert (per_klasse.pop("/Bericht/Header"), per_klasse.pop("/Bericht/Client")) == (["0200"], ["8187"])
    assert len(per_klasse) >= 3
    assert set(map(tuple, per_klasse.values())) == {("0233",)}
