"""What the municipality agreed to do itself, reckoned again from raw events."""

from collections.abc import Callable, Iterator
from datetime import date

from tests.monitoring.kijk import Kijk, Rij, dag, deel, hier, laatste, na_werkdagen
from tests.monitoring.nagerekend import nieuw

AFSPRAKEN = ("melding-bevestigd", "toewijzing-verzonden", "verzoek-besloten", "declaratie-beantwoord")


def _gedaan(kijk: Kijk) -> Iterator[tuple[str, Rij, date, date]]:
    """What, on which case, from which day up to which."""
    meldingen = {e["meldingId"]: dag(e["meldingsdatum"]) for e in kijk.soort("meldingen.geregistreerd")}
    for e in laatste(kijk.soort("meldingen.bevestigd"), "meldingId"):
        yield "melding-bevestigd", e, meldingen[e["meldingId"]], dag(e["bevestigdOp"])
    for e in [*nieuw(kijk.streek), *kijk.soort("toewijzingen.verlengd")]:
        yield "toewijzing-verzonden", e, dag(e["besluitdatum"]), dag(e["toewijzingsdatum"])
    for e in laatste(kijk.soort("verzoeken.besloten"), "verzoekId"):
        if e["besluit"] != "in-onderzoek":
            yield "verzoek-besloten", e, dag(e["ontvangenOp"]), dag(e["beslotenOp"])
    for e in kijk.soort("declaraties.beantwoord"):
        yield "declaratie-beantwoord", e, hier(e["ontvangenOp"]), hier(e["beantwoordOp"])


def eigen_termijnen(kijk: Kijk) -> list[Rij]:
    normen = {each.wat: each.werkdagen for each in kijk.model.eigen_termijnen}
    per: dict[tuple[str, str], list[int]] = {}
    for wat, e, van, tot in _gedaan(kijk) if kijk.product is None else ():
        if wat in normen and kijk.past({**e, "code": None}, tot):
            nodig = next(n for n in range(1000) if tot <= na_werkdagen(van, n))
            per.setdefault((e["gemeente"], wat), []).append(nodig)
    return [
        {
            "gemeente": gemeente, "werkdagen": normen[wat], "aantal": len(duren),
            "mediaan": sorted(duren)[-(-len(duren) // 2) - 1],
            "opTijd": deel(sum(n <= normen[wat] for n in duren), len(duren)),
        }
        for gemeente in sorted({gemeente for gemeente, _ in per})
        for wat in AFSPRAKEN
        if (duren := per.get((gemeente, wat)))
    ]  # fmt: skip


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {"eigen-termijnen": eigen_termijnen}
