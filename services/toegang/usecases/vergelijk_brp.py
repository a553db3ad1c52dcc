"""What we know of a client beside what the BRP said last, whenever one of both changes."""

from chassis.work import Work
from istandaard.codes import AdresSoort
from istandaard.landen import LandCode
from toegang.bodies.brp import BrpPersoon
from toegang.bodies.brp_gezegd import BrpGezegd
from toegang.bodies.persoon import Adres, Persoon
from toegang.domain.brp import BrpStand, Gegevens, Huis, deeldatum_van, verschillen
from toegang.domain.jeugd import Adresperiode
from toegang.store import brp as bron
from toegang.tables import BrpToets, Client
from toegang.tables.beschermd import BRP


async def met_brp(work: Work, client: Client, persoon: Persoon) -> Persoon:
    """The person as somebody changes it: what the BRP keeps secret stays so. It is compared, and asked again soon.

    Who calls this has the turn of the client, or locked it: so nobody records an answer of the BRP meanwhile.
    """
    row = await bron.toets(work.session, client.id)
    if row is None:
        return persoon
    bekend = wat_de_brp_zei(work, row)
    if bekend is not None:
        vergelijk(row, client, persoon, bekend)
    row.opnieuw_vanaf = work.now
    return persoon.model_copy(update={"adres_geheim": persoon.adres_geheim or row.geheim})


def wat_de_brp_zei(work: Work, row: BrpToets) -> BrpGezegd | None:
    """What the BRP said last; who calls this leaves a trace."""
    if row.inhoud is None:
        return None
    return BrpGezegd.model_validate_json(work.vault.open(BRP, row.client_id, row.inhoud))


def vergelijk(row: BrpToets, client: Client, persoon: Persoon, brp: BrpPersoon) -> None:
    """Keep whether the BRP says the same."""
    gevonden = verschillen(onze_gegevens(client, persoon), brp.gegevens)
    row.stand = BrpStand.VERSCHILT if gevonden else BrpStand.GEVERIFIEERD
    row.verschillen = " ".join(gevonden)


def onze_gegevens(client: Client, persoon: Persoon) -> Gegevens:
    """What we know, as it is compared: of the addresses the one that stands for the BRP."""
    brp_adressen = [each for each in (persoon.adres, *persoon.andere_adressen) if each.soort == AdresSoort.BRP_ADRES]
    return Gegevens(
        geslachtsnaam=persoon.naam.geslachtsnaam,
        voorvoegsel=persoon.naam.voorvoegsel,
        geboren=deeldatum_van(persoon.geboren),
        huis=_huis(brp_adressen[0]) if brp_adressen else None,
        gemeente=client.gemeente,
    )


def _huis(adres: Adres) -> Huis | None:
    if adres.land_code != LandCode.NL:
        return None
    return Huis(adres.postcode, adres.huisnummer, adres.huisletter, adres.huisnummer_toevoeging)


async def ingeschreven_volgens_brp(work: Work, client_id: str) -> list[Adresperiode]:
    """Where a client was registered by the BRP; nothing of who is under investigation, or was not asked about."""
    row = await bron.toets(work.session, client_id)
    gezegd = wat_de_brp_zei(work, row) if row is not None and not row.in_onderzoek else None
    return [Adresperiode(each.gemeente, each.vanaf, each.verblijf) for each in gezegd.inschrijvingen] if gezegd else []
