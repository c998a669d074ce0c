"""Cài đặt: what the commune sets itself, the working-day calendar, and the sheet from which lost keys are made again."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.asked import own_unit
from soxa.desk.setting_forms import DAY_WORDS, ChangeDay, ChangeSetting, MoveCounts, shown_value
from soxa.kernel import journal
from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.calendar import Change, assumed_years, change_day
from soxa.kernel.flow import Refused
from soxa.kernel.models import CalendarDay, Setting
from soxa.kernel.page import page
from soxa.kernel.preferences import PREFERENCES, SECRET, Preference, Supposed, book_day, moves, put, value_of
from soxa.kernel.sealed import keys
from soxa.law.calendar import weekday
from soxa.law.typed_day import typed_day
from soxa.org.roles import AUDITOR, OFFICE_HEAD, SYSTEM_ADMIN, UNITS

READERS = (OFFICE_HEAD, SYSTEM_ADMIN, AUDITOR)
WRITE = "settings.write"
# settings that each commune has for itself; the others hold for the whole book
OF_A_COMMUNE = ("reports.", "criteria.", "party.dues_wage_region", "party.dues_cell_keeps")
GROUPS: dict[str, Any] = {
    "calendar": gettext_lazy("Ngày làm việc"),
    "party": gettext_lazy("Đảng viên, chi bộ"),
    "meetings": gettext_lazy("Sinh hoạt chi bộ"),
    "reports": gettext_lazy("Báo cáo"),
    "values": gettext_lazy("Số báo cáo"),
    "criteria": gettext_lazy("Tiêu chí nông thôn mới, chuyển đổi số"),
    "documents": gettext_lazy("Văn bản"),
    "tasks": gettext_lazy("Nhiệm vụ"),
    "accounts": gettext_lazy("Tài khoản, đăng nhập"),
    "signing": gettext_lazy("Chữ ký số"),
    "exchange": gettext_lazy("Văn bản điện tử"),
}
# settings with a page of their own: its name in the addresses
APART = {"signing.": "signing"}


def _unit_of(request: HttpRequest, preference: Preference) -> int | None:
    return own_unit(request.user, book_day()).id if preference.code.startswith(OF_A_COMMUNE) else None


def _may_change(request: HttpRequest, preference: Preference) -> bool:
    """A commune's own setting is its own; the book's is for who sees the whole book."""
    unit_id = _unit_of(request, preference)
    whole = sight_of(request.user, UNITS).everything
    return may(request.user, WRITE, unit_id) and (unit_id is not None or whole)


def _home(code: str) -> str:
    """The page on which a setting stands."""
    return next((page for prefix, page in APART.items() if code.startswith(prefix)), "settings")


def _holds_keys(reader: Any) -> bool:
    """The key opens every commune's sealed data: it is for the office of who sees the whole book."""
    held = {office.role for office in reader.held_offices()}
    return OFFICE_HEAD in held and sight_of(reader, UNITS).everything


def setting_rows(request: HttpRequest, home: str) -> dict[str, list[dict[str, Any]]]:
    """Every setting of one page with its value, law and history, by the words of its group."""
    today = book_day()
    history: dict[str, list[Setting]] = {}
    for row in Setting.objects.select_related("entry").order_by("-since", "-id"):
        history.setdefault(row.code, []).append(row)
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in PREFERENCES.values():
        if not one.shown or _home(one.code) != home:
            continue
        unit_id = _unit_of(request, one)
        past = [row for row in history.get(one.code, []) if row.unit_id in (unit_id, None)]
        value = value_of(one, (unit_id,) if unit_id else (), today)
        name = str(GROUPS.get(one.code.split(".")[0], _("Khác")))
        groups.setdefault(name, []).append(
            {
                "preference": one,
                "value": shown_value(one, value),
                "default": shown_value(one, one.default),
                "changed": value != one.default,
                "history": [(row, shown_value(one, row.value)) for row in past],
                "writes": _may_change(request, one),
            }
        )
    return groups


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every setting that has no page of its own."""
    groups = setting_rows(request, "settings")
    return page(request, "desk/settings.html", groups=groups, holds_keys=_holds_keys(request.user))


@allow(*READERS)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A new value for one setting, from a day on."""
    one = PREFERENCES.get(code)
    if one is None or not one.shown:
        raise Http404(code)
    today, unit_id = book_day(), _unit_of(request, one)
    if not _may_change(request, one):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không đổi được cài đặt này."))
    value = value_of(one, (unit_id,) if unit_id else (), today)
    shown = "" if one.kind == SECRET else ("yes" if value else "") if one.kind == "switch" else value
    initial = {"value": shown, "since": today}
    form = ChangeSetting(request.POST or None, preference=one, initial=initial)
    moved: list[str] = []
    if request.method == "POST" and form.is_valid():
        moved = moves(Supposed(one, form.value(), form.cleaned_data["since"], unit_id), today)
        if moved:
            form = MoveCounts(request.POST, lines=moved, preference=one, initial=initial)
    if request.method == "POST" and form.is_valid():
        actor, told = actor_for(request.user, WRITE, unit_id), form.cleaned_data
        put(
            one, form.value(), since=told["since"], actor=actor, unit_id=unit_id, reason=told.get("reason", "")
        )  # fmt: skip
        messages.success(request, _("Đã ghi cài đặt: {title}.").format(title=one.title))
        return redirect(_home(code))
    return page(
        request,
        "desk/setting.html",
        status=422 if form.is_bound else 200,
        home=(GROUPS["signing"] if _home(code) == "signing" else _("Cài đặt"), reverse(_home(code))),
        preference=one,
        form=form,
        moved=moved,
        default=shown_value(one, one.default),
    )


@allow(*READERS)
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year that differ from the plain week, and the form that changes one."""
    today = book_day()
    text = request.GET.get("nam", "")
    year = int(text) if text.isdecimal() and len(text) == 4 and int(text) else today.year
    rows = list(CalendarDay.objects.select_related("entry"))
    days = [row for row in rows if row.day.year == year]
    assumed = assumed_years(rows)
    writes = may(request.user, WRITE) and sight_of(request.user, UNITS).everything
    form = ChangeDay(request.POST or None, initial={"day": _asked_day(request)})
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không sửa được lịch làm việc."))
        if form.is_valid() and _changed(request, form):
            return redirect(f"{request.path}?nam={form.cleaned_data['day'].year}")
    return page(
        request,
        "desk/calendar.html",
        status=422 if form.is_bound else 200,
        year=year,
        years=sorted({row.day.year for row in rows} | {today.year}),
        near={today.year, today.year + 1, year},
        assumed=assumed,
        days=[(row, weekday(row.day), DAY_WORDS.get(row.kind, row.kind)) for row in days],
        form=form,
        writes=writes,
    )


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return typed_day(request.GET.get("ngay", ""))
    except ValueError:
        return None


def _changed(request: HttpRequest, form: ChangeDay) -> bool:
    given = form.cleaned_data
    kind = "" if given["kind"] == "plain" else given["kind"]
    wish = Change(given["day"], kind, given["name"], given["reason"])
    try:
        change_day(wish, actor_for(request.user, WRITE))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Đã ghi lịch làm việc. Các hạn đang chạy được tính lại theo lịch mới."))
    return True


@allow(OFFICE_HEAD)
def recovery(request: HttpRequest) -> HttpResponse:
    """The sheet from which the key file can be made again; opening it is an act and writes an entry."""
    if not _holds_keys(request.user):
        raise PermissionDenied(_("Khóa là của cả sổ: chỉ Văn phòng của cấp thấy cả sổ mở được phiếu này."))
    held = keys()
    if request.method != "POST":
        return page(request, "desk/recovery.html", name=held.name, lines=None)
    actor = actor_for(request.user, WRITE)
    journal.write(
        actor, "keys", "recovery", subject=("keys", held.name), unit_id=actor.unit_id, on=book_day()
    )
    answer = page(request, "desk/recovery.html", name=held.name, lines=held.recovery_lines())
    answer["Cache-Control"] = "no-store"
    return answer
