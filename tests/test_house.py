"""The house as a whole: no circle of files, and a class name means one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): ast.parse(path.read_text("utf-8")) for path in (ROOT / "drillgrok").rglob("*.py")}


def imports(tree: ast.Module) -> set[str]:
    """The modules of the house that a file names, those for types and those inside functions too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= inner & MODULES.keys() or {node.module} & MODULES.keys()
    return found


def test_no_circle_of_files_is_left_anywhere() -> None:
    try:
        tuple(TopologicalSorter({name: imports(tree) - {name} for name, tree in MODULES.items()}).static_order())
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_a_class_name_stands_in_one_file() -> None:
    files = defaultdict(set)
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                files[node.name.lstrip("_")].add(name)
    assert {name: sorted(found) for name, found in files.items() if len(found) > 1} == {}
