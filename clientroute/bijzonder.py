"""What makes a part of the invented citizens other than plain: so that a demo shows how that travels and is written.

The same number and seed always give the same; also a small play has some of each.
"""

import random
from dataclasses import dataclass
from datetime import date

PARTNERNAMEN = (
    ("", "Meijer"), ("de", "Graaf"), ("van", "Vliet"), ("", "Özdemir"), ("van der", "Wal"), ("", "Janssen"),
    ("", "Nguyễn"), ("", "Kowalski"),
)  # fmt: skip
"""Voorvoegsel and achternaam."""
TALEN = ("Arabisch", "Tigrinya", "Pools", "Turks", "Oekraïens", "Somalisch")
KINDEREN = ("Sanne", "Mark", "Yasmin", "Joost", "Dewi", "Karim")
KIND, BUUR, OUDER = "16", "19", "10"
OUDERS = ("Marieke", "Jeroen", "Bianca", "Hakan", "Nadia", "Peter", "Saskia", "Milan")
ORGANISATIES = (("14", "Bewindvoering Het Baken", "07"), ("15", "Mentorschap De Haven", "08"))
"""What they are to the client (COD472), their name, and how that is called of the client (WJ003)."""
EIGEN_NAAM = "1"
ALLEEN_JAAR, NIETS_BEKEND = "2", "3"
"""What is known of a birth date (COD170)."""


@dataclass(frozen=True)
class Naaste:
    """Somebody around a citizen; without first name an organisation. `soort` is a COD472 code."""

    soort: str
    naam: str
    voornaam: str | None
    telefoon: str
    vertegenwoordiging: str | None = None
    voorvoegsel: str = ""


@dataclass(frozen=True)
class Bijzonder:
    """What is known of a citizen beside the plain case; None where there is nothing. Codes are those of iWmo."""

    naam_gebruik: str = EIGEN_NAAM
    partner: tuple[str, str] | None = None
    """Voorvoegsel and achternaam."""
    datum_gebruik: str | None = None
    telefoon: str | None = None
    taal: str | None = None
    doof: bool = False
    naaste: Naaste | None = None
    briefadres: bool = False

    def bekende_geboortedatum(self, geboren: date) -> date:
        """The date of birth as far as the municipality knows it (IV009)."""
        bekend = {NIETS_BEKEND: date(1900, 1, 1), ALLEEN_JAAR: geboren.replace(month=1, day=1)}
        return bekend.get(self.datum_gebruik or "", geboren)


def bijzonderheden(aantal: int, seed: int) -> list[Bijzonder]:
    """What is other than plain, per citizen: most have a telephone, some a partner, somebody around them, and so on."""
    rng = random.Random(f"{seed} bijzonder")  # noqa: S311  a demo has to come out the same each time
    return [_bijzonder(rng, beurt) for beurt in rng.sample(range(aantal), aantal)]


def _bijzonder(rng: random.Random, beurt: int) -> Bijzonder:
    """`beurt` is a turn of its own per citizen: every so many turns something is the case."""
    met_partner = beurt % 4 == 0
    return Bijzonder(
        naam_gebruik=rng.choice(("1", "2", "3", "3", "4")) if met_partner else EIGEN_NAAM,
        partner=rng.choice(PARTNERNAMEN) if met_partner else None,
        datum_gebruik={3: ALLEEN_JAAR, 7: NIETS_BEKEND}.get(beurt % 40),
        telefoon=_telefoon(rng) if beurt % 5 else None,
        taal=rng.choice(TALEN) if beurt % 12 == 6 else None,
        doof=beurt % 60 == 8,
        naaste=_naaste(rng) if beurt % 3 == 2 else None,
        briefadres=beurt % 40 == 10,
    )


def _naaste(rng: random.Random) -> Naaste:
    soort = rng.choice((KIND, KIND, BUUR, ""))
    if soort:
        naam = rng.choice(PARTNERNAMEN)[1]
        return Naaste(soort, naam, rng.choice(KINDEREN), _telefoon(rng))
    rol, naam, vertegenwoordiging = rng.choice(ORGANISATIES)
    return Naaste(rol, naam, None, _telefoon(rng), vertegenwoordiging)


def ouder(rng: random.Random, voorvoegsel: str, naam: str) -> Naaste:
    """A parent of a youth with this surname, who has authority and can be called (OP001)."""
    return Naaste(OUDER, naam, rng.choice(OUDERS), _telefoon(rng), voorvoegsel=voorvoegsel)


def _telefoon(rng: random.Random) -> str:
    """A number that nobody has: 06-00 is not given out."""
    return f"0600{rng.randrange(10**6):06}"
