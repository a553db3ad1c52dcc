"""What declaratie knows before the month comes: a contract per provider, and an assignment per line."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from chassis.identifiers import new_id
from chassis.settings import Settings
from chassis.vault import Vault
from clientroute.bench.land import Zending, product_van
from clientroute.bench.omgeving import verbind
from clientroute.demo.draaiboek import maand_later
from inkoop import Inkoopmodel

TOEWIJZING = (
    "id, sequence, gemeente, wet, nummer, agb, client_id, bsn_hash, categorie, code, volume, eenheid, frequentie, "
    "ingangsdatum, einddatum"
)
PER_PRODUCT = {1: 1, 2: 1, 4: 1, 6: 12}
"""How much is assigned, by Frequentie: at least the one unit that a line bills."""


def vul(
    settings: Settings,
    vault: Vault,
    model: Inkoopmodel,
    maand: date,
    zendingen: Sequence[Zending],
    toon: Callable[[int], None],
) -> None:
    """Write contracts and assignments, in bulk; `toon` hears how many assignments were written."""
    with verbind(settings) as database, database.cursor() as cursor:
        _contracten(cursor.execute, model, maand, zendingen)
        hash_van = cache(vault.bsn_hash)
        begin, einde = maand_later(maand, -6), maand_later(maand, 6) - date.resolution
        with cursor.copy(f"COPY toewijzingen ({TOEWIJZING}) FROM STDIN".encode()) as copy:
            for zending in zendingen:
                for nummer in zending.nummers:
                    product = product_van(model, nummer)
                    bsn_hash = hash_van(zending.bsn(nummer))
                    id_, client_id = f"{zending.gemeente}-{nummer}", bsn_hash[:36]
                    wie = (id_, 1, zending.gemeente, product.wet, nummer, zending.agb, client_id, bsn_hash)
                    omvang = (PER_PRODUCT[product.frequentie], product.eenheid, str(product.frequentie))
                    copy.write_row((*wie, product.categorie, product.code, *omvang, begin, einde))
                toon(zending.lijnen)
        cursor.execute("VACUUM ANALYZE")


def _contracten(
    execute: Callable[[bytes, Sequence[object]], object],
    model: Inkoopmodel,
    maand: date,
    zendingen: Sequence[Zending],
) -> None:
    gemeenten: defaultdict[str, list[str]] = defaultdict(list)
    for zending in zendingen:
        gemeenten[zending.agb].append(zending.gemeente)
    for agb, waar in gemeenten.items():
        contract = new_id()
        execute(
            b"INSERT INTO contracten (id, sequence, agb, gemeenten, geldig_van) "
            b"VALUES (%s, 1, %s, to_json(%s::text[]), %s)",
            (contract, agb, waar, maand_later(maand, -12)),
        )
        for product in model.producten:
            prijs = model.tarief_op(product.code, maand)
            execute(
                b"INSERT INTO contract_tarieven (contract_id, code, vanaf, categorie, eenheid, bedrag) "
                b"VALUES (%s, %s, %s, %s, %s, %s)",
                (contract, product.code, maand_later(maand, -12), product.categorie, product.eenheid, prijs),
            )
