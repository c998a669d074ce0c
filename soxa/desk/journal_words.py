"""What an entry says in plain words: a step becomes a sentence, its facts a list of labelled values."""

from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.account_words import ACCOUNTS
from soxa.desk.meeting_room_words import CONVENING, REJECTED, ROOM, VOTING
from soxa.desk.party_room_words import PARTY_ROOMS
from soxa.desk.steering_words import STEERING
from soxa.desk.value_words import VALUES
from soxa.documents import anchors
from soxa.documents.signing import levels
from soxa.documents.signing.marks import ORGANISATION, PERSONAL
from soxa.kernel.access import ROLES
from soxa.kernel.flow import step_label
from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.discipline_bodies import BODIES
from soxa.meetings.flow import FLOW as MEETING
from soxa.meetings.quality.models import LEVELS
from soxa.org.models import CounterAsk
from soxa.party.flow import ACTS
from soxa.party.models import Cell
from soxa.party.portrait import SEALED
from soxa.party.reconciling.models import Difference
from soxa.tasks.flow import FLOW as TASK

# (flow, step) → what was done; the subject follows
DONE: dict[tuple[str, str], Any] = {
    ("units", UnitAct.FOUND): gettext_lazy("Thành lập"),
    ("units", UnitAct.RENAME): gettext_lazy("Đổi tên"),
    ("units", UnitAct.MOVE): gettext_lazy("Chuyển về đơn vị khác"),
    ("units", UnitAct.MERGE): gettext_lazy("Hợp nhất, sáp nhập"),
    ("units", UnitAct.DISSOLVE): gettext_lazy("Giải thể"),
    ("units", UnitAct.SPLIT): gettext_lazy("Chia, tách"),
    ("units", UnitAct.UNDO): gettext_lazy("Bỏ phần ghi nhầm về tổ chức của"),
    ("units", "carried"): gettext_lazy("Chuyển đảng viên theo sắp xếp tổ chức về"),
    ("settings", "set"): gettext_lazy("Đổi cài đặt"),
    ("picture", "keep"): gettext_lazy("Lưu hình chữ ký, con dấu:"),
    ("picture", "replace"): gettext_lazy("Thay hình chữ ký, con dấu:"),
    ("picture", "remove"): gettext_lazy("Bỏ hình chữ ký, con dấu:"),
    ("picture", "read"): gettext_lazy("Xem hình chữ ký, con dấu:"),
    ("trust", "add"): gettext_lazy("Đưa vào danh mục được tin:"),
    ("trust", "remove"): gettext_lazy("Bỏ khỏi danh mục được tin:"),
    ("calendar", "change"): gettext_lazy("Sửa lịch làm việc"),
    **ACCOUNTS,
    **PARTY_ROOMS,
    ("keys", "recovery"): gettext_lazy("Mở phiếu khôi phục khóa"),
    ("correction", "correct"): gettext_lazy("Đính chính"),
    ("correction", "strike"): gettext_lazy("Bỏ phần ghi nhầm của"),
    ("person", "merge"): gettext_lazy("Nhập hai bản ghi của một người:"),
    ("person", "apart"): gettext_lazy("Xác nhận là hai người khác nhau:"),
    ("sealed", "read"): gettext_lazy("Xem dữ liệu niêm kín của"),
    ("cell", "grassroots"): gettext_lazy("Trả lời có phải tổ chức cơ sở đảng không:"),
    ("cell", "consent"): gettext_lazy("Ghi văn bản đồng ý của cấp trên cho"),
    ("following", "assign"): gettext_lazy("Phân công cấp ủy viên theo dõi"),
    ("congress", "start"): gettext_lazy("Ghi đại hội:"),
    ("cadres", "post"): gettext_lazy("Thêm chức danh quy hoạch:"),
    ("cadres", "put_in"): gettext_lazy("Đưa vào quy hoạch:"),
    ("cadres", "take_out"): gettext_lazy("Đưa ra khỏi quy hoạch:"),
    ("cadres", "review"): gettext_lazy("Ghi rà soát quy hoạch:"),
    ("training", "course"): gettext_lazy("Ghi lớp học:"),
    ("training", "enrol"): gettext_lazy("Ghi học viên:"),
    ("training", "certify"): gettext_lazy("Ghi chứng chỉ, bằng:"),
    ("following", "end"): gettext_lazy("Ghi thôi theo dõi"),
    ("cell", "kind"): gettext_lazy("Ghi loại của"),
    ("reconciling", "compare"): gettext_lazy("Đối chiếu với bản xuất cơ sở dữ liệu đảng viên:"),
    ("reconciling", "settle"): gettext_lazy("Xử lý chỗ khác nhau khi đối chiếu:"),
    ("reconciling", "finish"): gettext_lazy("Ghi xong lần đối chiếu:"),
    ("reconciling", "set_aside"): gettext_lazy("Bỏ lần đối chiếu:"),
    ("sheets", "members"): gettext_lazy("Nhập danh sách đảng viên từ"),
    ("sheets", "meetings"): gettext_lazy("Nhập sinh hoạt chi bộ từ Sổ tay điện tử:"),
    ("sheets", "folders_party"): gettext_lazy("Nhập danh mục hồ sơ từ"),
    ("sheets", "folders_state"): gettext_lazy("Nhập danh mục hồ sơ từ"),
    ("sheets", "set_aside"): gettext_lazy("Bỏ không ghi"),
    ("report", "start"): gettext_lazy("Bắt đầu dự thảo"),
    ("report", "write"): gettext_lazy("Viết lời cho"),
    ("report", "redraft"): gettext_lazy("Lập lần dự thảo mới của"),
    ("report", "cut_off"): gettext_lazy("Đặt ngày chốt số liệu của"),
    ("report", "frozen"): gettext_lazy("Chốt số liệu của"),
    ("report", "issue"): gettext_lazy("Phát hành"),
    ("report", "withdraw"): gettext_lazy("Thu hồi"),
    ("document_out", "start"): gettext_lazy("Soạn văn bản"),
    ("document_in", "start"): gettext_lazy("Vào sổ văn bản đến"),
    ("circulation", "ask"): gettext_lazy("Gửi phiếu xin ý kiến về"),
    ("circulation", "add"): gettext_lazy("Gửi thêm phiếu xin ý kiến về"),
    ("circulation", "take_back"): gettext_lazy("Rút một phiếu xin ý kiến về"),
    ("circulation", "answer"): gettext_lazy("Ghi một ý kiến về"),
    ("circulation", "close"): gettext_lazy("Tổng hợp ý kiến về"),
    ("document", "compose"): gettext_lazy("Soạn văn bản, lưu lần thảo của"),
    ("document", "complete"): gettext_lazy("Bổ sung dữ liệu xác minh chữ ký số của"),
    ("document", "attach"): gettext_lazy("Thêm tệp vào văn bản"),
    ("document", "shelve"): gettext_lazy("Xếp vào hồ sơ văn bản"),
    ("folders", "begin"): gettext_lazy("Lập danh mục hồ sơ của"),
    ("folders", "add"): gettext_lazy("Thêm hồ sơ vào danh mục của"),
    ("folder", "hold"): gettext_lazy("Giữ lại, không hủy"),
    ("folder", "release"): gettext_lazy("Thôi giữ lại"),
    ("template", "keep"): gettext_lazy("Nhận mẫu văn bản của"),
    ("template", "retire"): gettext_lazy("Thôi dùng mẫu văn bản của"),
    ("register", "open"): gettext_lazy("Mở sổ đăng ký văn bản của"),
    ("package_in", "start"): gettext_lazy("Nhận gói văn bản điện tử"),
    ("package_in", "damaged"): gettext_lazy("Không nhận gói văn bản điện tử"),
    ("package_out", "send"): gettext_lazy("Lập gói gửi đi"),
    ("package_out", "recall"): gettext_lazy("Đề nghị nơi nhận trả lại"),
    ("package_out", "heard"): gettext_lazy("Ghi trạng thái nơi nhận báo về"),
    ("exchange", "mailbox"): gettext_lazy("Ghi hộp thư văn bản điện tử của"),
    ("exchange", "partner"): gettext_lazy("Ghi nơi gửi, nhận văn bản điện tử của"),
    ("export", "file"): gettext_lazy("Xuất tệp có thông tin đảng viên của"),
    ("discipline", "start"): gettext_lazy("Lập hồ sơ xem xét kỷ luật"),
    ("censure", "start"): gettext_lazy("Lập hồ sơ kỷ luật tổ chức đảng"),
    ("strikeoff", "start"): gettext_lazy("Lập hồ sơ xem xét xóa tên"),
    ("admission", "start"): gettext_lazy("Đưa vào nguồn kết nạp"),
    ("admission", "paper"): gettext_lazy("Ghi giấy tờ vào hồ sơ kết nạp của"),
    ("admission", "review"): gettext_lazy("Rà soát nguồn kết nạp:"),
    ("badge", "start"): gettext_lazy("Đề nghị, ghi Huy hiệu của"),
    ("samples", "badges"): gettext_lazy("Ghi Huy hiệu của sổ mẫu:"),
    ("transfer_away", "start"): gettext_lazy("Nhận hồ sơ xin chuyển sinh hoạt của"),
    ("transfer_here", "start"): gettext_lazy("Nhận giấy giới thiệu của"),
    ("meeting", "handbook"): gettext_lazy("Ghi nội dung theo Sổ tay điện tử vào"),
    **{("meeting", name): step.label for name, step in MEETING.steps.items()},
    ("meeting", "start"): gettext_lazy("Ghi cuộc họp vào sổ:"),
    ("meeting", "call"): gettext_lazy("Đổi thành phần dự"),
    ("meeting", "roll"): gettext_lazy("Điểm danh"),
    **ROOM,
    **CONVENING,
    ("meeting", "score_self"): gettext_lazy("Chi bộ tự chấm điểm"),
    ("meeting", "score_follower"): gettext_lazy("Ghi điểm của người theo dõi về"),
    ("four_goods", "start"): gettext_lazy("Tự đánh giá bốn tốt:"),
    ("framework", "new"): gettext_lazy("Đổi khung đánh giá bốn tốt của"),
    ("score_sheet", "new"): gettext_lazy("Đổi phiếu chấm điểm sinh hoạt của"),
    ("meetings", "ended"): gettext_lazy("Ghi không họp nữa, đơn vị thôi hoạt động:"),
    **VOTING,
    **STEERING,
    **VALUES,
    ("meeting", "tasks"): gettext_lazy("Giao việc từ kết luận của"),
    ("meeting", "notebook"): gettext_lazy("Giữ trang sổ chụp của"),
    ("meeting", "notebook_away"): gettext_lazy("Bỏ trang sổ chụp của"),
    ("meeting", "word"): gettext_lazy("Sửa lời văn của"),
    ("meeting", "paper"): gettext_lazy("Lập văn bản từ"),
    ("meetings", "lay_out"): gettext_lazy("Lập lịch sinh hoạt chi bộ"),
    ("task", "start"): gettext_lazy("Giao việc"),
    **{("task", name): step.label for name, step in TASK.steps.items()},
    ("task", "carried"): gettext_lazy("Chuyển nhiệm vụ theo sắp xếp tổ chức của"),
    ("samples", "disciplines"): gettext_lazy("Ghi kỷ luật của sổ mẫu:"),
    ("samples", "admissions"): gettext_lazy("Ghi hồ sơ kết nạp của sổ mẫu:"),
    ("samples", "documents"): gettext_lazy("Ghi sổ văn bản của sổ mẫu:"),
    ("samples", "cells"): gettext_lazy("Lập chi bộ của sổ mẫu:"),
    ("samples", "members"): gettext_lazy("Lập danh sách đảng viên của sổ mẫu:"),
    ("samples", "movements"): gettext_lazy("Ghi tăng, giảm đảng viên của sổ mẫu:"),
    ("samples", "reorganisation"): gettext_lazy("Sắp xếp tổ chức của sổ mẫu:"),
    ("samples", "exemptions"): gettext_lazy("Ghi miễn, tạm miễn sinh hoạt của sổ mẫu:"),
    ("samples", "files"): gettext_lazy("Ghi hồ sơ thiếu giấy của sổ mẫu:"),
    ("samples", "people"): gettext_lazy("Ghi người của sổ mẫu:"),
    ("samples", "offices"): gettext_lazy("Ghi chức vụ của sổ mẫu:"),
    ("samples", "values"): gettext_lazy("Ghi số báo cáo của sổ mẫu:"),
    ("samples", "studies"): gettext_lazy("Ghi học tập, quán triệt của sổ mẫu:"),
    ("samples", "words"): gettext_lazy("Ghi ý kiến, kết luận các cuộc họp của sổ mẫu:"),
    ("samples", "votes"): gettext_lazy("Ghi biểu quyết của sổ mẫu:"),
    ("samples", "meetings"): gettext_lazy("Ghi sinh hoạt chi bộ của sổ mẫu:"),
    ("samples", "four_goods"): gettext_lazy("Ghi đánh giá bốn tốt của sổ mẫu:"),
    ("samples", "scores"): gettext_lazy("Ghi điểm sinh hoạt chi bộ của sổ mẫu:"),
    ("samples", "bodies"): gettext_lazy("Ghi các cuộc họp của sổ mẫu:"),
    ("samples", "inspections"): gettext_lazy("Ghi kiểm tra, giám sát của sổ mẫu:"),
    ("samples", "tasks"): gettext_lazy("Ghi nhiệm vụ của sổ mẫu:"),
    ("samples", "dues"): gettext_lazy("Ghi đảng phí của sổ mẫu:"),
}
_FACTS: dict[str, Any] = {
    "ayes": gettext_lazy("Tán thành"),
    "noes": gettext_lazy("Không tán thành"),
    "other": gettext_lazy("Ý kiến khác"),
    "given": gettext_lazy("Phiếu phát ra"),
    "returned": gettext_lazy("Phiếu thu về"),
    "valid": gettext_lazy("Phiếu hợp lệ"),
    "invalid": gettext_lazy("Phiếu không hợp lệ"),
    "rejected": gettext_lazy("Vì sao"),
    "options": gettext_lazy("Số phương án, số người"),
    "needed": gettext_lazy("Cần đạt"),
    "counted": gettext_lazy("Số làm mẫu số"),
    "official": gettext_lazy("Tổng số chính thức"),
    "received_on": gettext_lazy("Ngày nhận"),
    "decision": gettext_lazy("Quyết định"),
    "early_basis": gettext_lazy("Căn cứ công nhận sớm"),
    "act": gettext_lazy("Việc đã bỏ"),
    "ask": gettext_lazy("Số của đề nghị"),
    "gone": gettext_lazy("Số của bản ghi kia"),
    "parts": gettext_lazy("Mã đơn vị mới"),
    "into": gettext_lazy("Về đơn vị"),
    "paper": gettext_lazy("Văn bản"),
    "unit": gettext_lazy("Đơn vị"),
    "rows": gettext_lazy("Số dòng"),
    "count": gettext_lazy("Số chỗ"),
    "unread": gettext_lazy("Dòng không đọc được"),
    "differs": gettext_lazy("Khác nhau"),
    "here": gettext_lazy("Chỉ có trong sổ"),
    "there": gettext_lazy("Chỉ có ở bản quốc gia"),
    "answer": gettext_lazy("Kết quả"),
    "value": gettext_lazy("Giá trị"),
    "since": gettext_lazy("Từ ngày"),
    "reason": gettext_lazy("Căn cứ"),
    "basis": gettext_lazy("Căn cứ"),
    "purpose": gettext_lazy("Lý do xuất"),
    "fields": gettext_lazy("Mục đã sửa"),
    "old": gettext_lazy("Mã giá trị cũ"),
    "new": gettext_lazy("Mã giá trị mới"),
    "field": gettext_lazy("Mục đã xem"),
    "kind": gettext_lazy("Loại"),
    "was": gettext_lazy("Trước đó"),
    "branch": gettext_lazy("Khối cơ quan"),
    "name": gettext_lazy("Tên"),
    "role": gettext_lazy("Vai trong sổ"),
    "came_from": gettext_lazy("Từ đâu đến"),
    "went_to": gettext_lazy("Đi đâu"),
    "new_members": gettext_lazy("Người mới"),
    "present": gettext_lazy("Có mặt"),
    "year": gettext_lazy("Năm"),
    "masses": gettext_lazy("Quần chúng dự"),
    "same": gettext_lazy("Không đổi"),
    "changed": gettext_lazy("Thay đổi"),
    "grassroots": gettext_lazy("Là tổ chức cơ sở đảng"),
    "above_limit_consent": gettext_lazy("Văn bản đồng ý"),
    "members": gettext_lazy("Đảng viên"),
    "title": gettext_lazy("Chức vụ"),
    "number": gettext_lazy("Số"),
    "on": gettext_lazy("Ngày của việc"),
    "given_on": gettext_lazy("Ngày giao"),
    "due": gettext_lazy("Hạn"),
    "wanted": gettext_lazy("Xin đến ngày"),
    "inner_due": gettext_lazy("Hạn nội bộ"),
    "content": gettext_lazy("Mã nội dung"),
    "text": gettext_lazy("Mã lời báo cáo"),
    "papers": gettext_lazy("Mã tệp"),
    "note": gettext_lazy("Mã ý kiến"),
    "why": gettext_lazy("Mã lý do"),
    "person": gettext_lazy("Số của người trong sổ"),
    "version": gettext_lazy("Lần thảo"),
    "level": gettext_lazy("Mức của chữ ký số"),
    "held_back": gettext_lazy("Chưa lên mức cao hơn vì"),
    "digest": gettext_lazy("Mã tệp"),
    "kept_picture": gettext_lazy("Dùng hình đã lưu, số"),
    "body": gettext_lazy("Cơ quan"),
    "own_duties": gettext_lazy("Vi phạm không thuộc nhiệm vụ cấp trên giao"),
    "business": gettext_lazy("Nghiệp vụ"),
    "code": gettext_lazy("Mã"),
    "error": gettext_lazy("Mã lỗi"),
    "certificate": gettext_lazy("Mã chứng thư"),
    "folder": gettext_lazy("Số của hồ sơ trong sổ"),
    "month": gettext_lazy("Tháng"),
    "percent": gettext_lazy("Tỷ lệ giữ lại (%)"),
    "until": gettext_lazy("Đến trước ngày"),
    "side": gettext_lazy("Bên"),
    "round_on": gettext_lazy("Đợt trao"),
    "term": gettext_lazy("Nhiệm kỳ"),
    "course_kind": gettext_lazy("Loại lớp"),
    "planned_on": gettext_lazy("Ngày dự kiến"),
    "plan_paper": gettext_lazy("Văn bản về kế hoạch"),
    "shift_paper": gettext_lazy("Văn bản đồng ý sớm, muộn"),
    "held_on": gettext_lazy("Ngày đại hội"),
    "called_off_on": gettext_lazy("Ngày quyết định không tổ chức"),
    "summoned": gettext_lazy("Được triệu tập"),
    "elected": gettext_lazy("Cấp ủy được bầu"),
    "way": gettext_lazy("Hình thức"),
    "total": gettext_lazy("Tổng điểm"),
    "grade": gettext_lazy("Xếp loại"),
    "good": gettext_lazy("Công nhận bốn tốt"),
    "emptied": gettext_lazy("Bỏ trống"),
}
_DAYS = (
    "since",
    "until",
    "on",
    "received_on",
    "given_on",
    "due",
    "wanted",
    "inner_due",
    "round_on",
    "planned_on",
    "held_on",
    "called_off_on",
)
_PLAIN: dict[Any, Any] = {
    **BODIES,
    **REJECTED,
    True: gettext_lazy("có"),
    False: gettext_lazy("không"),
    "off": gettext_lazy("ngày nghỉ"),
    "worked": gettext_lazy("ngày làm bù"),
    "plain": gettext_lazy("ngày thường"),
    "switch": gettext_lazy("ngày chưa quyết"),
    PERSONAL: gettext_lazy("chữ ký cá nhân"),
    ORGANISATION: gettext_lazy("con dấu cơ quan"),
    anchors.ROOT: gettext_lazy("chứng thư gốc"),
    anchors.BETWEEN: gettext_lazy("chứng thư trung gian"),
    anchors.REVOKED: gettext_lazy("danh sách thu hồi (CRL)"),
    "party": gettext_lazy("Đảng"),
    **SEALED,
    "elected": gettext_lazy("bầu"),
    "appointed": gettext_lazy("chỉ định"),
    "state": gettext_lazy("chính quyền"),
    **{answer: title for answer, title in Difference.ANSWERS if answer},
    **dict(LEVELS),
    **{kind: title for kind, title in (*UnitAct.KINDS, *CounterAsk.KINDS)},
}
_KINDS_OF_CELLS = {**dict(Cell.KINDS), **dict(Cell.BRANCHES)}


def done(entry: Entry) -> str:
    """What was done, without the subject: "Thành lập", "Công nhận chính thức"."""
    if entry.flow == "party" and entry.step in ACTS:
        return str(ACTS[entry.step].label) + ":"
    label = step_label(entry.flow, entry.step)
    words = DONE.get((entry.flow, entry.step)) or (f"{label}:" if label else "")
    return str(words) if words else _("Ghi sổ ({flow}, {step}):").format(flow=entry.flow, step=entry.step)


def facts(entry: Entry) -> list[tuple[str, str]]:
    """The facts of an entry as (label, value); units by name, days as offices write them."""
    return [
        (str(_FACTS.get(name, name)), _of_cell(entry, value) or _value(name, value))
        for name, value in sorted(entry.facts.items())
        if value not in ("", None)
    ]


def _of_cell(entry: Entry, value: Any) -> str:
    """A kind of cell in words, among the facts of a cell; empty for anything else."""
    known = entry.flow == "cell" and isinstance(value, str) and value in _KINDS_OF_CELLS
    return str(_KINDS_OF_CELLS[value]) if known else ""


def _value(name: str, value: Any) -> str:
    standing = tree()
    if name == "into" and value in standing.codes:
        return standing.name(standing.codes[value])
    if name == "unit" and str(value).isdecimal():
        return standing.name(int(value)) or str(value)
    if name == "role" and value in ROLES:
        return str(ROLES[value].title)
    if name == "held_back":
        return " ".join(map(levels.reason, str(value).split(",")))
    if name == "fields":
        return ", ".join(dict.fromkeys(_field_words().get(one, one) for one in value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool) or (isinstance(value, str) and value in _PLAIN):
        return str(_PLAIN[value])
    return _day(str(value)) if name in _DAYS else str(value)


# sealed facts by the columns that keep them; the token says no more than the ciphertext beside it
_SEALED = {
    **dict.fromkeys(("citizen_id_sealed", "citizen_id_token"), "số CCCD"),
    **dict.fromkeys(("ethnicity_sealed", "ethnicity_token"), "dân tộc"),
    **dict.fromkeys(("religion_sealed", "religion_token"), "tôn giáo"),
}


@cache
def _field_words() -> dict[str, str]:
    """What forms call the fields that may be corrected: those of people and members, of units, then of any other table."""
    words: dict[str, str] = {**_SEALED}
    for label in (
        "org",
        "party",
        "kernel",
        "documents",
        "tasks",
        "meetings",
        "steering",
        "values",
        "reports",
    ):
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.local_fields:
                said = str(field.verbose_name)
                if said != field.name.replace("_", " "):
                    words.setdefault(field.name, said)
    return words


def _day(text: str) -> str:
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text


def short(entry: Entry) -> str:
    """The facts a list shows beside the sentence: where to, by what paper, how many rows."""
    shown = ("into", "decision", "paper", "reason", "basis", "purpose", "rows")
    return " · ".join(
        (f"{_FACTS[name]}: {_value(name, entry.facts[name])}") for name in shown if entry.facts.get(name)
    )
