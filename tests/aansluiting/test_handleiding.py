"""What the pages on couplings say can be pasted: each file of settings on them is one that is taken."""

import re
from pathlib import Path

import pytest

from aansluiting.instellingen import lees_instellingen
from koppelvlakken.brp import Foutsoort

DOCS = Path(__file__).parents[2] / "docs"
BLOKKEN = [
    (pad.name, blok)
    for pad in sorted(DOCS.glob("koppelvlak*.md"))
    for blok in re.findall(r"^```yaml\n(gemeenten:.*?)^```", pad.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(("pagina", "blok"), BLOKKEN)
def test_every_file_of_settings_on_a_page_is_taken(pagina: str, blok: str, tmp_path: Path) -> None:
    bestand = tmp_path / pagina
    bestand.write_text(blok, encoding="utf-8")
    assert lees_instellingen(bestand).gemeenten == ("0034",)


def test_every_kind_of_fault_of_the_brp_is_explained() -> None:
    tekst = (DOCS / "koppelvlak-brp.md").read_text(encoding="utf-8")
    uitgelegd = re.findall(r"^\| `([a-z-]+)` \|", tekst.partition("## Wat een fout betekent")[2], re.MULTILINE)
    assert set(uitgelegd) == {*Foutsoort, "bestand", "geweigerd"}
