"""The files of the program as the house tests read them."""

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

import soxa

ROOT = Path(__file__).resolve().parents[2]
CODE = ("soxa", "tests", "bench")
# made by machine, or not ours to word
SKIPPED = {"var", "build", "vendor", "__pycache__", ".git", ".venv"}
TEXT = {
    "",
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".txt",
    ".cfg",
    ".sh",
    ".typ",
    ".po",
    ".csv",
    ".json",
    ".yml",
}
LEVELS = (
    "law",
    "kernel",
    "org",
    "tasks",
    "documents",
    "exchange",
    "party",
    "meetings",
    "values",
    "steering",
    "reports",
    "desk",
    "samples",
)


def place(path: Path) -> str:
    """The path as a reader of the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def _skipped(path: Path) -> bool:
    *folders, name = path.relative_to(ROOT).parts
    hidden = any(folder.startswith(".") and folder != ".ci" for folder in folders)
    return (
        hidden or bool(SKIPPED & {*folders, name}) or any(folder.endswith(".egg-info") for folder in folders)
    )


@cache
def text_files() -> tuple[Path, ...]:
    """Every file of words in the repository."""
    found = (path for path in sorted(ROOT.rglob("*")) if path.suffix in TEXT and not _skipped(path))
    return tuple(path for path in found if path.is_file())


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of ours."""
    return tuple(
        path for path in text_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in CODE
    )


def is_test(path: Path) -> bool:
    """Whether the file is a test or serves tests alone."""
    inside = path.relative_to(ROOT).parts
    return "tests" in inside or path.name == "conftest.py"


def is_migration(path: Path) -> bool:
    """Whether Django wrote the file."""
    return "migrations" in path.relative_to(ROOT).parts


def parsed(path: Path) -> ast.Module:
    """The file as a tree; of few, because a tree is a hundred times its text."""
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def modules(last: str) -> tuple[ModuleType, ...]:
    """Every module of the program whose last name is `last` ("rules"), imported; packages count with all they hold."""
    names = [found.name for found in pkgutil.walk_packages(soxa.__path__, "soxa.")]
    wanted = [name for name in names if last in name.split(".")[1:] and "tests" not in name.split(".")]
    return tuple(importlib.import_module(name) for name in wanted)


def level(dotted: str) -> int:
    """Height of a module's domain in the house: 0 for `soxa.law`, the ground."""
    return LEVELS.index(dotted.split(".")[1])
