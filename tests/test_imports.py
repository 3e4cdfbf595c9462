"""Imports run downhill only: each room of the house knows the rooms below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "provenance"

PURE_GRAPH = (
    "claims", "dataset", "index", "mapping", "namespaces", "naming", "said", "story", "term", "triples", "unread",
)  # fmt: skip
"""The modules of `graph` that map records to triples and back without an RDF library; the others are adapters."""

PARSERS = ("jsonld", "oxigraph_adapter", "rdflib_adapter")
"""Those adapters: the readers of RDF parse with them."""

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "resources", "version"}),
    frozenset({"model"}),
    frozenset({"language", "hosts", "schemas", *(f"graph.{name}" for name in (*PURE_GRAPH, *PARSERS))}),
    frozenset({"readers"}),
    frozenset({"chain", "resolve"}),
    frozenset({"graph", "rules", "terms", "config", "judge", "scopes", "outcome", "suppress", "baseline"}),
    frozenset({"exporters", "reporters"}),
    frozenset({"fetch"}),
    frozenset({"", "reading"}),  # the public face, and its front door
    frozenset({"batch", "store"}),
    frozenset({"cli", "web", "__main__"}),
)
"""From the ground up. A module belongs to the longest name it starts with; rooms of a floor may know each other."""


def floor(module: str) -> int:
    """The floor of a module, named without `provenance.`; "" is the package itself."""
    for name in ladder(module):
        for level, rooms in enumerate(FLOORS):
            if name in rooms:
                return level
    raise AssertionError(f"provenance.{module} has no floor in tests/test_imports.py")


def ladder(module: str) -> Iterator[str]:
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        yield ".".join(parts[:length])


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Our own modules that the file imports, anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "provenance":
                    yield alias.name.removeprefix("provenance").lstrip("."), node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "provenance":
            base = node.module.removeprefix("provenance").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                yield (inner if inner in MODULES else base), node.lineno


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downhill(module):
    here = floor(module)
    uphill = [f"line {line}: provenance.{name}" for name, line in imported(MODULES[module]) if is_uphill(name, here)]
    assert not uphill, f"provenance.{module} imports uphill: {uphill}"


def is_uphill(name: str, here: int) -> bool:
    """`from provenance import __version__` names no room: the version is a fact of the whole house."""
    return name != "" and floor(name) > here


def test_the_nouns_import_nothing_else_of_ours():
    for module, path in MODULES.items():
        if module.startswith("model"):
            assert all(name.startswith("model") for name, _ in imported(path)), module


HEAVY = (
    "rdflib", "requests", "jsonschema", "rich", "pyshacl", "hypothesis", "pydantic", "pydantic_core", "annotated_types",
    "importlib.metadata",
)  # fmt: skip


def loaded_after(code: str, cwd: Path | None = None) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=cwd)
    return set(done.stderr.split())


CHECK = """
from provenance.cli import main
try:
    main(["check", "--fail-on", "never", {page!r}])
except SystemExit as end:
    assert not end.code, end.code
"""


@pytest.mark.parametrize("name", ["wire-story.html", "pasted-story.txt"])
def test_a_check_of_one_page_loads_nothing_heavy(name):
    page = str(PACKAGE.parent / "examples" / name)
    assert not loaded_after(CHECK.format(page=page)) & set(HEAVY)


def test_a_check_with_a_configuration_loads_nothing_heavy(tmp_path):
    page = str(PACKAGE.parent / "examples" / "wire-story.html")
    (tmp_path / "provenance.toml").write_text('ignore = ["SRC"]\n[rules.DAT003]\noptions = { tolerance_hours = 6 }\n')
    assert not loaded_after(CHECK.format(page=page), cwd=tmp_path) & set(HEAVY)


def test_reading_and_checking_in_a_program_loads_nothing_heavy():
    page = str(PACKAGE.parent / "examples" / "wire-story.html")
    used = f"import provenance\nreport = provenance.check(provenance.read({page!r}))\nreport.model_dump_json()"
    assert not loaded_after(used) & {"click", *HEAVY}


def test_the_package_alone_loads_no_library():
    assert not loaded_after("import provenance") & {"click", "turbohtml", "pyoxigraph", *HEAVY}


def test_a_check_loads_no_module_of_the_standard_library_for_what_it_does_not_do():
    page = str(PACKAGE.parent / "examples" / "own-story.html")
    assert not loaded_after(CHECK.format(page=page)) & {"difflib", "multiprocessing", "unittest", "xml", "asyncio"}


def test_a_page_without_a_licence_does_not_read_the_licences():
    page = str(PACKAGE.parent / "examples" / "own-story.html")
    used = "from provenance.language.licenses import _registry\nassert not _registry.cache_info().currsize"
    loaded_after(CHECK.format(page=page) + used)
