"""The letter of introduction as a paper of the Party, where the commune prints it itself."""

from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.heads import Signer, head_of
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Paper, Paragraph, Text
from soxa.kernel.units.tree import tree
from soxa.party.communes import commune_of
from soxa.party.rules import card_text
from soxa.party.transfers.models import Transfer


def letter(case: Transfer, signer: Signer, *, on: date) -> Paper:
    """The letter of a case that has its number and its day, signed by the committee of the commune."""
    assert case.member is not None and case.letter_on is not None  # noqa: S101
    member, person = case.member, case.member.person
    unit_id = commune_of(case.unit_id, case.letter_on)
    cell = tree().name(case.unit_id, case.letter_on)
    sort = _("chính thức") if case.sort == Transfer.OFFICIAL else _("tạm thời")
    facts = (
        (_("Đồng chí"), person.full_name),
        (_("Sinh ngày"), person.born.text() if person.born else "…"),
        (_("Vào Đảng ngày"), member.admitted_on.text() if member.admitted_on else "…"),
        (_("Chính thức ngày"), member.recognised_on.text() if member.recognised_on else _("đảng viên dự bị")),
        (_("Số thẻ đảng viên"), card_text(member.card_no, case.letter_on) or "…"),
        (_("Đang sinh hoạt tại"), cell),
        (_("Được giới thiệu đến sinh hoạt đảng {sort} tại").format(sort=sort), case.other),
        (_("Đã đóng đảng phí đến hết tháng"), f"{case.dues_through:%m/%Y}" if case.dues_through else "…"),
    )
    lines = tuple(Paragraph((Text(f"{title}: "), Text(value, bold=True))) for title, value in facts)
    back = (
        (Paragraph((Text(_("Thời gian: đến ngày {day}.").format(day=day_text(case.returns_on))),)),)
        if case.returns_on
        else ()
    )
    return Paper(
        head=head_of(unit_id, "committee", "giay_gioi_thieu", on, given=case.letter_no, day=case.letter_on),
        title_lines=(_("GIẤY GIỚI THIỆU"), _("sinh hoạt đảng {sort}").format(sort=sort)),
        made_on=on,
        blocks=(
            Paragraph((Text(_("Kính gửi: {other}").format(other=case.other)),), centred=True),
            *lines,
            *back,
        ),
        signature=signer.signature(),
        recipients=(_("- Như trên,"), _("- Lưu hồ sơ đảng viên.")),
    )
