"""Which tables stand on which page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pagina:
    """A page: its address, title, what it is for, and its tables from top to bottom."""

    naam: str
    titel: str
    uitleg: str
    rapporten: tuple[str, ...]
    tegels: tuple[str, ...] = ()
    """What it opens with, at a glance (rapporten.tegels)."""
    seinen: tuple[str, ...] = ()
    """What is late or red of it (rapporten.seinen)."""


KETEN = Pagina(
    "keten",
    "De keten",
    "Van melding tot betaalde declaratie: hoeveel, hoe snel, en wat er nu wacht.",
    (
        "stappen", "doorlooptijden", "eigen-termijnen", "openstaand", "berichten", "doorlooptijden-per-maand",
        "doorlooptijden-per-gemeente", "doorlooptijden-per-code",
    ),
    ("meldingen", "onderzoek-op-tijd", "besluit-op-tijd", "start-op-tijd", "antwoord-op-tijd", "clienten"),
    ("open",),
)  # fmt: skip
AANBIEDER = Pagina(
    "aanbieder",
    "Aanbieder",
    "Alles over deze aanbieder in uw gemeenten.",
    (
        "stoplichten", "pijlers", "benchmark", "uitstroom", "geld-per-maand", "declaraties",
        "afkeuringen-per-aanbieder", "gang-per-product", "doelen", "clientervaringen", "klachten", "planningssignalen",
        "eigen-termijnen", "maatregelen", "afspraken", "rapportages", "rapportages-antwoorden", "risicos",
        "veiligheid", "toezicht", "signalen-over-aanbod",
        "onrechtmatig",
    ),
    ("start-op-tijd", "afgewezen", "doelen", "clienten", "toegekend", "per-client"),
    ("aanbieder",),
)  # fmt: skip
NIET_OP_HET_BLAD = frozenset({"risicos", "toezicht"})
"""What the sheet of a talk leaves out: the provider sits at the table, and these it may not read."""
PAGINAS = {
    each.naam: each
    for each in (
        KETEN,
        Pagina(
            "toegang",
            "Toegang",
            "Meldingen, onderzoeken, besluiten en bezwaren, en wat de hulp oplevert.",
            (
                "toegang",
                "uitkomsten",
                "beschikt",
                "jeugdhulp",
                "bezwaren",
                "effecten",
                "regievragen",
                "regievragen-per-product",
                "sociale-basis",
                "raadplegingen",
            ),
            (
                "meldingen",
                "onderzoek-op-tijd",
                "besluit-op-tijd",
                "bezwaren",
                "gesloten",
                "doelen",
            ),
            ("toegang",),
        ),
        Pagina(
            "toewijzing",
            "Toewijzing",
            "Wie wacht, wat er start en verandert, en of er genoeg aanbod is.",
            ("wachtend", "gang", "gang-per-product", "clienten", "gebruik", "individueel-en-groep", "dekking"),
            (
                "toewijzingen",
                "start-op-tijd",
                "afgeschaald",
                "benut",
                "clienten",
            ),
            (
                "toewijzing",
                "dekking",
            ),
        ),
        Pagina(
            "declaraties",
            "Declaraties",
            "Wat aanbieders indienen, wat wordt afgewezen, waarom, en wat u daaraan kunt doen.",
            (
                "declaraties",
                "declaraties-per-gemeente",
                "declaraties-per-budgethouder",
                "afkeuringen",
                "afkeuringen-per-aanbieder",
                "aandachtspunten",
            ),
            (
                "declaraties",
                "antwoord-op-tijd",
                "afgewezen",
                "toegekend",
                "aandacht",
            ),
            (),
        ),
        Pagina(
            "budget",
            "Budget",
            "Wat is uitgegeven en toegewezen, en waar het jaar op uitkomt.",
            ("budget", "geld-per-maand", "geld-per-product", "geld-per-gemeente", "geld-per-aanbieder"),
            (
                "toegekend",
                "toegewezen",
                "benut",
                "per-client",
            ),
            ("budget",),
        ),
        Pagina(
            "clienten",
            "Cliënten en kosten",
            "Wie er hulp heeft en wat dat kost, naar profiel, product, leeftijd, wijk en gemeente.",
            (
                "clienten-en-kosten",
                "clienten-en-kosten-per-profiel",
                "clienten-en-kosten-per-leeftijd",
                "clienten-en-kosten-per-wijk",
                "clienten-en-kosten-per-gemeente",
            ),
            (
                "clienten",
                "per-client",
                "toegekend",
                "toewijzingen",
            ),
            (),
        ),
        Pagina(
            "aanbieders",
            "Aanbieders",
            "Stoplichten, vergelijking en spreiding. Kies een aanbieder voor alle cijfers en het gespreksblad.",
            (
                "stoplichten",
                "pijlers",
                "benchmark",
                "uitstroom",
                "concentratie",
                "declaraties-per-aanbieder",
            ),
            (
                "start-op-tijd",
                "afgewezen",
                "doelen",
                "toegekend",
                "afgeschaald",
            ),
            ("aanbieders",),
        ),
        Pagina(
            "sturing",
            "Sturing",
            "Wat met aanbieders loopt. Wat te laat of het zwaarst is staat bovenaan.",
            (
                "afspraken",
                "rapportages",
                "veiligheid",
                "risicos",
                "maatregelen",
                "toezicht",
                "signalen-over-aanbod",
                "rapportages-antwoorden",
            ),
            (
                "start-op-tijd",
                "afgewezen",
                "doelen",
                "afspraken-op-tijd",
            ),
            (
                "veiligheid",
                "toezicht",
                "afspraken",
                "rapportages",
            ),
        ),
        Pagina(
            "signalen",
            "Signalen",
            "Feiten waar iemand naar moet kijken. Een signaal is nooit een oordeel.",
            (
                "onrechtmatig",
                "verschuiving",
                "productkeuze",
                "klachten",
                "planningssignalen",
                "clientervaringen",
                "doelen",
            ),
            (
                "afgewezen",
                "aandacht",
                "doelen",
                "benut",
            ),
            ("aanbieders",),
        ),
    )
}
"""By address, in the order of the menu."""
