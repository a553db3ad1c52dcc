"""What toewijzing keeps of a client: shown, and destroyed."""

from berichtenverkeer.wissen import berichten_over, wis_uit_berichten
from chassis.persoonsgegevens import Aantallen, Eigen, Gegevens, Kaart, vernietig, verzamel
from chassis.work import Work
from toewijzing.store import vernietigen
from toewijzing.tables import Base
from toewijzing.tables.beschermd import BESCHERMD

KAART = Kaart(
    Base.metadata,
    (Eigen("toewijzingen", "client_id"), Eigen("verzoeken", "client_id"), Eigen("coordinatoren", "client_id")),
    BESCHERMD,
)


async def verzamel_gegevens(work: Work, client_id: str) -> Gegevens:
    """All rows about a client; what the messages said stands in them."""
    return await verzamel(work, KAART, client_id)


async def vernietig_gegevens(work: Work, client_id: str) -> Aantallen:
    """Destroy the assignments of a client with all that belongs to them, and every message about him."""
    genoemd = await berichten_over(work, await vernietigen.bsn_hashes(work.session, client_id))
    termijnen = await vernietigen.verwijder_termijnen(work.session, client_id, genoemd)
    aantallen = await vernietig(work, KAART, client_id)
    return aantallen | {"termijnen": termijnen, "berichten": await wis_uit_berichten(work, genoemd)}
