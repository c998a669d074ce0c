"""What stands in the way of an act on a public work, asked while it is typed and again when it is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.steering.works import effects
from soxa.steering.works.models import CapitalPlan, Progress, Term, Work

Facts = dict[str, Any]


def extend(work: Work, facts: Facts) -> None:
    """A paper not before the term in force, which says another day."""
    old, on, finish = Term.objects.get(work=work, until=FOREVER), facts.get("on"), facts.get("finish")
    if on and on < old.since:
        said = _("Ngày của văn bản không trước {day}, ngày có thời hạn đang dùng.")
        raise Refused(said.format(day=day_text(old.since)))
    if finish and finish == old.finish:
        raise Refused(_("Ngày này đang là thời hạn hoàn thành."))


def give_capital(work: Work, facts: Facts) -> None:
    """Not before the plan in force, and never below what was paid out already."""
    year, amount, on = (facts.get(name) for name in ("year", "amount", "on"))
    if year is None:
        return
    old = CapitalPlan.objects.filter(work=work, year=year, until=FOREVER).first()
    if old and on and on < old.since:
        said = _("Kế hoạch vốn đang dùng có từ {day}; ngày điều chỉnh không trước ngày ấy.")
        raise Refused(said.format(day=day_text(old.since)))
    if amount is not None:
        effects.must_be_paid_by_its_plan(work, year, plan=amount)


def disburse(work: Work, facts: Facts) -> None:
    """Out of the capital of a year, never beyond it."""
    if facts.get("year") is not None and facts.get("amount"):
        effects.must_be_paid_by_its_plan(work, facts["year"], more=facts["amount"])


def report_progress(work: Work, facts: Facts) -> None:
    """Of a work that has begun; one word a day."""
    on: date | None = facts.get("on")
    if on is None:
        return
    effects.must_be_begun(work, on)
    if Progress.objects.filter(work=work, on=on).exists():
        said = _("Ngày {day} đã ghi tiến độ; ghi sai thì đính chính dòng ấy.")
        raise Refused(said.format(day=day_text(on)))


def observe(work: Work, facts: Facts) -> None:
    """Of a work that has its board."""
    if not work.board:
        raise Refused(
            _(
                "Công trình chưa ghi Ban Giám sát đầu tư của cộng đồng. Đính chính công trình, ghi ban ấy trước."
            )
        )


# address word of an act → what stands in its way
OF_ACTS: dict[str, Callable[[Work, Facts], None]] = {
    "gia-han": extend, "ke-hoach-von": give_capital, "giai-ngan": disburse, "tien-do": report_progress, "giam-sat": observe,
}  # fmt: skip
