"""Write the letter about a decision; whoever reads it leaves a trace."""

from chassis.work import Work
from inkoop import Inkoopmodel, laad
from toegang import store
from toegang.bodies.route import Adres, Naam
from toegang.domain.beschikking import Soort, Uitkomst, Vorm
from toegang.domain.brief import Brief, Toegekend, Zaak, schrijf
from toegang.domain.logboek import Wat
from toegang.store import besluit as store_besluit
from toegang.tables import Beschikking, BeschiktProduct
from toegang.usecases.logboek import noteer
from toegang.usecases.personen import open_persoon


async def schrijf_brief(work: Work, beschikking: Beschikking, wie: str) -> Brief:
    """The letter, under the inkoopmodel of the decision, to the address that is known now."""
    melding = await store.melding(work.session, beschikking.melding_id)
    client = await store.client(work.session, beschikking.client_id)
    assert melding is not None  # foreign keys hold both
    assert client is not None
    onderzoek = await store.onderzoek(work.session, melding.id)
    await noteer(work, wie, client.id, Wat.BRIEF_GELEZEN, beschikking.id)
    persoon = open_persoon(work, client)
    model = laad(beschikking.inkoopmodel)
    soort = Soort(beschikking.soort)
    zaak = Zaak(
        gemeente=next(each.naam for each in model.gemeenten if each.code == beschikking.gemeente),
        meldingsdatum=melding.meldingsdatum,
        afgerond_op=onderzoek.afgerond_op if onderzoek and soort != Soort.TIJDELIJK else None,
        aanvraagdatum=melding.aanvraagdatum if soort != Soort.TIJDELIJK else None,
        besluitdatum=beschikking.besluitdatum,
        soort=soort,
        uitkomst=Uitkomst(beschikking.uitkomst),
    )
    producten = await store_besluit.producten(work.session, beschikking.id)
    return schrijf(
        zaak,
        kenmerk=beschikking.id,
        naam=_achternaam(persoon.naam),
        geslacht=persoon.geslacht,
        adres=(_naam(persoon.naam), *_adres(persoon.adres)),
        motivering=work.vault.open(beschikking.motivering).decode(),
        producten=[_toegekend(work, model, each) for each in producten],
    )


def _toegekend(work: Work, model: Inkoopmodel, row: BeschiktProduct) -> Toegekend:
    scenario = next((each.titel for each in model.scenarios if each.naam == row.scenario), None)
    return Toegekend(
        product=model.product(row.code),
        volume=row.volume,
        minuten_per_week=row.minuten_per_week,
        ingangsdatum=row.ingangsdatum,
        einddatum=row.einddatum,
        vorm=Vorm(row.vorm),
        budget=row.budget,
        scenario=scenario,
        toelichting=work.vault.open(row.toelichting).decode() if row.toelichting else None,
        regels=row.regels,
    )


def _achternaam(naam: Naam) -> str:
    delen = " ".join(filter(None, (naam.voorvoegsel, naam.geslachtsnaam)))
    return delen[:1].upper() + delen[1:]


def _naam(naam: Naam) -> str:
    return " ".join(filter(None, (naam.voornamen or naam.voorletters, naam.voorvoegsel, naam.geslachtsnaam)))


def _adres(adres: Adres) -> tuple[str, str]:
    nummer = f"{adres.huisnummer}{adres.huisletter or ''}"
    toevoeging = f"-{adres.huisnummer_toevoeging}" if adres.huisnummer_toevoeging else ""
    return f"{adres.straatnaam} {nummer}{toevoeging}", f"{adres.postcode[:4]} {adres.postcode[4:]} {adres.plaatsnaam}"
