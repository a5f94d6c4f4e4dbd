"""What the command line of the service takes, and what the environment says where it is silent."""

from __future__ import annotations

import pytest

from scripts.cli.serve_options import parser
from scripts.cli.web_threads import MIN_THREADS, THREADS


@pytest.mark.parametrize(
    ("arguments", "environment", "requests", "proxy"),
    [
        ([], {}, 600, ""),
        ([], {"MTQC_REQUESTS_PER_MINUTE": "50", "MTQC_TRUSTED_PROXY": "10.0.0.1"}, 50, "10.0.0.1"),
        (["--requests-per-minute", "7", "--trusted-proxy", "::1"], {"MTQC_REQUESTS_PER_MINUTE": "50"}, 7, "::1"),
        (["--requests-per-minute", "0"], {}, 0, ""),
    ],
)
def test_the_command_line_comes_first(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], requests: int, proxy: str
) -> None:
    for name in ("MTQC_REQUESTS_PER_MINUTE", "MTQC_TRUSTED_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    chosen = parser().parse_args(arguments)
    assert (chosen.requests_per_minute, chosen.trusted_proxy) == (requests, proxy)


@pytest.mark.parametrize(
    ("arguments", "environment", "threads"),
    [([], "", THREADS), ([], "40", 40), (["--threads", str(MIN_THREADS)], "40", MIN_THREADS)],
)
def test_threads_are_as_many_as_is_said(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: str, threads: int
) -> None:
    monkeypatch.setenv("MTQC_THREADS", environment)
    assert parser().parse_args(arguments).threads == threads


def test_threads_that_could_all_have_to_wait_for_a_check_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["--threads", str(MIN_THREADS - 1)])
    assert ended.value.code == 2 and "too few" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["-1", "many", "1.5", ""])
def test_what_is_no_number_is_refused(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["--requests-per-minute", value])
    assert ended.value.code == 2 and "is not a number from 0 on" in capsys.readouterr().err
