"""What a bank booked of our orders: camt.054, in any version of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lxml import etree

from sepa.tekens import SepaFout

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.054\.001\.\d\d")
BEDRAG = re.compile(r"(\d{1,15})(?:\.(\d{1,2})0*)?", re.ASCII)
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
GEEN_BESTAND = "Dit is geen camt.054-bestand van een bank."
Uitkomst = Literal["betaald", "geweigerd", "teruggeboekt"]
"""`geweigerd`: never paid. `teruggeboekt`: paid, and sent back by the bank of who should have it."""


@dataclass(frozen=True, slots=True)
class Bankmelding:
    """What became of one transfer, by the reference that we gave it. `bedrag` in eurocents."""

    kenmerk: str
    uitkomst: Uitkomst
    bedrag: int
    dag: date
    reden: str | None = None
    """Code or text of the bank, of what was not paid or came back."""


def lees_camt054(inhoud: bytes) -> list[Bankmelding]:
    """What was booked, in the order of the file; entries without a reference of ours (NOTPROVIDED too) are left out.

    Raises SepaFout for what is no camt.054.
    """
    if DOCTYPE.search(inhoud):
        raise SepaFout(GEEN_BESTAND)
    try:
        document = etree.fromstring(inhoud, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        raise SepaFout(GEEN_BESTAND) from None
    if not NAMESPACE.fullmatch(etree.QName(document).namespace or ""):
        raise SepaFout(GEEN_BESTAND)
    boekingen = document.iterfind("{*}BkToCstmrDbtCdtNtfctn/{*}Ntfctn/{*}Ntry")
    return [each for boeking in boekingen for each in _van(boeking)]


def _van(boeking: etree._Element) -> Iterator[Bankmelding]:
    """What was booked for good; what is pending is told again."""
    if (boeking.findtext("{*}Sts/{*}Cd") or boeking.findtext("{*}Sts")) != "BOOK":
        return
    dag = boeking.findtext("{*}BookgDt/{*}Dt") or (boeking.findtext("{*}BookgDt/{*}DtTm") or "")[:10]
    for deel in boeking.iterfind("{*}NtryDtls/{*}TxDtls"):
        kenmerk = deel.findtext("{*}Refs/{*}EndToEndId")
        if kenmerk is None or kenmerk == "NOTPROVIDED":
            continue
        richting = deel.findtext("{*}CdtDbtInd") or boeking.findtext("{*}CdtDbtInd")
        terug = deel.find("{*}RtrInf")
        if richting == "DBIT" and terug is None:
            yield Bankmelding(kenmerk, "betaald", _eurocent(deel, boeking), _dag(dag))
        elif richting == "CRDT" and terug is not None:
            reden = terug.findtext("{*}Rsn/{*}Cd") or terug.findtext("{*}Rsn/{*}Prtry") or terug.findtext("{*}AddtlInf")
            yield Bankmelding(kenmerk, "teruggeboekt", _eurocent(deel, boeking), _dag(dag), reden)


def _eurocent(deel: etree._Element, boeking: etree._Element) -> int:
    tekst = deel.findtext("{*}Amt") or deel.findtext("{*}AmtDtls/{*}TxAmt/{*}Amt") or boeking.findtext("{*}Amt") or ""
    gelezen = BEDRAG.fullmatch(tekst.strip())
    if gelezen is None:
        raise SepaFout("Er staat een bedrag in het bestand dat wij niet kunnen lezen.")
    return int(gelezen[1]) * 100 + int((gelezen[2] or "0").ljust(2, "0"))


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise SepaFout("Er staat een dag in het bestand die wij niet kunnen lezen.") from None
