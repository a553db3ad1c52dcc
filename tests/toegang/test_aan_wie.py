"""To whom a letter goes: to the citizen, or to the parents of who is too young, whatever law it is about."""

import pytest
from tests.toegang.conftest import ALMERE, Json, Toegang, afweging, beschikking, gelukt, jeugdige, melding, met, product

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


async def _bezwaar_van_overledene(toegang: Toegang, besluit: Json) -> tuple[Json, Json]:
    """A decision, and the objection to it that was decided on after the death of 2 June."""
    gegeven = await toegang.beschikt()
    bezwaar: Json = {"ingediendOp": "2024-06-01", "gronden": "Ik wil meer hulp."}
    gemaakt = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", bezwaar))
    dood: Json = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", dood, **MATCH), 200)
    gelukt(await toegang.post(f"/v1/meldingen/{gegeven['meldingId']}/afwegingen", afweging(195)))
    return gegeven, gelukt(await toegang.post(f"/v1/bezwaren/{gemaakt['id']}/_besluit", besluit, **MATCH), 200)


def _zonder_u(brief: str) -> bool:
    return not [
        each for each in ("Beste mevrouw", "uw situatie", "Uw aanvraag", "uw bezwaar", "U vroeg") if each in brief
    ]


async def test_after_death_the_relatives_read_what_is_decided_on_an_objection(toegang: Toegang) -> None:
    """An objection goes on, for the heirs too: nobody writes to who has died."""
    besluit: Json = {"besluitdatum": "2024-06-03", "motivering": "Er was genoeg hulp.", "uitkomst": "ongegrond"}
    gegeven, klaar = await _bezwaar_van_overledene(toegang, besluit)
    brief = await _brief(toegang, f"/v1/bezwaren/{klaar['id']}/_brief")
    for zin in (
        f"De nabestaanden van {KIND}<br>",
        f"Beste nabestaanden van {KIND},",
        f"Op 1 juni 2024 kregen we een bezwaar tegen ons besluit van 27 mei 2024 over {KIND}.",
        "Wij hebben het bezwaar bekeken.",
    ):
        assert zin in brief
    assert _zonder_u(brief)
    eerder = await _brief(toegang, f"/v1/beschikkingen/{gegeven['id']}/_brief")
    assert "Beste mevrouw Van der Grootkerk," in eerder  # as it was sent then


async def test_after_death_the_relatives_read_what_is_granted_until_then(toegang: Toegang) -> None:
    meer = product(minutenPerWeek=195, einddatum="2024-06-02")
    besluit = beschikking(meer, besluitdatum="2024-06-03") | {"uitkomst": "gegrond", "nieuweUitkomst": "toegekend"}
    _, klaar = await _bezwaar_van_overledene(toegang, besluit)
    brief = await _brief(toegang, f"/v1/beschikkingen/{klaar['nieuweBeschikkingId']}/_brief")
    for zin in (
        f"Beste nabestaanden van {KIND},",
        f"{KIND} vroeg ons op 6 mei 2024 om hulp.",
        f"We onderzochten de situatie van {KIND}. Op 20 mei 2024 kreeg {KIND} het verslag.",
        f"dat {KIND} ondersteuning krijgt",
    ):
        assert zin in brief
    assert _zonder_u(brief)
    assert "Wat u moet weten" not in brief
