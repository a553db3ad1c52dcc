"""Paying: a run is proposed, checked, approved by somebody else and closed; single amounts wait or are let go."""

from werkplek.vorm import Bestand, Bij, Bron, Handeling, Kaart, Lijst, Tabel, Vraag, Waarde, is_er, staat, wie

DIENST = "declaratie"
BETAALT = wie("betalen")
RUN = "/werkplek/betaalruns/{betaalrun_id}"
RUN_API = "/v1/betaalruns/{betaalrun_id}"
RUNSTANDEN = {
    "voorgesteld": "voorgesteld",
    "gecontroleerd": "gecontroleerd, wacht op goedkeuring",
    "goedgekeurd": "goedgekeurd, wacht op sluiten",
    "gesloten": "gesloten",
    "ingetrokken": "ingetrokken",
}
POSTSOORTEN = {
    "declaratie": "declaratie",
    "vordering": "vordering",
    "vervallen": "vervallen vordering",
    "lumpsum": "vast bedrag",
    "noshow": "niet verschenen cliënt",
}


def _zet(naam: str, titel: str, knop: str, gedaan: str, *standen: str, uitleg: str = "") -> Handeling:
    """A step of a run, which asks nothing."""
    return Handeling(
        f"{RUN}/{naam}", titel, knop, BETAALT, DIENST, f"{RUN_API}/_{naam}", gedaan, RUN,
        uitleg=uitleg, over=Bron(DIENST, RUN_API), als=staat("stand", *standen),
    )  # fmt: skip


STEL_VOOR = Handeling(
    "/werkplek/betaalruns/nieuw",
    "Stel een betaalrun voor",
    "Stel een betaalrun voor",
    BETAALT,
    DIENST,
    "/v1/betaalruns",
    "De betaalrun is voorgesteld.",
    "/werkplek/betaalruns/{id}",
    uitleg="Alles wat nu betaald mag worden komt erin, per aanbieder één bedrag. Er gaat nog geen geld weg.",
    vragen=(
        Vraag("budgethouder", "Gemeente die betaalt", keuzes=lambda bij: bij.gemeenten),
        Vraag("dag", "Dag waarop de bank betaalt", "datum"),
    ),
)
HOUD_AAN = Handeling(
    "/werkplek/betaalposten/{id}/aanhouden",
    "Houd een bedrag aan",
    "Houd aan",
    BETAALT,
    DIENST,
    "/v1/betaalposten/{id}/_aanhouden",
    "Het bedrag wordt aangehouden.",
    "/werkplek/betaalposten",
    uitleg="Geen betaalrun neemt dit bedrag mee tot u het vrijgeeft. De aanbieder leest uw reden.",
    vragen=(Vraag("reden", "Reden", "lang", "Schrijf geen namen van inwoners op."),),
    als=lambda post: post.get("aangehouden") is None and post.get("betaalrunId") is None,
)
GEEF_VRIJ = Handeling(
    "/werkplek/betaalposten/{id}/vrijgeven",
    "Geef een bedrag vrij",
    "Geef vrij",
    BETAALT,
    DIENST,
    "/v1/betaalposten/{id}/_vrijgeven",
    "Het bedrag gaat weer mee.",
    "/werkplek/betaalposten",
    uitleg="De volgende betaalrun neemt dit bedrag weer mee.",
    als=lambda post: post.get("aangehouden") is not None,
)
RUNS = Lijst(
    "/werkplek/betaalruns",
    "Betaalruns",
    "Van voorstel tot bestand voor de bank. Wie controleert, keurt niet zelf goed.",
    BETAALT,
    (
        Tabel(
            "Betaalruns, de nieuwste eerst",
            (
                Waarde("dag", "Betaaldag", "datum"),
                Waarde("budgethouder", "Gemeente", "gemeente"),
                Waarde("stand", "Hoe ver", woorden=RUNSTANDEN),
                Waarde("aantal", "Overboekingen", "getal"),
                Waarde("bedrag", "Bedrag", "euro"),
            ),
            Bron(DIENST, "/v1/betaalruns"),
            naar="/werkplek/betaalruns/{id}",
            leeg="Er is nog geen betaalrun.",
        ),
    ),
    zoek=(Vraag("budgethouder", "Gemeente", verplicht=False, keuzes=lambda bij: bij.gemeenten),),
    handelingen=(STEL_VOOR,),
)
POSTKOLOMMEN = (
    Waarde("agb", "Aanbieder", "aanbieder"),
    Waarde("soort", "Soort", woorden=POSTSOORTEN),
    Waarde("declaratienummer", "Declaratie"),
    Waarde("vanaf", "Mag vanaf", "datum"),
    Waarde("bedrag", "Bedrag", "euro"),
    Waarde("aangehouden", "Aangehouden omdat"),
)
POSTEN = Lijst(
    "/werkplek/betaalposten",
    "Te betalen",
    "Wat is toegekend en nog in geen betaalrun zit.",
    BETAALT,
    (
        Tabel(
            "Nog te betalen",
            POSTKOLOMMEN,
            Bron(DIENST, "/v1/betaalposten?open=true"),
            per_rij=(HOUD_AAN, GEEF_VRIJ),
            leeg="Er staat niets open.",
        ),
    ),
    zoek=(Vraag("budgethouder", "Gemeente", verplicht=False, keuzes=lambda bij: bij.gemeenten),),
)


def _titel(bij: Bij) -> str:
    gemeente = str(bij.ding.get("budgethouder"))
    return f"Betaalrun van {bij.namen.gemeenten.get(gemeente, gemeente)}"


BETAALRUN = Kaart(
    RUN,
    BETAALT,
    Bron(DIENST, RUN_API),
    _titel,
    (
        Waarde("stand", "Hoe ver", woorden=RUNSTANDEN),
        Waarde("dag", "Betaaldag", "datum"),
        Waarde("bedrag", "Bedrag", "euro"),
        Waarde("aantal", "Overboekingen", "getal"),
        Waarde("iban", "Van rekening", "iban"),
    ),
    RUNS,
    tabellen=(
        Tabel(
            "Overboekingen",
            (
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("kenmerk", "Kenmerk"),
                Waarde("iban", "Naar rekening", "iban"),
                Waarde("stand", "Hoe ver"),
                Waarde("bedrag", "Bedrag", "euro"),
            ),
            Bron(DIENST, "/v1/overboekingen?betaalrunId={betaalrun_id}"),
            leeg="Er zit geen overboeking in.",
        ),
        Tabel(
            "Niet meegenomen",
            (
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("bedrag", "Bedrag", "euro"),
                Waarde("reden", "Waarom niet"),
            ),
            "overgeslagen",
            leeg="Iedereen die iets te goed heeft zit erin.",
        ),
        Tabel(
            "Wie deed wat",
            (
                Waarde("op", "Wanneer", "moment"),
                Waarde("stand", "Wat", woorden=RUNSTANDEN),
                Waarde("door", "Wie"),
            ),
            "stappen",
        ),
    ),
    handelingen=(
        _zet("controleren", "Controleer", "De bedragen kloppen", "De betaalrun is gecontroleerd.", "voorgesteld",
             uitleg="Een ander dan u keurt hem daarna goed."),
        _zet("goedkeuren", "Keur goed", "Keur goed", "De betaalrun is goedgekeurd.", "gecontroleerd",
             uitleg="U doet dit als tweede persoon."),
        _zet("sluiten", "Sluit", "Sluit de betaalrun", "De betaalrun is gesloten. Bewaar nu het bestand voor de bank.",
             "goedgekeurd", uitleg="Daarna verandert er niets meer aan."),
        _zet("intrekken", "Trek in", "Trek in", "De betaalrun is ingetrokken.",
             "voorgesteld", "gecontroleerd", "goedgekeurd", uitleg="De bedragen wachten dan op een nieuwe betaalrun."),
    ),
    bestanden=(
        Bestand(f"{RUN}/bankopdracht", "Bestand voor de bank", BETAALT, Bron(DIENST, f"{RUN_API}/bankopdracht"),
                "bankopdracht.xml", is_er("hash")),
        Bestand(f"{RUN}/journaal", "Journaal voor de boekhouding", BETAALT, Bron(DIENST, f"{RUN_API}/journaal"),
                "journaal.csv", staat("stand", "gesloten")),
    ),
)  # fmt: skip
ONDERDELEN = (RUNS, POSTEN, STEL_VOOR, HOUD_AAN, GEEF_VRIJ, BETAALRUN)
