"""Write a 301 of the law that was decided under, and offer it to the provider for collection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from berichtenverkeer.nummers import volgende_identificatie
from berichtenverkeer.post import Uitgaand, verzend
from chassis.identifiers import new_id
from chassis.work import Work
from istandaard.berichten.bericht301 import Bericht301, ToegewezenProduct
from toewijzing.bodies.persoon import Persoon
from toewijzing.domain.melding import Honorering, Melding, melding_bij
from toewijzing.domain.stapeling import in_berichten
from toewijzing.domain.termijn import Ketentermijnsoort, voor_retour
from toewijzing.domain.toewijzing import Retour
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import afspraak_van, te_melden, verteld_in
from toewijzing.tables import Toewijzing, ToewijzingVersie
from toewijzing.usecases.client_in_bericht import client_van
from toewijzing.usecases.coordinatie import bepaal_coordinator
from toewijzing.usecases.in_bericht import toegewezen_product
from toewijzing.usecases.levering import plan_termijnen
from toewijzing.usecases.persoon import vraag_persoon
from wetten import header_van_gemeente, soort_van

Meldingen = Mapping[str, Melding]


@dataclass(frozen=True)
class Zending:
    """What a provider has to be told of one client."""

    agb: str
    identificatie: str
    gewijzigd: Sequence[Toewijzing]
    """What changed, or is new: it goes along also when past, and becomes a version."""
    alles: Sequence[Toewijzing]
    """All that the client has, or had; the change is in it."""
    honoreert: Mapping[str, Honorering] = field(default_factory=dict)
    """By assignment, the request that this honours (TR379)."""
    is_nieuw: bool = False
    """No provider was told of the change before."""


async def verstuur_toewijzing(work: Work, zending: Zending) -> None:
    """Send a provider all current assignments of the client, and look again who coordinates around it (OP087, M58).

    What the provider rejected before counts as never sent, and goes along again. One WMO301, or more where assignments
    that clash stand already: each keeps TR302. Raises httpx.HTTPError when toegang does not answer; the event is then
    tried again.
    """
    eerste = zending.gewijzigd[0]
    await bepaal_coordinator(work, eerste, zending.alles)
    te_zien = te_melden(zending.alles, eerste.wet, zending.agb, work.today)
    samen = {each.id: each for each in (*te_zien, *zending.gewijzigd)}
    eerder = await _eerder_verteld(work, zending, samen)
    meldingen = {id_: _melding(each, zending.honoreert.get(id_), eerder[id_]) for id_, each in samen.items()}
    in_te_vullen = [
        toegewezen_product(each, meldingen[each.id])
        for each in sorted(samen.values(), key=lambda each: each.toewijzing_nummer or 0)
    ]
    berichten = {new_id(): tuple(deel) for deel in in_berichten(in_te_vullen)}
    for bericht_id, deel in berichten.items():
        nummers = {each.toewijzing_nummer for each in deel}
        hierin = [each for each in samen.values() if each.toewijzing_nummer in nummers]
        _bewaar_versies(work, bericht_id, hierin, meldingen, eerder)
    await work.session.flush()
    afgekeurd = [each for each in te_zien if each.retour == Retour.AFGEKEURD]
    opnieuw = list({each.id: each for each in (*zending.gewijzigd, *afgekeurd)}.values())
    for each in opnieuw:
        each.retour = None
    retouren = [
        termijnen.Open(Ketentermijnsoort.RETOUR, each, eerste.gemeente, zending.agb, voor_retour(work.today))
        for each in berichten
    ]
    await plan_termijnen(work, opnieuw, retouren, nieuw={id_ for id_ in samen if not eerder[id_]})
    # Who the client is comes last: toegang was asked long ago, and all else is done while it answers.
    await _verzend(work, zending, berichten, await vraag_persoon(work, eerste.client_id))


async def _verzend(
    work: Work, zending: Zending, berichten: Mapping[str, tuple[ToegewezenProduct, ...]], persoon: Persoon
) -> None:
    """Offer each message for collection, under its id; only the first has a number yet."""
    eerste = zending.gewijzigd[0]
    gemeente, soort = eerste.gemeente, soort_van(eerste.wet, "301")
    identificatie: str | None = zending.identificatie
    gezag_bekend = any(each.gezag_bekend for each in zending.honoreert.values())
    for bericht_id, producten in berichten.items():
        identificatie = identificatie or await volgende_identificatie(work, soort, gemeente, zending.agb)
        header = header_van_gemeente(
            soort, gemeente=gemeente, agb=zending.agb, identificatie=identificatie, dagtekening=work.today
        )
        client = client_van(persoon, producten, work.today, zonder_gezag=gezag_bekend)
        bericht = Bericht301(header=header, client=client)
        await verzend(work, Uitgaand(bericht, gemeente, zending.agb, identificatie, bericht_id=bericht_id))
        identificatie = None


async def _eerder_verteld(
    work: Work, zending: Zending, samen: Mapping[str, Toewijzing]
) -> Mapping[str, Sequence[ToewijzingVersie]]:
    """What the provider was told before of each of these, oldest first; of what is new that is nothing."""
    bekend = [id_ for id_, each in samen.items() if not (zending.is_nieuw and each in zending.gewijzigd)]
    versies = await gesprek.versies_van(work.session, bekend) if bekend else {}
    return {id_: versies.get(id_, []) for id_ in samen}


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
