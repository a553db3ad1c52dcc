"""Signals: facts about billing that somebody should look at, never a verdict (M108), and shifts in support (M98)."""

from collections import Counter
from dataclasses import replace
from datetime import date

from monitoring.domain import maten
from monitoring.domain.maanden import Ritme, maand_erbij
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import Kolom, Rapport, Waarde, deel, waarden
from monitoring.domain.signaal import afwijkende_groei, bijna_altijd_plafond
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers

MATEN = (
    maten.MAAND_GEBRUIKT,
    maten.MAAND_PRECIES,
    maten.NA_EINDE,
    maten.NA_EINDE_BEDRAG,
    maten.MEER_DAN_KAN,
    maten.BEDRAG_TOEGEKEND,
)
Signaal = tuple[str, str, str, int | None]
"""AGB code, what, the facts, and eurocents when it is about an amount."""


async def onrechtmatig(vraag: Vraag) -> Rapport:
    """Signals of unlawful billing, each with its facts (M108)."""
    signalen = [*await _groei(vraag), *await _patronen(vraag), *await _na_einde(vraag)]
    return Rapport(
        "onrechtmatig",
        "Signalen over declareren (M108)",
        "Een signaal is een feit waar iemand naar moet kijken. Het is geen oordeel: er kan een goede reden zijn. "
        "Vraag het eerst aan de aanbieder.",
        (
            Kolom("aanbieder", "Aanbieder", "aanbieder"),
            Kolom("signaal", "Signaal", "tekst"),
            Kolom("feiten", "Feiten", "tekst"),
            Kolom("bedrag", "Bedrag", "euro"),
        ),
        tuple(sorted(signalen, key=lambda each: (each[0], each[1], each[2]))),
        leeg="Er zijn geen signalen in deze maanden.",
        ritme=Ritme.DECLARATIES,
    )


async def _groei(vraag: Vraag) -> list[Signaal]:
    """Growth that differs from that of all providers together, beside the same months a year before (M109).

    Only months that are complete: else who bills early seems to grow.
    """
    alle = vraag.compleet(Ritme.DECLARATIES).alle_aanbieders()
    van, tot = alle.selectie.van, alle.selectie.tot
    if van is None or vraag.selectie.tot is None or tot is None or van > tot:
        return []
    eerder = alle.selectie.maanden(maand_erbij(van, -12), maand_erbij(tot, -12))
    nu, toen = await _toegekend(alle), await _toegekend(replace(alle, selectie=eerder))
    return [
        (
            each.agb,
            "Groei wijkt af",
            f"Groei {each.eigen}%, alle aanbieders samen {each.samen}%, naast dezelfde maanden een jaar eerder",
            each.verschil,
        )
        for each in afwijkende_groei(nu, toen)
        if vraag.selectie.ziet_aanbieder(each.agb)
    ]


async def _toegekend(vraag: Vraag) -> dict[str, int]:
    """Eurocents by provider."""
    per_agb = await vraag.per("agb", maten.BEDRAG_TOEGEKEND)
    return {agb: per_maat[maten.BEDRAG_TOEGEKEND] for agb, per_maat in per_agb.items()}


async def _patronen(vraag: Vraag) -> list[Signaal]:
    """Almost always exactly the ceiling, and more than days hold."""
    signalen: list[Signaal] = []
    for agb, per_maat in (await vraag.per("agb", *MATEN)).items():
        maanden, precies, _, _, onmogelijk, _ = waarden(per_maat, MATEN)
        if bijna_altijd_plafond(maanden, precies):
            feit = f"In {precies} van {maanden} maanden precies het hoogste volume dat mag"
            signalen.append((agb, "Bijna altijd precies het plafond", feit, None))
        if onmogelijk:
            feit = f"In {onmogelijk} maanden meer volume op één toewijzing dan er in die maand past"
            signalen.append((agb, "Meer uren dan er in een maand zijn", feit, None))
    return signalen


async def _na_einde(vraag: Vraag) -> list[Signaal]:
    """Granted over months after death, a stop or the end of an assignment."""
    per_reden: dict[tuple[str, str], Counter[Maat]] = {}
    sommen = await cijfers.sommen(
        vraag.work.session, vraag.selectie, (maten.NA_EINDE, maten.NA_EINDE_BEDRAG), "agb", "kenmerk"
    )
    for som in sommen:
        per_reden.setdefault((som.agb, som.kenmerk), Counter())[som.maat] += som.waarde
    return [
        (
            agb,
            "Hulp na het einde",
            f"In {per_maat[maten.NA_EINDE]} maanden na: {reden}",
            per_maat[maten.NA_EINDE_BEDRAG],
        )
        for (agb, reden), per_maat in per_reden.items()
        if per_maat[maten.NA_EINDE]
    ]


async def verschuiving(vraag: Vraag) -> Rapport:
    """The share of each product in turnover, in the first and the last half of the months (M98)."""
    sommen = await cijfers.sommen(vraag.work.session, vraag.selectie, (maten.BEDRAG_TOEGEKEND,), "maand", "code")
    maanden = sorted({som.maand for som in sommen})
    midden = maanden[len(maanden) // 2] if maanden else date.max
    helften: dict[str, Counter[bool]] = {}
    for som in sommen:
        helften.setdefault(som.code, Counter())[som.maand >= midden] += som.waarde
    eerst = sum(per_helft[False] for per_helft in helften.values())
    laatst = sum(per_helft[True] for per_helft in helften.values())
    te_lang = await vraag.per("code", maten.TE_LANG, maten.LOOPTIJD)
    rijen: list[tuple[Waarde, ...]] = []
    for code, per_helft in sorted(helften.items()):
        voor, na = deel(per_helft[False], eerst), deel(per_helft[True], laatst)
        verschil = round(na - voor, 4) if voor is not None and na is not None else None
        lang, alle = waarden(te_lang.get(code, {}), (maten.TE_LANG, maten.LOOPTIJD))
        rijen.append((code, voor, na, verschil, lang, deel(lang, alle)))
    return Rapport(
        "verschuiving",
        "Verschuiving tussen producten (M98)",
        "Welk deel van het bedrag naar elk product ging, in de eerste en de laatste helft van de maanden. Langer dan "
        "gebruikelijk: toewijzingen die langer duren dan het traject in het inkoopmodel.",
        (
            Kolom("product", "Product", "product"),
            Kolom("eerst", "Eerste helft", "procent"),
            Kolom("laatst", "Laatste helft", "procent"),
            Kolom("verschil", "Verschil", "procent"),
            Kolom("teLang", "Langer dan gebruikelijk"),
            Kolom("deelTeLang", "Deel van de toewijzingen", "procent"),
        ),
        tuple(rijen),
        ritme=Ritme.DECLARATIES,
    )


RAPPORTEN: dict[str, Bouwer] = {"onrechtmatig": onrechtmatig, "verschuiving": verschuiving}
