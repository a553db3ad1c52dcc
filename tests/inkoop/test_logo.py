"""A logo is policy: a picture beside the model, which is looked at before it comes onto a letter."""

from pathlib import Path
from zlib import crc32

import pytest

from inkoop import MODELLEN, InkoopmodelFout, gebruik_map, laad, laad_bestand, logo_van, namen
from inkoop.logo import HOOGSTENS

VLAK = '<path d="M0 0H9V9Z"/>'


def _png(*stukken: tuple[bytes, bytes]) -> bytes:
    delen = (len(inhoud).to_bytes(4) + soort + inhoud + crc32(soort + inhoud).to_bytes(4) for soort, inhoud in stukken)
    return b"\x89PNG\r\n\x1a\n" + b"".join(delen)


def _svg(inhoud: str = VLAK, begin: str = "") -> bytes:
    return f'{begin}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inhoud}</svg>'.encode()


GOEDE_PNG = _png((b"IHDR", b"\0" * 13), (b"IDAT", b"x"), (b"IEND", b""))


def _model(folder: Path, naam: str, inhoud: bytes | None) -> Path:
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    model = folder / "almere-2023.yaml"
    model.write_text(tekst.replace("logo: almere.svg", f"logo: {naam}"), encoding="utf-8")
    if inhoud is not None:
        (folder / naam).write_bytes(inhoud)
    return model


FOUT = {
    "er niet": ("a.svg", None, "dit bestand is er niet"),
    "te groot": ("a.svg", _svg(VLAK + " " * HOOGSTENS), "mag hoogstens 100 kB zijn"),
    "geen xml": ("a.svg", b"<svg", "is geen goede SVG"),
    "iets anders": ("a.svg", b"<html/>", "is geen SVG met een viewBox"),
    "doctype": ("a.svg", _svg(begin='<!DOCTYPE svg [<!ENTITY a "b">]>'), "mag geen DOCTYPE hebben"),
    "script": ("a.svg", _svg("<script>alert(1)</script>"), "hier staat script"),
    "letters": ("a.svg", _svg("<text>Almere</text>"), "letters zet u om in lijnen (hier staat text)"),
    "plaatje": ("a.svg", _svg('<image href="https://example.org/a.png"/>'), "hier staat image"),
    "gebeurtenis": ("a.svg", _svg('<path onload="alert(1)"/>'), "hier staat onload"),
    "verwijzing": ("a.svg", _svg('<use href="https://example.org/a.svg#b"/>'), "van elders halen (hier staat href)"),
    "stijl": ("a.svg", _svg('<path style="fill:url(https://example.org/a)"/>'), "hier staat style"),
    "geen png": ("a.png", _svg(), "is geen PNG"),
    "half": ("a.png", GOEDE_PNG[:-12], "is een PNG die niet heel is"),
    "beschadigd": ("a.png", GOEDE_PNG.replace(b"x", b"y"), "is een PNG die niet heel is"),
    "naam": ("../a.svg", None, "kleine letters, cijfers en streepjes, met .svg of .png"),
}


@pytest.mark.parametrize(("naam", "inhoud", "melding"), FOUT.values(), ids=FOUT.keys())
def test_a_logo_that_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, naam: str, inhoud: bytes | None, melding: str
) -> None:
    with pytest.raises(InkoopmodelFout) as fout:
        laad_bestand(_model(tmp_path, naam, inhoud))
    bevinding = fout.value.bevindingen[-1]
    assert (bevinding.pad, bevinding.regel) == ("gemeenten[0].logo", 15)
    assert melding in bevinding.melding


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [("a.png", GOEDE_PNG), ("a.svg", _svg('<path id="a" fill="url(#b)"/><use href="#a"/>'))],
)
def test_a_region_puts_its_own_logo_in_its_folder(tmp_path: Path, naam: str, inhoud: bytes) -> None:
    _model(tmp_path, naam, inhoud)
    try:
        gebruik_map(tmp_path)
        logo = logo_van("almere-2023", "0034")
    finally:
        gebruik_map(None)
    assert logo is not None
    assert (logo.inhoud, logo.is_svg, logo.tekst) == (inhoud, naam == "a.svg", "Logo van de gemeente Almere")


def test_each_municipality_of_our_examples_has_a_logo_of_its_own() -> None:
    logos = [logo_van(naam, each.code) for naam in namen(MODELLEN) for each in laad(naam).gemeenten]
    assert all(logos)
    assert len({each.inhoud for each in logos if each}) == len(logos)
