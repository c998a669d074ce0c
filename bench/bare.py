"""The least a page of members can be: the same fifty rows from `.values()` in a plain table, without session, sight, total or frame.

It says of each member what the list says, and fetches it as cheaply as one can: rows, cells' names and marks once each.
"""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines

from soxa.kernel.fields import day_number
from soxa.kernel.models import Unit, UnitName
from soxa.kernel.units.tree import tree
from soxa.party.models import Exemption, Membership, MissingPaper
from soxa.samples.lives import LAST_DAY

_FIELDS = (
    "member_id",
    "member__person__full_name",
    "member__person__born",
    "member__person__sex",
    "unit_id",
    "member__decision_on",
    "member__admitted_on",
    "member__recognised_on",
    "member__card_no",
    "member__card_exchanged_on",
)
_TABLE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Đảng viên</title></head><body><table>
<tr><th>Họ và tên</th><th>Giới tính</th><th>Ngày sinh</th><th>Chi bộ</th><th>Ngày kết nạp</th><th>Ngày chính thức</th>
<th>Số thẻ</th><th>Ngày đổi thẻ</th><th>Ghi chú</th></tr>
{% for row in rows %}<tr><td><a href="/dang-vien/{{ row.member_id }}/">{{ row.member__person__full_name }}</a></td>
<td>{{ row.member__person__sex }}</td><td>{{ row.member__person__born|d }}</td><td>{{ cells[row.unit_id] }}</td>
<td>{{ row.member__admitted_on|d }}</td><td>{{ row.member__recognised_on|d }}</td><td>{{ row.member__card_no }}</td>
<td>{{ row.member__card_exchanged_on|d }}</td>
<td>{{ eased[row.member_id] }}{% if row.member_id in lacking %} thiếu giấy{% endif %}</td></tr>
{% endfor %}</table></body></html>
"""
_kept: dict[str, Any] = {}


def bare(request: HttpRequest) -> HttpResponse:
    """Official members of one commune in name order, the first fifty."""
    if not _kept:
        engine: Any = engines["jinja2"]
        _kept["template"] = engine.env.from_string(_TABLE)
        commune = Unit.objects.get(code=request.GET["chi-bo"])
        _kept["units"] = sorted(tree().within(commune.pk, LAST_DAY))
    rows = Membership.objects.filter(
        kind=Membership.HOME,
        unit_id__in=_kept["units"],
        since__lte=LAST_DAY,
        until__gt=LAST_DAY,
        member__recognised_on__lte=day_number(LAST_DAY),
    )
    found = rows.order_by("name_key", "pk").values(*_FIELDS)[:50]
    names = UnitName.objects.filter(unit_id__in=_kept["units"], since__lte=LAST_DAY, until__gt=LAST_DAY)
    cells = {one["unit_id"]: one["name"] for one in names.values("unit_id", "name")}
    marks = _marks([one["member_id"] for one in found])
    return HttpResponse(_kept["template"].render(rows=found, cells=cells, **marks))


def _marks(members: list[int]) -> dict[str, Any]:
    """Who is eased of duties, and whose file lacks a paper."""
    eased = Exemption.objects.filter(Exemption.standing(LAST_DAY), member_id__in=members)
    lacks = MissingPaper.objects.filter(MissingPaper.standing(LAST_DAY), member_id__in=members)
    kinds = defaultdict(str, ((one["member_id"], one["kind"]) for one in eased.values("member_id", "kind")))
    return {"eased": kinds, "lacking": {one["member_id"] for one in lacks.values("member_id")}}
