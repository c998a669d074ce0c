"""The file plan: begun, filled, closed, held, destroyed when its term is over; nothing goes that anything else still holds."""

import os
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.files import Paper
from soxa.documents.flow import INCOMING, add_file, begin_issued, receive
from soxa.documents.keeping import plan, plan_import
from soxa.documents.keeping.destroying import sweep_all
from soxa.documents.keeping.flow import LIFE, close_year
from soxa.documents.keeping.holds import hold, holding_back, release
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import Shelf
from soxa.documents.keeping.rules import hand_in_by, kept_until
from soxa.documents.keeping.sheet import FOLDERS
from soxa.documents.models import Document, DocumentFile
from soxa.documents.previews import _place as preview_place
from soxa.kernel import files, sheets
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.sheets import Columns
from soxa.kernel.units.tree import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR, TODAY = machine("thử"), date(2026, 11, 20)
CLERK, HEAD, CHAIR, AUDITOR, FRONT = "yen.le", "tuyet.ngo", "quang.bui", "nhung.tran", "tham.mong"


def shelf(year=2026, side="party"):
    return Shelf(tree().codes["99901"], side, year)


def file_of(code, year=2026, side="party"):
    return Folder.objects.get(unit_id=tree().codes["99901"], side=side, year=year, code=code)


def letter(**facts):
    made = Document(
        unit_id=tree().codes["99901"], body="committee", kind="cong_van", abstract="rà soát", notation="15-CV/TU",
        author="Tỉnh ủy", issued_on=date(2026, 11, 18), **facts,
    )  # fmt: skip
    return receive(made, ACTOR, on=TODAY)


def issued():
    made = Document(unit_id=tree().codes["99901"], body="committee", kind="ke_hoach", abstract="tập huấn")
    with transaction.atomic():
        begin_issued(made, ACTOR, on=TODAY)
    return made


@pytest.mark.parametrize(
    ("closed", "years", "last", "hand_in"),
    [
        # ten years after the year of closing, whatever the day in it; for ever has no last day
        (date(2015, 1, 1), 10, date(2025, 12, 31), date(2016, 12, 31)),
        (date(2015, 12, 31), 10, date(2025, 12, 31), date(2016, 12, 31)),
        (date(2026, 6, 15), None, None, date(2027, 12, 31)),
    ],
)
def test_terms_are_counted_from_the_year_of_closing(closed, years, last, hand_in):
    assert (kept_until(closed, years), hand_in_by(closed, 1)) == (last, hand_in)


def test_a_plan_is_begun_from_the_table_then_as_the_year_before():
    cell = next(node for node in tree().nodes.values() if node.kind == "cell" and node.stands(TODAY))
    first = Shelf(cell.id, "party", 2026)
    assert plan.begin(first, ACTOR, on=TODAY) == 14
    assert not first.folders().filter(term_confirmed=True).exists()
    Folder.objects.filter(unit_id=cell.id, code="02-TH").moved(Entry.objects.last(), keep_years=5)
    assert plan.begin(Shelf(cell.id, "party", 2027), ACTOR, on=TODAY) == 14
    assert Folder.objects.get(unit_id=cell.id, year=2027, code="02-TH").keep_years == 5
    with pytest.raises(Refused, match="năm 2026 đã có"):
        plan.begin(first, ACTOR, on=TODAY)


def test_a_document_that_came_in_is_filed_into_a_file_of_the_plan():
    clerk, one = signed_in(CLERK), letter()
    address = f"/van-ban/{one.pk}/luu-ho-so/"
    assert "02-TH · Văn bản của cấp trên" in words(clerk.get(address))
    assert clerk.post(address, {"folder": ""}).status_code == 422
    state_file = file_of("02-VP", side="state")
    assert clerk.post(address, {"folder": state_file.pk}).status_code == 422
    assert clerk.post(address, {"folder": file_of("02-TH").pk}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.folder.code) == ("filed", "02-TH")
    assert "02-TH · Văn bản của cấp trên" in words(clerk.get(f"/van-ban/{one.pk}/"))


def test_a_document_that_went_out_is_shelved_and_moved_but_not_out_of_a_closed_file():
    clerk, one = signed_in(CLERK), issued()
    address = f"/van-ban/{one.pk}/xep-ho-so/"
    first, second = file_of("04-TH"), file_of("05-TH")
    assert clerk.post(address, {"folder": first.pk}).status_code == 302
    assert "đã ở trong hồ sơ này" in words(clerk.post(address, {"folder": first.pk}))
    assert clerk.post(address, {"folder": second.pk}).status_code == 302
    LIFE.take("close", second, ACTOR, {"on": TODAY})
    answer = clerk.get(address)
    assert answer.status_code == 409 and "05-TH" in words(answer)
    assert Entry.objects.filter(flow="document", step="shelve", subject_key=str(one.pk)).count() == 2
    with pytest.raises(Refused, match="không mở cho văn bản"):
        INCOMING.take("file", letter(), ACTOR, {"folder": second.pk})


def test_the_clerk_adds_corrects_and_closes():
    clerk = signed_in(CLERK)
    told = {
        "heading": "I. Tổng hợp",
        "code": "15-TH",
        "title": "Đại hội  Đảng bộ",
        "keep_years": "",
        "keeper": "Lê Hải Yến",
    }
    assert clerk.post("/van-ban/ho-so/them/?ben=dang&nam=2026", told).status_code == 302
    made = file_of("15-TH")
    assert (made.title, made.term) == ("Đại hội Đảng bộ", "vĩnh viễn")
    again = clerk.post("/van-ban/ho-so/them/?ben=dang&nam=2026", told)
    assert again.status_code == 422 and "đã có hồ sơ “15-TH”" in words(again)
    home = f"/van-ban/ho-so/{made.pk}/"
    changed = {**told, "keep_years": "30", "term_confirmed": "on", "basis": "đối chiếu lại"}
    assert "ghi văn bản, mục đã đối chiếu" in words(clerk.post(f"{home}dinh-chinh/", changed))
    assert clerk.post(f"{home}dinh-chinh/", {**changed, "term_source": "mục 5"}).status_code == 302
    assert clerk.post(f"{home}ket-thuc/", {"on": "20/11/2026"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.keep_years, made.closed_on) == ("closed", 30, TODAY)
    assert "Nhật ký của hồ sơ này" in words(clerk.get(home))
    assert "15-TH" in words(clerk.get(f"/nhat-ky/?loai=folder&ma={made.pk}"))


def test_a_year_is_closed_as_a_whole():
    count = shelf(2025).folders().filter(state="open").count()
    assert close_year(shelf(2025), ACTOR, on=date(2025, 12, 31)) == count == 14
    with pytest.raises(Refused, match="Không còn hồ sơ nào của năm 2025"):
        close_year(shelf(2025), ACTOR, on=TODAY)


@pytest.fixture
def old_file():
    """A file of 2015 closed that year, kept ten years, with one paper whose bytes lie here since yesterday."""
    made = plan.add(
        shelf(2015),
        {"heading": "", "code": "01-CU", "title": "Hồ sơ cũ", "keep_years": 10},
        ACTOR,
        on=date(2026, 1, 5),
    )
    one = issued()
    add_file(one, Paper(b"\x89PNG\r\n\x1a\n giay cu", "cu.png", "image/png"), DocumentFile.SCAN, ACTOR)
    plan.shelve(one, made.pk, ACTOR, on=TODAY)
    Folder.objects.filter(pk=made.pk).moved(Entry.objects.last(), opened_on=date(2015, 1, 1))
    made.refresh_from_db()
    LIFE.take("close", made, ACTOR, {"on": date(2015, 12, 31)})
    age(one.files.get().digest)
    return made


def age(digest):
    place = files._place(digest)
    os.utime(place, (place.stat().st_mtime - 86_400,) * 2)


END = {"on": TODAY, "decision": "số 3-QĐ/ĐU", "reason": "hết thời hạn", "sure": True}


def test_destruction_takes_the_bytes_and_leaves_number_digest_and_act(
    old_file, django_capture_on_commit_callbacks
):
    one = old_file.documents.get()
    kept = one.files.get()
    picture = preview_place(kept.digest, "1.png")
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"x")
    head, home = signed_in(HEAD), f"/van-ban/ho-so/{old_file.pk}/"
    assert "Hủy hồ sơ" in words(head.get(home))
    told = {"on": "20/11/2026", "decision": "số 3-QĐ/ĐU", "reason": "hết thời hạn"}
    assert head.post(f"{home}huy/", told).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert head.post(f"{home}huy/", {**told, "sure": "on"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.gone_on, kept.text, files.is_here(kept.digest), picture.exists()) == (
        TODAY,
        "",
        False,
        False,
    )
    assert Document.objects.get(pk=one.pk).notation == one.notation
    entry = Entry.objects.get(flow="folder", step="destroy", subject_key=str(old_file.pk))
    assert entry.actor == "Ngô Thị Minh Tuyết" and "reason" not in entry.facts
    page = words(head.get(f"/van-ban/{one.pk}/"))
    assert "đã hủy ngày 20/11/2026" in page and kept.digest[:4] in page
    assert head.get(f"/van-ban/{one.pk}/tep/{kept.pk}/").status_code == 404
    assert head.get(f"/van-ban/{one.pk}/tep/{kept.pk}/trang/1.png").status_code == 404


def test_bytes_that_another_document_holds_stay(old_file, django_capture_on_commit_callbacks):
    digest = old_file.documents.get().files.get().digest
    add_file(issued(), Paper(b"\x89PNG\r\n\x1a\n giay cu", "cu.png", "image/png"), DocumentFile.SCAN, ACTOR)
    age(digest)
    with django_capture_on_commit_callbacks(execute=True):
        LIFE.take("destroy", old_file, ACTOR, END)
    sweep_all()
    assert files.is_here(digest)


def test_nothing_enters_what_was_destroyed(old_file):
    LIFE.take("destroy", old_file, ACTOR, END)
    one = old_file.documents.get()
    with pytest.raises(Refused, match="đã hủy; không thêm tệp"):
        add_file(one, Paper(b"\x89PNG\r\n\x1a\n moi", "moi.png", "image/png"), DocumentFile.SCAN, ACTOR)
    assert not one.files.filter(gone_on=None).exists()


def test_bytes_just_handed_in_are_left_to_the_timer(old_file, django_capture_on_commit_callbacks):
    digest = files.keep(b"\x89PNG\r\n\x1a\n giay cu")
    with django_capture_on_commit_callbacks(execute=True):
        LIFE.take("destroy", old_file, ACTOR, END)
    assert files.is_here(digest)
    age(digest)
    assert sweep_all() >= 1 and not files.is_here(digest)


def test_bytes_whose_record_was_never_written_go_and_nothing_else_does(monkeypatch):
    one = issued()
    add_file(one, Paper(b"\x89PNG\r\n\x1a\n co dong", "a.png", "image/png"), DocumentFile.SCAN, ACTOR)
    held, fresh = one.files.last().digest, files.keep(b"vua dua vao")
    age(held)

    def full(_unit, name, _size):
        if name == "b.png":
            raise Refused("hết chỗ")

    monkeypatch.setattr("soxa.documents.files.must_fit", full)
    first, second = (
        Paper(b"\x89PNG\r\n\x1a\n lac " + n, f"{n.decode()}.png", "image/png") for n in (b"a", b"b")
    )
    with pytest.raises(Refused), transaction.atomic():
        for paper in (first, second):
            add_file(one, paper, DocumentFile.SCAN, ACTOR)
    lost = sha256(first.content).hexdigest()
    picture = preview_place(lost, "1.png")
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"x")
    place = files._place(lost)
    strange = (place.with_name(f"{place.name}.0011223344556677.new"), place.with_name("ghi-chu.txt"))
    for other in strange:
        other.write_bytes(b"x")
        os.utime(other, (0, 0))
    sweep_all()
    assert files.is_here(lost)  # handed in within the hour
    age(lost)
    sweep_all()
    assert (files.is_here(lost), picture.exists()) == (False, False)
    assert files.is_here(held) and files.is_here(fresh) and all(other.exists() for other in strange)


@pytest.mark.parametrize(
    ("keep_years", "on", "said"),
    [
        (11, TODAY, "đến hết ngày 31/12/2026"),
        (10, date(2025, 12, 31), "đến hết ngày 31/12/2025"),
        (None, TODAY, "lưu vĩnh viễn"),
    ],
)
def test_nothing_goes_before_its_term(old_file, keep_years, on, said):
    Folder.objects.filter(pk=old_file.pk).moved(Entry.objects.last(), keep_years=keep_years)
    with pytest.raises(Refused, match=said):
        LIFE.take("destroy", old_file, ACTOR, {**END, "on": on})
    assert not DocumentFile.objects.exclude(gone_on=None).exists()


def test_a_hold_an_open_task_and_an_unanswered_letter_stop_it(old_file):
    hold(old_file, ACTOR, on=TODAY, reason="thanh tra đang xem")
    with pytest.raises(Refused, match="thanh tra đang xem"):
        LIFE.take("destroy", old_file, ACTOR, END)
    release(old_file, ACTOR, on=TODAY, reason="xong")
    assert holding_back(old_file) == []
    waits = letter(answer_due=date(2026, 11, 30))
    agency = next(node for node in tree().nodes.values() if node.kind == "agency")
    secretary = signed_in("thuan.dang")
    secretary.post(
        f"/van-ban/{waits.pk}/but-phe/",
        {"on": "20/11/2026", "instruction": "giao", "unit": agency.id, "due": "30/11/2026"},
    )
    Document.objects.filter(pk=waits.pk).moved(Entry.objects.last(), folder=old_file)
    assert holding_back(old_file) == [
        "Còn 1 nhiệm vụ giao từ văn bản trong hồ sơ chưa xong.",
        "Còn 1 văn bản đến trong hồ sơ chưa trả lời.",
    ]
    assert "Chưa hủy được hồ sơ này" in words(signed_in(HEAD).get(f"/van-ban/ho-so/{old_file.pk}/"))
    with pytest.raises(Refused, match="1 nhiệm vụ"):
        LIFE.take("destroy", old_file, ACTOR, END)


def test_what_has_come_to_a_day_is_listed_and_nothing_more(old_file):
    page = words(signed_in(CLERK).get("/van-ban/ho-so/den-han/"))
    assert "Năm trước chưa kết thúc (14)" in page and "Hết thời hạn lưu (1)" in page
    close_year(shelf(2025), ACTOR, on=date(2025, 12, 31))
    page = words(signed_in(CLERK).get("/van-ban/ho-so/den-han/"))
    assert "Đến hạn nộp lưu trữ (14)" in page and "nộp lưu đến 31/12/2026" in page
    old_file.refresh_from_db()
    assert old_file.state == "closed"


@pytest.mark.parametrize(
    ("who", "party", "state", "writes"),
    [
        (CLERK, 200, 404, True),
        (CHAIR, 404, 200, True),
        (AUDITOR, 200, 200, False),
        (FRONT, 403, 403, False),
        ("buong.luc", 404, 404, False),
    ],
)
def test_each_side_sees_its_own_plan(who, party, state, writes):
    client = signed_in(who)
    seen = {"party": file_of("02-TH"), "state": file_of("02-VP", side="state")}
    for side, status in (("party", party), ("state", state)):
        assert client.get(f"/van-ban/ho-so/{seen[side].pk}/").status_code == status
        act = client.get(f"/van-ban/ho-so/{seen[side].pk}/ket-thuc/").status_code
        assert act == (200 if writes and status == 200 else 403 if status == 200 else status)


@pytest.mark.parametrize(("ending", "kind"), [("pdf", "pdf"), ("docx", "word"), ("xlsx", "spreadsheet")])
def test_the_plan_is_printed(ending, kind):
    answer = signed_in(CLERK).get(f"/van-ban/ho-so/in.{ending}?ben=dang&nam=2026")
    assert answer.status_code == 200 and kind in answer["Content-Type"] and len(answer.content) > 3000


@pytest.mark.parametrize(
    ("address", "count"),
    [("/van-ban/ho-so/", 6), ("/van-ban/ho-so/den-han/", 5), ("/van-ban/ho-so/{pk}/", 9)],
)
def test_a_page_asks_a_fixed_number_of_questions(address, count):
    assert queries(signed_in(HEAD), address.format(pk=file_of("02-TH").pk)) == count


def test_a_plan_goes_out_as_a_workbook_and_comes_back(tmp_path):
    clerk = signed_in(CLERK)
    book = clerk.get("/van-ban/ho-so/in.xlsx?ben=dang&nam=2026").content
    same = plan_import.plan(book, "party", unit_id=tree().codes["99901"], on=TODAY)
    assert same.faults == [] and same.counts == {"new": 0, "same": 14, "changed": 0}
    rows = [
        {"year": 2026, "heading": "I. Tổng hợp", "code": "02-TH", "title": "Văn bản của cấp trên", "keep_years": 5},
        {"year": 2026, "heading": "I. Tổng hợp", "code": "16-TH", "title": "Kỷ yếu", "keep_years": 0, "keeper": "Lê Hải Yến"},
    ]  # fmt: skip
    changed = sheets.write(FOLDERS, rows)
    handed = clerk.post(
        "/nhap/gui/", {"kind": "folders_party", "file": SimpleUploadedFile("danh-muc.xlsx", changed)}
    )
    assert handed.status_code == 302, words(handed)
    page = clerk.get(handed["Location"])
    assert "Kỷ yếu" in words(page) and "tiêu đề hồ sơ, thời hạn lưu" in words(page)
    shown = re.search(r'name="shown" value="([^"]+)"', page.content.decode()).group(1)
    assert clerk.post(f"{handed['Location']}ghi-so/", {"shown": shown}).status_code == 302
    assert (file_of("02-TH").keep_years, file_of("16-TH").term, file_of("16-TH").keeper) == (
        5,
        "vĩnh viễn",
        "Lê Hải Yến",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [({"keep_years": "mười"}, "không phải thời hạn lưu"), ({"code": "x" * 21}, "dài quá 20 ký tự"), ({"year": 2099}, "năm còn xa")],
)  # fmt: skip
def test_every_bad_row_of_a_workbook_is_told_and_nothing_written(change, said):
    row = {"year": 2026, "heading": "", "code": "17-TH", "title": "Thử", "keep_years": 5, **change}
    # the term is written as it stands, to be read back
    bare = Columns(FOLDERS.code, FOLDERS.title, tuple(replace(one, export=None) for one in FOLDERS.columns))
    found = plan_import.plan(sheets.write(bare, [row, row]), "party", unit_id=tree().codes["99901"], on=TODAY)
    assert any(said in fault.text for fault in found.findings) and found.refused
    with pytest.raises(Refused, match="Chưa ghi gì"):
        found.commit(ACTOR)


def test_who_sees_one_side_brings_in_that_side_alone():
    clerk = signed_in(CLERK)
    page = words(clerk.get("/nhap/"))
    assert "Danh mục hồ sơ của Đảng" in page and "Danh mục hồ sơ của chính quyền" not in page
    book = sheets.write(FOLDERS, [])
    handed = clerk.post("/nhap/gui/", {"kind": "folders_state", "file": SimpleUploadedFile("a.xlsx", book)})
    assert handed.status_code == 422
