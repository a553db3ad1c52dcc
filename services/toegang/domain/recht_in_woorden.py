"""On what a decision rests and what one can do against it, as the letter says it (Awb 3:45 and 3:47)."""

from datetime import date

from toegang.domain.beschikking import Beschikkingsoort
from toegang.domain.bezwaar import Bezwaaruitkomst, bezwaar_tot
from toegang.domain.woorden import dag_in_woorden
from wetten import Wet

HEROVERWOGEN = "artikel 7:11 van de Algemene wet bestuursrecht"
ARTIKELEN = {
    (Wet.WMO, Beschikkingsoort.BESLUIT): "artikel 2.3.5 van de Wmo 2015",
    (Wet.WMO, Beschikkingsoort.TIJDELIJK): "artikel 2.3.3 van de Wmo 2015",
    (
        Wet.WMO,
        Beschikkingsoort.BEZWAAR,
    ): "artikel 2.3.5 van de Wmo 2015 en artikel 7:11 van de Algemene wet bestuursrecht",
    (Wet.JEUGDWET, Beschikkingsoort.BESLUIT): "artikel 2.3 van de Jeugdwet",
    (Wet.JEUGDWET, Beschikkingsoort.TIJDELIJK): "artikel 2.3 van de Jeugdwet",
    (
        Wet.JEUGDWET,
        Beschikkingsoort.BEZWAAR,
    ): f"artikel 2.3 van de Jeugdwet en {HEROVERWOGEN}",
}
"""On which article a decision rests."""
EINDE_ARTIKEL = {Wet.WMO: "artikel 2.3.10 van de Wmo 2015", Wet.JEUGDWET: "artikel 2.3 van de Jeugdwet"}
PGB_ARTIKEL = {Wet.WMO: "artikel 2.3.6 van de Wmo 2015", Wet.JEUGDWET: "artikel 8.1.1 van de Jeugdwet"}
MELDEN = {Wet.WMO: "artikel 2.3.8 van de Wmo 2015", Wet.JEUGDWET: "artikel 8.1.2 van de Jeugdwet"}
"""By which article one tells what changes; under the Jeugdwet that is asked of a PGB only."""
HULP = "Wilt u hulp daarbij? Een onafhankelijke cliëntondersteuner helpt u gratis."


def grondslag(wet: Wet, soort: Beschikkingsoort, verordening: str, *, met_pgb: bool) -> tuple[str, ...]:
    """On which articles and ordinance the decision rests (Awb 3:47; Wmo 2.3.5, 2.3.6; Jeugdwet 2.3, 8.1.1)."""
    zinnen = [f"Dit besluit rust op {ARTIKELEN[wet, soort]}, en op de {verordening}."]
    if met_pgb:
        zinnen.append(f"Het pgb rust op {PGB_ARTIKEL[wet]}.")
    return tuple(zinnen)


def grondslag_van_einde(wet: Wet, verordening: str) -> tuple[str, ...]:
    """On which article and ordinance it rests that support stops (Awb 3:47; Wmo 2.3.10; Jeugdwet 2.3)."""
    return (f"Dit besluit rust op {EINDE_ARTIKEL[wet]}, en op de {verordening}.",)


def grondslag_op_bezwaar(uitkomst: Bezwaaruitkomst) -> tuple[str, ...]:
    """On which part of the Awb it rests that a decision stays as it was (Awb 3:47)."""
    if uitkomst is Bezwaaruitkomst.NIET_ONTVANKELIJK:
        return ("Wat een bezwaar moet hebben en wanneer, staat in hoofdstuk 6 van de Algemene wet bestuursrecht.",)
    return (f"Dit besluit rust op {HEROVERWOGEN}.",)


def plichten(wet: Wet, *, met_pgb: bool) -> tuple[str, ...]:
    """What the citizen has to do himself: tell what changes (Wmo 2.3.8; Jeugdwet 8.1.2), and what a PGB asks."""
    zinnen = []
    if wet is Wet.WMO or met_pgb:
        zinnen.append(
            "Verandert er iets in uw situatie? Kan dat iets uitmaken voor dit besluit? Laat het ons dan meteen weten "
            f"({MELDEN[wet]})."
        )
    if met_pgb:
        zinnen += [
            "Met een pgb kiest u zelf wie de hulp geeft. Die hulp moet goed zijn: veilig, passend en genoeg.",
            "U maakt met uw hulpverlener een zorgovereenkomst. Gebruik die van de Sociale Verzekeringsbank (SVB). "
            "De SVB betaalt de rekeningen voor u.",
        ]
    return tuple(zinnen)


def rechtsmiddel(college: str, besluitdatum: date, soort: Beschikkingsoort) -> tuple[str, ...]:
    """What one can do against the decision: object (Awb 6:5, 6:7, 8:81), or after an objection go to court (8:1).

    `college` is to whom one writes, with the address.
    """
    tot = dag_in_woorden(bezwaar_tot(besluitdatum))
    if soort == Beschikkingsoort.BEZWAAR:
        return (
            "Bent u het niet eens met dit besluit? Dan kunt u in beroep bij de rechtbank. Doe dat binnen zes weken na "
            f"de datum van deze brief: uiterlijk op {tot}.",
            "Op rechtspraak.nl leest u hoe dat gaat. Beroep kost geld.",
            HULP,
        )
    return (
        "Bent u het niet eens met dit besluit? Maak dan bezwaar. Doe dat binnen zes weken na de datum van deze brief: "
        f"uiterlijk op {tot}.",
        f"Stuur een brief aan {college}. Zet erin: uw naam en adres, de datum, het zaaknummer, "
        "over welk besluit het gaat en waarom u het er niet mee eens bent. Onderteken de brief.",
        "Kunt u niet wachten op het antwoord? Dan kunt u de rechtbank om een voorlopige voorziening vragen. Dat kan "
        "alleen als u ook bezwaar maakt, en het kost geld.",
        HULP,
    )
