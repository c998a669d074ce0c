"""What is told of a record that the writing commune does not keep: the same words, whatever it is that the book holds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.party.communes import commune_of
from soxa.party.models import Member, Membership


def told_elsewhere() -> str:
    """Neither whose the number is nor that it is anybody's: the superior, who sees both, looks it up."""
    return _(
        "Chưa ghi được với số thẻ hoặc số CCCD này. Kiểm tra lại số theo giấy tờ của đồng chí ấy; nếu đúng, báo cấp ủy cấp trên "
        "trực tiếp đối chiếu rồi ghi."
    )


def units_of_commune(unit_id: int, on: date) -> frozenset[int]:
    """The units whose books the commune of a cell keeps, those merged into it included."""
    return tree().seen_from(commune_of(unit_id, on))


def kept_here(member: Member, unit_id: int | None, on: date) -> bool:
    """Whether somebody is or was a member in the commune of a unit; yes where no unit is asked for."""
    spells: Any = Membership.objects.filter(member=member)
    return unit_id is None or spells.filter(unit_id__in=units_of_commune(unit_id, on)).exists()
