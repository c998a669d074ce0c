"""A year's programme with its results, as it is printed: what was planned, by when, and what became of it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.printed.lines import Line, Sheet, banner_of, heads
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.inspection.lists import light_of
from soxa.party.inspection.models import Inspection, Programme

SHARES = (4, 13, 17, 20, 30, 10, 9, 9, 15)
_HEADS = {"cell": "cell", "base": "base"}


def sheet(
    programme: Programme | None, cases: Iterable[Inspection], *, unit_id: int, year: int, on: date
) -> Sheet:
    """The whole table, ready for any output; conclusions themselves are not in it."""
    rows = list(cases)
    columns = (
        _("TT"), _("Chủ thể"), _("Hình thức"), _("Tổ chức đảng, đảng viên"), _("Nội dung"), _("Mốc thời gian"),
        _("Hạn kết luận"), _("Ngày kết luận"), _("Kết quả đến {day}").format(day=day_text(on)),
    )  # fmt: skip
    superior, issuer = heads(unit_id, _HEADS.get(tree().nodes[unit_id].kind, "committee"), on)
    done = sum(1 for one in rows if one.concluded_on)
    about = _("{total} cuộc; đã kết luận {done} cuộc").format(
        total=count_text(len(rows)), done=count_text(done)
    )
    if programme and programme.approved_on:
        about = f"{programme.paper} · {about}"
    lines = tuple(
        Line(
            cells=(
                str(place), one.body_title, one.kind_title, subject_words(one, on), one.content, one.period,
                day_text(one.due_on), day_text(one.concluded_on) if one.concluded_on else "", light_of(one, on)[1],
            ),
            key=one.pk,
            gone=bool(one.dropped_on),
        )
        for place, one in enumerate(rows, 1)
    )  # fmt: skip
    title = _("Chương trình kiểm tra, giám sát năm {year}").format(year=year).upper()
    return Sheet(
        superior, issuer, *banner_of(PARTY), title, about, columns, lines,
        _("Chương trình năm này chưa có cuộc nào."), SHARES,
    )  # fmt: skip


def subject_words(case: Inspection, on: date) -> str:
    """Whom it concerns: "Chi bộ thôn Bến Đá", "đồng chí … (Chi bộ thôn Bến Đá)"."""
    unit = tree().name(case.subject_id, on)
    if case.member is None:
        return unit
    return _("đồng chí {name} ({unit})").format(name=case.member.person.full_name, unit=unit)
