"""The lead times of the chain, each held against its term."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from monitoring.domain.beleid import DAGEN_BESLUIT, DAGEN_ONDERZOEK
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.herkomst import IETS, Deel, telling
from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Grafiek, Kolom, Norm, Rapport, Waarde
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import TRAJECTEN, Doorlooptijd, Traject, doorlooptijd
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers
from wetten import Wet

TITELS = {
    "melding-onderzoek": "Van melding tot het onderzoek klaar is",
    "onderzoek-beschikking": "Van onderzoek tot beschikking",
    "aanvraag-beschikking": "Van aanvraag tot beschikking",
    "beschikking-toewijzing": "Van beschikking tot toewijzing (301)",
    "toewijzing-start": "Van toewijzing (301) tot start van de hulp",
    "declaratie-antwoord": "Van declaratie tot antwoord",
}
NORMEN = (
    Norm(DAGEN_ONDERZOEK[Wet.WMO] or 0, "hoe lang het van de wet hoogstens mag duren", TITELS["melding-onderzoek"]),
    Norm(DAGEN_BESLUIT[Wet.WMO] or 0, "hoe lang het van de wet hoogstens mag duren", TITELS["aanvraag-beschikking"]),
)
"""Of the parts that a law has a term for in days."""
TIJDEN = (
    Kolom("aantal", "Aantal"),
    Kolom("mediaan", "De helft binnen (dagen)"),
    Kolom("p90", "9 van de 10 binnen (dagen)"),
    Kolom("opTijd", "Binnen de termijn", "procent"),
)


async def lees_tijden(vraag: Vraag) -> list[Doorlooptijd]:
    """The lead times that are known within the choice, in the order of the chain, also those without cases."""
    gevonden = await _tijden(vraag)
    return [
        gevonden.get((traject.naam, ""), doorlooptijd(traject, {}, 0))
        for traject in TRAJECTEN
        if traject.is_bekend(vraag.selectie)
    ]


async def doorlooptijden(vraag: Vraag) -> Rapport:
    """The lead times of the whole selection."""
    tijden = await lees_tijden(vraag)
    return Rapport(
        "doorlooptijden",
        "Doorlooptijden",
        "Hoe lang elk deel van de route duurde, in kalenderdagen, met de wettelijke of afgesproken termijn. Een deel "
        "dat niet bij een product of aanbieder hoort, staat er met zo'n keuze niet bij.",
        (Kolom("deel", "Deel van de route", "tekst"), *TIJDEN, Kolom("termijn", "Termijn", "tekst")),
        tuple((TITELS[each.traject], *_tijd(each), each.termijn or "geen") for each in tijden),
        Grafiek("staaf", ("mediaan", "p90"), normen=NORMEN),
        ritme=Ritme.DECLARATIES,
    )


def _per(verdeling: Verdeling, kolom: Kolom, titel: str) -> Bouwer:
    """The lead times per municipality, product or month."""

    async def bouw(vraag: Vraag) -> Rapport:
        gevonden = await _tijden(vraag, verdeling)
        sleutels = sorted({sleutel for _, sleutel in gevonden if sleutel})
        rijen = [
            (_waarde(verdeling, sleutel), TITELS[traject.naam], *_tijd(gevonden[traject.naam, sleutel]))
            for sleutel in sleutels
            for traject in TRAJECTEN
            if (traject.naam, sleutel) in gevonden
        ]
        kolommen = (kolom, Kolom("deel", "Deel van de route", "tekst"), *TIJDEN)
        uitleg = "In kalenderdagen. Een deel van de route zonder product of aanbieder staat hier niet bij."
        naam = f"doorlooptijden-per-{verdeling}"
        return Rapport(naam, titel, uitleg, kolommen, tuple(rijen), ritme=Ritme.DECLARATIES)

    return bouw


def _waarde(verdeling: Verdeling, sleutel: str) -> Waarde:
    return date.fromisoformat(sleutel) if verdeling == "maand" else sleutel


def _tijd(tijd: Doorlooptijd) -> tuple[Waarde, ...]:
    return (tijd.aantal, tijd.mediaan, tijd.p90, tijd.deel_op_tijd)


async def _tijden(vraag: Vraag, *per: Verdeling) -> Mapping[tuple[str, str], Doorlooptijd]:
    """Lead times by the name of their traject and by municipality, product or month; '' without one."""
    session, selectie = vraag.work.session, vraag.selectie
    per_maat = {traject.maat: traject for traject in TRAJECTEN}
    binnen_termijn = {traject.op_tijd: traject for traject in TRAJECTEN if traject.op_tijd is not None}
    histogrammen: dict[tuple[str, str], dict[int, int]] = {}
    for som in await cijfers.sommen(session, selectie, per_maat, *per, "kenmerk"):
        if som.kenmerk:
            sleutel = per_maat[som.maat].naam, "".join(map(som.per, per))
            histogrammen.setdefault(sleutel, {})[int(som.kenmerk)] = som.waarde
    op_tijd = {
        (binnen_termijn[som.maat].naam, "".join(map(som.per, per))): som.waarde
        for som in await cijfers.sommen(session, selectie, binnen_termijn, *per)
    }
    return {
        (traject.naam, sleutel): _met_herkomst(
            doorlooptijd(traject, histogram, op_tijd.get((traject.naam, sleutel), 0)), traject, selectie, per, sleutel
        )
        for (naam, sleutel), histogram in histogrammen.items()
        for traject in TRAJECTEN
        if traject.naam == naam
    }


def _met_herkomst(
    tijd: Doorlooptijd, traject: Traject, selectie: Selectie, per: Sequence[Verdeling], sleutel: str
) -> Doorlooptijd:
    """The same with a number that leads on to its cases: those of which the days are known."""
    deel = {each: _waarde(each, sleutel) for each in per} | {"kenmerk": IETS}
    return replace(tijd, aantal=telling(tijd.aantal, traject.maat, selectie, **cast(Deel, deel)))


RAPPORTEN: dict[str, Bouwer] = {
    "doorlooptijden": doorlooptijden,
    "doorlooptijden-per-gemeente": _per(
        "gemeente", Kolom("gemeente", "Gemeente", "gemeente"), "Doorlooptijden per gemeente"
    ),
    "doorlooptijden-per-code": _per("code", Kolom("product", "Product", "product"), "Doorlooptijden per product"),
    "doorlooptijden-per-maand": _per("maand", Kolom("maand", "Maand", "maand"), "Doorlooptijden per maand"),
}
