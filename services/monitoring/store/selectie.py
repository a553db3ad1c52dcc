"""The conditions that queries on the read models, and on what people recorded, share."""

from sqlalchemy import ColumnElement, select

from monitoring.domain.maanden import volgende_maand
from monitoring.domain.selectie import Selectie
from monitoring.tables import Aantekening, Cijfer, Clientperiode, Generatie, Kwestie, Openstaand

ACTIEF = select(Generatie.nummer).where(Generatie.actief).scalar_subquery()
"""The generation that is read."""


def waar(selectie: Selectie, table: type[Cijfer] | type[Clientperiode] | type[Openstaand]) -> list[ColumnElement[bool]]:
    """The municipalities, the law, the product and the providers of the selection."""
    conditions: list[ColumnElement[bool]] = []
    if selectie.gemeenten is not None:
        conditions.append(table.gemeente.in_(selectie.gemeenten))
    if selectie.wet is not None:
        conditions.append(table.wet == selectie.wet)
    if selectie.code is not None:
        conditions.append(table.code == selectie.code)
    if selectie.aanbieders is not None:
        conditions.append(table.agb.in_(selectie.aanbieders))
    return conditions


def opgetekend(selectie: Selectie, table: type[Aantekening] | type[Kwestie]) -> list[ColumnElement[bool]]:
    """The municipalities, the providers and the months of the selection; what people record has no law or product."""
    conditions: list[ColumnElement[bool]] = []
    if selectie.gemeenten is not None:
        conditions.append(table.gemeente.in_(selectie.gemeenten))
    if selectie.aanbieders is not None:
        conditions.append(table.agb.in_(selectie.aanbieders))
    if selectie.van is not None:
        conditions.append(table.op >= selectie.van)
    if selectie.tot is not None:
        conditions.append(table.op < volgende_maand(selectie.tot))
    return conditions
