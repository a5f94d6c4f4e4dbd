"""Prints how long English is for a source of each language (`models.checks.completeness.usual_lengths`).

    python -m scripts.calibration.usual_lengths --data DATA
"""

from __future__ import annotations

from statistics import median

from models.checks.completeness.one_sided import weighed_length
from scripts.calibration.dev_ratings import INTO_ENGLISH, error_free_pairs
from scripts.cli.commands import add_data_option, command_parser

MIN_LENGTH = 20
"""Code points of a source: shorter ones are headings."""


def main() -> None:
    """Reads the command line."""
    parser = command_parser(__doc__)
    add_data_option(parser)
    data = parser.parse_args().data
    for lang in sorted(INTO_ENGLISH):
        pairs = [p for p in error_free_pairs(data, lang) if len(p.source) > MIN_LENGTH]
        print(lang, f"{median(weighed_length(p.target) / weighed_length(p.source) for p in pairs):.2f}")


if __name__ == "__main__":
    main()
