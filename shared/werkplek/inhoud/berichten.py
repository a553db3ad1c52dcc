"""What the municipality sent a provider, in words: to read, to print, and to say that it was read."""

from fastapi import Response
from pydantic import JsonValue

from werkplek import bladen, schil
from werkplek.deur import Aanvraag
from werkplek.inhoud.clienten import LEVERT
from werkplek.opmaak import dingen
from werkplek.vorm import Bron, Handeling, Lijst, Tabel, Waarde, staat

DIENST = "toewijzing"
BLAD = "/werkplek/berichten/{id}"
SOORTEN = {
    "301": "toewijzing",
    "306": "antwoord op een start",
    "308": "antwoord op een stop",
    "316": "antwoord op een verzoek om toewijzing",
    "318": "antwoord op een verzoek om wijziging",
    "319": "antwoord op een verzoek",
}
"""What a message of the municipality is, by the last three signs of its code."""
WOORDEN = {f"{wet}{soort}": f"{naam} ({wet}{soort})" for soort, naam in SOORTEN.items() for wet in ("WMO", "JW")}
STANDEN = {"klaar": "nog niet gelezen", "opgehaald": "gelezen"}
KOLOMMEN = (
    Waarde("soort", "Bericht", woorden=WOORDEN),
    Waarde("gemeente", "Van", "gemeente"),
    Waarde("dagtekening", "Van de dag", "datum"),
    Waarde("identificatie", "Kenmerk"),
    Waarde("status", "Stand", woorden=STANDEN),
)
BERICHTEN = Lijst(
    "/werkplek/berichten",
    "Berichten van de gemeente",
    "Toewijzingen en antwoorden, om te lezen of af te drukken.",
    LEVERT,
    (
        Tabel(
            "Nog niet gelezen, de oudste eerst",
            KOLOMMEN,
            Bron(DIENST, "/v1/berichten?richting=uit&status=klaar"),
            naar=BLAD,
            leeg="U las alles.",
        ),
        Tabel(
            "Gelezen",
            KOLOMMEN,
            Bron(DIENST, "/v1/berichten?richting=uit&status=opgehaald&limit=200"),
            naar=BLAD,
            leeg="U las nog niets.",
        ),
    ),
)
GELEZEN = Handeling(
    f"{BLAD}/gelezen",
    "Zeg dat u het bericht gelezen heeft",
    "Gelezen",
    LEVERT,
    DIENST,
    "/v1/berichten/{id}/_opgehaald",
    "Het bericht staat bij wat u gelezen heeft.",
    BERICHTEN.blad,
    "Daarna staat het niet meer bij wat op u wacht. Haalt een programma uw berichten op? Druk hier dan niet op.",
    als=staat("status", "klaar"),
)
ONDERDELEN = (BERICHTEN, GELEZEN)


async def toon(aanvraag: Aanvraag) -> Response:
    """A message from top to bottom, part by part, with what each code means."""
    plek = aanvraag.request.path_params
    stuk = await bladen.lees_ding(aanvraag, Bron(DIENST, "/v1/berichten/{id}"), plek)
    inhoud = await bladen.lees_ding(aanvraag, Bron(DIENST, "/v1/berichten/{id}/woorden"), plek)
    waarden = {
        "titel": WOORDEN.get(str(stuk["soort"]), str(stuk["soort"])).capitalize(),
        "terug": BERICHTEN,
        "delen": [(each["naam"], _kop(each["niveau"]), dingen(each["waarden"])) for each in dingen(inhoud["delen"])],
        "knoppen": bladen.knoppen(aanvraag, [GELEZEN], stuk, plek),
    }
    return schil.toon(aanvraag.request, "bericht.html", waarden)


def _kop(niveau: JsonValue) -> int:
    """The level of a heading on the page, of a part so many levels deep in the message."""
    assert isinstance(niveau, int)
    return min(niveau + 2, 6)
