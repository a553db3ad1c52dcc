"""A database of the first version comes along whole."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from chassis.migrations import migrate
from chassis.settings import Settings
from toegang.app import SERVICE
from toegang.domain.zaaknummer import zaaknummer_van

FOLDER = SERVICE.folder / "migrations"


def _engine(url: URL) -> sa.Engine:
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return sa.create_engine(url.set(drivername=driver), poolclass=sa.NullPool)


def _first_version(tmp_path: Path) -> Path:
    folder = tmp_path / "toegang" / "migrations"
    later = {each.name for each in (FOLDER / "versions").glob("*.py") if each.name > "0002"}
    shutil.copytree(FOLDER, folder, ignore=lambda _folder, names: later & set(names))
    return folder


def _fill(connection: sa.Connection) -> None:
    """Two cases: one that is open, one that was decided on; and somebody who looked."""
    dag, nu = date(2024, 5, 6), datetime(2024, 5, 7, 9, tzinfo=UTC)
    rows: dict[str, list[dict[str, object]]] = {
        "clienten": [{"id": "c", "gemeente": "0034", "bsn_hash": "h", "persoon": b"p"}],
        "meldingen": [
            {
                "id": naam,
                "client_id": "c",
                "gemeente": "0034",
                "meldingsdatum": dag,
                "hulpvraag": b"h",
                "status": status,
            }
            for naam, status in (("m1", "geregistreerd"), ("m2", "beschikt"))
        ],
        "onderzoeken": [{"melding_id": "m2", "afgerond_op": dag, "verslag": b"v"}],
        "beschikkingen": [
            {"id": "b", "melding_id": "m2", "client_id": "c", "gemeente": "0034", "besluitdatum": dag}
            | {"inkoopmodel": "almere-2023", "inkoopmodel_versie": date(2023, 1, 1), "motivering": b"m"}
        ],
        "beschikte_producten": [
            {"id": "p", "beschikking_id": "b", "volgnummer": 0, "categorie": "01", "code": "HO", "volume": 1}
            | {"eenheid": "82", "frequentie": "4", "ingangsdatum": dag}
        ],
        "inzages": [{"id": "i", "client_id": "c", "wie": "tester", "op": nu}],
    }
    metadata = sa.MetaData()
    metadata.reflect(connection)
    for name, found in rows.items():
        connection.execute(sa.insert(metadata.tables[name]), found)


def test_what_was_stored_stays_and_cases_get_their_clock(database_url: str, tmp_path: Path) -> None:
    url = make_url(Settings(database_url=database_url).database_for("toegang"))
    migrate(url, _first_version(tmp_path))
    engine = _engine(url)
    with engine.begin() as connection:
        _fill(connection)
    migrate(url, FOLDER)
    metadata = SERVICE.metadata
    with engine.connect() as connection:
        rows = {name: connection.execute(sa.select(table)).mappings().all() for name, table in metadata.tables.items()}
    engine.dispose()
    klokken = {each["melding_id"]: (each["soort"], each["uiterlijk"], each["gestopt_op"]) for each in rows["termijnen"]}
    uiterlijk = date(2024, 6, 17)
    assert klokken == {"m1": ("onderzoek", uiterlijk, None), "m2": ("onderzoek", uiterlijk, date(2024, 5, 6))}
    (gelezen,) = rows["logregels"]
    assert (gelezen["wie"], gelezen["naam"], gelezen["onderwerp"]) == ("tester", "persoonsgegevens gelezen", "c")
    (besluit,) = rows["beschikkingen"]
    assert (besluit["soort"], besluit["uitkomst"], besluit["versie"]) == ("besluit", "toegekend", 1)
    (beschikt,) = rows["beschikte_producten"]
    assert (beschikt["vorm"], beschikt["spoed"], beschikt["regels"]) == ("natura", False, [])
    assert [each["versie"] for each in rows["meldingen"]] == [1, 1]
    nummers = {each["id"]: each["zaaknummer"] for each in rows["meldingen"]}
    assert nummers == {"m1": zaaknummer_van("m1"), "m2": zaaknummer_van("m2")}
    assert besluit["zaaknummer"] == nummers["m2"]
