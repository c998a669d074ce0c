"""How a draft goes out: from which day, by whom, with which words, over which rows."""

from datetime import date

import pytest

from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, Moment
from soxa.kernel.figures.row_sets import RowSet
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.law.periods import Period
from soxa.org.roles import CLERK, OFFICE_HEAD
from soxa.reports.flow import FLOW, counted_tables
from soxa.reports.models import Report
from soxa.reports.tests.half_year import ACTOR, SIGNED, TODAY, begun, without_marks, word_words
from soxa.reports.writing import issue_report, paper_of, rendered, write_text
from soxa.steering.works.models import Contribution
from soxa.values.row_sets import Freezer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


@pytest.fixture
def draft(commune: int) -> Report:
    return begun(commune)


def test_a_day_before_the_cut_off_is_refused_and_leaves_nothing(draft):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="15/06/2026, sau ngày ban hành 14/06/2026"):
        issue_report(draft, ACTOR, signed_on=date(2026, 6, 14))
    draft.refresh_from_db()
    assert (draft.state, draft.notation, draft.content) == ("draft", "", "")
    assert Entry.objects.count() == entries


def test_who_may_issues_with_the_words_where_they_were_written(draft):
    clerk = Actor("Lê Hải Yến", "Văn thư", None, None, CLERK)
    with pytest.raises(Refused):
        issue_report(draft, clerk, signed_on=SIGNED)
    write_text(draft, "opening", "Sáu tháng đầu năm thuận lợi.\nCòn khó khăn về đất đai.", ACTOR)
    write_text(draft, "personnel", "bổ nhiệm 02 đồng chí.", ACTOR)
    gaps = {gap.key for gap in paper_of(draft, TODAY).gaps()}
    assert "opening" not in gaps and "strengths" in gaps
    issue_report(draft, Actor("A", "B", None, None, OFFICE_HEAD), signed_on=SIGNED)
    assert draft.notation == "68-BC/ĐU"
    words = word_words(rendered(draft, ".docx", TODAY))
    assert "Sáu tháng đầu năm thuận lợi. Còn khó khăn về đất đai." in words
    assert "Quy hoạch, bổ nhiệm, luân chuyển: bổ nhiệm 02 đồng chí." in words
    assert "PHẦN THỨ HAI" in words  # of its own it holds the targets that need work
    assert "Không có nội dung báo cáo." in words.split("PHẦN THỨ HAI")[1]


def test_the_next_round_of_a_draft(draft):
    FLOW.take("redraft", draft, ACTOR)
    assert paper_of(draft, TODAY).draft == 2
    assert "DỰ THẢO LẦN 2" in without_marks(rendered(draft, ".html", TODAY).decode())


def test_every_domain_whose_figures_are_read_is_held_still():
    # the domains that declare figures, by where their rows are kept
    counting = {figure.source.rows().model._meta.app_label for figure in FIGURES.values()}
    held = {model._meta.app_label for model in counted_tables()}
    assert counting <= held


def test_a_sum_keeps_the_rows_it_added_up_and_not_those_of_its_neighbour(commune: int) -> None:
    """Land, labour and money stand in one table; the demo commune has three gifts of land among them."""
    moment, codes = Moment.over(Period.parse("2026-H1")), ("land", "labour", "money")
    freezer, keys = Freezer(commune), {}
    for name in codes:
        held = freezer.hold(f"works.contributed_{name}", moment)
        assert held.rows == held.part_rows
        keys[name] = set(RowSet.read(files.fetch(held.rows)).rows)
        assert keys[name] == set(
            Contribution.objects.filter(pk__in=keys[name], kind=name).values_list("pk", flat=True)
        )
    assert len(keys["land"]) == 3
    assert not keys["land"] & keys["labour"] and not keys["labour"] & keys["money"]
