"""The play itself: day by day, each party through its own door."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

import wetten
from chassis.clock import local_date, system_clock
from chassis.tokens import Caller
from clientroute.bevolking import DemoAanbieder
from clientroute.demo import consulent
from clientroute.demo.aanbieder import Aanbieder
from clientroute.demo.draaiboek import (
    DECLAREERDAG,
    Draaiboek,
    Zaak,
    maak_draaiboek,
    maand_later,
    uiterste_speeldag,
)
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.wachten import until
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel
from wetten import Wet

T = TypeVar("T")
TEGELIJK = 8
"""Requests under way at once."""
BLADZIJDE = 500
LEVERSNELHEID = 10
"""Working days within which a provider says it begins."""
RUIMTE = 1.25
"""Places that all providers have together, per citizen of the play."""
MINUTEN = 120
"""Per week, where the inkoopmodel has no norm band."""

ClientFactory = Callable[[str, Caller], httpx.AsyncClient]
"""Makes an HTTP client for a service, with a token of the caller."""
Uitkomst = dict[str, object]
"""The totals of the chain, as monitoring gives them; see `totalen`."""


class _Gemaakt(BaseModel):
    id: str


class _Melding(_Gemaakt):
    model_config = ConfigDict(alias_generator=to_camel)

    client_id: str


class _Beschikt(BaseModel):
    id: str
    code: str
    aanbieder: str | None


class _Beschikking(BaseModel):
    producten: list[_Beschikt]


class _Plan(BaseModel):
    id: str
    traject: str
    doelen: list[_Gemaakt]
    evaluaties: list[_Gemaakt]


class _Tarief(BaseModel):
    vanaf: date
    bedrag: int


class _ContractProduct(BaseModel):
    code: str
    tarieven: list[_Tarief]


class _Contract(BaseModel):
    producten: list[_ContractProduct]


class _Bericht(BaseModel):
    id: str
    soort: str
    agb: str


class _Berichten(BaseModel):
    items: list[_Bericht]


class _Verzoek(BaseModel):
    id: str
    agb: str


class _Verzoeken(BaseModel):
    items: list[_Verzoek]


@dataclass(frozen=True)
class Speler:
    """Everything that a play needs: doors, a clock where there is one to set, and somebody who likes to see it go."""

    model: Inkoopmodel
    client: ClientFactory
    klok: SpeelKlok | None = None
    toon: Callable[[int, int], None] = lambda _gedaan, _totaal: None
    """Told the days played and the days in all."""


async def speel(speler: Speler, maanden: int, burgers: int, vandaag: date, seed: int = 1) -> Uitkomst:
    """Play a region and give the totals of the chain, once monitoring has heard everything.

    Raises httpx.HTTPStatusError when a door refuses, tenacity.RetryError when something never comes.
    """
    draaiboek = maak_draaiboek(speler.model, maanden, burgers, vandaag, seed)
    spel = Spel(speler, draaiboek, speler.model.gemeentecodes)
    try:
        await spel.sluit_contracten(seed)
        dagen = (draaiboek.einde - draaiboek.begin).days + 1
        for index in range(dagen):
            await spel.speel_dag(draaiboek.begin + timedelta(index))
            speler.toon(index + 1, dagen)
        await spel.beantwoord_verzoeken()
        return await spel.uitkomst()
    finally:
        if speler.klok is not None:
            speler.klok.to_present(uiterste_speeldag(speler.model))
        await spel.sluit()


class Spel:
    """One play under way."""

    def __init__(self, speler: Speler, draaiboek: Draaiboek, gemeenten: Sequence[str]) -> None:
        self.speler = speler
        self.draaiboek = draaiboek
        self.toegang = speler.client("toegang", caller_for("front-office", gemeenten))
        self.toewijzing = speler.client("toewijzing", caller_for("front-office", gemeenten))
        self.contracten = speler.client("toewijzing", caller_for("contractbeheer", gemeenten))
        self.post = speler.client("toewijzing", caller_for("backoffice", gemeenten))
        self.monitoring = speler.client("monitoring", caller_for("backoffice", gemeenten))
        self.aanbieders: dict[str, Aanbieder] = {}
        self.meldingen: dict[str, _Melding] = {}
        self.plannen: dict[str, _Plan] = {}
        self.teller: Counter[str] = Counter()

    async def sluit(self) -> None:
        """Close all clients."""
        for client in (self.toegang, self.toewijzing, self.contracten, self.post, self.monitoring):
            await client.aclose()
        for aanbieder in self.aanbieders.values():
            await aanbieder.toewijzing.aclose()
            await aanbieder.declaratie.aclose()

    async def sluit_contracten(self, seed: int) -> None:
        """Every provider gets a contract for its products, at the prices of the inkoopmodel."""
        for wie in self.draaiboek.aanbieders:
            body = {
                "agb": wie.agb,
                "naam": wie.naam,
                "gemeenten": list(wie.gemeenten),
                "geldigVan": self.speler.model.versie.isoformat(),
                "producten": [{"code": code} for code in wie.producten],
                "specialismen": list(wie.specialismen),
                "doelgroepen": [each.naam for each in self.speler.model.doelgroepen],
                "leversnelheid": LEVERSNELHEID,
                "capaciteit": max(1, round(wie.gewicht * len(self.draaiboek.zaken) * RUIMTE)),
            }
            answer = await self.contracten.post("/v1/contracten", json=body)
            contract = _Contract.model_validate_json(answer.raise_for_status().content)
            self.aanbieders[wie.agb] = self._aanbieder(wie, contract, seed)
            await self._leg_toets_vast(wie)

    async def _leg_toets_vast(self, wie: DemoAanbieder) -> None:
        """Where the region asks an integrity test, each provider passed it by the first day that is played (M108)."""
        if self.speler.model.levering.integriteitstoets_maanden is None:
            return
        pad = f"/v1/aanbieders/{wie.agb}"
        etag = (await self.contracten.get(pad)).raise_for_status().headers["ETag"]
        nu = system_clock() if self.speler.klok is None else self.speler.klok()
        getoetst_op = min(self.draaiboek.begin, local_date(nu))
        body = {"naam": wie.naam, "integriteitGetoetstOp": getoetst_op.isoformat()}
        (await self.contracten.put(pad, json=body, headers={"If-Match": etag})).raise_for_status()

    def _aanbieder(self, wie: DemoAanbieder, contract: _Contract, seed: int) -> Aanbieder:
        caller = caller_for("aanbieder", agb=wie.agb)
        return Aanbieder(
            agb=wie.agb,
            toewijzing=self.speler.client("toewijzing", caller),
            declaratie=self.speler.client("declaratie", caller),
            tarieven={each.code: [(t.vanaf, t.bedrag) for t in each.tarieven] for each in contract.producten},
            seed=seed,
        )

    async def speel_dag(self, dag: date) -> None:
        """All that happens on one day, at the municipality and at the providers."""
        if self.speler.klok is not None:
            self.speler.klok.set_to(dag)
        await asyncio.gather(self._dag_van_gemeente(dag), self._dag_van_aanbieders(dag))

    async def _dag_van_gemeente(self, dag: date) -> None:
        zaken = self.draaiboek.zaken
        await _samen(self.meld(zaak) for zaak in zaken if zaak.meldingsdatum == dag)
        await _samen(self.onderzoek(zaak) for zaak in zaken if zaak.onderzocht_op == dag)
        beschikt = [zaak for zaak in zaken if zaak.besluitdatum == dag]
        await _samen(self.beschik(zaak) for zaak in beschikt)
        await self.bezorg(beschikt)
        await self.beantwoord_verzoeken()
        met_plan = [zaak for zaak in zaken if zaak.burger.bsn in self.plannen]
        await _samen(self.evalueer(zaak, dag) for zaak in met_plan if consulent.evaluatiedag(zaak) == dag)

    async def _dag_van_aanbieders(self, dag: date) -> None:
        starts = await _samen(each.meld_starts(dag) for each in self.aanbieders.values())
        self.teller["aantalStarts"] += sum(starts)
        await _samen(each.meld_stops(dag) for each in self.aanbieders.values())
        await _samen(each.vraag_vervolg(dag) for each in self.aanbieders.values())
        maand = maand_later(dag, -1)
        if dag.day == DECLAREERDAG and maand in self.draaiboek.maanden:
            declaraties = await _samen(each.declareer(maand, dag) for each in self.aanbieders.values())
            self.teller["aantalDeclaraties"] += sum(declaraties)

    async def meld(self, zaak: Zaak) -> None:
        """The citizen asks for support, or a youth is referred."""
        answer = await self._post("/v1/meldingen", consulent.melding(zaak))
        melding = _Melding.model_validate_json(answer.content)
        self.meldingen[zaak.burger.bsn] = melding
        path = f"/v1/meldingen/{melding.id}"
        vast = {
            "bevestiging": None if zaak.is_verwezen else consulent.bevestiging(zaak),
            "jeugdzaak": consulent.jeugdzaak(self.speler.model, zaak),
        }
        for wat, body in vast.items():
            if body is not None:
                headers = {"If-Match": answer.headers["ETag"]}
                answer = (await self.toegang.put(f"{path}/{wat}", json=body, headers=headers)).raise_for_status()
        self.teller["aantalMeldingen"] += 1

    async def onderzoek(self, zaak: Zaak) -> None:
        """The investigation is done, and the citizen applies; who was referred needs neither."""
        if zaak.is_verwezen:
            return
        path = f"/v1/meldingen/{self.meldingen[zaak.burger.bsn].id}"
        await self._post(f"{path}/onderzoek", consulent.onderzoek(self.speler.model, zaak))
        await self._post(f"{path}/aanvraag", {"ingediendOp": zaak.onderzocht_op.isoformat()})

    async def beschik(self, zaak: Zaak) -> None:
        """Weighing, a plan, and the decision; where it names no provider, the client chooses one."""
        path = f"/v1/meldingen/{self.meldingen[zaak.burger.bsn].id}"
        await self._post(f"{path}/afwegingen", consulent.afweging(self.speler.model, zaak))
        await self.plan(zaak)
        answer = await self._post(f"{path}/beschikkingen", beschikking_body(self.speler.model, zaak))
        gegeven = _Beschikking.model_validate_json(answer.content)
        self.teller["aantalBeschikkingen"] += 1
        for product, aanvraag in zip(gegeven.producten, zaak.aanvragen, strict=True):
            if product.aanbieder is None:
                await self.kies(product.id, aanvraag.agb)

    async def plan(self, zaak: Zaak) -> None:
        """A plan, a first measurement where the region asks one, and both settled."""
        model = self.speler.model
        body = consulent.plan(model, zaak)
        if body is None:
            return
        answer = await self._post(f"/v1/clienten/{self.meldingen[zaak.burger.bsn].client_id}/plannen", body)
        path = f"/v1/plannen/{_Gemaakt.model_validate_json(answer.content).id}"
        if model.plan.zrm_maanden:
            await self._post(f"{path}/zrm-metingen", consulent.meting(zaak))
        answer = await self._post(f"{path}/vaststelling", {"getoetst": True})
        self.plannen[zaak.burger.bsn] = _Plan.model_validate_json(answer.content)
        perspectief = consulent.perspectiefplan(model, zaak)
        if perspectief is not None:
            await self._leg_perspectief_vast(zaak, perspectief)

    async def _leg_perspectief_vast(self, zaak: Zaak, body: Mapping[str, object]) -> None:
        """Somebody of 16 up to 23 also has a plan over the border of the laws (M39)."""
        answer = await self._post(f"/v1/clienten/{self.meldingen[zaak.burger.bsn].client_id}/plannen", body)
        plan = _Gemaakt.model_validate_json(answer.content).id
        await self._post(f"/v1/plannen/{plan}/vaststelling", {"getoetst": True})

    async def evalueer(self, zaak: Zaak, dag: date) -> None:
        """A first look at how the plan goes."""
        plan = self.plannen[zaak.burger.bsn]
        body = consulent.evaluatie(self.speler.model, zaak, plan.traject, [each.id for each in plan.doelen], dag)
        await self._post(f"/v1/evaluaties/{plan.evaluaties[0].id}/uitkomst", body)

    async def _post(self, path: str, body: Mapping[str, object]) -> httpx.Response:
        """POST to toegang. Raises httpx.HTTPStatusError when it refuses."""
        return (await self.toegang.post(path, json=body)).raise_for_status()

    async def kies(self, toewijzing_id: str, agb: str) -> None:
        """Look which providers can deliver, and choose."""
        path = f"/v1/toewijzingen/{toewijzing_id}"
        keuze = await until(
            lambda: self.toewijzing.get(f"{path}/keuze"), lambda answer: answer.status_code != httpx.codes.NOT_FOUND
        )
        keuze.raise_for_status()
        (await self.toewijzing.post(f"{path}/aanbieder", json={"agb": agb})).raise_for_status()

    async def bezorg(self, beschikt: list[Zaak]) -> None:
        """Wait until every assignment of today is on its way, and let the providers fetch them."""
        verwacht = Counter[str]()
        for zaak in beschikt:
            verwacht.update({each.agb for each in zaak.aanvragen if each.genoemd})
            verwacht.update(each.agb for each in zaak.aanvragen if not each.genoemd)
        self.teller["aantalToewijzingen"] += sum(len(zaak.aanvragen) for zaak in beschikt)
        while verwacht:
            klaar = await until(self._klaar, bool)
            await _samen(self.aanbieders[each.agb].haal_op(each.id) for each in klaar)
            verwacht -= Counter(each.agb for each in klaar)

    async def beantwoord_verzoeken(self) -> None:
        """Requests to go on after the end are for a new application (WJ759: 1); the providers fetch the answers."""
        answer = await self.toewijzing.get("/v1/verzoeken", params={"status": "open", "limit": BLADZIJDE})
        verzoeken = _Verzoeken.model_validate_json(answer.raise_for_status().content).items
        for each in verzoeken:
            body = {"besluit": "afwijzen", "reden": "1"}
            (await self.toewijzing.post(f"/v1/verzoeken/{each.id}/_besluit", json=body)).raise_for_status()
        await _samen(self.aanbieders[agb].haal_antwoorden() for agb in sorted({each.agb for each in verzoeken}))

    async def _klaar(self) -> list[_Bericht]:
        klaar: list[_Bericht] = []
        for soort in sorted(wetten.soorten("301")):
            query: dict[str, str | int] = {"richting": "uit", "status": "klaar", "soort": soort, "limit": BLADZIJDE}
            answer = await self.post.get("/v1/berichten", params=query)
            klaar += _Berichten.model_validate_json(answer.raise_for_status().content).items
        return klaar

    async def uitkomst(self) -> Uitkomst:
        """The totals, when monitoring has heard of every step."""

        async def vraag() -> Uitkomst:
            return await totalen(self.monitoring, self.speler.model)

        return await until(vraag, lambda totalen: all(totalen[stap] == aantal for stap, aantal in self.teller.items()))


async def totalen(monitoring: httpx.AsyncClient, model: Inkoopmodel) -> Uitkomst:
    """The totals of the chain; of a region that buys for both laws the euros of each beside it (`bedragenPerWet`)."""

    async def keten(**filters: str) -> Uitkomst:
        answer = await monitoring.get("/v1/keten", params=filters)
        return TypeAdapter(Uitkomst).validate_json(answer.raise_for_status().content)

    alles = await keten()
    beide = [wet for wet in Wet if any(each.wet is wet for each in model.producten)]
    if len(beide) > 1:
        alles["bedragenPerWet"] = {wet.value: (await keten(wet=wet))["bedragen"] for wet in beide}
    return alles


def beschikking_body(model: Inkoopmodel, zaak: Zaak) -> dict[str, object]:
    """The decision on what was weighed, with what the client is counted by: specialisme and doelgroep (M13, M101)."""
    doelgroep = zaak.burger.profiel if zaak.burger.profiel in {each.naam for each in model.doelgroepen} else None
    return {
        "besluitdatum": zaak.besluitdatum.isoformat(),
        "motivering": "De ondersteuning past bij het onderzoek.",
        "producten": [
            {
                "code": each.code,
                "volume": each.volume,
                "ingangsdatum": each.ingangsdatum.isoformat(),
                "einddatum": each.einddatum.isoformat(),
                "aanbieder": each.agb if each.genoemd else None,
                "minutenPerWeek": each.minuten,
                "specialisme": zaak.burger.specialisme,
                "doelgroep": doelgroep,
            }
            for each in zaak.aanvragen
        ],
    }


async def _samen(taken: Iterable[Awaitable[T]]) -> list[T]:
    """Do these side by side, a few at once."""
    grens = asyncio.Semaphore(TEGELIJK)

    async def een(taak: Awaitable[T]) -> T:
        async with grens:
            return await taak

    return await asyncio.gather(*(een(taak) for taak in taken))
