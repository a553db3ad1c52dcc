"""Rapportages over HTTP: what a provider reports over a period (M115)."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import WHOLE, Flag, IsoDate
from inkoop.uitvraag import Vraagsoort
from monitoring.bodies.kwesties import Tekst
from monitoring.domain.rapportages import Rapportagestatus

MEEST = 10**13


class RapportageAntwoord(ApiModel):
    """The answer to one question, in the field that its kind asks: `tekst`, `getal` or `klopt`."""

    vraag: Annotated[str, Field(max_length=60)]
    tekst: Tekst | None = None
    getal: Annotated[int, Field(ge=-MEEST, le=MEEST)] | None = None
    klopt: bool | None = None


class RapportageIndiening(ApiModel):
    """All answers on the form."""

    gegeven_antwoorden: Annotated[list[RapportageAntwoord], Field(min_length=1, max_length=100)]


class Rapportageoordeel(ApiModel):
    """What the municipality thinks of it: agreed when it gives no reason, else given back until a day."""

    reden: Tekst | None = None
    uiterlijk: IsoDate | None = None


class Rapportagefilter(ApiModel):
    """Which rapportages, a page at a time."""

    aanbieder: Annotated[
        Annotated[str, Field(pattern=r"^[0-9]{8}$")] | None, Field(description="AGB-code van een aanbieder.")
    ] = None
    status: Annotated[Rapportagestatus | None, Query(description="Alleen wat zo ver is.")] = None
    te_laat: Annotated[Flag, Query(description="Alleen wat er op de laatste dag niet was.")] = False
    cursor: Annotated[
        str | None, Field(max_length=200, description="De waarde van `volgende` in het vorige antwoord.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=500, description="Hoeveel per keer."), WHOLE] = 50


class RapportageView(ApiModel):
    """A rapportage and how far it is."""

    id: str
    inkoopmodel: str
    uitvraag: str
    titel: str
    agb: str
    verslagperiode: str
    status: Rapportagestatus
    gevraagd_op: date
    uiterlijk: date
    te_laat: bool
    ingediend_op: date | None


class RapportageVraag(ApiModel):
    """A question of the form, with the answer when there is one."""

    vraag: str
    titel: str
    vraagsoort: Vraagsoort
    tekst: str | None
    getal: int | None
    klopt: bool | None


class RapportagestapView(ApiModel):
    """What happened with it."""

    status: Rapportagestatus
    op: date
    reden: str | None


class RapportageMetVragen(RapportageView):
    """The same with its questions and all that happened."""

    vragen: list[RapportageVraag]
    stappen: list[RapportagestapView]
