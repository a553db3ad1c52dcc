"""Reports of providers on pages: what was asked, what came in, and what the region says of it."""

from collections.abc import Mapping

from werkplek.opmaak import dingen
from werkplek.vorm import Bron, Ding, Handeling, Kaart, Lijst, Soort, Tabel, Vraag, Waarde, staat, vast, wie

DIENST = "monitoring"
STUURT = wie("contracten", "beheer")
LEZERS = wie("beheer", "berichten", "contracten", "monitoring")
STANDEN = {
    "gevraagd": "gevraagd",
    "ingediend": "ingediend, wacht op oordeel",
    "teruggegeven": "teruggegeven aan de aanbieder",
    "akkoord": "akkoord",
}
BEOORDEEL = Handeling(
    "/werkplek/rapportages/{rapportage_id}/beoordelen",
    "Beoordeel een rapportage",
    "Beoordeel",
    STUURT,
    DIENST,
    "/v1/rapportages/{rapportage_id}/_beoordeel",
    "De rapportage is beoordeeld.",
    "/werkplek/rapportages/{rapportage_id}",
    uitleg="Zonder reden gaat u akkoord. Met een reden en een nieuwe laatste dag gaat zij terug naar de aanbieder.",
    over=Bron(DIENST, "/v1/rapportages/{rapportage_id}"),
    als=staat("status", "ingediend"),
    vragen=(
        Vraag("reden", "Reden om terug te geven", "lang", verplicht=False),
        Vraag("uiterlijk", "Nieuwe laatste dag", "datum", verplicht=False),
    ),
)
VELDEN: Mapping[str, tuple[str, Soort]] = {
    "tekst": ("tekst", "lang"),
    "aantal": ("getal", "getal"),
    "procent": ("getal", "getal"),
    "eurocent": ("getal", "euro"),
    "ja-nee": ("klopt", "ja"),
}
"""By kind of question: the field of its answer, and how it is asked."""
UITLEG = {"procent": "Een heel getal van 0 tot en met 100.", "ja-nee": "Zet een vinkje als het klopt."}


def _vragen(ding: Ding) -> tuple[Vraag, ...]:
    """The questions of this report; what was answered before stands there."""
    gevonden = []
    for nummer, each in enumerate(dingen(ding.get("vragen"))):
        soort = str(each["vraagsoort"])
        veld, hoe = VELDEN[soort]
        pad, begin = f"gegevenAntwoorden.{nummer}.{veld}", f"vragen.{nummer}.{veld}"
        gevonden.append(Vraag(pad, str(each["titel"]), hoe, UITLEG.get(soort, ""), begin=begin))
    return tuple(gevonden)


def _bij_vragen(ding: Ding) -> Mapping[str, str]:
    return {
        f"gegevenAntwoorden.{nummer}.vraag": str(each["vraag"])
        for nummer, each in enumerate(dingen(ding.get("vragen")))
    }


DIEN_IN = Handeling(
    "/werkplek/rapportages/{rapportage_id}/invullen",
    "Vul de rapportage in",
    "Dien de rapportage in",
    wie("berichten"),
    DIENST,
    "/v1/rapportages/{rapportage_id}/_indienen",
    "De rapportage is ingediend.",
    "/werkplek/rapportages/{rapportage_id}",
    uitleg="U dient haar één keer in, voor alle gemeenten van de regio.",
    over=Bron(DIENST, "/v1/rapportages/{rapportage_id}"),
    als=staat("status", "gevraagd", "teruggegeven"),
    vragen=_vragen,
    vast=_bij_vragen,
)
RAPPORTAGES = Lijst(
    "/werkplek/rapportages",
    "Rapportages",
    "Wat aanbieders laten weten over een periode.",
    LEZERS,
    (
        Tabel(
            "Rapportages, op laatste dag",
            (
                Waarde("uiterlijk", "Uiterlijk", "datum"),
                Waarde("titel", "Rapportage"),
                Waarde("verslagperiode", "Over"),
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("status", "Hoe ver", woorden=STANDEN),
                Waarde("teLaat", "Te laat"),
            ),
            Bron(DIENST, "/v1/rapportages"),
            naar="/werkplek/rapportages/{id}",
            leeg="Er is niets gevraagd.",
        ),
    ),
    zoek=(
        Vraag("status", "Hoe ver", verplicht=False, keuzes=vast(STANDEN)),
        Vraag("teLaat", "Alleen wat te laat is", verplicht=False, keuzes=vast({"true": "ja"})),
    ),
)
RAPPORTAGE = Kaart(
    "/werkplek/rapportages/{rapportage_id}",
    LEZERS,
    Bron(DIENST, "/v1/rapportages/{rapportage_id}"),
    lambda bij: f"{bij.ding['titel']}, {bij.ding['verslagperiode']}",
    (
        Waarde("agb", "Aanbieder", "aanbieder"),
        Waarde("status", "Hoe ver", woorden=STANDEN),
        Waarde("uiterlijk", "Uiterlijk", "datum"),
        Waarde("ingediendOp", "Ingediend op", "datum"),
    ),
    RAPPORTAGES,
    tabellen=(
        Tabel(
            "Antwoorden",
            (
                Waarde("titel", "Vraag"),
                Waarde("tekst", "Antwoord"),
                Waarde("getal", "Getal", "getal"),
                Waarde("klopt", "Klopt"),
            ),
            "vragen",
        ),
        Tabel(
            "Wat ermee is gebeurd",
            (
                Waarde("op", "Wanneer", "datum"),
                Waarde("status", "Stap", woorden=STANDEN),
                Waarde("reden", "Reden"),
            ),
            "stappen",
        ),
    ),
    handelingen=(DIEN_IN, BEOORDEEL),
)
ONDERDELEN = (RAPPORTAGES, RAPPORTAGE)
