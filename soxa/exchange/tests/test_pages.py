"""Pages of the exchange: who sees which side, a mailbox opened, a document sent, a letter taken or turned down, questions counted."""

import shutil
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.tests.signing_in import first_page, queries, signed_in, words
from soxa.documents.models import Document
from soxa.documents.signing.tests.authority import PASSWORD
from soxa.documents.signing.tests.paper import paper
from soxa.exchange import axis
from soxa.exchange.mailboxes import Place, set_mailbox
from soxa.exchange.models import Mailbox, Package, Partner
from soxa.exchange.packing import packed
from soxa.exchange.tests.offices import ACTOR, BODIES, NAMES, Office
from soxa.exchange.tests.test_hostile import a_letter
from soxa.kernel.models import Unit
from soxa.samples.demo_fixture import settle, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
HEAD, CLERK, SECRETARY, CHAIR, AUDITOR = "tuyet.ngo", "yen.le", "thuan.dang", "quang.bui", "nhung.tran"


@pytest.fixture(scope="module")
def standing_boxes(demo_book, tmp_path_factory, authority, django_db_blocker):
    """By side: the demo commune's office and one that writes to it; they stand for the file."""
    with standing(django_db_blocker):
        folder, made = tmp_path_factory.mktemp("truc"), {}
        ours = Unit.objects.get(code="99901")
        other = Unit.objects.filter(kind="commune").exclude(pk=ours.pk).first()
        for side in ("party", "state"):
            axis.make(folder / side, side)
            both = []
            for at, (unit, name) in enumerate(((ours, "xã Đồng Vải"), (other, "phường Bên Sông")), 1):
                title = NAMES[side].format(unit=name)
                key = authority.issued(title, organisation=title, keys=3 + at)
                wish = Place(unit.pk, side, BODIES[side], f"000.00.0{at}.H99", title, str(folder / side))
                signs = {"key": key.p12(), "password": PASSWORD} if side == "party" else {}
                both.append(Office(side, set_mailbox(wish, ACTOR, **signs)))
            here, there = both
            here.knows(there)
            there.knows(here)
            made[side] = (here, there)
        settle()
        yield made


@pytest.fixture
def boxes(standing_boxes, db):
    """The offices as they stand, nothing in the folders between them."""
    made = {}
    for side, offices in standing_boxes.items():
        folder = Path(offices[0].mailbox.folder)
        shutil.rmtree(folder)
        axis.make(folder, side)
        made[side] = tuple(Office(side, Mailbox.objects.get(pk=one.mailbox.pk)) for one in offices)
    return made


@pytest.fixture
def no_boxes(db):
    """A book that no mailbox was opened in yet."""
    for rows in (Partner.objects.all(), Mailbox.objects.all()):
        rows._raw_delete(rows.db)


def arrived(boxes, side="party", **changes):
    here, there = boxes[side]
    letter = a_letter(there, here, **changes)
    ending = "soxa" if side == "party" else "edxml"
    name = f"20261120080000000000_{there.mailbox.code}_{letter.ident}.{ending}"
    axis.put(here.slot.parent, here.mailbox.code, name, packed(there.mailbox, letter))
    here.carries()
    return here.inbox()[-1]


@pytest.mark.parametrize(
    ("who", "party", "state"),
    [(HEAD, 200, 404), (SECRETARY, 200, 404), (CHAIR, 404, 200), (AUDITOR, 200, 200), ("buong.luc", 403, 403), ("tri.doan", 403, 403)],
)  # fmt: skip
def test_each_side_sees_its_own_packages(boxes, who, party, state):
    client = signed_in(who)
    for side, status in (("party", party), ("state", state)):
        one = arrived(boxes, side)
        for address in (f"/lien-thong/goi/{one.pk}/", f"/lien-thong/goi/{one.pk}/tep/1/"):
            assert client.get(address).status_code == status
        listed = client.get("/lien-thong/").content.decode()
        assert (f"/lien-thong/goi/{one.pk}/" in listed) is (status == 200)


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get("/lien-thong/").status_code == 302


def test_who_only_reads_takes_nothing(boxes):
    one = arrived(boxes)
    auditor = signed_in(AUDITOR)
    assert "Tiếp nhận, vào sổ" not in words(auditor.get(f"/lien-thong/goi/{one.pk}/"))
    for slug in ("tiep-nhan", "tu-choi"):
        assert auditor.post(f"/lien-thong/goi/{one.pk}/{slug}/", {"reason": "x"}).status_code == 403
    assert auditor.post("/lien-thong/chuyen/").status_code == 403
    assert auditor.get("/lien-thong/hop-thu/dang/").status_code == 403
    one.refresh_from_db()
    assert one.state == Package.HERE


def test_a_mailbox_is_opened_and_an_office_entered(no_boxes, tmp_path, authority):
    axis.make(tmp_path / "truc", "party")
    head = signed_in(HEAD)
    assert "Mở hộp thư bên Đảng" in words(head.get("/lien-thong/hop-thu/"))
    assert "Mở hộp thư bên chính quyền" not in words(head.get("/lien-thong/hop-thu/"))
    assert head.get("/lien-thong/hop-thu/chinh-quyen/").status_code == 403
    key = authority.issued("Đảng ủy xã Đồng Vải", organisation="Đảng ủy xã Đồng Vải", keys=4)
    told = {
        "code": "A01.02",
        "name": "Đảng ủy xã Đồng Vải",
        "body": "committee",
        "folder": str(tmp_path),
        "password": PASSWORD,
    }
    file = lambda: SimpleUploadedFile("khoa.p12", key.p12())  # noqa: E731
    refused = head.post("/lien-thong/hop-thu/dang/", {**told, "key": file()})
    assert "chưa được lập làm trục" in words(refused)
    told["folder"] = str(tmp_path / "truc")
    wrong = head.post("/lien-thong/hop-thu/dang/", {**told, "password": "sai", "key": file()})
    assert (wrong.status_code, "Sai mật khẩu" in words(wrong)) == (422, True)
    assert not Mailbox.objects.exists()
    assert head.post("/lien-thong/hop-thu/dang/", {**told, "key": file()}).status_code == 302
    none = head.post("/lien-thong/hop-thu/dang/noi/", {"code": "A01", "name": "Tỉnh ủy"})
    assert "phải có chứng thư" in words(none)
    pem = SimpleUploadedFile("tinh-uy.pem", key.pem)
    assert (
        head.post(
            "/lien-thong/hop-thu/dang/noi/", {"code": "A01", "name": "Tỉnh ủy", "certificate": pem}
        ).status_code
        == 302
    )
    page = words(head.get("/lien-thong/hop-thu/"))
    assert "Tỉnh ủy" in page
    assert "Chưa xác nhận." in page
    assert "gói ký số riêng" in words(head.get("/cai-dat/"))


def test_a_document_is_sent_and_its_status_stands_on_its_page(boxes):
    here, there = boxes["party"]
    document, head = here.issues("Báo cáo tháng"), signed_in(HEAD)
    home = f"/van-ban/{document.pk}/"
    assert "Gửi văn bản điện tử" in words(head.get(home))
    assert "Đảng ủy phường Bên Sông" in words(head.get(f"/lien-thong/gui/{document.pk}/"))
    assert head.post(f"/lien-thong/gui/{document.pk}/", {}).status_code == 422
    partner = here.mailbox.partners.get()
    assert head.post(f"/lien-thong/gui/{document.pk}/", {"to": [partner.pk]})["Location"] == home
    assert head.post("/lien-thong/chuyen/").status_code == 302
    there.carries()
    here.carries()
    page = words(head.get(home))
    assert "Đảng ủy phường Bên Sông" in page
    assert "01 – Đã đến" in page
    assert "01 – Đã đến" in words(head.get("/lien-thong/?muc=di"))
    assert signed_in(CHAIR).get(f"/lien-thong/gui/{document.pk}/").status_code == 404


def test_a_secret_document_is_not_offered(boxes):
    secret = boxes["party"][0].issues(secrecy="mat")
    head = signed_in(HEAD)
    assert "Gửi văn bản điện tử" not in words(head.get(f"/van-ban/{secret.pk}/"))
    answer = head.post(f"/lien-thong/gui/{secret.pk}/", {"to": [boxes["party"][0].mailbox.partners.get().pk]})
    assert answer.status_code == 409
    assert "Văn bản mật không gửi" in words(answer)


def test_a_letter_is_taken_into_the_register(boxes):
    one, clerk = arrived(boxes), signed_in(CLERK)
    page = words(clerk.get(f"/lien-thong/goi/{one.pk}/"))
    assert "15/UBND-VP" in page
    assert "Về việc thử" in page
    read = clerk.get(f"/lien-thong/goi/{one.pk}/tep/1/")
    assert (read.content, read["Content-Type"]) == (paper(), "application/pdf")
    assert "sandbox" in read["Content-Security-Policy"]
    assert clerk.get(f"/lien-thong/goi/{one.pk}/tep/2/").status_code == 404
    assert clerk.get(f"/lien-thong/goi/{one.pk}/tep/0/").status_code == 404
    form = clerk.get(f"/lien-thong/goi/{one.pk}/tiep-nhan/").content.decode()
    assert '<option value="cong_van" selected>' in form
    late = clerk.post(f"/lien-thong/goi/{one.pk}/tiep-nhan/", {"on": "21/11/2026", "kind": "cong_van"})
    assert "chưa đến" in words(late)
    taken = clerk.post(f"/lien-thong/goi/{one.pk}/tiep-nhan/", {"on": "20/11/2026", "kind": "cong_van"})
    document = Document.objects.get(notation="15/UBND-VP")
    assert taken["Location"] == f"/van-ban/{document.pk}/"
    assert "Văn bản mới" in words(clerk.get(f"/van-ban/{document.pk}/"))
    again = clerk.post(f"/lien-thong/goi/{one.pk}/tiep-nhan/", {"on": "20/11/2026", "kind": "cong_van"})
    assert again.status_code == 409


def test_a_letter_is_turned_down_with_a_reason(boxes):
    one, clerk = arrived(boxes), signed_in(CLERK)
    assert clerk.post(f"/lien-thong/goi/{one.pk}/tu-choi/", {}).status_code == 422
    assert clerk.post(f"/lien-thong/goi/{one.pk}/tu-choi/", {"reason": "sai thẩm quyền"}).status_code == 302
    assert "sai thẩm quyền" in words(clerk.get("/lien-thong/?muc=den"))
    assert "Không có văn bản điện tử nào chờ" in words(clerk.get("/lien-thong/"))


def test_what_was_not_taken_says_why(boxes):
    here = boxes["party"][0]
    axis.put(here.slot.parent, here.mailbox.code, "20261120080000000000_x_y.soxa", b"rubbish")
    here.carries()
    head = signed_in(HEAD)
    assert "không phải gói văn bản của bên Đảng" in words(head.get("/lien-thong/?muc=khong-nhan"))
    one = here.inbox()[0]
    assert "không rõ" in words(head.get(f"/lien-thong/goi/{one.pk}/"))
    assert head.get(f"/lien-thong/goi/{one.pk}/tep/1/").status_code == 404


def test_what_waits_stands_among_my_work(boxes):
    one = arrived(boxes)
    for who, shown in ((CLERK, True), (SECRETARY, False), (CHAIR, False)):
        told = first_page(signed_in(who), "exchange").content.decode()
        assert (f"/lien-thong/goi/{one.pk}/" in told) is shown


def test_the_journal_tells_of_packages_and_of_no_words(boxes):
    here, _there = boxes["party"]
    one = arrived(boxes, abstract="Về ông Nguyễn Văn Kín")
    page = words(signed_in(HEAD).get(f"/nhat-ky/?loai=package&ma={one.pk}"))
    assert "Nhận gói văn bản điện tử" in page
    assert "Văn Kín" not in page


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/lien-thong/", 7),
        ("/lien-thong/goi/{package}/", 7),
        ("/lien-thong/hop-thu/", 6),
        ("/van-ban/{document}/", 14),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(boxes, address, count):
    here, there = boxes["party"]
    first, second = arrived(boxes), arrived(boxes, ident="e" * 32, notation="16/CV-TU")
    document = here.issues("Báo cáo tháng")
    for _turn in range(2):
        here.sends(document, there)
        here.carries()
    assert first.pk != second.pk
    asked = address.format(package=first.pk, document=document.pk)
    assert queries(signed_in(HEAD), asked) == count
