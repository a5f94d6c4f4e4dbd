"""One word, one meaning: class names, names of bounds, and the glossary that tells them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import regex
from test_architecture import SOURCES

GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "GLOSSARY.md"
WIRE_FORMS = {"service.api.report_form", "service.api.response_schemas"}
"""What is sent: pydantic forms are called as what they tell of, and their names stand in the OpenAPI document."""


def test_no_public_class_name_stands_for_two_things() -> None:
    """Models and service and scripts alike: a name that is met anywhere means one thing."""
    named: dict[str, set[str]] = {}
    for module, path in SOURCES.items():
        if module not in WIRE_FORMS:
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    named.setdefault(node.name, set()).add(module)
    assert {name: modules for name, modules in named.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("module", SOURCES)
def test_bounds_are_called_max_and_min(module: str) -> None:
    tree = ast.parse(SOURCES[module].read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id.isupper()}
    words = ("MOST", "LONGEST", "FEWEST", "LEAST", "SHORTEST")
    assert {name for name in names if name.strip("_").split("_")[0] in words} == set()


def defined(module: str) -> set[str]:
    """The names that a module defines at its top level, and of its classes' members."""
    found = set()
    for node in ast.parse(SOURCES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {node.name} | {f"{node.name}.{n.name}" for n in node.body if isinstance(n, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [n for target in targets for n in (target.elts if isinstance(target, ast.Tuple) else [target])]
            found |= {name.id for name in named if isinstance(name, ast.Name)}
    return found


def glossary() -> list[tuple[str, str, str]]:
    """(term, module, name) of every row whose last column names code."""
    rows = regex.findall(r"^\| \*\*(.+?)\*\* \|.*\| `([\w.]+)\.(\w+)` \|$", GLOSSARY.read_text("utf-8"), regex.M)
    return [tuple(row) for row in rows]


def test_the_glossary_has_an_entry_for_what_matters() -> None:
    assert len(glossary()) > 30


@pytest.mark.parametrize(("term", "module", "name"), glossary())
def test_what_the_glossary_names_is_there(term: str, module: str, name: str) -> None:
    assert module in SOURCES, f"{term}: there is no {module}"
    assert name in defined(module), f"{term}: {module} has no {name}"
