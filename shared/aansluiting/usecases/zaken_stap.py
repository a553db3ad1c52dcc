"""What is sent for one step: the person and the letter are asked of toegang when it is made, and not kept here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx
from pydantic import Field

from aansluiting.domain.zaken import BEZWAARWEKEN, OMSCHRIJVING, Stap, identificatie_van, uiterlijk_van
from aansluiting.gelezen import Gelezen
from aansluiting.instellingen_zaken import ZakenInstellingen
from aansluiting.tables.zaken import Zaak, Zaakstap
from chassis.away import is_away
from koppelvlakken import zgw
from koppelvlakken.zgw.verzoek import moment_van


class ToegangWeigert(Exception):
    """Toegang does not give what a step needs, such as without the right to it; the text is its status."""


class Vernietigd(Exception):
    """What a step needs was destroyed, in toegang: there is nothing to make of it any more."""


class _Naam(Gelezen):
    geslachtsnaam: str
    voorvoegsel: str | None = None
    voorletters: str | None = None
    voornamen: str | None = None


class _Persoon(Gelezen):
    bsn: str = Field(repr=False)
    naam: _Naam


@dataclass(frozen=True)
class Opdracht:
    """A step with all that it needs."""

    stap: Stap
    rij: Zaakstap
    zaak: Zaak
    instellingen: ZakenInstellingen
    typen: zgw.Typen
    toegang: httpx.AsyncClient
    nu: datetime
    urls: Mapping[Stap, str]
    """What was made before it about the same case or decision."""

    @property
    def zaak_url(self) -> str:
        """Where the zaak is. Only of a step after the first."""
        assert self.zaak.zaak_url is not None  # the first step made it
        return self.zaak.zaak_url

    @property
    def nummer(self) -> str:
        """The number of the zaak, and within it of a decision."""
        nummer = identificatie_van(self.zaak.wet, self.zaak.zaaknummer, self.zaak.melding_id)
        return nummer if self.rij.onderwerp == self.zaak.melding_id else self.rij.onderwerp


async def verzoek_van(opdracht: Opdracht) -> zgw.Verzoek:
    """What is to be made. Raises Vernietigd, ToegangWeigert, LookupError for what is not there, httpx.HTTPError while
    toegang is away."""
    if (status := opdracht.stap.status) is not None:
        op = moment_van(opdracht.rij.dag, opdracht.stap.rang, opdracht.nu)
        return zgw.status(opdracht.zaak_url, opdracht.typen.statussen[status], op)
    return await _MAKEN[opdracht.stap](opdracht)


async def _vraag(opdracht: Opdracht, pad: str) -> bytes:
    answer = await opdracht.toegang.post(pad)
    try:
        return answer.raise_for_status().content
    except httpx.HTTPStatusError as fout:
        if is_away(fout):
            raise
        if answer.status_code == httpx.codes.NOT_FOUND and await _ziet_alles(opdracht.toegang):
            raise Vernietigd from None
        raise ToegangWeigert(f"toegang {answer.status_code}") from None


async def _ziet_alles(toegang: httpx.AsyncClient) -> bool:
    """Whether toegang shows us every municipality. What of another is hidden from us is not there either, and a token
    that somebody set up wrongly would end the steps of everybody.

    Raises httpx.HTTPError while toegang is away.
    """
    answer = await toegang.get("/v1/verteld", params={"limit": 1})
    if answer.is_server_error:
        answer.raise_for_status()
    return answer.is_success


async def _zaak(opdracht: Opdracht) -> zgw.Verzoek:
    zaak = opdracht.zaak
    return zgw.zaak(
        rsin=opdracht.instellingen.rsin,
        zaaktype=opdracht.typen.zaaktype,
        identificatie=opdracht.nummer,
        omschrijving=OMSCHRIJVING[zaak.wet],
        startdatum=zaak.startdatum,
        uiterlijk=uiterlijk_van(zaak.wet, zaak.startdatum),
        kenmerk=zaak.zaaknummer or zaak.melding_id,
        vertrouwelijkheid=opdracht.instellingen.vertrouwelijkheid,
    )


async def _initiator(opdracht: Opdracht) -> zgw.Verzoek:
    inhoud = await _vraag(opdracht, f"/v1/clienten/{opdracht.zaak.client_id}/_inzage")
    persoon = _Persoon.model_validate_json(inhoud)
    wie = zgw.Betrokkene(bsn=persoon.bsn, **persoon.naam.model_dump())
    return zgw.initiator(opdracht.zaak_url, opdracht.typen.initiator, wie)


async def _behandelaar(opdracht: Opdracht) -> zgw.Verzoek:
    afdeling, roltype = opdracht.instellingen.afdeling, opdracht.typen.behandelaar
    if afdeling is None or roltype is None:
        raise LookupError("behandelaar")  # it was in the settings when the case began
    return zgw.behandelaar(opdracht.zaak_url, roltype, afdeling)


async def _document(opdracht: Opdracht) -> zgw.Verzoek:
    brief = await _vraag(opdracht, f"/v1/beschikkingen/{opdracht.rij.onderwerp}/_brief?vorm=pdf")
    return zgw.document(
        rsin=opdracht.instellingen.rsin,
        documenttype=opdracht.typen.documenttype,
        identificatie=opdracht.nummer,
        titel=f"Beschikking {opdracht.zaak.zaaknummer or ''}".strip(),
        auteur=opdracht.instellingen.naam,
        op=opdracht.rij.dag,
        bestandsnaam="beschikking.pdf",
        inhoud=brief,
        vertrouwelijkheid=opdracht.instellingen.vertrouwelijkheid,
    )


def _document_url(opdracht: Opdracht) -> str:
    """Where the letter is; its step goes before. Raises Vernietigd when it could not be had any more."""
    url = opdracht.urls.get(Stap.DOCUMENT)
    if url is None:
        raise Vernietigd
    return url


async def _zaakdocument(opdracht: Opdracht) -> zgw.Verzoek:
    return zgw.zaakdocument(opdracht.zaak_url, _document_url(opdracht))


async def _besluit(opdracht: Opdracht) -> zgw.Verzoek:
    rij = opdracht.rij
    return zgw.besluit(
        rsin=opdracht.instellingen.rsin,
        besluittype=opdracht.typen.besluittype,
        identificatie=opdracht.nummer,
        zaak_url=opdracht.zaak_url,
        op=rij.dag,
        ingang=rij.ingang or rij.dag,
        reageren_tot=rij.dag + BEZWAARWEKEN,
    )


async def _besluitdocument(opdracht: Opdracht) -> zgw.Verzoek:
    return zgw.besluitdocument(opdracht.urls[Stap.BESLUIT], _document_url(opdracht))


async def _resultaat(opdracht: Opdracht) -> zgw.Verzoek:
    assert opdracht.rij.resultaat is not None  # every step of this kind has one
    return zgw.resultaat(opdracht.zaak_url, opdracht.typen.resultaten[opdracht.rij.resultaat])


_MAKEN: Mapping[Stap, Callable[[Opdracht], Awaitable[zgw.Verzoek]]] = {
    Stap.ZAAK: _zaak,
    Stap.INITIATOR: _initiator,
    Stap.BEHANDELAAR: _behandelaar,
    Stap.DOCUMENT: _document,
    Stap.ZAAKDOCUMENT: _zaakdocument,
    Stap.BESLUIT: _besluit,
    Stap.BESLUITDOCUMENT: _besluitdocument,
    Stap.RESULTAAT: _resultaat,
}
