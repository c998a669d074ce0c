"""What must be said for each act on the tree."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from soxa.desk.unit_acts import KINDS, UNDER, Wish
from soxa.kernel.day_field import DayField
from soxa.kernel.models import UnitAct
from soxa.kernel.units.tree import Node, tree
from soxa.law.words import spaced
from soxa.party.models import Cell


class ActForm(forms.Form):
    """Every act has its first day and its decision; `writable` are the ids of units whose tree the actor may change."""

    act = ""
    on = DayField(_("Có hiệu lực từ ngày"))
    decision = forms.CharField(
        label=_("Quyết định"),
        max_length=200,
        help_text=_("Số, ngày, nơi ban hành; ví dụ: Quyết định số 01-QĐ/ĐU ngày 01/7/2025 của Đảng ủy xã"),
    )

    def __init__(self, *args: Any, unit: Node, today: date, writable: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.today, self.writable = unit, today, writable

    def wish(self) -> Wish:
        """The act as asked; call it on a valid form."""
        given = self.cleaned_data
        into = tree().by_code(given["into"]) if given.get("into") else None
        told = {name: given.get(name, "") for name in ("name", "code", "kind", "cell_kind")}
        return Wish(self.act, self.unit, given["on"], given["decision"], into=into, **told)


class Found(ActForm):
    """A new unit below this one."""

    act = UnitAct.FOUND
    kind = forms.ChoiceField(label=_("Loại đơn vị"))
    cell_kind = forms.ChoiceField(label=_("Loại chi bộ"), choices=Cell.KINDS, required=False)
    name = forms.CharField(label=_("Tên"), max_length=160)
    code = forms.CharField(
        label=_("Mã"), max_length=40, help_text=_("Mã không đổi về sau, kể cả khi đổi tên.")
    )
    field_order = ("kind", "cell_kind", "name", "code", "on", "decision")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = [kind for kind, above in UNDER.items() if self.unit.kind in above]
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in below]  # type: ignore[attr-defined]
        if "cell" not in below:
            del self.fields["cell_kind"]


class Rename(ActForm):
    """A new name from a day on."""

    act = UnitAct.RENAME
    name = forms.CharField(label=_("Tên mới"), max_length=160)
    field_order = ("name", "on", "decision")


class _Into(ActForm):
    """An act that names another unit, one that the actor may change too."""

    into = forms.ChoiceField()
    into_label: Any = ""
    field_order = ("into", "on", "decision")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = tree()
        others = [node for node in self.candidates() if node.id in self.writable and node.id != self.unit.id]
        nodes = [node for node in others if node.stands(self.today)]
        named = [(node.code, f"{standing.name(node.id)} ({node.code})") for node in nodes]
        self.fields["into"].label = self.into_label
        self.fields["into"].choices = [("", "—"), *sorted(named, key=lambda pair: pair[0])]  # type: ignore[attr-defined]

    def candidates(self) -> list[Node]:
        """Units of the same kind."""
        return [node for node in tree().nodes.values() if node.kind == self.unit.kind]


class Move(_Into):
    """Another parent from a day on."""

    act = UnitAct.MOVE
    into_label = _("Chuyển về trực thuộc")

    def candidates(self) -> list[Node]:
        """Units that this kind may stand under."""
        return [node for node in tree().nodes.values() if node.kind in UNDER.get(self.unit.kind, ())]


class Merge(_Into):
    """The unit ends and goes into another of its kind."""

    act = UnitAct.MERGE
    into_label = _("Nhập vào")


class Dissolve(_Into):
    """The unit ends with nothing and nobody left in it."""

    act = UnitAct.DISSOLVE
    into_label = _("Đơn vị giữ sổ cũ")

    def candidates(self) -> list[Node]:
        """What stands around it, and its siblings' kind."""
        around = set(tree().ancestors(self.unit.id, self.today))
        return [node for node in tree().nodes.values() if node.id in around or node.kind == self.unit.kind]


MOST_PARTS = 4
KEEPERS = [
    ("", _("Không: tách một phần, đơn vị này còn hoạt động")),
    *[(str(number), _("Có: đơn vị mới thứ %d giữ sổ cũ") % number) for number in range(1, MOST_PARTS + 1)],
    ("0", _("Có: cấp trên trực tiếp giữ sổ cũ")),
]


class Split(ActForm):
    """The new units and whether the old one ends; who goes where is asked row by row beside it."""

    act = UnitAct.SPLIT
    keeper = forms.ChoiceField(
        label=_("Đơn vị này thôi hoạt động"), choices=KEEPERS, required=False, widget=forms.Select
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_now("Tên đơn vị mới thứ {number}").format(number=number),
                max_length=160,
                required=number == 1,
            )
            self.fields[f"code_{number}"] = forms.CharField(
                label=_now("Mã đơn vị mới thứ {number}").format(number=number),
                max_length=40,
                required=False,
            )
        self.order_fields(["on", "decision", "keeper"])

    def clean(self) -> dict[str, Any]:
        """A name without a code takes the one offered; a part without a name is none."""
        given = dict(super().clean() or {})
        for number in range(1, MOST_PARTS + 1):
            if given.get(f"name_{number}") and not given.get(f"code_{number}"):
                given[f"code_{number}"] = self.initial.get(f"code_{number}", "")
        return given

    def parts(self) -> tuple[tuple[str, str], ...]:
        """(code, name) of the new units; call it on a valid form."""
        given = self.cleaned_data
        numbers = range(1, MOST_PARTS + 1)
        return tuple(
            (given[f"code_{one}"].strip(), spaced(given[f"name_{one}"]))
            for one in numbers
            if given[f"name_{one}"]
        )


FORMS: dict[str, tuple[Any, type[ActForm]]] = {
    "thanh-lap": (_("Thành lập đơn vị trực thuộc"), Found),
    "doi-ten": (_("Đổi tên"), Rename),
    "chuyen-ve": (_("Chuyển về đơn vị khác"), Move),
    "hop-nhat": (_("Nhập vào đơn vị khác"), Merge),
    "giai-the": (_("Giải thể"), Dissolve),
}
