"""Of a citizen who was destroyed in toegang the zaak goes on, and nothing is asked for ever."""

from pathlib import Path

import pytest
from tests.aansluiting.kamers import Kamers, Opener, open_kamers
from tests.aansluiting.zaakwerk import VOLGORDE, bestand, dubbel, gemaakt, hoor, kamers, stappen, werk, zaak_van
from tests.koppelvlakken.gegevens import met_koppelvlakken
from tests.koppelvlakken.zgw.dubbel import ZaakDubbel
from tests.toegang.conftest import ALMELO

from chassis.persoonsgegevens import vernietig
from toegang.usecases.vernietig import KAART

__all__ = ["dubbel", "kamers", "open_kamers"]
pytestmark = met_koppelvlakken


async def vernietigd(kamers: Kamers, client_id: object) -> None:
    """Everything of this citizen is gone, as after a request (Wmo 2015, 5.3.5)."""
    async with kamers.toegang.room.work() as work:
        await vernietig(work, KAART, str(client_id))


async def test_of_who_was_destroyed_the_zaak_ends_without_name_and_letter(kamers: Kamers, dubbel: ZaakDubbel) -> None:
    besluit = await kamers.toegang.beschikt()
    await hoor(kamers)
    await vernietigd(kamers, besluit["clientId"])
    await werk(kamers, dubbel)
    weg = {"enkelvoudiginformatieobjecten", "zaakinformatieobjecten", "besluitinformatieobjecten"}
    zonder_initiator = [*VOLGORDE[:1], *VOLGORDE[2:]]
    assert gemaakt(dubbel) == [each for each in zonder_initiator if each not in weg]
    assert [each.fout for each in await stappen(kamers) if each.fout or each.gedaan_op is None] == []
    zaak = await zaak_van(kamers)
    assert (zaak.client_id, zaak.gesloten_op) == (None, kamers.tijd.nu)


async def test_of_a_municipality_that_toegang_does_not_let_us_see_nobody_counts_as_destroyed(
    open_kamers: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.peers.EVERYWHERE", ALMELO)  # whom the token of the koppelvlak is for
    kamers = open_kamers(bestand(tmp_path))
    dubbel = ZaakDubbel(kamers.tijd)
    await kamers.toegang.beschikt()
    await werk(kamers, dubbel)
    assert [each.fout for each in await stappen(kamers) if each.fout] == ["toegang 404"]
    assert gemaakt(dubbel) == ["zaken"]
