"""Billing without software: volumes beside the clients of a month, or a file; first what would come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

import httpx
from fastapi import Response
from pydantic import JsonValue
from pydantic_core import to_json
from starlette.datastructures import UploadFile

from chassis.away import is_away
from chassis.clock import local_date
from chassis.identifiers import new_id
from chassis.limits import MAX_BODY
from werkplek import diensten, schil
from werkplek.bladen import bij_van
from werkplek.clientnamen import alle_toewijzingen, met_naam
from werkplek.deur import Aanvraag
from werkplek.formulier import OPNIEUW, SLEUTEL, bewaard
from werkplek.opmaak import aantal, betekenis, dingen, euro, maand, met_code
from werkplek.vorm import Bij, Ding
from wetten import Wet

DIENST = "declaratie"
BLAD = "/werkplek/declareren"
UPLOAD = "/werkplek/declareren/bestand"
VOLUME = "volume-"
"""How the name of a field begins that holds the volume of an assignment, by its number."""
MAANDEN = 12
BEGONNEN = ("toegewezen", "gestart", "onderbroken", "gestopt")
"""Help that may have been given: its last month is billed once it has stopped."""
EEN = {"01": "minuut", "04": "uur", "14": "etmaal", "16": "dagdeel", "82": "stuk", "84": "stuk"}
EENHEDEN = {
    "01": "minuten",
    "04": "uren",
    "14": "etmalen",
    "16": "dagdelen",
    "82": "stuks",
    "83": "euro",
    "84": "stuks",
}
FREQUENTIES = {"1": "per dag", "2": "per week", "4": "per maand", "6": "in totaal"}
GOED = frozenset({"0200", "8001"})
"""Return codes that say that all is well."""
HERKENNEN = {"referentieNummer": "Prestatie", "declaratieNummer": "Declaratie"}
"""By which value a part of a file is known, from what is within up."""
GEDAAN = "Uw declaratie is ingediend. De gemeente beoordeelt haar nu; daarna staat zij hier."
GEEN_XML = (
    "Dit is geen bestand met een declaratie. Kies het XML-bestand dat uw programma maakte. Er is niets verstuurd."
)


@dataclass(frozen=True)
class Afgewezen:
    """A part of a file with what is wrong there, in words."""

    waar: str
    wat: tuple[str, ...]


@dataclass(frozen=True)
class Regel:
    """A client on the form: what was agreed, what was typed, and what would come of it."""

    nummer: str
    naam: str
    geboren: str
    """Tells apart who have the same name."""
    hulp: str
    afspraak: str
    volume: str
    uitkomst: Ding | None = None

    @property
    def veld(self) -> str:
        """The field for its volume."""
        return f"{VOLUME}{self.nummer}"

    @property
    def bedrag(self) -> str:
        """What it would come to."""
        bedrag = None if self.uitkomst is None else self.uitkomst.get("bedrag")
        return euro(bedrag) if isinstance(bedrag, int) else ""


@dataclass(frozen=True)
class Formulier:
    """The form as it is shown."""

    gemeente: str
    wet: str
    maand: str
    regels: tuple[Regel, ...]
    gemeenten: Mapping[str, str]
    velden: Mapping[str, str] = field(default_factory=dict)
    proef: Ding | None = None
    fout: str | None = None
    status: int = 200


async def toon(aanvraag: Aanvraag) -> Response:
    """The clients of a municipality, a law and a month."""
    gekozen = {**aanvraag.request.query_params, **await bewaard(aanvraag)}
    return await _toon(aanvraag, await _formulier(aanvraag, gekozen))


async def doe(aanvraag: Aanvraag) -> Response:
    """Try, or hand in what was tried; sent once, however often it is pressed."""
    velden = await aanvraag.getypt()
    formulier = await _formulier(aanvraag, velden)
    body, fout = _body(formulier)
    if fout is not None:
        return await _toon(aanvraag, replace(formulier, fout=fout, status=400))
    try:
        if velden.get("doen") == "indien" and velden.get("beproefd") == _vingerafdruk(body):
            koppen = {"Idempotency-Key": velden[SLEUTEL]} if SLEUTEL in velden else {}
            answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/declaraties", body=body, headers=koppen)
            if answer.is_success:
                return schil.door("/werkplek/declaraties?gedaan=declareren")
        else:
            answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/declaraties/_proef", body=body)
    except httpx.HTTPError as error:
        if not is_away(error):
            raise
        return await _toon(aanvraag, replace(formulier, fout=OPNIEUW, status=503))
    if answer.is_error:
        return await _toon(
            aanvraag, replace(formulier, fout=diensten.weigering(answer).detail, status=answer.status_code)
        )
    proef = diensten.json_van(answer)
    assert isinstance(proef, dict)
    return await _toon(aanvraag, _beproefd(formulier, proef))


async def toon_upload(aanvraag: Aanvraag) -> Response:
    """The form for a file."""
    return _upload(aanvraag, None, None)


async def upload(aanvraag: Aanvraag) -> Response:
    """Try a file, or send it; a file is chosen anew each time, since a browser keeps none."""
    velden = await aanvraag.ingevuld(MAX_BODY)
    bestand, doen = velden.get("bestand"), velden.get("doen")
    inhoud = await bestand.read() if isinstance(bestand, UploadFile) else b""
    if not inhoud.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _upload(aanvraag, None, GEEN_XML, 400)
    koppen, sleutel = {"Content-Type": "application/xml"}, velden.get(SLEUTEL)
    if doen == "indien":
        koppen |= {"Idempotency-Key": sleutel} if isinstance(sleutel, str) else {}
        answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/berichten", inhoud=inhoud, headers=koppen)
        if answer.is_success:
            return schil.door("/werkplek/declaraties?gedaan=declareren")
        return _upload(aanvraag, None, diensten.weigering(answer).detail, answer.status_code)
    koppen["Accept"] = "application/json"
    proef = {"proef": "true"}
    answer = await diensten.vraag(aanvraag, DIENST, "POST", "/v1/berichten", query=proef, inhoud=inhoud, headers=koppen)
    if answer.is_error:
        return _upload(aanvraag, None, diensten.weigering(answer).detail, answer.status_code)
    return _upload(aanvraag, diensten.json_van(answer), None)


def _upload(aanvraag: Aanvraag, antwoord: JsonValue, fout: str | None, status: int = 200) -> Response:
    waarden = {
        "titel": "Declareren met een bestand",
        "uitleg": "Voor wie een programma heeft dat declaraties maakt.",
        "afgewezen": None if antwoord is None else _afgewezen(antwoord),
        "fout": fout,
    }
    return schil.toon(aanvraag.request, "declaratiebestand.html", waarden, status=status)


def _afgewezen(antwoord: JsonValue) -> list[Afgewezen]:
    """What an answer rejects, from top to bottom: each part that has a return code with what is wrong there."""
    gevonden: list[Afgewezen] = []

    def zoek(deel: JsonValue, waar: str) -> None:
        for each in deel if isinstance(deel, list) else [deel]:
            if not isinstance(each, dict):
                continue
            hier = _waar(each) or waar
            codes = each.get("retourCodes")
            fouten = [str(code) for code in codes if code not in GOED] if isinstance(codes, list) else []
            if fouten:
                gevonden.append(Afgewezen(hier, tuple(f"{betekenis(code)} ({code})" for code in fouten)))
            for binnen in each.values():
                zoek(binnen, hier)

    zoek(antwoord, "Hele bestand")
    return gevonden


def _waar(deel: Ding) -> str | None:
    """How a provider finds a part of its own file again."""
    for veld, woord in HERKENNEN.items():
        if deel.get(veld) is not None:
            return f"{woord} {deel[veld]}"
    return None


async def _formulier(aanvraag: Aanvraag, velden: Mapping[str, str]) -> Formulier:
    toewijzingen = [each for each in await alle_toewijzingen(aanvraag) if each.get("status") in BEGONNEN]
    soorten = list(dict.fromkeys((str(each["gemeente"]), str(each["wet"])) for each in toewijzingen))
    eerste = soorten[0] if soorten else ("", Wet.WMO.value)
    gemeente, wet = velden.get("gemeente") or eerste[0], velden.get("wet") or eerste[1]
    gekozen = velden.get("maand") or _maanden(aanvraag)[0]
    bij = await bij_van(aanvraag, {})
    passend = [each for each in toewijzingen if _past(each, gemeente, wet, gekozen)]
    regels = tuple(_regel(each, bij, velden) for each in await met_naam(aanvraag, passend))
    gemeenten = {code: bij.namen.gemeenten.get(code, code) for code, _ in soorten}
    return Formulier(gemeente, wet, gekozen, regels, gemeenten, velden)


def _maanden(aanvraag: Aanvraag) -> list[str]:
    """The months that are over, the last first."""
    eerste = local_date(aanvraag.room.clock()).replace(day=1)
    maanden = []
    for _ in range(MAANDEN):
        eerste = (eerste - timedelta(days=1)).replace(day=1)
        maanden.append(f"{eerste:%Y-%m}")
    return maanden


def _past(toewijzing: Ding, gemeente: str, wet: str, gekozen: str) -> bool:
    """Whether help by this assignment can have been given there in that month."""
    klopt = (toewijzing["gemeente"], toewijzing["wet"]) == (gemeente, wet) and toewijzing.get("vorm") == "natura"
    einde = toewijzing.get("einddatum")
    return klopt and str(toewijzing["ingangsdatum"])[:7] <= gekozen <= str(einde or "9999-12")[:7]


def _regel(toewijzing: Ding, bij: Bij, velden: Mapping[str, str]) -> Regel:
    nummer, volume = str(toewijzing["toewijzingNummer"]), toewijzing.get("volume")
    code = str(toewijzing.get("eenheid"))
    eenheid = EEN.get(code, "") if volume == 1 and code in EEN else EENHEDEN.get(code, "")
    hoe_vaak = FREQUENTIES.get(str(toewijzing.get("frequentie")), "")
    afspraak = f"{aantal(volume)} {eenheid} {hoe_vaak}" if isinstance(volume, int) else "geen vast aantal"
    hulp = met_code(bij.namen.producten, str(toewijzing.get("code") or "")) or "zonder product"
    naam, geboren = (str(toewijzing.get(veld, "")) for veld in ("naam", "geboren"))
    return Regel(nummer, naam, geboren, hulp, afspraak, velden.get(f"{VOLUME}{nummer}", ""))


def _body(formulier: Formulier) -> tuple[JsonValue, str | None]:
    prestaties: list[JsonValue] = []
    for each in formulier.regels:
        if each.volume:
            if not each.volume.isdecimal() or not 0 < int(each.volume) < 10**8:
                return None, f"Vul bij {each.naam} een heel getal boven nul in, of laat het leeg."
            prestaties.append({"toewijzingNummer": int(each.nummer), "volume": int(each.volume)})
    if not prestaties:
        return None, "Vul bij ten minste één cliënt in hoeveel hulp u gaf."
    return {
        "gemeente": formulier.gemeente, "wet": formulier.wet, "maand": formulier.maand, "prestaties": prestaties,
    }, None  # fmt: skip


def _vingerafdruk(body: JsonValue) -> str:
    """By which is seen that what is handed in is what was tried."""
    return sha256(to_json(body)).hexdigest()


def _beproefd(formulier: Formulier, proef: Ding) -> Formulier:
    """The form with at each client what would come of it."""
    uitkomsten = {str(each["toewijzingNummer"]): each for each in dingen(proef.get("prestaties"))}
    regels = tuple(replace(each, uitkomst=uitkomsten.get(each.nummer)) for each in formulier.regels)
    return replace(formulier, regels=regels, proef=proef)


async def _toon(aanvraag: Aanvraag, formulier: Formulier) -> Response:
    proef = formulier.proef or {}
    waarden = {
        "titel": "Declareren",
        "uitleg": "Vul in hoeveel hulp u in een maand gaf. U ziet eerst wat eruit komt.",
        "formulier": formulier,
        "maanden": {each: maand(date.fromisoformat(f"{each}-01")) for each in _maanden(aanvraag)},
        "wetten": {each.value: each.titel for each in Wet},
        # What was sent and may have come through goes under its own key once more; anything else is another request.
        "verzoeksleutel": formulier.velden.get(SLEUTEL, new_id()) if formulier.status == 503 else new_id(),
        "beproefd": _vingerafdruk(_body(formulier)[0]) if formulier.proef else "",
        "bedragen": {
            naam: euro(waarde) if isinstance(waarde := proef.get(naam), int) else ""
            for naam in ("bedragIngediend", "bedragToegekend")
        },
    }
    return schil.toon(aanvraag.request, "declareren.html", waarden, status=formulier.status)
