"""A 323 out of a handful of lines: assignment, month and volume. Price, unit and period follow (IV081)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from declaratie.domain.kalender import laatste_van_maand
from declaratie.domain.stand import EURO, MINUUT, UUR, BekendeToewijzing, Tarief
from istandaard import cdt, codes
from istandaard.berichten.bericht323 import Bericht323, Client, Declaratie, Prestatie
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.volume import bedrag_van_minuten, tarief_per_minuut
from weigering import Weigering
from wetten import categorie

GROOTSTE_BEDRAG = 99_999_999
"""Eurocents that a line of a message can hold (CDT Bedrag, eight digits)."""


@dataclass(frozen=True)
class Regel:
    """A line for one client: of what was delivered, or one that takes an earlier line back (`vorige`)."""

    client_id: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    vorige: str | None = None


def debetregel(
    toewijzing: BekendeToewijzing, client_id: str, maand: date, volume: int, tarief: Tarief | None, veld: str
) -> Regel:
    """What was delivered on an assignment in a month, at the price of the contract on its first day (TR387, TR388).

    Raises Weigering for an assignment that does not run in that month, of no product, or without a price.
    """
    begin = max(maand, toewijzing.ingangsdatum)
    einde = min(laatste_van_maand(maand), toewijzing.einddatum or date.max)
    if begin > einde:
        raise Weigering("Deze toewijzing loopt niet in deze maand.", regel="TR387", veld=f"{veld}.maand")
    if toewijzing.categorie is None or toewijzing.code is None:
        reden = "Deze toewijzing noemt geen product. Lever deze declaratie aan als bericht."
        raise Weigering(reden, regel="TR340", veld=f"{veld}.toewijzingNummer")
    eenheid = toewijzing.eenheid or (tarief.eenheid if tarief else None)
    if eenheid is None or (eenheid != EURO and tarief is None):
        reden = "In uw contract staat geen tarief voor dit product in deze maand. Vraag het de gemeente."
        raise Weigering(reden, regel="TR418", veld=f"{veld}.toewijzingNummer")
    if tarief is not None and not _past(eenheid, tarief):
        reden = "Het tarief in uw contract is voor een andere eenheid dan deze toewijzing. Vraag het de gemeente."
        raise Weigering(reden, regel="TR418", veld=f"{veld}.toewijzingNummer")
    prijs, bedrag = _prijs(eenheid, volume, tarief)
    if bedrag > GROOTSTE_BEDRAG:
        reden = "Dit volume geeft een bedrag dat niet in een declaratie past. Kijk of het klopt."
        raise Weigering(reden, veld=f"{veld}.volume")
    return Regel(
        client_id=client_id,
        toewijzing_nummer=toewijzing.nummer,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        begin=begin,
        einde=einde,
        volume=volume,
        eenheid=eenheid,
        tarief=prijs,
        bedrag=bedrag,
    )


def _past(eenheid: str, tarief: Tarief) -> bool:
    return eenheid in (EURO, tarief.eenheid) or (eenheid == MINUUT and tarief.eenheid == UUR)


def _prijs(eenheid: str, volume: int, tarief: Tarief | None) -> tuple[int | None, int]:
    """The price of a unit and the amount, in eurocents; what is bought in euros has no price (CD087)."""
    if eenheid == EURO or tarief is None:
        return None, volume
    if eenheid == MINUUT and tarief.eenheid == UUR:
        return tarief_per_minuut(tarief.bedrag), bedrag_van_minuten(tarief.bedrag, volume)
    return tarief.bedrag, tarief.bedrag * volume


def stel_op(header: HeaderVanAanbieder, maand: date, regels: Sequence[Regel], bsns: Mapping[str, str]) -> Bericht323:
    """The message over a month with these lines, by client; `bsns` by clientId. Its numbers follow from the header."""
    nummer, op = header.bericht_identificatie.identificatie, header.bericht_identificatie.dagtekening
    per_client: dict[str, list[Prestatie]] = {}
    for volgnummer, regel in enumerate(regels, 1):
        per_client.setdefault(bsns[regel.client_id], []).append(_prestatie(regel, f"{nummer}R{volgnummer}"))
    totaal = sum(-each.bedrag if each.vorige else each.bedrag for each in regels)
    return Bericht323(
        header=header,
        declaratie=Declaratie(
            declaratie_nummer=nummer,
            declaratie_periode=cdt.GeslotenPeriode(begindatum=maand, einddatum=laatste_van_maand(maand)),
            declaratie_dagtekening=op,
            totaal_ingediend_bedrag=cdt.TotaalBedragMetDC(totaal_bedrag=abs(totaal), debet_credit=_kant(totaal < 0)),
            clienten=tuple(Client(bsn=bsn, prestaties=tuple(van_hem)) for bsn, van_hem in per_client.items()),
        ),
    )


def _prestatie(regel: Regel, referentie: str) -> Prestatie:
    return Prestatie(
        product_referentie=cdt.Referentie(referentie_nummer=referentie, vorig_referentie_nummer=regel.vorige),
        toewijzing_nummer=regel.toewijzing_nummer,
        product_categorie=categorie(regel.categorie),
        product_code=regel.code,
        product_periode=cdt.GeslotenPeriode(begindatum=regel.begin, einddatum=regel.einde),
        geleverd_volume=regel.volume,
        eenheid=codes.Eenheid(regel.eenheid),
        product_tarief=regel.tarief,
        ingediend_bedrag=cdt.BedragMetDC(bedrag=regel.bedrag, debet_credit=_kant(regel.vorige is not None)),
    )


def _kant(is_credit: bool) -> codes.DebetCredit:
    return codes.DebetCredit.CREDIT if is_credit else codes.DebetCredit.DEBET
