"""Who reads the register of contracts: everybody of a municipality, no provider, and no supporter (M107)."""

import pytest
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.verhaal import ALMERE, DE_BRUG, HET_ANKER, contract

from clientroute.tokens import ROLLEN

NIET_VAN_DE_GEMEENTE = {"aanbieder", "clientondersteuner"}


@pytest.mark.parametrize("rol", sorted(ROLLEN))
async def test_m107_every_role_of_a_municipality_reads_the_register_and_no_provider(
    toewijzing: Toewijzing, rol: str
) -> None:
    """Almelo 4.6: contract and conditions are easy to see for the whole organisation."""
    made = await toewijzing.leg_vast(contract(DE_BRUG, "HO"))
    agb, gemeenten = (HET_ANKER, ()) if rol == "aanbieder" else (None, (ALMERE,))
    lezer = toewijzing.token(" ".join(ROLLEN[rol]), agb, gemeenten)
    verwacht = 403 if rol in NIET_VAN_DE_GEMEENTE else 200
    paden = ("contracten", f"contracten/{made['id']}", "contracten/export", "aanbieders", f"aanbieders/{DE_BRUG}")
    for pad in paden:
        assert (await toewijzing.client.get(f"/v1/{pad}", headers=lezer)).status_code == verwacht, pad
    wijzig = await toewijzing.client.post("/v1/contracten", json=contract(HET_ANKER, "HO"), headers=lezer)
    assert wijzig.status_code == (201 if rol == "contractbeheer" else 403)
