"""Builders: events of toegang, contracts, and the WMO305 of a provider."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx

import wetten
from chassis.events import Event
from chassis.identifiers import new_id
from gebeurtenissen.toegang import BESCHIKKING_AFGEGEVEN, BeschikkingAfgegeven, BeschiktProduct
from istandaard import cdt
from istandaard.berichten import bericht305
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from iwmo import codes

ALMERE, ALMELO = "0034", "0141"
BSN, ANDER_BSN = "999900006", "999900018"
DE_BRUG, HET_ANKER, DE_BOOM = "99990001", "99990002", "99990003"
NU = datetime(2024, 6, 3, 10, 0, tzinfo=UTC)
VANDAAG = date(2024, 6, 3)
HULP_BV, THUIS_BV = "99990071", "99990072"
MET_PARTNERS = {"deelname": "onderaannemers met beroep", "partners": [HULP_BV, THUIS_BV]}
"""In a contract of De Brug: who may deliver for it (M61)."""
CATEGORIE = {"HO": "01", "IB2B": "02", "DB2B": "07"}
EENHEID = {"HO": ("82", "4"), "IB2B": ("04", "6"), "DB2B": ("16", "6")}

Json = dict[str, object]


def contract(agb: str = DE_BRUG, *codes_: str, gemeenten: tuple[str, ...] = (ALMERE,), **anders: object) -> Json:
    """The body of a contract from 2023 on; without codes, for all products of these tests."""
    producten = [{"code": each} for each in codes_ or CATEGORIE]
    naam = {DE_BRUG: "De Brug", HET_ANKER: "Het Anker", DE_BOOM: "De Boom"}[agb]
    standaard = {"agb": agb, "naam": naam, "gemeenten": list(gemeenten), "geldigVan": "2023-01-01"}
    return {**standaard, "producten": producten, **anders}


def product(code: str = "HO", aanbieder: str | None = DE_BRUG, **anders: object) -> BeschiktProduct:
    """A product that was decided on, for a year from June 2024."""
    eenheid, frequentie = EENHEID[code]
    standaard: Json = {
        "id": new_id(),
        "categorie": CATEGORIE[code],
        "code": code,
        "volume": 1,
        "eenheid": eenheid,
        "frequentie": frequentie,
        "ingangsdatum": date(2024, 6, 1),
        "einddatum": date(2025, 5, 31),
        "aanbieder": aanbieder,
    }
    return BeschiktProduct.model_validate(standaard | anders)


def afgegeven(
    *producten: BeschiktProduct, client_id: str, bsn_hash: str, gemeente: str = ALMERE, event_id: str | None = None
) -> Event:
    """The event that toegang tells when a beschikking is given."""
    data = BeschikkingAfgegeven(
        beschikking_id=new_id(),
        melding_id=new_id(),
        client_id=client_id,
        bsn_hash=bsn_hash,
        gemeente=gemeente,
        meldingsdatum=date(2024, 5, 6),
        onderzoek_afgerond_op=date(2024, 5, 20),
        besluitdatum=date(2024, 5, 27),
        inkoopmodel="almere-2023",
        inkoopmodel_versie=date(2023, 1, 1),
        producten=producten,
    )
    return Event(
        id=event_id or new_id(),
        source="urn:nld:oin:00000000000000000000:systeem:clientroute-toegang",
        type=BESCHIKKING_AFGEGEVEN.name,
        subject=data.beschikking_id,
        sequence=1,
        time=NU,
        data=data.model_dump(mode="json", by_alias=True),
    )


def persoon(bsn: str) -> Json:
    """A citizen as toegang tells."""
    return {
        "bsn": bsn,
        "geboortedatum": "1948-02-29",
        "geslacht": "2",
        "naam": {"geslachtsnaam": "Grootkerk", "voorvoegsel": "van der", "voornamen": "Wilhelmina", "voorletters": "W"},
        "adres": {
            "straatnaam": "Populierendreef",
            "huisnummer": 12,
            "huisletter": "a",
            "huisnummerToevoeging": "bis",
            "postcode": "1327AB",
            "plaatsnaam": "Almere",
        },
    }


@dataclass
class Toegang:
    """Stands in for the service toegang: who its clients are, and whether it answers."""

    personen: dict[str, Json]
    jeugdwet_tot: dict[str, str] = field(default_factory=dict)
    """By client, the last day on which the Jeugdwet holds; without a border for who is not in it."""
    storingen: int = 0
    """How many requests go wrong from now on."""
    gevraagd: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.gevraagd += 1
        if self.storingen:
            self.storingen -= 1
            raise httpx.ConnectError("away")
        assert request.method == "POST"
        assert request.url.path.startswith("/v1/clienten/")
        assert request.url.path.endswith("/_inzage")
        if request.url.path == "/v1/clienten/_inzage":
            gevraagd = json.loads(request.content)["clienten"]
            bekend = [
                {"clientId": each, "persoon": self.personen[each], "jeugdwetTot": self.jeugdwet_tot.get(each)}
                for each in gevraagd
                if each in self.personen
            ]
            return httpx.Response(200, json=bekend)
        found = self.personen.get(request.url.path.split("/")[-2])
        return httpx.Response(404) if found is None else httpx.Response(200, json=found)


def start(
    nummer: int | None, code: str | None = "HO", begindatum: date = date(2024, 6, 1), *, verwijder: bool = False
) -> bericht305.StartProduct:
    """One start, or the removal of one."""
    van_toewijzing = None
    if code is not None:
        van_toewijzing = cdt.Product(categorie=wetten.categorie(CATEGORIE[code]), code=code)
    return bericht305.StartProduct(
        toewijzing_nummer=nummer,
        product=van_toewijzing,
        begindatum=begindatum,
        status_aanlevering=codes.StatusAanlevering.VERWIJDEREN if verwijder else codes.StatusAanlevering.EERSTE,
    )


def bericht_305(
    *starts: bericht305.StartProduct,
    identificatie: str,
    bsn: str = BSN,
    agb: str = DE_BRUG,
    gemeente: str = ALMERE,
    dagtekening: date = VANDAAG,
) -> bericht305.Bericht305:
    """A WMO305 about one client."""
    return bericht305.Bericht305(
        header=HeaderVanAanbieder(
            bericht_code=codes.BerichtCode.WMO305,
            afzender=agb,
            ontvanger=gemeente,
            bericht_identificatie=cdt.BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        ),
        client=bericht305.Client(
            bsn=bsn,
            geboortedatum=cdt.Geboortedatum(datum=date(1948, 2, 29)),
            geslacht=codes.Geslacht.VROUWELIJK,
            naam=cdt.VerkorteNaam(geslachtsnaam=cdt.Achternaam(achternaam="Grootkerk")),
            start_producten=starts,
        ),
    )


def zonder_codes(value: object) -> object:
    """A JSON mirror without its return codes."""
    if isinstance(value, dict):
        return {key: zonder_codes(item) for key, item in value.items() if key != "retourCodes"}
    return [zonder_codes(item) for item in value] if isinstance(value, list) else value


def client_van(bericht: wetten.Bericht) -> object:
    """The client in a message, without return codes: equal in a 305 and in the 306 that repeats it."""
    return zonder_codes(wetten.naar_json(bericht).get("client"))
