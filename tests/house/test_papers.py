"""What stands beside the code: dependencies with their reasons, locked requirements, the glossary, the licence."""

import re
import tomllib

import pytest

from tests.house.source import ROOT

REQUIREMENTS = ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"]
DEPENDENCY = re.compile(r'^\s+"(?P<name>[A-Za-z0-9_.-]+)[^"]*",\s*(#\s*(?P<why>.+))?$', re.MULTILINE)


def unexplained(project: str) -> list[str]:
    """Dependencies of a `pyproject.toml` with no words beside them that say why they are there."""
    told = {found["name"] for found in DEPENDENCY.finditer(project) if len((found["why"] or "").strip()) >= 5}
    declared = tomllib.loads(project)["project"]
    lists = [declared.get("dependencies", []), *declared.get("optional-dependencies", {}).values()]
    names = [re.split(r"[^A-Za-z0-9_.-]", line)[0] for group in lists for line in group]
    return [name for name in names if name not in told]


def loose(requirements: str) -> list[str]:
    """Requirements that are not pinned to a version and its hashes, and every address."""
    blocks = [block for block in re.split(r"\n(?=\S)", requirements.strip()) if not block.startswith("#")]
    pinned = re.compile(
        r"^[A-Za-z0-9_.\[\],-]+==\S+( ; [^\\]+)? \\\n(\s+--hash=sha256:[0-9a-f]{64}( \\\n|$))+\Z"
    )
    return [block.splitlines()[0] for block in blocks if not pinned.match(block) or "://" in block]


def glossary(text: str) -> list[tuple[str, str]]:
    """(English, Vietnamese) of each row of the glossary's tables, folded to lower case."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.strip().startswith("|")
    ]
    ruled = [number for number, row in enumerate(rows) if set("".join(row)) <= {"-", ":", " "}]
    skipped = {*ruled, *(number - 1 for number in ruled)}
    return [
        (row[0].lower(), row[1].lower())
        for number, row in enumerate(rows)
        if number not in skipped and len(row) >= 2
    ]


def repeated(words: list[str]) -> list[str]:
    """The words that stand more than once."""
    return sorted({word for word in words if words.count(word) > 1})


def test_every_dependency_says_why_it_is_there():
    assert unexplained((ROOT / "pyproject.toml").read_text("utf-8")) == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_locked(name):
    text = (ROOT / name).read_text("utf-8")
    assert "==" in text
    assert loose(text) == []


def test_a_word_of_the_field_has_one_meaning():
    rows = glossary((ROOT / "docs" / "glossary.md").read_text("utf-8"))
    assert rows, "docs/glossary.md holds no table"
    assert repeated([english for english, _ in rows]) == []
    assert repeated([vietnamese for _, vietnamese in rows]) == []


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("Mozilla Public License Version 2.0")
    assert "Exhibit B" in text


def test_a_dependency_without_a_reason_is_noticed():
    text = (
        '[project]\ndependencies = [\n    "django>=5",  # the web framework we use\n    "left-pad>=1",\n]\n'
    )
    assert unexplained(text) == ["left-pad"]


@pytest.mark.parametrize(
    "text",
    [
        "click==8.1.8\n",
        "click>=8 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "--index-url https://example.vn/simple\n",
        "click @ https://example.vn/click.whl \\\n    --hash=sha256:" + "0" * 64 + "\n",
    ],
)
def test_a_loose_requirement_is_noticed(text):
    good = "asgiref==3.1 \\\n    --hash=sha256:" + "a" * 64 + " \\\n    --hash=sha256:" + "b" * 64
    assert loose(good) == []
    assert len(loose(f"{good}\n{text}{good}\n")) == 1


def test_a_word_twice_is_noticed():
    table = "| term | từ | where |\n|---|---|---|\n| cell | chi bộ | party |\n| Cell | tổ đảng | party |\n"
    rows = glossary(table)
    assert rows == [("cell", "chi bộ"), ("cell", "tổ đảng")]
    assert repeated([english for english, _ in rows]) == ["cell"]
