"""What the municipality agreed to do itself, reckoned again from raw events."""

from collections.abc import Callable, Iterator
from datetime import date

from tests.monitoring.kijk import Kijk, Rij, dag, deel, hier, laatste, na_werkdagen
from tests.monitoring.nagerekend import nieuw

AFSPRAKEN = (
    "melding-bevestigd", "wachtende-gesproken", "toewijzing-verzonden", "verzoek-besloten", "declaratie-beantwoord",
    "declaratie-betaald",
)  # fmt: skip


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
    yield from _betaald(kijk)
    yield from _gesproken(kijk)


def _betaald(kijk: Kijk) -> Iterator[tuple[str, Rij, date, date]]:
    """A declaration is paid with the last of the transfers that was not refused or sent back."""
    ontvangen = {e["declaratieId"]: hier(e["ontvangenOp"]) for e in kijk.soort("declaraties.beantwoord")}
    betaald: dict[tuple[str, str], Rij] = {}
    for e in laatste(kijk.soort("overboekingen.gemeld"), "overboekingId"):
        for key in e.get("declaratieIds", ()) if e["uitkomst"] == "betaald" else ():
            betaald[key, e["budgethouder"]] = max(betaald.get((key, e["budgethouder"]), e), e, key=lambda e: e["dag"])
    for (key, gemeente), e in betaald.items():
        if key in ontvangen:
            yield "declaratie-betaald", {**e, "gemeente": gemeente}, ontvangen[key], dag(e["dag"])


def _gesproken(kijk: Kijk) -> Iterator[tuple[str, Rij, date, date]]:
    """Who waits is spoken to for the first time."""
    besloten = {e["toewijzingId"]: dag(e["besluitdatum"]) for e in kijk.soort("toewijzingen.voorbereid")}
    eerste: dict[str, Rij] = {}
    for e in kijk.soort("wachtenden.gesproken"):
        eerste[e["toewijzingId"]] = min(eerste.get(e["toewijzingId"], e), e, key=lambda e: e["op"])
    for key, e in eerste.items():
        if key in besloten:
            yield "wachtende-gesproken", e, besloten[key], dag(e["op"])


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
