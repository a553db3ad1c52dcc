"""Plays a client's care at random through the doors of toewijzing, and holds what leaves against the standard."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random

import httpx
from sqlalchemy import select
from tests.toewijzing.boek import Boek, Klok, Verteld
from tests.toewijzing.conftest import CLIENT, Toewijzing
from tests.toewijzing.gesprek import (
    TIJDELIJK,
    VOLGENS_PLAN,
    bericht_307,
    bericht_315,
    bericht_317,
    gevraagd,
    nieuw,
    omvang_van,
    stop,
    wens,
)
from tests.toewijzing.van_anderen import event
from tests.toewijzing.verhaal import ALMERE, BSN, DE_BRUG, EENHEID, HET_ANKER, Json, bericht_305, product, start

import iwmo
from berichtenverkeer import post
from berichtenverkeer.tables import berichten
from chassis import tables
from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD, Gedeclareerd, ToewijzingGedeclareerd
from gebeurtenissen.toegang import BESCHIKKING_BEEINDIGD, BeschikkingBeeindigd, ClientVertrokken
from istandaard.berichten import Bericht301, Bericht319, bericht301
from istandaard.cdt import Product
from istandaard.codes import Frequentie
from istandaard.regels.rekenen import stapelen
from iwmo.codes import ProductCategorie
from toewijzing.domain.toewijzing import BIJ_AANBIEDER, Toewijzingstatus
from toewijzing.domain.verbruik import einde_maand
from toewijzing.store.van_client import levering_van, van_client
from toewijzing.tables import Toewijzing as Rij
from toewijzing.tables import Verzoek
from toewijzing.usecases.hoor_beeindiging import hoor_beeindiging, hoor_vertrek

AANBIEDERS = (DE_BRUG, HET_ANKER)
MAG = {200, 201, 202, 204, 400, 409}
"""What a request may be answered with: done, or refused with a reason; never an error of ours."""


class Terug(Exception):
    """Undoes a unit of work that was only tried."""


@dataclass
class Speler:
    """One client, two providers, and everything that can happen to them."""

    toewijzing: Toewijzing
    klok: Klok
    boek: Boek = field(default_factory=Boek)
    producten: list[str] = field(default_factory=list)
    geeindigd: set[str] = field(default_factory=set)
    """Assignments that a decision ended: lines beyond their end are settled by declaratie."""
    toegekend: dict[str, list[Gedeclareerd]] = field(default_factory=dict)
    teller: int = 0

    def volgend(self) -> str:
        self.teller += 1
        return f"N{self.teller}"

    async def rijen(self, *statussen: Toewijzingstatus) -> list[Rij]:
        async with self.toewijzing.room.work(writes=False) as work:
            alles = await van_client(work.session, ALMERE, CLIENT)
        return [each for each in alles if each.status in (statussen or BIJ_AANBIEDER)]

    async def doe(self, pad: str, body: object) -> httpx.Response:
        answer = await self.toewijzing.client.post(pad, json=body, headers=self.toewijzing.gemeente)
        assert answer.status_code in MAG, answer.text
        await self.toewijzing.settle()
        return answer

    def dag(self, kans: Random) -> date:
        return self.klok.vandaag + timedelta(days=kans.randint(-60, 120))

    async def beschik(self, kans: Random) -> None:
        """A product, or two; sometimes it follows on what runs."""
        lopend = [each for each in await self.rijen() if each.einddatum is not None and each.code is not None]
        gekozen = []
        for _ in range(kans.choice((1, 1, 2))):
            code, begin = kans.choice(list(EENHEID)), self.dag(kans)
            anders: Json = {"volume": kans.choice((1, 2))}
            aanbieder = kans.choice((*AANBIEDERS, None))
            if lopend and kans.random() < 0.4:
                vorige = kans.choice(lopend)
                assert vorige.einddatum is not None
                code, begin = str(vorige.code), vorige.einddatum + timedelta(days=1)
                aanbieder, anders = vorige.agb, {"volume": vorige.volume}
            einde = begin + timedelta(days=kans.randint(0, 200))
            vorm = "pgb" if kans.random() < 0.1 else "natura"
            anders |= {"ingangsdatum": begin, "einddatum": einde, "vorm": vorm}
            gekozen.append(product(code, aanbieder if vorm == "natura" else None, **anders))
        self.producten += [each.id for each in gekozen]
        await self.toewijzing.hoor(self.toewijzing.beschikt(*gekozen))

    async def kies(self, kans: Random) -> None:
        if wachtend := await self.rijen(Toewijzingstatus.VOORBEREID):
            pad = f"/v1/toewijzingen/{kans.choice(wachtend).id}"
            mogelijk = await self.toewijzing.keuze(kans.choice(wachtend).id)
            await self.doe(f"{pad}/aanbieder", {"agb": kans.choice([*mogelijk, *AANBIEDERS])})

    async def wijzig(self, kans: Random) -> None:
        if not (lopend := await self.rijen()):
            return
        rij = kans.choice(lopend)
        body: Json = {"redenWijziging": kans.choice(("04", "05", "14"))}
        if kans.random() < 0.5:
            body["vanaf"] = self.dag(kans).isoformat()
        if kans.random() < 0.7:
            body["einddatum"] = (self.dag(kans) + timedelta(days=60)).isoformat()
        if kans.random() < 0.4 and rij.volume is not None:
            body["omvang"] = {"volume": kans.randint(1, 3), "eenheid": rij.eenheid, "frequentie": rij.frequentie}
        if kans.random() < 0.4 and rij.budget is not None:
            body["budget"] = rij.budget + kans.choice((-50_00, 50_00))
        await self.doe(f"/v1/toewijzingen/{rij.id}/_wijzig", body)

    async def rond_af(self, kans: Random) -> None:
        """Taken back, sent again, or on with the other provider."""
        if not (lopend := await self.rijen()):
            return
        rij = kans.choice(lopend)
        pad = f"/v1/toewijzingen/{rij.id}"
        stap = kans.choice(("verwijder", "verstuur", "overstap"))
        body: Json = {"agb": kans.choice(AANBIEDERS), "vanaf": self.dag(kans).isoformat()}
        if rij.frequentie == Frequentie.TOTAAL or rij.budget is not None:
            body["meegenomen"] = 1
        await self.doe(f"{pad}/_{stap}", body if stap == "overstap" else None)

    async def vraag(self, kans: Random) -> None:
        """A VOT: specific, aspecific with a budget, or generic."""
        begin = self.dag(kans)
        deel = gevraagd(self.volgend(), kans.choice(list(EENHEID)), vanaf=begin, tot=begin + timedelta(days=90))
        soort = kans.choice(("specifiek", "aspecifiek", "generiek"))
        if soort != "specifiek":
            categorie = Product(categorie=kans.choice((ProductCategorie.BEGELEIDING, ProductCategorie.DAGBESTEDING)))
            deel = replace(deel, product=categorie if soort == "aspecifiek" else None, omvang=None, budget=900_00)
        await self.lever_aan(bericht_315(deel, identificatie=self.volgend()))

    async def vraag_wijziging(self, kans: Random) -> None:
        """A VOW at the first provider: what runs stays, changes or gets company."""
        lopend = [
            each
            for each in await self.rijen()
            if each.agb == DE_BRUG and (each.einddatum is None or each.einddatum >= self.klok.vandaag)
        ]
        te_wijzigen, ongewijzigd = [], []
        for rij in lopend:
            if kans.random() < 0.4:
                ongewijzigd.append(int(rij.toewijzing_nummer or 0))
                continue
            vanaf = rij.ingangsdatum if kans.random() < 0.5 else self.klok.vandaag + timedelta(days=kans.randint(1, 40))
            omvang = omvang_van(rij.code, kans.randint(1, 3)) if rij.code else None
            tot = vanaf + timedelta(days=kans.randint(30, 200))
            te_wijzigen.append(wens(int(rij.toewijzing_nummer or 0), vanaf, tot, omvang, rij.budget))
        nieuwe = [nieuw("DB2B", self.klok.vandaag + timedelta(days=10))] if kans.random() < 0.3 else []
        if lopend and (te_wijzigen or nieuwe):
            vow = bericht_317(
                self.volgend(), identificatie=self.volgend(), ongewijzigd=ongewijzigd, te_wijzigen=te_wijzigen,
                nieuwe=nieuwe, dagtekening=self.klok.vandaag,
            )  # fmt: skip
            await self.lever_aan(vow)

    async def besluit(self, kans: Random) -> None:
        async with self.toewijzing.room.work(writes=False) as work:
            query = select(Verzoek).where(Verzoek.status.in_(("open", "in-onderzoek")))
            verzoeken = (await work.session.execute(query)).scalars().all()
        if not verzoeken:
            return
        keuze = kans.choice(("toekennen", "toekennen", "afwijzen", "in-onderzoek"))
        body: Json = {"besluit": keuze}
        if keuze == "afwijzen":
            body["reden"] = "7"
        verzoek = kans.choice(verzoeken)
        if keuze == "toekennen" and verzoek.soort == "VOT" and kans.random() < 0.3:
            body["afgesproken"] = [{"ingangsdatum": self.dag(kans).isoformat()}]
        await self.doe(f"/v1/verzoeken/{verzoek.id}/_besluit", body)

    async def start_of_stop(self, kans: Random) -> None:
        lopend = [each for each in await self.rijen() if each.agb == DE_BRUG]
        if not lopend:
            return
        rij, dag = kans.choice(lopend), self.klok.vandaag - timedelta(days=kans.randint(0, 30))
        code = rij.code if kans.random() < 0.9 else None
        weg, identificatie = kans.random() < 0.2, self.volgend()
        if kans.random() < 0.5:
            deel = start(rij.toewijzing_nummer, code, dag, verwijder=weg)
            await self.lever_aan(bericht_305(deel, identificatie=identificatie, dagtekening=self.klok.vandaag))
        else:
            reden = kans.choice((TIJDELIJK, VOLGENS_PLAN))
            begin = dag - timedelta(days=kans.randint(0, 5))
            melding = stop(rij.toewijzing_nummer, dag, reden, code=code, begindatum=begin, verwijder=weg)
            await self.lever_aan(bericht_307(melding, identificatie=identificatie, dagtekening=self.klok.vandaag))

    async def lever_aan(self, bericht: iwmo.Bericht) -> None:
        headers = self.toewijzing.aanbieder() | {"Content-Type": "application/xml"}
        answer = await self.toewijzing.client.post("/v1/berichten", content=iwmo.schrijf(bericht), headers=headers)
        assert answer.status_code in MAG, answer.text
        await self.toewijzing.settle()

    async def antwoord(self, kans: Random) -> None:
        """A provider agrees with a message, or rejects it."""
        if self.boek.open:
            await self._antwoord(kans.randrange(len(self.boek.open)), akkoord=kans.random() < 0.7)

    async def _antwoord(self, plaats: int, *, akkoord: bool) -> None:
        bericht_id, agb, xml = self.boek.open.pop(plaats)
        bericht = iwmo.lees(xml)
        regel = "TR379" if isinstance(bericht, Bericht301) else "TR355"
        deel = "Client" if isinstance(bericht, Bericht301) else "Antwoord"
        bevindingen = [] if akkoord else [iwmo.bevinding(regel, f"/Bericht/{deel}")]
        retour = iwmo.retour(bericht, bevindingen, identificatie=self.volgend(), dagtekening=self.klok.vandaag)
        headers = self.toewijzing.aanbieder(agb) | {"Content-Type": "application/xml"}
        taken = await self.toewijzing.client.post("/v1/berichten", content=iwmo.schrijf(retour), headers=headers)
        assert taken.status_code == 202, taken.text
        await self.toewijzing.settle()
        if not akkoord:
            for nummer, verteld in self.boek.verteld.items():
                self.boek.verteld[nummer] = [each for each in verteld if each.bericht_id != bericht_id]
            for dragers in self.boek.referenties.values():
                dragers.discard(bericht_id)

    async def declareer(self, kans: Random) -> None:
        """Declaratie grants the last whole month of an assignment, within what is assigned."""
        rijen = [each for each in await self.rijen() if each.ingangsdatum < self.klok.vandaag]
        if not rijen:
            return
        rij = kans.choice(rijen)
        maand = (self.klok.vandaag.replace(day=1) - timedelta(days=1)).replace(day=1)
        eerder = self.toegekend.setdefault(rij.id, [])
        vrij = (rij.budget if rij.volume is None else rij.volume) or 0
        if rij.frequentie != Frequentie.PER_MAAND:
            vrij -= sum(each.bedrag if rij.volume is None else each.volume for each in eerder)
        valt_erin = rij.ingangsdatum <= einde_maand(maand) and (rij.einddatum is None or rij.einddatum >= maand)
        if not valt_erin or vrij < 1 or any(each.maand == maand for each in eerder):
            return
        line = Gedeclareerd(
            toewijzing_id=rij.id, toewijzing_nummer=int(rij.toewijzing_nummer or 0), categorie=rij.categorie or "02",
            code=rij.code or "IB2B", maand=maand, eenheid=rij.eenheid or "04", volume=1,
            bedrag=min(vrij, 10_00) if rij.volume is None else 10_00, prestaties=1,
        )  # fmt: skip
        eerder.append(line)
        data = ToewijzingGedeclareerd(
            declaratie_id=new_id(), deel=1, gemeente=ALMERE, agb=str(rij.agb), toegekend=(line,)
        )
        body = data.model_dump(mode="json", by_alias=True)
        await self.toewijzing.hoor(event(TOEWIJZING_GEDECLAREERD.name, "declaratie", data.declaratie_id, body))

    async def eindig(self, kans: Random) -> None:
        """A product of a decision stops."""
        if self.producten:
            einde = self._einde([kans.choice(self.producten)], self.dag(kans), "ingetrokken")
            body = einde.model_dump(mode="json", by_alias=True)
            await self.toewijzing.hoor(event(BESCHIKKING_BEEINDIGD.name, "toegang", new_id(), body))
            self.geeindigd |= {each.id for each in await self.rijen()}

    async def wacht(self, kans: Random) -> None:
        """Time passes; sometimes hardly."""
        self.klok.nu += timedelta(days=kans.choice((0, 1, 7, 30)), seconds=kans.choice((0, 0, 1)))

    def _einde(self, producten: Iterable[str], dag: date, reden: str) -> BeschikkingBeeindigd:
        waarden = {"beschikking_id": "b", "client_id": CLIENT, "gemeente": ALMERE, "producten": tuple(producten)}
        return BeschikkingBeeindigd.model_validate({**waarden, "einddatum": dag, "reden": reden})

    async def controleer(self) -> None:
        """What must hold after every step."""
        async with self.toewijzing.room.work(writes=False) as work:
            assert (await work.session.execute(select(tables.dead_letters))).first() is None
            await self._lees_wat_wegging(work)
            alles = await van_client(work.session, ALMERE, CLIENT)
        nummers = [each.toewijzing_nummer for each in alles if each.toewijzing_nummer is not None]
        assert len(nummers) == len(set(nummers))
        for een, ander in combinations([each for each in alles if each.status in BIJ_AANBIEDER], 2):
            assert een.agb != ander.agb or not stapelen(levering_van(een).termijn, levering_van(ander).termijn)
        for rij in alles:
            self._past_wat_is_toegekend(rij)
        await self._kan_nog_eindigen()

    async def _lees_wat_wegging(self, work: Work) -> None:
        query = select(berichten.c.id, berichten.c.agb).where(
            berichten.c.richting == post.UIT, berichten.c.id > self.boek.gelezen
        )
        for bericht_id, agb in (await work.session.execute(query.order_by(berichten.c.id))).all():
            xml = await post.inhoud_van(work, bericht_id)
            bericht = iwmo.lees(xml)
            assert iwmo.controleer(bericht) == []
            self.boek.gelezen = bericht_id
            if isinstance(bericht, Bericht301 | Bericht319):
                self.boek.open.append((bericht_id, agb, xml))
            if isinstance(bericht, Bericht301):
                assert bericht.client.bsn == BSN
                for each in bericht.client.toegewezen_producten:
                    self._volg(bericht_id, agb, each)

    def _volg(self, bericht_id: str, agb: str, deel: bericht301.ToegewezenProduct) -> None:
        """IV099, IV013, IV066, TR332: what a provider may expect of a product that it hears of again."""
        nummer = deel.toewijzing_nummer
        vast = (agb, deel.product, deel.ingangsdatum)
        assert self.boek.vast.setdefault(nummer, vast) == vast
        inhoud = (deel.einddatum, deel.omvang, deel.budget)
        moment = datetime.combine(deel.toewijzingsdatum, deel.toewijzingstijd)
        eerder = self.boek.verteld.setdefault(nummer, [])
        if deel.reden_wijziging != "13":
            is_gewijzigd = bool(eerder) and eerder[-1].inhoud != inhoud
            assert (deel.reden_wijziging is not None) == is_gewijzigd
        if eerder and eerder[-1].inhoud != inhoud:
            assert moment > eerder[-1].moment
        eerder.append(Verteld(bericht_id, moment, inhoud))
        if deel.referentie_aanbieder is not None:
            self.boek.referenties.setdefault(deel.referentie_aanbieder, set()).add(bericht_id)

    def _past_wat_is_toegekend(self, rij: Rij) -> None:
        """What was granted stays within what is assigned, unless a decision ended it."""
        regels = self.toegekend.get(rij.id, [])
        if not regels or rij.id in self.geeindigd:
            return
        assert rij.status != Toewijzingstatus.VERWIJDERD
        for each in regels:
            assert rij.ingangsdatum <= einde_maand(each.maand)
            assert rij.einddatum is None or rij.einddatum >= each.maand
        if rij.volume is None:
            assert sum(each.bedrag for each in regels) <= (rij.budget or 0)
        elif rij.frequentie == Frequentie.TOTAAL:
            assert sum(each.volume for each in regels) <= rij.volume

    async def _kan_nog_eindigen(self) -> None:
        """The client dies: everything ends, and every provider can be told."""
        einde = self._einde(self.producten, self.klok.vandaag, "overleden")
        heard = Heard(new_id(), "toegang", "b", 1, self.klok.nu, einde)
        vertrek = ClientVertrokken(client_id=CLIENT, gemeente=ALMERE, reden="overleden", laatste_dag=self.klok.vandaag)
        vertrokken = Heard(new_id(), "toegang", CLIENT, 1, self.klok.nu, vertrek)
        try:
            async with self.toewijzing.room.work() as work:
                await hoor_beeindiging(work, heard)
                await hoor_vertrek(work, vertrokken)
                for each in await van_client(work.session, ALMERE, CLIENT):
                    if each.status in BIJ_AANBIEDER:
                        assert each.einddatum is not None
                        begonnen = each.ingangsdatum <= self.klok.vandaag
                        assert each.einddatum <= (self.klok.vandaag if begonnen else each.ingangsdatum)
                raise Terug
        except Terug:
            pass

    async def sluit_af(self) -> None:
        """All is sent again and agreed with: every provider then knows what stands, and which request it honours."""
        for _ in range(3):
            while self.boek.open:
                await self._antwoord(0, akkoord=True)
            for rij in await self.rijen(*BIJ_AANBIEDER, Toewijzingstatus.VERWIJDERD):
                if rij.retour == "afgekeurd":
                    await self.doe(f"/v1/toewijzingen/{rij.id}/_verstuur", None)
            await self.controleer()
        for rij in await self.rijen():
            budget = rij.budget if rij.volume is None else None
            einddatum, omvang, budget_verteld = self.boek.verteld[int(rij.toewijzing_nummer or 0)][-1].inhoud
            assert (einddatum, budget_verteld) == (rij.einddatum, budget)
            assert (omvang is None) == (rij.volume is None)
        async with self.toewijzing.room.work(writes=False) as work:
            toegekend = select(Verzoek.referentie).where(Verzoek.status == "toegekend")
            for referentie in (await work.session.execute(toegekend)).scalars():
                assert self.boek.referenties[referentie]


STAPPEN: tuple[Callable[[Speler, Random], Awaitable[None]], ...] = (
    Speler.beschik,
    Speler.kies,
    Speler.wijzig,
    Speler.rond_af,
    Speler.vraag,
    Speler.vraag_wijziging,
    Speler.besluit,
    Speler.start_of_stop,
    Speler.antwoord,
    Speler.declareer,
    Speler.eindig,
    Speler.wacht,
)
