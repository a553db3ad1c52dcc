"""An order to a bank to transfer money: pain.001.001.09, as EPC132-08 wants it of a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from lxml import etree

from sepa.tekens import SepaFout, kenmerk_van, tekst_van

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
MEEST = 99_999_999_999
"""The most that one transfer may be, in eurocents (EPC: 999,999,999.99)."""
NAAM, OMSCHRIJVING = 70, 140
"""How long a name and a description may be."""
Takken = tuple[str, "str | list[Takken]"]
"""An element: its name, and its text or its children."""


@dataclass(frozen=True, slots=True)
class Rekening:
    """Whose account it is. Of who pays a BIC is wanted: an order without one breaks the rules of the EPC."""

    naam: str
    iban: str
    bic: str | None = None


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What is asked of the bank: to pay this many transfers, together `bedrag` eurocents, on a day."""

    kenmerk: str
    """Of this file; a bank refuses a second file with the same one."""
    gemaakt_op: datetime
    dag: date
    van: Rekening
    aantal: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Overboeking:
    """One transfer, of `bedrag` eurocents; `kenmerk` comes back in what the bank tells of it."""

    kenmerk: str
    bedrag: int
    aan: Rekening
    omschrijving: str


def schrijf_pain001(opdracht: Opdracht, overboekingen: Iterable[Overboeking], bestand: BinaryIO) -> None:
    """Write the order, one transfer at a time.

    Raises SepaFout when what follows is not what `opdracht` says in number and sum, or may not be transferred.
    """
    aantal = bedrag = 0
    with etree.xmlfile(bestand, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(_naam("Document"), nsmap={None: NAMESPACE}), xml.element(_naam("CstmrCdtTrfInitn")):
            xml.write(_kop(opdracht))
            with xml.element(_naam("PmtInf")):
                for tak in _groep(opdracht):
                    xml.write(_element(tak))
                for each in overboekingen:
                    xml.write(_overboeking(each))
                    aantal, bedrag = aantal + 1, bedrag + each.bedrag
    if (aantal, bedrag) != (opdracht.aantal, opdracht.bedrag):
        raise SepaFout("De overboekingen tellen niet op tot wat in de opdracht staat.")


def _kop(opdracht: Opdracht) -> etree._Element:
    delen: list[Takken] = [
        ("MsgId", kenmerk_van(opdracht.kenmerk)),
        ("CreDtTm", f"{opdracht.gemaakt_op:%Y-%m-%dT%H:%M:%S}"),
        *_som(opdracht),
        ("InitgPty", [("Nm", tekst_van(opdracht.van.naam, NAAM))]),
    ]
    return _element(("GrpHdr", delen))


def _groep(opdracht: Opdracht) -> list[Takken]:
    """All that the transfers share. Each is booked apart, so that the accounts show every provider."""
    if opdracht.van.bic is None:
        raise SepaFout("Van de rekening die betaalt is de code van de bank (BIC) nodig.")
    return [
        ("PmtInfId", kenmerk_van(opdracht.kenmerk)),
        ("PmtMtd", "TRF"),
        ("BtchBookg", "false"),
        *_som(opdracht),
        ("PmtTpInf", [("SvcLvl", [("Cd", "SEPA")])]),
        ("ReqdExctnDt", [("Dt", opdracht.dag.isoformat())]),
        ("Dbtr", [("Nm", tekst_van(opdracht.van.naam, NAAM))]),
        ("DbtrAcct", [("Id", [("IBAN", opdracht.van.iban)])]),
        ("DbtrAgt", [("FinInstnId", [("BICFI", opdracht.van.bic)])]),
        ("ChrgBr", "SLEV"),
    ]


def _som(opdracht: Opdracht) -> list[Takken]:
    return [("NbOfTxs", str(opdracht.aantal)), ("CtrlSum", _euro(opdracht.bedrag))]


def _overboeking(each: Overboeking) -> etree._Element:
    if not 1 <= each.bedrag <= MEEST:
        raise SepaFout("Eén overboeking is minstens 1 cent en hoogstens € 999.999.999,99.")
    bank: list[Takken] = [("CdtrAgt", [("FinInstnId", [("BICFI", each.aan.bic)])])] if each.aan.bic else []
    element = _element(
        (
            "CdtTrfTxInf",
            [
                ("PmtId", [("EndToEndId", kenmerk_van(each.kenmerk))]),
                ("Amt", [("InstdAmt", _euro(each.bedrag))]),
                *bank,
                ("Cdtr", [("Nm", tekst_van(each.aan.naam, NAAM))]),
                ("CdtrAcct", [("Id", [("IBAN", each.aan.iban)])]),
                ("RmtInf", [("Ustrd", tekst_van(each.omschrijving, OMSCHRIJVING))]),
            ],
        )
    )
    element[1][0].set("Ccy", "EUR")
    return element


def _euro(bedrag: int) -> str:
    """Eurocents as euros with a point."""
    return f"{bedrag // 100}.{bedrag % 100:02}"


def _naam(naam: str) -> str:
    return f"{{{NAMESPACE}}}{naam}"


def _element(tak: Takken) -> etree._Element:
    naam, inhoud = tak
    element = etree.Element(_naam(naam), nsmap={None: NAMESPACE})
    if isinstance(inhoud, str):
        element.text = inhoud
    else:
        element.extend(map(_element, inhoud))
    return element
