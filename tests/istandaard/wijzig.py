"""Changes a valid message in a few places, to break one rule."""

from copy import deepcopy
from typing import cast

import iwmo
from iwmo import voorbeeld

Wijzigingen = dict[str, object]
"""Path in the JSON mirror → new value. None takes the field away; a path that ends in "+" adds a copy of the last item
of a list, changed as its value says."""


def gewijzigd(soort: str, wijzigingen: Wijzigingen) -> iwmo.Bericht:
    """The example of this kind, changed."""
    json: object = iwmo.naar_json(voorbeeld(soort))
    for pad, waarde in wijzigingen.items():
        zet(json, pad, waarde)
    return iwmo.uit_json(cast("dict[str, object]", json))


def zet(json: object, pad: str, waarde: object) -> None:
    *boven, laatste = pad.split(".")
    for deel in boven:
        json = json[int(deel)] if isinstance(json, list) else cast("dict[str, object]", json).setdefault(deel, {})
    if isinstance(json, list):
        if laatste == "+":
            json.append(deepcopy(json[-1]))
            for onder, nieuw in cast(Wijzigingen, waarde).items():
                zet(json[-1], onder, nieuw)
        else:
            json[int(laatste)] = waarde
    elif waarde is None:
        cast("dict[str, object]", json).pop(laatste, None)
    else:
        cast("dict[str, object]", json)[laatste] = waarde
