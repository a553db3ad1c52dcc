"""Reading and writing a 323 of the largest size, of each standard: 42,500 lines in 25 MB."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from clientroute.bench.figure import Figure
from clientroute.bench.standaard import schema
from ijw import IJW
from istandaard import Bericht, Standaard, lees
from istandaard.regels import controleer
from istandaard.regels.constraints import voldoet_aan_11_proef
from istandaard.schrijven import schrijf
from iwmo import IWMO

CLIENTEN, PRESTATIES = 4250, 10
MAP = Path(__file__).parents[2] / "var" / "bench"
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
<w:Bericht xmlns:w="{ruimte}" \
xmlns:i="{basis}">
<w:Header><w:BerichtCode>{code}</w:BerichtCode><w:BerichtVersie>3</w:BerichtVersie>\
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
<w:ProductCategorie>{categorie}</w:ProductCategorie>
<w:ProductCode>{categorie}A{code:02}</w:ProductCode>
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
def bestand(standaard: Standaard) -> Path:
    """The message, made once."""
    pad = MAP / f"323-{standaard.naam}-{CLIENTEN}.xml"
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        with pad.open("w", encoding="utf-8") as uit:
            uit.writelines(_tekst(standaard))
    return pad


def _tekst(standaard: Standaard) -> Iterator[str]:
    code, product = standaard.code("323"), standaard.voorbeeld.product
    totaal = sum(6000 * volume(nummer) for nummer in range(CLIENTEN * PRESTATIES))
    yield KOP.format(ruimte=standaard.naamruimte(code.name), basis=standaard.basis, code=code.value, totaal=totaal)
    for client, bsn in zip(range(CLIENTEN), bsns(), strict=False):
        yield f"<w:Client>\n<w:Bsn>{bsn}</w:Bsn>\n  <w:Prestaties>\n"
        for nummer, (maand, einde) in enumerate(MAANDEN, start=client * PRESTATIES):
            yield PRESTATIE.format(
                nummer=nummer,
                categorie=product.categorie,
                code=nummer % 40,
                maand=maand,
                einde=einde,
                volume=volume(nummer),
                bedrag=6000 * volume(nummer),
            )
        yield "  </w:Prestaties>\n</w:Client>\n"
    yield "</w:Clienten></w:Declaratie></w:Bericht>\n"


@cache
def bericht(standaard: Standaard) -> Bericht:
    """The file as a message."""
    return lees((standaard,), bestand(standaard))


def _figures(standaard: Standaard, achter: str) -> list[Figure]:
    def lees_en_controleer() -> None:
        assert controleer(standaard.regels, lees((standaard,), bestand(standaard))) == []

    def lxml_leest_en_valideert() -> None:
        assert schema(standaard.code("323").name).validate(etree.parse(bestand(standaard)))

    def schrijft() -> None:
        schrijf(standaard, bericht(standaard))

    def leest() -> None:
        lees((standaard,), bestand(standaard))

    lezen = (
        f"A 323 of {standaard.titel} of 42,500 lines (25 MB) into models with level 1 and 2 checked; "
        "base: lxml parses and XSD-validates it."
    )
    schrijven = "The same 323 written back; base: reading it into models."
    return [
        Figure(f"lezen_323{achter}", lees_en_controleer, lxml_leest_en_valideert, "s", lezen),
        Figure(f"schrijven_323{achter}", schrijft, leest, "s", schrijven),
    ]


FIGURES = [*_figures(IWMO, ""), *_figures(IJW, "_ijw")]
