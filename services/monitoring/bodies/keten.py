"""Filters, the chain in numbers, and the state of the services."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import WHOLE, Flag
from wetten import Wet

Gemeentecode = Annotated[
    Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None,
    Field(description="CBS-code van de gemeente: vier cijfers."),
]
Maand = Annotated[
    Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")] | None,
    Field(description="Kalendermaand, zoals 2026-01."),
]


Product = Annotated[
    Annotated[str, Field(pattern=r"^[0-9A-Z]{1,5}$")] | None, Field(description="Code van een product.")
]
Aanbieder = Annotated[
    Annotated[str, Field(pattern=r"^[0-9]{8}$")] | None, Field(description="AGB-code van een aanbieder.")
]


class Filter(ApiModel):
    """Which part of the chain to show; both months are included."""

    gemeente: Gemeentecode = None
    van: Maand = None
    tot: Maand = None
    product: Product = None
    aanbieder: Aanbieder = None
    wet: Wet | None = None


class Lijstfilter(Filter):
    """The same for a list, a page at a time."""

    cursor: Annotated[
        str | None, Field(max_length=200, description="De waarde van `volgende` in het vorige antwoord.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=500, description="Hoeveel per keer."), WHOLE] = 50


class Zakenlijstfilter(Lijstfilter):
    """The same for a list of cases: also those of which no product is known."""

    zonder_product: Annotated[Flag, Field(description="Alleen waarbij geen product bekend is.")] = False


class Openstaandfilter(Zakenlijstfilter):
    """The same of what waits."""

    te_laat: Annotated[Flag, Field(description="Alleen wat te laat is.")] = False
    kenmerk: Annotated[str | None, Field(max_length=30, description="Alleen van deze soort.")] = None


class AfkeuringView(ApiModel):
    """How often a return code (WJ001) was given on prestaties, and the amount of those."""

    retourcode: str
    aantal: int
    bedrag: int


class PrestatieaantallenView(ApiModel):
    """How many prestaties. One with several return codes counts in each of them; null with a product chosen."""

    ontvangen: int
    toegekend: int
    afgewezen: int
    afkeuringen: list[AfkeuringView] | None


class BedragenView(ApiModel):
    """Eurocents claimed and granted; credit counts negative."""

    ingediend: int
    toegekend: int


class DoorlooptijdView(ApiModel):
    """How long a part of the chain took, in calendar days; null without cases.

    `termijn` is the legal or agreed term in plain Dutch, `deelOpTijd` the share of the cases within it.
    """

    traject: str
    aantal: int
    mediaan: int | None
    p90: int | None
    termijn: str | None
    deel_op_tijd: float | None


class BudgetView(ApiModel):
    """A budget of a calendar year and what was granted from it in that whole year; `deel` is granted / budget.

    `product` or `gemeente` null: for all of them. `budget` null: granted, while there is no budget for it.
    """

    inkoopmodel: str | None
    jaar: int
    product: str | None
    gemeente: str | None
    budget: int | None
    toegekend: int
    deel: float | None


class KetenView(ApiModel):
    """The chain in numbers. Steps count in the month of their own date, declarations in their declaratieperiode.

    Null is not known for the product or provider that is chosen; such a lead time is left out. `letOp` says in plain
    Dutch which months are not complete.
    """

    aantal_meldingen: int | None
    aantal_onderzoeken: int | None
    aantal_beschikkingen: int | None
    aantal_toewijzingen: int | None
    aantal_wachtend: int | None
    aantal_starts: int | None
    aantal_declaraties: int | None
    prestatieaantallen: PrestatieaantallenView
    bedragen: BedragenView
    doorlooptijden: list[DoorlooptijdView]
    budgetten: list[BudgetView]
    let_op: list[str]


class DienstView(ApiModel):
    """The state of one service; the numbers are null when it does not answer."""

    dienst: str
    bereikbaar: bool
    outbox: int | None
    oudste: datetime | None
    """Since when the oldest event waits."""
    dead_letters: int | None
    wachtrij: int | None
    """Events in its queue on the broker; null without a broker too."""
    lezers: int | None
    """Workers that take from that queue."""
