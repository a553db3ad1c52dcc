"""The outcomes that an inkoopmodel allows in a situation, and the others with the rule that refuses them.

The service proposes; a caseworker decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inkoop import Inkoopmodel, Product
from inkoop.weging import Scenario, Traject
from toegang.domain.weging.producten import minuten_van_plan
from toegang.domain.weging.regels import uitspraken
from toegang.domain.weging.zaak import Keuze, Situatie, Uitspraak, Zaak, maand_verder
from wetten import Wet

GEWONE_MAANDEN = 12
"""The term to propose where neither a traject nor a scenario gives one."""
EIGEN_REDEN = "voorstel"
"""Stands for the reason that who chooses a term other than the usual one will give (M27)."""


@dataclass(frozen=True)
class Optie:
    """A product in one of its uses, and what the rules say about it.

    `maanden` are the terms to choose from, the usual one when the model leaves it free. With `onderbouwing` it may be
    chosen, with `weigeringen` it may not.
    """

    product: Product
    traject: Traject | None
    scenario: Scenario | None
    intensiteit: str | None
    maanden: tuple[int, ...]
    vervoer: bool
    onderbouwing: tuple[Uitspraak, ...]
    weigeringen: tuple[Uitspraak, ...]


def opties(
    model: Inkoopmodel,
    situatie: Situatie,
    op: date,
    ingangsdatum: date,
    lopend: tuple[Keuze, ...] = (),
    wet: Wet = Wet.WMO,
) -> list[Optie]:
    """Every product that the model has under a law, in every use, with what the rules say of it here."""
    gevonden = []
    zaak = Zaak(model, op, situatie, (), lopend, wet=wet)
    for product in (each for each in model.producten if each.wet is wet):
        for traject, scenario in _gebruik(model, product):
            gevonden.append(_optie(zaak, product, traject, scenario, ingangsdatum))
    return gevonden


def _gebruik(model: Inkoopmodel, product: Product) -> Iterator[tuple[Traject | None, Scenario | None]]:
    trajecten: list[Traject | None] = [each for each in model.trajecten if product.code in each.producten]
    scenarios: list[Scenario | None] = [each for each in model.scenarios if each.product == product.code]
    for traject in trajecten or [None]:
        for scenario in scenarios or [None]:
            yield traject, scenario


def _optie(
    zaak: Zaak, product: Product, traject: Traject | None, scenario: Scenario | None, ingangsdatum: date
) -> Optie:
    assert zaak.situatie is not None  # opties gives one
    vervoer = product.vervoer and zaak.situatie.kan_niet_reizen
    mogelijk: list[int] = []
    onderbouwing: list[Uitspraak] = []
    weigeringen: list[Uitspraak] = []
    for maanden in _duren(zaak.model, product, traject, scenario, ingangsdatum):
        keuze = Keuze(
            product=product.code,
            ingangsdatum=ingangsdatum,
            einddatum=_einde(ingangsdatum, maanden),
            traject=traject.naam if traject else None,
            scenario=scenario.naam if scenario else None,
            minuten_per_week=_minuten(zaak.situatie, product, scenario),
            vervoer=vervoer,
            reden_afwijking=None if _is_gewoon(traject, maanden) else EIGEN_REDEN,
        )
        gezegd = list(uitspraken(replace(zaak, keuzes=(keuze,))))
        if all(each.mag for each in gezegd):
            mogelijk.append(maanden)
            onderbouwing = gezegd if _is_gewoon(traject, maanden) or not onderbouwing else onderbouwing
        else:
            weigeringen = weigeringen or [each for each in gezegd if not each.mag]
    cel = zaak.cel_van(Keuze(product.code, ingangsdatum, None))
    return Optie(
        product,
        traject,
        scenario,
        cel.intensiteit if cel else None,
        tuple(mogelijk),
        vervoer,
        tuple(onderbouwing),
        () if mogelijk else tuple(weigeringen),
    )


def _is_gewoon(traject: Traject | None, maanden: int) -> bool:
    """Whether a term needs no reason of its own (M27)."""
    return traject is None or traject.standaard_maanden == maanden


def _duren(
    model: Inkoopmodel, product: Product, traject: Traject | None, scenario: Scenario | None, ingangsdatum: date
) -> list[int]:
    """The terms in months to propose: those of the frame (M27), the scenario (M10) or the traject; in time (M45)."""
    if model.afwegingskader and traject:
        return [each.maanden for each in model.afwegingskader.duren if traject.naam in each.trajecten]
    if scenario and scenario.maximaal_maanden:
        return [scenario.maximaal_maanden]
    gewoon = traject.standaard_maanden if traject else GEWONE_MAANDEN
    laatste = product.uitloop.einde if product.uitloop else None
    if laatste is None:
        return [gewoon]
    return [next((each for each in range(gewoon, 1, -1) if _einde(ingangsdatum, each) <= laatste), 1)]


def _einde(ingangsdatum: date, maanden: int) -> date:
    return maand_verder(ingangsdatum, maanden) - timedelta(1)


def _minuten(situatie: Situatie, product: Product, scenario: Scenario | None) -> int | None:
    """The minutes per week to propose: of the huishoudplan, or the lower end of the norm band; the band is shown."""
    if scenario and situatie.huishoudplan:
        return minuten_van_plan(situatie)
    return product.normband.van if product.normband else None
