"""Coverage by contracts: enough providers and room, and not too many, in each place of a norm (M53, M100, M101, M129).

Who counts for a place is decided where the shortages of toewijzing decide it (inkoop.dekking): both give one answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from inkoop import Inkoopmodel
from inkoop.dekking import Plek, is_elders, is_gepauzeerd, mist, plekken
from inkoop.integriteit import Toetseis, waarom_geen_toets
from inkoop.sturing import Dekkingsnorm
from monitoring.domain.feiten.toewijzing import Aanbieder, Contract
from monitoring.domain.selectie import Selectie

Aantallen = tuple[tuple[str, int], ...]
"""Products, and how many providers each has."""


class Hulp(NamedTuple):
    """A client has a product of a provider today; the last two are '' where the decision names none."""

    gemeente: str
    agb: str
    code: str
    client: str
    specialisme: str = ""
    doelgroep: str = ""


@dataclass(frozen=True)
class Register:
    """What is contracted, what is known of the providers, and who has help from them today."""

    contracten: Sequence[Contract]
    hulp: Sequence[Hulp] = ()
    aanbieders: Mapping[str, Aanbieder] = field(default_factory=dict)


@dataclass(frozen=True)
class Dekking:
    """What is contracted for one norm in one place, and whether it is enough.

    `licht` is rood when there is too little, else oranje when there is too much, else groen.
    """

    norm: str
    plek: Plek
    specialisme: str | None
    doelgroep: str | None
    """Of the place, as the region calls them."""
    aanbieders: int
    """That somebody new can be assigned to today."""
    minimum: int
    te_weinig: Aantallen
    """Products that fewer of them give than the minimum: what `/v1/tekorten` says (M53, M101)."""
    clienten: int | None
    """None where the place has municipalities that the reader does not see."""
    capaciteit: int | None
    """Clients that can be served at once; None where no contract says so."""
    hoogstens: int | None
    """For one product; None where the region does not say."""
    te_veel: Aantallen
    """Products that more providers than that may give (M129)."""
    van_procent: int | None
    tot_procent: int | None

    @property
    def deel(self) -> float | None:
        """Room against clients; None where one of the two is not known, or there are no clients."""
        return round(self.capaciteit / self.clienten, 4) if self.capaciteit is not None and self.clienten else None

    @property
    def is_krap(self) -> bool:
        """Whether there is less room than the lower bound asks (M100)."""
        if self.capaciteit is None or self.clienten is None or self.van_procent is None:
            return False
        return self.capaciteit * 100 < self.van_procent * self.clienten

    @property
    def is_ruim(self) -> bool:
        """Whether there is more room than the upper bound allows (M100); against no clients nothing is too much."""
        if self.capaciteit is None or not self.clienten or self.tot_procent is None:
            return False
        return self.capaciteit * 100 > self.tot_procent * self.clienten

    @property
    def licht(self) -> str:
        """Too little is worse than too much."""
        if self.te_weinig or self.is_krap:
            return "rood"
        return "oranje" if self.te_veel or self.is_ruim else "groen"

    @property
    def stand(self) -> str:
        """Whether there is too little or too much, in plain Dutch: a place may have both."""
        zinnen = (
            ("te weinig", bool(self.te_weinig) or self.is_krap),
            ("te veel", bool(self.te_veel)),
            ("meer dan nodig", self.is_ruim),
        )
        return " en ".join(zin for zin, geldt in zinnen if geldt) or "genoeg"


def dekkingen(
    modellen: Sequence[Inkoopmodel], register: Register, selectie: Selectie, vandaag: date
) -> Iterator[Dekking]:
    """Every norm of the newest inkoopmodel in force, in each of its places that the selection sees.

    Who has two products of a norm counts once.
    """
    for model in nieuwste(modellen, vandaag):
        gezien = [each for each in model.gemeentecodes if selectie.ziet(each)]
        normen = [each for each in model.dekking if selectie.code is None or selectie.code in each.producten]
        if gezien and normen:
            regio = _regio(model, register, vandaag)
            for norm in normen:
                yield from (_dekking(regio, norm, plek, selectie) for plek in plekken(model, norm, gezien))


def nieuwste(modellen: Sequence[Inkoopmodel], vandaag: date) -> list[Inkoopmodel]:
    """Models in force of which no newer one has the same municipalities."""
    geldig = [model for model in modellen if model.versie <= vandaag]
    per_gemeenten = {frozenset(model.gemeentecodes): model for model in sorted(geldig, key=_versie)}
    return list(per_gemeenten.values())


def _versie(model: Inkoopmodel) -> date:
    return model.versie


def geldige(contracten: Iterable[Contract], vandaag: date) -> Iterator[Contract]:
    """Contracts that hold today, their last day included, and take new clients."""
    for contract in contracten:
        loopt_nog = contract.geldig_tot is None or vandaag <= contract.geldig_tot
        stopt = contract.geen_nieuwe_vanaf is not None and contract.geen_nieuwe_vanaf <= vandaag
        if contract.geldig_van <= vandaag and loopt_nog and not stopt:
            yield contract


@dataclass(frozen=True)
class _Regio:
    """One region today."""

    titels: Mapping[str | None, str]
    """Of its specialismen and doelgroepen, by name."""
    gemeenten: frozenset[str]
    contracten: Sequence[Contract]
    dicht: frozenset[str]
    """AGB codes of providers that nothing may be assigned to, wherever (M108)."""
    vol: frozenset[Contract]
    gepauzeerd: Mapping[str, frozenset[str]]
    """Where, by AGB code."""
    hulp: Mapping[str, Sequence[Hulp]]
    """By product."""


ONBEKEND = Aanbieder(None, None)
"""A provider that nothing was told about."""


def _regio(model: Inkoopmodel, register: Register, vandaag: date) -> _Regio:
    gemeenten = frozenset(model.gemeentecodes)
    contracten = [each for each in geldige(register.contracten, vandaag) if gemeenten.intersection(each.gemeenten)]
    bekend = {each.agb: register.aanbieders.get(each.agb, ONBEKEND) for each in contracten}
    eis = Toetseis(model.levering.integriteitstoets_maanden, vandaag)
    hulp: dict[str, list[Hulp]] = {}
    for each in register.hulp:
        hulp.setdefault(each.code, []).append(each)
    return _Regio(
        titels={each.naam: each.titel for each in (*model.specialismen, *model.doelgroepen)},
        gemeenten=gemeenten,
        contracten=contracten,
        dicht=frozenset(agb for agb, each in bekend.items() if waarom_geen_toets(each.integriteit_getoetst_op, eis)),
        vol=frozenset(each for each in contracten if _is_vol(each, hulp)),
        gepauzeerd={agb: each.gepauzeerd_in(vandaag) for agb, each in bekend.items()},
        hulp=hulp,
    )


def _is_vol(contract: Contract, hulp: Mapping[str, Sequence[Hulp]]) -> bool:
    alle = (each for code in _codes(contract) for each in hulp.get(code, ()))
    mensen = {each.client for each in alle if each.agb == contract.agb and each.gemeente in contract.gemeenten}
    return contract.capaciteit is not None and len(mensen) >= contract.capaciteit


def _dekking(regio: _Regio, norm: Dekkingsnorm, plek: Plek, selectie: Selectie) -> Dekking:
    passend = [
        each
        for each in regio.contracten
        if _codes(each).intersection(norm.producten) and not is_elders(each, plek) and mist(each, plek) is None
    ]
    kiesbaar = [each for each in passend if _is_open(regio, each, plek)]
    plaatsen = [each.capaciteit for each in passend if each.capaciteit is not None]
    minimum, hoogstens = norm.minimum_aanbieders, norm.aanbieders_hoogstens
    return Dekking(
        norm=norm.titel,
        plek=plek,
        specialisme=regio.titels.get(plek.specialisme),
        doelgroep=regio.titels.get(plek.doelgroep),
        aanbieders=len({each.agb for each in kiesbaar}),
        minimum=minimum,
        te_weinig=tuple((code, wie) for code, wie in _per_product(norm, kiesbaar) if wie < minimum),
        clienten=_clienten(regio, norm, plek, selectie),
        capaciteit=sum(plaatsen) if plaatsen else None,
        hoogstens=hoogstens,
        te_veel=tuple((code, wie) for code, wie in _per_product(norm, passend) if hoogstens and wie > hoogstens),
        van_procent=norm.van_procent,
        tot_procent=norm.tot_procent,
    )


def _is_open(regio: _Regio, contract: Contract, plek: Plek) -> bool:
    """Whether somebody new can be assigned under it today."""
    if contract.agb in regio.dicht or contract in regio.vol:
        return False
    return not is_gepauzeerd(contract, plek, regio.gepauzeerd[contract.agb])


def _clienten(regio: _Regio, norm: Dekkingsnorm, plek: Plek, selectie: Selectie) -> int | None:
    """Who has help in a place; None where it has municipalities that the selection does not see."""
    hier = regio.gemeenten if plek.gemeente is None else {plek.gemeente}
    if not all(selectie.ziet(each) for each in hier):
        return None
    alle = (each for code in norm.producten for each in regio.hulp.get(code, ()) if each.gemeente in hier)
    return len({each.client for each in alle if _is_van(each, plek)})


def _is_van(hulp: Hulp, plek: Plek) -> bool:
    return plek.specialisme in {None, hulp.specialisme} and plek.doelgroep in {None, hulp.doelgroep}


def _codes(contract: Contract) -> set[str]:
    return {product.code for product in contract.producten}


def _per_product(norm: Dekkingsnorm, contracten: Sequence[Contract]) -> Iterator[tuple[str, int]]:
    """How many providers give each product of the norm."""
    for code in norm.producten:
        yield code, len({each.agb for each in contracten if code in _codes(each)})
