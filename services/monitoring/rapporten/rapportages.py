"""What providers report: who has still to, and what they said, beside each other (M70, M92, M93, M114, M115, M119)."""

import json

from inkoop import laad
from inkoop.uitvraag import Uitvraag
from monitoring.domain.rapport import Kolom, Rapport, Waarde
from monitoring.domain.rapportages import IN_TE_VULLEN, Rapportagestatus
from monitoring.rapporten.toewijzing import regios
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import rapportages as store_rapportages
from monitoring.tables import Rapportage

AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")
UITVRAAG = Kolom("uitvraag", "Wat", "tekst")
PERIODE = Kolom("periode", "Periode", "tekst")


async def rapportages(vraag: Vraag) -> Rapport:
    """What has to come in, and what has to be judged: late first."""
    rijen = [
        (
            each.agb,
            uitvraag.titel,
            each.verslagperiode,
            each.status,
            each.uiterlijk,
            "te laat" if each.status in IN_TE_VULLEN and each.uiterlijk < vraag.work.today else "op tijd",
        )
        for each, uitvraag in await _gevonden(vraag)
        if each.status != Rapportagestatus.AKKOORD
    ]
    return Rapport(
        "rapportages",
        "Wat aanbieders laten weten (M115)",
        "Wat aanbieders nog moeten indienen, en wat u nog moet beoordelen. Eén formulier voor alle gemeenten van de "
        "regio. Wie te laat is staat bovenaan.",
        (
            AANBIEDER,
            UITVRAAG,
            PERIODE,
            Kolom("status", "Hoe ver", "tekst"),
            Kolom("uiterlijk", "Uiterlijk", "datum"),
            Kolom("termijn", "Termijn", "tekst"),
        ),
        tuple(sorted(rijen, key=lambda rij: (rij[-1] != "te laat", rij[4], rij[0], rij[1]))),
        leeg="Er staat niets open.",
        niet_per=("product",),
    )


async def antwoorden(vraag: Vraag) -> Rapport:
    """What providers said, question by question; what somebody could not confirm first."""
    rijen = [
        (
            each.agb,
            uitvraag.titel,
            each.verslagperiode,
            gevraagd.titel,
            *_cellen(gevraagd.soort, gegeven[gevraagd.naam]),
        )
        for each, uitvraag in await _gevonden(vraag)
        if (gegeven := json.loads(each.antwoorden or "{}"))
        for gevraagd in uitvraag.vragen
        if gevraagd.naam in gegeven
    ]
    return Rapport(
        "rapportages-antwoorden",
        "Antwoorden van aanbieders (M92, M93, M114, M119)",
        "Wat aanbieders lieten weten, naast elkaar. Waar een bestuur iets niet kan verklaren, staat nee: dat staat "
        "bovenaan, en is een reden voor een steekproef.",
        (
            AANBIEDER,
            UITVRAAG,
            PERIODE,
            Kolom("vraag", "Vraag", "tekst"),
            Kolom("antwoord", "Antwoord", "tekst"),
            Kolom("getal", "Aantal"),
            Kolom("procent", "Procent", "procent"),
            Kolom("bedrag", "Bedrag", "euro"),
        ),
        tuple(sorted(rijen, key=lambda rij: rij[4] != "nee")),
        leeg="Er is nog niets ingediend.",
        niet_per=("product",),
    )


def _cellen(soort: str, waarde: str | int | bool) -> tuple[Waarde, Waarde, Waarde, Waarde]:
    """Text, count, percentage and amount: one of them is there."""
    if isinstance(waarde, bool):
        return ("ja" if waarde else "nee", None, None, None)
    if isinstance(waarde, str):
        return (waarde, None, None, None)
    return (
        None,
        waarde if soort == "aantal" else None,
        waarde / 100 if soort == "procent" else None,
        waarde if soort == "eurocent" else None,
    )


async def _gevonden(vraag: Vraag) -> list[tuple[Rapportage, Uitvraag]]:
    """What was asked in the municipalities that are shown, with its form; not of a form that is gone."""
    namen = regios(vraag.selectie)
    rows = await store_rapportages.alle(vraag.work.session, namen, vraag.selectie.aanbieders)
    vormen = {(naam, each.naam): each for naam in namen for each in laad(naam).uitvragen}
    return [(each, vorm) for each in rows if (vorm := vormen.get((each.inkoopmodel, each.uitvraag))) is not None]


RAPPORTEN: dict[str, Bouwer] = {"rapportages": rapportages, "rapportages-antwoorden": antwoorden}
