"""Three hundred electors cast a ballot each within ten seconds, every tenth sends his twice: each is counted exactly once.

`bin/with-postgres --durable python -m bench.ballots [--electors N] [--named] [--hands N] [--beside CELLS]` – against `soxa serve`
on PostgreSQL, by real requests with their own sessions; with `--beside` while so many cells of a province send their meetings.
Ends with how long it took and what stands in the book.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import time as hour
from http.client import HTTPConnection
from statistics import median, quantiles
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from bench import evening
from bench.book import QUICK, WHOLE, environment
from bench.evening import DAY, HOST, PORT, TOKEN, served, sessions_of

WITHIN = 10.0  # seconds
HANDS, AFTER = (
    12,
    15,
)  # secretaries at the same moment beside the ballots, which begin so many seconds after them
ANSWERS = ("yes", "yes", "yes", "no", "other")


def prepared(count: int, form: str) -> tuple[int, dict[int, str]]:
    """(vote, person → session): in the book a committee of so many has met, its roll is called, the vote is open."""
    from soxa.kernel.access import machine
    from soxa.meetings import flow as meetings
    from soxa.meetings.models import Presence
    from soxa.meetings.voting import flow
    from soxa.meetings.voting.models import Vote

    actor = machine("soxa bench-ballots")
    commune, people, sessions = participants(count, actor)
    wish = meetings.Wish(
        kind="committee", unit_id=commune, on=DAY, called=tuple((one, "Ủy viên") for one in people)
    )
    meeting = meetings.plan(wish, actor, today=DAY)
    begun = {"on": DAY, "began_at": hour(8), "place": "", "agenda": ["Lấy ý kiến"]}
    meetings.FLOW.take("open", meeting, actor, begun)
    meetings.call_roll(meeting, dict.fromkeys(people, Presence.PRESENT), actor)
    vote = flow.put(
        meeting,
        flow.Wish(text="Một việc", about=Vote.QUESTION, form=form, measure=Vote.MAJORITY),
        actor,
        on=DAY,
    )
    flow.VOTES.take("open", vote, actor, {})
    return vote.pk, sessions


def participants(count: int, actor: Any) -> tuple[int, list[int], dict[int, str]]:
    """(commune, people, person → session): so many members who had no account, now of a body of the commune and signed in."""
    from soxa.kernel.units.tree import tree
    from soxa.party.models import Membership

    commune = tree().of_kind("commune", DAY)[0].id
    homes = Membership.objects.home().filter(Membership.standing(DAY), member__person__account=None)
    people = list(homes.order_by("pk").values_list("member__person_id", flat=True)[:count])
    return commune, people, _signed_in(people, commune, actor)


def _signed_in(people: list[int], unit: int, actor: Any) -> dict[int, str]:
    from soxa.kernel import journal
    from soxa.org.models import Account, Office

    entry = journal.write(actor, "bench", "offices", subject=("unit", "98"), on=DAY, facts={})
    Office.objects.loaded(
        [
            Office(unit_id=unit, person_id=one, role="participant", title="Ủy viên", since=DAY)
            for one in people
        ],
        entry,
    )
    accounts = Account.objects.bulk_create(
        [Account(username=f"ballot.{one}", person_id=one, password="!bench") for one in people]  # noqa: S106
    )
    return sessions_of(dict(zip(people, accounts, strict=True)))


class Poll:
    """The ballots as they are sent, and what was answered."""

    def __init__(self, vote: int) -> None:
        self.path, self.lock = f"/bieu-quyet/{vote}/phieu/", Lock()
        self.times: list[float] = []
        self.answers: Counter[str] = Counter()

    def send(self, asked: tuple[int, str, float]) -> None:
        """One ballot, at its moment."""
        number, session, due = asked
        time.sleep(max(due - time.perf_counter(), 0))
        line = HTTPConnection(HOST, PORT, timeout=60)
        head = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://{HOST}:{PORT}/",
        }
        began = time.perf_counter()
        try:
            line.request("POST", self.path, urlencode({"answer": ANSWERS[number % len(ANSWERS)]}), head)
            answer = line.getresponse()
            answer.read()
            said = str(answer.status)
        except OSError as error:
            said = type(error).__name__
        with self.lock:
            self.times.append(time.perf_counter() - began)
            self.answers[said] += 1


def voted(vote: int, sessions: dict[int, str], hands: int) -> dict[str, Any]:
    """All ballots spread over nine tenths of the time, every tenth twice at once; what it took."""
    poll, count = Poll(vote), len(sessions)
    began = time.perf_counter() + 0.5
    asked = []
    for number, session in enumerate(sessions.values()):
        due = began + number * 0.9 * WITHIN / count
        asked += [(number, session, due)] * (2 if number % 10 == 0 else 1)
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(poll.send, asked))
    took = time.perf_counter() - began
    return {
        "electors": count, "requests": len(asked), "seconds": round(took, 2), "median_ms": round(1000 * median(poll.times)),
        "p95_ms": round(1000 * quantiles(poll.times, n=100)[94]), "slowest_ms": round(1000 * max(poll.times)),
        "answers": dict(poll.answers),
    }  # fmt: skip


def counted(vote: int) -> dict[str, int]:
    """What stands in the book: the tally, those who have voted, rows of ballots."""
    from soxa.meetings.voting.models import Elector, Voice, Vote

    one = Vote.objects.get(pk=vote)
    return {
        "ayes": one.ayes, "noes": one.noes, "other": one.other,
        "voted": Elector.objects.filter(vote=one, voted=True).count(),
        "rows": Voice.objects.filter(elector__vote=one).count(),
    }  # fmt: skip


def _asked() -> Namespace:
    parser = ArgumentParser(prog="bench.ballots", description=__doc__)
    parser.add_argument("--electors", type=int, default=300)
    parser.add_argument("--named", action="store_true", help="a named vote, with a row for each ballot")
    parser.add_argument("--beside", type=int, default=0, help="so many cells send their meetings meanwhile")
    parser.add_argument("--hands", type=int, default=60, help="electors at the same moment")
    return parser.parse_args()


def _played(vote: int, sessions: dict[int, str], cells: list[evening.Cell], hands: int) -> dict[str, Any]:
    """Serve the book, vote, and beside it send the cells' meetings."""
    server = served()
    try:
        with ThreadPoolExecutor(1) as pool:
            beside = pool.submit(evening.evening, cells, HANDS) if cells else None
            time.sleep(AFTER if cells else 0)
            told = voted(vote, sessions, hands)
            return told | ({"beside": beside.result() | evening.counted(cells)} if beside else {})
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    """Prepare, serve, vote, count; exit 1 when a ballot was lost, counted twice or came too late."""
    asked = _asked()
    url = os.environ.get("SOXA_DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("bench: ballots are cast on PostgreSQL: run through bin/with-postgres --durable.")
    size, count = (WHOLE if asked.beside else QUICK), asked.electors
    os.environ.update(environment(size, database_url=url))
    evening.made(size)
    cells = evening.prepared(asked.beside) if asked.beside else []
    vote, sessions = prepared(count, "named" if asked.named else "secret")
    told = _played(vote, sessions, cells, asked.hands)
    stands = counted(vote)
    print(json.dumps(told | stands, ensure_ascii=False, indent=1))
    expected = {"302": count, "409": len(range(0, count, 10))}
    once = stands["ayes"] + stands["noes"] + stands["other"] == stands["voted"] == count
    rows = stands["rows"] == (count if asked.named else 0)
    sent = not cells or evening.right(told["beside"], cells)
    sys.exit(0 if once and rows and sent and told["answers"] == expected and told["seconds"] <= WITHIN else 1)


if __name__ == "__main__":
    main()
