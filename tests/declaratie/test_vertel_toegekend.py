"""What an answered declaration adds to each assignment is told, so that others can count on with it."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import delete
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import NUMMER, UURTARIEF, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met

from chassis import tables
from chassis.events import Heard
from chassis.identifiers import new_id
from declaratie.usecases import vertel_toegekend
from gebeurtenissen.declaratie import (
    DECLARATIE_BEANTWOORD,
    TOEWIJZING_GEDECLAREERD,
    DeclaratieBeantwoord,
    Gedeclareerd,
    ToewijzingGedeclareerd,
)

MAART, APRIL, MEI = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)


def verteld(van: Declaratie) -> list[ToewijzingGedeclareerd]:
    return [
        ToewijzingGedeclareerd.model_validate(each.data)
        for each in van.told
        if each.type == TOEWIJZING_GEDECLAREERD.name
    ]


async def test_granted_lines_are_told_per_assignment_and_month(declaratie: Declaratie) -> None:
    await declaratie.wijs_toe(2002)
    mei, te_veel = prestatie(40), prestatie(500, periode=("02-01", "02-28"))
    ander = prestatie(30, nummer=2002, periode=("04-01", "04-30"))
    await declaratie.declareer(bericht_met(client(mei, ander, te_veel)))
    (event,) = verteld(declaratie)
    assert event.toegekend == (
        _gedeclareerd(NUMMER, MEI, volume=40, prestaties=1),
        _gedeclareerd(2002, APRIL, volume=30, prestaties=1),
    )


async def test_a_credit_is_told_as_less(declaratie: Declaratie) -> None:
    mei = prestatie(40)
    await declaratie.declareer(bericht_met(client(mei)))
    terug = prestatie(40, vorig=mei.product_referentie.referentie_nummer)
    await declaratie.declareer(bericht_met(client(terug, prestatie(12, periode=("03-01", "03-31")))))
    assert verteld(declaratie)[1].toegekend == (
        _gedeclareerd(NUMMER, MAART, volume=12, prestaties=1),
        _gedeclareerd(NUMMER, MEI, volume=-40, prestaties=-1),
    )


async def test_nothing_granted_is_not_told(declaratie: Declaratie) -> None:
    await declaratie.declareer(bericht_met(client(prestatie(500))))
    assert verteld(declaratie) == []


async def test_a_large_declaration_is_told_in_parts(declaratie: Declaratie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vertel_toegekend, "PER_DEEL", 2)
    for nummer in range(2001, 2004):
        await declaratie.wijs_toe(nummer)
    await declaratie.declareer(
        bericht_met(client(prestatie(1), *(prestatie(1, nummer=each) for each in range(2001, 2004))))
    )
    told = verteld(declaratie)
    assert [(each.deel, len(each.toegekend)) for each in told] == [(1, 2), (2, 2)]
    nummers = Counter(part.toewijzing_nummer for each in told for part in each.toegekend)
    assert nummers == Counter((NUMMER, 2001, 2002, 2003))


async def test_what_is_answered_again_after_a_backup_was_put_back_adds_nothing_twice(declaratie: Declaratie) -> None:
    """Once toewijzing added up the same declaration a second time: its event had another id."""
    await declaratie.declareer(bericht_met(client(prestatie(40))))
    (antwoord,) = (each for each in declaratie.told if each.type == DECLARATIE_BEANTWOORD.name)
    async with declaratie.room.work() as work:
        await work.session.execute(delete(tables.outbox))  # the backup does not have it
        data = DeclaratieBeantwoord.model_validate(antwoord.data)
        nieuw = Heard(new_id(), antwoord.source, antwoord.subject, antwoord.sequence + 1, antwoord.time, data)
        await vertel_toegekend.vertel_toegekend(work, [nieuw])
    await declaratie.werk()
    eerst, nog_eens = (each.id for each in declaratie.told if each.type == TOEWIJZING_GEDECLAREERD.name)
    assert nog_eens == eerst


def _gedeclareerd(nummer: int, maand: date, *, volume: int, prestaties: int) -> Gedeclareerd:
    return Gedeclareerd(
        toewijzing_id=f"0034-{nummer}",
        toewijzing_nummer=nummer,
        categorie="02",
        code="IB2B",
        maand=maand,
        eenheid="04",
        volume=volume,
        bedrag=volume * UURTARIEF,
        prestaties=prestaties,
        budgethouder="0034",
    )
