"""What goes in and out over the API: PGBs for the SVB, and what was paid from them (M16)."""

from datetime import date

from chassis.model import ApiModel
from toegang.bodies.sociale_basis import RijfoutView
from toegang.domain.pgb import Toekenningsoort
from wetten import Wet


class PgbJaarView(ApiModel):
    """How much of a PGB is for one calendar year, in eurocents."""

    jaar: int
    bedrag: int


class PgbToekenningView(ApiModel):
    """A PGB as the SVB is told it; `budget` and `tarief` in eurocents."""

    id: str
    product_id: str
    client_id: str
    gemeente: str
    wet: Wet
    code: str
    op: date
    soort: Toekenningsoort
    begin: date
    einde: date | None
    budget: int | None
    per_jaar: list[PgbJaarView]
    tarief: int | None


class BestedingenUitkomst(ApiModel):
    """What a file with payments did, or with `fouten` or `proef`: would have done; `bedrag` in eurocents."""

    proef: bool
    nieuw: int
    bekend: int
    bedrag: int
    fouten: list[RijfoutView]
