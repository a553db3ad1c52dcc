"""Tell how well providers work, whenever what was counted of one is another than was told (M56)."""

from collections.abc import Mapping
from datetime import date

from chassis.work import Work
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN, AanbiederGemeten
from inkoop import Inkoopmodel, gemeentecodes, model_van
from monitoring.domain import maten
from monitoring.domain.maanden import Ritme, laatste_complete, maand_erbij
from monitoring.domain.maten import Maat
from monitoring.domain.selectie import Selectie
from monitoring.store import cijfers, logboek

MAANDEN = 12
"""So long what a provider did says something about it."""
GETELD = (
    maten.START,
    maten.START.op_tijd,
    maten.TOEWIJZING,
    maten.AFGESCHAALD,
    maten.PRESTATIES_INGEDIEND,
    maten.PRESTATIES_TOEGEKEND,
)


async def vertel_gemeten(work: Work) -> None:
    """Over the last months of which everything is in, per region that has an inkoopmodel today."""
    await work.wait_for_turn("vertel-gemeten")
    verteld = await logboek.laatste_per_subject(work.session, AANBIEDER_GEMETEN.name)
    tot = laatste_complete(work.today, Ritme.DECLARATIES)
    van = maand_erbij(tot, 1 - MAANDEN)
    nu = {model.naam: model for each in gemeentecodes() if (model := model_van([each], work.today))}
    for model in nu.values():
        for agb, geteld in (await _per_aanbieder(work, model, van, tot)).items():
            data, subject = _gemeten(model, agb, van, tot, geteld), f"{agb}/{model.naam}"
            if verteld.get(subject) != data.model_dump(mode="json", by_alias=True):
                await work.tell(AANBIEDER_GEMETEN, subject, data)


async def _per_aanbieder(work: Work, model: Inkoopmodel, van: date, tot: date) -> dict[str, dict[Maat, int]]:
    selectie = Selectie(frozenset(model.gemeentecodes), van, tot)
    found: dict[str, dict[Maat, int]] = {}
    for som in await cijfers.sommen(work.session, selectie, GETELD, "agb"):
        found.setdefault(som.agb, {})[som.maat] = som.waarde
    found.pop("", None)  # of nobody yet
    return found


def _gemeten(model: Inkoopmodel, agb: str, van: date, tot: date, geteld: Mapping[Maat, int]) -> AanbiederGemeten:
    starts, op_tijd, toewijzingen, afgeschaald, ingediend, toegekend = (geteld.get(maat, 0) for maat in GETELD)
    return AanbiederGemeten(
        agb=agb,
        gemeenten=model.gemeentecodes,
        inkoopmodel=model.naam,
        van=van,
        tot=tot,
        starts=starts,
        starts_op_tijd=op_tijd,
        toewijzingen=toewijzingen,
        afgeschaald=afgeschaald,
        prestaties_ingediend=ingediend,
        prestaties_afgewezen=ingediend - toegekend,
    )
