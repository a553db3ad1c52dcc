"""The chart for Kubernetes: the same processes, settings and least right as in compose, by what Helm makes of it."""

import re
from pathlib import Path
from typing import Any, cast

import kubernetes_validate
import pytest
import yaml
from tests.deploy.helm import (
    BRON,
    FULL,
    MINIMAL,
    SECRETS,
    Manifest,
    container_of,
    of_kind,
    pods,
    rendered,
    run,
    selects,
)

from chassis.keysource import FOR_OTHERS
from chassis.settings import Settings, load_settings
from clientroute.services import SERVICES

KUBERNETES = "1.35"
COMPOSE = yaml.safe_load((BRON / "deploy" / "compose.yaml").read_text())["services"]
ROLES = {"api", "worker", "migrate"}


@pytest.fixture(scope="module")
def least() -> list[Manifest]:
    return rendered(MINIMAL)


@pytest.fixture(scope="module")
def full() -> list[Manifest]:
    return rendered(MINIMAL, FULL)


@pytest.fixture(scope="module", params=["least", "full"])
def manifests(request: pytest.FixtureRequest) -> list[Manifest]:
    return cast(list[Manifest], request.getfixturevalue(request.param))


def secrets_of(pod: Manifest) -> set[tuple[str, str]]:
    """Name and key of whatever a pod gets of a Secret; a whole Secret has no key and would not be expected anywhere."""
    container = container_of(pod)
    refs = [each["valueFrom"]["secretKeyRef"] for each in container["env"] if "valueFrom" in each]
    found = {(each["name"], each["key"]) for each in refs}
    assert all(set(each) == {"configMapRef"} for each in container.get("envFrom", []))
    for volume in pod["spec"]["volumes"]:
        assert set(volume) - {"name"} <= {"emptyDir", "configMap", "secret"}
        if secret := volume.get("secret"):
            found |= {(secret["secretName"], each["key"]) for each in secret["items"]}
    return found


def environment_of(pod: Manifest, manifests: list[Manifest]) -> dict[str, str]:
    """The variables as the process would have them, with something in the place of each secret."""
    maps = {each["metadata"]["name"]: each["data"] for each in of_kind(manifests, "ConfigMap")}
    container = container_of(pod)
    found: dict[str, str] = {}
    for each in container.get("envFrom", []):
        found |= maps[each["configMapRef"]["name"]]
    for each in container["env"]:
        found[each["name"]] = each["value"] if "value" in each else SECRETS[each["valueFrom"]["secretKeyRef"]["key"]]
    return found


def settings_in(pod: Manifest, manifests: list[Manifest], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Settings:
    monkeypatch.chdir(folder)  # where no .env is
    for name, value in environment_of(pod, manifests).items():
        monkeypatch.setenv(name, value)
    return load_settings()


@pytest.mark.parametrize("values", [[MINIMAL], [MINIMAL, FULL]], ids=["least", "full"])
def test_helm_has_no_remark(values: list[Path]) -> None:
    done = run("lint", *values)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "[WARNING]" not in done.stdout + done.stderr


def test_every_manifest_is_one_that_kubernetes_knows(manifests: list[Manifest]) -> None:
    for each in manifests:
        if each["kind"] != "ServiceMonitor":  # of the Prometheus operator
            kubernetes_validate.validate(each, KUBERNETES, strict=True)
    names = [(each["kind"], each["metadata"]["name"]) for each in manifests]
    assert len(set(names)) == len(names)


def test_an_unknown_field_would_be_seen(least: list[Manifest]) -> None:
    (config,) = of_kind(least, "ConfigMap")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**config, "gegevens": {}}, KUBERNETES, strict=True)


def test_the_processes_are_those_of_compose(manifests: list[Manifest]) -> None:
    ours = {name: part["command"].split() for name, part in COMPOSE.items() if "build" in part and "command" in part}
    found = [container_of(pod)["args"] for _, _, pod in pods(manifests)]
    assert sorted(found) == sorted(ours.values())
    for service, role, pod in pods(manifests):
        assert container_of(pod)["args"] == [role, service]
    assert {(service, role) for service, role, _ in pods(manifests)} == {(s, r) for s in SERVICES for r in ROLES}


def test_a_pod_sees_the_secrets_of_its_own_service_only(manifests: list[Manifest]) -> None:
    assert of_kind(manifests, "Secret") == []
    for service, role, pod in pods(manifests):
        keys = set() if role == "migrate" else {(f"clientroute-{service}-sleutels", "sleutels.json")}
        assert secrets_of(pod) == keys | {(f"clientroute-{service}", key) for key in SECRETS}
        assert not pod["spec"]["automountServiceAccountToken"]


def test_nothing_of_a_secret_is_in_the_shared_settings(manifests: list[Manifest]) -> None:
    (config,) = of_kind(manifests, "ConfigMap")
    assert not set(SECRETS) & set(config["data"])


def test_no_container_is_root_or_writes_its_root(manifests: list[Manifest]) -> None:
    user = re.search(r"--uid (\d+)", (BRON / "deploy" / "Dockerfile").read_text())
    assert user is not None
    for _, _, pod in pods(manifests):
        of_pod, container = pod["spec"]["securityContext"], container_of(pod)
        assert of_pod["runAsNonRoot"] is True
        assert of_pod["runAsUser"] == int(user[1])
        assert of_pod["seccompProfile"] == {"type": "RuntimeDefault"}
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        volumes = {each["name"]: each for each in pod["spec"]["volumes"]}
        assert set(volumes) == {each["name"] for each in container["volumeMounts"]}
        writable = {each["mountPath"] for each in container["volumeMounts"] if not each.get("readOnly")}
        assert (writable, set(volumes["tmp"])) == ({"/tmp"}, {"name", "emptyDir"})
        assert set(container["resources"]) == {"requests", "limits"}


def test_a_process_starts_with_its_settings(
    manifests: list[Manifest], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    addresses = {
        f"http://{each['metadata']['name']}:{port['port']}"
        for each in of_kind(manifests, "Service")
        for port in each["spec"]["ports"]
    }
    for service, role, pod in pods(manifests):
        settings = settings_in(pod, manifests, monkeypatch, tmp_path)
        assert settings.env == "production"
        assert settings.host == "0.0.0.0"
        assert settings.audience_of(service) == COMPOSE[service]["environment"]["CLIENTROUTE_OIDC_AUDIENCE"].replace(
            "{service}", service
        )
        assert {settings.url_of(other) for other in SERVICES} <= addresses
        # Everything that compose sets, is set.
        assert set(COMPOSE[service]["environment"]) <= set(environment_of(pod, manifests))
        # Otherwise the platform adds CLIENTROUTE_… of its own for every Service, which a process refuses.
        assert pod["spec"]["enableServiceLinks"] is False
        mounts = {each["mountPath"] for each in container_of(pod)["volumeMounts"]}
        own_files = [str(each) for each in (settings.inkoopmodellen, settings.bewaartermijnen) if each]
        assert all(any(each.startswith(mount) for mount in mounts) for each in own_files)
        assert role == "migrate" or str(Path(settings.keys_file or "").parent) in mounts


def test_what_the_platform_would_add_stops_a_process(
    least: list[Manifest], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (_, _, pod), *_ = pods(least)
    monkeypatch.setenv("CLIENTROUTE_TOEGANG_PORT", "tcp://10.0.0.1:8000")
    with pytest.raises(Exception, match="CLIENTROUTE_TOEGANG_PORT"):
        settings_in(pod, least, monkeypatch, tmp_path)


def test_keys_are_a_folder_that_others_cannot_read(manifests: list[Manifest]) -> None:
    for _, role, pod in pods(manifests):
        secrets = [each["secret"] for each in pod["spec"]["volumes"] if "secret" in each]
        assert len(secrets) == (role != "migrate")
        for each in secrets:
            assert each["defaultMode"] & FOR_OTHERS == 0
            assert [item["path"] for item in each["items"]] == ["sleutels.json"]
        # Of a file that is mounted by itself a running process never sees the next one.
        assert not any("subPath" in each for each in container_of(pod)["volumeMounts"])


def test_every_port_that_is_named_is_listened_on(
    manifests: list[Manifest], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running = [(role, pod, container_of(pod)) for _, role, pod in pods(manifests) if role != "migrate"]
    asked = {"api": "/readyz?exclude=relay&exclude=outbox", "worker": "/readyz"}
    for role, pod, container in running:
        settings = settings_in(pod, manifests, monkeypatch, tmp_path)
        ports = {each["name"]: each["containerPort"] for each in container["ports"]}
        assert ports == {"http": settings.port, "metrics": settings.metrics_port}
        probes = {name: container[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
        assert {each["port"] for each in probes.values()} == {"http"}
        assert [each["path"] for each in probes.values()] == ["/livez", "/livez", asked[role]]
    for service in of_kind(manifests, "Service"):
        chosen = [each for _, pod, each in running if selects(service["spec"]["selector"], pod["metadata"]["labels"])]
        assert len(chosen) == (2 if service["metadata"]["name"].endswith("-metrics") else 1)
        for port in service["spec"]["ports"]:
            numbers = [{each["name"]: each["containerPort"] for each in one["ports"]} for one in chosen]
            assert [each[port["targetPort"]] for each in numbers] == [port["port"]] * len(chosen)


def test_the_migration_runs_before_and_needs_nothing_that_comes_later(manifests: list[Manifest]) -> None:
    jobs = of_kind(manifests, "Job")
    made = {each["metadata"]["name"] for each in of_kind(manifests, "ConfigMap")}
    for job in jobs:
        assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert "envFrom" not in container_of(job["spec"]["template"])
        assert not made & set(re.findall(r"'name': '([\w-]+)'", str(job["spec"]["template"]["spec"]["volumes"])))
        labels = job["spec"]["template"]["metadata"]["labels"]
        policies = of_kind(manifests, "NetworkPolicy")
        (policy,) = [each for each in policies if selects(each["spec"]["podSelector"]["matchLabels"], labels)]
        hook = policy["metadata"]["annotations"]
        assert hook["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert int(hook["helm.sh/hook-weight"]) < int(job["metadata"]["annotations"].get("helm.sh/hook-weight", 0))
    others = [each for each in manifests if each["kind"] not in {"Job", "NetworkPolicy"}]
    assert not any("helm.sh/hook" in each["metadata"].get("annotations", {}) for each in others)


def test_no_ingress_leads_to_the_numbers(full: list[Manifest], least: list[Manifest]) -> None:
    assert of_kind(least, "Ingress") == []
    services = {each["metadata"]["name"]: each["spec"] for each in of_kind(full, "Service")}
    rules = [rule for each in of_kind(full, "Ingress") for rule in each["spec"]["rules"]]
    paths = [path for rule in rules for path in rule["http"]["paths"]]
    assert paths
    for path in paths:
        goal = path["backend"]["service"]
        (port,) = [each for each in services[goal["name"]]["ports"] if each["name"] == goal["port"]["name"]]
        assert port["targetPort"] == "http"
        assert path["path"] in {"/v1", "/dashboard", "/werkplek", "/v1/berichten", "/v1/webhooks"}


def test_providers_come_in_with_a_certificate_on_a_host_of_their_own(full: list[Manifest]) -> None:
    found: dict[bool, list[Manifest]] = {True: [], False: []}
    for each in of_kind(full, "Ingress"):
        found[each["metadata"]["name"].endswith("-aanbieders")].append(each)
        (rule,), (tls,) = each["spec"]["rules"], each["spec"]["tls"]
        assert tls["hosts"] == [rule["host"]]
    hosts = {kind: {each["spec"]["rules"][0]["host"] for each in ingresses} for kind, ingresses in found.items()}
    assert hosts[True] == {f"{service}.aanbieders.example.nl" for service in ("toewijzing", "declaratie")}
    assert hosts[False] == {f"{service}.wmo.example.nl" for service in SERVICES}
    for each in found[True]:
        notes = each["metadata"]["annotations"]
        assert notes["nginx.ingress.kubernetes.io/auth-tls-secret"] == "wmo/pkioverheid"
        assert notes["nginx.ingress.kubernetes.io/auth-tls-verify-client"] == "on"
        paths = [path["path"] for path in each["spec"]["rules"][0]["http"]["paths"]]
        assert paths == ["/v1/berichten", "/v1/webhooks"]
    assert not any("auth-tls" in str(each["metadata"]["annotations"]) for each in found[False])


def test_an_annotation_does_not_take_the_certificate_away() -> None:
    off = {"nginx.ingress.kubernetes.io/auth-tls-verify-client": "off"}
    found = of_kind(rendered(MINIMAL, FULL, providers={"annotations": off}), "Ingress")
    asked = [str(each["metadata"]["annotations"]) for each in found if "-aanbieders" in each["metadata"]["name"]]
    assert asked
    assert all("'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'on'" in each for each in asked)


def policy_of(service: str, role: str, manifests: list[Manifest]) -> dict[str, Any]:
    """The one policy that holds for a pod."""
    (labels,) = [each["metadata"]["labels"] for s, r, each in pods(manifests) if (s, r) == (service, role)]
    found = [each["spec"] for each in of_kind(manifests, "NetworkPolicy")]
    (policy,) = [each for each in found if selects(each["podSelector"]["matchLabels"], labels)]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    return cast(dict[str, Any], policy)


def services_in(peers: list[Manifest]) -> set[str]:
    labels = [each["podSelector"]["matchLabels"] for each in peers if "podSelector" in each]
    return {each["clientroute/service"] for each in labels if "clientroute/service" in each}


@pytest.mark.parametrize("service", list(SERVICES))
def test_a_pod_is_reached_by_who_calls_it_and_reaches_whom_it_calls(service: str, least: list[Manifest]) -> None:
    callers = {name for name, each in SERVICES.items() if service in each.peers}
    to_api = {rule["ports"][0]["port"]: rule["from"] for rule in policy_of(service, "api", least)["ingress"]}
    assert set(to_api) == {8000, 9000}
    assert services_in(to_api[8000]) == callers
    assert services_in(to_api[9000]) == set()
    (to_worker,) = policy_of(service, "worker", least)["ingress"]
    assert [each["port"] for each in to_worker["ports"]] == [9000]
    assert "ingress" not in policy_of(service, "migrate", least)
    webhooks = service in {"toewijzing", "declaratie"}
    for role in ("api", "worker"):
        egress = policy_of(service, role, least)["egress"]
        named = [(rule["ports"][0]["port"], services_in(rule.get("to", []))) for rule in egress]
        expected = [(53, set()), (5432, set()), (5672, set()), (443, set())]
        expected += [(8000, set(SERVICES[service].peers))] if SERVICES[service].peers else []
        expected += [(443, set())] if webhooks and role == "worker" else []
        assert named == expected
    assert [rule["ports"][0]["port"] for rule in policy_of(service, "migrate", least)["egress"]] == [53, 5432]


def test_budgets_scalers_and_deployments_belong_together(manifests: list[Manifest]) -> None:
    deployments = {each["metadata"]["name"]: each["spec"] for each in of_kind(manifests, "Deployment")}
    labels = {name: each["template"]["metadata"]["labels"] for name, each in deployments.items()}
    for name, spec in deployments.items():
        assert [each for each in labels if selects(spec["selector"]["matchLabels"], labels[each])] == [name]
    for budget in of_kind(manifests, "PodDisruptionBudget"):
        (name,) = [each for each in labels if selects(budget["spec"]["selector"]["matchLabels"], labels[each])]
        assert budget["metadata"]["name"] == name
    assert {each["metadata"]["name"] for each in of_kind(manifests, "PodDisruptionBudget")} == set(deployments)
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in of_kind(manifests, "HorizontalPodAutoscaler")}
    # What an autoscaler counts, a new release does not put back.
    assert {name for name, spec in deployments.items() if "replicas" not in spec} == scaled


def test_workers_go_by_their_queue_when_asked(least: list[Manifest], full: list[Manifest]) -> None:
    assert [each for each in of_kind(least, "HorizontalPodAutoscaler") if "worker" in each["metadata"]["name"]] == []
    workers = [each for each in of_kind(full, "HorizontalPodAutoscaler") if "worker" in each["metadata"]["name"]]
    metrics = [each["spec"]["metrics"][0]["external"]["metric"] for each in workers]
    assert {each["selector"]["matchLabels"]["dienst"] for each in metrics} == set(SERVICES)
    numbers = (BRON / "shared" / "chassis" / "metrics.py").read_text()
    assert {f'"{each["name"]}"' in numbers for each in metrics} == {True}


def test_prometheus_is_told_where_the_numbers_are(least: list[Manifest], full: list[Manifest]) -> None:
    assert of_kind(least, "ServiceMonitor") == []
    (monitor,) = of_kind(full, "ServiceMonitor")
    assert monitor["metadata"]["labels"]["release"] == "prometheus"
    chosen = [
        each["metadata"]["name"]
        for each in of_kind(full, "Service")
        if selects(monitor["spec"]["selector"]["matchLabels"], each["metadata"]["labels"])
    ]
    assert sorted(chosen) == sorted(f"wmo-clientroute-{service}-metrics" for service in SERVICES)
    assert monitor["spec"]["endpoints"] == [{"port": "metrics"}]
