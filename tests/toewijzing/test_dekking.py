"""One answer about coverage: the shortages of toewijzing, and the report of monitoring, that hears of the contracts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from json import dumps
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.monitoring.conftest import Monitoring, running
from tests.monitoring.over_http import rapport
from tests.services import migrated
from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BOOM, DE_BRUG, HET_ANKER, NU, VANDAAG, contract, product

from chassis.service import load_secrets
from chassis.settings import Settings
from inkoop import laad, model_van

HOUTEN, IJSSELSTEIN = "0321", "0353"
Tekorten = dict[tuple[object, ...], int]
"""How many providers there are, by norm, municipality, specialisme, doelgroep and product."""


@dataclass
class Beide:
    """Both rooms, on one day."""

    toewijzing: Toewijzing
    monitoring: Monitoring
    verteld: int = field(default=0)

    async def tekorten(self, gemeente: str) -> Tekorten:
        """What toewijzing says."""
        headers = self.toewijzing.token("contracten", gemeenten=(gemeente,))
        items = gelukt(await self.toewijzing.client.get("/v1/tekorten?limit=500", headers=headers))["items"]
        assert isinstance(items, list)
        model = model_van([gemeente], VANDAAG)
        assert model is not None
        titels = {each.naam: each.titel for each in (*model.specialismen, *model.doelgroepen)}
        return {
            (
                each["norm"],
                each["gemeente"] or "",
                titels.get(each["specialisme"]),
                titels.get(each["doelgroep"]),
                each["code"],
            ): each["beschikbaar"]
            for each in items
        }

    async def dekking(self, gemeente: str) -> Tekorten:
        """What monitoring says, once it has heard the rest of what toewijzing told."""
        await self.toewijzing.settle()
        alle = await self.toewijzing.events()
        await self.monitoring.hoor_bytes(dumps(each).encode() for each in alle[self.verteld :])
        self.verteld = len(alle)
        gevonden: Tekorten = {}
        for norm, plaats, specialisme, doelgroep, _aanbieders, _minimum, te_weinig, *_ in await rapport(
            self.monitoring, "dekking", f"?gemeente={gemeente}"
        ):
            for code, aantal in (each.rstrip(")").split(" (") for each in str(te_weinig or "").split(", ") if each):
                gevonden[norm, plaats, specialisme, doelgroep, code] = int(aantal)
        return gevonden

    async def een_antwoord(self, gemeente: str) -> Tekorten:
        """What both say."""
        verwacht = await self.tekorten(gemeente)
        assert await self.dekking(gemeente) == verwacht
        return verwacht


@pytest.fixture
async def beide(toewijzing: Toewijzing, tmp_path: Path) -> AsyncIterator[Beide]:
    """Without contracts."""
    database = migrated("monitoring").sqlite(tmp_path / "monitoring.db")
    settings = Settings(data_dir=tmp_path / "monitoring", database_url=database)
    settings.data_dir.mkdir()
    async with running(settings, load_secrets(settings), NU) as monitoring:
        yield Beide(toewijzing, monitoring)


async def test_m53_m100_both_rooms_count_providers_per_specialisme(beide: Beide) -> None:
    """De Brug is for one specialisme, Het Anker for all; who is full, paused or gone counts in neither room."""
    eerste, tweede, *_ = laad("almere-2023").specialismen
    await beide.toewijzing.leg_vast(contract(DE_BRUG, "IB2B", specialismen=[eerste.naam]))
    await beide.toewijzing.leg_vast(contract(HET_ANKER, "IB2B", "HO", capaciteit=1))
    await beide.toewijzing.leg_vast(contract(DE_BOOM, "HO", geldigTot="2024-06-03"))

    async def tel(code: str, specialisme: str | None) -> int | None:
        norm = "Traject 2" if specialisme else "Perceel 1, huishoudelijke ondersteuning"
        return (await beide.een_antwoord(ALMERE)).get((norm, "", specialisme, None, code))

    assert (await tel("IB2B", eerste.titel), await tel("IB2B", tweede.titel)) == (None, 1)
    assert (await tel("DB2B", eerste.titel), await tel("HO", None)) == (0, None)
    await beide.toewijzing.hoor(beide.toewijzing.beschikt(product("IB2B", HET_ANKER)))
    assert (await tel("IB2B", eerste.titel), await tel("HO", None)) == (1, 1)
    pauze = {"gemeenten": [ALMERE]}
    pad = f"/v1/aanbieders/{DE_BRUG}"
    gelukt(await beide.toewijzing.client.post(f"{pad}/_pauzeer", json=pauze, headers=beide.toewijzing.gemeente))
    assert await tel("IB2B", eerste.titel) == 0
    gelukt(await beide.toewijzing.client.post(f"{pad}/_hervat", json=pauze, headers=beide.toewijzing.gemeente))
    assert await tel("IB2B", eerste.titel) == 1


async def test_m101_both_rooms_count_providers_per_municipality_and_doelgroep(beide: Beide) -> None:
    """Lekstroom wants one in each of its municipalities for each of its doelgroepen."""
    groep = laad("lekstroom-2022").doelgroepen[0]
    codes = [each.code for each in laad("lekstroom-2022").producten]
    overal = contract(DE_BRUG, *codes, gemeenten=(HOUTEN, IJSSELSTEIN), doelgroepen=[groep.naam])
    await beide.toewijzing.leg_vast(overal)
    await beide.toewijzing.leg_vast(contract(HET_ANKER, *codes, gemeenten=(HOUTEN,)))
    houten, ijsselstein = await beide.een_antwoord(HOUTEN), await beide.een_antwoord(IJSSELSTEIN)
    assert [plek for plek in houten if plek[-1] == "B1B0"] == []
    norm = "In elke gemeente aanbod voor elke doelgroep"
    zonder = [each.titel for each in laad("lekstroom-2022").doelgroepen[1:]]
    assert [plek for plek in ijsselstein if plek[-1] == "B1B0"] == [
        (norm, IJSSELSTEIN, None, titel, "B1B0") for titel in zonder
    ]


async def test_m108_who_has_no_integrity_test_counts_in_neither_room(beide: Beide) -> None:
    """Almelo asks one; De Brug has it by the way it is recorded here, and the one of Het Anker is too old."""
    for agb in (DE_BRUG, HET_ANKER):
        await beide.toewijzing.leg_vast(contract(agb, "OIL1", gemeenten=(ALMELO,), geldigVan="2024-01-01"))
    norm = ("Volledig en beheersbaar aanbod", "", None, None, "OIL1")
    assert norm not in await beide.een_antwoord(ALMELO)
    await beide.toewijzing.leg_toets_vast(HET_ANKER, "2015-01-01")
    assert (await beide.een_antwoord(ALMELO))[norm] == 1


WAT_JAREN_GROEIT = (
    "ix_outbox_published_at",
    "ix_inbox_received_at",
    "ix_idempotency_created_at",
    "ix_berichten_gemeente_id",
    "ix_berichten_agb_identificatie",
    "ix_toewijzingen_bsn_hash",
    "ix_verzoeken_client_id",
    "ix_termijnen_onderwerp_id",
)
"""What toewijzing 0028 makes."""


async def test_m64_an_upgrade_tells_the_names_and_pauses_that_were_there(toewijzing: Toewijzing) -> None:
    """They were not told along before."""
    await toewijzing.leg_vast(contract(DE_BRUG))
    pauze = {"gemeenten": [ALMERE], "per": "2024-06-10"}
    pad = f"/v1/aanbieders/{DE_BRUG}/_pauzeer"
    gelukt(await toewijzing.client.post(pad, json=pauze, headers=toewijzing.gemeente))
    juist = (await toewijzing.events("aanbieders.vastgelegd"))[-1]
    async with toewijzing.room.work() as work:
        for index in WAT_JAREN_GROEIT:
            await work.session.execute(sa.text(f"DROP INDEX {index}"))
        for tabel in ("wachtcontacten", "berichtwegen"):
            await work.session.execute(sa.text(f"DROP TABLE {tabel}"))
        for tabel, kolom in (("logregels", "agb"), ("aanbieders", "gewijzigd_door"), ("aanbieders", "gewijzigd_op")):
            await work.session.execute(sa.text(f"ALTER TABLE {tabel} DROP COLUMN {kolom}"))
        await work.session.execute(sa.text("UPDATE alembic_version SET version_num = 'toewijzing_0022'"))
    await toewijzing.room.migrate()
    verteld = (await toewijzing.events("aanbieders.vastgelegd"))[-1]
    assert verteld["data"] == juist["data"]
    assert verteld["data"]["pauzes"] == [{"gemeente": ALMERE, "vanaf": "2024-06-10", "tot": None}]  # type: ignore[index]
    assert (verteld["id"], verteld["sequence"]) != (juist["id"], juist["sequence"])
