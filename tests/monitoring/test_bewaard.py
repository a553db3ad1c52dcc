"""What was kept before facts, figures and levels were declared says the same now: dossiers, and the table of figures.

`gegevens/dossiers_0006.jsonl` was written by the code of migration 0006: dossiers as they stood in the database, with
what they counted. Every fact that there was is in it, and every field that can be empty both empty and filled.
"""

import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from chassis.migrations import migrate
from chassis.settings import Settings
from monitoring.app import SERVICE
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.dossier import Dossiersoort, Feitsoort, Inhoud, Notitie
from monitoring.domain.feiten import berichten, declaratie, plan, toegang, toewijzing
from monitoring.domain.maten import Maat, MaatMetTermijn
from monitoring.domain.openstaand import Opensoort
from monitoring.store.dossiers import lees_inhoud, schrijf_inhoud

MIGRATIES = SERVICE.folder / "migrations"
DOSSIERS = [
    json.loads(regel)
    for regel in (Path(__file__).parent / "gegevens" / "dossiers_0006.jsonl").read_text(encoding="utf-8").splitlines()
]
FEITSOORTEN = [
    each
    for module in (berichten, declaratie, plan, toegang, toewijzing)
    for each in vars(module).values()
    if isinstance(each, Feitsoort)
]
KOSTEN = (maten.KOSTEN_PROFIEL, maten.KOSTEN_LEEFTIJD, maten.KOSTEN_WIJK)
LATER = {maten.BUDGET_BINNEN, maten.EIGEN_TERMIJN, maten.EIGEN_TERMIJN.op_tijd, *KOSTEN}
"""Figures that were counted of these facts only later."""
VAN_LATER = {"wet", "profiel", "leeftijdsgroep", "wijk", "specialisme", "doelgroep"}
"""What is kept of a month of help by now; of these facts it is not known."""
Rij = dict[str, object]


def _begin(naam: str) -> str:
    """How a fact is called, or how its name begins."""
    begin, dubbelepunt, _ = naam.partition(":")
    return begin + dubbelepunt


@pytest.mark.parametrize("bewaard", DOSSIERS, ids=[f"{each['soort']} {each['sleutel']}" for each in DOSSIERS])
def test_a_dossier_that_was_kept_before_counts_the_same(bewaard: Rij) -> None:
    """But for a figure that came later (`test_vult.py`)."""
    verschil = Verschil()
    inhoud = lees_inhoud(json.dumps(bewaard["inhoud"]))
    verschil.noteer(Dossiersoort(str(bewaard["soort"])), str(bewaard["sleutel"]), {}, inhoud)
    geteld = [
        [sleutel.maat.naam, str(sleutel.maand), *sleutel[2:-1], aantal]
        for sleutel, aantal in verschil.geteld.items()
        if aantal and sleutel.maat not in LATER
    ]
    open_ = [
        [
            sleutel.soort,
            *(None if veld is None else str(veld) for naam, veld in vars(wacht).items() if naam not in {"wet", "tot"}),
        ]
        for sleutel, wacht in verschil.open.items()
        if sleutel.soort is not Opensoort.ONOVERBRUGD
    ]
    perioden = [
        [key, *(veld for naam, veld in vars(each).items() if naam not in VAN_LATER)]
        for key, each in verschil.perioden.items()
    ]
    assert sorted(geteld) == bewaard["geteld"]
    assert sorted(open_) == bewaard["open"]
    assert sorted(perioden) == bewaard["perioden"]
    zonder = {Dossiersoort.EVALUATIE, Dossiersoort.SIGNAAL}
    wetten = {each.wet for each in (*verschil.geteld, *verschil.open.values(), *verschil.perioden.values())}
    assert wetten <= ({""} if bewaard["soort"] in zonder else {"wmo"}), "what was kept before is of the Wmo"


def test_a_fact_keeps_its_name() -> None:
    """What is in databases is found by it; a fact that came later is not among them."""
    gevonden = {(each["soort"], _begin(naam)) for each in DOSSIERS for naam in each["inhoud"]}
    assert len(gevonden) == 28
    assert gevonden <= {(each.soort, each.naam) for each in FEITSOORTEN}


def _opnieuw_genoteerd(soort: str, inhoud: Inhoud) -> Inhoud:
    """The same facts as if an event had just told them."""
    per_naam = {each.naam: each for each in FEITSOORTEN if each.soort == soort}
    return {
        naam: Notitie(Dossiersoort(soort), "", naam, each.rang, each.als(per_naam[_begin(naam)].feit))
        for naam, each in inhoud.items()
    }


@pytest.mark.parametrize("bewaard", DOSSIERS, ids=[f"{each['soort']} {each['sleutel']}" for each in DOSSIERS])
def test_a_fact_is_kept_as_it_was(bewaard: Rij) -> None:
    """But for what no figure reads: older code finds all that it looks for."""
    nu = json.loads(
        schrijf_inhoud(_opnieuw_genoteerd(str(bewaard["soort"]), lees_inhoud(json.dumps(bewaard["inhoud"]))))
    )
    toen = json.loads(json.dumps(bewaard["inhoud"]))
    assert nu.keys() == toen.keys()
    for naam, (rang, velden) in nu.items():
        assert rang == toen[naam][0]
        assert _deel_van(velden, toen[naam][1])


def _deel_van(nu: object, toen: object) -> bool:
    """Whether each field is the same; one that was not there is empty, or says no."""
    if isinstance(nu, dict) and isinstance(toen, dict):
        return all(_deel_van(waarde, toen.get(veld)) for veld, waarde in nu.items())
    if isinstance(nu, list) and isinstance(toen, list):
        return len(nu) == len(toen) and all(map(_deel_van, nu, toen))
    return nu == toen or (nu is False and toen is None)


def test_every_figure_has_a_name_of_its_own() -> None:
    alle = [each for each in vars(maten).values() if isinstance(each, Maat)]
    namen = [each.naam for each in (*alle, *(each.op_tijd for each in alle if isinstance(each, MaatMetTermijn)))]
    assert len(set(namen)) == len(namen) > 50
    assert max(map(len, namen)) <= 32


def _voor_0007(folder: Path) -> Path:
    """The migrations as they were before levels had a column."""
    shutil.copytree(MIGRATIES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for later in (folder / "versions").glob("0*.py"):
        if later.name >= "0007":
            later.unlink()
    return folder


TOEN = [
    ("start", "0034", "", "HO", 5),
    ("@start", "0034", "99990001", "HO", 3),
    ("=@start", "0034", "99990001", "HO", 4),
    ("*start", "", "", "", 6),
    ("*@start", "", "99990001", "", 7),
    ("*=@start", "", "99990001", "", 8),
    ("*@regels-ingediend", "", "99990001", "", 9),
    ("start:op-tijd", "0034", "", "HO", 2),
]
"""Figures as they were kept: what was counted, municipality, provider, product, and how many."""


def test_signs_before_a_name_become_a_level(database_url: str, tmp_path: Path) -> None:
    url = make_url(Settings(database_url=database_url).database_for("monitoring"))
    migrate(url, _voor_0007(tmp_path / "monitoring" / "migrations"))
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    engine = sa.create_engine(url.set(drivername=driver))
    with engine.begin() as connection:
        velden = "generatie, maat, gemeente, maand, agb, code, kenmerk, waarde"
        nieuw = sa.text(
            f"INSERT INTO cijfers ({velden}) VALUES (1, :maat, :gemeente, '2023-01-01', :agb, :code, '', :n)"
        )
        namen = ("maat", "gemeente", "agb", "code", "n")
        connection.execute(nieuw, [dict(zip(namen, each, strict=True)) for each in TOEN])
    migrate(url, MIGRATIES)
    with engine.begin() as connection:
        rows = connection.execute(sa.text("SELECT maat, niveau, gemeente, agb, code, waarde FROM cijfers")).all()
    engine.dispose()
    assert sorted(map(tuple, rows)) == [
        ("prestaties-ingediend", "alles-aanbieder", "", "99990001", "", 9),
        ("start", "aanbieder", "0034", "99990001", "HO", 3),
        ("start", "aanbieder-jaar", "0034", "99990001", "HO", 4),
        ("start", "alles", "", "", "", 6),
        ("start", "alles-aanbieder", "", "99990001", "", 7),
        ("start", "alles-aanbieder-jaar", "", "99990001", "", 8),
        ("start", "gemeente", "0034", "", "HO", 5),
        ("start:op-tijd", "gemeente", "0034", "", "HO", 2),
    ]
