"""The list of members, a member's page, and the reading of a sealed field."""

from collections.abc import Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.sheets.writer import write
from soxa.law.typed_day import typed_day
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party import lists
from soxa.party.beside import BESIDE_MEMBER
from soxa.party.flow import ACTS, READ_SEALED, WRITE, buttons, read_sealed
from soxa.party.leaving import told_why
from soxa.party.merging.lists import member_of_gone
from soxa.party.models import Exemption, Member
from soxa.party.portrait import SEALED, Portrait, member_seen, portrait
from soxa.party.roll import ROLL, rolled
from soxa.party.rules import card_text
from soxa.party.slugs import SLUGS

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED = 50_000


def offered(choices: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Choices as a select shows them; the empty one is its first line."""
    return [(code, title) for code, title in choices.items() if code]


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Members in sight on a day, narrowed by the address."""
    asked, trouble = asked_of(request)
    found = lists.page_of(asked, request.user)
    everyone = (
        lists.in_sight(asked, request.user) if not found.rows and lists.countable(asked, request.user) else 0
    )
    answer = page(
        request,
        "party/members.html",
        part="rows",
        asked=asked,
        found=found,
        everyone=everyone,
        trouble=trouble,
        conditions=lists.words_of(asked),
        cells=lists.cell_choices(request.user, asked.on),
        choices=CHOICES,
        newcomers=_newcomers(request),
        query=query_of(request),
    )
    if request.GET:
        answer["HX-Push-Url"] = _tidy(request)
    return answer


CHOICES = {
    "dang": offered(lists.STANDING),
    "trang-thai": offered(lists.STATES),
    "tuoi": [(code, band.title) for code, band in lists.BANDS.items()],
    "mien": Exemption.KINDS,
    "xep": offered(lists.SORTS),
}


def _newcomers(request: HttpRequest) -> list[tuple[Any, str]]:
    """(label, address) of the acts by which a person comes on the list; none for one who only reads."""
    if not may(request.user, WRITE):
        return []
    names = ("admit", "transfer_in", "visit")
    return [(ACTS[name].label, reverse("newcomer", args=[SLUGS[name]])) for name in names]


def _tidy(request: HttpRequest) -> str:
    """The address without the conditions that were left empty, for the bar of the browser."""
    asked = {name: value for name, value in request.GET.items() if value}
    return request.path + ("?" + urlencode(asked) if asked else "")


def asked_of(request: HttpRequest, **given: str) -> tuple[lists.Asked, str]:
    """What the address asks, `given` before it; and in words the day of it that was left aside ("" when none was)."""
    query, today, trouble = {**request.GET.dict(), **given}, book_day(), ""
    if typed := query.pop("ngay", ""):
        try:
            query["ngay"] = typed_day(typed).isoformat()
        except ValueError as error:
            trouble = f"{error} " + _("Đang xem ngày hôm nay.")
    return lists.Asked.of(query, today), trouble


def query_of(request: HttpRequest) -> QueryDict:
    """The present query without the page's number, for a form that keeps it."""
    query = request.GET.copy()
    query.pop("trang", None)
    return query


@allow(*PARTY_READERS)
@told_why(gettext_lazy("Xuất danh sách đảng viên (Excel)"))
def export(request: HttpRequest) -> HttpResponse:
    """The same list as an Excel file, every row of it up to MOST_EXPORTED."""
    asked, _trouble = asked_of(request)
    title = _("Danh sách đảng viên đến hết ngày {day}").format(day=day_text(asked.on))
    rows = islice(rolled(asked, request.user), MOST_EXPORTED)
    answer = HttpResponse(write(ROLL, rows, title=title), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="dang-vien-{asked.on}.xlsx"'
    return answer


@allow(*PARTY_READERS)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member; under the key of a record that became another's, the way there."""
    found = member_seen(pk, request.user)
    if found is None and (became := member_of_gone(pk)) and member_seen(became.pk, request.user):
        messages.info(request, _("Bản ghi này đã được nhập vào hồ sơ dưới đây: hai bản ghi của một người."))
        return redirect("member", pk=became.pk)
    if found is None:
        raise Http404(pk)
    return member_page(request, found)


def seen_or_404(request: HttpRequest, pk: int) -> Member:
    """The member, when some spell of his lies in sight; Http404 otherwise."""
    found = member_seen(pk, request.user)
    if found is None:
        raise Http404(pk)
    return found


def writer_of(request: HttpRequest, unit_id: int | None, act: str = WRITE) -> Actor | None:
    """The person at the book in the office that may write here; None when there is none."""
    return actor_for(request.user, act, unit_id) if may(request.user, act, unit_id) else None


def member_page(request: HttpRequest, found: Member, *, opened: dict[str, str] | None = None) -> HttpResponse:
    """The page of a member; `opened` holds sealed values read by this very request."""
    shown: Portrait = portrait(found, request.user, book_day())
    actor = writer_of(request, shown.life.unit_id) if shown.whole else None
    reader = writer_of(request, shown.life.unit_id, READ_SEALED) if shown.whole else None
    sealed = [(name, title, bool(getattr(found.person, f"{name}_sealed"))) for name, title in SEALED.items()]
    answer = page(
        request,
        "party/member.html",
        shown=shown,
        member=found,
        person=found.person,
        card=card_text(found.card_no, shown.life.on),
        buttons=buttons(shown.life, actor) if actor else [],
        sealed=sealed if shown.whole else [],
        may_open=reader is not None,
        opened=opened or {},
        slugs=SLUGS,
        today=shown.life.on,
        beside=BESIDE_MEMBER.of(shown.life, request.user) if shown.whole else [],
    )
    if opened:
        answer["Cache-Control"] = "no-store"
    return answer


@allow(*PARTY_OFFICES)
def sealed(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Open one sealed field: an act, written in the journal before the value is shown, once; the record for who only opens the address."""
    found, today = seen_or_404(request, pk), book_day()
    if field not in SEALED:
        raise Http404(field)
    if request.method != "POST":  # the address kept, or come back to after signing in
        return redirect("member", pk=pk)
    shown = portrait(found, request.user, today)
    if not shown.whole:
        raise Http404(pk)
    actor = actor_for(request.user, READ_SEALED, shown.life.unit_id)
    try:
        value = read_sealed(found, field, actor, today=today, unit_id=shown.life.unit_id)
    except Refused as refused:
        value = str(refused)
    said: dict[str, Any] = {field: value or _("chưa ghi")}
    return member_page(request, found, opened=said)
