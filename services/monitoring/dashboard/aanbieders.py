"""What there is to do with one provider: its data in the register, and the steps that a municipality sets with it."""

from collections.abc import Mapping

from inkoop import laad
from monitoring.dashboard.kwesties import DIENST, ZONDER_NAMEN
from monitoring.dashboard.rapportages import STUURT
from monitoring.domain.maatregelen import HERSTELD, VOLGORDE, titel_van
from monitoring.rechten import modellen_voor
from werkplek.vorm import Bij, Bron, Handeling, Kaart, Lijst, Tabel, Vraag, Waarde, wie


def _modellen(bij: Bij) -> Mapping[str, str]:
    return {naam: laad(naam).titel for naam in sorted(modellen_voor(bij.caller))}


def _maatregelstappen(bij: Bij) -> Mapping[str, str]:
    """The steps in their order, as the inkoopmodel of who looks names them."""
    model = next(iter(_modellen(bij)), None)
    return {} if model is None else {each: titel_van(model, each) for each in (*VOLGORDE, HERSTELD)}


AANBIEDER = "/werkplek/aanbieders/{agb}"
ZET_MAATREGEL = Handeling(
    f"{AANBIEDER}/maatregel",
    "Zet een stap met deze aanbieder",
    "Zet een stap",
    STUURT,
    DIENST,
    "/v1/aanbieders/{agb}/maatregelen",
    "De stap is vastgelegd.",
    AANBIEDER,
    uitleg="Een pauze stopt nieuwe toewijzingen aan deze aanbieder.",
    vragen=(
        Vraag("inkoopmodel", "Inkoopmodel", keuzes=_modellen),
        Vraag("stap", "Stap", keuzes=_maatregelstappen),
        Vraag("per", "Vanaf welke dag", "datum"),
        Vraag("reden", "Reden", "lang", "De aanbieder leest dit. " + ZONDER_NAMEN),
        Vraag("uiterlijk", "Plan klaar op", "datum", "Alleen bij een verbeterplan.", verplicht=False),
        Vraag("redenOvergeslagen", "Waarom u een stap overslaat", "lang", "Alleen als u dat doet.", verplicht=False),
    ),
)


def _wederhoor(blad: str, titel: str, naar: str, uitleg: str, recht: str) -> Handeling:
    """The answer of a provider on a step: given by itself, or written down by who heard it in a talk."""
    return Handeling(
        f"{blad}/wederhoor",
        titel,
        titel,
        wie(recht),
        DIENST,
        "/v1/aanbieders/{agb}/maatregelen/{id}/wederhoor",
        "Het antwoord is vastgelegd.",
        naar,
        uitleg=uitleg,
        als=lambda ding: ding.get("wederhoor") is None and ding.get("stap") != HERSTELD,
        vragen=(Vraag("tekst", "Antwoord", "lang", ZONDER_NAMEN),),
    )


GEEF_ANTWOORD = _wederhoor(
    "/werkplek/maatregelen/{agb}/{id}", "Geef antwoord", "/werkplek/maatregelen",
    "De gemeente leest dit voordat zij een volgende stap zet.", "berichten",
)  # fmt: skip
SCHRIJF_ANTWOORD_OP = _wederhoor(
    f"{AANBIEDER}/maatregelen/{{id}}", "Schrijf antwoord op", AANBIEDER,
    "Schrijf op wat de aanbieder in het gesprek zei.", "contracten",
)  # fmt: skip
STAPKOLOMMEN = (
    Waarde("per", "Vanaf", "datum"),
    Waarde("titel", "Stap"),
    Waarde("kpi", "Waarop"),
    Waarde("norm", "Norm"),
    Waarde("reden", "Reden"),
    Waarde("uiterlijk", "Uiterlijk", "datum"),
    Waarde("wederhoor", "Antwoord van de aanbieder"),
)
EIGEN_MAATREGELEN = Lijst(
    "/werkplek/maatregelen",
    "Stappen van de gemeente",
    "Wat de gemeente met u besprak of van u vraagt, en uw antwoord daarop.",
    wie("berichten"),
    (
        Tabel(
            "Stappen, de oudste eerst",
            STAPKOLOMMEN,
            Bron(DIENST, "/v1/aanbieders/{agb}/maatregelen"),
            per_rij=(GEEF_ANTWOORD,),
            leeg="De gemeente heeft geen stap gezet.",
        ),
    ),
)
WIJZIG = Handeling(
    f"{AANBIEDER}/wijzigen",
    "Wijzig naam en integriteitstoets",
    "Wijzig",
    wie("contracten"),
    "toewijzing",
    "/v1/aanbieders/{agb}",
    "De gegevens zijn gewijzigd.",
    AANBIEDER,
    methode="PUT",
    over=Bron("toewijzing", "/v1/aanbieders/{agb}"),
    vragen=(
        Vraag("naam", "Naam", begin="naam"),
        Vraag(
            "integriteitGetoetstOp", "Integriteit getoetst op", "datum", verplicht=False, begin="integriteitGetoetstOp"
        ),
    ),
)
LEZERS = wie("contracten", "monitoring", "toewijzing")
AANBIEDERS = Lijst(
    "/werkplek/aanbieders",
    "Register van aanbieders",
    "Wie er levert, wanneer de integriteit is getoetst, en wie nu geen nieuwe cliënten krijgt.",
    LEZERS,
    (
        Tabel(
            "Aanbieders",
            (
                Waarde("agb", "Aanbieder", "aanbieder"),
                Waarde("integriteitGetoetstOp", "Integriteit getoetst op", "datum"),
                Waarde("pauzes.0.vanaf", "Pauze vanaf", "datum"),
                Waarde("pauzes.0.tot", "Pauze tot", "datum"),
            ),
            Bron("toewijzing", "/v1/aanbieders"),
            naar=AANBIEDER,
            leeg="Er zijn nog geen aanbieders.",
        ),
    ),
)
KAART = Kaart(
    AANBIEDER,
    LEZERS,
    Bron("toewijzing", "/v1/aanbieders/{agb}"),
    lambda bij: str(bij.ding["naam"] or bij.ding["agb"]),
    (
        Waarde("agb", "AGB-code"),
        Waarde("integriteitGetoetstOp", "Integriteit getoetst op", "datum"),
        Waarde("integriteitGetoetstDoor", "Getoetst door"),
    ),
    AANBIEDERS,
    tabellen=(
        Tabel(
            "Stappen met deze aanbieder",
            STAPKOLOMMEN,
            Bron(DIENST, "/v1/aanbieders/{agb}/maatregelen"),
            per_rij=(SCHRIJF_ANTWOORD_OP,),
            leeg="Er is geen stap gezet.",
            recht=wie("beheer", "contracten", "monitoring"),
        ),
        Tabel(
            "Pauzes",
            (
                Waarde("gemeente", "Gemeente", "gemeente"),
                Waarde("vanaf", "Vanaf", "datum"),
                Waarde("tot", "Tot", "datum"),
            ),
            "pauzes",
            leeg="Er is geen pauze.",
        ),
    ),
    handelingen=(ZET_MAATREGEL, WIJZIG),
)
ONDERDELEN = (AANBIEDERS, KAART, EIGEN_MAATREGELEN, GEEF_ANTWOORD, SCHRIJF_ANTWOORD_OP)
