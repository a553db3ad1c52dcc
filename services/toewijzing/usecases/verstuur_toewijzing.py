"""Write a WMO301 and offer it to the provider for collection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from berichtenverkeer.post import verzend
from chassis.clock import NEDERLAND
from chassis.identifiers import new_id
from chassis.work import Work
from iwmo import cdt, codes
from iwmo.berichten.gedeeld import HeaderVanGemeente
from iwmo.berichten.wmo301 import ToegewezenProduct, Wmo301
from toewijzing.domain.termijn import Soort, voor_retour
from toewijzing.domain.toewijzing import Retour
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import te_melden
from toewijzing.tables import Toewijzing, ToewijzingVersie
from toewijzing.usecases.coordinatie import bepaal_coordinator
from toewijzing.usecases.levering import plan_termijnen
from toewijzing.usecases.persoon import client_van, vraag_persoon

GEEN_VERZOEK: Mapping[str, str] = {}


@dataclass(frozen=True)
class Zending:
    """What one WMO301 is about."""

    agb: str
    identificatie: str
    gewijzigd: Sequence[Toewijzing]
    """What changed, or is new: it goes along also when past, and becomes a version."""
    alles: Sequence[Toewijzing]
    """All that the client has, or had; the change is in it."""


async def verstuur_toewijzing(
    work: Work, zending: Zending, referenties: Mapping[str, str] = GEEN_VERZOEK, *, is_nieuw: bool = False
) -> Wmo301:
    """Send a provider all current assignments of the client, and look again who coordinates around it (OP087, M58).

    What the provider rejected before counts as never sent, and goes along again. `is_nieuw`: no provider was told of
    the change before. `referenties`: by assignment, the ReferentieAanbieder of the request that this honours (TR379).
    Raises httpx.HTTPError when toegang does not answer; the event is then tried again.
    """
    eerste = zending.gewijzigd[0]
    await bepaal_coordinator(work, eerste, zending.alles)
    te_zien = te_melden(zending.alles, zending.agb, work.today)
    samen = {each.id: each for each in (*te_zien, *zending.gewijzigd)}
    afgekeurd = [each for each in te_zien if each.retour == Retour.AFGEKEURD]
    verteld = {each.id: each for each in (*zending.gewijzigd, *afgekeurd)}
    bericht_id = new_id()
    al_verteld = [each for each in verteld if not (is_nieuw and verteld[each] in zending.gewijzigd)]
    laatste = await gesprek.laatste_versies(work.session, al_verteld) if al_verteld else {}
    await _bewaar_versies(work, bericht_id, list(verteld.values()), referenties, laatste)
    retour = termijnen.Open(Soort.RETOUR, bericht_id, eerste.gemeente, zending.agb, voor_retour(work.today))
    await plan_termijnen(work, list(verteld.values()), [retour], nieuw=verteld.keys() - laatste.keys())
    producten = tuple(
        toegewezen_product(each, referenties.get(each.id))
        for each in sorted(samen.values(), key=lambda each: each.nummer or 0)
    )
    # Who the client is comes last: toegang was asked long ago, and all else is done while it answers.
    client = client_van(await vraag_persoon(work, eerste.client_id), producten)
    bericht = Wmo301(header=_header(work, eerste.gemeente, zending), client=client)
    await verzend(
        work,
        bericht,
        gemeente=eerste.gemeente,
        agb=zending.agb,
        identificatie=zending.identificatie,
        bericht_id=bericht_id,
    )
    return bericht


def _header(work: Work, gemeente: str, zending: Zending) -> HeaderVanGemeente:
    return HeaderVanGemeente(
        bericht_code=codes.BerichtCode.WMO301,
        afzender=gemeente,
        ontvanger=zending.agb,
        bericht_identificatie=cdt.BerichtIdentificatie(identificatie=zending.identificatie, dagtekening=work.today),
    )


async def _bewaar_versies(
    work: Work,
    bericht_id: str,
    gewijzigd: Sequence[Toewijzing],
    referenties: Mapping[str, str],
    laatste: Mapping[str, int],
) -> None:
    rows = []
    for each in gewijzigd:
        assert each.toegewezen_op is not None  # it is with a provider
        each.retour = None
        rows.append(
            ToewijzingVersie(
                toewijzing_id=each.id,
                versie=laatste.get(each.id, 0) + 1,
                op=each.toegewezen_op,
                volume=each.volume,
                eenheid=each.eenheid,
                frequentie=each.frequentie,
                budget=each.budget,
                ingangsdatum=each.ingangsdatum,
                einddatum=each.einddatum,
                reden_wijziging=each.reden_wijziging,
                referentie=referenties.get(each.id),
                bericht_id=bericht_id,
                retourcodes=None,
            )
        )
    work.session.add_all(rows)
    await work.session.flush()


def toegewezen_product(toewijzing: Toewijzing, referentie: str | None) -> ToegewezenProduct:
    """An assignment as it stands in a WMO301: specific, aspecific or generic."""
    assert toewijzing.nummer is not None  # only assignments with a provider are sent
    assert toewijzing.toegewezen_op is not None
    moment = toewijzing.toegewezen_op.astimezone(NEDERLAND)
    categorie, volume = toewijzing.categorie, toewijzing.volume
    return ToegewezenProduct(
        toewijzing_nummer=toewijzing.nummer,
        referentie_aanbieder=referentie,
        product=cdt.Product(categorie=codes.ProductCategorie(categorie), code=toewijzing.code) if categorie else None,
        toewijzingsdatum=moment.date(),
        toewijzingstijd=moment.time().replace(microsecond=0),
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        reden_wijziging=codes.RedenWijziging(toewijzing.reden_wijziging) if toewijzing.reden_wijziging else None,
        omvang=None if volume is None else _omvang(volume, toewijzing),
        budget=toewijzing.budget if volume is None else None,
        commentaar=_commentaar(toewijzing),
    )


def _omvang(volume: int, toewijzing: Toewijzing) -> cdt.Omvang:
    assert toewijzing.eenheid is not None  # an amount has a unit and a frequency
    assert toewijzing.frequentie is not None
    eenheid, frequentie = codes.Eenheid(toewijzing.eenheid), codes.Frequentie(toewijzing.frequentie)
    return cdt.Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


def _commentaar(toewijzing: Toewijzing) -> str | None:
    """The moments that go along with an assignment (M51, M68), in plain Dutch."""
    momenten = {
        "Minder ondersteuning verwacht vanaf": toewijzing.afschaalmomenten,
        "Evaluatie met cliënt en gemeente op": toewijzing.contactmomenten,
    }
    zinnen = [f"{zin}: {', '.join(map(_dag, dagen))}." for zin, dagen in momenten.items() if dagen]
    return " ".join(zinnen) or None


def _dag(dag: str) -> str:
    return date.fromisoformat(dag).strftime("%d-%m-%Y")
