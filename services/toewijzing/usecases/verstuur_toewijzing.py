"""Write a WMO301 and offer it to the provider for collection."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from berichtenverkeer.post import verzend, volgende_identificatie
from chassis.clock import NEDERLAND
from chassis.work import Work
from iwmo import cdt, codes
from iwmo.berichten.gedeeld import HeaderVanGemeente
from iwmo.berichten.wmo301 import Client, Contact, ToegewezenProduct, Wmo301
from iwmo.landen import LandCode
from toewijzing import store
from toewijzing.tables import Toewijzing


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, extra="ignore", hide_input_in_errors=True)


class _Naam(_Deel):
    geslachtsnaam: str
    voorvoegsel: str | None
    voornamen: str | None
    voorletters: str | None


class _Adres(_Deel):
    straatnaam: str
    huisnummer: int
    huisletter: str | None
    huisnummer_toevoeging: str | None
    postcode: str
    plaatsnaam: str


class Persoon(_Deel):
    """What toegang tells about a client, as far as a WMO301 needs it."""

    bsn: Annotated[str, Field(repr=False)]
    geboortedatum: date
    geslacht: codes.Geslacht
    naam: _Naam
    adres: _Adres


async def verstuur_toewijzing(work: Work, agb: str, gewijzigd: Sequence[Toewijzing]) -> None:
    """Send `agb` all current assignments of the client, with those just changed also when past (OP087).

    Raises httpx.HTTPError when toegang does not answer; the event is then tried again.
    """
    eerste = gewijzigd[0]
    actueel = await store.actueel(work.session, eerste.gemeente, eerste.client_id, agb, work.today)
    samen = {each.id: each for each in (*actueel, *gewijzigd)}
    identificatie = await volgende_identificatie(work, "WMO301", eerste.gemeente)
    header = HeaderVanGemeente(
        bericht_code=codes.BerichtCode.WMO301,
        afzender=eerste.gemeente,
        ontvanger=agb,
        bericht_identificatie=cdt.BerichtIdentificatie(identificatie=identificatie, dagtekening=work.today),
    )
    producten = tuple(_toegewezen(each) for each in sorted(samen.values(), key=lambda each: each.nummer or 0))
    bericht = Wmo301(header=header, client=_client(await _persoon(work, eerste.client_id), producten))
    await verzend(work, bericht, gemeente=eerste.gemeente, agb=agb, identificatie=identificatie)


async def _persoon(work: Work, client_id: str) -> Persoon:
    answer = await work.peers["toegang"].post(f"/v1/clienten/{client_id}/_inzage")
    answer.raise_for_status()
    return Persoon.model_validate_json(answer.content)


def _toegewezen(toewijzing: Toewijzing) -> ToegewezenProduct:
    assert toewijzing.nummer is not None  # only assignments with a provider are sent
    assert toewijzing.toegewezen_op is not None
    moment = toewijzing.toegewezen_op.astimezone(NEDERLAND)
    categorie, volume = toewijzing.categorie, toewijzing.volume
    return ToegewezenProduct(
        toewijzing_nummer=toewijzing.nummer,
        product=cdt.Product(categorie=codes.ProductCategorie(categorie), code=toewijzing.code) if categorie else None,
        toewijzingsdatum=moment.date(),
        toewijzingstijd=moment.time().replace(microsecond=0),
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        omvang=None if volume is None else _omvang(volume, toewijzing),
        budget=toewijzing.budget,
    )


def _omvang(volume: int, toewijzing: Toewijzing) -> cdt.Omvang:
    assert toewijzing.eenheid is not None  # an amount has a unit and a frequency
    assert toewijzing.frequentie is not None
    eenheid, frequentie = codes.Eenheid(toewijzing.eenheid), codes.Frequentie(toewijzing.frequentie)
    return cdt.Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


def _client(persoon: Persoon, producten: tuple[ToegewezenProduct, ...]) -> Client:
    naam, adres = persoon.naam, persoon.adres
    return Client(
        bsn=persoon.bsn,
        geboortedatum=cdt.Geboortedatum(datum=persoon.geboortedatum),
        geslacht=persoon.geslacht,
        naam=cdt.VolledigeNaam(
            geslachtsnaam=cdt.Achternaam(achternaam=naam.geslachtsnaam, voorvoegsel=naam.voorvoegsel),
            voornamen=naam.voornamen,
            voorletters=naam.voorletters,
            naam_gebruik=codes.NaamGebruik.EIGEN_NAAM,
        ),
        contactgegevens=(Contact(soort=codes.AdresSoort.BRP_ADRES, adres=_adres(adres)),),
        toegewezen_producten=producten,
    )


def _adres(adres: _Adres) -> cdt.Adres:
    huis = cdt.Huis(
        huisnummer=adres.huisnummer,
        huisletter=adres.huisletter,
        huisnummer_toevoeging=adres.huisnummer_toevoeging,
    )
    return cdt.Adres(
        huis=huis,
        postcode=adres.postcode,
        straatnaam=adres.straatnaam,
        plaatsnaam=adres.plaatsnaam,
        land_code=LandCode.NL,
    )
