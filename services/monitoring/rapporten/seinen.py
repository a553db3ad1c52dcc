"""What is late or red, in words, with where it leads: to the cases, or to the table that says why."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inkoop.sturing import Kpi
from monitoring.domain import maten
from monitoring.domain.herkomst import Bron, Telling
from monitoring.domain.maatregelen import grens_van
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.rapport import Kolom, Rapport, Waarde
from monitoring.domain.stoplicht import NIETS_GEMETEN, Meting, licht
from monitoring.domain.tegel import Sein, dringendste
from monitoring.opmaak import Namen
from monitoring.rapporten import RAPPORTEN
from monitoring.rapporten.aanbieders import metingen, model_van
from monitoring.rapporten.keten import WACHTEN
from monitoring.rapporten.vraag import Vraag
from monitoring.store import openstaand

GENOEMD = 3
"""So many are named; of the others how many there are."""
TE_LAAT = "te laat"
ZAKEN_VAN: Mapping[str, tuple[Maat, Maat]] = {
    "tijdig-gestart": (maten.START, maten.START.op_tijd),
    "afgekeurd": (maten.PRESTATIES_INGEDIEND, maten.PRESTATIES_TOEGEKEND),
}
"""Of a norm the cases that made it red: these without those."""
TABEL_VAN = {
    "doelen-behaald": "doelen",
    "clientervaring": "clientervaringen",
    "planning": "planningssignalen",
    "tijdig-gestart": "gang-per-product",
    "afgekeurd": "afkeuringen-per-aanbieder",
}
"""On the page of a provider the table that tells more of a norm."""


@dataclass(frozen=True)
class Kijk:
    """A choice, what codes stand for, and the tables of the page that were made already."""

    vraag: Vraag
    namen: Namen
    rapporten: Mapping[str, Rapport]

    async def rapport(self, naam: str) -> Rapport:
        """A table, made once."""
        return self.rapporten[naam] if naam in self.rapporten else await RAPPORTEN[naam](self.vraag)


Zoeker = Callable[[Kijk], Awaitable[list[Sein]]]


async def zoek_seinen(kijk: Kijk, soorten: Sequence[str]) -> list[Sein]:
    """What is late or red of these kinds (SEINEN), what is red first."""
    return dringendste([sein for soort in soorten for sein in await SEINEN[soort](kijk)])


def _open(naar: str, *soorten: Opensoort) -> Zoeker:
    """Of what waits the kinds that are late; none named is all of them."""

    async def zoek(kijk: Kijk) -> list[Sein]:
        vandaag = kijk.vraag.work.today
        gevonden = await openstaand.te_laat(kijk.vraag.work.session, kijk.vraag.selectie, vandaag)
        return [
            Sein(
                f"{each.aantal} {_hoe_laat(WACHTEN[each.soort].te_laat, each.aantal, (vandaag - each.sinds).days)}",
                naar,
                each.aantal,
            )
            for each in gevonden
            if WACHTEN[each.soort].is_bekend(kijk.vraag.selectie) and (not soorten or each.soort in soorten)
        ]

    return zoek


def _hoe_laat(woorden: tuple[str, str], aantal: int, dagen: int) -> str:
    een, meer = woorden
    oudste = f"{dagen} {'dag' if dagen == 1 else 'dagen'}"
    return f"{een}: {oudste}" if aantal == 1 else f"{meer}: de oudste {oudste}"


async def _aanbieders(kijk: Kijk) -> list[Sein]:
    """Which providers are red, and by which norms."""
    model = await model_van(kijk.vraag)
    if model is None:
        return []
    rood: dict[str, list[str]] = {}
    for agb, meting in (await metingen(kijk.vraag)).items():
        normen = [kpi.titel for kpi in model.contractsturing.kpis if _licht(kpi, meting) == "rood"]
        if normen:
            rood[agb] = normen
    genoemd = [f"{kijk.namen.aanbieder(agb)}: {', '.join(normen).lower()}" for agb, normen in rood.items()]
    return _samen(genoemd, "aanbieder staat op rood", "aanbieders staan op rood", "aanbieders#stoplichten")


def _licht(kpi: Kpi, meting: Mapping[str, Meting]) -> str | None:
    return licht(kpi, meting.get(kpi.naam, NIETS_GEMETEN))


def _samen(genoemd: Sequence[str], een: str, meer: str, naar: str) -> list[Sein]:
    """One sentence about several, with the first of them by name."""
    if not genoemd:
        return []
    rest = len(genoemd) - GENOEMD
    namen = "; ".join(each.rstrip(". ") for each in genoemd[:GENOEMD]) + (f"; en {rest} andere" if rest > 0 else "")
    return [Sein(f"{len(genoemd)} {een if len(genoemd) == 1 else meer}. {namen}", naar)]


async def _aanbieder(kijk: Kijk) -> list[Sein]:
    """Why one provider is red or orange: which norm, which value, and the cases."""
    model, agb = await model_van(kijk.vraag), "".join(kijk.vraag.selectie.aanbieders or ())
    meting = (await metingen(kijk.vraag)).get(agb, {})
    return [
        Sein(
            f"{kleur.capitalize()}: {kpi.titel.lower()}, {_gemeten(kpi, meting)}. De norm is {grens_van(kpi)}",
            f"aanbieder/{agb}#{TABEL_VAN.get(kpi.naam, 'stoplichten')}",
            _zaken(kijk, kpi, meting[kpi.naam]),
            "rood" if kleur == "rood" else "oranje",
        )
        for kpi in (model.contractsturing.kpis if model else ())
        if (kleur := _licht(kpi, meting)) in {"rood", "oranje"}
    ]


def _gemeten(kpi: Kpi, metingen_: Mapping[str, Meting]) -> str:
    meting = metingen_[kpi.naam]
    waarde = meting.teller / meting.noemer
    return f"{waarde * 100:.1f}%".replace(".", ",") if kpi.eenheid == "procent" else f"{waarde:.1f}".replace(".", ",")


def _zaken(kijk: Kijk, kpi: Kpi, meting: Meting) -> int:
    """How many cases made it so, where they can be listed."""
    if kpi.naam not in ZAKEN_VAN:
        return 0
    bij, af = ZAKEN_VAN[kpi.naam]
    aantal = meting.noemer - meting.teller if kpi.beter == "hoger" else meting.teller
    return Telling(aantal, Bron(bij, kijk.vraag.selectie, min=af))


async def _budget(kijk: Kijk) -> list[Sein]:
    rapport = await kijk.rapport("budget")
    genoemd = [
        f"{_naam(kijk, rapport, 'product', rij)} {_naam(kijk, rapport, 'gemeente', rij)}: {_cel(rapport, 'reden', rij)}"
        for rij in rapport.rijen
        if _cel(rapport, "oordeel", rij) == "rood"
    ]
    return _samen(genoemd, "budget is rood", "budgetten zijn rood", "budget#budget")


async def _dekking(kijk: Kijk) -> list[Sein]:
    rapport = await kijk.rapport("dekking")
    rood = [rij for rij in rapport.rijen if _cel(rapport, "oordeel", rij) == "rood"]
    genoemd = list(dict.fromkeys(str(_cel(rapport, "norm", rij)) for rij in rood))
    return _samen(
        genoemd, "norm voor aanbod is niet gehaald", "normen voor aanbod zijn niet gehaald", "toewijzing#dekking"
    )


def _termijn(naam: str, een: str, meer: str) -> Zoeker:
    """Of a table of what goes on with providers: the rows that are late."""

    async def zoek(kijk: Kijk) -> list[Sein]:
        rapport = await kijk.rapport(naam)
        laat = [rij for rij in rapport.rijen if _cel(rapport, "termijn", rij) == TE_LAAT]
        dagen = [
            (kijk.vraag.work.today - op).days for rij in laat if isinstance(op := _cel(rapport, "uiterlijk", rij), date)
        ]
        aantal = len(laat)
        if not laat:
            return []
        return [Sein(f"{aantal} {_hoe_laat((een, meer), aantal, max(dagen, default=0))}", f"sturing#{naam}")]

    return zoek


def _dagen(kijk: Kijk, uiterlijk: Waarde) -> int:
    return (kijk.vraag.work.today - uiterlijk).days if isinstance(uiterlijk, date) else 0


def _cel(rapport: Rapport, naam: str, rij: tuple[Waarde, ...]) -> Waarde:
    return next((rij[plaats] for plaats, kolom in enumerate(rapport.kolommen) if kolom.naam == naam), None)


def _naam(kijk: Kijk, rapport: Rapport, naam: str, rij: tuple[Waarde, ...]) -> str:
    kolom: Kolom = next(each for each in rapport.kolommen if each.naam == naam)
    return kijk.namen.toon(kolom, _cel(rapport, naam, rij))


SEINEN: Mapping[str, Zoeker] = {
    "open": _open("keten#openstaand"),
    "toegang": _open("keten#openstaand", Opensoort.ONDERZOEK, Opensoort.BESLUIT),
    "toewijzing": _open(
        "toewijzing#wachtend",
        Opensoort.ZONDER_AANBIEDER,
        Opensoort.ONOVERBRUGD,
        Opensoort.NIET_GESTART,
        Opensoort.TEKORT,
        Opensoort.VERZOEK,
    ),
    "aanbieders": _aanbieders,
    "aanbieder": _aanbieder,
    "budget": _budget,
    "dekking": _dekking,
    "afspraken": _termijn("afspraken", "afspraak is te laat", "afspraken zijn te laat"),
    "rapportages": _termijn("rapportages", "rapportage is te laat", "rapportages zijn te laat"),
    "veiligheid": _termijn(
        "veiligheid", "melding over veiligheid is te laat", "meldingen over veiligheid zijn te laat"
    ),
    "toezicht": _termijn("toezicht", "zaak van het toezicht is te laat", "zaken van het toezicht zijn te laat"),
}
"""What a page looks for, by name."""
