"""What goes on around the help of a demo: surveys, complaints, risks, talks, supervision, a measure and reports.

Played once after the demo that a newcomer sees, so that every page has something to look at; each step through the
public door of who would take it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel, Field

from clientroute.demo.spel import ClientFactory
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel
from inkoop.uitvraag import Vraagsoort

ONDERSTEUNER = "clientondersteuner-anna"
"""Who reads along with a client of the demo who agreed to it."""
ANTWOORDEN = 12
"""Of a survey per provider: from ten on a grade is shown."""
WAARDEN: Mapping[Vraagsoort, dict[str, object]] = {
    "tekst": {"tekst": "Dat ging goed. Volgend jaar letten wij meer op tijdig beginnen."},
    "aantal": {"getal": 24},
    "procent": {"getal": 62},
    "eurocent": {"getal": 1_250_000},
    "ja-nee": {"klopt": True},
}
"""What a provider of the demo answers, by kind of question."""


KWESTIES = (
    ("consulent", "klacht", "planning", 50, "De hulp komt vaak op een andere dag."),
    ("consulent", "klacht", "communicatie", 25, "Bellen lukt niet."),
    ("consulent", "klacht", "kwaliteit", 10, "Er is steeds een andere hulp."),
    ("contractbeheer", "risico", "financieel", 30, "De jaarcijfers zijn rood."),
    ("contractbeheer", "gesprek", "kwartaalgesprek", 15, "De wachttijd loopt op."),
    ("aanbieder", "signaal", "vervoer", 12, "Op zondag rijdt er niets."),
    ("aanbieder", "veiligheid", "onveilig", 3, "De lift is al weken stuk."),
    ("toezicht", "toezicht", "kwaliteit", 40, "Op bezoek geweest."),
)
"""Who records it, its kind and subject, how many days ago it was, and what is said of it."""


class _Gemaakt(BaseModel):
    id: str


class _Melding(BaseModel):
    client_id: str = Field(alias="clientId")


class _Meldingen(BaseModel):
    items: list[_Melding]


class _Rapportages(BaseModel):
    items: list[_Gemaakt]


class _Vraag(BaseModel):
    vraag: str
    vraagsoort: Vraagsoort


class _Formulier(BaseModel):
    vragen: list[_Vraag]


@dataclass(frozen=True)
class Omgeving:
    """Where and when it happens, with which providers, and how a door is opened."""

    model: Inkoopmodel
    client: ClientFactory
    aanbieders: Sequence[str]
    vandaag: date

    @property
    def gemeente(self) -> str:
        """The first municipality of the region."""
        return self.model.gemeenten[0].code

    def dag(self, geleden: int) -> str:
        """So many days ago."""
        return (self.vandaag - timedelta(days=geleden)).isoformat()


async def speel_omgeving(wat: Omgeving) -> None:
    """Play all of it. Raises httpx.HTTPStatusError when a door refuses."""
    await _leg_vast(wat)
    await _zet_stappen(wat)
    await _lever_rapportages_in(wat)
    await _laat_meelezen(wat)


async def _post(wat: Omgeving, rol: str, pad: str, body: Mapping[str, object], agb: str | None = None) -> str:
    """Record something in monitoring as somebody of this role; its id."""
    caller = caller_for(rol, agb=agb) if agb else caller_for(rol, wat.model.gemeentecodes)
    async with wat.client("monitoring", caller) as client:
        answer = (await client.post(f"/v1/{pad}", json=body)).raise_for_status()
    return _Gemaakt.model_validate_json(answer.content).id


async def _leg_vast(wat: Omgeving) -> None:
    """Surveys, planning, complaints, risks, talks, signals and supervision."""
    for plek, agb in enumerate(wat.aanbieders):
        for nummer in range(ANTWOORDEN):
            ervaring = {"gemeente": wat.gemeente, "agb": agb, "op": wat.dag(60), "cijfer": 60 + plek * 7 + nummer}
            await _post(wat, "contractbeheer", "clientervaringen", ervaring)
            if nummer >= plek:
                signaal = {"gemeente": wat.gemeente, "agb": agb, "op": wat.dag(20), "soort": "te-laat"}
                await _post(wat, "contractbeheer", "planningssignalen", signaal)
    for rol, soort, onderwerp, geleden, tekst in KWESTIES:
        agb = wat.aanbieders[0]
        body = {"gemeente": wat.gemeente, "agb": agb, "op": wat.dag(geleden), "soort": soort}
        meer = {"onderwerp": onderwerp, "tekst": tekst, **_erbij(wat, soort)}
        await _post(wat, rol, "kwesties", body | meer, agb if rol == "aanbieder" else None)


def _erbij(wat: Omgeving, soort: str) -> dict[str, object]:
    """What a kind asks beside its words: a talk has agreements, a risk its weight and a measure."""
    uiterlijk = (wat.vandaag + timedelta(days=30)).isoformat()
    afspraak = {"partij": "aanbieder", "eigenaar": "teamleiding", "tekst": "Twee mensen erbij.", "uiterlijk": uiterlijk}
    maatregel = afspraak | {"partij": "gemeente", "eigenaar": "contractbeheer", "tekst": "De cijfers bekijken."}
    if soort == "gesprek":
        return {"afspraken": [afspraak]}
    return {"kans": 3, "gevolg": 5, "afspraken": [maatregel]} if soort == "risico" else {}


async def _zet_stappen(wat: Omgeving) -> None:
    """A talk with two providers about a norm that they do not keep; the first said what it thinks of it (M89)."""
    gesprek = {
        "inkoopmodel": wat.model.naam,
        "stap": "gesprek",
        "per": wat.dag(5),
        "norm": "Binnen de norm voor wachten beginnen",
        "reden": "Drie maanden na elkaar is te laat begonnen.",
    }
    for agb in wat.aanbieders[1:2]:
        await _post(wat, "contractbeheer", f"aanbieders/{agb}/maatregelen", gesprek)
    agb = wat.aanbieders[0]
    pad = f"aanbieders/{agb}/maatregelen"
    maatregel = await _post(wat, "contractbeheer", pad, gesprek)
    antwoord = {"tekst": "Er waren zieken. Vanaf volgende maand is het team weer voltallig."}
    await _post(wat, "aanbieder", f"{pad}/{maatregel}/wederhoor", antwoord, agb)


async def _lever_rapportages_in(wat: Omgeving) -> None:
    """The first provider answers what its region asks; the others have still to (M115)."""
    agb = wat.aanbieders[0]
    async with wat.client("monitoring", caller_for("aanbieder", agb=agb)) as client:
        answer = (await client.get("/v1/rapportages?status=gevraagd")).raise_for_status()
        for each in _Rapportages.model_validate_json(answer.content).items:
            pad = f"/v1/rapportages/{each.id}"
            formulier = _Formulier.model_validate_json((await client.get(pad)).raise_for_status().content)
            antwoorden = [{"vraag": vraag.vraag, **WAARDEN[vraag.vraagsoort]} for vraag in formulier.vragen]
            (await client.post(f"{pad}/_indienen", json={"gegevenAntwoorden": antwoorden})).raise_for_status()


async def _laat_meelezen(wat: Omgeving) -> None:
    """A client lets somebody read along, who stands by him (Wmo 2.2.4)."""
    consulent = caller_for("consulent", wat.model.gemeentecodes)
    async with wat.client("toegang", consulent) as client:
        answer = (await client.get("/v1/meldingen", params={"limit": 1})).raise_for_status()
        for melding in _Meldingen.model_validate_json(answer.content).items:
            tot = (wat.vandaag + timedelta(days=180)).isoformat()
            body = {"ondersteuner": ONDERSTEUNER, "gegevenOp": wat.dag(1), "tot": tot}
            (await client.post(f"/v1/clienten/{melding.client_id}/toestemmingen", json=body)).raise_for_status()
