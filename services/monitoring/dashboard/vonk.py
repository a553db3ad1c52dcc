"""A spark line: how a figure went month after month, as a small drawing without words or axes."""

from collections.abc import Sequence

from markupsafe import Markup

BREED, HOOG, RAND = 120, 32, 3


def vonk(reeks: Sequence[float | None]) -> Markup:
    """The line of a series; nothing of fewer than two values."""
    vol = [(plaats, waarde) for plaats, waarde in enumerate(reeks) if waarde is not None]
    if len(vol) < 2:
        return Markup()
    laagste, hoogste = min(waarde for _, waarde in vol), max(waarde for _, waarde in vol)
    bereik = (hoogste - laagste) or 1
    stap = (BREED - 2 * RAND) / (len(reeks) - 1)
    punten = [
        (RAND + plaats * stap, HOOG - RAND - (waarde - laagste) / bereik * (HOOG - 2 * RAND)) for plaats, waarde in vol
    ]
    lijn = " ".join(f"{x:.1f},{y:.1f}" for x, y in punten)
    return Markup(
        '<svg class="vonk" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/></svg>'
    ).format(BREED, HOOG, lijn)
