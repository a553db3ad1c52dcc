"""How an assignment stands in a WMO301."""

from datetime import date, datetime

from chassis.clock import NEDERLAND
from istandaard import cdt, codes
from istandaard.berichten.bericht301 import ToegewezenProduct
from toewijzing.domain.melding import Melding
from toewijzing.domain.toewijzing import product_van
from toewijzing.tables import Toewijzing

VERVOER = "De cliënt kan niet zelf reizen: u regelt het vervoer."


def toegewezen_product(
    toewijzing: Toewijzing, melding: Melding, *, nummer: int | None = None, moment: datetime | None = None
) -> ToegewezenProduct:
    """An assignment as it stands in a WMO301: specific, aspecific or generic.

    `nummer` and `moment` stand in for those of an assignment that is not given yet. Raises OngeldigeWaarde for what
    the standard has no room for.
    """
    nummer, moment = nummer or toewijzing.toewijzing_nummer, moment or toewijzing.toegewezen_op
    assert nummer is not None  # only assignments with a provider are sent
    assert moment is not None
    moment = moment.astimezone(NEDERLAND)
    volume = toewijzing.volume
    return ToegewezenProduct(
        toewijzing_nummer=nummer,
        referentie_aanbieder=melding.honoreert.referentie if melding.honoreert else None,
        product=product_van(toewijzing.categorie, toewijzing.code),
        toewijzingsdatum=moment.date(),
        toewijzingstijd=moment.time().replace(microsecond=0),
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        reden_wijziging=codes.RedenWijziging(melding.reden) if melding.reden else None,
        omvang=None if volume is None else _omvang(volume, toewijzing),
        budget=toewijzing.budget if volume is None else None,
        commentaar=_commentaar(toewijzing, melding),
    )


def _omvang(volume: int, toewijzing: Toewijzing) -> cdt.Omvang:
    assert toewijzing.eenheid is not None  # an amount has a unit and a frequency
    assert toewijzing.frequentie is not None
    eenheid, frequentie = codes.Eenheid(toewijzing.eenheid), codes.Frequentie(toewijzing.frequentie)
    return cdt.Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


def _commentaar(toewijzing: Toewijzing, melding: Melding) -> str | None:
    """In what it differs from a request, and all that the standard has no field for (M14, M51, M68), in plain Dutch.

    Commentaar has no longest length (LDT Commentaar).
    """
    momenten = {
        "Minder ondersteuning verwacht vanaf": toewijzing.afschaalmomenten,
        "Evaluatie met cliënt en gemeente op": toewijzing.contactmomenten,
    }
    zinnen = [f"{zin}: {', '.join(map(_dag, dagen))}." for zin, dagen in momenten.items() if dagen]
    if toewijzing.netwerkmogelijkheden:
        zinnen.append(f"Uit het netwerk kan helpen: {', '.join(toewijzing.netwerkmogelijkheden)}.")
    if toewijzing.vervoer:
        zinnen.insert(0, VERVOER)
    if melding.honoreert is not None and melding.honoreert.toelichting is not None:
        zinnen.insert(0, melding.honoreert.toelichting)
    return " ".join(zinnen) or None


def _dag(dag: str) -> str:
    return date.fromisoformat(dag).strftime("%d-%m-%Y")
