"""Reading and writing a 323 of the largest size: 42,500 lines in 25 MB."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

import iwmo
from clientroute.bench.figure import Figure
from clientroute.bench.standaard import schema
from istandaard.regels.constraints import voldoet_aan_11_proef

CLIENTEN, PRESTATIES = 4250, 10
BESTAND = Path(__file__).parents[2] / "var" / "bench" / f"323-{CLIENTEN}.xml"
MAANDEN = (
    ("01", 31),
    ("02", 28),
    ("03", 31),
    ("04", 30),
    ("05", 31),
    ("06", 30),
    ("07", 31),
    ("08", 31),
    ("09", 30),
    ("10", 31),
)

KOP = """<?xml version="1.0" encoding="UTF-8"?>
<w:Bericht xmlns:w="http://www.istandaarden.nl/iwmo/3_2/wmo323/schema" \
xmlns:i="http://www.istandaarden.nl/iwmo/3_2/basisschema/schema">
<w:Header><w:BerichtCode>484</w:BerichtCode><w:BerichtVersie>3</w:BerichtVersie>\
<w:BerichtSubversie>2</w:BerichtSubversie><w:Afzender>99990001</w:Afzender><w:Ontvanger>0363</w:Ontvanger>\
<w:BerichtIdentificatie><i:Identificatie>B1</i:Identificatie><i:Dagtekening>2026-11-05</i:Dagtekening>\
</w:BerichtIdentificatie><w:XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie>\
<i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></w:XsdVersie></w:Header>
<w:Declaratie><w:DeclaratieNummer>D202610</w:DeclaratieNummer><w:DeclaratiePeriode>\
<i:Begindatum>2026-10-01</i:Begindatum><i:Einddatum>2026-10-31</i:Einddatum></w:DeclaratiePeriode>\
<w:DeclaratieDagtekening>2026-11-05</w:DeclaratieDagtekening><w:TotaalIngediendBedrag>\
<i:TotaalBedrag>{totaal}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></w:TotaalIngediendBedrag><w:Clienten>
"""
PRESTATIE = """    <w:Prestatie>
<w:ProductReferentie><i:ReferentieNummer>P{nummer:09}</i:ReferentieNummer></w:ProductReferentie>
<w:ToewijzingNummer>{nummer}</w:ToewijzingNummer>
<w:ProductCategorie>02</w:ProductCategorie>
<w:ProductCode>02A{code:02}</w:ProductCode>
<w:ProductPeriode><i:Begindatum>2026-{maand}-01</i:Begindatum><i:Einddatum>2026-{maand}-{einde}</i:Einddatum></w:ProductPeriode>
<w:GeleverdVolume>{volume}</w:GeleverdVolume>
<w:Eenheid>04</w:Eenheid>
<w:ProductTarief>6000</w:ProductTarief>
<w:IngediendBedrag><i:Bedrag>{bedrag}</i:Bedrag><i:DebetCredit>D</i:DebetCredit></w:IngediendBedrag>
    </w:Prestatie>
"""


def bsns() -> Iterator[str]:
    """Test BSNs, from 999900006 on."""
    return (str(nummer) for nummer in range(999900006, 999999991) if voldoet_aan_11_proef(str(nummer)))


def volume(nummer: int) -> int:
    """Of a line, from 1 to 97."""
    return nummer % 97 + 1


@cache
def bestand() -> Path:
    """The message, made once."""
    if not BESTAND.exists():
        BESTAND.parent.mkdir(parents=True, exist_ok=True)
        with BESTAND.open("w", encoding="utf-8") as uit:
            uit.write(KOP.format(totaal=sum(6000 * volume(n) for n in range(CLIENTEN * PRESTATIES))))
            for c, bsn in zip(range(CLIENTEN), bsns(), strict=False):
                uit.write(f"<w:Client>\n<w:Bsn>{bsn}</w:Bsn>\n  <w:Prestaties>\n")
                for p in range(PRESTATIES):
                    n = c * PRESTATIES + p
                    maand, einde = MAANDEN[p]
                    uit.write(
                        PRESTATIE.format(
                            nummer=n, code=n % 40, maand=maand, einde=einde, volume=volume(n), bedrag=6000 * volume(n)
                        )
                    )
                uit.write("  </w:Prestaties>\n</w:Client>\n")
            uit.write("</w:Clienten></w:Declaratie></w:Bericht>\n")
    return BESTAND


def lees_en_controleer() -> None:
    """Read the file and judge it."""
    assert iwmo.controleer(iwmo.lees(bestand())) == []


def lxml_leest_en_valideert() -> None:
    """Read the file and hold it against its schema."""
    assert schema("WMO323").validate(etree.parse(bestand()))


@cache
def bericht() -> iwmo.Bericht:
    """The file as a message."""
    return iwmo.lees(bestand())


def schrijf() -> None:
    """Write it."""
    iwmo.schrijf(bericht())


def lees() -> None:
    """Read the file."""
    iwmo.lees(bestand())


FIGURES = [
    Figure(
        "lezen_323",
        lees_en_controleer,
        lxml_leest_en_valideert,
        "s",
        "A 323 of 42,500 lines (25 MB) into models with level 1 and 2 checked; base: lxml parses and XSD-validates it.",
    ),
    Figure("schrijven_323", schrijf, lees, "s", "The same 323 written back; base: reading it into models."),
]
