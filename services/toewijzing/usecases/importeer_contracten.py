"""Take a file of contracts in, whole or not at all; as a trial it says what would happen (M107)."""

from collections.abc import Callable, Sequence

from bladen import Rij
from chassis.work import Work
from toewijzing.bestand.contracten import Gelezen, kolom_van, lees_contracten
from toewijzing.bodies.contracten import ImportView, RijFout
from toewijzing.store import contracten as register
from toewijzing.tables import Contract
from toewijzing.usecases.leg_contract_vast import beurt, leg_contract_vast
from weigering import Weigering

NIET_UW_GEMEENTE = "Uw token geldt niet voor alle gemeenten van dit contract."


async def importeer_contracten(
    work: Work, rijen: Sequence[Rij], *, mag_voor: Callable[[str], bool], proef: bool
) -> ImportView:
    """Record every contract in these rows: one with the id of a contract that is there replaces it, others are new.

    `mag_voor` says for which municipalities that may be done. All errors are found in one go. With any error, or as
    a trial, nothing is kept.
    """
    gelezen, fouten = lees_contracten(rijen)
    nieuw = gewijzigd = 0
    await beurt(work)
    savepoint, verteld = await work.session.begin_nested(), len(work.told)
    for each in gelezen:
        bestaand = await register.contract(work.session, each.contract)
        gevonden = await _leg_vast(work, mag_voor, each, bestaand)
        fouten += gevonden
        if not gevonden:
            nieuw, gewijzigd = nieuw + (bestaand is None), gewijzigd + (bestaand is not None)
    bewaard = not fouten and not proef
    if bewaard:
        await savepoint.commit()
    else:
        await savepoint.rollback()
        del work.told[verteld:]
    fouten.sort(key=lambda each: (each.rij, each.kolom or ""))
    return ImportView(
        contracten=len({cellen["contract"] for _, cellen in rijen}),
        nieuw=nieuw,
        gewijzigd=gewijzigd,
        bewaard=bewaard,
        fouten=fouten,
    )


async def _leg_vast(
    work: Work, mag_voor: Callable[[str], bool], gelezen: Gelezen, bestaand: Contract | None
) -> list[RijFout]:
    gemeenten = [*gelezen.nieuw.gemeenten, *(bestaand.gemeenten if bestaand else ())]
    if not all(map(mag_voor, gemeenten)):
        return [RijFout(rij=gelezen.rijen[0], kolom="gemeenten", reden=NIET_UW_GEMEENTE)]
    try:
        await leg_contract_vast(work, gelezen.nieuw, bestaand)
    except Weigering as weigering:
        return [_rij_fout(gelezen, each) for each in (weigering, *weigering.ook)]
    return []


def _rij_fout(gelezen: Gelezen, fout: Weigering) -> RijFout:
    # Without a field it is another contract for the same products that is in the way.
    veld = fout.veld or "body.producten"
    delen = veld.split(".")
    rij = gelezen.rijen[int(delen[2])] if len(delen) > 2 else gelezen.rijen[0]
    reden = f"{fout.reden} ({fout.regel})" if fout.regel else fout.reden
    return RijFout(rij=rij, kolom=kolom_van(veld), reden=reden)
