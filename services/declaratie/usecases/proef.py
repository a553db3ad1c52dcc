"""Try a WMO323: the answer it would get now, while nothing is stored, counted or told."""

import wetten
from berichtenverkeer.lezen import kop_van
from berichtenverkeer.opstellen import PROEF
from berichtenverkeer.post import poststuk_van
from chassis.work import Work
from declaratie.usecases.beoordeel_declaratie import antwoord_op
from declaratie.usecases.oordeel_over import oordelen_over
from istandaard.berichten.bericht323 import Bericht323


async def beoordeel_proef(work: Work, bericht: wetten.Bericht) -> wetten.Bericht:
    """The WMO325 on this WMO323. A message that was really delivered before has used its Identificatie (TR056)."""
    assert isinstance(bericht, Bericht323)  # the door takes in no other kind
    [uitkomst] = await oordelen_over(work, [(poststuk_van(work, kop_van(bericht)), bericht)])
    return antwoord_op(work, bericht, uitkomst, PROEF)
