"""The chain: steps, what is open, messages."""

from dataclasses import dataclass

from monitoring.domain import maten
from monitoring.domain.maanden import Ritme
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.rapport import Grafiek, Kolom, Rapport, Uitsplitsing, deel, waarden
from monitoring.domain.selectie import Selectie
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import openstaand as store_openstaand

STAPPEN = (
    maten.MELDING,
    maten.ONDERZOEK,
    maten.AANVRAAG,
    maten.BESCHIKKING,
    maten.TOEWIJZING,
    maten.START,
    maten.DECLARATIE,
)
NIET_PER: tuple[Uitsplitsing, ...] = ("product", "aanbieder")


@dataclass(frozen=True)
class Wachten:
    """How something that waits is called, and whether it is known per product, and per provider."""

    titel: str
    te_laat: tuple[str, str]
    """How it is said that one is late, and that several are."""
    per_product: bool = False
    per_aanbieder: bool = False

    def is_bekend(self, selectie: Selectie) -> bool:
        """Whether it is known within the choice."""
        per_product = selectie.code is None or self.per_product
        return per_product and (selectie.aanbieders is None or self.per_aanbieder)


WACHTEN = {
    Opensoort.ONDERZOEK: Wachten("Onderzoek dat nog loopt", ("onderzoek is te laat", "onderzoeken zijn te laat")),
    Opensoort.BESLUIT: Wachten(
        "Aanvraag zonder besluit", ("aanvraag wacht te lang op een besluit", "aanvragen wachten te lang op een besluit")
    ),
    Opensoort.ZONDER_AANBIEDER: Wachten(
        "Product zonder aanbieder (M65)",
        ("product wacht te lang op een aanbieder", "producten wachten te lang op een aanbieder"),
        per_product=True,
    ),
    Opensoort.TEKORT: Wachten(
        "Te weinig aanbieders om uit te kiezen (M101, M102)",
        ("keer is er te weinig aanbod", "keer is er te weinig aanbod"),
        per_product=True,
    ),
    Opensoort.NIET_GESTART: Wachten(
        "Toegewezen, maar hulp niet gestart",
        ("keer is de hulp te laat en nog niet gestart", "keer is de hulp te laat en nog niet gestart"),
        per_product=True,
        per_aanbieder=True,
    ),
    Opensoort.VERZOEK: Wachten(
        "Verzoek van een aanbieder (VOT of VOW)",
        ("verzoek van een aanbieder wacht te lang op antwoord", "verzoeken van aanbieders wachten te lang op antwoord"),
        per_aanbieder=True,
    ),
    Opensoort.ZONDER_ANTWOORD: Wachten(
        "Bericht zonder retour of antwoord",
        ("bericht wacht te lang op antwoord", "berichten wachten te lang op antwoord"),
        per_aanbieder=True,
    ),
    Opensoort.ONOVERBRUGD: Wachten(
        "Overbrugging van het wachten ontbreekt of loopt af (M65)",
        ("keer ontbreekt overbrugging van het wachten", "keer ontbreekt overbrugging van het wachten"),
        per_product=True,
    ),
}
"""In the order in which it is shown."""
BERICHTEN = (maten.BERICHT, maten.ANTWOORD, maten.ANTWOORD.op_tijd, maten.BERICHT_AFGEKEURD)


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
        tuple((maand, *waarden(per_maat, STAPPEN)) for maand, per_maat in per_maand.items()),
        Grafiek("lijn", ("meldingen", "beschikkingen", "starts")),
        ritme=Ritme.DECLARATIES,
    )


async def openstaand(vraag: Vraag) -> Rapport:
    """What waits now."""
    soorten = [soort for soort, wachten in WACHTEN.items() if wachten.is_bekend(vraag.selectie)]
    gevonden = await store_openstaand.tel_open(vraag.work.session, vraag.selectie, soorten, vraag.work.today)
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
        tuple((WACHTEN[each.soort].titel, each.aantal, each.te_laat, each.oudste) for each in gevonden),
        Grafiek("staaf", ("aantal", "teLaat")),
    )


async def berichten(vraag: Vraag) -> Rapport:
    """Messages by kind, and their answers in time (OP090, OP090x4)."""
    per_kenmerk = await vraag.per("kenmerk", *BERICHTEN)
    session, today, soort_open = vraag.work.session, vraag.work.today, Opensoort.ZONDER_ANTWOORD
    open_ = await store_openstaand.open_per(session, vraag.selectie, soort_open, "kenmerk", today)
    wacht = {kenmerk: (aantal, laat) for kenmerk, aantal, laat in open_}
    rijen = []
    for kenmerk in sorted(per_kenmerk.keys() | wacht.keys()):
        richting, _, soort = kenmerk.partition(":")
        totaal, beantwoord, op_tijd, afgekeurd = waarden(per_kenmerk.get(kenmerk, {}), BERICHTEN)
        naam = "ontvangen" if richting == "in" else "verzonden"
        rijen.append(
            (soort, naam, totaal, beantwoord, deel(op_tijd, beantwoord), afgekeurd, *wacht.get(kenmerk, (0, 0)))
        )
    return Rapport(
        "berichten",
        "Berichten en hun antwoord",
        "Een retour komt binnen 3 werkdagen (OP090), het antwoord op een declaratie binnen 10 werkdagen (OP090x4).",
        (
            Kolom("soort", "Bericht", "bericht"),
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


RAPPORTEN: dict[str, Bouwer] = {"stappen": stappen, "openstaand": openstaand, "berichten": berichten}
