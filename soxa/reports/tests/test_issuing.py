"""How a draft goes out: from which day, by whom, with which words."""

from datetime import date

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import CLERK, OFFICE_HEAD
from soxa.reports.flow import FLOW
from soxa.reports.models import Report
from soxa.reports.tests.test_freezing import ACTOR, SIGNED, TODAY, begun
from soxa.reports.tests.test_half_year import pdf_words, word_words
from soxa.reports.writing import issue_report, paper_of, rendered, write_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


@pytest.fixture
def draft() -> Report:
    return begun(tree().by_code("99901").id)


def test_a_day_before_the_cut_off_is_refused_and_leaves_nothing(draft):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="15/06/2026, sau ngày ban hành 14/06/2026"):
        issue_report(draft, ACTOR, signed_on=date(2026, 6, 14))
    draft.refresh_from_db()
    assert (draft.state, draft.notation, draft.content) == ("draft", "", "")
    assert Entry.objects.count() == entries


def test_only_who_may_issue_issues(draft):
    clerk = Actor("Lê Hải Yến", "Văn thư", None, None, CLERK)
    with pytest.raises(Refused):
        issue_report(draft, clerk, signed_on=SIGNED)
    assert (
        issue_report(draft, Actor("A", "B", None, None, OFFICE_HEAD), signed_on=SIGNED).notation == "68-BC/ĐU"
    )


def test_words_stand_where_they_were_written(draft):
    write_text(draft, "opening", "Sáu tháng đầu năm thuận lợi.\nCòn khó khăn về đất đai.", ACTOR)
    write_text(draft, "personnel", "bổ nhiệm 02 đồng chí.", ACTOR)
    gaps = {gap.key for gap in paper_of(draft, TODAY).gaps()}
    assert "opening" not in gaps and "strengths" in gaps
    issue_report(draft, ACTOR, signed_on=SIGNED)
    words = word_words(rendered(draft, ".docx", TODAY))
    assert "Sáu tháng đầu năm thuận lợi. Còn khó khăn về đất đai." in words
    assert "Quy hoạch, bổ nhiệm, luân chuyển: bổ nhiệm 02 đồng chí." in words
    assert "PHẦN THỨ HAI" in words  # of its own it holds the targets that need work
    assert "Không có nội dung báo cáo." in words.split("PHẦN THỨ HAI")[1]


def test_the_next_round_of_a_draft(draft):
    FLOW.take("redraft", draft, ACTOR)
    assert paper_of(draft, TODAY).draft == 2
    assert "DỰ THẢO LẦN 2" in pdf_words(rendered(draft, ".pdf", TODAY))
