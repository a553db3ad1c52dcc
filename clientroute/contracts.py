"""The contracts that stand in the repository: openapi.json of each service, asyncapi.json of all events."""

import json
from pathlib import Path

import gebeurtenissen
from chassis.contract import asyncapi
from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.web import API_VERSION, create_api
from clientroute.services import SERVICES, peers_over_network


def contract_files(data_dir: Path) -> dict[Path, str]:
    """Path and content of every contract; `data_dir` is a scratch folder, no database is opened."""
    settings = Settings(data_dir=data_dir)
    secrets = load_secrets(settings)
    files: dict[Path, str] = {}
    for name, service in SERVICES.items():
        room = open_room(service, settings, secrets, peers_over_network(settings, secrets, name))
        files[service.folder / "openapi.json"] = _text(create_api(room).openapi())
    events = asyncapi("clientroute gebeurtenissen", API_VERSION, gebeurtenissen.ALL)
    files[Path(gebeurtenissen.__file__).parent / "asyncapi.json"] = _text(events)
    return files


def _text(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def drift(files: dict[Path, str]) -> list[Path]:
    """The contracts whose file differs from the code."""
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
