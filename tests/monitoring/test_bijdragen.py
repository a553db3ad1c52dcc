"""What dossiers contribute is the same, however it came to be: at once, event by event, or in parts."""

import json
import random
from collections import Counter, defaultdict

import pytest

from clientroute.bench.regiojaren import gebeurtenissen
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.bijdragen.bijdrage import Periode
from monitoring.domain.cijfers import Cijfersleutel, Niveau, werk_uit
from monitoring.domain.dossier import Inhoud, volg
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Open, Opensleutel
from monitoring.noteren import noteer
from monitoring.store.dossiers import Dossiersleutel, schrijf_inhoud

Gevolg = tuple[dict[Cijfersleutel, int], dict[Opensleutel, Open], dict[str, Periode]]


def _vouw(deel: int) -> tuple[Gevolg, dict[Dossiersleutel, str]]:
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
        cijfers.update(werk_uit(verschil.geteld))
        for key in verschil.klaar:
            open_.pop(key, None)
        open_ |= verschil.open
        for key in verschil.perioden_weg:
            perioden.pop(key, None)
        perioden |= verschil.perioden
    geschreven = {key: _gesorteerd(schrijf_inhoud(inhoud)) for key, inhoud in dossiers.items()}
    return ({key: aantal for key, aantal in cijfers.items() if aantal}, open_, perioden), geschreven


def _gesorteerd(tekst: str) -> str:
    """The same with its facts by name: in which order they came makes no difference."""
    return json.dumps(json.loads(tekst), sort_keys=True)


@pytest.mark.parametrize("deel", [1, 7, 400])
def test_event_by_event_gives_what_all_at_once_gives(deel: int) -> None:
    assert _vouw(deel) == _vouw(1_500)


def test_a_figure_is_kept_for_all_and_per_provider_and_of_the_whole_region() -> None:
    (cijfers, _, perioden), _ = _vouw(1_500)
    assert len(perioden) > 1
    som: dict[tuple[Maat, Niveau], int] = defaultdict(int)
    for sleutel, aantal in cijfers.items():
        som[sleutel.maat, sleutel.niveau] += aantal
    for maat in (maten.TOEWIJZING, maten.BEDRAG_TOEGEKEND, maten.GEBRUIKT_BEDRAG, maten.MAAND_BOVEN, maten.START):
        samen = som[maat, Niveau.GEMEENTE]
        assert samen > 0
        assert {som[maat, niveau] for niveau in Niveau} == {samen}
