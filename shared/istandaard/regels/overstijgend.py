"""Technical rules that need more than the message: across messages (level 3) and outside sources (level 4).

They are declared here and judged by the services, which know what is `nodig`.
"""

from __future__ import annotations

from istandaard.regels.tabel import Tabel

TABEL = Tabel()
verklaar = TABEL.verklaar

_TOEWIJZINGEN = "toewijzingen"
_CLIENTEN = "cliënten"
_ONTVANGEN = "ontvangen berichten"
_STARTS = "starts"
_STOPS = "stops"
_PRESTATIES = "goedgekeurde prestaties"
_DECLARATIES = "eerdere declaraties"
_DECLARATIE = "de declaratie"
_VERZOEKEN = "verzoeken"
_ANTWOORDEN = "antwoorden"
_CONTRACT = "contract"
_VANDAAG = "vandaag"
_GEMEENTECODES = "gemeentecodes"
_PRODUCTCODES = "productcodes"

_ALLE = "301 305 307 315 317 319 323 325"

verklaar("TR019", 3, "9019", "305 307", "Een start of stop moet horen bij een toewijzing.", _TOEWIJZINGEN)
verklaar(
    "TR056", 3, "9056", _ALLE, "De afzender mag een identificatie per soort bericht één keer gebruiken.", _ONTVANGEN
)
verklaar("TR063", 3, "9063", "305 307", "Wat verwijderd wordt, moet eerder aangeleverd zijn.", _STARTS, _STOPS)
verklaar("TR071", 3, "9071", "305", "Een start met een stop mag niet meer verwijderd worden.", _STOPS)
verklaar("TR074", 3, "9074", "305 307", "Een start of stop mag niet al eerder aangeleverd zijn.", _STARTS, _STOPS)
verklaar("TR135", 4, "8848", _ALLE, "De datum mag niet in de toekomst liggen.", _VANDAAG)
verklaar("TR304", 3, "8187", "317 323 325", "Het burgerservicenummer moet dat van een bekende cliënt zijn.", _CLIENTEN)
verklaar("TR307", 3, "9307", "323", "De ProductPeriode mag niet vóór de toewijzing beginnen.", _TOEWIJZINGEN)
verklaar("TR308", 3, "9308", "323", "De ProductPeriode mag niet na de toewijzing eindigen.", _TOEWIJZINGEN)
verklaar("TR314", 3, "8021", "323", "De aanbieder mag een ReferentieNummer één keer gebruiken.", _PRESTATIES)
verklaar("TR318", 3, "8214", "323", "De DeclaratiePeriode moet volgen op de vorige waarin geleverd is.", _DECLARATIES)
verklaar("TR319", 3, "9319", "323", "De ProductPeriode mag niet na de DeclaratiePeriode liggen.")
verklaar("TR321", 3, "9321", "323", "Het volume moet passen binnen wat voor de periode is toegewezen.", _TOEWIJZINGEN)
verklaar("TR322", 3, "9322", "323", "De volumes samen moeten passen binnen de toewijzing.", _TOEWIJZINGEN, _PRESTATIES)
verklaar("TR323", 3, "8017", "323", "Een creditprestatie moet horen bij een goedgekeurde debetprestatie.", _PRESTATIES)
verklaar("TR326", 3, "9326", "305", "Er mag nog geen start lopen op de toewijzing.", _STARTS, _STOPS)
verklaar("TR332", 3, "9332", "301", "De gemeente mag een ToewijzingNummer één keer gebruiken.", _TOEWIJZINGEN)
verklaar("TR333", 3, "9333", "323", "De aanbieder mag een DeclaratieNummer één keer gebruiken.", _DECLARATIES)
verklaar("TR337", 3, None, "325", "Het antwoord moet horen bij een verzonden declaratiebericht.", _DECLARATIE)
verklaar("TR338", 3, "9338", "323", "De prestatie moet horen bij een toewijzing.", _TOEWIJZINGEN)
verklaar("TR339", 3, "9339", "323", "De productcategorie moet die van de toewijzing zijn.", _TOEWIJZINGEN)
verklaar("TR340", 3, "9340", "323", "De productcode moet die van de toewijzing zijn.", _TOEWIJZINGEN)
verklaar("TR341", 3, "9341", "323", "De eenheid moet passen bij die van de toewijzing.", _TOEWIJZINGEN, _CONTRACT)
verklaar("TR346", 4, "9346", "323", "Het bedrag moet volume maal tarief zijn.", _CONTRACT)
verklaar("TR347", 3, "9347", "315 317", "De aanbieder mag een ReferentieAanbieder één keer gebruiken.", _VERZOEKEN)
verklaar("TR349", 3, "9349", "317", "Het verzoek moet alle lopende toewijzingen noemen.", _TOEWIJZINGEN, _VANDAAG)
verklaar(
    "TR350", 3, "9350", "317", "Een ongewijzigd product moet een lopende toewijzing zijn.", _TOEWIJZINGEN, _VANDAAG
)
verklaar(
    "TR351", 3, "9351", "317", "Een te wijzigen product moet een lopende toewijzing zijn.", _TOEWIJZINGEN, _VANDAAG
)
verklaar("TR355", 3, "9355", "319", "Het antwoord moet horen bij een verzoek.", _VERZOEKEN)
verklaar("TR357", 3, "9357", "317", "Een wijziging die niet later ingaat, moet gelden vanaf het begin.", _TOEWIJZINGEN)
verklaar("TR359", 3, "9359", "319", "Op het verzoek mag nog geen toewijzing gestuurd zijn.", _TOEWIJZINGEN)
verklaar("TR360", 3, "9360", "319", "In onderzoek mag alleen het eerste antwoord op een verzoek zijn.", _ANTWOORDEN)
verklaar("TR361", 3, "9361", "317", "Hetzelfde product mag niet twee keer tegelijk gevraagd zijn.", _TOEWIJZINGEN)
verklaar("TR365", 3, "9365", "319", "Alleen na in onderzoek mag nog een antwoord komen.", _ANTWOORDEN)
verklaar("TR366", 3, "9366", "325", "De prestatie moet in de declaratie staan.", _DECLARATIE)
verklaar("TR367", 3, "9367", "325", "De prestatie moet gelijk zijn aan die in de declaratie.", _DECLARATIE)
verklaar("TR369", 3, "9369", "323", "De prestaties samen moeten passen binnen het budget.", _TOEWIJZINGEN, _PRESTATIES)
verklaar("TR371", 3, None, "325", "XsdVersieDeclaratie moet de XsdVersie van de declaratie zijn.", _DECLARATIE)
verklaar("TR373", 3, "9373", "317", "Een ander budget of totaal moet gelden vanaf de ingangsdatum.", _TOEWIJZINGEN)
verklaar(
    "TR374",
    3,
    "9374",
    "315 317",
    "Er mag geen ander verzoek lopen voor de cliënt.",
    _VERZOEKEN,
    _ANTWOORDEN,
    _TOEWIJZINGEN,
)
verklaar("TR375", 3, "9375", "317", "Een toewijzing zonder product mag geen omvang krijgen.", _TOEWIJZINGEN)
verklaar("TR376", 3, None, "325", "DeclaratieNummer moet dat van een verzonden declaratie zijn.", _DECLARATIE)
verklaar("TR378", 4, "S300", _ALLE, "De gemeentecode moet bestaan.", _GEMEENTECODES)
verklaar("TR379", 3, "9379", "301", "ReferentieAanbieder moet die van het gehonoreerde verzoek zijn.", _VERZOEKEN)
verklaar("TR381", 4, "S329", "301 305 307 315 317 323", "De productcode moet passen bij de categorie.", _PRODUCTCODES)
verklaar("TR382", 3, "9069", "307", "Een stop moet horen bij een lopende start met dezelfde sleutel.", _STARTS, _STOPS)
verklaar("TR384", 3, "9384", "323", "De toewijzing mag niet verwijderd zijn.", _TOEWIJZINGEN)
verklaar("TR385", 3, "9385", "301", "Een toewijzing met prestaties mag niet verwijderd worden.", _PRESTATIES)
verklaar("TR387", 3, "9387", "323", "De ProductPeriode moet beginnen op de 1e, of op de ingangsdatum.", _TOEWIJZINGEN)
verklaar(
    "TR388", 3, "9388", "323", "De ProductPeriode moet eindigen op het maandeinde, of op de einddatum.", _TOEWIJZINGEN
)
verklaar("TR389", 3, "9389", "323", "Er mag één debetprestatie zijn per toewijzing, product en periode.", _PRESTATIES)
verklaar("TR390", 3, "9390", "323", "Een prestatie mag één keer gecrediteerd worden.", _PRESTATIES)
verklaar("TR411", 3, "9411", "317", "Een toewijzing met productcode moet een omvang krijgen.", _TOEWIJZINGEN)
verklaar("TR412", 3, "9412", "317", "Een toewijzing zonder productcode mag geen omvang krijgen.", _TOEWIJZINGEN)
verklaar("TR413", 3, "9413", "307", "Na een tijdelijke stop mag geen tijdelijke stop komen.", _STOPS)
verklaar("TR414", 3, "9414", "307", "Een volgende stop mag niet eerder eindigen dan de vorige.", _STOPS)
verklaar("TR415", 3, "9415", "307", "Na een definitieve stop mag geen stop komen.", _STOPS)
verklaar("TR418", 3, "0611", "323", "Het tarief moet het afgesproken tarief zijn.", _CONTRACT)
