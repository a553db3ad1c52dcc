"""What the BRP says of a client is recorded: who they are, whether they live, and live here. Nothing waits for it."""

from collections.abc import Sequence
from datetime import date

from chassis.work import Work
from toegang import store
from toegang.bodies.brp import BrpPersoon, NieuweBrpToets, TeToetsen
from toegang.bodies.brp_gezegd import BrpGezegd
from toegang.bodies.jeugd import AdresperiodeBody
from toegang.bodies.route import Vertrek
from toegang.domain.brp import BrpStand, einde, inschrijvingen, opnieuw_vanaf, overleden_op
from toegang.domain.logboek import Wat
from toegang.store import brp as bron
from toegang.tables import BrpToets, Client
from toegang.tables.beschermd import BRP
from toegang.usecases.beeindig import vertrek
from toegang.usecases.personen import bewaar_persoon, open_persoon, vertel_gewijzigd
from toegang.usecases.vergelijk_brp import onze_gegevens, vergelijk, wat_de_brp_zei
from wetten import Wet


async def leg_toets_vast(work: Work, client: Client, nieuw: NieuweBrpToets) -> BrpToets:
    """Record an answer of the BRP, or that there was none. Who waits its turn for this client calls it.

    Death and moving away start the end that exists for them, unless somebody has to look first (domain.brp.einde).
    """
    row = await bron.toets(work.session, client.id, lock=True) or await _begin(work, client)
    gelukt = nieuw.uitkomst != "geen-antwoord"
    row.pogingen = 0 if gelukt else row.pogingen + 1
    row.gevraagd_op = work.now
    row.opnieuw_vanaf = opnieuw_vanaf(gelukt, row.pogingen, work.now)
    work.note([client.id], Wat.BRP_GERAADPLEEGD if gelukt else Wat.BRP_GAF_GEEN_ANTWOORD)
    if gelukt:
        row.geantwoord_op = work.now
    if nieuw.persoon is not None:
        await _neem_over(work, client, row, nieuw.persoon)
    elif gelukt:
        row.stand, row.verschillen, row.inhoud = BrpStand.ONBEKEND, "", None
    return row


async def te_toetsen(work: Work, gemeente: str, after: str | None, limit: int) -> Sequence[TeToetsen]:
    """Of whom the BRP is to be asked now."""
    found = await bron.te_toetsen(work.session, gemeente, work.now, work.today, after, limit)
    jeugd = await bron.met_jeugdzaak(work.session, [client_id for client_id, _ in found], work.today)
    return [
        TeToetsen(client_id=client_id, wet=Wet.JEUGDWET if client_id in jeugd else Wet.WMO, eerder=eerder)
        for client_id, eerder in found
    ]


async def _begin(work: Work, client: Client) -> BrpToets:
    row = BrpToets(
        client_id=client.id,
        gemeente=client.gemeente,
        stand=BrpStand.ONGEVERIFIEERD,
        gevraagd_op=work.now,
        pogingen=0,
        opnieuw_vanaf=work.now,
        verschillen="",
        geheim=False,
        niet_op_adres=False,
        in_onderzoek="",
        onder_curatele=False,
    )
    await store.add(work.session, row)
    return row


async def _neem_over(work: Work, client: Client, row: BrpToets, nieuw: BrpPersoon) -> None:
    bekend = wat_de_brp_zei(work, row)
    samen = nieuw if bekend is None else _aangevuld(nieuw, bekend)
    persoon = open_persoon(work, client)
    vergelijk(row, client, persoon, samen)
    if nieuw.gegevens_geheim != row.geheim and persoon.adres_geheim != nieuw.gegevens_geheim:
        bewaar_persoon(work, client, persoon.model_copy(update={"adres_geheim": nieuw.gegevens_geheim}), persoon)
        await vertel_gewijzigd(work, client)
    lot = samen.lot
    row.geheim, row.niet_op_adres = nieuw.gegevens_geheim, nieuw.niet_op_adres
    row.onder_curatele = bool(samen.onder_curatele)
    row.in_onderzoek = " ".join(sorted(set(nieuw.in_onderzoek)))[:200]
    row.overleden_op = overleden_op(lot, work.today)
    row.inhoud = work.vault.seal(BRP, client.id, _gezegd(samen, bekend, work.today).model_dump_json().encode())
    begonnen = [each.meldingsdatum for each in await store.open_meldingen(work.session, client.id)]
    gevonden = einde(onze_gegevens(client, persoon), samen.gegevens, lot, begonnen, work.today)
    if gevonden is not None and not _al_vertrokken(client, gevonden.reden):
        await vertrek(work, client, Vertrek(reden=gevonden.reden, laatste_dag=gevonden.laatste_dag))


def _al_vertrokken(client: Client, reden: str) -> bool:
    if client.overleden_op is not None:
        return True
    return reden == "verhuisd" and client.verhuisd_op is not None


NIET_ALTIJD = (
    ("geslachtsnaam", ("voornamen", "voorvoegsel", "geslachtsnaam")),
    ("geboren", ("geboren",)),
    ("onder_curatele", ("onder_curatele",)),
    ("gezagsvormen", ("gezagsvormen",)),
)
"""What only some purposes ask: while the first is not there, the last answer on those after it stays."""


def _aangevuld(nieuw: BrpPersoon, bekend: BrpPersoon) -> BrpPersoon:
    blijft = [each for eerste, velden in NIET_ALTIJD if getattr(nieuw, eerste) is None for each in velden]
    return nieuw.model_copy(update={veld: getattr(bekend, veld) for veld in blijft})


def _gezegd(nu: BrpPersoon, bekend: BrpGezegd | None, vandaag: date) -> BrpGezegd:
    eerder = [(each.gemeente, each.vanaf) for each in bekend.inschrijvingen] if bekend else []
    samen = inschrijvingen(eerder, nu.gemeente, nu.lot.ingeschreven_op, vandaag)
    perioden = [AdresperiodeBody(gemeente=gemeente, vanaf=vanaf) for gemeente, vanaf in samen]
    velden = {naam: getattr(nu, naam) for naam in BrpPersoon.model_fields}
    return BrpGezegd(**velden, inschrijvingen=perioden)
