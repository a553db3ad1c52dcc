"""The change at 18: who gets help under the Jeugdwet has a case under the Wmo in time, so that no gap falls (M39)."""

from datetime import date, timedelta

from chassis.work import Work
from inkoop import gemeentecodes
from toegang import store
from toegang.domain.jeugd import MEERDERJARIG, overgang_op
from toegang.store import plan as planstore
from toegang.tables import Client
from toegang.usecases.personen import open_persoon
from toegang.usecases.registreer_melding import open_zaak
from wetten import Wet

VOORAF = timedelta(weeks=26)
"""How long before the birthday the case is opened: the six weeks, the decision, and a provider to be found."""


async def bereid_overgang_voor(work: Work) -> None:
    """Open a case under the Wmo for every youth who turns 18 soon and whose help ends by then; each once."""
    await work.wait_for_turn("overgang naar 18")
    tot = work.today + VOORAF
    for gemeente in sorted(gemeentecodes()):
        for client in await planstore.jeugdhulp_eindigt(work.session, gemeente, work.today, tot):
            await _bereid_voor(work, client, tot)


async def _bereid_voor(work: Work, client: Client, tot: date) -> None:
    overgang = overgang_op(open_persoon(work, client).geboren)
    if overgang is None or not work.today < overgang <= tot:
        return
    if await store.heeft_overgang(work.session, client.id, overgang):
        return
    hulpvraag = (
        f"Overgang naar de Wmo: de jeugdige wordt op {overgang:%d-%m-%Y} {MEERDERJARIG} jaar en de jeugdhulp eindigt "
        "dan. Onderzoek welke ondersteuning daarop moet aansluiten, zonder onderbreking."
    )
    melding = await open_zaak(work, client, Wet.WMO, work.today, hulpvraag)
    melding.overgang = True
