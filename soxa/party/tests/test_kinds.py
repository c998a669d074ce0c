"""Kinds of cells over time: changed from a day, the former kept; put right without one; counted as they were."""

from datetime import date

import pytest

from soxa.desk.journal_words import facts as told
from soxa.kernel.figures import FIGURES, Moment, row_filter
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.party.cells import history, rows_of
from soxa.party.kinds import change_kind, past_of
from soxa.party.models import PastKind

TODAY = date(2026, 11, 20)
FACTS = {"kind": "agency", "branch": "people", "on": date(2026, 3, 1), "paper": "QĐ 12"}


def counted(cast, kind: str, on: date) -> int:
    rows = row_filter(FIGURES[f"party.cells_{kind}"], Moment.at(on), cast.units["upper"].pk, part="counted")
    return rows.count()


def kind(cast, on: date) -> str:
    cast.cells["school"].refresh_from_db()
    return rows_of([cast.cells["school"]], on)[0].kind


def test_another_kind_from_a_day_and_the_former_before_it(cast, head):
    entry = change_kind(cast.cells["school"], head, today=TODAY, facts=FACTS)
    assert kind(cast, date(2026, 2, 28)) == "trường học"
    assert kind(cast, date(2026, 3, 1)) == "cơ quan (cơ quan HĐND, UBND)"
    assert [counted(cast, "school", on) for on in (date(2026, 2, 28), date(2026, 3, 1))] == [1, 0]
    assert [counted(cast, "agency", on) for on in (date(2026, 2, 28), date(2026, 3, 1))] == [0, 1]
    assert ("Loại", "cơ quan") in told(entry)
    assert ("Trước đó", "trường học") in told(entry)
    school = cast.cells["school"]
    lines = [(one.what, one.when) for one in history(school, past_of(school)) if "Loại" in one.what]
    assert lines == [
        ("Loại: cơ quan (cơ quan HĐND, UBND)", "từ 01/03/2026"),
        ("Loại: trường học", "từ khi lập sổ đến trước 01/03/2026"),
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": date(2026, 11, 21)}, "không sau hôm nay"),
        ({"on": date(1, 1, 1)}, "phải sau ngày"),
        ({"kind": "school", "branch": ""}, "Không có gì thay đổi"),
        ({"kind": "school", "branch": "", "on": None}, "Không có gì thay đổi"),
    ],
)
def test_what_may_not_be_is_refused(cast, head, changed, words):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        change_kind(cast.cells["school"], head, today=TODAY, facts={**FACTS, **changed})
    assert (Entry.objects.count(), PastKind.objects.count()) == (before, 0)


def test_a_second_change_comes_after_the_first(cast, head):
    change_kind(cast.cells["school"], head, today=TODAY, facts=FACTS)
    with pytest.raises(Refused, match="phải sau ngày 01/03/2026"):
        change_kind(cast.cells["school"], head, today=TODAY, facts={**FACTS, "kind": "other", "branch": ""})
    change_kind(
        cast.cells["school"], head, today=TODAY,
        facts={"kind": "other", "branch": "", "on": date(2026, 3, 2), "paper": "QĐ 13"},
    )  # fmt: skip
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    assert [kind(cast, on) for on in days] == ["trường học", "cơ quan (cơ quan HĐND, UBND)", "loại khác"]


def test_what_was_wrong_from_the_first_is_put_right(cast, head):
    entry = change_kind(cast.cells["school"], head, today=TODAY, facts={**FACTS, "on": None})
    assert (entry.flow, entry.step, entry.facts["basis"]) == ("correction", "correct", "QĐ 12")
    assert kind(cast, date(2020, 1, 1)) == "cơ quan (cơ quan HĐND, UBND)"
    assert not PastKind.objects.exists()


def test_the_form(cast, at):
    browser, address = at("chanh"), "/chi-bo/99801.02/loai/"
    wrong = browser.post(address, {"kind": "school", "branch": "people", "paper": "QĐ 1"})
    assert wrong.status_code == 422
    assert "Chỉ chi bộ cơ quan mới có khối cơ quan" in wrong.content.decode()
    assert browser.post(address, {**FACTS, "on": "01/03/2026"}).status_code == 302
    assert "cơ quan (cơ quan HĐND, UBND)" in browser.get("/chi-bo/99801.02/").content.decode()
    assert "Loại: trường học" in browser.get("/chi-bo/99801.02/?ngay=28/02/2026").content.decode()
