"""Who a client is, as toegang tells, and how that stands in a WMO301."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.alias_generators import to_camel

from chassis.events import Event
from chassis.work import Work
from gebeurtenissen import BESCHIKKING_AFGEGEVEN
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


class _PersoonVanClient(_Deel):
    client_id: str
    persoon: Persoon


_PERSONEN = TypeAdapter(tuple[_PersoonVanClient, ...])
_GEVRAAGD = "personen"


async def vraag_vooruit(work: Work, events: Sequence[Event]) -> None:
    """Ask toegang at once about all clients of a delivery for whom a provider is named, while the rest goes on."""
    clienten = {str(each.data.get("clientId")) for each in events if _wordt_toegewezen(each)}
    if clienten:
        work.asked[_GEVRAAGD] = asyncio.create_task(_vraag_personen(work, sorted(clienten)))


def _wordt_toegewezen(event: Event) -> bool:
    producten = event.data.get("producten")
    return (
        event.type == BESCHIKKING_AFGEGEVEN.name
        and isinstance(producten, list)
        and any(isinstance(each, dict) and each.get("aanbieder") for each in producten)
    )


async def _vraag_personen(work: Work, clienten: Sequence[str]) -> Mapping[str, Persoon]:
    answer = await work.peers["toegang"].post("/v1/clienten/_inzage", json={"clienten": clienten})
    answer.raise_for_status()
    return {each.client_id: each.persoon for each in _PERSONEN.validate_json(answer.content)}


async def vraag_persoon(work: Work, client_id: str) -> Persoon:
    """Who a client is. Raises httpx.HTTPError when toegang does not answer, or does not know."""
    if _GEVRAAGD in work.asked:
        bekend = cast(Mapping[str, Persoon], await work.asked[_GEVRAAGD])
        if client_id in bekend:
            return bekend[client_id]
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
