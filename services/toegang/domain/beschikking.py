"""What a decision may say, and what follows from it: time per week, the price of a PGB, what stops and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import wetten
from inkoop import Inkoopmodel, Product
from istandaard.cdt import Omvang
from istandaard.codes import Eenheid, Frequentie
from istandaard.volume import ToegewezenOmvang, plafond_toewijzing
from toegang.domain.route import PGB_UITLEG, Bevinding, Toereikend
from toegang.domain.weging import Keuze, minuten_per_week
from weigering import Weigering

ONBEPAALD = date.max
WENS = "wens client"


class Beschikkingsoort(StrEnum):
    """On what a decision is taken."""

    BESLUIT = "besluit"
    TIJDELIJK = "tijdelijk"
    BEZWAAR = "bezwaar"


class Besluituitkomst(StrEnum):
    """What a decision says."""

    TOEGEKEND = "toegekend"
    GEDEELTELIJK = "gedeeltelijk"
    AFGEWEZEN = "afgewezen"


class Vorm(StrEnum):
    """How support is delivered (M16)."""

    NATURA = "natura"
    PGB = "pgb"


@dataclass(frozen=True)
class Pgb:
    """The skill check (M16); `uitgelegd_op` where a PGB was explained after the report only."""

    bekwaam: bool
    beoordeeld_op: date
    uitgelegd_op: date | None = None


@dataclass(frozen=True)
class Gevraagd:
    """A product as a caseworker asks for it; `volume` in the unit and per the frequency of the product.

    `pgb` is None when no skill check was held.
    """

    keuze: Keuze
    volume: int
    vorm: Vorm = Vorm.NATURA
    pgb: Pgb | None = None
    afschaalmomenten: tuple[date, ...] = ()
    contactmomenten: tuple[date, ...] = ()


def check_inhoud(uitkomst: Besluituitkomst, gevraagd: Sequence[Gevraagd], bevindingen: Iterable[Bevinding]) -> None:
    """Raises Weigering unless products and outcome fit each other and what the onderzoek found (M19, M21)."""
    if uitkomst == Besluituitkomst.AFGEWEZEN:
        if gevraagd:
            raise Weigering("Een afwijzing heeft geen producten.", veld="body.producten", regel="Wmo 2015, 2.3.5")
        return
    if not gevraagd:
        raise Weigering(
            "Noem minstens één product, of wijs de aanvraag af.", veld="body.producten", regel="Wmo 2015, 2.3.5"
        )
    for each in bevindingen:
        if each.uitkomst == Toereikend.VOLDOENDE:
            reden = f"Volgens het onderzoek is dit voldoende: {each.titel}. Wijs de aanvraag dan af."
            raise Weigering(reden, veld="body.uitkomst", regel=each.regel)


def check_product(gevraagd: Gevraagd, plek: int, besluitdatum: date, *, pgb_uitgelegd: bool) -> None:
    """Raises Weigering when the form of delivery or an agreed day cannot be (M16, M51, M68).

    `pgb_uitgelegd`: the report says that the citizen knows what a PGB asks.
    """
    pad, keuze = f"body.producten.{plek}", gevraagd.keuze
    if gevraagd.vorm == Vorm.PGB:
        _check_pgb(pad, gevraagd.pgb, besluitdatum, pgb_uitgelegd)
        if keuze.aanbieder is not None:
            reden = "Bij een pgb kiest de inwoner zelf wie helpt: laat de aanbieder weg."
            raise Weigering(reden, veld=f"{pad}.aanbieder", regel="M16")
    for veld, dagen in (
        ("afschaalmomenten", gevraagd.afschaalmomenten),
        ("contactmomenten", gevraagd.contactmomenten),
    ):
        if any(not keuze.ingangsdatum <= dag <= (keuze.einddatum or ONBEPAALD) for dag in dagen):
            regel = "M51" if veld == "afschaalmomenten" else "M68"
            raise Weigering("Kies dagen binnen de periode van het product.", veld=f"{pad}.{veld}", regel=regel)


def _check_pgb(pad: str, pgb: Pgb | None, besluitdatum: date, uitgelegd: bool) -> None:
    if pgb is None:
        reden = "Leg vast of de inwoner, of wie hem vertegenwoordigt, een pgb kan beheren. Of kies natura."
        raise Weigering(reden, veld=f"{pad}.pgb", regel="M16")
    if not pgb.bekwaam:
        reden = "Wie een pgb niet kan beheren, krijgt de ondersteuning in natura (Wmo 2015, 2.3.6)."
        raise Weigering(reden, veld=f"{pad}.vorm", regel="M16")
    if not uitgelegd and pgb.uitgelegd_op is None:
        reden = "In het verslag staat niet dat het pgb is uitgelegd. Doe dat alsnog en noem de dag, of kies natura."
        raise Weigering(reden, veld=f"{pad}.pgb.uitgelegdOp", regel=PGB_UITLEG)
    for veld, dag in (("beoordeeldOp", pgb.beoordeeld_op), ("uitgelegdOp", pgb.uitgelegd_op)):
        if dag is not None and dag > besluitdatum:
            raise Weigering("Kies een dag tot en met het besluit.", veld=f"{pad}.pgb.{veld}", regel="M16")


def check_vertrek(
    einden: Iterable[date | None], overleden_op: date | None, verhuisd_op: date | None, wet: wetten.Wet
) -> None:
    """Raises Weigering for a product of who has died or moved away before its end: `einden` in order, None without one.

    Only a decision on an objection comes then: it can say what somebody ought to have had until that day. Help under
    the Jeugdwet goes on after moving, until the other municipality takes over (Jeugdwet, 2.7a).
    """
    vertrokken = (overleden_op, verhuisd_op if wet is wetten.Wet.WMO else None)
    laatste = min((each for each in vertrokken if each is not None), default=None)
    if laatste is None:
        return
    wat = "overleden" if laatste == overleden_op else "verhuisd"
    regel = "Wmo 2015, 2.3.10" if wet is wetten.Wet.WMO else "Jeugdwet 1.1"
    for plek, tot in enumerate(einden):
        if tot is None or tot > laatste:
            reden = f"Deze inwoner is {wat}. Kies een einddatum tot en met {laatste:%d-%m-%Y}, of wijs af."
            raise Weigering(reden, veld=f"body.producten.{plek}.einddatum", regel=regel)


def tijd_per_week(model: Inkoopmodel, product: Product, gevraagd: Gevraagd, plek: int) -> int | None:
    """The minutes per week that the letter states (M1); None for support by the etmaal.

    As the caseworker said, else as the volume says, else as the scenario says. Raises Weigering when none does.
    """
    keuze = gevraagd.keuze
    uit_volume = minuten_per_week(product, gevraagd.volume, keuze.ingangsdatum, keuze.einddatum)
    scenario = next((each for each in model.scenarios if each.naam == keuze.scenario), None)
    minuten = keuze.minuten_per_week or uit_volume or (scenario.minuten_per_week if scenario else None)
    if minuten is None and product.eenheid != Eenheid.ETMAAL:
        reden = "Noem hoeveel minuten per week dit is: de beschikking zegt dat altijd."
        raise Weigering(reden, veld=f"body.producten.{plek}.minutenPerWeek", regel="M1")
    return minuten


def pgb_budget(model: Inkoopmodel, product: Product, gevraagd: Gevraagd) -> int | None:
    """Eurocents for the whole term of a PGB: the region's part of the natura price (M16); None in natura.

    Half a cent is rounded up. None without an end too: then there is no whole term.
    """
    if gevraagd.vorm != Vorm.PGB:
        return None
    keuze = gevraagd.keuze
    omvang = Omvang(volume=gevraagd.volume, eenheid=product.eenheid, frequentie=Frequentie(str(product.frequentie)))
    categorie = wetten.categorie(product.categorie)
    volume = plafond_toewijzing(ToegewezenOmvang(omvang, categorie, keuze.ingangsdatum, keuze.einddatum))
    if volume is None:
        return None
    bedrag = volume  # in euros the volume is the amount (IV042)
    if omvang.eenheid is not Eenheid.EUROS:
        bedrag *= model.tarief_op(product.code, max(keuze.ingangsdatum, model.versie))
    return (bedrag * model.pgb.tarief_procent + 50) // 100


def dag_voor(gevraagd: Iterable[Gevraagd], besluitdatum: date) -> date:
    """The last day of what a decision replaces: no gap before the first new product, or the day of a rejection."""
    eerste = min((each.keuze.ingangsdatum for each in gevraagd), default=None)
    return eerste - timedelta(1) if eerste else besluitdatum


def check_einde(reden: str, besluitdatum: date, laatste_dag: date) -> None:
    """Raises Weigering when support would stop before it was decided on.

    Only a withdrawal may go back in time: when it rests on wrong information (Wmo 2015, 2.3.10).
    """
    if reden == WENS and laatste_dag < besluitdatum - timedelta(1):
        raise Weigering("Kies een dag vanaf de dag voor het besluit.", veld="body.laatsteDag", regel="Wmo 2015, 2.3.10")


def loopt_tot(einddatum: date | None, laatste_dag: date | None) -> date | None:
    """The last day of a product: as was decided, or where it was stopped before; None without an end."""
    return min((each for each in (einddatum, laatste_dag) if each is not None), default=None)


def te_stoppen(producten: Iterable[tuple[str, date | None, date | None]], einddatum: date) -> list[str]:
    """The ids of products that would run after `einddatum`; each comes with its einddatum and laatste_dag."""
    return [naam for naam, einde, laatste in producten if min(einde or ONBEPAALD, laatste or ONBEPAALD) > einddatum]
