"""The steps of a claim: record, dispute, decide on that, be paid back, be taken off in a run, and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.beleid import euro
from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.vordering import Vorderingsgrond, Vorderingstand, boek_af, minstens, moet_lopen
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import Betaalpost, Ontvangst, Vordering, VorderingPrestatie
from declaratie.usecases.verrekeningen import zoek_verrekeningen
from gebeurtenissen.declaratie import VORDERING_GEWIJZIGD, VorderingGewijzigd
from weigering import Weigering
from wetten import Wet

Plek = tuple[str, int]
"""A line: the id of its declaration, and its place in it."""
BETWISTING = "de betwisting"
"""What holds a claim under dispute, where people stand by their name: the decision lets go of it."""


@dataclass(frozen=True)
class NieuweVordering:
    """What is claimed; `bedrag` in eurocents, None when it follows from the lines."""

    budgethouder: str
    gemeente: str
    wet: Wet
    agb: str
    naam: str
    grond: Vorderingsgrond
    toelichting: str
    uiterlijk: date
    bedrag: int | None
    prestaties: Sequence[Plek]


async def stel_in(work: Work, nieuw: NieuweVordering, door: str) -> Vordering:
    """Record a claim, and its amount for the run after its term.

    Raises Weigering for a term in the past, without an amount or lines and with both, and for a line that nothing is to
    be settled of or that a running claim is about.
    """
    await store.lock_aanbieders(work.session, {nieuw.agb})
    if nieuw.uiterlijk < work.today:
        raise Weigering("Geef de aanbieder tijd: kies een dag vanaf vandaag.", veld="body.uiterlijk")
    if (nieuw.bedrag is None) != bool(nieuw.prestaties):
        reden = "Geef een bedrag, of de prestaties waar het om gaat: van die prestaties rekenen wij het bedrag uit."
        raise Weigering(reden, veld="body.bedrag")
    per_prestatie = await _te_vorderen(work, nieuw) if nieuw.prestaties else {}
    bedrag = nieuw.bedrag or sum(per_prestatie.values())
    vordering = Vordering(
        id=new_id(),
        budgethouder=nieuw.budgethouder,
        gemeente=nieuw.gemeente,
        wet=nieuw.wet,
        agb=nieuw.agb,
        naam=nieuw.naam,
        bedrag=bedrag,
        openstaand=bedrag,
        grond=nieuw.grond,
        toelichting=nieuw.toelichting,
        uiterlijk=nieuw.uiterlijk,
        stand=Vorderingstand.OPEN,
        vastgelegd_door=door,
        vastgelegd_op=work.now,
    )
    await store.add(work.session, vordering, _post(vordering))
    work.session.add_all(
        [
            VorderingPrestatie(declaratie_id=each[0], volgnummer=each[1], vordering_id=vordering.id, bedrag=deel)
            for each, deel in per_prestatie.items()
        ]
    )
    await _vertel(work, vordering)
    return vordering


async def _te_vorderen(work: Work, nieuw: NieuweVordering) -> dict[Plek, int]:
    """What is to be settled of each line, in eurocents."""
    gevonden = {
        each.plek: each
        for each in await zoek_verrekeningen(work, nieuw.gemeente, nieuw.agb)
        if each.toegekend.budgethouder == nieuw.budgethouder and each.wet is nieuw.wet
    }
    al = await store_vorderingen.gevorderd(work.session, nieuw.prestaties)
    bedragen = {}
    for index, plek in enumerate(nieuw.prestaties):
        veld = f"body.prestaties.{index}"
        if plek in al:
            raise Weigering("Over deze prestatie loopt al een vordering.", veld=veld)
        if plek not in gevonden:
            raise Weigering("Van deze prestatie is niets te verrekenen.", veld=veld)
        verschil = gevonden[plek].verschil
        if verschil is None or verschil >= 0:
            reden = "Wat er van deze prestatie terug moet, weten wij niet. Vraag de aanbieder om een creditregel."
            raise Weigering(reden, veld=veld)
        bedragen[plek] = -verschil
    return bedragen


def _post(vordering: Vordering) -> Betaalpost:
    """What a run takes off, from the day after the term on."""
    return Betaalpost(
        id=new_id(),
        soort=Postsoort.VORDERING,
        bron_id=vordering.id,
        poging=1,
        budgethouder=vordering.budgethouder,
        gemeente=vordering.gemeente,
        wet=vordering.wet,
        agb=vordering.agb,
        bedrag=-vordering.openstaand,
        vanaf=vordering.uiterlijk + timedelta(days=1),
    )


async def betwist(work: Work, vordering: Vordering, waarom: str, door: str) -> None:
    """The provider does not agree: it is held until the municipality decides, who may hold it for more than that.

    Raises Weigering once it has ended.
    """
    moet_lopen(vordering.stand)
    post = await _open_post(work, vordering)
    vordering.stand, vordering.betwisting, vordering.betwist_door = Vorderingstand.BETWIST, waarom, door
    if post.aangehouden is None:
        post.aangehouden, post.aangehouden_door = vordering.stand.value, BETWISTING
    await _vertel(work, vordering)


async def besluit(work: Work, vordering: Vordering, bedrag: int, uiterlijk: date) -> None:
    """Decide on a dispute: what still has to come back, in eurocents, and by when; 0 withdraws the claim.

    Raises Weigering once it has ended, for more than was claimed, for less than credit lines gave back on it that the
    provider did not pay, and for a day in the past.
    """
    moet_lopen(vordering.stand)
    if bedrag > vordering.openstaand:
        raise Weigering(
            "Dit is meer dan er nog openstaat. Leg voor meer een nieuwe vordering vast.", veld="body.bedrag"
        )
    minst = await _minst(work, vordering)
    if bedrag < minst:
        reden = "De aanbieder crediteerde zelf, en kreeg daarvoor al geld terug. Daarom blijft er minstens"
        raise Weigering(f"{reden} {euro(minst)} staan.", veld="body.bedrag")
    if bedrag and uiterlijk < work.today:
        raise Weigering("Geef de aanbieder tijd: kies een dag vanaf vandaag.", veld="body.uiterlijk")
    post = await _open_post(work, vordering)
    vordering.uiterlijk, vordering.stand = uiterlijk, Vorderingstand.OPEN
    post.vanaf = uiterlijk + timedelta(days=1)
    if post.aangehouden_door == BETWISTING:
        post.aangehouden, post.aangehouden_door = None, None
    af = vordering.openstaand - bedrag
    await _laat_vallen(work, vordering, af)
    await _verlaag(work, vordering, post, af, Vorderingstand.INGETROKKEN)


async def _minst(work: Work, vordering: Vordering) -> int:
    """What has to stay open, in eurocents: credit lines gave it back, and the provider never paid it."""
    terug = sum(each.teruggegeven for each in await store_vorderingen.teruggegeven(work.session, vordering.id))
    return minstens(vordering.openstaand, terug, await store_vorderingen.ontvangen(work.session, vordering.id))


async def _laat_vallen(work: Work, vordering: Vordering, af: int) -> None:
    """So much less is claimed of its lines, the last ones first: a credit line gives back no more than was claimed.

    Of what nothing is claimed any more may be claimed again.
    """
    for each in reversed(await store_vorderingen.gevorderde_prestaties(work.session, vordering.id)):
        deel = min(af, each.bedrag)
        each.bedrag -= deel
        af -= deel
        if not each.bedrag:
            await work.session.delete(each)


async def ontvang(work: Work, vordering: Vordering, kenmerk: str, bedrag: int, op: date, door: str) -> None:
    """The provider paid back. The same reference once more changes nothing.

    Raises Weigering once it has ended, for more than is open, and for another amount under the same reference.
    """
    bekend = await store_vorderingen.ontvangst(work.session, vordering.id, kenmerk)
    if bekend is not None:
        if (bekend.bedrag, bekend.ontvangen_op) != (bedrag, op):
            raise Weigering("Onder dit kenmerk staat al een andere ontvangst.", veld="body.kenmerk")
        return
    moet_lopen(vordering.stand)
    if bedrag > vordering.openstaand:
        raise Weigering("Dit is meer dan er nog openstaat. Betaal het verschil terug.", veld="body.bedrag")
    post = await _open_post(work, vordering)
    row = Ontvangst(vordering_id=vordering.id, kenmerk=kenmerk, bedrag=bedrag, ontvangen_op=op, vastgelegd_door=door)
    await store.add(work.session, row)
    await _verlaag(work, vordering, post, bedrag, Vorderingstand.TERUGBETAALD)


async def sluit_verrekende(work: Work, betaalrun_id: str) -> None:
    """A run was closed: what it takes off is settled."""
    for vordering in await store_vorderingen.verrekend_in(work.session, betaalrun_id):
        vordering.openstaand, vordering.stand = 0, Vorderingstand.VERREKEND
        await _vertel(work, vordering)


async def heropen(work: Work, vorderingen: Sequence[Vordering]) -> None:
    """The bank did not pay the run that took these off: they are open again, for the same amount."""
    for vordering in vorderingen:
        post = await store_betaalposten.open_post(work.session, Postsoort.VORDERING, vordering.id)
        assert post is not None  # one was made for the other
        vordering.openstaand, vordering.stand = -post.bedrag, Vorderingstand.OPEN
        await _vertel(work, vordering)


async def saldeer(work: Work, vorderingen: Sequence[Vordering]) -> None:
    """Amounts come back out of a run unpaid: what a credit line gave back of these claims is taken off them first.

    A claim that a run was taking off stood for the run when its line was credited, so that this became payable. With
    both open again neither is due, and the claim ends as a credited one. What a run has, or paid, stays as it is.
    """
    for vordering in vorderingen:
        post = await store_betaalposten.open_post(work.session, Postsoort.VORDERING, vordering.id)
        if post is not None:
            await _saldeer(work, vordering, post)


async def _saldeer(work: Work, vordering: Vordering, post: Betaalpost) -> None:
    for each in await store_vorderingen.teruggegeven(work.session, vordering.id):
        assert each.gecrediteerd_door is not None  # or nothing was given back
        vervallen = await store_betaalposten.open_post(
            work.session, Postsoort.VERVALLEN, each.gecrediteerd_door, vordering.budgethouder
        )
        if vervallen is None or not vordering.openstaand:
            continue
        af = boek_af(vordering.openstaand, min(each.teruggegeven, vervallen.bedrag)).af
        each.teruggegeven -= af
        vervallen.bedrag -= af
        await work.session.flush()
        if not vervallen.bedrag:
            await store_betaalposten.verwijder(work.session, vervallen.id)
        await _verlaag(work, vordering, post, af, Vorderingstand.GECREDITEERD)


async def verreken_credits(work: Work, declaratie_id: str) -> None:
    """A declaration took lines back that a claim is about: the provider pays that once.

    What is still open of the claim falls away; what was settled or paid back already is to be paid to the provider.
    """
    over: dict[str, tuple[Vordering, int]] = {}
    for gevonden in await store_vorderingen.gecrediteerd_door(work.session, declaratie_id):
        vordering = await store_vorderingen.vordering(work.session, gevonden.vordering_id, lock=True)
        assert vordering is not None  # a foreign key
        # A decision that came first may have claimed less of it since, or nothing.
        each = await store_vorderingen.zoals_nu(work.session, gevonden)
        if each is None:
            continue
        post = await store_betaalposten.open_post(work.session, Postsoort.VORDERING, vordering.id)
        afboeking = boek_af(0 if post is None else vordering.openstaand, each.bedrag)
        if post is not None and afboeking.af:
            await _verlaag(work, vordering, post, afboeking.af, Vorderingstand.GECREDITEERD)
        _, al = over.get(vordering.budgethouder, (vordering, 0))
        over[vordering.budgethouder] = (vordering, al + afboeking.over)
        each.gecrediteerd_door, each.teruggegeven = declaratie_id, afboeking.over
    for vordering, bedrag in over.values():
        if bedrag:
            await store.add(work.session, _terug(vordering, declaratie_id, bedrag, work.today))


def _terug(vordering: Vordering, declaratie_id: str, bedrag: int, vanaf: date) -> Betaalpost:
    post = _post(vordering)
    post.soort, post.bron_id, post.bedrag, post.vanaf = Postsoort.VERVALLEN, declaratie_id, bedrag, vanaf
    return post


async def _open_post(work: Work, vordering: Vordering) -> Betaalpost:
    post = await store_betaalposten.open_post(work.session, Postsoort.VORDERING, vordering.id)
    if post is None:
        reden = "Deze vordering zit in een betaalrun die nog open is. Trek die in, of sluit hem."
        raise Weigering(reden, soort="in-betaalrun")
    return post


async def _verlaag(work: Work, vordering: Vordering, post: Betaalpost, af: int, einde: Vorderingstand) -> None:
    """Less is open; at nothing the claim ends so."""
    vordering.openstaand -= af
    post.bedrag += af
    if not vordering.openstaand:
        vordering.stand = einde
        await work.session.flush()
        await store_betaalposten.verwijder(work.session, post.id)
    await _vertel(work, vordering)


async def _vertel(work: Work, vordering: Vordering) -> None:
    await work.session.flush()
    data = VorderingGewijzigd(
        vordering_id=vordering.id,
        budgethouder=vordering.budgethouder,
        gemeente=vordering.gemeente,
        wet=vordering.wet,
        agb=vordering.agb,
        grond=vordering.grond.value,
        bedrag=vordering.bedrag,
        openstaand=vordering.openstaand,
        uiterlijk=vordering.uiterlijk,
        stand=vordering.stand.value,
    )
    await work.tell(VORDERING_GEWIJZIGD, vordering.id, data)
