"""Who a client is, as toegang tells, and how that stands in a WMO301."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from chassis.work import Work
from iwmo import cdt, codes
from iwmo.berichten.wmo301 import Client, Contact, ToegewezenProduct
from iwmo.landen import LandCode


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, extra="ignore", hide_input_in_errors=True)


class _Naam(_Deel):
    geslachtsnaam: str
    voorvoegsel: str | None
    voornamen: str | None
    voorletters: str | None


class _Adres(_Deel):
    straatnaam: str
    huisnummer: int
    huisletter: str | None
    huisnummer_toevoeging: str | None
    postcode: str
    plaatsnaam: str


class Persoon(_Deel):
    """What toegang tells about a client, as far as a WMO301 needs it."""

    bsn: Annotated[str, Field(repr=False)]
    geboortedatum: date
    geslacht: codes.Geslacht
    naam: _Naam
    adres: _Adres


@asynccontextmanager
async def persoon_onderweg(work: Work, client_id: str) -> AsyncIterator[Awaitable[Persoon]]:
    """Toegang is asked who a client is while the rest goes on; who needs it awaits it, and gets httpx.HTTPError."""
    vraag = asyncio.create_task(vraag_persoon(work, client_id))
    try:
        yield vraag
    finally:
        vraag.cancel()


async def vraag_persoon(work: Work, client_id: str) -> Persoon:
    """Ask toegang. Raises httpx.HTTPError when it does not answer."""
    answer = await work.peers["toegang"].post(f"/v1/clienten/{client_id}/_inzage")
    answer.raise_for_status()
    return Persoon.model_validate_json(answer.content)


def client_van(persoon: Persoon, producten: tuple[ToegewezenProduct, ...]) -> Client:
    """The client of a WMO301, with these assignments."""
    naam, adres = persoon.naam, persoon.adres
    return Client(
        bsn=persoon.bsn,
        geboortedatum=cdt.Geboortedatum(datum=persoon.geboortedatum),
        geslacht=persoon.geslacht,
        naam=cdt.VolledigeNaam(
            geslachtsnaam=cdt.Achternaam(achternaam=naam.geslachtsnaam, voorvoegsel=naam.voorvoegsel),
            voornamen=naam.voornamen,
            voorletters=naam.voorletters,
            naam_gebruik=codes.NaamGebruik.EIGEN_NAAM,
        ),
        contactgegevens=(Contact(soort=codes.AdresSoort.BRP_ADRES, adres=_adres(adres)),),
        toegewezen_producten=producten,
    )


def _adres(adres: _Adres) -> cdt.Adres:
    huis = cdt.Huis(
        huisnummer=adres.huisnummer,
        huisletter=adres.huisletter,
        huisnummer_toevoeging=adres.huisnummer_toevoeging,
    )
    return cdt.Adres(
        huis=huis,
        postcode=adres.postcode,
        straatnaam=adres.straatnaam,
        plaatsnaam=adres.plaatsnaam,
        land_code=LandCode.NL,
    )
