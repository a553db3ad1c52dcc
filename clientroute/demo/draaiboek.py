"""Who does what on which day: decided beforehand, so that the same region, months and seed give the same play."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clientroute.bevolking import Burger, DemoAanbieder, aanbieders, bevolking
from inkoop import Inkoopmodel
from inkoop.weging import Scenario
from istandaard.regels.rekenen import jaren_later
from toegang.domain.jeugd import MEERDERJARIG, ZONDER_ONDERZOEK
from toegang.domain.weging import minuten_per_week
from wetten import Wet

AANLOOP_MAANDEN = 2
"""Calendar months before the first one that is billed, in which citizens already come."""
DECLAREERDAG = 3
"""Day of the month on which providers bill the month before."""
ZONDER_KEUZE = 0.1
"""Share of decided products for which the beschikking names no provider."""
NAUWE_MARGE = 55
"""Days before the end of the play in which nobody new comes: what is begun can be finished."""
LAATSTE_WEKEN = 5
"""Weeks before the end of the contract term in which nothing is played: what is decided last begins within it."""
NOG_JEUGDIG = 3
"""Months after the play in which nobody who came in as a youth is 18 yet: all get some months of support."""


@dataclass(frozen=True)
class Aanvraag:
    """A decided product of a case; `agb` is the provider that will deliver, `genoemd` whether the decision names it.

    `traject` and `scenario` are names of the inkoopmodel, `minuten` those per week.
    """

    code: str
    volume: int
    ingangsdatum: date
    einddatum: date
    agb: str
    genoemd: bool
    traject: str | None
    scenario: str | None
    minuten: int | None


@dataclass(frozen=True)
class Zaak:
    """One citizen's route: the days of each step, and the products."""

    burger: Burger
    meldingsdatum: date
    onderzocht_op: date
    besluitdatum: date
    aanvragen: tuple[Aanvraag, ...]

    @property
    def is_verwezen(self) -> bool:
        """Whether somebody else than the municipality decided that there is support: nothing is investigated."""
        return self.burger.verwijzer in ZONDER_ONDERZOEK


@dataclass(frozen=True)
class Draaiboek:
    """A whole play: from `begin` to `einde`, with the months (first days) that are billed."""

    begin: date
    einde: date
    maanden: tuple[date, ...]
    aanbieders: tuple[DemoAanbieder, ...]
    zaken: tuple[Zaak, ...]


def maand_later(dag: date, maanden: int) -> date:
    """The first day of the month so many months after that of `dag`."""
    index = dag.year * 12 + dag.month - 1 + maanden
    return date(index // 12, index % 12 + 1, 1)


def uiterste_speeldag(model: Inkoopmodel) -> date:
    """The last day that can be played: after the term of the contracts no help begins (M103)."""
    return model.looptijd.laatste_dag - timedelta(weeks=LAATSTE_WEKEN)


def maak_draaiboek(model: Inkoopmodel, maanden: int, burgers: int, vandaag: date, seed: int) -> Draaiboek:
    """A play that ends today, as soon as a model that starts in the future lets it, or before the term is over."""
    vroegst = maand_later(model.versie, maanden + AANLOOP_MAANDEN) + timedelta(days=20)
    einde = max(min(vandaag, uiterste_speeldag(model)), vroegst)
    eerste = maand_later(einde, -maanden)
    begin = maand_later(eerste, -AANLOOP_MAANDEN)
    rng = random.Random(seed)  # noqa: S311  a play has to come out the same each time
    wie = aanbieders(model, burgers, seed)
    dagen = max(1, (einde - begin).days - NAUWE_MARGE)
    zaken = [
        _zaak(model, burger, wie, begin + timedelta(rng.randrange(dagen)), rng)
        for burger in bevolking(model, burgers, seed, op=maand_later(einde, NOG_JEUGDIG))
    ]
    return Draaiboek(
        begin=begin,
        einde=einde,
        maanden=tuple(maand_later(eerste, index) for index in range(maanden)),
        aanbieders=tuple(wie),
        zaken=tuple(zaken),
    )


def _zaak(
    model: Inkoopmodel, burger: Burger, wie: Sequence[DemoAanbieder], meldingsdatum: date, rng: random.Random
) -> Zaak:
    onderzocht_op = meldingsdatum + timedelta(rng.choice((3, 7, 12, 18, 24, 30, 36, 41, 48)))
    besluitdatum = onderzocht_op + timedelta(rng.choice((1, 3, 6, 9, 12, 13, 16)))
    ingangsdatum = besluitdatum + timedelta(rng.randrange(3, 15))
    return maak_zaak(model, burger, wie, (meldingsdatum, onderzocht_op, besluitdatum, ingangsdatum), rng)


def maak_zaak(
    model: Inkoopmodel,
    burger: Burger,
    wie: Sequence[DemoAanbieder],
    dagen: tuple[date, date, date, date],
    rng: random.Random,
) -> Zaak:
    """The route of a citizen on these days: melding, end of the onderzoek, decision, first day of support."""
    meldingsdatum, onderzocht_op, besluitdatum, ingangsdatum = dagen
    aanvragen = []
    for eerste_keus, volume, maanden, gegeven_minuten in burger.ondersteuning:
        product = _nog_te_krijgen(model, eerste_keus, besluitdatum)
        einddatum = min(_einddatum(ingangsdatum, maanden), _uiterste_dag(burger))
        scenario = _scenario(model, product, rng)
        uit_volume = minuten_per_week(model.product(product), volume, ingangsdatum, einddatum)
        kunnen = [each for each in wie if product in each.producten and burger.gemeente in each.gemeenten]
        passen = [each for each in kunnen if burger.specialisme in each.specialismen] or kunnen
        gekozen = rng.choices(passen, [each.gewicht for each in passen])[0]
        aanvragen.append(
            Aanvraag(
                code=product,
                volume=volume,
                ingangsdatum=ingangsdatum,
                einddatum=einddatum,
                agb=gekozen.agb,
                genoemd=rng.random() >= ZONDER_KEUZE,
                traject=_traject(model, product, maanden, burger.profiel),
                scenario=scenario.naam if scenario else None,
                minuten=scenario.minuten_per_week if scenario else uit_volume or gegeven_minuten,
            )
        )
    return Zaak(burger, meldingsdatum, onderzocht_op, besluitdatum, tuple(aanvragen))


def _nog_te_krijgen(model: Inkoopmodel, code: str, op: date) -> str:
    """The product, or one of the same category when a date on which it ends was decided (M45)."""
    product = model.product(code)
    if product.blijft:
        return code
    return next(each.code for each in model.producten if each.categorie == product.categorie and each.blijft)


def _traject(model: Inkoopmodel, code: str, maanden: int, profiel: str) -> str | None:
    """The traject of a product: that of the profiel where it has one, else the first in which the term fits."""
    passend = [
        each.naam
        for each in model.trajecten
        if code in each.producten and not each.zonder_eigen_product and maanden <= (each.maximaal_maanden or maanden)
    ]
    return profiel if profiel in passend else next(iter(passend), None)


def _scenario(model: Inkoopmodel, code: str, rng: random.Random) -> Scenario | None:
    """A scenario for a product that has them, in the proportions of the model (M10)."""
    mogelijk = {each.naam: each for each in model.scenarios if each.product == code}
    if not mogelijk:
        return None
    aandelen = model.bevolking.scenarios if model.bevolking else ()
    gewichten = [each.aandeel for each in aandelen]
    return mogelijk[rng.choices([each.scenario for each in aandelen], gewichten)[0]]


def _uiterste_dag(burger: Burger) -> date:
    """The last day on which the law of a citizen holds: of a youth the one before the eighteenth birthday."""
    if burger.wet is Wet.WMO:
        return date.max
    return jaren_later(burger.geboortedatum, MEERDERJARIG) - timedelta(1)


def _einddatum(ingangsdatum: date, maanden: int) -> date:
    """The last day of a term of so many months."""
    eerste = maand_later(ingangsdatum, maanden)
    laatste_dag = (maand_later(eerste, 1) - timedelta(1)).day
    return eerste.replace(day=min(ingangsdatum.day, laatste_dag)) - timedelta(1)
