"""Residents: client survey, complaints, signals about planning. Groups under 10 are never shown."""

from collections import Counter

from monitoring.domain.maanden import Ritme
from monitoring.domain.maatregelen import KLACHT
from monitoring.domain.rapport import Kolom, Rapport, gedeeld, groot_genoeg
from monitoring.domain.registers import Aantekeningsoort
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import registers

AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")


async def ervaringen(vraag: Vraag) -> Rapport:
    """The client survey per provider (M90)."""
    tellingen = await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.ERVARING)
    return Rapport(
        "clientervaringen",
        "Ervaringen van cliënten (M90)",
        "Gemiddeld rapportcijfer. Van minder dan 10 antwoorden tonen we niets.",
        (AANBIEDER, Kolom("antwoorden", "Antwoorden"), Kolom("cijfer", "Rapportcijfer")),
        tuple(
            (
                each.agb,
                groot_genoeg(each.aantal, each.aantal),
                groot_genoeg(each.aantal, gedeeld(each.som, 10 * each.aantal, 2)),
            )
            for each in tellingen
        ),
        leeg="Er zijn geen antwoorden uit het cliëntonderzoek.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


async def klachten(vraag: Vraag) -> Rapport:
    """Complaints per provider and subject, and how far they are (M110)."""
    per_soort: dict[tuple[str, str], Counter[str]] = {}
    for agb, onderwerp, stap, aantal in await registers.klachten_per(vraag.work.session, vraag.selectie):
        per_soort.setdefault((agb, onderwerp), Counter())[stap] += aantal
    return Rapport(
        "klachten",
        "Klachten (M110)",
        "Aanbieder en consulent kijken eerst samen naar een klacht, daarna een onafhankelijke persoon. Van minder dan "
        "10 klachten tonen we geen aantallen.",
        (
            AANBIEDER,
            Kolom("onderwerp", "Onderwerp", "tekst"),
            Kolom("aanbiederEnConsulent", "Bij aanbieder en consulent"),
            Kolom("onafhankelijk", "Bij onafhankelijke"),
            Kolom("afgehandeld", "Afgehandeld"),
        ),
        tuple(
            (agb, onderwerp, *(groot_genoeg(per_stap.total(), per_stap[stap]) for stap in KLACHT))
            for (agb, onderwerp), per_stap in per_soort.items()
        ),
        leeg="Er zijn geen klachten.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


async def planning(vraag: Vraag) -> Rapport:
    """Signals about planning (M116)."""
    tellingen = await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.PLANNING)
    return Rapport(
        "planningssignalen",
        "Signalen over de planning (M116)",
        "Zoals twee bezoeken tegelijk, of geen vervanging in de vakantie. Minder dan 10 tonen we niet.",
        (AANBIEDER, Kolom("soort", "Soort", "tekst"), Kolom("aantal", "Aantal")),
        tuple((each.agb, each.kenmerk, groot_genoeg(each.aantal, each.aantal)) for each in tellingen),
        leeg="Er zijn geen signalen over de planning.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


RAPPORTEN: dict[str, Bouwer] = {"clientervaringen": ervaringen, "klachten": klachten, "planningssignalen": planning}
