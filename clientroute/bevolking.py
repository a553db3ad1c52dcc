"""Invented citizens and providers for a demo, spread as the figures of an inkoopmodel say.

The same model, number and seed always give the same people. No person or provider here exists: BSNs come from the
range set aside for tests, AGB codes start with 9999, names are thrown together.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, TypeVar

from stdnum.nl import bsn as elfproef

from clientroute.bijzonder import Bijzonder, bijzonderheden, ouder
from inkoop import Inkoopmodel
from inkoop.bevolking import Bevolking, Leeftijdsklasse, Profiel, Woongebied
from istandaard.codes import TypeVerwijzer
from wetten import Wet

T = TypeVar("T")

EERSTE_BSN, LAATSTE_BSN = 999900006, 999999990

VOORNAMEN = {
    "1": (
        "Jan", "Piet", "Kees", "Henk", "Willem", "Ahmed", "Mohamed", "Bram", "Daan", "Sem", "Lars", "Thijs", "Ruben",
        "Stefan", "Erik", "Marco", "Gerrit", "Cor", "Wim", "Youssef", "Rachid", "Glenn", "Winston", "Dennis",
        "Patrick", "Rob", "Hans", "Theo", "Frits", "Jaap", "Mees", "Finn", "Tijmen", "Emre", "Orlando",
    ),
    "2": (
        "Anna", "Maria", "Johanna", "Ria", "Truus", "Fatima", "Aïcha", "Emma", "Sophie", "Lotte", "Sanne", "Fleur",
        "Ingrid", "Monique", "Petra", "Wilma", "Greet", "Annie", "Corrie", "Samira", "Naima", "Chantal", "Wendy",
        "Kim", "Linda", "Esther", "Karin", "Mieke", "Toos", "Hanneke", "Noor", "Roos", "Femke", "Elif", "Shanti",
    ),
}  # fmt: skip
"""Per iWmo code of geslacht (COD046)."""
JEUGDNAMEN = {
    "1": ("Bram", "Daan", "Sem", "Lars", "Thijs", "Youssef", "Mees", "Finn", "Tijmen", "Emre", "Jayden", "Noah"),
    "2": ("Emma", "Sophie", "Lotte", "Sanne", "Fleur", "Samira", "Noor", "Roos", "Femke", "Elif", "Saar", "Yara"),
}
"""The same of youth."""

NAMEN: tuple[tuple[str, str], ...] = (
    ("", "Jansen"), ("de", "Vries"), ("", "Bakker"), ("van den", "Berg"), ("", "Visser"), ("", "Smit"), ("de", "Boer"),
    ("", "Mulder"), ("", "Bos"), ("", "Vos"), ("van", "Dijk"), ("", "Hendriks"), ("van der", "Meer"), ("", "Dekker"),
    ("", "Yilmaz"), ("", "El Amrani"), ("", "Pinas"), ("de", "Groot"), ("", "Kok"), ("", "Kuiper"), ("van", "Leeuwen"),
    ("", "Brouwer"), ("", "Peters"), ("van de", "Ven"), ("", "Postma"), ("", "Hoekstra"), ("ter", "Horst"),
    ("", "Scholten"), ("", "Willems"), ("", "Kaya"), ("", "Bouali"), ("", "Sital"), ("van der", "Linden"),
    ("", "Prins"), ("", "Huisman"), ("", "Blom"), ("te", "Velde"), ("", "Kramer"), ("", "Verhoeven"), ("den", "Hartog"),
)  # fmt: skip
"""Voorvoegsel and geslachtsnaam."""

STRATEN = (
    "Dorpsstraat", "Kerkstraat", "Molenweg", "Schoolstraat", "Stationsweg", "Beatrixlaan", "Beukenlaan", "Lindelaan",
    "Eikenhof", "Merelstraat", "Zwaluwplein", "Tulpstraat", "Rozenhof", "Havenkade", "Sluisweg", "Parkweg",
    "Raadhuisplein", "Componistenlaan", "Sterrenstraat", "Meridiaan", "Watermolen", "Weidepad", "Korenveld",
)  # fmt: skip

AANBIEDERNAMEN = (
    ("Zorggroep", "Thuishulp", "Begeleiding", "Stichting", "Steunpunt", "Coöperatie", "Welzijn", "Samenzorg",
     "Zorgpunt", "Thuiskracht"),
    ("De Linde", "Het Anker", "Morgenrood", "De Waterlelie", "Zonnehof", "De Brug", "Noorderlicht", "Het Kompas",
     "De Vuurtoren", "Zilvermeeuw"),
)  # fmt: skip
"""First and last part of a provider's name: together a hundred names."""

POSTCODELETTERS = "ABCDEGHJKLMNPRTVWXZ"


class Ondersteuning(NamedTuple):
    """What a citizen is decided: product code, volume in the eenheid and frequentie of that product, months.

    `minuten` are the minutes per week of a product that is not counted in time.
    """

    product: str
    volume: int
    maanden: int
    minuten: int | None = None


@dataclass(frozen=True)
class Adres:
    """Where a citizen lives; the postcode is four digits and two letters, without a space."""

    straat: str
    huisnummer: int
    postcode: str
    plaats: str


@dataclass(frozen=True)
class Burger:
    """An invented citizen. `geslacht` is a COD046 code, `gemeente` a CBS code, `profiel` a name from the model."""

    bsn: str = field(repr=False)
    voornamen: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str
    geboortedatum: date
    geslacht: str
    adres: Adres
    gemeente: str
    profiel: str
    specialisme: str
    ondersteuning: tuple[Ondersteuning, ...]
    bijzonder: Bijzonder
    verwijzer: TypeVerwijzer | None = None
    """By whom a youth came in; None of an adult."""

    @property
    def wet(self) -> Wet:
        """The law under which somebody is helped."""
        return Wet.WMO if self.verwijzer is None else Wet.JEUGDWET


class _Mens(NamedTuple):
    """What the figures say of a citizen; the rest is thrown together."""

    profiel: Profiel
    geboren: date
    ondersteuning: tuple[Ondersteuning, ...]
    bijzonder: Bijzonder
    verwijzer: TypeVerwijzer | None = None


@dataclass(frozen=True)
class DemoAanbieder:
    """An invented provider. `gewicht` is its share of the clients, to pick providers by (M97)."""

    agb: str
    naam: str
    producten: tuple[str, ...]
    specialismen: tuple[str, ...]
    gemeenten: tuple[str, ...]
    gewicht: float


def bevolking(model: Inkoopmodel, aantal: int, seed: int, op: date | None = None) -> list[Burger]:
    """`aantal` invented citizens of the region, adults first, ages counted on the first day of the model.

    Those of youth are counted on the day `op`, when it is given: they would be adults after some years. ValueError when
    the model has no figures (`bevolking`), or when there are not enough test BSNs.
    """
    cijfers = _cijfers(model)
    if aantal > len(test_bsns()):
        raise ValueError(f"there are {len(test_bsns())} test BSNs, not {aantal}")
    rng = random.Random(seed)  # noqa: S311  a demo has to come out the same each time
    kinderen = round(aantal * cijfers.jeugd.aandeel_procent / 100) if cijfers.jeugd else 0
    volwassenen = aantal - kinderen
    profielen = _verdeel(rng, cijfers.profielen, [deel.aandeel for deel in cijfers.profielen], volwassenen)
    gebieden = _verdeel(rng, cijfers.woongebieden, [deel.aandeel for deel in cijfers.woongebieden], aantal)
    geboren = _geboortedata(rng, cijfers.leeftijden, profielen, model.versie)
    pakketten = _pakketten(rng, cijfers, cijfers.profielen, profielen)
    mensen = list(map(_Mens, profielen, geboren, pakketten, bijzonderheden(volwassenen, seed)))
    mensen += _jeugdigen(cijfers, kinderen, seed, op or model.versie)
    bsns = rng.sample(test_bsns(), aantal)
    return [_burger(rng, *each) for each in zip(bsns, gebieden, mensen, strict=True)]


def _jeugdigen(cijfers: Bevolking, aantal: int, seed: int, op: date) -> list[_Mens]:
    """The youth among the citizens; of them everything plain is known, and around them is a parent."""
    jeugd = cijfers.jeugd
    if jeugd is None:
        return []
    # A stream of their own: who adds youth to a region keeps the adults that were there.
    rng = random.Random(f"{seed} jeugd")  # noqa: S311  a demo has to come out the same each time
    profielen = _verdeel(rng, jeugd.profielen, [deel.aandeel for deel in jeugd.profielen], aantal)
    verwijzers = _verdeel(rng, jeugd.verwijzers, [deel.aandeel for deel in jeugd.verwijzers], aantal)
    geboren = _geboortedata(rng, jeugd.leeftijden, profielen, op, spreiding=3)
    pakketten = _pakketten(rng, cijfers, jeugd.profielen, profielen)
    wegen = [deel.type_verwijzer for deel in verwijzers]
    return list(map(_Mens, profielen, geboren, pakketten, [Bijzonder()] * aantal, wegen))


def _burger(rng: random.Random, bsn: str, gebied: Woongebied, mens: _Mens) -> Burger:
    """The citizen, with a name and an address; a youth with a parent of the same surname."""
    geslacht = rng.choices(("1", "2"), (42, 58))[0]
    namen = VOORNAMEN if mens.verwijzer is None else JEUGDNAMEN
    voornamen = rng.sample(namen[geslacht], rng.choice((1, 1, 2)))
    voorvoegsel, naam = rng.choice(NAMEN)
    anders = mens.bijzonder
    if mens.verwijzer is not None:
        anders = replace(anders, naaste=ouder(rng, voorvoegsel, naam))
    return Burger(
        bsn=bsn,
        voornamen=" ".join(voornamen),
        voorletters="".join(voornaam[0] for voornaam in voornamen),
        voorvoegsel=voorvoegsel,
        geslachtsnaam=naam,
        geboortedatum=mens.geboren,
        geslacht=geslacht,
        adres=_adres(rng, gebied),
        gemeente=gebied.gemeente,
        profiel=mens.profiel.naam,
        specialisme=mens.profiel.specialisme,
        ondersteuning=mens.ondersteuning,
        bijzonder=anders,
        verwijzer=mens.verwijzer,
    )


def _adres(rng: random.Random, gebied: Woongebied) -> Adres:
    cijfers = rng.randint(gebied.postcode_van, gebied.postcode_tot)
    letters = "".join(rng.choices(POSTCODELETTERS, k=2))
    return Adres(rng.choice(STRATEN), rng.randint(1, 180), f"{cijfers}{letters}", gebied.plaats)


def aanbieders(model: Inkoopmodel, aantal_burgers: int, seed: int) -> list[DemoAanbieder]:
    """The invented providers for so many citizens: all of the region's, or fewer when the population is small.

    Every group of contracts of the model keeps at least two providers (M53). ValueError when the model has no figures.
    """
    cijfers = _cijfers(model)
    rng = random.Random(seed)  # noqa: S311  a demo has to come out the same each time
    schaal = math.sqrt(min(1.0, aantal_burgers / cijfers.clienten))
    groot = max(2, round(cijfers.aanbieders * schaal))
    producten: list[set[str]] = [set() for _ in range(groot)]
    specialismen: list[set[str]] = [set() for _ in range(groot)]
    plek = 0
    for groep in cijfers.aanbiedersgroepen:
        for _ in range(min(groot, max(2, round(groep.contracten * schaal)))):
            producten[plek % groot].update(groep.producten)
            specialismen[plek % groot].add(groep.specialisme)
            plek += 1
    namen = rng.sample([f"{eerste} {tweede}" for eerste in AANBIEDERNAMEN[0] for tweede in AANBIEDERNAMEN[1]], groot)
    nummers = rng.sample(range(10_000), groot)
    gemeenten = model.gemeentecodes
    return [
        DemoAanbieder(
            agb=f"9999{nummers[nr]:04}",
            naam=namen[nr],
            producten=tuple(product.code for product in model.producten if product.code in producten[nr]),
            specialismen=tuple(sorted(specialismen[nr])),
            gemeenten=gemeenten,
            gewicht=gewicht,
        )
        for nr, gewicht in enumerate(_gewichten(cijfers, groot))
        if producten[nr]
    ]


def _cijfers(model: Inkoopmodel) -> Bevolking:
    if model.bevolking is None:
        raise ValueError(f"inkoopmodel {model.naam} has no 'bevolking', the figures to make a demo from")
    return model.bevolking


@cache
def test_bsns() -> tuple[str, ...]:
    """Every test BSN that passes the 11-proef."""
    # The ninth digit is what the first eight come to; when they come to ten, there is no such BSN.
    laatste = ((begin, elfproef.checksum(f"{begin}0")) for begin in range(EERSTE_BSN // 10, LAATSTE_BSN // 10 + 1))
    return tuple(f"{begin}{cijfer}" for begin, cijfer in laatste if cijfer < 10)


def _verdeel(rng: random.Random, delen: Sequence[T], aandelen: Sequence[int], aantal: int) -> list[T]:
    """`aantal` picks in the proportions of `aandelen`, at most one off per part, in random order."""
    stap = sum(aandelen) / aantal if aantal else 0
    plekken = [stap * (nr + rng.random()) for nr in range(aantal)]
    gekozen: list[T] = []
    grens, nr = float(aandelen[0]), 0
    for plek in plekken:
        while plek >= grens and nr < len(delen) - 1:
            nr += 1
            grens += aandelen[nr]
        gekozen.append(delen[nr])
    rng.shuffle(gekozen)
    return gekozen


def _geboortedata(
    rng: random.Random,
    leeftijden: Sequence[Leeftijdsklasse],
    profielen: list[Profiel],
    peildatum: date,
    spreiding: int = 12,
) -> list[date]:
    """A date of birth per citizen: spread over the age classes as given, older profiles getting the older ages.

    `spreiding` is how many years somebody usually is from the typical age of a profile.
    """
    klassen = _verdeel(rng, leeftijden, [deel.aandeel for deel in leeftijden], len(profielen))
    dagen = sorted(rng.randrange(math.ceil(deel.van * 365.25) + 1, math.floor(deel.tot * 365.25)) for deel in klassen)
    score = [profiel.leeftijd + rng.gauss(0, spreiding) for profiel in profielen]
    geboren = [peildatum] * len(profielen)
    for plek, dag in zip(sorted(range(len(profielen)), key=score.__getitem__), dagen, strict=True):
        geboren[plek] = peildatum - timedelta(days=dag)
    return geboren


def _pakketten(
    rng: random.Random, cijfers: Bevolking, soorten: Sequence[Profiel], profielen: list[Profiel]
) -> list[tuple[Ondersteuning, ...]]:
    """The support of each citizen, in the proportions of its profile, which is one of `soorten`."""
    inhoud = {
        pakket.naam: tuple(
            Ondersteuning(deel.product, deel.volume, deel.maanden, deel.minuten) for deel in pakket.ondersteuning
        )
        for pakket in cijfers.pakketten
    }
    gekozen: list[tuple[Ondersteuning, ...]] = [()] * len(profielen)
    for profiel in soorten:
        plekken = [nr for nr, deel in enumerate(profielen) if deel.naam == profiel.naam]
        keuzes = _verdeel(rng, profiel.pakketten, [deel.aandeel for deel in profiel.pakketten], len(plekken))
        for plek, keuze in zip(plekken, keuzes, strict=True):
            gekozen[plek] = inhoud[keuze.pakket]
    return gekozen


def _gewichten(cijfers: Bevolking, groot: int) -> list[float]:
    """The share of each provider, largest first; all alike when the region gives no concentration (M97)."""
    dichtheid = [deel.aandeel / deel.aanbieders for deel in cijfers.concentratie for _ in range(deel.aanbieders)]
    if not dichtheid:
        return [1 / groot] * groot
    ruw = [dichtheid[int((nr + 0.5) * len(dichtheid) / groot)] for nr in range(groot)]
    return [deel / sum(ruw) for deel in ruw]
