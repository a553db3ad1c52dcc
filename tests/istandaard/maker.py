"""Makes valid documents from the official XSDs, knowing nothing of the library, and breaks them in one place."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from random import Random

from lxml import etree

from clientroute.bench.standaard import MAPPEN

XS = "{http://www.w3.org/2001/XMLSchema}"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@cache
def standaard_van(soort: str) -> str:
    """The standard that has a schema of this kind of message."""
    return next(naam for naam, map_ in MAPPEN.items() if (map_ / "xsd" / f"{soort.lower()}.xsd").exists())


def ruimte(soort: str) -> str:
    return f"http://www.istandaarden.nl/{standaard_van(soort)}/3_2/{soort.lower()}/schema"


def basis(naam: str) -> str:
    return f"http://www.istandaarden.nl/{naam}/3_2/basisschema/schema"


@cache
def typen(naam: str, schema: str) -> dict[str, etree._Element]:
    """The named types of a schema of a standard ("basisschema" or a kind of message)."""
    wortel = etree.parse(MAPPEN[naam] / "xsd" / f"{schema.lower()}.xsd").getroot()
    return {kind.get("name", ""): kind for kind in wortel if kind.get("name") and kind.tag != XS + "element"}


@dataclass(frozen=True)
class Facetten:
    basis: str
    codes: tuple[str, ...]
    patronen: tuple[str, ...]
    langst: int
    hoogst: int


@cache
def facetten(standaard: str, naam: str) -> Facetten:
    """The facets of a simple type of the basisschema."""
    inperking = typen(standaard, "basisschema")[naam].find(XS + "restriction")
    assert inperking is not None
    waarden = [(kind.tag.removeprefix(XS), kind.get("value", "")) for kind in inperking]
    eerste = dict(reversed(waarden))
    return Facetten(
        inperking.get("base", ""),
        tuple(waarde for soort, waarde in waarden if soort == "enumeration"),
        tuple(waarde for soort, waarde in waarden if soort == "pattern"),
        int(eerste.get("maxLength", "40")),
        int(eerste.get("maxInclusive", "0")),
    )


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TEKENS = _LETTERS + "0123456789 .,-'&<>\"éëïàŁ€😀\t"


def _woord(rng: Random, tekens: str, hoogstens: int) -> str:
    return "".join(rng.choice(tekens) for _ in range(rng.randint(1, hoogstens)))


_PATRONEN: dict[str, Callable[[Random, int], str]] = {
    "[0-9]{9}": lambda rng, _: f"9999{rng.randrange(6, 99991):05}",
    "[0-9]{8}": lambda rng, _: f"9999{rng.randrange(10000):04}",
    "[0-9]{4}": lambda rng, _: f"{rng.randrange(10000):04}",
    "[0-9]*": lambda rng, langst: _woord(rng, "0123456789", langst),
    r".*[^\s].*": lambda rng, langst: rng.choice(_LETTERS) + _woord(rng, _TEKENS, langst)[: langst - 1],
    r"([.\s]*\S+[.\s]*)+": lambda rng, _: _woord(rng, " \n.", 9) + "x" + _woord(rng, _TEKENS + "\n", 60),
    "([a-zA-ZÀ-ỳ])+": lambda rng, langst: _woord(rng, _LETTERS + "Éỳ", langst),
    "([a-zA-Z0-9])+": lambda rng, langst: _woord(rng, _LETTERS + "0123456789", langst),
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)": lambda rng, _: f"1.{rng.randrange(30)}.0",
    "[^:Z]*": lambda rng, _: f"20{rng.randrange(100):02}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
    "[^Z+-]+": lambda rng, _: f"{rng.randrange(24):02}:{rng.randrange(60):02}:00" + rng.choice(["", ".5", ".123456"]),
}


def waarde(rng: Random, standaard: str, naam: str, eigen_patroon: str | None = None) -> str:
    """A valid text for a simple type, narrowed by the pattern of one element."""
    van = facetten(standaard, naam)
    if eigen_patroon is not None and eigen_patroon.isdigit():
        return eigen_patroon
    if van.codes:
        return rng.choice(van.codes)
    if van.basis == "xs:integer":
        return str(rng.choice([0, van.hoogst, rng.randint(0, van.hoogst)]))
    patroon = eigen_patroon or next(iter(van.patronen), r".*[^\s].*")
    return _PATRONEN[patroon](rng, van.langst)


class Maker:
    """Makes documents of one kind. vol is the chance that an optional element is there."""

    def __init__(self, soort: str, rng: Random, vol: float) -> None:
        self.soort, self.rng, self.vol = soort, rng, vol
        self.naam = standaard_van(soort)

    def maak(self) -> etree._Element:
        wortel = etree.Element(
            f"{{{ruimte(self.soort)}}}Bericht", nsmap={"m": ruimte(self.soort), "i": basis(self.naam)}
        )
        self._vul(wortel, self.soort, "Root")
        return wortel

    def _vul(self, ouder: etree._Element, waar: str, type_naam: str) -> None:
        volgorde = typen(self.naam, waar)[type_naam].find(XS + "sequence")
        assert volgorde is not None
        eigen = basis(self.naam) if waar == "basisschema" else ruimte(self.soort)
        for element in volgorde.findall(XS + "element"):
            if element.get("minOccurs") == "0" and self.rng.random() > self.vol:
                continue
            keer = self.rng.randint(1, 3) if element.get("maxOccurs") == "unbounded" else 1
            for _ in range(keer):
                self._maak_element(etree.SubElement(ouder, f"{{{eigen}}}{element.get('name')}"), element, waar)

    def _maak_element(self, nieuw: etree._Element, element: etree._Element, waar: str) -> None:
        soort = element.get("type")
        if soort is None:
            inperking = element.find(f"{XS}simpleType/{XS}restriction")
            assert inperking is not None
            inperkt = inperking.get("base", "").partition(":")[2]
            nieuw.text = waarde(self.rng, self.naam, inperkt, inperking[0].get("value"))
            return
        prefix, _, naam = soort.partition(":")
        bron = "basisschema" if prefix == self.naam else waar
        if naam.startswith("LDT_"):
            nieuw.text = waarde(self.rng, self.naam, naam)
        else:
            self._vul(nieuw, bron, naam)


@cache
def alle_codes() -> list[str]:
    """Every code of every list."""
    return sorted(
        {
            code
            for standaard in MAPPEN
            for naam in typen(standaard, "basisschema")
            if naam.startswith("LDT_")
            for code in facetten(standaard, naam).codes
        }
    )


_RARE_TEKSTEN = [
    "", " ", "\n", "x", "x" * 41, "x" * 201, "é" * 3, "a\nb", "\ta", "\u00a0", "\u2028", "😀" * 4, "a\rb",
    "0", "-0", "+1", "-1", " 1 ", "\t1\n", "1.0", "1e3", "٣", "0" * 40 + "1", "9" * 40, "03", "+3", " 3 ", "3.0",
    "999900006", "99990000", "9999000066", "00000000", "0363", "363", " 0363", "12345", "1234567890123",
    "2024-02-29", "2023-02-29", " 2024-01-01 ", "2024-01-01Z", "2024-01-01+01:00", "2024-1-1", "10000-01-01",
    "-0004-02-29", "0000-01-01", "02024-01-01", "2024-13-01", "2024-00-10", "2024-04-31", "9223372036854775808-01-01",
    "10:00:00", "24:00:00", "24:00:01", "10:00", "10:00:00.", "10:00:00.1234567890", "10:00:60", "10:00:00Z",
    " 10:00:00", "1.0.0", "01.0.0", "1.0.0.0", "1.0", "1.0.0 ", "a.b", "ab", "AB12", "ab.c", "ab c", "Ω", "ỹ",
]  # fmt: skip


def _bladeren(wortel: etree._Element) -> list[etree._Element]:
    return [e for e in wortel.iter(etree.Element) if len(e) == 0]


def _knopen(wortel: etree._Element) -> list[etree._Element]:
    return [e for e in wortel.iter(etree.Element) if e is not wortel]


def _klassen(wortel: etree._Element) -> list[etree._Element]:
    return [e for e in wortel.iter(etree.Element) if len(e)]


def laat_weg(wortel: etree._Element, rng: Random) -> None:
    weg = rng.choice(_knopen(wortel))
    ouder = weg.getparent()
    assert ouder is not None
    ouder.remove(weg)


def verdubbel(wortel: etree._Element, rng: Random) -> None:
    bron = rng.choice(_knopen(wortel))
    bron.addnext(deepcopy(bron))


def verwissel(wortel: etree._Element, rng: Random) -> None:
    klasse = rng.choice([e for e in _klassen(wortel) if len(e) > 1])
    plek = rng.randrange(len(klasse) - 1)
    klasse.insert(plek, klasse[plek + 1])


def verplaats(wortel: etree._Element, rng: Random) -> None:
    knoop, doel = rng.choice(_knopen(wortel)), rng.choice(_klassen(wortel))
    if doel not in knoop.iter():
        doel.insert(rng.randint(0, len(doel)), knoop)


def maak_leeg(wortel: etree._Element, rng: Random) -> None:
    knoop = rng.choice(_knopen(wortel))
    for kind in list(knoop):
        knoop.remove(kind)
    knoop.text = None


def maak_lang(wortel: etree._Element, rng: Random) -> None:
    blad = rng.choice(_bladeren(wortel))
    blad.text = (blad.text or "x") * rng.choice([2, 3, 10, 300])


def rare_tekst(wortel: etree._Element, rng: Random) -> None:
    blad = rng.choice(_bladeren(wortel))
    tekst = rng.choice(_RARE_TEKSTEN)
    blad.text = tekst


def andere_code(wortel: etree._Element, rng: Random) -> None:
    rng.choice(_bladeren(wortel)).text = rng.choice(alle_codes())


def wit_eromheen(wortel: etree._Element, rng: Random) -> None:
    blad = rng.choice(_bladeren(wortel))
    blad.text = f" \n{blad.text or ''}\t"


def een_teken_anders(wortel: etree._Element, rng: Random) -> None:
    blad = rng.choice([e for e in _bladeren(wortel) if e.text])
    tekst = blad.text or ""
    plek = rng.randrange(len(tekst))
    blad.text = tekst[:plek] + rng.choice("0aZ .-:é\n") + tekst[plek + 1 :]


def andere_naamruimte(wortel: etree._Element, rng: Random) -> None:
    knoop = rng.choice([*_knopen(wortel), wortel])
    lokaal = etree.QName(knoop).localname
    anders = rng.choice([wortel.nsmap["i"], "", "urn:anders", str(etree.QName(wortel).namespace)])
    knoop.tag = f"{{{anders}}}{lokaal}" if anders else lokaal


def vreemd_element(wortel: etree._Element, rng: Random) -> None:
    doel = rng.choice([*_knopen(wortel), wortel])
    naam = rng.choice(["{urn:anders}Vreemd", "Vreemd", f"{{{etree.QName(wortel).namespace}}}Bericht"])
    doel.insert(rng.randint(0, len(doel)), etree.Element(naam))


def vreemd_attribuut(wortel: etree._Element, rng: Random) -> None:
    doel = rng.choice([*_knopen(wortel), wortel])
    naam = rng.choice(["id", "{urn:anders}id", "{http://www.w3.org/XML/1998/namespace}lang", f"{{{XSI}}}anders"])
    doel.set(naam, "1")


def attribuut_van_schema(wortel: etree._Element, rng: Random) -> None:
    doel = rng.choice([*_knopen(wortel), wortel])
    lokaal = etree.QName(doel).localname
    naam, waarde_ = rng.choice(
        [
            ("schemaLocation", "urn:a b"),
            ("noNamespaceSchemaLocation", "geen.xsd"),
            ("nil", rng.choice(["true", "false", "0", "x"])),
            (
                "type",
                rng.choice(
                    [f"m:{lokaal}", f"i:CDT_{lokaal}", f"i:LDT_{lokaal}", "m:Root", "q:x", lokaal, " m:Header "]
                ),
            ),
            (
                "type",
                rng.choice(["i:LDT_Datum", "i:LDT_Nummer", "i:LDT_Naam", "i:LDT_BurgerServicenummer", "i:LDT_Bedrag"]),
            ),
        ]
    )
    doel.set(f"{{{XSI}}}{naam}", waarde_)


def tekst_tussen_elementen(wortel: etree._Element, rng: Random) -> None:
    klasse = rng.choice(_klassen(wortel))
    tekst = rng.choice(["x", " ", "\n\t", "\u00a0", "0"])
    if rng.random() < 0.5:
        klasse.text = tekst
    else:
        klasse[rng.randrange(len(klasse))].tail = tekst


def commentaar_of_instructie(wortel: etree._Element, rng: Random) -> None:
    doel = rng.choice([*_knopen(wortel), wortel])
    nieuw = etree.Comment(" c ") if rng.random() < 0.5 else etree.ProcessingInstruction("doe", "iets")
    if len(doel) == 0 and doel.text:
        midden = len(doel.text) // 2
        nieuw.tail, doel.text = doel.text[midden:], doel.text[:midden]
    doel.insert(0, nieuw)


BREUKEN: list[Callable[[etree._Element, Random], None]] = [
    laat_weg, verdubbel, verwissel, verplaats, maak_leeg, maak_lang, rare_tekst, rare_tekst, rare_tekst, andere_code,
    wit_eromheen, een_teken_anders, andere_naamruimte, vreemd_element, vreemd_attribuut, attribuut_van_schema,
    tekst_tussen_elementen, commentaar_of_instructie,
]  # fmt: skip


def opgeschreven(wortel: etree._Element, rng: Random) -> bytes:
    """The document in one of the ways that software writes it: indented or not, other prefixes, other encodings."""
    codering = rng.choice(["UTF-8", "UTF-8", "US-ASCII", "ISO-8859-1"])
    document = etree.tostring(wortel, encoding=codering, xml_declaration=True, pretty_print=rng.random() < 0.5)
    if rng.random() < 0.3:
        document = document.replace(b"<m:", b"<").replace(b"</m:", b"</").replace(b"xmlns:m=", b"xmlns=", 1)
    if codering == "UTF-8" and rng.random() < 0.2:
        document = b"\xef\xbb\xbf" + document
    return document
