"""What is measured on the province: pairs of contenders that must give the same answer."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from bench.by_hand import Table, by_hand
from bench.clock import Sample, measured

GETS = 5
_ROW = re.compile(rb'href="/dang-vien/(\d+)/"')


class Contest(NamedTuple):
    """Two contenders, ours first, and how often each runs for one sample."""

    ours: Callable[[], Any]
    other: Callable[[], Any]
    times: int

    def round(self, *, first: int) -> tuple[Sample, Sample]:
        """One sample of each, begun by ours (0) or by the other (1)."""
        samples = {}
        for index in (first, 1 - first):
            samples[index] = measured((self.ours, self.other)[index], times=self.times)
        return samples[0], samples[1]


def _client(username: str) -> Any:
    from django.test import Client

    from soxa.org.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def _bare_client() -> Any:
    from django.test import Client, override_settings

    client = Client()
    with override_settings(MIDDLEWARE=[]):
        client.handler.load_middleware()
    return client


def _members_on(get: Callable[[], Any]) -> list[bytes]:
    answer = get()
    assert answer.status_code == 200, (answer.status_code, answer.content[:500])
    return list(dict.fromkeys(_ROW.findall(answer.content)))


def _same_page(contest: Contest, *, rows: int) -> Contest:
    ours, other = _members_on(contest.ours), _members_on(contest.other)
    assert ours == other, "the two pages show different members"
    assert len(ours) == rows, f"{len(ours)} rows on the page"
    return contest


def pages() -> dict[str, Contest]:
    """The member list: beside a bare page, beside the auditor's filtered one, and over the whole province."""
    from soxa.kernel.units.tree import tree
    from soxa.samples.province import AUDITOR_NAME, CLERK_NAME, ROOT_CODE

    clerk, auditor, bare = _client(CLERK_NAME), _client(AUDITOR_NAME), _bare_client()
    code = tree().by_code(f"{ROOT_CODE}001").code
    there = {"chi-bo": code}
    own = partial(clerk.get, "/dang-vien/")
    whole = partial(auditor.get, "/dang-vien/")
    assert len(_members_on(whole)) == 50
    official = partial(clerk.get, "/dang-vien/", {"dang": "chinh-thuc"})
    return {
        "bare": _same_page(Contest(official, partial(bare.get, "/bare/", there), GETS), rows=50),
        "sight": _same_page(Contest(own, partial(auditor.get, "/dang-vien/", there), GETS), rows=50),
        "province": Contest(whole, own, GETS),
    }


def figures() -> Contest:
    """Every figure of the Party side for every commune, the merged ones too, over the year of the mergers."""
    from soxa.kernel.figures import FIGURES, Moment, Source, read_many
    from soxa.kernel.units.tree import tree
    from soxa.law.periods import Period
    from soxa.party import figures as of_members

    # members, cells and what befell them: the sources that are counted by hand beside; not what a room finds in rows of its own
    sources = {id(one) for one in vars(of_members).values() if isinstance(one, Source)}
    known = [one for one in FIGURES.values() if id(getattr(one, "source", None)) in sources]
    asked = [one for one in known if one.code != "party.commitments"]
    moment = Moment.over(Period.parse("2025"))
    communes = [node.id for node in tree().of_kind("commune")]
    changes = tree().changes(moment.since - timedelta(days=1), moment.until)

    def ours() -> Table:
        readings = read_many(asked, moment, communes)
        return {
            key: (one.part or 0, one.whole or 0) for key, one in readings.items() if one.part or one.whole
        }

    def other() -> Table:
        return by_hand(moment.on, (moment.since, moment.until), changes)

    found, expected = ours(), other()
    differing = sorted({code for code, unit in found.items() ^ expected.items() for code in [code[0]]})
    assert checksum(found) == checksum(expected), f"figures differ from hand-written SQL: {differing}"
    return Contest(partial(read_many, asked, moment, communes), other, 1)


def forms() -> Contest:
    """Forms 1 to 4 of the province and of each commune in it, over the year of the mergers."""
    from bench.forms import forms_by_hand, same
    from soxa.kernel.figures import Moment
    from soxa.kernel.request_memo import held_request
    from soxa.kernel.units.tree import tree
    from soxa.law.periods import Period
    from soxa.party.statistics.table import FORMS
    from soxa.party.statistics.tables import table

    moment, root = Moment.over(Period.parse("2025")), tree().roots()[0]
    changes = tree().changes(moment.since - timedelta(days=1), moment.until)

    def ours() -> dict[str, Any]:
        with held_request():
            return {number: table(number, moment, root) for number in FORMS}

    def other() -> Any:
        with held_request():
            return forms_by_hand(moment.on, (moment.since, moment.until), root, changes)

    differing = same(ours(), other(), root)
    assert not differing, f"forms differ from hand-written SQL: {differing[:9]}"
    return Contest(ours, other, 1)


def search(count: int) -> Contest:
    """The first fifty documents that the list finds by words, sight and direction asked too, over every register of the
    province, beside the bare full-text query. What the page then reads of its fifty rows is the list's affair.
    """
    from django.db import connection

    from bench.papers import TYPED, ensure_papers
    from soxa.documents.lists import PAGE, Asked, found
    from soxa.documents.search import asked
    from soxa.kernel.preferences import book_day
    from soxa.kernel.request_memo import held_request
    from soxa.org.models import Account
    from soxa.samples.province import AUDITOR_NAME

    ensure_papers(count)
    reader, today = Account.objects.get(username=AUDITOR_NAME), book_day()
    condition = "words @@ %s::tsquery" if connection.vendor == "postgresql" else "words MATCH %s"
    bare = f"SELECT rowid FROM documents_words WHERE {condition} ORDER BY rowid DESC LIMIT 50"

    def ours() -> list[list[int]]:
        with held_request():
            asked_for = [Asked.of({"q": words}) for words in TYPED]
            return [list(found(one, reader, today).values_list("pk", flat=True)[:PAGE]) for one in asked_for]

    def other() -> list[list[int]]:
        keys = []
        with connection.cursor() as cursor:
            for words in TYPED:
                cursor.execute(bare, [asked(words)])
                keys.append([key for (key,) in cursor.fetchall()])
        return keys

    expected = other()
    assert ours() == expected, "the list and the bare query find different documents"
    missed = [words for words, keys in zip(TYPED, expected, strict=True) if not keys]
    assert not missed, f"nothing found by {missed}"
    return Contest(ours, other, GETS)


def attendance() -> Contest:
    """Who came to the meetings of every cell in every month of a year, beside one hand-written scan of the rolls."""
    from bench.rolls import YEAR, Count, ensure_rolls
    from bench.rolls import by_hand as rolls_by_hand
    from soxa.kernel.figures import Moment, find, read_series
    from soxa.kernel.units.tree import tree
    from soxa.law.periods import Period

    ensure_rolls()
    moments = [Moment.over(Period.parse(f"{YEAR}-{month:02}")) for month in range(1, 13)]
    cells, figure = [node.id for node in tree().of_kind("cell", moments[0].on)], find("meetings.attendance")

    def ours() -> Count:
        found = {}
        for moment, readings in zip(moments, read_series([figure], moments, cells), strict=True):
            for (_code, unit), one in readings.items():
                found[unit, moment.on.month] = (one.part or 0, one.whole or 0)
        return found

    def told(count: Count) -> dict[tuple[str, int], tuple[int, int]]:
        return {(str(month), unit): sums for (unit, month), sums in count.items() if any(sums)}

    expected = told(rolls_by_hand())
    assert checksum(told(ours())) == checksum(expected), "attendance differs from hand-written SQL"
    return Contest(ours, rolls_by_hand, 1)


def glance() -> Contest:
    """What the page of the province reads of 1.5 million reported values, beside the same numbers by hand-written SQL."""
    from bench.glance import by_hand as glanced_by_hand
    from bench.glance import ensure_values
    from bench.glance import ours as glanced

    ensure_values()
    found, expected = glanced(), glanced_by_hand()
    for name, one, other in zip(("lights", "side by side", "lines"), found, expected, strict=True):
        assert one, f"nothing to glance at: {name}"
        assert one == other, f"{name} differ from hand-written SQL"
    return Contest(glanced, glanced_by_hand, 1)


def checksum(table: Table) -> str:
    """Of a table of (part, whole) by figure and unit."""
    from soxa.kernel.journal import digest

    return digest(sorted([code, unit, *counts] for (code, unit), counts in table.items()))
