"""Who somebody is, at the exact day, and where something is absent: plain functions, each rule by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from istandaard.codes import AdresSoort, Communicatievorm, DatumGebruik, NaamGebruik
from istandaard.landen import LandCode
from toegang.bodies.plan import ZrmScores
from toegang.domain.persoon import (
    Geboren,
    Plek,
    keur_adres,
    keur_bereikbaar,
    keur_communicatie,
    keur_geboren,
    keur_naam,
    keur_nummers,
    keur_organisatie,
    keur_periode,
    keur_soorten,
    nummer_relaties,
)
from toegang.domain.sociale_basis import lees_register
from toegang.domain.zrm import DOMEINEN
from weigering import Weigering

VANDAAG = date(2024, 6, 3)


def regels(gevonden: Iterator[Weigering]) -> list[tuple[str | None, str | None]]:
    """The rule and the field of each refusal."""
    return [(each.regel, each.veld) for each in gevonden]


@pytest.mark.parametrize(
    ("geboren", "verwacht"),
    [
        (Geboren(date(2008, 6, 3)), (16, 16)),
        (Geboren(date(2008, 6, 4)), (15, 15)),
        (Geboren(date(2008, 7, 2)), (15, 15)),
        (Geboren(date(2008, 5, 31)), (16, 16)),
        (Geboren(date(2004, 2, 29)), (20, 20)),
        (Geboren(date(2008, 6, 1), DatumGebruik.DAG_ONBEKEND), (15, 16)),
        (Geboren(date(2008, 5, 1), DatumGebruik.DAG_ONBEKEND), (16, 16)),
        (Geboren(date(2008, 2, 1), DatumGebruik.DAG_ONBEKEND), (16, 16)),
        (Geboren(date(2008, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND), (15, 16)),
        (Geboren(date(1900, 1, 1), DatumGebruik.ONBEKEND), None),
    ],
)
def test_how_old_somebody_can_be(geboren: Geboren, verwacht: tuple[int, int] | None) -> None:
    """M39, OP252: from the last day on which they can be born up to the first."""
    assert geboren.leeftijden_op(VANDAAG) == verwacht


@pytest.mark.parametrize(
    ("datum", "gebruik", "regel"),
    [
        (date(2024, 6, 3), None, None),
        (date(2024, 6, 4), None, "TR134"),
        (date(1904, 6, 3), None, None),
        (date(1904, 6, 2), None, "TR002"),
        (date(1900, 1, 1), DatumGebruik.ONBEKEND, None),
        (date(1900, 1, 2), DatumGebruik.ONBEKEND, "CS139"),
        (date(1950, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND, None),
        (date(1950, 1, 2), DatumGebruik.DAG_EN_MAAND_ONBEKEND, "CS139"),
        (date(1950, 2, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND, "CS139"),
        (date(1950, 2, 1), DatumGebruik.DAG_ONBEKEND, None),
        (date(1950, 2, 2), DatumGebruik.DAG_ONBEKEND, "CS139"),
    ],
)
def test_a_date_of_birth(datum: date, gebruik: DatumGebruik | None, regel: str | None) -> None:
    gevonden = [each.regel for each in keur_geboren("p", Geboren(datum, gebruik), VANDAAG, "vandaag", VANDAAG)]
    assert gevonden == ([regel] if regel else [])


@pytest.mark.parametrize("gebruik", list(NaamGebruik))
@pytest.mark.parametrize("met_partner", [True, False])
@pytest.mark.parametrize("is_client", [True, False])
def test_how_somebody_is_addressed(gebruik: NaamGebruik, met_partner: bool, is_client: bool) -> None:
    """CS318 of a client; CS050 of the partner's name; an organisation has no partner."""
    organisatie = gebruik == NaamGebruik.NIET_NATUURLIJK_PERSOON
    eigen = gebruik == NaamGebruik.EIGEN_NAAM
    if organisatie and is_client:
        regel = "CS318"
    elif met_partner:
        regel = "CS050" if organisatie or gebruik == NaamGebruik.PSEUDONIEM else None
    else:
        regel = None if organisatie or eigen else "CS050"
    gevonden = regels(keur_naam("p.naam", gebruik, met_partner=met_partner, is_client=is_client))
    assert gevonden == ([(regel, "p.naam.naamGebruik")] if regel else [])
    for meer in (True, False):
        fout = [("IV045", "p.naam")] if organisatie and meer else []
        assert regels(keur_organisatie("p", gebruik, heeft_meer=meer)) == fout


@pytest.mark.parametrize("vorm", list(Communicatievorm))
@pytest.mark.parametrize("taal", [None, "nld"])
def test_an_interpreter_and_a_language(vorm: Communicatievorm, taal: str | None) -> None:
    """CD007."""
    past = (vorm == Communicatievorm.TOLK_TAAL) == (taal is not None)
    assert regels(keur_communicatie("p", vorm, taal)) == ([] if past else [("CD007", "p.taal")])


HUIS = Plek(AdresSoort.BRP_ADRES, LandCode.NL, 12, "1327AB")
BUITENLAND = replace(HUIS, land=LandCode.BE)
BRIEF = AdresSoort.CORRESPONDENTIE_ADRES


@pytest.mark.parametrize(
    ("plek", "verwacht"),
    [
        (HUIS, []),
        (replace(HUIS, huisnummer=None), [("CD025", "a.huisnummer")]),
        (replace(HUIS, postcode=None), [("CD034", "a.postcode")]),
        (replace(HUIS, postcode="1327 AB"), [("CS089", "a.postcode")]),
        (replace(HUIS, postcode="0327AB"), [("CS089", "a.postcode")]),
        (replace(HUIS, soort=BRIEF, postcode=None), [("CS089", "a.postcode")]),
        (replace(HUIS, huisnummer=None, postcode=None), [("CD025", "a.huisnummer"), ("CD034", "a.postcode")]),
        (BUITENLAND, []),
        (replace(BUITENLAND, postcode="W1A 1AA", huisnummer=None), []),
        (replace(BUITENLAND, huisnummer=None, is_nader=True), [("XSD", "a.huisnummer")]),
        (replace(BUITENLAND, postcode=None), [("CD034", "a.postcode")]),
        (replace(BUITENLAND, soort=BRIEF, postcode=None), []),
    ],
)
def test_an_address_here_and_abroad(plek: Plek, verwacht: list[tuple[str, str]]) -> None:
    assert regels(keur_adres("a", plek)) == verwacht


def test_where_somebody_can_be_reached() -> None:
    """TR006: by telephone, or at a house with a postcode."""
    for plek, telefoon, goed in (
        (HUIS, False, True),
        (replace(HUIS, huisnummer=None), False, False),
        (replace(HUIS, postcode=None), False, False),
        (None, False, False),
        (None, True, True),
    ):
        gevonden = regels(keur_bereikbaar("p", plek, met_telefoon=telefoon))
        assert gevonden == ([] if goed else [("TR006", "p")])
    assert regels(keur_bereikbaar("p", None, met_telefoon=False, regel="OP130")) == [("OP130", "p")]


def test_of_each_kind_of_address_one() -> None:
    """TR101, and the main one lasts (TR061)."""
    brp, tijdelijk = AdresSoort.BRP_ADRES, AdresSoort.TIJDELIJK_VERBLIJFADRES
    assert regels(keur_soorten("p", brp, [BRIEF, tijdelijk])) == []
    assert regels(keur_soorten("p", tijdelijk, [])) == [("TR061", "p.adres.soort")]
    assert regels(keur_soorten("p", brp, [BRIEF, brp, BRIEF])) == [
        ("TR101", "p.andereAdressen.1.soort"),
        ("TR101", "p.andereAdressen.2.soort"),
    ]


def test_only_a_temporary_stay_has_a_period() -> None:
    """CD009; one day is a period (CS003)."""
    tijdelijk = AdresSoort.TIJDELIJK_VERBLIJFADRES
    dag, ervoor = date(2024, 6, 3), date(2024, 6, 2)
    assert regels(keur_periode("a", AdresSoort.BRP_ADRES, dag, dag)) == [("CD009", "a.periode")]
    assert regels(keur_periode("a", tijdelijk, dag, ervoor)) == [("CS003", "a.periode.einddatum")]
    for begin, eind in ((dag, dag), (None, ervoor), (dag, None), (None, None)):
        assert regels(keur_periode("a", tijdelijk, begin, eind)) == []


def test_a_relation_keeps_its_number() -> None:
    """OP071, TR101."""
    bekend = {"1": "zus", "3": "zoon"}
    assert regels(keur_nummers("r", ["1", None, "3"], bekend)) == []
    assert regels(keur_nummers("r", [None, "2"], bekend)) == [("OP071", "r.1.nummer")]
    assert regels(keur_nummers("r", ["1", "3", "1"], bekend)) == [("TR101", "r.0.nummer"), ("TR101", "r.2.nummer")]
    assert nummer_relaties([("1", "zus"), (None, "zoon"), (None, "buur"), (None, "nicht")], bekend, 3) == [
        "1",
        "3",
        "4",
        "5",
    ]
    # Who is named by number is not taken for another; two who look the same get two numbers.
    assert nummer_relaties([(None, "zus"), ("1", "zus")], bekend, 7) == ["8", "1"]
    assert nummer_relaties([(None, "zus"), (None, "zus")], bekend, 7) == ["1", "8"]


@pytest.mark.parametrize(("score", "goed"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_score_of_self_reliance(score: int, goed: bool) -> None:
    """From 1, acute problems, to 5, wholly self-reliant; in a domain that there is."""
    scores: TypeAdapter[dict[str, int]] = TypeAdapter(ZrmScores)
    if goed:
        assert scores.validate_python({"justitie": score}) == {"justitie": score}
        assert len(scores.validate_python(dict.fromkeys(DOMEINEN, score))) == 13
    for fout in ({} if goed else {"justitie": score}, {"zeilen": 3}):
        with pytest.raises(ValidationError):
            scores.validate_python(fout)


KOP = "naam;onderwerp;organisatie;wijk;contact"


def test_a_register_reads_rows_that_are_good_and_names_each_that_is_not() -> None:
    """M112: 120 characters fit and 121 do not; the second of two names is wrong; what is empty is skipped."""
    tekst = "\n".join(
        [
            KOP,
            f"{'x' * 120};ontmoeten;De Huiskamer;;",
            f"{'y' * 121};ontmoeten;De Huiskamer;;",
            ";;;;",
            "Eettafel;eten;De Huiskamer;Centrum;036",
            "Maatjes;ontmoeten;;Centrum;036",
            "Koffie;ontmoeten;De Huiskamer",
            "Inloop;ontmoeten;De Huiskamer;Centrum;036",
            "Inloop;ontmoeten;De Huiskamer;Centrum;036",
        ]
    )
    aanbod, fouten = lees_register(tekst)
    assert [(each.naam[:6], each.wijk) for each in aanbod] == [("xxxxxx", ""), ("Inloop", "Centrum")]
    assert [(each.rij, each.kolom) for each in fouten] == [
        (3, "naam"),
        (5, "onderwerp"),
        (6, "organisatie"),
        (7, "wijk"),
        (7, "contact"),
        (9, "naam"),
    ]
    assert fouten[-1].reden == "Deze naam staat ook in rij 8."
    met_komma, geen = lees_register(f"{KOP.replace(';', ',')}\nInloop,ontmoeten,De; Huiskamer,,\n")
    assert ([each.organisatie for each in met_komma], geen) == (["De; Huiskamer"], [])
    assert [(each.rij, each.kolom) for each in lees_register("naam;wijk\n")[1]] == [
        (1, "onderwerp"),
        (1, "organisatie"),
        (1, "contact"),
    ]
