"""A case under the Jeugdwet: the way in and who agreed, and what a decision under either law needs of the citizen."""

from collections.abc import Iterable
from datetime import date

from chassis.work import Work
from gebeurtenissen.toegang import JEUGDZAAK_VASTGELEGD, JeugdzaakVastgelegd
from inkoop import komend_model
from toegang import store
from toegang.bodies.jeugd import JeugdzaakBody
from toegang.bodies.persoon import Persoon
from toegang.domain import jeugd
from toegang.domain.logboek import Wat
from toegang.domain.route import OPEN, Meldingstatus
from toegang.tables import BeschiktProduct, Jeugdzaak, Melding
from toegang.tables.beschermd import JEUGDZAAK
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.vergelijk_brp import ingeschreven_volgens_brp
from weigering import Weigering
from wetten import Wet


async def leg_jeugdzaak_vast(work: Work, melding: Melding, persoon: Persoon, nieuw: JeugdzaakBody) -> Jeugdzaak:
    """Record it, in the place of what was there. Raises Weigering.

    For a case of another law or one that is done, a referrer that no message can name, nobody with authority, or when
    another municipality is responsible.
    """
    if melding.wet is not Wet.JEUGDWET:
        raise Weigering("Deze zaak valt onder de Wmo.", regel=jeugd.JEUGDIGE)
    zaak = await store.jeugdzaak(work.session, melding.id)
    # Of help that was taken in by file it comes afterwards: nobody decided on it here (M134).
    if melding.status not in OPEN and (zaak is not None or melding.status != Meldingstatus.BESCHIKT):
        raise Weigering("Deze zaak is al klaar.", regel=jeugd.JEUGDIGE)
    for veld, dag in _dagen(nieuw):
        if dag is not None and dag > work.today:
            raise Weigering("Kies een dag tot en met vandaag.", veld=f"body.{veld}")
    _check_route(melding, nieuw)
    jeugd.check_verwijzer(nieuw.verwijzer, nieuw.agb, nieuw.naam)
    jeugd.check_gezag(nieuw.gezag, [each.soort for each in persoon.relaties], persoon.geboren, work.today)
    gemeente, grond = await _woonplaats(work, melding, nieuw)
    jeugd.check_woonplaats(melding.gemeente, gemeente)
    zaak = zaak or Jeugdzaak(melding_id=melding.id)
    zaak.verwijzer, zaak.verlengingsgrond = nieuw.verwijzer, nieuw.verlengingsgrond
    zaak.woonplaats, zaak.woonplaatsgrond = gemeente, grond
    zaak.inhoud = work.vault.seal(JEUGDZAAK, melding.id, nieuw.model_dump_json().encode())
    await store.add(work.session, zaak)
    noteer_wijziging(work, melding, Wat.JEUGDZAAK_VASTGELEGD)
    data = JeugdzaakVastgelegd(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        verwijzer=zaak.verwijzer,
        verlengingsgrond=zaak.verlengingsgrond,
    )
    await work.tell(JEUGDZAAK_VASTGELEGD, melding.id, data)
    return zaak


def _dagen(nieuw: JeugdzaakBody) -> Iterable[tuple[str, date | None]]:
    yield "verwezenOp", nieuw.verwezen_op
    yield "overlegdOp", nieuw.overlegd_op
    yield "toestemmingGezagOp", nieuw.toestemming_gezag_op
    yield "toestemmingJeugdigeOp", nieuw.toestemming_jeugdige_op


def _check_route(melding: Melding, nieuw: JeugdzaakBody) -> None:
    """Raises Weigering when the region wants a talk before this referrer refers, and none was held (M41)."""
    model = komend_model([melding.gemeente], melding.meldingsdatum)
    routes = model.verwijsroutes if model else ()
    route = next((each for each in routes if each.type_verwijzer is nieuw.verwijzer), None)
    if route is not None and route.overleg_vooraf and nieuw.overlegd_op is None:
        reden = "Bij deze verwijzer is eerst overleg met de gemeente nodig. Leg vast wanneer er overleg was."
        raise Weigering(reden, veld="body.overlegdOp", regel=route.bron[0])


async def _woonplaats(work: Work, melding: Melding, nieuw: JeugdzaakBody) -> tuple[str, jeugd.Woonplaatsgrond]:
    """By the history of addresses where that decides, else as the caseworker found it, else by what the BRP said."""
    adressen = [jeugd.Adresperiode(each.gemeente, each.vanaf, each.verblijf) for each in nieuw.adressen]
    if not adressen and nieuw.woonplaats is None:
        adressen = await ingeschreven_volgens_brp(work, melding.client_id)
    gevonden = jeugd.woonplaats(adressen, melding.meldingsdatum)
    if gevonden is not None:
        return gevonden
    if nieuw.woonplaats is None or nieuw.woonplaatsgrond is None:
        reden = "Uit de adressen blijkt niet welke gemeente verantwoordelijk is. Noem de gemeente, en de grond."
        raise Weigering(reden, veld="body.woonplaats", regel=jeugd.JEUGDIGE)
    return nieuw.woonplaats, nieuw.woonplaatsgrond


async def zaak_van(work: Work, melding: Melding) -> jeugd.Jeugdzaak | None:
    """What the rules look at in a case under the Jeugdwet; None under the Wmo. Raises Weigering while it is missing."""
    if melding.wet is not Wet.JEUGDWET:
        return None
    zaak = await store.jeugdzaak(work.session, melding.id)
    if zaak is None:
        reden = "Leg eerst de jeugdzaak vast: wie verwees, wie het gezag heeft en wie instemde."
        raise Weigering(reden, regel=jeugd.JEUGDIGE)
    inhoud = JeugdzaakBody.model_validate_json(work.vault.open(JEUGDZAAK, melding.id, zaak.inhoud))
    return jeugd.Jeugdzaak(
        verwijzer=inhoud.verwijzer,
        verlengingsgrond=inhoud.verlengingsgrond,
        gezag=inhoud.gezag,
        toestemming_gezag=inhoud.toestemming_gezag_op is not None,
        toestemming_jeugdige=inhoud.toestemming_jeugdige_op is not None,
    )


def toets_wet(
    wet: Wet,
    zaak: jeugd.Jeugdzaak | None,
    persoon: Persoon,
    producten: Iterable[BeschiktProduct],
    besluitdatum: date,
) -> None:
    """Raises Weigering when the law does not have these products for this citizen, or who has to did not agree."""
    producten = list(producten)
    if zaak is not None and producten:
        jeugd.check_gezag(zaak.gezag, [each.soort for each in persoon.relaties], persoon.geboren, besluitdatum)
        jeugd.check_toestemming(zaak, persoon.geboren, besluitdatum)
    verlengingsgrond = zaak.verlengingsgrond if zaak else None
    for plek, each in enumerate(producten):
        jeugd.check_product(
            wet,
            persoon.geboren,
            verlengingsgrond,
            each.categorie,
            each.ingangsdatum,
            each.einddatum,
            f"body.producten.{plek}",
        )
