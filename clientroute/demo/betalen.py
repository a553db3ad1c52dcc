"""What a municipality needs before it pays: its own account and those of providers, each seen by two people.

What was answered this month waits to be paid; of a region with more municipalities the second has a run under way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import httpx
from pydantic import BaseModel
from stdnum import iban

from clientroute.demo.spel import ClientFactory
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel

BIC = "ABNANL2A"
EERSTE, TWEEDE = "financien-sanne", "financien-joris"
"""Who enters something, and who looks whether it is right: the two of the demo who pay."""


class _Gemaakt(BaseModel):
    id: str


@dataclass(frozen=True)
class Kas:
    """Where and when, with the providers by AGB code and name, and how a door is opened."""

    model: Inkoopmodel
    client: ClientFactory
    aanbieders: Sequence[tuple[str, str]]
    vandaag: date


def rekeningnummer(nummer: int) -> str:
    """An account number of the demo that passes the check of a bank."""
    bban = f"ABNA{nummer:010}"
    return f"NL{iban.calc_check_digits(f'NL00{bban}')}{bban}"


async def speel_betalen(kas: Kas) -> None:
    """Enter all accounts. Raises httpx.HTTPStatusError when a door refuses."""
    gemeenten = kas.model.gemeentecodes
    eerste = kas.client("declaratie", caller_for("financien", gemeenten, naam=EERSTE))
    tweede = kas.client("declaratie", caller_for("financien", gemeenten, naam=TWEEDE))
    async with eerste, tweede:
        for each in kas.model.gemeenten:
            body = {"naam": f"Gemeente {each.naam}", "iban": rekeningnummer(int(each.code)), "bic": BIC}
            vanaf = kas.vandaag.replace(day=1).isoformat()
            answer = await eerste.put(f"/v1/betaalrekeningen/{each.code}", json={**body, "betaaltVanaf": vanaf})
            answer.raise_for_status()
        for agb, naam in kas.aanbieders:
            await _rekening(eerste, tweede, agb, naam, gemeenten)
        for gemeente in gemeenten[1:2]:
            dag = (kas.vandaag + timedelta(days=3)).isoformat()
            answer = await eerste.post("/v1/betaalruns", json={"budgethouder": gemeente, "dag": dag})
            if answer.status_code != httpx.codes.CONFLICT:  # where nothing waits there is nothing to propose
                answer.raise_for_status()


async def _rekening(
    eerste: httpx.AsyncClient, tweede: httpx.AsyncClient, agb: str, naam: str, gemeenten: Sequence[str]
) -> None:
    herkomst = "Gebeld op het nummer uit het contract."
    body = {
        "agb": agb,
        "budgethouders": gemeenten,
        "naam": naam,
        "iban": rekeningnummer(int(agb)),
        "herkomst": herkomst,
    }
    gemaakt = _Gemaakt.model_validate_json((await eerste.post("/v1/rekeningen", json=body)).raise_for_status().content)
    (await tweede.post(f"/v1/rekeningen/{gemaakt.id}/_beoordelen", json={"akkoord": True})).raise_for_status()
