"""Coverage by contracts: enough providers and room, and not too many, per municipality (M53, M100, M101, M129)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inkoop import Inkoopmodel
from inkoop.sturing import Dekkingsnorm
from monitoring.domain.feiten.toewijzing import Contract
from monitoring.domain.selectie import Selectie


@dataclass(frozen=True)
class Dekking:
    """What is contracted for one norm in one municipality, and whether it is enough.

    `licht` is rood when there is too little, else oranje when there is too much, else groen.
    """

    norm: str
    gemeente: str
    aanbieders: int
    minimum: int
    clienten: int
    capaciteit: int | None
    """Clients that can be served at once; None where no contract says so."""
    deel: float | None
    hoogstens: int | None
    """For one product; None where the region does not say."""
    te_veel: tuple[tuple[str, int], ...]
    """Products that more providers than that may give, and how many (M129)."""
    is_te_weinig: bool

    @property
    def licht(self) -> str:
        """Too little is worse than too much."""
        return "rood" if self.is_te_weinig else "oranje" if self.te_veel else "groen"

    @property
    def stand(self) -> str:
        """Whether there is too little or too much, in plain Dutch: a group may have both."""
        zinnen = [zin for zin, geldt in (("te weinig", self.is_te_weinig), ("te veel", bool(self.te_veel))) if geldt]
        return " en ".join(zinnen) or "genoeg"


def dekkingen(
    modellen: Sequence[Inkoopmodel],
    contracten: Iterable[Contract],
    clienten: Collection[tuple[str, str, str]],
    selectie: Selectie,
    vandaag: date,
) -> list[Dekking]:
    """Every norm of the newest inkoopmodel in force, per municipality of the selection.

    `clienten` says who has help today: municipality, product and client. Who has two products of a norm counts once.
    """
    geldig = list(geldige(contracten, vandaag))
    return [
        _dekking(norm, gemeente.code, geldig, clienten)
        for model in nieuwste(modellen, vandaag)
        for norm in model.dekking
        for gemeente in model.gemeenten
        if selectie.ziet(gemeente.code) and (selectie.code is None or selectie.code in norm.producten)
    ]


def nieuwste(modellen: Sequence[Inkoopmodel], vandaag: date) -> list[Inkoopmodel]:
    """Models in force of which no newer one has the same municipalities."""
    geldig = [model for model in modellen if model.versie <= vandaag]
    per_gemeenten = {frozenset(each.code for each in model.gemeenten): model for model in sorted(geldig, key=_versie)}
    return list(per_gemeenten.values())


def _versie(model: Inkoopmodel) -> date:
    return model.versie


def geldige(contracten: Iterable[Contract], vandaag: date) -> Iterator[Contract]:
    """Contracts that hold today and take new clients."""
    for contract in contracten:
        eindes = (contract.geldig_tot, contract.geen_nieuwe_vanaf)
        if contract.geldig_van <= vandaag and not any(dag and dag <= vandaag for dag in eindes):
            yield contract


def _dekking(
    norm: Dekkingsnorm, gemeente: str, contracten: Sequence[Contract], clienten: Collection[tuple[str, str, str]]
) -> Dekking:
    codes = set(norm.producten)
    passend = [
        contract
        for contract in contracten
        if gemeente in contract.gemeenten and codes & {product.code for product in contract.producten}
    ]
    plaatsen = [contract.capaciteit for contract in passend if contract.capaciteit is not None]
    capaciteit = sum(plaatsen) if plaatsen else None
    nu = len({client for plaats, code, client in clienten if plaats == gemeente and code in codes})
    aanbieders = len({contract.agb for contract in passend})
    deel = round(capaciteit / nu, 4) if capaciteit is not None and nu else None
    tekort = aanbieders < norm.minimum_aanbieders or (
        capaciteit is not None and norm.van_procent is not None and capaciteit * 100 < norm.van_procent * nu
    )
    return Dekking(
        norm=norm.titel,
        gemeente=gemeente,
        aanbieders=aanbieders,
        minimum=norm.minimum_aanbieders,
        clienten=nu,
        capaciteit=capaciteit,
        deel=deel,
        hoogstens=norm.aanbieders_hoogstens,
        te_veel=tuple(_te_veel(norm, passend)),
        is_te_weinig=tekort,
    )


def _te_veel(norm: Dekkingsnorm, contracten: Sequence[Contract]) -> Iterator[tuple[str, int]]:
    """Products of the norm that more providers give than the region wants for one product (M129)."""
    if norm.aanbieders_hoogstens is None:
        return
    for code in norm.producten:
        wie = {contract.agb for contract in contracten if code in {product.code for product in contract.producten}}
        if len(wie) > norm.aanbieders_hoogstens:
            yield code, len(wie)
