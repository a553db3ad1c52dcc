"""Where iJw departs from iWmo (`verschillen-met-iwmo.md`): a test for each, beside its neighbour in iWmo."""

from dataclasses import replace
from datetime import date

import pytest
from tests.istandaard import maker
from tests.istandaard.standaard import STANDAARDEN, met_standaard
from tests.istandaard.wijzig import zet

import ijw
import istandaard
import iwmo
from istandaard.berichten import Bericht315, Bericht319, Bericht323
from istandaard.cdt import GeslotenPeriode, Omvang, Product
from istandaard.codes import Codelijst, Eenheid, Frequentie, ProductCategorie
from istandaard.regels.rekenen import stapelen
from istandaard.schrijven import schrijf
from istandaard.volume import ToegewezenOmvang, plafond_periode, plafond_toewijzing
from istandaard.voorbeelden import voorbeeld
from wetten import standaard_van

JANUARI = (date(2026, 1, 1), date(2026, 1, 31))
WOONPLAATS = "8"


def antwoord(reden: str | None, gemeente: str | None) -> istandaard.Bericht:
    """A JW319 with this reason and this other municipality."""
    json = ijw.naar_json(ijw.voorbeeld("JW319"))
    if reden is None:
        zet(json, "antwoord.verzoekAntwoord", "2")
    zet(json, "antwoord.redenAfwijzingVerzoek", reden)
    zet(json, "antwoord.woonplaatsbeginsel", gemeente and {"gemeente": gemeente})
    return ijw.uit_json(json)


@pytest.mark.parametrize(
    ("reden", "gemeente", "regels"),
    [
        (WOONPLAATS, "0363", []),
        (WOONPLAATS, None, ["TR377"]),
        ("5", None, []),
        ("5", "0363", ["TR409"]),
        (None, None, []),
        (None, "0363", ["TR409"]),
    ],
)
def test_another_municipality_is_named_for_reason_8_alone(
    reden: str | None, gemeente: str | None, regels: list[str]
) -> None:
    bevindingen = ijw.controleer(antwoord(reden, gemeente))
    assert [(each.regel, each.pad, each.retourcode) for each in bevindingen] == [
        (regel, "/Bericht/Antwoord/Woonplaatsbeginsel", "0001") for regel in regels
    ]


def test_a_retour_repeats_the_woonplaatsbeginsel_with_codes() -> None:
    heen = antwoord(WOONPLAATS, "0363")
    fout = ijw.bevinding("TR355", "/Bericht/Antwoord")
    terug = ijw.retour(heen, [fout], identificatie="R1", dagtekening=date(2026, 2, 6))
    deel = ijw.naar_json(ijw.lees(ijw.schrijf(terug)))["antwoord"]
    assert isinstance(deel, dict)
    assert deel["woonplaatsbeginsel"] == {"gemeente": "0363", "retourCodes": ["0200"]}
    assert deel["retourCodes"] == ["9355"]


def test_only_ijw_says_whether_a_gezagsdrager_is_known() -> None:
    bericht = ijw.voorbeeld("JW315")
    assert isinstance(bericht, Bericht315)
    assert bericht.client.gezagsdrager_bekend == "1"
    assert b"GezagsdragerBekend>1<" in ijw.schrijf(bericht)
    assert "gezagsdragerBekend" in str(ijw.json_schema("JW315"))
    assert "gezagsdragerBekend" not in str(iwmo.json_schema("WMO315"))


def test_iwmo_refuses_what_only_ijw_has() -> None:
    met = b"<wmo315:GezagsdragerBekend>1</wmo315:GezagsdragerBekend></wmo315:Naam>"
    document = iwmo.schrijf(iwmo.voorbeeld("WMO315")).replace(b"</wmo315:Naam>", b"</wmo315:Naam>" + met[:-16], 1)
    with pytest.raises(iwmo.Formaatfout, match="hoort"):
        iwmo.lees(document)
    mirror = iwmo.naar_json(iwmo.voorbeeld("WMO319"))
    zet(mirror, "antwoord.woonplaatsbeginsel", {"gemeente": "0363"})
    with pytest.raises(iwmo.Formaatfout, match="hoort"):
        iwmo.uit_json(mirror)
    ander = iwmo.voorbeeld("WMO319")
    jeugd = antwoord(WOONPLAATS, "0363")
    assert isinstance(ander, Bericht319)
    assert isinstance(jeugd, Bericht319)
    with pytest.raises(iwmo.OngeldigeWaarde, match="woonplaatsbeginsel"):
        iwmo.schrijf(replace(ander, antwoord=jeugd.antwoord))


def test_no_category_is_in_both() -> None:
    assert not {each.value for each in iwmo.codes.ProductCategorie} & {
        each.value for each in ijw.codes.ProductCategorie
    }


def test_a_code_of_the_other_law_is_refused_where_it_would_be_written() -> None:
    wmo, jeugd = iwmo.voorbeeld("WMO323"), ijw.voorbeeld("JW323")
    assert isinstance(wmo, Bericht323)
    assert isinstance(jeugd, Bericht323)
    with pytest.raises(iwmo.OngeldigeWaarde, match="product_categorie"):
        iwmo.schrijf(replace(wmo, declaratie=jeugd.declaratie))
    with pytest.raises(ijw.OngeldigeWaarde, match="product_categorie"):
        ijw.schrijf(replace(jeugd, declaratie=wmo.declaratie))
    with pytest.raises(KeyError, match="WMO323"):
        ijw.schrijf(wmo)


@pytest.mark.parametrize(("soort", "ander"), [("WMO323", ijw.IJW), ("JW323", iwmo.IWMO)])
def test_a_message_of_the_other_law_is_refused_and_named(soort: str, ander: istandaard.Standaard) -> None:
    eigen = standaard_van(soort)
    document = schrijf(eigen, voorbeeld(eigen, soort))
    with pytest.raises(istandaard.Formaatfout) as fout:
        istandaard.lees([ander], document)
    assert fout.value.melding == f"Dit is een bericht van {eigen.titel}. Wij lezen alleen {ander.titel}."
    assert istandaard.lees(STANDAARDEN, document).soort() == soort
    assert istandaard.lees_kop(STANDAARDEN, document).soort() == soort


def test_what_is_no_message_at_all_names_both_standards() -> None:
    with pytest.raises(istandaard.Formaatfout, match=r"geen bericht van iWmo 3\.2 en iJw 3\.2"):
        istandaard.lees(STANDAARDEN, b"<Bericht/>")


@pytest.mark.parametrize(
    ("categorie", "mag"),
    [
        (iwmo.codes.ProductCategorie.ROLSTOELEN, True),
        (iwmo.codes.ProductCategorie.BEGELEIDING, False),
        *((each, False) for each in ijw.codes.ProductCategorie),
    ],
)
def test_nothing_of_youth_may_overlap(categorie: ProductCategorie, *, mag: bool) -> None:
    product = Product(categorie=categorie, code="99A01")
    assert stapelen((product, *JANUARI), (product, *JANUARI)) is not mag
    assert stapelen((product, *JANUARI), (None, *JANUARI)) is not mag


def in_januari(categorie: ProductCategorie) -> int:
    """The most hours over the five weeks of January at ten hours a week."""
    omvang = Omvang(volume=10, eenheid=Eenheid.UUR, frequentie=Frequentie.PER_WEEK)
    return plafond_periode(
        ToegewezenOmvang(omvang, categorie, date(2025, 1, 1), None),
        GeslotenPeriode(begindatum=JANUARI[0], einddatum=JANUARI[1]),
    )


def test_weeks_of_youth_are_counted_as_they_are() -> None:
    assert in_januari(iwmo.codes.ProductCategorie.HULP_BIJ_HET_HUISHOUDEN) == 60
    assert {in_januari(each) for each in ijw.codes.ProductCategorie} == {50}


PER_MAAND = Omvang(volume=1, eenheid=Eenheid.STUKS_OUTPUT, frequentie=Frequentie.PER_MAAND)
JB, AMBULANT = ijw.codes.ProductCategorie.JEUGDBESCHERMING, ijw.codes.ProductCategorie.AMBULANT


@pytest.mark.parametrize(
    ("categorie", "van", "tot", "per_maand", "samen"),
    [
        (JB, date(2026, 1, 15), date(2026, 3, 10), [0, 1, 1], 2),
        (JB, date(2026, 1, 1), date(2026, 3, 10), [1, 1, 1], 3),
        (JB, date(2026, 1, 2), None, [0, 1, 1], None),
        (JB, date(2026, 1, 15), date(2026, 1, 20), [0, 0, 0], 0),
        (ijw.codes.ProductCategorie.JEUGDRECLASSERING, date(2026, 1, 31), date(2026, 3, 31), [0, 1, 1], 2),
        (AMBULANT, date(2026, 1, 15), date(2026, 3, 10), [1, 1, 1], 3),
    ],
)
def test_a_certified_institution_bills_no_first_month_that_is_broken(
    categorie: ProductCategorie, van: date, tot: date | None, per_maand: list[int], samen: int | None
) -> None:
    """The last broken month is billed in full (SAP GI 1.3, TR321, TR322)."""
    toewijzing = ToegewezenOmvang(PER_MAAND, categorie, van, tot)
    maanden = [(date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28)),
               (date(2026, 3, 1), date(2026, 3, 31))]  # fmt: skip
    gevonden = [plafond_periode(toewijzing, GeslotenPeriode(begindatum=a, einddatum=b)) for a, b in maanden]
    assert (gevonden, plafond_toewijzing(toewijzing)) == (per_maand, samen)


def betekenis(lijst: type[Codelijst], code: str) -> str:
    return lijst(code).betekenis


def test_reason_31_for_ending_means_something_else() -> None:
    assert betekenis(iwmo.codes.RedenBeeindiging, "31") == "Verhuizing naar een andere gemeente"
    assert betekenis(ijw.codes.RedenBeeindiging, "31") == "Levering is volgens plan beëindigd"
    gedeeld = {each.value for each in iwmo.codes.RedenBeeindiging} & {each.value for each in ijw.codes.RedenBeeindiging}
    assert gedeeld == {"02", "20", "31", "36", "37", "38", "39"}


def test_the_rules_are_those_of_iwmo_and_two_more() -> None:
    assert set(ijw.REGELS) - set(iwmo.REGELS) == {"TR377", "TR409"}
    assert set(iwmo.REGELS) <= set(ijw.REGELS)
    for code, regel in iwmo.REGELS.items():
        anders = replace(regel, berichten=tuple(soort.replace("WMO", "JW") for soort in regel.berichten))
        assert ijw.REGELS[code] == anders


@met_standaard
def test_no_type_but_the_two_lists_is_another() -> None:
    anders = {
        naam
        for naam in maker.typen("iwmo", "basisschema")
        if naam.startswith("LDT_") and maker.facetten("iwmo", naam) != maker.facetten("ijw", naam)
    }
    assert anders == {"LDT_ProductCategorie", "LDT_RedenBeeindiging"}
