"""Contracts as rows: one for each price of each product, with the rest of the contract repeated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bladen import Rij
from toewijzing.bodies.contracten import ContractDetail, NieuwContract, RijFout

LIJSTEN = frozenset({"gemeenten", "opties", "specialismen", "doelgroepen", "partners"})
"""Columns that hold several values, with a space between them."""

VELDEN: Mapping[str, str] = {
    "agb": "agb",
    "naam": "naam",
    "gemeenten": "gemeenten",
    "geldig_van": "geldigVan",
    "geldig_tot": "geldigTot",
    "geen_nieuwe_vanaf": "geenNieuweVanaf",
    "opties": "opties",
    "specialismen": "specialismen",
    "doelgroepen": "doelgroepen",
    "leversnelheid": "leversnelheid",
    "capaciteit": "capaciteit",
    "deelname": "deelname",
    "partners": "partners",
}
"""By column: the field of a contract."""

KOP = ("contract", *VELDEN, "product", "tarief_vanaf", "tarief_eurocent")
VERPLICHT = ("contract", "agb", "naam", "gemeenten", "geldig_van", "product")


@dataclass(frozen=True)
class Gelezen:
    """A contract in a file: under which name it stands there, from which row on, and what it says."""

    contract: str
    rijen: tuple[int, ...]
    """The rows of its products, in their order."""
    nieuw: NieuwContract


def lees_contracten(rijen: Iterable[Rij]) -> tuple[list[Gelezen], list[RijFout]]:
    """The contracts in these rows, and what is wrong with the others."""
    groepen: dict[str, list[Rij]] = {}
    for nummer, cellen in rijen:
        groepen.setdefault(cellen["contract"], []).append((nummer, cellen))
    gelezen, fouten = [], []
    for contract, groep in groepen.items():
        verschillen = list(_verschillen(groep))
        if not contract:
            fouten += [_fout(nummer, "contract", "Geef elk contract een eigen nummer.") for nummer, _ in groep]
        elif verschillen:
            fouten += verschillen
        else:
            body, plekken = _body(groep)
            try:
                gelezen.append(Gelezen(contract, plekken, NieuwContract.model_validate(body)))
            except ValidationError as error:
                fouten += [_van_pydantic(groep, plekken, each) for each in error.errors()]
    return gelezen, fouten


def _verschillen(groep: list[Rij]) -> Iterable[RijFout]:
    """What a row says of the contract is what its first row says."""
    _, eerste = groep[0]
    for nummer, cellen in groep[1:]:
        for kolom in VELDEN:
            if cellen.get(kolom, "") != eerste.get(kolom, ""):
                yield _fout(nummer, kolom, f"Staat anders in rij {groep[0][0]} van hetzelfde contract.")


def _body(groep: list[Rij]) -> tuple[dict[str, object], tuple[int, ...]]:
    """The contract as it would come over the API, and the row in which each product begins."""
    _, eerste = groep[0]
    body: dict[str, object] = {}
    for kolom, veld in VELDEN.items():
        if cel := eerste.get(kolom, ""):
            body[veld] = cel.split() if kolom in LIJSTEN else cel
    producten: dict[str, list[dict[str, str]]] = {}
    plekken: list[int] = []
    for nummer, cellen in groep:
        code = cellen["product"]
        if code not in producten:
            producten[code] = []
            plekken.append(nummer)
        if cellen.get("tarief_vanaf") or cellen.get("tarief_eurocent"):
            tarief = {"vanaf": cellen.get("tarief_vanaf", ""), "bedrag": cellen.get("tarief_eurocent", "")}
            producten[code].append(tarief)
    body["producten"] = [{"code": code, "tarieven": tarieven or None} for code, tarieven in producten.items()]
    return body, tuple(plekken)


def _van_pydantic(groep: list[Rij], plekken: tuple[int, ...], detail: ErrorDetails) -> RijFout:
    """Where in the file an error stands; the text never repeats what was in the cell."""
    pad = [str(each) for each in detail["loc"]]
    nummer = plekken[int(pad[1])] if pad[0] == "producten" and len(pad) > 1 else groep[0][0]
    return _fout(nummer, kolom_van(".".join(pad)), "Deze waarde ontbreekt of heeft niet de juiste vorm.")


def kolom_van(veld: str) -> str | None:
    """The column of a field of a contract, such as `body.producten.0.tarieven`; None when it has none."""
    delen = veld.removeprefix("body.").split(".")
    if delen[0] == "producten":
        laatste = delen[-1]
        return {"vanaf": "tarief_vanaf", "bedrag": "tarief_eurocent", "tarieven": "tarief_vanaf"}.get(
            laatste, "product"
        )
    return next((kolom for kolom, naam in VELDEN.items() if naam == delen[0]), None)


def _fout(rij: int, kolom: str | None, reden: str) -> RijFout:
    return RijFout(rij=rij, kolom=kolom, reden=reden)


def rijen_van(contract: ContractDetail) -> Iterable[tuple[str, ...]]:
    """The rows of a contract, in the order of KOP; read again they say the same."""
    velden = contract.model_dump(mode="json", by_alias=True)
    vast = (contract.id, *(_cel(velden[veld]) for veld in VELDEN.values()))
    for product in contract.producten:
        for tarief in product.tarieven or ():
            yield (*vast, product.code, tarief.vanaf.isoformat(), str(tarief.bedrag))


def _cel(waarde: object) -> str:
    if waarde is None:
        return ""
    return " ".join(str(each) for each in waarde) if isinstance(waarde, list) else str(waarde)
