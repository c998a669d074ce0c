"""The numbers of form 1 as figures of their own: what came and went and why, the women among them, what files do not say."""

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import FIGURES, Moment
from soxa.law.acts import HD_11
from soxa.org.models import Person
from soxa.party.figures import BALANCE_NET, CLOSED, MEMBERS, OPENED
from soxa.party.models import Membership
from soxa.party.movements import carried_rows, internal_net, internal_rows, reorganised_net
from soxa.party.statistics.figures import WOMEN, FormFigure

_CITE, _PEOPLE = HD_11.at("biểu 1-TCTW"), _("đảng viên")
_HERS = Q(member__person__sex=Person.FEMALE)
_WHOSE = _("Đảng viên nữ trong số này.")
IN = {
    "admitted": Membership.ADMITTED, "transferred_in": Membership.TRANSFERRED_IN, "restored": Membership.RESTORED,
}  # fmt: skip
OUT = {
    "transferred_out": Membership.TRANSFERRED_OUT, "died": Membership.DIED, "struck_off": Membership.STRUCK_OFF,
    "expelled": Membership.EXPELLED, "left": Membership.LEFT,
}  # fmt: skip


def _women(code: str, title: Any, source: Any, counted: Q) -> None:
    FormFigure(
        f"form1.{code}.{WOMEN}", _("{title}, nữ").format(title=title), _PEOPLE, source, _CITE, _WHOSE,
        counts=lambda moment: counted & _HERS,
    )  # fmt: skip


def _sum(code: str, title: Any, source: Any, counted: Q, said: Any) -> None:
    FormFigure(f"form1.{code}", title, _PEOPLE, source, _CITE, said, counts=lambda moment: counted)
    _women(code, title, source, counted)


for _source, _word, _reasons, _titles in (
    (OPENED, "opened_by", IN, dict(Membership.OPENINGS)),
    (CLOSED, "closed_by", OUT, dict(Membership.CLOSINGS)),
):
    for _code, _reason in _reasons.items():
        _women(_code, _titles[_reason], _source, Q(**{_word: _reason}))
_sum(
    "came", _("Đảng viên tăng trong kỳ"), OPENED, Q(opened_by__in=list(IN.values())),
    _("Kết nạp, chuyển đến, phục hồi trong kỳ."),
)  # fmt: skip
_sum(
    "went", _("Đảng viên giảm trong kỳ"), CLOSED, Q(closed_by__in=list(OUT.values())),
    _("Chuyển đi, từ trần, xóa tên, khai trừ, xin ra hoặc cho ra trong kỳ."),
)  # fmt: skip
_sum(
    "assumed", _("Ghi khi lập sổ, chưa rõ vào vì đâu"), OPENED, Q(opened_by=""),
    _("Sổ ghi đảng viên từ một ngày trong kỳ mà không ghi vì sao vào."),
)  # fmt: skip
_NETS = {
    "party.moved_within": (internal_net, internal_rows),
    "party.reorganised": (reorganised_net, carried_rows),
}


def _her_rows(rows: Any, moment: Moment, unit_id: int) -> Any:
    return rows(moment, unit_id).filter(_HERS)


for _code in BALANCE_NET:
    _net, _rows = _NETS[_code]
    FormFigure(
        f"form1.{_code.removeprefix('party.')}.{WOMEN}", _("{title}, nữ").format(title=FIGURES[_code].title),
        _PEOPLE, OPENED, _CITE, _WHOSE, net=partial(_net, among=_HERS), net_rows=partial(_her_rows, _rows),
    )  # fmt: skip
FormFigure(
    "form1.sex_unstated", _("Chưa ghi giới tính"), _PEOPLE, MEMBERS, _CITE, _("Hồ sơ chưa ghi nam, nữ."),
    counts=lambda moment: Q(member__person__sex=Person.UNKNOWN),
)  # fmt: skip
FormFigure(
    "form1.unexplained", _("Ra khỏi danh sách mà sổ không ghi vì sao"), _PEOPLE, CLOSED, _CITE,
    _("Đảng viên ra khỏi chi bộ trong kỳ mà không ghi lý do ra."), counts=lambda moment: Q(closed_by=""),
)  # fmt: skip
