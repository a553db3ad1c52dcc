"""What the events of the legal route add.

The first event about a step stands (rank: minus the sequence), so that what repeats a step does not move it.
"""

from gebeurtenissen.toegang import (
    AANVRAAG_INGEDIEND,
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    BEZWAAR_BESLOTEN,
    BEZWAAR_INGEDIEND,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    SIGNAAL_GEREGISTREERD,
    TERMIJN_HERVAT,
    TERMIJN_OPGESCHORT,
    ZAAK_GESLOTEN,
    AanvraagIngediend,
    BeschikkingAfgegeven,
    BeschikkingBeeindigd,
    BezwaarBesloten,
    BezwaarIngediend,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
    SignaalGeregistreerd,
    TermijnHervat,
    TermijnOpgeschort,
    ZaakGesloten,
)
from monitoring.domain.dossier import Notitie
from monitoring.noteren.soort import iso, soort


def _melding(data: MeldingGeregistreerd, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.meldingsdatum)}
    return [Notitie("melding", data.melding_id, "melding", -sequence, velden)]


def _onderzoek(data: OnderzoekAfgerond, sequence: int) -> list[Notitie]:
    velden = {
        "gemeente": data.gemeente,
        "datum": iso(data.afgerond_op),
        "meldingsdatum": iso(data.meldingsdatum),
    }
    return [Notitie("melding", data.melding_id, "onderzoek", -sequence, velden)]


def _aanvraag(data: AanvraagIngediend, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.aanvraagdatum)}
    return [Notitie("melding", data.melding_id, "aanvraag", -sequence, velden)]


def _besluit(data: BeschikkingAfgegeven, sequence: int) -> list[Notitie]:
    velden = {
        "gemeente": data.gemeente,
        "datum": iso(data.besluitdatum),
        "onderzochtOp": iso(data.onderzoek_afgerond_op),
        "aanvraagdatum": iso(data.aanvraagdatum),
        "soort": data.soort,
        "uitkomst": data.uitkomst,
        "producten": [{"code": each.code, "vorm": each.vorm} for each in data.producten],
    }
    return [Notitie("melding", data.melding_id, f"besluit:{data.beschikking_id}", -sequence, velden)]


def _opgeschort(data: TermijnOpgeschort, _sequence: int) -> list[Notitie]:
    velden = {"termijn": data.termijn, "vanaf": iso(data.vanaf)}
    return [Notitie("melding", data.melding_id, f"opschorting:{data.opschorting_id}", 0, velden)]


def _hervat(data: TermijnHervat, _sequence: int) -> list[Notitie]:
    velden = {"termijn": data.termijn, "vanaf": iso(data.vanaf), "tot": iso(data.tot)}
    return [Notitie("melding", data.melding_id, f"opschorting:{data.opschorting_id}", 1, velden)]


def _gesloten(data: ZaakGesloten, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.op), "reden": data.reden}
    return [Notitie("melding", data.melding_id, "gesloten", -sequence, velden)]


def _bezwaar(data: BezwaarIngediend, _sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.ingediend_op)}
    return [Notitie("melding", data.melding_id, f"bezwaar:{data.bezwaar_id}", 0, velden)]


def _bezwaar_besloten(data: BezwaarBesloten, _sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.ingediend_op), "uitkomst": data.uitkomst}
    return [Notitie("melding", data.melding_id, f"bezwaar:{data.bezwaar_id}", 1, velden)]


def _beeindigd(data: BeschikkingBeeindigd, sequence: int) -> list[Notitie]:
    """A product of a decision has the id of its assignment."""
    velden = {"datum": iso(data.einddatum), "reden": data.reden, "telt": True}
    naam = f"einde:besluit:{data.beschikking_id}"
    return [Notitie("toewijzing", product, naam, sequence, velden) for product in data.producten]


def _signaal(data: SignaalGeregistreerd, sequence: int) -> list[Notitie]:
    velden = {"gemeente": data.gemeente, "datum": iso(data.op), "onderwerp": data.onderwerp}
    return [Notitie("signaal", data.signaal_id, "zelf", -sequence, velden)]


SOORTEN = (
    soort(MELDING_GEREGISTREERD, _melding),
    soort(ONDERZOEK_AFGEROND, _onderzoek),
    soort(AANVRAAG_INGEDIEND, _aanvraag),
    soort(BESCHIKKING_AFGEGEVEN, _besluit),
    soort(TERMIJN_OPGESCHORT, _opgeschort),
    soort(TERMIJN_HERVAT, _hervat),
    soort(ZAAK_GESLOTEN, _gesloten),
    soort(BEZWAAR_INGEDIEND, _bezwaar),
    soort(BEZWAAR_BESLOTEN, _bezwaar_besloten),
    soort(BESCHIKKING_BEEINDIGD, _beeindigd),
    soort(SIGNAAL_GEREGISTREERD, _signaal),
)
