"""People as a front office might send them: mostly sound, now and then not, so that every rule is tried."""

from datetime import date

from hypothesis import strategies as st
from tests.toewijzing.verhaal import BSN, VANDAAG, Json

from istandaard import codes
from istandaard.codes import Codelijst
from istandaard.landen import LandCode

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


def tekst(langst: int) -> st.SearchStrategy[str]:
    return st.sampled_from(("Jansen", "van 't", "Ñá 1", "<&>\"'")).map(lambda woord: woord[:langst]) | st.text(
        LETTERS, min_size=1, max_size=langst
    )


def code(lijst: type[Codelijst]) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in lijst])


def soms(strategie: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategie


def meestal(goed: st.SearchStrategy[object], anders: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Now and then the other one."""
    return st.integers(0, 9).flatmap(lambda worp: goed if worp else anders)


def mens(**velden: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(velden)


DAGEN = st.dates(date(1895, 1, 1), VANDAAG).map(date.isoformat)
GEBOREN = meestal(
    st.one_of(
        st.tuples(st.dates(date(1904, 6, 3), VANDAAG).map(date.isoformat), st.none()),
        st.tuples(st.dates(date(1905, 1, 1), VANDAAG).map(lambda dag: dag.replace(day=1).isoformat()), st.just("1")),
        st.tuples(st.integers(1905, 2024).map("{}-01-01".format), st.just("2")),
        st.just(("1900-01-01", "3")),
    ),
    st.tuples(DAGEN, soms(code(codes.DatumGebruik))),
)
PARTNER = mens(achternaam=tekst(200), voorvoegsel=soms(tekst(10)))


def naam(partner: st.SearchStrategy[object], gebruik: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    return mens(
        geslachtsnaam=tekst(200),
        voorvoegsel=soms(tekst(10)),
        partnernaam=partner,
        voornamen=soms(tekst(200)),
        voorletters=soms(st.sampled_from(("A", "ÀÉ", "W"))),
        naamGebruik=gebruik,
    )


NAAM = meestal(
    naam(st.none(), st.just("1")) | naam(PARTNER, st.sampled_from("1234")),
    naam(soms(PARTNER), code(codes.NaamGebruik)),
)
TELEFOON = mens(telefoonnummer=st.from_regex("[0-9]{1,15}", fullmatch=True), landnummer=tekst(4))


def adres(*soorten: str, **anders: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    """An address of one of these kinds: Dutch, or abroad, where house and postcode may be missing."""
    plaats = {
        "soort": st.sampled_from(soorten or [each.value for each in codes.AdresSoort]),
        "straatnaam": tekst(24),
        "plaatsnaam": tekst(80),
        "huisletter": soms(st.sampled_from("aZ")),
        "huisnummerToevoeging": soms(tekst(4)),
        "aanduidingWoonadres": soms(code(codes.AanduidingWoonadres)),
        "organisatie": soms(tekst(35)),
        **anders,
    }
    nederlands = mens(**plaats, huisnummer=st.integers(0, 99999), postcode=st.sampled_from(("1000AA", "9999ZZ")))
    elders = mens(**plaats, huisnummer=soms(st.integers(0, 99999)), postcode=soms(tekst(8)), landCode=code(LandCode))
    return nederlands | elders


def _met_geboren(velden: Json) -> Json:
    geboren = velden.pop("geboren")
    if isinstance(geboren, tuple):
        velden |= {"geboortedatum": geboren[0], "datumGebruik": geboren[1]}
    return velden


def _relatie(**velden: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    return mens(
        soort=code(codes.SoortRelatie),
        volgorde=soms(st.integers(0, 99)),
        adres=soms(adres()),
        telefoonnummers=meestal(st.lists(TELEFOON, min_size=1, max_size=2), st.just([])),
        emailadres=soms(st.sampled_from(("a@b.example", "ü@x"))),
        **velden,
    ).map(_met_geboren)


RELATIE = _relatie(naam=NAAM, geboren=soms(GEBOREN), geslacht=soms(code(codes.Geslacht))) | _relatie(
    naam=mens(geslachtsnaam=tekst(200), naamGebruik=st.just("6")), geboren=st.none()
)
VORM = code(codes.Communicatievorm)
COMMUNICATIE = meestal(
    mens(vorm=st.just("1"), taal=tekst(25)) | mens(vorm=st.sampled_from("23")), mens(vorm=VORM, taal=soms(tekst(25)))
)
ROND_VANDAAG = st.dates(date(2024, 5, 1), date(2024, 12, 31)).map(date.isoformat)
PERIODE = mens(begindatum=soms(ROND_VANDAAG), einddatum=soms(ROND_VANDAAG))
PERSOON = mens(
    bsn=st.just(BSN),
    geboren=GEBOREN,
    geslacht=code(codes.Geslacht),
    naam=NAAM,
    adres=meestal(adres("01", "02", "03"), adres()),
    andereAdressen=st.lists(meestal(adres("04", periode=soms(PERIODE)), adres(periode=PERIODE)), max_size=2),
    adresGeheim=st.booleans(),
    telefoonnummers=st.lists(TELEFOON, max_size=2),
    emailadres=soms(st.just("mevrouw@voorbeeld.example")),
    communicatie=soms(COMMUNICATIE),
    wettelijkeVertegenwoordiging=soms(code(codes.WettelijkeVertegenwoordiging)),
    relaties=st.lists(RELATIE, max_size=2),
).map(_met_geboren)
