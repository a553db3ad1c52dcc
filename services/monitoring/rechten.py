"""Who may read and who may record, and what of the chain they may see."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends

from chassis.problems import Problem, not_found
from chassis.security import must_serve, needs
from chassis.tokens import EVERYWHERE, Caller
from inkoop import laad, namen
from monitoring.bodies.keten import Filter, Zakenlijstfilter
from monitoring.domain.kwesties import Kwestieregels, Partij, leesbaar
from monitoring.domain.selectie import Selectie
from monitoring.store.kwesties import Zicht
from monitoring.tables import Kwestie
from monitoring.usecases.lees_keten import kies

reads = needs("monitoring", "beheer")
Reader = Annotated[Caller, Depends(reads)]
Recorder = Annotated[Caller, Depends(needs("contracten", "beheer"))]
"""Contract management: it records surveys, planning signals and the steps with a provider."""
Betrokkene = Annotated[Caller, Depends(needs("berichten", "contracten", "toegang", "toezicht"))]
"""Who takes part in kwesties; which kinds are whose stands in domain.kwesties."""
MaatregelLezer = Annotated[Caller, Depends(needs("beheer", "berichten", "contracten", "monitoring"))]
Wederhorende = Annotated[Caller, Depends(needs("berichten", "contracten"))]
"""The provider, or contract management that wrote down what it said in a talk."""


def zichtbaar(caller: Caller, gemeente: str | None) -> frozenset[str] | None:
    """The municipalities that are shown: the one that is asked for, else those of the caller; None is all of them.

    Raises Problem 403 for one that the caller does not work for.
    """
    if gemeente is None:
        return None if EVERYWHERE in caller.gemeenten else caller.gemeenten
    must_serve(caller, gemeente)
    return frozenset({gemeente})


def kies_voor(caller: Caller, gevraagd: Filter) -> Selectie:
    """What the caller may see of what was asked. Raises Problem 403, and Weigering for a filter that makes no sense."""
    return kies(gevraagd, zichtbaar(caller, gevraagd.gemeente))


def kies_zaken(caller: Caller, gevraagd: Zakenlijstfilter) -> Selectie:
    """The same for a list of cases. Raises as `kies_voor`."""
    selectie = kies_voor(caller, gevraagd)
    return replace(selectie, code="") if gevraagd.zonder_product else selectie


def modellen_voor(caller: Caller) -> frozenset[str]:
    """The inkoopmodellen of the municipalities that the caller works for."""
    return frozenset(naam for naam in namen() if any(caller.serves(each.code) for each in laad(naam).gemeenten))


def partijen_van(caller: Caller) -> frozenset[Partij]:
    """As whom the caller takes part in kwesties."""
    return frozenset(each for each in Partij if each in caller.rights)


def zicht_op_kwesties(caller: Caller) -> Zicht:
    """Which kwesties the caller may see."""
    return Zicht(leesbaar(partijen_van(caller)), caller.gemeenten, caller.agb)


def gezien_door(caller: Caller, kwestie: Kwestie | None) -> Kwestie:
    """A kwestie that the caller may see. Raises Problem 404 for any other, and for none."""
    ziet = kwestie is not None and caller.may_see(kwestie.gemeente, kwestie.agb)
    if kwestie is None or not ziet or kwestie.soort not in leesbaar(partijen_van(caller)):
        raise not_found("deze kwestie")
    return kwestie


def moet_zetten(caller: Caller, regels: Kwestieregels, stap: str) -> None:
    """Raises Problem 403 when the step of this kind is not the caller's; one that is not there is judged later."""
    gevonden = regels.stappen.get(stap)
    if gevonden is not None and not gevonden.zet & partijen_van(caller):
        raise Problem(403, "scope", f"Deze stap zet u niet: {regels.titel.lower()}, {gevonden.titel.lower()}.")
