"""Bringing on what came in: to the service that it is for, to the message that it is about, or back as an error."""

import json

import httpx
from pydantic import BaseModel, TypeAdapter

from aansluiting.domain.ggk import dienst_van
from aansluiting.instellingen import Ggk, instellingen_van
from aansluiting.store import ggk as store
from aansluiting.store.koppelstanden import geef_tijdstip
from aansluiting.tables.ggk import GgkInkomend, Instand, Uitstand
from aansluiting.usecases.ggk_versturen import zet_fout
from aansluiting.usecases.ronde import Ronde
from berichtenverkeer.lezen import FORMAATFOUT, Kop, lees_xml
from chassis.away import is_away
from chassis.bsn import mask_bsn
from chassis.problems import Problem
from chassis.service import Room
from chassis.work import Work
from koppelvlakken.ggk import controle, maken
from koppelvlakken.ggk.envelop import Envelop, Foutbericht
from koppelvlakken.ggk.functies import FUNCTIES

PER_KEER = 50
KOP = TypeAdapter(Kop)
GEEN_ANTWOORD_OP = "Dit antwoordt op een bericht dat wij niet kennen. Komt dat alsnog, dan gaat dit vanzelf verder."
ANDER_ANTWOORD = "Dit antwoordt op een bericht waarop een ander soort antwoord hoort."
AL_BEANTWOORD = "Op dit bericht was al geantwoord voor deze fout kwam. Vraag na wat er geldt."
ANDERE_AANBIEDER = controle.Bezwaar("StUF013", "Een andere aanbieder antwoordt dan wie dit bericht kreeg.")
GEEN_XML = "Het bericht is geen XML van iWmo of iJw."
WEL = {httpx.codes.ACCEPTED, httpx.codes.OK}


class _Aangenomen(BaseModel):
    id: str


class _Geweigerd(BaseModel):
    type: str = ""
    detail: str = "De dienst neemt dit bericht niet aan."


async def verwerk(room: Room) -> None:
    """Bring on everything that came in. What a service does not take now stays for the next time, with what the same
    sender brought it after that; what others sent goes on. Raises the first httpx.HTTPError at the end."""
    ggk = instellingen_van(room.settings).ggk
    if ggk is None:
        return
    ronde, na = Ronde(), ""
    while not room.stopping.is_set():
        async with room.work(writes=False) as work:
            stukken = await store.te_verwerken(work, na, PER_KEER)
        for stuk in stukken:
            dienst = dienst_van(stuk.functie)
            if ronde.wacht(dienst, stuk.zender):
                continue
            try:
                await _verwerk_een(room, ggk, stuk.id)
            except httpx.HTTPError as fout:
                ronde.houd_op(dienst, stuk.zender, fout)
        if len(stukken) < PER_KEER:
            break
        na = stukken[-1].id
    ronde.besluit()


async def _verwerk_een(room: Room, ggk: Ggk, id_: str) -> None:
    async with room.work() as work:
        rij = await _rij(work, id_)
        bericht = store.bericht_van(work, rij)
        if isinstance(bericht, Foutbericht):
            await _koppel_fout(work, rij, bericht)
            return
        agb = await _antwoordt_voor(work, rij, bericht)
    if agb is None:
        return
    gelezen = await _lees(room, bericht)
    if isinstance(gelezen, str):
        async with room.work() as work:
            await _keur_af(work, ggk, await _rij(work, id_), bericht, gelezen)
        return
    inhoud = controle.Inhoud(gelezen.soort, gelezen.agb, gelezen.gemeente)
    bezwaar = controle.keur_inhoud(bericht, inhoud, "aanbieder")
    if bezwaar is None and gelezen.agb != agb:
        bezwaar = ANDERE_AANBIEDER
    if bezwaar is not None:
        await _zet_apart(room, id_, bezwaar.reden)
    else:
        await _geef_door(room, id_, bericht)


async def _lees(room: Room, bericht: Envelop) -> Kop | str:
    """Who stands in a message; a text with what is wrong when it has not the form of its schema."""
    if bericht.bestandsnaam is not None:
        return GEEN_XML
    try:
        uitkomst, wat, *_ = await room.readers.read(lees_xml, bericht.inhoud)
    except Problem as problem:
        if problem.status == httpx.codes.SERVICE_UNAVAILABLE:
            raise TimeoutError("too many messages are read") from problem
        return problem.detail
    return _eerste(wat) if uitkomst == FORMAATFOUT else KOP.validate_json(wat)


def _eerste(bevindingen: bytes) -> str:
    """The first finding of a message that has not the form of its schema; it holds nothing of the message."""
    eerste = json.loads(bevindingen)[0]
    regel = f"Regel {eerste['line']}: " if eerste.get("line") else ""
    return mask_bsn(f"{regel}{eerste['reason']}")


async def _antwoordt_voor(work: Work, rij: GgkInkomend, bericht: Envelop) -> str | None:
    """Of which provider a message is; None for an answer that is set apart, as long as nothing asks for it."""
    if bericht.cross_referentienummer is None:
        return bericht.zender.organisatie
    vraag = await store.uitgaand_met(work, bericht.cross_referentienummer)
    if vraag is None:
        rij.status, rij.reden = Instand.ONBEKEND, GEEN_ANTWOORD_OP
        return None
    if vraag.soort == store.FO01 or FUNCTIES[vraag.functie].antwoord != bericht.functie:
        rij.status, rij.reden = Instand.APART, ANDER_ANTWOORD
        return None
    return vraag.agb


async def _geef_door(room: Room, id_: str, bericht: Envelop) -> None:
    """Give a message to its service, as software of the provider would; twice gives nothing twice there."""
    dienst = dienst_van(bericht.functie)
    headers = {"Content-Type": "application/xml"}
    answer = await room.peers[dienst].post("/v1/berichten", content=bericht.inhoud, headers=headers)
    if answer.status_code not in WEL:
        error = httpx.HTTPStatusError("refused", request=answer.request, response=answer)
        if is_away(error) or (answer.status_code == httpx.codes.FORBIDDEN and "scope" in _weigering(answer).type):
            raise error  # what is away comes back, and so does a right that somebody forgot
        await _zet_apart(room, id_, _weigering(answer).detail)
        return
    async with room.work() as work:
        rij = await _rij(work, id_)
        rij.status, rij.reden = Instand.DOORGEGEVEN, None
        rij.dienst, rij.bericht_id = dienst, _Aangenomen.model_validate_json(answer.content).id
        if bericht.cross_referentienummer is not None:
            await _beantwoord(work, bericht.cross_referentienummer)


async def _beantwoord(work: Work, nummer: str) -> None:
    vraag = await store.uitgaand_met(work, nummer)
    assert vraag is not None  # `_past` found it
    vraag.status = Uitstand.BEANTWOORD
    vraag.foutcode = vraag.fout = vraag.fout_van = None


def _weigering(answer: httpx.Response) -> _Geweigerd:
    try:
        return _Geweigerd.model_validate_json(answer.content)
    except ValueError:
        return _Geweigerd()


async def _keur_af(work: Work, ggk: Ggk, rij: GgkInkomend, bericht: Envelop, waarom: str) -> None:
    """Answer with an error (StUF055): no retour follows (OP286)."""
    rij.status, rij.reden = Instand.AFGEKEURD, waarom[:300]
    if bericht.zender.organisatie == controle.VECOZO:
        rij.status = Instand.APART  # VECOZO takes no error of ours: somebody has to tell it
        return
    tijdstip = await geef_tijdstip(work)
    fout = maken.xsd_fout(bericht, waarom, applicatie=ggk.applicatie_van_ons, tijdstip=tijdstip)
    await store.bewaar_uitgaand(work, fout, store.Herkomst(store.ONZE, rij.id), bericht.functie, None)


async def _koppel_fout(work: Work, rij: GgkInkomend, bericht: Foutbericht) -> None:
    """Lay an error with the message that it is about. On an error of ours too: nothing is answered to that."""
    over = await store.uitgaand_met(work, bericht.cross_referentienummer)
    if over is None:
        rij.status, rij.reden = Instand.ONBEKEND, GEEN_ANTWOORD_OP
        return
    rij.functie = over.functie
    if over.status is Uitstand.BEANTWOORD:
        rij.status, rij.reden = Instand.APART, AL_BEANTWOORD
        return
    if over.status is not Uitstand.VERVANGEN:
        zet_fout(over, bericht.fout, bericht.zender.organisatie)
    rij.status, rij.reden = Instand.VERWERKT, None


async def _zet_apart(room: Room, id_: str, reden: str) -> None:
    async with room.work() as work:
        rij = await _rij(work, id_)
        rij.status, rij.reden = Instand.APART, mask_bsn(reden)[:300]


async def _rij(work: Work, id_: str) -> GgkInkomend:
    rij = await store.inkomend(work, id_)
    assert rij is not None  # nothing goes out of this table
    return rij
