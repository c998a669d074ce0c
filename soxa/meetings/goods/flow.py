"""A year of four goods: the unit assesses itself, the committee above appraises, a decision recognises it or not."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, record
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_bodies import NQ_21
from soxa.meetings.flow import WRITE
from soxa.meetings.goods import effects, forms
from soxa.meetings.goods.models import UNIT_KINDS, Content, FourGoods, Framework

APPRAISE = "goods.appraise"
_LAW = NQ_21.at("")


def _fault(value: Any) -> str:
    return "" if str(value).isdecimal() and 1 <= int(value) <= 12 else str(_("Tháng từ 1 đến 12."))


ASKED_FROM = declare(
    Preference(
        "meetings.four_goods_from",
        gettext_lazy("Nhắc chi bộ, đảng bộ cơ sở tự đánh giá bốn tốt từ tháng nào trong năm"),
        11,
        "number",
        gettext_lazy("Chưa thấy văn bản trung ương đặt hạn; nơi nào có kế hoạch kiểm điểm cuối năm thì theo kế hoạch."),
        cite=_LAW,
        confirmed=False,
        check=_fault,
    )
)  # fmt: skip
MARCH = 3  # what was not said by then is seen on the board alone
_LATER = (FourGoods.APPRAISED, FourGoods.DECIDED)

FLOW = Flow(
    "four_goods",
    Step(
        "assess", gettext_lazy("Sửa tự đánh giá"), (FourGoods.SELF,), FourGoods.SELF, WRITE, _LAW, forms.Marked,
        then=effects.assess, untold=frozenset({"marks"}),
    ),
    Step(
        "appraise", gettext_lazy("Thẩm định"), (FourGoods.SELF,), FourGoods.APPRAISED, APPRAISE, _LAW, forms.Marked,
        then=effects.appraise, untold=frozenset({"marks"}),
    ),
    Step(
        "decide", gettext_lazy("Ghi quyết định"), (FourGoods.APPRAISED,), FourGoods.DECIDED, APPRAISE, _LAW, forms.Decide,
        then=effects.decide,
    ),
    Step(
        "reopen", gettext_lazy("Mở lại để sửa"), _LATER, FourGoods.SELF, APPRAISE, _LAW, forms.Reopen,
        then=effects.reopen, untold=frozenset({"why"}),
    ),
)  # fmt: skip


def framework_of(unit_id: int, year: int) -> Any:
    """The Framework by which a unit is assessed for a year: that in force on its last day, the nearest; None where there is none."""
    on = date(year, 12, 31)
    rows = Framework.objects.filter(kind=tree().nodes[unit_id].kind, since__lte=on)
    found = list(rows.prefetch_related("contents").order_by("since", "pk"))
    for unit in (*tree().ancestors(unit_id, on), None):
        if here := [one for one in found if one.unit_id == unit]:
            return here[-1]
    return None


def years_asked(unit_id: int, today: date) -> list[int]:
    """Years for which a unit is asked to assess itself: this one from the month that is set, the one before until the end of March."""
    earlier = [today.year - 1] if today.month <= MARCH else []
    from_month = int(value_of(ASKED_FROM, tuple(tree().ancestors(unit_id, today)), today))
    return [*earlier, *([today.year] if today.month >= from_month else [])]


def assess(unit_id: int, year: int, facts: dict[str, Any], actor: Actor, *, today: date) -> FourGoods:
    """Write what a unit says of itself for a year, the first time. Refused in words."""
    on, node = facts["on"], tree().nodes[unit_id]
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if node.kind not in dict(UNIT_KINDS) or not node.stands(min(today, date(year, 12, 31))):
        raise Refused(_("Tổ chức này không đánh giá bốn tốt năm {year}.").format(year=year))
    if not date(year, 1, 1) <= on <= today:
        raise Refused(
            _("Ngày tự đánh giá từ đầu năm {year} đến hôm nay {today}.").format(
                year=year, today=day_text(today)
            )
        )
    framework = framework_of(unit_id, year)
    if framework is None:
        raise Refused(_("Chưa có khung đánh giá bốn tốt áp dụng cho năm {year}.").format(year=year))
    marks, good = effects.read_marks(framework, facts["marks"])
    with all_or_nothing():
        if FourGoods.objects.filter(unit_id=unit_id, year=year).exists():
            raise Refused(_("Năm {year} tổ chức này đã tự đánh giá rồi.").format(year=year))
        case = FourGoods(
            unit_id=unit_id, year=year, first_on=date(year, 1, 1), framework=framework, self_on=on, self_marks=marks,
            self_good=good,
        )  # fmt: skip
        FLOW.start(case, actor, unit_id=unit_id, facts={"year": year, "on": on.isoformat()})
    return case


def take(name: str, case: FourGoods, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, case, actor, facts)


def new_framework(unit_id: int, kind: str, facts: dict[str, Any], actor: Actor, *, today: date) -> Framework:
    """Give a unit a framework from a day on; what was assessed stays with its own. Refused in words."""
    if not actor.may(APPRAISE) or kind not in dict(UNIT_KINDS):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    told = dict(facts)
    contents = told.pop("contents")
    if any(most <= 0 for _title, most in contents):
        raise Refused(_("Điểm tối đa của mỗi nội dung phải lớn hơn 0."))
    with all_or_nothing():
        held = Framework.objects.select_for_update().filter(kind=kind, unit_id=unit_id)
        if any(one.since >= told["since"] for one in held):
            raise Refused(
                _("Đã có khung áp dụng từ ngày {day} hoặc sau đó; khung mới phải từ một ngày sau.").format(
                    day=day_text(told["since"])
                )
            )
        unit = ("unit", tree().nodes[unit_id].code)
        about = {"kind": kind, "since": told["since"].isoformat(), "rows": len(contents)}
        entry = record(("framework", "new"), unit, actor, on=today, unit_id=unit_id, facts=about)
        made: Framework = Framework.objects.create(kind=kind, unit_id=unit_id, entry=entry, **told)
        rows = [
            Content(framework=made, number=number, title=title, most=most)
            for number, (title, most) in enumerate(contents, start=1)
        ]
        Content.objects.loaded(rows, entry)
    return made
