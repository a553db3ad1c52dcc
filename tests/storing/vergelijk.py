"""At the end: every request that was accepted beside every effect of it in every service."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from tests.storing.keten import Keten
from tests.storing.zaken import Nummer, Zaken

from chassis.subscriptions import wanted
from clientroute.services import NAMEN, SERVICES
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, TOEWIJZING_GEDECLAREERD
from gebeurtenissen.toegang import BESCHIKKING_AFGEGEVEN, MELDING_BEVESTIGD, MELDING_GEREGISTREERD
from gebeurtenissen.toewijzing import BERICHT_ONTVANGEN, LEVERING_GESTART, TOEWIJZING_TOEGEWEZEN

TOEGEWEZEN = "SELECT id FROM toewijzingen WHERE toewijzing_nummer IS NOT NULL"
Sleutel = tuple[str, str, int]


@dataclass
class Stand:
    """What is not as it should be, each by what it is about."""

    kwijt: list[str] = field(default_factory=list)
    dubbel: list[str] = field(default_factory=list)
    blijft_staan: list[str] = field(default_factory=list)
    niet_verwerkt: list[str] = field(default_factory=list)
    effecten: int = 0
    """Effects that were looked for and are there once."""

    def moet(self, wat: str, aantal: int, hoe_vaak: int = 1) -> None:
        """Something has to be there so often."""
        if aantal < hoe_vaak:
            self.kwijt.append(f"{wat}: {aantal} in plaats van {hoe_vaak}")
        elif aantal > hoe_vaak:
            self.dubbel.append(f"{wat}: {aantal} in plaats van {hoe_vaak}")
        else:
            self.effecten += 1

    @property
    def goed(self) -> bool:
        """Whether everything had its effect once, and nothing is left for a person."""
        return not (self.kwijt or self.dubbel or self.blijft_staan or self.niet_verwerkt)


@dataclass(frozen=True)
class Logregel:
    """An event as monitoring heard it."""

    id: str
    dienst: str
    type: str
    subject: str
    sequence: int
    data: Mapping[str, object]


@dataclass
class Boeken:
    """The databases as they are, read one after the other once nothing changes any more."""

    keten: Keten
    zaken: Zaken
    cijfers: Mapping[str, object]
    log: list[Logregel]
    genoemd: set[Sleutel]

    def ids(self, dienst: str, query: str) -> Counter[str]:
        """How often something stands in a service, by its id."""
        return Counter(str(id_) for (id_,) in self.keten.lees(dienst, query))

    def getallen(self, dienst: str, query: str) -> dict[str, int]:
        """Sums in a service, by what they are of; what is nothing is left out."""
        return {str(wat): int(str(som)) for wat, som in self.keten.lees(dienst, query) if int(str(som))}

    def genoemde(self, type_: str) -> set[str]:
        """What events of this type that `clientroute herstel` named are about."""
        return {over for each, over, _ in self.genoemd if each == type_}

    def is_genoemd(self, type_: str, subject: str) -> bool:
        """Whether `clientroute herstel` named this as lost."""
        return subject in self.genoemde(type_)


def vergelijk(keten: Keten, zaken: Zaken, cijfers: Mapping[str, object]) -> Stand:
    """Everything that was accepted and told beside what became of it, and beside the figures of monitoring."""
    stand = Stand()
    rows = keten.lees("monitoring", "SELECT id, source, type, subject, sequence, data FROM gebeurtenissen")
    log = [
        Logregel(str(i), str(bron).rpartition("-")[2], str(t), str(over), cast(int, nr), json.loads(str(data)))
        for i, bron, t, over, nr, data in rows
    ]
    boeken = Boeken(keten, zaken, cijfers, log, {(each.type, each.subject, each.sequence) for each in keten.genoemd})
    for deel in (_gebeurtenissen, _toegang, _toewijzing, _declaratie, _geld, _nummers, _cijfers):
        deel(boeken, stand)
    return stand


def _gebeurtenissen(boeken: Boeken, stand: Stand) -> None:
    """What was told is told, and heard by all who should; what was heard is known, or named."""
    for (dienst, id_), aantal in Counter((each.dienst, each.id) for each in boeken.log).items():
        stand.moet(f"gebeurtenis {id_} van {dienst} in het log van monitoring", aantal)
    gehoord = {dienst: boeken.ids(dienst, "SELECT event_id FROM inbox") for dienst in NAMEN}
    for dienst in NAMEN:
        fout = boeken.ids(dienst, "SELECT event_id || ' ' || type || ' ' || reason FROM dead_letters")
        stand.niet_verwerkt += [f"{dienst} {each}" for each in fout]
        verteld = {str(id_): str(type_) for id_, type_ in boeken.keten.lees(dienst, "SELECT id, type FROM outbox")}
        wacht = boeken.ids(dienst, "SELECT id FROM outbox WHERE published_at IS NULL")
        stand.blijft_staan += [f"{verteld[id_]} {id_} in de outbox van {dienst}" for id_ in wacht]
        for id_, type_ in verteld.items():
            sleutel = f"urn:nld:oin:{boeken.keten.settings.oin}:systeem:clientroute-{dienst}/{id_}"
            for ander in (each for each in NAMEN if wanted(SERVICES[each].subscriptions, type_)):
                stand.moet(f"{type_} {id_} van {dienst} bij {ander}", gehoord[ander][sleutel])
        vergeten = (each for each in boeken.log if each.dienst == dienst and each.id not in verteld)
        stand.kwijt += [
            f"{dienst} weet {each.type} over {each.subject} niet, en herstel noemt het niet"
            for each in vergeten
            if (each.type, each.subject, each.sequence) not in boeken.genoemd
        ]


def _toegang(boeken: Boeken, stand: Stand) -> None:
    """Every accepted melding, its confirmation, and every beschikking with its products."""
    aangenomen = boeken.keten.aangenomen
    meldingen = boeken.ids("toegang", "SELECT id FROM meldingen")
    bevestigd = boeken.ids("toegang", "SELECT melding_id FROM bevestigingen")
    producten = boeken.ids("toegang", "SELECT id FROM beschikte_producten")
    toegewezen = boeken.ids("toewijzing", "SELECT id FROM toewijzingen")
    for id_ in aangenomen.meldingen:
        if not boeken.is_genoemd(MELDING_GEREGISTREERD.name, id_):
            stand.moet(f"melding {id_}", meldingen[id_])
    for id_ in aangenomen.bevestigd:
        if not boeken.is_genoemd(MELDING_BEVESTIGD.name, id_):
            stand.moet(f"bevestiging van melding {id_}", bevestigd[id_])
    for beschikking, deel in aangenomen.beschikkingen.items():
        for id_ in deel:
            if not boeken.is_genoemd(BESCHIKKING_AFGEGEVEN.name, beschikking):
                stand.moet(f"product {id_} van beschikking {beschikking}", producten[id_])
                stand.moet(f"toewijzing van product {id_}", toegewezen[id_])


def _toewijzing(boeken: Boeken, stand: Stand) -> None:
    """Every assignment at declaratie, every message answered, every start once in each service that hears of it."""
    keten = boeken.keten
    toegewezen, bij_declaratie = (
        boeken.ids("toewijzing", TOEGEWEZEN),
        boeken.ids("declaratie", "SELECT id FROM toewijzingen"),
    )
    for id_ in toegewezen:
        stand.moet(f"toewijzing {id_} bij declaratie", bij_declaratie[id_])
    for id_ in bij_declaratie - toegewezen:
        if not boeken.is_genoemd(TOEWIJZING_TOEGEWEZEN.name, id_):
            stand.kwijt.append(f"toewijzing {id_} is alleen bij declaratie bekend")
    _berichten(boeken, stand, "toewijzing", keten.aangenomen.berichten)
    starts = boeken.ids("toewijzing", "SELECT toewijzing_id FROM starts WHERE NOT verwijderd")
    leveringen = boeken.ids("declaratie", "SELECT toewijzing_id FROM leveringen WHERE telt")
    for id_, aantal in starts.items():
        stand.moet(f"start op toewijzing {id_}", aantal)
        stand.moet(f"start op toewijzing {id_} bij declaratie", leveringen[id_])
    for id_ in leveringen - starts:
        if not boeken.is_genoemd(LEVERING_GESTART.name, id_):
            stand.kwijt.append(f"start op toewijzing {id_} is alleen bij declaratie bekend")


def _berichten(boeken: Boeken, stand: Stand, dienst: str, aangenomen: Iterable[str]) -> None:
    """Every accepted message is there and dealt with, and each is answered once."""
    query = "SELECT id, status FROM berichten WHERE richting = 'in'"
    status = {str(id_): str(hoe_ver) for id_, hoe_ver in boeken.keten.lees(dienst, query)}
    antwoorden = boeken.ids(dienst, "SELECT antwoord_op FROM berichten WHERE richting = 'uit'")
    for id_ in aangenomen:
        if not boeken.is_genoemd(BERICHT_ONTVANGEN.name, id_):
            stand.moet(f"bericht {id_} bij {dienst}", id_ in status)
    for id_, hoe_ver in status.items():
        if hoe_ver == "ontvangen":
            stand.blijft_staan.append(f"bericht {id_} bij {dienst}")
        elif hoe_ver == "beantwoord":
            stand.moet(f"antwoord op bericht {id_} van {dienst}", antwoorden[id_])


def _declaratie(boeken: Boeken, stand: Stand) -> None:
    """Every declaration is judged and answered once, each line once, and the money is right to the cent."""
    keten = boeken.keten
    _berichten(boeken, stand, "declaratie", keten.aangenomen.declaraties)
    kop = keten.lees("declaratie", "SELECT id, bedrag_ingediend, bedrag_toegekend FROM declaraties")
    toegekend_ = "COALESCE(SUM(bedrag) FILTER (WHERE is_toegekend), 0)"
    query = f"SELECT declaratie_id, COUNT(*), SUM(bedrag), {toegekend_} FROM prestaties GROUP BY 1"
    regels = {str(id_): (aantal, bedrag, goed) for id_, aantal, bedrag, goed in keten.lees("declaratie", query)}
    bekend = {str(id_): (ingediend, toegekend) for id_, ingediend, toegekend in kop}
    for id_, (aantal, bedrag) in keten.aangenomen.declaraties.items():
        if boeken.is_genoemd(BERICHT_ONTVANGEN.name, id_):
            continue
        stand.moet(f"declaratie {id_}", id_ in bekend)
        if id_ in bekend:
            goed = regels[id_][:2] == (aantal, bedrag) and bekend[id_] == regels[id_][1:]
            stand.moet(f"bedrag van declaratie {id_}", goed)


def _geld(boeken: Boeken, stand: Stand) -> None:
    """What declaratie granted is what stands on each assignment, in each service that adds it up."""
    query = "SELECT gemeente || ' ' || toewijzing_nummer, SUM(bedrag) FROM {} GROUP BY 1"
    prestaties = boeken.getallen("declaratie", query.format("prestaties WHERE is_toegekend"))
    _gelijk(stand, "saldo op toewijzing", prestaties, boeken.getallen("declaratie", query.format("saldi")))
    los = boeken.genoemde(TOEWIJZING_TOEGEWEZEN.name)
    weg = boeken.genoemde(TOEWIJZING_GEDECLAREERD.name) | boeken.genoemde(DECLARATIE_BEANTWOORD.name)
    eens: dict[tuple[str, int, str], int] = {}  # what was told again after a backup counts once
    for each in boeken.log:
        if each.type == TOEWIJZING_GEDECLAREERD.name:
            for plek, deel in enumerate(cast(list[dict[str, object]], each.data["toegekend"])):
                id_ = str(deel["toewijzingId"])
                eens[each.subject, plek, id_] = cast(int, deel["bedrag"])
                los |= {id_} if each.subject in weg else set()
    verteld = Counter[str]()
    for (_, _, id_), bedrag in eens.items():
        verteld[id_] += bedrag
    verbruik = boeken.getallen("toewijzing", "SELECT toewijzing_id, SUM(bedrag) FROM verbruik GROUP BY 1")
    _gelijk(stand, "verteld verbruik op toewijzing", verteld, verbruik)
    bekend = boeken.keten.lees("declaratie", "SELECT gemeente || ' ' || nummer, id FROM toewijzingen")
    per_id = {str(id_): prestaties[str(nummer)] for nummer, id_ in bekend if nummer in prestaties}
    _gelijk(stand, "verbruik op toewijzing", _zonder(per_id, los), _zonder(verbruik, los))


def _zonder(bedragen: Mapping[str, int], los: set[str]) -> dict[str, int]:
    return {id_: bedrag for id_, bedrag in bedragen.items() if id_ not in los}


def _gelijk(stand: Stand, wat: str, hoort: Mapping[str, int], staat: Mapping[str, int]) -> None:
    """Two bookkeepings of the same, in eurocents."""
    for id_ in hoort.keys() | staat.keys():
        stand.moet(f"{wat} {id_}", staat.get(id_, 0), hoort.get(id_, 0))


def _nummers(boeken: Boeken, stand: Stand) -> None:
    """No ToewijzingNummer is of two assignments, and who heard all was good has a start."""
    van: dict[Nummer, set[str]] = {}
    for each in boeken.log:
        if each.type == TOEWIJZING_TOEGEWEZEN.name:
            nummer = str(each.data["gemeente"]), cast(int, each.data["toewijzingNummer"])
            van.setdefault(nummer, set()).add(each.subject)
    for wat, ids in van.items():
        stand.moet(f"toewijzing met nummer {wat}", len(ids))
    starts = boeken.ids("toewijzing", "SELECT toewijzing_id FROM starts")
    for rond in boeken.zaken.rond:
        for id_ in van.get(rond, {"onbekend"}):
            if not boeken.is_genoemd(LEVERING_GESTART.name, id_):
                stand.moet(f"start op {rond}", starts[id_])


def _cijfers(boeken: Boeken, stand: Stand) -> None:
    """The figures of monitoring are sums over the services, and over what a service is known to have lost."""
    for cijfer, type_, dienst, query in (
        ("aantalMeldingen", MELDING_GEREGISTREERD, "toegang", "SELECT id FROM meldingen"),
        ("aantalBeschikkingen", BESCHIKKING_AFGEGEVEN, "toegang", "SELECT id FROM beschikkingen"),
        ("aantalToewijzingen", TOEWIJZING_TOEGEWEZEN, "toewijzing", TOEGEWEZEN),
        ("aantalStarts", LEVERING_GESTART, "toewijzing", "SELECT toewijzing_id FROM starts"),
        ("aantalDeclaraties", DECLARATIE_BEANTWOORD, "declaratie", "SELECT id FROM declaraties"),
    ):
        hoort = boeken.ids(dienst, query).keys() | boeken.genoemde(type_.name)
        stand.moet(cijfer, cast(int, boeken.cijfers[cijfer]), len(hoort))
    kop = "SELECT id, bedrag_ingediend FROM declaraties", "SELECT id, bedrag_toegekend FROM declaraties"
    bedragen = cast(Mapping[str, int], boeken.cijfers["bedragen"])
    for wat, veld, query in zip(("ingediend", "toegekend"), ("bedragIngediend", "bedragToegekend"), kop, strict=True):
        som = boeken.getallen("declaratie", query)
        weg = {
            each.subject: cast(int, each.data[veld])
            for each in boeken.log
            if each.type == DECLARATIE_BEANTWOORD.name and each.subject not in som
        }
        stand.moet(f"bedrag {wat}", bedragen[wat], sum(som.values()) + sum(weg.values()))
