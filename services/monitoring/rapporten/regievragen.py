"""What evaluations answered to the questions of direction of the region (M87)."""

from collections import Counter

from inkoop import komend_model
from monitoring.domain import maten
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import Kolom, Rapport, Waarde, deel, groot_genoeg
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers

ANTWOORDEN = ("ja", "deels", "nee")


def _per(naam: str, titel: str, maat: Maat, verdeling: Verdeling, kolom: Kolom) -> Bouwer:
    """How often each answer was given to each question, per municipality or product."""

    async def bouw(vraag: Vraag) -> Rapport:
        geteld: dict[tuple[str, int, str], Counter[str]] = {}
        for som in await cijfers.sommen(vraag.work.session, vraag.selectie, (maat,), "gemeente", "code", "kenmerk"):
            nummer, _, antwoord = som.kenmerk.partition(":")
            plek = (som.per(verdeling), int(nummer), _vraagtekst(vraag, som.gemeente, int(nummer)))
            geteld.setdefault(plek, Counter())[antwoord] += som.waarde
        return Rapport(
            naam,
            titel,
            "Wat er bij evaluaties is geantwoord op de vragen van de regio, in de maand van de evaluatie. Van minder "
            "dan 10 antwoorden tonen we niets.",
            (
                kolom,
                Kolom("vraag", "Vraag", "tekst"),
                Kolom("antwoorden", "Antwoorden"),
                *(Kolom(each, each.capitalize()) for each in ANTWOORDEN),
                Kolom("deelJa", "Deel ja", "procent"),
            ),
            tuple((plek, tekst, *_rij(per)) for (plek, _, tekst), per in sorted(geteld.items())),
            leeg="In deze maanden is er geen evaluatie met vragen van de regio.",
            ritme=Ritme.STAPPEN,
            niet_per=("product",) if verdeling == "gemeente" else ("aanbieder",),
        )

    return bouw


def _rij(per: Counter[str]) -> tuple[Waarde, ...]:
    alle = per.total()
    waarden = (alle, *(per[each] for each in ANTWOORDEN), deel(per["ja"], alle))
    return tuple(groot_genoeg(alle, each) for each in waarden)


def _vraagtekst(vraag: Vraag, gemeente: str, nummer: int) -> str:
    """The question as the region asks it now; by its place where the region asks fewer than it did."""
    model = komend_model([gemeente], vraag.work.today)
    vragen = model.plan.evaluatievragen if model else ()
    return vragen[nummer - 1] if nummer <= len(vragen) else f"Vraag {nummer}"


RAPPORTEN: dict[str, Bouwer] = {
    "regievragen": _per(
        "regievragen",
        "Vragen over regie (M87)",
        maten.REGIEVRAAG,
        "gemeente",
        Kolom("gemeente", "Gemeente", "gemeente"),
    ),
    "regievragen-per-product": _per(
        "regievragen-per-product",
        "Vragen over regie per product (M87)",
        maten.REGIEVRAAG_PRODUCT,
        "code",
        Kolom("product", "Product", "product"),
    ),
}
