"""The codes of a Fo01, and what somebody has to do about each, in Dutch.

A code says something only together with the list that it is from: IB002, IB007, IB009 and BRS06 were given another
meaning, or another number. So people always see what the sender itself wrote beside our advice, and what is on no list
is never sent again by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Herstel(StrEnum):
    """What makes it right."""

    NIEUW_BERICHT = "nieuw_bericht"
    """Mend the data, then a new envelope with a new number."""
    SOFTWARE = "software"
    """Mend the software first, then a new envelope."""
    BEHEER_DAN_NIEUW = "beheer_dan_nieuw"
    """Have somebody arrange a right or a route first, then a new envelope."""
    LATER_OPNIEUW = "later_opnieuw"
    """The cause is on the other side: the same envelope again, later."""
    NIET_OPNIEUW = "niet_opnieuw"
    """Never again: it arrived, or must not arrive."""
    NAVRAGEN = "navragen"
    """Nobody knows without asking."""


WAT_NU: Mapping[Herstel, str] = {
    Herstel.NIEUW_BERICHT: "Herstel de gegevens en stuur daarna een nieuw bericht.",
    Herstel.SOFTWARE: "Laat eerst de programmatuur herstellen en stuur daarna een nieuw bericht.",
    Herstel.BEHEER_DAN_NIEUW: "Laat eerst het recht of de inrichting regelen en stuur daarna een nieuw bericht.",
    Herstel.LATER_OPNIEUW: "Stuur hetzelfde bericht later nog eens.",
    Herstel.NIET_OPNIEUW: "Stuur dit niet opnieuw.",
    Herstel.NAVRAGEN: "Vraag na wat er is voor u opnieuw stuurt.",
}
"""What each comes down to, for a work list."""


@dataclass(frozen=True, slots=True)
class Foutcode:
    """A code of one list."""

    code: str
    lijst: str
    """The list that it is from, by the month of its edition, or the standard."""
    herstel: Herstel
    advies: str
    """What to look at first, in plain Dutch."""


NU, TOEN, OUDER, STUF = "2025-11", "2018-07", "2017-04", "StUF 03.01"
GGK20 = "GGk 2.0"
_N, _S, _B, _L, _X, _V = Herstel
_ZENDER = "Kijk na wat de omschrijving zegt: de oorzaak ligt in ons bericht."
_ONTVANGER = "De oorzaak ligt bij de ontvanger. Wacht tot die is opgelost."
_ADRES = "Kijk na of code en naam van de ontvanger kloppen, met de nullen vooraan."
_GROOT = "Het bericht is te groot. Verdeel de inhoud over meer berichten; base64 telt mee tot 25 MB."
_APPLICATIE = "De naam en de versie van de zendende applicatie moeten in de envelop staan."
_AL_BEANTWOORD = "Op deze declaratie is al een antwoord bezorgd. Los een verschil op met de aanbieder zelf."
_GEEN_ANTWOORD_OP = "In de envelop hoort het nummer van het bericht waarop dit antwoordt. Kijk naar de instelling 325."
_ZIP = "Dit gaat over een ZIP-bestand. Kijk met VECOZO na of dat hier hoort, en hoe."
_ROL = "De partij mist bij VECOZO de rol of de grondslag voor dit bericht. De aanbieder regelt dat met VECOZO."
_VERKLARING = "Bij VECOZO ontbreekt een verklaring van toestemming. De aanbieder regelt dat met VECOZO."
_AANSLUITING = "Kijk de AGB-code van de aanbieder na, en vraag hem of hij bij VECOZO is aangesloten."
_XSD = "De inhoud voldoet niet aan het schema; de omschrijving zegt waar. Kijk ook of de versie de goede is."
_RECHT = "Onze organisatie mag dit niet op het GGk. Neem contact op met de servicedesk van het knooppunt."
_PORTAAL = "Deze functie is voor deze organisatie niet ingericht. Kijk in het portaal van het GGk."
_UNIEK = "Dit nummer was al gebruikt. Kijk of het eerste bericht aankwam; zo niet, stuur een nieuw bericht."
_CODE = "Kijk na of dit bericht in een Di01 of een Du01 hoort."
_UUID = "Het nummer van de envelop moet een UUID versie 4 in kleine letters zijn."

CODES: Sequence[Foutcode] = tuple(
    Foutcode(code, lijst, herstel, advies)
    for codes, lijst, herstel, advies in (
        ("IB001", NU, _S, "De envelop klopt niet (van het knooppunt), of de inhoud niet (van CAK of VWS)."),
        ("IB002", NU, _B, _RECHT),
        ("IB003", NU, _N, _GROOT),
        ("IB004", NU, _S, "Deze functie is er niet. Kijk na of de naam van het bericht goed in de envelop staat."),
        (
            "IB005",
            NU,
            _N,
            "Het knooppunt kent deze gemeentecode niet. Kijk de vier cijfers na, ook na herindeling.",
        ),
        ("IB006", NU, _B, f"{_CODE} Klopt dat, laat dan bij het knooppunt het recht regelen."),
        ("IB007", NU, _B, _PORTAAL),
        ("IB008 IB011", NU, _B, _ROL),
        ("IB009", NU, _B, _VERKLARING),
        ("IB010", NU, _B, _AANSLUITING),
        ("IB012", NU, _N, _GROOT),
        ("IB013", NU, _N, "Er zat een virus in. Meld dit als beveiligingsincident en maak het bericht opnieuw aan."),
        ("IB014", NU, _S, _XSD),
        ("IB015", NU, _N, "Dit is een testomgeving: daar mogen alleen bedachte personen in."),
        ("IB016", NU, _N, _UNIEK),
        ("IB017 IB018", NU, _S, _APPLICATIE),
        ("IB019 IB020", NU, _X, _AL_BEANTWOORD),
        ("IB021 IB022", NU, _S, _GEEN_ANTWOORD_OP),
        ("IB023", NU, _V, "Deze functie staat nu dicht. Vraag het knooppunt of dat tijdelijk is."),
        ("IB901 IB902 IB903 IB905", NU, _S, _ZIP),
        ("IB904", NU, _N, _GROOT),
        ("StUF055", TOEN, _S, _XSD),
        ("IB002", TOEN, _B, _RECHT),
        ("IB007", TOEN, _N, _GROOT),
        ("IB009", TOEN, _S, _UUID),
        (
            "IB101",
            TOEN,
            _B,
            "Het contract voor transport (CPA) is niet geldig. Bel de servicedesk van het knooppunt.",
        ),
        ("IB102", TOEN, _B, f"{_ADRES} Klopt dat, laat dan de route inrichten."),
        ("IB103", TOEN, _L, "Dit soort bericht is tijdelijk geblokkeerd, meestal rond een nieuwe versie."),
        ("IB210", TOEN, _N, _ADRES),
        ("IB213", TOEN, _N, "Het knooppunt kent ons niet onder deze code. Kijk de gemeentecode na."),
        ("IB234", TOEN, _B, _PORTAAL),
        ("IB240", TOEN, _S, _CODE),
        (
            "IB798",
            TOEN,
            _B,
            "De versie van de envelop is een andere dan is ingesteld. Kijk in het GGk-portaal.",
        ),
        ("RIN001", TOEN, _S, "RINIS kan de envelop niet lezen: zij voldoet niet aan haar schema."),
        ("BRS02 BRS05", TOEN, _B, _ROL),
        ("BRS03 BRS06", TOEN, _B, _VERKLARING),
        ("BRS04", TOEN, _B, _AANSLUITING),
        ("CC02", TOEN, _S, _XSD),
        ("CC03", TOEN, _N, _GROOT),
        ("CC04", TOEN, _S, _UUID),
        ("CC06", TOEN, _S, _APPLICATIE),
        ("CC08", TOEN, _N, _UNIEK),
        ("CC11", TOEN, _X, _AL_BEANTWOORD),
        ("CC05", OUDER, _S, "Bij een bericht dat begint zijn het nummer en de conversatie hetzelfde."),
        ("CC07", OUDER, _S, "Kijk na of het nummer van het beantwoorde bericht klopt."),
        ("CC09", OUDER, _S, "De ontvanger op de envelop is een andere dan die in het bericht."),
        ("StUF052", GGK20, _B, f"{_CODE} Klopt dat, laat dan het recht regelen."),
        ("IB216", GGK20, _N, _UNIEK),
        ("IB899", GGK20, _V, "Dit komt van de simulator: daar is deze functie niet."),
        ("StUF001 StUF004 StUF007 StUF025 StUF037 StUF040 StUF046", STUF, _L, _ONTVANGER),
        ("StUF010 StUF013 StUF016 StUF019 StUF022 StUF034 StUF043", STUF, _N, _ZENDER),
        ("StUF058", STUF, _V, "Het verwerken ging mis bij de ontvanger. Vraag na of het bericht is aangekomen."),
    )
    for code in codes.split()
)
"""Every code that is known, the newest list first."""

ONBEKEND = "Deze code staat op geen lijst die wij kennen. Leg haar voor aan het knooppunt."


def foutcodes(code: str) -> Sequence[Foutcode]:
    """What a code may mean: one for each list that it is on, the newest first; nothing for an unknown one."""
    return [each for each in CODES if each.code == code]


def herstel_van(code: str) -> Herstel:
    """What makes it right by the newest list; asking, for a code that nobody knows."""
    gevonden = foutcodes(code)
    return gevonden[0].herstel if gevonden else Herstel.NAVRAGEN


def advies_bij(code: str) -> str:
    """What to do about a code, with each meaning that it has."""
    gevonden = foutcodes(code)
    if not gevonden:
        return f"{ONBEKEND} {WAT_NU[Herstel.NAVRAGEN]}"
    if len({each.herstel for each in gevonden}) == 1:
        return f"{gevonden[0].advies} {WAT_NU[gevonden[0].herstel]}"
    delen = [f"Volgens de lijst van {each.lijst}: {each.advies} {WAT_NU[each.herstel]}" for each in gevonden]
    return " ".join(["Deze code heeft meer betekenissen; lees de omschrijving erbij.", *delen])
