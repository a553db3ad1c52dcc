"""The database of monitoring as version 0013 left it: complaints and risks in tables of their own."""

import sqlalchemy as sa

from chassis.work import Work

NIEUWE_KOLOMMEN = ("kpi", "norm", "reden", "reden_overgeslagen", "wederhoor", "uiterlijk", "wederhoor_op")
TREKKEN = ("profiel", "leeftijdsgroep", "wijk", "specialisme", "doelgroep")
VINDPLAATS = ("van", "tot", "loopt_tot", "maten", "gemeente", "agb", "code", "kenmerk")
JAREN = (
    "ix_outbox_published_at",
    "ix_inbox_received_at",
    "ix_idempotency_created_at",
    "ix_clientperioden_client",
    "ix_gebeurtenissen_client_id",
)
STAPPEN = (
    *(f"DROP INDEX {index}" for index in JAREN),
    "ALTER TABLE gebeurtenissen DROP COLUMN client_id",
    "ALTER TABLE openstaand DROP COLUMN tot",
    "DROP INDEX ix_dossiers_van",
    *(f"ALTER TABLE dossiers DROP COLUMN {kolom}" for kolom in VINDPLAATS),
    "ALTER TABLE logregels DROP COLUMN agb",
    "DROP TABLE formulieren",
    "DROP TABLE sessies",
    "DROP TABLE rapportagestappen",
    "DROP TABLE rapportages",
    *(f"ALTER TABLE clientperioden DROP COLUMN {kolom}" for kolom in TREKKEN),
    "DROP TABLE afspraken",
    "DROP TABLE kwestiestappen",
    "DROP TABLE kwesties",
    "DROP INDEX ix_aantekeningen_antwoord",
    "ALTER TABLE aantekeningen DROP COLUMN antwoord",
    "ALTER TABLE aantekeningen ADD COLUMN gesloten_op DATE",
    *(f"ALTER TABLE maatregelen DROP COLUMN {kolom}" for kolom in NIEUWE_KOLOMMEN),
    "CREATE TABLE klachten (id VARCHAR(36) PRIMARY KEY, gemeente VARCHAR(4), agb VARCHAR(8), onderwerp VARCHAR(30),"
    " ontvangen_op DATE, stap VARCHAR(30))",
    "CREATE TABLE klachtstappen (klacht_id VARCHAR(36) REFERENCES klachten (id), volgnummer INTEGER, stap VARCHAR(30),"
    " op DATE, door TEXT, PRIMARY KEY (klacht_id, volgnummer))",
    "UPDATE alembic_version SET version_num = '0013'",
)


async def terug_naar_0013(work: Work) -> None:
    """Undo what 0014 and later make; nothing that was recorded since is kept."""
    for stap in STAPPEN:
        await work.session.execute(sa.text(stap))
