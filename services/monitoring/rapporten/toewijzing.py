"""Assignments: who waits, what starts and changes, how much is used, coverage."""

from collections import Counter
from datetime import date

from inkoop import Inkoopmodel, laad, namen
from monitoring.domain import maten
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.dekking import Aantallen, Dekking, Register, dekkingen
from monitoring.domain.maanden import Ritme, laatste_complete
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.rapport import Grafiek, Kolom, Rapport, Waarde, deel, gedeeld, waarden
from monitoring.domain.selectie import Selectie
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers, openstaand
from monitoring.store import contracten as store_contracten
from werkplek.opmaak import maand as maandnaam

GROEP = {"07", "09", "33", "41"}
"""Product categories of help in a group: dagbesteding and other groups (Wmo), daghulp and dagbehandeling (youth)."""
WACHT = {
    Opensoort.ZONDER_AANBIEDER: "Wacht op een aanbieder",
    Opensoort.ONOVERBRUGD: "Overbrugging ontbreekt of loopt af",
    Opensoort.NIET_GESTART: "Wacht op de start",
}
GANG = (
    maten.TOEWIJZING,
    maten.START,
    maten.START.op_tijd,
    maten.AFGESCHAALD,
    maten.OPGESCHAALD,
    maten.LOOPTIJD,
    maten.LOOPTIJD_MAANDEN,
    maten.TE_LANG,
)
GEBRUIK = (
    maten.TOEGEWEZEN_MAAND,
    maten.MAAND_GEBRUIKT,
    maten.MAAND_ONDER,
    maten.MAAND_BOVEN,
    maten.TOEGEWEZEN_BEDRAG,
    maten.GEBRUIKT_BEDRAG,
)

VAN_DEKKING = (
    Kolom("norm", "Waarvoor", "tekst"),
    Kolom("gemeente", "Gemeente", "gemeente"),
    Kolom("specialisme", "Specialisme", "tekst"),
    Kolom("doelgroep", "Doelgroep", "tekst"),
    Kolom("aanbieders", "Te kiezen aanbieders"),
    Kolom("minimum", "Minimum per product"),
    Kolom("teWeinig", "Te weinig aanbieders voor", "producten"),
    Kolom("clienten", "Cliënten nu"),
    Kolom("capaciteit", "Plaatsen in contracten"),
    Kolom("deel", "Plaatsen per cliënt", "procent"),
    Kolom("van", "Plaatsen minstens", "procent"),
    Kolom("tot", "Plaatsen hoogstens", "procent"),
    Kolom("oordeel", "Oordeel", "licht"),
    Kolom("stand", "Te weinig of te veel", "tekst"),
    Kolom("hoogstens", "Hoogstens per product"),
    Kolom("teVeel", "Te veel aanbieders voor", "producten"),
)
"""The columns of coverage."""


def modellen() -> list[Inkoopmodel]:
    """Every inkoopmodel of the house."""
    return [laad(naam) for naam in namen()]


def regios(selectie: Selectie) -> set[str]:
    """The names of the inkoopmodellen of the municipalities that are shown."""
    return {model.naam for model in modellen() if any(selectie.ziet(each.code) for each in model.gemeenten)}


async def wachtend(vraag: Vraag) -> Rapport:
    """Products that wait for a provider now (M65)."""
    session, today = vraag.work.session, vraag.work.today
    rijen = [
        (titel, code, aantal, laat)
        for soort, titel in WACHT.items()
        for code, aantal, laat in await openstaand.open_per(session, vraag.selectie, soort, "code", today)
    ]
    return Rapport(
        "wachtend",
        "Wie nu wacht (M65)",
        "Stand van nu. Te laat is langer dan de norm voor wachten in het inkoopmodel. Bij overbrugging is te laat wie "
        "langer wacht dan de norm, terwijl niets dat nu overbrugt.",
        (
            Kolom("wat", "Wat", "tekst"),
            Kolom("product", "Product", "product"),
            Kolom("aantal", "Aantal"),
            Kolom("teLaat", "Langer dan de norm"),
        ),
        tuple(rijen),
        leeg="Er wacht nu niemand.",
    )


def _gang(naam: str, kolom: Kolom, verdeling: Verdeling, titel: str) -> Bouwer:
    async def bouw(vraag: Vraag) -> Rapport:
        rijen = []
        for sleutel, per_maat in await vraag.rijen(verdeling, *GANG):
            nieuw, starts, tijdig, minder, meer, looptijden, maanden, te_lang = waarden(per_maat, GANG)
            rijen.append(
                (
                    sleutel,
                    nieuw,
                    starts,
                    deel(tijdig, starts),
                    meer,
                    minder,
                    gedeeld(maanden, looptijden),
                    te_lang,
                )
            )
        kolommen = (
            kolom,
            Kolom("toewijzingen", "Nieuwe toewijzingen"),
            Kolom("starts", "Hulp gestart"),
            Kolom("opTijd", "Op tijd gestart", "procent"),
            Kolom("opgeschaald", "Meer hulp"),
            Kolom("afgeschaald", "Minder hulp"),
            Kolom("looptijd", "Gemiddelde looptijd (maanden)"),
            Kolom("teLang", "Langer dan gebruikelijk"),
        )
        uitleg = "Op tijd is binnen de norm voor wachten (M65). Gebruikelijk is hoe lang het traject duurt (M98)."
        grafiek = Grafiek("lijn", ("toewijzingen", "starts")) if verdeling == "maand" else None
        return Rapport(naam, titel, uitleg, kolommen, tuple(rijen), grafiek, ritme=Ritme.STAPPEN)

    return bouw


async def gebruik(vraag: Vraag) -> Rapport:
    """How much of what is assigned is used, in months of which everything is billed."""
    laatste = laatste_complete(vraag.work.today, Ritme.DECLARATIES)
    rijen = []
    for code, per_maat in (await vraag.compleet(Ritme.DECLARATIES).per("code", *GEBRUIK)).items():
        maanden, gebruikt, onder, boven, toegewezen, bedrag = waarden(per_maat, GEBRUIK)
        rijen.append((code, maanden, maanden - gebruikt, onder, boven, toegewezen, bedrag, deel(bedrag, toegewezen)))
    return Rapport(
        "gebruik",
        "Hoeveel van de toewijzingen gebruikt wordt",
        f"Per maand van een toewijzing, tot en met {maandnaam(laatste)}: van latere maanden komen nog declaraties "
        "binnen. Weinig is minder dan 80 procent van wat erin past. Boven kan mogen: een weekvolume mag binnen een "
        "maand schuiven (M49).",
        (
            Kolom("product", "Product", "product"),
            Kolom("maanden", "Maanden toegewezen"),
            Kolom("niet", "Niets gedeclareerd"),
            Kolom("onder", "Weinig gebruikt"),
            Kolom("boven", "Boven het gemiddelde"),
            Kolom("toegewezen", "Toegewezen", "euro"),
            Kolom("gebruikt", "Toegekend", "euro"),
            Kolom("deel", "Benut", "procent"),
        ),
        tuple(rijen),
        Grafiek("staaf", ("toegewezen", "gebruikt")),
    )


async def clienten(vraag: Vraag) -> Rapport:
    """Clients per month."""
    per_maand = await vraag.per_maand(maten.CLIENT)
    return Rapport(
        "clienten",
        "Cliënten per maand",
        "Iedereen met een toewijzing telt in een maand één keer. Latere maanden staan erbij voor zover toegewezen.",
        (Kolom("maand", "Maand", "maand"), Kolom("clienten", "Cliënten")),
        tuple((maand, per_maat.get(maten.CLIENT, 0)) for maand, per_maat in per_maand.items()),
        Grafiek("lijn", ("clienten",)),
        ritme=Ritme.STAPPEN,
    )


async def individueel_en_groep(vraag: Vraag) -> Rapport:
    """The trend of individual against group support (M99)."""
    is_groep = {product.code: product.categorie in GROEP for model in modellen() for product in model.producten}
    bedragen: dict[date, Counter[bool]] = {}
    for som in await cijfers.sommen(vraag.work.session, vraag.selectie, (maten.BEDRAG_TOEGEKEND,), "maand", "code"):
        if som.code:
            bedragen.setdefault(som.maand, Counter())[is_groep.get(som.code, False)] += som.waarde
    return Rapport(
        "individueel-en-groep",
        "Individueel en groep (M99)",
        "Toegekend bedrag voor hulp aan één persoon en voor hulp in een groep (dagbesteding).",
        (
            Kolom("maand", "Maand", "maand"),
            Kolom("individueel", "Individueel", "euro"),
            Kolom("groep", "Groep", "euro"),
            Kolom("deelGroep", "Deel groep", "procent"),
        ),
        tuple(
            (maand, bedrag[False], bedrag[True], deel(bedrag[True], bedrag.total()))
            for maand, bedrag in vraag.alle_maanden(bedragen, Counter).items()
        ),
        Grafiek("lijn", ("individueel", "groep")),
        ritme=Ritme.DECLARATIES,
    )


async def dekking(vraag: Vraag) -> Rapport:
    """Contracted coverage against the norms of the inkoopmodel (M53, M100, M101, M129), and what to do (M102)."""
    session, today, alle = vraag.work.session, vraag.work.today, modellen()
    gezien = [model for model in alle if any(vraag.selectie.ziet(each.code) for each in model.gemeenten)]
    # Of the whole region: a contract is full or not by all its clients, also where somebody sees a part of them. A norm
    # holds for all its products together, also when one of them is chosen.
    regio = frozenset(code for model in gezien for code in model.gemeentecodes)
    register = Register(
        contracten=await store_contracten.contracten(session),
        hulp=await cijfers.hulp_in(session, Selectie(regio).in_maand(today)),
        aanbieders=await store_contracten.aanbieders(session),
    )
    return Rapport(
        "dekking",
        "Dekking door contracten (M53, M100, M101, M129)",
        "Bij hoeveel aanbieders een nieuwe cliënt terechtkan, en hoeveel plaats er in contracten is naast de cliënten "
        "van nu. Bij een tekort: vraag eerst de aanbieders met een contract, laat daarna anderen toe (M102). Te veel "
        "is meer aanbieders voor één product dan het inkoopmodel wil; meer dan nodig is meer plaats dan het wil. De "
        "plaatsen van een contract voor meer specialismen of doelgroepen tellen bij elk daarvan. Een cliënt telt bij "
        "het specialisme en de doelgroep van het besluit.",
        VAN_DEKKING,
        tuple(_van_dekking(each) for each in dekkingen(alle, register, vraag.selectie, today)),
        leeg="Er is geen norm voor dekking in het inkoopmodel van deze gemeenten.",
        niet_per=("aanbieder",),
    )


def _van_dekking(each: Dekking) -> tuple[Waarde, ...]:
    return (
        each.norm,
        each.plek.gemeente or "",
        each.specialisme,
        each.doelgroep,
        each.aanbieders,
        each.minimum,
        _opgesomd(each.te_weinig),
        each.clienten,
        each.capaciteit,
        each.deel,
        None if each.van_procent is None else each.van_procent / 100,
        None if each.tot_procent is None else each.tot_procent / 100,
        each.licht,
        each.stand,
        each.hoogstens,
        _opgesomd(each.te_veel),
    )


def _opgesomd(aantallen: Aantallen) -> str | None:
    return ", ".join(f"{code} ({aantal})" for code, aantal in aantallen) or None


RAPPORTEN: dict[str, Bouwer] = {
    "wachtend": wachtend,
    "gang": _gang("gang", Kolom("maand", "Maand", "maand"), "maand", "Toewijzen en starten per maand"),
    "gang-per-product": _gang(
        "gang-per-product", Kolom("product", "Product", "product"), "code", "Toewijzen per product"
    ),
    "clienten": clienten,
    "gebruik": gebruik,
    "individueel-en-groep": individueel_en_groep,
    "dekking": dekking,
}
