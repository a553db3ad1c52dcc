"""What goes out over the API of declaratie."""

from datetime import date, datetime

from chassis.model import ApiModel


class DeclaratieView(ApiModel):
    """A judged declaration. Amounts in eurocents, credit negative."""

    id: str
    gemeente: str
    agb: str
    declaratienummer: str
    periode: date
    ontvangen_op: datetime
    beantwoord_op: datetime
    retourcode: str
    bedrag_ingediend: int
    bedrag_toegekend: int


class RedenView(ApiModel):
    """Why a line was rejected."""

    regel: str
    retourcode: str
    tekst: str


class PrestatieView(ApiModel):
    """A judged line: granted whole, or rejected whole with every reason."""

    regel: int
    referentie: str
    vorige_referentie: str | None
    toewijzing_nummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    credit: bool
    toegekend: bool
    redenen: list[RedenView]
