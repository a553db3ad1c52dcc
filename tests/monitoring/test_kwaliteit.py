"""M139: residents compare providers without a token, where the municipality says so; of too few no figure."""

from datetime import date, timedelta

import httpx
import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import post
from tests.monitoring.verhaal import AGB, ALMERE, aanbieder, contract, evaluatie, gestart, toegewezen

from inkoop import laad

OP = date(2023, 1, 9)


@pytest.fixture
def openbaar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Almere makes it public, and no other."""
    model = laad("almere-2023")
    sturing = model.contractsturing.model_copy(update={"kwaliteit_openbaar": True})
    anders = model.model_copy(update={"contractsturing": sturing})
    monkeypatch.setattr(
        "monitoring.usecases.lees_kwaliteit.inkoopmodel", lambda gemeente, _: anders if gemeente == ALMERE else None
    )


async def _vraag(monitoring: Monitoring, query: str = "") -> httpx.Response:
    """As anybody on the internet."""
    return await monitoring.client.get(f"/v1/kwaliteit{query}")


async def _vertel(monitoring: Monitoring, aantal: int) -> None:
    """So many starts, evaluations and answers of the survey; the wait is three days, the goals are reached by half."""
    await monitoring.hoor(contract(AGB, 5))
    for nummer in range(aantal):
        key = f"t{nummer}"
        start = OP + timedelta(days=3)
        evaluatie_ = evaluatie(nummer, 1, 2).met(aanbieders=[AGB], doelenTotaal=2, doelenBehaald=1)
        await monitoring.hoor(toegewezen(key, OP, OP), gestart(key, OP, start), evaluatie_)
        ervaring: dict[str, object] = {"gemeente": ALMERE, "agb": AGB, "op": "2023-01-09", "cijfer": 75}
        await post(monitoring, "clientervaringen", ervaring)


@pytest.mark.usefixtures("openbaar")
@pytest.mark.parametrize(("aantal", "cijfers"), [(9, (None, None, None)), (10, (7.5, 3, 0.5))])
async def test_m139_from_ten_on_a_figure_is_shown_to_anybody(
    monitoring: Monitoring, aantal: int, cijfers: tuple[float | None, ...]
) -> None:
    """And nothing but what stands here: no number of clients, and nobody of them."""
    await _vertel(monitoring, aantal)
    antwoord = await _vraag(monitoring)
    assert (antwoord.status_code, antwoord.headers["Cache-Control"]) == (200, "public, max-age=3600")
    rapportcijfer, wachtdagen, doelen = cijfers
    assert antwoord.json() == [
        {
            "gemeente": ALMERE,
            "aanbieder": AGB,
            "aanbiedernaam": None,
            "productnamen": [laad("almere-2023").product("HO").naam],
            "rapportcijfer": rapportcijfer,
            "wachtdagen": wachtdagen,
            "deelDoelenBehaald": doelen,
        }
    ]


@pytest.mark.usefixtures("openbaar")
async def test_m139_a_resident_reads_a_name_and_its_code(monitoring: Monitoring) -> None:
    await monitoring.hoor(contract(AGB, 5), aanbieder(AGB, "De Brug"))
    (een,) = (await _vraag(monitoring)).json()
    assert (een["aanbieder"], een["aanbiedernaam"]) == (AGB, "De Brug")


async def test_m139_what_no_model_makes_public_stays_inside(monitoring: Monitoring) -> None:
    await _vertel(monitoring, 10)
    for query in ("", f"?gemeente={ALMERE}"):
        antwoord = await _vraag(monitoring, query)
        assert (antwoord.status_code, antwoord.json()) == (200, [])


@pytest.mark.usefixtures("openbaar")
async def test_m139_another_municipality_and_who_takes_nobody_new_are_not_in_it(monitoring: Monitoring) -> None:
    await monitoring.hoor(contract(AGB, 5), contract("99990002", 5).met(geenNieuweVanaf="2023-01-01"))
    assert [each["aanbieder"] for each in (await _vraag(monitoring, f"?gemeente={ALMERE}")).json()] == [AGB]
    assert (await _vraag(monitoring, "?gemeente=0141")).json() == []
    assert (await _vraag(monitoring, "?gemeente=almere")).status_code == 400
