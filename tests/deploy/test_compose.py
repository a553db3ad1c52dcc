"""The production form on one machine: who sees which keys."""

from pathlib import Path, PurePosixPath

import yaml

from clientroute.services import SERVICES

COMPOSE = Path(__file__).parents[2] / "deploy" / "compose.yaml"


def test_each_process_sees_the_keys_of_its_own_service_only() -> None:
    parts = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    beheer = parts.pop("beheer")
    bestand = PurePosixPath(beheer["environment"]["CLIENTROUTE_KEYS_FILE"])
    assert (beheer["volumes"], beheer["profiles"]) == (["./sleutels:/sleutels"], ["beheer"])
    for name in SERVICES:
        for part in (parts.pop(name), parts.pop(f"{name}-worker")):
            # The folder of the service, so that a running process sees the next file too.
            (mount,) = part["volumes"]
            buiten, binnen, wat_mag = mount.split(":")
            van_beheer = PurePosixPath(str(bestand).replace("{service}", name))
            assert buiten == f"./{van_beheer.parent.relative_to('/')}"
            assert part["environment"]["CLIENTROUTE_KEYS_FILE"] == f"{binnen}/{van_beheer.name}"
            assert wat_mag == "ro"
    assert [name for name, part in parts.items() if "sleutels" in str(part.get("volumes"))] == []
