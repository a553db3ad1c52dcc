"""The letter on paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from papier import ALINEA, FEIT, STREEP, Briefhoofd, Deel, Logo, kop, te_zetten, zet_lang
from toegang.domain.brief import Brief
from toegang.domain.toekenning_in_woorden import Onderdeel


def als_pdf(brief: Brief, gemaakt_op: datetime) -> bytes:
    """The letter as PDF, made at `gemaakt_op`: the same letter gives the same bytes."""
    (pdf,) = zet_lang(te_zetten_van(brief), gemaakt_op.isoformat().encode())
    return pdf


def te_zetten_van(brief: Brief) -> bytes:
    """What `papier.zet_lang` makes a PDF of."""
    van = brief.afzender
    logo = Logo(van.logo.inhoud, van.logo.is_svg, van.logo.tekst) if van.logo else None
    hoofd = Briefhoofd(van.naam, van.regels, logo)
    return te_zetten(brief.titel, f"Zaaknummer {brief.zaaknummer}", _stukken(brief), hoofd)


def _stukken(brief: Brief) -> Iterator[list[Deel]]:
    """The letter from top to bottom; what is in one list stays on one page, so that no heading stands alone."""
    yield [Deel("\n".join(brief.adres), na=12)]
    yield [
        Deel(brief.datum, "Datum", FEIT, na=0),
        Deel(brief.zaaknummer, "Zaaknummer", FEIT, na=0),
        Deel(brief.geboren, "Geboortedatum", FEIT, na=8),
    ]
    yield [kop(brief.titel, 14), *map(Deel, (brief.aanhef, *brief.inleiding))]
    for plek, onderdeel in enumerate(brief.onderdelen):
        koppen = [kop(onderdeel.titel, 11)] if plek else [kop(brief.kop_onderdelen, 12), kop(onderdeel.titel, 11)]
        *eerder, laatste = (Deel(waarde, naam, FEIT, na=0) for naam, waarde in onderdeel.feiten)
        yield [*koppen, *eerder, replace(laatste, na=ALINEA)]
        yield from _uitleg(onderdeel)
    if brief.eigen_bijdrage and brief.onderdelen:
        yield [Deel(brief.eigen_bijdrage)]
    if brief.resultaten:
        yield [kop("Waar we aan werken", 12), *(Deel(each, "–", STREEP) for each in brief.resultaten[:1])]
        yield from ([Deel(each, "–", STREEP)] for each in brief.resultaten[1:])
    if brief.inzagen:
        yield [kop("Wat er gebeurde", 12)]
    yield from ([Deel(tekst, dag, FEIT + 5, na=1)] for dag, tekst in brief.inzagen)
    for boven, teksten in (
        ("Wat u moet weten", brief.plichten),
        ("Waarom wij dit besluiten", brief.motivering + brief.grondslag),
        ("Niet eens met dit besluit?", brief.rechtsmiddel),
        ("Uw recht", brief.recht),
    ):
        if teksten:
            yield [kop(boven, 12), *map(Deel, teksten[:1])]
        yield from ([Deel(tekst)] for tekst in teksten[1:])
    groet = f"Met vriendelijke groet,\nnamens het college van burgemeester en wethouders,\n{brief.afzender.naam}"
    yield [kop("Heeft u vragen?", 12), *map(Deel, brief.vragen), Deel(groet)]


def _uitleg(onderdeel: Onderdeel) -> Iterator[list[Deel]]:
    """Why somebody gets this: in words, and the rules it follows from."""
    if onderdeel.toelichting:
        yield [Deel(onderdeel.toelichting)]
    if onderdeel.regels:
        *eerder, laatste = (Deel(each, "–", STREEP, na=0) for each in onderdeel.regels)
        yield [Deel("Dit volgt uit deze regels van de gemeente:", na=0), *eerder, replace(laatste, na=2 * ALINEA)]
