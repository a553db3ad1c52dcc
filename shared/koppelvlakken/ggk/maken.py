"""Making envelopes: who stands where, under which number, at which moment; and how large it becomes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from koppelvlakken.ggk.envelop import (
    ONTVANGENDE_APPLICATIE,
    Envelop,
    Fout,
    Foutbericht,
    Plek,
    Soort,
    Systeem,
    Versie,
)
from koppelvlakken.ggk.functies import FUNCTIES

NEDERLAND = ZoneInfo("Europe/Amsterdam")
"""Time in an envelope has no zone; that it is ours is an assumption that the hub has to confirm."""
XSD_FOUT = "StUF055"
"""The one code that a municipality sends itself: what is in an envelope is not valid by its schema."""
HOOFD = 4096
"""Bytes that an envelope has beside its base64, at the most."""


@dataclass(frozen=True, slots=True)
class Applicatie:
    """The application that made the message: its name without a version, and its version."""

    naam: str
    versie: Versie


def nieuw_nummer() -> str:
    """A number for an envelope: UUID version 4, in lower case."""
    return str(uuid.uuid4())


def tijdstip_na(moment: datetime, laatste: str | None) -> str:
    """The moment in 17 digits, and later than the last one that this system gave (StUF019).

    When a clock stands still or goes back, as in the night that winter begins, it counts on by a millisecond.
    """
    nu = _cijfers(moment.astimezone(NEDERLAND).replace(tzinfo=None))
    if laatste is None or nu > laatste:
        return nu
    return _cijfers(_uit_cijfers(laatste) + timedelta(milliseconds=1))


def _cijfers(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%S") + f"{moment.microsecond // 1000:03d}"


def _uit_cijfers(tijdstip: str) -> datetime:
    return datetime.strptime(tijdstip, "%Y%m%d%H%M%S%f")  # noqa: DTZ007  digits without a zone, as they travel


def envelop_van_gemeente(
    functie: str,
    inhoud: bytes,
    *,
    gemeente: str,
    agb: str,
    applicatie: Applicatie,
    tijdstip: str,
    antwoord_op: str | None = None,
    soorten: Mapping[str, Soort] = {},
) -> Envelop:
    """A message of a municipality to a provider, under a new number.

    `antwoord_op`: the number of the Di01 that a Du01 answers. `soorten`: for which functies the operator of the hub
    asked another envelope than usual, such as Di01 for a 325. Raises ValueError for a Du01 that answers nothing, and
    KeyError for what is no functie.
    """
    wat = FUNCTIES[functie]
    soort = soorten.get(functie, wat.envelop)
    if soort is Soort.DU01 and antwoord_op is None:
        raise ValueError("a Du01 answers a Di01")
    return Envelop(
        soort=soort,
        zender=Systeem(gemeente, applicatie.naam),
        ontvanger=Systeem(agb, ONTVANGENDE_APPLICATIE),
        referentienummer=nieuw_nummer(),
        tijdstip=tijdstip,
        functie=functie,
        applicatie_versie=applicatie.versie,
        functie_versie=wat.versie,
        inhoud=inhoud,
        cross_referentienummer=antwoord_op if soort is Soort.DU01 else None,
    )


def xsd_fout(op: Envelop, waarom: str, *, applicatie: Applicatie, tijdstip: str) -> Foutbericht:
    """The Fo01 that tells a provider that its message cannot be read: no retour follows on that message.

    `waarom` may hold nothing of what is in the message.
    """
    omschrijving = f"Berichtbody is niet conform schema in sectormodel. {waarom}"
    versie = op.functie_versie
    return Foutbericht(
        zender=Systeem(op.ontvanger.organisatie, applicatie.naam),
        ontvanger=Systeem(op.zender.organisatie, ONTVANGENDE_APPLICATIE),
        referentienummer=nieuw_nummer(),
        tijdstip=tijdstip,
        cross_referentienummer=op.referentienummer,
        fout=Fout(XSD_FOUT, Plek.CLIENT, omschrijving[:200], f"{op.functie}-{versie.versie}{versie.subversie}"),
    )


def grootte_van(inhoud: bytes) -> int:
    """How many bytes an envelope has at the most with this in it: base64 makes four of three."""
    return (len(inhoud) + 2) // 3 * 4 + HOOFD
