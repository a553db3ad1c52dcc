"""What a dossier adds: to the figures, to what is open, to who has help."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from monitoring.domain.cijfers import Geteld
from monitoring.domain.herkomst import BIT
from monitoring.domain.maanden import maand_van
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Open, Opensleutel
from wetten import Wet


@dataclass(frozen=True)
class Periode:
    """A client has help of one product from one provider, from month `van` up to month `tot` (`maandnummer`)."""

    client: str
    gemeente: str
    agb: str
    code: str
    van: int
    tot: int
    wet: str = Wet.WMO.value
    profiel: str = ""
    leeftijdsgroep: str = ""
    wijk: str = ""
    specialisme: str = ""
    doelgroep: str = ""
    """'' where it is not known."""


@dataclass
class Bijdrage:
    """What a dossier adds to the figures (`keer` 1) or takes off again (-1), what is open in it, who has help when."""

    geteld: Counter[Geteld]
    keer: int = 1
    wet: str = ""
    """Of the dossier; '' when it is under none."""
    open: dict[Opensleutel, Open] = field(default_factory=dict)
    perioden: dict[str, Periode] = field(default_factory=dict)
    """By assignment."""
    vindbaar: list[Geteld] = field(default_factory=list)
    """What was counted of figures that lead on (`domain.herkomst`)."""

    def tel(
        self,
        maat: Maat,
        gemeente: str,
        dag: date,
        aantal: int = 1,
        *,
        agb: str = "",
        code: str | None = "",
        kenmerk: str = "",
    ) -> None:
        """Count in the month of a day: for all providers together, and when one is named for that one too."""
        self._tel(Geteld(maat, maand_van(dag), gemeente, agb, code or "", kenmerk, wet=self.wet), aantal)

    def tel_alleen(self, maat: Maat, gemeente: str, dag: date, agb: str, aantal: int, kenmerk: str) -> None:
        """Count for one provider only."""
        self._tel(Geteld(maat, maand_van(dag), gemeente, agb, "", kenmerk, True, self.wet), aantal)

    def _tel(self, geteld: Geteld, aantal: int) -> None:
        self.geteld[geteld] += self.keer * aantal
        if aantal and geteld.maat in BIT:
            self.vindbaar.append(geteld)
