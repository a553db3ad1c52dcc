"""What the caseworker of the demo writes down: onderzoek, weighing, plan and evaluation, as the region asks.

Everything follows from the inkoopmodel and the citizen; nothing here knows a region by name.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from clientroute.demo.draaiboek import Aanvraag, Zaak, maand_later
from clientroute.demo.persoon import persoon_body
from inkoop import Inkoopmodel
from inkoop.weging import Cel, Traject
from istandaard.codes import TypeVerwijzer
from istandaard.regels.rekenen import jaren_later
from toegang.domain.jeugd import BESLIST_ZELF, MEEBESLIST, Gezag
from toegang.domain.weging.zaak import maanden_tussen
from wetten import Wet

Body = dict[str, object]
ZRM = ("financien", "tijdsbesteding", "sociaal-netwerk", "lichamelijke-gezondheid")
UITKOMSTEN = {"voortzetten": 60, "bijstellen": 20, "afschalen": 12, "opschalen": 8}
"""What evaluations lead to, out of a hundred; an example."""
STANDEN = {"behaald": 45, "deels": 30, "open": 25}

VERWIJZERS = {
    TypeVerwijzer.HUISARTS: "Huisartsenpraktijk De Wilg",
    TypeVerwijzer.JEUGDARTS: "Jeugdgezondheidszorg De Wieg",
    TypeVerwijzer.MEDISCH_SPECIALIST: "Ziekenhuis De Esdoorn",
    TypeVerwijzer.GECERTIFICEERDE_INSTELLING: "Jeugdbescherming Het Baken",
}
"""Who refers, by kind: invented, so without an AGB code, which would be somebody's."""


def melding(zaak: Zaak) -> Body:
    """Somebody asks for support, or a parent does; under the Wmo that needs not be said."""
    burger = zaak.burger
    body: Body = {
        "gemeente": burger.gemeente,
        "persoon": persoon_body(burger),
        "meldingsdatum": zaak.meldingsdatum.isoformat(),
        "hulpvraag": f"Ik heb ondersteuning nodig ({burger.profiel}).",
    }
    if burger.wet is Wet.JEUGDWET:
        body |= {"wet": burger.wet, "hulpvraag": f"Mijn kind heeft hulp nodig ({burger.profiel})."}
    return body


def jeugdzaak(model: Inkoopmodel, zaak: Zaak) -> Body | None:
    """By whom a youth came in, and that who has to agree on the day of the decision did so; None of an adult."""
    burger, verwijzer = zaak.burger, zaak.burger.verwijzer
    if verwijzer is None:
        return None
    dag = zaak.meldingsdatum.isoformat()
    route = next((each for each in model.verwijsroutes if each.type_verwijzer is verwijzer), None)
    zelf, alleen = (
        zaak.besluitdatum >= jaren_later(burger.geboortedatum, jaren) for jaren in (MEEBESLIST, BESLIST_ZELF)
    )
    return {
        "verwijzer": verwijzer.value,
        "naam": VERWIJZERS.get(verwijzer),
        "verwezenOp": dag if zaak.is_verwezen else None,
        "overlegdOp": dag if route is not None and route.overleg_vooraf else None,
        "gezag": Gezag.OUDERS,
        "toestemmingGezagOp": None if alleen else dag,
        "toestemmingJeugdigeOp": dag if zelf else None,
        "adressen": [{"gemeente": burger.gemeente, "vanaf": burger.geboortedatum.isoformat()}],
    }


def bevestiging(zaak: Zaak) -> Body:
    """The melding is confirmed on the same day; nobody wants to make a plan of their own."""
    dag = zaak.meldingsdatum.isoformat()
    return {
        "bevestigdOp": dag,
        "clientondersteuningAangebodenOp": dag,
        "clientondersteuningGekozen": False,
        "persoonlijkPlanAangebodenOp": dag,
        "persoonlijkPlanGewenst": False,
    }


def onderzoek(model: Inkoopmodel, zaak: Zaak, *, voldoende: bool = False) -> Body:
    """An onderzoek in which nothing that goes first was enough; or with `voldoende` the first of it was."""
    gaat_voor = [each.titel for each in model.voor(zaak.burger.gemeente).voorliggend]
    genoeg = gaat_voor[:1] if voldoende else []
    return {
        "afgerondOp": zaak.onderzocht_op.isoformat(),
        "gesprek": {"datum": zaak.onderzocht_op.isoformat(), "vorm": "huisbezoek"},
        "eigenKracht": "De inwoner doet zelf wat kan.",
        "gebruikelijkeHulp": "Er is niemand thuis die dit kan overnemen.",
        "netwerk": "Het netwerk kan niet meer doen dan nu.",
        "voorliggend": [
            {"titel": each, "uitkomst": "voldoende" if each in genoeg else "onvoldoende"} for each in gaat_voor
        ],
        "verslag": "Het gesprek is gevoerd en vastgelegd.",
    }


def afweging(model: Inkoopmodel, zaak: Zaak) -> Body:
    """The situation in which the products of this case may be had, and those products."""
    codes = [each.code for each in zaak.aanvragen]
    cel = next((each for code in codes if (each := _cel(model, code))), None)
    situatie: Body = {
        "gebieden": _gebieden(model, cel),
        "omstandigheden": _omstandigheden(model, cel),
        "gepasseerd": [{"trede": nr, "reden": "Dit is geprobeerd en volstaat niet."} for nr in _treden(model, codes)],
        "huishoudplan": [
            {"naam": "schoonmaken", "minutenPerWeek": each.minuten, "door": "aanbieder"}
            for each in zaak.aanvragen
            if each.scenario
        ],
    }
    if any(model.product(code).alleen_uitdrukkelijk for code in codes):
        situatie["redenGroep"] = "De inwoner leert het best samen met anderen."
    return {"situatie": situatie, "keuzes": [_keuze(model, each) for each in zaak.aanvragen]}


def _keuze(model: Inkoopmodel, aanvraag: Aanvraag) -> Body:
    return {
        "product": aanvraag.code,
        "ingangsdatum": aanvraag.ingangsdatum.isoformat(),
        "einddatum": aanvraag.einddatum.isoformat(),
        "traject": aanvraag.traject,
        "scenario": aanvraag.scenario,
        "minutenPerWeek": aanvraag.minuten,
        "redenAfwijking": "Zo lang duurt het naar verwachting bij deze inwoner."
        if _wijkt_af(model, aanvraag)
        else None,
    }


def _wijkt_af(model: Inkoopmodel, aanvraag: Aanvraag) -> bool:
    """Whether the term is not the usual one, where the frame of the region asks why (M27)."""
    cel = _cel(model, aanvraag.code)
    traject = next((each for each in model.trajecten if cel and each.naam == cel.traject), None)
    return traject is not None and traject.standaard_maanden != maanden_tussen(
        aanvraag.ingangsdatum, aanvraag.einddatum
    )


def plan(model: Inkoopmodel, zaak: Zaak) -> Body | None:
    """A plan in the traject of the first product that has one; None when no product has."""
    met_traject = next((each for each in zaak.aanvragen if each.traject), None)
    if met_traject is None:
        return None
    traject = next(each for each in model.trajecten if each.naam == met_traject.traject)
    begin, einde = met_traject.ingangsdatum, met_traject.einddatum
    cel = _cel(model, met_traject.code)
    gebied = (_gebieden(model, cel) or [each.naam for each in model.resultaatgebieden] or list(ZRM))[0]
    doelen = [_doel(gebied, "lang", einde)]
    if traject.korte_doelen_maanden:
        doelen.append(_doel(gebied, "kort", maand_later(begin, traject.korte_doelen_maanden)))
    return {
        "traject": traject.naam,
        "begindatum": begin.isoformat(),
        "einddatum": einde.isoformat(),
        "regisseur": "consulent" if traject.regie.door == "gemeente" else "aanbieder",
        "doelen": doelen,
    }


def perspectiefplan(model: Inkoopmodel, zaak: Zaak) -> Body | None:
    """A plan with a goal in each domain for who is of that age (M39); None for anybody else, and without a birthday."""
    gewoon, regels, burger = plan(model, zaak), model.plan, zaak.burger
    van, tot = regels.perspectiefplan_leeftijd, regels.perspectiefplan_tot
    if gewoon is None or van is None or tot is None or burger.bijzonder.datum_gebruik is not None:
        return None
    begin = next(each.ingangsdatum for each in zaak.aanvragen if each.traject)
    if not jaren_later(burger.geboortedatum, van) <= begin < jaren_later(burger.geboortedatum, tot):
        return None
    einde = date.fromisoformat(str(gewoon["einddatum"]))
    doelen = [_doel(domein, "lang", einde) for domein in regels.perspectiefdomeinen]
    return gewoon | {"soort": "perspectief", "doelen": doelen}


def _doel(gebied: str, termijn: str, streefdatum: date) -> Body:
    return {
        "gebied": gebied,
        "doel": "Ik kan dit zelf, of met mensen om mij heen.",
        "meetbaar": "Vier weken achter elkaar gelukt.",
        "streefdatum": streefdatum.isoformat(),
        "termijn": termijn,
        "opNetwerk": True,
        "vanClient": True,
        "acties": [{"wie": "ik", "wat": "oefenen"}],
    }


def meting(zaak: Zaak) -> Body:
    """The first measurement of self-reliance, on the day of the decision."""
    return {"op": zaak.besluitdatum.isoformat(), "scores": zrm(zaak, 0)}


def zrm(zaak: Zaak, keer: int) -> dict[str, int]:
    """Scores of a citizen at the start (0) or later (1): most get a little better."""
    rng = _rng(zaak, "zrm")
    start = {each: rng.randint(1, 4) for each in ZRM}
    return {each: min(5, score + keer * rng.choice((0, 0, 1, 1, 2))) for each, score in start.items()}


def evaluatie(model: Inkoopmodel, zaak: Zaak, naam: str, doelen: list[str], op: date) -> Body:
    """An evaluation as the region asks it, with everybody there."""
    rng = _rng(zaak, "evaluatie")
    traject: Traject = next(each for each in model.trajecten if each.naam == naam)
    return {
        "gehoudenOp": op.isoformat(),
        "uitkomst": _kies(rng, UITKOMSTEN),
        "partijen": sorted({*traject.evaluatie.partijen, "gemeente"}),
        "antwoorden": [rng.choice(("ja", "ja", "deels", "nee")) for _ in model.plan.evaluatievragen],
        "doelen": [{"doelId": each, "status": _kies(rng, STANDEN)} for each in doelen],
        "zrm": zrm(zaak, 1) if model.plan.zrm_maanden else None,
    }


def evaluatiedag(zaak: Zaak) -> date:
    """Six weeks after the start, or on the last day: an early look, so that a short play has evaluations too."""
    zes_weken = min(each.ingangsdatum for each in zaak.aanvragen) + timedelta(weeks=6)
    return min(zes_weken, *(each.einddatum for each in zaak.aanvragen))


def _cel(model: Inkoopmodel, code: str) -> Cel | None:
    kader = model.afwegingskader
    return next((each for each in kader.cellen if each.product == code), None) if kader else None


def _gebieden(model: Inkoopmodel, cel: Cel | None) -> list[str]:
    """As many areas as the cell stands for, those first that may stand alone."""
    kader = model.afwegingskader
    if cel is None or kader is None:
        return []
    aantal = next(each.tot for each in kader.zwaarten if each.naam == cel.zwaarte)
    alleen_eerst = sorted(model.resultaatgebieden, key=lambda each: each.alleen_in_combinatie)
    return [each.naam for each in alleen_eerst[:aantal]]


def _omstandigheden(model: Inkoopmodel, cel: Cel | None) -> list[str]:
    kader = model.afwegingskader
    if cel is None or kader is None:
        return []
    nodig = next(each.omstandigheden for each in kader.intensiteiten if each.naam == cel.intensiteit)
    return [each.naam for each in kader.verzwarende_omstandigheden[:nodig]]


def _treden(model: Inkoopmodel, codes: list[str]) -> Iterator[int]:
    """The lighter steps of the ladder that these products pass (M20)."""
    treden = model.ladder.treden if model.ladder else ()
    hoogste = max((nr for nr, trede in enumerate(treden, 1) if set(codes) & set(trede.producten)), default=1)
    yield from range(1, hoogste)


def _kies(rng: random.Random, gewichten: dict[str, int]) -> str:
    return rng.choices(list(gewichten), list(gewichten.values()))[0]


def _rng(zaak: Zaak, waarvoor: str) -> random.Random:
    return random.Random(f"{zaak.burger.bsn} {waarvoor}")  # noqa: S311  a play has to come out the same each time
