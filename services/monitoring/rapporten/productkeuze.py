"""Products to look at for a next purchase (M84)."""

from collections import Counter
from dataclasses import replace

from monitoring.domain import maten
from monitoring.domain.dekking import nieuwste
from monitoring.domain.maanden import Ritme
from monitoring.domain.productkeuze import WEINIG_PROCENT, kandidaten
from monitoring.domain.rapport import Kolom, Rapport, Waarde, deel
from monitoring.rapporten.toewijzing import modellen
from monitoring.rapporten.vraag import Bouwer, Vraag
from monitoring.store import cijfers


async def productkeuze(vraag: Vraag) -> Rapport:
    """Products that are hardly used, or near-equal to another, as candidates to drop or merge."""
    per_gemeente: dict[str, Counter[str]] = {}
    # Of all products, also when one is chosen: it is held against what is granted for all of them.
    alles = replace(vraag.selectie, code=None)
    sommen = await cijfers.sommen(vraag.work.session, alles, (maten.BEDRAG_TOEGEKEND,), "gemeente", "code")
    for som in sommen:
        per_gemeente.setdefault(som.gemeente, Counter())[som.code] += som.waarde
    rijen: list[tuple[Waarde, ...]] = []
    for model in nieuwste(modellen(), vraag.work.today):
        bedragen = Counter[str]()
        for gemeente in model.gemeenten:
            bedragen.update(per_gemeente.get(gemeente.code, {}))
        for each in kandidaten(model, bedragen, vraag.work.today):
            if vraag.selectie.code in {None, each.code}:
                weinig = "bijna niet gebruikt" if each.is_weinig else None
                gelijk = ", ".join(each.lijkt_op) or None
                rijen.append((each.code, weinig, gelijk, each.bedrag, deel(each.bedrag, each.totaal)))
    return Rapport(
        "productkeuze",
        "Producten om te bezien (M84)",
        f"Voor een volgende inkoop. Bijna niet gebruikt: minder dan {WEINIG_PROCENT} procent van wat in deze maanden "
        "voor alle producten samen is toegekend. Lijkt op: dezelfde categorie, eenheid en prijs. Er kan een goede "
        "reden zijn om een product te houden.",
        (
            Kolom("product", "Product", "product"),
            Kolom("gebruik", "Gebruik", "tekst"),
            Kolom("lijktOp", "Lijkt op", "producten"),
            Kolom("bedrag", "Toegekend", "euro"),
            Kolom("deel", "Deel van alles", "procent"),
        ),
        tuple(rijen),
        leeg="Er is in deze maanden niets toegekend, of geen product valt op.",
        ritme=Ritme.DECLARATIES,
        niet_per=("aanbieder",),
    )


RAPPORTEN: dict[str, Bouwer] = {"productkeuze": productkeuze}
