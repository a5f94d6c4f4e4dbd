"""deploy/compose.yaml fits the service: settings, ports, order, and who may do what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from deploy.deployed import COMPOSE, IMAGE, PORT, ROOT, settings, stops_within

SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"] == IMAGE}


def test_what_there_is() -> None:
    assert set(SERVICES) == {"postgres", "rabbitmq", "migrate", "web", "worker"}
    assert set(OURS) == {"migrate", "web", "worker"}
    named = {volume.partition(":")[0] for one in SERVICES.values() for volume in one.get("volumes", ())}
    assert named == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_is_root_and_everybody_has_limits(name: str) -> None:
    one = SERVICES[name]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", one["user"])
    assert set(one["deploy"]["resources"]["limits"]) == {"cpus", "memory"}


@pytest.mark.parametrize("name", OURS)
def test_ours_write_nowhere_and_read_only_what_exists(name: str) -> None:
    one = OURS[name]
    assert one["read_only"] and one["tmpfs"] == ["/tmp"] and one["cap_drop"] == ["ALL"]
    assert set(one["environment"]) <= settings()
    program = one["command"][1] if one["command"][0] == "python" else "scripts/worker.py"
    assert (ROOT / program).is_file()


def test_passwords_have_no_defaults() -> None:
    for one in SERVICES.values():
        for value in map(str, one["environment"].values()):
            assert "PASSWORD" not in value or ":?" in value


@pytest.mark.parametrize("name", ["web", "worker"])
def test_tables_come_first(name: str) -> None:
    after = OURS[name]["depends_on"]
    assert after["migrate"] == {"condition": "service_completed_successfully"}
    assert after["postgres"] == after["rabbitmq"] == {"condition": "service_healthy"}
    assert all("healthcheck" in SERVICES[other] for other in ("postgres", "rabbitmq"))


def test_only_the_web_process_is_asked_how_it_is(client: FlaskClient) -> None:
    """The image's own health check asks a web process, which the others are not."""
    assert all(OURS[name]["healthcheck"] == {"disable": True} for name in ("migrate", "worker"))
    [(port, path)] = re.findall(r"127\.0\.0\.1:(\d+)(/\w+)", OURS["web"]["healthcheck"]["test"][-1])
    assert int(port) == PORT and client.get(path).status_code == 200


def test_the_port_is_the_one_that_is_listened_on() -> None:
    command = OURS["web"]["command"]
    assert OURS["web"]["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert command[command.index("--port") + 1] == str(PORT) and command[command.index("--host") + 1] == "0.0.0.0"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_there_is_time_to_stop(name: str) -> None:
    assert OURS[name]["stop_grace_period"] == f"{stops_within()}s"
