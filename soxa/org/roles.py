"""The roles that offices play: whose rows the holder sees, which acts he may take, which other offices he answers for."""

from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import ROLES, role

PARTY, STATE, VALUES, REPORTS, JOURNAL, UNITS = "party", "state", "values", "reports", "journal", "units"
# discipline and strike-off: for the Party's offices, and of a cell for its own secretary
CASES = "party.discipline"
PARTY_PAPERS, STATE_PAPERS = "documents.party", "documents.state"
TASKS = "tasks"
# what the commune is to reach and how it stands: resolutions, targets, assessments
STEERING = "steering"
# what few may know: conclusions about a member, checks on signs of violation
INSPECTIONS = "inspections"
_PARTY_SIDE = (PARTY, CASES, PARTY_PAPERS, TASKS, STEERING, VALUES, REPORTS, JOURNAL, UNITS)
_DOES, _GIVES = ("tasks.take",), ("tasks.take", "tasks.give")
_DRAFTS = ("documents.write",)
_CLERKS = (*_DRAFTS, "documents.check", "documents.sign", "documents.number")
_CHIEFS = ("documents.check", "documents.approve", "documents.sign", "documents.route")

OFFICE_HEAD = role(
    "office_head",
    _("Văn phòng Đảng ủy"),
    _PARTY_SIDE,
    (
        "party.write",
        "party.import",
        "admission.prepare",
        "discipline.write",
        "values.write",
        "values.check",
        "values.approve",
        "reports.write",
        "reports.issue",
        "units.write",
        "settings.write",
        "people.read_sealed",
        "accounts.write",
        "inspections.write",
        "study.write",
        "meetings.write",
        "meetings.follow",
        "goods.appraise",
        "steering.write",
        "steering.decide",
        "steering.issue",
        "criteria.write",
        "criteria.verify",
        *_CLERKS,
        *_CHIEFS,
        *_GIVES,
        "tasks.follow",
    ),
)
CLERK = role(
    "clerk",
    _("Văn thư, cán bộ tổng hợp"),
    _PARTY_SIDE,
    (
        "party.write",
        "party.import",
        "admission.prepare",
        "values.write",
        "values.check",
        "reports.write",
        "meetings.write",
        "meetings.follow",
        "steering.write",
        *_CLERKS,
        *_GIVES,
        "tasks.follow",
    ),
)
ORGANISER = role(
    "organiser",
    _("Ban Xây dựng Đảng"),
    _PARTY_SIDE,
    (
        "party.write",
        "party.import",
        "admission.prepare",
        "discipline.write",
        "reports.write",
        "people.read_sealed",
        "study.write",
        "meetings.write",
        "meetings.follow",
        "goods.appraise",
        *_DRAFTS,
        *_GIVES,
    ),
)
SECRETARY = role(
    "secretary",
    _("Thường trực Đảng ủy"),
    (*_PARTY_SIDE, INSPECTIONS),
    (
        "values.approve",
        "reports.issue",
        "people.read_sealed",
        "steering.decide",
        "steering.issue",
        "criteria.verify",
        *_CHIEFS,
        *_GIVES,
    ),
)
INSPECTOR = role(
    "inspector",
    _("Ủy ban Kiểm tra"),
    (PARTY, CASES, PARTY_PAPERS, TASKS, STEERING, REPORTS, JOURNAL, UNITS, INSPECTIONS),
    ("inspections.write", "discipline.write", *_DRAFTS, *_DOES),
)
CELL_SECRETARY = role(
    "cell_secretary",
    _("Bí thư chi bộ"),
    (PARTY, CASES, PARTY_PAPERS, TASKS, STEERING, UNITS),
    (
        "cell.write",
        "admission.prepare",
        "study.write",
        "meetings.write",
        "steering.write",
        "steering.issue",
        *_CLERKS,
        "documents.approve",
        *_GIVES,
    ),
)
# follows cells for the committee, and scores their meetings beside them; the offices write what he scored on paper
COMMITTEE_MEMBER = role("committee_member", _("Đảng ủy viên"), (PARTY, STEERING, UNITS), ("meetings.follow",))
GOVERNMENT = role(
    "government",
    _("Ủy ban nhân dân"),
    (VALUES, STATE, STATE_PAPERS, TASKS, STEERING, REPORTS, UNITS),
    (
        "values.write",
        "values.check",
        "values.approve",
        "criteria.write",
        "criteria.verify",
        "steering.write",
        "steering.decide",
        "steering.issue",
        "meetings.write",
        *_CLERKS,
        *_CHIEFS,
        *_GIVES,
    ),
)
# who is called to meetings and holds no other office in the book: opens what he is called to, and nothing beside
PARTICIPANT = role("participant", _("Người dự họp"), (), ("meetings.attend",))
PETITION_OFFICER = role(
    "petition_officer", _("Tiếp công dân, xử lý đơn"), (STATE, STATE_PAPERS, UNITS), _DRAFTS
)
FRONT = role("front", _("Mặt trận và đoàn thể"), (VALUES, STEERING, UNITS), ("values.write",))
# who serves in an office, room or station of the commune: sees what is given to it and nothing beside
UNIT_HEAD = role("unit_head", _("Thủ trưởng cơ quan, phòng, ban"), (TASKS, STEERING, UNITS), _GIVES)
UNIT_STAFF = role("unit_staff", _("Cán bộ, công chức của cơ quan, phòng, ban"), (TASKS, UNITS), _DOES)
SYSTEM_ADMIN = role(
    "system_admin", _("Quản trị hệ thống"), (UNITS, JOURNAL), ("accounts.write", "settings.write")
)
AUDITOR = role("auditor", _("Kiểm tra sổ (chỉ xem)"), (*_PARTY_SIDE, STATE, STATE_PAPERS))

# role → the roles whose offices its holder gives and ends, and whose accounts he opens, locks and gives passwords:
# the Party's office answers for whoever reads the Party's rows, the system's keeper for who reads none of them, so
# that neither comes by what his own office does not show; nobody answers for his own account
TENDS: dict[str, frozenset[str]] = {
    OFFICE_HEAD.code: frozenset(code for code in ROLES if code != SYSTEM_ADMIN.code),
    SYSTEM_ADMIN.code: frozenset(
        code
        for code, one in ROLES.items()
        if not {PARTY, PARTY_PAPERS} & one.domains and code != PARTICIPANT.code
    ),
}

PARTY_OFFICES = (OFFICE_HEAD, CLERK, ORGANISER, SECRETARY, INSPECTOR, AUDITOR)
PARTY_READERS = (*PARTY_OFFICES, CELL_SECRETARY, COMMITTEE_MEMBER)
MEETING_READERS = (*PARTY_READERS, GOVERNMENT)
CASE_READERS = (*PARTY_OFFICES, CELL_SECRETARY)
PAPER_READERS = (*PARTY_OFFICES, CELL_SECRETARY, GOVERNMENT, PETITION_OFFICER)
STEERING_READERS = (*PARTY_READERS, GOVERNMENT, FRONT, UNIT_HEAD)
VALUE_READERS = (OFFICE_HEAD, CLERK, ORGANISER, SECRETARY, AUDITOR, GOVERNMENT, FRONT)
VALUE_WRITERS = (OFFICE_HEAD, CLERK, GOVERNMENT, FRONT)
TASK_READERS = (
    *PARTY_OFFICES,
    CELL_SECRETARY,
    GOVERNMENT,
    UNIT_HEAD,
    UNIT_STAFF,
)
