"""What declaratie knows before the month comes: a contract per provider, an assignment per line, the month before."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from chassis.identifiers import new_id
from chassis.settings import Settings
from chassis.vault import Vault
from clientroute.bench.land import Zending, producten_van
from clientroute.bench.omgeving import verbind
from clientroute.demo.draaiboek import maand_later
from inkoop import Inkoopmodel

TOEWIJZING = (
    "id, sequence, gemeente, wet, nummer, agb, client_id, bsn_hash, categorie, code, volume, eenheid, frequentie, "
    "ingangsdatum, einddatum"
)
PER_PRODUCT = {1: 1, 2: 1, 4: 1, 6: 12}
"""How much is assigned, by Frequentie: at least the one unit that a line bills."""

VORIGE_MAAND = (
    """
    INSERT INTO declaraties (id, gemeente, wet, agb, declaratienummer, declaratieperiode, ontvangen_op, beantwoord_op,
      retourcode, bedrag_ingediend, bedrag_toegekend)
    SELECT concat('eerder-', gemeente, wet, agb), gemeente, wet, agb, 'eerder' || gemeente, %(begin)s, %(einde)s,
      %(einde)s, '0200', 0, 0
    FROM toewijzingen GROUP BY gemeente, wet, agb
    """,
    """
    INSERT INTO prestaties (declaratie_id, volgnummer, gemeente, wet, agb, referentie, toewijzing_nummer, categorie,
      code, begindatum, einddatum, volume, eenheid, tarief, bedrag, is_credit, is_toegekend, codes, budgethouder)
    SELECT concat('eerder-', gemeente, wet, each.agb),
      row_number() OVER (PARTITION BY gemeente, wet, each.agb ORDER BY nummer), gemeente, wet, each.agb,
      concat(gemeente, '-eerder-', nummer), nummer, each.categorie, each.code, %(begin)s, %(einde)s, 1, each.eenheid,
      tarief.bedrag, tarief.bedrag, FALSE, TRUE, '[]', gemeente
    FROM toewijzingen AS each
    JOIN contracten ON contracten.agb = each.agb
    JOIN contract_tarieven AS tarief ON tarief.contract_id = contracten.id AND tarief.code = each.code
    """,
    """
    INSERT INTO saldi (gemeente, wet, toewijzing_nummer, agb, eenheid, volume, bedrag)
    SELECT gemeente, wet, toewijzing_nummer, agb, eenheid, sum(volume), sum(bedrag)
    FROM prestaties GROUP BY gemeente, wet, toewijzing_nummer, agb, eenheid
    ORDER BY gemeente, wet, agb, toewijzing_nummer, eenheid
    """,
)
"""The month before was billed too: nobody begins with empty tables, and PostgreSQL knows how they are filled.

What one declaration wrote lies together, as judging leaves it.
"""


def van_de_maand(declaratie: str) -> str:
    """That the declaration with the id in this column came in during the month that is played."""
    return f"NOT starts_with({declaratie}, 'eerder-')"


def vul(
    settings: Settings,
    vault: Vault,
    model: Inkoopmodel,
    maand: date,
    zendingen: Sequence[Zending],
    toon: Callable[[int], None],
) -> None:
    """Write contracts, assignments and what was billed on them, in bulk; `toon` hears how many assignments."""
    with verbind(settings) as database, database.cursor() as cursor:
        _contracten(cursor.execute, model, maand, zendingen)
        hash_van = cache(vault.bsn_hash)
        begin, einde = maand_later(maand, -6), maand_later(maand, 6) - date.resolution
        with cursor.copy(f"COPY toewijzingen ({TOEWIJZING}) FROM STDIN".encode()) as copy:
            for zending in zendingen:
                producten = producten_van(model, zending.wet)
                for nummer in zending.nummers:
                    product = producten[nummer % len(producten)]
                    bsn_hash = hash_van(zending.bsn(nummer))
                    id_, client_id = f"{zending.gemeente}-{nummer}", bsn_hash[:36]
                    wie = (id_, 1, zending.gemeente, product.wet, nummer, zending.agb, client_id, bsn_hash)
                    omvang = (PER_PRODUCT[product.frequentie], product.eenheid, str(product.frequentie))
                    copy.write_row((*wie, product.categorie, product.code, *omvang, begin, einde))
                toon(zending.lijnen)
        for vraag in VORIGE_MAAND:
            cursor.execute(vraag.encode(), {"begin": maand_later(maand, -1), "einde": maand - date.resolution})
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
