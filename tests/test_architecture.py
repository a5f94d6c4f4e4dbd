"""The house rules, read from the source itself: imports go down only, files and functions stay small.

A new module fails here until it stands in FLOORS, on the lowest floor that is above everything it imports.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
Imports = Mapping[str, set[str]]

FLOORS = (
    # Ground to roof. A name stands for a module, or for a package with all its modules (the most exact name
    # counts). A module imports from floors below; on its own floor only from its own package.
    "models.errors models.spans models.visible_text",
    "models.mqm models.languages models.glossary models.check_catalogue models.json_lines",
    "models.article models.rating models.fingerprints models.preferences",
    "models.report models.text",
    "models.network",
    "models.hub",
    "models.scorers.base models.scorers.files models.scorers.part_ratings",
    "models.checks.base models.checks.word_bounds models.checks.words models.scorers.pretrained",
    "models.checks.completeness models.checks.names models.checks.numerals models.checks.sentences "
    "models.checks.typography models.checks.untranslated models.scorers.comet models.scorers.translation",
    "models.checks.dates",
    "models.checks.numbers",
    "models.scorers models.checks models.rendering",
    "models.intake models.calibration",
    "models.cascade models.report_reading",
    "models.findings",
    "models.checker models.formats",
    "models.evaluation",
    "models.training",
    "service.http service.storage service.logs service.moments service.repeating",
    "service.http.problem_types service.supervision service.deadline service.memory service.access.windows",
    "service.access.keys service.access.limits service.jobs",
    "service.access",
    "service.decisions service.webhooks",
    "service.feedback",
    "service.articles service.statistics",
    "service.exports",
    "service.check_queue service.http.headers service.http.request_log service.http.refusals",
    "service.operations",
    "service.http.problems",
    "service.api service.review",
    "service.app",
    "scripts.cli",
    "scripts.archive scripts.calibration scripts.convert scripts.dev scripts.measure",
    "scripts",
)

ONLY_IN = {
    # What is imported (ours, or a library): the only modules and packages that may import it.
    "transformers": "models.network models.training models.scorers scripts.measure.speed_architectures "
    "scripts.measure.speed_encoders",
    "huggingface_hub": "models.hub.fetching",
    "models.hub.fetching": "scripts.fetch_model",
    "models.checks": "models.checks models.findings scripts",
    "models.scorers": "models.scorers models.cascade models.findings models.checker models.training scripts",
    "tokenizers": "models.network models.training models.scorers scripts.convert.comet "
    "scripts.measure.speed_architectures",
    "lemminflect": "models.checks.words.english_tables models.training.inflection",
    "flask": "service",
    "apiflask": "service",
    "werkzeug": "service",
    "waitress": "scripts.cli.web_server",
    "sqlalchemy": "service scripts.cli.opening scripts.keys scripts.migrate scripts.recalibrate scripts.recount "
    "scripts.people scripts.serve scripts.sites scripts.webhooks scripts.measure.cluster_counts "
    "scripts.measure.stored_bytes",
    "celery": "service.jobs",
    "limits": "service.access.limits",
    "structlog": "service.logs service.http.request_log",
    "prometheus_client": "service",
    "alembic": "service.storage",
    "models.evaluation.corpora": "models.evaluation.corpora models.training scripts",
    "lzma": "models.evaluation.corpora.files models.network.shipped",
    "sacremoses": "models.evaluation.corpora",
    "models.evaluation.metaeval": "models.training scripts",
    "models.training": "models.training scripts",
}

WITHOUT = {
    # What must work without the rest, however long the chain of imports: module, what it never reaches.
    "models.report": "models.text models.network numpy regex torch",
    "models.checker": "models.training models.evaluation.corpora models.evaluation.metaeval service flask apiflask",
    "scripts.score": "models.training models.evaluation.corpora models.evaluation.metaeval service.app flask apiflask",
    "scripts.serve": "models.training models.evaluation.corpora models.evaluation.metaeval",
}

MAX_FILE_LINES = 300
MAX_TEST_FILE_LINES = 320  # tables of cases may run a little longer
MAX_FUNCTION_LINES = 45  # without the docstring
MIGRATIONS = "service.storage.migrations"
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def find_sources() -> dict[str, Path]:
    """Our modules by dotted name; a package goes by its folder's name."""
    found = {}
    for top in ("models", "service", "scripts"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


SOURCES = find_sources()
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in SOURCES.items()}


def imports_of(module: str) -> set[str]:
    """Dotted names of everything it imports, inside functions too; ours by module, not by what is in it."""
    found = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}, line {node.lineno}: import it by its full name"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in SOURCES else str(node.module))
    return found


GRAPH: Imports = {module: imports_of(module) for module in SOURCES}


def name_for(module: str, names: str) -> str | None:
    """The most exact of `names` (set apart by spaces) that is the module or a package around it."""
    return max((n for n in names.split() if f"{module}.".startswith(f"{n}.")), key=len, default=None)


def place_of(module: str) -> tuple[int, str] | None:
    """Its floor's number and the name it stands there by."""
    name = name_for(module, " ".join(FLOORS))
    return None if name is None else (next(n for n, row in enumerate(FLOORS) if name in row.split()), name)


def wrong_way(graph: Imports) -> list[str]:
    """Every import between our modules that does not go down, told as a sentence."""
    found = []
    for module, imported in sorted(graph.items()):
        for other in sorted(imported):
            here, there = place_of(module), place_of(other)
            if here and there and here != there and here[0] <= there[0]:
                found.append(f"{module} (floor {here[0]}) imports {other} (floor {there[0]})")
    return found


def circle(graph: Imports) -> list[str]:
    """The modules of one import circle in order, the first again at the end; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def reached_from(module: str, graph: Imports) -> set[str]:
    """Everything it imports, directly or not, libraries and the packages around each module included."""
    reached, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        new = (graph.get(name, set()) | {name.rpartition(".")[0]}) - reached - {""}
        reached |= new
        waiting.extend(new)
    return reached


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line, without the docstring."""
    first = function.body[0]
    told = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def undocumented(tree: ast.Module) -> list[str]:
    """Public functions, classes and methods of public classes that have no docstring."""
    found, waiting = [], [("", node) for node in tree.body]
    while waiting:
        prefix, node = waiting.pop()
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            found.append(f"{prefix}{node.name} (line {node.lineno})")
        if isinstance(node, ast.ClassDef):
            waiting.extend((f"{prefix}{node.name}.", inner) for inner in node.body)
    return found


# The floors


def test_every_module_has_a_floor() -> None:
    homeless = [module for module in SOURCES if "." in module and place_of(module) is None]
    assert not homeless, f"add to FLOORS in {Path(__file__).name}, above all that they import: {homeless}"


def test_imports_go_down_only() -> None:
    assert wrong_way(GRAPH) == []


def test_scripts_hold_at_their_top_what_users_and_operators_call() -> None:
    called = "score serve worker keys people sites webhooks recalibrate recount fetch_model train evaluate migrate"
    assert {path.stem for path in (ROOT / "scripts").glob("*.py")} == {"__init__", *called.split()}


def test_no_imports_go_in_circles() -> None:
    assert circle(GRAPH) == []


@pytest.mark.parametrize("package", ["models", "service", "scripts"])
def test_top_packages_hold_nothing_but_a_docstring(package: str) -> None:
    tree = TREES.get(package, ast.Module(body=[], type_ignores=[]))
    assert len(tree.body) == (ast.get_docstring(tree) is not None)


@pytest.mark.parametrize(("imported", "homes"), ONLY_IN.items())
def test_some_imports_have_one_home(imported: str, homes: str) -> None:
    strangers = [
        module
        for module, names in GRAPH.items()
        if any(name_for(name, imported) for name in names) and name_for(module, homes) is None
    ]
    assert not strangers, f"only {homes} may import {imported}"


@pytest.mark.parametrize(("module", "others"), WITHOUT.items())
def test_some_modules_work_without_the_rest(module: str, others: str) -> None:
    assert module in SOURCES, f"{module} is gone: take it out of WITHOUT"
    assert {name for name in reached_from(module, GRAPH) if name_for(name, others)} == set()


def test_a_report_can_be_read_with_the_standard_library_alone() -> None:
    """In an interpreter of its own, since the tests themselves load everything."""
    program = (
        "import sys; before = set(sys.modules); import models.report\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(*sorted(new - sys.stdlib_module_names - {'models'}))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


# The size and the words of every file


@pytest.mark.parametrize("module", SOURCES)
def test_files_stay_short(module: str) -> None:
    assert len(SOURCES[module].read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.name)
def test_test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_TEST_FILE_LINES


@pytest.mark.parametrize("module", SOURCES)
def test_functions_stay_short(module: str) -> None:
    long = {f.name: lines_of(f) for f in functions_of(TREES[module]) if lines_of(f) > MAX_FUNCTION_LINES}
    assert long == {}


@pytest.mark.parametrize("module", SOURCES)
def test_names_say_what_is_inside(module: str) -> None:
    assert NAMES_THAT_SAY_NOTHING.isdisjoint(module.replace(".", "_").split("_"))


@pytest.mark.parametrize("module", SOURCES)
def test_what_is_public_is_documented(module: str) -> None:
    assert ast.get_docstring(TREES[module]), "the module itself has no docstring"
    if name_for(module, MIGRATIONS) is None:  # upgrade and downgrade are called so in each
        assert undocumented(TREES[module]) == []
