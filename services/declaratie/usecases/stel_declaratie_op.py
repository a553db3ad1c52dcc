"""Write the declaration of a provider without software of its own, and try what answer it would get."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

from berichtenverkeer.lezen import kop_van
from berichtenverkeer.opstellen import PROEF, header_van, neem_opgesteld_aan, nieuwe_identificatie
from berichtenverkeer.post import Poststuk, poststuk_van
from chassis.work import Work
from declaratie.domain.kalender import laatste_van_maand
from declaratie.domain.opstellen import Regel, debetregel, stel_op
from declaratie.domain.stand import BekendeToewijzing, tarief_op
from declaratie.store import prestaties as store_prestaties
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.tables import GehoordeToewijzing
from declaratie.usecases.oordeel_over import oordelen_over
from istandaard.berichten.bericht323 import Bericht323
from weigering import Weigering
from wetten import Wet


@dataclass(frozen=True)
class Geleverd:
    """What was delivered on an assignment in a month: so much, in its own unit."""

    toewijzing_nummer: int
    maand: date
    volume: int


@dataclass(frozen=True)
class Opdracht:
    """The declaration that a provider wants to send: over a month, to a municipality, under a law."""

    agb: str
    gemeente: str
    wet: Wet
    maand: date
    geleverd: Sequence[Geleverd]
    crediteert: Sequence[str]
    """The references of granted lines that are taken back."""


@dataclass(frozen=True)
class Geproefd:
    """A line with the numbers of the rules that it would break."""

    regel: Regel
    referentie: str
    gebroken: Sequence[str]


@dataclass(frozen=True)
class Proef:
    """What would be answered: on the whole, and on each line; with a rule for the whole no line is judged."""

    gebroken: Sequence[str]
    regels: Sequence[Geproefd]


class _Wie(BaseModel):
    bsn: str


class _Persoon(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    client_id: str
    persoon: _Wie


_PERSONEN = TypeAdapter(list[_Persoon])


async def lever_aan(work: Work, opdracht: Opdracht) -> Poststuk:
    """Write the message and let it come in as any other. Raises Weigering for a line that cannot be written."""
    regels = await _regels(work, opdracht)
    identificatie = await nieuwe_identificatie(work, opdracht.agb)
    return await neem_opgesteld_aan(work, await _bericht(work, opdracht, regels, identificatie))


async def proef(work: Work, opdracht: Opdracht) -> Proef:
    """Judge the same message while nothing is kept, by the code that judges a real one."""
    regels = await _regels(work, opdracht)
    bericht = await _bericht(work, opdracht, regels, PROEF)
    [uitkomst] = await oordelen_over(work, [(poststuk_van(work, kop_van(bericht)), bericht)])
    per_referentie = {
        prestatie.product_referentie.referentie_nummer: (*oordeel.regels, *oordeel.prestaties[p])
        for client, oordeel in zip(bericht.declaratie.clienten, uitkomst.oordelen, strict=False)
        for p, prestatie in enumerate(client.prestaties)
    }
    referenties = [f"{PROEF}R{volgnummer}" for volgnummer in range(1, len(regels) + 1)]
    return Proef(
        gebroken=[] if uitkomst.oordelen else list(dict.fromkeys(each.regel for each in uitkomst.bevindingen)),
        regels=[
            Geproefd(regel, naam, per_referentie.get(naam, ())) for regel, naam in zip(regels, referenties, strict=True)
        ],
    )


async def _bericht(work: Work, opdracht: Opdracht, regels: Sequence[Regel], identificatie: str) -> Bericht323:
    header = header_van(opdracht.wet, "323", opdracht.agb, opdracht.gemeente, identificatie, work.today)
    clienten = {each.client_id for each in regels}
    work.note(sorted(clienten), "declaratie opgesteld")
    return stel_op(header, opdracht.maand, regels, await _bsns(work, clienten))


async def _bsns(work: Work, clienten: Collection[str]) -> dict[str, str]:
    """Whose lines they are, as toegang knows. Raises httpx.HTTPError while it is away."""
    answer = await work.peers["toegang"].post("/v1/clienten/_inzage", json={"clienten": sorted(clienten)})
    return {each.client_id: each.persoon.bsn for each in _PERSONEN.validate_json(answer.raise_for_status().content)}


async def _regels(work: Work, opdracht: Opdracht) -> list[Regel]:
    if not opdracht.geleverd and not opdracht.crediteert:
        raise Weigering("Noem ten minste één prestatie, of een die u crediteert.", veld="body.prestaties")
    if laatste_van_maand(opdracht.maand) > work.today:
        reden = "Deze maand is nog niet voorbij. U kunt haar declareren vanaf de laatste dag."
        raise Weigering(reden, regel="TR137", veld="body.maand")
    return [*await _debet(work, opdracht), *await _credit(work, opdracht)]


async def _debet(work: Work, opdracht: Opdracht) -> list[Regel]:
    nummers = {each.toewijzing_nummer for each in opdracht.geleverd}
    bekend = await _toewijzingen(work, opdracht, nummers)
    tarieven = (await store_toewijzingen.tarieven(work.session, {opdracht.agb}))[opdracht.agb]
    regels = []
    for plek, each in enumerate(opdracht.geleverd):
        veld = f"body.prestaties.{plek}"
        toewijzing = bekend.get(each.toewijzing_nummer)
        if toewijzing is None:
            reden = "U heeft in deze gemeente geen toewijzing met dit nummer."
            raise Weigering(reden, regel="TR338", veld=f"{veld}.toewijzingNummer")
        op = max(each.maand, toewijzing.ingangsdatum)
        tarief = tarief_op(tarieven, opdracht.gemeente, toewijzing.code or "", op)
        regels.append(debetregel(_bekend(toewijzing), toewijzing.client_id, each.maand, each.volume, tarief, veld))
    return regels


async def _credit(work: Work, opdracht: Opdracht) -> list[Regel]:
    """Every line that is taken back as it was billed (TR323)."""
    waar = (opdracht.gemeente, opdracht.agb, opdracht.wet)
    gevonden = await store_prestaties.toegekend_debet(work.session, *waar, opdracht.crediteert)
    bekend = await _toewijzingen(work, opdracht, {each.toewijzing_nummer for each in gevonden})
    per_referentie = {each.referentie: each for each in gevonden}
    for plek, referentie in enumerate(opdracht.crediteert):
        if referentie not in per_referentie:
            reden = "Van deze referentie is er geen toegekende prestatie. Wat is afgewezen hoeft u niet te crediteren."
            raise Weigering(reden, regel="TR323", veld=f"body.crediteert.{plek}")
    eerdere = [per_referentie[referentie] for referentie in dict.fromkeys(opdracht.crediteert)]
    return [
        Regel(
            client_id=bekend[each.toewijzing_nummer].client_id,
            toewijzing_nummer=each.toewijzing_nummer,
            categorie=each.categorie,
            code=each.code,
            begin=each.begindatum,
            einde=each.einddatum,
            volume=each.volume,
            eenheid=each.eenheid,
            tarief=each.tarief,
            bedrag=each.bedrag,
            vorige=each.referentie,
        )
        for each in eerdere
    ]


async def _toewijzingen(work: Work, opdracht: Opdracht, nummers: Collection[int]) -> dict[int, GehoordeToewijzing]:
    waar = (opdracht.gemeente, opdracht.agb, opdracht.wet)
    return {each.nummer: each for each in await store_toewijzingen.met_nummers(work.session, *waar, nummers)}


def _bekend(toewijzing: GehoordeToewijzing) -> BekendeToewijzing:
    return BekendeToewijzing(*(getattr(toewijzing, naam) for naam in BekendeToewijzing._fields))
