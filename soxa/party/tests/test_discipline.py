"""Discipline and strike-off: levels, limitation and lapse by their boundary days, votes, and who may do and see what."""

from datetime import date
from itertools import product

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, read
from soxa.kernel.figures.moment import Moment
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.periods import Period
from soxa.org.models import Office
from soxa.org.roles import AUDITOR, CELL_SECRETARY, CLERK, INSPECTOR, OFFICE_HEAD, ORGANISER
from soxa.party.discipline import flow
from soxa.party.discipline.flow import LIFE as DISCIPLINE
from soxa.party.discipline.models import Discipline
from soxa.party.discipline.rules import in_force_until, levels_for, limitation_ends
from soxa.party.standing import life_of
from soxa.party.striking.flow import LIFE as STRIKING
from soxa.party.striking.models import StrikeOff
from soxa.party.striking.rules import months_say
from soxa.party.tests.cast import TODAY


def office(role) -> Actor:
    return Actor("Người thử", "chức vụ thử", None, None, role)


# --- the rules ---


@pytest.mark.parametrize(
    ("official", "post", "levels"),
    [
        (True, True, ("reprimand", "warning", "removal", "expulsion")),
        (True, False, ("reprimand", "warning", "expulsion")),
        (False, False, ("reprimand", "warning")),
        (False, True, ("reprimand", "warning")),
    ],
)
def test_levels_by_standing(official, post, levels):
    assert levels_for(official=official, holds_post=post) == levels


@pytest.mark.parametrize(
    ("level", "never", "ends"),
    [
        ("reprimand", False, date(2026, 2, 28)),  # five years after 29/2 of a leap year
        ("warning", False, date(2031, 2, 28)),
        ("removal", False, date(2031, 2, 28)),
        ("expulsion", False, None),
        ("reprimand", True, None),
    ],
)
def test_time_runs_out_by_level(level, never, ends):
    act = date(2021, 2, 28) if level != "expulsion" else date(1999, 1, 1)
    assert limitation_ends(act, level, TODAY, never=never) == ends


def test_a_decision_lapses_after_twelve_months():
    assert in_force_until(date(2026, 2, 6), "reprimand") == date(2027, 2, 6)
    assert in_force_until(date(2024, 2, 29), "warning") == date(2025, 2, 28)
    assert in_force_until(date(2026, 2, 6), "expulsion") is None


@pytest.mark.parametrize(("months", "says"), [(0, ""), (1, ""), (2, "soon"), (3, "reached"), (4, "reached")])
def test_three_months_of_a_year(months, says):
    assert months_say(months, TODAY) == says


# --- the life, against a table written by hand ---

ALLOWED = {
    ("opened", "vote"), ("opened", "vote_short"), ("opened", "decide"), ("opened", "drop"), ("voted", "decide"),
    ("voted", "drop"), ("decided", "announce"), ("announced", "complain"),
    ("opened", "defer"), ("voted", "defer"),
}  # fmt: skip
STRIKE_ALLOWED = {("raised", "vote"), ("raised", "vote_short"), ("raised", "drop"), ("voted", "drop"), ("voted", "decide")}  # fmt: skip
WRITERS = (OFFICE_HEAD, ORGANISER, INSPECTOR)


class Nobody:
    """A case that is in no database: no complaint, no vote, no ruling."""

    complained_on, outcome, ruling, raised_on = None, "", "", TODAY

    def __init__(self, state: str) -> None:
        self.state, self.votes, self.deferrals = state, self, self

    def get_state_display(self) -> str:
        return self.state

    def filter(self, **asked: object) -> "Nobody":
        return self

    def count(self) -> int:
        return 0


@pytest.mark.parametrize("role", [*WRITERS, AUDITOR, CELL_SECRETARY, CLERK], ids=lambda role: role.code)
def test_life(role):
    for life, states, table in (
        (DISCIPLINE, Discipline.STATES, ALLOWED),
        (STRIKING, StrikeOff.STATES, STRIKE_ALLOWED),
    ):
        for (state, _title), name in product(states, life.steps):
            if (state, name) == ("decided", "drop"):
                continue  # asks for the member: in test_gone_cases
            allowed = life.steps[name].refusal(Nobody(state), office(role)) == ""
            assert allowed is ((state, name) in table and role in WRITERS), (state, name)


# --- in the book ---


def opened(cast, head, key="an", **facts) -> Discipline:
    given = {
        "violation": "Vi phạm quy định về đất đai", "act_on": date(2024, 5, 6), "never_lapses": False,
        "on": date(2026, 3, 2), "source": "Kết luận 03-KL/UBKT", **facts,
    }  # fmt: skip
    return flow.begin(cast.members[key], head, today=TODAY, facts=given)


def take(case, head, name, **facts):
    entry = flow.step(name, case, head, today=TODAY, facts=facts)
    case.refresh_from_db()
    return entry


def refused(words, case, head, name, **facts):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        flow.step(name, case, head, today=TODAY, facts=facts)
    assert Entry.objects.count() == before


def votes(on, ayes, present=4, **facts):
    return {"on": on, "way": "secret", "present": present, "ayes": ayes, "noes": present - ayes, "blank": 0, "paper": "NQ 8", **facts}  # fmt: skip


def test_from_the_cells_vote_to_the_lapse(cast, head):
    case = opened(cast, head)
    take(case, head, "vote", **votes(date(2026, 4, 3), 2), level="reprimand")
    assert (case.state, case.votes.get().needed, case.votes.get().passed) == (
        "opened",
        3,
        False,
    )  # over half of four
    refused("chưa biểu quyết đủ", case, head, "decide", level="reprimand", body="cell", on=date(2026, 4, 3), paper="QĐ 1")  # fmt: skip
    take(case, head, "vote", **votes(date(2026, 4, 10), 3), level="reprimand")
    refused("trước ngày bắt đầu xem xét", case, head, "decide", level="reprimand", body="cell", on=date(2026, 3, 1), paper="QĐ 1")  # fmt: skip
    take(case, head, "decide", level="reprimand", body="cell", on=date(2026, 4, 10), paper="QĐ 1")
    refused("trước ngày quyết định", case, head, "announce", on=date(2026, 4, 9))
    take(case, head, "announce", on=date(2026, 4, 15))
    assert (case.state, case.announced_on, case.in_force_until) == (
        "announced",
        date(2026, 4, 15),
        date(2027, 4, 15),
    )
    assert Entry.objects.filter(flow="discipline", facts__icontains="đất đai").count() == 0


def test_a_cell_decides_the_two_mild_levels_alone(cast, head):
    case = opened(cast, head)
    take(case, head, "vote", **votes(date(2026, 4, 10), 3), level="expulsion")
    assert case.votes.get().needed == 3  # two thirds of four
    refused("hình thức khai trừ do Ủy ban Kiểm tra", case, head, "decide", level="expulsion", body="cell", on=date(2026, 4, 10), paper="QĐ 1")  # fmt: skip
    take(case, head, "decide", level="expulsion", body="standing", on=date(2026, 5, 4), paper="QĐ 2-QĐ/ĐU")
    take(case, head, "announce", on=date(2026, 5, 8))
    assert life_of(cast.members["an"], TODAY).standing == "expelled"
    assert life_of(cast.members["an"], TODAY).homes[0].until == date(2026, 5, 8)
    assert case.in_force_until is None


def test_only_a_post_is_removed_and_a_probationary_member_has_two_levels(cast, head):
    case = opened(cast, head)
    removal = {"level": "removal", "body": "standing", "on": date(2026, 5, 4), "paper": "QĐ 2"}
    refused("chỉ có khiển trách, cảnh cáo, khai trừ", case, head, "decide", **removal)
    post = Office.objects.create(
        person=cast.members["an"].person, unit=cast.units["ben_da"], title="Chi ủy viên", since=date(2025, 1, 1)
    )  # fmt: skip
    take(case, head, "decide", **removal, posts=[post.pk])
    young = opened(cast, head, "moi", act_on=date(2026, 2, 1))
    refused(
        "chỉ có khiển trách, cảnh cáo",
        young,
        head,
        "decide",
        level="expulsion",
        body="standing",
        on=date(2026, 5, 4),
        paper="QĐ",
    )


def test_the_time_limit_is_counted_from_the_act(cast, head):
    decision = {"body": "inspectors", "on": date(2026, 5, 5), "paper": "QĐ 4-QĐ/UBKT"}
    case = opened(cast, head, act_on=date(2021, 5, 4))
    refused("hết thời hiệu", case, head, "decide", level="reprimand", **decision)
    take(case, head, "decide", level="warning", **decision)
    on_the_day = opened(cast, head, "sac", act_on=date(2021, 5, 5))
    take(on_the_day, head, "decide", level="reprimand", **decision)
    never = opened(cast, head, "dang", act_on=date(2010, 5, 5), never_lapses=True)
    take(never, head, "decide", level="reprimand", **decision)


def test_one_violation_has_one_case(cast, head):
    case = opened(cast, head)
    with pytest.raises(Refused, match="chỉ xử lý một lần"):
        opened(cast, head)
    take(case, head, "drop", on=date(2026, 4, 1), reason="Không có vi phạm")
    assert opened(cast, head).pk
    with pytest.raises(Refused, match="trước ngày vi phạm"):
        opened(cast, head, "sac", act_on=date(2026, 3, 3))


def test_a_complaint_has_thirty_days(cast, head):
    """Announced on Wednesday 15/4/2026: the thirtieth day is Friday 15/5."""
    case = opened(cast, head)
    take(case, head, "decide", level="warning", body="standing", on=date(2026, 4, 10), paper="QĐ 1")
    take(case, head, "announce", on=date(2026, 4, 15))
    refused("Hết hạn khiếu nại từ sau ngày 15/05/2026", case, head, "complain", on=date(2026, 5, 16))
    take(case, head, "complain", on=date(2026, 5, 15))
    take(case, head, "settle", on=date(2026, 7, 1), outcome="annulled", paper="QĐ 9")
    assert case.annulled_on == date(2026, 7, 1)


def figure(code, key, cast):
    return read(FIGURES[code], Moment.over(Period.parse(key)), cast.units["upper"].pk).text


def test_the_figure_counts_what_was_announced(cast, head):
    for key, level in (("an", "reprimand"), ("sac", "warning")):
        case = opened(cast, head, key)
        take(case, head, "decide", level=level, body="standing", on=date(2026, 4, 10), paper="QĐ")
        take(case, head, "announce", on=date(2026, 6, 30))
    opened(cast, head, "dang")
    assert figure("party.disciplined", "2026-H1", cast) == "2"
    assert figure("party.disciplined_reprimand", "2026-H1", cast) == "1"
    assert figure("party.disciplined", "2026-H2", cast) == "0"


# --- strike-off ---
