"""What declaratie keeps of a client: shown, and loosened from him. What was paid stays, and is nobody's."""

from berichtenverkeer.wissen import berichten_over, wis_uit_berichten
from chassis.persoonsgegevens import Aantallen, Gegevens, Gezocht, Kaart, Los, vernietig, verzamel
from chassis.work import Work
from declaratie.store import van_client, wachtend
from declaratie.tables import Base
from declaratie.tables.beschermd import BESCHERMD

KAART = Kaart(Base.metadata, (Los("toewijzingen", "client_id", ("bsn_hash",)),), BESCHERMD)


async def verzamel_gegevens(work: Work, client_id: str) -> Gegevens:
    """The assignments of a client as they were heard of, the lines that were billed on them, and no-shows."""
    gedeclareerd = await van_client.prestaties(work.session, client_id)
    return await verzamel(work, KAART, client_id) | gedeclareerd | await van_client.noshows(work.session, client_id)


async def vernietig_gegevens(work: Work, client_id: str, gezocht: Gezocht) -> Aantallen:
    """Let assignments and lines be nobody's, and cut the client out of every message, also of one about unknowns."""
    wie = await van_client.bsn_hashes(work.session, client_id, gezocht)
    genoemd = await berichten_over(work, wie)
    aantallen = await vernietig(work, KAART, client_id)
    aantallen["berichten"] = await wis_uit_berichten(work, genoemd)
    if vergeten := await wachtend.vergeet_vernietigde(work.session, genoemd):
        aantallen["wachtende_declaraties"] = vergeten
    return aantallen
