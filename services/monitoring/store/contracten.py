"""The contracts of the register of toewijzing, as monitoring heard of them."""

from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.feiten.toewijzing import CONTRACT, Contract
from monitoring.store import dossiers, leesmodel


async def contracten(session: AsyncSession) -> list[Contract]:
    """Every contract as it is now."""
    generatie = await leesmodel.actief(session)
    gevonden = await dossiers.dossiers_van(session, generatie.nummer, Dossiersoort.CONTRACT)
    return [contract for each in gevonden if (contract := CONTRACT.in_(each)) is not None]
