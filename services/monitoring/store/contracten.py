"""The register of toewijzing, as monitoring heard of it: contracts and providers."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.feiten.toewijzing import AANBIEDER, CONTRACT, Aanbieder, Contract
from monitoring.store import dossiers, leesmodel


async def contracten(session: AsyncSession) -> list[Contract]:
    """Every contract as it is now."""
    generatie = await leesmodel.actief(session)
    gevonden = await dossiers.dossiers_van(session, generatie.nummer, Dossiersoort.CONTRACT)
    return [contract for each in gevonden if (contract := CONTRACT.in_(each)) is not None]


async def aanbieders(session: AsyncSession) -> Mapping[str, Aanbieder]:
    """What is known of every provider, by AGB code."""
    generatie = await leesmodel.actief(session)
    gevonden = await dossiers.van_sleutel(session, generatie.nummer, Dossiersoort.AANBIEDER)
    return {agb: aanbieder for agb, each in gevonden.items() if (aanbieder := AANBIEDER.in_(each)) is not None}


async def namen(session: AsyncSession) -> Mapping[str, str]:
    """The names of providers by AGB code, as far as they were told."""
    return {agb: each.naam for agb, each in (await aanbieders(session)).items() if each.naam}
