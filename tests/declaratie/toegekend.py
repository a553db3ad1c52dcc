"""Granted lines, and what they are held against, as the tests of policy make them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from tests.declaratie.maker import TOTAAL, UUR, d, tarief, toewijzing

from declaratie.domain.beleid import (
    Geleverd,
    Omgeving,
    ToegekendePrestatie,
)
from declaratie.domain.stand import BekendeToewijzing, Tarief
from inkoop import Inkoopmodel, laad
from inkoop.beleid import Uitnutten

ALMERE, ALMELO, ALKMAAR = laad("almere-2023"), laad("almelo-2024"), laad("regio-alkmaar-2027")
VELUWE = laad("noord-veluwe-2021")
UURPRIJS = tarief()
JAN, FEB, MRT = ("01-01", "01-31"), ("02-01", "02-28"), ("03-01", "03-31")


def prestatie(
    code: str = "IB2B",
    volume: int = 10,
    eenheid: str = UUR,
    *,
    tarief: int | None = 6150,
    bedrag: int | None = None,
    periode: tuple[str, str] = ("05-01", "05-31"),
    plaats: int = 1,
    nummer: int = 1001,
    jaar: int = 2023,
) -> ToegekendePrestatie:
    """A granted line of one client; a later `plaats` was judged later."""
    begin, einde = (d(each).replace(year=jaar) for each in periode)
    return ToegekendePrestatie(
        volgorde=(datetime(2023, 6, 12, tzinfo=UTC), "declaratie", plaats),
        toewijzing_nummer=nummer,
        client="hash",
        code=code,
        begindatum=begin,
        einddatum=einde,
        volume=volume,
        eenheid=eenheid,
        tarief=tarief,
        bedrag=bedrag if bedrag is not None else volume * (1 if tarief is None else tarief),
    )


def om(
    *van_client: ToegekendePrestatie,
    model: Inkoopmodel = ALMERE,
    code: str = "IB2B",
    van: BekendeToewijzing | None = None,
    prijs: Tarief | None = UURPRIJS,
    geleverd: Sequence[Geleverd] = (),
) -> Omgeving:
    """What a line is held against: IB2B of Almere unless said otherwise."""
    return Omgeving(
        model, model.product(code), van or toewijzing(omvang=(120, UUR, TOTAAL)), prijs, geleverd, van_client
    )


def met_venster(venster: str, weken: int | None = None) -> Inkoopmodel:
    """Almere with another window."""
    return ALMERE.model_copy(
        update={"uitnutten": Uitnutten.model_validate({"venster": venster, "weken": weken, "bron": ("M49",)})}
    )
