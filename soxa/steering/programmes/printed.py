"""Programmes, and the items of one, as lists to print."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.party.listed import Listed
from soxa.steering.programmes.lists import Line, Shown
from soxa.steering.programmes.models import WorkProgramme


def listed(rows: Iterable[Line], unit_id: int, on: date) -> Listed:
    """Programmes with how their items stand."""
    about = _("{unit}, tính đến {day}").format(unit=tree().name(unit_id, on), day=day_text(on))
    columns = (
        _("TT"), _("Chương trình, đề án, kế hoạch"), _("Chủ trì, người phụ trách"), _("Thời gian"), _("Đầu việc"), _("Xong"),
        _("Quá hạn"), _("Tình trạng"),
    )  # fmt: skip
    lines = [(str(place), *_line(one, on)) for place, one in enumerate(rows, start=1)]
    shares = (0.05, 0.33, 0.2, 0.14, 0.06, 0.06, 0.06, 0.1)
    return Listed("chuong-trinh", _("Chương trình, đề án, kế hoạch"), about, columns, shares, lines)


def _line(row: Line, on: date) -> tuple[str, ...]:
    one, tally = row.programme, row.tally
    lead = tree().name(one.lead_unit_id, on) if one.lead_unit_id else ""  # type: ignore[attr-defined]
    until = day_text(one.last_on) if one.last_on else ""
    return (
        f"{one.name}: {one.title}", " – ".join(filter(None, (lead, one.person.full_name if one.person else ""))),
        " – ".join(filter(None, (day_text(one.since), until))), str(tally.total), str(tally.done), str(tally.overdue),
        row.light.words,
    )  # fmt: skip


def of_items(programme: WorkProgramme, rows: Iterable[Shown], on: date) -> Listed:
    """The items of a programme with how they stand and what was reported."""
    about = _("{title}, tính đến {day}").format(title=programme.title, day=day_text(on))
    columns = (
        _("TT"), _("Việc"), _("Đơn vị"), _("Người"), _("Hạn"), _("Kết quả cần có"), _("Tình trạng"), _("Kết quả"),
    )  # fmt: skip
    lines = [
        (
            str(one.item.number), one.item.content, one.unit, one.person, day_text(one.due), one.item.result_wanted,
            one.light.words, one.result,
        )
        for one in rows
    ]  # fmt: skip
    shares = (0.04, 0.26, 0.13, 0.12, 0.09, 0.13, 0.1, 0.13)
    return Listed(f"chuong-trinh-{programme.pk}", programme.name, about, columns, shares, lines)
