"""Pages of tasks: who sees, who is refused, another unit's task is not there; without a script; a fixed number of questions."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from soxa.kernel.paper.tests.reading import pdf_text
from soxa.tasks.effects import Said
from soxa.tasks.models import Task
from soxa.tasks.tests.cast import LONG_UNIT, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(cast):
    def enter(login):
        client = Client()
        client.force_login(cast.accounts[login])
        return client

    return enter


def text(answer):
    return answer.content.decode()


def asked(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("chanh", True),
        ("kinhte", True),
        ("chuyenvien", True),
        ("nhung", True),
        ("vanhoa", False),
        ("khac", False),
    ],
)
def test_sight(cast, signed_in, who, seen):
    task = cast.task("Thống kê đàn lợn")
    client = signed_in(who)
    assert ("Thống kê đàn lợn" in text(client.get("/nhiem-vu/"))) is seen
    for address in (f"/nhiem-vu/{task.pk}/", f"/nhiem-vu/{task.pk}/tep/1/"):
        allowed = seen and not address.endswith("tep/1/")
        assert client.get(address).status_code == (200 if allowed else 404)
    assert ("Thống kê đàn lợn" in text(client.get("/nhiem-vu/don-doc/"))) is seen


def test_who_has_no_sight_of_tasks_is_refused(cast, signed_in):
    for address in ("/nhiem-vu/", "/nhiem-vu/don-doc/", "/nhiem-vu/giao/", "/nhiem-vu/xuat-excel/"):
        assert signed_in("dan").get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_who_helps_and_who_held_it_see_it(cast, signed_in):
    helped = cast.task("Việc phối hợp", helpers=(cast.units["culture"].pk,))
    assert signed_in("vanhoa").get(f"/nhiem-vu/{helped.pk}/").status_code == 200
    handed = cast.task("Việc chuyển")
    cast.step(handed, "hand_on", date(2026, 11, 3), unit=cast.units["culture"].pk)
    assert signed_in("kinhte").get(f"/nhiem-vu/{handed.pk}/").status_code == 200
    assert signed_in("kinhte").get(f"/nhiem-vu/{handed.pk}/nhan-viec/").status_code == 403


def test_the_whole_life_without_a_script(cast, signed_in):
    chief, doer, other = signed_in("chanh"), signed_in("kinhte"), signed_in("vanhoa")
    form = {
        "content": "Lập kế hoạch <b>vụ đông</b>", "units": [cast.units["economy"].pk], "working_days": "5",
        "giver": "1", "given_on": "16/11/2026", "priority": "normal",
    }  # fmt: skip
    giver = (
        text(chief.get("/nhiem-vu/giao/")).split('<select name="giver"')[1].split('value="')[1].split('"')[0]
    )
    made = chief.post("/nhiem-vu/giao/", {**form, "giver": giver})
    task = Task.objects.get()
    assert made["Location"] == f"/nhiem-vu/{task.pk}/"
    assert task.due_on == date(2026, 11, 23)
    page = f"/nhiem-vu/{task.pk}/"
    assert "&lt;b&gt;vụ đông" in text(doer.get(page))
    assert other.post(page + "nhan-viec/", {"on": "17/11/2026"}).status_code == 404
    assert doer.post(page + "nhan-viec/", {"on": "21/11/2026"}).status_code == 422
    assert doer.post(page + "nhan-viec/", {"on": "17/11/2026"}).status_code == 302
    again = doer.post(page + "nhan-viec/", {"on": "17/11/2026"})
    assert again.status_code == 409
    assert "không làm được khi đang ở bước" in text(again)
    asking = {"wanted": "30/11/2026", "why": "Chờ giống", "on": "18/11/2026"}
    assert doer.post(page + "xin-gia-han/", asking).status_code == 302
    assert doer.get(page + "cho-gia-han/").status_code == 403  # a head gives in his own unit's name only
    assert chief.post(page + "cho-gia-han/", {"due": "30/11/2026", "on": "19/11/2026"}).status_code == 302
    files = [
        SimpleUploadedFile("kế hoạch.pdf", b"%PDF-1.4 a", "application/pdf"),
        SimpleUploadedFile("../../ảnh.html", b"<script>alert(1)</script>", "text/html"),
    ]
    told = {"text": "Đã ký kế hoạch", "papers": files, "on": "20/11/2026"}
    assert doer.post(page + "bao-cao/", told).status_code == 302
    names = [one.name for one in task.reports.get().files.order_by("id")]
    assert names == ["kế hoạch.pdf", "ảnh.html"]
    for one in task.reports.get().files.all():
        answer = chief.get(f"{page}tep/{one.pk}/")
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    assert chief.post(page + "xac-nhan/", {"on": "20/11/2026"}).status_code == 302
    shown = text(chief.get(page))
    for words in (
        "Hoàn thành đúng hạn",
        "Xin gia hạn đến 30/11/2026",
        "Cho gia hạn đến 30/11/2026",
        "kế hoạch.pdf",
    ):
        assert words in shown


def test_only_the_giver_s_side_answers(cast, signed_in):
    task = cast.task()
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "report", date(2026, 11, 4), text=Said("Xong"))
    for slug in ("xac-nhan", "tra-lai", "rut"):
        assert signed_in("kinhte").get(f"/nhiem-vu/{task.pk}/{slug}/").status_code == 403
        assert signed_in("nhung").get(f"/nhiem-vu/{task.pk}/{slug}/").status_code == 403
        assert signed_in("chanh").get(f"/nhiem-vu/{task.pk}/{slug}/").status_code == 200
    assert signed_in("chanh").get(f"/nhiem-vu/{task.pk}/khong-co/").status_code == 404


def test_one_content_to_several_units_and_several_at_once(cast, signed_in):
    client = signed_in("chanh")
    giver = (
        text(client.get("/nhiem-vu/giao/")).split('<select name="giver"')[1].split('value="')[1].split('"')[0]
    )
    units = [cast.units[key].pk for key in ("economy", "culture")]
    form = {
        "content": "Gửi nội dung báo cáo năm", "units": units, "due_on": "27/11/2026", "giver": giver,
        "given_on": "20/11/2026", "priority": "pressing",
    }  # fmt: skip
    both = client.post("/nhiem-vu/giao/", {**form, "person": cast.people["vanhoa"].pk})
    assert both.status_code == 422
    assert client.post("/nhiem-vu/giao/", form)["Location"] == "/nhiem-vu/"
    assert sorted(Task.objects.values_list("unit_id", flat=True)) == sorted(units)
    lines = {
        "source_title": "Kết luận giao ban", "giver": giver, "given_on": "20/11/2026",
        "viec-TOTAL_FORMS": 6, "viec-INITIAL_FORMS": 0,
        "viec-0-content": "Việc một", "viec-0-unit": units[0], "viec-0-due_on": "30/11/2026",
        "viec-2-content": "Việc hai", "viec-2-unit": units[1], "viec-2-due_on": "31/11/2026",
    }  # fmt: skip
    wrong = client.post("/nhiem-vu/giao-nhieu/", lines)
    assert (wrong.status_code, Task.objects.count()) == (422, 2)
    assert client.post("/nhiem-vu/giao-nhieu/", {**lines, "viec-2-due_on": "30/11/2026"}).status_code == 302
    assert Task.objects.filter(source_title="Kết luận giao ban").count() == 2


def test_a_unit_out_of_reach_cannot_be_given_anything(cast, signed_in):
    client = signed_in("kinhte")
    shown = text(client.get("/nhiem-vu/giao/"))
    assert LONG_UNIT not in shown
    assert signed_in("chuyenvien").get("/nhiem-vu/giao/").status_code == 403


def test_filters(cast, signed_in):
    cast.task("Rà soát hộ nghèo", due_on=date(2026, 11, 13))
    cast.task("Đăng ký tiêm chủng", unit="empty", due_on=date(2026, 11, 25))
    done = cast.task("Thống kê đàn lợn", unit="culture", due_on=date(2026, 11, 13))
    cast.step(done, "accept", date(2026, 11, 3))
    cast.step(done, "report", date(2026, 11, 14), text=Said("Xong"))
    cast.step(done, "confirm", date(2026, 11, 14))
    client = signed_in("chanh")

    def found(query):
        shown = text(client.get("/nhiem-vu/", query))
        return {word for word in ("hộ nghèo", "tiêm chủng", "đàn lợn") if word in shown}

    assert found({}) == {"hộ nghèo", "tiêm chủng"}
    assert found({"q": "RA SOAT ho"}) == {"hộ nghèo"}
    assert found({"q": "dang ky"}) == {"tiêm chủng"}
    assert found({"tinh-trang": "qua-han"}) == {"hộ nghèo"}
    assert found({"tinh-trang": "trong-han"}) == {"tiêm chủng"}
    assert found({"tinh-trang": "cham"}) == {"đàn lợn"}
    assert found({"tinh-trang": "dung-han"}) == set()
    assert found({"han": "7-ngay"}) == {"tiêm chủng"}
    assert found({"don-vi": "99801.TT", "tinh-trang": "tat-ca"}) == {"tiêm chủng"}
    assert found({"tinh-trang": "la", "han": "la", "trang": "x"}) == {"hộ nghèo", "tiêm chủng"}
    assert "Không có nhiệm vụ nào khớp" in text(client.get("/nhiem-vu/", {"q": "khongco"}))
    part = text(client.get("/nhiem-vu/", {"q": "ho ngheo"}, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "hộ nghèo" in part


def test_many_rows_in_pages_of_fifty_and_a_fixed_number_of_questions(cast, signed_in):
    client = signed_in("chanh")
    for place in range(3):
        cast.task(
            f"Việc số {place}", person_id=cast.people["kinhte"].pk, due_on=TODAY + timedelta(days=place - 2)
        )
    addresses = ("/nhiem-vu/", "/nhiem-vu/?tinh-trang=tat-ca", "/nhiem-vu/don-doc/", "/nhiem-vu/giao/")
    asked(client, "/nhiem-vu/")  # reads the tree into memory
    few = [asked(client, address) for address in addresses]
    for place in range(70):
        cast.task(
            f"Việc dài {place} " + "rất dài " * 30,
            unit="culture",
            due_on=TODAY + timedelta(days=place % 60 - 10),
        )
    assert [asked(client, address) for address in addresses] == few
    first = text(client.get("/nhiem-vu/"))
    assert first.count('<th scope="row">') == 50
    assert 'rel="next"' in first
    assert text(client.get("/nhiem-vu/?trang=2")).count('<th scope="row">') == 23
    assert "không có trang này" in text(client.get("/nhiem-vu/?trang=9"))


def test_empty_states(cast, signed_in):
    assert "Sổ chưa có nhiệm vụ nào" in text(signed_in("chanh").get("/nhiem-vu/"))
    assert "Không có nhiệm vụ nào quá hạn" in text(signed_in("chanh").get("/nhiem-vu/don-doc/"))


def test_the_workbook(cast, signed_in):
    cast.task("=HYPERLINK(1)", due_on=date(2026, 11, 13))
    answer = signed_in("chanh").get("/nhiem-vu/xuat-excel/")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    heading = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert rows[heading][1:4] == ("Nội dung nhiệm vụ", "Đơn vị thực hiện", "Người thực hiện")
    assert rows[heading + 1][1:3] == ("=HYPERLINK(1)", "Phòng Kinh tế")
    assert rows[heading + 1][-1] == "Quá hạn 7 ngày"


def test_the_sheet_for_the_secretary(cast, signed_in):
    cast.task("Rà soát hộ nghèo", due_on=date(2026, 11, 13))
    pdf = signed_in("chanh").get("/nhiem-vu/don-doc/tep.pdf")
    said = pdf_text(pdf.content)
    for words in (
        "ĐẢNG ỦY XÃ KHE TRÊN",
        "VĂN PHÒNG",
        "01 nhiệm vụ quá hạn",
        "Rà soát hộ nghèo",
        "Kính gửi: Phòng Kinh tế",
    ):
        assert words in said
    box = PdfReader(io.BytesIO(pdf.content)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    docx = signed_in("chanh").get("/nhiem-vu/don-doc/tep.docx")
    assert any("Kính gửi: Phòng Kinh tế" in one.text for one in Document(io.BytesIO(docx.content)).paragraphs)
    assert signed_in("chanh").get("/nhiem-vu/don-doc/tep.exe").status_code == 404
    assert signed_in("kinhte").get("/nhiem-vu/don-doc/tep.pdf").status_code == 403
