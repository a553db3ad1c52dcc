"""The types of a municipality, found in its catalogue by what they are called or by their address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import httpx
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from koppelvlakken.zgw.verbinding import Zaaksysteem, ZgwFout, fout_van

HOOGSTENS = 50
"""Pages that are read of a list: no catalogue is that long."""


@dataclass(frozen=True)
class Gezocht:
    """What a municipality calls the types of a case: each by its omschrijving, or by its address.

    `statussen` and `resultaten` are by our own names.
    """

    zaaktype: str
    """Its identificatie, omschrijving or address."""
    initiator: str
    behandelaar: str | None
    statussen: Mapping[str, str]
    resultaten: Mapping[str, str]
    documenttype: str
    besluittype: str


@dataclass(frozen=True)
class Typen:
    """Their addresses."""

    zaaktype: str
    initiator: str
    behandelaar: str | None
    statussen: Mapping[str, str]
    resultaten: Mapping[str, str]
    documenttype: str
    besluittype: str


class Ontbreekt(Exception):
    """What is not in the catalogue, or not once: a line for each, in plain Dutch."""

    def __init__(self, regels: Sequence[str]) -> None:
        self.regels = tuple(regels)
        super().__init__("; ".join(regels))


class _Type(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", populate_by_name=True)
    url: str
    omschrijving: str = ""
    identificatie: str = ""
    concept: bool = False
    begin_geldigheid: date | None = None
    einde_geldigheid: date | None = None
    is_eindstatus: bool = False

    def geldt_op(self, dag: date) -> bool:
        """Whether it is published and holds on a day; the end is the first day on which it does not."""
        begonnen = self.begin_geldigheid is None or self.begin_geldigheid <= dag
        return not self.concept and begonnen and (self.einde_geldigheid is None or dag < self.einde_geldigheid)

    def heet(self, naam: str) -> bool:
        """Whether it is meant by a name or an address; capitals make no difference in a name."""
        return naam == self.url or naam.casefold() in {self.omschrijving.casefold(), self.identificatie.casefold()}


class _Bladzijde(BaseModel):
    results: tuple[_Type, ...]
    next: str | None = None


async def vind_typen(
    http: httpx.AsyncClient, systeem: Zaaksysteem, gezocht: Gezocht, op: date, eind: str, *, van: str | None = None
) -> Typen:
    """The types that hold on a day; `eind` is our name for the status that has to be the last of the zaaktype.

    `van`: the version of the zaaktype that a running zaak has. It keeps that one, also when a newer one was published,
    and takes no status or result of another. Raises Ontbreekt with all that is missing, ZgwFout for what is refused,
    httpx.TransportError without an answer.
    """
    zaaktype = van or await _geldig_zaaktype(http, systeem, gezocht, op)
    gevonden: dict[str, _Type] = {}
    fouten: list[str] = []
    for typen, namen in await _te_vinden(http, systeem, zaaktype, gezocht, op):
        for plek, naam in namen.items():
            een, fout = _een(typen, naam, plek)
            fouten += fout
            if een is not None:
                gevonden[plek] = een
    laatste = gevonden.get(f"statussen.{eind}")
    if laatste is not None and not laatste.is_eindstatus:
        fouten.append(f"statussen.{eind}: {laatste.omschrijving!r} is niet de eindstatus van dit zaaktype")
    if fouten:
        raise Ontbreekt(fouten)
    return Typen(
        zaaktype=zaaktype,
        initiator=gevonden["initiator"].url,
        behandelaar=gevonden["behandelaar"].url if "behandelaar" in gevonden else None,
        statussen={naam: gevonden[f"statussen.{naam}"].url for naam in gezocht.statussen},
        resultaten={naam: gevonden[f"resultaten.{naam}"].url for naam in gezocht.resultaten},
        documenttype=gevonden["documenttype"].url,
        besluittype=gevonden["besluittype"].url,
    )


async def _geldig_zaaktype(http: httpx.AsyncClient, systeem: Zaaksysteem, gezocht: Gezocht, op: date) -> str:
    """The address of the version that holds on a day."""
    zaaktypen = [each for each in await _lijst(http, systeem, "/zaaktypen") if each.geldt_op(op)]
    zaaktype, fouten = _een(zaaktypen, gezocht.zaaktype, "zaaktype")
    if zaaktype is None:
        raise Ontbreekt(fouten)
    return zaaktype.url


async def _te_vinden(
    http: httpx.AsyncClient, systeem: Zaaksysteem, zaaktype: str, gezocht: Gezocht, op: date
) -> list[tuple[list[_Type], Mapping[str, str]]]:
    """Each list of types, with what is looked for in it by the place where it stands in the settings."""
    binnen = {"zaaktype": zaaktype}
    rollen = {"initiator": gezocht.initiator, "behandelaar": gezocht.behandelaar or ""}
    statussen = {f"statussen.{naam}": wat for naam, wat in gezocht.statussen.items()}
    resultaten = {f"resultaten.{naam}": wat for naam, wat in gezocht.resultaten.items()}
    documenttypen = [each for each in await _lijst(http, systeem, "/informatieobjecttypen") if each.geldt_op(op)]
    besluittypen = [each for each in await _lijst(http, systeem, "/besluittypen") if each.geldt_op(op)]
    return [
        (await _lijst(http, systeem, "/statustypen", binnen), statussen),
        (await _lijst(http, systeem, "/resultaattypen", binnen), resultaten),
        (await _lijst(http, systeem, "/roltypen", binnen), {naam: wat for naam, wat in rollen.items() if wat}),
        (documenttypen, {"documenttype": gezocht.documenttype}),
        (besluittypen, {"besluittype": gezocht.besluittype}),
    ]


def _een(typen: Sequence[_Type], naam: str, plek: str) -> tuple[_Type | None, list[str]]:
    passend = [each for each in typen if each.heet(naam)]
    if len(passend) == 1:
        return passend[0], []
    if passend:
        return None, [f"{plek}: er zijn er {len(passend)} die {naam!r} heten; geef het adres van een ervan"]
    ook = ", ".join(sorted({each.omschrijving for each in typen if each.omschrijving})) or "geen"
    return None, [f"{plek}: {naam!r} staat niet in de catalogus; wel: {ook}"]


async def _lijst(
    http: httpx.AsyncClient, systeem: Zaaksysteem, pad: str, binnen: Mapping[str, str] | None = None
) -> list[_Type]:
    adres: str | None = f"{systeem.catalogi}{pad}"
    params = {"status": "alles", **(binnen or {})}
    gevonden: list[_Type] = []
    for _ in range(HOOGSTENS):
        if adres is None:
            break
        answer = await http.get(adres, params=params)
        if answer.is_error:
            raise fout_van(answer)
        try:
            bladzijde = _Bladzijde.model_validate_json(answer.content)
        except ValueError:
            raise ZgwFout(answer.status_code, "onleesbaar", ()) from None
        gevonden += bladzijde.results
        adres, params = bladzijde.next, {}
        if adres is not None and not adres.startswith(f"{systeem.catalogi}/"):
            raise ZgwFout(answer.status_code, "volgende-elders", ())
    return gevonden
