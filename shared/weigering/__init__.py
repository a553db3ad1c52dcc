"""The one way to refuse: what a decision or a use case raises when a step may not be taken.

It knows no HTTP and no caller: the chassis turns it into a problem document, an event handler lets it become a dead
letter. It imports nothing, so that `domain/` may raise it.
"""

from collections.abc import Sequence


class Weigering(Exception):
    """A step that may not be taken.

    `reden` is plain Dutch: what is wrong and what to do. `regel` is the rule behind it (TR302, M27, Wmo 2015, 2.3.5).
    With `veld`, the path of a field such as `body.producten.0.code`, the input is wrong; without it the step does not
    fit the present state, and `soort` names how, such as `al-besloten`. `toegestaan` is what would be allowed, and
    `ook` what else stands in the way, so that everything can be set right at once.
    """

    def __init__(
        self,
        reden: str,
        *,
        soort: str = "volgorde",
        regel: str | None = None,
        veld: str | None = None,
        toegestaan: Sequence[str] = (),
        ook: Sequence["Weigering"] = (),
    ) -> None:
        # Not the reason: it may name what stands in a register, and the text of an exception may end in a log.
        super().__init__(veld or soort)
        self.reden = reden
        self.soort = soort
        self.regel = regel
        self.veld = veld
        self.toegestaan = tuple(toegestaan)
        self.ook = tuple(ook)


def samen(weigeringen: Sequence[Weigering]) -> Weigering:
    """All that stands in the way, as one refusal; there is at least one."""
    eerste, *rest = weigeringen
    return Weigering(eerste.reden, soort=eerste.soort, regel=eerste.regel, veld=eerste.veld, ook=rest)
