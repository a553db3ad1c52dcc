"""To whom a letter goes: to the citizen, or to the parents of who is too young, whatever law it is about."""

import pytest
from tests.toegang.conftest import ALMERE, Json, Toegang, beschikking, gelukt, jeugdige, melding, met

MATCH = {"If-Match": "*"}
LEZER = "toegang personen:lezen"
KIND = "Wilhelmina van der Grootkerk"
AFWIJZING: Json = met(met(beschikking(), "producten", []), "uitkomst", "afgewezen")


async def _brief(toegang: Toegang, pad: str) -> str:
    answer = await toegang.post(pad, **toegang.token(scope=LEZER))
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize(
    ("persoon", "aanhef"),
    [
        (jeugdige("2016-09-15"), f"Beste ouder of verzorger van {KIND},"),
        (jeugdige("2008-09-15"), f"Beste ouder of verzorger van {KIND},"),  # 15, and 16 in the autumn
        (jeugdige("2007-09-15"), "Beste mevrouw Van der Grootkerk,"),  # 16
        (jeugdige("1900-01-01", datumGebruik="3"), "Beste mevrouw Van der Grootkerk,"),
    ],
)
async def test_under_the_wmo_too_the_parents_read_what_is_decided_on_a_child(
    toegang: Toegang, persoon: Json, aanhef: str
) -> None:
    pad = await toegang.aangevraagd(melding(ALMERE) | {"persoon": persoon})
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", AFWIJZING))
    tekst = await _brief(toegang, f"/v1/beschikkingen/{gegeven['id']}/_brief")
    assert aanhef in tekst
    aan_ouders = aanhef.startswith("Beste ouder")
    assert (f"De ouders of verzorgers van {KIND}<br>" in tekst) is aan_ouders
    assert (f"dat {KIND} geen ondersteuning krijgt" in tekst) is aan_ouders
