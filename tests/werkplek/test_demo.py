"""Coming in as somebody of the demo: what a newcomer does first, and nobody from elsewhere can do."""

import shutil
from pathlib import Path

import httpx
from tests.werkplek.demo import demo

from chassis.settings import Settings
from chassis.tokens import Caller
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from werkplek.rollen import ROLLEN, rol_van

__all__ = ["demo"]

KIES = "/monitoring/werkplek/aanmelden/demo"
PAGINA = {"Accept": "text/html"}


def _client(suite: Suite, host: str = "http://127.0.0.1") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=suite.app), base_url=host, headers=PAGINA)


async def test_in_development_people_are_chosen_on_this_machine_only(tmp_path: Path) -> None:
    """A name of somebody else that stands for 127.0.0.1 would let its pages come in along (DNS rebinding)."""
    keuze = {"wie": "beleid-noor", "naar": "/dashboard"}
    async with running_suite(Settings(data_dir=tmp_path)) as suite:
        for host, status in (("http://localhost:8000", 200), ("http://[::1]:8000", 200), ("http://boos.example", 403)):
            async with _client(suite, host) as client:
                pagina = await client.get("/monitoring/werkplek/aanmelden")
                assert pagina.status_code == status, host
                gekozen = await client.post(KIES, data=keuze)
                assert gekozen.status_code == (303 if status == 200 else 403), host
        async with _client(suite) as client:
            elders = {"Sec-Fetch-Site": "cross-site"}
            assert (await client.post(KIES, data=keuze, headers=elders)).status_code == 403
            assert (await client.post(KIES, data={"wie": "x"})).status_code == 400


async def test_there_is_somebody_for_every_role_that_looks_at_pages(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path / "demo")
    async with running_suite(Settings(data_dir=tmp_path / "demo")) as suite, _client(suite) as client:
        tekst = (await client.get("/monitoring/werkplek/aanmelden")).text
    for rol in ROLLEN:
        # These two work in software of their own, which calls the API.
        assert (f">{rol.titel}</strong>" in tekst) == (rol.naam not in {"front-office", "backoffice"}), rol.naam
    assert tekst.count("Levert hulp") == 3


def test_who_holds_the_scopes_of_a_role_begins_where_that_role_does() -> None:
    for rol in ROLLEN:
        caller = caller_for(rol.naam, agb="99990001" if rol.naam == "aanbieder" else None)
        gevonden = rol_van(caller)
        assert gevonden is not None
        assert gevonden.scopes == rol.scopes, rol.naam


def test_who_may_do_next_to_nothing_begins_nowhere() -> None:
    assert rol_van(Caller("niemand", frozenset({"verteld"}), gemeenten=frozenset({"*"}))) is None
