"""What one release of one standard is: a value. Nothing else in this package knows which standards there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from istandaard.berichten import BERICHTEN
from istandaard.berichten.gedeeld import Bericht
from istandaard.cdt import Product, XsdVersie
from istandaard.codes import BerichtCode, Codelijst, RedenBeeindiging
from istandaard.ldt import Code, Getal
from istandaard.model import Model, Veld, velden
from istandaard.regels.tabel import Regels


@dataclass(frozen=True)
class Voorbeeldwaarden:
    """What the examples of a standard are filled with where standards differ."""

    geboren: date
    product: Product
    nieuw_product: Product
    reden_beeindiging: RedenBeeindiging


@dataclass(frozen=True, eq=False)
class Standaard:
    """One release of a standard.

    naam: as in its namespaces ("iwmo"); titel: for people ("iWmo 3.2"); versie: as in headers; bericht_codes: its kinds
    of message; codelijsten: the lists that it fills itself; zonder: fields that its messages do not have, by class and
    name; eigen: kinds of message by number that are a class of its own; xsd_versie: of the schemas, as our own messages
    name it, whatever the schemas say of themselves.
    """

    naam: str
    titel: str
    versie: tuple[int, int]
    bericht_codes: type[BerichtCode]
    codelijsten: tuple[type[Codelijst], ...]
    regels: Regels
    voorbeeld: Voorbeeldwaarden
    zonder: frozenset[tuple[type[Model], str]] = frozenset()
    eigen: Mapping[str, type[Bericht]] = field(default_factory=dict)
    xsd_versie: str = "1.0.0"

    @property
    def basis(self) -> str:
        """The XML namespace of its basisschema."""
        return f"{self._ruimte}/basisschema/schema"

    @property
    def xsd(self) -> XsdVersie:
        """With which versions of the schemas our messages are made."""
        return XsdVersie(basisschema_xsd_versie=self.xsd_versie, bericht_xsd_versie=self.xsd_versie)

    @property
    def _ruimte(self) -> str:
        return f"http://www.istandaarden.nl/{self.naam}/{self.versie[0]}_{self.versie[1]}"

    def naamruimte(self, soort: str) -> str:
        """The XML namespace of a kind of message ("WMO323")."""
        return f"{self._ruimte}/{soort.lower()}/schema"

    @property
    def berichten(self) -> Mapping[str, type[Bericht]]:
        """The class of each kind of message, by its name ("WMO323")."""
        return _berichten(self)

    def code(self, nummer: str) -> BerichtCode:
        """The BerichtCode of the kind of message with this number ("323")."""
        return next(code for code in self.bericht_codes if code.name.endswith(nummer))

    def velden(self, klasse: type) -> tuple[Veld, ...]:
        """The fields of a class as this standard has them: its own code lists and version, without what it leaves out.

        Raises LookupError for a code list that this standard has to fill and does not.
        """
        return _velden(self, klasse)

    def is_weggelaten(self, klasse: type, naam: str) -> bool:
        """Whether a class, or one that it repeats, has a field that this standard leaves out."""
        return any((ouder, naam) in self.zonder for ouder in klasse.__mro__)


@cache
def _berichten(standaard: Standaard) -> Mapping[str, type[Bericht]]:
    klassen = {**BERICHTEN, **standaard.eigen}
    return {code.name: next(k for n, k in klassen.items() if code.name.endswith(n)) for code in standaard.bericht_codes}


@cache
def _velden(standaard: Standaard, klasse: type) -> tuple[Veld, ...]:
    return tuple(
        _ingevuld(standaard, veld) for veld in velden(klasse) if not standaard.is_weggelaten(klasse, veld.naam)
    )


def _ingevuld(standaard: Standaard, veld: Veld) -> Veld:
    """A field with the datatype that this standard gives it, where the model leaves it open."""
    versie = {"bericht_versie": standaard.versie[0], "bericht_subversie": standaard.versie[1]}
    datatype = veld.datatype
    if isinstance(datatype, Getal) and veld.naam in versie:
        return replace(veld, datatype=replace(datatype, vast=versie[veld.naam]))
    if isinstance(datatype, Code) and datatype.is_open:
        lijsten = (standaard.bericht_codes, *standaard.codelijsten)
        eigen = next((lijst for lijst in lijsten if issubclass(lijst, datatype.lijst)), None)
        if eigen is None:
            raise LookupError(f"{standaard.titel} has no {datatype.lijst.__name__}")
        return replace(veld, datatype=Code.van(eigen))
    return veld
