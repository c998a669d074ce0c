"""Packages that are damaged, forged, too large or not for us: refused in words, answered where somebody known can be told."""

import base64
import io
import json
import os
import zipfile
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from soxa.documents.models import Document
from soxa.documents.signing.tests.authority import END, START, Authority
from soxa.documents.signing.tests.paper import paper
from soxa.exchange import axis, edxml, sealed_zip
from soxa.exchange.letters import Answer, Damaged, Enclosure, Letter, sound
from soxa.exchange.mailboxes import know
from soxa.exchange.models import Package
from soxa.exchange.packing import letter_of, packed
from soxa.exchange.sealed_zip import Key, now
from soxa.exchange.tests.offices import ACTOR, DAY

pytestmark = pytest.mark.django_db
IDENT = "0123456789abcdef0123456789abcdef"


def a_letter(a, b, **changes):
    plain = Letter(
        ident=IDENT, sender=a.mailbox.code, to=b.mailbox.code, sent_at=now(), sender_name=a.mailbox.name,
        notation="15/UBND-VP", issued_on=DAY, kind="cong_van", kind_title="Công văn", author=a.mailbox.name,
        abstract="Về việc thử", enclosures=(Enclosure("cong-van.pdf", paper()),),
    )  # fmt: skip
    return replace(plain, **changes)


def laid(b, content, name=""):
    """A package laid into B's slot by whoever can write there, and B's carrier come round."""
    name = (
        name
        or f"20261120080000000000_{b.mailbox.partners.first().code}_{IDENT}.{'soxa' if b.side == 'party' else 'edxml'}"
    )
    axis.put(b.slot.parent, b.mailbox.code, name, content)
    b.carries()
    return Package.objects.filter(mailbox=b.mailbox, direction="in", kind="letter").last()


def refused(row, error, said):
    assert (row.state, row.code, row.says["error"]) == (Package.DAMAGED, "02", error)
    assert said in row.note
    assert not Document.objects.filter(direction="in").exists()


def answers(a):
    """What lies in A's slot for it."""
    read = []
    for path in sorted(a.slot.glob("[!.]*")):
        content = path.read_bytes()
        read.append(edxml.read(content) if a.side == "state" else sealed_zip.opened(content).read())
    return read


def rezipped(content, **changes):
    """The package with parts replaced, added or (None) left out; nothing signed anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.update(
        {name.replace("__", "/").replace("_json", ".json"): value for name, value in changes.items()}
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in parts.items():
            if value is not None:
                archive.writestr(name, value)
    return made.getvalue()


def test_what_is_written_is_read_back(both):
    a, b = both
    letter = a_letter(a, b, urgency="khan", due_on=DAY, signer="Chủ tịch Nguyễn Văn A", reason="<&\"'> gấp")
    content = packed(a.mailbox, letter)
    parts = sealed_zip.opened(content) if a.side == "party" else None
    assert (parts.read() if parts else edxml.read(content)) == letter
    answer = Answer(IDENT, a.mailbox.code, b.mailbox.code, now(), "x" * 32, "02", "hỏng", "broken")
    content = packed(a.mailbox, answer)
    assert (sealed_zip.opened(content).read() if a.side == "party" else edxml.read(content)) == answer


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 300, b"PK\x03\x04rubbish", b"<edXML>", b"%PDF-1.7 a paper", b"{}"]
)
def test_what_is_no_package(both, content):
    a, b = both
    row = laid(b, content)
    assert row.state == Package.DAMAGED
    (answer,) = answers(a)
    assert (answer.code, answer.about, answer.to) == ("02", IDENT, a.mailbox.code)
    assert answer.error and answer.note == row.note
    assert list(b.slot.glob("[!.]*")) == []


def test_a_package_cut_short(both):
    a, b = both
    content = packed(a.mailbox, a_letter(a, b))
    row = laid(b, content[: len(content) * 2 // 3])
    assert row.state == Package.DAMAGED
    assert "hỏng" in row.note
    assert [one.code for one in answers(a)] == ["02"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><edXML>&y;</edXML>'
FETCHES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (BOMB, "entities"),
        (FETCHES, "entities"),
        (BOMB.decode().encode("utf-16"), "broken"),
        (BOMB.decode().encode("utf-16-be"), "broken"),
        (b"<a>" * 20_000 + b"</a>" * 20_000, "too_many"),
        (b'<?xml version="1.0" encoding="utf-7"?><edXML>+ADwAIQ-DOCTYPE</edXML>', "not_a_package"),
        (b"<html><body>x</body></html>", "not_a_package"),
    ],
)
def test_xml_that_would_do_harm(state, content, error):
    _a, b = state
    refused(laid(b, content), error, "")


@pytest.mark.parametrize(
    ("before", "after", "error", "said"),
    [
        ("<edXML:Digest>", "<edXML:Digest>0", "digest", "không đúng mã kiểm tra"),
        ("<edXML:ContentTransferEncoded>", "<edXML:ContentTransferEncoded>*", "broken", "không giải mã được"),
        ("file-1</edXML:ContentId><edXML:AttachmentName>", "file-2</edXML:ContentId><edXML:AttachmentName>", "digest", "không đúng mã"),
        ("cong-van.pdf", "cong-van.docx\x01", "broken", "XML"),
        ("2026-11-20</edXML:PromulgationDate>", "2026-02-31</edXML:PromulgationDate>", "field", "ngày không có thật"),
        ("<edXML:BussinessDocType>0", "<edXML:BussinessDocType>9", "field", "nghiệp vụ"),
        ("<edXML:Subject>Về việc thử", "<edXML:Subject>", "field", "thiếu số"),
        ("<edXML:Subject>", f"<edXML:Subject>{'a' * 501}", "field", "dài quá"),
        ("<edXML:Secrecy />", "<edXML:Secrecy>mat</edXML:Secrecy>", "secret", "Văn bản mật"),
        ("000.00.02.H99</edXML:OrganId>", "000.00.07.H99</edXML:OrganId>", "address", "cơ quan khác"),
        ("000.00.02.H99</edXML:OrganId>", "../../etc</edXML:OrganId>", "address", "mã cơ quan"),
        ("000.00.01.H99</edXML:OrganId><edXML:OrganName", "000.00.09.H99</edXML:OrganId><edXML:OrganName", "sender", "không có trong danh sách"),
    ],
)  # fmt: skip
def test_a_state_package_with_something_wrong(state, before, after, error, said):
    a, b = state
    content = packed(a.mailbox, a_letter(a, b)).decode()
    assert before in content
    row = laid(b, content.replace(before, after).encode())
    refused(row, error, said)
    told = [(one.code, one.error) for one in answers(a)]
    assert told == ([] if error == "sender" else [("02", error)])
    aside = b.slot / ".bi-tu-choi"
    assert len(list(aside.glob("*")) if aside.exists() else []) == (0 if error == "secret" else 1)


def test_a_file_that_is_not_what_its_name_says(both):
    a, b = both
    for content, said in ((b"MZ\x90\x00", "không phải PDF"), (b"%PDF-1.7\nrubbish", "hỏng"), (b"", "trống")):
        letter = a_letter(a, b, ident=f"{len(content):032x}", enclosures=(Enclosure("bao-cao.pdf", content),))
        refused(laid(b, packed(a.mailbox, letter)), "file", said)
    refused(laid(b, packed(a.mailbox, a_letter(a, b, enclosures=()))), "file", "không có tệp")


def test_the_two_sides_do_not_mix(party, state):
    (a, b), (c, d) = party, state
    refused(laid(b, packed(c.mailbox, a_letter(c, d))), "side", "không thuộc bên Đảng")
    refused(laid(d, packed(a.mailbox, a_letter(a, b))), "side", "không thuộc bên chính quyền")


def test_a_party_package_that_was_altered(party):
    a, b = party
    content = packed(a.mailbox, a_letter(a, b))
    told = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("package.json"))
    told["says"]["abstract"] = "Về việc khác"
    forged = rezipped(content, package_json=json.dumps(told).encode())
    refused(laid(b, forged), "signature", "bị sửa hoặc bị giả mạo")
    refused(laid(b, rezipped(content, files__1=paper(2))), "digest", "không đúng mã kiểm tra")
    flipped = bytearray(zipfile.ZipFile(io.BytesIO(content)).read("signature"))
    flipped[10] ^= 1
    refused(laid(b, rezipped(content, signature=bytes(flipped))), "signature", "giả mạo")
    for change in ({"signature": None}, {"files__2": b"x" * 10, "stranger": b"y"}, {"files__../../x": b"y"}):
        refused(laid(b, rezipped(content, **change)), "not_a_package", "phần lạ")
    assert {one.code for one in answers(a)} == {"02"}


@pytest.fixture
def stranger():
    return Authority("Kẻ giả mạo", keys=6)


def test_a_party_package_signed_by_another(party, authority, stranger):
    a, b = party
    letter = a_letter(a, b)
    named = stranger.issued(a.mailbox.name, organisation=a.mailbox.name, keys=5)
    refused(
        laid(b, sealed_zip.write(letter, Key(named.certificate, named.key))),
        "signer",
        "không phải chứng thư đã biết",
    )
    # the right certificate laid beside a signature by another key
    right = x509.load_pem_x509_certificate(a.mailbox.certificate.encode())
    refused(laid(b, sealed_zip.write(letter, Key(right, named.key))), "signature", "giả mạo")
    # another office that B knows speaks in A's name
    third = authority.issued("Đảng ủy xã Khê Hạ", organisation="Đảng ủy xã Khê Hạ", keys=7)
    know(b.mailbox, "000.00.03.H99", "Đảng ủy xã Khê Hạ", ACTOR, certificate=third.pem)
    refused(laid(b, sealed_zip.write(letter, Key(third.certificate, third.key))), "signer", "Khê Hạ")
    own = replace(letter, sender="000.00.03.H99")
    assert laid(b, sealed_zip.write(own, Key(third.certificate, third.key))).state == Package.HERE


def test_a_certificate_that_has_run_out(party, authority):
    a, b = party
    old = authority.issued(a.mailbox.name, keys=5, since=START, until=START.replace(year=2025))
    a.knows(b)
    b.knows(a, old.pem)
    refused(laid(b, sealed_zip.write(a_letter(a, b), Key(old.certificate, old.key))), "signer", "hết hạn")
    assert END.year == 2040


def test_a_bomb_of_zeros(party):
    _a, b = party
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("package.json", "signature", "certificate.der"):
            archive.writestr(name, b"{}")
        archive.writestr("files/1", bytes(70 * 2**20))
    assert len(made.getvalue()) < 2**20
    refused(laid(b, made.getvalue()), "too_large", "Gói lớn quá 60 MB")


def test_a_bomb_that_lies_about_its_size(party):
    _a, b = party
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("package.json", "signature", "certificate.der", "files/1"):
            archive.writestr(name, bytes(2**20))
    lying = made.getvalue().replace((2**20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert laid(b, lying).state == Package.DAMAGED


def test_too_large_a_file_is_not_read(state, monkeypatch):
    a, b = state
    monkeypatch.setattr(axis, "MOST", 1000)
    refused(laid(b, packed(a.mailbox, a_letter(a, b))), "too_large", "Gói lớn quá")


def test_a_known_identity_with_other_bytes_is_refused_and_changes_nothing(both):
    a, b = both
    first = laid(b, packed(a.mailbox, a_letter(a, b)))
    a.carries()
    laid(b, packed(a.mailbox, a_letter(a, b, abstract="Nội dung khác")))
    refused(Package.objects.get(mailbox=b.mailbox, state=Package.DAMAGED), "conflict", "nội dung khác")
    assert answers(a) == []
    first.refresh_from_db()
    assert (first.state, first.code) == (Package.HERE, "01")
    assert letter_of(first).abstract == "Về việc thử"


def test_rubbish_under_the_name_of_a_letter_does_not_speak_for_it(both):
    a, b = both
    sent = a.sends(a.issues(), b)
    a.carries()
    b.carries()
    code = a.mailbox.code
    laid(b, b"rubbish", f"20261120080000000000_{code}_{sent.ident}.soxa")
    a.carries()
    sent.refresh_from_db()
    assert sent.code == "01"


def test_a_status_of_an_office_that_was_not_written_to(both, authority):
    a, b = both
    sent = a.sends(a.issues(), b)
    third = authority.issued("Cơ quan khác", organisation="Cơ quan khác", keys=7)
    know(
        a.mailbox, "000.00.03.H99", "Cơ quan khác", ACTOR, certificate=third.pem if a.side == "party" else b""
    )
    said = Answer("f" * 32, "000.00.03.H99", a.mailbox.code, now(), sent.ident, "06")
    content = (
        sealed_zip.write(said, Key(third.certificate, third.key)) if a.side == "party" else edxml.write(said)
    )
    assert laid(a, content).says["error"] == "about"
    sent.refresh_from_db()
    assert sent.code == ""


def test_a_status_is_not_taken_back_by_an_older_one(both):
    a, b = both
    sent = a.sends(a.issues(), b)
    for at, (code, stands) in enumerate(
        (("03", "03"), ("01", "03"), ("06", "06"), ("04", "06"), ("02", "06"), ("15", "06"))
    ):
        said = Answer(f"{at:032x}", b.mailbox.code, a.mailbox.code, now(), sent.ident, code)
        laid(a, packed(b.mailbox, said), f"2026112008000000000{at}_{b.mailbox.code}_{at:032x}.x")
        sent.refresh_from_db()
        assert sent.code == stands


def test_the_same_rubbish_is_written_down_once(both):
    _a, b = both
    laid(b, b"rubbish")
    laid(b, b"rubbish")
    assert Package.objects.filter(state=Package.DAMAGED).count() == 1


def test_links_pipes_and_folders_in_the_slot_are_left_alone(both, tmp_path):
    _a, b = both
    b.slot.mkdir(exist_ok=True)
    secret = tmp_path / "secret"
    secret.write_text("x")
    (b.slot / "link.edxml").symlink_to(secret)
    os.mkfifo(b.slot / "pipe.edxml")
    (b.slot / "folder.edxml").mkdir()
    b.carries()
    assert Package.objects.count() == 0
    assert secret.exists()


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b", "a\x1bb"])
def test_letters_that_control_and_lone_surrogates(party, words):
    a, b = party
    for changes in ({"abstract": words}, {"enclosures": (Enclosure(f"{words}.pdf", paper()),)}):
        with pytest.raises(Damaged, match="ký tự điều khiển"):
            sound(a_letter(a, b, **changes))


def test_two_books_do_not_answer_each_other_for_ever(both):
    a, b = both
    laid(b, packed(a.mailbox, a_letter(a, b)))  # A knows of no such letter
    for _turn in range(3):
        a.carries()
        b.carries()
    assert answers(a) == answers(b) == []
    assert Package.objects.filter(kind="answer", direction="out").count() == 1


def test_a_folder_nobody_marked_is_not_written_to(both, tmp_path):
    from soxa.exchange.mailboxes import Place, set_mailbox
    from soxa.kernel.refusal import Refused

    a, _b = both
    box = a.mailbox
    other = "state" if a.side == "party" else "party"
    axis.make(tmp_path / "ben-kia", other)
    for folder, said in ((tmp_path, "chưa được lập làm trục"), (tmp_path / "ben-kia", "trục của bên kia")):
        with pytest.raises(Refused, match=said):
            set_mailbox(Place(box.unit_id, a.side, box.body, box.code, box.name, str(folder)), ACTOR)


def test_the_key_is_sealed_and_a_wrong_password_is_told(party):
    from soxa.exchange.packing import sealed_key
    from soxa.kernel.refusal import Refused

    a, _b = party
    assert "PRIVATE" not in a.mailbox.key_sealed
    assert (
        base64.b64encode(
            x509.load_pem_x509_certificate(a.mailbox.certificate.encode()).public_bytes(Encoding.DER)
        )[:20].decode()
        not in a.mailbox.key_sealed
    )
    with pytest.raises(Refused, match="Sai mật khẩu"):
        sealed_key(b"no key", "x")
