"""The roles that offices play: whose rows the holder sees, which acts he may take, which other offices he answers for."""

from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import ROLES, role

PARTY, STATE, VALUES, REPORTS, JOURNAL, UNITS = "party", "state", "values", "reports", "journal", "units"
_PARTY_SIDE = (PARTY, VALUES, REPORTS, JOURNAL, UNITS)

OFFICE_HEAD = role(
    "office_head",
    _("Văn phòng Đảng ủy"),
    _PARTY_SIDE,
    (
        "party.write",
        "party.import",
        "values.write",
        "reports.write",
        "reports.issue",
        "units.write",
        "settings.write",
        "people.read_sealed",
        "accounts.write",
    ),
)
CLERK = role(
    "clerk",
    _("Văn thư, cán bộ tổng hợp"),
    _PARTY_SIDE,
    ("party.write", "party.import", "values.write", "reports.write"),
)
ORGANISER = role(
    "organiser",
    _("Ban Xây dựng Đảng"),
    _PARTY_SIDE,
    ("party.write", "party.import", "reports.write", "people.read_sealed"),
)
SECRETARY = role("secretary", _("Thường trực Đảng ủy"), _PARTY_SIDE, ("reports.issue", "people.read_sealed"))
INSPECTOR = role("inspector", _("Ủy ban Kiểm tra"), (PARTY, REPORTS, JOURNAL, UNITS))
CELL_SECRETARY = role("cell_secretary", _("Bí thư chi bộ"), (PARTY, UNITS), ("cell.write",))
COMMITTEE_MEMBER = role("committee_member", _("Đảng ủy viên"), (PARTY, UNITS))
GOVERNMENT = role("government", _("Ủy ban nhân dân"), (VALUES, STATE, REPORTS, UNITS), ("values.write",))
PETITION_OFFICER = role("petition_officer", _("Tiếp công dân, xử lý đơn"), (STATE, UNITS))
FRONT = role("front", _("Mặt trận và đoàn thể"), (VALUES, UNITS), ("values.write",))
SYSTEM_ADMIN = role(
    "system_admin", _("Quản trị hệ thống"), (UNITS, JOURNAL), ("accounts.write", "settings.write")
)
AUDITOR = role("auditor", _("Kiểm tra sổ (chỉ xem)"), (*_PARTY_SIDE, STATE))

# role → the roles whose offices its holder gives and ends, and whose accounts he opens, locks and gives passwords:
# the Party's office answers for whoever reads the Party's rows, the system's keeper for who reads none of them, so
# that neither comes by what his own office does not show; nobody answers for his own account
TENDS: dict[str, frozenset[str]] = {
    OFFICE_HEAD.code: frozenset(code for code in ROLES if code != SYSTEM_ADMIN.code),
    SYSTEM_ADMIN.code: frozenset(code for code, one in ROLES.items() if PARTY not in one.domains),
}

PARTY_OFFICES = (OFFICE_HEAD, CLERK, ORGANISER, SECRETARY, INSPECTOR, AUDITOR)
PARTY_READERS = (*PARTY_OFFICES, CELL_SECRETARY, COMMITTEE_MEMBER)
VALUE_WRITERS = (OFFICE_HEAD, CLERK, GOVERNMENT, FRONT)
