"""What an answer of the BRP is for toegang: a value of ours, without what was not asked."""

from collections.abc import Sequence

from pydantic import JsonValue

from koppelvlakken.brp.antwoord import Antwoord, Fout, Gevonden, Onbekend
from koppelvlakken.brp.datum import Datum
from koppelvlakken.brp.persoon import Adres, Buitenland, Locatie, Persoon, Verblijfplaats
from koppelvlakken.brp.velden import DOELEN, Doel

Toets = dict[str, JsonValue]
"""The body of a brp-toets of toegang."""
GEEN_ANTWOORD: Toets = {"uitkomst": "geen-antwoord"}
MEEST = 10
"""Groups and kinds that toegang takes of one person."""


def doel_voor(wet: str, *, eerder: bool) -> Doel:
    """Why the BRP is asked about somebody: at first who they are, later only what can have changed."""
    if eerder:
        return Doel.WIJZIGING
    return Doel.JEUGD if wet == "jeugdwet" else Doel.MELDING


def als_toets(antwoord: Antwoord, doel: Doel) -> Toets:
    """What toegang records of it; no fault is an answer."""
    match antwoord:
        case Gevonden(persoon):
            return {"uitkomst": "gevonden", "persoon": _persoon(persoon, doel)}
        case Onbekend():
            return {"uitkomst": "onbekend"}
        case Fout():
            return GEEN_ANTWOORD


def _persoon(wie: Persoon, doel: Doel) -> Toets:
    gevraagd = DOELEN[doel]
    gevonden: Toets = {
        "voornamen": wie.naam.voornamen,
        "voorvoegsel": wie.naam.voorvoegsel,
        "geslachtsnaam": wie.naam.geslachtsnaam,
        "geboren": _datum(wie.geboren),
        "gemeente": wie.gemeente,
        "ingeschrevenSinds": _datum(wie.ingeschreven_op),
        "verblijfplaats": _plaats(wie.verblijfplaats, wie.woont_sinds),
        "overleden": wie.overleden,
        "overlijdensdatum": _datum(wie.overleden_op),
        "opgeschort": wie.opgeschort if wie.opgeschort and wie.opgeschort.isalpha() else None,
        "opschortingsdatum": _datum(wie.opgeschort_op),
        "gegevensGeheim": wie.geheim,
        "inOnderzoek": _lijst(wie.in_onderzoek),
        "nietOpAdres": wie.niet_op_adres,
    }
    if "indicatieCurateleRegister" in gevraagd:
        gevonden["onderCuratele"] = wie.onder_curatele
    if "gezag" in gevraagd:
        gevonden["gezagsvormen"] = _lijst(wie.gezag)
    return gevonden


def _plaats(plaats: Verblijfplaats | None, sinds: Datum | None) -> Toets | None:
    match plaats:
        case None:
            return None
        case Adres():
            return {
                "soort": "briefadres" if plaats.is_briefadres else "adres",
                "straatnaam": plaats.straatnaam,
                "huisnummer": plaats.huisnummer,
                "huisletter": plaats.huisletter,
                "huisnummerToevoeging": plaats.huisnummertoevoeging,
                "postcode": plaats.postcode,
                "plaatsnaam": plaats.woonplaats,
                "woontSinds": _datum(sinds),
            }
        case Locatie():
            soort = "locatie"
        case Buitenland():
            soort = "buitenland"
        case _:
            soort = "onbekend"
    return {"soort": soort, "woontSinds": _datum(sinds)}


def _lijst(namen: Sequence[JsonValue]) -> list[JsonValue]:
    """No more than toegang takes."""
    return list(namen[:MEEST])


def _datum(datum: Datum | None) -> str | None:
    if datum is None:
        return None
    if datum.jaar is None:
        return "onbekend"
    delen = (each for each in (datum.maand, datum.dag) if each is not None)
    return "-".join([f"{datum.jaar:04}", *(f"{each:02}" for each in delen)])
