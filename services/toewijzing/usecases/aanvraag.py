"""Messages with requests that came in together, and what judging them asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from berichtenverkeer.post import Poststuk
from berichtenverkeer.verwerking import Binnengekomen
from chassis.sealed import BSN
from chassis.vault import Hash
from chassis.work import Work
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317
from toewijzing.store import gesprek
from toewijzing.store.van_client import alles_van
from toewijzing.tables import Toewijzing

Verzoekbericht = Bericht315 | Bericht317


@dataclass(frozen=True)
class Aanvraag:
    """A message with requests, the hash of the BSN in it, and the client as far as there is or was an assignment."""

    binnen: Binnengekomen[Verzoekbericht]
    gehasht: Hash
    client_id: str | None

    @property
    def stuk(self) -> Poststuk:
        """As it stands in the post."""
        return self.binnen.stuk

    @property
    def referenties(self) -> list[gesprek.Referentie]:
        """Of each request in it: each product of a VOT is one, and a VOW is one whole."""
        bericht = self.binnen.bericht
        delen = bericht.client.aangevraagde_producten if isinstance(bericht, Bericht315) else (bericht.client.verzoek,)
        return [gesprek.Referentie(self.stuk.wet, self.stuk.agb, each.referentie_aanbieder) for each in delen]

    @property
    def partijen(self) -> list[gesprek.Partijen]:
        """Between whom it is, by each form in which the BSN may be kept."""
        stuk = self.stuk
        return [gesprek.Partijen(stuk.gemeente, stuk.wet, stuk.agb, each) for each in self.gehasht.forms]


@dataclass(frozen=True)
class Stand:
    """What is known when some requests are judged."""

    alles: Mapping[tuple[str, str], Sequence[Toewijzing]]
    """What clients have, or had, of whom somebody asks a change; by municipality and client."""
    referenties: set[gesprek.Referentie]
    """Those that were used, of those in the messages."""
    in_gesprek: set[gesprek.Partijen]
    """Between whom a request is open, of those in the messages."""

    def neem_op(self, aanvraag: Aanvraag) -> None:
        """Its requests are open, for those that are judged after it."""
        self.referenties.update(aanvraag.referenties)
        self.in_gesprek.update(aanvraag.partijen)


async def vind_aanvragen(work: Work, binnen: Sequence[Binnengekomen[Verzoekbericht]]) -> list[Aanvraag]:
    """Of whom these are; nobody else judges one of the same provider for the same client until this ends (TR374)."""
    gehasht = [work.vault.hash(BSN, each.bericht.client.bsn.encode()) for each in binnen]
    # By the form that stays, whichever key this process uses by now.
    await work.wait_for_turn(
        *{f"verzoek {each.stuk.agb} {van.forms[0]}" for each, van in zip(binnen, gehasht, strict=True)}
    )
    wie = [(each.stuk.gemeente, van.forms) for each, van in zip(binnen, gehasht, strict=True)]
    clienten = await gesprek.clienten(work.session, wie)
    return [Aanvraag(*each) for each in zip(binnen, gehasht, clienten, strict=True)]


async def vind_stand(work: Work, aanvragen: Sequence[Aanvraag]) -> Stand:
    """What judging these asks."""
    te_wijzigen = {
        (each.stuk.gemeente, each.client_id)
        for each in aanvragen
        if isinstance(each.binnen.bericht, Bericht317) and each.client_id is not None
    }
    referenties = {each for aanvraag in aanvragen for each in aanvraag.referenties}
    partijen = {each for aanvraag in aanvragen for each in aanvraag.partijen}
    return Stand(
        alles=await alles_van(work.session, te_wijzigen),
        referenties=await gesprek.gebruikte_referenties(work.session, referenties),
        in_gesprek=await gesprek.in_gesprek(work.session, partijen),
    )
