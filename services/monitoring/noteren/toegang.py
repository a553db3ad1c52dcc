"""What the events of the legal route add.

The first event about a step stands (rank: minus the sequence), so that what repeats a step does not move it.
"""

from collections.abc import Iterable, Iterator

from gebeurtenissen.pgb import PGB_BESTEED, PGB_TOEGEKEND, PgbBesteed, PgbToegekend
from gebeurtenissen.toegang import (
    AANVRAAG_INGEDIEND,
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    BEZWAAR_BESLOTEN,
    BEZWAAR_INGEDIEND,
    CLIENT_VERTROKKEN,
    INDICATIE_OMGEZET,
    MELDING_BEVESTIGD,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    RAADPLEGING_VASTGELEGD,
    SIGNAAL_GEREGISTREERD,
    TERMIJN_HERVAT,
    TERMIJN_OPGESCHORT,
    ZAAK_GESLOTEN,
    AanvraagIngediend,
    BeschikkingAfgegeven,
    BeschikkingBeeindigd,
    BezwaarBesloten,
    BezwaarIngediend,
    ClientVertrokken,
    IndicatieOmgezet,
    MeldingBevestigd,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
    RaadplegingVastgelegd,
    SignaalGeregistreerd,
    TermijnHervat,
    TermijnOpgeschort,
    ZaakGesloten,
)
from gebeurtenissen.toegang import BeschiktProduct as ProductInEvent
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.pgb import PGB, PGB_BETAALD, Betaald, Betaling, Toegekend
from monitoring.domain.feiten.toegang import (
    AANVRAAG,
    BESLUIT,
    BEVESTIGD,
    BEZWAAR,
    GESLOTEN,
    MELDING,
    ONDERZOEK,
    OPSCHORTING,
    RAADPLEGING,
    SIGNAAL,
    Aangevraagd,
    Beschikt,
    BeschiktProduct,
    Bevestigd,
    Bezwaar,
    Gemeld,
    Geraadpleegd,
    Gesignaleerd,
    Gesloten,
    Onderzocht,
    Opgeschort,
)
from monitoring.domain.feiten.toewijzing import EINDE, Geeindigd
from monitoring.domain.feiten.trekken import TREKKEN, TREKKEN_VAN_CLIENT, Trekken
from monitoring.domain.feiten.uitstroom import VERTROKKEN, Vertrokken
from monitoring.noteren.soort import soort


def _melding(data: MeldingGeregistreerd, sequence: int) -> list[Notitie]:
    return [MELDING.noteer(data.melding_id, -sequence, Gemeld(data.gemeente, data.meldingsdatum))]


def _bevestigd(data: MeldingBevestigd, sequence: int) -> list[Notitie]:
    """A later one says the day anew."""
    return [BEVESTIGD.noteer(data.melding_id, sequence, Bevestigd(data.gemeente, data.bevestigd_op))]


def _onderzoek(data: OnderzoekAfgerond, sequence: int) -> list[Notitie]:
    onderzocht = Onderzocht(gemeente=data.gemeente, datum=data.afgerond_op, meldingsdatum=data.meldingsdatum)
    return [ONDERZOEK.noteer(data.melding_id, -sequence, onderzocht)]


def _aanvraag(data: AanvraagIngediend, sequence: int) -> list[Notitie]:
    return [AANVRAAG.noteer(data.melding_id, -sequence, Aangevraagd(data.gemeente, data.aanvraagdatum))]


def _besluit(data: BeschikkingAfgegeven, sequence: int) -> list[Notitie]:
    beschikt = Beschikt(
        gemeente=data.gemeente,
        datum=data.besluitdatum,
        onderzocht_op=data.onderzoek_afgerond_op,
        aanvraagdatum=data.aanvraagdatum,
        soort=data.soort,
        uitkomst=data.uitkomst,
        producten=tuple(
            BeschiktProduct(code=each.code, vorm=each.vorm, categorie=each.categorie) for each in data.producten
        ),
        verwijzer=data.verwijzer,
        verlengingsgrond=data.verlengingsgrond,
    )
    return [
        BESLUIT.noteer(data.melding_id, data.beschikking_id, -sequence, beschikt),
        *_trekken(data, data.producten, sequence),
    ]


def _omgezet(data: IndicatieOmgezet, sequence: int) -> list[Notitie]:
    """Nothing was decided; the new number is told by toewijzing (M134)."""
    return list(_trekken(data, [data.beschikt_product], sequence))


NIETS_VERTELD = Trekken(None, None, None)


def _trekken(
    data: BeschikkingAfgegeven | IndicatieOmgezet, producten: Iterable[ProductInEvent], sequence: int
) -> Iterator[Notitie]:
    """By product, where they were told: of the assignment for its cost, of the client to count people (M96, M133)."""
    for each in producten:
        trekken = Trekken(each.profiel, data.leeftijdsgroep, data.wijk, each.specialisme, each.doelgroep)
        if trekken != NIETS_VERTELD:
            yield TREKKEN.noteer(each.id, -sequence, trekken)
            yield TREKKEN_VAN_CLIENT.noteer(data.client_id, each.id, -sequence, trekken)


def _opgeschort(data: TermijnOpgeschort, _sequence: int) -> list[Notitie]:
    return [OPSCHORTING.noteer(data.melding_id, data.opschorting_id, 0, Opgeschort(data.termijn, data.vanaf))]


def _hervat(data: TermijnHervat, _sequence: int) -> list[Notitie]:
    hervat = Opgeschort(termijn=data.termijn, vanaf=data.vanaf, tot=data.tot)
    return [OPSCHORTING.noteer(data.melding_id, data.opschorting_id, 1, hervat)]


def _gesloten(data: ZaakGesloten, sequence: int) -> list[Notitie]:
    gesloten = Gesloten(gemeente=data.gemeente, datum=data.op, reden=data.reden)
    return [GESLOTEN.noteer(data.melding_id, -sequence, gesloten)]


def _bezwaar(data: BezwaarIngediend, _sequence: int) -> list[Notitie]:
    return [BEZWAAR.noteer(data.melding_id, data.bezwaar_id, 0, Bezwaar(data.gemeente, data.ingediend_op))]


def _bezwaar_besloten(data: BezwaarBesloten, _sequence: int) -> list[Notitie]:
    besloten = Bezwaar(gemeente=data.gemeente, datum=data.ingediend_op, uitkomst=data.uitkomst)
    return [BEZWAAR.noteer(data.melding_id, data.bezwaar_id, 1, besloten)]


def _beeindigd(data: BeschikkingBeeindigd, sequence: int) -> list[Notitie]:
    """A product of a decision has the id of its assignment."""
    einde = Geeindigd(datum=data.einddatum, reden=data.reden, telt=True)
    return [EINDE.noteer(product, f"besluit:{data.beschikking_id}", sequence, einde) for product in data.producten]


def _vertrokken(data: ClientVertrokken, sequence: int) -> list[Notitie]:
    return [VERTROKKEN.noteer(data.client_id, sequence, Vertrokken(data.laatste_dag))]


def _pgb(data: PgbToegekend, sequence: int) -> list[Notitie]:
    """As it is from now on: of two the later one stands."""
    toegekend = Toegekend(
        gemeente=data.gemeente, code=data.code, begin=data.begin, einde=data.einde, budget=data.budget
    )
    return [PGB.noteer(data.product_id, sequence, toegekend)]


def _pgb_betaald(data: PgbBesteed, _sequence: int) -> list[Notitie]:
    """Per PGB, the part of the file: hearing it twice adds nothing."""
    per_pgb: dict[tuple[str, str], list[Betaling]] = {}
    for each in data.bestedingen:
        per_pgb.setdefault((each.product_id, each.code), []).append(Betaling(each.maand, each.bedrag))
    deel = f"{data.bestand_id}/{data.deel}"
    return [
        PGB_BETAALD.noteer(product_id, deel, 0, Betaald(data.gemeente, code, tuple(betalingen)))
        for (product_id, code), betalingen in per_pgb.items()
    ]


def _signaal(data: SignaalGeregistreerd, sequence: int) -> list[Notitie]:
    gesignaleerd = Gesignaleerd(gemeente=data.gemeente, datum=data.op, onderwerp=data.onderwerp)
    return [SIGNAAL.noteer(data.signaal_id, -sequence, gesignaleerd)]


def _raadpleging(data: RaadplegingVastgelegd, sequence: int) -> list[Notitie]:
    geraadpleegd = Geraadpleegd(data.gemeente, data.op, data.deskundigheid, data.in_groep)
    return [RAADPLEGING.noteer(data.raadpleging_id, -sequence, geraadpleegd)]


SOORTEN = (
    soort(MELDING_GEREGISTREERD, _melding),
    soort(MELDING_BEVESTIGD, _bevestigd),
    soort(ONDERZOEK_AFGEROND, _onderzoek),
    soort(AANVRAAG_INGEDIEND, _aanvraag),
    soort(BESCHIKKING_AFGEGEVEN, _besluit),
    soort(INDICATIE_OMGEZET, _omgezet),
    soort(TERMIJN_OPGESCHORT, _opgeschort),
    soort(TERMIJN_HERVAT, _hervat),
    soort(ZAAK_GESLOTEN, _gesloten),
    soort(BEZWAAR_INGEDIEND, _bezwaar),
    soort(BEZWAAR_BESLOTEN, _bezwaar_besloten),
    soort(BESCHIKKING_BEEINDIGD, _beeindigd),
    soort(CLIENT_VERTROKKEN, _vertrokken),
    soort(SIGNAAL_GEREGISTREERD, _signaal),
    soort(RAADPLEGING_VASTGELEGD, _raadpleging),
    soort(PGB_TOEGEKEND, _pgb),
    soort(PGB_BESTEED, _pgb_betaald),
)
