"""What the events of assignments, deliveries, contracts and messages add."""

from chassis.clock import local_date
from gebeurtenissen.aanbod import AANBOD_TEKORT, AanbodTekort
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    BERICHT_AFGEKEURD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    CONTRACT_VASTGELEGD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VERLENGD,
    TOEWIJZING_VERVALLEN,
    TOEWIJZING_VOORBEREID,
    VERZOEK_BESLOTEN,
    VERZOEK_ONTVANGEN,
    BerichtAfgekeurd,
    BerichtGegevens,
    ContractVastgelegd,
    LeveringBeeindigd,
    LeveringGestart,
    ToewijzingToegewezen,
    ToewijzingVerlengd,
    ToewijzingVervallen,
    ToewijzingVoorbereid,
    VerzoekBesloten,
    VerzoekOntvangen,
)
from monitoring.domain.bijdragen.toewijzing import VERVALLEN
from monitoring.domain.dossier import Notitie
from monitoring.noteren.soort import iso, soort


def _voorbereid(data: ToewijzingVoorbereid, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "code": data.code, "besluitdatum": iso(data.besluitdatum)}
    return [Notitie("toewijzing", data.toewijzing_id, "voorbereid", -sequence, velden)]


def _toegewezen(data: ToewijzingToegewezen, sequence: int) -> list[Notitie]:
    """The first gives the lead time, the last the state, and each version the volume at that time."""
    key, plaats = data.toewijzing_id, {"gemeente": data.gemeente, "agb": data.agb, "code": data.code}
    omvang = {"volume": data.volume, "eenheid": data.eenheid, "frequentie": data.frequentie}
    termijn = {"ingangsdatum": iso(data.ingangsdatum), "einddatum": iso(data.einddatum)}
    datum = iso(data.toewijzingsdatum)
    nu = {
        **plaats, **omvang, **termijn, "categorie": data.categorie, "budget": data.budget,
        "redenWijziging": data.reden_wijziging, "toewijzingsdatum": datum,
    }  # fmt: skip
    client = {**plaats, **termijn, "vervallen": data.reden_wijziging == VERVALLEN}
    eerste = {**plaats, "datum": datum, "besluitdatum": iso(data.besluitdatum)}
    return [
        Notitie("toewijzing", key, "eerste", -sequence, eerste),
        Notitie("toewijzing", key, "nu", sequence, nu),
        Notitie("toewijzing", key, f"versie:{sequence:010}", sequence, {**plaats, **omvang, "datum": datum}),
        Notitie("client", data.client_id, f"toewijzing:{key}", sequence, client),
    ]  # fmt: skip


def _verlengd(data: ToewijzingVerlengd, sequence: int) -> list[Notitie]:
    """The decision is carried out: the days stand on the assignment that ran before (OP380)."""
    eerste = {
        "gemeente": data.gemeente, "agb": data.agb, "code": data.code,
        "datum": iso(data.toewijzingsdatum), "besluitdatum": iso(data.besluitdatum),
    }  # fmt: skip
    return [Notitie("toewijzing", data.toewijzing_id, "eerste", -sequence, eerste)]


def _gestart(data: LeveringGestart, sequence: int) -> list[Notitie]:
    return [_start(data, sequence, telt=True)]


def _verwijderd(data: LeveringGestart, sequence: int) -> list[Notitie]:
    return [_start(data, sequence, telt=False)]


def _start(data: LeveringGestart, sequence: int, *, telt: bool) -> Notitie:
    """A start that was removed counts no longer, also when the removal is heard first."""
    velden = {
        "gemeente": data.gemeente, "agb": data.agb, "code": data.code, "datum": iso(data.begindatum),
        "toewijzingsdatum": iso(data.toewijzingsdatum), "telt": telt,
    }  # fmt: skip
    return Notitie("toewijzing", data.toewijzing_id, f"start:{data.begindatum.isoformat()}", sequence, velden)


def _gestopt(data: LeveringBeeindigd, sequence: int) -> list[Notitie]:
    """A stop for a while is no end: the care may go on (reason 20)."""
    return [_stop(data, sequence, telt=not data.tijdelijk)]


def _stop_verwijderd(data: LeveringBeeindigd, sequence: int) -> list[Notitie]:
    return [_stop(data, sequence, telt=False)]


def _stop(data: LeveringBeeindigd, sequence: int, *, telt: bool) -> Notitie:
    velden = {"datum": iso(data.einddatum), "reden": "gestopt", "telt": telt}
    return Notitie("toewijzing", data.toewijzing_id, f"einde:stop:{data.einddatum.isoformat()}", sequence, velden)


def _vervallen(data: ToewijzingVervallen, sequence: int) -> list[Notitie]:
    return [Notitie("toewijzing", data.toewijzing_id, "vervallen", -sequence, {"reden": data.reden})]


def _tekort(data: AanbodTekort, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "code": data.code, "minimum": data.minimum, "teKiezen": data.te_kiezen}
    return [Notitie("toewijzing", data.toewijzing_id, "tekort", sequence, velden)]


def _verzoek(data: VerzoekOntvangen, _sequence: int) -> list[Notitie]:
    velden = {
        "gemeente": data.gemeente, "agb": data.agb, "soort": data.soort, "datum": iso(data.ontvangen_op),
        "uiterlijk": iso(data.uiterlijk),
    }  # fmt: skip
    return [Notitie("verzoek", data.verzoek_id, "ontvangen", 0, velden)]


def _verzoek_besloten(data: VerzoekBesloten, sequence: int) -> list[Notitie]:
    velden = {
        "gemeente": data.gemeente, "agb": data.agb, "soort": data.soort, "datum": iso(data.ontvangen_op),
        "uiterlijk": iso(data.uiterlijk), "beslotenOp": iso(data.besloten_op), "besluit": data.besluit,
    }  # fmt: skip
    return [Notitie("verzoek", data.verzoek_id, "besloten", sequence, velden)]


def _afgekeurd(data: BerichtAfgekeurd, sequence: int) -> list[Notitie]:
    return [Notitie("bericht", data.bericht_id, "afgekeurd", sequence, {"codes": list(data.retourcodes)})]


def _contract(data: ContractVastgelegd, sequence: int) -> list[Notitie]:
    velden = data.model_dump(mode="json", by_alias=True)
    return [Notitie("contract", data.contract_id, "nu", sequence, velden)]


def _ontvangen(data: BerichtGegevens, sequence: int) -> list[Notitie]:
    return _bericht(data, sequence, "in")


def _verzonden(data: BerichtGegevens, sequence: int) -> list[Notitie]:
    return _bericht(data, sequence, "uit")


def _bericht(data: BerichtGegevens, sequence: int, richting: str) -> list[Notitie]:
    op = iso(local_date(data.op))
    velden = {
        "gemeente": data.gemeente, "agb": data.agb, "soort": data.soort, "richting": richting, "op": op,
        "isAntwoord": data.antwoord_op is not None,
    }  # fmt: skip
    zelf = Notitie("bericht", data.bericht_id, "zelf", -sequence, velden)
    if data.antwoord_op is None:
        return [zelf]
    antwoord = Notitie("bericht", data.antwoord_op, f"antwoord:{data.bericht_id}", -sequence, {"op": op})
    return [zelf, antwoord]


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
    soort(VERZOEK_ONTVANGEN, _verzoek),
    soort(VERZOEK_BESLOTEN, _verzoek_besloten),
    soort(BERICHT_AFGEKEURD, _afgekeurd),
    soort(CONTRACT_VASTGELEGD, _contract),
    soort(BERICHT_ONTVANGEN, _ontvangen),
    soort(BERICHT_VERZONDEN, _verzonden),
)
