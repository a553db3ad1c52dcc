"""Statuses and codes of VECOZO in plain Dutch, and what a provider has to do about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from koppelvlakken.ggk.foutcodes import WAT_NU, Herstel
from koppelvlakken.vecozo.bericht import Status

UITLEG: Mapping[Status, str] = {
    Status.ONTVANGEN: "VECOZO heeft het bericht.",
    Status.DEELS_ONTVANGEN: "Een deel van het bericht is er. Stuur de rest.",
    Status.DEEL_AFGEKEURD: "Een deel van het bericht is afgekeurd.",
    Status.WORDT_VERWERKT: "VECOZO controleert het bericht.",
    Status.AFGEKEURD: "Afgekeurd en niet doorgestuurd; de meldingen zeggen waarom.",
    Status.VERWERKT: "De controle is klaar.",
    Status.WORDT_AANGEBODEN: "Het bericht staat klaar voor de ontvanger.",
    Status.BEZORGD: "De ontvanger heeft het.",
    Status.AANBIEDEN_MISLUKT: "De ontvanger is niet bereikt. Vraag VECOZO hoe het verdergaat.",
    Status.AFGEBROKEN: "VECOZO is gestopt met bezorgen. Vraag VECOZO waarom.",
}
"""What each status says."""
AFGELOPEN = frozenset({Status.AFGEKEURD, Status.BEZORGD, Status.AFGEBROKEN, Status.DEEL_AFGEKEURD})
"""After these nothing follows. Of the last two no document says it."""
NIET_UNIEK = "BRS114"
"""The number belongs to another message already: after no answer on a first try, that one arrived."""


@dataclass(frozen=True, slots=True)
class Foutcode:
    """A code of VECOZO."""

    code: str
    herstel: Herstel
    advies: str


_N, _S, _B, *_ = Herstel
_SPLITS = "Het bericht is te groot. Verdeel de inhoud over meer berichten; voor Wmo en Jeugdwet is 25 MB het meeste."
_ZIP = "Er klopt iets niet aan het ZIP-bestand. Kijk na of deze dienst een ZIP vraagt, en hoe die eruitziet."
CODES: Mapping[str, Foutcode] = {
    code: Foutcode(code, herstel, advies)
    for code, herstel, advies in (
        ("BRS01", _S, "VECOZO kent deze afzender niet. Klopt de AGB-code, kijk dan naar de rol: vaak is die verkeerd."),
        ("BRS02", _B, "Uw account mag dit soort bericht niet indienen. Uw contactpersoon regelt dat bij VECOZO."),
        ("BRS03", _B, "U dient in voor een ander. Die moet u daarvoor eerst bij VECOZO machtigen."),
        ("BRS04", _B, "De ontvanger is niet aangesloten. Kijk zijn code na."),
        ("BRS05", _B, "De ontvanger mag dit soort bericht niet krijgen: hij mist er de grondslag voor."),
        ("BRS06", _N, _SPLITS),
        ("BRS12", _N, "Er zat een virus in. Meld dit als beveiligingsincident en maak het bericht opnieuw aan."),
        ("BRS13", _S, "De inhoud voldoet niet aan het schema."),
        ("BRS14", _S, "De inhoud is geen goede XML."),
        ("BRS15", _S, _ZIP),
        ("BRS16", _S, _ZIP),
        ("BRS17", _S, _ZIP),
        ("BRS18", _N, "Dit is een testomgeving: daar mogen alleen bedachte personen in."),
        ("BRS19", _N, _SPLITS),
        ("BRS20", _S, "De identificatie in het bericht is al eens gebruikt. Geef het een nieuw nummer."),
        ("BRS21", _S, _ZIP),
        ("BRS28", _S, "De inhoud voldoet niet aan een controleregel."),
        ("BRS29", _S, _ZIP),
        ("BRS33", _B, "VECOZO weet niet waarheen het moet. Kijk de code van de ontvanger na."),
        (NIET_UNIEK, _S, "Dit traceerId was al gebruikt. Kijk eerst of dat bericht aankwam; zo niet, neem een nieuw."),
    )
}
"""Every code that is published."""
ONBEKEND = "Deze code kennen wij niet. Leg haar voor aan VECOZO."


def advies_bij(code: str) -> str:
    """What to do about a code."""
    bekend = CODES.get(code)
    return ONBEKEND if bekend is None else f"{bekend.advies} {WAT_NU[bekend.herstel]}"
