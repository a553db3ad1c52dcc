"""Objections to a decision (Awb chapters 6 and 7): in time or not, and what may be decided on them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from toegang.domain.beschikking import Beschikkingsoort, Besluituitkomst
from toegang.domain.termijn import BEZWAAR_WEKEN, laatste_dag
from weigering import Weigering

COMMISSIE_WEKEN = 12
"""Weeks for the decision when an independent committee advises (Awb 7:10, 7:13)."""
VERDAGING_WEKEN = 6
"""Weeks by which the decision may be put off, once (Awb 7:10, third paragraph)."""


class Bezwaaruitkomst(StrEnum):
    """How an objection ends."""

    GEGROND = "gegrond"
    ONGEGROND = "ongegrond"
    NIET_ONTVANKELIJK = "niet-ontvankelijk"
    INGETROKKEN = "ingetrokken"


def bezwaar_tot(besluitdatum: date) -> date:
    """The last day on which an objection is in time (Awb 6:7, 6:8)."""
    dag = laatste_dag(besluitdatum, BEZWAAR_WEKEN)
    assert dag is not None  # a term without pauses has an end
    return dag


def laatste_besluit(besluitdatums: Iterable[date], ingediend_op: date) -> date:
    """The day of the decision that an objection of a day can be against: the last one before it, so that an
    objection to the end of support is not late by the day of its beginning (Awb 6:8).
    """
    dagen = sorted(besluitdatums)
    return max((each for each in dagen if each <= ingediend_op), default=dagen[0])


def check_bezwaar(
    soort: Beschikkingsoort, besluitdatum: date, ingediend_op: date, loopt_al: bool, vandaag: date
) -> None:
    """Raises Weigering unless an objection can be recorded; one that is too late can, and is judged as such."""
    if soort == Beschikkingsoort.BEZWAAR:
        raise Weigering("Tegen een besluit op bezwaar staat beroep open bij de rechtbank.", regel="Awb 8:1")
    if loopt_al:
        raise Weigering("Er loopt al een bezwaar tegen deze beschikking.", regel="Awb 7:1")
    if not besluitdatum <= ingediend_op <= vandaag:
        raise Weigering(
            "Kies een datum vanaf het besluit en tot en met vandaag.", veld="body.ingediendOp", regel="Awb 6:8"
        )


def check_verdaging(uitkomst: str | None, verdaagd: bool, uiterlijk: date | None, vandaag: date) -> None:
    """Raises Weigering unless the decision on an objection may still be put off: before the term is over.

    `uiterlijk` is the last day of the term, None while it stands still.
    """
    if uitkomst is not None:
        raise Weigering("Op dit bezwaar is al besloten.", regel="Awb 7:10")
    if verdaagd:
        raise Weigering("Dit besluit is al een keer verdaagd.", regel="Awb 7:10")
    if uiterlijk is not None and uiterlijk < vandaag:
        reden = f"De termijn was om op {uiterlijk:%d-%m-%Y}. Verdagen kan alleen zolang zij loopt. Besluit nu."
        raise Weigering(reden, regel="Awb 7:10")


def check_besluit_op_bezwaar(
    al_besloten: bool,
    uitkomst: Bezwaaruitkomst,
    nieuwe_uitkomst: Besluituitkomst | None,
    producten: int,
    ingediend_op: date,
    besluitdatum: date,
    vandaag: date,
) -> None:
    """Raises Weigering unless the decision on an objection is whole: a new one when gegrond, and only then."""
    if al_besloten:
        raise Weigering("Op dit bezwaar is al besloten.", regel="Awb 7:11")
    if not ingediend_op <= besluitdatum <= vandaag:
        raise Weigering(
            "Kies een datum vanaf het bezwaar en tot en met vandaag.", veld="body.besluitdatum", regel="Awb 7:10"
        )
    if uitkomst == Bezwaaruitkomst.GEGROND and nieuwe_uitkomst is None:
        raise Weigering("Zeg ook wat het nieuwe besluit is.", veld="body.nieuweUitkomst", regel="Awb 7:11")
    if uitkomst != Bezwaaruitkomst.GEGROND and (nieuwe_uitkomst is not None or producten):
        raise Weigering(
            "Alleen bij een gegrond bezwaar is er een nieuw besluit.", veld="body.nieuweUitkomst", regel="Awb 7:11"
        )


def check_brief(uitkomst: str | None) -> None:
    """Raises Weigering unless there is a letter about an objection of its own."""
    if uitkomst is None:
        raise Weigering("Op dit bezwaar is nog niet besloten.", regel="Awb 7:12")
    if uitkomst == Bezwaaruitkomst.GEGROND:
        raise Weigering("Lees de brief van de nieuwe beschikking.", regel="Awb 7:12")
    if uitkomst == Bezwaaruitkomst.INGETROKKEN:
        raise Weigering("Dit bezwaar is ingetrokken: er is geen besluit.", regel="Awb 6:21")
