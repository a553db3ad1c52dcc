"""What monitoring keeps of a client: shown, and loosened from him, so that every figure stays the same."""

from chassis.persoonsgegevens import Aantallen, Gegevens, Genoemd, Kaart, Los, vernietig, verzamel
from chassis.work import Work
from monitoring.store.dossiers import dossier_van_client
from monitoring.store.logboek import BEURT, noemt_client
from monitoring.tables import Base

KAART = Kaart(
    Base.metadata,
    (
        Los("clientperioden", "client"),
        Genoemd("gebeurtenissen", "data", noemt_client),
        Genoemd("gebeurtenissen", "subject", noemt_client),
        Genoemd("gebeurtenissen", "client_id", noemt_client),  # at last: by it the others are found
        Genoemd("dossiers", "sleutel", dossier_van_client),
        Genoemd("openstaand", "sleutel"),
    ),
)


async def verzamel_gegevens(work: Work, client_id: str) -> Gegevens:
    """In which months a client had help, as it is counted."""
    return await verzamel(work, KAART, client_id)


async def vernietig_gegevens(work: Work, client_id: str) -> Aantallen:
    """Name nobody any more in the log of events and in what was made of it: a rebuild gives the same figures."""
    await work.wait_for_turn(BEURT)
    return await vernietig(work, KAART, client_id)
