"""The office's real order: the leader signs, the clerk gives number and day, the office signs; all of it honest."""

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from shutil import which

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from soxa.documents.signing.marks import attachment, electronic_copy, personal
from soxa.documents.signing.numbering import NotFilled, fill_number, prepare
from soxa.documents.signing.pages import Box, lines_of
from soxa.documents.signing.placing import NoPlace
from soxa.documents.signing.reading import opened
from soxa.documents.signing.signer import sign
from soxa.documents.signing.tests.paper import LEADER, OFFICE, by_leader, by_office, paper, picture
from soxa.documents.signing.verdict import verdicts

DAY = date(2026, 2, 5)


@pytest.fixture(scope="module")
def steps(authority, cast):
    """Every stage of the file, by name."""
    kept = {"timestamper": authority.stamper(), "revocation": authority.trust()}
    laid = prepare(paper())
    led = sign(laid, cast.leader, by_leader(), **kept)
    filled = fill_number(led.content, "68", DAY)
    sealed = sign(filled, cast.office, by_office(), **kept)
    return {
        "laid": laid,
        "led": led.content,
        "filled": filled,
        "sealed": sealed.content,
        "level": sealed.level,
    }


def test_every_signature_is_good(authority, steps):
    leader, office = verdicts(steps["sealed"], authority.trust(lists=False))
    assert leader.good and office.good
    assert (leader.signer, leader.kind) == (LEADER, "personal")
    assert (office.signer, office.kind) == (OFFICE, "organisation")
    assert leader.timestamped and leader.revocation_checked
    assert leader.reasons == office.reasons == ()
    assert leader.later == ("điền số văn bản", "điền ngày ban hành", "thêm chữ ký “ChuKyCoQuan1”")
    assert office.later == ()
    assert steps["level"] == "B-LT"


def test_no_byte_before_an_update_changes(steps):
    order = [paper(), steps["laid"], steps["led"], steps["filled"], steps["sealed"]]
    for before, after in zip(order, order[1:], strict=False):
        assert after.startswith(before) and len(after) > len(before)


def test_between_the_steps_the_leader_stays_good(authority, steps):
    for stage, later in (("led", 0), ("filled", 2)):
        (leader,) = verdicts(steps[stage], authority.trust(lists=False))
        assert leader.good and len(leader.later) == later


def test_number_and_day_are_written_as_papers_write_them(steps):
    fields = {
        one.get_object()["/T"]: one.get_object()
        for one in opened(steps["sealed"]).root["/AcroForm"]["/Fields"]
    }
    assert fields["SoVanBan"]["/V"] == "Số 68-QĐ/ĐU"
    assert fields["NgayVanBan"]["/V"] == "Đồng Vải, ngày 05 tháng 02 năm 2026"


def test_marks_stand_where_the_table_says(steps):
    fields = {
        one.get_object()["/T"]: one.get_object()
        for one in opened(steps["sealed"]).root["/AcroForm"]["/Fields"]
    }
    left, bottom, right, top = map(float, fields["ChuKyCaNhan1"]["/Rect"])
    seal_left, seal_bottom, seal_right, seal_top = map(float, fields["ChuKyCoQuan1"]["/Rect"])
    lines = {line.text: line.box for line in lines_of(steps["sealed"])}
    title, name = lines["BÍ THƯ"], lines[LEADER]
    assert name.top < bottom < top < title.bottom
    assert (left + right) / 2 == pytest.approx((name.left + name.right) / 2, abs=0.1)
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.01)
    assert (seal_right - seal_left) / 72 * 25.4 == pytest.approx(36, abs=0.05)
    assert (seal_bottom + seal_top) / 2 == pytest.approx((bottom + top) / 2, abs=0.1)


def test_filled_once_only(steps):
    with pytest.raises(NotFilled, match="đã được điền"):
        fill_number(steps["sealed"], "69", DAY)
    with pytest.raises(NotFilled, match="chưa có ô"):
        fill_number(paper(), "69", DAY)
    with pytest.raises(NotFilled, match="đã có chữ ký"):
        prepare(steps["led"])
    with pytest.raises(NotFilled, match="đã có ô"):
        prepare(steps["laid"])


def test_a_locked_blank_is_not_filled(authority, cast):
    led = sign(prepare(paper()), cast.leader, by_leader())
    sealed = sign(led.content, cast.office, by_office())
    with pytest.raises(NotFilled, match="đã khóa"):
        fill_number(sealed.content, "69", DAY)


def test_a_copy_of_an_issued_document_keeps_its_signatures_good(authority, cast, steps):
    copy = sign(
        steps["sealed"], cast.office, electronic_copy(OFFICE, form="SAO Y"),
        timestamper=authority.stamper(), revocation=authority.trust(),
    )  # fmt: skip
    found = verdicts(copy.content, authority.trust(lists=False))
    assert [one.good for one in found] == [True, True, True]


def test_words_of_an_attachment_stand_top_right(authority, cast):
    made = sign(paper(), cast.office, attachment(OFFICE, symbol="68-QĐ/ĐU"))
    assert made.level == "B-B"
    (field,) = (one.get_object() for one in opened(made.content).root["/AcroForm"]["/Fields"])
    _left, bottom, right, _top = map(float, field["/Rect"])
    assert right > 500 and bottom > 780
    drawn = field["/AP"]["/N"]
    assert drawn is not None
    (verdict,) = verdicts(made.content, authority.trust())
    assert verdict.good and not verdict.timestamped
    assert verdict.reasons == ("Giờ ký do máy của người ký tự ghi, không có dấu thời gian.",)


def test_no_place_is_said(cast):
    with pytest.raises(NoPlace, match="Không tìm thấy “BÍ THƯ”"):
        sign(paper(name="Trần Văn Khác"), cast.leader, by_leader())
    with pytest.raises(NoPlace, match="Chưa có chữ ký cá nhân"):
        sign(paper(), cast.office, by_office())


def test_a_place_may_be_given(cast):
    box = Box(0, 300, 200, 400, 240)
    mark = personal("Nguyễn Thị Hòa", title="", picture=picture("blue"), box=box)
    made = sign(paper(name="Trần Văn Khác"), cast.leader, mark)
    (field,) = (one.get_object() for one in opened(made.content).root["/AcroForm"]["/Fields"])
    assert tuple(map(float, field["/Rect"])) == box.corners
    with pytest.raises(NoPlace, match="văn bản có 1 trang"):
        sign(paper(), cast.leader, replace(mark, box=Box(3, 0, 0, 9, 9)))


def test_a_turned_page_is_refused(cast):
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Rotate"] = generic.NumberObject(90)
    out = BytesIO()
    writer.write(out)
    with pytest.raises(NoPlace, match="Trang 1 đang bị xoay"):
        sign(out.getvalue(), cast.office, attachment(OFFICE, symbol="68-QĐ/ĐU"))


@pytest.mark.skipif(which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_pdfsig_agrees(steps, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(steps["sealed"])
    told = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid.") == 2
    assert told.count("Not total document signed") == 1 and told.count("Total document signed") == 1
