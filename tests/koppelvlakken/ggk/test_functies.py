"""Functies, codes, numbers and moments: as published, and as nobody may break them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.koppelvlakken.bron import GGK, is_geldig, rijen

from koppelvlakken.ggk import controle, foutcodes, maken
from koppelvlakken.ggk.controle import Inhoud
from koppelvlakken.ggk.envelop import MAXIMALE_GROOTTE, Envelop, Soort, Systeem, Versie
from koppelvlakken.ggk.foutcodes import Herstel
from koppelvlakken.ggk.functies import FUNCTIES
from koppelvlakken.ggk.lezen import UUID4
from koppelvlakken.ggk.schrijven import schrijf

APPLICATIE = maken.Applicatie("clientroute", Versie("0001", "0000"))
NUMMER = "3f0c2a51-7b1e-4c44-9a0d-5d8f6d1c0a11"
ZOMERTIJD_EINDE = datetime(2026, 10, 25, 0, 59, 59, 999000, tzinfo=UTC)


def gemaakt(
    functie: str = "WMO301", inhoud: bytes = b"<a/>", antwoord_op: str | None = None, **soorten: Soort
) -> Envelop:
    return maken.envelop_van_gemeente(
        functie, inhoud, gemeente="0034", agb="99990001", applicatie=APPLICATIE, tijdstip="20260105093015123",
        antwoord_op=antwoord_op, soorten=soorten,
    )  # fmt: skip


def test_every_functie_is_as_published() -> None:
    bron = rijen(GGK / "functies.csv")
    assert len(bron) == 28
    assert {each["functie"] for each in bron} == FUNCTIES.keys()
    for rij in bron:
        functie = FUNCTIES[rij["functie"]]
        assert functie.berichtcode == rij["payload_berichtcode"]
        assert functie.verzender == rij["verzender"]
        assert functie.envelop == rij["envelop"][:4]
        assert functie.versie == Versie(rij["functieVersie"], rij["functieSubversie"])
        assert (functie.antwoord or "") == rij["antwoord"].partition(" ")[0]
        assert (f"{functie.werkdagen} werkdagen" if functie.werkdagen else "") == rij["antwoordtermijn"]


def test_every_published_code_is_known_by_its_list_and_says_what_makes_it_right() -> None:
    bron = {(each["code"], each["lijst"].removesuffix(" (2016)").removesuffix(" tabel 4.1")): each["herstel"]
            for each in rijen(GGK / "foutcodes.csv")}  # fmt: skip
    assert {(each.code, each.lijst): each.herstel.value for each in foutcodes.CODES} == bron
    assert len(bron) == len(foutcodes.CODES) == 73


@pytest.mark.parametrize("herstel", list(Herstel))
def test_each_way_of_mending_has_a_code_and_words(herstel: Herstel) -> None:
    assert [each for each in foutcodes.CODES if each.herstel is herstel]
    assert foutcodes.WAT_NU[herstel].endswith(".")


def test_a_code_of_two_lists_tells_both_meanings() -> None:
    advies = foutcodes.advies_bij("IB007")
    assert "2025-11" in advies
    assert "2018-07" in advies
    assert "25 MB" in advies
    assert foutcodes.herstel_van("IB007") is Herstel.BEHEER_DAN_NIEUW, "the newest list counts"
    assert "2018" not in foutcodes.advies_bij("IB002"), "two lists that ask the same say it once"


def test_an_unknown_code_is_for_somebody_to_ask_about() -> None:
    assert foutcodes.herstel_van("XYZ999") is Herstel.NAVRAGEN
    assert foutcodes.ONBEKEND in foutcodes.advies_bij("XYZ999")


def test_a_number_is_a_uuid_of_version_4() -> None:
    nummers = {maken.nieuw_nummer() for _ in range(100)}
    assert len(nummers) == 100
    assert all(UUID4.fullmatch(each) for each in nummers)


JAAR = st.integers(0, 366 * 24 * 3600 * 1000).map(
    lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)


@given(st.lists(JAAR, min_size=2, max_size=20))
def test_moments_rise_whatever_the_clock_does(momenten: list[datetime]) -> None:
    gegeven: list[str] = []
    for each in momenten:
        gegeven.append(maken.tijdstip_na(each, gegeven[-1] if gegeven else None))
    assert gegeven == sorted(set(gegeven))
    assert {len(each) for each in gegeven} == {17}


def test_a_moment_is_dutch_time_and_counts_on_through_the_night_that_winter_begins() -> None:
    assert maken.tijdstip_na(datetime(2026, 7, 1, 12, tzinfo=UTC), None) == "20260701140000000"
    voor = maken.tijdstip_na(ZOMERTIJD_EINDE, None)
    na = maken.tijdstip_na(ZOMERTIJD_EINDE + timedelta(milliseconds=1), voor)
    assert (voor, na) == ("20261025025959999", "20261025030000000")
    assert (
        maken.tijdstip_na(datetime(2026, 12, 31, 22, 59, 59, 999000, tzinfo=UTC), "20261231235959999")
        == "20270101000000000"
    )


@pytest.mark.parametrize("functie", [each.naam for each in FUNCTIES.values() if each.verzender == "gemeente"])
def test_what_a_municipality_sends_is_valid_and_passes_our_own_checks(functie: str) -> None:
    envelop = gemaakt(functie, antwoord_op=NUMMER)
    assert is_geldig(schrijf(envelop))
    assert controle.keur_stuurgegevens(envelop, "gemeente") is None
    assert (envelop.cross_referentienummer == NUMMER) == (envelop.soort is Soort.DU01)


def test_a_325_travels_as_the_hub_wants_it() -> None:
    assert gemaakt("JW325", antwoord_op=NUMMER).soort is Soort.DU01
    als_di01 = gemaakt("JW325", antwoord_op=NUMMER, JW325=Soort.DI01)
    assert (als_di01.soort, als_di01.cross_referentienummer) == (Soort.DI01, None)
    assert is_geldig(schrijf(als_di01))
    assert controle.keur_stuurgegevens(als_di01, "gemeente", {"JW325": Soort.DI01}) is None
    geweigerd = controle.keur_stuurgegevens(als_di01, "gemeente")
    assert geweigerd is not None
    assert geweigerd.code == "StUF040"


def test_an_answer_on_nothing_is_not_made() -> None:
    with pytest.raises(ValueError, match="Du01"):
        gemaakt("WMO306")


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"functie": "WMO399"}, "StUF034"),
        ({"functie": "WMO305"}, "StUF037"),
        ({"soort": Soort.DU01}, "StUF040"),
        ({"functie_versie": Versie("0002", "0002")}, "StUF037"),
        ({"ontvanger": Systeem("99990001", "Anders")}, "StUF010"),
        ({"ontvanger": Systeem("9999001", "GGk")}, "StUF010"),
        ({"ontvanger": Systeem("", "GGk")}, "StUF010"),
        ({"ontvanger": Systeem("0034", "GGk")}, "StUF010"),
        ({"ontvanger": Systeem("９９９９０００１", "GGk")}, "StUF010"),
        ({"zender": Systeem("34", "clientroute")}, "StUF013"),
        ({"zender": Systeem("VECOZO", "clientroute")}, "StUF013"),
    ],
)
def test_what_the_schema_lets_pass_is_refused_all_the_same(anders: dict[str, object], code: str) -> None:
    envelop = replace(gemaakt(), **anders)  # type: ignore[arg-type]
    geweigerd = controle.keur_stuurgegevens(envelop, "gemeente")
    assert geweigerd is not None
    assert geweigerd.code == code


def van_aanbieder(functie: str = "WMO305", soort: Soort = Soort.DI01, zender: str = "99990001") -> Envelop:
    return Envelop(
        soort, Systeem(zender, "pakket"), Systeem("0034", "GGk"), NUMMER, "20260105093015123", functie,
        Versie("0001", "0000"), Versie("0003", "0002"), b"<a/>", NUMMER if soort is Soort.DU01 else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("envelop", "inhoud", "code"),
    [
        (van_aanbieder(), Inhoud("WMO305", "99990001", "0034"), None),
        (van_aanbieder(), Inhoud("WMO307", "99990001", "0034"), "StUF034"),
        (van_aanbieder(), Inhoud("WMO305", "99990002", "0034"), "StUF013"),
        (van_aanbieder(), Inhoud("WMO305", "99990001", "0402"), "CC09"),
        (van_aanbieder("WMO302", Soort.DU01, "VECOZO"), Inhoud("WMO302", "99990001", "0034"), None),
        (van_aanbieder("WMO305", Soort.DI01, "VECOZO"), Inhoud("WMO305", "99990001", "0034"), "StUF013"),
    ],
    ids=["goed", "ander soort", "andere afzender", "andere gemeente", "VECOZO antwoordt", "VECOZO begint niet"],
)
def test_the_message_inside_is_what_its_envelope_says(envelop: Envelop, inhoud: Inhoud, code: str | None) -> None:
    bezwaar = controle.keur_inhoud(envelop, inhoud, "aanbieder")
    assert (bezwaar and bezwaar.code) == code
    voor_de_kop = controle.keur_stuurgegevens(envelop, "aanbieder")
    assert (voor_de_kop is None) == (envelop.zender.organisatie != "VECOZO" or envelop.soort is Soort.DU01)


def test_an_envelope_for_another_municipality_is_not_ours() -> None:
    assert controle.keur_bestemming(van_aanbieder(), {"0034"}) is None
    bezwaar = controle.keur_bestemming(van_aanbieder(), {"0402"})
    assert bezwaar is not None
    assert bezwaar.code == "StUF010"


@pytest.mark.parametrize("lengte", [0, 1, 2, 3, 18_746_925, 18_746_928, 18_746_929, 18_750_000, 19_600_000])
def test_size_is_known_before_an_envelope_is_made_and_never_less_than_it_is(lengte: int) -> None:
    inhoud = bytes(lengte)
    echt = len(schrijf(gemaakt(inhoud=inhoud)))
    assert echt <= maken.grootte_van(inhoud) <= echt + maken.HOOFD
    past = controle.keur_grootte(inhoud) is None
    assert past == (maken.grootte_van(inhoud) <= MAXIMALE_GROOTTE)
    assert not past or echt <= MAXIMALE_GROOTTE


def test_an_error_that_we_send_is_valid_and_never_too_long() -> None:
    fout = maken.xsd_fout(
        van_aanbieder(), "regel 12: " + "x" * 500, applicatie=APPLICATIE, tijdstip="20260105093015123"
    )
    assert is_geldig(schrijf(fout))
    assert (fout.fout.code, fout.fout.details, fout.cross_referentienummer) == ("StUF055", "WMO305-00030002", NUMMER)
    assert (fout.zender.organisatie, fout.ontvanger.organisatie) == ("0034", "99990001")
