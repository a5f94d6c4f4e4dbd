"""What every command of ours ends with: one table, so that a number means the same wherever it is met.

1 is no failure: the command did its work, and what it looked at is not as it was asked to be (`--fail-on`).
"""

from __future__ import annotations

DONE = 0
REACHED = 1
BAD_INPUT = 2
"""A usage error too, as argparse has it."""
FAILED = 3
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""
