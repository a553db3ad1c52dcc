"""Record a kwestie, take its next step, and keep what was agreed: every kind in the same way (domain.kwesties)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from monitoring.domain.kwesties import (
    Kwestieregels,
    Kwestiesoort,
    Stap,
    regels_van,
    te_melden_uiterlijk,
    uiterlijk_na,
)
from monitoring.store import kwesties, registers
from monitoring.tables import VERHAAL, Afspraak, Kwestie, Kwestiestap
from weigering import Weigering


@dataclass(frozen=True)
class Belofte:
    """Who does what before which day."""

    partij: str
    eigenaar: str
    tekst: str
    uiterlijk: date


@dataclass(frozen=True)
class Opening:
    """What is recorded of a new kwestie; `zwaarte` is chance times impact."""

    soort: Kwestiesoort
    gemeente: str
    agb: str | None
    onderwerp: str
    op: date
    tekst: str
    eigenaar: str | None
    zwaarte: int | None
    afspraken: Sequence[Belofte]
    besproken: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Zet:
    """The next step of a kwestie."""

    stap: str
    op: date
    tekst: str
    uitkomst: str | None
    uiterlijk: date | None


async def open_kwestie(work: Work, nieuw: Opening, door: str) -> Kwestie:
    """Record a kwestie with its first step and its agreements. Raises Weigering for what its kind does not allow."""
    regels = regels_van(nieuw.soort)
    _past(regels, nieuw)
    _niet_later(work, nieuw.op)
    if nieuw.agb is not None and regels.alleen_bekend:
        await _is_bekend(work, regels, nieuw.agb, nieuw.gemeente, nieuw.op)
    kwestie = Kwestie(
        id=new_id(),
        soort=nieuw.soort,
        gemeente=nieuw.gemeente,
        agb=nieuw.agb or "",
        onderwerp=nieuw.onderwerp,
        op=nieuw.op,
        zwaarte=nieuw.zwaarte,
        eigenaar=nieuw.eigenaar or regels.behandelaar,
        besproken=json.dumps(dict(nieuw.besproken)) if nieuw.besproken else None,
        stap=regels.eerste,
        uiterlijk=uiterlijk_na(regels, regels.eerste, nieuw.op, work.today),
        melden_uiterlijk=te_melden_uiterlijk(regels, nieuw.onderwerp, nieuw.op),
        gemeld_op=work.today,
        gesloten_op=None,
    )
    await registers.add(work.session, kwestie)
    await _schrijf_stap(work, kwestie, 1, Zet(regels.eerste, nieuw.op, nieuw.tekst, None, kwestie.uiterlijk), door)
    for each in nieuw.afspraken:
        await spreek_af(work, kwestie, each, door)
    return kwestie


async def zet_stap(work: Work, kwestie: Kwestie, zet: Zet, door: str) -> None:
    """The next step of a kwestie; one with nothing after it closes it.

    Raises Weigering for a step that may not follow, a day before the step before, an outcome that is not asked, and a
    kwestie that closes with an agreement still open.
    """
    regels = regels_van(kwestie.soort)
    mag = regels.stappen[kwestie.stap].naar
    if zet.stap not in mag:
        reden = f"Na '{kwestie.stap}' kan '{zet.stap}' niet. Toegestaan: {', '.join(mag) or 'niets meer'}."
        raise Weigering(reden, soort="kwestiestap", regel=regels.regel)
    stap, eerder = regels.stappen[zet.stap], await kwesties.stappen(work.session, kwestie.id)
    _uitkomst(regels, stap, zet)
    _niet_later(work, zet.op)
    if zet.op < eerder[-1].op:
        raise Weigering("Deze stap ligt voor de vorige stap.", veld="body.op")
    if not stap.naar:
        if any(each.gedaan_op is None for each in await kwesties.afspraken(work.session, kwestie.id)):
            raise Weigering(
                "Er staat nog een afspraak open. Zet die eerst op gedaan.", soort="afspraak", regel=regels.regel
            )
        kwestie.gesloten_op = zet.op
    kwestie.stap = zet.stap
    kwestie.uiterlijk = uiterlijk_na(regels, zet.stap, kwestie.op, zet.op, zet.uiterlijk)
    await _schrijf_stap(work, kwestie, len(eerder) + 1, zet, door)


async def spreek_af(work: Work, kwestie: Kwestie, belofte: Belofte, door: str) -> Afspraak:
    """Keep who does what before which day. Raises Weigering where a kind has no agreements, or is closed."""
    regels = regels_van(kwestie.soort)
    if regels.afspraken == "geen":
        raise Weigering("Bij deze soort horen stappen, geen afspraken.", soort="afspraak", regel=regels.regel)
    if kwestie.gesloten_op is not None:
        raise Weigering("Deze kwestie is gesloten.", soort="afspraak", regel=regels.regel)
    if belofte.uiterlijk < kwestie.op:
        raise Weigering("Deze dag ligt voor het begin van de kwestie.", veld="body.uiterlijk", regel=regels.regel)
    eerder = await kwesties.afspraken(work.session, kwestie.id)
    afspraak = Afspraak(
        kwestie_id=kwestie.id,
        volgnummer=len(eerder) + 1,
        partij=belofte.partij,
        eigenaar=belofte.eigenaar,
        tekst=belofte.tekst,
        uiterlijk=belofte.uiterlijk,
        gedaan_op=None,
        door=door,
    )
    await registers.add(work.session, afspraak)
    return afspraak


async def kom_na(work: Work, kwestie: Kwestie, afspraak: Afspraak, op: date) -> None:
    """An agreement was kept. Raises Weigering when it was before, and for a day that cannot be."""
    if afspraak.gedaan_op is not None:
        raise Weigering("Deze afspraak is al gedaan.", soort="afspraak", regel=regels_van(kwestie.soort).regel)
    _niet_later(work, op)
    if op < kwestie.op:
        raise Weigering("Deze dag ligt voor het begin van de kwestie.", veld="body.op")
    afspraak.gedaan_op = op


def lees_verhaal(work: Work, stap: Kwestiestap) -> str | None:
    """What was written with a step; None of what was recorded before there were words."""
    return None if stap.tekst is None else work.vault.open(VERHAAL, stap.id, stap.tekst).decode()


def _past(regels: Kwestieregels, nieuw: Opening) -> None:
    """Raises Weigering where what is recorded is not what the kind asks."""
    if nieuw.onderwerp not in regels.onderwerpen:
        toegestaan = regels.onderwerpen
        raise Weigering("Dit onderwerp past niet bij deze soort.", veld="body.onderwerp", toegestaan=toegestaan)
    if nieuw.agb is None and not regels.zonder_aanbieder:
        raise Weigering("Noem de aanbieder.", veld="body.agb", regel=regels.regel)
    if regels.weegt != (nieuw.zwaarte is not None):
        reden = "Noem kans en gevolg." if regels.weegt else "Kans en gevolg horen bij een risico."
        raise Weigering(reden, veld="body.kans", regel=regels.regel)
    if regels.afspraken == "moet" and not nieuw.afspraken:
        reden = "Noem een maatregel, wie die neemt, en wanneer u opnieuw kijkt."
        raise Weigering(reden, veld="body.afspraken", regel=regels.regel)
    gevraagd = regels.besproken.get(nieuw.onderwerp, ())
    if sorted(pijler for pijler, _ in nieuw.besproken) != sorted(gevraagd):
        reden = (
            "Een evaluatiegesprek bespreekt elke pijler één keer." if gevraagd else "Dit gesprek heeft geen vaste vorm."
        )
        raise Weigering(reden, veld="body.besproken", regel="M105", toegestaan=gevraagd)


def _uitkomst(regels: Kwestieregels, stap: Stap, zet: Zet) -> None:
    if (zet.uitkomst is None) != (not stap.uitkomsten) or (zet.uitkomst and zet.uitkomst not in stap.uitkomsten):
        reden = "Noem de uitkomst van deze stap." if stap.uitkomsten else "Deze stap heeft geen uitkomst."
        raise Weigering(reden, veld="body.uitkomst", regel=regels.regel, toegestaan=stap.uitkomsten)
    if zet.uiterlijk is not None and (not stap.eigen_termijn or zet.uiterlijk < zet.op):
        reden = "Deze dag ligt voor de stap." if stap.eigen_termijn else "De termijn van deze stap staat vast."
        raise Weigering(reden, veld="body.uiterlijk", regel=regels.regel)


async def _is_bekend(work: Work, regels: Kwestieregels, agb: str, gemeente: str, op: date) -> None:
    if not await kwesties.is_bekend(work.session, agb, [gemeente], op):
        reden = "Deze aanbieder heeft in deze gemeente op deze dag geen contract en geen cliënten."
        raise Weigering(reden, soort="aanbieder", regel=regels.regel)


async def _schrijf_stap(work: Work, kwestie: Kwestie, volgnummer: int, zet: Zet, door: str) -> None:
    key = new_id()
    row = Kwestiestap(
        id=key,
        kwestie_id=kwestie.id,
        volgnummer=volgnummer,
        stap=zet.stap,
        op=zet.op,
        tekst=work.vault.seal(VERHAAL, key, zet.tekst.encode()),
        uitkomst=zet.uitkomst,
        uiterlijk=kwestie.uiterlijk,
        door=door,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)


def _niet_later(work: Work, dag: date) -> None:
    if dag > work.today:
        raise Weigering("Deze dag moet nog komen.", veld="body.op")
