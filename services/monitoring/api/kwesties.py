"""Kwesties: complaints, risks, talks, signals, safety and supervision, all recorded and followed in one way."""

import json
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Page, day_key, page_of, read_day_cursor
from chassis.problems import Problem, not_found
from chassis.security import must_serve
from chassis.strict import WHOLE
from chassis.tokens import Caller
from chassis.work import Work
from monitoring.bodies.kwesties import (
    AfspraakGedaan,
    AfspraakView,
    Besproken,
    Kwestiefilter,
    KwestieMetStappen,
    KwestiestapView,
    KwestieView,
    NieuweAfspraak,
    NieuweKwestie,
    NieuweKwestiestap,
)
from monitoring.domain.kwesties import regels_van
from monitoring.rechten import Betrokkene, gezien_door, moet_zetten, zicht_op_kwesties
from monitoring.store import kwesties as store_kwesties
from monitoring.tables import Afspraak, Kwestie
from monitoring.usecases.kwesties import Belofte, Opening, Zet, kom_na, lees_verhaal, open_kwestie, spreek_af, zet_stap

router = APIRouter(prefix="/v1/kwesties", route_class=Door, tags=["Kwesties"])
Id = Annotated[str, Path(max_length=36)]
Volgnummer = Annotated[int, Path(ge=1, le=10_000, description="De plaats van de afspraak, vanaf 1."), WHOLE]


@router.post("", status_code=201)
async def post_kwestie(work: InWork, caller: Betrokkene, body: NieuweKwestie, location: Location) -> KwestieMetStappen:
    """Leg vast wat er met een aanbieder speelt: een klacht, risico, gesprek, signaal, veiligheid, of een bezoek.

    Gebruik dit als eerste. Een calamiteit of geweld meldt u meteen: na de volgende werkdag staat er te laat (Wmo 2015,
    3.4). Een aanbieder meldt alleen over zichzelf. Noem geen namen. Daarna zet u stappen of maakt u afspraken. Er volgt
    geen gebeurtenis.
    """
    regels = regels_van(body.soort)
    moet_zetten(caller, regels, regels.eerste)
    agb = body.agb
    if caller.agb is not None:
        if agb not in (None, caller.agb):
            raise Problem(403, "agb", "U meldt alleen over uzelf.")
        agb = caller.agb
    else:
        must_serve(caller, body.gemeente)
    opening = Opening(
        soort=body.soort,
        gemeente=body.gemeente,
        agb=agb,
        onderwerp=body.onderwerp,
        op=body.op,
        tekst=body.tekst,
        eigenaar=body.eigenaar,
        zwaarte=None if body.kans is None or body.gevolg is None else body.kans * body.gevolg,
        afspraken=[_belofte(each) for each in body.afspraken],
        besproken=[(each.pijler, each.tekst) for each in body.besproken],
    )
    kwestie = await open_kwestie(work, opening, caller.name)
    location(f"/v1/kwesties/{kwestie.id}")
    return await _helemaal(work, kwestie)


@router.get("")
async def get_kwesties(
    work: InWork, caller: Betrokkene, gevraagd: Annotated[Kwestiefilter, Query()]
) -> Page[KwestieView]:
    """De kwesties die u mag zien, oudste eerst: van uw gemeenten, of over uzelf als aanbieder.

    Gebruik dit als werklijst, met `teLaat=true` voor wat over zijn termijn is. Welke soorten u ziet hangt af van uw
    rol. Er verandert niets.
    """
    zicht = zicht_op_kwesties(caller)
    if gevraagd.soort is not None:
        zicht = replace(zicht, soorten=zicht.soorten & {gevraagd.soort})
    found = await store_kwesties.kwesties(
        work.session,
        zicht,
        gemeente=gevraagd.gemeente,
        aanbieder=gevraagd.aanbieder,
        te_laat_op=work.today if gevraagd.te_laat else None,
        na=read_day_cursor(gevraagd.cursor),
        aantal=gevraagd.limit + 1,
    )
    return page_of([_view(work, each) for each in found], gevraagd.limit, lambda each: day_key(each.op, each.id))


@router.get("/{kwestie_id}")
async def get_kwestie(work: InWork, caller: Betrokkene, kwestie_id: Id) -> KwestieMetStappen:
    """Een kwestie met haar stappen en afspraken.

    Gebruik dit om te lezen wat er is gebeurd, en wie wat nog doet. Er verandert niets.
    """
    return await _helemaal(work, await _kwestie(work, caller, kwestie_id))


@router.post("/{kwestie_id}/stappen", status_code=201)
async def post_stap(
    work: InWork, caller: Betrokkene, kwestie_id: Id, body: NieuweKwestiestap, location: Location
) -> KwestieMetStappen:
    """Zet de volgende stap van een kwestie.

    Gebruik dit als er iets is gedaan, met wat er is gedaan. Een stap waarna niets meer komt, sluit de kwestie. Wie een
    stap mag zetten hangt af van de soort: stappen van toezicht zijn van de toezichthouder. Er volgt geen gebeurtenis.
    """
    kwestie = await _kwestie(work, caller, kwestie_id)
    moet_zetten(caller, regels_van(kwestie.soort), body.stap)
    zet = Zet(body.stap, body.op, body.tekst, body.uitkomst, body.uiterlijk)
    await zet_stap(work, kwestie, zet, caller.name)
    location(f"/v1/kwesties/{kwestie_id}")
    return await _helemaal(work, kwestie)


@router.post("/{kwestie_id}/afspraken", status_code=201)
async def post_afspraak(
    work: InWork, caller: Betrokkene, kwestie_id: Id, body: NieuweAfspraak, location: Location
) -> AfspraakView:
    """Leg vast wie wat doet, en voor welke dag (M138).

    Gebruik dit bij een gesprek of een risico. Wat over zijn dag is staat bovenaan in het rapport over afspraken. Er
    volgt geen gebeurtenis.
    """
    kwestie = await _kwestie(work, caller, kwestie_id)
    moet_zetten(caller, regels_van(kwestie.soort), regels_van(kwestie.soort).eerste)
    location(f"/v1/kwesties/{kwestie_id}")
    return _afspraak_view(work, await spreek_af(work, kwestie, _belofte(body), caller.name))


@router.post("/{kwestie_id}/afspraken/{volgnummer}/_gedaan")
async def post_gedaan(
    work: InWork, caller: Betrokkene, kwestie_id: Id, volgnummer: Volgnummer, body: AfspraakGedaan
) -> AfspraakView:
    """Zet een afspraak op gedaan (M138).

    Gebruik dit als de afspraak is nagekomen. Een aanbieder doet dit voor zijn eigen afspraken. Er volgt geen
    gebeurtenis.
    """
    kwestie = await _kwestie(work, caller, kwestie_id)
    if caller.agb is None:
        moet_zetten(caller, regels_van(kwestie.soort), regels_van(kwestie.soort).eerste)
    gevonden = [
        each
        for each in await store_kwesties.afspraken(work.session, kwestie.id)
        if each.volgnummer == volgnummer and (caller.agb is None or each.partij == "aanbieder")
    ]
    if not gevonden:
        raise not_found("deze afspraak")
    await kom_na(work, kwestie, gevonden[0], body.op)
    return _afspraak_view(work, gevonden[0])


async def _kwestie(work: Work, caller: Caller, key: str) -> Kwestie:
    return gezien_door(caller, await store_kwesties.kwestie(work.session, key))


def _belofte(body: NieuweAfspraak) -> Belofte:
    return Belofte(body.partij, body.eigenaar, body.tekst, body.uiterlijk)


def _view(work: Work, row: Kwestie) -> KwestieView:
    return KwestieView.model_validate(
        {
            **{naam: getattr(row, naam) for naam in KwestieView.model_fields if not naam.startswith("te_laat")},
            "agb": row.agb or None,
            "te_laat": row.uiterlijk is not None and row.uiterlijk < work.today,
            "te_laat_gemeld": row.melden_uiterlijk is not None and row.melden_uiterlijk < row.gemeld_op,
        }
    )


def _afspraak_view(work: Work, row: Afspraak) -> AfspraakView:
    te_laat = row.gedaan_op is None and row.uiterlijk < work.today
    namen = [naam for naam in AfspraakView.model_fields if naam != "te_laat"]
    return AfspraakView.model_validate({**{naam: getattr(row, naam) for naam in namen}, "te_laat": te_laat})


async def _helemaal(work: Work, kwestie: Kwestie) -> KwestieMetStappen:
    """A kwestie with all that was written."""
    regels = regels_van(kwestie.soort)
    stappen = [
        KwestiestapView(
            stap=each.stap,
            titel=regels.stappen[each.stap].titel,
            op=each.op,
            tekst=lees_verhaal(work, each),
            uitkomst=each.uitkomst,
            uiterlijk=each.uiterlijk,
        )
        for each in await store_kwesties.stappen(work.session, kwestie.id)
    ]
    afspraken = [_afspraak_view(work, each) for each in await store_kwesties.afspraken(work.session, kwestie.id)]
    besproken: dict[str, str] = json.loads(kwestie.besproken or "{}")
    return KwestieMetStappen(
        **_view(work, kwestie).model_dump(),
        stappen=stappen,
        afspraken=afspraken,
        besproken=[Besproken(pijler=pijler, tekst=tekst) for pijler, tekst in besproken.items()],
    )
