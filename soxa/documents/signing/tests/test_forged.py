"""Forgeries are refused, each for the right reason; the honest file beside them is accepted."""

import subprocess
from datetime import date
from shutil import which

import pytest

from soxa.documents.signing.marks import attachment
from soxa.documents.signing.numbering import fill_number, prepare
from soxa.documents.signing.reading import Unreadable
from soxa.documents.signing.signer import sign
from soxa.documents.signing.tests import forged
from soxa.documents.signing.tests.authority import PASSWORD
from soxa.documents.signing.tests.paper import by_leader, by_office, paper
from soxa.documents.signing.tokens import open_p12
from soxa.documents.signing.verdict import verdicts


@pytest.fixture(scope="module")
def kept(authority):
    return {"timestamper": authority.stamper(), "revocation": authority.trust()}


@pytest.fixture(scope="module")
def signed(cast, kept):
    """Two pages, signed by the leader."""
    return sign(prepare(paper(2)), cast.leader, by_leader(), **kept).content


@pytest.fixture(scope="module")
def issued(cast, kept):
    """One page, signed, numbered and sealed."""
    led = sign(prepare(paper()), cast.leader, by_leader(), **kept).content
    return sign(fill_number(led, "68", date(2026, 2, 5)), cast.office, by_office(), **kept).content


def only(content, authority):
    """The verdict on the one signature."""
    (verdict,) = verdicts(content, authority.trust(lists=False))
    return verdict


def test_the_honest_file_is_good(signed, authority):
    assert only(signed, authority).good


def test_a_changed_byte(signed, authority):
    verdict = only(forged.changed_byte(signed), authority)
    assert (verdict.intact, verdict.valid, verdict.whole_file) == (False, False, False)
    assert verdict.reasons[0] == "Tệp bị sửa sau khi ký: nội dung đã ký không còn nguyên vẹn."


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (lambda one: forged.changed_page(one, 1), "Tệp bị sửa sau khi ký: nội dung trang 2 thay đổi."),
        (
            forged.swapped_pages,
            "Tệp bị sửa sau khi ký: nội dung trang 1 thay đổi; nội dung trang 2 thay đổi.",
        ),
        (forged.dropped_page, "Tệp bị sửa sau khi ký: bớt 1 trang."),
        (forged.annotated, "Tệp bị sửa sau khi ký: hình ảnh trang 1 thay đổi."),
        (forged.junk_behind, "Cuối tệp có 25 byte lạ không thuộc văn bản PDF."),
        (forged.unsigned_picture, "Sau khi ký có ô hình “Trong” được đặt lên trang mà không kèm chữ ký."),
    ],
    ids=[
        "changed page",
        "swapped pages",
        "dropped page",
        "annotation",
        "junk",
        "unsigned picture",
    ],
)
def test_an_update_that_is_no_office_work(signed, authority, forge, reason):
    verdict = only(forge(signed), authority)
    assert verdict.intact and verdict.valid and not verdict.whole_file and not verdict.good
    assert reason in verdict.reasons


def test_bytes_behind_the_end_that_call_themselves_an_end(signed, authority):
    with pytest.raises(Unreadable, match="bị hỏng"):
        verdicts(forged.second_end(signed), authority.trust())


def test_a_signature_over_a_part_of_the_file(signed, authority, cast):
    verdict = only(forged.partly_signed(signed, cast.leader), authority)
    assert verdict.intact and not verdict.whole_file
    assert verdict.reasons[0].startswith("Chữ ký chỉ bao một phần tệp")


def test_shadow_hide(cast, kept, authority):
    shown = sign(forged.covered(paper()), cast.leader, by_leader(), **kept).content
    assert only(shown, authority).good
    verdict = only(forged.uncovered(shown), authority)
    assert not verdict.whole_file
    assert verdict.reasons[0].startswith("Tệp bị sửa sau khi ký: nội dung trang 1")


def test_shadow_replace(cast, kept, authority):
    shown = sign(forged.with_text_field(paper(), "10"), cast.leader, by_leader(), **kept).content
    assert only(shown, authority).good
    verdict = only(forged.refilled(shown, "SoTien", "100"), authority)
    assert not verdict.whole_file
    assert "Ô biểu mẫu “SoTien” được điền, sửa sau khi ký." in verdict.reasons


def test_shadow_hide_and_replace(cast, kept, authority):
    number = forged.content_number(paper())
    both, start = forged.two_faced(paper())
    shown = sign(both, cast.leader, by_leader(), **kept).content
    assert only(shown, authority).good
    verdict = only(forged.turned(shown, number, start), authority)
    assert not verdict.whole_file
    assert verdict.reasons[0] == "Tệp bị sửa sau khi ký: nội dung trang 1 thay đổi."


def test_our_field_that_was_not_blank(cast, kept, authority):
    led = sign(
        fill_number(prepare(paper()), "68", date(2026, 2, 5)), cast.leader, by_leader(), **kept
    ).content
    verdict = only(forged.refilled(led, "SoVanBan", "Số 69-QĐ/ĐU"), authority)
    assert not verdict.whole_file
    assert "Ô “SoVanBan” đã có nội dung khi ký, sau đó bị thay." in verdict.reasons


def test_the_number_after_the_office_signed(issued, authority):
    leader, office = verdicts(
        forged.refilled(issued, "SoVanBan", "Số 69-QĐ/ĐU"), authority.trust(lists=False)
    )
    assert not office.whole_file
    assert office.reasons == ("Tệp bị sửa sau khi ký: ô đã khóa “SoVanBan” bị thay đổi.",)


def test_a_stranger_lays_a_picture_over_the_page(issued, authority, stranger):
    other = open_p12(stranger.issued("Kẻ Lạ").p12(stranger.issuing), PASSWORD)
    dressed = sign(issued, other, attachment("Kẻ Lạ", symbol="100 triệu đồng"))
    leader, office, third = verdicts(dressed.content, authority.trust(lists=False))
    assert third.intact and third.valid and not third.trusted
    for one in (leader, office):
        assert not one.whole_file
        assert one.reasons == (
            "Sau khi ký có hình được thêm lên trang kèm chữ ký của “Kẻ Lạ” không được tin.",
        )


@pytest.mark.skipif(which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.parametrize(
    ("forge", "told"),
    [
        (forged.changed_byte, "Digest Mismatch"),
        (forged.changed_page, "Not total document signed"),
        (forged.junk_behind, "Not total document signed"),
    ],
)
def test_pdfsig_agrees(signed, tmp_path, forge, told):
    path = tmp_path / "forged.pdf"
    path.write_bytes(forge(signed))
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert told in said
