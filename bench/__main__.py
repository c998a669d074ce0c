"""Runs the measuring: `python -m bench [--quick] [--only NAME,…] [--rounds N]`; exit 1 when a bound is broken."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from pathlib import Path

from bench.book import QUICK, ROOT, WHOLE, Size, environment
from bench.clock import Sample
from bench.verdict import BOUNDS, Line, Samples, table

IMPORTS, SIGNINGS = 3, 3
BOTH = "SQLite,PostgreSQL"
APART = {"import", "signing"}  # measured in processes of their own, without the province


class Worker:
    """The process that measures on one database."""

    def __init__(self, database: str, env: dict[str, str], asked: list[str]) -> None:
        self.database = database
        command = [sys.executable, "-m", "bench.worker", *asked]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def answer(self) -> str:
        """The next line; exits when the process has failed, whose own words stand on stderr."""
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        if not line:
            sys.exit(f"bench: the measuring on {self.database} failed")
        return line

    def round(self, name: str, first: int) -> tuple[Sample, Sample]:
        """One round of a contest."""
        assert self.process.stdin
        print(name, first, file=self.process.stdin, flush=True)
        return _samples(self.answer())

    def end(self) -> None:
        """Let the process go."""
        self.process.communicate()


def _samples(line: str) -> tuple[Sample, Sample]:
    ours, other = json.loads(line)
    return Sample(*ours), Sample(*other)


def _workers(size: Size, names: list[str], databases: str) -> list[Worker]:
    """One after the other: the key file is made by whoever comes first."""
    asked = ["quick" if size is QUICK else "whole", ",".join(names)]
    places = {"SQLite": None, "PostgreSQL": os.environ.get("SOXA_DATABASE_URL", "")}
    if not str(places["PostgreSQL"]).startswith("postgres"):
        print("PostgreSQL is not measured: run through bin/with-postgres --durable.", file=sys.stderr)
        del places["PostgreSQL"]
    workers = []
    for database, url in places.items():
        if database in databases:
            workers.append(Worker(database, environment(size, database_url=url), asked))
            assert workers[-1].answer() == "ready"
    return workers


def _on_province(size: Size, names: list[str], rounds: int, databases: str) -> list[Line]:
    if not names:
        return []
    workers = _workers(size, names, databases)
    samples: dict[tuple[str, str], Samples] = defaultdict(list)
    # what a first round reads is not measured; where no bound is held, the first counts too
    for number in range(0 if size is QUICK else -1, rounds):
        for name in names:
            for worker in workers:
                one = worker.round(name, number % 2)
                if number >= 0:
                    samples[name, worker.database].append(one)
    for worker in workers:
        worker.end()
    return [Line.of(name, database, found) for (name, database), found in samples.items()]


def _apart(env: dict[str, str], *command: str) -> tuple[Sample, Sample]:
    """One round of a contest that has a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return _samples(run.stdout)


def _imports(size: Size, rounds: int) -> list[Line]:
    from bench.roll import write_workbook

    with tempfile.TemporaryDirectory(prefix="soxa-bench-") as directory:
        path = Path(directory) / "members.xlsx"
        write_workbook(path, size.listed)
        env = environment(size, database_url=None)
        found = [_apart(env, "bench.roll", str(path), str(size.listed)) for _ in range(rounds)]
    return [Line.of("import", "SQLite", found)]


def _signings(papers: int, rounds: int) -> list[Line]:
    env = environment(QUICK, database_url=None)
    found = [_apart(env, "bench.signing", str(papers)) for _ in range(rounds)]
    return [Line.of("signing", "none", found)]


def _asked() -> Namespace:
    parser = ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="far smaller; bounds are shown, not held")
    parser.add_argument("--only", default=",".join(BOUNDS), help=f"some of {', '.join(BOUNDS)}")
    parser.add_argument("--rounds", type=int, default=0, help="rounds on the province (25; 3 when quick)")
    parser.add_argument("--databases", default=BOTH, help=f"some of {BOTH}")
    asked = parser.parse_args()
    asked.names = asked.only.split(",")
    if strange := set(asked.names) - set(BOUNDS):
        parser.error(f"unknown: {', '.join(sorted(strange))}")
    return asked


def main() -> int:
    """Measure, print the table, and say by the exit code whether every bound is kept."""
    asked = _asked()
    size, rounds = (QUICK, asked.rounds or 3) if asked.quick else (WHOLE, asked.rounds or 25)
    lines = _on_province(size, [name for name in asked.names if name not in APART], rounds, asked.databases)
    if "import" in asked.names:
        lines += _imports(size, 1 if asked.quick else IMPORTS)
    if "signing" in asked.names:
        lines += _signings(2 if asked.quick else 100, 1 if asked.quick else SIGNINGS)
    print(table(lines))
    return 0 if asked.quick or all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
