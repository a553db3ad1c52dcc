"""On what a letter rests, what the citizen has to do, and what one can do against it (Awb 3:45 and 3:47)."""

import re

from tests.toegang.brieven import VAN, brief, hoofd, toegekend, zaak

from toegang.domain.afzender import Afzender, vragen
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.bezwaar import Bezwaaruitkomst
from toegang.domain.brief import schrijf
from toegang.domain.recht_in_woorden import ARTIKELEN, grondslag, grondslag_op_bezwaar, plichten
from wetten import Wet


def test_the_remedy_fits_the_decision() -> None:
    """Objection first (Awb 6:7); after the decision on an objection, the court (Awb 8:1)."""
    for soort, woord in (
        (Beschikkingsoort.BESLUIT, "bezwaar"),
        (Beschikkingsoort.TIJDELIJK, "bezwaar"),
        (Beschikkingsoort.BEZWAAR, "in beroep"),
    ):
        geschreven = schrijf(zaak(soort), hoofd(), "Omdat het past.", [])
        assert woord in geschreven.rechtsmiddel[0]
        assert "uiterlijk op 8 juli 2024" in geschreven.rechtsmiddel[0]


def test_the_letter_says_on_which_law_and_ordinance_it_rests() -> None:
    """Awb 3:47: by article, and the ordinance by its name; of a PGB also its own article."""
    naam = "en op de Verordening maatschappelijke ondersteuning Almere."
    assert brief(toegekend("HO", 1, 150)).grondslag == (f"Dit besluit rust op artikel 2.3.5 van de Wmo 2015, {naam}",)
    pgb = brief(toegekend("IB2B", 104, 120, vorm=Vorm.PGB)).grondslag
    assert pgb[1] == "Het pgb rust op artikel 2.3.6 van de Wmo 2015."
    for (wet, soort), artikel in ARTIKELEN.items():
        (zin,) = grondslag(wet, soort, "Verordening", met_pgb=False)
        assert artikel in zin
        assert ("Jeugdwet" in zin) is (wet is Wet.JEUGDWET)
        assert ("7:11" in zin) is (soort == Beschikkingsoort.BEZWAAR)


def test_the_letter_says_what_to_tell_and_whom_to_call() -> None:
    """Wmo 2.3.8; under the Jeugdwet only who has a PGB must tell (8.1.2)."""
    (melden,) = brief(toegekend("HO", 1, 150)).plichten
    assert melden.endswith("Laat het ons dan meteen weten (artikel 2.3.8 van de Wmo 2015).")
    bel = "Bel 14 036 of schrijf naar Stadhuisplein 1, 1315 HR Almere."
    assert brief().vragen == (f"{bel} Noem het zaaknummer van deze brief: K7PM-3RXC.",)
    assert vragen(Afzender("Almere"), "K")[0].startswith("Bel of mail de gemeente Almere.")
    assert brief().plichten == ()
    assert plichten(Wet.JEUGDWET, met_pgb=False) == ()
    jeugd = plichten(Wet.JEUGDWET, met_pgb=True)
    assert jeugd[0].endswith("(artikel 8.1.2 van de Jeugdwet).")


def test_a_pgb_says_at_which_price_of_what_quality_and_who_pays() -> None:
    """M16; Wmo 2.3.6 and 2.6.2."""
    geschreven = brief(toegekend("IB2B", 104, 120, vorm=Vorm.PGB, budget=540_883, pgb_tarief=5_201))
    assert dict(geschreven.onderdelen[0].feiten)["Hoe"].endswith("Daarbij rekenen wij met € 52,01 per uur.")
    tekst = " ".join(geschreven.plichten)
    for woorden in ("veilig, passend en genoeg", "zorgovereenkomst", "De SVB betaalt de rekeningen voor u."):
        assert woorden in tekst


def test_sentences_are_short() -> None:
    """B1: no sentence over 25 words, in any kind of letter."""
    soorten = [zaak(soort, uitkomst) for soort in Beschikkingsoort for uitkomst in Besluituitkomst]
    for each in soorten:
        geschreven = schrijf(each, hoofd(), "Omdat het past.", [])
        recht = (*geschreven.rechtsmiddel, *geschreven.grondslag, *geschreven.vragen, *plichten(each.wet, met_pgb=True))
        zinnen = re.split(r"(?<=[.?:])\s", " ".join((*geschreven.inleiding, *recht)))
        assert [zin for zin in zinnen if len(zin.split()) > 25] == []


def test_an_objection_goes_to_the_address_of_the_municipality() -> None:
    zin = brief().rechtsmiddel[1]
    assert zin.startswith(f"Stuur een brief aan {VAN.college}. Zet erin: ")
    assert VAN.college.endswith("van Almere, Stadhuisplein 1, 1315 HR Almere")


def test_a_decision_on_an_objection_says_on_what_it_rests() -> None:
    """Awb 3:47."""
    assert "artikel 7:11 van de Algemene wet bestuursrecht" in grondslag_op_bezwaar(Bezwaaruitkomst.ONGEGROND)[0]
    assert "hoofdstuk 6" in grondslag_op_bezwaar(Bezwaaruitkomst.NIET_ONTVANKELIJK)[0]
