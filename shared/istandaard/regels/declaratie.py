"""Technical rules (TR) that 323 and 325 can be judged by alone. Level 2, return code 0001."""

from __future__ import annotations

from collections.abc import Iterator

from istandaard.berichten import Bericht323, Bericht325, bericht323, bericht325
from istandaard.cdt import GeslotenPeriode
from istandaard.codes import DebetCredit
from istandaard.regels.rekenen import dubbele, herhaald, jaren_later, saldo, totaal_met_teken
from istandaard.regels.tabel import Paden, Tabel
from istandaard.regels.technisch import DUBBEL, NIET_NA_DAGTEKENING
from istandaard.retourcodes import RetourCode

TABEL = Tabel()
regel = TABEL.regel


def _periodes(bericht: Bericht323 | Bericht325) -> Iterator[tuple[int, int, GeslotenPeriode]]:
    """Every ProductPeriode with the numbers of its Client and Prestatie."""
    deel = bericht.declaratie if isinstance(bericht, Bericht323) else bericht.declaratie_antwoord
    if deel is not None:
        for c, client in enumerate(deel.clienten, start=1):
            for p, prestatie in enumerate(client.prestaties, start=1):
                yield c, p, prestatie.product_periode


def _pad_periode(bericht: Bericht323 | Bericht325, client: int, prestatie: int) -> str:
    deel = "Declaratie" if isinstance(bericht, Bericht323) else "DeclaratieAntwoord"
    return f"{deel}/Clienten/Client[{client}]/Prestaties/Prestatie[{prestatie}]/ProductPeriode"


@regel("TR101", DUBBEL, bericht323.Declaratie, bericht325.DeclaratieAntwoord)
def tr101_clienten(deel: bericht323.Declaratie | bericht325.DeclaratieAntwoord) -> Iterator[str]:
    """Clients differ in Bsn."""
    yield from dubbele("Clienten/Client", [client.bsn for client in deel.clienten])


@regel("TR101", DUBBEL, bericht323.Client, bericht325.Client)
def tr101_prestaties(client: bericht323.Client) -> Iterator[str]:
    """Lines of a client differ in ReferentieNummer or VorigReferentieNummer."""
    sleutels = [
        (p.product_referentie.referentie_nummer, p.product_referentie.vorig_referentie_nummer)
        for p in client.prestaties
    ]
    yield from dubbele("Prestaties/Prestatie", sleutels)


@regel("TR134", NIET_NA_DAGTEKENING, Bericht323, Bericht325)
def tr134_declaratie(bericht: Bericht323 | Bericht325) -> Iterator[str]:
    """A period that is billed has begun."""
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    if isinstance(bericht, Bericht323) and bericht.declaratie.declaratie_periode.begindatum > dagtekening:
        yield "Declaratie/DeclaratiePeriode/Begindatum"
    for client, prestatie, periode in _periodes(bericht):
        if periode.begindatum > dagtekening:
            yield f"{_pad_periode(bericht, client, prestatie)}/Begindatum"


@regel("TR137", "De einddatum mag niet vóór de begindatum en niet na de dagtekening liggen.", Bericht323, Bericht325)
def tr137(bericht: Bericht323 | Bericht325) -> Iterator[str]:
    """A period that is billed is over."""
    dagtekening = bericht.header.bericht_identificatie.dagtekening
    if isinstance(bericht, Bericht323):
        geheel = bericht.declaratie.declaratie_periode
        if not geheel.begindatum <= geheel.einddatum <= dagtekening:
            yield "Declaratie/DeclaratiePeriode/Einddatum"
    for client, prestatie, periode in _periodes(bericht):
        if not periode.begindatum <= periode.einddatum <= dagtekening:
            yield f"{_pad_periode(bericht, client, prestatie)}/Einddatum"


def _regels_met_vorig(declaratie: bericht323.Declaratie) -> Iterator[tuple[str, str]]:
    for c, client in enumerate(declaratie.clienten, start=1):
        for p, prestatie in enumerate(client.prestaties, start=1):
            vorig = prestatie.product_referentie.vorig_referentie_nummer
            if vorig is not None:
                pad = f"Clienten/Client[{c}]/Prestaties/Prestatie[{p}]/ProductReferentie/VorigReferentieNummer"
                yield pad, vorig


@regel("TR315", "Een debetprestatie mag in een bericht hoogstens één keer gecrediteerd worden.", bericht323.Declaratie)
def tr315(declaratie: bericht323.Declaratie) -> Iterator[str]:
    """VorigReferentieNummer is unique in the message."""
    yield from herhaald(_regels_met_vorig(declaratie))


@regel("TR316", "Een debetprestatie mag niet in hetzelfde bericht gecrediteerd worden.", bericht323.Declaratie)
def tr316(declaratie: bericht323.Declaratie) -> Iterator[str]:
    """VorigReferentieNummer names no line of the same message."""
    credits = list(_regels_met_vorig(declaratie))
    if credits:
        eigen = {p.product_referentie.referentie_nummer for c in declaratie.clienten for p in c.prestaties}
        yield from (pad for pad, vorig in credits if vorig in eigen)


@regel("TR335", "De ProductPeriode mag hooguit 5 jaar voor de DeclaratieDagtekening eindigen.", bericht323.Declaratie)
def tr335(declaratie: bericht323.Declaratie) -> Iterator[str]:
    """What is older than five years can no longer be billed."""
    grens = jaren_later(declaratie.declaratie_dagtekening, -5)
    for c, client in enumerate(declaratie.clienten, start=1):
        for p, prestatie in enumerate(client.prestaties, start=1):
            if prestatie.product_periode.einddatum < grens:
                yield f"Clienten/Client[{c}]/Prestaties/Prestatie[{p}]/ProductPeriode/Einddatum"


@regel(
    "TR342",
    "Het verschil tussen ingediend en toegekend moet de som van de afgewezen prestaties zijn.",
    bericht325.DeclaratieAntwoord,
)
def tr342(antwoord: bericht325.DeclaratieAntwoord) -> Paden:
    """Only rejected lines are listed; when the bill itself is rejected nothing is granted."""
    toegekend = totaal_met_teken(antwoord.totaal_toegekend_bedrag)
    if set(antwoord.retour_codes) - {RetourCode.AKKOORD, RetourCode.VOLLEDIG_TOEGEWEZEN}:
        return ("TotaalToegekendBedrag",) if toegekend != 0 else ()
    afgewezen = saldo(p.ingediend_bedrag for client in antwoord.clienten for p in client.prestaties)
    verschil = totaal_met_teken(antwoord.totaal_ingediend_bedrag) - toegekend
    return ("TotaalToegekendBedrag",) if afgewezen != verschil else ()


@regel("TR358", "TotaalIngediendBedrag moet de som van de prestaties zijn: debet min credit.", bericht323.Declaratie)
def tr358(declaratie: bericht323.Declaratie) -> Paden:
    """The total is the sum of the lines."""
    som = saldo(p.ingediend_bedrag for client in declaratie.clienten for p in client.prestaties)
    return () if som == totaal_met_teken(declaratie.totaal_ingediend_bedrag) else ("TotaalIngediendBedrag",)


@regel("TR416", "Er mag één debetprestatie zijn per toewijzing, product en periode.", bericht323.Client)
def tr416(client: bericht323.Client) -> Iterator[str]:
    """What was delivered in a period is billed in one line."""
    debet = (
        (nummer, (p.toewijzing_nummer, p.product_categorie, p.product_code, p.product_periode))
        for nummer, p in enumerate(client.prestaties, start=1)
        if p.ingediend_bedrag.debet_credit is DebetCredit.DEBET
    )
    for nummer in herhaald(debet):
        yield f"Prestaties/Prestatie[{nummer}]"
