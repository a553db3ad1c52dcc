"""What a municipality chooses for itself within the model of its region (M132): these fields, and no others.

Products, prices, weighing and how is paid are of the region: that is what a region is for (M67, M120).
"""

from inkoop.basis import Beleid, Gemeentecode, Positief
from inkoop.beleid import Voorliggend


class LokaleKeuze(Beleid):
    """Of one municipality; what it leaves out is as the region has it.

    `wachttijd_werkdagen` is its norm for waiting (M65), `waarschuwing_weken` how early it warns that support ends
    (M38), `voorliggend` what goes first there beside what goes first in the region (M19).
    """

    gemeente: Gemeentecode
    wachttijd_werkdagen: Positief | None = None
    waarschuwing_weken: Positief | None = None
    voorliggend: tuple[Voorliggend, ...] = ()
