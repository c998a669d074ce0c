"""What each step of a year of four goods changes, and what stands in its way."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.numbers import quantity_text
from soxa.meetings.goods import rules
from soxa.meetings.goods.models import FourGoods, Framework

Marks = dict[int, tuple[Decimal, str]]
Facts = dict[str, Any]


def read_marks(framework: Framework, given: Marks) -> tuple[dict[str, list[str]], bool]:
    """Marks as they are kept, and whether they make the unit good. Refused in words for what the framework does not know."""
    contents = list(framework.contents.all())  # type: ignore[attr-defined]
    if set(given) != {one.number for one in contents}:
        raise Refused(_("Khung đánh giá vừa đổi; mở lại trang rồi ghi."))
    marks = []
    for one in contents:
        mark, _remark = given[one.number]
        most = rules.PASSED if framework.way == rules.PASS else one.most
        if not 0 <= mark <= most:
            raise Refused(
                _("Nội dung {n}: điểm từ 0 đến {most}.").format(n=one.number, most=quantity_text(most))
            )
        marks.append((mark, one.most))
    good = rules.all_good(marks, framework.way, framework.share, each=framework.each)
    return {str(number): [str(mark), remark] for number, (mark, remark) in given.items()}, good


def assess(case: FourGoods, facts: Facts, entry: Entry) -> None:
    """What the unit says of itself, said anew before it was appraised."""
    case.self_marks, case.self_good = read_marks(case.framework, facts["marks"])
    case.self_on = facts["on"]


def appraise(case: FourGoods, facts: Facts, entry: Entry) -> None:
    """What the committee above finds."""
    on: date = facts["on"]
    if on < case.self_on:
        raise Refused(_("Thẩm định không trước ngày tự đánh giá {day}.").format(day=day_text(case.self_on)))
    case.appraised_marks, case.appraised_good = read_marks(case.framework, facts["marks"])
    case.appraised_on = on


def decide(case: FourGoods, facts: Facts, entry: Entry) -> None:
    """Recognised or not, by a paper; not recognised where the appraisal found less than good."""
    on: date = facts["on"]
    if case.appraised_on is None or on < case.appraised_on:
        raise Refused(_("Quyết định không trước ngày thẩm định."))
    if facts["good"] and not case.appraised_good:
        raise Refused(_("Thẩm định chưa tốt đủ các nội dung theo khung; không công nhận bốn tốt được."))
    case.good, case.decided_on, case.decision = facts["good"], on, facts["paper"]


def reopen(case: FourGoods, facts: Facts, entry: Entry) -> None:
    """Back to what the unit says of itself: the appraisal and the decision stand no more."""
    case.appraised_on = case.appraised_good = case.decided_on = case.good = None
    case.appraised_marks, case.decision = {}, ""
