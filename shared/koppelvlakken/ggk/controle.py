"""What an envelope has to satisfy beyond its schema, before we send it and when it comes in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from koppelvlakken.ggk.envelop import MAXIMALE_GROOTTE, ONTVANGENDE_APPLICATIE, Envelop, Foutbericht, Soort
from koppelvlakken.ggk.functies import FUNCTIES, Functie, Kant
from koppelvlakken.ggk.maken import grootte_van

VECOZO = "VECOZO"
"""May answer in the place of a provider: a Du01, when it refused what we sent, and a Fo01."""
CIJFERS = {4: "gemeente", 8: "aanbieder"}


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """Why an envelope is refused: a code of StUF, and the reason in Dutch without anything of the message."""

    code: str
    reden: str


def keur_stuurgegevens(envelop: Envelop, van: Kant, soorten: Mapping[str, Soort] = {}) -> Bezwaar | None:
    """What is wrong with who, to whom and what, of a message that this side sends; None when nothing is.

    `soorten` as in `maken.envelop_van_gemeente`. Our own are held to all that is documented; of what comes in versions
    and the name of the application are not judged, since nobody is certain of them: the message inside tells.
    """
    functie = FUNCTIES.get(envelop.functie)
    if functie is None:
        return Bezwaar("StUF034", "Deze functie is er niet op het GGk.")
    if functie.verzender != van:
        return Bezwaar("StUF037", f"Een {functie.naam} komt niet van een {van}.")
    if envelop.soort is not soorten.get(functie.naam, functie.envelop):
        return Bezwaar("StUF040", f"Een {functie.naam} hoort niet in een {envelop.soort}.")
    return _keur_partijen(envelop, van) or (_keur_eigen(envelop, functie) if van == "gemeente" else None)


def _keur_eigen(envelop: Envelop, functie: Functie) -> Bezwaar | None:
    if envelop.functie_versie != functie.versie:
        return Bezwaar("StUF037", f"Van de {functie.naam} wordt versie {functie.versie.versie} gebruikt.")
    if envelop.ontvanger.applicatie != ONTVANGENDE_APPLICATIE:
        return Bezwaar("StUF010", f"De ontvangende applicatie is altijd {ONTVANGENDE_APPLICATIE}.")
    return None


def _keur_partijen(envelop: Envelop, van: Kant) -> Bezwaar | None:
    zender, ontvanger = envelop.zender.organisatie or "", envelop.ontvanger.organisatie or ""
    aan = "aanbieder" if van == "gemeente" else "gemeente"
    if _kant(zender) != van and not (zender == VECOZO and envelop.soort is Soort.DU01):
        return Bezwaar("StUF013", f"De zender heeft geen code van een {van}.")
    if _kant(ontvanger) != aan:
        return Bezwaar("StUF010", f"De ontvanger heeft geen code van een {aan}.")
    return None


def _kant(organisatie: str) -> str | None:
    return CIJFERS.get(len(organisatie)) if organisatie.isascii() and organisatie.isdigit() else None


def keur_bestemming(bericht: Envelop | Foutbericht, gemeenten: Collection[str]) -> Bezwaar | None:
    """Whether what comes in is for one of our municipalities."""
    if bericht.ontvanger.organisatie not in gemeenten:
        return Bezwaar("StUF010", "Deze gemeente werkt hier niet.")
    return None


def keur_grootte(inhoud: bytes) -> Bezwaar | None:
    """Whether a message fits in an envelope, base64 included."""
    if grootte_van(inhoud) > MAXIMALE_GROOTTE:
        return Bezwaar("IB003", "Met de envelop is dit bericht groter dan 25 MB. Verdeel het over meer berichten.")
    return None


@dataclass(frozen=True, slots=True)
class Inhoud:
    """Who stands in the message itself: the aanbieder who delivers or receives it, and the municipality."""

    soort: str
    agb: str
    gemeente: str


def keur_inhoud(envelop: Envelop, inhoud: Inhoud, van: Kant) -> Bezwaar | None:
    """Whether the message inside is what its envelope says (CC09). VECOZO may answer in the provider's place."""
    if inhoud.soort != envelop.functie:
        return Bezwaar("StUF034", "In de envelop zit een ander soort bericht dan de functie zegt.")
    kanten = {"aanbieder": inhoud.agb, "gemeente": inhoud.gemeente}
    aan = "aanbieder" if van == "gemeente" else "gemeente"
    zender = envelop.zender.organisatie
    if zender != kanten[van] and not (zender == VECOZO and envelop.soort is Soort.DU01):
        return Bezwaar("StUF013", "De afzender in het bericht is een andere dan die op de envelop.")
    if envelop.ontvanger.organisatie != kanten[aan]:
        return Bezwaar("CC09", "De ontvanger in het bericht is een andere dan die op de envelop.")
    return None
