"""The clients of a provider: who gets which help, and that it started or stopped."""

from collections.abc import Mapping

from fastapi import Response

from werkplek import schil
from werkplek.bladen import GEDAAN, bij_van, toon_tabel
from werkplek.clientnamen import DIENST, met_naam, toewijzingen_van
from werkplek.deur import Aanvraag
from werkplek.inhoud.zaken import HULPSTANDEN
from werkplek.vorm import Bij, Bron, Handeling, Tabel, Vraag, Waarde, staat, wie
from wetten import Wet, redenen_beeindiging

LEVERT = wie("berichten")
BLAD = "/werkplek/clienten"
LOPEND = ("toegewezen", "gestart", "onderbroken")
TOEWIJZING = Bron(DIENST, "/v1/toewijzingen/{id}")


def _redenen(bij: Bij) -> Mapping[str, str]:
    """Why help may stop, under the law of the assignment."""
    return redenen_beeindiging(Wet(str(bij.ding["wet"])))


START = Handeling(
    f"{BLAD}/{{id}}/start",
    "Meld dat de hulp begon",
    "Meld start",
    LEVERT,
    DIENST,
    "/v1/toewijzingen/{id}/_start",
    "De start is gemeld. De gemeente verwerkt hem zo.",
    BLAD,
    over=TOEWIJZING,
    als=staat("status", "toegewezen", "onderbroken"),
    vragen=(Vraag("begindatum", "Eerste dag van de hulp", "datum"),),
)
STOP = Handeling(
    f"{BLAD}/{{id}}/stop",
    "Meld dat de hulp stopte",
    "Meld stop",
    LEVERT,
    DIENST,
    "/v1/toewijzingen/{id}/_stop",
    "De stop is gemeld. De gemeente verwerkt hem zo.",
    BLAD,
    over=TOEWIJZING,
    als=staat("status", "gestart"),
    vragen=(
        Vraag("einddatum", "Laatste dag van de hulp", "datum"),
        Vraag("reden", "Waarom", keuzes=_redenen),
    ),
)
CLIENTEN = Tabel(
    "Cliënten met hulp van u",
    (
        Waarde("naam", "Cliënt"),
        Waarde("geboren", "Geboren"),
        Waarde("code", "Hulp", "product"),
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("ingangsdatum", "Vanaf", "datum"),
        Waarde("einddatum", "Tot en met", "datum"),
        Waarde("status", "Stand", woorden=HULPSTANDEN),
    ),
    "toewijzingen",
    per_rij=(START, STOP),
    leeg="Er is nu geen cliënt aan u toegewezen.",
)
ONDERDELEN = (START, STOP)


async def toon(aanvraag: Aanvraag) -> Response:
    """Everybody whom this provider helps, or is going to."""
    query = aanvraag.request.query_params
    gevonden, verder = await toewijzingen_van(aanvraag, query.get("cursor"))
    lopend = [each for each in gevonden if each.get("status") in LOPEND]
    toewijzingen = await met_naam(aanvraag, lopend)
    bij = await bij_van(aanvraag, {"toewijzingen": [dict(each) for each in toewijzingen]})
    waarden = {
        "titel": "Cliënten",
        "uitleg": "Wie hulp van u krijgt. Meld hier dat de hulp begon of stopte.",
        "getoond": await toon_tabel(aanvraag, bij, CLIENTEN, {}, {}, None),
        "verder": verder,
        "gedaan": aanvraag.request.app.state.gedaan.get(query.get(GEDAAN, "")),
    }
    return schil.toon(aanvraag.request, "clienten.html", waarden)
