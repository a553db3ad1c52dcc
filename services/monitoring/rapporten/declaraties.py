"""Declarations: lines, amounts, rejections with what to do about them, points of policy."""

from monitoring.domain.advies import advies
from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Grafiek, Kolom, Rapport, Soort, Waarde, deel, waarden
from monitoring.opmaak import betekenis
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers

MATEN = (
    "declaratie",
    "declaratie:op-tijd",
    "regels-ingediend",
    "regels-toegekend",
    "bedrag-ingediend",
    "bedrag-toegekend",
)
AANDACHT = ("aandacht", "aandacht-bedrag", "aandacht-akkoord")
KOLOMMEN = (
    Kolom("declaraties", "Declaraties", niet_per=("product",)),
    Kolom("opTijd", "Antwoord op tijd", "procent", niet_per=("product",)),
    Kolom("ingediend", "Regels ingediend"),
    Kolom("afgewezen", "Regels afgewezen"),
    Kolom("deelAfgewezen", "Deel afgewezen", "procent"),
    Kolom("bedragIngediend", "Ingediend", "euro"),
    Kolom("bedragToegekend", "Toegekend", "euro"),
)


def _per(naam: str, per: str, titel: str, soort: Soort) -> Bouwer:
    """The totals per month, provider or municipality."""

    async def bouw(vraag: Vraag) -> Rapport:
        rijen = [_rij(sleutel, stand) for sleutel, stand in await vraag.rijen(per, *MATEN)]
        return Rapport(
            naam,
            titel,
            "Een declaratie telt in de maand waarover de aanbieder declareert. Een creditregel telt negatief.",
            (Kolom(soort, soort.capitalize(), soort), *KOLOMMEN),
            tuple(rijen),
            Grafiek("lijn", ("bedragIngediend", "bedragToegekend")) if per == "maand" else None,
            ritme=Ritme.DECLARATIES,
        )

    return bouw


def _rij(sleutel: Waarde, stand: dict[str, int]) -> tuple[Waarde, ...]:
    aantal, op_tijd, ingediend, toegekend, bedrag_in, bedrag_uit = waarden(stand, MATEN)
    afgewezen = ingediend - toegekend
    return (
        sleutel, aantal, deel(op_tijd, aantal), ingediend, afgewezen, deel(afgewezen, ingediend), bedrag_in, bedrag_uit
    )  # fmt: skip


async def afkeuringen(vraag: Vraag) -> Rapport:
    """Rejections per return code, most frequent first, each with what to do."""
    totaal = (await vraag.totalen("regels-ingediend"))["regels-ingediend"]
    per_code = await vraag.per("kenmerk", "afkeuring", "afkeuring-bedrag")
    rijen: list[tuple[Waarde, ...]] = []
    for code, stand in sorted(per_code.items(), key=lambda each: (-each[1].get("afkeuring", 0), each[0])):
        regels, bedrag = waarden(stand, ("afkeuring", "afkeuring-bedrag"))
        rijen.append((code, betekenis(code), regels, bedrag, deel(regels, totaal), advies(code)))
    return Rapport(
        "afkeuringen",
        "Waarom regels zijn afgewezen",
        "Een regel met meer codes telt bij elke code mee.",
        (
            Kolom("code", "Retourcode", "tekst"),
            Kolom("betekenis", "Betekenis", "tekst"),
            Kolom("regels", "Regels"),
            Kolom("bedrag", "Bedrag", "euro"),
            Kolom("deel", "Deel van alle regels", "procent"),
            Kolom("advies", "Wat u kunt doen", "tekst"),
        ),
        tuple(rijen),
        leeg="Er zijn geen regels afgewezen.",
        ritme=Ritme.DECLARATIES,
        niet_per=("product",),
    )


async def afkeuringen_per_aanbieder(vraag: Vraag) -> Rapport:
    """Rejections per provider and return code."""
    sommen = await cijfers.sommen(vraag.work.session, vraag.selectie, ("afkeuring",), "agb", "kenmerk")
    ingediend = {agb: stand["regels-ingediend"] for agb, stand in (await vraag.per("agb", "regels-ingediend")).items()}
    return Rapport(
        "afkeuringen-per-aanbieder",
        "Afwijzingen per aanbieder",
        "Alleen codes die bij deze aanbieder voorkomen.",
        (
            Kolom("aanbieder", "Aanbieder", "aanbieder"),
            Kolom("code", "Retourcode", "tekst"),
            Kolom("betekenis", "Betekenis", "tekst"),
            Kolom("regels", "Regels"),
            Kolom("deel", "Deel van de regels", "procent"),
        ),
        tuple(
            (som.agb, som.kenmerk, betekenis(som.kenmerk), som.waarde, deel(som.waarde, ingediend.get(som.agb, 0)))
            for som in sommen
        ),
        leeg="Er zijn geen regels afgewezen.",
        ritme=Ritme.DECLARATIES,
        niet_per=("product",),
    )


async def aandacht(vraag: Vraag) -> Rapport:
    """What the policy of the region points at, per M number."""
    rijen: list[tuple[Waarde, ...]] = [
        (nummer, *waarden(stand, AANDACHT)) for nummer, stand in (await vraag.per("kenmerk", *AANDACHT)).items()
    ]
    return Rapport(
        "aandachtspunten",
        "Aandachtspunten bij toegekende regels",
        "Regels die aan de standaard voldoen maar niet passen bij het beleid van de regio. Akkoord is: iemand heeft "
        "ernaar gekeken, en het is zo afgesproken.",
        (
            Kolom("regel", "Beleidsregel", "tekst"),
            Kolom("regels", "Regels"),
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
    maten = ("budget-ingediend", "budget-toegekend")
    standen: dict[tuple[str, str], dict[str, int]] = {}
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, maten, "gemeente", "kenmerk"):
        standen.setdefault((som.gemeente, som.kenmerk), {})[som.maat] = som.waarde
    return Rapport(
        "declaraties-per-budgethouder",
        "Wie betaalt (M83)",
        "De budgethouder betaalt. Dat is de gemeente van de cliënt, tenzij de regio voor een product een andere heeft.",
        (
            Kolom("budgethouder", "Budgethouder", "gemeente"),
            Kolom("gemeente", "Gemeente van de cliënt", "gemeente"),
            Kolom("ingediend", "Ingediend", "euro"),
            Kolom("toegekend", "Toegekend", "euro"),
        ),
        tuple((*wie, *waarden(stand, maten)) for wie, stand in sorted(standen.items())),
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
