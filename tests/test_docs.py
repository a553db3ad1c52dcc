"""The pages that say how and why: complete, in one form, and leading somewhere."""

import re
from pathlib import Path

import pytest
import yaml

from bladen.lezen import MAX_BYTES, MAX_RIJEN
from chassis import log
from chassis.limits import BODY_SECONDS, MAX_BODY, MAX_JSON
from chassis.rates import AT_ONCE, KEPT
from chassis.readers import MEMORY, NUMBER, SECONDS, SMALL, WAITING
from chassis.settings import Settings
from clientroute.bench.__main__ import FIGURES
from clientroute.serve import HEADER_SECONDS

BRON = Path(__file__).parents[1]
BESLUITEN = sorted((BRON / "docs" / "besluiten").glob("[0-9]*.md"))
PAGINAS = sorted(
    {each for form in ("*.md", "docs/**/*.md", "*/*/README.md", "deploy/**/README.md") for each in BRON.glob(form)}
)
KOP = re.compile(r"# (\d{4}) \S.*")
STAND = re.compile(r"Date: (\d{4}-\d\d-\d\d)\. Status: (accepted|replaced by (\d{4}))\.")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
KOPPEN = ("Question", "Choice", "Not chosen", "Price")


@pytest.mark.parametrize("besluit", BESLUITEN, ids=lambda pad: pad.stem[:4])
def test_a_decision_has_its_number_date_status_and_headings(besluit: Path) -> None:
    kop, _, stand, *_ = besluit.read_text(encoding="utf-8").splitlines()
    nummer, gevonden = KOP.fullmatch(kop), STAND.match(stand)
    assert nummer is not None
    assert nummer[1] == besluit.name[:4]
    assert gevonden is not None, stand
    if gevonden[3] is not None:
        assert list(besluit.parent.glob(f"{gevonden[3]}-*.md")) != []
    koppen = re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", besluit.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert koppen[:2] == ["Question", "Choice"]
    assert set(koppen) <= set(KOPPEN)


def test_the_index_lists_every_decision_once_by_its_title() -> None:
    index = (BRON / "docs" / "besluiten" / "README.md").read_text(encoding="utf-8")
    titels = {pad.name: pad.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for pad in BESLUITEN}
    genoemd = re.findall(r"^- \[(.+?)\]\((.+?)\)", index, flags=re.MULTILINE)
    assert {naam: titel for titel, naam in genoemd} == titels
    assert len(genoemd) == len(titels)
    for pad in BESLUITEN:
        stand = STAND.match(pad.read_text(encoding="utf-8").splitlines()[2])
        assert stand is not None
        (regel,) = [each for each in index.splitlines() if f"({pad.name})" in each]
        assert regel.endswith(f"{stand[1]}, {stand[2]}" if stand[3] else stand[1])


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda pad: str(pad.relative_to(BRON)))
def test_a_link_within_the_repository_leads_somewhere(pagina: Path) -> None:
    doelen = [each for each in LINK.findall(pagina.read_text(encoding="utf-8")) if "://" not in each]
    assert [each for each in doelen if not (pagina.parent / each).exists()] == []


def test_every_package_that_is_shared_has_a_page() -> None:
    pakketten = {each.parent for each in (BRON / "shared").glob("*/__init__.py")}
    assert [each.name for each in pakketten if not (each / "README.md").exists()] == []


@pytest.mark.parametrize("pagina", sorted(BRON.glob("docs/*.md")), ids=lambda pad: pad.stem)
def test_a_place_that_a_page_names_exists(pagina: Path) -> None:
    genoemd = re.findall(r"`((?:shared|services|tests|clientroute|docs|deploy)/[^` ]+)`", pagina.read_text("utf-8"))
    assert [each for each in genoemd if not (BRON / each).exists()] == []


def test_a_word_stands_once_in_the_list_and_in_the_code() -> None:
    lijst = (BRON / "docs" / "woordenlijst.md").read_text(encoding="utf-8")
    domein, _, techniek = lijst.partition("## Of the mechanics")
    woorden = re.findall(r"^\| ([a-z][^|]*?) \|", domein, flags=re.MULTILINE)[1:]
    assert woorden == sorted(set(woorden))
    rijen = [regel.split(" | ") for regel in domein.splitlines() if regel.startswith("| ")][1:]
    assert all(len(rij) == 4 and all(cel.strip(" |") for cel in rij) for rij in rijen)
    code = "\n".join(pad.read_text("utf-8") for map_ in ("shared", "services") for pad in (BRON / map_).rglob("*.py"))
    namen = {each.lower() for each in re.findall(r"[A-Z]?[a-z]+", code)}
    assert [each for each in woorden if each not in namen] == []
    klassen = re.findall(r"^\| `([A-Z]\w+)` \|", techniek, flags=re.MULTILINE)
    assert klassen
    assert [each for each in klassen if not re.search(rf"^class {each}\b", code, flags=re.MULTILINE)] == []


@pytest.mark.parametrize("pagina", sorted(BRON.glob("*/*/README.md")), ids=lambda pad: pad.parent.name)
def test_a_module_that_a_room_names_exists(pagina: Path) -> None:
    genoemd = set(re.findall(r"`([a-z0-9_/]+\.py)`", pagina.read_text(encoding="utf-8")))
    plekken = [pagina.parent, *(BRON / map_ for map_ in ("shared", "services", "tests", "clientroute"))]
    namen = [f"/{pad.relative_to(BRON)}" for map_ in plekken for pad in map_.rglob("*.py")]
    assert [each for each in sorted(genoemd) if not any(naam.endswith(f"/{each}") for naam in namen)] == []


def test_every_claim_of_the_page_on_safety_names_the_test_that_holds_it() -> None:
    beweerd, _, _ = (BRON / "docs" / "veiligheid.md").read_text("utf-8").partition("## What it does not do")
    regels = [each for each in beweerd.splitlines() if each.startswith(("- ", "| "))]
    koppen = [each for each in regels if each.startswith(("| who |", "| what |"))]
    assert len(koppen) == 2
    assert [each for each in regels if each not in koppen and "`test_" not in each] == []
    proeven = "\n".join(pad.read_text("utf-8") for pad in (BRON / "tests").rglob("test_*.py"))
    genoemd = set(re.findall(r"`(test_\w+)`", beweerd))
    assert sorted(genoemd - set(re.findall(r"def (test_\w+)\(", proeven))) == []


def test_the_limits_on_the_page_on_safety_are_those_of_the_code() -> None:
    bladzijde = (BRON / "docs" / "veiligheid.md").read_text("utf-8")
    productie = Settings.model_construct(env="production")
    caller, address = productie.caller_rate, productie.address_rate
    for grens in (
        f"{HEADER_SECONDS:.0f} seconds",
        f"{BODY_SECONDS:.0f} seconds",
        f"{MAX_BODY // 2**20} MB, {MAX_JSON // 2**20} MB",
        f"{caller} and {address} a minute, {AT_ONCE:.0f} seconds' worth",
        f"{KEPT:,} callers, {KEPT:,} addresses",
        f"{MEMORY // 2**30} GiB and {SECONDS} seconds",
        f"{NUMBER}, {WAITING}; then 503",
        f"{MAX_RIJEN:,} rows, {MAX_BYTES // 10**6} MB unpacked",
    ):
        assert f"| {grens}" in bladzijde, grens
    assert f"over {SMALL // 1024} kB" in bladzijde


def test_every_guarantee_about_events_names_the_test_that_holds_it() -> None:
    _, _, rest = (BRON / "docs" / "gebeurtenissen.md").read_text("utf-8").partition("## Guarantees")
    beloftes = re.findall(r"^\d\. .*$", rest, re.M)
    assert len(beloftes) == 7
    doet = rest.partition("| what meets it | does |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    assert len(doet) == 6
    assert [each for each in (*beloftes, *doet) if "`test_" not in each] == []


def test_every_way_in_which_things_were_broken_says_what_it_proves() -> None:
    bladzijde = (BRON / "docs" / "gebeurtenissen.md").read_text("utf-8")
    _, _, rest = bladzijde.partition("| what broke | times | it proves |")
    gebroken = [each.split(" | ") for each in rest.partition("\n\n")[0].splitlines()[2:]]
    assert len(gebroken) == 9
    doden, *keren = [int(each[1].replace(",", "")) for each in gebroken]
    assert doden >= 1000
    assert min(keren) >= 10
    assert [each[0] for each in gebroken if not re.match(r"[1-7](, [1-7])* \||.*besluiten/0905", each[2])] == []


@pytest.mark.parametrize("bladzijde", ["privacy.md", "gebeurtenissen.md", "beheer.md", "koppelvlakken.md"])
def test_a_page_names_tests_that_are_there(bladzijde: str) -> None:
    genoemd = set(re.findall(r"`(test_\w+)`", (BRON / "docs" / bladzijde).read_text("utf-8")))
    proeven = "\n".join(pad.read_text("utf-8") for pad in (BRON / "tests").rglob("test_*.py"))
    assert len(genoemd) > 15
    assert sorted(genoemd - set(re.findall(r"def (test_\w+)\(", proeven))) == []


def test_the_connections_that_the_page_for_operators_adds_up_are_those_of_the_settings() -> None:
    bladzijde = (BRON / "docs" / "beheer.md").read_text("utf-8")
    elk = Settings.model_construct().database_connections
    chart = yaml.safe_load((BRON / "deploy" / "helm" / "clientroute" / "values.yaml").read_text("utf-8"))
    api, worker = (4 * chart[role]["replicas"]["max"] for role in ("api", "worker"))
    assert f"8 × {elk} + 4 = {8 * elk + 4};" in bladzijde
    assert 8 * elk + 4 <= 100 - 3
    assert f"{api + worker} × {elk} + {worker} = {(api + worker) * elk + worker}." in bladzijde


def test_what_the_page_for_operators_measures_and_looks_for_is_there() -> None:
    bladzijde = (BRON / "docs" / "beheer.md").read_text("utf-8")
    gemeten = re.findall(r"`([a-z_0-9]+)`", _rijen(bladzijde, "Hoe groot"))
    assert sorted(gemeten) == sorted(each.name for each in FIGURES)
    gezocht = re.findall(r"`([a-z_.]+)`", _rijen(bladzijde, "Logs"))
    namen = {each.name for each in vars(log).values() if isinstance(each, log.LogEvent)}
    assert len(gezocht) > 10
    assert set(gezocht) <= namen


def _rijen(bladzijde: str, kop: str) -> str:
    """The first cells of the table under a heading."""
    deel = bladzijde.partition(f"\n## {kop}\n")[2].partition("\n## ")[0]
    return "\n".join(each.split(" | ")[0] for each in deel.splitlines() if each.startswith("| "))


def test_the_page_on_scale_measures_by_figures_that_are_there_and_adds_up() -> None:
    bladzijde = (BRON / "docs" / "schaal.md").read_text("utf-8")
    opdrachten = re.findall(r"`python -m clientroute\.bench ([a-z_0-9 ]+)`", bladzijde)
    gemeten = {naam for opdracht in opdrachten for naam in opdracht.split()}
    assert {"oordelen_groei_jaren", "dashboard_groei_jaren", "dashboard_p95"} <= gemeten
    assert gemeten <= {each.name for each in FIGURES}
    sommen = re.findall(r"([\d.,]+) ([×/]) ([\d.,]+) = ([\d.,]*\d)", bladzijde)
    assert len(sommen) > 5
    for links, teken, rechts, uitkomst in sommen:
        a, b, c = (float(each.replace(".", "").replace(",", ".")) for each in (links, rechts, uitkomst))
        assert round(a * b if teken == "×" else a / b) == round(c), (links, teken, rechts)
    proeven = "\n".join(pad.read_text("utf-8") for pad in (BRON / "tests").rglob("test_*.py"))
    genoemd = set(re.findall(r"`(test_\w+)`", bladzijde))
    assert genoemd
    assert sorted(genoemd - set(re.findall(r"def (test_\w+)\(", proeven))) == []
