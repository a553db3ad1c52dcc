"""What a citizen reads about who looked at his data or changed them, in plain Dutch (B1; AVG, article 15)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from toegang.domain.brief import Brief, Hoofd, begin_van
from toegang.domain.woorden import dag_in_woorden

ALLES = (
    "Dit is alles vanaf de dag waarop wij dit bijhouden. Wij schrijven de organisatie op, en niet wie daar werkt. "
    "Klopt er iets niet? Of wilt u weten waarom iemand keek? Vraag het ons."
)
RECHT = (
    "U heeft recht op dit overzicht. Dat staat in artikel 15 van de Algemene verordening gegevensbescherming (AVG).",
    "Gaan wij niet goed om met uw gegevens? Dan kunt u een klacht sturen aan de Autoriteit Persoonsgegevens. Op "
    "autoriteitpersoonsgegevens.nl leest u hoe dat gaat.",
)
NIET_GELUKT = {"geweigerd": "Dat mocht niet. Wij hielden het tegen.", "mislukt": "Dat lukte niet, door een storing."}
NIEMAND = "Niemand keek naar de gegevens of veranderde ze, zolang wij dit bijhouden."


@dataclass(frozen=True)
class Inzage:
    """That an organisation did something with the data of a citizen on a day, and why."""

    dag: date
    wie: str
    wat: str
    doel: str
    uitkomst: str = "gelukt"


def schrijf_inzagebrief(hoofd: Hoofd, op: date, inzagen: Iterable[Inzage]) -> Brief:
    """The letter about who looked at or changed what, in order of time; the same thing on one day stands there once."""
    ander = hoofd.ontvanger.ander
    van = f"de gegevens van {ander}" if ander else "uw gegevens"
    inleiding = f"U vroeg ons wie {van} heeft gezien of veranderd. Hieronder leest u wie dat deed, wanneer en waarom."
    regels = tuple(_regels(inzagen))
    brief = begin_van(f"Wie {van} zag of veranderde", op, hoofd, (inleiding, ALLES if regels else NIEMAND))
    return replace(brief, inzagen=regels, recht=RECHT)


def _regels(inzagen: Iterable[Inzage]) -> Iterable[tuple[str, str]]:
    for dag, van_dag in groupby(inzagen, key=lambda each: each.dag):
        aantal: dict[Inzage, int] = {}
        for each in van_dag:
            aantal[each] = aantal.get(each, 0) + 1
        for each, keer in aantal.items():
            yield dag_in_woorden(dag), _zin(each, keer)


def _zin(inzage: Inzage, keer: int) -> str:
    vaak = f" Dit gebeurde {keer} keer." if keer > 1 else ""
    fout = f" {NIET_GELUKT[inzage.uitkomst]}" if inzage.uitkomst in NIET_GELUKT else ""
    waarom = f" Waarom: {inzage.doel[0].lower()}{inzage.doel[1:]}" if inzage.doel else ""
    return f"{inzage.wie}: {inzage.wat}.{waarom}{vaak}{fout}"
