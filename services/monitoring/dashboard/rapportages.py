"""Reports of providers on pages: what was asked, what came in, and what the region says of it."""

from werkplek.vorm import Bron, Handeling, Kaart, Lijst, Tabel, Vraag, Waarde, staat, vast, wie

DIENST = "monitoring"
STUURT = wie("contracten", "beheer")
LEZERS = wie("beheer", "berichten", "contracten", "monitoring")
STANDEN = {
    "gevraagd": "gevraagd",
    "ingediend": "ingediend, wacht op u",
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
    handelingen=(BEOORDEEL,),
)
ONDERDELEN = (RAPPORTAGES, RAPPORTAGE)
