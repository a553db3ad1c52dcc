"""What the VSP-koppeling says of a message, as its OpenAPI documents have it (push 1.0.3, pull 1.0.1, status 3.0.0)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from koppelvlakken.ggk.functies import FUNCTIES

Tekst60 = Annotated[str, Field(min_length=1, max_length=60)]
Tekst100 = Annotated[str, Field(min_length=1, max_length=100)]
Versienummer = Annotated[int, Field(ge=0, le=999)]


class _Deel(BaseModel):
    """A part of it: camelCase outside, nothing unknown."""

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, populate_by_name=True, extra="forbid", hide_input_in_errors=True
    )


class Relatie(_Deel):
    """A sender or a receiver: in which role, under which code."""

    rol: Tekst100
    code: Tekst100 | None = None


class Berichtstroom(_Deel):
    """What kind of message it is, in which version, and what is asked."""

    berichttype: Tekst60
    berichtsubtype: Tekst60 | None = None
    berichtversie: Versienummer
    berichtsubversie: Versienummer
    actie: Tekst60


class Routeringgegevens(_Deel):
    """Who sends what to whom."""

    afzender: Relatie
    geadresseerden: Annotated[tuple[Relatie, ...], Field(max_length=100)]
    berichtstroom: Berichtstroom


class Referentiegegevens(_Deel):
    """Which message it is, and what it answers."""

    conversatie_id: uuid.UUID
    traceer_id: uuid.UUID
    """Of this message only; on the GGk it is the referentienummer."""
    als_antwoord_op: uuid.UUID | None = None
    referentie_id: Annotated[str, Field(min_length=1, max_length=150)] | None = None


class SleutelWaardePaar(_Deel):
    """Something more, for who handles it."""

    sleutel: Tekst100
    waarde: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=250)], ...], Field(min_length=1)]


class Metadata(_Deel):
    """What goes along with a message that is sent."""

    routeringgegevens: Routeringgegevens
    referentiegegevens: Referentiegegevens
    verwerkingscontext: tuple[SleutelWaardePaar, ...] | None = None


class Checksum(_Deel):
    """By what a payload is recognised."""

    algoritme: Annotated[str, Field(min_length=1, max_length=10)]
    waarde: Annotated[str, Field(min_length=1, max_length=250)]


class Download(_Deel):
    """Where a payload is."""

    url: str
    grootte: Annotated[int, Field(ge=1)]
    checksum: Checksum


class Basisgegevens(_Deel):
    """When it came, and what is in it."""

    ontvangen_op: datetime
    payload: Download


class Gereed(Metadata):
    """A message that is ready to be fetched."""

    basisgegevens: Basisgegevens


class Status(StrEnum):
    """How far a message is."""

    ONTVANGEN = "Ontvangen"
    DEELS_ONTVANGEN = "DeelsOntvangen"
    DEEL_AFGEKEURD = "DeelberichtAanleveringAfgekeurd"
    WORDT_VERWERKT = "WordtVerwerkt"
    AFGEKEURD = "AfgekeurdDoorDienst"
    VERWERKT = "VerwerkingVoltooid"
    WORDT_AANGEBODEN = "WordtAangeboden"
    BEZORGD = "Bezorgd"
    AANBIEDEN_MISLUKT = "AanbiedenMislukt"
    AFGEBROKEN = "BezorgingAfgebroken"


class Melding(_Deel):
    """Why a message was refused."""

    code: str
    omschrijving: str
    toelichting: str | None = None


class Berichtstatus(_Deel):
    """How far a message is, and since when."""

    referentiegegevens: Referentiegegevens
    berichtstroom: Berichtstroom
    berichtstatus: Status
    berichtstatus_gewijzigd_op: datetime
    bericht_ontvangen_op: datetime
    meldingen: tuple[Melding, ...] | None = None


@dataclass(frozen=True)
class Afspraken:
    """What no published document says, and VECOZO has to confirm: how roles, kinds and actions are called."""

    rol_aanbieder: str = "Instelling"
    rol_gemeente: str = "Gemeente"
    actie: str = "Indienen"


def metadata_voor(
    functie: str,
    *,
    agb: str,
    gemeente: str,
    op: Referentiegegevens | None = None,
    traceer_id: uuid.UUID | None = None,
    afspraken: Afspraken = Afspraken(),
) -> Metadata:
    """What goes along with a message of a provider; `op` is what it answers. Raises KeyError for what is no functie.

    A message that begins is its own conversation; an answer stays in that of what it answers.
    """
    versie = FUNCTIES[functie].versie
    eigen = traceer_id or uuid.uuid4()
    return Metadata(
        routeringgegevens=Routeringgegevens(
            afzender=Relatie(rol=afspraken.rol_aanbieder, code=agb),
            geadresseerden=(Relatie(rol=afspraken.rol_gemeente, code=gemeente),),
            berichtstroom=Berichtstroom(
                berichttype=functie,
                berichtversie=int(versie.versie),
                berichtsubversie=int(versie.subversie),
                actie=afspraken.actie,
            ),
        ),
        referentiegegevens=Referentiegegevens(
            conversatie_id=eigen if op is None else op.conversatie_id,
            traceer_id=eigen,
            als_antwoord_op=None if op is None else op.traceer_id,
        ),
    )


def meldingen_van(statussen: Sequence[Berichtstatus]) -> Sequence[Melding]:
    """Every reason for which something was refused."""
    return [melding for each in statussen for melding in each.meldingen or ()]
