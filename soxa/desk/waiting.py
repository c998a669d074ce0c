"""What the book knows to be waiting for a reader: one table of sources, each a question answered inside his sight."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.asked import COMMUNE, own_unit
from soxa.desk.waiting_admission import admissions
from soxa.desk.waiting_badges import badges
from soxa.desk.waiting_congress import congresses
from soxa.desk.waiting_convening import warned
from soxa.desk.waiting_counter import counter_asks
from soxa.desk.waiting_criteria import criteria
from soxa.desk.waiting_discipline import disciplines, strike_offs, suspensions
from soxa.desk.waiting_documents import documents, opinions
from soxa.desk.waiting_dues import dues
from soxa.desk.waiting_exemptions import exemptions
from soxa.desk.waiting_filings import filings
from soxa.desk.waiting_following import unfollowed
from soxa.desk.waiting_goods import goods
from soxa.desk.waiting_inspection import recommendations, stages
from soxa.desk.waiting_invitations import invitations
from soxa.desk.waiting_line import BAD, QUIET, WARN, Waiting, due_words
from soxa.desk.waiting_meetings import meetings
from soxa.desk.waiting_packages import packages
from soxa.desk.waiting_programmes import programmes
from soxa.desk.waiting_quality import scores
from soxa.desk.waiting_shortcomings import shortcomings
from soxa.desk.waiting_statistics import wrong_rows
from soxa.desk.waiting_study import commitments, rolls, studies
from soxa.desk.waiting_targets import targets
from soxa.desk.waiting_transfers import transfers
from soxa.desk.waiting_verification import verifications
from soxa.desk.waiting_votes import votes
from soxa.desk.waiting_works import works
from soxa.kernel.access import may, sight_of
from soxa.kernel.calendar import working_calendar
from soxa.kernel.figures import FIGURES, Moment, row_filter
from soxa.kernel.models import Upload
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.deadlines import Due, Limit
from soxa.law.numbers import count_text
from soxa.law.party import RECOGNITION_DAYS
from soxa.law.periods import Period
from soxa.org.roles import CASES, REPORTS, STEERING, TASKS, VALUES
from soxa.party.cells import cells_seen, rows_of
from soxa.party.models import Membership
from soxa.party.rules import recognition_due
from soxa.party.slugs import SLUGS
from soxa.reports.models import Report
from soxa.tasks.mine import calls

AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class WaitingSource:
    """A domain's answer: its name, the domain in which the reader must have sight, and the question."""

    code: str
    title: Any
    domain: str
    ask: Callable[[Any, date], list[Waiting]]


def wide(reader: Any, on: date) -> bool:
    """Whether the reader's sight holds more than one commune, whose cells are then not gone through one by one."""
    sight = sight_of(reader, "party")
    return sum(node.id in sight for node in tree().of_kind(COMMUNE, on)) > 1


def recognitions(reader: Any, today: date) -> list[Waiting]:
    """Probationary members whose twelve months are over or end within thirty days; the nearest later one as `later`."""
    seen: Any = Membership.objects.seen_by(reader)
    spells = seen.home().filter(Membership.standing(today), member__recognised_on=None)
    found = spells.exclude(member__admitted_on=None).values_list(
        "member_id", "unit_id", "member__person__full_name", "member__admitted_on"
    )
    # one whose twelve months ended before any limit the book knows is told by the first it knows
    calendar, known = working_calendar(today), RECOGNITION_DAYS.rows[0].since
    waiting = []
    for member_id, unit_id, name, admitted in found:
        ends = recognition_due(admitted)
        if ends is None:
            continue
        limit = Limit.under(
            RECOGNITION_DAYS,
            max(ends, known),
            unit="working_day",
            event=_("ngày hết 12 tháng dự bị của đồng chí"),
        )
        waiting.append(_recognition(reader, (member_id, unit_id, name), limit.due(ends, calendar), today))
    return waiting


def _recognition(reader: Any, who: tuple[int, int, str], due: Due, today: date) -> Waiting:
    """Until the twelve months end nothing can be written, and their end is the day named; after it, the last day is."""
    member_id, unit_id, name = who
    cell, ahead = tree().name(unit_id, today), due.start > today
    writes = may(reader, "party.write", unit_id) and not ahead
    if ahead:
        level, on = QUIET, due.start
        words = _("Còn {days} ngày").format(days=(on - today).days)
        detail = _("{cell} · hết 12 tháng dự bị ngày {day}").format(cell=cell, day=day_text(on))
    else:
        on = due.on
        level, words = due_words(on, today)
        detail = _("{cell} · hạn công nhận {day}").format(cell=cell, day=day_text(on))
    soon = _("{name}, {cell}, hết 12 tháng dự bị ngày {day}")
    return Waiting(
        title=_("Xét công nhận chính thức: {name}").format(name=name),
        detail=detail,
        verb=_("Ghi công nhận") if writes else _("Mở hồ sơ"),
        address=reverse("member_act", args=[member_id, SLUGS["recognise"]])
        if writes
        else reverse("member", args=[member_id]),
        level=level,
        words=words,
        on=on,
        why=tuple(due.why()),
        later=soon.format(name=name, cell=cell, day=day_text(on)) if ahead and on > today + AHEAD else "",
    )


def cells(reader: Any, today: date) -> list[Waiting]:
    """What the rules say against cells in sight: too few official members, no committee, no consent."""
    if wide(reader, today):
        return []
    waiting = []
    for row in rows_of(cells_seen(reader, today), today):
        for said in row.findings:
            if said.level == QUIET:
                continue
            waiting.append(
                Waiting(
                    title=f"{row.name}: {said.title[:1].lower()}{said.title[1:]}",
                    detail=said.sentence,
                    verb=_("Mở chi bộ"),
                    address=reverse("cell", args=[row.node.code]),
                    level=said.level,
                    words=_("Chưa đủ điều kiện") if said.level == BAD else _("Cần xử lý"),
                    why=(_("Theo {law}; luật không đặt ngày hạn.").format(law=said.law),),
                )
            )
    return waiting


def lacking_files(reader: Any, today: date) -> list[Waiting]:
    """Files in sight that were not checked or lack a paper, as one task."""
    figure = FIGURES["party.files_complete"]
    unit = own_unit(reader, today)
    rows: Any = row_filter(figure, Moment.at(today), unit.id, part="missing")
    count = rows.seen_by(reader).count()
    if not count:
        return []
    return [
        Waiting(
            title=_("{count} hồ sơ đảng viên còn thiếu giấy hoặc chưa kiểm tra").format(
                count=count_text(count)
            ),
            detail=_("Bổ sung giấy còn thiếu rồi ghi ngày kiểm tra hồ sơ."),
            verb=_("Xem danh sách"),
            address=reverse("members") + "?ho-so=thieu",
            words=_("Không có hạn"),
        )
    ]


def uploads(reader: Any, today: date) -> list[Waiting]:
    """Workbooks handed in by the reader and neither written nor set aside."""
    if not may(reader, "party.import") and not may(reader, "values.write"):
        return []
    mine = Upload.objects.filter(state=Upload.WAITING, account_id=reader.pk).order_by("id")
    return [
        Waiting(
            title=_("Tệp “{name}” chưa ghi sổ").format(name=one.name),
            detail=_("Nộp ngày {day}, còn chờ xem lại rồi ghi hoặc bỏ.").format(day=day_text(one.at.date())),
            verb=_("Xem lại"),
            address=reverse("import_preview", args=[one.pk]),
            level=WARN,
            words=_("Chờ ghi sổ"),
        )
        for one in mine
    ]


def drafts(reader: Any, today: date) -> list[Waiting]:
    """Reports in draft that the reader may write or issue."""
    seen: Any = Report.objects.seen_by(reader)
    return [
        Waiting(
            title=_("Báo cáo {kind} {period}").format(
                kind=one.get_kind_display(), period=_period_words(one.period)
            ),
            detail=_("{unit} · dự thảo lần {number}").format(
                unit=tree().name(one.unit_id, today), number=one.draft_no
            ),
            verb=_("Viết tiếp"),
            address=reverse("report", args=[one.pk]),
            words=_("Dự thảo"),
        )
        for one in seen.filter(state=Report.DRAFT).order_by("id")
        if may(reader, "reports.write", one.unit_id) or may(reader, "reports.issue", one.unit_id)
    ]


def tasks(reader: Any, today: date) -> list[Waiting]:
    """Tasks to take, to do, to answer and to chase."""
    return [
        Waiting(
            title=one.title,
            detail=one.detail,
            verb=one.verb,
            address=reverse("task", args=[one.task_id]) if one.task_id else reverse("tasks_overdue"),
            level=due_words(one.on, today)[0],
            words=due_words(one.on, today)[1],
            on=one.on,
            why=one.why,
        )
        for one in calls(reader, today)
    ]


def _period_words(key: str) -> str:
    try:
        return Period.parse(key).title(day_text)
    except ValueError:
        return key


def _of_one_commune(ask: Callable[[Any, date], list[Waiting]]) -> Callable[[Any, date], list[Waiting]]:
    """The question asked only where the reader's sight holds no more than one commune."""
    return lambda reader, today: [] if wide(reader, today) else ask(reader, today)


# each domain adds its row here; the order is that of the page for things without a day
WAITING = (
    WaitingSource("party.recognitions", gettext_lazy("Công nhận đảng viên"), "party", recognitions),
    WaitingSource("party.admissions", gettext_lazy("Kết nạp"), "party", _of_one_commune(admissions)),
    WaitingSource(
        "party.verifications", gettext_lazy("Thẩm tra lý lịch"), "party", _of_one_commune(verifications)
    ),
    WaitingSource("party.badges", gettext_lazy("Thẻ, Huy hiệu Đảng"), "party", _of_one_commune(badges)),
    WaitingSource("party.stages", gettext_lazy("Kiểm tra, giám sát"), "party", stages),
    WaitingSource("party.recommendations", gettext_lazy("Kiến nghị sau kiểm tra"), "party", recommendations),
    WaitingSource("party.transfers", gettext_lazy("Chuyển sinh hoạt"), "party", transfers),
    WaitingSource(
        "party.exemptions", gettext_lazy("Miễn, tạm miễn sinh hoạt"), "party", _of_one_commune(exemptions)
    ),
    WaitingSource("party.disciplines", gettext_lazy("Kỷ luật"), CASES, disciplines),
    WaitingSource(
        "party.suspensions", gettext_lazy("Đình chỉ sinh hoạt"), CASES, _of_one_commune(suspensions)
    ),
    WaitingSource("party.strike_offs", gettext_lazy("Xóa tên"), CASES, _of_one_commune(strike_offs)),
    WaitingSource("meetings", gettext_lazy("Sinh hoạt chi bộ"), "party", _of_one_commune(meetings)),
    WaitingSource("meetings.votes", gettext_lazy("Bỏ phiếu"), "", votes),
    WaitingSource("meetings.warned", gettext_lazy("Chuẩn bị họp"), "", _of_one_commune(warned)),
    WaitingSource("meetings.invitations", gettext_lazy("Được mời họp"), "", invitations),
    WaitingSource("meetings.scores", gettext_lazy("Chấm điểm sinh hoạt"), "party", scores),
    WaitingSource("meetings.goods", gettext_lazy("Bốn tốt"), "party", _of_one_commune(goods)),
    WaitingSource("party.studies", gettext_lazy("Học tập, quán triệt"), "party", studies),
    WaitingSource("party.rolls", gettext_lazy("Điểm danh học tập"), "party", rolls),
    WaitingSource("party.commitments", gettext_lazy("Đăng ký làm theo Bác"), "party", commitments),
    WaitingSource("accounts", gettext_lazy("Quầy tài khoản"), "", counter_asks),
    WaitingSource("tasks", gettext_lazy("Nhiệm vụ"), TASKS, tasks),
    WaitingSource("targets", gettext_lazy("Chỉ tiêu"), STEERING, _of_one_commune(targets)),
    WaitingSource("values.criteria", gettext_lazy("Tiêu chí"), VALUES, criteria),
    WaitingSource("shortcomings", gettext_lazy("Khắc phục hạn chế"), STEERING, _of_one_commune(shortcomings)),
    WaitingSource("values", gettext_lazy("Số liệu"), VALUES, filings),
    WaitingSource("programmes", gettext_lazy("Chương trình"), STEERING, _of_one_commune(programmes)),
    WaitingSource("works", gettext_lazy("Công trình, OCOP"), STEERING, _of_one_commune(works)),
    WaitingSource("documents", gettext_lazy("Văn bản"), "", documents),
    WaitingSource("exchange", gettext_lazy("Văn bản điện tử"), "", packages),
    WaitingSource("documents.opinions", gettext_lazy("Phiếu xin ý kiến"), "", opinions),
    WaitingSource("party.cells", gettext_lazy("Chi bộ"), "party", cells),
    WaitingSource("party.congresses", gettext_lazy("Đại hội"), "party", _of_one_commune(congresses)),
    WaitingSource(
        "party.following", gettext_lazy("Phân công theo dõi chi bộ"), "party", _of_one_commune(unfollowed)
    ),
    WaitingSource("party.dues", gettext_lazy("Đảng phí"), "party", dues),
    WaitingSource("party.files", gettext_lazy("Hồ sơ đảng viên"), "party", lacking_files),
    WaitingSource("party.statistics", gettext_lazy("Thống kê"), "party", _of_one_commune(wrong_rows)),
    WaitingSource("uploads", gettext_lazy("Tệp chờ ghi sổ"), "", uploads),
    WaitingSource("reports.drafts", gettext_lazy("Báo cáo dự thảo"), REPORTS, drafts),
)


def waiting_for(reader: Any, today: date) -> list[Waiting]:
    """Everything that waits for the reader, by due date; sources of domains he has no sight in are not asked."""
    asked = [source for source in WAITING if not source.domain or _has_sight(reader, source.domain)]
    return sorted((one for source in asked for one in source.ask(reader, today)), key=lambda one: one.order)


def _has_sight(reader: Any, domain: str) -> bool:
    sight = sight_of(reader, domain)
    return sight.everything or bool(sight.units)
