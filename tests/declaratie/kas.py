"""People who pay: what they ask of declaratie, in a test."""

from dataclasses import dataclass
from typing import cast

import httpx
import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, ALMERE, ANDERE_AGB, NUMMER, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from chassis.events import EventData, EventType
from chassis.tokens import Caller

Json = dict[str, object]
IBAN, ANDER_IBAN, IBAN_GEMEENTE = "NL91ABNA0417164300", "NL20INGB0001234567", "NL02ABNA0123456789"
DAG = "2023-06-13"
REKENING_GEMEENTE = {"naam": "Gemeente Almere", "iban": IBAN_GEMEENTE, "bic": "ABNANL2A", "betaaltVanaf": "2023-01-01"}


@dataclass(frozen=True)
class Kas:
    """Two people of one municipality, and the service that they ask."""

    declaratie: Declaratie
    budgethouder: str = ALMERE

    def als(self, naam: str, *gemeenten: str) -> dict[str, str]:
        """Headers of somebody who may pay."""
        caller = Caller(naam, frozenset({"betalen"}), gemeenten=frozenset(gemeenten or (self.budgethouder,)))
        issuer = self.declaratie.room.secrets.issuer
        assert issuer is not None
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    async def vraag(self, methode: str, pad: str, body: object = None, door: str = "anna") -> httpx.Response:
        """Any request as one of them."""
        return await self.declaratie.client.request(methode, pad, json=body, headers=self.als(door))

    async def doe(self, methode: str, pad: str, body: object = None, door: str = "anna") -> Json:
        """A request that must go well; its JSON."""
        antwoord = await self.vraag(methode, pad, body, door)
        assert antwoord.is_success, antwoord.text
        return cast(Json, antwoord.json()) if antwoord.content else {}

    async def weiger(self, methode: str, pad: str, body: object = None, door: str = "anna") -> Json:
        """A request that must be refused; the problem."""
        antwoord = await self.vraag(methode, pad, body, door)
        assert antwoord.is_client_error, antwoord.text
        problem: Json = antwoord.json()
        assert problem["detail"], "a refusal says why"
        return problem

    async def open_rekeningen(self, *agbs: str, betaalt_vanaf: str = "2023-01-01") -> None:
        """The account of the municipality, and one of each provider that two people looked at."""
        await self.doe(
            "PUT", f"/v1/betaalrekeningen/{self.budgethouder}", {**REKENING_GEMEENTE, "betaaltVanaf": betaalt_vanaf}
        )
        for agb in agbs:
            await self.keur_rekening_goed(agb)

    async def keur_rekening_goed(self, agb: str, iban: str = IBAN) -> str:
        """An account of a provider, recorded by one and approved by the other; its id."""
        rekening = await self.doe("POST", "/v1/rekeningen", self.nieuwe_rekening(agb, iban))
        await self.doe("POST", f"/v1/rekeningen/{rekening['id']}/_beoordelen", {"akkoord": True}, "bart")
        return str(rekening["id"])

    def nieuwe_rekening(self, agb: str, iban: str = IBAN) -> Json:
        """What is recorded of an account."""
        return {
            "agb": agb,
            "budgethouders": [self.budgethouder],
            "naam": f"Zorg {agb}",
            "iban": iban,
            "herkomst": "Teruggebeld op het nummer in het contract.",
        }

    async def stel_voor(self, dag: str = DAG) -> Json:
        """A run, proposed."""
        return await self.doe("POST", "/v1/betaalruns", {"budgethouder": self.budgethouder, "dag": dag})

    async def stap(self, run: Json, stap: str, door: str = "anna") -> Json:
        """A step of it that must go well."""
        return await self.doe("POST", f"/v1/betaalruns/{run['id']}/_{stap}", door=door)

    async def betaal(self, dag: str = DAG) -> Json:
        """A run from the proposal until it is closed."""
        run = await self.stel_voor(dag)
        await self.stap(run, "controleren")
        await self.stap(run, "goedkeuren", "bart")
        return await self.stap(run, "sluiten")

    async def lijst(self, pad: str, **headers: str) -> list[Json]:
        """All items of a list, in pages of two."""
        items: list[Json] = []
        cursor = ""
        while True:
            teken = "&" if "?" in pad else "?"
            antwoord = await self.declaratie.client.get(
                f"{pad}{teken}limit=2{cursor}", headers=headers or self.als("anna")
            )
            assert antwoord.status_code == 200, antwoord.text
            pagina = antwoord.json()
            items += pagina["items"]
            if pagina["volgende"] is None:
                return items
            cursor = f"&cursor={pagina['volgende']}"

    async def overboekingen(self, run: Json) -> list[Json]:
        """The transfers of a run."""
        return await self.lijst(f"/v1/overboekingen?betaalrunId={run['id']}")

    def verteld(self, soort: EventType[EventData]) -> list[Json]:
        """What was told of this kind."""
        return [dict(each.data) for each in self.declaratie.told if each.type == soort.name]

    async def bank(self, *rijen: tuple[object, str, object, str], door: str = "anna") -> httpx.Response:
        """What the bank tells, as CSV: reference, outcome, amount, reason."""
        regels = [f"{kenmerk};{uitkomst};{bedrag};{DAG};{reden}" for kenmerk, uitkomst, bedrag, reden in rijen]
        inhoud = "\n".join(["kenmerk;uitkomst;bedrag;dag;reden", *regels])
        return await self.declaratie.client.post(
            "/v1/bankmeldingen", content=inhoud.encode(), headers={**self.als(door), "Content-Type": "text/csv"}
        )


async def twee_aanbieders(declaratie: Declaratie) -> None:
    """10 hours for one provider and 5 for another, both granted at 61.50 an hour."""
    await declaratie.sluit_contract(agb=ANDERE_AGB)
    await declaratie.wijs_toe(NUMMER + 1, agb=ANDERE_AGB)
    await declaratie.declareer(bericht_met(client(prestatie(10, ref="EEN"))))
    await declaratie.declareer(
        bericht_met(client(prestatie(5, ref="TWEE", nummer=NUMMER + 1)), agb=ANDERE_AGB), ANDERE_AGB
    )


@pytest.fixture
async def kas(declaratie: Declaratie) -> Kas:
    """Two providers with granted lines, and all accounts known."""
    await twee_aanbieders(declaratie)
    kas = Kas(declaratie)
    await kas.open_rekeningen(AGB, ANDERE_AGB)
    return kas
