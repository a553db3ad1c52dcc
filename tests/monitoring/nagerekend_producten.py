"""Products that are hardly used or near-equal, reckoned again from raw events."""

from collections import Counter
from collections.abc import Callable

from tests.monitoring.kijk import Kijk, Rij, deel
from tests.monitoring.nagerekend_geld import beantwoord


def productkeuze(kijk: Kijk) -> list[Rij]:
    if kijk.aanbieder is not None:
        return []
    alles = Kijk(kijk.streek, kijk.van, kijk.tot, kijk.gemeente)
    som = Counter[str]()
    for e in beantwoord(alles):
        for each in e["producten"]:
            som[each["code"]] += each["bedragToegekend"]
    producten, dag = kijk.model.producten, kijk.streek.vandaag
    totaal = sum(som[each.code] for each in producten)
    rijen = []
    for product in producten if totaal > 0 else ():
        eigen = (product.categorie, product.eenheid, kijk.model.tarief_op(product.code, dag))
        gelijk = [
            each.code
            for each in producten
            if each is not product and (each.categorie, each.eenheid, kijk.model.tarief_op(each.code, dag)) == eigen
        ]
        weinig = som[product.code] < totaal / 100 and product.bekostiging != "lumpsum"
        if (weinig or gelijk) and kijk.product in (None, product.code):
            rijen.append({
                "product": product.code, "gebruik": "bijna niet gebruikt" if weinig else None,
                "lijktOp": ", ".join(gelijk) or None, "bedrag": som[product.code],
                "deel": deel(som[product.code], totaal),
            })  # fmt: skip
    return rijen


RAPPORTEN: dict[str, Callable[[Kijk], list[Rij]]] = {"productkeuze": productkeuze}
