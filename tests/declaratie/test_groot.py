"""Messages that are large, and large and wrong: each has one right answer."""

from dataclasses import replace

import pytest
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import BSN, EURO, NUMMER, TOTAAL, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import afgewezen, bedragen, codes

import iwmo
from istandaard.berichten import Bericht325
from istandaard.cdt import TotaalBedragMetDC
from istandaard.codes import DebetCredit

HOOGSTE_BEDRAG = 99_999_999
HOOGSTE_TOTAAL = 999_999_999_999


async def test_every_line_wrong_books_nothing(declaratie: Declaratie) -> None:
    prestaties = [prestatie(1, nummer=50_000 + each) for each in range(1000)]
    antwoord = await declaratie.declareer(bericht_met(client(*prestaties)))
    assert codes(antwoord) == (["0200"], ["0200"])
    assert bedragen(antwoord)[1] == 0
    _, per_lijn = afgewezen(antwoord)[BSN]
    assert len(per_lijn) == 1000
    assert all("9338" in redenen for redenen in per_lijn.values())
    assert bedragen(await declaratie.declareer(bericht_met(client(prestatie(100))))) == (615_000, 615_000)


@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_forty_thousand_lines_on_one_assignment_are_one_line_too_often(declaratie: Declaratie) -> None:
    """One debit line per product, period and assignment: within a message that is TR416."""
    eerste = prestatie(1)
    prestaties = [
        replace(eerste, product_referentie=replace(eerste.product_referentie, referentie_nummer=f"V{each}"))
        for each in range(40_000)
    ]
    # With short prefixes, as software writes them: 40,000 lines then fit in 25 MB (OP179).
    inhoud = iwmo.schrijf(bericht_met(client(*prestaties))).replace(b"xmlns:wmo323", b"xmlns").replace(b"wmo323:", b"")
    headers = {**declaratie.aanbieder(), "Content-Type": "application/xml"}
    aanvaard = await declaratie.client.post("/v1/berichten", content=inhoud, headers=headers)
    assert aanvaard.status_code == 202
    await declaratie.werk()
    antwoord = iwmo.lees(await declaratie.antwoord_xml(aanvaard.json()["id"]))
    assert isinstance(antwoord, Bericht325)
    assert codes(antwoord) == (["0001"], None)
    assert bedragen(await declaratie.declareer(bericht_met(client(prestatie(100))))) == (615_000, 615_000)


async def test_a_sum_beyond_32_bits_is_added_up(declaratie: Declaratie) -> None:
    nummers = range(2001, 2031)
    for nummer in nummers:
        await declaratie.wijs_toe(nummer, omvang=(HOOGSTE_BEDRAG, EURO, TOTAAL))
    prestaties = [prestatie(HOOGSTE_BEDRAG, nummer=each, eenheid=EURO, tarief=None) for each in nummers]
    antwoord = await declaratie.declareer(bericht_met(client(*prestaties)))
    assert codes(antwoord) == (["0200"], ["8001"])
    assert bedragen(antwoord) == (30 * HOOGSTE_BEDRAG, 30 * HOOGSTE_BEDRAG)
    (totaal,) = declaratie.beantwoord()
    assert totaal.bedrag_toegekend == 30 * HOOGSTE_BEDRAG


async def test_a_sum_that_the_standard_cannot_write_is_wrong_within_the_message(declaratie: Declaratie) -> None:
    eerste = prestatie(HOOGSTE_BEDRAG, nummer=NUMMER, eenheid=EURO, tarief=None)
    prestaties = [
        replace(eerste, product_referentie=replace(eerste.product_referentie, referentie_nummer=f"S{each}"))
        for each in range(10_001)
    ]
    bericht = bericht_met(client(*prestaties), totaal=0)
    totaal = TotaalBedragMetDC(totaal_bedrag=HOOGSTE_TOTAAL, debet_credit=DebetCredit.DEBET)
    bericht = replace(bericht, declaratie=replace(bericht.declaratie, totaal_ingediend_bedrag=totaal))
    assert codes(await declaratie.declareer(bericht)) == (["0001"], None)
    assert declaratie.beantwoord()[0].bedrag_toegekend == 0


async def test_credits_of_unknown_lines_are_rejected_each(declaratie: Declaratie) -> None:
    prestaties = [prestatie(1, vorig=f"ONBEKEND{each}") for each in range(50)]
    antwoord = await declaratie.declareer(bericht_met(client(*prestaties)))
    _, per_lijn = afgewezen(antwoord)[BSN]
    assert len(per_lijn) == 50
    assert all("8017" in redenen for redenen in per_lijn.values())
    assert bedragen(antwoord) == (-50 * 6150, 0)
