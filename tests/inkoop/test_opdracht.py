from pathlib import Path

import pytest
from typer.testing import CliRunner

from clientroute.inkoopmodel import app
from inkoop import MODELLEN, namen

runner = CliRunner()


@pytest.mark.parametrize("naam", namen())
def test_a_good_file_gives_exit_code_0(naam: str) -> None:
    uitkomst = runner.invoke(app, ["controleer", str(MODELLEN / f"{naam}.yaml")])
    assert uitkomst.exit_code == 0
    assert f"{naam}.yaml is goed" in uitkomst.stdout


def test_a_typo_gives_exit_code_1_and_the_line(tmp_path: Path) -> None:
    pad = tmp_path / "almere-2023.yaml"
    goed = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    pad.write_text(goed.replace("looptijd:", "looptyd:"), encoding="utf-8")
    uitkomst = runner.invoke(app, ["controleer", str(pad)])
    assert uitkomst.exit_code == 1
    assert "almere-2023.yaml, regel 8: looptyd: onbekend veld; bedoelde u 'looptijd'?" in uitkomst.stderr
    assert uitkomst.stdout == ""


@pytest.mark.parametrize("naam", namen())
def test_a_model_can_be_shown(naam: str) -> None:
    uitkomst = runner.invoke(app, ["toon", naam])
    assert uitkomst.exit_code == 0
    assert "Levering en betaling" in uitkomst.stdout


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (["toon", "almeer-2023"], "Bedoelde u almere-2023?"),
        (["toon", "almere-2023", "--datum", "morgen"], "jjjj-mm-dd"),
    ],
    ids=["name", "date"],
)
def test_what_cannot_be_shown_gives_exit_code_2(argumenten: list[str], melding: str) -> None:
    uitkomst = runner.invoke(app, argumenten)
    assert uitkomst.exit_code == 2
    assert melding in " ".join(uitkomst.stderr.split())
