"""What is hidden in a form goes along to a service as a header: what cannot be one is refused and is no fault."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.services import migrated

from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller
from chassis.web import create_api
from monitoring.app import SERVICE


@pytest.fixture
async def bezoeker(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody of contractbeheer, with a token and no cookie."""
    settings = Settings(data_dir=tmp_path, database_url=migrated("monitoring").sqlite(tmp_path / "monitoring.db"))

    def nobody(naam: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.MockTransport(lambda _request: httpx.Response(404)), base_url=f"http://{naam}"
        )

    room = open_room(SERVICE, settings, load_secrets(settings), nobody)
    assert room.secrets.issuer is not None
    rechten = frozenset({"contracten", "monitoring", "toewijzing"})
    token = room.secrets.issuer.issue(Caller("karin", rechten, gemeenten=frozenset({EVERYWHERE})))
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/html"}
    transport = httpx.ASGITransport(app=create_api(room), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers) as client:
        yield client
    await room.close()


@pytest.mark.parametrize("naam", ["verzoeksleutel", "versie"])
@pytest.mark.parametrize("waarde", ["\u0663\u0664", "\u202e", "een\r\nX-Meer: ja", "\0"], ids=ascii)
async def test_what_was_hidden_in_a_form_and_cannot_be_a_header_is_refused(
    bezoeker: httpx.AsyncClient, naam: str, waarde: str
) -> None:
    blad = "/werkplek/kwesties/nieuw"
    assert (await bezoeker.get(blad)).status_code == 200
    velden = {"soort": "klacht", "gemeente": "0034", "onderwerp": "bejegening", "op": "2026-11-02", "tekst": "Niets."}
    answer = await bezoeker.post(blad, data=velden | {"verzoeksleutel": "een", naam: waarde})
    assert answer.status_code == 400
    assert "anders dan wij het gaven" in answer.text
