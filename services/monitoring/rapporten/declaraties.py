"""Declarations: prestaties, amounts, rejections with what to do about them, points of policy."""

from monitoring.domain import maten
from monitoring.domain.advies import advies
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Grafiek, Kolom, Kolomsoort, Rapport, Waarde, deel, waarden
from monitoring.rapporten.vraag import Bouwer, PerMaat, Vraag
from monitoring.store import cijfers
from werkplek.opmaak import betekenis

MATEN = (
    maten.DECLARATIE,
    maten.DECLARATIE.op_tijd,
    maten.PRESTATIES_INGEDIEND,
    maten.PRESTATIES_TOEGEKEND,
    maten.BEDRAG_INGEDIEND,
    maten.BEDRAG_TOEGEKEND,
)
VAN_BUDGET = (maten.BUDGET_INGEDIEND, maten.BUDGET_TOEGEKEND)
AANDACHT = (maten.AANDACHT, maten.AANDACHT_BEDRAG, maten.AANDACHT_AKKOORD)
KOLOMMEN = (
    Kolom("declaraties", "Declaraties", niet_per=("product",)),
    Kolom("opTijd", "Antwoord op tijd", "procent", niet_per=("product",)),
    Kolom("ingediend", "Prestaties ingediend"),
    Kolom("afgewezen", "Prestaties afgewezen"),
    Kolom("deelAfgewezen", "Deel afgewezen", "procent"),
    Kolom("bedragIngediend", "Ingediend", "euro"),
    Kolom("bedragToegekend", "Toegekend", "euro"),
)


def _per(naam: str, verdeling: Verdeling, titel: str, soort: Kolomsoort) -> Bouwer:
    """The totals per month, provider or municipality."""

    async def bouw(vraag: Vraag) -> Rapport:
        rijen = [_rij(sleutel, per_maat) for sleutel, per_maat in await vraag.rijen(verdeling, *MATEN)]
        return Rapport(
            naam,
            titel,
            "Een declaratie telt in de maand waarover de aanbieder declareert, ook met hulp van eerdere maanden. "
            "Credit telt negatief.",
            (Kolom(soort, soort.capitalize(), soort), *KOLOMMEN),
            tuple(rijen),
            Grafiek("lijn", ("bedragIngediend", "bedragToegekend")) if verdeling == "maand" else None,
            ritme=Ritme.DECLARATIES,
        )

    return bouw


def _rij(sleutel: Waarde, per_maat: PerMaat) -> tuple[Waarde, ...]:
    aantal, op_tijd, ingediend, toegekend, bedrag_in, bedrag_uit = waarden(per_maat, MATEN)
    afgewezen = ingediend - toegekend
    return (
        sleutel, aantal, deel(op_tijd, aantal), ingediend, afgewezen, deel(afgewezen, ingediend), bedrag_in, bedrag_uit
    )  # fmt: skip


async def afkeuringen(vraag: Vraag) -> Rapport:
    """Rejections per return code, most frequent first, each with what to do."""
    totaal = (await vraag.totalen(maten.PRESTATIES_INGEDIEND))[maten.PRESTATIES_INGEDIEND]
    per_code = await vraag.per("kenmerk", maten.AFKEURING, maten.AFKEURING_BEDRAG)
    rijen: list[tuple[Waarde, ...]] = []
    for code, per_maat in sorted(per_code.items(), key=lambda each: (-each[1].get(maten.AFKEURING, 0), each[0])):
        prestaties, bedrag = waarden(per_maat, (maten.AFKEURING, maten.AFKEURING_BEDRAG))
        rijen.append((code, betekenis(code), prestaties, bedrag, deel(prestaties, totaal), advies(code)))
    return Rapport(
        "afkeuringen",
        "Waarom prestaties zijn afgewezen",
        "Een prestatie met meer codes telt bij elke code mee.",
        (
            Kolom("code", "Retourcode", "tekst"),
            Kolom("betekenis", "Betekenis", "tekst"),
            Kolom("prestaties", "Prestaties"),
            Kolom("bedrag", "Bedrag", "euro"),
            Kolom("deel", "Deel van alle prestaties", "procent"),
            Kolom("advies", "Wat u kunt doen", "tekst"),
        ),
        tuple(rijen),
        leeg="Er zijn geen prestaties afgewezen.",
        ritme=Ritme.DECLARATIES,
        niet_per=("product",),
    )


async def afkeuringen_per_aanbieder(vraag: Vraag) -> Rapport:
    """Rejections per provider and return code."""
    sommen = await cijfers.sommen(vraag.work.session, vraag.selectie, (maten.AFKEURING,), "agb", "kenmerk")
    per_agb = await vraag.per("agb", maten.PRESTATIES_INGEDIEND)
    ingediend = {agb: per_maat[maten.PRESTATIES_INGEDIEND] for agb, per_maat in per_agb.items()}
    return Rapport(
        "afkeuringen-per-aanbieder",
        "Afwijzingen per aanbieder",
        "Alleen codes die bij deze aanbieder voorkomen.",
        (
            Kolom("aanbieder", "Aanbieder", "aanbieder"),
            Kolom("code", "Retourcode", "tekst"),
            Kolom("betekenis", "Betekenis", "tekst"),
            Kolom("prestaties", "Prestaties"),
            Kolom("deel", "Deel van de prestaties", "procent"),
        ),
        tuple(
            (som.agb, som.kenmerk, betekenis(som.kenmerk), som.waarde, deel(som.waarde, ingediend.get(som.agb, 0)))
            for som in sommen
        ),
        leeg="Er zijn geen prestaties afgewezen.",
        ritme=Ritme.DECLARATIES,
        niet_per=("product",),
    )


async def aandacht(vraag: Vraag) -> Rapport:
    """What the policy of the region points at, per M number."""
    rijen: list[tuple[Waarde, ...]] = [
        (nummer, *waarden(per_maat, AANDACHT)) for nummer, per_maat in (await vraag.per("kenmerk", *AANDACHT)).items()
    ]
    return Rapport(
        "aandachtspunten",
        "Aandachtspunten bij toegekende prestaties",
        "Prestaties die aan de standaard voldoen maar niet passen bij het beleid van de regio. Akkoord is: iemand "
        "heeft ernaar gekeken, en het is zo afgesproken.",
        (
            Kolom("regel", "Beleidsregel", "beleidsregel"),
            Kolom("prestaties", "Prestaties"),
            Kolom("bedrag", "Bedrag", "euro"),
            Kolom("akkoord", "Daarvan akkoord"),
        ),
        tuple(rijen),
        leeg="Er zijn geen aandachtspunten.",
        ritme=Ritme.DECLARATIES,
        niet_per=("product",),
    )


async def per_budgethouder(vraag: Vraag) -> Rapport:
    """What each municipality pays, and for clients of which one (M83)."""
    per_plek: dict[tuple[str, str], PerMaat] = {}
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, VAN_BUDGET, "gemeente", "kenmerk"):
        per_plek.setdefault((som.gemeente, som.kenmerk), {})[som.maat] = som.waarde
    return Rapport(
        "declaraties-per-budgethouder",
        "Wie betaalt (M83)",
        "De budgethouder betaalt. Dat is de gemeente van de cliënt, tenzij de regio voor een product een andere heeft. "
        "Een bedrag telt in de maand van de hulp, ook als de aanbieder later declareert: daar is het budget voor.",
        (
            Kolom("budgethouder", "Budgethouder", "gemeente"),
            Kolom("gemeente", "Gemeente van de cliënt", "gemeente"),
            Kolom("ingediend", "Ingediend", "euro"),
            Kolom("toegekend", "Toegekend", "euro"),
        ),
        tuple((*wie, *waarden(per_maat, VAN_BUDGET)) for wie, per_maat in sorted(per_plek.items())),
        leeg="Er is nog niets gedeclareerd.",
    )


RAPPORTEN: dict[str, Bouwer] = {
    "declaraties": _per("declaraties", "maand", "Declaraties per maand", "maand"),
    "declaraties-per-aanbieder": _per("declaraties-per-aanbieder", "agb", "Declaraties per aanbieder", "aanbieder"),
    "declaraties-per-gemeente": _per("declaraties-per-gemeente", "gemeente", "Declaraties per gemeente", "gemeente"),
    "declaraties-per-budgethouder": per_budgethouder,
    "afkeuringen": afkeuringen,
    "afkeuringen-per-aanbieder": afkeuringen_per_aanbieder,
    "aandachtspunten": aandacht,
}
