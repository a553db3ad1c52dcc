"""The tiles of the pages, and how each is measured: over the complete months, a year before, and beside others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inkoop import Inkoopmodel
from inkoop.sturing import Kpi
from monitoring.domain import maten
from monitoring.domain.beleid import inkoopmodel
from monitoring.domain.maanden import Ritme, laatste_complete, maand_erbij, maandreeks
from monitoring.domain.maatregelen import grens_van
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import Uitsplitsing
from monitoring.domain.selectie import Selectie
from monitoring.domain.stoplicht import Meting, licht
from monitoring.domain.tegel import (
    PerMaand,
    Tegel,
    Tegelsoort,
    als_telling,
    niet_goed_van,
    reeks_van,
    som_van,
    waarde_van,
)
from monitoring.rapporten.aanbieders import model_van
from monitoring.rapporten.vraag import Vraag

NIET_PER: tuple[Uitsplitsing, ...] = ("product", "aanbieder")
PRODUCT: tuple[Uitsplitsing, ...] = ("product",)
GELD = Ritme.DECLARATIES
TEGELS: Mapping[str, Tegelsoort] = {
    each.naam: each
    for each in (
        Tegelsoort("meldingen", "Meldingen", maten.MELDING, "aantal", "keten#stappen", niet_per=NIET_PER),
        Tegelsoort(
            "onderzoek-op-tijd", "Onderzoek op tijd klaar", maten.ONDERZOEK.op_tijd, "procent", "toegang#toegang",
            noemer=maten.ONDERZOEK, beter="hoger", norm="De wet: binnen 6 weken", niet_goed="te laat",
            niet_per=NIET_PER,
        ),
        Tegelsoort(
            "besluit-op-tijd", "Besluit op tijd", maten.BESLUIT.op_tijd, "procent", "toegang#toegang",
            noemer=maten.BESLUIT, beter="hoger", norm="De wet: binnen 2 weken na de aanvraag", niet_goed="te laat",
            niet_per=NIET_PER,
        ),
        Tegelsoort("bezwaren", "Bezwaren", maten.BEZWAAR, "aantal", "toegang#bezwaren", niet_per=NIET_PER),
        Tegelsoort(
            "gesloten", "Gesloten zonder besluit", maten.GESLOTEN, "aantal", "toegang#toegang", niet_per=NIET_PER
        ),
        Tegelsoort("toewijzingen", "Nieuwe toewijzingen", maten.TOEWIJZING, "aantal", "toewijzing#gang"),
        Tegelsoort(
            "start-op-tijd", "Hulp op tijd gestart", maten.START.op_tijd, "procent", "toewijzing#gang",
            noemer=maten.START, beter="hoger", kpi="tijdig-gestart", niet_goed="te laat gestart",
        ),
        Tegelsoort(
            "afgeschaald", "Toewijzingen afgeschaald", maten.AFGESCHAALD, "procent", "toewijzing#gang",
            noemer=maten.TOEWIJZING,
        ),
        Tegelsoort("clienten", "Cliënten per maand", maten.CLIENT, "aantal", "toewijzing#clienten"),
        Tegelsoort(
            "benut", "Benut van wat is toegewezen", maten.GEBRUIKT_BEDRAG, "procent", "toewijzing#gebruik",
            noemer=maten.TOEGEWEZEN_BEDRAG, ritme=GELD,
        ),
        Tegelsoort(
            "declaraties", "Declaraties", maten.DECLARATIE, "aantal", "declaraties#declaraties", ritme=GELD,
            niet_per=PRODUCT,
        ),
        Tegelsoort(
            "antwoord-op-tijd", "Declaratie op tijd beantwoord", maten.DECLARATIE.op_tijd, "procent",
            "declaraties#declaraties", noemer=maten.DECLARATIE, beter="hoger", norm="De standaard: binnen 10 werkdagen",
            niet_goed="te laat", ritme=GELD, niet_per=PRODUCT,
        ),
        Tegelsoort(
            "afgewezen", "Prestaties afgewezen", maten.PRESTATIES_INGEDIEND, "procent", "declaraties#afkeuringen",
            min=maten.PRESTATIES_TOEGEKEND, noemer=maten.PRESTATIES_INGEDIEND, beter="lager", kpi="afgekeurd",
            niet_goed="afgewezen", ritme=GELD,
        ),
        Tegelsoort(
            "aandacht", "Aandachtspunten", maten.AANDACHT, "aantal", "declaraties#aandachtspunten", beter="lager",
            ritme=GELD, niet_per=PRODUCT,
        ),
        Tegelsoort("toegekend", "Toegekend", maten.GEBRUIKT_BEDRAG, "euro", "budget#geld-per-maand", ritme=GELD),
        Tegelsoort("toegewezen", "Toegewezen", maten.TOEGEWEZEN_BEDRAG, "euro", "budget#geld-per-maand", ritme=GELD),
        Tegelsoort(
            "per-client", "Per cliënt per maand", maten.GEBRUIKT_BEDRAG, "euro", "aanbieders#benchmark",
            noemer=maten.CLIENT, ritme=GELD,
        ),
        Tegelsoort(
            "doelen", "Doelen behaald", maten.DOEL_BEHAALD, "procent", "signalen#doelen", noemer=maten.DOEL,
            beter="hoger", kpi="doelen-behaald", niet_per=PRODUCT,
        ),

        Tegelsoort(
            "berichten-op-tijd", "Bericht op tijd beantwoord", maten.ANTWOORD.op_tijd, "procent", "keten#berichten",
            noemer=maten.ANTWOORD, beter="hoger", norm="De standaard: binnen 3 werkdagen", niet_goed="te laat",
            niet_per=PRODUCT,
        ),
        Tegelsoort(
            "afspraken-op-tijd", "Eigen afspraken op tijd", maten.EIGEN_TERMIJN.op_tijd, "procent",
            "keten#eigen-termijnen", noemer=maten.EIGEN_TERMIJN, beter="hoger", norm="De afspraak met aanbieders",
            niet_per=PRODUCT,
        ),
    )
}  # fmt: skip
"""By name."""


@dataclass(frozen=True)
class Naast:
    """What the figures of a page are laid beside: the region, or all providers."""

    wat: str
    vraag: Vraag


@dataclass(frozen=True)
class Gemeten:
    """The tiles of a page, and what they are laid beside."""

    tegels: list[Tegel]
    naast: str | None


async def meet_tegels(vraag: Vraag, namen: Sequence[str], gemeenten: frozenset[str] | None) -> Gemeten:
    """These tiles within a choice, for who may see these municipalities (None is all of them)."""
    soorten = [TEGELS[naam] for naam in namen]
    model, naast = await model_van(vraag), _naast(vraag, gemeenten)
    gevonden = []
    for ritme in Ritme:
        eigen = [each for each in soorten if each.ritme is ritme]
        if eigen:
            gevonden += await _meet(vraag, eigen, ritme, model, naast)
    gevonden.sort(key=lambda each: namen.index(each.soort.naam))
    return Gemeten(gevonden, naast.wat if naast else None)


def _naast(vraag: Vraag, gemeenten: frozenset[str] | None) -> Naast | None:
    """One provider beside all of them, one municipality beside those of its region that may be seen."""
    selectie = vraag.selectie
    if selectie.aanbieders is not None:
        return Naast("alle aanbieders", vraag.alle_aanbieders())
    if selectie.gemeenten is None or len(selectie.gemeenten) != 1:
        return None
    (gemeente,) = selectie.gemeenten
    model = inkoopmodel(gemeente, selectie.tot or vraag.work.today.replace(day=1))
    regio = frozenset(model.gemeentecodes) if model else frozenset()
    regio = regio if gemeenten is None else regio & gemeenten
    return Naast("de regio", replace(vraag, selectie=replace(selectie, gemeenten=regio))) if len(regio) > 1 else None


async def _meet(
    vraag: Vraag, soorten: Sequence[Tegelsoort], ritme: Ritme, model: Inkoopmodel | None, naast: Naast | None
) -> list[Tegel]:
    """Tiles of which months are complete at the same time."""
    nodig = tuple(dict.fromkeys(maat for each in soorten for maat in each.maten))
    tot = min(vraag.selectie.tot or vraag.work.today, laatste_complete(vraag.work.today, ritme))
    selectie = replace(vraag.selectie, van=vraag.selectie.van or maand_erbij(tot, -11), tot=tot)
    assert selectie.van is not None
    nu = await _maanden(replace(vraag, selectie=selectie), nodig)
    eerder = await _maanden(
        replace(vraag, selectie=selectie.maanden(maand_erbij(selectie.van, -12), maand_erbij(tot, -12))), nodig
    )
    anderen: PerMaand = {}
    if naast is not None:
        anderen = await _maanden(replace(vraag, selectie=naast.vraag.selectie.maanden(selectie.van, tot)), nodig)
    return [_tegel(each, selectie, model, (nu, eerder, anderen)) for each in soorten]


async def _maanden(vraag: Vraag, nodig: tuple[Maat, ...]) -> PerMaand:
    """Every month of the choice, also where nothing happened; nothing when nothing did."""
    gevonden = await vraag.per("maand", *nodig)
    van, tot = vraag.selectie.van, vraag.selectie.tot
    if not gevonden or van is None or tot is None:
        return {}
    return {maand: gevonden.get(maand.isoformat(), {}) for maand in maandreeks(van, tot)}


def _tegel(
    soort: Tegelsoort, selectie: Selectie, model: Inkoopmodel | None, cijfers: tuple[PerMaand, PerMaand, PerMaand]
) -> Tegel:
    if (selectie.code and "product" in soort.niet_per) or (selectie.aanbieders and "aanbieder" in soort.niet_per):
        return Tegel(soort, None)
    nu, eerder, anderen = cijfers
    waarde, noemer = waarde_van(soort, nu)
    kpi = _kpi(model, soort.kpi)
    is_aantal = soort.soort != "procent" and soort.noemer is None
    return Tegel(
        soort,
        als_telling(soort, waarde, _laatste_maand(soort, selectie)),
        waarde_van(soort, eerder)[0],
        None if is_aantal else waarde_van(soort, anderen)[0],
        reeks_van(soort, nu),
        noemer or None,
        niet_goed_van(soort, selectie, nu),
        f"Norm: {grens_van(kpi)}" if kpi else soort.norm,
        _licht(soort, kpi, nu) if kpi and waarde is not None else None,
    )


def _laatste_maand(soort: Tegelsoort, selectie: Selectie) -> Selectie:
    """People are shown as they were in the last month: over more months they are no people but months."""
    laatste = selectie.tot
    return selectie.maanden(laatste, laatste) if soort.maat is maten.CLIENT and laatste else selectie


def _kpi(model: Inkoopmodel | None, naam: str | None) -> Kpi | None:
    return next((each for each in (model.contractsturing.kpis if model else ()) if each.naam == naam), None)


def _licht(soort: Tegelsoort, kpi: Kpi, nu: PerMaand) -> str | None:
    """By the exact numbers, as the light of a provider is."""
    teller = som_van(nu, soort.maat) - (som_van(nu, soort.min) if soort.min else 0)
    return licht(kpi, Meting(teller, som_van(nu, soort.noemer) if soort.noemer else 0))
