"""The queries on what goes and comes over the GGk."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import defer

from aansluiting.tables.ggk import IN, UIT, VINGERAFDRUK, GgkInkomend, GgkUitgaand, Instand, Uitstand
from chassis.database import upsert
from chassis.identifiers import new_id
from chassis.sealed import Sealed
from chassis.visible import of_gemeenten
from chassis.work import Work
from koppelvlakken.ggk.envelop import Bericht, Envelop
from koppelvlakken.ggk.lezen import lees
from koppelvlakken.ggk.schrijven import schrijf

ZUINIG = 1
FO01 = "Fo01"
ONZE = "koppelvlak"
"""Whose message a Fo01 of ours is."""


@dataclass(frozen=True)
class Herkomst:
    """Of which message of which service an envelope is made, and the how manyth it is."""

    dienst: str
    bericht_id: str
    poging: int = 0


async def bewaar_uitgaand(
    work: Work, bericht: Bericht, van: Herkomst, functie: str, antwoord_voor: date | None
) -> GgkUitgaand | None:
    """Keep an envelope that has to go out, once for each of its origins; None when it was there."""
    id_ = new_id()
    row = {
        "id": id_,
        "referentienummer": bericht.referentienummer,
        "soort": bericht.soort if isinstance(bericht, Envelop) else FO01,
        "functie": functie,
        "gemeente": bericht.zender.organisatie,
        "agb": bericht.ontvanger.organisatie,
        "tijdstip": bericht.tijdstip,
        "cross_referentienummer": bericht.cross_referentienummer,
        "dienst": van.dienst,
        "bericht_id": van.bericht_id,
        "poging": van.poging,
        "status": Uitstand.KLAAR,
        "gemaakt_op": work.now,
        "antwoord_voor": antwoord_voor,
        "inhoud": work.vault.seal(UIT, id_, zlib.compress(schrijf(bericht), ZUINIG)),
    }
    insert = upsert(work.session, GgkUitgaand).values(row)
    made = insert.on_conflict_do_nothing(index_elements=["dienst", "bericht_id", "poging"]).returning(GgkUitgaand.id)
    if (await work.session.execute(made)).first() is None:
        return None
    return await work.session.get_one(GgkUitgaand, id_)


def envelop_van(work: Work, uitgaand: GgkUitgaand) -> bytes:
    """The envelope that goes out, exactly; empty once it was done with for long (`maak_leeg`)."""
    return zlib.decompress(work.vault.open(UIT, uitgaand.id, uitgaand.inhoud))


async def bewaar_inkomend(work: Work, bericht: Bericht, functie: str) -> GgkInkomend | None:
    """Keep what came in. None when something else came from this sender under this number before.

    The same envelope again gives what was kept of it.
    """
    id_, inhoud = new_id(), schrijf(bericht)
    afdruk = work.vault.hash(VINGERAFDRUK.purpose, inhoud)
    zender = bericht.zender.organisatie or ""
    row = {
        "id": id_,
        "zender": zender,
        "referentienummer": bericht.referentienummer,
        "vingerafdruk": afdruk.current,
        "soort": bericht.soort if isinstance(bericht, Envelop) else FO01,
        "functie": functie,
        "gemeente": bericht.ontvanger.organisatie,
        "cross_referentienummer": bericht.cross_referentienummer,
        "status": Instand.ONTVANGEN,
        "ontvangen_op": work.now,
        "inhoud": work.vault.seal(IN, id_, zlib.compress(inhoud, ZUINIG)),
    }
    insert = upsert(work.session, GgkInkomend).values(row)
    await work.session.execute(insert.on_conflict_do_nothing(index_elements=["zender", "referentienummer"]))
    zelfde_nummer = select(GgkInkomend).where(
        GgkInkomend.zender == zender, GgkInkomend.referentienummer == bericht.referentienummer
    )
    bewaard = (await work.session.execute(zelfde_nummer)).scalar_one()
    return bewaard if bewaard.vingerafdruk in afdruk.forms else None


def bericht_van(work: Work, inkomend: GgkInkomend) -> Bericht:
    """What came in, as it is kept."""
    gelezen = lees(zlib.decompress(work.vault.open(IN, inkomend.id, inkomend.inhoud)))
    assert isinstance(gelezen, Bericht)  # nothing else is kept
    return gelezen


async def te_versturen(work: Work, limit: int) -> Sequence[str]:
    """The ids of what has to go out, in the order of its moments."""
    query = select(GgkUitgaand.id).where(GgkUitgaand.status == Uitstand.KLAAR)
    return (await work.session.execute(query.order_by(GgkUitgaand.tijdstip).limit(limit))).scalars().all()


@dataclass(frozen=True)
class TeVerwerken:
    """What came in and has to go on."""

    id: str
    zender: str
    functie: str
    """Empty for an error about a message that we do not know."""


async def te_verwerken(work: Work, na: str, limit: int) -> Sequence[TeVerwerken]:
    """What came in and has to go on, also what waited for a message that we know by now; in order."""
    bekend = select(GgkUitgaand.id).where(GgkUitgaand.referentienummer == GgkInkomend.cross_referentienummer).exists()
    gaat_verder = or_(GgkInkomend.status == Instand.ONTVANGEN, and_(GgkInkomend.status == Instand.ONBEKEND, bekend))
    query = select(GgkInkomend.id, GgkInkomend.zender, GgkInkomend.functie).where(gaat_verder, GgkInkomend.id > na)
    query = query.order_by(GgkInkomend.id).limit(limit)
    return [TeVerwerken(*row) for row in await work.session.execute(query)]


async def uitgaand(work: Work, id_: str) -> GgkUitgaand | None:
    """One envelope that goes out, for a change."""
    return await work.session.get(GgkUitgaand, id_, with_for_update=True)


async def uitgaand_met(work: Work, referentienummer: str) -> GgkUitgaand | None:
    """The envelope that went out under this number, for a change."""
    query = select(GgkUitgaand).where(GgkUitgaand.referentienummer == referentienummer).with_for_update()
    return (await work.session.execute(query)).scalar_one_or_none()


async def inkomend(work: Work, id_: str) -> GgkInkomend | None:
    """One envelope that came in, for a change."""
    return await work.session.get(GgkInkomend, id_, with_for_update=True)


async def nummers_van(work: Work, dienst: str, bericht_ids: Collection[str]) -> Mapping[str, str]:
    """Under which number each of these messages came in over the GGk; those that came another way are not in it."""
    query = select(GgkInkomend.bericht_id, GgkInkomend.referentienummer).where(
        GgkInkomend.dienst == dienst, GgkInkomend.bericht_id.in_(bericht_ids), GgkInkomend.soort == "Di01"
    )
    return {str(bericht_id): nummer for bericht_id, nummer in await work.session.execute(query)}


async def meld_verstuurd(work: Work, id_: str) -> None:
    """The adapter has it."""
    klaar = update(GgkUitgaand).where(GgkUitgaand.id == id_, GgkUitgaand.status == Uitstand.KLAAR)
    await work.session.execute(klaar.values(status=Uitstand.VERSTUURD, verstuurd_op=work.now))


KLAAR_MEE = (Uitstand.BEANTWOORD, Uitstand.VERVANGEN)
LEEG = zlib.compress(b"", ZUINIG)
AFGEHANDELD = (Instand.DOORGEGEVEN, Instand.VERWERKT, Instand.AFGEKEURD)


async def maak_leeg(work: Work, voor: datetime, limit: int) -> int:
    """Empty this many envelopes from before a moment that are done with; how many there were."""
    zonder_vervolg = and_(GgkUitgaand.status == Uitstand.VERSTUURD, GgkUitgaand.antwoord_voor.is_(None))
    uit = (or_(GgkUitgaand.status.in_(KLAAR_MEE), zonder_vervolg), GgkUitgaand.gemaakt_op < voor)
    binnen = (GgkInkomend.status.in_(AFGEHANDELD), GgkInkomend.ontvangen_op < voor)
    gedaan = await _maak_leeg(work, GgkUitgaand, UIT, uit, limit)
    return gedaan + await _maak_leeg(work, GgkInkomend, IN, binnen, limit - gedaan)


async def _maak_leeg(
    work: Work,
    tabel: type[GgkUitgaand] | type[GgkInkomend],
    plek: Sealed,
    waar: Collection[ColumnElement[bool]],
    limit: int,
) -> int:
    vol = _is_vol(work, tabel, plek)
    ids = (await work.session.execute(select(tabel.id).where(vol, *waar).order_by(tabel.id).limit(limit))).scalars()
    gevonden = list(ids)
    for id_ in gevonden:
        inhoud = work.vault.seal(plek, id_, LEEG)
        await work.session.execute(update(tabel).where(tabel.id == id_).values(inhoud=inhoud))
    return len(gevonden)


def _is_vol(work: Work, tabel: type[GgkUitgaand] | type[GgkInkomend], plek: Sealed) -> ColumnElement[bool]:
    return func.length(tabel.inhoud) > len(work.vault.seal(plek, "", LEEG))


async def leeggemaakt(work: Work, ids: Collection[str]) -> Collection[str]:
    """Which of these envelopes that went out hold nothing any more."""
    query = select(GgkUitgaand.id).where(GgkUitgaand.id.in_(ids), ~_is_vol(work, GgkUitgaand, UIT))
    return set((await work.session.execute(query)).scalars())


@dataclass(frozen=True)
class Achterstand:
    """How many messages of one kind wait, of a municipality and a provider, and since when the oldest does."""

    gemeente: str
    agb: str
    functie: str
    aantal: int
    sinds: datetime


async def zonder_antwoord(work: Work) -> Sequence[Achterstand]:
    """Messages that were sent, and whose answer should have been there."""
    te_laat = (GgkUitgaand.status == Uitstand.VERSTUURD, GgkUitgaand.antwoord_voor < work.today)
    return await _achterstanden(work, te_laat)


async def te_lang_klaar(work: Work, voor: datetime) -> Sequence[Achterstand]:
    """Messages that are ready since before this moment, and that the adapter does not take."""
    return await _achterstanden(work, (GgkUitgaand.status == Uitstand.KLAAR, GgkUitgaand.gemaakt_op < voor))


async def met_fout(work: Work) -> Sequence[Achterstand]:
    """Messages that were refused, or could not be sent."""
    return await _achterstanden(work, (GgkUitgaand.status == Uitstand.FOUT,))


async def _achterstanden(work: Work, waar: Collection[ColumnElement[bool]]) -> Sequence[Achterstand]:
    van, sinds = (GgkUitgaand.gemeente, GgkUitgaand.agb, GgkUitgaand.functie), func.min(GgkUitgaand.gemaakt_op)
    query = select(*van, func.count(), sinds).where(*waar).group_by(*van).order_by(*van)
    return [Achterstand(*row) for row in await work.session.execute(query)]


async def apart_gezet(work: Work) -> Sequence[Achterstand]:
    """What came in and does not go on."""
    return await _binnengekomen(work, GgkInkomend.status.in_((Instand.APART, Instand.ONBEKEND)))


async def te_lang_ontvangen(work: Work, voor: datetime) -> Sequence[Achterstand]:
    """What came in before this moment, and that its service does not take."""
    wacht = and_(GgkInkomend.status == Instand.ONTVANGEN, GgkInkomend.ontvangen_op < voor)
    return await _binnengekomen(work, wacht)


async def _binnengekomen(work: Work, waar: ColumnElement[bool]) -> Sequence[Achterstand]:
    van = (GgkInkomend.gemeente, GgkInkomend.zender, GgkInkomend.functie)
    query = select(*van, func.count(), func.min(GgkInkomend.ontvangen_op))
    query = query.where(waar).group_by(*van).order_by(*van)
    return [Achterstand(*row) for row in await work.session.execute(query)]


@dataclass(frozen=True)
class Selectie:
    """Which envelopes a list holds."""

    gemeenten: Collection[str]
    statussen: Collection[str]


async def uitgaande(work: Work, selectie: Selectie, na: str | None, limit: int) -> Sequence[GgkUitgaand]:
    """Envelopes that went out, in order of id, without what is in them."""
    query = select(GgkUitgaand).options(defer(GgkUitgaand.inhoud)).order_by(GgkUitgaand.id).limit(limit)
    query = query.where(of_gemeenten(GgkUitgaand.gemeente, selectie.gemeenten))
    query = query.where(GgkUitgaand.status.in_(selectie.statussen), GgkUitgaand.id > (na or ""))
    return (await work.session.execute(query)).scalars().all()


async def inkomende(work: Work, selectie: Selectie, na: str | None, limit: int) -> Sequence[GgkInkomend]:
    """Envelopes that came in, in order of id, without what is in them."""
    query = select(GgkInkomend).options(defer(GgkInkomend.inhoud)).order_by(GgkInkomend.id).limit(limit)
    query = query.where(of_gemeenten(GgkInkomend.gemeente, selectie.gemeenten))
    query = query.where(GgkInkomend.status.in_(selectie.statussen), GgkInkomend.id > (na or ""))
    return (await work.session.execute(query)).scalars().all()
