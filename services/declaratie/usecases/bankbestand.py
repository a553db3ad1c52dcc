"""A file of the bank, read apart: bytes in and bytes out, for a process that may be ended (`chassis.readers`)."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError

from bladen import CSV, BestandFout, lees
from sepa import Bankmelding, SepaFout, Uitkomst, lees_camt054

FOUT, GELEZEN = b"fout", b"gelezen"
_MELDINGEN = TypeAdapter(list[Bankmelding])


class _Rij(BaseModel):
    """A row of the CSV."""

    kenmerk: Annotated[str, StringConstraints(min_length=1, max_length=35)]
    uitkomst: Uitkomst
    bedrag: Annotated[int, Field(ge=1)]
    dag: date
    reden: str | None = None


KOLOMMEN = ("kenmerk", "uitkomst", "bedrag", "dag")


def lees_xml(inhoud: bytes) -> list[bytes]:
    """A camt.054: GELEZEN and what it tells, or FOUT and why not."""
    return _lees(lees_camt054, inhoud)


def lees_csv(inhoud: bytes) -> list[bytes]:
    """As `lees_xml`, of a CSV with the columns `kenmerk`, `uitkomst`, `bedrag`, `dag` and, if need be, `reden`."""
    return _lees(_uit_csv, inhoud)


def meldingen_uit(gelezen: bytes) -> list[Bankmelding]:
    """What was read. Raises ValidationError for anything else."""
    return _MELDINGEN.validate_json(gelezen)


def _lees(lezer: Callable[[bytes], list[Bankmelding]], inhoud: bytes) -> list[bytes]:
    try:
        return [GELEZEN, _MELDINGEN.dump_json(lezer(inhoud))]
    except (SepaFout, BestandFout) as fout:
        return [FOUT, str(fout).encode()]


def _uit_csv(inhoud: bytes) -> list[Bankmelding]:
    return [_melding(nummer, rij) for nummer, rij in lees(CSV, inhoud, KOLOMMEN)]


def _melding(nummer: int, rij: dict[str, str]) -> Bankmelding:
    try:
        gelezen = _Rij.model_validate({naam: waarde for naam, waarde in rij.items() if waarde})
    except ValidationError as fout:
        kolommen = ", ".join(sorted({str(each["loc"][0]) for each in fout.errors()}))
        raise SepaFout(f"Rij {nummer} klopt niet: kijk naar {kolommen}.") from None
    return Bankmelding(gelezen.kenmerk, gelezen.uitkomst, gelezen.bedrag, gelezen.dag, gelezen.reden)
