"""Three hundred people open the same paper of fifty pages within a minute: its page, the leaves a phone shows first, some the whole.

`bin/with-postgres --durable python -m bench.handout [--readers N] [--leaves N] [--pages N] [--hands N]` – against `soxa serve` on
PostgreSQL, by real requests with their own sessions. Nobody has opened it before: its pages are drawn meanwhile. Every tenth
reads all pages, every third takes the file home. Ends with how long it took and how each answer came.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from datetime import time as hour
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median, quantiles
from threading import Lock
from typing import Any

from bench import evening
from bench.ballots import participants
from bench.book import QUICK, environment
from bench.evening import DAY, HOST, PORT, children_cpu, served

WITHIN = 60.0  # seconds
PICTURE, FILE = "image/png", "application/pdf"
_LINE = "Đảng ủy xã tập trung lãnh đạo, chỉ đạo các chi bộ thực hiện nhiệm vụ phát triển kinh tế, giữ gìn an ninh trật tự. "


def written(pages: int) -> bytes:
    """A report of so many full pages."""
    from soxa.kernel.paper.typesetter import typeset_pdf

    leaf = "\n\n".join([_LINE * 4] * 9)
    source = f'#set page("a4")\n#set text(font: "Tinos", size: 11pt)\n{f"{chr(10)}#pagebreak(){chr(10)}".join([leaf] * pages)}'
    return typeset_pdf(source.encode(), {}, made=datetime(2026, 11, 1, tzinfo=UTC))


def prepared(count: int, pages: int) -> tuple[int, dict[int, str]]:
    """(paper, person → session): in the book a committee of so many is called, and the paper was put before it."""
    from soxa.documents.files import Paper
    from soxa.kernel.access import machine
    from soxa.meetings import flow
    from soxa.meetings.convening import papers
    from soxa.meetings.summoned import Listed

    actor = machine("soxa bench-handout")
    commune, people, sessions = participants(count, actor)
    called = tuple(Listed(one, "Ủy viên") for one in people)
    wish = flow.Wish(kind="committee", unit_id=commune, on=DAY, called=called)
    meeting = flow.plan(wish, actor, today=DAY)
    told = {
        "planned_on": DAY,
        "planned_at": hour(8),
        "place": "",
        "why": "",
        "theme": "",
        "agenda": ["Báo cáo"],
    }
    flow.FLOW.take("convene", meeting, actor, {**told, "papers": False, "on": DAY})
    source = Paper(written(pages), "Báo cáo.pdf", FILE)
    return papers.hand_out(meeting, "Báo cáo", source, actor, on=DAY).pk, sessions


class Readers:
    """Those who open the paper, each on his own line, and what was answered."""

    def __init__(self, paper: int, asked: Namespace) -> None:
        self.home, self.asked, self.lock = f"/tai-lieu-hop/{paper}/", asked, Lock()
        self.times: list[float] = []
        self.answers: Counter[str] = Counter()

    def read(self, told: tuple[int, str, float]) -> None:
        """One reader, at his moment: the page, its first leaves or all of them, perhaps the file."""
        number, session, due = told
        time.sleep(max(due - time.perf_counter(), 0))
        line, held = HTTPConnection(HOST, PORT, timeout=60), SimpleCookie({"sessionid": session})
        self.ask(line, held, self.home, "text/html")
        for leaf in range(1, (self.asked.pages if number % 10 == 0 else self.asked.leaves) + 1):
            self.ask(line, held, f"{self.home}trang/{leaf}/", PICTURE)
        if number % 3 == 0:
            self.ask(line, held, f"{self.home}tep/", FILE)
        line.close()

    def ask(self, line: HTTPConnection, held: SimpleCookie, path: str, kind: str) -> None:
        """One answer, told by its kind where it is what was asked for."""
        began = time.perf_counter()
        try:
            line.request("GET", path, headers={"Cookie": held.output(attrs=[], header="", sep=";")})
            answer = line.getresponse()
            for told in answer.headers.get_all("Set-Cookie", []):
                held.load(told)
            size, came = len(answer.read()), answer.headers.get_content_type()
            said = kind if (answer.status, came) == (200, kind) and size else f"{answer.status} {came}"
        except OSError as error:
            said = type(error).__name__
        with self.lock:
            self.times.append(time.perf_counter() - began)
            self.answers[said] += 1


def opened(readers: Readers, sessions: dict[int, str], hands: int) -> dict[str, Any]:
    """All readers, who begin spread over five sixths of the minute; what it took."""
    began = time.perf_counter() + 0.5
    gap = WITHIN * 5 / 6 / len(sessions)
    told = [(number, session, began + number * gap) for number, session in enumerate(sessions.values())]
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(readers.read, told))
    took = time.perf_counter() - began
    cuts = quantiles(readers.times, n=100)
    return {
        "readers": len(sessions), "requests": len(readers.times), "seconds": round(took, 1),
        "median_ms": round(1000 * median(readers.times)), "p95_ms": round(1000 * cuts[94]),
        "slowest_ms": round(1000 * max(readers.times)), "answers": dict(readers.answers),
    }  # fmt: skip


def expected(asked: Namespace) -> dict[str, int]:
    """How many answers of each kind there must be."""
    whole, taken = len(range(0, asked.readers, 10)), len(range(0, asked.readers, 3))
    leaves = whole * asked.pages + (asked.readers - whole) * asked.leaves
    return {"text/html": asked.readers, PICTURE: leaves, FILE: taken}


def _asked() -> Namespace:
    parser = ArgumentParser(prog="bench.handout", description=__doc__)
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--pages", type=int, default=50, help="of the paper")
    parser.add_argument("--leaves", type=int, default=6, help="that a phone shows before one scrolls")
    parser.add_argument("--hands", type=int, default=60, help="readers at the same moment")
    return parser.parse_args()


def main() -> None:
    """Prepare, serve, read; exit 1 when an answer was not the page asked for or came too late."""
    asked, url = _asked(), os.environ.get("SOXA_DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("bench: the paper is read on PostgreSQL: run through bin/with-postgres --durable.")
    os.environ.update(environment(QUICK, database_url=url))
    evening.made(QUICK)
    paper, sessions = prepared(asked.readers, asked.pages)
    server, before = served(), children_cpu()
    try:
        told = opened(Readers(paper, asked), sessions, asked.hands)
    finally:
        server.terminate()
        server.wait(timeout=30)
    told["server_cpu_s"] = round(children_cpu() - before, 1)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    sys.exit(0 if told["answers"] == expected(asked) and told["seconds"] <= WITHIN else 1)


if __name__ == "__main__":
    main()
