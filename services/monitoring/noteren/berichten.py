"""What the events of messages, and of requests of providers, add."""

from chassis.clock import local_date
from gebeurtenissen.toewijzing import (
    BERICHT_AFGEKEURD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    VERZOEK_BESLOTEN,
    VERZOEK_ONTVANGEN,
    BerichtAfgekeurd,
    BerichtGegevens,
    VerzoekBesloten,
    VerzoekOntvangen,
)
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten import berichten as feiten
from monitoring.noteren.soort import soort


def _verzoek(data: VerzoekOntvangen, _sequence: int) -> list[Notitie]:
    verzocht = feiten.Verzocht(
        gemeente=data.gemeente, agb=data.agb, soort=data.soort, datum=data.ontvangen_op, uiterlijk=data.uiterlijk
    )
    return [feiten.VERZOEK_ONTVANGEN.noteer(data.verzoek_id, 0, verzocht)]


def _verzoek_besloten(data: VerzoekBesloten, sequence: int) -> list[Notitie]:
    besloten = feiten.VerzoekBesloten(
        gemeente=data.gemeente,
        agb=data.agb,
        soort=data.soort,
        datum=data.ontvangen_op,
        uiterlijk=data.uiterlijk,
        besloten_op=data.besloten_op,
        besluit=data.besluit,
    )
    return [feiten.VERZOEK_BESLOTEN.noteer(data.verzoek_id, sequence, besloten)]


def _afgekeurd(data: BerichtAfgekeurd, sequence: int) -> list[Notitie]:
    afgekeurd = feiten.BerichtAfgekeurd(codes=data.retourcodes)
    return [feiten.BERICHT_AFGEKEURD.noteer(data.bericht_id, sequence, afgekeurd)]


def _ontvangen(data: BerichtGegevens, sequence: int) -> list[Notitie]:
    return _bericht(data, sequence, "in")


def _verzonden(data: BerichtGegevens, sequence: int) -> list[Notitie]:
    return _bericht(data, sequence, "uit")


def _bericht(data: BerichtGegevens, sequence: int, richting: str) -> list[Notitie]:
    op = local_date(data.op)
    bericht = feiten.Bericht(
        gemeente=data.gemeente,
        agb=data.agb,
        soort=data.soort,
        richting=richting,
        op=op,
        is_antwoord=data.antwoord_op is not None,
    )
    zelf = feiten.BERICHT.noteer(data.bericht_id, -sequence, bericht)
    if data.antwoord_op is None:
        return [zelf]
    beantwoord = feiten.BerichtBeantwoord(op=op)
    return [zelf, feiten.BERICHT_BEANTWOORD.noteer(data.antwoord_op, data.bericht_id, -sequence, beantwoord)]


SOORTEN = (
    soort(VERZOEK_ONTVANGEN, _verzoek),
    soort(VERZOEK_BESLOTEN, _verzoek_besloten),
    soort(BERICHT_AFGEKEURD, _afgekeurd),
    soort(BERICHT_ONTVANGEN, _ontvangen),
    soort(BERICHT_VERZONDEN, _verzonden),
)
