"""What the page for operators shows can be used as it stands, and names every setting."""

import re
from pathlib import Path

import pytest
import yaml

from aansluiting.instellingen import Ggk, Instellingen

PAGINA = (Path(__file__).parents[2] / "docs" / "koppelvlakken.md").read_text("utf-8")
BLOKKEN = re.findall(r"```yaml\n(.*?)```", PAGINA, flags=re.DOTALL)


@pytest.mark.parametrize("blok", [each for each in BLOKKEN if "ggk:" in each or "hub: ggk" in each])
def test_each_block_about_the_ggk_is_taken(blok: str) -> None:
    Instellingen.model_validate({"gemeenten": ["0034"], **yaml.safe_load(blok)})


def test_the_page_names_each_setting_with_what_it_is_by_itself() -> None:
    for naam, veld in Ggk.model_fields.items():
        if naam in {"soap", "map"}:
            continue
        geschreven = f'"{veld.default}"' if str(veld.default).isdigit() else str(veld.default)
        assert f"`{naam}: {geschreven}`" in PAGINA, naam
    assert len([each for each in BLOKKEN if "ggk:" in each]) >= 2
