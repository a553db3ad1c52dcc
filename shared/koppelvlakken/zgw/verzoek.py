"""What is made in a zaaksysteem, as values. No care data: what a case is about stays in our own system."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import JsonValue

Api = Literal["zaken", "documenten", "besluiten", "catalogi"]
OMSCHRIJVING = 80
"""Signs of the omschrijving of a zaak."""
NEDERLAND = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Verzoek:
    """Something to make: where, what, and by which query it is found when it is there already."""

    api: Api
    pad: str
    body: Mapping[str, JsonValue] = field(repr=False)
    zoek: Mapping[str, str]


@dataclass(frozen=True)
class Betrokkene:
    """The citizen of a case, no more than is needed to find the zaak again: number and name."""

    bsn: str = field(repr=False)
    geslachtsnaam: str
    voorvoegsel: str | None
    voorletters: str | None
    voornamen: str | None


def zaak(
    *,
    rsin: str,
    zaaktype: str,
    identificatie: str,
    omschrijving: str,
    startdatum: date,
    uiterlijk: date | None,
    kenmerk: str,
    vertrouwelijkheid: str | None,
) -> Verzoek:
    """A zaak under a number of our own, which is unique within the organisation; `uiterlijk` by law."""
    body: dict[str, JsonValue] = {
        "identificatie": identificatie,
        "bronorganisatie": rsin,
        "verantwoordelijkeOrganisatie": rsin,
        "zaaktype": zaaktype,
        "omschrijving": omschrijving[:OMSCHRIJVING],
        "startdatum": startdatum.isoformat(),
        "registratiedatum": startdatum.isoformat(),
        "kenmerken": [{"kenmerk": kenmerk, "bron": "clientroute"}],
    }
    if uiterlijk is not None:
        body["uiterlijkeEinddatumAfdoening"] = uiterlijk.isoformat()
    if vertrouwelijkheid is not None:
        body["vertrouwelijkheidaanduiding"] = vertrouwelijkheid
    return Verzoek("zaken", "/zaken", body, {"bronorganisatie": rsin, "identificatie": identificatie})


def initiator(zaak_url: str, roltype: str, wie: Betrokkene) -> Verzoek:
    """The citizen who asked."""
    gegevens: dict[str, JsonValue] = {
        "inpBsn": wie.bsn,
        "geslachtsnaam": wie.geslachtsnaam,
        "voorvoegselGeslachtsnaam": wie.voorvoegsel or "",
        "voorletters": wie.voorletters or "",
        "voornamen": wie.voornamen or "",
    }
    return _rol(zaak_url, roltype, "natuurlijk_persoon", "Inwoner die zich meldde", gegevens)


def behandelaar(zaak_url: str, roltype: str, naam: str) -> Verzoek:
    """The department that handles it."""
    gegevens: dict[str, JsonValue] = {"naam": naam, "isGehuisvestIn": ""}
    return _rol(zaak_url, roltype, "organisatorische_eenheid", "Behandelt de zaak", gegevens)


def _rol(zaak_url: str, roltype: str, soort: str, toelichting: str, gegevens: dict[str, JsonValue]) -> Verzoek:
    body: dict[str, JsonValue] = {
        "zaak": zaak_url,
        "betrokkeneType": soort,
        "roltype": roltype,
        "roltoelichting": toelichting,
        "betrokkeneIdentificatie": gegevens,
    }
    return Verzoek("zaken", "/rollen", body, {"zaak": zaak_url, "roltype": roltype})


def status(zaak_url: str, statustype: str, op: datetime) -> Verzoek:
    """Where the zaak stands, since a moment."""
    body: dict[str, JsonValue] = {"zaak": zaak_url, "statustype": statustype, "datumStatusGezet": _moment(op)}
    return Verzoek("zaken", "/statussen", body, {"zaak": zaak_url, "statustype": statustype})


def document(
    *,
    rsin: str,
    documenttype: str,
    identificatie: str,
    titel: str,
    auteur: str,
    op: date,
    bestandsnaam: str,
    inhoud: bytes,
    vertrouwelijkheid: str | None,
) -> Verzoek:
    """A PDF that was sent and does not change any more. That it has no gebruiksrechten is said at once: else no zaak
    with it can end."""
    body: dict[str, JsonValue] = {
        "identificatie": identificatie,
        "bronorganisatie": rsin,
        "creatiedatum": op.isoformat(),
        "titel": titel,
        "auteur": auteur,
        "taal": "nld",
        "status": "definitief",
        "formaat": "application/pdf",
        "bestandsnaam": bestandsnaam,
        "bestandsomvang": len(inhoud),
        "inhoud": base64.b64encode(inhoud).decode(),
        "informatieobjecttype": documenttype,
        "indicatieGebruiksrecht": False,
    }
    if vertrouwelijkheid is not None:
        body["vertrouwelijkheidaanduiding"] = vertrouwelijkheid
    zoek = {"bronorganisatie": rsin, "identificatie": identificatie}
    return Verzoek("documenten", "/enkelvoudiginformatieobjecten", body, zoek)


def zaakdocument(zaak_url: str, document_url: str) -> Verzoek:
    """That a document belongs to a zaak."""
    samen = {"zaak": zaak_url, "informatieobject": document_url}
    return Verzoek("zaken", "/zaakinformatieobjecten", dict(samen), samen)


def besluit(
    *, rsin: str, besluittype: str, identificatie: str, zaak_url: str, op: date, ingang: date, reageren_tot: date
) -> Verzoek:
    """A decision in a zaak; the link between both is made by the Besluiten API. `op`: the day on which it was sent."""
    body: dict[str, JsonValue] = {
        "identificatie": identificatie,
        "verantwoordelijkeOrganisatie": rsin,
        "besluittype": besluittype,
        "zaak": zaak_url,
        "datum": op.isoformat(),
        "ingangsdatum": ingang.isoformat(),
        "verzenddatum": op.isoformat(),
        "uiterlijkeReactiedatum": reageren_tot.isoformat(),
        "bestuursorgaan": "College van burgemeester en wethouders",
    }
    zoek = {"verantwoordelijkeOrganisatie": rsin, "identificatie": identificatie}
    return Verzoek("besluiten", "/besluiten", body, zoek)


def besluitdocument(besluit_url: str, document_url: str) -> Verzoek:
    """That a decision stands in a document."""
    samen = {"besluit": besluit_url, "informatieobject": document_url}
    return Verzoek("besluiten", "/besluitinformatieobjecten", dict(samen), samen)


def resultaat(zaak_url: str, resultaattype: str) -> Verzoek:
    """What came of a zaak; how long it is kept follows from the type."""
    return Verzoek("zaken", "/resultaten", {"zaak": zaak_url, "resultaattype": resultaattype}, {"zaak": zaak_url})


def moment_van(dag: date, volgnummer: int, nu: datetime) -> datetime:
    """A moment for a status of which only the day is known: on that day, each later status after those before it, and
    not in the future. `volgnummer` of at most 59."""
    op_de_dag = datetime.combine(dag, time(12, 0, volgnummer), NEDERLAND).astimezone(UTC)
    return min(op_de_dag, nu - timedelta(seconds=60 - volgnummer))


def _moment(op: datetime) -> str:
    return op.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
