"""Events to tell: short ways to make each of them, and one story of which the numbers are known."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from chassis.events import Event, EventData, EventType
from chassis.identifiers import new_id
from gebeurtenissen.aanbod import AANBIEDER_VASTGELEGD, AanbiederVastgelegd
from gebeurtenissen.declaratie import (
    DECLARATIE_BEANTWOORD,
    TOEWIJZING_GEDECLAREERD,
    Afkeuring,
    DeclaratieBeantwoord,
    Gedeclareerd,
    ProductTotaal,
    ToewijzingGedeclareerd,
)
from gebeurtenissen.plan import EVALUATIE_VASTGELEGD, EvaluatieVastgelegd, ZrmVerloop
from gebeurtenissen.toegang import (
    BESCHIKKING_AFGEGEVEN,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    BeschikkingAfgegeven,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
)
from gebeurtenissen.toewijzing import (
    CONTRACT_VASTGELEGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
    ContractProduct,
    ContractVastgelegd,
    LeveringGestart,
    Tarief,
    ToewijzingToegewezen,
    ToewijzingVoorbereid,
)

ALMERE, ALKMAAR = "0034", "0361"
AGB = "99990001"
CLIENT = "client-1"


@dataclass(frozen=True)
class Verteld:
    """An event on its way."""

    event: Event

    def opnieuw_verteld(self) -> "Verteld":
        """The same news under another event id."""
        return Verteld(replace(self.event, id=new_id()))

    def met(self, **velden: object) -> "Verteld":
        """The same event with other data, by the names of its fields."""
        return Verteld(replace(self.event, data={**self.event.data, **velden}))


def vertel(soort: EventType[EventData], subject: str, data: EventData, sequence: int = 1) -> Verteld:
    """An event of this type."""
    body = data.model_dump(mode="json", by_alias=True)
    time = datetime(2023, 1, 1, 12, 0, tzinfo=UTC)
    return Verteld(Event(new_id(), "urn:test:systeem", soort.name, subject, sequence, time, body))


def melding(key: str, op: date, gemeente: str = ALMERE) -> Verteld:
    data = MeldingGeregistreerd(melding_id=key, client_id=CLIENT, gemeente=gemeente, meldingsdatum=op)
    return vertel(MELDING_GEREGISTREERD, key, data)


def onderzoek(key: str, gemeld: date, op: date, gemeente: str = ALMERE) -> Verteld:
    data = OnderzoekAfgerond(melding_id=key, client_id=CLIENT, gemeente=gemeente, meldingsdatum=gemeld, afgerond_op=op)
    return vertel(ONDERZOEK_AFGEROND, key, data, 2)


def beschikking(key: str, onderzocht: date, op: date, gemeente: str = ALMERE) -> Verteld:
    data = BeschikkingAfgegeven(
        beschikking_id=key,
        melding_id=f"melding van {key}",
        client_id=CLIENT,
        bsn_hash="0" * 64,
        gemeente=gemeente,
        meldingsdatum=onderzocht,
        onderzoek_afgerond_op=onderzocht,
        besluitdatum=op,
        inkoopmodel="almere-2023",
        inkoopmodel_versie=date(2023, 1, 1),
        producten=(),
    )
    return vertel(BESCHIKKING_AFGEGEVEN, key, data)


def voorbereid(key: str, besloten: date, gemeente: str = ALMERE) -> Verteld:
    data = ToewijzingVoorbereid(
        toewijzing_id=key, client_id=CLIENT, gemeente=gemeente, categorie="01", code="HO", besluitdatum=besloten
    )
    return vertel(TOEWIJZING_VOORBEREID, key, data, 1)


def toegewezen(key: str, besloten: date, op: date, gemeente: str = ALMERE, sequence: int = 2) -> Verteld:
    data = ToewijzingToegewezen(
        toewijzing_id=key,
        toewijzing_nummer=1,
        client_id=CLIENT,
        bsn_hash="0" * 64,
        gemeente=gemeente,
        agb=AGB,
        categorie="01",
        code="HO",
        volume=1,
        eenheid="82",
        frequentie="4",
        budget=None,
        ingangsdatum=op,
        einddatum=None,
        reden_wijziging=None,
        toewijzingsdatum=op,
        besluitdatum=besloten,
    )
    return vertel(TOEWIJZING_TOEGEWEZEN, key, data, sequence)


def _levering(key: str, toegewezen_op: date, op: date, gemeente: str) -> LeveringGestart:
    return LeveringGestart(
        toewijzing_id=key,
        toewijzing_nummer=1,
        client_id=CLIENT,
        gemeente=gemeente,
        agb=AGB,
        code="HO",
        toewijzingsdatum=toegewezen_op,
        begindatum=op,
    )


def gestart(key: str, toegewezen_op: date, op: date, gemeente: str = ALMERE, sequence: int = 3) -> Verteld:
    return vertel(LEVERING_GESTART, key, _levering(key, toegewezen_op, op, gemeente), sequence)


def verwijderd(key: str, toegewezen_op: date, op: date, gemeente: str = ALMERE, sequence: int = 4) -> Verteld:
    return vertel(LEVERING_VERWIJDERD, key, _levering(key, toegewezen_op, op, gemeente), sequence)


def declaratie(
    key: str,
    periode: date,
    producten: tuple[ProductTotaal, ...],
    afkeuringen: tuple[Afkeuring, ...] = (),
    gemeente: str = ALMERE,
    *,
    agb: str = AGB,
    retourcode: str = "0200",
    ontvangen: datetime = datetime(2023, 3, 1, 9, 0, tzinfo=UTC),
    beantwoord: datetime = datetime(2023, 3, 3, 9, 0, tzinfo=UTC),
) -> Verteld:
    ingediend, toegekend = sum(each.ingediend for each in producten), sum(each.toegekend for each in producten)
    data = DeclaratieBeantwoord(
        declaratie_id=key,
        bericht_id=f"bericht van {key}",
        gemeente=gemeente,
        agb=agb,
        declaratieperiode=periode,
        ontvangen_op=ontvangen,
        beantwoord_op=beantwoord,
        retourcode=retourcode,
        prestaties_ingediend=ingediend,
        prestaties_toegekend=toegekend,
        prestaties_afgewezen=ingediend - toegekend,
        bedrag_ingediend=sum(each.bedrag_ingediend for each in producten),
        bedrag_toegekend=sum(each.bedrag_toegekend for each in producten),
        afkeuringen=afkeuringen,
        producten=producten,
    )
    return vertel(DECLARATIE_BEANTWOORD, key, data)


def product(code: str, ingediend: int, toegekend: int, bedrag_ingediend: int, bedrag_toegekend: int) -> ProductTotaal:
    return ProductTotaal(
        code=code,
        ingediend=ingediend,
        toegekend=toegekend,
        bedrag_ingediend=bedrag_ingediend,
        bedrag_toegekend=bedrag_toegekend,
    )


def gedeclareerd(key: str, maand: date, volume: int, *, eenheid: str = "82", deel: int = 1, agb: str = AGB) -> Verteld:
    regel = Gedeclareerd(
        toewijzing_id=key, toewijzing_nummer=1, categorie="01", code="HO", maand=maand, eenheid=eenheid,
        volume=volume, bedrag=volume * 31_250, prestaties=1,
    )  # fmt: skip
    naam = f"d-{key}-{maand}"
    data = ToewijzingGedeclareerd(declaratie_id=naam, deel=deel, gemeente=ALMERE, agb=agb, toegekend=(regel,))
    return vertel(TOEWIJZING_GEDECLAREERD, naam, data, deel)


def evaluatie(nummer: int, start: int, nu: int) -> Verteld:
    op = date(2023, 1, 1)
    data = EvaluatieVastgelegd(
        evaluatie_id=f"e{nummer}", plan_id="p", client_id=CLIENT, gemeente=ALMERE, traject="t", gepland_op=op,
        gehouden_op=op, uitkomst="voortzetten", doelen_totaal=4, doelen_behaald=3, doelen_deels=0,
        zrm=(ZrmVerloop(domein="financien", start=start, nu=nu),), aanbieders=(AGB,),
    )  # fmt: skip
    return vertel(EVALUATIE_VASTGELEGD, f"e{nummer}", data)


def contract(agb: str, capaciteit: int | None) -> Verteld:
    tarief = Tarief(vanaf=date(2023, 1, 1), bedrag=31_250)
    data = ContractVastgelegd(
        contract_id=f"c-{agb}", agb=agb, gemeenten=(ALMERE,), geldig_van=date(2023, 1, 1), geldig_tot=None,
        capaciteit=capaciteit,
        producten=(ContractProduct(categorie="01", code="HO", eenheid="82", tarieven=(tarief,)),),
    )  # fmt: skip
    return vertel(CONTRACT_VASTGELEGD, f"c-{agb}", data)


def aanbieder(agb: str, naam: str | None, sequence: int = 1) -> Verteld:
    data = AanbiederVastgelegd(
        agb=agb, integriteit_getoetst_op=None, resultaat=None, resultaat_op=None, aanbiedernaam=naam
    )
    return vertel(AANBIEDER_VASTGELEGD, agb, data, sequence)


def verhaal() -> list[Verteld]:
    """Three citizens of Almere: all steps, a waiting product, a start taken back, two declarations.

    The numbers are in VERHAAL_IN_CIJFERS, reckoned by hand.
    """
    januari, februari = date(2023, 1, 1), date(2023, 2, 1)
    return [
        melding("m1", date(2023, 1, 2)),
        melding("m2", date(2023, 1, 10)),
        melding("m3", date(2023, 2, 1)),
        onderzoek("m1", date(2023, 1, 2), date(2023, 1, 12)),  # 10 days
        onderzoek("m2", date(2023, 1, 10), date(2023, 2, 9)),  # 30 days
        beschikking("b1", date(2023, 1, 12), date(2023, 1, 19)),  # 7 days
        beschikking("b2", date(2023, 2, 9), date(2023, 2, 10)),  # 1 day
        voorbereid("t1", date(2023, 1, 19)),
        toegewezen("t1", date(2023, 1, 19), date(2023, 1, 23)),  # 4 days
        toegewezen("t2", date(2023, 2, 10), date(2023, 2, 10), sequence=1),  # 0 days
        voorbereid("t3", date(2023, 2, 10)),  # waits
        gestart("t1", date(2023, 1, 23), date(2023, 2, 6)),  # 14 days
        gestart("t2", date(2023, 2, 10), date(2023, 2, 20), sequence=2),
        verwijderd("t2", date(2023, 2, 10), date(2023, 2, 20), sequence=3),
        toegewezen("t1", date(2023, 1, 19), date(2023, 3, 1), sequence=4),  # a change is no new toewijzing
        declaratie("d1", januari, (product("HO", 3, 3, 93_750, 93_750), product("IB3", 2, 1, 14_560, 7_280)), (
            Afkeuring(retourcode="9321", aantal=1, bedrag=7_280),
            Afkeuring(retourcode="0611", aantal=1, bedrag=7_280),
        )),
        declaratie("d2", februari, (product("HO", 2, 1, 31_250, 62_500),), (
            Afkeuring(retourcode="9321", aantal=1, bedrag=-31_250),  # a credit line
        ), ontvangen=datetime(2023, 3, 1, 22, 30, tzinfo=UTC), beantwoord=datetime(2023, 3, 1, 23, 30, tzinfo=UTC)),
    ]  # fmt: skip


def _tijd(
    traject: str, aantal: int, mediaan: int | None, p90: int | None, termijn: str | None, op_tijd: float | None
) -> dict[str, object]:
    return {
        "traject": traject,
        "aantal": aantal,
        "mediaan": mediaan,
        "p90": p90,
        "termijn": termijn,
        "deelOpTijd": op_tijd,
    }


def _budget(code: str, budget: int, toegekend: int, deel: float) -> dict[str, object]:
    return {
        "inkoopmodel": "almere-2023",
        "jaar": 2023,
        "product": code,
        "gemeente": None,
        "budget": budget,
        "toegekend": toegekend,
        "deel": deel,
    }


VERHAAL_IN_CIJFERS: dict[str, object] = {
    "aantalMeldingen": 3,
    "aantalOnderzoeken": 2,
    "aantalBeschikkingen": 2,
    "aantalToewijzingen": 2,
    "aantalWachtend": 1,
    "aantalStarts": 1,
    "aantalDeclaraties": 2,
    "prestatieaantallen": {
        "ontvangen": 7,
        "toegekend": 5,
        "afgewezen": 2,
        "afkeuringen": [
            {"retourcode": "9321", "aantal": 2, "bedrag": -23_970},
            {"retourcode": "0611", "aantal": 1, "bedrag": 7_280},
        ],
    },
    "bedragen": {"ingediend": 139_560, "toegekend": 163_530},
    "doorlooptijden": [
        _tijd("melding-onderzoek", 2, 10, 30, "6 weken (Wmo 2015, artikel 2.3.2)", 1.0),
        _tijd("onderzoek-beschikking", 2, 1, 7, None, None),
        _tijd("aanvraag-beschikking", 0, None, None, "2 weken (Wmo 2015, artikel 2.3.5)", None),
        _tijd("beschikking-toewijzing", 2, 0, 4, None, None),
        _tijd("toewijzing-start", 1, 14, 14, "norm voor wachten uit het inkoopmodel (M65)", 1.0),
        _tijd(
            "declaratie-antwoord", 2, 1, 2, "10 werkdagen (OP090x4)", 1.0
        ),  # d2 came before midnight in the Netherlands, its answer after
    ],
    "budgetten": [
        _budget("HO", 15_000_000, 156_250, 0.0104),
        _budget("IB2B", 1_500_000, 0, 0.0),
        _budget("DB2B", 1_400_000, 0, 0.0),
        _budget("IB2S", 1_400_000, 0, 0.0),
        _budget("DB2S", 900_000, 0, 0.0),
        _budget("IB3", 9_000_000, 7_280, 0.0008),
        _budget("DB3", 2_800_000, 0, 0.0),
    ],
    "letOp": ["Over mei 2023 komen nog declaraties binnen.", "Jun 2023 loopt nog."],  # it is the first of June 2023
}
