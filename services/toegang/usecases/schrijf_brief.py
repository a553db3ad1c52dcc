"""Write the letter about a decision; whoever reads it leaves a trace."""

from chassis.work import Work
from inkoop import Inkoopmodel, laad
from toegang import store
from toegang.bodies.route import Adres, Naam
from toegang.domain.beschikking import Soort, Uitkomst, Vorm
from toegang.domain.bezwaar import Uitkomst as Bezwaaruitkomst
from toegang.domain.bezwaar import check_brief
from toegang.domain.brief import Afgehandeld, Brief, Ontvanger, Toegekend, Zaak, schrijf, schrijf_op_bezwaar
from toegang.domain.logboek import Wat
from toegang.store import besluit as store_besluit
from toegang.tables import Beschikking, BeschiktProduct, Bezwaar
from toegang.usecases.logboek import noteer
from toegang.usecases.personen import open_persoon


async def schrijf_brief(work: Work, beschikking: Beschikking, wie: str) -> Brief:
    """The letter, under the inkoopmodel of the decision, to the address that is known now."""
    melding = await store.melding(work.session, beschikking.melding_id)
    assert melding is not None  # a foreign key holds it
    onderzoek = await store.onderzoek(work.session, melding.id)
    await noteer(work, wie, beschikking.client_id, Wat.BRIEF_GELEZEN, beschikking.id)
    model = laad(beschikking.inkoopmodel)
    soort = Soort(beschikking.soort)
    zaak = Zaak(
        gemeente=_gemeente(model, beschikking.gemeente),
        meldingsdatum=melding.meldingsdatum,
        afgerond_op=onderzoek.afgerond_op if onderzoek and soort != Soort.TIJDELIJK else None,
        aanvraagdatum=melding.aanvraagdatum if soort != Soort.TIJDELIJK else None,
        besluitdatum=beschikking.besluitdatum,
        soort=soort,
        uitkomst=Uitkomst(beschikking.uitkomst),
    )
    producten = await store_besluit.producten(work.session, beschikking.id)
    motivering = work.vault.open(beschikking.motivering).decode()
    ontvanger = await _ontvanger(work, beschikking.client_id)
    return schrijf(zaak, beschikking.id, ontvanger, motivering, [_toegekend(work, model, each) for each in producten])


async def schrijf_brief_op_bezwaar(work: Work, bezwaar: Bezwaar, beschikking: Beschikking, wie: str) -> Brief:
    """The letter about an objection. Raises Weigering while there is none, or when another letter says it all."""
    check_brief(bezwaar.uitkomst)
    assert bezwaar.besluitdatum is not None  # with the outcome come its day and its reasons
    assert bezwaar.motivering is not None
    assert bezwaar.uitkomst is not None
    await noteer(work, wie, bezwaar.client_id, Wat.BRIEF_GELEZEN, bezwaar.id)
    afgehandeld = Afgehandeld(
        gemeente=_gemeente(laad(beschikking.inkoopmodel), bezwaar.gemeente),
        eerste_besluit=beschikking.besluitdatum,
        ingediend_op=bezwaar.ingediend_op,
        besluitdatum=bezwaar.besluitdatum,
        uitkomst=Bezwaaruitkomst(bezwaar.uitkomst),
    )
    motivering = work.vault.open(bezwaar.motivering).decode()
    return schrijf_op_bezwaar(afgehandeld, bezwaar.id, await _ontvanger(work, bezwaar.client_id), motivering)


async def _ontvanger(work: Work, client_id: str) -> Ontvanger:
    client = await store.client(work.session, client_id)
    assert client is not None  # a foreign key holds it
    persoon = open_persoon(work, client)
    adres = (_naam(persoon.naam), *_adres(persoon.adres))
    return Ontvanger(_achternaam(persoon.naam), persoon.geslacht, adres)


def _gemeente(model: Inkoopmodel, code: str) -> str:
    return next(each.naam for each in model.gemeenten if each.code == code)


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
