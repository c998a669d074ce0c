"""Which tests PostgreSQL runs: `pytest -p tests.on_postgres.choice`.

Every test runs on SQLite. PostgreSQL runs those that ask it something which no other of its tests asks: what they ask was
written down once (`tests.on_postgres.asked`), and of tests that ask the same questions the cheapest stayed. The others stand in
`left_to_sqlite.txt`; a test that does not stand there, a new one say, runs on both. So every question of the program is put to
PostgreSQL too, and judged. A test marked `postgres` always stays: what it asks is not to be seen in the shape of a question.

    make choose-for-postgres      writes the list anew, from a run of all of them
    make test-postgres WHOLE=1    runs them all
"""

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("left_to_sqlite.txt")
HEAD = """\
# Tests that PostgreSQL does not run, because others put the same questions to it; numbers are the rows of a table of cases
# that it runs all the same. Written by `make choose-for-postgres`.
"""
# a file's tests and of each the rows that stay
Left = dict[str, dict[str, frozenset[int]]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = {} if os.environ.get("WHOLE") else read(LIST.read_text())
    places = numbered(items)
    gone = [item for item in items if not _stays(item, *places[item], left)]
    config.hook.pytest_deselected(items=gone)
    dropped = set(gone)
    items[:] = [item for item in items if item not in dropped]


def _stays(item: pytest.Item, file: str, name: str, row: int, left: Left) -> bool:
    if asks_by_itself(item):
        return True
    kept = left.get(file, {}).get(name)
    return asks(item) and (kept is None or row in kept)


def asks(item: pytest.Item) -> bool:
    """Whether the test has the tests' database at hand."""
    return bool("db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db"))


def asks_by_itself(item: pytest.Item) -> bool:
    """Whether it asks what no shape of a question shows: marked so, or in transactions and connections of its own."""
    mark = item.get_closest_marker("django_db")
    named = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("postgres") or named or (mark and mark.kwargs.get("transaction")))


def numbered(items: Iterable[pytest.Item]) -> dict[pytest.Item, tuple[str, str, int]]:
    """Of each test its file, its name in the file, and which row it is of its table of cases, from 0."""
    places, seen = {}, Counter[tuple[str, str]]()
    for item in items:
        file, _, name = item.nodeid.partition("[")[0].partition("::")
        places[item] = file, name, seen[file, name]
        seen[file, name] += 1
    return places


def read(text: str) -> Left:
    """What `written` wrote."""
    left: Left = {}
    file = ""
    for line in text.removeprefix(HEAD).splitlines():
        if line.startswith(" "):
            name, *rows = line.split()
            left[file][name] = frozenset(map(int, rows))
        else:
            file = line
            left[file] = {}
    return left


def written(left: Left) -> str:
    """A line for each file, under it one for each of its tests with the rows that stay."""
    lines = []
    for file in sorted(filter(left.get, left)):
        lines.append(file)
        lines += [
            " ".join([f"  {name}", *map(str, sorted(rows))]) for name, rows in sorted(left[file].items())
        ]
    return HEAD + "".join(f"{line}\n" for line in lines)


@dataclass(eq=False)
class Asking:
    """A test as it was written down: what it asked, and what it took of the processor, in seconds."""

    file: str
    name: str
    row: int
    always: bool
    shapes: frozenset[str]
    took: float


@dataclass
class File:
    """What the first test of a file asked and took beforehand, for all that follow it."""

    shapes: frozenset[str] = frozenset()
    took: float = 0.0
    tests: list[Asking] = field(default_factory=list)


def chosen(files: Mapping[str, File]) -> set[Asking]:
    """The tests that stay: all that must, then whatever asks most that is new for its seconds, until nothing is left unasked."""
    stay: set[Asking] = set()
    known: set[str] = set()
    opened: set[str] = set()
    tests = [test for file in files.values() for test in file.tests]

    def fresh(test: Asking) -> int:
        return len(test.shapes - known) + len(files[test.file].shapes - test.shapes - known)

    def worth(test: Asking) -> float:
        opening = 0.0 if test.file in opened else files[test.file].took
        return fresh(test) / (test.took + opening + 0.005)

    def take(test: Asking) -> None:
        stay.add(test)
        known.update(test.shapes, files[test.file].shapes)
        opened.add(test.file)

    for test in tests:
        if test.always:
            take(test)
    while tests := [test for test in tests if fresh(test)]:
        take(max(tests, key=worth))
    return stay - _spare(stay, files)


def _spare(stay: set[Asking], files: Mapping[str, File]) -> set[Asking]:
    """Those whose every question others came to ask after them; the last of a file takes what the file is set up with along."""
    beside = Counter(test.file for test in stay)
    asked = Counter(shape for test in stay for shape in test.shapes)
    for file in beside:
        asked.update(files[file].shapes)
    spare = set()
    for test in sorted(stay, key=lambda test: (-test.took, test.file, test.name, test.row)):
        with_it = [*test.shapes, *(files[test.file].shapes if beside[test.file] == 1 else ())]
        again = Counter(with_it)
        if not test.always and all(asked[shape] > again[shape] for shape in again):
            spare.add(test)
            asked.subtract(again)
            beside[test.file] -= 1
    return spare


def files_of(lines: Iterable[str]) -> dict[str, File]:
    """What was written down, by file; what a test is set up with belongs to it, but for what only the first of a file asked."""
    told: dict[str, list[dict]] = defaultdict(list)
    for line in lines:
        test = json.loads(line)
        told[test["file"]].append(test)
    files = {}
    for name, tests in told.items():
        first, *others = tests
        file = files[name] = File()
        if others:
            usual = min(others, key=lambda test: test["took"][0])
            file.shapes = frozenset(first["before"]).difference(*(test["before"] for test in others))
            file.took = max(0.0, first["took"][0] - usual["took"][0])
            first["before"] = sorted(set(first["before"]) - file.shapes)
            first["took"][0] -= file.took
        for test in tests:
            shapes = frozenset(test["before"]) | frozenset(test["asked"])
            file.tests.append(
                Asking(name, test["name"], test["row"], test["always"], shapes, sum(test["took"]))
            )
    return files


def left_by(files: Mapping[str, File], stay: set[Asking]) -> Left:
    """The tests that do not stay, or of which not every row stays."""
    left: Left = {}
    for name, file in files.items():
        rows: dict[str, list[Asking]] = defaultdict(list)
        for test in file.tests:
            rows[test.name].append(test)
        left[name] = {
            called: frozenset(test.row for test in tests if test in stay)
            for called, tests in rows.items()
            if not stay.issuperset(tests)
        }
    return left


def main(place: Path) -> None:
    lines = [line for path in sorted(place.glob("*.jsonl")) for line in path.read_text().splitlines()]
    files = files_of(lines)
    stay = chosen(files)
    LIST.write_text(written(left_by(files, stay)))
    opened = {test.file for test in stay}
    took = sum(test.took for test in stay) + sum(files[name].took for name in opened)
    whole = sum(file.took + sum(test.took for test in file.tests) for file in files.values())
    shapes = {shape for file in files.values() for test in file.tests for shape in test.shapes}
    print(
        f"{len(shapes)} questions; {len(stay)} of {len(lines)} tests ask them all, in {took:.0f} of {whole:.0f} s"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
