"""The table of all rules of weighing, and what they say together about a case."""

from collections.abc import Iterator

from toegang.domain.weging import kader, producten, routes, samenhang, trajecten
from toegang.domain.weging.zaak import Regel, Uitspraak, Zaak

REGELS = (
    Regel(("M67", "M15"), "Product in het inkoopmodel", producten.in_model),
    Regel(("M15",), "Product van de wet", producten.van_wet),
    Regel(("M45",), "Product dat afloopt", producten.uitloop),
    Regel(("M103",), "Looptijd van de contracten", producten.looptijd),
    Regel(("M2", "M46"), "Periode per product", producten.periode),
    Regel(("M13", "M101"), "Specialisme en doelgroep", producten.benoemd),
    Regel(("M22",), "Eerst wegen", kader.gewogen),
    Regel(("M23",), "Resultaatgebieden", kader.gebieden_bekend),
    Regel(("M24",), "Niet als enige gebied", kader.niet_alleen),
    Regel(("M25",), "De cel van het kader", kader.cel),
    Regel(("M26",), "Verzwarende omstandigheden", kader.omstandigheden),
    Regel(("M27",), "De duur van het kader", kader.duur),
    Regel(("M4", "M5", "M6", "M28", "M29"), "Traject bij het product", trajecten.traject_genoemd),
    Regel(("M6", "M27", "M28", "M29", "M37"), "Langste duur", trajecten.langste_duur),
    Regel(("M4",), "Traject zonder eigen product", trajecten.geleend),
    Regel(("M8",), "Doorstroom", trajecten.doorstroom),
    Regel(("M7",), "Niet tegelijk", samenhang.verboden_samen),
    Regel(("M57",), "Eén aanbieder, één traject", samenhang.een_aanbieder),
    Regel(("M20",), "Ladder", samenhang.ladder),
    Regel(("M1", "M30"), "Minuten per week genoemd", producten.tijd_genoemd),
    Regel(("M9",), "Normband", producten.normband),
    Regel(("M10",), "Scenario", producten.scenario),
    Regel(("M3",), "Huishoudplan", producten.huishoudplan),
    Regel(("M14",), "Vervoer", producten.vervoer),
    Regel(("M44",), "Groep uitdrukkelijk nodig", producten.groep_uitdrukkelijk),
    Regel(("M43",), "Praktische hulp", producten.praktische_hulp),
    Regel(("M40", "M41"), "Verwijsroutes", routes.verwijsroute),
)


def uitspraken(zaak: Zaak) -> Iterator[Uitspraak]:
    """What every rule says about a case, in the order of the table."""
    for regel in REGELS:
        yield from regel.oordeel(zaak)


def overtredingen(zaak: Zaak) -> list[Uitspraak]:
    """Everything that stands in the way of a case, all rules at once; empty when it may be."""
    return [each for each in uitspraken(zaak) if not each.mag]
