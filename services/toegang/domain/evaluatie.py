"""When a plan is evaluated, and what an evaluation must hold (M17, M29, M39, M68, M85-M87)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inkoop import Inkoopmodel
from inkoop.weging import Traject
from toegang.domain.weging.zaak import Keuze, Uitspraak, maand_verder, opsomming

NODIG_BIJ_AFBOUW = "gemeente"
"""Who is there before support is scaled down or ended (M17)."""
AANBIEDER = "aanbieder"
VOORAF = timedelta(weeks=4)
"""How long before an evaluation its providers are asked for theirs (M86)."""


class Evaluatiestatus(StrEnum):
    """Where an evaluation is."""

    GEPLAND = "gepland"
    GEHOUDEN = "gehouden"
    VERVALLEN = "vervallen"


class Evaluatieuitkomst(StrEnum):
    """What an evaluation leads to."""

    VOORTZETTEN = "voortzetten"
    BIJSTELLEN = "bijstellen"
    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"
    BEEINDIGEN = "beeindigen"


@dataclass(frozen=True)
class Gesprek:
    """An evaluation as the rules see it. `laatste_zrm` is the day of the last measurement, today's included."""

    uitkomst: Evaluatieuitkomst
    partijen: tuple[str, ...]
    antwoorden: int
    laatste_zrm: date | None


def evaluatiemomenten(traject: Traject, begindatum: date, einddatum: date) -> tuple[date, ...]:
    """The days on which support in a traject is evaluated: every so many months, the last day at the latest (M68).

    A term that is shorter than the rhythm is evaluated once, at its end.
    """
    maanden = traject.evaluatie.maanden
    dagen: list[date] = []
    while (dag := maand_verder(begindatum, maanden * (len(dagen) + 1))) <= einddatum and dag < date.max:
        dagen.append(dag)
    return tuple(dagen) or (einddatum,)


def gekozen_momenten(
    traject: Traject, begindatum: date, einddatum: date, dagen: Collection[date]
) -> tuple[tuple[date, ...], list[Uitspraak]]:
    """The days on which a plan is evaluated: those of the case where any were chosen, and what stands in their way.

    The region says whether the case decides (M29); a chosen day lies within the plan.
    """
    if not dagen:
        return evaluatiemomenten(traject, begindatum, einddatum), []
    fout = []
    if not traject.regie.per_casus:
        wel = f"Laat evaluatiedagen weg: om de {traject.evaluatie.maanden} maanden is bij {traject.naam} vast."
        fout.append(Uitspraak("M68", "Deze regio kiest de dagen niet per casus.", veld="evaluatiedagen", wel=wel))
    elif not all(begindatum < dag <= einddatum for dag in dagen):
        reden = "Een evaluatie is na het begin en uiterlijk op de laatste dag van het plan."
        wel = f"Kies dagen na {begindatum:%d-%m-%Y} tot en met {einddatum:%d-%m-%Y}."
        fout.append(Uitspraak("M29", reden, veld="evaluatiedagen", wel=wel))
    return tuple(sorted(set(dagen))), fout


def contactmomenten(model: Inkoopmodel, keuze: Keuze) -> tuple[date, ...]:
    """The days on which a decided product will be evaluated, agreed from the start (M51, M68).

    None when the decision has no end, or leaves open to which traject the product belongs.
    """
    trajecten = [each for each in model.trajecten if keuze.product in each.producten]
    gekozen = [each for each in trajecten if keuze.traject in {None, each.naam}]
    if keuze.einddatum is None or len(gekozen) != 1:
        return ()
    return evaluatiemomenten(gekozen[0], keuze.ingangsdatum, keuze.einddatum)


def check_evaluatie(model: Inkoopmodel, traject: Traject, gesprek: Gesprek, gehouden_op: date) -> list[Uitspraak]:
    """Everything that an evaluation lacks: parties, answers, measurement, the director at the end."""
    gevonden: list[Uitspraak] = []
    regel = next((each for each in traject.evaluatie.bron if each in {"M85", "M86"}), traject.evaluatie.bron[0])
    zonder = [each for each in traject.evaluatie.partijen if each not in gesprek.partijen]
    if zonder:
        reden = f"Bij deze evaluatie hoort ook: {opsomming(zonder, woord='en')}."
        wel = f"Evalueer met {opsomming(list(traject.evaluatie.partijen), woord='en')}."
        gevonden.append(Uitspraak(regel, reden, veld="partijen", wel=wel))
    vragen = model.plan.evaluatievragen
    if gesprek.antwoorden != len(vragen):
        reden = f"Deze regio stelt {len(vragen)} vragen, en er zijn {gesprek.antwoorden} antwoorden."
        wel = " ".join(vragen) or "Laat antwoorden weg."
        gevonden.append(Uitspraak("M87", reden, veld="antwoorden", wel=wel))
    if model.plan.zrm_maanden and _verouderd(gesprek.laatste_zrm, gehouden_op, model.plan.zrm_maanden):
        reden = f"De laatste ZRM-meting is {model.plan.zrm_maanden} maanden oud of ouder."
        gevonden.append(Uitspraak("M11", reden, veld="zrm", wel="Meet opnieuw en stuur de scores mee."))
    afbouw = gesprek.uitkomst in {Evaluatieuitkomst.AFSCHALEN, Evaluatieuitkomst.BEEINDIGEN}
    if afbouw and traject.regie.door == NODIG_BIJ_AFBOUW and NODIG_BIJ_AFBOUW not in gesprek.partijen:
        reden = "Voor afschalen of beëindigen is de regisseur van de gemeente erbij."
        gevonden.append(Uitspraak("M17", reden, veld="partijen", wel="Evalueer samen met de gemeente."))
    return gevonden


def _verouderd(laatste: date | None, op: date, maanden: int) -> bool:
    return laatste is None or maand_verder(laatste, maanden) <= op
