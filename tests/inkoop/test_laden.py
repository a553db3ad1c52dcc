from collections.abc import Callable
from pathlib import Path

import pytest

import inkoop
from inkoop import MODELLEN, InkoopmodelFout, laad, laad_bestand, namen

Wijziger = Callable[[str, str, str], tuple[str, ...]]

REGIOS = tuple(sorted(each.stem for each in MODELLEN.glob("*.yaml")))


def regel_van(naam: str, stuk: str) -> int:
    """The line, from 1, on which a piece of text first stands in a model file."""
    tekst = (MODELLEN / f"{naam}.yaml").read_text(encoding="utf-8")
    return tekst[: tekst.index(stuk)].count("\n") + 1


def test_every_file_is_a_region() -> None:
    assert len(REGIOS) >= 5
    assert namen() == REGIOS


@pytest.mark.parametrize("naam", REGIOS)
def test_each_region_loads_once(naam: str) -> None:
    model = laad(naam)
    assert model.naam == naam
    assert laad(naam) is model


# What is changed in a model, and what must be said about the line it stands on.
GEPLANT = [
    pytest.param("almere-2023", '    eenheid: "04"\n', '    eenhied: "04"\n',
                 "producten[1].eenhied: onbekend veld; bedoelde u 'eenheid'?", id="unknown field"),
    pytest.param("almere-2023", 'code: "0034"', "code: 0034",
                 "gemeenten[0].code: moet tekst zijn; zet codes en getallen tussen aanhalingstekens", id="octal code"),
    pytest.param("almere-2023", "  - code: IB2B\n", "  - code: IB2BAS\n",
                 "producten[1].code: moet ten hoogste vijf hoofdletters en cijfers zijn", id="code too long"),
    pytest.param("almere-2023", "bekostiging: uur  # M71", "bekostiging: uren",
                 "bekostiging: moet een van deze zijn: 'minuut', 'uur', 'dagdeel', 'etmaal', 'maandbedrag', "
                 "'resultaat', 'traject' of 'lumpsum'; bedoelde u 'uur'?", id="literal"),
    pytest.param("noord-veluwe-2021", "bekostiging: traject\n", "bekostiging: lumpsum\n",
                 "producten[1].uitvoeringsvariant: moet taakgericht zijn bij bekostiging lumpsum (M140)",
                 id="lump sum"),
    pytest.param("almelo-2024", "eurocent: 112\n", "eurocent: 113\n",
                 "producten[1].tarieven[0].eurocent: is anders dan de delen van zijn grond samen, 112 (M137)",
                 id="parts of a price"),
    pytest.param("almere-2023", "versie: 2023-01-01", "versie: 1 januari 2023",
                 "versie: moet een datum zijn, zoals 2023-01-01", id="date"),
    pytest.param("almere-2023", "versie: 2023-01-01", "versie: 2023-02-30",
                 "versie: deze datum of dit getal bestaat niet", id="impossible date"),
    pytest.param("almere-2023", "versie: 2023-01-01", "versie: 2022-01-01",
                 "versie: ligt voor de start van de looptijd", id="version before the term"),
    pytest.param("almere-2023", "eurocent: 31250", "eurocent: 312.50",
                 "producten[0].tarieven[0].eurocent: moet een heel getal zijn, zonder aanhalingstekens of komma",
                 id="euros"),
    pytest.param("almere-2023", "{ vanaf: 2023-01-01, eurocent: 6150 }", "{ vanaf: 2024-01-01, eurocent: 6150 }",
                 "producten[1].tarieven[0].vanaf: ligt na 'versie'; het product heeft dan eerst geen prijs",
                 id="no price at the start"),
    pytest.param("almere-2023", "vanaf: 2025-01-01, basispunten", "vanaf: 2024-01-01, basispunten",
                 "indexatie[1].vanaf: moet later zijn dan de index ervoor", id="index order"),
    pytest.param("almere-2023", "producten: [IB3, DB3]\n    standaard", "producten: [IB3, DB33]\n    standaard",
                 "trajecten[2].producten[1]: staat niet bij producten; bedoelde u 'DB3'?", id="unknown product"),
    pytest.param("almere-2023", "- { van: traject-3, naar: traject-2", "- { van: traject-3, naar: traject-4",
                 "doorstroom[0].naar: staat niet bij trajecten; bedoelde u 'traject-3'?", id="unknown traject"),
    pytest.param("almere-2023", "perceel: perceel-1\n", "perceel: perceel-9\n",
                 "producten[0].perceel: staat niet bij percelen; bedoelde u 'perceel-2'?", id="unknown perceel"),
    pytest.param("almere-2023", "    frequentie: 4\n", "    frequentie: 6\n",
                 "producten[0].frequentie: moet 4 (per maand) zijn bij een maandbedrag", id="month product per term"),
    pytest.param("almere-2023", "  - code: DB2B\n", "  - code: IB2B\n",
                 "producten[2].code: komt al eerder voor in deze lijst", id="code twice"),
    pytest.param("almere-2023", "bron: [M103]", "bron: [103]",
                 "looptijd.bron[0]: moet tekst zijn; zet codes en getallen tussen aanhalingstekens", id="no M"),
    pytest.param("almere-2023", "van_procent: 80", "van_procent: 180",
                 "dekking[0].van_procent: mag ten hoogste 100 zijn", id="percentage"),
    pytest.param("almere-2023", "van_procent: 80", "van_procent: 90",
                 "dekking[0].tot_procent: ligt onder 'van_procent'", id="range"),
    pytest.param("almelo-2024", "wat: verzoek-besloten", "wat: melding-bevestigd",
                 "eigen_termijnen[2].wat: komt al eerder voor in deze lijst", id="M130 twice"),
    pytest.param("almelo-2024", "aanbieders_hoogstens: 12", "aanbieders_hoogstens: 1",
                 "dekking[0].aanbieders_hoogstens: ligt onder 'minimum_aanbieders'", id="M129"),
    pytest.param("almere-2023", "groen: 90, oranje: 80", "groen: 90, oranje: 95",
                 "contractsturing.kpis[0].oranje: is strenger dan 'groen', terwijl hoger beter is", id="traffic light"),
    pytest.param("almere-2023", "\npgb: {", "\nplan: {}\npgb: {",
                 "plan: dit veld staat er twee keer", id="field twice"),
    pytest.param("almelo-2024", '    categorie: "45"\n', '    categorie: "48"\n',
                 "producten[4].uitvoeringsvariant: moet output zijn bij categorie 48 (SAP GI 1.3)", id="SAP GI"),
    pytest.param("almelo-2024", "    bekostiging: minuut  # M74", "    bekostiging: traject",
                 "producten[0].bekostiging: dit model kent geen trajectprijzen (M75)", id="M75"),
    pytest.param("almelo-2024", '    eenheid: "01"\n', '    eenheid: "04"\n',
                 "producten[0].eenheid: past niet bij bekostiging minuut; dat moet 01 zijn", id="minutes in hours"),
    pytest.param("almelo-2024", '    eenheid: "01"\n', '    eenheid: "83"\n',
                 "producten[0].eenheid: past niet bij uitvoeringsvariant inspanning; "
                 "dat moet 01 of 04 of 14 of 16 of 84 zijn", id="euros for effort"),
    pytest.param("noord-veluwe-2021", '    eenheid: "84"\n    frequentie: 6', '    eenheid: "83"\n    frequentie: 1',
                 "producten[1].frequentie: kan niet 1 (per dag) zijn bij eenheid 83 (CS338)", id="euros per day"),
    pytest.param("regio-alkmaar-2027", "    frequentie: 2  # etmalen", "    frequentie: 1  # etmalen",
                 "producten[4].frequentie: kan niet 1 (per dag) zijn bij eenheid 14 (CS338)", id="CS338"),
    pytest.param("lekstroom-2022", "traject: ontwikkelen, intensiteit: plusplus, product: B2O2",
                 "traject: ontwikkelen, intensiteit: plus, product: B2O2",
                 "afwegingskader.cellen[11]: deze cel staat er al (M25)", id="cell twice"),
    pytest.param("lekstroom-2022", "jaren: 2, opties: [1, 1]", "jaren: 0, opties: [1, 1]",
                 "looptijd.jaren: moet ten minste 1 zijn", id="no years"),
    pytest.param("regio-alkmaar-2027", "weken: 13, bron", "weken: 4, bron",
                 "uitnutten.weken: moet langer zijn dan 4 weken (M49)", id="M49"),
    pytest.param("regio-alkmaar-2027", "venster: weken, weken: 13, bron", "venster: weken, bron",
                 "uitnutten.venster: 'weken' hoort bij venster weken, en alleen daarbij", id="window without weeks"),
    pytest.param("regio-alkmaar-2027", 'budgethouder: "0361"  # M83', 'budgethouder: "0362"',
                 "producten[3].budgethouder: staat niet bij gemeenten; bedoelde u '0361'?", id="other municipality"),
    pytest.param("noord-veluwe-2021", "tarieven: [{ vanaf: 2021-01-01, eurocent: 2965 }]", "tarieven: []",
                 "producten[0].tarieven: moet ten minste 1 onderdeel hebben", id="no price"),
]  # fmt: skip


@pytest.mark.parametrize(("naam", "oud", "nieuw", "melding"), GEPLANT)
def test_a_planted_error_is_named_with_its_line(
    fouten: Wijziger, naam: str, oud: str, nieuw: str, melding: str
) -> None:
    gevonden = [fout for fout in fouten(naam, oud, nieuw) if fout.endswith(melding)]
    eerste = regel_van(naam, oud)
    omvang = range(eerste, eerste + oud.count("\n") + 3)
    assert [fout for fout in gevonden if any(f"{naam}.yaml, regel {regel}: " in fout for regel in omvang)], gevonden


def test_the_exact_line_of_a_misspelt_field(fouten: Wijziger) -> None:
    regel = regel_van("almere-2023", '    eenheid: "04"')
    assert f"almere-2023.yaml, regel {regel}: producten[1].eenhied: onbekend veld; bedoelde u 'eenheid'?" in fouten(
        "almere-2023", '    eenheid: "04"', '    eenhied: "04"'
    )


def test_a_missing_field_points_at_the_mapping_that_lacks_it(fouten: Wijziger) -> None:
    regel = regel_van("almere-2023", "  - code: HO")
    assert fouten("almere-2023", '    categorie: "01"\n', "") == (
        f"almere-2023.yaml, regel {regel}: producten[0].categorie: verplicht veld ontbreekt",
    )


def test_all_errors_are_told_at_once_in_the_order_of_the_file(fouten: Wijziger) -> None:
    oud = "titel: Almere, Wmo-ondersteuning vanaf 2023\nversie: 2023-01-01\n"
    gevonden = fouten("almere-2023", oud, "title: Almere\nversie: nu\n")
    assert [fout.split(": ")[1] for fout in gevonden] == ["titel", "title", "versie"]


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("naam: [1, 2\n", "geen geldige YAML"),
        ("naam: &a x\ntitel: *a\n", "verwijzingen met & en *"),
        ("naam: !!python/object/apply:os.system [x]\n", "een aanduiding met !"),
        ("naam: !!python/name:os.system x\n", "geen geldige YAML"),
        ("", "moet uit velden met een naam bestaan"),
        ("- 1\n", "moet uit velden met een naam bestaan"),
        ("? [a, b]\n: 1\n", "een veldnaam moet één woord zijn"),
        ("a: " + "[" * 5000, "te diep genest"),
    ],
    ids=["broken", "alias", "object", "name", "empty", "list", "key", "deep"],
)
def test_what_is_no_model_is_refused_with_a_line(tmp_path: Path, tekst: str, melding: str) -> None:
    pad = tmp_path / "x.yaml"
    pad.write_text(tekst, encoding="utf-8")
    with pytest.raises(InkoopmodelFout, match=r"x\.yaml, regel \d") as gevangen:
        laad_bestand(pad)
    assert melding in str(gevangen.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    pad = tmp_path / "x.yaml"
    pad.write_bytes(b"naam: \xff\xfe\x00")
    with pytest.raises(InkoopmodelFout, match="bewaar het bestand als UTF-8"):
        laad_bestand(pad)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InkoopmodelFout, match="het bestand is niet te lezen"):
        laad_bestand(tmp_path / "weg.yaml")


def test_an_unknown_name_suggests_the_one_that_was_meant() -> None:
    with pytest.raises(InkoopmodelFout, match="bedoelde u 'almere-2023'"):
        laad("almere-2024")


def test_a_path_is_no_name() -> None:
    with pytest.raises(InkoopmodelFout, match="dit inkoopmodel is er niet"):
        laad("../modellen/almere-2023")


def test_a_sixth_region_is_one_file(tmp_path: Path) -> None:
    tekst = (MODELLEN / "noord-veluwe-2021.yaml").read_text(encoding="utf-8")
    tekst = tekst.replace("noord-veluwe-2021", "zuid-veluwe-2025").replace("eurocent: 2965", "eurocent: 3480")
    (tmp_path / "zuid-veluwe-2025.yaml").write_text(tekst, encoding="utf-8")
    assert namen(tmp_path) == ("zuid-veluwe-2025",)
    model = laad("zuid-veluwe-2025", tmp_path)
    assert model.tarief_op("HBH", model.versie) == 3480


def test_a_file_under_another_name_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "elders-2025.yaml"
    pad.write_text((MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InkoopmodelFout, match="naam: moet gelijk zijn aan de naam van het bestand"):
        laad_bestand(pad)


def test_the_public_names() -> None:
    assert set(inkoop.__all__) <= set(dir(inkoop))
