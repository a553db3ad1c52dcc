"""Taking what services have ready for providers whom the GGk reaches: into an envelope, and kept until it is sent."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date

import httpx
from pydantic import TypeAdapter

from aansluiting.domain.ggk import Berichtweg, dienst_van, gaat_langs_ggk, uiterlijk
from aansluiting.gelezen import Gelezen
from aansluiting.instellingen import Ggk, instellingen_van
from aansluiting.store import ggk as store
from aansluiting.store.koppelstanden import geef_tijdstip
from aansluiting.tables.ggk import GgkUitgaand, Uitstand
from aansluiting.usecases.ronde import Ronde
from chassis.service import Room
from chassis.work import Work
from koppelvlakken.ggk import controle, maken
from koppelvlakken.ggk.envelop import Envelop
from koppelvlakken.ggk.functies import FUNCTIES

DIENSTEN = ("toewijzing", "declaratie")
PAGINA = 100
XML = {"Accept": "application/xml"}


class Poststuk(Gelezen):
    """A message in the post of a service."""

    id: str
    soort: str
    gemeente: str
    agb: str
    dagtekening: date
    antwoord_op: str | None


class _Weg(Gelezen):
    agb: str
    wet: str
    vanaf: date
    weg: str


_POSTSTUKKEN, _WEGEN = TypeAdapter(list[Poststuk]), TypeAdapter(list[_Weg])


async def haal_op(room: Room) -> None:
    """Take everything that has to go over the GGk. What is taken is kept first, and only then taken off the post.

    What a service does not give now waits, with what is behind it for the same provider; what is for others goes on.
    Raises the first httpx.HTTPError at the end.
    """
    instellingen = instellingen_van(room.settings)
    if instellingen.ggk is None:
        return
    wegen = await _wegen(room.peers["toewijzing"])
    ronde = Ronde()
    for dienst in DIENSTEN:
        query = {"richting": "uit", "status": "klaar"}
        async for items in bladzijden(room.peers[dienst], "/v1/berichten", query):
            stukken = [each for each in _POSTSTUKKEN.validate_python(items) if each.gemeente in instellingen.gemeenten]
            async with room.work(writes=False) as work:
                vragen = await store.nummers_van(
                    work, dienst, [each.antwoord_op for each in stukken if each.antwoord_op]
                )
            for stuk in stukken:
                if ronde.wacht(dienst, stuk.agb) or not _hoort_hier(stuk, wegen, vragen):
                    continue
                try:
                    await _neem(room, instellingen.ggk, stuk, vragen.get(stuk.antwoord_op or ""))
                except httpx.HTTPError as fout:
                    ronde.houd_op(dienst, stuk.agb, fout)
    ronde.besluit()


def _hoort_hier(stuk: Poststuk, wegen: Sequence[Berichtweg], vragen: Mapping[str, str]) -> bool:
    """An answer goes back as its question came; what we begin goes as the register says for its day."""
    if stuk.antwoord_op is not None:
        return stuk.antwoord_op in vragen
    return gaat_langs_ggk(wegen, stuk.agb, stuk.soort, stuk.dagtekening)


async def _wegen(toewijzing: httpx.AsyncClient) -> Sequence[Berichtweg]:
    gevonden = []
    async for items in bladzijden(toewijzing, "/v1/berichtwegen", {}):
        gevonden += [Berichtweg(each.agb, each.wet, each.vanaf, each.weg) for each in _WEGEN.validate_python(items)]
    return gevonden


async def bladzijden(peer: httpx.AsyncClient, pad: str, query: dict[str, str]) -> AsyncIterator[object]:
    """The items of a list of a service, page by page. Raises httpx.HTTPError."""
    cursor: str | None = None
    while True:
        deze = {**query, "limit": str(PAGINA)} | ({} if cursor is None else {"cursor": cursor})
        pagina = (await peer.get(pad, params=deze)).raise_for_status().json()
        yield pagina["items"]
        cursor = pagina["volgende"]
        if cursor is None:
            return


async def _neem(room: Room, ggk: Ggk, stuk: Poststuk, vraag: str | None) -> None:
    peer, pad = room.peers[dienst_van(stuk.soort)], f"/v1/berichten/{stuk.id}"
    inhoud = (await peer.get(f"{pad}/inhoud", headers=XML)).raise_for_status().content
    async with room.work() as work:
        await pak_in(work, ggk, stuk, inhoud, vraag)
    (await peer.post(f"{pad}/_opgehaald")).raise_for_status()


async def pak_in(
    work: Work, ggk: Ggk, stuk: Poststuk, inhoud: bytes, vraag: str | None, poging: int = 0
) -> GgkUitgaand | None:
    """Keep a message in a new envelope; None when that was done before. What cannot be sent is kept with the reason."""
    tijdstip = await geef_tijdstip(work)
    envelop = maken.envelop_van_gemeente(
        stuk.soort,
        inhoud,
        gemeente=stuk.gemeente,
        agb=stuk.agb,
        applicatie=ggk.applicatie_van_ons,
        tijdstip=tijdstip,
        antwoord_op=vraag,
        soorten=ggk.soorten,
    )
    van = store.Herkomst(dienst_van(stuk.soort), stuk.id, poging)
    antwoord_voor = uiterlijk(stuk.soort, stuk.dagtekening) if FUNCTIES[stuk.soort].antwoord else None
    rij = await store.bewaar_uitgaand(work, envelop, van, stuk.soort, antwoord_voor)
    bezwaar = _bezwaar(envelop, stuk, ggk)
    if rij is not None and bezwaar is not None:
        rij.status, rij.foutcode, rij.fout = Uitstand.FOUT, bezwaar.code, bezwaar.reden
    return rij


def _bezwaar(envelop: Envelop, stuk: Poststuk, ggk: Ggk) -> controle.Bezwaar | None:
    """Why an envelope cannot be sent; its content was judged by the service that wrote it, before it was ready."""
    return (
        controle.keur_grootte(envelop.inhoud)
        or controle.keur_stuurgegevens(envelop, "gemeente", ggk.soorten)
        or controle.keur_inhoud(envelop, controle.Inhoud(stuk.soort, stuk.agb, stuk.gemeente), "gemeente")
    )
