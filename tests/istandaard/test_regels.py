# ruff: noqa: E501 — a case is a line
"""Every rule of level 2 is broken by itself at least once; the table holds every rule of the standard."""

import csv

import pytest
from tests.istandaard.standaard import elke_standaard, met_standaard
from tests.istandaard.wijzig import Wijzigingen, gewijzigd

import iwmo
from clientroute.bench.standaard import MAPPEN
from istandaard.standaard import Standaard
from iwmo import voorbeeld

C = "client.contactgegevens"
T = "client.toegewezenProducten"
A = "client.aangevraagdeProducten"
V = "client.verzoek"
D = "declaratie"
P = "declaratie.clienten.0.prestaties"
DA = "declaratieAntwoord"
ONGELDIGE_BSN = "999900007"
OUD = {"datum": "1900-05-01"}

# rule, kind of message, what is changed, the paths hit (below /Bericht)
BREUKEN: list[tuple[str, str, Wijzigingen, list[str]]] = [
    ("CD005", "WMO301", {f"{C}.0.adres.landCode": None}, ["Client/Contactgegevens/Contact[1]/Adres/LandCode"]),
    ("CD005", "WMO301", {f"{C}.1.adres.postcode": None}, ["Client/Contactgegevens/Contact[2]/Adres/LandCode"]),
    ("CD007", "WMO301", {"client.communicatie.taal": None}, ["Client/Communicatie/Taal"]),
    ("CD007", "WMO301", {"client.communicatie.vorm": "2"}, ["Client/Communicatie/Taal"]),
    ("CD009", "WMO301", {f"{C}.0.periode.begindatum": "2026-01-01"}, ["Client/Contactgegevens/Contact[1]/Periode"]),
    ("CD025", "WMO301", {f"{C}.1.adres.huis": None}, ["Client/Contactgegevens/Contact[2]/Adres/Huis"]),
    ("CD034", "WMO301", {f"{C}.0.adres": None}, ["Client/Contactgegevens/Contact[1]/Adres/Postcode"]),
    ("CD034", "WMO301", {f"{C}.0.soort": "03", f"{C}.0.adres": None}, ["Client/Contactgegevens/Contact[1]/Adres/Postcode"]),
    ("CD041", "WMO301", {f"{T}.0.omvang": None}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang"]),
    ("CD041", "WMO315", {f"{A}.0.omvang": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Omvang"]),
    ("CD041", "WMO317", {f"{V}.nieuweProducten.0.omvang": None}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang"]),
    ("CD043", "WMO315", {f"{A}.0.beschikkingNummer": 5}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/BeschikkingIngangsdatum"]),
    ("CD043", "WMO315", {f"{A}.0.beschikkingIngangsdatum": "2026-01-01"}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/BeschikkingIngangsdatum"]),
    ("CD060", "WMO323", {f"{P}.1.productReferentie.vorigReferentieNummer": None}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]/ProductReferentie/VorigReferentieNummer"]),
    ("CD060", "WMO323", {f"{P}.0.productReferentie.vorigReferentieNummer": "P1"}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductReferentie/VorigReferentieNummer"]),
    ("CD060", "WMO325", {f"{DA}.clienten.0.prestaties.0.productReferentie.vorigReferentieNummer": "P1"}, ["DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductReferentie/VorigReferentieNummer"]),
    ("CD066", "WMO315", {f"{A}.0.verwijzer.zorgverlenerCode": "99990002"}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer/Naam"]),
    ("CD067", "WMO315", {f"{A}.0.verwijzer.naam": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer/Naam"]),
    ("CD068", "WMO315", {f"{A}.0.verwijzer": {"type": "01", "zorgverlenerCode": "99990002"}}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer/ZorgverlenerCode"]),
    ("CD075", "WMO301", {f"{T}.0.budget": 9, f"{T}.0.product": None, f"{T}.0.omvang": None, f"{T}.0.einddatum": None}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Einddatum"]),
    ("CD075", "WMO315", {f"{A}.0.budget": 9, f"{A}.0.product": None, f"{A}.0.omvang": None, f"{A}.0.toewijzingEinddatum": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum"]),
    ("CD075", "WMO317", {f"{V}.teWijzigenProducten.0.budget": 9, f"{V}.teWijzigenProducten.0.omvang": None, f"{V}.teWijzigenProducten.0.einddatum": None}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Einddatum"]),
    ("CD075", "WMO317", {f"{V}.nieuweProducten.0": {"budget": 9, "gewensteIngangsdatum": "2026-03-01"}}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum"]),
    ("CD076", "WMO301", {f"{T}.0.einddatum": None}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Einddatum"]),
    ("CD076", "WMO315", {f"{A}.0.toewijzingEinddatum": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum"]),
    ("CD076", "WMO317", {f"{V}.teWijzigenProducten.0.einddatum": None}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Einddatum"]),
    ("CD076", "WMO317", {f"{V}.nieuweProducten.0.einddatum": None}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum"]),
    ("CD077", "WMO301", {f"{T}.0.budget": 9}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang"]),
    ("CD077", "WMO315", {f"{A}.0.budget": 9}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Omvang"]),
    ("CD077", "WMO317", {f"{V}.teWijzigenProducten.0.budget": 9}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Omvang"]),
    ("CD077", "WMO317", {f"{V}.nieuweProducten.0.budget": 9}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang"]),
    ("CD078", "WMO301", {f"{T}.0.budget": 9}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Budget"]),
    ("CD078", "WMO315", {f"{A}.0.budget": 9}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Budget"]),
    ("CD078", "WMO317", {f"{V}.teWijzigenProducten.0.budget": 9}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Budget"]),
    ("CD078", "WMO317", {f"{V}.nieuweProducten.0.budget": 9}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Budget"]),
    ("CD079", "WMO301", {f"{T}.0.product": None, f"{T}.0.omvang": None}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Product"]),
    ("CD079", "WMO315", {f"{A}.0.product": None, f"{A}.0.omvang": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Product"]),
    ("CD079", "WMO317", {f"{V}.nieuweProducten.0": {"gewensteIngangsdatum": "2026-03-01"}}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Product"]),
    ("CD080", "WMO301", {f"{T}.0.product.code": None}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang"]),
    ("CD085", "WMO319", {"antwoord.redenAfwijzingVerzoek": None}, ["Antwoord/RedenAfwijzingVerzoek"]),
    ("CD086", "WMO319", {"antwoord.verzoekAntwoord": "2"}, ["Antwoord/RedenAfwijzingVerzoek"]),
    ("CD087", "WMO323", {f"{P}.0.productTarief": None}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductTarief"]),
    ("CD087", "WMO323", {f"{P}.0.eenheid": "83", f"{P}.0.geleverdVolume": 72000}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductTarief"]),
    ("CD095", "WMO315", {f"{A}.0.product.code": None}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Omvang"]),
    ("CD096", "WMO317", {f"{V}.nieuweProducten.0.product.code": None}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang"]),
    ("CS002", "WMO301", {"client.bsn": ONGELDIGE_BSN}, ["Client/Bsn"]),
    ("CS002", "WMO305", {"client.bsn": ONGELDIGE_BSN}, ["Client/Bsn"]),
    ("CS002", "WMO307", {"client.bsn": ONGELDIGE_BSN}, ["Client/Bsn"]),
    ("CS002", "WMO315", {"client.bsn": ONGELDIGE_BSN}, ["Client/Bsn"]),
    ("CS002", "WMO317", {"client.bsn": ONGELDIGE_BSN}, ["Client/Bsn"]),
    ("CS002", "WMO323", {f"{D}.clienten.0.bsn": ONGELDIGE_BSN}, ["Declaratie/Clienten/Client[1]/Bsn"]),
    ("CS002", "WMO325", {f"{DA}.clienten.0.bsn": ONGELDIGE_BSN}, ["DeclaratieAntwoord/Clienten/Client[1]/Bsn"]),
    ("CS003", "WMO301", {f"{T}.0.einddatum": "2025-12-31"}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Einddatum"]),
    ("CS003", "WMO301", {f"{C}.1.periode.einddatum": "2025-12-31"}, ["Client/Contactgegevens/Contact[2]/Periode/Einddatum"]),
    ("CS003", "WMO315", {f"{A}.0.toewijzingEinddatum": "2026-02-28"}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum"]),
    ("CS003", "WMO317", {f"{V}.teWijzigenProducten.0.einddatum": "2026-02-28"}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Einddatum"]),
    ("CS003", "WMO317", {f"{V}.nieuweProducten.0.einddatum": "2026-02-28"}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum"]),
    ("CS050", "WMO301", {"client.naam.naamGebruik": "2"}, ["Client/Naam/NaamGebruik"]),
    ("CS050", "WMO301", {"client.relaties.0.naam.partnernaam.achternaam": "Smit", "client.relaties.0.naam.naamGebruik": "6"}, ["Client/Relaties/Relatie[1]/Naam/NaamGebruik"]),
    ("CS058", "WMO305", {"client.startProducten.0.statusAanlevering": "2"}, ["Client/StartProducten/StartProduct[1]/StatusAanlevering"]),
    ("CS058", "WMO307", {"client.stopProducten.0.statusAanlevering": "9"}, ["Client/StopProducten/StopProduct[1]/StatusAanlevering"]),
    ("CS089", "WMO301", {f"{C}.1.adres.postcode": "1011 AB"}, ["Client/Contactgegevens/Contact[2]/Adres/Postcode"]),
    ("CS100", "WMO323", {f"{D}.declaratiePeriode": {"begindatum": "2020-12-01", "einddatum": "2020-12-31"}}, ["Declaratie/DeclaratiePeriode/Begindatum"]),
    ("CS100", "WMO323", {f"{P}.0.productPeriode": {"begindatum": "2020-12-01", "einddatum": "2020-12-31"}, f"{D}.declaratieDagtekening": "2025-12-01"}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Begindatum"]),
    ("CS139", "WMO301", {"client.geboortedatum.datum": "1950-04-02"}, ["Client/Geboortedatum/DatumGebruik"]),
    ("CS139", "WMO301", {"client.relaties.0.geboortedatum.datumGebruik": "2"}, ["Client/Relaties/Relatie[1]/Geboortedatum/DatumGebruik"]),
    ("CS139", "WMO305", {"client.geboortedatum.datumGebruik": "3"}, ["Client/Geboortedatum/DatumGebruik"]),
    ("CS139", "WMO307", {"client.geboortedatum.datumGebruik": "3"}, ["Client/Geboortedatum/DatumGebruik"]),
    ("CS139", "WMO315", {"client.geboortedatum.datumGebruik": "3"}, ["Client/Geboortedatum/DatumGebruik"]),
    ("CS318", "WMO301", {"client.naam.naamGebruik": "6"}, ["Client/Naam/NaamGebruik"]),
    ("CS325", "WMO323", {f"{P}.1.ingediendBedrag.bedrag": 0, f"{D}.totaalIngediendBedrag.totaalBedrag": 72000}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]/IngediendBedrag/DebetCredit"]),
    ("CS325", "WMO323", {f"{P}.0.ingediendBedrag.bedrag": 18000, f"{D}.totaalIngediendBedrag": {"totaalBedrag": 0, "debetCredit": "C"}}, ["Declaratie/TotaalIngediendBedrag/DebetCredit"]),
    ("CS325", "WMO325", {f"{DA}.totaalToegekendBedrag": {"totaalBedrag": 0, "debetCredit": "C"}, f"{DA}.totaalIngediendBedrag.totaalBedrag": 72000}, ["DeclaratieAntwoord/TotaalToegekendBedrag/DebetCredit"]),
    ("CS325", "WMO325", {f"{DA}.totaalIngediendBedrag": {"totaalBedrag": 0, "debetCredit": "C"}, f"{DA}.totaalToegekendBedrag.totaalBedrag": 72000}, ["DeclaratieAntwoord/TotaalIngediendBedrag/DebetCredit"]),
    ("CS325", "WMO325", {f"{DA}.clienten.0.prestaties.0.ingediendBedrag": {"bedrag": 0, "debetCredit": "C"}, f"{DA}.clienten.0.prestaties.0.productReferentie.vorigReferentieNummer": "P1", f"{DA}.totaalToegekendBedrag": {"totaalBedrag": 54000, "debetCredit": "D"}}, ["DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/IngediendBedrag/DebetCredit"]),
    ("CS335", "WMO301", {f"{T}.0.redenWijziging": "13"}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/RedenWijziging"]),
    ("CS336", "WMO301", {f"{T}.0.redenWijziging": "01"}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/RedenWijziging"]),
    ("CS337", "WMO323", {f"{P}.0.productPeriode.einddatum": "2026-02-01"}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Einddatum"]),
    ("CS338", "WMO301", {f"{T}.0.omvang": {"volume": 1, "eenheid": "14", "frequentie": "1"}}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang/Frequentie"]),
    ("CS338", "WMO317", {f"{V}.teWijzigenProducten.0.omvang": {"volume": 1, "eenheid": "84", "frequentie": "1"}}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Omvang/Frequentie"]),
    ("CS338", "WMO317", {f"{V}.nieuweProducten.0.omvang.frequentie": "1"}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang/Frequentie"]),
    ("CS339", "WMO323", {f"{P}.0.eenheid": "83", f"{P}.0.productTarief": None}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/IngediendBedrag"]),
    ("CS340", "WMO323", {f"{D}.declaratiePeriode.einddatum": "2026-01-30"}, ["Declaratie/DeclaratiePeriode"]),
    ("CS340", "WMO323", {f"{D}.declaratiePeriode.begindatum": "2025-12-01"}, ["Declaratie/DeclaratiePeriode"]),
    ("CS343", "WMO315", {f"{A}.0.omvang": {"volume": 1, "eenheid": "16", "frequentie": "1"}}, ["Client/AangevraagdeProducten/AangevraagdProduct[1]/Omvang/Frequentie"]),
    ("TR002", "WMO301", {"client.geboortedatum": OUD}, ["Client/Geboortedatum/Datum"]),
    ("TR002", "WMO301", {"client.relaties.0.geboortedatum": OUD}, ["Client/Relaties/Relatie[1]/Geboortedatum/Datum"]),
    ("TR002", "WMO305", {"client.geboortedatum": {"datum": "1904-02-28"}, "header.berichtIdentificatie.dagtekening": "2024-02-29", "client.startProducten.0.begindatum": "2024-02-29"}, ["Client/Geboortedatum/Datum"]),
    ("TR002", "WMO305", {"client.geboortedatum": {"datum": "1906-02-04"}}, ["Client/Geboortedatum/Datum"]),
    ("TR002", "WMO307", {"client.geboortedatum": OUD}, ["Client/Geboortedatum/Datum"]),
    ("TR002", "WMO315", {"client.geboortedatum": OUD}, ["Client/Geboortedatum/Datum"]),
    ("TR006", "WMO301", {f"{C}.1.telefoon": None, f"{C}.1.adres": {"straatnaam": "Kade"}}, ["Client/Contactgegevens/Contact[2]"]),
    ("TR018", "WMO307", {"client.stopProducten.0.einddatum": "2026-01-11"}, ["Client/StopProducten/StopProduct[1]/Einddatum"]),
    ("TR061", "WMO301", {C: [iwmo.naar_json(voorbeeld("WMO301"))["client"]["contactgegevens"][1]]}, ["Client/Contactgegevens"]),
    ("TR101", "WMO301", {f"{C}.+": {}}, ["Client/Contactgegevens/Contact[3]"]),
    ("TR101", "WMO301", {"client.relaties.+": {}}, ["Client/Relaties/Relatie[2]"]),
    ("TR101", "WMO301", {f"{T}.+": {"product.code": "02A04"}}, ["Client/ToegewezenProducten/ToegewezenProduct[2]"]),
    ("TR101", "WMO305", {"client.startProducten.+": {"statusAanlevering": "3"}}, ["Client/StartProducten/StartProduct[2]"]),
    ("TR101", "WMO307", {"client.stopProducten.+": {}}, ["Client/StopProducten/StopProduct[2]"]),
    ("TR101", "WMO315", {f"{A}.+": {"product.code": "02A04"}}, ["Client/AangevraagdeProducten/AangevraagdProduct[2]"]),
    ("TR101", "WMO317", {f"{V}.ongewijzigdeProducten.+": {}}, ["Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[2]"]),
    ("TR101", "WMO317", {f"{V}.teWijzigenProducten.+": {}}, ["Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[2]"]),
    ("TR101", "WMO317", {f"{V}.nieuweProducten.+": {}}, ["Client/Verzoek/NieuweProducten/NieuwProduct[2]"]),
    ("TR101", "WMO323", {f"{D}.clienten.+": {"prestaties.1": {}, "prestaties": [iwmo.naar_json(voorbeeld("WMO323"))["declaratie"]["clienten"][0]["prestaties"][0]]}, f"{D}.totaalIngediendBedrag.totaalBedrag": 126000}, ["Declaratie/Clienten/Client[2]"]),
    ("TR101", "WMO323", {f"{P}.1.productReferentie": {"referentieNummer": "P3"}, f"{P}.1.ingediendBedrag.debetCredit": "D", f"{D}.totaalIngediendBedrag.totaalBedrag": 90000}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]"]),
    ("TR101", "WMO325", {f"{DA}.clienten.+": {}, f"{DA}.totaalToegekendBedrag.totaalBedrag": 90000}, ["DeclaratieAntwoord/Clienten/Client[2]"]),
    ("TR101", "WMO325", {f"{DA}.clienten.0.prestaties.+": {}, f"{DA}.totaalToegekendBedrag.totaalBedrag": 90000}, ["DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[2]"]),
    ("TR134", "WMO301", {f"{T}.0.toewijzingsdatum": "2026-02-06"}, ["Client/ToegewezenProducten/ToegewezenProduct[1]/Toewijzingsdatum"]),
    ("TR134", "WMO301", {"client.relaties.0.geboortedatum.datum": "2026-03-01"}, ["Client/Relaties/Relatie[1]/Geboortedatum/Datum"]),
    ("TR134", "WMO305", {"client.startProducten.0.begindatum": "2026-02-06"}, ["Client/StartProducten/StartProduct[1]/Begindatum"]),
    ("TR134", "WMO305", {"client.geboortedatum": {"datum": "2026-02-06"}}, ["Client/Geboortedatum/Datum"]),
    ("TR134", "WMO307", {"client.stopProducten.0.einddatum": "2026-02-06"}, ["Client/StopProducten/StopProduct[1]/Einddatum"]),
    ("TR134", "WMO315", {"client.geboortedatum": {"datum": "2026-02-06"}}, ["Client/Geboortedatum/Datum"]),
    ("TR134", "WMO323", {f"{P}.0.productPeriode": {"begindatum": "2026-02-06", "einddatum": "2026-02-28"}}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Begindatum"]),
    ("TR134", "WMO323", {f"{D}.declaratiePeriode": {"begindatum": "2026-03-01", "einddatum": "2026-03-31"}}, ["Declaratie/DeclaratiePeriode/Begindatum"]),
    ("TR134", "WMO325", {f"{DA}.clienten.0.prestaties.0.productPeriode": {"begindatum": "2026-02-06", "einddatum": "2026-02-28"}}, ["DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Begindatum"]),
    ("TR137", "WMO323", {f"{P}.0.productPeriode": {"begindatum": "2026-01-31", "einddatum": "2026-01-30"}}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Einddatum"]),
    ("TR137", "WMO323", {f"{P}.0.productPeriode": {"begindatum": "2026-02-01", "einddatum": "2026-02-28"}}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Einddatum"]),
    ("TR137", "WMO323", {f"{D}.declaratiePeriode": {"begindatum": "2026-02-01", "einddatum": "2026-02-28"}}, ["Declaratie/DeclaratiePeriode/Einddatum"]),
    ("TR137", "WMO325", {f"{DA}.clienten.0.prestaties.0.productPeriode.einddatum": "2025-12-31"}, ["DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Einddatum"]),
    ("TR302", "WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "ingangsdatum": "2026-12-31"}}, ["Client/ToegewezenProducten/ToegewezenProduct[2]"]),
    ("TR302", "WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "product.code": None, "omvang": None}}, ["Client/ToegewezenProducten/ToegewezenProduct[2]"]),
    ("TR302", "WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "product": None, "omvang": None, "budget": 9}}, ["Client/ToegewezenProducten/ToegewezenProduct[2]"]),
    ("TR315", "WMO323", {f"{P}.+": {"productReferentie.referentieNummer": "P5"}, f"{D}.totaalIngediendBedrag.totaalBedrag": 36000}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[3]/ProductReferentie/VorigReferentieNummer"]),
    ("TR316", "WMO323", {f"{P}.1.productReferentie.vorigReferentieNummer": "P3"}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]/ProductReferentie/VorigReferentieNummer"]),
    ("TR335", "WMO323", {f"{P}.0.productPeriode": {"begindatum": "2021-01-01", "einddatum": "2021-01-31"}}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/Einddatum"]),
    ("TR342", "WMO325", {f"{DA}.totaalToegekendBedrag.totaalBedrag": 18001}, ["DeclaratieAntwoord/TotaalToegekendBedrag"]),
    ("TR342", "WMO325", {f"{DA}.retourCodes": ["9333"], f"{DA}.clienten": None}, ["DeclaratieAntwoord/TotaalToegekendBedrag"]),
    ("TR352", "WMO317", {f"{V}.ongewijzigdeProducten": None, f"{V}.teWijzigenProducten": None}, ["Client/Verzoek"]),
    ("TR353", "WMO317", {f"{V}.teWijzigenProducten": None, f"{V}.nieuweProducten": None}, ["Client/Verzoek"]),
    ("TR358", "WMO323", {f"{D}.totaalIngediendBedrag.totaalBedrag": 90000}, ["Declaratie/TotaalIngediendBedrag"]),
    ("TR358", "WMO323", {f"{D}.totaalIngediendBedrag.debetCredit": "C"}, ["Declaratie/TotaalIngediendBedrag"]),
    ("TR380", "WMO317", {f"{V}.nieuweProducten.0.gewensteIngangsdatum": "2026-02-05"}, ["Client/Verzoek/NieuweProducten/NieuwProduct[1]/GewensteIngangsdatum"]),
    ("TR383", "WMO315", {f"{A}.+": {"product.code": "02A04"}}, ["Client/AangevraagdeProducten/AangevraagdProduct[2]/ReferentieAanbieder"]),
    ("TR386", "WMO315", {f"{A}.+": {"referentieAanbieder": "VOT-2"}}, ["Client/AangevraagdeProducten/AangevraagdProduct[2]"]),
    ("TR410", "WMO317", {f"{V}.nieuweProducten.+": {"gewensteIngangsdatum": "2026-04-01"}}, ["Client/Verzoek/NieuweProducten/NieuwProduct[2]"]),
    ("TR416", "WMO323", {f"{P}.1": {**iwmo.naar_json(voorbeeld("WMO323"))["declaratie"]["clienten"][0]["prestaties"][0], "productReferentie": {"referentieNummer": "P9"}}, f"{D}.totaalIngediendBedrag.totaalBedrag": 144000}, ["Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]"]),
]  # fmt: skip

# Rules that cannot be broken without the other: what they forbid is the same, or one follows from the other.
SAMEN = {
    ("CD077", "CD078"), ("CD078", "CD077"), ("TR383", "TR101"), ("TR101", "TR383"), ("TR134", "TR137"), ("TR101", "TR410"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "soort", "wijzigingen", "paden"), BREUKEN)
def test_a_broken_rule_is_found_and_no_other(code: str, soort: str, wijzigingen: Wijzigingen, paden: list[str]) -> None:
    bevindingen = iwmo.controleer(gewijzigd(soort, wijzigingen))
    assert [b.pad for b in bevindingen if b.regel == code] == [f"/Bericht/{pad}" for pad in paden]
    assert {b.regel for b in bevindingen if (code, b.regel) not in SAMEN} == {code}
    assert {(b.niveau, b.retourcode) for b in bevindingen} == {(2, "0001")}


GOED: list[tuple[str, Wijzigingen]] = [
    ("WMO301", {"client.geboortedatum": {"datum": "1900-01-01", "datumGebruik": "3"}}),
    ("WMO301", {"client.geboortedatum": {"datum": "1906-02-05"}}),
    ("WMO301", {"client.geboortedatum": {"datum": "1953-01-01", "datumGebruik": "2"}}),
    ("WMO301", {"client.relaties.0.naam.naamGebruik": "6"}),
    ("WMO301", {"client.naam.partnernaam.achternaam": "Smit", "client.naam.naamGebruik": "4"}),
    ("WMO301", {f"{C}.1.adres": {"postcode": "B-1000", "landCode": "BE"}}),
    ("WMO301", {f"{C}.1.periode": {"einddatum": "2026-01-01"}}),
    ("WMO301", {f"{T}.0.redenWijziging": "13", f"{T}.0.einddatum": "2026-01-01"}),
    ("WMO301", {f"{T}.0.product.code": None, f"{T}.0.einddatum": "2026-12-31", f"{T}.0.omvang": None}),
    ("WMO301", {f"{T}.0": {**iwmo.naar_json(voorbeeld("WMO301"))["client"]["toegewezenProducten"][0], "ingangsdatum": "2020-01-01", "einddatum": "2020-12-31", "product": {"categorie": "02"}, "omvang": {"volume": 1, "eenheid": "14", "frequentie": "1"}}}),
    ("WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "ingangsdatum": "2027-01-01", "einddatum": "2027-06-30"}}),
    ("WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "product.code": "02A04"}}),
    ("WMO301", {f"{T}.+": {"toewijzingNummer": 1002, "redenWijziging": "13", "einddatum": "2026-01-01"}}),
    ("WMO301", {f"{T}.0.product.categorie": "12", f"{T}.+": {"toewijzingNummer": 1002}}),
    ("WMO301", {f"{T}.0.product.categorie": "12", f"{T}.+": {"toewijzingNummer": 1002, "product": None, "omvang": None, "budget": 9}}),
    ("WMO307", {"client.stopProducten.+": {"redenBeeindiging": "20"}}),
    ("WMO315", {f"{A}.0.beschikkingNummer": 5, f"{A}.0.beschikkingIngangsdatum": "2026-01-01"}),
    ("WMO315", {f"{A}.0.verwijzer": {"type": "06"}}),
    ("WMO317", {f"{V}.nieuweProducten.0.gewensteIngangsdatum": "2026-02-06"}),
    ("WMO319", {"antwoord.verzoekAntwoord": "2", "antwoord.redenAfwijzingVerzoek": None}),
    ("WMO323", {f"{P}.0.eenheid": "83", f"{P}.0.productTarief": None, f"{P}.0.geleverdVolume": 72000}),
    ("WMO323", {f"{P}.0.ingediendBedrag.bedrag": 0, f"{D}.totaalIngediendBedrag": {"totaalBedrag": 18000, "debetCredit": "C"}}),
    ("WMO323", {f"{P}.0.productPeriode": {"begindatum": "2021-02-01", "einddatum": "2021-02-28"}}),
    ("WMO323", {f"{D}.declaratiePeriode": {"begindatum": "2024-02-01", "einddatum": "2024-02-29"}}),
    ("WMO325", {f"{DA}.retourCodes": ["9333"], f"{DA}.clienten": None, f"{DA}.totaalToegekendBedrag": {"totaalBedrag": 0, "debetCredit": "D"}}),
]  # fmt: skip


@pytest.mark.parametrize("soort", sorted(iwmo.BERICHTEN))
def test_the_example_is_right(soort: str) -> None:
    assert iwmo.controleer(voorbeeld(soort)) == []


@pytest.mark.parametrize(("soort", "wijzigingen"), GOED)
def test_what_looks_odd_but_is_right(soort: str, wijzigingen: Wijzigingen) -> None:
    assert iwmo.controleer(gewijzigd(soort, wijzigingen)) == []


def test_dates_beyond_pythons_own_are_judged_too() -> None:
    bericht = gewijzigd("WMO323", {f"{P}.0.productPeriode": {"begindatum": "10000-01-01", "einddatum": "10000-01-31"}})
    assert {b.regel for b in iwmo.controleer(bericht)} == {"TR134", "TR137"}
    bericht = gewijzigd("WMO301", {"client.geboortedatum": {"datum": "-0044-03-15"}})
    assert {b.regel for b in iwmo.controleer(bericht)} == {"TR002"}
    bericht = gewijzigd("WMO301", {"header.berichtIdentificatie.dagtekening": "-0044-03-15"})
    assert {b.regel for b in iwmo.controleer(bericht)} == {"TR134"}


def test_every_rule_of_level_2_is_broken_in_every_kind_of_message_it_holds_for() -> None:
    verwacht = {(r.code, bericht) for r in iwmo.REGELS.values() if r.niveau == 2 for bericht in r.berichten}
    assert {(code, soort) for code, soort, _, _ in BREUKEN} == verwacht


def test_a_rule_of_level_3_or_4_says_what_it_needs() -> None:
    # TR319 compares periods within one message, though the standard puts it at level 3.
    zonder = {r.code for r in iwmo.REGELS.values() if r.niveau > 2 and not r.nodig}
    assert zonder == {"TR319"}
    assert not any(r.nodig for r in iwmo.REGELS.values() if r.niveau <= 2)


@met_standaard
@elke_standaard
def test_the_table_holds_all_technical_rules(standaard: Standaard) -> None:
    niveaus = {"xslt": 2, "berichtoverstijgend": 3, "externe-bron": 4}
    with (MAPPEN[standaard.naam] / "technische-regels.csv").open(encoding="utf-8", newline="") as bestand:
        regels = {
            rij["regel"]: (niveaus[rij["controleniveau"]], rij["retourcode"] or None, tuple(rij["berichten"].split()))
            for rij in csv.DictReader(bestand)
        }
    assert len(regels) == {"iwmo": 78, "ijw": 80}[standaard.naam]
    alle = standaard.regels.alle.values()
    ons = {r.code: (r.niveau, r.retourcode, r.berichten) for r in alle if r.code.startswith("TR")}
    assert ons == regels


@met_standaard
@elke_standaard
def test_the_table_holds_every_condition_and_constraint_on_the_class_it_is_for(standaard: Standaard) -> None:
    klassen_van: dict[str, set[tuple[str, str]]] = {}
    codes: dict[str, str | None] = {}
    with (MAPPEN[standaard.naam] / "condities-constraints-restricties.csv").open(
        encoding="utf-8", newline=""
    ) as bestand:
        for rij in csv.DictReader(bestand):
            if rij["soort"] != "Restrictie":
                klassen_van.setdefault(rij["regelcode"], set()).add((rij["bericht"], rij["berichtklasse"]))
                codes[rij["regelcode"]] = rij["retourcode"] or None
    ons = {code: regel for code, regel in standaard.regels.alle.items() if not code.startswith("TR")}
    assert {code: regel.retourcode for code, regel in ons.items()} == codes
    assert {code: set(r.berichten) for code, r in ons.items()} == {c: {b for b, _ in k} for c, k in klassen_van.items()}
    for code, regel in ons.items():
        if regel.niveau == 2:
            klassen = {
                (standaard.code(klasse.__module__[-3:]).name, klasse.__name__)
                for klasse, functies in standaard.regels.functies.items()
                if code in {r.code for r, _ in functies}
            }
            assert klassen == klassen_van[code], code
