"""Days, papers and votes of discipline and strike-off put right on the one page of corrections: order kept, ground kept, who may."""

from collections.abc import Iterator
from datetime import date

import pytest

from soxa.kernel.models import Entry, SealedCorrection
from soxa.party.discipline.models import Discipline
from soxa.party.flow import take as act
from soxa.party.striking import flow as striking
from soxa.party.striking.models import StrikeOff
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import head_of
from soxa.party.tests.test_discipline import opened, take, votes
from soxa.samples.demo_fixture import as_made, kept, settle, standing

WHY = "Quyết định gốc số 2"
OPEN = {"violation": "Vi phạm đất đai", "act_on": "06/05/2024", "opened_on": "02/03/2026", "source": "KL 3"}
DECIDED = {**OPEN, "level": "reprimand", "body": "cell", "decided_on": "10/04/2026", "decision": "QĐ 1", "announced_on": "15/04/2026"}  # fmt: skip
VOTE = {"on": "10/04/2026", "way": "secret", "present": "4", "ayes": "3", "paper": "NQ 8"}


@pytest.fixture
def put_right(at):
    """Answer the form of a row; what the page says when it is refused."""

    def answered(kind: str, row, /, **facts: str) -> str:
        answer = at("chanh").post(f"/dang-vien/dinh-chinh/{kind}/{row.pk}/", {"basis": WHY, **facts})
        assert answer.status_code in (302, 422), answer.status_code
        row.refresh_from_db() if type(row).objects.filter(pk=row.pk).exists() else None
        return "" if answer.status_code == 302 else answer.content.decode()

    return answered


def test_a_vote_put_right_takes_a_case_under_way_back_or_on(cast, head, put_right):
    case = opened(cast, head)
    take(case, head, "vote", **votes(date(2026, 4, 10), 3), level="reprimand")
    assert put_right("bieu-quyet-ky-luat", case.votes.get(), **{**VOTE, "ayes": "2"}) == ""
    case.refresh_from_db()
    assert case.state == "opened"
    assert put_right("bieu-quyet-ky-luat", case.votes.get(), struck="on") == ""
    assert not case.votes.exists()


@pytest.fixture(scope="module")
def standing_reprimand(standing_cast, django_db_blocker) -> Iterator[Discipline]:
    """Voted and decided by the cell on 10/4/2026, announced on 15/4; from here on it stands."""
    with standing(django_db_blocker):
        head = head_of(standing_cast)
        case = opened(standing_cast, head)
        take(case, head, "vote", **votes(date(2026, 4, 10), 3), level="reprimand")
        take(case, head, "decide", level="reprimand", body="cell", on=date(2026, 4, 10), paper="QĐ 1")
        take(case, head, "announce", on=date(2026, 4, 15))
        settle()
        yield kept(case)


@pytest.fixture
def reprimanded(standing_reprimand, cast) -> Discipline:
    """The case, in a copy of the test's own."""
    return as_made(standing_reprimand)


def test_the_day_announced_is_put_right_and_the_lapse_follows(reprimanded, put_right):
    assert put_right("ky-luat", reprimanded, **{**DECIDED, "announced_on": "16/04/2026"}) == ""
    assert (reprimanded.announced_on, reprimanded.in_force_until) == (date(2026, 4, 16), date(2027, 4, 16))
    told = Entry.objects.filter(flow="correction").latest("pk")
    assert (told.subject_kind, told.subject_key) == ("discipline", str(reprimanded.pk))
    assert "đất đai" not in str(told.facts) and SealedCorrection.objects.filter(entry=told).exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"decided_on": "09/04/2026"}, "trước ngày chi bộ biểu quyết 10/04/2026"),
        ({"announced_on": "09/04/2026"}, "trước ngày quyết định 10/04/2026"),
        ({"opened_on": "11/04/2026"}, "trước ngày bắt đầu xem xét 11/04/2026"),
        ({"act_on": "03/03/2026"}, "trước ngày vi phạm 03/03/2026"),
        ({"act_on": "09/04/2021"}, "hết thời hiệu"),
        ({"announced_on": "21/11/2026"}, "chưa đến"),
        ({"decided_on": "10/04/1926"}, "xem lại năm"),
        ({"level": "expulsion", "body": "standing"}, "giải quyết khiếu nại"),
        ({"level": "warning"}, "chưa biểu quyết đủ số tán thành"),
        ({"basis": ""}, "field wrong"),
    ],
)
def test_an_order_or_a_ground_that_is_lost_is_refused_in_words(reprimanded, put_right, facts, words):
    before = Entry.objects.count()
    assert words.lower() in put_right("ky-luat", reprimanded, **{**DECIDED, **facts}).lower()
    assert Entry.objects.count() == before


def test_a_vote_is_counted_anew_and_carries_what_rests_on_it(reprimanded, put_right):
    vote = reprimanded.votes.get()
    assert "không còn đủ số tán thành" in put_right("bieu-quyet-ky-luat", vote, **{**VOTE, "ayes": "2"})
    assert "trước ngày chi bộ biểu quyết" in put_right(
        "bieu-quyet-ky-luat", vote, **{**VOTE, "on": "11/04/2026"}
    )
    assert put_right("bieu-quyet-ky-luat", vote, **{**VOTE, "ayes": "4", "paper": "NQ 9"}) == ""
    assert (vote.ayes, vote.needed, vote.passed, vote.paper) == (4, 3, True, "NQ 9")


def test_a_case_that_never_was_is_taken_out_with_its_votes(reprimanded, put_right):
    assert put_right("ky-luat", reprimanded, struck="on") == ""
    assert not Discipline.objects.exists()
    assert Entry.objects.filter(flow="correction", step="strike").count() == 2


def struck_off(cast, head) -> StrikeOff:
    facts = {"ground": "card", "on": date(2026, 8, 4), "source": "BB 1", "detail": ""}
    case = striking.begin(cast.members["an"], head, today=TODAY, facts=facts)
    for name, given in (
        ("vote", votes(date(2026, 9, 3), 3)),
        ("decide", {"on": date(2026, 9, 21), "paper": "QĐ 9"}),
    ):
        striking.step(name, case, head, today=TODAY, facts=given)
    case.refresh_from_db()
    return case


def test_the_day_of_a_strike_off_is_that_of_the_record(cast, head, put_right):
    case = struck_off(cast, head)
    typed = {"ground": "card", "raised_on": "04/08/2026", "source": "BB 1", "decision": "QĐ 9", "decided_on": "22/09/2026"}  # fmt: skip
    assert "đính chính ngày vào, ra ở hồ sơ trước" in put_right("xoa-ten", case, **typed)
    home = cast.members["an"].memberships.get()
    right = {"edge": f"until:{home.pk}", "on": date(2026, 9, 22), "paper": "QĐ 9", "consent": "CV 1"}
    act("correct_day", cast.members["an"], head, today=TODAY, facts=right)
    assert put_right("xoa-ten", case, **typed) == ""
    assert case.decided_on == date(2026, 9, 22)
    assert "không còn đủ" in put_right(
        "bieu-quyet-xoa-ten", case.votes.get(), **{**VOTE, "on": "03/09/2026", "ayes": "2"}
    )
    assert "phục hồi đảng tịch" in put_right("xoa-ten", case, struck="on")


def test_who_puts_a_case_right(reprimanded, at):
    address = f"/dang-vien/dinh-chinh/ky-luat/{reprimanded.pk}/"
    shown = at("chanh").get(address).content.decode()
    assert 'value="15/04/2026"' in shown and "complained_on" not in shown
    assert at("khac").get(address).status_code == 404
    assert at("buong").get(address).status_code == 403
    assert "dinh-chinh/ky-luat" in at("chanh").get(f"/dang-vien/ky-luat/{reprimanded.pk}/").content.decode()
