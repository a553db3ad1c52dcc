"""The provider's side: collecting assignments, reporting starts and stops, asking for more, billing months."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx
from pydantic import BaseModel

import ijw.codes
import wetten
from clientroute.demo.draaiboek import maand_later
from clientroute.demo.fouten import maak_fout
from clientroute.demo.wachten import until
from istandaard import cdt
from istandaard import volume as volumes
from istandaard.berichten import bericht301, bericht305, bericht307, bericht315, bericht323
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder
from istandaard.codes import ProductCategorie, RedenBeeindiging
from iwmo import codes
from wetten import Wet

FOUTKANS = 0.05
"""Share of lines with a mistake, so that a demo shows rejections too."""
STOPKANS, VRAAGKANS = 0.05, 0.05
"""Share of assignments that the client leaves early, and for which the provider asks to go on after the end."""
PAUZE, STOP, VRAAG = timedelta(days=20), timedelta(days=30), timedelta(days=10)
"""How long after the first day delivery stops for a while, and for good; and when the provider asks."""
REDENEN: dict[Wet, type[codes.RedenBeeindiging] | type[ijw.codes.RedenBeeindiging]] = {
    Wet.WMO: codes.RedenBeeindiging,
    Wet.JEUGDWET: ijw.codes.RedenBeeindiging,
}
"""Why delivery stops: the same reasons have other codes under each law."""
Sleutel = tuple[Wet, int]
"""An assignment: a ToewijzingNummer stands for one under each law (TR314)."""


class _Aangenomen(BaseModel):
    id: str


class _Bericht(BaseModel):
    id: str
    status: str


class _Berichten(BaseModel):
    items: list[_Bericht]


@dataclass
class Aanbieder:
    """One provider with its software: what it was assigned, and how far it is."""

    agb: str
    toewijzing: httpx.AsyncClient
    declaratie: httpx.AsyncClient
    tarieven: dict[str, list[tuple[date, int]]]
    """Per product code: prices in eurocents, each from a day on."""
    seed: int
    lopend: dict[Sleutel, tuple[str, bericht301.Client, bericht301.ToegewezenProduct]] = field(default_factory=dict)
    """The municipality, the client, the assignment."""
    gestart: set[Sleutel] = field(default_factory=set)
    gemeld: set[tuple[Sleutel, str]] = field(default_factory=set)
    """An assignment, and what was told or asked about it."""
    gedeclareerd: dict[Sleutel, int] = field(default_factory=dict)
    """Volume billed so far."""
    volgnummer: int = 0
    foutkans: float = FOUTKANS

    def nummer(self) -> str:
        """An Identificatie that was not used before."""
        self.volgnummer += 1
        return f"{self.agb[-4:]}{self.volgnummer:08d}"

    async def haal_op(self, bericht_id: str) -> None:
        """Fetch a 301, take over what it assigns, say that it arrived, and answer that it is right."""
        answer = await self.toewijzing.get(f"/v1/berichten/{bericht_id}/inhoud")
        bericht = wetten.lees(answer.raise_for_status().content)
        assert isinstance(bericht, bericht301.Bericht301)
        for product in bericht.client.toegewezen_producten:
            self.lopend[sleutel(product)] = (bericht.header.afzender, bericht.client, product)
        (await self.toewijzing.post(f"/v1/berichten/{bericht_id}/_opgehaald")).raise_for_status()
        await self._keur_goed(bericht)

    async def _keur_goed(self, bericht: Bericht) -> None:
        """Send the retour that finds nothing wrong, and wait until it is taken in."""
        dagtekening = bericht.header.bericht_identificatie.dagtekening
        retour = wetten.retour(bericht, [], identificatie=self.nummer(), dagtekening=dagtekening)
        where = await _lever_af(self.toewijzing, retour)
        await until(
            lambda: self.toewijzing.get(where),
            lambda answer: _Bericht.model_validate_json(answer.content).status == "verwerkt",
        )

    async def haal_antwoorden(self) -> int:
        """Fetch the answers on requests (319) that are ready; how many there were."""
        aantal = 0
        for soort in sorted(wetten.soorten("319")):
            query = {"richting": "uit", "status": "klaar", "soort": soort}
            klaar = await self.toewijzing.get("/v1/berichten", params=query)
            items = _Berichten.model_validate_json(klaar.raise_for_status().content).items
            for each in items:
                inhoud = await self.toewijzing.get(f"/v1/berichten/{each.id}/inhoud")
                (await self.toewijzing.post(f"/v1/berichten/{each.id}/_opgehaald")).raise_for_status()
                await self._keur_goed(wetten.lees(inhoud.raise_for_status().content))
            aantal += len(items)
        return aantal

    async def meld_stops(self, vandaag: date) -> None:
        """Report what has ended: some clients leave early, first for a while (COD588: 20) and then for good."""
        for welke in sorted(self.gestart):
            _, client, product = self.lopend[welke]
            redenen = REDENEN[welke[0]]
            laatste = self._laatste_dag(client, product)
            stopt = laatste != product.einddatum and laatste is not None
            if stopt and vandaag > product.ingangsdatum + PAUZE:
                dag = product.ingangsdatum + PAUZE
                await self._stop(welke, vandaag, dag, redenen.TIJDELIJK)
            if laatste is not None and laatste < vandaag:
                reden = redenen.EENZIJDIG_DOOR_CLIENT if stopt else redenen.VOLGENS_PLAN
                await self._stop(welke, vandaag, laatste, reden)

    def _laatste_dag(self, client: bericht301.Client, product: bericht301.ToegewezenProduct) -> date | None:
        """The last day of delivery: that of the assignment, or an earlier one for who leaves."""
        if not self._treft(STOPKANS, "stop", client, product):
            return product.einddatum
        eerder = product.ingangsdatum + STOP
        return eerder if product.einddatum is None else min(eerder, product.einddatum)

    def _treft(
        self, kans: float, waarvoor: str, client: bericht301.Client, product: bericht301.ToegewezenProduct
    ) -> bool:
        # Chance hangs on the assignment, not on the order in which things happen: a play comes out the same each time.
        sleutel = f"{self.seed} {waarvoor} {client.bsn} {product.product} {product.ingangsdatum}"
        return random.Random(sleutel).random() < kans  # noqa: S311

    async def _stop(self, welke: Sleutel, vandaag: date, einddatum: date, reden: RedenBeeindiging) -> None:
        if (welke, reden.value) not in self.gemeld:
            self.gemeld.add((welke, reden.value))
            await verstuur(self.toewijzing, self.stop(welke, vandaag, einddatum, reden))

    def stop(self, welke: Sleutel, vandaag: date, einddatum: date, reden: RedenBeeindiging) -> bericht307.Bericht307:
        """The 307 that an assignment was delivered until and with `einddatum`."""
        gemeente, client, product = self.lopend[welke]
        stop = bericht307.StopProduct(
            toewijzing_nummer=product.toewijzing_nummer,
            product=product.product,
            toewijzing_ingangsdatum=product.ingangsdatum,
            begindatum=product.ingangsdatum,
            reden_beeindiging=reden,
            einddatum=einddatum,
            status_aanlevering=codes.StatusAanlevering.EERSTE,
        )
        return bericht307.Bericht307(
            header=self._header(welke[0], "307", gemeente, vandaag),
            client=bericht307.Client(
                bsn=client.bsn,
                geboortedatum=client.geboortedatum,
                geslacht=client.geslacht,
                naam=_verkort(client.naam),
                stop_producten=(stop,),
            ),
        )

    async def vraag_vervolg(self, vandaag: date) -> int:
        """Ask for some clients whether they can go on after the end (315); how many requests were taken in."""
        gevraagd = 0
        for welke in sorted(self.gestart):
            gemeente, client, product = self.lopend[welke]
            op_tijd = vandaag > product.ingangsdatum + VRAAG and product.einddatum is not None
            if not op_tijd or (welke, "vot") in self.gemeld or not self._treft(VRAAGKANS, "vot", client, product):
                continue
            self.gemeld.add((welke, "vot"))
            retour = await verstuur(self.toewijzing, self.vervolg(gemeente, client, product, vandaag))
            gevraagd += 0 if getattr(retour.header, "retour_codes", ()) else 1
        return gevraagd

    def vervolg(
        self, gemeente: str, client: bericht301.Client, product: bericht301.ToegewezenProduct, vandaag: date
    ) -> bericht315.Bericht315:
        """The 315 that asks to go on for some three months after an assignment ends."""
        assert product.einddatum is not None  # there is something after it
        begin = product.einddatum + timedelta(1)
        aangevraagd = bericht315.AangevraagdProduct(
            referentie_aanbieder=f"VOT{self.nummer()}",
            product=product.product,
            toewijzing_ingangsdatum=begin,
            toewijzing_einddatum=begin + timedelta(90),
            omvang=product.omvang,
            verwijzer=cdt.Verwijzer(type=codes.TypeVerwijzer.GEMEENTE),
        )
        return bericht315.Bericht315(
            header=self._header(wet_van(product), "315", gemeente, vandaag),
            client=bericht315.Client(
                bsn=client.bsn,
                geboortedatum=client.geboortedatum,
                geslacht=client.geslacht,
                naam=_verkort(client.naam),
                aangevraagde_producten=(aangevraagd,),
            ),
        )

    async def meld_starts(self, vandaag: date) -> int:
        """Report the starts that are due, one 305 per client and law; the number of starts that were accepted."""
        klaar = [
            (welke, wat)
            for welke, wat in self.lopend.items()
            if welke not in self.gestart and wat[2].ingangsdatum <= vandaag
        ]
        self.gestart |= {welke for welke, _ in klaar}
        per_client: dict[tuple[Wet, str, str], list[bericht301.ToegewezenProduct]] = {}
        clienten = {}
        for (wet, _), (gemeente, client, product) in klaar:
            per_client.setdefault((wet, gemeente, client.bsn), []).append(product)
            clienten[client.bsn] = client
        aangenomen = 0
        for (_, gemeente, bsn), producten in per_client.items():
            bericht = self.start(gemeente, clienten[bsn], producten, vandaag)
            retour = await verstuur(self.toewijzing, bericht)
            aangenomen += 0 if getattr(retour.header, "retour_codes", ()) else len(producten)
        return aangenomen

    def _header(self, wet: Wet, nummer: str, gemeente: str, dagtekening: date) -> HeaderVanAanbieder:
        standaard = wetten.STANDAARD[wet]
        identificatie = cdt.BerichtIdentificatie(identificatie=self.nummer(), dagtekening=dagtekening)
        return HeaderVanAanbieder(
            bericht_code=standaard.code(nummer),
            afzender=self.agb,
            ontvanger=gemeente,
            bericht_identificatie=identificatie,
            xsd_versie=standaard.xsd,
        )

    def start(
        self, gemeente: str, client: bericht301.Client, producten: Sequence[bericht301.ToegewezenProduct], vandaag: date
    ) -> bericht305.Bericht305:
        """The 305 that these products of a client, of one law, began on the first day of the assignment."""
        return bericht305.Bericht305(
            header=self._header(wet_van(producten[0]), "305", gemeente, vandaag),
            client=bericht305.Client(
                bsn=client.bsn,
                geboortedatum=client.geboortedatum,
                geslacht=client.geslacht,
                naam=_verkort(client.naam),
                start_producten=tuple(
                    bericht305.StartProduct(
                        toewijzing_nummer=product.toewijzing_nummer,
                        product=product.product,
                        toewijzing_ingangsdatum=product.ingangsdatum,
                        begindatum=product.ingangsdatum,
                        status_aanlevering=codes.StatusAanlevering.EERSTE,
                    )
                    for product in producten
                ),
            ),
        )

    async def declareer(self, maand: date, vandaag: date) -> int:
        """Bill a month, one 323 per law and municipality; the number of declarations sent and answered."""
        per_gemeente: dict[tuple[Wet, str], dict[str, list[bericht323.Prestatie]]] = {}
        for welke in sorted(self.gestart):
            gemeente, client, product = self.lopend[welke]
            laatste = self._laatste_dag(client, product)
            if laatste is not None and laatste < maand:
                continue
            prestatie = self.prestatie(client.bsn, product, maand)
            if prestatie is not None:
                per_gemeente.setdefault((welke[0], gemeente), {}).setdefault(client.bsn, []).append(prestatie)
        for (wet, gemeente), per_client in per_gemeente.items():
            await verstuur(self.declaratie, self.declaratie_van(gemeente, per_client, maand, vandaag, wet))
        return len(per_gemeente)

    def declaratie_van(
        self,
        gemeente: str,
        per_client: dict[str, list[bericht323.Prestatie]],
        maand: date,
        vandaag: date,
        wet: Wet = Wet.WMO,
    ) -> bericht323.Bericht323:
        """The 323 under a law of a month to one municipality, with lines per BSN."""
        totaal = sum(each.ingediend_bedrag.bedrag for regels in per_client.values() for each in regels)
        return bericht323.Bericht323(
            header=self._header(wet, "323", gemeente, vandaag),
            declaratie=bericht323.Declaratie(
                declaratie_nummer=self.nummer(),
                declaratie_periode=cdt.GeslotenPeriode(
                    begindatum=maand, einddatum=maand_later(maand, 1) - timedelta(1)
                ),
                declaratie_dagtekening=vandaag,
                totaal_ingediend_bedrag=cdt.TotaalBedragMetDC(
                    totaal_bedrag=totaal, debet_credit=codes.DebetCredit.DEBET
                ),
                clienten=tuple(
                    bericht323.Client(bsn=bsn, prestaties=tuple(regels)) for bsn, regels in per_client.items()
                ),
            ),
        )

    def prestatie(self, bsn: str, product: bericht301.ToegewezenProduct, maand: date) -> bericht323.Prestatie | None:
        """The line for one assignment in one month; None when the assignment does not touch it or nothing was done."""
        einde_maand = maand_later(maand, 1) - timedelta(1)
        begin = max(maand, product.ingangsdatum)
        einde = min(einde_maand, product.einddatum or einde_maand)
        # Chance hangs on the line, not on the order in which messages came: a play comes out the same each time.
        toeval = random.Random(f"{self.seed} {bsn} {begin}")  # noqa: S311
        volume = self._volume(product, begin, einde, toeval) if begin <= einde else 0
        if volume == 0 or product.product is None or product.product.code is None or product.omvang is None:
            return None
        self.gedeclareerd[sleutel(product)] = self.gedeclareerd.get(sleutel(product), 0) + volume
        prijs = self._prijs(product.product.code, begin, product.omvang.eenheid)
        prestatie = bericht323.Prestatie(
            product_referentie=cdt.Referentie(referentie_nummer=f"R{self.nummer()}"),
            toewijzing_nummer=product.toewijzing_nummer,
            product_categorie=product.product.categorie,
            product_code=product.product.code,
            product_periode=cdt.GeslotenPeriode(begindatum=begin, einddatum=einde),
            geleverd_volume=volume,
            eenheid=product.omvang.eenheid,
            product_tarief=prijs,
            ingediend_bedrag=_bedrag(volume if prijs is None else volume * prijs),
        )
        return maak_fout(prestatie, toeval) if toeval.random() < self.foutkans else prestatie

    def _prijs(self, code: str, op: date, eenheid: codes.Eenheid) -> int | None:
        """The price of the contract on a day; euros have none (CD087)."""
        if eenheid is codes.Eenheid.EUROS:
            return None
        return max(each for each in self.tarieven[code] if each[0] <= op)[1]

    def _volume(self, product: bericht301.ToegewezenProduct, begin: date, einde: date, toeval: random.Random) -> int:
        """What was delivered: at most what may be billed, often a little less."""
        omvang = product.omvang
        if omvang is None:
            return 0
        hoogstens = volumes.plafond_periode(
            volumes.ToegewezenOmvang(omvang, _categorie(product), product.ingangsdatum, product.einddatum),
            cdt.GeslotenPeriode(begindatum=begin, einddatum=einde),
        )
        if omvang.frequentie == codes.Frequentie.TOTAAL:
            # Spread over the term: what is due by the end of this month, less what was billed before.
            dagen = volumes.dagen(product.ingangsdatum, product.einddatum or einde)
            tot_nu = omvang.volume * volumes.dagen(product.ingangsdatum, einde) // dagen
            return max(0, tot_nu - self.gedeclareerd.get(sleutel(product), 0))
        if omvang.frequentie == codes.Frequentie.PER_MAAND or omvang.eenheid is codes.Eenheid.EUROS:
            return hoogstens
        if omvang.eenheid is codes.Eenheid.ETMAAL:
            hoogstens = min(hoogstens, volumes.dagen(begin, einde))
        return max(1, round(hoogstens * toeval.uniform(0.6, 0.9)))


def _verkort(naam: cdt.VolledigeNaam) -> cdt.VerkorteNaam:
    """A name as a provider tells it."""
    return cdt.VerkorteNaam(geslachtsnaam=naam.geslachtsnaam, voornamen=naam.voornamen, voorletters=naam.voorletters)


def wet_van(product: bericht301.ToegewezenProduct) -> Wet:
    """The law under which something is assigned: the demo assigns specific products only, each of one law."""
    return wetten.wet_van_categorie(_categorie(product).value)


def sleutel(product: bericht301.ToegewezenProduct) -> Sleutel:
    """By what an assignment is known at a provider."""
    return wet_van(product), product.toewijzing_nummer


def _categorie(product: bericht301.ToegewezenProduct) -> ProductCategorie:
    assert product.product is not None  # the demo assigns specific products only
    return product.product.categorie


def _bedrag(eurocent: int) -> cdt.BedragMetDC:
    return cdt.BedragMetDC(bedrag=eurocent, debet_credit=codes.DebetCredit.DEBET)


async def verstuur(client: httpx.AsyncClient, bericht: Bericht) -> Bericht:
    """Post a message and wait for its answer."""
    where = f"{await _lever_af(client, bericht)}/antwoord"
    answer = await until(lambda: client.get(where), lambda response: "Retry-After" not in response.headers)
    return wetten.lees(answer.raise_for_status().content)


async def _lever_af(client: httpx.AsyncClient, bericht: Bericht) -> str:
    """Post a message; its address."""
    xml = wetten.schrijf(bericht)
    taken = await client.post("/v1/berichten", content=xml, headers={"Content-Type": "application/xml"})
    return f"/v1/berichten/{_Aangenomen.model_validate_json(taken.raise_for_status().content).id}"
