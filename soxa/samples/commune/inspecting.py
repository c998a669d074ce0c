"""The demo commune's inspections of 2026: eight of the year's programme, one beside it, and those of one cell."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.party.inspection.catalogue import kinds, stages
from soxa.party.inspection.models import Answer, Inspection, Programme, Recommendation, Stage
from soxa.party.inspection.rules import quarter_end, stage_days
from soxa.party.models import Member, Membership
from soxa.samples.commune import plan
from soxa.samples.commune.standing import BEN_DA

YEAR = 2026
Rows = dict[Any, list[Any]]
TEAM = "Đoàn 05 đồng chí, đồng chí Hà Văn Sáng, Chủ nhiệm Ủy ban Kiểm tra làm trưởng đoàn"
PERIOD = "Từ ngày 01/7/2025 đến thời điểm kiểm tra"


@dataclass(frozen=True)
class Case:
    """One inspection as planned: its quarter and the days of its stages, what it asked for, until when, how that ended."""

    body: str
    kind: str
    subject: str
    content: str
    quarter: int
    days: tuple[date, ...] = ()
    of_member: bool = False
    beside: bool = False
    conclusion: str = ""
    asked: tuple[tuple[str, date, date | None, date | None], ...] = ()


def _d(day: int, month: int) -> date:
    return date(YEAR, month, day)


CASES = (
    Case(
        "standing", "check_thematic", "99901.19", "Lãnh đạo, chỉ đạo thực hiện nghị quyết đại hội và duy trì nền nếp sinh hoạt chi bộ",
        1, (_d(9, 2), _d(5, 3), _d(25, 3), _d(28, 5), _d(4, 6)),
        conclusion="Chi bộ thực hiện nghiêm quy chế làm việc, ra nghị quyết hằng tháng. Còn 02 kỳ chưa kiểm điểm việc thực hiện nghị quyết tháng trước.",
        asked=(
            ("Kiểm điểm việc thực hiện nghị quyết tháng trước ở mỗi kỳ sinh hoạt, ghi rõ trong biên bản", _d(31, 5), _d(15, 5), _d(20, 5)),
            ("Bổ sung sổ theo dõi phân công nhiệm vụ đảng viên", _d(30, 4), _d(28, 4), _d(4, 5)),
        ),
    ),
    Case(
        "commission", "check_finance", "99901.22", "Thu, nộp, quản lý và sử dụng đảng phí năm 2025",
        1, (_d(12, 2), _d(10, 3), _d(31, 3), _d(25, 5), _d(2, 6)),
        conclusion="Thu, nộp đúng mức, đủ chứng từ. Có 01 tháng nộp chậm 06 ngày.",
        asked=(("Nộp đảng phí đúng ngày quy định hằng tháng", _d(30, 4), _d(22, 4), _d(27, 4)),),
    ),
    Case(
        "standing", "check_thematic", "99901.46", "Việc lãnh đạo thực hiện quy chế dân chủ ở cơ sở và thực hành tiết kiệm",
        1, (_d(16, 2), _d(20, 3), _d(26, 6)),
        conclusion="Nhà trường công khai đủ nội dung theo quy định; hồ sơ công khai năm 2025 lưu chưa đầy đủ. Đoàn chậm trình kết luận vì chờ bổ sung hồ sơ.",
        asked=(
            ("Lập đủ hồ sơ công khai năm 2025, lưu tại văn phòng nhà trường", _d(30, 10), None, None),
            ("Công khai quyết toán kinh phí năm học tại hội nghị viên chức", _d(30, 11), _d(16, 11), None),
        ),
    ),
    Case(
        "commission", "check_discipline", "99901.05", "Việc thi hành kỷ luật trong Đảng từ khi hợp nhất",
        2, (_d(14, 4), _d(13, 5), _d(29, 5), _d(30, 7), _d(12, 8)),
        conclusion="Thi hành kỷ luật đúng phương châm, phương hướng, thẩm quyền, hồ sơ lưu đủ.",
    ),
    Case(
        "commission", "supervise_thematic", "99901.28", "Việc thực hiện quy chế làm việc của chi bộ",
        2, (_d(20, 4), _d(20, 5), _d(5, 6), _d(5, 9), _d(18, 9)),
        conclusion="Chi bộ có quy chế làm việc, phân công rõ. Cần rà soát, sửa đổi quy chế sau sắp xếp tổ chức.",
        asked=(("Sửa đổi quy chế làm việc cho phù hợp mô hình mới", _d(31, 8), _d(21, 8), _d(28, 8)),),
    ),
    Case(
        "committee", "supervise_thematic", "99901.33", "Việc lãnh đạo xây dựng nông thôn mới và vận động Nhân dân hiến đất làm đường",
        3, (_d(13, 7), _d(31, 8)),
    ),
    Case(
        "commission", "check_thematic", "99901.10", "Việc thực hiện nhiệm vụ đảng viên, trách nhiệm nêu gương",
        3, (_d(20, 7), _d(27, 8), _d(28, 9)), of_member=True,
        conclusion="Đồng chí chấp hành nghị quyết, quy định; cần khắc phục việc dự sinh hoạt chưa đều trong quý I.",
        asked=(("Dự sinh hoạt đầy đủ, báo cáo chi bộ kết quả khắc phục", _d(15, 12), None, None),),
    ),
    Case(
        "standing", "supervise_regular", "99901.14", "Việc thực hiện Quy chế làm việc, Chương trình công tác năm 2026 và công tác phát triển đảng viên",
        4, (_d(16, 11),),
    ),
    Case(
        "commission", "check_signs", "99901.16", "Việc quản lý, sử dụng nguồn đóng góp làm nhà văn hóa thôn",
        4, (_d(12, 10), _d(11, 11)), of_member=True, beside=True,
    ),
)  # fmt: skip
OF_A_CELL = (
    Case(
        "cell", "check_thematic", BEN_DA, "Việc thực hiện nhiệm vụ được chi bộ phân công",
        2, (_d(3, 4), _d(3, 5), _d(3, 6), _d(3, 8), _d(3, 9)), of_member=True,
        conclusion="Đồng chí hoàn thành các nhiệm vụ được phân công trong 6 tháng đầu năm.",
    ),
    Case("cell", "supervise_thematic", BEN_DA, "Việc tham gia vận động đóng góp làm đường thôn", 4),
)  # fmt: skip


def inspect_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Programmes and inspections of the commune and of one cell, as they stood on a day, in one load."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "inspections", subject=("unit", commune.code), on=on,
        facts={"rows": len(CASES) + len(OF_A_CELL)}, unit_id=commune.pk,
    )  # fmt: skip
    programmes = [
        Programme(unit=commune, year=YEAR, approved_on=_d(12, 1), paper="Chương trình 02-CTr/ĐU ngày 12/01/2026"),
        Programme(unit=units[BEN_DA], year=YEAR, approved_on=_d(3, 2), paper="Chương trình 01-CTr/CB ngày 03/02/2026"),
    ]  # fmt: skip
    Programme.objects.loaded(programmes, entry)
    rows: Rows = {Stage: [], Recommendation: [], Answer: []}
    cases = []
    for programme, planned in zip(programmes, (CASES, OF_A_CELL), strict=True):
        for place, one in enumerate(planned):
            cases.append(_case(one, programme, units, place, on))
            _beside(cases[-1], one, on, rows)
    Inspection.objects.loaded(cases, entry)
    for model, made in rows.items():
        model.objects.loaded(made, entry)


_STATES = ("planned", "prepared", "carried_out", "concluded", "followed_up", "filed")


def _case(one: Case, programme: Programme, units: dict[str, Unit], place: int, on: date) -> Inspection:
    done = [day for day in one.days if day <= on]
    case = Inspection(
        unit=programme.unit, year=YEAR, programme=None if one.beside else programme, body=one.body, kind=one.kind,
        closed=kinds()[one.kind].closed, subject=units[one.subject], content=one.content, period=PERIOD,
        team=TEAM if one.body != "cell" else "Chi ủy", quarter=one.quarter, due_on=quarter_end(YEAR, one.quarter),
        since=None if one.beside else programme.approved_on, until=date(YEAR + 1, 1, 1), state=_STATES[len(done)],
        member=_member(units[one.subject], place) if one.of_member else None,
        added_by="Quyết định 21-QĐ/UBKTĐU ngày 12/10/2026" if one.beside else "",
    )  # fmt: skip
    if len(done) > 2:
        case.concluded_on, case.conclusion = done[2], one.conclusion
        case.report_paper = f"Báo cáo của đoàn, ngày {done[1] + timedelta(days=7):%d/%m/%Y}"
    return case


def _member(unit: Unit, place: int) -> Member:
    spells = Membership.objects.home().filter(unit=unit, until=date.max).select_related("member")
    spell: Membership = spells.order_by("name_key", "pk")[4 + place]
    return spell.member


def _beside(case: Inspection, one: Case, on: date, rows: Rows) -> None:
    due = stage_days(case.due_on, {row.code: row.days for row in stages().values()})
    body = "CB" if one.body == "cell" else "UBKTĐU"
    papers = ("QĐ", "BB", "TB", "CV", "HS")
    for place, (code, day) in enumerate(due.items()):
        done = one.days[place] if place < len(one.days) and one.days[place] <= on else None
        paper = f"{case.due_on.month + place:02d}-{papers[place]}/{body}, {done:%d/%m/%Y}" if done else ""
        rows[Stage].append(Stage(inspection=case, code=code, due_on=day, done_on=done, paper=paper))
    if case.concluded_on is None:
        return
    for number, (text, by, told, seen) in enumerate(one.asked, 1):
        verified = seen if seen and seen <= on else None
        asked = Recommendation(
            inspection=case, unit=case.unit, number=number, text=text, since=case.concluded_on, due_on=by,
            addressee=_addressee(one), verified_on=verified,
        )  # fmt: skip
        rows[Recommendation].append(asked)
        if told and told <= on:
            rows[Answer].append(
                Answer(
                    recommendation=asked, on=told, words="Đã thực hiện, có báo cáo kèm theo.", checked_on=verified,
                    done=True if verified else None,
                )
            )  # fmt: skip


def _addressee(one: Case) -> str:
    return "Đồng chí được kiểm tra" if one.of_member else "Chi ủy, chi bộ được kiểm tra, giám sát"
