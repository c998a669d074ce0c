"""The week's calendar as the office prints it: a line for each event, morning and afternoon, as PDF and Word."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from soxa.documents.heads import place, signers_of
from soxa.documents.printed.lines import Line, Sheet, banner_of, heads
from soxa.kernel.paper.form import day_line
from soxa.law.calendar import weekday
from soxa.meetings.convening.calendars import Event, week_of

SHARES = (11.0, 10.0, 40.0, 20.0, 30.0, 20.0, 18.0)
OFFICES = {"party": "office", "state": "state_office"}


def sheet(found: list[Event], day: date, unit_id: int, side: str) -> Sheet:
    """The week of a day, ready for any output."""
    days = week_of(day)
    body = OFFICES[side]
    superior, issuer = heads(unit_id, body, days[0])
    columns = (
        _("Thứ, ngày"), _("Buổi, giờ"), _("Nội dung"), _("Chủ trì"), _("Thành phần"), _("Địa điểm"), _("Chuẩn bị"),
    )  # fmt: skip
    lines = [line for one in days for line in _of_day(one, [each for each in found if each.on == one])]
    about = _("Từ ngày {since} đến ngày {until}").format(
        since=f"{days[0]:%d/%m/%Y}", until=f"{days[-1]:%d/%m/%Y}"
    )
    signer = signers_of(unit_id, body, days[0])[0]
    return Sheet(
        superior, issuer, *banner_of(side), _("Lịch công tác tuần").upper(), about, columns, tuple(lines),
        _("Tuần này chưa có lịch."), shares=SHARES, dated=day_line(place(unit_id, days[0]), days[0] - timedelta(days=3)),
        signed="\n".join(one for one in (signer.authority, signer.post) if one), signer=signer.name,
        recipients=(_("- Thường trực Đảng ủy,") if side == "party" else _("- Thường trực HĐND, lãnh đạo UBND,"), _("- Các cơ quan, đơn vị,"), _("- Lưu Văn phòng.")),
    )  # fmt: skip


def _of_day(day: date, found: list[Event]) -> list[Line]:
    name = f"{weekday(day)[:1].upper()}{weekday(day)[1:]} {day:%d/%m}"
    if not found:
        return [Line(cells=(name, "", "", "", "", "", ""))]
    rows, before = [], ""
    for at, one in enumerate(found):
        half = _("Sáng") if one.morning else _("Chiều") if one.begins and one.begins.hour < 18 else _("Tối")
        hour = f"{one.begins:%H:%M}" if one.begins else ""
        words = _("{n} chi bộ sinh hoạt thường kỳ").format(n=one.cells) if one.cells > 1 else one.title
        if one.cells == 1:
            words = f"{one.title}: {one.unit}"
        rows.append(
            Line(
                cells=(
                    "" if at else name, " ".join(part for part in ("" if half == before else half, hour) if part),
                    words, one.leader, one.people, one.place, one.prepares,
                )
            )
        )  # fmt: skip
        before = half
    return rows
