"""Files stay short, are named after something, and open with one sentence."""

import ast
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, NEWLINE, NL, STRING, generate_tokens

import pytest

from tests.house.source import is_migration, is_test, parsed, place, python_files

LINES = 400
NOT_NAMES = {
    "utils",
    "helpers",
    "common",
    "base",
    "misc",
    "services",
    "managers",
    "handlers",
    "util",
    "helper",
}
# one-stop service is a domain of a commune's work, and this is its name
NAMES_OF_DOMAINS = {"soxa/services"}
FRAMEWORK_SIGNALS = (
    "django.dispatch",
    "django.core.signals",
    "django.db.backends.signals",
    "django.test.signals",
)
# a file that holds none of these imports none of them
SIGNS = ("signals", "dispatch")


def opening(text: str) -> ast.Module:
    """The first statement of a module when it is a text, without reading what follows."""
    words: list[str] = []
    for token in generate_tokens(StringIO(text).readline):
        if token.type == STRING:
            words.append(token.string)
        elif token.type == NEWLINE:
            return ast.parse(" ".join(words))
        elif token.type not in (COMMENT, NL):
            break
    return ast.Module([], [])


def opening_fault(text: str) -> str:
    """What is wrong with a module's first sentence; empty when nothing is."""
    words = ast.get_docstring(opening(text))
    if not words:
        return "opens with no docstring"
    first = words.split("\n\n")[0].strip()
    if not first.endswith("."):
        return "its first paragraph does not end with a full stop"
    if len(first.split()) < 3:
        return "its first sentence says nothing"
    return ""


def signal_faults(tree: ast.Module) -> list[str]:
    """Imports of signals, of Django's or of others'."""
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        faults += [
            name for name in named if "signals" in name.split(".") or name.startswith(FRAMEWORK_SIGNALS)
        ]
    return faults


def name_fault(path: str) -> bool:
    """Whether a file or one of its folders is named after nothing."""
    parts = path.removesuffix(".py").split("/")
    folders = {"/".join(parts[: n + 1]) for n in range(len(parts))}
    return any(folder.rsplit("/", 1)[-1] in NOT_NAMES for folder in folders - NAMES_OF_DOMAINS)


def _is_code(path: Path) -> bool:
    return not is_migration(path) and not is_test(path)


def test_files_are_at_most_400_lines():
    long = {
        place(path): len(path.read_text("utf-8").splitlines()) for path in python_files() if _is_code(path)
    }
    assert {name: lines for name, lines in long.items() if lines > LINES} == {}


def test_modules_are_named_after_something():
    assert [place(path) for path in python_files() if name_fault(place(path))] == []


def test_every_module_opens_with_a_sentence():
    read = [path for path in python_files() if not is_migration(path) and path.read_text("utf-8").strip()]
    faults = {place(path): opening_fault(path.read_text("utf-8")) for path in read}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_a_domain_says_what_it_is():
    rooms = [path for path in python_files() if path.name == "__init__.py" and _is_code(path)]
    assert [place(path) for path in rooms if not path.read_text("utf-8").strip()] == []


def test_every_folder_of_tests_is_a_package():
    """Else two files of one name in two domains shut each other out, and the import contracts look past them."""
    folders = {path.parent for path in python_files() if path.name.startswith("test_")}
    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_nothing_listens_to_signals():
    named = [path for path in python_files() if any(sign in path.read_text("utf-8") for sign in SIGNS)]
    faults = {place(path): signal_faults(parsed(path)) for path in named}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"""Counts members by cell."""', ""),
        ('"""Counts members by cell.\n\nAnd says more"""', ""),
        ('"""Counts members by cell"""', "its first paragraph does not end with a full stop"),
        ('"""Members."""', "its first sentence says nothing"),
        ("x = 1", "opens with no docstring"),
        ("'Members by cell.'.strip()", "opens with no docstring"),
        ("# members\nimport ast", "opens with no docstring"),
    ],
)
def test_a_bad_opening_is_noticed(text, fault):
    assert opening_fault(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.dispatch import receiver",
        "import django.dispatch",
        "from allauth.account.signals import user_logged_in",
    ],
)
def test_a_signal_is_noticed(text):
    assert any(sign in text for sign in SIGNS)
    assert signal_faults(ast.parse(text)) != []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("soxa/party/utils.py", True),
        ("soxa/common/rules.py", True),
        ("soxa/party/services.py", True),
        ("soxa/services/rules.py", False),
        ("soxa/services/helpers.py", True),
        ("soxa/party/rules.py", False),
    ],
)
def test_a_name_that_says_nothing_is_noticed(path, fault):
    assert name_fault(path) is fault
