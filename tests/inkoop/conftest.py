from collections.abc import Callable
from pathlib import Path

import pytest

from inkoop import MODELLEN, InkoopmodelFout, laad_bestand

Wijziger = Callable[[str, str, str], tuple[str, ...]]


@pytest.fixture
def fouten(tmp_path: Path) -> Wijziger:
    """Load a model in which one piece of text was changed; the findings, each as one line of text."""

    def wijzig(naam: str, oud: str, nieuw: str) -> tuple[str, ...]:
        tekst = (MODELLEN / f"{naam}.yaml").read_text(encoding="utf-8")
        assert oud in tekst
        pad = tmp_path / f"{naam}.yaml"
        pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
        with pytest.raises(InkoopmodelFout) as gevangen:
            laad_bestand(pad)
        return tuple(str(bevinding) for bevinding in gevangen.value.bevindingen)

    return wijzig
