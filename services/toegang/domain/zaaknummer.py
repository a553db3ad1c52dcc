"""The number of a case as a letter prints it, and as somebody reads it out: `K7PM-3RXC`.

No vowel, so that it is no word, and none of 0, 1, B, G, L, Q, S, U, Z, which look like another. The last of the eight
signs checks the others: there are 23 signs, a prime number, so one wrong sign, or two that changed places, is noticed.
"""

from hashlib import sha256

from weigering import Weigering

TEKENS = "23456789CDFHJKMNPRTVWXY"
LENGTE = 8
HELFT = LENGTE // 2


def zaaknummer_van(melding_id: str, poging: int = 0) -> str:
    """The number of a case, from its id; another for each `poging`, for where a number is taken already."""
    rest = int.from_bytes(sha256(f"{melding_id} {poging}".encode()).digest())
    tekens = []
    for _ in range(LENGTE - 1):
        rest, plek = divmod(rest, len(TEKENS))
        tekens.append(TEKENS[plek])
    return _geschreven("".join(tekens) + _controleteken(tekens))


def lees_zaaknummer(tekst: str) -> str:
    """The number as it is kept, of what somebody typed: capitals, spaces and hyphens do not matter.

    Raises Weigering for what is no number of a case.
    """
    kaal = "".join(each for each in tekst.upper() if each not in " -")
    if len(kaal) != LENGTE or set(kaal) - set(TEKENS) or _controleteken(list(kaal[:-1])) != kaal[-1]:
        reden = "Dit is geen zaaknummer. Kijk of elk teken klopt: een zaaknummer ziet eruit als K7PM-3RXC."
        raise Weigering(reden, veld="query.zaaknummer")
    return _geschreven(kaal)


def _geschreven(kaal: str) -> str:
    return f"{kaal[:HELFT]}-{kaal[HELFT:]}"


def _controleteken(tekens: list[str]) -> str:
    """By a weight of its own for each place."""
    som = sum(gewicht * TEKENS.index(each) for gewicht, each in enumerate(tekens, 2))
    return TEKENS[som % len(TEKENS)]
