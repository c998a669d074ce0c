"""Papers signed here and elsewhere: known again by digest, refused in words, looked up when their bytes are gone."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.files import Paper
from soxa.documents.flow import OUTGOING, add_file, draft
from soxa.documents.handing import paper_before, ready, signed_here
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signatures import kept_verdicts
from soxa.documents.signing.signer import sign
from soxa.documents.signing.tests.authority import PASSWORD
from soxa.documents.signing.tests.conftest import authority, cast  # noqa: F401
from soxa.documents.signing.tests.paper import LEADER, OFFICE, by_leader, by_office, paper, picture
from soxa.documents.signing.tokens import open_p12
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.units.acts import Founding, found

pytestmark = pytest.mark.django_db
ACTOR, PDF = machine("test"), "application/pdf"
SIGNER, CHIEF, CHAIR = f"Bí thư {LEADER}", "thuan.dang", "quang.bui"


@pytest.fixture
def trust(settings, tmp_path, authority):  # noqa: F811
    """A data directory of its own that trusts the authority of the tests."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "trust").mkdir()
    for name, one in (("root", authority.root), ("issuing", authority.issuing)):
        (tmp_path / "trust" / f"{name}.pem").write_bytes(one.pem)
    return tmp_path


def approved(unit, content=None, abstract="cấp kinh phí"):
    upload = Paper(content, "quyet-dinh.pdf", PDF) if content else None
    made = draft(
        Document(unit=unit, body="committee", kind="quyet_dinh", abstract=abstract), ACTOR, upload=upload
    )
    for step in ("check", "approve"):
        OUTGOING.take(step, made, ACTOR)
    return made


@pytest.fixture
def document(trust):
    return approved(found(Founding("88801", "commune", "xã Đồng Vải"), ACTOR), paper())


def put(document, content, step="sign", **facts):
    given = {"file": Paper(content, "ky.pdf", PDF), **({"signer": SIGNER} if step == "sign" else {}), **facts}
    OUTGOING.take(step, document, ACTOR, given)


def by_key(document, step="sign", **facts):
    OUTGOING.take(step, document, ACTOR, signed_here(step, document, facts))


def refused(document, words_, content, step="sign", **facts):
    before = document.files.count(), document.state, Entry.objects.count()
    with pytest.raises(Refused, match=words_):
        put(document, content, step, **facts)
    document.refresh_from_db()
    assert (document.files.count(), document.state, Entry.objects.count()) == before


def test_a_paper_signed_elsewhere_and_sealed_is_known_again(document, cast):  # noqa: F811
    out = ready(document, paper_before(document))
    assert out.startswith(paper())
    put(document, sign(out, cast.leader, by_leader()).content)
    assert (document.state, document.digitally_signed) == ("signed", True)
    kept = document.files.last()
    (told,) = kept_verdicts(kept)
    assert (kept.role, told.signer, told.kind, told.good) == ("signed", LEADER, "personal", True)
    OUTGOING.take("number", document, ACTOR, {"on": dt.date(2026, 6, 15)})
    filled = ready(document, paper_before(document))
    refused(document, "chưa có thêm chữ ký số nào", files.fetch(kept.digest), "seal")
    refused(document, "không phải bản ký", sign(paper(), cast.leader, by_leader()).content, "seal")
    put(document, sign(filled, cast.office, by_office()).content, "seal")
    assert [one.signer for one in kept_verdicts(document.files.last())] == [LEADER, OFFICE]
    assert all(one.good for one in kept_verdicts(document.files.last()))


def test_what_is_not_the_approved_paper_is_refused_in_words(document, cast, authority):  # noqa: F811
    anew = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(paper()))).write(anew)
    refused(document, "ghi lại cả tệp", sign(anew.getvalue(), cast.leader, by_leader()).content)
    refused(document, "không phải bản ký", sign(paper(2), cast.leader, by_leader()).content)
    refused(document, "chưa có chữ ký số", paper())
    signed = sign(paper(), cast.leader, by_leader()).content
    refused(document, "không phải của người ký", signed, signer="Phó Bí thư Lê Văn Tám")
    refused(document, "bị sửa sau khi ký", signed.replace(b"ChuKyCaNhan1", b"ChuKyCaNhan2"))
    # a draft that came after the approval was approved by nobody
    add_file(document, Paper(paper(2), "sau.pdf", PDF), DocumentFile.DRAFT, ACTOR)
    assert paper_before(document).name == "quyet-dinh.pdf"


def test_a_scan_of_a_paper_signed_by_hand_is_no_digital_signature(document):
    put(document, paper(name="Bản Chụp"))
    assert (document.digitally_signed, document.files.last().role) == (False, "scan")


def test_a_key_file_signs_and_seals_here_and_is_not_told(document, cast):  # noqa: F811
    facts = {"signer": SIGNER, "token": lambda: cast.leader, "picture": picture("blue")}
    by_key(document, **facts)
    OUTGOING.take("number", document, ACTOR, {"on": dt.date(2026, 6, 15)})
    by_key(document, "seal", token=lambda: cast.office, picture=picture("red", 300, 300), width=36)
    kept = kept_verdicts(document.files.last())
    assert [(one.signer, one.good) for one in kept] == [(LEADER, True), (OFFICE, True)]
    told = Entry.objects.filter(
        subject_kind="document", subject_key=str(document.pk), step__in=("sign", "seal")
    )
    assert (
        list(told.values_list("facts", flat=True))
        == [{"level": "B-B", "held_back": "unchecked,no_service"}] * 2
    )


def test_a_key_of_another_or_past_its_days_moves_nothing(document, cast, authority):  # noqa: F811
    past = authority.issued(LEADER, until=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    for token, signer, why in (
        (cast.office, SIGNER, "không phải của người ký"),
        (open_p12(past.p12(), PASSWORD), SIGNER, "hết hạn"),
        (cast.leader, f"Chủ tịch {LEADER}", "Không tìm thấy"),
        (cast.leader, LEADER, "chức vụ"),
    ):
        with pytest.raises(Refused, match=why):
            by_key(document, signer=signer, token=lambda one=token: one, picture=picture("blue"))
    document.refresh_from_db()
    assert (document.state, document.files.count(), document.signer) == ("approved", 1, "")


def p12(cast):  # noqa: F811
    return SimpleUploadedFile("khoa.p12", cast.leader_holder.p12())


def given(cast, password=PASSWORD):  # noqa: F811
    blue = SimpleUploadedFile("ky.png", picture("blue"))
    return {"signer": SIGNER, "key": p12(cast), "password": password, "picture": blue}


@pytest.fixture
def two(demo_book, trust):
    """Two approved documents of the demo's committee: one that can be signed, one with no place for it."""
    unit = Document.objects.filter(side="party", direction="out").first().unit
    bad = paper(name="Lê Tám")
    return approved(unit, paper(), "văn bản ký được"), approved(unit, bad, "không có chỗ ký")


def test_a_wrong_password_moves_nothing(two, cast):  # noqa: F811
    one, chief = two[0], signed_in(CHIEF)
    wrong = chief.post(f"/van-ban/{one.pk}/ky/", given(cast, "sai"))
    assert wrong.status_code == 422
    assert "Sai mật khẩu của tệp khóa" in words(wrong)
    one.refresh_from_db()
    assert (one.state, one.files.count()) == ("approved", 1)
    assert "Tải về để ký" in words(chief.get(f"/van-ban/{one.pk}/"))
    assert chief.get(f"/van-ban/{one.pk}/tai-ve-de-ky/").content.startswith(paper())


def test_of_two_the_one_without_a_place_is_left_and_said(two, cast):  # noqa: F811
    good, bad = two
    chief, home = signed_in(CHIEF), f"/van-ban/{good.pk}/"
    page = words(chief.post("/van-ban/ky-nhieu/", {**given(cast), "van-ban": [str(good.pk), str(bad.pk)]}))
    assert "1 văn bản chưa ký được" in page
    assert "Không tìm thấy" in page
    good.refresh_from_db(), bad.refresh_from_db()
    assert (good.state, good.files.count(), bad.state, bad.files.count()) == ("signed", 2, "approved", 1)
    assert "Chữ ký số tốt" in words(chief.get(home))
    check = words(chief.get(f"{home}tep/{good.files.last().pk}/chu-ky/"))
    for question in ("Nguyên vẹn", "Hợp lệ", "Tin cậy", "Trọn tệp", "Dấu thời gian", "Thu hồi"):
        assert question in check


def test_a_file_is_looked_up_before_and_after_signing_and_when_it_is_gone(two, cast):  # noqa: F811
    one, chief = two[0], signed_in(CHIEF)
    assert "Đúng là tệp này" in looked_up(chief, paper())
    by_key(one, signer=SIGNER, token=lambda: cast.leader, picture=picture("blue"))
    kept = one.files.last()
    signed = files.fetch(kept.digest)
    told = looked_up(chief, signed)
    assert "Đúng là tệp này" in told
    assert "bắt đầu bằng nguyên tệp này" in told
    files._place(kept.digest).unlink()
    gone = looked_up(chief, signed)
    assert "tệp không còn trong kho" in gone
    assert one.abstract in gone
    assert "không còn trong kho tệp" in words(chief.get(f"/van-ban/{one.pk}/tep/{kept.pk}/chu-ky/"))
    assert one.abstract in words(chief.post("/van-ban/tra-cuu/", {"digest": kept.digest[:16]}))
    # the other side sees none of it
    assert "Không có văn bản nào" in looked_up(signed_in(CHAIR), signed)


def looked_up(client, content):
    return words(client.post("/van-ban/tra-cuu/", {"file": SimpleUploadedFile("x.pdf", content)}))


@pytest.mark.usefixtures("demo_book", "trust")
def test_the_page_asks_no_more_for_more_files():
    unit = Document.objects.filter(side="party", direction="out").first().unit
    one = approved(unit, paper(), "văn bản nhiều tệp")
    chief, home = signed_in(CHIEF), f"/van-ban/{one.pk}/"
    chief.get(home)
    few = queries(chief, home)
    for number in range(4):
        add_file(one, Paper(paper(name=f"Người {number}"), "kem.pdf", PDF), "attachment", ACTOR)
    assert queries(chief, home) == few
