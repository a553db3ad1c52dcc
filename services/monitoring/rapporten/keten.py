"""The chain: steps, lead times, what is open, messages."""

from datetime import date

from monitoring.domain.maanden import Ritme
from monitoring.domain.rapport import Grafiek, Keus, Kolom, Rapport, Waarde, deel, waarden
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import TRAJECTEN, Doorlooptijd, Traject, doorlooptijd
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers

STAPPEN = ("melding", "onderzoek", "aanvraag", "beschikking", "toewijzing", "start", "declaratie")
NIET_PER: tuple[Keus, ...] = ("product", "aanbieder")
TITELS = {
    "melding-onderzoek": "Van melding tot het onderzoek klaar is",
    "onderzoek-beschikking": "Van onderzoek tot beschikking",
    "aanvraag-beschikking": "Van aanvraag tot beschikking",
    "beschikking-toewijzing": "Van beschikking tot toewijzing (301)",
    "toewijzing-start": "Van toewijzing (301) tot start van de hulp",
    "declaratie-antwoord": "Van declaratie tot antwoord",
}
OPEN = {
    "onderzoek": "Onderzoek dat nog loopt",
    "besluit": "Aanvraag zonder besluit",
    "zonder-aanbieder": "Product zonder aanbieder (M65)",
    "tekort": "Te weinig aanbieders om uit te kiezen (M101, M102)",
    "niet-gestart": "Toegewezen, maar hulp niet gestart",
    "verzoek": "Verzoek van een aanbieder (VOT of VOW)",
    "zonder-antwoord": "Bericht zonder retour of antwoord",
}
PER_PRODUCT = {"zonder-aanbieder", "tekort", "niet-gestart"}
PER_AANBIEDER = {"niet-gestart", "verzoek", "zonder-antwoord"}
"""What of OPEN is known per product, and per provider."""
TIJDEN = (
    Kolom("aantal", "Aantal"),
    Kolom("mediaan", "De helft binnen (dagen)"),
    Kolom("p90", "9 van de 10 binnen (dagen)"),
    Kolom("opTijd", "Binnen de termijn", "procent"),
)


async def stappen(vraag: Vraag) -> Rapport:
    """Steps per month."""
    per_maand = await vraag.per_maand(*STAPPEN)
    return Rapport(
        "stappen",
        "Stappen per maand",
        "Elke stap telt in de maand waarin die stap gezet is. Declaraties tellen in de maand waarover ze gaan.",
        (
            Kolom("maand", "Maand", "maand"),
            Kolom("meldingen", "Meldingen", niet_per=NIET_PER),
            Kolom("onderzoeken", "Onderzoeken klaar", niet_per=NIET_PER),
            Kolom("aanvragen", "Aanvragen", niet_per=NIET_PER),
            Kolom("beschikkingen", "Beschikkingen", niet_per=NIET_PER),
            Kolom("toewijzingen", "Toewijzingen"),
            Kolom("starts", "Hulp gestart"),
            Kolom("declaraties", "Declaraties", niet_per=("product",)),
        ),
        tuple((maand, *waarden(stand, STAPPEN)) for maand, stand in per_maand.items()),
        Grafiek("lijn", ("meldingen", "beschikkingen", "starts")),
        ritme=Ritme.DECLARATIES,
    )


async def doorlooptijden(vraag: Vraag) -> Rapport:
    """The lead times of the whole selection."""
    per_traject = await _tijden(vraag, None)
    rijen = [
        (TITELS[traject.naam], *_tijd(per_traject.get((traject.naam, ""), _leeg(traject))), traject.termijn or "geen")
        for traject in TRAJECTEN
        if traject.is_bekend(vraag.selectie)
    ]
    return Rapport(
        "doorlooptijden",
        "Doorlooptijden",
        "Hoe lang elk deel van de route duurde, in kalenderdagen, met de wettelijke of afgesproken termijn. Een deel "
        "dat niet bij een product of aanbieder hoort, staat er met zo'n keuze niet bij.",
        (Kolom("deel", "Deel van de route", "tekst"), *TIJDEN, Kolom("termijn", "Termijn", "tekst")),
        tuple(rijen),
        Grafiek("staaf", ("mediaan", "p90")),
        ritme=Ritme.DECLARATIES,
    )


def _tijden_per(naam: str, kolom: Kolom, titel: str) -> Bouwer:
    """The lead times per municipality, product or month."""

    async def bouw(vraag: Vraag) -> Rapport:
        gevonden = await _tijden(vraag, naam)
        sleutels = sorted({sleutel for _, sleutel in gevonden if sleutel})
        rijen = [
            (_waarde(naam, sleutel), TITELS[traject.naam], *_tijd(gevonden[traject.naam, sleutel]))
            for sleutel in sleutels
            for traject in TRAJECTEN
            if (traject.naam, sleutel) in gevonden
        ]
        kolommen = (kolom, Kolom("deel", "Deel van de route", "tekst"), *TIJDEN)
        uitleg = "In kalenderdagen. Een deel van de route zonder product of aanbieder staat hier niet bij."
        return Rapport(f"doorlooptijden-per-{naam}", titel, uitleg, kolommen, tuple(rijen), ritme=Ritme.DECLARATIES)

    return bouw


def _waarde(naam: str, sleutel: str) -> Waarde:
    return date.fromisoformat(sleutel) if naam == "maand" else sleutel


def _leeg(traject: Traject) -> Doorlooptijd:
    return doorlooptijd(traject, {}, 0)


def _tijd(tijd: Doorlooptijd) -> tuple[Waarde, ...]:
    return (tijd.aantal, tijd.mediaan, tijd.p90, tijd.op_tijd)


async def _tijden(vraag: Vraag, naam: str | None) -> dict[tuple[str, str], Doorlooptijd]:
    """Lead times by traject and by municipality, product or month; '' without one."""
    maten = [each.maat for each in TRAJECTEN]
    extra = (naam,) if naam else ()
    session, selectie = vraag.work.session, vraag.selectie
    histogrammen: dict[tuple[str, str], dict[int, int]] = {}
    for som in await cijfers.sommen(session, selectie, maten, *extra, "kenmerk"):
        if som.kenmerk:
            sleutel = str(getattr(som, naam)) if naam else ""
            histogrammen.setdefault((som.maat, sleutel), {})[int(som.kenmerk)] = som.waarde
    op_tijd = {
        (som.maat, str(getattr(som, naam)) if naam else ""): som.waarde
        for som in await cijfers.sommen(session, selectie, [f"{maat}:op-tijd" for maat in maten], *extra)
    }
    return {
        (traject.naam, sleutel): doorlooptijd(traject, histogram, op_tijd.get((f"{maat}:op-tijd", sleutel), 0))
        for (maat, sleutel), histogram in histogrammen.items()
        for traject in TRAJECTEN
        if traject.maat == maat
    }


async def openstaand(vraag: Vraag) -> Rapport:
    """What waits now."""
    soorten = [soort for soort in OPEN if _is_bekend(soort, vraag.selectie)]
    standen = await cijfers.openstanden(vraag.work.session, vraag.selectie, soorten, vraag.work.today)
    return Rapport(
        "openstaand",
        "Wat nu openstaat",
        "Stand van nu, wat voor maanden u ook kiest. Te laat is na de wettelijke of afgesproken dag. Wat niet bij een "
        "product of aanbieder hoort, staat er met zo'n keuze niet bij.",
        (
            Kolom("wat", "Wat", "tekst"),
            Kolom("aantal", "Aantal"),
            Kolom("teLaat", "Te laat"),
            Kolom("oudste", "Oudste sinds", "datum"),
        ),
        tuple((OPEN[stand.soort], stand.aantal, stand.te_laat, stand.oudste) for stand in standen),
        Grafiek("staaf", ("aantal", "teLaat")),
    )


def _is_bekend(soort: str, selectie: Selectie) -> bool:
    """Whether what waits of a kind is known within the choice."""
    per_product = selectie.code is None or soort in PER_PRODUCT
    return per_product and (selectie.aanbieders is None or soort in PER_AANBIEDER)


async def berichten(vraag: Vraag) -> Rapport:
    """Messages by kind, and their answers in time (OP090, OP090x4)."""
    stand = await vraag.per("kenmerk", "bericht", "antwoord", "antwoord:op-tijd", "bericht-afgekeurd")
    session, today = vraag.work.session, vraag.work.today
    open_ = await cijfers.open_per(session, vraag.selectie, "zonder-antwoord", "kenmerk", today)
    wacht = {kenmerk: (aantal, laat) for kenmerk, aantal, laat in open_}
    rijen = []
    for kenmerk in sorted(stand.keys() | wacht.keys()):
        richting, _, soort = kenmerk.partition(":")
        totaal, beantwoord, op_tijd, afgekeurd = waarden(
            stand.get(kenmerk, {}), ("bericht", "antwoord", "antwoord:op-tijd", "bericht-afgekeurd")
        )
        naam = "ontvangen" if richting == "in" else "verzonden"
        rijen.append(
            (soort, naam, totaal, beantwoord, deel(op_tijd, beantwoord), afgekeurd, *wacht.get(kenmerk, (0, 0)))
        )
    return Rapport(
        "berichten",
        "Berichten en hun antwoord",
        "Een retour komt binnen 3 werkdagen (OP090), het antwoord op een declaratie binnen 10 werkdagen (OP090x4).",
        (
            Kolom("soort", "Bericht", "tekst"),
            Kolom("richting", "Richting", "tekst"),
            Kolom("aantal", "Aantal"),
            Kolom("beantwoord", "Beantwoord"),
            Kolom("opTijd", "Daarvan op tijd", "procent"),
            Kolom("afgekeurd", "Afgekeurd"),
            Kolom("open", "Nu zonder antwoord"),
            Kolom("teLaat", "Daarvan te laat"),
        ),
        tuple(rijen),
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


RAPPORTEN: dict[str, Bouwer] = {
    "stappen": stappen,
    "doorlooptijden": doorlooptijden,
    "doorlooptijden-per-gemeente": _tijden_per(
        "gemeente", Kolom("gemeente", "Gemeente", "gemeente"), "Doorlooptijden per gemeente"
    ),
    "doorlooptijden-per-code": _tijden_per(
        "code", Kolom("product", "Product", "product"), "Doorlooptijden per product"
    ),
    "doorlooptijden-per-maand": _tijden_per("maand", Kolom("maand", "Maand", "maand"), "Doorlooptijden per maand"),
    "openstaand": openstaand,
    "berichten": berichten,
}
