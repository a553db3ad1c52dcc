"""Decide on a request of a provider: grant it with a WMO301, or reject or investigate it with a WMO319."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import wetten
from berichtenverkeer.nummers import volgende_identificatie
from berichtenverkeer.post import Uitgaand, inhoud_van, verzend, vind
from chassis.sealed import BSN
from chassis.work import Work
from gebeurtenissen.toewijzing import VERZOEK_BESLOTEN, VerzoekBesloten
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317, NieuwProduct, TeWijzigenProduct
from istandaard.berichten.bericht319 import Antwoord, Bericht319, Woonplaatsbeginsel
from istandaard.codes import JaNee, RedenAfwijzingVerzoek, RedenWijziging, VerzoekAntwoord
from toewijzing.domain import honorering, vow
from toewijzing.domain.afwijzing import check_afwijzing
from toewijzing.domain.honorering import ZOALS_GEVRAAGD, Afgesproken, Deel, Toekenning, alleen_dagen, per_deel
from toewijzing.domain.melding import Honorering
from toewijzing.domain.termijn import Ketentermijnsoort, Wie, voor_onderzoek, voor_retour
from toewijzing.domain.verzoek import OPEN, Verzoekstatus
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import actueel, van_client
from toewijzing.tables import Toewijzing, Verzoek
from toewijzing.usecases.bijwerken import begin, stuur, toets_aanbieder, wacht_op_beurt, zonder_nieuwe_stapeling
from toewijzing.usecases.leeftijd import toets_leeftijd
from toewijzing.usecases.persoon import zoek_persoon
from toewijzing.usecases.verwerk_verzoek import per_nummer
from toewijzing.usecases.wijzig_toewijzing import voer_uit
from weigering import Weigering
from wetten import Wet, header_van_gemeente, soort_van


async def bericht_van_verzoek(work: Work, verzoek: Verzoek) -> Bericht315 | Bericht317:
    """The message that it came in: a VOT is one of its products, a VOW the whole of it."""
    bericht = wetten.lees(await inhoud_van(work, verzoek.bericht_id))
    assert isinstance(bericht, Bericht315 | Bericht317)  # no other message is a request
    return bericht


@dataclass(frozen=True)
class Besluit:
    """What the municipality says on a request; see BesluitBody."""

    besluit: Literal["toekennen", "afwijzen", "in-onderzoek"]
    reden: RedenAfwijzingVerzoek | None = None
    woonplaats: str | None = None
    client_id: str | None = None
    afgesproken: Sequence[Afgesproken] = ()


async def beslis(work: Work, verzoek: Verzoek, nieuw: Besluit) -> None:
    """Grant a request (301), reject it, or take it under investigation (319). Raises Weigering."""
    if (nieuw.besluit == "afwijzen") != (nieuw.reden is not None):
        raise Weigering("Geef een reden bij afwijzen, en alleen dan.", veld="body.reden")
    if nieuw.afgesproken and nieuw.besluit != "toekennen":
        raise Weigering("Afspraken horen bij toekennen, en alleen daarbij.", veld="body.afgesproken")
    if nieuw.reden is not None:
        await _wijs_af(work, verzoek, nieuw.reden, nieuw.woonplaats)
    elif nieuw.besluit == "in-onderzoek":
        await _neem_in_onderzoek(work, verzoek)
    else:
        await _ken_toe(work, verzoek, nieuw)


async def _wijs_af(work: Work, verzoek: Verzoek, reden: RedenAfwijzingVerzoek, woonplaats: str | None) -> None:
    """Reject it, with a reason. Raises Weigering when it was decided on already (TR359, TR365)."""
    _moet_open(verzoek)
    check_afwijzing(verzoek.wet, verzoek.soort, reden, woonplaats, verzoek.ontvangen_op, work.today)
    await _stuur_319(work, verzoek, VerzoekAntwoord.AFGEWEZEN, reden, woonplaats)
    await _sluit(work, verzoek, Verzoekstatus.AFGEWEZEN, reden)


async def _neem_in_onderzoek(work: Work, verzoek: Verzoek) -> None:
    """Ask for time, once (TR360): there are eight weeks then, from its Dagtekening (OP346). Raises Weigering."""
    _moet_open(verzoek)
    if verzoek.status == Verzoekstatus.IN_ONDERZOEK:
        raise Weigering("Dit verzoek is al in onderzoek (TR360).", soort="al-in-onderzoek", regel="TR360")
    await _stuur_319(work, verzoek, VerzoekAntwoord.IN_ONDERZOEK, None)
    stuk = await vind(work, verzoek.bericht_id)
    assert stuk is not None  # the request is a message of the post
    termijn = voor_onderzoek(stuk.dagtekening)
    verzoek.status, verzoek.uiterlijk = Verzoekstatus.IN_ONDERZOEK, termijn.uiterlijk
    te_openen = termijnen.Open(
        Ketentermijnsoort.VERZOEK, verzoek.id, verzoek.gemeente, verzoek.agb, termijn, Wie.GEMEENTE
    )
    await termijnen.zet(work.session, [te_openen])
    await _vertel(work, verzoek)


async def _ken_toe(work: Work, verzoek: Verzoek, nieuw: Besluit) -> None:
    """Grant it: one WMO301 carries its ReferentieAanbieder (TR379), and says what differs from what was asked.

    Raises Weigering, and httpx.HTTPError when toegang does not answer.
    """
    _moet_open(verzoek)
    await wacht_op_beurt(work, verzoek.gemeente)
    bericht = await bericht_van_verzoek(work, verzoek)
    # By the message, not by the hash that was kept of it: while keys change, that may be another form.
    gehasht = work.vault.hash(BSN, bericht.client.bsn.encode())
    voorbeeld = await gesprek.laatste_van_client(work.session, verzoek.gemeente, gehasht.forms)
    if voorbeeld is None and nieuw.client_id is not None and verzoek.wet is Wet.JEUGDWET:
        voorbeeld = await _verwezen(work, verzoek, nieuw.client_id, bericht.client.bsn, gehasht.current)
    verzoek.client_id = voorbeeld.client_id if voorbeeld else None
    if voorbeeld is None:
        raise Weigering("Deze cliënt is hier niet bekend. Geef eerst een beschikking, of wijs af.", soort="client")
    if isinstance(bericht, Bericht315):
        await _ken_vot_toe(work, verzoek, voorbeeld, bericht, nieuw.afgesproken)
    else:
        await _ken_vow_toe(work, verzoek, bericht, nieuw.afgesproken)
    await _sluit(work, verzoek, Verzoekstatus.TOEGEKEND, None)


async def _verwezen(work: Work, verzoek: Verzoek, client_id: str, bsn: str, bsn_hash: str) -> Toewijzing:
    """What an assignment of a youth begins from who was referred and has none here yet: a VOT on a legal referral.

    Raises Weigering when toegang has somebody else under this number.
    """
    persoon = await zoek_persoon(work, client_id)
    if persoon is None or persoon.bsn != bsn:
        raise Weigering("Deze cliënt is een ander dan in het verzoek.", soort="client", veld="body.clientId")
    return Toewijzing(
        id=verzoek.id,
        beschikking_id=verzoek.id,
        client_id=client_id,
        bsn_hash=bsn_hash,
        gemeente=verzoek.gemeente,
        wet=verzoek.wet,
        besluitdatum=work.today,
    )


def _moet_open(verzoek: Verzoek) -> None:
    if verzoek.status not in OPEN:
        raise Weigering("Op dit verzoek is al besloten (TR359, TR365).", soort="al-besloten", regel="TR365")


async def _ken_vot_toe(
    work: Work,
    verzoek: Verzoek,
    voorbeeld: Toewijzing,
    bericht: Bericht315,
    afgesproken: Sequence[Afgesproken],
) -> None:
    """One product, with what the municipality thinks right (IV094)."""
    anders = per_deel(afgesproken, [ZOALS_GEVRAAGD.deel]).get(ZOALS_GEVRAAGD.deel, ZOALS_GEVRAAGD)
    toekenning = honorering.ken_toe(bericht.client.aangevraagde_producten[verzoek.positie], anders)
    nieuw = await _begin(work, voorbeeld, verzoek, toekenning)
    gezag_bekend = bericht.client.gezagsdrager_bekend is JaNee.JA
    honoreert = Honorering(verzoek.referentie, toekenning.toelichting, gezag_bekend)
    await stuur(work, [nieuw], {nieuw.id: honoreert})


async def _ken_vow_toe(work: Work, verzoek: Verzoek, bericht: Bericht317, afgesproken: Sequence[Afgesproken]) -> None:
    """All or nothing, on what ran when it came in: that may have changed since, or have ended by itself (IV093)."""
    verzocht = bericht.client.verzoek
    delen: dict[Deel, TeWijzigenProduct | NieuwProduct] = {
        **{(each.toewijzing_nummer, None): each for each in verzocht.te_wijzigen_producten},
        **{(None, plaats): each for plaats, each in enumerate(verzocht.nieuwe_producten, 1)},
    }
    anders = per_deel(afgesproken, delen)
    for each in anders.values():
        alleen_dagen(each)
    alles = await van_client(work.session, verzoek.gemeente, str(verzoek.client_id))
    lopend = actueel(alles, verzoek.wet, verzoek.agb, verzoek.ontvangen_op)
    _past_nog(bericht, lopend)
    vow.check_wijzigbaar(bericht, per_nummer(lopend))
    in_bericht = {each.id: each for each in lopend}
    toelichtingen: dict[str, str | None] = {}
    async with zonder_nieuwe_stapeling(work, lopend[0]):
        for deel, gevraagd in delen.items():
            toekenning = honorering.ken_toe(gevraagd, anders.get(deel, ZOALS_GEVRAAGD))
            for toewijzing in await _voer_deel_uit(work, verzoek, gevraagd, toekenning, lopend):
                in_bericht[toewijzing.id] = toewijzing
                toelichtingen[toewijzing.id] = toekenning.toelichting
    honoreert = {each: Honorering(verzoek.referentie, toelichtingen.get(each)) for each in in_bericht}
    await stuur(work, list(in_bericht.values()), honoreert)


async def _voer_deel_uit(
    work: Work,
    verzoek: Verzoek,
    gevraagd: TeWijzigenProduct | NieuwProduct,
    toekenning: Toekenning,
    lopend: Sequence[Toewijzing],
) -> list[Toewijzing]:
    """What changes and what begins by one part of a VOW."""
    if isinstance(gevraagd, NieuwProduct):
        return [await _begin(work, lopend[0], verzoek, toekenning)]
    toewijzing = next(each for each in lopend if each.toewijzing_nummer == gevraagd.toewijzing_nummer)
    return await voer_uit(work, toewijzing, toekenning.afspraak, RedenWijziging.DOOR_AANBIEDER)


def _past_nog(bericht: Bericht317, lopend: Sequence[Toewijzing]) -> None:
    bekend = vow.Bekend(
        client_bekend=True, lopend=per_nummer(lopend), referentie_gebruikt=False, heeft_open_verzoek=False
    )
    gebroken = vow.gebroken(bericht, bekend, vow.ZOLANG_OPEN)
    if gebroken:
        detail = "De toewijzingen zijn gewijzigd sinds dit verzoek, en het past niet meer. Wijs het af."
        raise Weigering(detail, soort="gewijzigd", regel=gebroken[0][0])


async def _begin(work: Work, voorbeeld: Toewijzing, verzoek: Verzoek, toekenning: Toekenning) -> Toewijzing:
    """A new assignment that the contract allows. Raises Weigering.

    It is of no product of a decision: it neither ends nor moves on with what the client had before.
    """
    product = toekenning.product
    await toets_leeftijd(work, verzoek.wet, voorbeeld.client_id, toekenning.afspraak.einddatum)
    anders: dict[str, object] = {
        "product_id": None,
        "categorie": product.categorie.value if product else None,
        "code": product.code if product else None,
        "besluitdatum": work.today,
        "vorm": "natura",
        "specialisme": None,
        "doelgroep": None,
        "spoed": False,
        "afschaalmomenten": [],
        "contactmomenten": [],
        "vervoer": False,
        "netwerkmogelijkheden": [],
        "wens": verzoek.agb,
    }
    nieuw = await begin(work, voorbeeld, toekenning.afspraak, verzoek.agb, anders, verzoek.wet)
    await toets_aanbieder(work, nieuw, verzoek.agb)
    return nieuw


async def _stuur_319(
    work: Work,
    verzoek: Verzoek,
    antwoord: VerzoekAntwoord,
    reden: RedenAfwijzingVerzoek | None,
    woonplaats: str | None = None,
) -> None:
    soort = soort_van(verzoek.wet, "319")
    identificatie = await volgende_identificatie(work, soort, verzoek.gemeente, verzoek.agb)
    bericht = Bericht319(
        header=header_van_gemeente(
            soort, gemeente=verzoek.gemeente, agb=verzoek.agb, identificatie=identificatie, dagtekening=work.today
        ),
        antwoord=Antwoord(
            referentie_aanbieder=verzoek.referentie,
            verzoek_antwoord=antwoord,
            reden_afwijzing_verzoek=reden,
            woonplaatsbeginsel=Woonplaatsbeginsel(gemeente=woonplaats) if woonplaats else None,
        ),
    )
    [stuk] = await verzend(work, Uitgaand(bericht, verzoek.gemeente, verzoek.agb, identificatie))
    retour = termijnen.Open(Ketentermijnsoort.RETOUR, stuk.id, verzoek.gemeente, verzoek.agb, voor_retour(work.today))
    await termijnen.zet(work.session, [retour])


async def _sluit(work: Work, verzoek: Verzoek, status: Verzoekstatus, reden: RedenAfwijzingVerzoek | None) -> None:
    verzoek.status, verzoek.besloten_op = status, work.today
    verzoek.reden = reden.value if reden else None
    await termijnen.sluit(work.session, Ketentermijnsoort.VERZOEK, [verzoek.id], work.today)
    await _vertel(work, verzoek)


async def _vertel(work: Work, verzoek: Verzoek) -> None:
    data = VerzoekBesloten.model_validate(
        {
            "verzoek_id": verzoek.id,
            "soort": verzoek.soort,
            "client_id": verzoek.client_id,
            "gemeente": verzoek.gemeente,
            "wet": verzoek.wet,
            "agb": verzoek.agb,
            "ontvangen_op": verzoek.ontvangen_op,
            "besloten_op": work.today,
            "uiterlijk": verzoek.uiterlijk,
            "besluit": str(verzoek.status),
            "reden": verzoek.reden,
        }
    )
    await work.tell(VERZOEK_BESLOTEN, verzoek.id, data)
