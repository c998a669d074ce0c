"""Verdicts on what comes in: certificates expired, revoked, of unknown roots; files that are no PDF; the command."""

import json
import os
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils.timezone import localtime
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from soxa.commands.tests.warm import soxa
from soxa.documents.signing.handoff import handed_off, recognise
from soxa.documents.signing.numbering import prepare
from soxa.documents.signing.reading import Unreadable
from soxa.documents.signing.signer import sign
from soxa.documents.signing.tests import forged
from soxa.documents.signing.tests.authority import NOW, PASSWORD, START, Authority
from soxa.documents.signing.tests.paper import LEADER, by_leader, paper
from soxa.documents.signing.tokens import open_p12
from soxa.documents.signing.trust import BadCertificate, Trust
from soxa.documents.signing.verdict import verdicts

YEAR = timedelta(days=365)
SOON = timedelta(days=2)


@pytest.fixture(scope="module")
def stamped(authority, cast):
    """Signed with a time stamp and revocation data."""
    return sign(
        paper(), cast.leader, by_leader(), timestamper=authority.stamper(), revocation=authority.trust()
    ).content


@pytest.fixture(scope="module")
def plain(cast):
    """Signed with nothing but the key."""
    return sign(paper(), cast.leader, by_leader()).content


def only(content, trust, **asked):
    (verdict,) = verdicts(content, trust, **asked)
    return verdict


def test_no_roots_no_trust(stamped):
    verdict = only(stamped, Trust())
    assert verdict.intact and verdict.valid and verdict.whole_file
    assert not verdict.trusted and not verdict.timestamped
    assert (
        verdict.reasons[0]
        == "Chứng thư không dẫn tới tổ chức chứng thực nào được tin (nơi cấp: CA Thử nghiệm)."
    )


def test_another_root_no_trust(stamped, stranger):
    assert not only(stamped, stranger.trust()).trusted


def test_revocation_that_cannot_be_looked_up_is_said(plain, authority):
    verdict = only(plain, authority.trust(lists=False))
    assert verdict.good and not verdict.revocation_checked
    assert verdict.reasons[0].startswith("Không kiểm được thu hồi ngoại tuyến")
    assert only(plain, authority.trust()).revocation_checked


def test_years_later_the_stamp_still_proves(stamped, plain, authority):
    later = NOW + 20 * YEAR
    assert only(stamped, authority.trust(lists=False), at=later).good
    verdict = only(plain, authority.trust(lists=False), at=later)
    assert verdict.intact and not verdict.valid
    assert verdict.reasons[0].startswith("Chứng thư hết hạn ngày 01/01/2040")
    assert verdict.reasons[1].startswith("Không có dấu thời gian tin cậy")


def test_expired_before_signing(authority):
    """Made by a program that does not look: the office's own refuses to."""
    holder = authority.issued(LEADER, since=START, until=NOW + timedelta(seconds=3600))
    made = sign(paper(), open_p12(holder.p12(authority.issuing), PASSWORD), by_leader()).content
    assert not only(made, authority.trust(), at=NOW + SOON).valid
    assert only(made, authority.trust()).valid


@pytest.mark.parametrize(
    ("moved", "good"), [(-YEAR, False), (SOON, True)], ids=["before signing", "after signing"]
)
def test_revoked(moved, good):
    own = Authority("Thu hồi")
    holder = own.issued(LEADER)
    token = open_p12(holder.p12(own.issuing), PASSWORD)
    made = sign(paper(), token, by_leader(), timestamper=own.stamper()).content
    own.revoke(holder, NOW + moved)
    verdict = only(made, own.trust(at=NOW + 3 * SOON if good else NOW), at=NOW + 3 * SOON)
    assert verdict.valid is good and verdict.trusted is good
    if not good:
        assert verdict.reasons == (
            f"Chứng thư đã bị thu hồi ngày {localtime(NOW - YEAR):%d/%m/%Y}, trước khi ký.",
        )


def test_revoked_later_but_never_stamped():
    """Nothing proves that it was signed before the certificate was revoked."""
    own = Authority("Thu hồi")
    holder = own.issued(LEADER)
    made = sign(paper(), open_p12(holder.p12(own.issuing), PASSWORD), by_leader()).content
    own.revoke(holder, NOW + SOON)
    assert not only(made, own.trust(at=NOW + 3 * SOON), at=NOW + 3 * SOON).valid


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body>PDF</body></html>", "trang web"),
        (b"PK\x03\x04", "không phải PDF"),
        (b"", "không phải PDF"),
        (b"%PDF-1.7\nnothing of the kind", "bị hỏng"),
    ],
    ids=["html", "zip", "empty", "broken"],
)
def test_what_is_no_pdf(content, words, authority, cast):
    for ask in (
        lambda: verdicts(content, authority.trust()),
        lambda: sign(content, cast.leader, by_leader()),
    ):
        with pytest.raises(Unreadable, match=words):
            ask()


def test_a_truncated_file(stamped, authority):
    for end in (len(stamped) // 2, len(stamped) - 200):
        with pytest.raises(Unreadable, match="bị hỏng"):
            verdicts(stamped[:end], authority.trust())


def test_an_encrypted_file(authority, cast):
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
    writer.encrypt("chủ", "người đọc")
    out = BytesIO()
    writer.write(out)
    for ask in (verdicts, lambda content, _trust: sign(content, cast.leader, by_leader())):
        with pytest.raises(Unreadable, match="mật khẩu"):
            ask(out.getvalue(), authority.trust())


def test_an_unsigned_file_has_no_verdicts(authority):
    assert verdicts(paper(), authority.trust()) == ()


@pytest.mark.parametrize("cut", [b"/ByteRange", b"/SubFilter", b"/Contents <30", b"/Contents <"])
def test_a_mangled_signature_is_bad_not_an_error(stamped, authority, cut):
    mangled = stamped.replace(cut, b"/" + b"X" * (len(cut) - 1))
    try:
        found = verdicts(mangled, authority.trust())
    except Unreadable:
        return
    assert not any(one.good for one in found)


def test_any_flipped_byte_is_noticed(stamped, authority):
    """Wherever one byte changes, the signature is not good any more, or the file is refused."""
    trust = authority.trust(lists=False)
    for at in range(0, len(stamped), max(1, len(stamped) // 60)):
        other = stamped[:at] + bytes([stamped[at] ^ 0x11]) + stamped[at + 1 :]
        try:
            found = verdicts(other, trust)
        except Unreadable:
            continue
        assert not found or not found[0].good or _only_padding(stamped, at), at


def _only_padding(content, at):
    """Whether the byte lies in the room left empty behind a signature, where nothing is signed and nothing read."""
    return content[at - 20 : at] == b"0" * 20


def test_roots_from_a_directory(tmp_path, authority):
    (tmp_path / "root.pem").write_bytes(authority.root.pem)
    (tmp_path / "between.crt").write_bytes(authority.issuing.der)
    (tmp_path / "a.crl").write_bytes(authority.crls()[0])
    found = Trust.in_directory(tmp_path)
    assert (len(found.roots), len(found.between), len(found.crls)) == (1, 1, 1)
    assert Trust.in_directory(tmp_path / "none") == Trust()
    (tmp_path / "bad.pem").write_text("no certificate")
    with pytest.raises(BadCertificate, match="không phải chứng thư"):
        Trust.in_directory(tmp_path)


def test_a_file_that_comes_back_is_known(cast):
    out = prepare(paper())
    known = [handed_off(paper(2)), handed_off(out)]
    back = sign(out, cast.leader, by_leader()).content
    assert recognise(back, known).handed == known[1]
    assert recognise(out, known).handed == known[1]
    other = recognise(paper(name="Trần Văn B"), known)
    assert other.handed is None and not other.rewritten and "không phải bản ký" in other.reason


def test_a_file_written_anew_is_told():
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
    out = BytesIO()
    writer.write(out)
    found = recognise(out.getvalue(), [handed_off(paper())])
    assert found.handed is None and found.rewritten
    assert found.reason.startswith("Phần mềm ký đã ghi lại cả tệp")


def run(*given):
    return soxa(["signature", *given], os.environ)


def test_the_command(tmp_path, stamped, authority):
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.pem").write_bytes(authority.root.pem)
    honest, bad = tmp_path / "a.pdf", tmp_path / "b.pdf"
    honest.write_bytes(stamped)
    bad.write_bytes(forged.changed_page(stamped))
    done = run(honest, "--roots", tmp_path / "trust", "--json")
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)
    assert list(told)[:7] == ["intact", "valid", "trusted", "whole_file", "signer", "signed_at", "reasons"]
    assert told["signer"] == LEADER and told["signed_at"].endswith("+07:00") and told["reasons"] == []
    refused = run(bad, "--roots", tmp_path / "trust")
    assert refused.returncode == 1
    assert "KHÔNG ĐẠT" in refused.stdout and "nội dung trang 1 thay đổi" in refused.stdout
    assert refused.stderr == "1/1 chữ ký không đạt.\n"
    bad.write_text("<html></html>")
    assert run(bad).returncode == 1 and "trang web" in run(bad).stderr
