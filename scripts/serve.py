"""Start the web service: `python scripts/serve.py [--host 127.0.0.1] [--port 8000]`.

Exit: 0 stopped, 2 usage, 3 the model cannot be loaded or the port is taken.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from waitress.server import create_server

from models.checker import SCORERS, load_checker
from models.errors import CheckerError
from service.app import WAITING_REQUESTS, create_app
from service.review.sample import sample_request

FAILED = 3
SPARE_THREADS = 4
"""Beyond those that wait for the model, so that /healthz and the pages always answer."""


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted. The URL is printed when the service answers there, not before."""
    parser = argparse.ArgumentParser(prog="serve.py", description="Start the mtqc web service.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--model", default="builtin", choices=list(SCORERS), help="default: %(default)s")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        checker = load_checker(chosen.model)
        app = create_app(checker, sample=checker.check(sample_request()))
        threads = WAITING_REQUESTS + 1 + SPARE_THREADS
        server = create_server(app, host=chosen.host, port=chosen.port, threads=threads, ident="mtqc")
    except CheckerError as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return FAILED
    except (OSError, OverflowError, ValueError) as error:
        print(f"serve.py: cannot listen on {chosen.host}:{chosen.port}: {error}", file=sys.stderr)
        return FAILED
    port = getattr(server, "effective_port", chosen.port)  # absent when the host has several addresses
    print(f"mtqc is ready: http://{chosen.host}:{port}/  (stop with Ctrl+C)", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # waitress then ends its running requests
    server.run()
    server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
