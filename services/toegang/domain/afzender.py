"""The municipality as its letters show it, and how to reach it."""

from dataclasses import dataclass

from inkoop.logo import Logo
from toegang.domain.woorden import met_hoofdletter


@dataclass(frozen=True)
class Afzender:
    """Who a letter is from; `adres` on one line, with a comma before the postcode."""

    gemeente: str
    adres: str | None = None
    telefoon: str | None = None
    logo: Logo | None = None

    @property
    def naam(self) -> str:
        """How the municipality signs."""
        return f"Gemeente {self.gemeente}"

    @property
    def regels(self) -> tuple[str, ...]:
        """The lines below the name at the head of a letter."""
        telefoon = (f"Telefoon {self.telefoon}",) if self.telefoon else ()
        return (*(self.adres.split(", ") if self.adres else ()), *telefoon)

    @property
    def college(self) -> str:
        """To whom a citizen writes."""
        college = f"het college van burgemeester en wethouders van {self.gemeente}"
        return f"{college}, {self.adres}" if self.adres else college


def vragen(afzender: Afzender, zaaknummer: str) -> tuple[str, ...]:
    """How to reach the municipality, as far as the policy says, and what to have at hand."""
    manieren = [f"bel {afzender.telefoon}"] if afzender.telefoon else []
    manieren += [f"schrijf naar {afzender.adres}"] if afzender.adres else []
    zin = " of ".join(manieren) or f"bel of mail de gemeente {afzender.gemeente}"
    return (f"{met_hoofdletter(zin)}. Noem het zaaknummer van deze brief: {zaaknummer}.",)
