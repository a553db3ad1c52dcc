"""What does not go as most of it goes: applications that are rejected or withdrawn, objections, a line to look at.

Played once around the demo that a newcomer sees. Everybody here is somebody of whom the play knows nothing.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import httpx
from pydantic import BaseModel

from clientroute.bevolking import Burger, DemoAanbieder
from clientroute.demo import consulent
from clientroute.demo.aanbieder import verstuur
from clientroute.demo.doorstroom import speel_doorstroom, zwaar_naar_licht
from clientroute.demo.draaiboek import Draaiboek, Zaak, maak_zaak, maand_later
from clientroute.demo.een_zaak import Toegewezen, als_aanbieder, burgers_voor, wijs_toe
from clientroute.demo.spel import Spel, Speler, beschikking_body

POGINGEN = 5
"""Assignments of which at least one has something to bill in a single month."""
VOORLIGGEND = "Wat voorgaat op de Wmo, is hier genoeg. U kunt daar zelf terecht."
NETWERK = "Uw netwerk en een algemene voorziening in de wijk lossen dit op."
ZELF = "U kunt dit zelf, met een hulpmiddel uit de winkel."


@dataclass(frozen=True)
class Bezwaar:
    """An objection so many days after the decision, and how it ends; None while nothing is decided on it."""

    na_dagen: int
    gronden: str
    uitkomst: str | None
    motivering: str = ""


@dataclass(frozen=True)
class Afwijzing:
    """An application that is rejected, so many days ago and for which reason, and the objection to that."""

    geleden: int
    reden: str
    voldoende: bool = False
    """Whether the onderzoek found that what goes first is enough (M19, M21)."""
    bezwaar: Bezwaar | None = None


AFWIJZINGEN = (
    Afwijzing(20, VOORLIGGEND, voldoende=True),
    Afwijzing(25, ZELF),
    Afwijzing(
        30, NETWERK, bezwaar=Bezwaar(7, "Mijn buurvrouw is verhuisd.", "gegrond", "U heeft niemand meer die helpt.")
    ),
    Afwijzing(
        35, VOORLIGGEND, True, Bezwaar(10, "Ik wil liever deze hulp.", "ongegrond", "Wat voorgaat, is hier genoeg.")
    ),
    Afwijzing(60, ZELF, bezwaar=Bezwaar(50, "Ik was ziek.", "niet-ontvankelijk", "U was te laat met uw bezwaar.")),
    Afwijzing(28, NETWERK, bezwaar=Bezwaar(14, "Ik kan het niet alleen.", None)),
)
GESLOTEN = ("ingetrokken", "geen aanvraag")
"""Why a case ends without a decision."""
SIGNALEN = (
    ("ontmoeten", "In deze wijk is geen inloop meer voor ouderen."),
    ("ontmoeten", "De eetclub heeft een wachtlijst."),
    ("vervoer", "De buurtbus rijdt niet in het weekend."),
    ("geld", "Hulp bij de post is er alleen overdag."),
)
RAADPLEGINGEN = (
    ("schulden", "Kan eerst de schuldhulp beginnen?", "Ja. Begin daarna met begeleiding."),
    ("psychiatrie", "Is dit iets voor een behandelaar?", "Vraag de huisarts om een verwijzing."),
    ("dementie", "Hoe vaak moet er iemand komen?", "Liever twee keer kort dan een keer lang."),
)


class _Gemaakt(BaseModel):
    id: str


async def speel_anders(speler: Speler, vandaag: date) -> None:
    """Play all of it. Raises httpx.HTTPStatusError when a door refuses, Niet before there is a contract."""
    async with als_aanbieder(speler) as (wie, aanbieder):
        spel = Spel(speler, Draaiboek(vandaag, vandaag, (), (wie,), ()), speler.model.gemeentecodes)
        try:
            onbekenden = _onbekenden(spel.toegang, speler, wie)
            for wat in AFWIJZINGEN:
                await _wijs_af(spel, _zaak(speler, wie, await anext(onbekenden), vandaag, wat.geleden), wat)
            for reden in GESLOTEN:
                await _sluit(spel, _zaak(speler, wie, await anext(onbekenden), vandaag, 15), reden)
            await _meld_rond_zaken(spel)
            for _ in range(POGINGEN):
                toegewezen = await wijs_toe(speler, wie, aanbieder, vandaag, burger=await anext(onbekenden))
                if await _declareer_te_vroeg(toegewezen):
                    break
            if zwaar_naar_licht(speler.model):
                await speel_doorstroom(speler, await anext(onbekenden), vandaag)
        finally:
            await spel.sluit()


async def _onbekenden(toegang: httpx.AsyncClient, speler: Speler, wie: DemoAanbieder) -> AsyncIterator[Burger]:
    """Adults of whom toegang knows nothing yet, who could get help of this provider; one of each municipality first."""
    burgers = burgers_voor(speler.model, wie)
    per_gemeente = {each.gemeente: each for each in reversed(burgers)}
    for burger in (*per_gemeente.values(), *burgers):
        gevonden = await toegang.post("/v1/clienten/_zoek", json={"bsn": burger.bsn})
        if gevonden.raise_for_status().json() == []:
            yield burger


def _zaak(speler: Speler, wie: DemoAanbieder, burger: Burger, vandaag: date, geleden: int) -> Zaak:
    besluit = vandaag - timedelta(geleden)
    dagen = (besluit - timedelta(24), besluit - timedelta(6), besluit, vandaag)
    return maak_zaak(speler.model, burger, [wie], dagen, Random(1))  # noqa: S311  a play has to come out the same


async def _wijs_af(spel: Spel, zaak: Zaak, wat: Afwijzing) -> None:
    """Investigate, reject with the reason, and go through the objection where there is one."""
    await spel.meld(zaak)
    melding = f"/v1/meldingen/{spel.meldingen[zaak.burger.bsn].id}"
    onderzoek = consulent.onderzoek(spel.speler.model, zaak, voldoende=wat.voldoende)
    await _post(spel, f"{melding}/onderzoek", onderzoek)
    await _post(spel, f"{melding}/aanvraag", {"ingediendOp": zaak.onderzocht_op.isoformat()})
    besluit = {"besluitdatum": zaak.besluitdatum.isoformat(), "motivering": wat.reden, "uitkomst": "afgewezen"}
    beschikking = await _maak(spel, f"{melding}/beschikkingen", besluit)
    if wat.bezwaar is not None:
        await _behandel(spel, zaak, beschikking, wat.bezwaar)


async def _behandel(spel: Spel, zaak: Zaak, beschikking: str, bezwaar: Bezwaar) -> None:
    """An objection and the decision on it; where it is right the help is weighed and given after all (Awb 7:11)."""
    ingediend = zaak.besluitdatum + timedelta(bezwaar.na_dagen)
    body = {"ingediendOp": ingediend.isoformat(), "gronden": bezwaar.gronden}
    gemaakt = await _maak(spel, f"/v1/beschikkingen/{beschikking}/bezwaren", body)
    if bezwaar.uitkomst is None:
        return
    besluit: dict[str, object] = {
        "besluitdatum": (ingediend + timedelta(9)).isoformat(),
        "motivering": bezwaar.motivering,
        "uitkomst": bezwaar.uitkomst,
    }
    if bezwaar.uitkomst == "gegrond":
        melding = spel.meldingen[zaak.burger.bsn].id
        await _post(spel, f"/v1/meldingen/{melding}/afwegingen", consulent.afweging(spel.speler.model, zaak))
        producten = beschikking_body(spel.speler.model, zaak)["producten"]
        besluit |= {"nieuweUitkomst": "toegekend", "producten": producten}
    await _post(spel, f"/v1/bezwaren/{gemaakt}/_besluit", besluit)


async def _sluit(spel: Spel, zaak: Zaak, reden: str) -> None:
    """Somebody who asked does not go on."""
    await spel.meld(zaak)
    melding = spel.meldingen[zaak.burger.bsn].id
    await _post(spel, f"/v1/meldingen/{melding}/_sluit", {"reden": reden, "op": zaak.onderzocht_op.isoformat()})


async def _meld_rond_zaken(spel: Spel) -> None:
    """What is missing in the social base (M112), and experts who were asked (M126)."""
    gemeente, dag = spel.speler.model.gemeenten[0].code, spel.draaiboek.einde.isoformat()
    for onderwerp, omschrijving in SIGNALEN:
        body = {"gemeente": gemeente, "onderwerp": onderwerp, "omschrijving": omschrijving}
        await _post(spel, "/v1/signalen", body)
    for deskundigheid, vraag, advies in RAADPLEGINGEN:
        over = {"gemeente": gemeente, "deskundigheid": deskundigheid, "op": dag}
        await _post(spel, "/v1/raadplegingen", {**over, "vraagAanDeskundige": vraag, "advies": advies})


async def _declareer_te_vroeg(wat: Toegewezen) -> bool:
    """A month that lies before the start that was told: the standard grants it, the region wants it looked at (M76).

    Whether there was anything to bill.
    """
    await verstuur(wat.aanbieder.toewijzing, await wat.start_later(maand_later(wat.dag, 0)))
    bsn, product = wat.bericht.client.bsn, wat.product
    prestatie = wat.aanbieder.prestatie(bsn, product, product.ingangsdatum)
    if prestatie is None:
        return False
    gemeente = wat.bericht.header.afzender
    declaratie = wat.aanbieder.declaratie_van(gemeente, {bsn: [prestatie]}, product.ingangsdatum, wat.dag)
    await verstuur(wat.aanbieder.declaratie, declaratie)
    return True


async def _maak(spel: Spel, pad: str, body: Mapping[str, object]) -> str:
    """The same; the id of what was made."""
    return _Gemaakt.model_validate_json((await _post(spel, pad, body)).content).id


async def _post(spel: Spel, pad: str, body: Mapping[str, object]) -> httpx.Response:
    """POST to toegang, where something changes on what it is now. Raises httpx.HTTPStatusError when it refuses."""
    headers = {}
    if pad.endswith(("/_sluit", "/_besluit")):
        nu = await spel.toegang.get(pad.rpartition("/")[0])
        headers = {"If-Match": nu.raise_for_status().headers["ETag"]}
    return (await spel.toegang.post(pad, json=body, headers=headers)).raise_for_status()
