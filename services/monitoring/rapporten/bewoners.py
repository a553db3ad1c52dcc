"""Residents: client survey, complaints, signals about planning. What groups under 10 say is never shown."""

from collections import Counter
from collections.abc import Iterable

from monitoring.domain.kwesties import KLACHT
from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Kolom, Rapport, Waarde, gedeeld, groot_genoeg
from monitoring.domain.registers import Aantekeningsoort
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import kwesties, registers

AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")
TE_LAAT = "te laat"


async def ervaringen(vraag: Vraag) -> Rapport:
    """The client survey per provider (M90)."""
    tellingen = await registers.tellingen(vraag.work.session, vraag.selectie, Aantekeningsoort.ERVARING)
    return Rapport(
        "clientervaringen",
        "Ervaringen van cliënten (M90)",
        "Gemiddeld rapportcijfer. Van minder dan 10 antwoorden tonen we geen cijfer.",
        (AANBIEDER, Kolom("antwoorden", "Antwoorden"), Kolom("cijfer", "Rapportcijfer")),
        tuple(
            (
                each.agb,
                each.aantal,
                groot_genoeg(each.aantal, gedeeld(each.som, 10 * each.aantal, 2)),
            )
            for each in tellingen
        ),
        leeg="Er zijn geen antwoorden uit het cliëntonderzoek.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


async def klachten(vraag: Vraag) -> Rapport:
    """Complaints per provider and subject, how far they are, and how many are past their term (M110)."""
    per_soort: dict[tuple[str, str], Counter[str]] = {}
    for each in await kwesties.klachten_per(vraag.work.session, vraag.selectie, vraag.work.today):
        telling = per_soort.setdefault((each.agb, each.onderwerp), Counter())
        telling[each.stap] += each.aantal
        telling[TE_LAAT] += each.te_laat
    stappen = KLACHT.stappen
    return Rapport(
        "klachten",
        "Klachten (M110)",
        "Aanbieder en consulent kijken eerst samen naar een klacht, daarna een onafhankelijke persoon. Zes weken na "
        "ontvangst is een klacht afgehandeld, of tien weken als een onafhankelijke persoon adviseert. Van minder dan "
        "10 klachten tonen we geen aantallen.",
        (
            AANBIEDER,
            Kolom("onderwerp", "Onderwerp", "tekst"),
            Kolom("aanbiederEnConsulent", "Bij aanbieder en consulent"),
            Kolom("onafhankelijk", "Bij onafhankelijke"),
            Kolom("afgehandeld", "Afgehandeld"),
            Kolom("teLaat", "Over de termijn"),
        ),
        tuple(
            (agb, onderwerp, *(_groot_genoeg(telling, stap, stappen) for stap in (*stappen, TE_LAAT)))
            for (agb, onderwerp), telling in per_soort.items()
        ),
        leeg="Er zijn geen klachten.",
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


def _groot_genoeg(telling: Counter[str], wat: str, stappen: Iterable[str]) -> Waarde:
    """A part of the complaints about something; nothing when they are too few together."""
    return groot_genoeg(sum(telling[stap] for stap in stappen), telling[wat])


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
