"""Who follows which cell: assigned in bulk with one paper, replaced, ended, refused in words, seen and printed."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.org.roles import CLERK
from soxa.party.following.flow import Assigned, assign, end
from soxa.party.following.lists import followed
from soxa.party.posts import FOLLOWER

TODAY = date(2026, 11, 20)
PAPER = "Quyết định số 20-QĐ/ĐU ngày 01/6/2026"


def said(cast, who="long", on=date(2026, 6, 1), **more) -> Assigned:
    return Assigned(cast.members[who].person, on, PAPER, **more)


def test_one_member_follows_several_cells_by_one_paper(cast, head):
    before = Entry.objects.count()
    entries = assign([cast.cells["ben_da"], cast.cells["school"]], said(cast), head, today=TODAY)
    assert Entry.objects.count() == before + 2
    assert {one.facts["paper"] for one in entries} == {PAPER}
    assert "Công" not in str([one.facts for one in entries])
    held = Office.objects.filter(code=FOLLOWER)
    assert {(one.unit_id, one.since, one.until, one.way, one.role) for one in held} == {
        (cast.units["ben_da"].pk, date(2026, 6, 1), FOREVER, "appointed", ""),
        (cast.units["school"].pk, date(2026, 6, 1), FOREVER, "appointed", ""),
    }


def test_the_next_one_takes_the_place_of_the_former_from_his_day(cast, head):
    cell = [cast.cells["ben_da"]]
    assign(cell, said(cast), head, today=TODAY)
    assign(cell, said(cast, "thay", date(2026, 9, 1)), head, today=TODAY)
    reader = cast.accounts["chanh"]

    def names(on: date) -> list[str]:
        return [one.person.full_name for one in followed(reader, on)[0].followers]

    assert names(date(2026, 5, 31)) == []
    assert names(date(2026, 8, 31)) == [cast.members["long"].person.full_name]
    assert names(date(2026, 9, 1)) == ["Hà Văn Thụ"]


@pytest.mark.parametrize(
    ("who", "on", "words"),
    [
        ("moi", date(2026, 6, 1), "không phải là đảng viên chính thức"),
        ("long", date(2026, 11, 21), "chưa đến"),
        ("long", date(1990, 1, 1), "không phải là đảng viên chính thức"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_written(cast, head, who, on, words):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        assign([cast.cells["ben_da"]], said(cast, who, on), head, today=TODAY)
    assert Entry.objects.count() == before
    assert not Office.objects.filter(code=FOLLOWER).exists()


def test_all_or_nothing_when_one_cell_refuses(cast, head):
    assign([cast.cells["school"]], said(cast), head, today=TODAY)
    with pytest.raises(Refused, match="đang theo dõi rồi"):
        assign([cast.cells["ben_da"], cast.cells["school"]], said(cast), head, today=TODAY)
    with pytest.raises(Refused, match="phải từ ngày sau đó"):
        assign([cast.cells["ben_da"], cast.cells["school"]], said(cast, "thay"), head, today=TODAY)
    assert Office.objects.filter(code=FOLLOWER).count() == 1


def test_only_who_answers_for_offices_gives_sight(cast, head):
    clerk = Actor("Văn thư", "Văn thư", cast.units["upper"].pk, None, CLERK)
    with pytest.raises(Refused, match="không làm được việc này"):
        assign([cast.cells["ben_da"]], said(cast, sees=True), clerk, today=TODAY)
    assign([cast.cells["ben_da"]], said(cast), clerk, today=TODAY)
    assert Office.objects.get(code=FOLLOWER).role == ""
    assign([cast.cells["school"]], said(cast, sees=True), head, today=TODAY)
    assert Office.objects.get(code=FOLLOWER, unit=cast.units["school"]).role == "committee_member"


def test_sight_begins_and_ends_with_the_assignment(cast, head, at):
    account = cast.office("theo", "", "upper", "")
    account.person = cast.members["long"].person
    account.save()
    assert at("theo").get("/chi-bo/").status_code == 403
    assign([cast.cells["ben_da"]], said(cast, sees=True), head, today=TODAY)
    assert at("theo").get("/chi-bo/99801.01/").status_code == 200
    assert at("theo").get("/chi-bo/99801.02/").status_code == 404
    assert at("theo").get("/chi-bo/theo-doi/phan-cong/").status_code == 403
    office = Office.objects.get(code=FOLLOWER)
    end(office, head, on=date(2026, 11, 20), paper="QĐ 30", today=TODAY)
    assert at("theo").get("/chi-bo/99801.01/").status_code == 403


@pytest.mark.parametrize("on", [date(2026, 6, 1), date(2026, 11, 21)])
def test_an_end_lies_after_the_beginning_and_not_ahead(cast, head, on):
    assign([cast.cells["ben_da"]], said(cast), head, today=TODAY)
    with pytest.raises(Refused, match="phải sau ngày phân công"):
        end(Office.objects.get(code=FOLLOWER), head, on=on, paper="QĐ 30", today=TODAY)
    assert Office.objects.get(code=FOLLOWER).until == FOREVER


# --- pages ---

FACTS = {"on": "01/06/2026", "paper": PAPER}


def test_the_form_writes_and_the_list_tells(cast, at):
    browser = at("chanh")
    cells = [cast.cells["ben_da"].pk, cast.cells["school"].pk]
    answer = browser.post("/chi-bo/theo-doi/phan-cong/", {**FACTS, "card_no": "12.000007", "cells": cells})
    assert answer.status_code == 302
    text = browser.get("/chi-bo/theo-doi/").content.decode()
    assert text.count("01/06/2026") == 2
    assert browser.get("/chi-bo/theo-doi/?ngay=31/05/2026").content.decode().count("01/06/2026") == 0
    assert PAPER in browser.get("/chi-bo/99801.02/").content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Chọn một đồng chí"),
        ({"card_no": "12.000009"}, "trong phạm vi đang xem"),  # a member of the other commune
        ({"card_no": "12"}, "phải đủ 8 chữ số"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(cast, at, facts, words):
    before = Entry.objects.count()
    answer = at("chanh").post(
        "/chi-bo/theo-doi/phan-cong/", {**FACTS, **facts, "cells": [cast.cells["ben_da"].pk]}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Entry.objects.count() == before


def test_anothers_cell_cannot_be_ticked(cast, at):
    facts = {**FACTS, "card_no": "12.000007", "cells": [cast.cells["dong_cham"].pk]}
    assert at("chanh").post("/chi-bo/theo-doi/phan-cong/", facts).status_code == 422
    assert not Office.objects.filter(code=FOLLOWER).exists()


def test_who_opens_the_pages(cast, head, at):
    assign([cast.cells["school"]], said(cast), head, today=TODAY)
    office = Office.objects.get(code=FOLLOWER).pk
    assert at("ubnd").get("/chi-bo/theo-doi/").status_code == 403
    assert at("nhung").get("/chi-bo/theo-doi/phan-cong/").status_code == 403
    assert at("buong").get("/chi-bo/theo-doi/phan-cong/").status_code == 403
    assert at("khac").get(f"/chi-bo/theo-doi/{office}/thoi/").status_code == 404
    assert "Trường THCS" not in at("buong").get("/chi-bo/theo-doi/").content.decode()
    assert at("chanh").get("/chi-bo/theo-doi/danh-sach.exe").status_code == 404
    ended = at("chanh").post(f"/chi-bo/theo-doi/{office}/thoi/", {"on": "20/11/2026", "paper": "QĐ 31"})
    assert ended.status_code == 302
    assert Office.objects.get(pk=office).until == TODAY


def test_the_list_is_printed_as_it_stands(cast, head, at):
    assign([cast.cells["school"]], said(cast), head, today=TODAY)
    pdf = at("chanh").post("/chi-bo/theo-doi/danh-sach.pdf", {"reason": "above"})
    text = " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())
    assert "ĐẢNG ỦY XÃ KHE TRÊN" in text and "chưa phân công" in text and "01/06/2026" in text
    book = at("chanh").post("/chi-bo/theo-doi/danh-sach.xlsx", {"reason": "above"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[-2:]] == ["Chi bộ thôn Bến Đá", "Chi bộ Trường THCS Khe Trên"]


def test_the_cost_of_the_list_is_fixed(cast, head, at, django_assert_num_queries):
    browser = at("chanh")
    browser.get("/chi-bo/theo-doi/")
    assign([cast.cells["school"], cast.cells["ben_da"]], said(cast), head, today=TODAY)
    with django_assert_num_queries(6):
        browser.get("/chi-bo/theo-doi/")
