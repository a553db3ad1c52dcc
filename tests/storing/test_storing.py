"""Whatever breaks, every accepted request has every effect once: the short form of `make storing`."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import psycopg
import pytest
from tests.services import needs_postgres, needs_rabbitmq
from tests.storing.keten import Keten, draaiend
from tests.storing.storing import Vorm, breek
from tests.storing.vergelijk import vergelijk

from clientroute.demo import totalen

pytestmark = [pytest.mark.lang, pytest.mark.processen]
KORT = Vorm(doden=16, elk=1, lang=5.0, duur=25.0)
BEDERF = (
    ("kwijt", "toegang", "DELETE FROM bevestigingen"),
    ("kwijt", "toewijzing", "DELETE FROM starts"),
    ("kwijt", "declaratie", "DELETE FROM leveringen"),
    ("kwijt", "declaratie", "UPDATE prestaties SET bedrag = bedrag + 1"),
    ("kwijt", "monitoring", "DELETE FROM inbox"),
    ("dubbel", "monitoring", "UPDATE gebeurtenissen SET id = (SELECT MIN(id) FROM gebeurtenissen)"),
    ("dubbel", "toewijzing", "UPDATE verbruik SET bedrag = 2 * bedrag"),
    ("dubbel", "declaratie", "UPDATE saldi SET bedrag = 2 * bedrag"),
    ("blijft_staan", "toegang", "UPDATE outbox SET published_at = NULL"),
    ("blijft_staan", "declaratie", "UPDATE berichten SET status = 'ontvangen' WHERE richting = 'in'"),
    (
        "niet_verwerkt",
        "declaratie",
        "INSERT INTO dead_letters SELECT id, type, body, 'reden', created_at FROM outbox LIMIT 1",
    ),
)
"""What the comparison has to notice: as what, in which service."""


@dataclass
class Bedorven(Keten):
    """The same databases, as they would be after a fault of ours."""

    bederf: tuple[str, str] = ("", "")

    def lees(self, dienst: str, query: str) -> list[tuple[object, ...]]:
        """What would stand there; nothing is changed."""
        with psycopg.connect(self.url(dienst)) as connection:
            if dienst == self.bederf[0]:
                connection.execute(self.bederf[1].encode())
            found = connection.execute(query.encode()).fetchall()
            connection.rollback()
        return found


async def test_whatever_breaks_every_accepted_request_has_every_effect_once(tmp_path: Path) -> None:
    needs_postgres()
    needs_rabbitmq()
    async with draaiend(tmp_path, seed=1) as (keten, zaken):
        uitkomst = await breek(keten, zaken, KORT)
        cijfers = await totalen(zaken.spel.monitoring, zaken.spel.speler.model)
        keten.stil.update(keten.processen)
        for each in keten.processen:
            each.dood()
        gezien = {
            bederf: getattr(vergelijk(Bedorven(**vars(keten), bederf=bederf), zaken, cijfers), wat)
            for wat, bederf in ((each[0], each[1:]) for each in BEDERF)
        }
        meer = vergelijk(keten, zaken, {**cijfers, "aantalStarts": cast(int, cijfers["aantalStarts"]) + 1})
    assert uitkomst.rond
    assert uitkomst.goed, uitkomst
    assert len(meer.dubbel) == 1
    assert [bederf for bederf, gevonden in gezien.items() if not gevonden] == []
