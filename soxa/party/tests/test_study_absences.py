"""Everybody came but those named: the rolls of all cells that have written none, in one go, or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.kernel.models import Entry
from soxa.party.study import flow
from soxa.party.study.models import Attendance
from soxa.party.tests.cast import LONG_NAME
from soxa.party.tests.paper import workbook
from soxa.party.tests.test_study import sitting, study  # noqa: F401 – fixtures


def page(sitting) -> str:  # noqa: F811
    return f"/hoc-tap/buoi/{sitting.pk}/con-lai/"


def test_all_came_but_two(at, cast, sitting):  # noqa: F811
    """Seven are at home in two cells; two are named, one of them as a sheet gives it, with a number and the cell."""
    names = f"1. bùi văn an\n\n2\t{LONG_NAME}\tTrường THCS Khe Trên"
    assert (
        "2 chi bộ chưa ghi điểm danh, 7 đồng chí phải dự" in at("chanh").get(page(sitting)).content.decode()
    )
    answer = at("chanh").post(page(sitting), {"names": names}, follow=True)
    assert "Đã ghi điểm danh 2 chi bộ." in answer.content.decode()
    rows = Attendance.objects.filter(sitting=sitting)
    assert rows.count() == 7
    away = {cast.members["an"].pk, cast.members["long"].pk}
    assert set(rows.filter(present=False).values_list("member_id", flat=True)) == away


def test_what_a_cell_wrote_stays(at, cast, sitting, head):  # noqa: F811
    ben_da = cast.units["ben_da"].pk
    flow.call_roll(sitting, ben_da, {cast.members["an"].pk: flow.ABSENT}, head)
    at("chanh").post(page(sitting), {"names": ""})
    assert Attendance.objects.filter(sitting=sitting, unit_id=ben_da).count() == 1
    assert Attendance.objects.filter(sitting=sitting, present=True).count() == 2
    before = Entry.objects.count()
    again = at("chanh").post(page(sitting), {"names": ""})
    assert again.status_code == 422
    assert "Không có chi bộ nào còn phải ghi" in again.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("Người Lạ", "Dòng 1, “Người Lạ”: không có trong danh sách"),
        ("Bùi Văn An, Trường THCS Khe Trên", "không có trong danh sách"),
        ("Nông Văn Ân", "không có trong danh sách"),
    ],
)
def test_a_name_that_nobody_bears_is_told_and_nothing_is_written(at, cast, sitting, names, words):  # noqa: F811
    answer = at("chanh").post(page(sitting), {"names": f"{names}\nBùi Văn An"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Attendance.objects.exists()


def test_two_of_one_name_are_told_apart_by_the_cell(at, cast, sitting):  # noqa: F811
    cast.member(
        "an2", "Bùi Văn An", "school", born="1/1/1980", admitted_on="03/02/2006", recognised_on="03/02/2007"
    )
    assert (
        "có 2 đồng chí cùng tên" in at("chanh").post(page(sitting), {"names": "Bùi Văn An"}).content.decode()
    )
    at("chanh").post(page(sitting), {"names": "Bùi Văn An, thôn Bến Đá"})
    away = Attendance.objects.filter(sitting=sitting, present=False)
    assert [one.member_id for one in away] == [cast.members["an"].pk]


@pytest.mark.parametrize(("login", "status"), [("buong", 403), ("nhung", 403), ("khac", 404), ("ubnd", 403)])
def test_only_who_organised_it_writes_for_all(at, sitting, login, status):  # noqa: F811
    assert at(login).post(page(sitting), {"names": ""}).status_code == status
    assert not Attendance.objects.exists()


def test_the_list_of_those_away_may_be_a_workbook(at, cast, sitting):  # noqa: F811
    """One typed, one in the file; a name of nobody in the file is told with its row, and nothing is written."""
    rows = [["Họ và tên", "Chi bộ"], [LONG_NAME, "Trường THCS Khe Trên"]]

    def sent(*more):
        file = SimpleUploadedFile("vang.xlsx", workbook(("Vắng", [*rows, *more])))
        return at("chanh").post(page(sitting), {"names": "Bùi Văn An", "file": file})

    answer = sent(["Người Lạ", ""])
    assert answer.status_code == 422
    assert "Vắng, dòng 3, “Người Lạ”: không có trong danh sách" in answer.content.decode()
    assert not Attendance.objects.exists()
    assert sent().status_code == 302
    away = {cast.members["an"].pk, cast.members["long"].pk}
    found = Attendance.objects.filter(sitting=sitting, present=False)
    assert set(found.values_list("member_id", flat=True)) == away


def test_what_is_no_workbook_is_told(at, sitting):  # noqa: F811
    answer = at("chanh").post(page(sitting), {"names": "", "file": SimpleUploadedFile("a.xlsx", b"x")})
    assert answer.status_code == 422
    assert not Attendance.objects.exists()
