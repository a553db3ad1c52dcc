"""What the work list of the GGk shows. What each field means stands in `aansluiting.woorden`."""

from datetime import date, datetime
from typing import Literal

from chassis.model import ApiModel

Uitstatus = Literal["klaar", "verstuurd", "beantwoord", "fout", "vervangen"]
Instatus = Literal["ontvangen", "doorgegeven", "verwerkt", "afgekeurd", "onbekend", "apart"]
Envelopsoort = Literal["Di01", "Du01", "Fo01"]


class GgkUitgaandView(ApiModel):
    """A message that goes out over the GGk, without what is in it."""

    id: str
    envelop: Envelopsoort
    functie: str
    gemeente: str
    agb: str
    status: Uitstatus
    gemaakt_op: datetime
    verstuurd_op: datetime | None
    antwoord_voor: date | None
    te_laat: bool
    referentienummer: str
    antwoord_op: str | None
    dienst: str
    bericht_id: str
    poging: int
    foutcode: str | None
    fout: str | None
    fout_van: str | None
    advies: str | None
    kan_opnieuw: bool


class GgkInkomendView(ApiModel):
    """A message that came in over the GGk, without what is in it."""

    id: str
    envelop: Envelopsoort
    functie: str
    zender: str
    gemeente: str
    status: Instatus
    ontvangen_op: datetime
    referentienummer: str
    antwoord_op: str | None
    dienst: str | None
    bericht_id: str | None
    reden: str | None
