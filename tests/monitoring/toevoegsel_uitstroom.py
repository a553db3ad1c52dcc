"""Help that ended and what followed: of one provider for enough people to show, of another for too few."""

from collections.abc import Iterator

VERVOLGEN = ("algemene-voorziening", "eigen-netwerk", "geen", "nieuw-onderzoek", "andere-wet", None)
REDENEN = ("19", "23", "31")


def uitstroom(gemeente: str, a: str, b: str) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """Type, subject, sequence, data."""
    for nummer in range(14):
        agb = a if nummer < 12 else b
        key, client = f"u{nummer}", f"client-u{nummer}"
        plek = {"clientId": client, "gemeente": gemeente}
        yield _toegewezen(key, agb, plek, 10)
        if nummer in {3, 4}:  # one gets less elsewhere, one more
            yield _toegewezen(f"{key}-erna", b, plek, 8 if nummer == 3 else 20, begin="2026-05-10")
        if (vervolg := VERVOLGEN[nummer % len(VERVOLGEN)]) is not None:
            bepaald = {**plek, "productId": key, "beschikkingId": f"b-{key}", "vervolg": vervolg}
            yield "vervolgen.bepaald", key, 1, bepaald
        stop = {
            **plek, "toewijzingId": key, "toewijzingNummer": 9, "agb": agb, "code": "HO", "begindatum": "2026-01-01",
            "einddatum": "2026-04-30", "reden": REDENEN[nummer % 12 // 5], "tijdelijk": False,
        }  # fmt: skip
        yield "leveringen.beeindigd", key, 3, stop
    yield "clienten.vertrokken", "client-u0", 1, {
        "clientId": "client-u0", "gemeente": gemeente, "reden": "overleden", "laatsteDag": "2026-04-30",
    }  # fmt: skip


def _toegewezen(
    key: str, agb: str, plek: dict[str, str], volume: int, begin: str = "2026-01-01"
) -> tuple[str, str, int, dict[str, object]]:
    data = {
        **plek, "toewijzingId": key, "toewijzingNummer": 9, "bsnHash": "0" * 64, "agb": agb, "budget": None,
        "categorie": "01", "code": "HO", "volume": volume, "eenheid": "82", "frequentie": "4", "ingangsdatum": begin,
        "einddatum": "2026-12-31", "redenWijziging": None, "toewijzingsdatum": "2026-01-05",
        "besluitdatum": "2026-01-02",
    }  # fmt: skip
    return "toewijzingen.toegewezen", key, 1, data
