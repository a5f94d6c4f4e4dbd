"""What `scripts/serve.py` can be told, on the command line or by the environment."""

from __future__ import annotations

import argparse
import os

from models.hub.settings import BUDGET, BUDGET_VARIABLE, BUILTIN, MODEL_VARIABLE
from scripts.cli.opening import add_database_option
from scripts.cli.web_threads import MIN_THREADS, THREADS
from service.access.limits import REQUESTS_PER_MINUTE
from service.jobs.job_notifications import IN_MEMORY


def parser() -> argparse.ArgumentParser:
    """Options; where the environment has a word in it, their help says so."""
    made = argparse.ArgumentParser(prog="serve.py", description="Start the mtqc web service.")
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    made.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: %(default)s)")
    made.add_argument(
        "--model",
        default=os.environ.get(MODEL_VARIABLE) or BUILTIN,
        metavar="NAME[+NAME]",
        help="builtin, one that scripts/fetch_model.py has fetched, or a chain of two, the second for what the first "
        f"is unsure of (default: the environment's {MODEL_VARIABLE}, else {BUILTIN})",
    )
    made.add_argument(
        "--budget",
        type=float,
        default=os.environ.get(BUDGET_VARIABLE) or str(BUDGET),
        help="of a chain: the share of segments that the second model may be asked, 0 to 1 "
        f"(default: the environment's {BUDGET_VARIABLE}, else {BUDGET})",
    )
    add_database_option(made)
    made.add_argument(
        "--broker",
        default=os.environ.get("MTQC_BROKER_URL", IN_MEMORY),
        help="URL of a message broker (default: the environment's MTQC_BROKER_URL, else none is needed)",
    )
    made.add_argument(
        "--requests-per-minute",
        type=_count,
        default=os.environ.get("MTQC_REQUESTS_PER_MINUTE", str(REQUESTS_PER_MINUTE)),
        help="of each API key, and of each address without one; 0: as many as come "
        f"(default: the environment's MTQC_REQUESTS_PER_MINUTE, else {REQUESTS_PER_MINUTE})",
    )
    made.add_argument(
        "--threads",
        type=_threads,
        default=os.environ.get("MTQC_THREADS") or str(THREADS),
        help=f"requests that are answered at once, {MIN_THREADS} or more, with a connection to the database each "
        f"(default: the environment's MTQC_THREADS, else {THREADS})",
    )
    made.add_argument(
        "--trusted-proxy",
        default=os.environ.get("MTQC_TRUSTED_PROXY", ""),
        help="address of the proxy in front, whose X-Forwarded-For says who asks "
        "(default: the environment's MTQC_TRUSTED_PROXY, else there is none)",
    )
    return made


def _threads(text: str) -> int:
    if (number := _count(text)) < MIN_THREADS:
        raise argparse.ArgumentTypeError(f"{number} are too few: {MIN_THREADS - 1} may have to wait for a check")
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 on")
    return int(text)
