"""Whether a contract fits the inkoopmodel of its municipalities."""

from collections.abc import Collection, Sequence
from datetime import date

from inkoop import Inkoopmodel, model_van


class ContractFout(Exception):
    """A contract that cannot be; `veld` is the field in the way, `reden` is plain Dutch."""

    def __init__(self, veld: str, reden: str) -> None:
        super().__init__(veld)
        self.veld = veld
        self.reden = reden


def check_contract(gemeenten: Collection[str], datum: date, codes: Collection[str]) -> Inkoopmodel:
    """The one inkoopmodel that holds all these municipalities and products on `datum`. Raises ContractFout."""
    model = model_van(gemeenten, datum)
    if model is None:
        raise ContractFout("body.gemeenten", "Deze gemeenten hebben op de ingangsdatum geen gezamenlijk inkoopmodel.")
    bekend = {each.code for each in model.producten}
    onbekend = sorted(set(codes) - bekend)
    if onbekend:
        raise ContractFout("body.producten", f"Niet in {model.naam}: {', '.join(onbekend)}.")
    if len(set(codes)) < len(codes):
        raise ContractFout("body.producten", "Noem elk product één keer.")
    return model


def check_periode(geldig_van: date, geldig_tot: date | None) -> None:
    """Raises ContractFout when a contract would end before it begins."""
    if geldig_tot is not None and geldig_tot < geldig_van:
        raise ContractFout("body.geldigTot", "De laatste dag van het contract ligt voor de eerste.")


def check_tarieven(pad: str, vanaf: Sequence[date], geldig_van: date) -> None:
    """Raises ContractFout unless a product has one price on each day of the contract; `vanaf` is when each begins."""
    if len(set(vanaf)) < len(vanaf):
        raise ContractFout(f"{pad}.tarieven", "Noem elke datum één keer.")
    if min(vanaf) > geldig_van:
        raise ContractFout(f"{pad}.tarieven", "Geef ook een tarief dat geldt op de eerste dag van het contract.")
