"""Write a 301 of the law that was decided under, and offer it to the provider for collection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from berichtenverkeer.nummers import volgende_identificaties
from berichtenverkeer.post import Uitgaand, verzend
from chassis.identifiers import new_id
from chassis.work import Work
from istandaard.berichten.bericht301 import Bericht301, ToegewezenProduct
from toewijzing.domain.melding import Honorering, Melding, melding_bij
from toewijzing.domain.stapeling import in_berichten
from toewijzing.domain.termijn import Ketentermijnsoort, voor_retour
from toewijzing.domain.toewijzing import NIET_AANGEKOMEN
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import afspraak_van, te_melden, verteld_in
from toewijzing.tables import Toewijzing, ToewijzingVersie
from toewijzing.usecases.client_in_bericht import client_van
from toewijzing.usecases.coordinatie import Verandering, bepaal_coordinatoren
from toewijzing.usecases.in_bericht import toegewezen_product
from toewijzing.usecases.levering import plan_termijnen
from toewijzing.usecases.persoon import vraag_persoon
from wetten import header_van_gemeente, soort_van

Meldingen = Mapping[str, Melding]


@dataclass(frozen=True)
class Zending:
    """What a provider has to be told of one client."""

    agb: str
    gewijzigd: Sequence[Toewijzing]
    """What changed, or is new: it goes along also when past, and becomes a version."""
    alles: Sequence[Toewijzing]
    """All that the client has, or had; the change is in it."""
    honoreert: Mapping[str, Honorering] = field(default_factory=dict)
    """By assignment, the request that this honours (TR379)."""
    is_nieuw: bool = False
    """No provider was told of the change before."""
    traceparent: str | None = None
    """What it follows on, where several are sent together."""

    def samen(self, op: date) -> dict[str, Toewijzing]:
        """The assignments that stand in it, by id: what is valid, with what the provider rejected before (OP087)."""
        te_zien = te_melden(self.alles, self.gewijzigd[0].wet, self.agb, op)
        return {each.id: each for each in (*te_zien, *self.gewijzigd)}


@dataclass(frozen=True)
class _Brief:
    """A 301 of a zending, before it has a number."""

    id: str
    zending: Zending
    producten: tuple[ToegewezenProduct, ...]


async def verstuur_toewijzingen(work: Work, zendingen: Sequence[Zending]) -> None:
    """Send providers all current assignments of clients, and look again who coordinates around these (OP087, M58).

    What did not arrive before goes along again. One WMO301 each, or more where
    assignments that clash stand already: each keeps TR302. Raises httpx.HTTPError when toegang does not answer; the
    event is then tried again.
    """
    veranderingen = [Verandering(each.gewijzigd[0], each.alles, each.traceparent) for each in zendingen]
    await bepaal_coordinatoren(work, veranderingen)
    samen = [each.samen(work.today) for each in zendingen]
    eerder = await _eerder_verteld(work, zendingen, samen)
    brieven = [
        brief
        for zending, hierin in zip(zendingen, samen, strict=True)
        for brief in _schrijf(work, zending, hierin, eerder)
    ]
    await work.session.flush()
    opnieuw = dict[str, Toewijzing]()
    for zending, hierin in zip(zendingen, samen, strict=True):
        blijven_liggen = [each for each in hierin.values() if each.retour in NIET_AANGEKOMEN]
        opnieuw |= {each.id: each for each in (*zending.gewijzigd, *blijven_liggen)}
    for each in opnieuw.values():
        each.retour = None
    retouren = [
        termijnen.Open(
            Ketentermijnsoort.RETOUR,
            brief.id,
            brief.zending.gewijzigd[0].gemeente,
            brief.zending.agb,
            voor_retour(work.today),
        )
        for brief in brieven
    ]
    nieuw = {id_ for hierin in samen for id_ in hierin if not eerder[id_]}
    await plan_termijnen(work, list(opnieuw.values()), retouren, nieuw=nieuw)
    await _verzend(work, brieven)


def _schrijf(
    work: Work,
    zending: Zending,
    samen: Mapping[str, Toewijzing],
    eerder: Mapping[str, Sequence[ToewijzingVersie]],
) -> list[_Brief]:
    """The 301s of a zending, with each assignment in one of them as a version."""
    meldingen = {id_: _melding(each, zending.honoreert.get(id_), eerder[id_]) for id_, each in samen.items()}
    in_te_vullen = [
        toegewezen_product(each, meldingen[each.id])
        for each in sorted(samen.values(), key=lambda each: each.toewijzing_nummer or 0)
    ]
    brieven = [_Brief(new_id(), zending, tuple(deel)) for deel in in_berichten(in_te_vullen)]
    for brief in brieven:
        nummers = {each.toewijzing_nummer for each in brief.producten}
        hierin = [each for each in samen.values() if each.toewijzing_nummer in nummers]
        _bewaar_versies(work, brief.id, hierin, meldingen, eerder)
    return brieven


async def _verzend(work: Work, brieven: Sequence[_Brief]) -> None:
    """Offer each for collection, under its id."""
    van = [each.zending.gewijzigd[0] for each in brieven]
    reeksen = [
        (soort_van(each.wet, "301"), each.gemeente, brief.zending.agb) for brief, each in zip(brieven, van, strict=True)
    ]
    nummers = await volgende_identificaties(work, reeksen)
    uitgaande = []
    for brief, eerste, (soort, gemeente, agb), nummer in zip(brieven, van, reeksen, nummers, strict=True):
        # Who the client is comes last: toegang was asked long ago, and all else is done while it answers.
        persoon = await vraag_persoon(work, eerste.client_id)
        zending = brief.zending
        gezag_bekend = any(each.gezag_bekend for each in zending.honoreert.values())
        header = header_van_gemeente(soort, gemeente=gemeente, agb=agb, identificatie=nummer, dagtekening=work.today)
        client = client_van(persoon, brief.producten, work.today, zonder_gezag=gezag_bekend)
        bericht = Bericht301(header=header, client=client)
        uitgaande.append(Uitgaand(bericht, gemeente, agb, nummer, bericht_id=brief.id, traceparent=zending.traceparent))
    await verzend(work, *uitgaande)


async def _eerder_verteld(
    work: Work, zendingen: Sequence[Zending], samen: Sequence[Mapping[str, Toewijzing]]
) -> Mapping[str, Sequence[ToewijzingVersie]]:
    """What providers were told before of each of these, oldest first; of what is new that is nothing."""
    nieuw = {each.id for zending in zendingen if zending.is_nieuw for each in zending.gewijzigd}
    alle = {id_ for hierin in samen for id_ in hierin}
    versies = await gesprek.versies_van(work.session, alle - nieuw) if alle - nieuw else {}
    return {id_: versies.get(id_, []) for id_ in alle}


def _melding(toewijzing: Toewijzing, honoreert: Honorering | None, eerder: Sequence[ToewijzingVersie]) -> Melding:
    verteld = [verteld_in(each) for each in eerder]
    return melding_bij(afspraak_van(toewijzing), toewijzing.reden_wijziging, honoreert, verteld)


def _bewaar_versies(
    work: Work,
    bericht_id: str,
    gewijzigd: Sequence[Toewijzing],
    meldingen: Meldingen,
    eerder: Mapping[str, Sequence[ToewijzingVersie]],
) -> None:
    for each in gewijzigd:
        assert each.toegewezen_op is not None  # it is with a provider
        laatste = eerder[each.id][-1].versienummer if eerder[each.id] else 0
        melding = meldingen[each.id]
        versie = ToewijzingVersie(
            toewijzing_id=each.id,
            versienummer=laatste + 1,
            op=each.toegewezen_op,
            **vars(afspraak_van(each)),
            reden_wijziging=melding.reden,
            referentie=melding.honoreert.referentie if melding.honoreert else None,
            toelichting=melding.honoreert.toelichting if melding.honoreert else None,
            bericht_id=bericht_id,
            retourcodes=None,
        )
        work.session.add(versie)
