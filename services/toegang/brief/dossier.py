"""What is kept of a client, on paper: for himself."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import JsonValue

from chassis.clock import NEDERLAND
from chassis.logboek_api import LogRegelView
from chassis.readers import Readers
from papier import Deel, kop, te_zetten, zet_lang
from toegang.bodies.vernietiging import Dossier

LABEL = 55
"""Width in millimetres of the column that says what a value is."""
TITEL = "Wat de gemeente van u bewaart"
INLEIDING = (
    "Dit is alles wat wij over u bewaren, in de systemen waarmee wij uw vraag om ondersteuning behandelen. Klopt er "
    "iets niet? Vraag ons dan om het te verbeteren. U kunt ons ook vragen om gegevens te vernietigen."
)
DIENSTEN = {
    "toegang": "Uw vraag en onze besluiten",
    "toewijzing": "De hulp en wie die geeft",
    "declaratie": "De rekeningen voor uw hulp",
    "monitoring": "Hoe uw hulp in de cijfers telt",
}
"""What each service is for who reads about himself."""
ROLLEN = {"aanbieder": "een aanbieder", "gemeente": "de gemeente", "regio": "de gemeente of een van onze systemen"}


async def dossier_als_pdf(readers: Readers, dossier: Dossier, gemaakt_op: datetime) -> bytes:
    """The file of a client as PDF; who looked in it is told by whom he worked for, and not by name.

    Raises Problem 413 when it takes too much memory or time, and 503 when too many ask at once.
    """
    inhoud = await asyncio.to_thread(te_zetten, TITEL, TITEL, list(_stukken(dossier)))
    (pdf,) = await readers.read(zet_lang, inhoud, gemaakt_op.isoformat().encode())
    return pdf


def _stukken(dossier: Dossier) -> Iterator[list[Deel]]:
    yield [kop(TITEL, 14), Deel(INLEIDING)]
    for dienst, titel in DIENSTEN.items():
        gegevens = dossier.diensten.get(dienst, {})
        if gegevens:
            yield [kop(titel, 12)]
        for tabel, rijen in gegevens.items():
            yield [kop(_woorden(tabel), 11)]
            for rij in rijen:
                yield list(_regels(rij))
    yield [kop("Wie uw gegevens zag of wijzigde", 12)]
    for regel in dossier.logboek:
        yield [_gezien(regel)]


def _regels(rij: dict[str, JsonValue]) -> Iterator[Deel]:
    for naam, waarde in _feiten(rij):
        yield Deel(waarde, naam, LABEL, grootte=9, na=0)
    yield Deel("", grootte=4)


def _feiten(rij: dict[str, JsonValue], boven: str = "") -> Iterator[tuple[str, str]]:
    """Each value with its name; what is empty is left out, what has parts is told part by part."""
    for naam, waarde in rij.items():
        titel = f"{boven} {_woorden(naam).lower()}".strip().capitalize()
        if isinstance(waarde, dict):
            yield from _feiten(waarde, titel)
        elif isinstance(waarde, list):
            delen: Sequence[JsonValue] = waarde
            for nummer, each in enumerate(delen, 1):
                yield from _feiten({str(nummer): each}, titel)
        elif waarde is not None and waarde != "":
            yield (
                titel,
                {True: "ja", False: "nee"}.get(waarde, str(waarde)) if isinstance(waarde, bool) else str(waarde),
            )


def _gezien(regel: LogRegelView) -> Deel:
    moment = regel.op.astimezone(NEDERLAND).strftime("%d-%m-%Y %H:%M")
    geweigerd = "" if regel.uitkomst == "gelukt" else f" Dit is {regel.uitkomst}."
    return Deel(f"{regel.wat}, door {ROLLEN[regel.rol]}. {regel.doel}{geweigerd}", moment, LABEL, grootte=9, na=1)


def _woorden(naam: str) -> str:
    return naam.replace("_", " ").capitalize()
