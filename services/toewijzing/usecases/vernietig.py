"""What toewijzing keeps of a client: shown, and destroyed."""

from berichtenverkeer.wissen import berichten_over, wis_uit_berichten
from chassis.persoonsgegevens import Aantallen, Eigen, Gegevens, Gezocht, Kaart, vernietig, verzamel
from chassis.work import Work
from toewijzing.store import vernietigen
from toewijzing.tables import Base
from toewijzing.tables.beschermd import BESCHERMD

VERZOEKEN = Eigen("verzoeken", "client_id", "bsn_hash")
"""A provider may ask for somebody who has no assignment yet, such as a VOT on a referral."""
KAART = Kaart(
    Base.metadata,
    (Eigen("toewijzingen", "client_id"), VERZOEKEN, Eigen("coordinatoren", "client_id")),
    BESCHERMD,
)


async def verzamel_gegevens(work: Work, client_id: str, gezocht: Gezocht) -> Gegevens:
    """All rows about a client; what the messages said stands in them."""
    return await verzamel(work, KAART, client_id, gezocht)


async def vernietig_gegevens(work: Work, client_id: str, gezocht: Gezocht) -> Aantallen:
    """Destroy the assignments of a client with all that belongs to them, and every message about him."""
    wie = await vernietigen.bsn_hashes(work.session, client_id, gezocht)
    genoemd = await berichten_over(work, wie)
    termijnen = await vernietigen.verwijder_termijnen(work.session, client_id, gezocht, genoemd)
    aantallen = await vernietig(work, KAART, client_id, gezocht)
    return aantallen | {"termijnen": termijnen, "berichten": await wis_uit_berichten(work, genoemd)}
