"""The cases behind a figure: dossiers that count in it within the selection, each with how much."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from chassis.paging import not_ours, read_cursor
from chassis.work import Work
from monitoring.bodies.zaken import Zakenfilter
from monitoring.domain import maten
from monitoring.domain.bijdragen import bijgedragen
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.herkomst import MAAT_OP_NAAM, VINDBAAR, WAAROM_NIET, Bron, past_kenmerk
from monitoring.domain.maten import Maat
from monitoring.domain.selectie import Selectie
from monitoring.domain.vindplaats import een
from monitoring.store import cijfers, zaken
from monitoring.store.zaken import Kandidaat
from weigering import Weigering

PER_KEER = 200
"""Dossiers that are read at a time; some of them are not among the cases after all."""


@dataclass(frozen=True)
class Zaak:
    """A case that counts in a figure: `aantal` times, from month `maand` on. '' is not known, or several."""

    soort: Dossiersoort
    sleutel: str
    van: int
    """Where it stands in the list."""
    aantal: int
    maand: date | None
    gemeente: str
    agb: str
    code: str
    client_id: str | None = None


@dataclass(frozen=True)
class Plek:
    """Up to where a list was read."""

    soort: Dossiersoort
    van: int
    sleutel: str


def bron_van(selectie: Selectie, gevraagd: Zakenfilter) -> Bron:
    """What was asked for. Raises Weigering for a figure that has no list, and says why."""
    zonder = None if gevraagd.zonder is None else _maat(gevraagd.zonder, "zonder")
    return Bron(_maat(gevraagd.maat, "maat"), selectie, gevraagd.kenmerk, zonder)


def _maat(naam: str, veld: str) -> Maat:
    if naam in MAAT_OP_NAAM:
        return MAAT_OP_NAAM[naam]
    waarom = next((reden for maat, reden in WAAROM_NIET.items() if maat.naam == naam), "Dit cijfer kennen we niet.")
    raise Weigering(waarom, veld=f"query.{veld}")


def lees_plek(cursor: str | None) -> Plek | None:
    """Up to where a list was read. Raises Problem 400 for a cursor that is not ours."""
    key = read_cursor(cursor)
    if key is None:
        return None
    soort, _, rest = key.partition("/")
    van, _, sleutel = rest.partition("/")
    if soort not in set(Dossiersoort) or not van.isdecimal() or len(van) > 6:
        raise not_ours()
    return Plek(Dossiersoort(soort), int(van), sleutel)


def schrijf_plek(zaak: Zaak) -> str:
    """What the list is sorted by: `lees_plek` reads it."""
    return f"{zaak.soort}/{zaak.van}/{zaak.sleutel}"


async def zoek_zaken(work: Work, bron: Bron, na: Plek | None, aantal: int) -> list[Zaak]:
    """The next cases behind a figure; together they count as often as the figure says."""
    if bron.maat is maten.CLIENT:
        return await _clienten(work, bron, na, aantal)
    soorten = VINDBAAR[bron.maat].soorten
    gevonden: list[Zaak] = []
    for soort in soorten[soorten.index(na.soort) if na else 0 :]:
        plek = (na.van, na.sleutel) if na and na.soort == soort else None
        while len(gevonden) < aantal:
            kandidaten = await zaken.kandidaten(work.session, soort, bron, plek, PER_KEER)
            gevonden += [each for each in (_zaak(soort, kandidaat, bron) for kandidaat in kandidaten) if each]
            if len(kandidaten) < PER_KEER:
                break
            plek = (kandidaten[-1].van, kandidaten[-1].sleutel)
    return await _met_client(work, gevonden[:aantal])


def _zaak(soort: Dossiersoort, kandidaat: Kandidaat, bron: Bron) -> Zaak | None:
    """A dossier as a case behind the figure; None when it does not count in it after all."""
    gezocht = (bron.maat, bron.min) if bron.min else (bron.maat,)
    geteld = bijgedragen(soort, kandidaat.sleutel, kandidaat.inhoud, gezocht)
    eigen = Counter({each: keer for each, keer in geteld.items() if each.maat in gezocht and _past(each, bron)})
    som = sum(keer if each.maat is bron.maat else -keer for each, keer in eigen.items())
    if not som:
        return None
    plekken = [each for each, keer in eigen.items() if keer]
    return Zaak(
        soort, kandidaat.sleutel, kandidaat.van, som, min(each.maand for each in plekken),
        een([each.gemeente for each in plekken]), een([each.agb for each in plekken]),
        een([each.code for each in plekken]),
    )  # fmt: skip


def _past(geteld: Geteld, bron: Bron) -> bool:
    """Whether what was counted is in the selection, as `store.cijfers` adds it up."""
    selectie = bron.selectie
    in_tijd = (selectie.van is None or selectie.van <= geteld.maand) and (
        selectie.tot is None or geteld.maand <= selectie.tot
    )
    van_aanbieder = not geteld.alleen_aanbieder if selectie.aanbieders is None else geteld.agb in selectie.aanbieders
    past = selectie.ziet(geteld.gemeente) and selectie.code in {None, geteld.code}
    van_wet = selectie.wet is None or geteld.wet == selectie.wet
    return in_tijd and van_aanbieder and past and van_wet and past_kenmerk(bron.kenmerk, geteld.kenmerk)


async def _met_client(work: Work, gevonden: list[Zaak]) -> list[Zaak]:
    """Each with the client that it is about, where that is known here."""
    toewijzingen = [each.sleutel for each in gevonden if each.soort is Dossiersoort.TOEWIJZING]
    clienten = await zaken.clienten_van(work.session, toewijzingen) if toewijzingen else {}
    return [
        replace(each, client_id=each.sleutel if each.soort is Dossiersoort.CLIENT else clienten.get(each.sleutel))
        for each in gevonden
    ]


async def _clienten(work: Work, bron: Bron, na: Plek | None, aantal: int) -> list[Zaak]:
    """People with help; each counts once in every month of it."""
    found = await cijfers.maanden_per_client(work.session, bron.selectie, na.sleutel if na else None, aantal)
    return [
        Zaak(Dossiersoort.CLIENT, client, 0, maanden, bron.selectie.van, "", "", "", client_id=client)
        for client, maanden in found
    ]
