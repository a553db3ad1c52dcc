"""Write the letter about support that stops by a decision of its own; whoever reads it leaves a trace."""

from chassis.work import Work
from inkoop import laad
from toegang.domain.brief import Brief
from toegang.domain.eindbrief import Briefreden, Einde
from toegang.domain.eindbrief import schrijf_eindbrief as schrijf
from toegang.domain.logboek import Wat
from toegang.store import besluit as store_besluit
from toegang.tables import Beeindiging
from toegang.tables.beschermd import MOTIVERING_VAN_EINDE
from toegang.usecases.schrijf_brief import hoofd_van, verordening_van


async def schrijf_eindbrief(work: Work, beeindiging: Beeindiging) -> Brief:
    """The letter, to the address that is known now."""
    beschikking = await store_besluit.beschikking(work.session, beeindiging.beschikking_id)
    assert beschikking is not None  # a foreign key holds it
    work.note([beeindiging.client_id], Wat.BRIEF_GELEZEN, beeindiging.id)
    producten = await store_besluit.producten(work.session, beschikking.id)
    gestopt = [each for each in producten if each.id in beeindiging.producten]
    einde = Einde(
        wet=beschikking.wet,
        verordening=verordening_van(beschikking),
        eerste_besluit=beschikking.besluitdatum,
        besluitdatum=beeindiging.besluitdatum,
        laatste_dag=beeindiging.laatste_dag,
        reden=Briefreden(beeindiging.reden),
        producten=[
            (laad(each.inkoopmodel or beschikking.inkoopmodel).product(each.code).naam, each.ingangsdatum)
            for each in gestopt
        ],
    )
    hoofd = await hoofd_van(work, laad(beschikking.inkoopmodel), beschikking, beeindiging.besluitdatum)
    tekst = beeindiging.motivering
    motivering = work.vault.open(MOTIVERING_VAN_EINDE, beeindiging.id, tekst).decode() if tekst else ""
    return schrijf(einde, hoofd, motivering)
