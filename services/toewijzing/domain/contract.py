"""Whether a contract fits the inkoopmodel of its municipalities, and the other contracts of its provider."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inkoop import Inkoopmodel
from inkoop.maanden import einde_na
from weigering import Weigering


class Deelname(StrEnum):
    """The four forms in which a provider takes part (M61; inkoopstrategie Almere 2023, 5.6)."""

    ZELFSTANDIG = "zelfstandig"
    COMBINATIE = "combinatie"
    """A new entity that all its members are liable for."""
    MET_BEROEP = "onderaannemers met beroep"
    """The main provider meets the demands with the help of its subcontractors."""
    ZONDER_BEROEP = "onderaannemers zonder beroep"
    """The main provider meets the demands by itself, and has subcontractors too."""


PRIJS, KWALITEIT = "prijs", "kwaliteit"
"""The criteria of a region that weighs them (M118)."""
ONDERAANNEMERS = frozenset({Deelname.MET_BEROEP, Deelname.ZONDER_BEROEP})


@dataclass(frozen=True)
class Voorstel:
    """A contract as it would be; `tarieven` are the prices of its own, in eurocents from a day on."""

    agb: str
    gemeenten: frozenset[str]
    geldig_van: date
    geldig_tot: date | None
    geen_nieuwe_vanaf: date | None
    codes: tuple[str, ...]
    tarieven: tuple[tuple[tuple[date, int], ...] | None, ...]
    """By place in `codes`; None where the prices of the inkoopmodel hold."""
    specialismen: frozenset[str]
    doelgroepen: frozenset[str]
    deelname: Deelname
    partners: tuple[str, ...]
    gunningsscores: tuple[tuple[str, int], ...] = ()
    """Criterion and points of the tender, from 0 to 100; empty where it is not recorded (M118)."""


@dataclass(frozen=True)
class Bestaand:
    """Another contract of the same provider."""

    gemeenten: frozenset[str]
    geldig_van: date
    geldig_tot: date | None
    codes: frozenset[str]


VOLGORDE = "De volgorde is: begin van het contract, geen nieuwe cliënten meer, einde van de zorgcontinuïteit."
GEEN_MODEL = "Deze gemeenten hebben op de ingangsdatum geen gezamenlijk inkoopmodel."
Fouten = Iterator[Weigering]


def fouten(voorstel: Voorstel, model: Inkoopmodel) -> list[Weigering]:
    """All that is wrong with a contract by itself."""
    return [fout for controle in CONTROLES for fout in controle(voorstel, model)]


def _fout(veld: str, reden: str, regel: str | None = None) -> Weigering:
    return Weigering(reden, veld=veld, regel=regel)


def _periode(voorstel: Voorstel, _model: Inkoopmodel) -> Fouten:
    if voorstel.geldig_tot is not None and voorstel.geldig_tot < voorstel.geldig_van:
        yield _fout("body.geldigTot", "De laatste dag van het contract ligt voor de eerste.")
    grens = voorstel.geen_nieuwe_vanaf
    if grens is not None and not voorstel.geldig_van <= grens <= (voorstel.geldig_tot or date.min):
        yield _fout("body.geenNieuweVanaf", VOLGORDE, "M63")


def _producten(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    onbekend = sorted(set(voorstel.codes) - {each.code for each in model.producten})
    if onbekend:
        yield _fout("body.producten", f"Niet in {model.naam}: {', '.join(onbekend)}.")
    if len(set(voorstel.codes)) < len(voorstel.codes):
        yield _fout("body.producten", "Noem elk product één keer.")


def _tarieven(voorstel: Voorstel, _model: Inkoopmodel) -> Fouten:
    """A product has one price on each day of the contract (M79)."""
    for plek, tarieven in enumerate(voorstel.tarieven):
        vanaf = None if tarieven is None else [each for each, _ in tarieven]
        if vanaf is not None and len(set(vanaf)) < len(vanaf):
            yield _fout(f"body.producten.{plek}.tarieven", "Noem elke datum één keer.")
        if vanaf is not None and min(vanaf) > voorstel.geldig_van:
            reden = "Geef ook een tarief dat geldt op de eerste dag van het contract."
            yield _fout(f"body.producten.{plek}.tarieven", reden)


def _kostprijs(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    """No price is below the cost price that the region has researched (M137; Uitvoeringsbesluit Wmo 2015, 5.4)."""
    bekend = {each.code: each for each in model.producten}
    for plek, (code, tarieven) in enumerate(zip(voorstel.codes, voorstel.tarieven, strict=True)):
        for vanaf, bedrag in tarieven or ():
            dag = max(vanaf, voorstel.geldig_van)
            grond = bekend[code].grond_op(dag) if code in bekend else None
            if grond is not None and bedrag < (laagst := model.tarief_op(code, dag)):
                reden = f"Dit is minder dan de kostprijs van {laagst} eurocent. Die rust op: {grond.onderzoek}."
                yield _fout(f"body.producten.{plek}.tarieven", reden, "M137")


def _namen(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    """Specialismen and doelgroepen are those of the inkoopmodel (M13, M101)."""
    lijsten = (
        ("specialismen", voorstel.specialismen, model.specialismen, "M13"),
        ("doelgroepen", voorstel.doelgroepen, model.doelgroepen, "M101"),
    )
    for veld, genoemd, bekend, regel in lijsten:
        namen = [each.naam for each in bekend]
        if onbekend := sorted(genoemd - set(namen)):
            reden = f"Niet in {model.naam}: {', '.join(onbekend)}. Wel: {', '.join(namen) or 'geen'}."
            yield _fout(f"body.{veld}", reden, regel)


def _deelname(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    """No partners when by itself, else at least one; no subcontractors in a perceel that forbids them (M61)."""
    if voorstel.deelname == Deelname.ZELFSTANDIG and voorstel.partners:
        yield _fout("body.partners", "Wie zelfstandig deelneemt, heeft geen partners.", "M61")
    if voorstel.deelname != Deelname.ZELFSTANDIG and not voorstel.partners:
        yield _fout("body.partners", "Noem bij deze vorm van deelname ook de andere partijen.", "M61")
    if voorstel.agb in voorstel.partners or len(set(voorstel.partners)) < len(voorstel.partners):
        yield _fout("body.partners", "Noem elke andere partij één keer, en niet de aanbieder zelf.", "M61")
    if voorstel.deelname in ONDERAANNEMERS:
        for perceel in model.percelen:
            if not perceel.onderaannemers and perceel.naam in _percelen(voorstel, model):
                reden = f"In {perceel.naam} ({perceel.titel}) zijn geen onderaannemers toegestaan."
                yield _fout("body.deelname", reden, "M61")


def _alle_vormen(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    """Where the inkoopmodel says so, a provider delivers every form: all products of the perceel (M59)."""
    if not model.levering.alle_vormen:
        return
    percelen = _percelen(voorstel, model)
    vormen = [each.code for each in model.producten if each.perceel in percelen and each.uitloop is None]
    ontbreekt = [code for code in vormen if code not in voorstel.codes]
    if ontbreekt:
        reden = f"In {model.naam} levert een aanbieder alle vormen. Het contract mist: {', '.join(ontbreekt)}."
        yield _fout("body.producten", reden, "M59")


def _gunning(voorstel: Voorstel, model: Inkoopmodel) -> Fouten:
    """Points of the tender are enough on each criterion and on average, or stand for price and quality (M118)."""
    scores, gunning = voorstel.gunningsscores, model.gunning
    if not scores:
        return
    namen = [naam for naam, _ in scores]
    if gunning is None:
        yield _fout("body.gunningsscores", f"{model.naam} kent geen punten bij de gunning. Laat ze weg.", "M118")
        return
    if len(set(namen)) < len(namen):
        yield _fout("body.gunningsscores", "Noem elk criterium één keer.", "M118")
    if gunning.prijs_procent is not None and set(namen) != {PRIJS, KWALITEIT}:
        yield _fout("body.gunningsscores", f"Geef punten voor '{PRIJS}' en voor '{KWALITEIT}'.", "M118")
    for plek, (naam, punten) in enumerate(scores):
        if punten < (gunning.minimum_per_criterium or 0):
            reden = f"Voor {naam} zijn er minstens {gunning.minimum_per_criterium} punten nodig."
            yield _fout(f"body.gunningsscores.{plek}.punten", reden, "M118")
    if sum(punten for _, punten in scores) < (gunning.minimum_gemiddeld or 0) * len(scores):
        reden = f"Gemiddeld zijn er minstens {gunning.minimum_gemiddeld} punten nodig."
        yield _fout("body.gunningsscores", reden, "M118")


def gunningstotaal(scores: Sequence[tuple[str, int]], model: Inkoopmodel | None) -> float | None:
    """Price and quality by their weights where the region has those, else the average; None without scores (M118)."""
    if not scores or model is None or model.gunning is None:
        return None
    wegen = {PRIJS: model.gunning.prijs_procent, KWALITEIT: model.gunning.kwaliteit_procent}
    if model.gunning.prijs_procent is None:
        return round(sum(punten for _, punten in scores) / len(scores), 1)
    return round(sum(punten * (wegen.get(naam) or 0) for naam, punten in scores) / 100, 1)


def _percelen(voorstel: Voorstel, model: Inkoopmodel) -> set[str]:
    return {each.perceel for each in model.producten if each.code in voorstel.codes}


CONTROLES: tuple[Callable[[Voorstel, Inkoopmodel], Fouten], ...] = (
    _periode,
    _producten,
    _tarieven,
    _kostprijs,
    _namen,
    _deelname,
    _alle_vormen,
    _gunning,
)
"""What a contract is held against, in this order."""


def botsingen(voorstel: Voorstel, model: Inkoopmodel, anderen: Sequence[Bestaand]) -> list[Weigering]:
    """What does not fit the other contracts of the provider."""
    return [*_overlap(voorstel, anderen), *_vereist(voorstel, model, anderen)]


def _overlap(voorstel: Voorstel, anderen: Iterable[Bestaand]) -> Fouten:
    """On one day there is one contract for a product in a municipality: else two prices would hold."""
    for ander in anderen:
        codes = sorted(ander.codes.intersection(voorstel.codes))
        if codes and ander.gemeenten & voorstel.gemeenten and _tegelijk(voorstel, ander):
            reden = f"Deze aanbieder heeft in deze periode al een contract voor {', '.join(codes)}."
            yield Weigering(reden, soort="contract")


def _vereist(voorstel: Voorstel, model: Inkoopmodel, anderen: Sequence[Bestaand]) -> Fouten:
    """Who has a contract for traject 3 has one for traject 2 too, in each of the municipalities (M60)."""
    trajecten = {each.naam: each for each in model.trajecten}
    for traject in model.trajecten:
        eigen = not traject.zonder_eigen_product and set(traject.producten).intersection(voorstel.codes)
        if traject.vereist_contract is None or not eigen:
            continue
        nodig = set(trajecten[traject.vereist_contract].producten)
        zonder = voorstel.gemeenten if not nodig.intersection(voorstel.codes) else frozenset[str]()
        for ander in anderen:
            if nodig & ander.codes and _geldt_op(ander, voorstel.geldig_van):
                zonder -= ander.gemeenten
        if zonder:
            reden = f"Een contract voor {traject.naam} vraagt ook een contract voor {traject.vereist_contract}."
            yield Weigering(reden, soort="contract", regel="M60")


def _tegelijk(een: Voorstel, ander: Bestaand) -> bool:
    return (ander.geldig_tot is None or een.geldig_van <= ander.geldig_tot) and (
        een.geldig_tot is None or ander.geldig_van <= een.geldig_tot
    )


def _geldt_op(contract: Bestaand, dag: date) -> bool:
    return contract.geldig_van <= dag and (contract.geldig_tot is None or dag <= contract.geldig_tot)


def na_optie(laatste_dag: date, jaren: int) -> date:
    """The last day of a contract once an option of so many years is exercised (M103)."""
    erna = laatste_dag + timedelta(days=1)
    try:
        return erna.replace(year=erna.year + jaren) - timedelta(days=1)
    except ValueError:  # 29 February, in a year without one
        return date(erna.year + jaren, 2, 28)


def einde_zorgcontinuiteit(geen_nieuwe_vanaf: date, maanden: int) -> date:
    """The last day on which a leaving provider keeps its clients, so many months on (M63)."""
    return einde_na(geen_nieuwe_vanaf, maanden)
