"""What the events of plans and evaluations add."""

from gebeurtenissen.plan import EVALUATIE_VASTGELEGD, VERVOLG_BEPAALD, EvaluatieVastgelegd, VervolgBepaald
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.plan import EVALUATIE, Geevalueerd, ZrmVerloop
from monitoring.domain.feiten.uitstroom import VERVOLG, Vervolgd
from monitoring.noteren.soort import soort


def _evaluatie(data: EvaluatieVastgelegd, sequence: int) -> list[Notitie]:
    geevalueerd = Geevalueerd(
        gemeente=data.gemeente,
        datum=data.gehouden_op,
        uitkomst=data.uitkomst,
        doelen_totaal=data.doelen_totaal,
        doelen_behaald=data.doelen_behaald,
        zrm=tuple(ZrmVerloop(domein=each.domein, start=each.start, nu=each.nu) for each in data.zrm),
        aanbieders=data.aanbieders,
        doelen_mantelzorger=data.doelen_mantelzorger,
        behaald_mantelzorger=data.behaald_mantelzorger,
        antwoorden=data.antwoorden,
        producten=data.producten,
    )
    return [EVALUATIE.noteer(data.evaluatie_id, sequence, geevalueerd)]


def _vervolg(data: VervolgBepaald, sequence: int) -> list[Notitie]:
    """A later one replaces it."""
    return [VERVOLG.noteer(data.client_id, data.product_id, sequence, Vervolgd(data.vervolg))]


SOORTEN = (soort(EVALUATIE_VASTGELEGD, _evaluatie), soort(VERVOLG_BEPAALD, _vervolg))
