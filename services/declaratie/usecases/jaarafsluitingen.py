"""The steps of closing a year: figures, declaration, explanations, proposal, closing; or opening again before that."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.jaarafsluiting import (
    NIETS,
    Afsluitingstand,
    Cijfer,
    Jaarproduct,
    Kant,
    Oordeel,
    Vergelijking,
    mag_opgeven,
    mag_sluiten,
    mag_veranderen,
    mag_voorstellen,
    moet_voorbij_zijn,
    moet_voorgesteld_zijn,
    vergelijk,
    verschillen,
)
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store.jaarafsluitingen import Jaar
from declaratie.tables import Controleverklaring, Jaarafsluiting, Jaaropgave, Jaarstaatbestand, Jaartoelichting
from declaratie.tables.beschermd import CONTROLEVERKLARING, JAARSTAAT
from gebeurtenissen.declaratie import JAARAFSLUITING_GEWIJZIGD, JaarafsluitingGewijzigd
from inkoop import model_van
from weigering import Weigering


@dataclass(frozen=True)
class Opgave:
    """What a provider says of one product, and why that is not what was granted."""

    product: Jaarproduct
    cijfer: Cijfer
    toelichting: str | None


@dataclass(frozen=True)
class Productieverantwoording:
    """What a provider says of a year, and who it is."""

    naam: str
    adresregel: str
    postcode: str
    plaatsnaam: str
    producten: Sequence[Opgave]


async def neem(work: Work, van: Jaar) -> Jaarafsluiting | None:
    """The closing of a year to take a step with: until the transaction ends nothing is granted to this provider."""
    await store.lock_aanbieders(work.session, {van.agb})
    return await store_jaarafsluitingen.jaarafsluiting(work.session, van, lock=True)


async def verantwoord(
    work: Work, van: Jaar, bekend: Jaarafsluiting | None, opgegeven: Productieverantwoording, door: str
) -> Jaarafsluiting:
    """Record what a provider says of a year, in place of what it said before: `bekend`, as `neem` gave it.

    Raises Weigering for a year that has not ended or is (nearly) closed, and as `mag_opgeven`.
    """
    moet_voorbij_zijn(van.jaar, work.today)
    toegekend = await store_jaarafsluitingen.toegekend(work.session, van)
    mag_opgeven([each.product for each in opgegeven.producten], _ingekocht(van), toegekend)
    row = bekend or _nieuw(work, van)
    mag_veranderen(row.stand)
    row.naam, row.adresregel, row.postcode, row.plaatsnaam = (
        opgegeven.naam,
        opgegeven.adresregel,
        opgegeven.postcode,
        opgegeven.plaatsnaam,
    )
    row.opgegeven_door, row.opgegeven_op = door, work.now
    await work.session.flush()
    await _leg_cijfers_vast(work, row, opgegeven.producten, toegekend, door)
    await _vertel(work, row)
    return row


def _nieuw(work: Work, van: Jaar) -> Jaarafsluiting:
    row = Jaarafsluiting(
        id=new_id(),
        jaar=van.jaar,
        agb=van.agb,
        budgethouder=van.budgethouder,
        versie=0,
        stand=Afsluitingstand.OPGEGEVEN,
    )
    work.session.add(row)
    return row


def _ingekocht(van: Jaar) -> set[tuple[str, str]]:
    """Category and code of what the region of this municipality bought on any first of the month in this year."""
    modellen = {model_van([van.budgethouder], date(van.jaar, maand, 1)) for maand in range(1, 13)}
    return {(each.categorie, each.code) for model in modellen if model is not None for each in model.producten}


async def _leg_cijfers_vast(
    work: Work, row: Jaarafsluiting, producten: Sequence[Opgave], toegekend: Mapping[Jaarproduct, Cijfer], door: str
) -> None:
    cijfers = [
        Jaaropgave(
            jaarafsluiting_id=row.id,
            categorie=each.product.categorie,
            code=each.product.code,
            eenheid=each.product.eenheid,
            volume=each.cijfer.volume,
            bedrag=each.cijfer.bedrag,
        )
        for each in producten
    ]
    uitleg = [
        _uitleg(
            work,
            row,
            Kant.AANBIEDER,
            each.product,
            each.cijfer.min(toegekend.get(each.product, NIETS)),
            each.toelichting,
            door,
        )
        for each in producten
        if each.toelichting is not None
    ]
    await store_jaarafsluitingen.vervang_opgave(work.session, row.id, cijfers, uitleg)


def _uitleg(
    work: Work, row: Jaarafsluiting, kant: Kant, product: Jaarproduct, over: Cijfer, tekst: str, door: str
) -> Jaartoelichting:
    return Jaartoelichting(
        jaarafsluiting_id=row.id,
        categorie=product.categorie,
        code=product.code,
        eenheid=product.eenheid,
        kant=kant,
        volume=over.volume,
        bedrag=over.bedrag,
        tekst=tekst,
        door=door,
        op=work.now,
    )


async def verklaar(work: Work, row: Jaarafsluiting, oordeel: Oordeel, accountant: str, afgegeven_op: date) -> None:
    """Record what the accountant declares, in place of what was there; its file comes after it.

    Raises Weigering once the year is (nearly) closed, and for a day before the end of the year or in the future.
    """
    mag_veranderen(row.stand)
    if not date(row.jaar, 12, 31) < afgegeven_op <= work.today:
        reden = "Een controleverklaring wordt na het jaar afgegeven, en niet later dan vandaag."
        raise Weigering(reden, veld="body.afgegevenOp")
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    if verklaring is None:
        verklaring = Controleverklaring(jaarafsluiting_id=row.id)
        work.session.add(verklaring)
    verklaring.oordeel, verklaring.accountant, verklaring.afgegeven_op = oordeel, accountant, afgegeven_op
    verklaring.hash, verklaring.inhoud = None, None
    await _vertel(work, row)


async def bewaar_verklaring(work: Work, row: Jaarafsluiting, inhoud: bytes) -> None:
    """Keep the file of the declaration as it came; nothing opens it.

    Raises Weigering once the year is (nearly) closed, before the declaration is recorded, and for what is no PDF.
    """
    mag_veranderen(row.stand)
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    if verklaring is None:
        reden = "Leg eerst vast wat de accountant verklaart, en stuur dan het bestand."
        raise Weigering(reden, soort="geen-verklaring")
    if not inhoud.startswith(b"%PDF-"):
        raise Weigering("Dit bestand is geen PDF.", veld="body")
    verklaring.hash = hashlib.sha256(inhoud).hexdigest()
    verklaring.inhoud = work.vault.seal(CONTROLEVERKLARING, row.id, inhoud)
    await _vertel(work, row)


async def licht_toe(work: Work, row: Jaarafsluiting, product: Jaarproduct, tekst: str, door: str) -> None:
    """The municipality explains the difference that there is now.

    Raises Weigering once the year is (nearly) closed, and for a product without a difference.
    """
    mag_veranderen(row.stand)
    verschil = {each.product: each.verschil for each in await vergelijking(work, row)}.get(product, NIETS)
    if verschil == NIETS:
        raise Weigering("Bij dit product is er geen verschil. Er is niets uit te leggen.", veld="body.code")
    await work.session.merge(_uitleg(work, row, Kant.GEMEENTE, product, verschil, tekst, door))
    await _vertel(work, row)


async def stel_voor(work: Work, row: Jaarafsluiting, toelichting: str | None, door: str) -> None:
    """Propose to close the year as it is now. Raises Weigering as `mag_veranderen` and `mag_voorstellen`."""
    mag_veranderen(row.stand)
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    met_bestand = verklaring is not None and verklaring.hash is not None
    mag_voorstellen(
        await vergelijking(work, row), verklaring.oordeel if verklaring and met_bestand else None, toelichting
    )
    cijfers = await store_jaarafsluitingen.toegekend(work.session, jaar_van(row))
    row.toegekend = [_als_rij(product, cijfers[product]) for product in sorted(cijfers)]
    row.stand, row.toelichting = Afsluitingstand.VOORGESTELD, toelichting
    row.voorgesteld_door, row.voorgesteld_op = door, work.now
    await _vertel(work, row)


async def heropen(work: Work, row: Jaarafsluiting) -> None:
    """Take a proposal back, so that figures and explanations can change. Raises Weigering when there is none."""
    moet_voorgesteld_zijn(row.stand)
    row.stand, row.toelichting, row.toegekend = Afsluitingstand.OPGEGEVEN, None, None
    row.voorgesteld_door, row.voorgesteld_op = None, None
    await _vertel(work, row)


async def mag_dicht(work: Work, row: Jaarafsluiting, door: str) -> None:
    """Raises Weigering as `mag_sluiten`."""
    nu = await store_jaarafsluitingen.toegekend(work.session, jaar_van(row))
    is_veranderd = row.toegekend is not None and bool(verschillen(nu, bevroren(row)))
    mag_sluiten(row.stand, door, row.voorgesteld_door, is_veranderd=is_veranderd)
    row.gesloten_door, row.gesloten_op = door, work.now


async def sluit(work: Work, row: Jaarafsluiting, bestanden: Mapping[str, bytes]) -> None:
    """Close the year for good, and keep its statement in these forms. First comes `mag_dicht`."""
    for vorm, inhoud in bestanden.items():
        bestand_id = new_id()
        bestand = Jaarstaatbestand(
            id=bestand_id,
            jaarafsluiting_id=row.id,
            vorm=vorm,
            hash=hashlib.sha256(inhoud).hexdigest(),
            inhoud=work.vault.seal(JAARSTAAT, bestand_id, inhoud),
        )
        await store.add(work.session, bestand)
    row.stand = Afsluitingstand.GESLOTEN
    await _vertel(work, row)


async def vergelijking(work: Work, row: Jaarafsluiting) -> list[Vergelijking]:
    """Per product what was granted and what the provider says: as it is now, or as it was when closing was proposed."""
    toegekend = bevroren(row)
    if row.stand is Afsluitingstand.OPGEGEVEN:
        toegekend = await store_jaarafsluitingen.toegekend(work.session, jaar_van(row))
    return vergelijk(
        toegekend,
        await store_jaarafsluitingen.opgaven(work.session, row.id),
        await store_jaarafsluitingen.toelichtingen(work.session, row.id),
    )


async def na_afsluiting(work: Work, row: Jaarafsluiting) -> dict[Jaarproduct, Cijfer]:
    """What was granted of a closed year after it was closed, per product; nothing before that."""
    if row.stand is not Afsluitingstand.GESLOTEN:
        return {}
    return verschillen(await store_jaarafsluitingen.toegekend(work.session, jaar_van(row)), bevroren(row))


def jaar_van(row: Jaarafsluiting) -> Jaar:
    """Which year of whom this is the closing of."""
    return Jaar(row.jaar, row.agb, row.budgethouder)


def bevroren(row: Jaarafsluiting) -> dict[Jaarproduct, Cijfer]:
    """What was granted when closing was proposed."""
    return {
        Jaarproduct(str(each["categorie"]), str(each["code"]), str(each["eenheid"])): Cijfer(
            int(each["volume"]), int(each["bedrag"])
        )
        for each in row.toegekend or ()
    }


def _als_rij(product: Jaarproduct, cijfer: Cijfer) -> dict[str, str | int]:
    namen: dict[str, str | int] = {"categorie": product.categorie, "code": product.code, "eenheid": product.eenheid}
    return namen | {"volume": cijfer.volume, "bedrag": cijfer.bedrag}


async def _vertel(work: Work, row: Jaarafsluiting) -> None:
    row.versie += 1
    await work.session.flush()
    vergeleken = await vergelijking(work, row)
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    data = JaarafsluitingGewijzigd(
        jaarafsluiting_id=row.id,
        jaar=row.jaar,
        agb=row.agb,
        budgethouder=row.budgethouder,
        stand=row.stand.value,
        bedrag_toegekend=sum(each.toegekend.bedrag for each in vergeleken),
        bedrag_opgegeven=sum(each.opgegeven.bedrag for each in vergeleken),
        oordeel=None if verklaring is None else verklaring.oordeel.value,
    )
    await work.tell(JAARAFSLUITING_GEWIJZIGD, row.id, data)
