"""The case of a citizen to look into, for who has no system of his own for it: nothing changes here.

What citizens told and who they are is asked by itself, since each look at it is kept.
"""

from werkplek.vorm import (
    GEVONDEN,
    Bestand,
    Bij,
    Bron,
    Kaart,
    Lijst,
    Tabel,
    Verwijzing,
    Vraag,
    Waarde,
    ZoekOpBsn,
    vast,
    wie,
)

DIENST = "toegang"
TOEGANG = wie("toegang")
INZAGE = wie("personen:lezen")
LEGT_VAST = "Elke inzage wordt vastgelegd."
WETTEN = {"wmo": "Wmo", "jeugdwet": "Jeugdwet"}
STANDEN = {
    "geregistreerd": "gemeld, wacht op onderzoek",
    "onderzocht": "onderzocht, wacht op aanvraag",
    "aangevraagd": "aangevraagd, wacht op besluit",
    "beschikt": "besloten",
    "gesloten": "gesloten zonder besluit",
}
LOPEND = {"te-laat": "te laat", "bijna-om": "bijna om", "loopt": "loopt", "opgeschort": "staat stil"}
TERMIJNSTANDEN = LOPEND | {"gestopt": "klaar"}
SOORTEN = {"onderzoek": "onderzoek", "besluit": "besluit op de aanvraag", "bezwaar": "besluit op bezwaar"}
UITKOMSTEN = {"toegekend": "toegekend", "afgewezen": "afgewezen", "gedeeltelijk": "deels toegekend"}
BESLUITSOORTEN = {
    "besluit": "besluit op de aanvraag",
    "tijdelijk": "tijdelijke hulp",
    "bezwaar": "besluit op bezwaar",
}
BEZWAAR_OF_BEROEP = "Bezwaar, of na bezwaar beroep, kan tot"
"""Against a decision on an objection one goes to court (Awb 8:1), within as long."""
EINDREDENEN = {
    "wens client": "op verzoek van de inwoner",
    "ingetrokken": "besluit ingetrokken",
    "verhuisd": "verhuisd",
}
HULPSTANDEN = {
    "voorbereid": "zoekt een aanbieder",
    "pgb": "met een pgb",
    "toegewezen": "toegewezen, wacht op start",
    "gestart": "gestart",
    "onderbroken": "onderbroken",
    "gestopt": "gestopt",
    "verwijderd": "ingetrokken",
    "verlengd": "verlengd",
}
ZAAKKOLOMMEN = (
    Waarde("zaaknummer", "Zaaknummer"),
    Waarde("meldingsdatum", "Gemeld op", "datum"),
    Waarde("gemeente", "Gemeente", "gemeente"),
    Waarde("wet", "Wet", woorden=WETTEN),
    Waarde("status", "Hoe ver", woorden=STANDEN),
)
BESLUITEN = (
    Waarde("besluitdatum", "Besloten op", "datum"),
    Waarde("soort", "Soort", woorden=BESLUITSOORTEN),
    Waarde("uitkomst", "Uitkomst", woorden=UITKOMSTEN),
    Waarde("producten.0.code", "Product", "product"),
    Waarde("producten.0.ingangsdatum", "Vanaf", "datum"),
    Waarde("producten.0.einddatum", "Tot en met", "datum"),
    Waarde("bezwaarTot", BEZWAAR_OF_BEROEP, "datum"),
)
ZOEK = ZoekOpBsn(
    "/werkplek/zaken/zoek",
    "Zoek een inwoner",
    TOEGANG,
    Bron(DIENST, "/v1/meldingen/_zoek", "POST"),
    Tabel(
        "Zaken van deze inwoner",
        ZAAKKOLOMMEN,
        GEVONDEN,
        naar="/werkplek/zaken/{id}",
        leeg="Van deze inwoner is er geen zaak in uw gemeenten.",
    ),
)
ZAKEN = Lijst(
    "/werkplek/zaken",
    "Zaken",
    "Zoek een zaak op het zaaknummer in de brief, of op burgerservicenummer.",
    TOEGANG,
    (
        Tabel(
            "Zaken, oudste eerst",
            ZAAKKOLOMMEN,
            Bron(DIENST, "/v1/meldingen"),
            naar="/werkplek/zaken/{id}",
            leeg="Er is geen zaak.",
        ),
    ),
    zoek=(Vraag("zaaknummer", "Zaaknummer", verplicht=False),),
    ook=(Verwijzing("Zoek op burgerservicenummer", ZOEK.blad, TOEGANG, LEGT_VAST),),
)
TERMIJNEN = Lijst(
    "/werkplek/termijnen",
    "Termijnen",
    "Wat te laat is staat bovenaan. Daarna komt wat het eerst klaar moet zijn.",
    TOEGANG,
    (
        Tabel(
            "Lopende termijnen",
            (
                Waarde("zaaknummer", "Zaaknummer"),
                Waarde("soort", "Waarvoor", woorden=SOORTEN),
                Waarde("uiterlijk", "Uiterlijk", "datum"),
                Waarde("stand", "Stand", woorden=TERMIJNSTANDEN),
                Waarde("gemeente", "Gemeente", "gemeente"),
            ),
            Bron(DIENST, "/v1/termijnen"),
            naar="/werkplek/zaken/{meldingId}",
            leeg="Er loopt geen termijn.",
        ),
    ),
    zoek=(Vraag("stand", "Stand", verplicht=False, keuzes=vast(LOPEND)),),
    ook=(Verwijzing("Alle zaken", ZAKEN.blad, TOEGANG),),
)
ONBEKEND_DEEL = {"1": "de dag", "2": "de dag en de maand", "3": "de hele datum"}
"""By COD170: what stands there instead is 1, or 1900."""
PERSOON = Kaart(
    "/werkplek/clienten/{client_id}/persoon",
    INZAGE,
    Bron(DIENST, "/v1/clienten/{client_id}/_inzage", "POST"),
    lambda _bij: "Persoonsgegevens",
    (
        Waarde("naam.voornamen", "Voornamen"),
        Waarde("naam.voorvoegsel", "Voorvoegsel"),
        Waarde("naam.geslachtsnaam", "Achternaam"),
        Waarde("geboortedatum", "Geboren op", "datum"),
        Waarde("datumGebruik", "Niet bekend van de geboortedatum", woorden=ONBEKEND_DEEL),
        Waarde("adres.straatnaam", "Straat"),
        Waarde("adres.huisnummer", "Huisnummer", "nummer"),
        Waarde("adres.huisletter", "Huisletter"),
        Waarde("adres.huisnummerToevoeging", "Toevoeging"),
        Waarde("adres.postcode", "Postcode"),
        Waarde("adres.plaatsnaam", "Plaats"),
        Waarde("adresGeheim", "Adres geheim"),
        Waarde("telefoonnummers.*.telefoonnummer", "Telefoon"),
        Waarde("emailadres", "E-mail"),
    ),
    ZAKEN,
)
BRPSTANDEN = {
    "ongeverifieerd": "nog niet opgezocht in de BRP",
    "geverifieerd": "gelijk aan de BRP",
    "verschilt": "de BRP zegt iets anders",
    "onbekend": "niet bekend in de BRP",
}
BRP = Kaart(
    "/werkplek/clienten/{client_id}/brp",
    TOEGANG,
    Bron(DIENST, "/v1/clienten/{client_id}"),
    lambda _bij: "Wat de BRP zegt",
    (
        Waarde("brp.stand", "Stand", woorden=BRPSTANDEN),
        Waarde("brp.verschillen", "Wat verschilt"),
        Waarde("brp.geantwoordOp", "Antwoord van", "moment"),
        Waarde("brp.gegevensGeheim", "Gegevens geheim"),
        Waarde("brp.inOnderzoek", "In onderzoek"),
        Waarde("brp.nietOpAdres", "Woont niet op dit adres"),
        Waarde("brp.onderCuratele", "Onder curatele"),
        Waarde("overledenOp", "Overleden op", "datum"),
        Waarde("verhuisdOp", "Woonde hier tot en met", "datum"),
    ),
    ZAKEN,
)
VERHAAL = Kaart(
    "/werkplek/zaken/{melding_id}/verhaal",
    INZAGE,
    Bron(DIENST, "/v1/meldingen/{melding_id}/_inzage", "POST"),
    lambda _bij: "Wat er is verteld",
    (
        Waarde("hulpvraag", "Hulpvraag"),
        Waarde("persoonlijkPlan", "Persoonlijk plan"),
        Waarde("verslag", "Verslag van het onderzoek"),
    ),
    ZAKEN,
)
BRIEF = Bestand(
    "/werkplek/beschikkingen/{id}/brief",
    "Brief",
    INZAGE,
    Bron(DIENST, "/v1/beschikkingen/{id}/_brief?vorm=pdf", "POST"),
    "brief.pdf",
)
EINDBRIEF = Bestand(
    "/werkplek/beeindigingen/{id}/brief",
    "Brief over stoppen",
    INZAGE,
    Bron(DIENST, "/v1/beeindigingen/{id}/_brief?vorm=pdf", "POST"),
    "brief.pdf",
)
INZAGEBRIEF = Bestand(
    "/werkplek/clienten/{clientId}/inzagebrief",
    "Brief over wie de gegevens zag",
    INZAGE,
    Bron(DIENST, "/v1/clienten/{clientId}/_inzagebrief?vorm=pdf", "POST"),
    "inzagebrief.pdf",
    uitleg="Voor de inwoner: welke organisatie wanneer wat inzag of wijzigde.",
)


BESLUIT = Kaart(
    "/werkplek/besluiten/{beschikking_id}",
    TOEGANG,
    Bron(DIENST, "/v1/beschikkingen/{beschikking_id}"),
    lambda _bij: "Besluit",
    (
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("besluitdatum", "Besloten op", "datum"),
        Waarde("soort", "Soort", woorden=BESLUITSOORTEN),
        Waarde("uitkomst", "Uitkomst", woorden=UITKOMSTEN),
        Waarde("bezwaarTot", BEZWAAR_OF_BEROEP, "datum"),
    ),
    ZAKEN,
    tabellen=(
        Tabel(
            "Wat er is besloten",
            (
                Waarde("code", "Product", "product"),
                Waarde("ingangsdatum", "Vanaf", "datum"),
                Waarde("einddatum", "Tot en met", "datum"),
                Waarde("laatsteDag", "Gestopt na", "datum"),
                Waarde("eindreden", "Waarom gestopt"),
            ),
            "producten",
            leeg="Er is niets toegekend.",
        ),
        Tabel(
            "Wat er later is gestopt, met de brief",
            (
                Waarde("besluitdatum", "Besloten op", "datum"),
                Waarde("laatsteDag", "Laatste dag", "datum"),
                Waarde("reden", "Waarom", woorden=EINDREDENEN),
                Waarde("bezwaarTot", "Bezwaar kan tot", "datum"),
            ),
            Bron(DIENST, "/v1/beschikkingen/{beschikking_id}/beeindigingen"),
            naar="/werkplek/beeindigingen/{id}/brief",
            leeg="Er is niets gestopt.",
        ),
    ),
    bestanden=(BRIEF,),
)


def _titel(bij: Bij) -> str:
    return f"Zaak {bij.ding['zaaknummer']}"


ZAAK = Kaart(
    "/werkplek/zaken/{melding_id}",
    TOEGANG,
    Bron(DIENST, "/v1/meldingen/{melding_id}"),
    _titel,
    (
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("wet", "Wet", woorden=WETTEN),
        Waarde("meldingsdatum", "Gemeld op", "datum"),
        Waarde("status", "Hoe ver", woorden=STANDEN),
        Waarde("spoed", "Spoed"),
        Waarde("aanvraagdatum", "Aangevraagd op", "datum"),
    ),
    ZAKEN,
    tabellen=(
        Tabel(
            "Termijnen",
            (
                Waarde("soort", "Waarvoor", woorden=SOORTEN),
                Waarde("begin", "Vanaf", "datum"),
                Waarde("uiterlijk", "Uiterlijk", "datum"),
                Waarde("stand", "Stand", woorden=TERMIJNSTANDEN),
            ),
            Bron(DIENST, "/v1/meldingen/{melding_id}/termijnen"),
            leeg="Er loopt geen termijn.",
        ),
        Tabel(
            "Besluiten voor deze cliënt",
            BESLUITEN,
            Bron(DIENST, "/v1/clienten/{clientId}/beschikkingen"),
            naar="/werkplek/besluiten/{id}",
            leeg="Er is nog niets besloten.",
        ),
        Tabel(
            "Hulp die is toegewezen",
            (
                Waarde("code", "Product", "product"),
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("ingangsdatum", "Vanaf", "datum"),
                Waarde("einddatum", "Tot en met", "datum"),
                Waarde("status", "Stand", woorden=HULPSTANDEN),
            ),
            Bron("toewijzing", "/v1/toewijzingen?clientId={clientId}"),
            leeg="Er is nog niets toegewezen.",
            recht=wie("toewijzing"),
        ),
    ),
    bestanden=(INZAGEBRIEF,),
    verwijzingen=(
        Verwijzing("Persoonsgegevens", "/werkplek/clienten/{clientId}/persoon", INZAGE, LEGT_VAST),
        Verwijzing("Wat de BRP zegt", "/werkplek/clienten/{clientId}/brp", TOEGANG),
        Verwijzing("Wat er is verteld", "/werkplek/zaken/{melding_id}/verhaal", INZAGE, LEGT_VAST),
    ),
)
TOESTEMMINGEN = Lijst(
    "/werkplek/toestemmingen",
    "Wie u laat meelezen",
    "Inwoners die u als cliëntondersteuner laten meelezen, en tot wanneer.",
    wie("clientondersteuning"),
    (
        Tabel(
            "Toestemmingen",
            (
                Waarde("gegevenOp", "Gegeven op", "datum"),
                Waarde("gemeente", "Gemeente", "gemeente"),
                Waarde("tot", "Tot en met", "datum"),
                Waarde("ingetrokkenOp", "Ingetrokken op", "datum"),
            ),
            Bron(DIENST, "/v1/toestemmingen"),
            naar="/werkplek/toestemmingen/{id}",
            leeg="Niemand laat u nu meelezen.",
        ),
    ),
)
MEELEZEN = Kaart(
    "/werkplek/toestemmingen/{toestemming_id}",
    wie("clientondersteuning"),
    Bron(DIENST, "/v1/toestemmingen/{toestemming_id}/_inzage", "POST"),
    lambda _bij: "Zaken van een inwoner",
    (),
    TOESTEMMINGEN,
    tabellen=(
        Tabel("Zaken", ZAAKKOLOMMEN, "meldingen", leeg="Er is geen zaak."),
        Tabel("Besluiten", BESLUITEN, "beschikkingen", leeg="Er is nog niets besloten."),
        Tabel(
            "Doelen",
            (Waarde("doel", "Doel"), Waarde("streefdatum", "Voor", "datum"), Waarde("status", "Stand")),
            "doelen",
            leeg="Er zijn nog geen doelen.",
        ),
    ),
)
ONDERDELEN = (ZOEK, ZAKEN, TERMIJNEN, ZAAK, BESLUIT, PERSOON, BRP, VERHAAL, EINDBRIEF, TOESTEMMINGEN, MEELEZEN)
