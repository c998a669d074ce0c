"""Answers on a cell hold from their day: a past day is judged by what was said then; a part of a split keeps what the whole was."""

import re
from datetime import date, timedelta

import pytest

from soxa.desk.unit_split import SplitWish, perform
from soxa.kernel.flow import Refused
from soxa.kernel.preferences import put
from soxa.kernel.units.tree import tree
from soxa.party import cells
from soxa.party.answers import set_cell
from soxa.party.models import Cell, Membership, PastAnswers
from soxa.party.tests.cast import TODAY

YES = {"grassroots": True}
MAY = date(2026, 5, 4)


@pytest.fixture
def cell(cast) -> Cell:
    found = Cell.objects.get(unit=cast.units["ben_da"])
    found.grassroots, found.above_limit_consent = None, ""
    found.save()
    return found


def titles(cell: Cell, on: date) -> list[str]:
    (row,) = cells.rows_of([Cell.objects.get(pk=cell.pk)], on)
    return [one.title for one in row.findings]


def test_an_answer_holds_from_its_day(cell, head):
    set_cell(cell, head, today=TODAY, step="grassroots", facts=YES | {"on": MAY})
    assert "Chưa trả lời" in titles(cell, MAY - timedelta(days=1))
    assert "Chưa trả lời" not in titles(cell, MAY)
    set_cell(cell, head, today=TODAY, step="grassroots", facts={"grassroots": False})
    for day, said in (
        (MAY - timedelta(days=1), None),
        (MAY, True),
        (TODAY - timedelta(days=1), True),
        (TODAY, False),
    ):
        (row,) = cells.rows_of([Cell.objects.get(pk=cell.pk)], day)
        assert row.answers.grassroots is said
    set_cell(cell, head, today=TODAY, step="grassroots", facts=YES)  # the same day: put right, no spell more
    assert PastAnswers.objects.count() == 2


@pytest.mark.parametrize(
    ("on", "words"), [(TODAY + timedelta(days=1), "chưa đến"), (MAY - timedelta(days=1), "từ ngày nào")]
)
def test_an_answer_of_no_such_day_is_refused(cell, head, on, words):
    set_cell(cell, head, today=TODAY, step="grassroots", facts=YES | {"on": MAY})
    with pytest.raises(Refused, match=words):
        set_cell(cell, head, today=TODAY, step="grassroots", facts={"grassroots": False, "on": on})
    assert PastAnswers.objects.count() == 1


def test_the_page_takes_the_day(at, cell):
    address = "/chi-bo/99801.01/to-chuc-co-so/"
    answer = at("chanh").post(address, {"grassroots": "yes", "on": "04/05/2026"})
    assert answer.status_code == 302
    assert PastAnswers.objects.get().until == MAY
    ids = re.findall(r' id="([^"]+)"', at("chanh").get("/chi-bo/99801.01/").content.decode())
    assert len(ids) == len(set(ids))  # three questions ask for a day on one page


def test_a_large_grassroots_cell_is_asked_where_the_commune_asks_it(cast, cell, head, monkeypatch):
    monkeypatch.setattr(cells, "_counts", lambda units, on: {cell.unit_id: (31, 0, 0, 0)})
    asked = "Cần cấp trên đồng ý"
    assert asked in titles(cell, TODAY)
    set_cell(cell, head, today=TODAY, step="grassroots", facts=YES)
    assert asked not in titles(cell, TODAY)
    put(cells.CONSENT_OF_GRASSROOTS, True, since=MAY, actor=head)
    assert asked in titles(cell, TODAY)


def test_the_parts_of_a_split_keep_branch_and_answer_but_no_consent(cast, cell, head):
    cell.kind, cell.branch, cell.grassroots, cell.above_limit_consent = "agency", "people", True, "CV 7"
    cell.save()
    here = Membership.objects.home().filter(unit=cell.unit, until__gt=TODAY).order_by("pk")
    keys = list(here.values_list("pk", flat=True))
    goes = {key: 1 + (place >= 3) for place, key in enumerate(keys)}
    node = tree().nodes[cell.unit_id]
    parts = (("99801.91", "Chi bộ một"), ("99801.92", "Chi bộ hai"))
    made = perform(SplitWish(node, TODAY, "QĐ 1", parts, goes, 1), head)
    for one in Cell.objects.filter(unit__in=made):
        assert (one.kind, one.branch, one.grassroots, one.above_limit_consent) == (
            "agency",
            "people",
            True,
            "",
        )
