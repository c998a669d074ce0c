"""Cài đặt, Chữ ký số: trusted certificates and lists come and go with an entry; what is set is what the pages sign with."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.checkup.table import findings
from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.anchors import folder, trusted
from soxa.documents.completing import Completed, complete_waiting
from soxa.documents.files import Paper
from soxa.documents.flow import OUTGOING, draft
from soxa.documents.means import SERVICE_PASSWORD
from soxa.documents.models import Document
from soxa.documents.signing.tests.authority import NOW, PASSWORD, Authority, key, name
from soxa.documents.signing.tests.conftest import authority, cast  # noqa: F401
from soxa.documents.signing.tests.paper import LEADER, paper, picture
from soxa.documents.signing.tests.served import served
from soxa.documents.signing.verdict import verdicts
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Setting
from soxa.kernel.preferences import secret_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
HEAD, KEEPER, CHIEF, AUDITOR = "tuyet.ngo", "tri.doan", "thuan.dang", "nhung.tran"
HOME, ADD = "/cai-dat/chu-ky-so/", "/cai-dat/chu-ky-so/them/"
PDF, SIGNER = "application/pdf", f"Bí thư {LEADER}"


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def put(client, content, name="tep.crt"):
    return client.post(ADD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def change(client, code, value):
    return client.post(f"/cai-dat/{code}/", {"value": value, "since": "01/01/2026"}, follow=True)


def approved(abstract="cấp kinh phí"):
    unit = Document.objects.filter(side="party", direction="out").first().unit
    made = Document(unit=unit, body="committee", kind="quyet_dinh", abstract=abstract)
    draft(made, machine("test"), upload=Paper(paper(), "quyet-dinh.pdf", PDF))
    for step in ("check", "approve"):
        OUTGOING.take(step, made, machine("test"))
    return made


def signing(client, one, holder, **more):
    key = SimpleUploadedFile("khoa.p12", holder.p12())
    blue = SimpleUploadedFile("ky.png", picture("blue"))
    given = {"signer": SIGNER, "key": key, "password": PASSWORD, "picture": blue, **more}
    return client.post(f"/van-ban/{one.pk}/ky/", given, follow=True)


def test_certificates_and_lists_come_and_go(authority):  # noqa: F811
    head = signed_in(HEAD)
    assert "Chưa có chứng thư gốc nào" in words(head.get(HOME))
    assert f"Gốc {authority.title}" in words(put(head, authority.root.pem))
    put(head, authority.issuing.der)
    shown = words(put(head, authority.crls()[1], "a.crl"))
    for word in (
        "Chứng thư gốc",
        "Chứng thư trung gian",
        "Danh sách thu hồi",
        "hiệu lực từ 01/01/2020 đến 01/01/2040",
    ):
        assert word in shown
    trust = trusted()
    assert (len(trust.roots), len(trust.between), len(trust.crls)) == (1, 1, 1)
    newer = authority.crls(NOW + dt.timedelta(hours=1))[1]
    put(head, newer, "b.crl")
    assert trusted().crls == (newer,)  # the newer stands instead of the older
    digest = next(iter(Entry.objects.filter(flow="trust").order_by("pk").values_list("facts", flat=True)))[
        "digest"
    ]
    assert "Từ lúc bỏ" in words(head.get(f"{HOME}{digest}/bo/"))
    head.post(f"{HOME}{digest}/bo/")
    assert trusted().roots == ()
    steps = Entry.objects.filter(flow="trust").order_by("pk").values_list("step", "facts__kind")
    assert list(steps) == [
        ("add", "root"),
        ("add", "between"),
        ("add", "list"),
        ("add", "list"),
        ("remove", "root"),
    ]
    assert "Đưa vào danh mục được tin" in words(head.get("/nhat-ky/"))


def test_what_is_no_authority_is_refused(authority, cast):  # noqa: F811
    head, stranger = signed_in(HEAD), Authority("Người lạ", keys=6)
    put(head, authority.root.pem), put(head, authority.issuing.der)
    entries = Entry.objects.count()
    forged = Authority(authority.title, keys=6)  # the same names, other keys
    for content, why in (
        (b"<html>", "không phải chứng thư số"),
        (b"", "rỗng"),
        (cast.leader_holder.pem, "không phải của tổ chức chứng thực"),
        (authority.root.pem, "đã có chứng thư này"),
        (stranger.crls()[0], "Đưa chứng thư ấy vào trước"),
        (forged.crls()[1], "không phải do"),
    ):
        assert why in words(put(head, content))
    put(head, authority.crls()[0])
    assert "mới hơn" in words(put(head, authority.crls(NOW - dt.timedelta(days=30))[0]))
    assert Entry.objects.count() == entries + 1


def test_who_may_look_and_who_may_change(authority):  # noqa: F811
    put(signed_in(HEAD), authority.root.pem)
    auditor = signed_in(AUDITOR)
    shown = words(auditor.get(HOME))
    assert "Gốc Thử nghiệm" in shown and "Thêm chứng thư" not in shown
    assert auditor.get(ADD).status_code == 403
    assert put(auditor, authority.issuing.der).status_code == 403
    assert signed_in(KEEPER).get(ADD).status_code == 200
    assert signed_in(CHIEF).get(HOME).status_code == 403
    assert signed_in(HEAD).get(f"{HOME}{'0' * 64}/bo/").status_code == 404


def test_an_address_must_be_one_and_a_password_is_told_nobody():
    head = signed_in(HEAD)
    for bad in ("file:///etc/passwd", "tsa.gov.vn", "http://a:b@tsa.vn/", "http://"):
        assert "bắt đầu bằng http" in words(change(head, "signing.service", bad))
    assert not Setting.objects.filter(code="signing.service").exists()
    shown = change(head, "signing.service_password", "bí mật 123")
    assert "đã đặt, giữ kín" in words(shown)
    assert secret_of(SERVICE_PASSWORD) == "bí mật 123"
    row = Setting.objects.get(code="signing.service_password")
    assert "bí mật" not in str(row.value) and row.entry.facts == {"value": True, "since": "2026-01-01"}
    assert (
        "value="
        not in head.get("/cai-dat/signing.service_password/")
        .content.decode()
        .split('type="password"')[1][:80]
    )
    assert "Địa chỉ dịch vụ" not in words(head.get("/cai-dat/"))


def test_the_pages_sign_as_high_as_they_can(authority):  # noqa: F811
    head, chief = signed_in(HEAD), signed_in(CHIEF)
    with served() as service:
        own = service.authority
        holder, one = own.issued(LEADER), approved()
        put(head, own.root.pem), put(head, own.issuing.der)
        change(head, "signing.service", service.tsa)
        change(head, "signing.revocation", "fetch")
        page = words(signing(chief, one, holder))
        assert "Đã ký số, mức B-LT" in page
        (told,) = verdicts(files.fetch(one.files.last().digest), own.trust(lists=False))
        assert told.good and told.timestamped and told.revocation_checked
        entry = one.files.last().entry
        assert entry.facts == {"level": "B-LT", "held_back": ""}
        # the service falls silent: told, and refused once the office wants it so
        service.silent, second = True, approved("việc thứ hai")
        shown = words(signing(chief, second, holder))
        assert "mức B-B" in shown and "Dịch vụ cấp dấu thời gian không trả lời" in shown
        assert "không trả lời" in words(head.get(f"/nhat-ky/{second.files.last().entry_id}/"))
        change(head, "signing.missing", "refuse")
        third = approved("việc thứ ba")
        refused = signing(chief, third, holder)
        assert refused.status_code == 422 and "Chưa ký gì" in words(refused)
        third.refresh_from_db()
        assert (third.state, third.files.count()) == ("approved", 1)


def test_the_timer_completes_what_was_signed_without_a_stamp(authority):  # noqa: F811
    head, chief = signed_in(HEAD), signed_in(CHIEF)
    with served() as service:
        own = service.authority
        one = approved()
        put(head, own.root.pem), put(head, own.issuing.der)
        change(head, "signing.service", service.tsa)
        change(head, "signing.revocation", "fetch")
        service.silent = True
        signing(chief, one, own.issued(LEADER))
        timer = machine("test")
        silent = complete_waiting(timer)
        assert (silent.done, silent.left) == (0, 1) and "không trả lời" in silent.why
        service.silent = False
        one.state = Document.NUMBERED  # the paper may be out to be sealed: left alone
        one.save()
        assert complete_waiting(timer) == Completed()
        one.state = Document.SIGNED
        one.save()
        assert complete_waiting(timer) == Completed(done=1)
        assert complete_waiting(timer) == Completed()
        before, after = one.files.filter(role="signed")
        assert files.fetch(after.digest).startswith(files.fetch(before.digest))
        (told,) = verdicts(files.fetch(after.digest), own.trust(lists=False))
        assert told.good and told.level == "B-LT"
        assert after.entry.facts == {"level": "B-LT"} and after.entry.step == "complete"
        assert "Mức B-LT" in words(chief.get(f"/van-ban/{one.pk}/"))
        assert "Bổ sung dữ liệu xác minh chữ ký số" in words(head.get("/nhat-ky/"))


def test_files_that_can_never_be_completed_keep_no_other_waiting(authority, monkeypatch):  # noqa: F811
    head, chief = signed_in(HEAD), signed_in(CHIEF)
    with served() as service:
        own = service.authority
        put(head, own.root.pem), put(head, own.issuing.der)
        change(head, "signing.service", service.tsa)
        change(head, "signing.revocation", "fetch")
        service.silent = True
        holder = own.issued(LEADER)
        papers = [approved(f"việc {number}") for number in range(3)]
        for one in papers:
            signing(chief, one, holder)
        service.silent = False
        first, second, third = (one.files.last() for one in papers)
        lost = {first.digest, second.digest}
        whole = files.fetch

        def fetch(digest):
            if digest in lost:
                raise FileNotFoundError(digest)
            return whole(digest)

        monkeypatch.setattr(files, "fetch", fetch)
        timer = machine("test")
        one = complete_waiting(timer, most=2)
        assert (one.done, one.left, one.reached) == (0, 2, second.pk)
        two = complete_waiting(timer, after=one.reached, most=2)
        assert (two.done, two.left, two.reached) == (1, 1, first.pk)  # the third, and round to the first
        assert papers[2].files.last().entry.facts == {"level": "B-LT"}
        three = complete_waiting(timer, after=two.reached, most=2)
        assert (three.done, three.left, three.reached) == (0, 2, first.pk)
        assert third.pk > second.pk


def test_a_revoked_key_or_one_of_another_moves_nothing(authority):  # noqa: F811
    head, chief = signed_in(HEAD), signed_in(CHIEF)
    own = Authority("Thu hồi")
    revoked, other = own.issued(LEADER), own.issued("Trần Văn B")
    own.revoke(revoked, NOW - dt.timedelta(days=30))
    put(head, own.root.pem), put(head, own.issuing.der), put(head, own.crls()[1])
    one = approved()
    for holder, why in ((revoked, "đã bị thu hồi ngày"), (other, "không phải của người ký")):
        answer = signing(chief, one, holder)
        assert answer.status_code == 422 and why in words(answer)
    one.refresh_from_db()
    assert (one.state, one.files.count(), one.signer) == ("approved", 1, "")


def test_the_page_asks_no_more_for_more_certificates(authority):  # noqa: F811
    head = signed_in(HEAD)
    put(head, authority.root.pem)
    few = queries(head, HOME)
    put(head, authority.issuing.der), put(head, authority.crls()[0])
    assert queries(head, HOME) == few <= 12


def test_the_check_up_tells_what_runs_out():
    head = signed_in(HEAD)

    def told(code):
        found = next(one for one in findings() if one.code == code)
        return found.level, found.found.what

    assert told("authorities")[0] == told("stamping")[0] == "good"
    own = Authority("Sắp hết")
    put(head, own.root.pem), put(head, own.issuing.der), put(head, own.crls(NOW)[1])
    assert told("authorities") == ("good", "2 chứng thư được tin, 1 danh sách thu hồi, đều còn hạn.")
    put(
        head, own._made(name("CA ngắn hạn"), key(2), own.root, ca=True, until=NOW + dt.timedelta(days=60)).pem
    )
    level, what = told("authorities")
    assert level == "warn" and "“CA ngắn hạn” sẽ hết hạn ngày" in what
    old = Authority("Cũ", keys=6)
    put(head, old.root.pem), put(head, old.crls(NOW - dt.timedelta(days=30))[0], "cu.crl")
    level, what = told("authorities")
    assert level == "warn" and "Danh sách thu hồi của “Gốc Cũ” phải thay từ ngày" in what
    put(head, own._made(name("CA đã hết"), key(2), own.root, ca=True, until=NOW - dt.timedelta(days=1)).pem)
    assert told("authorities")[0] == "bad"
    (folder() / "x.crl").write_bytes(b"x")
    level, what = told("authorities")
    assert level == "bad" and "không chứng thư nào được tin" in what
    assert "không chứng thư nào được tin" in words(head.get(HOME))


def test_the_check_up_asks_the_service_only_when_one_is_set():
    head = signed_in(HEAD)
    with served() as service:
        put(head, service.authority.root.pem), put(head, service.authority.issuing.der)
        change(head, "signing.service", service.tsa)

        def told():
            return next((one.level, one.found.what) for one in findings() if one.code == "stamping")

        # it answers; its revocation data is not at hand, which is told
        level, what = told()
        assert level == "warn" and "Thiếu dữ liệu thu hồi" in what
        for content in service.authority.crls():
            put(head, content, "a.crl")
        assert told()[0] == "good"
        service.silent = True
        assert told() == ("warn", "Dịch vụ cấp dấu thời gian không trả lời.")
