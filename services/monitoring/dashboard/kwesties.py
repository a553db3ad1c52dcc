"""Kwesties on pages: what is going on, the next step, and agreements. It goes through the API of monitoring itself."""

from collections.abc import Mapping

from monitoring.domain.kwesties import REGELS, Kwestiesoort, regels_van
from werkplek.vorm import Bij, Bron, Handeling, Kaart, Lijst, Tabel, Vraag, Waarde, vast, wie

DIENST = "monitoring"
BETROKKEN = wie("berichten", "contracten", "toegang", "toezicht")
SOORTEN = {soort.value: regels.titel for soort, regels in REGELS.items()}
STAPPEN = {naam: stap.titel for regels in REGELS.values() for naam, stap in regels.stappen.items()}
ZWAARTE = {"1": "1, heel klein", "2": "2, klein", "3": "3, redelijk", "4": "4, groot", "5": "5, heel groot"}
PARTIJEN = {"gemeente": "gemeente", "aanbieder": "aanbieder"}
ZONDER_NAMEN = "Schrijf geen namen van inwoners op."


def leesbaar(code: str) -> str:
    """A code such as niet-nakomen as people read it."""
    return code.replace("-", " ")


def _onderwerpen() -> Mapping[str, str]:
    return {each: leesbaar(each) for regels in REGELS.values() for each in regels.onderwerpen}


def _aanbieders(bij: Bij) -> Mapping[str, str]:
    return bij.namen.aanbieders


def _soorten_van(bij: Bij) -> Mapping[str, str]:
    """The kinds that who looks may record."""
    return {
        soort.value: regels.titel
        for soort, regels in REGELS.items()
        if regels.stappen[regels.eerste].zet & bij.caller.rights
    }


def _volgende(bij: Bij) -> Mapping[str, str]:
    """The steps that may follow, for who looks."""
    regels = regels_van(str(bij.ding["soort"]))
    nu = regels.stappen[str(bij.ding["stap"])]
    return {naam: regels.stappen[naam].titel for naam in nu.naar if regels.stappen[naam].zet & bij.caller.rights}


def _uitkomsten(bij: Bij) -> Mapping[str, str]:
    regels = regels_van(str(bij.ding["soort"]))
    return {each: leesbaar(each) for naam in _volgende(bij) for each in regels.stappen[naam].uitkomsten}


KWESTIE = "/werkplek/kwesties/{kwestie_id}"
KWESTIE_API = "/v1/kwesties/{kwestie_id}"
NIEUWE_KWESTIE = Handeling(
    "/werkplek/kwesties/nieuw",
    "Leg vast wat er speelt",
    "Leg vast",
    BETROKKEN,
    DIENST,
    "/v1/kwesties",
    "Het is vastgelegd.",
    "/werkplek/kwesties/{id}",
    uitleg="Een klacht, risico, gesprek, signaal over het aanbod, iets over veiligheid, of een bezoek van toezicht.",
    vragen=(
        Vraag("soort", "Soort", keuzes=_soorten_van),
        Vraag("gemeente", "Gemeente", keuzes=lambda bij: bij.gemeenten),
        Vraag("agb", "Aanbieder", verplicht=False, keuzes=_aanbieders),
        Vraag("onderwerp", "Onderwerp", keuzes=vast(_onderwerpen()), uitleg="Kies wat bij de soort past."),
        Vraag("op", "Wanneer", "datum"),
        Vraag("tekst", "Wat er speelt", "lang", ZONDER_NAMEN),
        Vraag("eigenaar", "Wie pakt het op", verplicht=False),
        Vraag("kans", "Hoe groot is de kans", "getal", "Alleen bij een risico.", False, vast(ZWAARTE)),
        Vraag("gevolg", "Hoe groot is het gevolg", "getal", "Alleen bij een risico.", False, vast(ZWAARTE)),
        Vraag("afspraken.0.tekst", "Afspraak of maatregel", "lang", "Bij een risico hoort een maatregel.", False),
        Vraag("afspraken.0.partij", "Wie doet dat", verplicht=False, keuzes=vast(PARTIJEN)),
        Vraag("afspraken.0.eigenaar", "Naam van wie het doet", verplicht=False),
        Vraag("afspraken.0.uiterlijk", "Voor welke dag", "datum", verplicht=False),
    ),
)
KWESTIES = Lijst(
    "/werkplek/kwesties",
    "Kwesties",
    "Klachten, risico's, gesprekken, signalen en veiligheid: wat er met aanbieders speelt.",
    BETROKKEN,
    (
        Tabel(
            "Wat er speelt, oudste eerst",
            (
                Waarde("op", "Sinds", "datum"),
                Waarde("soort", "Soort", woorden=SOORTEN),
                Waarde("onderwerp", "Onderwerp", woorden=_onderwerpen()),
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("gemeente", "Gemeente", "gemeente"),
                Waarde("stap", "Hoe ver", woorden=STAPPEN),
                Waarde("uiterlijk", "Uiterlijk", "datum"),
                Waarde("teLaat", "Te laat"),
            ),
            Bron(DIENST, "/v1/kwesties"),
            naar="/werkplek/kwesties/{id}",
            leeg="Er speelt niets.",
        ),
    ),
    zoek=(
        Vraag("soort", "Soort", verplicht=False, keuzes=vast(SOORTEN)),
        Vraag("aanbieder", "Aanbieder", verplicht=False, keuzes=_aanbieders),
        Vraag("teLaat", "Alleen wat te laat is", verplicht=False, keuzes=vast({"true": "ja"})),
    ),
    handelingen=(NIEUWE_KWESTIE,),
)
ZET_STAP = Handeling(
    f"{KWESTIE}/stap",
    "Zet de volgende stap",
    "Zet de volgende stap",
    BETROKKEN,
    DIENST,
    f"{KWESTIE_API}/stappen",
    "De stap is gezet.",
    KWESTIE,
    over=Bron(DIENST, KWESTIE_API),
    als=lambda ding: ding.get("geslotenOp") is None,
    vragen=(
        Vraag("stap", "Stap", keuzes=_volgende),
        Vraag("op", "Wanneer", "datum"),
        Vraag("tekst", "Toelichting", "lang", ZONDER_NAMEN),
        Vraag("uitkomst", "Uitkomst", verplicht=False, keuzes=_uitkomsten, uitleg="Bij een stap die afrondt."),
        Vraag("uiterlijk", "Voor welke dag de stap daarna", "datum", verplicht=False),
    ),
)
SPREEK_AF = Handeling(
    f"{KWESTIE}/afspraak",
    "Leg een afspraak vast",
    "Leg een afspraak vast",
    BETROKKEN,
    DIENST,
    f"{KWESTIE_API}/afspraken",
    "De afspraak is vastgelegd.",
    KWESTIE,
    over=Bron(DIENST, KWESTIE_API),
    als=lambda ding: ding.get("geslotenOp") is None and REGELS[Kwestiesoort(str(ding["soort"]))].afspraken != "geen",
    vragen=(
        Vraag("tekst", "Afspraak", "lang", ZONDER_NAMEN),
        Vraag("partij", "Wie doet dat", keuzes=vast(PARTIJEN)),
        Vraag("eigenaar", "Naam van wie het doet"),
        Vraag("uiterlijk", "Voor welke dag", "datum"),
    ),
)
AFSPRAAK_GEDAAN = Handeling(
    f"{KWESTIE}/afspraken/{{volgnummer}}/gedaan",
    "Een afspraak is gedaan",
    "Gedaan",
    BETROKKEN,
    DIENST,
    f"{KWESTIE_API}/afspraken/{{volgnummer}}/_gedaan",
    "De afspraak staat op gedaan.",
    KWESTIE,
    als=lambda ding: ding.get("gedaanOp") is None,
    vragen=(Vraag("op", "Wanneer", "datum"),),
)


def _titel_kwestie(bij: Bij) -> str:
    return f"{SOORTEN[str(bij.ding['soort'])]}: {leesbaar(str(bij.ding['onderwerp']))}"


KWESTIEKAART = Kaart(
    KWESTIE,
    BETROKKEN,
    Bron(DIENST, KWESTIE_API),
    _titel_kwestie,
    (
        Waarde("agb", "Aanbieder", "aanbieder"),
        Waarde("gemeente", "Gemeente", "gemeente"),
        Waarde("stap", "Hoe ver", woorden=STAPPEN),
        Waarde("eigenaar", "Wie heeft het"),
        Waarde("uiterlijk", "Uiterlijk", "datum"),
        Waarde("teLaat", "Te laat"),
    ),
    KWESTIES,
    tabellen=(
        Tabel(
            "Stappen",
            (
                Waarde("op", "Wanneer", "datum"),
                Waarde("titel", "Stap"),
                Waarde("tekst", "Toelichting"),
                Waarde("uitkomst", "Uitkomst"),
                Waarde("uiterlijk", "Uiterlijk", "datum"),
            ),
            "stappen",
        ),
        Tabel(
            "Afspraken",
            (
                Waarde("tekst", "Afspraak"),
                Waarde("eigenaar", "Wie"),
                Waarde("uiterlijk", "Voor", "datum"),
                Waarde("gedaanOp", "Gedaan op", "datum"),
                Waarde("teLaat", "Te laat"),
            ),
            "afspraken",
            per_rij=(AFSPRAAK_GEDAAN,),
            leeg="Er zijn geen afspraken.",
        ),
    ),
    handelingen=(ZET_STAP, SPREEK_AF),
)
ONDERDELEN = (NIEUWE_KWESTIE, KWESTIES, KWESTIEKAART, AFSPRAAK_GEDAAN)
