"""The measuring itself: it runs, its contenders agree, and its verdict is right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import dummy_client

from bench import signing
from bench.clock import Sample
from bench.verdict import BOUNDS, Line, table

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parent.parent


def sample(seconds):
    return Sample(seconds, 2 * seconds, 3 * seconds)


def test_a_line_is_of_medians():
    rounds = [(sample(4.0), sample(1.0)), (sample(90.0), sample(2.0)), (sample(5.0), sample(80.0))]
    line = Line.of("bare", "SQLite", rounds)
    assert line.ours == (5.0, 10.0, 15.0)
    assert line.other == (2.0, 4.0, 6.0)
    assert (line.ratio("cpu"), line.kept) == (2.5, True)


def test_a_broken_bound_is_called_so():
    # the province's list is held in application time (2.9 of 3) and with the database (3.1)
    line = Line("province", "PostgreSQL", Sample(2.9, 6.2, 9.0), Sample(1.0, 2.0, 3.0), 25)
    assert not line.kept
    told = table([line]).splitlines()[1].split()
    assert told[-5:] == ["2.90*", "3.10*", "3.00", "3", "BROKEN"]


@pytest.mark.postgres
def test_every_contest_runs_and_agrees():
    env, wanted = dict(os.environ), [name for name in BOUNDS if name != "signing"]
    # a book of PostgreSQL is only filled where it lives as long as these tests do; what knows no database ran on SQLite
    if "soxa-postgres" in env.get("SOXA_DATABASE_URL", ""):
        wanted, database = ["bare", "figures"], "PostgreSQL"
    else:
        database = "SQLite"
    asked = ["--rounds", "1", "--only", ",".join(wanted), "--databases", database]
    command = [sys.executable, "-m", "bench", "--quick", *asked]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    for name in wanted:
        assert BOUNDS[name].title in run.stdout


@pytest.mark.django_db
def test_both_sign_alike(monkeypatch, capsys):
    # in this process, which has read Django; what the contest changes is set back
    monkeypatch.setattr(dummy_client, "serialization", dummy_client.serialization)
    monkeypatch.setattr(sys, "argv", ["bench.signing", "1"])
    signing.main()
    samples = tuple(Sample(*one) for one in json.loads(capsys.readouterr().out))
    assert BOUNDS["signing"].title in table([Line.of("signing", "none", [samples])])
