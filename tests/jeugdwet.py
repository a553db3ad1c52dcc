"""A message of the Wmo as its counterpart of the Jeugdwet: the same, but for its kind and to whom it goes."""

from dataclasses import replace
from typing import TypeVar

from ijw import IJW
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder

B = TypeVar("B", bound=Bericht)


def als_jw(bericht: B, gemeente: str) -> B:
    """The message with the header of iJw, for a municipality."""
    header = bericht.header
    assert isinstance(header, HeaderVanAanbieder)
    return replace(bericht, header=replace(header, bericht_code=IJW.code(bericht.NUMMER), ontvanger=gemeente))
