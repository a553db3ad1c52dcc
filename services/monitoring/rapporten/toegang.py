"""Access: meldingen, decisions, objections, what is decided, and effects."""

from collections.abc import Callable, Mapping

from istandaard.codes import TypeVerwijzer
from monitoring.domain import maten
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import Grafiek, Kolom, Norm, Rapport, Uitsplitsing, deel, gedeeld, groot_genoeg, waarden
from monitoring.rapporten.vraag import Bouwer, Vraag

PER_MAAND = (
    maten.MELDING,
    maten.ONDERZOEK,
    maten.ONDERZOEK.op_tijd,
    maten.AANVRAAG,
    maten.BESLUIT,
    maten.BESLUIT.op_tijd,
    maten.GESLOTEN,
)
NIET_PER: tuple[Uitsplitsing, ...] = ("product", "aanbieder")
"""A melding, onderzoek or besluit is of no single product, and of no provider at all."""
SOORTEN = {"besluit": "Besluit", "tijdelijk": "Tijdelijke maatregel (2.3.3)", "bezwaar": "Besluit op bezwaar"}


async def toegang(vraag: Vraag) -> Rapport:
    """The legal route per month (Wmo 2015, 2.3.2 and 2.3.5)."""
    rijen = []
    for maand, per_maat in (await vraag.per_maand(*PER_MAAND)).items():
        melding, onderzoek, tijdig, aanvraag, besluit, besluit_tijdig, gesloten = waarden(per_maat, PER_MAAND)
        rijen.append(
            (
                maand, melding, onderzoek, deel(tijdig, onderzoek), aanvraag, besluit,
                deel(besluit_tijdig, besluit), gesloten,
            )
        )  # fmt: skip
    return Rapport(
        "toegang",
        "Toegang per maand",
        "Het onderzoek duurt hoogstens 6 weken, het besluit op een aanvraag hoogstens 2 weken. Dagen waarop de "
        "termijn stilstond tellen niet mee.",
        (
            Kolom("maand", "Maand", "maand"),
            Kolom("meldingen", "Meldingen"),
            Kolom("onderzoeken", "Onderzoeken klaar"),
            Kolom("onderzoekOpTijd", "Onderzoek op tijd", "procent"),
            Kolom("aanvragen", "Aanvragen"),
            Kolom("besluiten", "Besluiten"),
            Kolom("besluitOpTijd", "Besluit op tijd", "procent"),
            Kolom("gesloten", "Gesloten zonder besluit"),
        ),
        tuple(rijen),
        Grafiek(
            "lijn",
            ("onderzoekOpTijd", "besluitOpTijd"),
            normen=(Norm(1, "de wet vraagt dat alles op tijd is"),),
            noemers=(("onderzoekOpTijd", "onderzoeken"), ("besluitOpTijd", "besluiten")),
        ),
        ritme=Ritme.STAPPEN,
        niet_per=NIET_PER,
    )


async def uitkomsten(vraag: Vraag) -> Rapport:
    """Decisions by kind and outcome."""
    rijen = []
    for kenmerk, per_maat in (await vraag.per("kenmerk", maten.UITKOMST)).items():
        soort, _, uitkomst = kenmerk.partition(":")
        rijen.append((SOORTEN.get(soort, soort), uitkomst, per_maat[maten.UITKOMST]))
    kolommen = (Kolom("soort", "Soort", "tekst"), Kolom("uitkomst", "Uitkomst", "tekst"), Kolom("aantal", "Aantal"))
    uitleg = "Wat er besloten is."
    return Rapport("uitkomsten", "Besluiten", uitleg, kolommen, tuple(rijen), ritme=Ritme.STAPPEN, niet_per=NIET_PER)


def _per_kenmerk(naam: str, maat: Maat, titel: str, uitleg: str, kolom: str) -> Bouwer:
    """A count per kenmerk."""

    async def bouw(vraag: Vraag) -> Rapport:
        per_kenmerk = await vraag.per("kenmerk", maat)
        rijen = tuple((kenmerk, per_maat[maat]) for kenmerk, per_maat in per_kenmerk.items())
        kolommen = (Kolom("wat", kolom, "tekst"), Kolom("aantal", "Aantal"))
        return Rapport(naam, titel, uitleg, kolommen, rijen, ritme=Ritme.STAPPEN, niet_per=NIET_PER)

    return bouw


WAT_VAN_JEUGD: Mapping[str, Callable[[str], str]] = {
    "weg": lambda code: f"Binnengekomen via: {TypeVerwijzer(code).betekenis.lower()}",
    "na18": lambda grond: f"Gaat door na 18 jaar: {grond.replace('-', ' ')}",
    "verblijf": lambda hoe: f"Producten {hoe} verblijf",
}
"""What is counted of youth, by how its kenmerk begins."""


async def jeugdhulp(vraag: Vraag) -> Rapport:
    """What the law asks of youth care: the way in, prolonged after 18, with stay and without (Jeugdwet, 7.4)."""
    rijen = []
    for kenmerk, per_maat in (await vraag.per("kenmerk", maten.JEUGD)).items():
        soort, _, rest = kenmerk.partition(":")
        rijen.append((WAT_VAN_JEUGD[soort](rest), per_maat[maten.JEUGD]))
    return Rapport(
        "jeugdhulp",
        "Jeugdhulp",
        "Besluiten onder de Jeugdwet: hoe de jeugdige binnenkwam en waarom hulp na 18 jaar doorgaat. En producten met "
        "en zonder verblijf.",
        (Kolom("wat", "Wat", "tekst"), Kolom("aantal", "Aantal")),
        tuple(rijen),
        ritme=Ritme.STAPPEN,
        niet_per=NIET_PER,
    )


async def beschikt(vraag: Vraag) -> Rapport:
    """Products decided on."""
    rijen = tuple(
        (code, per_maat[maten.BESCHIKT]) for code, per_maat in (await vraag.per("code", maten.BESCHIKT)).items()
    )
    return Rapport(
        "beschikt",
        "Beschikte producten",
        "Een besluit met twee producten telt bij elk product een keer.",
        (Kolom("product", "Product", "product"), Kolom("aantal", "Aantal")),
        rijen,
        Grafiek("staaf", ("aantal",)),
        ritme=Ritme.STAPPEN,
        niet_per=("aanbieder",),
    )


async def effecten(vraag: Vraag) -> Rapport:
    """Self-reliance at the first and the last measurement, in aggregate (M91)."""
    per_domein = await vraag.per("kenmerk", maten.ZRM, maten.ZRM_START, maten.ZRM_NU)
    rijen = []
    for domein, per_maat in per_domein.items():
        aantal, start, nu = waarden(per_maat, (maten.ZRM, maten.ZRM_START, maten.ZRM_NU))
        gemiddeld = (gedeeld(start, aantal, 2), gedeeld(nu, aantal, 2), gedeeld(nu - start, aantal, 2))
        rijen.append((domein, groot_genoeg(aantal, aantal), *(groot_genoeg(aantal, each) for each in gemiddeld)))
    return Rapport(
        "effecten",
        "Zelfredzaamheid (M91)",
        "Gemiddelde van 1 (acute problemen) tot 5 (volledig zelfredzaam). Van minder dan 10 metingen tonen we niets.",
        (
            Kolom("domein", "Domein", "tekst"),
            Kolom("aantal", "Metingen"),
            Kolom("start", "Eerste meting"),
            Kolom("nu", "Laatste meting"),
            Kolom("verschil", "Verschil"),
        ),
        tuple(rijen),
        Grafiek("staaf", ("start", "nu"), overige=()),
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


DOELEN = (
    maten.EVALUATIE,
    maten.DOEL,
    maten.DOEL_BEHAALD,
    maten.DOEL_ZONDER_ZRM,
    maten.DOEL_MANTELZORGER,
    maten.DOEL_MANTELZORGER_BEHAALD,
)


async def doelen(vraag: Vraag) -> Rapport:
    """Goals reached per provider (M91, M94, M127, M141), in groups that are large enough."""
    rijen = []
    for agb, per_maat in (await vraag.per("agb", *DOELEN)).items():
        evaluaties, totaal, behaald, zonder_zrm, mantelzorger, ontlast = waarden(per_maat, DOELEN)
        bedragen = (evaluaties, totaal, behaald, deel(behaald, totaal), zonder_zrm, mantelzorger, ontlast)
        rijen.append((agb, *(groot_genoeg(evaluaties, each) for each in bedragen)))
    return Rapport(
        "doelen",
        "Behaalde doelen per aanbieder (M91)",
        "Uit evaluaties waarin de aanbieder genoemd is. Van minder dan 10 evaluaties tonen we niets. Zonder meer "
        "zelfredzaamheid: alle doelen zijn behaald, en de zelfredzaamheid is niet hoger dan bij de eerste meting.",
        (
            Kolom("aanbieder", "Aanbieder", "aanbieder"),
            Kolom("evaluaties", "Evaluaties"),
            Kolom("doelen", "Doelen"),
            Kolom("behaald", "Behaald"),
            Kolom("deel", "Deel behaald", "procent"),
            Kolom("zonderZrm", "Zonder meer zelfredzaamheid"),
            Kolom("mantelzorger", "Doelen voor de mantelzorger"),
            Kolom("mantelzorgerBehaald", "Daarvan behaald"),
        ),
        tuple(rijen),
        ritme=Ritme.STAPPEN,
        niet_per=("product",),
    )


async def raadplegingen(vraag: Vraag) -> Rapport:
    """Experts who were asked, by what they know about (M126)."""
    maten_ = (maten.RAADPLEGING, maten.RAADPLEGING_IN_GROEP)
    per_kenmerk = await vraag.per("kenmerk", *maten_)
    return Rapport(
        "raadplegingen",
        "Deskundigen die om raad zijn gevraagd (M126)",
        "Hoe vaak, en hoeveel daarvan in een groep. Geteld in de maand waarin het was.",
        (Kolom("wat", "Deskundigheid", "tekst"), Kolom("aantal", "Aantal"), Kolom("inGroep", "In een groep")),
        tuple((wat, *(per_maat.get(maat, 0) for maat in maten_)) for wat, per_maat in per_kenmerk.items()),
        ritme=Ritme.STAPPEN,
        niet_per=NIET_PER,
    )


RAPPORTEN: dict[str, Bouwer] = {
    "toegang": toegang,
    "uitkomsten": uitkomsten,
    "jeugdhulp": jeugdhulp,
    "bezwaren": _per_kenmerk(
        "bezwaren", maten.BEZWAAR, "Bezwaren", "Geteld in de maand waarin het bezwaar is ingediend.", "Uitkomst"
    ),
    "sociale-basis": _per_kenmerk(
        "sociale-basis",
        maten.SIGNAAL,
        "Gemis in de sociale basis (M112)",
        "Wat inwoners en consulenten missen.",
        "Onderwerp",
    ),
    "raadplegingen": raadplegingen,
    "beschikt": beschikt,
    "effecten": effecten,
    "doelen": doelen,
}
