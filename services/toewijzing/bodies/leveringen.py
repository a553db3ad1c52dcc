"""What goes in and out for a provider without software of its own: starts, stops, and of whom assignments are."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from istandaard.codes import DatumGebruik
from toewijzing.bodies.persoon import Persoon


class NieuweStart(ApiModel):
    """That the delivery of an assignment began; with `trek_in` that it did not."""

    begindatum: IsoDate
    trek_in: bool = False


class NieuweStop(ApiModel):
    """That the delivery of an assignment ends after its last day; with `trek_in` that it does not."""

    einddatum: IsoDate
    reden: Annotated[
        str, Field(pattern=r"^[0-9]{2}$", description="Waarom: code WMO588 of JZ588, zoals 20 voor een pauze.")
    ]
    trek_in: bool = False


class WelkeToewijzingen(ApiModel):
    """Of which assignments the clients are asked."""

    ids: Annotated[list[Annotated[str, Field(max_length=36)]], Field(min_length=1, max_length=100)]


class ClientVanToewijzing(ApiModel):
    """Of whom an assignment is."""

    toewijzing_id: str
    client_id: str
    naam: str
    geboortedatum: date
    datum_gebruik: DatumGebruik | None

    @classmethod
    def van(cls, toewijzing_id: str, client_id: str, persoon: Persoon) -> "ClientVanToewijzing":
        """As toegang knows the client."""
        naam = persoon.naam
        delen = (naam.voornamen or naam.voorletters, naam.voorvoegsel, naam.geslachtsnaam)
        return cls(
            toewijzing_id=toewijzing_id,
            client_id=client_id,
            naam=" ".join(filter(None, delen)),
            geboortedatum=persoon.geboortedatum,
            datum_gebruik=persoon.datum_gebruik,
        )
