"""The board of quality by hand: a month with both scores, the year as the mean of its months, who sees which, what waits."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import queries, words
from soxa.desk.waiting_quality import scores
from soxa.kernel.paper.tests.reading import pdf_text
from soxa.kernel.preferences import put
from soxa.meetings.models import Meeting
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.quality.discipline import POOR_IF
from soxa.meetings.quality.models import Score, ScoreSheet
from soxa.meetings.tests.test_quality_figures import disciplined, met
from soxa.org.models import Office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def scored(meeting, side, total, level, **days):
    return Score.objects.create(
        meeting=meeting, unit=meeting.unit, month=meeting.month, side=side, total=Decimal(total), level=level,
        sheet=ScoreSheet.objects.get(kind="cell", unit=None), scored_on=meeting.held_on, since=meeting.held_on, **days,
    )  # fmt: skip


@pytest.fixture
def book(cast):
    """Bến Đá: September 88, October 90 by itself and 84.5 by its follower, November not scored; the school: October 95."""
    ensure_sheets()
    own, school = cast.units["ben_da"], cast.units["school"]
    scored(met(own, 9, closed_on=date(2026, 9, 3)), Score.SELF, "88", "fair")
    october = met(own, 10, closed_on=date(2026, 10, 3))
    scored(october, Score.SELF, "90", "good", until=date(2026, 10, 3))
    scored(october, Score.FOLLOWER, "84.5", "fair")
    met(own, 11, closed_on=date(2026, 11, 3))
    scored(met(school, 10, closed_on=date(2026, 10, 3)), Score.SELF, "95", "good")
    return cast


def test_a_month_with_both_scores(book, at):
    shown = words(at("chanh").get(reverse("meeting_quality") + "?thang=2026-10"))
    assert "Tốt 1 · Khá 1 · Trung bình 0 · Kém 0 · Chưa chấm 0" in shown
    assert "Bến Đá Khá 03/10/2026 90 84,5 −5,5" in shown
    assert "Trường THCS Khe Trên Tốt 03/10/2026 95 – –" in shown
    shown = words(at("chanh").get(reverse("meeting_quality") + "?thang=2026-10&loai=good"))
    assert "90 84,5" not in shown


def test_a_year_is_the_mean_of_the_scores_that_decide(book, at):
    """(88 + 84.5) / 2 = 86.25 is fair; 95 is good."""
    shown = words(at("chanh").get(reverse("meeting_quality_year") + "?nam=2026"))
    assert "Bến Đá Khá 86,25 0 2 0 0" in shown
    assert "Trường THCS Khe Trên Tốt 95 1 0 0 0" in shown


def test_a_year_with_discipline_is_poor_where_the_rule_is_on(book, at, head):
    disciplined(book, "an", date(2026, 9, 30))
    address = reverse("meeting_quality_year") + "?nam=2026"
    assert "Bến Đá Khá 86,25 0 2 0 0" in words(at("chanh").get(address))
    put(POOR_IF, value=True, since=date(2026, 1, 1), actor=head)
    assert "Bến Đá Kém theo quy định về kỷ luật 86,25 0 1 0 1" in words(at("chanh").get(address))
    september = words(at("chanh").get(reverse("meeting_quality") + "?thang=2026-09"))
    assert "Bến Đá Kém theo quy định về kỷ luật" in september


def test_a_cell_secretary_sees_the_own_cell_only(book, at):
    client = at("buong")
    own = reverse("cell_quality", args=["99801.01"])
    assert client.get(reverse("meeting_quality")).url == own
    shown = words(client.get(own))
    assert "Bình quân 86,25 điểm" in shown
    assert "Sinh hoạt chi bộ tháng 11/2026 Chưa chấm" in shown
    assert client.get(reverse("cell_quality", args=["99801.02"])).status_code == 404
    assert "Trường THCS" not in words(client.get(reverse("meeting_quality_year")))


@pytest.mark.parametrize(("login", "status"), [("nhung", 200), ("khac", 404), ("ubnd", 403), ("la", 403)])
def test_who_opens_the_year_of_a_cell(book, at, login, status):
    assert at(login).get(reverse("cell_quality", args=["99801.01"])).status_code == status


def test_pages_ask_as_much_of_more_cells(book, at):
    client = at("chanh")
    addresses = [reverse("meeting_quality") + "?thang=2026-10", reverse("meeting_quality_year") + "?nam=2026"]
    before = [queries(client, address) for address in addresses]
    later = met(book.units["school"], 11)
    scored(later, Score.SELF, "70", "fair")
    Meeting.objects.filter(pk=later.pk).moved(
        later.entry or _entry(), month=date(2026, 10, 1), kind="cell_theme"
    )
    assert [queries(client, address) for address in addresses] == before


def _entry():
    from soxa.kernel.access import machine
    from soxa.kernel.journal import write

    return write(machine("thử"), "meeting", "moved", subject=("unit", "1"), facts={}, unit_id=None)


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_month_and_the_year_leave_as_files(book, at, ending):
    address = reverse("meeting_quality_file", args=[ending])
    for asked in ("?thang=2026-10", "?nam=2026"):
        answer = at("chanh").get(address + asked)
        assert answer.status_code == 200
        assert len(answer.content) > 1000
    assert at("chanh").get(reverse("meeting_quality_file", args=["csv"])).status_code == 404


def test_a_file_holds_the_rows_that_are_shown(book, at):
    """In October the school's meeting alone is good."""
    address = reverse("meeting_quality_file", args=["pdf"]) + "?thang=2026-10"
    assert "Bến Đá" in pdf_text(at("chanh").get(address).content)
    kept = pdf_text(at("chanh").get(address + "&loai=good").content)
    assert "Trường" in kept and "Bến Đá" not in kept


def test_what_waits_to_be_scored(book, cast):
    """The secretary: November. The follower of Bến Đá: November and, of the sixty days, October is scored; the school is not his."""
    cast.office("theo", "committee_member", "ben_da", "Đảng ủy viên theo dõi chi bộ")
    row = Office.objects.get(person__full_name="Người theo")
    row.code, row.since = "cell_follower", date(2026, 11, 3)
    row.save()
    told = [one.title for one in scores(cast.accounts["buong"], TODAY)]
    assert told == ["Chấm điểm: Sinh hoạt chi bộ tháng 11/2026"]
    told = [one.address for one in scores(cast.accounts["theo"], TODAY)]
    november = Meeting.objects.get(unit=cast.units["ben_da"], month=date(2026, 11, 1))
    assert told == [reverse("meeting_score", args=[november.pk, "theo-doi"])]
    # held on 3 November: on 1 January it is the fifty-ninth day after, on the 2nd it is no longer told
    assert len(scores(cast.accounts["theo"], date(2027, 1, 1))) == 1
    assert scores(cast.accounts["theo"], date(2027, 1, 2)) == []
    assert scores(cast.accounts["chanh"], TODAY) == []
    row.since = date(2026, 11, 4)
    row.save()
    assert scores(cast.accounts["theo"], TODAY) == []
