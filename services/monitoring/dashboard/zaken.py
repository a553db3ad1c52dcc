"""From a number to the cases behind it, and to one of them."""

from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response

from chassis.clock import local_date
from chassis.paging import day_key, page_of, read_day_cursor
from chassis.problems import not_found
from chassis.service import Room
from chassis.tokens import Caller
from monitoring.bodies.keten import Openstaandfilter
from monitoring.bodies.zaken import Zakenfilter
from monitoring.dashboard.inzage import leg_vast
from monitoring.dashboard.links import terug_naar
from monitoring.dashboard.paginas import Pagina
from monitoring.dashboard.weergave import ONGELDIG, basis, fout, render
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.herkomst import VINDBAAR, Bron
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.domain.verhaal import TITELS
from monitoring.rapporten.keten import WACHTEN
from monitoring.rechten import kies_zaken
from monitoring.store import openstaand as store_openstaand
from monitoring.tables import Openstaand
from monitoring.usecases.lees_zaak import lees_zaak
from monitoring.usecases.zoek_zaken import Zaak, bron_van, lees_plek, schrijf_plek, zoek_zaken

SOORT_VAN_OPEN = {
    Opensoort.ONDERZOEK: Dossiersoort.MELDING,
    Opensoort.BESLUIT: Dossiersoort.MELDING,
    Opensoort.ZONDER_AANBIEDER: Dossiersoort.TOEWIJZING,
    Opensoort.TEKORT: Dossiersoort.TOEWIJZING,
    Opensoort.NIET_GESTART: Dossiersoort.TOEWIJZING,
    Opensoort.VERZOEK: Dossiersoort.VERZOEK,
    Opensoort.ZONDER_ANTWOORD: Dossiersoort.BERICHT,
    Opensoort.ONOVERBRUGD: Dossiersoort.TOEWIJZING,
}
"""Of which case it is that something waits."""


@dataclass(frozen=True)
class Rij:
    """A case in a list."""

    soort: Dossiersoort
    sleutel: str
    gemeente: str
    agb: str
    code: str
    sinds: date | None
    uiterlijk: date | None = None
    dagen_te_laat: int = 0
    aantal: int = 1


@dataclass(frozen=True)
class Lijst:
    """What is listed, in words and within which choice, and its next cases."""

    titel: str
    selectie: Selectie
    kenmerk: str | None
    rijen: list[Rij]
    volgende: str | None
    wachtend: bool = False


async def zaken(room: Room, request: Request, caller: Caller) -> Response:
    """The cases behind a figure."""
    algemeen, _ = await basis(room, request, caller, Pagina("zaken", "Zaken", "Wat achter een cijfer zit.", ()))
    try:
        gevraagd = Zakenfilter.model_validate(_velden(request))
        bron, na = bron_van(kies_zaken(caller, gevraagd), gevraagd), lees_plek(gevraagd.cursor)
        async with room.work(writes=False) as work:
            gevonden = await zoek_zaken(work, bron, na, gevraagd.limit + 1)
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    page = page_of(gevonden, gevraagd.limit, schrijf_plek)
    gezien = [each.client_id for each in page.items]
    await leg_vast(room, caller, "get_zaken", "De zaken achter een cijfer, de nieuwste eerst.", gezien)
    rijen = [_van_zaak(each) for each in page.items]
    return _toon(request, algemeen, Lijst(_titel(bron), bron.selectie, bron.kenmerk, rijen, page.volgende))


async def openstaand(room: Room, request: Request, caller: Caller) -> Response:
    """What waits now of a kind, the oldest first."""
    if request.path_params["soort"] not in set(Opensoort):
        raise not_found("deze lijst")
    soort = Opensoort(request.path_params["soort"])
    blad = Pagina("openstaand", WACHTEN[soort].titel, "Wat nu openstaat, het oudste eerst.", ())
    algemeen, _ = await basis(room, request, caller, blad)
    try:
        gevraagd = Openstaandfilter.model_validate(_velden(request))
        selectie, vandaag = kies_zaken(caller, gevraagd), local_date(room.clock())
        gezocht = store_openstaand.Gezocht(soort, vandaag, gevraagd.kenmerk, gevraagd.te_laat)
        async with room.work(writes=False) as work:
            gevonden = await store_openstaand.open_zaken(
                work.session, selectie, gezocht, read_day_cursor(gevraagd.cursor), gevraagd.limit + 1
            )
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    page = page_of(gevonden, gevraagd.limit, lambda each: day_key(each.sinds, each.sleutel))
    rijen = [_van_open(soort, each, vandaag) for each in page.items]
    titel = WACHTEN[soort].titel + ", te laat" * gevraagd.te_laat
    altijd = selectie.altijd()
    return _toon(request, algemeen, Lijst(titel, altijd, gevraagd.kenmerk, rijen, page.volgende, wachtend=True))


async def zaak(room: Room, request: Request, caller: Caller) -> Response:
    """What is known of one case."""
    soort, sleutel = request.path_params["soort"], request.path_params["sleutel"]
    gevonden = None
    if soort in TITELS:
        async with room.work(writes=False) as work:
            gevonden = await lees_zaak(work, Dossiersoort(soort), sleutel, caller.serves)
    titel = TITELS[gevonden.soort] if gevonden else "Zaak"
    blad = Pagina("zaak", titel, "Wat er van deze zaak bekend is, op volgorde van dag.", ())
    algemeen, _ = await basis(room, request, caller, blad)
    if gevonden is None:
        return fout(algemeen, not_found("deze zaak"))
    await leg_vast(room, caller, "get_zaken_soort_sleutel", "Wat er van één zaak bekend is.", [gevonden.client_id])
    return render("zaak.html", {**algemeen, "zaak": gevonden, "terug": terug_naar(request.query_params.get("terug"))})


def _velden(request: Request) -> dict[str, str]:
    return {naam: waarde for naam, waarde in request.query_params.items() if waarde and naam != "terug"}


def _titel(bron: Bron) -> str:
    zonder = f", zonder: {VINDBAAR[bron.min].wat.lower()}" if bron.min else ""
    return VINDBAAR[bron.maat].wat + zonder


def _van_zaak(zaak: Zaak) -> Rij:
    return Rij(zaak.soort, zaak.sleutel, zaak.gemeente, zaak.agb, zaak.code, sinds=zaak.maand, aantal=zaak.aantal)


def _van_open(soort: Opensoort, open_: Openstaand, vandaag: date) -> Rij:
    te_laat = max(0, (vandaag - open_.uiterlijk).days) if open_.uiterlijk else 0
    plek = (open_.gemeente, open_.agb, open_.code)
    return Rij(SOORT_VAN_OPEN[soort], open_.sleutel, *plek, open_.sinds, open_.uiterlijk, te_laat)


def _toon(request: Request, algemeen: dict[str, object], lijst: Lijst) -> Response:
    """The list, with where it came from and where it goes on."""
    terug = request.query_params.get("terug")
    volgende = request.url.include_query_params(cursor=lijst.volgende).query if lijst.volgende else None
    hier = f"{algemeen['hier']}?{request.url.query}"
    eigen = {"lijst": lijst, "titels": TITELS, "terug": terug_naar(terug), "hier": hier, "volgende": volgende}
    return render("zaken.html", {**algemeen, **eigen})
