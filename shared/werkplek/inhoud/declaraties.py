"""What a provider billed, what was said of each line, and what was paid."""

from collections.abc import Mapping

from istandaard.retourcodes import RetourCode
from werkplek.inhoud.betalen import POSTSOORTEN
from werkplek.inhoud.clienten import LEVERT
from werkplek.inhoud.declareren import EENHEDEN
from werkplek.vorm import Bij, Bron, Kaart, Lijst, Tabel, Waarde, wie

DIENST = "declaratie"
UITKOMSTEN: Mapping[str, str] = {each.value: each.betekenis for each in RetourCode}
OVERGEMAAKT = {
    "voorgesteld": "klaargezet",
    "opgedragen": "naar de bank gestuurd",
    "verrekend": "verrekend",
    "betaald": "betaald",
    "geweigerd": "geweigerd door de bank",
    "teruggeboekt": "teruggeboekt",
}
DECLARATIES = Lijst(
    "/werkplek/declaraties",
    "Declaraties",
    "Wat u declareerde en wat er is toegekend, de oudste eerst.",
    LEVERT,
    (
        Tabel(
            "Beantwoorde declaraties",
            (
                Waarde("declaratienummer", "Declaratie"),
                Waarde("declaratieperiode", "Over", "maand"),
                Waarde("gemeente", "Gemeente", "gemeente"),
                Waarde("bedragIngediend", "Gevraagd", "euro"),
                Waarde("bedragToegekend", "Toegekend", "euro"),
                Waarde("retourcode", "Uitkomst", woorden=UITKOMSTEN),
            ),
            Bron(DIENST, "/v1/declaraties"),
            naar="/werkplek/declaraties/{id}",
            leeg="Er is nog geen declaratie beantwoord.",
        ),
    ),
)


def _titel(bij: Bij) -> str:
    return f"Declaratie {bij.ding['declaratienummer']}"


DECLARATIE = Kaart(
    "/werkplek/declaraties/{declaratie_id}",
    LEVERT,
    Bron(DIENST, "/v1/declaraties/{declaratie_id}"),
    _titel,
    (
        Waarde("declaratieperiode", "Over", "maand"),
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("bedragIngediend", "Gevraagd", "euro"),
        Waarde("bedragToegekend", "Toegekend", "euro"),
        Waarde("beantwoordOp", "Beantwoord op", "moment"),
    ),
    DECLARATIES,
    tabellen=(
        Tabel(
            "Regel voor regel",
            (
                Waarde("naam", "Cliënt"),
                Waarde("code", "Hulp", "product"),
                Waarde("begindatum", "Vanaf", "datum"),
                Waarde("volume", "Gegeven", "getal"),
                Waarde("eenheid", "Eenheid", woorden=EENHEDEN),
                Waarde("bedrag", "Bedrag", "euro"),
                Waarde("isToegekend", "Toegekend"),
                Waarde("redenen.*.tekst", "Waarom niet", "lang"),
                Waarde("redenen.*.advies", "Wat u kunt doen", "lang"),
            ),
            Bron(DIENST, "/v1/declaraties/{declaratie_id}/prestaties?limit=500"),
            leeg="Er staan geen regels in.",
            client="toewijzingNummer",
        ),
    ),
)
BETAALD = Lijst(
    "/werkplek/betaald",
    "Betaald en te goed",
    "Wat naar u is overgemaakt, en wat u nog krijgt.",
    wie("berichten"),
    (
        Tabel(
            "Overgemaakt",
            (
                Waarde("kenmerk", "Kenmerk"),
                Waarde("budgethouder", "Door", "gemeente"),
                Waarde("stand", "Hoe ver", woorden=OVERGEMAAKT),
                Waarde("gemeldOp", "Op", "datum"),
                Waarde("bedrag", "Bedrag", "euro"),
            ),
            Bron(DIENST, "/v1/overboekingen"),
            leeg="Er is nog niets overgemaakt.",
        ),
        Tabel(
            "Nog te goed",
            (
                Waarde("declaratienummer", "Declaratie"),
                Waarde("budgethouder", "Van", "gemeente"),
                Waarde("soort", "Soort", woorden=POSTSOORTEN),
                Waarde("vanaf", "Komt vanaf", "datum"),
                Waarde("bedrag", "Bedrag", "euro"),
                Waarde("aangehouden", "Aangehouden omdat"),
            ),
            Bron(DIENST, "/v1/betaalposten?open=true"),
            leeg="Er staat niets open.",
        ),
    ),
)
ONDERDELEN = (DECLARATIES, DECLARATIE, BETAALD)
