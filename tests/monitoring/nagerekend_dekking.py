"""Coverage, reckoned again from raw events."""

from functools import cache
from itertools import product

from tests.monitoring.kijk import Kijk, Rij, deel, laatste, maand, maanden_van
from tests.monitoring.nagerekend import nu
from tests.monitoring.streek import Streek

from inkoop.basis import Benoemd
from inkoop.sturing import Dekkingsnorm


@cache
def clienten_in(streek: Streek) -> list[Rij]:
    """Every month of every assignment: whose, where, of whom, which product."""
    velden = ("gemeente", "agb", "code", "clientId", "toewijzingId")
    return [{**{veld: e[veld] for veld in velden}, "maand": naam} for e in nu(streek) for naam in maanden_van(e)]


def dekking(kijk: Kijk) -> list[Rij]:
    """Of the region that was played; the others have no contracts at all."""
    namen = [each for each in kijk.model.gemeentecodes if kijk.gemeente in (None, each)]
    rijen = []
    for norm in () if kijk.aanbieder else kijk.model.dekking:
        if kijk.product is None or kijk.product in norm.producten:
            waar = sorted(namen) if "gemeente" in norm.per else [None]
            wat = kijk.model.specialismen if "specialisme" in norm.per else [None]
            wie = kijk.model.doelgroepen if "doelgroep" in norm.per else [None]
            rijen += [_dekking(kijk, norm, *plek) for plek in product(waar, wat, wie)]
    return rijen


def _dekking(
    kijk: Kijk, norm: Dekkingsnorm, gemeente: str | None, specialisme: Benoemd | None, doelgroep: Benoemd | None
) -> Rij:
    regio = set(kijk.model.gemeentecodes)
    hier = regio if gemeente is None else {gemeente}
    geldig = [e for e in laatste(kijk.soort("contracten.vastgelegd"), "contractId") if not e["geldigTot"]]
    passend = [
        e
        for e in geldig
        if hier & set(e["gemeenten"])
        and set(norm.producten) & _codes(e)
        and (specialisme is None or specialisme.naam in (e["specialismen"] or [specialisme.naam]))
        and (doelgroep is None or doelgroep.naam in (e["doelgroepen"] or [doelgroep.naam]))
    ]
    kiesbaar = [e for e in passend if not _is_dicht(kijk, e, hier)]
    plaatsen, mensen = [e["capaciteit"] for e in passend if e["capaciteit"] is not None], None
    if kijk.gemeente is None or hier == {kijk.gemeente}:
        mensen = len({
            e["clientId"]
            for e in _geholpen(kijk)
            if e["gemeente"] in hier
            and e["code"] in norm.producten
            and (specialisme is None or _besloten(kijk, e["toewijzingId"], "specialisme") == specialisme.naam)
            and (doelgroep is None or _besloten(kijk, e["toewijzingId"], "doelgroep") == doelgroep.naam)
        })  # fmt: skip
    ruimte = sum(plaatsen) if plaatsen and mensen is not None else None
    te_weinig = [f"{code} ({n})" for code, n in _per_code(kiesbaar, norm).items() if n < norm.minimum_aanbieders]
    hoogstens = norm.aanbieders_hoogstens
    te_veel = [f"{code} ({n})" for code, n in _per_code(passend, norm).items() if hoogstens and n > hoogstens]
    krap = ruimte is not None and norm.van_procent is not None and ruimte * 100 < norm.van_procent * (mensen or 0)
    ruim = ruimte is not None and bool(mensen and norm.tot_procent and ruimte * 100 > norm.tot_procent * mensen)
    woorden = ["te weinig"] * bool(krap or te_weinig) + ["te veel"] * bool(te_veel) + ["meer dan nodig"] * ruim
    return {
        "norm": norm.titel, "gemeente": gemeente or "", "specialisme": specialisme and specialisme.titel,
        "doelgroep": doelgroep and doelgroep.titel, "aanbieders": len({e["agb"] for e in kiesbaar}),
        "minimum": norm.minimum_aanbieders, "teWeinig": ", ".join(te_weinig) or None, "clienten": mensen,
        "capaciteit": sum(plaatsen) if plaatsen else None,
        "deel": deel(ruimte, mensen) if ruimte is not None and mensen else None,
        "van": norm.van_procent and norm.van_procent / 100, "tot": norm.tot_procent and norm.tot_procent / 100,
        "oordeel": "rood" if krap or te_weinig else "oranje" if te_veel or ruim else "groen",
        "stand": " en ".join(woorden) or "genoeg", "hoogstens": hoogstens, "teVeel": ", ".join(te_veel) or None,
    }  # fmt: skip


def _codes(contract: Rij) -> set[str]:
    return {each["code"] for each in contract["producten"]}


def _geholpen(kijk: Kijk) -> list[Rij]:
    """Everybody with help this month, whatever is looked at."""
    return [e for e in clienten_in(kijk.streek) if e["maand"] == maand(kijk.streek.vandaag)]


def _besloten(kijk: Kijk, key: str, veld: str) -> str | None:
    """What the decision on a product says; the assignment has its id."""
    producten = (each for e in kijk.streek.soort("beschikkingen.afgegeven") for each in e["producten"])
    return next((each.get(veld) for each in producten if each["id"] == key), None)


def _is_dicht(kijk: Kijk, contract: Rij, hier: set[str]) -> bool:
    """Full, paused, or without the integrity test that the region asks: nobody new is assigned under it."""
    vandaag, maanden = kijk.streek.vandaag.isoformat(), kijk.model.levering.integriteitstoets_maanden
    bekend = {e["agb"]: e for e in kijk.streek.soort("aanbieders.vastgelegd")}.get(contract["agb"], {})
    pauzes = {
        each["gemeente"]
        for each in bekend.get("pauzes", ())
        if each["vanaf"] <= vandaag and (each["tot"] is None or vandaag < each["tot"])
    }
    mensen = {
        e["clientId"]
        for e in _geholpen(kijk)
        if e["agb"] == contract["agb"] and e["gemeente"] in contract["gemeenten"] and e["code"] in _codes(contract)
    }
    vol = contract["capaciteit"] is not None and len(mensen) >= contract["capaciteit"]
    # No play lasts as long as a test holds.
    return vol or hier & set(contract["gemeenten"]) <= pauzes or bool(maanden and not bekend["integriteitGetoetstOp"])


def _per_code(contracten: list[Rij], norm: Dekkingsnorm) -> dict[str, int]:
    return {code: len({e["agb"] for e in contracten if code in _codes(e)}) for code in norm.producten}
