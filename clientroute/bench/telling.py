"""Whether the month came out as it was sent: nothing lost or double, and every amount to the cent."""

from collections import Counter
from collections.abc import Mapping

import psycopg

from clientroute.bench.vullen import van_de_maand
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, TOEWIJZING_GEDECLAREERD
from istandaard.berichten.bericht323 import Bericht323

BERICHTEN, LIJNEN, INGEDIEND = "berichten", "lijnen", "ingediend"
VAN_DE_MAAND = van_de_maand("declaratie_id")
TOEGEKEND, BEDRAG = "lijnen toegekend", "bedrag toegekend"

GEVONDEN = {
    "berichten beantwoord": (BERICHTEN, "SELECT count(DISTINCT antwoord_op) FROM berichten WHERE richting = 'uit'"),
    "antwoorden": (BERICHTEN, "SELECT count(*) FROM berichten WHERE richting = 'uit'"),
    "declaraties": (BERICHTEN, f"SELECT count(*) FROM declaraties WHERE {van_de_maand('id')}"),
    "declaraties beantwoord, verteld": (
        BERICHTEN,
        f"SELECT count(DISTINCT body::jsonb ->> 'subject') FROM outbox WHERE type = '{DECLARATIE_BEANTWOORD.name}'",
    ),
    "lijnen bewaard": (LIJNEN, f"SELECT count(*) FROM prestaties WHERE {VAN_DE_MAAND}"),
    "bedrag ingediend": (INGEDIEND, f"SELECT sum(bedrag) FROM prestaties WHERE {VAN_DE_MAAND}"),
    "lijnen toegekend": (TOEGEKEND, f"SELECT count(*) FROM prestaties WHERE is_toegekend AND {VAN_DE_MAAND}"),
    "bedrag toegekend": (BEDRAG, f"SELECT sum(bedrag) FROM prestaties WHERE is_toegekend AND {VAN_DE_MAAND}"),
    "bedrag in de declaraties": (BEDRAG, "SELECT sum(bedrag_toegekend) FROM declaraties"),
    "saldi": (
        BEDRAG,
        f"SELECT (SELECT sum(bedrag) FROM saldi) - (SELECT sum(bedrag) FROM prestaties WHERE NOT ({VAN_DE_MAAND}))",
    ),
    "te betalen": (BEDRAG, "SELECT sum(bedrag) FROM betaalposten"),
    "uit budgetten": (BEDRAG, "SELECT sum(bedrag) FROM uitgaven"),
    "toewijzingen gedeclareerd, verteld": (
        BEDRAG,
        "SELECT sum((each ->> 'bedrag')::bigint) FROM outbox, "
        "jsonb_array_elements(body::jsonb -> 'data' -> 'toegekend') AS each "
        f"WHERE type = '{TOEWIJZING_GEDECLAREERD.name}'",
    ),
    "gestrand": ("niets", "SELECT count(*) FROM dead_letters"),
}
"""What is looked at afterwards: which of the sums that were sent it must be, and where it stands."""


def verwacht(telling: Counter[str], bericht: Bericht323, prijzen: Mapping[str, int]) -> None:
    """Count a message as it is sent, with what must come of it: a line at the price of the contract is granted."""
    telling[BERICHTEN] += 1
    for client in bericht.declaratie.clienten:
        for each in client.prestaties:
            bedrag = each.ingediend_bedrag.bedrag
            is_goed = each.product_tarief == prijzen[each.product_code]
            telling.update({LIJNEN: 1, INGEDIEND: bedrag, TOEGEKEND: int(is_goed), BEDRAG: bedrag * is_goed})


def verschillen(database: "psycopg.Connection[tuple[int, ...]]", telling: Mapping[str, int]) -> list[str]:
    """What did not come out as it was sent, for people; nothing when all is right."""
    gevonden = {
        naam: (int(telling.get(van, 0)), int(database.execute(vraag.encode()).fetchall()[0][0] or 0))
        for naam, (van, vraag) in GEVONDEN.items()
    }
    return [f"{naam}: {hoort:,} verwacht, {is_:,} gevonden" for naam, (hoort, is_) in gevonden.items() if hoort != is_]
