"""What was put together, said in words: of how many, and who is missing, by name."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.units.tree import tree
from soxa.law.numbers import NONE_ARISEN, count_text
from soxa.values.aggregation.made import Made
from soxa.values.models import Measure
from soxa.values.villages import CELL, VILLAGE, place_name, stands_for

KINDS = {
    "village": gettext_lazy("thôn, tổ dân phố"),
    "cell": gettext_lazy("chi bộ"),
    "commune": gettext_lazy("xã, phường"),
    "agency": gettext_lazy("cơ quan, phòng, ban"),
    "base": gettext_lazy("đảng bộ cơ sở"),
}
_UNITS = gettext_lazy("đơn vị")
_MOST_NAMES = 5


def kind_word(unit_ids: Sequence[int]) -> str:
    """What these units are called together: "thôn, tổ dân phố"; "đơn vị" where they are of several kinds.

    Cells that tell their villages' numbers are called villages.
    """
    kinds = {tree().nodes[one].kind for one in unit_ids}
    if kinds == {CELL} and stands_for(unit_ids):
        kinds = {VILLAGE}
    return str(KINDS.get(kinds.pop(), _UNITS) if len(kinds) == 1 else _UNITS)


def made_words(made: Made) -> str:
    """From what a whole value was put together: "cộng từ 36 thôn, tổ dân phố"."""
    if made.by_measures:
        return _("cộng từ: {titles}").format(titles=", ".join(part.measure.title for part in made.parts))
    units = [part.unit_id for part in made.parts]
    told = {
        Measure.SUM: _("cộng từ {count} {units}"),
        Measure.LAST: _("cộng số cuối kỳ của {count} {units}"),
        Measure.OF_PARTS: _("tính từ tử số và mẫu số của {count} {units}"),
        Measure.WEIGHTED: _("bình quân gia quyền của {count} {units}"),
    }
    return told[made.measure.aggregation].format(count=count_text(len(units)), units=kind_word(units))


def gap_words(made: Made) -> str:
    """Why there is no value yet: "thiếu 3/11 thôn, tổ dân phố: Bến Đá, Nội, Ngoại"; empty for what is whole."""
    if made.whole:
        return ""
    day = made.until - timedelta(days=1)
    said = [made.why] if made.why else []
    if made.missing:
        said.append(_("thiếu {gap}").format(gap=_gap(made, made.missing, day)))
    if made.lacking:
        said.append(_("chưa ghi tử số, mẫu số: {gap}").format(gap=_gap(made, made.lacking, day)))
    return "; ".join(said) or NONE_ARISEN


def _gap(made: Made, units: Sequence[int], day: date) -> str:
    everyone = [*(part.unit_id for part in made.parts), *made.missing]
    names = [place_name(one, day) for one in units[:_MOST_NAMES]]
    more = len(units) - len(names)
    listed = ", ".join(names) + (_(" và {more} đơn vị khác").format(more=more) if more else "")
    return _("{gap}/{all} {units}: {names}").format(
        gap=count_text(len(units)), all=count_text(len(everyone)), units=kind_word(everyone), names=listed
    )
