"""What to do about help that a provider stopped while it was decided for longer, in plain Dutch."""

from collections.abc import Mapping

from toewijzing.domain.levering import TIJDELIJK

OVERLEDEN = "02"
"""The RedenBeeindiging, of every standard, of a client who died."""
ADVIES: Mapping[str, str] = {
    OVERLEDEN: "Kijk na of dat klopt, en beëindig dan het besluit.",
    TIJDELIJK: (
        "Vraag de cliënt en de aanbieder wanneer de hulp weer begint. Kan de aanbieder niet verder, kies dan met de "
        "cliënt een andere aanbieder (`_overstap`). Is er geen hulp meer nodig, beëindig dan het besluit."
    ),
}
"""By RedenBeeindiging (WMO588, JZ588)."""
ANDERS = (
    "Bespreek met de cliënt en de aanbieder wat er nodig is. Kies met de cliënt een andere aanbieder (`_overstap`), of "
    "beëindig het besluit als er geen hulp meer nodig is."
)


def wat_bij_stop(reden: str) -> str:
    """What to do when the last stop has this RedenBeeindiging."""
    return ADVIES.get(reden, ANDERS)
