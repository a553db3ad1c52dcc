"""Tell the other services how an assignment stands."""

from datetime import date

from chassis.clock import local_date
from chassis.work import Work
from gebeurtenissen.toewijzing import (
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VERLENGD,
    LeveringGestart,
    ToewijzingToegewezen,
    ToewijzingVerlengd,
)
from toewijzing.tables import Toewijzing


async def vertel_toewijzing(work: Work, toewijzing: Toewijzing) -> None:
    """A later event about the same assignment replaces this one; reason 13 says that it was removed."""
    assert toewijzing.agb is not None  # it is with a provider
    assert toewijzing.toewijzing_nummer is not None
    assert toewijzing.toegewezen_op is not None
    data = ToewijzingToegewezen(
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.toewijzing_nummer,
        client_id=toewijzing.client_id,
        bsn_hash=toewijzing.bsn_hash,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        agb=toewijzing.agb,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        volume=toewijzing.volume,
        eenheid=toewijzing.eenheid,
        frequentie=toewijzing.frequentie,
        budget=toewijzing.budget,
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        reden_wijziging=toewijzing.reden_wijziging,
        toewijzingsdatum=local_date(toewijzing.toegewezen_op),
        besluitdatum=toewijzing.besluitdatum,
        product_id=toewijzing.product_id or toewijzing.id,
        overgenomen=toewijzing.overgenomen,
    )
    await work.tell(TOEWIJZING_TOEGEWEZEN, toewijzing.id, data)


async def vertel_verlenging(work: Work, lopend: Toewijzing, product: Toewijzing) -> None:
    """A product of a later decision was added to what ran already: it waits no longer (OP380)."""
    assert lopend.toewijzing_nummer is not None  # it runs
    assert lopend.agb is not None
    assert lopend.toegewezen_op is not None
    data = ToewijzingVerlengd(
        toewijzing_id=product.id,
        verlengt=lopend.id,
        toewijzing_nummer=lopend.toewijzing_nummer,
        client_id=product.client_id,
        gemeente=product.gemeente,
        wet=product.wet,
        agb=lopend.agb,
        categorie=product.categorie,
        code=product.code,
        toewijzingsdatum=local_date(lopend.toegewezen_op),
        besluitdatum=product.besluitdatum,
    )
    await work.tell(TOEWIJZING_VERLENGD, product.id, data)


def start_van(toewijzing: Toewijzing, agb: str, begindatum: date) -> LeveringGestart:
    """What is told of a start, or of its removal."""
    assert toewijzing.toewijzing_nummer is not None  # it is with a provider
    assert toewijzing.toegewezen_op is not None
    return LeveringGestart(
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.toewijzing_nummer,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        agb=agb,
        code=toewijzing.code,
        toewijzingsdatum=local_date(toewijzing.toegewezen_op),
        begindatum=begindatum,
        overgenomen=toewijzing.overgenomen,
    )
