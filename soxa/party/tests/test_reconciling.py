"""Reconciliation on the cast: who is matched by what, what differs, and that nothing changes unless somebody decides."""

import io
import os
from datetime import date
from types import SimpleNamespace

import pytest
import xlsxwriter

from soxa.kernel import files
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, SealedCorrection
from soxa.org.models import Person, sealed_columns
from soxa.party.models import Member
from soxa.party.reconciling.columns import headings
from soxa.party.reconciling.comparing import compare
from soxa.party.reconciling.flow import begin, confirm, finish, set_aside, settle
from soxa.party.reconciling.lists import rows_of, with_people
from soxa.party.reconciling.models import Difference, Reconciliation
from soxa.party.tests.cast import LONG_NAME, TODAY

HEADS = ("STT", "Họ và tên đ/c", "NS", "Phái", "Mã thẻ", "CCCD", "Vào Đảng", "Sinh hoạt tại", "Dân tộc", "ĐT")
LAYOUT = {
    "Họ và tên đ/c": "full_name", "NS": "born", "Phái": "sex", "Mã thẻ": "card_no", "CCCD": "citizen_id",
    "Vào Đảng": "admitted_on", "Sinh hoạt tại": "cell", "Dân tộc": "ethnicity", "ĐT": "phone",
}  # fmt: skip
SCAN = SimpleNamespace(content=b"%PDF-1.7 quet", media_type="application/pdf")
BASIS = {
    "answer": "accepted",
    "basis": "giấy khai sinh",
    "consent": "CV 12-CV/ĐU",
    "reason": "",
    "scan": SCAN,
}
OURS = {"answer": "ours", "reason": "đã đối chiếu lý lịch gốc"}
# as the book has them; Ấn (1958) is left out, so he is only here
SAME = [
    ("Đặng Thị Ân", "05/03/1962", "Nữ", "12.000001", "", "03/02/1996", "Bến Đá", "", ""),
    ("Bùi Văn An", "20/11/1990", "Nam", "12345678", "001062012345", "03/02/1996", "Chi bộ thôn Bến Đá", "", ""),
    ("Triệu Thị Âu", "03/1971", "Nữ", "", "", "03/02/1996", "Bến Đá", "", ""),
    ("Vi Thị Bưởi", "21/11/2001", "Nữ", "", "", "06/01/2026", "Bến Đá", "", ""),
    (LONG_NAME.upper(), "09/09/1979", "Nữ", "12000007", "", "03/02/1996", "Trường THCS Khe Trên", "", ""),
    ("Hà Văn Thụ", "01/01/1980", "Nam", "", "", "03/02/1996", "", "", ""),
]  # fmt: skip


def export(*rows, heads=HEADS, above=()):
    """An export of the national database with these rows."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for at, line in enumerate((*above, heads)):
            sheet.write_row(at, 0, line)
        for at, row in enumerate(rows, len(above) + 1):
            sheet.write_row(at, 0, (at, *row))
    return kept.getvalue()


def changed(at, **facts):
    """A row of SAME with some columns changed, by their place in the heading."""
    names = ("name", "born", "sex", "card", "number", "joined", "cell", "people", "phone")
    row = dict(zip(names, SAME[at], strict=True)) | facts
    return tuple(row.values())


def found(cast, *rows):
    return compare(export(*rows), LAYOUT, unit_id=cast.units["upper"].pk, on=TODAY)


def told(compared, sort):
    return [
        (one.member and one.member.person.full_name, one.field or one.note)
        for one in compared.differences
        if one.sort == sort
    ]


def opened(cast, head, *rows):
    """A reconciliation that was held against the book."""
    made = begin(export(*rows), "ban-xuat.xlsx", head, on=TODAY)
    return confirm(made, LAYOUT, head)


def test_an_export_lies_sealed_and_goes_once_it_was_held_against_the_book(cast, head, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    content = export(*SAME)
    made = begin(content, "ban-xuat.xlsx", head, on=TODAY)
    (place,) = (one for one in tmp_path.rglob("*") if one.is_file())
    assert content[:200] not in place.read_bytes() and files.fetch(made.file) == content
    assert begin(content, "ban-xuat.xlsx", head, on=TODAY) == made, "the same bytes go on"
    os.utime(place, (0, 0))
    assert files.discard_let_go() == 0
    confirm(made, LAYOUT, head)
    assert files.discard_let_go() == 1 and not place.exists()


# --- columns ---


def test_headings_are_guessed_below_a_title_and_odd_ones_left_to_a_person():
    content = export(*SAME, above=(("DANH SÁCH XUẤT TỪ CSDL",), ()))
    guessed = {one.text: one.name for one in headings(content, {})}
    assert guessed == {
        "STT": "", "Họ và tên đ/c": "full_name", "NS": "born", "Phái": "sex", "Mã thẻ": "card_no", "CCCD": "citizen_id",
        "Vào Đảng": "admitted_on", "Sinh hoạt tại": "", "Dân tộc": "ethnicity", "ĐT": "phone",
    }  # fmt: skip


def test_a_row_by_which_nobody_can_be_known_is_counted(cast):
    compared = found(cast, *SAME, ("Người 7", "01/01/1970", "Nam", "", "", "", "", "", ""))
    assert (compared.rows, compared.counts["unread"]) == (6, 1)
    assert len(compared.read.faults) == 1


def test_what_a_person_says_of_a_heading_wins(cast):
    swapped = {**LAYOUT, "Mã thẻ": "", "Vào Đảng": "recognised_on"}
    said = compare(export(SAME[0]), swapped, unit_id=cast.units["upper"].pk, on=TODAY)
    assert told(said, "differs") == [("Đặng Thị Ân", "recognised_on")]  # 03/02/1996 is not 03/02/1997


# --- comparing ---


def test_the_same_list_differs_only_by_who_is_missing(cast):
    compared = found(cast, *SAME)
    assert told(compared, "there") == told(compared, "differs") == []
    assert told(compared, "here") == [("Lò Văn Ấn", "")]
    assert (compared.rows, compared.same) == (6, 6)


def test_a_fact_that_differs_is_named(cast):
    compared = found(cast, changed(0, born="06/03/1962", sex="Nam"), changed(1, name="Bùi Văn Ân"), *SAME[2:])
    assert sorted(told(compared, "differs")) == [
        ("Bùi Văn An", "full_name"), ("Đặng Thị Ân", "born"), ("Đặng Thị Ân", "sex"),
    ]  # fmt: skip


def test_less_than_the_book_knows_is_no_difference(cast):
    assert told(found(cast, changed(0, born="1962", card=""), *SAME[1:]), "differs") == []


def test_a_card_of_another_number_is_a_difference_of_one_and_the_same_person(cast):
    compared = found(cast, changed(0, card="12.000099"), *SAME[1:])
    assert told(compared, "differs") == [("Đặng Thị Ân", "card_no")]
    assert told(compared, "there") == []


def test_a_citizens_number_of_another_is_told_and_never_kept_open(cast):
    compared = found(cast, changed(1, number="001062012346"), SAME[0], *SAME[2:])
    assert told(compared, "differs") == [("Bùi Văn An", "citizen_id")]
    assert "001062012346" not in str([one.theirs for one in compared.differences])


def test_another_cell_is_a_difference_and_an_unknown_one_is_not(cast):
    compared = found(cast, changed(5, cell="Bến Đá"), changed(0, cell="Chi bộ Sao Hỏa"), *SAME[1:5])
    assert told(compared, "differs") == [("Hà Văn Thụ", "cell")]


def test_who_is_only_there(cast):
    compared = found(
        cast, *SAME,
        ("Người Lạ", "01/01/1970", "Nam", "", "", "", "", "", ""),
        ("Nông Văn Ân", "01/05/1965", "Nam", "12.000009", "", "", "", "", ""),
    )  # fmt: skip
    assert told(compared, "there") == [(None, ""), (None, "")], "the one of another commune is a stranger"


def test_a_group_is_compared_by_its_token(cast, monkeypatch):
    person = cast.members["dang"].person
    for column, value in sealed_columns("ethnicity", "Tày").items():
        setattr(person, column, value)
    person.save()

    def closed(*_):
        raise AssertionError("opened")

    monkeypatch.setattr("soxa.kernel.sealed.open_text", closed)
    assert told(found(cast, changed(0, people="TÀY"), *SAME[1:]), "differs") == []
    assert told(found(cast, changed(0, people="Nùng"), *SAME[1:]), "differs") == [
        ("Đặng Thị Ân", "ethnicity")
    ]


def test_comparing_writes_nothing(cast):
    before = Entry.objects.count()
    found(cast, changed(0, born="06/03/1962"))
    assert (Entry.objects.count(), Difference.objects.count()) == (before, 0)


# --- settling ---


def test_differences_are_kept_and_work_goes_on_another_day(cast, head):
    made = opened(cast, head, changed(0, born="06/03/1962"), *SAME[1:])
    assert made.counts == {"rows": 6, "same": 5, "differs": 1, "here": 1, "there": 0}
    again = begin(export(changed(0, born="06/03/1962"), *SAME[1:]), "x.xlsx", head, on=TODAY)
    assert again.pk != made.pk  # the first is being worked on; the same bytes begin anew
    assert Reconciliation.objects.get(pk=made.pk).differences.filter(answer="").count() == 2


def test_a_fact_taken_over_is_a_correction_with_basis_and_consent(cast, head):
    made = opened(cast, head, changed(1, sex="Nữ", card="12.000099"), SAME[0], *SAME[2:])
    chosen = list(made.differences.filter(sort="differs"))
    settle(made, chosen, head, today=TODAY, facts=BASIS)
    member = Member.objects.get(pk=cast.members["an"].pk)
    assert (member.person.sex, member.card_no) == ("F", "12000099")
    kept = Entry.objects.filter(flow="correction")
    assert {one.facts["basis"] for one in kept} == {"giấy khai sinh; cấp ủy đồng ý: CV 12-CV/ĐU"}
    assert SealedCorrection.objects.filter(entry__in=kept).count() == 2
    assert {one.answer for one in made.differences.filter(sort="differs")} == {"accepted"}
    assert "12000099" not in str([one.facts for one in Entry.objects.all()])


def test_a_number_and_a_group_are_taken_over_sealed(cast, head):
    made = opened(cast, head, changed(1, number="001062012346", people="Nùng"), SAME[0], *SAME[2:])
    settle(made, list(made.differences.filter(sort="differs")), head, today=TODAY, facts=BASIS)
    person = Person.objects.get(pk=cast.members["an"].person_id)
    assert person.ethnicity_token == sealed_columns("ethnicity", "nùng")["ethnicity_token"]
    again = compare(
        export(changed(1, number="001062012346", people="Nùng")), LAYOUT, unit_id=head.unit_id, on=TODAY
    )
    assert told(again, "differs") == []


def test_where_ours_is_right_the_book_stays(cast, head):
    made = opened(cast, head, changed(0, born="06/03/1962"), *SAME[1:])
    settle(made, list(made.differences.filter(sort="differs")), head, today=TODAY, facts=OURS)
    assert Person.objects.get(pk=cast.members["dang"].person_id).born.text() == "05/03/1962"
    one = made.differences.get(sort="differs")
    assert (one.answer, one.reason) == ("ours", "đã đối chiếu lý lịch gốc")


def test_a_cell_is_not_corrected_but_moved(cast, head):
    made = opened(cast, head, changed(5, cell="Bến Đá"), *SAME[:5])
    before = Entry.objects.count()
    with pytest.raises(Refused, match="Khác chi bộ thì ghi chuyển sinh hoạt"):
        settle(made, list(made.differences.filter(field="cell")), head, today=TODAY, facts=BASIS)
    assert Entry.objects.count() == before


def test_all_or_nothing(cast, head):
    """A date that cannot be refuses the others chosen with it."""
    rows = (changed(0, sex="Nam"), changed(1, joined="03/02/1985"), *SAME[2:])
    made = opened(cast, head, *rows)
    with pytest.raises(Refused, match="^Bùi Văn An: "):
        settle(made, list(made.differences.filter(sort="differs")), head, today=TODAY, facts=BASIS)
    assert Person.objects.get(pk=cast.members["dang"].person_id).sex == "F"
    assert made.differences.exclude(answer="").count() == 0


def test_a_difference_is_settled_once(cast, head):
    made = opened(cast, head, *SAME)
    chosen = list(made.differences.filter(sort="here"))
    settle(made, chosen, head, today=TODAY, facts=OURS)
    with pytest.raises(Refused, match="vừa được xử lý"):
        settle(made, chosen, head, today=TODAY, facts=OURS)


def test_the_end(cast, head):
    made = opened(cast, head, *SAME)
    with pytest.raises(Refused, match="Còn 1 dòng chưa xử lý"):
        finish(made, head)
    settle(made, list(made.differences.all()), head, today=TODAY, facts=OURS)
    finish(made, head)
    made.refresh_from_db()
    assert made.state == Reconciliation.DONE
    with pytest.raises(Refused, match="Đã xong"):
        set_aside(made, head)


def test_a_file_without_a_row_is_refused(cast, head):
    made = begin(export(), "rong.xlsx", head, on=TODAY)
    with pytest.raises(Refused, match="Không đọc được dòng nào"):
        confirm(made, LAYOUT, head)
    made.refresh_from_db()
    assert made.state == Reconciliation.READING


def test_private_values_are_never_shown(cast, head):
    made = opened(cast, head, changed(1, number="001062012346"), SAME[0], *SAME[2:])
    rows = rows_of(
        with_people(made.differences.filter(sort="differs").select_related("reconciliation")), TODAY
    )
    assert [(one.field, one.ours, one.theirs) for one in rows] == [("Số CCCD", "(niêm kín)", "(niêm kín)")]


def test_the_day_is_the_books(cast, head):
    assert opened(cast, head, *SAME).on == date(2026, 11, 20)
