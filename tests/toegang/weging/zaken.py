"""Short ways to write a case, and to ask which rules refuse it."""

from dataclasses import replace
from datetime import date, timedelta

from inkoop import Inkoopmodel, laad
from inkoop.producten import Uitloop
from toegang.domain.weging import Keuze, Situatie, Taak, Uitspraak, Zaak, maand_verder, overtredingen, uitspraken


def keuze(product: str, maanden: int | None = 12, ingang: date | None = None, **anders: object) -> Keuze:
    """A choice of so many months from a day on; without `maanden` it has no end."""
    begin = ingang or date(2024, 1, 1)
    einde = maand_verder(begin, maanden) - timedelta(1) if maanden is not None else None
    return replace(Keuze(product, begin, einde), **anders)  # type: ignore[arg-type]


def met_einde(model: Inkoopmodel, code: str, geen_nieuwe_vanaf: date | None, einde: date | None) -> Inkoopmodel:
    """The model with days decided on which a product ends; no document of our regions gives both."""
    uitloop = Uitloop(
        daarna="Een algemene voorziening", geen_nieuwe_vanaf=geen_nieuwe_vanaf, einde=einde, bron=("M45",)
    )
    producten = tuple(
        each.model_copy(update={"uitloop": uitloop}) if each.code == code else each for each in model.producten
    )
    return model.model_copy(update={"producten": producten})


def huishoudplan(minuten: int) -> tuple[Taak, ...]:
    """A huishoudplan in which the provider has so many minutes a week, and the network some more."""
    return (Taak("stofzuigen", minuten, "aanbieder"), Taak("boodschappen", 45, "netwerk"))


def geweigerd(
    model: str, situatie: Situatie | None, *keuzes: Keuze, op: date | None = None, lopend: tuple[Keuze, ...] = ()
) -> list[str]:
    """The numbers of the rules that refuse, each once, in the order of the table."""
    return list(dict.fromkeys(each.regel for each in _fout(model, situatie, keuzes, op, lopend)))


def weigering(
    model: str, situatie: Situatie | None, *keuzes: Keuze, op: date | None = None, lopend: tuple[Keuze, ...] = ()
) -> Uitspraak:
    """The one refusal of a case."""
    (enige,) = _fout(model, situatie, keuzes, op, lopend)
    return enige


def gronden(model: str, situatie: Situatie, *keuzes: Keuze) -> list[str]:
    """The numbers of the rules on which a case rests."""
    return [each.regel for each in gronden_van(model, situatie, *keuzes)]


def gronden_van(model: str, situatie: Situatie, *keuzes: Keuze) -> list[Uitspraak]:
    """The rules on which a case rests, in their words."""
    return [each for each in uitspraken(_zaak(model, situatie, keuzes, None, ())) if each.mag]


def _fout(
    model: str, situatie: Situatie | None, keuzes: tuple[Keuze, ...], op: date | None, lopend: tuple[Keuze, ...]
) -> list[Uitspraak]:
    return overtredingen(_zaak(model, situatie, keuzes, op, lopend))


def _zaak(
    model: str, situatie: Situatie | None, keuzes: tuple[Keuze, ...], op: date | None, lopend: tuple[Keuze, ...]
) -> Zaak:
    gekozen = laad(model)
    return Zaak(gekozen, op or gekozen.versie, situatie, keuzes, lopend)
