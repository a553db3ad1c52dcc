"""A page per role to begin the day with: what is late or red, the figures of that role, and where to go on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Startblad:
    """A start page: for whom, its tiles (rapporten.tegels), what it looks for (rapporten.seinen), and links on.

    `verder` has a page, and a table of it where one is named, with what somebody does there.
    """

    rol: str
    titel: str
    uitleg: str
    tegels: tuple[str, ...]
    seinen: tuple[str, ...]
    verder: tuple[tuple[str, str], ...]


STARTBLADEN = {
    each.rol: each
    for each in (
        Startblad(
            "beheer",
            "Start: beheer",
            "Of alles loopt: wat blijft liggen, en waarop berichten wachten.",
            ("berichten-op-tijd", "antwoord-op-tijd", "meldingen", "toewijzingen", "declaraties", "afgewezen"),
            ("open",),
            (
                ("keten#openstaand", "Alles wat nu openstaat"),
                ("keten#berichten", "Berichten en hun antwoord"),
                ("declaraties#afkeuringen", "Waarom prestaties zijn afgewezen"),
                ("diensten", "Of elke dienst werkt"),
            ),
        ),
        Startblad(
            "contractbeheer",
            "Start: contractbeheer",
            "Hoe aanbieders het doen, wat met hen is afgesproken en wat te laat is.",
            ("start-op-tijd", "afgewezen", "doelen", "toegekend", "afspraken-op-tijd"),
            ("aanbieders", "veiligheid", "afspraken", "rapportages", "dekking"),
            (
                ("aanbieders#stoplichten", "Stoplichten per aanbieder"),
                ("sturing#afspraken", "Afspraken met aanbieders"),
                ("toewijzing#dekking", "Of er genoeg aanbod is"),
                ("signalen#onrechtmatig", "Signalen over declareren"),
            ),
        ),
        Startblad(
            "beleid",
            "Start: beleid",
            "Wie hulp vraagt, hoe snel die er is, en wat het oplevert.",
            ("meldingen", "onderzoek-op-tijd", "start-op-tijd", "clienten", "doelen", "afgeschaald"),
            ("open", "dekking"),
            (
                ("toegang#toegang", "De toegang per maand"),
                ("clienten#clienten-en-kosten-per-gemeente", "Cliënten en kosten per gemeente"),
                ("toegang#sociale-basis", "Wat inwoners missen in de sociale basis"),
                ("signalen#verschuiving", "Verschuiving tussen producten"),
            ),
        ),
        Startblad(
            "financien",
            "Start: financiën",
            "Wat is uitgegeven, wat nog komt, en of het budget genoeg is.",
            ("toegekend", "toegewezen", "benut", "per-client", "afgewezen"),
            ("budget",),
            (
                ("budget#budget", "Budget en prognose"),
                ("budget#geld-per-maand", "Geld per maand"),
                ("declaraties#declaraties", "Declaraties per maand"),
                ("declaraties#aandachtspunten", "Aandachtspunten bij toegekende prestaties"),
            ),
        ),
        Startblad(
            "toezicht",
            "Start: toezicht",
            "Waar de kwaliteit of veiligheid van hulp aandacht vraagt.",
            ("start-op-tijd", "doelen", "afgewezen", "clienten"),
            ("veiligheid", "toezicht", "aanbieders"),
            (
                ("sturing#veiligheid", "Veiligheid en calamiteiten"),
                ("sturing#toezicht", "Wat het toezicht bezocht en vond"),
                ("signalen#onrechtmatig", "Signalen over declareren"),
                ("signalen#klachten", "Klachten"),
            ),
        ),
        Startblad(
            "wethouder",
            "Start: wethouder",
            "De hoofdlijn: krijgen inwoners op tijd hulp, en blijven we binnen het budget?",
            ("onderzoek-op-tijd", "besluit-op-tijd", "start-op-tijd", "clienten", "toegekend", "doelen"),
            ("open", "budget", "aanbieders"),
            (
                ("keten#doorlooptijden", "Hoe lang elke stap duurt"),
                ("budget#budget", "Budget en prognose"),
                ("clienten#clienten-en-kosten-per-gemeente", "Cliënten en kosten per gemeente"),
                ("aanbieders#stoplichten", "Stoplichten per aanbieder"),
            ),
        ),
    )
}
"""By role, as the address has it."""
