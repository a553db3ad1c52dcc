"""Dates of the BRP, of which a part or the whole can be unknown."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from koppelvlakken.brp.vorm import VORM


@dataclass(frozen=True)
class Datum:
    """A day, a month, a year, or nothing known; `in_woorden` is what the BRP calls it (langFormaat)."""

    in_woorden: str
    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None

    @property
    def volledig(self) -> date | None:
        """The day, when it is known whole."""
        if self.jaar is None or self.maand is None or self.dag is None:
            return None
        return date(self.jaar, self.maand, self.dag)

    def uiterlijk(self, vandaag: date) -> date:
        """The last day that it can have been, as something that happened before today."""
        if self.jaar is None:
            return vandaag
        maand = self.maand or 12
        dag = self.dag or calendar.monthrange(self.jaar, maand)[1]
        return min(date(self.jaar, maand, dag), vandaag)


class GestuurdeDatum(BaseModel):
    """A date as it comes in: which of the others is there follows from `type`."""

    model_config = VORM
    type: Literal["Datum", "JaarMaandDatum", "JaarDatum", "DatumOnbekend"]
    lang_formaat: str
    datum: date | None = None
    jaar: Annotated[int, Field(ge=1, le=9999)] | None = None
    maand: Annotated[int, Field(ge=1, le=12)] | None = None

    @property
    def waarde(self) -> Datum:
        """As a value."""
        if self.datum is not None:
            return Datum(self.lang_formaat, self.datum.year, self.datum.month, self.datum.day)
        return Datum(self.lang_formaat, self.jaar, self.maand if self.jaar else None)
