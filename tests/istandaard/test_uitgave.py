"""A later release is one more value: here an invented iWmo 3.3 beside 3.2, with a day on which each message changes."""

from dataclasses import replace
from datetime import date

import pytest

import istandaard
import iwmo
from istandaard.berichten import bericht305
from istandaard.berichten.bericht305 import Bericht305
from istandaard.berichten.gedeeld import RetourHeaderVanAanbieder
from istandaard.cdt import Product, XsdVersie
from istandaard.codes import Codelijst, StatusAanlevering
from istandaard.model import model
from istandaard.regels import GEDEELD, Regels, Tabel, controleer
from istandaard.regels.tabel import Paden
from istandaard.retour import retour
from istandaard.schrijven import schrijf
from istandaard.standaard import Standaard


class Zekerheid(Codelijst):
    """An invented code list."""

    ZEKER = "1", "Zeker"
    VERWACHT = "2", "Verwacht"


@model
class StartProduct(bericht305.StartProduct):
    """A start that says how sure it is."""

    zekerheid: Zekerheid | None = None


@model
class Client(bericht305.Client):
    """See 305."""

    start_producten: tuple[StartProduct, ...]


@model
class Start(Bericht305):
    """The 305 of the invented release."""

    client: Client


TABEL = Tabel()


@TABEL.regel("TR999", "Een start die verwacht is, mag niet voorbij zijn.", StartProduct)
def tr999(product: StartProduct) -> Paden:
    """An invented rule."""
    return ("Zekerheid",) if product.zekerheid is Zekerheid.VERWACHT else ()


GELIJK = {Start: Bericht305, Client: bericht305.Client, StartProduct: bericht305.StartProduct}
REGELS = Regels.van("WMO", *GEDEELD, TABEL, ook_voor=GELIJK)
NIEUW = replace(iwmo.IWMO, titel="iWmo 3.3", versie=(3, 3), regels=REGELS, eigen={"305": Start})
OVERGANG: dict[str, date] = dict.fromkeys(NIEUW.berichten, date(2028, 1, 1)) | {"WMO305": date(2027, 7, 1)}


def geldt(soort: str, dag: date) -> Standaard:
    """Which release a kind of message is sent in on a day."""
    return NIEUW if dag >= OVERGANG[soort] else iwmo.IWMO


def start(zekerheid: Zekerheid) -> Start:
    oud = iwmo.voorbeeld("WMO305")
    assert isinstance(oud, Bericht305)
    delen = {veld: getattr(oud.client, veld) for veld in ("bsn", "geboortedatum", "geslacht", "naam")}
    velden = ("toewijzing_nummer", "product", "toewijzing_ingangsdatum", "begindatum", "status_aanlevering")
    product = oud.client.start_producten[0]
    nieuw = StartProduct(**{veld: getattr(product, veld) for veld in velden}, zekerheid=zekerheid)
    return Start(header=replace(oud.header, bericht_subversie=3), client=Client(**delen, start_producten=(nieuw,)))


@pytest.mark.parametrize("zekerheid", Zekerheid)
def test_both_releases_are_read_side_by_side(zekerheid: Zekerheid) -> None:
    oud, nieuw = iwmo.voorbeeld("WMO305"), start(zekerheid)
    document = schrijf(NIEUW, nieuw)
    assert b"iwmo/3_3/wmo305/schema" in document
    assert b"BerichtSubversie>3<" in document
    assert istandaard.lees((iwmo.IWMO, NIEUW), document) == nieuw
    assert istandaard.lees((iwmo.IWMO, NIEUW), iwmo.schrijf(oud)) == oud
    with pytest.raises(istandaard.Formaatfout, match=r"bericht van iWmo 3\.3\. Wij lezen alleen iWmo 3\.2"):
        iwmo.lees(document)


def test_a_message_with_the_version_of_another_release_is_not_written() -> None:
    with pytest.raises(istandaard.OngeldigeWaarde, match="CS015"):
        iwmo.schrijf(start(Zekerheid.ZEKER))
    with pytest.raises(istandaard.OngeldigeWaarde, match="CS015"):
        schrijf(NIEUW, iwmo.voorbeeld("WMO307"))


def test_a_rule_of_the_new_release_leaves_the_old_one_as_it_was() -> None:
    gevonden = controleer(NIEUW.regels, start(Zekerheid.VERWACHT))
    assert [(each.regel, each.retourcode) for each in gevonden] == [("TR999", "0001")]
    assert controleer(NIEUW.regels, start(Zekerheid.ZEKER)) == []
    assert "TR999" not in iwmo.REGELS


def test_the_rules_that_stood_hold_for_the_classes_of_the_new_release_too() -> None:
    goed = start(Zekerheid.ZEKER)
    product = replace(goed.client.start_producten[0], status_aanlevering=StatusAanlevering.GEWIJZIGD)
    fout = replace(goed, client=replace(goed.client, bsn="999900007", start_producten=(product, product)))
    assert {each.regel for each in controleer(NIEUW.regels, fout)} == {"CS002", "CS058", "TR101"}


def test_each_kind_of_message_changes_over_on_its_own_day() -> None:
    assert geldt("WMO305", date(2027, 6, 30)) is iwmo.IWMO
    assert geldt("WMO305", date(2027, 7, 1)) is NIEUW
    assert geldt("WMO323", date(2027, 7, 1)) is iwmo.IWMO
    assert geldt("WMO323", date(2028, 1, 1)) is NIEUW


def test_one_code_with_two_meanings_is_refused() -> None:
    tabel = Tabel()
    tabel.verklaar("TR019", 3, "9019", "305", "Iets anders.")
    with pytest.raises(ValueError, match="TR019 has two meanings"):
        Regels.van("WMO", *GEDEELD, tabel)


def test_a_standard_that_does_not_fill_its_lists_says_so() -> None:
    leeg = replace(iwmo.IWMO, codelijsten=())
    with pytest.raises(LookupError, match=r"iWmo 3\.2 has no ProductCategorie"):
        leeg.velden(Product)


def test_which_version_of_the_schemas_our_answers_name_is_a_value_of_the_release() -> None:
    """The published schemas of iJw call themselves 0.1.0, and messages carry 1.0.0."""
    ander = replace(iwmo.IWMO, xsd_versie="1.1.1")
    heen = iwmo.voorbeeld("WMO305")
    for standaard, versie in ((iwmo.IWMO, "1.0.0"), (ander, "1.1.1")):
        header = retour(standaard, heen, [], identificatie="R1", dagtekening=date(2026, 1, 1)).header
        assert isinstance(header, RetourHeaderVanAanbieder)
        assert header.xsd_versie_retour == XsdVersie(basisschema_xsd_versie=versie, bericht_xsd_versie=versie)
        assert header.xsd_versie == heen.header.xsd_versie, "a retour repeats what it answers"
