"""What dossiers contribute is the same, however it came to be: at once, event by event, or in parts."""

import json
import random
from collections import Counter, defaultdict

import pytest
from tests.bench.vijf_jaar import gebeurtenissen

from monitoring.domain.bijdragen import Verschil
from monitoring.domain.dossier import (
    HEEL,
    JAAR,
    PER_AANBIEDER,
    Cijfersleutel,
    Inhoud,
    Open,
    Opensleutel,
    Periode,
    volg,
    werk_uit,
)
from monitoring.noteren import noteer
from monitoring.store.leesmodel import Dossiersleutel

Stand = tuple[dict[Cijfersleutel, int], dict[Opensleutel, Open], dict[str, Periode]]


def _vouw(deel: int) -> tuple[Stand, dict[Dossiersleutel, Inhoud]]:
    """Figures, what is open, who has help and the dossiers after some years, in any order, so many events at a time."""
    gehoord = list(gebeurtenissen(1_500))
    random.Random(deel).shuffle(gehoord)
    cijfers, open_, perioden = Counter[Cijfersleutel](), dict[Opensleutel, Open](), dict[str, Periode]()
    dossiers: dict[Dossiersleutel, Inhoud] = defaultdict(dict)
    for begin in range(0, len(gehoord), deel):
        verschil, nieuw = Verschil(), dict[Dossiersleutel, Inhoud]()
        for soort, _, sequence, _, _, data in gehoord[begin : begin + deel]:
            for notitie in noteer(f"nl.wmo.{soort}.v1", sequence, json.dumps(data)):
                sleutel = notitie.soort, notitie.sleutel
                nieuw[sleutel] = volg(nieuw.get(sleutel, dossiers[sleutel]), [notitie])
        for sleutel, inhoud in nieuw.items():
            verschil.noteer(*sleutel, dossiers[sleutel], inhoud)
        dossiers |= nieuw
        cijfers.update(werk_uit(verschil.cijfers))
        for key in verschil.klaar:
            open_.pop(key, None)
        open_ |= verschil.open
        for key in verschil.perioden_weg:
            perioden.pop(key, None)
        perioden |= verschil.perioden
    return ({key: aantal for key, aantal in cijfers.items() if aantal}, open_, perioden), dossiers


@pytest.mark.parametrize("deel", [1, 7, 400])
def test_event_by_event_gives_what_all_at_once_gives(deel: int) -> None:
    assert _vouw(deel) == _vouw(1_500)


def test_a_figure_is_kept_for_all_and_per_provider_and_of_the_whole_region() -> None:
    (cijfers, _, perioden), _ = _vouw(1_500)
    assert len(perioden) > 1
    som: dict[str, int] = defaultdict(int)
    for sleutel, aantal in cijfers.items():
        som[sleutel.maat] += aantal
    for maat in ("toewijzing", "bedrag-toegekend", "gebruikt-bedrag", "maand-boven", "start"):
        assert som[maat] > 0
        per_aanbieder = [begin + PER_AANBIEDER + maat for begin in ("", HEEL, JAAR, HEEL + JAAR)]
        assert [som[naam] for naam in (HEEL + maat, *per_aanbieder)] == [som[maat]] * 5
