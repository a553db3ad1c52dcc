"""What a letter says of the results that were agreed (M131, M127)."""

from tests.toegang.conftest import ANDER_BSN, Json, Toegang, beschikking, gelukt, product
from tests.toegang.plan import VANDAAG, client, doel, plan, vastgesteld


async def _brief(toegang: Toegang, gegeven: Json, vorm: str = "html") -> bytes:
    headers = toegang.token(scope="personen:lezen")
    answer = await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief?vorm={vorm}", headers=headers)
    assert answer.status_code == 200
    return answer.content


async def test_m131_the_decision_states_how_a_result_is_measured(toegang: Toegang) -> None:
    """As it was laid down before it: a plan that is settled later, or of somebody else, is not in the letter."""
    eerder = await toegang.beschikt(product(einddatum="2024-06-30"))
    await vastgesteld(
        toegang,
        str(eerder["clientId"]),
        plan(doel(doel="Zelf koken", meetbaar="Drie keer per week", voorMantelzorger=True)),
    )
    ander = await client(toegang, bsn=ANDER_BSN)
    await vastgesteld(toegang, ander, plan(doel(doel="Iets van een ander")))
    later = product(ingangsdatum="2024-07-01", einddatum="2025-06-30")
    pad = await toegang.aangevraagd()
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(later, besluitdatum=VANDAAG)))
    page = (await _brief(toegang, gegeven)).decode()
    assert "Zelf koken. Dit is om uw mantelzorger te ontlasten. Wij meten dat zo: Drie keer per week." in page
    assert "Iets van een ander" not in page
    assert "Waar we aan werken" not in (await _brief(toegang, eerder)).decode()
    assert (await _brief(toegang, gegeven, "pdf")).startswith(b"%PDF")
