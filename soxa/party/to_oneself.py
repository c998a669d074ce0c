"""A transfer to where the member is already: to the own cell or the own Party organisation, named in words."""

from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.party.communes import commune_of

_OF = ("", "dang bo ", "dang uy ", "ban chap hanh dang bo ")


def to_oneself(unit_id: int, named: str, on: date) -> str:
    """Why a transfer cannot go from a cell to what is named, or come from there to it: they are one; empty when they are not.

    A cell of the same name elsewhere is told by naming its organisation too.
    """
    cell, above = tree().name(unit_id, on), tree().name(commune_of(unit_id, on), on)
    words, own, around = fold(named).strip(" .,;"), fold(cell), fold(above)
    if words == own or (own in words and around in words):
        return _(
            "Nơi đi và nơi đến đều là {cell}. Nếu là chi bộ trùng tên ở nơi khác, ghi cả tên đảng bộ."
        ).format(cell=cell)
    if words in {f"{body}{around}" for body in _OF}:
        return _("Nơi đi và nơi đến cùng thuộc {above}: ghi “Chuyển sang chi bộ khác trong đảng bộ”.").format(
            above=above
        )
    return ""
