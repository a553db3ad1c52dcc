"""What the letter to the citizen says, in plain Dutch (B1): each hour can be traced to the policy (M1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inkoop import Product
from inkoop.eigen_bijdrage import Vrijstelling
from istandaard.codes import DatumGebruik, Eenheid, NaamGebruik, TypeVerwijzer
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.bezwaar import Bezwaaruitkomst, bezwaar_tot
from toegang.domain.bijdrage_in_woorden import JEUGDHULP, bijdrage_in_woorden
from toegang.domain.eigen_bijdrage import Bijdragebesluit
from toegang.domain.persoon import Geboren
from toegang.domain.woorden import dag_in_woorden, euro_in_woorden, tijd_in_woorden
from wetten import Wet

PER_WEEK = 2
HULP = "Wilt u hulp daarbij? Een onafhankelijke cliëntondersteuner helpt u gratis."
VAST = {Eenheid.STUKS_OUTPUT, Eenheid.EUROS, Eenheid.STUKS_INSPANNING}
"""Units that are a fixed price, and say nothing of time."""
TELWOORDEN = {
    Eenheid.MINUUT: "minuten",
    Eenheid.UUR: "uur",
    Eenheid.ETMAAL: "etmalen",
    Eenheid.DAGDEEL: "dagdelen",
    Eenheid.STUKS_OUTPUT: "keer",
    Eenheid.STUKS_INSPANNING: "keer",
}
"""How the units of WJ756 are said to a citizen; euros are an amount."""
PERIODEN = {1: "per dag", 2: "per week", 4: "per maand", 6: "in de hele periode"}
"""How the frequencies of an iWmo Omvang are said to a citizen."""
MINUTEN_PER_DAGDEEL = 240
TIJD = (Eenheid.MINUUT, Eenheid.UUR)
"""Units of which the volume is time of one who helps."""
ONDERSTEUNING = {Wet.WMO: "ondersteuning", Wet.JEUGDWET: "jeugdhulp"}
"""What a citizen gets under each law."""
EIGEN_BIJDRAGE = {
    Wet.WMO: "Voor ondersteuning betaalt u vaak een eigen bijdrage. Het CAK stuurt u daarvoor een rekening.",
    Wet.JEUGDWET: JEUGDHULP,
}
"""In a letter on a decision from before it was decided who pays."""
VERWIJZERS = {
    TypeVerwijzer.HUISARTS: "de huisarts",
    TypeVerwijzer.JEUGDARTS: "de jeugdarts",
    TypeVerwijzer.MEDISCH_SPECIALIST: "de medisch specialist",
    TypeVerwijzer.GECERTIFICEERDE_INSTELLING: "de gecertificeerde instelling",
    TypeVerwijzer.RECHTER: "de rechter",
}
"""Who referred a youth without an investigation of the municipality, as a letter says it."""
AANHEF = {"1": "Beste heer", "2": "Beste mevrouw"}


@dataclass(frozen=True)
class Zaak:
    """The days of the case, and the decision."""

    gemeente: str
    meldingsdatum: date
    afgerond_op: date | None
    aanvraagdatum: date | None
    besluitdatum: date
    soort: Beschikkingsoort
    uitkomst: Besluituitkomst
    wet: Wet = Wet.WMO
    verwijzer: TypeVerwijzer | None = None
    """Who referred, where no investigation was needed."""
    kind: str | None = None
    """The name of a youth whose parents get the letter; None when the citizen gets it."""
    bijdrage: Bijdragebesluit | None = None
    """What was decided on the own contribution; None in a decision from before that was decided."""
    vrijstelling: Vrijstelling | None = None
    """The exemption that it names."""
    time_out: str | None = None
    """Where somebody who left an institution can go for a while (M125)."""

    @property
    def wie(self) -> str:
        """How the letter calls who gets support."""
        return self.kind or "u"


@dataclass(frozen=True)
class Afgehandeld:
    """An objection that was decided on, without a new decision."""

    gemeente: str
    eerste_besluit: date
    ingediend_op: date
    besluitdatum: date
    uitkomst: Bezwaaruitkomst


@dataclass(frozen=True)
class Ontvanger:
    """Who gets the letter: how to address them (`geslacht` as iWmo has it), and the lines of the address."""

    naam: str
    geslacht: str
    geboren: Geboren
    adres: tuple[str, ...]


@dataclass(frozen=True)
class Toegekend:
    """A product as it was decided on. `budget` in eurocents, `regels` as the decision names them.

    `in_tarief` is what the price holds beside the time with the citizen, so that it is not taken off it (M78).
    """

    product: Product
    volume: int
    minuten_per_week: int | None
    ingangsdatum: date
    einddatum: date | None
    vorm: Vorm
    budget: int | None
    scenario: str | None
    toelichting: str | None
    regels: Sequence[str]
    in_tarief: Sequence[str] = ()


@dataclass(frozen=True)
class Onderdeel:
    """One product in the letter: its name, facts as pairs, why, and the rules it rests on."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    toelichting: str | None
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Resultaat:
    """What is worked on, how it is measured, and by when; as it was laid down beforehand (M131)."""

    doel: str
    meetbaar: str | None
    streefdatum: date | None
    voor_mantelzorger: bool = False


@dataclass(frozen=True)
class Brief:
    """A letter, ready to be set on a page or on paper."""

    titel: str
    kenmerk: str
    afzender: str
    datum: str
    geboren: str
    adres: tuple[str, ...]
    aanhef: str
    inleiding: tuple[str, ...]
    onderdelen: tuple[Onderdeel, ...]
    eigen_bijdrage: str
    motivering: tuple[str, ...]
    rechtsmiddel: tuple[str, ...]
    resultaten: tuple[str, ...] = ()


def schrijf(
    zaak: Zaak,
    kenmerk: str,
    ontvanger: Ontvanger,
    motivering: str,
    producten: Sequence[Toegekend],
    resultaten: Sequence[Resultaat] = (),
) -> Brief:
    """The letter about a decision, with the results that were agreed before it."""
    return Brief(
        titel=_titel(zaak),
        kenmerk=kenmerk,
        afzender=f"Gemeente {zaak.gemeente}",
        datum=dag_in_woorden(zaak.besluitdatum),
        geboren=geboren_in_woorden(ontvanger.geboren),
        adres=ontvanger.adres,
        aanhef=f"Beste ouder of verzorger van {zaak.kind}," if zaak.kind else _aanhef(ontvanger),
        inleiding=(*_inleiding(zaak), *_time_out(zaak)),
        onderdelen=tuple(_onderdeel(each) for each in producten),
        eigen_bijdrage=_eigen_bijdrage(zaak),
        motivering=_alineas(motivering),
        rechtsmiddel=_rechtsmiddel(zaak.gemeente, zaak.besluitdatum, zaak.soort),
        resultaten=tuple(map(_resultaat, resultaten)),
    )


def _resultaat(resultaat: Resultaat) -> str:
    zinnen = [_zin(resultaat.doel)]
    if resultaat.voor_mantelzorger:
        zinnen.append("Dit is om uw mantelzorger te ontlasten.")
    if resultaat.meetbaar:
        zinnen.append(f"Wij meten dat zo: {_zin(resultaat.meetbaar)}")
    if resultaat.streefdatum:
        zinnen.append(f"Dat is klaar op {dag_in_woorden(resultaat.streefdatum)}.")
    return " ".join(zinnen)


def _zin(tekst: str) -> str:
    """A text that ends as a sentence does."""
    kaal = tekst.strip()
    return kaal if kaal.endswith((".", "!", "?")) else f"{kaal}."


def schrijf_op_bezwaar(afgehandeld: Afgehandeld, kenmerk: str, ontvanger: Ontvanger, motivering: str) -> Brief:
    """The letter about an objection that changes nothing; one that does brings a new decision, with its own letter."""
    uitkomsten = {
        Bezwaaruitkomst.ONGEGROND: "Wij hebben uw bezwaar bekeken. Ons besluit blijft zoals het was.",
        Bezwaaruitkomst.NIET_ONTVANKELIJK: "Wij konden uw bezwaar niet behandelen. Ons besluit blijft zoals het was.",
    }
    return Brief(
        titel="Besluit op uw bezwaar",
        kenmerk=kenmerk,
        afzender=f"Gemeente {afgehandeld.gemeente}",
        datum=dag_in_woorden(afgehandeld.besluitdatum),
        geboren=geboren_in_woorden(ontvanger.geboren),
        adres=ontvanger.adres,
        aanhef=_aanhef(ontvanger),
        inleiding=(
            f"U maakte bezwaar tegen ons besluit van {dag_in_woorden(afgehandeld.eerste_besluit)}. "
            f"Uw bezwaar kregen we op {dag_in_woorden(afgehandeld.ingediend_op)}.",
            uitkomsten[afgehandeld.uitkomst],
        ),
        onderdelen=(),
        eigen_bijdrage="",
        motivering=_alineas(motivering),
        rechtsmiddel=_rechtsmiddel(afgehandeld.gemeente, afgehandeld.besluitdatum, Beschikkingsoort.BEZWAAR),
    )


def schrijf_waarschuwing(gemeente: str, kenmerk: str, op: date, ontvanger: Ontvanger, bericht: str) -> Brief:
    """The letter that says that support ends, and what follows (M38). It decides nothing, so nothing is objected to."""
    return Brief(
        titel="Uw ondersteuning stopt binnenkort",
        kenmerk=kenmerk,
        afzender=f"Gemeente {gemeente}",
        datum=dag_in_woorden(op),
        geboren=geboren_in_woorden(ontvanger.geboren),
        adres=ontvanger.adres,
        aanhef=_aanhef(ontvanger),
        inleiding=(
            bericht,
            "Heeft u vragen, of verandert er iets in uw situatie? Bel ons dan. Wij wachten niet tot de laatste dag.",
        ),
        onderdelen=(),
        eigen_bijdrage="",
        motivering=(),
        rechtsmiddel=(),
    )


def geboren_in_woorden(geboren: Geboren) -> str:
    """A date of birth as far as it is known (OP252): 3 juni 1948, juni 1948, 1948, onbekend."""
    if geboren.is_onbekend:
        return "onbekend"
    bekend = {None: 3, DatumGebruik.DAG_ONBEKEND: 2, DatumGebruik.DAG_EN_MAAND_ONBEKEND: 1}
    return " ".join(dag_in_woorden(geboren.datum).split()[-bekend[geboren.gebruik] :])


def achternaam(gebruik: NaamGebruik, eigen: str, partner: str | None) -> str:
    """The surname by which somebody wants to be addressed (IV007, COD700); each name with its prefix."""
    if partner is None or gebruik == NaamGebruik.EIGEN_NAAM:
        return eigen
    vormen = {
        NaamGebruik.NAAM_PARTNER: partner,
        NaamGebruik.NAAM_PARTNER_EIGEN_NAAM: f"{partner}-{eigen}",
        NaamGebruik.EIGEN_NAAM_NAAM_PARTNER: f"{eigen}-{partner}",
    }
    return vormen[gebruik]


def _eigen_bijdrage(zaak: Zaak) -> str:
    return bijdrage_in_woorden(zaak.bijdrage, zaak.vrijstelling) if zaak.bijdrage else EIGEN_BIJDRAGE[zaak.wet]


def _aanhef(ontvanger: Ontvanger) -> str:
    return f"{AANHEF.get(ontvanger.geslacht, 'Beste')} {ontvanger.naam},"


def _alineas(tekst: str) -> tuple[str, ...]:
    return tuple(each for each in tekst.split("\n") if each.strip())


def _titel(zaak: Zaak) -> str:
    soorten = {
        Beschikkingsoort.BESLUIT: f"Besluit over {ONDERSTEUNING[zaak.wet]}",
        Beschikkingsoort.TIJDELIJK: f"Tijdelijke {ONDERSTEUNING[zaak.wet]}",
        Beschikkingsoort.BEZWAAR: "Nieuw besluit na uw bezwaar",
    }
    return soorten[zaak.soort]


def _inleiding(zaak: Zaak) -> tuple[str, ...]:
    wie, hulp, dag = zaak.wie, ONDERSTEUNING[zaak.wet], dag_in_woorden(zaak.meldingsdatum)
    regels = [f"U vroeg ons op {dag} om hulp."]
    if zaak.verwijzer is not None:
        regels = [f"Op {dag} kregen we een verwijzing van {VERWIJZERS[zaak.verwijzer]}."]
    if zaak.soort == Beschikkingsoort.TIJDELIJK:
        regels.append(
            f"{wie[0].upper()}{wie[1:]} heeft meteen hulp nodig. Daarom krijgt {wie} nu tijdelijk {hulp}. Intussen "
            f"onderzoeken we wat {wie} daarna nodig heeft."
        )
        return tuple(regels)
    if zaak.afgerond_op is not None:
        regels.append(f"We onderzochten {_van(zaak)}. Op {dag_in_woorden(zaak.afgerond_op)} kreeg u het verslag.")
    if zaak.aanvraagdatum is not None:
        regels.append(f"Uw aanvraag kregen we op {dag_in_woorden(zaak.aanvraagdatum)}.")
    uitkomsten = {
        Besluituitkomst.TOEGEKEND: f"Wij hebben besloten dat {wie} {hulp} krijgt. Hieronder leest u welke.",
        Besluituitkomst.GEDEELTELIJK: (
            f"Wij hebben besloten dat {wie} een deel krijgt van wat u vroeg. Hieronder leest u wat."
        ),
        Besluituitkomst.AFGEWEZEN: f"Wij hebben besloten dat {wie} geen {hulp} krijgt. Hieronder leest u waarom.",
    }
    return (*regels, uitkomsten[zaak.uitkomst])


def _time_out(zaak: Zaak) -> tuple[str, ...]:
    return (f"Gaat het thuis even niet? Dan kunt u een tijd terecht bij {zaak.time_out}.",) if zaak.time_out else ()


def _van(zaak: Zaak) -> str:
    return f"de situatie van {zaak.kind}" if zaak.kind else "uw situatie"


def _onderdeel(toegekend: Toegekend) -> Onderdeel:
    feiten = [("Hoeveel", _hoeveel(toegekend))]
    if toegekend.in_tarief and toegekend.vorm == Vorm.NATURA and toegekend.product.eenheid in TIJD:
        wat = " en ".join(toegekend.in_tarief)
        feiten.append(("Waarvoor", f"Deze tijd is voor u. Er gaat geen tijd af voor {wat}."))
    if toegekend.product.normband is not None:
        band = toegekend.product.normband
        feiten.append(("Gebruikelijk", f"{tijd_in_woorden(band.van)} tot {tijd_in_woorden(band.tot)} per week"))
    if toegekend.scenario is not None:
        feiten.append(("Soort hulp", toegekend.scenario))
    feiten.append(("Vanaf", dag_in_woorden(toegekend.ingangsdatum)))
    feiten.append(("Tot en met", dag_in_woorden(toegekend.einddatum) if toegekend.einddatum else "geen einddatum"))
    feiten.append(("Hoe", _hoe(toegekend)))
    regels = tuple(_regel(each) for each in toegekend.regels)
    return Onderdeel(toegekend.product.naam, tuple(feiten), toegekend.toelichting, regels)


def _regel(regel: str) -> str:
    """A rule with its number behind it: who reads the letter wants to know what, who checks it wants to know which."""
    nummer, _, tekst = regel.partition(": ")
    return f"{tekst} (regel {nummer})"


def _hoeveel(toegekend: Toegekend) -> str:
    """Always hours or dagdelen per week (M1); where the volume is time, also what was assigned."""
    eenheid, minuten = toegekend.product.eenheid, toegekend.minuten_per_week
    is_bedrag = eenheid == Eenheid.EUROS
    aantal = euro_in_woorden(toegekend.volume) if is_bedrag else f"{toegekend.volume} {TELWOORDEN[eenheid]}"
    volume = f"{aantal} {PERIODEN[toegekend.product.frequentie]}"
    if minuten is None:
        return volume
    per_week = f"{tijd_in_woorden(minuten)} per week"
    if eenheid == Eenheid.DAGDEEL:
        per_week = f"{_dagdelen(minuten)} per week ({tijd_in_woorden(minuten)})"
    if eenheid in VAST:
        return f"gemiddeld {per_week}"
    return per_week if toegekend.product.frequentie == PER_WEEK else f"{per_week}. Dat is {volume}"


def _dagdelen(minuten: int) -> str:
    """How many dagdelen that is, to a tenth: `3 dagdelen`, `ongeveer 2,5 dagdelen`."""
    tienden = round(minuten * 10 / MINUTEN_PER_DAGDEEL)
    aantal = f"{tienden // 10}" + (f",{tienden % 10}" if tienden % 10 else "")
    ongeveer = "" if minuten * 10 == tienden * MINUTEN_PER_DAGDEEL else "ongeveer "
    return f"{ongeveer}{aantal} {'dagdeel' if tienden == 10 else 'dagdelen'}"


def _hoe(toegekend: Toegekend) -> str:
    if toegekend.vorm == Vorm.NATURA:
        return "Een aanbieder van de gemeente helpt u."
    bedrag = f" Uw budget is {euro_in_woorden(toegekend.budget)} in totaal." if toegekend.budget else ""
    return f"U regelt de hulp zelf, met een persoonsgebonden budget (pgb).{bedrag}"


def _rechtsmiddel(gemeente: str, besluitdatum: date, soort: Beschikkingsoort) -> tuple[str, ...]:
    """What one can do against the decision: object (Awb 6:5, 6:7, 8:81), or after an objection go to court (8:1)."""
    tot = dag_in_woorden(bezwaar_tot(besluitdatum))
    if soort == Beschikkingsoort.BEZWAAR:
        return (
            "Bent u het niet eens met dit besluit? Dan kunt u in beroep bij de rechtbank. Doe dat binnen zes weken na "
            f"de datum van deze brief: uiterlijk op {tot}.",
            "Op rechtspraak.nl leest u hoe dat gaat. Beroep kost geld.",
            HULP,
        )
    return (
        "Bent u het niet eens met dit besluit? Maak dan bezwaar. Doe dat binnen zes weken na de datum van deze brief: "
        f"uiterlijk op {tot}.",
        f"Stuur een brief aan het college van burgemeester en wethouders van {gemeente}. Zet erin: uw naam en "
        "adres, de datum, over welk besluit het gaat en waarom u het er niet mee eens bent. Onderteken de brief.",
        "Kunt u niet wachten op het antwoord? Dan kunt u de rechtbank om een voorlopige voorziening vragen. Dat kan "
        "alleen als u ook bezwaar maakt, en het kost geld.",
        HULP,
    )
