"""What the events of assignments, deliveries and contracts add."""

from gebeurtenissen.aanbod import (
    AANBIEDER_VASTGELEGD,
    AANBOD_TEKORT,
    OVERBRUGGING_VASTGELEGD,
    WACHTENDE_GESPROKEN,
    AanbiederVastgelegd,
    AanbodTekort,
    OverbruggingVastgelegd,
    WachtendeGesproken,
)
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    CONTRACT_VASTGELEGD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VERLENGD,
    TOEWIJZING_VERVALLEN,
    TOEWIJZING_VOORBEREID,
    ContractVastgelegd,
    LeveringBeeindigd,
    LeveringGestart,
    ToewijzingToegewezen,
    ToewijzingVerlengd,
    ToewijzingVervallen,
    ToewijzingVoorbereid,
)
from istandaard.codes import RedenWijziging
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.toewijzing import (
    AANBIEDER,
    CONTRACT,
    EERSTE,
    EINDE,
    GESPROKEN,
    HULP,
    NU,
    OVERBRUGGING,
    START,
    TEKORT,
    VERSIE,
    VERVALLEN,
    VOORBEREID,
    Aanbieder,
    Contract,
    ContractProduct,
    EerstToegewezen,
    Geeindigd,
    Gesproken,
    Gestart,
    HulpVanClient,
    Overbrugd,
    Tekort,
    Toegewezen,
    Toewijspauze,
    Versie,
    Vervallen,
    Voorbereid,
)
from monitoring.domain.feiten.uitstroom import STOP, VERLENGD, Gestopt, Verlengd
from monitoring.noteren.soort import soort
from wetten import Wet


def _voorbereid(data: ToewijzingVoorbereid, sequence: int) -> list[Notitie]:
    voorbereid = Voorbereid(gemeente=data.gemeente, code=data.code, besluitdatum=data.besluitdatum)
    return [VOORBEREID.noteer(data.toewijzing_id, -sequence, voorbereid)]


def _toegewezen(data: ToewijzingToegewezen, sequence: int) -> list[Notitie]:
    """The first gives the lead time, the last the state, and each version the volume at that time.

    What was taken in by file has no lead time: it was assigned elsewhere, and is nothing new (M134).
    """
    key = data.toewijzing_id
    return [
        *([] if data.overgenomen else [_eerste(data, sequence)]),
        NU.noteer(key, sequence, _nu(data)),
        VERSIE.noteer(key, f"{sequence:010}", sequence, _versie(data)),
        HULP.noteer(data.client_id, key, sequence, _hulp(data)),
    ]


def _nu(data: ToewijzingToegewezen) -> Toegewezen:
    return Toegewezen(
        gemeente=data.gemeente,
        agb=data.agb,
        code=data.code,
        volume=data.volume,
        eenheid=data.eenheid,
        frequentie=data.frequentie,
        ingangsdatum=data.ingangsdatum,
        einddatum=data.einddatum,
        categorie=data.categorie,
        budget=data.budget,
        reden_wijziging=data.reden_wijziging,
        toewijzingsdatum=data.toewijzingsdatum,
    )


def _versie(data: ToewijzingToegewezen) -> Versie:
    return Versie(
        gemeente=data.gemeente,
        agb=data.agb,
        code=data.code,
        volume=data.volume,
        eenheid=data.eenheid,
        frequentie=data.frequentie,
        datum=data.toewijzingsdatum,
    )


def _hulp(data: ToewijzingToegewezen) -> HulpVanClient:
    return HulpVanClient(
        gemeente=data.gemeente,
        agb=data.agb,
        code=data.code,
        ingangsdatum=data.ingangsdatum,
        einddatum=data.einddatum,
        vervallen=data.reden_wijziging == RedenWijziging.VERWIJDERD,
        wet=None if data.wet is Wet.WMO else data.wet.value,
        volume=data.volume,
        eenheid=data.eenheid,
        frequentie=data.frequentie,
        budget=data.budget,
    )


def _verlengd(data: ToewijzingVerlengd, sequence: int) -> list[Notitie]:
    """The decision is carried out: the days stand on the assignment that ran before (OP380)."""
    verlengd = Verlengd(toewijzing=data.verlengt, datum=data.toewijzingsdatum)
    return [_eerste(data, sequence), VERLENGD.noteer(data.client_id, data.toewijzing_id, sequence, verlengd)]


def _eerste(data: ToewijzingToegewezen | ToewijzingVerlengd, sequence: int) -> Notitie:
    eerste = EerstToegewezen(
        gemeente=data.gemeente,
        agb=data.agb,
        code=data.code,
        datum=data.toewijzingsdatum,
        besluitdatum=data.besluitdatum,
    )
    return EERSTE.noteer(data.toewijzing_id, -sequence, eerste)


def _gestart(data: LeveringGestart, sequence: int) -> list[Notitie]:
    return [_start(data, sequence, telt=True)]


def _verwijderd(data: LeveringGestart, sequence: int) -> list[Notitie]:
    return [_start(data, sequence, telt=False)]


def _start(data: LeveringGestart, sequence: int, *, telt: bool) -> Notitie:
    """A start that was removed counts no longer, also when the removal is heard first."""
    gestart = Gestart(
        gemeente=data.gemeente,
        agb=data.agb,
        code=data.code,
        datum=data.begindatum,
        toewijzingsdatum=data.toewijzingsdatum,
        telt=telt,
        overgenomen=data.overgenomen,
    )
    return START.noteer(data.toewijzing_id, data.begindatum.isoformat(), sequence, gestart)


def _gestopt(data: LeveringBeeindigd, sequence: int) -> list[Notitie]:
    """A stop for a while is no end: the care may go on (reason 20)."""
    return _stop(data, sequence, telt=not data.tijdelijk)


def _stop_verwijderd(data: LeveringBeeindigd, sequence: int) -> list[Notitie]:
    return _stop(data, sequence, telt=False)


def _stop(data: LeveringBeeindigd, sequence: int, *, telt: bool) -> list[Notitie]:
    """Of the assignment, and of the client: there it is seen beside what followed (M128)."""
    key, dag = data.toewijzing_id, data.einddatum.isoformat()
    einde = Geeindigd(datum=data.einddatum, reden="gestopt", telt=telt)
    gestopt = Gestopt(toewijzing=key, datum=data.einddatum, reden=data.reden, telt=telt)
    return [
        EINDE.noteer(key, f"stop:{dag}", sequence, einde),
        STOP.noteer(data.client_id, f"{key}:{dag}", sequence, gestopt),
    ]


def _vervallen(data: ToewijzingVervallen, sequence: int) -> list[Notitie]:
    return [VERVALLEN.noteer(data.toewijzing_id, -sequence, Vervallen(data.reden))]


def _tekort(data: AanbodTekort, sequence: int) -> list[Notitie]:
    tekort = Tekort(gemeente=data.gemeente, code=data.code, minimum=data.minimum, te_kiezen=data.te_kiezen)
    return [TEKORT.noteer(data.toewijzing_id, sequence, tekort)]


def _overbrugging(data: OverbruggingVastgelegd, sequence: int) -> list[Notitie]:
    overbrugd = Overbrugd(vanaf=data.vanaf, tot=data.tot)
    return [OVERBRUGGING.noteer(data.toewijzing_id, f"{sequence:010}", sequence, overbrugd)]


def _gesproken(data: WachtendeGesproken, sequence: int) -> list[Notitie]:
    return [GESPROKEN.noteer(data.toewijzing_id, f"{sequence:010}", sequence, Gesproken(data.op))]


def _contract(data: ContractVastgelegd, sequence: int) -> list[Notitie]:
    contract = Contract(
        agb=data.agb,
        gemeenten=data.gemeenten,
        geldig_van=data.geldig_van,
        geldig_tot=data.geldig_tot,
        producten=tuple(ContractProduct(code=each.code) for each in data.producten),
        capaciteit=data.capaciteit,
        geen_nieuwe_vanaf=data.geen_nieuwe_vanaf,
        specialismen=data.specialismen,
        doelgroepen=data.doelgroepen,
    )
    return [CONTRACT.noteer(data.contract_id, sequence, contract)]


def _aanbieder(data: AanbiederVastgelegd, sequence: int) -> list[Notitie]:
    pauzes = tuple(Toewijspauze(each.gemeente, each.vanaf, each.tot) for each in data.pauzes)
    aanbieder = Aanbieder(data.aanbiedernaam, data.integriteit_getoetst_op, pauzes)
    return [AANBIEDER.noteer(data.agb, sequence, aanbieder)]


SOORTEN = (
    soort(TOEWIJZING_VOORBEREID, _voorbereid),
    soort(TOEWIJZING_TOEGEWEZEN, _toegewezen),
    soort(TOEWIJZING_VERLENGD, _verlengd),
    soort(LEVERING_GESTART, _gestart),
    soort(LEVERING_VERWIJDERD, _verwijderd),
    soort(LEVERING_BEEINDIGD, _gestopt),
    soort(BEEINDIGING_VERWIJDERD, _stop_verwijderd),
    soort(TOEWIJZING_VERVALLEN, _vervallen),
    soort(AANBOD_TEKORT, _tekort),
    soort(OVERBRUGGING_VASTGELEGD, _overbrugging),
    soort(WACHTENDE_GESPROKEN, _gesproken),
    soort(CONTRACT_VASTGELEGD, _contract),
    soort(AANBIEDER_VASTGELEGD, _aanbieder),
)
