"""A new violation keeps the decision before it in force and lets the time limit of an older one run anew: boundary days by hand."""

from datetime import date

import pytest

from soxa.party.discipline.force import force_of, last_for
from soxa.party.discipline.lists import light_of
from soxa.party.discipline.models import Discipline
from soxa.party.discipline.rules import kept_until, limitation_begins
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_discipline import opened, refused, take

HOME = "/dang-vien/ky-luat/"


@pytest.mark.parametrize(
    ("after", "until"),
    [
        ([], date(2026, 10, 2)),
        ([(date(2026, 3, 1), date(2027, 4, 2))], date(2027, 4, 2)),
        ([(date(2026, 10, 1), date(2027, 12, 2))], date(2027, 12, 2)),  # the last day in force
        ([(date(2026, 10, 2), date(2027, 12, 2))], date(2026, 10, 2)),  # the day of the lapse
        # the second keeps the first, the third came while it was kept
        ([(date(2027, 1, 5), date(2028, 3, 1)), (date(2026, 3, 1), date(2027, 4, 2))], date(2028, 3, 1)),
    ],
)
def test_a_decision_is_kept_until_the_next_ones_lapse(after, until):
    """Announced on 2/10/2025: by itself in force until 2/10/2026."""
    assert kept_until(date(2026, 10, 2), after)[0] == until


@pytest.mark.parametrize(
    ("newer", "begins"),
    [
        ([], date(2019, 5, 6)),
        ([date(2024, 5, 6)], date(2024, 5, 6)),  # the last day of the five years
        ([date(2024, 5, 7)], date(2019, 5, 6)),
        ([date(2026, 1, 1), date(2022, 1, 1)], date(2026, 1, 1)),  # each inside the limit of the one before
    ],
)
def test_time_runs_anew_from_a_violation_inside_the_limit(newer, begins):
    assert limitation_begins(date(2019, 5, 6), newer, "reprimand", TODAY) == begins


def announced(cast, head, act_on, level, began, decided) -> Discipline:
    case = opened(cast, head, act_on=act_on, on=began)
    take(case, head, "decide", level=level, body="standing", on=decided, paper="QĐ")
    take(case, head, "announce", on=decided)
    return case


@pytest.fixture
def first(cast, head) -> Discipline:
    return announced(cast, head, date(2025, 8, 1), "reprimand", date(2025, 9, 1), date(2025, 10, 2))


def test_the_pages_say_that_the_first_is_kept_by_the_second(cast, head, at, first):
    assert light_of(first, TODAY) == ("good", "hết hiệu lực từ 02/10/2026")
    second = announced(cast, head, date(2026, 3, 1), "warning", date(2026, 3, 10), date(2026, 4, 2))
    first.member.refresh_from_db()
    assert light_of(first, TODAY) == ("warn", "có hiệu lực đến hết 01/04/2027")
    browser = at("chanh")
    page = browser.get(f"{HOME}{first.pk}/").content.decode()
    assert (
        "Có vi phạm mới ngày 01/03/2026" in page and "đến hết 01/04/2027" in page and "02/10/2026" not in page
    )
    assert "hết hiệu lực từ" not in browser.get(HOME).content.decode()
    assert force_of(second).until == date(2027, 4, 2)
    take(second, head, "complain", on=date(2026, 4, 10))
    take(second, head, "settle", on=date(2026, 6, 1), outcome="annulled", paper="QĐ 9")
    assert light_of(first, TODAY)[0] == "good"


def test_while_the_new_violation_is_considered_the_book_does_not_say_that_it_lapsed(cast, head, at, first):
    opened(cast, head, act_on=date(2026, 3, 1), on=date(2026, 3, 10))
    assert light_of(first, TODAY) == ("warn", "chờ kết luận vi phạm mới")
    assert (
        "Đang xem xét vi phạm mới ngày 01/03/2026" in at("chanh").get(f"{HOME}{first.pk}/").content.decode()
    )


def test_an_older_violation_found_later_keeps_nothing(cast, head, first):
    announced(cast, head, date(2025, 10, 1), "warning", date(2026, 3, 10), date(2026, 4, 2))
    assert light_of(first, TODAY)[0] == "good"


def test_an_old_violation_is_judged_while_a_new_one_lets_time_run(cast, head, at):
    """Of 6/5/2019: time for a reprimand ran out on 6/5/2024 – but a new violation came on that very day."""
    old = opened(cast, head, act_on=date(2019, 5, 6))
    decision = {"level": "reprimand", "body": "standing", "on": date(2026, 5, 4), "paper": "QĐ"}
    refused("hết thời hiệu", old, head, "decide", **decision)
    opened(cast, head, act_on=date(2024, 5, 6))
    old = Discipline.objects.get(pk=old.pk)
    assert last_for(old, "reprimand", TODAY) == date(2029, 5, 6)
    assert "Thời hiệu tính lại từ ngày 06/05/2024" in at("chanh").get(f"{HOME}{old.pk}/").content.decode()
    take(old, head, "decide", **decision)
