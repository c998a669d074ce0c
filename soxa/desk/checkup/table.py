"""The table of checks: the command and the page go down the same rows."""

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.checkup import book, machine, signing
from soxa.desk.checkup.finding import BAD, WARN, Asked, Check, Finding, Found, bad
from soxa.kernel.sealed.keys import KeyTrouble

CHECKS = (
    Check("release", gettext_lazy("Bản của sổ"), book.release),
    Check("database", gettext_lazy("Cơ sở dữ liệu"), book.database),
    Check("keys", gettext_lazy("Khóa"), machine.key),
    Check("seals", gettext_lazy("Niêm nhật ký"), book.seals),
    Check("files", gettext_lazy("Tệp đã giữ"), book.kept_files),
    Check("room", gettext_lazy("Dung lượng tệp văn bản"), book.room),
    Check("backup", gettext_lazy("Sao lưu"), machine.copies),
    Check("disk", gettext_lazy("Ổ đĩa"), machine.disk),
    Check("clock", gettext_lazy("Đồng hồ"), machine.clock),
    Check("timer", gettext_lazy("Việc theo giờ"), machine.timer),
    Check("calendar", gettext_lazy("Lịch làm việc"), book.calendar),
    Check("authorities", gettext_lazy("Chứng thư được tin"), signing.authorities),
    Check("stamping", gettext_lazy("Dấu thời gian"), signing.stamping),
    Check("static", gettext_lazy("Kiểu chữ, mẫu trang"), machine.styles),
)


def findings(*, every: bool = False) -> list[Finding]:
    """What each check finds, in the table's order; `every` reads all seals and files instead of some."""
    asked = Asked(every)
    return [Finding(check.code, str(check.title), _look(check, asked)) for check in CHECKS]


def _look(check: Check, asked: Asked) -> Found:
    """A check that cannot look is itself a finding."""
    try:
        return check.look(asked)
    except KeyTrouble as error:
        return bad(str(error), _("Chép lại đúng tệp khóa, hoặc dựng từ phiếu khôi phục."))
    except DatabaseError as error:
        return bad(
            _("Không hỏi được cơ sở dữ liệu: {error}.").format(error=str(error).splitlines()[0][:160]),
            _("Xem dòng “Bản của sổ”; nếu cùng bản mà vẫn lỗi, dựng lại từ bản sao lưu."),
        )
    except OSError as error:
        return bad(
            _("Không đọc được {file}: {error}.").format(file=error.filename, error=error.strerror),
            _("Xem lại quyền của tệp và ổ đĩa."),
        )


def summary(found: list[Finding]) -> tuple[str, str]:
    """The worst level, and how many things there are to do, in words."""
    urgent = sum(one.level == BAD for one in found)
    soon = sum(one.level == WARN for one in found)
    if urgent:
        return BAD, _("{n} việc phải làm ngay, {m} việc nên làm sớm.").format(n=urgent, m=soon)
    if soon:
        return WARN, _("Sổ dùng được; {m} việc nên làm sớm.").format(m=soon)
    return "good", _("Máy và sổ đều ổn, không có việc phải làm.")
