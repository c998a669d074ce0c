"""The pages on which a workbook is handed in: who may, what they show, and that writing waits for consent."""

import re
from datetime import date
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Upload
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.kernel.units.tree import tree
from soxa.party.models import Cell, Member
from soxa.party.tests.cast import TODAY, make_cast
from soxa.party.tests.paper import members, person, workbook
from soxa.values.catalogue import ensure_measures
from soxa.values.models import ReportedValue

NEW, NEW_CELL, BAD = {"phone": "0912345678"}, {"cell": "Chi bộ HTX Chè"}, {"born": "31/02/1970"}


@cache
def listed(**told):
    """A workbook of one such member."""
    return members(person(**told))


@pytest.fixture
def cast(db, settings, tmp_path):
    """The Party's cast on 20/11/2026; files go to a directory of their own."""
    settings.DATA_DIR = tmp_path
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=machine("thử"))
    return make_cast()


@pytest.fixture
def at(cast, client):
    """Sign in and hand in a workbook; the answer."""

    def hand_in(content, login="chanh", kind="members", name="ds.xlsx"):
        client.force_login(cast.accounts[login])
        return client.post(
            reverse("import_upload"), {"kind": kind, "file": SimpleUploadedFile(name, content)}, follow=True
        )

    return hand_in


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def write(client, page, **said):
    """Press "Ghi sổ" on a preview page."""
    upload = Upload.objects.latest("pk")
    shown = re.search(r'name="shown" value="(\w+)"', page.content.decode()).group(1)
    return client.post(
        reverse("import_write", args=[upload.pk]),
        {"shown": shown, **said},
        follow=True,
    )


@pytest.mark.parametrize(
    ("login", "status"),
    [("chanh", 200), ("ubnd", 200), ("khac", 200), ("buong", 403), ("nhung", 403), ("la", 403)],
)
def test_who_may_hand_in_a_workbook(cast, client, login, status):
    client.force_login(cast.accounts[login])
    assert client.get(reverse("import_index")).status_code == status


def test_a_stranger_is_sent_to_the_door(cast, client):
    answer = client.get(reverse("import_index"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_each_office_is_offered_the_lists_it_may_write(cast, client):
    client.force_login(cast.accounts["ubnd"])
    said = text(client.get(reverse("import_index")))
    assert "Số liệu báo cáo" in said
    assert 'value="members"' not in said


def test_a_list_is_looked_at_before_anything_is_written(cast, at, client):
    before = Entry.objects.count()
    page = at(listed(**NEW))
    assert page.status_code == 200
    assert "Mới (1)" in text(page)
    assert "Nguyễn Văn Mới" in text(page)
    assert (Entry.objects.count(), Member.objects.count()) == (before, 8)
    done = write(client, page)
    assert "Đã ghi sổ tệp “ds.xlsx”" in text(done)
    assert Member.objects.count() == 9
    entry = Entry.objects.get(flow="sheets")
    assert (entry.actor, entry.office, entry.unit) == (
        "Người chanh",
        "Chánh Văn phòng Đảng ủy",
        cast.units["upper"],
    )
    upload = Upload.objects.get()
    assert (upload.state, upload.entry, upload.counts["new"]) == (Upload.LOADED, entry, 1)


def test_faults_stand_by_address_and_nothing_can_be_written(cast, at, client):
    page = at(listed(**BAD))
    said = text(page)
    assert "<b>C2</b>" in said
    assert "không phải ngày có thật" in said
    assert "disabled" in said
    refused = write(client, page)
    assert refused.status_code == 422
    assert Member.objects.count() == 8


def test_a_new_cell_waits_for_consent(cast, at, client):
    page = at(listed(**NEW_CELL))
    assert "Chi bộ HTX Chè" in text(page)
    refused = write(client, page, kind_0="cooperative")
    assert refused.status_code == 422
    assert (Member.objects.count(), Cell.objects.count()) == (8, 3)
    write(client, page, found_0="on", kind_0="enterprise")
    assert Member.objects.count() == 9
    cell = Cell.objects.select_related("unit").latest("pk")
    assert (tree().name(cell.unit_id), cell.unit.code, cell.kind) == (
        "Chi bộ HTX Chè",
        "99801.03",
        "enterprise",
    )


def test_what_was_not_shown_is_not_written(cast, at, client):
    at(listed(**NEW))
    upload = Upload.objects.get()
    answer = client.post(reverse("import_write", args=[upload.pk]), {"shown": "another preview"}, follow=True)
    assert "Sổ vừa có thay đổi" in text(answer)
    assert Member.objects.count() == 8


def test_a_file_may_be_put_aside(cast, at, client):
    at(listed(**NEW))
    upload = Upload.objects.get()
    answer = client.post(reverse("import_set_aside", args=[upload.pk]), follow=True)
    assert "sổ không thay đổi" in text(answer)
    upload.refresh_from_db()
    assert upload.state == Upload.SET_ASIDE
    assert Entry.objects.get(flow="sheets").step == "set_aside"
    assert Member.objects.count() == 8


def test_the_same_file_again_leads_to_what_became_of_it(cast, at, client):
    write(client, at(listed(**NEW)))
    again = at(listed(**NEW))
    assert again.redirect_chain[-1][0] == reverse("import_result", args=[Upload.objects.get().pk])
    assert Member.objects.count() == 9


def test_another_unit_does_not_find_the_file(cast, at, client):
    at(listed(**NEW))
    upload = Upload.objects.get()
    client.force_login(cast.accounts["khac"])
    for name in ("import_preview", "import_result"):
        assert client.get(reverse(name, args=[upload.pk])).status_code == 404
    for name in ("import_write", "import_set_aside"):
        assert client.post(reverse(name, args=[upload.pk])).status_code == 404
    assert "ds.xlsx" not in text(client.get(reverse("import_index")))


def test_an_office_without_sight_of_members_does_not_find_the_list(cast, at, client):
    at(listed(**NEW))
    client.force_login(cast.accounts["ubnd"])
    assert client.get(reverse("import_preview", args=[Upload.objects.get().pk])).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "tệp PDF"),
        (b"", "Tệp trống"),
        (b"\x00\x01junk" * 2_000_000, "không phải bảng tính đọc được"),
    ],
)
def test_what_is_no_workbook_is_not_kept(cast, at, client, content, words):
    answer = at(content)
    assert answer.status_code == 422
    assert words in text(answer)
    assert Upload.objects.count() == 0


def test_reported_values_go_the_same_way(cast, at, client):
    ensure_measures()
    content = workbook(("Số liệu", [["Mã", "Kỳ", "Giá trị"], ["poverty.rate", "năm 2025", "2,19%"]]))
    page = at(content, login="ubnd", kind="values")
    assert "Tỷ lệ hộ nghèo" in text(page)
    assert "2,19%" in text(page)
    write(client, page)
    assert ReportedValue.objects.get().unit == cast.units["upper"]


def test_the_pages_ask_a_fixed_number_of_questions(cast, at, client, django_assert_max_num_queries):
    many = members(*[person(f"Lê Thị {'A' * n}", "1960") for n in range(1, 80)])
    at(many)
    preview = reverse("import_preview", args=[Upload.objects.get().pk])
    client.get(preview)
    with django_assert_max_num_queries(20):
        client.get(preview)
    with django_assert_max_num_queries(14):
        client.get(reverse("import_index"))


def test_the_empty_sheet_and_the_export_are_workbooks(cast, client):
    client.force_login(cast.accounts["chanh"])
    for address in (
        reverse("import_template", args=["members"]),
        reverse("import_template", args=["values"]),
        reverse("import_export"),
    ):
        asks = address == reverse("import_export")
        answer = client.post(address, {"reason": "above"}) if asks else client.get(address)
        assert answer.status_code == 200
        assert answer.content[:2] == b"PK"
    assert client.get(reverse("import_template", args=["petitions"])).status_code == 404
