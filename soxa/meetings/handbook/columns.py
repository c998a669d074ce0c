"""The columns of the handbook's export, by headings of our own choosing: no text that was seen fixes them; an office adds its own."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.sheets.cells import choice, text
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_12_MEETINGS
from soxa.law.words import fold, spaced
from soxa.meetings.handbook import cells
from soxa.meetings.kinds import CELL, CELL_THEME, KINDS, TITLES
from soxa.meetings.models import Presence
from soxa.party.sheets import MEMBERS

CELL_COLUMN = "cell"
_KINDS = {str(title): code for code, title in TITLES} | {
    "Thường kỳ": CELL, "Định kỳ": CELL, "Sinh hoạt thường kỳ": CELL, "Sinh hoạt định kỳ": CELL, "Sinh hoạt chi bộ": CELL,
    "Họp chi bộ": CELL, "Sinh hoạt hằng tháng": CELL, "Chuyên đề": CELL_THEME, "Sinh hoạt chuyên đề": CELL_THEME,
}  # fmt: skip
_ANSWERS = {
    "Có mặt": Presence.PRESENT, "Có": Presence.PRESENT, "x": Presence.PRESENT, "Dự": Presence.PRESENT, "Đã dự": Presence.PRESENT,
    "Tham dự": Presence.PRESENT, "Dự trực tuyến": Presence.ONLINE, "Trực tuyến": Presence.ONLINE,
    "Vắng có lý do": Presence.EXCUSED, "Có lý do": Presence.EXCUSED, "Vắng có phép": Presence.EXCUSED, "Có phép": Presence.EXCUSED, "P": Presence.EXCUSED,
    "Vắng không lý do": Presence.ABSENT, "Không lý do": Presence.ABSENT, "Vắng không phép": Presence.ABSENT, "Không phép": Presence.ABSENT, "K": Presence.ABSENT,
    "Không phải dự": Presence.NOT_REQUIRED, "Miễn": Presence.NOT_REQUIRED, "Miễn sinh hoạt": Presence.NOT_REQUIRED,
}  # fmt: skip
_CELL = replace(MEMBERS["cell"], width=30)
_DAY = Column(
    "held_on",
    ("Ngày họp", "Ngày sinh hoạt", "Ngày tổ chức", "Thời gian", "Thời gian họp", "Thời gian sinh hoạt", "Ngày"),
    cells.when, past=True, fill_down=True, width=13, example="03/11/2026",
)  # fmt: skip
_MONTH = Column(
    "month", ("Tháng", "Tháng sinh hoạt", "Kỳ sinh hoạt", "Tháng, năm"), cells.month, past=True, fill_down=True, width=10,
    example="11/2026", export=lambda told: f"{told:%m/%Y}" if isinstance(told, date) else told,
)  # fmt: skip
_KIND = Column(
    "kind", ("Loại sinh hoạt", "Loại cuộc họp", "Loại hình sinh hoạt", "Hình thức sinh hoạt", "Loại"), choice(_KINDS), fill_down=True,
    width=26, example="Sinh hoạt chi bộ thường kỳ", export=lambda code: str(KINDS[code].title),
)  # fmt: skip
MEETINGS = Columns(
    "meetings",
    "Sinh hoạt chi bộ theo Sổ tay",
    (
        replace(_CELL, example="Chi bộ thôn Bến Đá"),
        _KIND,
        _MONTH,
        _DAY,
        Column("hours", ("Bắt đầu – kết thúc", "Giờ họp", "Giờ", "Giờ sinh hoạt"), cells.when, width=16, example="19:30 – 21:00"),
        Column("began", ("Bắt đầu", "Giờ bắt đầu", "Thời gian bắt đầu"), cells.when, past=True),
        Column("ended", ("Kết thúc", "Giờ kết thúc", "Thời gian kết thúc"), cells.when, past=True),
        Column("place", ("Địa điểm", "Nơi họp", "Địa điểm họp", "Địa điểm sinh hoạt"), text, width=24, example="Nhà văn hóa thôn"),
        Column("chair", ("Chủ trì", "Người chủ trì", "Chủ tọa", "Chủ trì cuộc họp"), cells.person, width=24, example="Bùi Văn An"),
        Column("scribe", ("Thư ký", "Người ghi biên bản", "Thư ký cuộc họp", "Ghi biên bản"), cells.person, width=24, example="Lò Thị Mai"),
        Column("total", ("Tổng số đảng viên", "Tổng số", "Tổng số ĐV", "Số đảng viên"), cells.count, width=10, example="30"),
        Column("required", ("Phải dự", "Số phải dự", "Số đảng viên phải dự", "Được triệu tập", "Triệu tập"), cells.count, width=10, example="28"),
        Column("came", ("Có mặt", "Số có mặt", "Số đảng viên có mặt", "Đã dự", "Số đã dự", "Dự họp", "Tham dự"), cells.count, width=10, example="26"),
        Column("excused", ("Vắng có lý do", "Vắng có phép", "Có lý do", "Có phép"), cells.missing, width=30, example="Vi Thị Bưởi – ốm"),
        Column("absent", ("Vắng không lý do", "Vắng không phép", "Không lý do", "Không phép"), cells.missing, width=30, example="Lò Văn Ấn"),
        Column("away", ("Vắng", "Số vắng", "Vắng mặt", "Số đảng viên vắng"), cells.missing, width=10),
        Column("guests", ("Đại biểu dự", "Đại biểu", "Khách mời", "Thành phần mời"), cells.guests, width=30, example="Vi Thị Hoa – Đảng ủy viên"),
        Column("theme", ("Chuyên đề", "Tên chuyên đề", "Chủ đề", "Chủ đề sinh hoạt"), text, width=30),
        Column("content", ("Nội dung sinh hoạt", "Nội dung", "Nội dung cuộc họp", "Nội dung chính"), cells.lines, width=50, example="1. Đánh giá tháng 10: đã thông qua"),
        Column("said", ("Ý kiến phát biểu", "Ý kiến", "Ý kiến thảo luận", "Thảo luận"), cells.lines, width=40),
        Column("decided", ("Kết luận, nhiệm vụ", "Kết luận", "Nhiệm vụ", "Nghị quyết", "Kết luận, nghị quyết", "Nhiệm vụ tháng tới"), cells.lines, width=50, example="1. Dọn đường thôn – Bùi Văn An – 20/11/2026"),
        Column("why", ("Lý do họp ngày khác", "Lý do đổi ngày", "Lý do họp khác ngày"), text, width=24),
    ),
    either=(("held_on", "began"), ("came", "content", "chair", "decided", "hours", "ended")),
)  # fmt: skip
ROLLS = Columns(
    "handbook_rolls",
    "Điểm danh theo Sổ tay",
    (
        replace(MEMBERS["full_name"], example="Bùi Văn An"),
        Column(
            "answer", ("Điểm danh", "Dự họp", "Trạng thái", "Tình trạng", "Tham dự", "Kết quả điểm danh"), choice(_ANSWERS), required=True,
            marks=(("Có mặt", Presence.PRESENT), ("Dự trực tuyến", Presence.ONLINE), ("Vắng có lý do", Presence.EXCUSED), ("Vắng không lý do", Presence.ABSENT), ("Không phải dự", Presence.NOT_REQUIRED)),
            export=lambda said: str(dict(Presence.ANSWERS)[said]), width=18, example="Có mặt",
        ),
        Column("why", ("Lý do", "Lý do vắng", "Ghi chú"), text, width=24),
        replace(_CELL, required=False),
        replace(MEMBERS["card_no"], required=False),
        replace(MEMBERS["born"], required=False),
        _KIND,
        _MONTH,
        _DAY,
    ),
)  # fmt: skip
PLACES = {
    "chi-bo": "cell", "loai": "kind", "thang": "month", "ngay": "held_on", "gio": "hours", "bat-dau": "began", "ket-thuc": "ended",
    "dia-diem": "place", "chu-tri": "chair", "thu-ky": "scribe", "tong-so": "total", "phai-du": "required", "co-mat": "came",
    "vang": "away", "vang-co-ly-do": "excused", "vang-khong-ly-do": "absent", "dai-bieu": "guests", "chuyen-de": "theme",
    "noi-dung": "content", "y-kien": "said", "ket-luan": "decided", "ly-do-doi-ngay": "why",
}  # fmt: skip
"""The codes of `after.handbook.FIELDS`, and those of columns that only the import knows, → the column."""


def _added(typed: Any) -> list[tuple[str, str]]:
    """(code, heading) of each pair "co-mat = Số đồng chí có mặt"."""
    pairs = [one.partition("=") for one in str(typed).replace("\n", ";").split(";") if one.strip()]
    return [(code.strip(), spaced(heading)) for code, _sign, heading in pairs]


def _fault(typed: Any) -> str:
    for code, heading in _added(typed):
        if code not in PLACES or not heading:
            return _("“{code}”: ghi mã trường = tiêu đề cột, các mã: {codes}.").format(
                code=code, codes=", ".join(PLACES)
            )
    told = [fold(heading) for _code, heading in _added(typed)]
    return _("Mỗi tiêu đề ghi một lần.") if len(set(told)) < len(told) else ""


HEADINGS = declare(
    Preference(
        "meetings.handbook_headings",
        gettext_lazy("Tiêu đề cột của tệp xuất từ Sổ tay đảng viên điện tử mà sổ chưa biết, mỗi dòng: mã trường = tiêu đề"),
        "",
        help=gettext_lazy("Chưa thấy văn bản nêu mẫu tệp xuất; tiêu đề sổ đang nhận là do sổ đặt. Ví dụ: co-mat = Số đồng chí dự họp."),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
        check=_fault,
    )
)  # fmt: skip


def columns_for(columns: Columns, unit_id: int, on: date) -> Columns:
    """The columns with the headings that the unit added; in a file of one cell the cell need not be named."""
    own = tree().nodes[unit_id].kind == CELL_COLUMN
    added: dict[str, tuple[str, ...]] = {}
    for code, heading in _added(value_of(HEADINGS, tuple(tree().ancestors(unit_id, on)), on)):
        added[PLACES[code]] = (*added.get(PLACES[code], ()), heading)
    told = tuple(
        replace(
            one,
            headings=(*one.headings, *added.get(one.name, ())),
            required=one.required and not (own and one.name == CELL_COLUMN),
        )
        for one in columns.columns
    )
    return Columns(columns.code, columns.title, told, columns.either)
