"""The README example survives XML and JSON."""

import re
from pathlib import Path

import istandaard
import iwmo

README = Path(istandaard.__file__).parent / "README.md"


def test_readme_example_round_trips() -> None:
    blok = next(b for b in re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL) if "start = " in b)
    ruimte: dict[str, object] = {}
    exec(blok, ruimte)
    start = ruimte["start"]
    assert isinstance(start, iwmo.Bericht)
    assert iwmo.lees(iwmo.schrijf(start)) == start
    assert iwmo.uit_json(iwmo.naar_json(start)) == start
