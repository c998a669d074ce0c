"""The lists of badges and cards as offices send them up: in the columns of the form, one declaration for all outputs."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.party.badges.lists import NOT_YET, STATES, Asked, cards_of, early_cases, plan_of, register_of
from soxa.party.badges.models import Badge
from soxa.party.badges.planning import Due, coming_rounds, reached
from soxa.party.badges.rules import round_before
from soxa.party.listed import Listed
from soxa.party.models import Member
from soxa.party.rules import card_text

MOST = 5000
_SHARES = (4, 8, 6, 17, 9, 19, 10, 9, 9, 9.5, 17, 12)


def _columns() -> tuple[str, ...]:
    """The columns of form 4A-HHĐ, with the level of the badge among them."""
    return (
        _("TT"),
        _("Số Huy hiệu"),
        _("Loại (năm)"),
        _("Họ và tên"),
        _("Ngày sinh"),
        _("Quê quán"),
        _("Ngày quyết định kết nạp"),
        _("Ngày kết nạp (lễ)"),
        _("Ngày chính thức"),
        _("Số thẻ đảng viên"),
        _("Đơn vị"),
        _("Ghi chú"),
    )


def round_list(asked: Asked, reader: Any) -> Listed:
    """One round: whoever is to be given a badge in it, whatever has been written of it so far."""
    rows = [due for due in plan_of(asked, reader).rows if due.kind != "came"]
    members = Member.objects.select_related("person").in_bulk([due.member_id for due in rows])
    badges = Badge.objects.in_bulk([due.badge_id for due in rows if due.badge_id])
    title = _("Danh sách đảng viên đề nghị tặng Huy hiệu Đảng")
    return Listed(
        f"huy-hieu-{asked.round_on}",
        title,
        _("Đợt {day}").format(day=day_text(asked.round_on)),
        _columns(),
        _SHARES,
        [
            _line(number, members[due.member_id], badges.get(due.badge_id or 0), due)
            for number, due in enumerate(rows, 1)
        ],
        _("Đợt này không có đồng chí nào."),
        _("T/M BAN THƯỜNG VỤ") + "\n" + _("BÍ THƯ"),
    )


def two_years_list(asked: Asked, reader: Any) -> Listed:
    """Who reaches which level in each round of the next two years, round by round."""
    rounds = coming_rounds(asked.today)
    found = reached(reader, asked.today, after=round_before(rounds[0]), until=rounds[-1], unit=asked.unit_id)
    return Listed(
        f"huy-hieu-hai-nam-{asked.today}",
        _("Dự kiến đảng viên đủ năm tuổi Đảng được tặng Huy hiệu Đảng"),
        _("Từ đợt {first} đến đợt {last}").format(first=day_text(rounds[0]), last=day_text(rounds[-1])),
        (
            _("TT"),
            _("Đợt trao"),
            _("Loại (năm)"),
            _("Họ và tên"),
            _("Tính từ"),
            _("Đủ năm ngày"),
            _("Đơn vị"),
            _("Tình trạng, ghi chú"),
        ),
        (4, 9, 6, 20, 9, 9, 23, 20),
        [
            (
                str(number), _day(due.round_on), str(due.level), due.name, due.start.text(), _day(due.due_on),
                tree().name(due.unit_id), "; ".join(filter(None, (str(STATES[due.state or NOT_YET]).lower(), due.note))),
            )
            for number, due in enumerate((one for one in found if one.kind != "came"), 1)
        ],
        _("Hai năm tới không có đồng chí nào đủ năm."),
    )  # fmt: skip


def early_list(asked: Asked, reader: Any) -> Listed:
    """Badges proposed early to the gravely ill, or posthumously, with the reason that the proposal must state."""
    rows = early_cases(asked, reader)[:MOST]
    return Listed(
        "huy-hieu-trao-som",
        _("Danh sách đảng viên đề nghị xét tặng Huy hiệu Đảng sớm, truy tặng"),
        _("Đến ngày {day}").format(day=day_text(asked.today)),
        (
            _("TT"),
            _("Họ và tên"),
            _("Ngày sinh"),
            _("Ngày quyết định kết nạp"),
            _("Loại (năm)"),
            _("Đủ năm ngày"),
            _("Đợt trao"),
            _("Đơn vị"),
            _("Diện xét, lý do"),
            _("Tình trạng"),
        ),
        (4, 18, 9, 10, 6, 9, 9, 19, 18, 10),
        [
            (
                str(number), one.member.person.full_name, _day(one.member.person.born),
                _day(one.member.decision_on or one.member.admitted_on), str(one.level), _day(one.due_on),
                _day(one.round_on), tree().name(one.unit_id),
                ": ".join(filter(None, (str(one.get_reason_display()), one.note))), str(one.get_state_display()),
            )
            for number, one in enumerate(rows, 1)
        ],
        _("Chưa có đồng chí nào được đề nghị xét sớm hay truy tặng."),
        _("T/M BAN THƯỜNG VỤ") + "\n" + _("BÍ THƯ"),
    )  # fmt: skip


def _line(number: int, member: Member, badge: Badge | None, due: Due) -> tuple[str, ...]:
    person, today = member.person, due.round_on
    said = [str(STATES[due.state or NOT_YET]).lower(), due.note]
    if badge and badge.reason != Badge.ORDINARY:
        said.append(str(badge.get_reason_display()))
    return (
        str(number),
        badge.number if badge else "",
        str(due.level),
        person.full_name,
        _day(person.born),
        person.home_place,
        _day(member.decision_on),
        _day(member.admitted_on),
        _day(member.recognised_on),
        card_text(member.card_no, today) if member.card_no else "",
        tree().name(due.unit_id),
        "; ".join(filter(None, said)),
    )


def _day(day: Any) -> str:
    return day_text(day) if day else ""


def register_list(asked: Asked, reader: Any) -> Listed:
    """The register of badges in sight."""
    rows = register_of(asked, reader)[:MOST]
    columns = (
        _("TT"),
        _("Họ và tên"),
        _("Đơn vị"),
        _("Loại (năm)"),
        _("Số Huy hiệu"),
        _("Quyết định tặng"),
        _("Ngày trao"),
        _("Tình trạng"),
        _("Diện xét, ghi chú"),
    )
    return Listed(
        "so-huy-hieu",
        _("Sổ Huy hiệu Đảng"),
        _("Đến ngày {day}").format(day=day_text(asked.today)),
        columns,
        (4, 18, 20, 6, 10, 24, 9, 12, 18),
        [
            (
                str(number), one.member.person.full_name, tree().name(one.unit_id), str(one.level), one.number,
                one.decision, _day(one.awarded_on), str(one.get_state_display()),
                "; ".join(filter(None, (str(one.get_reason_display()), one.note))),
            )
            for number, one in enumerate(rows, 1)
        ],
        _("Sổ chưa ghi Huy hiệu nào."),
    )  # fmt: skip


def card_list(asked: Asked, reader: Any) -> Listed:
    """What happened to cards and badges beyond their first issue: losses, re-issues, damage, what was taken back."""
    rows = cards_of(asked, reader)[:MOST]
    columns = (
        _("TT"),
        _("Họ và tên"),
        _("Việc"),
        _("Ngày"),
        _("Số cũ"),
        _("Số mới"),
        _("Văn bản"),
        _("Lý do, ghi chú"),
    )
    return Listed(
        "the-dang-vien",
        _("Danh sách thẻ, Huy hiệu mất, hỏng, cấp lại, thu lại"),
        _("Đến ngày {day}").format(day=day_text(asked.today)),
        columns,
        (4, 20, 20, 9, 10, 10, 22, 24),
        [_card(number, one, asked) for number, one in enumerate(rows, 1)],
        _("Chưa ghi việc nào."),
        _("T/M BAN THƯỜNG VỤ") + "\n" + _("BÍ THƯ"),
    )


def _card(number: int, one: Any, asked: Asked) -> tuple[str, ...]:
    thing = _("Huy hiệu {level} năm").format(level=one.badge.level) if one.badge else _("Thẻ đảng viên")
    old, new = one.old_number, one.number
    if not one.badge:
        old, new = (card_text(digits, asked.today) if digits else "" for digits in (old, new))
    what = f"{thing}: {one.get_kind_display()}"
    return (str(number), one.member.person.full_name, what, _day(one.on), old, new, one.paper, one.note)
