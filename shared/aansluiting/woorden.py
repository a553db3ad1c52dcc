"""What the contract of the koppelvlak means, beside what names mean everywhere (`shared/betekenis`)."""

from collections.abc import Mapping
from dataclasses import replace

import betekenis
from chassis.descriptions import Words

TAGS: Mapping[str, str] = {"GGk": "Wat langs het Gemeentelijk Gegevensknooppunt gaat en komt, en de werklijst daarvan."}
SCHEMAS: Mapping[str, str] = {
    "GgkUitgaandView": "Een bericht dat langs het GGk naar een aanbieder gaat, zonder wat erin staat.",
    "GgkInkomendView": "Een bericht dat langs het GGk kwam, zonder wat erin staat.",
}
VELDEN: Mapping[str, str] = {
    "uitgaandId": "Id van het bericht in de lijst.",
    "get_ggk_uitgaand.status": "Alleen met deze status.",
    "get_ggk_inkomend.status": "Alleen met deze status.",
    "envelop": "In welke envelop van StUF-GGk het reist.",
    "functie": "Het soort bericht, zoals WMO301; bij een foutmelding dat waar zij over gaat, leeg als dat onbekend is.",
    "GgkUitgaandView.status": (
        "klaar: wacht op de adapter. verstuurd: de adapter heeft het, en van de keten is nog niets gehoord. "
        "beantwoord: het antwoord is er. fout: geweigerd, kijk naar `advies`. vervangen: een nieuwe envelop "
        "ging in de plaats."
    ),
    "GgkInkomendView.status": (
        "ontvangen: wordt verwerkt. doorgegeven: de dienst heeft het. verwerkt: een foutmelding, die bij het bericht "
        "staat waar zij over gaat. afgekeurd: wij stuurden een foutmelding terug. onbekend: antwoordt op iets dat wij "
        "niet kennen. apart: kan niet verder, kijk naar `reden`."
    ),
    "gemaaktOp": "Wanneer het in een envelop ging.",
    "GgkUitgaandView.verstuurdOp": "Wanneer de adapter het aannam; leeg als dat nog niet is gebeurd.",
    "antwoordVoor": "De laatste dag voor het antwoord; leeg als er geen volgt.",
    "teLaat": "Of het antwoord er had moeten zijn.",
    "referentienummer": "Het nummer van de envelop.",
    "GgkUitgaandView.antwoordOp": "Het nummer van de envelop waarop dit antwoordt; leeg als dit zelf begint.",
    "GgkInkomendView.antwoordOp": "Het nummer van de envelop waarop dit antwoordt; leeg als dit zelf begint.",
    "GgkUitgaandView.dienst": "De dienst waarvan het bericht is; bij een foutmelding van ons `koppelvlak`.",
    "GgkInkomendView.dienst": "De dienst die het heeft; leeg zolang het niet is doorgegeven.",
    "GgkUitgaandView.berichtId": "Id van het bericht bij die dienst.",
    "GgkInkomendView.berichtId": "Id van het bericht bij die dienst; leeg zolang het niet is doorgegeven.",
    "poging": "0 voor de eerste envelop van dit bericht; elke volgende is een nieuwe.",
    "foutcode": "De code van de keten; leeg zonder fout.",
    "fout": "Wat de andere kant erbij schreef; leeg zonder fout.",
    "foutVan": "Wie de fout meldde, zoals VECOZO of een AGB-code; leeg als wij dat zelf zijn.",
    "GgkUitgaandView.advies": "Wat u kunt doen; leeg zonder fout.",
    "kanOpnieuw": "Of u het met `_opnieuw` nog eens kunt sturen.",
    "zender": "Wie het stuurde: een AGB-code, of een partij van de keten zoals VECOZO.",
    "ontvangenOp": "Wanneer wij het bewaarden.",
    "GgkInkomendView.reden": "Waarom het niet verdergaat; leeg als het dat wel doet.",
}


def woorden() -> Words:
    """All of it."""
    overal = betekenis.woorden()
    return replace(
        overal,
        tags={**overal.tags, **TAGS},
        schemas={**overal.schemas, **SCHEMAS},
        properties={**overal.properties, **VELDEN},
    )
