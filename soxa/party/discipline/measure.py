"""What a case of discipline holds, whether of a member or of an organisation: the violation, the decision, how long it is in force."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.models import Entry
from soxa.kernel.page import day_text

_DAY = timedelta(days=1)


class Measure(models.Model):
    """One violation judged: opened, decided, announced, in force until a day; or dropped."""

    violation = models.CharField(gettext_lazy("nội dung vi phạm"), max_length=200)
    act_on = models.DateField(gettext_lazy("ngày vi phạm (kéo dài thì ngày chấm dứt)"))
    never_lapses = models.BooleanField(gettext_lazy("không áp dụng thời hiệu"), default=False)
    opened_on = models.DateField(gettext_lazy("ngày bắt đầu xem xét"))
    source = models.CharField(gettext_lazy("căn cứ xem xét"), max_length=200)
    decided_on = models.DateField(gettext_lazy("ngày quyết định"), null=True)
    decision = models.CharField(gettext_lazy("quyết định"), max_length=200, blank=True)
    announced_on = models.DateField(gettext_lazy("ngày công bố"), null=True, db_index=True)
    in_force_until = models.DateField(gettext_lazy("hết hiệu lực từ ngày"), null=True)
    dropped_on = models.DateField(gettext_lazy("ngày kết thúc, không xử lý"), null=True)
    reason = models.CharField(gettext_lazy("lý do không xử lý"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


def force_light(until: date | None, today: date, *, never: str) -> tuple[str, str]:
    """How a decision announced stands on a day; `never` are the words for one that does not lapse."""
    if until is None:
        return "bad", never
    if until <= today:
        return "good", _("hết hiệu lực từ {day}").format(day=day_text(until))
    return "warn", _("có hiệu lực đến hết {day}").format(day=day_text(until - _DAY))


def in_days(steps: Iterable[tuple[date | None, str]], today: date) -> list[dict[str, Any]]:
    """Steps that have a day as a timeline, in order of days; what is still ahead is marked."""
    found = sorted(((on, at, title) for at, (on, title) in enumerate(steps) if on), key=lambda one: one[:2])
    return [
        {"when": day_text(on), "title": title, "sub": "", "state": "ahead" if on > today else ""}
        for on, _at, title in found
    ]
