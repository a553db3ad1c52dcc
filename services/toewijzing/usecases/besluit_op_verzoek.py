"""Decide on a request of a provider: grant it with a WMO301, or reject or investigate it with a WMO319."""

from dataclasses import dataclass
from datetime import date

import iwmo
from berichtenverkeer.post import inhoud_van, verzend, volgende_identificatie
from chassis.work import Work
from gebeurtenissen import VERZOEK_BESLOTEN, VerzoekBesloten
from iwmo import cdt
from iwmo.berichten.gedeeld import HeaderVanGemeente
from iwmo.berichten.wmo315 import AangevraagdProduct, Wmo315
from iwmo.berichten.wmo317 import NieuwProduct, TeWijzigenProduct, Wmo317
from iwmo.berichten.wmo319 import Antwoord, Wmo319
from iwmo.codes import BerichtCode, RedenAfwijzingVerzoek, RedenWijziging, VerzoekAntwoord
from toewijzing.domain import vow
from toewijzing.domain.termijn import Soort, Wie, voor_retour, voor_verzoek
from toewijzing.domain.verzoek import OPEN, Status
from toewijzing.domain.wijziging import Afspraak, NietMogelijk
from toewijzing.store import gesprek, termijnen
from toewijzing.tables import Toewijzing, Verzoek
from toewijzing.usecases.verwerk_verzoek import lopend_bij, lopende_toewijzingen
from toewijzing.usecases.wijzig_toewijzing import begin, stuur, toets_aanbieder, voer_uit, wacht_op_beurt

MetOmvang = AangevraagdProduct | TeWijzigenProduct | NieuwProduct


@dataclass(frozen=True)
class Inhoud:
    """What a request asks: one product (VOT), or the whole wanted situation (VOW)."""

    bericht: Wmo315 | Wmo317
    product: AangevraagdProduct | None


async def inhoud_van_verzoek(work: Work, verzoek: Verzoek) -> Inhoud:
    """Read it from the message."""
    bericht = iwmo.lees(await inhoud_van(work, verzoek.bericht_id))
    if isinstance(bericht, Wmo315):
        return Inhoud(bericht, bericht.client.aangevraagde_producten[verzoek.positie])
    assert isinstance(bericht, Wmo317)  # no other message is a request
    return Inhoud(bericht, None)


async def wijs_af(work: Work, verzoek: Verzoek, reden: RedenAfwijzingVerzoek) -> None:
    """Reject it, with a reason. Raises NietMogelijk when it was decided on already (TR359, TR365)."""
    _moet_open(verzoek)
    await _stuur_319(work, verzoek, VerzoekAntwoord.AFGEWEZEN, reden)
    await _sluit(work, verzoek, Status.AFGEWEZEN, reden)


async def neem_in_onderzoek(work: Work, verzoek: Verzoek) -> None:
    """Ask for time, once (TR360): from the receipt there are eight weeks then (OP346). Raises NietMogelijk."""
    _moet_open(verzoek)
    if verzoek.status == Status.IN_ONDERZOEK:
        raise NietMogelijk("al-in-onderzoek", "Dit verzoek is al in onderzoek (TR360).", "TR360")
    await _stuur_319(work, verzoek, VerzoekAntwoord.IN_ONDERZOEK, None)
    termijn = voor_verzoek(verzoek.ontvangen_op, in_onderzoek=True)
    verzoek.status, verzoek.uiterlijk = Status.IN_ONDERZOEK, termijn.uiterlijk
    te_openen = termijnen.Open(Soort.VERZOEK, verzoek.id, verzoek.gemeente, verzoek.agb, termijn, Wie.GEMEENTE)
    await termijnen.zet(work.session, [te_openen])
    await _vertel(work, verzoek)


async def ken_toe(work: Work, verzoek: Verzoek) -> None:
    """Grant it: one WMO301 carries its ReferentieAanbieder (TR379).

    Raises NietMogelijk, and httpx.HTTPError when toegang does not answer.
    """
    _moet_open(verzoek)
    await wacht_op_beurt(work, verzoek.gemeente)
    verzoek.client_id = await gesprek.client_met(work.session, verzoek.gemeente, verzoek.bsn_hash)
    if verzoek.client_id is None:
        raise NietMogelijk("client", "Deze cliënt is hier niet bekend. Geef eerst een beschikking, of wijs af.")
    inhoud = await inhoud_van_verzoek(work, verzoek)
    if inhoud.product is not None:
        nieuw = await _nieuw_van_vot(work, verzoek, inhoud.product)
        await stuur(work, [nieuw], {nieuw.id: verzoek.referentie})
    elif isinstance(inhoud.bericht, Wmo317):
        await _ken_vow_toe(work, verzoek, inhoud.bericht)
    await _sluit(work, verzoek, Status.TOEGEKEND, None)


def _moet_open(verzoek: Verzoek) -> None:
    if verzoek.status not in OPEN:
        raise NietMogelijk("al-besloten", "Op dit verzoek is al besloten (TR359, TR365).", "TR365")


async def _nieuw_van_vot(work: Work, verzoek: Verzoek, product: AangevraagdProduct) -> Toewijzing:
    afspraak = _afspraak(product.toewijzing_ingangsdatum, product.toewijzing_einddatum, product)
    voorbeeld = await gesprek.laatste_van_client(work.session, verzoek.gemeente, verzoek.bsn_hash)
    assert voorbeeld is not None  # the client is known by it
    return await _begin(work, voorbeeld, verzoek.agb, product.product, afspraak)


async def _ken_vow_toe(work: Work, verzoek: Verzoek, bericht: Wmo317) -> None:
    """All or nothing, on what runs now: that may have changed since the request came in."""
    bekend = vow.Bekend(
        client_bekend=True,
        lopend=await lopend_bij(work, verzoek.gemeente, verzoek.client_id, verzoek.agb),
        referentie_gebruikt=False,
        heeft_open_verzoek=False,
    )
    gebroken = vow.gebroken(bericht, bekend, vow.ZOLANG_OPEN)
    if gebroken:
        detail = "De toewijzingen zijn gewijzigd sinds dit verzoek, en het past niet meer. Wijs het af."
        raise NietMogelijk("gewijzigd", detail, gebroken[0][0])
    lopend = await lopende_toewijzingen(work, verzoek.gemeente, verzoek.client_id, verzoek.agb)
    per_nummer = {each.nummer: each for each in lopend}
    gewijzigd = []
    for wens in bericht.client.verzoek.te_wijzigen_producten:
        afspraak = _afspraak(wens.gewenste_ingangsdatum, wens.einddatum, wens)
        toewijzing = per_nummer[wens.toewijzing_nummer]
        gewijzigd += await voer_uit(work, toewijzing, afspraak, RedenWijziging.DOOR_AANBIEDER)
    for nieuw in bericht.client.verzoek.nieuwe_producten:
        afspraak = _afspraak(nieuw.gewenste_ingangsdatum, nieuw.einddatum, nieuw)
        gewijzigd.append(await _begin(work, lopend[0], verzoek.agb, nieuw.product, afspraak))
    in_verzoek = {each.id: each for each in (*lopend, *gewijzigd)}
    await stuur(work, gewijzigd, dict.fromkeys(in_verzoek, verzoek.referentie))


def _afspraak(ingangsdatum: date, einddatum: date | None, gevraagd: MetOmvang) -> Afspraak:
    omvang = gevraagd.omvang
    if omvang is None:
        return Afspraak(ingangsdatum, einddatum, None, None, None, gevraagd.budget)
    return Afspraak(
        ingangsdatum, einddatum, omvang.volume, omvang.eenheid.value, omvang.frequentie.value, gevraagd.budget
    )


async def _begin(
    work: Work, voorbeeld: Toewijzing, agb: str, product: cdt.Product | None, afspraak: Afspraak
) -> Toewijzing:
    """A new assignment that the contract allows. Raises NietMogelijk."""
    anders: dict[str, object] = {
        "categorie": product.categorie.value if product else None,
        "code": product.code if product else None,
        "besluitdatum": work.today,
        "vorm": "natura",
        "specialisme": None,
        "doelgroep": None,
        "spoed": False,
        "afschaalmomenten": [],
        "contactmomenten": [],
        "wens": agb,
    }
    nieuw = await begin(work, voorbeeld, afspraak, agb, anders)
    await toets_aanbieder(work, nieuw, agb)
    return nieuw


async def _stuur_319(
    work: Work, verzoek: Verzoek, antwoord: VerzoekAntwoord, reden: RedenAfwijzingVerzoek | None
) -> None:
    identificatie = await volgende_identificatie(work, "WMO319", verzoek.gemeente)
    bericht = Wmo319(
        header=HeaderVanGemeente(
            bericht_code=BerichtCode.WMO319,
            afzender=verzoek.gemeente,
            ontvanger=verzoek.agb,
            bericht_identificatie=cdt.BerichtIdentificatie(identificatie=identificatie, dagtekening=work.today),
        ),
        antwoord=Antwoord(
            referentie_aanbieder=verzoek.referentie, verzoek_antwoord=antwoord, reden_afwijzing_verzoek=reden
        ),
    )
    stuk = await verzend(work, bericht, gemeente=verzoek.gemeente, agb=verzoek.agb, identificatie=identificatie)
    retour = termijnen.Open(Soort.RETOUR, stuk.id, verzoek.gemeente, verzoek.agb, voor_retour(work.today))
    await termijnen.zet(work.session, [retour])


async def _sluit(work: Work, verzoek: Verzoek, status: Status, reden: RedenAfwijzingVerzoek | None) -> None:
    verzoek.status, verzoek.besloten_op = status, work.today
    verzoek.reden = reden.value if reden else None
    await termijnen.sluit(work.session, Soort.VERZOEK, verzoek.id, work.today)
    await _vertel(work, verzoek)


async def _vertel(work: Work, verzoek: Verzoek) -> None:
    data = VerzoekBesloten.model_validate(
        {
            "verzoek_id": verzoek.id,
            "soort": verzoek.soort,
            "client_id": verzoek.client_id,
            "gemeente": verzoek.gemeente,
            "agb": verzoek.agb,
            "ontvangen_op": verzoek.ontvangen_op,
            "besloten_op": work.today,
            "uiterlijk": verzoek.uiterlijk,
            "besluit": str(verzoek.status),
            "reden": verzoek.reden,
        }
    )
    await work.tell(VERZOEK_BESLOTEN, verzoek.id, data)
