"""What is known of a case, in plain Dutch: one line per fact, by day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from monitoring.domain.dossier import Dossiersoort, Enig, Inhoud, Reeks
from monitoring.domain.feiten import berichten, declaratie, pgb, toegang, toewijzing, uitstroom
from monitoring.domain.stappen import dagen_tussen

F = TypeVar("F")
TITELS: Mapping[Dossiersoort, str] = {
    Dossiersoort.MELDING: "Melding",
    Dossiersoort.TOEWIJZING: "Toewijzing",
    Dossiersoort.CLIENT: "Cliënt",
    Dossiersoort.DECLARATIE: "Declaratie",
    Dossiersoort.BERICHT: "Bericht",
    Dossiersoort.VERZOEK: "Verzoek van een aanbieder",
    Dossiersoort.SIGNAAL: "Signaal over de sociale basis",
    Dossiersoort.RAADPLEGING: "Deskundige die om raad is gevraagd",
}
"""The kinds of cases that figures lead to."""


@dataclass(frozen=True)
class Regel:
    """Something that happened or holds. `op` is None without a day; '' where it is of no municipality and so on."""

    op: date | None
    wat: str
    gemeente: str = ""
    agb: str = ""
    code: str = ""
    zaak: str = ""
    """The assignment that it is about, on the page of a client."""


Verteller = Callable[[Inhoud], Iterable[Regel]]


def _een(feit: Enig[F], vertel: Callable[[F], Regel]) -> Verteller:
    def regels(inhoud: Inhoud) -> Iterable[Regel]:
        gevonden = feit.in_(inhoud)
        return [] if gevonden is None else [vertel(gevonden)]

    return regels


def _elk(feit: Reeks[F], vertel: Callable[[str, F], Regel | None]) -> Verteller:
    def regels(inhoud: Inhoud) -> Iterable[Regel]:
        gevonden = (vertel(naam, each) for naam, each in feit.in_(inhoud).items())
        return [each for each in gevonden if each is not None]

    return regels


def _woorden(naam: str) -> str:
    return naam.replace("-", " ")


def _besluit(each: toegang.Beschikt) -> Regel:
    producten = f", over {len(each.producten)} product{'en' if len(each.producten) > 1 else ''}" * bool(each.producten)
    wat = {"besluit": "Besluit", "tijdelijk": "Tijdelijke maatregel", "bezwaar": "Besluit op bezwaar"}
    tekst = f"{wat.get(each.soort, each.soort)}: {_woorden(each.uitkomst)}{producten}"
    return Regel(each.datum, tekst, each.gemeente, code=_een_code([product.code for product in each.producten]))


def _een_code(codes: Sequence[str | None]) -> str:
    return (codes[0] or "") if len(set(codes)) == 1 else ""


def _opschorting(each: toegang.Opgeschort) -> Regel:
    tot = f" tot {each.tot:%d-%m-%Y}" if each.tot else ", en staat nog stil"
    return Regel(each.vanaf, f"De termijn van het {each.termijn} staat stil{tot}")


def _nu(each: toewijzing.Toegewezen) -> Regel:
    tot = f" tot en met {each.einddatum:%d-%m-%Y}" if each.einddatum else ", zonder einddatum"
    return Regel(each.ingangsdatum, f"De toewijzing gaat in{tot}", each.gemeente, each.agb, each.code or "")


def _start(each: toewijzing.Gestart) -> Regel | None:
    if not each.telt:
        return None
    dagen = dagen_tussen(each.toewijzingsdatum, each.datum)
    gewacht = "" if each.overgenomen else f", {dagen} dagen na de toewijzing"
    return Regel(each.datum, f"De hulp is gestart{gewacht}", each.gemeente, each.agb, each.code or "")


def _gedeclareerd(each: toewijzing.Gedeclareerd) -> Regel | None:
    if not each.prestaties:
        return None
    maanden = sorted({prestatie.maand for prestatie in each.prestaties})
    wat = f"Toegekend in een declaratie: {len(each.prestaties)} prestaties"
    return Regel(maanden[-1], wat, each.gemeente, each.agb)


def _antwoord(each: declaratie.Beantwoord) -> list[Regel]:
    plek = (each.gemeente, each.agb)
    codes = ", ".join(f"{code.retourcode} ({code.aantal} keer)" for code in each.afkeuringen)
    afgewezen = each.prestaties_ingediend - each.prestaties_toegekend
    return [
        Regel(each.maand, "De maand waarover is gedeclareerd", *plek),
        Regel(each.ontvangen_op, f"Ontvangen, met {each.prestaties_ingediend} prestaties", *plek),
        Regel(
            each.beantwoord_op,
            f"Beantwoord: {each.prestaties_toegekend} toegekend, {afgewezen} afgewezen"
            + f". Retourcodes: {codes}" * bool(codes),
            *plek,
        ),
    ]


def _verteld_antwoord(inhoud: Inhoud) -> Iterable[Regel]:
    antwoord = declaratie.ANTWOORD.in_(inhoud)
    return _antwoord(antwoord) if antwoord else []


def _bericht(each: berichten.Bericht) -> Regel:
    return Regel(
        each.op, f"{each.soort} {'ontvangen' if each.richting == 'in' else 'verzonden'}", each.gemeente, each.agb
    )


def _hulp(key: str, each: toewijzing.HulpVanClient) -> Regel:
    tot = f" tot en met {each.einddatum:%d-%m-%Y}" if each.einddatum else ", zonder einddatum"
    wat = "Een toewijzing die is verwijderd" if each.vervallen else f"Hulp{tot}"
    return Regel(each.ingangsdatum, wat, each.gemeente, each.agb, each.code or "", key)


def _wat_volgde(inhoud: Inhoud) -> Iterable[Regel]:
    """Stops and what was decided to follow: each of the municipality of the help that it is about."""
    plek = {key: each.gemeente for key, each in toewijzing.HULP.in_(inhoud).items()}
    for stop in uitstroom.STOP.in_(inhoud).values():
        if stop.telt and stop.toewijzing in plek:
            yield Regel(stop.datum, "De aanbieder stopte de hulp", plek[stop.toewijzing], zaak=stop.toewijzing)
    for key, vervolg in uitstroom.VERVOLG.in_(inhoud).items():
        if key in plek:
            yield Regel(None, f"Wat volgt na het einde: {_woorden(vervolg.vervolg)}", plek[key], zaak=key)


VERTELLERS: Mapping[Dossiersoort, tuple[Verteller, ...]] = {
    Dossiersoort.MELDING: (
        _een(toegang.MELDING, lambda each: Regel(each.datum, "Gemeld", each.gemeente)),
        _een(toegang.BEVESTIGD, lambda each: Regel(each.datum, "De ontvangst is bevestigd", each.gemeente)),
        _een(toegang.ONDERZOEK, lambda each: Regel(each.datum, "Het onderzoek is klaar", each.gemeente)),
        _een(toegang.AANVRAAG, lambda each: Regel(each.datum, "Aangevraagd", each.gemeente)),
        _elk(toegang.BESLUIT, lambda _, each: _besluit(each)),
        _elk(toegang.OPSCHORTING, lambda _, each: _opschorting(each)),
        _een(
            toegang.GESLOTEN,
            lambda each: Regel(each.datum, f"Gesloten zonder besluit: {_woorden(each.reden)}", each.gemeente),
        ),
        _elk(
            toegang.BEZWAAR,
            lambda _, each: Regel(each.datum, f"Bezwaar: {_woorden(each.uitkomst or 'loopt')}", each.gemeente),
        ),
    ),
    Dossiersoort.TOEWIJZING: (
        _een(
            toewijzing.VOORBEREID,
            lambda each: Regel(each.besluitdatum, "Besloten", each.gemeente, code=each.code or ""),
        ),
        _een(
            toewijzing.EERSTE,
            lambda each: Regel(each.datum, "Toegewezen", each.gemeente, each.agb, each.code or ""),
        ),
        _een(toewijzing.NU, _nu),
        _elk(toewijzing.START, lambda _, each: _start(each)),
        _elk(
            toewijzing.EINDE,
            lambda _, each: Regel(each.datum, f"De hulp eindigt: {_woorden(each.reden)}") if each.telt else None,
        ),
        _een(toewijzing.VERVALLEN, lambda each: Regel(None, f"Niet meer nodig: {_woorden(each.reden)}")),
        _elk(toewijzing.OVERBRUGGING, lambda _, each: Regel(each.vanaf, "Het wachten wordt overbrugd")),
        _elk(toewijzing.GESPROKEN, lambda _, each: Regel(each.datum, "Met de cliënt gesproken tijdens het wachten")),
        _elk(toewijzing.GEDECLAREERD, lambda _, each: _gedeclareerd(each)),
        _een(pgb.PGB, lambda each: Regel(each.begin, "Een pgb is toegekend", each.gemeente, "", each.code)),
    ),
    Dossiersoort.CLIENT: (
        _elk(toewijzing.HULP, _hulp),
        _wat_volgde,
        _een(uitstroom.VERTROKKEN, lambda each: Regel(each.laatste_dag, "Overleden of verhuisd")),
    ),
    Dossiersoort.DECLARATIE: (
        _verteld_antwoord,
        _elk(
            declaratie.AFGEHANDELD,
            lambda _, each: Regel(None, f"Een aandachtspunt is afgehandeld: {_woorden(each.besluit)}"),
        ),
        _elk(
            declaratie.OVERGEBOEKT,
            lambda _, each: Regel(each.datum, "Betaald", each.budgethouder) if each.telt else None,
        ),
    ),
    Dossiersoort.BERICHT: (
        _een(berichten.BERICHT, _bericht),
        _een(
            berichten.BERICHT_AFGEKEURD,
            lambda each: Regel(None, f"Afgekeurd met retourcode {', '.join(each.codes)}"),
        ),
        _elk(berichten.BERICHT_BEANTWOORD, lambda _, each: Regel(each.op, "Beantwoord")),
    ),
    Dossiersoort.VERZOEK: (
        _een(
            berichten.VERZOEK_ONTVANGEN,
            lambda each: Regel(
                each.datum, f"Gevraagd, met antwoord uiterlijk op {each.uiterlijk:%d-%m-%Y}", each.gemeente, each.agb
            ),
        ),
        _een(
            berichten.VERZOEK_BESLOTEN,
            lambda each: Regel(each.besloten_op, f"Antwoord: {_woorden(each.besluit)}", each.gemeente, each.agb),
        ),
    ),
    Dossiersoort.SIGNAAL: (
        _een(toegang.SIGNAAL, lambda each: Regel(each.datum, f"Gemist: {_woorden(each.onderwerp)}", each.gemeente)),
    ),
    Dossiersoort.RAADPLEGING: (
        _een(
            toegang.RAADPLEGING,
            lambda each: Regel(each.datum, f"Om raad gevraagd: {_woorden(each.deskundigheid)}", each.gemeente),
        ),
    ),
}


def verhaal(soort: Dossiersoort, inhoud: Inhoud) -> list[Regel]:
    """Everything that happened in a case, from early to late; what has no day comes last."""
    regels = [regel for vertel in VERTELLERS[soort] for regel in vertel(inhoud)]
    return sorted(regels, key=lambda each: (each.op or date.max, each.wat))
