"""Cài đặt, Bản đồ: the boundaries of units supplied as GeoJSON, which units have one, and what of a file was nobody's."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.glance.beside import KINDS
from soxa.desk.glance.geojson import MOST_BYTES, Matched, matched, shapes
from soxa.desk.setting_pages import READERS, WRITE
from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.outlines import outlines, supply
from soxa.kernel.units.tree import Node, tree
from soxa.org.roles import UNITS

NAMED = 40


class Supply(forms.Form):
    """A file of boundaries; it is matched with units when it is read."""

    file = forms.FileField(
        label=gettext_lazy("Tệp ranh giới (.geojson)"),
        help_text=gettext_lazy(
            "Mỗi vùng là một đơn vị, có mã hoặc tên như trong sổ; tọa độ là kinh độ, vĩ độ (WGS 84). Ranh giới nạp lại thay bản cũ từ hôm nay."
        ),
    )

    def __init__(self, *args: Any, units: list[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.digest = ""

    def clean_file(self) -> Matched:
        """The boundaries of the units that were found; refused when there is none."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Tệp “{name}” lớn quá {most} MB. Giảm số điểm của ranh giới rồi nạp lại.").format(
                    name=given.name, most=MOST_BYTES // 2**20
                )
            )
        content = given.read()
        self.digest = hashlib.sha256(content).hexdigest()
        standing, day = tree(), book_day()
        try:
            read = shapes(content)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        codes = {one.code: one.id for one in self.units}
        found = matched(read, codes, {one.id: standing.name(one.id, day) for one in self.units})
        if not found.units:
            raise forms.ValidationError(
                _("Không vùng nào trong tệp có mã hoặc tên của đơn vị trong sổ; tệp có: {names}. Ghi mã đơn vị vào thuộc tính “ma” của từng vùng.").format(
                    names=_listed(found.strange)
                )
            )  # fmt: skip
        return found


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return _("{shown} và {more} vùng khác").format(shown=shown, more=more) if more > 0 else shown


def _units(request: HttpRequest) -> list[Node]:
    """Units that stand today in the reader's sight."""
    sight, day = sight_of(request.user, UNITS), book_day()
    nodes = [one for one in tree().nodes.values() if one.stands(day) and one.id in sight]
    return sorted(nodes, key=lambda one: (one.kind, one.code))


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """How many units of each kind have a boundary; the form that supplies them."""
    units = _units(request)
    writes = may(request.user, WRITE)
    form = Supply(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không nạp được ranh giới đơn vị."))
        if form.is_valid():
            _supply(request, form)
            return redirect("outlines")
    have = outlines((one.id for one in units), book_day())
    return page(
        request,
        "desk/glance/outlines.html",
        status=422 if form.is_bound else 200,
        form=form,
        writes=writes,
        kinds=_kinds(units, have),
    )


def _supply(request: HttpRequest, form: Supply) -> None:
    found: Matched = form.cleaned_data["file"]
    supply(found.units, actor_for(request.user, WRITE), on=book_day(), digest=form.digest)
    messages.success(request, _("Đã nạp ranh giới của {count} đơn vị.").format(count=len(found.units)))
    if found.strange:
        said = _("{count} vùng trong tệp không có mã hay tên của đơn vị nào, nên để ra ngoài: {names}.")
        messages.warning(request, said.format(count=len(found.strange), names=_listed(found.strange)))
    if found.twice:
        said = _("Có hai vùng cùng một đơn vị, chỉ lấy vùng đầu: {names}.")
        messages.warning(request, said.format(names=_listed(found.twice)))


def _kinds(units: list[Node], have: dict[int, Any]) -> list[tuple[Any, int, int, list[str]]]:
    """(kind in words, how many units, how many have a boundary, names of those that have none)."""
    day, rows = book_day(), []
    for kind in dict.fromkeys(one.kind for one in units):
        of_kind = [one for one in units if one.kind == kind]
        lacking = [tree().name(one.id, day) for one in of_kind if one.id not in have]
        rows.append((KINDS.get(kind, _("tỉnh")), len(of_kind), len(of_kind) - len(lacking), lacking))
    return rows
