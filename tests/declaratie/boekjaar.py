"""A year that has ended: what a provider and two people of the municipality do to close it, in a test."""

from dataclasses import dataclass
from typing import cast

import httpx
import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.kas import Json, Kas
from tests.declaratie.maker import AGB, ALMERE, UUR, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

JAAR = 2022
PAD = f"/v1/jaarafsluitingen/{JAAR}/{AGB}/{ALMERE}"
NOVEMBER, DECEMBER = ("2022-11-01", "2022-11-30"), ("2022-12-01", "2022-12-31")
VERKLARING = {"oordeel": "goedkeurend", "accountant": "Accountants aan Zee", "afgegevenOp": "2023-03-20"}
PDF = b"%PDF-1.7\n1 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n%%EOF"
"""A file as a provider may send it. Nobody here opens it."""
UREN = 10
"""Granted of IB2B in December."""


def product(uren: int = UREN, bedrag: int | None = None, **anders: object) -> Json:
    """What a provider says of IB2B in hours."""
    eigen = {"volume": uren, "bedrag": uren * UURTARIEF if bedrag is None else bedrag}
    return {"categorie": "02", "code": "IB2B", "eenheid": UUR, **eigen, **anders}


def verantwoording(*producten: Json, **anders: object) -> Json:
    """The productieverantwoording of a provider, of what was granted unless said otherwise."""
    wie = {"naam": "Zorg aan Zee", "adresregel": "Zeeweg 1", "postcode": "1358AB", "plaatsnaam": "Almere"}
    return {**wie, "producten": list(producten or (product(),)), **anders}


@dataclass(frozen=True)
class Boekjaar:
    """A year of one provider."""

    declaratie: Declaratie
    kas: Kas

    async def als_aanbieder(self, methode: str, pad: str, body: object = None, **headers: str) -> httpx.Response:
        """Any request of the provider."""
        return await self.declaratie.client.request(
            methode, pad, json=body, headers={**self.declaratie.aanbieder(), **headers}
        )

    async def geef_op(self, *producten: Json, **anders: object) -> Json:
        """The figures of the provider, which must be taken."""
        antwoord = await self.probeer_op_te_geven(verantwoording(*producten, **anders))
        assert antwoord.status_code == 200, antwoord.text
        return cast(Json, antwoord.json())

    async def probeer_op_te_geven(self, body: Json, pad: str = PAD) -> httpx.Response:
        """The figures of the provider, over whatever is there."""
        return await self.als_aanbieder("PUT", f"{pad}/productieverantwoording", body, **{"If-Match": "*"})

    async def stuur_verklaring(self, oordeel: str = "goedkeurend") -> Json:
        """The declaration of the accountant with its file."""
        antwoord = await self.als_aanbieder("PUT", f"{PAD}/controleverklaring", {**VERKLARING, "oordeel": oordeel})
        assert antwoord.status_code == 200, antwoord.text
        antwoord = await self.stuur_bestand(PDF)
        assert antwoord.status_code == 200, antwoord.text
        return cast(Json, antwoord.json())

    async def stuur_bestand(self, inhoud: bytes, soort: str = "application/pdf") -> httpx.Response:
        """The file of the declaration."""
        headers = {**self.declaratie.aanbieder(), "Content-Type": soort}
        return await self.declaratie.client.put(f"{PAD}/controleverklaring/bestand", content=inhoud, headers=headers)

    async def stap(self, stap: str, body: object = None, door: str = "anna") -> Json:
        """A step of the municipality that must go well."""
        return await self.kas.doe("POST", f"{PAD}/_{stap}", body, door)

    async def sluit(self) -> Json:
        """From nothing until it is closed."""
        await self.geef_op()
        await self.stuur_verklaring()
        await self.stap("voorstellen", {})
        return await self.stap("sluiten", door="bart")

    async def staat(self, vorm: str) -> bytes:
        """The statement as a file, as the provider gets it."""
        antwoord = await self.als_aanbieder("GET", f"{PAD}/staat?vorm={vorm}")
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.content

    async def declareer_later(self, uren: int = 3) -> None:
        """A 323 about November 2022 that is all granted, now."""
        await self.declaratie.declareer(bericht_met(client(prestatie(uren, periode=NOVEMBER))))


@pytest.fixture
async def boekjaar(leeg: Declaratie) -> Boekjaar:
    """Ten hours of December 2022 granted; it is June 2023."""
    await leeg.sluit_contract(termijn=("2022-01-01", None), prijzen=[("2022-01-01", UURTARIEF)])
    await leeg.wijs_toe(termijn=("2022-11-01", "12-31"))
    await leeg.declareer(bericht_met(client(prestatie(UREN, ref="DEC", periode=DECEMBER))))
    return Boekjaar(leeg, Kas(leeg))
