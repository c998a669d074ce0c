"""The papers of an admission that the cell or the committee writes itself: the resolution of a vote, its count, the ceremony's minutes."""

from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.heads import Signer, head_of, signers_of
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Block, Bullets, Paper, Paragraph, Signature, Text
from soxa.kernel.units.tree import tree
from soxa.law.force import Law
from soxa.law.numbers import count_text, share_text
from soxa.law.party_cases import FORM_CELL, FORM_COMMITTEE, FORM_RECOGNITION
from soxa.party.admission.models import Admission, AdmissionVote
from soxa.party.communes import commune_of
from soxa.party.rules import recognition_due

RESOLUTION, COUNT, CEREMONY = "nghi-quyet", "bien-ban-kiem-phieu", "bien-ban-le-ket-nap"
_DOTS = "…………………………………………………………………………"
_BLANK = "……"


def resolution(case: Admission, vote: AdmissionVote, *, on: date) -> Paper:
    """What a cell or a committee resolved on an admission, or on a recognition; also where the votes fell short.

    What the book does not hold (the assessment, who presided) stands as dots to be filled in by hand.
    """
    name, admits = case.person.full_name, vote.question == AdmissionVote.ADMIT
    unit, body = _who(case, vote)
    comrade = _("quần chúng") if admits else _("đảng viên dự bị")
    asked = _("kết nạp vào Đảng") if admits else _("công nhận là đảng viên chính thức")
    about = _("đề nghị kết nạp người vào Đảng") if admits else _("đề nghị công nhận đảng viên chính thức")
    blocks: tuple[Block, ...] = (
        _line(_("Ngày {day}, {body} họp xét {asked}: {comrade} {name}, sinh ngày {born}, quê quán {home}.").format(
            day=day_text(vote.on), body=tree().name(unit, vote.on), asked=asked, comrade=comrade, name=name,
            born=case.person.born.text() if case.person.born else _BLANK, home=case.person.home_place or _BLANK,
        )),
        _line(_attendance(vote)),
        _line(_("Chủ trì: {dots}. Thư ký: {dots}.").format(dots=_BLANK * 4)),
        _line(_("Sau khi nghe báo cáo và thảo luận, hội nghị thống nhất kết luận về {comrade} {name} như sau:").format(comrade=comrade, name=name)),
        *(_line(_to_fill(title)) for title in _assessed(admits=admits)),
        _line(_result(vote, asked)),
        *([_line(_official(case))] if not admits else []),
        _line(_closing(vote, asked, comrade, name)),
    )  # fmt: skip
    up = tree().parent(unit, vote.on)
    above = tree().name(up, vote.on) if up else ""
    return Paper(
        head=head_of(unit, body, "nghi_quyet", vote.on, day=vote.on),
        title_lines=(_("NGHỊ QUYẾT"), about),
        made_on=on,
        blocks=blocks,
        signature=_signature(unit, body, vote.on),
        seal_note=_label(_form(vote), vote.on),
        recipients=tuple(
            filter(None, ((_("- {above},").format(above=above) if above else ""), _("- Lưu hồ sơ.")))
        ),  # fmt: skip
    )


def count(case: Admission, vote: AdmissionVote, *, on: date) -> Paper:
    """The minutes of a count: cards given out and returned, valid, for and against, both ways of counting."""
    unit, body = _who(case, vote)
    valid, cast = vote.ayes + vote.noes, vote.ayes + vote.noes + vote.blank
    asked = (
        _("xét kết nạp vào Đảng")
        if vote.question == AdmissionVote.ADMIT
        else _("xét công nhận đảng viên chính thức")
    )
    rows = [
        _("Tổng số có quyền biểu quyết theo danh sách: {n}").format(n=count_text(vote.official)),
        _("Số tính vào mẫu số: {n}").format(n=count_text(vote.counted)),
        _("Có mặt: {n}").format(n=count_text(vote.present)),
    ]
    if vote.way == AdmissionVote.SECRET:
        rows += [
            _("Số phiếu phát ra: {n}").format(n=_BLANK),
            _("Số phiếu thu về: {n}").format(n=count_text(cast)),
            _("Số phiếu hợp lệ: {n}; không hợp lệ: {blank}").format(
                n=count_text(valid), blank=count_text(vote.blank)
            ),
        ]
    rows += [
        _("Tán thành: {ayes}; không tán thành: {noes}").format(
            ayes=count_text(vote.ayes), noes=count_text(vote.noes)
        ),
        _("Cần ít nhất: {needed}").format(needed=count_text(vote.needed)),
    ]
    opening = _("Ngày {day}, {body} họp {asked} đối với {name}. Hình thức biểu quyết: {way}. Kết quả:").format(
        day=day_text(vote.on), body=tree().name(unit, vote.on), way=str(vote.get_way_display()), asked=asked,
        name=case.person.full_name,
    )  # fmt: skip
    secret = vote.way == AdmissionVote.SECRET
    title = _("kiểm phiếu {asked}") if secret else _("biểu quyết {asked}")
    counters = _("Tổ kiểm phiếu:") if secret else _("Người kiểm đếm:")
    hand = (
        Signature(_("T/M TỔ KIỂM PHIẾU"), _("TỔ TRƯỞNG"), "") if secret else _signature(unit, body, vote.on)
    )
    return Paper(
        head=head_of(unit, body, "bien_ban", vote.on, day=vote.on),
        title_lines=(_("BIÊN BẢN"), title.format(asked=asked)),
        made_on=on,
        blocks=(
            _line(opening),
            _line(counters),
            _line(_DOTS),
            Bullets(tuple((Text(row),) for row in rows)),
            _line(_result(vote, "")),
            _line(_("Biên bản lập xong hồi {dots} giờ cùng ngày, đọc lại cho hội nghị nghe và thông qua.").format(dots=_BLANK)),
        ),
        signature=hand,
        seal_note=_label(None, vote.on),
        recipients=(_("- Lưu hồ sơ."),),
    )  # fmt: skip


def ceremony(case: Admission, *, on: date) -> Paper:
    """The minutes of the ceremony, from which probation runs."""
    assert case.ceremony_on is not None  # noqa: S101
    unit, held = case.unit_id, case.ceremony_on
    name, cell = case.person.full_name, tree().name(case.unit_id, held)
    helper = case.helper.person.full_name if case.helper else _BLANK * 4
    ends = recognition_due(case.member.admitted_on) if case.member else None
    steps = (
        _("Chào cờ; tuyên bố lý do, giới thiệu đại biểu."),
        _("Bí thư chi bộ đọc quyết định kết nạp đảng viên: {decision}.").format(
            decision=case.decision or _BLANK * 4
        ),
        _("Đồng chí {name} đọc lời tuyên thệ.").format(name=name),
        _("Phân công đảng viên chính thức giúp đỡ đồng chí {name} trong thời gian dự bị: đồng chí {helper}.").format(
            name=name, helper=helper
        ),
        _("Ý kiến của đại diện cấp ủy cấp trên: {dots}").format(dots=_DOTS),
    )  # fmt: skip
    closing = (
        _("Thời gian dự bị tính từ ngày {day}, đến ngày {ends}.").format(
            day=day_text(held), ends=day_text(ends)
        )
        if ends
        else _("Thời gian dự bị tính từ ngày {day}.").format(day=day_text(held))
    )
    return Paper(
        head=head_of(unit, "cell", "bien_ban", held, day=held),
        title_lines=(_("BIÊN BẢN"), _("lễ kết nạp đảng viên")),
        made_on=on,
        blocks=(
            _line(_("Ngày {day}, tại {dots}, {cell} tổ chức lễ kết nạp đảng viên cho đồng chí {name}.").format(
                day=day_text(held), dots=_BLANK * 4, cell=cell, name=name
            )),
            _line(_("Chủ trì: {dots}. Thư ký: {dots}. Có mặt {few} đảng viên.").format(dots=_BLANK * 4, few=_BLANK)),
            _line(_("Nội dung:")),
            Bullets(tuple((Text(one),) for one in steps)),
            _line(closing),
        ),
        signature=_signature(unit, "cell", held),
        seal_note=_label(None, held),
        recipients=(_("- Lưu hồ sơ đảng viên."),),
    )  # fmt: skip


def _who(case: Admission, vote: AdmissionVote) -> tuple[int, str]:
    """The unit that voted and the body it is, whose head the paper bears."""
    if vote.body == AdmissionVote.CELL:
        return case.unit_id, "cell"
    up = tree().parent(case.unit_id, vote.on)
    if up and tree().nodes[up].kind == "base":
        return up, "base"
    return commune_of(case.unit_id, vote.on), "committee"


def _form(vote: AdmissionVote) -> Law | None:
    """The form of the guidance; none was named for a committee's resolution on recognition."""
    if vote.question == AdmissionVote.RECOGNISE:
        return FORM_RECOGNITION if vote.body == AdmissionVote.CELL else None
    return FORM_CELL if vote.body == AdmissionVote.CELL else FORM_COMMITTEE


def _label(form: Law | None, on: date) -> str:
    """That the layout is the book's, and which form of the guidance it is to be held against."""
    try:
        number = str(form.on(on).amount) if form else ""
    except LookupError:
        number = ""
    if number:
        return _("Trình bày của sổ; đối chiếu với mẫu {form} do cấp trên hướng dẫn trước khi ký.").format(
            form=number
        )
    return _("Trình bày của sổ; cấp trên hướng dẫn mẫu khác thì theo mẫu ấy.")


def _attendance(vote: AdmissionVote) -> str:
    absent = max(vote.official - vote.present, 0)
    words = _("Tổng số {who}: {official}; có mặt {present}, vắng mặt {absent} (lý do: {dots}).")
    who = _("đảng viên chính thức") if vote.body == AdmissionVote.CELL else _("cấp ủy viên")
    return words.format(
        who=who, official=count_text(vote.official), present=count_text(vote.present), absent=count_text(absent), dots=_BLANK * 2
    )  # fmt: skip


def _assessed(*, admits: bool) -> tuple[str, ...]:
    if admits:
        return (
            _("Về lý lịch"),
            _("Về phẩm chất chính trị, đạo đức, lối sống"),
            _("Về năng lực và kết quả thực hiện nhiệm vụ"),
            _("Ưu điểm, khuyết điểm chính"),
        )
    return (
        _("Về phẩm chất chính trị, đạo đức, lối sống"),
        _("Về thực hiện nhiệm vụ đảng viên trong thời gian dự bị"),
        _("Ưu điểm, khuyết điểm chính"),
    )


def _result(vote: AdmissionVote, asked: str) -> str:
    who = _("đảng viên chính thức") if vote.body == AdmissionVote.CELL else _("cấp ủy viên")
    said = _(
        "Số {who} tán thành{asked}: {ayes}/{counted} đồng chí, đạt {share}%; không tán thành: {noes} đồng chí."
    ).format(
        who=who, asked=f" {asked}" if asked else "", ayes=count_text(vote.ayes), counted=count_text(vote.counted),
        share=share_text(vote.ayes, vote.counted).rstrip("%"), noes=count_text(vote.noes),
    )  # fmt: skip
    if vote.counted != vote.official:
        said += " " + _("Tính trên tổng số {official} đồng chí theo danh sách thì đạt {share}%.").format(
            official=count_text(vote.official), share=share_text(vote.ayes, vote.official).rstrip("%")
        )
    return said


def _official(case: Admission) -> str:
    """The day from which he is official does not move with a late vote."""
    due = recognition_due(case.member.admitted_on) if case.member else None
    if due is None:
        return _("Ngày công nhận chính thức tính từ ngày hết mười hai tháng dự bị.")
    return _("Ngày công nhận chính thức: {day}, là ngày hết mười hai tháng dự bị.").format(day=day_text(due))


def _closing(vote: AdmissionVote, asked: str, comrade: str, name: str) -> str:
    if vote.passed:
        return _("Hội nghị đề nghị cấp ủy có thẩm quyền xét, {asked} {comrade} {name}.").format(
            asked=asked, comrade=comrade, name=name
        )
    return _("Chưa đủ hai phần ba tán thành; hội nghị báo cáo đầy đủ kết quả biểu quyết lên cấp ủy có thẩm quyền.")  # fmt: skip


def _to_fill(title: str) -> str:
    """A heading with dots to the end of its line, which is some 66 letters of this size long."""
    return f"{title}: " + "…" * max(4, (66 - len(title)) * 4 // 9)


def _signature(unit: int, body: str, on: date) -> Signature:
    signers: list[Signer] = signers_of(unit, body, on)
    return signers[0].signature()


def _line(words: str) -> Paragraph:
    return Paragraph((Text(words),))
