"""What an office prints of members: the list of a cell, and the summary of one file; nothing sealed is on either."""

from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.heads import place, signers_of, superior
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Cell, Head, Paper, Paragraph, Signature, Table, Text
from soxa.kernel.units.tree import tree
from soxa.party.cadres.lists import of_member
from soxa.party.communes import commune_of
from soxa.party.listed import Listed
from soxa.party.lists import Asked
from soxa.party.portrait import Portrait
from soxa.party.roll import rolled
from soxa.party.rules import card_text

MOST, CELL = 1500, "cell"
_SHARES = (4, 18, 9, 6, 22, 9, 9, 9, 9.5, 17, 10)


def roll_list(asked: Asked, reader: Any) -> Listed:
    """The list of members asked for, in the columns that offices print; at most MOST rows."""
    columns = (
        _("TT"),
        _("Họ và tên"),
        _("Ngày sinh"),
        _("Nam, nữ"),
        _("Quê quán"),
        _("Ngày quyết định kết nạp"),
        _("Ngày kết nạp"),
        _("Ngày chính thức"),
        _("Số thẻ đảng viên"),
        _("Chi bộ"),
        _("Ghi chú"),
    )
    rows = list(islice(rolled(asked, reader), MOST + 1))
    about = _("Đến hết ngày {day}").format(day=day_text(asked.on))
    if asked.unit:
        about = f"{tree().name(tree().codes[asked.unit], asked.on)} · {about}"
    if len(rows) > MOST:
        about += " · " + _("{n} dòng đầu; lọc theo chi bộ để in đủ").format(n=MOST)
    return Listed(
        "dang-vien",
        _("Danh sách đảng viên"),
        about,
        columns,
        _SHARES,
        [_member(number, row, asked.on) for number, row in enumerate(rows[:MOST], 1)],
        _("Không có đảng viên nào."),
        _("T/M CHI BỘ") + "\n" + _("BÍ THƯ") if cell_of(asked) else "",
    )


def cell_of(asked: Asked) -> int | None:
    """The one cell that a list is of; None for the list of more."""
    unit_id = tree().codes.get(asked.unit)
    return unit_id if unit_id and tree().nodes[unit_id].kind == CELL else None


def _member(number: int, row: dict[str, Any], on: date) -> tuple[str, ...]:
    note = _("miễn sinh hoạt") if row["exempt"] else "" if row["recognised_on"] else _("dự bị")
    return (
        str(number), row["full_name"], _day(row["born"]), {"M": _("Nam"), "F": _("Nữ")}.get(row["sex"], ""),
        row["home_place"], _day(row["decision_on"]), _day(row["admitted_on"]), _day(row["recognised_on"]),
        card_text(row["card_no"], on) if row["card_no"] else "", row["cell"], note,
    )  # fmt: skip


def _day(day: Any) -> str:
    return day_text(day) if day else ""


def summary(shown: Portrait, on: date) -> Paper:
    """The summary of a member's file as a paper of the Party: facts, three dates, card, badges, the way through cells."""
    life = shown.life
    commune = commune_of(life.unit_id, on) if life.unit_id else None
    head = Head(
        superior(commune, on) if commune else "",
        _("Đảng ủy {unit}").format(unit=tree().name(commune, on)).upper() if commune else "",
        "",
        place(commune, on) if commune else "",
        on,
    )
    blocks = (
        Table(
            (_("Mục"), _("Nội dung")),
            tuple((_cell(name), _cell(value)) for name, value in _facts(shown, on)),
            (2, 5),
        ),
        Paragraph((Text(_("Quá trình sinh hoạt"), bold=True),)),
        Table(
            (_("Từ ngày"), _("Đến ngày"), _("Chi bộ"), _("Vào, ra")),
            tuple(
                (
                    _cell(day_text(one.since)),
                    _cell(_("nay") if one.stands else day_text(one.until)),
                    _cell(one.where),
                    _cell("; ".join(filter(None, (one.began, one.ended)))),
                )
                for one in reversed(shown.stretches)
            ),
            (2, 2, 4, 4),
        ),
    )
    title = (_("Tóm tắt hồ sơ đảng viên").upper(), life.member.person.full_name)
    signers = signers_of(commune, "committee", on) if commune else []
    signature = signers[0].signature() if signers else Signature(_("T/M BAN THƯỜNG VỤ"), _("BÍ THƯ"), "")
    return Paper(
        head=head,
        title_lines=title,
        made_on=on,
        blocks=blocks,
        signature=signature,
        recipients=(_("- Lưu hồ sơ đảng viên."),),
    )


def _cell(words: str) -> Cell:
    return (Text(words),)


def _facts(shown: Portrait, on: date) -> list[tuple[str, str]]:
    member, person = shown.life.member, shown.life.member.person
    years = shown.party_age.years
    rows = [
        (_("Họ và tên khai sinh"), person.birth_name),
        (_("Ngày sinh"), _day(person.born)),
        (_("Giới tính"), str(person.get_sex_display())),
        (_("Quê quán"), person.home_place),
        (_("Nơi ở"), person.address),
        (_("Nghề nghiệp"), person.occupation),
        (_("Trình độ chuyên môn"), person.education),
        (_("Lý luận chính trị"), person.theory),
        (_("Tư cách"), shown.standing),
        (_("Quyết định kết nạp"), _day(member.decision_on)),
        (_("Lễ kết nạp"), _day(member.admitted_on)),
        (_("Công nhận chính thức"), _day(member.recognised_on)),
        (_("Tuổi Đảng"), _("{n} năm").format(n=years) if years is not None else ""),
        (_("Số thẻ đảng viên"), card_text(member.card_no, on) if member.card_no else ""),
        (_("Ngày đổi thẻ"), _day(member.card_exchanged_on)),
        (_("Huy hiệu Đảng"), ", ".join(_badges(member))),
        (_("Miễn sinh hoạt, tạm đi, đình chỉ"), "; ".join(_eased(shown))),
        (_("Đào tạo, bồi dưỡng"), "; ".join(_courses(shown))),
        (_("Chức vụ"), "; ".join(one.title for one in shown.offices if one.until > on)),
    ]
    return [(name, value or "–") for name, value in rows]


def _eased(shown: Portrait) -> list[str]:
    return [
        _("{kind} từ {day}").format(kind=one.get_kind_display(), day=day_text(one.since))
        for one in shown.life.open_exemptions
    ]


def _courses(shown: Portrait) -> list[str]:
    """Courses whose certificate he has, the latest first."""
    went = of_member(shown.life.member.pk, shown.life.held)[1]
    return [
        f"{one.course.title} ({one.certificate_no}, {_day(one.certified_on)})"
        for one in went
        if one.certified_on
    ]


def _badges(member: Any) -> list[str]:
    held = member.badges.filter(state__in=("awarded", "lost")).order_by("level")
    return [_("{level} năm").format(level=one.level) for one in held]
