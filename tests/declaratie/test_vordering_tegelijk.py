"""A decision on a claim and a credit on its line at the same moment: what is claimed no longer is not given back."""

from collections.abc import Sequence

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from tests.declaratie.kas import Kas
from tests.declaratie.maker import UURTARIEF
from tests.declaratie.schuld import TERMIJN, TIEN, crediteer_mei, declareer, kas, nu, op_mei

from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import VorderingPrestatie

__all__ = ["kas"]

pytestmark = pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
"""SQLite has one that writes at a time."""


@pytest.mark.parametrize(("bedrag", "stand"), [(0, "ingetrokken"), (4000, "gecrediteerd")])
async def test_a_decision_commits_while_a_credit_is_judged(
    kas: Kas, monkeypatch: pytest.MonkeyPatch, bedrag: int, stand: str
) -> None:
    """The credit has seen what is claimed of its line, and does not hold the claim yet."""
    gevorderd = await op_mei(kas)
    zoek = store_vorderingen.gecrediteerd_door

    async def en_dan_een_besluit(session: AsyncSession, declaratie_id: str) -> Sequence[VorderingPrestatie]:
        gezien = await zoek(session, declaratie_id)
        assert [each.bedrag for each in gezien] == [TIEN]
        besluit = {"bedrag": bedrag, "uiterlijk": TERMIJN}
        await kas.doe("POST", f"/v1/vorderingen/{gevorderd['id']}/_besluit", besluit)
        return gezien

    monkeypatch.setattr(store_vorderingen, "gecrediteerd_door", en_dan_een_besluit)
    await crediteer_mei(kas)
    monkeypatch.undo()
    assert await nu(kas, gevorderd) == (stand, 0)
    await declareer(kas, 12, "03")
    assert (await kas.betaal())["bedrag"] == 2 * UURTARIEF, "the credit takes off ten hours, and gives nothing back"
