"""What of a file with running indications can be taken in, and everything that is wrong with the rest (M134)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass as checked

from bladen import Rij
from chassis.identifiers import new_id
from chassis.work import Work
from inkoop import Inkoopmodel
from inkoop.producten import Product
from toegang.domain.beschikking import Vorm, loopt_tot
from toegang.domain.logboek import Wat
from toegang.domain.overname import REGEL, Bestaand, Kolomfout, Overnamefout, overlapfout
from toegang.store import overname as bron
from toegang.tables import Beschikking, BeschiktProduct, Client
from toegang.tables.beschermd import OVERGENOMEN
from toegang.usecases.lees_overname import Gelezen, inhoud_van, lees_rij
from toegang.usecases.personen import bsn_hashes, open_persoon, wacht_op_beurt
from wetten import Wet


@dataclass(frozen=True)
class TeNemen:
    """A row that can be read: whose it is, and the product of the inkoopmodel that it names."""

    gelezen: Gelezen
    product_id: str
    product: Product
    client: Client | None
    """Nobody yet when the citizen is new."""

    @property
    def wie(self) -> str:
        """Who it is of, the same for every row of a citizen; never told to anybody."""
        return self.gelezen.indicatie.persoon.bsn

    @property
    def besluit(self) -> tuple[str, Wet, str]:
        """Of which decision it is: rows with the same are of one."""
        indicatie = self.gelezen.indicatie
        return self.wie, indicatie.wet, indicatie.beschikkingnummer


@dataclass
class Getoetst:
    """The rows that can be taken in, how many were before, and what is wrong with the others."""

    goed: list[TeNemen] = field(default_factory=list)
    al_overgenomen: int = 0
    fouten: list[Overnamefout] = field(default_factory=list)


@dataclass
class _Omgeving:
    """What is known beside the rows; it grows with each that was looked at."""

    geboren: dict[str, date]
    bezet: set[tuple[Wet, int]]
    besluitdata: dict[tuple[str, Wet, str], date]
    lopend: dict[str, list[Bestaand]]


async def toets_rijen(work: Work, gemeente: str, rijen: Sequence[Rij], model: Inkoopmodel) -> Getoetst:
    """Look at every row in every way, each question once for all. Raises httpx.HTTPError without toewijzing."""
    getoetst = Getoetst()
    nieuw = await _zonder_bekende(work, gemeente, rijen, getoetst)
    gelezen: list[Gelezen] = []
    for rij in nieuw:
        uitkomst = lees_rij(rij, model, work.today)
        if isinstance(uitkomst, Gelezen):
            gelezen.append(uitkomst)
        else:
            getoetst.fouten += uitkomst
    te_nemen = await _met_client(work, gemeente, gelezen, model)
    omgeving = await _omgeving(work, gemeente, te_nemen)
    gevonden = [Overnamefout(each.gelezen.rij, *fout) for each in te_nemen for fout in _fouten(work, each, omgeving)]
    gevonden += await _vraag_toewijzing(work, gemeente, te_nemen)
    fout = {each.rij for each in gevonden}
    getoetst.goed = [each for each in te_nemen if each.gelezen.rij not in fout]
    getoetst.fouten = sorted(dict.fromkeys([*getoetst.fouten, *gevonden]), key=lambda each: (each.rij, each.kolom))
    return getoetst


async def _zonder_bekende(work: Work, gemeente: str, rijen: Sequence[Rij], getoetst: Getoetst) -> list[Rij]:
    """The rows that were not taken in before; the same file again goes on where it stopped."""
    kenmerken = {cellen["kenmerk"] for _, cellen in rijen}
    bekend = {each.kenmerk: each.inhoud_hash for each in await bron.met_kenmerk(work.session, gemeente, kenmerken)}
    gezien: dict[str, int] = {}
    nieuw = []
    for nummer, cellen in rijen:
        kenmerk = cellen["kenmerk"]
        plek = gezien.setdefault(kenmerk, nummer)
        if kenmerk and plek != nummer:
            reden = f"Dit kenmerk staat ook in rij {plek}. Laat een van beide weg, of geef een ander kenmerk."
            getoetst.fouten.append(Overnamefout(nummer, "kenmerk", REGEL, reden))
        elif kenmerk not in bekend:
            nieuw.append((nummer, cellen))
        elif bekend[kenmerk] in work.vault.hash(OVERGENOMEN.purpose, inhoud_van(cellen)).forms:
            getoetst.al_overgenomen += 1
        else:
            reden = (
                "Onder dit kenmerk is al een indicatie overgenomen, met een andere inhoud. Wijzig die in clientroute, "
                "of geef deze rij een eigen kenmerk."
            )
            getoetst.fouten.append(Overnamefout(nummer, "kenmerk", REGEL, reden))
    return nieuw


async def _met_client(work: Work, gemeente: str, gelezen: Sequence[Gelezen], model: Inkoopmodel) -> list[TeNemen]:
    """Each row with the citizen, as far as known; nobody else begins a case of them meanwhile."""
    vormen = {bsn: bsn_hashes(work, bsn) for bsn in {each.indicatie.persoon.bsn for each in gelezen}}
    # In one order, so that two files never wait for each other.
    for bsn in sorted(vormen, key=lambda each: vormen[each]):
        await wacht_op_beurt(work, gemeente, bsn)
    hashes = [each for forms in vormen.values() for each in forms]
    bekend = {each.bsn_hash: each for each in await bron.clienten(work.session, gemeente, hashes)}
    producten = {each.code: each for each in model.producten}
    gevonden = {bsn: next((bekend[each] for each in forms if each in bekend), None) for bsn, forms in vormen.items()}
    return [
        TeNemen(each, new_id(), producten[each.indicatie.product], gevonden[each.indicatie.persoon.bsn])
        for each in gelezen
    ]


async def _omgeving(work: Work, gemeente: str, te_nemen: Sequence[TeNemen]) -> _Omgeving:
    clienten = {each.client.id: each.wie for each in te_nemen if each.client is not None}
    personen = {each.wie: open_persoon(work, each.client) for each in te_nemen if each.client is not None}
    work.note(sorted(clienten), Wat.PERSOON_GELEZEN)
    nummers = [each.gelezen.indicatie.toewijzingnummer for each in te_nemen]
    lopend: dict[str, list[Bestaand]] = {}
    for beschikking, product in await bron.producten_van(work.session, clienten.keys()):
        lopend.setdefault(clienten[beschikking.client_id], []).append(_bestaand(beschikking, product))
    besluitdata = {
        (clienten[rij.client_id], rij.wet, rij.beschikkingnummer): beschikking.besluitdatum
        for rij, beschikking, _ in await bron.besluiten_van(work.session, clienten.keys())
    }
    return _Omgeving(
        {wie: each.geboortedatum for wie, each in personen.items()},
        await bron.bezette_nummers(work.session, gemeente, nummers),
        besluitdata,
        lopend,
    )


def _bestaand(beschikking: Beschikking, product: BeschiktProduct) -> Bestaand:
    einde = loopt_tot(product.einddatum, product.laatste_dag)
    return Bestaand(
        beschikking.wet,
        product.categorie,
        product.code,
        product.ingangsdatum,
        einde,
        product.aanbieder,
        product.vorm == Vorm.PGB,
        f"besluit van {beschikking.besluitdatum:%d-%m-%Y}",
    )


def _fouten(work: Work, each: TeNemen, omgeving: _Omgeving) -> Iterator[Kolomfout]:
    """What is wrong with a row beside what is known and the rows before it."""
    yield from _persoonsfouten(each, omgeving)
    indicatie = each.gelezen.indicatie
    nummer = (indicatie.wet, indicatie.toewijzingnummer)
    if nummer in omgeving.bezet:
        reden = (
            "Dit toewijzingnummer is al van een andere indicatie, in dit bestand of van eerder. Verbeter het nummer."
        )
        yield "toewijzingnummer", "TR332", reden
    omgeving.bezet.add(nummer)
    if omgeving.besluitdata.setdefault(each.besluit, indicatie.besluitdatum) != indicatie.besluitdatum:
        reden = "Van dit beschikkingnummer is een andere besluitdatum bekend. Verbeter de datum, of het nummer."
        yield "besluitdatum", REGEL, reden
    nieuw = Bestaand(
        indicatie.wet,
        each.product.categorie,
        each.product.code,
        indicatie.ingangsdatum,
        indicatie.einddatum,
        indicatie.aanbieder,
        is_pgb=False,
        beschikking=f"rij {each.gelezen.rij} van dit bestand",
    )
    bij_deze = omgeving.lopend.setdefault(each.wie, [])
    gevonden = (overlapfout(nieuw, ander) for ander in bij_deze)
    if overlap := next((fout for fout in gevonden if fout is not None), None):
        yield overlap
    bij_deze.append(nieuw)


def _persoonsfouten(each: TeNemen, omgeving: _Omgeving) -> Iterator[Kolomfout]:
    persoon, client = each.gelezen.indicatie.persoon, each.client
    if omgeving.geboren.setdefault(each.wie, persoon.geboortedatum) != persoon.geboortedatum:
        reden = "Van dit BSN is een andere geboortedatum bekend. Kijk na of het BSN van deze inwoner is."
        yield "geboortedatum", REGEL, reden
    if client is not None and client.overleden_op is not None:
        reden = f"Deze inwoner is overleden op {client.overleden_op:%d-%m-%Y}. Laat de rij weg."
        yield "bsn", REGEL, reden
    elif client is not None and client.verhuisd_op is not None and each.gelezen.indicatie.wet is Wet.WMO:
        reden = (
            f"Deze inwoner is na {client.verhuisd_op:%d-%m-%Y} verhuisd. Wijzig eerst zijn adres, of laat de rij weg."
        )
        yield "bsn", "Wmo 2015, 1.2.1", reden


@checked(frozen=True, config={"alias_generator": to_camel, "extra": "ignore"})
class Bezwaar:
    """Why an indication cannot stand with its provider, as toewijzing tells it."""

    product_id: str
    veld: str
    regel: str
    reden: str


_BEZWAREN = TypeAdapter(tuple[Bezwaar, ...])
KOLOM_BIJ = {"omvang": "volume", "toewijzingNummer": "toewijzingnummer"}
"""What toewijzing calls otherwise than the file."""


async def _vraag_toewijzing(work: Work, gemeente: str, te_nemen: Iterable[TeNemen]) -> list[Overnamefout]:
    rijen = {each.product_id: each.gelezen.rij for each in te_nemen}
    if not rijen:
        return []
    body = {"gemeente": gemeente, "indicaties": [_voornemen(each) for each in te_nemen]}
    answer = await work.peers["toewijzing"].post("/v1/toewijzingen/overname/_toets", json=body)
    return [
        Overnamefout(rijen[each.product_id], KOLOM_BIJ.get(each.veld, each.veld), each.regel, each.reden)
        for each in _BEZWAREN.validate_json(answer.raise_for_status().content)
    ]


def _voornemen(each: TeNemen) -> dict[str, object]:
    indicatie = each.gelezen.indicatie
    gelijk = {"ingangsdatum", "einddatum", "volume", "eenheid", "frequentie", "aanbieder"}
    product = indicatie.model_dump(mode="json", include=gelijk)
    return {
        "clientId": each.client.id if each.client else None,
        "wet": indicatie.wet,
        "besluitdatum": indicatie.besluitdatum.isoformat(),
        "beschiktProduct": product
        | {"id": each.product_id, "categorie": each.product.categorie, "code": each.product.code},
        "aanbieder": indicatie.aanbieder,
        "toewijzingNummer": indicatie.toewijzingnummer,
    }
