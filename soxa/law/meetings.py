"""The numbers of meetings: their day, how long they last, when papers are out, who must come and agree; dated and cited."""

from datetime import date

from soxa.law.acts import (
    CHARTER,
    CT_50,
    GRASSROOTS_DEMOCRACY,
    HD_12_MEETINGS,
    HD_42,
)
from soxa.law.acts_of_bodies import LOCAL_GOVERNMENT, ND_315, VOTERS_72, WORKING_304
from soxa.law.citation import Act, Citation
from soxa.law.force import Value, law
from soxa.law.party import CHARTER_DAY

LOCAL_DAY, DEMOCRACY_DAY = date(2025, 6, 16), date(2023, 7, 1)
# how meetings are usually held, where no text that was seen says it
PRACTICE = Act("MEETING_PRACTICE", "", "Lệ họp, chưa thấy văn bản quy định", confirmed=False)
# sheets on which the quality of a cell's meeting is scored: each province has its own, none from the centre was seen
SCORING = Act("MEETING_SCORING", "", "Phiếu chấm điểm sinh hoạt chi bộ của các tỉnh", confirmed=False)

CELL_DAY = law(
    "meetings.cell_day",
    "Ngày sinh hoạt chi bộ thường kỳ trong tháng",
    "ngày trong tháng",
    Value(amount=3, since=date(2025, 7, 23), cite=CT_50.at(""), confirmed=True),
)
LEAST_MINUTES = law(
    "meetings.least_minutes",
    "Thời lượng tối thiểu của buổi sinh hoạt chi bộ thường kỳ",
    "phút",
    Value(
        amount=90,
        since=date(2018, 7, 6),
        until=date(2025, 10, 28),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
    ),
    Value(amount=90, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
LEAST_MINUTES_THEMED = law(
    "meetings.least_minutes_themed",
    "Thời lượng tối thiểu của buổi sinh hoạt thường kỳ kết hợp chuyên đề",
    "phút",
    Value(
        amount=120,
        since=date(2018, 7, 6),
        until=date(2025, 10, 28),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
    ),
    Value(amount=120, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
PAPERS_BEFORE = law(
    "meetings.papers_before",
    "Tài liệu được gửi trước buổi sinh hoạt ít nhất",
    "ngày",
    Value(amount=1, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
THEMES_A_QUARTER = law(
    "meetings.themes_a_quarter",
    "Số buổi sinh hoạt chuyên đề tối thiểu trong một quý",
    "buổi",
    Value(amount=1, since=date(2018, 7, 6), cite=HD_12_MEETINGS.at(""), confirmed=False),
)


def _since(day: date, amount: int | str, cite: Citation, *, confirmed: bool = False) -> Value:
    return Value(amount=amount, since=day, cite=cite, confirmed=confirmed)


# What must be there for a meeting to be held, and what must agree for it to decide. What no text seen says is practice,
# unconfirmed; a share is of the base that the kind of meeting names.
QUORUM = law(
    "meetings.quorum", "Phải có mặt hơn phần này của số phải dự thì họp được", "phần",
    _since(CHARTER_DAY, "1/2", PRACTICE.at("")),
)  # fmt: skip
QUORUM_ELECTION = law(
    "meetings.quorum_election", "Phải có mặt từ phần này của số có quyền biểu quyết khi bầu cử, xét kết nạp, kỷ luật", "phần",
    _since(CHARTER_DAY, "2/3", PRACTICE.at("")),
)  # fmt: skip
QUORUM_COUNCIL = law(
    "meetings.quorum_council", "Kỳ họp Hội đồng nhân dân phải có mặt từ phần này của tổng số đại biểu", "phần",
    _since(LOCAL_DAY, "2/3", LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
QUORUM_VILLAGE = law(
    "meetings.quorum_village", "Hội nghị thôn phải có hơn phần này của số đại diện hộ gia đình", "phần",
    _since(DEMOCRACY_DAY, "1/2", GRASSROOTS_DEMOCRACY.at("")),
)  # fmt: skip
MAJORITY_PARTY = law(
    "meetings.majority_party", "Nghị quyết của tổ chức đảng cần hơn phần này của tổng số thành viên tán thành", "phần",
    _since(CHARTER_DAY, "1/2", CHARTER.at("Điều 9 khoản 5"), confirmed=True),
)  # fmt: skip
MAJORITY_COUNCIL = law(
    "meetings.majority_council", "Nghị quyết của Hội đồng nhân dân cần hơn phần này của tổng số đại biểu tán thành", "phần",
    _since(LOCAL_DAY, "1/2", LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
MAJORITY_REMOVAL = law(
    "meetings.majority_removal", "Bãi nhiệm đại biểu, người do Hội đồng nhân dân bầu cần từ phần này của tổng số đại biểu", "phần",
    _since(LOCAL_DAY, "2/3", LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
MAJORITY_STATE = law(
    "meetings.majority_state", "Ủy ban nhân dân quyết định khi hơn phần này của tổng số thành viên tán thành", "phần",
    _since(date(2026, 1, 1), "1/2", ND_315.at("")),
)  # fmt: skip
MAJORITY_HOUSEHOLDS = law(
    "meetings.majority_households", "Việc thôn tự quyết cần hơn phần này của tổng số đại diện hộ gia đình tán thành", "phần",
    _since(DEMOCRACY_DAY, "1/2", GRASSROOTS_DEMOCRACY.at("Điều 21"), confirmed=True),
)  # fmt: skip
MAJORITY_CONTRIBUTION = law(
    "meetings.majority_contribution", "Đóng góp và thu, chi đóng góp cần từ phần này của tổng số đại diện hộ gia đình tán thành", "phần",
    _since(DEMOCRACY_DAY, "2/3", GRASSROOTS_DEMOCRACY.at("Điều 21"), confirmed=True),
)  # fmt: skip
COUNCIL_SESSIONS = law(
    "meetings.council_sessions", "Hội đồng nhân dân họp thường lệ một năm ít nhất", "kỳ",
    _since(LOCAL_DAY, 2, LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
COUNCIL_NOTICE = law(
    "meetings.council_notice", "Kỳ họp thường lệ của Hội đồng nhân dân báo trước ít nhất", "ngày",
    _since(LOCAL_DAY, 20, LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
COUNCIL_NOTICE_SPECIAL = law(
    "meetings.council_notice_special", "Kỳ họp chuyên đề, đột xuất của Hội đồng nhân dân báo trước ít nhất", "ngày",
    _since(LOCAL_DAY, 7, LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
COUNCIL_PAPERS = law(
    "meetings.council_papers", "Tài liệu kỳ họp gửi đại biểu trước ít nhất", "ngày",
    _since(LOCAL_DAY, 5, LOCAL_GOVERNMENT.at("")),
)  # fmt: skip
VOTERS_NOTICE = law(
    "meetings.voters_notice", "Hội nghị tiếp xúc cử tri báo trước ít nhất", "ngày làm việc",
    _since(date(2025, 2, 20), 3, VOTERS_72.at(""), confirmed=True),
)  # fmt: skip
STANDING_MONTHLY = law(
    "meetings.standing_monthly", "Ban Thường vụ cấp ủy xã họp một tháng ít nhất", "cuộc",
    _since(LOCAL_DAY, 1, WORKING_304.at("")),
)  # fmt: skip
COMMITTEE_QUARTERLY = law(
    "meetings.committee_quarterly", "Ban Chấp hành Đảng bộ xã họp một quý ít nhất", "cuộc",
    _since(LOCAL_DAY, 1, WORKING_304.at("")),
)  # fmt: skip
DIALOGUES = law(
    "meetings.dialogues", "Ủy ban nhân dân xã đối thoại với Nhân dân một năm ít nhất", "cuộc",
    _since(DEMOCRACY_DAY, 1, GRASSROOTS_DEMOCRACY.at("Điều 32"), confirmed=True),
)  # fmt: skip
VILLAGE_YEARLY = law(
    "meetings.village_yearly", "Hội nghị của thôn, tổ dân phố một năm ít nhất", "cuộc",
    _since(DEMOCRACY_DAY, 1, GRASSROOTS_DEMOCRACY.at("Điều 33"), confirmed=True),
)  # fmt: skip
TELLERS_LEAST = law(
    "meetings.tellers_least", "Tổ kiểm phiếu của hộ gia đình có ít nhất", "người",
    _since(DEMOCRACY_DAY, 3, GRASSROOTS_DEMOCRACY.at(""), confirmed=True),
)  # fmt: skip
TELLERS_MOST = law(
    "meetings.tellers_most", "Tổ kiểm phiếu của hộ gia đình có nhiều nhất", "người",
    _since(DEMOCRACY_DAY, 5, GRASSROOTS_DEMOCRACY.at(""), confirmed=True),
)  # fmt: skip
