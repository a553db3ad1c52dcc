from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop import MODELLEN as MAP
from inkoop import Product, laad, laad_bestand, namen, tarief_op
from inkoop.producten import Index, Tarief
from inkoop.uitleg import uitleg
from istandaard import cdt, codes
from istandaard.berichten import Bericht301
from wetten import Wet, categorie, controleer, voorbeeld

MODELLEN = [laad(naam) for naam in namen()]
IN_301 = {Wet.WMO: "WMO301", Wet.JEUGDWET: "JW301"}
NAAR_DE_REGIO = {"BHJ", "GGZ", "GGZW", "GGZA", "FOR", "CONH", "CONW", "SGGZ", "SPOED", "FF"}
"""What Almelo expects the region to buy later: treatment, consultation and crisis."""


def product(*tarieven: Tarief) -> Product:
    return laad("almere-2023").product("IB2B").model_copy(update={"tarieven": tarieven})


def index(vanaf: date, basispunten: int) -> Index:
    return Index(vanaf=vanaf, basispunten=basispunten, bron=("M79",))


def test_m79_the_index_counts_from_its_first_day() -> None:
    model = laad("almere-2023")
    assert model.tarief_op("IB2B", date(2023, 12, 31)) == 6150
    assert model.tarief_op("IB2B", date(2024, 1, 1)) == 6501  # 6150 x 1.0571 = 6501.165
    assert model.tarief_op("IB2B", date(2025, 1, 1)) == 6751  # 6501 x 1.0385 = 6751.2885


def test_m79_a_new_tarief_takes_the_place_of_older_indexation() -> None:
    nieuw = product(Tarief(vanaf=date(2023, 1, 1), eurocent=1000), Tarief(vanaf=date(2024, 1, 1), eurocent=2000))
    indexatie = (index(date(2024, 1, 1), 1000), index(date(2025, 1, 1), 1000))
    assert tarief_op(nieuw, date(2024, 6, 1), indexatie) == 2000
    assert tarief_op(nieuw, date(2025, 1, 1), indexatie) == 2200


def test_half_a_cent_rounds_up() -> None:
    assert tarief_op(product(Tarief(vanaf=date(2023, 1, 1), eurocent=50)), date(2024, 1, 1),
                     (index(date(2024, 1, 1), 100),)) == 51  # fmt: skip


def test_before_the_first_tarief_there_is_no_price() -> None:
    with pytest.raises(ValueError, match="no tarief yet"):
        laad("almere-2023").tarief_op("HO", date(2022, 12, 31))


def test_an_unknown_product_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        laad("almere-2023").product("XX")


@given(
    eurocent=st.integers(0, 1_000_000),
    stappen=st.lists(st.tuples(st.integers(1, 400), st.integers(0, 5000)), max_size=6),
    dag=st.integers(0, 3000),
)
def test_m79_rising_indexation_never_lowers_a_price(eurocent: int, stappen: list[tuple[int, int]], dag: int) -> None:
    start, vanaf = date(2023, 1, 1), date(2023, 1, 1)
    indexatie: list[Index] = []
    for dagen, basispunten in stappen:
        vanaf += timedelta(days=dagen)
        indexatie.append(index(vanaf, basispunten))
    deel = product(Tarief(vanaf=start, eurocent=eurocent))
    prijs = tarief_op(deel, start + timedelta(days=dag), tuple(indexatie))
    gisteren = tarief_op(deel, start + timedelta(days=max(dag - 1, 0)), tuple(indexatie))
    exact = float(eurocent)
    for stap in indexatie:
        if stap.vanaf <= start + timedelta(days=dag):
            exact *= 1 + stap.basispunten / 10_000
    assert eurocent <= gisteren <= prijs
    assert abs(prijs - exact) <= 0.5 * sum(1.5**nr for nr in range(len(indexatie))) + 1e-6 * exact


def test_m25_lekstroom_has_eighteen_cells_with_eighteen_products() -> None:
    kader = laad("lekstroom-2022").afwegingskader
    assert kader is not None
    assert len({cel.product for cel in kader.cellen}) == len(kader.cellen) == 18


def test_m27_m28_limits_per_traject() -> None:
    maanden = {
        (model.naam, traject.naam): traject.maximaal_maanden for model in MODELLEN for traject in model.trajecten
    }
    assert maanden["lekstroom-2022", "ontwikkelen"] == 24
    assert maanden["lekstroom-2022", "behouden"] == 60
    assert maanden["almelo-2024", "ontwikkelen"] == 24
    assert maanden["almelo-2024", "stabiliseren"] is None
    assert maanden["almere-2023", "traject-3"] == 24


def test_m7_almere_never_gives_traject_2_and_3_together() -> None:
    model = laad("almere-2023")
    trajecten = {traject.naam: set(traject.producten) for traject in model.trajecten}
    (regel,) = model.verboden_combinaties
    assert (set(regel.producten), set(regel.met)) == (trajecten["traject-2"], trajecten["traject-3"])


def test_m1_m46_m72_almere_omvang() -> None:
    """Hours of guidance and dagdelen of day care, each as the total of the whole term (4.2)."""
    omvang = {product.code: (product.eenheid, product.frequentie) for product in laad("almere-2023").producten}
    assert omvang.pop("HO") == ("82", 4)
    dagbesteding = {omvang.pop(code) for code in ("DB2B", "DB2S", "DB3")}
    assert (dagbesteding, set(omvang.values())) == ({("16", 6)}, {("04", 6)})


def test_m45_products_that_are_phased_out() -> None:
    """A day refuses; Lekstroom's prices per hour have one. In Almelo what goes is marked, and nothing is refused."""
    uitloop = {product for model in MODELLEN for product in model.producten if product.uitloop}
    met_dag = {product.code for product in uitloop if not product.blijft}
    assert met_dag == {"OZR1", "OZR2", "OZR3"}
    assert {product.code for product in uitloop} - met_dag == {"OIL1", "OMD1", "ABJ", "DVJ", *NAAR_DE_REGIO}
    for product in uitloop:
        assert product.te_beschikken(date(2021, 12, 31))
        assert product.te_beschikken(date(2099, 1, 1)) is product.blijft


def test_m83_alkmaar_pays_for_beschermd_wonen_and_thuis() -> None:
    betaald = {product.code for product in laad("regio-alkmaar-2027").producten if product.budgethouder == "0361"}
    assert betaald == {"BT", "BWI", "BWW"}


def test_m103_terms_and_options() -> None:
    opties = {model.naam: (model.looptijd.jaren, model.looptijd.opties) for model in MODELLEN}
    assert opties["almere-2023"] == (4, (2, 2))
    assert opties["lekstroom-2022"] == (2, (1, 1))


@pytest.mark.parametrize("naam", namen())
def test_every_product_fits_a_301(naam: str) -> None:
    """As it is bought it can be assigned: a 301 of its law passes all rules within the message (CS338 among them)."""
    for deel in laad(naam).producten:
        bericht = voorbeeld(IN_301[deel.wet])
        assert isinstance(bericht, Bericht301)
        toegewezen = replace(
            bericht.client.toegewezen_producten[0],
            product=cdt.Product(categorie=categorie(deel.categorie), code=deel.code),
            omvang=cdt.Omvang(
                volume=1, eenheid=codes.Eenheid(deel.eenheid), frequentie=codes.Frequentie(str(deel.frequentie))
            ),
            budget=None,
            einddatum=date(2030, 12, 31),
        )
        client = replace(bericht.client, toegewezen_producten=(toegewezen,))
        assert controleer(replace(bericht, client=client)) == [], deel.code


@pytest.mark.parametrize(
    ("naam", "oud", "frequentie"),
    [
        ("almere-2023", '    uitvoeringsvariant: output\n    eenheid: "82"', 4),  # a fixed amount per month
        ("noord-veluwe-2021", '    uitvoeringsvariant: inspanning\n    eenheid: "84"', 4),  # an amount per month
        ("noord-veluwe-2021", '    uitvoeringsvariant: traject\n    eenheid: "84"', 6),  # a lump sum
    ],
)
@pytest.mark.parametrize("variant", ["output", "traject", "taakgericht"])
def test_m80_what_is_no_effort_may_be_bought_in_euros(
    tmp_path: Path, naam: str, oud: str, frequentie: int, variant: str
) -> None:
    tekst = (MAP / f"{naam}.yaml").read_text(encoding="utf-8")
    assert tekst.count(oud) == 1
    pad = tmp_path / f"{naam}.yaml"
    pad.write_text(tekst.replace(oud, f'    uitvoeringsvariant: {variant}\n    eenheid: "83"'), encoding="utf-8")
    model = laad_bestand(pad)
    (product,) = [each for each in model.producten if each.eenheid == "83"]
    assert product.frequentie == frequentie
    # The page says that the amount is in the assignment: there is no price per euro.
    (regel,) = [each for each in uitleg(model, model.versie).splitlines() if each.startswith(f"| {product.code} |")]
    assert "| bedrag in de toewijzing |" in regel
