"""deploy/kubernetes fits the service: settings, probes, order, scaling, and who may do what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from deploy.deployed import DEPLOY, IMAGE, KUSTOMIZATION, PORT, containers, manifests, pods, settings, stops_within
from scripts.cli.web_threads import THREADS, connections

PODS = pods()
OURS = {name: pod for name, pod in PODS.items() if name.startswith("mtqc")}
KINDS = {
    "apps/v1": {"Deployment", "StatefulSet"}, "batch/v1": {"Job"}, "v1": {"Service", "Secret", "ConfigMap"},
    "policy/v1": {"PodDisruptionBudget"}, "autoscaling/v2": {"HorizontalPodAutoscaler"},
    "keda.sh/v1alpha1": {"ScaledObject", "TriggerAuthentication"},
}  # fmt: skip
QUANTITY = re.compile(r"\d+(m|Mi|Gi)?")
STORES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "PGDATA", "RABBITMQ_DEFAULT_USER",
          "RABBITMQ_DEFAULT_PASS"}  # fmt: skip


def found(kind: str, name: str) -> dict[str, Any]:
    [one] = [one for one in manifests() if (one["kind"], one["metadata"]["name"]) == (kind, name)]
    return one


def main_container(name: str) -> dict[str, Any]:
    [one] = PODS[name]["containers"]
    return one  # type: ignore[no-any-return]


def test_what_there_is() -> None:
    assert set(PODS) == {"postgres", "rabbitmq", "mtqc-migrate", "mtqc-web", "mtqc-worker"}
    assert all(one["kind"] in KINDS[one["apiVersion"]] for one in manifests())
    files = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert files == {*KUSTOMIZATION["resources"], "kustomization.yaml", "secret.example.yaml"}
    names = [(one["kind"], one["metadata"]["name"]) for one in manifests()]
    assert len(names) == len(set(names))
    assert [one["name"] for one in KUSTOMIZATION["images"]] == [IMAGE]


@pytest.mark.parametrize("one", manifests(), ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
def test_selectors_find_their_pods(one: dict[str, Any]) -> None:
    labels = [w["spec"]["template"]["metadata"]["labels"] for w in manifests() if "template" in w.get("spec", {})]
    selector = one.get("spec", {}).get("selector")
    if selector:
        assert selector.get("matchLabels", selector) in labels
    if one["kind"] in ("Deployment", "StatefulSet"):
        assert one["spec"]["template"]["metadata"]["labels"] == selector["matchLabels"]


@pytest.mark.parametrize("name", PODS)
def test_nobody_is_root_and_everybody_has_limits(name: str) -> None:
    pod = PODS[name]
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] > 0
    assert pod["automountServiceAccountToken"] is False
    for one in containers(pod):
        assert one["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert one["securityContext"]["allowPrivilegeEscalation"] is False
        for side in ("requests", "limits"):
            assert set(one["resources"][side]) == {"cpu", "memory"}
            assert all(QUANTITY.fullmatch(str(much)) for much in one["resources"][side].values())


@pytest.mark.parametrize("name", OURS)
def test_ours_write_to_tmp_alone(name: str) -> None:
    for one in containers(OURS[name]):
        assert one["image"] == IMAGE and one["securityContext"]["readOnlyRootFilesystem"]
        assert one["volumeMounts"] == [{"name": "tmp", "mountPath": "/tmp"}]
    assert OURS[name]["volumes"] == [{"name": "tmp", "emptyDir": {}}]


@pytest.mark.parametrize("name", PODS)
def test_every_variable_is_one_that_is_read(name: str) -> None:
    shared = set(found("ConfigMap", "mtqc-settings")["data"])
    assert shared <= settings()
    secret = found("Secret", "mtqc-passwords")["stringData"]
    for one in containers(PODS[name]):
        known: set[str] = set()
        for variable in one["env"]:
            if "valueFrom" in variable:
                asked = variable["valueFrom"]["secretKeyRef"]
                assert asked["name"] == "mtqc-passwords" and asked["key"] in secret
            else:
                assert variable["name"] in (settings() | STORES)
                assert set(re.findall(r"\$\((\w+)\)", variable["value"])) <= known, "it must stand before its use"
            known.add(variable["name"])


@pytest.mark.parametrize("name", ["mtqc-web", "mtqc-worker"])
def test_tables_come_first(name: str) -> None:
    [first] = OURS[name]["initContainers"]
    assert first["command"][:3] == ["python", "scripts/migrate.py", "--wait"]
    assert main_container("mtqc-migrate")["command"] == ["python", "scripts/migrate.py"]
    urls = [variable for one in (first, main_container("mtqc-migrate")) for variable in one["env"]]
    assert len({one["value"] for one in urls if one["name"] == "MTQC_DATABASE_URL"}) == 1


def test_probes_ask_at_doors_that_are_there(client: FlaskClient) -> None:
    web = main_container("mtqc-web")
    asked = {name: web[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert [one["path"] for one in asked.values()] == ["/healthz", "/healthz", "/readyz"]
    assert all(client.get(one["path"]).status_code == 200 for one in asked.values())
    assert web["ports"] == [{"name": "http", "containerPort": PORT}]
    assert {one["port"] for one in asked.values()} == {"http"}
    assert web["command"][web["command"].index("--port") + 1] == str(PORT)
    assert found("Service", "mtqc")["spec"]["ports"][0]["targetPort"] == "http"


@pytest.mark.parametrize("store", ["postgres", "rabbitmq"])
def test_stores_are_found_under_their_names(store: str) -> None:
    port = main_container(store)["ports"][0]["containerPort"]
    assert found("Service", store)["spec"]["ports"] == [{"port": port}]
    assert found("StatefulSet", store)["spec"]["serviceName"] == store
    urls = [v["value"] for name in ("mtqc-web", "mtqc-worker") for v in main_container(name)["env"] if "value" in v]
    assert any(f"@{store}/" in url for url in urls)


def test_workers_are_as_many_as_wait_for_them(database: Engine) -> None:
    scaled = found("ScaledObject", "mtqc-worker")["spec"]
    assert found("Deployment", scaled["scaleTargetRef"]["name"])
    assert "replicas" not in found("Deployment", "mtqc-worker")["spec"], "it would undo the scaling"
    [trigger] = scaled["triggers"]
    with database.connect() as connection:
        assert connection.execute(text(trigger["metadata"]["query"])).scalar() == 0
    assert found("TriggerAuthentication", trigger["authenticationRef"]["name"])
    assert trigger["metadata"]["host"] in PODS


def test_there_is_time_to_stop() -> None:
    for name in ("mtqc-web", "mtqc-worker"):
        assert OURS[name]["terminationGracePeriodSeconds"] >= stops_within()


def test_the_database_has_connections_for_all_that_may_run_at_once() -> None:
    [allowed] = re.findall(r"max_connections=(\d+)", " ".join(main_container("postgres")["args"]))
    surge = found("Deployment", "mtqc-web")["spec"]["strategy"]["rollingUpdate"]["maxSurge"]
    web = found("HorizontalPodAutoscaler", "mtqc-web")["spec"]["maxReplicas"] + surge
    workers = found("ScaledObject", "mtqc-worker")["spec"]["maxReplicaCount"]
    for_operators = 10
    assert int(allowed) >= web * connections(THREADS) + 3 * workers + for_operators
