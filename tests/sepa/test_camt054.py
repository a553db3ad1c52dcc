"""What a bank tells of our orders: only what is booked, by our reference; what is no such file is refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepa import Bankmelding, SepaFout, lees_camt054

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
DAG = "<BookgDt><Dt>2026-12-01</Dt></BookgDt>"


def bestand(*boekingen: str, namespace: str = NAMESPACE) -> bytes:
    return (
        f'<Document xmlns="{namespace}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>1</MsgId></GrpHdr>'
        f"<Ntfctn><Id>1</Id>{''.join(boekingen)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def boeking(*delen: str, richting: str = "DBIT", status: str = "<Cd>BOOK</Cd>", bedrag: str = "9.99") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{bedrag}</Amt><CdtDbtInd>{richting}</CdtDbtInd><Sts>{status}</Sts>{DAG}'
        f"<NtryDtls>{''.join(delen)}</NtryDtls></Ntry>"
    )


def deel(kenmerk: str = "B1", bedrag: str | None = "12.34", terug: str = "") -> str:
    amt = "" if bedrag is None else f'<Amt Ccy="EUR">{bedrag}</Amt>'
    return f"<TxDtls><Refs><EndToEndId>{kenmerk}</EndToEndId></Refs>{amt}{terug}</TxDtls>"


TERUG = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"


def test_paid_and_sent_back() -> None:
    gelezen = lees_camt054(
        bestand(boeking(deel("B1"), deel("B2", None)), boeking(deel("B1", terug=TERUG), richting="CRDT"))
    )
    assert gelezen == [
        Bankmelding("B1", "betaald", 1234, date(2026, 12, 1)),
        Bankmelding("B2", "betaald", 999, date(2026, 12, 1)),
        Bankmelding("B1", "teruggeboekt", 1234, date(2026, 12, 1), "AC04"),
    ]


@pytest.mark.parametrize(
    "anders",
    [
        boeking(deel("NOTPROVIDED")),
        boeking(deel(), status="<Cd>PDNG</Cd>"),
        boeking(deel(), richting="CRDT"),
        boeking("<TxDtls><Refs/></TxDtls>"),
    ],
)
def test_what_is_not_ours_or_not_booked_is_left_out(anders: str) -> None:
    assert lees_camt054(bestand(anders)) == []


def test_an_older_version_has_its_status_without_a_code() -> None:
    oud = bestand(boeking(deel(), status="BOOK"), namespace="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02")
    assert [each.kenmerk for each in lees_camt054(oud)] == ["B1"]


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"geen xml",
        b"<a/>",
        bestand(namespace="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"),
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + bestand(),
        bestand(boeking(deel(bedrag="1,50"))),
        bestand(boeking(deel(bedrag="1.505"))),
        bestand(boeking(deel())).replace(b"2026-12-01", b"2026-13-01"),
    ],
)
def test_another_file_is_refused_with_why(inhoud: bytes) -> None:
    with pytest.raises(SepaFout):
        lees_camt054(inhoud)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(inhoud: bytes) -> None:
    for each in (inhoud, bestand() + inhoud, bestand(inhoud.decode("latin-1"))):
        with suppress(SepaFout):
            assert isinstance(lees_camt054(each), list)
