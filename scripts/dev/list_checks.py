"""Prints docs/CHECKS.md: every check by its name, its id and what it looks for.

    python -m scripts.dev.list_checks > docs/CHECKS.md
"""

from __future__ import annotations

from models.check_catalogue import CATALOGUE

PAGE = """# Checks

What raises flags. Every flag in a report names its check by `check` (the id, which never changes) and `check_name`;
`GET /api/v1/capabilities` lists them too. Rules are deterministic: they flag what they are sure of and say nothing
otherwise. The model's flags have a confidence that was fitted on dev data (docs/EVALUATION.md).

{sections}"""
SECTIONS = {"model": "The model", "rule": "Rules", "reviewer": "Reviewers"}


def page() -> str:
    """The Markdown page."""
    sections = []
    for by, title in SECTIONS.items():
        rows = [
            f"| {check.name} | `{check.id}` | {check.description} |" for check in CATALOGUE.values() if check.by == by
        ]
        sections.append("\n".join([f"## {title}\n", "| name | id | what it flags |", "|---|---|---|", *rows]))
    return PAGE.format(sections="\n\n".join(sections) + "\n")


if __name__ == "__main__":
    print(page(), end="")
