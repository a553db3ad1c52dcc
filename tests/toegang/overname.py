"""Files with running indications, as a municipality would send them."""

import httpx
from tests.toegang.conftest import ALMERE, BSN, Json, Toegang, gelukt

RIJ: dict[str, str] = {
    "kenmerk": "K-1",
    "bsn": BSN,
    "geslachtsnaam": "Grootkerk",
    "voorletters": "W",
    "geboortedatum": "1948-02-29",
    "geslacht": "2",
    "straatnaam": "Populierendreef",
    "huisnummer": "12",
    "postcode": "1327AB",
    "plaatsnaam": "Almere",
    "telefoonnummer": "",
    "wet": "wmo",
    "product": "HO",
    "volume": "1",
    "eenheid": "82",
    "frequentie": "4",
    "ingangsdatum": "2024-01-01",
    "einddatum": "2025-05-31",
    "besluitdatum": "2023-12-11",
    "beschikkingnummer": "B-17",
    "aanbieder": "99990001",
    "toewijzingnummer": "400123",
    "begindatum_levering": "2024-01-08",
}
"""A row that is right on 3 June 2024 in Almere."""


def rij(**anders: str) -> dict[str, str]:
    """The row with other cells."""
    return RIJ | anders


def bestand(*rijen: dict[str, str]) -> str:
    """A file with these rows, all of one shape."""
    return "\n".join(";".join(each) for each in (list(rijen[0]), *(each.values() for each in rijen))) + "\n"


async def stuur(
    toegang: Toegang, inhoud: str | bytes, gemeente: str = ALMERE, *, proef: bool = False, **headers: str
) -> httpx.Response:
    """Send a file as the front office."""
    pad = f"/v1/lopende-indicaties/_importeer?gemeente={gemeente}&proef={str(proef).lower()}"
    return await toegang.client.post(
        pad, content=inhoud, headers=toegang.headers | {"Content-Type": "text/csv"} | headers
    )


async def neem_over(toegang: Toegang, *rijen: dict[str, str], proef: bool = False) -> Json:
    """The answer on a file that can be read."""
    return gelukt(await stuur(toegang, bestand(*rijen), proef=proef), 200)


def fouten(uitkomst: Json) -> list[tuple[int, str, str]]:
    """Row, column and rule of every mistake."""
    found = uitkomst["fouten"]
    assert isinstance(found, list)
    return [(each["rij"], each["kolom"], each["regel"]) for each in found]
