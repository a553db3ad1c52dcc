"""Where the day of a provider begins: what waits for it, in words; and the goals that a client shares with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Response

from werkplek import diensten, schil
from werkplek.deur import Aanvraag
from werkplek.inhoud.berichten import BERICHTEN
from werkplek.inhoud.clienten import LEVERT
from werkplek.opmaak import dingen
from werkplek.vorm import Bij, Bron, Ding, Handeling, Kaart, Lijst, Tabel, Vraag, Waarde, Wanneer, staat, vast

BLAD = "/werkplek/aanbieder"
TOEGANG = "toegang"
VEEL = "500"
PLANDEEL = "/werkplek/plandelen/{plandeel_id}"
VOORTGANG = {
    "open": "nog bezig",
    "behaald": "behaald",
    "deels": "deels behaald",
    "niet-behaald": "niet behaald",
    "vervallen": "niet meer nodig",
}
SOORTEN = {"doel": "eigen doel", "stap": "stap", "evaluatie": "evaluatie"}


@dataclass(frozen=True)
class Wacht:
    """Something that waits for a provider: in words, and where it is done."""

    zin: str
    naar: str


@dataclass(frozen=True)
class Vraagt:
    """What to count: where, which of it waits, and how that is said of one and of more."""

    bron: Bron
    wacht: Wanneer
    een: str
    meer: str
    naar: str


def _wacht_op_antwoord(maatregel: Ding) -> bool:
    return maatregel.get("wederhoor") is None and maatregel.get("stap") != "hersteld"


def _is_deels_afgewezen(declaratie: Ding) -> bool:
    return declaratie.get("bedragToegekend") != declaratie.get("bedragIngediend")


WACHT = (
    Vraagt(Bron("toewijzing", f"/v1/toewijzingen?limit={VEEL}"), staat("status", "toegewezen"),
           "1 cliënt wacht tot u meldt dat de hulp begon.", "{} cliënten wachten tot u meldt dat de hulp begon.",
           "/werkplek/clienten"),
    Vraagt(Bron("toewijzing", f"/v1/berichten?richting=uit&status=klaar&limit={VEEL}"), staat("richting", "uit"),
           "1 bericht van de gemeente las u nog niet.", "{} berichten van de gemeente las u nog niet.",
           BERICHTEN.blad),
    Vraagt(Bron("monitoring", "/v1/aanbieders/{agb}/maatregelen"), _wacht_op_antwoord,
           "De gemeente zette een stap en wacht op uw antwoord.", "De gemeente wacht op uw antwoord op {} stappen.",
           "/werkplek/maatregelen"),
    Vraagt(Bron("monitoring", f"/v1/rapportages?limit={VEEL}"), staat("teLaat", True),
           "1 rapportage is te laat.", "{} rapportages zijn te laat.", "/werkplek/rapportages"),
    Vraagt(Bron("monitoring", f"/v1/rapportages?limit={VEEL}"), staat("status", "gevraagd", "teruggegeven"),
           "1 rapportage moet u nog invullen.", "{} rapportages moet u nog invullen.", "/werkplek/rapportages"),
    Vraagt(Bron("declaratie", f"/v1/declaraties?limit={VEEL}"), _is_deels_afgewezen,
           "In 1 declaratie is iets afgewezen.", "In {} declaraties is iets afgewezen.", "/werkplek/declaraties"),
)  # fmt: skip
"""From what is most urgent down."""
VERDER = (
    ("Cliënten, start en stop", "/werkplek/clienten"),
    ("Berichten van de gemeente", BERICHTEN.blad),
    ("Declareren", "/werkplek/declareren"),
    ("Declaraties en wat ervan is toegekend", "/werkplek/declaraties"),
    ("Betaald en te goed", "/werkplek/betaald"),
    ("Doelen van cliënten", "/werkplek/plandelen"),
    ("Stappen van de gemeente", "/werkplek/maatregelen"),
    ("Rapportages", "/werkplek/rapportages"),
    ("Klachten, signalen en veiligheid", "/werkplek/kwesties"),
)


async def toon(aanvraag: Aanvraag) -> Response:
    """What waits, and all else that there is."""
    waarden = {
        "titel": "Uw werk",
        "uitleg": "Wat op u wacht, en waar u de rest vindt.",
        "wacht": [each for vraagt in WACHT if (each := await _tel(aanvraag, vraagt)) is not None],
        "verder": VERDER,
    }
    return schil.toon(aanvraag.request, "aanbieder.html", waarden)


async def _tel(aanvraag: Aanvraag, vraagt: Vraagt) -> Wacht | None:
    plek = {"agb": aanvraag.bezoeker.caller.agb or ""}
    gevonden, _ = await diensten.bladzijde(aanvraag, vraagt.bron, plek)
    aantal = sum(map(vraagt.wacht, gevonden))
    if not aantal:
        return None
    return Wacht(vraagt.een if aantal == 1 else vraagt.meer.format(aantal), vraagt.naar)


def _doelen(bij: Bij) -> Mapping[str, str]:
    """The goals that are shared, by id."""
    return {str(each["doelId"]): str(each["doel"]) for each in dingen(bij.ding.get("doelen"))}


WERK_UIT = Handeling(
    f"{PLANDEEL}/uitwerking",
    "Schrijf een doel, stap of evaluatie op",
    "Schrijf iets op",
    LEVERT,
    TOEGANG,
    "/v1/plandelen/{plandeel_id}/uitwerkingen",
    "Het is opgeschreven.",
    PLANDEEL,
    over=Bron(TOEGANG, "/v1/plandelen/{plandeel_id}/_inzage", "POST"),
    vragen=(
        Vraag("doelId", "Bij welk doel", keuzes=_doelen),
        Vraag("soort", "Wat", keuzes=vast(SOORTEN)),
        Vraag("op", "Wanneer", "datum"),
        Vraag("voortgang", "Hoe ver is het doel", "tekst", "Alleen bij een evaluatie.", False, vast(VOORTGANG)),
        Vraag("tekst", "Wat u opschrijft", "lang"),
    ),
)
PLANDELEN = Lijst(
    "/werkplek/plandelen",
    "Doelen van cliënten",
    "Cliënten van wie de gemeente doelen met u deelde, en voor wanneer u evalueert.",
    LEVERT,
    (
        Tabel(
            "Gedeelde doelen",
            (
                Waarde("naam", "Cliënt"),
                Waarde("ingangsdatum", "Hulp vanaf", "datum"),
                Waarde("einddatum", "Tot en met", "datum"),
                Waarde("aantalDoelen", "Doelen", "getal"),
                Waarde("evaluatieVoor", "Evalueer voor", "datum"),
            ),
            Bron(TOEGANG, "/v1/plandelen"),
            naar="/werkplek/plandelen/{toewijzingId}",
            leeg="Er zijn geen doelen met u gedeeld.",
            client="toewijzingId",
        ),
    ),
)
PLANKAART = Kaart(
    PLANDEEL,
    LEVERT,
    Bron(TOEGANG, "/v1/plandelen/{plandeel_id}/_inzage", "POST"),
    lambda _bij: "Doelen van een cliënt",
    (),
    PLANDELEN,
    tabellen=(
        Tabel(
            "Doelen",
            (
                Waarde("doel", "Doel"),
                Waarde("meetbaar", "Wanneer is het gelukt"),
                Waarde("streefdatum", "Voor", "datum"),
                Waarde("status", "Hoe ver", woorden=VOORTGANG),
            ),
            "doelen",
            leeg="Er zijn geen doelen met u gedeeld.",
        ),
        Tabel(
            "Wat u opschreef",
            (
                Waarde("op", "Wanneer", "datum"),
                Waarde("soort", "Wat", woorden=SOORTEN),
                Waarde("tekst", "Tekst"),
                Waarde("voortgang", "Hoe ver", woorden=VOORTGANG),
            ),
            "uitwerkingen",
            leeg="U schreef nog niets op.",
        ),
    ),
    handelingen=(WERK_UIT,),
)
ONDERDELEN = (PLANDELEN, PLANKAART)
