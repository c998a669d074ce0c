"""What the dissolution of an organisation asks for: the votes, the decision, the complaint, and where its members go."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.party_cases import COMPLAINT_DAYS, DISSOLUTION_DECIDED, DISSOLUTION_SHARE
from soxa.party.censure.models import Censure
from soxa.party.models import Membership


class Asked(NamedTuple):
    """One thing asked: its light, what it is, and the law with a word where the text was not seen."""

    light: tuple[str, str]
    words: str
    cite: str = ""


def asked_of(case: Censure, today: date) -> list[Asked]:
    """The list of a dissolution, each thing with how it stands on a day; nothing for another level."""
    return list(_asked(case, today)) if case.level == Censure.DISSOLUTION else []


def _asked(case: Censure, today: date) -> Iterator[Asked]:
    day = case.decided_on or today
    share, decided, complaint = (
        one.on(day) for one in (DISSOLUTION_SHARE, DISSOLUTION_DECIDED, COMPLAINT_DAYS)
    )
    look = ("quiet", _("xem trong quyết định"))
    yield Asked(look, _("Ít nhất {share} cấp ủy viên của cấp trên trực tiếp biểu quyết đề nghị").format(share=share.amount), _cite(share))  # fmt: skip
    body = _(" – sổ ghi: {body}").format(body=case.get_body_display()) if case.body else ""
    yield Asked(look, _("Quyết định của {body}").format(body=decided.amount) + body, _cite(decided))
    yield Asked(_done(case.announced_on), _("Công bố quyết định"))
    if case.announced_on:
        last = case.announced_on + timedelta(days=int(complaint.amount))
        words = _("Nhận khiếu nại đến hết ngày {day}, tính từ ngày công bố").format(day=day_text(last))
        over = ("good", _("đã hết hạn")) if today > last else ("warn", _("còn hạn"))
        yield Asked(over, words, _cite(complaint))
    home = Membership.objects.home().filter(Membership.standing(today), unit_id=case.unit_id).count()
    words = _("Ghi nơi sinh hoạt mới của đảng viên")
    left = ("warn", _("còn {n} đồng chí").format(n=count_text(home))) if home else ("good", _("xong"))
    yield Asked(left, words)
    yield Asked(_done(not tree().nodes[case.unit_id].stands(today)), _("Giải thể đơn vị ở mục Đơn vị"))


def _done(done: Any) -> tuple[str, str]:
    return ("good", _("xong")) if done else ("warn", _("chưa"))


def _cite(row: Any) -> str:
    return str(row.cite) if row.confirmed else _("{law}, chưa xác nhận với văn bản").format(law=row.cite)
