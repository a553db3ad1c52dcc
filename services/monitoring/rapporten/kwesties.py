"""What is going on with providers: measures, agreements, risks, and the open kwesties of a kind; late first."""

from datetime import date

from monitoring.domain.kwesties import REGELS, Kwestieregels, Kwestiesoort
from monitoring.domain.maatregelen import STAPPEN, titel_van
from monitoring.domain.rapport import Kolom, Rapport, Waarde
from monitoring.rapporten.toewijzing import regios
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import kwesties, registers
from monitoring.tables import Kwestie, Maatregel

AANBIEDER = Kolom("aanbieder", "Aanbieder", "aanbieder")
GEMEENTE = Kolom("gemeente", "Gemeente", "gemeente")
UITERLIJK = Kolom("uiterlijk", "Uiterlijk", "datum")
TERMIJN = Kolom("termijn", "Termijn", "tekst")
LIJSTEN = {
    "signalen-over-aanbod": (
        Kwestiesoort.SIGNAAL,
        "Signalen over het aanbod (M112)",
        "Wat aanbieders en medewerkers missen, en of er iets mee gebeurt.",
    ),
    "veiligheid": (
        Kwestiesoort.VEILIGHEID,
        "Veiligheid en calamiteiten (M123)",
        "Meldingen die nog lopen; calamiteiten en geweld eerst. Die meldt een aanbieder meteen (Wmo 2015, 3.4): "
        "na de volgende werkdag staat er te laat. Het rapport komt binnen acht weken.",
    ),
    "toezicht": (
        Kwestiesoort.TOEZICHT,
        "Toezicht (M124)",
        "Wat de toezichthouder bezocht en vond, en wat daarna volgt. Alleen zaken die nog lopen.",
    ),
}
"""By name of a table: which kind it shows, its title, and what it says."""


def _stand(uiterlijk: date | None, dag: date) -> Waarde:
    """Whether a term had gone by on a day; nothing where there is none."""
    return None if uiterlijk is None else "te laat" if uiterlijk < dag else "op tijd"


def lijst(naam: str) -> Bouwer:
    """Makes the table of the open kwesties of a kind: what is urgent first, then what is due first."""
    soort, titel, uitleg = LIJSTEN[naam]
    regels = REGELS[soort]
    gemeld = (Kolom("gemeld", "Gemeld", "tekst"),) if regels.onverwijld else ()

    async def bouw(vraag: Vraag) -> Rapport:
        gevonden = await kwesties.lopend(vraag.work.session, vraag.selectie, soort)
        gevonden.sort(key=lambda each: (each.onderwerp not in regels.onverwijld, each.uiterlijk or date.max))
        return Rapport(
            naam,
            titel,
            uitleg,
            (
                AANBIEDER,
                GEMEENTE,
                Kolom("onderwerp", "Onderwerp", "tekst"),
                Kolom("sinds", "Sinds", "datum"),
                *gemeld,
                Kolom("stap", "Stap", "tekst"),
                UITERLIJK,
                TERMIJN,
            ),
            tuple(_rij(regels, each, vraag.work.today) for each in gevonden),
            leeg="Er loopt niets.",
            niet_per=("product",),
        )

    return bouw


def _rij(regels: Kwestieregels, each: Kwestie, vandaag: date) -> tuple[Waarde, ...]:
    gemeld = (_stand(each.melden_uiterlijk, each.gemeld_op),) if regels.onverwijld else ()
    stap = regels.stappen[each.stap].titel
    wie = each.agb or None
    termijn = _stand(each.uiterlijk, vandaag)
    return (wie, each.gemeente, each.onderwerp, each.op, *gemeld, stap, each.uiterlijk, termijn)


async def risicos(vraag: Vraag) -> Rapport:
    """The risk register (M106): open risks, the heaviest first, each with its measure and the day to look again."""
    maatregel: dict[str, tuple[Waarde, ...]] = {}
    for kwestie, afspraak in await kwesties.open_afspraken(vraag.work.session, vraag.selectie):
        maatregel.setdefault(kwestie.id, (afspraak.tekst, afspraak.uiterlijk))
    gevonden = await kwesties.lopend(vraag.work.session, vraag.selectie, Kwestiesoort.RISICO)
    gevonden.sort(key=lambda each: -(each.zwaarte or 0))
    return Rapport(
        "risicos",
        "Risico's (M106)",
        "Risico's die nog openstaan. Zwaarte is kans maal gevolg, elk van 1 tot 5.",
        (
            AANBIEDER,
            GEMEENTE,
            Kolom("soort", "Soort", "tekst"),
            Kolom("zwaarte", "Zwaarte"),
            Kolom("sinds", "Sinds", "datum"),
            Kolom("eigenaar", "Eigenaar", "tekst"),
            Kolom("maatregel", "Maatregel", "tekst"),
            Kolom("opnieuw", "Opnieuw bekijken", "datum"),
        ),
        tuple(
            (
                each.agb,
                each.gemeente,
                each.onderwerp,
                each.zwaarte,
                each.op,
                each.eigenaar,
                *maatregel.get(each.id, (None, None)),
            )
            for each in gevonden
        ),
        leeg="Er staan geen risico's open.",
        niet_per=("product",),
    )


async def afspraken(vraag: Vraag) -> Rapport:
    """Agreements that are not kept yet, and improvement plans that wait for a check; late first (M95, M105, M138)."""
    rijen: list[tuple[Waarde, ...]] = []
    for kwestie, afspraak in await kwesties.open_afspraken(vraag.work.session, vraag.selectie):
        wat = (afspraak.tekst, afspraak.partij, afspraak.eigenaar, afspraak.uiterlijk)
        rijen.append((kwestie.agb, kwestie.gemeente, kwestie.onderwerp, *wat))
    laatste = {(each.agb, each.inkoopmodel): each for each in reversed(await _maatregelen(vraag))}
    for each in laatste.values():
        if each.stap == STAPPEN[1] and each.uiterlijk is not None:
            wat = ("Het verbeterplan controleren", "gemeente", "contractbeheer", each.uiterlijk)
            rijen.append((each.agb, None, "verbeterplan", *wat))
    rijen.sort(key=lambda rij: (str(rij[-1]), str(rij[0]), str(rij[3])))
    return Rapport(
        "afspraken",
        "Afspraken (M95, M105, M138)",
        "Wat met aanbieders is afgesproken en nog niet is gedaan. Wat te laat is staat bovenaan.",
        (
            AANBIEDER,
            GEMEENTE,
            Kolom("uit", "Uit", "tekst"),
            Kolom("afspraak", "Afspraak", "tekst"),
            Kolom("partij", "Door", "tekst"),
            Kolom("eigenaar", "Eigenaar", "tekst"),
            UITERLIJK,
            TERMIJN,
        ),
        tuple((*rij, _stand(rij[-1], vraag.work.today) if isinstance(rij[-1], date) else None) for rij in rijen),
        leeg="Er staan geen afspraken open.",
        niet_per=("product",),
    )


async def maatregelen(vraag: Vraag) -> Rapport:
    """All steps with providers (M89), newest first."""
    gevonden = await _maatregelen(vraag)
    return Rapport(
        "maatregelen",
        "Stappen met aanbieders (M89)",
        "Na een rood stoplicht: gesprek, verbeterplan, controle, pauze in het toewijzen, einde. Wordt een stap "
        "overgeslagen, dan staat erbij waarom.",
        (
            AANBIEDER,
            Kolom("stap", "Stap", "tekst"),
            Kolom("per", "Per", "datum"),
            Kolom("regio", "Regio", "tekst"),
            Kolom("norm", "Norm", "tekst"),
            Kolom("reden", "Waarom", "tekst"),
            Kolom("overgeslagen", "Waarom iets is overgeslagen", "tekst"),
            UITERLIJK,
            Kolom("wederhoor", "Antwoord van de aanbieder", "datum"),
            Kolom("door", "Vastgelegd door", "tekst"),
        ),
        tuple(
            (
                each.agb,
                titel_van(each.inkoopmodel, each.stap),
                each.per,
                each.inkoopmodel,
                each.norm,
                each.reden,
                each.reden_overgeslagen,
                each.uiterlijk,
                each.wederhoor_op,
                each.door,
            )
            for each in gevonden
        ),
        leeg="Er zijn geen stappen gezet.",
        niet_per=("product",),
    )


async def _maatregelen(vraag: Vraag) -> list[Maatregel]:
    """The steps in the municipalities that are shown, newest first."""
    namen = regios(vraag.selectie)
    alle = await registers.maatregelen(vraag.work.session, vraag.selectie.aanbieders)
    gevonden = [each for each in alle if each.inkoopmodel in namen]
    return sorted(gevonden, key=lambda each: (each.per, each.volgnummer), reverse=True)


RAPPORTEN: dict[str, Bouwer] = {
    "risicos": risicos,
    "maatregelen": maatregelen,
    "afspraken": afspraken,
    **{naam: lijst(naam) for naam in LIJSTEN},
}
