"""What the events of plans and evaluations add."""

from gebeurtenissen.plan import EVALUATIE_VASTGELEGD, EvaluatieVastgelegd
from monitoring.domain.dossier import Notitie
from monitoring.noteren.soort import iso, soort


def _evaluatie(data: EvaluatieVastgelegd, sequence: int) -> list[Notitie]:
    velden = {
        "gemeente": data.gemeente,
        "datum": iso(data.gehouden_op),
        "uitkomst": data.uitkomst,
        "doelenTotaal": data.doelen_totaal,
        "doelenBehaald": data.doelen_behaald,
        "zrm": [each.model_dump(mode="json") for each in data.zrm],
        "aanbieders": list(data.aanbieders),
    }
    return [Notitie("evaluatie", data.evaluatie_id, "zelf", sequence, velden)]


SOORTEN = (soort(EVALUATIE_VASTGELEGD, _evaluatie),)
