"""Who bills what to whom in one month of the whole country; the same numbers and seed give the same month."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clientroute.bevolking import test_bsns
from clientroute.demo.draaiboek import maand_later
from inkoop import Inkoopmodel, Product, laad
from inkoop.sturing import Gemeente as GemeenteInModel
from istandaard import cdt, codes
from istandaard.berichten import bericht323
from istandaard.berichten.gedeeld import HeaderVanAanbieder
from istandaard.gemeenten import Gemeente
from wetten import STANDAARD, Wet, categorie

AANBIEDERS = 10_000
"""All AGB codes that begin with 9999."""
LIJNEN = 1_500_000
GROOTSTE = 40_000
"""Lines in the largest message: some 25 MB (OP179)."""
SPREIDING = 2.4
"""Of the logarithm of what a provider bills: a few bill most, most bill little."""
JEUGD = 0.4
"""Share of the providers that bill under the Jeugdwet; the others bill under the Wmo."""
FOUT = 0.02
"""Share of lines with a price that is not that of the contract (TR418)."""
SEED = 323


@dataclass(frozen=True)
class Zending:
    """One 323: the provider, the municipality, and the assignments that get a line each, `per_client` of a client."""

    agb: str
    gemeente: str
    wet: Wet
    eerste_nummer: int
    lijnen: int

    @property
    def nummers(self) -> range:
        """The ToewijzingNummers of its lines."""
        return range(self.eerste_nummer, self.eerste_nummer + self.lijnen)

    @property
    def per_client(self) -> int:
        """Lines of one client: there are 8,000 test BSNs."""
        return 2 if self.lijnen <= len(test_bsns()) else 5

    def bsn(self, nummer: int) -> str:
        """Whose assignment this is."""
        bsns = test_bsns()
        return bsns[(self.eerste_nummer + (nummer - self.eerste_nummer) // self.per_client) % len(bsns)]


def nederland(maand: date) -> Inkoopmodel:
    """An inkoopmodel for all municipalities, in force in this month.

    What the Noord-Veluwe buys under the Wmo and Almelo under the Jeugdwet, without their people.
    """
    model = laad("noord-veluwe-2021")
    perceel = model.producten[0].perceel
    jeugd = (each for each in laad("almelo-2024").producten if each.wet == Wet.JEUGDWET)
    gemeenten = tuple(GemeenteInModel(code=each.value, naam=each.name) for each in Gemeente)
    return model.model_copy(
        update={
            "naam": "nederland",
            "versie": maand,
            "gemeenten": gemeenten,
            "producten": (
                *model.producten,
                *(each.model_copy(update={"uitloop": None, "perceel": perceel}) for each in jeugd),
            ),
            "bevolking": None,
            "budgetten": (),
            "dekking": (),
        }
    )


def zendingen(deel: float) -> list[Zending]:
    """The messages of the month, or of a `deel` of all providers, in the order in which they are sent."""
    rng = random.Random(SEED)
    gewichten = [rng.lognormvariate(0, SPREIDING) for _ in range(AANBIEDERS)]
    totaal = sum(gewichten)
    aantal = max(1, round(AANBIEDERS * deel))
    gevonden = []
    volgend: defaultdict[str, int] = defaultdict(lambda: 1)
    for index in rng.sample(range(AANBIEDERS), aantal):
        wet = Wet.JEUGDWET if rng.random() < JEUGD else Wet.WMO
        lijnen = max(1, round(LIJNEN * gewichten[index] / totaal))
        for gemeente, omvang in _verdeeld(lijnen, rng):
            zending = Zending(f"9999{index:04}", gemeente, wet, volgend[gemeente], omvang)
            volgend[gemeente] += omvang
            gevonden.append(zending)
    rng.shuffle(gevonden)
    return gevonden


def _verdeeld(lijnen: int, rng: random.Random) -> Iterator[tuple[str, int]]:
    """The lines of one provider over its municipalities: most of them in the first."""
    gemeenten = [each.value for each in Gemeente]
    gekozen = rng.sample(gemeenten, min(len(gemeenten), max(1, round(lijnen**0.35))))
    noemer = sum(1 / plek for plek in range(1, len(gekozen) + 1))
    for plek, gemeente in enumerate(gekozen, 1):
        yield gemeente, min(GROOTSTE, max(1, round(lijnen / plek / noemer)))


def bericht(zending: Zending, model: Inkoopmodel, maand: date) -> bericht323.Bericht323:
    """The 323 of a provider for a municipality; a few of its lines have a wrong price."""
    rng = random.Random(f"{zending.agb} {zending.gemeente}")
    periode = cdt.GeslotenPeriode(begindatum=maand, einddatum=maand_later(maand, 1) - date.resolution)
    per_client: dict[str, list[bericht323.Prestatie]] = {}
    producten = producten_van(model, zending.wet)
    for nummer in zending.nummers:
        product = producten[nummer % len(producten)]
        tarief = model.tarief_op(product.code, maand) + (rng.random() < FOUT)
        referentie = f"{zending.gemeente}-{maand:%y%m}-{nummer}"
        per_client.setdefault(zending.bsn(nummer), []).append(_prestatie(referentie, nummer, product, tarief, periode))
    totaal = sum(each.ingediend_bedrag.bedrag for lijnen in per_client.values() for each in lijnen)
    naam = f"{zending.gemeente}{maand:%y%m}"
    return bericht323.Bericht323(
        header=HeaderVanAanbieder(
            bericht_code=STANDAARD[zending.wet].code("323"),
            afzender=zending.agb,
            ontvanger=zending.gemeente,
            bericht_identificatie=cdt.BerichtIdentificatie(identificatie=naam, dagtekening=periode.einddatum),
        ),
        declaratie=bericht323.Declaratie(
            declaratie_nummer=naam,
            declaratie_periode=periode,
            declaratie_dagtekening=periode.einddatum,
            totaal_ingediend_bedrag=cdt.TotaalBedragMetDC(totaal_bedrag=totaal, debet_credit=codes.DebetCredit.DEBET),
            clienten=tuple(bericht323.Client(bsn=bsn, prestaties=tuple(lijnen)) for bsn, lijnen in per_client.items()),
        ),
    )


def producten_van(model: Inkoopmodel, wet: Wet) -> list[Product]:
    """What is bought under a law: of an assignment the product follows from its number."""
    return [each for each in model.producten if each.wet == wet]


def _prestatie(
    referentie: str, nummer: int, product: Product, tarief: int, periode: cdt.GeslotenPeriode
) -> bericht323.Prestatie:
    return bericht323.Prestatie(
        product_referentie=cdt.Referentie(referentie_nummer=referentie),
        toewijzing_nummer=nummer,
        product_categorie=categorie(product.categorie),
        product_code=product.code,
        product_periode=periode,
        geleverd_volume=1,
        eenheid=codes.Eenheid(product.eenheid),
        product_tarief=tarief,
        ingediend_bedrag=cdt.BedragMetDC(bedrag=tarief, debet_credit=codes.DebetCredit.DEBET),
    )
