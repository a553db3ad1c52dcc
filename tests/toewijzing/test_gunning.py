"""The points of the tender: enough on each criterion and on average, or weighed, and shown with the contract (M118)."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toewijzing.conftest import DE_BRUG, Json, Toewijzing, contract

from inkoop import laad
from toewijzing.domain.contract import Deelname, Voorstel, fouten, gunningstotaal

ALMERE, NOORD_VELUWE, ALMELO = (laad(naam) for naam in ("almere-2023", "noord-veluwe-2021", "almelo-2024"))
Scores = tuple[tuple[str, int], ...]


def velden(scores: Scores) -> list[str | None]:
    """The fields that are wrong in a contract of Almere with these points."""
    voorstel = Voorstel(
        agb=DE_BRUG,
        gemeenten=frozenset({"0034"}),
        geldig_van=date(2024, 1, 1),
        geldig_tot=None,
        geen_nieuwe_vanaf=None,
        codes=("HO",),
        tarieven=(None,),
        specialismen=frozenset(),
        doelgroepen=frozenset(),
        deelname=Deelname.ZELFSTANDIG,
        partners=(),
    )
    return [each.veld for each in fouten(replace(voorstel, gunningsscores=scores), ALMERE)]


@pytest.mark.parametrize(
    ("scores", "verkeerd"),
    [
        ((), []),
        ((("visie", 60), ("aanpak", 80)), []),
        ((("visie", 59), ("aanpak", 81)), ["body.gunningsscores.0.punten"]),
        ((("visie", 60), ("aanpak", 79)), ["body.gunningsscores"]),
        ((("visie", 80), ("visie", 80)), ["body.gunningsscores"]),
    ],
)
def test_m118_sixty_on_each_criterion_and_seventy_on_average(scores: Scores, verkeerd: list[str]) -> None:
    assert velden(scores) == verkeerd


def test_m118_price_and_quality_by_their_weights_elsewhere_the_average() -> None:
    assert gunningstotaal((("prijs", 80), ("kwaliteit", 65)), NOORD_VELUWE) == 69.5
    assert gunningstotaal((("visie", 60), ("aanpak", 81), ("team", 75)), ALMERE) == 72.0
    assert gunningstotaal((), ALMERE) is None
    assert gunningstotaal((("visie", 60),), ALMELO) is None


async def test_m118_the_register_shows_the_points_and_a_later_change_keeps_them(toewijzing: Toewijzing) -> None:
    scores = [{"criterium": "visie", "punten": 70}, {"criterium": "aanpak", "punten": 75}]
    headers = toewijzing.token("contracten", gemeenten=("0034",))
    gemaakt = await toewijzing.client.post("/v1/contracten", json=contract(gunningsscores=scores), headers=headers)
    assert gemaakt.status_code == 201, gemaakt.text
    assert (gemaakt.json()["gunningsscores"], gemaakt.json()["gunningstotaal"]) == (scores, 72.5)
    pad = f"/v1/contracten/{gemaakt.json()['id']}"
    later = await toewijzing.client.put(pad, json=contract(capaciteit=9), headers=headers | {"If-Match": "*"})
    assert (later.json()["capaciteit"], later.json()["gunningsscores"]) == (9, scores)


async def test_m118_elsewhere_there_are_no_points(toewijzing: Toewijzing) -> None:
    body: Json = contract(
        gunningsscores=[{"criterium": "visie", "punten": 1}], gemeenten=["0141"], geldigVan="2025-01-01"
    )
    headers = toewijzing.token("contracten", gemeenten=("0141",))
    answer = await toewijzing.client.post(
        "/v1/contracten", json=body | {"producten": [{"code": "OIL2"}]}, headers=headers
    )
    assert answer.status_code == 400
    assert [each["name"] for each in answer.json()["invalidParams"]] == ["body.gunningsscores"]
