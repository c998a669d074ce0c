"""One evening of a province: every cell's secretary opens the meeting, calls the roll, writes what was decided and sends it.

`bin/with-postgres --durable python -m bench.evening [--cells N] [--quick] [--hands N]` – against `soxa serve` on PostgreSQL, by
real requests with their own sessions. Ends with what was asked, how long it took, and whether every roll stands exactly once.
"""

import json
import os
import re
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from socket import socket
from statistics import median, quantiles
from threading import local
from typing import Any
from urllib.parse import urlencode

from bench.book import QUICK, ROOT, WHOLE, Size, alone, ensure, environment

DAY, MONTH = date(2026, 11, 3), date(2026, 11, 1)
TOKEN = "k" * 32
HOST = "127.0.0.1"
with socket() as free:
    free.bind((HOST, 0))
    PORT = free.getsockname()[1]
WHILE_STARTING = 60
_NAMES = re.compile(r'name="m(\d+)" value="present"')
_SEEN = re.compile(r'data-seen="(\d+)"')
_held = local()


@dataclass(frozen=True)
class Cell:
    """One cell's evening: its meeting, and the session of its secretary."""

    meeting: int
    session: str


def made(size: Size) -> None:
    """The province's book; its keys before the settings are read, so that the server reads the sessions made here."""
    from soxa.commands.opening import make_keys

    with alone():
        make_keys()
        ensure(size)


def prepared(count: int) -> list[Cell]:
    """A month laid out in the book, and a signed-in secretary in each of so many cells."""
    from soxa.kernel.access import machine
    from soxa.kernel.units.tree import tree
    from soxa.meetings import flow
    from soxa.meetings.models import Meeting

    actor = machine("soxa bench-evening")
    cells = [node.id for node in tree().of_kind("cell", DAY)][:count]
    flow.lay_out(cells, MONTH, actor, on=DAY)
    meetings = dict(Meeting.objects.filter(month=MONTH, unit__in=cells).values_list("unit_id", "pk"))
    sessions = _secretaries(cells, actor)
    return [Cell(meetings[unit], sessions[unit]) for unit in cells]


def _secretaries(cells: list[int], actor: Any) -> dict[int, str]:
    """Unit → the session of an account of its first member, who holds the secretary's office there."""
    from soxa.kernel import journal
    from soxa.org.models import Account, Office
    from soxa.party.models import Membership

    homes = Membership.objects.home().filter(Membership.standing(DAY), unit_id__in=cells)
    first: dict[int, int] = {}
    for unit, person in homes.order_by("unit_id", "pk").values_list("unit_id", "member__person_id"):
        first.setdefault(unit, person)
    entry = journal.write(actor, "bench", "offices", subject=("unit", "98"), on=DAY, facts={})
    Office.objects.loaded(
        [
            Office(
                unit_id=unit,
                person_id=person,
                role="cell_secretary",
                code="cell_secretary",
                title="Bí thư chi bộ",
                since=MONTH,
            )
            for unit, person in first.items()
        ],
        entry,
    )
    accounts = Account.objects.bulk_create(
        [
            Account(username=f"evening.{unit}", person_id=person, password="!bench")  # noqa: S106
            for unit, person in first.items()
        ]
    )
    return sessions_of(dict(zip(first, accounts, strict=True)))


def sessions_of(accounts: dict[int, Any]) -> dict[int, str]:
    """Key → the session of its account, signed in for the evening."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    until, rows, found = timezone.now() + timezone.timedelta(hours=8), [], {}
    for mark, account in accounts.items():
        store = SessionStore()
        key = store._get_new_session_key()  # type: ignore[attr-defined]
        told = {
            "_auth_user_id": str(account.pk),
            "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
            "_auth_user_hash": account.get_session_auth_hash(),
        }
        rows.append(Session(session_key=key, session_data=store.encode(told), expire_date=until))
        found[mark] = key
    Session.objects.bulk_create(rows, batch_size=2000)
    return found


class Hand:
    """One secretary's phone: keeps its connection, counts and times what it asks."""

    def __init__(self, cell: Cell, times: list[float], answers: Counter[int]) -> None:
        self.cell, self.times, self.answers, self.number, self.seen = cell, times, answers, 0, 0
        if not hasattr(_held, "line"):
            _held.line = HTTPConnection(HOST, PORT, timeout=60)

    def ask(self, path: str, told: dict[str, Any] | None = None, *, script: bool = False) -> str:
        """The body of an answer; a form where something is told, or what the page's script sends."""
        head = {"Cookie": f"sessionid={self.cell.session}; csrftoken={TOKEN}"}
        body = None
        if told is not None:
            body = json.dumps(told) if script else urlencode(told, doseq=True)
            kind = "application/json" if script else "application/x-www-form-urlencoded"
            head |= {
                "X-CSRFToken": TOKEN,
                "Content-Type": kind,
                "Referer": f"http://{HOST}:{PORT}/",
            }
        began = time.perf_counter()
        _held.line.request("POST" if told is not None else "GET", path, body, head)
        answer = _held.line.getresponse()
        text: str = answer.read().decode("utf-8")
        self.times.append(time.perf_counter() - began)
        self.answers[answer.status] += 1
        to = answer.headers.get("Location", "")
        if answer.status not in (200, 302) or "next=" in to:
            raise RuntimeError(f"{path}: {answer.status} {to} {re.sub('<[^>]+>', ' ', text)[:600]}")
        return text

    def send(self, *changes: dict[str, Any]) -> None:
        """What the page's script sends after a few presses; sent twice, as after an answer that was lost."""
        self.number += 1
        told = [{**one, "key": f"{self.number}-{at}"} for at, one in enumerate(changes)]
        for _time in range(2 if self.number == 1 else 1):
            sending = {"changes": told, "seen": self.seen}
            answer = json.loads(
                self.ask(f"/sinh-hoat/{self.cell.meeting}/dang-hop/gui/", sending, script=True)
            )
            if answer["refused"]:
                raise RuntimeError(str(answer["refused"])[:600])
        self.seen = answer["seen"]

    def play(self) -> None:
        """A whole evening on the phone: open, press every tenth name, the rest as proposed, two opinions, four decisions, send."""
        home = f"/sinh-hoat/{self.cell.meeting}/"
        self.ask(home)
        agenda = "Đánh giá tháng trước\nNhiệm vụ tháng này\nCông tác xây dựng Đảng"
        begun = {"on": "03/11/2026", "began_at": "19:30", "place": "Nhà văn hóa thôn", "agenda": agenda}
        self.ask(f"{home}bat-dau/", begun)
        shown = self.ask(f"{home}dang-hop/diem-danh/")
        people, self.seen = _NAMES.findall(shown), int(_SEEN.findall(shown)[0])
        away = people[9::10]
        self.send(*({"do": "roll", "person": one, "answer": "excused", "why": ""} for one in away))
        self.send({"do": "fill", "answers": {one: "present" for one in people if one not in away}})
        for one in people[:2]:
            self.send(
                {
                    "do": "say",
                    "who": f"p{one}",
                    "text": "Nhất trí với báo cáo; đề nghị làm sớm đoạn đường cuối thôn.",
                }
            )
        for number in range(1, 5):
            self.send(
                {"do": "decide", "text": f"Việc thứ {number}", "person": people[0], "due": "25/11/2026"}
            )
        said = {f"k{number}": f"Kết luận việc thứ {number}" for number in (1, 2, 3)}
        ended = {"ended_at": "21:10", "theme": "", "chair": people[0], "scribe": people[0], **said}
        self.ask(f"{home}dang-hop/xong/", ended)


def evening(cells: list[Cell], hands: int) -> dict[str, Any]:
    """All cells through so many hands at once; what it took."""
    times: list[float] = []
    answers: Counter[int] = Counter()
    failed: list[str] = []

    def one(cell: Cell) -> None:
        try:
            Hand(cell, times, answers).play()
        except Exception as error:
            failed.append(str(error)[:800])

    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(one, cells))
    took = time.perf_counter() - began
    cuts = quantiles(times, n=100)
    return {
        "cells": len(cells), "seconds": round(took, 1), "cells_a_second": round(len(cells) / took, 2), "requests": len(times),
        "median_ms": round(1000 * median(times)), "p95_ms": round(1000 * cuts[94]), "p99_ms": round(1000 * cuts[98]),
        "answers": dict(answers), "failed": len(failed), "first_failures": failed[:3],
    }  # fmt: skip


def counted(cells: list[Cell]) -> dict[str, int]:
    """What stands in the book afterwards: meetings sent, rows of rolls, and how many rows there should be."""
    from soxa.meetings.models import Conclusion, Meeting, Presence
    from soxa.party.models import Membership

    sent = Meeting.objects.filter(pk__in=[cell.meeting for cell in cells])
    units = sent.values("unit_id")
    return {
        "sent": sent.filter(closed_on__isnull=False).count(),
        "rows": Presence.objects.filter(meeting__in=sent).count(),
        "decisions": Conclusion.objects.filter(meeting__in=sent).count(),
        "due": Membership.objects.home().filter(Membership.standing(DAY), unit_id__in=units).count(),
    }


def right(told: dict[str, Any], cells: list[Cell]) -> bool:
    """Whether no request failed and every meeting, roll and decision stands exactly once."""
    return (
        not told["failed"]
        and told["sent"] == len(cells)
        and told["rows"] == told["due"]
        and told["decisions"] == 4 * len(cells)
    )


def served() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "soxa", "serve", "--port", str(PORT)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + WHILE_STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            line = HTTPConnection(HOST, PORT, timeout=2)
            line.request("GET", "/")
            line.getresponse()
        except OSError:
            time.sleep(0.3)
        else:
            return process
    process.kill()
    sys.exit("bench: soxa serve did not open")


def children_cpu() -> float:
    """Seconds of the processors that ended children took: another load beside does not make them many more."""
    spent = os.times()
    return spent.children_user + spent.children_system


def main() -> None:
    """Prepare, serve, play, count; exit 1 when a request failed or a roll does not stand exactly once."""
    parser = ArgumentParser(prog="bench.evening", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small province")
    parser.add_argument("--cells", type=int, default=0, help="only so many cells")
    parser.add_argument("--hands", type=int, default=24, help="secretaries at the same moment")
    asked = parser.parse_args()
    url = os.environ.get("SOXA_DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("bench: the evening is played on PostgreSQL: run through bin/with-postgres --durable.")
    size = QUICK if asked.quick else WHOLE
    os.environ.update(environment(size, database_url=url))
    made(size)
    cells = prepared(asked.cells or size.cells)
    server, before = served(), children_cpu()
    try:
        told = evening(cells, asked.hands) | counted(cells)
    finally:
        server.terminate()
        server.wait(timeout=30)
    told["server_cpu_ms_a_cell"] = round(1000 * (children_cpu() - before) / len(cells))
    print(json.dumps(told, ensure_ascii=False, indent=1))
    sys.exit(0 if right(told, cells) else 1)


if __name__ == "__main__":
    main()
