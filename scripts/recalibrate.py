"""Confidences that were fitted to reviewers' decisions: see them, fit them now, take the last back.

    python scripts/recalibrate.py list [--site news]
    python scripts/recalibrate.py fit --site news --pair ar-en
    python scripts/recalibrate.py revert --site news --pair ar-en

The service fits a pair by itself, from 50 decided flags on and again after every 25. `revert` goes back to the version
before, or to the shipped calibration, and stops that until `fit` is called; reports that were made stay as they are.
The database is found as serve.py finds it: see --database and --data.
Exit: 0 done, 2 usage or too few decisions, 3 the database cannot be used.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.orm import Session

from models.languages import LanguagePair
from scripts.cli.opening import operator_parser, run_in_transaction
from service.access.sites import refuse_unknown
from service.feedback.recalibrating import RecalibrationScope, fit_now, revert, states, versions
from service.moments import to_utc


def show(session: Session, arguments: argparse.Namespace) -> int:
    """List all versions, the newest of each pair first."""
    if arguments.site:
        refuse_unknown(session, arguments.site)
    for version, state in states(versions(session, arguments.site)):
        made = f"{to_utc(version.made_at):%Y-%m-%d %H:%M}"
        gain = f"{version.before:.3f} -> {version.after:.3f}"
        pair = version.pair.dashed
        print(version.site, pair, f"v{version.version}", version.kind, version.decisions, gain, made, state, sep="\t")
    return 0


def again(session: Session, arguments: argparse.Namespace) -> int:
    """Fit a pair now."""
    made = fit_now(session, _scope(session, arguments), time.time())
    print(f"v{made.version}: {made.kind}, from {made.decisions} decisions")
    return 0


def back(session: Session, arguments: argparse.Namespace) -> int:
    """Take the version in force back."""
    found = revert(session, _scope(session, arguments), time.time())
    print("in force: " + ("the shipped calibration" if found is None else f"v{found.version}, {found.kind}"))
    return 0


def _scope(session: Session, arguments: argparse.Namespace) -> RecalibrationScope:
    pair = LanguagePair.parse(arguments.pair, "-")
    refuse_unknown(session, arguments.site)
    return RecalibrationScope(arguments.site, pair)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found, subs = operator_parser("recalibrate.py", __doc__, {"list": show, "fit": again, "revert": back})
    for name, sub in subs.items():
        sub.add_argument("--site", required=name != "list", default="", help="as in its keys")
        if name != "list":
            sub.add_argument("--pair", required=True, help="its languages, such as ar-en")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one command in one transaction."""
    return run_in_transaction("recalibrate.py", parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
