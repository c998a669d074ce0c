"""The numbers of admission, recognition, strike-off and discipline: dated and cited, and the codes of the Party's forms."""

from datetime import date

from soxa.law.acts import CHARTER, HD_12_MEMBERS, HD_38, QD_24, QD_29, QD_232, QD_294, Act
from soxa.law.discipline_acts import QD_22, QD_30, QD_69, QD_102, QD_296
from soxa.law.force import Law, Value, law
from soxa.law.party import CHARTER_DAY
from soxa.law.periods import FOREVER

# regulations one after another: the text, the first day on which this book cites it
THE_CHARTER_S = (
    (QD_29, CHARTER_DAY),
    (QD_24, date(2021, 7, 30)),
    (QD_232, date(2025, 1, 20)),
    (QD_294, date(2025, 7, 1)),
)
GUIDANCE = ((HD_12_MEMBERS, CHARTER_DAY), (HD_38, date(2025, 9, 29)))
PENALTIES = ((QD_102, CHARTER_DAY), (QD_69, date(2022, 7, 6)))
NUMBERED_OTHERWISE = (QD_29, QD_30, QD_22)
INSPECTION = ((QD_30, CHARTER_DAY), (QD_22, date(2021, 7, 28)), (QD_296, date(2025, 5, 30)))


def _rows(
    amount: int | str, clause: str, texts: tuple[tuple[Act, date], ...], *seen: Act
) -> tuple[Value, ...]:
    """One amount under each text in its turn, confirmed for those in which it was `seen`; the others carry it over."""
    days = [day for _text, day in texts[1:]] + [FOREVER]
    return tuple(
        Value(
            amount=amount,
            since=since,
            until=until,
            cite=text.at("" if text in NUMBERED_OTHERWISE else clause),
            confirmed=text in seen,
        )
        for (text, since), until in zip(texts, days, strict=True)
    )


def _regulation(amount: int | str, clause: str, *seen: Act) -> tuple[Value, ...]:
    """An amount of the regulation on the Charter, with the texts in which it was read."""
    return _rows(amount, clause, THE_CHARTER_S, *seen)


def _charter(amount: int | str, clause: str, *, seen: bool = True) -> Value:
    return Value(amount=amount, since=CHARTER_DAY, cite=CHARTER.at(clause), confirmed=seen)


# --- votes ---
ADMISSION_SHARE = law(
    "party.admission_share",
    "Phần đảng viên chính thức (cấp ủy viên) phải tán thành khi xét kết nạp, công nhận, xóa tên",
    "phần",
    _charter("2/3", "Điều 4"),
)
EXPULSION_SHARE = law(
    "party.expulsion_share",
    "Phần đảng viên chính thức phải tán thành khi đề nghị khai trừ",
    "phần",
    _charter("2/3", "Điều 36", seen=False),
)
DISCIPLINE_SHARE = law(
    "party.discipline_share",
    "Phần đảng viên chính thức phải có hơn số này tán thành khi xét khiển trách, cảnh cáo, cách chức",
    "phần",
    _charter("1/2", "Điều 36", seen=False),
)
DISSOLUTION_SHARE = law(
    "party.dissolution_share",
    "Phần cấp ủy viên của cấp ủy cấp trên trực tiếp phải tán thành khi đề nghị giải tán một tổ chức đảng",
    "phần",
    _charter("2/3", "Điều 36", seen=False),
)
DISSOLUTION_DECIDED = law(
    "party.dissolution_decided",
    "Nơi quyết định giải tán một tổ chức đảng",
    "cấp ủy",
    _charter("cấp ủy cấp trên cách một cấp", "Điều 36", seen=False),
)
FAILED_VOTES = law(
    "party.failed_votes",
    "Số lần biểu quyết không đủ hai phần ba thì báo cáo cấp trên",
    "lần",
    *_regulation(3, "mục 4", QD_24),
)

# --- admission ---
ADMISSION_MONTHS_TO = law(
    "party.admission_months_to",
    "Tuổi cao nhất khi chi bộ xét kết nạp, tính theo tháng (60 tuổi)",
    "tháng",
    *_regulation(720, "mục 1", QD_24, QD_232),
)
INTRODUCER_MONTHS = law(
    "party.introducer_months",
    "Người giới thiệu cùng công tác hoặc cư trú với người vào Đảng ít nhất",
    "tháng",
    *_regulation(12, "mục 3", QD_24),
)
INTRODUCERS = law(
    "party.introducers",
    "Số đảng viên chính thức giới thiệu khi không có tổ chức đoàn thể giới thiệu",
    "đảng viên",
    _charter(2, "Điều 4", seen=False),
)
CLASS_MONTHS = law(
    "party.class_months",
    "Giấy chứng nhận lớp nhận thức về Đảng có giá trị",
    "tháng",
    *_rows(60, "", GUIDANCE),
)
FILE_MONTHS = law(
    "party.file_months",
    "Lý lịch đã xác nhận và ý kiến nhận xét cũ hơn thời gian này thì phải bổ sung trước khi chi bộ xét",
    "tháng",
    *_rows(12, "", GUIDANCE),
)
LIST_REVIEW_MONTHS = law(
    "party.list_review_months",
    "Chi bộ rà soát danh sách nguồn kết nạp",
    "tháng một lần",
    *_regulation(1, "mục 3", QD_24),
)
VERIFY_DAYS = law(
    "party.verify_days",
    "Thời hạn nơi được hỏi trả lời thẩm tra lý lịch trong nước",
    "ngày làm việc",
    *_regulation(30, "mục 3"),
)
DECISION_DAYS = law(
    "party.decision_days",
    "Thời hạn cấp có thẩm quyền xem xét, quyết định kết nạp từ khi nhận đủ hồ sơ",
    "ngày làm việc",
    *_regulation(60, "mục 3"),
)
CEREMONY_DAYS = law(
    "party.ceremony_days",
    "Thời hạn tổ chức lễ kết nạp từ khi nhận quyết định",
    "ngày làm việc",
    *_regulation(30, "mục 3", QD_24),
)
RECOGNITION_DECISION_DAYS = law(
    "party.recognition_decision_days",
    "Thời hạn cấp có thẩm quyền quyết định công nhận từ khi nhận hồ sơ",
    "ngày làm việc",
    *_regulation(30, "mục 4"),
)
READMISSION_MONTHS = law(
    "party.readmission_months",
    "Thời gian ra khỏi Đảng trước khi được xét kết nạp lại",
    "tháng",
    *_regulation(36, "mục 3.5", QD_294),
)
READMISSION_CRIME_MONTHS = law(
    "party.readmission_crime_months",
    "Thời gian từ khi được xóa án tích (tội ít nghiêm trọng) trước khi được xét kết nạp lại",
    "tháng",
    *_regulation(60, "mục 3.5", QD_294),
)

# --- strike-off ---
STRIKE_MONTHS = law(
    "party.strike_months",
    "Số tháng trong năm bỏ sinh hoạt hoặc không đóng đảng phí không có lý do chính đáng thì xem xét xóa tên",
    "tháng",
    _charter(3, "Điều 8"),
)
STRIKE_COMPLAINT_DAYS = law(
    "party.strike_complaint_days",
    "Thời hạn khiếu nại quyết định xóa tên",
    "ngày làm việc",
    *_regulation(30, "mục 8"),
)

# --- discipline ---
REPRIMAND_YEARS = law(
    "party.reprimand_years",
    "Thời hiệu xử lý kỷ luật đối với vi phạm đến mức khiển trách",
    "năm",
    *_rows(5, "", PENALTIES, QD_102),
)
WARNING_YEARS = law(
    "party.warning_years",
    "Thời hiệu xử lý kỷ luật đối với vi phạm đến mức cảnh cáo hoặc cách chức",
    "năm",
    *_rows(10, "", PENALTIES, QD_102),
)
IN_FORCE_MONTHS = law(
    "party.discipline_months",
    "Sau thời gian này kể từ khi công bố, không vi phạm mới thì quyết định kỷ luật hết hiệu lực",
    "tháng",
    _charter(12, "Điều 40", seen=False),
)
COMPLAINT_DAYS = law(
    "party.discipline_complaint_days",
    "Thời hạn khiếu nại quyết định kỷ luật từ khi nhận quyết định",
    "ngày",
    _charter(30, "Điều 39", seen=False),
)
DEFERRAL_CHILD_MONTHS = law(
    "party.discipline_deferral_child_months",
    "Chưa xem xét kỷ luật người nuôi con nhỏ dưới số tháng tuổi này",
    "tháng tuổi",
    *_rows(12, "", INSPECTION, QD_22),
)
NOTICE_DAYS = law(
    "party.discipline_notice_days",
    "Nhà nước, đoàn thể đình chỉ hoặc kỷ luật đảng viên thì báo tổ chức đảng trong",
    "ngày",
    *_rows(5, "Điều 8 khoản 5", INSPECTION, QD_296),
)
SUSPENSION_DAYS = law(
    "party.suspension_days",
    "Thời hạn đình chỉ sinh hoạt đảng",
    "ngày làm việc",
    _charter(90, "Điều 40", seen=False),
)
SUSPENSION_MOST_DAYS = law(
    "party.suspension_most_days",
    "Thời hạn đình chỉ sinh hoạt đảng kể cả gia hạn",
    "ngày làm việc",
    _charter(180, "Điều 40", seen=False),
)

# --- forms: numbered in the guidance of 2022; whether the guidance of 2025 keeps each number was not seen ---
FORMS_SINCE, FORMS_NOW = date(2022, 1, 1), date(2025, 9, 29)


def _form(code: str, title: str, number: str, *, seen: bool = True) -> Law:
    return law(
        f"party.form_{code}",
        f"Mẫu giấy: {title}",
        "mẫu",
        Value(amount=number, since=FORMS_SINCE, until=FORMS_NOW, cite=HD_12_MEMBERS.at(""), confirmed=seen),
        Value(amount=number, since=FORMS_NOW, cite=HD_38.at(""), confirmed=False),
    )


FORM_CLASS = _form("class", "Giấy chứng nhận lớp nhận thức về Đảng", "CN-NTVĐ")
FORM_APPLICATION = _form("application", "Đơn xin vào Đảng", "1-KNĐ")
FORM_CV = _form("cv", "Lý lịch của người xin vào Đảng", "2-KNĐ")
FORM_INTRODUCTION = _form("introduction", "Giấy giới thiệu của đảng viên chính thức", "3-KNĐ")
FORM_UNION = _form("union", "Nghị quyết giới thiệu của Đoàn thanh niên, công đoàn", "4-KNĐ, 4A-KNĐ")
FORM_OPINIONS = _form("opinions", "Tổng hợp ý kiến nhận xét", "5-KNĐ")
FORM_CELL = _form("cell_vote", "Nghị quyết của chi bộ xét kết nạp", "6-KNĐ")
FORM_COMMITTEE = _form("committee_vote", "Nghị quyết của đảng ủy cơ sở", "8-KNĐ")
FORM_DECISION = _form("decision", "Quyết định kết nạp đảng viên", "9-KNĐ")
FORM_SELF_REVIEW = _form("self_review", "Bản tự kiểm điểm của đảng viên dự bị", "10-KNĐ", seen=False)
FORM_HELPER = _form("helper", "Bản nhận xét của đảng viên giúp đỡ", "11-KNĐ", seen=False)
FORM_OPINIONS_AGAIN = _form(
    "opinions_again", "Tổng hợp ý kiến nhận xét đảng viên dự bị", "12-KNĐ", seen=False
)
FORM_RECOGNITION = _form("recognition_vote", "Nghị quyết xét công nhận của chi bộ", "13-KNĐ", seen=False)
