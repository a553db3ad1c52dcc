"""Tell providers what ended: an ending always holds, also while nobody can be told how to reach the client."""

from collections.abc import Iterable

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toegang import PersoonGewijzigd
from toewijzing.domain.toewijzing import Retour
from toewijzing.store.van_client import van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import stuur, wacht_op_beurt
from toewijzing.usecases.client_in_bericht import is_bereikbaar
from toewijzing.usecases.persoon import vraag_alvast, vraag_persoon
from wetten import Wet


async def vertel_einde(work: Work, geeindigd: Iterable[Toewijzing]) -> None:
    """Send each provider, by law, one 301 of what ended of a client.

    Of who cannot be reached a provider must refuse it (TR006): it waits until toegang knows more, and stands among what
    needs a person meanwhile. Raises httpx.HTTPError when toegang does not answer.
    """
    berichten: dict[tuple[str, Wet], list[Toewijzing]] = {}
    for each in geeindigd:
        berichten.setdefault((str(each.agb), each.wet), []).append(each)
    if not berichten:
        return
    (client_id,) = {each.client_id for deel in berichten.values() for each in deel}
    vraag_alvast(work, [client_id])
    bereikbaar = is_bereikbaar(await vraag_persoon(work, client_id))
    for deel in berichten.values():
        if bereikbaar:
            await stuur(work, deel)
            continue
        for each in deel:
            each.retour = Retour.ONVERZONDEN


async def hoor_persoon(work: Work, heard: Heard[PersoonGewijzigd]) -> None:
    """Tell providers what could not be told of this client before. Raises httpx.HTTPError as `vertel_einde`."""
    await wacht_op_beurt(work, heard.data.gemeente)
    alles = await van_client(work.session, heard.data.gemeente, heard.data.client_id)
    await vertel_einde(work, [each for each in alles if each.retour == Retour.ONVERZONDEN])
