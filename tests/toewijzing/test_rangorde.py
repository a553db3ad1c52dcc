"""The ranking from the register is the one that follows row by row from what stands there (M55), on both databases."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, create_engine, insert, select, text
from sqlalchemy.engine import make_url
from tests.toewijzing.conftest import Json, Toewijzing
from tests.toewijzing.verhaal import VANDAAG

from chassis import migrations
from chassis.settings import Settings
from inkoop import laad
from toewijzing.app import SERVICE
from toewijzing.domain.matching import Ervaring, Kandidaat, Plaats, Vraag, rangschik, te_kiezen
from toewijzing.domain.resultaten import Gemeten, samen
from toewijzing.domain.toewijzing import BIJ_AANBIEDER, LOPEND, Aanbod, Hulp, Levering, Toewijzingstatus, bezwaar
from toewijzing.store import toewijzing as toewijzing_van
from toewijzing.store.aanbod import clienten_per_contract
from toewijzing.store.van_client import van_client
from toewijzing.tables import Aanbieder, Base, Contract, ContractProduct, GemetenAanbieder, Pauze, Start
from toewijzing.tables import Toewijzing as Rij
from toewijzing.usecases.keuze import SAMEN, aanbieders_voor, aantal_te_kiezen

MODEL = laad("lekstroom-2022")
GEMEENTEN = MODEL.gemeentecodes[:3]
ELDERS = "0034"
CODES = [each.code for each in MODEL.producten[:5]]
AGBS = [f"{99990001 + nummer}" for nummer in range(8)]
KLEUREN = ["lvb", "nah", "complex"]
DAG = timedelta(days=1)
JAAR = timedelta(days=365)
Rows = Mapping[type[Base], list[Json]]


def _contract(toeval: Random, nummer: int) -> Json:
    return {
        "id": f"c{nummer}",
        "agb": toeval.choice(AGBS),
        "gemeenten": toeval.sample([*GEMEENTEN, ELDERS], toeval.randint(1, 4)),
        "geldig_van": toeval.choice([date(2022, 1, 1), date(2022, 1, 1), VANDAAG, VANDAAG + DAG]),
        "geldig_tot": toeval.choice([None, None, VANDAAG - DAG, VANDAAG, date(2026, 1, 1)]),
        "opties": [],
        "specialismen": toeval.sample(KLEUREN, toeval.randint(0, 2)),
        "doelgroepen": toeval.sample(KLEUREN, toeval.randint(0, 2)),
        "leversnelheid": toeval.choice([None, 0, 5, 20]),
        "capaciteit": toeval.choice([None, 0, 3, 12]),
        "deelname": "zelfstandig",
        "partners": [],
        "geen_nieuwe_vanaf": toeval.choice([None, None, None, VANDAAG]),
    }


def _toewijzing(toeval: Random, nummer: int) -> Json:
    """Of a client that may have more of them, with the same provider or another, in all the ways it may stand."""
    status = toeval.choice([*LOPEND, *LOPEND, *Toewijzingstatus])
    is_gegeven = status not in (Toewijzingstatus.VOORBEREID, Toewijzingstatus.PGB)
    # Who waits has not much else: one provider delivers all help here (M57).
    clienten = 40 if is_gegeven or toeval.random() < 0.2 else 1000
    return {
        "id": f"t{nummer}",
        "beschikking_id": "b",
        "client_id": f"client-{toeval.randrange(clienten)}",
        "bsn_hash": "h",
        "gemeente": toeval.choice([*GEMEENTEN, GEMEENTEN[0], ELDERS]),
        "wet": "wmo",
        "categorie": "02",
        "code": toeval.choice([*CODES, None]),
        "vorm": "pgb" if status == Toewijzingstatus.PGB else "natura",
        "specialisme": toeval.choice([None, *KLEUREN]),
        "doelgroep": toeval.choice([None, *KLEUREN]),
        "spoed": toeval.random() < 0.3,
        "afschaalmomenten": [],
        "contactmomenten": [],
        "wens": toeval.choice([None, *AGBS]),
        "ingangsdatum": VANDAAG - timedelta(toeval.randrange(-30, 400)),
        "einddatum": toeval.choice([None, VANDAAG - DAG, VANDAAG, VANDAAG + JAAR]),
        "besluitdatum": VANDAAG,
        "status": status,
        "agb": toeval.choice(AGBS) if is_gegeven else None,
        "toewijzingNummer": nummer if is_gegeven else None,
    }


def _start(toeval: Random, nummer: int, toewijzing: Json) -> Json:
    ingangsdatum = toewijzing["ingangsdatum"]
    assert isinstance(ingangsdatum, date)
    dag = toeval.choice([ingangsdatum + timedelta(toeval.randrange(-3, 40)), VANDAAG - JAAR, VANDAAG - JAAR - DAG])
    return {
        "id": f"s{nummer}",
        "toewijzing_id": toewijzing["id"],
        "begindatum": dag,
        "bericht_id": "m",
        "verwijderd": toeval.random() < 0.2,
        "agb": toewijzing["agb"],
        "gemeente": toewijzing["gemeente"],
        "wachtdagen": max(0, (dag - ingangsdatum).days),
    }


def _gemeten(toeval: Random, agb: str, model: str) -> Json:
    starts, toewijzingen, prestaties = (toeval.choice([0, 4, 5, 40]) for _ in range(3))
    return {
        "agb": agb,
        "inkoopmodel": model,
        "sequence": 1,
        "van": VANDAAG - JAAR,
        "tot": VANDAAG,
        "starts": starts,
        "starts_op_tijd": toeval.randint(0, starts),
        "toewijzingen": toewijzingen,
        "afgeschaald": toeval.randint(0, toewijzingen),
        "prestaties_ingediend": prestaties,
        "prestaties_afgewezen": toeval.randint(0, prestaties),
    }


def _register(toeval: Random) -> Rows:
    contracten = [_contract(toeval, nummer) for nummer in range(40)]
    toewijzingen = [_toewijzing(toeval, nummer) for nummer in range(300)]
    gegeven = [each for each in toewijzingen if each["agb"] is not None]
    return {
        Aanbieder: [{"agb": agb, "naam": f"Aanbieder {agb}"} for agb in AGBS],
        GemetenAanbieder: [_gemeten(toeval, agb, model) for agb in AGBS[:6] for model in (MODEL.naam, "almere-2023")],
        Contract: contracten,
        ContractProduct: [
            {"contract_id": each["id"], "code": code, "categorie": "02", "eenheid": "84"}
            for each in contracten
            for code in toeval.sample(CODES, toeval.randint(1, 4))
        ],
        Pauze: [
            {"id": agb, "agb": agb, "gemeente": GEMEENTEN[0], "vanaf": VANDAAG, "tot": tot}
            for agb, tot in ((AGBS[0], None), (AGBS[1], VANDAAG + DAG), (AGBS[2], VANDAAG))
        ],
        Rij: toewijzingen,
        Start: [_start(toeval, nummer, toeval.choice(gegeven)) for nummer in range(200)],
    }


@dataclass(frozen=True)
class Blad:
    """The rows of the register in memory, read without a single query that counts."""

    contracten: Sequence[Contract]
    codes: Mapping[str, set[str]]
    aanbieders: Mapping[str, Aanbieder]
    gemeten: Mapping[str, Gemeten]
    pauzes: Sequence[Pauze]
    toewijzingen: Mapping[str, Rij]
    starts: Sequence[Start]

    def clienten(self, contract: Contract) -> int:
        return len(
            {
                (each.gemeente, each.client_id)
                for each in self._lopend(contract.agb)
                if each.code in self.codes[contract.id] and each.gemeente in contract.gemeenten
            }
        )

    def _lopend(self, agb: str) -> list[Rij]:
        return [
            each
            for each in self.toewijzingen.values()
            if each.agb == agb and each.status in LOPEND and (each.einddatum is None or each.einddatum >= VANDAAG)
        ]

    def ervaring(self, agb: str) -> Ervaring | None:
        regio = set(MODEL.gemeentecodes)
        gewacht = [
            (each.begindatum - bij.ingangsdatum).days
            for each in self.starts
            for bij in [self.toewijzingen[each.toewijzing_id]]
            if not each.verwijderd and each.begindatum >= VANDAAG - JAAR and bij.agb == agb and bij.gemeente in regio
        ]
        if not gewacht:
            return None
        return Ervaring(len(gewacht), sum(max(0, dagen) for dagen in gewacht) // len(gewacht))

    def aanbod(self, contract: Contract, gemeente: str) -> Aanbod:
        pauzes = [
            each
            for each in self.pauzes
            if (each.agb, each.gemeente) == (contract.agb, gemeente)
            and each.vanaf <= VANDAAG
            and (each.tot is None or each.tot > VANDAAG)
        ]
        return Aanbod(
            contract.id,
            contract.agb,
            "",
            contract.gemeenten,
            contract.geldig_van,
            contract.geldig_tot,
            contract.geen_nieuwe_vanaf,
            gepauzeerd=bool(pauzes),
        )

    def kandidaat(self, contract: Contract, gemeente: str) -> Kandidaat:
        wie = self.aanbieders[contract.agb]
        vrij = None if contract.capaciteit is None else max(0, contract.capaciteit - self.clienten(contract))
        return Kandidaat(
            agb=contract.agb,
            naam=wie.naam,
            specialismen=frozenset(contract.specialismen),
            doelgroepen=frozenset(contract.doelgroepen),
            leversnelheid=contract.leversnelheid,
            vrij=vrij,
            actief_in_gemeente=any(each.gemeente == gemeente for each in self._lopend(contract.agb)),
            ervaring=self.ervaring(contract.agb),
            gemeten=self.gemeten.get(contract.agb),
        )

    def hulp(self, vraag: Rij) -> Hulp:
        natura: dict[str, list[Levering]] = {}
        pgb = []
        for each in self.toewijzingen.values():
            if (each.gemeente, each.client_id) == (vraag.gemeente, vraag.client_id) and each.id != vraag.id:
                levering = Levering(each.gemeente, each.categorie, each.code, each.ingangsdatum, each.einddatum)
                if each.status == Toewijzingstatus.PGB:
                    pgb.append(levering)
                elif each.status in BIJ_AANBIEDER:
                    natura.setdefault(str(each.agb), []).append(levering)
        return Hulp(natura, pgb)

    def rangorde(self, vraag: Rij) -> list[Plaats]:
        levering = Levering(vraag.gemeente, vraag.categorie, vraag.code, vraag.ingangsdatum, vraag.einddatum)
        mogelijk: dict[str, Kandidaat] = {}
        for contract in sorted(self.contracten, key=lambda each: each.id):
            aanbod = self.aanbod(contract, vraag.gemeente)
            heeft_product = vraag.code is None or vraag.code in self.codes[contract.id]
            if heeft_product and bezwaar(aanbod.agb, levering, [aanbod], self.hulp(vraag), een_aanbieder=True) is None:
                mogelijk.setdefault(contract.agb, self.kandidaat(contract, vraag.gemeente))
        norm = MODEL.levering.wachttijd_werkdagen
        gevraagd = Vraag(
            vraag.specialisme, vraag.doelgroep, vraag.spoed, vraag.wens, norm, samen(self.gemeten.values())
        )
        return rangschik(gevraagd, mogelijk.values(), MODEL.matching)


async def _lees(toewijzing: Toewijzing) -> Blad:
    async with toewijzing.room.work(writes=False) as work:
        session = work.session
        codes: dict[str, set[str]] = {}
        for each in (await session.execute(select(ContractProduct))).scalars():
            codes.setdefault(each.contract_id, set()).add(each.code)
        return Blad(
            contracten=(await session.execute(select(Contract))).scalars().all(),
            codes=codes,
            aanbieders={each.agb: each for each in (await session.execute(select(Aanbieder))).scalars()},
            gemeten={
                each.agb: Gemeten(**{naam: getattr(each, naam) for naam in Gemeten.__dataclass_fields__})
                for each in (await session.execute(select(GemetenAanbieder))).scalars()
                if each.inkoopmodel == MODEL.naam
            },
            pauzes=(await session.execute(select(Pauze))).scalars().all(),
            toewijzingen={each.id: each for each in (await session.execute(select(Rij))).scalars()},
            starts=(await session.execute(select(Start))).scalars().all(),
        )


async def _schrijf(toewijzing: Toewijzing, rows: Rows) -> None:
    async with toewijzing.room.work() as work:
        for table, values in rows.items():
            await work.session.execute(insert(table), values)


@pytest.mark.parametrize("seed", range(3))
async def test_the_ranking_is_what_follows_row_by_row(toewijzing: Toewijzing, seed: int) -> None:
    await _schrijf(toewijzing, _register(Random(seed)))
    blad = await _lees(toewijzing)
    vragen = [each for each in blad.toewijzingen.values() if each.status == Toewijzingstatus.VOORBEREID]
    vragen = [each for each in vragen if each.gemeente != ELDERS]
    lengtes = []
    for vraag in vragen:
        async with toewijzing.room.work(writes=False) as work:
            found = await toewijzing_van(work.session, vraag.id)
            assert found is not None
            alles = await van_client(work.session, found.gemeente, found.client_id)
            plaatsen = (await aanbieders_voor(work, found, alles)).mogelijk
        assert plaatsen == blad.rangorde(vraag)
        lengtes.append(len(plaatsen))
    assert max(lengtes) > 3


async def test_what_waits_together_has_the_same_choice_as_by_itself(toewijzing: Toewijzing) -> None:
    """By code, by categorie and of any kind; in several municipalities, and of another region."""
    register = _register(Random(10))
    zonder_code = [each for each in register[Rij] if (each["status"], each["code"]) == ("voorbereid", None)]
    for rij in zonder_code[::2]:
        rij["categorie"] = None
    await _schrijf(toewijzing, register)
    async with toewijzing.room.work(writes=False) as work:
        query = select(Rij).where(Rij.status == Toewijzingstatus.VOORBEREID)
        vragen = (await work.session.execute(query)).scalars().all()
        wachtend = [(each, await van_client(work.session, each.gemeente, each.client_id)) for each in vragen]
        verwacht = {each.id: te_kiezen((await aanbieders_voor(work, each, alles)).mogelijk) for each, alles in wachtend}
        assert await aantal_te_kiezen(work, wachtend) == verwacht
    assert len(wachtend) > SAMEN
    soorten = {(each.code is None, each.categorie is None) for each in vragen}
    assert soorten == {(False, False), (True, False), (True, True)}
    assert len(set(verwacht.values())) > 2


async def test_the_clients_of_a_contract_are_counted_row_by_row(toewijzing: Toewijzing) -> None:
    await _schrijf(toewijzing, _register(Random(9)))
    blad = await _lees(toewijzing)
    begrensd = [each for each in blad.contracten if each.capaciteit is not None]
    async with toewijzing.room.work(writes=False) as work:
        found = await clienten_per_contract(work.session, VANDAAG)
    assert found == {each.id: blad.clienten(each) for each in begrensd}
    assert max(found.values()) > 3


def test_starts_of_before_know_how_long_clients_waited(database_url: str, tmp_path: Path) -> None:
    """Migration 0006 looks it up in the assignment."""
    url = make_url(Settings(database_url=database_url).database_for("toewijzing"))
    vroeger = shutil.copytree(SERVICE.folder / "migrations", tmp_path / "migrations")
    for later in (vroeger / "versions").glob("0*.py"):
        if later.name >= "0006":
            later.unlink()
    migrations.migrate(url, vroeger)
    drivername = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    engine = create_engine(url.set(drivername=drivername))
    rij = _toewijzing(Random(1), 1) | {"ingangsdatum": date(2024, 2, 27), "agb": AGBS[0], "gemeente": ELDERS}
    del rij["wet"]  # there was no other
    gestart = {"s1": date(2024, 3, 1), "s2": date(2024, 2, 27), "s3": date(2024, 2, 1)}
    with engine.begin() as connection:
        connection.execute(insert(Rij), [rij])
        for start_id, dag in gestart.items():
            _start_van_vroeger(connection, start_id, dag)
    migrations.migrate(url, SERVICE.folder / "migrations")
    with engine.begin() as connection:
        found = connection.execute(select(Start.id, Start.agb, Start.gemeente, Start.wachtdagen).order_by(Start.id))
        assert [tuple(each) for each in found] == [
            ("s1", AGBS[0], ELDERS, 3),
            ("s2", AGBS[0], ELDERS, 0),
            ("s3", AGBS[0], ELDERS, 0),
        ]
    engine.dispose()


def _start_van_vroeger(connection: Connection, start_id: str, dag: date) -> None:
    statement = text(
        "INSERT INTO starts (id, toewijzing_id, begindatum, bericht_id, verwijderd) VALUES (:id, 't1', :dag, 'm', :weg)"
    )
    connection.execute(statement, {"id": start_id, "dag": dag.isoformat(), "weg": False})
