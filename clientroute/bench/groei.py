"""Judging in a database that holds ten years of a region, beside one that holds one.

A region of 300,000 of the 17.9 million inhabitants of the Netherlands has one part in sixty of its 1.5 million lines
and 32,000 declarations a month: 25,000 lines on as many assignments, in 532 declarations of 76 providers to seven
municipalities, 47 lines each. An assignment runs for twenty months. So a month adds

- 1,250 assignments, each with the start of its delivery and its running totals,
- 532 declarations with a 323 and a 325 of 2 kB, an amount to be paid, six expenses and six subjects that are counted,
- 25,000 lines, a line of the log of processings for each, since whose data a 325 holds is noted when it is fetched,
- and an attention point for one line in fifty.

In ten years that is 3,000,000 lines, 64,000 declarations and 174,000 assignments. What housekeeping removes after three
months is as large in both: 9,600 told events, 3,200 heard ones. Of nine of the ten years the books are closed.
"""

from collections.abc import Callable
from functools import cache, partial

import psycopg

from chassis.service import Room
from clientroute.bench.declaratie import (
    KOLOMMEN,
    TARIEF,
    VOLUME,
    WMO,
    Inkoop,
    Opstelling,
    opstelling,
    toewijzingen,
)
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop

JAREN = 10
REGIO = """
CREATE TEMPORARY TABLE maanden AS SELECT maand, (date '2026-01-01' - make_interval(months => {maanden} - maand))::date
  AS begin FROM generate_series(-19, {maanden} - 1) AS maand;
INSERT INTO toewijzingen ({kolommen})
  SELECT 'r' || nummer, 1, gemeente, 1000 + nummer, agb, 'c' || nummer,
    encode(sha256(nummer::text::bytea), 'hex'), '{categorie}', code, 20, '{eenheid}', '6', begin,
    (begin + interval '20 months' - interval '1 day')::date, '{wet}'
  FROM (SELECT *, maand * 1250 + volgnummer + 25000 AS nummer, lpad((34 + volgnummer % 7)::text, 4, '0') AS gemeente,
      (99990001 + volgnummer % 76)::text AS agb, ('{{{producten}}}'::text[])[volgnummer % 3 + 1] AS code
    FROM maanden, generate_series(1, 1250) AS volgnummer) AS nieuw;
INSERT INTO contracten SELECT 'c' || agb, 1, agb::text, '["0034", "0035", "0036", "0037", "0038", "0039", "0040"]',
  '2010-01-01', NULL FROM generate_series(99990001, 99990076) AS agb;
INSERT INTO contract_tarieven (contract_id, code, vanaf, categorie, eenheid, bedrag)
  SELECT contracten.id, code, date '2010-01-01', '{categorie}', '{eenheid}', {tarief}
  FROM contracten, unnest('{{{producten}}}'::text[]) AS code;
INSERT INTO leveringen (toewijzing_id, begindatum, sequence, telt, stop_sequence)
  SELECT id, ingangsdatum, 1, true, 0 FROM toewijzingen;
INSERT INTO declaraties
  SELECT to_char(begin, 'YYYYMM') || '-' || agb || '-' || gemeente, lpad(gemeente::text, 4, '0'), agb::text,
    'E' || to_char(begin, 'YYYYMM') || gemeente, begin, begin + interval '1 month', begin + interval '1 month', '8001',
    47 * {bedrag}, 47 * {bedrag}, '{wet}'
  FROM maanden, generate_series(34, 40) AS gemeente, generate_series(99990001, 99990076) AS agb
  WHERE maand >= 0 ORDER BY begin;
INSERT INTO prestaties
  SELECT to_char(maanden.begin, 'YYYYMM') || '-' || agb || '-' || gemeente::int, nummer, gemeente, agb,
    maand || '-' || nummer, NULL, nummer, categorie, code, begin, (begin + interval '1 month' - interval '1 day')::date,
    {volume}, eenheid, {tarief}, {bedrag}, false, true, '[]', gemeente, wet
  FROM maanden JOIN toewijzingen ON begin BETWEEN ingangsdatum AND einddatum
  WHERE maand >= 0 ORDER BY begin, 1, 2;
INSERT INTO saldi (gemeente, wet, toewijzing_nummer, agb, eenheid, volume, bedrag)
  SELECT gemeente, wet, toewijzing_nummer, agb, eenheid, sum(volume), sum(bedrag) FROM prestaties
  GROUP BY 1, 2, 3, 4, 5;
INSERT INTO berichten
  SELECT CASE richting WHEN 'in' THEN id ELSE id || '-uit' END, soort, richting, gemeente, agb,
    right(md5(id), 12), beantwoord_op::date, encode(sha256((richting || id)::bytea), 'hex'), status, beantwoord_op,
    CASE richting WHEN 'uit' THEN id END, inhoud
  FROM declaraties, (VALUES ('WMO323', 'in', 'beantwoord'), ('WMO325', 'uit', 'opgehaald')) AS bericht (soort, richting,
    status), LATERAL (SELECT string_agg(sha512((id || deel)::bytea), '') AS inhoud
      FROM generate_series(1, 32) AS deel) AS gevuld
  ORDER BY declaraties.beantwoord_op;
INSERT INTO uitgaven (declaratie_id, code, jaar, betaler, gemeente, bedrag)
  SELECT id, code || deel, extract(year FROM declaratieperiode), gemeente, gemeente, {bedrag}
  FROM declaraties, unnest('{{{producten}}}'::text[]) AS code, generate_series(0, 1) AS deel;
INSERT INTO betaalposten (id, soort, bron_id, poging, budgethouder, gemeente, wet, agb, bedrag, vanaf, betaalrun_id)
  SELECT id, 'declaratie', id, 1, gemeente, gemeente, wet, agb, bedrag_toegekend, beantwoord_op::date,
    to_char(beantwoord_op, 'YYYYMM') || gemeente FROM declaraties;
INSERT INTO sequences SELECT id || '-' || deel, 1 FROM declaraties, generate_series(1, 6) AS deel;
INSERT INTO logregels (id, trace_id, span_id, naam, operatie, verwerking, begonnen_op, geeindigd_op, status, antwoord,
    betrokkene, onderwerp, wie, rol, recht, agb)
  SELECT declaratie_id || '-' || volgnummer, md5(declaratie_id), left(md5(referentie), 16),
    'bericht met persoonsgegevens gelezen', 'get_berichten_inhoud', 'berichtenverkeer:v1', begindatum, begindatum,
    'Unset', 200, md5(toewijzing_nummer::text) || md5(toewijzing_nummer::text || 'c'), declaratie_id, agb, 'aanbieder',
    'berichten', agb FROM prestaties ORDER BY begindatum;
INSERT INTO aandachtspunten (id, declaratie_id, volgnummer, gemeente, agb, code, m_nummer, reden, bedrag, budgethouder,
    created_at)
  SELECT declaratie_id || '-' || volgnummer, declaratie_id, volgnummer, gemeente, agb, code, 'M85', 'te laat', bedrag,
    gemeente, einddatum FROM prestaties WHERE volgnummer % 50 = 0 ORDER BY begindatum;
INSERT INTO jaarafsluitingen (id, budgethouder, agb, jaar, stand, versie, naam, adresregel, postcode, plaatsnaam,
    opgegeven_door, opgegeven_op)
  SELECT agb || '-' || gemeente || '-' || jaar, lpad(gemeente::text, 4, '0'), agb::text, jaar, 'gesloten', 1, 'Zorg',
    'Straat 1', '1234 AB', 'Plaats', 'iemand', now()
  FROM generate_series(99990001, 99990076) AS agb, generate_series(34, 40) AS gemeente,
    generate_series(2026 - {maanden} / 12, 2024) AS jaar;
INSERT INTO outbox (id, type, body, created_at, published_at)
  SELECT gen_random_uuid(), 'nl.wmo.berichten.ontvangen.v1', repeat('x', 900), begin, begin
  FROM maanden, generate_series(1, 3200) WHERE maand >= {maanden} - 3;
INSERT INTO inbox SELECT 'urn:bench/' || gen_random_uuid(), begin
  FROM maanden, generate_series(1, 1066) WHERE maand >= {maanden} - 3
"""
"""Month 0 is the first of which there are lines; assignments of the twenty months before it run on in it."""


def _vul(maanden: int, inkoop: Inkoop, room: Room, url: str) -> None:
    """A region with so many months of lines; the ten assignments of one client are those that are billed on."""
    text = REGIO.format(
        maanden=maanden,
        kolommen=KOLOMMEN,
        wet=inkoop.wet,
        categorie=inkoop.categorie,
        eenheid=inkoop.eenheid.value,
        producten=",".join(inkoop.producten),
        tarief=TARIEF,
        volume=VOLUME,
        bedrag=TARIEF * VOLUME,
    )
    with psycopg.connect(url) as database, database.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
        with cursor.copy(f"COPY toewijzingen ({KOLOMMEN}) FROM STDIN") as copy:
            for row in toewijzingen(inkoop, room, 1):
                copy.write_row(row)
        for statement in text.split(";\n"):
            cursor.execute(statement.encode())
        database.commit()
        database.autocommit = True
        cursor.execute("VACUUM ANALYZE")


@cache
def _na(jaren: int) -> Opstelling:
    return loop().keep(opstelling(WMO, partial(_vul, jaren * 12)))


def _oordeelt(jaren: int) -> Callable[[], None]:
    """Judging a message of ten lines after so many years."""

    def oordeelt() -> None:
        staat = _na(jaren)
        loop().run(lambda: staat.judge(staat.klein()))

    return oordeelt


def _prepare(*jaren: int) -> None:
    for each in jaren:
        loop().run(_na(each).settle)
        _na(each).schrijf_klein()


FIGURES = [
    Figure(
        name="oordelen_groei_jaren",
        ours=_oordeelt(JAREN),
        base=_oordeelt(1),
        unit="s",
        about="A 323 of 10 lines from upload to stored answer, of a region of 300,000 inhabitants with ten years of "
        "lines; base: with one year.",
        rounds=25,
        prepare=partial(_prepare, JAREN, 1),
    ),
]
