"""The steps with a provider that keeps deviating from the norms, and with a complaint: what may follow on what."""

from inkoop import laad

STAPPEN = ("gesprek", "verbeterplan", "pauze", "einde")
"""After a traffic light that turned red, in this order (M89): hearing both sides, improvement, pause, ending."""
HERSTELD = "hersteld"
KLACHT = ("aanbieder-en-consulent", "onafhankelijk", "afgehandeld")
"""A complaint goes to provider and consultant first, then to somebody independent (M110)."""


def mag_volgen(vorige: str | None, stap: str) -> bool:
    """Whether a step with a provider may follow: the first is a talk, none is skipped, each may end in recovery."""
    if vorige is None or vorige == HERSTELD:
        return stap == STAPPEN[0]
    if vorige == STAPPEN[-1]:
        return False
    return stap in (HERSTELD, STAPPEN[STAPPEN.index(vorige) + 1])


def titel_van(inkoopmodel: str, stap: str) -> str:
    """The step as its inkoopmodel names it."""
    if stap == HERSTELD:
        return "Hersteld"
    stappen = laad(inkoopmodel).contractsturing.stappen
    plaats = STAPPEN.index(stap)
    return stappen[plaats] if plaats < len(stappen) else stap


def klacht_mag_volgen(vorige: str, stap: str) -> bool:
    """Whether a step of a complaint may follow: forward only, and nothing after it is settled (M110)."""
    return KLACHT.index(stap) > KLACHT.index(vorige)
