"""A letter looks like one of its municipality: logo, address, and whom to call."""

import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader
from tests.toegang.brieven import VAN, brief, toegekend
from tests.toegang.conftest import NU
from tests.toegankelijk import bevindingen, elementen, soort, voorgelezen

from inkoop import MODELLEN
from inkoop.logo import Logo
from toegang.brief import als_html, als_pdf
from toegang.domain.afzender import Afzender

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def _beelden(pdf: bytes) -> list[str]:
    """What each picture says to who listens."""
    lezer = PdfReader(BytesIO(pdf))
    alle = elementen(lezer, lezer.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return [str(each.get("/Alt")) for each in alle if soort(lezer, each) == "/Figure"]


def test_the_logo_and_the_address_stand_at_the_head_and_can_be_listened_to() -> None:
    pdf = als_pdf(brief(toegekend("HO", 1, 150)), NU)
    assert bevindingen(pdf) == []
    assert _beelden(pdf) == ["Logo van de gemeente Almere"]
    hoofd = "Gemeente Almere Stadhuisplein 1 1315 HR Almere Telefoon 14 036 W. van der Grootkerk"
    assert voorgelezen(pdf).startswith(hoofd)
    page = als_html(brief())
    beeld = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="Logo van de gemeente Almere">', page)
    assert beeld is not None
    assert b64decode(beeld[1]) == (MODELLEN / "almere.svg").read_bytes()


def test_a_png_does_too_and_without_a_logo_the_name_is_there() -> None:
    met_png = replace(brief(), afzender=replace(VAN, logo=Logo(PIXEL, is_svg=False, tekst="Een stip")))
    assert _beelden(als_pdf(met_png, NU)) == ["Een stip"]
    assert 'src="data:image/png;base64,' in als_html(met_png)
    zonder = replace(brief(), afzender=Afzender("Almere"))
    assert bevindingen(als_pdf(zonder, NU)) == []
    assert _beelden(als_pdf(zonder, NU)) == []
    assert voorgelezen(als_pdf(zonder, NU)).startswith("Gemeente Almere W. van der Grootkerk")
    assert "<img" not in als_html(zonder)


def test_the_greeting_never_stands_alone_on_a_page() -> None:
    for alineas in range(0, 40, 3):
        lang = "\n".join(["U kunt niet zelf schoonmaken."] * (alineas + 1))
        pdf = als_pdf(brief(toegekend("HO", 1, 150), motivering=lang), NU)
        assert "Heeft u vragen?" in PdfReader(BytesIO(pdf)).pages[-1].extract_text()
