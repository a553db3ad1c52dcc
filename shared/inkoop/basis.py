"""What every part of an inkoopmodel stands on: the base class and the small types."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from wetten import CATEGORIEEN

NAAM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PRODUCTCODE = r"^[A-Z0-9]{1,5}$"
CATEGORIE = f"^({'|'.join(each.value for each in CATEGORIEEN)})$"
GEMEENTECODE = r"^[0-9]{4}$"
LOGO = r"^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png)$"
MNUMMER = r"^M[1-9][0-9]{0,2}$"

VORMEN = {
    NAAM: "kleine letters en cijfers, met streepjes ertussen",
    PRODUCTCODE: "ten hoogste vijf hoofdletters en cijfers",
    CATEGORIE: "een productcategorie van WMO020 (01 tot en met 18) of JZ020 (31 tot en met 55, zonder 39)",
    GEMEENTECODE: "een gemeentecode van vier cijfers",
    LOGO: "de naam van een bestand: kleine letters, cijfers en streepjes, met .svg of .png",
    MNUMMER: "een M-nummer, zoals M27",
}
"""What each pattern means, for who wrote something else."""

Tekst = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Naam = Annotated[str, StringConstraints(pattern=NAAM)]
Productcode = Annotated[str, StringConstraints(pattern=PRODUCTCODE)]
Categorie = Annotated[str, StringConstraints(pattern=CATEGORIE)]
Gemeentecode = Annotated[str, StringConstraints(pattern=GEMEENTECODE)]
Logobestand = Annotated[str, StringConstraints(pattern=LOGO)]
Mnummer = Annotated[str, StringConstraints(pattern=MNUMMER)]
Aantal = Annotated[int, Field(ge=0)]
Positief = Annotated[int, Field(ge=1)]
Procent = Annotated[int, Field(ge=0, le=100)]
Eurocent = Annotated[int, Field(ge=0)]


class Onderdeel(BaseModel):
    """Any mapping in an inkoopmodel.

    `voorbeeld` says that the document of the region leaves (part of) this mapping open and that we filled in an
    example value; everything inside the mapping then counts as an example too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    voorbeeld: bool = False


class Beleid(Onderdeel):
    """A mapping that carries policy; `bron` names the M numbers that it carries out."""

    bron: Annotated[tuple[Mnummer, ...], Field(min_length=1)]


class Benoemd(Onderdeel):
    """Something the model only names: a perceel, a specialisme, a doelgroep."""

    naam: Naam
    titel: Tekst


def bedoelde(woord: str, bekend: Iterable[str]) -> str:
    """A suggestion for a mistyped word, such as `; bedoelde u 'eenheid'?`, or nothing when none looks like it."""
    gelijkend = get_close_matches(woord, list(bekend), n=1, cutoff=0.5)
    return f"; bedoelde u '{gelijkend[0]}'?" if gelijkend else ""
