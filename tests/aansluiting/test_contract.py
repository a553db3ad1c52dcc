"""The contract of the koppelvlak is as those of the services: described, in Dutch, and as the code says."""

import json
import re
from pathlib import Path
from typing import cast

from aansluiting import woorden
from aansluiting.app import KOPPELVLAK
from clientroute.contracts import contract_files

Json = dict[str, object]
CONTRACT = cast(Json, json.loads((KOPPELVLAK.folder / "openapi.json").read_text()))
ENGELS = re.compile(r"\b(the|and|which|this|these|that|what|how|who|when|are|were|an|not|for|with|from|its|or)\b", re.I)


def operaties() -> list[Json]:
    paden = cast(dict[str, dict[str, Json]], CONTRACT["paths"])
    return [each for pad in paden.values() for each in pad.values()]


def schemas() -> dict[str, Json]:
    return cast(dict[str, Json], cast(Json, CONTRACT["components"])["schemas"])


def test_the_file_is_what_the_code_says(tmp_path: Path) -> None:
    pad = KOPPELVLAK.folder / "openapi.json"
    assert contract_files(tmp_path)[pad] == pad.read_text(encoding="utf-8")


def test_every_operation_says_when_to_use_it_and_what_follows() -> None:
    assert len(operaties()) > 5
    for each in operaties():
        tekst, kort = str(each.get("description", "")), str(each["summary"])
        assert len(tekst) > 40, each["operationId"]
        assert tekst.endswith(".") and kort.endswith("."), each["operationId"]  # noqa: PT018
        assert ENGELS.search(tekst + kort) is None, each["operationId"]


def test_every_property_and_schema_has_a_meaning() -> None:
    zonder = [naam for naam, each in schemas().items() if not each.get("description")]
    for naam, each in schemas().items():
        velden = cast(dict[str, Json], each.get("properties", {}))
        zonder += [f"{naam}.{veld}" for veld, inhoud in velden.items() if not inhoud.get("description")]
    assert zonder == []


def test_no_word_is_there_for_nothing() -> None:
    alles = json.dumps(CONTRACT, ensure_ascii=False)
    for tabel in (woorden.VELDEN, woorden.TAGS, woorden.SCHEMAS):
        assert [each for each in tabel.values() if json.dumps(each, ensure_ascii=False)[1:-1] not in alles] == []
