"""A list holds what the caller may see one by one: the condition on rows and `Caller.may_see` say the same."""

import pytest
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select

from chassis.tokens import Caller
from chassis.visible import of_caller, of_gemeenten

DINGEN = Table("dingen", MetaData(), Column("gemeente", String), Column("agb", String))
RIJEN = [(gemeente, agb) for gemeente in ("0034", "0361", "0141") for agb in ("99990001", "99990002", None)]
BELLERS = [
    Caller("aanbieder", frozenset(), agb="99990001"),
    Caller("aanbieder met gemeenten", frozenset(), agb="99990001", gemeenten=frozenset({"0034"})),
    Caller("gemeente", frozenset(), gemeenten=frozenset({"0034"})),
    Caller("regio", frozenset(), gemeenten=frozenset({"0034", "0361"})),
    Caller("overal", frozenset(), gemeenten=frozenset({"*"})),
    Caller("niemand", frozenset()),
]


@pytest.mark.parametrize("beller", BELLERS, ids=lambda each: each.name)
def test_the_condition_says_what_may_see_says(beller: Caller) -> None:
    table = DINGEN.c
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        DINGEN.create(connection)
        connection.execute(insert(DINGEN), [{"gemeente": gemeente, "agb": agb} for gemeente, agb in RIJEN])
        gezien = select(DINGEN).where(of_caller(table.agb, table.gemeente, beller.agb, beller.gemeenten))
        assert [tuple(row) for row in connection.execute(gezien)] == [each for each in RIJEN if beller.may_see(*each)]
        bediend = select(DINGEN).where(of_gemeenten(table.gemeente, beller.gemeenten))
        assert [tuple(row) for row in connection.execute(bediend)] == [each for each in RIJEN if beller.serves(each[0])]
    engine.dispose()
