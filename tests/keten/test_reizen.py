"""The journeys of integrators: every block of the pages is pasted into a shell, and says what the page says."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed
from tests.keten.processen import free_port

from clientroute.bench.diensten import clean_broker

pytestmark = [pytest.mark.lang, pytest.mark.processen]

DOCS = Path(__file__).parents[2] / "docs"
PAGINAS = ("front-office", "aanbieder", "backoffice", "financien", "beheer")
BLOK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KLAAR = "Stoppen met Ctrl-C."
GEDULD = 600
KLEINE_RUN = "from clientroute import cli, run; run.EERSTE_BURGERS = 12; cli.main()"
"""`clientroute`, with fewer people in its first demo: nothing in the pages hangs on how many."""


def blokken(pagina: str) -> list[tuple[str, list[str]]]:
    """The commands of a page in order, each with the lines that it is to say."""
    gevonden: list[tuple[str, list[str]]] = []
    for soort, inhoud in BLOK.findall((DOCS / f"{pagina}.md").read_text(encoding="utf-8")):
        if soort == "sh":
            gevonden.append((inhoud, []))
        else:
            gevonden[-1][1].extend(inhoud.splitlines())
    return gevonden


def plak(pagina: str, omgeving: Mapping[str, str], folder: Path) -> list[str]:
    """Paste a page into a shell: what it should have said and did not."""
    delen = blokken(pagina)
    script = "".join(f"{opdracht}\nprintf '\\n@@@\\n'\n" for opdracht, _ in delen)
    shell = ["bash", "-euo", "pipefail", "-c", script]
    gedaan = subprocess.run(shell, cwd=folder, env=dict(omgeving), capture_output=True, text=True, check=False)
    gezegd = gedaan.stdout.split("\n@@@\n")[:-1]
    mist = [
        f"{pagina}, block {nummer}: {regel!r} is not in {uit[:2000]!r}"
        for nummer, ((_, regels), uit) in enumerate(zip(delen, gezegd, strict=False), start=1)
        for regel in regels
        if re.search(re.escape(regel).replace("…", "[^\\n]*"), uit) is None
    ]
    if gedaan.returncode or len(gezegd) < len(delen):
        mist.append(f"{pagina} stopped in block {len(gezegd) + 1}: {gedaan.stdout[-1500:]} {gedaan.stderr[-1500:]}")
    return mist


@contextmanager
def make_run(omgeving: Mapping[str, str], folder: Path) -> Iterator[None]:
    """The demo, as `make run` starts it, from when it says that it was played."""
    gezegd = folder / "run.txt"
    with gezegd.open("w") as uit:
        command = [sys.executable, "-c", KLEINE_RUN, "run", "--maanden", "1"]
        proces = subprocess.Popen(command, cwd=folder, env=dict(omgeving), stdout=uit, stderr=subprocess.STDOUT)
        try:
            wachten = Retrying(retry=retry_if_result(bool), wait=wait_fixed(0.5), stop=stop_after_delay(GEDULD))
            wachten(lambda: proces.poll() is None and KLAAR not in gezegd.read_text(encoding="utf-8"))
            assert proces.poll() is None, gezegd.read_text(encoding="utf-8")
            yield
        finally:
            proces.terminate()
            proces.wait(timeout=60)


@contextmanager
def eigen_queue(prefix: str) -> Iterator[None]:
    """The queue that a page makes is gone afterwards."""
    try:
        yield
    finally:
        asyncio.run(clean_broker(prefix, ("backoffice",)))


@pytest.mark.timeout(900)
def test_every_page_can_be_pasted(rabbit_url: str, rabbit_prefix: str, tmp_path: Path) -> None:
    poort = free_port()
    omgeving = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLIENTROUTE_")},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
        "CLIENTROUTE_DATA_DIR": str(tmp_path / "var"),
        "CLIENTROUTE_PORT": str(poort),
        "CLIENTROUTE_BROKER_URL": rabbit_url,
        "CLIENTROUTE_BROKER_PREFIX": rabbit_prefix,
        "ADRES": f"http://127.0.0.1:{poort}",
        "BROKER": rabbit_url,
        "EXCHANGE": f"{rabbit_prefix}.events.v1",
        "QUEUE": f"{rabbit_prefix}.backoffice.v1",
        "POORT": str(free_port()),
    }
    with make_run(omgeving, tmp_path), eigen_queue(rabbit_prefix):
        mist = [each for pagina in PAGINAS for each in plak(pagina, omgeving, tmp_path)]
        assert mist == [], "\n".join(mist)


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_page_has_blocks_and_the_readme_leads_to_it(pagina: str) -> None:
    delen = blokken(pagina)
    assert len(delen) > 4
    assert sum(len(regels) for _, regels in delen) > 4
    assert f"(docs/{pagina}.md)" in (DOCS.parent / "README.md").read_text(encoding="utf-8")
