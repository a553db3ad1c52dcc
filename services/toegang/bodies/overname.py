"""A row of a file with running indications as it is read, and what taking it in gave (M134)."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.bsn import mask_bsn
from chassis.model import ApiModel
from chassis.strict import IsoDate
from istandaard.codes import Eenheid, Frequentie
from toegang.bodies.persoon import Persoon
from wetten import Wet


def _zonder_bsn(waarde: str) -> str:
    if mask_bsn(waarde) != waarde:
        melding = "Hier staat een burgerservicenummer in. Gebruik een ander nummer."
        raise PydanticCustomError("regel", "{melding}", {"melding": melding, "regel": "M134"})
    return waarde


Kenmerk = Annotated[str, Field(pattern=r"^[!-~]{1,40}$"), AfterValidator(_zonder_bsn)]


class LopendeIndicatie(ApiModel):
    """One running indication, and whose it is."""

    kenmerk: Kenmerk
    persoon: Persoon
    wet: Wet
    product: Annotated[str, Field(min_length=1, max_length=5)]
    volume: Annotated[int, Field(ge=1, le=99_999_999)]
    eenheid: Eenheid
    frequentie: Frequentie
    ingangsdatum: IsoDate
    einddatum: IsoDate | None = None
    besluitdatum: IsoDate
    beschikkingnummer: Kenmerk
    aanbieder: Annotated[str, Field(pattern=r"^[0-9]{8}$")]
    toewijzingnummer: Annotated[int, Field(ge=1, le=999_999_999)]
    begindatum_levering: IsoDate | None = None


class OvernamefoutView(ApiModel):
    """What is wrong in a row, and what to do; the row with the names of the columns is row 1."""

    rij: int
    kolom: str
    regel: str
    reden: str


class OvernameUitkomst(ApiModel):
    """What taking in did, or with `proef`: would have done. Rows with a fault are not taken in, the others are."""

    proef: bool
    overgenomen: int
    al_overgenomen: int
    nieuwe_clienten: int
    fouten: list[OvernamefoutView]
