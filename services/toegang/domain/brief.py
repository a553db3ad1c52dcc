"""What the letter to the citizen says, in plain Dutch (B1): each hour can be traced to the policy (M1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from inkoop.eigen_bijdrage import Vrijstelling
from istandaard.codes import DatumGebruik, NaamGebruik, TypeVerwijzer
from toegang.domain.afzender import Afzender, vragen
from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst, Vorm
from toegang.domain.bezwaar import Bezwaaruitkomst
from toegang.domain.bijdrage_in_woorden import JEUGDHULP, bijdrage_in_woorden
from toegang.domain.eigen_bijdrage import Bijdragebesluit
from toegang.domain.persoon import Geboren
from toegang.domain.recht_in_woorden import grondslag, grondslag_op_bezwaar, plichten, rechtsmiddel
from toegang.domain.toekenning_in_woorden import Onderdeel, Toegekend, onderdeel_van
from toegang.domain.woorden import dag_in_woorden, met_hoofdletter
from wetten import Wet

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

    verordening: str
    """The ordinance of the municipality under this law, by its name."""
    meldingsdatum: date
    afgerond_op: date | None
    aanvraagdatum: date | None
    besluitdatum: date
    soort: Beschikkingsoort
    uitkomst: Besluituitkomst
    wet: Wet = Wet.WMO
    verwijzer: TypeVerwijzer | None = None
    """Who referred, where no investigation was needed."""
    bijdrage: Bijdragebesluit | None = None
    """What was decided on the own contribution; None in a decision from before that was decided."""
    vrijstelling: Vrijstelling | None = None
    """The exemption that it names."""
    time_out: str | None = None
    """Where somebody who left an institution can go for a while (M125)."""


@dataclass(frozen=True)
class Afgehandeld:
    """An objection that was decided on, without a new decision."""

    eerste_besluit: date
    ingediend_op: date
    besluitdatum: date
    uitkomst: Bezwaaruitkomst


@dataclass(frozen=True)
class Ontvanger:
    """Who gets the letter: how to address them (`geslacht` as iWmo has it), and the lines of the address."""

    naam: str
    geslacht: str
    """Who is no man or woman, or of whom it is not known, is called by the whole name: the first line of `adres`."""
    geboren: Geboren
    adres: tuple[str, ...]
    kind: str | None = None
    """The name of a youth whose parents get the letter; None when the citizen gets it."""
    overledene: str | None = None
    """The name of who has died, whose relatives get the letter."""

    @property
    def ander(self) -> str | None:
        """The name of who it is about, where somebody else reads it."""
        return self.kind or self.overledene

    @property
    def wie(self) -> str:
        """How the letter calls who gets support."""
        return self.ander or "u"

    @property
    def vrager(self) -> str:
        """How it calls who asked for it: of a youth that is who reads it."""
        return self.overledene or "u"

    @property
    def aanhef(self) -> str:
        """How the letter begins."""
        if self.kind:
            return f"Beste ouder of verzorger van {self.kind},"
        if self.overledene:
            return f"Beste nabestaanden van {self.overledene},"
        aanhef = AANHEF.get(self.geslacht)
        return f"{aanhef} {self.naam}," if aanhef else f"Beste {self.adres[0]},"


@dataclass(frozen=True)
class Hoofd:
    """What stands at the head of each letter: who writes, about which case, to whom."""

    afzender: Afzender
    zaaknummer: str
    ontvanger: Ontvanger


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
    zaaknummer: str
    afzender: Afzender
    datum: str
    geboren: str
    adres: tuple[str, ...]
    aanhef: str
    vragen: tuple[str, ...]
    """How to reach the municipality."""
    inleiding: tuple[str, ...]
    onderdelen: tuple[Onderdeel, ...] = ()
    kop_onderdelen: str = "Wat u krijgt"
    eigen_bijdrage: str = ""
    motivering: tuple[str, ...] = ()
    rechtsmiddel: tuple[str, ...] = ()
    resultaten: tuple[str, ...] = ()
    grondslag: tuple[str, ...] = ()
    """On which law and ordinance it rests."""
    plichten: tuple[str, ...] = ()
    """What the citizen has to do himself."""
    inzagen: tuple[tuple[str, str], ...] = ()
    """By day, who looked at or changed what."""
    recht: tuple[str, ...] = ()
    """What right the citizen has to this letter."""


def schrijf(
    zaak: Zaak,
    hoofd: Hoofd,
    motivering: str,
    producten: Sequence[Toegekend],
    resultaten: Sequence[Resultaat] = (),
) -> Brief:
    """The letter about a decision, with the results that were agreed before it."""
    aan, met_pgb = hoofd.ontvanger, any(each.vorm == Vorm.PGB for each in producten)
    wie, leeft = aan.wie, aan.overledene is None
    inleiding = (*_inleiding(zaak, aan), *(_time_out(zaak) if leeft else ()))
    return replace(
        begin_van(_titel(zaak, aan), zaak.besluitdatum, hoofd, inleiding),
        onderdelen=tuple(onderdeel_van(each, wie) for each in producten),
        eigen_bijdrage=_eigen_bijdrage(zaak, wie),
        motivering=alineas(motivering),
        grondslag=grondslag(zaak.wet, zaak.soort, zaak.verordening, met_pgb=met_pgb),
        rechtsmiddel=rechtsmiddel(hoofd.afzender.college, zaak.besluitdatum, zaak.soort),
        resultaten=tuple(map(_resultaat, resultaten)),
        plichten=plichten(zaak.wet, met_pgb=met_pgb) if producten and leeft else (),
    )


def begin_van(titel: str, op: date, hoofd: Hoofd, inleiding: tuple[str, ...]) -> Brief:
    """What each letter has: from whom, to whom, about which case, and how it begins."""
    ontvanger = hoofd.ontvanger
    return Brief(
        titel=titel,
        zaaknummer=hoofd.zaaknummer,
        afzender=hoofd.afzender,
        datum=dag_in_woorden(op),
        geboren=geboren_in_woorden(ontvanger.geboren),
        adres=ontvanger.adres,
        aanhef=ontvanger.aanhef,
        vragen=vragen(hoofd.afzender, hoofd.zaaknummer),
        inleiding=inleiding,
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


def schrijf_op_bezwaar(afgehandeld: Afgehandeld, hoofd: Hoofd, motivering: str) -> Brief:
    """The letter about an objection that changes nothing; one that does brings a new decision, with its own letter."""
    overledene = hoofd.ontvanger.overledene
    welk = "het bezwaar" if overledene else "uw bezwaar"
    uitkomsten = {
        Bezwaaruitkomst.ONGEGROND: f"Wij hebben {welk} bekeken. Ons besluit blijft zoals het was.",
        Bezwaaruitkomst.NIET_ONTVANKELIJK: f"Wij konden {welk} niet behandelen. Ons besluit blijft zoals het was.",
    }
    besluit, ingediend = dag_in_woorden(afgehandeld.eerste_besluit), dag_in_woorden(afgehandeld.ingediend_op)
    begin = f"U maakte bezwaar tegen ons besluit van {besluit}. Uw bezwaar kregen we op {ingediend}."
    if overledene:
        begin = f"Op {ingediend} kregen we een bezwaar tegen ons besluit van {besluit} over {overledene}."
    besluitdatum = afgehandeld.besluitdatum
    return replace(
        begin_van(f"Besluit op {welk}", besluitdatum, hoofd, (begin, uitkomsten[afgehandeld.uitkomst])),
        motivering=alineas(motivering),
        grondslag=grondslag_op_bezwaar(afgehandeld.uitkomst),
        rechtsmiddel=rechtsmiddel(hoofd.afzender.college, besluitdatum, Beschikkingsoort.BEZWAAR),
    )


def schrijf_waarschuwing(hoofd: Hoofd, op: date, wat: str, bericht: str) -> Brief:
    """The letter that says that support ends, and what follows (M38). It decides nothing, so nothing is objected to.

    `wat` names the support.
    """
    bel = "Heeft u vragen, of verandert er iets? Laat het ons weten. Wacht niet tot de laatste dag."
    return begin_van(f"{wat} stopt binnenkort", op, hoofd, (bericht, bel))


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


def _eigen_bijdrage(zaak: Zaak, wie: str) -> str:
    return bijdrage_in_woorden(zaak.bijdrage, zaak.vrijstelling, wie) if zaak.bijdrage else EIGEN_BIJDRAGE[zaak.wet]


def alineas(tekst: str) -> tuple[str, ...]:
    """The paragraphs of a text, without the empty ones."""
    return tuple(each for each in tekst.split("\n") if each.strip())


def _titel(zaak: Zaak, ontvanger: Ontvanger) -> str:
    soorten = {
        Beschikkingsoort.BESLUIT: f"Besluit over {ONDERSTEUNING[zaak.wet]}",
        Beschikkingsoort.TIJDELIJK: f"Tijdelijke {ONDERSTEUNING[zaak.wet]}",
        Beschikkingsoort.BEZWAAR: f"Nieuw besluit na {'het' if ontvanger.overledene else 'uw'} bezwaar",
    }
    return soorten[zaak.soort]


def _inleiding(zaak: Zaak, ontvanger: Ontvanger) -> tuple[str, ...]:
    wie, hulp, dag = ontvanger.wie, ONDERSTEUNING[zaak.wet], dag_in_woorden(zaak.meldingsdatum)
    van = f"de situatie van {ontvanger.ander}" if ontvanger.ander else "uw situatie"
    vrager = ontvanger.vrager
    regels = [f"{met_hoofdletter(vrager)} vroeg ons op {dag} om hulp."]
    if zaak.verwijzer is not None:
        regels = [f"Op {dag} kregen we een verwijzing van {VERWIJZERS[zaak.verwijzer]}."]
    if zaak.soort == Beschikkingsoort.TIJDELIJK:
        regels.append(
            f"{met_hoofdletter(wie)} heeft meteen hulp nodig. Daarom krijgt {wie} nu tijdelijk {hulp}. Intussen "
            f"onderzoeken we wat {wie} daarna nodig heeft."
        )
        return tuple(regels)
    if zaak.afgerond_op is not None:
        regels.append(f"We onderzochten {van}. Op {dag_in_woorden(zaak.afgerond_op)} kreeg {vrager} het verslag.")
    if zaak.aanvraagdatum is not None:
        welke = "De" if ontvanger.overledene else "Uw"
        regels.append(f"{welke} aanvraag kregen we op {dag_in_woorden(zaak.aanvraagdatum)}.")
    uitkomsten = {
        Besluituitkomst.TOEGEKEND: f"Wij hebben besloten dat {wie} {hulp} krijgt. Hieronder leest u welke.",
        Besluituitkomst.GEDEELTELIJK: (
            f"Wij hebben besloten dat {wie} een deel krijgt van wat {vrager} vroeg. Hieronder leest u wat."
        ),
        Besluituitkomst.AFGEWEZEN: f"Wij hebben besloten dat {wie} geen {hulp} krijgt. Hieronder leest u waarom.",
    }
    return (*regels, uitkomsten[zaak.uitkomst])


def _time_out(zaak: Zaak) -> tuple[str, ...]:
    return (f"Gaat het thuis even niet? Dan kunt u een tijd terecht bij {zaak.time_out}.",) if zaak.time_out else ()
