"""TR318 and IV090: what is billed late goes with the last submitted DeclaratiePeriode or a later one, never before it.

The order of arrival carries no meaning (OP080), so 8214 is given only for what was surely made later.
"""

from datetime import timedelta

import pytest
from tests.declaratie.conftest import NU, Declaratie
from tests.declaratie.maker import ALKMAAR, ANDERE_AGB, client, d, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import bedragen, codes, probeer

import iwmo
from declaratie.domain.volgorde import IngediendeDeclaratie, tr318
from istandaard.berichten import Bericht323, Bericht325

GOED = (["0200"], ["8001"])
TE_VROEG = (["0200"], ["8214"])


def over(maand: str, van: str | None = None, **kop: str) -> Bericht323:
    """A declaration with DeclaratiePeriode `maand`, with a line over `van` (the same month unless said otherwise)."""
    begin = d(f"{van or maand}-01")
    einde = (begin + timedelta(31)).replace(day=1) - timedelta(1)
    enige = prestatie(periode=(begin.isoformat(), einde.isoformat()))
    return bericht_met(client(enige), maand=maand, **kop)


# The example of IV090: January, February, March and May were submitted; in June something of March turns up.


@pytest.fixture
async def iv090(declaratie: Declaratie) -> Declaratie:
    for maand in ("01", "02", "03", "05"):
        assert codes(await declaratie.declareer(over(maand))) == GOED
    return declaratie


async def test_a_period_before_the_last_submitted_one_is_rejected_whole(iv090: Declaratie) -> None:
    laat = over("04", nummer="DAPRIL")
    antwoord = await iv090.declareer(laat)
    assert codes(antwoord) == TE_VROEG
    assert bedragen(antwoord) == (10 * 6150, 0)
    assert antwoord.declaratie_antwoord is not None
    assert antwoord.declaratie_antwoord.clienten == ()


async def test_it_may_go_as_a_second_declaration_of_the_last_month(iv090: Declaratie) -> None:
    assert codes(await iv090.declareer(over("05", "04"))) == GOED


async def test_it_may_go_with_a_later_month_and_months_may_be_left_out(iv090: Declaratie) -> None:
    iv090.room.clock = lambda: NU + timedelta(days=60)
    assert codes(await iv090.declareer(over("07", "04", dagtekening="08-02"))) == GOED


async def test_a_credit_of_an_earlier_month_goes_with_a_later_period(iv090: Declaratie) -> None:
    fout = prestatie(7, ref="FOUT", periode=("04-01", "04-30"))
    assert codes(await iv090.declareer(bericht_met(client(fout)))) == GOED
    terug = prestatie(7, vorig="FOUT", periode=("04-01", "04-30"))
    assert codes(await iv090.declareer(bericht_met(client(terug), maand="04"))) == TE_VROEG
    goed = prestatie(7, vorig="FOUT", periode=("04-01", "04-30"))
    assert codes(await iv090.declareer(bericht_met(client(goed)))) == GOED


async def test_what_was_rejected_counts_as_never_sent(iv090: Declaratie) -> None:
    """Its number, its references and its period are free, as with 9333 (IV087)."""
    laat = over("04", nummer="DAPRIL")
    assert codes(await iv090.declareer(laat)) == TE_VROEG
    clienten = laat.declaratie.clienten
    assert codes(await iv090.declareer(bericht_met(*clienten, nummer="DAPRIL"))) == GOED


async def test_both_codes_are_given_when_its_number_was_used_too(iv090: Declaratie) -> None:
    assert codes(await iv090.declareer(over("05", "04", nummer="D5"))) == GOED
    assert codes(await iv090.declareer(over("04", nummer="D5"))) == (["0200"], ["9333", "8214"])


async def test_a_later_declaration_of_which_no_line_was_granted_was_submitted_all_the_same(
    declaratie: Declaratie,
) -> None:
    niets = await declaratie.declareer(bericht_met(client(prestatie(tarief=1))))
    assert bedragen(niets)[1] == 0
    assert codes(await declaratie.declareer(over("04"))) == TE_VROEG


async def test_a_later_declaration_that_was_rejected_whole_was_never_submitted(declaratie: Declaratie) -> None:
    assert codes(await declaratie.declareer(bericht_met(client(prestatie()), totaal=1))) == (["0001"], None)
    assert codes(await declaratie.declareer(over("04"))) == GOED


async def test_it_is_the_last_one_of_this_provider_in_this_municipality(iv090: Declaratie) -> None:
    await iv090.wijs_toe(2002, agb=ANDERE_AGB)
    await iv090.sluit_contract(agb=ANDERE_AGB)
    await iv090.wijs_toe(3003, gemeente=ALKMAAR)
    await iv090.sluit_contract(gemeente=ALKMAAR)
    april = ("04-01", "04-30")
    ander = bericht_met(client(prestatie(nummer=2002, periode=april)), maand="04", agb=ANDERE_AGB)
    assert codes(await iv090.declareer(ander, ANDERE_AGB)) == GOED
    elders = bericht_met(client(prestatie(nummer=3003, periode=april)), maand="04", gemeente=ALKMAAR)
    assert codes(await iv090.declareer(elders)) == GOED


async def test_a_trial_says_so_too(iv090: Declaratie) -> None:
    assert codes(await probeer(iv090, over("04"))) == TE_VROEG
    assert codes(await probeer(iv090, over("05", "04"))) == GOED


async def test_the_provider_reads_what_to_do(iv090: Declaratie) -> None:
    await iv090.declareer(over("04"))
    page = await iv090.get("/v1/afwijzingen/totalen")
    (telling,) = page["perRetourcode"]  # type: ignore[misc]
    assert (telling["retourcode"], telling["aantal"]) == ("8214", 1)
    assert "declaratieperiode" in telling["advies"]


# OP080: the order of arrival carries no meaning.


async def antwoord(declaratie: Declaratie, bericht_id: str) -> Bericht325:
    found = iwmo.lees(await declaratie.antwoord_xml(bericht_id))
    assert isinstance(found, Bericht325)
    return found


async def test_one_that_waited_for_its_assignment_is_not_too_early(leeg: Declaratie) -> None:
    leeg.room.settings = leeg.room.settings.model_copy(update={"assignment_wait_minutes": 60})
    await leeg.sluit_contract()
    await leeg.wijs_toe(2002)
    april = await leeg.lever_aan(over("04"))
    await leeg.werk()
    mei = bericht_met(client(prestatie(nummer=2002)))
    assert codes(await leeg.declareer(mei)) == GOED
    await leeg.wijs_toe()
    await leeg.werk()
    assert codes(await antwoord(leeg, april)) == GOED


async def test_one_that_overtook_another_says_nothing_until_it_is_answered(declaratie: Declaratie) -> None:
    """Of two that are under way together the one over the earlier month is no later one."""
    mei, april = await declaratie.lever_aan(over("05")), await declaratie.lever_aan(over("04"))
    await declaratie.werk()
    assert codes(await antwoord(declaratie, mei)) == GOED
    assert codes(await antwoord(declaratie, april)) == GOED


async def test_one_that_was_made_before_the_other_was_on_its_way(declaratie: Declaratie) -> None:
    """A message that was held up keeps the Dagtekening of the day on which it was made."""
    assert codes(await declaratie.declareer(over("05", dagtekening="06-02"))) == GOED
    assert codes(await declaratie.declareer(over("04", dagtekening="06-01"))) == GOED
    assert codes(await declaratie.declareer(over("03", dagtekening="06-03"))) == TE_VROEG


# The rule itself


MEI = IngediendeDeclaratie(d("06-02"), "0002")


@pytest.mark.parametrize(
    ("dagtekening", "bericht_id", "houdt"),
    [
        ("06-01", "0003", True),  # made on an earlier day, arrived later: it was on its way
        ("06-02", "0001", True),  # on the same day, in before the answer
        ("06-02", "0003", False),  # on the same day, in after the answer
        ("06-03", "0001", False),  # made on a later day: waited, for itself
        ("06-03", "0003", False),
    ],
)
def test_only_what_was_surely_made_later_breaks_the_rule(dagtekening: str, bericht_id: str, houdt: bool) -> None:
    assert tr318(d(dagtekening), bericht_id, [MEI]) is houdt
    assert tr318(d(dagtekening), bericht_id, [])
